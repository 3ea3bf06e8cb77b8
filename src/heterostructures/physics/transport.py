r"""How ions and electrons get from one place to another: jumps, diffusion, drift, layers, mixtures and tunneling.

The reviews speak of lowered diffusion barriers, of fields that pull ions through an interface, of a sodium reservoir
next to it, of electrons that tunnel and of a good conductor mixed in. The functions here say what each of these is
worth in time, distance, concentration, probability and conductivity.

Sign conventions: x runs from left to right; fluxes, velocities and fields are positive to the right. A partition
coefficient is concentration on the right divided by concentration on the left in equilibrium. Concentrations count
particles per volume; a factor common to all of them drops out, so that any other unit may be used throughout.

Symbols: :math:`D` diffusion coefficient, :math:`c` concentration, :math:`L` length, :math:`a` jump length,
:math:`\Gamma` jump rate, :math:`z` charge number, :math:`e` elementary charge, :math:`k_B T` thermal energy,
:math:`\mu` mobility, :math:`\sigma` conductivity, :math:`K` partition coefficient, :math:`\kappa` decay constant of a
wave in a barrier, :math:`\gamma` exponent of the tunneling probability.

Notes
-----
Diffusion coefficients and solubilities are constants of each layer: dilute ions, no reaction, no growth of a phase, no
stress. A diffusion coefficient from a titration or from impedance is a chemical one; it contains a thermodynamic factor
that the Nernst-Einstein relation does not know. The reviews do not say how theirs were measured. Layers are flat and infinite sideways. Tunneling is that of one
electron with a constant effective mass through a barrier that does not change.

Examples
--------
Review A, section 4.1: the barrier of K+ in FeSe/Fe3Se4 falls from 0.53 to 0.34 eV. With jumps of 0.35 nm in a plane
(illustrative; four neighbors), the time to diffuse over 50 nm, in s:

>>> from heterostructures.physics.kinetics import jump_rate_per_s
>>> for barrier_eV in (0.53, 0.34):
...     diffusivity = hop_diffusivity_cm2_per_s(0.35, 4 * jump_rate_per_s(barrier_eV), dimensions=2)
...     print(f"{diffusivity:.1e} cm2/s {diffusion_time_s(50.0, diffusivity):.1e} s")
1.3e-11 cm2/s 1.9e+00 s
2.2e-08 cm2/s 1.1e-03 s

Both are short against an hour of charging: over 50 nm the lower barrier no longer decides.

Review B, section 3.3: Na+ gathers on the SnS2 side of Sb2S3/SnS2, and this reservoir is said to feed both sides. Let
10 nm of each be in contact, SnS2 hold 0.1 eV more tightly and diffuse 100 times faster (illustrative), and all the
sodium start in SnS2. How much of it crosses, in percent of all, and when?

>>> binding = partition_coefficient(energy_step_eV=-0.1, temperature_K=298.15)
>>> sb2s3 = DiffusionLayer(10.0, 1e-14, concentration_per_cm3=0.0)
>>> sns2 = DiffusionLayer(10.0, 1e-12, concentration_per_cm3=1e21, relative_solubility=binding)
>>> result = diffuse_through_layers([sb2s3, sns2], times_s=[0.1, 10, 1000])
>>> [round(float(percent), 2) for percent in 100 * result.amount_per_cm2[:, 0] / 1e15]
[0.07, 0.72, 2.0]
>>> round(100 / (1 + binding), 2)
2.0

What makes a reservoir hold the sodium also keeps it from giving it away. The gradient works once, until the two
sides are in equilibrium; after that only the electrode potential moves the sodium.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import constants

from heterostructures.physics.bands import thermal_energy_eV
from heterostructures.physics.domains import (
    FINITE,
    FRACTION,
    NON_NEGATIVE,
    OPEN_FRACTION,
    POSITIVE,
    TEMPERATURE,
    WHOLE_POSITIVE,
    Domain,
    FloatArray,
    Kind,
    Numbers,
    exponential,
    takes,
    with_checked_fields,
)
from heterostructures.physics.kinetics import LN_10, ROOM_TEMPERATURE_K, SIGNED_CHARGE

CM2_IN_M2 = 1e-4
PER_CM3_IN_PER_M3 = 1e6
PER_CM2_IN_PER_M2 = 1e4
CM_IN_M = 1e-2
DIMENSIONS = Domain("that is 1, 2 or 3", low=1, high=3, low_allowed=True, high_allowed=True, whole=True)
CORRELATION = Domain("greater than 0 and at most 1", low=0, high=1, high_allowed=True)
CELLS = Domain(
    "that is whole, from 4 to 5000", low=4, high=5000, low_allowed=True, high_allowed=True, whole=True, dimensions=0
)
STEPS = Domain(
    "that is whole, from 10 to 1000", low=10, high=1000, low_allowed=True, high_allowed=True, whole=True, dimensions=0
)


@takes(jump_length_nm=POSITIVE, jump_rate_per_s=POSITIVE, dimensions=DIMENSIONS, correlation_factor=CORRELATION)
def hop_diffusivity_cm2_per_s(
    jump_length_nm: Numbers, jump_rate_per_s: Numbers, dimensions: Numbers = 3, correlation_factor: Numbers = 1.0
) -> Numbers:
    r"""Diffusion coefficient of particles that jump from site to site.

    Parameters
    ----------
    jump_length_nm : float or array
        Distance from site to site in nm, greater than 0.
    jump_rate_per_s : float or array
        Jumps of one particle in 1/s in all directions together, greater than 0: the rate over one barrier times the
        number of free neighbors.
    dimensions : float or array
        Dimensions in which the particle jumps, a number that is 1, 2 or 3.
    correlation_factor : float or array
        Share that is left after jumps straight back, greater than 0 and at most 1.

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
    .. math:: D = f \frac{a^2 \Gamma}{2 d}

    A random walk on a lattice with equal barriers. It gives the tracer diffusion coefficient, or that of jumps for
    :math:`f = 1`. With unequal barriers in a row the largest one decides.

    References
    ----------
    H. Mehrer, Diffusion in Solids, Springer 2007, chapters 4 and 7.

    Examples
    --------
    >>> f"{hop_diffusivity_cm2_per_s(0.3, 6e8):.2e}"
    '9.00e-08'
    """
    return (
        correlation_factor * (jump_length_nm * constants.nano) ** 2 * jump_rate_per_s / (2.0 * dimensions) / CM2_IN_M2
    )


@takes(jump_length_nm=POSITIVE, diffusivity_cm2_per_s=POSITIVE, dimensions=DIMENSIONS, correlation_factor=CORRELATION)
def jump_rate_from_diffusivity_per_s(
    jump_length_nm: Numbers,
    diffusivity_cm2_per_s: Numbers,
    dimensions: Numbers = 3,
    correlation_factor: Numbers = 1.0,
) -> Numbers:
    r"""Rate of jumps that a diffusion coefficient implies.

    Parameters
    ----------
    jump_length_nm : float or array
        Distance from site to site in nm, greater than 0.
    diffusivity_cm2_per_s : float or array
        Diffusion coefficient in cm2/s, greater than 0.
    dimensions : float or array
        Dimensions in which the particle jumps, a number that is 1, 2 or 3.
    correlation_factor : float or array
        Share that is left after jumps straight back, greater than 0 and at most 1.

    Returns
    -------
    float or array
        Jumps of one particle in 1/s in all directions together.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Gamma = \frac{2 d D}{f a^2}

    The inverse of :func:`hop_diffusivity_cm2_per_s`.

    References
    ----------
    H. Mehrer, Diffusion in Solids, Springer 2007, chapters 4 and 7.

    Examples
    --------
    Na+ in P2/Zig-Zag, 1e-9 cm2/s (Review A, section 4.1), in a layer with jumps of 0.29 nm (illustrative):

    >>> f"{jump_rate_from_diffusivity_per_s(0.29, 1e-9, dimensions=2):.1e}"
    '4.8e+06'
    """
    length_m = jump_length_nm * constants.nano
    return 2.0 * dimensions * diffusivity_cm2_per_s * CM2_IN_M2 / (correlation_factor * length_m**2)


@takes(
    diffusivity_cm2_per_s=POSITIVE,
    density_per_cm3=POSITIVE,
    charge_number=WHOLE_POSITIVE,
    temperature_K=TEMPERATURE,
    haven_ratio=POSITIVE,
)
def conductivity_from_diffusivity_S_per_cm(
    diffusivity_cm2_per_s: Numbers,
    density_per_cm3: Numbers,
    charge_number: Numbers = 1,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    haven_ratio: Numbers = 1.0,
) -> Numbers:
    r"""Conductivity that diffusing charges give, after Nernst and Einstein.

    Parameters
    ----------
    diffusivity_cm2_per_s : float or array
        Tracer diffusion coefficient in cm2/s, greater than 0.
    density_per_cm3 : float or array
        Density of mobile charges in 1/cm3, greater than 0.
    charge_number : float or array
        Elementary charges of each as a magnitude, a number that is whole and at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    haven_ratio : float or array
        Tracer diffusion coefficient divided by the one of charge, greater than 0. It is 1 for independent motion.

    Returns
    -------
    float or array
        Conductivity in S/cm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \sigma = \frac{c z^2 e^2 D}{H_R k_B T}

    Dilute charges that obey Boltzmann statistics. A chemical diffusion coefficient, as from a titration or from the
    low-frequency impedance, must first be divided by its thermodynamic factor.

    References
    ----------
    H. Mehrer, Diffusion in Solids, Springer 2007, chapter 11.

    Examples
    --------
    Na+ with 1e-9 cm2/s (Review A, section 4.1, taken here as a tracer coefficient) and 1e22 mobile ions in a cm3
    (illustrative):

    >>> f"{conductivity_from_diffusivity_S_per_cm(1e-9, 1e22):.1e}"
    '6.2e-05'
    """
    thermal_energy_J = constants.k * temperature_K
    charge_C = charge_number * constants.e
    per_m3 = density_per_cm3 * PER_CM3_IN_PER_M3
    siemens_per_m = per_m3 * charge_C**2 * (diffusivity_cm2_per_s * CM2_IN_M2) / (haven_ratio * thermal_energy_J)
    return siemens_per_m * CM_IN_M


@takes(
    conductivity_S_per_cm=POSITIVE,
    density_per_cm3=POSITIVE,
    charge_number=WHOLE_POSITIVE,
    temperature_K=TEMPERATURE,
    haven_ratio=POSITIVE,
)
def diffusivity_from_conductivity_cm2_per_s(
    conductivity_S_per_cm: Numbers,
    density_per_cm3: Numbers,
    charge_number: Numbers = 1,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    haven_ratio: Numbers = 1.0,
) -> Numbers:
    r"""Tracer diffusion coefficient that a conductivity implies, after Nernst and Einstein.

    Parameters
    ----------
    conductivity_S_per_cm : float or array
        Conductivity in S/cm, greater than 0.
    density_per_cm3 : float or array
        Density of mobile charges in 1/cm3, greater than 0.
    charge_number : float or array
        Elementary charges of each as a magnitude, a number that is whole and at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    haven_ratio : float or array
        Tracer diffusion coefficient divided by the one of charge, greater than 0.

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
    .. math:: D = \frac{H_R k_B T \sigma}{c z^2 e^2}

    The inverse of :func:`conductivity_from_diffusivity_S_per_cm`. It must not be used for the electrons of a metal,
    which do not obey Boltzmann statistics.

    References
    ----------
    H. Mehrer, Diffusion in Solids, Springer 2007, chapter 11.

    Examples
    --------
    >>> f"{diffusivity_from_conductivity_cm2_per_s(1e-3, 1e22):.1e}"
    '1.6e-08'
    """
    thermal_energy_J = constants.k * temperature_K
    charge_C = charge_number * constants.e
    per_m3 = density_per_cm3 * PER_CM3_IN_PER_M3
    siemens_per_m = conductivity_S_per_cm / CM_IN_M
    return siemens_per_m * haven_ratio * thermal_energy_J / (per_m3 * charge_C**2) / CM2_IN_M2


@takes(diffusivity_cm2_per_s=POSITIVE, charge_number=WHOLE_POSITIVE, temperature_K=TEMPERATURE)
def mobility_cm2_per_V_s(
    diffusivity_cm2_per_s: Numbers, charge_number: Numbers = 1, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Mobility of diffusing charges, after Einstein.

    Parameters
    ----------
    diffusivity_cm2_per_s : float or array
        Diffusion coefficient in cm2/s, greater than 0.
    charge_number : float or array
        Elementary charges as a magnitude, a number that is whole and at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Mobility as a magnitude in cm2/(V s).

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \mu = \frac{z e D}{k_B T}

    Boltzmann statistics; independent charges. It follows from equilibrium alone: drift and diffusion must cancel in a
    Boltzmann distribution.

    References
    ----------
    A. Einstein, Über die von der molekularkinetischen Theorie der Wärme geforderte Bewegung von in ruhenden
    Flüssigkeiten suspendierten Teilchen, Annalen der Physik 322, 549 (1905).

    Examples
    --------
    >>> f"{mobility_cm2_per_V_s(1e-9):.2e}"
    '3.89e-08'
    """
    return charge_number * diffusivity_cm2_per_s / thermal_energy_eV(temperature_K)


@takes(mobility_cm2_per_V_s=POSITIVE, charge_number=WHOLE_POSITIVE, temperature_K=TEMPERATURE)
def diffusivity_from_mobility_cm2_per_s(
    mobility_cm2_per_V_s: Numbers, charge_number: Numbers = 1, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Diffusion coefficient of charges with a known mobility, after Einstein.

    Parameters
    ----------
    mobility_cm2_per_V_s : float or array
        Mobility as a magnitude in cm2/(V s), greater than 0.
    charge_number : float or array
        Elementary charges as a magnitude, a number that is whole and at least 1.
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
    .. math:: D = \frac{\mu k_B T}{z e}

    The inverse of :func:`mobility_cm2_per_V_s`, with its assumptions.

    References
    ----------
    A. Einstein, Über die von der molekularkinetischen Theorie der Wärme geforderte Bewegung von in ruhenden
    Flüssigkeiten suspendierten Teilchen, Annalen der Physik 322, 549 (1905).

    Examples
    --------
    >>> round(diffusivity_from_mobility_cm2_per_s(100.0), 2)
    2.57
    """
    return mobility_cm2_per_V_s * thermal_energy_eV(temperature_K) / charge_number


@takes(length_nm=POSITIVE, diffusivity_cm2_per_s=POSITIVE)
def diffusion_time_s(length_nm: Numbers, diffusivity_cm2_per_s: Numbers) -> Numbers:
    r"""Characteristic time of diffusion over a length.

    Parameters
    ----------
    length_nm : float or array
        Length from the surface to the innermost point in nm, greater than 0: half the thickness of a plate that is
        fed from both faces, the radius of a particle.
    diffusivity_cm2_per_s : float or array
        Diffusion coefficient in cm2/s, greater than 0.

    Returns
    -------
    float or array
        Characteristic time in s.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \tau = \frac{L^2}{D}

    The factor is 1 by definition. After this time a plate whose surface is held at a new concentration has taken up
    93 % of what it can hold, and a sphere all but 0.003 %. The mean squared displacement of one particle has its
    own factor: :func:`time_to_move_s`.

    References
    ----------
    J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford University Press 1975, chapters 4 and 6.

    Examples
    --------
    A particle with a radius of 1 micrometer and 1e-9 cm2/s (Review A, section 4.1):

    >>> round(diffusion_time_s(1000.0, 1e-9), 6)
    10.0
    """
    return (length_nm * constants.nano) ** 2 / (diffusivity_cm2_per_s * CM2_IN_M2)


@takes(time_s=POSITIVE, diffusivity_cm2_per_s=POSITIVE)
def diffusion_length_nm(time_s: Numbers, diffusivity_cm2_per_s: Numbers) -> Numbers:
    r"""Characteristic length that diffusion reaches in a time.

    Parameters
    ----------
    time_s : float or array
        Time in s, greater than 0.
    diffusivity_cm2_per_s : float or array
        Diffusion coefficient in cm2/s, greater than 0.

    Returns
    -------
    float or array
        Characteristic length in nm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: L = \sqrt{D t}

    The inverse of :func:`diffusion_time_s`. At this depth below a surface held at a new concentration, a thick body
    shows 48 % of the change.

    References
    ----------
    J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford University Press 1975, chapter 3.

    Examples
    --------
    >>> round(diffusion_length_nm(3600.0, 1e-13), 1)
    189.7
    """
    return np.sqrt(diffusivity_cm2_per_s * CM2_IN_M2 * time_s) / constants.nano


@takes(length_nm=POSITIVE, diffusivity_cm2_per_s=POSITIVE, dimensions=DIMENSIONS)
def time_to_move_s(length_nm: Numbers, diffusivity_cm2_per_s: Numbers, dimensions: Numbers = 1) -> Numbers:
    r"""Time in which one diffusing particle moves a length away on average (root of the mean square).

    Parameters
    ----------
    length_nm : float or array
        Distance from the start in nm, greater than 0.
    diffusivity_cm2_per_s : float or array
        Diffusion coefficient in cm2/s, greater than 0.
    dimensions : float or array
        Dimensions in which the distance is counted, a number that is 1, 2 or 3.

    Returns
    -------
    float or array
        Time in s.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: t = \frac{L^2}{2 d D}

    From the mean squared displacement :math:`\langle r^2 \rangle = 2 d D t` of a particle in a body without walls.
    The customary factor for crossing a film is that of one dimension, 2.

    References
    ----------
    H. Mehrer, Diffusion in Solids, Springer 2007, chapter 4.

    Examples
    --------
    >>> round(time_to_move_s(1000.0, 1e-9, dimensions=1), 6)
    5.0
    """
    return (length_nm * constants.nano) ** 2 / (2.0 * dimensions * diffusivity_cm2_per_s * CM2_IN_M2)


@takes(field_V_per_m=FINITE, mobility_cm2_per_V_s=POSITIVE, charge_number=SIGNED_CHARGE)
def drift_velocity_cm_per_s(
    field_V_per_m: Numbers, mobility_cm2_per_V_s: Numbers, charge_number: Numbers = 1
) -> Numbers:
    r"""Velocity at which a field pulls charges along.

    Parameters
    ----------
    field_V_per_m : float or array
        Electric field in V/m, of any sign: positive when it points to the right.
    mobility_cm2_per_V_s : float or array
        Mobility as a magnitude in cm2/(V s), greater than 0.
    charge_number : float or array
        Charge in elementary charges, a number that is whole, of any sign; only its sign counts here.

    Returns
    -------
    float or array
        Velocity in cm/s, positive to the right.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: v = \operatorname{sgn}(z) \, \mu E

    Linear in the field. Ions that jump leave this law at :math:`z e E a` near the thermal energy, 7e7 V/m for jumps
    of 0.35 nm at room temperature: see :func:`hopping_drift_velocity_cm_per_s`.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.5.

    Examples
    --------
    >>> drift_velocity_cm_per_s(1e4, 100.0, charge_number=-1)
    -10000.0
    """
    return np.sign(charge_number) * mobility_cm2_per_V_s * field_V_per_m * CM_IN_M


@takes(
    field_V_per_m=FINITE,
    jump_length_nm=POSITIVE,
    jump_rate_per_s=POSITIVE,
    charge_number=SIGNED_CHARGE,
    temperature_K=TEMPERATURE,
)
def hopping_drift_velocity_cm_per_s(
    field_V_per_m: Numbers,
    jump_length_nm: Numbers,
    jump_rate_per_s: Numbers,
    charge_number: Numbers = 1,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
) -> Numbers:
    r"""Velocity at which a field pulls along ions that jump, in weak and in strong fields.

    Parameters
    ----------
    field_V_per_m : float or array
        Electric field in V/m, of any sign: positive when it points to the right.
    jump_length_nm : float or array
        Distance from site to site along the field in nm, greater than 0.
    jump_rate_per_s : float or array
        Jumps in 1/s along this line without field, to the left and to the right together, greater than 0.
    charge_number : float or array
        Charge of the ion in elementary charges, a number that is whole, of any sign.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Velocity in cm/s, positive to the right.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the field changes the rates by more than a factor of
        10\ :sup:`300`.

    Notes
    -----
    .. math:: v = a \Gamma \sinh \frac{z e E a}{2 k_B T}

    The field lowers the barriers on one side and raises those on the other by the same amount. For weak fields it
    becomes :math:`\mu E` with the Einstein mobility. Holds while half the potential drop of a jump is small against
    the barrier.

    References
    ----------
    N. F. Mott and R. W. Gurney, Electronic Processes in Ionic Crystals, 2nd ed., Oxford University Press 1948,
    chapter 2.

    Examples
    --------
    >>> f"{hopping_drift_velocity_cm_per_s(1e7, 0.35, 1e6):.2e}"
    '2.39e-03'
    """
    length_m = jump_length_nm * constants.nano
    reduced = charge_number * field_V_per_m * length_m / (2.0 * thermal_energy_eV(temperature_K))
    exponential(np.abs(reduced), "field_V_per_m", field_V_per_m, "Check the unit of the field.")
    return length_m * jump_rate_per_s * np.sinh(reduced) / CM_IN_M


@takes(field_V_per_m=FINITE, length_nm=POSITIVE, charge_number=SIGNED_CHARGE, temperature_K=TEMPERATURE)
def drift_to_diffusion_ratio(
    field_V_per_m: Numbers,
    length_nm: Numbers,
    charge_number: Numbers = 1,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
) -> Numbers:
    r"""Drift in a field compared with diffusion over the same length.

    Parameters
    ----------
    field_V_per_m : float or array
        Electric field in V/m, of any sign: positive when it points to the right.
    length_nm : float or array
        Length over which the concentration falls, in nm, greater than 0.
    charge_number : float or array
        Charge in elementary charges, a number that is whole, of any sign.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Ratio; its sign is the direction of the drift. Below 1 in size diffusion wins, above 1 the field.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \frac{\mu E c}{D c / L} = \frac{z e E L}{k_B T}

    The potential drop over the length, measured in thermal voltages. Mobility and diffusion coefficient cancel by the
    Einstein relation: a material with faster ions does not change the ratio. In equilibrium both fluxes cancel, and
    no built-in field drives a lasting current.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.5.

    Examples
    --------
    The surface potential difference of 62.84 mV in Co-doped FeSe/Fe3Se4 (Review A, section 4.1), whatever the width:

    >>> round(drift_to_diffusion_ratio(62.84e-3 / 5e-9, 5.0), 2)
    2.45
    """
    return charge_number * field_V_per_m * length_nm * constants.nano / thermal_energy_eV(temperature_K)


@takes(charge_number=WHOLE_POSITIVE, temperature_K=TEMPERATURE)
def thermal_voltage_V(charge_number: Numbers = 1, temperature_K: Numbers = ROOM_TEMPERATURE_K) -> Numbers:
    r"""Potential drop over which drift equals diffusion.

    Parameters
    ----------
    charge_number : float or array
        Elementary charges as a magnitude, a number that is whole and at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Potential drop in V.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: V_T = \frac{k_B T}{z e}

    The drop that makes :func:`drift_to_diffusion_ratio` equal to 1, whatever the length and the material.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.5.

    Examples
    --------
    >>> round(thermal_voltage_V(temperature_K=300), 6)
    0.025852
    """
    return thermal_energy_eV(temperature_K) / charge_number


@takes(
    surface_field_V_per_m=FINITE,
    screening_length_nm=POSITIVE,
    charge_number=WHOLE_POSITIVE,
    temperature_K=TEMPERATURE,
)
def reach_of_screened_field_nm(
    surface_field_V_per_m: Numbers,
    screening_length_nm: Numbers,
    charge_number: Numbers = 1,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
) -> Numbers:
    r"""Distance from an interface up to which a screened field outweighs diffusion.

    Parameters
    ----------
    surface_field_V_per_m : float or array
        Field at the interface in V/m, of any sign; only its size counts.
    screening_length_nm : float or array
        Length over which the field falls to 1/e, the Debye length, in nm, greater than 0.
    charge_number : float or array
        Elementary charges of the ion as a magnitude, a number that is whole and at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Distance in nm; 0 if diffusion wins even at the interface.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The field :math:`E_0 e^{-x / \lambda}` is compared with diffusion over the length :math:`\lambda`; both are equal at

    .. math:: x = \lambda \ln \frac{z e |E_0| \lambda}{k_B T} .

    :math:`E_0 \lambda` is the whole potential drop. The reach grows only with its logarithm: 1 V at room temperature
    reaches less than four Debye lengths. The exponential law holds for drops below the thermal voltage and far from
    the interface. Where mobile charges gather at the interface, a strong field decays faster, and the reach is an upper
    limit. In a depletion layer only fixed dopants are left to screen: the field falls in a straight line and outweighs
    diffusion up to one Debye length before the end of the layer. For 1 V that is nearly eight Debye lengths from the
    interface, far more than this function says; use the depletion width there.

    References
    ----------
    J. N. Israelachvili, Intermolecular and Surface Forces, 3rd ed., Academic Press 2011, chapter 14 (screened fields).

    Examples
    --------
    0.3 V over a Debye length of 2 nm (illustrative):

    >>> round(reach_of_screened_field_nm(0.3 / 2e-9, 2.0), 2)
    4.92
    """
    drops = (
        charge_number
        * np.abs(surface_field_V_per_m)
        * screening_length_nm
        * constants.nano
        / thermal_energy_eV(temperature_K)
    )
    return screening_length_nm * np.log(np.maximum(drops, 1.0))


@takes(energy_step_eV=FINITE, temperature_K=TEMPERATURE, site_density_ratio=POSITIVE)
def partition_coefficient(
    energy_step_eV: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K, site_density_ratio: Numbers = 1.0
) -> Numbers:
    r"""Ratio of the concentrations on both sides of an interface in equilibrium, for few ions on many sites.

    Parameters
    ----------
    energy_step_eV : float or array
        Site energy on the right minus site energy on the left in eV, of any sign: negative if the right side binds
        more strongly.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    site_density_ratio : float or array
        Density of sites on the right divided by that on the left, greater than 0.

    Returns
    -------
    float or array
        Concentration on the right divided by concentration on the left.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the ratio leaves 10\ :sup:`-300` to 10\ :sup:`300`.

    Notes
    -----
    .. math:: K = \frac{N_r}{N_l} \exp \left( -\frac{\Delta \varepsilon}{k_B T} \right)

    Equal chemical potentials of dilute ions without interaction. The ratio of the jump rates across the interface,
    right over left, is the same number: detailed balance. When a side fills up, use :func:`occupancy_across_interface`.

    References
    ----------
    J. Maier, Physical Chemistry of Ionic Materials, Wiley 2004, chapter 5.

    Examples
    --------
    >>> round(partition_coefficient(-0.1, 298.15), 1)
    49.0
    """
    exponent = -energy_step_eV / thermal_energy_eV(temperature_K)
    return site_density_ratio * exponential(
        exponent, "energy_step_eV", energy_step_eV, "Such a side is full; use occupancy_across_interface."
    )


@takes(partition_coefficient=POSITIVE, temperature_K=TEMPERATURE, site_density_ratio=POSITIVE)
def energy_step_from_partition_eV(
    partition_coefficient: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K, site_density_ratio: Numbers = 1.0
) -> Numbers:
    r"""Difference of site energies that a ratio of concentrations in equilibrium implies.

    Parameters
    ----------
    partition_coefficient : float or array
        Concentration on the right divided by concentration on the left, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    site_density_ratio : float or array
        Density of sites on the right divided by that on the left, greater than 0.

    Returns
    -------
    float or array
        Site energy on the right minus site energy on the left in eV.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Delta \varepsilon = -k_B T \ln \left( K \frac{N_l}{N_r} \right)

    The inverse of :func:`partition_coefficient`, with its assumptions.

    References
    ----------
    J. Maier, Physical Chemistry of Ionic Materials, Wiley 2004, chapter 5.

    Examples
    --------
    >>> round(energy_step_from_partition_eV(49.0), 3)
    -0.1
    """
    return -thermal_energy_eV(temperature_K) * (np.log(partition_coefficient) - np.log(site_density_ratio))


@takes(left_occupancy=OPEN_FRACTION, energy_step_eV=FINITE, temperature_K=TEMPERATURE)
def occupancy_across_interface(
    left_occupancy: Numbers, energy_step_eV: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Share of filled sites on the right of an interface in equilibrium with the left, up to a full reservoir.

    Parameters
    ----------
    left_occupancy : float or array
        Share of filled sites on the left, between 0 and 1.
    energy_step_eV : float or array
        Site energy on the right minus site energy on the left in eV, of any sign.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Share of filled sites on the right, from 0 to 1.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \frac{\theta_r}{1 - \theta_r} = \frac{\theta_l}{1 - \theta_l} e^{-\Delta \varepsilon / k_B T}

    One ion for each site, no interaction between ions. With interaction and charging the step itself depends on the
    filling and falls.

    References
    ----------
    J. Maier, Physical Chemistry of Ionic Materials, Wiley 2004, chapter 5.

    Examples
    --------
    >>> round(occupancy_across_interface(0.01, -0.1), 3)
    0.331
    """
    from scipy.special import expit

    log_odds = np.log(left_occupancy) - np.log1p(-np.asarray(left_occupancy))
    occupancy: Numbers = expit(log_odds - energy_step_eV / thermal_energy_eV(temperature_K))
    return occupancy


@takes(
    position_nm=FINITE,
    time_s=POSITIVE,
    left_concentration_per_cm3=NON_NEGATIVE,
    right_concentration_per_cm3=NON_NEGATIVE,
    left_diffusivity_cm2_per_s=POSITIVE,
    right_diffusivity_cm2_per_s=POSITIVE,
    partition_coefficient=POSITIVE,
)
def two_media_concentration_per_cm3(
    position_nm: Numbers,
    time_s: Numbers,
    left_concentration_per_cm3: Numbers,
    right_concentration_per_cm3: Numbers,
    left_diffusivity_cm2_per_s: Numbers,
    right_diffusivity_cm2_per_s: Numbers,
    partition_coefficient: Numbers = 1.0,
) -> Numbers:
    r"""Concentration near an interface between two thick media that were brought into contact.

    Parameters
    ----------
    position_nm : float or array
        Position in nm, of any sign: negative on the left of the interface. At 0 the left side is returned.
    time_s : float or array
        Time since contact in s, greater than 0.
    left_concentration_per_cm3, right_concentration_per_cm3 : float or array
        Concentrations at the start in 1/cm3, at least 0.
    left_diffusivity_cm2_per_s, right_diffusivity_cm2_per_s : float or array
        Diffusion coefficients in cm2/s, greater than 0.
    partition_coefficient : float or array
        Concentration on the right divided by that on the left in equilibrium, greater than 0.

    Returns
    -------
    float or array
        Concentration in 1/cm3.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    Both sides of the interface take values at once that stay constant as long as no ion notices an outer end:

    .. math::
        c_l(x, t) &= c_l + (c_{li} - c_l) \operatorname{erfc} \frac{-x}{2 \sqrt{D_l t}}, \quad
        c_r(x, t) = c_r + (K c_{li} - c_r) \operatorname{erfc} \frac{x}{2 \sqrt{D_r t}}

        c_{li} &= \frac{\sqrt{D_l} \, c_l + \sqrt{D_r} \, c_r}{\sqrt{D_l} + K \sqrt{D_r}}

    Equilibrium across the interface at all times, equal fluxes on its sides, both media thick against
    :math:`\sqrt{D t}`.

    References
    ----------
    J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford University Press 1975, chapter 3 (composite medium).

    Examples
    --------
    An empty right side that holds three times as much, with the same diffusion coefficient. The left falls to a
    quarter:

    >>> round(two_media_concentration_per_cm3(0.0, 1.0, 1e21, 0.0, 1e-12, 1e-12, 3.0) / 1e21, 9)
    0.25
    """
    from scipy.special import erfc

    left_root = np.sqrt(left_diffusivity_cm2_per_s)
    right_root = np.sqrt(right_diffusivity_cm2_per_s)
    at_interface = (left_root * left_concentration_per_cm3 + right_root * right_concentration_per_cm3) / (
        left_root + partition_coefficient * right_root
    )
    on_left = np.asarray(position_nm) <= 0
    start = np.where(on_left, left_concentration_per_cm3, right_concentration_per_cm3)
    edge = np.where(on_left, at_interface, partition_coefficient * at_interface)
    diffusivity = np.where(on_left, left_diffusivity_cm2_per_s, right_diffusivity_cm2_per_s) * CM2_IN_M2
    return start + (edge - start) * erfc(np.abs(position_nm) * constants.nano / (2.0 * np.sqrt(diffusivity * time_s)))


@takes(
    time_s=POSITIVE,
    left_concentration_per_cm3=NON_NEGATIVE,
    right_concentration_per_cm3=NON_NEGATIVE,
    left_diffusivity_cm2_per_s=POSITIVE,
    right_diffusivity_cm2_per_s=POSITIVE,
    partition_coefficient=POSITIVE,
)
def two_media_transfer_per_cm2(
    time_s: Numbers,
    left_concentration_per_cm3: Numbers,
    right_concentration_per_cm3: Numbers,
    left_diffusivity_cm2_per_s: Numbers,
    right_diffusivity_cm2_per_s: Numbers,
    partition_coefficient: Numbers = 1.0,
) -> Numbers:
    r"""Amount that has crossed the interface between two thick media since they were brought into contact.

    Parameters
    ----------
    time_s : float or array
        Time since contact in s, greater than 0.
    left_concentration_per_cm3, right_concentration_per_cm3 : float or array
        Concentrations at the start in 1/cm3, at least 0.
    left_diffusivity_cm2_per_s, right_diffusivity_cm2_per_s : float or array
        Diffusion coefficients in cm2/s, greater than 0.
    partition_coefficient : float or array
        Concentration on the right divided by that on the left in equilibrium, greater than 0.

    Returns
    -------
    float or array
        Particles for each cm2 of interface, positive when they went from left to right.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: M = 2 \sqrt{\frac{t}{\pi}} \frac{\sqrt{D_l D_r} \, (K c_l - c_r)}{\sqrt{D_l} + K \sqrt{D_r}}

    The flux is :math:`M / 2t`. It vanishes when the concentrations are those of equilibrium, :math:`c_r = K c_l`, even
    if they differ a lot: not the step of the concentration drives diffusion but that of the chemical potential.
    Assumptions as in :func:`two_media_concentration_per_cm3`.

    References
    ----------
    J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford University Press 1975, chapter 3 (composite medium).

    Examples
    --------
    >>> two_media_transfer_per_cm2(1.0, 1e20, 3e20, 1e-12, 1e-10, partition_coefficient=3.0)
    0.0
    """
    left_root = np.sqrt(left_diffusivity_cm2_per_s)
    right_root = np.sqrt(right_diffusivity_cm2_per_s)
    out_of_balance = partition_coefficient * left_concentration_per_cm3 - right_concentration_per_cm3
    per_root = left_root * right_root * out_of_balance / (left_root + partition_coefficient * right_root)
    return 2.0 * np.sqrt(time_s / np.pi) * per_root


@dataclass(frozen=True)
@with_checked_fields(
    thickness_nm=POSITIVE.single,
    diffusivity_cm2_per_s=POSITIVE.single,
    concentration_per_cm3=NON_NEGATIVE.single,
    relative_solubility=POSITIVE.single,
)
class DiffusionLayer:
    """A flat layer in which ions diffuse.

    A poor contact between two materials is a thin layer of its own with a small diffusion coefficient.

    Parameters
    ----------
    thickness_nm : float
        Thickness in nm, greater than 0.
    diffusivity_cm2_per_s : float
        Diffusion coefficient in cm2/s, greater than 0.
    concentration_per_cm3 : float
        Concentration at the start in 1/cm3, at least 0.
    relative_solubility : float
        Concentration in equilibrium with the other layers, relative to them, greater than 0. The partition coefficient
        between two layers is the ratio of their solubilities.

    Raises
    ------
    ValueError
        If a field is outside its range.

    Examples
    --------
    >>> DiffusionLayer(10.0, 1e-12, 1e21).relative_solubility
    1.0
    """

    thickness_nm: float
    diffusivity_cm2_per_s: float
    concentration_per_cm3: float
    relative_solubility: float = 1.0


@dataclass(frozen=True)
class DiffusionProfiles:
    """What diffusion through layers has led to at several times.

    Parameters
    ----------
    position_nm : array
        Centers of the cells in nm, from the left end.
    time_s : array
        Times in s; the first index of the arrays below.
    concentration_per_cm3 : array
        Concentration in 1/cm3 at each time in each cell.
    amount_per_cm2 : array
        Particles for each cm2, at each time in each layer.
    interface_flux_per_cm2_s : array
        Flux through each interface between layers in 1/(cm2 s) at each time, positive to the right.
    gained_left_per_cm2, gained_right_per_cm2 : array
        Particles for each cm2 that have come in through the left and the right end until each time; negative for
        losses, 0 for closed ends.
    """

    position_nm: FloatArray
    time_s: FloatArray
    concentration_per_cm3: FloatArray
    amount_per_cm2: FloatArray
    interface_flux_per_cm2_s: FloatArray
    gained_left_per_cm2: FloatArray
    gained_right_per_cm2: FloatArray


@takes(
    layers=Kind(DiffusionLayer, many=True),
    times_s=POSITIVE.series,
    left_concentration_per_cm3=NON_NEGATIVE.single,
    right_concentration_per_cm3=NON_NEGATIVE.single,
    cells_per_layer=CELLS,
    steps_per_decade=STEPS,
)
def diffuse_through_layers(
    layers: Sequence[DiffusionLayer],
    times_s: FloatArray,
    left_concentration_per_cm3: float | None = None,
    right_concentration_per_cm3: float | None = None,
    cells_per_layer: int = 100,
    steps_per_decade: int = 40,
) -> DiffusionProfiles:
    r"""Follow the diffusion through a stack of layers in time.

    Parameters
    ----------
    layers : sequence of DiffusionLayer
        The layers from left to right.
    times_s : array
        Times at which the result is wanted, in s, each greater than 0, in rising order.
    left_concentration_per_cm3, right_concentration_per_cm3 : float, optional
        Concentration at which an end is held from time 0 on, in 1/cm3, at least 0; it is that in the outermost layer.
        Left out, the end is closed.
    cells_per_layer : int
        Cells in each layer, a number that is whole, from 4 to 5000.
    steps_per_decade : int
        Time steps in each factor of ten of time, a number that is whole, from 10 to 1000.

    Returns
    -------
    DiffusionProfiles
        Concentrations, amounts and fluxes at the times wanted.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the times do not rise.

    Notes
    -----
    With the activity :math:`a = c / S`, concentration over solubility, the flux is

    .. math:: J = -D S \frac{\partial a}{\partial x} , \qquad
        S \frac{\partial a}{\partial t} = -\frac{\partial J}{\partial x} ,

    and both :math:`a` and :math:`J` are continuous across interfaces: equilibrium there at all times. Each layer is cut
    into equal cells. Between the centers of two neighbors lie two half cells in series, which carry
    :math:`J = (a_1 - a_2) / (h_1 / 2 D_1 S_1 + h_2 / 2 D_2 S_2)`.

    Each step of time is implicit, of second order and stable for any length (two stages of diagonally implicit
    Runge-Kutta type). The unknowns are the fluxes, one for each face: a symmetric system with three diagonals. What
    leaves a cell enters the next, so that nothing is lost but by rounding, also where diffusion coefficients differ by
    many orders of magnitude. The steps grow with the time that has passed, because diffusion slows down.

    With the default mesh and steps the concentrations are good to about 2e-4 of the step they started from; both errors
    fall with the square of the number of cells and steps. A layer that drains may end below 0 by up to 1e-5 of its start
    with 10 steps in a decade, and by rounding only with 40.

    References
    ----------
    J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford University Press 1975, chapter 8.

    R. Alexander, Diagonally implicit Runge-Kutta methods for stiff O.D.E.'s, SIAM Journal on Numerical Analysis 14,
    1006 (1977).

    Examples
    --------
    >>> full, empty = DiffusionLayer(10.0, 1e-12, 1e21), DiffusionLayer(30.0, 1e-12, 0.0)
    >>> result = diffuse_through_layers([full, empty], times_s=[0.1, 100.0])
    >>> bool(abs(result.amount_per_cm2.sum(axis=1) / 1e15 - 1).max() < 1e-14)
    True
    >>> [round(float(amount), 6) for amount in result.amount_per_cm2[-1] / 1e15]
    [0.25, 0.75]
    """
    falls = np.flatnonzero(np.diff(times_s) <= 0)
    if falls.size:
        here = int(falls[0])
        raise ValueError(
            f"times_s has {times_s[here + 1]:g} after {times_s[here]:g}; each time must be later than the one before"
        )

    # Cells, in SI units.
    count = cells_per_layer
    cell_m = np.repeat([layer.thickness_nm * constants.nano / count for layer in layers], count)
    diffusivity = np.repeat([layer.diffusivity_cm2_per_s * CM2_IN_M2 for layer in layers], count)
    solubility = np.repeat([layer.relative_solubility for layer in layers], count)
    concentration = np.repeat([layer.concentration_per_cm3 * PER_CM3_IN_PER_M3 for layer in layers], count)

    # Faces: the ends and what lies between cells. A held end is half a cell away from the first center.
    half_resistance = cell_m / (2.0 * diffusivity * solubility)
    resistance = np.concatenate(([0.0], half_resistance)) + np.concatenate((half_resistance, [0.0]))
    is_open = np.ones(resistance.size, dtype=bool)
    is_open[0] = left_concentration_per_cm3 is not None
    is_open[-1] = right_concentration_per_cm3 is not None
    left_activity = (left_concentration_per_cm3 or 0.0) * PER_CM3_IN_PER_M3 / solubility[0]
    right_activity = (right_concentration_per_cm3 or 0.0) * PER_CM3_IN_PER_M3 / solubility[-1]
    # By how much the activity of a cell rises when one particle for each m2 comes in.
    response = 1.0 / (cell_m * solubility)

    def fluxes_after(concentration: FloatArray, step_s: float) -> FloatArray:
        """Return the fluxes at the end of an implicit step: those of the activities that they themselves lead to."""
        activity = np.concatenate(([left_activity], concentration / solubility, [right_activity]))
        driving = np.where(is_open, activity[:-1] - activity[1:], 0.0)
        rise = step_s * response
        couples = is_open[:-1] & is_open[1:]
        coupling = np.where(couples, rise, 0.0)
        # By how much the diagonal exceeds the couplings of its row. It is carried along instead of the diagonal, so
        # that a small resistance is never added to a large coupling, in which it would get lost.
        at_closed_end = np.where(couples, 0.0, rise)
        excess = resistance + np.append(0.0, at_closed_end) + np.append(at_closed_end, 0.0)
        return _solve_chain(excess, coupling, driving)

    # The first step is short against the time in which the fastest cell empties.
    shortest_s = min(float(times_s[0]), float((cell_m**2 / diffusivity).min())) / 100.0
    decades = math.log10(float(times_s[-1]) / shortest_s)
    grid = np.geomspace(shortest_s, times_s[-1], math.ceil(steps_per_decade * decades) + 1)
    share = 1.0 - math.sqrt(0.5)
    # After some times resistance times storage nothing changes any more, and the fluxes stay as they are. A longer
    # step would only multiply rounding errors.
    settled_s = 10.0 * float(resistance.sum() * (cell_m * solubility).sum())

    profiles, at_interfaces, gains = [], [], []
    gained_left = gained_right = 0.0
    now = 0.0
    for then in np.union1d(grid, times_s):
        step = min(float(then) - now, settled_s)
        first = fluxes_after(concentration, share * step)
        between = concentration - (1.0 - share) * step * np.diff(first) / cell_m
        second = fluxes_after(between, share * step)
        mean = (1.0 - share) * first + share * second
        concentration = concentration - step * np.diff(mean) / cell_m
        rest = float(then) - now - step
        gained_left += step * float(mean[0]) + rest * float(second[0])
        gained_right -= step * float(mean[-1]) + rest * float(second[-1])
        now = float(then)
        if then in times_s:
            profiles.append(concentration)
            at_interfaces.append(second[count:-1:count])
            gains.append((gained_left, gained_right))

    edges = np.concatenate(([0.0], np.cumsum(cell_m)))
    in_cells = np.array(profiles)
    amounts = (in_cells * cell_m).reshape(len(times_s), len(layers), count).sum(axis=2)
    gained = np.array(gains) / PER_CM2_IN_PER_M2
    return DiffusionProfiles(
        position_nm=(edges[:-1] + cell_m / 2.0) / constants.nano,
        time_s=times_s,
        concentration_per_cm3=in_cells / PER_CM3_IN_PER_M3,
        amount_per_cm2=amounts / PER_CM2_IN_PER_M2,
        interface_flux_per_cm2_s=np.array(at_interfaces) / PER_CM2_IN_PER_M2,
        gained_left_per_cm2=gained[:, 0],
        gained_right_per_cm2=gained[:, 1],
    )


def _solve_chain(excess: FloatArray, coupling: FloatArray, driving: FloatArray) -> FloatArray:
    """Solve excess[i] J[i] + coupling[i - 1] (J[i] - J[i - 1]) + coupling[i] (J[i] - J[i + 1]) = driving[i].

    Elimination from left to right and back. No coefficient is found by subtraction, so that each keeps its digits.
    """
    couplings = coupling.tolist()
    pivots, drives = [], []
    own, drive = float(excess[0]), float(driving[0])
    for link, next_excess, next_driving in zip(couplings, excess[1:].tolist(), driving[1:].tolist(), strict=True):
        pivots.append(own + link)
        drives.append(drive)
        passed_on = link / (own + link)
        own, drive = next_excess + passed_on * own, next_driving + passed_on * drive
    flux = drive / own
    fluxes = [flux]
    for link, pivot, drive in zip(reversed(couplings), reversed(pivots), reversed(drives), strict=True):
        flux = (drive + link * flux) / pivot
        fluxes.append(flux)
    return np.array(fluxes[::-1])


@takes(
    layers=Kind(DiffusionLayer, many=True),
    left_concentration_per_cm3=NON_NEGATIVE.single,
    right_concentration_per_cm3=NON_NEGATIVE.single,
)
def steady_flux_per_cm2_s(
    layers: Sequence[DiffusionLayer], left_concentration_per_cm3: float, right_concentration_per_cm3: float
) -> float:
    r"""Flux through a stack of layers whose ends are held at two concentrations, when nothing changes any more.

    Parameters
    ----------
    layers : sequence of DiffusionLayer
        The layers from left to right. Their concentrations at the start do not matter.
    left_concentration_per_cm3 : float
        Concentration in the first layer at the left end in 1/cm3, at least 0.
    right_concentration_per_cm3 : float
        Concentration in the last layer at the right end in 1/cm3, at least 0.

    Returns
    -------
    float
        Flux in 1/(cm2 s), positive to the right.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: J = \frac{c_l / S_1 - c_r / S_n}{\sum_k L_k / (D_k S_k)}

    Layers are resistances in series. The one with the smallest product of diffusion coefficient and solubility for
    its thickness decides; a lower barrier in the other layers changes nothing.

    References
    ----------
    J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford University Press 1975, chapter 12.

    Examples
    --------
    >>> slow, fast = DiffusionLayer(10.0, 1e-14, 0.0), DiffusionLayer(10.0, 1e-10, 0.0)
    >>> f"{steady_flux_per_cm2_s([slow, fast], 1e21, 0.0):.3e}"
    '9.999e+12'
    """
    driving = (
        left_concentration_per_cm3 / layers[0].relative_solubility
        - right_concentration_per_cm3 / layers[-1].relative_solubility
    )
    resistance = sum(
        layer.thickness_nm * constants.nano / CM_IN_M / (layer.diffusivity_cm2_per_s * layer.relative_solubility)
        for layer in layers
    )
    return driving / resistance


@takes(layers=Kind(DiffusionLayer, many=True))
def diffusivity_across_layers_cm2_per_s(layers: Sequence[DiffusionLayer]) -> float:
    r"""Diffusion coefficient of a stack of many layers, across them: layers in series.

    Parameters
    ----------
    layers : sequence of DiffusionLayer
        The layers of one period from left to right. Their concentrations do not matter.

    Returns
    -------
    float
        Effective diffusion coefficient in cm2/s.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    With :math:`v_k` the share of layer k in the thickness:

    .. math:: \frac{1}{D} = \left( \sum_k v_k S_k \right) \left( \sum_k \frac{v_k}{D_k S_k} \right)

    It describes how a disturbance spreads over many periods. Unequal solubilities alone slow the
    spreading down: the layer that holds much is a store, the layer that holds little a resistance.

    References
    ----------
    J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford University Press 1975, chapter 12.

    Examples
    --------
    >>> a, b = DiffusionLayer(1.0, 1e-12, 0.0), DiffusionLayer(1.0, 1e-10, 0.0)
    >>> f"{diffusivity_across_layers_cm2_per_s([a, b]):.2e}"
    '1.98e-12'
    """
    share, diffusivity, solubility = _composition(layers)
    return float(1.0 / ((share @ solubility) * (share @ (1.0 / (diffusivity * solubility)))))


@takes(layers=Kind(DiffusionLayer, many=True))
def diffusivity_along_layers_cm2_per_s(layers: Sequence[DiffusionLayer]) -> float:
    r"""Diffusion coefficient of a stack of many layers, along them: layers in parallel.

    Parameters
    ----------
    layers : sequence of DiffusionLayer
        The layers of one period. Their concentrations do not matter.

    Returns
    -------
    float
        Effective diffusion coefficient in cm2/s.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    With :math:`v_k` the share of layer k in the thickness:

    .. math:: D = \frac{\sum_k v_k D_k S_k}{\sum_k v_k S_k}

    Assumes equilibrium between neighbors at each place, which thin layers reach soon. A fast interface layer helps in
    proportion to the share of ions in it: one layer of atoms in a particle of 100 nm is one in some hundreds.

    References
    ----------
    J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford University Press 1975, chapter 12.

    Examples
    --------
    >>> interface, bulk = DiffusionLayer(0.5, 1e-8, 0.0), DiffusionLayer(99.5, 1e-11, 0.0)
    >>> f"{diffusivity_along_layers_cm2_per_s([interface, bulk]):.2e}"
    '5.99e-11'
    """
    share, diffusivity, solubility = _composition(layers)
    return float((share @ (diffusivity * solubility)) / (share @ solubility))


def _composition(layers: Sequence[DiffusionLayer]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the share in the thickness, diffusivity in cm2/s and solubility of each layer."""
    thickness = np.array([layer.thickness_nm for layer in layers])
    diffusivity = np.array([layer.diffusivity_cm2_per_s for layer in layers])
    solubility = np.array([layer.relative_solubility for layer in layers])
    return thickness / thickness.sum(), diffusivity, solubility


def _decay_constant_per_m(barrier_eV: Numbers, effective_mass: Numbers) -> Numbers:
    """Return the inverse length over which the wave of an electron falls to 1/e inside a barrier."""
    constant: Numbers = np.sqrt(2.0 * effective_mass * constants.m_e * barrier_eV * constants.e) / constants.hbar
    return constant


@takes(barrier_eV=POSITIVE, effective_mass=POSITIVE)
def tunneling_decay_length_nm(barrier_eV: Numbers, effective_mass: Numbers = 1.0) -> Numbers:
    r"""Thickness of a barrier that divides the probability of tunneling by e.

    Parameters
    ----------
    barrier_eV : float or array
        Height of the barrier above the energy of the electron in eV, greater than 0.
    effective_mass : float or array
        Effective mass in the barrier as a multiple of the free electron mass, greater than 0.

    Returns
    -------
    float or array
        Decay length of the probability in nm, half of that of the wave.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \lambda = \frac{1}{2 \kappa} = \frac{\hbar}{2 \sqrt{2 m \phi}}

    References
    ----------
    D. J. Griffiths and D. F. Schroeter, Introduction to Quantum Mechanics, 3rd ed., Cambridge University Press 2018,
    chapter 2.

    Examples
    --------
    >>> round(tunneling_decay_length_nm(1.0), 4)
    0.0976
    """
    return 1.0 / (2.0 * _decay_constant_per_m(barrier_eV, effective_mass)) / constants.nano


@takes(barrier_eV=POSITIVE, width_nm=POSITIVE, effective_mass=POSITIVE)
def wkb_exponent_rectangular(barrier_eV: Numbers, width_nm: Numbers, effective_mass: Numbers = 1.0) -> Numbers:
    r"""Exponent of the tunneling probability through a barrier of constant height.

    Parameters
    ----------
    barrier_eV : float or array
        Height of the barrier above the energy of the electron in eV, greater than 0.
    width_nm : float or array
        Thickness of the barrier in nm, greater than 0.
    effective_mass : float or array
        Effective mass in the barrier as a multiple of the free electron mass, greater than 0.

    Returns
    -------
    float or array
        Exponent; hand it to :func:`tunneling_probability`.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \gamma = 2 \kappa d = \frac{2 d}{\hbar} \sqrt{2 m \phi}

    The approximation of Wentzel, Kramers and Brillouin (WKB). It leaves out a prefactor, at most 4 for equal masses inside
    and outside and small for slow electrons; the exact result is :func:`rectangular_barrier_transmission`.

    References
    ----------
    D. J. Griffiths and D. F. Schroeter, Introduction to Quantum Mechanics, 3rd ed., Cambridge University Press 2018,
    chapter 9.

    Examples
    --------
    >>> round(wkb_exponent_rectangular(1.0, 1.0), 3)
    10.246
    """
    return 2.0 * _decay_constant_per_m(barrier_eV, effective_mass) * width_nm * constants.nano


@takes(barrier_eV=POSITIVE, field_V_per_m=FINITE, effective_mass=POSITIVE)
def wkb_exponent_triangular(barrier_eV: Numbers, field_V_per_m: Numbers, effective_mass: Numbers = 1.0) -> Numbers:
    r"""Exponent of the tunneling probability through a barrier that a constant field cuts down to a triangle.

    Parameters
    ----------
    barrier_eV : float or array
        Height of the barrier above the energy of the electron in eV, greater than 0.
    field_V_per_m : float or array
        Field in the barrier in V/m, of any sign but not 0; only its size counts.
    effective_mass : float or array
        Effective mass in the barrier as a multiple of the free electron mass, greater than 0.

    Returns
    -------
    float or array
        Exponent; hand it to :func:`tunneling_probability`.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the field is 0.

    Notes
    -----
    .. math:: \gamma = \frac{4 \sqrt{2 m}}{3 \hbar e} \frac{\phi^{3/2}}{|E|}

    The exponent of Fowler and Nordheim, without image force. For the free electron mass the constant is
    6.83 V/nm for a barrier of 1 eV. The barrier must be thick enough for the whole triangle, :math:`\phi / e |E|`;
    otherwise use :func:`wkb_exponent_trapezoidal`.

    References
    ----------
    R. H. Fowler and L. Nordheim, Electron emission in intense electric fields, Proceedings of the Royal Society of
    London A 119, 173 (1928).

    Examples
    --------
    >>> round(wkb_exponent_triangular(1.0, 1e9), 4)
    6.8309
    """
    if np.any(field_V_per_m == 0):
        raise ValueError("field_V_per_m is 0; it must not be 0, because the barrier would have no end")
    width_m = barrier_eV / np.abs(field_V_per_m)
    return 4.0 / 3.0 * _decay_constant_per_m(barrier_eV, effective_mass) * width_m


@takes(left_barrier_eV=POSITIVE, right_barrier_eV=FINITE, width_nm=POSITIVE, effective_mass=POSITIVE)
def wkb_exponent_trapezoidal(
    left_barrier_eV: Numbers, right_barrier_eV: Numbers, width_nm: Numbers, effective_mass: Numbers = 1.0
) -> Numbers:
    r"""Exponent of the tunneling probability through a barrier whose top is a straight slope.

    Parameters
    ----------
    left_barrier_eV : float or array
        Height at the left end above the energy of the electron in eV, greater than 0.
    right_barrier_eV : float or array
        Height at the right end in eV, of any sign. Where it is negative the electron comes out before the end.
    width_nm : float or array
        Thickness of the barrier in nm, greater than 0.
    effective_mass : float or array
        Effective mass in the barrier as a multiple of the free electron mass, greater than 0.

    Returns
    -------
    float or array
        Exponent; hand it to :func:`tunneling_probability`.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \gamma = \frac{4 \sqrt{2 m} \, d}{3 \hbar} \frac{\phi_l^{3/2} - \phi_r^{3/2}}{\phi_l - \phi_r}

    The rectangle is the limit of equal heights, the triangle that of height 0 on the right.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, chapter 8.

    Examples
    --------
    >>> round(wkb_exponent_trapezoidal(1.0, 0.0, 1.0), 4) == round(wkb_exponent_triangular(1.0, 1e9), 4)
    True
    """
    inside = np.minimum(1.0, left_barrier_eV / (left_barrier_eV - np.minimum(right_barrier_eV, 0.0)))
    left, right = np.sqrt(left_barrier_eV), np.sqrt(np.maximum(right_barrier_eV, 0.0))
    # The quotient of differences, with the common factor taken out so that equal heights are no special case.
    mean_root: Numbers = 2.0 / 3.0 * (left**2 + left * right + right**2) / (left + right)
    return 2.0 * _decay_constant_per_m(1.0, effective_mass) * mean_root * inside * width_nm * constants.nano


@takes(position_nm=FINITE.series, barrier_eV=FINITE.series, effective_mass=POSITIVE.single)
def wkb_exponent_of_profile(position_nm: FloatArray, barrier_eV: FloatArray, effective_mass: float = 1.0) -> float:
    r"""Exponent of the tunneling probability through a barrier of any shape.

    Parameters
    ----------
    position_nm : array
        Positions in nm, of any sign, in rising order. A position may stand twice where the barrier jumps.
    barrier_eV : array
        Height of the barrier above the energy of the electron at these positions in eV, of any sign. Where it is
        negative the electron moves freely.
    effective_mass : float
        Effective mass in the barrier as a multiple of the free electron mass, greater than 0.

    Returns
    -------
    float
        Exponent; hand it to :func:`tunneling_probability`. It is 0 if nothing rises above the electron.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the positions do not rise or do not match the heights.

    Notes
    -----
    .. math:: \gamma = \frac{2}{\hbar} \int \sqrt{2 m \, \max(\phi(x), 0)} \; dx

    The height is taken as straight between two positions, and each piece is integrated exactly. Subtract the energy of
    the electron from a conduction band edge to use a computed band profile. Interference between several barriers is
    left out.

    References
    ----------
    D. J. Griffiths and D. F. Schroeter, Introduction to Quantum Mechanics, 3rd ed., Cambridge University Press 2018,
    chapter 9.

    Examples
    --------
    A parabolic Schottky barrier of 0.5 eV that is 3 nm wide (illustrative):

    >>> import numpy as np
    >>> x = np.linspace(0.0, 3.0, 301)
    >>> round(wkb_exponent_of_profile(x, 0.5 * (1 - x / 3) ** 2), 3)
    10.868
    """
    if position_nm.size != barrier_eV.size or position_nm.size < 2:
        raise ValueError(
            f"barrier_eV has {barrier_eV.size} values for {position_nm.size} positions; there must be one for each "
            "position, and at least two"
        )
    if (np.diff(position_nm) < 0).any():
        raise ValueError("position_nm has a step to the left; the positions must rise from left to right")
    one, other = barrier_eV[:-1], barrier_eV[1:]
    high, low, width = np.maximum(one, other), np.minimum(one, other), np.diff(position_nm)
    # A piece below the electron, or a jump of the barrier, which has no width, adds nothing.
    counts = (high > 0) & (width > 0)
    if not counts.any():
        return 0.0
    return float(np.sum(wkb_exponent_trapezoidal(high[counts], low[counts], width[counts], effective_mass)))


@takes(wkb_exponent=NON_NEGATIVE)
def tunneling_probability(wkb_exponent: Numbers) -> Numbers:
    r"""Probability that an electron which meets a barrier tunnels through it.

    Parameters
    ----------
    wkb_exponent : float or array
        Exponent from one of the functions ``wkb_exponent_...``, at least 0.

    Returns
    -------
    float or array
        Probability for each attempt.

    Raises
    ------
    ValueError
        If the argument is outside its range, or if the probability is below 10\ :sup:`-300`.

    Notes
    -----
    .. math:: T = e^{-\gamma}

    The leading approximation for :math:`\gamma` well above 1; nearer to 1 only the order of magnitude is right.

    References
    ----------
    D. J. Griffiths and D. F. Schroeter, Introduction to Quantum Mechanics, 3rd ed., Cambridge University Press 2018,
    chapter 9.

    Examples
    --------
    Electrons that tunnel at an interface (Review B, section 3.2) against electrons that go over the top, for a barrier
    of 0.3 eV (illustrative) that is 1 or 5 nm thick:

    >>> from heterostructures.physics.kinetics import rate_ratio
    >>> [f"{tunneling_probability(wkb_exponent_rectangular(0.3, width)):.0e}" for width in (1.0, 5.0)]
    ['4e-03', '7e-13']
    >>> f"{rate_ratio(0.0, 0.3):.0e}"
    '8e-06'
    """
    return exponential(
        -wkb_exponent, "wkb_exponent", wkb_exponent, "Compare the exponents instead of the probabilities."
    )


@takes(energy_eV=POSITIVE, barrier_eV=POSITIVE, width_nm=POSITIVE, effective_mass=POSITIVE)
def rectangular_barrier_transmission(
    energy_eV: Numbers, barrier_eV: Numbers, width_nm: Numbers, effective_mass: Numbers = 1.0
) -> Numbers:
    r"""Exact probability to pass a barrier of constant height, below and above its top.

    Parameters
    ----------
    energy_eV : float or array
        Kinetic energy of the electron in front of the barrier in eV, greater than 0.
    barrier_eV : float or array
        Height of the barrier above the band in front of it in eV, greater than 0.
    width_nm : float or array
        Thickness of the barrier in nm, greater than 0.
    effective_mass : float or array
        Effective mass as a multiple of the free electron mass, greater than 0, the same inside and outside.

    Returns
    -------
    float or array
        Probability.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the probability is below 10\ :sup:`-300`.

    Notes
    -----
    .. math:: \frac{1}{T} = 1 + \frac{V^2 \sinh^2 \kappa d}{4 E (V - E)}

    Above the top, :math:`\kappa` is imaginary and :math:`\sinh^2 \kappa d / (V - E)` becomes
    :math:`\sin^2 k d / (E - V)`, with :math:`k = \sqrt{2 m (E - V)} / \hbar`: part of the electrons is reflected, none at
    some energies. For a thick barrier the result becomes
    :math:`16 E (V - E) V^{-2} e^{-2 \kappa d}`: the WKB probability times a prefactor of at most 4.

    References
    ----------
    D. J. Griffiths and D. F. Schroeter, Introduction to Quantum Mechanics, 3rd ed., Cambridge University Press 2018,
    chapter 2.

    Examples
    --------
    >>> round(rectangular_barrier_transmission(0.5, 1.0, 0.5) / tunneling_probability(
    ...     wkb_exponent_rectangular(0.5, 0.5)), 2)
    3.79
    """
    above = energy_eV - np.asarray(barrier_eV)
    width_m = width_nm * constants.nano
    # sin(kd)/k and sinh(kd)/k join smoothly at the top; the square of each divided by d^2 is called `hump`.
    phase = _decay_constant_per_m(np.abs(above), effective_mass) * width_m
    exponential(np.where(above < 0, -2.0 * phase, 0.0), "width_nm", width_nm, "Use wkb_exponent_rectangular instead.")
    oscillating = np.sinc(phase / np.pi)
    rising = np.where(phase > 1e-6, np.sinh(np.where(above < 0, phase, 0.0)) / np.where(phase > 0, phase, 1.0), 1.0)
    hump = np.where(above < 0, rising, oscillating) ** 2
    scale = _decay_constant_per_m(1.0, effective_mass) * width_m
    return 1.0 / (1.0 + barrier_eV**2 * scale**2 * hump / (4.0 * energy_eV))


@takes(gap_before_eV=NON_NEGATIVE, gap_after_eV=NON_NEGATIVE, temperature_K=TEMPERATURE)
def conductivity_ratio_from_gaps(
    gap_before_eV: Numbers, gap_after_eV: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Factor by which the conductivity of an undoped semiconductor grows when its gap shrinks: an upper limit.

    Parameters
    ----------
    gap_before_eV : float or array
        Band gap of the material compared with, in eV, at least 0.
    gap_after_eV : float or array
        Band gap of the changed material in eV, at least 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Conductivity after divided by conductivity before.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the ratio leaves 10\ :sup:`-300` to 10\ :sup:`300`.

    Notes
    -----
    .. math:: \frac{\sigma_\text{after}}{\sigma_\text{before}}
        = \exp \frac{E_{g, \text{before}} - E_{g, \text{after}}}{2 k_B T}

    All carriers are assumed to be excited across the gap, with unchanged mobility and densities of states. In a real
    electrode dopants and defects give most carriers, and their number hardly depends on the gap: a smaller gap then
    helps far less than this limit says.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.4.

    Examples
    --------
    From SnO2 with 3.8 eV to SnSe2 with 1.0 eV (Review B, section 4.5). No measurement shows such a factor:

    >>> f"{conductivity_ratio_from_gaps(3.8, 1.0):.0e}"
    '5e+23'
    """
    exponent = (gap_before_eV - gap_after_eV) / (2.0 * thermal_energy_eV(temperature_K))
    return exponential(exponent, "gap_after_eV", gap_after_eV, "Choose a higher temperature.")


@takes(enhancement=POSITIVE, temperature_K=TEMPERATURE, other_temperature_K=TEMPERATURE)
def enhancement_at_other_temperature(
    enhancement: Numbers, temperature_K: Numbers, other_temperature_K: Numbers
) -> Numbers:
    r"""Enhancement of a conductivity or rate at another temperature, if one energy is behind it.

    Parameters
    ----------
    enhancement : float or array
        Ratio of two conductivities or rates at the first temperature, greater than 0.
    temperature_K : float or array
        First temperature in K, from 1 to 5000.
    other_temperature_K : float or array
        Other temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Ratio at the other temperature.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the ratio leaves 10\ :sup:`-300` to 10\ :sup:`300`.

    Notes
    -----
    .. math:: r_2 = r_1^{T_1 / T_2}

    Follows from :math:`r = e^{\Delta E / k_B T}` with a fixed energy: a lowered barrier, or a potential step that
    gathers carriers. Such an enhancement grows on cooling. One that shrinks on cooling has a different cause, a
    potential step that changes, or a share of the path that does not obey this law.

    References
    ----------
    J. Maier, Physical Chemistry of Ionic Materials, Wiley 2004, chapter 5.

    Examples
    --------
    Review A, section 2.2: the interface in Mo2C/MoO3 conducts 240 times as well as the bulk at 300 K. One energy
    would make that 1272 times at 230 K; the review says above 50.

    >>> round(enhancement_at_other_temperature(240.0, 300.0, 230.0))
    1272
    """
    exponent = np.log(enhancement) * temperature_K / other_temperature_K
    if np.any(np.abs(exponent) > 300.0 * LN_10):
        return exponential(
            exponent, "other_temperature_K", other_temperature_K, "Choose temperatures that are closer together."
        )
    return np.asarray(enhancement) ** (temperature_K / other_temperature_K)


@takes(fraction=FRACTION, first_S_per_cm=POSITIVE, second_S_per_cm=POSITIVE)
def conductivity_along_layers_S_per_cm(fraction: Numbers, first_S_per_cm: Numbers, second_S_per_cm: Numbers) -> Numbers:
    r"""Conductivity of a stack of two conductors along its layers: the largest of all arrangements.

    Parameters
    ----------
    fraction : float or array
        Volume share of the first conductor, a number from 0 to 1.
    first_S_per_cm, second_S_per_cm : float or array
        Conductivities of the two in S/cm, greater than 0.

    Returns
    -------
    float or array
        Conductivity in S/cm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \sigma = f \sigma_1 + (1 - f) \sigma_2

    Layers side by side, without a resistance at their contacts. No arrangement of the same amounts conducts better in
    any direction.

    References
    ----------
    S. Torquato, Random Heterogeneous Materials, Springer 2002, chapters 16 and 21.

    Examples
    --------
    >>> conductivity_along_layers_S_per_cm(0.25, 8.0, 4.0)
    5.0
    """
    return fraction * first_S_per_cm + (1 - fraction) * second_S_per_cm


@takes(fraction=FRACTION, first_S_per_cm=POSITIVE, second_S_per_cm=POSITIVE)
def conductivity_across_layers_S_per_cm(
    fraction: Numbers, first_S_per_cm: Numbers, second_S_per_cm: Numbers
) -> Numbers:
    r"""Conductivity of a stack of two conductors across its layers: the smallest of all arrangements.

    Parameters
    ----------
    fraction : float or array
        Volume share of the first conductor, a number from 0 to 1.
    first_S_per_cm, second_S_per_cm : float or array
        Conductivities of the two in S/cm, greater than 0.

    Returns
    -------
    float or array
        Conductivity in S/cm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \frac{1}{\sigma} = \frac{f}{\sigma_1} + \frac{1 - f}{\sigma_2}

    Layers one after the other, without a resistance at their contacts.

    References
    ----------
    S. Torquato, Random Heterogeneous Materials, Springer 2002, chapters 16 and 21.

    Examples
    --------
    >>> conductivity_across_layers_S_per_cm(0.5, 3.0, 1.0)
    1.5
    """
    return 1 / (fraction / first_S_per_cm + (1 - fraction) / second_S_per_cm)


@takes(fraction=FRACTION, first_S_per_cm=POSITIVE, second_S_per_cm=POSITIVE)
def largest_isotropic_conductivity_S_per_cm(
    fraction: Numbers, first_S_per_cm: Numbers, second_S_per_cm: Numbers
) -> Numbers:
    r"""Largest conductivity that two conductors can give in a body that is equal in all directions.

    Parameters
    ----------
    fraction : float or array
        Volume share of the first conductor, a number from 0 to 1.
    first_S_per_cm, second_S_per_cm : float or array
        Conductivities of the two in S/cm, greater than 0.

    Returns
    -------
    float or array
        Conductivity in S/cm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The upper bound of Hashin and Shtrikman. With :math:`\sigma_m` for the better conductor and :math:`\sigma_i`,
    :math:`f_i` for the other:

    .. math:: \sigma = \sigma_m + \frac{f_i}{\frac{1}{\sigma_i - \sigma_m} + \frac{1 - f_i}{3 \sigma_m}}

    Balls of the poor conductor of all sizes, each in a shell of the good one, reach it.

    References
    ----------
    Z. Hashin and S. Shtrikman, J. Appl. Phys. 33, 3125 (1962).

    Examples
    --------
    A fifth of a good conductor in an insulator, at best 2/14 of its conductivity:

    >>> round(largest_isotropic_conductivity_S_per_cm(0.2, 14.0, 1e-9), 6)
    2.0
    """
    better, other = np.maximum(first_S_per_cm, second_S_per_cm), np.minimum(first_S_per_cm, second_S_per_cm)
    return _coated_balls_S_per_cm(better, other, np.where(first_S_per_cm > second_S_per_cm, 1 - fraction, fraction))


@takes(fraction=FRACTION, first_S_per_cm=POSITIVE, second_S_per_cm=POSITIVE)
def smallest_isotropic_conductivity_S_per_cm(
    fraction: Numbers, first_S_per_cm: Numbers, second_S_per_cm: Numbers
) -> Numbers:
    r"""Smallest conductivity that two conductors can give in a body that is equal in all directions.

    Parameters
    ----------
    fraction : float or array
        Volume share of the first conductor, a number from 0 to 1.
    first_S_per_cm, second_S_per_cm : float or array
        Conductivities of the two in S/cm, greater than 0.

    Returns
    -------
    float or array
        Conductivity in S/cm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The lower bound of Hashin and Shtrikman: the formula of :func:`largest_isotropic_conductivity_S_per_cm` with the
    poor conductor as the shell.

    References
    ----------
    Z. Hashin and S. Shtrikman, J. Appl. Phys. 33, 3125 (1962).

    Examples
    --------
    A fifth of a perfect conductor, each ball of it alone in the poor one:

    >>> round(smallest_isotropic_conductivity_S_per_cm(0.2, 1e9, 4.0), 6)
    7.0
    """
    better, other = np.maximum(first_S_per_cm, second_S_per_cm), np.minimum(first_S_per_cm, second_S_per_cm)
    return _coated_balls_S_per_cm(other, better, np.where(first_S_per_cm > second_S_per_cm, fraction, 1 - fraction))


def _coated_balls_S_per_cm(shell: Numbers, core: Numbers, core_share: Numbers) -> Numbers:
    # The bound on one denominator: a sum of positive terms, also for equal conductivities.
    above = 2 * (1 - core_share) * shell + (1 + 2 * core_share) * core
    return shell * (above / ((2 + core_share) * shell + (1 - core_share) * core))


@takes(fraction=FRACTION, first_S_per_cm=POSITIVE, second_S_per_cm=POSITIVE, threshold=OPEN_FRACTION)
def conductivity_of_mixed_grains_S_per_cm(
    fraction: Numbers, first_S_per_cm: Numbers, second_S_per_cm: Numbers, threshold: Numbers = 1 / 3
) -> Numbers:
    r"""Conductivity of a mixture of grains in the effective medium of Bruggeman.

    Parameters
    ----------
    fraction : float or array
        Volume share of the first conductor, a number from 0 to 1.
    first_S_per_cm, second_S_per_cm : float or array
        Conductivities of the two kinds of grains in S/cm, greater than 0.
    threshold : float or array
        Share p above which a kind of grains forms paths, between 0 and 1. It is the depolarization factor of the
        grains along the current: 1/3 for balls, less for grains that are long in this direction.

    Returns
    -------
    float or array
        Conductivity in S/cm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The positive root :math:`\sigma` of

    .. math:: f \frac{\sigma_1 - \sigma}{p \sigma_1 + (1 - p) \sigma}
        + (1 - f) \frac{\sigma_2 - \sigma}{p \sigma_2 + (1 - p) \sigma} = 0 .

    Each grain lies in the mean of all others. Both kinds have the same shape, point the same way and have no
    resistance at their contacts. p near 0 gives layers along the current, p near 1 layers across it.

    References
    ----------
    D. A. G. Bruggeman, Ann. Phys. 24, 636 (1935). S. Torquato, Random Heterogeneous Materials, Springer 2002,
    chapter 18.

    Examples
    --------
    Round grains, two thirds of a good conductor and one of an insulator:

    >>> round(conductivity_of_mixed_grains_S_per_cm(2 / 3, 1.0, 1e-12), 6)
    0.5
    """
    ratio = (1 - threshold) / threshold
    linear = first_S_per_cm * (fraction / threshold - 1) + second_S_per_cm * ((1 - fraction) / threshold - 1)
    middle = np.sqrt(first_S_per_cm) * np.sqrt(second_S_per_cm)
    # The form without cancellation on either side of the threshold.
    large = np.hypot(linear, 2 * np.sqrt(ratio) * middle) + np.abs(linear)
    root: Numbers = np.where(linear > 0, large / (2 * ratio), 2 * middle * (middle / large))
    return root


@takes(conductivity_S_per_cm=POSITIVE, first_S_per_cm=POSITIVE, second_S_per_cm=POSITIVE, threshold=OPEN_FRACTION)
def fraction_for_mixed_grains(
    conductivity_S_per_cm: Numbers, first_S_per_cm: Numbers, second_S_per_cm: Numbers, threshold: Numbers = 1 / 3
) -> Numbers:
    r"""Volume share of a conductor at which a mixture of grains has a wanted conductivity.

    Parameters
    ----------
    conductivity_S_per_cm : float or array
        Wanted conductivity in S/cm, greater than 0; not outside those of the two kinds of grains.
    first_S_per_cm, second_S_per_cm : float or array
        Conductivities of the two kinds of grains in S/cm, greater than 0 and not equal.
    threshold : float or array
        Share p above which a kind of grains forms paths, between 0 and 1, as in
        :func:`conductivity_of_mixed_grains_S_per_cm`.

    Returns
    -------
    float or array
        Volume share of the first conductor, from 0 to 1.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the wanted conductivity does not lie between the two.

    Notes
    -----
    With :math:`b_k = (\sigma_k - \sigma) / (p \sigma_k + (1 - p) \sigma)`:

    .. math:: f = \frac{-b_2}{b_1 - b_2}

    The inverse of :func:`conductivity_of_mixed_grains_S_per_cm`.

    References
    ----------
    D. A. G. Bruggeman, Ann. Phys. 24, 636 (1935).

    Examples
    --------
    MXene with 8000 S/cm (Review A, section 3.1) in a sulfide with 1e-6 S/cm (illustrative), round grains, for a film
    of 0.05 S/cm; the threshold decides:

    >>> round(fraction_for_mixed_grains(0.05, 8000.0, 1e-6), 4)
    0.3333
    """
    low, high = np.minimum(first_S_per_cm, second_S_per_cm), np.maximum(first_S_per_cm, second_S_per_cm)
    wrong = (conductivity_S_per_cm < low) | (conductivity_S_per_cm > high) | (low == high)
    if np.any(wrong):
        value, least, most = (
            array[np.broadcast_to(wrong, array.shape)].flat[0]
            for array in np.broadcast_arrays(conductivity_S_per_cm, low, high)
        )
        raise ValueError(
            f"conductivity_S_per_cm is {value:g}; it must lie between the conductivities of two different kinds of "
            f"grains, {least:g} and {most:g} S/cm"
        )

    def term(one_S_per_cm: Numbers) -> Numbers:
        mean = threshold * one_S_per_cm + (1 - threshold) * conductivity_S_per_cm
        return (one_S_per_cm - conductivity_S_per_cm) / mean

    first, second = term(first_S_per_cm), term(second_S_per_cm)
    return -second / (first - second)
