"""Rates and charge transfer against hand values, other programs, other ways to compute them, and laws."""

from __future__ import annotations

import math

import chempy.kinetics.arrhenius
import chempy.kinetics.eyring
import mpmath
import numpy as np
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import constants, integrate, optimize

from heterostructures.physics import kinetics as k
from heterostructures.physics.bands import thermal_energy_eV

units = pint.UnitRegistry()
FARADAY = constants.value("Faraday constant")
# kT/e at 298.15 K from the exact constants of the SI: 1.380649e-23 * 298.15 / 1.602176634e-19 V.
THERMAL_V = 1.380649e-23 * 298.15 / 1.602176634e-19

barriers = st.floats(0.0, 2.0)
temperatures = st.floats(150.0, 1500.0)
coefficients = st.floats(0.05, 0.95)
exchange_currents = st.floats(-6, 3).map(lambda p: 10.0**p)
quick = settings(deadline=None, max_examples=40)


def near(expected, rel=None, abs=None):
    """Return pytest.approx without its hidden absolute tolerance of 1e-12, which would pass any small number."""
    if rel is None and abs is None:
        rel = 1e-12
    return pytest.approx(expected, rel=rel, abs=0.0 if abs is None else abs)


# Barriers and rates


def test_sixty_millielectronvolt_are_a_factor_of_ten_at_room_temperature():
    # By hand: kT at 300 K is 25.852 meV; exp(60 / 25.852) = exp(2.32090) = 10.185.
    assert thermal_energy_eV(300) == near(25.852e-3, abs=5e-7)
    assert k.rate_ratio(0.56, 0.50, 300) == near(10.185, abs=5e-4)


@pytest.mark.parametrize(
    ("before", "after", "decades"),
    [
        # Differences of the pairs that Review A prints, divided by kT ln 10 = 59.159 meV at 298.15 K.
        (0.81, 0.61, 3.3807),  # section 4.1, Li+ in Si@C and Si/MoSe2@C
        (0.53, 0.34, 3.2117),  # section 4.1, K+ in FeSe/Fe3Se4 without and with Co
        (1.80, 0.92, 14.875),  # section 4.2, Li2S6 on MIL-88A and MIL-88A/CdS
        (0.59, 0.46, 2.1975),  # section 4.3, oxygen reduction on FeN4 and Fe5/FeN4
    ],
)
def test_the_barrier_pairs_of_review_a_become_orders_of_magnitude(before, after, decades):
    assert k.log10_rate_ratio(before, after, 298.15) == near(decades, rel=3e-5)
    assert k.rate_ratio(before, after, 298.15) == near(10**decades, rel=3e-5 * decades * 2.4)


def test_a_ratio_beyond_the_range_of_numbers_is_refused_and_its_logarithm_is_not():
    with pytest.raises(ValueError, match=r"barrier_after_eV is 0; .*10\^1260.*log10_rate_ratio"):
        k.rate_ratio(5.0, 0.0, 20.0)
    with pytest.raises(ValueError, match=r"10\^-1260"):
        k.rate_ratio(0.0, 5.0, 20.0)
    # By hand: 5 eV / (8.617333e-5 eV/K * 20 K * 2.302585) = 1259.95.
    assert k.log10_rate_ratio(5.0, 0.0, 20.0) == near(1259.95, rel=1e-5)
    with pytest.raises(ValueError, match="barrier_after_eV is 3"):
        k.rate_ratio(0.5, np.array([0.4, 3.0]), 20.0)


def test_five_electronvolt_at_room_temperature_still_fit_in_a_number():
    with mpmath.workdps(30):
        exact = mpmath.exp(mpmath.mpf(5) * mpmath.mpf("1.602176634e-19") / (mpmath.mpf("1.380649e-23") * 300))
    # The exponent of 193 multiplies rounding errors by as much.
    assert k.rate_ratio(5.0, 0.0, 300.0) == near(float(exact), rel=1e-13)


@quick
@given(barriers, barriers, barriers, temperatures)
def test_ratios_of_rates_chain_and_turn_around(first, second, third, temperature):
    direct = k.rate_ratio(first, third, temperature)
    by_way_of = k.rate_ratio(first, second, temperature) * k.rate_ratio(second, third, temperature)
    assert by_way_of == near(direct, rel=1e-11)
    assert k.rate_ratio(third, first, temperature) == near(1 / direct, rel=1e-11)


@quick
@given(barriers, barriers, temperatures)
def test_the_barrier_change_is_found_back_from_the_ratio(before, after, temperature):
    ratio = k.rate_ratio(before, after, temperature)
    assert k.barrier_change_from_rate_ratio_eV(ratio, temperature) == near(after - before, abs=1e-13)


@quick
@given(barriers, temperatures, temperatures)
def test_the_barrier_is_found_back_from_rates_at_two_temperatures(barrier, one, other):
    if abs(one - other) < 1.0:
        other = one + 1.0
    ratio = k.rate_ratio_between_temperatures(barrier, one, other)
    assert k.apparent_barrier_eV(ratio, one, other) == near(barrier, abs=1e-10)
    rates = [k.jump_rate_per_s(barrier, t) for t in (one, other)]
    assert rates[1] / rates[0] == near(ratio, rel=1e-11)


def test_one_temperature_gives_no_barrier():
    with pytest.raises(ValueError, match=r"^temperature_after_K is the same"):
        k.apparent_barrier_eV(2.0, 300.0, 300.0)


def test_the_conductivity_ratios_of_mo2c_moo3_do_not_follow_from_a_lowered_barrier():
    # Review A, section 2.2: 240 at 300 K, above 50 at 230 K. By hand, for exactly 50:
    # ln(240/50) / (1/kT at 230 K - 1/kT at 300 K) = 1.56862 / (50.4543 - 38.6817) eV = 0.13324 eV.
    extra = k.apparent_barrier_eV(50.0 / 240.0, 300.0, 230.0)
    assert extra == near(0.13324, rel=1e-4)
    # A barrier that is lower at the interface would make the ratio grow on cooling.
    lowering = -k.barrier_change_from_rate_ratio_eV(240.0, 300.0)
    assert k.rate_ratio(1.0, 1.0 - lowering, 230.0) > 240.0


@quick
@given(barriers, temperatures, st.floats(9, 14))
def test_arrhenius_agrees_with_chempy(barrier, temperature, log_frequency):
    # chempy takes J/mol and R = 8.314472, 1.1e-6 above the exact value: that times the exponent (up to 155).
    theirs = chempy.kinetics.arrhenius.arrhenius_equation(
        10**log_frequency, barrier * constants.e * constants.N_A, temperature
    )
    assert k.jump_rate_per_s(barrier, temperature, 10**log_frequency) == near(theirs, rel=2e-4)


@quick
@given(barriers, temperatures)
def test_eyring_agrees_with_chempy(barrier, temperature):
    theirs = chempy.kinetics.eyring.eyring_equation(barrier * constants.e * constants.N_A, 0.0, temperature)
    assert k.eyring_rate_per_s(barrier, temperature) == near(theirs, rel=2e-4)


def test_the_universal_frequency_of_eyring_is_that_of_the_textbooks():
    # kT/h = 1.380649e-23 * 298.15 / 6.62607015e-34 = 6.2124e12 1/s.
    assert k.eyring_rate_per_s(0.0, 298.15) == near(6.2124e12, rel=1e-5)
    assert k.eyring_rate_per_s(0.0, 298.15, 0.25) == near(0.25 * 6.2124e12, rel=1e-5)


@quick
@given(barriers, temperatures, st.floats(9, 14))
def test_residence_time_and_jump_rate_are_inverse_and_give_the_barrier_back(barrier, temperature, log_frequency):
    rate = k.jump_rate_per_s(barrier, temperature, 10**log_frequency)
    assert k.residence_time_s(barrier, temperature, 10**log_frequency) * rate == near(1, rel=1e-12)
    rate = min(rate, 10**log_frequency)
    assert k.barrier_from_jump_rate_eV(rate, temperature, 10**log_frequency) == near(barrier, abs=1e-12)


def test_an_ion_cannot_jump_more_often_than_it_tries():
    with pytest.raises(
        ValueError, match=r"^rate_per_s is 2e\+13; it must not be above the attempt frequency of 1e\+13"
    ):
        k.barrier_from_jump_rate_eV(2e13, 300.0, 1e13)


@pytest.mark.parametrize(
    "call",
    [
        lambda: k.jump_rate_per_s(5.0, 50.0),
        lambda: k.residence_time_s(5.0, 50.0),
        lambda: k.rate_ratio_between_temperatures(5.0, 1000.0, 50.0),
    ],
)
def test_a_barrier_that_is_never_crossed_is_refused_instead_of_rounded_to_zero(call):
    with pytest.raises(ValueError, match=r"^barrier_eV is 5; .*must lie between"):
        call()
    with pytest.raises(ValueError, match=r"^activation_gibbs_energy_eV is 5; .*must lie between"):
        k.eyring_rate_per_s(5.0, 50.0)


# Marcus


@quick
@given(st.floats(0.1, 2.0), st.floats(-0.9, 0.9))
def test_the_marcus_barrier_is_where_two_parabolas_cross(reorganization, share):
    step = share * reorganization
    # Wells x^2 * lambda around 0 and (x - 1)^2 * lambda + step around 1; find the crossing without the formula.
    crossing = optimize.brentq(lambda x: reorganization * (x**2 - (x - 1) ** 2) - step, -5, 5, xtol=1e-14)
    assert k.marcus_barrier_eV(reorganization, step) == near(reorganization * crossing**2, abs=1e-12)


@quick
@given(st.floats(0.2, 1.5), st.floats(-0.3, 0.3), temperatures)
def test_marcus_rates_keep_detailed_balance(reorganization, step, temperature):
    forward = k.marcus_rate_per_s(0.005, reorganization, step, temperature)
    backward = k.marcus_rate_per_s(0.005, reorganization, -step, temperature)
    assert forward / backward == near(math.exp(-step / thermal_energy_eV(temperature)), rel=1e-10)


def test_marcus_rates_over_all_driving_forces_add_up_to_the_golden_rule():
    # The thermal distribution of gaps has the area 1, so that the integral is 2 pi H^2 / hbar, whatever lambda.
    area, _ = integrate.quad(lambda step: k.marcus_rate_per_s(0.01, 0.7, step, 300.0), -2.2, 0.8, points=[-0.7])
    assert area == near(2 * math.pi * 0.01**2 / (constants.hbar / constants.e), rel=1e-8)


def test_a_symmetric_marcus_transfer_has_a_transfer_coefficient_of_one_half():
    slope = (k.marcus_barrier_eV(0.8, 1e-6) - k.marcus_barrier_eV(0.8, -1e-6)) / 2e-6
    assert slope == near(0.5, abs=1e-9)


# Butler-Volmer


def test_butler_volmer_at_a_tenth_of_a_volt_by_hand():
    # 2 sinh(0.1 / (2 * 0.0256926)) = 2 sinh(1.946085) = 7.00122 - 0.14283 = 6.85839.
    assert k.butler_volmer_current_density_mA_per_cm2(0.1, 1.0, 298.15) == near(6.85839, rel=1e-5)
    # One coefficient of 0.3, two electrons: exp(0.3 * 7.784342) - exp(-0.7 * 7.784342) = 10.33227 - 0.00430.
    assert k.butler_volmer_current_density_mA_per_cm2(0.1, 1.0, 298.15, 0.3, 0.7, 2) == near(10.328, rel=1e-4)


@quick
@given(st.floats(-1.0, 1.0), exchange_currents, coefficients, coefficients, st.integers(1, 3))
def test_butler_volmer_agrees_with_the_plain_formula_in_high_precision(overpotential, exchange, anodic, cathodic, n):
    with mpmath.workdps(40):
        reduced = mpmath.mpf(overpotential) * n / mpmath.mpf(float(thermal_energy_eV(298.15)))
        exact = exchange * (mpmath.exp(anodic * reduced) - mpmath.exp(-cathodic * reduced))
    ours = k.butler_volmer_current_density_mA_per_cm2(overpotential, exchange, 298.15, anodic, cathodic, n)
    # A current far below 1e-25 is lost among the 40 digits.
    assert ours == near(float(exact), rel=1e-12, abs=1e-25)


@quick
@given(st.floats(-0.6, 0.6), exchange_currents, coefficients, st.floats(0.1, 100), st.floats(0.1, 100))
def test_the_closed_form_with_limits_is_what_iteration_finds(overpotential, exchange, anodic, limit_a, limit_c):
    cathodic = 1 - anodic
    rise = math.exp(anodic * overpotential / THERMAL_V)
    fall = math.exp(-cathodic * overpotential / THERMAL_V)

    def missing(current):
        return exchange * ((1 - current / limit_a) * rise - (1 + current / limit_c) * fall) - current

    found = optimize.brentq(missing, -limit_c, limit_a, xtol=1e-15, rtol=1e-14)
    ours = k.butler_volmer_current_density_mA_per_cm2(
        overpotential, exchange, 298.15, anodic, cathodic, 1, limit_a, limit_c
    )
    assert ours == near(found, rel=1e-8, abs=1e-12)


def test_the_current_approaches_its_limits_however_large_the_overpotential():
    for overpotential, limit in ((50.0, 7.0), (-50.0, -3.0)):
        current = k.butler_volmer_current_density_mA_per_cm2(
            overpotential, 1e-3, anodic_limit_mA_per_cm2=7.0, cathodic_limit_mA_per_cm2=3.0
        )
        assert current == near(limit, rel=1e-12)
    with pytest.raises(ValueError, match=r"^overpotential_V is 50; .*Give the limiting current density"):
        k.butler_volmer_current_density_mA_per_cm2(50.0, 1e-3)
    with pytest.raises(ValueError, match=r"^overpotential_V is -50; "):
        k.butler_volmer_current_density_mA_per_cm2(-50.0, 1e-3, anodic_limit_mA_per_cm2=7.0)


@quick
@given(st.floats(0.0, 0.8), coefficients, coefficients, st.floats(0.5, 50), st.floats(0.5, 50))
def test_swapping_oxidation_and_reduction_turns_the_current_around(overpotential, a, c, limit_a, limit_c):
    current = k.butler_volmer_current_density_mA_per_cm2
    there = current(overpotential, 0.1, 298.15, a, c, 1, limit_a, limit_c)
    assert there == -current(-overpotential, 0.1, 298.15, c, a, 1, limit_c, limit_a)


def test_no_overpotential_no_current_and_the_other_way_round():
    assert k.butler_volmer_current_density_mA_per_cm2(0.0, 1.0) == 0.0
    assert k.overpotential_V(0.0, 1.0, 298.15, 0.3, 0.7, 1, 5.0, 5.0) == 0.0


@quick
@given(st.floats(-8, 8), st.sampled_from([1.0, -1.0]), exchange_currents, coefficients)
def test_with_equal_coefficients_the_overpotential_is_the_closed_form(decades, sign, exchange, coefficient):
    current = sign * exchange * 10**decades
    closed = THERMAL_V / coefficient * math.asinh(current / (2 * exchange))
    assert k.overpotential_V(current, exchange, 298.15, coefficient, coefficient) == near(closed, rel=1e-12)


@quick
@given(st.floats(-8, 8), st.sampled_from([1.0, -1.0]), coefficients, coefficients, st.integers(1, 3))
def test_with_unequal_coefficients_the_overpotential_is_the_root(decades, sign, anodic, cathodic, electrons):
    current = sign * 10**decades

    def missing(x):
        return math.exp(anodic * x) - math.exp(-cathodic * x) - current

    root = optimize.brentq(missing, -500.0, 500.0, xtol=1e-14, rtol=1e-14)
    ours = k.overpotential_V(current, 1.0, 298.15, anodic, cathodic, electrons)
    # The difference of two exponentials near 1 loses the digits that the tolerance allows for.
    assert ours * electrons / THERMAL_V == near(root, rel=1e-9, abs=1e-13)


@quick
@given(
    st.floats(-0.9999, 0.9999), exchange_currents, coefficients, coefficients, st.floats(0.1, 100), st.floats(0.1, 100)
)
def test_overpotential_and_current_are_inverse_also_near_the_limits(share, exchange, a, c, limit_a, limit_c):
    current = share * (limit_a if share > 0 else limit_c)
    arguments = (exchange, 298.15, a, c, 1, limit_a, limit_c)
    there = k.overpotential_V(current, *arguments)
    assert k.butler_volmer_current_density_mA_per_cm2(there, *arguments) == near(current, rel=1e-9, abs=1e-300)


def test_no_overpotential_drives_more_than_the_limit():
    with pytest.raises(ValueError, match=r"^current_density_mA_per_cm2 is 7; its size must be below .* 7 mA/cm2"):
        k.overpotential_V(7.0, 1.0, anodic_limit_mA_per_cm2=7.0)
    with pytest.raises(ValueError, match=r"is -9; its size must be below .* 3 mA/cm2"):
        k.overpotential_V(np.array([1.0, -9.0]), 1.0, anodic_limit_mA_per_cm2=7.0, cathodic_limit_mA_per_cm2=3.0)
    # The limit of the other direction is none.
    assert k.overpotential_V(9.0, 1.0, cathodic_limit_mA_per_cm2=3.0) > 0


def test_at_fast_kinetics_only_the_nernstian_concentration_overpotential_is_left():
    # With i0 large: (1 - i/iLa) / (1 + i/iLc) = exp(-F eta / RT). By hand for i = 5 of 10: ln(1.5/0.5) kT = 28.227 mV.
    eta = k.overpotential_V(5.0, 1e9, 298.15, anodic_limit_mA_per_cm2=10.0, cathodic_limit_mA_per_cm2=10.0)
    assert eta == near(THERMAL_V * math.log(3.0), rel=1e-7)


# Tafel


def test_the_tafel_slope_at_room_temperature_is_118_millivolt():
    # 2.302585 * 25.6926 mV / 0.5 = 118.319 mV.
    assert k.tafel_slope_mV_per_decade(0.5, 298.15) == near(118.319, abs=1e-3)
    assert k.tafel_slope_mV_per_decade(0.5, 298.15, 2) == near(59.159, abs=1e-3)


def test_far_from_equilibrium_the_slope_of_butler_volmer_is_that_of_tafel():
    decade = k.overpotential_V(1e7, 1.0, 298.15, 0.4, 0.6) - k.overpotential_V(1e6, 1.0, 298.15, 0.4, 0.6)
    assert 1000 * decade == near(k.tafel_slope_mV_per_decade(0.4, 298.15), rel=1e-9)


def test_the_tafel_equation_is_within_one_percent_beyond_118_millivolt_and_not_before():
    for eta, within in ((0.119, True), (0.110, False)):
        full = k.butler_volmer_current_density_mA_per_cm2(eta, 1.0, 298.15)
        tafel = 10 ** (1000 * eta / k.tafel_slope_mV_per_decade(0.5, 298.15))
        assert (abs(tafel / full - 1) < 0.01) == within
        assert k.tafel_overpotential_V(tafel, 1.0, 298.15) == near(eta, rel=1e-12)


def test_the_tafel_equation_is_refused_where_it_has_no_meaning():
    with pytest.raises(ValueError, match=r"^current_density_mA_per_cm2 is 0.5; it must be above .* 1 mA/cm2"):
        k.tafel_overpotential_V(0.5, 1.0)


def test_the_overpotentials_of_review_a_become_factors_of_the_current():
    # Section 4.3: 0.68 V (Fe2N@NC) and 0.55 V (Fe2N/CrNx@NC). By hand: 130 mV / 118.319 mV = 1.0987 decades = 12.55.
    factor = 10 ** (130 / k.tafel_slope_mV_per_decade(0.5, 298.15))
    assert factor == near(12.55, rel=1e-3)
    currents = [k.butler_volmer_current_density_mA_per_cm2(eta, 1e-6, 298.15) for eta in (0.55, 0.68)]
    assert currents[1] / currents[0] == near(factor, rel=1e-8)


# Resistance, exchange current, rate constant, limit


def test_one_milliampere_of_exchange_current_makes_25_7_ohm():
    assert k.charge_transfer_resistance_ohm(1.0, 1.0, 298.15) == near(25.6926, rel=1e-5)
    assert k.charge_transfer_resistance_ohm(1.0, 2.0, 298.15, 2) == near(25.6926 / 4, rel=1e-5)


def test_the_resistance_is_the_slope_of_butler_volmer_at_equilibrium():
    # Area 1 cm2, current in A; coefficients that add up to 1, whatever they are. The step of 1 nV leaves an error of
    # (difference of coefficients) * 1 nV / 25 mV.
    for anodic in (0.2, 0.5, 0.7):
        current = k.butler_volmer_current_density_mA_per_cm2(1e-9, 0.3, 310.0, anodic, 1 - anodic, 2) * 1e-3
        assert 1e-9 / current == near(k.charge_transfer_resistance_ohm(0.3, 1.0, 310.0, 2), rel=1e-7)


def test_the_linear_law_is_within_one_percent_up_to_twelve_millivolt_and_not_at_fourteen():
    resistance = k.charge_transfer_resistance_ohm(1.0, 1.0, 298.15)
    for eta, within in ((0.012, True), (0.014, False)):
        current_A = k.butler_volmer_current_density_mA_per_cm2(eta, 1.0, 298.15) * 1e-3
        assert (abs(current_A * resistance / eta - 1) < 0.01) == within


@quick
@given(st.floats(0.1, 1e4), st.floats(0.1, 100), temperatures, st.integers(1, 4))
def test_resistance_and_exchange_current_are_inverse(resistance, area, temperature, electrons):
    exchange = k.exchange_current_density_mA_per_cm2(resistance, area, temperature, electrons)
    back = k.charge_transfer_resistance_ohm(exchange, area, temperature, electrons)
    assert back == near(resistance, rel=1e-13)


def test_the_resistances_of_review_b_compare_as_exchange_currents_if_the_areas_are_equal():
    # Section 3.2: NiS2 33.6, MoS2 18.6, MoS2/NiS2 11.0 ohm. 33.6/11.0 = 3.0545; 18.6/11.0 = 1.6909.
    nis2, mos2, both = (k.exchange_current_density_mA_per_cm2(r, 1.0, 298.15) for r in (33.6, 18.6, 11.0))
    assert both / nis2 == near(3.0545, rel=1e-4)
    assert both / mos2 == near(1.6909, rel=1e-4)
    # Worth 25.6926 ln 3.0545 = 28.69 meV and 13.50 meV; an electrode with three times the area would do the same.
    assert k.barrier_change_from_rate_ratio_eV(both / nis2, 298.15) == near(-28.69e-3, rel=1e-3)
    assert k.exchange_current_density_mA_per_cm2(11.0, 33.6 / 11.0, 298.15) == near(nis2, rel=1e-12)


def test_the_exchange_current_is_the_forward_current_at_the_nernst_potential():
    # k_f = k0 exp(-alpha f (E - E0)), E - E0 = kT ln(cO/cR): both directions must give i0 of the formula.
    k0, oxidized, reduced, alpha = 2e-4, 0.3, 0.05, 0.35
    potential = THERMAL_V * math.log(oxidized / reduced)
    cathodic = FARADAY * k0 * math.exp(-alpha * potential / THERMAL_V) * oxidized * 1e-3 * 1e3
    anodic = FARADAY * k0 * math.exp((1 - alpha) * potential / THERMAL_V) * reduced * 1e-3 * 1e3
    ours = k.exchange_current_density_from_rate_constant_mA_per_cm2(k0, oxidized, reduced, alpha)
    assert ours == near(cathodic, rel=1e-12)
    assert ours == near(anodic, rel=1e-12)


@quick
@given(st.floats(1e-9, 1.0), st.floats(1e-4, 50), st.floats(1e-4, 50), coefficients, st.integers(1, 3))
def test_rate_constant_and_exchange_current_are_inverse(rate, oxidized, reduced, alpha, electrons):
    exchange = k.exchange_current_density_from_rate_constant_mA_per_cm2(rate, oxidized, reduced, alpha, electrons)
    assert k.rate_constant_cm_per_s(exchange, oxidized, reduced, alpha, electrons) == near(rate, rel=1e-12)


def test_the_limiting_current_by_hand():
    # 96485.33 C/mol * 1e-6 cm2/s * 1e-3 mol/cm3 / 25e-4 cm = 0.0385941 A/cm2.
    assert k.limiting_current_density_mA_per_cm2(1e-6, 1.0, 25.0) == near(38.5941, rel=1e-6)


# Fields


@quick
@given(st.floats(-1e9, 1e9), st.floats(0.1, 1.0), st.sampled_from([-2, -1, 1, 2]))
def test_field_and_lowering_are_inverse(field, length, charge):
    lowering = k.barrier_lowering_by_field_eV(field, length, charge)
    assert k.field_for_barrier_lowering_V_per_m(lowering, length, charge) == near(field, rel=1e-13, abs=1e-9)
    assert k.barrier_lowering_by_field_eV(-field, length, charge) == -lowering


def test_the_lowering_is_that_of_a_tilted_row_of_wells():
    # Wells of the form (B/2)(1 - cos(2 pi x / a)) tilted by a field: minimum and top are sought numerically. The rest
    # is of second order in (lowering / barrier); 1 % of the barrier leaves 1e-4 of it.
    barrier, spacing_m, field = 0.5, 0.3e-9, 2e7

    def energy(x):
        return barrier / 2 * (1 - np.cos(2 * np.pi * x / spacing_m)) - field * x

    well = optimize.minimize_scalar(lambda x: energy(x * spacing_m), bounds=(-0.25, 0.25), method="bounded")
    top = optimize.minimize_scalar(lambda x: -energy(x * spacing_m), bounds=(0.25, 0.75), method="bounded")
    lowered = barrier - (-top.fun - well.fun)
    assert k.barrier_lowering_by_field_eV(field, 0.3) == near(lowered, rel=2e-3)


def test_forward_and_backward_jumps_in_a_field_keep_detailed_balance():
    lowering = k.barrier_lowering_by_field_eV(5e7, 0.4)
    ratio = k.jump_rate_per_s(0.4 - lowering, 300) / k.jump_rate_per_s(0.4 + lowering, 300)
    # The whole drop of a jump is 5e7 V/m * 0.4e-9 m = 0.02 V; exp(0.02 / 0.025852) = 2.1676.
    assert ratio == near(2.1676, rel=1e-4)


def test_the_surface_potential_of_review_a_cannot_explain_the_barrier_of_review_a():
    # Section 4.1: 62.84 mV; 0.53 to 0.34 eV. The most a potential drop can lower a barrier is the drop itself, when
    # all of it falls over the half jump to the saddle point, that is twice the drop over a whole jump.
    most = k.barrier_lowering_by_field_eV(2 * 62.84e-3 / 0.35e-9, 0.35)
    assert most == near(0.06284, rel=1e-12)
    assert most < 0.53 - 0.34


def test_the_jump_length_is_in_nanometers():
    length_m = 0.35e-9
    assert k.barrier_lowering_by_field_eV(1e8, length_m * 1e9) == near(1e8 * length_m / 2, rel=1e-14)
    by_metres = 2 * 0.2 / length_m
    assert k.field_for_barrier_lowering_V_per_m(0.2, length_m * 1e9) == near(by_metres, rel=1e-14)
    thickness_m = 25e-6
    by_metres = (FARADAY * 1e-10 * 1e3 / thickness_m) / 10  # A/m2 to mA/cm2
    assert k.limiting_current_density_mA_per_cm2(1e-6, 1.0, thickness_m * 1e6) == near(by_metres, rel=1e-12)


def test_a_neutral_particle_feels_no_field():
    assert k.barrier_lowering_by_field_eV(1e9, 0.3, 0) == 0.0
    with pytest.raises(ValueError, match=r"^charge_number is 0; it must not be 0"):
        k.field_for_barrier_lowering_V_per_m(0.1, 0.3, 0)


# Units


def test_the_units_of_rates_are_right():
    temperature = units.Quantity(310.0, "kelvin")
    barrier = units.Quantity(0.45, "electron_volt")
    boltzmann = math.exp(-(barrier / (units.boltzmann_constant * temperature)).to("dimensionless").magnitude)
    eyring = (units.boltzmann_constant * temperature / units.planck_constant).to("1/second").magnitude * boltzmann
    assert k.eyring_rate_per_s(0.45, 310.0) == near(eyring, rel=1e-12)
    coupling, energy = units.Quantity(0.01, "electron_volt"), units.Quantity(0.8, "electron_volt")
    prefactor = 2 * math.pi / units.dirac_constant * coupling**2
    prefactor /= (4 * math.pi * energy * units.boltzmann_constant * temperature) ** 0.5
    exponent = math.exp(-(energy / 4 / (units.boltzmann_constant * temperature)).to("dimensionless").magnitude)
    assert k.marcus_rate_per_s(0.01, 0.8, 0.0, 310.0) == near(prefactor.to("1/second").magnitude * exponent, rel=1e-12)


def test_the_units_of_charge_transfer_are_right():
    temperature = units.Quantity(310.0, "kelvin")
    faraday = units.avogadro_constant * units.elementary_charge
    gas = units.avogadro_constant * units.boltzmann_constant
    exchange = units.Quantity(0.7, "mA/cm^2")
    area = units.Quantity(1.5, "cm^2")
    resistance = (gas * temperature / (2 * faraday * exchange * area)).to("ohm").magnitude
    assert k.charge_transfer_resistance_ohm(0.7, 1.5, 310.0, 2) == near(resistance, rel=1e-12)
    rate, concentration = units.Quantity(2e-5, "cm/s"), units.Quantity(1.2, "mol/L")
    current = (2 * faraday * rate * concentration).to("mA/cm^2").magnitude
    ours = k.exchange_current_density_from_rate_constant_mA_per_cm2(2e-5, 1.2, 1.2, 0.3, 2)
    assert ours == near(current, rel=1e-12)
    diffusivity, layer = units.Quantity(3e-6, "cm^2/s"), units.Quantity(40.0, "micrometer")
    limit = (faraday * diffusivity * concentration / layer).to("mA/cm^2").magnitude
    assert k.limiting_current_density_mA_per_cm2(3e-6, 1.2, 40.0) == near(limit, rel=1e-12)
    slope = (gas * temperature * math.log(10) / (0.4 * 2 * faraday)).to("millivolt").magnitude
    assert k.tafel_slope_mV_per_decade(0.4, 310.0, 2) == near(slope, rel=1e-12)


@pytest.mark.parametrize(("ratio", "missing_percent"), [(2.0, 21.4), (10.0, 0.43)])
def test_near_the_exchange_current_the_tafel_equation_gives_too_little_by_the_share_in_its_notes(
    ratio, missing_percent
):
    # With equal coefficients Butler-Volmer is 2 i0 sinh, Tafel i0 exp of the same argument.
    exact = math.asinh(ratio / 2.0)
    assert 100.0 * (1.0 - math.log(ratio) / exact) == pytest.approx(missing_percent, abs=0.05)
    shortfall = 1.0 - k.tafel_overpotential_V(ratio, 1.0) / k.overpotential_V(ratio, 1.0)
    assert 100.0 * shortfall == pytest.approx(missing_percent, abs=0.05)
