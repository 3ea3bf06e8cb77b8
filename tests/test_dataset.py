import csv
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from heterostructures import dataset
from heterostructures.dataset import (
    counts,
    data_directory,
    files,
    fingerprint,
    load,
    load_measurements,
    load_sib_table1,
    measurements,
    pairs,
    resource_descriptor,
)

RESOURCES = [r["name"] for r in json.loads((data_directory() / "datapackage.json").read_text("utf-8"))["resources"]]

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


def test_a_loaded_table_belongs_to_its_caller_and_a_changed_file_is_read_again(data_copy):
    first = load("sib_table1", data_copy)
    printed = first.loc[0, "cycles"]
    first.loc[0, "cycles"] = 1
    assert load("sib_table1", data_copy).loc[0, "cycles"] == printed
    file = data_copy / "sib_table1.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(f",{printed},", f",{printed}7,", 1), encoding="utf-8")
    assert load("sib_table1", data_copy).loc[0, "cycles"] == int(f"{printed}7")


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
    monkeypatch.setattr(files, "_CHECKOUT_DATA", tmp_path / "a")
    monkeypatch.setattr(files, "_PACKAGED_DATA", tmp_path / "b")
    with pytest.raises(FileNotFoundError, match=re.escape("datapackage.json")):
        data_directory()


# ---------------------------------------------------------------- every file


@pytest.mark.parametrize("name", RESOURCES)
def test_every_file_has_a_loader_with_the_types_of_its_description(name):
    table = getattr(dataset, f"load_{name}")()
    fields = resource_descriptor(name)["schema"]["fields"]
    assert list(table.columns) == [field["name"] for field in fields]
    for field in fields:
        kind = {"integer": "Int64", "number": "float64", "string": "string"}[field["type"]]
        assert str(table[field["name"]].dtype) == kind, field["name"]


@pytest.mark.parametrize("name", RESOURCES)
def test_what_is_empty_in_a_file_is_missing_and_the_rest_is_as_written(name):
    table = load(name)
    as_text = pd.read_csv(data_directory() / f"{name}.csv", dtype=str, keep_default_na=False)
    assert len(table) == len(as_text)
    for column in as_text.columns:
        is_number = pd.api.types.is_numeric_dtype(table[column])
        for loaded, written in zip(table[column], as_text[column], strict=True):
            if written == "":
                assert pd.isna(loaded)
            elif is_number:
                assert Decimal(str(loaded)) == Decimal(written)
            else:
                assert loaded == written


def test_a_description_that_a_caller_changes_stays_as_it_is_for_the_next():
    resource_descriptor("sib_table1")["path"] = "elsewhere.csv"
    assert resource_descriptor("sib_table1")["path"] == "sib_table1.csv"


def test_a_changed_file_is_read_again(data_copy):
    before = fingerprint(data_copy), len(measurements(directory=data_copy))
    path = data_copy / "sib_table1.csv"
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    assert fingerprint(data_copy) != before[0]
    assert len(measurements(directory=data_copy)) == before[1] - 3


# ---------------------------------------------------------------- a small dataset of known content

SMALL = {
    "reviews": [{"review": "A", "bib_key": "review_a"}, {"review": "B", "bib_key": "review_b"}],
    "coverage": [
        {"item_id": "A-2", "kind": "section"},
        {"item_id": "A-2.1", "kind": "subsection", "parent_id": "A-2"},
        {"item_id": "A-fig1a", "kind": "figure panel", "parent_id": "A-2"},
        {"item_id": "B-4", "kind": "section", "label": "Heterostructure anodes"},
        {"item_id": "B-tab1", "kind": "table", "parent_id": "B-4"},
    ],
    "quantities": [
        {"quantity": "specific_capacity", "unit": "mAh/g"},
        {"quantity": "initial_coulombic_efficiency", "unit": "%"},
        {"quantity": "reaction_potential", "unit": "V"},
        {"quantity": "layer_spacing", "unit": "nm", "other_units": "angstrom"},
        {"quantity": "adsorption_energy", "unit": "eV"},
        {"quantity": "conductivity"},
    ],
    "vocabularies": [
        {"vocabulary": "battery", "term": "Na-ion", "definition": "Sodium-ion battery."},
        {"vocabulary": "battery", "term": "Li-S", "definition": "Lithium-sulfur battery."},
        {"vocabulary": "battery", "term": "Zn-air", "definition": "Zinc-air battery."},
        *({"vocabulary": "role", "term": term} for term in ("anode", "sulfur host")),
        *({"vocabulary": "method", "term": term} for term in ("experiment", "calculation", "not stated")),
    ],
    "heterostructures": [
        {"heterostructure_id": "b_bi2s3_cus", "name": "Bi2S3−CuS", "battery": "Na-ion", "role": "anode", "table_row": 3},
        {"heterostructure_id": "a_mos2_sns", "name": "MoS2/SnS", "battery": "Na-ion", "role": "anode"},
        {"heterostructure_id": "a_mos2_sns_host", "name": "MoS2/SnS", "battery": "Li-S", "role": "sulfur host"},
    ],
    "reactions": [
        {"reaction_id": "BR01", "review": "B", "process": "discharge", "step": 1, "as_printed": "CuS + Na+ + e- -> NaCuS",
         "potential_min_V": 1.2, "potential_max_V": 1.5, "potential_qualifier": "range", "section_id": "B-4", "bib_keys": "b_ref1"},
        {"reaction_id": "BR02", "review": "B", "process": "discharge", "step": 2, "as_printed": "no potential", "section_id": "B-4"},
    ],
    "materials": [],
    "measurements": [],
}  # fmt: skip


def row(number: int, quantity: str, value=None, unit=None, **more) -> dict:
    """One row of measurements.csv of the small dataset."""
    fixed = {
        "review": "A",
        "subject": f"sample {number}",
        "method": "experiment",
        "section_id": "A-2.1",
        "bib_keys": "a_ref1",
    }
    return {"measurement_id": f"A{number:03d}", "quantity": quantity, "value": value, "unit": unit, **fixed, **more}


@pytest.fixture
def small(tmp_path):
    """A function that writes the small dataset with the given measurements and returns its folder."""

    def write(*rows: dict, **tables: list[dict]) -> Path:
        folder = tmp_path / "small"
        folder.mkdir(exist_ok=True)
        shutil.copy(data_directory() / "datapackage.json", folder)
        shutil.copy(data_directory() / "sib_table1.csv", folder)
        for name, records in {**SMALL, "measurements": list(rows), **tables}.items():
            fields = [field["name"] for field in resource_descriptor(name)["schema"]["fields"]]
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, fields, lineterminator="\n")
                writer.writeheader()
                writer.writerows(records)
        return folder

    return write


# ---------------------------------------------------------------- Table 1 and the reactions in the view


@pytest.mark.parametrize(
    ("name", "quantity", "unit", "value", "current", "cycles"),
    [
        ("ICE", "initial_coulombic_efficiency", "%", "initial_coulombic_efficiency_percent", None, None),
        ("cycling", "specific_capacity", "mAh/g", "cycling_capacity_mAh_per_g", "cycling_current_density_A_per_g", "cycles"),
        ("rate", "specific_capacity", "mAh/g", "rate_capacity_mAh_per_g", "rate_current_density_A_per_g", None),
    ],
)  # fmt: skip
def test_table_1_appears_whole_and_as_printed(name, quantity, unit, value, current, cycles):
    printed = pd.read_csv(data_directory() / "sib_table1.csv", dtype=str, keep_default_na=False)
    printed = printed[printed[value] != ""]
    view = measurements(quantity=quantity, section="B-4").set_index("measurement_id")
    view = view[view.index.str.endswith(f"-{name}")]
    assert list(view.index) == [f"T{int(number):02d}-{name}" for number in printed["table_row"]]
    assert list(view["printed"]) == list(printed[value])
    for column, source in (
        ("value", value),
        ("canonical_value", value),
        ("current_density_A_per_g", current),
        ("cycle_number", cycles),
        ("voltage_window_min_V", "voltage_window_min_V"),
        ("voltage_window_max_V", "voltage_window_max_V"),
    ):
        if source is None:
            assert view[column].isna().all()
        else:
            assert [Decimal(str(number)) for number in view[column]] == [Decimal(text) for text in printed[source]]
    assert list(view["subject"]) == list(printed["material"])
    assert list(view["bib_keys"]) == [f"zhang_interfacial_ref{number}" for number in printed["reference_number"]]
    for column, expected in {
        "unit": unit,
        "canonical_unit": unit,
        "review": "B",
        "section_id": "B-4",
        "figure_or_table_id": "B-tab1",
        "method": "experiment",
        "source_file": "sib_table1.csv",
        "battery": "Na-ion",
    }.items():
        assert set(view[column]) == {expected}, column
    assert not view["also_in_table1"].any()


def test_rows_of_table_1_belong_to_their_heterostructure(small):
    view = measurements(heterostructure="b_bi2s3_cus", directory=small())
    assert set(view["measurement_id"]) == {"T03-ICE", "T03-cycling", "T03-rate"}
    assert set(view["heterostructure_name"]) == {"Bi2S3−CuS"}


def test_every_row_of_table_1_has_a_heterostructure_in_the_dataset():
    view = measurements()
    assert view.loc[view["source_file"] == "sib_table1.csv", "heterostructure_id"].notna().all()


def test_printed_potentials_of_reactions_are_measurements(small):
    view = measurements(quantity="reaction_potential", directory=small())
    assert list(view["measurement_id"]) == ["BR01"]
    potential = view.iloc[0]
    assert (potential["value"], potential["value_max"], potential["qualifier"], potential["unit"]) == (
        1.2,
        1.5,
        "range",
        "V",
    )
    assert (potential["source_file"], potential["method"], potential["subject"]) == (
        "reactions.csv",
        "not stated",
        "CuS + Na+ + e- -> NaCuS",
    )


def test_the_view_holds_every_stored_number_once():
    view, stored = measurements(), load_measurements()
    assert view["measurement_id"].is_unique
    text = view[view["source_file"] == "measurements.csv"]
    pd.testing.assert_frame_equal(text[stored.columns].reset_index(drop=True), stored)
    with_potential = load("reactions")["potential_min_V"].notna().sum()
    assert (view["source_file"] == "reactions.csv").sum() == with_potential
    assert (view["canonical_value"].notna() == view["value"].notna()).all()
    assert (view["canonical_unit"].notna() == view["value"].notna()).all()


def test_the_view_keeps_types_where_a_file_has_no_rows(small):
    whole, empty = measurements(), measurements(directory=small(reactions=[]))
    assert dict(whole.dtypes.astype(str)) == dict(empty.dtypes.astype(str))
    assert str(empty["cycle_number"].dtype) == "Int64"
    assert str(empty["also_in_table1"].dtype) == "bool"


# ---------------------------------------------------------------- units, repeats, copies


def test_values_are_compared_in_one_unit(small):
    folder = small(
        row(1, "layer_spacing", 6.2, "angstrom", value_max=6.4),
        row(2, "layer_spacing", 0.62, "nm"),
        row(3, "conductivity"),
    )
    view = measurements(review="A", directory=folder).set_index("measurement_id")
    assert view.loc["A001", "canonical_value"] == view.loc["A002", "canonical_value"] == 0.62
    assert view.loc["A001", "canonical_value_max"] == 0.64
    assert view.loc["A001", "value"] == 6.2
    assert set(view["canonical_unit"].dropna()) == {"nm"}
    assert pd.isna(view.loc["A003", "canonical_unit"])
    assert list(measurements(review="A", numbers_only=True, directory=folder)["measurement_id"]) == ["A001", "A002"]


@pytest.mark.parametrize("unit", ["mAh", None])
def test_a_corrupted_unit_is_refused_with_its_row(small, unit):
    folder = small(row(1, "specific_capacity", 300, "mAh/g"), row(2, "specific_capacity", 300, unit))
    with pytest.raises(
        ValueError, match=r"measurements.csv, row A002, quantity 'specific_capacity'.*allowed are 'mAh/g'"
    ):
        measurements(directory=folder)


def test_a_number_of_a_quantity_without_unit_is_refused(small):
    with pytest.raises(ValueError, match=r"row A001, quantity 'conductivity': it has no unit in quantities.csv"):
        measurements(directory=small(row(1, "conductivity", 3, "S/cm")))


def test_a_result_that_table_1_prints_too_is_marked(small):
    """Row 3 of the table: 592.2 mAh/g after 1000 cycles at 8 A/g, 459.9 mAh/g at 20 A/g, efficiency 93.8 %."""
    electrode = {"heterostructure_id": "b_bi2s3_cus"}
    cycling = {"current_density_A_per_g": 8, "cycle_number": 1000}
    folder = small(
        row(1, "specific_capacity", 592.2, "mAh/g", **electrode, **cycling),
        row(2, "specific_capacity", 459.9, "mAh/g", **electrode, current_density_A_per_g=20),
        row(3, "initial_coulombic_efficiency", 93.8, "%", **electrode, cycle_number=1),
        row(4, "specific_capacity", 592, "mAh/g", printed="592", **electrode, **cycling),
        row(11, "specific_capacity", 592.2, "mAh/g", heterostructure_id="a_mos2_sns", **cycling),
        row(12, "specific_capacity", 592.2, "mAh/g", **electrode, current_density_A_per_g=8, cycle_number=100),
        row(13, "specific_capacity", 592.2, "mAh/g", **electrode, current_density_A_per_g=5, cycle_number=1000),
        row(14, "specific_capacity", 592.4, "mAh/g", printed="592.4", **electrode, **cycling),
        row(15, "specific_capacity", 592.2, "mAh/g", **cycling),
        row(16, "specific_capacity", 592.2, "mAh/g", value_max=600, **electrode, **cycling),
        row(17, "specific_capacity", None, None, direction="raised", **electrode, **cycling),
    )
    view = measurements(directory=folder)
    assert list(view.loc[view["also_in_table1"], "measurement_id"]) == ["A001", "A002", "A003", "A004"]
    counted = counts("quantity", directory=folder).set_index("quantity")
    assert counted.loc["specific_capacity", "repeats_of_table1"] == 3


def test_the_view_belongs_to_its_caller(small):
    folder = small(row(1, "specific_capacity", 300, "mAh/g"))
    for arguments in ({}, {"review": "A"}, {"numbers_only": True}):
        first = measurements(**arguments, directory=folder)
        untouched = first.copy()
        first["value"] = 0.0
        first.loc[0, "subject"] = "spoiled"
        first["quantity"].array[0] = "spoiled"
        first.drop(columns="unit", inplace=True)
        pd.testing.assert_frame_equal(measurements(**arguments, directory=folder), untouched)


# ---------------------------------------------------------------- filters


def test_filters_take_one_term_or_several_and_must_all_hold(small):
    folder = small(
        row(1, "specific_capacity", 300, "mAh/g", heterostructure_id="a_mos2_sns"),
        row(2, "specific_capacity", 900, "mAh/g", heterostructure_id="a_mos2_sns_host", section_id="A-2"),
        row(3, "adsorption_energy", -1.2, "eV", method="calculation"),
    )

    def found(**filters):
        return [m for m in measurements(**filters, directory=folder)["measurement_id"] if m.startswith("A")]

    assert found() == ["A001", "A002", "A003"]
    assert found(quantity="specific_capacity") == ["A001", "A002"]
    assert found(quantity=["adsorption_energy", "specific_capacity"]) == ["A001", "A002", "A003"]
    assert found(battery="Li-S") == ["A002"]
    assert found(battery=("Na-ion", "Li-S"), role="anode") == ["A001"]
    assert found(method="calculation") == ["A003"]
    assert found(review="B") == []
    assert found(battery="Zn-air") == []
    assert found(section="A-2.1") == ["A001", "A003"]
    assert found(section="A-2") == ["A001", "A002", "A003"], "a section includes those inside it"
    assert found(heterostructure="a_mos2_sns") == ["A001"]
    assert found(heterostructure="MoS2/SnS") == ["A001", "A002"], "a name means all that bear it"
    assert found(quantity=pd.Series(["specific_capacity"]), section="A-2.1") == ["A001"]


@pytest.mark.parametrize("name", ["Bi2S3−CuS", "Bi2S3-CuS", "Bi2S3 – CuS", "Bi₂S₃-CuS", "bi2s3-cus"])
def test_a_name_is_found_as_a_reader_types_it(small, name):
    assert len(measurements(heterostructure=name, directory=small())) == 3


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"battery": "sodium ion"}, r"^battery='sodium ion' is not in the dataset\. Did you mean 'Na-ion'\?"),
        ({"battery": ["Na-ion", "Zinc air"]}, r"^battery='Zinc air' .* Did you mean 'Zn-air'\?"),
        ({"quantity": "capacity"}, r"^quantity='capacity' .* Did you mean 'specific_capacity'"),
        ({"heterostructure": "MoS2-SnS2"}, r"^heterostructure='MoS2-SnS2' .* Did you mean .*'MoS2/SnS'.*\\?"),
        ({"review": "C"}, r"^review='C' .* It knows 'A', 'B'\.$"),
        ({"section": "anodes"}, r"^section='anodes' .* Did you mean 'B-4'\\?"),
        ({"section": "B-tab1"}, r"^section='B-tab1' .* It knows 'A-2', 'A-2\.1', 'B-4'"),
        ({"role": "host"}, r"^role='host' .* Did you mean 'sulfur host'"),
        ({"method": 5}, r"^method=5 is not in the dataset\. It knows 'experiment'"),
    ],
)
def test_an_unknown_term_is_refused_with_what_is_near(small, filters, message):
    folder = small()
    for question in (measurements, pairs):
        with pytest.raises(ValueError, match=message):
            question(**filters, directory=folder)


def test_a_long_list_of_names_is_not_printed_but_named(small):
    many = [{"quantity": f"quantity_{n}", "unit": "1"} for n in range(40)]
    with pytest.raises(ValueError, match=r"quantities\.csv") as error:
        measurements(quantity="voltage", directory=small(quantities=[*SMALL["quantities"], *many]))
    assert len(str(error.value)) < 200


# ---------------------------------------------------------------- comparisons


def comparison(changed: dict, reference: dict, first: int = 1) -> list[dict]:
    """Two rows that the review compares."""
    a, b = f"A{first:03d}", f"A{first + 1:03d}"
    return [
        row(first, **{"comparison_side": "changed", "compared_with": b, **changed}),
        row(first + 1, **{"comparison_side": "reference", "compared_with": a, **reference}),
    ]


def capacity(value, **more) -> dict:
    return {"quantity": "specific_capacity", "value": value, "unit": "mAh/g", **more}


def test_a_comparison_is_one_row(small):
    electrode = {"heterostructure_id": "a_mos2_sns", "current_density_A_per_g": 2}
    folder = small(
        *comparison(
            capacity(450, bib_keys="a_ref1; a_ref2", **electrode), capacity(300, bib_keys="a_ref2; a_ref3", **electrode)
        )
    )
    table = pairs(directory=folder)
    assert len(table) == 1
    one = table.iloc[0]
    assert (one["changed_id"], one["reference_id"]) == ("A001", "A002")
    assert (one["changed_subject"], one["reference_subject"]) == ("sample 1", "sample 2")
    assert (one["difference"], one["ratio"], one["unit"]) == (150, 1.5, "mAh/g")
    assert (one["difference_min"], one["difference_max"]) == (150, 150)
    assert one["conditions"] == "2 A/g"
    assert one["bib_keys"] == "a_ref1; a_ref2; a_ref3"
    assert (one["heterostructure_name"], one["battery"], one["section_id"]) == ("MoS2/SnS", "Na-ion", "A-2.1")


def test_a_row_compared_with_two_gives_two_rows(small):
    rows = [
        row(1, **capacity(450), comparison_side="changed", compared_with="A002; A003"),
        row(2, **capacity(300), comparison_side="reference", compared_with="A001"),
        row(3, **capacity(200), comparison_side="reference", compared_with="A001"),
    ]
    assert list(pairs(directory=small(*rows))["difference"]) == [150, 250]


def test_exchanging_the_sides_turns_the_difference_round(small):
    high, low = capacity(450, value_max=460), capacity(300)
    forth = pairs(directory=small(*comparison(high, low), *comparison(capacity(6), capacity(4), 3)))
    back = pairs(directory=small(*comparison(low, high), *comparison(capacity(4), capacity(6), 3)))
    assert list(forth["difference_min"]) == list(-back["difference_max"])
    assert list(forth["difference_max"]) == list(-back["difference_min"])
    assert forth.loc[1, "difference"] == -back.loc[1, "difference"]
    assert forth.loc[1, "ratio"] * back.loc[1, "ratio"] == pytest.approx(1)


def test_a_range_gives_limits_and_no_single_difference(small):
    changed = {"quantity": "layer_spacing", "value": 2.10, "value_max": 2.12, "unit": "nm", "qualifier": "range"}
    one = pairs(
        directory=small(*comparison(changed, {"quantity": "layer_spacing", "value": 21.5, "unit": "angstrom"}))
    ).iloc[0]
    assert pd.isna(one["difference"])
    assert pd.isna(one["ratio"])
    assert (one["difference_min"], one["difference_max"]) == (pytest.approx(-0.05), pytest.approx(-0.03))
    assert one["changed_qualifier"] == "range"


@pytest.mark.parametrize(("changed", "reference", "ratio"), [(3, 0, None), (-1, 2, None), (0, 2, 0), (-3, -2, 1.5)])
def test_a_ratio_is_given_only_where_it_means_something(small, changed, reference, ratio):
    sides = ({"quantity": "adsorption_energy", "value": value, "unit": "eV"} for value in (changed, reference))
    one = pairs(directory=small(*comparison(*sides))).iloc[0]
    assert one["difference"] == changed - reference
    assert pd.isna(one["ratio"]) if ratio is None else one["ratio"] == ratio


def test_conditions_that_differ_are_both_said(small):
    folder = small(
        *comparison(capacity(450, temperature_K=298), capacity(300)),
        *comparison(capacity(450), capacity(300), 3),
        *comparison(
            capacity(450, cycle_number=20, potential_V=0.5, potential_reference="Na+/Na"),
            capacity(300, cycle_number=20, potential_V=0.5, potential_reference="Na+/Na"),
            5,
        ),
    )
    conditions = pairs(directory=folder)["conditions"]
    assert conditions[0] == "changed: 298 K; reference: not stated"
    assert pd.isna(conditions[1])
    assert conditions[2] == "20 cycles, at 0.5 V, against Na+/Na"


def test_comparisons_without_numbers_are_left_out_and_filters_hold(small):
    folder = small(
        *comparison(
            {"quantity": "conductivity", "direction": "raised"}, {"quantity": "conductivity", "direction": "lowered"}
        ),
        *comparison(capacity(450), capacity(300), 3),
        *comparison(capacity(450, method="calculation"), capacity(300), 5),
    )
    assert list(pairs(directory=folder)["changed_id"]) == ["A003", "A005"]
    assert list(pairs(method="calculation", directory=folder)["changed_id"]) == ["A005"]
    assert pairs(quantity="adsorption_energy", directory=folder).empty


def test_pairs_of_the_dataset_are_all_the_comparisons_with_numbers():
    stored = load_measurements()
    numbers = stored[stored["value"].notna()].set_index("measurement_id")
    expected = {
        (changed, reference)
        for changed, partners in numbers.loc[
            (numbers["comparison_side"] == "changed").fillna(False), "compared_with"
        ].items()
        for reference in partners.split("; ")
        if reference in numbers.index
    }
    table = pairs()
    assert set(zip(table["changed_id"], table["reference_id"], strict=True)) == expected
    assert len(table) == len(expected) > 0


# ---------------------------------------------------------------- counts


@pytest.mark.parametrize("by", ["review", "section", "quantity", "battery"])
def test_counts_add_up_to_the_view(by):
    table, view = counts(by), measurements()
    assert table[["numbers", "repeats_of_table1", "directions"]].to_numpy().sum() == len(view)
    assert table["directions"].sum() == view["direction"].notna().sum()
    assert table[by].is_unique


def test_counts_stand_in_the_order_of_the_definitions_with_the_nameless_last(small):
    folder = small(row(1, "adsorption_energy", -1, "eV"), row(2, "conductivity", direction="raised"))
    assert list(counts("quantity", directory=folder)["quantity"]) == [
        "specific_capacity",
        "initial_coulombic_efficiency",
        "reaction_potential",
        "adsorption_energy",
        "conductivity",
    ]
    by_battery = counts("battery", directory=folder)
    assert by_battery["battery"].iloc[0] == "Na-ion"
    assert pd.isna(by_battery["battery"].iloc[-1])
    with pytest.raises(ValueError, match=r"by='sections' .* Did you mean 'section'"):
        counts("sections", directory=folder)


# ---------------------------------------------------------------- many rows


def test_ten_thousand_rows_load_with_the_same_types(data_copy):
    for name in RESOURCES:
        path = data_copy / f"{name}.csv"
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        repeated = (lines * (10_000 // len(lines) + 1))[:10_000]
        path.write_text("\n".join([header, *repeated]) + "\n", encoding="utf-8")
        table = load(name, data_copy)
        assert len(table) == 10_000
        assert list(table.dtypes.astype(str)) == list(load(name).dtypes.astype(str))
    view = measurements(directory=data_copy)
    assert list(view.dtypes.astype(str)) == list(measurements().dtypes.astype(str))
    assert (view["source_file"] == "measurements.csv").sum() == 10_000
