"""The page on the space charge of ions: what its charts compute is what the helpers compute."""

from __future__ import annotations

import numpy as np
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls
from scipy import constants

from heterostructures import dataset
from heterostructures.physics import kinetics, space_charge, transport
from heterostructures.views import ionic_space_charge as views

PAGE = "notebooks/junctions/ionic_space_charge.html"
T = views.ROOM_K

# ---------------------------------------------------------------- calculations of the page


@pytest.mark.parametrize("unequal", [False, True])
@pytest.mark.parametrize(("volts", "size"), [(0.01, 0.25), (0.3, 1.0), (0.4, 10.0)])
def test_films_on_shared_positions_solve_the_equation(volts, size, unequal):
    potential = views.film_on_shared_positions(volts, size, unequal) / views.THERMAL_V
    step = size / 200
    curvature = np.diff(potential, 2) / step**2
    middle = slice(60, 140)
    # Second differences are exact to the square of the step; away from the faces that is enough.
    expected = np.sinh(potential[1:-1])
    assert curvature[middle] == pytest.approx(expected[middle], rel=5e-3, abs=1e-3)
    assert potential[0] == pytest.approx(volts / views.THERMAL_V, rel=1e-9, abs=0)
    assert potential[-1] == pytest.approx((-1 if unequal else 1) * volts / views.THERMAL_V, rel=1e-9, abs=0)


def test_the_mean_field_is_largest_where_the_page_says():
    for volts in (0.01, 0.1, 0.2):
        best = views.thickness_of_largest_mean_field(volts)
        around = views.mean_field_V_per_Debye_length(volts, best * np.array([0.9, 1.0, 1.1]))
        assert around[1] == max(around)
    # At a low potential it is where (1 - 1/cosh u)/u is largest, u = d/2 lambda.
    u = np.linspace(1.0, 2.0, 100001)
    assert views.thickness_of_largest_mean_field(1e-4) == pytest.approx(
        2 * u[np.argmax((1 - 1 / np.cosh(u)) / u)], rel=1e-3, abs=0
    )


def test_ratio_line_joins_the_printed_points():
    difference = float(space_charge.activation_energy_difference_eV(240.0, 300.0, 50.0, 230.0))
    assert views.ratio_at(np.array([230.0, 300.0]), 240.0, 300.0, difference) == pytest.approx([50.0, 240.0], rel=1e-9)
    # A fixed step is one energy too: that of a step which gives 240 at 300 K.
    energy = views.THERMAL_V * np.log(240.0)
    assert views.ratio_at(np.array([230.0]), 240.0, 300.0, -energy)[0] == pytest.approx(
        float(transport.enhancement_at_other_temperature(240.0, 300.0, 230.0)), rel=1e-9, abs=0
    )


def test_printed_numbers_are_those_of_the_dataset():
    printed = dataset.measurements(section="A-2.2").set_index("measurement_id")
    assert printed.loc["A048", ["value", "temperature_K"]].tolist() == [240, 300]
    assert printed.loc["A049", ["value", "temperature_K", "qualifier"]].tolist() == [50, 230, "above"]


def test_barrier_table_asks_no_field_of_a_neutral_molecule():
    table = views.barrier_table(dataset.pairs(quantity="diffusion_barrier").to_dict("records"), 0.35)
    by_name = table.set_index("changed")
    assert np.isnan(by_name.loc["Li₂S₆ on MIL-88A/CdS", "field_V_per_nm"])
    charged = table.dropna()
    for row in charged.to_dict("records"):
        lowering = kinetics.barrier_lowering_by_field_eV(row["field_V_per_nm"] * 1e9, 0.35)
        assert lowering == pytest.approx(row["reference_eV"] - row["changed_eV"], abs=2e-3)


def test_every_permittivity_has_a_source():
    rows = views.static_permittivities(dataset.load("materials"))
    assert (rows["permittivity"] >= 1).all()
    assert rows["source"].str.len().min() > 3


# ---------------------------------------------------------------- one layer, computed in the page

LAYERS = [
    {},
    {
        "gc_log_density": 15,
        "gc_permittivity": 100,
        "gc_temperature_K": 600,
        "gc_surface_mV": 400,
        "gc_charge_number": 3,
    },
    {"gc_log_density": 21, "gc_permittivity": 4, "gc_temperature_K": 200, "gc_surface_mV": -400, "gc_charge_number": 3},
    {"gc_log_density": 19.25, "gc_permittivity": 17, "gc_surface_mV": -25, "gc_charge_number": 2},
    {"gc_surface_mV": 5, "gc_temperature_K": 250},
]
START = {"log_density": 18, "permittivity": 11, "temperature_K": 300, "surface_mV": 150, "charge_number": 1}


def test_one_layer_is_that_of_the_helpers(browser, address, site):
    names = ["length_nm", "surface_ratio", "surface_field_V_per_m", "surface_charge_C_per_m2", "excess_nm"]
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        setting = dict(START)
        for change in LAYERS:
            set_controls(seen, "isc-layer", change)
            setting |= {name.removeprefix("gc_"): value for name, value in change.items()}
            density, volts = 10.0 ** setting["log_density"], setting["surface_mV"] / 1e3
            permittivity, kelvin, z = setting["permittivity"], setting["temperature_K"], setting["charge_number"]
            length = float(space_charge.debye_length_nm(density, permittivity, kelvin, z))
            side = "negative" if volts > 0 else "positive"
            expected = {
                "length_nm": length,
                "surface_ratio": float(np.exp(abs(space_charge.reduced_potential(volts, kelvin, z)))),
                "surface_field_V_per_m": space_charge.gouy_chapman_surface_field_V_per_m(volts, length, kelvin, z),
                "surface_charge_C_per_m2": space_charge.gouy_chapman_surface_charge_C_per_m2(
                    volts, length, permittivity, kelvin, z
                ),
                "excess_nm": space_charge.gouy_chapman_excess_nm(side, volts, length, kelvin, z),
            }
            got = read_signals(seen, "isc-layer", [f"gc_{name}" for name in names])
            for name in names:
                assert got[f"gc_{name}"] == pytest.approx(float(expected[name]), rel=1e-6, abs=0), (name, setting)

            rows = [row for row in drawn_rows(seen, "isc-layer") if "x" in row]
            x = np.array([row["x"] for row in rows])
            layer = space_charge.gouy_chapman_profile(x, volts, length, kelvin, z)
            for key, values in (
                ("potential", 1e3 * layer.potential_V),
                ("field", 1e-8 * layer.field_V_per_m),
                ("negative", layer.negative_ratio),
                ("positive", layer.positive_ratio),
            ):
                drawn = np.array([row.get(key, np.nan) for row in rows], dtype=float)
                has = np.isfinite(drawn)
                assert has.sum() >= 31
                assert drawn[has] == pytest.approx(values[has], rel=1e-6, abs=0), (key, setting)
            charge = np.array([row.get("charge", np.nan) for row in rows], dtype=float)
            has = np.isfinite(charge)
            expected_charge = z * constants.e * density * (layer.positive_ratio - layer.negative_ratio)
            assert charge[has] == pytest.approx(expected_charge[has], rel=1e-6, abs=0)


def test_one_layer_says_when_it_is_not_dilute(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        text = seen.page.locator("#isc-layer .hs-chart-stage svg")
        assert "Dilute" in text.text_content()
        set_controls(seen, "isc-layer", {"gc_surface_mV": 400})
        assert "more ions than sites" in text.text_content()
        set_controls(seen, "isc-layer", {"gc_surface_mV": 0})
        assert "NaN" not in text.text_content()
        assert read_signals(seen, "isc-layer", ["gc_surface_ratio"])["gc_surface_ratio"] == 1


# ---------------------------------------------------------------- a film, precomputed

FILMS = [
    ("1", "200", 0, 5),
    ("0.1", "10", 0, 0.5),
    ("10", "400", 0, 50),
    ("0.1", "400", 1, 2),
    ("10", "10", 1, 5),
    ("4", "200", 1, 5),
]


def test_the_film_is_that_of_the_helpers_at_its_nodes(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for size_words, mV, unequal, length in FILMS:
            set_controls(
                seen,
                "isc-film",
                {
                    "film_size": size_words,
                    "film_face_mV": mV,
                    "film_faces": views.FACES[unequal],
                    "film_length_nm": length,
                },
            )
            size, volts = float(size_words), int(mV) / 1e3
            got = read_signals(seen, "isc-film", ["film_mean_ratio", "film_middle_mV", "film_mean_field_V_per_m"])
            if unequal:
                film = space_charge.film_profile_between_unequal_interfaces(volts, -volts, size, 1.0, T)
                mean, middle = np.trapezoid(film.negative_ratio, film.position_nm) / size, 0.0
            else:
                film = space_charge.film_profile(volts, size, 1.0, T)
                mean = float(space_charge.film_mean_concentration_ratio("negative", volts, size, 1.0, T))
                middle = 1e3 * float(space_charge.film_midplane_potential_V(volts, size, 1.0, T))
            assert got["film_mean_ratio"] == pytest.approx(mean, rel=1e-6, abs=0)
            assert got["film_middle_mV"] == pytest.approx(middle, rel=1e-6, abs=0)
            fall_V = 2 * (volts - middle / 1e3)
            assert got["film_mean_field_V_per_m"] == pytest.approx(fall_V / (size * length * 1e-9), rel=1e-6, abs=0)

            rows = [row for row in drawn_rows(seen, "isc-film") if "x" in row and "potential" in row]
            assert len(rows) >= 2 * len(views.GRID_STEPS)
            x = np.array([row["x"] for row in rows]) / length
            shown = np.array([row["potential"] for row in rows])
            at, first = np.unique(film.position_nm, return_index=True)
            # The helper's own positions lie close enough for straight lines between them, except beside the faces.
            expected = 1e3 * np.interp(x, at, film.potential_V[first])
            assert shown == pytest.approx(expected, rel=0, abs=0.01 + 0.002 * int(mV))
            whole = 1e3 * views.film_on_shared_positions(volts, size, bool(unequal))
            assert shown == pytest.approx(whole[np.rint(200 * x / size).astype(int)], rel=0, abs=0.0051)


def test_precomputed_means_follow_the_two_limits():
    _, means = views.film_nodes()
    thick, weak = len(views.GRID_SIZES) - 1, 0
    node = views._node(thick, weak, 0)
    half = np.exp(views.GRID_MV[weak] / 1e3 / views.THERMAL_V / 2)
    assert means["mean"][node] == pytest.approx(1 + 4 * (half - 1) / views.GRID_SIZES[thick], rel=1e-3)
    thin = views._node(0, weak, 0)
    assert means["mean"][thin] == pytest.approx(np.exp(views.GRID_MV[weak] / 1e3 / views.THERMAL_V), rel=2e-3)
    # Opposite faces: the mean of both carriers is the same, so it exceeds 1.
    assert min(means["mean"][views._node(0, 0, 1) :]) > 1
