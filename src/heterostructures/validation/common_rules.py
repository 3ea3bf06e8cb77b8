"""Rules that hold in every data file: cells as written, lists, terms, keys of the bibliography, places, order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heterostructures.validation.cells import number_rule, text_rule
from heterostructures.validation.files import LIST_SEPARATOR, Row, Table
from heterostructures.validation.problem import Problem
from heterostructures.validation.rules import Dataset, rule
from heterostructures.validation.schema import foreign_keys, primary_key

SECTION_KINDS = {"abstract", "section", "subsection"}
SHOWN_KINDS = {"figure", "figure panel", "table", "equation"}
# What kind of part of a review a column may name.
KINDS_BY_COLUMN = {
    "section_id": SECTION_KINDS,
    "figure_or_table_id": SHOWN_KINDS,
    "equation_id": {"equation"},
}


@rule()
def cells_are_written_plainly(dataset: Dataset) -> Iterator[Problem]:
    """Numbers are plain decimals, and text is harmless in a page and in a spreadsheet."""
    for table in dataset.tables.values():
        types = {column: str(f["type"]) for column, f in table.fields.items()}
        for row in table:
            for column, text in row.cells.items():
                if text:
                    kind = types[column]
                    wrong = text_rule(text) if kind == "string" else number_rule(text, kind)
                    if wrong:
                        yield row.problem(column, wrong)


@rule()
def no_file_is_empty(dataset: Dataset) -> Iterator[Problem]:
    """A file without rows would make every other rule hold."""
    for table in dataset.tables.values():
        if not len(table):
            yield Problem(table.file, "has no rows; a data file that is described must hold something")


@rule()
def lists_are_lists(dataset: Dataset) -> Iterator[Problem]:
    """Items of a list are parted by a semicolon and a blank; none is empty and none comes twice."""
    for table in dataset.tables.values():
        for column, f in table.fields.items():
            if "listOf" not in f:
                continue
            single = _holds_one_key(column)
            for row in table:
                wrong = _list_rule(row, column, single)
                if wrong:
                    yield row.problem(column, wrong)


def _holds_one_key(column: str) -> bool:
    return column == "bib_key"


def _list_rule(row: Row, column: str, single: bool) -> str | None:
    if not row[column]:
        return None
    items = row.items(column)
    if single and len(items) > 1:
        return "must be one key, not a list"
    if any(not item.strip() or ";" in item or item != item.strip() for item in items):
        return (
            f"must be a list whose items are parted by a semicolon and a blank ({LIST_SEPARATOR!r}), none of them empty"
        )
    for item in items:
        if items.count(item) > 1:
            return f"must not name {item!r} twice"
    return None


@rule("vocabularies")
def terms_are_in_the_vocabulary(dataset: Dataset) -> Iterator[Problem]:
    """A column with a vocabulary holds only terms of it."""
    terms = terms_by_vocabulary(dataset)
    for table in dataset.tables.values():
        for column, f in table.fields.items():
            if "vocabulary" not in f:
                continue
            known = terms.get(str(f["vocabulary"]), set())
            for row in table:
                items = row.items(column) if "listOf" in f else [row[column]]
                for item in items:
                    if item and item not in known:
                        yield row.problem(
                            column,
                            f"{item!r} is not a term of the vocabulary {f['vocabulary']}; "
                            f"data/vocabularies.csv has: {', '.join(sorted(known))}",
                        )


def terms_by_vocabulary(dataset: Dataset) -> dict[str, set[str]]:
    """Return the terms of each vocabulary.

    Parameters
    ----------
    dataset : Dataset
        The parsed dataset.

    Returns
    -------
    dict of str to set of str
        By name of the vocabulary.
    """
    terms: dict[str, set[str]] = {}
    for row in dataset["vocabularies"]:
        terms.setdefault(row["vocabulary"], set()).add(row["term"])
    return terms


# ---------------------------------------------------------------- the bibliography


@rule()
def keys_are_in_the_bibliography(dataset: Dataset) -> Iterator[Problem]:
    """Every key names an entry of the bibliography."""
    for table, column in _columns_with_keys(dataset):
        for row in table:
            for key in row.items(column):
                if key not in dataset.references:
                    yield row.problem(column, f"has no entry {key} in references.bib")


@rule("reviews")
def keys_belong_to_the_review_of_the_row(dataset: Dataset) -> Iterator[Problem]:
    """A row of a review cites that review or one of its numbered references, up to the highest number."""
    for table, column in _columns_with_keys(dataset):
        if "review" not in table.fields or table.name == "reviews":
            continue
        for row in table:
            review = dataset.by("reviews", "review").get(row["review"])
            if review is None:
                continue
            for key in row.items(column):
                wrong = _key_rule(key, review)
                if wrong:
                    yield row.problem(column, wrong)


def _key_rule(key: str, review: Row) -> str | None:
    if key == review["bib_key"]:
        return None
    found = re.fullmatch(rf"{re.escape(review['bib_key'])}_ref([1-9][0-9]*)", key)
    if not found:
        return f"{key} is not a key of Review {review['review']}: these begin with {review['bib_key']}"
    highest = review.number("references_cited")
    if highest is not None and int(found[1]) > highest:
        return f"{key} has too high a number: Review {review['review']} cites {highest} references"
    return None


def _columns_with_keys(dataset: Dataset) -> Iterator[tuple[Table, str]]:
    for table in dataset.tables.values():
        for column, f in table.fields.items():
            if f.get("listOf") == "bibliography":
                yield table, column


# ---------------------------------------------------------------- rows of one review


@rule("coverage")
def places_are_of_the_right_kind(dataset: Dataset) -> Iterator[Problem]:
    """A section is a section, an equation is an equation."""
    parts = dataset.by("coverage", "item_id")
    for table in dataset.tables.values():
        for column in table.fields.keys() & KINDS_BY_COLUMN.keys():
            kinds = KINDS_BY_COLUMN[column]
            for row in table:
                part = parts.get(row[column])
                if part and part["kind"] not in kinds:
                    yield row.problem(
                        column, f"is a part of the kind {part['kind']!r}; it must be {', '.join(sorted(kinds))}"
                    )


@rule()
def rows_stay_in_their_review(dataset: Dataset) -> Iterator[Problem]:
    """What a row refers to, a section or a heterostructure, belongs to the review of the row."""
    for table in dataset.tables.values():
        if "review" not in table.fields:
            continue
        for column, (other, other_column) in foreign_keys(dataset.resources[table.name]).items():
            if other not in dataset.tables or other == "reviews" or "review" not in dataset[other].fields:
                continue
            others = dataset.by(other, other_column)
            for row in table:
                target = others.get(row[column])
                if target and target["review"] != row["review"]:
                    yield row.problem(
                        column, f"belongs to Review {target['review']}, while the row is of Review {row['review']}"
                    )


# The column with the running number of a file whose rows are counted.
COUNTED = {"measurements": "measurement_id", "reactions": "reaction_id", "materials": "material_row_id"}


# Where the letter of the review begins an identifier, and what follows it.
BEGINS = {
    "heterostructures": ("heterostructure_id", "{small}_"),
    "measurements": ("measurement_id", "{letter}"),
    "reactions": ("reaction_id", "{letter}"),
    "coverage": ("item_id", "{letter}-"),
}


@rule()
def identifiers_begin_with_their_review(dataset: Dataset) -> Iterator[Problem]:
    """The first letter of an identifier is the letter of the review."""
    for name in BEGINS.keys() & dataset.tables.keys():
        column, pattern = BEGINS[name]
        for row in dataset[name]:
            begin = pattern.format(letter=row["review"], small=row["review"].lower())
            if row["review"] and not row[column].startswith(begin):
                yield row.problem(column, f"must begin with {begin!r}: the row is of Review {row['review']}")


@rule()
def rows_are_counted_upwards(dataset: Dataset) -> Iterator[Problem]:
    """Running numbers rise within a review, so that a new row goes to the end and keeps its name for ever."""
    for name in COUNTED.keys() & dataset.tables.keys():
        last: dict[str, int] = {}
        for row in dataset[name]:
            found = re.fullmatch(r"([A-Z]+)([0-9]+)", row[COUNTED[name]])
            if not found:
                continue
            letters, number = found[1], int(found[2])
            if number <= last.get(letters, -1):
                yield row.problem(COUNTED[name], f"must be higher than {letters}{last[letters]:03}, which stands above")
            last[letters] = max(number, last.get(letters, -1))


@rule()
def no_row_repeats_another(dataset: Dataset) -> Iterator[Problem]:
    """No two rows say the same under two names."""
    for name in ("measurements", "heterostructures", "materials", "reactions"):
        if name not in dataset.tables:
            continue
        table, key = dataset[name], primary_key(dataset.resources[name])
        # A row does not become another by another note or more digits.
        columns = [column for column in table.fields if column not in {*key, "note", "printed"}]
        seen: dict[tuple[str, ...], Row] = {}
        for row in table:
            content = tuple(map(row.cells.__getitem__, columns))
            first = seen.setdefault(content, row)
            if first is not row:
                yield row.problem(key[0], f"says exactly what {first[key[0]]} in line {first.line} says")


@rule()
def no_row_is_lost(dataset: Dataset) -> Iterator[Problem]:
    """A file has as many rows as its description expects; the number is written down so that a lost row is noticed."""
    for table in dataset.tables.values():
        expected = dataset.resources[table.name]["expectedRows"]
        if len(table) != expected:
            yield Problem(table.file, f"has {len(table)} rows; datapackage.json expects {expected}")
