"""The page on structural stability and buffering: what its charts compute is what the helpers compute."""

from __future__ import annotations

import numpy as np
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls
from scipy import constants, integrate

from heterostructures import dataset
from heterostructures.physics import electrochemistry, expansion
from heterostructures.physics.reactions import read_reaction
from heterostructures.views import stability_and_buffering as views
from heterostructures.views import stability_and_buffering_live as live

PAGE = "notebooks/mechanisms/stability_and_buffering.html"

# ---------------------------------------------------------------- volumes

# Volumes per formula unit in cubic angstrom of calculated cells, from the file of petousis2017 that the dataset names.
CALCULATED_CELLS = {
    ("Na", "O"): 43.789, ("Na", "S"): 70.934, ("Na", "Se"): 80.478, ("Na", "Te"): 98.597,
    ("Li", "S"): 46.821, ("Li", "Se"): 54.536, ("Li", "Te"): 69.538,
}  # fmt: skip
CALCULATED_NA3SB = 239.286 / 2


@pytest.mark.parametrize(("ion", "chalcogen"), CALCULATED_CELLS)
def test_volumes_from_radii_are_good_to_a_few_per_cent(ion, chalcogen):
    cell_cm3 = CALCULATED_CELLS[ion, chalcogen] * constants.N_A * 1e-24
    assert views.chalcogenide_volume_cm3(ion, chalcogen) == pytest.approx(cell_cm3, rel=0.06, abs=0)


def test_illustrative_sodium_in_alloys_is_near_a_calculated_cell():
    one = views.swelling("Sb", "Na")
    assert one.after_cm3 == pytest.approx(CALCULATED_NA3SB * constants.N_A * 1e-24, rel=0.02, abs=0)
    assert views.LOW_SODIUM_CM3 < views.ION_IN_ALLOY_CM3["Na"] < views.molar_volume_cm3("Na")


def test_every_volume_is_that_of_its_row_of_the_dataset():
    materials = dataset.load("materials").set_index("material_row_id")
    for formula, row in views.DENSITY_ROWS.items():
        assert materials.loc[row, ["material", "property"]].tolist() == [formula, "density"]
    symbols = {"Na": "Na+", "Li": "Li+", "O": "O2-", "S": "S2-", "Se": "Se2-", "Te": "Te2-"}
    for name, row in views.RADIUS_ROWS.items():
        assert materials.loc[row, ["material", "property"]].tolist() == [symbols[name], "ionic_radius"]


def test_active_materials_are_components_of_the_reviews():
    components = {c.strip() for text in dataset.load_heterostructures()["components"].dropna() for c in text.split(";")}
    assert set(views.ACTIVE) - components == {"S"}


@pytest.mark.parametrize("ion", views.IONS)
@pytest.mark.parametrize("formula", views.ACTIVE)
def test_swelling_is_that_of_the_balanced_equation(formula, ion):
    one = views.swelling(formula, ion)
    if one is None:
        assert (formula, ion) == ("Si", "Na")
        return
    reaction = read_reaction(one.equation)
    assert float(reaction.electrons) == one.electrons
    volumes = {}
    for product in reaction.formed:
        alloy = [(host, atoms) for (_, host), (name, atoms) in views.ALLOYS.items() if name == product]
        if alloy:
            host, atoms = alloy[0]
            ions = views.IONS_PER_ATOM[ion][host]
            volumes[product] = atoms * (views.molar_volume_cm3(host) + ions * views.ION_IN_ALLOY_CM3[ion])
        elif product.startswith(f"{ion}2"):
            volumes[product] = views.chalcogenide_volume_cm3(ion, product[len(ion) + 1 :])
        else:
            volumes[product] = views.molar_volume_cm3(product)
    expected = expansion.reaction_volume_change(
        [1.0],
        [views.molar_volume_cm3(formula)],
        [float(n) for n in reaction.formed.values()],
        [volumes[product] for product in reaction.formed],
    )
    assert one.change == pytest.approx(expected, rel=1e-9, abs=0)


def test_silicon_agrees_with_the_insertion_helper():
    change = expansion.insertion_volume_change(3.75, 8.9, views.molar_volume_cm3("Si"))
    assert views.swelling("Si", "Li").change == pytest.approx(change, rel=1e-9, abs=0)


def test_statements_of_the_page_on_300_per_cent():
    table = views.swelling_table()
    conversions = table[table["kind"] == views.CONVERSION]
    assert conversions["percent"].max() < 300
    above = table[table["percent"] > 300]
    assert set(above["ion"]) == {"Na"}
    assert all("Sn" in name for name in above["formula"])
    for ion in views.IONS:
        metal = views.molar_volume_cm3(ion) / views.FARADAY_AH_PER_MOL
        assert table.loc[table["ion"] == ion, "per_charge"].max() < metal


def test_the_longest_line_of_the_chart_of_swelling_ends_on_its_axis():
    highest = views.swelling_table()["high"].max()
    assert 0.9 * views.WIDEST_PERCENT < highest < views.WIDEST_PERCENT


# ---------------------------------------------------------------- staggered reactions

MIXTURES = [(0.5, 1.0, 6.5, 18.0), (0.05, 0.1, 0.0, 15.0), (0.95, 2.0, 15.0, 23.5), (0.3, 0.7, 3.0, 20.0)]


@pytest.mark.parametrize("mixture", MIXTURES)
def test_order_changes_the_way_and_not_the_end(mixture):
    one = views.staggered(*mixture)
    assert one.change(1.0) == pytest.approx(one.change(1.0, together=True), rel=1e-12, abs=0)
    assert max(one.slopes) >= one.mean_slope
    mass, sodium, host, alloy = mixture
    # The end is that of the two components on their own; insertion drops out.
    antimony = views.swelling("Sb2S3", "Na", alloy)
    molybdenum = views.swelling("MoS2", "Na")
    grams = {"Sb2S3": mass, "MoS2": 1 - mass}
    volumes = {n: g / float(views.row_of_material(views.DENSITY_ROWS[n])["value"]) for n, g in grams.items()}
    expected = (volumes["Sb2S3"] * antimony.change + volumes["MoS2"] * molybdenum.change) / sum(volumes.values())
    assert one.change(1.0) == pytest.approx(expected, rel=1e-9, abs=0)
    capacities = [
        electrochemistry.theoretical_capacity_mAh_per_g(12, 339.7),
        electrochemistry.theoretical_capacity_mAh_per_g(4, 160.07),
    ]
    assert one.total_charge == pytest.approx(mass * capacities[0] + (1 - mass) * capacities[1], rel=1e-3, abs=0)
    del sodium, host


@pytest.mark.parametrize("width_mV", [20, 80])
def test_areas_of_the_drawn_curve_are_the_charges(width_mV):
    one = views.staggered(0.5, 1.0, 6.5, 18.0)
    potentials = np.linspace(-2, 4, 60001)
    drawn = [live.capacity_per_volt(one, v, width_mV) for v in potentials]
    assert integrate.trapezoid(drawn, potentials) == pytest.approx(one.total_charge, rel=1e-4, abs=0)


def test_printed_potentials_are_those_of_the_chart():
    steps = views.printed_step_potentials()
    assert steps.loc["BR05", "potential_min_V"] == live.INSERTION_V
    assert steps.loc["BR06", ["potential_max_V", "potential_min_V"]].tolist() == [live.START_V, live.END_V]
    assert steps.loc["BR07", "potential_min_V"] == live.CONVERSION_V


# ---------------------------------------------------------------- the dataset


def test_claims_are_all_counted():
    counts = views.direction_counts()
    rows = dataset.load("measurements")
    wanted = rows["quantity"].isin(views.BUFFERING_QUANTITIES) & rows["value"].isna()
    assert counts["n"].sum() == wanted.sum()
    assert set(counts["method"]) <= set(views.METHODS)


def test_losses_per_cycle_give_back_the_printed_retention():
    rows = views.retention_rows()
    assert len(dataset.pairs(quantity="capacity_retention")) == 1
    assert (rows["kind"] == "single material").sum() == 1
    printed = rows[rows["printed"] == "retention"]
    back = 100 * (1 - printed["loss_percent"] / 100) ** printed["cycles"]
    assert back.to_numpy() == pytest.approx(printed["percent_left"].to_numpy(float), rel=1e-9, abs=0)


def test_rows_of_the_sections_are_complete():
    assert (
        len(views.section_rows()) == dataset.load("measurements")["section_id"].isin(["A-2.4", "A-3.4", "B-3.4"]).sum()
    )


def test_share_in_the_buffer_is_the_ratio_of_energies():
    # Energy per area is stress squared times thickness over modulus.
    share = views.buffer_share_percent(50.0, 30.0, 5.0, 10.0)
    assert share == pytest.approx(100 * (5 / 10) / (5 / 10 + 50 / 30), rel=1e-12, abs=0)


# ---------------------------------------------------------------- the charts in the page

STAGGERED = [
    {},
    {"mass_percent": 5, "sodium": 0.1, "host": 0, "alloy": 15, "width_mV": 20, "soc_percent": 0},
    {"mass_percent": 95, "sodium": 2, "host": 15, "alloy": 23.5, "width_mV": 80, "soc_percent": 100},
    {"mass_percent": 30, "sodium": 0.7, "host": 3, "alloy": 20, "width_mV": 45, "soc_percent": 37},
    {"mass_percent": 70, "soc_percent": 8},
]


def test_staggered_chart_is_that_of_the_helpers(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        setting = dict(live.STAGGERED_START)
        for change in STAGGERED:
            set_controls(seen, "staggered", {f"stag_{name}": value for name, value in change.items()})
            setting |= change
            one = views.staggered(setting["mass_percent"] / 100, setting["sodium"], setting["host"], setting["alloy"])
            part = setting["soc_percent"] / 100
            expected = {f"q{i + 1}": q for i, q in enumerate(one.charges)}
            expected |= {f"s{i + 1}": s for i, s in enumerate(one.slopes)}
            expected |= {
                "total_charge": one.total_charge,
                "mean_slope": one.mean_slope,
                "steepest": max(one.slopes),
                "total_change": one.change(1.0),
                "at_staggered": one.change(part),
                "at_together": one.change(part, together=True),
                "end_sb2s3": views.swelling("Sb2S3", "Na", setting["alloy"]).change,
                "end_mos2": views.swelling("MoS2", "Na").change,
            }
            got = read_signals(seen, "staggered", [f"stag_{name}" for name in expected])
            for name, value in expected.items():
                assert got[f"stag_{name}"] == pytest.approx(value, rel=1e-6, abs=1e-12), (name, setting)

            rows = drawn_rows(seen, "staggered")
            curve = [row for row in rows if "v" in row and "y" in row]
            assert len(curve) >= 40
            for row in curve[::7]:
                wanted = -live.capacity_per_volt(one, row["v"], setting["width_mV"])
                assert row["y"] == pytest.approx(wanted, rel=1e-6, abs=1e-6)
            nodes = {row["k"]: row for row in rows if "one" in row}
            assert len(nodes) == 5
            for k, passed in enumerate(np.concatenate([[0.0], np.cumsum(one.charges)])):
                assert nodes[k]["q"] == pytest.approx(passed, rel=1e-6, abs=1e-9)
                assert nodes[k]["one"] == pytest.approx(100 * one.change(passed / one.total_charge), rel=1e-6, abs=1e-9)
                together = 100 * one.change(passed / one.total_charge, together=True)
                assert nodes[k]["all"] == pytest.approx(together, rel=1e-6, abs=1e-9)
            assert nodes[4]["sb"] == pytest.approx(100 * expected["end_sb2s3"], rel=1e-6, abs=0)
            assert nodes[4]["mo"] == pytest.approx(100 * expected["end_mos2"], rel=1e-6, abs=0)
            # Antimony is full before MoS2 is converted.
            assert nodes[3]["sb"] == pytest.approx(nodes[4]["sb"], rel=1e-9, abs=0)


FRAMEWORKS = [
    {},
    {"expansion_percent": 5, "void_percent": 0, "wall_nm": 1, "wall_GPa": 1, "core_GPa": 1, "toughness": 0.1},
    {"expansion_percent": 30, "wall_nm": 60, "wall_GPa": 400, "core_GPa": 100, "toughness": 5},
    {"expansion_percent": 420, "void_percent": 80, "wall_nm": 20, "wall_GPa": 50, "core_GPa": 10, "toughness": 0.5},
    {"expansion_percent": 420, "void_percent": 85},
    {"expansion_percent": 420, "void_percent": 0},
]


def test_framework_chart_is_that_of_the_helpers(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        text = seen.page.locator("#framework .hs-chart-picture")
        setting = dict(live.FRAMEWORK_START)
        for change in FRAMEWORKS:
            set_controls(seen, "framework", {f"wall_{name}": value for name, value in change.items()})
            setting |= change
            x, void = setting["expansion_percent"] / 100, setting["void_percent"] / 100
            names = ["void_needed", "radius_ratio", "linear", "pressure_GPa", "hoop_GPa", "crack_nm"]
            got = read_signals(seen, "framework", [f"wall_{name}" for name in names])
            assert got["wall_void_needed"] == pytest.approx(expansion.void_fraction_needed(x), rel=1e-6, abs=0)
            ratio = expansion.yolk_shell_inner_radius_nm(1.0, x)
            assert got["wall_radius_ratio"] == pytest.approx(ratio, rel=1e-6, abs=0)
            left = float(expansion.remaining_volume_change(x, 1 - void, void))
            stretch = float(expansion.linear_strain_from_volume_change(left))
            assert got["wall_linear"] == pytest.approx(stretch, rel=1e-6, abs=1e-12)
            shown = text.text_content()
            assert "NaN" not in shown
            lines = [row for row in drawn_rows(seen, "framework") if "hoop" in row]
            if stretch > live.LINEAR_LIMIT:
                assert "no elastic answer" in shown
                assert not lines
                with pytest.raises(ValueError, match="core_expansion"):
                    expansion.core_shell_stress(stretch, 50.0, 30.0, 0.25, 10.0, 100.0, 0.25)
                continue

            def stress(wall_nm, stretch=stretch, setting=setting):
                return expansion.core_shell_stress(
                    stretch, live.CAVITY_NM, setting["core_GPa"], 0.25, wall_nm, setting["wall_GPa"], 0.25
                )

            expected = stress(setting["wall_nm"])
            assert got["wall_pressure_GPa"] == pytest.approx(expected.core_pressure_GPa, rel=1e-6, abs=1e-15)
            assert got["wall_hoop_GPa"] == pytest.approx(expected.shell_hoop_stress_inner_GPa, rel=1e-6, abs=1e-15)
            if stretch == 0:
                assert "The core fits" in shown
                assert got["wall_crack_nm"] == 0
            else:
                energy = expansion.fracture_energy_from_toughness_J_per_m2(setting["toughness"], setting["wall_GPa"])
                crack = expansion.critical_size_nm(
                    energy, expected.shell_hoop_stress_inner_GPa, setting["wall_GPa"], live.CRACK_FACTOR
                )
                assert got["wall_crack_nm"] == pytest.approx(crack, rel=1e-6, abs=0)
                breaks = 2 * crack < setting["wall_nm"]
                assert ("Breaks at a flaw" in shown) == breaks
            assert len(lines) >= 16
            for row in lines[::5]:
                one = stress(row["t"])
                assert row["pressure"] == pytest.approx(one.core_pressure_GPa, rel=1e-6, abs=1e-15)
                assert row["hoop"] == pytest.approx(one.shell_hoop_stress_inner_GPa, rel=1e-6, abs=1e-15)


SULFUR = [
    {},
    {"capacity": 300, "ratio": 1, "density": 1, "rest": 0},
    {"capacity": 1670, "ratio": 20, "density": 1.4, "rest": 5},
    {"capacity": 1200, "ratio": 2.5, "density": 1.2, "rest": 0.75},
]


def test_sulfur_chart_is_that_of_the_helper(browser, address, site):
    assert views.sulfur_voltage_V() == pytest.approx(2.32, abs=0.01)
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        setting = dict(live.SULFUR_START)
        for change in SULFUR:
            set_controls(seen, "sulfur", {f"li_s_{name}": value for name, value in change.items()})
            setting |= change
            got = read_signals(seen, "sulfur", ["li_s_energy"])["li_s_energy"]
            arguments = setting["capacity"], setting["ratio"], setting["density"], setting["rest"]
            assert got == pytest.approx(views.sulfur_cell_Wh_per_kg(*arguments), rel=1e-6, abs=0)
            for row in [row for row in drawn_rows(seen, "sulfur") if "r" in row][::6]:
                expected = views.sulfur_cell_Wh_per_kg(setting["capacity"], row["r"], *arguments[2:])
                assert row["e"] == pytest.approx(expected, rel=1e-6, abs=0)


def test_the_sulfur_sliders_start_at_the_printed_numbers():
    rows = dataset.measurements(heterostructure="a_cos2_co").set_index("quantity")["value"]
    assert live.SULFUR_START["capacity"] == rows["specific_capacity"]
    assert live.SULFUR_START["ratio"] == rows["electrolyte_to_sulfur_ratio"]
