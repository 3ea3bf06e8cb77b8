"""Every value leads back to the review, and every number of the reviews is in the data.

The reviews' texts are not in the repository; the numbers that they print, with their places, are
(``numbers_in_reviews.csv``). With the variable REVIEW_TEXTS the same is checked against the texts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_numbers import NUMBER, SUPERSCRIPTS, numbers_in, parts_of, read_numbers, review_texts, values_in

DATA = Path(__file__).resolve().parents[1] / "data"
CONDITIONS = (
    "current_density_A_per_g",
    "areal_current_density_mA_per_cm2",
    "c_rate_per_h",
    "cycle_number",
    "temperature_K",
    "areal_loading_mg_per_cm2",
    "electrolyte_to_sulfur_ratio_mL_per_g",
    "potential_V",
)
# Numbers that are printed and are not values, by part of the review. Each has its reason.
NOT_A_VALUE = {
    "A-2.4": {"3": "3D"},
    "A-3.1": {"3": "3D"},
    "A-3.5": {"2": "2D/2D", "3": "3D"},
    "A-4.1": {"2": "O 2p orbitals", "3": "3D"},
    "A-fig3": {"3": "1/3 in the formula of NFM"},
    "A-4.2": {"3": "3p and 3d orbitals", "88": "MIL-88A"},
    "A-fig6": {"3": "Mo 3d spectra, 3D images", "88": "MIL-88A"},
    "A-4.3": {"1": "(001), a crystal face", "001": "(001), a crystal face"},
    "A-4.4": {"3": "Ti 3d orbitals", "5": "I 5p orbitals"},
    "A-5": {str(n): "numbers of a list" for n in range(1, 5)},
    "B-1": {"1991": "a year"},
    "B-4": {"14": "number of a page"},
    "B-4.3": {"3": "3DC, a carbon support"},
    "B-fig7": {"3": "3DC, a carbon support"},
    "B-4.5": {"10": "last part of the name b-NC/g-MoO2@s-MoSe2-10"},
    "B-fig9": {"10": "last part of the name b-NC/g-MoO2@s-MoSe2-10"},
    "B-fig10": {"1": "Fex-1Sex"},
    "A-fig8": {"4": "4 months in the caption; the row quotes the text, which says four"},
}
NUMBERS = read_numbers()


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MEASUREMENTS = rows_of("measurements")
PRINTED_NUMBERS = [row for row in MEASUREMENTS if re.search(r"\d", row["printed"])]
PRINTED_WORDS = [row for row in MEASUREMENTS if row["printed"] and not re.search(r"\d", row["printed"])]


def numbers(text: str) -> list[float]:
    found = NUMBER.findall(text.translate(SUPERSCRIPTS))
    return [float(number.replace(",", "").replace("−", "-")) for number in found]


def figure_of(row: dict[str, str]) -> str:
    """The figure that a row names, without the letter of the panel, as captions stand for whole figures."""
    return re.sub(r"(?<=\d)[A-Za-z]$", "", row["figure_or_table_id"])


def places_of(row: dict[str, str]) -> set[str]:
    """A number that the review ties to a figure may stand in the text beside it or in the caption."""
    return {row["section_id"], figure_of(row)} - {""}


def printed_at(places: Iterable[str]) -> set[float]:
    return {value for number in NUMBERS if number.part in set(places) for value in numbers(number.printed)}


def conditions_of(row: dict[str, str]) -> list[float]:
    return [float(row[column]) for column in CONDITIONS if row[column]]


def potentials_of(row: dict[str, str]) -> list[float]:
    return [float(row[column]) for column in ("potential_min_V", "potential_max_V") if row[column]]


def is_traceable(row: dict[str, str]) -> bool:
    return set(numbers(row["printed"])) | set(conditions_of(row)) <= printed_at(places_of(row))


def test_there_is_something_to_trace():
    assert len(NUMBERS) > 250
    assert len(PRINTED_NUMBERS) > 140
    assert {number.review for number in NUMBERS} == {row["review"] for row in MEASUREMENTS}


@given(row=st.sampled_from(PRINTED_NUMBERS))
def test_the_number_of_a_drawn_row_is_printed_at_the_stated_place(row):
    assert is_traceable(row), row


@pytest.mark.parametrize("row", PRINTED_NUMBERS, ids=lambda row: row["measurement_id"])
def test_every_number_is_printed_at_the_stated_place(row):
    assert is_traceable(row)


REACTIONS_WITH_POTENTIAL = [row for row in rows_of("reactions") if potentials_of(row)]


@pytest.mark.parametrize("row", REACTIONS_WITH_POTENTIAL, ids=lambda row: row["reaction_id"])
def test_every_potential_of_a_reaction_is_printed_at_the_stated_place(row):
    assert set(potentials_of(row)) <= printed_at({row["section_id"]})


def test_a_lost_sign_is_noticed():
    row = next(row for row in PRINTED_NUMBERS if row["printed"] == "-4.85")
    assert not is_traceable({**row, "printed": "4.85"})
    assert -1.25 not in printed_at({"B-3.4"})


def test_a_number_that_is_not_printed_there_is_noticed():
    row = next(row for row in PRINTED_NUMBERS if row["printed"] == "62.84")
    assert not is_traceable({**row, "printed": "62.85"})
    assert not is_traceable({**row, "section_id": "A-4.2", "figure_or_table_id": ""})
    assert not is_traceable({**row, "cycle_number": "3001"})


def in_the_data() -> dict[str, set[float]]:
    """The numbers that the data hold, by part of the review."""
    held: dict[str, set[float]] = {}
    for row in MEASUREMENTS:
        for place in places_of(row):
            held.setdefault(place, set()).update(numbers(row["printed"]), conditions_of(row))
    for row in rows_of("reactions"):
        held.setdefault(row["section_id"], set()).update(numbers(row["as_printed"]), potentials_of(row))
    return held


def left_out(held: dict[str, set[float]]) -> list[tuple[str, str]]:
    return [
        (number.part, number.printed)
        for number in NUMBERS
        if number.printed not in NOT_A_VALUE.get(number.part, {})
        and not set(numbers(number.printed)) <= held.get(number.part, set())
    ]


def test_every_number_of_the_reviews_is_in_the_data():
    assert left_out(in_the_data()) == []


def test_a_forgotten_number_is_noticed():
    held = in_the_data()
    held["B-3.2"].remove(33.6)
    assert left_out(held) == [("B-3.2", "33.6")]


def test_each_exception_is_printed():
    printed = {(number.part, number.printed) for number in NUMBERS}
    assert {(part, text) for part, texts in NOT_A_VALUE.items() for text in texts} <= printed


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("an energy of -4.85 eV^[38], higher than 1.15 eV", ["-4.85", "1.15"]),
        ("3.5-4.0 V in ZnS/MoS2-600", ["3.5", "4.0", "600"]),
        ("(ΔG = −1.49 eV)", ["−1.49"]),
        ("0.34 J m^{-2} in MoO_3 and SnS2", ["0.34"]),
        ("455.9 \n\nmAh g–1 after 1000 cycles at 4 A g–1.", ["455.9", "1000", "4"]),
        ("[Figure 4D and E] of Ref. [102-104], Copyright 2020", []),
        ("10⁻⁹ cm² s⁻¹", ["10", "9"]),
        ("about\n500-600 nm", ["500", "600"]),
        ("NiS1.23Se0.77", ["1.23", "0.77"]),
    ],
)
def test_values_are_told_from_citations_formulas_and_units(text, values):
    assert values_in(text) == values


TEXTS = review_texts()
WITH_TEXTS = pytest.mark.skipif(not TEXTS, reason="the texts of the reviews are not here; set REVIEW_TEXTS")


@WITH_TEXTS
def test_the_kept_numbers_are_those_of_the_texts():
    assert [number for review, text in TEXTS.items() for number in numbers_in(review, text)] == NUMBERS


@WITH_TEXTS
def test_the_printed_form_stands_in_the_text():
    rows = [*PRINTED_NUMBERS, *PRINTED_WORDS]
    assert rows
    for row in rows:
        places = places_of(row)
        text = " ".join(line for part, line in parts_of(row["review"], TEXTS[row["review"]]) if part in places)
        assert row["printed"].casefold() in re.sub(r"\s+", " ", text).casefold(), row
