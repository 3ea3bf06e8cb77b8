"""The page on lattice strain and active sites: what its charts compute is what the helpers compute."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls
from scipy import constants, stats

from heterostructures import dataset
from heterostructures.physics import coincidence, strain
from heterostructures.physics.coincidence import PlanarLattice
from heterostructures.views import strain_and_active_sites as views
from heterostructures.views import strain_and_active_sites_defects as sites

PAGE = "notebooks/mechanisms/strain_and_active_sites.html"

# ---------------------------------------------------------------- strain and work


def test_the_printed_numbers_are_those_of_the_dataset_and_fit_together():
    found = views.printed_strain()
    printed = dataset.measurements(section="A-2.3").set_index("measurement_id")["value"]
    assert [100 * found.misfit, found.energy_J_per_m2, 100 * found.absorbed] == pytest.approx(
        [printed["A065"], printed["A066"], printed["A067"]], rel=1e-12
    )
    for modulus, thickness in ((50.0, 15.42), (200.0, 3.855)):
        assert modulus * thickness == pytest.approx(found.stiffness_N_per_m, rel=1e-3)
        # A film that is denied the expansion of the page stores the whole work, whatever its modulus.
        clamped = strain.coherent_strain_energy_J_per_m2(
            modulus, found.clamped_expansion, found.stiffness_N_per_m / modulus
        )
        assert clamped == pytest.approx(found.work_J_per_m2, rel=1e-12)


def test_the_sign_of_the_mismatch_decides_whether_strain_helps():
    found = views.printed_strain()
    for misfit in (found.misfit, -found.misfit):
        expected = (misfit + found.clamped_expansion) ** 2 / found.clamped_expansion**2
        assert views.clamped_energy_ratio(misfit, found.clamped_expansion) == pytest.approx(expected, rel=1e-12)
    assert views.clamped_energy_ratio(-0.03, 0.03) == 0


# ---------------------------------------------------------------- lattices


def test_faces_have_the_area_per_atom_of_their_crystals():
    # Area of a (111) cell: root 3 times that of (001) for a primitive cube, root 3 over 2 of it for the face-centred one.
    for material, factor in (("FeS2", np.sqrt(3)), ("ZnS", np.sqrt(3) / 2)):
        ratio = views.face(material, True).lattice.area_nm2 / views.face(material, False).lattice.area_nm2
        assert ratio == pytest.approx(factor, rel=1e-12)
    # Covellite and zinc sulfide share close-packed sulfur planes of nearly the same repeat.
    assert views.face("ZnS", True).lattice.a_nm == pytest.approx(0.3825, abs=1e-4)
    assert views.face("MoO3", False).lattice == PlanarLattice.rectangular(0.39628, 0.36964)


def test_every_chosen_phase_is_one_row_of_the_materials():
    rows = dataset.load("materials")
    axes = {"basal": "a", "cube": "a", "fcc": "a", "square": "a", "ac": "ac", "ab": "ab", "bc": "bc"}
    for material, (kind, phase, source, _) in views.CHOSEN.items():
        for axis in axes[kind]:
            fits = rows[(rows["material"] == material) & (rows["property"] == f"lattice_constant_{axis}")]
            if phase is not None:
                fits = fits[(fits["phase"] == phase) & (fits["bib_key"] == source)]
                assert len(fits) == 1, (material, axis)
            assert views.lattice_nm(material, axis)[0] == pytest.approx(fits["value"].iloc[0] / 10, rel=1e-9)


def test_every_named_pair_with_known_lattices_is_compared():
    table = views.pair_table().set_index("pair")
    expected = set()
    for parts in dataset.load("heterostructures")["components"]:
        names = [views.SAME_AS.get(part.strip(), part.strip()) for part in parts.split(";")]
        expected |= {frozenset(two) for two in itertools.combinations([n for n in names if n in views.CHOSEN], 2)}
    assert {frozenset(pair.split("/")) for pair in table.index} == expected
    # Lattice constants of which the dataset knows but no pair uses are not silently left out.
    known = set(dataset.load("materials").query("property == 'lattice_constant_a'")["material"])
    everywhere = {
        views.SAME_AS.get(part.strip(), part.strip())
        for parts in dataset.load("heterostructures")["components"]
        if len(parts.split(";")) > 1
        for part in parts.split(";")
    }
    alone = (known & everywhere) - set(views.CHOSEN)
    for parts in dataset.load("heterostructures")["components"]:
        names = {part.strip() for part in parts.split(";")}
        assert len(names & known) < 2 or not names & alone, (parts, alone)


def test_the_common_cells_are_those_of_the_helper_and_nearly_fit():
    table = views.pair_table()
    row = table.set_index("pair").loc["MoO3/MoS2"]
    moo3, mos2 = views.face("MoO3", True).lattice, views.face("MoS2", False).lattice
    cell = coincidence.coincidence_cells(moo3, mos2, 2.5, 0.03)[0]
    assert (row["cells"], row["area_nm2"]) == (f"{cell.first_count} : {cell.second_count}", round(cell.area_nm2, 2))
    found = table.dropna(subset=["area_nm2"])
    assert len(found) >= 25
    assert (found["strain_percent"] <= 3.0).all()
    assert (found["area_nm2"] <= 2.5).all()


@pytest.mark.parametrize("pair", [("WS2", "ZnS"), ("Bi2S3", "CuS"), ("Sn", "Al"), ("NiS2", "NiSe2"), ("CoS2", "Co")])
def test_a_search_that_grows_finds_the_cell_of_the_whole_search(pair):
    first, second = (views.face(name, False).lattice for name in pair)
    whole = coincidence.coincidence_cells(first, second, views.LARGEST_AREA_NM2, views.LARGEST_STRAIN)
    found = views.best_cell(first, second)
    assert (found is None) == (not whole)
    if found:
        expected = whole[0]
        assert (found.first_count, found.second_count) == (expected.first_count, expected.second_count)
        assert found.area_nm2 == pytest.approx(expected.area_nm2, rel=1e-12, abs=0)
        assert found.largest_strain == pytest.approx(expected.largest_strain, rel=1e-9, abs=0)


def test_mismatch_of_the_tellurides_for_each_definition():
    table = views.telluride_mismatches().set_index("bib_key")
    assert table.loc["nakajima1963", "substrate"] == pytest.approx(100 * (4.386 - 4.264) / 4.264, rel=1e-9)
    assert table.loc["feutelais1993", "film"] == pytest.approx(100 * (4.395 - 4.264) / 4.395, rel=1e-9)


# ---------------------------------------------------------------- correlation


def test_chance_of_fit_is_that_of_random_data():
    # Three points: exact, 1 - (2/pi) arcsin r. Four: 1 - r.
    r = np.sqrt(0.93)
    assert views.chance_of_fit(0.93, 3) == pytest.approx(1 - 2 / np.pi * np.arcsin(r), rel=1e-9)
    assert views.chance_of_fit(0.93, 4) == pytest.approx(1 - r, rel=1e-9)
    random = np.random.default_rng(1).normal(size=(2, 40000, 5))
    centred = random - random.mean(axis=2, keepdims=True)
    square = (centred[0] * centred[1]).sum(axis=1) ** 2 / np.prod((centred**2).sum(axis=2), axis=0)
    assert (square >= 0.93).mean() == pytest.approx(float(views.chance_of_fit(0.93, 5)), abs=0.0015)


def test_interval_of_fit_holds_the_value_and_narrows():
    intervals = [views.interval_of_fit(0.93, n) for n in (4, 5, 10, 100)]
    widths = [high - low for low, high in intervals]
    assert all(low < 0.93 < high for low, high in intervals)
    assert widths == sorted(widths, reverse=True)
    expected = stats.pearsonr([0, 1, 2, 3, 4], [0, 1, 2, 3, 3.5]).confidence_interval(0.95)
    r_squared = stats.pearsonr([0, 1, 2, 3, 4], [0, 1, 2, 3, 3.5]).statistic ** 2
    assert views.interval_of_fit(r_squared, 5) == pytest.approx([expected.low**2, expected.high**2], rel=1e-9)
    with pytest.raises(ValueError, match="points"):
        views.interval_of_fit(0.93, 3)


# ---------------------------------------------------------------- sites, vacancies, sulfur, capacities


def test_site_capacity_counts_atoms_of_a_small_crystal():
    # A stack of layers of ten planes: two of ten atoms touch an interface.
    spacing, density = 0.25, 5.0
    assert sites.interface_atom_share(2.5, spacing, "stack of layers") == pytest.approx(0.2)
    atoms_per_g = 1e21 / (spacing**3 * density)
    expected = 0.2 * atoms_per_g * constants.e / 3.6
    found = sites.site_capacity_mAh_per_g(2.5, sites.plane_sites_per_nm2(spacing), density, 1.0, "stack of layers")
    assert found == pytest.approx(expected, rel=1e-12)


def test_cores_are_the_misfit_times_all_atoms_of_the_planes():
    misfit, spacing = 0.021, 0.25
    lines = 2 / strain.misfit_dislocation_spacing_nm(misfit, spacing, 0.0)
    assert sites.core_sites_per_nm2(misfit, spacing) == pytest.approx(lines / spacing, rel=1e-12)
    assert sites.core_sites_per_nm2(misfit, spacing) == pytest.approx(
        misfit * sites.plane_sites_per_nm2(spacing), rel=1e-12
    )


def test_vacancy_share_and_its_inverse():
    for share, kelvin in ((0.01, 300.0), (0.5, 900.0), (1e-9, 1073.15)):
        energy = sites.formation_energy_for_share_eV(share, kelvin)
        assert sites.vacancy_share(energy, kelvin) == pytest.approx(share, rel=1e-9, abs=0)
    # Far from saturation it is the Boltzmann factor.
    assert sites.vacancy_share(1.5, 1000.0) == pytest.approx(
        np.exp(-1.5 * constants.e / (constants.k * 1000.0)), rel=1e-6, abs=0
    )


def test_missing_sulfur_takes_two_electrons_each():
    mass = 183.84 + 2 * 32.06
    full = 4 * constants.value("Faraday constant") / 3.6 / mass
    assert sites.capacity_with_missing_sulfur("WS2", 0.0) == pytest.approx(full, rel=1e-3)
    lacking = 3.8 * constants.value("Faraday constant") / 3.6 / (mass - 0.1 * 32.06)
    assert sites.capacity_with_missing_sulfur("WS2", 0.1) == pytest.approx(lacking, rel=1e-3)
    assert sites.capacity_with_missing_sulfur("WS2", 0.1, 2.0) > full


def test_sulfides_are_counted_per_sulfur():
    table = sites.sulfides_per_sulfur().set_index("material")
    rows = dataset.load("materials").query("property == 'formation_energy'").set_index("material")["value"]
    assert table.loc["WS2", "energy_eV"] == pytest.approx(rows["WS2"] / 2)
    assert table.loc["ZnS", "energy_eV"] == rows["ZnS"]
    assert table.loc["Bi2S3", "energy_eV"] == pytest.approx(rows["Bi2S3"] / 3)
    assert not {"Na2S", "Li2S", "K2S"} & set(table.index)


def test_strain_moves_the_centre_both_ways():
    assert sites.strained_center_eV(0.5, 0.03) == 0
    assert sites.strained_center_eV(0.9, 0.01) == pytest.approx(-0.4 * 5.0 * 1.01**-5, rel=1e-12)
    assert sites.strained_center_eV(0.9, 0.01) > sites.strained_center_eV(0.9, 0.0)
    assert sites.strained_center_eV(0.3, 0.01) < sites.strained_center_eV(0.3, 0.0)


def test_the_capacity_of_bismuth_sulfide_exceeds_its_limit():
    limits = sites.faraday_limits()
    assert limits["Bi2S3"] == pytest.approx(12 * 26801.5 / 514.14, rel=1e-3)
    table = sites.printed_capacities()
    assert table.loc[0, "capacity"] > max(limits["Bi2S3"], limits["CuS"])
    assert set(table.loc[[1, 2], "capacity"]) == {592.2}
    assert table.loc[[1, 2], "minutes"].tolist() == pytest.approx([60 * 0.5922 / 15, 60 * 0.5922 / 8], abs=0.05)


def test_reported_rows_are_all_rows_and_their_counts_add_up():
    rows = sites.reported_rows()
    assert len(rows) == dataset.measurements()["quantity"].isin(sites.QUANTITIES).sum()
    summary = sites.reported_summary(rows)
    counts = ["n", "A", "B", "numbers", "experiment", "calculation", "not_stated"]
    assert summary[counts].iloc[:-1].sum().tolist() == summary[counts].iloc[-1].tolist()
    assert (summary["A"] + summary["B"] == summary["n"]).all()


# ---------------------------------------------------------------- in the page

FILMS = [
    {},
    {"st_modulus_GPa": 400, "st_misfit_percent": 6, "st_thickness_nm": 60, "st_burgers_nm": 0.5, "st_poisson": 0.45},
    {"st_modulus_GPa": 5, "st_misfit_percent": 0.1, "st_thickness_nm": 0.5, "st_burgers_nm": 0.2, "st_poisson": 0},
    # Just below the largest mismatch of any coherent film.
    {"st_misfit_percent": 3.95, "st_burgers_nm": 0.4, "st_poisson": 0, "st_thickness_nm": 10},
    {"st_misfit_percent": 1, "st_poisson": 0.3, "st_thickness_nm": 2.5, "st_modulus_GPa": 150},
]
START = {"modulus_GPa": 100, "misfit_percent": 2.1, "thickness_nm": 7.7, "burgers_nm": 0.4, "poisson": 0.25}


def test_a_film_is_that_of_the_helpers(browser, address, site):
    names = ["energy_J_per_m2", "critical_nm", "critical_misfit", "implied_nm", "spacing_nm", "stress_GPa"]
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        setting = dict(START)
        for change in FILMS:
            set_controls(seen, "strain-sliders", change)
            setting |= {name.removeprefix("st_"): value for name, value in change.items()}
            modulus, misfit, thickness = (
                setting["modulus_GPa"],
                setting["misfit_percent"] / 100,
                setting["thickness_nm"],
            )
            how = (setting["burgers_nm"], setting["poisson"], 90.0, 0.0, "uncapped layer")
            limit = float(strain.critical_misfit(max(thickness, setting["burgers_nm"]), *how))
            largest = float(strain.critical_misfit(setting["burgers_nm"], *how))
            expected = {
                "energy_J_per_m2": strain.coherent_strain_energy_J_per_m2(modulus, misfit, thickness),
                "critical_nm": strain.critical_thickness_nm(misfit, *how) if misfit < largest else 0.0,
                "critical_misfit": limit,
                "implied_nm": strain.thickness_from_strain_energy_nm(0.34, modulus, misfit),
                "spacing_nm": strain.misfit_dislocation_spacing_nm(misfit - limit, how[0], 0.0)
                if misfit > limit
                else 0.0,
                "stress_GPa": strain.film_stress_GPa(modulus, misfit),
            }
            got = read_signals(seen, "strain-sliders", [f"st_{name}" for name in names])
            for name in names:
                assert got[f"st_{name}"] == pytest.approx(float(expected[name]), rel=1e-6, abs=1e-12), (name, setting)
            rows = [row for row in drawn_rows(seen, "strain-sliders") if "coherent" in row]
            h = np.array([row["h"] for row in rows])
            assert (h.min(), h.max()) == pytest.approx((0.5, 60), rel=1e-6)
            coherent = np.array([row["coherent"] for row in rows])
            assert coherent == pytest.approx(
                strain.coherent_strain_energy_J_per_m2(modulus, misfit, h), rel=1e-6, abs=0
            )
            kept = np.minimum(misfit, strain.critical_misfit(np.maximum(h, setting["burgers_nm"]), *how))
            relaxed = np.array([row["relaxed"] for row in rows])
            assert relaxed == pytest.approx(strain.coherent_strain_energy_J_per_m2(modulus, kept, h), rel=1e-6, abs=0)


def test_a_film_says_when_nothing_is_coherent(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        text = seen.page.locator("#strain-sliders .hs-chart-stage svg")
        assert "Critical thickness 1.34 nm" in text.text_content()
        set_controls(seen, "strain-sliders", {"st_misfit_percent": 5})
        assert "No film this strained" in text.text_content()
        assert "NaN" not in text.text_content()
        set_controls(seen, "strain-sliders", {"st_misfit_percent": 0.1, "st_thickness_nm": 2})
        assert "Stays coherent" in text.text_content()


STACKS = [
    {},
    {"si_shape": "mosaic of cubes", "si_log_distance": 1, "si_misfit_percent": 10, "si_spacing_nm": 0.5},
    {"si_log_distance": 3, "si_misfit_percent": 0.1, "si_density": 10, "si_electrons": 0.1},
    {"si_shape": "stack of layers", "si_log_distance": 0.5, "si_spacing_nm": 0.2, "si_density": 2, "si_electrons": 2},
]


def test_sites_are_those_of_the_formulas(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        setting = {
            "shape": "stack of layers",
            "log_distance": 1,
            "misfit_percent": 2.1,
            "spacing_nm": 0.25,
            "density": 5,
            "electrons": 1,
        }
        for change in STACKS:
            set_controls(seen, "site-sliders", change)
            setting |= {name.removeprefix("si_"): value for name, value in change.items()}
            shape, spacing, distance = setting["shape"], setting["spacing_nm"], 10.0 ** setting["log_distance"]

            def capacity(d, sites_per_nm2, now=setting):
                return sites.site_capacity_mAh_per_g(d, sites_per_nm2, now["density"], now["electrons"], now["shape"])

            densities = {
                "every": sites.plane_sites_per_nm2(spacing),
                "cores": sites.core_sites_per_nm2(setting["misfit_percent"] / 100, spacing),
            }
            got = read_signals(seen, "site-sliders", ["si_share", "si_all_mAh_per_g", "si_core_mAh_per_g"])
            assert got["si_share"] == pytest.approx(
                sites.interface_atom_share(distance, spacing, shape), rel=1e-6, abs=0
            )
            assert got["si_all_mAh_per_g"] == pytest.approx(capacity(distance, densities["every"]), rel=1e-6, abs=0)
            assert got["si_core_mAh_per_g"] == pytest.approx(capacity(distance, densities["cores"]), rel=1e-6, abs=0)
            rows = [row for row in drawn_rows(seen, "site-sliders") if "key" in row]
            assert {row["key"] for row in rows} == {"every", "cores"}
            for row in rows:
                assert row["q"] == pytest.approx(capacity(row["d"], densities[row["key"]]), rel=1e-6, abs=0)
                assert sites.interface_atom_share(row["d"], spacing, shape) <= 1 + 1e-9


def test_sites_say_when_layers_are_finer_than_atoms(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        set_controls(seen, "site-sliders", {"si_shape": "mosaic of cubes", "si_log_distance": 0, "si_spacing_nm": 0.5})
        assert "Finer than atoms allow" in seen.page.locator("#site-sliders .hs-chart-stage svg").text_content()


HEATS = [
    {},
    {"va_formation_eV": 3, "va_lowering_eV": -0.5, "va_celsius": 25, "va_log_distance": 3},
    {"va_formation_eV": 0.2, "va_lowering_eV": 1.5, "va_celsius": 1000, "va_log_distance": 0},
    {"va_formation_eV": 1.1, "va_lowering_eV": 0.35, "va_celsius": 600, "va_log_distance": 1.5},
]


def test_vacancies_are_those_of_the_formulas(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        setting = {"formation_eV": 1.5, "lowering_eV": 0.5, "celsius": 800, "log_distance": 1}
        for change in HEATS:
            set_controls(seen, "vacancy-sliders", change)
            setting |= {name.removeprefix("va_"): value for name, value in change.items()}
            kelvin = setting["celsius"] + 273.15
            energies = {
                "inside": setting["formation_eV"],
                "interface": setting["formation_eV"] - setting["lowering_eV"],
            }
            inside, interface = (sites.vacancy_share(energy, kelvin) for energy in energies.values())
            planes = sites.interface_atom_share(
                10.0 ** setting["log_distance"], sites.SITE_SPACING_nm, "stack of layers"
            )
            mean = planes * interface + (1 - planes) * inside
            expected = {
                "inside": inside,
                "interface": interface,
                "mean": mean,
                "at_interface": planes * interface / mean,
            }
            got = read_signals(seen, "vacancy-sliders", [f"va_{name}" for name in expected])
            for name, value in expected.items():
                assert got[f"va_{name}"] == pytest.approx(float(value), rel=1e-6, abs=0), (name, setting)
            rows = drawn_rows(seen, "vacancy-sliders")
            shares = [row for row in rows if "key" in row]
            assert shares
            for row in shares:
                assert row["v"] == pytest.approx(
                    float(sites.vacancy_share(energies[row["key"]], row["t"] + 273.15)), rel=1e-6, abs=0
                )
            parts = [row for row in rows if "part" in row]
            assert len(parts) == 25
            for row in parts:
                a = sites.interface_atom_share(row["d"], sites.SITE_SPACING_nm, "stack of layers")
                assert row["part"] == pytest.approx(
                    100 * a * interface / (a * interface + (1 - a) * inside), rel=1e-6, abs=0
                )


def test_the_preparation_temperatures_are_the_printed_ones():
    assert sites.preparation_temperatures()["value"].tolist() == [600, 700, 800]
