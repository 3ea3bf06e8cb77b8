"""The factor between two units, as an exact fraction, so that a value at the edge of a range is inside it."""

from __future__ import annotations

from fractions import Fraction

from heterostructures.units import UNIT_FACTORS


def conversion_factor(unit: str, to_unit: str) -> Fraction | None:
    """Return by what a value must be multiplied to change its unit.

    Parameters
    ----------
    unit : str
        Unit of the value, in plain letters as in the data.
    to_unit : str
        Unit wanted.

    Returns
    -------
    fractions.Fraction or None
        None if :mod:`heterostructures.units` knows no factor between the two.

    Examples
    --------
    >>> conversion_factor("angstrom", "nm")
    Fraction(1, 10)
    >>> conversion_factor("eV", "nm") is None
    True
    >>> conversion_factor("eV per formula unit", "eV per formula unit")
    Fraction(1, 1)
    """
    if unit == to_unit:
        return Fraction(1)
    factor = UNIT_FACTORS.get((unit, to_unit))
    # As written: 0.1 is meant, not the binary number next to it.
    return None if factor is None else Fraction(repr(factor))
