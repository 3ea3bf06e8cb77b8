"""The page on Schottky and ohmic contacts: its numbers, and the chart with sliders in a real browser."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls
from scipy import constants

from heterostructures import dataset
from heterostructures.charts import show, static_svg
from heterostructures.physics import bands, junctions, transport
from heterostructures.physics.bands import Metal, Semiconductor
from heterostructures.views import schottky_contacts as view
from heterostructures.views import schottky_contacts_text as text

PAGE = "notebooks/junctions/schottky_contacts.html"
CHART = "schottky-sliders"
DESCRIPTION = "A chart of a contact of metal and semiconductor, drawn for a test of the page."
SIGNALS = {
    "barrier_eV": "barrier_eV",
    "built_in_V": "built_in_potential_V",
    "bending_V": "bending_V",
    "right_width_nm": "depletion_width_nm",
    "field_V_per_m": "peak_field_V_per_m",
    "capacitance_F_per_cm2": "capacitance_F_per_cm2",
    "electrons_per_cm2": "electrons_per_cm2",
}


# ---------------------------------------------------------------- values of the dataset


def test_every_material_with_a_work_function_has_been_sorted_by_hand():
    """A new work function must be judged: does the material conduct like a metal?"""
    assert set(view.work_functions()["material"]) == {
        *view.METAL_LIKE,
        *("FeS2", "Fe2O3", "MoO3", "MoS2", "Sb2S3", "SnS2", "ZnIn2S4"),
    }


def test_the_materials_of_the_page_are_those_of_the_dataset():
    rows = dataset.load_materials().set_index("material_row_id")
    for row_id, material, quantity in (
        ("M047", "SnS2", "electron_affinity"),
        ("M050", "SnS2", "ionization_energy"),
        ("M053", "SnS2", "relative_permittivity_optical"),
        ("M054", "SnS2", "relative_permittivity_static"),
        ("M055", "SnS2", "work_function"),
        ("M033", "SnS", "band_gap"),
        ("M037", "SnS", "ionization_energy"),
        ("M231", "Cu", "work_function"),
        ("M232", "Cu", "work_function"),
        ("M235", "Cu", "work_function"),
        ("M361", "Mo", "work_function"),
        ("M363", "Mo2C", "work_function"),
        ("M210", "Ti3C2Tx", "work_function"),
        ("M211", "Ti3C2Tx", "work_function"),
        ("M295", "Fe", "work_function"),
        ("M243", "Ni", "work_function"),
        ("M134", "Sb2S3", "electron_affinity"),
        ("M168", "MoO3", "electron_affinity"),
        ("M185", "TiO2", "ionization_energy"),
        ("M181", "TiO2", "band_gap"),
        ("M079", "ZnS", "relative_permittivity_static"),
        ("M190", "TiO2", "relative_permittivity_static"),
        ("M019", "MoS2", "work_function"),
        ("M492", "ZnIn2S4", "work_function"),
        ("M217", "Al", "work_function"),
        ("M226", "Sn", "work_function"),
        ("M209", "Ti3C2Tx", "electrical_conductivity"),
    ):
        assert (rows.loc[row_id, "material"], rows.loc[row_id, "property"]) == (material, quantity)
        assert view.sourced(row_id) == rows.loc[row_id, "value"]
    assert view.tin_disulfide().ionization_energy_eV == pytest.approx(view.sourced("M050"), rel=1e-12)
    assert view.tin_sulfide().ionization_energy_eV == pytest.approx(view.sourced("M037"), rel=1e-12)


def test_a_verdict_on_a_pair_holds_for_every_sourced_value():
    values = view.work_functions().set_index("material")["value"]
    pairs = view.contact_pairs()
    assert len(pairs) == 9 * 7
    for pair in pairs.itertuples():
        differences = [
            metal - other
            for metal in np.atleast_1d(values[pair.material_metal])
            for other in np.atleast_1d(values[pair.material_semiconductor])
        ]
        expected = (
            view.METAL_WINS if min(differences) > 0 else view.METAL_LOSES if max(differences) < 0 else view.DEPENDS
        )
        assert pair.verdict == expected
        assert pair.smallest == pytest.approx(min(differences), abs=1e-12)
        assert pair.largest == pytest.approx(max(differences), abs=1e-12)


def test_barriers_are_those_of_the_rule():
    for row in view.barrier_table().itertuples():
        metal = Metal("a metal", row.work_function)
        if row.semiconductor == "SnS₂":
            assert row.barrier == pytest.approx(junctions.schottky_barrier_eV(metal, view.tin_disulfide()), abs=1e-3)
        if row.semiconductor == "SnS":
            assert row.barrier == pytest.approx(junctions.schottky_barrier_eV(metal, view.tin_sulfide()), abs=1e-3)


def test_the_four_cases_are_two_of_each():
    behaviors = {
        name: junctions.contact_behavior(metal, semiconductor) for name, metal, semiconductor in view.four_contacts()
    }
    assert behaviors == {
        "n-type, metal larger": "rectifying",
        "n-type, metal smaller": "ohmic",
        "p-type, metal smaller": "rectifying",
        "p-type, metal larger": "ohmic",
    }
    for name, metal, semiconductor in view.four_contacts():
        difference = metal.work_function_eV - bands.work_function_eV(semiconductor)
        assert ("larger" in name) == (difference > 0)


# ---------------------------------------------------------------- curves


@pytest.mark.parametrize(("name", "metal", "semiconductor"), view.four_contacts())
def test_bands_of_a_contact_start_at_the_barrier_and_end_in_the_bulk(name, metal, semiconductor):
    rows = view.band_rows(metal, semiconductor, name)
    inside = rows[rows["side"] == "semiconductor"]
    barrier = junctions.schottky_barrier_eV(metal, semiconductor)
    edge = inside["conduction"] if semiconductor.is_n_type else -inside["valence"]
    assert edge.iloc[0] == pytest.approx(barrier, abs=1e-3)
    bulk = bands.conduction_edge_above_fermi_level_eV(semiconductor)
    depth = bulk if semiconductor.is_n_type else semiconductor.gap_eV - bulk
    assert edge.iloc[-1] == pytest.approx(depth, abs=5e-3)
    assert inside["x"].is_monotonic_increasing
    assert np.diff(edge).min() >= -1e-9 or np.diff(edge).max() <= 1e-9
    assert rows.loc[rows["side"] == "metal", "vacuum"].iloc[0] == pytest.approx(metal.work_function_eV, abs=1e-3)


def test_a_simplified_curve_stays_within_its_tolerance():
    x = np.linspace(0, 110, 91)
    whole = pd.DataFrame({"x": x, "y": np.exp(-x / 20)})
    few = view.simplified(whole, "y", 0.004)
    assert len(few) < 20
    assert few["x"].iloc[[0, -1]].tolist() == [0, 110]
    assert np.abs(np.interp(x, few["x"], few["y"]) - whole["y"]).max() <= 0.004


def test_the_tables_leave_out_general_statements_only():
    every, shown = text.reported_rows(), text.rows_of_studies()
    left_out = every[~every["measurement_id"].isin(shown["measurement_id"])]
    assert set(left_out["section_id"]) == {"B-2.1"}
    assert left_out["heterostructure_id"].isna().all()
    assert left_out["value"].isna().all()


def test_both_models_start_alike_and_their_charge_obeys_gauss():
    rows = view.depletion_and_full(view.copper(), view.tin_disulfide())
    contact = junctions.schottky_contact(view.copper(), view.tin_disulfide())
    permittivity = view.tin_disulfide().relative_permittivity * constants.epsilon_0
    for model, part in rows.groupby("model"):
        assert part["conduction"].iloc[0] == pytest.approx(contact.barrier_eV, abs=1e-3)
        charge = constants.e * 1e23 * np.trapezoid(part["charge"], part["x"] * 1e-9)
        # The drawing ends before the last tail of the field.
        change = (part["field"].iloc[-1] - part["field"].iloc[0]) * 1e8
        assert change == pytest.approx(charge / permittivity, rel=3e-3), model
    full = rows[rows["model"] == "full solution"]
    assert full["field"].iloc[0] * 1e8 == pytest.approx(
        junctions.equilibrium_split(view.copper(), view.tin_disulfide()).right_field_V_per_m, rel=1e-3
    )


def test_capacitance_and_current_follow_the_helpers():
    for doping, part in view.capacitance_rows().groupby("doping"):
        slope = np.polyfit(part["bias"], part["inverse_square"] * 1e12, 1)
        permittivity = view.tin_disulfide().relative_permittivity * constants.epsilon_0 / 100
        assert 2 / (constants.e * permittivity * -slope[0]) == pytest.approx(float(doping[0]) * 1e17, rel=1e-3)
    for face in view.copper_faces().itertuples():
        part = view.current_rows().query("surface == @face.surface")
        expected = junctions.thermionic_emission_current_A_per_cm2(
            part["bias"].to_numpy(), face.barrier_eV, view.RICHARDSON_FREE_ELECTRON
        )
        assert part["current"].to_numpy() == pytest.approx(np.abs(expected), rel=1e-3)
        assert part["bias"].max() < face.built_in_V


def test_the_barrier_that_costs_a_voltage_does_so():
    barrier = view.barrier_that_costs_eV(1e-5, 1e-4)
    bias = 1e-4
    current = junctions.thermionic_emission_current_A_per_cm2(bias, barrier, view.RICHARDSON_FREE_ELECTRON)
    assert current == pytest.approx(1e-5, rel=3e-3)


def test_tunneling_overtakes_where_the_closed_formula_says():
    for name, mass in view.TUNNELING_MASSES.items():
        doping = view.tunneling_doping_per_cm3(16.75, mass)
        for barrier in (0.2, 0.6):
            width = float(junctions.depletion_width_nm(16.75, doping, barrier))
            assert view.parabola_exponent(barrier, width, mass, 4001) == pytest.approx(
                barrier / float(bands.thermal_energy_eV(300.0)), rel=1e-5
            )
        rows = view.tunneling_rows(0.36).set_index("doping")
        more = rows[name] > view.over_the_top(0.36)
        assert (more == (rows.index > doping)).all()


def test_a_thin_sheet_is_empty_and_nearly_flat():
    rows = view.thin_sheet_rows((2.0, 5.0, 100.0))
    assert rows["full_solution"].is_monotonic_increasing
    assert rows["full_solution"].to_numpy()[:2] == pytest.approx(rows["fully_depleted"].to_numpy()[:2], rel=1e-3)
    assert rows["electrons_left"].iloc[0] < 1e-3
    thick = junctions.equilibrium_split(view.copper(), view.tin_disulfide(view.SHEET_DOPING_PER_CM3))
    expected_left = 1 - -thick.electrons_to_right_per_cm2 / (view.SHEET_DOPING_PER_CM3 * 100e-7)
    assert rows["electrons_left"].iloc[-1] == pytest.approx(expected_left, rel=2e-2)


@pytest.mark.parametrize(
    "make",
    [
        lambda: view.before_and_after(view.copper(), view.tin_disulfide()),
        view.four_cases,
        lambda: view.depletion_and_full_chart(view.depletion_and_full(view.copper(), view.tin_disulfide())),
        lambda: view.work_function_chart(view.work_functions()),
        lambda: view.barrier_chart(view.barrier_table()),
        view.bias_chart,
        lambda: view.tunneling_chart(0.36),
        lambda: view.width_chart(view.width_rows()),
        lambda: view.thin_sheet_chart(view.thin_sheet_rows((5.0, 50.0))),
        view.schottky_sliders,
    ],
)
def test_every_chart_is_drawn_and_small(make):
    specification = show(make(), description=DESCRIPTION).specification
    picture = static_svg(specification, "test")
    assert "NaN" not in picture
    assert picture.count("<path") > 5
    assert len(json.dumps(specification)) < 30_000


# ---------------------------------------------------------------- the sliders


def settings(work_function, affinity, gap, kind, log_doping, permittivity, temperature, bias):
    return {
        "ms_work_function_eV": work_function,
        "ms_affinity_eV": affinity,
        "ms_gap_eV": gap,
        "ms_kind": kind,
        "ms_log_doping": log_doping,
        "ms_permittivity": permittivity,
        "ms_temperature_K": temperature,
        "ms_bias_V": bias,
    }


def helper(work_function, affinity, gap, kind, log_doping, permittivity, temperature, bias):
    semiconductor = Semiconductor(
        "semiconductor", gap, affinity, permittivity, (1 if kind == "n-type" else -1) * 10.0**log_doping
    )
    return Metal("metal", work_function), semiconductor, bias, temperature


RECTIFYING = [
    (4.52, 4.16, 2.28, "n-type", 17, 16.75, 300, 0),
    (6.2, 3.0, 3.6, "n-type", 15, 4, 200, -2),
    (5.0, 4.0, 1.0, "n-type", 19, 170, 400, 0.3),
    (4.42, 3.4, 1.32, "p-type", 17, 15, 300, 0),
    (3.4, 5.6, 0.6, "p-type", 18.3, 10.25, 350, -1),
    (4.0, 4.5, 0.6, "p-type", 15.5, 30, 250, 0.2),
]


def test_sliders_compute_what_the_helpers_compute(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for case in RECTIFYING:
            set_controls(seen, CHART, settings(*case))
            metal, semiconductor, bias, temperature = helper(*case)
            contact = junctions.schottky_contact(metal, semiconductor, bias, temperature)
            names = [
                *SIGNALS,
                "state",
                "current_A_per_cm2",
                "saturation_A_per_cm2",
                "tunneling_exponent",
                "inversion_V",
            ]
            read = read_signals(
                seen, CHART, [f"ms_{name}" for name in [*names, "debye_nm", "bulk_edge_above_fermi_eV"]]
            )
            assert read["ms_state"] == "rectifying"
            for signal, field in SIGNALS.items():
                assert read[f"ms_{signal}"] == pytest.approx(getattr(contact, field), rel=1e-6, abs=0), (case, signal)
            current = junctions.thermionic_emission_current_A_per_cm2(
                bias, contact.barrier_eV, view.RICHARDSON_FREE_ELECTRON, temperature
            )
            # Two exponentials are subtracted in the page; at zero bias both are equal.
            assert read["ms_current_A_per_cm2"] == pytest.approx(current, rel=1e-6, abs=0), case
            # Far in reverse direction the thermionic current is the saturation current.
            saturation = -junctions.thermionic_emission_current_A_per_cm2(
                -50.0, contact.barrier_eV, view.RICHARDSON_FREE_ELECTRON, temperature
            )
            assert read["ms_saturation_A_per_cm2"] == pytest.approx(saturation, rel=1e-6, abs=0)
            position = np.linspace(0.0, contact.depletion_width_nm, 20_001)
            heights = contact.bending_V * (1 - position / contact.depletion_width_nm) ** 2
            exponent = transport.wkb_exponent_of_profile(position, heights)
            assert read["ms_tunneling_exponent"] == pytest.approx(exponent, rel=1e-6, abs=0)
            assert read["ms_inversion_V"] == pytest.approx(
                junctions.strong_inversion_bending_V(semiconductor, temperature), rel=1e-6, abs=0
            )
            assert read["ms_debye_nm"] == pytest.approx(
                junctions.debye_length_nm(
                    semiconductor.relative_permittivity, abs(semiconductor.net_doping_per_cm3), temperature
                ),
                rel=1e-6,
                abs=0,
            )
            compare_drawn_bands_and_field(seen, metal, semiconductor, bias, temperature)


def compare_drawn_bands_and_field(seen, metal, semiconductor, bias, temperature):
    profile = junctions.schottky_profile(metal, semiconductor, bias, temperature, points_per_side=4001)
    right = slice(4001, None)
    rows = [row for row in drawn_rows(seen, CHART) if "u" in row]
    compared = 0
    for column, values in (
        ("conduction", profile.conduction_band_eV),
        ("valence", profile.valence_band_eV),
        ("field", profile.field_V_per_m / 1e8),
    ):
        wanted = [row for row in rows if row["u"] in (0, 0.25, 0.5, 0.9)]
        assert wanted
        size = float(np.max(np.abs(values[right])))
        for row in wanted:
            inside = row["x"] <= profile.position_nm[-1]
            expected = float(np.interp(row["x"], profile.position_nm[right], values[right])) if inside else values[-1]
            assert row[column] == pytest.approx(expected, rel=1e-6, abs=1e-6 * size), (column, row["u"])
            compared += 1
    assert compared >= 12
    sign = 1 if semiconductor.is_n_type else -1
    metal_rows = [row for row in drawn_rows(seen, CHART) if "end" in row]
    assert metal_rows
    assert {round(row["energy"], 9) for row in metal_rows} == {round(-sign * bias, 9)}
    # Bands and barrier belong together: the majority band at the interface above the metal's Fermi level.
    first = next(row for row in rows if row["u"] == 0)
    band = first["conduction"] if sign > 0 else first["valence"]
    assert sign * (band + sign * bias) == pytest.approx(
        junctions.schottky_barrier_eV(metal, semiconductor), rel=1e-6, abs=0
    )


@pytest.mark.parametrize(
    ("case", "state", "words"),
    [
        ((4.0, 4.16, 2.28, "n-type", 17, 16.75, 300, 0), "ohmic", "Ohmic: electrons accumulate"),
        ((6.2, 3.0, 0.6, "p-type", 18, 10, 300, -1), "ohmic", "Ohmic: holes accumulate"),
        ((4.52, 4.16, 2.28, "n-type", 17, 16.75, 300, 1), "beyond", "No barrier is left"),
        ((3.4, 5.6, 0.6, "p-type", 15, 4, 400, 0), "rectifying", "Beyond inversion: width too large"),
        ((4.34, 4.16, 2.28, "n-type", 17, 16.75, 300, 0), "rectifying", "Less than 3 kT"),
        ((4.52, 4.16, 2.28, "n-type", 19, 16.75, 300, 0), "rectifying", "Bulk degenerate"),
    ],
)
def test_the_chart_says_where_its_formulas_end(browser, address, site, case, state, words):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        set_controls(seen, CHART, settings(*case))
        metal, semiconductor, bias, temperature = helper(*case)
        read = read_signals(seen, CHART, ["ms_state", "ms_built_in_V", "ms_right_width_nm", "ms_bending_V"])
        assert read["ms_state"] == state
        picture = seen.page.locator(f"#{CHART} .hs-chart-stage svg")
        text = " ".join(picture.locator("text").all_text_contents())
        assert words in text
        assert "NaN" not in picture.evaluate("svg => svg.outerHTML")
        assert "undefined" not in text
        built_in = junctions.schottky_barrier_eV(metal, semiconductor) - (
            bands.conduction_edge_above_fermi_level_eV(semiconductor, temperature)
            if semiconductor.is_n_type
            else semiconductor.gap_eV - bands.conduction_edge_above_fermi_level_eV(semiconductor, temperature)
        )
        assert read["ms_built_in_V"] == pytest.approx(built_in, rel=1e-6, abs=0)
        if state == "rectifying":
            return
        assert read["ms_right_width_nm"] == read["ms_bending_V"] == 0
        behavior = junctions.contact_behavior(metal, semiconductor, temperature)
        assert behavior == ("ohmic" if state == "ohmic" else "rectifying")
        with pytest.raises(ValueError, match=r"ohmic|built-in potential"):
            junctions.schottky_contact(metal, semiconductor, bias, temperature)
        if state == "ohmic":
            rows = [row for row in drawn_rows(seen, CHART, "trail") if row.get("key") in ("conduction", "valence")]
            start = next(row for row in rows if row["u"] == 0)
            barrier = junctions.schottky_barrier_eV(metal, semiconductor)
            band = start["conduction"] if semiconductor.is_n_type else -start["valence"]
            assert band == pytest.approx(barrier, rel=1e-6, abs=0)


def test_every_number_of_the_text_is_inserted(root, site):
    source = (root / "notebooks" / "junctions" / "schottky_contacts.md").read_text(encoding="utf-8")
    text = (site / PAGE).read_text(encoding="utf-8")
    assert text.count('class="pasted-text"') == source.count("{glue:text}") > 100
    assert (site / PAGE).stat().st_size < 265_000
