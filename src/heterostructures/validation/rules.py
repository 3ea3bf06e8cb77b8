"""The list of our own rules, and what a rule gets to see.

A rule is a function that takes the :class:`Dataset` and yields a :class:`Problem` for each thing that
is wrong. To add one, write it in the module of its file, put ``@rule("name", ...)`` above it with the
names of all data files that it reads, and give it a test in ``tests/test_validation.py``::

    @rule("materials")
    def temperature_is_above_zero(dataset):
        "A temperature in kelvin is above zero."
        for row in dataset["materials"]:
            if row.number("temperature_K") == 0:
                yield row.problem("temperature_K", "must be above zero")

A rule runs only if all files that it names could be read with the columns of their description, so it
need not care about broken files. A cell that is empty or not a number, where a number belongs, is
``None`` from ``row.number``; that it is wrong has been said by the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from heterostructures.validation.files import Row, Table
from heterostructures.validation.problem import Problem

Fields = Mapping[str, str]


@dataclass(frozen=True)
class Dataset:
    """What a rule gets to see.

    Attributes
    ----------
    name : str
        How messages call the data folder.
    tables : dict of str to Table
        The data files that could be read, by name.
    resources : dict of str to dict
        Their descriptions from ``datapackage.json``, by name.
    references : mapping of str to mapping
        Fields of each bibliography entry, by key.
    pages : mapping of str to str, optional
        Text of the pages of the book by path; None outside of a checkout.
    """

    name: str
    tables: Mapping[str, Table]
    resources: Mapping[str, Mapping[str, Any]]
    references: Mapping[str, Fields]
    pages: Mapping[str, str] | None = None
    _indices: dict[tuple[str, str], dict[str, Row]] = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]

    def by(self, name: str, column: str) -> dict[str, Row]:
        """Return the rows of a data file by the text in one column; of several, the first."""
        index = self._indices.get((name, column))
        if index is None:
            index = {row[column]: row for row in reversed(self.tables[name].rows) if row[column]}
            self._indices[name, column] = index
        return index

    @property
    def description(self) -> str:
        """How messages call the description of the dataset."""
        return f"{self.name}/datapackage.json"


Rule = Callable[[Dataset], Iterator[Problem]]
RULES: list[tuple[frozenset[str], Rule]] = []


def rule(*tables: str) -> Callable[[Rule], Rule]:
    """Add a function to the list of rules.

    Parameters
    ----------
    *tables : str
        Names of the data files that the rule reads. None for a rule that looks at every file that
        could be read.

    Returns
    -------
    callable
        A decorator that returns the function as it is.
    """

    def register(function: Rule) -> Rule:
        RULES.append((frozenset(tables), function))
        return function

    return register


def problems_of_rules(dataset: Dataset) -> list[Problem]:
    """Run every rule whose data files could be read.

    Parameters
    ----------
    dataset : Dataset
        The parsed dataset.

    Returns
    -------
    list of Problem
        In the order of the rules.
    """
    return [problem for tables, run in RULES if tables <= dataset.tables.keys() for problem in run(dataset)]
