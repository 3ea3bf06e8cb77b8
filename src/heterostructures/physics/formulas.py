r"""Chemical formulas: which elements they hold, and what a mole of them weighs.

How a formula is written:

- Amounts stand behind their element or bracket: ``LiNi0.8Mn0.1Co0.1O2``, ``Fe2(SO4)3``, ``K4[Fe(CN)6]``.
- Unknown amounts are small letters, and expressions of them, in braces: ``Na{x}MoS2``, ``MoS{2-x}``.
- A charge of one is a sign at the end, ``Na+``; a larger one stands behind ``^``: ``Zn^2+``, ``[Fe(CN)6]^4-``. Behind
  a number the ``^`` is needed for a charge of one too, ``AlCl4^-``, because ``S2-`` could mean either.
- Water of crystallization stands behind a dot, ``ZnSO4·7H2O``. A period or an asterisk before water at the end of a
  formula is such a dot: ``CuSO4.5H2O``, ``ZnSO4*7H2O``. The period is a decimal point, however, if the number before
  it is 0 or 1, because nobody writes the amount 1: ``Mg1.5H2O`` holds 1.5 Mg.
- A fraction such as 1/3 may stand without braces, ``NaNi1/3Fe1/3Mn1/3O2``. A numerator other than 1 needs them unless
  another fraction has the numerator 1, because ``SnO2/3C`` could be a composite.
- Subscripts and superscripts of Unicode are understood: ``MoS₂``, ``MoS₂₋ₓ``, ``Zn²⁺``.
- ``T`` is the unnamed surface group of an MXene, ``Ti3C2T{x}``. It is counted like an element but has no mass.

What is not one compound of known composition is refused, never guessed: composites (``MoS2@C``), names (``rGO``),
amounts that are not given (``WS2-x``), wrong capitals (``mos2``). Capitals that are probably wrong are refused too:
``SNO2`` would be sulfur, nitrogen and oxygen. Who means that writes the amount 1, ``S1NO2``.

Notes
-----
The arithmetic of the amounts is exact: they are polynomials of the letters with fractions as factors. Molar masses
are those of the natural mixture of isotopes; the mass of electrons gained or lost by an ion is neglected, which is
0.05 % for an ion of hydrogen and about 0.01 % or less for the other ions of batteries. A formula says nothing about
structure: ``1T`` and ``2H`` MoS2 weigh the same.

References
----------
- T. Prohaska et al., Standard atomic weights of the elements 2021 (IUPAC Technical Report), Pure and Applied
  Chemistry 94 (2022) 573-600, doi:10.1515/pac-2019-0603.
- N. G. Connelly et al. (eds.), Nomenclature of Inorganic Chemistry: IUPAC Recommendations 2005, RSC Publishing 2005,
  chapter IR-4.

Examples
--------
How heavy does MoS2 become as it takes up sodium, and how much of the mass is then sodium?

>>> round(molar_mass_g_per_mol("MoS2"), 2)
160.07
>>> for x in (0, 1, 2):
...     mass = molar_mass_g_per_mol("Na{x}MoS2", {"x": x})
...     share = mass_fractions("Na{x}MoS2", {"x": x}).get("Na", 0)
...     print(f"x = {x}: {mass:.2f} g/mol, {100 * share:.0f} % sodium")
x = 0: 160.07 g/mol, 0 % sodium
x = 1: 183.06 g/mol, 13 % sodium
x = 2: 206.05 g/mol, 22 % sodium

A composite has no molar mass; its parts have:

>>> molar_mass_g_per_mol("MoS2@C")
Traceback (most recent call last):
ValueError: formula is 'MoS2@C': '@' joins parts; it must be one compound, such as 'MoS2' or 'C'
"""

from __future__ import annotations

import itertools
import math
import numbers
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from heterostructures.physics.atomic_masses import STANDARD_ATOMIC_WEIGHTS
from heterostructures.physics.domains import TEXT, Kind, takes

ELEMENTS = frozenset(
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr "
    "Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu "
    "Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr "
    "Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og".split()
)
# The unnamed surface group of MXenes.
PLACEHOLDERS = frozenset({"T"})

# Names that stand in electrode names. Many of them would read as elements: NC is no carbon nitride.
NAMES = {
    "BMO": "a bismuth manganese oxide",
    "BP": "black phosphorus",
    "CB": "carbon black",
    "CC": "carbon cloth",
    "CF": "carbon fibers",
    "CHP": "hierarchical particles",
    "CN": "carbon nitride or carbon nanosheets",
    "CNF": "carbon nanofibers",
    "CNS": "carbon nanosheets",
    "CNT": "carbon nanotubes",
    "CP": "carbon paper",
    "DCN": "a carbon nitride",
    "G": "graphene",
    "GDY": "graphdiyne",
    "GDYO": "graphdiyne oxide",
    "GO": "graphene oxide",
    "HC": "hard carbon",
    "HCS": "hollow carbon spheres",
    "HPC": "hierarchical porous carbon",
    "KB": "Ketjen black",
    "KVO": "a potassium vanadium oxide",
    "LLO": "a lithium-rich layered oxide",
    "LZP": "a lithium zirconium phosphate",
    "MXene": "a family of carbides and nitrides",
    "NC": "nitrogen-doped carbon",
    "NCA": "a lithium nickel cobalt aluminum oxide",
    "NCF": "nitrogen-doped carbon fibers",
    "NCM": "a lithium nickel cobalt manganese oxide",
    "NCNF": "nitrogen-doped carbon nanofibers",
    "NCNT": "nitrogen-doped carbon nanotubes",
    "NCS": "nitrogen-doped carbon spheres",
    "NF": "nickel foam",
    "NFM": "a sodium nickel iron manganese oxide",
    "NFPP": "a sodium iron phosphate pyrophosphate",
    "NHC": "nitrogen-doped hollow or hard carbon",
    "NPC": "doped porous carbon",
    "NSC": "nitrogen- and sulfur-doped carbon",
    "NVO": "a sodium or ammonium vanadium oxide",
    "NVOPF": "a sodium vanadium oxyfluorophosphate",
    "NVP": "a sodium vanadium phosphate",
    "PAN": "polyacrylonitrile",
    "PANI": "polyaniline",
    "PB": "Prussian blue",
    "PBA": "a Prussian blue analogue",
    "PC": "porous or phosphorus-doped carbon",
    "PCF": "porous carbon fibers",
    "PDA": "polydopamine",
    "PNC": "porous or doped carbon",
    "PNCf": "doped carbon nanofibers",
    "PVP": "polyvinylpyrrolidone",
    "SC": "sulfur-doped carbon",
    "SG": "sulfur-doped graphene",
    "SNC": "sulfur- and nitrogen-doped carbon",
    "SP": "Super P, a carbon black",
    "SPAN": "sulfurized polyacrylonitrile",
    "SPC": "sulfur-doped porous carbon",
    "ZHC": "a zinc hydroxide chloride",
    "rGO": "reduced graphene oxide",
}


# ---------------------------------------------------------------- amounts


class Polynomial(dict[tuple[str, ...], Fraction]):
    """An exact amount: for each product of letters, such as ``()``, ``("x",)`` or ``("x", "y")``, its factor.

    Examples
    --------
    >>> x = Polynomial.letter("x")
    >>> (Polynomial.number(10) - Polynomial.number(3) * x).words()
    '10 - 3x'
    """

    @classmethod
    def number(cls, number: Fraction | int) -> Polynomial:
        """Return the amount without letters; zero is the empty polynomial."""
        return cls({(): Fraction(number)}) if number else cls()

    @classmethod
    def letter(cls, letter: str) -> Polynomial:
        """Return an unknown amount."""
        return cls({(letter,): Fraction(1)})

    @classmethod
    def read(cls, text: str, what: str) -> Polynomial:
        """Read an amount such as ``3/2`` or ``10-3x``; a plain number must be above zero."""
        amount = _Expression(text).read()
        if amount.is_number and amount.value({}) <= 0:
            raise ValueError(f"{what} is {text}; it must be greater than 0")
        return amount

    def __add__(self, other: Polynomial) -> Polynomial:
        total = Polynomial(self)
        for letters, number in other.items():
            total[letters] = total.get(letters, Fraction(0)) + number
        return total._without_zeros()

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + Polynomial.number(-1) * other

    def __mul__(self, other: Polynomial) -> Polynomial:
        total = Polynomial()
        for letters, number in self.items():
            for other_letters, other_number in other.items():
                product = tuple(sorted(letters + other_letters))
                total[product] = total.get(product, Fraction(0)) + number * other_number
        return total._without_zeros()

    def _without_zeros(self) -> Polynomial:
        return Polynomial({letters: number for letters, number in self.items() if number})

    @property
    def is_number(self) -> bool:
        """Whether no letter stands in it."""
        return set(self) <= {()}

    @property
    def letters(self) -> frozenset[str]:
        """The letters that stand in it."""
        return frozenset(itertools.chain.from_iterable(self))

    def value(self, values: dict[str, Fraction]) -> Fraction:
        """Return its value, given that of each letter."""
        return sum(
            (number * math.prod((values[x] for x in letters), start=Fraction(1)) for letters, number in self.items()),
            start=Fraction(0),
        )

    def words(self) -> str:
        """Write it as an expression such as ``10 - 3x``."""
        text = ""
        for letters, number in sorted(self.items(), key=lambda item: (len(item[0]), item[0])):
            sign = "-" if number < 0 else "+"
            size = "" if abs(number) == 1 and letters else str(abs(number))
            text += (f" {sign} " if text else sign.replace("+", "")) + size + "".join(letters)
        return text or "0"


# Longer amounts and deeper brackets are slips of the keyboard, and would keep the computer busy.
LONGEST_AMOUNT, MOST_BRACKETS = 40, 50

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

    def read(self) -> Polynomial:
        if not self.parts:
            raise ValueError("an amount is empty")
        if len(self.text) > LONGEST_AMOUNT:
            raise ValueError(f"an amount has {len(self.text)} characters; it must have at most {LONGEST_AMOUNT}")
        amount = self._sum()
        if self.parts:
            raise ValueError(f"{self.text!r} is not an amount: {self.parts[0]!r} is one too many")
        return amount

    def _sum(self) -> Polynomial:
        amount = Polynomial()
        subtract = self._take("-")
        while True:
            amount = amount - self._term() if subtract else amount + self._term()
            if self._take("+"):
                subtract = False
            elif self._take("-"):
                subtract = True
            else:
                return amount

    def _term(self) -> Polynomial:
        amount = self._factor()
        while self.parts and self.parts[0] not in {"+", "-", ")"}:
            if self._take("/"):
                divisor = self._factor()
                if set(divisor) != {()}:
                    raise ValueError(f"{self.text!r} is not an amount: division is by numbers other than 0 only")
                amount = amount * Polynomial.number(1 / divisor[()])
            else:
                self._take("*")
                amount = amount * self._factor()
        return amount

    def _factor(self) -> Polynomial:
        part = self.parts.pop(0) if self.parts else ""
        if part == "(":
            amount = self._sum()
            if not self._take(")"):
                raise ValueError(f"{self.text!r} is not an amount: a parenthesis is not closed")
            return amount
        if part[:1].isdigit():
            return Polynomial.number(Fraction(part))
        if part.isalpha():
            return Polynomial.letter(part)
        raise ValueError(f"{self.text!r} is not an amount: a number or a letter is missing")

    def _take(self, part: str) -> bool:
        if self.parts and self.parts[0] == part:
            self.parts.pop(0)
            return True
        return False


class Values(dict[str, Fraction]):
    """Values of unknown amounts, made exact: 0.1 is one tenth."""

    @classmethod
    def checked(cls, amounts: dict[str, float] | None, letters: tuple[str, ...], what: str) -> Values:
        """Make the values exact, and see that each letter of what needs them has one and no other is named."""
        exact = cls()
        for letter, value in (amounts or {}).items():
            if not isinstance(letter, str):
                raise ValueError(f"amounts holds the key {letter!r}; it must be a letter in text, as in {{'x': 1}}")
            # numbers.Real covers the number types of numpy as well.
            is_number = isinstance(value, numbers.Real) and not isinstance(value, bool)
            if not is_number or not math.isfinite(value) or value < 0:
                raise ValueError(f"amounts[{letter!r}] is {value!r}; it must be a finite number at least 0")
            exact[letter] = Fraction(str(value))
        if missing := [letter for letter in letters if letter not in exact]:
            raise ValueError(
                f"amounts lacks {', '.join(missing)}; it must give each unknown amount of {what}, "
                f"as in {{'{missing[0]}': 1}}"
            )
        if unused := sorted(set(exact) - set(letters)):
            raise ValueError(f"amounts names {', '.join(unused)}; it must name unknown amounts of {what} only")
        return exact

    def words(self) -> str:
        """Write the values as ``x = 1, y = 2``."""
        return ", ".join(f"{letter} = {float(value):g}" for letter, value in self.items())


# ---------------------------------------------------------------- reading formulas


@dataclass(frozen=True)
class Formula:
    """What stands in a formula, exactly.

    Parameters
    ----------
    text : str
        The formula as given.
    name : str
        The formula in plain characters, the same for every way of writing it: ``Na+`` for ``Na⁺``, ``Na^+``.
    elements : dict of str to Polynomial
        The amount of each element.
    charge : Polynomial
        The charge as a multiple of the elementary charge.
    subscripts : tuple of Polynomial
        Every amount that was written, so that none becomes negative when letters get their values.
    """

    text: str
    name: str
    elements: dict[str, Polynomial]
    charge: Polynomial
    subscripts: tuple[Polynomial, ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The unknown amounts, in alphabetical order."""
        return tuple(sorted(frozenset().union(*(amount.letters for amount in (*self.subscripts, self.charge)))))

    def element_values(self, values: Values) -> dict[str, Fraction]:
        """Return the elements with the values of the letters put in; those with the amount 0 are left out."""
        if any(subscript.value(values) < 0 for subscript in self.subscripts):
            raise ValueError(
                f"amounts makes an amount in {self.text!r} negative ({values.words()}); it must be at least 0"
            )
        found = {name: amount.value(values) for name, amount in self.elements.items()}
        return {name: value for name, value in found.items() if value}


_UNICODE_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋ₓₙₘ", "0123456789+-xnm")
_SUBSCRIPT_RUN = re.compile(r"[₀-₉₊₋ₓₙₘ]+(?:\.[₀-₉]+)?[₀-₉₊₋ₓₙₘ]*")
_UNICODE_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ˣⁿ", "0123456789+-xn")
_SUPERSCRIPT_CHARGE = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹ˣⁿ]*[⁺⁻])$")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ˣⁿ]")
_SAME_SIGNS = str.maketrans({**dict.fromkeys("⋅•∙‧・", "·"), **dict.fromkeys("−–—‐‑", "-")})


def _in_plain_characters(text: str) -> str:
    """Replace the subscripts, superscripts, dots and minus signs of Unicode, and write charges in one way."""
    if re.search(r"\d[₀-₉]|[₀-₉]\d", text):
        raise ValueError("subscripts and plain digits stand side by side; it must be clear where the amount ends")

    def plain(run: re.Match[str]) -> str:
        amount = run[0].translate(_UNICODE_SUBSCRIPTS)
        return amount if re.fullmatch(r"\d+(\.\d+)?", amount) else f"{{{amount}}}"

    text = _SUBSCRIPT_RUN.sub(plain, text)
    text = _SUPERSCRIPT_CHARGE.sub(lambda run: "^" + run[0].translate(_UNICODE_SUPERSCRIPTS), text)
    if wrong := _SUPERSCRIPT.search(text):
        raise ValueError(f"the superscript {wrong[0]!r} must be part of a charge at the end, such as Zn²⁺")
    text = re.sub(r"\s*·\s*", "·", text.translate(_SAME_SIGNS)).strip()
    # One way of writing a charge, so that one ion has one name: Na+, not Na^+ or Na^1+; Zn^2+, not Zn^{2+}.
    text = re.sub(r"\^\{(\d*[+-])\}$", r"^\1", text)
    return re.sub(r"(?<=[^\d^])\^1?([+-])$", r"\1", text)


def _split_charge(text: str) -> tuple[str, Polynomial]:
    """Part a formula from the charge at its end."""
    body, hat, charge = text.partition("^")
    wrong = ValueError("the charge must be a number and a sign behind ^, such as Zn^2+")
    if hat:
        if charge.startswith("{") and charge.endswith("}"):
            charge = charge[1:-1]
        if charge[-1:] not in {"+", "-"} or not body:
            raise wrong
        size = Polynomial.read(charge[:-1], "the charge") if charge[:-1] else Polynomial.number(1)
        return body, size * Polynomial.number(1 if charge[-1] == "+" else -1)
    if text[-1:] in {"+", "-"}:
        body = text[:-1]
        if body[-1:] in {"+", "-"}:
            raise wrong
        if body[-1:].isdigit():
            stem = body.rstrip("0123456789")
            digits, sign = body[len(stem) :], text[-1]
            if len(digits) > 1:  # SO42- is SO4^2-, not SO^42-
                stem, digits = body[:-1], body[-1]
            raise ValueError(
                f"the charge can be read in two ways; it must stand behind ^: {stem}^{digits}{sign} if it is {digits}{sign}, "
                f"{body}^{sign} if it is 1{sign}"
            )
        return body, Polynomial.number(1 if text[-1] == "+" else -1)
    return text, Polynomial()


_FRACTION = re.compile(r"(?<=[A-Za-z)\]·])(\d+)/(\d+)(?=[A-Z(\[·]|$)")
_UNKNOWN = "xyzn"
# Such as 2-x, 1+x or x-1, printed without braces.
_OPEN_AMOUNT = re.compile(rf"(\d+(?:\.\d+)?[-+][{_UNKNOWN}]|[{_UNKNOWN}][-+]\d+(?:\.\d+)?)(?![a-z])")


def _with_clear_dots(body: str) -> str:
    """Write the dot before water as ``·``, by the rule in the description of this module."""
    body = re.sub(r"\*(?=(?:\d+(?:\.\d+)?)?H2O$)", "·", body)
    body = re.sub(r"(?<=[A-Za-z)\]}])([2-9]|[1-9]\d+)\.((?:\d+(?:\.\d+)?)?H2O$)", r"\1·\2", body)
    return re.sub(r"(?<=[A-Za-z)\]}])\.((?:\d+(?:\.\d+)?)?H2O$)", r"·\1", body)


def _with_braced_fractions(body: str) -> str:
    """Put fractions such as 1/3 in braces, or say that they are ambiguous."""
    found = _FRACTION.findall(body)
    if not found or any(int(upper) >= int(lower) for upper, lower in found):
        return body
    if not any(upper == "1" for upper, _ in found):
        upper, lower = found[0]
        raise ValueError(
            f"'{upper}/{lower}' can be a fraction or two parts of a composite; a fraction must stand in braces, "
            f"{{{upper}/{lower}}}"
        )
    return _FRACTION.sub(r"{\1/\2}", body)


def _refuse_names(body: str) -> None:
    """Refuse names, many of which would read as elements."""
    name = body if body in NAMES else body.removesuffix("s")
    if name in NAMES:
        raise ValueError(f"this is a name ({NAMES[name]}); it must be a formula, with an amount for each element")


def _require_one_compound(body: str) -> None:
    """Refuse composites and labels, which would otherwise be misread or fail in obscure words."""
    outside = re.sub(r"\{[^{}]*\}", lambda braces: "_" * len(braces[0]), body)
    if found := re.search(r"\d*(?:\.\d+)?[-+±]?δ", body):
        closed = outside.replace(found[0], "{" + found[0].replace("±", "-").replace("δ", "x") + "}")
        raise ValueError(
            f"the amount {found[0]} is not a number; it must stand in braces with a Latin letter, such as {closed}, "
            "and its letter be given"
            if found.end() <= len(outside) and found[0] in outside
            else f"the amount {found[0]} must have a Latin letter, such as x, in place of δ"
        )
    if (joint := re.search(r"[@⊂|&;/*]|\s", outside)) is None and not _OPEN_AMOUNT.search(outside):
        joint = re.search(r"\+", outside)
    if joint:
        raise _not_one_compound(body, joint[0])
    if found := _OPEN_AMOUNT.search(outside):
        closed = body[: found.start()] + "{" + found[0] + "}" + body[found.end() :]
        raise ValueError(
            f"the amount {found[0]} is not a number; it must stand in braces, {closed}, and its letter be given"
        )
    if "-" in outside:
        raise _not_one_compound(body, "-")
    if re.search(r"\d,\d", outside):
        raise ValueError("a decimal comma is not understood; it must be a period")
    if "," in outside:
        raise ValueError("a comma does not say how much there is of each element; it must be amounts, (Ni0.5Co0.5)S2")
    if body.count("(") + body.count("[") > MOST_BRACKETS:
        raise ValueError(f"it has more than {MOST_BRACKETS} brackets; it must have at most that many")
    if re.search(r"(?<!\d)\.|\.(?!\d)", outside):
        raise ValueError("a period must stand between digits, such as 0.5, or before water; other parts follow a ·")
    if re.match(r"\d", body):
        raise ValueError("a number comes first; it must be a formula without coefficient or label")


# Pairs of capitals that far more often are one element in wrong capitals than two elements side by side.
_PROBABLY_ONE_ELEMENT = re.compile(
    r"(?:SN|SI|SB|NI|NB|CU|IN|BI|PB|TI|^CO(?!\(|[23]?$|S$)|CO(?=[14-9]|\d\d|P|V|W|S.|Se|Fe|Mn|Mo|Ni|Zn|Ti|Sn|Sb|Te))(?![a-z])"
)
_COBALT_OXIDE = re.compile(r"CO(?=\d[\d.]*O|O\d)")


def _refuse_probably_wrong_capitals(body: str) -> None:
    """Refuse what can be read, but hardly was meant: SNO2 is no tin oxide, CO3O4 no cobalt oxide."""
    outside = re.sub(r"\{[^{}]*\}", lambda braces: "1" * len(braces[0]), body)
    if found := _PROBABLY_ONE_ELEMENT.search(outside) or _COBALT_OXIDE.search(outside):
        first, second = found[0][0], found[0][1]
        before, behind = body[: found.start()], body[found.end() :]
        raise ValueError(
            f"{first}{second} means the elements {first} and {second}; it must be {before}{first}{second.lower()}{behind} "
            f"if {first}{second.lower()} is meant, or {before}{first}1{second}{behind} if both are"
        )


def _not_one_compound(body: str, joint: str) -> ValueError:
    """Say that something joins parts, and which of the parts are formulas that could be asked for."""
    pieces = body.split("-") if joint == "-" else re.split(r"[@⊂|&;/+*]|\s", body)
    parts = [part for part in dict.fromkeys(pieces) if part and _can_be_read(part)]
    sign = "a blank" if joint.isspace() else repr(joint)
    such_as = ", such as " + " or ".join(repr(part) for part in parts) if parts else ""
    return ValueError(f"{sign} joins parts; it must be one compound{such_as}")


def _can_be_read(text: str) -> bool:
    try:
        _read(text)
    except ValueError:
        return False
    return True


_SUBSCRIPT = re.compile(r"(\d+(?:\.\d+)?)|\{([^{}]*)\}")
_CLOSING = {"(": ")", "[": "]"}


class _Reader:
    """Reads the elements of a formula such as ``[Zn(H2O)6]``, ``Na{x}MoS2`` or ``ZnSO4·7H2O``."""

    def __init__(self, text: str):
        self.text = text
        self.position = 0
        self.subscripts: list[Polynomial] = []

    def read(self) -> dict[str, Polynomial]:
        counts = self._group("")
        while self._next() == "·":
            self.position += 1
            factor = self._amount()
            _add(counts, self._group(""), factor)
        if self.position < len(self.text):
            raise ValueError(f"it cannot be read from {self.text[self.position :]!r} on")
        return counts

    def _next(self) -> str:
        return self.text[self.position : self.position + 1]

    def _group(self, closing: str) -> dict[str, Polynomial]:
        counts: dict[str, Polynomial] = {}
        while (character := self._next()) and character != "·":
            if character == closing:
                break
            if character in _CLOSING:
                self.position += 1
                part = self._group(_CLOSING[character])
                if self._next() != _CLOSING[character]:
                    raise ValueError(f"{character!r} is not closed")
                self.position += 1
            elif character.isalpha():
                part = {self._element(): Polynomial.number(1)}
            else:
                break
            _add(counts, part, self._amount())
        if not counts:
            raise ValueError("an element is missing")
        return counts

    def _element(self) -> str:
        found = re.compile(r"[A-Z][a-z]?").match(self.text, self.position)
        if not found and not self._next().isascii():
            name = unicodedata.name(self._next(), "an unnamed character").lower()
            raise ValueError(f"{self._next()!r} ({name}) is no Latin letter; symbols of elements must be Latin letters")
        if not found:
            raise ValueError(
                f"{self._next()!r} is not an element: symbols begin with a capital letter, an unknown amount must "
                f"stand in braces, and a blank follows a coefficient{_meant(self.text)}"
            )
        symbol, behind = found[0], self.text[found.end() : found.end() + 1]
        known = ELEMENTS | PLACEHOLDERS
        if symbol not in known and symbol[0] in known and symbol[-1] in _UNKNOWN:
            self._refuse_letter(symbol[0], symbol[1])
        if symbol in known and behind and behind in _UNKNOWN:
            self._refuse_letter(symbol, behind)
        if symbol not in known:
            raise ValueError(f"there is no element {symbol!r}{_meant(self.text)}")
        self.position = found.end()
        return symbol

    def _refuse_letter(self, symbol: str, letter: str) -> None:
        raise ValueError(
            f"the amount {letter} of {symbol} is not a number; it must stand in braces, {symbol}{{{letter}}}, and its "
            "letter be given"
        )

    def _amount(self) -> Polynomial:
        found = _SUBSCRIPT.match(self.text, self.position)
        if not found:
            return Polynomial.number(1)
        self.position = found.end()
        amount = Polynomial.read(found[1] if found[1] is not None else found[2], "an amount")
        self.subscripts.append(amount)
        return amount


def _add(total: dict[str, Polynomial], part: dict[str, Polynomial], factor: Polynomial) -> None:
    for name, amount in part.items():
        total[name] = total.get(name, Polynomial()) + amount * factor


def _meant(text: str) -> str:
    """Suggest the formulas that other capitals would give, if there are few."""
    runs = re.split(r"([A-Za-z]+)", text)
    letters = "".join(runs[1::2])
    if "·" in text or len(letters) > 8 or (len(letters) > 4 and len(runs) == 3 and not runs[2]):
        return ""
    choices = [list(_symbols(run.lower())) if odd % 2 else [run] for odd, run in enumerate(runs)]
    found = ["".join(choice) for choice in itertools.islice(itertools.product(*choices), 4)]
    return f"; is {' or '.join(found)} meant?" if 0 < len(found) <= 3 else ""


def _symbols(letters: str) -> Iterator[str]:
    """Give every way to part small letters into symbols of elements."""
    if not letters:
        yield ""
    for length in (2, 1):
        symbol = letters[:length].capitalize()
        if len(letters) >= length and symbol in ELEMENTS:
            yield from (symbol + rest for rest in _symbols(letters[length:]))


def _read(text: str) -> Formula:
    """Read a formula; a message does not repeat the text, because the caller names it."""
    plain = _in_plain_characters(text)
    if not plain:
        raise ValueError("it is empty; it must name a compound")
    if plain in {"e-", "e^-"}:
        raise ValueError("this is an electron; it must be a compound")
    body, charge = _split_charge(plain)
    body = _with_braced_fractions(_with_clear_dots(body))
    # With a charge, CN- is the cyanide ion and not a name.
    if not charge:
        _refuse_names(body)
    _require_one_compound(body)
    _refuse_probably_wrong_capitals(body)
    reader = _Reader(body)
    elements = reader.read()
    return Formula(text, plain, elements, charge, tuple(reader.subscripts))


@takes(formula=TEXT)
def read_formula(formula: str) -> Formula:
    r"""Read a formula and count its elements exactly.

    Parameters
    ----------
    formula : str
        The formula, written as the description of this module says.

    Returns
    -------
    Formula
        Elements and charge, each as a polynomial of the unknown amounts.

    Raises
    ------
    ValueError
        If the text is not the formula of one compound; the message says why, and what to write instead where that
        can be said.

    Notes
    -----
    .. math:: N_\mathrm{element} = \sum_\mathrm{places} \; \prod_\mathrm{brackets} \text{amount}

    Brackets multiply what they hold, and so does the number behind a dot. Nothing is rounded.

    Examples
    --------
    >>> read_formula("MoS{2-x}").elements["S"].words()
    '2 - x'
    >>> read_formula("[Fe(CN)6]^4-").charge.words()
    '-4'
    """
    try:
        return _read(formula)
    except ValueError as error:
        raise ValueError(f"formula is {formula!r}: {error}") from None


# ---------------------------------------------------------------- values


def _values_of_text(text: str, amounts: dict[str, float] | None) -> dict[str, Fraction]:
    formula = read_formula(text)
    return formula.element_values(Values.checked(amounts, formula.letters, repr(text)))


@takes(formula=TEXT)
def unknown_amounts(formula: str) -> tuple[str, ...]:
    r"""Letters whose values a formula needs before it has a mass.

    Parameters
    ----------
    formula : str
        The formula, written as the description of this module says.

    Returns
    -------
    tuple of str
        The letters in alphabetical order; empty for a compound of known composition.

    Raises
    ------
    ValueError
        If the text is not the formula of one compound.

    Notes
    -----
    Letters in amounts and in the charge are counted. They stand in braces, or are Unicode subscripts.

    Examples
    --------
    >>> unknown_amounts("Ti3C2T{x}Na{y}")
    ('x', 'y')
    >>> unknown_amounts("MoS₂₋ₓ")
    ('x',)
    """
    return read_formula(formula).letters


@takes(formula=TEXT, amounts=Kind(dict))
def element_amounts(formula: str, amounts: dict[str, float] | None = None) -> dict[str, float]:
    r"""How many atoms of each element stand in a formula.

    Parameters
    ----------
    formula : str
        The formula, written as the description of this module says.
    amounts : dict of str to float, optional
        Value of each unknown amount in the formula, at least 0, such as ``{"x": 0.5}``.

    Returns
    -------
    dict of str to float
        Atoms per formula unit, in the order in which they appear. Elements whose amount is 0 are left out.

    Raises
    ------
    ValueError
        If the text is not the formula of one compound, or if a letter has no value, or one that makes an amount
        negative.

    Notes
    -----
    .. math:: N_\mathrm{element} = \sum_\mathrm{places} \; \prod_\mathrm{brackets} \text{amount}

    The sum is exact; only the result is rounded to a float.

    Examples
    --------
    >>> element_amounts("CuSO4.5H2O")
    {'Cu': 1.0, 'S': 1.0, 'O': 9.0, 'H': 10.0}
    >>> element_amounts("LiNi0.8Mn0.1Co0.1O2")
    {'Li': 1.0, 'Ni': 0.8, 'Mn': 0.1, 'Co': 0.1, 'O': 2.0}
    """
    return {name: float(value) for name, value in _values_of_text(formula, amounts).items()}


@takes(formula=TEXT, amounts=Kind(dict))
def charge_number(formula: str, amounts: dict[str, float] | None = None) -> float:
    r"""Charge of an ion as a multiple of the elementary charge.

    Parameters
    ----------
    formula : str
        The formula, written as the description of this module says.
    amounts : dict of str to float, optional
        Value of each unknown amount in the formula, at least 0, such as ``{"n": 2}``.

    Returns
    -------
    float
        Charge number, positive for cations; 0 for a compound without charge.

    Raises
    ------
    ValueError
        If the text is not the formula of one compound, or if a letter has no value or a negative one.

    Notes
    -----
    The charge is the one that is written. Whether it fits the elements is not judged.

    Examples
    --------
    >>> charge_number("Zn²⁺"), charge_number("[Fe(CN)6]^4-"), charge_number("MoS2")
    (2.0, -4.0, 0.0)
    """
    found = read_formula(formula)
    return float(found.charge.value(Values.checked(amounts, found.letters, repr(formula))))


@takes(formula=TEXT, amounts=Kind(dict))
def molar_mass_g_per_mol(formula: str, amounts: dict[str, float] | None = None) -> float:
    r"""Mass of one mole of formula units.

    Parameters
    ----------
    formula : str
        The formula of one compound or ion, written as the description of this module says.
    amounts : dict of str to float, optional
        Value of each unknown amount in the formula, at least 0, such as ``{"x": 0.5}``.

    Returns
    -------
    float
        Molar mass in g/mol.

    Raises
    ------
    ValueError
        If the text is not the formula of one compound: a composite, a name, an unknown element, an amount that is
        not given. Also if an element has no standard atomic weight.

    Notes
    -----
    .. math:: M = \sum_\mathrm{elements} N_\mathrm{element} \, A_r \times 1\,\mathrm{g/mol}

    with the standard atomic weights :math:`A_r` of ``atomic_masses``. The mass of electrons is neglected in ions.
    Most battery compounds come out to better than 0.1 %. Compounds rich in lithium are the exception: the isotopes of
    lithium are traded separately, and its standard weight is only known to 1 %, which is 0.4 % of Li2O.

    References
    ----------
    - T. Prohaska et al., Standard atomic weights of the elements 2021 (IUPAC Technical Report), Pure and Applied
      Chemistry 94 (2022) 573-600, doi:10.1515/pac-2019-0603.

    Examples
    --------
    >>> round(molar_mass_g_per_mol("LiFePO4"), 2)
    157.75
    >>> round(molar_mass_g_per_mol("Na{x}MoS2", {"x": 4}), 2)
    252.03
    >>> molar_mass_g_per_mol("WS2-x")
    Traceback (most recent call last):
    ValueError: formula is 'WS2-x': the amount 2-x is not a number; it must stand in braces, WS{2-x}, and its letter be given
    """
    return math.fsum(_masses(formula, amounts).values())


@takes(formula=TEXT, amounts=Kind(dict))
def mass_fractions(formula: str, amounts: dict[str, float] | None = None) -> dict[str, float]:
    r"""Share of each element in the mass of a compound.

    Parameters
    ----------
    formula : str
        The formula of one compound or ion, written as the description of this module says.
    amounts : dict of str to float, optional
        Value of each unknown amount in the formula, at least 0, such as ``{"x": 0.5}``.

    Returns
    -------
    dict of str to float
        Mass fraction of each element; together they are 1.

    Raises
    ------
    ValueError
        If the compound has no molar mass, for the reasons that ``molar_mass_g_per_mol`` gives.

    Notes
    -----
    .. math:: w_\mathrm{element} = N_\mathrm{element} A_r / \sum N A_r

    References
    ----------
    - T. Prohaska et al., Standard atomic weights of the elements 2021 (IUPAC Technical Report), Pure and Applied
      Chemistry 94 (2022) 573-600, doi:10.1515/pac-2019-0603.

    Examples
    --------
    >>> {name: round(share, 4) for name, share in mass_fractions("Na2S").items()}
    {'Na': 0.5892, 'S': 0.4108}
    """
    masses = _masses(formula, amounts)
    total = math.fsum(masses.values())
    return {name: mass / total for name, mass in masses.items()}


def _masses(text: str, amounts: dict[str, float] | None) -> dict[str, float]:
    """Return the mass of each element in a mole of the compound."""
    values = _values_of_text(text, amounts)
    for name in values:
        if name in PLACEHOLDERS:
            raise ValueError(
                f"formula is {text!r}: {name} is an unnamed surface group; it must be written as what it is, "
                "such as Ti3C2F2, to have a mass"
            )
        if name not in STANDARD_ATOMIC_WEIGHTS:
            raise ValueError(
                f"formula is {text!r}: {name} has no long-lived isotope; each element must have a standard atomic weight"
            )
    if not values:
        raise ValueError(f"amounts leaves nothing of {text!r}; it must leave at least one element")
    return {name: float(value) * STANDARD_ATOMIC_WEIGHTS[name].value for name, value in values.items()}
