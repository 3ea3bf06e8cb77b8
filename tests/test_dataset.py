import re
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from heterostructures import dataset
from heterostructures.dataset import data_directory, load, load_sib_table1, resource_descriptor

TRANSCRIPTION = Path(__file__).with_name("sib_table1_as_printed.txt")


def transcribed_rows() -> list[dict]:
    """Read the second, independent form of the table."""
    rows, heading = [], None
    for line in TRANSCRIPTION.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            rows.append({"heading": heading, "cells": line.split(" | ")})
    return rows


def test_every_cell_is_as_printed():
    """Written back in the form of the printed cells, digit by digit, the CSV is the printed table."""
    as_text = pd.read_csv(data_directory() / "sib_table1.csv", dtype=str, keep_default_na=False)
    printed = transcribed_rows()
    assert len(as_text) == len(printed) == 55
    for row, expected in zip(as_text.to_dict("records"), printed, strict=True):
        rate = f"{row['rate_capacity_mAh_per_g']}/{row['rate_current_density_A_per_g']}"
        cells = [
            row["material"],
            f"{row['voltage_window_min_V']}-{row['voltage_window_max_V']}",
            row["initial_coulombic_efficiency_percent"] or "—",
            f"{row['cycling_capacity_mAh_per_g']}/{row['cycling_current_density_A_per_g']}/{row['cycles']}",
            "—" if rate == "/" else rate,
            f"[{row['reference_number']}]",
        ]
        assert row["heterostructure_class"] == expected["heading"]
        assert cells == expected["cells"]


def test_missing_values_are_missing_and_not_zero():
    table = load_sib_table1()
    assert table["initial_coulombic_efficiency_percent"].isna().sum() == 6
    assert table["rate_capacity_mAh_per_g"].isna().sum() == 2
    assert table["rate_current_density_A_per_g"].isna().sum() == 2
    numbers = table.select_dtypes("number")
    assert (numbers.fillna(1) > 0).all().all()


def test_loaded_numbers_are_those_of_the_file():
    table = load_sib_table1()
    as_text = pd.read_csv(data_directory() / "sib_table1.csv", dtype=str, keep_default_na=False)
    for column in as_text.columns:
        for loaded, written in zip(table[column], as_text[column], strict=True):
            if written == "":
                assert pd.isna(loaded)
            elif pd.api.types.is_numeric_dtype(table[column]):
                assert Decimal(str(loaded)) == Decimal(written)
            else:
                assert loaded == written


def test_types_follow_the_description():
    table = load_sib_table1()
    for field in resource_descriptor("sib_table1")["schema"]["fields"]:
        kind = table[field["name"]].dtype
        assert {"integer": pd.api.types.is_integer_dtype, "number": pd.api.types.is_float_dtype}.get(
            field["type"], pd.api.types.is_string_dtype
        )(kind)


def test_every_column_is_described_with_a_title_and_a_unit_in_its_name():
    unit_in_name = {"V": "_V", "%": "_percent", "mAh/g": "_mAh_per_g", "A/g": "_A_per_g"}
    fields = resource_descriptor("sib_table1")["schema"]["fields"]
    assert fields
    for field in fields:
        assert field["title"]
        assert len(field["description"]) > 20
        if field["type"] == "number":
            assert field["name"].endswith(unit_in_name[field["unit"]])


def test_an_unknown_resource_is_refused_with_the_known_ones():
    with pytest.raises(KeyError, match="sib_table1"):
        load("sib_table2")


def test_a_lost_dataset_is_said_to_be_lost(monkeypatch, tmp_path):
    monkeypatch.setattr(dataset, "_CHECKOUT_DATA", tmp_path / "a")
    monkeypatch.setattr(dataset, "_PACKAGED_DATA", tmp_path / "b")
    with pytest.raises(FileNotFoundError, match=re.escape("datapackage.json")):
        data_directory()
