"""The page on isotype junctions: its numbers, and its two charts with controls in a real browser."""

from __future__ import annotations

import numpy as np
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls

from heterostructures import dataset
from heterostructures.physics import bands, junctions
from heterostructures.views import isotype_junctions as isotype

PAGE = "notebooks/junctions/isotype_junctions.html"


# ---------------------------------------------------------------- materials and numbers


def test_sourced_properties_are_single_rows_of_the_dataset():
    assert isotype.sourced("SnS2", "single crystal", "electron_affinity") == (4.16, "burton2016electronic")
    with pytest.raises(LookupError, match="materials"):
        isotype.sourced("SnS2", "single crystal", "no such property")


def test_named_pairs_are_isotype_and_use_the_sourced_values():
    for pair in isotype.named_pairs():
        assert junctions.junction_kind(pair.left, pair.right) in isotype.ISOTYPE
    antimony = isotype.antimony_sulfide()
    ionization, _ = isotype.sourced("Sb2S3", "thin film", "ionization_energy")
    assert antimony.ionization_energy_eV == pytest.approx(ionization, rel=1e-12)
    ionization, _ = isotype.sourced("SnS2", "single crystal", "ionization_energy")
    assert isotype.tin_disulfide().ionization_energy_eV == pytest.approx(ionization, rel=1e-12)
    assert bands.work_function_eV(isotype.pyrite(4.7)) == pytest.approx(4.7, rel=1e-9)


def test_fermi_levels_of_the_sourced_pair_lie_in_the_upper_half_of_the_gap():
    """The page calls the pair n-n on this evidence."""
    for material, phase, semiconductor in (
        ("Sb2S3", "thin film", isotype.antimony_sulfide()),
        ("SnS2", "single crystal", isotype.tin_disulfide()),
    ):
        work, _ = isotype.sourced(material, phase, "work_function")
        assert work - semiconductor.electron_affinity_eV < semiconductor.ionization_energy_eV - work


def test_direction_of_the_sourced_pair_is_that_of_review_b():
    rows = dataset.load("measurements").query("heterostructure_id == 'b_sb2s3_sns2' and direction == 'transfer'")
    stated = rows[rows["quantity"].isin(["electron_transfer", "built_in_field"])]
    assert set(zip(stated["from_side"], stated["to_side"], strict=True)) == {("Sb2S3", "SnS2")}
    split = junctions.equilibrium_split(isotype.antimony_sulfide(), isotype.tin_disulfide())
    assert split.electrons_to_right_per_cm2 > 0
    assert split.left_field_V_per_m > 0


def test_mirror_image_changes_only_signs():
    left, right = isotype.antimony_sulfide(), isotype.tin_disulfide(3e17)
    split = junctions.isotype_junction(left, right).split
    other = junctions.isotype_junction(isotype.mirrored(left), isotype.mirrored(right))
    assert other.kind == "p-p"
    assert other.split.left_drop_V == pytest.approx(-split.left_drop_V, rel=1e-9)
    assert other.split.right_drop_V == pytest.approx(-split.right_drop_V, rel=1e-9)
    twice = isotype.mirrored(isotype.mirrored(left))
    assert twice.electron_affinity_eV == pytest.approx(left.electron_affinity_eV, rel=1e-12)


def test_only_the_p_n_panel_has_two_depleted_sides():
    both = {
        panel.title: (isotype.states_of(panel).left_state, isotype.states_of(panel).right_state)
        for panel in isotype.four_types()
    }
    assert both == {
        "Schottky": ("metal", "depletion"),
        "p-n": ("depletion", "depletion"),
        "p-p": ("depletion", "accumulation"),
        "n-n": ("depletion", "accumulation"),
    }
    assert not any(isotype.states_of(panel).interface_is_degenerate for panel in isotype.four_types())


@pytest.mark.parametrize("contact_V", [0.01, 0.3])
def test_reach_at_small_bending_is_that_of_an_exponential(contact_V):
    left, right = isotype.pair_with_contact_potential(contact_V, 1.0, 1e17)
    assert -bands.contact_potential_V(left, right) == pytest.approx(contact_V, rel=1e-9)
    profile = junctions.thick_junction_profile(left, right, points_per_side=401)
    debye_nm = junctions.debye_length_nm(10.0, 1e17)
    for side in ("left", "right"):
        reach = isotype.reach_nm(profile, side)
        if contact_V == 0.01:
            assert reach == pytest.approx(np.log(10) * debye_nm, rel=0.05)
        # The charge within this distance, by integrating the charge density instead of the field.
        first = isotype.interface_index(profile)
        chosen = slice(0, first) if side == "left" else slice(first, None)
        x, charge = np.abs(profile.position_nm[chosen]), np.abs(profile.charge_density_C_per_m3[chosen])
        order = np.argsort(x)
        x, charge = x[order], charge[order]
        inside = np.linspace(0, reach, 4001)
        part = np.trapezoid(np.interp(inside, x, charge), inside) / np.trapezoid(charge, x)
        assert part == pytest.approx(isotype.MOST_OF_THE_CHARGE, abs=0.01)


def test_high_low_formula_is_the_general_solution():
    frame = isotype.high_low_frame()
    assert (frame["formula_mV"] - frame["general_mV"]).abs().max() < 0.002
    assert (frame["general_mV"] < 1000 * bands.thermal_energy_eV(300)).all()


def test_split_is_half_for_small_equal_sides_and_moves_to_the_depleted_side():
    frame = isotype.split_frame()
    equal = frame[frame["ratio"] == "1"]["share_percent"]
    assert equal.iloc[0] == pytest.approx(50, abs=1)
    assert equal.is_monotonic_increasing


def test_thin_layers_give_all_their_electrons_and_a_quadratic_potential():
    frame = isotype.thin_layers_frame()
    thin = frame[frame["thickness_nm"] <= 4]
    assert thin["electrons_per_cm2"].to_numpy() == pytest.approx(thin["donors_per_cm2"].to_numpy(), rel=1e-4)
    assert thin["potential_V"].iloc[1] / thin["potential_V"].iloc[0] == pytest.approx(4, rel=0.01)
    thick = frame.iloc[-1]
    assert thick["potential_V"] == pytest.approx(thick["thick_potential_V"], rel=1e-3)
    assert thick["electrons_per_cm2"] == pytest.approx(thick["thick_electrons_per_cm2"], rel=1e-3)


def test_spike_is_the_highest_point_of_the_majority_band():
    left, right = isotype.antimony_sulfide(), isotype.tin_disulfide()
    profile = junctions.thick_junction_profile(left, right)
    assert isotype.spike_eV(left, right) == pytest.approx(profile.conduction_band_eV.max(), rel=1e-5)
    mirror = isotype.mirrored(left), isotype.mirrored(right)
    assert isotype.spike_eV(*mirror) == pytest.approx(isotype.spike_eV(left, right), rel=1e-9)


def test_estimate_has_the_whole_contact_potential_under_its_field():
    rows = isotype.exact_and_estimate(isotype.antimony_sulfide(), isotype.tin_disulfide())
    for _, chosen in rows.groupby("solution"):
        x, field = chosen["x"].to_numpy(), chosen["field"].to_numpy()
        assert np.trapezoid(field, x) * 0.1 == pytest.approx(0.4, rel=0.01)


def test_no_heterostructure_is_named_isotype():
    """The page says so. If a new paper changes it, the sentences of the page must change too."""
    types = isotype.junction_types().set_index("junction_type")
    assert types.index[:2].tolist() == list(isotype.ISOTYPE)
    assert types["n"].sum() == len(dataset.load("heterostructures"))
    assert types.loc[list(isotype.ISOTYPE), "n"].sum() == 0
    assert isotype.pairs_of_stated_same_type().empty


def test_stated_types_are_those_of_the_dataset():
    notes = " ".join(dataset.load("heterostructures")["note"].dropna())
    for material, letter in isotype.STATED_TYPES.items():
        assert f"{material} is called {letter}-type" in notes or f"{material} {letter}-type" in notes


# ---------------------------------------------------------------- in the browser


def chosen_pair(settings):
    """The junction of the Python helper for settings of the balance chart."""
    pair = isotype.balance_pair(
        settings["kind"],
        *(
            settings[name]
            for name in (
                "left_edge_eV",
                "right_edge_eV",
                "left_log_doping",
                "right_log_doping",
                "left_permittivity",
                "right_permittivity",
            )
        ),
    )
    return *pair, junctions.isotype_junction(*pair, settings["temperature_K"])


START = {
    "kind": "n-n",
    "left_edge_eV": 3.76,
    "right_edge_eV": 4.16,
    "left_log_doping": 17,
    "right_log_doping": 17,
    "left_permittivity": 10,
    "right_permittivity": 16.75,
    "temperature_K": 300,
}
BALANCES = [
    START,
    START | {"kind": "p-p", "left_edge_eV": 5.36},
    START | {"left_edge_eV": 3.5, "right_edge_eV": 6, "temperature_K": 200, "right_log_doping": 15},
    START | {"left_edge_eV": 4.16, "left_log_doping": 19, "right_log_doping": 15, "temperature_K": 500},
    START
    | {"kind": "p-p", "left_edge_eV": 3.5, "right_edge_eV": 3.52, "left_permittivity": 30, "right_permittivity": 4},
    START | {"left_edge_eV": 4.3, "left_log_doping": 15, "right_log_doping": 18.6, "temperature_K": 250},
]


@pytest.mark.parametrize("settings", BALANCES)
def test_balance_computes_what_the_helper_computes(browser, address, site, settings):
    left, right, junction = chosen_pair(settings)
    depleted_V, accumulated_V = isotype.depleted_and_accumulated_drop_V(junction)
    temperature_K = settings["temperature_K"]
    expected = {
        "contact_V": junction.split.built_in_potential_V,
        "depleted_V": depleted_V,
        "accumulated_V": accumulated_V,
        "electrons_per_cm2": abs(junction.split.electrons_to_right_per_cm2),
        "width_nm": junction.depletion_width_nm,
        "estimate_width_nm": isotype.depletion_estimate_nm(left, right, temperature_K),
        "left_debye_nm": junctions.debye_length_nm(
            left.relative_permittivity, abs(left.net_doping_per_cm3), temperature_K
        ),
        "right_debye_nm": junctions.bulk_debye_length_nm(right, temperature_K),
        "left_work_function_eV": bands.work_function_eV(left, temperature_K),
    }
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        set_controls(seen, "isotype-balance", {f"balance_{name}": value for name, value in settings.items()})
        names = [f"balance_{name}" for name in expected]
        found = read_signals(seen, "isotype-balance", [*names, "balance_left_is_depleted", "balance_degenerate"])
        for name, value in expected.items():
            assert found[f"balance_{name}"] == pytest.approx(value, rel=1e-6, abs=0), name
        assert found["balance_left_is_depleted"] == (junction.depleted_side == "left")
        assert found["balance_degenerate"] == (
            junction.split.interface_is_degenerate
            or bands.is_degenerate(left, temperature_K)
            or bands.is_degenerate(right, temperature_K)
        )
        # The curves as drawn: on either side of the crossing they change their order.
        curves = {}
        for row in drawn_rows(seen, "isotype-balance"):
            curves.setdefault(row["key"], []).append((row["x"], row["charge"]))
        crossing = np.interp(depleted_V, *np.array(sorted(curves["lost"])).T)
        assert crossing == pytest.approx(expected["electrons_per_cm2"] / 1e11, rel=0.02)
        for x, charge in curves["lost"][1:]:
            doping = abs((left if junction.depleted_side == "left" else right).net_doping_per_cm3)
            permittivity = (left if junction.depleted_side == "left" else right).relative_permittivity
            w = x / bands.thermal_energy_eV(temperature_K)
            debye_cm = junctions.debye_length_nm(permittivity, doping, temperature_K) * 1e-7
            assert charge == pytest.approx(doping * debye_cm * np.sqrt(2 * (np.expm1(-w) + w)) / 1e11, rel=1e-6, abs=0)


def test_balance_says_so_when_nothing_moves(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        set_controls(seen, "isotype-balance", {"balance_right_edge_eV": 3.76})
        found = read_signals(seen, "isotype-balance", ["balance_electrons_per_cm2", "balance_width_nm", "balance_flat"])
        assert found == {"balance_electrons_per_cm2": 0, "balance_width_nm": 0, "balance_flat": True}
        text = seen.page.locator("#isotype-balance .hs-chart-stage svg").text_content()
        assert "Equal work functions" in text
        assert "NaN" not in text
        assert seen.console_errors == []


@pytest.mark.parametrize(
    ("kind", "contact_V", "log_ratio"),
    [("n-n", 0.4, 0), ("p-p", 0.1, -2), ("n-n", 0.6, 2), ("n-n", 0.6, -2), ("p-p", 0.3, 1)],
)
def test_grid_shows_the_helpers_profile_at_its_nodes(browser, address, site, kind, contact_V, log_ratio):
    pair = isotype.pair_with_contact_potential(contact_V, 10.0**log_ratio)
    if kind == "p-p":
        pair = tuple(isotype.mirrored(side) for side in pair)
    junction = junctions.isotype_junction(*pair)
    assert junction.kind == kind
    assert junction.depleted_side == "left"
    depleted_V, accumulated_V = isotype.depleted_and_accumulated_drop_V(junction)
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        set_controls(
            seen, "isotype-grid", {"node_kind": kind, "node_contact_V": contact_V, "node_log_ratio": log_ratio}
        )
        names = ["depleted_V", "accumulated_V", "width_nm", "electrons_per_cm2"]
        found = read_signals(seen, "isotype-grid", [f"node_{name}" for name in names])
        expected = [
            depleted_V,
            accumulated_V,
            junction.depletion_width_nm,
            abs(junction.split.electrons_to_right_per_cm2),
        ]
        assert list(found.values()) == pytest.approx(expected, rel=1e-6, abs=0)
        rows = drawn_rows(seen, "isotype-grid")
    profile = junctions.thick_junction_profile(*pair, points_per_side=801)
    first = isotype.interface_index(profile)
    assert len(rows) >= 5 * 10
    compared = {"energy": 0, "charge": 0, "field": 0}
    levels = {"conduction": profile.conduction_band_eV, "valence": profile.valence_band_eV}
    for row in rows:
        chosen = slice(0, first) if row["s"] == "left" else slice(first, None)
        x = profile.position_nm[chosen]

        def at(values, chosen=chosen, x=x, row=row):
            return np.interp(row["x"], x, values[chosen])

        if row.get("key") in levels:
            assert row["energy"] == pytest.approx(at(levels[row["key"]]), abs=2e-4)
            compared["energy"] += 1
        elif "key" not in row:
            field = at(profile.field_V_per_m) / 1e8
            charge = at(profile.charge_density_C_per_m3) / 1.602176634e3
            assert row["field"] == pytest.approx(field, rel=5e-3, abs=1e-5)
            assert row["charge"] == pytest.approx(charge, rel=5e-3, abs=5e-3)
            compared["field"] += 1
            compared["charge"] += 1
    assert min(compared.values()) >= 15
