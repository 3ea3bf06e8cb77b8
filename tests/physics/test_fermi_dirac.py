"""The Fermi-Dirac integrals against the polylogarithm, quadrature, printed values and their own laws."""

from __future__ import annotations

import itertools
import math

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from heterostructures.physics.fermi_dirac import (
    fermi_dirac_half,
    fermi_dirac_minus_half,
    fermi_dirac_three_halves,
)

FUNCTIONS = {-0.5: fermi_dirac_minus_half, 0.5: fermi_dirac_half, 1.5: fermi_dirac_three_halves}
# On both sides of the energies at which the method changes (-12 and 26), and far from them.
ENERGIES = [-300.0, -40.0, -12.1, -11.9, -5.0, -1.0, 0.0, 0.3, 1.0, 3.0, 7.0, 12.0, 18.0, 25.9, 26.1, 29.0]


@pytest.mark.parametrize("order", FUNCTIONS)
@pytest.mark.parametrize("energy", ENERGIES)
def test_the_integral_is_the_polylogarithm(order, energy):
    # F_j(x) = -Li_{j+1}(-e^x), evaluated with 30 digits by mpmath. The docstring promises 1e-11.
    with mpmath.workdps(30):
        exact = float(-mpmath.polylog(mpmath.mpf(order) + 1, -mpmath.exp(mpmath.mpf(energy))).real)
    assert FUNCTIONS[order](energy) == pytest.approx(exact, rel=1e-11)


@pytest.mark.parametrize("order", FUNCTIONS)
@pytest.mark.parametrize("energy", [30.0, 60.0, 200.0])
def test_deep_inside_the_band_the_integral_is_its_own_definition_by_quadrature(order, energy):
    # Integrated by parts, so that the integrand is smooth at 0; 400 kT beyond the edge nothing is left.
    def integrand(x: float) -> float:
        return x ** (order + 1) / (order + 1) / (4.0 * math.cosh((x - energy) / 2.0) ** 2)

    cuts = [max(0.0, energy - 40.0), energy - 10.0, energy + 10.0, energy + 40.0]
    parts = [integrate.quad(integrand, a, b, epsabs=0, epsrel=1e-12)[0] for a, b in itertools.pairwise(cuts)]
    exact = sum(parts) / math.gamma(order + 1)
    assert FUNCTIONS[order](energy) == pytest.approx(exact, rel=1e-10)


@pytest.mark.parametrize("order", FUNCTIONS)
def test_at_the_band_edge_it_is_the_zeta_function(order):
    # F_j(0) = (1 - 2^-j) zeta(j + 1); for j = 1/2 the familiar 0.765147.
    exact = float((1 - mpmath.mpf(2) ** -order) * mpmath.zeta(order + 1))
    assert FUNCTIONS[order](0.0) == pytest.approx(exact, rel=1e-13)


@pytest.mark.parametrize(
    ("energy", "value"),
    [
        (-2.0, 0.1292985133200755911),
        (-0.5, 0.5075371035546378361),
        (0.0, 0.7651470246254079454),
        (1.0, 1.575640776151300231),
        (3.5, 5.458044388745459911),
    ],
)
def test_the_values_are_those_that_another_library_is_tested_with(energy, value):
    # Test values of fermi_dirac_p05 in the special functions of W. Ehrhardt's DAMath, printed with 19 digits.
    assert fermi_dirac_half(energy) == pytest.approx(value, rel=1e-14)


@given(st.floats(-200.0, 400.0))
@settings(deadline=None, max_examples=50)
def test_each_integral_is_the_derivative_of_the_next(energy):
    step = 1e-3
    for lower, upper in ((fermi_dirac_minus_half, fermi_dirac_half), (fermi_dirac_half, fermi_dirac_three_halves)):
        # Central difference of fourth order; rounding limits it to about 1e-12 of the value a step.
        values = upper(np.array([energy - 2 * step, energy - step, energy + step, energy + 2 * step]))
        slope = float(values @ np.array([1.0, -8.0, 8.0, -1.0])) / (12 * step)
        assert lower(energy) == pytest.approx(slope, rel=1e-7)


@given(st.floats(-600.0, 600.0), st.floats(1e-3, 5.0))
@settings(deadline=None, max_examples=50)
def test_more_carriers_with_a_higher_fermi_level_but_never_more_than_boltzmann_counts(energy, difference):
    for function in FUNCTIONS.values():
        low, high = function(energy), function(energy + difference)
        assert 0 < low < high
        assert low <= math.exp(energy) * (1 + 1e-12)


@pytest.mark.parametrize("order", FUNCTIONS)
def test_the_limits_are_boltzmann_and_the_filled_sphere(order):
    assert FUNCTIONS[order](-50.0) == pytest.approx(math.exp(-50.0), rel=1e-14)
    far = 1e5
    # Sommerfeld: the next term is of the relative order (pi / far)^2, 1e-9.
    assert FUNCTIONS[order](far) == pytest.approx(far ** (order + 1) / math.gamma(order + 2), rel=1e-8)
    assert FUNCTIONS[order](-1e4) == 0.0


@pytest.mark.parametrize("order", FUNCTIONS)
@pytest.mark.parametrize("energy", [-12.0, 26.0])
def test_the_methods_join_without_a_step(order, energy):
    below, at, above = FUNCTIONS[order](np.array([energy - 1e-9, energy, energy + 1e-9]))
    assert below < at < above
    assert above / below - 1 < 3e-9


def test_an_array_gives_what_its_numbers_give():
    energies = np.array([[-20.0, -3.0, 2.0], [15.0, 26.0, 80.0]])
    values = fermi_dirac_half(energies)
    assert values.shape == (2, 3)
    assert values.ravel() == pytest.approx([fermi_dirac_half(e) for e in energies.ravel()], rel=1e-14)


def test_a_result_beyond_all_numbers_is_refused():
    with pytest.raises(ValueError, match="too large"):
        fermi_dirac_half(1e250)


def test_joyce_and_dixon_find_the_fermi_level_back():
    # W. B. Joyce and R. W. Dixon, Appl. Phys. Lett. 31 (1977) 354, doi 10.1063/1.89697: the first terms of their
    # series, ln u + u / sqrt(8) + (3/16 - sqrt(3)/9) u^2. The next one is 1.5e-4 u^3.
    for energy in (-3.0, -1.0, 0.0, 1.0):
        u = fermi_dirac_half(energy)
        approximate = math.log(u) + u / math.sqrt(8) + (3 / 16 - math.sqrt(3) / 9) * u**2
        assert approximate == pytest.approx(energy, abs=1.6e-4 * u**3)
