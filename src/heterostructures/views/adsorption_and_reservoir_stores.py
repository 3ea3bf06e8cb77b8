"""Charts of the page on adsorption: the sodium reservoir, how it spreads, insulating products, and what is reported."""

from __future__ import annotations

import re
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import constants, special

from heterostructures import dataset, tables
from heterostructures.charts import ACCENT, SERIES, SOFT_INK
from heterostructures.dataset_views import direction_words, readable
from heterostructures.notation import subscripted_html
from heterostructures.physics import junctions, transport
from heterostructures.references import reference_anchor, reference_label
from heterostructures.views import live
from heterostructures.views.adsorption_and_reservoir import PANEL, X_TICKS, Y_TICKS, fixed, log_words, reading, rule_at

MAH_IN_C = 3.6
CM_IN_NM = 1e7
# Illustrative: volume of the product of a conversion reaction per mole of electrons, and a barrier for tunneling.
PRODUCT_CM3_PER_MOL = 14.0
TUNNEL_BARRIER_EV = 1.0


def power_axis(powers: list[int], **options: object) -> alt.Axis:
    """Label a logarithmic axis at some equally spaced powers, as 10⁶; 1 and its neighbours stay plain numbers."""
    plain = {-1: "0.1", 0: "1", 1: "10", 2: "100", 3: "1000"}
    words = [plain.get(power, log_words(power)) for power in powers]
    step = powers[1] - powers[0]
    return alt.Axis(
        ticks=False,
        values=[10.0**power for power in powers],
        labelExpr=f"{words!r}[round((log(datum.value) / LN10 - {powers[0]}) / {step})]",
        **options,
    )


# ---------------------------------------------------------------- how much the junction can hold


@dataclass(frozen=True)
class Reservoir:
    """Sodium ions that neutralize the electrons which crossed a junction, in a stack of equal layers.

    Parameters
    ----------
    width_nm : float
        Width of the depleted layer that the potential would need.
    emptied : bool
        Whether the layers are too thin for it, so that all their donors are used up.
    ions_per_cm2 : float
        Ions per area of interface.
    capacity_mAh_per_g : float
        The same as a capacity per mass of the stack.
    """

    width_nm: float
    emptied: bool
    ions_per_cm2: float
    capacity_mAh_per_g: float


def reservoir(
    thickness_nm: float, step_V: float, doping_per_cm3: float, permittivity: float, density_g_per_cm3: float
) -> Reservoir:
    """Compute the reservoir of a stack of alternating layers, one ion for each electron that crossed.

    Parameters
    ----------
    thickness_nm : float
        Thickness of every layer.
    step_V : float
        Contact potential; taken wholly by the depleted side, which is an upper limit of its width.
    doping_per_cm3 : float
        Donors of the side that gives electrons.
    permittivity : float
        Its relative permittivity.
    density_g_per_cm3 : float
        Mean density of the stack.

    Returns
    -------
    Reservoir
        Each layer meets two interfaces, so that half its thickness belongs to each, and the area of interface per
        volume is one over the thickness.
    """
    width = float(junctions.depletion_width_nm(permittivity, doping_per_cm3, step_V))
    used = min(width, thickness_nm / 2)
    ions = doping_per_cm3 * used / CM_IN_NM
    return Reservoir(width, width > thickness_nm / 2, ions, capacity_of(ions, thickness_nm, density_g_per_cm3))


def capacity_of(ions_per_cm2: float, thickness_nm: float, density_g_per_cm3: float) -> float:
    """Return ions per area of interface as mAh per gram of a stack of layers of the given thickness."""
    area_cm2_per_g = CM_IN_NM / thickness_nm / density_g_per_cm3
    return float(constants.e * ions_per_cm2 * area_cm2_per_g / MAH_IN_C)


def atoms_per_cm2() -> float:
    """Sulfur atoms of one plane of SnS2, from its lattice constant."""
    rows = dataset.load_materials().query("material == 'SnS2' and property == 'lattice_constant_a'")
    edge_cm = float(rows["value"].iloc[0]) * 1e-8
    return float(2.0 / (np.sqrt(3.0) * edge_cm**2))


def work_function_step_V() -> float:
    """Difference of the sourced work functions of SnS2 and Sb2S3."""
    rows = dataset.load_materials().query("property == 'work_function'").set_index("material")["value"]
    return round(float(rows["SnS2"] - rows["Sb2S3"]), 3)


def table1_capacities() -> pd.Series:
    """Cycling capacities of Table 1 of Review B, in mAh/g."""
    return dataset.load_sib_table1()["cycling_capacity_mAh_per_g"].dropna()


def reservoir_sliders(prefix: str = "res") -> alt.ConcatChart:
    """Capacity of the reservoir against the thickness of the layers, with sliders.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Two panels. The signals ``width_nm``, ``ions_per_cm2``, ``capacity`` and ``seconds`` follow :func:`reservoir`.
    """
    c = live.Controls(prefix)
    thickness = c.slider("thickness_nm", "Thickness of each layer, particle size (nm)", 1, 200, 1, 20)
    step_mV = c.slider("step_mV", "Potential step (mV)", 20, 1500, 20, 1000 * work_function_step_V())
    log_doping = c.slider("log_doping", "Donors, log10 (1/cm³)", 15, 21, 0.25, 18)
    permittivity = c.slider("permittivity", "Relative permittivity", 4, 100, 1, 17)
    density = c.slider("density", "Density (g/cm³)", 1, 8, 0.1, 4.5)
    current = c.slider("current", "Current (A/g)", 0.1, 10, 0.1, 1)
    doping = c.compute("doping", f"pow(10, {log_doping})")
    width = live.depletion_width_nm(c, "own", permittivity, doping, f"{step_mV} / 1000")

    def ions_at(doping_words: str) -> str:
        depletion = f"{width} * sqrt({doping} / ({doping_words}))"
        return f"({doping_words}) * min({depletion}, {thickness} / 2) / {CM_IN_NM!r}"

    def capacity_at(thickness_words: str, ions: str) -> str:
        return f"{constants.e!r} * ({ions}) * {CM_IN_NM!r} / (({thickness_words}) * {density} * {MAH_IN_C!r})"

    ions = c.compute("ions_per_cm2", f"{doping} * min({width}, {thickness} / 2) / {CM_IN_NM!r}")
    capacity = c.compute("capacity", capacity_at(thickness, ions))
    seconds = c.compute("seconds", f"{capacity} / ({current} * 1000) * 3600")
    atoms = atoms_per_cm2()
    typical = float(table1_capacities().median())

    x = alt.X(
        "d:Q",
        title="Thickness of each layer (nm)",
        scale=alt.Scale(type="log", domain=[1, 200], nice=False),
        axis=alt.Axis(ticks=False, grid=False, values=[1, 3, 10, 30, 100]),
    )
    y_axis = power_axis([-6, -4, -2, 0, 2, 4])
    y = alt.Y("y:Q", title="Capacity (mAh/g)", scale=alt.Scale(type="log", domain=[1e-6, 1e4], nice=False), axis=y_axis)
    sizes = [round(float(v), 2) for v in np.geomspace(1, 200, 18)]
    base = alt.Chart(alt.Data(values=[{"d": v} for v in sizes]))
    junction_line = base.transform_calculate(
        y=capacity_at("datum.d", f"{doping} * min({width}, datum.d / 2) / {CM_IN_NM!r}")
    )
    line = junction_line.mark_line(strokeWidth=2.4, color=SERIES[0], clip=True).encode(x=x, y=y)
    dense = (
        alt.Chart(alt.Data(values=[{"d": 1}, {"d": 200}]))
        .transform_calculate(y=capacity_at("datum.d", f"{atoms!r}"))
        .mark_line(strokeWidth=2, strokeDash=[7, 3], color=SERIES[2])
        .encode(x="d:Q", y="y:Q")
    )
    dense_words = (
        alt.Chart(alt.Data(values=[{"d": 195, "w": "one Na⁺ for each S of a plane"}]))
        .transform_calculate(y=f"50 * {capacity_at('datum.d', f'{atoms!r}')}")
        .mark_text(align="right", baseline="bottom", color=SERIES[2], fill=SERIES[2])
        .encode(x="d:Q", y="y:Q", text="w:N")
    )
    here = (
        alt.Chart(alt.Data(values=[{}]))
        .transform_calculate(d=f"{thickness}", y=capacity)
        .mark_point(shape="circle", size=130, strokeWidth=2.4, color=ACCENT, filled=False)
        .encode(x="d:Q", y="y:Q")
    )
    table1 = rule_at(typical, "median of Table 1")
    words = reading(f"format({capacity}, '.2~g') + ' mAh/g, enough for ' + format({seconds}, '.2~g') + ' s'")

    nx = alt.X(
        "n:Q",
        title="Donors (1/cm³)",
        scale=alt.Scale(type="log", domain=[1e15, 1e21], nice=False),
        axis=power_axis([15, 17, 19, 21], grid=False),
    )
    ny = alt.Y(
        "y:Q",
        title="Ions per area of interface (1/cm²)",
        scale=alt.Scale(type="log", domain=[1e7, 1e16], nice=False),
        axis=power_axis([8, 10, 12, 14, 16]),
    )
    dopings = [float(f"{v:.3g}") for v in np.geomspace(1e15, 1e21, 19)]
    per_area = (
        alt.Chart(alt.Data(values=[{"n": v} for v in dopings]))
        .transform_calculate(y=ions_at("datum.n"))
        .mark_line(strokeWidth=2.4, color=SERIES[0], clip=True)
        .encode(x=nx, y=ny)
    )
    now = (
        alt.Chart(alt.Data(values=[{}]))
        .transform_calculate(n=doping, y=ions)
        .mark_point(shape="circle", size=130, strokeWidth=2.4, color=ACCENT, filled=False)
        .encode(x="n:Q", y="y:Q")
    )
    plane = rule_at(atoms, "sulfur atoms of one plane")
    share = reading(f"'One ion for ' + format({atoms!r} / {ions}, '.2~s') + ' atoms of the plane'")
    state = reading(
        f"{width} > {thickness} / 2 ? 'Layer too thin: all its donors are emptied' :"
        f" 'Depleted layer ' + format({width}, '.3~g') + ' nm'",
        1,
    )
    return alt.concat(
        alt.layer(line, dense, dense_words, *table1, here, words).properties(**PANEL),
        alt.layer(per_area, *plane, now, share, state).properties(**PANEL),
        columns=2,
    ).add_params(*c.parameters)


# ---------------------------------------------------------------- how it spreads


def spread(
    position_nm: NDArray[np.float64] | float, half_width_nm: float, diffusivity_cm2_per_s: float, time_s: float
) -> NDArray[np.float64]:
    """Excess concentration of a layer that spreads to both sides, as a multiple of the excess at the start.

    Parameters
    ----------
    position_nm : array
        Position; the middle of the layer is at 0.
    half_width_nm : float
        Half the thickness of the layer.
    diffusivity_cm2_per_s : float
        Diffusion coefficient, the same everywhere.
    time_s : float
        Time since the layer was let go.

    Returns
    -------
    array
        From 0 to 1.

    Notes
    -----
    J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford University Press 1975, chapter 2.
    """
    length = 2e7 * np.sqrt(diffusivity_cm2_per_s * time_s)
    x = np.asarray(position_nm, dtype=float)
    return 0.5 * (special.erf((half_width_nm - x) / length) + special.erf((half_width_nm + x) / length))


def share_left(half_width_nm: float, diffusivity_cm2_per_s: float, time_s: float) -> float:
    """Share of the excess that is still inside the layer, the mean of :func:`spread` over it."""
    z = half_width_nm / (1e7 * np.sqrt(diffusivity_cm2_per_s * time_s))
    return float(special.erf(z) + np.expm1(-(z**2)) / (z * np.sqrt(np.pi)))


def spread_through(
    reservoir_nm: float,
    left_cm2_per_s: float,
    right_cm2_per_s: float,
    times_s: list[float],
    outer_nm: float = 200.0,
) -> pd.DataFrame:
    """Let a layer spread into two materials with their own diffusion coefficients, numerically.

    Parameters
    ----------
    reservoir_nm : float
        Thickness of the layer; it belongs to the right material.
    left_cm2_per_s, right_cm2_per_s : float
        Diffusion coefficients.
    times_s : list of float
        Rising times.
    outer_nm : float
        Thickness of both materials, closed at their ends.

    Returns
    -------
    pandas.DataFrame
        Shares of the excess in the left material, in the layer and in the right material, and the times in ms.
    """
    layers = [
        transport.DiffusionLayer(outer_nm, left_cm2_per_s, 0.0),
        transport.DiffusionLayer(reservoir_nm, right_cm2_per_s, 1e20),
        transport.DiffusionLayer(outer_nm, right_cm2_per_s, 0.0),
    ]
    found = transport.diffuse_through_layers(layers, times_s=times_s, cells_per_layer=60, steps_per_decade=20)
    shares = found.amount_per_cm2 / found.amount_per_cm2.sum(axis=1, keepdims=True)
    return pd.DataFrame(shares, columns=["left", "layer", "right"]).assign(time_ms=np.multiply(times_s, 1e3))


def spread_sliders(prefix: str = "bump") -> alt.ConcatChart:
    """A layer rich in sodium that spreads to both sides, with sliders.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Two panels. Lines and the signal ``share`` follow :func:`spread` and :func:`share_left`.
    """
    c = live.Controls(prefix)
    log_d = c.slider("log_d", "Diffusion coefficient, log10 (cm²/s)", -15, -7, 0.25, -11)
    log_time = c.slider("log_time", "Time, log10 (s)", -9, 3, 0.25, -3)
    half = c.slider("half_nm", "Half thickness of the reservoir (nm)", 0.5, 20, 0.5, 5)
    ratio = c.slider("ratio", "Reservoir / bulk at the start", 1, 50, 1, 10)
    length = c.compute("sigma_nm", f"1e7 * sqrt(2 * pow(10, {log_d} + {log_time}))")
    z = f"({half} * sqrt(2) / {length})"

    def share_at(z_words: str) -> str:
        # The series keeps its digits where the difference of two near numbers would not.
        return (
            f"({z_words} < 0.05 ? {z_words} / sqrt(PI) * (1 - pow({z_words}, 2) / 6 + pow({z_words}, 4) / 30)"
            f" : 2 * cumulativeNormal({z_words} * sqrt(2), 0, 1) - 1"
            f" + (exp(-{z_words} * {z_words}) - 1) / ({z_words} * sqrt(PI)))"
        )

    share = c.compute("share", share_at(z))
    middle = c.compute("middle", f"1 + ({ratio} - 1) * (2 * cumulativeNormal({half} / {length}, 0, 1) - 1)")
    x = alt.X("x:Q", title="Distance from the middle (nm)", scale=alt.Scale(domain=[-60, 60], nice=False), axis=X_TICKS)
    y = alt.Y("y:Q", title="Concentration (bulk = 1)", scale=alt.Scale(domainMin=0), axis=Y_TICKS)
    at = np.unique(np.round(np.concatenate([np.linspace(-60, 60, 25), np.linspace(-21, 21, 29)]), 1))
    now = (
        alt.Chart(alt.Data(values=[{"x": float(v)} for v in at]))
        .transform_calculate(
            y=f"1 + ({ratio} - 1) * (cumulativeNormal(({half} - datum.x) / {length}, 0, 1)"
            f" - cumulativeNormal((-{half} - datum.x) / {length}, 0, 1))"
        )
        .mark_line(strokeWidth=2.4, color=ACCENT)
        .encode(x=x, y=y)
    )
    corners = [(-60, 0), (-1, 0), (-1, 1), (1, 1), (1, 0), (60, 0)]
    start = (
        alt.Chart(alt.Data(values=[{"i": i, "side": s, "in": inside} for i, (s, inside) in enumerate(corners)]))
        .transform_calculate(
            x=f"abs(datum.side) == 1 ? datum.side * {half} : datum.side",
            y=f"datum.in ? {ratio} : 1",
        )
        .mark_line(strokeWidth=1.8, strokeDash=[5, 3], color=SOFT_INK)
        .encode(x="x:Q", y="y:Q", order="i:Q")
    )
    tx = alt.X("t:Q", title="Time, log10 (s)", scale=alt.Scale(domain=[-9, 3], nice=False), axis=X_TICKS)
    ty = alt.Y("y:Q", title="Share still in the reservoir", scale=alt.Scale(domain=[0, 1]), axis=Y_TICKS)
    z_then = f"({half} / (1e7 * sqrt(pow(10, {log_d} + datum.t))))"
    history = (
        alt.Chart(alt.Data(values=[{"t": float(v)} for v in np.linspace(-9, 3, 37)]))
        .transform_calculate(z=z_then)
        .transform_calculate(y=share_at("datum.z"))
        .mark_line(strokeWidth=2.4, color=SERIES[0])
        .encode(x=tx, y=ty)
    )
    here = (
        alt.Chart(alt.Data(values=[{}]))
        .transform_calculate(t=f"{log_time}", y=share)
        .mark_point(shape="circle", size=130, strokeWidth=2.4, color=ACCENT, filled=False)
        .encode(x="t:Q", y="y:Q")
    )
    words = reading(
        f"'Middle ' + format({middle}, '.3~g') + ' × bulk; spread √(2Dt) ' + format({length}, '.2~s') + ' nm'"
    )
    more = reading(f"'Still inside: ' + format({share}, '.1%')")
    return alt.concat(
        alt.layer(start, now, words).properties(**PANEL),
        alt.layer(history, here, more).properties(**PANEL),
        columns=2,
    ).add_params(*c.parameters)


# ---------------------------------------------------------------- nuclei and domains of the product


def cap_factor(contact_angle_deg: float) -> float:
    """Volume of a spherical cap over that of the full sphere."""
    cosine = np.cos(np.radians(contact_angle_deg))
    return float((2 + cosine) * (1 - cosine) ** 2 / 4)


@dataclass(frozen=True)
class Nucleus:
    """The critical nucleus of classical nucleation theory."""

    radius_nm: float
    barrier_eV: float


def critical_nucleus(surface_energy_J_per_m2: float, overpotential_V: float, contact_angle_deg: float) -> Nucleus:
    """Radius of curvature and barrier of the critical nucleus of a product on a surface.

    Parameters
    ----------
    surface_energy_J_per_m2 : float
        Energy of the boundary between product and electrolyte.
    overpotential_V : float
        How far the potential is beyond that of equilibrium.
    contact_angle_deg : float
        Contact angle of the product on the surface; small where the product sticks well.

    Returns
    -------
    Nucleus
        A spherical cap of the product, whose volume per mole of electrons is :data:`PRODUCT_CM3_PER_MOL`.

    Notes
    -----
    M. Volmer and A. Weber, Z. Phys. Chem. 119 (1926) 277; the gain per volume is the charge times the overpotential.
    """
    gain = constants.physical_constants["Faraday constant"][0] * overpotential_V / (PRODUCT_CM3_PER_MOL * 1e-6)
    radius = 2 * surface_energy_J_per_m2 / gain
    barrier = 16 * np.pi / 3 * surface_energy_J_per_m2**3 / gain**2 * cap_factor(contact_angle_deg)
    return Nucleus(float(radius * 1e9), float(barrier / constants.e))


@dataclass(frozen=True)
class Domain:
    """One domain of the product after a charge has passed."""

    height_nm: float
    film_nm: float
    closed: bool


def domain(nuclei_per_cm2: float, charge_mC_per_cm2: float, contact_angle_deg: float) -> Domain:
    """Height of the domains that share a charge equally.

    Parameters
    ----------
    nuclei_per_cm2 : float
        Nuclei per real surface area.
    charge_mC_per_cm2 : float
        Charge per real surface area.
    contact_angle_deg : float
        Contact angle of the caps.

    Returns
    -------
    Domain
        Caps as long as they do not touch on a square lattice, else the film that holds the same volume.
    """
    film_cm = charge_mC_per_cm2 * 1e-3 * PRODUCT_CM3_PER_MOL / constants.physical_constants["Faraday constant"][0]
    angle = np.radians(contact_angle_deg)
    radius = (3 * film_cm / (4 * np.pi * nuclei_per_cm2 * cap_factor(contact_angle_deg))) ** (1 / 3)
    footprint = radius * (np.sin(angle) if contact_angle_deg < 90 else 1.0)
    closed = bool(2 * footprint > nuclei_per_cm2**-0.5)
    height = film_cm if closed else radius * (1 - np.cos(angle))
    return Domain(float(height * CM_IN_NM), float(film_cm * CM_IN_NM), closed)


def nucleation_sliders(prefix: str = "nuc") -> alt.ConcatChart:
    """Energy of a nucleus, and height of the domains against the density of nuclei, with sliders.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Two panels. The signals ``radius_nm``, ``barrier_eV``, ``height_nm``, ``film_nm`` and ``log_tunnel`` follow
        :func:`critical_nucleus`, :func:`domain` and the WKB exponent of the transport module.
    """
    c = live.Controls(prefix)
    energy = c.slider("energy", "Surface energy (J/m²)", 0.05, 1, 0.05, 0.2)
    over_mV = c.slider("over_mV", "Overpotential (mV)", 20, 600, 10, 200)
    angle = c.slider("angle", "Contact angle (degrees)", 10, 180, 5, 90)
    log_nuclei = c.slider("log_nuclei", "Nuclei, log10 (1/cm²)", 7, 14, 0.25, 10)
    charge = c.slider("charge", "Charge (mC per cm² of real surface)", 0.1, 20, 0.1, 2)
    faraday = constants.physical_constants["Faraday constant"][0]
    cosine = c.compute("cosine", f"cos({angle} * PI / 180)")
    factor = c.compute("factor", f"(2 + {cosine}) * pow(1 - {cosine}, 2) / 4")
    gain = c.compute("gain", f"{faraday!r} * {over_mV} / 1000 / {PRODUCT_CM3_PER_MOL * 1e-6!r}")
    radius = c.compute("radius_nm", f"2e9 * {energy} / {gain}")
    barrier = c.compute("barrier_eV", f"16 * PI / 3 * pow({energy}, 3) / pow({gain}, 2) * {factor} / {constants.e!r}")
    kT = float(constants.k * 300.0 / constants.e)
    film = c.compute("film_nm", f"{charge} * {1e-3 * PRODUCT_CM3_PER_MOL / faraday * CM_IN_NM!r}")
    foot = c.compute("foot", f"{angle} < 90 ? sin({angle} * PI / 180) : 1")

    def height_at(nuclei: str) -> str:
        cap = f"pow(3 * {film} * {CM_IN_NM!r} * {CM_IN_NM!r} / (4 * PI * ({nuclei}) * {factor}), 1 / 3)"
        touching = f"2 * {cap} * {foot} > {CM_IN_NM!r} / sqrt({nuclei})"
        return f"({touching} ? {film} : {cap} * (1 - {cosine}))"

    height = c.compute("height_nm", height_at(f"pow(10, {log_nuclei})"))
    tunnel = c.compute(
        "log_tunnel", f"-{float(transport.wkb_exponent_rectangular(TUNNEL_BARRIER_EV, 1.0))!r} * {height} / LN10"
    )
    x = alt.X("r:Q", title="Radius of curvature (nm)", scale=alt.Scale(nice=False), axis=X_TICKS)
    short = "abs(datum.value) >= 1000 ? format(datum.value / 1000, '~g') + 'k' : format(datum.value, '~g')"
    y = alt.Y("y:Q", title="Energy of a nucleus (eV)", axis=alt.Axis(ticks=False, tickCount=5, labelExpr=short))
    curve = (
        alt.Chart(alt.Data(values=[{"u": round(float(u), 3)} for u in np.linspace(0, 1.7, 27)]))
        .transform_calculate(
            r=f"datum.u * {radius}",
            y=f"{barrier} * (3 * datum.u * datum.u - 2 * datum.u * datum.u * datum.u)",
        )
        .mark_line(strokeWidth=2.4, color=SERIES[0])
        .encode(x=x, y=y)
    )
    top = (
        alt.Chart(alt.Data(values=[{}]))
        .transform_calculate(r=radius, y=barrier)
        .mark_point(shape="circle", size=130, strokeWidth=2.4, color=ACCENT, filled=False)
        .encode(x="r:Q", y="y:Q")
    )
    nx = alt.X("n:Q", title="Nuclei, log10 (1/cm²)", scale=alt.Scale(domain=[7, 14], nice=False), axis=X_TICKS)
    ny = alt.Y(
        "y:Q",
        title="Height of a domain (nm)",
        scale=alt.Scale(type="log", domain=[0.1, 3000], nice=False),
        axis=power_axis([-1, 0, 1, 2, 3]),
    )
    heights = (
        alt.Chart(alt.Data(values=[{"n": float(v)} for v in np.linspace(7, 14, 43)]))
        .transform_calculate(y=height_at("pow(10, datum.n)"))
        .mark_line(strokeWidth=2.4, color=SERIES[0], clip=True)
        .encode(x=nx, y=ny)
    )
    floor = rule_at(film, "closed film of the same charge", below=True)
    here = (
        alt.Chart(alt.Data(values=[{}]))
        .transform_calculate(n=f"{log_nuclei}", y=height)
        .mark_point(shape="circle", size=130, strokeWidth=2.4, color=ACCENT, filled=False)
        .encode(x="n:Q", y="y:Q")
    )
    words = reading(f"'Barrier ' + format({barrier}, '.2~r') + ' eV = ' + format({barrier} / {kT!r}, '.2~r') + ' kT'")
    size = reading(f"'Critical radius ' + {fixed(radius)} + ' nm'", 1)
    more = reading(
        f"'Height ' + format({height}, '.3~g') + ' nm ' + ({height} == {film} ? '(closed film)' : '(islands)')"
    )
    through = reading(f"'Tunnelling through it: 10^' + {fixed(tunnel, 1)}", 1)
    return alt.concat(
        alt.layer(curve, top, words, size).properties(**PANEL),
        alt.layer(heights, *floor, here, more, through).properties(**PANEL),
        columns=2,
    ).add_params(*c.parameters)


# ---------------------------------------------------------------- how much a surface holds


def polysulfide_share_percent(
    area_m2_per_g: float, footprint_nm2: float, host_per_sulfur: float, sulfur_per_molecule: int = 6
) -> float:
    """Share of the sulfur of a cathode that fits on a surface in one layer.

    Parameters
    ----------
    area_m2_per_g : float
        Area of the host that adsorbs.
    footprint_nm2 : float
        Area that a polysulfide molecule needs.
    host_per_sulfur : float
        Mass of host per mass of sulfur.
    sulfur_per_molecule : int
        Sulfur atoms of the molecule.

    Returns
    -------
    float
        Percent.
    """
    molecules = area_m2_per_g * host_per_sulfur * 1e18 / footprint_nm2
    all_molecules = constants.N_A / (32.06 * sulfur_per_molecule)
    return 100 * molecules / all_molecules


def radicals_mol_per_L(total_mol_per_L: float, constant_mol_per_L: float) -> float:
    """Concentration of radicals when a molecule falls into two equal ones, as S6(2-) into two S3(-).

    Parameters
    ----------
    total_mol_per_L : float
        Molecules, whole or fallen apart.
    constant_mol_per_L : float
        Square of the concentration of radicals over that of whole molecules, in equilibrium.

    Returns
    -------
    float
        Positive root of x² = K (c − x/2).
    """
    half = constant_mol_per_L / 4
    return float(-half + np.sqrt(half**2 + constant_mol_per_L * total_mol_per_L))


# ---------------------------------------------------------------- what is reported

DIRECTION_QUANTITIES = (
    "adsorption_strength",
    "adsorption_energy",
    "molecule_binding_energy",
    "ion_adsorption_site",
    "ion_accumulation",
    "active_sites",
    "polysulfide_shuttle",
    "polysulfide_conversion",
)
RAISED = ("raised", "highest")
LOWERED = ("lowered", "lowest")


def direction_rows() -> pd.DataFrame:
    """Rows without a number, in which the reviews say which way adsorption and what is close to it change."""
    rows = dataset.measurements(quantity=list(DIRECTION_QUANTITIES))
    return rows[rows["value"].isna()]


def counted_directions() -> pd.DataFrame:
    """Count the rows of :func:`direction_rows` by quantity, direction and method.

    Returns
    -------
    pandas.DataFrame
        One row for each quantity; the three methods add up to n, and so do the directions.
    """
    rows = direction_rows()
    counted = []
    for quantity in DIRECTION_QUANTITIES:
        one = rows[rows["quantity"] == quantity]
        way, method = one["direction"], one["method"]
        counted.append(
            {
                "quantity": readable(quantity),
                "n": len(one),
                "raised": int(way.isin(RAISED).sum()),
                "lowered": int(way.isin(LOWERED).sum()),
                "other": int((~way.isin(RAISED + LOWERED)).sum()),
                "experiment": int((method == "experiment").sum()),
                "calculation": int((method == "calculation").sum()),
                "not_stated": int((method == "not stated").sum()),
                "A": int((one["review"] == "A").sum()),
                "B": int((one["review"] == "B").sum()),
            }
        )
    return pd.DataFrame(counted)


def show_counts(counted: pd.DataFrame) -> tables.ShownTable:
    """Bring the counts to the page."""
    named = counted["quantity"] + " (" + counted["n"].map(str) + ")"
    return tables.show(
        counted.assign(quantity=named),
        caption="Statements with a direction but no number, and how many; up, down or other (such as a place); by experiment, "
        "by calculation or method not stated; in Review A and in Review B",
        headers={
            "quantity": "Quantity (n)",
            "raised": "Up",
            "lowered": "Down",
            "other": "Other",
            "experiment": "Exp.",
            "calculation": "Calc.",
            "not_stated": "Not st.",
            "A": "A",
            "B": "B",
        },
        row_header="quantity",
    )


def source_links(keys: str) -> str:
    """Link reference keys to the bibliography, as seen from a page of this part."""
    return ", ".join(
        f'<a href="../../book/references.html#{reference_anchor(key)}">{reference_label(key)}</a>'
        for key in keys.split("; ")
    )


def with_charges(text: str) -> str:
    """Write words of the dataset with subscripts, and the charge of ions such as Na+ and Zn2+ above the line."""
    shown = re.sub(r"\b(Zn|Mg|Ca)<sub>2</sub>\+", r"\1²⁺", subscripted_html(text))
    return re.sub(r"(\b(?:Li|Na|K|H)|NH<sub>4</sub>)\+", r"\1⁺", shown)


def show_rows(rows: pd.DataFrame, caption: str) -> tables.ShownTable:
    """Show rows of the dataset compactly: what, which way, by what method, where, and the source."""
    records = rows.to_dict("records")
    shown = pd.DataFrame(
        {
            "row": rows["measurement_id"].to_numpy(),
            "subject": rows["subject"].to_numpy(dtype=object),
            "way": [f"{readable(r['quantity'])}: {direction_words(r)}" for r in records],
            "method": [None if r["method"] == "not stated" else r["method"] for r in records],
            "where": [
                r["section_id"] if pd.isna(r["figure_or_table_id"]) else r["figure_or_table_id"] for r in records
            ],
            "source": [", ".join(map(reference_label, r["bib_keys"].split("; "))) for r in records],
        }
    )
    return tables.show(
        shown,
        caption=caption,
        headers={
            "row": "Row",
            "subject": "Of what",
            "way": "Reported",
            "method": "Method",
            "where": "Where",
            "source": "Source",
        },
        cells={"subject": with_charges, "way": subscripted_html},
        row_header="row",
        missing="",
        wrap=True,
    )


def show_energies(energies: pd.DataFrame) -> tables.ShownTable:
    """Show the reported adsorption energies with the stay and the vacancy that they mean."""
    return tables.show(
        energies.assign(
            stay=[log_words(v) for v in energies["log_stay"]], vacancy=[log_words(v) for v in energies["log_vacancy"]]
        ),
        caption="Adsorption energies as printed, and what they mean at 300 K if all are bound: mean stay, and share of "
        "vacant sites at 1 mmol/L",
        headers={
            "subject": "Adsorption of",
            "printed": "Printed (eV)",
            "stay": "Stay (s)",
            "vacancy": "Vacant",
            "where": "Where",
            "bib_keys": "Source",
        },
        cells={"bib_keys": source_links},
        row_header="subject",
    )


def show_readings(readings: pd.DataFrame) -> tables.ShownTable:
    """Show which statement fits which meaning of a higher potential."""
    return tables.show(
        readings,
        caption="If the potential of ZnSe is higher: which statement fits which meaning, computed from the sign of the step",
        headers={"statement": "Statement", "electric": "Electric potential", "electron": "Electron energy"},
        row_header="statement",
    )


ADSORPTION_QUANTITIES = DIRECTION_QUANTITIES[:5]


def fold_of_rows() -> tables.ShownTable:
    """Fold all rows on adsorption and on polysulfides that have a direction and no number."""
    rows = direction_rows()
    bound = rows[rows["quantity"].isin(ADSORPTION_QUANTITIES)]
    sulfur = rows[rows["quantity"].str.startswith("polysulfide")]
    return tables.folded(
        f"All {len(bound) + len(sulfur)} rows on adsorption and polysulfides, with source",
        show_rows(bound, "Adsorption and places where ions gather"),
        show_rows(sulfur, "Polysulfides: shuttle and conversion"),
    )
