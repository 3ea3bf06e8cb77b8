"""Rules of the files that define terms: vocabularies and quantities."""

from __future__ import annotations

from collections.abc import Iterator

from heterostructures.validation.common_rules import SECTION_KINDS, SHOWN_KINDS, terms_by_vocabulary
from heterostructures.validation.files import Row
from heterostructures.validation.problem import Problem
from heterostructures.validation.rules import Dataset, rule
from heterostructures.validation.units import conversion_factor

# Terms that rules ask for by name. If one were renamed in the data only, its rule would never apply.
TERMS_OF_RULES: dict[str, set[str]] = {
    "qualifier": {"range"},
    "direction": {"transfer", "accumulation", "depletion"},
    "comparison_side": {"changed", "reference"},
    "part_kind": SECTION_KINDS | SHOWN_KINDS,
    "treatment": {"open", "not reproducible"},
}


@rule("vocabularies")
def vocabularies_and_description_agree(dataset: Dataset) -> Iterator[Problem]:
    """Every vocabulary that a column uses has terms, and every vocabulary of the file is used by a column."""
    terms = terms_by_vocabulary(dataset)
    used = {
        f["vocabulary"]: (resource["name"], f["name"])
        for resource in dataset.resources.values()
        for f in resource["schema"]["fields"]
        if "vocabulary" in f
    }
    for name in sorted(used.keys() - terms.keys()):
        resource, column = used[name]
        yield Problem(
            dataset["vocabularies"].file, f"has no terms of the vocabulary {name}, which {resource}.{column} uses"
        )
    for name, row in dataset.by("vocabularies", "vocabulary").items():
        if name not in used:
            yield row.problem("vocabulary", "is used by no column; a column names its vocabulary in datapackage.json")


@rule("vocabularies")
def terms_of_the_rules_exist(dataset: Dataset) -> Iterator[Problem]:
    """The terms that rules ask for by name are in their vocabularies."""
    terms = terms_by_vocabulary(dataset)
    for vocabulary, names in TERMS_OF_RULES.items():
        for name in sorted(names - terms.get(vocabulary, set())):
            yield Problem(
                dataset["vocabularies"].file,
                f"must have the term {name!r} in the vocabulary {vocabulary}; rules of the validator ask for it",
            )


@rule("quantities")
def quantities_have_a_range_and_a_unit_or_neither(dataset: Dataset) -> Iterator[Problem]:
    """What can be a number has a unit and a plausible range; what can only be claimed has neither."""
    for row in dataset["quantities"]:
        for column in ("minimum", "maximum"):
            if row["unit"] and not row[column]:
                yield row.problem(column, "must be given for a quantity that has a unit")
            elif row[column] and not row["unit"]:
                yield row.problem(column, "must be empty for a quantity without a unit")
        low, high = row.number("minimum"), row.number("maximum")
        if low is not None and high is not None and low >= high:
            yield row.problem("maximum", f"must be above the smallest value, which is {low}")


@rule("quantities")
def other_units_can_be_converted(dataset: Dataset) -> Iterator[Problem]:
    """Each further unit is another one and can be converted to the unit of the quantity."""
    for row in dataset["quantities"]:
        wrong = _other_units_rule(row)
        if wrong:
            yield row.problem("other_units", wrong)


def _other_units_rule(row: Row) -> str | None:
    units = row.items("other_units")
    if units and not row["unit"]:
        return "must be empty for a quantity without a unit"
    for unit in units:
        if not unit or unit != unit.strip():
            return "must be a list of units parted by a semicolon and a blank, none of them empty"
        if unit == row["unit"] or units.count(unit) > 1:
            return f"must not name {unit!r} twice"
        if conversion_factor(unit, row["unit"]) is None:
            return f"no conversion from {unit!r} to {row['unit']!r} is known; add it to heterostructures/units.py"
    return None
