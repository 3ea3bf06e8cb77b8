"""What the reviews print with and without a heterostructure, and the rows behind each advantage that they claim."""

from __future__ import annotations

import html
import re
from typing import Any

import altair as alt
import pandas as pd

from heterostructures import dataset, tables
from heterostructures.charts import INK, SERIES, SHAPES, SOFT_INK
from heterostructures.dataset_views import readable
from heterostructures.notation import readable_unit, subscripted, subscripted_html
from heterostructures.references import reference_anchor, reference_label

# ---------------------------------------------------------------- comparisons

ONE_COMPONENT = "one component alone"
# What the reference of each comparison is, where it is not one component alone.
OTHER_CONTROLS = {
    ("A198", "A197"): "the same heterostructure, undoped",
    ("A200", "A199"): "the same heterostructure, undoped",
    ("A239", "A238"): "the free molecule",
}
# Quantities whose zero is a convention, or whose ratio means nothing: only the difference is shown.
WITHOUT_RATIO = ("reduction_peak_potential", "adsorption_energy", "bond_length")
LOWER_IS_BETTER = (
    "charge_transfer_resistance",
    "diffusion_barrier",
    "reaction_barrier",
    "overpotential",
)


def comparisons() -> pd.DataFrame:
    """Return every pair of numbers with and without a heterostructure, with the kind of its reference.

    Returns
    -------
    pandas.DataFrame
        As :func:`heterostructures.dataset.pairs`, with ``control`` and ``shown_ratio`` (empty where a ratio would
        mean nothing), in the order quantity and ratio.
    """
    table = dataset.pairs()
    ids = zip(table["changed_id"], table["reference_id"], strict=True)
    table["control"] = [OTHER_CONTROLS.get(pair, ONE_COMPONENT) for pair in ids]
    table["shown_ratio"] = table["ratio"].where(~table["quantity"].isin(WITHOUT_RATIO))
    return table.sort_values(["shown_ratio", "changed_id"], ignore_index=True)


def four_electrode_count() -> dict[str, int]:
    """Count how complete the printed comparisons are.

    Returns
    -------
    dict of str to int
        ``pairs``; ``heterostructures`` with a pair; ``three``: those for which the heterostructure and both single
        components are printed in one quantity; ``four``: those with their mixture as well.
    """
    table = comparisons()
    alone = table[table["control"] == ONE_COMPONENT]
    sizes = alone.groupby(["heterostructure_id", "changed_id"]).size()
    subjects = dataset.load_measurements()[["heterostructure_id", "subject", "value"]].dropna()
    mixtures = subjects[subjects["subject"].str.contains(r"mixture|mixed|blend", case=False)]
    three = sizes[sizes >= 2].reset_index()["heterostructure_id"]
    return {
        "pairs": len(table),
        "heterostructures": table["heterostructure_id"].nunique(),
        "one_component": len(alone),
        "three": int(three.nunique()),
        "four": int(three.isin(mixtures["heterostructure_id"]).sum()),
        "mixture_numbers": len(mixtures),
    }


def _short(subject: str) -> str:
    """Return the material of a subject alone; the table has the whole of it."""
    subject = re.sub(r"^(.* (on|in)|pristine) (?=[A-Z])", "", subject.split(",")[0])
    return subscripted(subject.replace(" doped with Co", ":Co").replace(" without Co", ""))


def comparisons_chart(table: pd.DataFrame) -> alt.LayerChart:
    """Every ratio on one logarithmic axis, each labelled, none averaged.

    Parameters
    ----------
    table : pandas.DataFrame
        Result of :func:`comparisons`.

    Returns
    -------
    altair.LayerChart
        One line per comparison, from 1 to its ratio.
    """
    rows = []
    for index, row in enumerate(table.dropna(subset=["shown_ratio"]).to_dict("records")):
        unit = readable_unit(row["unit"])
        changed, reference = (f"{row[side + '_value']:g}" for side in ("changed", "reference"))
        rows.append(
            {
                "i": index,
                "q": readable(row["quantity"]) + (", lower wanted" if row["quantity"] in LOWER_IS_BETTER else ""),
                "s": f"{_short(row['changed_subject'])} {changed}, {_short(row['reference_subject'])} {reference} {unit}",
                "ratio": float(f"{row['shown_ratio']:.4g}"),
                "method": row["changed_method"],
                "control": row["control"],
                "from": f"{row['review']}, section {row['section_id'][2:]}",
            }
        )
    methods = ["experiment", "not stated"]
    scale = alt.Scale(type="log", domain=[0.25, 4.4], nice=False)
    along = {
        "scale": scale,
        "title": "Printed with / printed without (log scale)",
        "axis": alt.Axis(values=[0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4], ticks=False, grid=False, format="~g"),
    }
    x = alt.X("ratio:Q", **along)
    y = alt.Y("i:O", axis=None)
    data = alt.Chart(alt.Data(values=rows)).transform_calculate(base="1")
    line = data.mark_rule(strokeWidth=2, color=SOFT_INK).encode(x=x, x2="base:Q", y=y, yOffset=alt.value(30))
    dots = data.mark_point(filled=True, size=90).encode(
        x=x,
        y=y,
        yOffset=alt.value(30),
        color=alt.Color(
            "method:N",
            scale=alt.Scale(domain=methods, range=SERIES[:2]),
            legend=alt.Legend(title="Method", orient="top"),
        ),
        shape=alt.Shape("method:N", scale=alt.Scale(domain=methods, range=SHAPES[:2])),
        tooltip=[
            alt.Tooltip("q:N", title="Quantity"),
            alt.Tooltip("s:N", title="Printed"),
            alt.Tooltip("control:N", title="The reference is"),
            alt.Tooltip("ratio:Q", title="Ratio", format=".3~g"),
            alt.Tooltip("method:N", title="Method"),
            alt.Tooltip("from:N", title="Review"),
        ],
    )
    # A short mark in each line instead of a rule from top to bottom, which would cross the words on a phone.
    one = data.mark_tick(orient="vertical", size=14, thickness=2, color=INK).encode(
        x=alt.X("base:Q", **along), y=y, yOffset=alt.value(30)
    )
    words = data.mark_text(align="left", baseline="middle", fontSize=11)
    first = words.encode(x=alt.value(2), y=y, yOffset=alt.value(3), text="s:N")
    second = words.encode(x=alt.value(2), y=y, yOffset=alt.value(16), text="q:N")
    return alt.layer(one, line, dots, first, second).properties(height=alt.Step(46))


def _references_html(keys: str, to_references: str) -> str:
    return ", ".join(
        f'<a href="{to_references}#{html.escape(reference_anchor(key), quote=True)}">{html.escape(reference_label(key))}</a>'
        for key in keys.split("; ")
    )


def _subject_html(text: str) -> str:
    """Write a subject with subscripts, and single ions with their charge above the line."""
    return re.sub(r"\b(Li|Na|K)\+", r"\1⁺", subscripted_html(text))


def comparisons_table(table: pd.DataFrame, to_references: str) -> tables.ShownTable:
    """The comparisons as a table, those without a ratio included.

    Parameters
    ----------
    table : pandas.DataFrame
        Result of :func:`comparisons`.
    to_references : str
        Address of the bibliography, seen from the page.

    Returns
    -------
    ShownTable
        One row per pair.
    """
    records = table.to_dict("records")

    def side(row: dict[str, Any], name: str) -> str:
        value = f"{row[name + '_value']:g}"
        if not pd.isna(row[f"{name}_value_max"]):
            value += f"–{row[f'{name}_value_max']:g}"
        return value.replace("-", "−")

    shown = pd.DataFrame(
        {
            "quantity": [f"{readable(row['quantity'])} ({readable_unit(row['unit'])})" for row in records],
            "changed": [f"{row['changed_subject']}: {side(row, 'changed')}" for row in records],
            "reference": [f"{row['reference_subject']}: {side(row, 'reference')}" for row in records],
            "ratio": ["no ratio" if pd.isna(row["shown_ratio"]) else f"{row['shown_ratio']:.2f}" for row in records],
            "control": table["control"].to_numpy(),
            "method": table["changed_method"].to_numpy(dtype=object),
            "conditions": [None if pd.isna(row["conditions"]) else row["conditions"] for row in records],
            "source": table["bib_keys"].to_numpy(),
        }
    )
    return tables.show(
        shown,
        caption="Every pair of numbers with and without",
        headers={
            "quantity": "Quantity",
            "changed": "With",
            "reference": "Without",
            "ratio": "Ratio",
            "control": "The reference is",
            "method": "Method",
            "conditions": "Conditions",
            "source": "Source",
        },
        cells={
            "changed": _subject_html,
            "reference": _subject_html,
            "source": lambda keys: _references_html(keys, to_references),
        },
        missing="none printed",
        wrap=True,
    )


# ---------------------------------------------------------------- the advantages of both reviews

# Which quantities of the dataset speak for which advantage: our reading, shown on the page.
ADVANTAGES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "ions move faster": (
        "first",
        "first",
        (
            "diffusion_barrier",
            "diffusion_barrier_ratio",
            "diffusion_coefficient",
            "ion_diffusion_rate",
            "ion_migration",
            "ion_diffusion_resistance",
            "desolvation_barrier",
            "conductivity_ratio",
        ),
    ),
    "electrons move faster": (
        "first",
        "second",
        (
            "electrical_conductivity",
            "electron_transport",
            "charge_transfer_resistance",
            "charge_transfer_rate",
            "internal_resistance",
            "band_gap",
            "density_of_states",
            "polarization",
        ),
    ),
    "more charge, more energy": (
        "first",
        "—",
        (
            "reversible_capacity",
            "specific_capacity",
            "areal_capacity",
            "energy_density",
            "electrons_transferred",
            "energy_efficiency",
        ),
    ),
    "volume change is buffered": (
        "second",
        "fourth",
        (
            "structural_stability",
            "volume_change",
            "stress",
            "strain",
            "agglomeration",
            "capacity_retention",
            "cycling_stability",
            "cycle_life",
            "capacity_decay_per_cycle",
            "absorbed_expansion_work",
            "interface_strain_energy",
            "interlayer_gliding",
            "phase_transition",
        ),
    ),
    "adsorption is tuned": (
        "third",
        "third",
        (
            "adsorption_energy",
            "adsorption_strength",
            "molecule_binding_energy",
            "ion_adsorption_site",
            "ion_accumulation",
            "polysulfide_shuttle",
        ),
    ),
    "reactions need less overpotential": (
        "third",
        "—",
        (
            "overpotential",
            "reaction_barrier",
            "reaction_rate",
            "reaction_reversibility",
            "polysulfide_conversion",
            "deposition_capacity",
            "d_band_center",
            "orbital_hybridization",
            "spin_state",
        ),
    ),
    "more active sites": (
        "second, by defects",
        "fifth",
        ("active_sites", "defect_density", "vacancy_formation", "pseudocapacitance"),
    ),
    "stable in air and electrolyte, safe": (
        "fourth",
        "—",
        (
            "side_reactions",
            "moisture_resistance",
            "material_dissolution",
            "metal_migration",
            "gas_evolution",
            "voltage_decay",
            "hydrogen_evolution",
            "safety",
        ),
    ),
}


def advantages() -> pd.DataFrame:
    """Count the rows of the dataset behind each advantage, from the running text of both reviews.

    Returns
    -------
    pandas.DataFrame
        One row per advantage: place in the lists of A and B, directions and numbers of each review, numbers by
        method, pairs, and the quantities that have directions only.
    """
    rows = dataset.load_measurements()
    pairs = dataset.pairs()
    found = []
    for name, (in_a, in_b, quantities) in ADVANTAGES.items():
        part = rows[rows["quantity"].isin(quantities)]
        numbers = part[part["value"].notna()]
        method = numbers["method"].map(str)
        bare = [quantity for quantity in quantities if quantity in set(part["quantity"]) - set(numbers["quantity"])]
        found.append(
            {
                "advantage": name,
                "in_a": in_a,
                "in_b": in_b,
                "directions_a": int((part["direction"].notna() & (part["review"] == "A")).sum()),
                "directions_b": int((part["direction"].notna() & (part["review"] == "B")).sum()),
                "numbers_a": int((numbers["review"] == "A").sum()),
                "numbers_b": int((numbers["review"] == "B").sum()),
                "numbers": len(numbers),
                "experiment": int((method == "experiment").sum()),
                "calculation": int((method == "calculation").sum()),
                "otherwise": int((~method.isin(["experiment", "calculation"])).sum()),
                "pairs": int(pairs["quantity"].isin(quantities).sum()),
                "bare": ", ".join(readable(quantity) for quantity in bare),
            }
        )
    return pd.DataFrame(found)


def advantages_table(table: pd.DataFrame) -> tables.ShownTable:
    """The advantages of both reviews side by side.

    Parameters
    ----------
    table : pandas.DataFrame
        Result of :func:`advantages`.

    Returns
    -------
    ShownTable
        One row per advantage.
    """
    shown = pd.DataFrame(
        {
            "advantage": table["advantage"],
            "lists": [
                ", ".join(f"{letter} {place}" for letter, place in (("A", row.in_a), ("B", row.in_b)) if place != "—")
                for row in table.itertuples()
            ],
            "directions": [f"{row.directions_a} + {row.directions_b}" for row in table.itertuples()],
            "numbers": [f"{row.numbers_a} + {row.numbers_b}" for row in table.itertuples()],
            "methods": [f"{row.experiment} / {row.calculation} / {row.otherwise}" for row in table.itertuples()],
            "pairs": table["pairs"].map(str),
            "bare": table["bare"],
        }
    )
    return tables.show(
        shown,
        caption="Advantages claimed, and the rows of the running text behind them",
        headers={
            "advantage": "Advantage",
            "lists": "Place in the lists",
            "directions": "Directions, A + B",
            "numbers": "Numbers, A + B",
            "methods": "measured / calculated / not said",
            "pairs": "Pairs",
            "bare": "With directions only",
        },
        row_header="advantage",
        wrap=True,
    )
