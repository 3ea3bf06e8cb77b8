"""The keys by which the bibliography names the reviews and their numbered references."""

from __future__ import annotations

REVIEW_LETTERS = {"yang2026heterostructures": "A", "zhang_interfacial": "B"}
"""The letter by which the book calls each review, by the key of the review."""


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
