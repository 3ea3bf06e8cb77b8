"""Charts and small calculations of the page on active sites: interface atoms, vacancies, the d band, sulfur."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd
from scipy import constants

from heterostructures import dataset, tables
from heterostructures.charts import ACCENT, SERIES, SOFT_INK
from heterostructures.notation import subscripted, subscripted_html
from heterostructures.physics import adsorption, electrochemistry, formulas
from heterostructures.references import reference_label
from heterostructures.views import live
from heterostructures.views.strain_and_active_sites import (
    DASHES,
    HALF,
    PLAIN,
    line_rows,
    log_axis,
    printed,
    reading,
    with_data_and_controls,
)

MAH_PER_C = 1 / 3.6
NM3_PER_CM3 = 1e21
CELSIUS_K = 273.15
# Planes of atoms that touch an interface: one on each side.
PLANES = 2
# How the interfaces of a sample are arranged, and the area per volume times their distance.
SHAPES = {"stack of layers": 1, "mosaic of cubes": 3}

# ---------------------------------------------------------------- sites at interfaces


def interface_atom_share(distance_nm: float | np.ndarray, atom_spacing_nm: float, shape: str) -> float | np.ndarray:
    """Part of all atoms that lie in a plane next to an interface.

    Parameters
    ----------
    distance_nm : float or array
        Thickness of a layer, or edge of a cube, between interfaces.
    atom_spacing_nm : float
        Spacing of the atoms; each takes a cube of this edge.
    shape : str
        ``stack of layers`` or ``mosaic of cubes``.

    Returns
    -------
    float or array
        Two planes times area per volume. Edges of cubes are counted twice, so it holds for small shares only.

    Examples
    --------
    >>> interface_atom_share(100.0, 0.25, "stack of layers"), interface_atom_share(100.0, 0.25, "mosaic of cubes")
    (0.005, 0.015)
    """
    return PLANES * SHAPES[shape] * atom_spacing_nm / distance_nm


def site_capacity_mAh_per_g(
    distance_nm: float | np.ndarray,
    sites_per_nm2: float,
    density_g_per_cm3: float,
    electrons_per_site: float,
    shape: str,
) -> float | np.ndarray:
    r"""Charge that extra sites at interfaces could store.

    Parameters
    ----------
    distance_nm : float or array
        Distance between neighbouring interfaces.
    sites_per_nm2 : float
        Extra sites per area of interface.
    density_g_per_cm3 : float
        Density of the material.
    electrons_per_site : float
        Electrons that each extra site takes.
    shape : str
        ``stack of layers`` or ``mosaic of cubes``.

    Returns
    -------
    float or array
        Capacity in mAh/g.

    Notes
    -----
    .. math:: Q = \frac{k}{d} \frac{n z e}{\rho}

    with the area of interface per volume k/d.

    Examples
    --------
    >>> round(site_capacity_mAh_per_g(10.0, 32.0, 5.0, 1.0, "stack of layers"), 1)
    28.5
    """
    sites_per_g = SHAPES[shape] / distance_nm * sites_per_nm2 / density_g_per_cm3 * NM3_PER_CM3
    return sites_per_g * electrons_per_site * constants.e * MAH_PER_C


def plane_sites_per_nm2(atom_spacing_nm: float) -> float:
    """All atoms of the two planes at an interface, per area."""
    return PLANES / atom_spacing_nm**2


def core_sites_per_nm2(misfit: float, atom_spacing_nm: float) -> float:
    """Atoms in the cores of misfit dislocations, per area: two sets of lines, one atom each spacing along them.

    Examples
    --------
    >>> round(core_sites_per_nm2(0.021, 0.25) / plane_sites_per_nm2(0.25), 3)
    0.021
    """
    return 2 * misfit / atom_spacing_nm**2


def site_sliders(prefix: str = "si") -> alt.ConcatChart:
    """Extra sites at interfaces with sliders: share of atoms, and capacity.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Two panels. The signals ``share``, ``all_mAh_per_g`` and ``core_mAh_per_g`` follow
        :func:`interface_atom_share` and :func:`site_capacity_mAh_per_g`.
    """
    c = live.Controls(prefix)
    shape = c.choice("shape", "Arrangement", list(SHAPES), "stack of layers")
    log_distance = c.slider("log_distance", "Distance of interfaces, log10 (nm)", 0, 3, 0.05, 1)
    percent = c.slider("misfit_percent", "Mismatch (%)", 0.1, 10, 0.1, 100 * printed("A065") / 100)
    spacing = c.slider("spacing_nm", "Spacing of atoms (nm)", 0.2, 0.5, 0.01, 0.25)
    density = c.slider("density", "Density (g/cm³)", 2, 10, 0.1, 5)
    electrons = c.slider("electrons", "Electrons per extra site", 0.1, 2, 0.1, 1)

    distance = c.compute("distance_nm", f"pow(10, {log_distance})")
    factor = c.compute("shape_factor", f"{shape} == 'mosaic of cubes' ? {SHAPES['mosaic of cubes']} : 1")
    share = c.compute("share", f"{PLANES} * {factor} * {spacing} / {distance}")
    # Capacity of one site per nm2 at a distance of 1 nm.
    unit = c.compute(
        "unit_mAh_per_g",
        f"{factor} / {density} * {NM3_PER_CM3!r} * {electrons} * {live.ELEMENTARY_CHARGE_C} / 3.6",
    )
    every = c.compute("all_mAh_per_g", f"{unit} / {distance} * {PLANES} / ({spacing} * {spacing})")
    cores = c.compute("core_mAh_per_g", f"{unit} / {distance} * 2 * {percent} / 100 / ({spacing} * {spacing})")

    along = (
        alt.Chart()
        .transform_calculate(d="pow(10, datum.u)")
        .transform_calculate(share=f"100 * {PLANES} * {factor} * {spacing} / datum.d")
        .transform_filter("datum.share <= 100")
        .transform_calculate(every=f"{unit} / datum.d * {PLANES} / ({spacing} * {spacing})")
        .transform_calculate(cores=f"datum.every * {percent} / 100")
    )
    x = alt.X("d:Q", **log_axis("Distance of interfaces (nm)", (1, 3, 10, 30, 100, 300, 1000)))
    share_y = alt.Y(
        "share:Q",
        title="Atoms at an interface (%)",
        scale=alt.Scale(type="log", domain=[0.01, 100]),
        axis=alt.Axis(values=[0.01, 0.1, 1, 10, 100], labelExpr=PLAIN, ticks=False),
    )
    chosen = alt.Chart(alt.Data(values=[{"k": 0}])).transform_calculate(
        d=distance, share=f"100 * {share}", every=every, cores=cores
    )
    chosen = chosen.transform_filter("datum.share <= 100")
    number = "format({}, '.3~g')".format
    words = f"{share} > 1 ? 'Finer than atoms allow' : format(100 * {share}, '.2~g') + ' % of the atoms'"
    left = alt.layer(
        along.mark_line(strokeWidth=2.4, clip=True, color=SERIES[2]).encode(x=x, y=share_y),
        chosen.mark_point(size=100, clip=True, filled=True, color=SERIES[2], opacity=1).encode(
            x=alt.X("d:Q"), y=alt.Y("share:Q")
        ),
        reading(words),
    ).properties(**HALF)

    names = ["every interface atom", "dislocation cores only"]
    legend = alt.Legend(title=None, orient="bottom", columns=1, symbolSize=300, symbolStrokeWidth=2.4)
    colour = alt.Color("name:N", scale=alt.Scale(domain=names, range=[SERIES[0], ACCENT]), legend=legend)
    dash = alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=DASHES[:2]), legend=legend)
    q_axis = {
        "title": "Extra capacity (mAh/g)",
        "scale": alt.Scale(type="log", domain=[0.001, 10000]),
        "axis": alt.Axis(values=[0.001, 0.1, 10, 1000], labelExpr=PLAIN, ticks=False),
    }
    fold = "datum.key == 'every' ? 'every interface atom' : 'dislocation cores only'"
    curves = (
        along.transform_fold(["every", "cores"], as_=["key", "q"])
        .transform_calculate(name=fold)
        .mark_line(strokeWidth=2.4, clip=True)
        .encode(x=x, y=alt.Y("q:Q", **q_axis), color=colour, strokeDash=dash)
    )
    dots = [
        chosen.mark_point(size=100, clip=True, filled=True, color=tint, opacity=1).encode(
            x=alt.X("d:Q"), y=alt.Y(f"{key}:Q")
        )
        for key, tint in (("every", SERIES[0]), ("cores", ACCENT))
    ]
    words = f"{share} > 1 ? '' : 'All: ' + {number(every)} + ' mAh/g; cores: ' + {number(cores)} + ' mAh/g'"
    right = alt.layer(curves, *dots, reading(words)).properties(**HALF)
    both = alt.concat(left, right, columns=2).resolve_scale(x="independent", y="independent")
    return with_data_and_controls(both, alt.sequence(0, 3.001, 0.125, as_="u"), c)


# ---------------------------------------------------------------- vacancies


def vacancy_share(formation_eV: float | np.ndarray, temperature_K: float | np.ndarray) -> float | np.ndarray:
    r"""Part of the sites that are empty in equilibrium.

    Parameters
    ----------
    formation_eV : float or array
        Energy to take one atom out and put it where it comes from next; entropy of vibration left out.
    temperature_K : float or array
        Temperature.

    Returns
    -------
    float or array
        Between 0 and 1.

    Notes
    -----
    .. math:: x = \frac{1}{1 + \exp(E_f/k_BT)}

    Examples
    --------
    >>> f"{vacancy_share(1.5, 1073.15):.1e}"
    '9.0e-08'
    """
    return 1 / (1 + np.exp(formation_eV * constants.e / (constants.k * temperature_K)))


def formation_energy_for_share_eV(share: float, temperature_K: float) -> float:
    """Formation energy at which a part of the sites is empty in equilibrium.

    Examples
    --------
    >>> round(formation_energy_for_share_eV(0.01, 1073.15), 3)
    0.425
    """
    return float(constants.k * temperature_K / constants.e * np.log((1 - share) / share))


def preparation_temperatures() -> pd.DataFrame:
    """Return the printed temperatures at which ZnS-MoS2 with sulfur vacancies was made."""
    rows = dataset.measurements(quantity="preparation_temperature")
    return rows[rows["heterostructure_id"] == "a_zns_mos2"].sort_values("value", ignore_index=True)


# Where the names of the two curves end.
NAMED_AT_C, NAMED_BELOW = 990, 0.05


def vacancy_sliders(prefix: str = "va") -> alt.ConcatChart:
    """Equilibrium vacancies inside a crystal and at its interfaces, with sliders.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Two panels. The signals ``inside``, ``interface``, ``mean`` and ``at_interface`` follow
        :func:`vacancy_share` and :func:`interface_atom_share` (stack of layers, 0.25 nm).
    """
    c = live.Controls(prefix)
    formation = c.slider("formation_eV", "Formation energy inside (eV)", 0.2, 3, 0.05, 1.5)
    lowering = c.slider("lowering_eV", "Lower at the interface by (eV)", -0.5, 1.5, 0.05, 0.5)
    celsius = c.slider("celsius", "Temperature (°C)", 25, 1000, 5, float(preparation_temperatures()["value"].max()))
    log_distance = c.slider("log_distance", "Distance of interfaces, log10 (nm)", 0, 3, 0.05, 1)

    beta = c.compute("beta_per_eV", f"1 / ({live.BOLTZMANN_EV_PER_K} * ({celsius} + {CELSIUS_K!r}))")
    inside = c.compute("inside", f"1 / (1 + exp({formation} * {beta}))")
    interface = c.compute("interface", f"1 / (1 + exp(({formation} - {lowering}) * {beta}))")
    distance = c.compute("distance_nm", f"pow(10, {log_distance})")
    atoms = c.compute("atom_share", f"{PLANES * SITE_SPACING_nm!r} / {distance}")
    mean = c.compute("mean", f"{atoms} * {interface} + (1 - {atoms}) * {inside}")
    part = c.compute("at_interface", f"{atoms} * {interface} / {mean}")

    share_axis = {
        "title": "Empty sites (part of all)",
        "scale": alt.Scale(type="log", domain=[1e-12, 1]),
        "axis": alt.Axis(
            values=[1e-12, 1e-9, 1e-6, 1e-3, 1], labelExpr="datum.value<1?format(datum.value,'.0e'):'1'", ticks=False
        ),
    }
    names = ["inside", "at the interface"]
    colour = alt.Color("name:N", scale=alt.Scale(domain=names, range=[SERIES[0], ACCENT]), legend=None)
    dash = alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=DASHES[:2]), legend=None)
    hot = f"({live.BOLTZMANN_EV_PER_K} * (datum.t + {CELSIUS_K!r}))"
    lines = (
        alt.Chart()
        .transform_calculate(
            inside=f"1 / (1 + exp({formation} / {hot}))", interface=f"1 / (1 + exp(({formation} - {lowering}) / {hot}))"
        )
        .transform_fold(["inside", "interface"], as_=["key", "v"])
        .transform_filter("datum.v >= 1e-12")
        .transform_calculate(name="datum.key == 'inside' ? 'inside' : 'at the interface'")
        .mark_line(strokeWidth=2.4, clip=True)
        .encode(
            x=alt.X(
                "t:Q",
                title="Temperature (°C)",
                scale=alt.Scale(domain=[0, 1000]),
                axis=alt.Axis(grid=False, tickCount=5, ticks=False),
            ),
            y=alt.Y("v:Q", **share_axis),
            color=colour,
            strokeDash=dash,
        )
    )
    made = preparation_temperatures()
    marks = alt.Chart(alt.Data(values=[{"t": float(t), "w": f"{t:g}"} for t in made["value"]]))
    rules = marks.mark_rule(color=SOFT_INK, strokeDash=[3, 3]).encode(x=alt.X("t:Q"))
    labels = marks.mark_text(dy=-6, baseline="bottom", align="right", dx=-2).encode(
        x=alt.X("t:Q"), y=alt.value(250), text=alt.Text("w:N")
    )
    here = alt.Chart(alt.Data(values=[{"k": 0}]))
    dots = [
        here.transform_calculate(t=celsius, v=value)
        .transform_filter("datum.v >= 1e-12")
        .mark_point(size=90, filled=True, color=tint, opacity=1)
        .encode(x=alt.X("t:Q"), y=alt.Y("v:Q"))
        for value, tint in ((inside, SERIES[0]), (interface, ACCENT))
    ]
    end = f"({live.BOLTZMANN_EV_PER_K} * ({NAMED_AT_C} + {CELSIUS_K!r}))"
    named = [
        here.transform_calculate(t=str(NAMED_AT_C), v=f"1 / (1 + exp(({energy}) / {end}))")
        .transform_filter(f"datum.v >= 1e-12 && datum.v < {NAMED_BELOW}")
        .mark_text(align="right", dy=-9, text=word, color=tint, fill=tint, fontWeight=600)
        .encode(x=alt.X("t:Q"), y=alt.Y("v:Q"))
        for word, energy, tint in (
            ("inside", formation, SERIES[0]),
            ("at the interface", f"{formation} - {lowering}", ACCENT),
        )
    ]
    # A line that runs along the upper edge is named in the corner, which is free then.
    named.append(
        here.transform_calculate(v=f"1 / (1 + exp(({formation} - {lowering}) / {end}))")
        .transform_filter(f"datum.v >= {NAMED_BELOW}")
        .mark_text(align="left", dx=6, text="at the interface", color=ACCENT, fill=ACCENT, fontWeight=600)
        .encode(x=alt.value(0), y=alt.value(20))
    )
    power = "format({}, '.1~e')".format
    left = alt.layer(
        rules,
        labels,
        lines,
        *named,
        *dots,
        reading(f"'Inside ' + {power(inside)} + ', at the interface ' + {power(interface)}"),
    ).properties(**HALF)

    curve = (
        alt.Chart(alt.sequence(0, 3.001, 0.125, as_="u"))
        .transform_calculate(d="pow(10, datum.u)")
        .transform_calculate(a=f"{PLANES * SITE_SPACING_nm!r} / datum.d")
        .transform_calculate(part=f"100 * datum.a * {interface} / (datum.a * {interface} + (1 - datum.a) * {inside})")
        .mark_line(strokeWidth=2.4, clip=True, color=SERIES[2])
        .encode(
            x=alt.X("d:Q", **log_axis("Distance of interfaces (nm)", (1, 3, 10, 30, 100, 300, 1000))),
            y=alt.Y(
                "part:Q",
                title="Vacancies at interfaces (% of all)",
                scale=alt.Scale(domain=[0, 100]),
                axis=alt.Axis(ticks=False, tickCount=4),
            ),
        )
    )
    dot = here.transform_calculate(d=distance, part=f"100 * {part}").mark_point(
        size=100, filled=True, color=SERIES[2], opacity=1
    )
    dot = dot.encode(x=alt.X("d:Q"), y=alt.Y("part:Q"))
    right = alt.layer(
        curve,
        dot,
        reading(f"'Mean ' + {power(mean)} + ', ' + format(100 * {part}, '.3~g') + ' % of them at interfaces'"),
    ).properties(**HALF)
    both = alt.concat(left, right, columns=2).resolve_scale(x="independent", y="independent")
    return with_data_and_controls(both, alt.sequence(25, 1001, 25, as_="t"), c)


# Spacing of the atoms that count as "at the interface" in the chart of vacancies, illustrative.
SITE_SPACING_nm = 0.25


def capacity_with_missing_sulfur(metal_sulfide: str, missing: float, extra_per_vacancy: float = 0.0) -> float:
    """Conversion capacity of MS2 with sulfur missing, in mAh/g.

    Parameters
    ----------
    metal_sulfide : str
        ``MoS2`` or ``WS2``.
    missing : float
        Sulfur atoms missing per formula, x in MS(2-x).
    extra_per_vacancy : float
        Electrons that each vacancy takes on top.

    Returns
    -------
    float
        Each sulfur that is there takes two electrons to Na2S.

    Examples
    --------
    >>> round(capacity_with_missing_sulfur("WS2", 0.0), 1), round(capacity_with_missing_sulfur("WS2", 0.1), 1)
    (432.4, 416.1)
    """
    mass = formulas.molar_mass_g_per_mol(metal_sulfide) - missing * formulas.molar_mass_g_per_mol("S")
    electrons = 2 * (2 - missing) + extra_per_vacancy * missing
    return float(electrochemistry.theoretical_capacity_mAh_per_g(electrons, mass))


# ---------------------------------------------------------------- the d band

BAND_WIDTH_eV = 5.0
FILLINGS = (0.3, 0.5, 0.7, 0.9)
# The coupling between d states of neighbours falls with the fifth power of their distance (Harrison).
WIDTH_EXPONENT = -5
LEVEL_eV, COUPLING_eV = -1.0, 1.0


def strained_center_eV(filling: float, bond_strain: float | np.ndarray) -> np.ndarray:
    """Centre of a rectangular d band against the strain of the bonds.

    Parameters
    ----------
    filling : float
        Occupied part, kept while the width changes.
    bond_strain : float or array
        Relative change of the distance between metal atoms, positive if stretched.

    Returns
    -------
    array
        Centre minus Fermi level in eV, for a width of 5 eV without strain (illustrative).

    Examples
    --------
    >>> np.round(strained_center_eV(0.9, np.array([0.0, 0.021])), 2)
    array([-2. , -1.8])
    """
    width = BAND_WIDTH_eV * (1 + np.asarray(bond_strain)) ** WIDTH_EXPONENT
    return np.asarray(adsorption.rectangular_band_center_eV(filling, width))


def d_band_chart() -> alt.ConcatChart:
    """Centre of the d band against strain, and bond energy against the centre.

    Returns
    -------
    altair.ConcatChart
        Two panels.
    """
    percent = np.linspace(-4, 4, 9)
    lines = [line_rows(percent, strained_center_eV(f, percent / 100), name=f"{100 * f:.0f} % full") for f in FILLINGS]
    data = alt.Chart(alt.Data(values=lines)).transform_flatten(["x", "y"])
    names = [f"{100 * f:.0f} % full" for f in FILLINGS]
    legend = alt.Legend(title=None, orient="bottom", columns=2, symbolSize=300, symbolStrokeWidth=2.4)
    left = data.mark_line(strokeWidth=2.4, clip=True).encode(
        x=alt.X(
            "x:Q",
            title="Strain of the bonds (%)",
            scale=alt.Scale(nice=False),
            axis=alt.Axis(ticks=False, grid=False, tickCount=5),
        ),
        y=alt.Y("y:Q", title="d-band centre − Fermi level (eV)", axis=alt.Axis(ticks=False, tickCount=5)),
        color=alt.Color("name:N", scale=alt.Scale(domain=names, range=SERIES[:4]), legend=legend),
        strokeDash=alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=DASHES), legend=legend),
    )
    centers = np.linspace(-4, 4, 33)
    energies = adsorption.chemisorption_energy_eV(centers, BAND_WIDTH_eV, LEVEL_eV, COUPLING_eV)
    bond = [line_rows(centers, energies)]
    right = (
        alt.Chart(alt.Data(values=bond))
        .transform_flatten(["x", "y"])
        .mark_line(strokeWidth=2.4, color=SERIES[0])
        .encode(
            x=alt.X(
                "x:Q",
                title="d-band centre − Fermi level (eV)",
                scale=alt.Scale(nice=False),
                axis=alt.Axis(ticks=False, grid=False, tickCount=5),
            ),
            y=alt.Y("y:Q", title="Bond energy (eV)", axis=alt.Axis(ticks=False, tickCount=4)),
        )
    )
    best = int(np.argmin(energies))
    notes = alt.Data(
        values=[
            {"x": -3.8, "y": -0.5, "t": "raising the centre"},
            {"x": -3.8, "y": -0.55, "t": "binds more strongly"},
            {"x": float(centers[best]), "y": float(f"{energies[best]:.3g}"), "t": "strongest"},
        ]
    )
    words = alt.Chart(notes).transform_filter("datum.t != 'strongest'").mark_text(align="left", fontStyle="italic")
    words = words.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("t:N"))
    mark = alt.Chart(notes).transform_filter("datum.t == 'strongest'")
    dot = mark.mark_point(size=90, filled=True, color=ACCENT, opacity=1).encode(x=alt.X("x:Q"), y=alt.Y("y:Q"))
    dot_words = mark.mark_text(dy=-30).encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("t:N"))
    return alt.concat(
        left.properties(**HALF), alt.layer(right, dot, dot_words, words).properties(**HALF), columns=2
    ).resolve_scale(x="independent", y="independent", color="independent", strokeDash="independent")


def strongest_center_eV() -> float:
    """Centre at which the model of :func:`d_band_chart` binds most strongly."""
    centers = np.linspace(-4, 4, 801)
    return float(centers[np.argmin(adsorption.chemisorption_energy_eV(centers, BAND_WIDTH_eV, LEVEL_eV, COUPLING_eV))])


# ---------------------------------------------------------------- who binds sulfur


def sulfides_per_sulfur() -> pd.DataFrame:
    """Formation energies of the metal sulfides of the dataset, per sulfur atom, strongest first.

    Returns
    -------
    pandas.DataFrame
        Columns material, metal, energy_eV (per S), uncertainty_eV (missing where not given) and bib_key.
    """
    rows = dataset.load("materials")
    rows = rows[(rows["property"] == "formation_energy") & (rows["unit"] == "eV per formula unit")]
    found = []
    for row in rows.itertuples():
        try:
            amounts = formulas.element_amounts(row.material)
        except ValueError:
            continue
        others = [element for element in amounts if element != "S"]
        # Compounds of the alkali metals are the products of discharge, not hosts.
        if len(amounts) != 2 or "S" not in amounts or others[0] in ("Li", "Na", "K", "H"):
            continue
        found.append(
            {
                "material": row.material,
                "metal": others[0],
                "energy_eV": row.value / amounts["S"],
                "uncertainty_eV": row.uncertainty / amounts["S"],
                "bib_key": row.bib_key,
            }
        )
    return pd.DataFrame(found).sort_values("energy_eV", ignore_index=True)


def sulfur_chart(table: pd.DataFrame) -> alt.LayerChart:
    """Formation energies per sulfur atom, with the metals of the two printed sentences marked.

    Parameters
    ----------
    table : pandas.DataFrame
        Result of :func:`sulfides_per_sulfur`.

    Returns
    -------
    altair.LayerChart
        One row a sulfide.
    """
    rows = []
    for row in table.to_dict("records"):
        one = {"m": subscripted(row["material"]), "e": round(row["energy_eV"], 3)}
        if row["material"] in ("ZnS", "MoS2", "WS2"):
            one["k"] = 1
        if row["uncertainty_eV"] == row["uncertainty_eV"]:
            one["u"] = round(row["uncertainty_eV"], 3)
        rows.append(one)
    base = alt.Chart(alt.Data(values=rows))
    y = alt.Y("m:N", sort=[row["m"] for row in rows], title=None, axis=alt.Axis(ticks=False))
    x = alt.X(
        "e:Q",
        title="Formation energy per sulfur atom (eV)",
        scale=alt.Scale(zero=True),
        axis=alt.Axis(ticks=False, tickCount=5),
    )
    tooltip = [
        alt.Tooltip("m:N", title="Sulfide"),
        alt.Tooltip("e:Q", title="eV per S, at 298 K"),
        alt.Tooltip("u:Q", title="plus or minus"),
    ]
    spans = base.transform_filter("isValid(datum.u)").transform_calculate(lo="datum.e-datum.u", hi="datum.e+datum.u")
    spans = spans.mark_rule(strokeWidth=2, color=SOFT_INK).encode(x=alt.X("lo:Q"), x2=alt.X2("hi:Q"), y=y)
    others = base.transform_filter("!datum.k").mark_point(size=80, filled=True, color=SERIES[0], opacity=1)
    named = base.transform_filter("datum.k").mark_point(size=120, shape="diamond", filled=True, color=ACCENT, opacity=1)
    words = (
        base.transform_filter("datum.k")
        .mark_text(align="left", dx=24, fontWeight=600)
        .encode(x=x, y=y, text=alt.Text("m:N"))
    )
    return alt.layer(
        spans, others.encode(x=x, y=y, tooltip=tooltip), named.encode(x=x, y=y, tooltip=tooltip), words
    ).properties(width=420, height=alt.Step(17))


# ---------------------------------------------------------------- what the reviews report

QUANTITIES = {
    "active_sites": "active sites",
    "defect_density": "defects",
    "vacancy_formation": "vacancies",
    "strain": "strain",
    "lattice_mismatch": "lattice mismatch",
    "bond_length": "bond length",
    "d_band_center": "d-band centre",
    "pseudocapacitance": "pseudocapacitance",
}


def reported_rows() -> pd.DataFrame:
    """Return all rows of the dataset on defects, sites and strain, in the order of the quantities above."""
    rows = dataset.measurements()
    rows = rows[rows["quantity"].isin(QUANTITIES)].copy()
    rows["order"] = rows["quantity"].map(list(QUANTITIES).index)
    return rows.sort_values(["order", "measurement_id"], kind="stable", ignore_index=True)


def reported_summary(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the rows by quantity: with a number, by method, and the directions.

    Parameters
    ----------
    rows : pandas.DataFrame
        Result of :func:`reported_rows`.

    Returns
    -------
    pandas.DataFrame
        One row a quantity, and one for all.
    """
    counted = []
    groups = [(words, rows[rows["quantity"] == name]) for name, words in QUANTITIES.items()] + [("all", rows)]
    for words, group in groups:
        directions = group["direction"].dropna().value_counts()
        counted.append(
            {
                "quantity": words,
                "n": len(group),
                "A": int((group["review"] == "A").sum()),
                "B": int((group["review"] == "B").sum()),
                "numbers": int(group["value"].notna().sum()),
                "experiment": int((group["method"] == "experiment").sum()),
                "calculation": int((group["method"] == "calculation").sum()),
                "not_stated": int((group["method"] == "not stated").sum()),
                "directions": ", ".join(f"{word} {n}" for word, n in directions.items())
                if words != "all" and len(directions)
                else None,
            }
        )
    return pd.DataFrame(counted)


def show_summary(summary: pd.DataFrame) -> tables.ShownTable:
    """Bring the counts to the page."""
    return tables.show(
        summary,
        caption="Rows of the dataset on defects, sites and strain, counted",
        headers={
            "quantity": "About",
            "n": "n",
            "A": "Review A",
            "B": "Review B",
            "numbers": "With a number",
            "experiment": "Experiment",
            "calculation": "Calculation",
            "not_stated": "Method not stated",
            "directions": "Directions",
        },
        row_header="quantity",
        wrap=True,
    )


def rows_table(rows: pd.DataFrame, caption: str) -> tables.ShownTable:
    """Make a table of some rows of the dataset.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of :func:`reported_rows`.
    caption : str
        Words of the table.

    Returns
    -------
    heterostructures.tables.ShownTable
        One line a row, with section, method and source.
    """

    def value(row: dict[str, object]) -> str:
        if row["printed"] == row["printed"] and row["printed"] is not None and not pd.isna(row["printed"]):
            unit = (
                "" if pd.isna(row["unit"]) else {"angstrom": " Å", "%": " %"}.get(str(row["unit"]), f" {row['unit']}")
            )
            word = {"below": "below ", "about": "about "}.get(str(row["qualifier"]), "")
            return f"{word}{row['printed']}{unit}"
        return str(row["direction"])

    method = {"not stated": "—"}
    shown = pd.DataFrame(
        {
            "quantity": [QUANTITIES[name] for name in rows["quantity"]],
            "subject": rows["subject"],
            "value": [value(row) for row in rows.to_dict("records")],
            "method": [method.get(name, name) for name in rows["method"]],
            "section": rows["section_id"],
            "source": [", ".join(reference_label(key) for key in keys.split("; ")) for keys in rows["bib_keys"]],
        }
    )
    return tables.show(
        shown,
        caption=caption,
        headers={
            "quantity": "About",
            "subject": "Subject",
            "value": "Said",
            "method": "Method",
            "section": "Section",
            "source": "Source",
        },
        cells={"subject": subscripted_html},
        row_header="subject",
        wrap=True,
    )


def show_rows(rows: pd.DataFrame) -> tables.ShownTable:
    """Bring all rows of :func:`reported_rows` to the page, folded."""
    active = rows["quantity"] == "active_sites"
    words = "in both reviews, in our words; a dash means that no method is stated"
    return tables.folded(
        "All statements, one by one",
        rows_table(rows[active], f"Statements on active sites {words}"),
        rows_table(
            rows[~active],
            f"Statements on defects, vacancies, strain, bonds, d-band centre and pseudocapacitance {words}",
        ),
    )


# ---------------------------------------------------------------- the capacities of section 3.5

SODIATION = {
    "Bi2S3": "Bi2S3 + 12 Na+ + 12 e- -> 2 Na3Bi + 3 Na2S",
    "CuS": "CuS + 2 Na+ + 2 e- -> Cu + Na2S",
    "WS2": "WS2 + 4 Na+ + 4 e- -> W + 2 Na2S",
    "ZnS": "ZnS + 2 Na+ + 2 e- -> Zn + Na2S",
}


def faraday_limits() -> dict[str, float]:
    """Capacity of each component of section 3.5 from its reaction with sodium, in mAh/g.

    Examples
    --------
    >>> {name: round(value, 1) for name, value in faraday_limits().items()}
    {'Bi2S3': 625.5, 'CuS': 560.7, 'WS2': 432.4, 'ZnS': 550.1}
    """
    return {
        name: float(
            electrochemistry.theoretical_capacity_mAh_per_g(
                electrochemistry.electrons_per_formula(reaction, name), formulas.molar_mass_g_per_mol(name)
            )
        )
        for name, reaction in SODIATION.items()
    }


def printed_capacities() -> pd.DataFrame:
    """Set the printed capacities of section 3.5 and Table 1 beside what they mean in minutes and shares.

    Returns
    -------
    pandas.DataFrame
        One row a printed capacity of Bi2S3-CuS and of WS2/ZnS.
    """
    limits = faraday_limits()
    table1 = dataset.load_sib_table1().set_index("reference_number")
    bismuth, tungsten = table1.loc[50], table1.loc[51]
    text = dataset.measurements(section="B-3.5").set_index("measurement_id")
    rows = [
        ("Bi2S3-CuS", "section 3.5", text.loc["B158", "value"], text.loc["B158", "current_density_A_per_g"], None),
        (
            "Bi2S3-CuS",
            "section 3.5",
            text.loc["B159", "value"],
            text.loc["B159", "current_density_A_per_g"],
            int(text.loc["B159", "cycle_number"]),
        ),
    ]
    for name, row in (("Bi2S3-CuS", bismuth), ("WS2-x/ZnS@C", tungsten)):
        rows.append(
            (
                name,
                "Table 1",
                row["cycling_capacity_mAh_per_g"],
                row["cycling_current_density_A_per_g"],
                int(row["cycles"]),
            )
        )
        rows.append((name, "Table 1", row["rate_capacity_mAh_per_g"], row["rate_current_density_A_per_g"], None))
    found = []
    for name, where, capacity, current, cycles in rows:
        limit = max(limits["Bi2S3"], limits["CuS"]) if name.startswith("Bi") else max(limits["WS2"], limits["ZnS"])
        found.append(
            {
                "name": name,
                "where": where,
                "capacity": float(capacity),
                "current": float(current),
                "cycles": cycles,
                "minutes": round(60 * float(electrochemistry.discharge_time_h(capacity, current)), 1),
                "share": round(100 * float(electrochemistry.share_of_faraday_limit(capacity, limit))),
            }
        )
    table = pd.DataFrame(found)
    table["cycles"] = table["cycles"].astype("Int64")
    return table


def show_capacities(table: pd.DataFrame) -> tables.ShownTable:
    """Bring the capacities to the page."""
    return tables.show(
        table,
        caption="Printed capacities (references 50 and 51 of Review B), with computed time and share of the better component",
        headers={
            "name": "Electrode",
            "where": "Printed in",
            "capacity": "Capacity (mAh/g)",
            "current": "Current (A/g)",
            "cycles": "Cycles",
            "minutes": "One discharge (min)",
            "share": "Of the limit (%)",
        },
        cells={"name": subscripted_html},
        row_header="name",
        wrap=True,
    )
