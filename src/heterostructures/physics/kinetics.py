r"""How fast things happen: jumps over barriers, and charge transfer between an electrode and an electrolyte.

The reviews compare materials by their barriers, charge-transfer resistances and overpotentials. The functions here
turn such numbers into rates and currents, and back.

Sign conventions: a barrier is the energy from the start of a jump to its saddle point, in eV per particle. *Before*
and *after* name the two things compared, so that a ratio is always after divided by before. A current is positive
when the electrode oxidizes (anodic), and so is its overpotential; a limiting current density is a magnitude. A field
is positive when it points to the right, and a jump goes to the right.

Symbols: :math:`k_B T` thermal energy, :math:`E_a` barrier, :math:`\eta` overpotential, :math:`i_0` exchange current
density, :math:`\alpha_a` and :math:`\alpha_c` transfer coefficients, :math:`n` electrons, :math:`F` Faraday
constant, :math:`R` gas constant.

Notes
-----
A computed barrier describes one jump at zero temperature in a perfect crystal. A rate in an electrode has an attempt
frequency, an entropy, many paths and grain boundaries. A ratio of rates assumes that all of these are the same before
and after. Ratios of many orders of magnitude mean only that the jump no longer limits anything.

The charge-transfer formulas assume one rate-limiting step, equilibrium of everything else, and no change of the
potential in the diffuse layer.

Examples
--------
Review A, section 4.1: cobalt lowers the barrier of K+ in FeSe/Fe3Se4 from 0.53 to 0.34 eV. At room temperature that
is worth three orders of magnitude:

>>> round(rate_ratio(0.53, 0.34, temperature_K=298.15))
1628

It is credited to a stronger built-in field, measured as a surface potential difference that grows from 17.24 to
62.84 mV. A field lowers a barrier by its potential drop over half a jump, so even the whole 62.84 mV in half a jump
would explain only a third of the 0.19 eV. For jumps of 0.35 nm (illustrative) the field would have to be:

>>> f"{field_for_barrier_lowering_V_per_m(0.53 - 0.34, jump_length_nm=0.35):.1e} V/m"
'1.1e+09 V/m'

Most insulators break down below that. Chemistry at the interface, not the field alone, must lower the barrier.

Review B, section 3.2: the charge-transfer resistance is 33.6 ohm for NiS2 and 11.0 ohm for MoS2/NiS2. The exchange
current triples if the electrodes have the same area (1 cm2, illustrative). So would a rate whose barrier fell by
29 meV, a few percent of a typical barrier:

>>> before, after = (exchange_current_density_mA_per_cm2(r, electrode_area_cm2=1.0) for r in (33.6, 11.0))
>>> round(before, 3), round(after, 3), round(after / before, 2)
(0.765, 2.336, 3.05)
>>> round(1000 * barrier_change_from_rate_ratio_eV(after / before, temperature_K=298.15), 1)
-28.7
"""

from __future__ import annotations

import math

import numpy as np
from scipy import constants

from heterostructures.physics.bands import thermal_energy_eV
from heterostructures.physics.domains import (
    FINITE,
    NON_NEGATIVE,
    OPEN_FRACTION,
    POSITIVE,
    TEMPERATURE,
    WHOLE_POSITIVE,
    Domain,
    Numbers,
    exponential,
    takes,
)

ROOM_TEMPERATURE_K = 298.15
# A vibration of an ion in a solid; the customary round number when nothing better is known.
CUSTOMARY_ATTEMPT_FREQUENCY_PER_S = 1e13
MILLI = 1e-3
CM3_PER_L = 1e3
CM_PER_UM = 1e-4
TRANSMISSION = Domain("greater than 0 and at most 1", low=0, high=1, high_allowed=True)
SIGNED_CHARGE = Domain("that is whole, of any sign", whole=True)
LN_10 = math.log(10.0)
# Results beyond 10^300 or below 10^-300 leave the range of floating-point numbers; they are refused, not rounded to 0.


@takes(barrier_before_eV=NON_NEGATIVE, barrier_after_eV=NON_NEGATIVE, temperature_K=TEMPERATURE)
def rate_ratio(
    barrier_before_eV: Numbers, barrier_after_eV: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Factor by which a rate grows when its barrier changes and nothing else does.

    Parameters
    ----------
    barrier_before_eV : float or array
        Barrier of the material compared with, in eV, at least 0.
    barrier_after_eV : float or array
        Barrier of the changed material in eV, at least 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Rate after divided by rate before.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the ratio leaves 10\ :sup:`-300` to 10\ :sup:`300`.

    Notes
    -----
    .. math:: \frac{k_\text{after}}{k_\text{before}} = \exp \frac{E_\text{before} - E_\text{after}}{k_B T}

    Assumes the same attempt frequency, the same number of sites to jump to and the same length of jump.

    References
    ----------
    P. Atkins, J. de Paula and J. Keeler, Atkins' Physical Chemistry, 11th ed., Oxford University Press 2018,
    chapter on chemical kinetics (Arrhenius equation).

    Examples
    --------
    Si/MoSe2@C against Si@C (Review A, section 4.1):

    >>> f"{rate_ratio(0.81, 0.61, 298.15):.0f}"
    '2403'
    """
    exponent = (barrier_before_eV - barrier_after_eV) / thermal_energy_eV(temperature_K)
    return exponential(exponent, "barrier_after_eV", barrier_after_eV, "Use log10_rate_ratio instead.")


@takes(barrier_before_eV=NON_NEGATIVE, barrier_after_eV=NON_NEGATIVE, temperature_K=TEMPERATURE)
def log10_rate_ratio(
    barrier_before_eV: Numbers, barrier_after_eV: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Orders of magnitude by which a rate grows when its barrier changes and nothing else does.

    Parameters
    ----------
    barrier_before_eV : float or array
        Barrier of the material compared with, in eV, at least 0.
    barrier_after_eV : float or array
        Barrier of the changed material in eV, at least 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Decimal logarithm of rate after divided by rate before.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \log_{10} \frac{k_\text{after}}{k_\text{before}}
        = \frac{E_\text{before} - E_\text{after}}{k_B T \ln 10}

    It is the logarithm of :func:`rate_ratio` and works where the ratio itself is too large for a number.
    At 298.15 K each 59 meV is one order of magnitude.

    References
    ----------
    P. Atkins, J. de Paula and J. Keeler, Atkins' Physical Chemistry, 11th ed., Oxford University Press 2018,
    chapter on chemical kinetics (Arrhenius equation).

    Examples
    --------
    Li2S6 on MIL-88A/CdS against MIL-88A (Review A, section 4.2). Fifteen orders of magnitude say that some other
    step limits the rate:

    >>> round(log10_rate_ratio(1.80, 0.92), 1)
    14.9
    """
    return (barrier_before_eV - barrier_after_eV) / (thermal_energy_eV(temperature_K) * LN_10)


@takes(barrier_eV=NON_NEGATIVE, temperature_before_K=TEMPERATURE, temperature_after_K=TEMPERATURE)
def rate_ratio_between_temperatures(
    barrier_eV: Numbers, temperature_before_K: Numbers, temperature_after_K: Numbers
) -> Numbers:
    r"""Factor by which a rate grows when only the temperature changes.

    Parameters
    ----------
    barrier_eV : float or array
        Barrier in eV, at least 0.
    temperature_before_K : float or array
        Temperature compared with, in K, from 1 to 5000.
    temperature_after_K : float or array
        New temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Rate at the new temperature divided by the rate at the old one.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the ratio leaves 10\ :sup:`-300` to 10\ :sup:`300`.

    Notes
    -----
    .. math:: \frac{k_2}{k_1} = \exp \left[ -\frac{E_a}{k_B} \left( \frac{1}{T_2} - \frac{1}{T_1} \right) \right]

    Assumes that the attempt frequency and the barrier do not depend on the temperature. It serves for a conductivity
    too, if that has an activation energy and a constant prefactor.

    References
    ----------
    P. Atkins, J. de Paula and J. Keeler, Atkins' Physical Chemistry, 11th ed., Oxford University Press 2018,
    chapter on chemical kinetics (Arrhenius equation).

    Examples
    --------
    From room temperature to -40 degrees Celsius with a barrier of 0.5 eV:

    >>> round(1 / rate_ratio_between_temperatures(0.5, 298.15, 233.15))
    227
    """
    exponent = barrier_eV / thermal_energy_eV(temperature_before_K) - barrier_eV / thermal_energy_eV(
        temperature_after_K
    )
    return exponential(exponent, "barrier_eV", barrier_eV, "Choose temperatures that are closer together.")


@takes(rate_ratio=POSITIVE, temperature_K=TEMPERATURE)
def barrier_change_from_rate_ratio_eV(rate_ratio: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K) -> Numbers:
    r"""Change of a barrier that would explain a measured ratio of rates.

    Parameters
    ----------
    rate_ratio : float or array
        Rate after divided by rate before, greater than 0. A ratio of diffusivities, exchange currents or inverse
        resistances serves as well.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Barrier after minus barrier before in eV: negative if the rate grew.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Delta E = -k_B T \ln \frac{k_\text{after}}{k_\text{before}}

    The inverse of :func:`rate_ratio`, with its assumptions. A larger contact area raises a measured rate as well; then
    the number is an upper limit of what the barrier did.

    References
    ----------
    P. Atkins, J. de Paula and J. Keeler, Atkins' Physical Chemistry, 11th ed., Oxford University Press 2018,
    chapter on chemical kinetics (Arrhenius equation).

    Examples
    --------
    >>> round(barrier_change_from_rate_ratio_eV(10, 298.15), 4)
    -0.0592
    """
    return -thermal_energy_eV(temperature_K) * np.log(rate_ratio)


@takes(rate_ratio=POSITIVE, temperature_before_K=TEMPERATURE, temperature_after_K=TEMPERATURE)
def apparent_barrier_eV(rate_ratio: Numbers, temperature_before_K: Numbers, temperature_after_K: Numbers) -> Numbers:
    r"""Barrier that explains how a rate changes between two temperatures.

    Parameters
    ----------
    rate_ratio : float or array
        Rate at the second temperature divided by the rate at the first, greater than 0.
    temperature_before_K : float or array
        First temperature in K, from 1 to 5000.
    temperature_after_K : float or array
        Second temperature in K, from 1 to 5000, different from the first.

    Returns
    -------
    float or array
        Barrier in eV. It is negative for a rate that falls on heating.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the temperatures are the same.

    Notes
    -----
    .. math:: E_a = k_B \frac{\ln (k_2 / k_1)}{1 / T_1 - 1 / T_2}

    The slope between two points of an Arrhenius plot, the inverse of :func:`rate_ratio_between_temperatures`. Two
    points cannot show whether the plot is straight. Of a ratio of two conductivities it gives the difference of their
    activation energies.

    References
    ----------
    P. Atkins, J. de Paula and J. Keeler, Atkins' Physical Chemistry, 11th ed., Oxford University Press 2018,
    chapter on chemical kinetics (Arrhenius equation).

    Examples
    --------
    Review A, section 2.2: in Mo2C/MoO3 the conductivity of the interface is 240 times that of the bulk at 300 K and
    above 50 times at 230 K. If it were 50, the activation energy at the interface would be higher than in the bulk:

    >>> round(apparent_barrier_eV(50 / 240, 300, 230), 3)
    0.133
    """
    if np.any(temperature_before_K == temperature_after_K):
        raise ValueError(
            "temperature_after_K is the same as temperature_before_K; the two must differ to give a barrier"
        )
    per_eV = 1.0 / thermal_energy_eV(temperature_before_K) - 1.0 / thermal_energy_eV(temperature_after_K)
    return np.log(rate_ratio) / per_eV


@takes(barrier_eV=NON_NEGATIVE, temperature_K=TEMPERATURE, attempt_frequency_per_s=POSITIVE)
def jump_rate_per_s(
    barrier_eV: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    attempt_frequency_per_s: Numbers = CUSTOMARY_ATTEMPT_FREQUENCY_PER_S,
) -> Numbers:
    r"""Rate of jumps over a barrier to one neighboring site, after Arrhenius and Vineyard.

    Parameters
    ----------
    barrier_eV : float or array
        Barrier in eV, at least 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    attempt_frequency_per_s : float or array
        Attempt frequency in 1/s, greater than 0. The default is the customary round number for ions in solids.

    Returns
    -------
    float or array
        Jumps in 1/s over this barrier. With z equal neighbors the ion jumps z times as often.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the Boltzmann factor is below 10\ :sup:`-300`.

    Notes
    -----
    .. math:: \Gamma = \nu \, e^{-E_a / k_B T}

    Assumes that the ion comes to rest between jumps (barrier well above the thermal energy) and that the neighbor
    is empty.

    References
    ----------
    G. H. Vineyard, Frequency factors and isotope effects in solid state rate processes, Journal of Physics and
    Chemistry of Solids 3, 121 (1957).

    H. Mehrer, Diffusion in Solids, Springer 2007, chapter 4.

    Examples
    --------
    Na+ in ZnS-MoS2 (Review A, section 4.1) with 0.15 eV:

    >>> f"{jump_rate_per_s(0.15):.1e}"
    '2.9e+10'
    """
    exponent = -barrier_eV / thermal_energy_eV(temperature_K)
    return attempt_frequency_per_s * exponential(
        exponent, "barrier_eV", barrier_eV, "Use log10_rate_ratio to compare such barriers."
    )


@takes(barrier_eV=NON_NEGATIVE, temperature_K=TEMPERATURE, attempt_frequency_per_s=POSITIVE)
def residence_time_s(
    barrier_eV: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    attempt_frequency_per_s: Numbers = CUSTOMARY_ATTEMPT_FREQUENCY_PER_S,
) -> Numbers:
    r"""Mean time that an ion stays where it is, or an adsorbed ion stays adsorbed.

    Parameters
    ----------
    barrier_eV : float or array
        Barrier of the jump, or of desorption, in eV, at least 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    attempt_frequency_per_s : float or array
        Attempt frequency in 1/s, greater than 0.

    Returns
    -------
    float or array
        Time in s.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the Boltzmann factor is above 10\ :sup:`300`.

    Notes
    -----
    .. math:: \tau = \frac{1}{\nu} e^{E_a / k_B T}

    The inverse of :func:`jump_rate_per_s` for one way out. Strong adsorption and fast motion exclude each other: each
    59 meV makes the stay ten times longer at 298.15 K.

    References
    ----------
    P. Atkins, J. de Paula and J. Keeler, Atkins' Physical Chemistry, 11th ed., Oxford University Press 2018,
    chapter on processes at solid surfaces.

    Examples
    --------
    NH4+ on VO2 is adsorbed with 2.20 eV (Review A, section 4.4). If it had to leave without help from a solvent or a
    potential, it would stay, in years:

    >>> f"{residence_time_s(2.20) / 3.156e7:.0e}"
    '5e+16'
    """
    exponent = barrier_eV / thermal_energy_eV(temperature_K)
    return (
        exponential(exponent, "barrier_eV", barrier_eV, "Use log10_rate_ratio to compare such barriers.")
        / attempt_frequency_per_s
    )


@takes(rate_per_s=POSITIVE, temperature_K=TEMPERATURE, attempt_frequency_per_s=POSITIVE)
def barrier_from_jump_rate_eV(
    rate_per_s: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    attempt_frequency_per_s: Numbers = CUSTOMARY_ATTEMPT_FREQUENCY_PER_S,
) -> Numbers:
    r"""Barrier that a rate of jumps implies.

    Parameters
    ----------
    rate_per_s : float or array
        Jumps to one neighbor in 1/s, greater than 0 and not above the attempt frequency.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    attempt_frequency_per_s : float or array
        Attempt frequency in 1/s, greater than 0.

    Returns
    -------
    float or array
        Barrier in eV.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the rate exceeds the attempt frequency.

    Notes
    -----
    .. math:: E_a = k_B T \ln \frac{\nu}{\Gamma}

    The inverse of :func:`jump_rate_per_s`. A factor of ten in the attempt frequency shifts the barrier by 59 meV at
    298.15 K.

    References
    ----------
    H. Mehrer, Diffusion in Solids, Springer 2007, chapter 4.

    Examples
    --------
    >>> round(barrier_from_jump_rate_eV(1.0, 298.15), 3)
    0.769
    """
    excess = rate_per_s > attempt_frequency_per_s
    if np.any(excess):
        rates, frequencies = np.broadcast_arrays(rate_per_s, attempt_frequency_per_s)
        raise ValueError(
            f"rate_per_s is {rates[excess].flat[0]:g}; it must not be above the attempt frequency of "
            f"{frequencies[excess].flat[0]:g} per s"
        )
    return thermal_energy_eV(temperature_K) * (np.log(attempt_frequency_per_s) - np.log(rate_per_s))


@takes(activation_gibbs_energy_eV=NON_NEGATIVE, temperature_K=TEMPERATURE, transmission=TRANSMISSION)
def eyring_rate_per_s(
    activation_gibbs_energy_eV: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K, transmission: Numbers = 1.0
) -> Numbers:
    r"""Rate constant of an elementary step from its Gibbs energy of activation, after Eyring.

    Parameters
    ----------
    activation_gibbs_energy_eV : float or array
        Gibbs energy of activation in eV, at least 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    transmission : float or array
        Share of crossings that do not return, greater than 0 and at most 1.

    Returns
    -------
    float or array
        Rate constant of first order in 1/s.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the Boltzmann factor is below 10\ :sup:`-300`.

    Notes
    -----
    .. math:: k = \kappa \, \frac{k_B T}{h} \, e^{-\Delta G^\ddagger / k_B T}

    Transition state theory: the activated state is in equilibrium with the initial state. The Gibbs energy contains
    the entropy of activation; a barrier from a static calculation does not.

    References
    ----------
    H. Eyring, The activated complex in chemical reactions, Journal of Chemical Physics 3, 107 (1935).

    Examples
    --------
    The rate-determining step of oxygen reduction falls from 0.59 to 0.46 eV (Review A, section 4.3):

    >>> round(eyring_rate_per_s(0.46) / eyring_rate_per_s(0.59))
    158
    >>> f"{eyring_rate_per_s(0.0, 298.15):.3e}"
    '6.212e+12'
    """
    exponent = -activation_gibbs_energy_eV / thermal_energy_eV(temperature_K)
    factor = exponential(
        exponent,
        "activation_gibbs_energy_eV",
        activation_gibbs_energy_eV,
        "Use log10_rate_ratio to compare such barriers.",
    )
    return transmission * constants.k * temperature_K / constants.h * factor


@takes(reorganization_energy_eV=POSITIVE, reaction_gibbs_energy_eV=FINITE)
def marcus_barrier_eV(reorganization_energy_eV: Numbers, reaction_gibbs_energy_eV: Numbers = 0.0) -> Numbers:
    r"""Barrier of an electron transfer between two parabolic wells, after Marcus.

    Parameters
    ----------
    reorganization_energy_eV : float or array
        Energy to move the surroundings to the final state without the electron, in eV, greater than 0.
    reaction_gibbs_energy_eV : float or array
        Gibbs energy of the transfer in eV, of any sign: negative for a transfer downhill.

    Returns
    -------
    float or array
        Barrier in eV.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Delta G^\ddagger = \frac{(\lambda + \Delta G)^2}{4 \lambda}

    The slope at zero driving force is 1/2: the transfer coefficient of the Butler-Volmer equation. Beyond
    :math:`-\Delta G = \lambda` the barrier grows again (inverted region); an electrode has levels enough to avoid it.

    References
    ----------
    R. A. Marcus, On the theory of oxidation-reduction reactions involving electron transfer, Journal of Chemical
    Physics 24, 966 (1956).

    Examples
    --------
    >>> round(marcus_barrier_eV(0.8), 3)
    0.2
    >>> marcus_barrier_eV(0.8, -0.8)
    0.0
    """
    return (reorganization_energy_eV + reaction_gibbs_energy_eV) ** 2 / (4.0 * reorganization_energy_eV)


@takes(
    coupling_eV=POSITIVE,
    reorganization_energy_eV=POSITIVE,
    reaction_gibbs_energy_eV=FINITE,
    temperature_K=TEMPERATURE,
)
def marcus_rate_per_s(
    coupling_eV: Numbers,
    reorganization_energy_eV: Numbers,
    reaction_gibbs_energy_eV: Numbers = 0.0,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
) -> Numbers:
    r"""Rate of electron transfer between two weakly coupled sites, after Marcus.

    Parameters
    ----------
    coupling_eV : float or array
        Electronic coupling between the sites in eV, greater than 0.
    reorganization_energy_eV : float or array
        Reorganization energy in eV, greater than 0.
    reaction_gibbs_energy_eV : float or array
        Gibbs energy of the transfer in eV, of any sign.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Rate in 1/s.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the Boltzmann factor is below 10\ :sup:`-300`.

    Notes
    -----
    .. math:: k = \frac{2 \pi}{\hbar} \frac{H^2}{\sqrt{4 \pi \lambda k_B T}}
        \exp \left[ -\frac{(\lambda + \Delta G)^2}{4 \lambda k_B T} \right]

    Holds for a coupling small against the thermal energy (nonadiabatic transfer) and for vibrations slow against it.
    Forward and backward rates keep detailed balance, :math:`e^{-\Delta G / k_B T}`.

    References
    ----------
    R. A. Marcus and N. Sutin, Electron transfers in chemistry and biology, Biochimica et Biophysica Acta 811, 265
    (1985).

    Examples
    --------
    >>> f"{marcus_rate_per_s(0.01, 0.8):.2e}"
    '7.82e+08'
    """
    energy = thermal_energy_eV(temperature_K)
    barrier = (reorganization_energy_eV + reaction_gibbs_energy_eV) ** 2 / (4.0 * reorganization_energy_eV)
    factor = exponential(
        -barrier / energy,
        "reaction_gibbs_energy_eV",
        reaction_gibbs_energy_eV,
        "Use marcus_barrier_eV and log10_rate_ratio to compare such barriers.",
    )
    hbar_eV_s = constants.hbar / constants.e
    width_eV = np.sqrt(4.0 * np.pi * reorganization_energy_eV * energy)
    return 2.0 * np.pi / hbar_eV_s * coupling_eV**2 / width_eV * factor


def _per_volt(temperature_K: Numbers, electrons: Numbers) -> Numbers:
    """Return n F / (R T)."""
    return electrons / thermal_energy_eV(temperature_K)


@takes(
    overpotential_V=FINITE,
    exchange_current_density_mA_per_cm2=POSITIVE,
    temperature_K=TEMPERATURE,
    anodic_coefficient=OPEN_FRACTION,
    cathodic_coefficient=OPEN_FRACTION,
    electrons=WHOLE_POSITIVE,
    anodic_limit_mA_per_cm2=POSITIVE,
    cathodic_limit_mA_per_cm2=POSITIVE,
)
def butler_volmer_current_density_mA_per_cm2(
    overpotential_V: Numbers,
    exchange_current_density_mA_per_cm2: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    anodic_coefficient: Numbers = 0.5,
    cathodic_coefficient: Numbers = 0.5,
    electrons: Numbers = 1,
    anodic_limit_mA_per_cm2: Numbers | None = None,
    cathodic_limit_mA_per_cm2: Numbers | None = None,
) -> Numbers:
    r"""Current density of an electrode at an overpotential, with or without limits by the supply of reactants.

    Parameters
    ----------
    overpotential_V : float or array
        Potential beyond equilibrium in V, of any sign: positive oxidizes.
    exchange_current_density_mA_per_cm2 : float or array
        Exchange current density in mA/cm2, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    anodic_coefficient, cathodic_coefficient : float or array
        Transfer coefficients for each electron, between 0 and 1. A single step has a sum of 1.
    electrons : float or array
        Electrons in the rate-limiting step, a number that is whole and at least 1.
    anodic_limit_mA_per_cm2, cathodic_limit_mA_per_cm2 : float or array, optional
        Limiting current densities as magnitudes in mA/cm2, greater than 0. Left out, the reactant never runs short.

    Returns
    -------
    float or array
        Current density in mA/cm2, positive when the electrode oxidizes.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the current without a limit leaves the range of numbers.

    Notes
    -----
    With the limiting current densities :math:`i_{La}` and :math:`i_{Lc}` the concentrations at the electrode fall in
    proportion to the current:

    .. math:: i = i_0 \left[ \left( 1 - \frac{i}{i_{La}} \right) e^{\alpha_a n F \eta / RT}
        - \left( 1 + \frac{i}{i_{Lc}} \right) e^{-\alpha_c n F \eta / RT} \right]

    It is linear in :math:`i` and therefore solved without iteration:

    .. math:: i = \frac{i_0 \left( e^{\alpha_a n F \eta / RT} - e^{-\alpha_c n F \eta / RT} \right)}
        {1 + (i_0 / i_{La}) e^{\alpha_a n F \eta / RT} + (i_0 / i_{Lc}) e^{-\alpha_c n F \eta / RT}}

    Without limits the denominator is 1: the Butler-Volmer equation. It assumes one rate-limiting step, excess of
    supporting electrolyte and the exchange current density of the bulk composition. In an intercalation electrode the
    exchange current density changes with the state of charge.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 3.4.

    Examples
    --------
    >>> round(butler_volmer_current_density_mA_per_cm2(0.1, 1.0), 3)
    6.858
    >>> round(butler_volmer_current_density_mA_per_cm2(0.1, 1.0, anodic_limit_mA_per_cm2=5.0), 3)
    2.857
    """
    sign = np.where(np.asarray(overpotential_V) < 0, -1.0, 1.0)
    forward_coefficient = np.where(sign > 0, anodic_coefficient, cathodic_coefficient)
    anodic_share = _share_of_limit(exchange_current_density_mA_per_cm2, anodic_limit_mA_per_cm2)
    cathodic_share = _share_of_limit(exchange_current_density_mA_per_cm2, cathodic_limit_mA_per_cm2)
    forward_share = np.where(sign > 0, anodic_share, cathodic_share)
    backward_share = np.where(sign > 0, cathodic_share, anodic_share)

    reduced = np.abs(overpotential_V) * _per_volt(temperature_K, electrons)
    # Fraction and denominator are divided by the larger exponential, so that nothing overflows.
    forward = forward_coefficient * reduced
    unlimited = forward_share == 0
    exponential(
        np.where(unlimited, forward, 0.0),
        "overpotential_V",
        overpotential_V,
        "Give the limiting current density, or check the unit.",
    )
    both = (np.asarray(anodic_coefficient) + cathodic_coefficient) * reduced
    fraction: Numbers = -np.expm1(-both) / (np.exp(-forward) + forward_share + backward_share * np.exp(-both))
    return sign * exchange_current_density_mA_per_cm2 * fraction


def _share_of_limit(current_density: Numbers, limit: Numbers | None) -> Numbers:
    """Return the current density as a share of its limit; 0 without limit."""
    return 0.0 if limit is None else current_density / limit


@takes(
    current_density_mA_per_cm2=FINITE,
    exchange_current_density_mA_per_cm2=POSITIVE,
    temperature_K=TEMPERATURE,
    anodic_coefficient=OPEN_FRACTION,
    cathodic_coefficient=OPEN_FRACTION,
    electrons=WHOLE_POSITIVE,
    anodic_limit_mA_per_cm2=POSITIVE,
    cathodic_limit_mA_per_cm2=POSITIVE,
)
def overpotential_V(
    current_density_mA_per_cm2: Numbers,
    exchange_current_density_mA_per_cm2: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    anodic_coefficient: Numbers = 0.5,
    cathodic_coefficient: Numbers = 0.5,
    electrons: Numbers = 1,
    anodic_limit_mA_per_cm2: Numbers | None = None,
    cathodic_limit_mA_per_cm2: Numbers | None = None,
) -> Numbers:
    r"""Overpotential that drives a given current density, with or without limits by the supply of reactants.

    Parameters
    ----------
    current_density_mA_per_cm2 : float or array
        Current density in mA/cm2, of any sign: positive oxidizes.
    exchange_current_density_mA_per_cm2 : float or array
        Exchange current density in mA/cm2, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    anodic_coefficient, cathodic_coefficient : float or array
        Transfer coefficients for each electron, between 0 and 1. A single step has a sum of 1.
    electrons : float or array
        Electrons in the rate-limiting step, a number that is whole and at least 1.
    anodic_limit_mA_per_cm2, cathodic_limit_mA_per_cm2 : float or array, optional
        Limiting current densities as magnitudes in mA/cm2, greater than 0. Left out, the reactant never runs short.

    Returns
    -------
    float or array
        Overpotential in V, positive for an oxidizing current.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the current reaches its limit.

    Notes
    -----
    The inverse of :func:`butler_volmer_current_density_mA_per_cm2`. For equal coefficients :math:`\alpha` and no
    limits it is

    .. math:: \eta = \frac{RT}{\alpha n F} \operatorname{arsinh} \frac{i}{2 i_0} .

    In general, for an oxidizing current,

    .. math:: \alpha_a n F \eta / RT = \ln \left[ \frac{i}{i_0}
        + \left( 1 + \frac{i}{i_{Lc}} \right) e^{-\alpha_c n F \eta / RT} \right]
        - \ln \left( 1 - \frac{i}{i_{La}} \right) .

    The difference of both sides rises steadily and bends downwards, so that Newton's method from :math:`\eta = 0`
    climbs to the solution without ever overshooting it.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 3.4.

    Examples
    --------
    >>> round(overpotential_V(6.858, 1.0), 4)
    0.1
    >>> round(overpotential_V(-1.0, 0.1, electrons=2), 4)
    -0.0594
    """
    sign = np.where(np.asarray(current_density_mA_per_cm2) < 0, -1.0, 1.0)
    size = np.abs(current_density_mA_per_cm2)
    anodic = np.where(sign > 0, _share_of_limit(size, anodic_limit_mA_per_cm2), 0.0)
    cathodic = np.where(sign < 0, _share_of_limit(size, cathodic_limit_mA_per_cm2), 0.0)
    used = anodic + cathodic
    if np.any(used >= 1):
        current, share = np.broadcast_arrays(current_density_mA_per_cm2, used)
        first = share >= 1
        limit = abs(current[first].flat[0]) / share[first].flat[0]
        raise ValueError(
            f"current_density_mA_per_cm2 is {current[first].flat[0]:g}; its size must be below the limiting current "
            f"density of {limit:g} mA/cm2"
        )
    gained = np.where(
        sign > 0, _share_of_limit(size, cathodic_limit_mA_per_cm2), _share_of_limit(size, anodic_limit_mA_per_cm2)
    )
    reduced = _reduced_overpotential(
        size / exchange_current_density_mA_per_cm2,
        used,
        gained,
        np.where(sign > 0, anodic_coefficient, cathodic_coefficient),
        np.where(sign > 0, cathodic_coefficient, anodic_coefficient),
    )
    return sign * reduced / _per_volt(temperature_K, electrons)


def _reduced_overpotential(
    ratio: Numbers, used: Numbers, gained: Numbers, forward: Numbers, backward: Numbers
) -> Numbers:
    """Return n F eta / RT at least 0, where (1 - used) exp(forward y) - (1 + gained) exp(-backward y) = ratio."""
    y: Numbers = np.zeros(np.broadcast_shapes(*(np.shape(a) for a in (ratio, used, gained, forward, backward))))
    log_left = np.log1p(-np.asarray(used))
    for _ in range(100):
        falling = (1.0 + gained) * np.exp(-backward * y)
        # The two parts of the sum that are near 1 and -1 at small currents are kept apart from each other.
        log_right = np.log1p(ratio + gained + (1.0 + gained) * np.expm1(-backward * y))
        distance = log_right - log_left - forward * y
        step = distance / (forward + backward * falling / (ratio + falling))
        y = y + step
        if np.all(np.abs(step) <= 4e-16 * y):
            break
    return y


@takes(transfer_coefficient=OPEN_FRACTION, temperature_K=TEMPERATURE, electrons=WHOLE_POSITIVE)
def tafel_slope_mV_per_decade(
    transfer_coefficient: Numbers = 0.5, temperature_K: Numbers = ROOM_TEMPERATURE_K, electrons: Numbers = 1
) -> Numbers:
    r"""Overpotential that multiplies a current far from equilibrium by ten.

    Parameters
    ----------
    transfer_coefficient : float or array
        Transfer coefficient of the direction of the current, for each electron, between 0 and 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    electrons : float or array
        Electrons in the rate-limiting step, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Tafel slope in mV for each factor of ten in the current.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: b = \frac{RT \ln 10}{\alpha n F}

    The slope of the overpotential against the decimal logarithm of the current where the backward reaction is
    negligible. Resistances in series and shortage of reactants raise a measured slope.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 3.4.

    Examples
    --------
    >>> round(tafel_slope_mV_per_decade(), 1)
    118.3
    """
    return LN_10 / (transfer_coefficient * _per_volt(temperature_K, electrons)) / MILLI


@takes(
    current_density_mA_per_cm2=POSITIVE,
    exchange_current_density_mA_per_cm2=POSITIVE,
    temperature_K=TEMPERATURE,
    transfer_coefficient=OPEN_FRACTION,
    electrons=WHOLE_POSITIVE,
)
def tafel_overpotential_V(
    current_density_mA_per_cm2: Numbers,
    exchange_current_density_mA_per_cm2: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    transfer_coefficient: Numbers = 0.5,
    electrons: Numbers = 1,
) -> Numbers:
    r"""Overpotential of a current far above the exchange current, as a magnitude.

    Parameters
    ----------
    current_density_mA_per_cm2 : float or array
        Magnitude of the current density in mA/cm2, greater than 0 and above the exchange current density.
    exchange_current_density_mA_per_cm2 : float or array
        Exchange current density in mA/cm2, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    transfer_coefficient : float or array
        Transfer coefficient of the direction of the current, for each electron, between 0 and 1.
    electrons : float or array
        Electrons in the rate-limiting step, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Magnitude of the overpotential in V.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the current is not above the exchange current.

    Notes
    -----
    .. math:: \eta = b \log_{10} \frac{i}{i_0}

    Neglects the backward reaction. Its share of the forward one is :math:`e^{-n F \eta / RT}` for coefficients that
    add up to 1: less than 1 % beyond 118 mV for one electron at room temperature. With equal coefficients the
    result is 0.4 % too small at 10 times the exchange current, 21 % at twice, and 0 at the exchange current itself.
    Nearer to equilibrium use :func:`overpotential_V`.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 3.4.

    Examples
    --------
    >>> round(tafel_overpotential_V(100.0, 1.0), 4)
    0.2366
    """
    low = current_density_mA_per_cm2 <= exchange_current_density_mA_per_cm2
    if np.any(low):
        current, exchange = np.broadcast_arrays(current_density_mA_per_cm2, exchange_current_density_mA_per_cm2)
        raise ValueError(
            f"current_density_mA_per_cm2 is {current[low].flat[0]:g}; it must be above the exchange current density of "
            f"{exchange[low].flat[0]:g} mA/cm2, because the Tafel equation neglects the backward reaction; use "
            "overpotential_V instead"
        )
    ratio = np.log(current_density_mA_per_cm2) - np.log(exchange_current_density_mA_per_cm2)
    return ratio / (transfer_coefficient * _per_volt(temperature_K, electrons))


@takes(
    exchange_current_density_mA_per_cm2=POSITIVE,
    electrode_area_cm2=POSITIVE,
    temperature_K=TEMPERATURE,
    electrons=WHOLE_POSITIVE,
)
def charge_transfer_resistance_ohm(
    exchange_current_density_mA_per_cm2: Numbers,
    electrode_area_cm2: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    electrons: Numbers = 1,
) -> Numbers:
    r"""Resistance of charge transfer near equilibrium: the semicircle of an impedance plot.

    Parameters
    ----------
    exchange_current_density_mA_per_cm2 : float or array
        Exchange current density in mA/cm2, greater than 0.
    electrode_area_cm2 : float or array
        Area that the current crosses in cm2, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    electrons : float or array
        Electrons in the rate-limiting step, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Resistance in ohm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The slope of the Butler-Volmer equation at zero overpotential, with transfer coefficients that add up to 1:

    .. math:: R_{ct} = \frac{RT}{n F i_0 A}

    The linear law :math:`\eta = I R_{ct}` is good to 1 % up to about 12 mV for one electron at room temperature if
    the coefficients are equal. The true area of a porous electrode is far larger than that of its current collector.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 3.4.

    Examples
    --------
    >>> round(charge_transfer_resistance_ohm(1.0, 1.0), 2)
    25.69
    """
    current_A = exchange_current_density_mA_per_cm2 * MILLI * electrode_area_cm2
    return 1.0 / (_per_volt(temperature_K, electrons) * current_A)


@takes(
    charge_transfer_resistance_ohm=POSITIVE,
    electrode_area_cm2=POSITIVE,
    temperature_K=TEMPERATURE,
    electrons=WHOLE_POSITIVE,
)
def exchange_current_density_mA_per_cm2(
    charge_transfer_resistance_ohm: Numbers,
    electrode_area_cm2: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    electrons: Numbers = 1,
) -> Numbers:
    r"""Exchange current density that a measured charge-transfer resistance implies.

    Parameters
    ----------
    charge_transfer_resistance_ohm : float or array
        Charge-transfer resistance in ohm, greater than 0.
    electrode_area_cm2 : float or array
        Area that the current crosses in cm2, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    electrons : float or array
        Electrons in the rate-limiting step, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Exchange current density in mA/cm2.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: i_0 = \frac{RT}{n F R_{ct} A}

    The inverse of :func:`charge_transfer_resistance_ohm`. A resistance without an area gives a current, not a current
    density: two electrodes can be compared only if their areas are known or equal.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 3.4.

    Examples
    --------
    MoS2/NiS2 (Review B, section 3.2) on an electrode of 1 cm2 (illustrative):

    >>> round(exchange_current_density_mA_per_cm2(11.0, 1.0), 2)
    2.34
    """
    current_A = 1.0 / (_per_volt(temperature_K, electrons) * charge_transfer_resistance_ohm)
    return current_A / MILLI / electrode_area_cm2


@takes(
    rate_constant_cm_per_s=POSITIVE,
    oxidized_concentration_mol_per_L=POSITIVE,
    reduced_concentration_mol_per_L=POSITIVE,
    cathodic_coefficient=OPEN_FRACTION,
    electrons=WHOLE_POSITIVE,
)
def exchange_current_density_from_rate_constant_mA_per_cm2(
    rate_constant_cm_per_s: Numbers,
    oxidized_concentration_mol_per_L: Numbers,
    reduced_concentration_mol_per_L: Numbers,
    cathodic_coefficient: Numbers = 0.5,
    electrons: Numbers = 1,
) -> Numbers:
    r"""Exchange current density from the standard rate constant of an electrode reaction.

    Parameters
    ----------
    rate_constant_cm_per_s : float or array
        Standard rate constant in cm/s, greater than 0.
    oxidized_concentration_mol_per_L : float or array
        Concentration of the oxidized form in mol/L, greater than 0.
    reduced_concentration_mol_per_L : float or array
        Concentration of the reduced form in mol/L, greater than 0.
    cathodic_coefficient : float or array
        Transfer coefficient of the reduction, between 0 and 1.
    electrons : float or array
        Electrons transferred, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Exchange current density in mA/cm2.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: i_0 = n F k^0 c_O^{1 - \alpha_c} c_R^{\alpha_c}

    Dilute solutions, coefficients that add up to 1.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 3.4.

    Examples
    --------
    >>> round(exchange_current_density_from_rate_constant_mA_per_cm2(1e-4, 1.0, 1.0), 2)
    9.65
    """
    return (
        electrons
        * _charge_per_rate_constant(
            oxidized_concentration_mol_per_L, reduced_concentration_mol_per_L, cathodic_coefficient
        )
        * rate_constant_cm_per_s
    )


def _charge_per_rate_constant(oxidized: Numbers, reduced: Numbers, coefficient: Numbers) -> Numbers:
    """Return the current density in mA/cm2 for one electron and a rate constant of 1 cm/s."""
    # As a product of powers, concentrations of extreme size do not overflow on the way.
    mol_per_cm3 = oxidized ** (1.0 - coefficient) * reduced**coefficient / CM3_PER_L
    return constants.value("Faraday constant") * mol_per_cm3 / MILLI


@takes(
    exchange_current_density_mA_per_cm2=POSITIVE,
    oxidized_concentration_mol_per_L=POSITIVE,
    reduced_concentration_mol_per_L=POSITIVE,
    cathodic_coefficient=OPEN_FRACTION,
    electrons=WHOLE_POSITIVE,
)
def rate_constant_cm_per_s(
    exchange_current_density_mA_per_cm2: Numbers,
    oxidized_concentration_mol_per_L: Numbers,
    reduced_concentration_mol_per_L: Numbers,
    cathodic_coefficient: Numbers = 0.5,
    electrons: Numbers = 1,
) -> Numbers:
    r"""Rate constant of an electrode reaction from its exchange current density.

    Parameters
    ----------
    exchange_current_density_mA_per_cm2 : float or array
        Exchange current density in mA/cm2, greater than 0.
    oxidized_concentration_mol_per_L : float or array
        Concentration of the oxidized form in mol/L, greater than 0.
    reduced_concentration_mol_per_L : float or array
        Concentration of the reduced form in mol/L, greater than 0.
    cathodic_coefficient : float or array
        Transfer coefficient of the reduction, between 0 and 1.
    electrons : float or array
        Electrons transferred, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Standard rate constant in cm/s.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: k^0 = \frac{i_0}{n F c_O^{1 - \alpha_c} c_R^{\alpha_c}}

    The inverse of :func:`exchange_current_density_from_rate_constant_mA_per_cm2`, with its assumptions.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 3.4.

    Examples
    --------
    >>> f"{rate_constant_cm_per_s(2.34, 1.0, 1.0):.2e}"
    '2.43e-05'
    """
    return exchange_current_density_mA_per_cm2 / (
        electrons
        * _charge_per_rate_constant(
            oxidized_concentration_mol_per_L, reduced_concentration_mol_per_L, cathodic_coefficient
        )
    )


@takes(
    diffusivity_cm2_per_s=POSITIVE,
    concentration_mol_per_L=POSITIVE,
    layer_thickness_um=POSITIVE,
    electrons=WHOLE_POSITIVE,
)
def limiting_current_density_mA_per_cm2(
    diffusivity_cm2_per_s: Numbers,
    concentration_mol_per_L: Numbers,
    layer_thickness_um: Numbers,
    electrons: Numbers = 1,
) -> Numbers:
    r"""Largest current density that diffusion through a layer can feed.

    Parameters
    ----------
    diffusivity_cm2_per_s : float or array
        Diffusion coefficient of the reactant in cm2/s, greater than 0.
    concentration_mol_per_L : float or array
        Concentration at the outer side of the layer in mol/L, greater than 0.
    layer_thickness_um : float or array
        Thickness of the diffusion layer in micrometers, greater than 0.
    electrons : float or array
        Electrons for each particle, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Limiting current density as a magnitude in mA/cm2.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: i_L = \frac{n F D c}{\delta}

    The reactant is used up as soon as it arrives. Assumes a steady state and no migration in the field: in a binary
    electrolyte migration doubles the limit of a univalent cation that alone reacts.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 1.4.

    Examples
    --------
    An electrolyte of 1 mol/L in the pores of a separator of 25 micrometers (illustrative diffusivity):

    >>> round(limiting_current_density_mA_per_cm2(1e-6, 1.0, 25.0), 1)
    38.6
    """
    flux_mol_per_cm2_s = (
        diffusivity_cm2_per_s * (concentration_mol_per_L / CM3_PER_L) / (layer_thickness_um * CM_PER_UM)
    )
    return electrons * constants.value("Faraday constant") * flux_mol_per_cm2_s / MILLI


@takes(field_V_per_m=FINITE, jump_length_nm=POSITIVE, charge_number=SIGNED_CHARGE)
def barrier_lowering_by_field_eV(
    field_V_per_m: Numbers, jump_length_nm: Numbers, charge_number: Numbers = 1
) -> Numbers:
    r"""Energy by which a field lowers the barrier of a jump along it.

    Parameters
    ----------
    field_V_per_m : float or array
        Electric field in V/m, of any sign: positive when it points in the direction of the jump.
    jump_length_nm : float or array
        Distance from site to site in nm, greater than 0.
    charge_number : float or array
        Charge of the ion in elementary charges, a number that is whole, of any sign.

    Returns
    -------
    float or array
        Lowering in eV. It is negative when the field hinders the jump. The jump back sees the opposite.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Delta E = \frac{z e E a}{2}

    The saddle point lies halfway, so that the ion gains half the potential drop of the whole jump before it gets
    there. Forward and backward rates then differ by :math:`e^{z e E a / k_B T}`, as detailed balance wants. Holds while
    the lowering is small against the barrier and the field is that at the ion, which differs from the mean field in a
    polarizable crystal.

    References
    ----------
    N. F. Mott and R. W. Gurney, Electronic Processes in Ionic Crystals, 2nd ed., Oxford University Press 1948,
    chapter 2.

    Examples
    --------
    A drop of 0.3 V over 5 nm, for a jump of 0.35 nm (both illustrative):

    >>> round(barrier_lowering_by_field_eV(0.3 / 5e-9, 0.35), 4)
    0.0105
    """
    return charge_number * field_V_per_m * jump_length_nm * constants.nano / 2.0


@takes(barrier_lowering_eV=FINITE, jump_length_nm=POSITIVE, charge_number=SIGNED_CHARGE)
def field_for_barrier_lowering_V_per_m(
    barrier_lowering_eV: Numbers, jump_length_nm: Numbers, charge_number: Numbers = 1
) -> Numbers:
    r"""Field that would be needed to explain a reported difference between two barriers.

    Parameters
    ----------
    barrier_lowering_eV : float or array
        Barrier without field minus barrier with it, in eV, of any sign.
    jump_length_nm : float or array
        Distance from site to site in nm, greater than 0.
    charge_number : float or array
        Charge of the ion in elementary charges, a number that is whole, of any sign but not 0.

    Returns
    -------
    float or array
        Field in V/m, positive when it points in the direction of the jump.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the charge is 0.

    Notes
    -----
    .. math:: E = \frac{2 \, \Delta E}{z e a}

    The inverse of :func:`barrier_lowering_by_field_eV`. Compare the result with the built-in potential divided by the
    width of the space charge, and with the breakdown field of a good insulating oxide, of the order of 1e9 V/m.

    References
    ----------
    N. F. Mott and R. W. Gurney, Electronic Processes in Ionic Crystals, 2nd ed., Oxford University Press 1948,
    chapter 2.

    Examples
    --------
    Si/MoSe2@C against Si@C, 0.81 to 0.61 eV (Review A, section 4.1), with a jump of 0.3 nm (illustrative):

    >>> f"{field_for_barrier_lowering_V_per_m(0.20, 0.3):.2e}"
    '1.33e+09'
    """
    if np.any(charge_number == 0):
        raise ValueError("charge_number is 0; it must not be 0, because a field does not act on a neutral particle")
    return 2.0 * barrier_lowering_eV / (charge_number * jump_length_nm * constants.nano)
