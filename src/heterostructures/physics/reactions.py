"""Chemical equations: reading them as written in the data and checking that elements and charge balance.

How an equation is written::

    3 Na{x}ZnIn2S4 + (10-3x) Na+ + (10-3x) e- -> 5 Na2S + In6S7 + 3 Zn

- Sides are parted by ``->`` or ``<->``, substances by a plus sign between blanks.
- A coefficient is a number, a letter, or an expression in parentheses, and a blank follows it.
- Unknown amounts are small letters: ``Na{x}MoS2``, ``MoS{2-x}``, ``(2-x) e-``.
- A charge of one is a sign at the end, ``Na+``; a larger one stands behind ``^``: ``Zn^2+``, ``S^2-``. Behind a
  number the ``^`` is needed for a charge of one too, ``AlCl4^-``, because ``S2-`` could mean either.
- Complexes stand in brackets, water of crystallization behind a dot: ``[Zn(H2O)6]^2+``, ``ZnSO4·7H2O``.
- ``T`` is the unnamed surface group of an MXene, ``Ti3C2T{x}``, and is counted like an element.

The arithmetic is exact: amounts are polynomials of the letters with fractions as factors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction

ELEMENTS = frozenset(
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr "
    "Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu "
    "Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr "
    "Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og".split()
)
# The unnamed surface group of MXenes.
PLACEHOLDERS = frozenset({"T"})
CHARGE = "charge"

# A polynomial: for each product of letters, such as () or ("x",) or ("x", "y"), its factor.
Amount = dict[tuple[str, ...], Fraction]
Counts = dict[str, Amount]


# ---------------------------------------------------------------- amounts


def _constant(number: Fraction | int) -> Amount:
    return {(): Fraction(number)} if number else {}


def _sum(first: Amount, second: Amount, factor: int = 1) -> Amount:
    total: dict[tuple[str, ...], Fraction] = defaultdict(Fraction, first)
    for letters, number in second.items():
        total[letters] += factor * number
    return {letters: number for letters, number in total.items() if number}


def _product(first: Amount, second: Amount) -> Amount:
    total: dict[tuple[str, ...], Fraction] = defaultdict(Fraction)
    for letters, number in first.items():
        for other_letters, other_number in second.items():
            total[tuple(sorted(letters + other_letters))] += number * other_number
    return {letters: number for letters, number in total.items() if number}


def _as_words(amount: Amount) -> str | Fraction:
    """Write an amount: a fraction if it is a number, else an expression such as ``10 - 3x``."""
    if set(amount) <= {()}:
        return amount.get((), Fraction(0))
    text = ""
    for letters, number in sorted(amount.items(), key=lambda item: (len(item[0]), item[0])):
        sign = "-" if number < 0 else "+"
        size = "" if abs(number) == 1 and letters else str(abs(number))
        text += (f" {sign} " if text else sign.replace("+", "")) + size + "".join(letters)
    return text


_EXPRESSION_PART = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z])|([-+*/()]))")


class _Expression:
    """Reads an amount such as ``10-3x``, ``2(1-x)`` or ``3/2``."""

    def __init__(self, text: str):
        self.text = text
        self.parts: list[str] = []
        position = 0
        while position < len(text.rstrip()):
            found = _EXPRESSION_PART.match(text, position)
            if not found:
                raise ValueError(
                    f"{text!r} is not an amount: {text[position:].strip()[0]!r} cannot be read; "
                    "write numbers and single small letters, such as 10-3x"
                )
            self.parts.append(found[1] or found[2] or found[3])
            position = found.end()

    def read(self) -> Amount:
        if not self.parts:
            raise ValueError("an amount is empty")
        amount = self._sum()
        if self.parts:
            raise ValueError(f"{self.text!r} is not an amount: {self.parts[0]!r} is one too many")
        return amount

    def _sum(self) -> Amount:
        amount: Amount = {}
        sign = -1 if self._take("-") else 1
        while True:
            amount = _sum(amount, self._term(), sign)
            if self._take("+"):
                sign = 1
            elif self._take("-"):
                sign = -1
            else:
                return amount

    def _term(self) -> Amount:
        amount = self._factor()
        while self.parts and self.parts[0] not in {"+", "-", ")"}:
            if self._take("/"):
                divisor = self._factor()
                if set(divisor) != {()}:
                    raise ValueError(f"{self.text!r} is not an amount: division is by numbers other than 0 only")
                amount = _product(amount, {(): 1 / divisor[()]})
            else:
                self._take("*")
                amount = _product(amount, self._factor())
        return amount

    def _factor(self) -> Amount:
        part = self.parts.pop(0) if self.parts else ""
        if part == "(":
            amount = self._sum()
            if not self._take(")"):
                raise ValueError(f"{self.text!r} is not an amount: a parenthesis is not closed")
            return amount
        if part[:1].isdigit():
            return _constant(Fraction(part))
        if part.isalpha():
            return {(part,): Fraction(1)}
        raise ValueError(f"{self.text!r} is not an amount: a number or a letter is missing")

    def _take(self, part: str) -> bool:
        if self.parts and self.parts[0] == part:
            self.parts.pop(0)
            return True
        return False


def _positive(text: str, what: str) -> Amount:
    amount = _Expression(text).read()
    if set(amount) <= {()} and amount.get((), 0) <= 0:
        raise ValueError(f"{what} must be greater than 0, not {text}")
    return amount


# ---------------------------------------------------------------- formulas

_SUBSCRIPT = re.compile(r"(\d+(?:\.\d+)?)|\{([^{}]*)\}")
_CLOSING = {"(": ")", "[": "]"}


def _split_charge(text: str) -> tuple[str, Amount]:
    """Part a formula from the charge at its end."""
    body, hat, charge = text.partition("^")
    if hat:
        if charge.startswith("{") and charge.endswith("}"):
            charge = charge[1:-1]
        if charge[-1:] not in {"+", "-"} or not body:
            raise ValueError(f"the charge of {text!r} must be a number and a sign behind ^, such as Zn^2+")
        size = _positive(charge[:-1], f"the charge of {text!r}") if charge[:-1] else _constant(1)
        return body, _product(size, _constant(1 if charge[-1] == "+" else -1))
    if text[-1:] in {"+", "-"}:
        body = text[:-1]
        if body[-1:] in {"+", "-"}:
            raise ValueError(f"the charge of {text!r} must be a number and a sign behind ^, such as Zn^2+")
        if body[-1:].isdigit():
            raise ValueError(
                f"{text!r} can be read in two ways: write the charge behind ^, such as S^2- for a charge of two "
                "or AlCl4^- for a charge of one"
            )
        return body, _constant(1 if text[-1] == "+" else -1)
    return text, {}


def _add(total: Counts, part: Counts, factor: Amount) -> None:
    for name, amount in part.items():
        total[name] = _sum(total.get(name, {}), _product(amount, factor))


class _Formula:
    """Reads the elements of a formula such as ``[Zn(H2O)6]``, ``Na{x}MoS2`` or ``ZnSO4·7H2O``."""

    def __init__(self, text: str):
        self.text = text
        self.position = 0

    def read(self) -> Counts:
        counts = self._group("")
        while self._next() == "·":
            self.position += 1
            found = re.compile(r"\d+(\.\d+)?").match(self.text, self.position)
            self.position = found.end() if found else self.position
            _add(counts, self._group(""), _constant(Fraction(found[0])) if found else _constant(1))
        if self.position < len(self.text):
            raise ValueError(f"{self.text!r} cannot be read from {self.text[self.position :]!r} on")
        return counts

    def _next(self) -> str:
        return self.text[self.position : self.position + 1]

    def _group(self, closing: str) -> Counts:
        counts: Counts = {}
        while (character := self._next()) and character != "·":
            if character == closing:
                break
            if character in _CLOSING:
                self.position += 1
                part = self._group(_CLOSING[character])
                if self._next() != _CLOSING[character]:
                    raise ValueError(f"{character!r} is not closed in {self.text!r}")
                self.position += 1
            elif character.isalpha():
                part = {self._element(): _constant(1)}
            else:
                break
            _add(counts, part, self._subscript())
        if not counts:
            raise ValueError(f"an element is missing in {self.text!r}")
        return counts

    def _element(self) -> str:
        found = re.compile(r"[A-Z][a-z]?").match(self.text, self.position)
        if not found:
            raise ValueError(
                f"{self._next()!r} in {self.text!r} is not an element: symbols begin with a capital letter, "
                "an unknown amount stands in braces, and a blank follows a coefficient"
            )
        symbol = found[0]
        if symbol not in ELEMENTS | PLACEHOLDERS:
            raise ValueError(f"there is no element {symbol!r} (in {self.text!r})")
        self.position = found.end()
        return symbol

    def _subscript(self) -> Amount:
        found = _SUBSCRIPT.match(self.text, self.position)
        if not found:
            return _constant(1)
        self.position = found.end()
        return _positive(found[1] if found[1] is not None else found[2], f"an amount in {self.text!r}")


_NUMBER_BEFORE = re.compile(r"(\d+(?:\.\d+)?(?:/\d+)?)\s*(?=[^\s\d])")


def _split_coefficient(term: str) -> tuple[Amount, str]:
    """Part a coefficient from the substance behind it."""
    before, blank, substance = term.rpartition(" ")
    if blank:
        return _positive(before, f"the coefficient of {substance}"), substance
    found = _NUMBER_BEFORE.match(term)
    if found:
        return _positive(found[1], f"the coefficient in {term!r}"), term[found.end() :]
    return _constant(1), term


def read_side(side: str) -> Counts:
    """Count elements and charge on one side of an equation.

    Parameters
    ----------
    side : str
        Substances with their coefficients, such as ``2 Na+ + 2 e- + S``.

    Returns
    -------
    dict of str to dict
        For each element, and for ``charge``, its amount as a polynomial: the factor of each product
        of letters.

    Raises
    ------
    ValueError
        If the side cannot be read; the message says where and why.

    Examples
    --------
    >>> read_side("2 Na{x}S")["Na"]
    {('x',): Fraction(2, 1)}
    """
    total: Counts = {}
    for term in re.split(r"\s+\+\s+", side.strip()):
        if not term:
            raise ValueError("a substance is missing beside an arrow or a plus sign")
        factor, substance = _split_coefficient(term)
        if substance in {"e-", "e^-"}:
            _add(total, {CHARGE: _constant(-1)}, factor)
            continue
        body, charge = _split_charge(substance)
        _add(total, _Formula(body).read(), factor)
        _add(total, {CHARGE: charge}, factor)
    return total


def imbalance(equation: str) -> dict[str, str | Fraction]:
    """Return what an equation has too much on its right side, by element and for the charge.

    Parameters
    ----------
    equation : str
        The equation, written as the description of this module says.

    Returns
    -------
    dict of str to Fraction or str
        Right side minus left side for each element that does not balance, and for ``charge``: a number,
        or an expression if it depends on an unknown amount. Empty if the equation balances.

    Raises
    ------
    ValueError
        If the equation cannot be read: no arrow or several, an unknown element, a small letter where a
        symbol should begin, an amount that is no expression. The message says what and where.

    Examples
    --------
    >>> imbalance("MoS2 + x Na+ + x e- -> Na{x}MoS2")
    {}
    >>> imbalance("Na{x}MoS2 + 4 Na+ + 4 e- -> 2 Na2S + Mo")
    {'Na': '-x'}
    >>> imbalance("Sn + S -> SnS2")
    {'S': Fraction(1, 1)}
    """
    sides = re.split(r"<->|->", equation)
    if len(sides) != 2:
        raise ValueError(f"an equation needs one arrow, -> or <->; this has {len(sides) - 1}")
    left, right = (read_side(side) for side in sides)
    differences = {
        name: _sum(right.get(name, {}), left.get(name, {}), -1) for name in sorted(left.keys() | right.keys())
    }
    return {name: _as_words(amount) for name, amount in differences.items() if amount}
