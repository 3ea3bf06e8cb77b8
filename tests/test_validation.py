"""The data gate: what is right passes, what is wrong is refused with its place, value and rule."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import small_dataset
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_dataset import SmallDataset, problems_of

from heterostructures.dataset import missing_materials
from heterostructures.references import read_bibliography
from heterostructures.validation import (
    Problem,
    read_dataset,
    validate,
    validate_bibliography,
    validate_data,
    validate_sources,
)
from heterostructures.validation.bibliography import read_library
from heterostructures.validation.rules import RULES

ROOT = Path(__file__).resolve().parents[1]
REFERENCES = {
    entry.key: {field.key: field.value for field in entry.fields}
    for entry in read_bibliography(ROOT / "references.bib").entries
}
CSV_TEXT = (ROOT / "data" / "sib_table1.csv").read_text(encoding="utf-8")


def problems_after(data_copy: Path, change) -> list[Problem]:
    """Change the table, as text or as bytes, and return what the gate says."""
    path = data_copy / "sib_table1.csv"
    changed = change(CSV_TEXT)
    assert changed != CSV_TEXT, "the test changed nothing"
    path.write_bytes(changed if isinstance(changed, bytes) else changed.encode())
    return validate_data(data_copy, REFERENCES)


def replace(old: str, new: str):
    return lambda text: text.replace(old, new, 1)


def test_the_dataset_and_the_bibliography_are_in_order(root):
    assert [str(problem) for problem in validate(root / "data", root / "references.bib")] == []


def of_table1(problems: list[Problem]) -> list[Problem]:
    """Leave out what other files then lack: the heterostructures of a changed Table 1."""
    return [problem for problem in problems if problem.file == "data/sib_table1.csv"]


FIRST_ROW = "0.01,3,65,245.3,2,2800,224.7,10,52"


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "value", "rule"),
    [
        (FIRST_ROW, FIRST_ROW.replace("65", "165"), 2, "initial_coulombic_efficiency_percent", "165", "at most 100"),
        (
            FIRST_ROW,
            FIRST_ROW.replace(",65,", ",0.65,"),
            2,
            "initial_coulombic_efficiency_percent",
            "0.65",
            "at least 10",
        ),
        (FIRST_ROW, FIRST_ROW.replace(",2,", ",2000,"), 2, "cycling_current_density_A_per_g", "2000", "at most 100"),
        (
            FIRST_ROW,
            FIRST_ROW.replace("245.3", "245.3 mAh"),
            2,
            "cycling_capacity_mAh_per_g",
            "245.3 mAh",
            "type number",
        ),
        (FIRST_ROW, FIRST_ROW.replace("245.3", "2.453e2"), 2, "cycling_capacity_mAh_per_g", "2.453e2", "plain decimal"),
        (FIRST_ROW, FIRST_ROW.replace("245.3", "nan"), 2, "cycling_capacity_mAh_per_g", "nan", "at least 1"),
        (FIRST_ROW, FIRST_ROW.replace("245.3", ""), 2, "cycling_capacity_mAh_per_g", "", "must not be empty"),
        (FIRST_ROW, FIRST_ROW.replace("245.3", "0"), 2, "cycling_capacity_mAh_per_g", "0", "at least 1"),
        (FIRST_ROW, FIRST_ROW.replace("2800", "2800.5"), 2, "cycles", "2800.5", "type integer"),
        (
            FIRST_ROW,
            FIRST_ROW.replace("0.01,3", "3,0.01"),
            2,
            "voltage_window_max_V",
            "0.01",
            "V above voltage_window_min_V",
        ),
        (FIRST_ROW, FIRST_ROW.replace("224.7", ""), 2, "rate_capacity_mAh_per_g", None, "whole or not at all"),
        (
            FIRST_ROW,
            FIRST_ROW.replace(",52", ",152"),
            2,
            "reference_number",
            "152",
            "no entry zhang_interfacial_ref152",
        ),
        (FIRST_ROW, FIRST_ROW.replace(",52", ",53"), 3, "reference_number", "53", "must not repeat"),
        (
            "Sulfides/sulfides",
            "Sulphides/sulfides",
            2,
            "heterostructure_class",
            "Sulphides/sulfides heterostructures",
            "must be one of",
        ),
        (
            "3,Sulfides/sulfides",
            "3,Sulfides/oxides",
            5,
            "heterostructure_class",
            "Sulfides/sulfides heterostructures",
            "apart from",
        ),
        ("Cu2S@NC@MoS3", "WS2/MoS2/Ti3C2Tx", 3, "material", "WS2/MoS2/Ti3C2Tx", "must not repeat"),
        ("Cu2S@NC@MoS3", "ws2/MoS2/ Ti3C2Tx", 3, "material", "ws2/MoS2/ Ti3C2Tx", "same material as in line 2"),
        ("Cu2S@NC@MoS3", "=HYPERLINK(1)", 3, "material", "=HYPERLINK(1)", "formula"),
        ("Cu2S@NC@MoS3", "Cu2S<script>", 3, "material", "Cu2S<script>", "markup"),
        ("Cu2S@NC@MoS3", "Cu2S@NC ", 3, "material", "Cu2S@NC ", "blank"),
        ("Cu2S@NC@MoS3", "Cu2S\u200b@NC", 3, "material", "Cu2S\u200b@NC", "invisible"),
        ("\n2,", "\n7,", 3, "table_row", "7", "must be 2"),
        (FIRST_ROW, FIRST_ROW.replace("0.01,3", "0.01,0.02"), 2, "voltage_window_max_V", "0.02", "at least 1 V above"),
        (
            FIRST_ROW,
            FIRST_ROW.replace(",65,", ",065,"),
            2,
            "initial_coulombic_efficiency_percent",
            "065",
            "plain decimal",
        ),
        ("0.4,2.6", "-0,2.6", 11, "voltage_window_min_V", "-0", "plain decimal"),
        ("Cu2S@NC@MoS3", "Cu2S@\u0405C@MoS3", 3, "material", "Cu2S@\u0405C@MoS3", "another alphabet"),
        ("MoS2@SnO2", "MoS2\u00a0@SnO2", 32, "material", "1T/2H MoS2\u00a0@SnO2", "plain blank"),
        ("Cu2S@NC@MoS3", "Cu3S@NC@MoS3", 3, "reference_number", "53", "belongs to another material"),
        ("voltage_window_min_V", "voltage_window_min_mV", 1, "voltage_window_min_V", "voltage_window_min_mV", "header"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place_value_and_rule(data_copy, old, new, line, column, value, rule):
    found = problems_after(data_copy, replace(old, new))
    match = [p for p in of_table1(found) if (p.line, p.column) == (line, column)]
    assert match, f"no problem at line {line}, column {column}; found: {[str(p) for p in found]}"
    assert match[0].value == value
    assert rule in match[0].rule


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda text: text + text.split("\n")[3] + "\n",
            "line 57 (row 56), column material, value 'Bi2S3−CuS': must not repeat",
        ),
        (lambda text: text[:-200], "cut off"),
        (lambda text: "\n".join(text.split("\n")[:30]) + "\n", "has 29 rows; datapackage.json expects 55"),
        (lambda text: text.encode("utf-16"), "must be UTF-8"),
        (lambda text: text.encode().replace("−".encode(), b"\xff", 1), "line 4 (row 3)"),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "byte order mark"),
        (lambda text: text.replace(",", ";"), "header"),
        (lambda text: text.replace("cycles,rate", "rate,cycles"), "header"),
        (
            lambda text: text.replace("\n5,", "\n\n5,"),
            "data/sib_table1.csv, line 6 (row 5): the line must have one cell",
        ),
        (lambda text: text.replace(FIRST_ROW, FIRST_ROW + ",9"), "one cell for each column"),
        (lambda text: text.replace(",52\n", "\n"), "column reference_number, value '': must not be empty"),
        (lambda text: "", "data/sib_table1.csv: must end with a line break"),
        (lambda text: "\n", "data/sib_table1.csv, line 1: must begin with a header"),
        (lambda text: text.split("\n")[0] + "\n", "data/sib_table1.csv: has no rows"),
        (lambda text: text.replace("Cu2S@NC", '"Cu2S@NC'), "data/sib_table1.csv, line 3 (row 2): the quotation marks"),
    ],
)
def test_a_damaged_file_is_refused(data_copy, change, words):
    assert any(words in str(problem) for problem in problems_after(data_copy, change))


def test_a_missing_and_an_undescribed_file_are_refused(data_copy):
    (data_copy / "sib_table1.csv").rename(data_copy / "table.csv")
    messages = [str(problem) for problem in validate_data(data_copy, REFERENCES)]
    assert messages == [
        "data/sib_table1.csv: is described in datapackage.json but does not exist",
        "data/table.csv: is not described in datapackage.json",
    ]


def test_a_broken_description_is_refused(data_copy):
    (data_copy / "datapackage.json").write_text('{"resources": []}', encoding="utf-8")
    assert validate_data(data_copy, REFERENCES)


def test_swapped_references_are_noticed(data_copy):
    swapped = problems_after(
        data_copy, lambda text: text.replace(",52\n", ",x\n").replace(",53\n", ",52\n").replace(",x\n", ",53\n")
    )
    places = [(problem.line, problem.column) for problem in of_table1(swapped)]
    assert places == [(2, "reference_number"), (3, "reference_number")]


def describe(data_copy: Path, change) -> list[str]:
    """Change the description of the dataset and return what the gate says."""
    path = data_copy / "datapackage.json"
    description = json.loads(path.read_text(encoding="utf-8"))
    change({resource["name"]: resource for resource in description["resources"]})
    path.write_text(json.dumps(description) + "\n", encoding="utf-8")
    return [str(problem) for problem in validate_data(data_copy, REFERENCES)]


def fields(resource: dict) -> dict[str, dict]:
    return {field["name"]: field for field in resource["schema"]["fields"]}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["sib_table1"].update(name="table"), "must describe the data file sib_table1"),
        (lambda d: d["materials"].update(name="properties"), "must describe the data file materials"),
        (lambda d: d["sib_table1"].pop("schema"), "must have a schema"),
        (lambda d: d["sib_table1"].pop("expectedRows"), "must state its number of rows"),
        (lambda d: d["sib_table1"]["schema"].pop("primaryKey"), "must have a primary key"),
        (
            lambda d: d["sib_table1"]["schema"]["fields"][5].update(type="any", constraints={}),
            "type of a field must be one of",
        ),
        (
            lambda d: d["sib_table1"].update(path="lost.csv"),
            "lost.csv: is described in datapackage.json but does not exist",
        ),
        (lambda d: d["measurements"]["schema"].pop("foreignKeys"), "column quantity: must have a foreign key"),
        (lambda d: d["reactions"]["schema"]["foreignKeys"].pop(), "column equation_id: must have a foreign key"),
        (lambda d: d["materials"]["schema"].pop("foreignKeys"), "column property: must have a foreign key"),
        (
            lambda d: d["materials"]["schema"]["foreignKeys"][0]["reference"].update(resource="lost"),
            "foreign key to the column quantity of lost, which is not described",
        ),
        (
            lambda d: d["reactions"]["schema"]["foreignKeys"][0].update(
                fields=["review", "step"], reference={"resource": "reviews", "fields": ["review", "licence"]}
            ),
            "must have foreign keys of one column each",
        ),
        (lambda d: fields(d["materials"])["bib_key"].pop("listOf"), "column bib_key: must have listOf bibliography"),
        (lambda d: fields(d["materials"])["bib_key"].update(listOf="keys"), "listOf must be one of"),
        (lambda d: fields(d["heterostructures"])["mechanisms"].pop("vocabulary"), "must name its vocabulary"),
        (
            lambda d: d["materials"]["schema"]["fields"].pop(6),
            "column unit: the resource materials must have this column",
        ),
        (lambda d: d["materials"].pop("wanted"), "must say in 'wanted' which component needs which property"),
        (
            lambda d: d["materials"]["wanted"].pop("properties_of_ions"),
            "must say in 'wanted' the properties_of_ions",
        ),
        (lambda d: d["materials"]["wanted"].update(ions=[]), "must name some ions and their properties"),
        (lambda d: d["materials"]["wanted"].pop("ions"), "has properties in 'wanted' without components"),
        (
            lambda d: d["materials"]["wanted"].update(properties_of_ions=[["beauty"]]),
            "value 'beauty': is wanted, but data/quantities.csv has no quantity",
        ),
    ],
)
def test_an_emptied_description_does_not_let_data_pass(data_copy, change, words):
    messages = describe(data_copy, change)
    assert any(words in message and "data/" in message for message in messages), messages


def test_a_description_that_is_no_json_is_refused_with_its_line(data_copy):
    path = data_copy / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"resources": [', '"resources": [,', 1), encoding="utf-8")
    message = str(validate_data(data_copy, REFERENCES)[0])
    assert message.startswith("data/datapackage.json, line ")
    assert "cannot be read as JSON" in message
    path.unlink()
    assert [str(problem) for problem in validate_data(data_copy, REFERENCES)] == [
        "data/datapackage.json: does not exist"
    ]


@pytest.mark.parametrize("name", ["other.tsv", "other.CSV", "more/other.csv"])
def test_no_data_file_stays_undescribed(data_copy, name):
    (data_copy / name).parent.mkdir(exist_ok=True)
    (data_copy / name).write_text("a,b\n", encoding="utf-8")
    assert [str(p) for p in validate_data(data_copy, REFERENCES)] == [
        f"data/{name}: is not described in datapackage.json"
    ]


def test_windows_line_ends_are_harmless(data_copy):
    assert problems_after(data_copy, lambda text: text.replace("\n", "\r\n")) == []


ROWS = list(csv.reader(io.StringIO(CSV_TEXT)))
NUMBER_COLUMNS = [index for index, name in enumerate(ROWS[0]) if name not in {"heterostructure_class", "material"}]


def written(rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    row=st.integers(1, 55),
    column=st.sampled_from(NUMBER_COLUMNS),
    text=st.one_of(
        st.text(alphabet="abcdefgxyzVA°%/ ", min_size=1, max_size=6),
        st.sampled_from(["-1", "1e3", "NaN", "inf", "1,000", "3 V", "≈3", "<5", "--", "0x10", "1_000", "１０"]),
        st.floats(max_value=-0.001, allow_nan=False).map(lambda number: f"{number:.3f}"),
    ),
)
def test_no_number_cell_takes_what_is_not_a_plain_number_in_range(data_copy, row, column, text):
    rows = [list(cells) for cells in ROWS]
    rows[row][column] = text
    (data_copy / "sib_table1.csv").write_text(written(rows), encoding="utf-8")
    found = validate_data(data_copy, REFERENCES)
    assert any(problem.line == row + 1 and problem.column == ROWS[0][column] for problem in found)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(1, 55), second=st.integers(1, 55))
def test_swapped_rows_are_noticed(data_copy, first, second):
    rows = [list(cells) for cells in ROWS]
    rows[first], rows[second] = rows[second], rows[first]
    (data_copy / "sib_table1.csv").write_text(written(rows), encoding="utf-8")
    found = validate_data(data_copy, REFERENCES)
    assert bool(found) == (first != second)


# ---------------------------------------------------------------- one mistake for each rule of our own


def put(name: str, line: int, /, **cells: str):
    """A change of cells, to be made in the small dataset."""
    return lambda dataset: dataset.put(name, line, **cells)


def add(name: str, /, **cells: str):
    """A further row, which repeats the last one but for these cells."""
    return lambda dataset: dataset.rows[name].append(dataset.rows[name][-1] | cells)


def remove(name: str, line: int):
    return lambda dataset: dataset.rows[name].pop(line - 2)


def both(*changes):
    return lambda dataset: [change(dataset) for change in changes]


def bibliography(old: str, new: str):
    def change(dataset):
        assert old in dataset.bibliography
        dataset.bibliography = dataset.bibliography.replace(old, new, 1)

    return change


M, H, V, Q, C, R, P, T = (
    "measurements heterostructures vocabularies quantities coverage reactions materials sib_table1".split()
)
A, B = small_dataset.A, small_dataset.B
# For each case: the change, then file, line, column and some words of the problem that must be named.
CASES = [
    # cells as written
    (put(M, 2, subject="=1+1"), M, 2, "subject", "run as a formula"),
    (put(M, 2, subject="\uff1d1+1"), M, 2, "subject", "run as a formula"),
    (put(M, 2, subject="-1+2"), M, 2, "subject", "run as a formula"),
    (put(M, 2, note="see <img src=x>"), M, 2, "note", "markup"),
    (put(M, 2, note="two  blanks"), M, 2, "note", "two blanks"),
    (put(M, 2, note="a\nb"), M, 2, "note", "line break"),
    (put(P, 2, value="1.29e0"), P, 2, "value", "plain decimal"),
    # schema: keys and references between files
    (put(M, 2, heterostructure_id="a_lost"), M, 2, "heterostructure_id", "no entry in data/heterostructures.csv"),
    (put(M, 2, quantity="beauty"), M, 2, "quantity", "no entry in data/quantities.csv, column quantity"),
    (put(M, 2, section_id="A-9"), M, 2, "section_id", "no entry in data/coverage.csv, column item_id"),
    (put(H, 3, table_row="56"), H, 3, "table_row", "no entry in data/sib_table1.csv, column table_row"),
    (put(P, 2, property="beauty"), P, 2, "property", "no entry in data/quantities.csv"),
    (put(C, 4, parent_id="A-9"), C, 4, "parent_id", "no entry in data/coverage.csv"),
    (put(R, 2, review="C"), R, 2, "review", "no entry in data/reviews.csv"),
    (put(M, 3, measurement_id="A001"), M, 3, "measurement_id", "must not repeat"),
    (put(V, 3, term="Li-ion"), V, 3, None, "repeats the key of another"),
    (put(M, 2, temperature_K="0.5"), M, 2, "temperature_K", "at least 1"),
    (put(M, 2, measurement_id="a1"), M, 2, "measurement_id", "like the pattern"),
    # lists, terms and keys
    (put(H, 2, components="MoS2;carbon"), H, 2, "components", "semicolon and a blank"),
    (put(H, 2, components="MoS2; "), H, 2, "components", "blank"),
    (put(H, 2, components="MoS2; ; carbon"), H, 2, "components", "none of them empty"),
    (put(H, 2, mechanisms="strain; strain"), H, 2, "mechanisms", "twice"),
    (put(P, 2, bib_key=f"handbook; {A}"), P, 2, "bib_key", "one key"),
    (put(H, 2, battery="Na-Ion"), H, 2, "battery", "not a term of the vocabulary battery"),
    (put(H, 2, mechanisms="strain; magic"), H, 2, "mechanisms", "'magic' is not a term"),
    (put(M, 2, bib_keys=f"{A}_ref99"), M, 2, "bib_keys", f"no entry {A}_ref99"),
    (put(M, 2, bib_keys=f"{A}; lost"), M, 2, "bib_keys", "no entry lost"),
    (put("reviews", 2, bib_key="lost"), "reviews", 2, "bib_key", "no entry lost"),
    (put(M, 2, bib_keys=B), M, 2, "bib_keys", "not a key of Review A"),
    (put(M, 2, bib_keys="handbook"), M, 2, "bib_keys", "not a key of Review A"),
    (put("reviews", 2, references_cited="15"), H, 2, "bib_keys", "too high a number"),
    # terms and quantities
    (lambda d: d.rows[V].remove(next(r for r in d.rows[V] if r["term"] == "range")), V, None, None, "'range'"),
    (add(V, vocabulary="colour", term="red"), V, -1, "vocabulary", "used by no column"),
    (
        lambda d: d.rows.update({V: [r for r in d.rows[V] if r["vocabulary"] != "named_in"]}),
        V,
        None,
        None,
        "no terms of the vocabulary named_in, which heterostructures.named_in uses",
    ),
    (put(Q, 2, minimum=""), Q, 2, "minimum", "must be given"),
    (put(Q, 2, maximum="0"), Q, 2, "maximum", "above the smallest"),
    (put(Q, 4, minimum="1"), Q, 4, "minimum", "must be empty"),
    (put(Q, 4, other_units="eV"), Q, 4, "other_units", "without a unit"),
    (put(Q, 6, other_units="eV"), Q, 6, "other_units", "no conversion from 'eV' to 'nm'"),
    (put(Q, 6, other_units="nm"), Q, 6, "other_units", "twice"),
    (put(Q, 6, other_units="angstrom;pm"), Q, 6, "other_units", "conversion"),
    # measurements
    (put(M, 2, direction="raised"), M, 2, "direction", "must be empty"),
    (put(M, 9, direction=""), M, 9, "value", "or else a direction"),
    (put(M, 2, qualifier=""), M, 2, "qualifier", "must be given with a value"),
    (put(M, 2, unit=""), M, 2, "unit", "must be given with a value"),
    (put(M, 2, printed=""), M, 2, "printed", "must be given with a value"),
    (put(M, 5, printed="two"), M, 5, "printed", "must be empty for a direction"),
    (put(M, 5, qualifier="about"), M, 5, "qualifier", "must be empty for a direction"),
    (put(M, 5, quantity="band_gap", unit="eV"), M, 5, "unit", "must be empty for a direction"),
    (put(M, 5, value_max="3"), M, 5, "value_max", "unless the qualifier is 'range'"),
    (put(M, 6, value_max=""), M, 6, "value_max", "must be given for the qualifier"),
    (put(M, 6, qualifier="about"), M, 6, "value_max", "unless the qualifier"),
    (put(M, 6, value_max="100"), M, 6, "value_max", "above the lower end"),
    (put(M, 2, printed="241"), M, 2, "value", "is not the printed number, which is '241'"),
    (put(M, 2, value="24"), M, 2, "value", "is not the printed number"),
    (put(M, 6, printed="10^2 - 10^4"), M, 6, "value_max", "is not the printed number"),
    (put(M, 6, printed="10^2"), M, 6, "printed", "is one number"),
    (put(M, 2, printed="240-250"), M, 2, "printed", "is a range"),
    (put(M, 2, printed="many"), M, 2, "printed", "is not a number"),
    (put(M, 2, printed="240 or so"), M, 2, "printed", "not understood"),
    (put(M, 2, unit="%"), M, 2, "unit", "is not a unit of conductivity_ratio, which has 1"),
    (put(M, 2, quantity="electron_transfer"), M, 2, "value", "has no unit in data/quantities.csv"),
    (put(M, 2, value="10001", printed="10001"), M, 2, "value", "from 0 to 10000 1: see conductivity_ratio"),
    (put(M, 6, value_max="10001", printed="100-10001"), M, 6, "value_max", "from 0 to 10000"),
    (put(M, 7, value="60", printed="60"), M, 7, "value", "from 0.1 to 5 nm"),
    (put(M, 7, value="0.62", printed="0.62"), M, 7, "value", "from 0.1 to 5 nm"),
    (put(M, 5, from_side=""), M, 5, "from_side", "'transfer'"),
    (put(M, 5, to_side=""), M, 5, "to_side", "'transfer'"),
    (put(M, 9, to_side=""), M, 9, "to_side", "'accumulation'"),
    (put(M, 10, direction="depletion"), M, 10, "to_side", "'depletion'"),
    (put(M, 5, to_side="lower side"), M, 5, "to_side", "another side than from_side"),
    (put(M, 2, from_side="left"), M, 2, "from_side", "must be empty for 'a value'"),
    (put(M, 9, from_side="left"), M, 9, "from_side", "must be empty for 'accumulation'"),
    (put(M, 2, printed="~240"), M, 2, "qualifier", "must be about or up to: printed is '~240'"),
    (put(M, 2, printed=">240"), M, 2, "qualifier", "must be above"),
    (put(M, 2, potential_reference="RHE"), M, 2, "potential_reference", "without a potential"),
    (put(M, 2, bib_keys=f"{A}_ref17"), M, 2, "bib_keys", "no work in common with a_mo2c_moo3"),
    (put(M, 4, heterostructure_id="a_mo2c_moo3"), M, 4, "compared_with", "has the heterostructure_id ''"),
    (put(M, 4, section_id="A-2"), M, 4, "compared_with", "has the section_id"),
    (put(M, 2, printed="240/0"), M, 2, "printed", "divided by zero"),
    (put(M, 2, printed="10^999"), M, 2, "printed", "not understood"),
    (put("heterostructures", 2, components="Mo2C, MoO3"), "heterostructures", 2, "components", "not by a comma"),
    (put("materials", 2, uncertainty="99"), "materials", 2, "uncertainty", "larger than the value"),
    (put("reactions", 2, balanced="Na+ -> Na+"), "reactions", 2, "balanced", "nothing happens"),
    (put("reactions", 2, balanced="(" * 400), "reactions", 2, "balanced", "at most 300 characters"),
    (put(M, 2, comparison_side="changed"), M, 2, "comparison_side", "must be empty"),
    (put(M, 4, comparison_side=""), M, 4, "comparison_side", "must be given"),
    (put(M, 4, comparison_side="reference"), M, 4, "compared_with", "on the other side"),
    (
        put(M, 4, compared_with="", comparison_side=""),
        M,
        3,
        "compared_with",
        "one-sided: A003 in line 4 does not name A002",
    ),
    (put(M, 3, compared_with="A003"), M, 8, "compared_with", "one-sided: A002 in line 3 does not name A007"),
    (put(M, 3, compared_with="A003; A007; A999"), M, 3, "compared_with", "no row A999"),
    (put(M, 4, compared_with="A002; A003"), M, 4, "compared_with", "the row itself"),
    (put(M, 4, quantity="conductivity_ratio", unit="1"), M, 4, "compared_with", "has the quantity"),
    (
        both(put(Q, 3, other_units="1"), put(M, 4, unit="1")),
        M,
        4,
        "compared_with",
        "A002 has the unit '%', this row has '1'",
    ),
    # identifiers, order, places, repetition
    (put(M, 2, measurement_id="B001", section_id="A-1"), M, 2, "measurement_id", "must begin with 'A'"),
    (put(H, 2, heterostructure_id="b_mo2c"), H, 2, "heterostructure_id", "must begin with 'a_'"),
    (put(C, 9, item_id="A-tab1"), C, 9, "item_id", "must begin with 'B-'"),
    (put(R, 3, reaction_id="BR02"), R, 3, "reaction_id", "must begin with 'A'"),
    (lambda d: d.rows[M].reverse(), M, 3, "measurement_id", "must be higher than B002"),
    (put(R, 2, reaction_id="AR03"), R, 3, "reaction_id", "must be higher than AR003"),
    (put(M, 2, section_id="B-1"), M, 2, "section_id", "belongs to Review B, while the row is of Review A"),
    (put(M, 2, heterostructure_id="b_row1"), M, 2, "heterostructure_id", "belongs to Review B"),
    (put(M, 4, figure_or_table_id="B-tab1"), M, 4, "figure_or_table_id", "belongs to Review B"),
    (put(C, 4, parent_id="B-1"), C, 4, "parent_id", "belongs to Review B"),
    (put(M, 2, section_id="A-fig1"), M, 2, "section_id", "of the kind 'figure'; it must be abstract"),
    (put(M, 4, figure_or_table_id="A-2"), M, 4, "figure_or_table_id", "of the kind 'section'"),
    (put(R, 2, equation_id="A-fig1"), R, 2, "equation_id", "of the kind 'figure'; it must be equation"),
    (add(M, measurement_id="B003"), M, 11, "measurement_id", "says exactly what B002 in line 10 says"),
    (add(P, material_row_id="M002"), P, 3, "material_row_id", "says exactly what M001"),
    # heterostructures and Table 1
    (put(H, 3, name="WS2/MoS2"), H, 3, "name", "printed in row 1, 'WS2/MoS2/Ti3C2Tx'"),
    (put(H, 3, bib_keys=f"{B}_ref53"), H, 3, "bib_keys", f"must name {B}_ref52"),
    (remove(H, 57), H, None, None, "must have one row with table_row 55"),
    (
        both(remove(H, 3), put(H, 2, name="WS2/MoS2/Ti3C2Tx", table_row="1")),
        H,
        2,
        "table_row",
        "of the other review",
    ),
    (put(T, 2, table_row="56"), T, 2, "table_row", "must be 1"),
    (put(T, 2, voltage_window_max_V="0.5"), T, 2, "voltage_window_max_V", "at least 1 V above"),
    (put(T, 2, rate_capacity_mAh_per_g=""), T, 2, "rate_capacity_mAh_per_g", "whole or not at all"),
    (put(T, 2, reference_number="126"), T, 2, "reference_number", f"no entry {B}_ref126"),
    (put(T, 2, material="ws2/mos2/ti3c2tx2"), T, 2, "reference_number", "belongs to another material"),
    (put(T, 3, material="ws2/MoS2/Ti3C2 Tx"), T, 3, "material", "same material as in line 2"),
    (
        put(T, 2, heterostructure_class="Chalcogenides/MXene heterostructures"),
        T,
        -10,
        "heterostructure_class",
        "apart",
    ),
    # reactions
    (put(R, 2, balanced="MoS2 + x Na+ -> Na{x}MoS2"), R, 2, "balanced", "in charge by -x"),
    (put(R, 2, balanced="MoS2 + 2 Na+ + 2 e- -> Na2S + Mo"), R, 2, "balanced", "exceeds the left in S by -1"),
    (put(R, 2, balanced="MoS2 + Na"), R, 2, "balanced", "needs one arrow"),
    (put(R, 2, balanced="moS2 -> Mo + 2 S"), R, 2, "balanced", "capital letter"),
    (put(R, 2, potential_qualifier=""), R, 2, "potential_qualifier", "must be given"),
    (put(R, 3, potential_qualifier="about"), R, 3, "potential_qualifier", "must be empty"),
    (put(R, 2, potential_max_V="0.5"), R, 2, "potential_max_V", "above the lower end"),
    (put(R, 2, potential_max_V=""), R, 2, "potential_max_V", "must be given"),
    (put(R, 2, potential_qualifier="about"), R, 2, "potential_max_V", "must be empty"),
    # coverage
    (put(C, 4, parent_id=""), C, 4, "parent_id", "must be given for a subsection"),
    (put(C, 4, parent_id="A-fig1"), C, 4, "parent_id", "is a figure; a subsection cannot stand in it"),
    (put(C, 6, parent_id="A-2"), C, 6, "parent_id", "is a section; a figure panel cannot"),
    (put(C, 3, parent_id="A-2.1"), C, 3, "parent_id", "in a circle"),
    (put(C, 3, parent_id="A-2"), C, 3, "parent_id", "in a circle"),
    (put(C, 9, page="", anchor=""), C, 9, "page", "must be given for the treatment 'computed'"),
    (put(C, 9, treatment="open"), C, 9, "page", "must be empty while the treatment is 'open'"),
    (put(C, 9, treatment="not reproducible"), C, 9, "page", "must be empty"),
    (put(C, 2, anchor="rows"), C, 2, "anchor", "without a page"),
    (put(C, 9, page="notebooks/lost"), C, 9, "page", "no file notebooks/lost.md"),
    (put(C, 8, kind="abstract"), "reviews", 3, "review", "no section in data/coverage.csv"),
    # materials
    (put(P, 2, unit="%"), P, 2, "unit", "must be 'eV', the unit of band_gap"),
    (put(P, 2, value="12.1"), P, 2, "value", "from 0 to 12 eV"),
    (put(P, 2, bib_key=f"{A}_ref16"), P, 2, "bib_key", "cannot have been read"),
    (lambda d: d.resource(P).pop("wanted"), "datapackage", None, "wanted", "which component needs"),
    (lambda d: d.rows[Q].pop(), "datapackage", None, "wanted", "has no quantity"),
    # whole files
    (lambda d: d.rows[R].clear(), R, None, None, "has no rows"),
    # the bibliography
    (bibliography("role = {background}", "role = {main}"), "references", -1, "role", "must be background"),
    (bibliography(", role = {background}", ""), "references", -1, "role", "neither a data file nor a page"),
    (
        bibliography("note = {Cited in a page}", "note = {Cited}, role = {background}"),
        "references",
        -1,
        "role",
        "must be left out",
    ),
    (
        bibliography("note = {Reference 16}", "note = {Reference 16}, role = {background}"),
        "references",
        -1,
        "role",
        "must be left out",
    ),
    (bibliography("note = {Reference 16}", "note = {<b>16</b>}"), "references", -1, "note", "markup"),
    (bibliography("note = {Reference 16}", "note = {Refer\u200bence}"), "references", -1, None, "invisible"),
    (bibliography("{{Work handbook}}", f"{{{{Work {A}}}}}"), "references", -1, "title", "repeats the title"),
]


def file_of(name: str) -> str:
    return {"datapackage": "data/datapackage.json", "references": "references.bib"}.get(name, f"data/{name}.csv")


def is_the_problem(problem: Problem, name: str, line: int | None, column: str | None, words: str) -> bool:
    """Whether a problem is the expected one; a line below zero stands for any line."""
    right_line = problem.line is not None if line is not None and line < 0 else problem.line == line
    return problem.file == file_of(name) and right_line and problem.column == column and words in problem.rule


def test_the_small_dataset_is_in_order():
    assert [str(problem) for problem in problems_of(lambda dataset: None)] == []


@pytest.mark.parametrize(("change", "name", "line", "column", "words"), CASES)
def test_a_mistake_is_refused_with_its_place_and_rule(change, name, line, column, words):
    found = problems_of(change)
    assert any(is_the_problem(problem, name, line, column, words) for problem in found), [str(p) for p in found]


def test_every_rule_has_a_case():
    """A rule that no case above needs could be lost without a test failing."""
    needed = set()
    for change, *expected in CASES:
        dataset = SmallDataset()
        change(dataset)
        sources = dataset.sources()
        entries, _ = read_library(sources.bibliography, sources.bibliography_name)
        parsed, _ = read_dataset(sources, {key: entry.fields for key, entry in entries.items()})
        for tables, rule in RULES:
            if tables <= parsed.tables.keys() and any(is_the_problem(p, *expected) for p in rule(parsed)):
                needed.add(rule.__name__)
    assert {rule.__name__ for _, rule in RULES} - needed - {"no_row_is_lost"} == set()


def test_a_lost_row_is_noticed():
    sources = SmallDataset().sources()
    without = {**sources.data, "reactions.csv": sources.data["reactions.csv"].rsplit(b"\n", 2)[0] + b"\n"}
    found = [str(problem) for problem in validate_sources(dataclasses.replace(sources, data=without))]
    assert found == ["data/reactions.csv: has 1 rows; datapackage.json expects 2"]


@pytest.mark.parametrize(
    "change",
    [
        put(M, 2, printed="2.4×10^2"),
        put(M, 2, printed="~240", qualifier="about"),
        put(M, 2, printed="2.4 × 10²"),
        put(M, 2, value="1000", printed="1,000"),
        put(M, 2, value="10", printed="order of magnitude"),
        put(M, 2, value="4", printed="four"),
        put(M, 2, value="0.333", printed="1/3"),
        put(M, 2, value="0.000000001", printed="10⁻⁹"),
        put(M, 6, value="2.1", value_max="2.12", printed="2.10–2.12"),
        put(M, 7, value="6.20"),
        both(
            put(Q, 7, minimum="-15"),
            put(M, 2, quantity="band_gap", unit="eV", value="-4.85", printed="-4.85"),
        ),
        both(
            put(Q, 7, minimum="-15"),
            put(M, 2, quantity="band_gap", unit="eV", value="-4.85", printed="−4.85"),
        ),
        put(M, 2, note="reworded"),
        put(R, 2, balanced=""),
        put(C, 2, treatment="not reproducible"),
        lambda dataset: setattr(dataset, "pages", None),
        both(add("reactions", reaction_id="AR10", step="3"), add("reactions", reaction_id="AR11", step="4")),
        bibliography(", role = {background}", ", role = {background}, year = {2020}"),
    ],
)
def test_what_is_right_passes(change):
    assert [str(problem) for problem in problems_of(change)] == []


def test_without_pages_nothing_is_said_about_who_cites_an_entry():
    """An installed package has no pages, so that an entry may be cited by one of them."""
    change = both(bibliography(", role = {background}", ""), lambda dataset: setattr(dataset, "pages", None))
    assert problems_of(change) == []


def test_the_properties_without_a_source_are_listed(tmp_path):
    dataset = SmallDataset()
    for name, content in dataset.sources().data.items():
        (tmp_path / name).write_bytes(content)
    assert missing_materials(tmp_path) == {
        "MoS2": ["relative_permittivity_static or relative_permittivity_optical"],
        "SnS": ["band_gap", "relative_permittivity_static or relative_permittivity_optical"],
    }


# ---------------------------------------------------------------- the bibliography

GOOD_ENTRY = """@article{key2026, author = {Ada One}, title = {{A title}}, journal = {J}, year = {2026},
  doi = {10.1000/abc}, doi_status = {verified}, status = {identified}}
"""


@pytest.mark.parametrize(
    ("bibtex", "words"),
    [
        ("", "has no entry"),
        (GOOD_ENTRY + GOOD_ENTRY, "cannot be read as a BibTeX entry"),
        (GOOD_ENTRY.replace("journal = {J}, ", ""), "column journal: is required"),
        (GOOD_ENTRY.replace("10.1000/abc", "https://doi.org/10.1000/abc"), "must be a DOI such as"),
        (GOOD_ENTRY.replace("verified", "probable"), "must be verified for a doi"),
        (GOOD_ENTRY.replace("identified", "guessed"), "must be one of candidate, identified, unidentified"),
        (
            GOOD_ENTRY + GOOD_ENTRY.replace("key2026", "key2027").replace("A title", "Another"),
            "repeats the DOI 10.1000/abc",
        ),
        (
            GOOD_ENTRY + GOOD_ENTRY.replace("key2026", "key2027").replace("10.1000/abc", "10.1000/d"),
            "repeats the title",
        ),
        (GOOD_ENTRY.replace("@article", "@website"), "entry type must be one of"),
        (GOOD_ENTRY.replace("title = {{A title}},", "title = {{A title}"), "cannot be read"),
        (GOOD_ENTRY.replace("@article{", "@article"), "is neither an entry nor a comment"),
        (GOOD_ENTRY + "@comment{@article{lost, title = {Lost}}}", "comments are lines that begin with %"),
        (GOOD_ENTRY.replace("@article", "@techreport"), "column institution: is required"),
        (GOOD_ENTRY.replace("@article", "@misc"), "column note: is required in an entry of type misc, or howpublished"),
        (GOOD_ENTRY.replace("{{A title}}", "{{A <i>title</i>}}"), "markup"),
        (GOOD_ENTRY.replace("doi_status = {verified}", "doi_status = {verified}, role = {main}"), "must be background"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path, bibtex, words):
    path = tmp_path / "references.bib"
    path.write_text(bibtex, encoding="utf-8")
    messages = [str(problem) for problem in validate_bibliography(read_bibliography(path), path.name)]
    assert any(words in message for message in messages), messages


@pytest.mark.parametrize(
    ("bibtex", "words"),
    [
        (GOOD_ENTRY.replace("author = {Ada One}, ", ""), "column author: is required once a work is identified"),
        (GOOD_ENTRY.replace("{2026}", "{20x6}"), "must be a year of four digits"),
        (GOOD_ENTRY.replace("{identified}", "{unidentified}"), "must be identified if the entry has a verified DOI"),
        (GOOD_ENTRY.replace("doi = {10.1000/abc}, ", ""), "is verified, but the entry has no doi"),
    ],
)
def test_an_entry_claims_no_more_than_it_holds(tmp_path, bibtex, words):
    path = tmp_path / "references.bib"
    path.write_text(bibtex, encoding="utf-8")
    messages = [str(problem) for problem in validate_bibliography(read_bibliography(path), path.name)]
    assert any(words in message for message in messages), messages


def test_an_unreadable_bibliography_is_said_to_be_so(data_copy, tmp_path):
    path = tmp_path / "references.bib"
    assert [str(p) for p in validate(data_copy, path)] == ["references.bib: does not exist"]
    path.write_bytes("@misc{a, title = {Grün}}\n".encode("latin-1"))
    assert "must be UTF-8" in str(validate(data_copy, path)[0])


def test_a_good_entry_passes(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(GOOD_ENTRY, encoding="utf-8")
    assert validate_bibliography(read_bibliography(path), path.name) == []


def test_no_doi_is_linked_that_is_not_verified(root):
    entries = read_bibliography(root / "references.bib").entries
    assert len(entries) >= 57
    for entry in entries:
        if "doi" in entry:
            assert entry["doi_status"] == "verified"


# ---------------------------------------------------------------- the command


def run_validate(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "heterostructures", "validate"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_command_says_that_all_is_well_and_how_much_there_is(root):
    result = run_validate(root)
    assert result.returncode == 0, result.stdout
    lines = result.stdout.splitlines()
    rows = {path.stem: len(list(csv.reader(path.open(encoding="utf-8")))) - 1 for path in (root / "data").glob("*.csv")}
    assert lines[0] == (
        f"All is well: {len(rows)} data files with {sum(rows.values())} rows, {len(REFERENCES)} bibliography entries."
    )
    for name, number in rows.items():
        assert f"{name} {number}" in lines[1]
    identified = sum(fields["status"] == "identified" for fields in REFERENCES.values())
    verified = sum("doi" in fields for fields in REFERENCES.values())
    assert f"{identified} identified" in lines[2]
    assert f"{verified} verified" in lines[2]
    coverage = list(csv.DictReader((root / "data" / "coverage.csv").open(encoding="utf-8")))
    untreated = sum(row["treatment"] in {"open", "not reproducible"} for row in coverage)
    assert f"Coverage: {len(coverage) - untreated} of {len(coverage)} parts treated" in lines[3]
    missing = [f"{name}: {', '.join(lacking)}" for name, lacking in missing_materials(root / "data").items()]
    assert lines[4:] == (["Left out for want of a source:", *(f"  {line}" for line in missing)] if missing else [])


def test_the_command_names_the_problem_and_fails(root, data_copy):
    folder = data_copy.parent
    for name in ("_config.yml", "references.bib"):
        (folder / name).write_bytes((root / name).read_bytes())
    path = data_copy / "sib_table1.csv"
    path.write_text(CSV_TEXT.replace(FIRST_ROW, FIRST_ROW.replace("65", "165")), encoding="utf-8")
    result = run_validate(folder)
    assert result.returncode == 1
    assert (
        "data/sib_table1.csv, line 2 (row 1), column initial_coulombic_efficiency_percent, value '165': must be at most 100"
        in result.stdout
    )


def test_the_command_outside_a_checkout_says_so(tmp_path):
    result = run_validate(tmp_path)
    assert result.returncode != 0
    assert "Run this inside a checkout of the book" in result.stderr
