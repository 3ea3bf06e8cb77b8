"""Charts with sliders of the page on structural stability and buffering."""

from __future__ import annotations

import altair as alt
import numpy as np

from heterostructures.charts import ACCENT, INK, SERIES
from heterostructures.physics import electrochemistry
from heterostructures.physics.formulas import molar_mass_g_per_mol
from heterostructures.views import live
from heterostructures.views import stability_and_buffering as calc

SMALL = {"width": 300, "height": 210}
CAVITY_NM = 50.0
POISSON_RATIO = 0.25  # illustrative, of core and wall
CRACK_FACTOR = np.pi  # a crack inside a large body, whose half length is the size
LINEAR_LIMIT = 0.1  # of the helpers in heterostructures.physics.expansion


def _axis(count: int = 5) -> alt.Axis:
    return alt.Axis(ticks=False, grid=False, tickCount=count)


def _reading(expression: str, line: int = 0) -> alt.Chart:
    """A line of text above a panel that reads out numbers."""
    return (
        alt.Chart(alt.Data(values=[{"x": 0}]))
        .transform_calculate(words=expression)
        .mark_text(align="left", baseline="bottom", fontWeight=600, dy=-8 - 17 * line)
        .encode(x=alt.value(0), y=alt.value(0), text=alt.Text("words:N"))
    )


def _with_controls(
    chart: alt.ConcatChart | alt.LayerChart, controls: live.Controls, data: alt.Data | None = None
) -> alt.ConcatChart | alt.LayerChart:
    """Return the chart with its controls, and the rows that its panels share.

    Set last and at the top: Altair's own way copies them into every layer and back, which takes most of the time.
    """
    if data is not None:
        chart.data = data
    chart.params = [parameter.param for parameter in controls.parameters]
    return chart


# ---------------------------------------------------------------- staggered reactions

STEP_WORDS = ("insertion into MoS₂", "Sb₂S₃ → Sb", "Sb → Na₃Sb", "MoS₂ → Mo")
INSERTION_V, START_V, END_V, CONVERSION_V = 1.25, 0.91, 0.48, 0.39
STAGGERED_START = {"mass_percent": 50, "sodium": 1.0, "host": 6.5, "alloy": 18.0, "width_mV": 30, "soc_percent": 50}


def potential_grid() -> list[float]:
    """Potentials of the drawn curve, dense where a peak of the smallest width stands."""
    dense = [np.arange(centre - 0.15, centre + 0.151, 0.025) for centre in (CONVERSION_V, INSERTION_V)]
    coarse = np.arange(0.1, 1.61, 0.05)
    return sorted({round(float(v), 3) for v in np.concatenate([*dense, coarse])}, reverse=True)


def capacity_per_volt(staggered: calc.Staggered, potential_V: float, width_mV: float) -> float:
    """Charge per volt that the chart draws, in mAh/(g V).

    Parameters
    ----------
    staggered : Staggered
        Charges of the steps.
    potential_V, width_mV : float
        Potential, and width of the illustrative peaks.

    Returns
    -------
    float
        Sum of two peaks and one plateau; the areas are the computed charges.
    """
    s = width_mV / 1000.0

    def step(centre: float) -> float:
        return 1.0 / (1.0 + np.exp(-(potential_V - centre) / s))

    def peak(centre: float) -> float:
        return step(centre) * (1.0 - step(centre)) / s

    first, second, third, fourth = staggered.charges
    plateau = (second + third) / (START_V - END_V) * (step(END_V) - step(START_V))
    return float(first * peak(INSERTION_V) + plateau + fourth * peak(CONVERSION_V))


def staggered_sliders(prefix: str = "stag") -> alt.ConcatChart:
    """Four panels on Sb2S3/MoS2: charge per volt, volume, swelling per charge, and the two components.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        The signals ``q1`` to ``q4``, ``s1`` to ``s4``, ``total_charge``, ``total_change``, ``at_staggered``,
        ``at_together`` and ``mean_slope`` follow
        :func:`heterostructures.views.stability_and_buffering.staggered`.
    """
    c = live.Controls(prefix)
    start = STAGGERED_START
    mass = c.slider("mass_percent", "Sb₂S₃ in the mixture (% by mass)", 5, 95, 5, start["mass_percent"])
    sodium = c.slider("sodium", "x in NaₓMoS₂ after insertion", 0.1, 2, 0.1, start["sodium"])
    host = c.slider("host", "Volume of Na in NaₓMoS₂ (cm³/mol)", 0, 15, 0.5, start["host"])
    alloy = c.slider("alloy", "Volume of Na in Na₃Sb (cm³/mol)", 15, 23.5, 0.5, start["alloy"])
    width = c.slider("width_mV", "Width of the peaks (mV)", 20, 80, 5, start["width_mV"])
    soc = c.slider("soc_percent", "Charge passed (% of all)", 0, 100, 1, start["soc_percent"])

    faraday = repr(electrochemistry.FARADAY_MAH_PER_MOL)
    sulfide, molybdenum, antimony = calc.chalcogenide_volume_cm3("Na", "S"), *map(calc.molar_volume_cm3, ("Mo", "Sb"))
    v_sb2s3, v_mos2 = calc.molar_volume_cm3("Sb2S3"), calc.molar_volume_cm3("MoS2")
    n_sb = c.compute("mol_sb2s3", f"{mass} / 100 / {molar_mass_g_per_mol('Sb2S3')!r}")
    n_mo = c.compute("mol_mos2", f"(1 - {mass} / 100) / {molar_mass_g_per_mol('MoS2')!r}")
    begin = c.compute("start_cm3", f"{n_sb} * {v_sb2s3!r} + {n_mo} * {v_mos2!r}")
    q = [
        c.compute("q1", f"{n_mo} * {sodium} * {faraday}"),
        c.compute("q2", f"{n_sb} * 6 * {faraday}"),
        c.compute("q3", f"{n_sb} * 6 * {faraday}"),
        c.compute("q4", f"{n_mo} * (4 - {sodium}) * {faraday}"),
    ]
    # Swelling per charge in cm3/Ah.
    s = [
        c.compute("s1", f"{host} * 1000 / {faraday}"),
        c.compute("s2", f"{(2 * antimony + 3 * sulfide - v_sb2s3) / 6!r} * 1000 / {faraday}"),
        c.compute("s3", f"{alloy} * 1000 / {faraday}"),
        c.compute(
            "s4", f"({molybdenum + 2 * sulfide - v_mos2!r} - {sodium} * {host}) / (4 - {sodium}) * 1000 / {faraday}"
        ),
    ]
    total = c.compute("total_charge", " + ".join(q))
    ends = ["0"]
    for i, charge in enumerate(q[:-1]):
        ends.append(c.compute(f"c{i + 1}", f"{ends[-1]} + {charge}"))
    ends.append(total)
    mean = c.compute("mean_slope", "(" + " + ".join(f"{a} * {b}" for a, b in zip(q, s, strict=True)) + f") / {total}")
    change = c.compute("total_change", f"{mean} * {total} / 1000 / {begin}")
    steepest = c.compute("steepest", f"max({', '.join(s)})")
    passed = c.compute("passed", f"{soc} / 100 * {total}")

    def volume(at: str, slopes: list[str] = s) -> str:
        parts = [
            f"clamp({at} - ({end}), 0, {charge}) * {slope}" for end, charge, slope in zip(ends, q, slopes, strict=False)
        ]
        return "(" + " + ".join(parts) + f") / 1000 / {begin}"

    ordered = c.compute("at_staggered", volume(passed))
    together = c.compute("at_together", f"{soc} / 100 * {change}")
    # Own expansions of the two components at the chosen charge.
    own_sb = c.compute(
        "own_sb2s3",
        f"(clamp({passed} - {ends[1]}, 0, {q[1]}) * {s[1]} + clamp({passed} - {ends[2]}, 0, {q[2]}) * {s[2]})"
        f" / 1000 / ({n_sb} * {v_sb2s3!r})",
    )
    own_mo = c.compute(
        "own_mos2",
        f"(clamp({passed}, 0, {q[0]}) * {s[0]} + clamp({passed} - {ends[3]}, 0, {q[3]}) * {s[3]})"
        f" / 1000 / ({n_mo} * {v_mos2!r})",
    )
    end_sb = c.compute("end_sb2s3", f"({q[1]} * {s[1]} + {q[2]} * {s[2]}) / 1000 / ({n_sb} * {v_sb2s3!r})")
    end_mo = c.compute("end_mos2", f"({q[0]} * {s[0]} + {q[3]} * {s[3]}) / 1000 / ({n_mo} * {v_mos2!r})")

    # Panel 1: charge per volt.
    w = c.compute("width_V", f"{width} / 1000")
    curve = (
        alt.Chart(alt.Data(values=[{"v": v} for v in potential_grid()]))
        .transform_calculate(
            a=f"1 / (1 + exp(-(datum.v - {INSERTION_V}) / {w}))",
            b=f"1 / (1 + exp(-(datum.v - {END_V}) / {w}))",
            d=f"1 / (1 + exp(-(datum.v - {START_V}) / {w}))",
            e=f"1 / (1 + exp(-(datum.v - {CONVERSION_V}) / {w}))",
        )
        .transform_calculate(
            y=f"-({q[0]} * datum.a * (1 - datum.a) / {w} + ({q[1]} + {q[2]}) / {START_V - END_V!r} * (datum.b - datum.d)"
            f" + {q[3]} * datum.e * (1 - datum.e) / {w})"
        )
        .mark_line(strokeWidth=2.3, color=SERIES[0], interpolate="monotone")
        .encode(
            x=alt.X(
                "v:Q",
                title="Potential (V against Na)",
                scale=alt.Scale(domain=[0, 1.6], nice=False),
                axis=_axis(4),
            ),
            y=alt.Y("y:Q", title="− charge per volt (mAh/(g V))", axis=alt.Axis(ticks=False, tickCount=4)),
        )
    )
    places = [
        {"v": INSERTION_V, "t": "NaₓMoS₂"},
        {"v": (START_V + END_V) / 2, "t": "Sb, Na₃Sb"},
        {"v": CONVERSION_V, "t": "Mo"},
    ]
    labels = (
        alt.Chart(alt.Data(values=places))
        .mark_text(baseline="bottom", dy=-3, fontSize=11)
        .encode(x=alt.X("v:Q"), y=alt.value(0), text=alt.Text("t:N"))
    )

    # Panels against charge: nodes of the steps.
    at = " : ".join(f"datum.k == {k} ? {end}" for k, end in enumerate(ends[:-1])) + f" : {total}"
    slope = " : ".join(f"datum.k == {k} ? {one}" for k, one in enumerate(s[:-1])) + f" : {s[-1]}"
    grown = ["0"]
    for charge, one in zip(q, s, strict=True):
        grown.append(f"{grown[-1]} + {charge} * {one}")
    v_at = " : ".join(f"datum.k == {k} ? ({g})" for k, g in enumerate(grown[:-1])) + f" : ({grown[-1]})"
    sb_at = f"datum.k < 2 ? 0 : datum.k == 2 ? {q[1]} * {s[1]} : {q[1]} * {s[1]} + {q[2]} * {s[2]}"
    mo_at = f"datum.k == 0 ? 0 : datum.k < 4 ? {q[0]} * {s[0]} : {q[0]} * {s[0]} + {q[3]} * {s[3]}"
    at_nodes = dict(
        q=at,
        slope=slope,
        mean=mean,
        one=f"100 * ({v_at}) / 1000 / {begin}",
        all=f"100 * ({at}) / {total} * {change}",
        sb=f"100 * ({sb_at}) / 1000 / ({n_sb} * {v_sb2s3!r})",
        mo=f"100 * ({mo_at}) / 1000 / ({n_mo} * {v_mos2!r})",
        sb_all=f"100 * ({at}) / {total} * {end_sb}",
        mo_all=f"100 * ({at}) / {total} * {end_mo}",
    )
    filled = alt.Chart()
    x = alt.X("q:Q", title="Charge (mAh per g of mixture)", scale=alt.Scale(nice=False), axis=_axis())
    here = alt.Chart(alt.Data(values=[{"k": 0}])).transform_calculate(q=passed).mark_rule(strokeDash=[2, 2]).encode(x=x)

    def line(key: str, title: str, colour: str, dash: list[int], **mark: object) -> alt.Chart:
        return filled.mark_line(strokeWidth=2.3, color=colour, strokeDash=dash, **mark).encode(
            x=x, y=alt.Y(f"{key}:Q", title=title, axis=alt.Axis(ticks=False, tickCount=4))
        )

    in_turn, at_once = [1, 0], [6, 4]
    volume_panel = alt.layer(
        line("all", "Volume change of the mixture (%)", ACCENT, at_once),
        line("one", "Volume change of the mixture (%)", SERIES[0], in_turn),
        here,
        _reading(
            f"'In turn (solid) ' + format(100 * {ordered}, '.0f') + ' %, at once (dashed) '"
            f" + format(100 * {together}, '.0f') + ' %'",
            1,
        ),
        _reading(
            f"'after ' + format({passed}, '.0f') + ' mAh/g; at the end both ' + format(100 * {change}, '.0f') + ' %'"
        ),
    ).properties(**SMALL)
    slope_panel = alt.layer(
        line("mean", "Swelling per charge (cm³/Ah)", ACCENT, at_once),
        line("slope", "Swelling per charge (cm³/Ah)", SERIES[0], in_turn, interpolate="step-after"),
        here,
        _reading(f"'Steepest step ' + format({steepest}, '.2f') + ', at once ' + format({mean}, '.2f') + ' cm³/Ah'"),
    ).properties(**SMALL)
    names = [
        filled.transform_filter("datum.k == 3")
        .mark_text(align="right", baseline=baseline, dy=dy, dx=-3, fontWeight=600, color=colour, fill=colour)
        .encode(x=x, y=alt.Y(f"{key}:Q"), text=alt.value(text))
        for key, text, colour, baseline, dy in (
            ("sb", "Sb₂S₃", SERIES[3], "bottom", 1),
            ("mo", "MoS₂", SERIES[2], "top", 4),
        )
    ]
    own_panel = alt.layer(
        line("sb_all", "Own volume change (%)", SERIES[3], at_once),
        line("mo_all", "Own volume change (%)", SERIES[2], at_once),
        line("sb", "Own volume change (%)", SERIES[3], in_turn),
        line("mo", "Own volume change (%)", SERIES[2], in_turn),
        *names,
        here,
        _reading(
            f"'Sb₂S₃ ' + format(100 * {own_sb}, '.0f') + ' %, MoS₂ ' + format(100 * {own_mo}, '.0f') + ' % (in turn)'"
        ),
    ).properties(**SMALL)
    first_panel = alt.layer(
        curve,
        labels,
        _reading(
            f"'Right to left: ' + format({q[0]}, '.0f') + ', ' + format({q[1]} + {q[2]}, '.0f') + ', ' + format({q[3]}, '.0f')"
            f" + ' mAh/g'",
            1,
        ),
    ).properties(**SMALL)
    steps = alt.Data(values=[{"k": k} for k in range(5)])
    panels = alt.concat(first_panel, volume_panel, slope_panel, own_panel, columns=2).transform_calculate(**at_nodes)
    return _with_controls(panels, c, steps)


# ---------------------------------------------------------------- a framework around a swelling core


FRAMEWORK_START = {
    "expansion_percent": 270,
    "void_percent": 70,
    "wall_nm": 10,
    "wall_GPa": 100,
    "core_GPa": 30,
    "toughness": 1.0,
}


def framework_sliders(prefix: str = "wall") -> alt.ConcatChart:
    """Room and force: a hollow wall around a swelling core, with sliders.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        The signals ``void_needed``, ``radius_ratio``, ``pressure_GPa``, ``hoop_GPa`` and ``crack_nm`` follow
        :mod:`heterostructures.physics.expansion`.
    """
    c = live.Controls(prefix)
    start = FRAMEWORK_START
    swell = c.slider(
        "expansion_percent", "Expansion of the core (% of its volume)", 5, 420, 5, start["expansion_percent"]
    )
    void = c.slider("void_percent", "Void in the cavity (% of its volume)", 0, 85, 1, start["void_percent"])
    wall = c.slider("wall_nm", f"Wall around a cavity of {CAVITY_NM:g} nm radius (nm)", 1, 60, 1, start["wall_nm"])
    wall_GPa = c.slider("wall_GPa", "Modulus of the wall (GPa)", 1, 400, 1, start["wall_GPa"])
    core_GPa = c.slider("core_GPa", "Modulus of the swollen core (GPa)", 1, 100, 1, start["core_GPa"])
    tough = c.slider("toughness", "Toughness of the wall (MPa √m)", 0.1, 5, 0.1, start["toughness"])

    x = c.compute("change", f"{swell} / 100")
    c.compute("void_needed", f"{x} / (1 + {x})")
    ratio = c.compute("radius_ratio", f"pow(1 + {x}, 1 / 3)")
    fill = c.compute("fill", f"(1 + {x}) * (1 - {void} / 100)")
    stretch = c.compute("linear", f"pow(max({fill}, 1), 1 / 3) - 1")
    fits = c.compute("fits", f"{fill} <= 1")
    linear = c.compute("is_linear", f"{stretch} <= {LINEAR_LIMIT}")

    def pressures(thickness: str) -> tuple[str, str]:
        """Pressure per share and the filled part of :func:`heterostructures.physics.expansion.core_shell_stress`."""
        filled = f"pow(1 + {thickness} / {CAVITY_NM}, -3)"
        core_soft = f"{(1 - 2 * POISSON_RATIO)!r} / {core_GPa}"
        wall_soft = f"({filled} * {(1 - 2 * POISSON_RATIO)!r} / {wall_GPa} + {(1 + POISSON_RATIO) / 2!r} / {wall_GPa})"
        return f"{stretch} / ({core_soft} * (1 - {filled}) + {wall_soft})", filled

    per_share, filled = pressures(wall)
    pressure = c.compute("pressure_GPa", f"({per_share}) * (1 - {filled})")
    hoop = c.compute("hoop_GPa", f"({per_share}) * (0.5 + {filled})")
    crack = c.compute("crack_nm", f"{hoop} > 0 ? 1e3 * pow({tough} / {hoop}, 2) / {CRACK_FACTOR!r} : 0")

    # Panel 1: what the cavity, the core before and the core after look like, to scale.
    scale = f"(92 / (max(pow({fill}, 1 / 3), 1) * {CAVITY_NM} + {wall}))"
    cavity = c.compute("draw_cavity", f"{scale} * {CAVITY_NM} * max(1, pow(max({fill}, 1), 1 / 3))")
    outer = c.compute("draw_outer", f"{cavity} + {scale} * {wall}")
    before = c.compute("draw_before", f"{scale} * {CAVITY_NM} * pow(1 - {void} / 100, 1 / 3)")
    after = c.compute("draw_after", f"{before} * {ratio}")
    place = alt.Chart(alt.Data(values=[{"k": 0}]))
    full = {"theta": 0, "theta2": 6.28319}

    def ring(radius: str, inner: str | None = None, **mark: object) -> alt.Chart:
        inside = alt.ExprRef(expr=inner) if inner else 0
        return place.mark_arc(**full, outerRadius=alt.ExprRef(expr=radius), innerRadius=inside, **mark).encode(
            x=alt.value(110), y=alt.value(112)
        )

    def name(text: str, y: int, colour: str) -> alt.Chart:
        return place.mark_text(align="left", color=colour, fill=colour, fontWeight=600, fontSize=12).encode(
            x=alt.value(212), y=alt.value(y), text=alt.value(text)
        )

    picture = alt.layer(
        ring(outer, cavity, fill=SERIES[0], fillOpacity=0.75),
        ring(after, fill=ACCENT, fillOpacity=0.3, stroke=ACCENT, strokeDash=[4, 3]),
        ring(before, fill=ACCENT, fillOpacity=0.85),
        name("wall", 40, SERIES[0]),
        name("core, empty", 112, ACCENT),
        name("core, full", 132, ACCENT),
        _reading(
            f"'Stress-free: void ' + format(100 * {x} / (1 + {x}), '.0f') + ' %, radii 1 : ' + format({ratio}, '.2f')"
        ),
    ).properties(width=300, height=225)

    # Panel 2: what is left after the void is filled.
    voids = alt.Chart(alt.Data(values=[{"v": v} for v in range(0, 86, 5)])).transform_calculate(
        y=f"100 * (pow(max((1 + {x}) * (1 - datum.v / 100), 1), 1 / 3) - 1)"
    )
    void_x = alt.X("v:Q", title="Void in the cavity (%)", scale=alt.Scale(domain=[0, 85], nice=False), axis=_axis())
    stretch_y = alt.Y("y:Q", title="Stretch that the wall must give (%)", axis=alt.Axis(ticks=False, tickCount=4))
    limit_row = alt.Chart(alt.Data(values=[{"y": 100 * LINEAR_LIMIT}]))
    limit = limit_row.mark_rule(strokeDash=[5, 3]).encode(y=alt.Y("y:Q"))
    limit_words = limit_row.mark_text(text="linear elasticity ends", align="left", dx=4, dy=-7, fontSize=11).encode(
        x=alt.value(0), y=alt.Y("y:Q")
    )
    dot = (
        alt.Chart(alt.Data(values=[{"k": 0}]))
        .transform_calculate(v=void, y=f"100 * {stretch}")
        .mark_point(filled=True, size=90, color=INK)
        .encode(x=void_x, y=stretch_y)
    )
    room = alt.layer(
        voids.mark_line(strokeWidth=2.3, color=SERIES[0]).encode(x=void_x, y=stretch_y),
        limit,
        limit_words,
        dot,
        _reading(
            f"{fits} ? 'The core fits: the wall is not stretched' :"
            f" 'Too large for the cavity: stretch ' + format(100 * {stretch}, '.1f') + ' %'"
        ),
    ).properties(width=300, height=225)

    # Panel 3: stresses against the wall.
    t_per_share, t_filled = pressures("datum.t")
    walls = (
        alt.Chart(alt.Data(values=[{"t": t} for t in [1, 2, 3, 4, 6, 8, 10, 13, 16, 20, 25, 30, 35, 40, 50, 60]]))
        .transform_filter(linear)
        .transform_calculate(per=t_per_share, filled=t_filled)
        .transform_calculate(pressure="datum.per * (1 - datum.filled)", hoop="datum.per * (0.5 + datum.filled)")
    )
    wall_x = alt.X("t:Q", title="Wall (nm)", scale=alt.Scale(domain=[0, 60], nice=False), axis=_axis())

    def stress(key: str, colour: str, dash: list[int]) -> alt.Chart:
        return walls.mark_line(strokeWidth=2.3, color=colour, strokeDash=dash).encode(
            x=wall_x,
            y=alt.Y(f"{key}:Q", title="Stress (GPa)", axis=alt.Axis(ticks=False, tickCount=4)),
            tooltip=[
                alt.Tooltip("t:Q", title="Wall (nm)"),
                alt.Tooltip("pressure:Q", title="Pressure in the core (GPa)", format=".3~g"),
                alt.Tooltip("hoop:Q", title="Tension along the wall (GPa)", format=".3~g"),
            ],
        )

    marks = (
        alt.Chart(alt.Data(values=[{"t": 60}]))
        .transform_filter(linear)
        .transform_calculate(per=t_per_share, filled=t_filled)
        .transform_calculate(pressure="datum.per * (1 - datum.filled)", hoop="datum.per * (0.5 + datum.filled)")
    )
    named = [
        marks.mark_text(align="right", dy=dy, fontWeight=600, color=colour, fill=colour).encode(
            x=alt.X("t:Q"), y=alt.Y(f"{key}:Q"), text=alt.value(text)
        )
        for key, text, colour, dy in (
            ("hoop", "tension in the wall", ACCENT, 14),
            ("pressure", "pressure", SERIES[0], -9),
        )
    ]
    now = (
        alt.Chart(alt.Data(values=[{"k": 0}])).transform_calculate(t=wall).mark_rule(strokeDash=[2, 2]).encode(x=wall_x)
    )
    stresses = alt.layer(
        stress("pressure", SERIES[0], [1, 0]),
        stress("hoop", ACCENT, [6, 3]),
        now,
        *named,
        _reading(
            f"!{linear} ? 'Stretch above 10 %: no elastic answer; the wall tears or flows' : {fits} ? 'No stress' :"
            f" 'Pressure ' + format({pressure}, '.2f') + ', tension ' + format({hoop}, '.2f') + ' GPa'",
            1,
        ),
        _reading(
            f"!{linear} || {fits} ? '' : 2 * {crack} < {wall} ? 'Breaks at a flaw of ' + format(2 * {crack}, '.2~g') + ' nm'"
            f" : 'No flaw as small as this wall can break it'"
        ),
    ).properties(width=300, height=225)
    return _with_controls(alt.concat(picture, room, stresses, columns=2), c)


# ---------------------------------------------------------------- sulfur cathode

SULFUR_START = {"capacity": 900, "ratio": 4.5, "density": 1.1, "rest": 1.0}


def sulfur_sliders(prefix: str = "li_s") -> alt.LayerChart:
    """Energy of a lithium-sulfur cell against its electrolyte, with sliders.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.LayerChart
        The signal ``energy`` is that of
        :func:`heterostructures.views.stability_and_buffering.sulfur_cell_Wh_per_kg`.
    """
    c = live.Controls(prefix)
    capacity = c.slider("capacity", "Capacity (mAh per g of sulfur)", 300, 1670, 10, SULFUR_START["capacity"])
    ratio = c.slider("ratio", "Electrolyte / sulfur (mL/g)", 1, 20, 0.5, SULFUR_START["ratio"])
    density = c.slider("density", "Density of the electrolyte (g/mL)", 1.0, 1.4, 0.05, SULFUR_START["density"])
    rest = c.slider("rest", "All other mass / sulfur", 0, 5, 0.25, SULFUR_START["rest"])

    def energy(electrolyte: str) -> str:
        return (
            f"{capacity} * {calc.sulfur_voltage_V()!r} / (1 + {capacity} / {calc.lithium_capacity_mAh_per_g()!r}"
            f" + {electrolyte} * {density} + {rest})"
        )

    here = c.compute("energy", energy(ratio))
    share = c.compute(
        "share",
        f"{ratio} * {density} / (1 + {capacity} / {calc.lithium_capacity_mAh_per_g()!r} + {ratio} * {density} + {rest})",
    )
    rows = [{"r": r} for r in (1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20)]
    x = alt.X("r:Q", title="Electrolyte / sulfur (mL/g)", scale=alt.Scale(domain=[0, 20]), axis=_axis())
    y = alt.Y("e:Q", title="Energy, upper limit (Wh/kg)", axis=alt.Axis(ticks=False, tickCount=5))
    line = (
        alt.Chart(alt.Data(values=rows))
        .transform_calculate(e=energy("datum.r"))
        .mark_line(strokeWidth=2.3, color=SERIES[0])
        .encode(x=x, y=y)
    )
    dot = (
        alt.Chart(alt.Data(values=[{"k": 0}]))
        .transform_calculate(r=ratio, e=here)
        .mark_point(filled=True, size=110, color=ACCENT)
        .encode(x=x, y=y)
    )
    words = _reading(
        f"'At most ' + format({here}, '.0f') + ' Wh/kg; electrolyte is ' + format(100 * {share}, '.0f') + ' % of the mass'"
    )
    return _with_controls(alt.layer(line, dot, words).properties(width=520, height=250), c)
