"""Charts and tables of the page on isotype junctions: n-n and p-p."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import altair as alt
import numpy as np
import pandas as pd
from scipy import constants

from heterostructures import dataset, tables
from heterostructures.charts import ACCENT, INK, PAPER, SERIES, SOFT_INK
from heterostructures.physics import bands, junctions
from heterostructures.physics.bands import (
    FREE_ELECTRON_DENSITY_300K_PER_CM3,
    REFERENCE_TEMPERATURE_K,
    BandProfile,
    Metal,
    Semiconductor,
)
from heterostructures.physics.equilibrium import Interface, Layer, equilibrium_profile
from heterostructures.views import live
from heterostructures.views.band_diagrams import LEVEL_COLOUR, LEVEL_DASH, LEVEL_WORDS

ISOTYPE = ("n-n", "p-p")
# Doping and band-edge densities of powders are not known to us: these are illustrative.
ILLUSTRATIVE_DOPING_PER_CM3 = 1e17
ILLUSTRATIVE_PERMITTIVITY = 10.0
# Part of the charge of a side that counts for how far it reaches.
MOST_OF_THE_CHARGE = 0.9
# Energies of a mirrored material are counted from this one minus the old ones; its value has no effect.
MIRROR_eV = 10.0


# ---------------------------------------------------------------- materials with sources


def sourced(material: str, phase: str | None, quantity: str, direction: str | None = None) -> tuple[float, str]:
    """Look up one property of a component material.

    Parameters
    ----------
    material, phase, quantity, direction : str
        As in ``materials.csv``. ``phase`` and ``direction`` are None where the file has no entry.

    Returns
    -------
    tuple of float and str
        The value in the unit of the file, and the key of its reference.

    Raises
    ------
    LookupError
        If not exactly one row fits.

    Examples
    --------
    >>> sourced("SnS2", "single crystal", "electron_affinity")
    (4.16, 'burton2016electronic')
    """
    rows = dataset.load("materials")
    chosen = rows[(rows["material"] == material) & (rows["property"] == quantity)]
    for column, wanted in (("phase", phase), ("direction", direction)):
        chosen = chosen[chosen[column].isna() if wanted is None else chosen[column] == wanted]
    if len(chosen) != 1:
        raise LookupError(f"{len(chosen)} rows of materials.csv fit {material}, {phase}, {quantity}, {direction}")
    row = chosen.iloc[0]
    return float(row["value"]), str(row["bib_key"])


def antimony_sulfide(doping_per_cm3: float = ILLUSTRATIVE_DOPING_PER_CM3) -> Semiconductor:
    """Sb2S3 with sourced gap and affinity; permittivity and doping are illustrative."""
    return Semiconductor(
        "Sb₂S₃",
        sourced("Sb2S3", "thin film", "band_gap")[0],
        sourced("Sb2S3", "thin film", "electron_affinity")[0],
        ILLUSTRATIVE_PERMITTIVITY,
        doping_per_cm3,
    )


def tin_disulfide(doping_per_cm3: float = ILLUSTRATIVE_DOPING_PER_CM3) -> Semiconductor:
    """SnS2 with sourced affinity, ionization energy and permittivity; doping is illustrative."""
    affinity, _ = sourced("SnS2", "single crystal", "electron_affinity")
    ionization, _ = sourced("SnS2", "single crystal", "ionization_energy")
    permittivity, _ = sourced("SnS2", "4H type, P63mc", "relative_permittivity_static", "in plane")
    return Semiconductor("SnS₂", ionization - affinity, affinity, permittivity, doping_per_cm3)


def molybdenum_disulfide(affinity_eV: float, doping_per_cm3: float = ILLUSTRATIVE_DOPING_PER_CM3) -> Semiconductor:
    """MoS2 with sourced gap and permittivity; the affinity is illustrative, because no source gives one."""
    gap, _ = sourced("MoS2", "2H bulk", "band_gap")
    permittivity, _ = sourced("MoS2", "2H bulk", "relative_permittivity_static", "out of plane")
    return Semiconductor("MoS₂", gap, affinity_eV, permittivity, doping_per_cm3)


def tin_dioxide(affinity_eV: float, doping_per_cm3: float = ILLUSTRATIVE_DOPING_PER_CM3) -> Semiconductor:
    """SnO2 with a sourced gap; affinity, permittivity and doping are illustrative."""
    gap, _ = sourced("SnO2", "rutile, optical gap", "band_gap")
    return Semiconductor("SnO₂", gap, affinity_eV, ILLUSTRATIVE_PERMITTIVITY, doping_per_cm3)


def tin_sulfide(doping_per_cm3: float = -ILLUSTRATIVE_DOPING_PER_CM3) -> Semiconductor:
    """SnS, p-type, with sourced gap and ionization energy; permittivity and doping are illustrative."""
    gap, _ = sourced("SnS", "orthorhombic single crystal", "band_gap")
    ionization, _ = sourced("SnS", "orthorhombic single crystal", "ionization_energy")
    return Semiconductor("SnS", gap, ionization - gap, ILLUSTRATIVE_PERMITTIVITY, doping_per_cm3)


def pyrite(work_function_eV: float, doping_per_cm3: float = -ILLUSTRATIVE_DOPING_PER_CM3) -> Semiconductor:
    """FeS2, p-type, whose affinity is set so that it has a measured work function at the given (illustrative) doping."""
    gap = float(
        dataset.load("materials")
        .query("material == 'FeS2' and property == 'band_gap' and bib_key == 'ennaoui1993iron'")["value"]
        .iloc[0]
    )
    permittivity, _ = sourced("FeS2", "pyrite, natural single crystal", "relative_permittivity_static")
    trial = Semiconductor("FeS₂", gap, 4.0, permittivity, doping_per_cm3)
    affinity = 4.0 + work_function_eV - bands.work_function_eV(trial)
    return Semiconductor("FeS₂", gap, affinity, permittivity, doping_per_cm3)


def mirrored(semiconductor: Semiconductor) -> Semiconductor:
    """Exchange the roles of electrons and holes: the mirror image of an n-n junction is a p-p junction.

    Parameters
    ----------
    semiconductor : Semiconductor
        Any semiconductor.

    Returns
    -------
    Semiconductor
        The one whose valence band is the old conduction band turned upside down, with the opposite doping.

    Examples
    --------
    >>> mirrored(Semiconductor("n", 1.5, 4.0, 10.0, 1e17)).net_doping_per_cm3
    -1e+17
    """
    return Semiconductor(
        semiconductor.name,
        semiconductor.gap_eV,
        MIRROR_eV - semiconductor.ionization_energy_eV,
        semiconductor.relative_permittivity,
        -semiconductor.net_doping_per_cm3,
        semiconductor.valence_density_300K_per_cm3,
        semiconductor.conduction_density_300K_per_cm3,
    )


# ---------------------------------------------------------------- numbers


def interface_index(profile: BandProfile) -> int:
    """Return the index of the first point of the right side; the interface stands twice."""
    return int(np.flatnonzero(np.diff(profile.position_nm) == 0)[0]) + 1


def reach_nm(profile: BandProfile, side: str, part: float = MOST_OF_THE_CHARGE) -> float:
    """How far from the interface a side holds the given part of its charge.

    Parameters
    ----------
    profile : BandProfile
        A junction of two thick semiconductors.
    side : str
        ``left`` or ``right``.
    part : float
        Part of the charge between 0 and 1.

    Returns
    -------
    float
        Distance in nm.

    Notes
    -----
    By Gauss's law the field has fallen to 1 - part of its value at the interface.
    """
    first = interface_index(profile)
    chosen = slice(first - 1, None, -1) if side == "left" else slice(first, None)
    distance = np.abs(profile.position_nm[chosen])
    rest = np.abs(profile.field_V_per_m[chosen])
    return float(np.interp(1 - part, (rest / rest[0])[::-1], distance[::-1]))


def display_profile(
    left: Semiconductor | Metal, right: Semiconductor, points: int = 9, window_nm: float | None = None
) -> BandProfile:
    """The exact profile at few positions, dense at the interface, for drawing.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two sides.
    points : int
        Positions on each side.
    window_nm : float, optional
        How far to go on each side; without it 1.6 times as far as 90 % of the depleted charge reaches.

    Returns
    -------
    BandProfile
        Interpolated from the profile of :func:`heterostructures.physics.junctions.thick_junction_profile` at 300 K.
    """
    profile = junctions.thick_junction_profile(left, right, points_per_side=201)
    first = interface_index(profile)
    if window_nm is None:
        window_nm = 1.6 * max(reach_nm(profile, "left"), reach_nm(profile, "right"))
    distance = np.round(window_nm * np.linspace(0, 1, points) ** 1.5, 2)
    parts = {name: [] for name in BandProfile.__dataclass_fields__}
    for chosen, x in ((slice(0, first), -distance[::-1]), (slice(first, None), distance)):
        for name, found in parts.items():
            values = getattr(profile, name)[chosen]
            found.append(x if name == "position_nm" else np.interp(x, profile.position_nm[chosen], values))
    return BandProfile(**{name: np.concatenate(found) for name, found in parts.items()})


def depletion_estimate_nm(left: Semiconductor, right: Semiconductor, temperature_K: float = 300.0) -> float:
    """Width of the depleted side if it took the whole contact potential and kept none of its carriers."""
    junction = junctions.isotype_junction(left, right, temperature_K)
    side = left if junction.depleted_side == "left" else right
    return float(
        junctions.depletion_width_nm(
            side.relative_permittivity, abs(side.net_doping_per_cm3), abs(junction.split.built_in_potential_V)
        )
    )


def depleted_and_accumulated_drop_V(junction: junctions.IsotypeJunction) -> tuple[float, float]:
    """Return the sizes of the drops on the depleted and on the accumulated side."""
    left, right = abs(junction.split.left_drop_V), abs(junction.split.right_drop_V)
    return (left, right) if junction.depleted_side == "left" else (right, left)


@dataclass(frozen=True)
class NamedPair:
    """A pair of materials, and what of it has no source."""

    left: Semiconductor
    right: Semiconductor
    illustrative: str


def named_pairs() -> list[NamedPair]:
    """Return the pairs of the page, with sourced values as far as the dataset goes."""
    low, high = (
        dataset.load("materials")
        .query("material == 'FeS2' and property == 'work_function'")["value"]
        .agg(["min", "max"])
    )
    return [
        NamedPair(antimony_sulfide(), tin_disulfide(), "doping, ε of Sb₂S₃"),
        NamedPair(molybdenum_disulfide(4.0), tin_disulfide(), "doping, χ of MoS₂ (4.0 eV)"),
        NamedPair(molybdenum_disulfide(4.3), tin_disulfide(), "doping, χ of MoS₂ (4.3 eV)"),
        NamedPair(tin_disulfide(), tin_dioxide(4.5), "doping, χ (4.5 eV) and ε of SnO₂"),
        NamedPair(tin_sulfide(), pyrite(low), f"doping, ε of SnS; FeS₂ with W = {low:.2f} eV"),
        NamedPair(tin_sulfide(), pyrite(high), f"doping, ε of SnS; FeS₂ with W = {high:.2f} eV"),
    ]


def pairs_frame(temperature_K: float = 300.0) -> pd.DataFrame:
    """Compute the junctions of the named pairs.

    Parameters
    ----------
    temperature_K : float
        Temperature in K.

    Returns
    -------
    pandas.DataFrame
        One row for each pair: contact potential without sign, drops, depleted side, widths and reach, electrons.
    """
    rows = []
    for pair in named_pairs():
        junction = junctions.isotype_junction(pair.left, pair.right, temperature_K)
        depleted, accumulated = depleted_and_accumulated_drop_V(junction)
        profile = junctions.thick_junction_profile(pair.left, pair.right, temperature_K, 101)
        to_right = junction.split.electrons_to_right_per_cm2
        sides = {"left": pair.left.name, "right": pair.right.name}
        rows.append(
            {
                "pair": f"{pair.left.name}/{pair.right.name}",
                "kind": junction.kind,
                "illustrative": pair.illustrative,
                "contact_potential_V": abs(junction.split.built_in_potential_V),
                "electrons_to": sides["right" if to_right > 0 else "left"],
                "depleted": sides[junction.depleted_side],
                "depleted_drop_V": depleted,
                "accumulated_drop_V": accumulated,
                "width_nm": junction.depletion_width_nm,
                "estimate_nm": depletion_estimate_nm(pair.left, pair.right, temperature_K),
                "accumulated_reach_nm": reach_nm(profile, junction.accumulated_side),
                "electrons_per_cm2": abs(to_right),
            }
        )
    return pd.DataFrame(rows)


def junction_types() -> pd.DataFrame:
    """Count the junction types that the reviews name, isotype ones included even if there are none.

    Returns
    -------
    pandas.DataFrame
        Columns junction_type, A, B and n, the largest first, the isotype ones at the top.
    """
    rows = dataset.load("heterostructures")
    counted = rows.groupby(["junction_type", "review"]).size().unstack(fill_value=0)
    counted = counted.reindex(counted.index.union(list(ISOTYPE)), fill_value=0)
    counted["n"] = counted.sum(axis=1)
    counted["isotype"] = counted.index.isin(ISOTYPE)
    counted = counted.sort_values(["isotype", "n"], ascending=False, kind="stable").drop(columns="isotype")
    return counted.reset_index().rename_axis(columns=None)


# Types that Review B states for a component, with the row of the dataset that says so.
STATED_TYPES = {"SnS": "p", "SnO2": "n", "Fe2O3": "n", "FeS2": "p"}


def pairs_of_stated_same_type() -> pd.DataFrame:
    """Return the heterostructures with two components that Review B calls by the same type."""
    rows = dataset.load("heterostructures")

    def same(components: str) -> bool:
        types = [STATED_TYPES[c] for c in components.split("; ") if c in STATED_TYPES]
        return len(types) > len(set(types))

    return rows[rows["components"].map(same)]


def temperatures_frame(temperatures_K: Sequence[float] = (200, 250, 300, 350, 400)) -> pd.DataFrame:
    """Compute the Sb2S3/SnS2 junction at several temperatures."""
    rows = []
    left, right = antimony_sulfide(), tin_disulfide()
    for temperature_K in temperatures_K:
        junction = junctions.isotype_junction(left, right, temperature_K)
        depleted, accumulated = depleted_and_accumulated_drop_V(junction)
        rows.append(
            {
                "temperature_K": temperature_K,
                "contact_potential_V": abs(junction.split.built_in_potential_V),
                "depleted_drop_V": depleted,
                "accumulated_drop_mV": 1000 * accumulated,
                "accumulated_in_kT": float(junctions.bending_in_kT(accumulated, temperature_K)),
                "width_nm": junction.depletion_width_nm,
                "right_debye_nm": junction.right_debye_length_nm,
                "contact_unequal_V": abs(
                    bands.contact_potential_V(left, tin_disulfide(100 * ILLUSTRATIVE_DOPING_PER_CM3), temperature_K)
                ),
            }
        )
    return pd.DataFrame(rows)


def pair_with_contact_potential(
    contact_V: float,
    accumulated_to_depleted_doping: float,
    depleted_doping_per_cm3: float = 1e16,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
) -> tuple[Semiconductor, Semiconductor]:
    """Make two illustrative n-type semiconductors with the given contact potential, the depleted one on the left.

    Parameters
    ----------
    contact_V : float
        Work function of the right side minus that of the left side, in V.
    accumulated_to_depleted_doping : float
        Doping of the right side divided by that of the left side.
    depleted_doping_per_cm3 : float
        Donors of the left side in 1/cm3.
    temperature_K : float
        Temperature in K at which the contact potential holds.

    Returns
    -------
    tuple of Semiconductor
        Left and right side, both with a gap of 1.8 eV and a relative permittivity of 10.
    """
    gap_eV = 1.8
    left = Semiconductor("left", gap_eV, 4.0, ILLUSTRATIVE_PERMITTIVITY, depleted_doping_per_cm3)
    doping = depleted_doping_per_cm3 * accumulated_to_depleted_doping
    trial = Semiconductor("right", gap_eV, 4.0, ILLUSTRATIVE_PERMITTIVITY, doping)
    wanted = bands.work_function_eV(left, temperature_K) + contact_V
    affinity = 4.0 + wanted - bands.work_function_eV(trial, temperature_K)
    return left, Semiconductor("right", gap_eV, affinity, ILLUSTRATIVE_PERMITTIVITY, doping)


def split_frame(ratios: Sequence[float] = (0.01, 1, 100)) -> pd.DataFrame:
    """Share of the contact potential on the depleted side against the contact potential, for several doping ratios."""
    rows = []
    for ratio in ratios:
        for contact_V in np.geomspace(0.005, 0.8, 11):
            left, right = pair_with_contact_potential(float(contact_V), ratio)
            junction = junctions.isotype_junction(left, right)
            depleted, accumulated = depleted_and_accumulated_drop_V(junction)
            rows.append(
                {
                    "ratio": f"{ratio:g}",
                    "contact_V": round(float(contact_V), 4),
                    "share_percent": round(100 * depleted / (depleted + accumulated), 2),
                    "accumulated_mV": round(1000 * accumulated, 1),
                }
            )
    return pd.DataFrame(rows)


def high_low_frame() -> pd.DataFrame:
    """Drop on the heavily doped side of an n+-n homojunction: closed formula and general solution, 1e15 on the n side."""
    rows = []
    low = 1e15
    for ratio in (1.5, 3, 10, 100, 1000, 10000):
        heavy = Semiconductor("n+", 1.8, 4.0, 10.0, low * ratio)
        light = Semiconductor("n", 1.8, 4.0, 10.0, low)
        split = junctions.isotype_junction(heavy, light).split
        rows.append(
            {
                "ratio": ratio,
                "total_mV": 1000 * abs(split.built_in_potential_V),
                "general_mV": 1000 * abs(split.left_drop_V),
                "formula_mV": 1000 * float(junctions.high_low_drop_V(low * ratio, low)),
                "share_percent": 100 * split.left_drop_V / split.built_in_potential_V,
            }
        )
    return pd.DataFrame(rows)


def reach_frame() -> pd.DataFrame:
    """How far 90 % of the charge reaches on both sides, against the contact potential; equal doping."""
    rows = []
    for contact_V in np.geomspace(0.005, 0.8, 10):
        left, right = pair_with_contact_potential(float(contact_V), 1.0, ILLUSTRATIVE_DOPING_PER_CM3)
        profile = junctions.thick_junction_profile(left, right, points_per_side=81)
        for side, words in (("left", "depleted side"), ("right", "accumulated side")):
            rows.append(
                {"contact_V": round(float(contact_V), 4), "side": words, "reach_nm": round(reach_nm(profile, side), 3)}
            )
    return pd.DataFrame(rows)


@cache
def thin_layers_frame(thicknesses_nm: tuple[float, ...] = (2, 4, 8, 15, 30, 60, 120, 240)) -> pd.DataFrame:
    """Two isolated layers of equal thickness with free surfaces, Sb2S3 on SnS2, by the full solver.

    Parameters
    ----------
    thicknesses_nm : tuple of float
        Thickness of each of the two layers in nm.

    Returns
    -------
    pandas.DataFrame
        Potential between the outer surfaces, electrons transferred, and what is left at the outer surface of Sb2S3,
        relative to its bulk density; for comparison the values of thick sides.
    """
    left, right = antimony_sulfide(), tin_disulfide()
    thick = junctions.equilibrium_split(left, right)
    rows = []
    for thickness in thicknesses_nm:
        profile = equilibrium_profile(
            [Layer(left, thickness), Layer(right, thickness)],
            left_end=Interface(),
            right_end=Interface(),
            points=100,
            tolerance_eV=1e-4,
        )
        rows.append(
            {
                "thickness_nm": thickness,
                "potential_V": abs(float(profile.potential_V[-1] - profile.potential_V[0])),
                "electrons_per_cm2": abs(float(profile.layer_charge_per_cm2[0])),
                "thick_potential_V": abs(thick.built_in_potential_V),
                "thick_electrons_per_cm2": abs(thick.electrons_to_right_per_cm2),
                "electrons_left_percent": 100
                * float(profile.electron_density_per_cm3[0])
                / ILLUSTRATIVE_DOPING_PER_CM3,
                "donors_per_cm2": ILLUSTRATIVE_DOPING_PER_CM3 * thickness * 1e-7,
            }
        )
    return pd.DataFrame(rows)


def spike_eV(left: Semiconductor, right: Semiconductor, temperature_K: float = 300.0) -> float:
    """Barrier for majority carriers: the band edge of the depleted side at the interface, from the Fermi level."""
    junction = junctions.isotype_junction(left, right, temperature_K)
    side = left if junction.depleted_side == "left" else right
    from_edge_eV = bands.conduction_edge_above_fermi_level_eV(side, temperature_K)
    if side.is_p_type:
        from_edge_eV = side.gap_eV - from_edge_eV
    return float(from_edge_eV + depleted_and_accumulated_drop_V(junction)[0])


def loss_frame(current_A_per_cm2: float) -> pd.DataFrame:
    """Voltage lost over the spike at small bias, for several contact potentials and the same doping on both sides.

    Parameters
    ----------
    current_A_per_cm2 : float
        Current through the interface in A/cm2.

    Returns
    -------
    pandas.DataFrame
        Contact potential, spike, resistance and loss, for 1e17 donors per cm3.
    """
    rows = []
    richardson = float(junctions.richardson_constant_A_per_cm2_per_K2(1.0))
    for contact_V in (0.2, 0.4, 0.6, 0.7, 0.8):
        barrier = spike_eV(*pair_with_contact_potential(contact_V, 1.0, ILLUSTRATIVE_DOPING_PER_CM3))
        resistance = float(junctions.thermionic_contact_resistance_ohm_cm2(barrier, richardson, 300.0))
        rows.append(
            {
                "contact_V": contact_V,
                "barrier_eV": barrier,
                "resistance_ohm_cm2": resistance,
                "loss_mV": 1000 * resistance * current_A_per_cm2,
            }
        )
    return pd.DataFrame(rows)


# ---------------------------------------------------------------- the four types side by side


@dataclass(frozen=True)
class TypePanel:
    """One of the four types of Figure 2 of Review B, with illustrative materials."""

    letter: str
    title: str
    left: Semiconductor | Metal
    right: Semiconductor


def four_types() -> list[TypePanel]:
    """Return illustrative pairs for the four panels, in the order of Figure 2 of Review B."""

    def make(name: str, gap: float, affinity: float, doping: float) -> Semiconductor:
        return Semiconductor(name, gap, affinity, 10.0, doping)

    n_left, n_right = make("n₁", 1.2, 3.9, 1e17), make("n₂", 1.4, 4.2, 1e17)
    p_left, p_right = make("p₁", 1.4, 4.0, -1e17), make("p₂", 1.2, 3.9, -1e17)
    return [
        TypePanel("a", "Schottky", Metal("metal", 4.7), make("n", 1.4, 4.1, 1e17)),
        TypePanel("b", "p-n", make("p", 1.2, 3.9, -1e17), make("n", 1.4, 4.1, 1e17)),
        TypePanel("c", "p-p", p_left, p_right),
        TypePanel("d", "n-n", n_left, n_right),
    ]


def states_of(panel: TypePanel) -> junctions.EquilibriumSplit:
    """Return what happens on both sides of a panel."""
    return junctions.equilibrium_split(panel.left, panel.right)


# Few labels and no ticks: less to read, and a lighter page.
QUIET_AXIS = alt.Axis(tickCount=5, ticks=False)
TYPES_WINDOW_NM = 100.0


def _significant(values: np.ndarray, digits: int = 4) -> list[float]:
    return [float(f"{value:.{digits}g}") for value in np.asarray(values, dtype=float)]


def types_chart() -> alt.ConcatChart:
    """Draw the four types of junction after contact, with the sides where carriers are lost or gather."""
    return alt.concat(*[_type_panel(panel) for panel in four_types()], columns=2).resolve_scale(color="shared")


def _type_panel(panel: TypePanel) -> alt.LayerChart:
    split = states_of(panel)
    profile = junctions.thick_junction_profile(panel.left, panel.right, points_per_side=101)
    shown = display_profile(panel.left, panel.right, 11, TYPES_WINDOW_NM)
    is_left = np.arange(len(shown.position_nm)) < interface_index(shown)
    rows = pd.DataFrame(
        {
            "x": np.round(shown.position_nm, 1),
            "c": np.round(shown.conduction_band_eV, 3),
            "v": np.round(shown.valence_band_eV, 3),
            "side": np.where(is_left, panel.left.name, panel.right.name),
        }
    )
    low, high = float(rows["v"].min()) - 0.75, float(rows["c"].max()) + 0.3
    regions = []
    for side, material, state in (("left", panel.left, split.left_state), ("right", panel.right, split.right_state)):
        sign = -1.0 if side == "left" else 1.0
        charge = split.displacement_C_per_m2 * -sign
        signs = "+" if charge > 0 else "−"
        if isinstance(material, Metal):
            words, reach = "surface charge", 3.0
        else:
            carriers = "electrons" if material.is_n_type else "holes"
            words = "depleted" if state == "depletion" else f"{carriers} gather"
            reach = min(reach_nm(profile, side), TYPES_WINDOW_NM)
        regions.append(
            {
                "start": round(min(0.0, sign * reach), 2),
                "end": round(max(0.0, sign * reach), 2),
                "middle": sign * TYPES_WINDOW_NM / 2,
                "words": words,
                "sign": signs,
                "bottom": round(low, 2),
                "top": round(low + 0.3, 2),
                "state": "lost" if state == "depletion" else "gathered",
                "material": material.name,
                "name_y": round(high - 0.1, 2),
            }
        )
    areas = pd.DataFrame(regions)
    x_scale = alt.Scale(domain=[-TYPES_WINDOW_NM, TYPES_WINDOW_NM], nice=False)
    y_scale = alt.Scale(domain=[round(low, 2), round(high, 2)], nice=False)
    x = alt.X("x:Q", title="Position (nm)", scale=x_scale, axis=alt.Axis(grid=False, tickCount=3, ticks=False))
    lines = (
        alt.Chart(rows)
        .transform_fold(["c", "v"], as_=["key", "energy"])
        .transform_calculate(level=f"datum.key == 'c' ? '{LEVEL_WORDS[1]}' : '{LEVEL_WORDS[3]}'")
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=alt.Y(
                "energy:Q", title="Energy (eV)", scale=y_scale, axis=alt.Axis(grid=False, tickCount=3, ticks=False)
            ),
            color=alt.Color(
                "level:N",
                scale=alt.Scale(domain=LEVEL_WORDS[1::2], range=[SERIES[0], SERIES[1]]),
                legend=alt.Legend(title=None, orient="bottom"),
            ),
            detail="side:N",
        )
    )
    base = alt.Chart(areas)
    boxes = base.mark_rect(opacity=0.85, stroke=INK, strokeWidth=1).encode(
        x=alt.X("start:Q", scale=x_scale),
        x2="end:Q",
        y=alt.Y("bottom:Q", scale=y_scale),
        y2="top:Q",
        color=alt.condition("datum.state == 'lost'", alt.value(PAPER), alt.value(SERIES[2])),
    )
    labels = base.transform_calculate(label="datum.words + ' (' + datum.sign + ')'").mark_text(baseline="bottom", dy=-3)
    labels = labels.encode(x=alt.X("middle:Q", scale=x_scale), y=alt.Y("top:Q", scale=y_scale), text="label:N")
    names = base.mark_text(fontWeight=600).encode(
        x=alt.X("middle:Q", scale=x_scale), y=alt.Y("name_y:Q", scale=y_scale), text="material:N"
    )
    fermi = base.mark_rule(strokeDash=[6, 3], color=INK).encode(y=alt.YDatum(0, scale=y_scale))
    interface = base.mark_rule(strokeDash=[2, 3], color=SOFT_INK).encode(x=alt.XDatum(0, scale=x_scale))
    return alt.layer(boxes, interface, fermi, lines, labels, names).properties(
        width=270, height=270, title=f"{panel.letter}  {panel.title}"
    )


# ---------------------------------------------------------------- one junction, exact and estimated


def exact_and_estimate(left: Semiconductor, right: Semiconductor) -> pd.DataFrame:
    """Charge, field and potential of an isotype junction with the depleted side on the left, exact and estimated.

    Parameters
    ----------
    left, right : Semiconductor
        The two sides at 300 K; the left one must be the depleted one.

    Returns
    -------
    pandas.DataFrame
        Columns x (nm), charge (1e17 elementary charges per cm3), field (MV/cm), potential (V), side, solution. The estimate
        gives the whole contact potential to a fully depleted left side; its negative charge has no thickness.
    """
    profile = display_profile(left, right, 13)
    first = interface_index(profile)
    unit = constants.e * 1e23
    frames = []
    for name, chosen in ((left.name, slice(0, first)), (right.name, slice(first, None))):
        frames.append(
            pd.DataFrame(
                {
                    "x": profile.position_nm[chosen],
                    "charge": profile.charge_density_C_per_m3[chosen] / unit,
                    "field": profile.field_V_per_m[chosen] / 1e8,
                    "potential": profile.potential_V[chosen],
                    "side": name,
                    "solution": "exact",
                }
            )
        )
    end = float(frames[1]["x"].max())
    start = float(frames[0]["x"].min())
    total = abs(float(np.ptp(profile.potential_V)))
    width = depletion_estimate_nm(left, right)
    start = min(start, -1.15 * width)
    inside = np.linspace(-width, 0.0, 9)
    x = np.concatenate([[start, -width], inside, [0.0, end]])
    sign = 1.0 if left.is_n_type else -1.0
    peak = 2 * total / (width * 1e-9) / 1e8
    depth = np.clip(1 + x / width, 0, 1)
    on_right = np.arange(len(x)) >= len(x) - 2
    in_layer = (np.arange(len(x)) >= 2) & ~on_right
    frames.append(
        pd.DataFrame(
            {
                "x": x,
                "charge": np.where(in_layer, left.net_doping_per_cm3 * 1e-17, 0.0),
                "field": np.where(on_right, 0.0, sign * peak * depth),
                "potential": np.where(on_right, -sign * total, -sign * total * depth**2),
                "side": np.where(on_right, right.name, left.name),
                "solution": "depletion estimate",
            }
        )
    )
    found = pd.concat(frames, ignore_index=True)
    for column in ("x", "charge", "field", "potential"):
        found[column] = _significant(found[column].to_numpy())
    return found


SOLUTIONS = ["exact", "depletion estimate"]


def exact_and_estimate_chart(rows: pd.DataFrame) -> alt.ConcatChart:
    """Draw charge, field and potential; the estimate is dashed."""
    panels = [
        ("charge", "Charge density (10¹⁷ e/cm³)"),
        ("field", "Field (MV/cm)"),
        ("potential", "Potential (V)"),
    ]
    colour = alt.Color(
        "solution:N",
        scale=alt.Scale(domain=SOLUTIONS, range=[SERIES[0], ACCENT]),
        legend=alt.Legend(title=None, orient="bottom"),
    )
    dash = alt.StrokeDash("solution:N", scale=alt.Scale(domain=SOLUTIONS, range=[[1, 0], [6, 3]]), legend=None)
    interface = alt.Chart(pd.DataFrame({"at": [0.0]})).mark_rule(strokeDash=[2, 3]).encode(x="at:Q")
    drawn = [
        alt.layer(
            interface,
            alt.Chart(rows)
            .mark_line(strokeWidth=2.2)
            .encode(
                x=alt.X(
                    "x:Q",
                    title="Position (nm)",
                    scale=alt.Scale(nice=False),
                    axis=alt.Axis(grid=False, tickCount=3, ticks=False),
                ),
                y=alt.Y(f"{column}:Q", title=title, axis=alt.Axis(tickCount=3, ticks=False)),
                color=colour,
                strokeDash=dash,
                detail="side:N",
                tooltip=[
                    alt.Tooltip("solution:N", title="Solution"),
                    alt.Tooltip("side:N", title="Side"),
                    alt.Tooltip("x:Q", title="Position (nm)", format=".3~g"),
                    alt.Tooltip(f"{column}:Q", title=title, format=".3~g"),
                ],
            ),
        ).properties(width=185, height=220)
        for column, title in panels
    ]
    return alt.concat(*drawn, columns=3).resolve_scale(color="shared", strokeDash="shared")


# ---------------------------------------------------------------- simple charts


def _line_with_names(
    rows: pd.DataFrame,
    *,
    x: alt.X,
    y: alt.Y,
    group: str,
    order: Sequence[str],
    names: Mapping[str, str],
    tooltip: list[alt.Tooltip],
    at: str = "right",
) -> alt.LayerChart:
    """Lines of several groups, each with its name at its right end, different in colour and dashes."""
    dashes = [[1, 0], [8, 3], [3, 3], [8, 3, 2, 3]][: len(order)]
    colour = alt.Color(f"{group}:N", scale=alt.Scale(domain=list(order), range=SERIES[: len(order)]), legend=None)
    dash = alt.StrokeDash(f"{group}:N", scale=alt.Scale(domain=list(order), range=dashes), legend=None)
    base = alt.Chart(rows)
    lines = base.mark_line(strokeWidth=2.4, interpolate="monotone").encode(
        x=x, y=y, color=colour, strokeDash=dash, tooltip=tooltip
    )
    field, y_field = (str(axis.shorthand).split(":")[0] for axis in (x, y))
    last = rows.loc[rows.groupby(group)[field].idxmax()].copy()
    last["words"] = last[group].map(names)
    # A line that falls towards its end passes above it: its name stands higher.
    falls = {name: of[y_field].iloc[-1] < of[y_field].iloc[0] for name, of in rows.sort_values(field).groupby(group)}
    texts = [
        alt.Chart(of)
        .mark_text(align=at, dy=-22 if falls[name] else -9, fontWeight=600)
        .encode(x=x, y=y, text="words:N")
        for name, of in last.groupby(group)
    ]
    return alt.layer(lines, *texts)


def split_chart(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw the share of the depleted side against the contact potential."""
    x = alt.X(
        "contact_V:Q", title="Contact potential (V)", scale=alt.Scale(domain=[0, 0.8], nice=False), axis=QUIET_AXIS
    )
    y = alt.Y("share_percent:Q", title="On the depleted side (%)", scale=alt.Scale(domain=[0, 105]), axis=QUIET_AXIS)
    return _line_with_names(
        rows,
        x=x,
        y=y,
        group="ratio",
        order=["0.01", "1", "100"],
        names={
            "0.01": "100 times less doped",
            "1": "equal doping",
            "100": "100 times more doped",
        },
        tooltip=[
            alt.Tooltip("ratio:N", title="Doping, accumulating / depleted side"),
            alt.Tooltip("contact_V:Q", title="Contact potential (V)"),
            alt.Tooltip("share_percent:Q", title="On the depleted side (%)", format=".3~g"),
            alt.Tooltip("accumulated_mV:Q", title="On the accumulating side (mV)"),
        ],
    ).properties(height=300)


def reach_chart(rows: pd.DataFrame, debye_nm: float) -> alt.LayerChart:
    """Draw how far the charge of both sides reaches."""
    x = alt.X(
        "contact_V:Q", title="Contact potential (V)", scale=alt.Scale(domain=[0, 0.8], nice=False), axis=QUIET_AXIS
    )
    y = alt.Y(
        "reach_nm:Q",
        title="Distance that holds 90 % of the charge (nm)",
        scale=alt.Scale(type="log", domain=[8, 120], nice=False),
        axis=alt.Axis(values=[10, 20, 50, 100], ticks=False),
    )
    lines = _line_with_names(
        rows,
        x=x,
        y=y,
        group="side",
        order=["depleted side", "accumulated side"],
        names={"depleted side": "depleted side", "accumulated side": "accumulated side"},
        tooltip=[
            alt.Tooltip("side:N", title="Side"),
            alt.Tooltip("contact_V:Q", title="Contact potential (V)"),
            alt.Tooltip("reach_nm:Q", title="90 % of the charge within (nm)", format=".3~g"),
        ],
    )
    debye = pd.DataFrame({"y": [round(debye_nm, 2)], "words": [f"Debye length {debye_nm:.1f} nm"]})
    rule = alt.Chart(debye).mark_rule(strokeDash=[2, 3], strokeWidth=1.5).encode(y="y:Q")
    words = alt.Chart(debye).mark_text(align="right", dy=-8).encode(x=alt.value("width"), y="y:Q", text="words:N")
    return alt.layer(rule, words, lines).properties(height=300)


def thin_layers_chart(rows: pd.DataFrame, debye_nm: float, width_nm: float) -> alt.LayerChart:
    """Draw the potential between the outer surfaces of two thin layers against their thickness."""
    shown = pd.DataFrame(
        {
            "nm": rows["thickness_nm"],
            "mV": (1000 * rows["potential_V"]).round(3),
            "moved": (rows["electrons_per_cm2"] / 1e11).round(3),
            "left": rows["electrons_left_percent"].round(2),
        }
    )
    x = alt.X(
        "nm:Q",
        title="Thickness of each layer (nm)",
        scale=alt.Scale(type="log", domain=[1.8, 260], nice=False),
        axis=alt.Axis(values=[2, 5, 10, 20, 50, 100, 200], grid=False),
    )
    y = alt.Y(
        "mV:Q",
        title="Potential between the surfaces (mV)",
        scale=alt.Scale(type="log", domain=[0.3, 1000], nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000], ticks=False),
    )
    line = (
        alt.Chart(shown)
        .mark_line(strokeWidth=2.4, color=SERIES[0], point=alt.OverlayMarkDef(size=55, color=SERIES[0]))
        .encode(
            x=x,
            y=y,
            tooltip=[
                alt.Tooltip("nm:Q", title="Thickness (nm)"),
                alt.Tooltip("mV:Q", title="Potential between the surfaces (mV)"),
                alt.Tooltip("moved:Q", title="Electrons moved (10¹¹/cm²)"),
                alt.Tooltip("left:Q", title="Electrons left at the far surface of Sb₂S₃ (% of bulk)"),
            ],
        )
    )
    marks = pd.DataFrame({"at": [debye_nm, width_nm], "words": ["Debye length", "depleted width"]}).round(2)
    lengths = alt.Chart(marks).mark_rule(strokeDash=[2, 3]).encode(x=alt.X("at:Q"))
    names = (
        alt.Chart(marks)
        .mark_text(align="left", dx=5, baseline="bottom")
        .encode(x=alt.X("at:Q"), y=alt.value(250), text="words:N")
    )
    thick = pd.DataFrame({"mV": [round(1000 * float(rows["thick_potential_V"].iloc[0]), 2)]})
    limit = alt.Chart(thick).mark_rule(strokeDash=[6, 3], color=ACCENT, strokeWidth=2).encode(y="mV:Q")
    words = (
        alt.Chart(thick).mark_text(align="left", dy=-9).encode(x=alt.value(6), y="mV:Q", text=alt.value("thick layers"))
    )
    return alt.layer(lengths, names, limit, words, line).properties(height=270)


# ---------------------------------------------------------------- descriptions for readers who cannot see


def describe_types() -> str:
    """Describe :func:`types_chart`."""
    states = {panel.title: states_of(panel) for panel in four_types()}
    return f"""
    Four band diagrams after contact. Schottky: the n-type side is depleted. p-n: both sides are depleted, with
    {states["p-n"].built_in_potential_V:.2f} V between them. p-p: left {states["p-p"].left_state}, right
    {states["p-p"].right_state} of holes. n-n: left {states["n-n"].left_state}, right {states["n-n"].right_state} of
    electrons. Only the p-n junction has two depleted sides.
    """


def describe_bands(left: Semiconductor, right: Semiconductor) -> str:
    """Describe the bands of the n-n junction before and after contact."""
    depleted, accumulated = depleted_and_accumulated_drop_V(junctions.isotype_junction(left, right))
    return f"""
    Two band diagrams of {left.name} on the left and {right.name} on the right. Before contact the Fermi levels lie
    {bands.work_function_eV(left):.2f} and {bands.work_function_eV(right):.2f} eV below the vacuum level. After contact
    they are level. The bands of {left.name} rise by {depleted:.2f} eV towards the interface over some tens of
    nanometers; those of {right.name} dip by {accumulated:.2f} eV close to the interface. The conduction band has a spike
    on the left, {spike_eV(left, right):.2f} eV above the Fermi level, and a notch on the right.
    """


def describe_exact(left: Semiconductor, right: Semiconductor, rows: pd.DataFrame) -> str:
    """Describe :func:`exact_and_estimate_chart`."""
    junction = junctions.isotype_junction(left, right)
    depleted, accumulated = depleted_and_accumulated_drop_V(junction)
    estimate = rows.query("solution == 'depletion estimate'")
    return f"""
    Three panels against position. Charge: {rows["charge"].max():.1f} units on the left, fading over some tens of
    nanometers, and a narrow negative peak of {rows["charge"].min():.1f} units on the right. Field: rises to
    {junction.split.left_field_V_per_m / 1e8:.2f} MV/cm at the interface, jumps to
    {junction.split.right_field_V_per_m / 1e8:.2f} MV/cm because the permittivity differs, and decays on the right; the
    estimate peaks at {estimate["field"].max():.2f} MV/cm and has none on the right. Potential: falls by {depleted:.3f} V
    on the left and {accumulated:.3f} V on the right; the estimate lets all of it fall on the left over
    {depletion_estimate_nm(left, right):.0f} nm.
    """


def describe_split(rows: pd.DataFrame) -> str:
    """Describe :func:`split_chart`."""
    ends = rows.groupby("ratio")["share_percent"].agg(["min", "max"]).round(0).astype(int)
    return f"""
    Three rising lines of the share of the depleted side against the contact potential from 0 to 0.8 V. Equal doping:
    from {ends.loc["1", "min"]} to {ends.loc["1", "max"]} percent. Accumulating side 100 times more doped: from
    {ends.loc["100", "min"]} to {ends.loc["100", "max"]} percent. 100 times less doped: from {ends.loc["0.01", "min"]} to
    {ends.loc["0.01", "max"]} percent.
    """


def describe_reach(rows: pd.DataFrame, debye_nm: float) -> str:
    """Describe :func:`reach_chart`."""
    ends = rows.groupby("side")["reach_nm"].agg(["first", "last"])
    return f"""
    Two lines against the contact potential from 0 to 0.8 V. Both start near {ends["first"].mean():.0f} nm, which is 2.3
    Debye lengths. The depleted side rises to {ends.loc["depleted side", "last"]:.0f} nm, the accumulated side falls to
    {ends.loc["accumulated side", "last"]:.0f} nm. The Debye length is {debye_nm:.1f} nm.
    """


def describe_thin_layers(rows: pd.DataFrame) -> str:
    """Describe :func:`thin_layers_chart`."""
    potential = rows.set_index("thickness_nm")["potential_V"]
    return f"""
    Potential between the surfaces against the thickness of each layer, from {rows["thickness_nm"].min():g} to
    {rows["thickness_nm"].max():g} nm, on logarithmic axes. It rises with the square of the thickness from {1000 * potential.iloc[0]:.2f} mV to the
    {rows["thick_potential_V"].iloc[0]:.2f} V of thick layers; at 15 nm it is {1000 * potential[15]:.0f} mV. The electrons
    that have moved rise from {rows["electrons_per_cm2"].min():.1e} to {rows["electrons_per_cm2"].max():.1e} per square
    centimeter.
    """


def describe_grid() -> str:
    """Describe :func:`grid_chart` at its start and at two other nodes."""
    numbers = grid_numbers()
    at = GRID_CONTACT_V.index(0.4)
    shares = numbers["depleted_V"][at]
    return f"""
    Three charts against position with two sliders and a choice of n-n or p-p: band edges and Fermi level, charge density,
    field. At a contact potential of 0.4 V and equal doping the depleted side takes {shares[2]:.3f} V over
    {numbers["width_nm"][at][2]:.0f} nm, and 90 percent of the opposite charge lies within
    {numbers["reach_nm"][at][2]:.0f} nm on the other side. With the other side doped 100 times less, the depleted side
    takes {shares[0]:.3f} V, with 100 times more {shares[4]:.3f} V.
    """


def describe_balance(left: Semiconductor, right: Semiconductor) -> str:
    """Describe :func:`balance_chart` at its start, where it shows the given pair."""
    junction = junctions.isotype_junction(left, right)
    depleted, _ = depleted_and_accumulated_drop_V(junction)
    return f"""
    Line chart with seven sliders and a choice of n-n or p-p: carriers given by the depleted side rise with the drop on
    that side, carriers taken by the other side fall steeply. At the start the curves cross at {depleted:.3f} V and
    {junction.split.electrons_to_right_per_cm2 / 1e11:.1f}e11 carriers per square centimeter. Bars show the Debye lengths
    of {junction.left_debye_length_nm:.1f} and {junction.right_debye_length_nm:.1f} nm, the exact depleted width of
    {junction.depletion_width_nm:.0f} nm and the estimate of {depletion_estimate_nm(left, right):.0f} nm.
    """


# ---------------------------------------------------------------- tables


def pairs_table(pairs: pd.DataFrame) -> tables.ShownTable:
    """Show the rows of :func:`pairs_frame`."""
    return tables.show(
        pairs,
        caption="Isotype pairs at 300 K, computed. All doping is illustrative (10¹⁷ per cm³ on both sides).",
        headers={
            "pair": "Pair",
            "kind": "Type",
            "illustrative": "Without source",
            "contact_potential_V": "Contact potential (V)",
            "depleted": "Depleted side",
            "depleted_drop_V": "Its drop (V)",
            "accumulated_drop_V": "Drop, other side (V)",
            "width_nm": "Depleted width (nm)",
            "estimate_nm": "Estimate (nm)",
            "accumulated_reach_nm": "Other side: 90 % of charge within (nm)",
        },
        cells={
            **dict.fromkeys(["contact_potential_V", "depleted_drop_V", "accumulated_drop_V"], "{:.2f}".format),
            **dict.fromkeys(["width_nm", "estimate_nm", "accumulated_reach_nm"], "{:.0f}".format),
        },
        row_header="pair",
        wrap=True,
    )


def high_low_table(rows: pd.DataFrame) -> tables.ShownTable:
    """Show the rows of :func:`high_low_frame`."""
    return tables.show(
        rows,
        caption="An n⁺-n junction of one material at 300 K (illustrative, 10¹⁵ donors per cm³ on the n side).",
        headers={
            "ratio": "Doping ratio",
            "total_mV": "Contact potential (mV)",
            "formula_mV": "On the n⁺ side, closed formula (mV)",
            "general_mV": "On the n⁺ side, general solution (mV)",
            "share_percent": "Share of the n⁺ side (%)",
        },
        cells={
            "ratio": "{:,g}".format,
            **dict.fromkeys(["total_mV", "formula_mV", "general_mV"], "{:.2f}".format),
            "share_percent": "{:.0f}".format,
        },
        row_header="ratio",
    )


def _few_digits(value: float) -> str:
    """Write a number with two digits, also a very small or large one."""
    return f"{value:.2g}" if 0.001 <= value < 100 else f"{float(f'{value:.2g}'):,.10g}"


def loss_table(rows: pd.DataFrame) -> tables.ShownTable:
    """Show the rows of :func:`loss_frame`; beyond kT/e the formula of small bias ends."""
    limit_uV = 1e6 * float(bands.thermal_energy_eV(300.0))
    return tables.show(
        rows.assign(loss_uV=1000 * rows["loss_mV"]),
        caption="Spike and voltage lost at 10 µA per cm² of interface (illustrative), 10¹⁷ donors per cm³ on both sides, 300 K.",
        headers={
            "contact_V": "Contact potential (V)",
            "barrier_eV": "Spike above the Fermi level (eV)",
            "resistance_ohm_cm2": "Resistance at small bias (ohm cm²)",
            "loss_uV": "Voltage lost (µV)",
        },
        cells={
            "contact_V": "{:.1f}".format,
            "barrier_eV": "{:.2f}".format,
            "resistance_ohm_cm2": _few_digits,
            "loss_uV": lambda value: _few_digits(value) if value < limit_uV else "more than kT/e",
        },
        row_header="contact_V",
    )


def temperatures_table(rows: pd.DataFrame) -> tables.ShownTable:
    """Show the rows of :func:`temperatures_frame`."""
    return tables.show(
        rows,
        caption="Sb₂S₃/SnS₂ at several temperatures, doping illustrative and the same at all of them.",
        headers={
            "temperature_K": "Temperature (K)",
            "contact_potential_V": "Contact potential (V)",
            "depleted_drop_V": "Depleted side (V)",
            "accumulated_drop_mV": "Other side (mV)",
            "accumulated_in_kT": "Other side (kT)",
            "width_nm": "Depleted width (nm)",
            "right_debye_nm": "Debye length of SnS₂ (nm)",
            "contact_unequal_V": "Contact potential, SnS₂ doped 100 times more (V)",
        },
        cells={
            **dict.fromkeys(["contact_potential_V", "depleted_drop_V", "contact_unequal_V"], "{:.3f}".format),
            **dict.fromkeys(["width_nm", "right_debye_nm"], "{:.1f}".format),
            "accumulated_drop_mV": "{:.0f}".format,
            "accumulated_in_kT": "{:.2f}".format,
        },
        row_header="temperature_K",
    )


# ---------------------------------------------------------------- try it: the exact profile at the nodes of a grid

GRID_CONTACT_V = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
GRID_LOG_RATIO = (-2, -1, 0, 1, 2)
GRID_POINTS = 14
# The grid leaves out the tail in which less than this much of kT is left of the bending.
TAIL_KT = 0.05


@dataclass(frozen=True)
class Node:
    """The profile of one side at a node of the grid: x in nm, and how far the bands lie above those of the bulk in eV."""

    contact_V: float
    log_ratio: int
    side: str
    x: list[float]
    bending_eV: list[float]


def grid_nodes() -> list[Node]:
    """Compute the profiles of the grid: n-n, the depleted side on the left with 1e16 donors per cm3, 300 K."""
    thermal = float(bands.thermal_energy_eV(REFERENCE_TEMPERATURE_K))
    nodes = []
    for contact_V in GRID_CONTACT_V:
        for log_ratio in GRID_LOG_RATIO:
            left, right = pair_with_contact_potential(contact_V, 10.0**log_ratio)
            profile = junctions.thick_junction_profile(left, right, points_per_side=GRID_POINTS)
            first = interface_index(profile)
            for side, chosen, bulk in (("left", slice(0, first), 0), ("right", slice(first, None), -1)):
                bending = profile.conduction_band_eV[chosen] - profile.conduction_band_eV[bulk]
                keep = np.abs(bending) / thermal > TAIL_KT
                x, kept = profile.position_nm[chosen][keep], bending[keep]
                nodes.append(Node(contact_V, log_ratio, side, _significant(x), _significant(kept)))
    return nodes


@cache
def grid_numbers() -> dict[str, list[list[float]]]:
    """Numbers that the chart reads out at each node: drops in V, width in nm and electrons per cm2."""
    numbers: dict[str, list[list[float]]] = {
        name: [] for name in ("depleted_V", "accumulated_V", "width_nm", "electrons_per_cm2", "reach_nm")
    }
    for contact_V in GRID_CONTACT_V:
        lines: dict[str, list[float]] = {name: [] for name in numbers}
        for log_ratio in GRID_LOG_RATIO:
            left, right = pair_with_contact_potential(contact_V, 10.0**log_ratio)
            junction = junctions.isotype_junction(left, right)
            depleted, accumulated = depleted_and_accumulated_drop_V(junction)
            profile = junctions.thick_junction_profile(left, right, points_per_side=81)
            found = {
                "depleted_V": depleted,
                "accumulated_V": accumulated,
                "width_nm": junction.depletion_width_nm,
                "electrons_per_cm2": abs(junction.split.electrons_to_right_per_cm2),
                "reach_nm": reach_nm(profile, "right"),
            }
            for name, value in found.items():
                lines[name].append(float(f"{value:.8g}"))
        for name, values in lines.items():
            numbers[name].append(values)
    return numbers


def grid_chart(prefix: str = "node") -> alt.ConcatChart:
    """Bands, charge and field of an n-n or p-p junction at the nodes of a grid that two sliders choose.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Three panels. The signals ``depleted_V``, ``accumulated_V``, ``width_nm`` and ``electrons_per_cm2`` are those of
        :func:`heterostructures.physics.junctions.isotype_junction`.
    """
    c = live.Controls(prefix)
    kind = c.choice("kind", "Type of both sides", ISOTYPE, "n-n")
    step = GRID_CONTACT_V[1] - GRID_CONTACT_V[0]
    contact = c.slider("contact_V", "Contact potential (V)", GRID_CONTACT_V[0], GRID_CONTACT_V[-1], round(step, 6), 0.4)
    ratio = c.slider(
        "log_ratio",
        "Doping of the accumulating / depleted side, log10",
        GRID_LOG_RATIO[0],
        GRID_LOG_RATIO[-1],
        1,
        0,
    )
    row = f"round(({contact} - {GRID_CONTACT_V[0]}) / {step:.6g})"
    column = f"({ratio} + {-GRID_LOG_RATIO[0]})"
    for name, values in grid_numbers().items():
        c.compute(name, f"{values}[{row}][{column}]")
    p = prefix
    nodes = [
        {"v": node.contact_V, "r": node.log_ratio, "s": node.side, "x": node.x, "b": node.bending_eV}
        for node in grid_nodes()
    ]
    is_n = f"{kind} == 'n-n'"
    model, _ = pair_with_contact_potential(0.1, 1.0)
    gap = model.gap_eV
    thermal = float(bands.thermal_energy_eV(REFERENCE_TEMPERATURE_K))
    # Bulk conduction band above the Fermi level, for either side; field and charge by the first integral.
    depleted_edge = bands.conduction_edge_above_fermi_level_eV(model)
    doping = f"({model.net_doping_per_cm3!r} * (datum.s == 'left' ? 1 : pow(10, datum.r)))"
    field_scale = 2e6 * thermal * constants.e / (model.relative_permittivity * constants.epsilon_0)
    computed = (
        alt.Chart()
        .transform_filter(f"abs(datum.v - {contact}) < 0.01 && datum.r == {ratio}")
        .transform_flatten(["x", "b"])
        .transform_calculate(
            w=f"datum.b / {thermal!r}",
            c=f"datum.b + {depleted_edge!r} - (datum.s == 'left' ? 0 : {thermal!r} * LN10 * datum.r)",
            sign=f"{is_n} ? 1 : -1",
        )
        .transform_calculate(
            conduction=f"{is_n} ? datum.c : {gap} - datum.c",
            valence=f"{is_n} ? datum.c - {gap} : -datum.c",
            fermi="0",
            field=f"datum.sign * 1e-8 * sqrt({field_scale!r} * {doping} * (exp(-datum.w) - 1 + datum.w))",
            charge=f"datum.sign * 1e-16 * {doping} * (1 - exp(-datum.w))",
            side_words=f"(datum.s == 'left' ? 'depleted' : 'accumulating') + ' side, ' + ({is_n} ? 'n' : 'p')",
        )
    )
    x = alt.X(
        "x:Q",
        title="Position (nm), interface at 0",
        axis=alt.Axis(grid=False, tickCount=5, ticks=False),
        scale=alt.Scale(nice=False),
    )
    names = {"conduction": LEVEL_WORDS[1], "valence": LEVEL_WORDS[3], "fermi": LEVEL_WORDS[2]}
    words = " : ".join(f"datum.key == '{key}' ? '{text}'" for key, text in names.items()) + " : ''"
    position = alt.Tooltip("x:Q", title="Position (nm)", format=".3~g")
    side = alt.Tooltip("side_words:N", title="Side")
    band_lines = (
        computed.transform_fold(list(names), as_=["key", "energy"])
        .transform_calculate(level=words)
        .mark_line(strokeWidth=2.2, interpolate="monotone")
        .encode(
            x=x,
            y=alt.Y("energy:Q", title="Energy (eV)", scale=alt.Scale(domain=[-2.3, 2.3], nice=False), axis=QUIET_AXIS),
            color=alt.Color(
                "level:N",
                scale=LEVEL_COLOUR,
                legend=alt.Legend(title=None, orient="bottom", columns=1, values=list(names.values())),
            ),
            strokeDash=alt.StrokeDash("level:N", scale=LEVEL_DASH, legend=None),
            detail="s:N",
            tooltip=[
                side,
                alt.Tooltip("level:N", title="Level"),
                position,
                alt.Tooltip("energy:Q", title="Energy above the Fermi level (eV)", format=".3f"),
            ],
        )
    )
    charge = computed.mark_line(interpolate="monotone", strokeWidth=2.2, color=SERIES[2]).encode(
        x=x,
        y=alt.Y("charge:Q", title="Charge density (10¹⁶ e/cm³)", axis=QUIET_AXIS),
        detail="s:N",
        tooltip=[side, position, alt.Tooltip("charge:Q", title="Charge (10¹⁶ e/cm³)", format=".3~g")],
    )
    field = computed.mark_line(interpolate="monotone", strokeWidth=2.2, color=ACCENT).encode(
        x=x,
        y=alt.Y("field:Q", title="Field (MV/cm)", axis=QUIET_AXIS),
        detail="s:N",
        tooltip=[side, position, alt.Tooltip("field:Q", title="Field (MV/cm)", format=".3~g")],
    )
    interface = alt.Chart(alt.Data(values=[{"x": 0}])).mark_rule(strokeDash=[3, 3]).encode(x="x:Q")

    def reading(words_expression: str) -> alt.Chart:
        return (
            alt.Chart(alt.Data(values=[{"x": 0}]))
            .transform_calculate(words=words_expression)
            .mark_text(align="left", baseline="bottom", fontWeight=600, dy=-24, lineBreak="\n")
            .encode(x=alt.value(0), y=alt.value(0), text="words:N")
        )

    first = reading(
        f"'Depleted side takes ' + format({p}_depleted_V, '.3f') + ' V,\\n' + "
        f"'accumulating side ' + format(1000 * {p}_accumulated_V, '.0f') + ' mV'"
    )
    second = reading(
        f"'Depleted over ' + format({p}_width_nm, '.3~g') + ' nm;\\n' + "
        f"'90 % of the other charge within ' + format({p}_reach_nm, '.3~g') + ' nm'"
    )
    third = reading(
        f"format({p}_electrons_per_cm2 / 1e11, '.3~g') + ' · 10¹¹ electrons per cm²\\n' + "
        f"({is_n} ? 'left the depleted side' : 'came to the depleted side')"
    )
    return alt.concat(
        alt.layer(band_lines, interface, first).properties(width=250, height=260),
        alt.layer(charge, interface, second).properties(width=250, height=260),
        alt.layer(field, interface, third).properties(width=250, height=260),
        columns=2,
        data=alt.Data(values=nodes),
    ).add_params(*c.parameters)


# ---------------------------------------------------------------- try it: where two curves cross

NEWTON_STEPS = 8
# Fields of the balance chart: a gap so wide that minority carriers do not matter.
BALANCE_GAP_EV = 3.4


def balance_pair(
    kind: str,
    left_edge_eV: float,
    right_edge_eV: float,
    left_log_doping: float,
    right_log_doping: float,
    left_permittivity: float,
    right_permittivity: float,
) -> tuple[Semiconductor, Semiconductor]:
    """Make the two semiconductors that the sliders of :func:`balance_chart` describe.

    Parameters
    ----------
    kind : str
        ``n-n`` or ``p-p``.
    left_edge_eV, right_edge_eV : float
        Band of the majority carriers below the vacuum level in eV: affinity (n-n) or ionization energy (p-p).
    left_log_doping, right_log_doping : float
        log10 of the doping in 1/cm3.
    left_permittivity, right_permittivity : float
        Static relative permittivities.

    Returns
    -------
    tuple of Semiconductor
        Left and right side, with a gap so wide that minority carriers do not matter.
    """
    sides = []
    for name, edge, log_doping, permittivity in (
        ("left", left_edge_eV, left_log_doping, left_permittivity),
        ("right", right_edge_eV, right_log_doping, right_permittivity),
    ):
        is_n = kind == "n-n"
        affinity = edge if is_n else edge - BALANCE_GAP_EV
        doping = 10.0**log_doping * (1 if is_n else -1)
        sides.append(Semiconductor(name, BALANCE_GAP_EV, affinity, permittivity, doping))
    return sides[0], sides[1]


def balance_chart(prefix: str = "balance") -> alt.ConcatChart:
    """The first integral as two curves that cross: charge of either side against the share of the depleted side.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Curves and lengths. The signals ``contact_V``, ``depleted_V``, ``accumulated_V``, ``electrons_per_cm2`` and
        ``width_nm`` follow :func:`heterostructures.physics.junctions.isotype_junction` without minority carriers,
        ``estimate_nm`` follows :func:`heterostructures.physics.junctions.depletion_width_nm`, and the Debye lengths
        :func:`heterostructures.physics.junctions.debye_length_nm`.
    """
    c = live.Controls(prefix)
    kind = c.choice("kind", "Type of both sides", ISOTYPE, "n-n")
    left_edge = c.slider("left_edge_eV", "Band edge left, below vacuum (eV)", 3.5, 6, 0.02, 3.76)
    right_edge = c.slider("right_edge_eV", "Band edge right, below vacuum (eV)", 3.5, 6, 0.02, 4.16)
    left_log = c.slider("left_log_doping", "Doping left, log10 (1/cm³)", 15, 19, 0.1, 17)
    right_log = c.slider("right_log_doping", "Doping right, log10 (1/cm³)", 15, 19, 0.1, 17)
    left_permittivity = c.slider("left_permittivity", "Permittivity left", 4, 30, 0.25, 10)
    right_permittivity = c.slider("right_permittivity", "Permittivity right", 4, 30, 0.25, 16.75)
    temperature = c.slider("temperature_K", "Temperature (K)", 200, 500, 10, 300)

    thermal = live.thermal_energy_eV(c, temperature)
    is_n = f"{kind} == 'n-n'"
    density = c.compute(
        "band_density", f"{FREE_ELECTRON_DENSITY_300K_PER_CM3!r} * pow({temperature} / {REFERENCE_TEMPERATURE_K}, 1.5)"
    )
    for side, log_doping, permittivity, edge in (
        ("left", left_log, left_permittivity, left_edge),
        ("right", right_log, right_permittivity, right_edge),
    ):
        doping = c.compute(f"{side}_doping", f"pow(10, {log_doping})")
        depth = c.compute(f"{side}_edge_depth_eV", f"{thermal} * log({density} / {doping})")
        c.compute(f"{side}_work_function_eV", f"{edge} + ({is_n} ? 1 : -1) * {depth}")
        c.compute(
            f"{side}_debye_nm",
            f"1e9 * sqrt({permittivity} * {live.VACUUM_PERMITTIVITY_F_PER_M} * {thermal}"
            f" / ({live.ELEMENTARY_CHARGE_C} * {doping} * 1e6))",
        )
    p = prefix
    # Potential of the right bulk minus that of the left one.
    contact = c.compute("contact_V", f"{p}_left_work_function_eV - {p}_right_work_function_eV")
    size = c.compute("size_V", f"abs({contact})")
    flat = c.compute("flat", f"{size} < 0.0005")
    # n-type: the side with the smaller work function loses electrons; p-type: the other one loses holes.
    left_depleted = c.compute("left_is_depleted", f"{is_n} ? {contact} < 0 : {contact} > 0")
    v = c.compute("v", f"{flat} ? 1 : {size} / {thermal}")

    def pick(name: str, left: str, right: str) -> str:
        return c.compute(name, f"{left_depleted} ? {left} : {right}")

    strong_d = pick(
        "depleted_strength", f"{left_permittivity} * {p}_left_doping", f"{right_permittivity} * {p}_right_doping"
    )
    strong_a = pick(
        "accumulated_strength", f"{right_permittivity} * {p}_right_doping", f"{left_permittivity} * {p}_left_doping"
    )
    r = c.compute("strength_ratio", f"{strong_a} / {strong_d}")
    # Newton's method for the drop u of the accumulating side, from above: h rises and is convex or concave throughout.
    quotient = c.compute("start_quotient", f"(exp(-{v}) - 1 + {v}) / {r}")
    u = c.compute("u0", f"min({v}, log(1 + {quotient} + sqrt(2 * {quotient})))")
    for step in range(1, NEWTON_STEPS + 1):
        u = c.compute(
            f"u{step}",
            f"{u} - ({r} * (exp({u}) - 1 - {u}) - (exp({u} - {v}) - 1 + {v} - {u}))"
            f" / ({r} * (exp({u}) - 1) + 1 - exp({u} - {v}))",
        )
    accumulated = c.compute("accumulated_V", f"{flat} ? 0 : {u} * {thermal}")
    depleted = c.compute("depleted_V", f"{flat} ? 0 : ({v} - {u}) * {thermal}")
    # Charge of a side in elementary charges per cm2, from the first integral.
    scale = f"sqrt(2 * {live.VACUUM_PERMITTIVITY_F_PER_M} * {thermal} * {live.ELEMENTARY_CHARGE_C} * 1e6)"
    per_cm2 = f"{scale} / {live.ELEMENTARY_CHARGE_C} * 1e-4"
    electrons = c.compute(
        "electrons_per_cm2",
        f"{flat} ? 0 : {per_cm2} * sqrt({strong_d} * max(exp({u} - {v}) - 1 + {v} - {u}, 0))",
    )
    depleted_doping = pick("depleted_doping", f"{p}_left_doping", f"{p}_right_doping")
    depleted_permittivity = pick("depleted_permittivity", left_permittivity, right_permittivity)
    width = c.compute("width_nm", f"{electrons} / {depleted_doping} * 1e7")
    estimate = live.depletion_width_nm(c, "estimate", depleted_permittivity, depleted_doping, size)
    accumulated_depth = pick("accumulated_edge_depth_eV", f"{p}_right_edge_depth_eV", f"{p}_left_edge_depth_eV")
    degenerate = c.compute(
        "degenerate",
        f"min({accumulated_depth} - {accumulated}, {p}_left_edge_depth_eV, {p}_right_edge_depth_eV) < 3 * {thermal}",
    )

    rows = [{"k": round(k, 4)} for k in np.linspace(0, 1, 31)]
    top = c.compute("top", f"{flat} ? 1 : 2.2 * {electrons} / 1e11")
    curves = (
        alt.Chart(alt.Data(values=rows))
        .transform_filter(f"!{flat}")
        .transform_calculate(w=f"datum.k * {v}", x=f"datum.k * {size}")
        .transform_calculate(
            lost=f"{per_cm2} * sqrt({strong_d} * max(exp(-datum.w) - 1 + datum.w, 0)) / 1e11",
            gained=f"{per_cm2} * sqrt({strong_a} * max(exp({v} - datum.w) - 1 - {v} + datum.w, 0)) / 1e11",
        )
        .transform_fold(["lost", "gained"], as_=["key", "charge"])
        .transform_calculate(curve="datum.key == 'lost' ? 'given by the depleted side' : 'taken by the other side'")
        .transform_filter(f"datum.charge <= 1.5 * {top}")
    )
    names = ["given by the depleted side", "taken by the other side"]
    x = alt.X(
        "x:Q",
        title="Drop on the depleted side (V)",
        scale=alt.Scale(nice=False, zero=True),
        axis=alt.Axis(tickCount=5, ticks=False, grid=False),
    )
    y = alt.Y(
        "charge:Q",
        title="Carriers moved (10¹¹/cm²)",
        scale=alt.Scale(domainMin=0, domainMax=alt.ExprRef(expr=top), nice=False),
        axis=QUIET_AXIS,
    )
    lines = curves.mark_line(strokeWidth=2.4, clip=True).encode(
        x=x,
        y=y,
        color=alt.Color(
            "curve:N",
            scale=alt.Scale(domain=names, range=[SERIES[0], ACCENT]),
            legend=alt.Legend(title=None, orient="bottom", columns=1),
        ),
        strokeDash=alt.StrokeDash("curve:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 3]]), legend=None),
        tooltip=[
            alt.Tooltip("curve:N", title="Carriers"),
            alt.Tooltip("x:Q", title="Drop on the depleted side (V)", format=".3f"),
            alt.Tooltip("charge:Q", title="Carriers (10¹¹/cm²)", format=".3~g"),
        ],
    )
    crossing = (
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_filter(f"!{flat}")
        .transform_calculate(x=depleted, charge=f"{electrons} / 1e11")
        .mark_point(size=140, filled=False, strokeWidth=2.5, color=INK)
        .encode(x=x, y=y)
    )
    reading = (
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_calculate(
            words=(
                f"{flat} ? 'Equal work functions: no carriers move,\\nthe bands stay flat' : "
                f"({left_depleted} ? 'Left' : 'Right') + ' side depleted, ' + format({depleted}, '.3f') + ' V there,\\n'"
                f" + format(1000 * {accumulated}, '.0f') + ' mV on the other side'"
                f" + ({degenerate} ? '\\nToo close to the band: Boltzmann statistics ends' : '')"
            )
        )
        .mark_text(align="left", baseline="top", fontWeight=600, dy=-54, lineBreak="\n")
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
    )
    lengths = (
        alt.Chart(
            alt.Data(
                values=[
                    {"what": "Debye length left", "key": "a"},
                    {"what": "Debye length right", "key": "b"},
                    {"what": "depleted width, exact", "key": "c"},
                    {"what": "depleted width, estimate", "key": "d"},
                ]
            )
        )
        .transform_calculate(
            nm=(
                f"datum.key == 'a' ? {p}_left_debye_nm : datum.key == 'b' ? {p}_right_debye_nm : "
                f"datum.key == 'c' ? {width} : {estimate}"
            )
        )
        .transform_calculate(label="datum.what + ': ' + format(datum.nm, '.3~g') + ' nm'")
    )
    order = ["a", "b", "c", "d"]
    bar_y = alt.Y("key:N", sort=order, axis=None)
    bars = lengths.mark_bar(height=14, color=SERIES[0]).encode(
        y=bar_y, yOffset=alt.value(44), x=alt.X("nm:Q", title="Length (nm)", axis=QUIET_AXIS)
    )
    bar_words = lengths.mark_text(align="left", dy=-12).encode(y=bar_y, x=alt.value(2), text="label:N")
    return alt.concat(
        alt.layer(lines, crossing, reading).properties(width=300, height=300),
        alt.layer(bars, bar_words).properties(width=260, height=260),
        columns=2,
    ).add_params(*c.parameters)
