"""Checks of the data and the bibliography, with messages that say which cell and what was expected.

The schema in ``datapackage.json`` is checked by the frictionless library. What a schema cannot say
stands here: plain decimal numbers, harmless text, the order of the voltage limits, tests that are
printed whole or not at all, the number and order of rows, and references that exist.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import attrs
import frictionless
from bibtexparser import Library
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

_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_PLAIN_INTEGER = re.compile(r"0|-?[1-9][0-9]*")


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
    if field_type == "number" and (not _PLAIN_NUMBER.fullmatch(text) or text == "-0"):
        return "must be a plain decimal number with a point, such as 74.94, without exponent, unit, blank or separator"
    return None


def _is_latin_or_greek(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "GREEK", "MICRO", "ANGSTROM", "SUBSCRIPT", "MODIFIER"))


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
    if any(unicodedata.category(character) == "Zs" and character != " " for character in text):
        return "must use the plain blank, no other kind of space"
    if any(character.isalpha() and not _is_latin_or_greek(character) for character in text):
        return "must be written in Latin or Greek letters; a letter of another alphabet looks the same and is not"
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


# No electrode of the table is cycled over less; a smaller difference is a slip in one of the limits.
SMALLEST_WINDOW_V = 1


def _plain_name(name: str) -> str:
    """Reduce a name to what distinguishes it: no blanks, no dashes of any kind, no capitals."""
    return re.sub(r"[\s\-−]", "", unicodedata.normalize("NFKC", name)).casefold()


@attrs.define(kw_only=True, repr=False)
class SibTable1Rules(frictionless.Check):
    """What only Table 1 of Review B has to obey."""

    type = "sib-table1-rules"
    Errors: ClassVar = [errors.CellError]
    # The note of each numbered reference of Review B, by key.
    reference_notes: Mapping[str, str] = attrs.field(factory=dict)
    _names: dict[str, int] = attrs.field(factory=dict)
    _classes: list[str] = attrs.field(factory=list)

    def validate_row(self, row: frictionless.Row) -> Iterator[errors.CellError]:
        def problem(column: str, rule: str) -> errors.CellError:
            return errors.CellError.from_row(row, note=rule, field_name=column)

        expected_row = row.row_number - FIRST_DATA_LINE + 1
        if row["table_row"] is not None and row["table_row"] != expected_row:
            yield problem("table_row", f"must be {expected_row}: rows are counted from 1 in the printed order")
        low, high = row["voltage_window_min_V"], row["voltage_window_max_V"]
        limits_are_numbers = all(limit is not None and limit.is_finite() for limit in (low, high))
        if limits_are_numbers and high - low < SMALLEST_WINDOW_V:
            yield problem(
                "voltage_window_max_V",
                f"must be at least {SMALLEST_WINDOW_V} V above voltage_window_min_V, which is {low} V",
            )
        for column, partner in (
            ("rate_capacity_mAh_per_g", "rate_current_density_A_per_g"),
            ("rate_current_density_A_per_g", "rate_capacity_mAh_per_g"),
        ):
            if row[column] is None and row[partner] is not None:
                yield problem(
                    column, f"must not be empty while {partner} is given: a rate test is printed whole or not at all"
                )
        yield from self._reference(row, problem)
        yield from self._same_material_or_class(row, problem)

    def _reference(self, row: frictionless.Row, problem: Any) -> Iterator[errors.CellError]:
        number, name = row["reference_number"], row["material"]
        if number is None or name is None:
            return
        note = self.reference_notes.get(review_b_key(number))
        if note is None:
            yield problem("reference_number", f"has no entry {review_b_key(number)} in references.bib")
        elif _plain_name(name) not in _plain_name(note):
            yield problem("reference_number", f"belongs to another material: the note of its entry says '{note}'")

    def _same_material_or_class(self, row: frictionless.Row, problem: Any) -> Iterator[errors.CellError]:
        name = row["material"]
        if name is not None:
            plain = _plain_name(name)
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

# A data file that must be there, so that an emptied description cannot pass.
REQUIRED_RESOURCES = {"sib_table1"}
FIELD_TYPES = {"integer", "number", "string"}


def validate_data(directory: Path, reference_notes: Mapping[str, str]) -> list[Problem]:
    """Check every data file against its description and our own rules.

    Parameters
    ----------
    directory : pathlib.Path
        Folder with ``datapackage.json`` and the data files.
    reference_notes : mapping of str to str
        The note of each entry of the bibliography, by key.

    Returns
    -------
    list of Problem
        Empty when all is well.
    """
    description = f"{directory.name}/datapackage.json"
    try:
        package = Package(str(directory / "datapackage.json"))
    except frictionless.FrictionlessException as error:
        return [Problem(description, reason.note) for reason in error.reasons or [error.error]]
    problems = [
        Problem(description, f"must describe the data file {name}")
        for name in sorted(REQUIRED_RESOURCES - {resource.name for resource in package.resources})
    ]
    for resource in package.resources:
        problems += _problems_of_description(resource, description) or _problems_of_resource(
            resource, directory, reference_notes
        )
    described = {resource.path for resource in package.resources} | {"datapackage.json"}
    problems += [
        Problem(f"{directory.name}/{name}", "is not described in datapackage.json")
        for name in sorted(p.relative_to(directory).as_posix() for p in directory.rglob("*") if p.is_file())
        if name not in described
    ]
    return problems


def _problems_of_description(resource: frictionless.Resource, file: str) -> list[Problem]:
    """Check that a description can be relied on: without a schema and a row count, anything would pass."""
    if not resource.path:
        return [Problem(file, f"the resource {resource.name} must be a file with a path")]
    problems = []
    if "expectedRows" not in resource.to_dict():
        problems.append(Problem(file, f"the resource {resource.name} must state its number of rows in expectedRows"))
    if not resource.schema.fields or "schema" not in resource.to_dict():
        problems.append(Problem(file, f"the resource {resource.name} must have a schema with fields"))
    problems += [
        Problem(
            file, f"the type of a field must be one of {', '.join(sorted(FIELD_TYPES))}", column=f.name, value=f.type
        )
        for f in resource.schema.fields
        if f.type not in FIELD_TYPES
    ]
    return problems


def _problems_of_resource(
    resource: frictionless.Resource, directory: Path, reference_notes: Mapping[str, str]
) -> list[Problem]:
    path, file = directory / resource.path, f"{directory.name}/{resource.path}"
    if not path.is_file():
        return [Problem(file, "is described in datapackage.json but does not exist")]
    unreadable = _undecodable(path)
    if unreadable:
        return [unreadable]
    checks: list[frictionless.Check] = [CellsAsWritten()]
    if resource.name == "sib_table1":
        checks.append(SibTable1Rules(reference_notes=reference_notes))
    report = resource.validate(Checklist(checks=checks), limit_errors=100)
    problems = _without_repetition([_problem_from(error, file) for task in report.tasks for error in task.errors])
    rows, expected = path.read_text(encoding="utf-8").count("\n") - 1, resource.to_dict()["expectedRows"]
    if rows != expected:
        problems.append(Problem(file, f"has {rows} rows; datapackage.json expects {expected}"))
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
    library : bibtexparser.Library
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
        problems += _problems_of_status(fields, problem)
        titles[title] += 1
        if title and titles[title] == 2:
            problems.append(problem("title", "repeats the title of another entry"))
    return problems


def _problems_of_status(fields: dict[str, str], problem: Any) -> list[Problem]:
    """What an entry claims to be known must be there, and nothing more."""
    found = []
    status, year = fields.get("status"), fields.get("year")
    if year is not None and not re.fullmatch(r"[12][0-9]{3}|accepted manuscript", year):
        found.append(problem("year", "must be a year of four digits, or 'accepted manuscript'"))
    if status == "identified":
        found += [
            problem(name, "is required once a work is identified") for name in ("author", "year") if name not in fields
        ]
    if status == "unidentified" and "doi" in fields:
        found.append(problem("status", "must be identified if the entry has a verified DOI"))
    if fields.get("doi_status") == "verified" and "doi" not in fields:
        found.append(problem("doi_status", "is verified, but the entry has no doi"))
    return found


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
    if not bibliography.is_file():
        return [Problem(bibliography.name, "does not exist")]
    unreadable = _undecodable(bibliography)
    if unreadable:
        return [unreadable]
    library = read_bibliography(bibliography)
    notes = {entry.key: entry.get("note").value if "note" in entry else "" for entry in library.entries}
    return [*validate_bibliography(library, bibliography.name), *validate_data(directory, notes)]
