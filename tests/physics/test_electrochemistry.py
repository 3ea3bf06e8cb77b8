import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heterostructures.physics.electrochemistry import (
    current_per_capacity_per_h,
    cycling_time_d,
    discharge_time_h,
    first_cycle_loss_mAh_per_g,
)

capacities = st.floats(1, 4000)
currents = st.floats(0.001, 100)
cycle_numbers = st.integers(1, 100_000)
efficiencies = st.floats(1, 100)


@pytest.mark.parametrize(
    ("capacity", "current", "hours"),
    # By hand: 372 mAh/g at 0.372 A/g is one hour (the definition of 1C), the others by multiples of it.
    [(372, 0.372, 1), (372, 3.72, 0.1), (186, 0.372, 0.5), (345, 0.1, 3.45), (415, 20, 0.02075)],
)
def test_discharge_time(capacity, current, hours):
    assert discharge_time_h(capacity, current) == pytest.approx(hours, rel=1e-12)
    assert current_per_capacity_per_h(current, capacity) == pytest.approx(1 / hours, rel=1e-12)


@pytest.mark.parametrize(
    ("capacity", "current", "cycles", "days"),
    # By hand: 2 x cycles x capacity / (1000 x current) / 24.
    [(345, 0.1, 600, 172.5), (400, 5, 6000, 40), (322.7, 3, 7500, 67.229166667), (24, 1, 500, 1)],
)
def test_cycling_time(capacity, current, cycles, days):
    assert cycling_time_d(capacity, current, cycles) == pytest.approx(days, rel=1e-9)


@pytest.mark.parametrize(
    ("capacity", "efficiency", "loss"), [(400, 80, 100), (400, 100, 0), (262, 50, 262), (100, 45.7, 118.8183807)]
)
def test_first_cycle_loss(capacity, efficiency, loss):
    assert first_cycle_loss_mAh_per_g(capacity, efficiency) == pytest.approx(loss, abs=1e-6)


@given(capacities, currents, cycle_numbers)
def test_time_is_conserved(capacity, current, cycles):
    """The test is as long as its half cycles together, and current times time is charge."""
    assert cycling_time_d(capacity, current, cycles) * 24 == pytest.approx(
        2 * cycles * discharge_time_h(capacity, current)
    )
    assert discharge_time_h(capacity, current) * current * 1000 == pytest.approx(capacity)


@given(capacities, efficiencies)
def test_what_goes_in_is_what_comes_out_and_what_is_lost(capacity, efficiency):
    taken_up = capacity + first_cycle_loss_mAh_per_g(capacity, efficiency)
    assert 100 * capacity / taken_up == pytest.approx(efficiency)


def test_arrays_give_arrays():
    result = discharge_time_h(np.array([100.0, 200.0]), 0.1)
    np.testing.assert_allclose(result, [1.0, 2.0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: discharge_time_h(0, 1), "capacity_mAh_per_g is 0; it must be a finite number greater than 0"),
        (lambda: discharge_time_h(100, -2), "current_density_A_per_g is -2"),
        (lambda: discharge_time_h([100, float("nan")], 1), "capacity_mAh_per_g is nan"),
        (lambda: cycling_time_d(100, 1, float("inf")), "cycles is inf"),
        (lambda: first_cycle_loss_mAh_per_g(100, 100.1), "initial_coulombic_efficiency_percent is 100.1"),
        (lambda: first_cycle_loss_mAh_per_g(100, 0), "initial_coulombic_efficiency_percent is 0"),
    ],
)
def test_what_has_no_meaning_is_refused_by_name_and_value(call, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        call()
