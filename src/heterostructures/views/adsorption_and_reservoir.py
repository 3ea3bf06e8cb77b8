"""Charts of the page on adsorption: stay and coverage, volcano, ions at a junction, averaged potentials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import constants, special

from heterostructures import dataset
from heterostructures.charts import ACCENT, SERIES, SOFT_INK
from heterostructures.notation import subscripted
from heterostructures.physics import adsorption, junctions, transport
from heterostructures.physics.bands import thermal_energy_eV
from heterostructures.views import live
from heterostructures.views.band_alignment import example_semiconductors

ROOM_K = 300.0
# 13.8 billion years, only for comparison.
AGE_OF_THE_UNIVERSE_S = 4.35e17
HOUR_S = 3600.0
# Illustrative: about the frequency of a vibration.
ATTEMPTS_PER_S = 1e13
# Illustrative: entropy that a molecule of the solution loses on adsorption.
ENTROPY_MEV_PER_K = -1.0
# Illustrative parameters of the volcano.
OVERALL_EV, BEP_SLOPE, INTRINSIC_EV = -0.4, 0.5, 0.7
PANEL = {"width": 300, "height": 240}
Y_TICKS = alt.Axis(ticks=False, tickCount=5)
# A share, on a panel with some room above 1 for the mark of the slider.
SHARE_TICKS = alt.Axis(ticks=False, values=[0, 0.2, 0.4, 0.6, 0.8, 1])
X_TICKS = alt.Axis(ticks=False, grid=False, tickCount=5)


def reading(expression: str, line: int = 0) -> alt.Chart:
    """A line of text above a panel that reads out numbers.

    Parameters
    ----------
    expression : str
        Vega expression of the words.
    line : int
        0 for the line next to the panel, 1 for the one above it.

    Returns
    -------
    altair.Chart
        A text mark.
    """
    return (
        alt.Chart(alt.Data(values=[{"x": 0}]))
        .transform_calculate(words=expression)
        .mark_text(align="left", fontWeight=600, dy=-8 - 17 * line)
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
    )


def fixed(value: str, digits: int = 2) -> str:
    """Write a Vega expression that formats a number with a true minus sign."""
    return f"replace(format({value}, '.{digits}f'), '-', '−')"


def significant(values: Sequence[float] | NDArray[np.float64], digits: int = 4) -> list[float]:
    """Round numbers to some significant digits, to keep the page light."""
    return [float(f"{value:.{digits}g}") for value in np.atleast_1d(values)]


def rule_at(value: float | str, words: str, *, left: bool = False, below: bool = False) -> list[alt.Chart]:
    """A dashed horizontal line across a panel, with words at one end.

    Parameters
    ----------
    value : float or str
        Where the line lies, or the signal that says so.
    words : str
        Words at the line.
    left : bool
        Put the words at the left end instead of the right one.
    below : bool
        Put the words below the line.

    Returns
    -------
    list of altair.Chart
        The line and the words.
    """
    base = alt.Chart(alt.Data(values=[{"words": words}])).transform_calculate(at=f"{value}")
    rule = base.mark_rule(strokeDash=[4, 3], color=SOFT_INK).encode(y="at:Q")
    text = base.mark_text(
        align="left" if left else "right",
        baseline="top" if below else "bottom",
        dx=4 if left else -4,
        dy=3 if below else -3,
    ).encode(x=alt.value(0 if left else "width"), y="at:Q", text="words:N")
    return [rule, text]


# ---------------------------------------------------------------- reported energies


def reported_energies() -> pd.DataFrame:
    """Every adsorption energy that the reviews print as a number, and what it means at 300 K.

    Returns
    -------
    pandas.DataFrame
        The printed value, the energy if negative means bound for all, residence time and vacancy.
    """
    rows = dataset.measurements(quantity=["adsorption_energy", "molecule_binding_energy"])
    rows = rows[rows["value"].notna()]
    found = []
    for row in rows.to_dict("records"):
        bound = -abs(float(row["value"]))
        free = float(adsorption.adsorption_free_energy_eV(bound, ENTROPY_MEV_PER_K, ROOM_K))
        found.append(
            {
                "row": row["measurement_id"],
                "subject": subscripted(row["subject"]).replace("+", "⁺"),
                "printed": row["printed"].replace("-", "−"),
                "energy_eV": bound,
                "log_stay": round(float(adsorption.log10_residence_time_s(bound, ATTEMPTS_PER_S, ROOM_K)), 2),
                "log_vacancy": round(float(np.log10(adsorption.langmuir_vacancy(free, 1e-3, ROOM_K))), 1),
                "log_rate": round(
                    float(adsorption.log10_sabatier_rate_per_s(bound, OVERALL_EV, BEP_SLOPE, INTRINSIC_EV, ROOM_K)), 1
                ),
                "method": row["method"],
                "where": row["section_id"],
                "bib_keys": row["bib_keys"],
            }
        )
    return pd.DataFrame(found)


def log_words(power: float) -> str:
    """Write a power of ten with Unicode characters, such as 10⁶²."""
    digits = str(round(power)).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
    return f"10{digits}"


def stay_sliders(prefix: str = "stay") -> alt.ConcatChart:
    """Residence time and coverage against adsorption energy, with sliders.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Two panels. The signals ``log_stay``, ``free_eV``, ``coverage``, ``vacancy`` and ``log_half`` follow
        :mod:`heterostructures.physics.adsorption`.
    """
    c = live.Controls(prefix)
    energy = c.slider("energy_eV", "Adsorption energy (eV)", -5, 0, 0.05, -1.15)
    log_activity = c.slider("log_activity", "Concentration, log10 (mol/L)", -9, 1, 0.5, -3)
    temperature = c.slider("temperature_K", "Temperature (K)", 250, 400, 10, ROOM_K)
    entropy = c.slider("entropy", "Entropy change (meV/K)", -2, 1, 0.1, ENTROPY_MEV_PER_K)
    attempts = c.slider("log_attempts", "Attempts to leave, log10 (1/s)", 11, 15, 0.5, 13)
    kT = live.thermal_energy_eV(c, temperature)
    decade = c.compute("decade_eV", f"{kT} * LN10")
    stay = c.compute("log_stay", f"-{energy} / {decade} - {attempts}")
    free = c.compute("free_eV", f"{energy} - {temperature} * {entropy} / 1000")
    odds = c.compute("log_odds", f"{log_activity} * LN10 - {free} / {kT}")
    coverage = c.compute("coverage", f"1 / (1 + exp(-{odds}))")
    vacancy = c.compute("vacancy", f"1 / (1 + exp({odds}))")
    half = c.compute("log_half", f"{free} / {decade}")

    known = reported_energies()[["subject", "printed", "energy_eV", "where"]].to_dict("records")
    x = alt.X("e:Q", title="Adsorption energy (eV)", scale=alt.Scale(domain=[-5.2, 0], nice=False), axis=X_TICKS)
    y = alt.Y("y:Q", title="Mean stay, log10 (s)", scale=alt.Scale(domain=[-20, 90], nice=False), axis=Y_TICKS)
    log_time = f"-datum.e / {decade} - {attempts}"
    line = (
        alt.Chart(alt.Data(values=[{"e": -5.2}, {"e": 0}]))
        .transform_calculate(y=log_time)
        .mark_line(strokeWidth=2.4, color=SERIES[0], clip=True)
        .encode(x=x, y=y)
    )
    points = alt.Chart(alt.Data(values=known)).transform_calculate(e="datum.energy_eV", y=log_time)
    marks = points.mark_point(shape="diamond", size=90, filled=True, color=SERIES[2]).encode(
        x="e:Q",
        y="y:Q",
        tooltip=[
            alt.Tooltip("subject:N", title="Adsorption of"),
            alt.Tooltip("printed:N", title="Printed (eV)"),
            alt.Tooltip("where:N", title="Where"),
            alt.Tooltip("y:Q", title="log10 of the stay in s", format=".1f"),
        ],
    )
    names = points.mark_text(align="left", dx=8, dy=-7).encode(x="e:Q", y="y:Q", text="printed:N")
    here = (
        alt.Chart(alt.Data(values=[{}]))
        .transform_calculate(e=f"{energy}", y=stay)
        .mark_point(shape="circle", size=130, strokeWidth=2.4, color=ACCENT, filled=False)
        .encode(x="e:Q", y="y:Q")
    )
    times = [
        *rule_at(float(np.log10(AGE_OF_THE_UNIVERSE_S)), "age of the universe", left=True, below=True),
        *rule_at(float(np.log10(HOUR_S)), "one hour", left=True, below=True),
    ]
    energies = np.round(np.concatenate([np.linspace(-5.2, -1.6, 4), np.linspace(-1.5, 0, 36)]), 3)
    covered = (
        alt.Chart(alt.Data(values=[{"e": float(value)} for value in energies]))
        .transform_calculate(
            y=f"1 / (1 + exp(-({log_activity} * LN10 - (datum.e - {temperature} * {entropy} / 1000) / {kT})))"
        )
        .mark_line(strokeWidth=2.4, color=SERIES[0])
        .encode(x=x, y=alt.Y("y:Q", title="Coverage", scale=alt.Scale(domain=[0, 1.08], nice=False), axis=SHARE_TICKS))
    )
    there = (
        alt.Chart(alt.Data(values=[{}]))
        .transform_calculate(e=f"{energy}", y=coverage)
        .mark_point(shape="circle", size=130, strokeWidth=2.4, color=ACCENT, filled=False)
        .encode(x="e:Q", y="y:Q")
    )
    oldest, hour = (float(np.log10(time)) for time in (AGE_OF_THE_UNIVERSE_S, HOUR_S))
    long = (
        f"{stay} > {oldest!r} ? 'longer than the universe is old' :"
        f" {stay} > {hour!r} ? 'longer than an hour' : 'shorter than an hour'"
    )
    first = reading(f"'Stay 10^' + {fixed(stay, 1)} + ' s: ' + ({long})")
    second = reading(f"'Coverage ' + format({coverage}, '.3f') + ', vacant part ' + format({vacancy}, '.1e')")
    third = reading(f"'Half full at 10^' + {fixed(half, 1)} + ' mol/L'", 1)
    return alt.concat(
        alt.layer(line, *times, marks, names, here, first).properties(**PANEL),
        alt.layer(covered, there, second, third).properties(**PANEL),
        columns=2,
    ).add_params(*c.parameters)


# ---------------------------------------------------------------- neither too weak nor too strong


def volcano_sliders(prefix: str = "vol") -> alt.LayerChart:
    """Rate of a reaction in two steps against the binding of its intermediate, with sliders.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.LayerChart
        The signals ``log_rate`` and ``log_top`` follow
        :func:`heterostructures.physics.adsorption.log10_sabatier_rate_per_s`.
    """
    c = live.Controls(prefix)
    binding = c.slider("binding_eV", "Free energy of binding (eV)", -5, 1, 0.05, -1.15)
    overall = c.slider("overall_eV", "Free energy of both steps (eV)", -3, 0.5, 0.1, OVERALL_EV)
    intrinsic = c.slider("intrinsic_eV", "Barrier of a level step (eV)", 0, 1.5, 0.05, INTRINSIC_EV)
    slope = c.slider("slope", "Slope of barrier against energy", 0, 1, 0.05, BEP_SLOPE)
    temperature = c.slider("temperature_K", "Temperature (K)", 250, 400, 10, ROOM_K)
    kT = live.thermal_energy_eV(c, temperature)

    def barrier(step: str) -> str:
        return f"max(0, {step}, {intrinsic} + {slope} * ({step}))"

    def log_rate(at: str) -> str:
        hindered = f"max({barrier(at)}, {barrier(f'{overall} - ({at})')})"
        return f"log({constants.k / constants.h!r} * {temperature}) / LN10 - {hindered} / ({kT} * LN10)"

    here = c.compute("log_rate", log_rate(binding))
    top = c.compute("log_top", log_rate(f"{overall} / 2"))
    x = alt.X("e:Q", title="Free energy of binding (eV)", scale=alt.Scale(domain=[-5.2, 1], nice=False), axis=X_TICKS)
    y = alt.Y("y:Q", title="Rate of a site, log10 (1/s)", scale=alt.Scale(domain=[-90, 15], nice=False), axis=Y_TICKS)
    values = np.round(np.linspace(-5.2, 1.0, 32), 2)
    line = (
        alt.Chart(alt.Data(values=[{"e": float(value)} for value in values]))
        .transform_calculate(y=log_rate("datum.e"))
        .mark_line(strokeWidth=2.4, color=SERIES[0], clip=True)
        .encode(x=x, y=y)
    )
    known = reported_energies()[["subject", "printed", "energy_eV", "where"]].to_dict("records")
    points = alt.Chart(alt.Data(values=known)).transform_calculate(e="datum.energy_eV", y=log_rate("datum.energy_eV"))
    marks = points.mark_point(shape="diamond", size=90, filled=True, color=SERIES[2], clip=True).encode(
        x="e:Q", y="y:Q", tooltip=[alt.Tooltip("subject:N", title="Adsorption of"), "printed:N", "where:N"]
    )
    names = points.mark_text(align="left", dx=9, dy=5, clip=True).encode(x="e:Q", y="y:Q", text="printed:N")
    now = (
        alt.Chart(alt.Data(values=[{}]))
        .transform_calculate(e=f"{binding}", y=here)
        .mark_point(shape="circle", size=130, strokeWidth=2.4, color=ACCENT, filled=False, clip=True)
        .encode(x="e:Q", y="y:Q")
    )
    words = reading(
        f"'Here 10^' + {fixed(here, 1)} + ({here} < -90 ? ' (below)' : '') + ', top 10^' + {fixed(top, 1)} + ' per s at ' + {fixed(f'{overall} / 2')} + ' eV'"
    )
    once = rule_at(-float(np.log10(HOUR_S)), "once an hour", left=True, below=True)
    return (
        alt.layer(line, *once, marks, names, now, words)
        .properties(width="container", height=280)
        .add_params(*c.parameters)
    )


# ---------------------------------------------------------------- an ion at a junction


@dataclass(frozen=True)
class IonsAtJunction:
    """The exact junction of Sb2S3 and SnS2, and what a mobile ion would do in it.

    Parameters
    ----------
    position_nm, potential_V : array
        Potential against the bulk of the left side.
    electrons, ions : array
        Densities as multiples of those in the bulk of the same side, for an ion that carries one positive charge.
    step_V, left_drop_V, right_drop_V : float
        Built-in potential and its parts.
    """

    position_nm: NDArray[np.float64]
    potential_V: NDArray[np.float64]
    electrons: NDArray[np.float64]
    ions: NDArray[np.float64]
    step_V: float
    left_drop_V: float
    right_drop_V: float
    electrons_per_cm2: float


def ions_at_junction(doping_per_cm3: float = 1e17, points_per_side: int = 21) -> IonsAtJunction:
    """Compute the junction of Sb2S3 and SnS2 at 300 K.

    Parameters
    ----------
    doping_per_cm3 : float
        Donors of both sides; illustrative.
    points_per_side : int
        Positions on each side.

    Returns
    -------
    IonsAtJunction
        Electrons and ions follow Boltzmann factors of opposite sign.
    """
    left, right = example_semiconductors(doping_per_cm3, doping_per_cm3)
    profile = junctions.thick_junction_profile(left, right, points_per_side=points_per_side)
    split = junctions.equilibrium_split(left, right)
    x = profile.position_nm
    start = int(np.flatnonzero(np.diff(x) == 0)[0]) + 1
    potential = profile.potential_V - profile.potential_V[0]
    own_bulk = np.where(np.arange(x.size) < start, 0.0, split.built_in_potential_V)
    reduced = (potential - own_bulk) / float(thermal_energy_eV(ROOM_K))
    return IonsAtJunction(
        position_nm=x,
        potential_V=potential,
        electrons=np.exp(reduced),
        ions=np.exp(-reduced),
        step_V=split.built_in_potential_V,
        left_drop_V=split.left_drop_V,
        right_drop_V=split.right_drop_V,
        electrons_per_cm2=split.electrons_to_right_per_cm2,
    )


def junction_chart(found: IonsAtJunction) -> alt.ConcatChart:
    """Draw potential, electrons and mobile positive ions across the junction.

    Parameters
    ----------
    found : IonsAtJunction
        Result of :func:`ions_at_junction`.

    Returns
    -------
    altair.ConcatChart
        Two panels.
    """
    split = int(np.flatnonzero(np.diff(found.position_nm) == 0)[0]) + 1
    x = alt.X("x:Q", title="Position (nm)", scale=alt.Scale(domain=[-80, 80], nice=False), axis=X_TICKS)

    index = np.arange(found.position_nm.size)
    shown = np.abs(found.position_nm) <= 90

    def lines(values: NDArray[np.float64], colour: str, dash: list[int]) -> alt.Chart:
        # The two sides are lines of their own: densities jump at the interface.
        rows = [
            {"s": side, "x": significant(found.position_nm[part], 3), "y": significant(values[part], 3)}
            for side, part in enumerate((shown & (index < split), shown & (index >= split)))
        ]
        return (
            alt.Chart(alt.Data(values=rows))
            .transform_flatten(["x", "y"])
            .mark_line(strokeWidth=2.4, color=colour, strokeDash=dash, clip=True)
            .encode(x=x, detail="s:N")
        )

    def labels(named: list[tuple[float, float, str, str]]) -> list[alt.Chart]:
        return [
            alt.Chart(alt.Data(values=[{"x": at, "y": value, "w": words}]))
            .mark_text(color=colour, fill=colour, fontWeight=600)
            .encode(x="x:Q", y="y:Q", text="w:N")
            for at, value, words, colour in named
        ]

    sides = (
        alt.Chart(alt.Data(values=[{"x": -40, "w": "Sb₂S₃"}, {"x": 40, "w": "SnS₂"}]))
        .mark_text(fontWeight=600, dy=-8)
        .encode(x="x:Q", y=alt.value(0), text="w:N")
    )
    border = alt.Chart(alt.Data(values=[{"x": 0}])).mark_rule(color=SOFT_INK).encode(x="x:Q")
    volts = alt.Y("y:Q", title="Electric potential (V)", axis=Y_TICKS, scale=alt.Scale(domain=[-0.5, 0.1]))
    powers = [-6, -3, 0, 3, 6]
    density = alt.Y(
        "y:Q",
        title="Density (own bulk = 1)",
        scale=alt.Scale(type="log", domain=[1e-7, 1e7]),
        axis=alt.Axis(
            ticks=False,
            values=[10.0**power for power in powers],
            labelExpr=f"{[log_words(power) for power in powers]!r}[round(log(datum.value) / LN10 / 3) + 2]",
        ),
    )
    named = [(-50.0, 4e-4, "electrons", SERIES[0]), (-50.0, 3e3, "mobile Na⁺", ACCENT)]
    return alt.concat(
        alt.layer(border, lines(found.potential_V, SERIES[0], [1, 0]).encode(y=volts), sides).properties(**PANEL),
        alt.layer(
            border,
            lines(found.electrons, SERIES[0], [1, 0]).encode(y=density),
            lines(found.ions, ACCENT, [7, 3]).encode(y=density),
            *labels(named),
            sides,
        ).properties(**PANEL),
        columns=2,
    )


# ---------------------------------------------------------------- a site in a charged region


def region_sliders(prefix: str = "reg") -> alt.ConcatChart:
    """Adsorption energy and occupation of a site in a charged region, with sliders.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Two panels. The signal ``occupancy`` follows
        :func:`heterostructures.physics.transport.occupancy_across_interface`.
    """
    c = live.Controls(prefix)
    neutral = c.slider("neutral_eV", "Adsorption energy, neutral place (eV)", -3, 0, 0.05, -1.5)
    potential = c.slider("potential_mV", "Potential of the region (mV)", -600, 600, 10, -200)
    bond = c.slider("bond_eV", "Change of the bond itself (eV)", -1, 1, 0.05, 0)
    log_bulk = c.slider("log_bulk", "Sites filled far away, log10", -6, -0.5, 0.25, -3)
    temperature = c.slider("temperature_K", "Temperature (K)", 250, 400, 10, ROOM_K)
    kT = live.thermal_energy_eV(c, temperature)
    step = c.compute("step_eV", f"{potential} / 1000 + {bond}")
    charged = c.compute("charged_eV", f"{neutral} + {step}")
    bulk = c.compute("bulk", f"pow(10, {log_bulk})")
    log_odds = f"log({bulk}) - log(1 - {bulk})"
    occupancy = c.compute("occupancy", f"1 / (1 + exp(-({log_odds} - {step} / {kT})))")
    factor = c.compute("factor", f"exp(-{step} / {kT})")
    bars = [{"name": "neutral"}, {"name": "charged"}]
    value = f"datum.name == 'neutral' ? {neutral} : {charged}"
    base = alt.Chart(alt.Data(values=bars)).transform_calculate(y=value, label=fixed(value))
    order = alt.X("name:N", sort=["neutral", "charged"], title="Region", axis=alt.Axis(labelAngle=0, ticks=False))
    energy_axis = alt.Y(
        "y:Q", title="Adsorption energy of Na⁺ (eV)", scale=alt.Scale(domain=[-4.6, 2.2], nice=False), axis=Y_TICKS
    )
    bar = base.mark_bar(size=60).encode(
        x=order,
        y=energy_axis,
        color=alt.Color(
            "name:N", legend=None, scale=alt.Scale(domain=["neutral", "charged"], range=[SOFT_INK, ACCENT])
        ),
    )
    numbers = base.mark_text(dy=-8, fontWeight=600).encode(x=order, y=alt.Y("top:Q"), text="label:N")
    numbers = numbers.transform_calculate(top="max(datum.y, 0)")
    values = np.linspace(-600, 600, 41)
    x = alt.X("p:Q", title="Potential of the region (mV)", scale=alt.Scale(nice=False), axis=X_TICKS)
    y = alt.Y("y:Q", title="Share of filled sites", scale=alt.Scale(domain=[0, 1.08], nice=False), axis=SHARE_TICKS)
    line = (
        alt.Chart(alt.Data(values=[{"p": float(one)} for one in values]))
        .transform_calculate(y=f"1 / (1 + exp(-({log_odds} - (datum.p / 1000 + {bond}) / {kT})))")
        .mark_line(strokeWidth=2.4, color=SERIES[0])
        .encode(x=x, y=y)
    )
    here = (
        alt.Chart(alt.Data(values=[{}]))
        .transform_calculate(p=f"{potential}", y=occupancy)
        .mark_point(shape="circle", size=130, strokeWidth=2.4, color=ACCENT, filled=False)
        .encode(x="p:Q", y="y:Q")
    )
    words = reading(f"'Change ' + {fixed(step)} + ' eV' + ({charged} > 0 ? ': not bound here' : '')")
    more = reading(
        f"'Boltzmann: × ' + format({factor}, {factor} > 1e-4 && {factor} < 1e5 ? ',.2~r' : '.2~e') + ({factor} * {bulk} > 0.1 ? ', sites run out' : ', dilute')"
    )
    return alt.concat(
        alt.layer(bar, numbers, words).properties(**PANEL),
        alt.layer(line, here, more).properties(**PANEL),
        columns=2,
    ).add_params(*c.parameters)


def occupancy_in_region(bulk_share: float, potential_mV: float, bond_eV: float, temperature_K: float = ROOM_K) -> float:
    """Share of filled sites in a region, from the helper of the transport module."""
    return float(transport.occupancy_across_interface(bulk_share, potential_mV / 1e3 + bond_eV, temperature_K))


# ---------------------------------------------------------------- averaged potentials

# Illustrative: width of the electron cloud of a plane, and of the transferred charge.
CLOUD_NM = 0.08
AVERAGE_STEP_NM = 0.004
SHOWN_NM = 1.4
READINGS = ("electric potential (V)", "energy of an electron (eV)")


def plane_spacings_nm() -> tuple[float, float]:
    """Half the lattice constants of CoSe2 and ZnSe (cubic), as distances of atomic planes, from ``materials.csv``."""
    rows = dataset.load_materials().query("property == 'lattice_constant_a'")
    cobalt = rows[(rows["material"] == "CoSe2") & rows["phase"].str.startswith("pyrite")]["value"].iloc[0]
    zinc = rows[(rows["material"] == "ZnSe") & rows["phase"].str.startswith("zincblende")]["value"].iloc[0]
    return float(cobalt) / 20, float(zinc) / 20


def _neutral_plane(x_nm: NDArray[np.float64], spacing_nm: float) -> NDArray[np.float64]:
    """Potential of a sheet of nuclei with its electron cloud, for a mean of 1 V over one spacing."""
    u = np.abs(x_nm) / CLOUD_NM
    shape = np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi) - u / 2 * special.erfc(u / np.sqrt(2))
    return 2 * spacing_nm / CLOUD_NM * shape


@dataclass(frozen=True)
class Averages:
    """Building blocks of the potential across an interface: planar averages, and running means over both spacings.

    Parameters
    ----------
    position_nm : array
        Position; the interface is at 0.
    left, right : array
        Planar average of the planes of a side whose mean inner potential is 1 V.
    transfer : array
        Potential in V of one electron per nm2 moved from the last left to the first right plane, in vacuum.
    left_mean, right_mean, transfer_mean : array
        The same, averaged over one spacing of each side.
    """

    position_nm: NDArray[np.float64]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    transfer: NDArray[np.float64]
    left_mean: NDArray[np.float64]
    right_mean: NDArray[np.float64]
    transfer_mean: NDArray[np.float64]


def averages() -> Averages:
    """Compute the building blocks of :class:`Averages` on a fine grid.

    Returns
    -------
    Averages
        For the spacings of CoSe2 (left) and ZnSe (right).
    """
    first, second = plane_spacings_nm()
    x = np.arange(-3.0, 3.0 + AVERAGE_STEP_NM / 2, AVERAGE_STEP_NM)
    left = sum(_neutral_plane(x + (i + 0.5) * first, first) for i in range(14))
    right = sum(_neutral_plane(x - (i + 0.5) * second, second) for i in range(14))
    # Two opposite Gaussian sheets, as wide as a cloud: between them the potential falls linearly.
    a, b = first / 2, second / 2

    def ramp(t: NDArray[np.float64]) -> NDArray[np.float64]:
        return t * special.ndtr(t / CLOUD_NM) + CLOUD_NM * np.exp(-((t / CLOUD_NM) ** 2) / 2) / np.sqrt(2 * np.pi)

    per_nm = constants.e * 1e18 / constants.epsilon_0 * 1e-9
    transfer = -per_nm * (ramp(x + a) - ramp(x - b))

    def smooth(values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Average over one spacing of each side, from the exact integral between the grid points."""
        for width in (first, second):
            total = np.concatenate([[0.0], np.cumsum((values[1:] + values[:-1]) / 2) * AVERAGE_STEP_NM])
            values = (np.interp(x + width / 2, x, total) - np.interp(x - width / 2, x, total)) / width
        return values

    return Averages(x, left, right, transfer, smooth(left), smooth(right), smooth(transfer))


def shown_positions_nm() -> NDArray[np.float64]:
    """Positions at which the averages are drawn: dense at the planes, and halfway between them."""
    first, second = plane_spacings_nm()
    around = np.array([-0.11, -0.07, -0.03, 0.0, 0.03, 0.07, 0.11, 0.145])
    planes = np.concatenate([-(np.arange(5) + 0.5) * first, (np.arange(5) + 0.5) * second])
    found = np.unique(np.round(np.add.outer(planes, around).ravel(), 3))
    return found[np.abs(found) <= SHOWN_NM]


def averages_sliders(prefix: str = "avg") -> alt.LayerChart:
    """Planar and macroscopic average of the potential across an interface, with sliders.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.LayerChart
        The blocks of :func:`averages`, weighted by the sliders. Signals ``transfer_step`` and ``total_step``.
    """
    c = live.Controls(prefix)
    left = c.slider("left_V", "Mean inner potential left (V)", 5, 20, 0.5, 14)
    right = c.slider("right_V", "Mean inner potential right (V)", 5, 20, 0.5, 16)
    moved = c.slider("moved_per_nm2", "Electrons moved to the right (1/nm²)", -1, 1, 0.05, 0.5)
    permittivity = c.slider("permittivity", "Permittivity between the planes", 1, 20, 0.5, 2)
    shown = c.choice("shown", "Drawn as", READINGS, READINGS[0])
    sign = c.compute("sign", f"{shown} == '{READINGS[0]}' ? 1 : -1")
    blocks = averages()
    full_step = float(blocks.transfer_mean[blocks.position_nm <= 2.0][-1])
    transfer = c.compute("transfer_step", f"{full_step!r} * {moved} / {permittivity}")
    total = c.compute("total_step", f"{right} - {left} + {transfer}")
    at = shown_positions_nm()
    names = ("left", "right", "transfer", "left_mean", "right_mean", "transfer_mean")
    # In thousandths of a volt, as whole numbers, which keeps the page light.
    columns = [
        [round(1000 * float(v)) for v in np.interp(at, blocks.position_nm, getattr(blocks, name))] for name in names
    ]
    rows = {"x": [round(float(v), 3) for v in at], **dict(zip("lrtLRT", columns, strict=True))}
    base = (
        alt.Chart(alt.Data(values=[rows]))
        .transform_flatten(list(rows))
        .transform_calculate(
            planar=f"{sign} * ({left} * datum.l + {right} * datum.r + {moved} / {permittivity} * datum.t) / 1000",
            macro=f"{sign} * ({left} * datum.L + {right} * datum.R + {moved} / {permittivity} * datum.T) / 1000",
        )
    )
    x = alt.X("x:Q", title="Position (nm)", scale=alt.Scale(domain=[-SHOWN_NM, SHOWN_NM], nice=False), axis=X_TICKS)
    y = alt.Y("planar:Q", title="Averaged potential (V or eV)", axis=Y_TICKS)
    planar = base.mark_line(strokeWidth=1.4, color=SERIES[0]).encode(x=x, y=y)
    macro = base.mark_line(strokeWidth=3, color=ACCENT).encode(x="x:Q", y="macro:Q")
    border = alt.Chart(alt.Data(values=[{"x": 0}])).mark_rule(color=SOFT_INK, strokeDash=[4, 3]).encode(x="x:Q")
    sides = (
        alt.Chart(alt.Data(values=[{"at": -0.7, "w": "left (as CoSe₂)"}, {"at": 0.7, "w": "right (as ZnSe)"}]))
        .mark_text(fontWeight=600, dy=-8)
        .encode(x="at:Q", y=alt.value(0), text="w:N")
    )
    words = reading(
        f"'Right minus left: ' + {fixed(f'{sign} * {total}')} + '; by transfer: ' + {fixed(f'{sign} * {transfer}')}",
        1,
    )
    return (
        alt.layer(border, planar, macro, sides, words)
        .properties(width="container", height=280)
        .add_params(*c.parameters)
    )


def statements_under_readings() -> pd.DataFrame:
    """Test the three printed statements on CoSe2/ZnSe under both meanings of a higher potential of ZnSe.

    Returns
    -------
    pandas.DataFrame
        CoSe2 is left and ZnSe right. For each statement, whether the step of the electric potential that the reading
        implies fits it.
    """
    found = []
    for sign in (1.0, -1.0):
        step_V = sign * 1.0
        field = -step_V  # towards the right if positive
        force_on_electron, force_on_ion = -field, field
        found.append(
            {
                # Electrons that gather on the right lower the electric potential there.
                "electrons gathered at ZnSe made this step": step_V < 0,
                "the field pushes electrons from CoSe₂ to ZnSe": force_on_electron > 0,
                "the field draws Na⁺ to ZnSe": force_on_ion > 0,
            }
        )
    words = {True: "fits", False: "does not fit"}
    return pd.DataFrame(
        [{"statement": name, "electric": words[found[0][name]], "electron": words[found[1][name]]} for name in found[0]]
    )
