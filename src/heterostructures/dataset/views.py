"""What the reviews print about one question: the numbers of all data files in one table, and the comparisons.

:func:`measurements` joins three places in which the dataset keeps printed numbers without storing any of
them twice: the running text (``measurements.csv``), Table 1 of Review B (``sib_table1.csv``) and the
potentials of the reactions (``reactions.csv``).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from heterostructures.dataset.files import (
    PANDAS_TYPES,
    data_directory,
    fingerprint,
    load_coverage,
    load_heterostructures,
    load_measurements,
    load_quantities,
    load_reactions,
    load_reviews,
    load_sib_table1,
    load_vocabularies,
    resource_descriptor,
)
from heterostructures.reference_keys import review_b_key
from heterostructures.units import to_canonical

# One value, several, or None for no restriction.
Terms = str | Iterable[str] | None
Fingerprint = tuple[tuple[str, int, int], ...]

# What the view has beside the columns of measurements.csv.
_FURTHER_COLUMNS = {
    "voltage_window_min_V": "float64",
    "voltage_window_max_V": "float64",
    "source_file": "string",
}
_TABLE1_PLACE = {"review": "B", "section_id": "B-4", "figure_or_table_id": "B-tab1", "source_file": "sib_table1.csv"}

# How a page writes a condition of a measurement.
CONDITIONS = {
    "current_density_A_per_g": "{} A/g",
    "areal_current_density_mA_per_cm2": "{} mA/cm²",
    "c_rate_per_h": "{} C",
    "cycle_number": "{} cycles",
    "temperature_K": "{} K",
    "areal_loading_mg_per_cm2": "loading {} mg/cm²",
    "electrolyte_to_sulfur_ratio_mL_per_g": "electrolyte/sulfur {} mL/g",
    "potential_V": "at {} V",
    "potential_reference": "against {}",
    "other_conditions": "{}",
}

# A stored number written as it is in its file.
_PLAIN_NUMBER = "{:.12g}".format

# By what counts() can count, and the column that holds it.
_COUNTED = {"review": "review", "section": "section_id", "quantity": "quantity", "battery": "battery"}


# ---------------------------------------------------------------- the merged view


def measurements(
    quantity: Terms = None,
    battery: Terms = None,
    heterostructure: Terms = None,
    review: Terms = None,
    section: Terms = None,
    role: Terms = None,
    method: Terms = None,
    numbers_only: bool = False,
    directory: Path | None = None,
) -> pd.DataFrame:
    """Return every printed number and direction, from the text, Table 1 of Review B and the reactions.

    Each filter takes one term or several; several filters must all hold.

    Parameters
    ----------
    quantity : str or iterable of str, optional
        Quantity as defined in the file quantities, such as ``specific_capacity``.
    battery, role, method : str or iterable of str, optional
        Terms of the vocabularies of that name. Battery and role are those of the heterostructure, so a
        general statement of a review, which belongs to no heterostructure, is left out by them. Each term
        stands for itself: ``Na-ion`` leaves out ``Li-ion and Na-ion``.
    heterostructure : str or iterable of str, optional
        Identifier, or name as printed; for the name, blanks, capitals and kinds of dashes do not matter,
        and all heterostructures that bear it are meant.
    review : str or iterable of str, optional
        Letter of the review.
    section : str or iterable of str, optional
        Section as numbered in the file coverage, such as ``B-4``, together with all sections inside it.
    numbers_only : bool, optional
        Leave out the rows that claim a direction without a number.
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        The columns of ``measurements.csv`` as described in ``datapackage.json``, and ``voltage_window_min_V``,
        ``voltage_window_max_V`` (Table 1 only); ``heterostructure_name``, ``battery``, ``role`` (text);
        ``canonical_value``, ``canonical_value_max`` (numbers in ``canonical_unit``, the unit in which the
        quantity is compared); ``source_file``; and ``also_in_table1``, true for a number of the running
        text that Table 1 prints too, perhaps with other rounding, for the same heterostructure and under the
        same current and cycles: leave these rows out of statistics. The table is yours to change.

    Raises
    ------
    ValueError
        If a term is unknown, or a stored unit cannot be converted.

    Notes
    -----
    A row of Table 1 gives up to three rows: ``T01-ICE``, ``T01-cycling`` and ``T01-rate``. A reaction with a
    printed potential gives one row of the quantity ``reaction_potential`` under the name of the reaction.

    Examples
    --------
    >>> first = measurements(quantity="specific_capacity", section="B-4").set_index("measurement_id").loc["T01-cycling"]
    >>> float(first["value"]), first["unit"], int(first["cycle_number"])
    (245.3, 'mAh/g', 2800)
    >>> try:
    ...     measurements(battery="sodium-ion")
    ... except ValueError as error:
    ...     print(str(error).partition("?")[0])
    battery='sodium-ion' is not in the dataset. Did you mean 'Na-ion' or 'Li-ion and Na-ion' or 'Na-ion and K-ion'
    """
    directory = directory or data_directory()
    state = fingerprint(directory)
    view = _view(directory, state)
    wanted = {
        "quantity": ("quantity", quantity),
        "battery": ("battery", battery),
        "heterostructure": ("heterostructure_id", heterostructure),
        "review": ("review", review),
        "section": ("section_id", section),
        "role": ("role", role),
        "method": ("method", method),
    }
    keep = view["value"].notna() if numbers_only else pd.Series(True, index=view.index)
    for argument, (column, terms) in wanted.items():
        if terms is not None:
            keep &= view[column].isin(_understood(argument, terms, _dictionary(directory, state)[argument]))
    # A copy down to the arrays: nothing that the caller does reaches the cached table.
    return view[keep].reset_index(drop=True).copy()


@lru_cache(maxsize=4)
def _view(directory: Path, state: Fingerprint) -> pd.DataFrame:
    """Build the whole view; a new state of the files builds it anew."""
    types = {
        f["name"]: PANDAS_TYPES[f["type"]] for f in resource_descriptor("measurements", directory)["schema"]["fields"]
    }
    types |= _FURTHER_COLUMNS
    catalogue = load_heterostructures(directory)
    stored = load_measurements(directory)
    derived = pd.concat(
        [*_rows_of_table1(load_sib_table1(directory), catalogue), _rows_of_reactions(load_reactions(directory))],
        ignore_index=True,
    )
    # What both parts have is of one type in both, so that they join without guessing; the rest stays missing.
    derived = derived.astype({name: kind for name, kind in types.items() if name in derived})
    stored["source_file"] = pd.Series("measurements.csv", index=stored.index, dtype="string")
    view = pd.concat([stored, derived], ignore_index=True)[list(types)]
    named = catalogue.drop_duplicates("heterostructure_id").set_index("heterostructure_id")
    for column, source in (("heterostructure_name", "name"), ("battery", "battery"), ("role", "role")):
        view[column] = view["heterostructure_id"].map(named[source]).astype("string")
    _add_canonical(view, load_quantities(directory))
    view["also_in_table1"] = _printed_in_table1_too(view)
    return view


def _rows_of_table1(table: pd.DataFrame, catalogue: pd.DataFrame) -> list[pd.DataFrame]:
    """Table 1 of Review B as measurements; what it does not print gives no row."""
    rows = catalogue.dropna(subset=["table_row"]).drop_duplicates("table_row").set_index("table_row")
    common = pd.DataFrame(
        {
            "heterostructure_id": table["table_row"].map(rows["heterostructure_id"]),
            "subject": table["material"],
            "qualifier": "exactly",
            "method": "experiment",
            "bib_keys": table["reference_number"].map(review_b_key),
            "voltage_window_min_V": table["voltage_window_min_V"],
            "voltage_window_max_V": table["voltage_window_max_V"],
            **_TABLE1_PLACE,
        }
    )
    number = table["table_row"].map("T{:02d}".format).astype("string")
    cycling_current, rate_current = table["cycling_current_density_A_per_g"], table["rate_current_density_A_per_g"]
    tests: dict[str, dict[str, Any]] = {
        "ICE": {
            "quantity": "initial_coulombic_efficiency",
            "unit": "%",
            "value": table["initial_coulombic_efficiency_percent"],
        },
        "cycling": {
            "quantity": "specific_capacity",
            "unit": "mAh/g",
            "value": table["cycling_capacity_mAh_per_g"],
            "current_density_A_per_g": cycling_current,
            "cycle_number": table["cycles"],
        },
        "rate": {
            "quantity": "specific_capacity",
            "unit": "mAh/g",
            "value": table["rate_capacity_mAh_per_g"],
            "current_density_A_per_g": rate_current,
        },
    }
    return [
        common.assign(measurement_id=number + f"-{name}", printed=test["value"].map(_PLAIN_NUMBER), **test)[
            test["value"].notna()
        ]
        for name, test in tests.items()
    ]


def _rows_of_reactions(reactions: pd.DataFrame) -> pd.DataFrame:
    """Give the printed potentials of the reactions as measurements. How they were obtained, that file does not say."""
    rows = reactions[reactions["potential_min_V"].notna()]
    return rows.rename(
        columns={
            "reaction_id": "measurement_id",
            "as_printed": "subject",
            "potential_min_V": "value",
            "potential_max_V": "value_max",
            "potential_qualifier": "qualifier",
            "equation_id": "figure_or_table_id",
        }
    ).assign(
        quantity="reaction_potential",
        unit="V",
        method="not stated",
        other_conditions=rows["process"],
        source_file="reactions.csv",
    )


def _add_canonical(view: pd.DataFrame, quantities: pd.DataFrame) -> None:
    """Add the values in the unit in which each quantity is compared."""
    units = quantities.drop_duplicates("quantity").set_index("quantity")["unit"]
    is_number = view["value"].notna()
    view["canonical_unit"] = view["quantity"].map(units).where(is_number).astype("string")
    odd = view.loc[is_number, ["unit", "canonical_unit"]].fillna("")
    odd = odd[odd["unit"] != odd["canonical_unit"]]
    pairs_of_units: Any = odd.groupby(["unit", "canonical_unit"], sort=False).groups
    for column in ("value", "value_max"):
        numbers = view[column].to_numpy(dtype=float, copy=True)
        for (unit, canonical), rows in pairs_of_units.items():
            try:
                if not canonical:
                    raise ValueError("it has no unit in quantities.csv, so its numbers cannot be compared")
                numbers[rows] = to_canonical(numbers[rows], unit, canonical)
            except ValueError as error:
                first = view.loc[rows[0]]
                raise ValueError(
                    f"{first['source_file']}, row {first['measurement_id']}, quantity {first['quantity']!r}: {error}"
                ) from None
        view[f"canonical_{column}"] = numbers


def _printed_in_table1_too(view: pd.DataFrame) -> NDArray[np.bool_]:
    """Find the numbers of the running text that Table 1 prints for the same electrode and the same test."""
    table = view[(view["source_file"] == "sib_table1.csv") & view["heterostructure_id"].notna()]
    table = table.drop_duplicates("measurement_id")
    may_repeat = view["heterostructure_id"].isin(table["heterostructure_id"].unique())
    may_repeat &= view["quantity"].isin(table["quantity"].unique())
    may_repeat &= (view["source_file"] == "measurements.csv") & view["value"].notna() & view["value_max"].isna()
    text = view[may_repeat]
    printed: dict[tuple[Any, ...], set[tuple[float, int]]] = {}
    for test, number in zip(_tests(table), _numbers(table), strict=True):
        printed.setdefault(test, set()).add(number)
    found = np.zeros(len(view), dtype=bool)
    found[may_repeat.to_numpy(dtype=bool)] = [
        # 348.1 in the text and 348 in the table are one result: they agree in the decimals that both print.
        any(abs(value - other) <= 0.5000001 * 10.0 ** -min(decimals, others) for other, others in printed.get(test, ()))
        for test, (value, decimals) in zip(_tests(text), _numbers(text), strict=True)
    ]
    return found


def _tests(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Say of each row which test of which electrode it is; what the review does not print counts as one of its own."""
    current = rows["current_density_A_per_g"].fillna(-1)
    cycles = rows["cycle_number"].fillna(-1).astype(int)
    # The table prints no current for the initial coulombic efficiency, which can be that of one cycle only.
    is_of_first_cycle = rows["quantity"] == "initial_coulombic_efficiency"
    current, cycles = current.mask(is_of_first_cycle, -1), cycles.mask(is_of_first_cycle, -1)
    units = rows["unit"].fillna("")
    return list(zip(rows["heterostructure_id"], rows["quantity"], units, current, cycles, strict=True))


def _numbers(rows: pd.DataFrame) -> list[tuple[float, int]]:
    """Give the value of each row and the number of its printed decimals."""
    printed = rows["printed"].fillna(rows["value"].map(_PLAIN_NUMBER).astype("string"))
    return [(value, _decimals(text)) for value, text in zip(rows["value"], printed, strict=True)]


def _decimals(printed: str) -> int:
    """Count the decimals of a number as printed."""
    return len(printed.partition(".")[2])


# ---------------------------------------------------------------- what a filter means


@dataclass(frozen=True)
class _Term:
    """What a term of a filter stands for in the column of the view, and how it is defined."""

    meaning: tuple[str, ...]
    definition: str = ""


@lru_cache(maxsize=4)
def _dictionary(directory: Path, state: Fingerprint) -> dict[str, dict[str, _Term]]:
    """Return the allowed terms of each filter."""

    def terms(names: Iterable[str], definitions: Iterable[str]) -> dict[str, _Term]:
        return {name: _Term((name,), text) for name, text in zip(names, definitions, strict=True)}

    quantities, reviews = load_quantities(directory), load_reviews(directory)
    vocabularies, coverage = load_vocabularies(directory), load_coverage(directory)
    dictionary = {
        "quantity": terms(quantities["quantity"], quantities["definition"].fillna("")),
        "review": terms(reviews["review"], reviews["bib_key"]),
    }
    for vocabulary in ("battery", "role", "method"):
        own = vocabularies[vocabularies["vocabulary"] == vocabulary]
        dictionary[vocabulary] = terms(own["term"], own["definition"].fillna(""))

    inside: dict[str, list[str]] = {}
    for item, parent in zip(coverage["item_id"], coverage["parent_id"].fillna(""), strict=True):
        inside.setdefault(parent, []).append(item)
    sections = coverage[coverage["kind"].isin(["abstract", "section", "subsection"])]
    dictionary["section"] = {
        section: _Term(tuple(_with_everything_inside(section, inside)), label)
        for section, label in zip(sections["item_id"], sections["label"].fillna(""), strict=True)
    }

    catalogue = load_heterostructures(directory)
    bearers: dict[str, list[str]] = {}
    for identifier, name in zip(catalogue["heterostructure_id"], catalogue["name"], strict=True):
        bearers.setdefault(name, []).append(identifier)
    dictionary["heterostructure"] = {name: _Term(tuple(identifiers)) for name, identifiers in bearers.items()}
    dictionary["heterostructure"] |= {name: _Term((name,)) for name in catalogue["heterostructure_id"]}
    return dictionary


def _with_everything_inside(section: str, inside: dict[str, list[str]]) -> list[str]:
    found = {section: None}
    for item in (reached := [section]):
        new = [part for part in dict.fromkeys(inside.get(item, [])) if part not in found]
        found |= dict.fromkeys(new)
        reached += new
    return reached


def _plain_name(name: str) -> str:
    """Reduce a name to what a reader types: no blanks, no subscripts, one kind of dash, no capitals."""
    return re.sub(r"[\s\-‐‑–−]", "", unicodedata.normalize("NFKC", name)).casefold()


def _understood(argument: str, given: str | Iterable[str], allowed: dict[str, _Term]) -> set[str]:
    """Return what the given terms stand for, or say which one is not known and what is close to it."""
    wanted: set[str] = set()
    for term in [given] if isinstance(given, str) or not isinstance(given, Iterable) else given:
        meant = [term] if term in allowed else []
        if argument == "heterostructure" and not meant:
            meant = [name for name in allowed if _plain_name(name) == _plain_name(str(term))]
        if not meant:
            raise ValueError(_unknown(argument, term, {name: term.definition for name, term in allowed.items()}))
        wanted.update(*(allowed[name].meaning for name in meant))
    return wanted


def _unknown(argument: str, given: object, definitions: dict[str, str]) -> str:
    """Say that a term is not known, and which allowed ones look like it or are defined by its words."""

    def plain(text: str) -> str:
        return re.sub(r"[\s_-]+", " ", text).casefold()

    words = plain(str(given))
    names = {plain(name): name for name in definitions}
    alike = [names[name] for name in difflib.get_close_matches(words, list(names), n=3, cutoff=0.75)]
    defined = [name for name, definition in definitions.items() if len(words) > 2 and words in plain(definition)]
    similar = [names[name] for name in difflib.get_close_matches(words, list(names), n=3, cutoff=0.5)]
    near = list(dict.fromkeys([*alike, *defined, *similar]))[:3]
    message = f"{argument}={given!r} is not in the dataset."
    if near:
        message += f" Did you mean {' or '.join(repr(name) for name in near)}?"
    if len(definitions) <= 30:
        message += f" It knows {', '.join(repr(name) for name in definitions)}."
    else:
        files = {"quantity": "quantities.csv", "section": "coverage.csv", "heterostructure": "heterostructures.csv"}
        message += f" All names are in {files.get(argument, 'vocabularies.csv')}."
    return message


# ---------------------------------------------------------------- comparisons


def pairs(
    quantity: Terms = None,
    battery: Terms = None,
    heterostructure: Terms = None,
    review: Terms = None,
    section: Terms = None,
    role: Terms = None,
    method: Terms = None,
    directory: Path | None = None,
) -> pd.DataFrame:
    """Return the comparisons of numbers that the reviews make, one row each: with the change, and without it.

    Parameters
    ----------
    quantity, battery, heterostructure, review, section, role, method : str or iterable of str, optional
        As for :func:`measurements`; they are asked of the changed side.
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        ``changed_`` and ``reference_`` each with ``id``, ``subject``, ``value``, ``value_max`` (upper end of a
        printed range), ``qualifier`` and ``method``; ``unit``, the one in which the quantity is compared and in
        which all numbers here are; ``difference`` (changed - reference) and ``ratio`` (changed / reference);
        ``difference_min`` and ``difference_max``; ``conditions`` (text); ``quantity``, ``heterostructure_id``,
        ``heterostructure_name``, ``battery``, ``role``, ``review``, ``section_id`` and ``bib_keys`` of both sides.

    Raises
    ------
    ValueError
        If a term is unknown, or a stored unit cannot be converted.

    Notes
    -----
    Comparisons without a number on both sides are not here. The numbers are taken as printed: where a side
    is printed as about, above or up to a number, so is the difference.

    ``difference`` and ``ratio`` are empty unless exactly one number stands on each side. Where a side is a
    range, ``difference_min`` and ``difference_max`` say between what the difference lies; 2.10-2.12 against
    2.15 is between -0.05 and -0.03. For two single numbers both equal ``difference``.

    ``ratio`` is also empty where the reference is 0 and where the signs differ. For a potential or an energy
    level, whose zero is a convention, only the difference means something.

    Examples
    --------
    >>> table = pairs()
    >>> single = table.dropna(subset=["difference"])
    >>> bool((single["changed_value"] - single["reference_value"] == single["difference"]).all())
    True
    """
    directory = directory or data_directory()
    numbers = measurements(numbers_only=True, directory=directory)
    numbers = numbers[numbers["source_file"] == "measurements.csv"].drop_duplicates("measurement_id")
    changed = measurements(
        quantity, battery, heterostructure, review, section, role, method, numbers_only=True, directory=directory
    ).drop_duplicates("measurement_id")
    changed = changed[(changed["comparison_side"] == "changed").fillna(False).astype(bool)]
    partners = changed.assign(partner=changed["compared_with"].str.split("; ")).explode("partner")
    references = numbers[(numbers["comparison_side"] == "reference").fillna(False).astype(bool)]
    both = partners.merge(
        references, left_on="partner", right_on="measurement_id", suffixes=("", "_of_reference"), sort=False
    ).drop_duplicates(["measurement_id", "partner"])
    return _compared(both.reset_index(drop=True))


def _compared(both: pd.DataFrame) -> pd.DataFrame:
    """Compute the comparison of two rows that stand side by side."""
    table: dict[str, Any] = {"quantity": both["quantity"], "unit": both["canonical_unit"]}
    for side, suffix in (("changed", ""), ("reference", "_of_reference")):
        for name, column in (
            ("id", "measurement_id"),
            ("subject", "subject"),
            ("value", "canonical_value"),
            ("value_max", "canonical_value_max"),
            ("qualifier", "qualifier"),
            ("method", "method"),
        ):
            table[f"{side}_{name}"] = both[column + suffix]
    result = pd.DataFrame(table)
    low, high = result["changed_value"], result["changed_value_max"].fillna(result["changed_value"])
    reference_low = result["reference_value"]
    reference_high = result["reference_value_max"].fillna(reference_low)
    single = result["changed_value_max"].isna() & result["reference_value_max"].isna()
    result["difference"] = (low - reference_low).where(single)
    result["difference_min"] = low - reference_high
    result["difference_max"] = high - reference_low
    has_ratio = single & (reference_low != 0) & (low * reference_low >= 0)
    result["ratio"] = low.where(has_ratio) / reference_low.where(has_ratio)
    here, there = _conditions(both, ""), _conditions(both, "_of_reference")
    result["conditions"] = pd.Series(
        [
            (a or None) if a == b else f"changed: {a or 'not stated'}; reference: {b or 'not stated'}"
            for a, b in zip(here, there, strict=True)
        ],
        index=result.index,
        dtype="string",
    )
    for column in ("heterostructure_id", "heterostructure_name", "battery", "role"):
        result[column] = both[column].fillna(both[f"{column}_of_reference"])
    for column in ("review", "section_id"):
        result[column] = both[column]
    result["bib_keys"] = pd.Series(
        [
            "; ".join(dict.fromkeys(f"{a}; {b}".split("; ")))
            for a, b in zip(both["bib_keys"], both["bib_keys_of_reference"], strict=True)
        ],
        index=result.index,
        dtype="string",
    )
    return result


def _conditions(rows: pd.DataFrame, suffix: str) -> list[str]:
    """Write the conditions of each row in a few words."""
    words: list[list[str]] = [[] for _ in range(len(rows))]
    for column, form in CONDITIONS.items():
        for text, value in zip(words, rows[column + suffix], strict=True):
            if not pd.isna(value):
                text.append(form.format(value if isinstance(value, str) else _PLAIN_NUMBER(float(value))))
    return [", ".join(text) for text in words]


# ---------------------------------------------------------------- counts


def counts(by: str, directory: Path | None = None) -> pd.DataFrame:
    """Count the numbers, directions and heterostructures of the merged view.

    Parameters
    ----------
    by : str
        ``review``, ``section``, ``quantity`` or ``battery``.
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        One row per term that occurs, in the order of the file that defines the terms. ``numbers`` counts each
        result once; those that the running text repeats from Table 1 are in ``repeats_of_table1``. Further
        ``directions`` and ``heterostructures``. What belongs to no battery stands last, with a missing term.
        A section is counted alone, without the sections inside it.

    Raises
    ------
    ValueError
        If it cannot be counted by that.

    Examples
    --------
    >>> table = counts("quantity").set_index("quantity")
    >>> bool(table.loc["specific_capacity", "numbers"] > 100)
    True
    """
    if by not in _COUNTED:
        raise ValueError(_unknown("by", by, dict.fromkeys(_COUNTED, "")))
    directory = directory or data_directory()
    view, column = measurements(directory=directory), _COUNTED[by]
    is_number = view["value"].notna()
    counted = (
        view.assign(
            numbers=is_number & ~view["also_in_table1"],
            repeats_of_table1=view["also_in_table1"],
            directions=~is_number,
        )
        .groupby(column, dropna=False, sort=False)
        .agg(
            numbers=("numbers", "sum"),
            repeats_of_table1=("repeats_of_table1", "sum"),
            directions=("directions", "sum"),
            heterostructures=("heterostructure_id", "nunique"),
        )
        .reset_index(names=by)
    )
    place = {term: position for position, term in enumerate(_dictionary(directory, fingerprint(directory))[by])}
    order = counted[by].map(place).fillna(len(place))
    return counted.iloc[order.argsort(kind="stable")].reset_index(drop=True)
