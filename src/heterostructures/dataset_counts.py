"""What the page of the dataset counts: rows by section, comparisons, and what is still missing."""

from __future__ import annotations

import pandas as pd

from heterostructures import dataset
from heterostructures.reference_keys import REVIEW_LETTERS
from heterostructures.references import bibliography_fields


def counts_by_section() -> pd.DataFrame:
    """Count the stored rows of each section, without Table 1.

    Returns
    -------
    pandas.DataFrame
        ``section`` (letter of the review, number and heading), ``review``, ``order``, ``numbers`` and
        ``directions``, in printed order.

    Examples
    --------
    >>> counts = counts_by_section()
    >>> bool((counts["numbers"] + counts["directions"] > 0).all())
    True
    """
    coverage = dataset.load_coverage()
    order = {item: index for index, item in enumerate(coverage["item_id"])}
    names = dict(zip(coverage["item_id"], coverage["label"], strict=True))
    rows = dataset.load_measurements()
    is_number = rows["value"].notna()
    counts = (
        rows.assign(numbers=is_number, directions=~is_number)
        .groupby("section_id", sort=False)
        .agg(numbers=("numbers", "sum"), directions=("directions", "sum"))
        .reset_index()
    )
    counts["order"] = counts["section_id"].map(order)
    counts["review"] = counts["section_id"].str[0]
    counts["section"] = [
        f"{item[0]}: {names[item]}" if item.endswith("abstract") else f"{item}: {names[item]}"
        for item in counts["section_id"]
    ]
    return counts.sort_values("order", ignore_index=True)


def pairs_in_printed_order() -> pd.DataFrame:
    """Return the comparisons in the order in which the reviews print them.

    Returns
    -------
    pandas.DataFrame
        As :func:`heterostructures.dataset.pairs`.

    Examples
    --------
    >>> pairs_in_printed_order()["changed_id"].is_monotonic_increasing
    True
    """
    return dataset.pairs().sort_values(["changed_id", "reference_id"], ignore_index=True)


def facts_about_the_dataset() -> dict[str, int | str]:
    """Count what the page of the dataset says in words.

    Returns
    -------
    dict
        Counts by name; the values are whole numbers or names of sections.

    Examples
    --------
    >>> facts = facts_about_the_dataset()
    >>> facts["numbers"] + facts["directions"] == len(dataset.load_measurements())
    True
    """
    rows, coverage, sections = dataset.load_measurements(), dataset.load_coverage(), counts_by_section()
    heterostructures, materials = dataset.load_heterostructures(), dataset.load_materials()
    has_row = set(rows["heterostructure_id"].dropna())
    only_named = heterostructures[~heterostructures["heterostructure_id"].isin(has_row)]
    of_applications = sections["section_id"].str.startswith(("A-4", "B-4"))
    pairs = dataset.pairs()
    richest = sections.loc[sections["numbers"].idxmax()]
    boldest = sections.loc[sections["directions"].idxmax()]
    works = bibliography_fields()
    in_review = {
        letter: [fields for name, fields in works.items() if name.startswith(f"{key}_ref")]
        for key, letter in REVIEW_LETTERS.items()
    }
    pairs_of_one = pairs["quantity"].value_counts()
    return {
        "numbers": int(rows["value"].notna().sum()),
        "directions": int(rows["value"].isna().sum()),
        "table1_rows": len(dataset.load_sib_table1()),
        "heterostructures": len(heterostructures),
        "only_named": int(only_named["table_row"].isna().sum()),
        "numbers_in_applications": int(sections.loc[of_applications, "numbers"].sum()),
        "numbers_with_method": int((rows["value"].notna() & (rows["method"] != "not stated")).sum()),
        "reactions": len(dataset.load_reactions()),
        "material_rows": len(materials),
        "read_in_abstract": int((materials["source_read"] == "abstract").sum()),
        "sections": len(sections),
        "sections_with_more_directions": int((sections["directions"] > sections["numbers"]).sum()),
        "section_most_numbers": str(richest["section"]),
        "most_numbers": int(richest["numbers"]),
        "section_most_directions": str(boldest["section"]),
        "most_directions": int(boldest["directions"]),
        "pairs": len(pairs),
        "pair_quantities": len(pairs_of_one),
        "most_pairs_of_one": int(pairs_of_one.max()),
        "references_a": len(in_review["A"]),
        "references_b": len(in_review["B"]),
        "unidentified": sum(fields["status"] == "unidentified" for fields in in_review["B"]),
        "doi_verified_a": sum(fields["doi_status"] == "verified" for fields in in_review["A"]),
        "doi_unconfirmed_a": sum("unconfirmed_doi" in fields for fields in in_review["A"]),
        "coverage_parts": len(coverage),
        "coverage_open": int((coverage["treatment"] == "open").sum()),
    }
