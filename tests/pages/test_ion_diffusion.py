"""The page on ion diffusion: what its charts compute is what the helpers compute."""

from __future__ import annotations

import numpy as np
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls
from scipy import constants, integrate, sparse
from scipy.sparse.linalg import splu

from heterostructures import dataset
from heterostructures.physics import kinetics, thermodynamics, transport
from heterostructures.views import ion_diffusion as views
from heterostructures.views import ion_diffusion_live as live_charts

PAGE = "notebooks/mechanisms/ion_diffusion.html"
T = views.ROOM_K


def thermal_V(kelvin: float) -> float:
    return constants.k * kelvin / constants.e


# ---------------------------------------------------------------- calculations of the page


def test_barriers_are_those_of_the_review_and_nothing_is_left_out():
    rows = views.printed_barriers()
    printed = rows[rows["reading"] == ""][["ion", "without_eV", "with_eV", "charge"]].to_numpy().tolist()
    assert printed == [["Li+", 0.81, 0.61, 1], ["K+", 0.53, 0.34, 1], ["Li2S6", 1.8, 0.92, 0]]
    assert len(printed) == len(dataset.pairs(quantity="diffusion_barrier"))
    by_rate, by_barrier = (rows.set_index("reading").loc[name] for name in ("rate", "barrier"))
    assert np.exp((by_rate["without_eV"] - by_rate["with_eV"]) / thermal_V(T)) == pytest.approx(10.0, rel=1e-4)
    assert by_barrier["without_eV"] / by_barrier["with_eV"] == pytest.approx(10.0, rel=1e-12)


def test_a_barrier_is_worth_what_the_formulas_say():
    worth = views.barrier_worth(0.53, 0.34, 1, 300.0, 0.3)
    assert 10 ** worth["log_ratio"] == pytest.approx(np.exp(0.19 / thermal_V(300.0)), rel=1e-9)
    assert worth["field_V_per_nm"] == pytest.approx(0.19 * 2 / 0.3, rel=1e-12)
    assert np.isnan(views.barrier_worth(1.8, 0.92, 0, 300.0, 0.3)["field_V_per_nm"])


def test_every_number_on_diffusion_is_in_the_table():
    table = views.numbers_table()
    printed = dataset.measurements(quantity=["diffusion_barrier", "diffusion_barrier_ratio", "diffusion_coefficient"])
    # Each pair is one line for two rows of the dataset.
    pairs = len(dataset.pairs(quantity="diffusion_barrier"))
    assert len(table) == printed["value"].notna().sum() - pairs
    one = table.set_index("subject").loc["K⁺, FeSe/Fe₃Se₄"]
    assert (one["rate"], one["field"], one["wait"]) == ("1.6 × 10³", "1.27", "13 µs → 8.6 ns")
    said = views.directions_table()
    assert said["n"].sum() == len(views.direction_rows()) > 50
    assert not said["subjects"].str.contains(r"[a-z]\+").any()


def test_times_are_said_as_one_would_say_them():
    said = [views.duration(s) for s in (3.3e-11, 0.025, 59.0, 90.0, 7200.0, 86400.0, 3.2e7, 1e20)]
    assert said == ["33 ps", "25 ms", "59 s", "1.5 min", "2 h", "1 day", "1 year", "3 × 10¹² years"]


def test_fields_of_junctions_agree_with_their_pages():
    fields = views.junction_fields().set_index("key")["field_V_per_nm"]
    # Sizes that the pages of the first part print.
    assert fields["pn"] == pytest.approx(0.017, abs=5e-4)
    assert fields["iron"] == pytest.approx(0.56, abs=5e-3)
    assert (fields > 0).all()


def test_filling_without_interface_follows_the_series():
    """Crank, chapter 4: a plate fed from one face."""
    times, filled = views.uptake()["plain"]
    tau = views.BULK_D * times / (views.PLATE_NM * 1e-7) ** 2
    odd = 2 * np.arange(200)[:, None] + 1
    series = 1 - np.sum(8 / (np.pi * odd) ** 2 * np.exp(-((odd * np.pi / 2) ** 2) * tau), axis=0)
    assert filled == pytest.approx(series, abs=2e-3)
    assert views.time_to_fill_s("plain") == pytest.approx(0.848 * 2500, rel=5e-3)
    # A slab that fills from its sides is a plate of half the distance.
    ratio = (views.SPACING_NM / 2 / views.PLATE_NM) ** 2
    assert views.time_to_fill_s("along") / views.time_to_fill_s("plain") == pytest.approx(ratio, rel=0.02)
    assert views.time_to_fill_s("two") < views.time_to_fill_s("across") < views.time_to_fill_s("plain")


def time_to_fill_in_two_dimensions(length, spacing, thickness, factor, share=0.93):
    """Half a period: an interface along the lower edge, fed from the left face; bulk diffusion coefficient 1."""
    nx, half = 40, spacing / 2
    edges = np.concatenate([np.linspace(0, thickness / 2, 3), np.linspace(thickness / 2, half, 18)[1:]])
    dy, dx = np.diff(edges), length / nx
    d = np.where(edges[1:] <= thickness / 2 * 1.0001, factor, 1.0)
    ny = len(dy)
    index = np.arange(nx * ny).reshape(nx, ny)
    rows, columns, values = [], [], []
    feed = np.zeros(nx * ny)

    def couple(a, b, conductance):
        for first, second in ((a, b), (b, a)):
            rows.extend([first, first])
            columns.extend([first, second])
            values.extend([-conductance, conductance])

    for j in range(ny):
        along = d[j] * dy[j] / dx
        for i in range(nx - 1):
            couple(index[i, j], index[i + 1, j], along)
        rows.append(index[0, j])
        columns.append(index[0, j])
        values.append(-2 * along)
        feed[index[0, j]] = 2 * along
        if j + 1 < ny:
            across = dx / (dy[j] / (2 * d[j]) + dy[j + 1] / (2 * d[j + 1]))
            for i in range(nx):
                couple(index[i, j], index[i, j + 1], across)
    volume = np.tile(dy, nx) * dx
    matrix = sparse.csc_matrix((values, (rows, columns)), shape=(nx * ny, nx * ny))
    c, t, step = np.zeros(nx * ny), 0.0, 1e-5 * length**2
    while True:
        solver = splu(sparse.diags(volume / step).tocsc() - matrix)
        for _ in range(12):
            c = solver.solve(volume / step * c + feed)
            t += step
            if c @ volume > share * volume.sum():
                return t
        step *= 1.6


@pytest.mark.parametrize(
    ("spacing", "factor"), [(20.0, 1.0), (20.0, 331.0), (20.0, 1e5), (80.0, 1e3), (5.0, 100.0), (150.0, 1e6)]
)
def test_estimate_for_a_particle_is_right_within_a_factor_of_a_few(spacing, factor):
    """Against the diffusion equation in two dimensions."""
    estimate = views.particle_times_s(100.0, 1e-14, factor, 1.0, spacing)["estimate"]
    # With D = 1 nm2 per unit of time; 1e-14 cm2/s is 1 nm2/s.
    solved = time_to_fill_in_two_dimensions(100.0, spacing, 1.0, factor)
    assert 0.4 < estimate / solved < 2.5


def test_a_region_with_a_field_solves_the_nernst_planck_equation():
    for built_in, drive, kelvin in ((0.15, 0.05, 300.0), (-0.2, 0.1, 350.0), (0.3, -0.08, 250.0), (0.05, -0.05, 300.0)):
        u, eta = built_in / thermal_V(kelvin), drive / thermal_V(kelvin)
        # Flux from the activities at both ends: J = D (a_l - a_r) / integral of exp(z e phi / kT).
        resistance, _ = integrate.quad(lambda s, w=u + eta: np.exp(-w * s), 0, 1)
        expected = 1e-12 * 1e17 / 10e-7 * (1.0 - np.exp(u) * np.exp(-(u + eta))) / resistance
        region = views.field_region(built_in, drive, 10.0, 1e-12, kelvin, 1e17)
        assert region["flux_per_cm2_s"] == pytest.approx(expected, rel=1e-9)
        s = np.linspace(0, 1, 2001)
        c = views.region_profile(built_in, drive, kelvin, s)
        assert c[0] == pytest.approx(1.0, rel=1e-12)
        assert c[-1] == pytest.approx(np.exp(u), rel=1e-9)
        local = ((u + eta) * c - np.gradient(c, s))[5:-5]
        assert local == pytest.approx(region["flux_per_cm2_s"] / (1e-12 * 1e17 / 10e-7), rel=2e-3, abs=1e-3 * c.max())


def test_a_field_in_equilibrium_drives_nothing_and_is_the_same_both_ways():
    for built_in in (-0.3, 0.0, 0.15, 0.3):
        still, forth, back = (views.field_region(built_in, drive, 10.0, 1e-12, T, 1e17) for drive in (0.0, 1e-7, -1e-7))
        assert still["flux_per_cm2_s"] == 0
        assert forth["flux_per_cm2_s"] == pytest.approx(-back["flux_per_cm2_s"], rel=1e-4)
        measured = forth["flat_flux_per_cm2_s"] / forth["flux_per_cm2_s"]
        assert measured == pytest.approx(still["resistance_ratio"], rel=1e-4)
    assert views.against_over_along(0.15, 0.05) > 1
    assert views.fixed_concentration_ratio(0.3) == pytest.approx(np.exp(0.3 / thermal_V(T)), rel=1e-9)


def test_diffusion_potential_has_the_sign_of_the_faster_kind():
    ratio, ions, electrons = 50.0, 3.0, 1.0
    # No current: the field balances the unequal diffusion at each place of any profile.
    s = np.linspace(0, 1, 20001)
    c = 1 + (ratio - 1) * s**2
    field = thermal_V(T) * (ions - electrons) / (ions + electrons) * np.gradient(np.log(c), s)
    integrated = -np.trapezoid(field, s)
    assert views.diffusion_potential_V(ratio, ions / (ions + electrons)) == pytest.approx(integrated, rel=1e-4)
    assert views.diffusion_potential_V(ratio, 0.5) == 0
    assert views.diffusion_potential_V(ratio, 0.0) == -views.diffusion_potential_V(ratio, 1.0) > 0
    assert views.diffusion_potential_V(views.ratio_to_reverse(0.3), 1.0) == pytest.approx(-0.3, rel=1e-9)


def test_equilibrium_order_follows_from_the_formation_energies():
    """By hand, with the enthalpies in kJ/mol that the source lists."""
    volts = views.equilibrium_potentials().set_index("name")
    per_V = 96.48533
    by_hand = {
        "Fe₂O₃": (3 * 415.10 - 825.50) / 6 / per_V,
        "FeS₂": (2 * 366.10 - 171.50) / 4 / per_V,
        "FeS": (366.10 - 101.67) / 2 / per_V,
        "MoS₂": (2 * 366.10 - 276.14) / 4 / per_V,
    }
    for name, value in by_hand.items():
        assert volts.loc[name, "potential_V"] == pytest.approx(value, abs=2e-4)
    iron = volts.loc["Fe₉S₁₀, estimate"]
    assert iron["low_V"] == pytest.approx((3661.0 - 8 * 101.67 - 171.50) / 20 / per_V, abs=2e-4)
    assert iron["high_V"] == pytest.approx((3661.0 - 9 * 101.67) / 20 / per_V, abs=2e-4)
    assert volts.loc["MoS₂", "uncertainty_V"] == pytest.approx(0.1306 / 2, rel=1e-6)
    assert list(volts["potential_V"]) == sorted(volts["potential_V"])
    assert volts.loc["MoS₂", "per_salt_eV"] == pytest.approx(views.printed_gibbs_energies_eV()["MoS2"], abs=0.01)
    assert float(thermodynamics.energy_eV_per_formula(-415.10)) == pytest.approx(
        views.formation_energies_eV()["Na2O"][0], abs=1e-4
    )


def data_of(node):
    """Every list of rows inside the specification of a chart."""
    if isinstance(node, dict):
        if (
            "values" in node
            and isinstance(node["values"], list)
            and node["values"]
            and isinstance(node["values"][0], dict)
        ):
            yield node["values"]
        for value in node.values():
            yield from data_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from data_of(value)


def test_still_charts_hold_the_numbers_of_the_helpers():
    rows = next(rows for rows in data_of(views.order_chart().to_dict()) if "kind" in rows[0])
    potentials = views.equilibrium_potentials()
    assert [row["v"] for row in rows[: len(potentials)]] == pytest.approx(list(potentials["potential_V"]), abs=1e-4)
    times = next(rows for rows in data_of(views.times_chart().to_dict()) if "r" in rows[0])
    assert len(times) == 8
    for row in times:
        power = row["name"].split()[0].rstrip(",").removeprefix("10")
        coefficient = 10.0 ** int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))
        assert row["t"] == pytest.approx((row["r"] * 1e-7) ** 2 / coefficient, rel=1e-3)


# ---------------------------------------------------------------- sliders: printed barriers


BARRIERS = [(300, 0.3), (200, 0.1), (400, 1), (255, 0.37)]


def test_barriers_follow_the_sliders(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for kelvin, hop in BARRIERS:
            set_controls(seen, "id-barriers", {"ib_temperature_K": kelvin, "ib_hop_nm": hop})
            drawn = {row["subject"]: row for row in drawn_rows(seen, "id-barriers", "symbol") if "log_ratio" in row}
            words = {row["subject"]: row["needs"] for row in drawn_rows(seen, "id-barriers", "text") if "needs" in row}
            for row in views.printed_barriers().itertuples():
                worth = views.barrier_worth(row.without_eV, row.with_eV, row.charge, kelvin, hop)
                assert drawn[row.subject]["log_ratio"] == pytest.approx(worth["log_ratio"], rel=1e-6, abs=0)
                if row.charge:
                    assert drawn[row.subject]["field"] == pytest.approx(worth["field_V_per_nm"], rel=1e-6, abs=0)
                else:
                    assert "not pulled" in words[row.subject]
            fields = {
                row["subject"]: row["field"] for row in drawn_rows(seen, "id-barriers", "symbol") if "page" in row
            }
            for row in views.junction_fields().itertuples():
                assert fields[row.name] == pytest.approx(row.field_V_per_nm, rel=5e-3, abs=0)


# ---------------------------------------------------------------- sliders: a region with a field

REGIONS = [
    {},
    {"drive_mV": 50},
    {"built_in_mV": -300, "drive_mV": 150, "width_nm": 2, "log_D": -16, "temperature_K": 250},
    {"built_in_mV": 300, "drive_mV": -150, "width_nm": 100, "log_D": -8, "temperature_K": 400},
    {"built_in_mV": 0, "drive_mV": 75, "log_D": -10},
    {"built_in_mV": 50, "drive_mV": -50},
]
REGION_START = {"built_in_mV": 150, "drive_mV": 0, "width_nm": 10, "log_D": -12, "temperature_K": 300}


def test_region_with_a_field_follows_the_sliders(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for change in REGIONS:
            setting = REGION_START | change
            set_controls(seen, "id-two-ways", {f"io_{k}": v for k, v in setting.items()})
            built_in, drive = setting["built_in_mV"] / 1e3, setting["drive_mV"] / 1e3
            kelvin, width, D = setting["temperature_K"], setting["width_nm"], 10.0 ** setting["log_D"]
            region = views.field_region(built_in, drive, width, D, kelvin, live_charts.LEFT_PER_CM3)
            got = read_signals(seen, "id-two-ways", [f"io_{name}" for name in region])
            for name, value in region.items():
                assert got[f"io_{name}"] == pytest.approx(value, rel=1e-6, abs=0), (name, setting)
            rows = drawn_rows(seen, "id-two-ways")
            to_uA = constants.e * 1e6
            curve = [row for row in rows if row.get("name") == "with the built-in field"]
            assert len(curve) == 31
            for row in curve[::5]:
                one = views.field_region(built_in, row["d"] / 1e3, width, D, kelvin, live_charts.LEFT_PER_CM3)
                assert row["current"] == pytest.approx(one["flux_per_cm2_s"] * to_uA, rel=1e-6, abs=0)
            inside = {name: [row for row in rows if row.get("name") == name] for name in ("drift", "diffusion", "sum")}
            s = np.array([row["s"] for row in inside["drift"]])
            c = views.region_profile(built_in, drive, kelvin, s)
            assert [row["ratio"] for row in inside["drift"]] == pytest.approx(c, rel=1e-6, abs=0)
            field_V_per_m = (built_in + drive) / (width * 1e-9)
            mobility = transport.mobility_cm2_per_V_s(D, temperature_K=kelvin)
            speed = transport.drift_velocity_cm_per_s(field_V_per_m, mobility)
            drift = np.array([row["part"] for row in inside["drift"]])
            assert drift == pytest.approx(speed * c * live_charts.LEFT_PER_CM3 * to_uA, rel=1e-6, abs=0)
            total = drift + np.array([row["part"] for row in inside["diffusion"]])
            assert total == pytest.approx(region["flux_per_cm2_s"] * to_uA, rel=1e-6, abs=1e-9 * np.abs(drift).max())


def test_region_says_when_it_is_crowded(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        text = seen.page.locator("#id-two-ways .hs-chart-stage svg")
        assert "equilibrium" in text.text_content()
        set_controls(seen, "id-two-ways", {"io_built_in_mV": 300, "io_temperature_K": 250})
        assert "More ions than sites" in text.text_content()
        set_controls(seen, "id-two-ways", {"io_built_in_mV": 0, "io_drive_mV": 0})
        assert "NaN" not in text.text_content()


# ---------------------------------------------------------------- sliders: a field from a concentration difference


REVERSAL = [
    (0.3, 2, 1, 300),
    (0.01, 8, 0, 250),
    (1, 8, 1, 400),
    (0.3, 5.5, 1, 300),
    (0.12, 3.7, 0.63, 325),
    (0.3, 4, 0.5, 300),
]


def test_reversal_follows_the_sliders(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for built_in, log_ratio, share, kelvin in REVERSAL:
            names = {"built_in_V": built_in, "log_ratio": log_ratio, "ion_share": share, "temperature_K": kelvin}
            set_controls(seen, "id-reverse", {f"ir_{k}": v for k, v in names.items()})
            got = read_signals(seen, "id-reverse", ["ir_diffusion_V", "ir_total_V", "ir_needed_log"])
            diffusion = views.diffusion_potential_V(10.0**log_ratio, share, kelvin)
            tiny = 1e-15
            assert got["ir_diffusion_V"] == pytest.approx(diffusion, rel=1e-6, abs=tiny)
            assert got["ir_total_V"] == pytest.approx(built_in + diffusion, rel=1e-6, abs=tiny)
            assert got["ir_needed_log"] == pytest.approx(
                np.log10(views.ratio_to_reverse(built_in, kelvin)), rel=1e-6, abs=0
            )
            ends = [row for row in drawn_rows(seen, "id-reverse") if row.get("name") == "only ions move"]
            expected = [built_in + views.diffusion_potential_V(10.0 ** row["r"], 1.0, kelvin) for row in ends]
            assert [row["v"] for row in ends] == pytest.approx(expected, rel=1e-6, abs=tiny)
            words = [str(row.get("label")) for row in drawn_rows(seen, "id-reverse", "text")]
            named = [label for label in words if "share" in label or "move" in label]
            (yours,) = (label for label in named if label.startswith("your share"))
            assert ("=" in yours) == (share in (0, 1)), "a line that covers another one names both"
            assert len(named) == (2 if "=" in yours else 3)
            text = seen.page.locator("#id-reverse .hs-chart-stage svg").text_content()
            assert ("not reversed" in text) == (built_in + diffusion >= 0)
            assert ("no ratio reverses it" in text) == (share <= 0.5)


# ---------------------------------------------------------------- sliders: one jump


ONE_JUMP = [
    {},
    {"barrier_eV": 0.05, "lowering_eV": 0, "built_in_V": 0, "width_nm": 0.5, "temperature_K": 250, "hop_nm": 0.1},
    {"barrier_eV": 1, "lowering_eV": 0.6, "built_in_V": 1, "width_nm": 50, "temperature_K": 400, "hop_nm": 0.6},
    {"barrier_eV": 0.81, "lowering_eV": 0.2, "built_in_V": 0.7, "width_nm": 1.5, "hop_nm": 0.35},
    {"barrier_eV": 0.1, "lowering_eV": 0.3},
]


def test_one_jump_follows_the_sliders(browser, address, site):
    start = {
        "barrier_eV": 0.5,
        "lowering_eV": 0.2,
        "temperature_K": 300,
        "hop_nm": 0.3,
        "built_in_V": 0.3,
        "width_nm": 10,
    }
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for setting in ONE_JUMP:
            v = start | setting
            set_controls(seen, "id-tilt", {f"it_{name}": value for name, value in v.items()})
            field = v["built_in_V"] / (v["width_nm"] * 1e-9)
            by_field = float(kinetics.barrier_lowering_by_field_eV(field, v["hop_nm"]))
            kelvin = v["temperature_K"]
            expected = {
                "field_V_per_m": field,
                "field_lowering_eV": by_field,
                "needed_V_per_m": float(kinetics.field_for_barrier_lowering_V_per_m(v["lowering_eV"], v["hop_nm"])),
                "claimed_log_ratio": float(kinetics.log10_rate_ratio(v["lowering_eV"], 0.0, kelvin)),
                "field_log_ratio": float(kinetics.log10_rate_ratio(by_field, 0.0, kelvin)),
                "rate_per_s": float(kinetics.jump_rate_per_s(v["barrier_eV"], kelvin)),
            }
            got = read_signals(seen, "id-tilt", [f"it_{name}" for name in expected])
            for name, value in expected.items():
                assert got[f"it_{name}"] == pytest.approx(value, rel=1e-6, abs=0), (name, v)
            # At the first saddle the drawn line in the field is lower by the formula.
            rows = [row for row in drawn_rows(seen, "id-tilt") if row["k"] == 0.5]
            at_top = {row["name"]: row["energy"] for row in rows}
            assert at_top["without"] - at_top["in the field"] == pytest.approx(by_field, rel=1e-6, abs=1e-12)
            text = seen.page.locator("#id-tilt .hs-chart-stage svg").text_content()
            if v["lowering_eV"] > v["barrier_eV"]:
                assert "cannot fall by more than its height" in text
            else:
                assert at_top["as claimed"] == pytest.approx(v["barrier_eV"] - v["lowering_eV"], rel=1e-6, abs=1e-12)


# ---------------------------------------------------------------- sliders: a particle


A_PARTICLE = [
    {},
    {"radius_nm": 5, "log_D": -17, "lowered_eV": 0, "temperature_K": 250, "thickness_nm": 0.3, "spacing_nm": 4},
    {"radius_nm": 1000, "log_D": -8, "lowered_eV": 0.4, "temperature_K": 400, "thickness_nm": 3, "spacing_nm": 200},
    {"radius_nm": 300, "lowered_eV": 0.4, "spacing_nm": 50},
    {"radius_nm": 50, "spacing_nm": 200},
]


def test_a_particle_follows_the_sliders(browser, address, site):
    start = {
        "radius_nm": 100,
        "log_D": -14,
        "lowered_eV": 0.15,
        "temperature_K": 300,
        "thickness_nm": 0.5,
        "spacing_nm": 20,
    }
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for setting in A_PARTICLE:
            v = start | setting
            set_controls(seen, "id-particle", {f"ip_{name}": value for name, value in v.items()})
            factor = float(kinetics.rate_ratio(v["lowered_eV"], 0.0, v["temperature_K"]))
            rest = (10.0 ** v["log_D"], factor, v["thickness_nm"], v["spacing_nm"])
            expected = views.particle_times_s(v["radius_nm"], *rest)
            got = read_signals(seen, "id-particle", ["ip_factor", *(f"ip_{name}_s" for name in expected)])
            assert got["ip_factor"] == pytest.approx(factor, rel=1e-6, abs=0)
            for name, value in expected.items():
                assert got[f"ip_{name}_s"] == pytest.approx(value, rel=1e-6, abs=0), (name, v)
            rows = [row for row in drawn_rows(seen, "id-particle") if row.get("name") == "with interfaces"]
            assert len(rows) == 31
            for row in rows[::6]:
                assert row["t"] == pytest.approx(views.particle_times_s(row["r"], *rest)["estimate"], rel=1e-6, abs=0)
            text = seen.page.locator("#id-particle .hs-chart-stage svg").text_content()
            assert ("too small" in text) == (expected["bulk"] <= expected["sideways"])
