"""The page on electrical conductivity: what its charts and tables hold is what the helpers and the dataset give."""

from __future__ import annotations

import numpy as np
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls
from scipy import integrate

from heterostructures import dataset
from heterostructures.physics import bands, impedance, junctions, kinetics, transport
from heterostructures.views import electrical_conductivity as views
from heterostructures.views import electrical_conductivity_sliders as sliders
from heterostructures.views import schottky_contacts

PAGE = "notebooks/mechanisms/electrical_conductivity.html"


def exactly(value, rel=1e-6):
    return pytest.approx(value, rel=rel, abs=0)


# ---------------------------------------------------------------- what the reviews print


def test_every_printed_resistance_is_simulated():
    rows = views.nyquist_rows()
    printed = dataset.load_measurements().query("quantity == 'charge_transfer_resistance' and unit == 'ohm'")
    assert sorted(printed["value"]) == views.reported_resistances()["ohm"].tolist() == [11.0, 18.6, 33.6]
    for row in views.reported_resistances().itertuples():
        drawn = rows[rows["name"] == row.electrode]
        expected = impedance.randles_impedance_ohm(drawn["f"].to_numpy(), 5.0, row.ohm, 20e-6, 5.0)
        assert drawn["re"].to_numpy() == pytest.approx(expected.real, rel=0, abs=0.05)
        assert drawn["im"].to_numpy() == pytest.approx(-expected.imag, rel=0, abs=0.05)


def test_no_statement_without_a_number_is_lost():
    rows = dataset.load_measurements().query("value != value")
    four = ["electrical_conductivity", "electron_transport", "charge_transfer_rate", "density_of_states"]
    counts = views.direction_counts()
    for quantity in four:
        name = views.DIRECTION_QUANTITIES[quantity]
        assert counts.loc[counts["quantity"] == name, "n"].sum() == (rows["quantity"] == quantity).sum()
    assert (counts["A"] + counts["B"] == counts["n"]).all()
    assert (counts[["experiment", "calculation", "not_stated"]].sum(axis=1) == counts["n"]).all()
    listed = views.direction_list()["rows"].str.split(r"\); ").map(len).sum()
    assert listed == counts["n"].sum() == len(views.direction_rows())


def test_every_statement_on_a_gap_is_shown():
    rows = views.gap_rows()
    assert len(rows) == (dataset.load_measurements()["quantity"] == "band_gap").sum()
    printed = rows.set_index("subject")
    assert printed.loc["SnO₂", "others"] == "3.00 to 3.60 (n = 2)"
    assert printed.loc["Ni₃Se₄/CoSe₂ against CoSe₂", "direction"] == "vanishes"
    for row in views.gap_points().itertuples():
        expected = 2 * bands.intrinsic_density_per_cm3(bands.Semiconductor("x", row.gap, 4.0, 10.0, 0.0))
        assert row.n == exactly(expected, 0.01)


def test_barriers_are_those_of_the_other_page():
    by_name = {one.name: one.height_eV for one in views.sourced_barriers()}
    assert by_name["Cu film on SnS₂"] == exactly(views.copper_barrier_eV())
    for name, annealed in (("Ti₃C₂Tₓ, annealed, on SnS₂", True), ("Ti₃C₂Tₓ, as prepared, on SnS₂", False)):
        metal = schottky_contacts.mxene(annealed)
        expected = junctions.schottky_barrier_eV(metal, schottky_contacts.tin_disulfide())
        assert by_name[name] == exactly(expected)


# ---------------------------------------------------------------- calculations of the page


def test_particle_drop_is_the_integral_of_the_field():
    radius_cm, per_volume, sigma = 1e-5, 5.0, 1e-6
    field = lambda r: per_volume * r / 3 / sigma  # noqa: E731
    expected, _ = integrate.quad(field, 0, radius_cm)
    assert views.particle_drop_V(1.0, 5.0, 100.0, sigma) == exactly(expected)


def test_a_poor_solid_can_look_like_slow_charge_transfer():
    for ratio in (1.05, 3.05, 12.0):
        solid = views.hiding_resistance_ohm(ratio, 11.0)
        # By symmetry the same line with the pores as the poor conductor.
        width = impedance.porous_electrode_impedance_ohm(1e-6, solid, 1e-4, 11.0).real
        assert width == exactly(11.0 * ratio, 1e-5)


def test_doping_wins_where_the_page_says():
    for doping in views.DOPINGS_PER_CM3:
        gap = views.gap_where_doping_wins_eV(doping)
        one = bands.Semiconductor("x", gap, 4.0, 10.0, 0.0)
        assert bands.intrinsic_density_per_cm3(one) == exactly(doping)
        assert views.carriers_per_cm3(gap, doping) == exactly(np.sqrt(5) * doping)


def test_nothing_is_left_to_explain_at_the_ratio_of_the_resistances():
    rows = views.explanation_rows()
    for name, ratio in (("against NiS₂", 33.6 / 11.0), ("against MoS₂", 18.6 / 11.0)):
        one = rows[rows["name"] == name]
        assert np.interp(0.0, one["meV"][::-1], np.log(one["area"][::-1])) == pytest.approx(np.log(ratio), abs=3e-3)
        assert np.interp(0.0, np.log(one["area"]), one["meV"]) == pytest.approx(
            1e3 * bands.thermal_energy_eV(views.ROOM_K) * np.log(ratio), abs=0.1
        )


@pytest.mark.parametrize(("barrier", "mass", "kelvin"), [(0.36, 1.0, 300.0), (0.05, 0.05, 200.0), (1.0, 2.0, 400.0)])
def test_at_the_crossing_width_both_ways_are_equal(barrier, mass, kelvin):
    width = views.crossing_width_nm(barrier, mass, kelvin)
    through = transport.tunneling_probability(transport.wkb_exponent_rectangular(barrier, width, mass))
    assert through == exactly(kinetics.rate_ratio(0.0, barrier, kelvin))


# ---------------------------------------------------------------- computed in the page

RANDLES_START = {"transfer_ohm": 11, "series_ohm": 5, "capacitance_uF": 20, "exponent": 1, "warburg": 5, "area_cm2": 1}
RANDLES = [
    {},
    {"transfer_ohm": 1, "series_ohm": 0, "capacitance_uF": 1, "warburg": 0, "area_cm2": 0.5},
    {"transfer_ohm": 100, "series_ohm": 30, "capacitance_uF": 500, "exponent": 0.6, "warburg": 30, "area_cm2": 100},
    {"transfer_ohm": 33.6, "exponent": 0.85, "warburg": 12.5},
]


def test_circuit_is_that_of_the_helpers(browser, address, site):
    names = ["time_s", "apex_Hz", "exchange_mA_per_cm2", "change_meV"]
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        setting = dict(RANDLES_START)
        for change in RANDLES:
            setting |= change
            set_controls(seen, "ec-randles", {f"rand_{name}": value for name, value in change.items()})
            ohm, charge, exponent = setting["transfer_ohm"], setting["capacitance_uF"] * 1e-6, setting["exponent"]
            got = read_signals(seen, "ec-randles", [f"rand_{name}" for name in names])
            apex = impedance.apex_frequency_Hz(ohm, charge, exponent)
            expected = {
                "time_s": 1 / (2 * np.pi * apex),
                "apex_Hz": apex,
                "exchange_mA_per_cm2": kinetics.exchange_current_density_mA_per_cm2(
                    ohm, setting["area_cm2"], views.ROOM_K
                ),
                "change_meV": 1e3
                * kinetics.barrier_change_from_rate_ratio_eV(33.6 / (ohm * setting["area_cm2"]), views.ROOM_K),
            }
            for name in names:
                assert got[f"rand_{name}"] == pytest.approx(float(expected[name]), rel=1e-6, abs=1e-9), (name, setting)
            rows = [row for row in drawn_rows(seen, "ec-randles") if "re" in row]
            assert len(rows) >= 50
            f = np.array([row["f"] for row in rows])
            z = impedance.randles_impedance_ohm(f, setting["series_ohm"], ohm, charge, setting["warburg"], exponent)
            assert np.array([row["re"] for row in rows]) == exactly(z.real)
            assert np.array([row["im"] for row in rows]) == exactly(-z.imag)


MIXTURE_START = {"percent": 20, "threshold": 0.33, "good": 8000, "poor_log": -6, "thickness_um": 50}
MIXTURES = [
    {},
    {"percent": 0.5, "threshold": 0.6, "good": 10, "poor_log": 0, "thickness_um": 5},
    {"percent": 90, "threshold": 0.01, "good": 8000, "poor_log": -12, "thickness_um": 200},
    {"percent": 33, "threshold": 0.33, "poor_log": -8.5},
    {"percent": 12.5, "threshold": 0.05, "good": 500},
]


def test_mixture_is_that_of_the_helpers(browser, address, site):
    kinds = {
        "parallel": transport.conductivity_along_layers_S_per_cm,
        "series": transport.conductivity_across_layers_S_per_cm,
    }
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        setting = dict(MIXTURE_START)
        for change in MIXTURES:
            setting |= change
            set_controls(seen, "ec-mixture", {f"mix_{name}": value for name, value in change.items()})
            good, poor, limit = setting["good"], 10.0 ** setting["poor_log"], setting["threshold"]
            share = setting["percent"] / 100
            got = read_signals(seen, "ec-mixture", ["mix_mixture", "mix_parallel", "mix_series_value", "mix_film"])
            mixed = transport.conductivity_of_mixed_grains_S_per_cm(share, good, poor, limit)
            assert got["mix_mixture"] == exactly(mixed), setting
            assert got["mix_parallel"] == exactly(transport.conductivity_along_layers_S_per_cm(share, good, poor))
            assert got["mix_series_value"] == exactly(transport.conductivity_across_layers_S_per_cm(share, good, poor))
            assert got["mix_film"] == exactly(views.film_resistance_ohm_cm2(mixed, setting["thickness_um"]))
            rows = [row for row in drawn_rows(seen, "ec-mixture") if row.get("key")]
            assert {row["key"] for row in rows} == {"parallel", "mixed", "series"}
            for row in rows:
                helper = kinds.get(row["key"])
                f = row["percent"] / 100
                expected = (
                    helper(f, good, poor)
                    if helper
                    else transport.conductivity_of_mixed_grains_S_per_cm(f, good, poor, limit)
                )
                assert row["s"] == exactly(expected, 1e-5), (row, setting)


TUNNEL_START = {"barrier_eV": 0.36, "width_nm": 2, "mass": 1, "temperature_K": 300, "permittivity": 16.75}
TUNNELS = [
    {},
    {"barrier_eV": 0.05, "width_nm": 0.2, "mass": 0.05, "temperature_K": 400, "permittivity": 4},
    {"barrier_eV": 1.0, "width_nm": 12, "mass": 2, "temperature_K": 200, "permittivity": 30},
    {"barrier_eV": 0.27, "width_nm": 4.5, "mass": 0.2, "temperature_K": 350, "permittivity": 6.75},
]


def test_tunnelling_is_that_of_the_helpers(browser, address, site):
    names = ["rectangle", "parabola", "over", "crossing_nm", "doping_log"]
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        setting = dict(TUNNEL_START)
        for change in TUNNELS:
            setting |= change
            set_controls(seen, "ec-tunnel", {f"tun_{name}": value for name, value in change.items()})
            height, width, mass = setting["barrier_eV"], setting["width_nm"], setting["mass"]
            kelvin, permittivity = setting["temperature_K"], setting["permittivity"]
            got = read_signals(seen, "ec-tunnel", [f"tun_{name}" for name in names])
            assert got["tun_rectangle"] == exactly(transport.wkb_exponent_rectangular(height, width, mass))
            x = np.linspace(0, width, 20001)
            parabola = transport.wkb_exponent_of_profile(x, height * (1 - x / width) ** 2, mass)
            assert got["tun_parabola"] == exactly(parabola)
            assert got["tun_over"] == exactly(-np.log(kinetics.rate_ratio(0.0, height, kelvin)))
            assert got["tun_crossing_nm"] == exactly(views.crossing_width_nm(height, mass, kelvin))
            doping = schottky_contacts.tunneling_doping_per_cm3(permittivity, mass, kelvin)
            assert 10 ** got["tun_doping_log"] == exactly(doping)
            rows = drawn_rows(seen, "ec-tunnel")
            shapes = [row for row in rows if row.get("key")]
            assert len(shapes) >= 40
            for row in shapes:
                if row["d"]:
                    exponent = transport.wkb_exponent_rectangular(height, row["d"], mass)
                    factor = 1.0 if row["key"] == "rectangle" else 0.5
                    assert row["log"] == exactly(-factor * exponent / np.log(10))
            widths = {row["g"]: row["w"] for row in rows if "g" in row}
            assert set(widths) == set(sliders.TUNNEL_DOPINGS)
            for g, drawn in widths.items():
                assert drawn == exactly(junctions.depletion_width_nm(permittivity, 10.0**g, height))
            words = seen.page.locator("#ec-tunnel .hs-chart-stage svg").text_content()
            assert "NaN" not in words
            assert ("order of magnitude" in words) == (got["tun_rectangle"] < 1)


BUTLER_START = {"lowering_meV": 29, "temperature_K": 298, "log_before": -0.1, "current": 2}
BUTLERS = [
    {},
    {"lowering_meV": -50, "temperature_K": 250, "log_before": -3, "current": 10},
    {"lowering_meV": 150, "temperature_K": 350, "log_before": 1, "current": 0.1},
    {"lowering_meV": 0, "temperature_K": 298, "log_before": -1.5, "current": 5},
]


def test_charge_transfer_is_that_of_the_helpers(browser, address, site):
    names = ["factor", "resistance_before", "resistance_after", "loss_before_mV", "loss_after_mV"]
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        setting = dict(BUTLER_START)
        for change in BUTLERS:
            setting |= change
            set_controls(seen, "ec-butler", {f"bv_{name}": value for name, value in change.items()})
            kelvin, current = setting["temperature_K"], setting["current"]
            factor = float(kinetics.rate_ratio(0.5, 0.5 - setting["lowering_meV"] / 1e3, kelvin))
            exchange = {"before": 10.0 ** setting["log_before"], "after": factor * 10.0 ** setting["log_before"]}
            got = read_signals(seen, "ec-butler", [f"bv_{name}" for name in names])
            assert got["bv_factor"] == exactly(factor)
            for when, i0 in exchange.items():
                resistance = kinetics.charge_transfer_resistance_ohm(i0, 1.0, kelvin)
                assert got[f"bv_resistance_{when}"] == exactly(resistance)
                loss = 1e3 * kinetics.overpotential_V(current, i0, kelvin)
                assert got[f"bv_loss_{when}_mV"] == exactly(float(loss)), (when, setting)
            rows = [row for row in drawn_rows(seen, "ec-butler") if row.get("name") in exchange]
            assert len(rows) >= 80
            for row in rows:
                i = kinetics.butler_volmer_current_density_mA_per_cm2(row["v"] / 1e3, exchange[row["name"]], kelvin)
                assert row["i"] == pytest.approx(float(i), rel=1e-6, abs=1e-12)
