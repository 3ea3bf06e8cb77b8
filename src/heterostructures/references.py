"""The bibliography: reading ``references.bib`` and naming a reference in a few words."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

import bibtexparser
from bibtexparser import Library

from heterostructures.dataset import data_directory


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


@cache
def _fields_by_key() -> dict[str, dict[str, str]]:
    library = read_bibliography(bibliography_path())
    return {entry.key: {f.key.lower(): f.value for f in entry.fields} for entry in library.entries}


def review_b_key(reference_number: int) -> str:
    """Return the BibTeX key of a numbered reference of Review B.

    Parameters
    ----------
    reference_number : int
        The number in square brackets in the review.

    Returns
    -------
    str
        The key, such as ``zhang_interfacial_ref64``.

    Examples
    --------
    >>> review_b_key(64)
    'zhang_interfacial_ref64'
    """
    return f"zhang_interfacial_ref{int(reference_number)}"


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
