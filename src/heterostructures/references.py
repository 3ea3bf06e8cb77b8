"""The bibliography: reading ``references.bib`` and naming a reference in a few words."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

import bibtexparser
from bibtexparser import Library

from heterostructures.dataset.files import data_directory
from heterostructures.reference_keys import REVIEW_LETTERS


def bibliography_path() -> Path:
    """Return the path of ``references.bib``: beside the data folder of a checkout, inside it in a wheel.

    Returns
    -------
    pathlib.Path
        The bibliography file.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    directory = data_directory()
    for path in (directory.parent / "references.bib", directory / "references.bib"):
        if path.is_file():
            return path
    raise FileNotFoundError(f"references.bib was found neither in {directory.parent} nor in {directory}")


def read_bibliography(path: Path) -> Library:
    """Parse a BibTeX file; blocks that cannot be read are in ``failed_blocks`` of the result.

    Parameters
    ----------
    path : pathlib.Path
        The file, in UTF-8.

    Returns
    -------
    bibtexparser.Library
        Entries and failed blocks.
    """
    # The parser also logs what it puts into failed_blocks; once is enough.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    return bibtexparser.parse_string(path.read_text(encoding="utf-8"))


def bibliography_fields() -> dict[str, dict[str, str]]:
    """Return the fields of every entry of the bibliography, by key.

    Returns
    -------
    dict
        For each key a dict from the name of a field, in small letters, to its text.

    Examples
    --------
    >>> bibliography_fields()["yang2026heterostructures"]["year"]
    '2026'
    """
    return {key: dict(fields) for key, fields in _fields_by_key().items()}


@cache
def _fields_by_key() -> dict[str, dict[str, str]]:
    library = read_bibliography(bibliography_path())
    return {entry.key: {f.key.lower(): f.value for f in entry.fields} for entry in library.entries}


def reference_label(key: str) -> str:
    """Return the label of an entry in the bibliography of the book.

    A reference of a review is named by the letter of the review and its number there; any other work
    by its first author, as far as known, and its year.

    Parameters
    ----------
    key : str
        Key in ``references.bib``.

    Returns
    -------
    str
        For example ``A16``, ``B52``, ``Review A`` or ``Whittles 2016``.

    Raises
    ------
    KeyError
        If the bibliography has no such key.

    Examples
    --------
    >>> reference_label("zhang_interfacial_ref64"), reference_label("zhang_interfacial")
    ('B64', 'Review B')
    """
    review, _, number = key.partition("_ref")
    if review in REVIEW_LETTERS:
        return f"{REVIEW_LETTERS[review]}{number}" if number else f"Review {REVIEW_LETTERS[review]}"
    return _labels_of_other_works()[key]


@cache
def _labels_of_other_works() -> dict[str, str]:
    """Label the works that no review cites; two works of one author and year are told apart by a letter."""
    named: dict[str, list[str]] = {}
    for key, fields in sorted(_fields_by_key().items()):
        if key.partition("_ref")[0] in REVIEW_LETTERS:
            continue
        first_name = fields.get("author", "Anon.").split(" and ")[0]
        name = first_name.strip("{}") if "," not in first_name else first_name.split(",")[0]
        named.setdefault(f"{name} {fields.get('year', '')}".strip(), []).append(key)
    return {
        key: label + (chr(ord("a") + index) if len(keys) > 1 else "")
        for label, keys in named.items()
        for index, key in enumerate(keys)
    }


def reference_anchor(key: str) -> str:
    """Return the anchor of an entry on the page of the bibliography.

    Parameters
    ----------
    key : str
        Key in ``references.bib``.

    Returns
    -------
    str
        The anchor, such as ``ref-zhang-interfacial-ref64``.

    Examples
    --------
    >>> reference_anchor("zhang_interfacial_ref64")
    'ref-zhang-interfacial-ref64'
    """
    # Sphinx writes anchors in small letters and with hyphens.
    return "ref-" + key.replace("_", "-").lower()


def short_reference(key: str) -> str:
    """Name a reference by first author and year, as far as they are known.

    Parameters
    ----------
    key : str
        Key in ``references.bib``.

    Returns
    -------
    str
        For example ``Fan et al. 2022``, ``Xu et al.`` or ``not identified``.

    Raises
    ------
    KeyError
        If the bibliography has no such key.

    Examples
    --------
    >>> short_reference("zhang_interfacial_ref64")
    'Fan et al. 2022'
    """
    fields = _fields_by_key()[key]
    names = fields.get("author", "").split(" and ") if "author" in fields else []
    year = fields.get("year", "")
    if not names:
        return f"first author unknown, {year}" if year else "not identified"
    others = " et al." if len(names) > 1 else ""
    return f"{names[0].split(',')[0]}{others} {year}".strip()
