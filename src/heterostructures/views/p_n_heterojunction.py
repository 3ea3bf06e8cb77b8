"""Charts and numbers of the page on the p-n heterojunction. The p side is the left one, unless a pair says otherwise."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import altair as alt
import numpy as np
import pandas as pd
from scipy import constants

from heterostructures import dataset
from heterostructures.charts import ACCENT, INK, PAPER, SERIES, SOFT_INK
from heterostructures.physics.bands import (
    FREE_ELECTRON_DENSITY_300K_PER_CM3,
    PER_CM3_IN_PER_M3,
    REFERENCE_TEMPERATURE_K,
    Semiconductor,
    carrier_densities,
    conduction_edge_above_fermi_level_eV,
    flat_bands,
    thermal_energy_eV,
    work_function_eV,
)
from heterostructures.physics.equilibrium import EquilibriumProfile, Interface, Layer, equilibrium_profile
from heterostructures.physics.junctions import (
    EquilibriumSplit,
    bulk_debye_length_nm,
    depletion_width_nm,
    equilibrium_split,
    ideal_diode_current_A_per_cm2,
    long_diode_saturation_current_A_per_cm2,
    p_n_junction,
    p_n_profile,
    thick_junction_profile,
)
from heterostructures.views import live
from heterostructures.views.band_diagrams import LEVEL_COLOUR, LEVEL_DASH, LEVELS

# The pair that the page uses wherever no material is named. All numbers are illustrative.
P_SIDE = Semiconductor("p side", 1.2, 4.0, 12.0, -1e17)
N_SIDE = Semiconductor("n side", 2.2, 4.2, 6.0, 1e17)

# Diffusion of minority carriers and thickness of either side, for the current; illustrative.
MINORITY_DIFFUSION_CM2_PER_S = 1.0
SIDE_THICKNESS_UM = 0.1

V_PER_M_IN_MV_PER_CM = 1e8
NM = 1e-9
GRID_LOG_DOPINGS = (16, 17, 18)
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
FULL, APPROXIMATE = "full solution", "depletion approximation"
METHOD_COLOUR = alt.Scale(domain=[FULL, APPROXIMATE], range=[SERIES[0], ACCENT])
METHOD_DASH = alt.Scale(domain=[FULL, APPROXIMATE], range=[[1, 0], [5, 3]])
PARTICLE_SIZES_NM = (5.0, 50.0)
THIN_LAYER_DOPINGS = (1e17, 1e18, 1e19)
THIN_LAYER_THICKNESSES_NM = (2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 50.0, 70.0, 100.0, 200.0)


def pair(acceptors_per_cm3: float = 1e17, donors_per_cm3: float = 1e17) -> tuple[Semiconductor, Semiconductor]:
    """Return the illustrative p side and n side with other dopings."""
    return (
        replace(P_SIDE, net_doping_per_cm3=-acceptors_per_cm3),
        replace(N_SIDE, net_doping_per_cm3=donors_per_cm3),
    )


def _short(values: np.ndarray, digits: int = 4) -> list[float]:
    """Round to significant digits, for data that travel with the page."""
    return [float(f"{value:.{digits}g}") for value in values]


# ---------------------------------------------------------------- a band diagram that the page computes


def _computed_levels(
    *,
    drop: str,
    share: str,
    widths: tuple[str, str],
    fields: tuple[str, str],
    affinities: tuple[str, str],
    gaps: tuple[str, str],
    right_edge: str,
    left_fermi: str,
    margin: str,
) -> alt.Chart:
    """Return a chart without marks whose transforms compute levels and field at each position, as expressions."""
    left_width, right_width = widths
    at_left = f"{share} * {drop} * pow(max(1 + datum.x / {left_width}, 0), 2)"
    at_right = f"{drop} - (1 - {share}) * {drop} * pow(max(1 - datum.x / {right_width}, 0), 2)"
    is_left = "datum.side == 'left'"
    return (
        alt.Chart()
        .transform_calculate(
            side=f"datum.i < {POINTS_PER_SIDE} ? 'left' : 'right'",
            u=f"datum.i % {POINTS_PER_SIDE} / {POINTS_PER_SIDE - 1}",
        )
        .transform_calculate(
            x=f"{is_left} ? -({left_width} + {margin}) * (1 - datum.u) : ({right_width} + {margin}) * datum.u"
        )
        # The vacuum level; energies are counted from the Fermi level of the right bulk.
        .transform_calculate(
            vacuum=f"{affinities[1]} + {right_edge} + ({drop} == 0 ? 0 : {drop} - ({is_left} ? {at_left} : {at_right}))"
        )
        .transform_calculate(
            conduction=f"datum.vacuum - ({is_left} ? {affinities[0]} : {affinities[1]})",
            valence=f"datum.vacuum - ({is_left} ? {affinities[0]} + {gaps[0]} : {affinities[1]} + {gaps[1]})",
            fermi=f"{is_left} ? {left_fermi} : 0",
            field=(
                f"{drop} == 0 ? 0 : ({is_left} ? {fields[0]} * max(1 + datum.x / {left_width}, 0)"
                f" : {fields[1]} * max(1 - datum.x / {right_width}, 0)) / {V_PER_M_IN_MV_PER_CM!r}"
            ),
        )
    )


# The rows that a computed diagram starts from: both sides, from the far end or the interface outwards.
POINTS_PER_SIDE = 41
COMPUTED_FROM = alt.sequence(start=0, stop=2 * POINTS_PER_SIDE, step=1, as_="i")


def _few_ticks(chart: alt.TopLevelMixin) -> alt.TopLevelMixin:
    """Return the chart with about five ticks an axis and few lines: enough to read, few enough for a phone."""
    return chart.configure_axis(tickCount=5).configure_axisX(grid=False).configure_axisY(ticks=False)


POSITION = alt.X("x:Q", title="Position (nm), interface at 0", axis=alt.Axis(grid=False), scale=alt.Scale(nice=False))


def _haloed(text: alt.Chart) -> alt.LayerChart:
    """Return text with a rim of the colour of the paper, so that lines behind it do not cross the letters."""
    rim = text.copy()
    rim.mark = text.mark.copy()
    rim.mark.stroke, rim.mark.strokeWidth, rim.mark.strokeJoin = PAPER, 4, "round"
    return alt.layer(rim, text)


LEVEL_STYLES = {
    "conduction": ("conduction band edge", SERIES[0], [1, 0]),
    "valence": ("valence band edge", SERIES[1], [1, 0]),
    "fermi": ("Fermi level", INK, [6, 3]),
}


def _band_layers() -> alt.LayerChart:
    """Draw both band edges and the Fermi levels of computed rows, each with its name beside it."""
    keys = list(LEVEL_STYLES)
    y = alt.Y("energy:Q", title="Energy (eV)", scale=alt.Scale(zero=False, padding=18))
    words = " : ".join(f"datum.key == '{key}' ? '{name}'" for key, (name, _, _) in LEVEL_STYLES.items()) + " : ''"
    lines = (
        alt.Chart()
        .mark_line(strokeWidth=2.2)
        .encode(
            x=POSITION,
            y=y,
            color=alt.Color(
                "key:N", scale=alt.Scale(domain=keys, range=[c for _, c, _ in LEVEL_STYLES.values()]), legend=None
            ),
            strokeDash=alt.StrokeDash(
                "key:N", scale=alt.Scale(domain=keys, range=[d for _, _, d in LEVEL_STYLES.values()]), legend=None
            ),
            detail="side:N",
            tooltip=[
                alt.Tooltip("level:N", title="Level"),
                alt.Tooltip("x:Q", title="Position (nm)", format=".3~g"),
                alt.Tooltip("energy:Q", title="Energy (eV)", format=".3f"),
            ],
        )
    )
    # Each name stands at the end of the diagram at which its line bends away from it.
    at_left = (
        alt.Chart()
        .transform_filter("datum.side == 'left' && datum.u == 0 && datum.key != 'valence'")
        .mark_text(align="left", dx=4, dy=-9, fontWeight=600)
        .encode(x=POSITION, y=y, text="level:N")
    )
    at_right = (
        alt.Chart()
        .transform_filter("datum.side == 'right' && datum.u == 1 && datum.key == 'valence'")
        .mark_text(align="right", dx=-4, dy=14, fontWeight=600)
        .encode(x=POSITION, y=y, text="level:N")
    )
    return (
        alt.layer(lines, at_left, at_right).transform_fold(keys, as_=["key", "energy"]).transform_calculate(level=words)
    )


def _interface() -> alt.Chart:
    return alt.Chart(alt.Data(values=[{"x": 0}])).mark_rule(strokeDash=[3, 3], color=SOFT_INK).encode(x="x:Q")


def _reading(words: str, lines: int) -> alt.Chart:
    """A text above a chart; its lines are parted by the character |."""
    return (
        alt.Chart(alt.Data(values=[{"x": 0}]))
        .transform_calculate(words=words)
        .mark_text(align="left", baseline="top", fontWeight=600, lineBreak="|", lineHeight=16, dy=-16 * lines - 6)
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
    )


def _with_data_and_controls(
    chart: alt.ConcatChart, data: alt.Data, controls: live.Controls, transform: list | None = None
) -> alt.ConcatChart:
    """Return the chart with rows, transforms and controls that all its parts share.

    Set at the end and at the top: Altair's own way copies the rows into every part and back, which takes seconds.
    """
    chart.data = data
    chart.params = [parameter.param for parameter in controls.parameters]
    if transform is not None:
        chart.transform = transform
    return chart


# ---------------------------------------------------------------- the chart with sliders


def p_n_sliders(prefix: str = "pn") -> alt.ConcatChart:
    """A p-n heterojunction with sliders: bands and field in the depletion approximation, computed in the page.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Band diagram and field. The signals ``built_in_V``, ``left_width_nm``, ``right_width_nm``,
        ``left_field_V_per_m``, ``right_field_V_per_m`` and ``capacitance_nF_per_cm2`` follow
        :func:`heterostructures.physics.junctions.p_n_junction`; the p side is the left one. Where that function
        refuses, the bands are drawn apart and a sentence says why.
    """
    c = live.Controls(prefix)
    left_log = c.slider("left_log_acceptors", "Acceptors left, log10 (1/cm³)", 15, 19, 0.1, 17)
    right_log = c.slider("right_log_donors", "Donors right, log10 (1/cm³)", 15, 19, 0.1, 17)
    left_affinity = c.slider("left_affinity_eV", "Affinity left (eV)", 3.5, 5, 0.05, P_SIDE.electron_affinity_eV)
    right_affinity = c.slider("right_affinity_eV", "Affinity right (eV)", 3.5, 5, 0.05, N_SIDE.electron_affinity_eV)
    left_gap = c.slider("left_gap_eV", "Gap left (eV)", 0.5, 3.5, 0.05, P_SIDE.gap_eV)
    right_gap = c.slider("right_gap_eV", "Gap right (eV)", 0.5, 3.5, 0.05, N_SIDE.gap_eV)
    left_permittivity = c.slider("left_permittivity", "Permittivity left", 4, 30, 0.5, P_SIDE.relative_permittivity)
    right_permittivity = c.slider("right_permittivity", "Permittivity right", 4, 30, 0.5, N_SIDE.relative_permittivity)
    temperature = c.slider("temperature_K", "Temperature (K)", 200, 500, 10, 300)
    bias = c.slider("bias_V", "Bias, forward positive (V)", -3, 1, 0.05, 0)

    thermal = live.thermal_energy_eV(c, temperature)
    acceptors = c.compute("acceptors_per_cm3", f"pow(10, {left_log})")
    donors = c.compute("donors_per_cm3", f"pow(10, {right_log})")
    density = repr(FREE_ELECTRON_DENSITY_300K_PER_CM3)
    edges = {
        side: live.conduction_edge_above_fermi_level_eV(
            c,
            side,
            gap_eV=gap,
            net_doping_per_cm3=doping,
            conduction_density_300K_per_cm3=density,
            valence_density_300K_per_cm3=density,
            thermal_energy=thermal,
            temperature_K=temperature,
        )
        for side, gap, doping in (("left", left_gap, f"(-{acceptors})"), ("right", right_gap, donors))
    }
    built_in = c.compute("built_in_V", f"({left_affinity} + {edges['left']}) - ({right_affinity} + {edges['right']})")
    drop = c.compute("drop_V", f"{built_in} > 0 ? max({built_in} - {bias}, 0) : 0")
    weight_left, weight_right = f"({left_permittivity} * {acceptors})", f"({right_permittivity} * {donors})"
    share = c.compute("left_share", f"{weight_right} / ({weight_left} + {weight_right})")
    left_width = live.depletion_width_nm(c, "left", left_permittivity, acceptors, f"{share} * {drop}")
    right_width = live.depletion_width_nm(c, "right", right_permittivity, donors, f"(1 - {share}) * {drop}")
    fields = [
        c.compute(
            f"{side}_field_V_per_m",
            f"-{live.ELEMENTARY_CHARGE_C} * {acceptors} * {PER_CM3_IN_PER_M3!r} * {left_width} * {NM!r}"
            f" / ({permittivity} * {live.VACUUM_PERMITTIVITY_F_PER_M})",
        )
        for side, permittivity in (("left", left_permittivity), ("right", right_permittivity))
    ]
    # 1e5: from F/m2 to nF/cm2.
    capacitance = c.compute(
        "capacitance_nF_per_cm2",
        f"{drop} == 0 ? 0 : 1e5 * {live.VACUUM_PERMITTIVITY_F_PER_M}"
        f" / ({NM!r} * ({left_width} / {left_permittivity} + {right_width} / {right_permittivity}))",
    )
    margin = c.compute("margin_nm", f"max(0.5 * ({left_width} + {right_width}), 5)")
    least_kT = c.compute("least_bending_kT", f"min({share}, 1 - {share}) * {drop} / {thermal}")
    computed = _computed_levels(
        drop=drop,
        share=share,
        widths=(left_width, right_width),
        fields=(fields[0], fields[1]),
        affinities=(left_affinity, right_affinity),
        gaps=(left_gap, right_gap),
        right_edge=edges["right"],
        # Without a junction the bands stand as before contact, on one vacuum level.
        left_fermi=f"({drop} == 0 ? -{built_in} : -{bias})",
        margin=margin,
    )
    field = computed.mark_line(strokeWidth=2.2, color=ACCENT).encode(
        x=POSITION,
        y=alt.Y("field:Q", title="Field (MV/cm)"),
        detail="side:N",
        tooltip=[
            alt.Tooltip("x:Q", title="Position (nm)", format=".3~g"),
            alt.Tooltip("field:Q", title="Field (MV/cm)", format=".3f"),
        ],
    )
    warning = f"{least_kT} < 3 ? '|One side bends by less than 3 kT: rough' : ''"
    words = (
        f"{built_in} <= 0 ? 'Both sides gather carriers: no depletion.|Bands drawn as before contact.' : "
        f"{drop} == 0 ? 'The bias has removed the barrier.|Bands drawn as before contact.' : "
        f"'Built-in potential ' + format({built_in}, '.2f') + ' V, drop ' + format({drop}, '.2f') + ' V|Widths ' + "
        f"format({left_width}, '.3~g') + ' nm and ' + format({right_width}, '.3~g') + ' nm' + ({warning})"
    )
    field_words = (
        f"{drop} == 0 ? 'No field in this picture' : 'At the interface ' + format({fields[0]} / 1e8, '.3f') + ' and '"
        f" + format({fields[1]} / 1e8, '.3f') + ' MV/cm|Capacitance ' + format({capacitance}, '.3~g') + ' nF/cm²'"
    )
    chart = alt.concat(
        alt.layer(_band_layers(), _interface(), _reading(words, 3)).properties(width=300, height=300),
        alt.layer(field, _interface(), _reading(field_words, 3)).properties(width=300, height=300),
        columns=2,
    )
    return _few_ticks(_with_data_and_controls(chart, COMPUTED_FROM, c, computed.transform))


# ---------------------------------------------------------------- before and after contact


def before_and_after() -> alt.ConcatChart:
    """Draw the bands of the illustrative pair before contact and, from the full solution, after it."""
    apart = flat_bands([P_SIDE, N_SIDE], [80, 80])
    joined = thick_junction_profile(P_SIDE, N_SIDE, points_per_side=12)
    words = [LEVELS[f"{column}_eV"][0] for column in _LEVEL_COLUMNS]
    parts = []
    for bands, fermi_eV in ((apart, None), (joined, np.zeros(len(joined.position_nm)))):
        inside = np.abs(bands.position_nm) < 190
        rows = pd.DataFrame({"x": bands.position_nm}).round(1)
        for column, name in zip(_LEVEL_COLUMNS, words, strict=True):
            rows[name] = np.round(getattr(bands, f"{column}_eV") if hasattr(bands, f"{column}_eV") else fermi_eV, 3)
        rows["side"] = np.where(np.arange(len(rows)) < len(rows) // 2, P_SIDE.name, N_SIDE.name)
        parts.append(rows[inside])
    panels = []
    for rows, title, y_title, with_positions in (
        (parts[0], "Before contact", "Energy from the vacuum level (eV)", False),
        (parts[1], "Position (nm), interface at 0", "Energy above the Fermi level (eV)", True),
    ):
        x = alt.X(
            "x:Q",
            title=title,
            scale=alt.Scale(nice=False),
            axis=alt.Axis(labels=with_positions, ticks=with_positions, grid=False),
        )
        lines = (
            alt.Chart(rows)
            .transform_fold(words, as_=["level", "energy"])
            .mark_line(strokeWidth=2.2)
            .encode(
                x=x,
                y=alt.Y("energy:Q", title=y_title, scale=alt.Scale(zero=False)),
                color=alt.Color(
                    "level:N", scale=LEVEL_COLOUR, legend=alt.Legend(title=None, orient="bottom", columns=2)
                ),
                strokeDash=alt.StrokeDash("level:N", scale=LEVEL_DASH, legend=None),
                detail="side:N",
                tooltip=[
                    alt.Tooltip("side:N", title="Side"),
                    alt.Tooltip("level:N", title="Level"),
                    alt.Tooltip("x:Q", title="Position (nm)"),
                    alt.Tooltip("energy:Q", title="Energy (eV)", format=".3f"),
                ],
            )
        )
        ends = rows.iloc[[0, -1]]
        names = [
            alt.Chart(end)
            .mark_text(dx=4 if align == "left" else -4, dy=-9, align=align, fontWeight=600)
            .encode(x=x, y=alt.Y(f"{words[1]}:Q"), text="side:N")
            for end, align in ((ends.iloc[:1], "left"), (ends.iloc[1:], "right"))
        ]
        panels.append(alt.layer(lines, *names).properties(width=250, height=300))
    return _few_ticks(alt.concat(*panels, columns=2).resolve_scale(color="shared"))


_LEVEL_COLUMNS = ("vacuum_level", "conduction_band", "fermi_level", "valence_band")


# ---------------------------------------------------------------- how the junction forms


def formation(prefix: str = "form") -> alt.ConcatChart:
    """How the junction forms: bands and uncovered charge when a chosen part of the final charge has moved.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Band diagram and charge density. With the part f of the final charge moved, the potential has grown to f² of
        the built-in potential: the state is that of :func:`heterostructures.physics.junctions.p_n_junction` at the
        forward bias (1 - f²) times the built-in potential.
    """
    final = p_n_junction(P_SIDE, N_SIDE)
    c = live.Controls(prefix)
    percent = c.slider("moved_percent", "Charge moved, part of the final one (%)", 0, 100, 5, 50)
    part = c.compute("part", f"{percent} / 100")
    drop = c.compute("drop_V", f"{final.built_in_potential_V!r} * {part} * {part}")
    left_width = c.compute("left_width_nm", f"{final.left_width_nm!r} * {part}")
    right_width = c.compute("right_width_nm", f"{final.right_width_nm!r} * {part}")
    moved = c.compute("electrons_to_left_per_cm2", f"{-final.electrons_to_right_per_cm2!r} * {part}")
    difference = c.compute("fermi_difference_eV", f"{final.built_in_potential_V!r} - {drop}")
    share = repr(final.left_drop_V / final.built_in_potential_V)
    end_nm = 1.6 * float(final.left_width_nm)
    computed = _computed_levels(
        drop=drop,
        share=share,
        widths=(left_width, right_width),
        fields=(f"({final.left_peak_field_V_per_m!r} * {part})", f"({final.right_peak_field_V_per_m!r} * {part})"),
        affinities=(repr(P_SIDE.electron_affinity_eV), repr(N_SIDE.electron_affinity_eV)),
        gaps=(repr(P_SIDE.gap_eV), repr(N_SIDE.gap_eV)),
        right_edge=repr(conduction_edge_above_fermi_level_eV(N_SIDE)),
        left_fermi=f"(-{difference})",
        margin=f"({end_nm!r} - {left_width})",
    )
    blocks = [{"side": "acceptors"}, {"side": "donors"}]
    charge = (
        alt.Chart(alt.Data(values=blocks))
        .transform_calculate(
            x="0",
            x2=f"datum.side == 'acceptors' ? -{left_width} : {right_width}",
            y="0",
            # In elementary charges, divided by 1e17 per cm3.
            y2=f"datum.side == 'acceptors' ? {P_SIDE.net_doping_per_cm3 / 1e17!r} : {N_SIDE.net_doping_per_cm3 / 1e17!r}",
        )
        .mark_rect(opacity=0.55)
        .encode(
            x=alt.X(
                "x:Q",
                title="Position (nm), interface at 0",
                scale=alt.Scale(domain=[-end_nm, end_nm], nice=False),
                axis=alt.Axis(grid=False),
            ),
            x2="x2:Q",
            y=alt.Y("y:Q", title="Uncovered ions (10¹⁷ e/cm³)", scale=alt.Scale(domain=[-1.6, 1.6])),
            y2="y2:Q",
            color=alt.Color(
                "side:N", scale=alt.Scale(domain=["acceptors", "donors"], range=[SERIES[0], SERIES[1]]), legend=None
            ),
        )
    )
    labels = (
        alt.Chart(
            alt.Data(
                values=[
                    {"x": -0.95 * end_nm, "y": -1.35, "words": "acceptor ions −"},
                    {"x": 0.2 * end_nm, "y": 1.35, "words": "donor ions +"},
                ]
            )
        )
        .mark_text(align="left", fontWeight=600)
        .encode(x="x:Q", y="y:Q", text="words:N")
    )
    words = (
        f"format({moved} / 1e11, '.1f') + ' × 10¹¹ electrons per cm² moved'"
        f" + '|Fermi levels ' + format({difference}, '.2f') + ' eV apart, potential ' + format({drop}, '.2f') + ' V'"
    )
    chart = alt.concat(
        alt.layer(_band_layers(), _interface(), _reading(words, 2)).properties(width=300, height=280),
        alt.layer(charge, _interface(), labels).properties(width=300, height=280),
        columns=2,
    )
    return _few_ticks(_with_data_and_controls(chart, COMPUTED_FROM, c, computed.transform))


# ---------------------------------------------------------------- the depletion approximation and the full solution


def full_profile(
    acceptors_per_cm3: float, donors_per_cm3: float, points: int = 120
) -> tuple[EquilibriumProfile, np.ndarray]:
    """Return the full equilibrium profile of the illustrative pair in thick layers, and its positions from the interface.

    Parameters
    ----------
    acceptors_per_cm3, donors_per_cm3 : float
        Doping of both sides in 1/cm3.
    points : int
        Mesh intervals at the least.

    Returns
    -------
    profile : EquilibriumProfile
        Its energies are counted from the Fermi level; its positions from the left end.
    position_nm : array
        Positions with the interface at 0.
    """
    left, right = pair(acceptors_per_cm3, donors_per_cm3)
    junction = p_n_junction(left, right)
    # Room for both the depleted layer and what decays behind it.
    thickness = [
        1.5 * float(width) + 14.0 * bulk_debye_length_nm(side)
        for side, width in ((left, junction.left_width_nm), (right, junction.right_width_nm))
    ]
    profile = equilibrium_profile(
        [Layer(left, thickness[0]), Layer(right, thickness[1])], points=points, tolerance_eV=1e-5
    )
    return profile, profile.position_nm - profile.interface_position_nm[0]


def charge_in_three_ways(left: Semiconductor, right: Semiconductor) -> dict[str, float]:
    """Return the electrons per cm2 that move, in the depletion approximation, with 2kT/e taken off, and exactly.

    Parameters
    ----------
    left, right : Semiconductor
        The p side and the n side.

    Returns
    -------
    dict
        ``depletion``, ``corrected`` and ``exact``, each in 1/cm2 and without sign.
    """
    two_kT = 2.0 * float(thermal_energy_eV(REFERENCE_TEMPERATURE_K))
    exact: EquilibriumSplit = equilibrium_split(left, right)
    return {
        "depletion": abs(float(p_n_junction(left, right).electrons_to_right_per_cm2)),
        # Taking 2kT/e off the built-in potential is the same as a forward bias of that size.
        "corrected": abs(float(p_n_junction(left, right, bias_V=two_kT).electrons_to_right_per_cm2)),
        "exact": abs(exact.electrons_to_right_per_cm2),
    }


def side_by_side() -> alt.ConcatChart:
    """Draw charge, field and potential of the illustrative pair, in the depletion approximation and in full."""
    profile, position_nm = full_profile(1e17, 1e17, points=60)
    junction = p_n_junction(P_SIDE, N_SIDE)
    approximate = p_n_profile(P_SIDE, N_SIDE, points_per_side=9)
    end = 1.5 * float(junction.left_width_nm)
    parts = []
    for method, x, source in ((FULL, position_nm, profile), (APPROXIMATE, approximate.position_nm, approximate)):
        inside = np.abs(x) <= end
        potential = source.potential_V
        first_right = int(np.flatnonzero(np.diff(x) == 0)[np.argmin(np.abs(x[np.flatnonzero(np.diff(x) == 0)]))]) + 1
        kept = np.flatnonzero(inside)
        if method == FULL:
            kept = np.concatenate([_thinned(kept[kept < first_right], 17), _thinned(kept[kept >= first_right], 17)])
        rows = pd.DataFrame(
            {
                "x": _short(x),
                "charge": _short(source.charge_density_C_per_m3 / constants.e / PER_CM3_IN_PER_M3 / 1e17, 4),
                "field": _short(source.field_V_per_m / V_PER_M_IN_MV_PER_CM, 4),
                "potential": _short(potential, 4),
                "method": method,
                "part": np.where(np.arange(len(x)) < first_right, "left", "right"),
            }
        )
        parts.append(rows.iloc[kept])
    base = alt.Chart(pd.concat(parts, ignore_index=True))
    panels = []
    for column, title in (
        ("charge", "Charge (10¹⁷ e/cm³)"),
        ("field", "Field (MV/cm)"),
        ("potential", "Potential (V)"),
    ):
        panels.append(
            alt.layer(
                base.mark_line(strokeWidth=2.2).encode(
                    x=alt.X(
                        "x:Q",
                        title="Position (nm), interface at 0" if column == "potential" else None,
                        scale=alt.Scale(domain=[-end, end], nice=False),
                        axis=alt.Axis(grid=False),
                    ),
                    y=alt.Y(f"{column}:Q", title=title),
                    color=alt.Color("method:N", scale=METHOD_COLOUR, legend=alt.Legend(title=None, orient="top")),
                    strokeDash=alt.StrokeDash(
                        "method:N", scale=METHOD_DASH, legend=alt.Legend(title=None, orient="top")
                    ),
                    detail="part:N",
                    order=alt.Order("x:Q"),
                    tooltip=[
                        alt.Tooltip("method:N", title="Method"),
                        alt.Tooltip("x:Q", title="Position (nm)", format=".3~g"),
                        alt.Tooltip(f"{column}:Q", title=title, format=".3f"),
                    ],
                ),
                _interface(),
            ).properties(width=560, height=150)
        )
    return _few_ticks(alt.concat(*panels, columns=1).resolve_scale(color="shared", strokeDash="shared", x="shared"))


# ---------------------------------------------------------------- the grid of full profiles


def _powers(first: int, last: int, step: int = 1) -> alt.Axis:
    """Return an axis with powers of ten, written as readers write them."""
    exponents = range(first, last + 1, step)
    words = ", ".join(f"'{exponent}': '{power_of_ten(exponent)}'" for exponent in exponents)
    return alt.Axis(
        values=[10.0**exponent for exponent in exponents], labelExpr=f"{{{words}}}[round(log(datum.value) / LN10)]"
    )


def power_of_ten(exponent: int) -> str:
    """Return a power of ten as readers write it, such as 10¹⁷."""
    return "10" + str(exponent).translate(SUPERSCRIPTS)


def power(number: float, digits: int = 1) -> str:
    """Return a number as readers write it, such as 5.6 × 10¹¹."""
    mantissa, exponent = f"{number:.{digits}e}".split("e")
    return f"{mantissa} × {power_of_ten(int(exponent))}"


@lru_cache(maxsize=1)
def profile_grid() -> tuple[dict, ...]:
    """Return the nodes of the grid of full profiles: one for each pair of dopings, with both descriptions.

    Returns
    -------
    tuple of dict
        For each node its name, the positions, conduction band edges (eV from the Fermi level), fields (MV/cm) and
        sides of the full solution (``x``, ``c``, ``f``, ``s``) and of the depletion approximation (``ax`` ...), rounded
        to four digits, and scalars: built-in potential, drops, widths, and electrons moved in both descriptions.
    """
    nodes = []
    for left_log in GRID_LOG_DOPINGS:
        for right_log in GRID_LOG_DOPINGS:
            left, right = pair(10.0**left_log, 10.0**right_log)
            profile, position_nm = full_profile(10.0**left_log, 10.0**right_log, points=40)
            junction = p_n_junction(left, right)
            approximate = p_n_profile(left, right, points_per_side=9)
            split = equilibrium_split(left, right)
            charge = charge_in_three_ways(left, right)
            low, high = -1.25 * float(junction.width_nm), 1.25 * float(junction.width_nm)
            # The less depleted side needs little room.
            low = max(low, -1.6 * float(junction.left_width_nm) - 0.12 * float(junction.width_nm))
            high = min(high, 1.6 * float(junction.right_width_nm) + 0.12 * float(junction.width_nm))
            kept = np.flatnonzero((position_nm >= low) & (position_nm <= high))
            middle = int(np.flatnonzero(position_nm == 0.0)[0])
            left_part, right_part = kept[kept <= middle], kept[kept > middle]
            chosen = np.concatenate([_thinned(left_part, 13), _thinned(right_part, 13)])
            half = len(approximate.position_nm) // 2
            nodes.append(
                {
                    "node": f"{power_of_ten(left_log)} {power_of_ten(right_log)}",
                    "x": _short(position_nm[chosen]),
                    "c": _short(profile.conduction_band_eV[chosen]),
                    "f": _short(profile.field_V_per_m[chosen] / V_PER_M_IN_MV_PER_CM),
                    "s": [int(index > middle) for index in chosen],
                    "ax": _short(np.clip(approximate.position_nm, low, high)),
                    "ac": _short(approximate.conduction_band_eV),
                    "af": _short(approximate.field_V_per_m / V_PER_M_IN_MV_PER_CM),
                    "as": [0] * half + [1] * half,
                    "built_in": float(f"{split.built_in_potential_V:.3f}"),
                    "left_drop": float(f"{split.left_drop_V:.3f}"),
                    "right_drop": float(f"{split.right_drop_V:.3f}"),
                    "left_width": float(f"{junction.left_width_nm:.3g}"),
                    "right_width": float(f"{junction.right_width_nm:.3g}"),
                    "excess_percent": float(f"{100 * (charge['depletion'] / charge['exact'] - 1):.1f}"),
                }
            )
    return tuple(nodes)


def _thinned(indices: np.ndarray, most: int) -> np.ndarray:
    """Return at most so many of the indices, the first and the last among them."""
    if len(indices) <= most:
        return indices
    return indices[np.unique(np.round(np.linspace(0, len(indices) - 1, most)).astype(int))]


def profile_grid_chart(prefix: str = "grid") -> alt.ConcatChart:
    """Draw a full profile of the grid beside its depletion approximation; two choices select the node.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Conduction and valence band edges, and field.
    """
    c = live.Controls(prefix)
    options = [power_of_ten(exponent) for exponent in GRID_LOG_DOPINGS]
    left = c.choice("left", "Acceptors left (1/cm³)", options, options[1])
    right = c.choice("right", "Donors right (1/cm³)", options, options[1])
    chosen = alt.Chart().transform_filter(f"datum.node == {left} + ' ' + {right}")
    full = chosen.transform_flatten(["x", "c", "f", "s"]).transform_calculate(method=f"'{FULL}'")
    approximate = chosen.transform_flatten(["ax", "ac", "af", "as"], as_=["x", "c", "f", "s"]).transform_calculate(
        method=f"'{APPROXIMATE}'"
    )
    colour = alt.Color("method:N", scale=METHOD_COLOUR, legend=alt.Legend(title=None, orient="bottom", columns=1))
    dash = alt.StrokeDash("method:N", scale=METHOD_DASH, legend=alt.Legend(title=None, orient="bottom", columns=1))

    def edges(rows: alt.Chart) -> alt.Chart:
        return (
            rows.transform_calculate(v=f"datum.c - (datum.s ? {N_SIDE.gap_eV!r} : {P_SIDE.gap_eV!r})")
            .transform_fold(["c", "v"], as_=["edge", "energy"])
            .mark_line(strokeWidth=2.2)
            .encode(
                x=POSITION,
                y=alt.Y("energy:Q", title="Band edges above the Fermi level (eV)"),
                color=colour,
                strokeDash=dash,
                detail=["edge:N", "s:N"],
            )
        )

    def fields(rows: alt.Chart) -> alt.Chart:
        return rows.mark_line(strokeWidth=2.2).encode(
            x=POSITION, y=alt.Y("f:Q", title="Field (MV/cm)"), color=colour, strokeDash=dash, detail="s:N"
        )

    zero = alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(strokeDash=[6, 3], color=INK).encode(y="y:Q")
    reading = (
        chosen.transform_calculate(
            words="'Full: drops of ' + format(datum.left_drop, '.2f') + ' V and ' + format(datum.right_drop, '.2f')"
            " + ' V|Approximation: charge too large by ' + datum.excess_percent + ' %'"
            " + '|Its widths: ' + datum.left_width + ' nm and ' + datum.right_width + ' nm'"
        )
        .mark_text(align="left", baseline="top", fontWeight=600, lineBreak="|", lineHeight=16, dy=-54)
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
    )
    chart = alt.concat(
        alt.layer(edges(full), edges(approximate), zero, _interface(), reading).properties(width=300, height=280),
        alt.layer(fields(full), fields(approximate), _interface()).properties(width=300, height=280),
        columns=2,
    ).resolve_scale(color="shared", strokeDash="shared")
    return _few_ticks(_with_data_and_controls(chart, alt.Data(values=list(profile_grid())), c))


# ---------------------------------------------------------------- bias: widths, capacitance, current


def saturation_current_A_per_cm2(left: Semiconductor, right: Semiconductor) -> float:
    """Return the saturation current of a diode whose sides are thinner than a diffusion length (illustrative transport).

    Parameters
    ----------
    left, right : Semiconductor
        The p side and the n side.

    Returns
    -------
    float
        Current density in A/cm2. In a side that is thinner than the diffusion length and ends in an ohmic contact, the
        thickness takes the place of that length.
    """
    minorities = (carrier_densities(left).electrons_per_cm3, carrier_densities(right).holes_per_cm3)
    return sum(
        float(long_diode_saturation_current_A_per_cm2(density, MINORITY_DIFFUSION_CM2_PER_S, SIDE_THICKNESS_UM))
        for density in minorities
    )


def under_bias() -> alt.ConcatChart:
    """Draw widths, inverse square of the capacitance and current of the illustrative pair against the bias."""
    bias = np.round(np.append(np.arange(-2.0, 0.51, 0.1), [0.55, 0.6, 0.65]), 2)
    junction = p_n_junction(P_SIDE, N_SIDE, bias_V=bias)
    widths = pd.DataFrame({"bias": bias, "width": np.round(junction.width_nm, 2)})
    # In 1e13 cm4/F2.
    inverse = pd.DataFrame({"bias": bias, "inverse": np.round(1e-13 / junction.capacitance_F_per_cm2**2, 4)})
    x = alt.X("bias:Q", title="Bias, forward positive (V)", scale=alt.Scale(domain=[-2, 1], nice=False))
    first = (
        alt.Chart(widths)
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=alt.Y("width:Q", title="Depletion width, both sides (nm)"),
            tooltip=[alt.Tooltip("bias:Q", title="Bias (V)"), alt.Tooltip("width:Q", title="Width (nm)")],
        )
    )
    second = (
        alt.Chart(inverse)
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=alt.Y("inverse:Q", title="1/C² (10¹³ cm⁴/F²)"),
            tooltip=[alt.Tooltip("bias:Q", title="Bias (V)"), alt.Tooltip("inverse:Q", title="1/C²")],
        )
    )
    continued = pd.DataFrame(
        {
            "bias": [float(bias[-1]), junction.built_in_potential_V],
            "inverse": [float(inverse["inverse"].iloc[-1]), 0.0],
        }
    )
    built_in = pd.DataFrame(
        {"bias": [junction.built_in_potential_V], "inverse": [0.0], "words": ["built-in potential"]}
    )
    line = alt.Chart(continued).mark_line(strokeDash=[4, 3]).encode(x=x, y="inverse:Q")
    point = alt.Chart(built_in).mark_point(filled=True, size=70, color=ACCENT).encode(x=x, y="inverse:Q")
    name = (
        alt.Chart(built_in)
        .mark_text(align="right", dy=-6, dx=-12, fontWeight=600)
        .encode(x=x, y="inverse:Q", text="words:N")
    )
    # On a logarithmic axis the current is straight but near zero.
    j0 = saturation_current_A_per_cm2(P_SIDE, N_SIDE)
    steps = np.array([-2.0, -0.2, -0.1, -0.05, -0.02, -0.005, 0.005, 0.02, 0.05, 0.1, 0.2, 0.6])
    currents = pd.DataFrame({"bias": steps, "current": _short(ideal_diode_current_A_per_cm2(steps, j0))})
    currents["size"] = currents["current"].abs()
    currents["sense"] = np.where(currents["bias"] < 0, "reverse", "forward")
    third = (
        alt.Chart(currents)
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=alt.Y(
                "size:Q", title="Size of the current (A/cm²)", scale=alt.Scale(type="log"), axis=_powers(-14, -2, 2)
            ),
            strokeDash=alt.StrokeDash(
                "sense:N", scale=alt.Scale(domain=["forward", "reverse"], range=[[1, 0], [5, 3]]), legend=None
            ),
            tooltip=[
                alt.Tooltip("bias:Q", title="Bias (V)"),
                alt.Tooltip("current:Q", title="Current (A/cm²)", format=".2e"),
            ],
        )
    )
    senses = (
        alt.Chart(pd.DataFrame({"bias": [-1.2, -0.35], "size": [j0 * 6, 1e-6], "words": ["reverse", "forward"]}))
        .mark_text(fontWeight=600, align="center")
        .encode(x=x, y="size:Q", text="words:N")
    )
    chart = alt.concat(
        first.properties(width=220, height=220),
        alt.layer(second, line, point, name).properties(width=220, height=220),
        alt.layer(third, senses).properties(width=220, height=220),
        columns=3,
    )
    return _few_ticks(chart)


def rectification_ratio(bias_V: float, junctions: float, temperature_K: float = REFERENCE_TEMPERATURE_K) -> float:
    """Return forward current over reverse current of one of many equal ideal diodes that share a voltage.

    Parameters
    ----------
    bias_V : float
        Voltage over the whole row in V.
    junctions : float
        How many junctions share it.
    temperature_K : float
        Temperature in K.

    Returns
    -------
    float
        The ratio; for an ideal diode it is exp(eV/kT), whatever the saturation current is.
    """
    each = bias_V / junctions
    forward = float(ideal_diode_current_A_per_cm2(each, 1.0, temperature_K=temperature_K))
    reverse = float(ideal_diode_current_A_per_cm2(-each, 1.0, temperature_K=temperature_K))
    return forward / -reverse


# ---------------------------------------------------------------- small particles


def thin_layer_drop_V(thickness_nm: float, doping_per_cm3: float) -> float:
    """Return the potential difference over the illustrative pair in two thin layers with free outer surfaces.

    Parameters
    ----------
    thickness_nm : float
        Thickness of either layer in nm.
    doping_per_cm3 : float
        Acceptors on the left and donors on the right, in 1/cm3.

    Returns
    -------
    float
        Potential at the right surface minus potential at the left surface in V, from the full solution.
    """
    left, right = pair(doping_per_cm3, doping_per_cm3)
    profile = equilibrium_profile(
        [Layer(left, thickness_nm), Layer(right, thickness_nm)],
        left_end=Interface(),
        right_end=Interface(),
        points=40,
        tolerance_eV=1e-4,
    )
    return float(profile.potential_V[-1])


def depleted_through_drop_V(thickness_nm: float, doping_per_cm3: float) -> float:
    """Return the potential difference over both layers if every carrier is gone, in V: eNt²(1/2ε₁ + 1/2ε₂)."""
    charge = constants.e * doping_per_cm3 * PER_CM3_IN_PER_M3 * (thickness_nm * NM) ** 2
    return charge / (2 * constants.epsilon_0) * (1 / P_SIDE.relative_permittivity + 1 / N_SIDE.relative_permittivity)


@lru_cache(maxsize=1)
def thin_layer_rows() -> tuple[dict, ...]:
    """Return what remains of the built-in potential in thin layers, for each doping and thickness."""
    rows = []
    for doping in THIN_LAYER_DOPINGS:
        built_in_V = float(p_n_junction(*pair(doping, doping)).built_in_potential_V)
        for thickness in THIN_LAYER_THICKNESSES_NM:
            drop = thin_layer_drop_V(thickness, doping)
            rows.append(
                {
                    "doping": power_of_ten(round(np.log10(doping))),
                    "doping_per_cm3": doping,
                    "thickness": thickness,
                    "drop": float(f"{drop:.4g}"),
                    "percent": float(f"{100 * drop / built_in_V:.4g}"),
                }
            )
    return tuple(rows)


def _doping_encodings(words: list[str]) -> dict:
    return {
        "color": alt.Color("doping:N", scale=alt.Scale(domain=words, range=SERIES[: len(words)]), legend=None),
        "strokeDash": alt.StrokeDash(
            "doping:N", scale=alt.Scale(domain=words, range=[[1, 0], [6, 3], [2, 2]][: len(words)]), legend=None
        ),
    }


def small_particles() -> alt.ConcatChart:
    """Draw depletion widths against doping beside particle sizes, and the potential that thin layers can hold."""
    dopings = np.geomspace(1e15, 1e20, 6)
    widths = pd.DataFrame(
        [
            {
                "n": float(f"{doping:.4g}"),
                "width": float(f"{depletion_width_nm(12.0, doping, bending):.4g}"),
                "bending": f"{bending:g} V",
            }
            for bending in (0.1, 0.3, 1.0)
            for doping in dopings
        ]
    )
    x = alt.X(
        "n:Q",
        title="Doping (1/cm³)",
        scale=alt.Scale(type="log"),
        axis=_powers(15, 20),
    )
    y = alt.Y(
        "width:Q",
        title="Depletion width of one side (nm)",
        scale=alt.Scale(type="log", domain=[0.5, 3000]),
        axis=alt.Axis(values=[1, 10, 100, 1000]),
    )
    words = ["0.1 V", "0.3 V", "1 V"]
    lines = (
        alt.Chart(widths)
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=y,
            color=alt.Color("bending:N", scale=alt.Scale(domain=words, range=SERIES[:3]), legend=None),
            strokeDash=alt.StrokeDash(
                "bending:N", scale=alt.Scale(domain=words, range=[[2, 2], [6, 3], [1, 0]]), legend=None
            ),
            tooltip=[
                alt.Tooltip("bending:N", title="Drop on this side"),
                alt.Tooltip("n:Q", title="Doping (1/cm³)", format=".1e"),
                alt.Tooltip("width:Q", title="Width (nm)", format=".3~g"),
            ],
        )
    )
    band = (
        alt.Chart(pd.DataFrame({"low": [PARTICLE_SIZES_NM[0]], "high": [PARTICLE_SIZES_NM[1]]}))
        .mark_rect(opacity=0.18, color=SOFT_INK)
        .encode(y=alt.Y("low:Q", scale=alt.Scale(type="log", domain=[0.5, 3000])), y2="high:Q")
    )
    band_name = (
        alt.Chart(pd.DataFrame({"n": [1.3e15], "width": [16.0], "words": ["particles of 5 to 50 nm"]}))
        .mark_text(align="left", fontWeight=600)
        .encode(x=x, y=y, text="words:N")
    )
    ends = widths[np.isclose(widths["n"], 1e15)]
    line_names = _haloed(
        alt.Chart(ends).mark_text(align="left", dx=26, dy=4, fontWeight=600).encode(x=x, y=y, text="bending:N")
    )

    rows = pd.DataFrame(list(thin_layer_rows()))
    doping_words = list(dict.fromkeys(rows["doping"]))
    left_over = (
        alt.Chart(rows)
        .mark_line(strokeWidth=2.2, point=True)
        .encode(
            x=alt.X(
                "thickness:Q",
                title="Thickness of either layer (nm)",
                scale=alt.Scale(type="log"),
                axis=alt.Axis(values=[2, 5, 10, 20, 50, 100, 200]),
            ),
            y=alt.Y("percent:Q", title="Potential held, of the built-in one (%)", scale=alt.Scale(domain=[0, 100])),
            tooltip=[
                alt.Tooltip("doping:N", title="Doping, both sides (1/cm³)"),
                alt.Tooltip("thickness:Q", title="Thickness (nm)"),
                alt.Tooltip("drop:Q", title="Potential (V)"),
                alt.Tooltip("percent:Q", title="Of the built-in one (%)"),
            ],
            **_doping_encodings(doping_words),
        )
    )
    middles = rows.loc[[(group["percent"] - 55).abs().idxmin() for _, group in rows.groupby("doping_per_cm3")]]
    doping_names = (
        alt.Chart(middles)
        .mark_text(align="right", dx=-9, dy=-6, fontWeight=600)
        .encode(x="thickness:Q", y="percent:Q", text="doping:N")
    )
    chart = alt.concat(
        alt.layer(band, lines, band_name, line_names).properties(width=300, height=280),
        alt.layer(left_over, doping_names).properties(width=300, height=280),
        columns=2,
    )
    return _few_ticks(chart)


# ---------------------------------------------------------------- the pairs that the reviews name

IRON_DOPING_PER_CM3 = 1e18


def sourced(material: str, property_name: str) -> pd.DataFrame:
    """Return the rows of the dataset with a property of a component."""
    materials = dataset.load_materials()
    return materials[(materials["material"] == material) & (materials["property"] == property_name)]


def claimed_pairs() -> pd.DataFrame:
    """Return the heterostructures that a review calls p-n junctions."""
    catalogue = dataset.load_heterostructures()
    return catalogue[catalogue["junction_type"] == "p-n"].reset_index(drop=True)


def iron_work_functions() -> pd.DataFrame:
    """Return every pair of sourced work functions of Fe2O3 and FeS2, with the field that follows.

    Returns
    -------
    pandas.DataFrame
        Columns oxide, sulfide (work functions in eV), their phases, uncertainty of the oxide in eV, the difference
        oxide minus sulfide in eV, and the field direction in words.
    """
    oxides, sulfides = sourced("Fe2O3", "work_function"), sourced("FeS2", "work_function")
    rows = [
        {
            "oxide": float(oxide.value),
            "oxide_phase": str(oxide.phase).replace("hematite (alpha), ", ""),
            "oxide_method": str(oxide.method),
            "oxide_low": float(oxide.value) - (0.0 if pd.isna(oxide.uncertainty) else float(oxide.uncertainty)),
            "oxide_high": float(oxide.value) + (0.0 if pd.isna(oxide.uncertainty) else float(oxide.uncertainty)),
            "sulfide": float(sulfide.value),
            "difference": round(float(oxide.value) - float(sulfide.value), 3),
            "field": "FeS₂ → Fe₂O₃" if oxide.value > sulfide.value else "Fe₂O₃ → FeS₂",
        }
        for oxide in oxides.itertuples()
        for sulfide in sulfides.itertuples()
    ]
    return pd.DataFrame(rows)


def iron_pair(difference: str = "smallest") -> tuple[Semiconductor, Semiconductor]:
    """Return Fe2O3 (n) and FeS2 (p) whose bulk has the sourced work functions; the doping is illustrative.

    Parameters
    ----------
    difference : str
        'smallest' or 'largest' difference of the sourced work functions.

    Returns
    -------
    tuple of Semiconductor
        The oxide (left) and the sulfide (right), with sourced gap and permittivity. The affinity is the one that gives
        the work function with the illustrative doping.
    """
    pairs = iron_work_functions()
    row = pairs.loc[pairs["difference"].idxmin() if difference == "smallest" else pairs["difference"].idxmax()]
    oxide_gap = float(sourced("Fe2O3", "band_gap")["value"].iloc[0])
    permittivities = sourced("Fe2O3", "relative_permittivity_static")
    oxide_permittivity = float(permittivities.loc[permittivities["direction"] == "average", "value"].iloc[0])
    gaps = sourced("FeS2", "band_gap")
    sulfide_gap = float(gaps.loc[gaps["bib_key"] == "ennaoui1993iron", "value"].iloc[0])
    sulfide_permittivity = float(sourced("FeS2", "relative_permittivity_static")["value"].iloc[0])
    oxide = Semiconductor("Fe₂O₃", oxide_gap, 4.0, oxide_permittivity, IRON_DOPING_PER_CM3)
    sulfide = Semiconductor("FeS₂", sulfide_gap, 4.0, sulfide_permittivity, -IRON_DOPING_PER_CM3)
    return (
        replace(oxide, electron_affinity_eV=float(row["oxide"]) - conduction_edge_above_fermi_level_eV(oxide)),
        replace(sulfide, electron_affinity_eV=float(row["sulfide"]) - conduction_edge_above_fermi_level_eV(sulfide)),
    )


@lru_cache(maxsize=4)
def iron_profile(dipole_eV: float = 0.0, thickness_nm: float = 40.0) -> EquilibriumProfile:
    """Return the full profile of Fe2O3/FeS2 with the smallest sourced difference, with Fermi-Dirac statistics."""
    oxide, sulfide = iron_pair()
    return equilibrium_profile(
        [Layer(oxide, thickness_nm), Layer(sulfide, thickness_nm)],
        interfaces=[Interface(dipole_eV=dipole_eV)],
        statistics="Fermi-Dirac",
        points=60,
        tolerance_eV=1e-4,
    )


def iron_directions() -> alt.LayerChart:
    """Draw the sourced work functions of Fe2O3 against those of FeS2, with the line where the field turns round."""
    pairs = iron_work_functions()
    x = alt.X("sulfide:Q", title="Work function of FeS₂ (eV)", scale=alt.Scale(domain=[4.4, 6.4], nice=False))
    y = alt.Y("oxide:Q", title="Work function of Fe₂O₃ (eV)", scale=alt.Scale(domain=[4.4, 6.4], nice=False))
    diagonal = pd.DataFrame({"sulfide": [4.4, 6.4], "oxide": [4.4, 6.4]})
    line = alt.Chart(diagonal).mark_line(strokeDash=[6, 3], color=INK).encode(x=x, y=y)
    bars = (
        alt.Chart(pairs)
        .mark_rule()
        .encode(x=x, y=alt.Y("oxide_low:Q", scale=alt.Scale(domain=[4.4, 6.4])), y2="oxide_high:Q")
    )
    words = ["experiment", "calculation"]
    points = (
        alt.Chart(pairs)
        .mark_point(filled=True, size=90)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "oxide_method:N",
                scale=alt.Scale(domain=words, range=[SERIES[0], SERIES[1]]),
                legend=alt.Legend(title="Value for Fe₂O₃", orient="bottom"),
            ),
            shape=alt.Shape(
                "oxide_method:N",
                scale=alt.Scale(domain=words, range=["circle", "square"]),
                legend=alt.Legend(title="Value for Fe₂O₃", orient="bottom"),
            ),
            tooltip=[
                alt.Tooltip("oxide_phase:N", title="Surface of Fe₂O₃"),
                alt.Tooltip("oxide:Q", title="Work function of Fe₂O₃ (eV)"),
                alt.Tooltip("sulfide:Q", title="Work function of FeS₂ (eV)"),
                alt.Tooltip("difference:Q", title="Difference (eV)"),
                alt.Tooltip("field:N", title="Field"),
            ],
        )
    )
    regions = pd.DataFrame(
        {
            "sulfide": [6.0, 6.3],
            "oxide": [6.3, 4.6],
            "words": ["field from FeS₂ to Fe₂O₃", "field from Fe₂O₃ to FeS₂|(as printed)"],
        }
    )
    names = alt.Chart(regions).mark_text(fontWeight=600, align="right", lineBreak="|").encode(x=x, y=y, text="words:N")
    return _few_ticks(alt.layer(line, bars, points, names).properties(height=330))


def iron_bands() -> alt.LayerChart:
    """Draw the bands of Fe2O3/FeS2 after contact, from the full solution."""
    profile = iron_profile()
    x = profile.position_nm - profile.interface_position_nm[0]
    first_right = int(np.flatnonzero(x == 0.0)[1])
    inside = np.flatnonzero(np.abs(x) <= 26)
    inside = np.concatenate([_thinned(inside[inside < first_right], 15), _thinned(inside[inside >= first_right], 15)])
    words = ["conduction band edge", "valence band edge"]
    rows = pd.DataFrame(
        {
            "x": _short(x[inside]),
            words[0]: np.round(profile.conduction_band_eV[inside], 3),
            words[1]: np.round(profile.valence_band_eV[inside], 3),
            "side": np.where(inside < first_right, "Fe₂O₃", "FeS₂"),
        }
    )
    scale = alt.Scale(domain=[-20, 20], nice=False)
    xx = alt.X("x:Q", title="Position (nm), interface at 0", axis=alt.Axis(grid=False), scale=scale)
    y = alt.Y("energy:Q", title="Energy above the Fermi level (eV)")
    lines = (
        alt.Chart(rows)
        .transform_fold(words, as_=["level", "energy"])
        .mark_line(strokeWidth=2.2, clip=True)
        .encode(
            x=xx,
            y=y,
            color=alt.Color("level:N", scale=alt.Scale(domain=words, range=[SERIES[0], SERIES[1]]), legend=None),
            detail="side:N",
            tooltip=[
                alt.Tooltip("side:N", title="Material"),
                alt.Tooltip("level:N", title="Level"),
                alt.Tooltip("x:Q", title="Position (nm)", format=".3~g"),
                alt.Tooltip("energy:Q", title="Energy (eV)", format=".3f"),
            ],
        )
    )
    zero = alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(strokeDash=[6, 3], color=INK).encode(y="y:Q")
    left_c, right_v = profile.conduction_band_eV[0], profile.valence_band_eV[-1]
    labels = pd.DataFrame(
        {
            "x": [-19.5, -19.5, 19.5, 19.5, -19.5],
            "energy": [
                left_c + 0.13,
                float(profile.valence_band_eV[0]) - 0.13,
                float(profile.conduction_band_eV[-1]) + 0.13,
                right_v - 0.13,
                -0.13,
            ],
            "align": ["left", "left", "right", "right", "left"],
            "words": [
                "Fe₂O₃: conduction band",
                "Fe₂O₃: valence band",
                "FeS₂: conduction band",
                "FeS₂: valence band",
                "Fermi level",
            ],
        }
    )
    names = [
        (
            alt.Chart(labels[labels["align"] == align])
            .mark_text(align=align, fontWeight=600)
            .encode(x=xx, y=y, text="words:N")
        )
        for align in ("left", "right")
    ]
    return _few_ticks(alt.layer(lines, zero, _interface(), *names).properties(height=320))


# ---------------------------------------------------------------- in words


def describe(name: str) -> str:
    """Return the text description of a chart of the page, with computed numbers.

    Parameters
    ----------
    name : str
        Name of the chart on the page, such as ``pn-formation``.
    """
    return _DESCRIPTIONS[name]()


def _describe_before_after() -> str:
    junction = p_n_junction(P_SIDE, N_SIDE)
    return f"""Two band diagrams, p side left, n side right. Before contact both share the vacuum level; the Fermi level lies
    {work_function_eV(P_SIDE):.2f} eV below it in the p side, near its valence band, and {work_function_eV(N_SIDE):.2f}
    eV below it in the n side, near its conduction band. After contact the Fermi level is one straight line. Towards the
    interface the bands of the p side bend down by {junction.left_drop_V:.2f} eV and those of the n side bend up by
    {junction.right_drop_V:.2f} eV, and the vacuum level falls by {junction.built_in_potential_V:.2f} eV from left to right."""


def _describe_formation() -> str:
    junction = p_n_junction(P_SIDE, N_SIDE)
    return f"""A slider sets the part of the final charge that has moved, 50 percent at the start. Left: the bands; at 50 percent the
    potential step is {0.25 * junction.built_in_potential_V:.2f} V and the Fermi levels of the two sides still lie
    {0.75 * junction.built_in_potential_V:.2f} eV apart. Right: the uncovered ions, a negative block of acceptor ions left
    of the interface and an equally large positive block of donor ions on the right, each {0.5 * float(junction.left_width_nm):.0f}
    nm wide at 50 percent and {float(junction.left_width_nm):.0f} nm at the end."""


def _describe_side_by_side() -> str:
    junction = p_n_junction(P_SIDE, N_SIDE)
    split = equilibrium_split(P_SIDE, N_SIDE)
    return f"""Three charts below each other against the position, p side left. Charge: in the depletion approximation two blocks of
    1e17 elementary charges per cm3, negative from -{junction.left_width_nm:.0f} nm to 0 and positive from 0 to
    {junction.right_width_nm:.0f} nm; in the full solution the same blocks with soft edges some 40 nm wide on the p side.
    Field: negative, strongest at the interface, with a step from {split.left_field_V_per_m / 1e8:.3f} to
    {split.right_field_V_per_m / 1e8:.3f} MV/cm in the full solution; the approximation is a few percent stronger.
    Potential: rises from 0 to {junction.built_in_potential_V:.2f} V in both, nearly the same curve."""


def _describe_grid() -> str:
    split = equilibrium_split(P_SIDE, N_SIDE)
    grid = profile_grid()
    return f"""Two choices set acceptors and donors to 1e16, 1e17 or 1e18 per cm3. Left: band edges around the flat Fermi level,
    right: field, each from the full solution and from the depletion approximation. At 1e17 on both sides the full drops are
    {split.left_drop_V:.2f} and {split.right_drop_V:.2f} V. Over the 9 combinations the approximation overestimates the
    charge by {min(node["excess_percent"] for node in grid):.1f} to
    {max(node["excess_percent"] for node in grid):.1f} percent."""


def _describe_bias() -> str:
    junction = p_n_junction(P_SIDE, N_SIDE)
    j0 = saturation_current_A_per_cm2(P_SIDE, N_SIDE)
    reverse, forward = p_n_junction(P_SIDE, N_SIDE, bias_V=-2.0), p_n_junction(P_SIDE, N_SIDE, bias_V=0.6)
    return f"""Against the bias. First: the depletion width falls from {reverse.width_nm:.0f} nm at -2 V over {junction.width_nm:.0f} nm without bias to
    {forward.width_nm:.0f} nm at 0.6 V. Second: one over the capacitance squared falls along a straight line that reaches
    zero at the built-in potential, {junction.built_in_potential_V:.2f} V. Third: size of the current on a logarithmic
    axis; forward a straight line of a factor ten per 60 mV, reverse constant at {j0:.1e} A/cm2."""


def _describe_iron_directions() -> str:
    pairs = iron_work_functions()
    smallest, largest = pairs["difference"].min(), pairs["difference"].max()
    return f"""Scatter chart of {len(pairs)} pairs of sourced work functions: Fe2O3 between {pairs["oxide"].min():g} and
    {pairs["oxide"].max():g} eV, FeS2 {pairs["sulfide"].min():g} and {pairs["sulfide"].max():g} eV. All lie above the line of
    equality by {smallest:.2f} to {largest:.2f} eV, in the half where the field points from FeS2 to Fe2O3; none lies in the
    half of the printed direction."""


def _describe_iron_bands() -> str:
    iron = iron_profile()
    return f"""Band diagram of Fe2O3 left and FeS2 right around the flat Fermi level. Near the interface the conduction band of Fe2O3
    bends down below the Fermi level and the valence band of FeS2 bends up above it: electrons gather on the oxide side
    and holes on the sulfide side, {abs(iron.layer_charge_per_cm2[0]):.1e} of each per cm2. The field points to the left,
    from FeS2 to Fe2O3, and reaches {abs(iron.field_V_per_m.min()) / 1e8:.1f} MV/cm in size."""


def _describe_particles() -> str:
    thin = {(row["doping_per_cm3"], row["thickness"]): row for row in thin_layer_rows()}
    return f"""Left: depletion width against doping from 1e15 to 1e20 per cm3 on logarithmic axes, three falling lines for drops of 0.1,
    0.3 and 1 V; at 0.3 V {depletion_width_nm(12.0, 1e17, 0.3):.0f} nm for 1e17 and {depletion_width_nm(12.0, 1e19, 0.3):.0f} nm
    for 1e19 per cm3. A band marks particles of 5 to 50 nm. Right: part of the built-in potential that two layers hold
    against their thickness, for three dopings; at 10 nm {thin[1e17, 10.0]["percent"]:.0f}, {thin[1e18, 10.0]["percent"]:.0f}
    and {thin[1e19, 10.0]["percent"]:.0f} percent for 1e17, 1e18 and 1e19 per cm3."""


def _describe_sliders() -> str:
    junction = p_n_junction(P_SIDE, N_SIDE)
    return f"""Ten sliders set doping, electron affinity, gap and permittivity of both sides, temperature and bias. Left: bands with the
    Fermi levels, right: the field. At the start the built-in potential is {junction.built_in_potential_V:.2f} V, both layers are
    {junction.left_width_nm:.0f} nm wide and the field steps from {junction.left_peak_field_V_per_m / 1e8:.3f} to
    {junction.right_peak_field_V_per_m / 1e8:.3f} MV/cm at the interface. Where there is no depletion layer a sentence says so."""


_DESCRIPTIONS = {
    "pn-before-after": _describe_before_after,
    "pn-formation": _describe_formation,
    "pn-side-by-side": _describe_side_by_side,
    "pn-grid": _describe_grid,
    "pn-bias": _describe_bias,
    "pn-iron-directions": _describe_iron_directions,
    "pn-iron-bands": _describe_iron_bands,
    "pn-particles": _describe_particles,
    "pn-sliders": _describe_sliders,
}
