r"""Fermi-Dirac integrals: how many carriers a parabolic band holds, also when the Fermi level lies inside the band.

Symbols: the reduced energy :math:`\eta` is the Fermi level minus the band edge for electrons, or the band edge minus
the Fermi level for holes, each divided by :math:`k_B T`. Inside a band it is positive. The integrals are normalized
so that all of them become :math:`e^{\eta}`, the Boltzmann factor, far outside the band:

.. math:: F_j(\eta) = \frac{1}{\Gamma(j+1)} \int_0^\infty \frac{x^j \, dx}{1 + e^{x - \eta}}, \qquad
          \frac{dF_j}{d\eta} = F_{j-1}

Notes
-----
The substitution :math:`x = t^2` makes the integrand smooth and even in :math:`t`, so that the trapezoidal rule
converges exponentially. What limits it are the poles at :math:`t^2 = \eta \pm i \pi`, and the error that they cause is
known: the residue theorem gives it, and it is taken off. Above :math:`\eta = 26` the asymptotic series of Sommerfeld
takes over, below -12 the expansion in powers of the Boltzmann factor. Compared with 30-digit arithmetic the relative
error is below 1e-11 at every energy.

The integrals belong to a wide parabolic band in three dimensions. They do not hold for a band that is narrow,
not parabolic, or two-dimensional, as in a single sheet of a layered sulfide.

References
----------
J. S. Blakemore, Approximations for Fermi-Dirac integrals, Solid-State Electronics 25 (1982) 1067.

S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.4.

Examples
--------
How full is the conduction band of an electrode that is doped beyond its density of states? Boltzmann statistics
counts too many electrons as soon as the Fermi level comes near the band edge:

>>> import numpy as np
>>> reduced_energy = np.array([-6.0, -3.0, 0.0, 3.0, 6.0])
>>> counted = fermi_dirac_half(reduced_energy)
>>> boltzmann = np.exp(reduced_energy)
>>> for energy, ratio in zip(reduced_energy, boltzmann / counted, strict=True):
...     print(f"{energy:4.0f} kT inside the band: Boltzmann counts {ratio:6.3f} times too many")
  -6 kT inside the band: Boltzmann counts  1.001 times too many
  -3 kT inside the band: Boltzmann counts  1.017 times too many
   0 kT inside the band: Boltzmann counts  1.307 times too many
   3 kT inside the band: Boltzmann counts  4.476 times too many
   6 kT inside the band: Boltzmann counts 35.244 times too many
"""

from __future__ import annotations

import math

import numpy as np

from heterostructures.physics.domains import FINITE, FloatArray, Numbers, takes

# Below: three terms in powers of the Boltzmann factor are exact to rounding. Above: the Sommerfeld series is.
_DILUTE, _DEGENERATE = -12.0, 26.0
# Trapezoidal rule in t = sqrt(x). At this step the second pair of poles adds less than 1e-11 of the result.
_STEP = 0.2
_T = _STEP * np.arange(41)
_EXP_T2 = np.exp(_T**2)
# The integrand is even: every point but the one at 0 counts twice.
_WEIGHTS = _STEP * np.where(_T == 0.0, 1.0, 2.0)
# (1 - 2^(1-2k)) zeta(2k), the coefficients of the Sommerfeld series; from k = 6 on a short sum gives them.
_ALTERNATING_ZETA = (
    math.pi**2 / 12,
    7 * math.pi**4 / 720,
    31 * math.pi**6 / 30240,
    127 * math.pi**8 / 1209600,
    73 * math.pi**10 / 6842880,
    *(math.fsum((-1) ** (n + 1) / n ** (2 * k) for n in range(1, 40)) for k in range(6, 11)),
)


def _integrals(reduced_energy: FloatArray, twice_orders: tuple[int, ...]) -> list[FloatArray]:
    """Return the integrals of the orders -1/2, 1/2 or 3/2, given as -1, 1 or 3, for an array of energies.

    One pass gives all orders that are asked for, because they share the occupation of the levels.
    """
    eta = np.asarray(reduced_energy, dtype=float)
    boltzmann = np.exp(np.minimum(eta, 0.0))
    results = [
        boltzmann * (1.0 - boltzmann * (2.0 ** -(order / 2 + 1) - boltzmann * 3.0 ** -(order / 2 + 1)))
        for order in twice_orders
    ]
    middle = (eta > _DILUTE) & (eta < _DEGENERATE)
    if middle.any():
        for result, values in zip(results, _by_quadrature(eta[middle], twice_orders), strict=True):
            result[middle] = values
    high = eta >= _DEGENERATE
    if high.any():
        for result, order in zip(results, twice_orders, strict=True):
            result[high] = _by_sommerfeld_series(eta[high], order / 2)
    return results


def _by_quadrature(eta: FloatArray, twice_orders: tuple[int, ...]) -> list[FloatArray]:
    fugacity = np.exp(eta)[:, None]
    occupation = fugacity / (_EXP_T2 + fugacity)
    # What the pole at t^2 = eta + i pi and its mirror images add to the trapezoidal sum.
    pole = np.sqrt(eta + 1j * math.pi)
    wave = np.exp(2j * math.pi / _STEP * pole)
    excess = 4.0 * math.pi * wave / (1.0 - wave)
    results = []
    for order in twice_orders:
        trapezoidal = occupation @ (_WEIGHTS * _T ** (order + 1))
        results.append((trapezoidal - (excess * pole**order).imag) / math.gamma(order / 2 + 1))
    return results


def _by_sommerfeld_series(eta: FloatArray, order: float) -> FloatArray:
    total, factor = np.ones_like(eta), 1.0
    for k, coefficient in enumerate(_ALTERNATING_ZETA, start=1):
        factor *= (order + 3 - 2 * k) * (order + 2 - 2 * k)
        total += 2.0 * coefficient * factor * eta ** (-2.0 * k)
    return total * eta ** (order + 1) / math.gamma(order + 2)


def _one(reduced_energy: Numbers, twice_order: int) -> Numbers:
    eta = np.asarray(reduced_energy, dtype=float)
    return _integrals(eta.ravel(), (twice_order,))[0].reshape(eta.shape)


@takes(reduced_energy=FINITE)
def fermi_dirac_minus_half(reduced_energy: Numbers) -> Numbers:
    r"""Fermi-Dirac integral of the order -1/2: how fast the number of carriers grows with the Fermi level.

    Parameters
    ----------
    reduced_energy : float or array
        Fermi level above the band edge, into the band, divided by kT; a number of any sign.

    Returns
    -------
    float or array
        The integral, without unit.

    Raises
    ------
    ValueError
        If the argument is not a finite number.

    Notes
    -----
    .. math:: F_{-1/2}(\eta) = \frac{1}{\sqrt{\pi}} \int_0^\infty \frac{x^{-1/2} \, dx}{1 + e^{x - \eta}}
              = \frac{d F_{1/2}}{d\eta}

    with :math:`\eta` the reduced energy. Assumes a parabolic band.

    References
    ----------
    J. S. Blakemore, Approximations for Fermi-Dirac integrals, Solid-State Electronics 25 (1982) 1067.

    Examples
    --------
    >>> round(fermi_dirac_minus_half(0.0), 6)
    0.604899
    """
    return _one(reduced_energy, -1)


@takes(reduced_energy=FINITE)
def fermi_dirac_half(reduced_energy: Numbers) -> Numbers:
    r"""Fermi-Dirac integral of the order 1/2: the number of carriers per effective density of states.

    Parameters
    ----------
    reduced_energy : float or array
        Fermi level above the band edge, into the band, divided by kT; a number of any sign.

    Returns
    -------
    float or array
        The integral, without unit; times the effective density of states it is the carrier density.

    Raises
    ------
    ValueError
        If the argument is not a finite number, or so large that the result overflows.

    Notes
    -----
    .. math:: F_{1/2}(\eta) = \frac{2}{\sqrt{\pi}} \int_0^\infty \frac{x^{1/2} \, dx}{1 + e^{x - \eta}}

    with :math:`\eta` the reduced energy. Assumes a parabolic band. Below -3 it is the Boltzmann factor
    :math:`e^{\eta}` within 2 %; far inside the band it is :math:`4 \eta^{3/2} / (3 \sqrt{\pi})`.

    References
    ----------
    J. S. Blakemore, Approximations for Fermi-Dirac integrals, Solid-State Electronics 25 (1982) 1067.

    Examples
    --------
    >>> round(fermi_dirac_half(0.0), 6)
    0.765147
    """
    return _one(reduced_energy, 1)


@takes(reduced_energy=FINITE)
def fermi_dirac_three_halves(reduced_energy: Numbers) -> Numbers:
    r"""Fermi-Dirac integral of the order 3/2: the pressure of the carriers per kT and effective density of states.

    Parameters
    ----------
    reduced_energy : float or array
        Fermi level above the band edge, into the band, divided by kT; a number of any sign.

    Returns
    -------
    float or array
        The integral, without unit.

    Raises
    ------
    ValueError
        If the argument is not a finite number, or so large that the result overflows.

    Notes
    -----
    .. math:: F_{3/2}(\eta) = \frac{4}{3 \sqrt{\pi}} \int_0^\infty \frac{x^{3/2} \, dx}{1 + e^{x - \eta}}

    with :math:`\eta` the reduced energy. Its derivative is the integral of the order 1/2. In the first integral of
    Poisson's equation this pressure stands in place of the density. Assumes a parabolic band.

    References
    ----------
    J. S. Blakemore, Approximations for Fermi-Dirac integrals, Solid-State Electronics 25 (1982) 1067.

    Examples
    --------
    >>> round(fermi_dirac_three_halves(0.0), 6)
    0.8672
    """
    return _one(reduced_energy, 3)
