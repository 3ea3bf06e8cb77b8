"""Checks of the data and the bibliography, with messages that say which cell and what was expected.

The schema in ``datapackage.json`` is checked by the frictionless library. What a schema cannot say
stands here: plain decimal numbers, harmless text, the order of the voltage limits, tests that are
printed whole or not at all, the number and order of rows, and references that exist.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import attrs
import frictionless
from bibtexparser.library import Library
from frictionless import Checklist, Package, errors

from heterostructures.references import read_bibliography, review_b_key

FIRST_DATA_LINE = 2


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what is there and what was expected."""

    file: str
    rule: str
    line: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            row = "" if self.line < FIRST_DATA_LINE else f" (row {self.line - FIRST_DATA_LINE + 1})"
            place.append(f"line {self.line}{row}")
        if self.column is not None:
            place.append(f"column {self.column}")
        if self.value is not None:
            place.append(f"value {self.value!r}")
        return f"{', '.join(place)}: {self.rule}"


# ---------------------------------------------------------------- rules for every data file

_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_PLAIN_INTEGER = re.compile(r"-?[0-9]+")


def number_rule(text: str, field_type: str) -> str | None:
    """Return what is wrong with a number as written, or None.

    Parameters
    ----------
    text : str
        The cell as it stands in the file.
    field_type : str
        ``number`` or ``integer``.

    Returns
    -------
    str or None
        The rule that the text breaks.

    Examples
    --------
    >>> number_rule("1e3", "number")
    'must be a plain decimal number with a point, such as 74.94, without exponent, unit, blank or separator'
    >>> number_rule("74.94", "number") is None
    True
    """
    if field_type == "integer" and not _PLAIN_INTEGER.fullmatch(text):
        return (
            "must be a whole number in plain digits, such as 1000, without decimals, exponent, unit, blank or separator"
        )
    if field_type == "number" and not _PLAIN_NUMBER.fullmatch(text):
        return "must be a plain decimal number with a point, such as 74.94, without exponent, unit, blank or separator"
    return None


def text_rule(text: str) -> str | None:
    """Return what is wrong with a text cell, or None.

    Parameters
    ----------
    text : str
        The cell as it stands in the file.

    Returns
    -------
    str or None
        The rule that the text breaks.

    Examples
    --------
    >>> text_rule("=SUM(A1:A9)")
    'must not begin with = + - or @, which a spreadsheet would run as a formula'
    >>> text_rule("WS2−x/ZnS@C") is None
    True
    """
    if text != text.strip():
        return "must not begin or end with a blank"
    if "  " in text:
        return "must not hold two blanks in a row"
    if any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"} for character in text):
        return "must not hold a control character, a line break or an invisible character"
    if text[:1] in {"=", "+", "-", "@"}:
        return "must not begin with = + - or @, which a spreadsheet would run as a formula"
    if re.search(r"<\s*[/!a-zA-Z]", text):
        return "must not hold markup such as <b> or <script>"
    if unicodedata.normalize("NFC", text) != text:
        return "must be in composed Unicode form (NFC), so that equal names are equal"
    return None


@attrs.define(kw_only=True, repr=False)
class CellsAsWritten(frictionless.Check):
    """Looks at each cell as written, before it is turned into a number."""

    type = "cells-as-written"
    Errors: ClassVar = [errors.CellError]

    def validate_row(self, row: frictionless.Row) -> Iterator[errors.CellError]:
        for field, cell in zip(self.resource.schema.fields, row.cells, strict=False):
            if not isinstance(cell, str) or cell in self.resource.schema.missing_values:
                continue
            rule = text_rule(cell) if field.type == "string" else number_rule(cell, field.type)
            if rule:
                problem = errors.CellError.from_row(row, note=rule, field_name=field.name)
                problem.cell = cell
                yield problem


# ---------------------------------------------------------------- rules for Table 1


@attrs.define(kw_only=True, repr=False)
class SibTable1Rules(frictionless.Check):
    """What only Table 1 of Review B has to obey."""

    type = "sib-table1-rules"
    Errors: ClassVar = [errors.CellError]
    bibliography_keys: frozenset[str] = frozenset()
    _names: dict[str, int] = attrs.field(factory=dict)
    _classes: list[str] = attrs.field(factory=list)

    def validate_row(self, row: frictionless.Row) -> Iterator[errors.CellError]:
        def problem(column: str, rule: str) -> errors.CellError:
            return errors.CellError.from_row(row, note=rule, field_name=column)

        expected_row = row.row_number - FIRST_DATA_LINE + 1
        if row["table_row"] is not None and row["table_row"] != expected_row:
            yield problem("table_row", f"must be {expected_row}: rows are counted from 1 in the printed order")
        low, high = row["voltage_window_min_V"], row["voltage_window_max_V"]
        if low is not None and high is not None and not low.is_nan() and not high.is_nan() and low >= high:
            yield problem("voltage_window_max_V", f"must be above voltage_window_min_V, which is {low} V")
        for column, partner in (
            ("rate_capacity_mAh_per_g", "rate_current_density_A_per_g"),
            ("rate_current_density_A_per_g", "rate_capacity_mAh_per_g"),
        ):
            if row[column] is None and row[partner] is not None:
                yield problem(
                    column, f"must not be empty while {partner} is given: a rate test is printed whole or not at all"
                )
        number = row["reference_number"]
        if number is not None and review_b_key(number) not in self.bibliography_keys:
            yield problem("reference_number", f"has no entry {review_b_key(number)} in references.bib")
        yield from self._same_material_or_class(row, problem)

    def _same_material_or_class(self, row: frictionless.Row, problem: Any) -> Iterator[errors.CellError]:
        name = row["material"]
        if name is not None:
            plain = re.sub(r"[\s\-−]", "", unicodedata.normalize("NFKC", name)).casefold()
            if plain in self._names:
                yield problem(
                    "material", f"is the same material as in line {self._names[plain]}: each electrode is one row"
                )
            self._names.setdefault(plain, row.row_number)
        group = row["heterostructure_class"]
        if group is not None and (not self._classes or self._classes[-1] != group):
            if group in self._classes:
                yield problem(
                    "heterostructure_class",
                    "stands apart from the other rows of its class: rows keep the printed order",
                )
            self._classes.append(group)


# ---------------------------------------------------------------- from library errors to problems


def _problem_from(error: frictionless.Error, file: str) -> Problem:
    """Put a frictionless error into our words."""
    descriptor = error.to_dict()
    line = descriptor.get("rowNumber")
    column = descriptor.get("fieldName") or descriptor.get("label")
    cell = descriptor.get("cell")
    value = None if cell in {None, "None"} else cell
    note = descriptor.get("note") or descriptor["message"]
    # Library errors of a kind are recognised by their type; our own checks yield plain cell errors.
    match descriptor["type"]:
        case "cell-error":
            rule = note
        case "type-error":
            rule = f"must be of type {note.split(chr(34))[1].split('/')[0]}"
        case "constraint-error":
            rule, value = _constraint_words(note, value)
        case "unique-error":
            rule = f"must not repeat: {note.replace('row at position', 'line')}"
        case "primary-key":
            rule = f"the row repeats the key of another: {note.replace('row at position', 'line')}"
        case "incorrect-label" | "missing-label" | "extra-label" | "blank-label" | "duplicate-label":
            line, value = 1, descriptor.get("label")
            rule = (
                f"the header must name the columns of datapackage.json in their order ({descriptor['title'].lower()})"
            )
        case "missing-cell" | "extra-cell" | "blank-row":
            rule = f"the line must have one cell for each column of the header ({descriptor['title'].lower()})"
        case _:
            rule = note
    return Problem(file=file, line=line, column=column, value=value, rule=rule)


def _constraint_words(note: str, value: str | None) -> tuple[str, str | None]:
    found = re.fullmatch(r'constraint "(\w+)" is "(.*)"', note, flags=re.DOTALL)
    name, limit = (found[1], found[2]) if found else ("", note)
    words = {
        "required": "must not be empty",
        "minimum": f"must be at least {limit}",
        "maximum": f"must be at most {limit}",
        "minLength": f"must have at least {limit} characters",
        "maxLength": f"must have at most {limit} characters",
        "enum": f"must be one of {limit}",
    }
    return words.get(name, note), "" if name == "required" else value


def _undecodable(path: Path) -> Problem | None:
    """Say where a file stops being UTF-8; the library says only that it does."""
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Problem(
            file=f"{path.parent.name}/{path.name}",
            line=line,
            value=repr(content[error.start : error.start + 4]),
            rule="must be UTF-8 text; save the file as UTF-8 without byte order mark",
        )
    if content.startswith(b"\xef\xbb\xbf"):
        return Problem(file=f"{path.parent.name}/{path.name}", line=1, rule="must be UTF-8 without byte order mark")
    if not content.endswith(b"\n"):
        return Problem(
            file=f"{path.parent.name}/{path.name}", rule="must end with a line break; the file may be cut off"
        )
    return None


# ---------------------------------------------------------------- the whole dataset


def validate_data(directory: Path, bibliography_keys: frozenset[str]) -> list[Problem]:
    """Check every data file against its description and our own rules.

    Parameters
    ----------
    directory : pathlib.Path
        Folder with ``datapackage.json`` and the data files.
    bibliography_keys : frozenset of str
        Keys that references in the data may use.

    Returns
    -------
    list of Problem
        Empty when all is well.
    """
    try:
        package = Package(str(directory / "datapackage.json"))
    except frictionless.FrictionlessException as error:
        return [
            Problem(file=f"{directory.name}/datapackage.json", rule=reason.note)
            for reason in error.reasons or [error.error]
        ]
    problems = []
    if not package.resources:
        problems.append(Problem(file=f"{directory.name}/datapackage.json", rule="must describe at least one data file"))
    for resource in package.resources:
        path = directory / resource.path
        if not path.is_file():
            problems.append(
                Problem(
                    file=f"{directory.name}/{resource.path}", rule="is described in datapackage.json but does not exist"
                )
            )
            continue
        unreadable = _undecodable(path)
        if unreadable:
            problems.append(unreadable)
            continue
        checks: list[frictionless.Check] = [CellsAsWritten()]
        if resource.name == "sib_table1":
            checks.append(SibTable1Rules(bibliography_keys=bibliography_keys))
        report = resource.validate(Checklist(checks=checks), limit_errors=100)
        found = [
            _problem_from(error, f"{directory.name}/{resource.path}") for task in report.tasks for error in task.errors
        ]
        problems += _without_repetition(found)
        expected_rows = resource.to_dict().get("expectedRows")
        rows = path.read_text(encoding="utf-8").count("\n") - 1
        if expected_rows is not None and rows != expected_rows:
            problems.append(
                Problem(
                    file=f"{directory.name}/{resource.path}",
                    rule=f"has {rows} rows; the printed table has {expected_rows}",
                )
            )
    described = {resource.path for resource in package.resources}
    problems += [
        Problem(file=f"{directory.name}/{path.name}", rule="is not described in datapackage.json")
        for path in sorted(directory.glob("*.csv"))
        if path.name not in described
    ]
    return problems


def _without_repetition(problems: list[Problem]) -> list[Problem]:
    """Keep one problem for each cell: several checks may object to the same one."""
    kept: dict[tuple, Problem] = {}
    for problem in problems:
        kept.setdefault((problem.file, problem.line, problem.column), problem)
    repeated_rows = {problem.line for problem in kept.values() if problem.column is not None}
    return [p for p in kept.values() if p.column is not None or p.line is None or p.line not in repeated_rows]


# ---------------------------------------------------------------- the bibliography

REQUIRED_FIELDS = {
    "article": {"title", "journal"},
    "book": {"title", "publisher", "year"},
    "misc": {"title", "note"},
    "unpublished": {"author", "title", "note"},
}
STATUSES = {"identified", "candidate", "unidentified"}
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}]+")


def validate_bibliography(library: Library, file: str) -> list[Problem]:
    """Check a bibliography: readable entries, unique keys, required fields, DOI syntax, no duplicates.

    Parameters
    ----------
    library : bibtexparser.library.Library
        The bibliography as read by :func:`heterostructures.references.read_bibliography`.
    file : str
        Name of its file, for the messages.

    Returns
    -------
    list of Problem
        Empty when all is well.
    """
    problems = [
        Problem(
            file=file,
            line=block.start_line + 1 if block.start_line is not None else None,
            value=(getattr(block, "key", None) or block.raw or "").strip().split("\n")[0],
            rule=f"cannot be read as a BibTeX entry: {getattr(block, 'error', 'unknown reason')}",
        )
        for block in library.failed_blocks
    ]
    if not library.entries:
        problems.append(Problem(file=file, rule="has no entry"))
    dois: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for entry in library.entries:
        line = entry.start_line + 1 if entry.start_line is not None else None
        fields = {field.key.lower(): field.value for field in entry.fields}

        def problem(field: str, rule: str, line=line, fields=fields, key=entry.key) -> Problem:
            return Problem(file, f"{rule} (entry {key})", line=line, column=field, value=fields.get(field))

        if entry.entry_type not in REQUIRED_FIELDS:
            kinds = ", ".join(sorted(REQUIRED_FIELDS))
            problems.append(Problem(file, f"entry type must be one of {kinds}", line=line, value=entry.entry_type))
        for field in sorted(REQUIRED_FIELDS.get(entry.entry_type, set())):
            if not fields.get(field, "").strip():
                problems.append(problem(field, f"is required in an entry of type {entry.entry_type}"))
        if fields.get("status") not in STATUSES:
            problems.append(problem("status", f"must be one of {', '.join(sorted(STATUSES))}"))
        for field in ("doi", "unconfirmed_doi"):
            if field in fields and not _DOI.fullmatch(fields[field]):
                problems.append(problem(field, "must be a DOI such as 10.20517/energyz.2026.15, without address"))
        if "doi" in fields and fields.get("doi_status") != "verified":
            problems.append(problem("doi_status", "must be verified for a doi; keep others in unconfirmed_doi"))
        for doi in {fields.get("doi"), fields.get("unconfirmed_doi")} - {None}:
            dois[doi.lower()] += 1
            if dois[doi.lower()] == 2:
                problems.append(problem("doi", f"repeats the DOI {doi} of another entry"))
        title = re.sub(r"\W+", " ", fields.get("title", "")).casefold().strip()
        titles[title] += 1
        if title and titles[title] == 2:
            problems.append(problem("title", "repeats the title of another entry"))
    return problems


def validate(directory: Path, bibliography: Path) -> list[Problem]:
    """Check the dataset and the bibliography together.

    Parameters
    ----------
    directory : pathlib.Path
        Folder with ``datapackage.json`` and the data files.
    bibliography : pathlib.Path
        The BibTeX file.

    Returns
    -------
    list of Problem
        Empty when all is well.
    """
    library = read_bibliography(bibliography)
    keys = frozenset(entry.key for entry in library.entries)
    return [*validate_bibliography(library, bibliography.name), *validate_data(directory, keys)]
