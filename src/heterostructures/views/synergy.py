"""What the reviews claim together: the map of mechanisms, their co-occurrence, and the comparisons that are printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise

import altair as alt
import numpy as np
import pandas as pd
from scipy import stats

from heterostructures import dataset, tables
from heterostructures.charts import ACCENT, INK, SERIES
from heterostructures.views import live

NONE_STATED = "none stated"
# Mechanisms that are credited at most this often share one bar of the map.
RARE, RARER = 3, "rarer ones"
ALL = "all"
# How the roles and batteries of the dataset are gathered for the map.
ROLES = {
    "anode": ("anode",),
    "cathode": ("cathode",),
    "air cathode": ("air cathode",),
    "S or I host": ("sulfur cathode catalyst", "sulfur host", "iodine host"),
    "coating": ("separator coating", "interlayer", "anode coating", "cathode coating"),
    "metal anode": ("metal anode",),
    "other role": ("electrode", "catalyst", "model interface", "not stated"),
}
BATTERIES = {
    "Na-ion": ("Na-ion",),
    "Li-ion": ("Li-ion",),
    "K-ion": ("K-ion",),
    "Li-S": ("Li-S",),
    "metal-air": ("Zn-air", "Li-O2", "Al-air", "Zn-Co/air hybrid"),
    "aqueous": ("aqueous Zn-ion", "aqueous NH4-ion", "aqueous Mg", "aqueous Zn-I2", "aqueous Al"),
    "other": (
        "Na metal",
        "Li metal",
        "Li-ion and Na-ion",
        "Na-ion and K-ion",
        "several",
        "supercapacitor",
        "no battery",
        "not stated",
    ),
}
REPORTED = ["pair", "number", "direction", "name"]
REVIEWS = [ALL, "A", "B"]
# Shares of the height of the map: the bars of a column, and the gaps between them.
BARS, GAPS = 0.6, 0.4
# Wide enough for the longest label of each column on a phone.
COLUMN_PLACES = [0.0, 1.58, 2.53, 3.34]
COLUMN_TITLES = ["mechanism", "role", "battery", "printed"]
MAP_HEIGHT = 680


def _group(groups: dict[str, tuple[str, ...]], term: str) -> str:
    return next(name for name, terms in groups.items() if term in terms)


@lru_cache(maxsize=4)
def _claims(stamp: object) -> pd.DataFrame:
    del stamp  # only there so that a change of the data is a new call
    catalogue = dataset.load_heterostructures()
    rows = dataset.measurements()
    with_number = set(rows.loc[rows["value"].notna(), "heterostructure_id"].dropna())
    with_direction = set(rows.loc[rows["direction"].notna(), "heterostructure_id"].dropna())
    with_pair = set(dataset.pairs()["heterostructure_id"].dropna())

    def reported(name: str) -> str:
        if name in with_pair:
            return REPORTED[0]
        if name in with_number:
            return REPORTED[1]
        return REPORTED[2] if name in with_direction else REPORTED[3]

    return pd.DataFrame(
        {
            "heterostructure_id": catalogue["heterostructure_id"].map(str),
            "name": catalogue["name"].map(str),
            "review": catalogue["review"].map(str),
            "mechanisms": [[] if pd.isna(text) else text.split("; ") for text in catalogue["mechanisms"]],
            "role": [_group(ROLES, term) for term in catalogue["role"]],
            "battery": [_group(BATTERIES, term) for term in catalogue["battery"]],
            "reported": [reported(name) for name in catalogue["heterostructure_id"]],
        }
    )


def claims() -> pd.DataFrame:
    """Return what the map draws: one row per heterostructure of the dataset.

    Returns
    -------
    pandas.DataFrame
        Columns heterostructure_id, name, review, mechanisms (list, empty where none is stated), role and battery
        (gathered), reported (the best that is printed for it: pair, number, direction, or name).
    """
    return _claims(dataset.fingerprint()).copy()


def mentions(rows: pd.DataFrame) -> pd.DataFrame:
    """Give every credited mechanism a row of its own.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of :func:`claims`.

    Returns
    -------
    pandas.DataFrame
        Columns of :func:`claims` with ``mechanism``; a heterostructure without any has one row, ``none stated``.
    """
    lists = [names or [NONE_STATED] for names in rows["mechanisms"]]
    return rows.assign(mechanism=lists).explode("mechanism", ignore_index=True)


def mechanism_order(rows: pd.DataFrame) -> list[str]:
    """Order the mechanisms by how often they are credited, ``none stated`` last.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of :func:`claims`.

    Returns
    -------
    list of str
        Names; equal counts stand in alphabetical order.
    """
    counts = mentions(rows)["mechanism"].value_counts()
    return sorted(counts.index, key=lambda name: (name == NONE_STATED, -counts[name], name))


def gathered(rows: pd.DataFrame) -> pd.DataFrame:
    """Give every mention a row, with the mechanisms that are rare in the whole dataset under one name.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of :func:`claims`, filtered or not.

    Returns
    -------
    pandas.DataFrame
        As :func:`mentions`.
    """
    single = mentions(rows)
    common = set(map_levels()[0])
    return single.assign(mechanism=single["mechanism"].where(single["mechanism"].isin(common), RARER))


def map_levels() -> list[list[str]]:
    """Name the bars of the map, column by column.

    Returns
    -------
    list of list of str
        Mechanisms (most frequent first, then the rarer ones and ``none stated``), roles, batteries, what is printed.
    """
    counts = mentions(claims())["mechanism"].value_counts()
    common = [name for name in mechanism_order(claims()) if counts[name] > RARE and name != NONE_STATED]
    return [[*common, RARER, NONE_STATED], list(ROLES), list(BATTERIES), REPORTED]


def chosen(rows: pd.DataFrame, battery: str = ALL, review: str = ALL) -> pd.DataFrame:
    """Filter as the controls of the map do.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of :func:`claims`.
    battery, review : str
        A family of batteries and a letter; ``all`` for no filter.

    Returns
    -------
    pandas.DataFrame
        The rows left.
    """
    kept = rows
    if battery != ALL:
        kept = kept[kept["battery"] == battery]
    if review != ALL:
        kept = kept[kept["review"] == review]
    return kept


def links(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the mentions along every link of the map.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of :func:`claims`.

    Returns
    -------
    pandas.DataFrame
        Columns stage (0 to 2), source, target and n.
    """
    single = gathered(rows)
    columns = ["mechanism", "role", "battery", "reported"]
    parts = []
    for stage, (left, right) in enumerate(pairwise(columns)):
        part = single.groupby([left, right], sort=False).size().reset_index(name="n")
        part.columns = ["source", "target", "n"]
        parts.append(part.assign(stage=stage))
    return pd.concat(parts, ignore_index=True)[["stage", "source", "target", "n"]]


def _compact(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the map with positions instead of names; the page holds each name, and these rows, once."""
    mechanisms, roles, batteries, reported = map_levels()
    known = {name: mechanisms.index(name) for name in mechanisms}
    return pd.DataFrame(
        {
            "s": [
                "|".join(
                    [
                        row["review"],
                        ",".join(str(known.get(name, known[RARER])) for name in (row["mechanisms"] or [NONE_STATED])),
                        str(roles.index(row["role"])),
                        str(batteries.index(row["battery"])),
                        str(reported.index(row["reported"])),
                    ]
                )
                for row in rows.to_dict("records")
            ]
        }
    )


def _words(names: Sequence[str]) -> str:
    return "[" + ",".join(f"'{name}'" for name in names) + "]"


# One line of data for texts and rules that belong to the chart as a whole.
ONE = alt.Data(values=[{"one": 1}])


def network_chart(rows: pd.DataFrame, prefix: str = "net") -> alt.LayerChart:
    """The map of the claims: mechanism, role, battery and what is printed, as columns joined by links.

    Parameters
    ----------
    rows : pandas.DataFrame
        Result of :func:`claims`.
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.LayerChart
        The page filters, counts and lays out the rows itself; widths are counts of mentions.
    """
    c = live.Controls(prefix)
    levels = map_levels()
    battery = c.choice("battery", "Battery", [ALL, *BATTERIES], ALL)
    review = c.choice("review", "Review", REVIEWS, ALL)
    marked = c.choice("marked", "Mark a path", ["nothing", *levels[0], *BATTERIES, *REPORTED], "built-in field")
    names = c.compute("names", "[" + ",".join(_words(level) for level in levels) + "]")
    single = (
        alt.Chart()
        .transform_calculate(p="split(datum.s, '|')")
        .transform_calculate(
            r="datum.p[0]",
            m="split(datum.p[1], ',')",
            o="+datum.p[2]",
            b="+datum.p[3]",
            e="+datum.p[4]",
        )
        .transform_filter(
            f"({battery} == '{ALL}' || {names}[2][datum.b] == {battery}) && "
            f"({review} == '{ALL}' || datum.r == {review})"
        )
        .transform_joinaggregate(H="count()")
        .transform_flatten(["m"])
        .transform_calculate(m="+datum.m")
        .transform_joinaggregate(T="count()")
    )
    path = "[datum.m, datum.o, datum.b, datum.e]"
    # In the page the reader may also point at a link.
    hover = f"{prefix}_hover"
    on_link = f"{path}[{hover}.k[0]] == {hover}.a[0] && {path}[{hover}.k[0] + 1] == {hover}.c[0]"
    by_choice = (
        f"({names}[0][datum.m] == {marked} || {names}[2][datum.b] == {marked} || {names}[3][datum.e] == {marked})"
    )
    bars, gaps = repr(BARS), repr(GAPS)

    def drawn_links(start: alt.Chart, *, with_marked: bool) -> alt.Chart:
        """Count mentions along links and give each link its band."""
        ops = {"n": "count()", "T": "max(T)"}
        if with_marked:
            start = start.transform_calculate(s=f"isDefined({hover}.k) ? ({on_link}) : {by_choice}")
            ops = {"n": "count()", "T": "max(T)", "S": "sum(s)"}
        chart = (
            start.transform_calculate(k="[0, 1, 2]")
            .transform_flatten(["k"])
            .transform_calculate(a=f"{path}[datum.k]", c=f"{path}[datum.k + 1]")
            .transform_aggregate(**ops, groupby=["k", "a", "c"])
            .transform_joinaggregate(A="distinct(a)", C="distinct(c)", groupby=["k"])
            .transform_window(
                window=[alt.WindowFieldDef(op="sum", field="n", **{"as": "sa"})],
                sort=[alt.SortField("a"), alt.SortField("c")],
                groupby=["k"],
            )
            .transform_window(
                window=[alt.WindowFieldDef(op="sum", field="n", **{"as": "sc"})],
                sort=[alt.SortField("c"), alt.SortField("a")],
                groupby=["k"],
            )
            .transform_window(
                window=[alt.WindowFieldDef(op="dense_rank", field="a", **{"as": "ra"})],
                sort=[alt.SortField("a")],
                groupby=["k"],
            )
            .transform_window(
                window=[alt.WindowFieldDef(op="dense_rank", field="c", **{"as": "rc"})],
                sort=[alt.SortField("c")],
                groupby=["k"],
            )
        )
        if with_marked:
            chart = chart.transform_filter("datum.S > 0")
        # The band is drawn in pixels from its upper left corner, as a shape of its own.
        return (
            chart.transform_calculate(
                x=f"{COLUMN_PLACES}[datum.k]",
                y=f"{bars} * (datum.sa - datum.n) / datum.T + {gaps} * (datum.ra - 1) / max(datum.A - 1, 1)",
                y1=f"{bars} * (datum.sc - datum.n) / datum.T + {gaps} * (datum.rc - 1) / max(datum.C - 1, 1)",
                h=f"round(10 * {MAP_HEIGHT * BARS!r} * {'datum.S' if with_marked else 'datum.n'} / datum.T) / 10",
                w=f"{COLUMN_PLACES}[datum.k + 1] - {COLUMN_PLACES}[datum.k]",
                **(
                    {}
                    if with_marked
                    else {
                        "from_words": f"{names}[datum.k][datum.a]",
                        "to_words": f"{names}[datum.k + 1][datum.c]",
                    }
                ),
            )
            .transform_calculate(
                px=f"round(datum.w * width / {COLUMN_PLACES[-1] + 0.7 + 0.04!r})",
                half=f"round(datum.w * width / {2 * (COLUMN_PLACES[-1] + 0.7 + 0.04)!r})",
                down=f"round({MAP_HEIGHT} * (datum.y1 - datum.y))",
                under=f"round({MAP_HEIGHT} * (datum.y1 - datum.y)) + datum.h",
            )
            .transform_calculate(
                band="'M0,0C' + datum.half + ',0,' + datum.half + ',' + datum.down + ',' + datum.px + ',' + datum.down + 'v'"
                " + datum.h + 'C' + datum.half + ',' + datum.under + ',' + datum.half + ',' + datum.h + ',0,' + datum.h + 'Z'"
            )
        )

    x = alt.X("x:Q", scale=alt.Scale(domain=[-0.04, COLUMN_PLACES[-1] + 0.7], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, 1], reverse=True, nice=False), axis=None)
    # A size of 4 draws a shape in its own units.
    encoding = {"x": x, "y": y, "shape": alt.Shape("band:N", scale=None), "size": alt.value(4)}
    marked_links = (
        drawn_links(single, with_marked=True).mark_point(filled=True, color=ACCENT, opacity=0.5).encode(**encoding)
    )
    pointed = alt.selection_point(name=hover, fields=["k", "a", "c"], on="pointerover", clear="pointerout", empty=False)
    all_links = (
        drawn_links(single, with_marked=False)
        .mark_point(filled=True, color=SERIES[0], opacity=0.28)
        .encode(
            **encoding,
            tooltip=[
                alt.Tooltip("from_words:N", title="From"),
                alt.Tooltip("to_words:N", title="To"),
                alt.Tooltip("n:Q", title="Mentions"),
            ],
        )
        .add_params(pointed)
    )
    nodes = (
        single.transform_calculate(k="[0, 1, 2, 3]")
        .transform_flatten(["k"])
        .transform_calculate(a=f"{path}[datum.k]")
        .transform_aggregate(n="count()", T="max(T)", H="max(H)", groupby=["k", "a"])
        .transform_joinaggregate(A="count()", groupby=["k"])
        .transform_window(
            window=[
                alt.WindowFieldDef(op="sum", field="n", **{"as": "sa"}),
                alt.WindowFieldDef(op="row_number", field="n", **{"as": "ra"}),
            ],
            sort=[alt.SortField("a")],
            groupby=["k"],
        )
        .transform_calculate(
            y=f"{bars} * (datum.sa - datum.n) / datum.T + {gaps} * (datum.ra - 1) / max(datum.A - 1, 1)",
            x=f"{COLUMN_PLACES}[datum.k] - 0.015",
            x2=f"{COLUMN_PLACES}[datum.k] + 0.015",
            words=f"{names}[datum.k][datum.a] + ' ' + datum.n",
        )
        .transform_calculate(
            y2=f"datum.y + {bars} * datum.n / datum.T", yt="datum.y + 0.5 * " + bars + " * datum.n / datum.T"
        )
    )
    node_bars = nodes.mark_rect(color=INK).encode(x=x, x2="x2:Q", y=y, y2="y2:Q")

    labels = nodes.mark_text(align="left", dx=4, baseline="middle", fontSize=11).encode(
        x="x2:Q", y=alt.Y("yt:Q"), text="words:N"
    )
    heads = (
        alt.Chart(
            alt.Data(values=[{"x": x_, "t": title} for x_, title in zip(COLUMN_PLACES, COLUMN_TITLES, strict=True)])
        )
        .mark_text(align="left", dx=-4, dy=-14, baseline="bottom", fontWeight=600)
        .encode(x="x:Q", y=alt.value(0), text="t:N")
    )
    reading = (
        single.transform_aggregate(T="count()", H="max(H)")
        .transform_calculate(
            words="datum.T + ' mentions of ' + datum.H + (datum.H == 1 ? ' heterostructure' : ' heterostructures')"
        )
        .mark_text(align="left", baseline="bottom", dx=-4, dy=-36, fontWeight=600)
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
    )
    empty = [f"{one}|{letter}" for one in BATTERIES for letter in REVIEWS if chosen(rows, one, letter).empty]
    nothing = (
        alt.Chart(ONE)
        .transform_calculate(
            words=f"indexof({_words(empty)}, {battery} + '|' + {review}) < 0 ? '' : "
            "'No heterostructure of this choice is named'"
        )
        .mark_text(align="left", baseline="bottom", dx=-4, dy=-36, fontWeight=600)
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
    )
    return (
        alt.layer(
            marked_links,
            all_links,
            node_bars,
            labels,
            heads,
            reading,
            nothing,
            data=_compact(rows),
        )
        .add_params(*c.parameters)
        .properties(height=MAP_HEIGHT)
    )


def matrix_table(rows: pd.DataFrame) -> tables.ShownTable:
    """The counts of the matrix as a table, with the share that has any number.

    Parameters
    ----------
    rows : pandas.DataFrame
        Result of :func:`claims`.

    Returns
    -------
    ShownTable
        One row per mechanism.
    """
    single = mentions(rows)
    counts = pd.crosstab(single["mechanism"], single["battery"]).reindex(
        index=mechanism_order(rows), columns=list(BATTERIES), fill_value=0
    )
    counts["all"] = counts.sum(axis=1)
    counts["pairs"] = (
        single[single["reported"] == REPORTED[0]].groupby("mechanism").size().reindex(counts.index, fill_value=0)
    )
    # Words instead of numbers: the cells need no sorting, and the page stays light.
    shown = counts.map(lambda n: str(n) if n else "").reset_index()
    headers = {"mechanism": "Mechanism", "all": "All", "pairs": "Pair"}
    headers |= {name: {"metal-air": "air", "aqueous": "aq.", "other": "oth."}.get(name, name) for name in BATTERIES}
    return tables.show(
        shown,
        caption="Heterostructures by credited mechanism: all, with a pair of numbers, and by battery (air, metal-air; aq., aqueous; oth., other); "
        "shaded from 5 on",
        headers=headers,
        cells=dict.fromkeys(BATTERIES, _shaded),
        row_header="mechanism",
    )


def _shaded(count: str) -> str:
    """Write a count, from 5 on with a shade that grows with it."""
    if len(count) == 0 or int(count) < 5:
        return count
    share = min(40, round(8 * int(count) ** 0.5))
    return f'<b style="padding:0 2px;background:color-mix(in srgb,var(--hs-series-1) {share}%,transparent)">{count}</b>'


# Review A sorts what heterostructures do into structure and kinetics; this is our sorting of the mechanisms.
STRUCTURE = (
    "buffering",
    "structural stability",
    "conductive support",
    "active sites",
    "vacancies",
    "protection",
    "strain",
    "extra redox",
    "self-reconstruction",
    "staggered reactions",
    "thermal conductivity",
)


def structure_and_kinetics(rows: pd.DataFrame) -> dict[str, int]:
    """Count the heterostructures that are credited with structure, with kinetics and with both.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of :func:`claims`.

    Returns
    -------
    dict of str to int
        ``structure`` only, ``kinetics`` only, ``both``, and ``none`` stated.
    """
    found = {"structure": 0, "kinetics": 0, "both": 0, "none": 0}
    for names in rows["mechanisms"]:
        structural = any(name in STRUCTURE for name in names)
        kinetic = any(name not in STRUCTURE for name in names)
        found[
            "both" if structural and kinetic else "structure" if structural else "kinetics" if kinetic else "none"
        ] += 1
    return found


# ---------------------------------------------------------------- named together


def co_occurrence(rows: pd.DataFrame, least: int = 6, names: Sequence[str] | None = None) -> pd.DataFrame:
    """Count which mechanisms are credited together, against what chance alone would give.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of :func:`claims`; those without a stated mechanism are left out.
    least : int
        A mechanism must be credited at least this often.
    names : sequence of str, optional
        The mechanisms to take instead.

    Returns
    -------
    pandas.DataFrame
        One row per pair: first, second, n_first, n_second, n (heterostructures), together, expected, lift (together
        divided by expected; empty where nothing is expected) and p_value (Fisher's exact test, two-sided).
    """
    stated = [set(mechanisms) for mechanisms in rows["mechanisms"] if mechanisms]
    total = len(stated)
    counts = pd.Series([name for one in stated for name in one]).value_counts()
    if names is None:
        names = sorted(counts[counts >= least].index, key=lambda name: (-counts[name], name))
    found = []
    for first, second in combinations(names, 2):
        both = sum(first in one and second in one for one in stated)
        n_first, n_second = int(counts.get(first, 0)), int(counts.get(second, 0))
        expected = n_first * n_second / total
        table = [[both, n_first - both], [n_second - both, total - n_first - n_second + both]]
        found.append(
            {
                "first": first,
                "second": second,
                "n_first": n_first,
                "n_second": n_second,
                "n": total,
                "together": both,
                "expected": expected,
                "lift": both / expected if expected else np.nan,
                "p_value": float(stats.fisher_exact(table)[1]),
            }
        )
    return pd.DataFrame(found)


def holm_adjusted(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values for the number of tests by Holm's method.

    Parameters
    ----------
    p_values : sequence of float
        One per test.

    Returns
    -------
    list of float
        Adjusted p-values in the same order, at most 1.
    """
    given = np.asarray(p_values, dtype=float)
    order = np.argsort(given)
    steps = np.maximum.accumulate(given[order] * np.arange(len(given), 0, -1))
    adjusted = np.empty(len(given))
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted.tolist()


def co_occurrence_by_review(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Count pairs of mechanisms in both reviews and in each alone, for the same mechanisms.

    Parameters
    ----------
    rows : pandas.DataFrame
        Result of :func:`claims`.

    Returns
    -------
    dict of str to pandas.DataFrame
        Results of :func:`co_occurrence` for ``all``, ``A`` and ``B``.
    """
    both = co_occurrence(rows)
    names = list(dict.fromkeys([*both["first"], *both["second"]]))
    return {ALL: both} | {letter: co_occurrence(chosen(rows, review=letter), names=names) for letter in "AB"}


def _count_over_expected(together: int, expected: float) -> str:
    """Write a count with the expected one in a line of its own below it, which keeps columns narrow."""
    return f"{together}|{expected:.{1 if expected < 9.95 else 0}f}"


def _two_lines(text: str) -> str:
    count, _, expected = text.partition("|")
    return f'{count}<br><small style="font-size:0.72rem">{expected}</small>' if expected else text


def together_matrix(table: pd.DataFrame) -> tables.ShownTable:
    """Show how often mechanisms are named together, each count above the one expected by chance.

    Parameters
    ----------
    table : pandas.DataFrame
        Result of :func:`co_occurrence`.

    Returns
    -------
    ShownTable
        Lower half of the matrix; columns carry the numbers of the rows, so that the table fits a phone. Bold where
        the count is at least :data:`FREQUENT` and at least twice the expected one.
    """
    names = list(dict.fromkeys([*table["first"], *table["second"]]))
    cells = {(row.second, row.first): (row.together, row.expected) for row in table.itertuples()}
    counts = {row.first: row.n_first for row in table.itertuples()} | {
        row.second: row.n_second for row in table.itertuples()
    }
    shown = pd.DataFrame({"mechanism": [f"{i} {name} ({counts[name]})" for i, name in enumerate(names, 1)]})
    for column in names[:-1]:
        shown[column] = [
            _count_over_expected(*cells[name, column])
            + ("*" if cells[name, column][0] >= max(FREQUENT, 2 * cells[name, column][1]) else "")
            if (name, column) in cells
            else ""
            for name in names
        ]
    return tables.show(
        shown,
        caption=f"Named together, below it expected by chance (n = {int(table['n'].iloc[0])}); "
        f"bold from {FREQUENT} and twice the expected count on",
        headers={"mechanism": "Mechanism (n)", **{name: str(i) for i, name in enumerate(names[:-1], 1)}},
        cells=dict.fromkeys(names[:-1], _bold_if_frequent),
        row_header="mechanism",
    )


# A pair is bold only if it is counted at least this often.
FREQUENT = 5


def _bold_if_frequent(text: str) -> str:
    shown = _two_lines(text.removesuffix("*"))
    return f"<b>{shown}</b>" if text.endswith("*") else shown


def together_extremes(by_review: dict[str, pd.DataFrame], top: int = 8) -> tables.ShownTable:
    """Show the pairs of mechanisms that differ most from chance, with both reviews apart.

    Parameters
    ----------
    by_review : dict of str to pandas.DataFrame
        Result of :func:`co_occurrence_by_review`.
    top : int
        Number of pairs, those with the smallest p-values.

    Returns
    -------
    ShownTable
        One row per pair.
    """
    table = by_review[ALL].assign(holm=holm_adjusted(by_review[ALL]["p_value"]))
    first = table.sort_values("p_value").head(top)
    shown = pd.DataFrame(
        {
            "pair": first["first"] + " + " + first["second"],
            "both": [_count_over_expected(row.together, row.expected) for row in first.itertuples()],
            "lift": [f"{row.lift:.1f}" for row in first.itertuples()],
            "p": [f"{row.p_value:.1g}" for row in first.itertuples()],
            "holm": [f"{row.holm:.1g}" for row in first.itertuples()],
            **{
                letter: [
                    _count_over_expected(row.together, row.expected)
                    for row in by_review[letter].loc[first.index].itertuples()
                ]
                for letter in "AB"
            },
        }
    )
    numbers = {letter: int(by_review[letter]["n"].iloc[0]) for letter in "AB"}
    return tables.show(
        shown,
        caption="The pairs that differ most from chance: counted, below it expected, in both reviews and in each alone "
        f"(n = {numbers['A']} in A, {numbers['B']} in B)",
        headers={
            "pair": "Mechanisms",
            "both": "Both",
            "lift": "Lift",
            "p": "p",
            "holm": "p, Holm",
            "A": "A",
            "B": "B",
        },
        cells=dict.fromkeys(["both", "A", "B"], _two_lines),
        row_header="pair",
    )
