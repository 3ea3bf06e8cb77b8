"""What the command says when all is well: how much there is, how well it is known, and what is left out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from heterostructures.validation.bibliography import STATUSES, read_library
from heterostructures.validation.coverage_rules import treated_parts
from heterostructures.validation.files import DESCRIPTION, Sources, read_rows
from heterostructures.wanted_materials import missing_properties


def summary(sources: Sources) -> list[str]:
    """Describe a dataset without problems in a few lines.

    Parameters
    ----------
    sources : Sources
        The files, found to be in order.

    Returns
    -------
    list of str
        Lines to print; the first begins with ``All is well:``.
    """
    resources = {resource["name"]: resource for resource in json.loads(sources.data[DESCRIPTION])["resources"]}
    rows = {
        name: read_rows(
            sources.data[resource["path"]],
            sources.file(resource["path"]),
            tuple(f["name"] for f in resource["schema"]["fields"]),
        )
        or ()
        for name, resource in resources.items()
    }
    entries, _ = read_library(sources.bibliography, sources.bibliography_name)
    total = sum(len(found) for found in rows.values())
    parts = treated_parts(list(rows["coverage"]))
    present = {(row["material"], row["property"]) for row in rows["materials"]}
    missing = missing_properties(resources["materials"]["wanted"], present)
    return [
        f"All is well: {len(rows)} data files with {total} rows, {len(entries)} bibliography entries.",
        "Rows: " + ", ".join(f"{name} {len(found)}" for name, found in rows.items()) + ".",
        "Bibliography: " + "; ".join(_confidence([dict(entry.fields) for entry in entries.values()])) + ".",
        f"Coverage: {parts['treated']} of {parts['all']} parts treated, {parts['open']} open, "
        f"{parts['not reproducible']} not reproducible without the original data.",
        *(["Left out for want of a source:"] if missing else []),
        *(f"  {component}: {', '.join(lacking)}" for component, lacking in missing.items()),
    ]


def _confidence(entries: list[dict[str, str]]) -> Iterator[str]:
    statuses = Counter(fields["status"] for fields in entries)
    yield ", ".join(f"{statuses[status]} {status}" for status in sorted(STATUSES, key=_from_known_to_unknown))
    verified = sum("doi" in fields for fields in entries)
    yield f"DOIs: {verified} verified, {sum('unconfirmed_doi' in fields for fields in entries)} unconfirmed"


def _from_known_to_unknown(status: str) -> int:
    return ["identified", "candidate", "unidentified"].index(status)
