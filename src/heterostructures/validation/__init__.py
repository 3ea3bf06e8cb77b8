"""Checks of the data and the bibliography, with messages that say which cell and what was expected.

The schema in ``datapackage.json`` is checked by the frictionless library (:mod:`.schema`). What a schema
cannot say stands in the modules ``*_rules``, one idea per function; :mod:`.rules` says how to add one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# Importing the modules of rules puts their rules on the list.
from heterostructures.validation import (  # noqa: F401
    common_rules,
    coverage_rules,
    heterostructure_rules,
    material_rules,
    measurement_rules,
    reaction_rules,
    term_rules,
)
from heterostructures.validation.bibliography import (
    problems_of_roles,
    read_library,
    validate_bibliography,
)
from heterostructures.validation.cells import number_rule, text_rule
from heterostructures.validation.files import DESCRIPTION, Sources, Table, read_data, read_pages, read_rows
from heterostructures.validation.problem import Problem
from heterostructures.validation.rules import Dataset, Fields, problems_of_rules
from heterostructures.validation.schema import NEEDED_COLUMNS, Resource, problems_of_schema, read_description
from heterostructures.validation.summary import summary

__all__ = [
    "Problem",
    "Sources",
    "number_rule",
    "read_dataset",
    "read_sources",
    "summary",
    "text_rule",
    "validate",
    "validate_bibliography",
    "validate_data",
    "validate_sources",
]


def read_sources(directory: Path, bibliography: Path) -> Sources:
    """Read everything that is validated.

    Parameters
    ----------
    directory : pathlib.Path
        Folder with ``datapackage.json`` and the data files. If the folder above it holds the pages of
        the book, they are read too.
    bibliography : pathlib.Path
        The BibTeX file.

    Returns
    -------
    Sources
        The files as they stand.
    """
    return Sources(
        data=read_data(directory),
        bibliography=bibliography.read_bytes(),
        pages=read_pages(directory.parent),
        data_name=directory.name,
        bibliography_name=bibliography.name,
    )


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
    return validate_sources(read_sources(directory, bibliography))


def validate_sources(sources: Sources) -> list[Problem]:
    """Check files that have been read; what ``validate`` does, and what a test does with one file changed.

    Parameters
    ----------
    sources : Sources
        The files. What depends on one unchanged file only is remembered, so that validating again with
        one file changed is quick.

    Returns
    -------
    list of Problem
        Empty when all is well.
    """
    entries, problems = read_library(sources.bibliography, sources.bibliography_name)
    if not entries:
        return list(problems)
    references = {key: entry.fields for key, entry in entries.items()}
    dataset, data_problems = read_dataset(sources, references)
    data_problems += problems_of_rules(dataset)
    found = [*problems, *data_problems]
    # Who cites an entry is known only if every file could be read.
    if dataset.tables.keys() >= NEEDED_COLUMNS.keys():
        found += problems_of_roles(entries, _keys_in_data(dataset), sources.pages)
    return _without_repetition(found)


def validate_data(directory: Path, references: Mapping[str, Fields]) -> list[Problem]:
    """Check every data file against its description and our own rules.

    Parameters
    ----------
    directory : pathlib.Path
        Folder with ``datapackage.json`` and the data files.
    references : mapping of str to mapping
        Fields of each entry of the bibliography, by key.

    Returns
    -------
    list of Problem
        Empty when all is well.
    """
    sources = Sources(read_data(directory), b"", read_pages(directory.parent), data_name=directory.name)
    dataset, problems = read_dataset(sources, references)
    return _without_repetition([*problems, *problems_of_rules(dataset)])


# ---------------------------------------------------------------- putting it together


def read_dataset(sources: Sources, references: Mapping[str, Fields]) -> tuple[Dataset, list[Problem]]:
    """Read every described file and check it against its schema.

    Parameters
    ----------
    sources : Sources
        The files.
    references : mapping of str to mapping
        Fields of each entry of the bibliography, by key.

    Returns
    -------
    dataset : Dataset
        What the rules get to see.
    problems : list of Problem
        What the schema says.
    """
    description = sources.file(DESCRIPTION)
    if DESCRIPTION not in sources.data:
        return Dataset(sources.data_name, {}, {}, references), [Problem(description, "does not exist")]
    resources, found = read_description(sources.data[DESCRIPTION], description)
    problems = [*found, *_files_and_description(resources, sources, bool(found))]
    others = {
        resource["name"]: (resource, sources.data[resource["path"]])
        for resource in resources
        if resource["path"] in sources.data
    }
    tables = {}
    for name, (resource, content) in others.items():
        file = sources.file(resource["path"])
        of_file = problems_of_schema(resource, content, file, others)
        fields = {f["name"]: f for f in resource["schema"]["fields"]}
        rows = read_rows(content, file, tuple(fields))
        if rows is not None:
            tables[name] = Table(name, file, fields, rows)
        elif not of_file:  # no file may be passed over in silence
            of_file = (Problem(file, f"the header must name the columns of {DESCRIPTION} in their order", line=1),)
        problems += of_file
    by_name = {resource["name"]: resource for resource in resources}
    return Dataset(sources.data_name, tables, by_name, references, sources.pages), problems


def _files_and_description(resources: Iterable[Resource], sources: Sources, is_damaged: bool) -> Iterator[Problem]:
    """Every described file exists, and every file is described."""
    described = {resource["path"] for resource in resources}
    for path in (resource["path"] for resource in resources):
        if path not in sources.data:
            yield Problem(sources.file(path), f"is described in {DESCRIPTION} but does not exist")
    # What a damaged description says of a file is not known.
    for path in sorted(sources.data.keys() - described - {DESCRIPTION}) if not is_damaged else ():
        yield Problem(sources.file(path), f"is not described in {DESCRIPTION}")


def _keys_in_data(dataset: Dataset) -> set[str]:
    """Return the keys that data files cite; Table 1 cites by number."""
    keys: set[str] = set()
    for table in dataset.tables.values():
        for column, f in table.fields.items():
            if f.get("listOf") == "bibliography":
                keys.update(key for row in table for key in row.items(column))
    return keys | {heterostructure_rules.reference_key(row) for row in dataset["sib_table1"]}


def _without_repetition(problems: Iterable[Problem]) -> list[Problem]:
    """Keep one problem for each cell: several checks may object to the same one."""
    kept: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        # Problems without a line are about a whole file, and each says something else.
        place = (problem.file, problem.line, problem.column, problem.rule if problem.line is None else None)
        kept.setdefault(place, problem)
    with_cell = {(problem.file, problem.line) for problem in kept.values() if problem.column is not None}
    return [
        problem
        for problem in kept.values()
        if problem.column is not None or problem.line is None or (problem.file, problem.line) not in with_cell
    ]
