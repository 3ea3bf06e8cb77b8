"""Numbers in the text of the page on Schottky and ohmic contacts, and the descriptions of its charts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
from scipy import constants
from scipy.optimize import brentq

from heterostructures import charts, dataset
from heterostructures.notation import subscripted
from heterostructures.physics import bands, junctions
from heterostructures.physics.bands import Metal
from heterostructures.views import schottky_contacts as view


def power(value: float) -> str:
    """Write a number as a power of ten.

    Examples
    --------
    >>> power(1.2e17)
    '1.2 × 10¹⁷'
    """
    if 0.01 <= value < 1000:
        return f"{value:.2g}"
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits} × 10" + str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def copper_barrier_eV() -> float:
    """Return the ideal barrier of the copper film on SnS2."""
    return junctions.schottky_barrier_eV(view.copper(), view.tin_disulfide())


def doping_that_fits_per_cm3(metal: Metal, thickness_nm: float) -> float:
    """Return the doping of SnS2 at which its depletion region is as wide as a sheet is thick."""

    def excess(log_doping: float) -> float:
        contact = junctions.schottky_contact(metal, view.tin_disulfide(10.0**log_doping))
        return float(contact.depletion_width_nm) - thickness_nm

    return 10.0 ** float(brentq(excess, 16, 19.2))


def reported_rows() -> pd.DataFrame:
    """Return what the reviews report on contacts that they call Schottky, Mott-Schottky or ohmic, and in section B-2.1."""
    measurements = dataset.load_measurements()
    named = _named_contacts()["heterostructure_id"]
    chosen = (
        measurements["heterostructure_id"].isin(named)
        | (measurements["section_id"] == "B-2.1")
        | measurements["subject"].str.contains("Mott-Schottky")
    )
    return measurements[chosen].drop_duplicates("measurement_id")


def rows_of_studies() -> pd.DataFrame:
    """Return those of :func:`reported_rows` that belong to a study or to another section than B-2.1.

    The general statements of section B-2.1 are the first table of the page.
    """
    rows = reported_rows()
    return rows[rows["heterostructure_id"].notna() | (rows["section_id"] != "B-2.1")]


def _named_contacts() -> pd.DataFrame:
    catalogue = dataset.load_heterostructures()
    return catalogue[catalogue["junction_type"].isin(["Schottky", "Mott-Schottky", "ohmic"])]


def show(name: str, chart: alt.TopLevelMixin) -> charts.ShownChart:
    """Bring a chart of the page to the page, with its description."""
    return charts.show(
        chart, name=name, description=descriptions()[name], min_column_width=_COLUMN_WIDTH.get(name, 300)
    )


# The width in pixels below which the panels of a chart stand below each other.
_COLUMN_WIDTH = {"schottky-depletion": 210}


def numbers() -> dict[str, Any]:
    """Return the numbers that the text of the page inserts, by name."""
    return _findings()[0]


def descriptions() -> dict[str, str]:
    """Return the text descriptions of the charts, by the name of the chart."""
    return _findings()[1]


@lru_cache(maxsize=1)
def _findings() -> tuple[dict[str, Any], dict[str, str]]:
    inserted: dict[str, Any] = {}
    says: dict[str, str] = {}
    for section in (_contacts, _work_functions, _barriers, _currents, _particles, _reported, _exercises):
        some, texts = section()
        inserted |= some
        says |= texts
    minus = {name: value.replace("-", "−") for name, value in inserted.items() if re.fullmatch(r"-[0-9.]+", str(value))}
    return inserted | minus, says


def _contacts() -> tuple[dict[str, Any], dict[str, str]]:
    """Numbers and descriptions of the first figures: one contact, and the four cases."""
    inserted: dict[str, Any] = {}
    says: dict[str, str] = {}
    copper, tin_disulfide = view.copper(), view.tin_disulfide()
    contact = junctions.schottky_contact(copper, tin_disulfide)
    split = junctions.equilibrium_split(copper, tin_disulfide)
    lowering = float(junctions.image_force_lowering_eV(contact.peak_field_V_per_m, view.sourced("M053")))
    inserted.update(
        cu_w=f"{copper.work_function_eV:.2f}",
        sns2_affinity=f"{tin_disulfide.electron_affinity_eV:.2f}",
        sns2_gap=f"{tin_disulfide.gap_eV:.2f}",
        sns2_ionization=f"{tin_disulfide.ionization_energy_eV:.2f}",
        sns2_permittivity=f"{tin_disulfide.relative_permittivity:.2f}",
        sns2_w=f"{bands.work_function_eV(tin_disulfide):.2f}",
        sns2_depth=f"{bands.conduction_edge_above_fermi_level_eV(tin_disulfide):.2f}",
        barrier=f"{contact.barrier_eV:.2f}",
        built_in=f"{contact.built_in_potential_V:.2f}",
        built_in_kT=f"{float(junctions.bending_in_kT(contact.built_in_potential_V)):.1f}",
        field=f"{contact.peak_field_V_per_m / 1e8:.3f}",
        capacitance=f"{1e9 * contact.capacitance_F_per_cm2:.0f}",
        electrons=power(contact.electrons_per_cm2),
        electrons_full=power(-split.electrons_to_right_per_cm2),
        charge_excess=f"{100 * (contact.electrons_per_cm2 / -split.electrons_to_right_per_cm2 - 1):.0f}",
        lowering=f"{lowering:.2f}",
        lowering_at=f"{float(junctions.image_force_maximum_nm(contact.peak_field_V_per_m, view.sourced('M053'))):.1f}",
    )

    says["schottky-bands"] = f"""
    Two band diagrams, metal left. Apart, the Fermi level of copper lies {copper.work_function_eV:.2f} eV below the vacuum
    level, that of n-type SnS2 at {bands.work_function_eV(tin_disulfide):.2f} eV. In contact the Fermi level is flat and the
    conduction band edge rises to the barrier of {contact.barrier_eV:.2f} eV at the metal, over some
    {contact.depletion_width_nm:.0f} nm.
    """

    cases = {name: (metal, semiconductor) for name, metal, semiconductor in view.four_contacts()}
    case_barriers = {name: junctions.schottky_barrier_eV(*pair) for name, pair in cases.items()}
    case_bendings = {
        name: (1 if semiconductor.is_n_type else -1) * (metal.work_function_eV - bands.work_function_eV(semiconductor))
        for name, (metal, semiconductor) in cases.items()
    }
    inserted.update(
        mxene_w=f"{view.mxene(False).work_function_eV:.2f}",
        mxene_annealed_w=f"{view.mxene(True).work_function_eV:.2f}",
        sns_w=f"{bands.work_function_eV(view.tin_sulfide()):.2f}",
        annealed_barrier=f"{case_barriers['p-type, metal smaller']:.2f}",
        prepared_barrier=f"{case_barriers['p-type, metal larger']:.2f}",
        prepared_bending=f"{abs(case_bendings['p-type, metal larger']):.2f}",
    )

    says["schottky-four"] = f"""
    Band edges near the Fermi level, metal left. On n-type SnS2 the edge rises to copper by
    {contact.built_in_potential_V:.2f} eV (rectifying) and falls to molybdenum (ohmic). On p-type SnS the valence edge falls
    to annealed Ti3C2Tx by {case_bendings["p-type, metal smaller"]:.2f} eV (rectifying) and rises to Ti3C2Tx as prepared by
    {abs(case_bendings["p-type, metal larger"]):.2f} eV (ohmic).
    """

    says["schottky-depletion"] = f"""
    Three line charts. Conduction band edge: both models start at {contact.barrier_eV:.2f} eV, the full solution levels off
    more slowly. Charge density: a step at {contact.depletion_width_nm:.0f} nm against a smooth slope. Field: a straight line
    from {contact.peak_field_V_per_m / 1e8:.3f} MV/cm against {abs(split.right_field_V_per_m) / 1e8:.3f} MV/cm and a tail.
    """

    return inserted, says


def _work_functions() -> tuple[dict[str, Any], dict[str, str]]:
    """Numbers and descriptions of the comparison of work functions."""
    inserted: dict[str, Any] = {}
    says: dict[str, str] = {}
    values = view.work_functions()
    ranges = view.work_function_ranges(values)
    pairs = view.contact_pairs(values)
    verdicts = pairs["verdict"].value_counts()
    measured = view.contact_pairs(values.query("method != 'calculation'"))["verdict"].value_counts()
    sulfides = view.contact_pairs(
        values.query("method != 'calculation' and material not in ['MoO3', 'Fe2O3', 'ZnIn2S4']")
    )["verdict"].value_counts()
    kinds = ranges.groupby("kind")["middle"]
    by_kind = ranges["kind"].value_counts()
    by_material = ranges.set_index("material")
    oxides = values.query("material in ['MoO3', 'Fe2O3']")
    inserted.update(
        wf_rows=len(values),
        wf_metals=int(by_kind["metal-like"]),
        wf_semiconductors=int(by_kind["semiconductor"]),
        metal_median=f"{kinds.median()['metal-like']:.2f}",
        semiconductor_median=f"{kinds.median()['semiconductor']:.2f}",
        pairs=len(pairs),
        wins=int(verdicts[view.METAL_WINS]),
        loses=int(verdicts[view.METAL_LOSES]),
        depends=int(verdicts[view.DEPENDS]),
        wins_with_antimony_sulfide=int(
            pairs.query("verdict == 'metal larger' and material_semiconductor == 'Sb2S3'").shape[0]
        ),
        measured_wins=int(measured[view.METAL_WINS]),
        measured_pairs=int(measured.sum()),
        sulfide_wins=int(sulfides[view.METAL_WINS]),
        sulfide_loses=int(sulfides[view.METAL_LOSES]),
        sulfide_pairs=int(sulfides.sum()),
        oxide_rows=len(oxides),
        semiconductor_rows=int((values["kind"] == "semiconductor").sum()),
        cu_min=f"{by_material.loc['Cu', 'min']:.2f}",
        cu_max=f"{by_material.loc['Cu', 'max']:.2f}",
        moo3_min=f"{by_material.loc['MoO3', 'min']:.1f}",
        moo3_max=f"{by_material.loc['MoO3', 'max']:.1f}",
        sns2_measured=f"{view.sourced('M055'):.2f}",
        mos2_w=f"{view.sourced('M019'):.2f}",
        znin2s4_w=f"{view.sourced('M492'):.2f}",
        al_w=f"{view.sourced('M217'):.2f}",
        sn_w=f"{view.sourced('M226'):.2f}",
        mo2c_w=f"{view.sourced('M363'):.2f}",
    )

    says["schottky-work-functions"] = f"""
    Strip chart of {len(values)} work functions. {by_kind["metal-like"]} metal-like materials: {values.query("kind == 'metal-like'")["value"].min():.2f}
    (Mo2C, calculated) to {values.query("kind == 'metal-like'")["value"].max():.2f} eV (Ni, a face), median {kinds.median()["metal-like"]:.2f} eV.
    {by_kind["semiconductor"]} semiconductors: {values.query("kind == 'semiconductor'")["value"].min():.2f} (Sb2S3) to
    {values.query("kind == 'semiconductor'")["value"].max():.2f} eV (MoO3), median {kinds.median()["semiconductor"]:.2f} eV.
    """

    return inserted, says


def _barriers() -> tuple[dict[str, Any], dict[str, str]]:
    """Numbers and descriptions of the barriers."""
    inserted: dict[str, Any] = {}
    says: dict[str, str] = {}
    tin_disulfide = view.tin_disulfide()
    barriers = view.barrier_table()
    limits = barriers.groupby("semiconductor")["barrier"].agg(["min", "max"])
    by_name = barriers.groupby(["semiconductor", "metal"])["barrier"].agg(["min", "max"])
    inserted.update(
        moo3_highest=f"{limits.loc['MoO₃', 'max']:.2f}",
        mo2c_moo3=f"{by_name.loc[('MoO₃', 'Mo₂C'), 'min']:.2f}",
        sns2_cu_low=f"{by_name.loc[('SnS₂', 'Cu'), 'min']:.2f}",
        sns2_cu_high=f"{by_name.loc[('SnS₂', 'Cu'), 'max']:.2f}",
        sns2_mxene_low=f"{by_name.loc[('SnS₂', 'Ti₃C₂Tₓ'), 'min']:.2f}",
        sns2_mxene_high=f"{by_name.loc[('SnS₂', 'Ti₃C₂Tₓ'), 'max']:.2f}",
        sns2_graphene_low=f"{by_name.loc[('SnS₂', 'graphene'), 'min']:.2f}",
        sns2_graphene_high=f"{by_name.loc[('SnS₂', 'graphene'), 'max']:.2f}",
        tio2_mxene_low=f"{by_name.loc[('TiO₂ (anatase)', 'Ti₃C₂Tₓ'), 'min']:.2f}",
        tio2_mxene_high=f"{by_name.loc[('TiO₂ (anatase)', 'Ti₃C₂Tₓ'), 'max']:.2f}",
        sb2s3_mxene_low=f"{by_name.loc[('Sb₂S₃', 'Ti₃C₂Tₓ'), 'min']:.2f}",
        sb2s3_mxene_high=f"{by_name.loc[('Sb₂S₃', 'Ti₃C₂Tₓ'), 'max']:.2f}",
        fe_ni=f"{view.sourced('M243') - view.sourced('M295'):.2f}",
        pinned_fe=f"{float(junctions.pinned_barrier_eV(Metal('Fe', view.sourced('M295')), tin_disulfide, 0.1, tin_disulfide.gap_eV / 2)):.2f}",
        pinned_ni=f"{float(junctions.pinned_barrier_eV(Metal('Ni', view.sourced('M243')), tin_disulfide, 0.1, tin_disulfide.gap_eV / 2)):.2f}",
    )

    says["schottky-barriers"] = f"""
        Two charts of the barrier against the work function of the metal. Left, the ideal rule: a mark for each metal, rising lines for electrons on
        Sb2S3 ({limits.loc["Sb₂S₃", "min"]:.2f} to {limits.loc["Sb₂S₃", "max"]:.2f} eV), SnS2 ({limits.loc["SnS₂", "min"]:.2f}
        to {limits.loc["SnS₂", "max"]:.2f} eV), anatase and MoO3 (never above {limits.loc["MoO₃", "max"]:.2f} eV), and a falling
        line for holes on SnS. Right, SnS2 with pinning: the line flattens from slope 1 to 0.5 and 0.1 and turns about
        half the gap, {tin_disulfide.gap_eV / 2:.2f} eV.
        """

    return inserted, says


def _currents() -> tuple[dict[str, Any], dict[str, str]]:
    """Numbers and descriptions of bias and tunneling."""
    inserted: dict[str, Any] = {}
    says: dict[str, str] = {}

    tin_disulfide = view.tin_disulfide()
    contact = junctions.schottky_contact(view.copper(), view.tin_disulfide())
    faces = view.copper_faces()
    low, high = faces.iloc[0], faces.iloc[2]
    dose = view.barrier_that_costs_eV(1e-5, 0.01)
    holes_per_cm3 = bands.carrier_densities(tin_disulfide).holes_per_cm3
    hole_current = float(junctions.long_diode_saturation_current_A_per_cm2(holes_per_cm3, 1.0, 1.0))
    film = faces.set_index("surface").loc["Cu film"]
    inserted.update(
        saturation_low=power(low["saturation_A_per_cm2"]),
        saturation_high=power(high["saturation_A_per_cm2"]),
        saturation_ratio=power(low["saturation_A_per_cm2"] / high["saturation_A_per_cm2"]),
        costing_barrier=f"{dose:.2f}",
        hole_share=power(hole_current / film["saturation_A_per_cm2"]),
    )

    says["schottky-bias"] = f"""
    Two charts against the bias. Current, logarithmic: constant in reverse direction, {low["saturation_A_per_cm2"]:.0f} A/cm2
    for Cu(110), {film["saturation_A_per_cm2"]:.0f} for the film, {high["saturation_A_per_cm2"]:.1e} for Cu(111); ten times more for
    each 60 mV forward. 1/C2: straight lines, three times as steep for 1e17 as for 3e17 donors per cm3.
    """

    permittivity = tin_disulfide.relative_permittivity
    crossing = {mass: view.tunneling_doping_per_cm3(permittivity, mass) for mass in view.TUNNELING_MASSES.values()}
    crossing_width = {
        mass: float(junctions.depletion_width_nm(permittivity, doping, contact.barrier_eV))
        for mass, doping in crossing.items()
    }
    inserted.update(
        crossing_light=power(crossing[0.2]),
        crossing_heavy=power(crossing[1.0]),
        crossing_width_light=f"{crossing_width[0.2]:.0f}",
        crossing_width_heavy=f"{crossing_width[1.0]:.0f}",
    )

    says["schottky-tunneling"] = f"""
        Line chart of the logarithm of the probability to pass a barrier of {contact.barrier_eV:.2f} eV against the doping.
        Over the top it is constant, {view.over_the_top(contact.barrier_eV):.1f}. Through the barrier it rises steeply with the doping and overtakes
        the other path near {crossing[0.2]:.0e} donors per cm3 for an effective mass of 0.2 and {crossing[1.0]:.0e} for a mass of 1.
        """

    return inserted, says


def _particles() -> tuple[dict[str, Any], dict[str, str]]:
    """Numbers and descriptions of small particles."""
    inserted: dict[str, Any] = {}
    says: dict[str, str] = {}
    copper = view.copper()
    widths = view.width_rows()
    at = widths.set_index(["material", "doping"])["width"]
    inserted.update(
        width_low=f"{widths.query('doping == 1e17')['width'].min():.0f}",
        width_high=f"{widths.query('doping == 1e17')['width'].max():.0f}",
        donors_in_dot=f"{view.donors_in_dot(5, 1e18):.3f}",
        dots_per_donor=f"{1 / view.donors_in_dot(5, 1e18):.0f}",
    )

    says["schottky-width"] = f"""
    Lines on logarithmic axes: the depletion width falls with the root of the doping; at 1e17 per cm3 it is
    {at["ZnS", 1e17]:.0f} nm in ZnS, {at["SnS₂", 1e17]:.0f} nm in SnS2 and {widths.query("doping == 1e17")["width"].max():.0f} nm in
    rutile. Marked sizes: a quantum dot of 5 nm, a nanosheet of 20 nm, a particle of 200 nm.
    """

    sheet = view.thin_sheet_rows()
    at_thickness = sheet.set_index("thickness")
    thick = junctions.schottky_contact(copper, view.tin_disulfide(view.SHEET_DOPING_PER_CM3))
    inserted.update(
        sheet_width=f"{thick.depletion_width_nm:.0f}",
        sheet_built_in=f"{thick.built_in_potential_V:.2f}",
        sheet_5=f"{1000 * at_thickness.loc[5.0, 'full_solution']:.0f}",
        sheet_5_left=f"{100 * at_thickness.loc[5.0, 'electrons_left']:.3f}",
        sheet_20_left=f"{100 * at_thickness.loc[20.0, 'electrons_left']:.0f}",
    )

    says["schottky-sheet"] = f"""
    Line chart: the bending across the sheet rises with the square of the thickness,
    {1000 * at_thickness.loc[5.0, "full_solution"]:.0f} mV at 5 nm and {at_thickness.loc[20.0, "full_solution"]:.2f} V at 20 nm, and
    saturates at {thick.built_in_potential_V:.2f} V. Both models agree within
    {1000 * (sheet["fully_depleted"] - sheet["full_solution"]).abs().max():.0f} mV.
    """

    return inserted, says


def _reported() -> tuple[dict[str, Any], dict[str, str]]:
    """Numbers about the rows that the reviews report."""
    inserted: dict[str, Any] = {}
    says: dict[str, str] = {}
    named, reported = _named_contacts(), reported_rows()
    catalogue = dataset.load_heterostructures()
    with_number = reported[reported["value"].notna()]
    overpotential = with_number.query("quantity == 'overpotential'")
    amplification = with_number.query("quantity == 'current_amplification_factor'")
    about_contact = reported["quantity"].isin(["work_function", "band_bending", "built_in_field", "barrier_height"])
    if (about_contact & reported["value"].notna()).any():
        raise ValueError("the text of the page says that no number of a contact is printed")
    inserted.update(
        named=len(named),
        reported=len(reported),
        general=len(reported) - len(rows_of_studies()),
        reported_numbers=len(with_number),
        overpotential=f"{overpotential['value'].iloc[0]:.2f}",
        amplification=" and ".join(f"{value:g}" for value in amplification["value"]),
        mxene_conductivity=f"{view.sourced('M209'):,.0f}",
        other_metal_pairs=", ".join(
            catalogue.set_index("heterostructure_id")
            .loc[["a_mxene_znte", "a_mob_si3n4", "a_nise2_ni_ni3n"], "name"]
            .map(subscripted)
        ),
    )

    return inserted, says


def _exercises() -> tuple[dict[str, Any], dict[str, str]]:
    """Numbers of the exercises and the description of the chart with sliders."""
    inserted: dict[str, Any] = {}
    says: dict[str, str] = {}
    copper = view.copper()
    tin_disulfide = view.tin_disulfide()
    contact = junctions.schottky_contact(view.copper(), view.tin_disulfide())
    says["schottky-sliders"] = f"""
        Band diagram and field with seven sliders and a choice of n-type or p-type. At the start, Cu on n-type SnS2: barrier
        {contact.barrier_eV:.2f} eV, bending {contact.built_in_potential_V:.2f} V, depletion width
        {contact.depletion_width_nm:.0f} nm, field {contact.peak_field_V_per_m / 1e8:.2f} MV/cm at the metal, falling in a straight line to 0.
        With a metal of smaller work function, or with p-type doping and a larger one, the chart says that the contact is ohmic.
        """

    mxene_on_n = {
        state: junctions.schottky_barrier_eV(view.mxene(annealed), tin_disulfide)
        for state, annealed in (("prepared", False), ("annealed", True))
    }
    inserted.update(
        n_prepared=f"{mxene_on_n['prepared']:.2f}",
        n_annealed=f"{mxene_on_n['annealed']:.2f}",
    )

    plot = view.capacitance_rows().query("doping == '1×10¹⁷ per cm³'")
    first, last = plot.iloc[0], plot.iloc[-1]
    slope = (first["inverse_square"] - last["inverse_square"]) * 1e12 / (last["bias"] - first["bias"])
    permittivity_F_per_cm = tin_disulfide.relative_permittivity * constants.epsilon_0 / 100
    slope_m4 = slope / 1e8
    inserted.update(
        plot_first=f"{first['inverse_square']:.1f}",
        plot_last=f"{last['inverse_square']:.2f}",
        plot_first_V=f"{first['bias']:g}".replace("-", "−"),
        plot_last_V=f"{last['bias']:g}",
        plot_slope=power(slope_m4),
        plot_doping=power(2 / (constants.e * permittivity_F_per_cm * slope)),
        plot_doping_half=power(4 / (constants.e * permittivity_F_per_cm * slope)),
    )

    heavy = junctions.schottky_contact(copper, view.tin_disulfide(1e19))
    inserted.update(
        heavy_bending=f"{heavy.built_in_potential_V:.2f}",
        heavy_field=f"{heavy.peak_field_V_per_m / contact.peak_field_V_per_m:.0f}",
        heavy_width=f"{contact.depletion_width_nm / heavy.depletion_width_nm:.0f}",
        sns_affinity=f"{view.tin_sulfide().electron_affinity_eV:.2f}",
        sns_gap=f"{view.tin_sulfide().gap_eV:.2f}",
        p_turn=f"{bands.work_function_eV(view.tin_disulfide(-1e17)):.2f}",
        cu_111=f"{view.sourced('M235'):.2f}",
    )

    sheet = junctions.schottky_contact(copper, view.tin_disulfide(view.SHEET_DOPING_PER_CM3))
    by_hand = 2 * round(tin_disulfide.relative_permittivity, 2) * 8.85e-12 * round(sheet.built_in_potential_V, 2)
    inserted.update(
        sheet_width_1=f"{sheet.depletion_width_nm:.1f}", fits_hand=power((sheet.depletion_width_nm / 20) ** 2 * 1e18)
    )
    inserted.update(hand_product=power(by_hand), hand_square=power(by_hand / 1.6e5))

    inserted.update(
        fits_film=power(doping_that_fits_per_cm3(copper, 20.0)),
        fits_111=power(doping_that_fits_per_cm3(Metal("Cu(111)", view.sourced("M235")), 20.0)),
    )

    return inserted, says
