"""Impedance: elements and circuits against impedance.py, limits and laws; physics and data reading by hand."""

from __future__ import annotations

import cmath
import math

import numpy as np
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from impedance.models.circuits import elements as peer
from impedance.validation import linKK
from scipy import constants

from heterostructures.physics.impedance import (
    apex_frequency_Hz,
    apex_height_ohm,
    bounded_randles_impedance_ohm,
    brug_capacitance_F,
    capacitor_impedance_ohm,
    constant_phase_impedance_ohm,
    diffusion_resistance_ohm,
    diffusivity_from_warburg_cm2_per_s,
    double_layer_capacitance_F,
    find_arcs,
    fitted_warburg_coefficient_ohm_per_sqrt_s,
    gerischer_impedance_ohm,
    hsu_mansfeld_capacitance_F,
    inductor_impedance_ohm,
    insertion_diffusivity_cm2_per_s,
    insertion_warburg_coefficient_ohm_per_sqrt_s,
    kramers_kronig_check,
    parallel_impedance_ohm,
    porous_electrode_impedance_ohm,
    randles_impedance_ohm,
    reflecting_diffusion_impedance_ohm,
    resistor_impedance_ohm,
    series_impedance_ohm,
    spectrum_frequencies_Hz,
    transmissive_diffusion_impedance_ohm,
    two_arc_impedance_ohm,
    warburg_coefficient_ohm_per_sqrt_s,
    warburg_impedance_ohm,
)
from heterostructures.physics.transport import diffusion_time_s

SEARCH = settings(deadline=None, max_examples=40)
UNITS = pint.UnitRegistry()
F = constants.N_A * constants.e

FREQUENCY_HZ = spectrum_frequencies_Hz(1e5, 0.01, 71)

# Each element and circuit with illustrative values, in ours and in impedance.py's words. Both are double precision
# sums of a few terms; impedance.py loses digits only where tanh saturates, so 1e-10 is generous.
BOTH = {
    "resistor": (lambda f: resistor_impedance_ohm(f, 7.0), lambda f: peer.R([7.0], f)),
    "capacitor": (lambda f: capacitor_impedance_ohm(f, 2e-5), lambda f: peer.C([2e-5], f)),
    "inductor": (lambda f: inductor_impedance_ohm(f, 1e-6), lambda f: peer.L([1e-6], f)),
    "constant phase": (lambda f: constant_phase_impedance_ohm(f, 3e-5, 0.8), lambda f: peer.CPE([3e-5, 0.8], f)),
    "Warburg": (lambda f: warburg_impedance_ohm(f, 5.0), lambda f: peer.W([5.0], f)),
    "reflecting": (
        lambda f: reflecting_diffusion_impedance_ohm(f, 30.0, 50.0),
        lambda f: peer.Wo([30.0, 50.0], f),
    ),
    "transmissive": (
        lambda f: transmissive_diffusion_impedance_ohm(f, 30.0, 50.0),
        lambda f: peer.Ws([30.0, 50.0], f),
    ),
    "Gerischer": (lambda f: gerischer_impedance_ohm(f, 10.0, 0.1), lambda f: peer.G([10.0, 0.1], f)),
    "blocking pores": (
        lambda f: porous_electrode_impedance_ohm(f, 6.0, 1e-3),
        lambda f: peer.TLMQ([6.0, 1e-3, 1.0], f),
    ),
    "Randles": (
        lambda f: randles_impedance_ohm(f, 5.0, 11.0, 3e-5, 5.0, 0.9),
        lambda f: peer.R([5.0], f) + peer.p([peer.CPE([3e-5, 0.9], f), peer.s([peer.R([11.0], f), peer.W([5.0], f)])]),
    ),
    "Randles, reflecting": (
        lambda f: bounded_randles_impedance_ohm(f, 5.0, 11.0, 3e-5, 30.0, 50.0, "reflecting", 0.9),
        lambda f: (
            peer.R([5.0], f) + peer.p([peer.CPE([3e-5, 0.9], f), peer.s([peer.R([11.0], f), peer.Wo([30.0, 50.0], f)])])
        ),
    ),
    "Randles, transmissive": (
        lambda f: bounded_randles_impedance_ohm(f, 5.0, 11.0, 3e-5, 30.0, 50.0, "transmissive", 0.9),
        lambda f: (
            peer.R([5.0], f) + peer.p([peer.CPE([3e-5, 0.9], f), peer.s([peer.R([11.0], f), peer.Ws([30.0, 50.0], f)])])
        ),
    ),
    "two arcs": (
        lambda f: two_arc_impedance_ohm(f, 5.0, 20.0, 1e-6, 30.0, 2e-4, 5.0, 0.95, 0.85),
        lambda f: (
            peer.R([5.0], f)
            + peer.p([peer.R([20.0], f), peer.CPE([1e-6, 0.95], f)])
            + peer.p([peer.CPE([2e-4, 0.85], f), peer.s([peer.R([30.0], f), peer.W([5.0], f)])])
        ),
    ),
}


def porous_with_reaction(f):
    return porous_electrode_impedance_ohm(f, 6.0, 1e-3, 40.0)


# ---------------------------------------------------------------- another program


@pytest.mark.parametrize("name", BOTH)
def test_every_element_and_circuit_agrees_with_another_program(name):
    ours, theirs = BOTH[name]
    assert ours(FREQUENCY_HZ) == pytest.approx(theirs(FREQUENCY_HZ), rel=1e-10)


def test_only_the_frequency_is_raised_to_the_exponent():
    # At omega = 1/s, every constant-phase element has the size 1/Q, whatever the exponent. The modified inductance
    # of impedance.py 1.7.1 raises the product instead: its size there is L^a.
    one = 1.0 / (2.0 * math.pi)
    assert abs(constant_phase_impedance_ohm(one, 0.25, 0.5)) == pytest.approx(4.0, rel=1e-14)
    assert abs(peer.La([0.25, 0.5], [one])[0]) == pytest.approx(0.5)


def test_the_check_of_kramers_and_kronig_agrees_with_another_program():
    # impedance.py writes numbers with repr and reads them back; numpy 2 needs its old style for that.
    exact = randles_impedance_ohm(FREQUENCY_HZ, 5.0, 20.0, 2e-5, 5.0)
    drifting = randles_impedance_ohm(FREQUENCY_HZ, 5.0, np.linspace(20.0, 40.0, 71), 2e-5, 5.0)
    for spectrum in (exact, drifting):
        with np.printoptions(legacy="1.25"):
            _, mu, fit, real, imaginary = linKK(
                FREQUENCY_HZ, spectrum, c=None, max_M=19, fit_type="complex", add_cap=True
            )
        check = kramers_kronig_check(FREQUENCY_HZ, spectrum.real, spectrum.imag, 19)
        # Least squares of a badly conditioned chain: seven digits of the fit, fewer of the single resistances.
        assert check.fitted_impedance_ohm == pytest.approx(fit, rel=1e-7)
        assert check.real_residual_percent == pytest.approx(100.0 * real, abs=1e-5)
        assert check.imaginary_residual_percent == pytest.approx(100.0 * imaginary, abs=1e-5)
        assert check.sign_ratio == pytest.approx(mu, abs=1e-4)


# ---------------------------------------------------------------- laws that every circuit obeys


# Circuits, and the capacitance that is left in series at zero frequency, if any.
CIRCUITS = {
    **{name: (both[0], math.inf) for name, both in BOTH.items()},
    "reflecting": (BOTH["reflecting"][0], 50.0 / 30.0),
    "blocking pores": (BOTH["blocking pores"][0], 1e-3),
    "pores with reaction": (porous_with_reaction, math.inf),
    # a double layer of 2e-5 F beside the 50 s / 30 ohm of the film
    "film with a capacitor": (
        lambda f: bounded_randles_impedance_ohm(f, 5.0, 11.0, 2e-5, 30.0, 50.0, "reflecting"),
        2e-5 + 50.0 / 30.0,
    ),
}
LAWFUL = [name for name in CIRCUITS if name not in {"capacitor", "inductor", "Randles, reflecting"}]


@pytest.mark.parametrize("name", LAWFUL)
@pytest.mark.parametrize("frequency_Hz", [0.003, 1.0, 400.0])
def test_the_real_part_determines_the_imaginary_part(name, frequency_Hz):
    # Kramers and Kronig, with t = ln(x / omega):
    #   Im Z(omega) = 1/pi * integral from 0 to infinity of [Re Z(omega e^t) - Re Z(omega e^-t)] / sinh t dt,
    # plus the pole -1/(omega C) of a capacitance at zero frequency, which has no real part. The integrand is smooth
    # and even in t, so that the midpoint rule converges fast. The integrand of the slowest, a constant-phase element
    # with an exponent of 0.8, falls off as e^(-0.2 t), so that the rest beyond t = 250 is below 1e-20.
    circuit, capacitance_F = CIRCUITS[name]
    step = 0.05
    t = np.arange(step / 2, 250.0, step)
    change = circuit(frequency_Hz * np.exp(t)).real - circuit(frequency_Hz * np.exp(-t)).real
    expected = step / math.pi * np.sum(change / np.sinh(t)) - 1.0 / (2.0 * math.pi * frequency_Hz * capacitance_F)
    got = circuit(frequency_Hz)
    assert got.imag == pytest.approx(expected, abs=1e-6 * abs(got))


@pytest.mark.parametrize("name", CIRCUITS)
def test_no_circuit_gives_energy_and_none_overflows(name):
    frequencies_Hz = np.logspace(-9, 12, 211)
    impedance_ohm = CIRCUITS[name][0](frequencies_Hz)
    assert impedance_ohm.dtype == complex
    assert np.isfinite(impedance_ohm).all()
    assert (impedance_ohm.real >= 0).all()


POSITIVES = st.floats(1e-3, 1e3)
EXPONENTS = st.floats(0.3, 1.0)


@SEARCH
@given(st.floats(-9, 12), POSITIVES, POSITIVES, st.floats(-8, 0), st.floats(0, 1e3), EXPONENTS)
def test_a_randles_circuit_is_passive_and_capacitive(log_f, series, transfer, log_q, warburg, exponent):
    value = randles_impedance_ohm(10.0**log_f, series, transfer, 10.0**log_q, warburg, exponent)
    assert value.real >= series * (1 - 1e-12)
    assert value.imag <= 0


@SEARCH
@given(st.floats(-9, 12), st.floats(-6, 6), st.floats(-9, 9))
def test_bounded_diffusion_is_passive_for_all_times(log_f, log_resistance, log_time):
    resistance, time = 10.0**log_resistance, 10.0**log_time
    reflecting = reflecting_diffusion_impedance_ohm(10.0**log_f, resistance, time)
    transmissive = transmissive_diffusion_impedance_ohm(10.0**log_f, resistance, time)
    # The real part of the reflecting film never exceeds a third of its resistance, that of the layer the whole.
    assert 0 < reflecting.real <= resistance / 3 * (1 + 1e-12)
    assert 0 < transmissive.real <= resistance * (1 + 1e-12)
    assert reflecting.imag < 0
    assert transmissive.imag < 0


@SEARCH
@given(st.floats(-6, 8), POSITIVES, st.floats(-6, 6))
def test_reflecting_and_transmissive_diffusion_multiply_to_the_square_of_the_warburg_line(log_f, resistance, log_time):
    # coth times tanh is 1: Z_reflecting Z_transmissive = R^2 / (j omega tau).
    f, time = 10.0**log_f, 10.0**log_time
    product = reflecting_diffusion_impedance_ohm(f, resistance, time) * transmissive_diffusion_impedance_ohm(
        f, resistance, time
    )
    expected = resistance**2 / (2j * math.pi * f * time)
    assert abs(product - expected) <= 1e-12 * abs(expected)


@SEARCH
@given(st.floats(-3, 6), POSITIVES, POSITIVES, st.floats(0.01, 100.0))
def test_a_larger_area_divides_the_impedance(log_f, resistance, warburg, factor):
    f = 10.0**log_f
    one = randles_impedance_ohm(f, 2.0, resistance, 1e-5, warburg, 0.9)
    many = randles_impedance_ohm(f, 2.0 / factor, resistance / factor, 1e-5 * factor, warburg / factor, 0.9)
    assert many * factor == pytest.approx(one, rel=1e-12)


# ---------------------------------------------------------------- limits


def test_a_randles_circuit_goes_to_its_series_resistance_at_high_frequency():
    assert randles_impedance_ohm(1e12, 5.0, 11.0, 2e-5, 5.0) == pytest.approx(5.0, abs=1e-6)


def test_without_diffusion_a_randles_circuit_goes_to_the_sum_of_the_resistances():
    assert randles_impedance_ohm(1e-9, 5.0, 11.0, 2e-5) == pytest.approx(16.0, abs=1e-9)


def test_the_diffusion_line_of_a_randles_circuit_has_the_textbook_intercept():
    # Bard and Faulkner, section 10.3: -Im Z = Re Z - Rs - Rct + 2 sigma^2 C. With sigma = 50, C = 1e-3: 5 + 11 - 5 =
    # 11 ohm. (Their separate limits, without the capacitance in Re Z and with it in Im Z, hold only together: expanding
    # Zf - j omega C Zf^2, the term is real.)
    frequency_Hz = 1e-9
    line = 50.0 / math.sqrt(2.0 * math.pi * frequency_Hz)
    value = randles_impedance_ohm(frequency_Hz, 5.0, 11.0, 1e-3, 50.0)
    assert value.real + value.imag == pytest.approx(11.0, abs=0.01)
    assert value.real - line == pytest.approx(11.0, abs=0.01)
    assert value.imag + line == pytest.approx(0.0, abs=0.01)


def test_a_film_that_fills_up_ends_as_a_third_of_its_resistance_and_a_capacitor():
    # coth(z)/z = 1/z^2 + 1/3 - z^2/45: with R = 30 ohm and tau = 50 s, 10 ohm and C = tau/R = 5/3 F.
    value = reflecting_diffusion_impedance_ohm(1e-7, 30.0, 50.0)
    assert value.real == pytest.approx(10.0, rel=1e-9)
    assert value.imag == pytest.approx(-1.0 / (2.0 * math.pi * 1e-7 * 50.0 / 30.0), rel=1e-9)


def test_the_small_real_part_of_a_film_is_not_lost_beside_its_huge_capacitive_part():
    # At omega tau = 6e-15, the naive coth(z)/z has an imaginary part of 1.6e14 and no correct digit of the third.
    assert reflecting_diffusion_impedance_ohm(1e-9, 30.0, 1e-6).real == pytest.approx(10.0, rel=1e-12)


def test_the_small_imaginary_part_of_a_layer_is_not_lost_beside_its_resistance():
    # tanh(z)/z = 1 - z^2/3: at omega tau = 6.3e-17 the imaginary part is a third of that.
    value = transmissive_diffusion_impedance_ohm(1e-8, 1.0, 1e-9)
    assert value.imag == pytest.approx(-2.0 * math.pi * 1e-17 / 3.0, rel=1e-12)


def test_the_series_and_the_closed_form_meet():
    # Where the small-argument series takes over, |omega tau| = 0.09.
    at = 0.09 / (2.0 * math.pi)
    below, above = reflecting_diffusion_impedance_ohm(np.array([at * (1 - 1e-9), at * (1 + 1e-9)]), 1.0, 1.0)
    assert below.real == pytest.approx(above.real, rel=1e-12)


@pytest.mark.parametrize("element", [reflecting_diffusion_impedance_ohm, transmissive_diffusion_impedance_ohm])
def test_bounded_diffusion_begins_as_a_warburg_line(element):
    # At omega tau = 6e5, e^(-2 sqrt(omega tau / 2)) is below 1e-400, so the two agree to rounding.
    coefficient = 5.0
    resistance = diffusion_resistance_ohm(coefficient, 100.0)
    assert element(1e3, resistance, 100.0) == pytest.approx(warburg_impedance_ohm(1e3, coefficient), rel=1e-12)


def test_a_transmissive_layer_has_the_known_apex():
    # -Im of tanh(sqrt(jx))/sqrt(jx) is largest at the well-known x = omega tau = 2.54. Searched here on a fine grid
    # with Python's own complex tanh.

    def height(x):
        root = cmath.sqrt(1j * x)
        return -(cmath.tanh(root) / root).imag

    best = max((2.4 + 1e-4 * i for i in range(3000)), key=height)
    assert best == pytest.approx(2.54, abs=2e-3)
    value = transmissive_diffusion_impedance_ohm(best / (2.0 * math.pi), 1.0, 1.0)
    assert -value.imag == pytest.approx(height(best), rel=1e-12)


def test_pores_with_a_reaction_are_a_ladder_of_many_small_elements():
    # Pore of 2000 equal slices: resistance of the electrolyte in series, wall element in parallel. The error of such
    # a ladder falls as 1/N; half a slice at the mouth makes it 1/N^2, here below 1e-6.
    slices, ionic, capacitance, transfer = 2000, 6.0, 1e-3, 40.0
    for frequency_Hz in (0.01, 3.0, 300.0):
        wall = slices / (1.0 / transfer + 2j * math.pi * frequency_Hz * capacitance)
        step = ionic / slices
        value = step / 2 + wall
        for _ in range(slices - 1):
            value = step + 1.0 / (1.0 / wall + 1.0 / value)
        value += -step / 2
        assert porous_electrode_impedance_ohm(frequency_Hz, ionic, capacitance, transfer) == pytest.approx(
            value, rel=1e-5
        )


def test_pores_without_reaction_are_a_film_that_fills_up():
    # The same equation: R = ionic resistance, tau = R C.
    assert porous_electrode_impedance_ohm(FREQUENCY_HZ, 6.0, 1e-3) == pytest.approx(
        reflecting_diffusion_impedance_ohm(FREQUENCY_HZ, 6.0, 6e-3), rel=1e-12
    )


def test_a_gerischer_element_ends_as_a_resistance_and_begins_as_a_warburg_line():
    assert gerischer_impedance_ohm(1e-9, 10.0, 0.1) == pytest.approx(10.0, abs=1e-7)
    # R / sqrt(j omega tau) = sigma (1 - j)/sqrt(omega) with sigma = R / sqrt(2 tau)
    line = warburg_impedance_ohm(1e12, 10.0 / math.sqrt(0.2))
    assert gerischer_impedance_ohm(1e12, 10.0, 0.1) == pytest.approx(line, rel=1e-9)


@SEARCH
@given(st.floats(-6, 9), st.floats(1e-9, 1.0))
def test_an_exponent_of_one_is_a_capacitor_and_of_a_half_a_warburg_line(log_f, coefficient):
    f = 10.0**log_f
    whole = constant_phase_impedance_ohm(f, coefficient, 1.0)
    assert whole == pytest.approx(capacitor_impedance_ohm(f, coefficient), rel=1e-12)
    assert whole.real == 0
    # Q (j omega)^(1/2) against sigma: sigma = 1 / (sqrt 2 Q)
    line = warburg_impedance_ohm(f, 1.0 / (math.sqrt(2.0) * coefficient))
    assert constant_phase_impedance_ohm(f, coefficient, 0.5) == pytest.approx(line, rel=1e-12)


# ---------------------------------------------------------------- combination


def test_resistances_add_in_series_and_conductances_in_parallel():
    assert series_impedance_ohm([1.0, 2.0, 3 - 4j]) == 6 - 4j
    # 1/(1/3 + 1/6) = 2
    assert parallel_impedance_ohm([3.0, 6.0]) == pytest.approx(2.0)
    assert parallel_impedance_ohm([7 - 1j]) == pytest.approx(7 - 1j)


def test_a_circuit_put_together_is_the_ready_made_circuit():
    faradaic = series_impedance_ohm([11.0, warburg_impedance_ohm(FREQUENCY_HZ, 5.0)])
    arc = parallel_impedance_ohm([constant_phase_impedance_ohm(FREQUENCY_HZ, 3e-5, 0.9), faradaic])
    assert series_impedance_ohm([5.0, arc]) == pytest.approx(
        randles_impedance_ohm(FREQUENCY_HZ, 5.0, 11.0, 3e-5, 5.0, 0.9), rel=1e-13
    )


def test_extreme_impedances_in_parallel_do_not_overflow():
    assert parallel_impedance_ohm([1e-300, 1e300]) == pytest.approx(1e-300)
    assert parallel_impedance_ohm([1e300, 1e300]) == pytest.approx(5e299)
    assert parallel_impedance_ohm([0.0, 5.0]) == 0


def test_resonance_without_loss_is_refused():
    with pytest.raises(ValueError, match="too large or undefined"):
        parallel_impedance_ohm([1j, -1j])


@pytest.mark.parametrize("combine", [series_impedance_ohm, parallel_impedance_ohm])
@pytest.mark.parametrize(
    "parts", [[math.nan, 1.0], [math.inf, 1.0], [np.array(["a"])], [np.ones(2), np.ones(3)], [np.array([])], 5.0]
)
def test_parts_that_are_no_impedances_are_refused(combine, parts):
    with pytest.raises(ValueError, match=r"^impedances_ohm (is|holds|has)\b.*\bmust "):
        combine(parts)


# ---------------------------------------------------------------- arcs


@SEARCH
@given(st.floats(0, 100), st.floats(0.1, 1e4), st.floats(-7, -3), st.floats(0.55, 1.0))
def test_the_circle_finds_the_resistance_of_a_depressed_arc(series, resistance, log_q, exponent):
    # An arc of a constant-phase element is part of a circle, so that the fit must be exact whatever the exponent.
    apex = apex_frequency_Hz(resistance, 10.0**log_q, exponent)
    frequency_Hz = apex * np.logspace(4, -4, 81)
    spectrum = randles_impedance_ohm(frequency_Hz, series, resistance, 10.0**log_q, 0.0, exponent)
    (arc,) = find_arcs(frequency_Hz, spectrum.real, spectrum.imag)
    assert arc.diameter_ohm == pytest.approx(resistance, rel=1e-8)
    assert arc.high_frequency_intercept_ohm == pytest.approx(series, abs=1e-8 * (series + resistance))
    assert arc.apex_frequency_Hz == pytest.approx(apex, rel=1e-8)
    assert arc.apex_height_ohm == pytest.approx(apex_height_ohm(resistance, exponent), rel=1e-8)


def test_arcs_do_not_depend_on_the_order_of_the_points():
    spectrum = randles_impedance_ohm(FREQUENCY_HZ, 5.0, 33.6, 2e-5, 5.0)
    forward = find_arcs(FREQUENCY_HZ, spectrum.real, spectrum.imag)
    assert forward == find_arcs(FREQUENCY_HZ[::-1], spectrum.real[::-1], spectrum.imag[::-1])


def test_film_and_charge_transfer_show_as_two_arcs_if_their_frequencies_are_far_apart():
    spectrum = two_arc_impedance_ohm(FREQUENCY_HZ, 5.0, 20.0, 1e-6, 30.0, 1e-2)
    film, transfer = find_arcs(FREQUENCY_HZ, spectrum.real, spectrum.imag)
    # 1/(2 pi 20 ohm 1e-6 F) = 7958 Hz and 1/(2 pi 30 ohm 1e-2 F) = 0.531 Hz; ten points a decade, a neighbor 4
    # decades away
    assert film.apex_frequency_Hz == pytest.approx(7958, rel=0.01)
    assert transfer.apex_frequency_Hz == pytest.approx(0.531, rel=0.01)
    assert film.diameter_ohm == pytest.approx(20.0, rel=0.002)
    assert transfer.diameter_ohm == pytest.approx(30.0, rel=0.002)


def test_the_spectrum_of_review_b_is_read_back_with_the_error_that_the_diffusion_line_makes():
    # Review B, section 3.2: 11.0 ohm (MoS2/NiS2), 18.6 ohm (MoS2), 33.6 ohm (NiS2). Without a line exact, with one
    # too large.
    for resistance in (11.0, 18.6, 33.6):
        plain = randles_impedance_ohm(FREQUENCY_HZ, 5.0, resistance, 2e-5)
        line = randles_impedance_ohm(FREQUENCY_HZ, 5.0, resistance, 2e-5, 5.0)
        assert find_arcs(FREQUENCY_HZ, plain.real, plain.imag)[0].diameter_ohm == pytest.approx(resistance, rel=1e-9)
        read = find_arcs(FREQUENCY_HZ, line.real, line.imag)[0].diameter_ohm
        assert resistance < read < 1.03 * resistance


def test_an_arc_ends_at_the_valley_before_the_next_even_if_the_valley_is_high():
    # Two equal arcs with apexes 20 times apart. The valley lies at more than half of the height; a circle through the
    # points of both would be more than twice too wide, one that stops at the valley by about a quarter.
    spectrum = two_arc_impedance_ohm(FREQUENCY_HZ, 5.0, 20.0, 1e-5, 20.0, 2e-4)
    first, second = find_arcs(FREQUENCY_HZ, spectrum.real, spectrum.imag)
    valley = -spectrum.imag[(FREQUENCY_HZ > 60.0) & (FREQUENCY_HZ < 500.0)].min()
    assert valley > first.apex_height_ohm / 2.0
    for arc in (first, second):
        assert 20.0 < arc.diameter_ohm < 27.0


def test_the_apex_is_found_between_points_that_are_not_equally_spaced():
    # A spectrum whose height is exactly a parabola in ln f, 10 - (ln f - 0.1)^2; the real parts lie on no circle.
    log_f = np.array([2.0, 1.0, 0.3, -0.5, -1.0, -2.0])
    (arc,) = find_arcs(np.exp(log_f), 10.0 - 4.0 * log_f, (log_f - 0.1) ** 2 - 10.0)
    assert arc.apex_frequency_Hz == pytest.approx(math.exp(0.1), rel=1e-9)
    assert arc.apex_height_ohm == pytest.approx(10.0, rel=1e-9)


def test_a_diffusion_line_alone_has_no_arc():
    spectrum = warburg_impedance_ohm(FREQUENCY_HZ, 5.0)
    assert find_arcs(FREQUENCY_HZ, spectrum.real, spectrum.imag) == ()


def test_a_peak_whose_circle_misses_the_real_axis_is_left_out():
    # Points of a circle of radius 1 ohm around a center 10 ohm above the axis.
    across = np.array([-0.8, -0.5, 0.0, 0.5, 0.8])
    assert find_arcs([5, 4, 3, 2, 1], 3.0 + across, -10.0 - np.sqrt(1.0 - across**2)) == ()


# ---------------------------------------------------------------- Kramers-Kronig check of data


@pytest.mark.parametrize("name", ["Randles", "two arcs", "Randles, reflecting", "Randles, transmissive", "Gerischer"])
def test_lawful_spectra_pass_the_check(name):
    spectrum = CIRCUITS[name][0](FREQUENCY_HZ)
    assert kramers_kronig_check(FREQUENCY_HZ, spectrum.real, spectrum.imag).largest_residual_percent < 0.3


def test_a_chain_of_resistors_and_capacitors_is_found_exactly():
    # Three elements with the time constants of the fit itself: no residual but rounding.
    omega = 2.0 * math.pi * FREQUENCY_HZ
    times = np.geomspace(1.0 / omega.max(), 1.0 / omega.min(), 3)
    spectrum = 2.0 + sum(r / (1.0 + 1j * omega * tau) for r, tau in zip((3.0, 5.0, 7.0), times, strict=True))
    check = kramers_kronig_check(FREQUENCY_HZ, spectrum.real, spectrum.imag, 3)
    assert check.largest_residual_percent < 1e-9
    assert check.sign_ratio == pytest.approx(1.0)


def test_a_spectrum_that_drifts_fails_the_check_however_many_elements_there_are():
    drifting = randles_impedance_ohm(FREQUENCY_HZ, 5.0, np.linspace(20.0, 40.0, 71), 2e-5, 5.0)
    for number in (None, 20, 50, 71):
        assert kramers_kronig_check(FREQUENCY_HZ, drifting.real, drifting.imag, number).largest_residual_percent > 2.0


def test_noise_shows_as_residuals_of_its_own_size():
    rng = np.random.default_rng(7)
    spectrum = randles_impedance_ohm(FREQUENCY_HZ, 5.0, 20.0, 2e-5, 5.0)
    noisy = spectrum + 0.005 * np.abs(spectrum) * (rng.normal(size=71) + 1j * rng.normal(size=71))
    check = kramers_kronig_check(FREQUENCY_HZ, noisy.real, noisy.imag)
    # 0.5 percent put in; 38 free parameters for 142 numbers take up a quarter: 0.5 * sqrt(104/142) = 0.43 percent.
    both = np.concatenate([check.real_residual_percent, check.imaginary_residual_percent])
    assert np.std(both) == pytest.approx(0.43, abs=0.08)


def test_the_wrong_sign_of_the_imaginary_part_fails_the_check():
    # The commonest mistake with data files: -Im Z given as Im Z. A chain may have an inductance, but no inductive arc.
    spectrum = randles_impedance_ohm(FREQUENCY_HZ, 5.0, 20.0, 2e-5)
    assert kramers_kronig_check(FREQUENCY_HZ, spectrum.real, -spectrum.imag).largest_residual_percent > 5.0


def test_spectra_that_cannot_be_read_are_refused():
    with pytest.raises(ValueError, match=r"^frequency_Hz has 5 values.*must"):
        find_arcs([1, 2, 3, 4, 5], [1, 2, 3, 4], [1, 2, 3, 4, 5])
    with pytest.raises(ValueError, match=r"^frequency_Hz has 4 values.*must"):
        kramers_kronig_check([1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4])
    with pytest.raises(ValueError, match=r"^frequency_Hz holds.*must"):
        find_arcs([1, 2, 3, 4, 4], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5])
    with pytest.raises(ValueError, match=r"^real_part_ohm is 0.*must"):
        kramers_kronig_check([1, 2, 3, 4, 5], [0, 2, 3, 4, 5], [0, 2, 3, 4, 5])
    with pytest.raises(ValueError, match=r"^number_of_elements is 6.*must"):
        kramers_kronig_check([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 6)
    with pytest.raises(ValueError, match=r"^frequency_Hz has 2 values.*must"):
        fitted_warburg_coefficient_ohm_per_sqrt_s([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match=r"^frequency_Hz holds.*must"):
        fitted_warburg_coefficient_ohm_per_sqrt_s([1, 1], [1, 2])
    with pytest.raises(ValueError, match=r"^highest_Hz is 1.*must"):
        spectrum_frequencies_Hz(1.0, 1.0, 5)


# ---------------------------------------------------------------- what sets the elements


def test_the_warburg_coefficient_agrees_with_a_sum_by_hand():
    # R T / (sqrt2 n^2 F^2 A c sqrt D) for n = 1, 25 degC, 1 cm2, 1 mol/m3, 1e-5 cm2/s:
    # 8.314463 * 298.15 = 2478.96; F^2 = 9.30939e9; A c = 1e-4 mol/m; sqrt(2 * 1e-9) = 4.47214e-5
    # 2478.96 / (9.30939e9 * 1e-4 * 4.47214e-5) = 59.543 ohm/sqrt(s)
    assert warburg_coefficient_ohm_per_sqrt_s(1e-5, 1e-3, 1.0, 1.0, 298.15) == pytest.approx(59.543, rel=1e-4)


def test_the_warburg_coefficient_follows_from_fick_and_nernst():
    # Fick in Laplace space: a flux j0 e^(i omega t) makes a surface concentration j0 / sqrt(i omega D). With
    # E = (RT/nF) ln c linearized and the current n F A j0, Z = RT / (n^2 F^2 A c sqrt(i omega D)).
    n, area_m2, c, d, t, omega = 2.0, 3e-4, 40.0, 2e-14, 310.0, 0.7
    expected = constants.R * t / (n**2 * F**2 * area_m2 * c * np.sqrt(1j * omega * d))
    sigma = warburg_coefficient_ohm_per_sqrt_s(2e-10, 0.04, 3.0, n, t)
    assert warburg_impedance_ohm(omega / (2.0 * math.pi), sigma) == pytest.approx(expected, rel=1e-12)


@SEARCH
@given(st.floats(-16, -4), st.floats(-4, 2), POSITIVES, st.floats(0.5, 4), st.floats(200, 600))
def test_diffusivity_and_warburg_coefficient_are_inverse(log_d, log_c, area, electrons, temperature):
    given_d = 10.0**log_d
    sigma = warburg_coefficient_ohm_per_sqrt_s(given_d, 10.0**log_c, area, electrons, temperature)
    back = diffusivity_from_warburg_cm2_per_s(sigma, 10.0**log_c, area, electrons, temperature)
    assert back == pytest.approx(given_d, rel=1e-12)
    sigma = insertion_warburg_coefficient_ohm_per_sqrt_s(given_d, electrons, area, 2.0, 1.0)
    assert insertion_diffusivity_cm2_per_s(sigma, electrons, area, 2.0, 1.0) == pytest.approx(given_d, rel=1e-12)


@SEARCH
@given(st.floats(0.05, 3.0), st.floats(5.0, 200.0), st.floats(250, 400))
def test_the_two_forms_are_one_for_a_nernstian_slope(x, molar_volume, temperature):
    # dE/dx = RT/(F x) and c = x / Vm; a mole per cm3 is 1000 mol/L.
    slope = constants.R * temperature / (F * x)
    assert insertion_warburg_coefficient_ohm_per_sqrt_s(1e-11, slope, molar_volume, 5.0) == pytest.approx(
        warburg_coefficient_ohm_per_sqrt_s(1e-11, 1000.0 * x / molar_volume, 5.0, 1.0, temperature), rel=1e-10
    )


def test_the_usual_formula_is_wrong_by_the_square_of_the_slope():
    # A potential that falls four times as steeply as the ideal solution's: sigma is four times as large, and the usual
    # formula finds a sixteenth of the true diffusion coefficient.
    x, molar_volume = 0.5, 32.0
    ideal = constants.R * 298.15 / (F * x)
    sigma = insertion_warburg_coefficient_ohm_per_sqrt_s(1e-11, 4.0 * ideal, molar_volume, 10.0)
    read = diffusivity_from_warburg_cm2_per_s(sigma, 1000.0 * x / molar_volume, 10.0)
    assert read == pytest.approx(1e-11 / 16.0, rel=1e-9)


def test_a_papers_route_from_spectrum_to_diffusivity_returns_what_was_put_in():
    sigma = warburg_coefficient_ohm_per_sqrt_s(1e-11, 20.0, 1.13)
    frequency_Hz = spectrum_frequencies_Hz(0.1, 0.001, 11)
    spectrum = randles_impedance_ohm(frequency_Hz, 5.0, 11.0, 2e-5, sigma)
    slope = fitted_warburg_coefficient_ohm_per_sqrt_s(frequency_Hz, spectrum.real)
    # The capacitor carries 2 omega Rct C = 3e-4 of the current at 0.1 Hz.
    assert diffusivity_from_warburg_cm2_per_s(slope, 20.0, 1.13) == pytest.approx(1e-11, rel=2e-3)


def test_the_slope_does_not_see_the_resistances_and_tells_a_rising_line():
    frequency_Hz = np.array([1.0, 0.1, 0.01])
    roots = 1.0 / np.sqrt(2.0 * np.pi * frequency_Hz)
    assert fitted_warburg_coefficient_ohm_per_sqrt_s(frequency_Hz, 100.0 - 3.0 * roots) == pytest.approx(-3.0)


def test_the_time_to_diffuse_is_the_same_in_nanometers_and_in_meters():
    # (100 nm)^2 / 1e-12 cm2/s = 1e-14 m2 / 1e-16 m2/s = 100 s
    assert diffusion_time_s(100.0, 1e-12) == pytest.approx(100.0)
    assert diffusion_time_s(100e-9 / 1e-9, 1e-16 / 1e-4) == pytest.approx((100e-9) ** 2 / 1e-16)


def test_the_line_of_a_film_bends_where_its_diffusion_time_says():
    # The limits of the film, R^2/(j omega tau) in size and R/3, meet at omega tau = 3.
    time = diffusion_time_s(200.0, 1e-12)
    bend_Hz = 3.0 / (2.0 * math.pi * time)
    below = reflecting_diffusion_impedance_ohm(bend_Hz / 30.0, 1.0, time)
    above = reflecting_diffusion_impedance_ohm(bend_Hz * 30.0, 1.0, time)
    assert np.degrees(np.angle(below)) < -85.0
    assert np.degrees(np.angle(above)) == pytest.approx(-45.0, abs=0.1)


def test_both_effective_capacitances_are_the_coefficient_for_an_exponent_of_one():
    assert brug_capacitance_F(3e-5, 1.0, 5.0, 11.0) == pytest.approx(3e-5)
    assert hsu_mansfeld_capacitance_F(3e-5, 1.0, 11.0) == pytest.approx(3e-5)


def test_effective_capacitances_agree_with_sums_by_hand():
    # Q = 1e-4, a = 1/2: Brug Q^2 (1/5 + 1/20)^(-1) = 1e-8 / 0.25 = 4e-8; Hsu-Mansfeld Q^2 R = 1e-8 * 20 = 2e-7.
    assert brug_capacitance_F(1e-4, 0.5, 5.0, 20.0) == pytest.approx(4e-8)
    assert hsu_mansfeld_capacitance_F(1e-4, 0.5, 20.0) == pytest.approx(2e-7)


@SEARCH
@given(st.floats(-7, -3), EXPONENTS, POSITIVES, POSITIVES)
def test_the_two_effective_capacitances_are_related_through_their_resistances(log_q, exponent, series, transfer):
    # Brug's is Hsu and Mansfeld's with the parallel resistance, and the smaller one.
    q = 10.0**log_q
    both = series * transfer / (series + transfer)
    brug = brug_capacitance_F(q, exponent, series, transfer)
    assert brug == pytest.approx(hsu_mansfeld_capacitance_F(q, exponent, both), rel=1e-9)
    assert brug <= hsu_mansfeld_capacitance_F(q, exponent, transfer) * (1 + 1e-9)


@SEARCH
@given(st.floats(-7, -3), EXPONENTS, POSITIVES)
def test_resistance_times_effective_capacitance_is_the_time_of_the_apex(log_q, exponent, resistance):
    time = 1.0 / (2.0 * math.pi * apex_frequency_Hz(resistance, 10.0**log_q, exponent))
    assert resistance * hsu_mansfeld_capacitance_F(10.0**log_q, exponent, resistance) == pytest.approx(time, rel=1e-9)


def test_surface_distribution_of_brug_is_what_a_spread_of_series_resistances_gives():
    # Brug's assumption, tested without his formula: patches of equal area, equal C, and spread-out series resistances
    # give together an arc whose capacitance at high frequency is the sum of all C. For a blocking CPE with a
    # small spread (a near 1), the effective capacitance at the bend must be near that sum.
    rng = np.random.default_rng(3)
    patches, c_sum = 4000, 2e-5
    resistances = 5.0 * patches * np.exp(0.4 * rng.normal(size=patches))
    omega = 2.0 * math.pi * np.logspace(1, 7, 200)
    admittance = np.sum(1.0 / (resistances + 1j * -patches / (omega[:, None] * c_sum)), axis=1)
    spectrum = 1.0 / admittance
    series = spectrum.real[-1]
    inner = spectrum - series
    # Local exponent and coefficient where half the voltage falls on each part
    bend = np.argmin(np.abs(np.angle(spectrum) + math.pi / 4))
    exponent = -np.gradient(np.log(-inner.imag), np.log(omega))[bend]
    coefficient = np.sin(math.pi * exponent / 2.0) / (-inner.imag[bend] * omega[bend] ** exponent)
    assert 0.85 < exponent < 1.0
    assert brug_capacitance_F(coefficient, exponent, series, 1e12) == pytest.approx(c_sum, rel=0.25)


def test_apex_frequency_and_height_by_hand():
    # 11.0 ohm (Review B, section 3.2) and 20 uF: 1/(2 pi 2.2e-4 s) = 723.4 Hz
    assert apex_frequency_Hz(11.0, 2e-5) == pytest.approx(723.43, abs=0.01)
    # tan(pi/4) = 1, tan(pi/8) = sqrt2 - 1
    assert apex_height_ohm(11.0, 1.0) == pytest.approx(5.5)
    assert apex_height_ohm(11.0, 0.5) == pytest.approx(5.5 * (math.sqrt(2.0) - 1.0))


def test_the_capacitance_of_a_rough_electrode_grows_with_its_area():
    # 20 uF/cm2 on 100 cm2 are 2 mF.
    assert double_layer_capacitance_F(20.0, 100.0) == pytest.approx(2e-3)


def test_frequencies_fall_and_are_equally_spaced_on_a_logarithmic_scale():
    frequencies_Hz = spectrum_frequencies_Hz(1e5, 0.01, 60)
    assert frequencies_Hz.size == 60
    assert (frequencies_Hz[0], frequencies_Hz[-1]) == (1e5, 0.01)
    assert np.diff(np.log(frequencies_Hz)) == pytest.approx(np.full(59, -7.0 * math.log(10.0) / 59.0))


# ---------------------------------------------------------------- units


def test_units_of_the_warburg_coefficient():
    molar_gas = UNITS.Quantity(constants.R, "J/mol/K")
    faraday = UNITS.Quantity(F, "C/mol")
    area, conc, diff = UNITS.Quantity(1.13, "cm^2"), UNITS.Quantity(20.0, "mol/L"), UNITS.Quantity(1e-11, "cm^2/s")
    sigma = molar_gas * UNITS.Quantity(298.15, "K") / (2**0.5 * faraday**2 * area * conc * diff**0.5)
    got = warburg_coefficient_ohm_per_sqrt_s(1e-11, 20.0, 1.13)
    assert got == pytest.approx(sigma.to("ohm/s^0.5").magnitude, rel=1e-12)
    volume, slope = UNITS.Quantity(32.0, "cm^3/mol"), UNITS.Quantity(1.0, "V")
    sigma = volume * slope / (2**0.5 * faraday * area * diff**0.5)
    got = insertion_warburg_coefficient_ohm_per_sqrt_s(1e-11, 1.0, 32.0, 1.13)
    assert got == pytest.approx(sigma.to("ohm/s^0.5").magnitude, rel=1e-12)


def test_units_of_effective_capacitance_and_apex():
    q, r = UNITS.Quantity(5e-5, "S*s^0.8"), UNITS.Quantity(11.0, "ohm")
    capacitance = q ** (1 / 0.8) * r ** (0.2 / 0.8)
    assert hsu_mansfeld_capacitance_F(5e-5, 0.8, 11.0) == pytest.approx(capacitance.to("F").magnitude, rel=1e-9)
    frequency = (r * q) ** (-1 / 0.8) / (2.0 * math.pi)
    assert apex_frequency_Hz(11.0, 5e-5, 0.8) == pytest.approx(frequency.to("1/s").magnitude, rel=1e-9)


def test_units_of_capacitor_inductor_and_diffusion_time():
    omega = 2.0 * math.pi * UNITS.Quantity(50.0, "1/s")
    assert -capacitor_impedance_ohm(50.0, 2e-5).imag == pytest.approx(
        (1.0 / (omega * UNITS.Quantity(2e-5, "F"))).to("ohm").magnitude
    )
    assert inductor_impedance_ohm(50.0, 2e-5).imag == pytest.approx(
        (omega * UNITS.Quantity(2e-5, "H")).to("ohm").magnitude
    )
    time = UNITS.Quantity(150.0, "nm") ** 2 / UNITS.Quantity(3e-12, "cm^2/s")
    assert diffusion_time_s(150.0, 3e-12) == pytest.approx(time.to("s").magnitude)


# ---------------------------------------------------------------- results


def test_scalars_give_complex_numbers_and_arrays_complex_arrays():
    assert type(randles_impedance_ohm(1.0, 5.0, 11.0, 2e-5)) is complex
    assert type(resistor_impedance_ohm(1.0, 5.0)) is complex
    assert randles_impedance_ohm(FREQUENCY_HZ, 5.0, 11.0, 2e-5).dtype == complex
    # a table: frequencies down, resistances across
    assert randles_impedance_ohm(FREQUENCY_HZ[:, None], 5.0, [11.0, 18.6, 33.6], 2e-5).shape == (71, 3)
