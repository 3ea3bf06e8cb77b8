"""Questions asked of Table 1 of Review B: conditions made readable, summaries by class, and what two tests say together."""

from __future__ import annotations

import pandas as pd

from heterostructures.notation import subscripted
from heterostructures.physics.electrochemistry import cycling_time_d, discharge_time_h
from heterostructures.reference_keys import review_b_key
from heterostructures.references import short_reference

# The quantities that the table prints, in its order, with the words used on the page.
SUMMARISED_QUANTITIES = {
    "initial_coulombic_efficiency_percent": "ICE (%)",
    "cycling_capacity_mAh_per_g": "Cycling capacity (mAh/g)",
    "cycling_current_density_A_per_g": "Cycling current (A/g)",
    "cycles": "Cycles",
    "rate_capacity_mAh_per_g": "Rate capacity (mAh/g)",
    "rate_current_density_A_per_g": "Rate current (A/g)",
}


def short_class(heterostructure_class: str) -> str:
    """Drop the word that every class name of the table ends with.

    Parameters
    ----------
    heterostructure_class : str
        Class as printed, such as ``Sulfides/oxides heterostructures``.

    Returns
    -------
    str
        ``Sulfides/oxides``.

    Examples
    --------
    >>> short_class("Sulfides/oxides heterostructures")
    'Sulfides/oxides'
    """
    return heterostructure_class.removesuffix(" heterostructures")


def with_readable_conditions(table: pd.DataFrame) -> pd.DataFrame:
    """Add the columns that charts and tooltips show: names, conditions and references in words, times of test.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 as loaded by :func:`heterostructures.dataset.load_sib_table1`.

    Returns
    -------
    pandas.DataFrame
        A copy with the further columns ``class_name`` (short), ``name`` (with subscripts), ``window``,
        ``cycling_test``, ``rate_test``, ``ice`` and ``reference`` (text), ``discharge_time_min``
        and ``cycling_time_d`` (computed from the printed numbers of the row).

    Examples
    --------
    >>> from heterostructures.dataset import load_sib_table1
    >>> with_readable_conditions(load_sib_table1()).loc[0, "cycling_test"]
    '245.3 mAh/g after 2800 cycles at 2 A/g'
    """
    readable = table.copy()
    readable["class_name"] = table["heterostructure_class"].map(short_class)
    readable["name"] = table["material"].map(subscripted)
    readable["window"] = [
        f"{low:g}–{high:g} V"
        for low, high in zip(table["voltage_window_min_V"], table["voltage_window_max_V"], strict=True)
    ]
    readable["cycling_test"] = [
        f"{capacity:g} mAh/g after {cycles} cycles at {current:g} A/g"
        for capacity, cycles, current in zip(
            table["cycling_capacity_mAh_per_g"],
            table["cycles"],
            table["cycling_current_density_A_per_g"],
            strict=True,
        )
    ]
    readable["rate_test"] = [
        "not printed" if pd.isna(capacity) else f"{capacity:g} mAh/g at {current:g} A/g"
        for capacity, current in zip(
            table["rate_capacity_mAh_per_g"], table["rate_current_density_A_per_g"], strict=True
        )
    ]
    readable["ice"] = [
        "not printed" if pd.isna(value) else f"{value:g} %" for value in table["initial_coulombic_efficiency_percent"]
    ]
    readable["reference"] = [
        f"[{number}] {short_reference(review_b_key(number))}" for number in table["reference_number"]
    ]
    capacity = table["cycling_capacity_mAh_per_g"].to_numpy()
    current = table["cycling_current_density_A_per_g"].to_numpy()
    readable["discharge_time_min"] = 60.0 * discharge_time_h(capacity, current)
    readable["cycling_time_d"] = cycling_time_d(capacity, current, table["cycles"].to_numpy(dtype=float))
    return readable


def summary_by_class(table: pd.DataFrame) -> pd.DataFrame:
    """Median, range and number of printed values of every quantity, by class and over all rows.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 as loaded by :func:`heterostructures.dataset.load_sib_table1`, or some of its rows.

    Returns
    -------
    pandas.DataFrame
        Long form, one row per class and quantity: ``class_name``, ``quantity`` (a column of the table),
        ``n``, ``median``, ``minimum``, ``maximum``. The class ``All`` stands last. A class with no
        printed value of a quantity has n = 0 and missing figures.

    Examples
    --------
    >>> from heterostructures.dataset import load_sib_table1
    >>> summary = summary_by_class(load_sib_table1())
    >>> int(summary.query("class_name == 'All' and quantity == 'cycles'")["n"].iloc[0])
    55
    """
    groups = [(short_class(name), rows) for name, rows in table.groupby("heterostructure_class", sort=False)]
    groups.append(("All", table))
    records = []
    for name, rows in groups:
        for quantity in SUMMARISED_QUANTITIES:
            printed = rows[quantity].dropna().astype(float)
            records.append(
                {
                    "class_name": name,
                    "quantity": quantity,
                    "n": len(printed),
                    "median": printed.median(),
                    "minimum": printed.min(),
                    "maximum": printed.max(),
                }
            )
    return pd.DataFrame.from_records(records)


def conditions_by_class(table: pd.DataFrame) -> pd.DataFrame:
    """Count the electrodes of each class in each voltage window.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 with the columns of :func:`with_readable_conditions`.

    Returns
    -------
    pandas.DataFrame
        Long form, ``class_name``, ``window`` and ``electrodes`` (a count); combinations that do not occur are left out.
    """
    return table.groupby(["class_name", "window"], sort=False).size().rename("electrodes").reset_index()


def rate_against_cycling(table: pd.DataFrame) -> pd.DataFrame:
    """Set the capacity of the rate test beside the capacity after cycling, for rows that print both.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 with the columns of :func:`with_readable_conditions`.

    Returns
    -------
    pandas.DataFrame
        The rows with both tests and the further columns ``current_ratio`` and ``capacity_ratio``
        (rate test divided by cycling test) and ``reading``, one of ``less at a higher current``,
        ``more at a higher current``, ``same current`` and ``lower current``.

    Notes
    -----
    The rate test is read on a young electrode after a few cycles, the cycling capacity on an old
    one. A capacity ratio above 1 at a higher current therefore shows ageing, not physics reversed.
    """
    both = table.dropna(subset=["rate_capacity_mAh_per_g"]).copy()
    both["current_ratio"] = both["rate_current_density_A_per_g"] / both["cycling_current_density_A_per_g"]
    both["capacity_ratio"] = both["rate_capacity_mAh_per_g"] / both["cycling_capacity_mAh_per_g"]

    def reading(row: pd.Series) -> str:
        if row["current_ratio"] == 1:
            return "same current"
        if row["current_ratio"] < 1:
            return "lower current"
        return "more at a higher current" if row["capacity_ratio"] > 1 else "less at a higher current"

    both["reading"] = both.apply(reading, axis="columns")
    return both


def telling_cycling_tests(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Pick the rows that show best how little a cycle number says about time.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 with the columns of :func:`with_readable_conditions`.

    Returns
    -------
    dict of str to pandas.Series
        ``longest`` (most days), ``most_cycles``, ``quickest`` (fewest days among the tests of 2000
        cycles or more) and ``fewest_cycles`` (the longest of those with the fewest cycles).

    Examples
    --------
    >>> from heterostructures.dataset import load_sib_table1
    >>> rows = telling_cycling_tests(with_readable_conditions(load_sib_table1()))
    >>> int(rows["most_cycles"]["cycles"])
    7500
    """
    by_time = table.sort_values("cycling_time_d")
    return {
        "longest": by_time.iloc[-1],
        "most_cycles": table.loc[table["cycles"].idxmax()],
        "quickest": by_time.query("cycles >= 2000").iloc[0],
        "fewest_cycles": by_time.query("cycles == cycles.min()").iloc[-1],
    }
