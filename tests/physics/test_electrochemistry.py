"""Capacities, currents, fading and full cells: published values, units, limits and laws."""

from __future__ import annotations

import math

import numpy as np
import pint
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pymatgen.core import Composition

from heterostructures.physics.electrochemistry import (
    FARADAY_C_PER_MOL,
    FullCell,
    anode_mass_per_cathode_mass,
    areal_capacity_mAh_per_cm2,
    areal_current_mA_per_cm2,
    average_voltage_V,
    capacity_retention_percent,
    composite_capacity_mAh_per_g,
    cumulative_coulombic_efficiency_percent,
    current_density_A_per_g,
    current_per_capacity_per_h,
    cycles_to_retention,
    cycling_time_d,
    decay_per_cycle_percent,
    discharge_time_h,
    electrons_per_formula,
    energy_density_Wh_per_kg,
    energy_density_Wh_per_L,
    first_cycle_loss_mAh_per_g,
    full_cell_balance,
    implied_electrons_per_formula,
    implied_mass_fraction,
    implied_mass_fraction_bounds,
    initial_coulombic_efficiency_percent,
    np_ratio,
    retention_after_percent,
    share_of_faraday_limit,
    theoretical_capacity,
    theoretical_capacity_mAh_per_g,
    volumetric_capacity_mAh_per_cm3,
)
from heterostructures.physics.formulas import molar_mass_g_per_mol

moderately = settings(deadline=None, max_examples=40)
capacities = st.floats(1, 4000)
currents = st.floats(0.001, 100)
cycle_numbers = st.integers(1, 100_000)
efficiencies = st.floats(1, 100)
readings = st.sampled_from(["linear", "compound"])


# ---------------------------------------------------------------- currents and times


@pytest.mark.parametrize(
    ("capacity", "current", "hours"),
    # By hand: 372 mAh/g at 0.372 A/g is one hour (the definition of 1C), the others by multiples of it.
    [(372, 0.372, 1), (372, 3.72, 0.1), (186, 0.372, 0.5), (345, 0.1, 3.45), (415, 20, 0.02075)],
)
def test_discharge_time(capacity, current, hours):
    assert discharge_time_h(capacity, current) == pytest.approx(hours, rel=1e-12)
    assert current_per_capacity_per_h(current, capacity) == pytest.approx(1 / hours, rel=1e-12)
    assert current_density_A_per_g(1 / hours, capacity) == pytest.approx(current, rel=1e-12)


@pytest.mark.parametrize(
    ("capacity", "current", "cycles", "days"),
    # By hand: 2 x cycles x capacity / (1000 x current) / 24.
    [(345, 0.1, 600, 172.5), (400, 5, 6000, 40), (322.7, 3, 7500, 67.229166667), (24, 1, 500, 1)],
)
def test_cycling_time(capacity, current, cycles, days):
    assert cycling_time_d(capacity, current, cycles) == pytest.approx(days, rel=1e-9)


@moderately
@given(capacities, currents, cycle_numbers)
def test_time_is_conserved(capacity, current, cycles):
    """The test is as long as its half cycles together, and current times time is charge."""
    assert cycling_time_d(capacity, current, cycles) * 24 == pytest.approx(
        2 * cycles * discharge_time_h(capacity, current)
    )
    assert discharge_time_h(capacity, current) * current * 1000 == pytest.approx(capacity)


def test_arrays_give_arrays():
    result = discharge_time_h(np.array([100.0, 200.0]), 0.1)
    np.testing.assert_allclose(result, [1.0, 2.0])


def test_areal_numbers_by_hand():
    # 500 mAh/g x 2 mg/cm2 = 1 mAh/cm2; 5 A/g x 2 mg/cm2 = 10 mA/cm2.
    assert areal_capacity_mAh_per_cm2(500, 2) == pytest.approx(1, rel=1e-12)
    assert areal_current_mA_per_cm2(5, 2) == pytest.approx(10, rel=1e-12)


@moderately
@given(capacities, currents, st.floats(0.1, 50))
def test_the_c_rate_per_mass_is_that_per_area(capacity, current, loading):
    per_area = areal_current_mA_per_cm2(current, loading) / areal_capacity_mAh_per_cm2(capacity, loading)
    assert per_area == pytest.approx(current_per_capacity_per_h(current, capacity), rel=1e-12)


# ---------------------------------------------------------------- Faraday


# What is taken up, the half-reaction, whose mass, the published capacity in mAh/g, how far it may be off (rounding of
# the printed number), and where it is printed.
PUBLISHED = [
    # Johnson Matthey Technology Review, table of anode materials; also RSC Books, comparison of Mg-S and Li-S.
    ("C6 + Li+ + e- -> LiC6", "C6", "without ions", 372, 0.5),
    ("4 Si + 15 Li+ + 15 e- -> Li15Si4", "Si", "without ions", 3579, 1),
    # RSC Books, comparison of the Mg-S with the Li-S system: magnesium and lithium as metal.
    ("Mg -> Mg^2+ + 2 e-", "Mg", "with ions", 2205, 1),
    ("Li -> Li+ + e-", "Li", "with ions", 3861, 1),
    # The same for sulfur: 1672 (others print 1675, which is Faraday's number for S = 32.0).
    ("S8 + 16 Li+ + 16 e- -> 8 Li2S", "S8", "without ions", 1672, 0.5),
    ("S8 + 16 Li+ + 16 e- -> 8 Li2S", "S8", "with ions", 1166, 1),
    # Review B: MoS2 670, SnS 1022. Review A: MnO2 308, silicon 4200 (that is Li22Si5, not Li15Si4).
    ("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", "MoS2", "without ions", 670, 0.5),
    ("4 SnS + 23 Na+ + 23 e- -> Na15Sn4 + 4 Na2S", "SnS", "without ions", 1022, 0.5),
    ("2 MnO2 + Zn^2+ + 2 e- -> ZnMn2O4", "MnO2", "without ions", 308, 0.5),
    ("5 Si + 22 Li+ + 22 e- -> Li22Si5", "Si", "without ions", 4200, 3),
    # Numbers that nearly every paper on sodium anodes prints for Na15Sn4, Na3Sb, Na3P and Na3Bi.
    ("4 Sn + 15 Na+ + 15 e- -> Na15Sn4", "Sn", "without ions", 847, 0.6),
    ("Sb + 3 Na+ + 3 e- -> Na3Sb", "Sb", "without ions", 660, 0.6),
    ("P + 3 Na+ + 3 e- -> Na3P", "P", "without ions", 2596, 0.6),
    ("Bi + 3 Na+ + 3 e- -> Na3Bi", "Bi", "without ions", 385, 0.5),
    # Cathodes, per mass of the lithiated material.
    ("LiFePO4 -> FePO4 + Li+ + e-", "LiFePO4", "with ions", 170, 0.5),
    ("LiCoO2 -> CoO2 + Li+ + e-", "LiCoO2", "with ions", 274, 0.5),
]


@pytest.mark.parametrize(("reaction", "active", "mass_of", "published", "tolerance"), PUBLISHED)
def test_published_theoretical_capacities(reaction, active, mass_of, published, tolerance):
    found = theoretical_capacity(reaction, active, mass_of)
    assert found.capacity_mAh_per_g == pytest.approx(published, abs=tolerance)
    assert found.mass_of == mass_of


@pytest.mark.parametrize(
    ("reaction", "formula", "electrons"),
    [
        ("MoS2 + x Na+ + x e- -> Na{x}MoS2", "MoS2", 0.5),
        ("Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> 2 Na2S + Mo", "Na{x}MoS2", 3.5),
        ("Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> 2 Na2S + Mo", "Na2S", 1.75),
        ("Bi2S3 + (6+2x) Na+ + (6+2x) e- -> 2 Na{x}Bi + 3 Na2S", "Bi2S3", 7),
    ],
)
def test_electrons_are_counted_with_unknown_amounts(reaction, formula, electrons):
    assert electrons_per_formula(reaction, formula, {"x": 0.5}) == electrons


def test_electrons_of_known_reactions():
    assert electrons_per_formula("Sb2S3 + 12 Na+ + 12 e- -> 2 Na3Sb + 3 Na2S", "Sb2S3") == 12
    assert electrons_per_formula("Fe9S10 + 20 Na+ + 20 e- -> 9 Fe + 10 Na2S", "Fe9S10") == 20
    assert electrons_per_formula("4 Sn + 15 Na+ + 15 e- -> Na15Sn4", "Na₁₅Sn₄") == 15


def test_the_mass_of_both_states_by_hand():
    # FePO4 150.815, LiFePO4 157.755 g/mol; 26801.48 / 150.815 = 177.71 and 26801.48 / 157.755 = 169.89 mAh/g.
    release, uptake = "LiFePO4 -> FePO4 + Li+ + e-", "FePO4 + Li+ + e- -> LiFePO4"
    for reaction, active in ((release, "LiFePO4"), (uptake, "FePO4")):
        assert theoretical_capacity(reaction, active, "without ions").capacity_mAh_per_g == pytest.approx(
            177.71, abs=0.01
        )
        assert theoretical_capacity(reaction, active, "with ions").capacity_mAh_per_g == pytest.approx(169.89, abs=0.01)


def test_capacity_against_faraday_by_hand_and_the_masses_of_another_program():
    # 96485.33 C/mol / 3.6 = 26801.48 mAh/mol; molar mass of pymatgen.
    expected = 4 * 96485.33212 / 3.6 / float(Composition("MoS2").weight)
    assert theoretical_capacity_mAh_per_g(4, 160.07) == pytest.approx(expected, rel=2e-4)
    assert math.isclose(FARADAY_C_PER_MOL, 96485.33212, abs_tol=1e-4)


def test_the_number_of_review_b_for_tin_diselenide_is_not_that_of_na15sn4():
    """Review B prints 756 mAh/g for SnSe2. Na2Se and Na15Sn4 take 7.75 electrons, 751 mAh/g; NaSn would take 5."""
    full = theoretical_capacity("4 SnSe2 + 31 Na+ + 31 e- -> Na15Sn4 + 8 Na2Se", "SnSe2", "without ions")
    assert full.electrons_per_formula == 7.75
    assert full.capacity_mAh_per_g == pytest.approx(750.8, abs=0.1)
    assert implied_electrons_per_formula(756, molar_mass_g_per_mol("SnSe2")) == pytest.approx(7.80, abs=0.005)
    assert share_of_faraday_limit(756, full.capacity_mAh_per_g) == pytest.approx(1.007, abs=0.0005)


def test_volumetric_capacity_of_metals():
    """RSC Books, comparison of Mg-S and Li-S: 3832 and 2062 mAh/cm3. Densities 1.738 and 0.534 g/cm3."""
    assert volumetric_capacity_mAh_per_cm3(2205.3, 1.738) == pytest.approx(3832, rel=1e-3)
    assert volumetric_capacity_mAh_per_cm3(3861.3, 0.534) == pytest.approx(2062, rel=1e-3)


@moderately
@given(st.floats(0.01, 20), st.floats(5, 2000))
def test_electrons_and_capacity_are_inverse(electrons, mass):
    capacity = theoretical_capacity_mAh_per_g(electrons, mass)
    assert implied_electrons_per_formula(capacity, mass) == pytest.approx(electrons, rel=1e-12)
    assert theoretical_capacity_mAh_per_g(3 * electrons, 3 * mass) == pytest.approx(capacity, rel=1e-12)


@moderately
@given(
    host=st.sampled_from("Mo Sn Sb Bi Fe Co Ni Zn".split()),
    anion=st.sampled_from("O S Se".split()),
    ion=st.sampled_from("Li Na K".split()),
    amount=st.integers(1, 9),
)
def test_the_mass_of_a_milliampere_hour_of_ions_separates_both_states(host, anion, ion, amount):
    """1 / Q with ions - 1 / Q without is the mass of ions for one mAh: that of the metal, whatever the host."""
    reaction = f"{host}{anion}{amount} + {2 * amount} {ion}+ + {2 * amount} e- -> {host} + {amount} {ion}2{anion}"
    bare, loaded = (
        theoretical_capacity(reaction, f"{host}{anion}{amount}", mass).capacity_mAh_per_g
        for mass in ("without ions", "with ions")
    )
    metal = theoretical_capacity_mAh_per_g(1, molar_mass_g_per_mol(ion))
    assert 1 / loaded - 1 / bare == pytest.approx(1 / metal, rel=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: electrons_per_formula("Sb + 3 Na+ + 3 e- -> Na3Sb", "SnS"), "^formula is 'SnS'; it must stand in"),
        (lambda: electrons_per_formula("Sb + 3 Na -> Na3Sb", "Sb"), "^half_reaction is .*must show its electrons"),
        (lambda: electrons_per_formula("Sb + 2 Na+ + 2 e- -> Na3Sb", "Sb"), "must balance"),
        (lambda: theoretical_capacity("Sb + 3 Na+ + 3 e- -> Na3Sb", "Na3Sb", "with ions"), "must stand on the left"),
        (lambda: theoretical_capacity("S + 2 e- -> S^2-", "S", "with ions"), "the cations beside the electrons must"),
        (lambda: theoretical_capacity("Sb + 3 Na -> Na3Sb", "Sb", "with ions"), "must show its electrons"),
        (lambda: theoretical_capacity("Sb + 3 Na+ + 3 e- -> Na3Sb", "Sb", "lithiated"), "^mass_of is 'lithiated'"),
        (lambda: theoretical_capacity("MoS2@C + Na+ + e- -> NaMoS2", "MoS2@C", "with ions"), "joins parts"),
        (
            lambda: theoretical_capacity("Ti3C2T{x} + Na+ + e- -> NaTi3C2T{x}", "Ti3C2T{x}", "with ions", {"x": 2}),
            "unnamed surface group",
        ),
    ],
)
def test_reactions_that_give_no_capacity_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


# ---------------------------------------------------------------- composites


def test_composite_of_silicon_and_graphite():
    """Published rule of thumb: 20 % Si in graphite gives 1000 mAh/g (siriusbattery.eu prints it)."""
    assert composite_capacity_mAh_per_g([0.2, 0.8], [3579, 372]) == pytest.approx(1000, rel=0.02)


def test_inactive_parts_dilute():
    assert composite_capacity_mAh_per_g([0.5, 0.5], [670, 0]) == 335


@moderately
@given(st.floats(0, 1), st.floats(0, 4000), st.floats(0, 4000))
def test_the_fraction_behind_a_composite_is_found_again(fraction, first, second):
    assume(abs(first - second) > 1e-3)
    mixed = composite_capacity_mAh_per_g([fraction, 1 - fraction], [first, second])
    mixed = min(max(mixed, min(first, second)), max(first, second))
    assert implied_mass_fraction(mixed, first, second) == pytest.approx(fraction, abs=1e-6)
    low, high = implied_mass_fraction_bounds(mixed, first, second, second)
    assert low == pytest.approx(fraction, abs=1e-6)
    assert high == pytest.approx(fraction, abs=1e-6)


@moderately
@given(st.floats(0, 1000), st.floats(0, 1000), st.floats(0, 1000), st.floats(0, 1000))
def test_the_bounds_of_a_fraction_are_those_of_a_search(reported, component, one, other):
    """Independent: solve for the fraction at 2001 capacities of the rest and keep those from 0 to 1."""
    lowest, highest = sorted((one, other))
    assume(abs(reported - component) > 1)
    rest = np.linspace(lowest, highest, 2001)
    rest = rest[np.abs(rest - component) > 1e-9]
    fractions = (reported - rest) / (component - rest)
    possible = fractions[(fractions >= 0) & (fractions <= 1)]
    try:
        low, high = implied_mass_fraction_bounds(reported, component, lowest, highest)
    except ValueError:
        assert possible.size == 0
        return
    if possible.size:
        assert low <= possible.min() + 1e-12
        assert high >= possible.max() - 1e-12
        assert high == pytest.approx(possible.max(), abs=1e-3)
        # One step of the search changes the fraction by less than this.
        step = (highest - lowest) / 2000 / abs(reported - component)
        assert low == pytest.approx(possible.min(), abs=step + 1e-9)


def test_bounds_where_the_component_alone_explains_the_number():
    assert implied_mass_fraction_bounds(670, 670, 0, 250) == (1, 1)
    assert implied_mass_fraction_bounds(200, 200, 0, 250) == (0, 1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: implied_mass_fraction(700, 670, 0), "reported_capacity_mAh_per_g is 700; it must be from 0 to 670"),
        (lambda: implied_mass_fraction([100, 50], 670, 80), "reported_capacity_mAh_per_g is 50; it must be from 80"),
        (lambda: implied_mass_fraction(100, 300, 300), "other_capacity_mAh_per_g is 300; it must differ"),
        (lambda: implied_mass_fraction_bounds(900, 670, 0, 250), "no mixture of them"),
        (lambda: implied_mass_fraction_bounds(500, 670, 250, 0), "highest_other_capacity_mAh_per_g is 0"),
        (lambda: composite_capacity_mAh_per_g([0.5, 0.4], [670, 0]), "mass_fractions has the sum 0.9; it must be 1"),
        (lambda: composite_capacity_mAh_per_g([0.5, 0.5], [670]), "mass_fractions holds 2 numbers; it must hold"),
        (lambda: composite_capacity_mAh_per_g([0.5, 0.5], [670, -1]), "capacities_mAh_per_g is -1"),
    ],
)
def test_impossible_composites_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


# ---------------------------------------------------------------- efficiency and fading


@pytest.mark.parametrize(
    ("capacity", "efficiency", "loss"), [(400, 80, 100), (400, 100, 0), (262, 50, 262), (100, 45.7, 118.8183807)]
)
def test_first_cycle_loss(capacity, efficiency, loss):
    assert first_cycle_loss_mAh_per_g(capacity, efficiency) == pytest.approx(loss, abs=1e-6)


@moderately
@given(capacities, efficiencies)
def test_what_goes_in_is_what_comes_out_and_what_is_lost(capacity, efficiency):
    taken_up = capacity + first_cycle_loss_mAh_per_g(capacity, efficiency)
    assert 100 * capacity / taken_up == pytest.approx(efficiency)
    assert initial_coulombic_efficiency_percent(capacity, taken_up) == pytest.approx(efficiency)


def test_efficiencies_multiply():
    # By hand: 0.8 x 0.9 x 1 = 0.72. 99.9 % for 1000 cycles leaves 0.999^1000 = 36.77 %.
    assert cumulative_coulombic_efficiency_percent([80, 90, 100]) == pytest.approx(72, rel=1e-12)
    assert cumulative_coulombic_efficiency_percent([99.9] * 1000) == pytest.approx(36.7695, abs=1e-4)


@moderately
@given(st.floats(50, 100), st.integers(1, 3000))
def test_a_constant_efficiency_is_compound_decay(efficiency, cycles):
    left = cumulative_coulombic_efficiency_percent([efficiency] * cycles)
    assert left == pytest.approx(retention_after_percent(100 - efficiency, cycles, "compound"), rel=1e-7)


@pytest.mark.parametrize(
    ("retention", "cycles", "reading", "decay"),
    [
        # By hand: (100 - 80) / 1000; 1 - 0.8^(1/1000) = 1 - exp(-a) = a - a^2/2 + a^3/6 with a = 0.000223143551.
        (80, 1000, "linear", 0.02),
        (80, 1000, "compound", 0.0223118657),
        (50, 1, "linear", 50),
        (50, 1, "compound", 50),
        (95.1, 3000, "linear", 0.00163333333),
        (100, 500, "compound", 0),
    ],
)
def test_both_readings_of_decay(retention, cycles, reading, decay):
    assert decay_per_cycle_percent(retention, cycles, reading) == pytest.approx(decay, rel=1e-8, abs=1e-12)


def test_a_small_decay_means_different_things_after_many_cycles():
    # By hand: 1000 x 0.1 % = 100 %; 0.999^1000 = 0.3677.
    assert retention_after_percent(0.1, 1000, "linear") == 0
    assert retention_after_percent(0.1, 1000, "compound") == pytest.approx(36.77, abs=0.01)


@moderately
@given(st.floats(1, 99.9), st.integers(1, 100_000), readings)
def test_decay_retention_and_cycles_are_inverse(retention, cycles, reading):
    decay = decay_per_cycle_percent(retention, cycles, reading)
    assert retention_after_percent(decay, cycles, reading) == pytest.approx(retention, rel=1e-6)
    assert cycles_to_retention(retention, decay, reading) == pytest.approx(cycles, rel=1e-6)


@moderately
@given(st.floats(0.0001, 1), st.integers(1, 1000))
def test_what_is_left_is_never_less_in_the_compound_reading(lost_part, cycles):
    """Bernoulli's inequality."""
    decay = min(100 * lost_part / cycles, 10)
    linear, compound = (retention_after_percent(decay, cycles, reading) for reading in ("linear", "compound"))
    assert compound >= linear - 1e-9


@moderately
@given(st.floats(1e-9, 1e-6), st.integers(1, 100))
def test_small_losses_are_the_same_in_both_readings(decay, cycles):
    linear, compound = (100 - retention_after_percent(decay, cycles, reading) for reading in ("linear", "compound"))
    assert compound == pytest.approx(linear, rel=1e-3, abs=1e-12)


def test_retention_by_hand_and_above_one_hundred():
    assert capacity_retention_percent(400, 500) == 80
    assert capacity_retention_percent(550, 500) == pytest.approx(110)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: discharge_time_h(0, 1), "capacity_mAh_per_g is 0; it must be a finite number greater than 0"),
        (lambda: discharge_time_h(100, -2), "current_density_A_per_g is -2"),
        (lambda: discharge_time_h([100, float("nan")], 1), "capacity_mAh_per_g is nan"),
        (lambda: cycling_time_d(100, 1, float("inf")), "cycles is inf"),
        (lambda: first_cycle_loss_mAh_per_g(100, 100.1), "initial_coulombic_efficiency_percent is 100.1"),
        (lambda: first_cycle_loss_mAh_per_g(100, 0), "initial_coulombic_efficiency_percent is 0"),
        (lambda: initial_coulombic_efficiency_percent(500, 400), "given_back_mAh_per_g is 500; it must be at most"),
        (lambda: retention_after_percent(0.1, 1500, "linear"), "cycles is 1500; .* it must be at most 1000"),
        (lambda: retention_after_percent(0.1, 10, "exponential"), "reading is 'exponential'; it must be one of"),
        (lambda: decay_per_cycle_percent(0, 10, "linear"), "retention_percent is 0"),
        (lambda: average_voltage_V([0, 10, 5], [1, 1, 1]), "capacities_mAh_per_g has no rise throughout; it must"),
        (lambda: average_voltage_V([5], [1]), "it must rise"),
        (lambda: average_voltage_V([0, 10], [1, 1, 1]), "capacities_mAh_per_g holds 2 numbers; it must hold"),
    ],
)
def test_what_has_no_meaning_is_refused_by_name_and_value(call, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        call()


# ---------------------------------------------------------------- energy and full cells


def test_the_energy_of_lithium_and_sulfur_is_that_of_the_review():
    """Review A prints 2600 Wh/kg; with 1167 mAh/g of Li2S and 2.2 V it is 2567, with 2.24 V 2600."""
    capacity = theoretical_capacity("S8 + 16 Li+ + 16 e- -> 8 Li2S", "S8", "with ions").capacity_mAh_per_g
    assert energy_density_Wh_per_kg(capacity, 2.2) == pytest.approx(2600, rel=0.02)


def test_the_average_voltage_of_a_straight_line_and_of_a_parabola():
    charge = np.linspace(0, 300, 3001)
    assert average_voltage_V(charge, 3 - charge / 300) == pytest.approx(2.5, rel=1e-12)
    # By hand: the mean of 3 - (q / 300)^2 is 3 - 1/3; the trapezoidal rule errs by 1e-8 here.
    assert average_voltage_V(charge, 3 - (charge / 300) ** 2) == pytest.approx(8 / 3, abs=1e-7)


CELL = FullCell(120, 115, 3.4, 500, 1.2, 75, 0.3)


def test_a_full_cell_by_hand():
    # Loss: 0.3 x 500 x (1/0.75 - 1) = 50. Left: 120 - 50 = 70 < 115 < 0.3 x 500 = 150.
    found = full_cell_balance(CELL)
    assert found.limit == "sodium inventory"
    assert found.sodium_lost_mAh_per_g_cathode == pytest.approx(50)
    assert found.capacity_mAh_per_g_cathode == pytest.approx(70)
    # Per both masses: 70 / 1.3 = 53.846; times 2.2 V = 118.46 Wh/kg.
    assert found.capacity_mAh_per_g_both == pytest.approx(53.846, abs=1e-3)
    assert found.voltage_V == pytest.approx(2.2)
    assert found.energy_density_Wh_per_kg == pytest.approx(118.46, abs=0.01)
    # 150 / 115.
    assert found.np_ratio == pytest.approx(1.3043, abs=1e-4)


def test_presodiation_pays_the_loss_back():
    # The loss is 500 x (1/0.75 - 1) = 166.67 mAh/g of anode: with so much sodium added, the cathode is the limit.
    paid = FullCell(120, 115, 3.4, 500, 1.2, 75, 0.3, added_sodium_mAh_per_g=166.7)
    assert full_cell_balance(paid).sodium_lost_mAh_per_g_cathode == 0
    assert full_cell_balance(paid).limit == "cathode"
    assert full_cell_balance(paid).capacity_mAh_per_g_cathode == 115


def test_a_small_anode_is_the_limit():
    found = full_cell_balance(FullCell(120, 115, 3.4, 500, 1.2, 95, 0.2))
    assert found.limit == "anode"
    assert found.capacity_mAh_per_g_cathode == pytest.approx(100)
    assert found.np_ratio < 1


@moderately
@given(st.floats(60, 100), st.floats(0.5, 39), st.floats(0.05, 0.4))
def test_a_better_first_cycle_never_makes_a_full_cell_worse(efficiency, gain, ratio):
    better = min(100.0, efficiency + gain)
    lesser_cell = FullCell(120, 115, 3.4, 500, 1.2, efficiency, ratio)
    better_cell = FullCell(120, 115, 3.4, 500, 1.2, better, ratio)
    try:
        lesser = full_cell_balance(lesser_cell).energy_density_Wh_per_kg
    except ValueError:
        return
    assert full_cell_balance(better_cell).energy_density_Wh_per_kg >= lesser


@moderately
@given(st.floats(50, 400), st.floats(100, 2000), st.floats(0.5, 3))
def test_without_losses_two_electrodes_combine_like_masses_in_series(cathode, anode, ratio):
    """At N/P = r and no loss, the capacity of both masses is 1 / (1/Q_c + r/Q_a), or less if the anode limits."""
    masses = anode_mass_per_cathode_mass(ratio, anode, cathode)
    found = full_cell_balance(FullCell(cathode, cathode, 3.0, anode, 0.1, 100, masses))
    expected = min(1.0, ratio) / (1 / cathode + ratio / anode)
    assert found.capacity_mAh_per_g_both == pytest.approx(expected, rel=1e-9)
    assert found.np_ratio == pytest.approx(ratio, rel=1e-9)
    assert np_ratio(anode * masses, cathode) == pytest.approx(ratio, rel=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: FullCell(120, 130, 3.4, 500, 1.2, 75, 0.3), "cathode_reversible_mAh_per_g is 130; it must be at most"),
        (lambda: FullCell(120, 115, 1.2, 500, 1.2, 75, 0.3), "anode_voltage_V is 1.2; it must be below"),
        (lambda: FullCell(120, 115, 3.4, 500, 1.2, 0, 0.3), "anode_efficiency_percent is 0"),
        (
            lambda: full_cell_balance(FullCell(120, 115, 3.4, 500, 1.2, 50, 0.3)),
            "consumes 150 mAh .* must be below the 120 mAh",
        ),
    ],
)
def test_impossible_full_cells_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


# ---------------------------------------------------------------- units


def test_units_of_the_closed_formulas():
    """Each once more with pint, which knows nothing of our factors."""
    units = pint.UnitRegistry()
    amount = 4 * units.avogadro_constant * units.elementary_charge / (160.07 * units.g / units.mol)
    assert amount.to("mA*hour/g").magnitude == pytest.approx(theoretical_capacity_mAh_per_g(4, 160.07), rel=1e-12)
    capacity, current = 400 * units.mA * units.hour / units.g, 5 * units.A / units.g
    loading = 1.5 * units.mg / units.cm**2
    checks = {
        discharge_time_h(400, 5): (capacity / current).to("hour"),
        cycling_time_d(400, 5, 6000): (2 * 6000 * capacity / current).to("day"),
        current_per_capacity_per_h(5, 400): (current / capacity).to("1/hour"),
        current_density_A_per_g(2, 400): (2 / units.hour * capacity).to("A/g"),
        areal_capacity_mAh_per_cm2(400, 1.5): (capacity * loading).to("mA*hour/cm**2"),
        areal_current_mA_per_cm2(5, 1.5): (current * loading).to("mA/cm**2"),
        volumetric_capacity_mAh_per_cm3(400, 2.2): (capacity * 2.2 * units.g / units.cm**3).to("mA*hour/cm**3"),
        energy_density_Wh_per_kg(400, 2.2): (capacity * 2.2 * units.V).to("W*hour/kg"),
        energy_density_Wh_per_L(700, 2.1): (700 * units.mA * units.hour / units.cm**3 * 2.1 * units.V).to("W*hour/L"),
    }
    for ours, other in checks.items():
        assert ours == pytest.approx(other.magnitude, rel=1e-12)


def test_extreme_numbers_are_refused_or_exact_but_never_nan():
    with pytest.raises(ValueError, match="too large or undefined"):
        theoretical_capacity_mAh_per_g(1e300, 1e-300)
    assert retention_after_percent(99.999, 1e9, "compound") == 0
    assert math.isfinite(cycles_to_retention(1e-300, 99.9, "compound"))


@pytest.mark.parametrize(
    ("reaction", "active"),
    [
        ("Mo + 2 Na2S -> MoS2 + 4 Na+ + 4 e-", "Mo"),
        ("Fe + 2 Li2S -> FeS2 + 4 Li+ + 4 e-", "Fe"),
    ],
)
def test_a_substance_that_does_not_hold_the_ions_cannot_lose_their_mass(reaction, active):
    # Mo minus four Na would weigh 4 g/mol and store 27 Ah/g.
    with pytest.raises(ValueError, match=r"active_formula is .*it must hold the ions"):
        theoretical_capacity(reaction, active, "without ions")


def test_no_decay_reaches_full_retention_after_plain_zero_cycles():
    assert str(cycles_to_retention(100.0, 50.0, "compound")) == "0.0"
