r"""Semiconductors and metals, their Fermi levels, and what their bands look like side by side.

Sign conventions: energies are those of an electron and are counted from the local vacuum level unless a name
says otherwise; doping is donors minus acceptors; x runs from left to right.
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
    per_m3 = 2.0 * (2.0 * np.pi * mass_kg * constants.k * temperature_K / constants.h**2) ** 1.5
    return per_m3 / PER_CM3_IN_PER_M3


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
    scale = (temperature_K / REFERENCE_TEMPERATURE_K) ** 1.5
    conduction = semiconductor.conduction_density_300K_per_cm3 * scale
    valence = semiconductor.valence_density_300K_per_cm3 * scale
    # With logarithms, because the intrinsic density of a wide gap underflows.
    log_intrinsic = 0.5 * (np.log(conduction) + np.log(valence) - semiconductor.gap_eV / energy)
    from_intrinsic_level = energy * _arsinh_of_ratio(semiconductor.net_doping_per_cm3 / 2.0, log_intrinsic)
    intrinsic_level_below_edge = energy * (np.log(conduction) - log_intrinsic)
    return float(intrinsic_level_below_edge - from_intrinsic_level)


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
