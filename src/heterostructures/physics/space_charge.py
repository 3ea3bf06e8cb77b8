r"""Ionic space charge in solids: how far an interface reaches into a solid, and what it does to its carriers.

Where two materials meet, ions and electrons rearrange until the field of the interface is screened. The layer in
which they do so is some Debye lengths thick. In a coarse grain it is a skin; in a shell or a particle of a few
nanometers the layers of both faces overlap and no bulk is left. This module computes one layer, two that overlap,
and a sphere, and what they mean for the conductivity.

Conventions. The potential is counted from the undisturbed bulk, whose carrier density :math:`c` is that of *each*
of two mobile carriers with the charges :math:`+ze` and :math:`-ze` (a vacancy and an interstitial, say). A positive
potential collects the negative carrier and repels the positive one:

.. math:: \frac{c_\pm(x)}{c} = e^{\mp\phi(x)}, \qquad \phi = \frac{z e V}{k_B T}, \qquad
          \lambda^2 \phi'' = \sinh\phi

``debye_length_nm`` is always the length for such a pair, :math:`\lambda = \sqrt{\varepsilon k_B T / (2 z^2 e^2 c)}`.
With one mobile carrier on a fixed background (a doped semiconductor) it is longer by :math:`\sqrt 2`; see
:func:`debye_length_with_fixed_background_nm`. A layer begins at its interface, at x = 0, and extends to the right; a
field is positive when it points to the right, in a sphere when it points outward. Ratios of densities, resistances
and conductivities are relative to the bulk.

Notes
-----
All models are those of dilute carriers in a continuum: Boltzmann statistics, one permittivity, no ion size, no
image forces, no elastic energy. They end where the accumulated density comes near the density of sites
(:func:`site_limit_potential_V`) and where a layer or a particle holds only a few carriers
(:func:`carriers_in_sphere`). The bulk to which they refer may be a thought: a film thinner than the Debye length
has none, and :math:`c` is then the density in a large piece of the same material in equilibrium with it. Mobilities are
taken as those of the bulk; strain, disorder and other structure at the interface change them as well and often more.

References
----------
J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
doi:10.1016/0079-6786(95)00004-E.

G. Gregori, R. Merkle and J. Maier, Ion conduction and redistribution at grain boundaries in oxide systems, Progress
in Materials Science 89, 252 (2017), doi:10.1016/j.pmatsci.2017.04.009.

J. N. Israelachvili, Intermolecular and Surface Forces, 3rd ed., Academic Press 2011, chapter 14.

Examples
--------
A shell of 5 nm, in contact on both sides with a material that lifts its potential by 0.15 V. The permittivity and
the density of mobile ions are illustrative.

>>> length = debye_length_nm(1e18, 20.0, 300.0)
>>> round(length, 2)
3.78
>>> overlap_regime(5.0, length)
'overlapping layers'

The field reaches everywhere: in the middle of the shell half of the potential is left, and the negative carriers
(vacancies, say) are some fifty times as many as in the bulk.

>>> round(film_midplane_potential_V(0.15, 5.0, length, 300.0), 3)
0.073
>>> round(film_mean_concentration_ratio("negative", 0.15, 5.0, length, 300.0))
54

In a grain of a micrometer the same interface does almost nothing to the mean.

>>> round(film_mean_concentration_ratio("negative", 0.15, 1000.0, length, 300.0), 2)
1.26

At a fixed potential the gain grows as the temperature falls. A gain that shrinks on cooling, such as 240 at 300 K
and 50 at 230 K, says that the enhanced path needs a *higher* activation energy than the bulk.

>>> round(activation_energy_difference_eV(240.0, 300.0, 50.0, 230.0), 3)
0.133
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import constants

from heterostructures.physics.bands import PER_CM3_IN_PER_M3, REFERENCE_TEMPERATURE_K, _require_real_permittivity
from heterostructures.physics.domains import (
    AT_LEAST_ONE,
    FINITE,
    FRACTION,
    NON_NEGATIVE,
    POSITIVE,
    TEMPERATURE,
    WHOLE_POSITIVE,
    Domain,
    FloatArray,
    Numbers,
    OneOf,
    takes,
)

M_PER_NM = 1e-9
CM_PER_NM = 1e-7
CM3_PER_NM3 = 1e-21
CM3_PER_L = 1e3
CM_PER_M = 1e2

CARRIER = OneOf(("positive", "negative"))
DIRECTION = OneOf(("along", "across"))

# Beyond this zeV/kT Boltzmann's ratio exceeds 1e217: no material follows, and doubles soon overflow.
LARGEST_REDUCED_POTENTIAL = 500.0
# The same for solutions on a mesh, which must resolve a layer of 2 exp(-zeV/2kT) Debye lengths: 1.03 V at 300 K.
LARGEST_REDUCED_POTENTIAL_ON_A_MESH = 40.0
# Films and spheres beyond this many Debye lengths, or below its reciprocal, are mistakes in the units.
LARGEST_SIZE_RATIO = 1e12
# Layers farther apart than this many Debye lengths (half the thickness) do not feel each other in double precision.
_FAR_APART = 20.0
PROFILE_POINTS = 201
# What a profile with a number of points to choose may have.
POINTS = Domain("that is whole and from 4 to 100000", 4, 100000, low_allowed=True, high_allowed=True, whole=True)
# A profile of a depleted layer ends where this part of kT/(ze) is left.
_END_OF_DEPLETION = 0.01
# A profile of a contact ends this many Debye lengths from the interface.
_REACH_OF_CONTACT = 6.0
# What is left of the surface potential in the middle of a film, above which the potential is called flat and below
# which the two layers are called separate.
FLAT_ABOVE = 0.9
SEPARATE_BELOW = 0.05


@dataclass(frozen=True)
class SpaceChargeProfile:
    """Potential, field and carriers along a space charge layer, a film or the radius of a sphere.

    Parameters
    ----------
    position_nm : array
        Distance from the (left) interface in nm; in a sphere the distance from the center.
    potential_V : array
        Potential relative to the bulk in V.
    field_V_per_m : array
        Electric field in V/m, positive when it points to the right (outward in a sphere).
    positive_ratio, negative_ratio : array
        Densities of the positive and of the negative carrier as multiples of their density in the bulk.
    """

    position_nm: FloatArray
    potential_V: FloatArray
    field_V_per_m: FloatArray
    positive_ratio: FloatArray
    negative_ratio: FloatArray


@dataclass(frozen=True)
class IonContact:
    """Potential, field, carriers and charge on both sides of two solids in contact.

    Parameters
    ----------
    position_nm : array
        Position in nm, negative in the left solid and positive in the right one. The interface at 0 stands twice, with
        the values on its left and on its right.
    potential_V : array
        Potential relative to the bulk of the left solid in V.
    field_V_per_m : array
        Electric field in V/m, positive when it points to the right.
    positive_ratio, negative_ratio : array
        Densities of the positive and of the negative carrier as multiples of their density in the bulk of their side.
    charge_C_per_cm3 : array
        Density of charge in C/cm3.
    interface_potential_V : float
        Potential of the interface relative to the bulk of the left solid in V.
    """

    position_nm: FloatArray
    potential_V: FloatArray
    field_V_per_m: FloatArray
    positive_ratio: FloatArray
    negative_ratio: FloatArray
    charge_C_per_cm3: FloatArray
    interface_potential_V: float


def _thermal_voltage_V(temperature_K: Numbers, charge_number: Numbers) -> Numbers:
    return constants.k * temperature_K / (charge_number * constants.e)


def _reduced(
    name: str,
    potential_V: Numbers,
    temperature_K: Numbers,
    charge_number: Numbers,
    largest: float = LARGEST_REDUCED_POTENTIAL,
) -> FloatArray:
    """Return zeV/kT, or say that the potential lies outside what the models can describe."""
    unit = _thermal_voltage_V(temperature_K, charge_number)
    reduced = np.asarray(potential_V / unit)
    if (np.abs(reduced) > largest).any():
        worst = np.argmax(np.abs(reduced))
        volts = reduced.flat[worst] * np.broadcast_to(unit, reduced.shape).flat[worst]
        limit = largest * float(np.broadcast_to(unit, reduced.shape).flat[worst])
        raise ValueError(
            f"{name} is {volts:g} V; it must lie between {-limit:.4g} and {limit:.4g} V, which is {largest:g} kT/(ze)"
        )
    return reduced


def _in_debye_lengths(name: str, size_nm: Numbers, debye_length_nm: Numbers) -> FloatArray:
    """Return a size in Debye lengths, or say that the solvers do not reach it."""
    lengths = np.asarray(size_nm / debye_length_nm)
    wrong = (lengths < 1.0 / LARGEST_SIZE_RATIO) | (lengths > LARGEST_SIZE_RATIO)
    if wrong.any():
        size = np.broadcast_to(size_nm, lengths.shape)[wrong].flat[0]
        low, high = 1.0 / LARGEST_SIZE_RATIO, LARGEST_SIZE_RATIO
        raise ValueError(f"{name} is {size:g}; it must be from {low:g} to {high:g} Debye lengths; check the units")
    return lengths


def _sign(reduced: FloatArray) -> FloatArray:
    """Return the sign of a reduced potential or field; what is too small to be squared counts as zero."""
    return np.where(np.abs(reduced) < 1e-200, 0.0, np.sign(reduced))


def _carrier_sign(carrier: str) -> float:
    """Return +1 for the carrier that a positive potential collects, the negative one."""
    return 1.0 if carrier == "negative" else -1.0


@takes(concentration_mol_per_L=POSITIVE)
def density_from_molarity_per_cm3(concentration_mol_per_L: Numbers) -> Numbers:
    r"""Number of carriers per volume from a concentration in mol/L.

    Parameters
    ----------
    concentration_mol_per_L : float or array
        Concentration in mol/L, greater than 0.

    Returns
    -------
    float or array
        Density in 1/cm3.

    Raises
    ------
    ValueError
        If the concentration is outside its range.

    Notes
    -----
    .. math:: c = N_A \, [\mathrm{X}]

    Examples
    --------
    >>> f"{density_from_molarity_per_cm3(0.1):.4e}"
    '6.0221e+19'
    """
    return constants.N_A * concentration_mol_per_L / CM3_PER_L


@takes(
    carrier_density_per_cm3=POSITIVE,
    relative_permittivity=AT_LEAST_ONE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def debye_length_nm(
    carrier_density_per_cm3: Numbers,
    relative_permittivity: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Debye length of a pair of mobile carriers with opposite charges.

    Parameters
    ----------
    carrier_density_per_cm3 : float or array
        Density of each of the two carriers in the bulk in 1/cm3, greater than 0.
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Debye length in nm.

    Raises
    ------
    ValueError
        If an argument is outside its range, or the permittivity is above 1e7, which no solid has: then it has probably
        changed places with the density.

    Notes
    -----
    .. math:: \lambda = \sqrt{\frac{\varepsilon_r \varepsilon_0 k_B T}{2 z^2 e^2 c}}

    with :math:`c` the ``carrier_density_per_cm3`` and :math:`z` the ``charge_number``. This is the convention of
    colloid science and of solid state ionics, and every ``debye_length_nm`` argument of this module follows it. Texts
    on semiconductors have one mobile carrier and no factor 2; see :func:`debye_length_with_fixed_background_nm`.
    Quote the convention with the number. :func:`heterostructures.physics.junctions.debye_length_nm` has the same name
    but counts all carriers together and takes the permittivity first.

    References
    ----------
    J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
    doi:10.1016/0079-6786(95)00004-E.

    J. N. Israelachvili, Intermolecular and Surface Forces, 3rd ed., Academic Press 2011, chapter 14.

    Examples
    --------
    Salt water of 0.1 mol/L, then a solid with the same number of mobile defects.

    >>> density = density_from_molarity_per_cm3(0.1)
    >>> round(debye_length_nm(density, 78.4, 298.15), 2)
    0.96
    >>> round(debye_length_nm(density, 10.0, 298.15), 2)
    0.34
    """
    _require_real_permittivity(relative_permittivity)
    charge_C = charge_number * constants.e
    energy_times_permittivity = relative_permittivity * constants.epsilon_0 * constants.k * temperature_K
    density_per_m3 = carrier_density_per_cm3 * PER_CM3_IN_PER_M3
    return np.sqrt(energy_times_permittivity / (2.0 * density_per_m3)) / charge_C / M_PER_NM


@takes(
    carrier_density_per_cm3=POSITIVE,
    relative_permittivity=AT_LEAST_ONE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def debye_length_with_fixed_background_nm(
    carrier_density_per_cm3: Numbers,
    relative_permittivity: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Debye length of one mobile carrier whose charge a fixed background compensates.

    Parameters
    ----------
    carrier_density_per_cm3 : float or array
        Density of the mobile carrier in the bulk in 1/cm3, greater than 0.
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of the mobile carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Debye length in nm, longer by the square root of 2 than that of a pair with the same density.

    Raises
    ------
    ValueError
        If an argument is outside its range, or the permittivity is above 1e7, which no solid has: then it has probably
        changed places with the density.

    Notes
    -----
    .. math:: \lambda_1 = \sqrt{\frac{\varepsilon_r \varepsilon_0 k_B T}{z^2 e^2 c}} = \sqrt{2} \, \lambda

    Ionized dopants or frozen-in impurities do not move, so only half as much charge screens. This is the Debye length
    of semiconductor physics. It is *not* the ``debye_length_nm`` of the other functions.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.2.

    Examples
    --------
    Silicon with 1e16 donors in each cm3.

    >>> round(debye_length_with_fixed_background_nm(1e16, 11.9, 300.0), 1)
    41.2
    """
    pair_nm = debye_length_nm(carrier_density_per_cm3, relative_permittivity, temperature_K, charge_number)
    return np.asarray(np.sqrt(2.0) * pair_nm)


@takes(
    debye_length_nm=POSITIVE,
    relative_permittivity=AT_LEAST_ONE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def carrier_density_from_debye_length_per_cm3(
    debye_length_nm: Numbers,
    relative_permittivity: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Density of each mobile carrier that belongs to a Debye length.

    Parameters
    ----------
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Density of each carrier in 1/cm3.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: c = \frac{\varepsilon_r \varepsilon_0 k_B T}{2 z^2 e^2 \lambda^2}

    The inverse of :func:`debye_length_nm`. It answers how few carriers a material must have for its space charge to
    fill a particle of a given size.

    Examples
    --------
    >>> f"{carrier_density_from_debye_length_per_cm3(10.0, 20.0, 300.0):.2e}"
    '1.43e+17'
    """
    charge_per_length = charge_number * constants.e * debye_length_nm * M_PER_NM
    energy_times_permittivity = relative_permittivity * constants.epsilon_0 * constants.k * temperature_K
    # numpy's division and power give infinity where Python's stop with an error that names no argument.
    return np.divide(energy_times_permittivity, 2.0 * np.square(charge_per_length)) / PER_CM3_IN_PER_M3


@takes(potential_V=FINITE, temperature_K=TEMPERATURE, charge_number=WHOLE_POSITIVE)
def reduced_potential(
    potential_V: Numbers, temperature_K: Numbers = REFERENCE_TEMPERATURE_K, charge_number: Numbers = 1
) -> Numbers:
    r"""Electrostatic energy of a carrier in units of the thermal energy.

    Parameters
    ----------
    potential_V : float or array
        Potential relative to the bulk in V, of any sign.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of the carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        zeV/kT, without unit.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \phi = \frac{z e V}{k_B T}

    The density of a carrier with the charge :math:`\pm z e` is its bulk density times :math:`e^{\mp\phi}`. Together
    with the thickness in Debye lengths this number decides everything; two materials with the same pair behave alike.

    Examples
    --------
    >>> round(reduced_potential(0.1, 300.0), 3)
    3.868
    """
    return potential_V / _thermal_voltage_V(temperature_K, charge_number)


@takes(surface_potential_V=FINITE, temperature_K=TEMPERATURE, charge_number=WHOLE_POSITIVE)
def degree_of_influence(
    surface_potential_V: Numbers, temperature_K: Numbers = REFERENCE_TEMPERATURE_K, charge_number: Numbers = 1
) -> Numbers:
    r"""Strength of an interface on a scale from -1 to 1, as it is seen from far away.

    Parameters
    ----------
    surface_potential_V : float or array
        Potential of the interface relative to the bulk in V, of any sign.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Degree of influence; 0 without a layer, near 1 or -1 for a strong layer.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \vartheta = \tanh\frac{z e V_0}{4 k_B T} = \frac{\sqrt{c_0/c} - 1}{\sqrt{c_0/c} + 1}

    with :math:`c_0` the density of the negative carrier at the interface. Far from it the potential is
    :math:`4 \vartheta (k_B T/ze) e^{-x/\lambda}`: above 0.2 V or so a stronger interface looks the same from afar.

    References
    ----------
    J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
    doi:10.1016/0079-6786(95)00004-E.

    Examples
    --------
    >>> round(degree_of_influence(0.1, 300.0), 3), round(degree_of_influence(0.5, 300.0), 5)
    (0.747, 0.99987)
    """
    return np.tanh(0.25 * np.asarray(surface_potential_V / _thermal_voltage_V(temperature_K, charge_number)))


@takes(
    carrier_density_per_cm3=POSITIVE,
    site_density_per_cm3=POSITIVE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def site_limit_potential_V(
    carrier_density_per_cm3: Numbers,
    site_density_per_cm3: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Potential at which an accumulated carrier would fill all its sites: the end of the dilute models.

    Parameters
    ----------
    carrier_density_per_cm3 : float or array
        Density of the carrier in the bulk in 1/cm3, greater than 0.
    site_density_per_cm3 : float or array
        Density of the sites that the carrier can take in 1/cm3, greater than 0 and above the carrier density.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of the carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Size of the potential in V.

    Raises
    ------
    ValueError
        If an argument is outside its range or the sites are not more than the carriers.

    Notes
    -----
    .. math:: V = \frac{k_B T}{z e} \ln\frac{N}{c}

    Boltzmann's ratio would put :math:`N` carriers on :math:`N` sites there. Already at a tenth of the sites, at
    :math:`2.3\, k_B T/(ze)` less, the numbers of this module are too large.

    References
    ----------
    J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
    doi:10.1016/0079-6786(95)00004-E.

    Examples
    --------
    >>> round(site_limit_potential_V(1e18, 2e22, 300.0), 3)
    0.256
    """
    density, sites = np.broadcast_arrays(carrier_density_per_cm3, site_density_per_cm3)
    if (density >= sites).any():
        worst = int(np.argmax(density >= sites))
        raise ValueError(
            f"carrier_density_per_cm3 is {density.flat[worst]:g}; "
            f"it must be below the density of sites of {sites.flat[worst]:g} 1/cm3"
        )
    return np.asarray(_thermal_voltage_V(temperature_K, charge_number) * np.log(sites / density))


@takes(radius_nm=POSITIVE, carrier_density_per_cm3=POSITIVE)
def carriers_in_sphere(radius_nm: Numbers, carrier_density_per_cm3: Numbers) -> Numbers:
    r"""Mean number of carriers of one kind in a sphere, as a check whether a continuum describes them.

    Parameters
    ----------
    radius_nm : float or array
        Radius in nm, greater than 0: of a particle, or the Debye length.
    carrier_density_per_cm3 : float or array
        Density of the carrier in 1/cm3, greater than 0.

    Returns
    -------
    float or array
        Mean number of carriers.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: N = \frac{4\pi}{3} R^3 c

    The Poisson-Boltzmann equation is a mean over many carriers. If a particle or a sphere with the radius of the Debye
    length holds about one or fewer, its profiles are means over many particles, not a picture of one.

    Examples
    --------
    With 1e17 carriers in each cm3, only one in about twenty particles 10 nm across holds a carrier.

    >>> round(carriers_in_sphere(5.0, 1e17), 3)
    0.052
    """
    return 4.0 / 3.0 * np.pi * np.power(radius_nm, 3) * CM3_PER_NM3 * carrier_density_per_cm3


@takes(
    distance_nm=NON_NEGATIVE,
    surface_potential_V=FINITE,
    debye_length_nm=POSITIVE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def gouy_chapman_potential_V(
    distance_nm: Numbers,
    surface_potential_V: Numbers,
    debye_length_nm: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Potential at a distance from one interface, both carriers being mobile.

    Parameters
    ----------
    distance_nm : float or array
        Distance from the interface in nm, at least 0.
    surface_potential_V : float or array
        Potential of the interface relative to the bulk in V, of any sign, up to 500 kT/(ze).
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Potential in V.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \tanh\frac{\phi(x)}{4} = \vartheta \, e^{-x/\lambda}, \qquad
              \sinh\frac{\phi(x)}{2} = \frac{1}{\sinh(x/\lambda + \xi_0)}, \qquad
              \sinh \xi_0 = \frac{1}{\sinh(\phi_0/2)}

    The second form is evaluated, because it stays exact at high potentials. Assumes a half-space; for films see
    :func:`film_profile`.

    References
    ----------
    J. N. Israelachvili, Intermolecular and Surface Forces, 3rd ed., Academic Press 2011, chapter 14.

    Examples
    --------
    >>> round(gouy_chapman_potential_V(2.0, 0.2, 2.0, 300.0), 4)
    0.0381
    """
    phi = _reduced("surface_potential_V", surface_potential_V, temperature_K, charge_number)
    reduced = _half_space_potential(distance_nm / debye_length_nm, np.abs(phi))
    return _thermal_voltage_V(temperature_K, charge_number) * np.sign(phi) * reduced


def _virtual_distance(phi: FloatArray) -> FloatArray:
    """Return how far behind an interface with this reduced potential (at least 0) the potential would diverge."""
    half = np.exp(-phi / 2.0)
    # Each form is exact where the other cancels.
    return np.where(phi < 1.0, -np.log(np.tanh(phi / 4.0)), np.log1p(half) - np.log1p(-half))


def _half_space_potential(depth: Numbers, phi: FloatArray) -> FloatArray:
    return np.asarray(2.0 * np.arcsinh(1.0 / np.sinh(depth + _virtual_distance(phi))))


@takes(
    distance_nm=NON_NEGATIVE.series,
    surface_potential_V=FINITE.single,
    debye_length_nm=POSITIVE.single,
    temperature_K=TEMPERATURE.single,
    charge_number=WHOLE_POSITIVE.single,
)
def gouy_chapman_profile(
    distance_nm: FloatArray,
    surface_potential_V: float,
    debye_length_nm: float,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    charge_number: int = 1,
) -> SpaceChargeProfile:
    r"""Potential, field and both carriers beside one interface, both carriers being mobile.

    Parameters
    ----------
    distance_nm : array
        Distances from the interface in nm, each at least 0.
    surface_potential_V : float
        Potential of the interface relative to the bulk in V, of any sign, up to 500 kT/(ze).
    debye_length_nm : float
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    charge_number : int
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    SpaceChargeProfile
        The profile at these distances.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The potential is that of :func:`gouy_chapman_potential_V`. Then

    .. math:: E = \frac{2 k_B T}{z e \lambda} \sinh\frac{\phi}{2}, \qquad \frac{c_\pm}{c} = e^{\mp\phi}

    The product of the two densities is constant: where one carrier is collected the other is repelled.

    References
    ----------
    J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
    doi:10.1016/0079-6786(95)00004-E.

    Examples
    --------
    >>> layer = gouy_chapman_profile([0.0, 2.0, 4.0], 0.1, 2.0, 300.0)
    >>> layer.negative_ratio.round(2)
    array([47.85,  3.09,  1.5 ])
    """
    phi = _reduced("surface_potential_V", surface_potential_V, temperature_K, charge_number)
    reduced = np.sign(phi) * _half_space_potential(distance_nm / debye_length_nm, np.abs(phi))
    return _profile(distance_nm, reduced, 2.0 * np.sinh(reduced / 2.0), debye_length_nm, temperature_K, charge_number)


def _profile(
    position_nm: FloatArray,
    reduced_potential: FloatArray,
    reduced_field: FloatArray,
    debye_length_nm: float,
    temperature_K: float,
    charge_number: float,
) -> SpaceChargeProfile:
    """Give a solution in Debye lengths and kT/(ze) its units."""
    volts = float(_thermal_voltage_V(temperature_K, charge_number))
    return SpaceChargeProfile(
        position_nm=position_nm,
        potential_V=volts * reduced_potential,
        field_V_per_m=volts / (debye_length_nm * M_PER_NM) * reduced_field,
        positive_ratio=np.exp(-reduced_potential),
        negative_ratio=np.exp(reduced_potential),
    )


@takes(
    surface_potential_V=FINITE,
    debye_length_nm=POSITIVE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def gouy_chapman_surface_field_V_per_m(
    surface_potential_V: Numbers,
    debye_length_nm: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Electric field at an interface, both carriers being mobile.

    Parameters
    ----------
    surface_potential_V : float or array
        Potential of the interface relative to the bulk in V, of any sign, up to 500 kT/(ze).
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Field in V/m in the layer just beside the interface, positive when it points away from the interface.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: E_0 = \frac{2 k_B T}{z e \lambda} \sinh\frac{z e V_0}{2 k_B T}

    Fields above some 1e9 V/m exceed what solids withstand; such a result says that the carriers are no longer dilute.

    References
    ----------
    J. N. Israelachvili, Intermolecular and Surface Forces, 3rd ed., Academic Press 2011, chapter 14.

    Examples
    --------
    >>> f"{gouy_chapman_surface_field_V_per_m(0.2, 2.0, 300.0):.2e}"
    '6.18e+08'
    """
    phi = _reduced("surface_potential_V", surface_potential_V, temperature_K, charge_number)
    unit_V_per_m = _thermal_voltage_V(temperature_K, charge_number) / (debye_length_nm * M_PER_NM)
    return 2.0 * unit_V_per_m * np.sinh(phi / 2.0)


@takes(
    surface_potential_V=FINITE,
    debye_length_nm=POSITIVE,
    relative_permittivity=AT_LEAST_ONE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def gouy_chapman_surface_charge_C_per_m2(
    surface_potential_V: Numbers,
    debye_length_nm: Numbers,
    relative_permittivity: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Charge of an interface that holds it at a potential (Grahame's equation).

    Parameters
    ----------
    surface_potential_V : float or array
        Potential of the interface relative to the bulk in V, of any sign, up to 500 kT/(ze).
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Charge of the interface in C/m2. The layer beside it carries the opposite charge.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \sigma = \sqrt{8 \varepsilon k_B T c}\, \sinh\frac{z e V_0}{2 k_B T}
              = \frac{2 \varepsilon k_B T}{z e \lambda} \sinh\frac{z e V_0}{2 k_B T}

    References
    ----------
    J. N. Israelachvili, Intermolecular and Surface Forces, 3rd ed., Academic Press 2011, chapter 14.

    Examples
    --------
    >>> round(gouy_chapman_surface_charge_C_per_m2(0.1, 0.96, 78.4, 298.15), 3)
    0.127
    """
    field: Numbers = gouy_chapman_surface_field_V_per_m(
        surface_potential_V, debye_length_nm, temperature_K, charge_number
    )
    return relative_permittivity * constants.epsilon_0 * field


@takes(
    surface_charge_C_per_m2=FINITE,
    debye_length_nm=POSITIVE,
    relative_permittivity=AT_LEAST_ONE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def gouy_chapman_surface_potential_V(
    surface_charge_C_per_m2: Numbers,
    debye_length_nm: Numbers,
    relative_permittivity: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Potential of an interface from its charge (Grahame's equation turned round).

    Parameters
    ----------
    surface_charge_C_per_m2 : float or array
        Charge of the interface in C/m2, of any sign.
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Potential of the interface relative to the bulk in V.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: V_0 = \frac{2 k_B T}{z e} \operatorname{arsinh} \frac{z e \lambda \sigma}{2 \varepsilon k_B T}

    References
    ----------
    J. N. Israelachvili, Intermolecular and Surface Forces, 3rd ed., Academic Press 2011, chapter 14.

    Examples
    --------
    >>> round(gouy_chapman_surface_potential_V(0.127, 0.96, 78.4, 298.15), 2)
    0.1
    """
    slope = _reduced_slope(
        surface_charge_C_per_m2, debye_length_nm, relative_permittivity, temperature_K, charge_number
    )
    return 2.0 * _thermal_voltage_V(temperature_K, charge_number) * np.arcsinh(slope / 2.0)


def _reduced_slope(
    surface_charge_C_per_m2: Numbers,
    debye_length_nm: Numbers,
    relative_permittivity: Numbers,
    temperature_K: Numbers,
    charge_number: Numbers,
) -> FloatArray:
    """Return the field at an interface in units of kT/(ze) per Debye length."""
    field_V_per_m = surface_charge_C_per_m2 / (relative_permittivity * constants.epsilon_0)
    return np.asarray(field_V_per_m * debye_length_nm * M_PER_NM / _thermal_voltage_V(temperature_K, charge_number))


@takes(
    surface_potential_V=FINITE,
    debye_length_nm=POSITIVE,
    relative_permittivity=AT_LEAST_ONE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def gouy_chapman_capacitance_F_per_m2(
    surface_potential_V: Numbers,
    debye_length_nm: Numbers,
    relative_permittivity: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Differential capacitance of the layer beside one interface, both carriers being mobile.

    Parameters
    ----------
    surface_potential_V : float or array
        Potential of the interface relative to the bulk in V, of any sign, up to 500 kT/(ze).
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Capacitance in F/m2; 1 F/m2 is 100 microfarads on each cm2.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: C = \frac{d\sigma}{dV_0} = \frac{\varepsilon}{\lambda} \cosh\frac{z e V_0}{2 k_B T}

    Measured capacitances level off at some tenths of 1 F/m2 because ions have a size; this formula does not.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 13.3.

    Examples
    --------
    >>> round(gouy_chapman_capacitance_F_per_m2(0.0, 0.96, 78.4, 298.15), 2)
    0.72
    """
    phi = _reduced("surface_potential_V", surface_potential_V, temperature_K, charge_number)
    flat = relative_permittivity * constants.epsilon_0 / (debye_length_nm * M_PER_NM)
    return flat * np.cosh(phi / 2.0)


@takes(
    carrier=CARRIER,
    surface_potential_V=FINITE,
    debye_length_nm=POSITIVE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def gouy_chapman_excess_nm(
    carrier: str,
    surface_potential_V: Numbers,
    debye_length_nm: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Carriers that one interface collects, as the thickness of bulk that would hold as many.

    Parameters
    ----------
    carrier : str
        The carrier that is counted, 'positive' or 'negative'.
    surface_potential_V : float or array
        Potential of the interface relative to the bulk in V, of any sign, up to 500 kT/(ze).
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Excess per area divided by the bulk density, in nm; negative for the carrier that is repelled.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \int_0^\infty \left( \frac{c_\mp}{c} - 1 \right) dx = 2 \lambda \left( e^{\pm\phi_0/2} - 1 \right)

    with the upper signs for the negative carrier. The excess per area is this length times :math:`c`. For strong
    accumulation it is :math:`2 \lambda \sqrt{c_0 c}`, and because :math:`\lambda \propto 1/\sqrt{c}` it no longer
    depends on the bulk at all, only on the density :math:`c_0` at the interface. No more than :math:`2\lambda` can be
    missing.

    References
    ----------
    J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
    doi:10.1016/0079-6786(95)00004-E.

    Examples
    --------
    >>> round(gouy_chapman_excess_nm("negative", 0.2, 2.0, 300.0), 1)
    187.4
    >>> round(gouy_chapman_excess_nm("positive", 0.2, 2.0, 300.0), 2)
    -3.92
    """
    phi = _reduced("surface_potential_V", surface_potential_V, temperature_K, charge_number)
    return 2.0 * debye_length_nm * np.expm1(_carrier_sign(carrier) * phi / 2.0)


@takes(
    barrier_V=NON_NEGATIVE,
    debye_length_nm=POSITIVE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def mott_schottky_width_nm(
    barrier_V: Numbers,
    debye_length_nm: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Width of a layer that mobile carriers have left while the dopant stays.

    Parameters
    ----------
    barrier_V : float or array
        Size of the potential of the interface relative to the bulk in V, at least 0.
    debye_length_nm : float or array
        Debye length in nm, greater than 0, in the convention of a pair, for the density and charge of the dopant.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of the immobile dopant in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Width of the layer on one side of the interface in nm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \lambda^* = \lambda \sqrt{\frac{4 z e V_0}{k_B T}} = \sqrt{\frac{2 \varepsilon V_0}{z e c}}

    The 4 belongs to the Debye length of a pair with the density :math:`c` of the dopant; with the length for a fixed
    background (:func:`debye_length_with_fixed_background_nm`) it is a 2, and with the two mixed the width is wrong by
    the square root of 2. The second form shows that the width does not depend on temperature. Assumes that the mobile
    carriers are gone from the whole layer, so :math:`V_0` should be several :math:`k_B T/(ze)`.

    References
    ----------
    R. A. De Souza, The formation of equilibrium space-charge zones at grain boundaries in the perovskite oxide SrTiO3,
    Physical Chemistry Chemical Physics 11, 9939 (2009), doi:10.1039/b904100a.

    Examples
    --------
    >>> round(mott_schottky_width_nm(0.5, debye_length_nm(1e19, 20.0, 300.0), 300.0), 2)
    10.51
    """
    return 2.0 * debye_length_nm * np.sqrt(barrier_V / _thermal_voltage_V(temperature_K, charge_number))


@takes(distance_nm=NON_NEGATIVE, surface_potential_V=FINITE, width_nm=POSITIVE)
def mott_schottky_potential_V(distance_nm: Numbers, surface_potential_V: Numbers, width_nm: Numbers) -> Numbers:
    r"""Potential at a distance from an interface whose layer holds only the immobile dopant.

    Parameters
    ----------
    distance_nm : float or array
        Distance from the interface in nm, at least 0.
    surface_potential_V : float or array
        Potential of the interface relative to the bulk in V, of any sign.
    width_nm : float or array
        Width of the layer in nm, greater than 0.

    Returns
    -------
    float or array
        Potential in V; 0 beyond the layer.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: V(x) = V_0 \left( 1 - \frac{x}{\lambda^*} \right)^2 \quad (x < \lambda^*)

    Assumes a constant charge of the dopant up to a sharp edge.

    References
    ----------
    R. A. De Souza, The formation of equilibrium space-charge zones at grain boundaries in the perovskite oxide SrTiO3,
    Physical Chemistry Chemical Physics 11, 9939 (2009), doi:10.1039/b904100a.

    Examples
    --------
    >>> mott_schottky_potential_V(5.0, 0.4, 10.0)
    0.1
    """
    inside = np.maximum(1.0 - np.asarray(distance_nm / width_nm), 0.0)
    return surface_potential_V * inside**2


@takes(
    distance_nm=NON_NEGATIVE.series,
    surface_potential_V=FINITE.single,
    width_nm=POSITIVE.single,
    temperature_K=TEMPERATURE.single,
    charge_number=WHOLE_POSITIVE.single,
)
def mott_schottky_profile(
    distance_nm: FloatArray,
    surface_potential_V: float,
    width_nm: float,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    charge_number: int = 1,
) -> SpaceChargeProfile:
    r"""Potential, field and mobile carriers beside an interface whose layer holds only the immobile dopant.

    Parameters
    ----------
    distance_nm : array
        Distances from the interface in nm, each at least 0.
    surface_potential_V : float
        Potential of the interface relative to the bulk in V, of any sign, up to 500 kT/(ze). A positive one repels
        positive carriers and leaves negative dopants.
    width_nm : float
        Width of the layer in nm, greater than 0; see :func:`mott_schottky_width_nm`.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    charge_number : int
        Size of the charge of the mobile carriers in elementary charges, a number that is whole and at least 1. It may
        differ from that of the dopant: two Y in zirconia leave one oxygen vacancy with two charges.

    Returns
    -------
    SpaceChargeProfile
        The profile at these distances.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The potential is that of :func:`mott_schottky_potential_V`. Then

    .. math:: E = \frac{2 V_0}{\lambda^*} \left( 1 - \frac{x}{\lambda^*} \right), \qquad
              \frac{c_\pm}{c} = e^{\mp\phi}

    The repelled carrier is the former majority. The other column is a minority carrier of the opposite charge, which
    the layer collects; the model holds as long as it stays far below the dopant.

    References
    ----------
    R. A. De Souza, The formation of equilibrium space-charge zones at grain boundaries in the perovskite oxide SrTiO3,
    Physical Chemistry Chemical Physics 11, 9939 (2009), doi:10.1039/b904100a.

    Examples
    --------
    >>> layer = mott_schottky_profile([0.0, 5.0, 10.0], 0.4, 10.0, 600.0, 2)
    >>> layer.potential_V
    array([0.4, 0.1, 0. ])
    >>> [f"{ratio:.1e}" for ratio in layer.positive_ratio]
    ['1.9e-07', '2.1e-02', '1.0e+00']
    """
    _reduced("surface_potential_V", surface_potential_V, temperature_K, charge_number)
    potential_V = np.asarray(mott_schottky_potential_V(distance_nm, surface_potential_V, width_nm))
    reduced = potential_V / _thermal_voltage_V(temperature_K, charge_number)
    inside = np.maximum(1.0 - distance_nm / width_nm, 0.0)
    return SpaceChargeProfile(
        position_nm=distance_nm,
        potential_V=potential_V,
        field_V_per_m=2.0 * surface_potential_V / (width_nm * M_PER_NM) * inside,
        positive_ratio=np.exp(-reduced),
        negative_ratio=np.exp(reduced),
    )


@takes(
    surface_potential_V=POSITIVE.single,
    debye_length_nm=POSITIVE.single,
    temperature_K=TEMPERATURE.single,
    charge_number=WHOLE_POSITIVE.single,
    points=POINTS.single,
)
def depleted_layer_profile(
    surface_potential_V: float,
    debye_length_nm: float,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    charge_number: int = 1,
    points: int = PROFILE_POINTS,
) -> SpaceChargeProfile:
    r"""Solve for the layer of one mobile positive carrier that an interface repels from a fixed negative background.

    Parameters
    ----------
    surface_potential_V : float
        Potential of the interface relative to the bulk in V, greater than 0, from 0.01 to 500 kT/(ze).
    debye_length_nm : float
        Debye length in nm, greater than 0, in the convention of a pair, for the density of the background.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    charge_number : int
        Size of the charge of the mobile carrier in elementary charges, a number that is whole and at least 1. The
        fixed background is counted in the same charges.
    points : int
        Number of positions, that is whole and from 4 to 100000; fewer where the potential is hardly above its end.

    Returns
    -------
    SpaceChargeProfile
        The profile from the interface to where a hundredth of kT/(ze) is left. The ratio of the negative carrier is
        that of a minority too dilute to count.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    With :math:`\lambda_1 = \sqrt 2 \lambda`, the length for a fixed background,

    .. math:: \lambda_1^2 \phi'' = 1 - e^{-\phi}, \qquad
              (\lambda_1 \phi')^2 = 2 \left( \phi - 1 + e^{-\phi} \right)

    The second form is the first integral of the first; positions follow from it by quadrature with Gauss points in
    :math:`\ln\phi`, eight for each step. :func:`mott_schottky_profile` leaves out the exponential: it sets the layer
    empty up to a sharp edge, and its field at the interface is too large by about the part :math:`1/(2\phi_0)`.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.2.

    Examples
    --------
    >>> layer = depleted_layer_profile(0.2, 2.0, 300.0)
    >>> f"{layer.field_V_per_m[0]:.3e}"
    '3.355e+07'
    >>> width_nm = mott_schottky_width_nm(0.2, 2.0, 300.0)
    >>> f"{mott_schottky_profile([0.0], 0.2, width_nm, 300.0).field_V_per_m[0]:.3e}"
    '3.595e+07'
    """
    unit_V = float(_thermal_voltage_V(temperature_K, charge_number))
    surface = float(_reduced("surface_potential_V", surface_potential_V, temperature_K, charge_number))
    if surface < _END_OF_DEPLETION:
        raise ValueError(
            f"surface_potential_V is {surface_potential_V:g}; it must be at least {_END_OF_DEPLETION * unit_V:.2g} V, "
            f"{_END_OF_DEPLETION:g} kT/(ze), where the profile ends"
        )
    # Half of the steps follow the potential itself, half its logarithm: fine at both ends.
    even = np.linspace(1.0, 0.02, points // 2)
    graded = np.geomspace(1.0, _END_OF_DEPLETION / surface, points - points // 2 + 1)[1:]
    parts = np.concatenate([even, graded])
    phi = np.unique(parts[parts >= graded[-1]] * surface)[::-1]
    nodes, weights = np.polynomial.legendre.leggauss(8)
    upper, lower = np.log(phi[:-1]), np.log(phi[1:])
    middle, half = (upper + lower) / 2.0, (upper - lower) / 2.0
    at = np.exp(middle[:, None] + half[:, None] * nodes)
    steps = (at / _depleted_slope(at)) @ weights * half
    length_nm = np.sqrt(2.0) * debye_length_nm
    return SpaceChargeProfile(
        position_nm=length_nm * np.concatenate([[0.0], np.cumsum(steps)]),
        potential_V=unit_V * phi,
        field_V_per_m=unit_V / (length_nm * M_PER_NM) * _depleted_slope(phi),
        positive_ratio=np.exp(-phi),
        negative_ratio=np.exp(phi),
    )


def _depleted_slope(phi: FloatArray) -> FloatArray:
    """Return the fall of a reduced potential per Debye length for a fixed background."""
    return np.asarray(np.sqrt(2.0 * (phi + np.expm1(-phi))))


@takes(
    step_V=FINITE.single,
    left_permittivity=AT_LEAST_ONE.single,
    right_permittivity=AT_LEAST_ONE.single,
    left_density_per_cm3=POSITIVE.single,
    right_density_per_cm3=POSITIVE.single,
    temperature_K=TEMPERATURE.single,
    charge_number=WHOLE_POSITIVE.single,
    points=POINTS.single,
)
def ion_contact(
    step_V: float,
    left_permittivity: float,
    right_permittivity: float,
    left_density_per_cm3: float,
    right_density_per_cm3: float,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    charge_number: int = 1,
    points: int = PROFILE_POINTS,
) -> IonContact:
    r"""Put two solids, each with a pair of mobile carriers, into contact.

    Parameters
    ----------
    step_V : float
        Potential deep in the right solid minus that deep in the left one in V, of any sign, up to 500 kT/(ze).
        Equilibrium asks for it: it is the chemical potential of the positive carrier on the left minus that on the
        right, divided by the charge of the carrier.
    left_permittivity, right_permittivity : float
        Static relative permittivities, at least 1.
    left_density_per_cm3, right_density_per_cm3 : float
        Density of each of the two carriers in the bulk of a side in 1/cm3, greater than 0.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    charge_number : int
        Size of the charge of each carrier in elementary charges, a number that is whole and at least 1.
    points : int
        Number of positions on each side, that is whole and from 4 to 100000.

    Returns
    -------
    IonContact
        The profile up to six Debye lengths on each side, closer together near the interface.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    Two Gouy-Chapman layers meet. They share the potential :math:`\phi_0` of the interface and, as it carries no charge
    of its own, the displacement :math:`\varepsilon E`. With the step :math:`s` in the same units of
    :math:`k_B T/(ze)` this reads

    .. math:: \sqrt{\varepsilon_l c_l} \, \sinh\frac{\phi_0}{2} = \sqrt{\varepsilon_r c_r} \,
              \sinh\frac{s - \phi_0}{2}

    which has the solution

    .. math:: \phi_0 = \ln\frac{1 + \kappa \, e^{s/2}}{1 + \kappa \, e^{-s/2}}, \qquad
              \kappa = \sqrt{\frac{\varepsilon_r c_r}{\varepsilon_l c_l}}

    The side with the smaller product of permittivity and density takes more of the step.

    References
    ----------
    J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
    doi:10.1016/0079-6786(95)00004-E.

    Examples
    --------
    Equal solids share the step; a right side with a hundred times the carriers leaves most of it to the left one.

    >>> round(ion_contact(0.2, 10.0, 10.0, 1e18, 1e18, 300.0).interface_potential_V, 3)
    0.1
    >>> round(ion_contact(0.2, 10.0, 10.0, 1e18, 1e20, 300.0).interface_potential_V, 3)
    0.155
    """
    step = float(_reduced("step_V", step_V, temperature_K, charge_number))
    unit_V = float(_thermal_voltage_V(temperature_K, charge_number))
    # The logarithm of kappa, term by term so that nothing overflows.
    log_kappa = 0.5 * (
        np.log(right_permittivity)
        - np.log(left_permittivity)
        + np.log(right_density_per_cm3)
        - np.log(left_density_per_cm3)
    )
    from_left = np.logaddexp(0.0, log_kappa + 0.5 * step) - np.logaddexp(0.0, log_kappa - 0.5 * step)
    # The same seen from the right, which keeps its digits where little is left of the step there.
    from_right = -(np.logaddexp(0.0, 0.5 * step - log_kappa) - np.logaddexp(0.0, -0.5 * step - log_kappa))
    depths = _REACH_OF_CONTACT * np.linspace(0.0, 1.0, points) ** 2
    left = _side_of_contact(
        depths, unit_V * from_left, left_permittivity, left_density_per_cm3, temperature_K, charge_number
    )
    right = _side_of_contact(
        depths, unit_V * from_right, right_permittivity, right_density_per_cm3, temperature_K, charge_number
    )
    charge_C = charge_number * constants.e

    def joined(of_left: FloatArray, of_right: FloatArray) -> FloatArray:
        return np.concatenate([of_left[::-1], of_right])

    return IonContact(
        position_nm=joined(-left.position_nm, right.position_nm),
        potential_V=joined(left.potential_V, right.potential_V + step_V),
        field_V_per_m=joined(-left.field_V_per_m, right.field_V_per_m),
        positive_ratio=joined(left.positive_ratio, right.positive_ratio),
        negative_ratio=joined(left.negative_ratio, right.negative_ratio),
        charge_C_per_cm3=joined(
            charge_C * left_density_per_cm3 * (left.positive_ratio - left.negative_ratio),
            charge_C * right_density_per_cm3 * (right.positive_ratio - right.negative_ratio),
        ),
        interface_potential_V=float(unit_V * from_left),
    )


def _side_of_contact(
    depths: FloatArray,
    surface_potential_V: float,
    relative_permittivity: float,
    density_per_cm3: float,
    temperature_K: float,
    charge_number: int,
) -> SpaceChargeProfile:
    """Return the layer of one side of a contact at depths in Debye lengths."""
    length_nm = float(debye_length_nm(density_per_cm3, relative_permittivity, temperature_K, charge_number))
    return gouy_chapman_profile(length_nm * depths, float(surface_potential_V), length_nm, temperature_K, charge_number)


@takes(barrier_V=NON_NEGATIVE, temperature_K=TEMPERATURE, charge_number=WHOLE_POSITIVE)
def mott_schottky_resistance_ratio(
    barrier_V: Numbers, temperature_K: Numbers = REFERENCE_TEMPERATURE_K, charge_number: Numbers = 1
) -> Numbers:
    r"""Mean resistivity across a depleted layer relative to the bulk.

    Parameters
    ----------
    barrier_V : float or array
        Size of the potential of the interface relative to the bulk in V, at least 0, up to 500 kT/(ze).
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of the depleted carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Mean resistivity of the layer divided by the resistivity of the bulk, at least 1.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: r = \int_0^1 e^{\phi_0 u^2} du = \frac{e^{\phi_0}}{\sqrt{\phi_0}} F(\sqrt{\phi_0})
              \approx \frac{e^{\phi_0}}{2 \phi_0}

    with Dawson's integral :math:`F`. The last form, used in most of the literature, is 6 % too low at
    :math:`\phi_0 = 10`. Assumes that the depleted carrier carries the current and that its mobility is that of the
    bulk.

    References
    ----------
    R. A. De Souza, The formation of equilibrium space-charge zones at grain boundaries in the perovskite oxide SrTiO3,
    Physical Chemistry Chemical Physics 11, 9939 (2009), doi:10.1039/b904100a.

    Examples
    --------
    Oxygen vacancies at 600 K behind a barrier of 0.25 V.

    >>> round(mott_schottky_resistance_ratio(0.25, 600.0, 2))
    871
    """
    phi = _reduced("barrier_V", barrier_V, temperature_K, charge_number)
    return np.exp(_log_resistance_ratio(phi))


def _log_resistance_ratio(phi: FloatArray) -> FloatArray:
    from scipy import special

    # For a small argument Dawson's integral is the argument itself.
    root = np.sqrt(np.maximum(phi, 1e-40))
    return np.asarray(phi + np.log(special.dawsn(root) / root))


@takes(
    barrier_V=NON_NEGATIVE,
    width_nm=POSITIVE,
    bulk_conductivity_S_per_cm=POSITIVE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def mott_schottky_resistance_ohm_cm2(
    barrier_V: Numbers,
    width_nm: Numbers,
    bulk_conductivity_S_per_cm: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Resistance of a depleted layer times its area.

    Parameters
    ----------
    barrier_V : float or array
        Size of the potential of the interface relative to the bulk in V, at least 0, up to 500 kT/(ze).
    width_nm : float or array
        Width of the layer in nm, greater than 0; see :func:`mott_schottky_width_nm`.
    bulk_conductivity_S_per_cm : float or array
        Conductivity of the bulk by the depleted carrier in S/cm, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of the depleted carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Resistance of one layer in ohm cm2; a grain boundary has two.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: R = \frac{\lambda^*}{\sigma} \int_0^1 e^{\phi_0 u^2} du

    See :func:`mott_schottky_resistance_ratio` for the assumptions.

    Examples
    --------
    >>> f"{mott_schottky_resistance_ohm_cm2(0.25, 2.0, 1e-4, 600.0, 2):.2f}"
    '1.74'
    """
    ratio: Numbers = mott_schottky_resistance_ratio(barrier_V, temperature_K, charge_number)
    return ratio * width_nm * CM_PER_NM / bulk_conductivity_S_per_cm


@takes(barrier_V=NON_NEGATIVE, temperature_K=TEMPERATURE, charge_number=WHOLE_POSITIVE)
def mott_schottky_mean_concentration_ratio(
    barrier_V: Numbers, temperature_K: Numbers = REFERENCE_TEMPERATURE_K, charge_number: Numbers = 1
) -> Numbers:
    r"""Mean density of the depleted carrier in its layer relative to the bulk.

    Parameters
    ----------
    barrier_V : float or array
        Size of the potential of the interface relative to the bulk in V, at least 0, up to 500 kT/(ze).
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of the depleted carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Mean density in the layer divided by the density in the bulk, at most 1. It is also the conductivity along the
        layer relative to the bulk.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \int_0^1 e^{-\phi_0 u^2} du = \frac{1}{2} \sqrt{\frac{\pi}{\phi_0}} \operatorname{erf} \sqrt{\phi_0}

    The result also measures the model: the layer was assumed to be empty, so this number should be small.

    Examples
    --------
    >>> round(mott_schottky_mean_concentration_ratio(0.25, 600.0, 2), 3)
    0.285
    """
    from scipy import special

    phi = _reduced("barrier_V", barrier_V, temperature_K, charge_number)
    root = np.sqrt(np.maximum(phi, 1e-40))
    return np.asarray(0.5 * np.sqrt(np.pi) * special.erf(root) / root)


@takes(resistance_ratio=AT_LEAST_ONE, temperature_K=TEMPERATURE, charge_number=WHOLE_POSITIVE)
def mott_schottky_barrier_V(
    resistance_ratio: Numbers, temperature_K: Numbers = REFERENCE_TEMPERATURE_K, charge_number: Numbers = 1
) -> Numbers:
    r"""Potential of a depleted interface from the resistivity of its layer.

    Parameters
    ----------
    resistance_ratio : float or array
        Mean resistivity of the layer divided by the resistivity of the bulk, at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of the depleted carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Size of the potential in V.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    Solves :func:`mott_schottky_resistance_ratio` for the barrier by a bracketed root. It needs no approximation for
    strong depletion and therefore reaches down to a ratio of 1, where the barrier is 0. The ratio refers to the width
    of the space charge layer, which itself depends on the barrier, not to the width seen in a microscope.

    Examples
    --------
    >>> round(mott_schottky_barrier_V(871.0, 600.0, 2), 3)
    0.25
    """
    log_ratio = np.log(np.asarray(resistance_ratio, dtype=float))
    # The mean over the layer is less than its maximum exp(phi), and more than exp(phi)/(1 + 2 phi) and 1 + phi/3.
    low = log_ratio * (1.0 - 1e-9)
    high = np.minimum(2.0 * log_ratio + 1.3, 3.0 * np.expm1(log_ratio)) * (1.0 + 1e-9)
    phi = _root(lambda trial: _log_resistance_ratio(trial) - log_ratio, low, high)
    return _thermal_voltage_V(temperature_K, charge_number) * phi


def _root(function: Callable[[FloatArray], FloatArray], low: FloatArray, high: FloatArray) -> FloatArray:
    """Return the root of an increasing function in each bracket, by Chandrupatla's method on whole arrays.

    Each step is an inverse quadratic interpolation where the last three points allow it, else a bisection.
    """
    old, new = np.broadcast_arrays(np.asarray(low, dtype=float), np.asarray(high, dtype=float))
    value_old, value_new = function(old), function(new)
    fraction: FloatArray | float = 0.5
    best = new
    for _ in range(200):
        trial = new + fraction * (old - new)
        value = function(trial)
        same_side = np.sign(value) == np.sign(value_new)
        third, value_third = np.where(same_side, new, old), np.where(same_side, value_new, value_old)
        old, value_old = np.where(same_side, old, new), np.where(same_side, value_old, value_new)
        new, value_new = trial, value
        best = np.where(np.abs(value_new) < np.abs(value_old), new, old)
        width = np.abs(old - new)
        # A few units in the last place.
        tolerance = 4e-16 * np.abs(best) + 1e-300
        if ((width <= 2.0 * tolerance) | (value == 0)).all():
            break
        xi = (new - old) / (third - old)
        phi = (value_new - value_old) / (value_third - value_old)
        interpolated = value_new / (value_old - value_new) * value_third / (value_old - value_third) + (third - new) / (
            old - new
        ) * value_new / (value_third - value_new) * value_old / (value_third - value_old)
        usable = (phi**2 < xi) & ((1.0 - phi) ** 2 < 1.0 - xi) & np.isfinite(interpolated)
        smallest = np.minimum(tolerance / np.where(width > 0, width, 1.0), 0.5)
        fraction = np.clip(np.where(usable, interpolated, 0.5), smallest, 1.0 - smallest)
    return best


@takes(resistance_ratio=AT_LEAST_ONE, temperature_K=TEMPERATURE, charge_number=WHOLE_POSITIVE)
def mott_schottky_barrier_by_lambert_V(
    resistance_ratio: Numbers, temperature_K: Numbers = REFERENCE_TEMPERATURE_K, charge_number: Numbers = 1
) -> Numbers:
    r"""Potential of a depleted interface as most of the literature takes it from the resistivity of its layer.

    Parameters
    ----------
    resistance_ratio : float or array
        Mean resistivity of the layer divided by the resistivity of the bulk, at least 1, and here at least e/2 = 1.36.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of the depleted carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Size of the potential in V.

    Raises
    ------
    ValueError
        If an argument is outside its range or the ratio is below e/2, where the approximation has no solution.

    Notes
    -----
    Turning :math:`r = e^{\phi_0}/(2\phi_0)` round gives

    .. math:: V_0 = -\frac{k_B T}{z e} \, W_{-1}\!\left( -\frac{1}{2 r} \right)

    The argument of the Lambert function is negative and the branch is the lower one; the upper branch gives the
    other, small root, for which the approximation does not hold. Use it to reproduce published barriers. The barrier
    is too high by about :math:`k_B T/(ze) / (2 \phi_0)` compared with :func:`mott_schottky_barrier_V`.

    References
    ----------
    R. A. De Souza, The formation of equilibrium space-charge zones at grain boundaries in the perovskite oxide SrTiO3,
    Physical Chemistry Chemical Physics 11, 9939 (2009), doi:10.1039/b904100a.

    Examples
    --------
    >>> round(mott_schottky_barrier_by_lambert_V(871.0, 600.0, 2), 3)
    0.252
    """
    from scipy import special

    ratio = np.asarray(resistance_ratio)
    smallest = np.e / 2.0
    if (ratio < smallest).any():
        raise ValueError(
            f"resistance_ratio is {ratio[ratio < smallest].flat[0]:g}; it must be at least e/2 = {smallest:.6f}, "
            "the smallest ratio of the approximation for strong depletion"
        )
    return -_thermal_voltage_V(temperature_K, charge_number) * special.lambertw(-0.5 / ratio, k=-1).real


@dataclass(frozen=True)
class _Film:
    """A film between two identical interfaces in Debye lengths and kT/(ze), its potential not negative.

    With sinh(phi/2) = S cosh(q) the equation of the film becomes d(depth) = dq / cosh(phi/2), depth counted from the
    midplane: smooth, and without a square root that vanishes. S belongs to the midplane, where q is 0.
    """

    half_thickness: FloatArray
    surface: FloatArray  # phi at the interfaces
    middle: FloatArray  # phi in the midplane
    sinh_half_middle: FloatArray  # S
    largest_q: FloatArray  # q at the interfaces
    slope: FloatArray  # size of d(phi)/d(depth) at the interfaces


def _depth(sinh_q: FloatArray, sinh_half_middle: FloatArray) -> FloatArray:
    """Return the distance from the midplane at which q has this value: an elliptic integral of the first kind."""
    from scipy import special

    square = 1.0 + sinh_half_middle**2
    modulus = sinh_half_middle**2 / square
    carlson = special.elliprf(1.0, 1.0 + sinh_q**2, 1.0 + modulus * sinh_q**2)
    return np.asarray(sinh_q / np.sqrt(square) * carlson)


def _film_at_potential(surface: FloatArray, thickness: FloatArray) -> _Film:
    """Solve for the midplane of a film with a given reduced surface potential, not negative."""
    surface, half = np.broadcast_arrays(np.maximum(surface, 1e-290), 0.5 * thickness)
    near = np.minimum(half, _FAR_APART)
    sinh_surface = np.sinh(surface / 2.0)
    cosh_surface = np.cosh(surface / 2.0)
    # q is the depth itself at low potentials, and never less. One interface alone gives less potential than two, which
    # limits q from above; so does the largest cosh(phi/2).
    low = near
    high = np.minimum(near * cosh_surface, np.arcsinh(np.sinh(near) * cosh_surface + np.cosh(near)))
    log_q = _root(
        lambda trial: np.log(_depth(np.sinh(np.exp(trial)), sinh_surface / np.cosh(np.exp(trial)))) - np.log(near),
        np.log(low) - 1e-9,
        np.log(high) + 1e-9,
    )
    return _film(half, surface, sinh_surface / np.cosh(np.exp(log_q)), np.exp(log_q))


def _film_at_charge(slope: FloatArray, thickness: FloatArray) -> _Film:
    """Solve for the midplane of a film with a given reduced field at the interfaces, not negative."""
    slope, half = np.broadcast_arrays(np.maximum(slope, 1e-290), 0.5 * thickness)
    near = np.minimum(half, _FAR_APART)
    # One interface alone gives a lower potential in the middle. The charge of the film is at least that of a flat
    # potential, and the potential at most that of Debye and Hueckel.
    low = -np.log(np.sinh(near + np.arcsinh(2.0 / slope)))
    high = np.log(np.sinh(0.5 * np.minimum(np.arcsinh(slope / near), slope / np.sinh(near))))
    log_sinh = _root(
        lambda trial: np.log(near) - np.log(_depth(0.5 * slope / np.exp(trial), np.exp(trial))),
        np.minimum(low, high) - 1e-9,
        high + 1e-9,
    )
    sinh_middle = np.exp(log_sinh)
    surface = 2.0 * np.arcsinh(np.hypot(sinh_middle, slope / 2.0))
    return _film(half, surface, sinh_middle, np.arcsinh(0.5 * slope / sinh_middle))


def _film(half: FloatArray, surface: FloatArray, sinh_half_middle: FloatArray, largest_q: FloatArray) -> _Film:
    """Complete the solution; where the layers are far apart put the sum of two half-spaces in the middle."""
    far = half > _FAR_APART
    middle = np.where(far, 8.0 * np.tanh(surface / 4.0) * np.exp(-half), 2.0 * np.arcsinh(sinh_half_middle))
    slope = 2.0 * np.sinh(surface / 2.0) * np.where(far, 1.0, np.tanh(largest_q))
    return _Film(half, surface, middle, np.where(far, np.sinh(middle / 2.0), sinh_half_middle), largest_q, slope)


def _film_of(
    surface_potential_V: Numbers,
    thickness_nm: Numbers,
    debye_length_nm: Numbers,
    temperature_K: Numbers,
    charge_number: Numbers,
) -> tuple[FloatArray, _Film]:
    """Return the sign of the potential and the film solved for its size."""
    phi = _reduced("surface_potential_V", surface_potential_V, temperature_K, charge_number)
    return _sign(phi), _film_at_potential(np.abs(phi), _in_debye_lengths("thickness_nm", thickness_nm, debye_length_nm))


@takes(
    surface_potential_V=FINITE,
    thickness_nm=POSITIVE,
    debye_length_nm=POSITIVE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def film_midplane_potential_V(
    surface_potential_V: Numbers,
    thickness_nm: Numbers,
    debye_length_nm: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Potential in the middle of a film between two identical interfaces, at any thickness.

    Parameters
    ----------
    surface_potential_V : float or array
        Potential of both interfaces relative to the bulk in V, of any sign, up to 500 kT/(ze).
    thickness_nm : float or array
        Thickness of the film in nm, greater than 0, from 1e-12 to 1e12 Debye lengths.
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Potential of the midplane in V.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The first integral of the Poisson-Boltzmann equation, :math:`(\lambda\phi')^2 = 2(\cosh\phi - \cosh\phi_m)`,
    relates the half-thickness and the midplane potential :math:`\phi_m`:

    .. math:: \frac{d}{2\lambda} = \int_{\phi_m}^{\phi_0} \frac{d\phi}{\sqrt{2 (\cosh\phi - \cosh\phi_m)}}
              = \frac{T}{C} R_F\!\left(1, 1 + T^2, 1 + \tfrac{S^2}{C^2} T^2\right)

    with :math:`S = \sinh(\phi_m/2)`, :math:`C = \cosh(\phi_m/2)`, :math:`S^2 (1 + T^2) = \sinh^2(\phi_0/2)` and
    Carlson's elliptic integral :math:`R_F`. One bracketed root gives :math:`\phi_m`; the result is exact to rounding
    from the flat potential of a thin film to the vanishing overlap of a thick one. Assumes that film and interfaces
    are in equilibrium with a bulk (see the notes of the module) and that the interfaces keep their potential.

    References
    ----------
    X. Xing, The Poisson-Boltzmann theory for the two-plates problem: some exact results, arXiv:1010.4944 (2010).

    B. C. Carlson, Numerical computation of real or complex elliptic integrals, Numerical Algorithms 10, 13 (1995),
    doi:10.1007/BF02198293.

    Examples
    --------
    Three films with 0.2 V at their faces and a Debye length of 2 nm.

    >>> [round(film_midplane_potential_V(0.2, thickness, 2.0, 300.0), 4) for thickness in (0.2, 2.0, 20.0)]
    [0.1803, 0.0909, 0.0013]
    """
    sign, film = _film_of(surface_potential_V, thickness_nm, debye_length_nm, temperature_K, charge_number)
    return _thermal_voltage_V(temperature_K, charge_number) * sign * film.middle


@takes(
    surface_potential_V=FINITE,
    thickness_nm=POSITIVE,
    debye_length_nm=POSITIVE,
    relative_permittivity=AT_LEAST_ONE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def film_surface_charge_C_per_m2(
    surface_potential_V: Numbers,
    thickness_nm: Numbers,
    debye_length_nm: Numbers,
    relative_permittivity: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Charge of each of two identical interfaces that hold a film between them at a potential.

    Parameters
    ----------
    surface_potential_V : float or array
        Potential of both interfaces relative to the bulk in V, of any sign, up to 500 kT/(ze).
    thickness_nm : float or array
        Thickness of the film in nm, greater than 0, from 1e-12 to 1e12 Debye lengths.
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Charge of each interface in C/m2. The film carries twice the opposite.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \sigma = \frac{\varepsilon k_B T}{z e \lambda} \sqrt{2 (\cosh\phi_0 - \cosh\phi_m)}

    Grahame's equation with the midplane potential of :func:`film_midplane_potential_V`; a thin film takes up less
    charge than two separate layers.

    References
    ----------
    X. Xing, The Poisson-Boltzmann theory for the two-plates problem: some exact results, arXiv:1010.4944 (2010).

    Examples
    --------
    >>> f"{film_surface_charge_C_per_m2(0.2, 2.0, 2.0, 20.0, 300.0):.3f}"
    '0.109'
    """
    sign, film = _film_of(surface_potential_V, thickness_nm, debye_length_nm, temperature_K, charge_number)
    unit_V_per_m = _thermal_voltage_V(temperature_K, charge_number) / (debye_length_nm * M_PER_NM)
    return relative_permittivity * constants.epsilon_0 * unit_V_per_m * sign * film.slope


@takes(
    surface_charge_C_per_m2=FINITE,
    thickness_nm=POSITIVE,
    debye_length_nm=POSITIVE,
    relative_permittivity=AT_LEAST_ONE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def film_surface_potential_V(
    surface_charge_C_per_m2: Numbers,
    thickness_nm: Numbers,
    debye_length_nm: Numbers,
    relative_permittivity: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Potential of two identical interfaces from their charge and the thickness of the film between them.

    Parameters
    ----------
    surface_charge_C_per_m2 : float or array
        Charge of each interface in C/m2, of any sign.
    thickness_nm : float or array
        Thickness of the film in nm, greater than 0, from 1e-12 to 1e12 Debye lengths.
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Potential of both interfaces relative to the bulk in V.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The inverse of :func:`film_surface_charge_C_per_m2`: the equation of :func:`film_midplane_potential_V` is solved
    for the midplane at given :math:`S T = z e \lambda \sigma / (2 \varepsilon k_B T)`. At fixed charge a thinner film
    has a *higher* potential, while at fixed potential it has a lower charge: say which of the two an interface keeps.
    In a very thin film neutrality alone decides, :math:`\sinh\phi = \sigma/(z e c\, d)`.

    Examples
    --------
    >>> [round(film_surface_potential_V(0.01, thickness, 2.0, 20.0, 300.0), 3) for thickness in (0.2, 2.0, 20.0)]
    [0.135, 0.089, 0.079]
    """
    slope = _reduced_slope(
        surface_charge_C_per_m2, debye_length_nm, relative_permittivity, temperature_K, charge_number
    )
    film = _film_at_charge(np.abs(slope), _in_debye_lengths("thickness_nm", thickness_nm, debye_length_nm))
    return _thermal_voltage_V(temperature_K, charge_number) * _sign(slope) * film.surface


@takes(
    carrier=CARRIER,
    surface_potential_V=FINITE,
    thickness_nm=POSITIVE,
    debye_length_nm=POSITIVE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def film_mean_concentration_ratio(
    carrier: str,
    surface_potential_V: Numbers,
    thickness_nm: Numbers,
    debye_length_nm: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Mean density of a carrier over a film between two identical interfaces, relative to the bulk.

    Parameters
    ----------
    carrier : str
        The carrier that is counted, 'positive' or 'negative'.
    surface_potential_V : float or array
        Potential of both interfaces relative to the bulk in V, of any sign, up to 500 kT/(ze).
    thickness_nm : float or array
        Thickness of the film in nm, greater than 0, from 1e-12 to 1e12 Debye lengths.
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Mean density divided by the density in the bulk.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \langle e^{\pm\phi} \rangle = \frac{1}{d} \int_0^d e^{\pm\phi(x)} dx

    in closed form with Carlson's integrals :math:`R_F` and :math:`R_D`, without cancellation for either carrier. It
    goes to :math:`e^{\pm\phi_0}` in a thin film (flat potential) and to
    :math:`1 + 4 (\lambda/d) (e^{\pm\phi_0/2} - 1)` in a thick one (two separate layers).

    References
    ----------
    B. C. Carlson, Numerical computation of real or complex elliptic integrals, Numerical Algorithms 10, 13 (1995),
    doi:10.1007/BF02198293.

    Examples
    --------
    >>> [round(film_mean_concentration_ratio("negative", 0.2, d, 2.0, 300.0), 1) for d in (0.02, 2.0, 200.0)]
    [2268.6, 190.0, 2.9]
    """
    sign, film = _film_of(surface_potential_V, thickness_nm, debye_length_nm, temperature_K, charge_number)
    return _mean_ratio(film, sign * _carrier_sign(carrier))


def _mean_ratio(film: _Film, sign: FloatArray) -> FloatArray:
    """Return the mean of exp(phi) where the sign is positive, of exp(-phi) where it is negative."""
    from scipy import special

    # In terms of y = exp(-(phi - middle)/2), which falls from 1 in the middle, both means are elliptic integrals of
    # the second kind over the modulus exp(-middle). The drop is computed such that it stays exact in a thin film.
    sinh_quarter_drop = (
        film.sinh_half_middle * np.sinh(film.largest_q / 2.0) ** 2 / np.cosh((film.surface + film.middle) / 4.0)
    )
    drop = 4.0 * np.arcsinh(sinh_quarter_drop)
    y_squared = np.exp(-drop)
    one_minus_y_squared = -np.expm1(-drop)
    far = film.half_thickness > _FAR_APART
    # The value for films whose layers are far apart is replaced below.
    modulus = -np.expm1(-2.0 * np.where(far, 1.0, film.middle))
    third = 1.0 + np.exp(-2.0 * film.middle) * one_minus_y_squared / modulus
    first_kind = 3.0 * special.elliprf(y_squared, 1.0, third)
    more = np.exp(film.middle) * (1.0 + one_minus_y_squared * special.elliprd(1.0, third, y_squared) / first_kind)
    less = np.exp(-film.middle) * (1.0 - one_minus_y_squared * special.elliprd(y_squared, third, 1.0) / first_kind)
    overlapping = np.where(sign > 0, more, less)
    separate = 1.0 + 2.0 * np.expm1(sign * film.surface / 2.0) / film.half_thickness
    return np.asarray(np.where(sign == 0, 1.0, np.where(far, separate, overlapping)))


@takes(
    surface_potential_V=FINITE.single,
    thickness_nm=POSITIVE.single,
    debye_length_nm=POSITIVE.single,
    temperature_K=TEMPERATURE.single,
    charge_number=WHOLE_POSITIVE.single,
)
def film_profile(
    surface_potential_V: float,
    thickness_nm: float,
    debye_length_nm: float,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    charge_number: int = 1,
) -> SpaceChargeProfile:
    r"""Potential, field and both carriers across a film between two identical interfaces, at any thickness.

    Parameters
    ----------
    surface_potential_V : float
        Potential of both interfaces relative to the bulk in V, of any sign, up to 500 kT/(ze).
    thickness_nm : float
        Thickness of the film in nm, greater than 0, from 1e-12 to 1e12 Debye lengths.
    debye_length_nm : float
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    charge_number : int
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    SpaceChargeProfile
        The profile at 201 positions, closer together where the potential is steeper.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    With :math:`\sinh(\phi/2) = \sinh(\phi_m/2) \cosh q` the potential and the field are elementary functions of
    :math:`q`, and the distance between two values of :math:`q` is

    .. math:: \frac{\Delta x}{\lambda} = \int \frac{dq}{\cosh(\phi/2)}

    whose integrand is smooth; it is summed with Gauss points from the interface inward, so that positions are exact
    also within the steepest layers. Films of more than 40 Debye lengths are the sum of two half-spaces.

    References
    ----------
    X. Xing, The Poisson-Boltzmann theory for the two-plates problem: some exact results, arXiv:1010.4944 (2010).

    Examples
    --------
    >>> film = film_profile(0.2, 4.0, 2.0, 300.0)
    >>> len(film.position_nm), film.position_nm[[0, 100, 200]]
    (201, array([0., 2., 4.]))
    >>> film.potential_V[[0, 100, 200]].round(3)
    array([0.2  , 0.057, 0.2  ])
    """
    sign, film = _film_of(surface_potential_V, thickness_nm, debye_length_nm, temperature_K, charge_number)
    cells = PROFILE_POINTS // 2
    if film.half_thickness > _FAR_APART:
        depth = _graded_depths(float(film.half_thickness), float(film.surface), cells)
        other = 2.0 * film.half_thickness - depth
        near, far = (_half_space_potential(distance, film.surface) for distance in (depth, other))
        phi, slope = near + far, 2.0 * (np.sinh(near / 2.0) - np.sinh(far / 2.0))
    else:
        q = np.linspace(float(film.largest_q), 0.0, cells + 1)
        depth = _depths_from_interface(film, q)
        phi = 2.0 * np.arcsinh(film.sinh_half_middle * np.cosh(q))
        slope = 2.0 * film.sinh_half_middle * np.sinh(q)
        phi[0], slope[0] = film.surface, film.slope
    position_nm = depth * debye_length_nm
    position_nm[-1] = 0.5 * thickness_nm
    return _profile(
        np.concatenate([position_nm, thickness_nm - position_nm[-2::-1]]),
        sign * np.concatenate([phi, phi[-2::-1]]),
        sign * np.concatenate([slope, -slope[-2::-1]]),
        debye_length_nm,
        temperature_K,
        charge_number,
    )


def _depths_from_interface(film: _Film, q: FloatArray) -> FloatArray:
    """Return the distance from the interface of each q, by Gauss's rule in steps of at most 0.5."""
    finer = max(1, int(np.ceil((q[0] - q[1]) / 0.5)))
    edges = np.linspace(q[0], 0.0, finer * (len(q) - 1) + 1)
    nodes, weights = np.polynomial.legendre.leggauss(10)
    step = edges[0] - edges[1]
    inside = edges[:-1, None] - 0.5 * step * (1.0 + nodes)
    integrand = 1.0 / np.hypot(1.0, film.sinh_half_middle * np.cosh(inside))
    depth = np.concatenate([[0.0], np.cumsum(0.5 * step * integrand @ weights)])
    return np.asarray(depth[::finer])


def _graded_depths(length: float, surface: float, cells: int) -> FloatArray:
    """Return depths from 0 to a length, fine where the layer of one interface is steep, coarse where it has ended."""
    end = 25.0
    cells_in_layer = cells if length <= end else 4 * (cells // 5)
    last = min(length, end)
    # The q of one interface alone, from d(depth) = tanh(depth + virtual distance) dq, in steps that are equal in a
    # short range and in a long one grow toward its end, where little is left to resolve.
    cosh_surface = np.sqrt(1.0 + np.sinh(surface / 2.0) ** 2)
    largest_q = np.log1p(2.0 * np.sinh(last / 2.0) ** 2 + np.sinh(last) * cosh_surface)
    share = np.linspace(0.0, 1.0, cells_in_layer + 1)
    growth = min(3.0, length / 5.0)
    q = largest_q * share * (1.0 + growth * share**2) / (1.0 + growth)
    root = np.sqrt(np.exp(2.0 * q) + np.sinh(surface / 2.0) ** 2)
    depth = np.arcsinh(np.expm1(2.0 * q) / (np.exp(q) * cosh_surface + root))
    depth[-1] = last
    if length <= end:
        return np.asarray(depth)
    return np.concatenate([depth, np.geomspace(end, length, cells - cells_in_layer + 1)[1:]])


@takes(
    left_potential_V=FINITE.single,
    right_potential_V=FINITE.single,
    thickness_nm=POSITIVE.single,
    debye_length_nm=POSITIVE.single,
    temperature_K=TEMPERATURE.single,
    charge_number=WHOLE_POSITIVE.single,
)
def film_profile_between_unequal_interfaces(
    left_potential_V: float,
    right_potential_V: float,
    thickness_nm: float,
    debye_length_nm: float,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    charge_number: int = 1,
) -> SpaceChargeProfile:
    r"""Potential, field and both carriers across a film whose two interfaces differ.

    Parameters
    ----------
    left_potential_V, right_potential_V : float
        Potentials of the interfaces relative to the bulk in V, of any sign, up to 40 kT/(ze).
    thickness_nm : float
        Thickness of the film in nm, greater than 0, from 1e-12 to 1e12 Debye lengths.
    debye_length_nm : float
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    charge_number : int
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    SpaceChargeProfile
        The profile at about 400 positions, closer together where the potential is steeper.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    Solves :math:`\lambda^2 \phi'' = \sinh\phi` by finite volumes and Newton's method on two meshes, one twice as fine,
    and extrapolates. The errors are below 5e-6 kT/(ze) in the potential and 1e-6 of the largest field, except that
    the field between equal potentials loses digits in a film thinner than a thousandth of the Debye length; there
    :func:`film_profile` is exact. A shell with the active material on one side and the electrolyte on the other is
    such a film; with opposite signs it collects one carrier on each side.

    Examples
    --------
    >>> film = film_profile_between_unequal_interfaces(0.1, -0.05, 4.0, 2.0, 300.0)
    >>> film.negative_ratio[[0, -1]].round(2)
    array([47.85,  0.14])
    """
    largest = LARGEST_REDUCED_POTENTIAL_ON_A_MESH
    left = float(_reduced("left_potential_V", left_potential_V, temperature_K, charge_number, largest))
    right = float(_reduced("right_potential_V", right_potential_V, temperature_K, charge_number, largest))
    half = 0.5 * float(_in_debye_lengths("thickness_nm", thickness_nm, debye_length_nm))
    steps = np.concatenate(
        [
            np.diff(_graded_depths(half, abs(left), 2 * PROFILE_POINTS - 2)),
            np.diff(_graded_depths(half, abs(right), 2 * PROFILE_POINTS - 2))[::-1],
        ]
    )
    x = np.concatenate([[0.0], np.cumsum(steps)])
    # What remains of each interface alone at low potentials; it is above the solution, where Newton's method is safe.
    start = left * _sinh_ratio(2.0 * half - x, 2.0 * half) + right * _sinh_ratio(x, 2.0 * half)

    def solve(every: int) -> tuple[FloatArray, FloatArray]:
        widths = np.add.reduceat(steps, np.arange(0, len(steps), every))
        halves = 0.5 * widths
        phi = _newton(start[::every], 1.0 / widths, halves, halves, (left, right))
        # The slope in a node is that on the next face less the charge between them.
        slope = np.diff(phi) / widths
        at_nodes = np.concatenate([slope - halves * np.sinh(phi[:-1]), [slope[-1] + halves[-1] * np.sinh(right)]])
        return phi, at_nodes

    phi, slope = _extrapolated(solve)
    position_nm = x[::2] * debye_length_nm
    position_nm[-1] = thickness_nm
    return _profile(position_nm, phi, -slope, debye_length_nm, temperature_K, charge_number)


def _sinh_ratio(part: FloatArray, whole: Numbers) -> FloatArray:
    """Return sinh(part)/sinh(whole) for part up to whole, without overflow."""
    return np.asarray(np.exp(part - whole) * np.expm1(-2.0 * part) / np.expm1(-2.0 * np.asarray(whole)))


def _extrapolated(solve: Callable[[int], tuple[FloatArray, ...]]) -> tuple[FloatArray, ...]:
    """Solve on the fine mesh and on every second node of it, and remove the error that shrinks fourfold."""
    fine, coarse = solve(1), solve(2)
    return tuple((4.0 * (f[::2] if np.ndim(f) else f) - c) / 3.0 for f, c in zip(fine, coarse, strict=True))


def _newton(
    start: FloatArray,
    conductance: FloatArray,
    volume_left: FloatArray,
    volume_right: FloatArray,
    ends: tuple[float | None, float],
) -> FloatArray:
    """Solve the Poisson-Boltzmann equation in finite volumes.

    Parameters
    ----------
    start : array
        Potentials at the nodes to start from.
    conductance : array
        Area of each face between two nodes divided by their distance.
    volume_left, volume_right : array
        Volumes between each face and the node to the left and right of it.
    ends : tuple
        Potential of the first node (None for a center without flux) and of the last node.

    Returns
    -------
    array
        Potentials at the nodes.
    """
    from scipy import linalg

    first, last = ends
    phi = start.copy()
    phi[-1] = last
    if first is not None:
        phi[0] = first
    free = slice(0 if first is None else 1, -1)
    volume = np.zeros_like(phi)
    volume[:-1] += volume_left
    volume[1:] += volume_right
    neighbors = np.zeros_like(phi)
    neighbors[:-1] += conductance
    neighbors[1:] += conductance
    bands = np.zeros((2, len(phi[free])))
    bands[0, 1:] = -conductance[free.start : -1]
    size = max(abs(last), abs(first or 0.0))
    # Far above the solution each step lowers the potential by one kT/(ze); near it the error is squared.
    for _ in range(int(3 * LARGEST_REDUCED_POTENTIAL_ON_A_MESH)):
        flux = conductance * np.diff(phi)
        residual = -volume * np.sinh(phi)
        residual[:-1] += flux
        residual[1:] -= flux
        bands[1] = (neighbors + volume * np.cosh(phi))[free]
        step = linalg.solveh_banded(bands, residual[free], check_finite=False)
        phi[free] += step
        if np.max(np.abs(step), initial=0.0) <= 1e-9 * size:
            return phi
    raise RuntimeError("Newton's method did not settle on a potential; please report the arguments")


@takes(
    distance_from_center_nm=NON_NEGATIVE,
    radius_nm=POSITIVE,
    surface_potential_V=FINITE,
    debye_length_nm=POSITIVE,
)
def sphere_potential_at_low_potential_V(
    distance_from_center_nm: Numbers,
    radius_nm: Numbers,
    surface_potential_V: Numbers,
    debye_length_nm: Numbers,
) -> Numbers:
    r"""Potential inside a sphere whose surface potential is small (Debye and Hueckel).

    Parameters
    ----------
    distance_from_center_nm : float or array
        Distance from the center in nm, at least 0 and at most the radius.
    radius_nm : float or array
        Radius of the sphere in nm, greater than 0.
    surface_potential_V : float or array
        Potential of the surface relative to the bulk in V, of any sign.
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.

    Returns
    -------
    float or array
        Potential in V.

    Raises
    ------
    ValueError
        If an argument is outside its range or the distance exceeds the radius.

    Notes
    -----
    .. math:: V(r) = V_0 \, \frac{R \sinh(r/\lambda)}{r \sinh(R/\lambda)}

    Holds for :math:`V_0` well below :math:`k_B T/(ze)`, 26 mV at room temperature, and overestimates the potential
    inside for larger ones; see :func:`sphere_profile`.

    References
    ----------
    J. N. Israelachvili, Intermolecular and Surface Forces, 3rd ed., Academic Press 2011, chapter 14.

    Examples
    --------
    The center of a particle keeps 85 % of the potential if its radius is the Debye length.

    >>> round(sphere_potential_at_low_potential_V(0.0, 2.0, 0.01, 2.0), 5)
    0.00851
    """
    distance, radius = np.broadcast_arrays(distance_from_center_nm, radius_nm)
    if (distance > radius).any():
        worst = int(np.argmax(distance > radius))
        raise ValueError(
            f"distance_from_center_nm is {distance.flat[worst]:g}; "
            f"it must be at most the radius of {radius.flat[worst]:g} nm"
        )
    return surface_potential_V * _linear_sphere(distance / debye_length_nm, radius / debye_length_nm)


def _linear_sphere(distance: FloatArray, radius: Numbers) -> FloatArray:
    # So close to the center sinh(r)/r is 1 to rounding.
    not_center = np.maximum(distance, 1e-9 * np.asarray(radius))
    return radius / not_center * _sinh_ratio(not_center, radius)


@takes(
    surface_potential_V=FINITE.single,
    radius_nm=POSITIVE.single,
    debye_length_nm=POSITIVE.single,
    temperature_K=TEMPERATURE.single,
    charge_number=WHOLE_POSITIVE.single,
)
def sphere_profile(
    surface_potential_V: float,
    radius_nm: float,
    debye_length_nm: float,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    charge_number: int = 1,
) -> SpaceChargeProfile:
    r"""Potential, field and both carriers along the radius of a sphere, at any size.

    Parameters
    ----------
    surface_potential_V : float
        Potential of the surface relative to the bulk in V, of any sign, up to 40 kT/(ze).
    radius_nm : float
        Radius of the sphere in nm, greater than 0, from 1e-12 to 1e12 Debye lengths.
    debye_length_nm : float
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    charge_number : int
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    SpaceChargeProfile
        The profile at 201 positions from the center to the surface, closer together where the potential is steeper.
        The field is positive when it points outward.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \frac{\lambda^2}{r^2} \frac{d}{dr} \left( r^2 \frac{d\phi}{dr} \right) = \sinh\phi

    is solved by finite volumes and Newton's method on two meshes, one twice as fine, and extrapolated; the errors are
    below 5e-6 kT/(ze) in the potential and 1e-6 of the largest field. The field follows from the enclosed charge. For
    radii far above the Debye length the result is that of one plane interface, far below it a flat potential.

    Examples
    --------
    >>> particle = sphere_profile(0.2, 4.0, 2.0, 300.0)
    >>> particle.position_nm[[0, -1]], particle.potential_V[[0, -1]].round(3)
    (array([0., 4.]), array([0.043, 0.2  ]))
    """
    phi, flux, r, _ = _sphere(surface_potential_V, radius_nm, debye_length_nm, temperature_K, charge_number)
    field = np.concatenate([[0.0], -flux[1:] / r[1:] ** 2])
    return _profile(r * debye_length_nm, phi, field, debye_length_nm, temperature_K, charge_number)


def _sphere(
    surface_potential_V: float, radius_nm: float, debye_length_nm: float, temperature_K: float, charge_number: float
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return phi, r^2 d(phi)/dr, r, and the means of exp(-phi) and exp(phi), in Debye lengths and kT/(ze)."""
    largest = LARGEST_REDUCED_POTENTIAL_ON_A_MESH
    surface = float(_reduced("surface_potential_V", surface_potential_V, temperature_K, charge_number, largest))
    radius = float(_in_debye_lengths("radius_nm", radius_nm, debye_length_nm))
    depth = _graded_depths(radius, abs(surface), 2 * PROFILE_POINTS - 2)
    r = (radius - depth)[::-1]
    r[0] = 0.0
    # Differences of depths, because near the surface those of radii lose their digits.
    steps = np.diff(depth)[::-1]
    start = surface * _linear_sphere(r, radius)

    def solve(every: int) -> tuple[FloatArray, ...]:
        width = np.add.reduceat(steps, np.arange(0, len(steps), every))
        node = r[::every]
        face = node[:-1] + 0.5 * width
        volume_left = 0.5 * width * (node[:-1] ** 2 + node[:-1] * face + face**2) / 3.0
        volume_right = 0.5 * width * (node[1:] ** 2 + node[1:] * face + face**2) / 3.0
        phi = _newton(start[::every], face**2 / width, volume_left, volume_right, (None, surface))
        outside = np.concatenate([volume_left * np.sinh(phi[:-1]), [0.0]])
        inside = np.concatenate([[0.0], volume_right * np.sinh(phi[1:])])
        # Gauss's law: the flux through a shell is the charge that it encloses.
        flux = np.cumsum(inside) + np.concatenate([[0.0], np.cumsum(outside[:-1])])
        means = [volume_left @ np.exp(sign * phi[:-1]) + volume_right @ np.exp(sign * phi[1:]) for sign in (-1.0, 1.0)]
        return phi, flux, np.asarray(means[0]), np.asarray(means[1])

    phi, flux, positive, negative = _extrapolated(solve)
    return phi, flux, r[::2], 3.0 / radius**3 * np.array([positive, negative])


@takes(
    carrier=CARRIER,
    surface_potential_V=FINITE.single,
    radius_nm=POSITIVE.single,
    debye_length_nm=POSITIVE.single,
    temperature_K=TEMPERATURE.single,
    charge_number=WHOLE_POSITIVE.single,
)
def sphere_mean_concentration_ratio(
    carrier: str,
    surface_potential_V: float,
    radius_nm: float,
    debye_length_nm: float,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    charge_number: int = 1,
) -> float:
    r"""Mean density of a carrier over a sphere, relative to the bulk.

    Parameters
    ----------
    carrier : str
        The carrier that is counted, 'positive' or 'negative'.
    surface_potential_V : float
        Potential of the surface relative to the bulk in V, of any sign, up to 40 kT/(ze).
    radius_nm : float
        Radius of the sphere in nm, greater than 0, from 1e-12 to 1e12 Debye lengths.
    debye_length_nm : float
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    charge_number : int
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float
        Mean density divided by the density in the bulk.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \langle e^{\pm\phi} \rangle = \frac{3}{R^3} \int_0^R e^{\pm\phi(r)} r^2 dr

    on the solution of :func:`sphere_profile`. A sphere has three times the surface per volume of a film whose *half*
    thickness is its radius, so the same interface gains more in a particle.

    Examples
    --------
    >>> round(sphere_mean_concentration_ratio("negative", 0.2, 4.0, 2.0, 300.0), 1)
    138.0
    >>> round(film_mean_concentration_ratio("negative", 0.2, 8.0, 2.0, 300.0), 1)
    48.0
    """
    means = _sphere(surface_potential_V, radius_nm, debye_length_nm, temperature_K, charge_number)[3]
    return float(means[1] if carrier == "negative" else means[0])


@takes(thickness_nm=POSITIVE, debye_length_nm=POSITIVE)
def midplane_ratio_at_low_potential(thickness_nm: Numbers, debye_length_nm: Numbers) -> Numbers:
    r"""What is left of a small surface potential in the middle of a film between two identical interfaces.

    Parameters
    ----------
    thickness_nm : float or array
        Thickness of the film in nm, greater than 0.
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.

    Returns
    -------
    float or array
        Midplane potential divided by surface potential.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \frac{V_m}{V_0} = \frac{1}{\cosh(d/2\lambda)}

    An upper limit: a surface potential above :math:`k_B T/(ze)` attracts more charge and is screened more strongly.

    Examples
    --------
    >>> [round(midplane_ratio_at_low_potential(d, 1.0), 3) for d in (0.5, 2.0, 8.0)]
    [0.97, 0.648, 0.037]
    """
    decay = np.exp(-0.5 * np.asarray(thickness_nm / debye_length_nm))
    return 2.0 * decay / (1.0 + decay**2)


@takes(thickness_nm=POSITIVE.single, debye_length_nm=POSITIVE.single)
def overlap_regime(thickness_nm: float, debye_length_nm: float) -> str:
    r"""Word for how two space charge layers share a film.

    Parameters
    ----------
    thickness_nm : float
        Thickness of the film, or diameter of the particle, in nm, greater than 0.
    debye_length_nm : float
        Debye length of a pair of carriers in nm, greater than 0.

    Returns
    -------
    str
        'flat potential' if 90 % of a small surface potential or more is left in the middle (up to 0.93 Debye
        lengths), 'separate layers' if 5 % or less is left (from 7.38 Debye lengths), else 'overlapping layers'.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The limits are set on :func:`midplane_ratio_at_low_potential`. They are conventions, and for strong interfaces the
    film must be thinner still to have a flat potential: for the numbers use :func:`film_midplane_potential_V`.

    Examples
    --------
    >>> [overlap_regime(d, 2.0) for d in (1.0, 10.0, 100.0)]
    ['flat potential', 'overlapping layers', 'separate layers']
    """
    left: Numbers = midplane_ratio_at_low_potential(thickness_nm, debye_length_nm)
    if left >= FLAT_ABOVE:
        return "flat potential"
    return "separate layers" if left <= SEPARATE_BELOW else "overlapping layers"


@takes(thickness_nm=POSITIVE, layer_width_nm=NON_NEGATIVE)
def layer_fraction_of_film(thickness_nm: Numbers, layer_width_nm: Numbers) -> Numbers:
    r"""Fraction of a film or a flat grain that lies within a distance of one of its two faces.

    Parameters
    ----------
    thickness_nm : float or array
        Thickness of the film in nm, greater than 0.
    layer_width_nm : float or array
        Width of the layer beside each face in nm, at least 0.

    Returns
    -------
    float or array
        Fraction of the volume; 1 when the layers meet.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: f = \min\!\left(1, \frac{2 w}{d}\right)

    Examples
    --------
    >>> layer_fraction_of_film(20.0, 2.0)
    0.2
    """
    return np.minimum(1.0, 2.0 * np.asarray(layer_width_nm / thickness_nm))


@takes(radius_nm=POSITIVE, layer_width_nm=NON_NEGATIVE)
def layer_fraction_of_sphere(radius_nm: Numbers, layer_width_nm: Numbers) -> Numbers:
    r"""Fraction of a spherical particle that lies within a distance of its surface.

    Parameters
    ----------
    radius_nm : float or array
        Radius of the particle in nm, greater than 0.
    layer_width_nm : float or array
        Width of the layer beneath the surface in nm, at least 0.

    Returns
    -------
    float or array
        Fraction of the volume; 1 when the layer reaches the center.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: f = 1 - \left( 1 - \frac{w}{R} \right)^3 \quad (w < R)

    Examples
    --------
    >>> round(layer_fraction_of_sphere(10.0, 2.0), 3)
    0.488
    """
    depth = np.minimum(1.0, np.asarray(layer_width_nm / radius_nm))
    return np.asarray(depth * (3.0 - 3.0 * depth + depth**2))


@takes(bulk_conductivity_S_per_cm=NON_NEGATIVE, excess_nm=FINITE)
def excess_conductance_S(bulk_conductivity_S_per_cm: Numbers, excess_nm: Numbers) -> Numbers:
    r"""Conductance that an interface adds along itself, for a square of any size.

    Parameters
    ----------
    bulk_conductivity_S_per_cm : float or array
        Conductivity of the bulk by the counted carrier in S/cm, at least 0.
    excess_nm : float or array
        Excess of the carrier as a thickness of bulk in nm, of any sign; see :func:`gouy_chapman_excess_nm`.

    Returns
    -------
    float or array
        Excess conductance of a square in S.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Delta G_\square = \sigma_\infty \int_0^\infty \left( \frac{c(x)}{c} - 1 \right) dx

    Add the excess of every carrier and of both sides of the interface. Assumes the mobility of the bulk.

    References
    ----------
    J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
    doi:10.1016/0079-6786(95)00004-E.

    Examples
    --------
    >>> f"{excess_conductance_S(1e-6, 187.5):.3e}"
    '1.875e-11'
    """
    return bulk_conductivity_S_per_cm * excess_nm * CM_PER_NM


@takes(
    direction=DIRECTION,
    carrier=CARRIER,
    surface_potential_V=FINITE,
    thickness_nm=POSITIVE,
    debye_length_nm=POSITIVE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def film_conductivity_ratio(
    direction: str,
    carrier: str,
    surface_potential_V: Numbers,
    thickness_nm: Numbers,
    debye_length_nm: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Conductivity of a film between two identical interfaces by one carrier, relative to the bulk.

    Parameters
    ----------
    direction : str
        'along' the interfaces (layers in parallel) or 'across' them (layers in series).
    carrier : str
        The carrier of the current, 'positive' or 'negative'.
    surface_potential_V : float or array
        Potential of both interfaces relative to the bulk in V, of any sign, up to 500 kT/(ze).
    thickness_nm : float or array
        Thickness of the film in nm, greater than 0, from 1e-12 to 1e12 Debye lengths.
    debye_length_nm : float or array
        Debye length of a pair of carriers in nm, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Conductivity of the film by this carrier divided by that of the bulk.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \frac{\sigma_\parallel}{\sigma_\infty} = \langle e^{\pm\phi} \rangle, \qquad
              \frac{\sigma_\perp}{\sigma_\infty} = \frac{1}{\langle e^{\mp\phi} \rangle}

    The resistance across is the mean of the *reciprocal* density, which is the mean density of the opposite carrier.
    The two directions differ most when the layers are separate; in a thin film with a flat potential they agree.
    Assumes the mobility of the bulk and no resistance of the interfaces themselves.

    References
    ----------
    J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
    doi:10.1016/0079-6786(95)00004-E.

    Examples
    --------
    >>> [round(film_conductivity_ratio("along", "negative", 0.2, d, 2.0, 300.0), 1) for d in (0.2, 20.0)]
    [1396.9, 19.7]
    >>> [round(film_conductivity_ratio("across", "negative", 0.2, d, 2.0, 300.0), 1) for d in (0.2, 20.0)]
    [1329.8, 1.6]
    """
    along = direction == "along"
    counted = carrier if along else {"positive": "negative", "negative": "positive"}[carrier]
    mean: Numbers = film_mean_concentration_ratio(
        counted, surface_potential_V, thickness_nm, debye_length_nm, temperature_K, charge_number
    )
    return mean if along else 1.0 / mean


@takes(volume_fraction=FRACTION, grain_size_nm=POSITIVE)
def interface_area_per_volume_per_nm(volume_fraction: Numbers, grain_size_nm: Numbers) -> Numbers:
    r"""Area of interface per volume of a composite with spherical or cubic grains.

    Parameters
    ----------
    volume_fraction : float or array
        Volume of the grains divided by the volume of the composite, from 0 to 1.
    grain_size_nm : float or array
        Diameter of spheres or edge of cubes in nm, greater than 0.

    Returns
    -------
    float or array
        Area per volume in 1/nm; 1/nm is 1e9 m2/m3.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Omega = \frac{6 f}{L}

    Holds for separate grains in a matrix. In a polycrystal two grains share each boundary, and the area of boundaries
    is half as much, :math:`3/L`.

    Examples
    --------
    A tenth of the volume in grains of 30 nm.

    >>> round(interface_area_per_volume_per_nm(0.1, 30.0), 6)
    0.02
    """
    return 6.0 * volume_fraction / grain_size_nm


@takes(volume_fraction=FRACTION, area_per_volume_per_nm=NON_NEGATIVE, excess_nm=FINITE, pathway_fraction=FRACTION)
def composite_conductivity_ratio(
    volume_fraction: Numbers, area_per_volume_per_nm: Numbers, excess_nm: Numbers, pathway_fraction: Numbers
) -> Numbers:
    r"""Conductivity of a conductor with insulating grains whose interfaces conduct, relative to the bulk.

    Parameters
    ----------
    volume_fraction : float or array
        Volume of the insulating grains divided by the volume of the composite, from 0 to 1.
    area_per_volume_per_nm : float or array
        Area of interface per volume of the composite in 1/nm, at least 0; see
        :func:`interface_area_per_volume_per_nm`.
    excess_nm : float or array
        Excess of the carrier at the interface as a thickness of bulk in nm, of any sign; see
        :func:`gouy_chapman_excess_nm`.
    pathway_fraction : float or array
        Fraction of the interfaces that form connected paths along the current, from 0 to 1. Cubes that touch have 2/3,
        as do interfaces of all directions; isolated grains have none.

    Returns
    -------
    float or array
        Conductivity divided by that of the bulk.

    Raises
    ------
    ValueError
        If an argument is outside its range or a depleted interface takes more carriers than there are.

    Notes
    -----
    .. math:: \frac{\sigma}{\sigma_\infty} = 1 - f + \beta \, \Omega \, \Delta x

    with :math:`\beta` the ``pathway_fraction`` and :math:`\Delta x` the excess. Bulk and interfaces conduct in
    parallel, which assumes that grains and their layers are far thinner than their distances, and that layers do not
    overlap. The first two terms are an upper limit for the matrix. For Debye lengths near the grain size use
    :func:`film_mean_concentration_ratio`.

    References
    ----------
    J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
    doi:10.1016/0079-6786(95)00004-E.

    Examples
    --------
    >>> area = interface_area_per_volume_per_nm(0.1, 60.0)
    >>> round(composite_conductivity_ratio(0.1, area, 187.5, 2 / 3), 2)
    2.15
    """
    ratio = np.asarray(1.0 - volume_fraction + pathway_fraction * area_per_volume_per_nm * excess_nm)
    if (ratio < 0).any():
        worst = int(np.argmin(ratio))
        given = np.broadcast_to(excess_nm, ratio.shape).flat[worst]
        raise ValueError(
            f"excess_nm is {given:g}; it must not take more carriers than the matrix holds: "
            f"the conductivity would be {ratio.flat[worst]:.3g} of the bulk, so the layers overlap"
        )
    return ratio


@takes(
    grain_size_nm=POSITIVE,
    boundary_width_nm=NON_NEGATIVE,
    boundary_ratio_along=NON_NEGATIVE,
    boundary_ratio_across=POSITIVE,
)
def brick_layer_conductivity_ratio(
    grain_size_nm: Numbers,
    boundary_width_nm: Numbers,
    boundary_ratio_along: Numbers,
    boundary_ratio_across: Numbers,
) -> Numbers:
    r"""Conductivity of a polycrystal of cubes with boundary layers, relative to the bulk.

    Parameters
    ----------
    grain_size_nm : float or array
        Distance from the middle of one boundary to the next in nm, greater than 0.
    boundary_width_nm : float or array
        Width of a boundary with both its space charge layers in nm, at least 0 and at most the grain size.
    boundary_ratio_along : float or array
        Conductivity along a boundary divided by that of the bulk, at least 0.
    boundary_ratio_across : float or array
        Conductivity across a boundary divided by that of the bulk, greater than 0.

    Returns
    -------
    float or array
        Conductivity of the polycrystal divided by that of the bulk.

    Raises
    ------
    ValueError
        If an argument is outside its range or the boundary is wider than the grain.

    Notes
    -----
    With :math:`f = w/L`, grains and the boundaries across the current lie in series, the boundaries along it in
    parallel:

    .. math:: \frac{\sigma}{\sigma_\infty} = \frac{(1 - f)^2}{1 - f + f/s_\perp} + f (2 - f)\, s_\parallel

    For thin boundaries that is the usual brick layer, with 2/3 of the boundaries parallel and 1/3 perpendicular to the
    current. The two ratios of one space charge layer are not the same: collected carriers help mostly along, missing
    carriers hinder mostly across.

    References
    ----------
    G. Gregori, R. Merkle and J. Maier, Ion conduction and redistribution at grain boundaries in oxide systems, Progress
    in Materials Science 89, 252 (2017), doi:10.1016/j.pmatsci.2017.04.009.

    Examples
    --------
    Boundaries of 4 nm that block a thousandfold, in grains of a micrometer and of 50 nm.

    >>> [round(brick_layer_conductivity_ratio(size, 4.0, 0.3, 1e-3), 4) for size in (1000.0, 50.0)]
    [0.201, 0.0565]
    """
    fraction = np.asarray(boundary_width_nm / grain_size_nm)
    if (fraction > 1.0).any():
        worst = int(np.argmax(fraction))
        width, size = (
            np.broadcast_to(number, fraction.shape).flat[worst] for number in (boundary_width_nm, grain_size_nm)
        )
        raise ValueError(f"boundary_width_nm is {width:g}; it must be at most the grain size of {size:g} nm")
    through_grains = (1.0 - fraction) ** 2 / (1.0 - fraction + fraction / boundary_ratio_across)
    return through_grains + fraction * (2.0 - fraction) * boundary_ratio_along


@takes(
    carrier=CARRIER,
    migration_energy_eV=NON_NEGATIVE,
    formation_energy_eV=NON_NEGATIVE,
    surface_potential_V=FINITE,
    temperature_K=TEMPERATURE,
    charge_number=WHOLE_POSITIVE,
)
def excess_activation_energy_eV(
    carrier: str,
    migration_energy_eV: Numbers,
    formation_energy_eV: Numbers,
    surface_potential_V: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
    charge_number: Numbers = 1,
) -> Numbers:
    r"""Activation energy of the conductance that an interface with a fixed potential adds along itself.

    Parameters
    ----------
    carrier : str
        The carrier of the current, 'positive' or 'negative'.
    migration_energy_eV : float or array
        Activation energy of the mobility in eV, at least 0.
    formation_energy_eV : float or array
        Energy to form one pair of carriers in the bulk in eV, at least 0; 0 if a dopant fixes their density.
    surface_potential_V : float or array
        Potential of the interface relative to the bulk in V, of any sign, up to 500 kT/(ze).
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    charge_number : int or array
        Size of the charge of either carrier in elementary charges, a number that is whole and at least 1.

    Returns
    -------
    float or array
        Slope of an Arrhenius plot of the excess conductance times temperature, in eV. It is negative if this product
        falls on heating.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The excess conductance is :math:`\Delta G \propto u\, c\, \lambda\, (e^{\phi_0/2} - 1)` with
    :math:`u T \propto e^{-E_m/k_B T}`, :math:`c \propto e^{-E_f/2 k_B T}` and :math:`\lambda \propto \sqrt{T/c}`. Hence

    .. math:: E = -\frac{d \ln (T \Delta G)}{d (1/k_B T)}
              = E_m + \frac{E_f}{4} + \frac{k_B T}{2} - \frac{k_B T \, x}{1 - e^{-x}}, \qquad
              x = \pm\frac{z e V_0}{2 k_B T}

    with the upper sign for the negative carrier. The bulk has :math:`E_m + E_f/2`. A strong accumulation at fixed
    potential lowers the activation energy by :math:`z e V_0 / 2`, since fewer carriers stay collected when it gets
    warm. Assumes that the potential and the permittivity do not depend on temperature; if instead the *charge* of the
    interface is fixed, the density at the interface is, and the energy is close to :math:`E_m`.

    References
    ----------
    J. Maier, Ionic conduction in space charge regions, Progress in Solid State Chemistry 23, 171 (1995),
    doi:10.1016/0079-6786(95)00004-E.

    Examples
    --------
    >>> round(excess_activation_energy_eV("negative", 0.4, 0.0, 0.3, 300.0), 3)
    0.262
    """
    phi = _reduced("surface_potential_V", surface_potential_V, temperature_K, charge_number)
    x = np.asarray(_carrier_sign(carrier) * phi / 2.0)
    # x/(1 - exp(-x)), which is 1 at x = 0.
    safe = np.where(x == 0, 1.0, x)
    accumulation = np.where(x == 0, 1.0, safe / -np.expm1(-safe))
    energy_eV = constants.k * temperature_K / constants.e
    return migration_energy_eV + 0.25 * formation_energy_eV + energy_eV * (0.5 - accumulation)


@takes(
    warm_ratio=POSITIVE,
    warm_temperature_K=TEMPERATURE,
    cold_ratio=POSITIVE,
    cold_temperature_K=TEMPERATURE,
)
def activation_energy_difference_eV(
    warm_ratio: Numbers, warm_temperature_K: Numbers, cold_ratio: Numbers, cold_temperature_K: Numbers
) -> Numbers:
    r"""Activation energy of an enhanced path less that of the bulk, from their conductivity ratio at two temperatures.

    Parameters
    ----------
    warm_ratio : float or array
        Conductivity of the path divided by that of the bulk at the higher temperature, greater than 0.
    warm_temperature_K : float or array
        Higher temperature in K, from 1 to 5000.
    cold_ratio : float or array
        The same ratio at the lower temperature, greater than 0.
    cold_temperature_K : float or array
        Lower temperature in K, from 1 to 5000 and below the higher one.

    Returns
    -------
    float or array
        Difference in eV: positive if the ratio falls on cooling, negative if it grows.

    Raises
    ------
    ValueError
        If an argument is outside its range or the temperatures are not in this order.

    Notes
    -----
    .. math:: \Delta E = k_B \, \frac{\ln (r_1/r_2)}{1/T_2 - 1/T_1}

    Collected carriers at a fixed potential give a negative difference (see :func:`excess_activation_energy_eV`). A ratio
    that falls on cooling therefore needs another explanation, such as a potential that falls on cooling or a path
    with a higher migration energy and more sites.

    Examples
    --------
    A review quotes a ratio of 240 at 300 K that is still above 50 at 230 K; with 50 the difference is the largest.

    >>> round(activation_energy_difference_eV(240.0, 300.0, 50.0, 230.0), 3)
    0.133
    """
    warm, cold = np.broadcast_arrays(warm_temperature_K, cold_temperature_K)
    if (cold >= warm).any():
        worst = int(np.argmax(cold >= warm))
        raise ValueError(
            f"cold_temperature_K is {cold.flat[worst]:g}; "
            f"it must be below the warm temperature of {warm.flat[worst]:g} K"
        )
    log_ratio = np.log(np.asarray(warm_ratio)) - np.log(np.asarray(cold_ratio))
    return np.asarray(constants.k / constants.e * log_ratio / (1.0 / cold - 1.0 / warm))


@takes(relative_permittivity=AT_LEAST_ONE, conductivity_S_per_cm=POSITIVE)
def dielectric_relaxation_time_s(relative_permittivity: Numbers, conductivity_S_per_cm: Numbers) -> Numbers:
    r"""Time in which a conductor screens a charge (Maxwell relaxation).

    Parameters
    ----------
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    conductivity_S_per_cm : float or array
        Total conductivity by all mobile carriers in S/cm, greater than 0.

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
    .. math:: \tau = \frac{\varepsilon}{\sigma} = \frac{\lambda^2}{D}

    The second form holds for a pair of carriers with the same diffusion coefficient :math:`D`: a space charge layer
    forms about as fast as the carriers cross one Debye length. Layers with a large excess take longer, because the
    carriers must come from farther away; see :func:`heterostructures.physics.transport.diffusion_time_s`.

    References
    ----------
    A. J. Bard and L. R. Faulkner, Electrochemical Methods, 2nd ed., Wiley 2001, section 1.2.

    Examples
    --------
    >>> f"{dielectric_relaxation_time_s(20.0, 1e-8):.1e}"
    '1.8e-04'
    """
    return relative_permittivity * constants.epsilon_0 / (conductivity_S_per_cm * CM_PER_M)
