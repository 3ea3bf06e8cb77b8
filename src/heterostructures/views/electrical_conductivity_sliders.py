"""The charts with sliders of the page on electrical conductivity, impedance and tunnelling."""

from __future__ import annotations

import altair as alt
import numpy as np
from scipy import constants

from heterostructures.charts import ACCENT, INK, SERIES, SOFT_INK
from heterostructures.physics import impedance
from heterostructures.views import live
from heterostructures.views.electrical_conductivity import (
    CM_PER_UM,
    DOUBLE_LAYER_UF,
    ELECTRODE_CM2,
    FILM_UM,
    POWER_OF_TEN,
    QUIET,
    ROOM_K,
    SERIES_OHM,
    WARBURG_OHM_PER_SQRT_S,
    T,
    axis,
    copper_barrier_eV,
    printed_conductivity_S_per_cm,
    reported_resistances,
    tin_disulfide_permittivity,
)

TUNNEL_DOPINGS = (17, 18, 19, 20, 21)


def _reading(expression: str, line: int = 0) -> alt.Chart:
    """A line of text above a panel that reads out numbers; line 1 stands above line 0."""
    return (
        alt.Chart(alt.Data(values=[{"x": 0}]))
        .transform_calculate(words=expression)
        .mark_text(align="left", fontWeight=600, dy=-8 - 18 * line)
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
    )


def _plain(value: str) -> str:
    """Write a number with three digits as an expression: in full from 0.01 to a million, else with a power of ten."""
    return f"(({value}) >= 0.01 && ({value}) < 1e6 ? format({value}, ',.3~r') : format({value}, '.2~e'))"


def randles_sliders(prefix: str = "rand") -> alt.ConcatChart:
    """Draw the spectrum of a Randles circuit of the reader's choice, computed in the page.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Nyquist plot and imaginary part. The drawn rows follow
        :func:`heterostructures.physics.impedance.randles_impedance_ohm`; the signals ``time_s``, ``apex_Hz``,
        ``exchange_mA_per_cm2`` and ``change_meV`` those of :mod:`heterostructures.physics.kinetics` and
        :func:`heterostructures.physics.impedance.apex_frequency_Hz`.
    """
    largest = float(reported_resistances()["ohm"].max())
    c = live.Controls(prefix)
    transfer = c.slider("transfer_ohm", "Charge-transfer resistance (ohm)", 1, 100, 0.1, 11.0)
    series = c.slider("series_ohm", "Ohmic resistance (ohm)", 0, 30, 0.5, SERIES_OHM)
    capacitance = c.slider("capacitance_uF", "Double-layer capacitance (µF)", 1, 500, 1, DOUBLE_LAYER_UF)
    exponent = c.slider("exponent", "Exponent of the double layer", 0.6, 1, 0.01, 1)
    warburg = c.slider("warburg", "Warburg coefficient (ohm/√s)", 0, 30, 0.5, WARBURG_OHM_PER_SQRT_S)
    area = c.slider("area_cm2", "Area that the charge crosses (cm²)", 0.5, 100, 0.5, ELECTRODE_CM2)
    time = c.compute("time_s", f"pow({transfer} * {capacitance} * 1e-6, 1 / {exponent})")
    apex = c.compute("apex_Hz", f"1 / (2 * PI * {time})")
    thermal = constants.k * ROOM_K / constants.e
    current = c.compute("exchange_mA_per_cm2", f"{1e3 * thermal!r} / ({transfer} * {area})")
    change = c.compute("change_meV", f"{-1e3 * thermal!r} * log({largest * ELECTRODE_CM2!r} / ({transfer} * {area}))")
    end = c.compute("end_ohm", f"max(1.25 * ({series} + {transfer}) + 4, 24)")

    frequencies = [{"f": float(f"{one:.4g}")} for one in impedance.spectrum_frequencies_Hz(1e5, 0.01, 50)]
    computed = (
        alt.Chart(alt.Data(values=frequencies))
        .transform_calculate(w="2 * PI * datum.f")
        .transform_calculate(
            a=f"{transfer} + {warburg} / sqrt(datum.w)",
            b=f"{warburg} / sqrt(datum.w)",
            q=f"{capacitance} * 1e-6 * pow(datum.w, {exponent})",
        )
        .transform_calculate(
            g=f"datum.a / (datum.a * datum.a + datum.b * datum.b) + datum.q * cos({exponent} * PI / 2)",
            h=f"datum.b / (datum.a * datum.a + datum.b * datum.b) + datum.q * sin({exponent} * PI / 2)",
        )
        .transform_calculate(
            re=f"{series} + datum.g / (datum.g * datum.g + datum.h * datum.h)",
            im="datum.h / (datum.g * datum.g + datum.h * datum.h)",
        )
    )
    x = alt.X(
        "re:Q",
        title="Re Z (Ω)",
        scale=alt.Scale(domainMin=0, domainMax=alt.ExprRef(end), nice=False),
        axis=alt.Axis(**QUIET, tickCount=5),
    )
    y = alt.Y(
        "im:Q",
        title="−Im Z (Ω)",
        scale=alt.Scale(domainMin=0, domainMax=alt.ExprRef(f"{end} * 0.6"), nice=False),
        axis=alt.Axis(**QUIET, tickCount=4),
    )
    tip = [
        alt.Tooltip("f:Q", title="Frequency (Hz)", format=".3~g"),
        alt.Tooltip("re:Q", title="Re Z (Ω)", format=".2f"),
        alt.Tooltip("im:Q", title="−Im Z (Ω)", format=".2f"),
    ]
    arc = computed.mark_line(strokeWidth=2.4, clip=True, point={"size": 22, "filled": True}).encode(
        x=x, y=y, order="f:Q", tooltip=tip
    )
    above = computed.mark_line(strokeWidth=2.4, clip=True, color=ACCENT).encode(
        x=alt.X(
            "f:Q",
            title="Frequency (Hz)",
            scale=alt.Scale(type="log", domain=[0.01, 1e5], nice=False),
            axis=alt.Axis(**QUIET, values=[0.01, 1, 100, 1e4], labelExpr=POWER_OF_TEN),
        ),
        y=y,
        tooltip=tip,
    )
    top = (
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_calculate(f=apex)
        .transform_filter("datum.f >= 0.01 && datum.f <= 1e5")
        .mark_rule(strokeDash=[4, 3], color=INK)
        .encode(x=alt.X("f:Q", scale=alt.Scale(type="log", domain=[0.01, 1e5], nice=False)))
    )
    first = _reading(
        f"'Time constant ' + format(1e3 * {time}, '.3~g') + ' ms; top of the arc at ' + format({apex}, ',.3~r') + ' Hz'"
    )
    second = _reading(
        f"'i₀ = ' + format({current}, '.3~g') + ' mA/cm²; against {largest:g} Ω on {ELECTRODE_CM2:g} cm²:'", 1
    )
    third = _reading(
        f"'rate × ' + format({largest * ELECTRODE_CM2!r} / ({transfer} * {area}), '.3~g')"
        f" + ', or barrier lower by ' + format(-{change}, '.1f') + ' meV'"
    )
    return alt.concat(
        alt.layer(arc, first).properties(width=300, height=180),
        alt.layer(above, top, second, third).properties(width=260, height=180),
        columns=2,
    ).add_params(*c.parameters)


def mixture_sliders(prefix: str = "mix") -> alt.LayerChart:
    """Draw the conductivity of a mixture against the share of the good conductor, computed in the page.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.LayerChart
        Curves of :func:`heterostructures.physics.transport.conductivity_along_layers_S_per_cm`,
        ``conductivity_of_mixed_grains_S_per_cm`` and ``conductivity_across_layers_S_per_cm``; the signals ``mixture``,
        ``parallel``, ``series_value`` and ``film`` hold the values at the chosen share.
    """
    good_printed = printed_conductivity_S_per_cm()
    c = live.Controls(prefix)
    percent = c.slider("percent", "Volume of the good conductor (%)", 0.5, 90, 0.5, 20)
    threshold = c.slider("threshold", "Threshold for paths (share of the volume)", 0.01, 0.6, 0.01, 0.33)
    good = c.slider("good", "Conductivity of the good conductor (S/cm)", 10, good_printed, 10, good_printed)
    poor_log = c.slider("poor_log", "Conductivity of the poor one, log10 (S/cm)", -12, 0, 0.5, -6)
    thickness = c.slider("thickness_um", "Thickness of the film (µm)", 5, 200, 5, FILM_UM)
    poor = c.compute("poor", f"pow(10, {poor_log})")
    ratio = c.compute("ratio", f"(1 - {threshold}) / {threshold}")

    def parallel(f: str) -> str:
        return f"(({f}) * {good} + (1 - ({f})) * {poor})"

    def series(f: str) -> str:
        return f"(1 / (({f}) / {good} + (1 - ({f})) / {poor}))"

    def linear(f: str) -> str:
        return f"({good} * (({f}) / {threshold} - 1) + {poor} * ((1 - ({f})) / {threshold} - 1))"

    def solve(b: str) -> str:
        root = f"sqrt({b} * {b} + 4 * {ratio} * {good} * {poor})"
        return f"({b} > 0 ? ({b} + {root}) / (2 * {ratio}) : 2 * {good} * {poor} / ({root} - {b}))"

    share = c.compute("share", f"{percent} / 100")
    bend = c.compute("linear", linear(share))
    mixture = c.compute("mixture", solve(bend))
    highest = c.compute("parallel", parallel(share))
    c.compute("series_value", series(share))
    film = c.compute("film", f"{thickness} * {CM_PER_UM!r} / {mixture}")

    # Positions that crowd at the threshold, and at the ends, where the simple arrangements change fast.
    steps = [{"u": round(float(u), 3)} for u in np.linspace(-1, 1, 33)]
    ends = [{"v": v} for v in (1e-4, 1e-3, 0.01, 0.97, 0.99, 0.999)]
    place = f"{threshold} + (datum.u < 0 ? {threshold} : 1 - {threshold}) * pow(datum.u, 3)"
    names = ["side by side", "mixed grains", "one after the other"]
    rows = (
        alt.Chart(alt.Data(values=steps + ends))
        .transform_calculate(f=f"isValid(datum.v) ? datum.v : {place}")
        .transform_calculate(b=linear("datum.f"), percent="100 * datum.f")
        .transform_calculate(parallel=parallel("datum.f"), mixed=solve("datum.b"), series=series("datum.f"))
        .transform_fold(["parallel", "mixed", "series"], as_=["key", "s"])
        .transform_calculate(
            name=f"datum.key == 'parallel' ? '{names[0]}' : datum.key == 'mixed' ? '{names[1]}' : '{names[2]}'"
        )
    )
    x = alt.X(**axis("Volume of the good conductor (%)", "percent", domain=(0, 100), tickCount=5))
    y = alt.Y(
        "s:Q",
        title="Conductivity (S/cm)",
        scale=alt.Scale(type="log", domainMin=alt.ExprRef(f"{poor} / 2"), domainMax=2e4, nice=False),
        axis=alt.Axis(**QUIET, tickCount=6, labelExpr=POWER_OF_TEN),
    )
    lines = rows.mark_line(strokeWidth=2.4, clip=True).encode(
        x=x,
        y=y,
        color=alt.Color(
            "name:N",
            scale=alt.Scale(domain=names, range=[SERIES[2], SERIES[0], ACCENT]),
            legend=alt.Legend(title=None, orient="bottom", columns=2, symbolSize=300),
        ),
        strokeDash=alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=[[2, 3], [1, 0], [6, 3]]), legend=None),
        tooltip=[
            alt.Tooltip("name:N", title="Arrangement"),
            alt.Tooltip("percent:Q", title="Good conductor (% by volume)", format=".1f"),
            alt.Tooltip("s:Q", title="Conductivity (S/cm)", format=".2~e"),
        ],
    )
    chosen = (
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_calculate(percent=percent, s=mixture)
        .mark_point(size=120, filled=False, strokeWidth=2.5, color=INK)
        .encode(x=x, y=y)
    )
    first = _reading(f"'Mixed: ' + {_plain(mixture)} + ' S/cm; side by side: ' + {_plain(highest)} + ' S/cm'", 1)
    second = _reading(f"'Film of mixed grains: ' + {_plain(film)} + ' Ω cm² across'")
    return alt.layer(lines, chosen, first, second).properties(width=440, height=260).add_params(*c.parameters)


def tunnel_sliders(prefix: str = "tun") -> alt.ConcatChart:
    """Draw the probability to tunnel against the width of a barrier, and depletion widths, computed in the page.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        The signals ``rectangle`` and ``parabola`` are WKB exponents as
        :func:`heterostructures.physics.transport.wkb_exponent_rectangular` and
        :func:`heterostructures.physics.transport.wkb_exponent_of_profile` give them, ``crossing_nm`` is that of
        :func:`.electrical_conductivity.crossing_width_nm`; the widths are those of
        :func:`heterostructures.physics.junctions.depletion_width_nm`.
    """
    c = live.Controls(prefix)
    barrier = c.slider("barrier_eV", "Height of the barrier (eV)", 0.05, 1.0, 0.01, round(copper_barrier_eV(), 2))
    width = c.slider("width_nm", "Width of the barrier (nm)", 0.2, 12, 0.1, 2)
    mass = c.slider("mass", "Effective mass (free electron masses)", 0.05, 2, 0.05, 1)
    kelvin = c.slider("temperature_K", "Temperature (K)", 200, 400, 5, T)
    permittivity = c.slider(
        "permittivity", "Permittivity of the depleted side", 4, 30, 0.25, tin_disulfide_permittivity()
    )
    thermal = live.thermal_energy_eV(c, kelvin)
    scale = repr(float(2e-9 * np.sqrt(2 * constants.m_e * constants.e) / constants.hbar))
    per_nm = c.compute("per_nm", f"{scale} * sqrt({mass} * {barrier})")
    rectangle = c.compute("rectangle", f"{per_nm} * {width}")
    c.compute("parabola", f"{per_nm} * {width} / 2")
    over = c.compute("over", f"{barrier} / {thermal}")
    crossing = c.compute("crossing_nm", f"{over} / {per_nm}")
    doping = c.compute(
        "doping_log",
        f"log(2 * {permittivity} * {live.VACUUM_PERMITTIVITY_F_PER_M} * {barrier}"
        f" / ({live.ELEMENTARY_CHARGE_C} * pow(2 * {crossing} * 1e-9, 2) * 1e6)) / LN10",
    )

    widths = [{"d": round(float(d), 2)} for d in np.linspace(0, 12, 25)]
    names = ["rectangle", "depletion parabola"]
    rows = (
        alt.Chart(alt.Data(values=widths))
        .transform_calculate(rectangle=f"-{per_nm} * datum.d / LN10", parabola=f"-{per_nm} * datum.d / 2 / LN10")
        .transform_fold(["rectangle", "parabola"], as_=["key", "log"])
        .transform_calculate(name=f"datum.key == 'rectangle' ? '{names[0]}' : '{names[1]}'")
    )
    x = alt.X(**axis("Width of the barrier (nm)", "d", domain=(0, 12), tickCount=5))
    y = alt.Y(**axis("log₁₀ of the probability", "log", domain=(-20, 0), tickCount=4))
    lines = rows.mark_line(strokeWidth=2.4, clip=True).encode(
        x=x,
        y=y,
        color=alt.Color(
            "name:N",
            scale=alt.Scale(domain=names, range=[SERIES[0], SERIES[2]]),
            legend=alt.Legend(title=None, orient="bottom", columns=2, symbolSize=300),
        ),
        strokeDash=alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 3]]), legend=None),
        tooltip=[
            alt.Tooltip("name:N", title="Shape"),
            alt.Tooltip("d:Q", title="Width (nm)"),
            alt.Tooltip("log:Q", title="log₁₀ of the probability", format=".2f"),
        ],
    )
    one = alt.Chart(alt.Data(values=[{"one": 1}]))
    top = one.transform_calculate(log=f"-{over} / LN10").transform_filter("datum.log >= -20")
    rule = top.mark_rule(strokeDash=[2, 3], strokeWidth=2, color=ACCENT).encode(y=y)
    rule_name = top.transform_calculate(d="12").mark_text(align="right", dy=-7, text="over the top").encode(x=x, y=y)
    chosen = (
        one.transform_calculate(d=width, log=f"-{rectangle} / LN10")
        .transform_filter("datum.log >= -20")
        .mark_point(size=120, filled=False, strokeWidth=2.5, color=INK)
        .encode(x=x, y=y)
    )
    first = _reading(
        f"'Tunnelling ' + format(exp(-{rectangle}), '.1e') + ', over the top ' + format(exp(-{over}), '.1e')"
    )
    second = _reading(
        f"({rectangle} < 1 ? 'So thin that WKB gives the order of magnitude only' : "
        f"{rectangle} < {over} ? 'More electrons tunnel than climb' : 'More electrons climb than tunnel')",
        1,
    )
    dopings = [{"g": g} for g in TUNNEL_DOPINGS]
    depleted = (
        alt.Chart(alt.Data(values=dopings))
        .transform_calculate(
            doping="pow(10, datum.g)",
            w=(
                f"1e9 * sqrt(2 * {permittivity} * {live.VACUUM_PERMITTIVITY_F_PER_M} * {barrier}"
                f" / ({live.ELEMENTARY_CHARGE_C} * pow(10, datum.g) * 1e6))"
            ),
        )
        .encode(
            x=alt.X(
                "doping:Q",
                title="Donors (1/cm³), illustrative",
                scale=alt.Scale(type="log", domain=[1e17, 1e21], nice=False),
                axis=alt.Axis(**QUIET, values=[1e17, 1e18, 1e19, 1e20, 1e21], labelExpr=POWER_OF_TEN),
            ),
            y=alt.Y(
                "w:Q",
                title="Depletion width (nm)",
                scale=alt.Scale(type="log", domain=[0.2, 200], nice=False),
                axis=alt.Axis(**QUIET, values=[1, 10, 100]),
            ),
            tooltip=[
                alt.Tooltip("doping:Q", title="Donors (1/cm³)", format=".0e"),
                alt.Tooltip("w:Q", title="Depletion width (nm)", format=".3~g"),
            ],
        )
    )
    thin = (
        one.transform_calculate(w=f"2 * {crossing}", doping="1e21")
        .mark_rule(strokeDash=[2, 3], strokeWidth=2, color=ACCENT)
        .encode(y=alt.Y("w:Q"))
    )
    thin_name = (
        one.transform_calculate(w=f"2 * {crossing}", doping="1e17")
        .mark_text(align="left", dx=3, dy=11, text="parabola: tunnelling wins below")
        .encode(x=alt.X("doping:Q"), y=alt.Y("w:Q"))
    )
    third = _reading(f"'Tunnelling wins above ' + format(pow(10, {doping}), '.1e') + ' donors per cm³'")
    return alt.concat(
        alt.layer(lines, rule, rule_name, chosen, first, second).properties(width=300, height=230),
        alt.layer(
            depleted.mark_line(
                strokeWidth=2, point={"size": 50, "filled": True, "color": SERIES[2]}, color=SERIES[2], clip=True
            ),
            thin,
            thin_name,
            third,
        ).properties(width=250, height=230),
        columns=2,
    ).add_params(*c.parameters)


def butler_volmer_sliders(prefix: str = "bv") -> alt.LayerChart:
    """Draw the current of an electrode before and after a barrier is lowered, computed in the page.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.LayerChart
        Curves of :func:`heterostructures.physics.kinetics.butler_volmer_current_density_mA_per_cm2`; the signals
        ``factor``, ``resistance_before``, ``resistance_after`` (ohm cm2), ``loss_before_mV`` and ``loss_after_mV``
        are those of the helpers named in the same module.
    """
    c = live.Controls(prefix)
    lowering = c.slider("lowering_meV", "Barrier lower by (meV)", -50, 150, 1, 29)
    kelvin = c.slider("temperature_K", "Temperature (K)", 250, 350, 1, 298)
    log_before = c.slider("log_before", "Exchange current before, log10 (mA/cm²)", -3, 1, 0.1, -0.1)
    current = c.slider("current", "Current (mA/cm²)", 0.1, 10, 0.1, 2)
    thermal = live.thermal_energy_eV(c, kelvin)
    factor = c.compute("factor", f"exp({lowering} / 1000 / {thermal})")
    before = c.compute("before", f"pow(10, {log_before})")
    after = c.compute("after", f"{before} * {factor}")

    def loss(name: str, exchange: str) -> str:
        half = f"({current} / (2 * {exchange}))"
        return c.compute(name, f"2000 * {thermal} * log({half} + sqrt({half} * {half} + 1))")

    resistance_before = c.compute("resistance_before", f"1000 * {thermal} / {before}")
    resistance_after = c.compute("resistance_after", f"1000 * {thermal} / {after}")
    loss_before, loss_after = loss("loss_before_mV", before), loss("loss_after_mV", after)

    rows = [{"v": round(float(v), 1)} for v in np.linspace(-200, 200, 41)]
    names = ["before", "after"]
    reduced = f"(datum.v / 2000 / {thermal})"
    computed = (
        alt.Chart(alt.Data(values=rows))
        .transform_calculate(before=f"{before} * (exp({reduced}) - exp(-{reduced}))")
        .transform_calculate(after=f"datum.before * {factor}")
        .transform_fold(names, as_=["name", "i"])
    )
    end = f"1.6 * {current}"
    x = alt.X(**axis("Overpotential (mV)", "v", domain=(-200, 200), tickCount=5))
    y = alt.Y(
        "i:Q",
        title="Current density (mA/cm²)",
        scale=alt.Scale(domainMin=alt.ExprRef(f"-{end}"), domainMax=alt.ExprRef(end), nice=False),
        axis=alt.Axis(**QUIET, tickCount=5),
    )
    lines = computed.mark_line(strokeWidth=2.4, clip=True).encode(
        x=x,
        y=y,
        color=alt.Color(
            "name:N",
            scale=alt.Scale(domain=names, range=[ACCENT, SERIES[0]]),
            legend=alt.Legend(title=None, orient="bottom", symbolSize=300),
        ),
        strokeDash=alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=[[6, 3], [1, 0]]), legend=None),
        tooltip=[
            alt.Tooltip("name:N", title="Barrier"),
            alt.Tooltip("v:Q", title="Overpotential (mV)"),
            alt.Tooltip("i:Q", title="Current density (mA/cm²)", format=".3~g"),
        ],
    )
    level = (
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_calculate(i=current)
        .mark_rule(strokeDash=[2, 3], color=SOFT_INK)
        .encode(y=y)
    )
    first = _reading(
        f"'i₀ × ' + format({factor}, '.3~g') + '; R_ct × area: ' + format({resistance_before}, '.3~g') + ' → '"
        f" + format({resistance_after}, '.3~g') + ' Ω cm²'",
        1,
    )
    second = _reading(
        f"'Loss at this current: ' + format({loss_before}, '.0f') + ' → ' + format({loss_after}, '.0f') + ' mV'"
    )
    return alt.layer(level, lines, first, second).properties(width=440, height=260).add_params(*c.parameters)
