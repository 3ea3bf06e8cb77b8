"""Adsorption and catalysis: published values, mass action, statistics of small lattices, matrices, laws and limits."""

from __future__ import annotations

import itertools
import math
from decimal import Decimal

import numpy as np
import pint
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import constants, integrate, linalg, optimize

from heterostructures.physics.adsorption import (
    adsorption_free_energy_eV,
    bep_barrier_eV,
    chemisorption_energy_eV,
    competitive_coverages,
    coverages_of_site_kinds,
    free_energy_ladder,
    hydrogen_exchange_current_mA_per_cm2,
    langmuir_coverage,
    langmuir_vacancy,
    leveling_potential_V,
    log10_adsorption_constant,
    log10_binding_ratio,
    log10_residence_time_s,
    log10_sabatier_rate_per_s,
    oxygen_evolution_ladder,
    oxygen_evolution_volcano_V,
    oxygen_reduction_ladder,
    oxygen_reduction_volcano_V,
    peroxide_ladder,
    rectangular_band_center_eV,
    rectangular_band_filling,
    residence_time_s,
    semi_elliptic_band_filling,
    site_kinds_at_mean_coverage,
    smallest_oxygen_overpotential_V,
    translational_entropy_meV_per_K,
    two_level_bond_energy_eV,
)

SEARCH = settings(deadline=None, max_examples=40)
UNITS = pint.UnitRegistry()
# Boltzmann constant in eV/K, from its exact SI value: 1.380649e-23 / 1.602176634e-19
K_B = 1.380649e-23 / 1.602176634e-19
T = 298.15

ENERGIES = st.floats(-3.0, 1.0)
TEMPERATURES = st.floats(150.0, 1500.0)
LOG_ACTIVITIES = st.floats(-12.0, 3.0)


# ---------------------------------------------------------------- entropy and equilibrium constants


def test_the_translational_entropy_of_1_u_at_1_kelvin_is_the_constant_of_codata():
    # CODATA lists S/k + 0 for a mass of 1 u at 1 K and 100 kPa.
    expected = constants.physical_constants["Sackur-Tetrode constant (1 K, 100 kPa)"][0] * K_B / 1e-3
    molar_mass = constants.physical_constants["atomic mass constant"][0] * constants.N_A * 1e3
    assert translational_entropy_meV_per_K(molar_mass, 1.0, 1.0) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("molar_mass", "entropy_J_per_mol_K"), [(39.948, 154.846), (4.002602, 126.153)])
def test_noble_gases_have_the_tabulated_standard_entropy(molar_mass, entropy_J_per_mol_K):
    # CODATA key values for thermodynamics, 298.15 K and 1 bar: Ar 154.846 +- 0.003, He 126.153 +- 0.002 J/(mol K)
    got = translational_entropy_meV_per_K(molar_mass, T) * 1e-3 * constants.e * constants.N_A
    assert got == pytest.approx(entropy_J_per_mol_K, abs=0.003)


@SEARCH
@given(st.floats(1.0, 300.0), st.floats(100.0, 2000.0), st.floats(0.01, 100.0))
def test_doubling_the_volume_adds_k_ln_2(molar_mass, temperature, pressure):
    more = translational_entropy_meV_per_K(molar_mass, temperature, pressure / 2.0)
    less = translational_entropy_meV_per_K(molar_mass, temperature, pressure)
    assert more - less == pytest.approx(K_B * math.log(2.0) / 1e-3, rel=1e-9)


def test_free_energy_by_hand():
    # -1.15 + 0.05 + 300 * 1.5e-3 = -0.65 eV
    assert adsorption_free_energy_eV(-1.15, -1.5, 300.0, 0.05) == pytest.approx(-0.65)


def test_the_constant_is_one_over_the_activity_of_half_coverage():
    for energy in (-0.7, -0.1, 0.2):
        half = 10.0 ** -log10_adsorption_constant(energy, 350.0)
        assert langmuir_coverage(energy, half, 350.0) == pytest.approx(0.5, rel=1e-12)


def test_59_millielectronvolts_are_a_factor_of_ten_at_room_temperature():
    # k T ln 10 = 8.617333e-5 * 298.15 * 2.302585 = 0.059159 eV
    assert log10_adsorption_constant(-0.059159, T) == pytest.approx(1.0, abs=1e-4)


# ---------------------------------------------------------------- residence times


def test_residence_time_by_hand():
    # 0.8 / (8.617333e-5 * 298.15) = 31.1373; e^31.1373 = 3.3323e13; times 1e-13 s
    assert residence_time_s(-0.8, 1e13, T) == pytest.approx(3.332, abs=0.002)


@SEARCH
@given(st.floats(-3.0, 0.0), st.floats(10.0, 14.0), TEMPERATURES)
def test_time_and_its_logarithm_agree(energy, log_frequency, temperature):
    log_time = log10_residence_time_s(energy, 10.0**log_frequency, temperature)
    assert residence_time_s(energy, 10.0**log_frequency, temperature) == pytest.approx(10.0**log_time, rel=1e-9)
    # a molecule that is not bound stays for one attempt
    assert log_time >= -log_frequency - 1e-12


def test_a_positive_energy_is_no_bound_state_and_is_refused():
    # Review A, section 3.3, prints 1.15 eV without a sign: whoever passes it on as printed is told.
    with pytest.raises(ValueError, match=r"^adsorption_energy_eV is 1\.15; it must be .* negative means bound"):
        log10_residence_time_s(1.15, 1e13)


def test_a_time_beyond_all_numbers_is_refused_but_its_logarithm_is_not():
    with pytest.raises(ValueError, match=r"^adsorption_energy_eV is -4\.85; .*Use log10_residence_time_s"):
        residence_time_s(-4.85, 1e13, 50.0)
    # 4.85 / (8.617333e-5 * 50 * 2.302585) = 488.85; minus 13
    assert log10_residence_time_s(-4.85, 1e13, 50.0) == pytest.approx(475.85, abs=0.02)


def test_the_polysulfides_of_review_a():
    # Section 3.3: -4.85 eV on MoO2/DCN, "1.15 eV" on DCN. 3.70 eV / 0.0591594 eV = 62.54 powers of ten at 298.15 K
    assert log10_binding_ratio(-4.85, -1.15, T) == pytest.approx(62.54, abs=0.01)
    times = log10_residence_time_s(-4.85, 1e13, T) - log10_residence_time_s(-1.15, 1e13, T)
    assert times == pytest.approx(62.54, abs=0.01)


@SEARCH
@given(ENERGIES, ENERGIES, TEMPERATURES)
def test_the_binding_ratio_is_that_of_constants_and_of_small_coverages(first, second, temperature):
    ratio = log10_binding_ratio(first, second, temperature)
    constants_ratio = log10_adsorption_constant(first, temperature) - log10_adsorption_constant(second, temperature)
    assert ratio == pytest.approx(constants_ratio, abs=1e-9)
    assert ratio == pytest.approx(-log10_binding_ratio(second, first, temperature), abs=1e-9)
    # so little that both coverages are below 1e-9
    log_activity = min(first, second) / (K_B * temperature) - math.log(1e9)
    assume(log_activity > -700)
    activity = math.exp(log_activity)
    coverages = langmuir_coverage([first, second], activity, temperature)
    assume(coverages.min() > 1e-290)
    assert math.log10(coverages[0] / coverages[1]) == pytest.approx(ratio, abs=1e-8)


# ---------------------------------------------------------------- Langmuir


def test_langmuir_by_hand():
    # K = e^(0.2/0.0256926) = e^7.78434 = 2402.7; K a = 2.4027; coverage 2.4027/3.4027 = 0.70611
    assert langmuir_coverage(-0.2, 1e-3, T) == pytest.approx(0.70611, abs=2e-5)


@SEARCH
@given(st.floats(-0.8, 0.3), LOG_ACTIVITIES, st.floats(250.0, 1500.0))
def test_langmuir_is_the_solution_of_mass_action(energy, log_activity, temperature):
    # coverage / (1 - coverage) = K a, solved numerically for the occupied part
    product = math.exp(-energy / (K_B * temperature)) * 10.0**log_activity
    solved = optimize.brentq(lambda x: x - product * (1.0 - x), 0.0, 1.0, xtol=1e-15, rtol=1e-14)
    assert langmuir_coverage(energy, 10.0**log_activity, temperature) == pytest.approx(solved, rel=1e-6, abs=1e-13)


def test_adsorption_and_desorption_run_into_the_langmuir_coverage():
    # Detailed balance: sites fill with k a (1 - x) and empty with k/K x. Integrated from an empty surface.
    energy, activity = -0.25, 2e-4
    constant = 10.0 ** log10_adsorption_constant(energy, T)
    run = integrate.solve_ivp(
        lambda _, x: activity * (1.0 - x) - x / constant, (0.0, 2e5), [0.0], rtol=1e-10, atol=1e-12
    )
    assert langmuir_coverage(energy, activity, T) == pytest.approx(run.y[0, -1], rel=1e-7)


@SEARCH
@given(ENERGIES, LOG_ACTIVITIES, TEMPERATURES)
def test_coverage_and_vacancy_make_one_and_have_the_ratio_of_mass_action(energy, log_activity, temperature):
    coverage = langmuir_coverage(energy, 10.0**log_activity, temperature)
    vacancy = langmuir_vacancy(energy, 10.0**log_activity, temperature)
    assert coverage + vacancy == pytest.approx(1.0, rel=1e-14)
    log_ratio = math.log(coverage) - math.log(vacancy)
    expected = log_activity * math.log(10.0) - energy / (K_B * temperature)
    assert log_ratio == pytest.approx(expected, abs=1e-9 * (1.0 + abs(expected)))


def test_a_coverage_that_is_one_to_thirty_digits_has_an_exact_vacancy():
    # The same with decimal numbers of 28 digits; powers of ten of e, k and T are drawn together.
    exact = 1 / (1 + (Decimal(2) * Decimal("1.602176634") / (Decimal("1.380649") * Decimal("0.029815"))).exp())
    assert langmuir_coverage(-2.0, 1.0, T) == 1.0
    assert langmuir_vacancy(-2.0, 1.0, T) == pytest.approx(float(exact), rel=1e-12)
    assert float(exact) < 1e-30


@SEARCH
@given(ENERGIES, LOG_ACTIVITIES, st.floats(0.001, 0.5))
def test_stronger_binding_and_more_molecules_cover_more(energy, log_activity, more):
    here = langmuir_coverage(energy, 10.0**log_activity, T)
    assert langmuir_coverage(energy - more, 10.0**log_activity, T) >= here
    assert langmuir_coverage(energy, 10.0 ** (log_activity + more), T) >= here


def test_extreme_input_neither_overflows_nor_vanishes_where_it_should_not():
    assert langmuir_coverage(-1000.0, 1e300, 1.0) == 1.0
    assert langmuir_vacancy(1000.0, 1e-300, 1.0) == 1.0
    assert langmuir_coverage(1.0, 1e-12, T) == pytest.approx(1e-12 * math.exp(-1.0 / (K_B * T)), rel=1e-12)


# ---------------------------------------------------------------- competition


@SEARCH
@given(st.lists(st.tuples(ENERGIES, LOG_ACTIVITIES), min_size=1, max_size=5), TEMPERATURES)
def test_competing_coverages_and_the_vacancy_make_one(species, temperature):
    result = competitive_coverages([e for e, _ in species], [10.0**a for _, a in species], temperature)
    assert result.coverages.sum() + result.vacancy == pytest.approx(1.0, rel=1e-12)
    assert (result.coverages >= 0).all()


def test_competition_solves_the_linear_equations_of_mass_action():
    # theta_i - K_i a_i theta_0 = 0 and sum + theta_0 = 1
    energies, activities = np.array([-0.15, -0.3, 0.05]), np.array([0.5, 1e-3, 2.0])
    products = np.exp(-energies / (K_B * T)) * activities
    matrix = np.zeros((4, 4))
    matrix[:3, :3], matrix[:3, 3], matrix[3] = np.eye(3), -products, 1.0
    solved = np.linalg.solve(matrix, [0.0, 0.0, 0.0, 1.0])
    result = competitive_coverages(energies, activities, T)
    assert np.append(result.coverages, result.vacancy) == pytest.approx(solved, rel=1e-12)


def test_a_single_competitor_is_langmuir():
    result = competitive_coverages([-0.2], [1e-3], T)
    assert result.coverages[0] == pytest.approx(langmuir_coverage(-0.2, 1e-3, T), rel=1e-13)
    assert result.vacancy == pytest.approx(langmuir_vacancy(-0.2, 1e-3, T), rel=1e-13)


def test_the_ratio_of_competitors_does_not_depend_on_others():
    pair = competitive_coverages([-0.1, -0.2], [0.1, 0.01], T).coverages
    trio = competitive_coverages([-0.1, -0.2, -0.5], [0.1, 0.01, 1.0], T).coverages
    assert pair[0] / pair[1] == pytest.approx(trio[0] / trio[1], rel=1e-12)


def test_series_of_different_length_are_refused():
    with pytest.raises(ValueError, match=r"^adsorption_free_energies_eV has 2 values.*must"):
        competitive_coverages([-0.1, -0.2], [1.0])


# ---------------------------------------------------------------- kinds of sites


def lattice(energies, activity, number=None):
    """Mean occupation of each site of a small lattice, summed over all its states (those with a number, if given)."""
    total, occupied = 0.0, np.zeros(len(energies))
    for state in itertools.product((0, 1), repeat=len(energies)):
        if number is None or sum(state) == number:
            weight = activity ** sum(state) * math.exp(-np.dot(state, energies) / (K_B * T))
            total += weight
            occupied += weight * np.array(state)
    return occupied / total


def test_kinds_of_sites_agree_with_the_sum_over_all_states_of_a_lattice():
    # Two sites at an interface and six basal ones, 256 states
    expected = lattice([-0.25] * 2 + [-0.1] * 6, 3e-3)
    sites = coverages_of_site_kinds([-0.25, -0.1], [0.25, 0.75], 3e-3, T)
    assert sites.coverages == pytest.approx([expected[0], expected[-1]], rel=1e-12)
    assert sites.mean_coverage == pytest.approx(expected.mean(), rel=1e-12)
    assert sites.shares == pytest.approx([expected[:2].sum() / expected.sum(), expected[2:].sum() / expected.sum()])
    assert sites.vacancies == pytest.approx(1.0 - sites.coverages, rel=1e-12)


def test_a_given_amount_divides_like_a_lattice_with_that_many_particles():
    # A fixed number on a small lattice differs from a fixed activity by terms of one over the number of sites: with
    # 4 + 12 sites and 8 particles a few percent.
    expected = lattice([-0.1] * 4 + [0.0] * 12, 1.0, number=8)
    sites = site_kinds_at_mean_coverage([-0.1, 0.0], [0.25, 0.75], 0.5, T)
    assert sites.coverages == pytest.approx([expected[0], expected[-1]], rel=0.02)
    assert sites.mean_coverage == pytest.approx(0.5, rel=1e-12)


@SEARCH
@given(st.floats(-0.8, 0.2), st.floats(0.0, 0.6), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_the_activity_found_gives_back_the_mean_coverage(energy, preference, fraction, mean):
    energies, fractions = [energy - preference, energy], [fraction, 1.0 - fraction]
    sites = site_kinds_at_mean_coverage(energies, fractions, mean, T)
    assert sites.mean_coverage == pytest.approx(mean, rel=1e-9)
    again = coverages_of_site_kinds(energies, fractions, sites.activity, T)
    assert again.coverages == pytest.approx(sites.coverages, rel=1e-9)
    assert sites.shares.sum() == pytest.approx(1.0)
    # The better sites are never emptier.
    assert sites.coverages[0] >= sites.coverages[1] - 1e-12


def test_two_kinds_of_sites_solve_a_quadratic_equation():
    # x1 K1 a/(1 + K1 a) + x2 K2 a/(1 + K2 a) = m is (1 - m) K1 K2 a^2 + [(x1 - m) K1 + (x2 - m) K2] a - m = 0.
    x, mean = np.array([0.05, 0.95]), 0.1
    k1, k2 = np.exp(np.array([0.35, 0.15]) / (K_B * T))
    root = max(np.roots([(1.0 - mean) * k1 * k2, (x[0] - mean) * k1 + (x[1] - mean) * k2, -mean]).real)
    assert site_kinds_at_mean_coverage([-0.35, -0.15], x, mean, T).activity == pytest.approx(root, rel=1e-9)


def test_equal_sites_are_filled_equally():
    sites = site_kinds_at_mean_coverage([-0.3, -0.3, -0.3], [0.2, 0.3, 0.5], 0.4, T)
    assert sites.coverages == pytest.approx([0.4, 0.4, 0.4], rel=1e-12)
    assert sites.shares == pytest.approx([0.2, 0.3, 0.5], rel=1e-12)


def test_the_first_ions_divide_by_boltzmann():
    # 5 percent of the sites, 0.2 eV better: 0.05 e^(0.2/kT) against 0.95 e^0 gives 119.9/120.9 of the first ions.
    sites = site_kinds_at_mean_coverage([-0.2, 0.0], [0.05, 0.95], 1e-9, T)
    weight = 0.05 * math.exp(0.2 / (K_B * T))
    assert sites.shares[0] == pytest.approx(weight / (weight + 0.95), rel=1e-5)


def test_site_fractions_that_do_not_make_one_are_refused():
    with pytest.raises(ValueError, match=r"^site_fractions has the sum 0.9; it must be 1"):
        coverages_of_site_kinds([-0.1, 0.0], [0.1, 0.8], 1.0)
    with pytest.raises(ValueError, match=r"^adsorption_free_energies_eV has 2 values.*must"):
        site_kinds_at_mean_coverage([-0.1, 0.0], [1.0], 0.5)


# ---------------------------------------------------------------- volcanoes


@SEARCH
@given(st.floats(-3, 3), st.floats(0, 1), st.floats(0, 2))
def test_forward_and_backward_barrier_differ_by_the_reaction_energy(energy, slope, intrinsic):
    # The backward step has the slope 1 - alpha; both come from one top of the barrier.
    forward = bep_barrier_eV(energy, slope, intrinsic)
    backward = bep_barrier_eV(-energy, 1.0 - slope, intrinsic)
    assert forward - backward == pytest.approx(energy, abs=1e-12)
    assert forward >= max(0.0, energy)


@SEARCH
@given(st.floats(-1.5, 0.5), st.floats(0.1, 0.9), st.floats(0.3, 1.0), st.floats(0.01, 1.0))
def test_the_sabatier_volcano_is_symmetric_and_highest_at_half_of_the_overall_energy(overall, slope, intrinsic, off):
    top = log10_sabatier_rate_per_s(overall / 2.0, overall, slope, intrinsic, T)
    left = log10_sabatier_rate_per_s(overall / 2.0 - off, overall, slope, intrinsic, T)
    right = log10_sabatier_rate_per_s(overall / 2.0 + off, overall, slope, intrinsic, T)
    assert left == pytest.approx(right, abs=1e-9)
    assert top >= left


def test_the_sabatier_rate_by_hand():
    # Second step uphill by 0.4: barrier 0.7 + 0.5 * 0.4 = 0.9 eV. kT/h = 6.2124e12 1/s at 298.15 K, log10 12.7933;
    # 0.9 / 0.0591594 = 15.2131.
    assert log10_sabatier_rate_per_s(-0.8, -0.4, 0.5, 0.7, T) == pytest.approx(12.7933 - 15.2131, abs=1e-3)


def test_the_hydrogen_volcano_by_hand():
    # At the top half of the sites: 1.602177e-19 C * 100/s * 1e15/cm2 / 2 = 8.0109e-3 A/cm2 = 8.0109 mA/cm2
    assert hydrogen_exchange_current_mA_per_cm2(0.0, 100.0, 1e15, T) == pytest.approx(8.0109, rel=1e-4)


@SEARCH
@given(st.floats(-1.0, 1.0), TEMPERATURES)
def test_the_hydrogen_volcano_waits_for_the_rarer_of_hydrogen_and_vacant_sites(energy, temperature):
    rarer = min(langmuir_coverage(energy, 1.0, temperature), langmuir_vacancy(energy, 1.0, temperature))
    expected = 1e3 * constants.e * 200.0 * 1.5e15 * rarer
    got = hydrogen_exchange_current_mA_per_cm2(energy, 200.0, 1.5e15, temperature)
    assert got == pytest.approx(expected, rel=1e-9)
    assert got == pytest.approx(hydrogen_exchange_current_mA_per_cm2(-energy, 200.0, 1.5e15, temperature), rel=1e-12)


def test_the_scaling_of_3_2_ev_costs_0_37_v():
    # Man et al., ChemCatChem 3 (2011) 1159: (3.2 - 2.46)/2 = 0.37 V
    assert smallest_oxygen_overpotential_V(3.2) == pytest.approx(0.37, abs=1e-12)
    # and no surface on either volcano does better
    descriptors = np.linspace(-1.0, 4.0, 5001)
    assert oxygen_evolution_volcano_V(descriptors).min() == pytest.approx(0.37, abs=1e-9)
    assert 1.23 - oxygen_reduction_volcano_V(descriptors).max() == pytest.approx(0.37, abs=1e-9)


def test_without_the_scaling_no_overpotential_is_needed():
    assert smallest_oxygen_overpotential_V(2.46) == pytest.approx(0.0, abs=1e-15)


@SEARCH
@given(st.floats(0.0, 1.6), st.floats(0.0, 3.2), st.floats(2.46, 3.6))
def test_the_volcanoes_are_the_ladders_where_their_steps_limit(hydroxide, gap, offset):
    reduction = oxygen_reduction_ladder(hydroxide, hydroxide + gap, hydroxide + offset)
    volcano = oxygen_reduction_volcano_V(hydroxide, offset)
    assert reduction.limiting_potential_V <= volcano + 1e-12
    if reduction.limiting_step in (1, 4):
        assert reduction.limiting_potential_V == pytest.approx(volcano, abs=1e-12)
    evolution = oxygen_evolution_ladder(hydroxide, hydroxide + gap, hydroxide + offset)
    overpotential = oxygen_evolution_volcano_V(gap, offset)
    assert evolution.overpotential_V >= overpotential - 1e-12
    if evolution.limiting_step in (2, 3):
        assert evolution.overpotential_V == pytest.approx(overpotential, abs=1e-12)


# ---------------------------------------------------------------- ladders


OXYGEN = st.tuples(st.floats(-1, 3), st.floats(-1, 5), st.floats(1, 6))


@SEARCH
@given(OXYGEN, st.floats(-1, 2))
def test_four_steps_make_4_92_ev_and_both_directions_are_each_other_backwards(intermediates, potential):
    reduction = oxygen_reduction_ladder(*intermediates, potential)
    evolution = oxygen_evolution_ladder(*intermediates, potential)
    assert reduction.step_free_energies_eV.sum() == pytest.approx(-4.92 + 4.0 * potential, abs=1e-12)
    assert reduction.levels_eV[-1] == pytest.approx(-4.92 + 4.0 * potential, abs=1e-12)
    assert reduction.step_free_energies_eV == pytest.approx(-evolution.step_free_energies_eV[::-1], abs=1e-12)
    assert reduction.equilibrium_potential_V == pytest.approx(1.23, abs=1e-12)
    assert evolution.equilibrium_potential_V == pytest.approx(1.23, abs=1e-12)
    # Losses are never negative.
    assert reduction.overpotential_V >= -1e-12
    assert evolution.overpotential_V >= -1e-12


@SEARCH
@given(OXYGEN)
def test_the_limiting_potential_is_that_of_the_worst_step(intermediates):
    at_zero = oxygen_reduction_ladder(*intermediates)
    assert at_zero.limiting_potential_V == pytest.approx(min(-at_zero.step_free_energies_eV), abs=1e-12)
    at_limit = oxygen_reduction_ladder(*intermediates, at_zero.limiting_potential_V)
    assert at_limit.step_free_energies_eV.max() == pytest.approx(0.0, abs=1e-12)
    assert int(np.argmax(at_limit.step_free_energies_eV)) + 1 == at_zero.limiting_step
    # The potential at which the ladder is drawn does not change what limits.
    assert at_limit.limiting_potential_V == at_zero.limiting_potential_V


def test_the_ideal_catalyst_needs_1_23_v_and_no_more():
    for ladder in (oxygen_reduction_ladder, oxygen_evolution_ladder):
        ideal = ladder(1.23, 2.46, 3.69, 1.23)
        assert ideal.step_free_energies_eV == pytest.approx(np.zeros(4), abs=1e-12)
        assert ideal.limiting_potential_V == pytest.approx(1.23)
        assert ideal.overpotential_V == pytest.approx(0.0, abs=1e-12)


def test_the_best_surface_that_obeys_the_scaling_loses_0_37_v_in_both_directions():
    # OH* at 0.86, O* in the middle, OOH* 3.2 eV above OH*: steps 0.86, 1.6, 1.6, 0.86 eV
    assert oxygen_evolution_ladder(0.86, 2.46, 4.06).overpotential_V == pytest.approx(0.37)
    assert oxygen_reduction_ladder(0.86, 2.46, 4.06).overpotential_V == pytest.approx(0.37)


def test_iron_phthalocyanine_is_limited_by_the_last_step():
    # Steps -1.406, -1.961, -0.985, -0.568 eV at 0 V, an example of the public repository houzf/plot_ORR_G. They come
    # from OH* 0.568, O* 1.553, OOH* 3.514 eV; the limiting potential is the smallest, 0.568 V, and 1.23 - 0.568 =
    # 0.662 V.
    ladder = oxygen_reduction_ladder(0.568, 0.568 + 0.985, 0.568 + 0.985 + 1.961)
    assert ladder.step_free_energies_eV == pytest.approx([-1.406, -1.961, -0.985, -0.568], abs=1e-9)
    assert (ladder.limiting_potential_V, ladder.limiting_step) == (pytest.approx(0.568), 4)
    assert ladder.overpotential_V == pytest.approx(0.662)


def test_the_overpotentials_of_review_a_are_limiting_potentials_and_back():
    # Section 4.3: 0.82 V on ZnCoS, 0.32 V on CeO2/ZnCoS. As steps that are uphill by as much at 1.23 V: 0.41 and 0.91
    # V.
    assert leveling_potential_V([0.82, 0.32], 1.23) == pytest.approx([0.41, 0.91])
    ladder = oxygen_reduction_ladder(0.41, 2.0, 3.7)
    assert ladder.overpotential_V == pytest.approx(0.82)
    # Figure 7C: 0.59 and 0.46 eV; the difference of 0.13 eV is 0.13 V.
    assert np.diff(leveling_potential_V([0.59, 0.46], 1.23)) == pytest.approx([0.13])


@SEARCH
@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(1, 4))
def test_a_step_is_level_at_its_leveling_potential(energy, potential, electrons):
    level = leveling_potential_V(energy, potential, electrons)
    assert energy + electrons * (level - potential) == pytest.approx(0.0, abs=1e-12)


def test_peroxide_by_hand():
    # OOH* at 4.0 eV: 4.0 - 4.92 = -0.92 eV and 3.52 - 4.0 = -0.48 eV, so that the second step limits at 0.48 V.
    ladder = peroxide_ladder(4.0, 0.5)
    assert ladder.step_free_energies_eV == pytest.approx([-0.42, 0.02])
    assert (ladder.limiting_potential_V, ladder.limiting_step) == (pytest.approx(0.48), 2)
    assert ladder.equilibrium_potential_V == pytest.approx(0.70)
    assert ladder.overpotential_V == pytest.approx(0.22)


def test_sulfur_reduction_by_hand():
    # Three S8 (illustrative energies): 2.4 V * 6, 2.25 V * 2, 2.25 V * 4, 2.1 V * 12, 2.0 V * 24; sum 101.1 eV for 48
    # electrons
    ladder = free_energy_ladder([-14.4, -4.5, -9.0, -25.2, -48.0], [6, 2, 4, 12, 24], 2.1)
    assert ladder.equilibrium_potential_V == pytest.approx(101.1 / 48.0)
    assert (ladder.limiting_potential_V, ladder.limiting_step) == (pytest.approx(2.0), 5)
    # at 2.1 V the last step is uphill by 24 * 0.1 eV, the one before level
    assert ladder.step_free_energies_eV[3:] == pytest.approx([0.0, 2.4], abs=1e-12)
    assert ladder.levels_eV[0] == 0.0
    assert ladder.levels_eV[-1] == pytest.approx(-101.1 + 48.0 * 2.1)


def test_steps_without_electrons_stay_and_are_named_if_uphill():
    low, high = (free_energy_ladder([-2.0, 0.3, -0.1, -1.0], [1, 0, 0, 1], u) for u in (0.0, 1.0))
    assert low.step_free_energies_eV[1:3] == pytest.approx(high.step_free_energies_eV[1:3])
    assert low.uphill_chemical_steps == (2,)
    assert (low.limiting_potential_V, low.limiting_step) == (pytest.approx(1.0), 4)
    # a step with electrons that is uphill at 0 V is not among them
    assert free_energy_ladder([1.0, -0.2, 2.0], [-1, 0, -1]).uphill_chemical_steps == ()


def test_ladders_that_make_no_sense_are_refused():
    with pytest.raises(ValueError, match=r"^electrons holds numbers of both signs.*must"):
        free_energy_ladder([1.0, 1.0], [1, -1])
    with pytest.raises(ValueError, match=r"^electrons holds only zeros.*must"):
        free_energy_ladder([1.0, 1.0], [0, 0])
    with pytest.raises(ValueError, match=r"^step_free_energies_eV has 2 values.*must"):
        free_energy_ladder([1.0, 1.0], [1])


# ---------------------------------------------------------------- d bands


@SEARCH
@given(st.floats(-6, 6), st.floats(0.5, 10))
def test_fillings_are_the_integrals_of_their_densities_of_states(center, width):
    half = width / 2.0
    low, high = center - half, min(max(0.0, center - half), center + half)
    flat, _ = integrate.quad(lambda e: 1.0 / width, low, high)
    # half an ellipse, with e = center + half sin(s) to be smooth at the edges
    top = math.asin(min(1.0, max(-1.0, (high - center) / half)))
    round_, _ = integrate.quad(lambda s: 2.0 / math.pi * math.cos(s) ** 2, -math.pi / 2.0, top)
    assert rectangular_band_filling(center, width) == pytest.approx(flat, abs=1e-9)
    assert semi_elliptic_band_filling(center, width) == pytest.approx(round_, abs=1e-9)


@SEARCH
@given(st.floats(-6, 6), st.floats(0.5, 10))
def test_a_band_around_the_fermi_level_is_half_full_and_holes_mirror_electrons(center, width):
    for filling in (rectangular_band_filling, semi_elliptic_band_filling):
        assert filling(0.0, width) == pytest.approx(0.5, abs=1e-15)
        assert filling(center, width) + filling(-center, width) == pytest.approx(1.0, abs=1e-12)
        assert filling(-width, width) == 1.0
        assert filling(width, width) == 0.0


@SEARCH
@given(st.floats(0, 1), st.floats(0.5, 10))
def test_center_and_filling_are_inverse(filling, width):
    assert rectangular_band_filling(rectangular_band_center_eV(filling, width), width) == pytest.approx(
        filling, abs=1e-12
    )


def test_stretching_raises_the_center_of_a_band_that_is_more_than_half_full_only():
    assert rectangular_band_center_eV(0.8, 4.0) > rectangular_band_center_eV(0.8, 5.0)
    assert rectangular_band_center_eV(0.2, 4.0) < rectangular_band_center_eV(0.2, 5.0)


@SEARCH
@given(st.floats(-5, 5), st.floats(-8, 8), st.floats(0, 3))
def test_two_levels_are_the_eigenvalues_of_a_matrix(center, level, coupling):
    lower, upper = np.linalg.eigvalsh([[center, coupling], [coupling, level]])
    # two electrons in the bonding state; f of two in the antibonding one
    for filling in (0.0, 0.3, 1.0):
        expected = 2.0 * (lower - min(center, level)) + 2.0 * filling * (upper - max(center, level))
        assert two_level_bond_energy_eV(center, level, coupling, filling) == pytest.approx(expected, abs=1e-12)


def test_weak_coupling_is_perturbation_theory():
    # -2 (1 - f) V^2 / |difference| = -2 * 0.5 * 1e-12 / 4
    assert two_level_bond_energy_eV(-1.0, -5.0, 1e-6, 0.5) == pytest.approx(-2.5e-13, rel=1e-9)
    assert two_level_bond_energy_eV(-1.0, -1.0, 0.0, 0.5) == 0.0


@pytest.mark.parametrize(
    ("center", "width", "level", "coupling"),
    [(-1.5, 5.0, -5.0, 1.0), (0.5, 5.0, -1.0, 1.5), (1.0, 3.0, 0.7, 0.8), (-2.0, 6.0, 2.0, 3.5), (0.0, 4.0, 0.0, 1.0)],
)
def test_the_newns_anderson_energy_is_that_of_a_long_chain_of_atoms(center, width, level, coupling):
    # The end of a half-infinite chain with hopping W/4 has a half-elliptic density of states of width W. Here a chain
    # of 2000 atoms is diagonalized with and without the molecule at its end. Occupied levels are smeared by
    # kT = 10 meV against the jumps of a finite chain: that costs up to (pi^2/3) kT^2 times a density of some 1/eV,
    # below 1 meV.
    atoms, smear = 2000, 0.01

    def grand_potential(energies):
        return -2.0 * smear * np.sum(np.logaddexp(0.0, -energies / smear))

    diagonal = np.full(atoms + 1, center)
    diagonal[0] = level
    hopping = np.full(atoms, width / 4.0)
    hopping[0] = coupling
    together = linalg.eigh_tridiagonal(diagonal, hopping, eigvals_only=True)
    alone = linalg.eigh_tridiagonal(diagonal[1:], hopping[1:], eigvals_only=True)
    expected = grand_potential(together) - grand_potential(alone) - 2.0 * min(level, 0.0)
    assert chemisorption_energy_eV(center, width, level, coupling) == pytest.approx(expected, abs=3e-4)


@SEARCH
@given(st.floats(-6, 6), st.floats(0.5, 8), st.floats(-6, 6), st.floats(0, 4))
def test_hybridization_never_costs_energy_and_electrons_mirror_holes(center, width, level, coupling):
    energy = chemisorption_energy_eV(center, width, level, coupling)
    assert energy <= 1e-12
    assert chemisorption_energy_eV(-center, width, -level, coupling) == pytest.approx(energy, abs=1e-12)
    assert chemisorption_energy_eV(center, width, level, coupling + 0.5) <= energy + 1e-12


@SEARCH
@given(st.floats(-4, 4), st.floats(0.5, 8), st.floats(-6, 6), st.floats(0.01, 4), st.floats(-6, 6))
def test_all_energies_scale_together(center, width, level, coupling, log_factor):
    factor = 10.0**log_factor
    one = chemisorption_energy_eV(center, width, level, coupling)
    many = chemisorption_energy_eV(center * factor, width * factor, level * factor, coupling * factor)
    assert many == pytest.approx(one * factor, rel=1e-9, abs=1e-12 * factor)


def test_a_narrow_empty_band_above_a_filled_level_is_two_levels():
    # A band of 1 meV at +1 eV, a level at -2 eV: the two electrons gain what the 2 x 2 matrix says.
    expected = two_level_bond_energy_eV(1.0, -2.0, 0.7, 0.0)
    assert chemisorption_energy_eV(1.0, 1e-3, -2.0, 0.7) == pytest.approx(expected, abs=1e-6)


def test_a_filled_band_and_a_filled_level_gain_nothing():
    assert chemisorption_energy_eV(-5.0, 4.0, -9.0, 1.0) == pytest.approx(0.0, abs=1e-12)


def test_weak_coupling_to_a_band_is_second_order_perturbation_theory():
    # -2 V^2 times the integral of the empty half ellipse over (e - level), level at -5 eV, band from -3.5 to 0.5 eV
    center, half, level, coupling = -1.5, 2.0, -5.0, 1e-3

    def integrand(e):
        return 2.0 / (math.pi * half**2) * math.sqrt(max(0.0, half**2 - (e - center) ** 2)) / (e - level)

    empty, _ = integrate.quad(integrand, 0.0, center + half)
    got = chemisorption_energy_eV(center, 2.0 * half, level, coupling)
    assert got == pytest.approx(-2.0 * coupling**2 * empty, rel=1e-4)


def test_raising_a_nearly_full_band_strengthens_the_bond_and_emptying_it_weakens_it():
    # Review A (sections 4.2 to 4.4): up-shifted d-band centers bind more strongly. True for nearly full bands.
    nearly_full = chemisorption_energy_eV(np.linspace(-2.4, -1.0, 8), 5.0, -3.0, 1.0)
    assert (np.diff(nearly_full) < 0).all()
    empty = chemisorption_energy_eV(np.linspace(2.5, 6.0, 8), 5.0, -3.0, 1.0)
    assert (np.diff(empty) > 0).all()


# ---------------------------------------------------------------- units


def test_units_of_entropy_and_constants():
    thermal = UNITS.Quantity(constants.k, "J/K") * UNITS.Quantity(310.0, "K")
    mass = UNITS.Quantity(31.998, "g/mol") / UNITS.Quantity(constants.N_A, "1/mol")
    h = UNITS.Quantity(constants.h, "J*s")
    states = (thermal / UNITS.Quantity(0.2, "bar") * (2.0 * math.pi * mass * thermal / h**2) ** 1.5).to("")
    entropy = UNITS.Quantity(constants.k, "J/K") * (math.log(states.magnitude) + 2.5)
    assert translational_entropy_meV_per_K(31.998, 310.0, 0.2) == pytest.approx(entropy.to("meV/K").magnitude, rel=1e-9)
    exponent = (UNITS.Quantity(0.85, "eV") / thermal).to("").magnitude
    assert log10_adsorption_constant(-0.85, 310.0) == pytest.approx(exponent / math.log(10.0), rel=1e-9)


def test_units_of_residence_time_and_exchange_current():
    thermal = UNITS.Quantity(constants.k, "J/K") * UNITS.Quantity(T, "K")
    boltzmann = math.exp((UNITS.Quantity(0.7, "eV") / thermal).to("").magnitude)
    time = boltzmann / UNITS.Quantity(2.0, "1/ps")
    assert residence_time_s(-0.7, 2e12, T) == pytest.approx(time.to("s").magnitude, rel=1e-9)
    current = UNITS.Quantity(1.0, "elementary_charge") * UNITS.Quantity(100.0, "1/s") * UNITS.Quantity(5.0, "1/nm^2")
    got = hydrogen_exchange_current_mA_per_cm2(0.0, 100.0, 10.0 / 1e-7**2, T)
    assert got == pytest.approx(current.to("mA/cm^2").magnitude, rel=1e-9)


def test_units_of_the_free_energy():
    loss = UNITS.Quantity(T, "K") * UNITS.Quantity(-150.0, "J/mol/K") / UNITS.Quantity(constants.N_A, "1/mol")
    expected = UNITS.Quantity(-1.15, "eV") - loss
    entropy = -150.0 / constants.N_A / constants.e * 1e3
    assert adsorption_free_energy_eV(-1.15, entropy, T) == pytest.approx(expected.to("eV").magnitude, rel=1e-9)


def test_a_coverage_too_small_for_a_number_names_the_activity():
    with pytest.raises(ValueError, match=r"^activity is 0\.001; .* must be larger"):
        coverages_of_site_kinds([50.0], [1.0], 1e-3, 300.0)


def test_an_empty_level_above_the_band_bonds_as_the_notes_say_and_not_as_the_formula_for_a_level_below():
    # Band at -2 eV, 90 percent full, and an empty level at 3 eV, coupled by 1 eV: 2 x 0.9 electrons go down into the
    # lower eigenstate, and the upper one stays empty.
    lower_eV, _ = np.linalg.eigvalsh([[-2.0, 1.0], [1.0, 3.0]])
    energy_eV = 2 * 0.9 * (lower_eV - -2.0)
    assert energy_eV == pytest.approx(-2 * 0.9 * 1.0**2 / 5.0, rel=0.05)
    assert two_level_bond_energy_eV(-2.0, 3.0, 1.0, 0.9) == pytest.approx(energy_eV / 9.0, rel=1e-12)
