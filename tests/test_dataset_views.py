"""How rows of the dataset are put into words and tables."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from heterostructures import dataset, dataset_counts, dataset_views

ROWS = dataset.load_measurements()


def row(**cells) -> pd.DataFrame:
    return ROWS.iloc[[0]].reset_index(drop=True).assign(**cells)


def test_a_direction_is_said_with_its_sides():
    said = dataset_views.direction_words
    assert said({"direction": "transfer", "from_side": "A", "to_side": "B"}) == "from A to B"
    assert said({"direction": "accumulation", "to_side": "B"}) == "gathers at B"
    assert said({"direction": "depletion", "to_side": "B"}) == "lost from B"
    assert said({"direction": "raised"}) == "raised"


def test_a_value_is_shown_with_the_printed_digits():
    shown = dataset_views.rows_table(
        ROWS[ROWS["printed"].isin(["1.80", "−1.49", "-4.85"])],
        of_numbers=True,
        caption="Three numbers.",
        to_references="r.html",
    ).html_text
    for text in ("1.80 eV", "−1.49 eV", "−4.85 eV"):
        assert text in shown


def test_conditions_are_shown_and_missing_ones_are_not():
    cycled = ROWS[(ROWS["cycle_number"] == 1000) & (ROWS["current_density_A_per_g"] == 15)].iloc[0]
    assert dataset_views.conditions_words(cycled) == "15 A/g, 1000 cycles"
    assert dataset_views.conditions_words(dict.fromkeys(dataset_views.CONDITIONS)) == ""


def test_text_is_escaped_wherever_it_stands():
    """Signs of HTML in a row reach the page as text."""
    nasty = '<b>x</b> & "y"'
    shown = dataset_views.rows_table(
        row(subject=nasty, note=nasty, from_side=nasty, to_side=nasty, direction="transfer", value=None),
        of_numbers=False,
        caption=nasty,
        to_references="r.html",
    ).html_text
    assert "<b>" not in shown
    assert shown.count("&lt;b&gt;x&lt;/b&gt; &amp; ") == 6  # label, caption, subject, note and both sides


@pytest.mark.parametrize(
    ("balanced", "typeset"),
    [
        ("Na{x}MoS2 + (4-x) Na+", "Na<sub>x</sub>MoS<sub>2</sub> + (4-x) Na<sup>+</sup>"),
        ("2 Mn^3+ -> Mn^2+ + Mn^4+", "2 Mn<sup>3+</sup> → Mn<sup>2+</sup> + Mn<sup>4+</sup>"),
        ("4 OH- -> O2 + 4 e-", "4 OH<sup>−</sup> → O<sub>2</sub> + 4 e<sup>−</sup>"),
        ("S6^2- -> 2 S3^-", "S<sub>6</sub><sup>2−</sup> → 2 S<sub>3</sub><sup>−</sup>"),
    ],
)
def test_reactions_are_typeset(balanced, typeset):
    assert dataset_views._reaction_html(balanced) == typeset


def test_every_reaction_is_typeset_without_leftovers():
    for balanced in dataset.load_reactions()["balanced"].dropna():
        plain = re.sub("</?su[bp]>", "", dataset_views._reaction_html(balanced))
        assert not re.search(r"[{}^<>]|->", plain), balanced


def test_ions_and_formulas_are_typeset():
    assert dataset_views._ion_html("Fe2+") == "Fe<sup>2+</sup>"
    assert dataset_views._ion_html("Na+") == "Na<sup>+</sup>"
    assert dataset_views._ion_html("SnS2") == "SnS<sub>2</sub>"


def test_the_counts_of_the_page_are_those_of_the_files():
    sections, facts = dataset_counts.counts_by_section(), dataset_counts.facts_about_the_dataset()
    assert sections["numbers"].sum() == facts["numbers"] == ROWS["value"].notna().sum()
    assert sections["directions"].sum() == facts["directions"] == ROWS["direction"].notna().sum()
    assert facts["pairs"] == len(dataset_counts.pairs_in_printed_order())
    assert facts["references_a"] == 100
    assert facts["references_b"] == 126


@pytest.mark.parametrize("resource", dataset.resource_descriptors(), ids=lambda resource: resource["name"])
def test_the_dictionary_names_every_column_with_its_meaning(resource):
    shown = dataset_views.dictionary(resource["name"])
    for field in resource["schema"]["fields"]:
        assert field["name"] in shown.plain_text
        assert field["description"] in shown.plain_text
