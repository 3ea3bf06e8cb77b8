import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heterostructures.dataset import load_measurements, load_quantities
from heterostructures.units import UNIT_FACTORS, to_canonical


@pytest.mark.parametrize(
    ("value", "unit", "canonical", "expected"),
    [
        (3, "angstrom", "nm", 0.3),
        (15, "mV", "V", 0.015),
        (50, "mA/g", "A/g", 0.05),
        (2, "1", "%", 200),
        (0.29, "nm", "angstrom", 2.9),
    ],
)
def test_a_decimal_number_stays_the_decimal_number(value, unit, canonical, expected):
    assert to_canonical(value, unit, canonical) == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_value_in_the_canonical_unit_is_left_alone(value):
    assert to_canonical(value, "no such unit", "no such unit") == value


@pytest.mark.parametrize("pair", [pair for pair in UNIT_FACTORS if pair[::-1] in UNIT_FACTORS])
def test_forth_and_back_is_the_same(pair):
    unit, canonical = pair
    assert UNIT_FACTORS[pair] * UNIT_FACTORS[canonical, unit] == pytest.approx(1, rel=1e-12)
    assert to_canonical(to_canonical(7.3, unit, canonical), canonical, unit) == pytest.approx(7.3, rel=1e-12)


def test_factors_are_positive_and_no_unit_is_converted_to_itself():
    assert all(factor > 0 for factor in UNIT_FACTORS.values())
    assert all(unit != canonical for unit, canonical in UNIT_FACTORS)


def test_two_ways_to_a_unit_agree():
    """What leads from a to b and from b to c leads from a to c."""
    for (a, b), first in UNIT_FACTORS.items():
        for (b_again, c), second in UNIT_FACTORS.items():
            if b == b_again and (a, c) in UNIT_FACTORS:
                assert first * second == pytest.approx(UNIT_FACTORS[a, c], rel=1e-12), (a, b, c)


def test_an_array_is_converted_number_by_number():
    values = np.array([1.0, 3.0, np.nan])
    assert np.array_equal(to_canonical(values, "angstrom", "nm"), [0.1, 0.3, np.nan], equal_nan=True)
    assert values[0] == 1.0


@pytest.mark.parametrize("unit", ["mAh", "", "MV", "mah/g"])
def test_an_unknown_unit_is_refused_with_the_allowed_ones(unit):
    with pytest.raises(ValueError, match=rf"the unit '{unit}' cannot be converted to 'mAh/g'; allowed are 'mAh/g'"):
        to_canonical(1.0, unit, "mAh/g")


def test_a_quantity_with_one_unit_only_says_so():
    with pytest.raises(ValueError, match="allowed is only 'furlong'"):
        to_canonical(1.0, "nm", "furlong")


def test_factors_lead_to_units_of_the_dataset():
    assert {canonical for _, canonical in UNIT_FACTORS} <= set(load_quantities()["unit"].dropna())


def test_every_unit_that_the_dataset_allows_can_be_converted():
    for quantity in load_quantities().dropna(subset=["other_units"]).itertuples():
        for unit in quantity.other_units.split("; "):
            assert to_canonical(1.0, unit, quantity.unit) > 0


def test_every_stored_number_can_be_converted():
    units = load_quantities().set_index("quantity")["unit"]
    for row in load_measurements().dropna(subset=["value"]).itertuples():
        assert np.isfinite(to_canonical(row.value, row.unit, units[row.quantity])), row.measurement_id


def test_units_stand_on_their_own():
    code = "import sys, heterostructures.units; print([m for m in ('pandas', 'numpy') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
