"""Names of materials as printed in plain text, typeset with subscripts."""

from __future__ import annotations

import html
import re

ELEMENT_SYMBOLS = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr "
    "Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb "
    "Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U"
).split()

# T stands for the surface groups of an MXene, as in Ti3C2Tx.
_SYMBOL = "|".join(sorted([*ELEMENT_SYMBOLS, "T"], key=len, reverse=True))
# An amount is a number (2, 1.13), a number less x (2-x, 1−x), x, or x less a number (x−1).
_AMOUNT = r"\d+(?:\.\d+)?(?:[-−]x)?|x(?:[-−]\d+)?"
# P2, P3, O3, and O2 beside O3, are stackings of layered oxides: names, in which the number counts layers.
_NO_STACKING = r"(?<![A-Za-z0-9])(?!(?:P2|P3|O3|O2(?=/O3| phase))(?![A-Za-z0-9]))|(?<=[A-Za-z0-9])"
_SYMBOL_WITH_AMOUNT = re.compile(rf"(?:{_NO_STACKING})(?P<symbol>(?:{_SYMBOL})|\))(?P<amount>{_AMOUNT})")

_UNICODE_SUBSCRIPTS = str.maketrans("0123456789x-−", "₀₁₂₃₄₅₆₇₈₉ₓ₋₋")


def subscripted(name: str) -> str:
    """Return a material name with Unicode subscripts, for chart labels and tooltips.

    Parameters
    ----------
    name : str
        Name as printed without subscripts, such as ``WS2−x/ZnS@C``.

    Returns
    -------
    str
        The name with the amounts of elements as subscripts. The decimal point has no Unicode
        subscript and stays on the line.

    Examples
    --------
    >>> subscripted("WS2−x/ZnS@C")
    'WS₂₋ₓ/ZnS@C'
    >>> subscripted("1T/2H MoS2@SnO2")
    '1T/2H MoS₂@SnO₂'
    """
    return _SYMBOL_WITH_AMOUNT.sub(lambda match: match["symbol"] + match["amount"].translate(_UNICODE_SUBSCRIPTS), name)


def subscripted_html(name: str) -> str:
    """Return a material name as escaped HTML with ``<sub>``, so that it can still be searched as plain text.

    Parameters
    ----------
    name : str
        Name as printed without subscripts.

    Returns
    -------
    str
        HTML text; everything that is not a subscript is escaped.

    Examples
    --------
    >>> subscripted_html("Fex−1Sex/MXene")
    'Fe<sub>x−1</sub>Se<sub>x</sub>/MXene'
    """
    pieces = []
    position = 0
    for match in _SYMBOL_WITH_AMOUNT.finditer(name):
        pieces.append(html.escape(name[position : match.end("symbol")]))
        pieces.append(f"<sub>{html.escape(match['amount'])}</sub>")
        position = match.end()
    pieces.append(html.escape(name[position:]))
    return "".join(pieces)


_UNIT_SIGNS = {"angstrom": "Å", "degC": "°C", "ohm": "Ω", "degree": "°", "1": ""}
_UNIT_POWERS = str.maketrans("23", "²³")


def readable_unit(unit: str) -> str:
    """Return a unit of the dataset as it is read on a page.

    Parameters
    ----------
    unit : str
        Unit in plain letters, such as ``mA/cm2``; ``1`` for a pure number.

    Returns
    -------
    str
        For example ``mA/cm²``; empty for a pure number.

    Examples
    --------
    >>> readable_unit("mA/cm2"), readable_unit("angstrom"), readable_unit("1")
    ('mA/cm²', 'Å', '')
    """
    if unit in _UNIT_SIGNS:
        return _UNIT_SIGNS[unit]
    return re.sub(r"(?<=[a-z])[23]", lambda power: power[0].translate(_UNIT_POWERS), unit)
