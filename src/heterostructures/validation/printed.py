"""Reading a number as a review prints it, to compare it with the number that is stored."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

NUMBER_WORDS = {
    "order of magnitude": 10,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_DASHES = str.maketrans("−–—‐‑", "-----")
_MANTISSA = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_POWER = r"10\^\{?([+-]?\d{1,2})\}?"
_ONE = re.compile(rf"(?:(?P<sign>[+-]?){_POWER}|(?P<number>{_MANTISSA})(?:/(?P<divisor>\d+)|\s*[×x·*]\s*{_POWER})?)")
_BETWEEN = re.compile(r"\s*(?:-|~|to|and)\s*")


@lru_cache(maxsize=10_000)
def printed_numbers(text: str) -> tuple[Fraction, ...]:
    """Return the number, or the two ends of the range, that a printed string stands for.

    Parameters
    ----------
    text : str
        As in the column ``printed``: with thousands commas, any dash, powers of ten, a leading sign or
        tilde, or a number word.

    Returns
    -------
    tuple of fractions.Fraction
        One or two numbers.

    Raises
    ------
    ValueError
        If the string is neither a number nor a range.

    Examples
    --------
    >>> printed_numbers("8,000")
    (Fraction(8000, 1),)
    >>> printed_numbers("2.10–2.12")
    (Fraction(21, 10), Fraction(53, 25))
    >>> printed_numbers("10^2 - 10^3")
    (Fraction(100, 1), Fraction(1000, 1))
    >>> printed_numbers("four")
    (Fraction(4, 1),)
    """
    if text.casefold() in NUMBER_WORDS:
        return (Fraction(NUMBER_WORDS[text.casefold()]),)
    # Superscript digits are an exponent; the caret is written before they become plain digits.
    plain = re.sub(r"([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", r"^\1", text).translate(_SUPERSCRIPTS).translate(_DASHES)
    plain = plain.lstrip("~≈<>≤≥ ").strip()
    first = _ONE.match(plain)
    if not first:
        raise ValueError(f"{text!r} is not a number")
    rest = plain[first.end() :]
    if not rest:
        return (_value(first),)
    between = _BETWEEN.match(rest)
    second = _ONE.fullmatch(rest[between.end() :]) if between else None
    if not second:
        raise ValueError(f"{text!r} is neither a number nor a range; {rest!r} is not understood")
    return _value(first), _value(second)


def _value(found: re.Match[str]) -> Fraction:
    """Turn one matched number into a fraction. The groups 2 and 5 are the exponents of the two ways of writing."""
    if found["number"] is None:
        return Fraction(10) ** int(found[2]) * (-1 if found["sign"] == "-" else 1)
    number = Fraction(found["number"].replace(",", ""))
    if found["divisor"]:
        if int(found["divisor"]) == 0:
            raise ValueError("a printed number must not be divided by zero")
        return number / int(found["divisor"])
    return number * Fraction(10) ** int(found[5]) if found[5] else number


def is_printed_as(value: Decimal, printed: Fraction) -> bool:
    """Whether a stored number is the printed one; only what no decimal can say, such as 1/3, may be rounded.

    Parameters
    ----------
    value : decimal.Decimal
        The stored number.
    printed : fractions.Fraction
        One number of :func:`printed_numbers`.

    Returns
    -------
    bool
        True if they agree.

    Examples
    --------
    >>> is_printed_as(Decimal("0.333"), Fraction(1, 3)), is_printed_as(Decimal("0.3"), Fraction(1, 3))
    (True, False)
    """
    if Fraction(value) == printed:
        return True
    divisor = printed.denominator
    for prime in (2, 5):
        while divisor % prime == 0:
            divisor //= prime
    decimals = -int(value.as_tuple().exponent)
    return divisor > 1 and decimals >= 3 and abs(Fraction(value) - printed) <= Fraction(1, 2 * 10**decimals)
