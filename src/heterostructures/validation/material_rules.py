"""Rules of the material properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from heterostructures.validation.measurement_rules import outside_of_range
from heterostructures.validation.problem import Problem
from heterostructures.validation.rules import Dataset, rule
from heterostructures.wanted_materials import NEEDS, wanted_properties


@rule("materials", "quantities")
def properties_have_the_unit_of_their_quantity(dataset: Dataset) -> Iterator[Problem]:
    """A property is stored in the unit of its quantity, so that pages need not convert."""
    quantities = dataset.by("quantities", "quantity")
    for row in dataset["materials"]:
        quantity = quantities.get(row["property"])
        if quantity and row["unit"] and row["unit"] != quantity["unit"]:
            yield row.problem("unit", f"must be {quantity['unit'] or 'empty'!r}, the unit of {row['property']}")


@rule("materials", "quantities")
def properties_are_plausible(dataset: Dataset) -> Iterator[Problem]:
    """A property lies in the range of its quantity."""
    quantities = dataset.by("quantities", "quantity")
    for row in dataset["materials"]:
        quantity = quantities.get(row["property"])
        wrong = outside_of_range(row, "value", quantity) if quantity and quantity["unit"] == row["unit"] else None
        if wrong:
            yield row.problem("value", wrong)


@rule("materials", "reviews")
def sources_were_read(dataset: Dataset) -> Iterator[Problem]:
    """A reference of a review is a source only if it is known well enough to have been read."""
    reviews = "|".join(re.escape(key) for key in dataset["reviews"].column("bib_key"))
    of_a_review = re.compile(rf"({reviews})_ref[0-9]+")
    for row in dataset["materials"]:
        key = row["bib_key"]
        entry = dataset.references.get(key)
        numbered = of_a_review.fullmatch(key)
        if numbered and entry is not None and not (entry.get("status") == "identified" and "doi" in entry):
            yield row.problem(
                "bib_key",
                "is a reference of a review that is not identified with a verified DOI: the value cannot have been read "
                "there; cite the work in which it was read",
            )


@rule("materials", "quantities")
def wanted_properties_are_quantities(dataset: Dataset) -> Iterator[Problem]:
    """The list of wanted properties is there, and names quantities that have a unit."""
    wanted: Any = dataset.resources["materials"].get("wanted")
    wrong = _wanted_rule(wanted)
    if wrong:
        yield Problem(dataset.description, f"the resource materials {wrong}", column="wanted")
        return
    quantities = dataset.by("quantities", "quantity")
    for name in sorted({name for _, needs in wanted_properties(wanted) for need in needs for name in need}):
        if name not in quantities or not quantities[name]["unit"]:
            yield Problem(
                dataset.description,
                "is wanted, but data/quantities.csv has no quantity of that name with a unit",
                column="wanted",
                value=name,
            )


def _wanted_rule(wanted: Any) -> str | None:
    if not isinstance(wanted, dict) or not wanted:
        return "must say in 'wanted' which component needs which property"
    groups = {name for name in wanted if not name.startswith(NEEDS)}
    for name in groups:
        if f"{NEEDS}{name}" not in wanted:
            return f"must say in 'wanted' the {NEEDS}{name}"
        if not wanted[name] or not all(wanted[f"{NEEDS}{name}"]):
            return f"must name some {name} and their properties in 'wanted'"
    if len(wanted) != 2 * len(groups):
        return "has properties in 'wanted' without components"
    return None


@rule("materials")
def an_uncertainty_is_smaller_than_its_value(dataset: Dataset) -> Iterator[Problem]:
    """An uncertainty above the value is a slip of the decimal point or of the column."""
    for row in dataset["materials"]:
        value, uncertainty = row.number("value"), row.number("uncertainty")
        if value is not None and uncertainty is not None and uncertainty > abs(value):
            yield row.problem("uncertainty", f"must not be larger than the value, which is {value}")
