"""Charts of the page on electrical conductivity, impedance and tunnelling, and the calculations behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd
from scipy.optimize import brentq

from heterostructures import dataset
from heterostructures.charts import INK, SERIES, SOFT_INK
from heterostructures.notation import subscripted
from heterostructures.physics import bands, impedance, junctions, kinetics, transport
from heterostructures.references import reference_label
from heterostructures.views import schottky_contacts

# What the reviews do not print about the impedance spectra: illustrative.
SERIES_OHM = 5.0
DOUBLE_LAYER_UF = 20.0
WARBURG_OHM_PER_SQRT_S = 5.0
ELECTRODE_CM2 = 1.0
ROOM_K = 298.15
# The temperature of the band diagrams of the junction pages.
T = bands.REFERENCE_TEMPERATURE_K
# A coated electrode film, and the poor conductor in it: illustrative.
FILM_UM = 50.0
POOR_S_PER_CM = 1e-6
CM_PER_UM = 1e-4
CM_PER_NM = 1e-7

QUIET = {"ticks": False, "grid": False}
_TENS = "round(log(datum.value) / LN10)"
_DIGITS = "slice('⁰¹²³⁴⁵⁶⁷⁸⁹', {0}, {0} + 1)"
POWER_OF_TEN = (
    f"{_TENS} == 0 ? '1' : '10' + ({_TENS} < 0 ? '⁻' : '') + "
    f"(abs({_TENS}) > 9 ? {_DIGITS.format(f'floor(abs({_TENS}) / 10)')} : '') + {_DIGITS.format(f'(abs({_TENS}) % 10)')}"
)


# ---------------------------------------------------------------- what the reviews print


def reported_resistances() -> pd.DataFrame:
    """Return every charge-transfer resistance with a number in the dataset, the changed electrode first.

    Returns
    -------
    pandas.DataFrame
        Columns ``measurement_id``, ``electrode``, ``ohm``, ``section``, ``source``.

    Examples
    --------
    >>> reported_resistances()["ohm"].tolist()
    [11.0, 18.6, 33.6]
    """
    rows = dataset.load_measurements().query("quantity == 'charge_transfer_resistance' and value == value")
    return pd.DataFrame(
        {
            "measurement_id": rows["measurement_id"],
            "electrode": rows["subject"].map(subscripted),
            "ohm": rows["value"].astype(float),
            "section": rows["section_id"],
            "source": rows["bib_keys"].map(reference_label),
        }
    ).sort_values("ohm", ignore_index=True)


DIRECTION_QUANTITIES = {
    "electrical_conductivity": "electrical conductivity",
    "electron_transport": "electron transport",
    "charge_transfer_rate": "rate of charge transfer",
    "density_of_states": "density of states",
    "internal_resistance": "internal resistance",
    "ion_diffusion_resistance": "resistance of ion diffusion",
    "quantum_tunneling": "quantum tunnelling",
    "band_gap": "band gap",
    "electron_supply": "where electrons are supplied",
}
METHODS = ("experiment", "calculation", "not stated")


def direction_rows() -> pd.DataFrame:
    """Return the rows without a number on the quantities of this page.

    ``electron_supply`` is left to its own subject except for the row of section A-3.1.
    """
    rows = dataset.load_measurements().query("value != value")
    rows = rows[rows["quantity"].isin(list(DIRECTION_QUANTITIES))]
    return rows[(rows["quantity"] != "electron_supply") | (rows["section_id"] == "A-3.1")]


def direction_counts() -> pd.DataFrame:
    """Count the rows without a number, by quantity, direction and method.

    Returns
    -------
    pandas.DataFrame
        One row for each quantity and direction, with ``A``, ``B`` (reviews), the methods, and ``n``.
    """
    rows = direction_rows()
    table = rows.groupby(["quantity", "direction"], sort=False).agg(
        A=("review", lambda reviews: int((reviews == "A").sum())),
        B=("review", lambda reviews: int((reviews == "B").sum())),
        **{name.replace(" ", "_"): ("method", lambda found, name=name: int((found == name).sum())) for name in METHODS},
        n=("review", "size"),
    )
    order = list(DIRECTION_QUANTITIES)
    table = table.reset_index()
    table["rank"] = table["quantity"].map(order.index)
    table = table.sort_values(["rank", "n"], ascending=[True, False], kind="stable").drop(columns="rank")
    table["quantity"] = table["quantity"].map(DIRECTION_QUANTITIES)
    return table.reset_index(drop=True)


def direction_list() -> pd.DataFrame:
    """Return every row of :func:`direction_rows`, one line for each quantity, direction, method and section."""
    rows = direction_rows().assign(
        subject=lambda frame: frame["subject"].map(subscripted),
        chapter=lambda frame: frame["section_id"].where(
            frame["section_id"].str.contains("abstract"), frame["section_id"].str.slice(0, 5)
        ),
    )
    rows["rank"] = rows["quantity"].map(list(DIRECTION_QUANTITIES).index)
    found = rows.groupby(["rank", "direction", "method"], sort=True).apply(
        lambda group: "; ".join(f"{row.subject} ({row.section_id})" for row in group.itertuples()), include_groups=False
    )
    table = found.rename("rows").reset_index()
    table["quantity"] = table["rank"].map(lambda rank: list(DIRECTION_QUANTITIES.values())[rank])
    return table[["quantity", "direction", "method", "rows"]]


def gap_rows() -> pd.DataFrame:
    """Return every band gap that a review states, with a number or a direction.

    Returns
    -------
    pandas.DataFrame
        Columns ``subject``, ``value`` (eV or missing), ``direction``, ``method``, ``section``, ``source`` and
        ``others``, the range of the other sources of the dataset.
    """
    rows = dataset.load_measurements().query("quantity == 'band_gap'")
    known = dataset.load_materials().query("property == 'band_gap' and bib_key != 'zhang_interfacial'")

    def others(row: pd.Series) -> str:
        values = known.loc[known["material"] == row["subject"], "value"]
        if pd.isna(row["value"]) or not len(values):
            return "none"
        return f"{values.min():.2f} to {values.max():.2f} (n = {len(values)})"

    return pd.DataFrame(
        {
            "subject": rows["subject"].map(subscripted),
            "value": rows["value"].astype(float),
            "direction": rows["direction"].fillna("a number"),
            "method": rows["method"],
            "section": rows["section_id"],
            "source": rows["bib_keys"].map(lambda keys: ", ".join(reference_label(key) for key in keys.split("; "))),
            "others": rows.apply(others, axis=1),
        }
    ).reset_index(drop=True)


def gaps_by_functional() -> pd.DataFrame:
    """Return the gaps of the dataset by method for materials calculated with PBE and with something beyond it."""
    rows = dataset.load_materials().query("property == 'band_gap' and material in ['Sb2S3', 'Sb2Se3']")
    rows = rows[rows["bib_key"] != "zhang_interfacial"]
    return rows[["material", "phase", "value", "method", "technique", "bib_key"]].reset_index(drop=True)


# ---------------------------------------------------------------- films and particles


def hiding_resistance_ohm(ratio: float, transfer_ohm: float) -> float:
    r"""Electronic resistance of a porous film that makes the width of its spectrum a multiple of charge transfer.

    Parameters
    ----------
    ratio : float
        Width of the spectrum divided by the charge-transfer resistance of all walls, above 1.
    transfer_ohm : float
        Charge-transfer resistance of all walls in ohm.

    Returns
    -------
    float
        Resistance of the solid through the film in ohm.

    Notes
    -----
    The line of :func:`heterostructures.physics.impedance.porous_electrode_impedance_ohm` at zero frequency,
    :math:`x \coth x` with :math:`x^2 = R / R_\mathrm{ct}`, with the solid as the poor conductor and a perfect electrolyte.

    Examples
    --------
    >>> round(hiding_resistance_ohm(2.0, 1.0), 2)
    3.67
    """
    root = brentq(lambda x: x / np.tanh(x) - ratio, 1e-6, ratio + 1)
    return float(root**2 * transfer_ohm)


def film_resistance_ohm_cm2(conductivity_S_per_cm: float, thickness_um: float) -> float:
    """Resistance across a film, times its area.

    Examples
    --------
    >>> round(film_resistance_ohm_cm2(1e-3, 50.0), 9)
    5.0
    """
    return thickness_um * CM_PER_UM / conductivity_S_per_cm


def particle_drop_V(
    current_A_per_g: float, density_g_per_cm3: float, radius_nm: float, conductivity_S_per_cm: float
) -> float:
    """Potential between the middle and the skin of a ball in which every volume takes up the same current.

    Notes
    -----
    The current through a shell at r is that of the ball inside, so that the drop is j r^2 / (6 sigma), with the
    current per volume j.

    Examples
    --------
    >>> f"{particle_drop_V(1.0, 5.0, 100.0, 1e-6):.1e}"
    '8.3e-05'
    """
    return current_A_per_g * density_g_per_cm3 * (radius_nm * CM_PER_NM) ** 2 / (6 * conductivity_S_per_cm)


# ---------------------------------------------------------------- barriers with sources


@dataclass(frozen=True)
class Barrier:
    """A barrier for electrons in SnS2 or between it and a partner, from sourced levels."""

    name: str
    height_eV: float
    sources: str


def sourced_barriers() -> list[Barrier]:
    """Return barriers for electrons whose two levels have a source, lowest first (ideal rules, no dipole)."""
    materials = dataset.load_materials().set_index("material_row_id")

    def value(row: str) -> float:
        return float(materials.loc[row, "value"])

    def source(*rows: str) -> str:
        return ", ".join(dict.fromkeys(reference_label(materials.loc[row, "bib_key"]) for row in rows))

    affinity = "M047"
    found = [
        Barrier("Ti₃C₂Tₓ, annealed, on SnS₂", value("M211") - value(affinity), source("M211", affinity)),
        Barrier("Cu film on SnS₂", value("M231") - value(affinity), source("M231", affinity)),
        Barrier("SnS₂ to Sb₂S₃, conduction bands", value(affinity) - value("M134"), source(affinity, "M134")),
        Barrier("Ti₃C₂Tₓ, as prepared, on SnS₂", value("M210") - value(affinity), source("M210", affinity)),
    ]
    return sorted(found, key=lambda one: one.height_eV)


def crossing_width_nm(barrier_eV: float, effective_mass: float, temperature_K: float = T) -> float:
    """Width of a rectangular barrier at which as many electrons tunnel as pass over it, by the exponents alone.

    Examples
    --------
    >>> round(crossing_width_nm(0.36, 1.0), 2)
    2.27
    """
    per_nm = float(transport.wkb_exponent_rectangular(barrier_eV, 1.0, effective_mass))
    return barrier_eV / float(bands.thermal_energy_eV(temperature_K)) / per_nm


def barrier_table_rows() -> pd.DataFrame:
    """Return what the sourced barriers let through, for a free and a light electron, at 300 K."""
    rows = []
    for barrier in sourced_barriers():
        exponents = {
            width: float(transport.wkb_exponent_rectangular(barrier.height_eV, width, 1.0)) for width in (1.0, 5.0)
        }
        rows.append(
            {
                "name": barrier.name,
                "height": barrier.height_eV,
                "one": float(transport.tunneling_probability(exponents[1.0])),
                "five": float(transport.tunneling_probability(exponents[5.0])),
                "over": float(kinetics.rate_ratio(0.0, barrier.height_eV, T)),
                "heavy": crossing_width_nm(barrier.height_eV, 1.0),
                "light": crossing_width_nm(barrier.height_eV, 0.2),
                "contact": float(
                    junctions.thermionic_contact_resistance_ohm_cm2(
                        barrier.height_eV, float(junctions.richardson_constant_A_per_cm2_per_K2(1.0)), T
                    )
                ),
                "sources": barrier.sources,
            }
        )
    return pd.DataFrame(rows)


# ---------------------------------------------------------------- small parts of charts


def axis(
    title: str, key: str, *, domain: Sequence[float] | None = None, log: bool = False, **options: object
) -> dict[str, object]:
    """Return the arguments of a quantitative position channel without grid and ticks."""
    scale = alt.Scale(type="log" if log else "linear", nice=False, **({"domain": list(domain)} if domain else {}))
    return {"shorthand": f"{key}:Q", "title": title, "scale": scale, "axis": alt.Axis(**{**QUIET, **options})}


def _label(rows: Sequence[dict], x: alt.X, y: alt.Y, **mark: object) -> alt.Chart:
    return alt.Chart(alt.Data(values=list(rows))).mark_text(align="left", **mark).encode(x=x, y=y, text="label:N")


def _colours(names: Sequence[str], dashes: Sequence[list[int]] | None = None) -> tuple[alt.Color, alt.StrokeDash]:
    dashes = dashes or [[1, 0], [6, 3], [2, 3]]
    return (
        alt.Color("name:N", scale=alt.Scale(domain=list(names), range=SERIES[: len(names)]), legend=None),
        alt.StrokeDash("name:N", scale=alt.Scale(domain=list(names), range=dashes[: len(names)]), legend=None),
    )


# ---------------------------------------------------------------- impedance


def nyquist_rows() -> pd.DataFrame:
    """Return the simulated spectra of all reported charge-transfer resistances.

    The other elements are illustrative, and the same for all three.
    """
    frequency_Hz = impedance.spectrum_frequencies_Hz(2e4, 0.2, 26)
    frames = []
    for row in reported_resistances().itertuples():
        spectrum = impedance.randles_impedance_ohm(
            frequency_Hz, SERIES_OHM, row.ohm, DOUBLE_LAYER_UF * 1e-6, WARBURG_OHM_PER_SQRT_S
        )
        frames.append(
            pd.DataFrame(
                {
                    "f": [float(f"{one:.3g}") for one in frequency_Hz],
                    "re": np.round(spectrum.real, 2),
                    "im": np.round(-spectrum.imag, 2),
                    "name": row.electrode,
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def nyquist_chart() -> alt.LayerChart:
    """Draw the simulated Nyquist plots of the three printed charge-transfer resistances."""
    rows = nyquist_rows()
    reported = reported_resistances()
    names = list(reported["electrode"])
    x = alt.X(**axis("Re Z (Ω)", "re", domain=(0, 50), tickCount=6))
    y = alt.Y(**axis("−Im Z (Ω)", "im", domain=(0, 25), tickCount=4))
    colour, dash = _colours(names)
    shapes = alt.Scale(domain=names, range=["circle", "square", "triangle-up"])
    base = alt.Chart(rows)
    lines = base.mark_line(strokeWidth=2.2, clip=True).encode(x=x, y=y, color=colour, strokeDash=dash, order="f:Q")
    dots = base.mark_point(filled=True, size=26, clip=True).encode(
        x=x,
        y=y,
        color=colour,
        shape=alt.Shape("name:N", scale=shapes, legend=None),
        tooltip=[
            alt.Tooltip("name:N", title="Electrode"),
            alt.Tooltip("f:Q", title="Frequency (Hz)"),
            alt.Tooltip("re:Q", title="Re Z (Ω)"),
            alt.Tooltip("im:Q", title="−Im Z (Ω)"),
        ],
    )
    # The arcs lie inside each other, so that their names stand together above them.
    words = [
        {"re": 1, "im": 23.8 - 2.4 * i, "name": row.electrode, "label": f"{row.electrode} {row.ohm:.1f} Ω"}
        for i, row in enumerate(reported.itertuples())
    ]
    named = alt.Chart(alt.Data(values=words))
    signs = named.mark_point(filled=True, size=60).encode(
        x=x, y=y, color=colour, shape=alt.Shape("name:N", scale=shapes, legend=None)
    )
    labels = named.mark_text(align="left", dx=9).encode(x=x, y=y, text="label:N")
    return alt.layer(lines, dots, signs, labels).properties(width=520, height=260)


def explanation_rows() -> pd.DataFrame:
    """Return the change of an activation energy that is left to explain a ratio of resistances, against the area."""
    reported = reported_resistances().set_index("electrode")["ohm"]
    changed = reported.min()
    rows = []
    for name, ohm in reported.items():
        if ohm == changed:
            continue
        for area in np.geomspace(0.5, 10, 6):
            left = -1e3 * float(kinetics.barrier_change_from_rate_ratio_eV(ohm / changed / area, ROOM_K))
            rows.append({"area": float(f"{area:.3g}"), "meV": round(left, 2), "name": f"against {name}"})
    return pd.DataFrame(rows)


def explanation_chart() -> alt.LayerChart:
    """Draw how much lower a barrier must be, if the area changed as well."""
    rows = explanation_rows()
    names = list(rows["name"].unique())
    x = alt.X(
        "area:Q",
        title="Area of the heterostructure / area of the other",
        scale=alt.Scale(type="log", domain=[0.5, 10], nice=False),
        axis=alt.Axis(**QUIET, values=[0.5, 1, 2, 5, 10]),
    )
    y = alt.Y(**axis("Barrier lower by (meV)", "meV", domain=(-60, 60), tickCount=5))
    colour, dash = _colours(names)
    lines = (
        alt.Chart(rows)
        .mark_line(strokeWidth=2.4, clip=True)
        .encode(
            x=x,
            y=y,
            color=colour,
            strokeDash=dash,
            tooltip=[
                alt.Tooltip("name:N", title="Comparison"),
                alt.Tooltip("area:Q", title="Area ratio"),
                alt.Tooltip("meV:Q", title="Barrier lower by (meV)"),
            ],
        )
    )
    zero = alt.Chart(alt.Data(values=[{"meV": 0}])).mark_rule(strokeDash=[2, 3], color=SOFT_INK).encode(y=y)
    text = _label([{"area": 0.53, "meV": float(rows["meV"].max()) + 9, "label": "against NiS₂"}], x, y)
    lower = alt.Chart(alt.Data(values=[{"area": 4.2, "meV": -40, "label": "against MoS₂"}]))
    sign = alt.Chart(alt.Data(values=[{"area": 10, "meV": 52, "label": "above 0 lower, below 0 higher barrier"}]))
    below = alt.layer(
        lower.mark_text(align="right").encode(x=x, y=y, text="label:N"),
        sign.mark_text(align="right", fontStyle="italic").encode(x=x, y=y, text="label:N"),
    )
    return alt.layer(zero, lines, text, below).properties(width=420, height=240)


# ---------------------------------------------------------------- a film and a mixture


def film_chart() -> alt.LayerChart:
    """Draw the electronic resistance of films against their conductivity, beside the printed resistances."""
    ends = (1e-8, 1e4)
    films = [("10 µm", 10.0), ("50 µm", 50.0), ("200 µm", 200.0)]
    rows = [
        {"s": sigma, "r": float(f"{film_resistance_ohm_cm2(sigma, um):.3g}"), "name": name}
        for name, um in films
        for sigma in (1e-8, 1e-6, 1e-4, 1e-2, 1.0, 100.0, 1e4)
    ]
    x = alt.X(
        **axis(
            "Conductivity of the film (S/cm)",
            "s",
            domain=ends,
            log=True,
            values=[1e-8, 1e-6, 1e-4, 0.01, 1, 100, 1e4],
            labelExpr=POWER_OF_TEN,
        )
    )
    y = alt.Y(
        **axis(
            "Resistance × area (Ω cm²)",
            "r",
            domain=(1e-7, 1e6),
            log=True,
            values=[1e-6, 1e-4, 0.01, 1, 100, 1e4, 1e6],
            labelExpr=POWER_OF_TEN,
        )
    )
    names = [name for name, _ in films]
    colour, dash = _colours(names)
    lines = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(strokeWidth=2.2, clip=True)
        .encode(
            x=x,
            y=y,
            color=colour,
            strokeDash=dash,
            tooltip=[
                alt.Tooltip("name:N", title="Film"),
                alt.Tooltip("s:Q", title="Conductivity (S/cm)", format=".1e"),
                alt.Tooltip("r:Q", title="Resistance × area (Ω cm²)", format=".2~e"),
            ],
        )
    )
    reported = reported_resistances()
    band = (
        alt.Chart(alt.Data(values=[{"r": reported["ohm"].min(), "r2": reported["ohm"].max()}]))
        .mark_rect(color=SERIES[3], opacity=0.45)
        .encode(y=y, y2="r2:Q")
    )
    words = f"{reported['ohm'].min():.1f} to {reported['ohm'].max():.1f} Ω on 1 cm²"
    band_name = (
        alt.Chart(alt.Data(values=[{"s": 5e3, "r": 200, "label": words}]))
        .mark_text(align="right")
        .encode(x=x, y=y, text="label:N")
    )
    good = printed_conductivity_S_per_cm()
    mark = alt.Chart(alt.Data(values=[{"s": good}])).mark_rule(strokeDash=[2, 3], color=INK).encode(x=x)
    mark_name = (
        alt.Chart(alt.Data(values=[{"s": good, "r": 1, "label": f"Ti₃C₂Tₓ, {good:g}"}]))
        .mark_text(align="right", dx=-5)
        .encode(x=x, y=y, text="label:N")
    )
    names_text = _label([{"s": 6e-7, "r": 3e5, "label": "10, 50, 200 µm, from left to right"}], x, y)
    return alt.layer(band, lines, band_name, mark, mark_name, names_text).properties(width=480, height=280)


def printed_conductivity_S_per_cm() -> float:
    """Return the only conductivity with a number in both reviews.

    Examples
    --------
    >>> printed_conductivity_S_per_cm()
    8000.0
    """
    rows = dataset.load_measurements().query("quantity == 'electrical_conductivity' and value == value")
    (value,) = rows["value"]
    return float(value)


# ---------------------------------------------------------------- gaps and carriers

DOPINGS_PER_CM3 = (1e15, 1e17)
FREE_DENSITY = bands.FREE_ELECTRON_DENSITY_300K_PER_CM3


def carriers_per_cm3(gap_eV: float, doping_per_cm3: float = 0.0, temperature_K: float = T) -> float:
    """Electrons and holes together, with the densities of states of a free electron.

    Examples
    --------
    >>> f"{carriers_per_cm3(2.0, 1e17):.3g}"
    '1e+17'
    """
    one = bands.Semiconductor("model", gap_eV, 4.0, 10.0, doping_per_cm3)
    found = bands.carrier_densities(one, temperature_K)
    return float(found.electrons_per_cm3 + found.holes_per_cm3)


def gap_points() -> pd.DataFrame:
    """Return the printed gaps with a number, and the carriers that they allow without doping."""
    rows = gap_rows().dropna(subset=["value"])
    return pd.DataFrame(
        {
            "name": rows["subject"],
            "gap": rows["value"],
            "n": [float(f"{carriers_per_cm3(gap):.3g}") for gap in rows["value"]],
            "source": rows["source"],
            "section": rows["section"],
        }
    )


def gap_chart() -> alt.LayerChart:
    """Draw the mobile carriers against the band gap, undoped and doped."""
    gaps = [0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0]
    lines = [("undoped", 0.0), ("10¹⁵ donors", 1e15), ("10¹⁷ donors", 1e17)]
    rows = [
        {"gap": round(float(gap), 2), "n": float(f"{carriers_per_cm3(gap, doping):.3g}"), "name": name}
        for name, doping in lines
        for gap in gaps
    ]
    names = [name for name, _ in lines]
    colour, dash = _colours(names)
    x = alt.X(**axis("Band gap (eV)", "gap", domain=(0, 4), tickCount=5))
    y = alt.Y(
        **axis(
            "Electrons and holes (1/cm³)",
            "n",
            domain=(1e-14, 1e21),
            log=True,
            values=[1e-12, 1e-6, 1, 1e6, 1e12, 1e18],
            labelExpr=POWER_OF_TEN,
        )
    )
    drawn = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(strokeWidth=2.4, clip=True)
        .encode(
            x=x,
            y=y,
            color=colour,
            strokeDash=dash,
            tooltip=[
                alt.Tooltip("name:N", title="Doping"),
                alt.Tooltip("gap:Q", title="Gap (eV)"),
                alt.Tooltip("n:Q", title="Carriers (1/cm³)", format=".2~e"),
            ],
        )
    )
    points = alt.Chart(gap_points())
    dots = points.mark_point(filled=True, size=70, color=INK).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("name:N", title="Printed gap of"),
            alt.Tooltip("gap:Q", title="Gap (eV)"),
            alt.Tooltip("n:Q", title="Carriers if undoped (1/cm³)", format=".2~e"),
            alt.Tooltip("source:N", title="Source"),
            alt.Tooltip("section:N", title="Section"),
        ],
    )
    dot_names = points.mark_text(align="right", dx=-8, dy=7).encode(x=x, y=y, text="name:N")
    at = [
        {"gap": 1.95, "n": 2e18, "label": "10¹⁷ donors per cm³"},
        {"gap": 1.95, "n": 5e12, "label": "10¹⁵ donors per cm³"},
        {"gap": 2.55, "n": 3e-1, "label": "undoped"},
    ]
    labels = _label(at, x, y)
    return alt.layer(drawn, dots, dot_names, labels).properties(width=480, height=280)


def gap_where_doping_wins_eV(doping_per_cm3: float, temperature_K: float = T) -> float:
    """Gap above which dopants give more carriers than the gap does, free-electron densities.

    Examples
    --------
    >>> round(gap_where_doping_wins_eV(1e17), 2)
    0.29
    """
    return float(2 * bands.thermal_energy_eV(temperature_K) * np.log(FREE_DENSITY / doping_per_cm3))


# ---------------------------------------------------------------- where the sliders start


def copper_barrier_eV() -> float:
    """Return the ideal barrier of the copper film on SnS2, as on the page on Schottky contacts."""
    return junctions.schottky_barrier_eV(schottky_contacts.copper(), schottky_contacts.tin_disulfide())


def tin_disulfide_permittivity() -> float:
    """Return the sourced permittivity of SnS2, in plane."""
    return float(schottky_contacts.tin_disulfide().relative_permittivity)
