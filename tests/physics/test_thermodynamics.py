"""Equilibrium voltages: measured energies, other programs, and the laws of Hess and Nernst."""

from __future__ import annotations

import csv
import math

import numpy as np
import pint
import pytest
from chempy.electrochemistry.nernst import nernst_potential
from hypothesis import given, settings
from hypothesis import strategies as st
from pymatgen.analysis.phase_diagram import PDEntry, PhaseDiagram
from pymatgen.core import Composition, Element

from heterostructures.physics.electrochemistry import electrons_per_formula
from heterostructures.physics.reactions import balance
from heterostructures.physics.thermodynamics import (
    conversion_voltage_V,
    energy_eV_per_formula,
    energy_kJ_per_mol,
    free_energy_kJ_per_mol,
    nernst_shift_V,
    potential_line,
    reaction_chain,
    reaction_energy_eV,
    temperature_coefficient_V_per_K,
    voltage_from_enthalpy_V,
    voltage_from_free_energy_V,
)

moderately = settings(deadline=None, max_examples=40)


@pytest.fixture
def measured(root) -> dict[str, float]:
    """The measured formation enthalpies of the dataset, in eV per formula unit."""
    with (root / "data" / "materials.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["property"] == "formation_energy"]
    return {row["material"]: float(row["value"]) for row in rows}


# ---------------------------------------------------------------- conversion voltages


@pytest.mark.parametrize(
    ("compound", "metal", "alkali", "voltage"),
    # By hand from the data (eV): (2 x 3.7944 - 2.8620) / 4 = 1.182; (2 x 4.6318 - 1.7775) / 4 = 1.872;
    # (3 x 3.7944 - 2.1247) / 6 = 1.543; (3 x 3.7944 - 2.0905) / 6 = 1.549; (2 x 3.7944 - 1.5920) / 4 = 1.499;
    # (3.7944 - 2.1267) / 2 = 0.834; (2 x 4.6318 - 2.8620) / 4 = 1.600.
    [
        ("MoS2", "Mo", "Na", 1.182),
        ("FeS2", "Fe", "Li", 1.872),
        ("Sb2S3", "Sb", "Na", 1.543),
        ("Bi2S3", "Bi", "Na", 1.549),
        ("SnS2", "Sn", "Na", 1.499),
        ("ZnS", "Zn", "Na", 0.834),
        ("MoS2", "Mo", "Li", 1.600),
    ],
)
def test_conversion_voltages_from_measured_enthalpies(measured, compound, metal, alkali, voltage):
    equation = balance(f"{compound} + {alkali}+ + e- -> {metal} + {alkali}2S")
    assert conversion_voltage_V(equation, measured) == pytest.approx(voltage, abs=6e-4)


@pytest.mark.parametrize(
    ("compound", "metal", "alkali"),
    [("MoS2", "Mo", "Na"), ("FeS2", "Fe", "Li"), ("NiO", "Ni", "Li"), ("SnS", "Sn", "Na")],
)
def test_another_program_finds_the_same_voltage_and_electrons(measured, compound, metal, alkali):
    """Pymatgen: the phases that are stable as the chemical potential of the alkali metal falls."""
    anion = "O" if "O" in compound else "S"
    product = f"{alkali}2{anion}"
    entries = [PDEntry(Composition(name), 0.0) for name in (metal, alkali, anion)]
    entries += [PDEntry(Composition(name), measured[name]) for name in (compound, product)]
    steps = PhaseDiagram(entries).get_element_profile(Element(alkali), Composition(compound))
    equation = balance(f"{compound} + {alkali}+ + e- -> {metal} + {product}")
    assert conversion_voltage_V(equation, measured) == pytest.approx(-min(s["chempot"] for s in steps), abs=1e-9)
    assert electrons_per_formula(equation, compound) == pytest.approx(max(s["evolution"] for s in steps), abs=1e-9)


def test_the_oxides_of_lithium_and_what_entropy_takes_away(measured):
    """With free energies (JANAF: Li2O2 -571.0 kJ/mol) Li-O2 has 2.96 V; enthalpies give 0.3 V too much."""
    equation = "O2 + 2 Li+ + 2 e- -> Li2O2"
    from_enthalpy = conversion_voltage_V(equation, measured)
    from_free_energy = conversion_voltage_V(equation, {"Li2O2": energy_eV_per_formula(-571.0)})
    assert from_free_energy == pytest.approx(2.96, abs=0.005)
    assert from_enthalpy - from_free_energy == pytest.approx(0.32, abs=0.01)
    # By hand: 6.1968 / 2.
    assert conversion_voltage_V("O2 + 4 Li+ + 4 e- -> 2 Li2O", measured) == pytest.approx(3.0984, abs=1e-6)


def test_a_free_ion_may_have_an_energy_of_its_own():
    """The Daniell cell, with tabulated free energies: Cu2+ 65.49, Zn2+ -147.06 kJ/mol; 1.10 V in every textbook."""
    energies = {"Cu^2+": energy_eV_per_formula(65.49), "Zn^2+": energy_eV_per_formula(-147.06)}
    energy = reaction_energy_eV("Cu^2+ + Zn -> Cu + Zn^2+", energies)
    assert -energy / 2 == pytest.approx(1.1014, abs=2e-4)


def test_written_with_metal_or_with_ions_and_electrons_the_energy_is_the_same(measured):
    with_metal = reaction_energy_eV("FeS2 + 4 Li -> Fe + 2 Li2S", measured)
    assert with_metal == reaction_energy_eV("FeS2 + 4 Li+ + 4 e- -> Fe + 2 Li2S", measured)
    assert with_metal == pytest.approx(-7.4861, abs=1e-9)


def test_an_oxidation_has_the_same_potential(measured):
    forwards = conversion_voltage_V("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", measured)
    assert conversion_voltage_V("Mo + 2 Na2S -> MoS2 + 4 Na+ + 4 e-", measured) == pytest.approx(forwards, rel=1e-12)


def test_a_multivalent_metal_counts_all_its_electrons():
    # By hand: MgS -3.5819 eV, two electrons.
    assert conversion_voltage_V("S + Mg^2+ + 2 e- -> MgS", {"MgS": -3.5819}) == pytest.approx(1.79095, abs=1e-9)


def test_the_energy_that_review_b_prints_for_mos2_is_that_of_two_sodium_atoms(measured):
    """Review B, section 3.1: -2.37 eV, not said for how much. Full conversion sets 4.73 eV free, half of it 2.36."""
    whole = reaction_energy_eV("MoS2 + 4 Na -> Mo + 2 Na2S", measured)
    assert whole == pytest.approx(-4.7268, abs=1e-9)
    assert whole / 2 == pytest.approx(-2.37, abs=0.01)


def test_at_equilibrium_na2o_gives_its_sodium_back_before_na2s(measured):
    """Review B, section 3.1, says the opposite for Fe2O3/FeS2; so what decides there is not the equilibrium.

    On charge the lower potential comes first. By hand: (3 x 4.3022 - 8.5557) / 6 and (2 x 3.7944 - 1.7775) / 4.
    """
    oxide = conversion_voltage_V("3 Na2O + 2 Fe -> Fe2O3 + 6 Na+ + 6 e-", measured)
    sulfide = conversion_voltage_V("2 Na2S + Fe -> FeS2 + 4 Na+ + 4 e-", measured)
    assert oxide == pytest.approx(0.7252, abs=1e-4)
    assert sulfide == pytest.approx(1.4528, abs=1e-4)


@moderately
@given(st.floats(-10, 10), st.floats(-10, 10), st.integers(1, 50))
def test_the_size_of_an_equation_does_not_change_its_voltage(compound, product, factor):
    energies = {"MoS2": compound, "Na2S": product}
    one = conversion_voltage_V("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", energies)
    many = f"{factor} MoS2 + {4 * factor} Na+ + {4 * factor} e- -> {factor} Mo + {2 * factor} Na2S"
    assert conversion_voltage_V(many, energies) == pytest.approx(one, rel=1e-9, abs=1e-9)
    assert conversion_voltage_V(many, {"MoS₂": compound, "Na₂S": product}) == pytest.approx(one, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("equation", "energies", "words"),
    [
        ("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", {"MoS2": -2.9}, "^formation_energies_eV lacks Na2S; it must give"),
        ("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", {}, "lacks MoS2, Na2S"),
        ("MoS2 + 4 Na -> Mo + 2 Na2S", {"MoS2": -2.9, "Na2S": -3.8}, "^equation is .*must show its electrons"),
        ("MoS2 + 4 Na+ + 4 e- -> Mo + Na2S", {"MoS2": -2.9, "Na2S": -3.8}, "^equation is .*must balance"),
        ("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", {"MoS2": math.nan, "Na2S": -3.8}, r"\['MoS2'\] is nan; it must"),
        ("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", {"MoS2": "low", "Na2S": -3.8}, r"\['MoS2'\] is 'low'; it must"),
        ("S + 2 e- -> S^2-", {}, "lacks S.2-; it must give the energy of each ion that is no cation of an element"),
        ("VO2 + NH4^+ + e- -> NH4VO2", {"VO2": -7, "NH4VO2": -9}, "lacks NH4.+; it must give the energy of each ion"),
        ("Na+ + Li+ + 2 e- -> Na + Li", {}, "lacks Na.*, Li.*; it must give the energy of each ion but one"),
        # Two ions of one element: counting both as the metal would give 0 V instead of 0.77 V.
        ("Fe^3+ + e- -> Fe^2+", {}, "lacks Fe.3., Fe.2.; it must give the energy of each ion but one"),
        ("Na+ + e- + Cl- -> Na + Cl-", {"Cl-": -1.7, "NaCl": -4.0}, None),
    ],
)
def test_what_has_no_voltage_is_refused(equation, energies, words):
    if words is None:  # plating a metal from its ions is the zero of the scale
        assert conversion_voltage_V(equation, energies) == 0
        return
    with pytest.raises(ValueError, match=words):
        conversion_voltage_V(equation, energies)


def test_an_unknown_amount_needs_a_value():
    energies = {"Na{x}MoS2": -4.0, "MoS2": -2.862}
    equation = "MoS2 + x Na+ + x e- -> Na{x}MoS2"
    assert conversion_voltage_V(equation, energies, {"x": 1}) == pytest.approx(1.138)
    with pytest.raises(ValueError, match="amounts lacks x"):
        conversion_voltage_V(equation, energies)


# ---------------------------------------------------------------- several steps


@moderately
@given(st.floats(-8, 0), st.floats(0.1, 3.9))
def test_the_average_of_the_steps_is_the_voltage_of_the_whole(intermediate, x):
    """Hess: the energy of the intermediate moves the plateaus, not their average."""
    energies = {"MoS2": -2.862, "Na2S": -3.7944, "Na{x}MoS2": intermediate}
    steps = ["MoS2 + x Na+ + x e- -> Na{x}MoS2", "Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> Mo + 2 Na2S"]
    line = reaction_chain(steps, "MoS2", "Mo", energies, {"x": x})
    whole = conversion_voltage_V("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", {"MoS2": -2.862, "Na2S": -3.7944})
    assert line.average_voltage_V == pytest.approx(whole, rel=1e-9)
    assert line.capacity_edges_mAh_per_g[-1] == pytest.approx(669.7, abs=0.1)
    assert line.runs_downhill == (line.voltages_V[1] <= line.voltages_V[0])


def test_steps_written_for_another_number_of_atoms_are_put_on_one_scale():
    """Sb2S3 by hand: 6 and again 6 electrons of 12, 946.8 / 2 = 473.4 mAh/g each."""
    energies = {"Sb2S3": -2.1247, "Na2S": -3.7944, "Na3Sb": -2.3}
    steps = ["Sb2S3 + 6 Na+ + 6 e- -> 2 Sb + 3 Na2S", "5 Sb + 15 Na+ + 15 e- -> 5 Na3Sb"]
    line = reaction_chain(steps, "Sb2S3", "Sb", energies)
    np.testing.assert_allclose(line.step_capacities_mAh_per_g, [473.4, 473.4], atol=0.1)
    # 1.543 V by hand above; 2.3 / 3.
    np.testing.assert_allclose(line.voltages_V, [1.5431, 0.7667], atol=1e-4)


def test_a_line_by_hand():
    # 26801.48 / 160.07 = 167.44 mAh/g for each electron; (1.5 x 1 + 0.4 x 3) / 4 = 0.675 V.
    line = potential_line([1.5, 0.4], [1, 3], 160.07)
    np.testing.assert_allclose(line.capacity_edges_mAh_per_g, [0, 167.44, 669.75], atol=0.01)
    assert line.average_voltage_V == pytest.approx(0.675)
    assert line.runs_downhill
    assert not potential_line([0.4, 1.5], [1, 3], 160.07).runs_downhill


@pytest.mark.parametrize(
    ("steps", "active", "host", "words"),
    [
        (["Mo + 2 Na2S -> MoS2 + 4 Na+ + 4 e-"], "MoS2", "Mo", "must be a reduction"),
        (["S + 2 Na+ + 2 e- -> Na2S"], "MoS2", "Mo", "^host_element is 'Mo'; it must stand on the left"),
        (["MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S"], "MoS2", "W", "^host_element is 'W'; it must stand in 'MoS2'"),
        (["MoS2 + x Na+ + x e- -> Na{x}MoS2"], "MoS2", "Mo", "^amounts lacks x"),
        (["MoS2@C + 4 Na+ + 4 e- -> Mo + 2 Na2S"], "MoS2", "Mo", "joins parts"),
    ],
)
def test_chains_that_do_not_hold_together_are_refused(steps, active, host, words):
    with pytest.raises(ValueError, match=words):
        reaction_chain(steps, active, host, {"MoS2": -2.862, "Na2S": -3.7944, "Na{x}MoS2": -4})


def test_a_line_needs_as_many_voltages_as_steps():
    with pytest.raises(ValueError, match="voltages_V holds 1 numbers; it must hold as many as electrons_per_formula"):
        potential_line([1.5], [1, 3], 160.07)


# ---------------------------------------------------------------- free energy, entropy, activity


@pytest.mark.parametrize(
    ("free_energy", "electrons", "voltage"),
    # Standard values: water 1.229 V; Daniell cell 1.10 V (-212.55 kJ/mol); lead-acid 2.05 V (-394 kJ/mol).
    [(-237.13, 2, 1.2288), (-212.55, 2, 1.1014), (-394, 2, 2.042)],
)
def test_textbook_voltages(free_energy, electrons, voltage):
    assert voltage_from_free_energy_V(free_energy, electrons) == pytest.approx(voltage, abs=5e-4)


def test_the_hydrogen_oxygen_cell_by_enthalpy_and_entropy():
    """Standard enthalpy -285.83 kJ/mol and entropy -163.3 J/(mol K): 1.229 V, 1.481 V without entropy, -0.846 mV/K."""
    assert voltage_from_enthalpy_V(-285.83, -163.3, 2) == pytest.approx(1.229, abs=5e-4)
    assert voltage_from_enthalpy_V(-285.83, 0, 2) == pytest.approx(1.481, abs=5e-4)
    assert temperature_coefficient_V_per_K(-163.3, 2) == pytest.approx(-0.846e-3, abs=1e-6)


@moderately
@given(st.floats(-1000, 1000), st.floats(-500, 500), st.floats(0.5, 20), st.floats(200, 400))
def test_the_temperature_coefficient_is_the_slope_of_the_voltage(enthalpy, entropy, electrons, temperature):
    step = 1.0
    low, high = (voltage_from_enthalpy_V(enthalpy, entropy, electrons, temperature + s) for s in (-step, step))
    slope = (high - low) / (2 * step)
    assert slope == pytest.approx(temperature_coefficient_V_per_K(entropy, electrons), rel=1e-6, abs=1e-12)


@moderately
@given(st.floats(-5, 5), st.floats(0.5, 20))
def test_voltage_and_free_energy_are_inverse(voltage, electrons):
    energy = free_energy_kJ_per_mol(voltage, electrons)
    assert voltage_from_free_energy_V(energy, electrons) == pytest.approx(voltage, rel=1e-12, abs=1e-15)
    # One electron-volt for each electron.
    assert energy_eV_per_formula(energy) == pytest.approx(-voltage * electrons, rel=1e-12, abs=1e-15)


@moderately
@given(st.floats(-1000, 1000))
def test_both_units_of_energy_are_inverse(energy):
    assert energy_kJ_per_mol(energy_eV_per_formula(energy)) == pytest.approx(energy, rel=1e-12)


def test_nernst_against_another_program_and_the_59_millivolts():
    assert nernst_shift_V(10, 1) == pytest.approx(-0.05916, abs=1e-5)
    for outside, inside, charge, temperature in (
        (145.0, 15.0, 1, 310.0),
        (4.0, 150.0, 1, 310.0),
        (2.0, 7e-5, 2, 310.0),
    ):
        # Chempy has constants of seven digits.
        assert nernst_shift_V(inside / outside, charge, temperature) == pytest.approx(
            nernst_potential(outside, inside, charge, temperature), rel=1e-5
        )


@moderately
@given(st.floats(1e-10, 1e10), st.floats(1e-10, 1e10), st.floats(0.5, 10), st.floats(200, 600))
def test_shifts_of_nernst_add_up(first, second, electrons, temperature):
    together = nernst_shift_V(first * second, electrons, temperature)
    apart = nernst_shift_V(first, electrons, temperature) + nernst_shift_V(second, electrons, temperature)
    assert together == pytest.approx(apart, rel=1e-9, abs=1e-12)
    assert nernst_shift_V(1, electrons, temperature) == 0


def test_units_of_the_closed_formulas():
    """Each once more with pint, which knows nothing of our factors."""
    units = pint.UnitRegistry()
    faraday = units.avogadro_constant * units.elementary_charge
    energy = -237.1 * units.kJ / units.mol
    assert (-energy / (2 * faraday)).to("V").magnitude == pytest.approx(
        voltage_from_free_energy_V(-237.1, 2), rel=1e-12
    )
    one_atom = (energy / units.avogadro_constant).to("eV").magnitude
    assert one_atom == pytest.approx(energy_eV_per_formula(-237.1), rel=1e-12)
    slope = -163.3 * units.J / units.mol / units.K / (2 * faraday)
    assert slope.to("V/K").magnitude == pytest.approx(temperature_coefficient_V_per_K(-163.3, 2), rel=1e-12)
    thermal = units.molar_gas_constant * 298.15 * units.K / (2 * faraday)
    assert thermal.to("V").magnitude * math.log(10) == pytest.approx(-nernst_shift_V(10, 2), rel=1e-12)


def test_steps_in_the_wrong_order_are_refused():
    energies_eV = {"Sb2S3": -2.1247, "Na2S": -3.7944, "Na3Sb": -2.3}
    steps = ["Sb + 3 Na+ + 3 e- -> Na3Sb", "Sb2S3 + 6 Na+ + 6 e- -> 2 Sb + 3 Na2S"]
    with pytest.raises(ValueError, match=r"equations holds .* which is Sb2S3 and not Sb$"):
        reaction_chain(steps, "Sb2S3", "Sb", energies_eV)


def test_energies_may_be_numbers_of_numpy():
    energies_eV = {"MoS2": np.float32(-2.5), "Na2S": np.int64(-4)}
    assert conversion_voltage_V("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", energies_eV) == pytest.approx(5.5 / 4)
