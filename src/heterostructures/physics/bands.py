r"""Semiconductors and metals, their Fermi levels, and what their bands look like side by side.

Sign conventions: energies are those of an electron and are counted from the local vacuum level unless a name
says otherwise; doping is donors minus acceptors; x runs from left to right. Offsets and potential differences
of two materials are *right minus left*. On contact, electrons flow from the smaller to the larger work function.
The side that loses them becomes positive, and the built-in field points from it to the side that gains them.

Notes
-----
Everything here follows from five numbers of a material: gap, electron affinity, net doping and two densities of
states. Anderson's rule lines up the vacuum levels of two materials; it knows no interface dipole and no charged
interface state, and measured offsets differ from it by some tenths of an eV. Carriers obey Boltzmann statistics;
:func:`is_degenerate` tells where they no longer do. The materials are thick and neutral inside.

References
----------
R. L. Anderson, Experiments on Ge-GaAs heterojunctions, Solid-State Electronics 5, 1962, page 341.

S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, chapters 1 and 2.

Examples
--------
A paper calculates a work function of 5.18 eV for MoS2 and 6.11 eV for ZnIn2S4. Which way do the electrons go, and
where does the field point? Only the Fermi levels matter, so that both may stand in as metals:

>>> molybdenum_sulfide, zinc_indium_sulfide = Metal("MoS2", 5.18), Metal("ZnIn2S4", 6.11)
>>> electron_transfer(molybdenum_sulfide, zinc_indium_sulfide)
'to right'
>>> built_in_field_direction(molybdenum_sulfide, zinc_indium_sulfide)
1

MoS2 loses electrons and becomes positive: the field points from MoS2 to ZnIn2S4. The electrostatic potential falls
along the field, by the contact potential:

>>> round(contact_potential_V(molybdenum_sulfide, zinc_indium_sulfide), 2)
-0.93

A third material between the two moves part of the step to another interface. The whole stays the same:

>>> bridge = Metal("a conducting bridge", 5.6)
>>> stack = align_stack([molybdenum_sulfide, bridge, zinc_indium_sulfide])
>>> [round(step, 2) for step in stack.contact_potentials_V]
[-0.42, -0.51]
>>> round(stack.total_potential_V, 2)
-0.93
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import constants

from heterostructures.physics.domains import (
    AT_LEAST_ONE,
    FINITE,
    POSITIVE,
    TEMPERATURE,
    TEXT,
    FloatArray,
    Kind,
    Numbers,
    takes,
    with_checked_fields,
)

PER_CM3_IN_PER_M3 = 1e6
# Densities of states are given at this temperature.
REFERENCE_TEMPERATURE_K = 300.0
# Two levels closer than this count as one: far below what can be measured, far above rounding.
SAME_LEVEL_EV = 1e-9
# With the Fermi level this many kT away from the band, Boltzmann statistics err by less than 2 percent.
DEGENERATE_WITHIN_KT = 3.0
# Ferroelectrics near their transition come to some 1e5; a larger number is a density in the wrong place.
LARGEST_PERMITTIVITY = 1e7
# What the types of band alignment are called.
ALIGNMENT_WORDS = {"I": "straddling gap", "II": "staggered gap", "III": "broken gap"}


@takes(temperature_K=TEMPERATURE)
def thermal_energy_eV(temperature_K: Numbers) -> Numbers:
    r"""Thermal energy kT, the yardstick of every barrier.

    Parameters
    ----------
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Thermal energy in eV.

    Raises
    ------
    ValueError
        If the temperature is outside its range.

    Notes
    -----
    .. math:: k_B T / e

    Examples
    --------
    >>> round(thermal_energy_eV(300), 6)
    0.025852
    """
    return constants.k * temperature_K / constants.e


@takes(effective_mass=POSITIVE, temperature_K=TEMPERATURE)
def band_edge_density_per_cm3(effective_mass: Numbers, temperature_K: Numbers = REFERENCE_TEMPERATURE_K) -> Numbers:
    r"""Effective density of states at the edge of a parabolic band.

    Parameters
    ----------
    effective_mass : float or array
        Density-of-states effective mass as a multiple of the free electron mass, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Effective density of states in 1/cm3.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: N = 2 \left( \frac{2 \pi m k_B T}{h^2} \right)^{3/2}

    Assumes an isotropic parabolic band; several valleys are part of the density-of-states mass.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.4.

    Examples
    --------
    >>> f"{band_edge_density_per_cm3(1.0):.3e}"
    '2.509e+19'
    """
    mass_kg = effective_mass * constants.m_e
    per_m3 = 2.0 * np.power(2.0 * np.pi * mass_kg * constants.k * temperature_K / constants.h**2, 1.5)
    return per_m3 / PER_CM3_IN_PER_M3


def _require_real_permittivity(relative_permittivity: Numbers) -> None:
    """Refuse a permittivity that no solid has: then it is the density, given in its place."""
    largest = float(np.max(relative_permittivity))
    if largest > LARGEST_PERMITTIVITY:
        raise ValueError(
            f"relative_permittivity is {largest:g}; it must be at most {LARGEST_PERMITTIVITY:g}, which no solid exceeds: "
            "look whether it has changed places with carrier_density_per_cm3"
        )


FREE_ELECTRON_DENSITY_300K_PER_CM3 = float(band_edge_density_per_cm3(1.0))


@dataclass(frozen=True)
@with_checked_fields(
    name=TEXT,
    gap_eV=POSITIVE.single,
    electron_affinity_eV=POSITIVE.single,
    relative_permittivity=AT_LEAST_ONE.single,
    net_doping_per_cm3=FINITE.single,
    conduction_density_300K_per_cm3=POSITIVE.single,
    valence_density_300K_per_cm3=POSITIVE.single,
)
class Semiconductor:
    """A semiconductor with parabolic bands and fully ionized dopants.

    Parameters
    ----------
    name : str
        Name for messages and charts.
    gap_eV : float
        Band gap in eV, greater than 0.
    electron_affinity_eV : float
        Vacuum level minus conduction band edge in eV, greater than 0.
    relative_permittivity : float
        Static relative permittivity, at least 1.
    net_doping_per_cm3 : float
        Donors minus acceptors in 1/cm3, of any sign: positive for n-type, negative for p-type, 0 for intrinsic.
    conduction_density_300K_per_cm3, valence_density_300K_per_cm3 : float
        Effective densities of states at 300 K in 1/cm3, greater than 0. They scale with the temperature to the
        power 3/2. The default belongs to the mass of a free electron.

    Raises
    ------
    ValueError
        If a field is outside its range.

    Examples
    --------
    >>> silicon = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> silicon.is_n_type
    True
    >>> silicon.ionization_energy_eV
    5.17
    """

    name: str
    gap_eV: float
    electron_affinity_eV: float
    relative_permittivity: float
    net_doping_per_cm3: float
    conduction_density_300K_per_cm3: float = FREE_ELECTRON_DENSITY_300K_PER_CM3
    valence_density_300K_per_cm3: float = FREE_ELECTRON_DENSITY_300K_PER_CM3

    @classmethod
    def from_masses(
        cls,
        name: str,
        gap_eV: float,
        electron_affinity_eV: float,
        relative_permittivity: float,
        net_doping_per_cm3: float,
        electron_mass: float,
        hole_mass: float,
    ) -> Semiconductor:
        """Make a semiconductor from density-of-states effective masses (multiples of the free electron mass).

        Examples
        --------
        >>> made = Semiconductor.from_masses("x", 1.0, 4.0, 10.0, 1e16, 1.0, 0.5)
        >>> f"{made.valence_density_300K_per_cm3:.3e}"
        '8.872e+18'
        """
        return cls(
            name,
            gap_eV,
            electron_affinity_eV,
            relative_permittivity,
            net_doping_per_cm3,
            float(band_edge_density_per_cm3(electron_mass)),
            float(band_edge_density_per_cm3(hole_mass)),
        )

    @property
    def is_n_type(self) -> bool:
        """Whether donors outnumber acceptors."""
        return self.net_doping_per_cm3 > 0

    @property
    def is_p_type(self) -> bool:
        """Whether acceptors outnumber donors."""
        return self.net_doping_per_cm3 < 0

    @property
    def ionization_energy_eV(self) -> float:
        """Vacuum level minus valence band edge in eV."""
        return self.electron_affinity_eV + self.gap_eV


@dataclass(frozen=True)
@with_checked_fields(name=TEXT, work_function_eV=POSITIVE.single)
class Metal:
    """A metal, or a conductor that is treated as one: its Fermi level lies at the work function and stays there.

    Parameters
    ----------
    name : str
        Name for messages and charts.
    work_function_eV : float
        Vacuum level minus Fermi level in eV, greater than 0.

    Raises
    ------
    ValueError
        If a field is outside its range.

    Examples
    --------
    >>> Metal("Al", 4.28).work_function_eV
    4.28
    """

    name: str
    work_function_eV: float


@takes(semiconductor=Kind(Semiconductor), temperature_K=TEMPERATURE.single)
def conduction_edge_above_fermi_level_eV(
    semiconductor: Semiconductor, temperature_K: float = REFERENCE_TEMPERATURE_K
) -> float:
    r"""Conduction band edge minus Fermi level in the neutral bulk, with Boltzmann statistics.

    Parameters
    ----------
    semiconductor : Semiconductor
        The material with its doping.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float
        Energy difference in eV. It is negative if the doping exceeds the density of states; there Boltzmann
        statistics no longer hold.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    Neutrality, :math:`n - p = N`, with :math:`n p = n_i^2` gives the Fermi level without iteration:

    .. math:: E_F - E_i = k_B T \, \operatorname{arsinh} \frac{N}{2 n_i}

    Assumes Boltzmann statistics and fully ionized dopants.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.4.

    Examples
    --------
    >>> silicon = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> round(conduction_edge_above_fermi_level_eV(silicon), 4)
    0.2052
    """
    energy = float(thermal_energy_eV(temperature_K))
    log_conduction, _ = _log_band_densities_per_cm3(semiconductor, temperature_K)
    # With logarithms, because the intrinsic density of a wide gap underflows.
    log_electrons, _ = _log_carrier_densities_per_cm3(semiconductor, temperature_K)
    return energy * (log_conduction - log_electrons)


def _arsinh_of_ratio(numerator: float, log_denominator: float) -> float:
    """Return arsinh(numerator / exp(log_denominator)) without overflow."""
    if numerator == 0:
        return 0.0
    log_ratio = np.log(abs(numerator)) - log_denominator
    size = np.arcsinh(np.exp(log_ratio)) if log_ratio < 20 else log_ratio + np.log(2.0)
    return float(np.copysign(size, numerator))


@takes(material=Kind((Semiconductor, Metal)), temperature_K=TEMPERATURE.single)
def work_function_eV(material: Semiconductor | Metal, temperature_K: float = REFERENCE_TEMPERATURE_K) -> float:
    r"""Vacuum level minus Fermi level of a metal or of the neutral bulk of a semiconductor.

    Parameters
    ----------
    material : Semiconductor or Metal
        The material.
    temperature_K : float
        Temperature in K, from 1 to 5000; it matters for semiconductors only.

    Returns
    -------
    float
        Work function in eV.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: W = \chi + (E_C - E_F)

    Assumes a surface without dipole or surface charge.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.2.

    Examples
    --------
    >>> silicon = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> round(work_function_eV(silicon), 4)
    4.2552
    >>> work_function_eV(Metal("Al", 4.28))
    4.28
    """
    if isinstance(material, Metal):
        return material.work_function_eV
    return material.electron_affinity_eV + conduction_edge_above_fermi_level_eV(material, temperature_K)


@dataclass(frozen=True)
class BandProfile:
    """Bands, field and charge along a junction.

    An interface stands twice in ``position_nm``, once with the values of each side, because the band edges and
    the field jump there.

    Parameters
    ----------
    position_nm : array
        Positions in nm, from left to right.
    potential_V : array
        Electrostatic potential in V.
    field_V_per_m : array
        Electric field in V/m, positive when it points to the right.
    vacuum_level_eV, conduction_band_eV, valence_band_eV : array
        Energies of an electron in eV, counted from the Fermi level of the right-hand bulk.
    charge_density_C_per_m3 : array
        Density of space charge in C/m3.
    """

    position_nm: FloatArray
    potential_V: FloatArray
    field_V_per_m: FloatArray
    vacuum_level_eV: FloatArray
    conduction_band_eV: FloatArray
    valence_band_eV: FloatArray
    charge_density_C_per_m3: FloatArray


# ---------------------------------------------------------------- carriers of the neutral bulk


@dataclass(frozen=True)
class CarrierDensities:
    """Carriers in the neutral bulk of a semiconductor.

    Parameters
    ----------
    electrons_per_cm3, holes_per_cm3 : float
        Densities in 1/cm3.
    """

    electrons_per_cm3: float
    holes_per_cm3: float


def _log_band_densities_per_cm3(semiconductor: Semiconductor, temperature_K: float) -> tuple[float, float]:
    """Return the logarithms of the effective densities of states of both bands at a temperature."""
    log_scale = 1.5 * np.log(temperature_K / REFERENCE_TEMPERATURE_K)
    return (
        float(np.log(semiconductor.conduction_density_300K_per_cm3) + log_scale),
        float(np.log(semiconductor.valence_density_300K_per_cm3) + log_scale),
    )


def _log_intrinsic_density_per_cm3(semiconductor: Semiconductor, temperature_K: float) -> float:
    log_conduction, log_valence = _log_band_densities_per_cm3(semiconductor, temperature_K)
    return 0.5 * (log_conduction + log_valence - semiconductor.gap_eV / float(thermal_energy_eV(temperature_K)))


def _log_carrier_densities_per_cm3(semiconductor: Semiconductor, temperature_K: float) -> tuple[float, float]:
    """Return the logarithms of electron and hole density in the bulk: minority carriers may be fewer than 1e-300."""
    log_intrinsic = _log_intrinsic_density_per_cm3(semiconductor, temperature_K)
    from_intrinsic_level = _arsinh_of_ratio(semiconductor.net_doping_per_cm3 / 2.0, log_intrinsic)
    return log_intrinsic + from_intrinsic_level, log_intrinsic - from_intrinsic_level


@takes(semiconductor=Kind(Semiconductor), temperature_K=TEMPERATURE.single)
def intrinsic_density_per_cm3(semiconductor: Semiconductor, temperature_K: float = REFERENCE_TEMPERATURE_K) -> float:
    r"""Density of electrons, and of holes, that the material has without doping.

    Parameters
    ----------
    semiconductor : Semiconductor
        The material; its doping does not matter.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float
        Intrinsic density in 1/cm3. For a wide gap in the cold it is smaller than the smallest number of a computer
        and comes out as 0.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: n_i = \sqrt{N_C N_V} \, \exp \left( -\frac{E_g}{2 k_B T} \right)

    The gap is taken as the same at every temperature.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.4.

    Examples
    --------
    >>> silicon = Semiconductor("Si", 1.12, 4.05, 11.7, 0, 2.8e19, 1.04e19)
    >>> f"{intrinsic_density_per_cm3(silicon):.1e}"
    '6.7e+09'
    """
    return float(np.exp(_log_intrinsic_density_per_cm3(semiconductor, temperature_K)))


@takes(semiconductor=Kind(Semiconductor), temperature_K=TEMPERATURE.single)
def carrier_densities(semiconductor: Semiconductor, temperature_K: float = REFERENCE_TEMPERATURE_K) -> CarrierDensities:
    r"""Electrons and holes in the neutral bulk.

    Parameters
    ----------
    semiconductor : Semiconductor
        The material with its doping.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    CarrierDensities
        Both densities in 1/cm3.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    Neutrality, :math:`n - p = N`, and mass action, :math:`n p = n_i^2`, give

    .. math:: n = n_i \exp \left( \operatorname{arsinh} \frac{N}{2 n_i} \right), \qquad
              p = n_i \exp \left( -\operatorname{arsinh} \frac{N}{2 n_i} \right)

    In this form the few minority carriers keep all their digits. Assumes Boltzmann statistics and fully ionized
    dopants.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.4.

    Examples
    --------
    >>> silicon = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> carriers = carrier_densities(silicon)
    >>> f"{carriers.electrons_per_cm3:.1e} {carriers.holes_per_cm3:.1e}"
    '1.0e+16 4.5e+03'
    """
    log_electrons, log_holes = _log_carrier_densities_per_cm3(semiconductor, temperature_K)
    return CarrierDensities(float(np.exp(log_electrons)), float(np.exp(log_holes)))


@takes(semiconductor=Kind(Semiconductor), temperature_K=TEMPERATURE.single)
def fermi_level_depth_kT(semiconductor: Semiconductor, temperature_K: float = REFERENCE_TEMPERATURE_K) -> float:
    r"""How far the Fermi level lies inside the gap, counted from the nearer band edge in units of kT.

    Parameters
    ----------
    semiconductor : Semiconductor
        The material with its doping.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float
        Distance from the nearer band edge in units of the thermal energy; negative inside a band.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: d = \frac{\min(E_C - E_F, \; E_F - E_V)}{k_B T}

    Boltzmann statistics overestimate the carriers by about :math:`e^{-d} / 2^{3/2}`, as a fraction, while d is
    positive.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.4.

    Examples
    --------
    >>> silicon = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> round(fermi_level_depth_kT(silicon), 2)
    7.94
    """
    below_conduction_band_eV = conduction_edge_above_fermi_level_eV(semiconductor, temperature_K)
    above_valence_band_eV = semiconductor.gap_eV - below_conduction_band_eV
    return min(below_conduction_band_eV, above_valence_band_eV) / float(thermal_energy_eV(temperature_K))


@takes(semiconductor=Kind(Semiconductor), temperature_K=TEMPERATURE.single)
def is_degenerate(semiconductor: Semiconductor, temperature_K: float = REFERENCE_TEMPERATURE_K) -> bool:
    r"""Whether the doping (or the heat) is too strong for Boltzmann statistics.

    Parameters
    ----------
    semiconductor : Semiconductor
        The material with its doping.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    bool
        True if the Fermi level is closer to a band edge than 3 kT, or inside a band.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    At 3 kT the Boltzmann density is 1.7 percent too high; at the band edge itself it is 31 percent too high. Work
    functions and potentials suffer less, because they depend on the logarithm: 0.4 meV and 7 meV at 300 K.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 1.4.

    Examples
    --------
    >>> is_degenerate(Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19))
    False
    >>> is_degenerate(Semiconductor("heavily doped Si", 1.12, 4.05, 11.7, 5e19, 2.8e19, 1.04e19))
    True
    """
    return bool(fermi_level_depth_kT(semiconductor, temperature_K) < DEGENERATE_WITHIN_KT)


# ---------------------------------------------------------------- two materials


@takes(
    left=Kind((Semiconductor, Metal)),
    right=Kind((Semiconductor, Metal)),
    temperature_K=TEMPERATURE.single,
)
def contact_potential_V(
    left: Semiconductor | Metal, right: Semiconductor | Metal, temperature_K: float = REFERENCE_TEMPERATURE_K
) -> float:
    r"""Built-in potential of a contact: potential of the right bulk minus potential of the left bulk.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two materials.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float
        Potential difference in V; positive if the right-hand side becomes positive.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    In equilibrium the Fermi level is the same everywhere, so that the vacuum levels differ by the difference of the
    work functions:

    .. math:: V_{bi} = \frac{W_{left} - W_{right}}{e}

    References
    ----------
    N. W. Ashcroft and N. D. Mermin, Solid State Physics, Saunders 1976, chapter 18.

    Examples
    --------
    Copper and zinc, Volta's pair:

    >>> round(contact_potential_V(Metal("Cu", 4.65), Metal("Zn", 4.33)), 2)
    0.32
    """
    return work_function_eV(left, temperature_K) - work_function_eV(right, temperature_K)


def _transfer_word(potential_V: float) -> str:
    if abs(potential_V) < SAME_LEVEL_EV:
        return "none"
    return "to left" if potential_V > 0 else "to right"


def _field_sign(potential_V: float) -> int:
    # The field points from high to low potential.
    return 0 if abs(potential_V) < SAME_LEVEL_EV else -int(np.sign(potential_V))


@takes(
    left=Kind((Semiconductor, Metal)),
    right=Kind((Semiconductor, Metal)),
    temperature_K=TEMPERATURE.single,
)
def electron_transfer(
    left: Semiconductor | Metal, right: Semiconductor | Metal, temperature_K: float = REFERENCE_TEMPERATURE_K
) -> str:
    r"""Which way electrons flow when the two materials touch.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two materials.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    str
        ``to right``, ``to left``, or ``none`` if the work functions agree within 1e-9 eV.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    Electrons flow from the smaller work function (the higher Fermi level) to the larger one, until the potential
    difference stops them.

    References
    ----------
    N. W. Ashcroft and N. D. Mermin, Solid State Physics, Saunders 1976, chapter 18.

    Examples
    --------
    >>> electron_transfer(Metal("Al", 4.28), Metal("Sn", 4.42))
    'to right'
    """
    return _transfer_word(contact_potential_V(left, right, temperature_K))


@takes(
    left=Kind((Semiconductor, Metal)),
    right=Kind((Semiconductor, Metal)),
    temperature_K=TEMPERATURE.single,
)
def built_in_field_direction(
    left: Semiconductor | Metal, right: Semiconductor | Metal, temperature_K: float = REFERENCE_TEMPERATURE_K
) -> int:
    r"""Which way the built-in field points after contact.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two materials.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    int
        1 if the field points to the right, -1 if it points to the left, 0 if there is none.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The field points from the side that lost electrons to the side that gained them, the way the electrons went. It
    pushes electrons back, and cations such as Na+ on.

    References
    ----------
    N. W. Ashcroft and N. D. Mermin, Solid State Physics, Saunders 1976, chapter 18.

    Examples
    --------
    >>> built_in_field_direction(Metal("Al", 4.28), Metal("Sn", 4.42))
    1
    """
    return _field_sign(contact_potential_V(left, right, temperature_K))


@dataclass(frozen=True)
class Alignment:
    """Two semiconductors side by side, lined up by Anderson's rule.

    Parameters
    ----------
    left, right : Semiconductor
        The materials.
    temperature_K : float
        Temperature in K.
    conduction_offset_eV, valence_offset_eV : float
        Band edge on the right minus band edge on the left, in eV, at the interface.
    type : str
        ``I``, ``II`` or ``III``.
    type_in_words : str
        ``straddling gap`` (I), ``staggered gap`` (II) or ``broken gap`` (III).
    lower_conduction_edge : str
        Side on which electrons have the lower energy: ``left``, ``right`` or ``neither``.
    higher_valence_edge : str
        Side on which holes have the lower energy: ``left``, ``right`` or ``neither``.
    interface_gap_eV : float
        Lowest conduction edge of the two minus highest valence edge of the two, in eV; negative for type III.
    contact_potential_V : float
        Potential of the right bulk minus potential of the left bulk after contact, in V.
    electron_transfer : str
        ``to right``, ``to left`` or ``none``.
    field_direction : int
        Direction of the built-in field: 1 to the right, -1 to the left, 0 for none.
    """

    left: Semiconductor
    right: Semiconductor
    temperature_K: float
    conduction_offset_eV: float
    valence_offset_eV: float
    type: str
    type_in_words: str
    lower_conduction_edge: str
    higher_valence_edge: str
    interface_gap_eV: float
    contact_potential_V: float
    electron_transfer: str
    field_direction: int


def _side_of(step: float, if_positive: str, if_negative: str) -> str:
    if abs(step) < SAME_LEVEL_EV:
        return "neither"
    return if_positive if step > 0 else if_negative


@takes(left=Kind(Semiconductor), right=Kind(Semiconductor), temperature_K=TEMPERATURE.single)
def align(left: Semiconductor, right: Semiconductor, temperature_K: float = REFERENCE_TEMPERATURE_K) -> Alignment:
    r"""Line up two semiconductors by Anderson's rule.

    Parameters
    ----------
    left, right : Semiconductor
        The two materials.
    temperature_K : float
        Temperature in K, from 1 to 5000; it matters for the contact potential only.

    Returns
    -------
    Alignment
        Band offsets, type of the alignment, contact potential and direction of the electron transfer.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    With a common vacuum level at the interface, electron affinity :math:`\chi` and gap :math:`E_g`:

    .. math:: \Delta E_C = \chi_{left} - \chi_{right}, \qquad
              \Delta E_V = (\chi + E_g)_{left} - (\chi + E_g)_{right}

    - Type I, *straddling*: the smaller gap lies inside the larger one; electrons and holes gather on the same side.
      Edges that are level count as straddling.
    - Type II, *staggered*: the gaps overlap in part; electrons gather on one side, holes on the other.
    - Type III, *broken*: the gaps do not overlap; the conduction band of one side lies below the valence band of the
      other.

    The offsets belong to the interface and stay after contact. The contact potential depends on the doping and is
    independent of the type: two materials may have a large offset and no built-in field, or the other way round.

    References
    ----------
    R. L. Anderson, Experiments on Ge-GaAs heterojunctions, Solid-State Electronics 5, 1962, page 341.

    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, sections 1.7 and 2.7.

    Examples
    --------
    >>> gallium_arsenide = Semiconductor("GaAs", 1.424, 4.07, 12.9, -1e17, 4.7e17, 9.0e18)
    >>> mixed = Semiconductor("Al0.3Ga0.7As", 1.80, 3.74, 12.0, 5e16, 6.5e17, 1.1e19)
    >>> found = align(gallium_arsenide, mixed)
    >>> found.type, found.type_in_words, found.lower_conduction_edge
    ('I', 'straddling gap', 'left')
    >>> round(found.conduction_offset_eV, 3), round(found.valence_offset_eV, 3)
    (0.33, -0.046)
    >>> found.electron_transfer, found.field_direction
    ('to left', -1)
    """
    conduction_offset_eV = left.electron_affinity_eV - right.electron_affinity_eV
    valence_offset_eV = left.ionization_energy_eV - right.ionization_energy_eV
    highest_valence_edge_eV = -min(left.ionization_energy_eV, right.ionization_energy_eV)
    interface_gap_eV = -max(left.electron_affinity_eV, right.electron_affinity_eV) - highest_valence_edge_eV
    level = min(abs(conduction_offset_eV), abs(valence_offset_eV)) < SAME_LEVEL_EV
    if interface_gap_eV < -SAME_LEVEL_EV:
        kind = "III"
    elif level or np.sign(conduction_offset_eV) != np.sign(valence_offset_eV):
        kind = "I"
    else:
        kind = "II"
    potential_V = contact_potential_V(left, right, temperature_K)
    return Alignment(
        left=left,
        right=right,
        temperature_K=temperature_K,
        conduction_offset_eV=conduction_offset_eV,
        valence_offset_eV=valence_offset_eV,
        type=kind,
        type_in_words=ALIGNMENT_WORDS[kind],
        lower_conduction_edge=_side_of(conduction_offset_eV, "left", "right"),
        higher_valence_edge=_side_of(valence_offset_eV, "right", "left"),
        interface_gap_eV=interface_gap_eV,
        contact_potential_V=potential_V,
        electron_transfer=_transfer_word(potential_V),
        field_direction=_field_sign(potential_V),
    )


# ---------------------------------------------------------------- several materials


@dataclass(frozen=True)
class StackAlignment:
    """Materials in series, in contact and in equilibrium.

    Parameters
    ----------
    materials : tuple of Semiconductor or Metal
        The materials from left to right.
    work_functions_eV : tuple of float
        Their work functions before contact, in eV.
    contact_potentials_V : tuple of float
        For each interface, potential of the bulk on its right minus potential of the bulk on its left, in V.
    electron_transfers : tuple of str
        For each interface ``to right``, ``to left`` or ``none``.
    field_directions : tuple of int
        For each interface 1 (to the right), -1 (to the left) or 0.
    bulk_potentials_V : tuple of float
        For each material, the potential inside it in V, counted from the leftmost.
    total_potential_V : float
        Potential of the last material minus potential of the first, in V.
    """

    materials: tuple[Semiconductor | Metal, ...]
    work_functions_eV: tuple[float, ...]
    contact_potentials_V: tuple[float, ...]
    electron_transfers: tuple[str, ...]
    field_directions: tuple[int, ...]
    bulk_potentials_V: tuple[float, ...]
    total_potential_V: float


def _require_two(materials: tuple[Semiconductor | Metal, ...]) -> None:
    if len(materials) < 2:
        raise ValueError(f"materials holds {len(materials)}; it must hold at least 2, from left to right")


@takes(materials=Kind((Semiconductor, Metal), many=True), temperature_K=TEMPERATURE.single)
def align_stack(
    materials: tuple[Semiconductor | Metal, ...], temperature_K: float = REFERENCE_TEMPERATURE_K
) -> StackAlignment:
    r"""Put several materials in series and let their Fermi levels become equal.

    Parameters
    ----------
    materials : series of Semiconductor or Metal
        At least two materials, from left to right.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    StackAlignment
        The contact potential of each interface and of the whole.

    Raises
    ------
    ValueError
        If an argument is outside its range or there are fewer than two materials.

    Notes
    -----
    The contact potentials add up, and every work function but the first and the last drops out (Volta's law of
    successive contacts):

    .. math:: V_{total} = \sum_i \frac{W_i - W_{i+1}}{e} = \frac{W_{first} - W_{last}}{e}

    Each layer must be thicker than its space charge; otherwise it has no neutral bulk, and only the ends keep their
    meaning.

    References
    ----------
    N. W. Ashcroft and N. D. Mermin, Solid State Physics, Saunders 1976, chapter 18.

    Examples
    --------
    >>> stack = align_stack([Metal("Al", 4.28), Metal("Cu", 4.65), Metal("Sn", 4.42)])
    >>> [round(step, 2) for step in stack.contact_potentials_V], round(stack.total_potential_V, 2)
    ([-0.37, 0.23], -0.14)
    >>> stack.electron_transfers
    ('to right', 'to left')
    """
    _require_two(materials)
    works_eV = tuple(work_function_eV(material, temperature_K) for material in materials)
    steps_V = tuple(float(step) for step in -np.diff(works_eV))
    potentials_V = np.concatenate([[0.0], np.cumsum(steps_V)])
    return StackAlignment(
        materials=materials,
        work_functions_eV=works_eV,
        contact_potentials_V=steps_V,
        electron_transfers=tuple(_transfer_word(step) for step in steps_V),
        field_directions=tuple(_field_sign(step) for step in steps_V),
        bulk_potentials_V=tuple(float(potential) for potential in potentials_V),
        total_potential_V=float(potentials_V[-1]),
    )


@dataclass(frozen=True)
class FlatBands:
    """Bands of materials side by side before they touch, for drawing.

    Each layer stands with two positions, its left and its right edge, so that an interface stands twice.

    Parameters
    ----------
    position_nm : array
        Positions in nm, from left to right; the left edge of the first layer is at 0.
    vacuum_level_eV : array
        The common vacuum level, 0 everywhere.
    conduction_band_eV, valence_band_eV : array
        Band edges in eV, counted from the vacuum level. In a metal both stand at its Fermi level.
    fermi_level_eV : array
        Fermi levels in eV, counted from the vacuum level; before contact each layer has its own.
    layer : array
        Number of the layer to which each position belongs, from 0.
    """

    position_nm: FloatArray
    vacuum_level_eV: FloatArray
    conduction_band_eV: FloatArray
    valence_band_eV: FloatArray
    fermi_level_eV: FloatArray
    layer: FloatArray


@takes(
    materials=Kind((Semiconductor, Metal), many=True),
    thickness_nm=POSITIVE.series,
    temperature_K=TEMPERATURE.single,
)
def flat_bands(
    materials: tuple[Semiconductor | Metal, ...],
    thickness_nm: FloatArray,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
) -> FlatBands:
    r"""Bands of several materials before contact, on the common vacuum level.

    Parameters
    ----------
    materials : series of Semiconductor or Metal
        At least two materials, from left to right.
    thickness_nm : series of float
        Thickness of each layer in nm, greater than 0; one for each material.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    FlatBands
        Positions in nm and energies in eV, two positions for each layer.

    Raises
    ------
    ValueError
        If an argument is outside its range, there are fewer than two materials, or not one thickness for each.

    Notes
    -----
    .. math:: E_C = -\chi, \qquad E_V = -(\chi + E_g), \qquad E_F = -W

    A metal has no gap: both its edges are drawn at its Fermi level.

    References
    ----------
    R. L. Anderson, Experiments on Ge-GaAs heterojunctions, Solid-State Electronics 5, 1962, page 341.

    Examples
    --------
    >>> silicon = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> before = flat_bands([silicon, Metal("Au", 5.1)], [20, 10])
    >>> before.position_nm.tolist()
    [0.0, 20.0, 20.0, 30.0]
    >>> before.conduction_band_eV.tolist()
    [-4.05, -4.05, -5.1, -5.1]
    """
    _require_two(materials)
    if len(thickness_nm) != len(materials):
        raise ValueError(
            f"thickness_nm has {len(thickness_nm)} values; it must have one for each of the {len(materials)} materials"
        )
    edges_nm = np.concatenate([[0.0], np.cumsum(thickness_nm)])
    fermi_levels = [-work_function_eV(material, temperature_K) for material in materials]
    conduction = [
        -m.electron_affinity_eV if isinstance(m, Semiconductor) else f
        for m, f in zip(materials, fermi_levels, strict=True)
    ]
    valence = [
        -m.ionization_energy_eV if isinstance(m, Semiconductor) else f
        for m, f in zip(materials, fermi_levels, strict=True)
    ]
    return FlatBands(
        position_nm=np.repeat(edges_nm, 2)[1:-1],
        vacuum_level_eV=np.zeros(2 * len(materials)),
        conduction_band_eV=np.repeat(conduction, 2),
        valence_band_eV=np.repeat(valence, 2),
        fermi_level_eV=np.repeat(fermi_levels, 2),
        layer=np.repeat(np.arange(len(materials), dtype=float), 2),
    )
