"""Numbers and still charts of the page on ion diffusion; the charts with sliders are in ``ion_diffusion_live``."""

from __future__ import annotations

import re
from functools import lru_cache

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import interpolate

from heterostructures import dataset
from heterostructures.charts import ACCENT, INK, SERIES
from heterostructures.notation import subscripted
from heterostructures.physics import junctions, kinetics, space_charge, thermodynamics, transport
from heterostructures.physics.bands import thermal_energy_eV
from heterostructures.references import reference_label
from heterostructures.views import band_alignment, ionic_space_charge, p_n_heterojunction

ROOM_K = 300.0
# Distance from site to site of one jump; illustrative, of the size of a bond between neighbours.
HOP_NM = 0.3
# Bulk barrier for readings of a claim that prints none; illustrative.
BULK_BARRIER_EV = 0.3
# Ions that fit into a dense solid; an illustrative round number.
SITES_PER_CM3 = 2e22
# Few solids withstand more: order of magnitude only.
BREAKDOWN_V_PER_NM = 1.0
V_PER_M_IN_V_PER_NM = 1e-9
# Sites to which an ion can jump, as in three dimensions; illustrative.
NEIGHBOURS = 6
# What jumps, and the charge that a field acts on.
CHARGES = {"Li+": 1, "Na+": 1, "K+": 1, "Li2S6": 0}
ION_NAMES = {"Li+": "Li⁺", "Na+": "Na⁺", "K+": "K⁺", "Li2S6": "Li₂S₆"}
DASHES = [[1, 0], [7, 3], [2, 2], [9, 3, 2, 3]]
# Numbers on logarithmic axes: plain from 0.01 to 10 000, else a power of ten.
_DIGITS = "slice('⁰¹²³⁴⁵⁶⁷⁸⁹', {0}, {0} + 1)"
_TENS = "round(log(datum.value) / LN10)"
PLAIN = (
    "datum.value >= 0.01 && datum.value <= 1e4 ? '' + datum.value : "
    f"abs(log(datum.value) / LN10 - {_TENS}) > 1e-6 ? format(datum.value, '.0e') : '10' + ({_TENS} < 0 ? '⁻' : '') + "
    f"(abs({_TENS}) > 9 ? {_DIGITS.format(f'floor(abs({_TENS}) / 10)')} : '') + {_DIGITS.format(f'(abs({_TENS}) % 10)')}"
)
FROM_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def power(value: float, digits: int = 1) -> str:
    """Write a number as a mantissa and a power of ten, with superscripts.

    Parameters
    ----------
    value : float
        The number, greater than 0.
    digits : int
        Decimals of the mantissa.

    Returns
    -------
    str
        For example ``2.3 × 10³``.
    """
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    return f"{mantissa} × 10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def significant(values: NDArray[np.float64] | list[float], digits: int = 4) -> list[float]:
    """Round to significant digits, for data that travel with the page.

    Parameters
    ----------
    values : array
        Numbers.
    digits : int
        Digits to keep.

    Returns
    -------
    list of float
        The rounded numbers.
    """
    return [float(f"{value:.{digits}g}") for value in np.atleast_1d(values)]


# ---------------------------------------------------------------- printed barriers


@lru_cache(maxsize=1)
def printed_barriers() -> pd.DataFrame:
    """Return every diffusion barrier that both reviews print with and without a change, and two readings of a ratio.

    Returns
    -------
    pandas.DataFrame
        Columns subject, ion, charge, without_eV, with_eV, reading (empty for printed pairs), section and source. The
        last two rows read *an order of magnitude* as a rate at 300 K and as a barrier, from an illustrative bulk.
    """
    rows = []
    for pair in dataset.pairs(quantity="diffusion_barrier").to_dict("records"):
        ion = str(pair["changed_subject"]).split()[0]
        rows.append(
            {
                "subject": f"{ION_NAMES[ion]}, {subscripted(str(pair['heterostructure_name']))}",
                "ion": ion,
                "charge": CHARGES[ion],
                "without_eV": float(pair["reference_value"]),
                "with_eV": float(pair["changed_value"]),
                "reading": "",
                "section": str(pair["section_id"]),
                "source": reference_label(str(pair["bib_keys"])),
                "method": str(pair["changed_method"]),
            }
        )
    ratio = dataset.measurements(quantity="diffusion_barrier_ratio").iloc[0]
    for reading, after in (
        ("rate", BULK_BARRIER_EV + float(kinetics.barrier_change_from_rate_ratio_eV(float(ratio["value"]), ROOM_K))),
        ("barrier", BULK_BARRIER_EV / float(ratio["value"])),
    ):
        rows.append(
            {
                "subject": f"Li⁺, {subscripted(str(ratio['heterostructure_name']))}, tenfold {reading}",
                "ion": "Li+",
                "charge": 1,
                "without_eV": BULK_BARRIER_EV,
                "with_eV": round(after, 6),
                "reading": reading,
                "section": str(ratio["section_id"]),
                "source": reference_label(str(ratio["bib_keys"])),
                "method": str(ratio["method"]),
            }
        )
    return pd.DataFrame(rows)


def barrier_worth(
    without_eV: float, with_eV: float, charge: int, temperature_K: float, hop_nm: float
) -> dict[str, float]:
    """Say what a pair of barriers means for a rate, and which field alone would explain it.

    Parameters
    ----------
    without_eV, with_eV : float
        Barriers in eV.
    charge : int
        Charge number of what jumps; 0 for a neutral molecule.
    temperature_K : float
        Temperature in K.
    hop_nm : float
        Distance from site to site in nm.

    Returns
    -------
    dict
        ``log_ratio`` and ``field_V_per_nm``, the latter not a number for a neutral molecule.
    """
    return {
        "log_ratio": float(kinetics.log10_rate_ratio(without_eV, with_eV, temperature_K)),
        "field_V_per_nm": float("nan")
        if charge == 0
        else V_PER_M_IN_V_PER_NM
        * float(kinetics.field_for_barrier_lowering_V_per_m(without_eV - with_eV, hop_nm, charge)),
    }


@lru_cache(maxsize=1)
def junction_fields() -> pd.DataFrame:
    """Return the largest fields of junctions that the first part of the book computes.

    Returns
    -------
    pandas.DataFrame
        Columns key, name, field_V_per_nm (size) and page. The dopings behind all of them are illustrative.
    """
    p_n = junctions.p_n_junction(p_n_heterojunction.P_SIDE, p_n_heterojunction.N_SIDE)
    alignment = junctions.equilibrium_split(*band_alignment.example_semiconductors(1e17, 1e17))
    permittivity = ionic_space_charge.permittivity_of(
        ionic_space_charge.static_permittivities(dataset.load("materials")), "ZnTe"
    )
    layer = space_charge.gouy_chapman_surface_field_V_per_m(
        0.2, float(space_charge.debye_length_nm(1e18, permittivity, ROOM_K)), ROOM_K
    )
    fields = (
        ("sb2s3", "Sb₂S₃/SnS₂", abs(alignment.right_field_V_per_m), "band alignment"),
        ("pn", "p-n pair", abs(p_n.right_peak_field_V_per_m), "p-n junction"),
        ("layer", "ion layer, 0.2 V", abs(float(layer)), "space charge of ions"),
        ("iron", "Fe₂O₃/FeS₂", float(np.abs(p_n_heterojunction.iron_profile().field_V_per_m).max()), "p-n junction"),
    )
    return pd.DataFrame(
        [{"key": k, "name": n, "field_V_per_nm": f * V_PER_M_IN_V_PER_NM, "page": page} for k, n, f, page in fields]
    )


def diffusivity_of_barrier_cm2_per_s(barrier_eV: float, hop_nm: float = HOP_NM, temperature_K: float = ROOM_K) -> float:
    """Return the diffusion coefficient that one barrier implies, in three dimensions with six neighbours.

    Parameters
    ----------
    barrier_eV : float
        Barrier of every jump in eV.
    hop_nm : float
        Distance from site to site in nm.
    temperature_K : float
        Temperature in K.

    Returns
    -------
    float
        Coefficient in cm2/s, with the customary attempt frequency of 1e13 per second.
    """
    rate = NEIGHBOURS * float(kinetics.jump_rate_per_s(barrier_eV, temperature_K))
    return float(transport.hop_diffusivity_cm2_per_s(hop_nm, rate, dimensions=3))


def wait_between_jumps_s(barrier_eV: float, temperature_K: float = ROOM_K) -> float:
    """Return the mean time between two jumps over equal barriers to six neighbours, in s.

    Parameters
    ----------
    barrier_eV : float
        Barrier of every jump in eV.
    temperature_K : float
        Temperature in K.

    Returns
    -------
    float
        Time in s, with the customary attempt frequency of 1e13 per second.
    """
    return float(kinetics.residence_time_s(barrier_eV, temperature_K)) / NEIGHBOURS


def duration(seconds: float) -> str:
    """Write a time in the unit in which one would say it.

    Parameters
    ----------
    seconds : float
        Time in s.

    Returns
    -------
    str
        For example ``3.3 min``.
    """
    year = 365.25 * 86400.0
    if seconds > 1e4 * year:
        return f"{power(seconds / year, 0)} years"
    for unit, name in ((year, "years"), (86400.0, "days"), (3600.0, "h"), (60.0, "min"), (1.0, "s")):
        if seconds >= unit:
            value = float(f"{seconds / unit:.2g}")
            return f"{value:g} {name.removesuffix('s') if value == 1 and len(name) > 3 else name}"
    for unit, name in ((1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")):
        if seconds >= unit:
            return f"{float(f'{seconds / unit:.2g}'):g} {name}"
    return f"{float(f'{seconds / 1e-12:.2g}'):g} ps"


def numbers_table() -> pd.DataFrame:
    """Return every number on diffusion in both reviews, beside what it means.

    Returns
    -------
    pandas.DataFrame
        Columns subject, printed, method, rate (after over before at 300 K), field, wait (time between jumps to any of
        six neighbours), time (through 100 nm) and source.
    """

    def row(r: dict, printed: str, rate: str, field: str, barriers: list[float]) -> dict[str, str]:
        waits = [duration(wait_between_jumps_s(b)) for b in barriers]
        times = [
            duration(float(transport.diffusion_time_s(100.0, diffusivity_of_barrier_cm2_per_s(b)))) for b in barriers
        ]
        name = str(r.get("heterostructure_name"))
        return {
            "subject": f"{ION_NAMES[str(r.get('subject', r.get('changed_subject'))).split()[0].strip(',')]}, {subscripted(name)}",
            "printed": printed,
            "method": str(r.get("method", r.get("changed_method"))),
            "rate": rate,
            "field": field,
            "wait": " → ".join(waits) or "—",
            "time": " → ".join(times) or "—",
            "source": f"{reference_label(str(r['bib_keys']))}, {r['section_id']}",
        }

    rows = []
    for pair in dataset.pairs(quantity="diffusion_barrier").to_dict("records"):
        before, after = float(pair["reference_value"]), float(pair["changed_value"])
        charge = CHARGES[str(pair["changed_subject"]).split()[0]]
        worth = barrier_worth(before, after, charge, ROOM_K, HOP_NM)
        rows.append(
            row(
                pair,
                f"{before:g} → {after:g} eV",
                power(10 ** worth["log_ratio"]),
                f"{worth['field_V_per_nm']:.2f}" if charge else "neutral",
                [before, after],
            )
        )
    paired = set(dataset.pairs(quantity="diffusion_barrier")[["changed_id", "reference_id"]].to_numpy().ravel())
    alone = dataset.measurements(quantity=["diffusion_barrier", "diffusion_barrier_ratio", "diffusion_coefficient"])
    alone = alone[alone["value"].notna() & ~alone["measurement_id"].isin(paired)]
    for one in alone.sort_values("quantity").to_dict("records"):
        value = float(one["value"])
        if one["quantity"] == "diffusion_barrier":
            rows.append(row(one, f"{value:g} eV", "—", "—", [value]))
        elif one["quantity"] == "diffusion_barrier_ratio":
            rows.append(row(one, f"about {value:g} times lower", "see text", "see text", []))
        else:
            shown = row(one, f"{power(value, 0)} cm²/s", "—", "—", [])
            rows.append(shown | {"time": duration(float(transport.diffusion_time_s(100.0, value)))})
    return pd.DataFrame(rows)


# ---------------------------------------------------------------- time through a particle


def times_chart() -> alt.LayerChart:
    """Diffusion time against the radius of a particle, for the one printed coefficient and three illustrative ones.

    Returns
    -------
    altair.LayerChart
        Straight lines on logarithmic axes.
    """
    printed = printed_coefficient()
    radius = np.array([1.0, 10_000.0])
    cases = [(printed, "10⁻⁹ cm²/s, printed")] + [
        (10.0**e, f"10{str(e).translate(SUPERSCRIPTS)}, illustrative") for e in (-11, -13, -15)
    ]
    rows = [
        {"r": r, "t": float(f"{float(transport.diffusion_time_s(r, D)):.4g}"), "name": name}
        for D, name in cases
        for r in radius
    ]
    names = [name for _, name in cases]
    x = alt.X(
        "r:Q",
        title="Radius of the particle (nm)",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000, 10000], grid=False, ticks=False),
    )
    y_values = [1e-6, 1e-3, 1, 1e3, 1e6, 1e9]
    y = alt.Y(
        "t:Q",
        title="Time L²/D (s)",
        scale=alt.Scale(type="log", nice=False, domain=[1e-6, 1e9], clamp=True),
        axis=alt.Axis(values=y_values, labelExpr=PLAIN, ticks=False),
    )
    lines = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(strokeWidth=2.2, clip=True)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "name:N",
                scale=alt.Scale(domain=names, range=SERIES[:4]),
                legend=alt.Legend(title="Diffusion coefficient (cm²/s)", orient="bottom", columns=2, symbolSize=300),
            ),
            strokeDash=alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=DASHES), legend=None),
        )
    )
    marks = alt.Data(values=[{"t": 1.0, "w": "1 s"}, {"t": 3600.0, "w": "1 h"}, {"t": 30 * 86400.0, "w": "a month"}])
    rules = alt.Chart(marks).mark_rule(strokeDash=[3, 3]).encode(y="t:Q")
    words = (
        alt.Chart(marks)
        .mark_text(align="left", baseline="bottom", dx=4, dy=-2, fontStyle="italic")
        .encode(y="t:Q", x=alt.value(0), text="w:N")
    )
    return alt.layer(rules, lines, words).properties(height=300)


def printed_coefficient() -> float:
    """Return the only diffusion coefficient with a number in both reviews, in cm2/s.

    Returns
    -------
    float
        That of Na+ in P2/Zig-Zag.
    """
    rows = dataset.measurements(quantity="diffusion_coefficient")
    (value,) = rows["value"].dropna()
    return float(value)


# ---------------------------------------------------------------- what a fast interface can do

PLATE_NM = 50.0
BULK_D = 1e-14
FAST_FACTOR = 1e4
SPACING_NM = 10.0
UPTAKE_NAMES = {
    "plain": "no interface",
    "across": "fast layer across the way",
    "two": "fast second half",
    "along": "fast layers along the way",
}


@lru_cache(maxsize=1)
def uptake() -> dict[str, tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Fill a plate of 50 nm from one face, with fast interfaces at different places.

    Returns
    -------
    dict
        For each arrangement the times in s and the share that is filled. *Across*: a fast layer of 1 nm in the middle.
        *Two*: the second half is a material as fast as the interface. *Along*: fast layers every 10 nm reach from the
        face to the end and are always full, so that each slab between two of them fills from both sides.
    """
    layer = transport.DiffusionLayer
    fast = BULK_D * FAST_FACTOR
    half = PLATE_NM / 2
    stacks = {
        "plain": [layer(PLATE_NM, BULK_D, 0.0)],
        "across": [layer(half - 0.5, BULK_D, 0.0), layer(1.0, fast, 0.0), layer(half - 0.5, BULK_D, 0.0)],
        "two": [layer(half, BULK_D, 0.0), layer(half, fast, 0.0)],
        "along": [layer(SPACING_NM / 2, BULK_D, 0.0)],
    }
    result = {}
    for name, stack in stacks.items():
        times = np.geomspace(1.0, 20_000.0, 24)
        solved = transport.diffuse_through_layers(
            stack, times, left_concentration_per_cm3=1.0, cells_per_layer=60, steps_per_decade=15
        )
        thickness_cm = sum(one.thickness_nm for one in stack) * 1e-7
        result[name] = (times, solved.amount_per_cm2.sum(axis=1) / thickness_cm)
    return result


def time_to_fill_s(name: str, share: float = 0.9) -> float:
    """Return when an arrangement of :func:`uptake` is filled to a share.

    Parameters
    ----------
    name : str
        Key of the arrangement.
    share : float
        Share between 0 and 1.

    Returns
    -------
    float
        Time in s, read between the computed times on a logarithmic scale.
    """
    times, filled = uptake()[name]
    rising = filled < 0.999
    return float(np.exp(interpolate.PchipInterpolator(filled[rising], np.log(times[rising]))(share)))


def uptake_chart() -> alt.LayerChart:
    """Draw :func:`uptake`.

    Returns
    -------
    altair.LayerChart
        Share filled against time.
    """
    rows = [
        {"t": significant(times), "y": [round(100 * float(s), 2) for s in filled], "name": UPTAKE_NAMES[name]}
        for name, (times, filled) in uptake().items()
    ]
    names = list(UPTAKE_NAMES.values())
    lines = (
        alt.Chart(alt.Data(values=rows))
        .transform_flatten(["t", "y"])
        .mark_line(strokeWidth=2.4)
        .encode(
            x=alt.X(
                "t:Q",
                title="Time (s)",
                scale=alt.Scale(type="log", nice=False),
                axis=alt.Axis(values=[1, 10, 100, 1000, 10000], grid=False, ticks=False),
            ),
            y=alt.Y("y:Q", title="Filled (%)", axis=alt.Axis(tickCount=5, ticks=False)),
            color=alt.Color(
                "name:N",
                scale=alt.Scale(domain=names, range=SERIES[:4]),
                legend=alt.Legend(title=None, orient="bottom", columns=2, symbolSize=300),
            ),
            strokeDash=alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=DASHES), legend=None),
            tooltip=[
                alt.Tooltip("name:N", title="Plate"),
                alt.Tooltip("t:Q", title="Time (s)", format=".3~g"),
                alt.Tooltip("y:Q", title="Filled (%)", format=".1f"),
            ],
        )
    )
    return alt.layer(lines).properties(height=280)


def particle_times_s(
    radius_nm: float, diffusivity_cm2_per_s: float, factor: float, thickness_nm: float, spacing_nm: float
) -> dict[str, float]:
    """Estimate the filling times of a particle with fast interfaces that run inwards.

    Parameters
    ----------
    radius_nm : float
        Radius.
    diffusivity_cm2_per_s : float
        Diffusion coefficient of the bulk.
    factor : float
        Diffusion coefficient of the interface over that of the bulk.
    thickness_nm, spacing_nm : float
        Thickness of an interface, and distance from one to the next, at least the thickness.

    Returns
    -------
    dict
        ``bulk`` (no interface), ``along`` (ions share interface and bulk at each depth), ``sideways`` (from the
        interface to the middle between two) and ``estimate``, the longer of the last two and at most ``bulk``, in s.
    """
    layers = [
        transport.DiffusionLayer(thickness_nm, factor * diffusivity_cm2_per_s, 0.0),
        transport.DiffusionLayer(spacing_nm - thickness_nm, diffusivity_cm2_per_s, 0.0),
    ]
    mean = transport.diffusivity_along_layers_cm2_per_s(layers)
    bulk = float(transport.diffusion_time_s(radius_nm, diffusivity_cm2_per_s))
    along = float(transport.diffusion_time_s(radius_nm, mean))
    sideways = float(transport.diffusion_time_s((spacing_nm - thickness_nm) / 2, diffusivity_cm2_per_s))
    return {"bulk": bulk, "along": along, "sideways": sideways, "estimate": min(bulk, max(along, sideways))}


# ---------------------------------------------------------------- drift against diffusion


def field_region(
    built_in_V: float, drive_V: float, width_nm: float, diffusivity_cm2_per_s: float, temperature_K: float, left: float
) -> dict[str, float]:
    r"""Ions that cross a region with a constant field, between two bulks in which they are free to spread.

    Parameters
    ----------
    built_in_V : float
        Potential that falls from left to right in equilibrium in V; positive when the field points to the right.
    drive_V : float
        Fall of the electrochemical potential of the ions from left to right over e in V; 0 is equilibrium.
    width_nm : float
        Width of the region in nm.
    diffusivity_cm2_per_s : float
        Diffusion coefficient inside.
    temperature_K : float
        Temperature in K.
    left : float
        Concentration of the ions on the left in 1/cm3.

    Returns
    -------
    dict
        ``flux_per_cm2_s`` (positive to the right), ``right_per_cm3`` (concentration on the right, that of equilibrium),
        ``resistance_ratio`` (drive over flux for a small drive, relative to no field and the same left side) and
        ``flat_flux_per_cm2_s``, the flux with no field.

    Notes
    -----
    Nernst-Planck equation with charge number 1 and a potential that falls evenly. With :math:`u` and :math:`\eta` for
    built-in potential and drive over :math:`k_B T/e`, and :math:`w = u + \eta`:

    .. math:: J = \frac{D c_l}{L} e^u (e^\eta - 1) \frac{w}{e^w - 1}
    """
    kT = float(thermal_energy_eV(temperature_K))
    u, eta = built_in_V / kT, drive_V / kT
    unit = diffusivity_cm2_per_s * left / (width_nm * 1e-7)
    return {
        "flux_per_cm2_s": unit * np.exp(u) * np.expm1(eta) * _bernoulli(u + eta),
        "flat_flux_per_cm2_s": unit * np.expm1(eta) * _bernoulli(eta),
        "right_per_cm3": left * float(np.exp(u)),
        "resistance_ratio": 1.0 / (float(np.exp(u)) * _bernoulli(u)),
    }


def _bernoulli(x: float) -> float:
    return 1.0 if x == 0 else float(x / np.expm1(x))


def region_profile(
    built_in_V: float, drive_V: float, temperature_K: float, s: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the concentration inside the region of :func:`field_region`, relative to that on the left.

    Parameters
    ----------
    built_in_V, drive_V : float
        As in :func:`field_region`.
    temperature_K : float
        Temperature in K.
    s : array
        Position as a share of the width.

    Returns
    -------
    array
        Concentration over that on the left.
    """
    kT = float(thermal_energy_eV(temperature_K))
    u, w = built_in_V / kT, (built_in_V + drive_V) / kT
    if w == 0:
        return 1.0 + np.expm1(u) * s
    return 1.0 + np.expm1(u) * np.expm1(w * s) / np.expm1(w)


def fixed_concentration_ratio(built_in_V: float, temperature_K: float = ROOM_K) -> float:
    """Return flux along over flux against a potential step, if each time the sender has the same concentration.

    Parameters
    ----------
    built_in_V : float
        Potential step in V.
    temperature_K : float
        Temperature in K.

    Returns
    -------
    float
        The ratio, with nothing on the receiving side.
    """
    return float(np.exp(built_in_V / float(thermal_energy_eV(temperature_K))))


def against_over_along(built_in_V: float, drive_V: float, temperature_K: float = ROOM_K) -> float:
    """Return flux against the built-in field over flux along it, for the same size of the drive.

    Parameters
    ----------
    built_in_V, drive_V : float
        As in :func:`field_region`, both positive.
    temperature_K : float
        Temperature in K.

    Returns
    -------
    float
        The ratio of sizes.
    """
    forth, back = (
        field_region(built_in_V, sign * drive_V, 1.0, 1.0, temperature_K, 1.0)["flux_per_cm2_s"] for sign in (1, -1)
    )
    return -back / forth


# ---------------------------------------------------------------- a field from a concentration difference


def diffusion_potential_V(ratio: float, ion_share: float, temperature_K: float = ROOM_K) -> float:
    r"""Return the potential of the right minus that of the left which unequal salt on two sides builds up.

    Parameters
    ----------
    ratio : float
        Concentration on the right over that on the left, greater than 0.
    ion_share : float
        Share of the current that ions of charge +1 carry, from 0 to 1; electrons carry the rest.
    temperature_K : float
        Temperature in K.

    Returns
    -------
    float
        Potential in V.

    Notes
    -----
    .. math:: \varphi_r - \varphi_l = -(2 t - 1) \frac{k_B T}{e} \ln \frac{c_r}{c_l}

    As many electrons as ions at each place, no current, dilute. With :math:`t = 1` it is the Nernst voltage.
    """
    # For n = 1 and the quotient c_right / c_left the Nernst shift is -(kT/e) ln of it.
    return (2.0 * ion_share - 1.0) * float(thermodynamics.nernst_shift_V(ratio, 1, temperature_K))


def ratio_to_reverse(built_in_V: float, temperature_K: float = ROOM_K) -> float:
    """Return the concentration ratio whose Nernst voltage equals a built-in potential.

    Parameters
    ----------
    built_in_V : float
        Built-in potential in V, at least 0.
    temperature_K : float
        Temperature in K.

    Returns
    -------
    float
        The ratio.
    """
    return float(transport.partition_coefficient(-built_in_V, temperature_K))


# ---------------------------------------------------------------- which side gives up sodium first


def formation_energies_eV() -> dict[str, tuple[float, float]]:
    """Return the sourced formation energies that this page uses, with their stated uncertainty (0 if none).

    Returns
    -------
    dict
        Compound to energy and uncertainty in eV per formula unit.
    """
    rows = dataset.load_materials().query("property == 'formation_energy'").set_index("material")
    names = ("Fe2O3", "FeS2", "FeS", "MoS2", "Na2O", "Na2S")
    return {n: (float(rows.loc[n, "value"]), float(np.nan_to_num(rows.loc[n, "uncertainty"]))) for n in names}


REACTIONS = {
    "Fe₂O₃": ("Fe2O3 + 6 Na+ + 6 e- -> 2 Fe + 3 Na2O", "Na₂O"),
    "MoS₂": ("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", "Na₂S"),
    "FeS": ("FeS + 2 Na+ + 2 e- -> Fe + Na2S", "Na₂S"),
    "Fe₉S₁₀, estimate": ("Fe9S10 + 20 Na+ + 20 e- -> 9 Fe + 10 Na2S", "Na₂S"),
    "FeS₂": ("FeS2 + 4 Na+ + 4 e- -> Fe + 2 Na2S", "Na₂S"),
}


@lru_cache(maxsize=1)
def equilibrium_potentials() -> pd.DataFrame:
    """Return the equilibrium potential of each conversion that section 3.1 of Review B speaks of, against sodium.

    Returns
    -------
    pandas.DataFrame
        Columns name, product, equation, low_V and high_V (range of an estimated energy), potential_V (their middle),
        uncertainty_V (stated uncertainties added as squares), per_sodium_eV and per_salt_eV (reaction energy for each
        Na and each Na2S or Na2O).

    Notes
    -----
    No formation energy of Fe9S10 has a source. It is taken between that of 9 FeS + S, in which the last sulfur is not
    bound, and that of 8 FeS + FeS2, its neighbours in composition.
    """
    given = formation_energies_eV()
    energies = {name: value for name, (value, _) in given.items()}
    bounds = {
        "Fe9S10": (9 * energies["FeS"], 8 * energies["FeS"] + energies["FeS2"]),
    }
    rows = []
    for name, (equation, product) in REACTIONS.items():
        start = equation.split()[0]
        tries = [energies | {start: value} for value in bounds.get(start, (energies.get(start),))]
        volts = [float(thermodynamics.conversion_voltage_V(equation, one)) for one in tries]
        volts_of_first = volts[0]
        error = 0.0
        for compound in {start, product.translate(FROM_SUBSCRIPTS)} & set(given):
            moved = tries[0] | {compound: tries[0][compound] + given[compound][1]}
            error += (float(thermodynamics.conversion_voltage_V(equation, moved)) - volts_of_first) ** 2
        middle = sum(volts) / len(volts)
        rows.append(
            {
                "name": name,
                "product": product,
                "equation": equation,
                "low_V": min(volts),
                "high_V": max(volts),
                "potential_V": middle,
                "uncertainty_V": float(np.sqrt(error)),
                "per_sodium_eV": -middle,
                "per_salt_eV": -2 * middle,
            }
        )
    return pd.DataFrame(rows)


def printed_gibbs_energies_eV() -> dict[str, float]:
    """Return the two Gibbs energies of sodiation that Review B prints, in eV.

    Returns
    -------
    dict
        Fe9S10 and MoS2.
    """
    rows = dataset.measurements(quantity="reaction_gibbs_energy", section="B-3.1").set_index("measurement_id")["value"]
    return {"Fe9S10": float(rows["B081"]), "MoS2": float(rows["B082"])}


def order_chart() -> alt.VConcatChart:
    """Draw the equilibrium potentials, and what the printed Gibbs energies would be as potentials.

    Returns
    -------
    altair.VConcatChart
        One line for each reaction, on one axis of potential.
    """
    computed = equilibrium_potentials()
    rows = [
        {
            "label": f"{row.name_} → {row.product}",
            "v": round(row.potential_V, 4),
            "low": round(row.low_V - row.uncertainty_V, 3),
            "high": round(row.high_V + row.uncertainty_V, 3),
            "kind": "sulfide" if row.product == "Na₂S" else "oxide",
        }
        for row in computed.rename(columns={"name": "name_"}).itertuples()
    ]
    domain = alt.Scale(domain=[0, 2.5], nice=False)
    x = alt.X(
        "v:Q",
        title="Potential against Na⁺/Na (V)",
        scale=domain,
        axis=alt.Axis(ticks=False, values=[0, 0.5, 1, 1.5, 2, 2.5], format=".1~f"),
    )
    colour = alt.Color("kind:N", scale=alt.Scale(domain=["oxide", "sulfide"], range=[ACCENT, SERIES[0]]), legend=None)
    base = alt.Chart(alt.Data(values=rows))
    y = alt.Y(
        "label:N",
        sort=[row["label"] for row in rows],
        title=None,
        axis=alt.Axis(ticks=False, labelLimit=200, minExtent=140),
    )
    bars = base.mark_rule(strokeWidth=5, opacity=0.45).encode(
        x=alt.X("low:Q", title=""), x2="high:Q", y=y, color=colour
    )
    dots = base.mark_point(filled=True, size=110).encode(
        x=x,
        y=y,
        color=colour,
        shape=alt.Shape(
            "kind:N", scale=alt.Scale(domain=["oxide", "sulfide"], range=["square", "circle"]), legend=None
        ),
        tooltip=[
            alt.Tooltip("label:N", title="Discharge"),
            alt.Tooltip("v:Q", title="Potential (V)", format=".2f"),
            alt.Tooltip("low:Q", title="from (V)", format=".2f"),
            alt.Tooltip("high:Q", title="to (V)", format=".2f"),
        ],
    )
    words = base.mark_text(dy=-14).encode(x="v:Q", y=y, text=alt.Text("v:Q", format=".2f"))
    upper = alt.layer(bars, dots, words).properties(width=400, height=210, title="From formation energies")
    printed = [
        {
            "label": subscripted(name),
            "v": round(-energy / n, 3),
            "words": f"1/{n}" if n > 1 else "1",
            "n": n,
            "energy": energy,
        }
        for name, energy in printed_gibbs_energies_eV().items()
        for n in (1, 2, 4)
    ]
    base = alt.Chart(alt.Data(values=printed))
    y2 = alt.Y("label:N", sort=["MoS₂", "Fe₉S₁₀"], title=None, axis=alt.Axis(ticks=False, minExtent=140))
    marks = base.mark_point(filled=False, size=110, strokeWidth=2, shape="diamond", color=INK).encode(
        x=x,
        y=y2,
        tooltip=[
            alt.Tooltip("label:N", title="Sodiation of"),
            alt.Tooltip("energy:Q", title="Printed Gibbs energy (eV)"),
            alt.Tooltip("n:Q", title="if for so many Na"),
            alt.Tooltip("v:Q", title="Potential (V)", format=".2f"),
        ],
    )
    labels = base.mark_text(dy=-15).encode(x="v:Q", y=y2, text=alt.Text("n:Q", format="d"))
    lower = alt.layer(marks, labels).properties(width=400, height=100, title="As printed, if for 1, 2 or 4 Na")
    return alt.vconcat(upper, lower).resolve_scale(color="independent", shape="independent")


# ---------------------------------------------------------------- rows of the dataset

DIFFUSION_QUANTITIES = (
    "diffusion_barrier",
    "diffusion_barrier_ratio",
    "desolvation_barrier",
    "diffusion_coefficient",
    "ion_diffusion_resistance",
    "ion_diffusion_rate",
    "ion_migration",
)


def direction_rows() -> pd.DataFrame:
    """Return the rows without a number on barriers, coefficients, desolvation, resistance and rates of diffusion.

    Returns
    -------
    pandas.DataFrame
        Rows of the measurements of both reviews.
    """
    rows = dataset.measurements(quantity=list(DIFFUSION_QUANTITIES))
    return rows[rows["value"].isna()]


_IONS = {"Li+": "Li⁺", "Na+": "Na⁺", "K+": "K⁺", "Zn2+": "Zn²⁺", "Bi3+": "Bi³⁺", "NH4+": "NH₄⁺"}
_IONS_ANYWHERE = {rf"\b{re.escape(plain)}": written for plain, written in _IONS.items()}


def directions_table() -> pd.DataFrame:
    """Count the rows of :func:`direction_rows` by what is said, with the subjects.

    Returns
    -------
    pandas.DataFrame
        Columns what, said, n, of_method (rows that name calculation or experiment) and subjects.
    """
    rows = direction_rows().assign(
        what=lambda t: t["quantity"].str.replace("_", " "),
        subject=lambda t: t["subject"].replace(_IONS_ANYWHERE, regex=True) + " (" + t["section_id"] + ")",
        named=lambda t: t["method"].isin(["calculation", "experiment"]),
    )
    grouped = rows.groupby(["quantity", "what", "direction"], sort=False)
    return (
        grouped.agg(n=("subject", "size"), named=("named", "sum"), subjects=("subject", "; ".join))
        .reset_index()
        .sort_values(["quantity", "n"], ascending=[True, False])
        .drop(columns="quantity")
        .reset_index(drop=True)
    )
