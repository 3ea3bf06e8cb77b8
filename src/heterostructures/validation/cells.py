"""Rules for a single cell as written: plain decimal numbers and harmless text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_PLAIN_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
# A spreadsheet takes a signed number for what it is; anything longer it would run.
_SIGNED_NUMBER = re.compile(r"[+-][0-9]+(\.[0-9]+)?")
_MARKUP = re.compile(r"<\s*[/!?a-zA-Z]")
_FORMULA_SIGNS = {"=", "+", "-", "@"}


@lru_cache(maxsize=50_000)
def number_rule(text: str, field_type: str) -> str | None:
    """Return what is wrong with a number as written, or None.

    Parameters
    ----------
    text : str
        The cell as it stands in the file.
    field_type : str
        ``number`` or ``integer``.

    Returns
    -------
    str or None
        The rule that the text breaks.

    Examples
    --------
    >>> number_rule("1e3", "number")
    'must be a plain decimal number with a point, such as 74.94, without exponent, unit, blank or separator'
    >>> number_rule("74.94", "number") is None
    True
    """
    if field_type == "integer" and not _PLAIN_INTEGER.fullmatch(text):
        return (
            "must be a whole number in plain digits, such as 1000, without decimals, exponent, unit, blank or separator"
        )
    if field_type == "number" and (not _PLAIN_NUMBER.fullmatch(text) or text == "-0"):
        return "must be a plain decimal number with a point, such as 74.94, without exponent, unit, blank or separator"
    return None


def markup_rule(text: str) -> str | None:
    """Return what is wrong if a text holds markup, or None.

    Parameters
    ----------
    text : str
        A cell or a field of the bibliography.

    Returns
    -------
    str or None
        The rule that the text breaks.

    Examples
    --------
    >>> markup_rule("WS2<script>")
    'must not hold markup such as <b> or <script>'
    """
    return "must not hold markup such as <b> or <script>" if _MARKUP.search(text) else None


def invisible_rule(text: str) -> str | None:
    """Return what is wrong if a text holds something that a reader cannot see, or None.

    Parameters
    ----------
    text : str
        A cell or a line of the bibliography.

    Returns
    -------
    str or None
        The rule that the text breaks.

    Examples
    --------
    >>> invisible_rule("WS2" + chr(0x200B))
    'must not hold a control character, a line break or an invisible character'
    """
    if text.isascii() and text.isprintable():
        return None
    if any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"} for character in text):
        return "must not hold a control character, a line break or an invisible character"
    return None


def _is_foreign_letter(character: str) -> bool:
    names = ("LATIN", "GREEK", "MICRO", "ANGSTROM", "SUBSCRIPT", "MODIFIER")
    return character.isalpha() and not unicodedata.name(character, "").startswith(names)


def _alphabet_rule(text: str) -> str | None:
    if text.isascii():
        return None
    if any(unicodedata.category(character) == "Zs" and character != " " for character in text):
        return "must use the plain blank, no other kind of space"
    if any(_is_foreign_letter(character) for character in text):
        return "must be written in Latin or Greek letters; a letter of another alphabet looks the same and is not"
    if unicodedata.normalize("NFC", text) != text:
        return "must be in composed Unicode form (NFC), so that equal names are equal"
    return None


def _formula_rule(text: str) -> str | None:
    # The wide forms of East Asian typesetting start a formula too.
    if unicodedata.normalize("NFKC", text[:1]) in _FORMULA_SIGNS and not _SIGNED_NUMBER.fullmatch(text):
        return "must not begin with = + - or @, which a spreadsheet would run as a formula"
    return None


@lru_cache(maxsize=50_000)
def text_rule(text: str) -> str | None:
    """Return what is wrong with a text cell, or None.

    Parameters
    ----------
    text : str
        The cell as it stands in the file.

    Returns
    -------
    str or None
        The rule that the text breaks.

    Examples
    --------
    >>> text_rule("=SUM(A1:A9)")
    'must not begin with = + - or @, which a spreadsheet would run as a formula'
    >>> text_rule("WS2−x/ZnS@C") is None
    True
    >>> text_rule("-4.85") is None
    True
    """
    if text != text.strip():
        return "must not begin or end with a blank"
    if "  " in text:
        return "must not hold two blanks in a row"
    return invisible_rule(text) or _alphabet_rule(text) or _formula_rule(text) or markup_rule(text)
