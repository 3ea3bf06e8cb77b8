r"""Impedance spectra: circuit elements, the circuits behind Nyquist plots, and what their numbers mean.

Conventions: the frequency :math:`f` is in Hz and :math:`\omega = 2 \pi f`. The time factor is
:math:`e^{+j \omega t}`, so that a capacitor has a negative imaginary part; a Nyquist plot shows
:math:`-\operatorname{Im} Z` upwards. Impedances are those of the whole electrode, in ohm, as the reviews print
them. The formulas are linear: whoever puts in ohm cm2, F/cm2 and S s\ :sup:`a` /cm2 gets ohm cm2.
An area enters only where a circuit element is computed from material constants.

A constant-phase element has the impedance :math:`1 / (Q (j \omega)^a)`. Its coefficient :math:`Q` is in
S s\ :sup:`a` and stands in the argument names as ``_S_s_a``. For an exponent of 1 it is a capacitor and
:math:`Q` its capacitance in F.

Notes
-----
An equivalent circuit is a description of a spectrum, not a proof of a mechanism: different circuits can have
the same impedance. All circuits here are linear, stable and in a steady state, and treat the electrode as one
uniform surface or one uniform pore. Charge-transfer resistances belong to the kinetics and are inputs here.

Examples
--------
Review B (section 3.2) reports charge-transfer resistances of 11.0 ohm for MoS2/NiS2, 33.6 ohm for NiS2 and
18.6 ohm for MoS2, each read from the arc of a Nyquist plot. How well can such a value be read when the line of
diffusion follows the arc? The other elements are illustrative: 5 ohm, 20 uF, and a diffusion line of
5 ohm per square root of a second.

>>> frequency_Hz = spectrum_frequencies_Hz(1e5, 0.01, 71)
>>> for name, resistance_ohm in [("MoS2/NiS2", 11.0), ("NiS2", 33.6), ("MoS2", 18.6)]:
...     impedance_ohm = randles_impedance_ohm(frequency_Hz, 5.0, resistance_ohm, 20e-6, 5.0)
...     arc = find_arcs(frequency_Hz, impedance_ohm.real, impedance_ohm.imag)[0]
...     print(f"{name}: {arc.diameter_ohm:.1f} ohm, apex at {arc.apex_frequency_Hz:.0f} Hz")
MoS2/NiS2: 11.2 ohm, apex at 711 Hz
NiS2: 34.0 ohm, apex at 235 Hz
MoS2: 18.8 ohm, apex at 422 Hz

The diameter is right to two percent. It says how fast charge crosses the interface on the area at hand; it is
not the electronic conductivity of the material, for which the review takes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import constants

from heterostructures.physics.domains import (
    NON_NEGATIVE,
    POSITIVE,
    TEMPERATURE,
    WHOLE_POSITIVE,
    Domain,
    FloatArray,
    Kind,
    Numbers,
    OneOf,
    takes,
)

ComplexArray = NDArray[np.complexfloating[Any, Any]]
ComplexNumbers = complex | ComplexArray

ROOM_TEMPERATURE_K = 298.15

EXPONENT = Domain("above 0 and at most 1", low=0, high=1, high_allowed=True)
ANY_SIGN_SERIES = Domain("of any sign", dimensions=1)
AT_LEAST_TWO = Domain("that is whole and at least 2", low=2, low_allowed=True, whole=True, dimensions=0)
BOUNDARY = OneOf(("reflecting", "transmissive"))
IMPEDANCES = Kind((complex, float, int, np.number, np.ndarray), many=True)

FARADAY_C_PER_MOL = constants.N_A * constants.e
GAS_CONSTANT_J_PER_MOL_K = constants.R
METER_PER_NM = 1e-9
M2_PER_CM2 = 1e-4
MOL_PER_M3_PER_MOL_PER_L = 1e3
M3_PER_CM3 = 1e-6
F_PER_UF = 1e-6

# The test of Kramers and Kronig takes one time constant for so many points unless told otherwise.
POINTS_PER_ELEMENT = 2


# ---------------------------------------------------------------- helpers


def _angular(frequency_Hz: Numbers) -> Numbers:
    return 2.0 * np.pi * frequency_Hz


def _j_omega_to_the(exponent: Numbers, frequency_Hz: Numbers) -> ComplexNumbers:
    """Return (j omega)^exponent. With the angle counted from the imaginary axis, an exponent of 1 is exact."""
    angle = (1.0 - exponent) * (np.pi / 2.0)
    size = _angular(frequency_Hz) ** exponent
    return size * (np.sin(angle) + 1j * np.cos(angle))


def _langevin_over_argument(squared: ComplexNumbers) -> ComplexNumbers:
    """Return (z coth z - 1) / z^2 from z^2: 1/3 for small z, 1/z for large z, without overflow or cancellation."""
    is_small = np.abs(squared) < 0.09
    w = np.where(is_small, squared, 0.0)
    # Taylor series of z coth z; the first term left out is below 1e-15 here.
    series = 1 / 3 + w * (
        -1 / 45 + w * (2 / 945 + w * (-1 / 4725 + w * (2 / 93555 + w * (-1382 / 638512875 + w * (4 / 18243225)))))
    )
    z = np.sqrt(np.where(is_small, 1.0, squared))
    decay = np.exp(-2.0 * z)
    closed = (z * (1.0 + decay) / (1.0 - decay) - 1.0) / z**2
    return cast("ComplexNumbers", np.where(is_small, series, closed))


def _tanh_over_argument(squared: ComplexNumbers) -> ComplexNumbers:
    """Return tanh(z) / z from z^2, as one over z coth z: both parts keep their digits for small z."""
    return 1.0 / (1.0 + squared * _langevin_over_argument(squared))


def _warburg(frequency_Hz: Numbers, warburg_coefficient_ohm_per_sqrt_s: Numbers) -> ComplexNumbers:
    return cast("ComplexNumbers", (1.0 - 1.0j) * warburg_coefficient_ohm_per_sqrt_s / np.sqrt(_angular(frequency_Hz)))


def _arc(
    frequency_Hz: Numbers, faradaic_ohm: ComplexNumbers | Numbers, cpe_coefficient: Numbers, cpe_exponent: Numbers
) -> ComplexNumbers:
    """Return the impedance of a constant-phase element in parallel with a faradaic path."""
    admittance = cpe_coefficient * _j_omega_to_the(cpe_exponent, frequency_Hz) + 1.0 / faradaic_ohm
    return cast("ComplexNumbers", 1.0 / admittance)


# ---------------------------------------------------------------- frequencies


@takes(highest_Hz=POSITIVE.single, lowest_Hz=POSITIVE.single, number_of_points=AT_LEAST_TWO)
def spectrum_frequencies_Hz(highest_Hz: float, lowest_Hz: float, number_of_points: int) -> FloatArray:
    r"""Frequencies of a spectrum, equally spaced on a logarithmic scale, from high to low as instruments measure.

    Parameters
    ----------
    highest_Hz, lowest_Hz : float
        First and last frequency in Hz, each greater than 0.
    number_of_points : int
        Number of frequencies, a number that is whole and at least 2.

    Returns
    -------
    array
        Frequencies in Hz, falling.

    Raises
    ------
    ValueError
        If an argument is outside its range or the highest frequency is not above the lowest.

    Notes
    -----
    .. math:: f_i = f_\mathrm{high} \, (f_\mathrm{low} / f_\mathrm{high})^{i / (n - 1)}

    Examples
    --------
    >>> spectrum_frequencies_Hz(1000, 1, 4)
    array([1000.,  100.,   10.,    1.])
    """
    if highest_Hz <= lowest_Hz:
        raise ValueError(f"highest_Hz is {highest_Hz:g}; it must be above lowest_Hz, which is {lowest_Hz:g}")
    return np.geomspace(highest_Hz, lowest_Hz, number_of_points)


# ---------------------------------------------------------------- elements


@takes(frequency_Hz=POSITIVE, resistance_ohm=NON_NEGATIVE)
def resistor_impedance_ohm(frequency_Hz: Numbers, resistance_ohm: Numbers) -> ComplexNumbers:
    r"""Impedance of a resistor, the same at every frequency.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    resistance_ohm : float or array
        Resistance in ohm, at least 0.

    Returns
    -------
    complex or array
        Impedance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Z = R

    Examples
    --------
    >>> resistor_impedance_ohm(50.0, 11.0)
    (11+0j)
    """
    return resistance_ohm + 0j * frequency_Hz


@takes(frequency_Hz=POSITIVE, capacitance_F=POSITIVE)
def capacitor_impedance_ohm(frequency_Hz: Numbers, capacitance_F: Numbers) -> ComplexNumbers:
    r"""Impedance of a capacitor.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    capacitance_F : float or array
        Capacitance in F, greater than 0.

    Returns
    -------
    complex or array
        Impedance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Z = \frac{1}{j \omega C}

    Examples
    --------
    >>> round(capacitor_impedance_ohm(50.0, 20e-6).imag, 2)
    -159.15
    """
    return cast("ComplexNumbers", -1j / (_angular(frequency_Hz) * capacitance_F))


@takes(frequency_Hz=POSITIVE, inductance_H=NON_NEGATIVE)
def inductor_impedance_ohm(frequency_Hz: Numbers, inductance_H: Numbers) -> ComplexNumbers:
    r"""Impedance of an inductor, such as the wires of a cell at high frequency.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    inductance_H : float or array
        Inductance in H, at least 0.

    Returns
    -------
    complex or array
        Impedance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Z = j \omega L

    Examples
    --------
    >>> round(inductor_impedance_ohm(1e5, 1e-6).imag, 4)
    0.6283
    """
    return 1j * _angular(frequency_Hz) * inductance_H


@takes(frequency_Hz=POSITIVE, cpe_coefficient_S_s_a=POSITIVE, cpe_exponent=EXPONENT)
def constant_phase_impedance_ohm(
    frequency_Hz: Numbers, cpe_coefficient_S_s_a: Numbers, cpe_exponent: Numbers
) -> ComplexNumbers:
    r"""Impedance of a constant-phase element, the usual description of a capacitance that is not uniform.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    cpe_coefficient_S_s_a : float or array
        Coefficient Q in S s\ :sup:`a`, greater than 0.
    cpe_exponent : float or array
        Exponent a, above 0 and at most 1: a capacitor for 1, a diffusion line for 1/2.

    Returns
    -------
    complex or array
        Impedance in ohm; its phase is -90 degrees times the exponent at every frequency.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Z = \frac{1}{Q (j \omega)^a}

    The frequency alone is raised to the power a. Some programs and papers raise the product with the
    coefficient, :math:`1 / (j \omega Q')^a`; then :math:`Q = Q'^a`.

    References
    ----------
    M. E. Orazem and B. Tribollet, Electrochemical Impedance Spectroscopy, 2nd ed., Wiley 2017, chapter 14.

    Examples
    --------
    >>> impedance_ohm = constant_phase_impedance_ohm(50.0, 20e-6, 0.8)
    >>> round(float(np.degrees(np.angle(impedance_ohm))), 6)
    -72.0
    """
    return 1.0 / (cpe_coefficient_S_s_a * _j_omega_to_the(cpe_exponent, frequency_Hz))


@takes(frequency_Hz=POSITIVE, warburg_coefficient_ohm_per_sqrt_s=NON_NEGATIVE)
def warburg_impedance_ohm(frequency_Hz: Numbers, warburg_coefficient_ohm_per_sqrt_s: Numbers) -> ComplexNumbers:
    r"""Impedance of diffusion into unlimited depth: the line at 45 degrees in a Nyquist plot.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    warburg_coefficient_ohm_per_sqrt_s : float or array
        Warburg coefficient in ohm per square root of a second, at least 0.

    Returns
    -------
    complex or array
        Impedance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Z = \sigma \frac{1 - j}{\sqrt{\omega}}

    Valid while the diffusion length :math:`\sqrt{D / \omega}` is much shorter than the particle or film.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 10.3.

    Examples
    --------
    >>> impedance_ohm = warburg_impedance_ohm(1.0, 5.0)
    >>> round(impedance_ohm.real, 4), round(impedance_ohm.imag, 4)
    (1.9947, -1.9947)
    """
    return _warburg(frequency_Hz, warburg_coefficient_ohm_per_sqrt_s)


@takes(frequency_Hz=POSITIVE, diffusion_resistance_ohm=NON_NEGATIVE, diffusion_time_s=POSITIVE)
def reflecting_diffusion_impedance_ohm(
    frequency_Hz: Numbers, diffusion_resistance_ohm: Numbers, diffusion_time_s: Numbers
) -> ComplexNumbers:
    r"""Impedance of diffusion into a film whose far side nothing passes: an insertion electrode that fills up.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    diffusion_resistance_ohm : float or array
        Diffusion resistance in ohm, at least 0.
    diffusion_time_s : float or array
        Time to diffuse through the film, thickness squared over diffusivity, in s, greater than 0.

    Returns
    -------
    complex or array
        Impedance in ohm. It goes to the Warburg line at high frequency; at low frequency it becomes a resistance
        of a third of the diffusion resistance in series with the capacitance of filling, time over resistance.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Z = R_D \frac{\coth \sqrt{j \omega \tau}}{\sqrt{j \omega \tau}}

    Also called open Warburg or finite-space element. Holds for a flat film. Spherical particles of one size have
    the same limits with other factors, and a spread of sizes blurs the bend.

    References
    ----------
    J. Song and M. Z. Bazant, Effects of nanoparticle geometry and size distribution on diffusion impedance of
    battery electrodes, J. Electrochem. Soc. 160 (2013) A15-A24, https://doi.org/10.1149/2.023301jes.

    Examples
    --------
    >>> impedance_ohm = reflecting_diffusion_impedance_ohm(1e-6, 30.0, 100.0)
    >>> round(impedance_ohm.real, 3)
    10.0
    """
    squared = 1j * _angular(frequency_Hz) * diffusion_time_s
    return diffusion_resistance_ohm * (1.0 / squared + _langevin_over_argument(squared))


@takes(frequency_Hz=POSITIVE, diffusion_resistance_ohm=NON_NEGATIVE, diffusion_time_s=POSITIVE)
def transmissive_diffusion_impedance_ohm(
    frequency_Hz: Numbers, diffusion_resistance_ohm: Numbers, diffusion_time_s: Numbers
) -> ComplexNumbers:
    r"""Impedance of diffusion through a layer with a constant concentration behind it, such as a stirred solution.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    diffusion_resistance_ohm : float or array
        Diffusion resistance in ohm, at least 0.
    diffusion_time_s : float or array
        Time to diffuse through the layer, thickness squared over diffusivity, in s, greater than 0.

    Returns
    -------
    complex or array
        Impedance in ohm. It goes to the Warburg line at high and to the diffusion resistance at low frequency.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Z = R_D \frac{\tanh \sqrt{j \omega \tau}}{\sqrt{j \omega \tau}}

    Also called short Warburg or finite-length element. Holds for a flat layer.

    References
    ----------
    M. E. Orazem and B. Tribollet, Electrochemical Impedance Spectroscopy, 2nd ed., Wiley 2017, chapter 11.

    Examples
    --------
    >>> impedance_ohm = transmissive_diffusion_impedance_ohm(1e-6, 30.0, 100.0)
    >>> round(impedance_ohm.real, 3)
    30.0
    """
    return diffusion_resistance_ohm * _tanh_over_argument(1j * _angular(frequency_Hz) * diffusion_time_s)


@takes(frequency_Hz=POSITIVE, resistance_ohm=NON_NEGATIVE, reaction_time_s=POSITIVE)
def gerischer_impedance_ohm(frequency_Hz: Numbers, resistance_ohm: Numbers, reaction_time_s: Numbers) -> ComplexNumbers:
    r"""Impedance of diffusion with a reaction in the same volume that uses up what diffuses.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    resistance_ohm : float or array
        Resistance at low frequency in ohm, at least 0.
    reaction_time_s : float or array
        Time constant of the reaction in s, greater than 0.

    Returns
    -------
    complex or array
        Impedance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Z = \frac{R}{\sqrt{1 + j \omega \tau}}

    References
    ----------
    M. E. Orazem and B. Tribollet, Electrochemical Impedance Spectroscopy, 2nd ed., Wiley 2017, chapter 11.

    Examples
    --------
    >>> round(gerischer_impedance_ohm(1e-6, 10.0, 0.1).real, 3)
    10.0
    """
    return cast("ComplexNumbers", resistance_ohm / np.sqrt(1.0 + 1j * _angular(frequency_Hz) * reaction_time_s))


@takes(
    frequency_Hz=POSITIVE,
    ionic_resistance_ohm=POSITIVE,
    double_layer_capacitance_F=POSITIVE,
    charge_transfer_resistance_ohm=POSITIVE,
)
def porous_electrode_impedance_ohm(
    frequency_Hz: Numbers,
    ionic_resistance_ohm: Numbers,
    double_layer_capacitance_F: Numbers,
    charge_transfer_resistance_ohm: Numbers | None = None,
) -> ComplexNumbers:
    r"""Impedance of a porous electrode: a transmission line of electrolyte in the pores and reaction at their walls.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    ionic_resistance_ohm : float or array
        Resistance of the electrolyte along all pores in ohm, greater than 0.
    double_layer_capacitance_F : float or array
        Capacitance of all pore walls in F, greater than 0.
    charge_transfer_resistance_ohm : float or array or None
        Charge-transfer resistance of all pore walls in ohm, greater than 0. None if nothing reacts.

    Returns
    -------
    complex or array
        Impedance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    With the impedance of the walls, :math:`Z_w = 1 / (1/R_\mathrm{ct} + j \omega C)`,

    .. math:: Z = \sqrt{R_i Z_w} \, \coth \sqrt{R_i / Z_w}

    At low frequency this is :math:`R_i / 3 + R_\mathrm{ct}` as long as :math:`R_i \ll R_\mathrm{ct}`: what is
    read as the charge-transfer resistance then contains a third of the ionic resistance. Assumes straight pores, a solid of high electronic
    conductivity and no gradients of concentration.

    References
    ----------
    R. de Levie, Electrochemical response of porous and rough electrodes, Advances in Electrochemistry and
    Electrochemical Engineering 6 (1967) 329-397.

    Examples
    --------
    >>> round(porous_electrode_impedance_ohm(1e-4, 6.0, 1e-3, 100.0).real, 2)
    101.99
    >>> round(porous_electrode_impedance_ohm(1e-4, 6.0, 1e-3).real, 2)
    2.0
    """
    leak = 0.0 if charge_transfer_resistance_ohm is None else 1.0 / charge_transfer_resistance_ohm
    wall_admittance = leak + 1j * _angular(frequency_Hz) * double_layer_capacitance_F
    return 1.0 / wall_admittance + ionic_resistance_ohm * _langevin_over_argument(
        ionic_resistance_ohm * wall_admittance
    )


# ---------------------------------------------------------------- combination


def _same_shape(impedances_ohm: Iterable[object]) -> list[ComplexArray]:
    parts = [np.asarray(part) for part in impedances_ohm]
    for part in parts:
        if part.dtype.kind not in "iufc" or not np.isfinite(part).all() or part.size == 0:
            raise ValueError("impedances_ohm holds something that is not finite; each part must be finite numbers")
    try:
        return list(np.broadcast_arrays(*[part.astype(complex) for part in parts]))
    except ValueError:
        shapes = ", ".join(str(part.shape) for part in parts)
        raise ValueError(f"impedances_ohm has parts of the shapes {shapes}; they must have the same shape") from None


@takes(impedances_ohm=IMPEDANCES)
def series_impedance_ohm(impedances_ohm: Iterable[ComplexNumbers]) -> ComplexNumbers:
    r"""Impedance of elements one after the other.

    Parameters
    ----------
    impedances_ohm : series of complex, float or array
        Impedances in ohm; arrays hold one value for each frequency and must have the same shape.

    Returns
    -------
    complex or array
        Impedance in ohm.

    Raises
    ------
    ValueError
        If a part is not finite numbers or the shapes do not fit.

    Notes
    -----
    .. math:: Z = \sum_i Z_i

    Examples
    --------
    >>> series_impedance_ohm([5.0, 10 - 2j])
    (15-2j)
    """
    return cast("ComplexNumbers", np.sum(_same_shape(impedances_ohm), axis=0))


@takes(impedances_ohm=IMPEDANCES)
def parallel_impedance_ohm(impedances_ohm: Iterable[ComplexNumbers]) -> ComplexNumbers:
    r"""Impedance of elements side by side.

    Parameters
    ----------
    impedances_ohm : series of complex, float or array
        Impedances in ohm; arrays hold one value for each frequency and must have the same shape.

    Returns
    -------
    complex or array
        Impedance in ohm; 0 where one of the parts is 0.

    Raises
    ------
    ValueError
        If a part is not finite numbers, the shapes do not fit, or the result is infinite (resonance without loss).

    Notes
    -----
    .. math:: \frac{1}{Z} = \sum_i \frac{1}{Z_i}

    Examples
    --------
    >>> parallel_impedance_ohm([10.0, 10.0])
    (5+0j)
    """
    parts = np.array(_same_shape(impedances_ohm))
    # Relative to the smallest part, so that neither very large nor very small impedances overflow.
    smallest = np.abs(parts).min(axis=0)
    is_short = smallest == 0
    relative = np.where(is_short, 1.0, smallest) / np.where(is_short, 1.0, parts)
    return cast("ComplexNumbers", np.where(is_short, 0.0, smallest / relative.sum(axis=0)))


# ---------------------------------------------------------------- circuits


@takes(
    frequency_Hz=POSITIVE,
    series_resistance_ohm=NON_NEGATIVE,
    charge_transfer_resistance_ohm=POSITIVE,
    cpe_coefficient_S_s_a=POSITIVE,
    warburg_coefficient_ohm_per_sqrt_s=NON_NEGATIVE,
    cpe_exponent=EXPONENT,
)
def randles_impedance_ohm(
    frequency_Hz: Numbers,
    series_resistance_ohm: Numbers,
    charge_transfer_resistance_ohm: Numbers,
    cpe_coefficient_S_s_a: Numbers,
    warburg_coefficient_ohm_per_sqrt_s: Numbers = 0.0,
    cpe_exponent: Numbers = 1.0,
) -> ComplexNumbers:
    r"""Impedance of the Randles circuit: one arc of charge transfer and, if wanted, a line of diffusion.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    series_resistance_ohm : float or array
        Resistance of electrolyte and contacts in ohm, at least 0.
    charge_transfer_resistance_ohm : float or array
        Charge-transfer resistance in ohm, greater than 0.
    cpe_coefficient_S_s_a : float or array
        Coefficient of the double layer in S s\ :sup:`a`, greater than 0; its capacitance in F if the exponent is 1.
    warburg_coefficient_ohm_per_sqrt_s : float or array
        Warburg coefficient in ohm per square root of a second, at least 0; 0 for no diffusion.
    cpe_exponent : float or array
        Exponent of the double layer, above 0 and at most 1.

    Returns
    -------
    complex or array
        Impedance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Z = R_s + \frac{1}{Q (j \omega)^a + 1 / (R_\mathrm{ct} + \sigma (1 - j) / \sqrt{\omega})}

    At low frequency, with a capacitor, the Nyquist plot is the line
    :math:`-\operatorname{Im} Z = \operatorname{Re} Z - R_s - R_\mathrm{ct} + 2 \sigma^2 C`. Prolonged to the real
    axis it does not end at :math:`R_s + R_\mathrm{ct}`. Assumes one charge-transfer step on a flat, uniform electrode
    and a small signal.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 10.3.

    Examples
    --------
    The frequency at the apex of the arc of MoS2/NiS2 (Review B, section 3.2, 11.0 ohm; 5 ohm and 20 uF are
    illustrative):

    >>> impedance_ohm = randles_impedance_ohm(723.43, 5.0, 11.0, 20e-6)
    >>> round(impedance_ohm.real, 3), round(impedance_ohm.imag, 3)
    (10.5, -5.5)
    """
    faradaic = charge_transfer_resistance_ohm + _warburg(frequency_Hz, warburg_coefficient_ohm_per_sqrt_s)
    return series_resistance_ohm + _arc(frequency_Hz, faradaic, cpe_coefficient_S_s_a, cpe_exponent)


@takes(
    frequency_Hz=POSITIVE,
    series_resistance_ohm=NON_NEGATIVE,
    charge_transfer_resistance_ohm=POSITIVE,
    cpe_coefficient_S_s_a=POSITIVE,
    diffusion_resistance_ohm=NON_NEGATIVE,
    diffusion_time_s=POSITIVE,
    boundary=BOUNDARY,
    cpe_exponent=EXPONENT,
)
def bounded_randles_impedance_ohm(
    frequency_Hz: Numbers,
    series_resistance_ohm: Numbers,
    charge_transfer_resistance_ohm: Numbers,
    cpe_coefficient_S_s_a: Numbers,
    diffusion_resistance_ohm: Numbers,
    diffusion_time_s: Numbers,
    boundary: str = "reflecting",
    cpe_exponent: Numbers = 1.0,
) -> ComplexNumbers:
    r"""Impedance of a Randles circuit whose diffusion ends at a boundary.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    series_resistance_ohm : float or array
        Resistance of electrolyte and contacts in ohm, at least 0.
    charge_transfer_resistance_ohm : float or array
        Charge-transfer resistance in ohm, greater than 0.
    cpe_coefficient_S_s_a : float or array
        Coefficient of the double layer in S s\ :sup:`a`, greater than 0; its capacitance in F if the exponent is 1.
    diffusion_resistance_ohm : float or array
        Diffusion resistance in ohm, at least 0.
    diffusion_time_s : float or array
        Time to diffuse through the film, thickness squared over diffusivity, in s, greater than 0.
    boundary : str
        ``reflecting`` for a film that fills up, ``transmissive`` for a layer with a constant concentration behind it.
    cpe_exponent : float or array
        Exponent of the double layer, above 0 and at most 1.

    Returns
    -------
    complex or array
        Impedance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Z = R_s + \frac{1}{Q (j \omega)^a + 1 / (R_\mathrm{ct} + Z_D)}

    with the impedance of diffusion :math:`Z_D` of :func:`reflecting_diffusion_impedance_ohm` or
    :func:`transmissive_diffusion_impedance_ohm` and their assumptions.

    References
    ----------
    M. E. Orazem and B. Tribollet, Electrochemical Impedance Spectroscopy, 2nd ed., Wiley 2017, chapter 11.

    Examples
    --------
    >>> impedance_ohm = bounded_randles_impedance_ohm(1e-6, 5.0, 11.0, 20e-6, 30.0, 100.0, "transmissive")
    >>> round(impedance_ohm.real, 3)
    46.0
    """
    squared = 1j * _angular(frequency_Hz) * diffusion_time_s
    if boundary == "reflecting":
        diffusion = diffusion_resistance_ohm * (1.0 / squared + _langevin_over_argument(squared))
    else:
        diffusion = diffusion_resistance_ohm * _tanh_over_argument(squared)
    faradaic = charge_transfer_resistance_ohm + diffusion
    return series_resistance_ohm + _arc(frequency_Hz, faradaic, cpe_coefficient_S_s_a, cpe_exponent)


@takes(
    frequency_Hz=POSITIVE,
    series_resistance_ohm=NON_NEGATIVE,
    film_resistance_ohm=POSITIVE,
    film_cpe_coefficient_S_s_a=POSITIVE,
    charge_transfer_resistance_ohm=POSITIVE,
    cpe_coefficient_S_s_a=POSITIVE,
    warburg_coefficient_ohm_per_sqrt_s=NON_NEGATIVE,
    film_cpe_exponent=EXPONENT,
    cpe_exponent=EXPONENT,
)
def two_arc_impedance_ohm(
    frequency_Hz: Numbers,
    series_resistance_ohm: Numbers,
    film_resistance_ohm: Numbers,
    film_cpe_coefficient_S_s_a: Numbers,
    charge_transfer_resistance_ohm: Numbers,
    cpe_coefficient_S_s_a: Numbers,
    warburg_coefficient_ohm_per_sqrt_s: Numbers = 0.0,
    film_cpe_exponent: Numbers = 1.0,
    cpe_exponent: Numbers = 1.0,
) -> ComplexNumbers:
    r"""Impedance of an anode with a surface film: one arc of the film, one of charge transfer, a line of diffusion.

    Parameters
    ----------
    frequency_Hz : float or array
        Frequency in Hz, greater than 0.
    series_resistance_ohm : float or array
        Resistance of electrolyte and contacts in ohm, at least 0.
    film_resistance_ohm : float or array
        Resistance of the film (solid electrolyte interphase) in ohm, greater than 0.
    film_cpe_coefficient_S_s_a : float or array
        Coefficient of the film in S s\ :sup:`a`, greater than 0; its capacitance in F if the exponent is 1.
    charge_transfer_resistance_ohm : float or array
        Charge-transfer resistance in ohm, greater than 0.
    cpe_coefficient_S_s_a : float or array
        Coefficient of the double layer in S s\ :sup:`a`, greater than 0; its capacitance in F if the exponent is 1.
    warburg_coefficient_ohm_per_sqrt_s : float or array
        Warburg coefficient in ohm per square root of a second, at least 0; 0 for no diffusion.
    film_cpe_exponent, cpe_exponent : float or array
        Exponents of the film and of the double layer, each above 0 and at most 1.

    Returns
    -------
    complex or array
        Impedance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math::

        Z = R_s + \frac{1}{Q_f (j \omega)^{a_f} + 1 / R_f}
            + \frac{1}{Q (j \omega)^a + 1 / (R_\mathrm{ct} + \sigma (1 - j) / \sqrt{\omega})}

    Two arcs are seen only if their characteristic frequencies are at least some ten times apart; otherwise one broad
    arc appears, and what is read as the charge-transfer resistance contains the film.

    References
    ----------
    A. Lasia, Electrochemical Impedance Spectroscopy and its Applications, Springer 2014.

    Examples
    --------
    All values are illustrative. Apart, the arcs can be told from each other; together, they cannot:

    >>> frequency_Hz = spectrum_frequencies_Hz(1e6, 0.1, 141)
    >>> for film_F in (1e-7, 1e-5):
    ...     impedance_ohm = two_arc_impedance_ohm(frequency_Hz, 5.0, 20.0, film_F, 30.0, 2e-5)
    ...     arcs = find_arcs(frequency_Hz, impedance_ohm.real, impedance_ohm.imag)
    ...     print([round(arc.diameter_ohm, 1) for arc in arcs])
    [20.2, 30.1]
    [53.9]
    """
    film = _arc(frequency_Hz, film_resistance_ohm, film_cpe_coefficient_S_s_a, film_cpe_exponent)
    faradaic = charge_transfer_resistance_ohm + _warburg(frequency_Hz, warburg_coefficient_ohm_per_sqrt_s)
    return series_resistance_ohm + film + _arc(frequency_Hz, faradaic, cpe_coefficient_S_s_a, cpe_exponent)


# ---------------------------------------------------------------- what sets the elements


@takes(
    diffusivity_cm2_per_s=POSITIVE,
    concentration_mol_per_L=POSITIVE,
    area_cm2=POSITIVE,
    electrons=POSITIVE,
    temperature_K=TEMPERATURE,
)
def warburg_coefficient_ohm_per_sqrt_s(
    diffusivity_cm2_per_s: Numbers,
    concentration_mol_per_L: Numbers,
    area_cm2: Numbers,
    electrons: Numbers = 1.0,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
) -> Numbers:
    r"""Warburg coefficient of one species that diffuses to the electrode as an ideal solution.

    Parameters
    ----------
    diffusivity_cm2_per_s : float or array
        Diffusion coefficient in cm2/s, greater than 0.
    concentration_mol_per_L : float or array
        Concentration in mol/L, greater than 0.
    area_cm2 : float or array
        Area through which the species passes in cm2, greater than 0.
    electrons : float or array
        Electrons transferred for each particle, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Warburg coefficient in ohm per square root of a second. If an oxidized and a reduced species both diffuse,
        their coefficients add.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \sigma = \frac{R T}{\sqrt{2} \, n^2 F^2 A c \sqrt{D}}

    Assumes that the potential follows the Nernst equation, :math:`dE/d \ln c = R T / (n F)`. An insertion electrode
    with another slope of its potential needs :func:`insertion_warburg_coefficient_ohm_per_sqrt_s`.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 10.3.

    Examples
    --------
    >>> round(warburg_coefficient_ohm_per_sqrt_s(1e-5, 1e-3, 1.0), 1)
    59.5
    """
    concentration = concentration_mol_per_L * MOL_PER_M3_PER_MOL_PER_L
    root = np.sqrt(2.0 * diffusivity_cm2_per_s * M2_PER_CM2)
    charge = electrons * FARADAY_C_PER_MOL
    return GAS_CONSTANT_J_PER_MOL_K * temperature_K / (charge**2 * area_cm2 * M2_PER_CM2 * concentration * root)


@takes(
    warburg_coefficient_ohm_per_sqrt_s=POSITIVE,
    concentration_mol_per_L=POSITIVE,
    area_cm2=POSITIVE,
    electrons=POSITIVE,
    temperature_K=TEMPERATURE,
)
def diffusivity_from_warburg_cm2_per_s(
    warburg_coefficient_ohm_per_sqrt_s: Numbers,
    concentration_mol_per_L: Numbers,
    area_cm2: Numbers,
    electrons: Numbers = 1.0,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
) -> Numbers:
    r"""Diffusion coefficient that papers compute from a Warburg coefficient, with all its assumptions.

    Parameters
    ----------
    warburg_coefficient_ohm_per_sqrt_s : float or array
        Warburg coefficient in ohm per square root of a second, greater than 0.
    concentration_mol_per_L : float or array
        Concentration in mol/L, greater than 0.
    area_cm2 : float or array
        Area through which the species passes in cm2, greater than 0.
    electrons : float or array
        Electrons transferred for each particle, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Diffusion coefficient in cm2/s.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: D = \frac{R^2 T^2}{2 A^2 n^4 F^4 c^2 \sigma^2}

    The formula is that of an ideal solution. In a solid, three inputs are weak: the wetted area (an error of a factor
    of 10 makes one of 100 in D), the concentration of mobile ions, and the Nernstian slope. If the potential of the
    electrode falls :math:`k` times as steeply as an ideal solution's, D comes out too small by the factor
    :math:`k^2`; it is meaningless on a voltage plateau. Ratios between samples share these errors only if area and slope are the same.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 10.3.

    Examples
    --------
    A Warburg coefficient half as large is read as diffusion four times as fast:

    >>> slow, fast = diffusivity_from_warburg_cm2_per_s(np.array([40.0, 20.0]), 20.0, 1.13)
    >>> round(float(fast / slow), 6)
    4.0
    """
    concentration = concentration_mol_per_L * MOL_PER_M3_PER_MOL_PER_L
    charge = electrons * FARADAY_C_PER_MOL
    per_area = charge**2 * area_cm2 * M2_PER_CM2 * concentration * warburg_coefficient_ohm_per_sqrt_s
    return (GAS_CONSTANT_J_PER_MOL_K * temperature_K / per_area) ** 2 / 2.0 / M2_PER_CM2


@takes(
    diffusivity_cm2_per_s=POSITIVE,
    potential_slope_V=POSITIVE,
    molar_volume_cm3_per_mol=POSITIVE,
    area_cm2=POSITIVE,
    charge_number=POSITIVE,
)
def insertion_warburg_coefficient_ohm_per_sqrt_s(
    diffusivity_cm2_per_s: Numbers,
    potential_slope_V: Numbers,
    molar_volume_cm3_per_mol: Numbers,
    area_cm2: Numbers,
    charge_number: Numbers = 1.0,
) -> Numbers:
    r"""Warburg coefficient of an insertion electrode from the slope of its equilibrium potential.

    Parameters
    ----------
    diffusivity_cm2_per_s : float or array
        Chemical diffusion coefficient in cm2/s, greater than 0.
    potential_slope_V : float or array
        Size of dE/dx, change of the equilibrium potential with the ions x in a formula unit, in V, greater than 0.
    molar_volume_cm3_per_mol : float or array
        Volume of a mole of formula units in cm3/mol, greater than 0.
    area_cm2 : float or array
        Area of the electrode that touches the electrolyte in cm2, greater than 0.
    charge_number : float or array
        Charge of the inserted ion, greater than 0.

    Returns
    -------
    float or array
        Warburg coefficient in ohm per square root of a second.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \sigma = \frac{V_m \, |dE/dx|}{\sqrt{2} \, z F A \sqrt{D}}

    Makes no assumption about the shape of the potential curve. It becomes the formula of the ideal solution,
    :func:`warburg_coefficient_ohm_per_sqrt_s`, for :math:`dE/dx = R T / (z F x)` and :math:`c = x / V_m`.
    Holds for diffusion in one direction that has not yet reached the center of the particles.

    References
    ----------
    C. Ho, I. D. Raistrick and R. A. Huggins, Application of A-C techniques to the study of lithium diffusion in
    tungsten trioxide thin films, J. Electrochem. Soc. 127 (1980) 343-350.

    Examples
    --------
    >>> round(insertion_warburg_coefficient_ohm_per_sqrt_s(1e-11, 1.0, 32.0, 10.0), 2)
    7.42
    """
    root = np.sqrt(2.0 * diffusivity_cm2_per_s * M2_PER_CM2)
    volume = molar_volume_cm3_per_mol * M3_PER_CM3
    return volume * potential_slope_V / (charge_number * FARADAY_C_PER_MOL * area_cm2 * M2_PER_CM2 * root)


@takes(
    warburg_coefficient_ohm_per_sqrt_s=POSITIVE,
    potential_slope_V=POSITIVE,
    molar_volume_cm3_per_mol=POSITIVE,
    area_cm2=POSITIVE,
    charge_number=POSITIVE,
)
def insertion_diffusivity_cm2_per_s(
    warburg_coefficient_ohm_per_sqrt_s: Numbers,
    potential_slope_V: Numbers,
    molar_volume_cm3_per_mol: Numbers,
    area_cm2: Numbers,
    charge_number: Numbers = 1.0,
) -> Numbers:
    r"""Chemical diffusion coefficient in an insertion electrode from its Warburg coefficient.

    Parameters
    ----------
    warburg_coefficient_ohm_per_sqrt_s : float or array
        Warburg coefficient in ohm per square root of a second, greater than 0.
    potential_slope_V : float or array
        Size of dE/dx, change of the equilibrium potential with the ions x in a formula unit, in V, greater than 0.
    molar_volume_cm3_per_mol : float or array
        Volume of a mole of formula units in cm3/mol, greater than 0.
    area_cm2 : float or array
        Area of the electrode that touches the electrolyte in cm2, greater than 0.
    charge_number : float or array
        Charge of the inserted ion, greater than 0.

    Returns
    -------
    float or array
        Chemical diffusion coefficient in cm2/s.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: D = \frac{1}{2} \left( \frac{V_m \, |dE/dx|}{z F A \sigma} \right)^2

    The assumptions are those of :func:`insertion_warburg_coefficient_ohm_per_sqrt_s`.

    References
    ----------
    C. Ho, I. D. Raistrick and R. A. Huggins, Application of A-C techniques to the study of lithium diffusion in
    tungsten trioxide thin films, J. Electrochem. Soc. 127 (1980) 343-350.

    Examples
    --------
    >>> f"{insertion_diffusivity_cm2_per_s(7.416, 1.0, 32.0, 10.0):.2e}"
    '1.00e-11'
    """
    volume = molar_volume_cm3_per_mol * M3_PER_CM3
    per_area = charge_number * FARADAY_C_PER_MOL * area_cm2 * M2_PER_CM2 * warburg_coefficient_ohm_per_sqrt_s
    return (volume * potential_slope_V / per_area) ** 2 / 2.0 / M2_PER_CM2


@takes(warburg_coefficient_ohm_per_sqrt_s=NON_NEGATIVE, diffusion_time_s=POSITIVE)
def diffusion_resistance_ohm(warburg_coefficient_ohm_per_sqrt_s: Numbers, diffusion_time_s: Numbers) -> Numbers:
    r"""Resistance of a bounded diffusion element that continues a given Warburg line.

    Parameters
    ----------
    warburg_coefficient_ohm_per_sqrt_s : float or array
        Warburg coefficient in ohm per square root of a second, at least 0.
    diffusion_time_s : float or array
        Time to diffuse through the film in s, greater than 0.

    Returns
    -------
    float or array
        Diffusion resistance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: R_D = \sigma \sqrt{2 \tau}

    from :math:`R_D / \sqrt{j \omega \tau} = \sigma (1 - j) / \sqrt{\omega}` at high frequency.

    References
    ----------
    M. E. Orazem and B. Tribollet, Electrochemical Impedance Spectroscopy, 2nd ed., Wiley 2017, chapter 11.

    Examples
    --------
    >>> round(diffusion_resistance_ohm(5.0, 50.0), 6)
    50.0
    """
    return cast("Numbers", warburg_coefficient_ohm_per_sqrt_s * np.sqrt(2.0 * diffusion_time_s))


@takes(specific_capacitance_uF_per_cm2=POSITIVE, area_cm2=POSITIVE)
def double_layer_capacitance_F(specific_capacitance_uF_per_cm2: Numbers, area_cm2: Numbers) -> Numbers:
    r"""Capacitance of the double layer of an electrode.

    Parameters
    ----------
    specific_capacitance_uF_per_cm2 : float or array
        Capacitance for each wetted area in uF/cm2, greater than 0. Some 5 to 50 uF/cm2 are usual.
    area_cm2 : float or array
        Wetted area in cm2, greater than 0; in a porous electrode much more than its outer area.

    Returns
    -------
    float or array
        Capacitance in F.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: C = c A

    Read the other way, a measured capacitance tells the wetted area, and with it whether two electrodes whose
    charge-transfer resistances are compared have the same one.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 1.2.

    Examples
    --------
    >>> round(double_layer_capacitance_F(20.0, 100.0), 6)
    0.002
    """
    return specific_capacitance_uF_per_cm2 * F_PER_UF * area_cm2


@takes(
    cpe_coefficient_S_s_a=POSITIVE,
    cpe_exponent=EXPONENT,
    series_resistance_ohm=POSITIVE,
    charge_transfer_resistance_ohm=POSITIVE,
)
def brug_capacitance_F(
    cpe_coefficient_S_s_a: Numbers,
    cpe_exponent: Numbers,
    series_resistance_ohm: Numbers,
    charge_transfer_resistance_ohm: Numbers,
) -> Numbers:
    r"""Capacitance behind a constant-phase element if the time constants differ along the surface.

    Parameters
    ----------
    cpe_coefficient_S_s_a : float or array
        Coefficient Q in S s\ :sup:`a`, greater than 0.
    cpe_exponent : float or array
        Exponent a, above 0 and at most 1.
    series_resistance_ohm : float or array
        Resistance in series with the double layer in ohm, greater than 0.
    charge_transfer_resistance_ohm : float or array
        Resistance in parallel with the double layer in ohm, greater than 0.

    Returns
    -------
    float or array
        Capacitance in F.

    Raises
    ------
    ValueError
        If an argument is outside its range or the result is too large.

    Notes
    -----
    .. math:: C = Q^{1/a} \left( \frac{1}{R_s} + \frac{1}{R_\mathrm{ct}} \right)^{(a-1)/a}

    Assumes a distribution along the surface. For one across a film use :func:`hsu_mansfeld_capacitance_F`. The
    coefficient Q itself is no capacitance, and an estimate with an exponent far below 1 means little.

    References
    ----------
    G. J. Brug, A. L. G. van den Eeden, M. Sluyters-Rehbach and J. H. Sluyters, The analysis of electrode impedances
    complicated by the presence of a constant phase element, J. Electroanal. Chem. 176 (1984) 275-295.

    B. Hirschorn, M. E. Orazem, B. Tribollet, V. Vivier, I. Frateur and M. Musiani, Determination of effective
    capacitance and film thickness from constant-phase-element parameters, Electrochim. Acta 55 (2010) 6218-6227.

    Examples
    --------
    >>> f"{brug_capacitance_F(5e-5, 0.85, 5.0, 11.0):.3e}"
    '1.083e-05'
    """
    log_rate = np.log(1.0 / series_resistance_ohm + 1.0 / charge_transfer_resistance_ohm)
    log_capacitance = (np.log(cpe_coefficient_S_s_a) + (cpe_exponent - 1.0) * log_rate) / cpe_exponent
    return cast("Numbers", np.exp(log_capacitance))


@takes(cpe_coefficient_S_s_a=POSITIVE, cpe_exponent=EXPONENT, resistance_ohm=POSITIVE)
def hsu_mansfeld_capacitance_F(
    cpe_coefficient_S_s_a: Numbers, cpe_exponent: Numbers, resistance_ohm: Numbers
) -> Numbers:
    r"""Capacitance behind a constant-phase element if the time constants differ across a film.

    Parameters
    ----------
    cpe_coefficient_S_s_a : float or array
        Coefficient Q in S s\ :sup:`a`, greater than 0.
    cpe_exponent : float or array
        Exponent a, above 0 and at most 1.
    resistance_ohm : float or array
        Resistance in parallel with the element, the diameter of the arc, in ohm, greater than 0.

    Returns
    -------
    float or array
        Capacitance in F. Divided into the time constant at the apex of the arc it gives the resistance.

    Raises
    ------
    ValueError
        If an argument is outside its range or the result is too large.

    Notes
    -----
    .. math:: C = Q^{1/a} R^{(1-a)/a} = Q \, \omega_\mathrm{apex}^{a - 1}

    Assumes a distribution across a film. For one along the surface use :func:`brug_capacitance_F`.

    References
    ----------
    B. Hirschorn, M. E. Orazem, B. Tribollet, V. Vivier, I. Frateur and M. Musiani, Determination of effective
    capacitance and film thickness from constant-phase-element parameters, Electrochim. Acta 55 (2010) 6218-6227.

    Examples
    --------
    >>> f"{hsu_mansfeld_capacitance_F(5e-5, 0.85, 11.0):.3e}"
    '1.330e-05'
    """
    log_capacitance = np.log(cpe_coefficient_S_s_a) + (1.0 - cpe_exponent) * np.log(resistance_ohm)
    return cast("Numbers", np.exp(log_capacitance / cpe_exponent))


@takes(resistance_ohm=POSITIVE, cpe_coefficient_S_s_a=POSITIVE, cpe_exponent=EXPONENT)
def apex_frequency_Hz(resistance_ohm: Numbers, cpe_coefficient_S_s_a: Numbers, cpe_exponent: Numbers = 1.0) -> Numbers:
    r"""Frequency at the top of an arc, its characteristic frequency.

    Parameters
    ----------
    resistance_ohm : float or array
        Diameter of the arc in ohm, greater than 0.
    cpe_coefficient_S_s_a : float or array
        Coefficient Q in S s\ :sup:`a`, greater than 0; the capacitance in F if the exponent is 1.
    cpe_exponent : float or array
        Exponent a, above 0 and at most 1.

    Returns
    -------
    float or array
        Frequency in Hz.

    Raises
    ------
    ValueError
        If an argument is outside its range or the result is too large.

    Notes
    -----
    .. math:: f = \frac{1}{2 \pi (R Q)^{1/a}}

    References
    ----------
    M. E. Orazem and B. Tribollet, Electrochemical Impedance Spectroscopy, 2nd ed., Wiley 2017, chapter 14.

    Examples
    --------
    >>> round(apex_frequency_Hz(11.0, 20e-6), 2)
    723.43
    """
    log_time = (np.log(resistance_ohm) + np.log(cpe_coefficient_S_s_a)) / cpe_exponent
    return cast("Numbers", np.exp(-log_time) / (2.0 * np.pi))


@takes(resistance_ohm=POSITIVE, cpe_exponent=EXPONENT)
def apex_height_ohm(resistance_ohm: Numbers, cpe_exponent: Numbers = 1.0) -> Numbers:
    r"""Height of an arc in a Nyquist plot: half its diameter, or less if it is depressed.

    Parameters
    ----------
    resistance_ohm : float or array
        Diameter of the arc on the real axis in ohm, greater than 0.
    cpe_exponent : float or array
        Exponent a of the constant-phase element, above 0 and at most 1.

    Returns
    -------
    float or array
        Largest value of the negative imaginary part in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: -\operatorname{Im} Z = \frac{R}{2} \tan \frac{\pi a}{4}

    The arc is part of a circle whose center lies below the real axis, seen from either end under the angle
    :math:`(1 - a) \cdot 90` degrees.

    References
    ----------
    M. E. Orazem and B. Tribollet, Electrochemical Impedance Spectroscopy, 2nd ed., Wiley 2017, chapter 14.

    Examples
    --------
    >>> round(apex_height_ohm(11.0), 4), round(apex_height_ohm(11.0, 0.8), 4)
    (5.5, 3.996)
    """
    return cast("Numbers", resistance_ohm / 2.0 * np.tan(np.pi * cpe_exponent / 4.0))


# ---------------------------------------------------------------- reading measured spectra


@dataclass(frozen=True)
class Arc:
    """An arc of a Nyquist plot, read by laying a circle through its upper half.

    Parameters
    ----------
    apex_frequency_Hz : float
        Frequency at the top in Hz.
    apex_height_ohm : float
        Negative imaginary part at the top in ohm.
    high_frequency_intercept_ohm, low_frequency_intercept_ohm : float
        Where the circle crosses the real axis, in ohm.
    """

    apex_frequency_Hz: float
    apex_height_ohm: float
    high_frequency_intercept_ohm: float
    low_frequency_intercept_ohm: float

    @property
    def diameter_ohm(self) -> float:
        """Resistance of the arc, which is the distance of its two intercepts, in ohm."""
        return self.low_frequency_intercept_ohm - self.high_frequency_intercept_ohm


def _require_spectrum(
    frequency_Hz: FloatArray, real_part_ohm: FloatArray, imaginary_part_ohm: FloatArray, fewest: int
) -> None:
    if not frequency_Hz.size == real_part_ohm.size == imaginary_part_ohm.size:
        raise ValueError(
            f"frequency_Hz has {frequency_Hz.size} values, real_part_ohm {real_part_ohm.size} and imaginary_part_ohm "
            f"{imaginary_part_ohm.size}; they must have the same number"
        )
    if frequency_Hz.size < fewest:
        raise ValueError(f"frequency_Hz has {frequency_Hz.size} values; there must be at least {fewest}")
    if np.unique(frequency_Hz).size < frequency_Hz.size:
        raise ValueError("frequency_Hz holds a value twice; all frequencies must be different")


@takes(
    frequency_Hz=POSITIVE.series,
    real_part_ohm=ANY_SIGN_SERIES,
    imaginary_part_ohm=ANY_SIGN_SERIES,
)
def find_arcs(frequency_Hz: FloatArray, real_part_ohm: FloatArray, imaginary_part_ohm: FloatArray) -> tuple[Arc, ...]:
    r"""Find the arcs of a Nyquist plot and measure them.

    Parameters
    ----------
    frequency_Hz : array
        Frequencies in Hz in any order, all different, each greater than 0; at least 5 values.
    real_part_ohm : array
        Real parts of the impedance in ohm, each of any sign.
    imaginary_part_ohm : array
        Imaginary parts in ohm, each of any sign; those of an arc are negative.

    Returns
    -------
    tuple of Arc
        The arcs from high to low frequency; empty if the spectrum has none.

    Raises
    ------
    ValueError
        If an argument is outside its range or the three series do not have the same number of values.

    Notes
    -----
    An arc is a peak of :math:`-\operatorname{Im} Z` over the frequency. A circle is laid through its points above
    half its height by linear least squares; its chord on the real axis is the diameter. This is exact for a
    resistance in parallel with a capacitor or a constant-phase element, whose Nyquist plot is part of a circle. A
    diffusion line or a neighboring arc adds to the diameter: about a quarter if two equal arcs have their apexes 20
    times apart in frequency, a few percent at 100 times. Noise makes peaks of its own: smooth noisy data first. A
    peak whose circle does not cross the real axis is left out.

    References
    ----------
    M. E. Orazem and B. Tribollet, Electrochemical Impedance Spectroscopy, 2nd ed., Wiley 2017, chapter 17.

    Examples
    --------
    >>> frequency_Hz = spectrum_frequencies_Hz(1e5, 1.0, 51)
    >>> impedance_ohm = randles_impedance_ohm(frequency_Hz, 5.0, 33.6, 2e-5, cpe_exponent=0.9)
    >>> arc = find_arcs(frequency_Hz, impedance_ohm.real, impedance_ohm.imag)[0]
    >>> round(arc.high_frequency_intercept_ohm, 6), round(arc.diameter_ohm, 6)
    (5.0, 33.6)
    """
    _require_spectrum(frequency_Hz, real_part_ohm, imaginary_part_ohm, fewest=5)
    order = np.argsort(-frequency_Hz)
    log_frequency = np.log(frequency_Hz[order])
    x, y = real_part_ohm[order], -imaginary_part_ohm[order]
    arcs = []
    for top in range(1, y.size - 1):
        if y[top] > 0 and y[top] > y[top - 1] and y[top] >= y[top + 1]:
            chosen = _upper_half(y, top)
            intercepts = _circle_on_real_axis(x[chosen], y[chosen])
            if intercepts is not None:
                log_apex, height = _top_of_parabola(log_frequency[top - 1 : top + 2], y[top - 1 : top + 2])
                arcs.append(Arc(float(np.exp(log_apex)), height, *intercepts))
    return tuple(arcs)


def _upper_half(y: FloatArray, top: int) -> slice:
    """Return the points around a peak that fall off steadily and lie above half its height, but at least three."""
    first, last = top, top
    while first > 0 and y[top] / 2.0 <= y[first - 1] <= y[first]:
        first -= 1
    while last < y.size - 1 and y[top] / 2.0 <= y[last + 1] <= y[last]:
        last += 1
    return slice(min(first, top - 1), max(last, top + 1) + 1)


def _circle_on_real_axis(x: FloatArray, y: FloatArray) -> tuple[float, float] | None:
    """Lay a circle through points and return where it crosses the real axis."""
    middle, size = float(x.mean()), float(y.max())
    u, v = (x - middle) / size, y / size
    # u^2 + v^2 = 2 a u + 2 b v + c, linear in the center (a, b) and in c.
    (a, _, c), *_ = np.linalg.lstsq(np.column_stack([2.0 * u, 2.0 * v, np.ones_like(u)]), u**2 + v**2)
    # On the real axis, u^2 - 2 a u - c = 0.
    squared = a**2 + c
    if squared <= 0:
        return None
    return middle + size * float(a - np.sqrt(squared)), middle + size * float(a + np.sqrt(squared))


def _top_of_parabola(x: FloatArray, y: FloatArray) -> tuple[float, float]:
    """Return the place and height of the highest point of the parabola through three points."""
    (before, here, after), step_before, step_after = y, x[1] - x[0], x[2] - x[1]
    slope_before, slope_after = (here - before) / step_before, (after - here) / step_after
    curvature = (slope_after - slope_before) / (step_before + step_after)
    slope = slope_before + curvature * step_before
    return float(x[1] - slope / (2.0 * curvature)), float(here - slope**2 / (4.0 * curvature))


@takes(frequency_Hz=POSITIVE.series, real_part_ohm=ANY_SIGN_SERIES)
def fitted_warburg_coefficient_ohm_per_sqrt_s(frequency_Hz: FloatArray, real_part_ohm: FloatArray) -> float:
    r"""Warburg coefficient from the slope of the real part, as papers read it from the diffusion line.

    Parameters
    ----------
    frequency_Hz : array
        Frequencies of the diffusion line alone in Hz, each greater than 0; at least 2 different values.
    real_part_ohm : array
        Real parts of the impedance in ohm, each of any sign.

    Returns
    -------
    float
        Warburg coefficient in ohm per square root of a second. A negative value says that the points are no diffusion
        line.

    Raises
    ------
    ValueError
        If an argument is outside its range, the series differ in length, or there are too few different frequencies.

    Notes
    -----
    Least squares for :math:`\operatorname{Re} Z = R + \sigma \omega^{-1/2}`. Choose the points by the slope
    of 45 degrees in the Nyquist plot: points of the arc, or of the steeper end of a bounded film, spoil the result.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 10.3.

    Examples
    --------
    >>> frequency_Hz = spectrum_frequencies_Hz(0.1, 0.001, 11)
    >>> impedance_ohm = randles_impedance_ohm(frequency_Hz, 5.0, 11.0, 20e-6, 5.0)
    >>> round(fitted_warburg_coefficient_ohm_per_sqrt_s(frequency_Hz, impedance_ohm.real), 3)
    5.0
    """
    if frequency_Hz.size != real_part_ohm.size:
        raise ValueError(
            f"frequency_Hz has {frequency_Hz.size} values and real_part_ohm {real_part_ohm.size}; "
            "they must have the same number"
        )
    if np.unique(frequency_Hz).size < 2:
        raise ValueError("frequency_Hz holds fewer than 2 different values; there must be at least 2")
    root = 1.0 / np.sqrt(2.0 * np.pi * frequency_Hz)
    centered = root - root.mean()
    return float(centered @ real_part_ohm / (centered @ centered))


@dataclass(frozen=True)
class KramersKronigCheck:
    """How well a spectrum agrees with a chain of resistors and capacitors, which obeys Kramers and Kronig.

    Parameters
    ----------
    fitted_impedance_ohm : array of complex
        Impedance of the chain in ohm.
    real_residual_percent, imaginary_residual_percent : array
        Measured minus fitted part, in percent of the size of the measured impedance.
    number_of_elements : int
        Number of pairs of resistor and capacitor in the chain.
    sign_ratio : float
        One minus the sum of the negative resistances over that of the positive ones, the number that is called mu
        in the literature. It falls when the elements begin to fit noise, or an arc that no such chain has.
    """

    fitted_impedance_ohm: ComplexArray
    real_residual_percent: FloatArray
    imaginary_residual_percent: FloatArray
    number_of_elements: int
    sign_ratio: float

    @property
    def largest_residual_percent(self) -> float:
        """Largest residual of real and imaginary part in percent."""
        return float(max(np.abs(self.real_residual_percent).max(), np.abs(self.imaginary_residual_percent).max()))


@takes(
    frequency_Hz=POSITIVE.series,
    real_part_ohm=ANY_SIGN_SERIES,
    imaginary_part_ohm=ANY_SIGN_SERIES,
    number_of_elements=WHOLE_POSITIVE.single,
)
def kramers_kronig_check(
    frequency_Hz: FloatArray,
    real_part_ohm: FloatArray,
    imaginary_part_ohm: FloatArray,
    number_of_elements: int | None = None,
) -> KramersKronigCheck:
    r"""Test whether a measured spectrum can be that of a linear, causal system that did not change meanwhile.

    Parameters
    ----------
    frequency_Hz : array
        Frequencies in Hz in any order, all different, each greater than 0; at least 5 values.
    real_part_ohm : array
        Real parts of the impedance in ohm, each of any sign.
    imaginary_part_ohm : array
        Imaginary parts in ohm, each of any sign; negative for capacitive behavior.
    number_of_elements : int or None
        Number of pairs of resistor and capacitor, a number that is whole and at least 1. None: one for two points.

    Returns
    -------
    KramersKronigCheck
        Fit and residuals. Residuals that scatter around zero within the noise are fine; more than about one percent,
        or a trend along the frequency, says that the data should not be fitted with a circuit.

    Raises
    ------
    ValueError
        If an argument is outside its range, the series differ in length, an impedance is zero, or there are more
        elements than points.

    Notes
    -----
    The chain

    .. math:: Z = R_0 + j \omega L + \frac{1}{j \omega C} + \sum_k \frac{R_k}{1 + j \omega \tau_k}

    has fixed time constants :math:`\tau_k`, equally spaced on a logarithmic scale over the measured range, so that
    the fit is linear. Every such chain obeys the relations of Kramers and Kronig, so that even many elements cannot
    hide a violation; too few leave residuals of their own. Real and imaginary part are fitted together, each point
    weighted with the size of its impedance.

    Schönleber et al. add elements until the sign ratio falls below 0.85. That rule is not used here: it can stop
    too early, for instance with eight elements and a residual of 7 percent for the exact spectrum of a film that
    fills up.

    References
    ----------
    B. A. Boukamp, A linear Kronig-Kramers transform test for immittance data validation, J. Electrochem. Soc. 142
    (1995) 1885-1894.

    M. Schönleber, D. Klotz and E. Ivers-Tiffée, A method for improving the robustness of linear Kramers-Kronig
    validity tests, Electrochim. Acta 131 (2014) 20-27.

    Examples
    --------
    A cell whose charge-transfer resistance doubles while the spectrum is taken gives itself away:

    >>> frequency_Hz = spectrum_frequencies_Hz(1e5, 0.01, 71)
    >>> for end_ohm in (20.0, 40.0):
    ...     impedance_ohm = randles_impedance_ohm(frequency_Hz, 5.0, np.linspace(20.0, end_ohm, 71), 20e-6, 5.0)
    ...     check = kramers_kronig_check(frequency_Hz, impedance_ohm.real, impedance_ohm.imag)
    ...     print(check.largest_residual_percent < 1.0)
    True
    False
    """
    _require_spectrum(frequency_Hz, real_part_ohm, imaginary_part_ohm, fewest=5)
    impedance = real_part_ohm + 1j * imaginary_part_ohm
    if (impedance == 0).any():
        raise ValueError("real_part_ohm is 0 where imaginary_part_ohm is 0; the impedance must not be zero")
    if number_of_elements is None:
        number_of_elements = frequency_Hz.size // POINTS_PER_ELEMENT
    if number_of_elements > frequency_Hz.size:
        raise ValueError(
            f"number_of_elements is {number_of_elements}; "
            f"it must not be above the number of points, {frequency_Hz.size}"
        )
    return _fit_chain(frequency_Hz, impedance, number_of_elements)


def _fit_chain(frequency_Hz: FloatArray, impedance: ComplexArray, number: int) -> KramersKronigCheck:
    """Fit the chain of resistors and capacitors with a given number of time constants."""
    angular = 2.0 * np.pi * frequency_Hz
    shortest, longest = 1.0 / angular.max(), 1.0 / angular.min()
    times = np.geomspace(shortest, longest, number) if number > 1 else np.array([np.sqrt(shortest * longest)])
    columns = np.column_stack(
        [
            1.0 / (1.0 + 1j * angular[:, np.newaxis] * times),
            np.ones_like(impedance),
            1j * angular,
            -1j / angular,
        ]
    )
    size = np.abs(impedance)
    weighted = columns / size[:, np.newaxis]
    matrix = np.vstack([weighted.real, weighted.imag])
    # Columns differ by many powers of ten.
    scale = np.linalg.norm(matrix, axis=0)
    target = impedance / size
    solution, *_ = np.linalg.lstsq(matrix / scale, np.concatenate([target.real, target.imag]))
    amounts = solution / scale
    resistances = amounts[:number]
    positive = resistances[resistances > 0].sum()
    negative = -resistances[resistances < 0].sum()
    fitted = columns @ amounts
    residual = 100.0 * (impedance - fitted) / size
    sign_ratio = 1.0 - negative / positive if positive > 0 else 0.0
    return KramersKronigCheck(fitted, residual.real, residual.imag, number, float(sign_ratio))
