"""Rules of the coverage: every part of a review has its place in it and, once treated, a page of the book."""

from __future__ import annotations

from collections.abc import Iterator

from heterostructures.validation.common_rules import SECTION_KINDS
from heterostructures.validation.files import Row
from heterostructures.validation.problem import Problem
from heterostructures.validation.rules import Dataset, rule

# In what a part of each kind stands, and whether it must stand in something.
PARENT_KINDS: dict[str, tuple[set[str], bool]] = {
    "abstract": (set(), False),
    "section": (SECTION_KINDS, False),
    "subsection": (SECTION_KINDS, True),
    "figure": (SECTION_KINDS, False),
    "figure panel": ({"figure"}, True),
    "table": (SECTION_KINDS, False),
    "equation": (SECTION_KINDS, False),
}
# Parts that no page treats.
WITHOUT_PAGE = {"open", "not reproducible"}


@rule("coverage")
def parts_stand_in_the_right_part(dataset: Dataset) -> Iterator[Problem]:
    """A panel stands in a figure, everything else in a section."""
    parts = dataset.by("coverage", "item_id")
    for row in dataset["coverage"]:
        kinds, needed = PARENT_KINDS.get(row["kind"], (set(), False))
        parent = parts.get(row["parent_id"])
        if needed and not row["parent_id"]:
            yield row.problem("parent_id", f"must be given for a {row['kind']}")
        elif parent and parent["kind"] not in kinds and row["kind"] in PARENT_KINDS:
            yield row.problem("parent_id", f"is a {parent['kind']}; a {row['kind']} cannot stand in it")


@rule("coverage")
def parts_do_not_stand_in_themselves(dataset: Dataset) -> Iterator[Problem]:
    """Going from part to the part that it stands in ends at the review."""
    parts = dataset.by("coverage", "item_id")
    for row in dataset["coverage"]:
        seen, part = {row["item_id"]}, parts.get(row["parent_id"])
        while part is not None and part["item_id"] not in seen:
            seen.add(part["item_id"])
            part = parts.get(part["parent_id"])
        if part is not None and part["item_id"] == row["item_id"]:
            yield row.problem("parent_id", "leads in a circle: the part would stand in itself")


@rule("coverage")
def treated_parts_have_a_page(dataset: Dataset) -> Iterator[Problem]:
    """A page is named if, and only if, a page treats the part; an anchor only beside a page."""
    for row in dataset["coverage"]:
        if row["treatment"] in WITHOUT_PAGE and row["page"]:
            yield row.problem("page", f"must be empty while the treatment is {row['treatment']!r}")
        elif row["treatment"] and row["treatment"] not in WITHOUT_PAGE and not row["page"]:
            yield row.problem("page", f"must be given for the treatment {row['treatment']!r}")
        if row["anchor"] and not row["page"]:
            yield row.problem("anchor", "must be empty without a page")


@rule("coverage")
def pages_exist(dataset: Dataset) -> Iterator[Problem]:
    """A page that is named exists in the book."""
    if dataset.pages is None:
        return
    for row in dataset["coverage"]:
        if row["page"] and row["page"] not in dataset.pages:
            yield row.problem("page", f"does not exist: there is no file {row['page']}.md")


@rule("coverage", "reviews")
def every_review_has_sections(dataset: Dataset) -> Iterator[Problem]:
    """Each review has at least one section."""
    with_sections = {row["review"] for row in dataset["coverage"] if row["kind"] == "section"}
    for row in dataset["reviews"]:
        if row["review"] and row["review"] not in with_sections:
            yield row.problem("review", "has no section in data/coverage.csv")


def treated_parts(rows: list[Row]) -> dict[str, int]:
    """Count the parts by how the book treats them.

    Parameters
    ----------
    rows : list of Row
        Rows of ``coverage.csv``.

    Returns
    -------
    dict of str to int
        ``all``, ``treated``, ``open`` and ``not reproducible``.
    """
    treatments = [row["treatment"] for row in rows]
    return {
        "all": len(rows),
        "treated": sum(treatment not in WITHOUT_PAGE for treatment in treatments),
        "open": treatments.count("open"),
        "not reproducible": treatments.count("not reproducible"),
    }
