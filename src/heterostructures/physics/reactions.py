r"""Chemical equations: reading them as written in the data, checking that they balance, and balancing them.

How an equation is written::

    3 Na{x}ZnIn2S4 + (10-3x) Na+ + (10-3x) e- -> 5 Na2S + In6S7 + 3 Zn

- Sides are parted by ``->`` or ``<->`` (or → or ⇌), substances by a plus sign between blanks.
- A coefficient is a number, a letter, or an expression in parentheses, and a blank follows it.
- Substances are written as the module ``formulas`` says: unknown amounts are small letters in braces,
  ``Na{x}MoS2``, ``MoS{2-x}``; a charge above one stands behind ``^``, ``Zn^2+``.
- ``e-`` is the electron.
- ``T`` is the unnamed surface group of an MXene, ``Ti3C2T{x}``, and is counted like an element.

Notes
-----
The arithmetic is exact: amounts are polynomials of the letters with fractions as factors. That an equation balances
does not mean that the reaction runs, or runs in one step. Balancing finds coefficients that are numbers or linear in
the letters; that covers intercalation, conversion and alloying with unknown amounts.

References
----------
- W. R. Smith and R. W. Missen, Chemical Reaction Equilibrium Analysis, Wiley 1982, chapter 2 (stoichiometry as the
  null space of the formula matrix).

Examples
--------
A review prints the conversion of sodiated MoS2 with 5 Na2S on the right. What is wrong, and what would be right?

>>> imbalance("Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> 5 Na2S + Mo")
{'Na': Fraction(6, 1), 'S': Fraction(3, 1)}
>>> right = balance("Na{x}MoS2 + Na+ + e- -> Na2S + Mo")
>>> right
'Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> 2 Na2S + Mo'

With a value for the unknown amount the coefficients are numbers:

>>> reaction = read_reaction(right, {"x": 0.5})
>>> float(reaction.electrons), float(reaction.formed["Na2S"])
(3.5, 2.0)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from heterostructures.physics.domains import TEXT, Kind, takes
from heterostructures.physics.formulas import ELEMENTS, PLACEHOLDERS, Polynomial, Values, read_formula

__all__ = [
    "CHARGE",
    "ELEMENTS",
    "PLACEHOLDERS",
    "Reaction",
    "balance",
    "equation_letters",
    "imbalance",
    "read_reaction",
    "read_side",
]

CHARGE = "charge"
ELECTRON = "e-"


# ---------------------------------------------------------------- reading


@dataclass(frozen=True)
class _Term:
    """A substance with its coefficient; ``contents`` are its elements and its charge."""

    substance: str
    coefficient: Polynomial
    contents: dict[str, Polynomial]
    subscripts: tuple[Polynomial, ...]

    @property
    def letters(self) -> frozenset[str]:
        amounts = (self.coefficient, *self.contents.values(), *self.subscripts)
        return frozenset().union(*(amount.letters for amount in amounts))


_NUMBER_BEFORE = re.compile(r"(\d+(?:\.\d+)?(?:/\d+)?)\s*(?=[^\s\d])")


def _split_coefficient(term: str) -> tuple[Polynomial, str]:
    """Part a coefficient from the substance behind it."""
    before, blank, substance = term.rpartition(" ")
    if blank:
        return Polynomial.read(before, f"the coefficient of {substance}"), substance
    if stuck := re.match(r"(\([^()]*[-+][^()]*\))\S", term):
        raise ValueError(f"the coefficient {stuck[1]} stands too close; a blank must follow it")
    found = _NUMBER_BEFORE.match(term)
    if found:
        return Polynomial.read(found[1], f"the coefficient in {term!r}"), term[found.end() :]
    return Polynomial.number(1), term


_ARROW = r"<->|->|→|↔|⇌"
_BOTH_WAYS = r"<->|↔|⇌"


def _read_terms(side: str) -> list[_Term]:
    terms = []
    for text in re.split(r"\s+\+\s+", side.strip()):
        if not text:
            raise ValueError("a substance is missing beside an arrow or a plus sign")
        coefficient, substance = _split_coefficient(text)
        if substance in {ELECTRON, "e^-", "e⁻"}:
            terms.append(_Term(ELECTRON, coefficient, {CHARGE: Polynomial.number(-1)}, ()))
            continue
        formula = read_formula(substance)
        contents = {**formula.elements, CHARGE: formula.charge}
        terms.append(_Term(formula.name, coefficient, contents, formula.subscripts))
    return terms


def _read_sides(equation: str) -> tuple[list[_Term], list[_Term]]:
    sides = re.split(_ARROW, equation)
    if len(sides) != 2:
        raise ValueError(f"an equation needs one arrow, -> or <->; this has {len(sides) - 1}")
    return _read_terms(sides[0]), _read_terms(sides[1])


def _total(terms: list[_Term]) -> dict[str, Polynomial]:
    total: dict[str, Polynomial] = {}
    for term in terms:
        for name, amount in term.contents.items():
            total[name] = total.get(name, Polynomial()) + amount * term.coefficient
    return total


@takes(side=TEXT)
def read_side(side: str) -> dict[str, Polynomial]:
    r"""Count elements and charge on one side of an equation.

    Parameters
    ----------
    side : str
        Substances with their coefficients, such as ``2 Na+ + 2 e- + S``.

    Returns
    -------
    dict of str to Polynomial
        For each element, and for ``charge``, its amount as a polynomial: the factor of each product
        of letters.

    Raises
    ------
    ValueError
        If the side cannot be read; the message says where and why.

    Notes
    -----
    .. math:: N_\mathrm{element} = \sum_\mathrm{substances} \text{coefficient} \times \text{amount in the formula}

    Examples
    --------
    >>> read_side("2 Na{x}S")["Na"]
    {('x',): Fraction(2, 1)}
    """
    return _total(_read_terms(side))


@takes(equation=TEXT)
def imbalance(equation: str) -> dict[str, str | Fraction]:
    r"""Return what an equation has too much on its right side, by element and for the charge.

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

    Notes
    -----
    .. math:: \Delta N_\mathrm{element} = N_\mathrm{right} - N_\mathrm{left}

    Two amounts with a letter are equal only if they are equal for every value of it.

    Examples
    --------
    >>> imbalance("MoS2 + x Na+ + x e- -> Na{x}MoS2")
    {}
    >>> imbalance("Na{x}MoS2 + 4 Na+ + 4 e- -> 2 Na2S + Mo")
    {'Na': '-x'}
    >>> imbalance("Sn + S -> SnS2")
    {'S': Fraction(1, 1)}
    """
    left, right = (_total(terms) for terms in _read_sides(equation))
    differences = {
        name: right.get(name, Polynomial()) - left.get(name, Polynomial())
        for name in sorted(left.keys() | right.keys())
    }
    return {
        name: amount.value({}) if amount.is_number else amount.words() for name, amount in differences.items() if amount
    }


# ---------------------------------------------------------------- reactions with numbers


@dataclass(frozen=True)
class Reaction:
    """A balanced reaction whose coefficients are numbers.

    Parameters
    ----------
    equation : str
        The equation as given.
    consumed, formed : dict of str to Fraction
        Coefficient of each substance on the left and on the right, without the electrons.
    electrons : Fraction
        Electrons on the left minus electrons on the right: positive for a reduction.
    """

    equation: str
    consumed: dict[str, Fraction]
    formed: dict[str, Fraction]
    electrons: Fraction


@takes(equation=TEXT)
def equation_letters(equation: str) -> tuple[str, ...]:
    r"""Unknown amounts that stand in an equation.

    Parameters
    ----------
    equation : str
        The equation, written as the description of this module says.

    Returns
    -------
    tuple of str
        The letters in alphabetical order.

    Raises
    ------
    ValueError
        If the equation cannot be read.

    Notes
    -----
    Letters in coefficients count as well as those in formulas.

    Examples
    --------
    >>> equation_letters("Ti3C2T{x} + y Na+ + y e- -> Ti3C2T{x}Na{y}")
    ('x', 'y')
    """
    return tuple(sorted(frozenset().union(*(term.letters for side in _read_sides(equation) for term in side))))


@takes(equation=TEXT, amounts=Kind(dict))
def read_reaction(equation: str, amounts: dict[str, float] | None = None) -> Reaction:
    r"""Read a balanced equation and put in the values of its unknown amounts.

    Parameters
    ----------
    equation : str
        The equation, written as the description of this module says; it must balance for every value of its letters.
    amounts : dict of str to float, optional
        Value of each unknown amount in the equation, at least 0, such as ``{"x": 0.5}``.

    Returns
    -------
    Reaction
        The coefficients. A substance whose coefficient becomes 0 is left out.

    Raises
    ------
    ValueError
        If the equation cannot be read or does not balance, if a letter has no value, or if its value makes an amount
        negative.

    Notes
    -----
    .. math:: \sum_\mathrm{left} \nu_i A_i \rightarrow \sum_\mathrm{right} \nu_i A_i

    The names of substances are those of the equation, with subscripts of Unicode written as plain digits; the letters
    in them stay.

    Examples
    --------
    >>> reaction = read_reaction("Sn + 3.75 Na+ + 3.75 e- -> 0.25 Na15Sn4")
    >>> float(reaction.electrons)
    3.75
    """
    if wrong := imbalance(equation):
        surplus = ", ".join(f"{amount} {name}" for name, amount in wrong.items())
        raise ValueError(f"equation is {equation!r}; it must balance, but right minus left is {surplus}")
    sides = _read_sides(equation)
    values = Values.checked(amounts, equation_letters(equation), repr(equation))
    consumed, formed = (_coefficients(side, values, equation) for side in sides)
    electrons = consumed.pop(ELECTRON, Fraction(0)) - formed.pop(ELECTRON, Fraction(0))
    return Reaction(equation, consumed, formed, electrons)


def _coefficients(terms: list[_Term], values: Values, equation: str) -> dict[str, Fraction]:
    total: dict[str, Fraction] = {}
    for term in terms:
        if any(amount.value(values) < 0 for amount in (term.coefficient, *term.subscripts)):
            raise ValueError(
                f"amounts makes the amount of {term.substance} in {equation!r} negative ({values.words()}); "
                "it must be at least 0"
            )
        total[term.substance] = total.get(term.substance, Fraction(0)) + term.coefficient.value(values)
    return {substance: coefficient for substance, coefficient in total.items() if coefficient}


# ---------------------------------------------------------------- balancing


@takes(equation=TEXT)
def balance(equation: str) -> str:
    r"""Find the smallest whole coefficients with which an equation balances in every element and in charge.

    Parameters
    ----------
    equation : str
        The substances of both sides, electrons included. Coefficients that are already there are not used.

    Returns
    -------
    str
        The balanced equation. Coefficients are whole numbers, or linear in the letters for unknown amounts.

    Raises
    ------
    ValueError
        If the equation cannot be read; if no coefficients balance it (the message says which elements are the reason);
        if there is more than one way; if a substance takes no part or stands on the wrong side.

    Notes
    -----
    The coefficients :math:`\nu` solve

    .. math:: \mathbf{A} \, \nu = 0

    with one row for each element and one for the charge, and the amounts of the right side counted negative. The
    system is solved with exact fractions. If exactly one direction solves it, the equation is balanced by its
    smallest whole multiple. With letters, the system is solved for several values of them, the linear
    coefficients that go through these solutions are found, and that they hold for every value is then checked
    exactly. A coefficient such as ``4-x`` is meant for values of x that keep it positive.

    References
    ----------
    - W. R. Smith and R. W. Missen, Chemical Reaction Equilibrium Analysis, Wiley 1982, chapter 2.

    Examples
    --------
    >>> balance("Sb2S3 + Na+ + e- -> Na3Sb + Na2S")
    'Sb2S3 + 12 Na+ + 12 e- -> 2 Na3Sb + 3 Na2S'
    >>> balance("Cu{2-x}Se + Na+ + e- <-> Cu + Na2Se")
    'Cu{2-x}Se + 2 Na+ + 2 e- <-> (2-x) Cu + Na2Se'
    >>> balance("MoS2 + Na -> Na2S")
    Traceback (most recent call last):
    ValueError: equation is 'MoS2 + Na -> Na2S'; each element must stand on both sides, and Mo stands on the left only
    """
    try:
        left, right = _read_sides(equation)
        coefficients = _balancing_coefficients(left, right)
    except ValueError as error:
        raise ValueError(f"equation is {equation!r}; {error}") from None
    written = [_written(c, term.substance) for c, term in zip(coefficients, left + right, strict=True)]
    arrow = "<->" if re.search(_BOTH_WAYS, equation) else "->"
    return f"{' + '.join(written[: len(left)])} {arrow} {' + '.join(written[len(left) :])}"


def _written(coefficient: Polynomial, substance: str) -> str:
    if coefficient == Polynomial.number(1):
        return substance
    words = coefficient.words().replace(" ", "")
    return f"({words}) {substance}" if len(coefficient) > 1 else f"{words} {substance}"


def _balancing_coefficients(left: list[_Term], right: list[_Term]) -> list[Polynomial]:
    _require_different_substances(left, right)
    _require_elements_on_both_sides(left, right)
    terms = left + right
    names = sorted({name for term in terms for name in term.contents})
    signs = [1] * len(left) + [-1] * len(right)
    matrix = [
        [term.contents.get(name, Polynomial()) * Polynomial.number(s) for term, s in zip(terms, signs, strict=True)]
        for name in names
    ]
    points = _sample_points(terms)
    solutions = []
    for point in points:
        space = _null_space([[amount.value(point) for amount in row] for row in matrix])
        if not space:
            raise ValueError(_why_impossible(matrix, names, point))
        if len(space) > 1:
            raise ValueError(
                f"it must be balanced in one way only, but {len(space)} independent reactions are possible between "
                "these substances; leave one out or write the steps apart"
            )
        solutions.append(space[0])
    _require_all_take_part(solutions[0], terms)
    coefficients = _smallest_whole(_linear_coefficients(solutions, points, matrix), points[0])
    _require_right_sides(coefficients, terms)
    return coefficients


def _require_different_substances(left: list[_Term], right: list[_Term]) -> None:
    seen: set[str] = set()
    for term in left + right:
        if term.substance in seen:
            raise ValueError(f"each substance must stand there once, and {term.substance} stands there twice")
        seen.add(term.substance)


def _require_elements_on_both_sides(left: list[_Term], right: list[_Term]) -> None:
    on_left, on_right = ({name for term in side for name in term.contents} - {CHARGE} for side in (left, right))
    lonely = [f"{name} stands on the left only" for name in sorted(on_left - on_right)]
    lonely += [f"{name} stands on the right only" for name in sorted(on_right - on_left)]
    if lonely:
        raise ValueError(f"each element must stand on both sides, and {', '.join(lonely)}")


def _sample_points(terms: list[_Term]) -> list[dict[str, Fraction]]:
    """Choose values of the letters: one point, and for each letter one where only that letter is larger.

    The values are crooked fractions, so that nothing cancels by chance, and keep every amount positive.
    """
    letters = sorted(
        frozenset().union(*(a.letters for term in terms for a in (*term.contents.values(), *term.subscripts)))
    )
    amounts = [subscript for term in terms for subscript in term.subscripts]
    for start in range(10):
        base = {letter: start + Fraction(5 + 2 * i, 17 + 6 * i) for i, letter in enumerate(letters)}
        points = [base, *({**base, letter: base[letter] + Fraction(1, 7)} for letter in letters)]
        if all(amount.value(point) > 0 for amount in amounts for point in points):
            return points
    raise ValueError("its unknown amounts must be able to be positive all at once")


def _null_space(matrix: list[list[Fraction]]) -> list[list[Fraction]]:
    """Return the vectors that span the solutions of ``matrix @ vector = 0``, by Gauss-Jordan elimination."""
    rows = [row[:] for row in matrix]
    columns = len(rows[0])
    pivots: list[int] = []
    for column in range(columns):
        pivot = next((i for i in range(len(pivots), len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        place = len(pivots)
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [number / rows[place][column] for number in rows[place]]
        for i, row in enumerate(rows):
            if i != place and row[column]:
                rows[i] = [a - row[column] * b for a, b in zip(row, rows[place], strict=True)]
        pivots.append(column)
    space = []
    for free in sorted(set(range(columns)) - set(pivots)):
        vector = [Fraction(0)] * columns
        vector[free] = Fraction(1)
        for place, column in enumerate(pivots):
            vector[column] = -rows[place][free]
        space.append(vector)
    return space


def _why_impossible(matrix: list[list[Polynomial]], names: list[str], point: dict[str, Fraction]) -> str:
    """Name the rows that cannot be fulfilled together with the others."""
    numbers = [[amount.value(point) for amount in row] for row in matrix]
    guilty = [name for i, name in enumerate(names) if len(names) > 1 and _null_space(numbers[:i] + numbers[i + 1 :])]
    if guilty == [CHARGE]:
        return "its charge must balance, and it cannot: electrons or ions are missing"
    which = ", ".join(guilty) if guilty else "several of " + ", ".join(names)
    missing = "a substance, or electrons, are missing" if CHARGE in guilty else "a substance is missing"
    return f"it must balance, and no coefficients do that; it fails in {which}: {missing}"


def _require_all_take_part(solution: list[Fraction], terms: list[_Term]) -> None:
    idle = [term.substance for number, term in zip(solution, terms, strict=True) if number == 0]
    if idle:
        raise ValueError(f"each substance must take part, and {', '.join(idle)} cannot")


def _require_right_sides(coefficients: list[Polynomial], terms: list[_Term]) -> None:
    """Refuse coefficients that are negative whatever the letters are; they stand for amounts, at least 0."""
    wrong = [
        term.substance
        for coefficient, term in zip(coefficients, terms, strict=True)
        if all(number < 0 for number in coefficient.values())
    ]
    if wrong:
        raise ValueError(
            f"each coefficient must be positive; that of {', '.join(wrong)} would be negative, "
            "which belongs on the other side"
        )


def _linear_coefficients(
    solutions: list[list[Fraction]], points: list[dict[str, Fraction]], matrix: list[list[Polynomial]]
) -> list[Polynomial]:
    """Find coefficients linear in the letters that go through the solutions and balance for every value."""
    letters = sorted(points[0])
    for reference in range(len(solutions[0])):
        # A solution may be multiplied by anything: make the coefficient of one substance 1 at every point.
        scaled = [[number / solution[reference] for number in solution] for solution in solutions]
        coefficients = []
        for i, start in enumerate(scaled[0]):
            coefficient = Polynomial.number(start)
            for letter, point, solution in zip(letters, points[1:], scaled[1:], strict=True):
                slope = (solution[i] - start) / (point[letter] - points[0][letter])
                step = Polynomial.letter(letter) - Polynomial.number(points[0][letter])
                coefficient = coefficient + Polynomial.number(slope) * step
            coefficients.append(coefficient)
        if all(not _row_sum(row, coefficients) for row in matrix):
            return coefficients
    raise ValueError(
        "its coefficients must be linear in the unknown amounts, and they are not; give the letters values instead"
    )


def _row_sum(row: list[Polynomial], coefficients: list[Polynomial]) -> Polynomial:
    total = Polynomial()
    for amount, coefficient in zip(row, coefficients, strict=True):
        total = total + amount * coefficient
    return total


def _smallest_whole(coefficients: list[Polynomial], point: dict[str, Fraction]) -> list[Polynomial]:
    """Multiply by the number that makes all factors whole and as small as possible, and most coefficients positive."""
    numbers = [number for coefficient in coefficients for number in coefficient.values()]
    factor = Fraction(lcm(*(n.denominator for n in numbers)))
    factor /= gcd(*(int(n * factor) for n in numbers))
    positive = sum(coefficient.value(point) > 0 for coefficient in coefficients)
    first_is_negative = coefficients[0].value(point) < 0
    if 2 * positive < len(coefficients) or (2 * positive == len(coefficients) and first_is_negative):
        factor = -factor
    return [coefficient * Polynomial.number(factor) for coefficient in coefficients]
