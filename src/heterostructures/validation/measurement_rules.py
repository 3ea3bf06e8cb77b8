"""Rules of the measurements: a number or a direction, as printed, in range, and compared in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from heterostructures.validation.files import Row
from heterostructures.validation.printed import is_printed_as, printed_numbers
from heterostructures.validation.problem import Problem
from heterostructures.validation.rules import Dataset, rule
from heterostructures.validation.units import conversion_factor

COLUMNS_OF_A_VALUE = ("qualifier", "unit", "printed")
# Which sides a direction needs to be a claim at all.
SIDES_OF_DIRECTIONS = {
    "transfer": ("from_side", "to_side"),
    "accumulation": ("to_side",),
    "depletion": ("to_side",),
}
# How a sign before a printed number must be stored.
QUALIFIERS_OF_SIGNS = {"~": {"about", "up to"}, "≈": {"about"}, ">": {"above"}, "<": {"below"}}
OPPOSITE_SIDE = {"changed": "reference", "reference": "changed"}


@rule("measurements")
def a_row_is_a_value_or_a_direction(dataset: Dataset) -> Iterator[Problem]:
    """A row holds one number or one direction: never both, never neither."""
    for row in dataset["measurements"]:
        if row["value"] and row["direction"]:
            yield row.problem("direction", "must be empty where a value is given: a row is one number or one direction")
        elif not row["value"] and not row["direction"]:
            yield row.problem("value", "must be given, or else a direction: a row is one number or one direction")


@rule("measurements")
def a_value_comes_with_its_unit_and_wording(dataset: Dataset) -> Iterator[Problem]:
    """A number has a qualifier, a unit and the string by which it is found in the text; a direction has none."""
    for row in dataset["measurements"]:
        for column in COLUMNS_OF_A_VALUE:
            if row["value"] and not row[column]:
                yield row.problem(column, "must be given with a value")
            if row["direction"] and not row["value"] and row[column]:
                yield row.problem(column, "must be empty for a direction")


@rule("measurements")
def a_range_has_two_ends(dataset: Dataset) -> Iterator[Problem]:
    """The upper end is given for a range and only for a range, and is above the lower end."""
    for row in dataset["measurements"]:
        low, high = row.number("value"), row.number("value_max")
        if row["value_max"] and row["qualifier"] != "range":
            yield row.problem("value_max", "must be empty unless the qualifier is 'range'")
        elif row["qualifier"] == "range" and not row["value_max"]:
            yield row.problem("value_max", "must be given for the qualifier 'range'")
        elif low is not None and high is not None and high <= low:
            yield row.problem("value_max", f"must be above the lower end, which is {low}")


@rule("measurements")
def a_value_is_the_printed_one(dataset: Dataset) -> Iterator[Problem]:
    """The stored number, and the upper end of a range, are those of the printed string."""
    for row in dataset["measurements"]:
        if not row["printed"] or not row["value"]:
            continue
        try:
            printed = printed_numbers(row["printed"])
        except ValueError as error:
            yield row.problem("printed", str(error))
            continue
        columns = ("value", "value_max")[: len(printed)]
        for column, number in zip(columns, printed, strict=True):
            value = row.number(column)
            if value is not None and not is_printed_as(value, number):
                yield row.problem(column, f"is not the printed number, which is {row['printed']!r}")
        if len(printed) == 1 and row["value_max"]:
            yield row.problem("printed", "is one number, while an upper end is given")
        if len(printed) == 2 and not row["value_max"]:
            yield row.problem("printed", "is a range, while no upper end is given")


@rule("measurements")
def a_sign_is_in_the_qualifier(dataset: Dataset) -> Iterator[Problem]:
    """A tilde or comparison sign before the printed number is stored as qualifier."""
    for row in dataset["measurements"]:
        allowed = QUALIFIERS_OF_SIGNS.get(row["printed"][:1])
        if allowed and row["qualifier"] not in allowed:
            yield row.problem("qualifier", f"must be {' or '.join(sorted(allowed))}: printed is {row['printed']!r}")


@rule("measurements")
def a_reference_electrode_has_a_potential(dataset: Dataset) -> Iterator[Problem]:
    """What a potential is measured against is given with a potential only."""
    for row in dataset["measurements"]:
        if row["potential_reference"] and not row["potential_V"] and row["unit"] != "V":
            yield row.problem("potential_reference", "must be empty without a potential")


@rule("measurements", "quantities")
def a_value_has_a_unit_of_its_quantity(dataset: Dataset) -> Iterator[Problem]:
    """The unit is the one of the quantity or one of its further units; without a unit there is no value."""
    quantities = dataset.by("quantities", "quantity")
    for row in dataset["measurements"]:
        quantity = quantities.get(row["quantity"])
        if quantity is None:
            continue
        units = [unit for unit in (quantity["unit"], *quantity.items("other_units")) if unit]
        if row["value"] and not units:
            yield row.problem("value", f"must be empty: {row['quantity']} has no unit in data/quantities.csv")
        elif row["unit"] and row["unit"] not in units:
            yield row.problem("unit", f"is not a unit of {row['quantity']}, which has {', '.join(units) or 'none'}")


@rule("measurements", "quantities")
def a_value_is_plausible(dataset: Dataset) -> Iterator[Problem]:
    """A number, converted to the unit of its quantity, lies in the range of the quantity."""
    quantities = dataset.by("quantities", "quantity")
    for row in dataset["measurements"]:
        quantity = quantities.get(row["quantity"])
        factor = conversion_factor(row["unit"], quantity["unit"]) if quantity and quantity["unit"] else None
        if quantity and factor is not None:
            for column in ("value", "value_max"):
                wrong = outside_of_range(row, column, quantity, factor)
                if wrong:
                    yield row.problem(column, wrong)


def outside_of_range(row: Row, column: str, quantity: Row, factor: Fraction = Fraction(1)) -> str | None:
    """Compare a number with the plausible range of its quantity.

    Parameters
    ----------
    row : Row
        The row with the number.
    column : str
        Its column.
    quantity : Row
        The row of ``quantities.csv``.
    factor : fractions.Fraction
        Changes the number to the unit of the quantity.

    Returns
    -------
    str or None
        The rule that the number breaks.
    """
    value, low, high = row.number(column), quantity.number("minimum"), quantity.number("maximum")
    if value is None or low is None or high is None:
        return None
    converted = value if factor == 1 else Fraction(value) * factor
    if low <= converted <= high:
        return None
    return f"must lie from {low} to {high} {quantity['unit']}: see {quantity['quantity']} in data/quantities.csv"


@rule("measurements")
def a_direction_names_its_sides(dataset: Dataset) -> Iterator[Problem]:
    """A transfer says from where to where, an accumulation or depletion says where; nothing else has sides."""
    for row in dataset["measurements"]:
        needed = SIDES_OF_DIRECTIONS.get(row["direction"], ())
        for column in ("from_side", "to_side"):
            if column in needed and not row[column]:
                yield row.problem(column, f"must be given for the direction {row['direction']!r}")
            if row[column] and column not in needed:
                yield row.problem(column, f"must be empty for {row['direction'] or 'a value'!r}")
        if row["from_side"] and row["from_side"] == row["to_side"]:
            yield row.problem("to_side", "must be another side than from_side")


@rule("measurements")
def a_side_belongs_to_a_comparison(dataset: Dataset) -> Iterator[Problem]:
    """A row has a side of a comparison if, and only if, it names what it is compared with."""
    for row in dataset["measurements"]:
        if row["compared_with"] and not row["comparison_side"]:
            yield row.problem("comparison_side", "must be given for a row that is compared with another")
        if row["comparison_side"] and not row["compared_with"]:
            yield row.problem("comparison_side", "must be empty for a row that is compared with no other")


@rule("measurements")
def a_comparison_fits_and_is_mutual(dataset: Dataset) -> Iterator[Problem]:
    """Compared rows name each other, are of one quantity, unit and review, and stand on opposite sides."""
    rows = dataset.by("measurements", "measurement_id")
    for row in dataset["measurements"]:
        for other in row.items("compared_with"):
            wrong = _comparison_rule(row, other, rows.get(other))
            if wrong:
                yield row.problem("compared_with", wrong)


def _comparison_rule(row: Row, name: str, other: Row | None) -> str | None:
    if name == row["measurement_id"]:
        return "must not name the row itself"
    if other is None:
        return f"has no row {name} in {row.file}"
    if row["measurement_id"] not in other.items("compared_with"):
        return f"is one-sided: {name} in line {other.line} does not name {row['measurement_id']}"
    for column in ("quantity", "unit", "review", "section_id", "heterostructure_id"):
        if row[column] != other[column]:
            return f"cannot be compared: {name} has the {column} {other[column]!r}, this row has {row[column]!r}"
    if row["comparison_side"] and other["comparison_side"] != OPPOSITE_SIDE.get(row["comparison_side"]):
        return f"must be on the other side of the comparison; {name} is {other['comparison_side'] or 'on none'} too"
    return None
