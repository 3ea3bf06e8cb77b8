"""Rules of the reactions: equations balance, potentials are ranges in the right order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from heterostructures.physics.reactions import imbalance
from heterostructures.validation.problem import Problem
from heterostructures.validation.rules import Dataset, rule

LONGEST_EQUATION = 300


@rule("reactions")
def equations_balance(dataset: Dataset) -> Iterator[Problem]:
    """The balanced form of a reaction balances in every element and in charge."""
    for row in dataset["reactions"]:
        wrong = _balance_rule(row["balanced"]) if row["balanced"] else None
        if wrong:
            yield row.problem("balanced", wrong)


@lru_cache(maxsize=1000)
def _balance_rule(equation: str) -> str | None:
    if len(equation) > LONGEST_EQUATION:
        return f"must have at most {LONGEST_EQUATION} characters"
    left, _, right = equation.replace("<->", "->").partition("->")
    if left.strip() == right.strip():
        return "says that nothing happens: both sides are the same"
    try:
        wrong = imbalance(equation)
    except ValueError as error:
        return f"cannot be read as an equation: {error}"
    surplus = ", ".join(f"{name} by {amount}" for name, amount in wrong.items())
    return f"does not balance; the right side exceeds the left in {surplus}" if wrong else None


@rule("reactions")
def potentials_are_numbers_or_ranges(dataset: Dataset) -> Iterator[Problem]:
    """A printed potential has a qualifier; a range, and only a range, has an upper end above the lower one."""
    for row in dataset["reactions"]:
        low, high = row.number("potential_min_V"), row.number("potential_max_V")
        qualifier = row["potential_qualifier"]
        if row["potential_min_V"] and not qualifier:
            yield row.problem("potential_qualifier", "must be given with a potential")
        if not row["potential_min_V"] and qualifier:
            yield row.problem("potential_qualifier", "must be empty without a potential")
        if row["potential_max_V"] and qualifier != "range":
            yield row.problem("potential_max_V", "must be empty unless the qualifier is 'range'")
        elif qualifier == "range" and not row["potential_max_V"]:
            yield row.problem("potential_max_V", "must be given for the qualifier 'range'")
        elif low is not None and high is not None and high <= low:
            yield row.problem("potential_max_V", f"must be above the lower end, which is {low}")
