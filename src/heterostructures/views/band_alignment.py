"""Charts and tables of the page on band alignment and contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from heterostructures import dataset, tables
from heterostructures.charts import ACCENT, INK, SERIES, SOFT_INK
from heterostructures.notation import subscripted, subscripted_html
from heterostructures.physics.bands import (
    DEGENERATE_WITHIN_KT,
    FREE_ELECTRON_DENSITY_300K_PER_CM3,
    SAME_LEVEL_EV,
    BandProfile,
    Metal,
    Semiconductor,
    align,
    contact_potential_V,
    electron_transfer,
)
from heterostructures.physics.junctions import depletion_width_nm, equilibrium_split, left_share_of_drop
from heterostructures.references import reference_anchor, reference_label
from heterostructures.views import live
from heterostructures.views.band_diagrams import LEVEL_COLOUR, LEVEL_DASH, LEVEL_WORDS

VACUUM, CONDUCTION, FERMI, VALENCE = LEVEL_WORDS
# The property of the dataset behind each level: all three are counted downwards from the vacuum level.
PROPERTY_OF_LEVEL = {"electron_affinity": CONDUCTION, "work_function": FERMI, "ionization_energy": VALENCE}
HOW_KNOWN = {"experiment": "measured", "calculation": "calculated"}
OTHERWISE_KNOWN = "origin not stated"
KINDS = ["measured", "calculated", OTHERWISE_KNOWN]
# A battery paper that writes Ti3C2 means a sheet with surface groups: nothing else survives the synthesis in water.
SAME_COMPONENT = {"Ti3C2": "Ti3C2Tx"}
# The work functions that Review B prints belong to the Zn surface; this is the interface at the In surface.
OF_ANOTHER_SURFACE = {"b_mos2_znin2s4_star"}
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
UNDECIDED = "undecided"
NO_VALUE = "no work function"


def _quiet(chart: alt.TopLevelMixin) -> alt.TopLevelMixin:
    """Leave the ticks of the axes out. One setting for all charts: the page carries it once."""
    return chart.configure_axis(ticks=False)


# ---------------------------------------------------------------- sourced levels on the vacuum scale


def _powers(low: int, high: int) -> alt.Axis:
    """Return an axis labelled with whole powers of ten, from 10^low to 10^high."""
    words = [
        "10" + ("⁻" if n < 0 else "") + "".join(SUPERSCRIPTS[int(d)] for d in str(abs(n))) for n in range(low, high + 1)
    ]
    values = [10.0**n for n in range(low, high + 1)]
    return alt.Axis(values=values, labelExpr=f"{words}[round(log(datum.value) / LN10) - ({low})]", grid=False)


def _words(*parts: Any) -> str:
    return ", ".join(str(part) for part in parts if not pd.isna(part))


def _how(row: dict[str, Any]) -> str:
    """Say how a value was found, and how uncertain it is if the source says so."""
    words = _words(row["method"], row["technique"])
    return words if pd.isna(row["uncertainty"]) else f"{words}, ± {row['uncertainty']:g} eV"


def sourced_levels(materials: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every sourced work function, affinity and ionization energy as an energy below the vacuum level.

    Parameters
    ----------
    materials : pandas.DataFrame, optional
        Rows of the file materials; those of the book by default.

    Returns
    -------
    pandas.DataFrame
        Columns material, level, energy_eV (negative), known, surface, how, source.
    """
    rows = dataset.load_materials() if materials is None else materials
    rows = rows[rows["property"].isin(PROPERTY_OF_LEVEL)]
    return pd.DataFrame(
        {
            "material": [subscripted(name) for name in rows["material"]],
            "level": rows["property"].map(PROPERTY_OF_LEVEL).to_numpy(),
            "energy_eV": -rows["value"].to_numpy(),
            "known": rows["method"].map(HOW_KNOWN).fillna(OTHERWISE_KNOWN).to_numpy(),
            "surface": rows["phase"].fillna("not stated").to_numpy(),
            "how": [_how(row) for row in rows.to_dict("records")],
            "source": [reference_label(key) for key in rows["bib_key"]],
        }
    ).reset_index(drop=True)


def vacuum_scale(levels: pd.DataFrame) -> alt.LayerChart:
    """Draw the sourced levels of all components on one vacuum scale.

    Parameters
    ----------
    levels : pandas.DataFrame
        As returned by :func:`sourced_levels`.

    Returns
    -------
    altair.LayerChart
        One row per component: a mark for each value, a thin line for the spread of each level.
    """
    order = levels.groupby("material")["energy_eV"].max().sort_values(ascending=False).index.tolist()
    short = {"material": "m", "level": "l", "energy_eV": "e", "known": "k", "surface": "s", "how": "h", "source": "r"}
    rows = levels.rename(columns=short)
    rows["l"] = rows["l"].map(LEVEL_WORDS.index)
    rows["k"] = rows["k"].map(KINDS.index)
    base = (
        alt.Chart(rows)
        .transform_calculate(level=f"{list(LEVEL_WORDS)}[datum.l]", known=f"{KINDS}[datum.k]")
        .encode(y=alt.Y("m:N", sort=order, title=None, axis=alt.Axis(grid=True)))
    )
    colour = alt.Color(
        "level:N",
        scale=LEVEL_COLOUR,
        legend=alt.Legend(
            title=None, orient="top", columns=1, values=[CONDUCTION, FERMI, VALENCE], symbolType="stroke"
        ),
    )
    spread = (
        base.transform_aggregate(low="min(e)", high="max(e)", groupby=["m", "level"])
        .transform_filter("datum.high > datum.low")
        .mark_rule(strokeWidth=2, opacity=0.5)
        .encode(x="low:Q", x2="high:Q", color=colour)
    )
    points = base.mark_point(size=70, strokeWidth=1.8).encode(
        x=alt.X(
            "e:Q",
            title="Energy from the vacuum level (eV)",
            scale=alt.Scale(zero=False),
            axis=alt.Axis(tickCount=6),
        ),
        color=colour,
        shape=alt.Shape(
            "known:N",
            scale=alt.Scale(domain=KINDS, range=["circle", "triangle-up", "cross"]),
            legend=alt.Legend(title=None, orient="top", columns=1),
        ),
        tooltip=[
            alt.Tooltip("m:N", title="Material"),
            alt.Tooltip("level:N", title="Level"),
            alt.Tooltip("e:Q", title="Energy (eV)"),
            alt.Tooltip("s:N", title="Form or surface"),
            alt.Tooltip("h:N", title="How"),
            alt.Tooltip("r:N", title="Source"),
        ],
    )
    return _quiet(alt.layer(spread, points).properties(width="container", height=alt.Step(20)))


def one_value(material: str, quantity: str, row: str | None = None) -> float:
    """Return one sourced value, chosen by its row of the file materials.

    Parameters
    ----------
    material : str
        Component as named in the file.
    quantity : str
        Property.
    row : str, optional
        Row of the file; without it the only value is meant.

    Returns
    -------
    float
        The value in the unit of the file.

    Raises
    ------
    ValueError
        If there is not exactly one such value.
    """
    rows = dataset.load_materials()
    rows = rows[(rows["material"] == material) & (rows["property"] == quantity)]
    if row is not None:
        rows = rows[rows["material_row_id"] == row]
    if len(rows) != 1:
        raise ValueError(f"{material}, {quantity}, row {row}: {len(rows)} values; name a row that exists")
    return float(rows["value"].iloc[0])


@dataclass(frozen=True)
class Levels:
    """What is known of one material: affinity, ionization energy and work function in eV."""

    name: str
    affinity_eV: float
    ionization_eV: float
    work_function_eV: float = float("nan")


def sourced_examples() -> dict[str, Levels]:
    """Return the components whose two band edges have sources, with the rows that this page takes.

    Returns
    -------
    dict
        ``Sb2S3``, ``SnS2``, ``SnSe2``, ``SnS`` and ``MoO3``. For SnSe2 and SnS only the ionization energy is
        sourced; their affinity is that energy less a sourced gap.
    """
    selenide, sulfide = one_value("SnSe2", "ionization_energy"), one_value("SnS", "ionization_energy")
    return {
        "Sb2S3": Levels("Sb₂S₃", one_value("Sb2S3", "electron_affinity"), one_value("Sb2S3", "ionization_energy"), one_value("Sb2S3", "work_function")),
        "SnS2": Levels("SnS₂", one_value("SnS2", "electron_affinity"), one_value("SnS2", "ionization_energy", "M050"), one_value("SnS2", "work_function")),
        "SnSe2": Levels("SnSe₂", selenide - one_value("SnSe2", "band_gap", "M066"), selenide),
        "SnS": Levels("SnS", sulfide - one_value("SnS", "band_gap", "M033"), sulfide),
        "MoO3": Levels("MoO₃", one_value("MoO3", "electron_affinity"), one_value("MoO3", "ionization_energy"), one_value("MoO3", "work_function", "M179")),
    }  # fmt: skip


def example_semiconductors(
    left_doping_per_cm3: float, right_doping_per_cm3: float
) -> tuple[Semiconductor, Semiconductor]:
    """Return Sb2S3 and SnS2 with sourced band edges and a doping that the caller assumes.

    Parameters
    ----------
    left_doping_per_cm3, right_doping_per_cm3 : float
        Net doping of Sb2S3 and of SnS2 in 1/cm3; no source gives it.

    Returns
    -------
    tuple of Semiconductor
        The permittivity of SnS2 is sourced, that of Sb2S3 set equal to it; the densities of states are those of a
        free electron.
    """
    known = sourced_examples()
    permittivity = one_value("SnS2", "relative_permittivity_static")
    left, right = (
        Semiconductor(one.name, one.ionization_eV - one.affinity_eV, one.affinity_eV, permittivity, doping)
        for one, doping in ((known["Sb2S3"], left_doping_per_cm3), (known["SnS2"], right_doping_per_cm3))
    )
    return left, right


# ---------------------------------------------------------------- two materials before and after contact

# Where the flat parts of the two sides begin and end, before and after contact, in widths of a side.
BEFORE = {"left": (0.0, 0.96), "right": (1.04, 2.0)}
AFTER = {"left": (0.0, 0.78), "right": (1.22, 2.0)}


def contact_levels(left: Levels, right: Levels) -> pd.DataFrame:
    """Return the levels of two materials before and after contact, far from the interface.

    Parameters
    ----------
    left, right : Levels
        The materials, with their work functions.

    Returns
    -------
    pandas.DataFrame
        Columns stage, side, material, level, energy_eV, start, end. Before contact energies count from the common
        vacuum level, after contact from the common Fermi level.
    """
    rows = []
    for stage, places in (("before", BEFORE), ("after", AFTER)):
        for side, one in (("left", left), ("right", right)):
            shift = one.work_function_eV if stage == "after" else 0.0
            energies = {
                VACUUM: 0.0,
                CONDUCTION: -one.affinity_eV,
                FERMI: -one.work_function_eV,
                VALENCE: -one.ionization_eV,
            }
            rows += [
                {
                    "stage": stage,
                    "side": side,
                    "material": one.name,
                    "level": level,
                    "energy_eV": round(energy + shift, 4),
                    "start": places[side][0],
                    "end": places[side][1],
                }
                for level, energy in energies.items()
            ]
    return pd.DataFrame(rows)


def _level_rules(base: alt.Chart, y_title: str) -> alt.LayerChart:
    """Draw rows with start, end, energy_eV, level as horizontal lines, the gap of each side shaded."""
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, 2], nice=False))
    tooltip = [
        alt.Tooltip("material:N", title="Material"),
        alt.Tooltip("level:N", title="Level"),
        alt.Tooltip("energy_eV:Q", title="Energy (eV)", format=".3f"),
    ]
    y = alt.Y("energy_eV:Q", title=y_title, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=5))
    rules = base.mark_rule(strokeWidth=2.4).encode(
        x=x,
        x2="end:Q",
        y=y,
        color=alt.Color("level:N", scale=LEVEL_COLOUR, legend=alt.Legend(title=None, orient="bottom", columns=2, symbolType="stroke")),
        strokeDash=alt.StrokeDash("level:N", scale=LEVEL_DASH, legend=None),
        tooltip=tooltip,
    )  # fmt: skip
    return rules


def _joined_levels(base: alt.Chart) -> alt.Chart:
    """Draw what goes on smoothly through the bent region: vacuum level and Fermi level."""
    return (
        base.transform_filter(f"datum.level == '{VACUUM}' || datum.level == '{FERMI}'")
        .transform_calculate(edge="datum.side == 'left' ? datum.end : datum.start")
        .mark_line(strokeWidth=1.6, opacity=0.8)
        .encode(
            x=alt.X("edge:Q", axis=None),
            y="energy_eV:Q",
            color=alt.Color("level:N", scale=LEVEL_COLOUR),
            strokeDash=alt.StrokeDash("level:N", scale=LEVEL_DASH, legend=None),
        )
    )


def _notes(*places: tuple[str, float, str]) -> alt.Chart:
    """Write words into a level diagram: each an expression, its place, and an expression of its energy.

    Words on electrons and field have the accent colour.
    """
    rows = [{"start": x, "note": index} for index, (_, x, _) in enumerate(places)]

    def chosen(part: int) -> str:
        cases = [f"datum.note == {index} ? ({place[part]}) : " for index, place in enumerate(places)]
        return "".join(cases) + "''"

    return (
        alt.Chart(alt.Data(values=rows))
        .transform_calculate(words=chosen(0), energy_eV=chosen(2))
        .mark_text(fontWeight=600)
        .encode(
            x="start:Q",
            y="energy_eV:Q",
            text="words:N",
            color=alt.condition("test(/field|electrons/, datum.words)", alt.value(ACCENT), alt.value(INK)),
        )
    )


def before_and_after_contact(left: Levels, right: Levels) -> alt.ConcatChart:
    """Draw two materials apart and in contact: the flat regions, the offsets, electrons and field.

    Parameters
    ----------
    left, right : Levels
        The materials, with their work functions.

    Returns
    -------
    altair.ConcatChart
        Two level diagrams.
    """
    rows = contact_levels(left, right)
    potential = contact_potential_V(Metal(left.name, left.work_function_eV), Metal(right.name, right.work_function_eV))
    to_right = potential < 0
    electrons = "electrons →" if to_right else "← electrons"
    field = "field →" if to_right else "← field"
    before, after = (alt.Chart(rows[rows["stage"] == stage]) for stage in ("before", "after"))
    first = alt.layer(
        _level_rules(before, "Energy from the vacuum level (eV)"),
        _notes(
            (f"'{left.name}'", 0.48, "-0.3"),
            (f"'{right.name}'", 1.52, "-0.3"),
            (f"'{electrons}'", 1.0, f"{-min(left.affinity_eV, right.affinity_eV) / 2}"),
        ),
    )
    top = max(left.work_function_eV, right.work_function_eV)
    second = alt.layer(
        _level_rules(after, "Energy from the Fermi level (eV)"),
        _joined_levels(after),
        _notes(
            ("'+ side'" if to_right else "'− side'", 0.39, f"{top / 2}"),
            ("'− side'" if to_right else "'+ side'", 1.61, f"{top / 2}"),
            (f"'{field}'", 1.0, f"{top / 2}"),
            (f"'{abs(potential):.2f} eV'", 1.0, f"{top + 0.12}"),
        ),
    )
    panels = [
        first.properties(width=270, height=330, title="Before contact"),
        second.properties(width=270, height=330, title="After contact"),
    ]
    return _quiet(alt.concat(*panels, columns=2).resolve_scale(y="independent"))


def profile_panels(profile: BandProfile, left: str, right: str) -> alt.ConcatChart:
    """Draw bands, charge, field and potential along a junction, one under the other.

    Parameters
    ----------
    profile : BandProfile
        A computed profile.
    left, right : str
        Names of the materials.

    Returns
    -------
    altair.ConcatChart
        Four charts with the same axis of positions.
    """
    half = len(profile.position_nm) // 2
    table = pd.DataFrame(
        {
            "x": np.round(profile.position_nm, 1),
            "side": [0] * half + [1] * (len(profile.position_nm) - half),
            "conduction": np.round(profile.conduction_band_eV, 3),
            "charge": np.round(profile.charge_density_C_per_m3 / 1e6, 4),
            "field": np.round(profile.field_V_per_m / 1e8, 4),
            "potential": np.round(profile.potential_V, 3),
        }
    )
    # Affinity and gap of each side are the same everywhere, so one band edge is enough for all three levels.
    above, below = (
        [round(float(difference[index]), 3) for index in (0, -1)]
        for difference in (
            profile.vacuum_level_eV - profile.conduction_band_eV,
            profile.valence_band_eV - profile.conduction_band_eV,
        )
    )
    base = alt.Chart(table)
    x = alt.X(
        "x:Q",
        title="Position (nm), interface at 0",
        axis=alt.Axis(grid=False, tickCount=5),
        scale=alt.Scale(nice=False),
    )
    bands = (
        base.transform_calculate(
            vacuum=f"datum.conduction + {above}[datum.side]", valence=f"datum.conduction + {below}[datum.side]"
        )
        .transform_fold(["vacuum", "conduction", "valence"], as_=["key", "energy"])
        .transform_calculate(
            level=f"datum.key == 'vacuum' ? '{VACUUM}' : datum.key == 'valence' ? '{VALENCE}' : '{CONDUCTION}'"
        )
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=alt.Y("energy:Q", title="Energy (eV)", axis=alt.Axis(tickCount=5, grid=False)),
            color=alt.Color("level:N", scale=LEVEL_COLOUR, legend=alt.Legend(title=None, orient="bottom", columns=2, symbolType="stroke")),
            strokeDash=alt.StrokeDash("level:N", scale=LEVEL_DASH, legend=None),
            detail="side:N",
        )
    )  # fmt: skip
    fermi = (
        alt.Chart(alt.Data(values=[{"level": FERMI, "y": 0}]))
        .mark_rule(strokeWidth=2.2)
        .encode(
            y="y:Q",
            color=alt.Color("level:N", scale=LEVEL_COLOUR),
            strokeDash=alt.StrokeDash("level:N", scale=LEVEL_DASH, legend=None),
        )
    )
    ends = [{"x": round(float(profile.position_nm[end]), 1), "name": name} for end, name in ((0, left), (-1, right))]
    names = [
        alt.Chart(alt.Data(values=[end])).mark_text(align=align, dx=dx, fontWeight=600).encode(x=x, y=alt.value(60), text="name:N")
        for end, align, dx in zip(ends, ("left", "right"), (6, -6), strict=True)
    ]  # fmt: skip
    panels: list[alt.Chart | alt.LayerChart] = [
        alt.layer(bands, fermi, _interface(), *names).properties(width=270, height=230)
    ]
    for column, title in (
        ("potential", "Potential (V)"),
        ("charge", "Charge density (C/cm³)"),
        ("field", "Field (MV/cm)"),
    ):
        line = base.mark_line(strokeWidth=2.2, color=ACCENT).encode(
            x=x, y=alt.Y(f"{column}:Q", title=title, axis=alt.Axis(tickCount=4, grid=False)), detail="side:N",
            tooltip=[alt.Tooltip("x:Q", title="Position (nm)"), alt.Tooltip(f"{column}:Q", title=title)],
        )  # fmt: skip
        panels.append(alt.layer(line, _interface()).properties(width=270, height=230))
    return _quiet(alt.concat(*panels, columns=2).resolve_scale(y="independent"))


def _interface() -> alt.Chart:
    return alt.Chart(alt.Data(values=[{"x": 0}])).mark_rule(strokeDash=[3, 3], color=SOFT_INK).encode(x="x:Q")


# ---------------------------------------------------------------- three types


def three_types() -> pd.DataFrame:
    """Return one sourced pair for each type of alignment.

    Returns
    -------
    pandas.DataFrame
        Columns type, place, material, conduction_eV, valence_eV; two rows per type.
    """
    known = sourced_examples()
    pairs = {"I": ("SnS2", "SnSe2"), "II": ("Sb2S3", "SnS2"), "III": ("SnS", "MoO3")}
    return pd.DataFrame(
        [
            {
                "type": kind,
                "place": round(2.7 * group + side, 1),
                "material": known[name].name,
                "conduction_eV": round(-known[name].affinity_eV, 3),
                "valence_eV": round(-known[name].ionization_eV, 3),
            }
            for group, (kind, names) in enumerate(pairs.items())
            for side, name in enumerate(names)
        ]
    )


def types_chart(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw the gaps of the pairs of :func:`three_types` on the vacuum scale.

    Parameters
    ----------
    rows : pandas.DataFrame
        As returned by :func:`three_types`.

    Returns
    -------
    altair.LayerChart
        One bar per material, from valence to conduction band edge.
    """
    base = alt.Chart(rows)
    x = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[-0.6, 7.0], nice=False))
    placed = base.transform_calculate(left="datum.place - 0.46", right="datum.place + 0.46")
    y = alt.Y("conduction_eV:Q", title="Energy from the vacuum level (eV)", scale=alt.Scale(domain=[-9.2, -2.6]))
    gaps = placed.mark_rect(color=SOFT_INK, opacity=0.22).encode(
        x=x,
        x2="right:Q",
        y=y,
        y2="valence_eV:Q",
        tooltip=[
            alt.Tooltip("material:N", title="Material"),
            alt.Tooltip("conduction_eV:Q", title="Conduction band edge (eV)"),
            alt.Tooltip("valence_eV:Q", title="Valence band edge (eV)"),
        ],
    )
    conduction = placed.mark_rule(strokeWidth=3, color=SERIES[0]).encode(x=x, x2="right:Q", y=y)
    valence = placed.mark_rule(strokeWidth=3, color=SERIES[1]).encode(x=x, x2="right:Q", y="valence_eV:Q")
    names = base.transform_calculate(
        left="datum.place", middle="(datum.conduction_eV + datum.valence_eV) / 2"
    ).mark_text(fontWeight=600).encode(x="left:Q", y="middle:Q", text="material:N")  # fmt: skip
    titles = (
        base.transform_aggregate(left="mean(place)", groupby=["type"])
        .transform_calculate(words="'Type ' + datum.type")
        .mark_text(fontWeight=600, fontSize=13)
        .encode(x="left:Q", y=alt.value(8), text="words:N")
    )
    electrons = placed.mark_text(dy=-8, fontSize=11, color=SERIES[0]).encode(
        x=alt.X("place:Q"), y="conduction_eV:Q", text=alt.Text("conduction_eV:Q", format=".2f")
    )
    holes = placed.mark_text(dy=11, fontSize=11, color=SERIES[1]).encode(
        x=alt.X("place:Q"), y="valence_eV:Q", text=alt.Text("valence_eV:Q", format=".2f")
    )
    layers = alt.layer(gaps, conduction, valence, names, titles, electrons, holes)
    return _quiet(layers.properties(width="container", height=340))


# ---------------------------------------------------------------- what the doping does


def doping_sweep(exponents: Sequence[float] = tuple(np.linspace(14, 18, 13))) -> pd.DataFrame:
    """Return how the doping of SnS2 changes its junction with p-type Sb2S3, exactly and in the depletion approximation.

    Parameters
    ----------
    exponents : series of float
        Decimal logarithms of the donor density of SnS2 in 1/cm3. Sb2S3 keeps 1e17 acceptors per cm3.

    Returns
    -------
    pandas.DataFrame
        Columns donors_per_cm3, total_V (over both sides), right_V (in SnS2, exact), right_depletion_V (in SnS2, in the
        depletion approximation), right_width_nm (depletion approximation), field_MV_per_cm (size, in SnS2, exact).
    """
    rows = []
    left, right = example_semiconductors(-1e17, 1e17)
    for exponent in exponents:
        doped = replace(right, net_doping_per_cm3=10.0 ** float(exponent))
        split = equilibrium_split(left, doped)
        share = left_share_of_drop(
            left.relative_permittivity, 1e17, doped.relative_permittivity, doped.net_doping_per_cm3
        )
        right_V = split.built_in_potential_V * (1 - float(share))
        rows.append(
            {
                "donors_per_cm3": doped.net_doping_per_cm3,
                "total_V": split.built_in_potential_V,
                "right_V": split.right_drop_V,
                "right_depletion_V": right_V,
                "right_width_nm": float(
                    depletion_width_nm(doped.relative_permittivity, doped.net_doping_per_cm3, right_V)
                ),
                "field_MV_per_cm": abs(split.right_field_V_per_m) / 1e8,
            }
        )
    return pd.DataFrame(rows)


def doping_sweep_chart(sweep: pd.DataFrame) -> alt.ConcatChart:
    """Draw bending, width and field against the doping, as :func:`doping_sweep` returns them.

    Parameters
    ----------
    sweep : pandas.DataFrame
        As returned by :func:`doping_sweep`.

    Returns
    -------
    altair.ConcatChart
        Three charts with the same axis of doping.
    """
    rounded = sweep.map(lambda number: float(f"{number:.4g}"))
    base = alt.Chart(rounded)
    x = alt.X("donors_per_cm3:Q", title="Donors in SnS₂ (1/cm³)", scale=alt.Scale(type="log"), axis=_powers(14, 18))  # fmt: skip
    names = {"total_V": "both sides", "right_V": "SnS₂ side", "right_depletion_V": "SnS₂ side, approximation"}
    words = " : ".join(f"datum.key == '{key}' ? '{text}'" for key, text in names.items()) + " : ''"
    scale_names = list(names.values())
    bending = (
        base.transform_fold(list(names), as_=["key", "volts"])
        .transform_calculate(what=words)
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=alt.Y("volts:Q", title="Bending (V)", scale=alt.Scale(domain=[0, 1.05]), axis=alt.Axis(grid=False)),
            color=alt.Color("what:N", scale=alt.Scale(domain=scale_names, range=[INK, SERIES[0], SERIES[0]]), legend=alt.Legend(title=None, orient="bottom", columns=1, symbolType="stroke")),
            strokeDash=alt.StrokeDash("what:N", scale=alt.Scale(domain=scale_names, range=[[1, 0], [1, 0], [5, 3]]), legend=alt.Legend(title=None, orient="bottom", columns=1)),
            tooltip=[alt.Tooltip("what:N", title="Where"), alt.Tooltip("donors_per_cm3:Q", title="Donors (1/cm³)", format=".2e"), alt.Tooltip("volts:Q", title="Bending (V)")],
        )
    )  # fmt: skip
    panels = [bending.properties(width=270, height=240, title="Bending, as a potential")]
    for column, title, head, powers in (
        ("right_width_nm", "Width in SnS₂ (nm)", "Width of the depleted layer", (1, 4)),
        ("field_MV_per_cm", "Field at the interface (MV/cm)", "Steepest slope of the bands", (-3, 0)),
    ):
        panels.append(
            base.mark_line(strokeWidth=2.2, color=SERIES[0])
            .encode(
                x=x,
                y=alt.Y(f"{column}:Q", title=title, scale=alt.Scale(type="log"), axis=_powers(*powers)),
                tooltip=[alt.Tooltip("donors_per_cm3:Q", title="Donors (1/cm³)", format=".2e"), alt.Tooltip(f"{column}:Q", title=title)],
            )
            .properties(width=270, height=240, title=head)
        )  # fmt: skip
    together = alt.concat(*panels, columns=2)
    return _quiet(together.resolve_scale(y="independent", color="independent", strokeDash="independent"))


def four_kinds(doping_per_cm3: float = 1e17) -> pd.DataFrame:
    """Return the contact of Sb2S3 and SnS2 for the four combinations of n and p.

    Parameters
    ----------
    doping_per_cm3 : float
        Doping of both sides in 1/cm3.

    Returns
    -------
    pandas.DataFrame
        Columns left and right (``n`` or ``p``), contact_V, transfer and type.
    """
    rows = []
    for left_kind in "np":
        for right_kind in "np":
            signs = [1 if kind == "n" else -1 for kind in (left_kind, right_kind)]
            found = align(*example_semiconductors(*(sign * doping_per_cm3 for sign in signs)))
            rows.append(
                {
                    "left": left_kind,
                    "right": right_kind,
                    "contact_V": found.contact_potential_V,
                    "transfer": found.electron_transfer,
                    "type": found.type,
                }
            )
    return pd.DataFrame(rows)


def atoms_per_cm2(lattice_constant_angstrom: float) -> float:
    """Return the atoms per area of one hexagonal plane with one atom per cell.

    Parameters
    ----------
    lattice_constant_angstrom : float
        In-plane lattice constant in angstrom.

    Returns
    -------
    float
        Atoms per cm2.

    Examples
    --------
    >>> f"{atoms_per_cm2(3.638):.2e}"
    '8.72e+14'
    """
    return 1e16 / (lattice_constant_angstrom**2 * np.sqrt(3) / 2)


def transfer_sweep(exponents: Sequence[float] = tuple(np.linspace(14, 18, 9))) -> pd.DataFrame:
    """Return how many electrons per area cross from Sb2S3 to SnS2, both with the same donors.

    Parameters
    ----------
    exponents : series of float
        Decimal logarithms of the donor density of both sides in 1/cm3.

    Returns
    -------
    pandas.DataFrame
        Columns donors_per_cm3 and electrons_per_cm2.
    """
    rows = []
    sides = example_semiconductors(1e17, 1e17)
    for exponent in exponents:
        left, right = (replace(side, net_doping_per_cm3=10.0 ** float(exponent)) for side in sides)
        electrons = equilibrium_split(left, right).electrons_to_right_per_cm2
        rows.append({"donors_per_cm3": float(f"{10.0**exponent:.4g}"), "electrons_per_cm2": float(f"{electrons:.4g}")})
    return pd.DataFrame(rows)


def transfer_chart(sweep: pd.DataFrame, atoms: float) -> alt.LayerChart:
    """Draw transferred electrons against doping, with the atoms of one plane for scale.

    Parameters
    ----------
    sweep : pandas.DataFrame
        As returned by :func:`transfer_sweep`.
    atoms : float
        Atoms of one plane per cm2.

    Returns
    -------
    altair.LayerChart
        One line and one rule on logarithmic axes.
    """
    line = (
        alt.Chart(sweep)
        .mark_line(strokeWidth=2.4, point=alt.OverlayMarkDef(size=40))
        .encode(
            x=alt.X("donors_per_cm3:Q", title="Donors on both sides (1/cm³)", scale=alt.Scale(type="log"), axis=_powers(14, 18)),
            y=alt.Y("electrons_per_cm2:Q", title="Electrons transferred per area (1/cm²)", scale=alt.Scale(type="log", domain=[1e10, 2e15]), axis=_powers(10, 15)),
            tooltip=[alt.Tooltip("donors_per_cm3:Q", title="Donors (1/cm³)", format=".1e"), alt.Tooltip("electrons_per_cm2:Q", title="Electrons (1/cm²)", format=".2e")],
        )
    )  # fmt: skip
    plane = alt.Chart(alt.Data(values=[{"y": float(f"{atoms:.4g}")}]))
    rule = plane.mark_rule(color=ACCENT, strokeDash=[6, 3], strokeWidth=2).encode(y="y:Q")
    words = (
        plane.transform_calculate(
            words="'one sulfur plane of SnS₂: ' + format(datum.y / 1e14, '.1f') + ' × 10¹⁴ atoms/cm²'"
        )
        .mark_text(align="left", dy=12, fontWeight=600, color=ACCENT)
        .encode(x=alt.value(8), y="y:Q", text="words:N")
    )
    return _quiet(alt.layer(line, rule, words).properties(width="container", height=320))


# ---------------------------------------------------------------- pairs of the reviews


def _work_functions() -> dict[str, pd.DataFrame]:
    rows = dataset.load_materials()
    return dict(tuple(rows[rows["property"] == "work_function"].groupby("material")))


def forecast(first: Sequence[float], second: Sequence[float]) -> str:
    """Say which way electrons go, if all combinations of work functions agree.

    Parameters
    ----------
    first, second : series of float
        Work functions of the two materials in eV, all that are known.

    Returns
    -------
    str
        ``to second``, ``to first`` or ``undecided``.

    Examples
    --------
    >>> forecast([4.64, 4.70], [5.4, 6.1]), forecast([4.43, 4.66], [4.64])
    ('to second', 'undecided')
    """
    words = {electron_transfer(Metal("first", a), Metal("second", b)) for a in first for b in second}
    if len(words) > 1 or words == {"none"}:
        return UNDECIDED
    return {"to right": "to second", "to left": "to first"}[words.pop()]


def sourced_pairs() -> pd.DataFrame:
    """Return every pair of components of one heterostructure for which both have a sourced work function.

    Returns
    -------
    pandas.DataFrame
        One row per pair of materials: pair, first, second, first_eV and second_eV (lists), electrons (in words),
        lowest_V and highest_V (second minus first), measured (whether
        every value is), heterostructures (names). The first material is the one whose mean is smaller.
    """
    known = _work_functions()
    found: dict[tuple[str, str], list[str]] = {}
    for row in dataset.load_heterostructures().to_dict("records"):
        if row["heterostructure_id"] in OF_ANOTHER_SURFACE:
            continue
        names = [SAME_COMPONENT.get(name, name) for name in row["components"].split("; ")]
        names = sorted({name for name in names if name in known}, key=lambda name: known[name]["value"].mean())
        for pair in combinations(names, 2):
            found.setdefault(pair, []).append(row["name"])
    rows = []
    for (first, second), structures in found.items():
        a, b = known[first]["value"].tolist(), known[second]["value"].tolist()
        words = forecast(a, b)
        rows.append(
            {
                "pair": f"{first}/{second}",
                "first": first,
                "second": second,
                "first_eV": a,
                "second_eV": b,
                "electrons": {"to second": f"{first} → {second}", "to first": f"{second} → {first}"}.get(words, words),
                "lowest_V": min(b) - max(a),
                "highest_V": max(b) - min(a),
                "measured": set(known[first]["method"]) | set(known[second]["method"]) == {"experiment"},
                "heterostructures": ", ".join(dict.fromkeys(structures)),
            }
        )
    return pd.DataFrame(rows).sort_values("lowest_V", ascending=False, ignore_index=True)


def pairs_chart(pairs: pd.DataFrame) -> alt.LayerChart:
    """Draw for each pair of :func:`sourced_pairs` the range of the difference of work functions.

    Parameters
    ----------
    pairs : pandas.DataFrame
        As returned by :func:`sourced_pairs`.

    Returns
    -------
    altair.LayerChart
        One line per pair with both ends marked, and a rule at 0.
    """
    kinds = ["all values measured", "at least one calculated or not stated"]
    rows = pd.DataFrame(
        {
            "pair": [
                f"{subscripted(a)} | {subscripted(b)}" for a, b in zip(pairs["first"], pairs["second"], strict=True)
            ],
            "low": pairs["lowest_V"].round(3),
            "high": pairs["highest_V"].round(3),
            "known": [kinds[0] if measured else kinds[1] for measured in pairs["measured"]],
            "n": [len(a) * len(b) for a, b in zip(pairs["first_eV"], pairs["second_eV"], strict=True)],
        }
    )
    tooltip = [
        alt.Tooltip("pair:N", title="Pair"),
        alt.Tooltip("low:Q", title="Smallest difference (eV)"),
        alt.Tooltip("high:Q", title="Largest difference (eV)"),
        alt.Tooltip("n:Q", title="Combinations"),
        alt.Tooltip("known:N", title="How known"),
    ]
    base = alt.Chart(rows).encode(
        y=alt.Y("pair:N", sort=rows["pair"].tolist(), title=None),
        color=alt.Color("known:N", scale=alt.Scale(domain=kinds, range=SERIES[:2]), legend=alt.Legend(title=None, orient="top", columns=1)),
    )  # fmt: skip
    shape = alt.Shape("known:N", scale=alt.Scale(domain=kinds, range=["circle", "triangle-up"]))
    x = alt.X("low:Q", title="Work function, second minus first (eV)", axis=alt.Axis(tickCount=8))
    span = base.mark_rule(strokeWidth=3).encode(x=x, x2="high:Q", tooltip=tooltip)
    ends = [
        base.mark_point(size=60, filled=True).encode(x=alt.X(f"{end}:Q"), shape=shape, tooltip=tooltip)
        for end in ("low", "high")
    ]
    zero = alt.Chart(alt.Data(values=[{"x": 0}])).mark_rule(strokeDash=[4, 3], strokeWidth=2).encode(x="x:Q")
    return _quiet(alt.layer(zero, span, *ends).properties(width="container", height=alt.Step(22)))


def claimed_directions() -> pd.DataFrame:
    """Return every named interface for which a review gives the sides of an electron transfer or of a field.

    Returns
    -------
    pandas.DataFrame
        One row per interface: heterostructure_id, name, electrons_from, electrons_to, field_from, field_to (missing
        where the review names no sides), forecast (``a → b``, ``undecided`` or ``no work function``), electrons_verdict
        and field_verdict (``agrees``, ``opposite``, ``cannot be checked`` or missing), consistent (whether field and
        electrons have the same sides; missing if one is not given), bib_keys, places.
    """
    rows = dataset.load_measurements()
    rows = rows[
        rows["quantity"].isin(["electron_transfer", "built_in_field"])
        & (rows["direction"] == "transfer")
        & rows["heterostructure_id"].notna()
    ]
    names = dataset.load_heterostructures().set_index("heterostructure_id")["name"]
    known = _work_functions()
    found = []
    for identifier, group in rows.groupby("heterostructure_id", sort=False):
        row: dict[str, Any] = {"heterostructure_id": identifier, "name": names[identifier]}
        for quantity, short in (("electron_transfer", "electrons"), ("built_in_field", "field")):
            one = group[group["quantity"] == quantity]
            row[f"{short}_from"] = one["from_side"].iloc[0] if len(one) else None
            row[f"{short}_to"] = one["to_side"].iloc[0] if len(one) else None
        sides = (row["electrons_from"] or row["field_from"], row["electrons_to"] or row["field_to"])
        if identifier in OF_ANOTHER_SURFACE or not all(side in known for side in sides):
            row["forecast"] = NO_VALUE
        else:
            words = forecast(known[sides[0]]["value"], known[sides[1]]["value"])
            ordered = sides if words == "to second" else sides[::-1]
            row["forecast"] = UNDECIDED if words == UNDECIDED else f"{ordered[0]} → {ordered[1]}"
        for short in ("electrons", "field"):
            row[f"{short}_verdict"] = _verdict(row[f"{short}_from"], row[f"{short}_to"], row["forecast"])
        given = row["electrons_from"] is not None and row["field_from"] is not None
        row["consistent"] = (row["electrons_from"] == row["field_from"]) if given else None
        row["bib_keys"] = group["bib_keys"].iloc[0]
        row["places"] = ", ".join(dict.fromkeys(group["figure_or_table_id"].fillna(group["section_id"])))
        found.append(row)
    return pd.DataFrame(found)


def _verdict(start: str | None, end: str | None, expected: str) -> str | None:
    if start is None:
        return None
    if expected in (NO_VALUE, UNDECIDED):
        return "cannot be checked"
    return "agrees" if expected == f"{start} → {end}" else "opposite"


def _references_html(keys: str, to_references: str) -> str:
    return ", ".join(
        f'<a href="{to_references}#{reference_anchor(key)}">{reference_label(key)}</a>' for key in keys.split("; ")
    )


def pairs_table(pairs: pd.DataFrame, *, caption: str) -> tables.ShownTable:
    """Show the pairs of :func:`sourced_pairs`.

    Parameters
    ----------
    pairs : pandas.DataFrame
        As returned by :func:`sourced_pairs`.
    caption : str
        What the table holds.

    Returns
    -------
    ShownTable
        One row per pair.
    """

    def span(values: list[float]) -> str:
        low, high = min(values), max(values)
        return f"{low:.2f} (n = {len(values)})" if low == high else f"{low:.2f} to {high:.2f} (n = {len(values)})"

    shown = pd.DataFrame(
        {
            "pair": [f"{a} | {b}" for a, b in zip(pairs["first"], pairs["second"], strict=True)],
            "first": [span(values) for values in pairs["first_eV"]],
            "second": [span(values) for values in pairs["second_eV"]],
            "electrons": pairs["electrons"],
            "heterostructures": pairs["heterostructures"],
        }
    )
    return tables.show(
        shown,
        caption=caption,
        headers={
            "pair": "Pair, first | second",
            "first": "W of the first (eV)",
            "second": "W of the second (eV)",
            "electrons": "Electrons go",
            "heterostructures": "Named in the reviews",
        },
        cells={"pair": subscripted_html, "electrons": subscripted_html, "heterostructures": subscripted_html},
        row_header="pair",
        wrap=True,
    )


def claims_table(claims: pd.DataFrame, *, caption: str, to_references: str) -> tables.ShownTable:
    """Show the claims of :func:`claimed_directions` against the forecast.

    Parameters
    ----------
    claims : pandas.DataFrame
        As returned by :func:`claimed_directions`.
    caption : str
        What the table holds.
    to_references : str
        Address of the bibliography, seen from the page.

    Returns
    -------
    ShownTable
        One row per interface.
    """
    records = claims.to_dict("records")

    def claim(row: dict[str, Any], short: str) -> str | None:
        if pd.isna(row[f"{short}_from"]):
            return None
        return f"{row[f'{short}_from']} → {row[f'{short}_to']}: {row[f'{short}_verdict']}"

    shown = pd.DataFrame(
        {
            "name": claims["name"],
            "electrons": [claim(row, "electrons") for row in records],
            "field": [claim(row, "field") for row in records],
            "forecast": claims["forecast"],
            "consistent": [
                None if pd.isna(row["consistent"]) else "yes" if row["consistent"] else "no" for row in records
            ],
            "places": claims["places"],
            "source": claims["bib_keys"],
        }
    )
    return tables.show(
        shown,
        caption=caption,
        headers={
            "name": "Interface",
            "electrons": "Electrons, as claimed",
            "field": "Field, as claimed",
            "forecast": "From work functions",
            "consistent": "Field and electrons alike",
            "places": "Where",
            "source": "Source",
        },
        cells={
            "name": subscripted_html,
            "electrons": subscripted_html,
            "field": subscripted_html,
            "forecast": subscripted_html,
            "source": lambda keys: _references_html(keys, to_references),
        },
        row_header="name",
        wrap=True,
    )


# ---------------------------------------------------------------- sliders: two materials


def alignment_sliders(prefix: str = "al") -> alt.ConcatChart:
    """Two semiconductors with sliders: levels before and after contact, offsets, type and directions.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Levels apart, levels in contact (far from the interface) and the main numbers in words. The signals
        ``left_work_function_eV``, ``right_work_function_eV``, ``contact_V``, ``conduction_offset_eV``,
        ``valence_offset_eV``, ``interface_gap_eV``, ``type`` and ``transfer`` follow
        :func:`heterostructures.physics.bands.align`, at its default densities of states.
    """
    c = live.Controls(prefix)
    known = sourced_examples()
    left, right = known["Sb2S3"], known["SnS2"]
    affinities = {
        "left": c.slider("left_affinity_eV", "Affinity left (eV)", 3, 6, 0.01, left.affinity_eV),
        "right": c.slider("right_affinity_eV", "Affinity right (eV)", 3, 6, 0.01, right.affinity_eV),
    }
    gaps = {
        "left": c.slider("left_gap_eV", "Gap left (eV)", 0.4, 3.8, 0.01, round(left.ionization_eV - left.affinity_eV, 2)),
        "right": c.slider("right_gap_eV", "Gap right (eV)", 0.4, 3.8, 0.01, round(right.ionization_eV - right.affinity_eV, 2)),
    }  # fmt: skip
    kinds = c.choice("kinds", "Kind of doping, left and right", ["n and n", "n and p", "p and n", "p and p"], "n and n")
    logs = {
        "left": c.slider("left_log_doping", "Doping left, log10 (1/cm³)", 12, 19, 0.1, 17),
        "right": c.slider("right_log_doping", "Doping right, log10 (1/cm³)", 12, 19, 0.1, 17),
    }
    temperature = c.slider("temperature_K", "Temperature (K)", 200, 500, 10, 300)
    thermal = live.thermal_energy_eV(c, temperature)
    density = repr(FREE_ELECTRON_DENSITY_300K_PER_CM3)
    work, depth = {}, {}
    for side, letter in (("left", f"substring({kinds}, 0, 1)"), ("right", f"substring({kinds}, 6, 7)")):
        net = c.compute(f"{side}_net_per_cm3", f"({letter} == 'n' ? 1 : -1) * pow(10, {logs[side]})")
        edge = live.conduction_edge_above_fermi_level_eV(
            c,
            side,
            gap_eV=gaps[side],
            net_doping_per_cm3=net,
            conduction_density_300K_per_cm3=density,
            valence_density_300K_per_cm3=density,
            thermal_energy=thermal,
            temperature_K=temperature,
        )
        work[side] = c.compute(f"{side}_work_function_eV", f"{affinities[side]} + {edge}")
        depth[side] = f"min({edge}, {gaps[side]} - {edge}) / {thermal}"
    contact = c.compute("contact_V", f"{work['left']} - {work['right']}")
    conduction = c.compute("conduction_offset_eV", f"{affinities['left']} - {affinities['right']}")
    valence = c.compute(
        "valence_offset_eV",
        f"({affinities['left']} + {gaps['left']}) - ({affinities['right']} + {gaps['right']})",
    )
    gap = c.compute(
        "interface_gap_eV",
        f"min({affinities['left']} + {gaps['left']}, {affinities['right']} + {gaps['right']})"
        f" - max({affinities['left']}, {affinities['right']})",
    )
    same = repr(SAME_LEVEL_EV)
    kind = c.compute(
        "type",
        f"{gap} < -{same} ? 'III' : (min(abs({conduction}), abs({valence})) < {same}"
        f" || ({conduction} > 0) != ({valence} > 0)) ? 'I' : 'II'",
    )
    transfer = c.compute("transfer", f"abs({contact}) < {same} ? 'none' : {contact} > 0 ? 'to left' : 'to right'")
    degenerate = c.compute("degenerate", f"min({depth['left']}, {depth['right']}) < {DEGENERATE_WITHIN_KT!r}")

    # The four levels of the left side, then those of the right side, below the vacuum level.
    energies = ", ".join(
        f"0, -{affinities[side]}, -{work[side]}, -{affinities[side]} - {gaps[side]}" for side in ("left", "right")
    )
    energies = c.compute("levels_eV", f"[{energies}]")
    shifts = c.compute("shifts_eV", f"[{work['left']}, {work['right']}]")

    def levels(places: dict[str, tuple[float, float]], shift: str) -> alt.Chart:
        rows = [
            {"side": name, "material": name, "level": level, "start": start, "end": end, "i": 4 * one + index, "j": one}
            for one, (name, (start, end)) in enumerate(places.items())
            for index, level in enumerate(LEVEL_WORDS)
        ]
        return alt.Chart(alt.Data(values=rows)).transform_calculate(energy_eV=f"{energies}[datum.i]{shift}")

    is_right, none = f"{transfer} == 'to right'", f"{transfer} == 'none'"
    after = levels(AFTER, f" + {shifts}[datum.j]")
    first = alt.layer(
        _level_rules(levels(BEFORE, ""), "Energy from the vacuum level (eV)"),
        _notes(
            ("'left'", 0.48, "-0.3"),
            ("'right'", 1.52, "-0.3"),
            (
                f"{none} ? 'no electrons cross' : {is_right} ? 'electrons →' : '← electrons'",
                1.0,
                f"-min({affinities['left']}, {affinities['right']}) / 2",
            ),
        ),
    )
    middle = c.compute("middle_eV", f"0.75 * max({work['left']}, {work['right']})")
    second = alt.layer(
        _level_rules(after, "Energy from the Fermi level (eV)"),
        _joined_levels(after),
        _notes(
            (f"{none} ? '' : {is_right} ? '+ side' : '− side'", 0.39, middle),
            (f"{none} ? '' : {is_right} ? '− side' : '+ side'", 1.61, middle),
            (f"{none} ? 'no field' : {is_right} ? 'field →' : '← field'", 1.0, middle),
        ),
    )
    lines = [
        f"'Work functions ' + format({work['left']}, '.2f') + ' and ' + format({work['right']}, '.2f') + ' eV'",
        f"'Contact potential (right minus left) ' + format({contact}, '+.2f') + ' V'",
        f"{none} ? 'No electrons cross, no field' : {is_right} ? 'Electrons go right, the field points right'"
        " : 'Electrons go left, the field points left'",
        f"'Offsets: conduction ' + format({conduction}, '+.2f') + ', valence ' + format({valence}, '+.2f') + ' eV'",
        f"'Type ' + {kind} + ({kind} == 'I' ? ', straddling gap' : {kind} == 'II' ? ', staggered gap' : ', broken gap')",
        f"{degenerate} ? 'Fermi level within 3 kT of a band: rough here' : ''",
    ]
    panels = [
        first.properties(width=270, height=320, title="Before contact"),
        second.properties(width=270, height=320, title="After contact"),
        _reading(lines),
    ]
    return _quiet(alt.concat(*panels, columns=2).resolve_scale(y="independent").add_params(*c.parameters))


def _reading(expressions: Sequence[str]) -> alt.Chart:
    """Write computed sentences, one under the other."""
    rows = [{"line": line} for line in range(len(expressions))]
    words = (
        " : ".join(f"datum.line == {line} ? ({expression})" for line, expression in enumerate(expressions)) + " : ''"
    )
    return (
        alt.Chart(alt.Data(values=rows))
        .transform_calculate(words=words)
        .mark_text(align="left", fontWeight=600)
        .encode(
            x=alt.value(0),
            y=alt.Y("line:O", axis=None),
            text="words:N",
        )
        .properties(width=270, height=20 * len(expressions))
    )


# ---------------------------------------------------------------- sliders: three materials in series


def bridge_sliders(prefix: str = "br", left_eV: float = 5.18, right_eV: float = 6.11) -> alt.ConcatChart:
    """Three conductors in series with sliders: the potential inside each, and the same without the bridge.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.
    left_eV, right_eV : float
        Work functions at the start, in eV.

    Returns
    -------
    altair.ConcatChart
        Potential along the series, and the steps in words. The signals ``first_step_V``, ``second_step_V`` and
        ``total_V`` follow :func:`heterostructures.physics.bands.align_stack`.
    """
    c = live.Controls(prefix)
    left = c.slider("left_work_eV", "Work function left (eV)", 3.4, 7, 0.01, left_eV)
    middle = c.slider("bridge_work_eV", "Work function of the bridge (eV)", 3.4, 7, 0.01, 5.6)
    right = c.slider("right_work_eV", "Work function right (eV)", 3.4, 7, 0.01, right_eV)
    first = c.compute("first_step_V", f"{left} - {middle}")
    second = c.compute("second_step_V", f"{middle} - {right}")
    total = c.compute("total_V", f"{first} + {second}")
    rows = [{"place": place, "layer": layer} for layer in range(3) for place in (layer + 0.04, layer + 0.96)]
    x = alt.X("place:Q", axis=None, scale=alt.Scale(domain=[0, 3], nice=False))
    y = alt.Y("potential_V:Q", title="Potential inside, from left (V)")
    steps = (
        alt.Chart(alt.Data(values=rows))
        .transform_calculate(potential_V=f"datum.layer == 0 ? 0 : datum.layer == 1 ? {first} : {total}")
        .mark_line(strokeWidth=2.6)
        .encode(x=x, y=y, color=alt.value(SERIES[0]))
    )
    direct_rows = [{"place": place, "layer": layer} for layer, place in ((0, 0.04), (0, 1.46), (1, 1.54), (1, 2.96))]
    direct = (
        alt.Chart(alt.Data(values=direct_rows))
        .transform_calculate(potential_V=f"datum.layer == 0 ? 0 : {total}")
        .mark_line(strokeWidth=1.8, strokeDash=[5, 4])
        .encode(x=x, y=y, color=alt.value(ACCENT))
    )
    names = (
        alt.Chart(
            alt.Data(values=[{"place": 0.5, "t": "left"}, {"place": 1.5, "t": "bridge"}, {"place": 2.5, "t": "right"}])
        )
        .mark_text(fontWeight=600, baseline="top")
        .encode(x=x, y=alt.value(-18), text="t:N")
    )

    def way(step: str) -> str:
        return f"(abs({step}) < {SAME_LEVEL_EV!r} ? 'none' : {step} < 0 ? 'electrons →' : '← electrons')"

    lines = [
        f"'Left to bridge ' + format({first}, '+.2f') + ' V, ' + {way(first)}",
        f"'Bridge to right ' + format({second}, '+.2f') + ' V, ' + {way(second)}",
        f"'Together ' + format({total}, '+.2f') + ' V: the bridge drops out'",
        f"'Without the bridge ' + format({left} - {right}, '+.2f') + ' V (dashed)'",
    ]
    chart = alt.layer(direct, steps, names).properties(width=300, height=260)
    return _quiet(alt.concat(chart, _reading(lines), columns=2).add_params(*c.parameters))
