"""Data and charts of the page on Schottky and ohmic contacts."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import numpy as np
import pandas as pd
from scipy import constants

from heterostructures import dataset, tables
from heterostructures.charts import ACCENT, INK, SERIES
from heterostructures.notation import subscripted
from heterostructures.physics import bands, junctions, space_charge, transport
from heterostructures.physics.bands import FREE_ELECTRON_DENSITY_300K_PER_CM3, Metal, Semiconductor
from heterostructures.physics.equilibrium import Interface, Layer, equilibrium_profile
from heterostructures.views import live
from heterostructures.views.band_diagrams import LEVEL_COLOUR, LEVEL_DASH, LEVEL_WORDS

VACUUM, CONDUCTION, FERMI, VALENCE = LEVEL_WORDS
# Components of the dataset with a work function that conduct like a metal; the others are semiconductors.
METAL_LIKE = ("Al", "Cu", "Fe", "Mo", "Mo2C", "Ni", "Sn", "Ti3C2Tx", "graphene")
ILLUSTRATIVE_DOPING_PER_CM3 = 1e17
# SnS has no sourced permittivity.
ILLUSTRATIVE_SNS_PERMITTIVITY = 15.0
RICHARDSON_FREE_ELECTRON = float(junctions.richardson_constant_A_per_cm2_per_K2(1.0))
ELECTRON_MASS_KG = repr(constants.m_e)
HBAR_J_S = repr(constants.hbar)

METAL_WINS, METAL_LOSES, DEPENDS = "metal larger", "metal smaller", "depends on the value"
VERDICT_SIGNS = {METAL_WINS: "▲", METAL_LOSES: "▽", DEPENDS: "±"}


def _quiet(chart: alt.TopLevelMixin) -> alt.TopLevelMixin:
    """Give a chart few ticks: eleven charts share the page."""
    return chart.configure_axis(tickCount=4, ticks=False, labelPadding=5)


def _powers(low: int, high: int, step: int = 1) -> alt.Axis:
    """Return an axis labelled with powers of ten, from 10^low to 10^high."""
    exponents = range(low, high + 1, step)
    raised = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    words = ["10" + str(n).translate(raised) for n in exponents]
    place = f"(round(log(datum.value) / LN10) - ({low})) / {step}"
    return alt.Axis(values=[10.0**n for n in exponents], tickCount=len(words), labelExpr=f"{words}[{place}]")


# ---------------------------------------------------------------- sourced values


def sourced(row_id: str) -> float:
    """Return the value of one row of the materials of the dataset.

    Examples
    --------
    >>> sourced("M047")
    4.16
    """
    rows = dataset.load_materials()
    return float(rows.loc[rows["material_row_id"] == row_id, "value"].item())


def tin_disulfide(doping_per_cm3: float = ILLUSTRATIVE_DOPING_PER_CM3) -> Semiconductor:
    """SnS2 with affinity and ionization energy of one study, a calculated permittivity, and a doping of your choice."""
    affinity = sourced("M047")
    return Semiconductor("n-SnS2", round(sourced("M050") - affinity, 3), affinity, sourced("M054"), doping_per_cm3)


def tin_sulfide(doping_per_cm3: float = -ILLUSTRATIVE_DOPING_PER_CM3) -> Semiconductor:
    """SnS with measured ionization energy and gap; permittivity and doping are illustrative."""
    gap = sourced("M033")
    return Semiconductor("p-SnS", gap, round(sourced("M037") - gap, 3), ILLUSTRATIVE_SNS_PERMITTIVITY, doping_per_cm3)


def copper() -> Metal:
    """Copper as a polycrystalline film."""
    return Metal("Cu", sourced("M231"))


def molybdenum() -> Metal:
    """Molybdenum as a polycrystalline film."""
    return Metal("Mo", sourced("M361"))


def mxene(annealed: bool) -> Metal:
    """Ti3C2Tx before or after annealing in vacuum."""
    return Metal("Ti3C2Tx annealed" if annealed else "Ti3C2Tx", sourced("M211" if annealed else "M210"))


def work_functions() -> pd.DataFrame:
    """Return every sourced work function, one row each, with the class of the material."""
    rows = dataset.load_materials().query("property == 'work_function'").copy()
    rows["kind"] = np.where(rows["material"].isin(METAL_LIKE), "metal-like", "semiconductor")
    rows["label"] = rows["material"].map(subscripted)
    rows["phase"] = rows["phase"].fillna("not stated")
    return rows[["material_row_id", "material", "label", "kind", "phase", "value", "method", "bib_key"]]


def work_function_ranges(values: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the smallest and the largest sourced work function of each material, sorted by their mean."""
    values = work_functions() if values is None else values
    ranges = (
        values.groupby(["material", "label", "kind"])["value"]
        .agg(["min", "max", "size"])
        .reset_index()
        .astype({"size": int})
    )
    ranges["middle"] = (ranges["min"] + ranges["max"]) / 2
    return ranges.sort_values(["middle", "material"], ignore_index=True)


def contact_pairs(values: pd.DataFrame | None = None) -> pd.DataFrame:
    """Compare each metal with each semiconductor: whose work function is larger by all sourced values.

    Returns
    -------
    pandas.DataFrame
        One row for each pair, with the difference of metal and semiconductor (middle, smallest, largest) and a verdict.
    """
    ranges = work_function_ranges(values)
    metals, others = (ranges[ranges["kind"] == kind] for kind in ("metal-like", "semiconductor"))
    pairs = metals.merge(others, how="cross", suffixes=("_metal", "_semiconductor"))
    pairs["smallest"] = pairs["min_metal"] - pairs["max_semiconductor"]
    pairs["largest"] = pairs["max_metal"] - pairs["min_semiconductor"]
    pairs["middle"] = pairs["middle_metal"] - pairs["middle_semiconductor"]
    pairs["verdict"] = np.select(
        [pairs["smallest"] > 0, pairs["largest"] < 0], [METAL_WINS, METAL_LOSES], default=DEPENDS
    )
    return pairs


def work_function_chart(values: pd.DataFrame) -> alt.LayerChart:
    """Draw all work functions, metals above semiconductors, each group sorted."""
    ranges = work_function_ranges(values)
    order = [
        *ranges.loc[ranges["kind"] == "metal-like", "label"][::-1],
        *ranges.loc[ranges["kind"] == "semiconductor", "label"][::-1],
    ]
    metals = sorted(values.loc[values["kind"] == "metal-like", "label"].unique())
    base = alt.Chart(
        values[["material_row_id", "label", "phase", "value", "method"]].rename(columns={"material_row_id": "row"})
    ).transform_calculate(kind=f"indexof({metals}, datum.label) < 0 ? 'semiconductor' : 'metal-like'")
    x = alt.X("value:Q", title="Work function (eV)", scale=alt.Scale(domain=[3.2, 7]))
    y = alt.Y("label:N", title=None, sort=order, axis=alt.Axis(grid=True))
    points = base.mark_point(size=85, filled=True).encode(
        x=x,
        y=y,
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=["metal-like", "semiconductor"], range=[SERIES[1], SERIES[0]]),
            legend=alt.Legend(title=None, orient="bottom", columns=1),
        ),
        shape=alt.Shape(
            "method:N",
            scale=alt.Scale(domain=["experiment", "not stated", "calculation"], range=["circle", "square", "diamond"]),
            legend=alt.Legend(title=None, orient="bottom", columns=1, symbolFillColor=INK, symbolStrokeColor=INK),
        ),
        tooltip=[
            alt.Tooltip("label:N", title="Material"),
            alt.Tooltip("phase:N", title="Phase or surface"),
            alt.Tooltip("value:Q", title="Work function (eV)"),
            alt.Tooltip("method:N", title="Method"),
            alt.Tooltip("row:N", title="Row of the dataset"),
        ],
    )
    return _quiet(alt.layer(points).properties(height=alt.Step(20)))


def contact_map(pairs: pd.DataFrame) -> tables.ShownTable:
    """Show which of metal and semiconductor has the larger work function, pair by pair, both sorted.

    Each cell has the difference of the middles of the ranges and a sign: ▲ the metal is larger by every sourced value,
    ▽ smaller by every value, ± it depends on the value.
    """

    def name(row: pd.Series, side: str) -> str:
        more = f"–{row[f'max_{side}']:.2f}" if row[f"max_{side}"] > row[f"min_{side}"] else ""
        return f"{row[f'label_{side}']} {row[f'min_{side}']:.2f}{more}"

    cells = pd.DataFrame(
        {
            "metal": [name(row, "metal") for _, row in pairs.iterrows()],
            "semiconductor": [name(row, "semiconductor") for _, row in pairs.iterrows()],
            "text": [
                "±" if row.verdict == DEPENDS else f"{VERDICT_SIGNS[row.verdict]} {row.middle:+.1f}".replace("-", "−")
                for row in pairs.itertuples()
            ],
        }
    )
    columns = cells["semiconductor"].drop_duplicates().tolist()
    wide = cells.pivot(index="metal", columns="semiconductor", values="text")
    wide = wide.loc[cells["metal"].drop_duplicates()[::-1], columns].reset_index()

    return tables.show(
        wide,
        caption="Work function of the metal less that of the semiconductor (eV); ranges of the sourced values in eV.",
        headers={"metal": "Metal", **{column: column for column in columns}},
        row_header="metal",
    )


# ---------------------------------------------------------------- bands

FURTHEST_NM = 110.0
METAL_PART_NM = 30.0


def band_rows(metal: Metal, semiconductor: Semiconductor, name: str, points: int = 90) -> pd.DataFrame:
    """Return the bands of a contact in equilibrium, the metal on the left, by the exact solution of the thick contact.

    Returns
    -------
    pandas.DataFrame
        Positions with vacuum level and band edges in eV above the Fermi level; in the metal there are no band edges.
    """
    profile = junctions.thick_junction_profile(metal, semiconductor, points_per_side=points)
    right = slice(points, None)
    position = profile.position_nm[right]
    drawn = position <= FURTHEST_NM
    right_rows = pd.DataFrame(
        {
            "x": position[drawn],
            "vacuum": profile.vacuum_level_eV[right][drawn],
            "conduction": profile.conduction_band_eV[right][drawn],
            "valence": profile.valence_band_eV[right][drawn],
        }
    )
    if position[-1] > FURTHEST_NM:
        levels = {"vacuum": profile.vacuum_level_eV, "conduction": profile.conduction_band_eV}
        levels["valence"] = profile.valence_band_eV
        last = {key: float(np.interp(FURTHEST_NM, position, value[right])) for key, value in levels.items()}
    else:
        last = right_rows.iloc[-1].to_dict()
    end = pd.DataFrame([{**last, "x": FURTHEST_NM}])
    vacuum = float(profile.vacuum_level_eV[0])
    metal_rows = pd.DataFrame({"x": [-METAL_PART_NM, 0.0], "vacuum": vacuum})
    metal_rows["side"], right_rows["side"], end["side"] = "metal", "semiconductor", "semiconductor"
    rows = pd.concat([metal_rows, simplified(right_rows, "conduction", 0.001), end], ignore_index=True)
    rows["fermi"], rows["contact"] = 0.0, name
    return rows.round({"x": 2, "vacuum": 3, "conduction": 3, "valence": 3})


def thinned(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Keep about so many rows, the first and the last among them."""
    if len(rows) <= most:
        return rows
    return rows.iloc[np.unique(np.linspace(0, len(rows) - 1, most).round().astype(int))]


def simplified(rows: pd.DataFrame, column: str, tolerance: float) -> pd.DataFrame:
    """Keep the rows of a curve over x that a straight line between their neighbours would miss by more than so much."""
    x, y = rows["x"].to_numpy(), rows[column].to_numpy()
    kept = {0, len(rows) - 1}
    open_parts = [(0, len(rows) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        inside = slice(first + 1, last)
        missed = np.abs(y[inside] - np.interp(x[inside], [x[first], x[last]], [y[first], y[last]]))
        if len(missed) and missed.max() > tolerance:
            worst = first + 1 + int(missed.argmax())
            kept.add(worst)
            open_parts += [(first, worst), (worst, last)]
    return rows.iloc[sorted(kept)]


def flat_rows(metal: Metal, semiconductor: Semiconductor) -> pd.DataFrame:
    """Return the levels of both before contact, counted from the vacuum level."""
    before = bands.flat_bands([metal, semiconductor], [METAL_PART_NM, FURTHEST_NM])
    rows = pd.DataFrame(
        {
            "x": before.position_nm - METAL_PART_NM,
            "vacuum": before.vacuum_level_eV,
            "conduction": before.conduction_band_eV,
            "valence": before.valence_band_eV,
            "fermi": before.fermi_level_eV,
            "side": ["metal", "metal", "semiconductor", "semiconductor"],
            "contact": "apart",
        }
    )
    rows.loc[rows["side"] == "metal", ["conduction", "valence"]] = np.nan
    return rows.round(3)


def _panel(rows: pd.DataFrame, title: list[str], y_title: str, x_title: str, domain: list[float]) -> alt.LayerChart:
    """Draw one band diagram: the metal as a filled sea up to its Fermi level, the semiconductor with its edges."""
    words = {"vacuum": VACUUM, "conduction": CONDUCTION, "fermi": FERMI, "valence": VALENCE}
    level = " : ".join(f"datum.key == '{key}' ? '{word}'" for key, word in words.items()) + " : ''"
    x = alt.X("x:Q", title=x_title, scale=alt.Scale(nice=False), axis=alt.Axis(grid=False, values=[0, 50, 100]))
    y_scale = alt.Scale(domain=domain, nice=False)
    y = alt.Y("energy:Q", title=y_title, scale=y_scale)
    base = alt.Chart(rows[["x", "side", *words]])
    lines = (
        base.transform_fold(list(words), as_=["key", "energy"])
        .transform_filter(
            f"isValid(datum.energy) && (datum.key != 'fermi' || indexof([{-METAL_PART_NM}, 0, {FURTHEST_NM}], datum.x) >= 0)"
        )
        .transform_calculate(level=level)
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "level:N",
                scale=LEVEL_COLOUR,
                legend=alt.Legend(
                    title=None,
                    orient="bottom",
                    columns=2,
                ),
            ),
            strokeDash=alt.StrokeDash("level:N", scale=LEVEL_DASH, legend=None),
            detail="side:N",
            tooltip=[
                alt.Tooltip("level:N", title="Level"),
                alt.Tooltip("x:Q", title="Position (nm)", format=".3~g"),
                alt.Tooltip("energy:Q", title="Energy (eV)", format=".3f"),
            ],
        )
    )
    sea = (
        base.transform_filter("datum.side == 'metal'")
        .mark_area(opacity=0.18, color=INK)
        .encode(x=x, y=alt.Y("fermi:Q", scale=y_scale), y2=alt.datum(domain[0]))
    )
    return alt.layer(sea, lines).properties(width=250, height=250, title=alt.Title(title, fontSize=12))


def before_and_after(metal: Metal, semiconductor: Semiconductor) -> alt.ConcatChart:
    """Draw a metal and a semiconductor apart and in contact."""
    first = _panel(
        flat_rows(metal, semiconductor),
        ["Before contact"],
        "Energy from the vacuum level (eV)",
        "Metal left, semiconductor right",
        [-6.8, 0.3],
    )
    after = _panel(
        band_rows(metal, semiconductor, "after"),
        ["In contact"],
        "Energy from the Fermi level (eV)",
        "Position (nm), interface at 0",
        [-2.4, 4.8],
    )
    return _quiet(alt.concat(first, after, columns=2).resolve_scale(x="independent", y="independent", color="shared"))


def four_contacts() -> tuple[tuple[str, Metal, Semiconductor], ...]:
    """Return the four cases of the page: rectifying and ohmic, on n- and on p-type material."""
    return (
        ("n-type, metal larger", copper(), tin_disulfide()),
        ("n-type, metal smaller", molybdenum(), tin_disulfide()),
        ("p-type, metal smaller", mxene(annealed=True), tin_sulfide()),
        ("p-type, metal larger", mxene(annealed=False), tin_sulfide()),
    )


def four_cases() -> alt.ConcatChart:
    """Draw the band of the majority carriers in the four cases, n-type left and p-type right."""
    panels = []
    for majority, colour, wanted in (("conduction", SERIES[0], True), ("valence", SERIES[1], False)):
        parts = []
        for name, metal, semiconductor in four_contacts():
            if semiconductor.is_n_type == wanted:
                part = band_rows(metal, semiconductor, name).query("side == 'semiconductor'")[["x", majority]]
                behavior = junctions.contact_behavior(metal, semiconductor)
                parts.append(part.assign(contact=f"{subscripted(metal.name)}: {behavior}"))
                title = f"Metal on {subscripted(semiconductor.name)}: {majority} band edge"
        rows = pd.concat(parts, ignore_index=True)
        names = list(rows["contact"].unique())
        domain = [-0.1, 0.45] if wanted else [-0.45, 0.1]
        x = alt.X("x:Q", title="Position (nm), metal left of 0", axis=alt.Axis(grid=False, values=[0, 50, 100]))
        y = alt.Y(
            f"{majority}:Q",
            title="Energy from the Fermi level (eV)",
            scale=alt.Scale(domain=domain),
            axis=alt.Axis(tickCount=3),
        )
        rows["contact"] = rows["contact"].map(names.index)
        base = alt.Chart(rows.rename(columns={"contact": "c"})).transform_calculate(contact=f"{names}[datum.c]")
        lines = base.mark_line(strokeWidth=2.2, color=colour).encode(
            x=x,
            y=y,
            strokeDash=alt.StrokeDash("contact:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 3]]), legend=None),
            tooltip=[
                alt.Tooltip("contact:N", title="Contact"),
                alt.Tooltip("x:Q", title="Position (nm)"),
                alt.Tooltip(f"{majority}:Q", title="Energy (eV)"),
            ],
        )
        words = (
            base.transform_filter("datum.x == 0")
            .mark_text(
                align="left",
                dx=22,
                dy=alt.ExprRef(f"datum.contact == '{names[0]}' ? {-2 if wanted else 4} : {10 if wanted else -8}"),
            )
            .encode(x=x, y=y, text="contact:N")
        )
        fermi = alt.Chart(alt.Data(values=[{"e": 0}])).mark_rule(strokeDash=[6, 3], strokeWidth=2, color=INK)
        sea = alt.Chart(alt.Data(values=[{"a": -METAL_PART_NM, "b": 0, "e": 0, "f": domain[0]}])).mark_rect(
            opacity=0.18, color=INK
        )
        layers = alt.layer(sea.encode(x=alt.X("a:Q"), x2="b:Q", y="e:Q", y2="f:Q"), fermi.encode(y="e:Q"), lines, words)
        panels.append(layers.properties(width=250, height=250, title=alt.Title(title, fontSize=12)))
    return _quiet(alt.concat(*panels, columns=2))


def depletion_and_full(metal: Metal, semiconductor: Semiconductor) -> pd.DataFrame:
    """Return conduction band edge, charge and field of a rectifying contact, approximated and exact."""
    parts = []
    points = 81
    for model, profile in (
        ("depletion approximation", junctions.schottky_profile(metal, semiconductor, points_per_side=points)),
        ("full solution", junctions.thick_junction_profile(metal, semiconductor, points_per_side=points)),
    ):
        right = slice(points, None)
        part = pd.DataFrame(
            {
                "x": profile.position_nm[right],
                "conduction": profile.conduction_band_eV[right],
                "charge": profile.charge_density_C_per_m3[right]
                / (constants.e * abs(semiconductor.net_doping_per_cm3) * 1e6),
                "field": profile.field_V_per_m[right] / 1e8,
            }
        )
        part["model"] = model
        part = part[part["x"] <= FURTHEST_NM]
        end = part.iloc[[-1]].assign(x=FURTHEST_NM)
        # The approximation jumps at the end of its charge, where a position stands twice.
        charged = part["charge"] > 0
        parts += [thinned(part[charged], 18 if model == "full solution" else 9), thinned(part[~charged], 2), end]
    rows = pd.concat(parts, ignore_index=True)
    return rows.round({"x": 2, "conduction": 4, "charge": 4, "field": 5})


def depletion_and_full_chart(rows: pd.DataFrame) -> alt.ConcatChart:
    """Draw both descriptions of one contact: band edge, charge and field."""
    scale = alt.Scale(domain=["full solution", "depletion approximation"], range=[SERIES[0], ACCENT])
    dash = alt.Scale(domain=["full solution", "depletion approximation"], range=[[1, 0], [5, 3]])
    models = ["full solution", "depletion approximation"]
    base = alt.Chart(rows.assign(model=rows["model"].map(models.index)).rename(columns={"model": "m"}))
    base = base.transform_calculate(model=f"{models}[datum.m]")
    panels = []
    for column, title, ticks in (
        ("conduction", "Conduction band edge (eV)", 4),
        ("charge", "Charge density / (e × doping)", 3),
        ("field", "Field (MV/cm)", 3),
    ):
        panels.append(
            base.mark_line(strokeWidth=2.2)
            .encode(
                x=alt.X("x:Q", title="Position (nm)", axis=alt.Axis(grid=False, values=[0, 50, 100])),
                y=alt.Y(f"{column}:Q", title=title, axis=alt.Axis(tickCount=ticks)),
                order=alt.Order("row:Q"),
                color=alt.Color("model:N", scale=scale, legend=alt.Legend(title=None, orient="bottom", columns=1)),
                strokeDash=alt.StrokeDash("model:N", scale=dash),
                tooltip=[
                    alt.Tooltip("model:N", title="Model"),
                    alt.Tooltip("x:Q", title="Distance (nm)"),
                    alt.Tooltip(f"{column}:Q", title=title, format=".3~g"),
                ],
            )
            .transform_window(row="row_number()")
            .properties(width=170, height=220)
        )
    return _quiet(alt.concat(*panels, columns=3))


# ---------------------------------------------------------------- barriers


def barrier_table() -> pd.DataFrame:
    """Return the ideal barriers between every metal value and the semiconductors with a sourced band edge.

    Returns
    -------
    pandas.DataFrame
        One row for each value of a metal and each semiconductor: the barrier for the carriers of the stated type.
    """
    edges = (
        ("SnS2", "electrons", sourced("M047"), 1.0),
        ("Sb2S3", "electrons", sourced("M134"), 1.0),
        ("MoO3", "electrons", sourced("M168"), 1.0),
        ("TiO2 (anatase)", "electrons", sourced("M185") - sourced("M181"), 1.0),
        ("SnS", "holes", sourced("M037"), -1.0),
    )
    metals = work_functions().query("kind == 'metal-like'")
    rows = [
        {
            "metal": metal.label,
            "phase": metal.phase,
            "work_function": metal.value,
            "semiconductor": subscripted(name),
            "carrier": carrier,
            "line": subscripted(name).removesuffix(" (anatase)") + (" (holes)" if sign < 0 else ""),
            "barrier": round(sign * (metal.value - edge), 3),
        }
        for name, carrier, edge, sign in edges
        for metal in metals.itertuples()
    ]
    return pd.DataFrame(rows)


# Illustrative: slopes of the barrier against the work function, and a neutrality level in the middle of the gap.
PINNING_FACTORS = (1.0, 0.5, 0.1)


def pinned_barriers(work_functions_eV: np.ndarray) -> pd.DataFrame:
    """Return barriers on SnS2 for several pinning factors, with the neutrality level in the middle of the gap."""
    semiconductor = tin_disulfide()
    return pd.DataFrame(
        [
            {
                "work_function": round(float(work_function), 3),
                "S": f"S = {factor:g}",
                "barrier": round(
                    float(
                        junctions.pinned_barrier_eV(
                            Metal("a metal", float(work_function)), semiconductor, factor, semiconductor.gap_eV / 2
                        )
                    ),
                    4,
                ),
            }
            for factor in PINNING_FACTORS
            for work_function in work_functions_eV
        ]
    )


def barrier_chart(table: pd.DataFrame) -> alt.ConcatChart:
    """Draw ideal barriers against the work function of the metal, and what pinning does to them."""
    lines = sorted(table["line"].unique())
    smallest, largest = table["work_function"].min(), table["work_function"].max()

    def x_to(end: float) -> alt.X:
        return alt.X(
            "work_function:Q",
            title="Work function of the metal (eV)",
            scale=alt.Scale(domain=[3.3, end], nice=False),
            axis=alt.Axis(values=[4, 5]),
        )

    # On the left the names of the lines stand to the right of their ends.
    x = x_to(6.3)
    y = alt.Y("barrier:Q", title="Ideal barrier (eV)")
    ends = table[table["work_function"].isin([smallest, largest])]
    ideal_base = alt.Chart(ends[["work_function", "line", "barrier"]].drop_duplicates())
    metals = table[["metal", "work_function"]].drop_duplicates()
    ideal = alt.layer(
        alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(strokeDash=[3, 3]).encode(y="y:Q"),
        ideal_base.mark_line(strokeWidth=2).encode(
            x=x,
            y=y,
            color=alt.Color("line:N", scale=alt.Scale(domain=lines, range=SERIES[: len(lines)]), legend=None),
            strokeDash=alt.StrokeDash(
                "line:N",
                scale=alt.Scale(domain=lines, range=[[1, 0], [8, 3], [2, 2], [5, 2, 1, 2], [12, 4]]),
                legend=None,
            ),
        ),
        ideal_base.transform_filter(f"datum.work_function == {largest}")
        .mark_text(align="left", dx=5)
        .encode(x=x, y=y, text="line:N"),
        alt.Chart(metals)
        .mark_tick(orient="vertical", thickness=2, size=14, color=INK)
        .encode(
            x=x,
            y=alt.datum(0),
            tooltip=[
                alt.Tooltip("metal:N", title="Metal"),
                alt.Tooltip("work_function:Q", title="Work function (eV)"),
            ],
        ),
    )
    x = x_to(5.5)
    grid = pinned_barriers(np.array([3.4, 5.4]))
    pinned_base = alt.Chart(grid)
    pinned = alt.layer(
        pinned_base.mark_line(strokeWidth=2.2).encode(
            x=x,
            y=alt.Y("barrier:Q", title="Barrier for electrons, SnS₂ (eV)", scale=alt.Scale(domain=[-1, 1.4])),
            strokeDash=alt.StrokeDash(
                "S:N",
                scale=alt.Scale(domain=[f"S = {s:g}" for s in PINNING_FACTORS], range=[[1, 0], [6, 3], [2, 3]]),
                legend=None,
            ),
            detail="S:N",
            color=alt.value(SERIES[0]),
            tooltip=["S:N", alt.Tooltip("work_function:Q"), alt.Tooltip("barrier:Q", format=".2f")],
        ),
        pinned_base.transform_filter("datum.work_function < 3.5")
        .mark_text(align="left", dx=16, dy=12)
        .encode(x=x, y="barrier:Q", text="S:N"),
        alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(strokeDash=[3, 3]).encode(y="y:Q"),
    )
    return _quiet(
        alt.concat(
            ideal.properties(width=260, height=280, title=alt.Title("Schottky-Mott rule", fontSize=12)),
            pinned.properties(width=260, height=280, title=alt.Title("With pinning (illustrative)", fontSize=12)),
            columns=2,
        )
    )


# ---------------------------------------------------------------- bias

BIAS_DOPINGS_PER_CM3 = (1e17, 3e17)


def copper_faces() -> pd.DataFrame:
    """Return copper as a film and two of its faces, with the ideal barrier on SnS2."""
    semiconductor = tin_disulfide()
    rows = []
    for name, row_id in (("Cu(110)", "M232"), ("Cu film", "M231"), ("Cu(111)", "M235")):
        metal = Metal(name, sourced(row_id))
        contact = junctions.schottky_contact(metal, semiconductor)
        rows.append(
            {
                "surface": name,
                "work_function_eV": metal.work_function_eV,
                "barrier_eV": contact.barrier_eV,
                "built_in_V": contact.built_in_potential_V,
                "width_nm": contact.depletion_width_nm,
                "saturation_A_per_cm2": RICHARDSON_FREE_ELECTRON
                * 300.0**2
                * float(np.exp(-contact.barrier_eV / bands.thermal_energy_eV(300.0))),
            }
        )
    return pd.DataFrame(rows)


def current_rows() -> pd.DataFrame:
    """Return the size of the thermionic current of the copper surfaces on SnS2 against the bias."""
    parts = []
    for face in copper_faces().itertuples():
        reverse = [-0.4, -0.1, -0.06, -0.035, -0.02, -0.01]
        last = min(face.built_in_V - 0.005, 0.4)
        bias = np.array([*reverse, 0.01, 0.02, 0.035, 0.06, 0.1, last])
        bias = bias.round(4)
        current = junctions.thermionic_emission_current_A_per_cm2(bias, face.barrier_eV, RICHARDSON_FREE_ELECTRON)
        parts.append(pd.DataFrame({"bias": bias, "current": np.abs(current), "surface": face.surface}))
    rows = pd.concat(parts, ignore_index=True)
    rows["current"] = rows["current"].map(lambda value: float(f"{value:.4g}"))
    return rows


def capacitance_rows() -> pd.DataFrame:
    """Return 1/C² of the copper film on SnS2 against the bias, for two dopings."""
    bias = np.linspace(-0.8, 0.15, 4)
    parts = []
    for doping in BIAS_DOPINGS_PER_CM3:
        contact = junctions.schottky_contact(copper(), tin_disulfide(doping), bias)
        parts.append(
            pd.DataFrame(
                {
                    "bias": bias.round(4),
                    "inverse_square": (1e-12 / np.asarray(contact.capacitance_F_per_cm2) ** 2).round(4),
                    "width": np.asarray(contact.depletion_width_nm).round(2),
                    "doping": f"{doping / 1e17:g}×10¹⁷ per cm³",
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def bias_chart() -> alt.ConcatChart:
    """Draw current and 1/C² against the bias."""
    current = current_rows()
    surfaces = ["Cu(110)", "Cu film", "Cu(111)"]
    x = alt.X("bias:Q", title="Bias, forward positive (V)", axis=alt.Axis(tickCount=4))
    line = (
        alt.Chart(current)
        .transform_calculate(forward="datum.bias > 0")
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=alt.Y(
                "current:Q",
                title="Size of the current density (A/cm²)",
                scale=alt.Scale(type="log"),
                axis=_powers(-6, 2, 4),
            ),
            color=alt.Color("surface:N", scale=alt.Scale(domain=surfaces, range=SERIES[:3]), legend=None),
            strokeDash=alt.StrokeDash(
                "surface:N", scale=alt.Scale(domain=surfaces, range=[[1, 0], [6, 3], [2, 3]]), legend=None
            ),
            detail="forward:N",
            tooltip=[
                "surface:N",
                alt.Tooltip("bias:Q", title="Bias (V)"),
                alt.Tooltip("current:Q", title="Current density (A/cm²)", format=".2~e"),
            ],
        )
    )
    names = (
        alt.Chart(current)
        .transform_filter("datum.bias == -0.4")
        .mark_text(align="left", dx=4, dy=alt.ExprRef("datum.surface == 'Cu film' ? 11 : -10"))
        .encode(x=x, y="current:Q", text="surface:N")
    )
    capacitance = capacitance_rows()
    dopings = list(capacitance["doping"].unique())
    squares = (
        alt.Chart(capacitance)
        .mark_line(strokeWidth=2.2, point=True)
        .encode(
            x=x,
            y=alt.Y("inverse_square:Q", title="1/C² (cm⁴/µF²)"),
            color=alt.Color("doping:N", scale=alt.Scale(domain=dopings, range=[SERIES[3], SERIES[4]]), legend=None),
            tooltip=[
                alt.Tooltip("doping:N", title="Donors"),
                alt.Tooltip("bias:Q", title="Bias (V)"),
                alt.Tooltip("inverse_square:Q", title="1/C² (cm⁴/µF²)", format=".3~g"),
                alt.Tooltip("width:Q", title="Depletion width (nm)", format=".3~g"),
            ],
        )
    )
    doping_names = (
        alt.Chart(capacitance)
        .transform_filter("datum.bias == -0.8")
        .mark_text(align="left", dx=30, dy=-3)
        .encode(x=x, y="inverse_square:Q", text="doping:N")
    )
    return _quiet(
        alt.concat(
            alt.layer(line, names).properties(width=260, height=280, title=alt.Title("Current", fontSize=12)),
            alt.layer(squares, doping_names).properties(
                width=260, height=280, title=alt.Title("Capacitance", fontSize=12)
            ),
            columns=2,
        ).resolve_scale(color="independent", strokeDash="independent")
    )


def barrier_that_costs_eV(current_density_A_per_cm2: float, voltage_V: float, temperature_K: float = 300.0) -> float:
    """Return the barrier at which a small current over it costs the given voltage.

    Below a few kT/e of voltage the contact is a resistance; this inverts
    :func:`heterostructures.physics.junctions.thermionic_contact_resistance_ohm_cm2` for a free electron's mass.

    Examples
    --------
    >>> round(barrier_that_costs_eV(1e-5, 0.01), 2)
    0.69
    """
    resistance = voltage_V / current_density_A_per_cm2
    flat = float(junctions.thermionic_contact_resistance_ohm_cm2(0.0, RICHARDSON_FREE_ELECTRON, temperature_K))
    return float(bands.thermal_energy_eV(temperature_K)) * float(np.log(resistance / flat))


# ---------------------------------------------------------------- tunneling

TUNNELING_MASSES = {"light": 0.2, "heavy": 1.0}


def parabola_exponent(barrier_eV: float, width_nm: float, mass: float, points: int = 401) -> float:
    """Return the WKB exponent of a depletion barrier at the energy of its foot."""
    position = np.linspace(0.0, width_nm, points)
    return transport.wkb_exponent_of_profile(position, barrier_eV * (1.0 - position / width_nm) ** 2, mass)


def tunneling_doping_per_cm3(permittivity: float, mass: float, temperature_K: float = 300.0) -> float:
    """Return the doping above which electrons rather tunnel through a depletion barrier than pass over it.

    Both exponents are proportional to the barrier, which cancels: m ε (2 kT / ħ)² / e².

    Examples
    --------
    >>> f"{tunneling_doping_per_cm3(16.75, 1.0):.1e}"
    '3.2e+19'
    """
    absolute = permittivity * constants.epsilon_0
    rate = 2.0 * constants.k * temperature_K / constants.hbar
    return mass * constants.m_e * absolute * (rate / constants.e) ** 2 / 1e6


def tunneling_rows(barrier_eV: float) -> pd.DataFrame:
    """Return the probabilities to pass a depletion barrier, through it and over it, against the doping."""
    permittivity = tin_disulfide().relative_permittivity
    rows = []
    for log_doping in np.arange(17, 21.01, 0.25):
        width = float(junctions.depletion_width_nm(permittivity, 10.0**log_doping, barrier_eV))
        through = {
            name: round(-parabola_exponent(barrier_eV, width, mass) / np.log(10), 2)
            for name, mass in TUNNELING_MASSES.items()
        }
        rows.append({"doping": float(f"{10.0**log_doping:.3g}"), "width": round(width, 1), **through})
    return pd.DataFrame(rows)


def over_the_top(barrier_eV: float) -> float:
    """Return the logarithm to the base 10 of the probability to pass over a barrier at 300 K."""
    return -barrier_eV / float(bands.thermal_energy_eV(300.0)) / float(np.log(10))


def tunneling_chart(barrier_eV: float) -> alt.LayerChart:
    """Draw the probability to pass a barrier against the doping."""
    rows = tunneling_rows(barrier_eV)
    masses = list(TUNNELING_MASSES)
    x = alt.X(
        "doping:Q",
        title="Donors (1/cm³), illustrative",
        scale=alt.Scale(type="log", nice=False),
        axis=_powers(17, 21),
    )
    y = alt.Y("log:Q", title="log₁₀ of the probability to pass", scale=alt.Scale(domain=[-16, 0]))
    folded = alt.Chart(rows).transform_fold(masses, as_=["key", "log"]).transform_filter("datum.log >= -16.5")
    lines = folded.mark_line(strokeWidth=2.2, clip=True).encode(
        x=x,
        y=y,
        color=alt.Color("key:N", scale=alt.Scale(domain=masses, range=SERIES[:2]), legend=None),
        strokeDash=alt.StrokeDash("key:N", scale=alt.Scale(domain=masses, range=[[1, 0], [2, 2]]), legend=None),
        tooltip=[
            alt.Tooltip("key:N", title="Effective mass"),
            alt.Tooltip("doping:Q", title="Donors (1/cm³)", format=".1e"),
            alt.Tooltip("width:Q", title="Width (nm)"),
            alt.Tooltip("log:Q", title="log₁₀ of the probability"),
        ],
    )

    def words(name: str, doping: str, **place: object) -> alt.Chart:
        at_one_place = folded.transform_filter(f"datum.doping == {doping} && datum.key == '{name}'")
        return at_one_place.mark_text(text=f"mass {TUNNELING_MASSES[name]:g}", **place).encode(x=x, y=y)

    light = words("light", "1e19", align="right", dx=-8, dy=-6)
    heavy = words("heavy", "1e20", align="left", dx=6, dy=16)
    over = alt.Chart(alt.Data(values=[{"log": round(over_the_top(barrier_eV), 3), "doping": 1e17}]))
    rule = over.mark_rule(strokeDash=[6, 3], strokeWidth=2).encode(y="log:Q")
    name = over.mark_text(align="left", dx=4, dy=-9, text="over the top").encode(x=x, y="log:Q")
    return _quiet(alt.layer(rule, lines, light, heavy, name).properties(height=280))


# ---------------------------------------------------------------- small particles


def width_rows() -> pd.DataFrame:
    """Return depletion widths against doping for permittivities of the dataset and one illustrative bending."""
    rows = []
    for name, permittivity in (
        ("ZnS", sourced("M079")),
        ("SnS2", sourced("M054")),
        ("TiO2 (rutile, along c)", sourced("M190")),
    ):
        for log_doping in (15.0, 17.0, 20.0):
            width = junctions.depletion_width_nm(permittivity, 10.0**log_doping, ILLUSTRATIVE_BENDING_V)
            rows.append(
                {
                    "doping": float(f"{10.0**log_doping:.3g}"),
                    "width": float(f"{float(width):.4g}"),
                    "material": subscripted(name),
                }
            )
    return pd.DataFrame(rows)


ILLUSTRATIVE_BENDING_V = 0.5
SIZES = (("quantum dot, 5 nm", 5.0), ("nanosheet, 20 nm", 20.0), ("particle, 200 nm", 200.0))


def width_chart(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw depletion widths against doping, with sizes of particles."""
    x = alt.X(
        "doping:Q",
        title="Net doping (1/cm³), illustrative",
        scale=alt.Scale(type="log", nice=False),
        axis=_powers(15, 19, 2),
    )
    y = alt.Y(
        "width:Q", title="Depletion width (nm)", scale=alt.Scale(type="log"), axis=alt.Axis(values=[1, 10, 100, 1000])
    )
    materials = list(rows["material"].unique())
    lines = (
        alt.Chart(rows)
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "material:N",
                scale=alt.Scale(domain=materials, range=SERIES[:3]),
                legend=alt.Legend(title=None, orient="bottom"),
            ),
            strokeDash=alt.StrokeDash("material:N", scale=alt.Scale(domain=materials, range=[[1, 0], [6, 3], [2, 2]])),
            tooltip=[
                "material:N",
                alt.Tooltip("doping:Q", title="Doping (1/cm³)", format=".1e"),
                alt.Tooltip("width:Q", title="Width (nm)", format=".3~g"),
            ],
        )
    )
    sizes = alt.Chart(alt.Data(values=[{"name": name, "width": size, "doping": 1e15} for name, size in SIZES]))
    rules = sizes.mark_rule(strokeDash=[3, 3]).encode(y="width:Q")
    # The lines leave room on the left below 100 nm and on the right above it.
    small = sizes.transform_filter("datum.width < 100").mark_text(align="left", dx=4, dy=-7)
    large = sizes.transform_filter("datum.width > 100").mark_text(align="right", dx=-4, dy=-7)
    names = small.encode(x=x, y="width:Q", text="name:N")
    right_names = large.encode(x=alt.value("width"), y="width:Q", text="name:N")
    return _quiet(alt.layer(rules, lines, names, right_names).properties(height=300))


THICKNESSES_NM = (2.0, 3.5, 5.0, 7.0, 9.0, 11.5, 14.0, 17.0, 20.0, 23.0, 27.0, 33.0, 45.0, 100.0)
SHEET_DOPING_PER_CM3 = 1e18


@lru_cache(maxsize=4)
def thin_sheet_rows(thicknesses_nm: tuple[float, ...] = THICKNESSES_NM) -> pd.DataFrame:
    """Return what is left of the bending in a sheet of SnS2 with copper on one side and a free surface on the other.

    Returns
    -------
    pandas.DataFrame
        For each thickness the bending across the sheet by the full solution, in V, that of a fully depleted sheet, and
        the share of the donors' electrons that is still in the sheet.
    """
    semiconductor = tin_disulfide(SHEET_DOPING_PER_CM3)
    built_in = junctions.schottky_contact(copper(), semiconductor).built_in_potential_V
    permittivity = semiconductor.relative_permittivity * constants.epsilon_0
    rows = []
    for thickness in thicknesses_nm:
        profile = equilibrium_profile(
            [Layer(semiconductor, thickness)],
            left_end=copper(),
            right_end=Interface(),
            points=100,
            tolerance_eV=1e-5,
            statistics="Fermi-Dirac",
        )
        full = constants.e * SHEET_DOPING_PER_CM3 * 1e6 * (thickness * 1e-9) ** 2 / (2.0 * permittivity)
        donors = SHEET_DOPING_PER_CM3 * thickness * 1e-7
        rows.append(
            {
                "thickness": thickness,
                "full_solution": float(profile.conduction_band_eV[0] - profile.conduction_band_eV[-1]),
                "fully_depleted": min(full, built_in),
                "electrons_left": 1.0 - float(profile.layer_charge_per_cm2[0]) / donors,
            }
        )
    return pd.DataFrame(rows)


def thin_sheet_chart(rows: pd.DataFrame) -> alt.Chart:
    """Draw the bending across a sheet against its thickness."""
    x = alt.X(
        "thickness:Q",
        title="Thickness of the sheet (nm)",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(values=[2, 5, 10, 20, 50, 100], tickCount=20),
    )
    rows = rows.drop(columns="electrons_left").round(4)
    models = ["full solution", "depletion approximation"]
    bending = (
        alt.Chart(rows)
        .transform_fold(["full_solution", "fully_depleted"], as_=["key", "bending"])
        .transform_calculate(model="datum.key == 'full_solution' ? 'full solution' : 'depletion approximation'")
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=alt.Y("bending:Q", title="Bending across the sheet (V)", axis=alt.Axis(tickCount=3)),
            color=alt.Color(
                "model:N",
                scale=alt.Scale(domain=models, range=[SERIES[0], ACCENT]),
                legend=alt.Legend(title=None, orient="bottom", columns=1),
            ),
            strokeDash=alt.StrokeDash("model:N", scale=alt.Scale(domain=models, range=[[1, 0], [5, 3]])),
            tooltip=[
                "model:N",
                alt.Tooltip("thickness:Q", title="Thickness (nm)"),
                alt.Tooltip("bending:Q", title="Bending (V)", format=".3f"),
            ],
        )
    )
    return _quiet(bending.properties(height=260))


def donors_in_dot(diameter_nm: float, doping_per_cm3: float) -> float:
    """Return the mean number of donors in a dot."""
    return float(space_charge.carriers_in_sphere(diameter_nm / 2.0, doping_per_cm3))


# ---------------------------------------------------------------- sliders


def schottky_sliders(prefix: str = "ms") -> alt.ConcatChart:
    """A contact of metal and semiconductor with sliders: bands and field, computed in the page.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Band diagram and field, with the main numbers in the titles. The signals ``barrier_eV``, ``built_in_V``,
        ``right_width_nm``, ``field_V_per_m`` (size), ``capacitance_F_per_cm2``, ``electrons_per_cm2`` follow
        :func:`heterostructures.physics.junctions.schottky_contact`, ``current_A_per_cm2`` follows
        :func:`heterostructures.physics.junctions.thermionic_emission_current_A_per_cm2` and ``tunneling_exponent``
        :func:`heterostructures.physics.transport.wkb_exponent_of_profile`, both with the mass of a free electron.
    """
    c = live.Controls(prefix)
    work_function = c.slider("work_function_eV", "Work function of the metal (eV)", 3.4, 6.2, 0.02, 4.52)
    affinity = c.slider("affinity_eV", "Electron affinity (eV)", 3, 5.6, 0.02, 4.16)
    gap = c.slider("gap_eV", "Gap (eV)", 0.6, 3.6, 0.02, 2.28)
    kind = c.choice("kind", "Doping", ["n-type", "p-type"], "n-type")
    log_doping = c.slider("log_doping", "Doping, log10 (1/cm³)", 15, 19, 0.1, 17)
    permittivity = c.slider("permittivity", "Relative permittivity", 4, 170, 0.25, 16.75)
    temperature = c.slider("temperature_K", "Temperature (K)", 200, 400, 10, 300)
    bias = c.slider("bias_V", "Bias, forward positive (V)", -2, 1, 0.02, 0)

    sign = c.compute("sign", f"({kind} == 'n-type' ? 1 : -1)")
    thermal = live.thermal_energy_eV(c, temperature)
    doping = c.compute("doping_per_cm3", f"pow(10, {log_doping})")
    density = repr(FREE_ELECTRON_DENSITY_300K_PER_CM3)
    edge = live.conduction_edge_above_fermi_level_eV(
        c,
        "bulk",
        gap_eV=gap,
        net_doping_per_cm3=f"({sign} * {doping})",
        conduction_density_300K_per_cm3=density,
        valence_density_300K_per_cm3=density,
        thermal_energy=thermal,
        temperature_K=temperature,
    )
    barrier = c.compute(
        "barrier_eV", f"{sign} > 0 ? {work_function} - {affinity} : {affinity} + {gap} - {work_function}"
    )
    depth = c.compute("depth_eV", f"{sign} > 0 ? {edge} : {gap} - {edge}")
    built_in = c.compute("built_in_V", f"{barrier} - {depth}")
    state = c.compute("state", f"{built_in} <= 1e-9 ? 'ohmic' : ({bias} >= {built_in} ? 'beyond' : 'rectifying')")
    depleted = f"({state} == 'rectifying')"
    ohmic = f"({state} == 'ohmic')"
    bending = c.compute("bending_V", f"{depleted} ? {built_in} - {bias} : 0")
    width = live.depletion_width_nm(c, "right", permittivity, doping, bending)
    absolute = f"({permittivity} * {live.VACUUM_PERMITTIVITY_F_PER_M})"
    electrons = c.compute("electrons_per_cm2", f"{doping} * {width} * 1e-7")
    field = c.compute("field_V_per_m", f"{live.ELEMENTARY_CHARGE_C} * {electrons} * 1e4 / {absolute}")
    capacitance = c.compute("capacitance_F_per_cm2", f"{depleted} ? {absolute} / ({width} * 1e-9) * 1e-4 : 0")
    current = c.compute(
        "current_A_per_cm2",
        f"{depleted} ? {RICHARDSON_FREE_ELECTRON!r} * {temperature} * {temperature}"
        f" * (exp(({bias} - {barrier}) / {thermal}) - exp(-{barrier} / {thermal})) : 0",
    )
    saturation = c.compute(
        "saturation_A_per_cm2",
        f"{RICHARDSON_FREE_ELECTRON!r} * {temperature} * {temperature} * exp(-{barrier} / {thermal})",
    )
    exponent = c.compute(
        "tunneling_exponent",
        f"{width} * 1e-9 * sqrt(2 * {ELECTRON_MASS_KG} * {live.ELEMENTARY_CHARGE_C} * {bending}) / {HBAR_J_S}",
    )
    debye = c.compute(
        "debye_nm",
        f"1e9 * sqrt({absolute} * {thermal} / ({live.ELEMENTARY_CHARGE_C} * {doping} * 1e6))",
    )
    inversion = c.compute(
        "inversion_V", f"2 * {sign} * ({thermal} * ({prefix}_bulk_log_nc - {prefix}_bulk_log_ni) - {edge})"
    )

    reach = c.compute("reach_nm", f"{depleted} ? {width} : 3 * {debye}")
    margin = c.compute("margin_nm", f"max(0.3 * {reach}, 1)")
    # Energies are counted from the Fermi level of the semiconductor's bulk.
    metal_level = c.compute("metal_level_eV", f"{ohmic} ? 0 : -{sign} * min({bias}, {built_in})")
    parabola = f"{sign} * {bending} * pow(max(1 - datum.x / {width}, 0), 2)"
    straight = f"{sign} * {built_in} * max(1 - datum.x / {reach}, 0)"
    # The last place is the edge of the depletion layer, where the slope jumps.
    rows = [{"u": round(u, 4)} for u in sorted([*np.linspace(0, 1, 17), 0.9, 1 / 1.3])]
    computed = (
        alt.Chart(alt.Data(values=rows))
        .transform_calculate(x=f"({reach} + {margin}) * datum.u")
        .transform_calculate(lift=f"{depleted} ? {parabola} : ({ohmic} ? {straight} : 0)")
        .transform_calculate(conduction=f"{edge} + datum.lift", valence=f"{edge} - {gap} + datum.lift", fermi="0")
        .transform_calculate(field=f"{depleted} ? -{sign} * {field} * max(1 - datum.x / {width}, 0) / 1e8 : 0")
    )
    x = alt.X("x:Q", title="Position (nm), metal left of 0", axis=alt.Axis(grid=False), scale=alt.Scale(nice=False))
    y = alt.Y("energy:Q", title="Energy (eV)", scale=alt.Scale(zero=False))
    names = {"conduction": CONDUCTION, "valence": VALENCE, "fermi": FERMI}
    words = " : ".join(f"datum.key == '{key}' ? '{text}'" for key, text in names.items()) + " : ''"
    colour = alt.Color(
        "level:N",
        scale=LEVEL_COLOUR,
        legend=alt.Legend(title=None, orient="bottom", columns=2, values=[CONDUCTION, VALENCE, FERMI]),
    )
    folded = computed.transform_fold(list(names), as_=["key", "energy"]).transform_calculate(level=words)
    tooltip = [
        alt.Tooltip("level:N", title="Level"),
        alt.Tooltip("x:Q", title="Position (nm)", format=".3~g"),
        alt.Tooltip("energy:Q", title="Energy (eV)", format=".3f"),
    ]
    known = (
        folded.transform_filter(f"datum.key == 'fermi' || !{ohmic} || datum.x >= {reach}")
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=y,
            color=colour,
            strokeDash=alt.StrokeDash("level:N", scale=LEVEL_DASH, legend=None),
            tooltip=tooltip,
        )
    )
    # Where carriers accumulate there is no closed form: the ends are computed, a thin line joins them.
    between = (
        folded.transform_filter(f"datum.key != 'fermi' && {ohmic} && datum.x <= {reach}")
        .mark_trail()
        .encode(x=x, y=y, color="level:N", size=alt.value(1))
    )
    metal = alt.Chart(alt.Data(values=[{"end": 1}, {"end": 0}])).transform_calculate(
        x=f"-{margin} * datum.end",
        level=f"'{FERMI}'",
        energy=metal_level,
        bottom=f"min({metal_level}, {edge} - {gap} + min({sign} * ({ohmic} ? {built_in} : {bending}), 0))",
    )
    metal_line = metal.mark_line(strokeWidth=2.2).encode(x=x, y=y, color="level:N", strokeDash="level:N")
    sea = metal.mark_area(opacity=0.18, color=INK).encode(x=x, y=y, y2="bottom:Q")
    interface = alt.Chart(alt.Data(values=[{"x": 0}])).mark_rule(strokeDash=[3, 3]).encode(x="x:Q")
    field_line = (
        computed.mark_line(strokeWidth=2.2, color=ACCENT)
        .encode(
            x=x,
            y=alt.Y("field:Q", title="Field (MV/cm), positive to the right"),
            tooltip=[
                alt.Tooltip("x:Q", title="Position (nm)", format=".3~g"),
                alt.Tooltip("field:Q", title="Field (MV/cm)", format=".3~g"),
            ],
        )
        .transform_filter(f"!{ohmic}")
    )
    carriers = f"({sign} > 0 ? 'electrons' : 'holes')"
    first = (
        f"{depleted} ? ['Rectifying: ' + {carriers} + ' are depleted', 'Barrier ' + format({barrier}, '.2f')"
        f" + ' eV, bending ' + format({bending}, '.2f') + ' V', {built_in} > {inversion} ?"
        f" 'Beyond inversion: width too large' : {depth} < 3 * {thermal} ?"
        f" 'Bulk degenerate: numbers are rough' : ({bending} < 3 * {thermal} ?"
        f" 'Less than 3 kT: a poor approximation' : 'Depletion approximation holds')]"
        f" : ({ohmic} ? ['Ohmic: ' + ({built_in} > -1e-6 ? 'the bands stay flat' : {carriers} + ' accumulate'),"
        f" 'Bending ' + format(abs({built_in}), '.2f') + ' V the other way,',"
        f" 'no depletion width; Debye length ' + format({debye}, '.2~g') + ' nm']"
        f" : ['No barrier is left: the bands are flat', 'at ' + format({built_in}, '.2f')"
        f" + ' V; the formulas stop there', ''])"
    )
    second = (
        f"{depleted} ? ['Width ' + format({width}, ',.3~r') + ' nm, field ' + format({field} / 1e8, '.2~g')"
        f" + ' MV/cm, ' + format({capacitance} * 1e9, ',.3~r') + ' nF/cm²',"
        f" ({sign} > 0 ? 'Electrons' : 'Holes') + ' that left: ' + format({electrons} / 1e12, '.2~g') + ' × 10¹² per cm²',"
        f" ({bias} == 0 ? 'Saturation current ' + format({saturation}, '.2~g')"
        f" : 'Current ' + format({current}, '.2~g')) + ' A/cm², tunneling exp(−' + format({exponent}, ',.3~r') + ')'] : ({ohmic} ? ['The field is that of an accumulation layer;',"
        f" 'it has no closed formula and is not drawn.', 'A bias does not fall at this contact.']"
        f" : ['The current is limited by the bulk,', 'not by the contact.', ''])"
    )
    return _quiet(
        alt.concat(
            alt.layer(sea, known, between, metal_line, interface).properties(
                width=300, height=300, title=alt.Title(text=alt.ExprRef(first), fontSize=12)
            ),
            alt.layer(field_line, interface).properties(
                width=300, height=300, title=alt.Title(text=alt.ExprRef(second), fontSize=12)
            ),
            columns=2,
        ).add_params(*c.parameters)
    )
