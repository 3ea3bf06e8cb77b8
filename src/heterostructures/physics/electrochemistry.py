"""Closed formulas of cell testing: what a capacity, a current density and a cycle number mean in time and charge.

Every function takes numbers or numpy arrays, checks them, and says in its docstring which formula it
applies and what that formula assumes. Only numpy is imported.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

MILLIAMPERE_HOURS_PER_AMPERE_HOUR = 1000.0
HOURS_PER_DAY = 24.0


def _positive(name: str, value: ArrayLike) -> np.ndarray:
    """Return `value` as floats, refusing what is not a finite number above zero."""
    numbers = np.asarray(value, dtype=float)
    wrong = ~(np.isfinite(numbers) & (numbers > 0))
    if wrong.any():
        first = numbers[wrong].flat[0] if numbers.ndim else float(numbers)
        raise ValueError(f"{name} is {first:g}; it must be a finite number greater than 0")
    return numbers


def _plain(result: np.ndarray) -> float | np.ndarray:
    """Return a Python float for a single number, the array otherwise."""
    return float(result) if np.ndim(result) == 0 else result


def discharge_time_h(capacity_mAh_per_g: ArrayLike, current_density_A_per_g: ArrayLike) -> float | np.ndarray:
    """Time that one discharge (or one charge) takes at constant current.

    Parameters
    ----------
    capacity_mAh_per_g : float or array
        Charge passed per mass of electrode material, in mAh/g.
    current_density_A_per_g : float or array
        Constant current per mass of electrode material, in A/g.

    Returns
    -------
    float or array
        Time in hours.

    Raises
    ------
    ValueError
        If an argument is not a finite number greater than 0.

    Notes
    -----
    The formula is t = Q / j, with Q in Ah/g. It is the definition of constant current; it assumes
    that both numbers refer to the same mass. Rests and constant-voltage steps come on top.

    Examples
    --------
    >>> discharge_time_h(400, 5)
    0.08
    """
    capacity = _positive("capacity_mAh_per_g", capacity_mAh_per_g)
    current = _positive("current_density_A_per_g", current_density_A_per_g)
    return _plain(capacity / (MILLIAMPERE_HOURS_PER_AMPERE_HOUR * current))


def current_per_capacity_per_h(current_density_A_per_g: ArrayLike, capacity_mAh_per_g: ArrayLike) -> float | np.ndarray:
    """Current divided by the capacity that it delivered: the C-rate that was really reached.

    Parameters
    ----------
    current_density_A_per_g : float or array
        Constant current per mass of electrode material, in A/g.
    capacity_mAh_per_g : float or array
        Capacity measured at that current, in mAh/g.

    Returns
    -------
    float or array
        Discharges per hour, in 1/h. A value of 10 means that a discharge took a tenth of an hour.

    Raises
    ------
    ValueError
        If an argument is not a finite number greater than 0.

    Notes
    -----
    The formula is C = j / Q = 1 / t. Many papers divide by a theoretical or nominal capacity
    instead; that C-rate is lower whenever the electrode delivers less than nominal.

    Examples
    --------
    >>> current_per_capacity_per_h(5, 400)
    12.5
    """
    return _plain(1.0 / np.asarray(discharge_time_h(capacity_mAh_per_g, current_density_A_per_g)))


def cycling_time_d(
    capacity_mAh_per_g: ArrayLike, current_density_A_per_g: ArrayLike, cycles: ArrayLike
) -> float | np.ndarray:
    """Time under current of a cycling test, if every half cycle passed the given capacity.

    Parameters
    ----------
    capacity_mAh_per_g : float or array
        Capacity of each half cycle, in mAh/g.
    current_density_A_per_g : float or array
        Constant current per mass of electrode material, in A/g.
    cycles : float or array
        Number of full cycles; each is one discharge and one charge.

    Returns
    -------
    float or array
        Time in days.

    Raises
    ------
    ValueError
        If an argument is not a finite number greater than 0.

    Notes
    -----
    The formula is t = 2 n Q / j. Reviews print the capacity that is left at the end of the test.
    Put in here, it gives the duration of a test whose capacity never changed: a lower estimate for
    an electrode that faded, an upper one for an electrode whose capacity rose. Rests, formation
    cycles at other currents and constant-voltage steps are not included.

    Examples
    --------
    >>> cycling_time_d(400, 5, 6000)
    40.0
    """
    number_of_cycles = _positive("cycles", cycles)
    half_cycle_h = np.asarray(discharge_time_h(capacity_mAh_per_g, current_density_A_per_g))
    return _plain(2.0 * number_of_cycles * half_cycle_h / HOURS_PER_DAY)


def first_cycle_loss_mAh_per_g(
    first_charge_capacity_mAh_per_g: ArrayLike, initial_coulombic_efficiency_percent: ArrayLike
) -> float | np.ndarray:
    """Charge that the first discharge takes up and the first charge does not give back.

    Parameters
    ----------
    first_charge_capacity_mAh_per_g : float or array
        Capacity given back by the anode in the first cycle (desodiation), in mAh/g.
    initial_coulombic_efficiency_percent : float or array
        Charge given back divided by charge taken up in the first cycle, in percent, above 0 and at most 100.

    Returns
    -------
    float or array
        Lost charge per mass of anode material, in mAh/g.

    Raises
    ------
    ValueError
        If the capacity is not a finite number greater than 0, or the efficiency is outside (0, 100].

    Notes
    -----
    With efficiency e = Q_back / Q_in, the loss is Q_in - Q_back = Q_back (1/e - 1). In a full cell
    this charge comes from the sodium of the cathode.

    Examples
    --------
    >>> first_cycle_loss_mAh_per_g(400, 80)
    100.0
    """
    capacity = _positive("first_charge_capacity_mAh_per_g", first_charge_capacity_mAh_per_g)
    efficiency = _positive("initial_coulombic_efficiency_percent", initial_coulombic_efficiency_percent)
    if (efficiency > 100).any():
        raise ValueError(
            f"initial_coulombic_efficiency_percent is {efficiency.max():g}; it must be greater than 0 and at most 100"
        )
    return _plain(capacity * (100.0 / efficiency - 1.0))
