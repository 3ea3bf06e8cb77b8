"""The schema: the description in ``datapackage.json`` and what the frictionless library says about each file.

Types, constraints, primary keys and foreign keys are checked by the library; its errors are put into our
words. The library reads nothing itself: it is given the cells that :mod:`.files` has read.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import Any

import frictionless
from frictionless import Package, Schema
from frictionless.resources import TableResource

from heterostructures.validation.files import DESCRIPTION, Records, read_records, read_rows, undecodable
from heterostructures.validation.problem import Problem

Resource = Mapping[str, Any]

# Columns that our own rules read. A description without one of them would switch rules off.
NEEDED_COLUMNS: Mapping[str, str] = {
    "reviews": "review bib_key references_cited",
    "heterostructures": "heterostructure_id review name section_id table_row bib_keys",
    "measurements": "measurement_id review heterostructure_id quantity value value_max qualifier unit printed direction "
    "from_side to_side comparison_side compared_with section_id figure_or_table_id bib_keys",
    "sib_table1": "table_row heterostructure_class material voltage_window_min_V voltage_window_max_V "
    "rate_capacity_mAh_per_g rate_current_density_A_per_g reference_number",
    "materials": "material_row_id material property value unit bib_key",
    "reactions": "reaction_id review heterostructure_id balanced potential_min_V potential_max_V potential_qualifier "
    "section_id equation_id bib_keys",
    "coverage": "item_id review kind parent_id treatment page anchor",
    "quantities": "quantity unit other_units minimum maximum",
    "vocabularies": "vocabulary term",
}
# Columns that name rows of another file although they are not called like its key.
FURTHER_LINKS = {("materials", "property")}
FIELD_TYPES = {"integer", "number", "string"}
LIST_KINDS = {"vocabulary", "bibliography", "measurements", "free"}
MOST_ERRORS = 100


@contextmanager
def _without_address_grammars() -> Iterator[None]:
    """Keep jsonschema from compiling 39 grammars of internet addresses, which takes it two seconds.

    It imports them if they are installed, for a check that no data package needs.
    """
    name = "rfc3987_syntax"
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # an import now fails, which jsonschema expects
    try:
        yield
    finally:
        del sys.modules[name]


with _without_address_grammars():
    import jsonschema  # type: ignore[import-untyped]  # noqa: F401  # the library imports it later, when it is too late for the line above


# ---------------------------------------------------------------- the description


@lru_cache(maxsize=16)
def read_description(content: bytes, file: str) -> tuple[tuple[Resource, ...], tuple[Problem, ...]]:
    """Read ``datapackage.json`` and check that it can be relied on.

    Parameters
    ----------
    content : bytes
        The file.
    file : str
        Its name, for the messages.

    Returns
    -------
    resources : tuple of mapping
        The described data files; only those that can be relied on.
    problems : tuple of Problem
        What is wrong with the description.
    """
    unreadable = undecodable(content, file)
    if unreadable:
        return (), (unreadable,)
    try:
        package = json.loads(content)
    except json.JSONDecodeError as error:
        return (), (Problem(file, f"cannot be read as JSON: {error.msg}", line=error.lineno),)
    try:
        Package.from_descriptor(package)
    except frictionless.FrictionlessException as error:
        return (), tuple(Problem(file, reason.note) for reason in error.reasons or [error.error])
    resources: list[Resource] = package["resources"]
    problems = [
        Problem(file, f"must describe the data file {name}")
        for name in sorted(NEEDED_COLUMNS.keys() - {resource["name"] for resource in resources})
    ]
    described = {resource["name"]: resource for resource in resources}
    sound = []
    for resource in resources:
        found = _problems_of_resource(resource, described, file)
        problems += found
        if not found:
            sound.append(resource)
    return tuple(sound), tuple(problems)


def _problems_of_resource(resource: Resource, described: Mapping[str, Resource], file: str) -> list[Problem]:
    """Check that a description can be relied on: without a schema, keys and a row count, anything would pass."""
    name, schema = resource["name"], resource.get("schema")
    if not resource.get("path"):
        return [Problem(file, f"the resource {name} must be a file with a path")]
    if not isinstance(schema, dict) or not schema.get("fields"):
        return [Problem(file, f"the resource {name} must have a schema with fields")]
    problems = []
    if not isinstance(resource.get("expectedRows"), int):
        problems.append(Problem(file, f"the resource {name} must state its number of rows in expectedRows"))
    if not schema.get("primaryKey"):
        problems.append(Problem(file, f"the resource {name} must have a primary key"))
    if any(len(_as_list(key["fields"])) != 1 for key in schema.get("foreignKeys", [])):
        return [*problems, Problem(file, f"the resource {name} must have foreign keys of one column each")]
    columns = {f["name"] for f in schema["fields"]}
    problems += [
        Problem(file, f"the resource {name} must have this column; rules of the validator read it", column=column)
        for column in NEEDED_COLUMNS.get(name, "").split()
        if column not in columns
    ]
    for f in schema["fields"]:
        problems += _problems_of_field(f, resource, described, file)
    return problems


def _problems_of_field(
    f: Mapping[str, Any], resource: Resource, described: Mapping[str, Resource], file: str
) -> Iterator[Problem]:
    column = f["name"]
    if f.get("type") not in FIELD_TYPES:
        yield Problem(
            file,
            f"the type of a field must be one of {', '.join(sorted(FIELD_TYPES))}",
            column=column,
            value=f.get("type"),
        )
    if f.get("listOf", "free") not in LIST_KINDS:
        yield Problem(
            file, f"listOf must be one of {', '.join(sorted(LIST_KINDS))}", column=column, value=str(f["listOf"])
        )
    if f.get("listOf") == "vocabulary" and not f.get("vocabulary"):
        yield Problem(file, "a list of terms must name its vocabulary", column=column)
    if column.startswith("bib_key") and f.get("listOf") != "bibliography":
        yield Problem(file, "must have listOf bibliography, so that its keys are checked", column=column)
    if _must_refer(column, resource, described) and column not in foreign_keys(resource):
        yield Problem(
            file,
            f"must have a foreign key in the resource {resource['name']}, so that what it names exists",
            column=column,
        )
    elif column in foreign_keys(resource):
        other, other_column = foreign_keys(resource)[column]
        if other_column not in {g.get("name") for g in described.get(other, {}).get("schema", {}).get("fields", [])}:
            yield Problem(
                file,
                f"has a foreign key to the column {other_column} of {other}, which is not described",
                column=column,
            )


def primary_key(resource: Resource) -> list[str]:
    """Return the columns of the primary key, which a description may give as one name or as several.

    Parameters
    ----------
    resource : mapping
        A resource of the description.

    Returns
    -------
    list of str
        The names.
    """
    key = resource.get("schema", {}).get("primaryKey", [])
    return [key] if isinstance(key, str) else list(key)


def foreign_keys(resource: Resource) -> dict[str, tuple[str, str]]:
    """Return for each column with a foreign key the resource and column that it refers to.

    Parameters
    ----------
    resource : mapping
        A resource of the description.

    Returns
    -------
    dict of str to (str, str)
        By column; a key over several columns is refused in the description.
    """
    found = {}
    for key in resource.get("schema", {}).get("foreignKeys", []):
        (column,), (other,) = _as_list(key["fields"]), _as_list(key["reference"]["fields"])
        found[column] = (key["reference"]["resource"], other)
    return found


def _as_list(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _must_refer(column: str, resource: Resource, described: Mapping[str, Resource]) -> bool:
    """Whether a column names rows of another file: it is called like the key of one, or ends in _id."""
    if column in primary_key(resource):
        return False
    named_like_a_key = column.endswith("_id") or any([column] == primary_key(other) for other in described.values())
    return named_like_a_key or (resource["name"], column) in FURTHER_LINKS


# ---------------------------------------------------------------- one data file


def problems_of_schema(
    resource: Resource, content: bytes, file: str, others: Mapping[str, tuple[Resource, bytes]]
) -> tuple[Problem, ...]:
    """Check one data file against its schema.

    Parameters
    ----------
    resource : mapping
        Its description.
    content : bytes
        The file.
    file : str
        Its name, for the messages.
    others : mapping of str to (mapping, bytes)
        Description and content of every data file, for the foreign keys.

    Returns
    -------
    tuple of Problem
        Header, types, constraints, primary and foreign keys.
    """
    keys = []
    for column, (other, other_column) in foreign_keys(resource).items():
        used = _cells_of_column(content, file, _columns(resource), column)
        if used is not None and other in others:
            other_resource, other_content = others[other]
            known = _cells_of_column(other_content, other_resource["path"], _columns(other_resource), other_column)
            if known is not None:
                keys.append((column, other, other_column, known & used))
    return _checked(json.dumps(resource["schema"]), content, file, tuple(keys))


def _columns(resource: Resource) -> tuple[str, ...]:
    return tuple(f["name"] for f in resource["schema"]["fields"])


@lru_cache(maxsize=256)
def _cells_of_column(content: bytes, file: str, columns: tuple[str, ...], column: str) -> frozenset[str] | None:
    """Return what stands in one column; None if the file cannot be read, which is a problem of its own."""
    rows = read_rows(content, file, columns)
    return None if rows is None else frozenset(row[column] for row in rows if row[column])


@lru_cache(maxsize=64)
def _checked(
    schema: str, content: bytes, file: str, keys: tuple[tuple[str, str, str, frozenset[str]], ...]
) -> tuple[Problem, ...]:
    """Run the library over one file; the result is kept, so that a test may change another file."""
    records, problem = read_records(content, file)
    if problem:
        return (problem,)
    descriptor = json.loads(schema)
    # Foreign keys are looked up in small tables that hold the referred column only, and of it what this file
    # names and the other one has: that is quicker, and a mistake elsewhere in the other file is not repeated here.
    lookups = {}
    types = {f["name"]: f["type"] for f in descriptor["fields"]}
    descriptor["foreignKeys"] = []
    for column, other, other_column, values in keys:
        lookup = f"{other}-{other_column}-{column}"
        lookups[lookup] = TableResource(
            name=lookup,
            data=[[other_column], *([value] for value in sorted(values))],
            schema=Schema.from_descriptor({"fields": [{"name": other_column, "type": types[column]}]}),
        )
        reference = {"resource": lookup, "fields": [other_column]}
        descriptor["foreignKeys"].append({"fields": [column], "reference": reference})
    resource = TableResource(
        name="checked", data=[list(cells) for _, cells in records], schema=Schema.from_descriptor(descriptor)
    )
    Package(resources=[resource, *lookups.values()])  # foreign keys are only checked inside a package
    folder = file.rpartition("/")[0]
    places = {f"{other}-{other_column}-{column}": f"{folder}/{other}.csv" for column, other, other_column, _ in keys}
    return tuple(_problem_from(error, file, records, places) for error in islice(_errors_of(resource), MOST_ERRORS))


def _errors_of(resource: TableResource) -> Iterator[Any]:
    """Go through what the library objects to: the header, then the rows.

    The library's own ``validate`` does the same, but first copies and checks the description with all
    data in it, which takes longer than the rest.
    """
    try:
        with resource:
            yield from resource.header.errors
            for row in resource.row_stream:
                yield from row.errors
    except frictionless.FrictionlessException as exception:
        yield exception.error


# ---------------------------------------------------------------- from library errors to problems


def _problem_from(error: Any, file: str, records: Records, places: Mapping[str, str]) -> Problem:
    """Put a frictionless error into our words."""
    row_number = getattr(error, "row_number", None)
    line = records[row_number - 1][0] if row_number else None
    column = getattr(error, "field_name", None) or getattr(error, "label", None)
    cell = getattr(error, "cell", None)
    value = None if cell in {None, "None"} else cell
    note = error.note or error.message
    # Errors of a kind are recognised by their type.
    match error.type:
        case "type-error":
            rule = f"must be of type {note.split(chr(34))[1].split('/')[0]}"
        case "constraint-error":
            rule, value = _constraint_words(note, value)
        case "unique-error":
            rule = f"must not repeat: {_same_as(note, records)}"
        case "primary-key":
            rule = f"the row repeats the key of another: {_same_as(note, records)}"
        case "foreign-key":
            column, value = error.field_names[0], error.field_cells[0]
            rule = f"has no entry in {places[error.reference_name]}, column {error.reference_field_names[0]}"
        case "incorrect-label" | "missing-label" | "extra-label" | "blank-label" | "duplicate-label" | "blank-header":
            line, value = 1, getattr(error, "label", None)
            rule = f"the header must name the columns of {DESCRIPTION} in their order ({error.title.lower()})"
        case "missing-cell" | "extra-cell" | "blank-row":
            rule = f"the line must have one cell for each column of the header ({error.title.lower()})"
        case _:
            rule = note
    return Problem(file=file, line=line, column=column or None, value=value, rule=rule)


def _same_as(note: str, records: Records) -> str:
    found = re.search(r"row at position (\d+)", note)
    return f"the same as in the line {records[int(found[1]) - 1][0]}" if found else note


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
        "pattern": f"must be written like the pattern {limit}",
    }
    return words.get(name, note), "" if name == "required" else value
