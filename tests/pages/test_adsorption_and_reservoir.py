"""The page on adsorption and the sodium reservoir: what its charts compute is what the helpers compute."""

from __future__ import annotations

import numpy as np
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls
from scipy import constants, integrate, optimize

from heterostructures import dataset
from heterostructures.physics import adsorption, junctions, transport
from heterostructures.views import adsorption_and_reservoir as views
from heterostructures.views import adsorption_and_reservoir_stores as stores

PAGE = "notebooks/mechanisms/adsorption_and_reservoir.html"
T = views.ROOM_K

# ---------------------------------------------------------------- what is reported


def test_every_printed_energy_is_on_the_page_and_read_as_bound():
    found = views.reported_energies().set_index("row")
    rows = dataset.measurements(quantity="adsorption_energy")
    assert set(found.index) == set(rows.loc[rows["value"].notna(), "measurement_id"])
    assert found.loc["A128", "printed"] == "−4.85"
    assert found.loc["A129", "printed"] == "1.15"
    assert found.loc["A129", "energy_eV"] == -1.15
    # 1e13 attempts per second at 300 K, by a formula of its own.
    for row in found.to_dict("records"):
        stay = np.log10(np.exp(-row["energy_eV"] * constants.e / (constants.k * 300)) / 1e13)
        assert row["log_stay"] == pytest.approx(stay, abs=0.006)
    difference = found.loc["A128", "log_stay"] - found.loc["A129", "log_stay"]
    assert difference == pytest.approx(62.2, abs=0.05)


def test_counts_of_directions_add_up_to_the_rows():
    counted = stores.counted_directions()
    assert (counted[["experiment", "calculation", "not_stated"]].sum(axis=1) == counted["n"]).all()
    assert (counted[["raised", "lowered", "other"]].sum(axis=1) == counted["n"]).all()
    assert (counted[["A", "B"]].sum(axis=1) == counted["n"]).all()
    assert counted["n"].sum() == len(stores.direction_rows())


def test_the_fold_holds_every_row_on_adsorption_and_polysulfides():
    text = stores.fold_of_rows().html_text
    rows = stores.direction_rows()
    for name in rows.loc[rows["quantity"] != "active_sites", "measurement_id"]:
        assert f">{name}<" in text


def test_ions_are_written_with_their_charge_above_the_line():
    assert stores.with_charges("Zn2+ and Na+ on MoS2") == "Zn²⁺ and Na⁺ on MoS<sub>2</sub>"
    assert stores.with_charges("NH4+ on SR-VO") == "NH<sub>4</sub>⁺ on SR-VO"
    assert "+" not in stores.fold_of_rows().html_text


def test_tables_of_energies_and_readings_show_their_rows():
    shown = stores.show_energies(views.reported_energies()).html_text
    assert "−4.85" in shown
    assert "10⁶⁸" in shown
    readings = stores.show_readings(views.statements_under_readings()).html_text
    assert readings.count("does not fit") == 3


def test_no_meaning_of_a_higher_potential_fits_all_statements():
    readings = views.statements_under_readings().set_index("statement")
    assert list(readings["electric"]) == ["does not fit", "fits", "does not fit"]
    assert list(readings["electron"]) == ["fits", "does not fit", "fits"]


# ---------------------------------------------------------------- calculations of the page


def test_electrons_and_ions_of_the_junction_follow_opposite_boltzmann_factors():
    found = views.ions_at_junction()
    assert found.electrons * found.ions == pytest.approx(np.ones(found.ions.size), rel=1e-9)
    edge = int(np.flatnonzero(np.diff(found.position_nm) == 0)[0])
    kT = constants.k * T / constants.e
    # The drops come from the split of the junction, the factors from its profile.
    assert found.electrons[edge] == pytest.approx(np.exp(found.left_drop_V / kT), rel=1e-3)
    assert found.electrons[edge + 1] == pytest.approx(np.exp(-found.right_drop_V / kT), rel=1e-3)
    assert found.electrons[edge + 1] > 10 > 1 > found.ions[edge + 1]
    assert (np.diff(found.potential_V) <= 1e-12).all()


def test_averages_have_the_mean_that_was_asked_for():
    blocks = views.averages()
    first, second = views.plane_spacings_nm()
    assert first == pytest.approx(0.293, abs=0.001)
    assert second == pytest.approx(0.2834, abs=0.001)
    x = blocks.position_nm
    for name, side, spacing in (("left", -1.0, first), ("right", 1.0, second)):
        fine = np.linspace(side - spacing / 2, side + spacing / 2, 4001)
        mean = np.trapezoid(np.interp(fine, x, getattr(blocks, name)), fine) / spacing
        assert mean == pytest.approx(1.0, rel=2e-3)
        assert np.interp(side, x, getattr(blocks, f"{name}_mean")) == pytest.approx(1.0, rel=2e-3)
        assert abs(np.interp(-side, x, getattr(blocks, f"{name}_mean"))) < 1e-3


def test_transferred_electrons_lower_the_potential_of_their_side_by_the_capacitor_formula():
    blocks = views.averages()
    first, second = views.plane_spacings_nm()
    expected = -constants.e * 1e18 / constants.epsilon_0 * (first + second) / 2 * 1e-9
    at = np.interp([-1.5, 1.5], blocks.position_nm, blocks.transfer_mean)
    assert at[1] - at[0] == pytest.approx(expected, rel=1e-6)
    # Gauss: the steepest slope is the field between two sheets, if they were thin.
    steepest = np.min(np.diff(blocks.transfer)) / views.AVERAGE_STEP_NM
    assert steepest == pytest.approx(-constants.e * 1e18 / constants.epsilon_0 * 1e-9, rel=0.08)


def test_reservoir_follows_the_depletion_width_until_the_donors_run_out():
    thick = stores.reservoir(500, 0.46, 1e18, 17, 4.5)
    width = float(junctions.depletion_width_nm(17, 1e18, 0.46))
    assert not thick.emptied
    assert thick.ions_per_cm2 == pytest.approx(1e18 * width * 1e-7, rel=1e-9)
    thin = stores.reservoir(20, 0.46, 1e18, 17, 4.5)
    assert thin.emptied
    # All donors of the stack: half its volume gives electrons to each side in turn.
    assert thin.capacity_mAh_per_g == pytest.approx(1e18 / 2 * constants.e / 4.5 / 3.6, rel=1e-9)
    assert stores.reservoir(10, 0.46, 1e18, 17, 4.5).capacity_mAh_per_g == pytest.approx(
        thin.capacity_mAh_per_g, rel=1e-9
    )


def test_reservoir_is_near_the_exact_transfer_of_the_junction():
    """The closed formula gives the depleted side the whole step, so that it is somewhat too large."""
    found = views.ions_at_junction(1e17)
    estimate = stores.reservoir(1e5, -found.step_V, 1e17, 16.75, 4.5).ions_per_cm2
    assert found.electrons_per_cm2 < estimate < 1.25 * found.electrons_per_cm2


def test_spread_is_the_solution_of_the_numerical_helper():
    layers = [transport.DiffusionLayer(d, 1e-11, c) for d, c in ((40.0, 0.0), (10.0, 1e20), (40.0, 0.0))]
    times = [1e-3, 1e-2]
    solved = transport.diffuse_through_layers(layers, times_s=times, cells_per_layer=200)
    for index, time in enumerate(times):
        closed = stores.spread(solved.position_nm - 45.0, 5.0, 1e-11, time)
        assert solved.concentration_per_cm3[index] / 1e20 == pytest.approx(closed, abs=3e-3)
        inside = solved.amount_per_cm2[index][1] / solved.amount_per_cm2[index].sum()
        assert inside == pytest.approx(stores.share_left(5.0, 1e-11, time), rel=2e-3)


def test_spread_keeps_the_amount_and_its_share_is_its_mean():
    x = np.linspace(-400, 400, 80001)
    y = stores.spread(x, 5.0, 1e-11, 0.1)
    assert np.trapezoid(y, x) == pytest.approx(10.0, rel=1e-6)
    inside = np.abs(x) <= 5.0
    assert np.trapezoid(y[inside], x[inside]) / 10 == pytest.approx(stores.share_left(5.0, 1e-11, 0.1), rel=1e-6)


def test_more_goes_to_the_faster_side():
    shares = stores.spread_through(10, 1e-12, 1e-10, [1e-2]).iloc[0]
    assert shares["right"] > 5 * shares["left"] > 0
    assert shares[["left", "layer", "right"]].sum() == pytest.approx(1.0, rel=1e-9)


@pytest.mark.parametrize("angle", [30.0, 90.0, 180.0])
def test_critical_nucleus_is_the_top_of_the_energy_of_a_cap(angle):
    """The energy from surface and volume of the cap, with the wetted surface by Young's equation."""
    gamma, over = 0.2, 0.15
    per_volume = 96485.33212 * over / (stores.PRODUCT_CM3_PER_MOL * 1e-6)
    cosine = np.cos(np.radians(angle))

    def energy(r):
        volume = np.pi * r**3 / 3 * (2 + cosine) * (1 - cosine) ** 2
        free, wetted = 2 * np.pi * r**2 * (1 - cosine), np.pi * r**2 * (1 - cosine**2)
        return gamma * (free - cosine * wetted) - per_volume * volume

    best = optimize.minimize_scalar(lambda r: -energy(r * 1e-9) / constants.e, bounds=(0.01, 5), method="bounded")
    found = stores.critical_nucleus(gamma, over, angle)
    assert found.radius_nm == pytest.approx(best.x, rel=1e-4)
    assert found.barrier_eV == pytest.approx(-best.fun, rel=1e-8)


@pytest.mark.parametrize("angle", [40.0, 90.0, 150.0])
def test_domains_hold_the_charge(angle):
    found = stores.domain(1e9, 2.0, angle)
    assert not found.closed
    # Volume of the cap by integration over its height.
    radius = found.height_nm / (1 - np.cos(np.radians(angle)))
    volume, _ = integrate.quad(lambda z: np.pi * (radius**2 - z**2), radius - found.height_nm, radius)
    assert volume * 1e9 * 1e-21 == pytest.approx(2e-3 / 96485.33212 * stores.PRODUCT_CM3_PER_MOL, rel=1e-9)
    dense = stores.domain(1e13, 2.0, angle)
    assert dense.closed
    assert dense.height_nm == dense.film_nm


def test_share_of_polysulfide_that_a_surface_holds():
    # 1 mol of Li2S6 has 6 * 32.06 g of sulfur; as many square nanometers are 602214 m2.
    area = 6.02214076e23 * 1e-18 / (6 * 32.06)
    assert stores.polysulfide_share_percent(area, 1.0, 1.0) == pytest.approx(100.0, rel=1e-9)


def test_radicals_obey_their_equilibrium():
    x = stores.radicals_mol_per_L(1e-3, 1e-6)
    assert x**2 / (1e-3 - x / 2) == pytest.approx(1e-6, rel=1e-12)
    assert 1 < x / stores.radicals_mol_per_L(2.5e-4, 1e-6) < 2.1


# ---------------------------------------------------------------- charts, in a browser


def _settings(prefix, start, changes):
    """Yield what to move and the whole setting after it."""
    setting = dict(start)
    for change in changes:
        setting |= change
        yield {f"{prefix}_{name}": value for name, value in change.items()}, dict(setting)


STAY = [
    {},
    {"energy_eV": -5, "log_activity": 1, "temperature_K": 250, "entropy": 1, "log_attempts": 11},
    {"energy_eV": 0, "log_activity": -9, "temperature_K": 400, "entropy": -2, "log_attempts": 15},
    {"energy_eV": -0.45, "log_activity": -2.5, "temperature_K": 310, "entropy": -0.5},
]


def test_stay_and_coverage_are_those_of_the_helpers(browser, address, site):
    start = {"energy_eV": -1.15, "log_activity": -3, "temperature_K": 300, "entropy": -1, "log_attempts": 13}
    names = ["stay_log_stay", "stay_free_eV", "stay_coverage", "stay_vacancy", "stay_log_half"]
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for moved, s in _settings("stay", start, STAY):
            set_controls(seen, "ar-stay", moved)
            kelvin, activity = s["temperature_K"], 10.0 ** s["log_activity"]
            attempts = 10.0 ** s["log_attempts"]
            free = float(adsorption.adsorption_free_energy_eV(s["energy_eV"], s["entropy"], kelvin))
            expected = [
                adsorption.log10_residence_time_s(s["energy_eV"], attempts, kelvin),
                free,
                adsorption.langmuir_coverage(free, activity, kelvin),
                adsorption.langmuir_vacancy(free, activity, kelvin),
                -adsorption.log10_adsorption_constant(free, kelvin),
            ]
            got = read_signals(seen, "ar-stay", names)
            for name, value in zip(names, expected, strict=True):
                assert got[name] == pytest.approx(float(value), rel=1e-6, abs=1e-300), (name, s)
            rows = drawn_rows(seen, "ar-stay")
            # The left line has two points, the right one the rest.
            right = [row for row in rows if 0 <= row["y"] <= 1 and row["e"] > -5.2]
            assert len(right) > 30
            for row in right:
                if row["e"] == 0 and not 0 < row["y"] < 1:
                    continue
                here = adsorption.adsorption_free_energy_eV(row["e"], s["entropy"], kelvin)
                assert row["y"] == pytest.approx(
                    float(adsorption.langmuir_coverage(here, activity, kelvin)), rel=1e-6, abs=1e-12
                )


VOLCANO = [
    {},
    {"binding_eV": -5, "overall_eV": -3, "intrinsic_eV": 0, "slope": 0, "temperature_K": 250},
    {"binding_eV": 1, "overall_eV": 0.5, "intrinsic_eV": 1.5, "slope": 1, "temperature_K": 400},
    {"binding_eV": -0.6, "overall_eV": -1, "intrinsic_eV": 0.4, "slope": 0.3, "temperature_K": 350},
]


def test_volcano_is_that_of_the_helper(browser, address, site):
    start = {"binding_eV": -1.15, "overall_eV": -0.4, "intrinsic_eV": 0.7, "slope": 0.5, "temperature_K": 300}
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for moved, s in _settings("vol", start, VOLCANO):
            set_controls(seen, "ar-volcano", moved)

            def rate(energy, s=s):
                return adsorption.log10_sabatier_rate_per_s(
                    energy, s["overall_eV"], s["slope"], s["intrinsic_eV"], s["temperature_K"]
                )

            got = read_signals(seen, "ar-volcano", ["vol_log_rate", "vol_log_top"])
            assert got["vol_log_rate"] == pytest.approx(float(rate(s["binding_eV"])), rel=1e-6, abs=0)
            assert got["vol_log_top"] == pytest.approx(float(rate(s["overall_eV"] / 2)), rel=1e-6, abs=0)
            rows = drawn_rows(seen, "ar-volcano")
            assert len(rows) > 25
            energies = np.array([row["e"] for row in rows])
            assert [row["y"] for row in rows] == pytest.approx(rate(energies), rel=1e-6, abs=1e-9)


REGION = [
    {},
    {"neutral_eV": -3, "potential_mV": -600, "bond_eV": -1, "log_bulk": -0.5, "temperature_K": 250},
    {"neutral_eV": 0, "potential_mV": 600, "bond_eV": 1, "log_bulk": -6, "temperature_K": 400},
    {"potential_mV": -200, "bond_eV": 0.2, "log_bulk": -3, "temperature_K": 300},
]


def test_a_charged_region_fills_as_the_helper_says(browser, address, site):
    start = {"neutral_eV": -1.5, "potential_mV": -200, "bond_eV": 0, "log_bulk": -3, "temperature_K": 300}
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for moved, s in _settings("reg", start, REGION):
            set_controls(seen, "ar-region", moved)
            bulk = 10.0 ** s["log_bulk"]
            got = read_signals(seen, "ar-region", ["reg_occupancy", "reg_charged_eV", "reg_factor"])
            expected = views.occupancy_in_region(bulk, s["potential_mV"], s["bond_eV"], s["temperature_K"])
            assert got["reg_occupancy"] == pytest.approx(expected, rel=1e-6, abs=0), s
            step = s["potential_mV"] / 1e3 + s["bond_eV"]
            assert got["reg_charged_eV"] == pytest.approx(s["neutral_eV"] + step, rel=1e-9, abs=1e-12)
            ratio = transport.partition_coefficient(step, s["temperature_K"])
            assert got["reg_factor"] == pytest.approx(float(ratio), rel=1e-6, abs=0)
            rows = drawn_rows(seen, "ar-region")
            assert len(rows) > 30
            for row in rows:
                share = views.occupancy_in_region(bulk, row["p"], s["bond_eV"], s["temperature_K"])
                assert row["y"] == pytest.approx(share, rel=1e-6, abs=0)


AVERAGES = [
    {},
    {"left_V": 5, "right_V": 20, "moved_per_nm2": -1, "permittivity": 1},
    {"left_V": 20, "right_V": 5, "moved_per_nm2": 1, "permittivity": 20, "shown": views.READINGS[1]},
    {"left_V": 14, "right_V": 14, "moved_per_nm2": 0.25, "permittivity": 4.5, "shown": views.READINGS[0]},
]


def test_averages_are_the_weighted_blocks(browser, address, site):
    start = {"left_V": 14, "right_V": 16, "moved_per_nm2": 0.5, "permittivity": 2, "shown": views.READINGS[0]}
    blocks = views.averages()
    step = float(np.interp(1.5, blocks.position_nm, blocks.transfer_mean))
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for moved, s in _settings("avg", start, AVERAGES):
            set_controls(seen, "ar-averages", moved)
            weight = s["moved_per_nm2"] / s["permittivity"]
            sign = 1 if s["shown"] == views.READINGS[0] else -1
            got = read_signals(seen, "ar-averages", ["avg_transfer_step", "avg_total_step", "avg_sign"])
            assert got["avg_transfer_step"] == pytest.approx(weight * step, rel=1e-6, abs=0)
            assert got["avg_total_step"] == pytest.approx(s["right_V"] - s["left_V"] + weight * step, rel=1e-6, abs=0)
            assert got["avg_sign"] == sign
            rows = drawn_rows(seen, "ar-averages")
            x = np.array([row["x"] for row in rows])
            assert x.min() < -1.3
            assert x.max() > 1.3
            for key, names in (
                ("planar", ("left", "right", "transfer")),
                ("macro", ("left_mean", "right_mean", "transfer_mean")),
            ):
                parts = [np.interp(x, blocks.position_nm, getattr(blocks, name)) for name in names]
                expected = sign * (s["left_V"] * parts[0] + s["right_V"] * parts[1] + weight * parts[2])
                # The blocks are stored to a thousandth of a volt.
                assert [row[key] for row in rows] == pytest.approx(expected, abs=0.025)


RESERVOIR = [
    {},
    {"thickness_nm": 1, "step_mV": 1500, "log_doping": 21, "permittivity": 100, "density": 1, "current": 0.1},
    {"thickness_nm": 200, "step_mV": 20, "log_doping": 15, "permittivity": 4, "density": 8, "current": 10},
    {"thickness_nm": 60, "step_mV": 800, "log_doping": 19.5, "permittivity": 10, "density": 4, "current": 2},
]


def test_reservoir_is_that_of_the_helper(browser, address, site):
    start = {
        "thickness_nm": 20,
        "step_mV": 460,
        "log_doping": 18,
        "permittivity": 17,
        "density": 4.5,
        "current": 1,
    }
    assert 1000 * stores.work_function_step_V() == start["step_mV"]
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for moved, s in _settings("res", start, RESERVOIR):
            set_controls(seen, "ar-reservoir", moved)

            def computed(thickness, log_doping, s=s):
                return stores.reservoir(
                    thickness, s["step_mV"] / 1e3, 10.0**log_doping, s["permittivity"], s["density"]
                )

            expected = computed(s["thickness_nm"], s["log_doping"])
            got = read_signals(
                seen, "ar-reservoir", ["res_own_width_nm", "res_ions_per_cm2", "res_capacity", "res_seconds"]
            )
            assert got["res_own_width_nm"] == pytest.approx(expected.width_nm, rel=1e-6, abs=0)
            assert got["res_ions_per_cm2"] == pytest.approx(expected.ions_per_cm2, rel=1e-6, abs=0)
            assert got["res_capacity"] == pytest.approx(expected.capacity_mAh_per_g, rel=1e-6, abs=0)
            seconds = 3.6 * expected.capacity_mAh_per_g / s["current"]
            assert got["res_seconds"] == pytest.approx(seconds, rel=1e-6, abs=0)
            text = seen.page.locator("#ar-reservoir .hs-chart-stage svg").text_content()
            assert ("all its donors are emptied" in text) == expected.emptied
            rows = drawn_rows(seen, "ar-reservoir")
            atoms = [row for row in rows if "d" in row and row["d"] in (1, 200)]
            dense = [stores.capacity_of(stores.atoms_per_cm2(), row["d"], s["density"]) for row in atoms]
            assert sum(np.isclose([row["y"] for row in atoms], dense, rtol=1e-6)) == 2
            between = [row for row in rows if "d" in row and row["d"] not in (1, 200)]
            assert len(between) > 15
            for row in between:
                capacity = computed(row["d"], s["log_doping"]).capacity_mAh_per_g
                assert row["y"] == pytest.approx(capacity, rel=1e-6, abs=0)
            per_area = [row for row in rows if "n" in row]
            assert len(per_area) > 15
            for row in per_area:
                ions = computed(s["thickness_nm"], np.log10(float(row["n"]))).ions_per_cm2
                assert row["y"] == pytest.approx(ions, rel=1e-6, abs=0)


SPREAD = [
    {},
    {"log_d": -15, "log_time": -9, "half_nm": 20, "ratio": 50},
    {"log_d": -7, "log_time": 3, "half_nm": 0.5, "ratio": 2},
    {"log_d": -12.5, "log_time": -0.75, "half_nm": 3.5, "ratio": 5},
]


def test_spread_in_the_page_is_that_of_the_functions(browser, address, site):
    start = {"log_d": -11, "log_time": -3, "half_nm": 5, "ratio": 10}
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for moved, s in _settings("bump", start, SPREAD):
            set_controls(seen, "ar-spread", moved)
            coefficient, time = 10.0 ** s["log_d"], 10.0 ** s["log_time"]
            got = read_signals(seen, "ar-spread", ["bump_share", "bump_middle", "bump_sigma_nm"])
            share = stores.share_left(s["half_nm"], coefficient, time)
            assert got["bump_share"] == pytest.approx(share, rel=1e-6, abs=0), s
            middle = 1 + (s["ratio"] - 1) * float(stores.spread(0.0, s["half_nm"], coefficient, time))
            assert got["bump_middle"] == pytest.approx(middle, rel=1e-6, abs=0)
            sigma = np.sqrt(2.0) * float(transport.diffusion_length_nm(time, coefficient))
            assert got["bump_sigma_nm"] == pytest.approx(sigma, rel=1e-6, abs=0)
            rows = drawn_rows(seen, "ar-spread")
            now = [row for row in rows if "x" in row and "side" not in row]
            assert len(now) > 50
            excess = stores.spread([row["x"] for row in now], s["half_nm"], coefficient, time)
            assert [row["y"] for row in now] == pytest.approx(1 + (s["ratio"] - 1) * excess, rel=1e-6, abs=0)
            history = [row for row in rows if "t" in row]
            assert len(history) > 30
            for row in history:
                then = stores.share_left(s["half_nm"], coefficient, 10.0 ** row["t"])
                assert row["y"] == pytest.approx(then, rel=1e-6, abs=0)


NUCLEATION = [
    {},
    {"energy": 0.05, "over_mV": 600, "angle": 10, "log_nuclei": 14, "charge": 20},
    {"energy": 1, "over_mV": 20, "angle": 180, "log_nuclei": 7, "charge": 0.1},
    {"energy": 0.3, "over_mV": 150, "angle": 60, "log_nuclei": 9.5, "charge": 3},
]


def test_nuclei_and_domains_are_those_of_the_functions(browser, address, site):
    start = {"energy": 0.2, "over_mV": 200, "angle": 90, "log_nuclei": 10, "charge": 2}
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for moved, s in _settings("nuc", start, NUCLEATION):
            set_controls(seen, "ar-nucleation", moved)
            nucleus = stores.critical_nucleus(s["energy"], s["over_mV"] / 1e3, s["angle"])
            domain = stores.domain(10.0 ** s["log_nuclei"], s["charge"], s["angle"])
            exponent = float(transport.wkb_exponent_rectangular(stores.TUNNEL_BARRIER_EV, domain.height_nm))
            expected = {
                "nuc_radius_nm": nucleus.radius_nm,
                "nuc_barrier_eV": nucleus.barrier_eV,
                "nuc_height_nm": domain.height_nm,
                "nuc_film_nm": domain.film_nm,
                "nuc_log_tunnel": -exponent / np.log(10),
            }
            got = read_signals(seen, "ar-nucleation", list(expected))
            for name, value in expected.items():
                assert got[name] == pytest.approx(value, rel=1e-6, abs=0), (name, s)
            rows = [row for row in drawn_rows(seen, "ar-nucleation") if "n" in row]
            assert len(rows) > 30
            for row in rows:
                here = stores.domain(10.0 ** row["n"], s["charge"], s["angle"])
                assert row["y"] == pytest.approx(here.height_nm, rel=1e-6, abs=0)


def test_the_page_says_what_the_numbers_are(site):
    text = (site / PAGE).read_text(encoding="utf-8")
    assert 'is <span class="pasted-text">62</span> powers of ten' in text
    assert len(text.encode()) <= 250_000
