"""Calculations and still charts of the page on structural stability and buffering.

Volumes are in cm3 per mole of formula units, charges in mAh per gram, expansions as fractions of the volume before.
Volumes of the sodium and lithium chalcogenides come from the ionic radii of the dataset, because it holds no
densities of them; volumes that a metal ion takes in an alloy are stated below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import altair as alt
import numpy as np
import pandas as pd
from scipy import constants

from heterostructures import dataset, tables
from heterostructures.charts import ACCENT, SERIES, SOFT_INK
from heterostructures.notation import subscripted, subscripted_html
from heterostructures.physics import electrochemistry, expansion
from heterostructures.physics.formulas import element_amounts, molar_mass_g_per_mol

FARADAY_AH_PER_MOL = electrochemistry.FARADAY_MAH_PER_MOL / 1000.0
ANGSTROM3_IN_CM3 = 1e-24
PHASES_OF_ANTIFLUORITE = 4  # formula units in the cubic cell
# Rows of materials.csv: the density of each phase, as it is at room temperature or as a battery paper would use it.
DENSITY_ROWS = {
    "MoS2": "M007", "WS2": "M025", "SnS": "M035", "SnS2": "M046", "SnO2": "M059", "ZnS": "M071", "ZnSe": "M081",
    "FeS2": "M097", "Fe2O3": "M110", "Sb2S3": "M132", "Bi2S3": "M146", "CoSe2": "M151", "NiS2": "M153",
    "Cu2S": "M160", "MoO3": "M166", "Si": "M193", "Sn": "M218", "Cu": "M227", "Ni": "M236", "Bi": "M250",
    "Bi2Te3": "M261", "Co": "M269", "CoS2": "M279", "CuS": "M288", "Fe": "M293", "Li": "M323", "Mo": "M357",
    "MoO2": "M365", "Na": "M374", "NiSe2": "M399", "S": "M404", "Sb": "M412", "Sb2Te3": "M427", "W": "M466",
    "Zn": "M484", "ZnTe": "M499",
}  # fmt: skip
# Components of heterostructures of the reviews that react and whose density has a source, and sulfur.
ACTIVE = (
    "S", "Si", "Sn", "Sb", "SnS", "SnS2", "SnO2", "Sb2S3", "Sb2Te3", "Bi2S3", "Bi2Te3", "MoS2", "WS2", "FeS2", "CoS2",
    "NiS2", "CuS", "Cu2S", "ZnS", "CoSe2", "NiSe2", "ZnSe", "ZnTe", "MoO2", "MoO3", "Fe2O3",
)  # fmt: skip
# Rows of ionic radii: cations in fourfold, anions in the sixfold coordination to which the tables refer.
RADIUS_ROWS = {"Na": "M567", "Li": "M548", "O": "M580", "S": "M582", "Se": "M587", "Te": "M592"}
CHALCOGENS = ("O", "S", "Se", "Te")
# Richest alloy that each element forms, as ions per atom.
IONS_PER_ATOM = {"Na": {"Sn": 15 / 4, "Sb": 3.0, "Bi": 3.0}, "Li": {"Sn": 17 / 4, "Sb": 3.0, "Bi": 3.0, "Si": 15 / 4}}
ALLOYS = {
    ("Na", "Sn"): ("Na15Sn4", 4), ("Na", "Sb"): ("Na3Sb", 1), ("Na", "Bi"): ("Na3Bi", 1), ("Li", "Sn"): ("Li17Sn4", 4),
    ("Li", "Sb"): ("Li3Sb", 1), ("Li", "Bi"): ("Li3Bi", 1), ("Li", "Si"): ("Li15Si4", 4),
}  # fmt: skip
# Volume that one mole of ions takes in an alloy: lithium after Obrovac et al. 2007, sodium illustrative.
ION_IN_ALLOY_CM3 = {"Na": 18.0, "Li": 8.9}
LOW_SODIUM_CM3 = 15.0
LIMIT_PERCENT = 300.0
WIDEST_PERCENT = 640  # end of the axis; the longest line of the chart ends before it
IONS = ("Na", "Li")
CONVERSION, ALLOYING, BOTH = "conversion", "alloying", "conversion and alloying"


@cache
def _materials() -> dict[str, dict[str, object]]:
    return {row["material_row_id"]: row for row in dataset.load("materials").to_dict("records")}


def row_of_material(row_id: str) -> dict[str, object]:
    """Return one row of ``materials.csv``."""
    return _materials()[row_id]


@cache
def molar_volume_cm3(formula: str) -> float:
    """Molar volume from the sourced density of a solid.

    Parameters
    ----------
    formula : str
        One of :data:`DENSITY_ROWS`.

    Returns
    -------
    float
        Volume in cm3/mol.
    """
    row = row_of_material(DENSITY_ROWS[formula])
    if (row["material"], row["property"]) != (formula, "density"):
        raise LookupError(f"row {DENSITY_ROWS[formula]} of materials.csv is not the density of {formula}")
    return float(expansion.molar_volume_cm3_per_mol(molar_mass_g_per_mol(formula), float(row["value"])))


@cache
def chalcogenide_volume_cm3(ion: str, chalcogen: str) -> float:
    r"""Estimate the molar volume of Na2S and its relatives from ionic radii.

    Parameters
    ----------
    ion : str
        ``Na`` or ``Li``.
    chalcogen : str
        ``O``, ``S``, ``Se`` or ``Te``.

    Returns
    -------
    float
        Volume in cm3/mol.

    Notes
    -----
    In the antifluorite structure each cation sits in the middle of an eighth of the cubic cell and touches four anions
    at its corners, so that :math:`a = 4 (r_+ + r_-) / \sqrt{3}`, with four formula units in the cell.
    """
    radii = [float(row_of_material(RADIUS_ROWS[name])["value"]) for name in (ion, chalcogen)]
    cell = 4.0 * sum(radii) / np.sqrt(3.0)
    return float(constants.N_A * cell**3 * ANGSTROM3_IN_CM3 / PHASES_OF_ANTIFLUORITE)


@dataclass(frozen=True)
class Swelling:
    """Uptake of ions by one formula unit, to the end.

    Parameters
    ----------
    formula, ion, kind, equation : str
        The material, the ion, ``conversion``, ``alloying`` or both, and the balanced equation.
    electrons : float
        Ions taken up per formula unit.
    before_cm3, after_cm3 : float
        Volumes of the solids per mole of formula units.
    """

    formula: str
    ion: str
    kind: str
    equation: str
    electrons: float
    before_cm3: float
    after_cm3: float

    @property
    def change(self) -> float:
        """Volume change as a fraction."""
        return expansion.reaction_volume_change([1.0], [self.before_cm3], [1.0], [self.after_cm3])

    @property
    def per_charge_cm3_per_Ah(self) -> float:
        """Swelling per charge."""
        return (self.after_cm3 - self.before_cm3) / (self.electrons * FARADAY_AH_PER_MOL)


def _number(value: float) -> str:
    return "" if value == 1 else f"{value:g} "


def swelling(formula: str, ion: str, ion_in_alloy_cm3: float | None = None) -> Swelling | None:
    """Compute how far a material swells when it takes up all the ions it can.

    Parameters
    ----------
    formula : str
        Material, one of :data:`ACTIVE`.
    ion : str
        ``Na`` or ``Li``.
    ion_in_alloy_cm3 : float, optional
        Volume of one mole of ions in an alloy; by default that of :data:`ION_IN_ALLOY_CM3`.

    Returns
    -------
    Swelling or None
        None if no end product is known here (silicon with sodium).
    """
    in_alloy = ION_IN_ALLOY_CM3[ion] if ion_in_alloy_cm3 is None else ion_in_alloy_cm3
    products, after, electrons, kinds = [], 0.0, 0.0, set()
    for element, amount in element_amounts(formula).items():
        if element in CHALCOGENS:
            products.append(f"{_number(amount)}{ion}2{element}")
            after += amount * chalcogenide_volume_cm3(ion, element)
            electrons += 2 * amount
            kinds.add(CONVERSION)
        elif element in IONS_PER_ATOM[ion]:
            name, atoms = ALLOYS[ion, element]
            products.append(f"{_number(amount / atoms)}{name}")
            taken = IONS_PER_ATOM[ion][element]
            after += amount * (molar_volume_cm3(element) + taken * in_alloy)
            electrons += amount * taken
            kinds.add(ALLOYING)
        elif formula == element:
            return None
        else:
            products.append(f"{_number(amount)}{element}")
            after += amount * molar_volume_cm3(element)
    equation = f"{formula} + {electrons:g} {ion}+ + {electrons:g} e- -> " + " + ".join(products)
    kind = BOTH if len(kinds) == 2 else kinds.pop()
    return Swelling(formula, ion, kind, equation, electrons, molar_volume_cm3(formula), after)


def swelling_table(formulas: Sequence[str] = ACTIVE) -> pd.DataFrame:
    """Collect the swelling of many materials with sodium and with lithium.

    Parameters
    ----------
    formulas : sequence of str
        Materials.

    Returns
    -------
    pandas.DataFrame
        One row per material and ion: ``percent``, ``per_charge`` (cm3/Ah), ``void_percent``, ``radius_ratio``, and
        ``low``, ``high`` in percent for sodium alloys between :data:`LOW_SODIUM_CM3` and the volume of the metal.
    """
    rows = []
    for formula in formulas:
        for ion in IONS:
            one = swelling(formula, ion)
            if one is None:
                continue
            low = high = one.change
            if ion == "Na" and one.kind != CONVERSION:
                low, high = (swelling(formula, ion, v).change for v in (LOW_SODIUM_CM3, molar_volume_cm3("Na")))  # type: ignore[union-attr]
            rows.append(
                {
                    "formula": formula,
                    "ion": ion,
                    "kind": one.kind,
                    "equation": one.equation,
                    "electrons": one.electrons,
                    "percent": 100 * one.change,
                    "low": 100 * low,
                    "high": 100 * high,
                    "per_charge": one.per_charge_cm3_per_Ah,
                    "void_percent": 100 * float(expansion.void_fraction_needed(one.change)),
                    "radius_ratio": float(expansion.yolk_shell_inner_radius_nm(1.0, one.change)),
                    "source": str(row_of_material(DENSITY_ROWS[formula])["bib_key"]),
                }
            )
    return pd.DataFrame(rows)


# ---------------------------------------------------------------- staggered reactions


@dataclass(frozen=True)
class Staggered:
    """A mixture of Sb2S3 and MoS2 whose steps run one after another.

    Parameters
    ----------
    charges : tuple of float
        Charge of each step in mAh per gram of mixture: insertion, conversion of Sb2S3, alloying, conversion of MoS2.
    slopes : tuple of float
        Swelling per charge in each step, cm3/Ah.
    start_cm3_per_g : float
        Volume of one gram before.
    """

    charges: tuple[float, float, float, float]
    slopes: tuple[float, float, float, float]
    start_cm3_per_g: float

    @property
    def total_charge(self) -> float:
        """Charge of all steps, mAh/g."""
        return sum(self.charges)

    def change(self, part: float, together: bool = False) -> float:
        """Volume change after a part of the charge, as a fraction; ``together``: all steps at the same pace."""
        passed = part * self.total_charge
        volume, left = 0.0, passed
        for charge, slope in zip(self.charges, self.slopes, strict=True):
            used = part * charge if together else min(max(left, 0.0), charge)
            left -= charge
            volume += used * slope / 1000.0
        return volume / self.start_cm3_per_g

    @property
    def mean_slope(self) -> float:
        """Swelling per charge if all steps run at once, cm3/Ah."""
        return sum(q * s for q, s in zip(self.charges, self.slopes, strict=True)) / self.total_charge


def staggered(
    sb2s3_mass_fraction: float, sodium_in_host: float, host_cm3_per_mol: float, alloy_cm3_per_mol: float
) -> Staggered:
    """Charges and swelling of the four steps of a mixture of Sb2S3 and MoS2.

    Parameters
    ----------
    sb2s3_mass_fraction : float
        Mass of Sb2S3 in that of the mixture, from 0 to 1.
    sodium_in_host : float
        Sodium per MoS2 at the end of insertion, above 0 and below 4.
    host_cm3_per_mol, alloy_cm3_per_mol : float
        Volume of one mole of sodium in NaxMoS2 and in Na3Sb.

    Returns
    -------
    Staggered
        The steps in the order in which Review B prints them.
    """
    moles = {
        "Sb2S3": sb2s3_mass_fraction / molar_mass_g_per_mol("Sb2S3"),
        "MoS2": (1 - sb2s3_mass_fraction) / molar_mass_g_per_mol("MoS2"),
    }
    changes = step_volumes_cm3(sodium_in_host, host_cm3_per_mol, alloy_cm3_per_mol)
    electrons = (sodium_in_host, 6.0, 6.0, 4.0 - sodium_in_host)
    hosts = ("MoS2", "Sb2S3", "Sb2S3", "MoS2")
    faraday = electrochemistry.FARADAY_MAH_PER_MOL
    return Staggered(
        tuple(moles[host] * n * faraday for host, n in zip(hosts, electrons, strict=True)),  # type: ignore[arg-type]
        tuple(v / (n * FARADAY_AH_PER_MOL) for v, n in zip(changes, electrons, strict=True)),  # type: ignore[arg-type]
        sum(n * molar_volume_cm3(host) for host, n in moles.items()),
    )


def step_volumes_cm3(
    sodium_in_host: float, host_cm3_per_mol: float, alloy_cm3_per_mol: float
) -> tuple[float, float, float, float]:
    """Volume changes of the four steps per mole of MoS2 or of Sb2S3.

    Parameters
    ----------
    sodium_in_host, host_cm3_per_mol, alloy_cm3_per_mol : float
        As for :func:`staggered`.

    Returns
    -------
    tuple of float
        Insertion, conversion of Sb2S3, alloying, conversion of MoS2, in cm3/mol.
    """
    sulfide = chalcogenide_volume_cm3("Na", "S")
    insertion = sodium_in_host * host_cm3_per_mol
    return (
        insertion,
        2 * molar_volume_cm3("Sb") + 3 * sulfide - molar_volume_cm3("Sb2S3"),
        6 * alloy_cm3_per_mol,
        molar_volume_cm3("Mo") + 2 * sulfide - molar_volume_cm3("MoS2") - insertion,
    )


def printed_step_potentials() -> pd.DataFrame:
    """Return the printed potentials of steps of MoS2 and Sb2S3 on discharge in a sodium cell."""
    rows = dataset.load("reactions")
    wanted = rows[rows["reaction_id"].isin(["BR05", "BR06", "BR07", "BR08", "BR11"])]
    return wanted.set_index("reaction_id")


def formation_energies_eV(*formulas: str) -> dict[str, float]:
    """Return the sourced formation energies of compounds in eV per formula unit."""
    rows = [row for row in _materials().values() if row["property"] == "formation_energy"]
    values = {row["material"]: row["value"] for row in rows}
    return {formula: float(values[formula]) for formula in formulas}  # type: ignore[arg-type]


# ---------------------------------------------------------------- what the dataset reports

BUFFERING_QUANTITIES = (
    "structural_stability",
    "cycling_stability",
    "volume_change",
    "stress",
    "agglomeration",
    "side_reactions",
    "material_dissolution",
)
METHODS = ("not stated", "experiment", "calculation")


def direction_counts() -> pd.DataFrame:
    """Count the claims on stability and buffering by quantity, direction and method.

    Returns
    -------
    pandas.DataFrame
        Columns ``quantity`` (words), ``direction``, ``method``, ``n``; claims without a number only.
    """
    rows = dataset.measurements(quantity=BUFFERING_QUANTITIES)
    rows = rows[rows["value"].isna()]
    counted = rows.groupby(["quantity", "direction", "method"]).size().reset_index(name="n")
    counted["quantity"] = counted["quantity"].str.replace("_", " ")
    return counted


def retention_rows() -> pd.DataFrame:
    """Collect every capacity retention and decay per cycle that the reviews print with a number.

    Returns
    -------
    pandas.DataFrame
        With ``percent_left`` (None where a decay is printed), ``cycles``, ``loss_percent`` per cycle (compound reading of
        a retention), ``kind``, ``current`` and the source.
    """
    rows = dataset.measurements(quantity=["capacity_retention", "capacity_decay_per_cycle"])
    rows = rows[rows["value"].notna()].drop_duplicates("measurement_id")
    table = []
    for row in rows.to_dict("records"):
        is_retention = row["quantity"] == "capacity_retention"
        cycles = float(row["cycle_number"])
        loss = (
            float(electrochemistry.decay_per_cycle_percent(float(row["value"]), cycles, "compound"))
            if is_retention
            else float(row["value"])
        )
        left = float(row["value"]) if is_retention else None
        table.append(
            {
                "id": row["measurement_id"],
                "subject": row["subject"],
                "battery": row["battery"],
                "percent_left": left,
                "cycles": int(cycles),
                "current": row["current_density_A_per_g"],
                "loss_percent": loss,
                "kind": "single material" if row["comparison_side"] == "reference" else "heterostructure",
                "printed": "retention" if is_retention else "decay per cycle",
                "section": row["section_id"],
                "bib_keys": row["bib_keys"],
            }
        )
    return pd.DataFrame(table).sort_values("loss_percent", ascending=False, ignore_index=True)


def retention_table(rows: pd.DataFrame) -> tables.ShownTable:
    """Bring the retentions to the page.

    Parameters
    ----------
    rows : pandas.DataFrame
        Result of :func:`retention_rows`.

    Returns
    -------
    heterostructures.tables.ShownTable
        One line a number.
    """
    shown = rows.assign(
        left=[None if pd.isna(value) else f"{value:g}" for value in rows["percent_left"]],
        loss=rows["loss_percent"].map("{:.2g}".format),
    )
    return tables.show(
        shown,
        caption="Retentions and decays per cycle as printed, and the loss per cycle computed from them.",
        headers={
            "subject": "Electrode",
            "battery": "Battery",
            "left": "Capacity left (%)",
            "cycles": "Cycles",
            "current": "Current (A/g)",
            "loss": "Loss per cycle (%)",
            "section": "Section",
        },
        cells={"subject": subscripted_html, "battery": subscripted_html},
        row_header="subject",
        wrap=True,
    )


def section_rows() -> pd.DataFrame:
    """Return all rows of the dataset from the sections of the reviews on buffering and stability."""
    rows = dataset.measurements(section=["A-2.4", "A-3.4", "B-3.4"])
    return rows[rows["source_file"] == "measurements.csv"].reset_index(drop=True)


def section_table() -> tables.ShownTable:
    """Bring the rows of :func:`section_rows` to the page, in a fold."""
    rows = section_rows()
    says = [
        f"{row['qualifier']} {row['value']:g} {row['unit']}".replace("exactly ", "")
        if pd.isna(row["direction"])
        else row["direction"]
        for row in rows.to_dict("records")
    ]
    return tables.folded(
        "All rows of the dataset from sections A-2.4, A-3.4 and B-3.4",
        tables.show(
            rows.assign(says=says, quantity=rows["quantity"].str.replace("_", " ")),
            caption="What the three sections claim or print, row by row.",
            headers={
                "subject": "Subject",
                "quantity": "Quantity",
                "says": "Claim or number",
                "method": "Method",
                "section_id": "Section",
            },
            cells={"subject": subscripted_html},
            row_header="subject",
            wrap=True,
        ),
    )


# ---------------------------------------------------------------- sulfur cathode


def sulfur_cell_Wh_per_kg(
    capacity_mAh_per_g: float, electrolyte_mL_per_g: float, electrolyte_g_per_mL: float, rest_per_sulfur: float
) -> float:
    """Upper limit of the energy of a lithium-sulfur cell per mass of what is counted.

    Parameters
    ----------
    capacity_mAh_per_g : float
        Capacity per gram of sulfur.
    electrolyte_mL_per_g : float
        Electrolyte per gram of sulfur.
    electrolyte_g_per_mL : float
        Density of the electrolyte.
    rest_per_sulfur : float
        Mass of all else (host, carbon, collectors, spare lithium) per mass of sulfur.

    Returns
    -------
    float
        Energy in Wh/kg: charge times the equilibrium voltage of sulfur and lithium, over the mass of sulfur, of the
        lithium that reacts, of electrolyte and rest.
    """
    lithium = capacity_mAh_per_g / lithium_capacity_mAh_per_g()
    mass = 1.0 + lithium + electrolyte_mL_per_g * electrolyte_g_per_mL + rest_per_sulfur
    return capacity_mAh_per_g * sulfur_voltage_V() / mass


def lithium_capacity_mAh_per_g() -> float:
    """Charge per gram of lithium metal."""
    return float(electrochemistry.theoretical_capacity_mAh_per_g(1, molar_mass_g_per_mol("Li")))


@cache
def sulfur_voltage_V() -> float:
    """Voltage of S + 2 Li -> Li2S from the formation energy of the dataset."""
    return -formation_energies_eV("Li2S")["Li2S"] / 2.0


# ---------------------------------------------------------------- still charts

QUIET = alt.Axis(ticks=False, grid=False)


def rounded(value: float, digits: int = 4) -> float:
    """Round to significant digits, to keep the page light."""
    return float(f"{value:.{digits}g}")


def swelling_chart(table: pd.DataFrame) -> alt.HConcatChart:
    """Draw the swelling of all materials, in percent and per charge.

    Parameters
    ----------
    table : pandas.DataFrame
        Result of :func:`swelling_table`.

    Returns
    -------
    altair.ConcatChart
        Left, percent of the volume before; right, cm3 per Ah.
    """
    with_sodium = table[table["ion"] == "Na"].set_index("formula")["percent"]
    # Silicon takes up no sodium; it stands where its value with lithium puts it.
    key = table["formula"].map(with_sodium).fillna(table["percent"])
    table = table.assign(key=key).sort_values(["key", "formula", "ion"], ascending=[False, True, False])
    rows = [
        {
            "m": subscripted(row["formula"]),
            "i": row["ion"],
            "p": rounded(row["percent"], 3),
            "a": rounded(row["low"], 3),
            "b": rounded(row["high"], 3),
            "c": rounded(row["per_charge"], 3),
            "v": rounded(row["void_percent"], 2),
            "r": rounded(row["radius_ratio"], 3),
            "e": row["equation"],
            "s": row["source"],
        }
        for row in table.to_dict("records")
    ]
    base = alt.Chart()
    tooltip = [
        alt.Tooltip("m:N", title="Material"),
        alt.Tooltip("e:N", title="Reaction"),
        alt.Tooltip("p:Q", title="Volume change (%)"),
        alt.Tooltip("c:Q", title="Per charge (cm³/Ah)"),
        alt.Tooltip("v:Q", title="Void needed (% of the cavity)"),
        alt.Tooltip("r:Q", title="Radius of cavity / core"),
        alt.Tooltip("s:N", title="Density from"),
    ]
    order = list(dict.fromkeys(row["m"] for row in rows))
    y = alt.Y("m:N", sort=order, title=None, axis=alt.Axis(ticks=False, labelFontSize=11, domain=False))
    names = {"Na": "sodium", "Li": "lithium"}
    colour = alt.Color(
        "ion:N",
        scale=alt.Scale(domain=list(names.values()), range=[SERIES[0], ACCENT]),
        legend=alt.Legend(title=None, orient="top"),
    )
    shape = alt.Shape(
        "ion:N",
        scale=alt.Scale(domain=list(names.values()), range=["circle", "diamond"]),
        legend=alt.Legend(title=None, orient="top"),
    )
    sodium = base.transform_filter("datum.i == 'Na'")
    x = alt.X(
        "p:Q",
        title="Volume change (%)",
        scale=alt.Scale(domain=[0, WIDEST_PERCENT], nice=False),
        axis=alt.Axis(tickCount=6),
    )
    bars = sodium.mark_bar(height=7, opacity=0.55).encode(x=x, y=y, color=colour)
    whiskers = sodium.transform_filter("datum.b > datum.a").mark_rule().encode(x=alt.X("a:Q"), x2=alt.X2("b:Q"), y=y)
    dots = base.mark_point(filled=True, size=55).encode(x=x, y=y, color=colour, shape=shape, tooltip=tooltip)
    limit = alt.Chart(alt.Data(values=[{"x": LIMIT_PERCENT, "t": "300 %, as printed"}]))
    rule = limit.mark_rule(strokeDash=[5, 3], strokeWidth=1.5).encode(x=alt.X("x:Q"))
    words = limit.mark_text(align="left", dx=4, baseline="bottom").encode(
        x=alt.X("x:Q"), y=alt.value(360), text=alt.Text("t:N")
    )
    left = alt.layer(bars, whiskers, rule, dots, words).properties(width=270, height=370)

    metals = [
        {"x": rounded(molar_volume_cm3(ion) / FARADAY_AH_PER_MOL), "t": f"{ion} metal", "g": at}
        for ion, at in (("Na", "right"), ("Li", "left"))
    ]
    lines = alt.Chart(alt.Data(values=metals))
    per = base.mark_point(filled=True, size=55).encode(
        x=alt.X(
            "c:Q",
            title="Swelling per charge (cm³/Ah)",
            scale=alt.Scale(domain=[0, 1], nice=False),
            axis=alt.Axis(tickCount=5),
        ),
        y=y,
        color=colour,
        shape=shape,
        tooltip=tooltip,
    )
    metal_rules = lines.mark_rule(strokeDash=[2, 2], strokeWidth=1.5).encode(x=alt.X("x:Q"))
    metal_words = lines.mark_text(align="center", dy=-4, baseline="bottom", fontSize=11).encode(
        x=alt.X("x:Q"), y=alt.value(0), text=alt.Text("t:N")
    )
    right = alt.layer(metal_rules, per, metal_words).properties(width=200, height=370)
    chart = alt.concat(left, right, columns=2).transform_calculate(ion="datum.i == 'Na' ? 'sodium' : 'lithium'")
    # Set last: Altair copies what it is given into every layer.
    chart.data = alt.Data(values=rows)
    return chart


BUFFER_MODULI_GPA = (1.0, 10.0, 100.0)


def buffer_chart(
    active_nm: float, active_GPa: float, printed_share: float, graphene: tuple[float, float]
) -> alt.LayerChart:
    """Share of the strain energy that a layer takes over from an expanding one, against its thickness.

    Parameters
    ----------
    active_nm, active_GPa : float
        Thickness and modulus of the expanding layer.
    printed_share : float
        Share in percent that a review prints.
    graphene : pair of float
        Thickness in nm and modulus in GPa of one layer of graphene.

    Returns
    -------
    altair.LayerChart
        Share in percent, one line for each modulus of :data:`BUFFER_MODULI_GPA`.
    """
    thicknesses = np.geomspace(0.1, 100, 28)
    rows = [
        {
            "x": rounded(h),
            "y": rounded(buffer_share_percent(active_nm, active_GPa, float(h), modulus)),
            "name": f"{modulus:g} GPa",
        }
        for modulus in BUFFER_MODULI_GPA
        for h in thicknesses
    ]
    names = [f"{modulus:g} GPa" for modulus in BUFFER_MODULI_GPA]
    lines = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(strokeWidth=2.3)
        .encode(
            x=alt.X(
                "x:Q",
                title="Thickness of the buffer layer (nm)",
                scale=alt.Scale(type="log", domain=[0.1, 100]),
                axis=alt.Axis(values=[0.1, 1, 10, 100], grid=False),
            ),
            y=alt.Y("y:Q", title="Strain energy in the buffer (%)", scale=alt.Scale(domain=[0, 100])),
            color=alt.Color("name:N", scale=alt.Scale(domain=names, range=SERIES[:3]), legend=None),
            strokeDash=alt.StrokeDash(
                "name:N", scale=alt.Scale(domain=names, range=[[1, 0], [7, 3], [2, 2]]), legend=None
            ),
        )
    )
    places = [
        {"x": 5.6, "y": 80, "t": "soft: 1 GPa"},
        {"x": 52, "y": 80, "t": "10 GPa"},
        {"x": 104, "y": 46, "t": "100 GPa"},
    ]
    words = (
        alt.Chart(alt.Data(values=places))
        .mark_text(align="right", dx=-6, fontWeight=600)
        .encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("t:N"))
    )
    printed = alt.Chart(alt.Data(values=[{"x": 0.5, "y": printed_share, "t": f"printed {printed_share:g} %"}]))
    rule = printed.mark_rule(strokeDash=[5, 3]).encode(y=alt.Y("y:Q"))
    rule_words = printed.mark_text(align="left", dy=-7, fontSize=11).encode(
        x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("t:N")
    )
    point = alt.Chart(
        alt.Data(
            values=[
                {
                    "x": graphene[0],
                    "y": rounded(buffer_share_percent(active_nm, active_GPa, *graphene), 3),
                    "t": "one graphene layer",
                }
            ]
        )
    )
    dot = point.mark_point(filled=True, size=90, color=SERIES[3], shape="square").encode(
        x=alt.X("x:Q"),
        y=alt.Y("y:Q"),
        tooltip=[alt.Tooltip("t:N", title="Layer"), alt.Tooltip("y:Q", title="Share (%)")],
    )
    # Between the lines there is no room for its name.
    dot_words = (
        point.transform_calculate(words="'■ ' + datum.t + ': ' + format(datum.y, '.1f') + ' %'")
        .mark_text(align="left", dy=-10, fontWeight=600, color=SERIES[3], fill=SERIES[3])
        .encode(x=alt.value(0), y=alt.value(0), text=alt.Text("words:N"))
    )
    return alt.layer(rule, lines, words, rule_words, dot, dot_words).properties(width=520, height=270)


def buffer_share_percent(active_nm: float, active_GPa: float, buffer_nm: float, buffer_GPa: float) -> float:
    """Part of the elastic energy of two layers between rigid walls that sits in the buffer, in percent.

    Parameters
    ----------
    active_nm, active_GPa, buffer_nm, buffer_GPa : float
        As for :func:`heterostructures.physics.expansion.buffer_stress_factor`.

    Returns
    -------
    float
        Percent. Both layers bear one stress, so that their energies are as thickness over modulus.
    """
    return 100.0 * (1.0 - float(expansion.buffer_stress_factor(active_nm, active_GPa, buffer_nm, buffer_GPa)))


def retention_chart(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw the loss per cycle of every printed retention.

    Parameters
    ----------
    rows : pandas.DataFrame
        Result of :func:`retention_rows`.

    Returns
    -------
    altair.LayerChart
        One mark a number; the one pair of single material and heterostructure is joined.
    """
    values = [
        {
            "m": subscripted(row["subject"]),
            "l": rounded(row["loss_percent"], 3),
            "k": row["kind"],
            "n": row["cycles"],
            "w": f"{row['cycles']} cycles",
            "p": ""
            if row["percent_left"] is None or pd.isna(row["percent_left"])
            else f"{row['percent_left']:g} % left",
            "b": row["battery"],
            "i": "not stated" if pd.isna(row["current"]) else f"{row['current']:g} A/g",
            "s": row["bib_keys"],
        }
        for row in rows.to_dict("records")
    ]
    kinds = ["single material", "heterostructure"]
    base = alt.Chart(alt.Data(values=values))
    y = alt.Y(
        "m:N", sort=[v["m"] for v in values], title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=190)
    )
    x = alt.X(
        "l:Q",
        title="Loss per cycle (%)",
        scale=alt.Scale(type="log", domain=[0.001, 10]),
        axis=alt.Axis(values=[0.001, 0.1, 10], grid=True, labelExpr="'' + datum.value"),
    )
    dots = base.mark_point(filled=True, size=110).encode(
        x=x,
        y=y,
        color=alt.Color(
            "k:N",
            scale=alt.Scale(domain=kinds, range=[ACCENT, SERIES[0]]),
            legend=alt.Legend(title=None, orient="top", columns=1),
        ),
        shape=alt.Shape(
            "k:N",
            scale=alt.Scale(domain=kinds, range=["diamond", "circle"]),
            legend=alt.Legend(title=None, orient="top", columns=1),
        ),
        tooltip=[
            alt.Tooltip("m:N", title="Electrode"),
            alt.Tooltip("b:N", title="Battery"),
            alt.Tooltip("p:N", title="Printed"),
            alt.Tooltip("n:Q", title="Cycles"),
            alt.Tooltip("i:N", title="Current density"),
            alt.Tooltip("l:Q", title="Loss per cycle (%)"),
            alt.Tooltip("s:N", title="Source"),
        ],
    )
    words = base.mark_text(align="left", dx=10, fontSize=11).encode(x=x, y=y, text=alt.Text("w:N"))
    return alt.layer(dots, words).properties(width=360, height=230)


def directions_chart(counts: pd.DataFrame) -> alt.Chart:
    """Draw how many claims of each direction there are, and by which method.

    Parameters
    ----------
    counts : pandas.DataFrame
        Result of :func:`direction_counts`.

    Returns
    -------
    altair.LayerChart
        Stacked bars.
    """
    order = counts.groupby("quantity")["n"].sum().sort_values(ascending=False).index
    rank = {quantity: i for i, quantity in enumerate(order)}
    table = counts.assign(name=counts["quantity"] + ", " + counts["direction"])
    sums = table.groupby("name")["n"].transform("sum")
    table = table.assign(rank=table["quantity"].map(rank), total=sums).sort_values(
        ["rank", "total"], ascending=[True, False]
    )
    names = list(dict.fromkeys(table["name"]))
    rows = table[["name", "method", "n"]].to_dict("records")
    totals = [{"name": name, "n": int(table.loc[table["name"] == name, "n"].sum())} for name in names]
    y = alt.Y("name:N", sort=names, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=190))
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(height=12)
        .encode(
            x=alt.X("n:Q", title="Claims of both reviews", axis=alt.Axis(tickCount=5)),
            y=y,
            color=alt.Color(
                "method:N",
                scale=alt.Scale(domain=list(METHODS), range=[SOFT_INK, SERIES[0], SERIES[1]]),
                legend=alt.Legend(title=None, orient="top", columns=1),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("name:N", title="Claim"),
                alt.Tooltip("method:N", title="Method"),
                alt.Tooltip("n:Q", title="Claims"),
            ],
        )
        .transform_calculate(rank="datum.method == 'not stated' ? 2 : datum.method == 'experiment' ? 0 : 1")
    )
    words = (
        alt.Chart(alt.Data(values=totals))
        .mark_text(align="left", dx=5)
        .encode(x=alt.X("n:Q"), y=y, text=alt.Text("n:Q"))
    )
    return alt.layer(bars, words).properties(width=360, height=21 * len(names))
