"""The data gate: what is right passes, what is wrong is refused with its place, value and rule."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heterostructures.references import read_bibliography
from heterostructures.validation import Problem, validate, validate_bibliography, validate_data

ROOT = Path(__file__).resolve().parents[1]
NOTES = {entry.key: entry["note"] for entry in read_bibliography(ROOT / "references.bib").entries if "note" in entry}
CSV_TEXT = (ROOT / "data" / "sib_table1.csv").read_text(encoding="utf-8")


def problems_after(data_copy: Path, change) -> list[Problem]:
    """Change the table, as text or as bytes, and return what the gate says."""
    path = data_copy / "sib_table1.csv"
    changed = change(CSV_TEXT)
    assert changed != CSV_TEXT, "the test changed nothing"
    path.write_bytes(changed if isinstance(changed, bytes) else changed.encode())
    return validate_data(data_copy, NOTES)


def replace(old: str, new: str):
    return lambda text: text.replace(old, new, 1)


def test_the_dataset_and_the_bibliography_are_in_order(root):
    assert validate(root / "data", root / "references.bib") == []


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
    match = [p for p in found if (p.line, p.column) == (line, column)]
    assert match, f"no problem at line {line}, column {column}; found: {[str(p) for p in found]}"
    assert match[0].file == "data/sib_table1.csv"
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
        (lambda text: text.replace("\n5,", "\n\n5,"), "data/sib_table1.csv"),
        (lambda text: text.replace(FIRST_ROW, FIRST_ROW + ",9"), "one cell for each column"),
        (lambda text: "", "data/sib_table1.csv"),
    ],
)
def test_a_damaged_file_is_refused(data_copy, change, words):
    assert any(words in str(problem) for problem in problems_after(data_copy, change))


def test_a_missing_and_an_undescribed_file_are_refused(data_copy):
    (data_copy / "sib_table1.csv").rename(data_copy / "table.csv")
    messages = [str(problem) for problem in validate_data(data_copy, NOTES)]
    assert messages == [
        "data/sib_table1.csv: is described in datapackage.json but does not exist",
        "data/table.csv: is not described in datapackage.json",
    ]


def test_a_broken_description_is_refused(data_copy):
    (data_copy / "datapackage.json").write_text('{"resources": []}', encoding="utf-8")
    assert validate_data(data_copy, NOTES)


def test_swapped_references_are_noticed(data_copy):
    swapped = problems_after(
        data_copy, lambda text: text.replace(",52\n", ",x\n").replace(",53\n", ",52\n").replace(",x\n", ",53\n")
    )
    assert [(problem.line, problem.column) for problem in swapped] == [(2, "reference_number"), (3, "reference_number")]


def describe(data_copy: Path, change) -> list[str]:
    """Change the description of the dataset and return what the gate says."""
    path = data_copy / "datapackage.json"
    description = json.loads(path.read_text(encoding="utf-8"))
    change(description)
    path.write_text(json.dumps(description), encoding="utf-8")
    return [str(problem) for problem in validate_data(data_copy, NOTES)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["resources"][0].update(name="table"), "must describe the data file sib_table1"),
        (lambda d: d["resources"][0].pop("schema"), "must have a schema"),
        (lambda d: d["resources"][0].pop("expectedRows"), "must state its number of rows"),
        (
            lambda d: d["resources"][0]["schema"]["fields"][5].update(type="any", constraints={}),
            "type of a field must be one of",
        ),
        (
            lambda d: d["resources"][0].update(path="lost.csv"),
            "lost.csv: is described in datapackage.json but does not exist",
        ),
    ],
)
def test_an_emptied_description_does_not_let_data_pass(data_copy, change, words):
    assert any(words in message for message in describe(data_copy, change))


@pytest.mark.parametrize("name", ["other.tsv", "other.CSV", "more/other.csv"])
def test_no_data_file_stays_undescribed(data_copy, name):
    (data_copy / name).parent.mkdir(exist_ok=True)
    (data_copy / name).write_text("a,b\n", encoding="utf-8")
    assert [str(p) for p in validate_data(data_copy, NOTES)] == [f"data/{name}: is not described in datapackage.json"]


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
    found = validate_data(data_copy, NOTES)
    assert any(problem.line == row + 1 and problem.column == ROWS[0][column] for problem in found)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(1, 55), second=st.integers(1, 55))
def test_swapped_rows_are_noticed(data_copy, first, second):
    rows = [list(cells) for cells in ROWS]
    rows[first], rows[second] = rows[second], rows[first]
    (data_copy / "sib_table1.csv").write_text(written(rows), encoding="utf-8")
    found = validate_data(data_copy, NOTES)
    assert bool(found) == (first != second)


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


def test_the_command_says_that_all_is_well(root):
    result = run_validate(root)
    assert result.returncode == 0
    assert "All is well: 1 data file(s) with 55 rows, 57 bibliography entries." in result.stdout


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
