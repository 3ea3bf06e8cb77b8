"""How the book shows Table 1 of Review B: each function turns rows into a chart or a table."""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Sequence

import altair as alt
import pandas as pd

from heterostructures import sib_table1, tables
from heterostructures.charts import ACCENT, GRID, INK, PAPER, SERIES, SHAPES, SOFT_INK
from heterostructures.notation import subscripted_html
from heterostructures.physics.electrochemistry import HOURS_PER_DAY, MILLIAMPERE_HOURS_PER_AMPERE_HOUR
from heterostructures.reference_keys import review_b_key
from heterostructures.references import reference_anchor
from heterostructures.sib_table1 import SUMMARISED_QUANTITIES

ALL = "all"
CLASS_ORDER = [
    "Sulfides/sulfides",
    "Sulfides/oxides",
    "Sulfides/selenides",
    "Selenides/selenides",
    "Selenides/oxides",
    "Chalcogenides/MXene",
]
# What charts draw and say. One selection for all, so that a page carries the rows once.
DRAWN_COLUMNS = [
    "table_row",
    "class_name",
    "name",
    "window",
    "ice",
    "cycling_test",
    "rate_test",
    "reference",
    "initial_coulombic_efficiency_percent",
    "cycling_capacity_mAh_per_g",
    "cycling_current_density_A_per_g",
    "cycles",
    "rate_capacity_mAh_per_g",
    "rate_current_density_A_per_g",
    "discharge_time_min",
    "cycling_time_d",
]
CONDITIONS_TOOLTIP = [
    alt.Tooltip("name:N", title="Material"),
    alt.Tooltip("class_name:N", title="Class"),
    alt.Tooltip("window:N", title="Voltage window"),
    alt.Tooltip("ice:N", title="ICE"),
    alt.Tooltip("cycling_test:N", title="Cycling"),
    alt.Tooltip("rate_test:N", title="Rate"),
    alt.Tooltip("reference:N", title="Reference in Review B"),
]


def _by_class() -> dict:
    """Return colour and shape of the classes, with one legend for both."""
    legend = alt.Legend(orient="top", columns=2, title=None, symbolFillColor="transparent", symbolStrokeWidth=2)
    return {
        "color": alt.Color(
            "class_name:N", scale=alt.Scale(domain=CLASS_ORDER, range=SERIES), legend=legend, title="Class"
        ),
        "shape": alt.Shape(
            "class_name:N", scale=alt.Scale(domain=CLASS_ORDER, range=SHAPES), legend=legend, title="Class"
        ),
    }


def _log_axis(values: list[float]) -> dict:
    return {
        "scale": alt.Scale(type="log", domain=[values[0], values[-1]], nice=False),
        "axis": alt.Axis(values=values, format="~g", grid=True),
    }


def _text_with_halo(chart: alt.Chart, placed: dict, **encoding: object) -> tuple[alt.Chart, alt.Chart]:
    """Return two layers of text, the lower one a rim in the colour of the page, readable across lines."""
    rim = chart.mark_text(**placed, stroke=PAPER, strokeWidth=3, strokeJoin="round")
    return rim.encode(**encoding), chart.mark_text(**placed).encode(**encoding)


def explorer(table: pd.DataFrame) -> alt.ConcatChart:
    """Four linked views of the table, with one filter and one selection for all of them.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 with the columns of :func:`heterostructures.sib_table1.with_readable_conditions`.

    Returns
    -------
    altair.ConcatChart
        Cycling capacity against current, rate capacity against current, cycles against capacity, ICE by class.
    """
    rows = table[DRAWN_COLUMNS]
    windows = sorted(table["window"].unique(), key=lambda window: -(table["window"] == window).sum())
    materials = table.sort_values("material", key=lambda names: names.str.lower())
    class_choice = alt.param(
        name="class_choice", value=ALL, bind=alt.binding_select(options=[ALL, *CLASS_ORDER], name="Class")
    )
    window_choice = alt.param(
        name="window_choice", value=ALL, bind=alt.binding_select(options=[ALL, *windows], name="Voltage window")
    )
    lowest_current = alt.param(
        name="lowest_current",
        value=0,
        bind=alt.binding_range(min=0, max=20, step=0.5, name="Cycling current at least (A/g)"),
    )
    electrode = alt.param(
        name="electrode",
        value=0,
        bind=alt.binding_select(
            options=[0, *materials["table_row"].tolist()],
            labels=["none", *materials["name"].tolist()],
            name="Mark an electrode",
        ),
    )
    picked = alt.selection_point(name="picked", fields=["table_row"], empty=False, toggle="true", clear="dblclick")
    passes_filter = (
        f"(class_choice == '{ALL}' || datum.class_name == class_choice)"
        f" && (window_choice == '{ALL}' || datum.window == window_choice)"
        " && datum.cycling_current_density_A_per_g >= lowest_current"
    )
    is_marked = "datum.table_row == electrode"

    def view(x: alt.X, y: alt.Y, is_printed: str, x_middle: float, behind: Sequence[alt.Chart] = ()) -> alt.LayerChart:
        base = alt.Chart(rows).transform_filter(is_printed)
        others = (
            base.transform_filter(f"!({passes_filter})")
            .mark_point(size=30, color=GRID, filled=True, opacity=0.9, tooltip=None)
            .encode(x=x, y=y)
        )
        points = (
            base.transform_filter(passes_filter)
            .mark_point(size=60, strokeWidth=1.8)
            .encode(
                x=x,
                y=y,
                **_by_class(),
                size=alt.condition(picked, alt.value(170), alt.value(60)),
                strokeWidth=alt.condition(picked, alt.value(3.2), alt.value(1.8)),
                tooltip=CONDITIONS_TOOLTIP,
            )
            .add_params(picked)
        )
        ring = (
            base.transform_filter(is_marked)
            .mark_point(size=320, color=INK, strokeWidth=2.2, shape="circle")
            .encode(x=x, y=y)
        )
        x_field = x.shorthand.split(":")[0]
        label = alt.expr(f"datum['{x_field}'] > {x_middle} ? 'right' : 'left'")
        shift = alt.expr(f"datum['{x_field}'] > {x_middle} ? -12 : 12")
        named = base.transform_filter({"or": [{"param": "picked", "empty": False}, is_marked]})
        placed = {"align": label, "dx": shift, "dy": -10, "fontWeight": 600}
        names = _text_with_halo(named, placed, x=x, y=y, text="name:N")
        count = (
            base.transform_filter(passes_filter)
            .transform_aggregate(shown="count()")
            .transform_calculate(label="'n = ' + datum.shown")
            .mark_text(align="right", baseline="bottom", color=SOFT_INK, fontWeight=600)
            .encode(x=alt.value("width"), y=alt.value(-5), text="label:N")
        )
        return alt.layer(*behind, others, points, ring, *names, count).properties(width=240, height=250)

    currents = [0.1, 0.3, 1, 3, 10, 30]
    capacity_scale = alt.Scale(domain=[0, 800])
    cycling = view(
        alt.X("cycling_current_density_A_per_g:Q", title="Current density, cycling test (A/g)", **_log_axis(currents)),
        alt.Y("cycling_capacity_mAh_per_g:Q", title="Capacity after cycling (mAh/g)", scale=capacity_scale),
        "true",
        1.7,
    )
    rate = view(
        alt.X("rate_current_density_A_per_g:Q", title="Current density, rate test (A/g)", **_log_axis(currents)),
        alt.Y("rate_capacity_mAh_per_g:Q", title="Capacity in the rate test (mAh/g)", scale=capacity_scale),
        "isValid(datum.rate_capacity_mAh_per_g)",
        1.7,
    )
    cycles = view(
        alt.X(
            "cycling_capacity_mAh_per_g:Q",
            title="Capacity after cycling (mAh/g)",
            scale=capacity_scale,
            axis=alt.Axis(tickCount=5),
        ),
        alt.Y("cycles:Q", title="Cycles", **_log_axis([100, 300, 1000, 3000, 10000])),
        "true",
        400,
    )
    # The class names stand inside this view: beside it they would take the room of the points on a phone.
    class_names = (
        alt.Chart(alt.Data(values=[{"class_name": name} for name in CLASS_ORDER]))
        .mark_text(align="left", dx=3, dy=-13, fontSize=11, color=SOFT_INK)
        .encode(x=alt.value(0), y=alt.Y("class_name:N", sort=CLASS_ORDER), text="class_name:N")
    )
    efficiency = view(
        alt.X("initial_coulombic_efficiency_percent:Q", title="ICE (%)", scale=alt.Scale(domain=[40, 100])),
        alt.Y("class_name:N", title=None, sort=CLASS_ORDER, axis=alt.Axis(labels=False, ticks=False)),
        "isValid(datum.initial_coulombic_efficiency_percent)",
        70,
        behind=[class_names],
    )
    with warnings.catch_warnings():
        # One selection shared by the four views is the point of this chart; Altair asks whether it is meant.
        warnings.filterwarnings("ignore", message="Automatically deduplicated selection parameter")
        return alt.concat(cycling, rate, cycles, efficiency, columns=2, spacing=28).add_params(
            class_choice, window_choice, lowest_current, electrode
        )


def windows_by_class(counts: pd.DataFrame) -> alt.LayerChart:
    """Bubbles for the number of electrodes of each class in each voltage window.

    Parameters
    ----------
    counts : pandas.DataFrame
        Result of :func:`heterostructures.sib_table1.conditions_by_class`.

    Returns
    -------
    altair.LayerChart
        Class against voltage window, with the count written in each bubble.
    """
    window_order = counts.groupby("window")["electrodes"].sum().sort_values(ascending=False).index.tolist()
    quiet = {"domain": False, "ticks": False}
    base = alt.Chart(counts).encode(
        x=alt.X(
            "window:N",
            title="Voltage window",
            sort=window_order,
            axis=alt.Axis(labelAngle=-90, orient="top", labelPadding=8, **quiet),
        ),
        y=alt.Y("class_name:N", title=None, sort=CLASS_ORDER, axis=alt.Axis(grid=True, labelPadding=10, **quiet)),
    )
    tooltip = [
        alt.Tooltip("class_name:N", title="Class"),
        alt.Tooltip("window:N", title="Voltage window"),
        alt.Tooltip("electrodes:Q", title="Electrodes"),
    ]
    bubbles = base.mark_circle(color=SERIES[0], opacity=0.25).encode(
        size=alt.Size("electrodes:Q", scale=alt.Scale(range=[110, 480]), legend=None), tooltip=tooltip
    )
    numbers = base.mark_text(fontSize=13, fontWeight=600).encode(text="electrodes:Q", tooltip=tooltip)
    return alt.layer(bubbles, numbers).properties(width=480, height=240)


def rate_against_cycling(table: pd.DataFrame) -> alt.LayerChart:
    """Ratio of the two capacities of each electrode against the ratio of the two currents.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 with the columns of :func:`heterostructures.sib_table1.with_readable_conditions`.

    Returns
    -------
    altair.LayerChart
        Rate test divided by cycling test, with the fields of the plane named and counted. Rows
        without a rate test are left out.
    """
    readings = sib_table1.rate_against_cycling(table)["reading"].value_counts()
    x = alt.X(
        "current_ratio:Q",
        title="Current: rate test / cycling test",
        **_log_axis([0.1, 0.3, 1, 3, 10, 30, 100]),
    )
    y = alt.Y(
        "capacity_ratio:Q",
        title="Capacity: rate test / cycling test",
        scale=alt.Scale(domain=[0, 1.6]),
    )
    tooltip = [
        *CONDITIONS_TOOLTIP,
        alt.Tooltip("current_ratio:Q", title="Current ratio", format=".3g"),
        alt.Tooltip("capacity_ratio:Q", title="Capacity ratio", format=".3g"),
    ]
    is_more = "datum.current_ratio > 1 && datum.capacity_ratio > 1"
    points = (
        alt.Chart(table[DRAWN_COLUMNS])
        .transform_filter("isValid(datum.rate_capacity_mAh_per_g)")
        # The same ratios as in sib_table1.rate_against_cycling, so that the page carries the rows once.
        .transform_calculate(
            current_ratio="datum.rate_current_density_A_per_g / datum.cycling_current_density_A_per_g",
            capacity_ratio="datum.rate_capacity_mAh_per_g / datum.cycling_capacity_mAh_per_g",
        )
        .mark_point(size=60, strokeWidth=1.8)
        .encode(
            x=x,
            y=y,
            color=alt.condition(is_more, alt.value(ACCENT), alt.value(SERIES[0])),
            shape=alt.condition(is_more, alt.value("triangle-up"), alt.value("circle")),
            tooltip=tooltip,
        )
    )
    level = alt.Chart(alt.Data(values=[{"capacity_ratio": 1}])).mark_rule(strokeDash=[4, 4]).encode(y=y)
    upright = alt.Chart(alt.Data(values=[{"current_ratio": 1}])).mark_rule(strokeDash=[4, 4]).encode(x=x)
    notes = alt.Data(
        values=[
            {
                "current_ratio": 1.15,
                "capacity_ratio": height,
                "words": f"{reading}: n = {readings[reading]}",
            }
            for height, reading in ((1.54, "more at a higher current"), (0.06, "less at a higher current"))
        ]
    )
    words = alt.Chart(notes).mark_text(align="left", fontWeight=600).encode(x=x, y=y, text="words:N")
    return alt.layer(level, upright, points, words).properties(height=360)


def cycling_time(table: pd.DataFrame, labelled_rows: list[int], height: int = 400) -> alt.LayerChart:
    """Time under current against the number of cycles, with some electrodes named.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 with the columns of :func:`heterostructures.sib_table1.with_readable_conditions`.
    labelled_rows : list of int
        Rows of the printed table whose material is written beside the point.
    height : int, default 400
        Height of the plotting area in pixels.

    Returns
    -------
    altair.LayerChart
        Days of test against cycles, both on log scales; lines of equal cycle duration.
    """
    x = alt.X("cycles:Q", title="Cycles printed in Table 1", **_log_axis([100, 300, 1000, 3000, 10000]))
    y = alt.Y("cycling_time_d:Q", title="Time under current (days)", **_log_axis([1, 3, 10, 30, 100, 300]))
    lines = pd.DataFrame(
        [
            {"cycles": cycles, "cycling_time_d": cycles * minutes / 60 / HOURS_PER_DAY, "cycle": label}
            for minutes, label in ((5, "5 min a cycle"), (60, "1 h a cycle"), (600, "10 h a cycle"))
            for cycles in (100, 10000)
        ]
    )
    guides = (
        alt.Chart(lines)
        .mark_line(color=SOFT_INK, strokeWidth=1, strokeDash=[3, 4], clip=True)
        .encode(x=x, y=y, detail="cycle:N")
    )
    guide_names = pd.DataFrame(
        {
            "cycles": [9700, 6000, 600],
            "cycling_time_d": [9700 * 5 / 60 / 24, 6000 / 24, 600 * 10 / 24],
            "cycle": ["5 min a cycle", "1 h a cycle", "10 h a cycle"],
        }
    )
    guide_text = (
        alt.Chart(guide_names)
        .mark_text(align="right", dx=-6, dy=-6, color=SOFT_INK, fontStyle="italic")
        .encode(x=x, y=y, text="cycle:N")
    )
    tooltip = [
        *CONDITIONS_TOOLTIP,
        alt.Tooltip("cycling_time_d:Q", title="Time under current (days)", format=".3g"),
        alt.Tooltip("discharge_time_min:Q", title="One discharge (min)", format=".3g"),
    ]
    points = (
        alt.Chart(table[DRAWN_COLUMNS])
        .mark_point(size=60, strokeWidth=1.8)
        .encode(x=x, y=y, **_by_class(), tooltip=tooltip)
    )
    is_labelled = alt.FieldOneOfPredicate(field="table_row", oneOf=[int(row) for row in labelled_rows])
    words = "[datum.name, datum.cycles + ' cycles, ' + format(datum.cycling_time_d, '.1f') + ' days']"
    named = alt.Chart(table[DRAWN_COLUMNS]).transform_filter(is_labelled).transform_calculate(words=words)
    placed = {
        "align": alt.expr("datum.cycles > 1500 ? 'right' : 'left'"),
        "dx": alt.expr("datum.cycles > 1500 ? -9 : 9"),
        "dy": alt.expr("datum.cycling_time_d < 10 ? 8 : -16"),
        "fontWeight": 600,
    }
    names = _text_with_halo(named, placed, x=x, y=y, text="words:N")
    return alt.layer(guides, guide_text, points, *names).properties(height=height)


def duration_calculator(table: pd.DataFrame) -> alt.LayerChart:
    """Sliders for current and capacity: the line of test time against cycles that they give.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 with the columns of :func:`heterostructures.sib_table1.with_readable_conditions`.

    Returns
    -------
    altair.LayerChart
        The printed tests as faint points and, computed in the page, the line of the chosen test. Its
        signals ``chosen_time_d`` and ``chosen_discharge_min`` follow
        :func:`heterostructures.physics.electrochemistry.cycling_time_d` and ``discharge_time_h``.
    """
    capacity = alt.param(
        name="capacity_mAh_per_g",
        value=400,
        bind=alt.binding_range(min=50, max=800, step=10, name="Capacity (mAh/g)"),
    )
    current = alt.param(
        name="current_density_A_per_g",
        value=1,
        bind=alt.binding_range(min=0.05, max=20, step=0.05, name="Current density (A/g)"),
    )
    number = alt.param(
        name="chosen_cycles", value=1000, bind=alt.binding_range(min=100, max=10000, step=100, name="Cycles")
    )
    # Equation t = 2 N Q / j of electrochemistry.cycling_time_d, in the words of the page.
    day_per_cycle = (
        f"2 * capacity_mAh_per_g / ({MILLIAMPERE_HOURS_PER_AMPERE_HOUR:g} * current_density_A_per_g)"
        f" / {HOURS_PER_DAY:g}"
    )
    chosen_time = alt.param(name="chosen_time_d", expr=f"chosen_cycles * {day_per_cycle}")
    chosen_discharge = alt.param(name="chosen_discharge_min", expr=f"30 * {HOURS_PER_DAY:g} * ({day_per_cycle})")
    x = alt.X("cycles:Q", title="Cycles", **_log_axis([100, 300, 1000, 3000, 10000]))
    y_axis = {"title": "Time under current (days)", **_log_axis([0.1, 1, 10, 100, 1000])}
    printed = (
        alt.Chart(table[DRAWN_COLUMNS])
        .mark_point(size=36, color=SOFT_INK, opacity=0.55)
        .encode(x=x, y=alt.Y("cycling_time_d:Q", **y_axis), tooltip=CONDITIONS_TOOLTIP)
    )
    y = alt.Y("days:Q", **y_axis)
    ends = alt.Data(values=[{"cycles": 100}, {"cycles": 10000}])
    line = (
        alt.Chart(ends)
        .transform_calculate(days=f"datum.cycles * {day_per_cycle}")
        .mark_line(color=ACCENT, strokeWidth=2.5, clip=True)
        .encode(x=x, y=y)
    )
    chosen = alt.Chart(alt.Data(values=[{"chosen": True}])).transform_calculate(
        cycles="chosen_cycles",
        days="chosen_time_d",
        words="format(chosen_time_d, '.3~g') + ' days, ' + format(chosen_discharge_min, '.3~g') + ' min a discharge'",
    )
    mark = chosen.mark_point(size=160, filled=True, color=ACCENT, opacity=1).encode(x=x, y=y)
    placed = {
        "align": alt.expr("datum.cycles > 1000 ? 'right' : 'left'"),
        "dx": alt.expr("datum.cycles > 1000 ? -14 : 14"),
        "dy": 16,
        "fontWeight": 600,
        "fontSize": 13,
    }
    words = _text_with_halo(chosen, placed, x=x, y=y, text="words:N")
    return (
        alt.layer(printed, line, mark, *words)
        .properties(height=340)
        .add_params(capacity, current, number, chosen_time, chosen_discharge)
    )


def _breakable(html_text: str) -> str:
    """Let long names break after a slash or @ (not in the slash of a closing tag)."""
    return re.sub(r"(?<!<)([/@])", r"\1<wbr>", html_text)


def _on_lines_of_their_own(words: str) -> str:
    """Let a summary break between median, range and count, and nowhere else."""
    return re.sub(r"([^\s(,]+) (\(.*\)), (n = .*)", r"<strong>\1</strong><br>\2<br>\3", words)


def full_table(table: pd.DataFrame, bibliography_page: str) -> tables.ShownTable:
    """All rows as printed, searchable and sortable, each reference linked to the bibliography.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 with the columns of :func:`heterostructures.sib_table1.with_readable_conditions`.
    bibliography_page : str
        Address of the bibliography, relative to the page that shows the table.

    Returns
    -------
    heterostructures.tables.ShownTable
        One row per electrode.
    """

    def reference_link(number: int) -> str:
        # Sphinx writes the underscores of a key as hyphens in its anchor.
        anchor = reference_anchor(review_b_key(number))
        return f'<a href="{bibliography_page}#{anchor}">[{number}]</a>'

    return tables.show(
        table,
        caption=f"Table 1 of Review B as printed, {len(table)} electrodes. A dash stands where the printed table has one.",
        headers={
            "material": "Material",
            "class_name": "Class",
            "window": "Voltage window",
            "initial_coulombic_efficiency_percent": "ICE (%)",
            "cycling_capacity_mAh_per_g": "Cycling: mAh/g",
            "cycling_current_density_A_per_g": "Cycling: A/g",
            "cycles": "Cycles",
            "rate_capacity_mAh_per_g": "Rate: mAh/g",
            "rate_current_density_A_per_g": "Rate: A/g",
            "reference_number": "Ref.",
        },
        cells={
            "material": lambda name: _breakable(subscripted_html(name)),
            "class_name": lambda name: _breakable(html.escape(name)),
            "window": lambda window: html.escape(window).replace(" ", "&nbsp;"),
            "reference_number": reference_link,
        },
        searchable=True,
        row_header="material",
    )


def summary_table(summary: pd.DataFrame) -> tables.ShownTable:
    """Median, range and number of values of every quantity, one line per class.

    Parameters
    ----------
    summary : pandas.DataFrame
        Result of :func:`heterostructures.sib_table1.summary_by_class`.

    Returns
    -------
    heterostructures.tables.ShownTable
        One line per class and one for all rows.
    """
    words = summary.assign(
        words=[tables.median_with_range(row.n, row.median, row.minimum, row.maximum) for row in summary.itertuples()]
    )
    wide = words.pivot(index="class_name", columns="quantity", values="words")
    wide = wide.reindex([*CLASS_ORDER, "All"]).reset_index()
    return tables.show(
        wide,
        caption="Table 1 by class: median (smallest to largest value) and number n of printed values.",
        headers={"class_name": "Class", **SUMMARISED_QUANTITIES},
        cells={
            "class_name": lambda name: _breakable(html.escape(name)),
            **dict.fromkeys(SUMMARISED_QUANTITIES, _on_lines_of_their_own),
        },
        row_header="class_name",
    )
