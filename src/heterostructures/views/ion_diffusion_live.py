"""Charts with sliders of the page on ion diffusion. Each names the Python function whose formula it computes."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np

from heterostructures.charts import ACCENT, INK, SERIES, SOFT_INK
from heterostructures.physics.kinetics import CUSTOMARY_ATTEMPT_FREQUENCY_PER_S
from heterostructures.views import ion_diffusion as numbers
from heterostructures.views import live

QUIET_AXIS = alt.Axis(tickCount=4, ticks=False)
SMALL_AXIS = alt.Axis(
    tickCount=4,
    ticks=False,
    labelExpr="datum.value!=0&&(abs(datum.value)<.01||abs(datum.value)>1e4)?format(datum.value,'.1~e'):''+datum.value",
)
# Concentration of mobile ions left of the region with the field; illustrative.
LEFT_PER_CM3 = 1e17
PER_CM2_S_IN_UA = f"({live.ELEMENTARY_CHARGE_C} * 1e6)"


def _times_ten_to(log10: str) -> str:
    """Write 10 to a computed power, of 0 to 99, as an expression: plain below 10 000, else with a superscript."""
    digit = "slice('⁰¹²³⁴⁵⁶⁷⁸⁹', {0}, {0} + 1)"
    # Rounded first, so that 9.97 does not become 10.0 with the exponent of the number below.
    e = f"floor({log10} + 0.02)"
    tens = f"({e} > 9 ? {digit.format(f'floor({e} / 10)')} : '')"
    large = f"format(pow(10, {log10} - {e}), '.1f') + ' × 10' + {tens} + {digit.format(f'({e} % 10)')}"
    return f"({log10} < 4 ? format(pow(10, {log10}), '.3~r') : {large})"


def _plain(value: str) -> str:
    """Write a number with three digits as an expression: in full from 0.01 to a million, else with a power of ten."""
    return f"(({value}) >= 0.01 && ({value}) < 1e6 ? format({value}, ',.3~r') : format({value}, '.2~e'))"


def _reading(words: str, lines: int) -> alt.Chart:
    """Lines of text above a panel, from an expression."""
    return (
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_calculate(words=words)
        .mark_text(align="left", baseline="top", fontWeight=600, dy=-18 * lines, lineBreak="\n", lineHeight=17)
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
    )


def _two(names: Sequence[str], colours: Sequence[str], dashes: Sequence[Sequence[int]], columns: int = 2) -> tuple:
    """Colour with a legend, and dashes, of named lines."""
    legend = alt.Legend(title=None, orient="bottom", columns=columns, symbolSize=300, symbolStrokeWidth=2.4)
    return (
        alt.Color("name:N", scale=alt.Scale(domain=list(names), range=list(colours)), legend=legend),
        alt.StrokeDash("name:N", scale=alt.Scale(domain=list(names), range=list(dashes)), legend=None),
    )


# ---------------------------------------------------------------- printed barriers


def barriers_chart(prefix: str = "ib") -> alt.ConcatChart:
    """Printed barriers with and without, the rate that follows, and the field that would be needed for it.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Rows follow :func:`heterostructures.views.ion_diffusion.barrier_worth` at the temperature and hop of the sliders.
    """
    c = live.Controls(prefix)
    temperature = c.slider("temperature_K", "Temperature (K)", 200, 400, 5, 300)
    hop = c.slider("hop_nm", "Hop distance (nm)", 0.1, 1, 0.01, numbers.HOP_NM)
    thermal = live.thermal_energy_eV(c, temperature)
    rows = [
        {
            "i": i,
            "subject": row.subject,
            "a": row.without_eV,
            "b": row.with_eV,
            "z": row.charge,
            "source": f"{row.source}, section {row.section}, method {row.method}"
            + (", bulk 0.3 eV illustrative" if row.reading else ""),
        }
        for i, row in enumerate(numbers.printed_barriers().itertuples())
    ]
    computed = (
        alt.Chart(alt.Data(values=rows))
        .transform_calculate(
            log_ratio=f"(datum.a - datum.b) / {thermal} / LN10",
            field=f"datum.z == 0 ? null : 2 * (datum.a - datum.b) / (datum.z * {hop})",
        )
        .transform_calculate(
            label=f"datum.subject + ': rate × ' + {_times_ten_to('datum.log_ratio')}",
            needs="datum.subject + (datum.z == 0 ? ': neutral, not pulled' : ': ' + format(datum.field, '.2f'))",
        )
    )
    y = alt.Y("i:O", axis=None)
    x = alt.X("a:Q", title="Barrier (eV)", scale=alt.Scale(domain=[0, 2], nice=False), axis=QUIET_AXIS)
    offset = 12
    tips = [
        alt.Tooltip("subject:N", title="What jumps"),
        alt.Tooltip("a:Q", title="Barrier without (eV)"),
        alt.Tooltip("b:Q", title="Barrier with (eV)"),
        alt.Tooltip("label:N", title="Rate"),
        alt.Tooltip("source:N", title="Source"),
    ]
    line = computed.mark_rule(strokeWidth=2, yOffset=offset).encode(x=x, x2="b:Q", y=y)
    before = computed.mark_point(filled=False, size=90, strokeWidth=2, color=INK, yOffset=offset).encode(
        x=x, y=y, tooltip=tips
    )
    after = computed.mark_point(filled=True, size=90, color=SERIES[0], yOffset=offset).encode(
        x="b:Q", y=y, tooltip=tips
    )
    words = computed.mark_text(align="left", yOffset=-6).encode(x=alt.value(2), y=y, text="label:N")
    left = alt.layer(line, before, after, words).properties(width=290, height=250, title="Open: without. Filled: with")

    given = [
        {"i": len(rows) + i, "subject": row.name_, "field": float(f"{row.field_V_per_nm:.3g}"), "page": row.page}
        for i, row in enumerate(numbers.junction_fields().rename(columns={"name": "name_"}).itertuples())
    ]
    fx = alt.X(
        "field:Q",
        title="Field (V/nm)",
        scale=alt.Scale(type="log", domain=[0.001, 10], nice=False, clamp=True),
        axis=alt.Axis(values=[0.001, 0.01, 0.1, 1, 10], labelExpr="''+datum.value", ticks=False, grid=False),
    )
    fy = alt.Y("i:O", axis=None)
    has_field = computed.transform_filter("datum.z != 0")
    needed = has_field.mark_point(filled=True, size=90, color=SERIES[0], yOffset=offset).encode(
        x=fx, y=fy, tooltip=[tips[0], alt.Tooltip("field:Q", title="Field needed (V/nm)", format=".3~g"), tips[4]]
    )
    needed_words = computed.mark_text(align="left", yOffset=-6).encode(x=alt.value(2), y=fy, text="needs:N")
    base = alt.Chart(alt.Data(values=given)).transform_calculate(
        needs="datum.subject + ' gives: ' + format(datum.field, '.2~g')"
    )
    points = base.mark_point(filled=True, size=90, shape="square", color=ACCENT, yOffset=offset).encode(
        x=fx,
        y=fy,
        tooltip=[
            alt.Tooltip("subject:N", title="Junction"),
            alt.Tooltip("field:Q", title="Largest field (V/nm)"),
            alt.Tooltip("page:N", title="Page"),
        ],
    )
    point_words = base.mark_text(align="left", yOffset=-6).encode(x=alt.value(2), y=fy, text="needs:N")
    limit = alt.Chart(alt.Data(values=[{"field": numbers.BREAKDOWN_V_PER_NM}])).mark_rule(
        strokeDash=[4, 3], color=SOFT_INK
    )
    right = alt.layer(limit.encode(x="field:Q"), needed, needed_words, points, point_words).properties(
        width=290, height=400, title="Circles: needed. Squares: largest in a junction"
    )
    return alt.concat(left, right, columns=2).resolve_scale(y="independent").add_params(*c.parameters)


# ---------------------------------------------------------------- drift against diffusion


def _bernoulli(x: str) -> str:
    """X / (exp(x) - 1), with its series next to 0."""
    return f"(abs({x}) < 1e-4 ? 1 - ({x}) / 2 + ({x}) * ({x}) / 12 : ({x}) / (exp({x}) - 1))"


def two_ways_chart(prefix: str = "io") -> alt.ConcatChart:
    """Ions that cross a region with a built-in field, along it and against it.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Current against drive, and drift and diffusion inside. The signals follow
        :func:`heterostructures.views.ion_diffusion.field_region`, the concentrations
        :func:`heterostructures.views.ion_diffusion.region_profile`.
    """
    c = live.Controls(prefix)
    built_in = c.slider("built_in_mV", "Built-in potential, field to the right (mV)", -300, 300, 10, 150)
    drive = c.slider("drive_mV", "Drive to the right (mV)", -150, 150, 5, 0)
    width = c.slider("width_nm", "Width of the region (nm)", 2, 100, 1, 10)
    log_d = c.slider("log_D", "Diffusion coefficient, log10 (cm²/s)", -16, -8, 0.5, -12)
    temperature = c.slider("temperature_K", "Temperature (K)", 250, 400, 5, 300)
    thermal = live.thermal_energy_eV(c, temperature)
    u = c.compute("u", f"{built_in} / 1000 / {thermal}")
    eta = c.compute("eta", f"{drive} / 1000 / {thermal}")
    w = c.compute("w", f"{u} + {eta}")
    unit = c.compute("unit", f"pow(10, {log_d}) * {LEFT_PER_CM3!r} / ({width} * 1e-7)")
    flux = c.compute("flux_per_cm2_s", f"{unit} * exp({u}) * (exp({eta}) - 1) * {_bernoulli(w)}")
    c.compute("flat_flux_per_cm2_s", f"{unit} * (exp({eta}) - 1) * {_bernoulli(eta)}")
    right_side = c.compute("right_per_cm3", f"{LEFT_PER_CM3!r} * exp({u})")
    resistance = c.compute("resistance_ratio", f"1 / (exp({u}) * {_bernoulli(u)})")
    crowded = c.compute("crowded", f"{right_side} > {numbers.SITES_PER_CM3!r}")

    with_name, flat_name = "with the built-in field", "without it"
    colour, dash = _two([with_name, flat_name], [SERIES[0], ACCENT], [[1, 0], [6, 3]], 1)
    scale_ua = f"{unit} * {PER_CM2_S_IN_UA}"
    rows = [{"d": int(d)} for d in np.arange(-150, 151, 10)]
    curve = (
        alt.Chart(alt.Data(values=rows))
        .transform_calculate(h=f"datum.d / 1000 / {thermal}")
        .transform_calculate(g=f"datum.h + {u}", e="exp(datum.h) - 1")
        .transform_calculate(
            a=f"{scale_ua} * exp({u}) * datum.e * {_bernoulli('datum.g')}",
            b=f"{scale_ua} * datum.e * {_bernoulli('datum.h')}",
        )
        .transform_fold(["a", "b"], as_=["key", "current"])
        .transform_calculate(name=f"datum.key == 'a' ? '{with_name}' : '{flat_name}'")
    )
    x = alt.X(
        "d:Q",
        title="Drive to the right (mV)",
        scale=alt.Scale(domain=[-150, 150], nice=False),
        axis=alt.Axis(values=[-150, -75, 0, 75, 150], ticks=False, grid=False),
    )
    current = alt.Y("current:Q", title="Ion current (µA/cm²)", axis=SMALL_AXIS)
    lines = curve.mark_line(strokeWidth=2.3).encode(
        x=x,
        y=current,
        color=colour,
        strokeDash=dash,
        tooltip=[
            alt.Tooltip("name:N", title="Region"),
            alt.Tooltip("d:Q", title="Drive (mV)"),
            alt.Tooltip("current:Q", title="Current (µA/cm²)", format=".3~g"),
        ],
    )
    dot = (
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_calculate(d=drive, current=f"{flux} * {PER_CM2_S_IN_UA}")
        .mark_point(size=130, filled=False, strokeWidth=2.5, color=INK)
        .encode(x=x, y=current)
    )
    first = _reading(
        f"{crowded} ? 'More ions than sites on the right:\\nthe dilute formula ends here' : "
        f"'Net ' + format({flux} * {PER_CM2_S_IN_UA}, '.3~g') + ' µA/cm²' + "
        f"({drive} == 0 ? ': equilibrium' : '') + '\\nSmall drive, either way: resistance × ' + format({resistance}, '.2~g')",
        2,
    )
    inside_names = ["drift", "diffusion", "sum"]
    inside_colour, inside_dash = _two(inside_names, [SERIES[2], SERIES[3], INK], [[6, 3], [2, 2], [1, 0]], 3)
    e_m1 = f"(abs({w}) < 1e-4 ? datum.s : (exp({w} * datum.s) - 1) / (exp({w}) - 1))"
    inside = (
        alt.Chart(alt.Data(values=[{"s": round(float(s), 3)} for s in np.linspace(0, 1, 26)]))
        .transform_calculate(ratio=f"1 + (exp({u}) - 1) * {e_m1}", x=f"datum.s * {width}")
        .transform_calculate(drift=f"{scale_ua} * {w} * datum.ratio", sum=f"{flux} * {PER_CM2_S_IN_UA}")
        .transform_calculate(diffusion="datum.sum - datum.drift")
        .transform_fold(inside_names, as_=["name", "part"])
        .mark_line(strokeWidth=2.3)
        .encode(
            x=alt.X(
                "x:Q",
                title="Position in the region (nm)",
                scale=alt.Scale(nice=False),
                axis=alt.Axis(tickCount=5, ticks=False, grid=False),
            ),
            y=alt.Y("part:Q", title="Part of the current (µA/cm²)", axis=SMALL_AXIS),
            color=inside_colour,
            strokeDash=inside_dash,
            tooltip=[
                alt.Tooltip("name:N", title="Part"),
                alt.Tooltip("x:Q", title="Position (nm)", format=".3~g"),
                alt.Tooltip("part:Q", title="Current (µA/cm²)", format=".3~g"),
                alt.Tooltip("ratio:Q", title="Ions, relative to the left", format=".3~g"),
            ],
        )
    )
    second = _reading(
        f"'Ions on the right: ' + format({right_side} / {LEFT_PER_CM3!r}, '.3~g') + ' times those on the left\\n"
        "Positive: to the right'",
        2,
    )
    return (
        alt.concat(
            alt.layer(lines, dot, first).properties(width=290, height=260),
            alt.layer(inside, second).properties(width=290, height=260),
            columns=2,
        )
        .resolve_scale(color="independent", strokeDash="independent")
        .add_params(*c.parameters)
    )


# ---------------------------------------------------------------- a field from a concentration difference


def reverse_chart(prefix: str = "ir") -> alt.LayerChart:
    """A built-in potential and the potential of a concentration difference against it.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.LayerChart
        Sum against the ratio. ``diffusion_V`` follows
        :func:`heterostructures.views.ion_diffusion.diffusion_potential_V`, ``needed_log`` the logarithm of
        :func:`heterostructures.views.ion_diffusion.ratio_to_reverse` for ions alone.
    """
    c = live.Controls(prefix)
    built_in = c.slider("built_in_V", "Built-in potential of the pristine powder (V)", 0.01, 1, 0.01, 0.3)
    log_ratio = c.slider("log_ratio", "Na in the rich over Na in the poor side, log10", 0, 8, 0.1, 2)
    share = c.slider("ion_share", "Share of the current carried by ions", 0, 1, 0.01, 1)
    temperature = c.slider("temperature_K", "Temperature (K)", 250, 400, 5, 300)
    thermal = live.thermal_energy_eV(c, temperature)
    slope = c.compute("slope_V", f"(2 * {share} - 1) * {thermal} * LN10")
    diffusion = c.compute("diffusion_V", f"-{slope} * {log_ratio}")
    total = c.compute("total_V", f"{built_in} + {diffusion}")
    needed = c.compute("needed_log", f"{built_in} / {thermal} / LN10")

    ways = ["your share", "only ions move", "only electrons move"]
    colours = [SERIES[0], SERIES[2], ACCENT]
    x = alt.X(
        "r:Q",
        title="Na, rich over poor side (log10)",
        scale=alt.Scale(domain=[0, 8], nice=False),
        axis=alt.Axis(ticks=False, grid=False, tickCount=8),
    )
    y = alt.Y("v:Q", title="Potential, rich − poor side (V)", axis=alt.Axis(ticks=False, tickCount=6))
    falls = [slope, f"({thermal} * LN10)", f"(-{thermal} * LN10)"]
    lines = (
        alt.Chart(alt.Data(values=[{"r": 0}, {"r": 8}]))
        .transform_calculate(**{key: f"{built_in} - {fall} * datum.r" for key, fall in zip("abc", falls, strict=True)})
        .transform_fold(["a", "b", "c"], as_=["key", "v"])
        .transform_calculate(name=f"datum.key == 'a' ? '{ways[0]}' : datum.key == 'b' ? '{ways[1]}' : '{ways[2]}'")
        .mark_line()
        .encode(
            x=x,
            y=y,
            color=alt.Color("name:N", scale=alt.Scale(domain=ways, range=colours), legend=None),
            strokeDash=alt.StrokeDash(
                "name:N", scale=alt.Scale(domain=ways, range=[[1, 0], [6, 3], [2, 2]]), legend=None
            ),
            strokeWidth=alt.StrokeWidth("name:N", scale=alt.Scale(domain=ways, range=[5, 2, 2]), legend=None),
        )
    )
    # The line of the reader may cover one of the others; then its name says so, and the other has none.
    covers = f"({share} > 0.97 ? ' = {ways[1]}' : {share} < 0.03 ? ' = {ways[2]}' : '')"
    names = (
        ("4", f"{built_in} - {slope} * 4", f"'{ways[0]}' + {covers}", "true", f"{slope} < 0 ? 'right' : 'left'", -12),
        ("5.6", f"{built_in} - {falls[1]} * 5.6", f"'{ways[1]}'", f"{share} <= 0.97", "'right'", 14),
        ("7", f"{built_in} - {falls[2]} * 7", f"'{ways[2]}'", f"{share} >= 0.03", "'right'", -12),
    )
    labels = [
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_calculate(r=at, v=height, label=words)
        .transform_filter(shown)
        .mark_text(align=alt.ExprRef(side), dy=shift, color=INK)
        .encode(x=x, y=y, text="label:N")
        for at, height, words, shown, side, shift in names
    ]
    zero = alt.Chart(alt.Data(values=[{"v": 0}])).mark_rule(strokeWidth=1.2).encode(y="v:Q")
    sides = alt.Data(values=[{"v": 0, "w": "field to the poor side"}])
    above = (
        alt.Chart(sides)
        .mark_text(align="left", dx=5, dy=-9, fontStyle="italic")
        .encode(x=alt.value(0), y="v:Q", text="w:N")
    )
    below = (
        alt.Chart(alt.Data(values=[{"v": 0, "w": "reversed: field to the rich side"}]))
        .mark_text(align="left", dx=5, dy=10, fontStyle="italic")
        .encode(x=alt.value(0), y="v:Q", text="w:N")
    )
    dot = (
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_calculate(r=log_ratio, v=total)
        .mark_point(size=150, filled=False, strokeWidth=2.5, color=INK)
        .encode(x=x, y=y)
    )
    words = _reading(
        f"'Concentration ' + format(1000 * {diffusion}, '+.0f') + ' mV, sum ' + format(1000 * {total}, '+.0f') + ' mV\\n' + "
        f"({total} < -1e-9 ? 'reversed' : 'not reversed') + "
        f"({share} <= 0.5 ? '; electrons carry half or more:\\nno ratio reverses it' : "
        f"'\\nReversed above a ratio of ' + {_times_ten_to(f'({needed} / (2 * {share} - 1))')})",
        3,
    )
    return alt.layer(lines, zero, above, below, *labels, dot, words).properties(height=320).add_params(*c.parameters)


# ---------------------------------------------------------------- try it: one jump


def tilt_chart(prefix: str = "it") -> alt.ConcatChart:
    """One jump: without anything, in a field, and with the barrier that is claimed.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Energy along the way. The signals follow the functions of :mod:`heterostructures.physics.kinetics`.
    """
    c = live.Controls(prefix)
    barrier = c.slider("barrier_eV", "Barrier without (eV)", 0.05, 1, 0.01, 0.5)
    lowering = c.slider("lowering_eV", "Barrier lowered by, as claimed (eV)", 0, 0.6, 0.01, 0.2)
    temperature = c.slider("temperature_K", "Temperature (K)", 250, 400, 5, 300)
    hop = c.slider("hop_nm", "Hop distance (nm)", 0.1, 0.6, 0.01, numbers.HOP_NM)
    built_in = c.slider("built_in_V", "Built-in potential (V)", 0, 1, 0.01, 0.3)
    width = c.slider("width_nm", "Over a width of (nm)", 0.5, 50, 0.5, 10)
    thermal = live.thermal_energy_eV(c, temperature)
    field = c.compute("field_V_per_m", f"{built_in} / ({width} * 1e-9)")
    by_field = c.compute("field_lowering_eV", f"{field} * {hop} * 1e-9 / 2")
    needed = c.compute("needed_V_per_m", f"2 * {lowering} / ({hop} * 1e-9)")
    claimed = c.compute("claimed_log_ratio", f"{lowering} / {thermal} / LN10")
    got = c.compute("field_log_ratio", f"{by_field} / {thermal} / LN10")
    rate = c.compute("rate_per_s", f"{CUSTOMARY_ATTEMPT_FREQUENCY_PER_S!r} * exp(-({barrier}) / {thermal})")

    names = ["without", "in the field", "as claimed"]
    colour, dash = _two(names, [INK, ACCENT, SERIES[0]], [[1, 0], [6, 3], [2, 2]], 3)
    wave = "(1 - cos(2 * PI * datum.k)) / 2"
    curves = (
        alt.Chart(alt.Data(values=[{"k": round(float(k), 3)} for k in np.linspace(0, 2, 41)]))
        .transform_calculate(
            a=f"{barrier} * {wave}",
            b=f"{barrier} * {wave} - {built_in} * {hop} * datum.k / {width}",
            c=f"{lowering} > {barrier} ? null : ({barrier} - {lowering}) * {wave}",
            x=f"datum.k * {hop}",
        )
        .transform_fold(["a", "b", "c"], as_=["key", "energy"])
        .transform_calculate(name="datum.key == 'a' ? 'without' : datum.key == 'b' ? 'in the field' : 'as claimed'")
        .mark_line(strokeWidth=2.3, interpolate="monotone")
        .encode(
            x=alt.X(
                "x:Q",
                title="Way along the field (nm)",
                scale=alt.Scale(nice=False),
                axis=alt.Axis(ticks=False, grid=False, tickCount=6),
            ),
            y=alt.Y("energy:Q", title="Energy of the ion (eV)", axis=alt.Axis(ticks=False, tickCount=5)),
            color=colour,
            strokeDash=dash,
            tooltip=[
                alt.Tooltip("name:N", title="Barrier"),
                alt.Tooltip("x:Q", title="Position (nm)", format=".2f"),
                alt.Tooltip("energy:Q", title="Energy (eV)", format=".3f"),
            ],
        )
    )
    words = _reading(
        f"{lowering} > {barrier} ? 'A barrier cannot fall by more than its height' : "
        f"'Claim: rate × ' + {_times_ten_to(claimed)} + ', needs ' + format({needed} * 1e-9, '.3~g') + ' V/nm\\n"
        f"Field: ' + format({field} * 1e-9, '.2~g') + ' V/nm lowers by ' + format(1000 * {by_field}, '.2~r') + ' meV, rate × ' + "
        f"{_times_ten_to(got)} + '\\nWithout either: ' + {_plain(rate)} + ' jumps per second'",
        3,
    )
    return alt.layer(curves, words).properties(height=300).add_params(*c.parameters)


# ---------------------------------------------------------------- try it: a particle


def particle_chart(prefix: str = "ip") -> alt.LayerChart:
    """Filling time of a particle with fast interfaces that run inwards.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.LayerChart
        Time against radius. The signals follow :func:`heterostructures.views.ion_diffusion.particle_times_s`, with the
        factor of :func:`heterostructures.physics.kinetics.rate_ratio`.
    """
    c = live.Controls(prefix)
    radius = c.slider("radius_nm", "Radius of the particle (nm)", 5, 1000, 5, 100)
    log_d = c.slider("log_D", "Diffusion coefficient of the bulk, log10 (cm²/s)", -17, -8, 0.1, -14)
    lowered = c.slider("lowered_eV", "Barrier lowered at the interface (eV)", 0, 0.4, 0.01, 0.15)
    temperature = c.slider("temperature_K", "Temperature (K)", 250, 400, 5, 300)
    thickness = c.slider("thickness_nm", "Thickness of an interface (nm)", 0.3, 3, 0.1, 0.5)
    spacing = c.slider("spacing_nm", "From one interface to the next (nm)", 4, 200, 1, 20)
    thermal = live.thermal_energy_eV(c, temperature)
    factor = c.compute("factor", f"exp({lowered} / {thermal})")
    bulk_d = c.compute("D", f"pow(10, {log_d})")
    gain = c.compute("gain", f"1 + {thickness} / {spacing} * ({factor} - 1)")
    bulk = c.compute("bulk_s", f"{radius} * {radius} * 1e-14 / {bulk_d}")
    along = c.compute("along_s", f"{bulk} / {gain}")
    sideways = c.compute("sideways_s", f"pow(({spacing} - {thickness}) / 2, 2) * 1e-14 / {bulk_d}")
    estimate = c.compute("estimate_s", f"min({bulk}, max({along}, {sideways}))")

    names = ["no interface", "with interfaces"]
    colour, dash = _two(names, [INK, SERIES[0]], [[6, 3], [1, 0]])
    x = alt.X(
        "r:Q",
        title="Radius of the particle (nm)",
        scale=alt.Scale(type="log", nice=False, domain=[1, 1000]),
        axis=alt.Axis(values=[1, 10, 100, 1000], ticks=False, grid=False),
    )
    y = alt.Y(
        "t:Q",
        title="Time (s)",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(ticks=False, tickCount=5, labelExpr=numbers.PLAIN),
    )
    lines = (
        alt.Chart(alt.Data(values=[{"r": float(f"{r:.4g}")} for r in np.geomspace(1, 1000, 31)]))
        .transform_calculate(a=f"datum.r * datum.r * 1e-14 / {bulk_d}")
        .transform_calculate(b=f"min(datum.a, max(datum.a / {gain}, {sideways}))")
        .transform_fold(["a", "b"], as_=["key", "t"])
        .transform_calculate(name=f"datum.key == 'a' ? '{names[0]}' : '{names[1]}'")
        .mark_line(strokeWidth=2.3)
        .encode(
            x=x,
            y=y,
            color=colour,
            strokeDash=dash,
            tooltip=[
                alt.Tooltip("name:N", title="Particle"),
                alt.Tooltip("r:Q", title="Radius (nm)", format=".3~g"),
                alt.Tooltip("t:Q", title="Time (s)", format=".3~g"),
            ],
        )
    )
    dots = (
        alt.Chart(alt.Data(values=[{"k": 0}, {"k": 1}]))
        .transform_calculate(r=radius, t=f"datum.k == 0 ? {bulk} : {estimate}")
        .mark_point(size=130, filled=False, strokeWidth=2.5, color=ACCENT)
        .encode(x=x, y=y)
    )
    words = _reading(
        f"'Bulk ' + {_plain(bulk)} + ' s; with interfaces about ' + {_plain(estimate)} + ' s\\n'"
        f" + 'Interface ' + {_times_ten_to(f'(log({factor}) / LN10)')} + ' times as fast, '"
        f" + format(100 * {thickness} / {spacing}, '.2~g') + ' % of the volume\\n'"
        f" + ({bulk} <= {sideways} ? 'Particle too small for its interfaces to help' : {along} >= {sideways} ?"
        " 'Limit: the way along the interfaces' : 'Limit: the way sideways, between two interfaces')",
        3,
    )
    return alt.layer(lines, dots, words).properties(height=300).add_params(*c.parameters)
