"""Which properties of which components the book wants, and which of them have no source."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

NEEDS = "properties_of_"


def wanted_properties(wanted: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    """Go through the wanted components with their needs; any one property of a need is enough.

    Parameters
    ----------
    wanted : mapping
        The property ``wanted`` of the resource ``materials``: for each group its components, and under
        ``properties_of_`` and the name of the group their needs.

    Yields
    ------
    component : str
        Formula or name.
    needs : sequence of sequence of str
        Properties; those of one inner list can stand for each other.

    Returns
    -------
    iterator
        The pairs above.

    Examples
    --------
    >>> list(wanted_properties({"metals": ["Cu"], "properties_of_metals": [["density"]]}))
    [('Cu', [['density']])]
    """
    for group, components in wanted.items():
        if not group.startswith(NEEDS):
            for component in components:
                yield component, wanted[f"{NEEDS}{group}"]


def missing_properties(wanted: Mapping[str, Any], present: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    """Compare the wanted properties with those that are there.

    Parameters
    ----------
    wanted : mapping
        As for :func:`wanted_properties`.
    present : collection of (str, str)
        Component and property of each row of ``materials.csv``.

    Returns
    -------
    dict of str to list of str
        For each component that lacks something, what it lacks; alternatives are joined by ``or``.

    Examples
    --------
    >>> wanted = {"metals": ["Cu", "Al"], "properties_of_metals": [["density"], ["work_function"]]}
    >>> missing_properties(wanted, {("Cu", "density"), ("Al", "density"), ("Al", "work_function")})
    {'Cu': ['work_function']}
    """
    missing: dict[str, list[str]] = {}
    for component, needs in wanted_properties(wanted):
        lacking = [" or ".join(need) for need in needs if not any((component, name) in present for name in need)]
        if lacking:
            missing[component] = lacking
    return missing
