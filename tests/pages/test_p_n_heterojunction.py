"""The page on the p-n heterojunction: what its charts compute, against the helpers."""

from __future__ import annotations

import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls

from heterostructures.physics.bands import Semiconductor, flat_bands, work_function_eV
from heterostructures.physics.equilibrium import Layer, equilibrium_profile
from heterostructures.physics.junctions import bulk_debye_length_nm, equilibrium_split, p_n_junction, p_n_profile
from heterostructures.views import p_n_heterojunction as views
from heterostructures.views.band_diagrams import levels_of
from heterostructures.views.p_n_heterojunction import N_SIDE, P_SIDE

PAGE = "notebooks/junctions/p_n_heterojunction.html"

# Names of the sliders with the settings of a test: the start, extremes, cold, hot, forward and reverse.
SETTINGS = [
    {},
    {"pn_left_log_acceptors": 15, "pn_right_log_donors": 19, "pn_temperature_K": 200, "pn_bias_V": -3},
    {"pn_left_log_acceptors": 19, "pn_right_log_donors": 15, "pn_temperature_K": 500, "pn_left_gap_eV": 3.5},
    {"pn_left_affinity_eV": 5, "pn_right_affinity_eV": 3.5, "pn_left_permittivity": 30, "pn_right_permittivity": 4},
    {"pn_left_gap_eV": 1.5, "pn_right_gap_eV": 3.5, "pn_bias_V": 0.7, "pn_temperature_K": 260},
    {"pn_left_gap_eV": 0.5, "pn_right_gap_eV": 0.5, "pn_temperature_K": 500, "pn_left_affinity_eV": 4.5},
]


def junction_of(settings: dict) -> tuple[Semiconductor, Semiconductor, float, float]:
    """Return what the sliders mean: both sides, temperature and bias."""
    value = {
        "pn_left_log_acceptors": 17,
        "pn_right_log_donors": 17,
        "pn_left_affinity_eV": P_SIDE.electron_affinity_eV,
        "pn_right_affinity_eV": N_SIDE.electron_affinity_eV,
        "pn_left_gap_eV": P_SIDE.gap_eV,
        "pn_right_gap_eV": N_SIDE.gap_eV,
        "pn_left_permittivity": P_SIDE.relative_permittivity,
        "pn_right_permittivity": N_SIDE.relative_permittivity,
        "pn_temperature_K": 300,
        "pn_bias_V": 0,
    } | settings
    left = Semiconductor(
        "p",
        value["pn_left_gap_eV"],
        value["pn_left_affinity_eV"],
        value["pn_left_permittivity"],
        -(10.0 ** value["pn_left_log_acceptors"]),
    )
    right = Semiconductor(
        "n",
        value["pn_right_gap_eV"],
        value["pn_right_affinity_eV"],
        value["pn_right_permittivity"],
        10.0 ** value["pn_right_log_donors"],
    )
    return left, right, value["pn_temperature_K"], value["pn_bias_V"]


# ---------------------------------------------------------------- the chart with sliders


def test_sliders_compute_what_the_helper_computes(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        defaults = {
            "pn_left_log_acceptors": 17,
            "pn_right_log_donors": 17,
            "pn_left_affinity_eV": 4,
            "pn_right_affinity_eV": 4.2,
            "pn_left_gap_eV": 1.2,
            "pn_right_gap_eV": 2.2,
            "pn_left_permittivity": 12,
            "pn_right_permittivity": 6,
            "pn_temperature_K": 300,
            "pn_bias_V": 0,
        }
        for settings in SETTINGS:
            set_controls(seen, "pn-sliders", defaults | settings)
            left, right, temperature_K, bias_V = junction_of(settings)
            junction = p_n_junction(left, right, bias_V, temperature_K)
            expected = {
                "pn_built_in_V": junction.built_in_potential_V,
                "pn_drop_V": junction.drop_V,
                "pn_left_width_nm": junction.left_width_nm,
                "pn_right_width_nm": junction.right_width_nm,
                "pn_left_field_V_per_m": junction.left_peak_field_V_per_m,
                "pn_right_field_V_per_m": junction.right_peak_field_V_per_m,
                "pn_capacitance_nF_per_cm2": 1e9 * junction.capacitance_F_per_cm2,
            }
            assert read_signals(seen, "pn-sliders", list(expected)) == pytest.approx(expected, rel=1e-6, abs=0), (
                settings
            )

            # The drawn bands and field, at the positions of the page.
            profile = p_n_profile(left, right, bias_V, temperature_K, points_per_side=2001)
            middle = len(profile.position_nm) // 2
            rows = [row for row in drawn_rows(seen, "pn-sliders") if "energy" in row and row.get("key") == "conduction"]
            assert {row["side"] for row in rows} == {"left", "right"}
            for row in rows[::13]:
                part = slice(0, middle) if row["side"] == "left" else slice(middle, None)
                expected_eV = np.interp(row["x"], profile.position_nm[part], profile.conduction_band_eV[part])
                assert row["energy"] == pytest.approx(expected_eV, abs=2e-5)
                expected_field = np.interp(row["x"], profile.position_nm[part], profile.field_V_per_m[part]) / 1e8
                assert row["field"] == pytest.approx(expected_field, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"pn_right_affinity_eV": 5}, "gather carriers"),
        ({"pn_bias_V": 1}, "removed the barrier"),
    ],
)
def test_where_there_is_no_depletion_a_sentence_says_so(browser, address, site, settings, words):
    left, right, temperature_K, bias_V = junction_of(settings)
    with pytest.raises(ValueError, match=r"depletion region|bias_V"):
        p_n_junction(left, right, bias_V, temperature_K)
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        set_controls(seen, "pn-sliders", settings)
        assert words in seen.page.locator("#pn-sliders .hs-chart-stage").text_content()
        rows = [row for row in drawn_rows(seen, "pn-sliders") if "energy" in row]
        assert all(math.isfinite(row["energy"]) for row in rows)
        # Apart, as before contact: the Fermi levels differ by the work functions.
        fermi = {row["side"]: row["energy"] for row in rows if row["key"] == "fermi"}
        difference = work_function_eV(right, temperature_K) - work_function_eV(left, temperature_K)
        assert fermi["left"] - fermi["right"] == pytest.approx(difference, rel=1e-6, abs=0)


def test_the_levels_have_names_and_no_legend_of_levels_that_are_not_drawn(browser, address, site):
    with visit(browser, address + PAGE, width=390) as seen:
        seen.draw_everything()
        text = seen.page.locator("#pn-sliders .hs-chart-stage").text_content()
        assert "conduction band edge" in text
        assert "vacuum level" not in text


# ---------------------------------------------------------------- formation


@pytest.mark.parametrize("percent", [5, 50, 80, 100])
def test_formation_follows_the_junction_under_the_matching_bias(browser, address, site, percent):
    built_in_V = p_n_junction(P_SIDE, N_SIDE).built_in_potential_V
    junction = p_n_junction(P_SIDE, N_SIDE, bias_V=built_in_V * (1 - (percent / 100) ** 2))
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        set_controls(seen, "pn-formation", {"form_moved_percent": percent})
        expected = {
            "form_drop_V": junction.drop_V,
            "form_left_width_nm": junction.left_width_nm,
            "form_right_width_nm": junction.right_width_nm,
            "form_electrons_to_left_per_cm2": -junction.electrons_to_right_per_cm2,
        }
        assert read_signals(seen, "pn-formation", list(expected)) == pytest.approx(expected, rel=1e-6, abs=0)
        difference = read_signals(seen, "pn-formation", ["form_fermi_difference_eV"])["form_fermi_difference_eV"]
        assert difference == pytest.approx(built_in_V - junction.drop_V, rel=1e-6, abs=1e-12)


def test_before_contact_nothing_is_bent(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        set_controls(seen, "pn-formation", {"form_moved_percent": 0})
        rows = [row for row in drawn_rows(seen, "pn-formation") if row.get("key") == "conduction"]
        for side in ("left", "right"):
            energies = [row["energy"] for row in rows if row["side"] == side]
            assert np.ptp(energies) == 0
        left, right = (next(r["energy"] for r in rows if r["side"] == side) for side in ("left", "right"))
        assert left - right == pytest.approx(N_SIDE.electron_affinity_eV - P_SIDE.electron_affinity_eV, rel=1e-9, abs=0)


# ---------------------------------------------------------------- the grid of full profiles


@pytest.mark.parametrize("node", views.profile_grid(), ids=lambda node: node["node"])
def test_grid_holds_the_full_solution_at_its_nodes(node):
    left_log, right_log = (
        next(e for e in views.GRID_LOG_DOPINGS if views.power_of_ten(e) == word) for word in node["node"].split()
    )
    left, right = views.pair(10.0**left_log, 10.0**right_log)
    junction = p_n_junction(left, right)
    # Another mesh, other thicknesses, a tighter tolerance.
    layers = [
        Layer(left, 2 * junction.left_width_nm + 20 * bulk_debye_length_nm(left)),
        Layer(right, 2 * junction.right_width_nm + 20 * bulk_debye_length_nm(right)),
    ]
    profile = equilibrium_profile(layers, points=2000, tolerance_eV=1e-7)
    position = profile.position_nm - profile.interface_position_nm[0]
    middle = int(np.flatnonzero(position == 0)[0])
    for side, part in ((0, slice(0, middle + 1)), (1, slice(middle + 1, None))):
        chosen = np.array(node["s"]) == side
        x = np.array(node["x"])[chosen]
        conduction = np.interp(x, position[part], profile.conduction_band_eV[part])
        # Four digits of energies up to 2 eV and of positions.
        np.testing.assert_allclose(np.array(node["c"])[chosen], conduction, atol=6e-4)
        field = np.interp(x, position[part], profile.field_V_per_m[part]) / 1e8
        np.testing.assert_allclose(np.array(node["f"])[chosen], field, rtol=2e-3, atol=2e-3 * abs(field).max())
    split = equilibrium_split(left, right)
    assert node["left_drop"] == pytest.approx(split.left_drop_V, rel=0, abs=6e-4)
    assert node["right_drop"] == pytest.approx(split.right_drop_V, rel=0, abs=6e-4)


def test_choices_draw_their_node(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for left, right in ((16, 18), (18, 16), (16, 16)):
            words = views.power_of_ten(left), views.power_of_ten(right)
            set_controls(seen, "pn-grid", {"grid_left": words[0], "grid_right": words[1]})
            node = next(n for n in views.profile_grid() if n["node"] == " ".join(words))
            rows = [r for r in drawn_rows(seen, "pn-grid") if r.get("method") == views.FULL and r.get("edge") == "c"]
            assert [row["x"] for row in rows] == node["x"]
            assert [row["energy"] for row in rows] == node["c"]
            assert f"too large by {node['excess_percent']:g} %" in (
                seen.page.locator("#pn-grid .hs-chart-stage").text_content()
            )


# ---------------------------------------------------------------- views without a browser


def test_two_kT_correct_the_depletion_approximation():
    for acceptors, donors in ((1e17, 1e17), (1e16, 3e16), (1e18, 1e18)):
        ways = views.charge_in_three_ways(*views.pair(acceptors, donors))
        assert ways["depletion"] / ways["exact"] > 1.03
        assert ways["corrected"] == pytest.approx(ways["exact"], rel=2e-4, abs=0)


def test_the_displacement_is_continuous_and_the_field_is_not():
    profile, position = views.full_profile(1e17, 1e17)
    left, right = np.flatnonzero(position == 0)
    fields = profile.field_V_per_m[left], profile.field_V_per_m[right]
    assert fields[0] * P_SIDE.relative_permittivity == pytest.approx(fields[1] * N_SIDE.relative_permittivity, rel=1e-9)
    assert fields[1] / fields[0] == pytest.approx(2.0, rel=1e-9)
    # From n (right) to p (left).
    assert max(fields) < 0


def test_homojunction_has_the_textbook_built_in_potential():
    n_side = replace(P_SIDE, net_doping_per_cm3=1e16)
    kT = 1.380649e-23 * 300 / 1.602176634e-19
    log_ni = math.log(P_SIDE.conduction_density_300K_per_cm3) - P_SIDE.gap_eV / (2 * kT)
    junction = p_n_junction(P_SIDE, n_side)
    assert junction.built_in_potential_V == pytest.approx(kT * (math.log(1e17) + math.log(1e16) - 2 * log_ni), rel=1e-9)
    assert junction.left_peak_field_V_per_m == pytest.approx(junction.right_peak_field_V_per_m, rel=1e-12)


def test_thin_layers_hold_what_their_charge_makes():
    for row in views.thin_layer_rows():
        formula = views.depleted_through_drop_V(row["thickness"], row["doping_per_cm3"])
        built_in = p_n_junction(*views.pair(row["doping_per_cm3"], row["doping_per_cm3"])).built_in_potential_V
        if formula < 0.3 * built_in:
            assert row["drop"] == pytest.approx(formula, rel=2e-3, abs=0)
        assert row["drop"] < 1.001 * min(formula, built_in)
        if formula > 10 * built_in:
            assert row["percent"] == pytest.approx(100, rel=5e-3, abs=0)


def test_rectification_is_the_exponential_of_the_voltage():
    kT = 1.380649e-23 * 300 / 1.602176634e-19
    assert views.rectification_ratio(0.1, 1) == pytest.approx(math.exp(0.1 / kT), rel=1e-9, abs=0)
    assert views.rectification_ratio(0.1, 500) == pytest.approx(math.exp(0.1 / 500 / kT), rel=1e-9, abs=0)


def test_saturation_current_by_hand():
    # Electrons in the p side only; the holes of the wide gap are 1e-16 of them. J0 = e D n / t with n = ni^2 / N.
    kT = 1.380649e-23 * 300 / 1.602176634e-19
    electrons = P_SIDE.conduction_density_300K_per_cm3**2 * math.exp(-P_SIDE.gap_eV / kT) / 1e17
    expected = 1.602176634e-19 * 1.0 * electrons / 0.1e-4
    assert views.saturation_current_A_per_cm2(P_SIDE, N_SIDE) == pytest.approx(expected, rel=1e-6, abs=0)


# ---------------------------------------------------------------- the named pairs


def test_the_pairs_called_p_n():
    assert sorted(views.claimed_pairs()["name"]) == ["Fe2O3/FeS2", "SnS/SnO2", "SnS2/CoS2"]


def test_sourced_work_functions_of_the_iron_pair():
    pairs = views.iron_work_functions()
    assert len(pairs) == 8
    assert (pairs["field"] == "FeS₂ → Fe₂O₃").all()
    assert pairs["difference"].min() == pytest.approx(0.70)
    assert pairs["difference"].max() == pytest.approx(1.46)
    for which, difference in (("smallest", 0.70), ("largest", 1.46)):
        oxide, sulfide = views.iron_pair(which)
        assert work_function_eV(oxide) - work_function_eV(sulfide) == pytest.approx(difference, rel=1e-9)
        with pytest.raises(ValueError, match="accumulate"):
            p_n_junction(oxide, sulfide)


def test_the_iron_pair_gathers_carriers_and_a_dipole_would_turn_it_round():
    as_sourced = views.iron_profile()
    assert as_sourced.field_V_per_m.min() < -1e8  # to the left: from the sulfide to the oxide
    assert as_sourced.layer_charge_per_cm2[0] < -1e13  # the oxide holds electrons
    assert as_sourced.electron_density_per_cm3.max() > 10 * views.IRON_DOPING_PER_CM3
    balanced = views.iron_profile(-0.70)
    assert abs(balanced.layer_charge_per_cm2[0]) < 1e-3 * abs(as_sourced.layer_charge_per_cm2[0])
    turned = views.iron_profile(-1.2)
    assert turned.layer_charge_per_cm2[0] > 1e12
    assert turned.field_V_per_m.max() > 0


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("name", sorted(views._DESCRIPTIONS))
def test_descriptions_hold_numbers(name):
    text = views.describe(name)
    assert len(text) > 100
    assert any(character.isdigit() for character in text)
    assert "{" not in text


def test_numbers_as_readers_write_them():
    assert views.power(5.62e11) == "5.6 × 10¹¹"
    assert views.power(7e-13, 0) == "7 × 10⁻¹³"


def test_a_band_diagram_parts_the_materials_at_the_interface_and_not_at_the_edge_of_a_layer():
    bands = p_n_profile(P_SIDE, N_SIDE, points_per_side=9)
    doubled = bands.position_nm[np.flatnonzero(np.diff(bands.position_nm) == 0)]
    assert len(doubled) == 3, "the edges of both layers stand twice as well"
    assert doubled[0] < 0 < doubled[-1]
    rows = levels_of(bands, "p", "n")
    assert (rows.loc[rows["position_nm"] < 0, "material"] == "p").all()
    assert (rows.loc[rows["position_nm"] > 0, "material"] == "n").all()
    at_interface = rows[(rows["position_nm"] == 0) & (rows["level"] == "conduction band edge")]
    assert at_interface["material"].tolist() == ["p", "n"]
    # At the interface the conduction band falls by the difference of the affinities.
    step = at_interface["energy_eV"].diff().iloc[-1]
    assert step == pytest.approx(P_SIDE.electron_affinity_eV - N_SIDE.electron_affinity_eV, abs=2e-4)


def test_a_band_diagram_needs_an_interface():
    with pytest.raises(ValueError, match="no position twice"):
        levels_of(SimpleNamespace(position_nm=np.array([-1.0, 0.0, 1.0])), "p", "n")
    assert set(levels_of(flat_bands([P_SIDE, N_SIDE], [80, 80]), "p", "n")["material"]) == {"p", "n"}
