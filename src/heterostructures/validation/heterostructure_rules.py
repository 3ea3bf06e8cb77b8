"""Rules of the heterostructures and of Table 1 of Review B."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from heterostructures.validation.files import Row
from heterostructures.validation.problem import Problem
from heterostructures.validation.rules import Dataset, rule

# The review whose Table 1 is in sib_table1.csv.
REVIEW_OF_TABLE1 = "zhang_interfacial"
# No electrode of the table is cycled over less; a smaller difference is a slip in one of the limits.
SMALLEST_WINDOW_V = 1


def reference_key(row: Row) -> str:
    """Return the key of the work that a row of Table 1 cites.

    Parameters
    ----------
    row : Row
        A row of ``sib_table1.csv``.

    Returns
    -------
    str
        Such as ``zhang_interfacial_ref64``.
    """
    return f"{REVIEW_OF_TABLE1}_ref{row['reference_number']}"


# ---------------------------------------------------------------- the heterostructures


@rule("heterostructures", "reviews")
def rows_cite_a_work_of_their_heterostructure(dataset: Dataset) -> Iterator[Problem]:
    """A row in the study of a heterostructure cites a work that the heterostructure names, or the review itself."""
    known = dataset.by("heterostructures", "heterostructure_id")
    reviews = set(dataset["reviews"].column("bib_key"))
    for name in {"measurements", "reactions"} & dataset.tables.keys():
        for row in dataset[name]:
            heterostructure = known.get(row["heterostructure_id"])
            keys = set(row.items("bib_keys"))
            if heterostructure and not keys & (reviews | set(heterostructure.items("bib_keys"))):
                yield row.problem(
                    "bib_keys",
                    f"has no work in common with {row['heterostructure_id']}, which names {heterostructure['bib_keys']}",
                )


@rule("heterostructures")
def components_are_separated_by_semicolons(dataset: Dataset) -> Iterator[Problem]:
    """A comma and a blank between components is a slip: the list would have one item."""
    for row in dataset["heterostructures"]:
        if any(", " in item and item.partition(", ")[2][:1].isupper() for item in row.items("components")):
            yield row.problem("components", "must be separated by a semicolon and a blank, not by a comma")


@rule("heterostructures", "sib_table1")
def names_of_table1_are_as_printed(dataset: Dataset) -> Iterator[Problem]:
    """A heterostructure of Table 1 has the printed name and cites the printed reference."""
    printed = dataset.by("sib_table1", "table_row")
    for row in dataset["heterostructures"]:
        source = printed.get(row["table_row"])
        if source is None:
            continue
        if row["name"] != source["material"]:
            yield row.problem("name", f"is not the name printed in row {row['table_row']}, {source['material']!r}")
        if reference_key(source) not in row.items("bib_keys"):
            yield row.problem(
                "bib_keys", f"must name {reference_key(source)}, the reference of row {row['table_row']} of Table 1"
            )


@rule("heterostructures", "sib_table1", "reviews")
def rows_of_table1_belong_to_its_review(dataset: Dataset) -> Iterator[Problem]:
    """Only a heterostructure of Review B stands in its Table 1."""
    reviews = dataset.by("reviews", "review")
    for row in dataset["heterostructures"]:
        review = reviews.get(row["review"])
        if row["table_row"] and review and review["bib_key"] != REVIEW_OF_TABLE1:
            yield row.problem("table_row", "must be empty: Table 1 is of the other review")


@rule("heterostructures", "sib_table1")
def every_row_of_table1_is_a_heterostructure(dataset: Dataset) -> Iterator[Problem]:
    """Each electrode of Table 1 is one heterostructure."""
    present = dataset["heterostructures"].column("table_row")
    for row in dataset["sib_table1"]:
        if row["table_row"] and present.count(row["table_row"]) != 1:
            yield Problem(
                dataset["heterostructures"].file,
                f"must have one row with table_row {row['table_row']} ({row['material']}); "
                f"it has {present.count(row['table_row'])}",
            )


# ---------------------------------------------------------------- Table 1


@rule("sib_table1")
def rows_are_counted_as_printed(dataset: Dataset) -> Iterator[Problem]:
    """Rows are counted from 1 in the printed order."""
    for expected, row in enumerate(dataset["sib_table1"], start=1):
        if row["table_row"] and row["table_row"] != str(expected):
            yield row.problem("table_row", f"must be {expected}: rows are counted from 1 in the printed order")


@rule("sib_table1")
def voltage_limits_are_apart(dataset: Dataset) -> Iterator[Problem]:
    """The upper voltage limit is well above the lower one."""
    for row in dataset["sib_table1"]:
        low, high = row.number("voltage_window_min_V"), row.number("voltage_window_max_V")
        if low is not None and high is not None and high - low < SMALLEST_WINDOW_V:
            yield row.problem(
                "voltage_window_max_V",
                f"must be at least {SMALLEST_WINDOW_V} V above voltage_window_min_V, which is {low} V",
            )


@rule("sib_table1")
def rate_tests_are_whole(dataset: Dataset) -> Iterator[Problem]:
    """A rate test is printed with capacity and current, or not at all."""
    columns = ("rate_capacity_mAh_per_g", "rate_current_density_A_per_g")
    for row in dataset["sib_table1"]:
        for column, partner in (columns, columns[::-1]):
            if not row[column] and row[partner]:
                yield row.problem(
                    column, f"must not be empty while {partner} is given: a rate test is printed whole or not at all"
                )


@rule("sib_table1")
def references_are_of_the_material(dataset: Dataset) -> Iterator[Problem]:
    """The reference of a row exists, and its note names the material."""
    for row in dataset["sib_table1"]:
        if row.number("reference_number") is None or not row["material"]:
            continue
        entry = dataset.references.get(reference_key(row))
        if entry is None:
            yield row.problem("reference_number", f"has no entry {reference_key(row)} in references.bib")
        elif _plain_name(row["material"]) not in _plain_name(entry.get("note", "")):
            yield row.problem(
                "reference_number", f"belongs to another material: the note of its entry says '{entry.get('note', '')}'"
            )


@rule("sib_table1")
def materials_are_named_once(dataset: Dataset) -> Iterator[Problem]:
    """Each electrode is one row, however its name is written."""
    lines: dict[str, int] = {}
    for row in dataset["sib_table1"]:
        plain = _plain_name(row["material"])
        if plain and plain in lines:
            yield row.problem("material", f"is the same material as in line {lines[plain]}: each electrode is one row")
        lines.setdefault(plain, row.line)


@rule("sib_table1")
def classes_stand_together(dataset: Dataset) -> Iterator[Problem]:
    """The rows of a class follow each other, as in the print."""
    classes: list[str] = []
    for row in dataset["sib_table1"]:
        group = row["heterostructure_class"]
        if group and (not classes or classes[-1] != group):
            if group in classes:
                yield row.problem(
                    "heterostructure_class",
                    "stands apart from the other rows of its class: rows keep the printed order",
                )
            classes.append(group)


def _plain_name(name: str) -> str:
    """Reduce a name to what distinguishes it: no blanks, no dashes of any kind, no capitals."""
    return re.sub(r"[\s\-−]", "", unicodedata.normalize("NFKC", name)).casefold()
