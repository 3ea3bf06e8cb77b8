"""Units in which reviews print a quantity, and the factors that bring them to one unit for comparison.

Only factors: a temperature in degrees Celsius or a logarithm needs more than a factor and is not here.
Units are written in plain letters, as in the data: ``cm2/s``, ``mAh/g``, ``angstrom``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# One number, or an array of numbers of the same unit.
Values = TypeVar("Values", float, "NDArray[np.float64]")

# For each unit of the file quantities: what one of another unit is worth in it. The SI or CODATA 2022 defines all
# but the month, which is a twelfth of a year of 365.25 days.
_WORTH: dict[str, dict[str, float]] = {
    "V": {"mV": 0.001},
    "mV/s": {"V/s": 1e3, "uV/s": 0.001},
    "eV": {"meV": 0.001, "kJ/mol": 1 / 96.48533212331, "kcal/mol": 4.184 / 96.48533212331},
    "eV per formula unit": {"kJ/mol": 1 / 96.48533212331, "kcal/mol": 4.184 / 96.48533212331},
    "nm": {"angstrom": 0.1, "pm": 0.001, "um": 1e3, "mm": 1e6},
    "angstrom": {"nm": 10.0, "pm": 0.01},
    "A/g": {"mA/g": 0.001},
    "mA/cm2": {"A/cm2": 1e3, "uA/cm2": 0.001, "A/m2": 0.1},
    "mAh/g": {"Ah/g": 1e3, "Ah/kg": 1.0},
    "mAh/cm2": {"Ah/cm2": 1e3, "uAh/cm2": 0.001},
    "Wh/kg": {"mWh/g": 1.0, "kWh/kg": 1e3},
    "mW/cm2": {"W/cm2": 1e3, "W/m2": 0.1},
    "mg/cm2": {"g/cm2": 1e3, "g/m2": 0.1},
    "mL/g": {"uL/mg": 1.0, "uL/g": 0.001},
    "g/cm3": {"kg/m3": 0.001},
    "cm2/s": {"m2/s": 1e4},
    "S/cm": {"S/m": 0.01, "mS/cm": 0.001},
    "ohm": {"kohm": 1e3},
    "m2 K/W": {"cm2 K/W": 1e-4},
    "J/m2": {"mJ/m2": 0.001},
    "h": {"s": 1 / 3600, "min": 1 / 60, "d": 24.0, "months": 730.5},
    "months": {"h": 1 / 730.5, "d": 24 / 730.5},
    "1/h": {"1/min": 60.0, "1/s": 3600.0},
    "%": {"1": 100.0},
    "1": {"%": 0.01},
}

UNIT_FACTORS: dict[tuple[str, str], float] = {
    (unit, canonical): factor for canonical, others in _WORTH.items() for unit, factor in others.items()
}
"""What one of the first unit is worth in the second: ``UNIT_FACTORS["mV", "V"]`` is 0.001."""


def to_canonical(value: Values, unit: str, canonical_unit: str) -> Values:
    """Convert a value to the unit in which its quantity is compared.

    Parameters
    ----------
    value : float or numpy.ndarray
        The number in ``unit``.
    unit : str
        Unit as stored, such as ``mV``.
    canonical_unit : str
        Unit of the quantity in the file quantities, such as ``V``.

    Returns
    -------
    float or numpy.ndarray
        The number in ``canonical_unit``. A value that is already in it comes back unchanged, and a decimal
        number stays the decimal number: 3 angstrom are 0.3 nm, not 0.30000000000000004 nm.

    Raises
    ------
    ValueError
        If there is no factor between the two units; the message names the unit and the allowed ones.

    Examples
    --------
    >>> to_canonical(3, "angstrom", "nm")
    0.3
    >>> to_canonical(5, "mAh", "mAh/g")
    Traceback (most recent call last):
        ...
    ValueError: the unit 'mAh' cannot be converted to 'mAh/g'; allowed are 'mAh/g', 'Ah/g', 'Ah/kg'
    """
    if unit == canonical_unit:
        return value
    factor = UNIT_FACTORS.get((unit, canonical_unit))
    if factor is None:
        known = [canonical_unit, *(other for other, target in UNIT_FACTORS if target == canonical_unit)]
        allowed = ", ".join(repr(other) for other in known)
        raise ValueError(
            f"the unit {unit!r} cannot be converted to {canonical_unit!r}; "
            f"allowed {'are' if len(known) > 1 else 'is only'} {allowed}"
        )
    # Dividing by 1000 rounds once, multiplying by 0.001 rounds twice.
    divisor = round(1 / factor)
    if divisor > 1 and abs(divisor * factor - 1) < 1e-12:
        return value / divisor
    return value * factor
