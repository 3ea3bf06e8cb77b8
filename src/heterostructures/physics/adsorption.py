r"""Adsorption and catalysis: coverages, residence times, volcanoes, free-energy ladders and an illustration of d bands.

Conventions: an adsorption energy is that of the surface with the molecule minus those of surface and molecule apart.
Negative means bound. Energies count for one molecule or site, in eV. The activity of what adsorbs is its pressure
over 1 bar or its concentration over 1 mol/L; free energies refer to an activity of 1. A coverage is the occupied part
of the sites, from 0 to 1. Where a coverage is near 1, the vacant part says more and is given too.

In a ladder, the electrons of a step are those that it takes up: positive for a reduction, negative for an oxidation,
0 for a step without electrons. Potentials of oxygen and hydrogen reactions are against the reversible hydrogen
electrode, so that the pH is in them.

Notes
-----
Coverages follow Langmuir: sites of one kind are equal, hold one molecule and do not feel their neighbors. Volcanoes
and ladders are thermodynamics: they say which step is uphill, not how fast it is. A calculated adsorption energy
is uncertain by 0.1 to 0.2 eV, which at room temperature is a factor of 50 to 2400 in any equilibrium constant. The
d-band functions at the end are illustrations for teaching and predict no number for a real material.

Examples
--------
Review A (section 3.3) gives adsorption energies of lithium polysulfides of -4.85 eV on MoO2/DCN and "1.15 eV" on DCN
alone, which is read here as -1.15 eV. What does the difference do at room temperature?

>>> round(log10_binding_ratio(-4.85, -1.15, 298.15), 1)
62.5
>>> for energy_eV in (-1.15, -4.85):
...     print(f"10^{log10_residence_time_s(energy_eV, 1e13, 298.15):.1f} s")
10^6.4 s
10^69.0 s

The attempt frequency of 1e13 per second is illustrative. On DCN a molecule would stay for a month, on MoO2/DCN for far
longer than the age of the universe, 10^17.6 s. Sites bound that strongly are full at any concentration and cannot be
freed thermally. Let the molecule lose 1 meV/K of entropy (illustrative). Even on the weaker surface, in a solution of
1 mmol/L, the vacant part of the sites is then only

>>> free_energy_eV = adsorption_free_energy_eV(-1.15, -1.0, 298.15)
>>> f"{langmuir_vacancy(free_energy_eV, 1e-3, 298.15):.1e}"
'4.0e-12'

Beyond some point a larger adsorption energy does not hold back more polysulfide; it only slows the next step, which
the volcanoes below describe.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
from scipy import constants

from heterostructures.physics.domains import (
    FINITE,
    FRACTION,
    NON_NEGATIVE,
    OPEN_FRACTION,
    POSITIVE,
    TEMPERATURE,
    Domain,
    FloatArray,
    Numbers,
    exponential,
    takes,
)

ROOM_TEMPERATURE_K = 298.15
# The literature of oxygen electrodes calculates with these rounded values; 4.92 eV is four times 1.23 V.
OXYGEN_POTENTIAL_V = 1.23
WATER_SPLITTING_ENERGY_eV = 4.0 * OXYGEN_POTENTIAL_V
PEROXIDE_POTENTIAL_V = 0.70
# Distance of the free energies of OOH* and OH* on most surfaces (Man et al. 2011).
OXYGEN_SCALING_OFFSET_eV = 3.2

BOUND = Domain("at most 0, because negative means bound", high=0, high_allowed=True)
SCALING_OFFSET = Domain("at least 2.46", low=2.0 * OXYGEN_POTENTIAL_V, low_allowed=True)
# Numbers of electrons that a step takes up; a step of an oxidation has a negative one.
ELECTRONS = Domain("of any sign that is whole", whole=True, dimensions=1)

EV_PER_MEV = 1e-3
PA_PER_BAR = 1e5
KG_PER_G = 1e-3
MILLIAMPERE_PER_AMPERE = 1e3


def _thermal_energy_eV(temperature_K: Numbers) -> Numbers:
    return constants.k * temperature_K / constants.e


def _energy_of_a_factor_ten_eV(temperature_K: Numbers) -> Numbers:
    """Return the energy that changes a Boltzmann factor by ten, 59 meV at room temperature."""
    return _thermal_energy_eV(temperature_K) * float(np.log(10.0))


def _logistic(x: Numbers | FloatArray) -> FloatArray:
    """Return 1 / (1 + exp(-x)) with full relative accuracy for very negative x."""
    return cast("FloatArray", np.exp(-np.logaddexp(0.0, -np.asarray(x))))


# ---------------------------------------------------------------- from energies to equilibrium constants


@takes(
    adsorption_energy_eV=FINITE,
    entropy_change_meV_per_K=FINITE,
    temperature_K=TEMPERATURE,
    zero_point_energy_change_eV=FINITE,
)
def adsorption_free_energy_eV(
    adsorption_energy_eV: Numbers,
    entropy_change_meV_per_K: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
    zero_point_energy_change_eV: Numbers = 0.0,
) -> Numbers:
    r"""Standard free energy of adsorption from a calculated adsorption energy.

    Parameters
    ----------
    adsorption_energy_eV : float or array
        Adsorption energy in eV, of any sign; negative means bound.
    entropy_change_meV_per_K : float or array
        Entropy of the adsorbed molecule minus that of the free one at an activity of 1, in meV/K, of any sign; negative
        if the molecule loses freedom, as one from a gas always does.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    zero_point_energy_change_eV : float or array
        Change of the zero-point energy in eV, of any sign.

    Returns
    -------
    float or array
        Free energy in eV at an activity of 1.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Delta G = \Delta E + \Delta E_\mathrm{ZPE} - T \Delta S

    Changes of the heat capacity are neglected. For a gas that loses its translation,
    :math:`\Delta S` is minus :func:`translational_entropy_meV_per_K`; a dissolved ion loses part of its own entropy and
    frees that of its solvent shell, so that even the sign is open.

    References
    ----------
    J. K. Nørskov, F. Studt, F. Abild-Pedersen and T. Bligaard, Fundamental Concepts in Heterogeneous Catalysis, Wiley
    2014, chapter 3.

    Examples
    --------
    >>> round(adsorption_free_energy_eV(-1.15, -1.0, 298.15), 5)
    -0.85185
    """
    return adsorption_energy_eV + zero_point_energy_change_eV - temperature_K * entropy_change_meV_per_K * EV_PER_MEV


@takes(molar_mass_g_per_mol=POSITIVE, temperature_K=TEMPERATURE, pressure_bar=POSITIVE)
def translational_entropy_meV_per_K(
    molar_mass_g_per_mol: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K, pressure_bar: Numbers = 1.0
) -> Numbers:
    r"""Entropy of the motion of an ideal gas molecule from place to place, most of what adsorption from a gas costs.

    Parameters
    ----------
    molar_mass_g_per_mol : float or array
        Molar mass in g/mol, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.
    pressure_bar : float or array
        Pressure in bar, greater than 0.

    Returns
    -------
    float or array
        Entropy of one molecule in meV/K. It becomes negative, and meaningless, where the gas is so dense and cold that
        quantum effects rule.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: S = k_B \left[ \ln \frac{k_B T}{p} \left( \frac{2 \pi m k_B T}{h^2} \right)^{3/2} + \frac{5}{2} \right]

    The equation of Sackur and Tetrode, for an ideal gas of point masses. Rotation and vibration come on top.

    References
    ----------
    D. A. McQuarrie, Statistical Mechanics, University Science Books 2000, chapter 5.

    Examples
    --------
    Oxygen at 298.15 K and 1 bar, and what its loss costs:

    >>> entropy_meV_per_K = translational_entropy_meV_per_K(31.998)
    >>> round(entropy_meV_per_K, 3), round(298.15e-3 * entropy_meV_per_K, 3)
    (1.576, 0.47)
    """
    mass = molar_mass_g_per_mol * KG_PER_G / constants.N_A
    thermal = constants.k * temperature_K
    volume = thermal / (pressure_bar * PA_PER_BAR)
    log_states = np.log(volume) + 1.5 * np.log(2.0 * np.pi * mass * thermal / constants.h**2)
    return cast("Numbers", constants.k / constants.e * (log_states + 2.5) / EV_PER_MEV)


@takes(adsorption_free_energy_eV=FINITE, temperature_K=TEMPERATURE)
def log10_adsorption_constant(
    adsorption_free_energy_eV: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Decimal logarithm of the equilibrium constant of adsorption, which itself is often too large for a number.

    Parameters
    ----------
    adsorption_free_energy_eV : float or array
        Standard free energy of adsorption in eV, of any sign.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Decimal logarithm of K; K is one over the activity at which half of the sites are occupied.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \log_{10} K = -\frac{\Delta G}{k_B T \ln 10}

    References
    ----------
    P. Atkins and J. de Paula, Physical Chemistry, 10th ed., Oxford University Press 2014, chapter 6.

    Examples
    --------
    >>> round(log10_adsorption_constant(-0.85, 298.15), 2)
    14.37
    """
    return -adsorption_free_energy_eV / _energy_of_a_factor_ten_eV(temperature_K)


@takes(adsorption_energy_eV=FINITE, reference_adsorption_energy_eV=FINITE, temperature_K=TEMPERATURE)
def log10_binding_ratio(
    adsorption_energy_eV: Numbers,
    reference_adsorption_energy_eV: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
) -> Numbers:
    r"""Powers of ten by which one surface binds more strongly than another.

    Parameters
    ----------
    adsorption_energy_eV : float or array
        Adsorption energy on the surface in question in eV, of any sign; negative means bound.
    reference_adsorption_energy_eV : float or array
        Adsorption energy on the surface that it is compared with in eV, of any sign; negative means bound.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Decimal logarithm of the ratio of the equilibrium constants, of the residence times, and of the coverages as
        long as both are small.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \log_{10} \frac{K}{K_0} = \frac{E_0 - E}{k_B T \ln 10}

    Assumes the same entropy, zero-point energy and attempt frequency on both surfaces. At room temperature 59 meV are a
    factor of ten.

    References
    ----------
    J. K. Nørskov, F. Studt, F. Abild-Pedersen and T. Bligaard, Fundamental Concepts in Heterogeneous Catalysis, Wiley
    2014, chapter 5.

    Examples
    --------
    >>> round(log10_binding_ratio(-1.0592, -1.0, 298.15), 3)
    1.001
    """
    return (reference_adsorption_energy_eV - adsorption_energy_eV) / _energy_of_a_factor_ten_eV(temperature_K)


@takes(adsorption_energy_eV=BOUND, attempt_frequency_per_s=POSITIVE, temperature_K=TEMPERATURE)
def log10_residence_time_s(
    adsorption_energy_eV: Numbers, attempt_frequency_per_s: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Decimal logarithm of the time in s that a molecule stays on a surface.

    Parameters
    ----------
    adsorption_energy_eV : float or array
        Adsorption energy in eV, at most 0, because negative means bound.
    attempt_frequency_per_s : float or array
        Attempts to leave in 1/s, greater than 0; about the frequency of a vibration, 1e12 to 1e13.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Decimal logarithm of the mean residence time in s.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \tau = \frac{1}{\nu} \exp \frac{-E}{k_B T}

    Frenkel's formula: the molecule leaves over a barrier equal to its adsorption energy. A barrier on the way in makes
    the stay longer. The frequency hides the entropy of the state in which it leaves and may be a thousand times larger
    or smaller; that is 0.18 eV at room temperature.

    References
    ----------
    A. W. Adamson and A. P. Gast, Physical Chemistry of Surfaces, 6th ed., Wiley 1997, chapter 17.

    Examples
    --------
    Review A (section 4.4) reports -2.20 eV for ammonium on a crystalline-amorphous VO2 heterostructure:

    >>> round(log10_residence_time_s(-2.20, 1e13, 298.15), 1)
    24.2
    """
    powers_of_ten = -adsorption_energy_eV / _energy_of_a_factor_ten_eV(temperature_K)
    return cast("Numbers", powers_of_ten - np.log10(attempt_frequency_per_s))


@takes(adsorption_energy_eV=BOUND, attempt_frequency_per_s=POSITIVE, temperature_K=TEMPERATURE)
def residence_time_s(
    adsorption_energy_eV: Numbers, attempt_frequency_per_s: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Time that a molecule stays on a surface.

    Parameters
    ----------
    adsorption_energy_eV : float or array
        Adsorption energy in eV, at most 0, because negative means bound.
    attempt_frequency_per_s : float or array
        Attempts to leave in 1/s, greater than 0; about the frequency of a vibration, 1e12 to 1e13.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Mean residence time in s.

    Raises
    ------
    ValueError
        If an argument is outside its range, or the time is too large for a number; then use
        :func:`log10_residence_time_s`.

    Notes
    -----
    .. math:: \tau = \frac{1}{\nu} \exp \frac{-E}{k_B T}

    The assumptions are those of :func:`log10_residence_time_s`.

    References
    ----------
    A. W. Adamson and A. P. Gast, Physical Chemistry of Surfaces, 6th ed., Wiley 1997, chapter 17.

    Examples
    --------
    >>> f"{residence_time_s(-0.80, 1e13, 298.15):.1f}"
    '3.3'
    """
    exponent = -adsorption_energy_eV / _thermal_energy_eV(temperature_K) - np.log(attempt_frequency_per_s)
    return exponential(exponent, "adsorption_energy_eV", adsorption_energy_eV, "Use log10_residence_time_s instead.")


# ---------------------------------------------------------------- coverages


@takes(adsorption_free_energy_eV=FINITE, activity=POSITIVE, temperature_K=TEMPERATURE)
def langmuir_coverage(
    adsorption_free_energy_eV: Numbers, activity: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Occupied part of equal sites in equilibrium with a gas or a solution.

    Parameters
    ----------
    adsorption_free_energy_eV : float or array
        Standard free energy of adsorption in eV, of any sign.
    activity : float or array
        Pressure over 1 bar or concentration over 1 mol/L, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Coverage from 0 to 1. Near 1 see :func:`langmuir_vacancy`.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \theta = \frac{K a}{1 + K a}

    References
    ----------
    P. Atkins and J. de Paula, Physical Chemistry, 10th ed., Oxford University Press 2014, chapter 22.

    Examples
    --------
    >>> round(langmuir_coverage(-0.20, 1e-3, 298.15), 3)
    0.706
    """
    return cast("Numbers", _logistic(np.log(activity) - adsorption_free_energy_eV / _thermal_energy_eV(temperature_K)))


@takes(adsorption_free_energy_eV=FINITE, activity=POSITIVE, temperature_K=TEMPERATURE)
def langmuir_vacancy(
    adsorption_free_energy_eV: Numbers, activity: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Vacant part of equal sites in equilibrium with a gas or a solution, exact even where the coverage is 1.

    Parameters
    ----------
    adsorption_free_energy_eV : float or array
        Standard free energy of adsorption in eV, of any sign.
    activity : float or array
        Pressure over 1 bar or concentration over 1 mol/L, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Vacant part of the sites, from 0 to 1.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: 1 - \theta = \frac{1}{1 + K a}

    References
    ----------
    P. Atkins and J. de Paula, Physical Chemistry, 10th ed., Oxford University Press 2014, chapter 22.

    Examples
    --------
    >>> langmuir_coverage(-2.0, 1.0, 298.15)
    1.0
    >>> f"{langmuir_vacancy(-2.0, 1.0, 298.15):.1e}"
    '1.6e-34'
    """
    return cast("Numbers", _logistic(adsorption_free_energy_eV / _thermal_energy_eV(temperature_K) - np.log(activity)))


@dataclass(frozen=True)
class CompetitiveCoverages:
    """Occupation of equal sites by several species.

    Parameters
    ----------
    coverages : array
        Part of the sites that each species holds.
    vacancy : float
        Vacant part.
    """

    coverages: FloatArray
    vacancy: float


@takes(adsorption_free_energies_eV=FINITE.series, activities=POSITIVE.series, temperature_K=TEMPERATURE.single)
def competitive_coverages(
    adsorption_free_energies_eV: FloatArray, activities: FloatArray, temperature_K: float = ROOM_TEMPERATURE_K
) -> CompetitiveCoverages:
    r"""Coverages of several species that compete for the same sites.

    Parameters
    ----------
    adsorption_free_energies_eV : array
        Standard free energy of adsorption of each species in eV, each of any sign.
    activities : array
        Pressure over 1 bar or concentration over 1 mol/L of each species, each greater than 0.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    CompetitiveCoverages
        Coverage of each species and vacant part; together they make 1.

    Raises
    ------
    ValueError
        If an argument is outside its range or the two series differ in length.

    Notes
    -----
    .. math:: \theta_i = \frac{K_i a_i}{1 + \sum_j K_j a_j}

    Each species takes one site and none feels its neighbors.

    References
    ----------
    J. K. Nørskov, F. Studt, F. Abild-Pedersen and T. Bligaard, Fundamental Concepts in Heterogeneous Catalysis, Wiley
    2014, chapter 5.

    Examples
    --------
    A solvent that binds weakly but is there at 10 mol/L against an intermediate at 1 mmol/L (illustrative):

    >>> both = competitive_coverages([-0.05, -0.35], [10.0, 1e-3], 298.15)
    >>> np.round(both.coverages, 3), round(both.vacancy, 4)
    (array([0.078, 0.921]), 0.0011)
    """
    _require_same_length(adsorption_free_energies_eV=adsorption_free_energies_eV, activities=activities)
    weights = np.log(activities) - adsorption_free_energies_eV / _thermal_energy_eV(temperature_K)
    log_sum = np.logaddexp.reduce(np.append(weights, 0.0))
    return CompetitiveCoverages(np.exp(weights - log_sum), float(np.exp(-log_sum)))


def _require_same_length(**series: FloatArray) -> None:
    sizes = {name: values.size for name, values in series.items()}
    if len(set(sizes.values())) > 1:
        first, *others = sizes
        rest = " and ".join(f"{name} has {sizes[name]}" for name in others)
        raise ValueError(f"{first} has {sizes[first]} values, {rest}; they must have the same number")


@dataclass(frozen=True)
class SiteCoverages:
    """Occupation of several kinds of sites by one species.

    Parameters
    ----------
    coverages : array
        Occupied part of each kind of sites.
    vacancies : array
        Vacant part of each kind.
    shares : array
        Part of all adsorbed molecules that sits on each kind.
    mean_coverage : float
        Occupied part of all sites.
    activity : float
        Pressure over 1 bar or concentration over 1 mol/L with which the sites are in equilibrium.
    """

    coverages: FloatArray
    vacancies: FloatArray
    shares: FloatArray
    mean_coverage: float
    activity: float


def _fill_sites(weights: FloatArray, site_fractions: FloatArray, log_activity: float) -> SiteCoverages:
    coverages, vacancies = _logistic(weights + log_activity), _logistic(-weights - log_activity)
    mean = float(site_fractions @ coverages)
    if mean == 0.0:
        raise ValueError(
            f"activity is {np.exp(log_activity):g}; with these free energies the coverage is too small for a number, and "
            "the activity must be larger"
        )
    return SiteCoverages(coverages, vacancies, site_fractions * coverages / mean, mean, float(np.exp(log_activity)))


def _require_all_sites(adsorption_free_energies_eV: FloatArray, site_fractions: FloatArray) -> None:
    _require_same_length(adsorption_free_energies_eV=adsorption_free_energies_eV, site_fractions=site_fractions)
    if abs(site_fractions.sum() - 1.0) > 1e-9:
        raise ValueError(f"site_fractions has the sum {site_fractions.sum():g}; it must be 1")


@takes(
    adsorption_free_energies_eV=FINITE.series,
    site_fractions=POSITIVE.series,
    activity=POSITIVE.single,
    temperature_K=TEMPERATURE.single,
)
def coverages_of_site_kinds(
    adsorption_free_energies_eV: FloatArray,
    site_fractions: FloatArray,
    activity: float,
    temperature_K: float = ROOM_TEMPERATURE_K,
) -> SiteCoverages:
    r"""Coverages of several kinds of sites, such as interface and basal plane, that share one gas or solution.

    Parameters
    ----------
    adsorption_free_energies_eV : array
        Standard free energy of adsorption on each kind of sites in eV, each of any sign.
    site_fractions : array
        Part of all sites that is of each kind, each greater than 0; their sum is 1.
    activity : float
        Pressure over 1 bar or concentration over 1 mol/L, greater than 0.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    SiteCoverages
        Coverage and vacancy of each kind, their shares of what is adsorbed, and the mean coverage.

    Raises
    ------
    ValueError
        If an argument is outside its range, the series differ in length, the fractions do not add up to 1, or the
        coverage is too small for a number.

    Notes
    -----
    .. math:: \theta_i = \frac{K_i a}{1 + K_i a}, \qquad \bar\theta = \sum_i x_i \theta_i

    Each kind of sites follows Langmuir on its own.

    References
    ----------
    A. W. Adamson and A. P. Gast, Physical Chemistry of Surfaces, 6th ed., Wiley 1997, chapter 17.

    Examples
    --------
    Interface sites, 5 percent of all, bind more strongly by 0.2 eV (illustrative):

    >>> sites = coverages_of_site_kinds([-0.35, -0.15], [0.05, 0.95], 1e-4, 298.15)
    >>> np.round(sites.coverages, 3), np.round(sites.shares, 2), round(sites.mean_coverage, 3)
    (array([0.988, 0.033]), array([0.61, 0.39]), 0.081)
    """
    _require_all_sites(adsorption_free_energies_eV, site_fractions)
    weights = -adsorption_free_energies_eV / _thermal_energy_eV(temperature_K)
    return _fill_sites(weights, site_fractions, float(np.log(activity)))


@takes(
    adsorption_free_energies_eV=FINITE.series,
    site_fractions=POSITIVE.series,
    mean_coverage=OPEN_FRACTION.single,
    temperature_K=TEMPERATURE.single,
)
def site_kinds_at_mean_coverage(
    adsorption_free_energies_eV: FloatArray,
    site_fractions: FloatArray,
    mean_coverage: float,
    temperature_K: float = ROOM_TEMPERATURE_K,
) -> SiteCoverages:
    r"""How a given amount of ions or molecules divides among several kinds of sites.

    Parameters
    ----------
    adsorption_free_energies_eV : array
        Standard free energy of adsorption on each kind of sites in eV, each of any sign.
    site_fractions : array
        Part of all sites that is of each kind, each greater than 0; their sum is 1.
    mean_coverage : float
        Amount of ions or molecules over the number of all sites, between 0 and 1.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    SiteCoverages
        Coverage and vacancy of each kind, their shares, and the activity with which they would be in equilibrium.

    Raises
    ------
    ValueError
        If an argument is outside its range, the series differ in length, the fractions do not add up to 1, or the
        activity leaves the range of numbers.

    Notes
    -----
    The activity is found by bisection from

    .. math:: \sum_i x_i \frac{K_i a}{1 + K_i a} = \bar\theta

    Only differences of the free energies matter for the division. Repulsion between the ions, which spreads them more
    evenly, is left out.

    References
    ----------
    A. W. Adamson and A. P. Gast, Physical Chemistry of Surfaces, 6th ed., Wiley 1997, chapter 17.

    Examples
    --------
    Both reviews say that ions gather at the interface. With 5 percent of the sites there and a preference of 0.2 eV
    (illustrative), most of the first ions do; at a mean coverage of one half the interface is full and hardly counts:

    >>> for mean_coverage in (0.01, 0.5):
    ...     sites = site_kinds_at_mean_coverage([-0.35, -0.15], [0.05, 0.95], mean_coverage, 298.15)
    ...     print(np.round(sites.shares, 2))
    [0.99 0.01]
    [0.1 0.9]
    """
    _require_all_sites(adsorption_free_energies_eV, site_fractions)
    weights = -adsorption_free_energies_eV / _thermal_energy_eV(temperature_K)
    # The activity lies between those at which the weakest and the strongest kind alone would have the mean coverage.
    log_odds = np.log(mean_coverage) - np.log1p(-mean_coverage)
    low, high = float(log_odds - weights.max()), float(log_odds - weights.min())
    while low < (middle := (low + high) / 2.0) < high:
        if site_fractions @ _logistic(weights + middle) < mean_coverage:
            low = middle
        else:
            high = middle
    return _fill_sites(weights, site_fractions, middle)


# ---------------------------------------------------------------- volcanoes


@takes(reaction_free_energy_eV=FINITE, bep_slope=FRACTION, intrinsic_barrier_eV=NON_NEGATIVE)
def bep_barrier_eV(reaction_free_energy_eV: Numbers, bep_slope: Numbers, intrinsic_barrier_eV: Numbers) -> Numbers:
    r"""Barrier of a step from its reaction energy, by the relation of Brønsted, Evans and Polanyi.

    Parameters
    ----------
    reaction_free_energy_eV : float or array
        Free energy of the step in eV, of any sign.
    bep_slope : float or array
        Part of the reaction energy that the barrier follows, from 0 to 1.
    intrinsic_barrier_eV : float or array
        Barrier of the step if its reaction energy is zero, in eV, at least 0.

    Returns
    -------
    float or array
        Barrier in eV, never below 0 nor below the reaction energy.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: E_a = \max(0, \; \Delta G, \; E_0 + \alpha \, \Delta G)

    A linear trend among related surfaces. The limits are those of any barrier: beyond them the top of the barrier would
    lie below the initial or the final state.

    References
    ----------
    J. K. Nørskov, F. Studt, F. Abild-Pedersen and T. Bligaard, Fundamental Concepts in Heterogeneous Catalysis, Wiley
    2014, chapter 6.

    Examples
    --------
    >>> round(bep_barrier_eV(-0.4, 0.5, 0.7), 6)
    0.5
    >>> bep_barrier_eV(2.0, 0.5, 0.7)
    2.0
    """
    linear = intrinsic_barrier_eV + bep_slope * reaction_free_energy_eV
    return cast("Numbers", np.maximum(np.maximum(reaction_free_energy_eV, linear), 0.0))


@takes(
    adsorption_free_energy_eV=FINITE,
    overall_free_energy_eV=FINITE,
    bep_slope=FRACTION,
    intrinsic_barrier_eV=NON_NEGATIVE,
    temperature_K=TEMPERATURE,
)
def log10_sabatier_rate_per_s(
    adsorption_free_energy_eV: Numbers,
    overall_free_energy_eV: Numbers,
    bep_slope: Numbers,
    intrinsic_barrier_eV: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
) -> Numbers:
    r"""Volcano of a reaction in two steps, adsorption and desorption, over the binding of its intermediate.

    Parameters
    ----------
    adsorption_free_energy_eV : float or array
        Free energy of the first step, which makes the intermediate, in eV, of any sign.
    overall_free_energy_eV : float or array
        Free energy of both steps together in eV, of any sign; it does not depend on the surface.
    bep_slope : float or array
        Part of the reaction energy that the barriers follow, from 0 to 1.
    intrinsic_barrier_eV : float or array
        Barrier of a step whose reaction energy is zero, in eV, at least 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Decimal logarithm of the rate of one site in 1/s.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math::

        r = \frac{k_B T}{h} \exp \left( -\frac{\max(E_{a,1}, E_{a,2})}{k_B T} \right), \qquad
        \Delta G_2 = \Delta G - \Delta G_1

    with the barriers of :func:`bep_barrier_eV`, the same relation for both steps. The rate is an upper limit: each step
    runs as if all sites were ready for it. The top of the volcano is where both steps have the same reaction
    energy, half of the overall one.

    References
    ----------
    J. K. Nørskov, F. Studt, F. Abild-Pedersen and T. Bligaard, Fundamental Concepts in Heterogeneous Catalysis, Wiley
    2014, chapter 7.

    Examples
    --------
    >>> energies_eV = np.array([-0.8, -0.2, 0.4])
    >>> np.round(log10_sabatier_rate_per_s(energies_eV, -0.4, 0.5, 0.7, 298.15), 2)
    array([-2.42,  2.65, -2.42])
    """
    first = bep_barrier_eV(adsorption_free_energy_eV, bep_slope, intrinsic_barrier_eV)
    second = bep_barrier_eV(overall_free_energy_eV - adsorption_free_energy_eV, bep_slope, intrinsic_barrier_eV)
    attempts = np.log10(constants.k * temperature_K / constants.h)
    return cast("Numbers", attempts - np.maximum(first, second) / _energy_of_a_factor_ten_eV(temperature_K))


@takes(
    hydrogen_free_energy_eV=FINITE,
    turnover_rate_per_s=POSITIVE,
    site_density_per_cm2=POSITIVE,
    temperature_K=TEMPERATURE,
)
def hydrogen_exchange_current_mA_per_cm2(
    hydrogen_free_energy_eV: Numbers,
    turnover_rate_per_s: Numbers,
    site_density_per_cm2: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
) -> Numbers:
    r"""Volcano of hydrogen evolution: exchange current density over the free energy of adsorbed hydrogen.

    Parameters
    ----------
    hydrogen_free_energy_eV : float or array
        Free energy of an adsorbed hydrogen atom against half a molecule in the gas, in eV, of any sign.
    turnover_rate_per_s : float or array
        Rate constant of a site in 1/s, greater than 0; the model takes the same for all surfaces.
    site_density_per_cm2 : float or array
        Sites in 1/cm2, greater than 0; some 1e15.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

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
    .. math:: i_0 = e k_0 N \min(\theta, 1 - \theta) = \frac{e k_0 N}{1 + \exp(|\Delta G| / k_B T)}

    with the Langmuir coverage :math:`\theta` of hydrogen at 1 bar and 0 V against the reversible hydrogen electrode.
    Left of the top the reaction waits for vacant sites, right of it for hydrogen. Aqueous zinc anodes want a surface
    far from the top. The volcano is disputed: without the metals that are covered with oxide its left side vanishes
    (Quaino et al.).

    References
    ----------
    J. K. Nørskov, T. Bligaard, A. Logadottir, J. R. Kitchin, J. G. Chen, S. Pandelov and U. Stimming, Trends in the
    exchange current for hydrogen evolution, J. Electrochem. Soc. 152 (2005) J23.

    P. Quaino, F. Juarez, E. Santos and W. Schmickler, Volcano plots in hydrogen electrocatalysis - uses and abuses,
    Beilstein J. Nanotechnol. 5 (2014) 846-854, https://doi.org/10.3762/bjnano.5.96.

    Examples
    --------
    Illustrative rate constant and site density; 0.3 eV on either side of the top cost nearly five powers of ten:

    >>> energies_eV = np.array([-0.3, 0.0, 0.3])
    >>> [f"{i:.1e}" for i in hydrogen_exchange_current_mA_per_cm2(energies_eV, 100.0, 1e15)]
    ['1.4e-04', '8.0e+00', '1.4e-04']
    """
    rarest = _logistic(-np.abs(hydrogen_free_energy_eV) / _thermal_energy_eV(temperature_K))
    return cast("Numbers", constants.e * turnover_rate_per_s * site_density_per_cm2 * MILLIAMPERE_PER_AMPERE * rarest)


@takes(hydroxide_free_energy_eV=FINITE, scaling_offset_eV=SCALING_OFFSET)
def oxygen_reduction_volcano_V(
    hydroxide_free_energy_eV: Numbers, scaling_offset_eV: Numbers = OXYGEN_SCALING_OFFSET_eV
) -> Numbers:
    r"""Volcano of oxygen reduction: limiting potential over the binding of OH.

    Parameters
    ----------
    hydroxide_free_energy_eV : float or array
        Free energy of OH* against water and hydrogen at 0 V in eV, of any sign.
    scaling_offset_eV : float or array
        Free energy of OOH* minus that of OH* in eV, at least 2.46; 3.2 eV on most surfaces.

    Returns
    -------
    float or array
        Highest potential, in V against the reversible hydrogen electrode, at which no step is uphill.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: U_L = \min(\Delta G_\mathrm{OH}, \; 4.92 - \delta - \Delta G_\mathrm{OH})

    On the left OH* is bound too strongly to leave, on the right O2 too weakly to become OOH*. Assumes the associative
    path, and that the two steps in between do not limit.

    References
    ----------
    J. K. Nørskov, J. Rossmeisl, A. Logadottir, L. Lindqvist, J. R. Kitchin, T. Bligaard and H. Jónsson, Origin of the
    overpotential for oxygen reduction at a fuel-cell cathode, J. Phys. Chem. B 108 (2004) 17886-17892,
    https://doi.org/10.1021/jp047349j.

    Examples
    --------
    >>> round(oxygen_reduction_volcano_V(0.86), 2), round(oxygen_reduction_volcano_V(0.6), 2)
    (0.86, 0.6)
    """
    return cast(
        "Numbers",
        np.minimum(hydroxide_free_energy_eV, WATER_SPLITTING_ENERGY_eV - scaling_offset_eV - hydroxide_free_energy_eV),
    )


@takes(oxide_minus_hydroxide_eV=FINITE, scaling_offset_eV=SCALING_OFFSET)
def oxygen_evolution_volcano_V(
    oxide_minus_hydroxide_eV: Numbers, scaling_offset_eV: Numbers = OXYGEN_SCALING_OFFSET_eV
) -> Numbers:
    r"""Volcano of oxygen evolution: overpotential over the difference of the free energies of O and OH.

    Parameters
    ----------
    oxide_minus_hydroxide_eV : float or array
        Free energy of O* minus that of OH* at 0 V in eV, of any sign.
    scaling_offset_eV : float or array
        Free energy of OOH* minus that of OH* in eV, at least 2.46; 3.2 eV on most surfaces.

    Returns
    -------
    float or array
        Overpotential in V against 1.23 V.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math::

        \eta = \max(\Delta G_\mathrm{O} - \Delta G_\mathrm{OH}, \;
        \delta - (\Delta G_\mathrm{O} - \Delta G_\mathrm{OH})) / e - 1.23\,\mathrm{V}

    Assumes that making O* or OOH* limits, not the first or the last step; :func:`oxygen_evolution_ladder` looks at all
    four.

    References
    ----------
    I. C. Man et al., Universality in oxygen evolution electrocatalysis on oxide surfaces, ChemCatChem 3 (2011)
    1159-1165, https://doi.org/10.1002/cctc.201000397.

    Examples
    --------
    >>> round(oxygen_evolution_volcano_V(1.6), 2), round(oxygen_evolution_volcano_V(1.3), 2)
    (0.37, 0.67)
    """
    harder = np.maximum(oxide_minus_hydroxide_eV, scaling_offset_eV - oxide_minus_hydroxide_eV)
    return cast("Numbers", harder - OXYGEN_POTENTIAL_V)


@takes(scaling_offset_eV=SCALING_OFFSET)
def smallest_oxygen_overpotential_V(scaling_offset_eV: Numbers = OXYGEN_SCALING_OFFSET_eV) -> Numbers:
    r"""Overpotential at the top of the oxygen volcanoes, which no surface that obeys the scaling can beat.

    Parameters
    ----------
    scaling_offset_eV : float or array
        Free energy of OOH* minus that of OH* in eV, at least 2.46; 3.2 eV on most surfaces.

    Returns
    -------
    float or array
        Overpotential in V, the same for reduction and evolution.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \eta = \frac{\delta}{2 e} - 1.23\,\mathrm{V}

    Two electrons lie between OH* and OOH*; without overpotential they would be 2.46 eV apart. An interface can beat the
    limit only if it binds the two in different ways, for instance on neighboring sites of two materials.

    References
    ----------
    I. C. Man et al., Universality in oxygen evolution electrocatalysis on oxide surfaces, ChemCatChem 3 (2011)
    1159-1165, https://doi.org/10.1002/cctc.201000397.

    Examples
    --------
    >>> round(smallest_oxygen_overpotential_V(), 2), smallest_oxygen_overpotential_V(2.46)
    (0.37, 0.0)
    """
    return scaling_offset_eV / 2.0 - OXYGEN_POTENTIAL_V


# ---------------------------------------------------------------- ladders of free energies


@dataclass(frozen=True)
class Ladder:
    """Free energies along a reaction at one potential, and what they say about the potential that is needed.

    Parameters
    ----------
    step_free_energies_eV : array
        Free energy of each step at the given potential in eV.
    levels_eV : array
        Free energy after 0, 1, 2 ... steps at the given potential in eV, from 0 on.
    electrons : array
        Electrons that each step takes up.
    potential_V : float
        The given potential in V.
    equilibrium_potential_V : float
        Potential at which the whole reaction is level, in V.
    limiting_potential_V : float
        Potential at which the last step with electrons becomes level, in V: the highest for a reduction, the
        lowest for an oxidation, at which none of them is uphill.
    limiting_step : int
        Number of that step, counted from 1.
    uphill_chemical_steps : tuple of int
        Numbers of the steps without electrons that are uphill; no potential changes them.
    """

    step_free_energies_eV: FloatArray
    levels_eV: FloatArray
    electrons: FloatArray
    potential_V: float
    equilibrium_potential_V: float
    limiting_potential_V: float
    limiting_step: int
    uphill_chemical_steps: tuple[int, ...]

    @property
    def overpotential_V(self) -> float:
        """Distance of the limiting from the equilibrium potential in V, positive when energy is lost."""
        direction = 1.0 if self.electrons.sum() > 0 else -1.0
        return direction * (self.equilibrium_potential_V - self.limiting_potential_V)


@takes(step_free_energies_eV=FINITE.series, electrons=ELECTRONS, potential_V=FINITE.single)
def free_energy_ladder(step_free_energies_eV: FloatArray, electrons: FloatArray, potential_V: float = 0.0) -> Ladder:
    r"""Free-energy ladder of any sequence of steps at a potential.

    Parameters
    ----------
    step_free_energies_eV : array
        Free energy of each step at 0 V in eV, each of any sign.
    electrons : array
        Electrons that each step takes up, each a number of any sign that is whole: positive for a reduction, negative
        for an oxidation, 0 for a step without electrons.
    potential_V : float
        Potential of the electrode in V, of any sign, against the reference that the energies at 0 V refer to.

    Returns
    -------
    Ladder
        Steps and levels at the potential, equilibrium and limiting potential, limiting step.

    Raises
    ------
    ValueError
        If an argument is outside its range, the series differ in length, reductions and oxidations are mixed, or no
        step takes up electrons.

    Notes
    -----
    .. math:: \Delta G_i(U) = \Delta G_i(0) + n_i e U

    The computational electrode: an ion and its electron together have the free energy of the reference at 0 V
    (hydrogen gas; lithium metal for lithium), so that the potential enters only through the number of electrons. For a
    reduction :math:`U_L = \min_i (-\Delta G_i(0) / n_i e)` over the steps with electrons, for an oxidation the maximum.
    Barriers between the levels, which decide about the rate, are left out.

    References
    ----------
    J. K. Nørskov, J. Rossmeisl, A. Logadottir, L. Lindqvist, J. R. Kitchin, T. Bligaard and H. Jónsson, Origin of the
    overpotential for oxygen reduction at a fuel-cell cathode, J. Phys. Chem. B 108 (2004) 17886-17892,
    https://doi.org/10.1021/jp047349j.

    Examples
    --------
    Reduction of three S8 by lithium to 3 Li2S8, 4 Li2S6, 6 Li2S4, 12 Li2S2 and 24 Li2S. Review A (section 4.2)
    credits heterostructures with easier steps but prints no energies; these, against lithium, are illustrative:

    >>> ladder = free_energy_ladder([-14.4, -4.5, -9.0, -25.2, -48.0], [6, 2, 4, 12, 24])
    >>> round(ladder.equilibrium_potential_V, 3), round(ladder.limiting_potential_V, 3), ladder.limiting_step
    (2.106, 2.0, 5)
    """
    _require_same_length(step_free_energies_eV=step_free_energies_eV, electrons=electrons)
    if (electrons > 0).any() and (electrons < 0).any():
        raise ValueError("electrons holds numbers of both signs; they must be all reductions or all oxidations")
    if not electrons.any():
        raise ValueError("electrons holds only zeros; one step must take up or give off electrons")
    charged = np.flatnonzero(electrons)
    potentials = -step_free_energies_eV[charged] / electrons[charged]
    limiting = int(np.argmin(potentials) if electrons.sum() > 0 else np.argmax(potentials))
    uphill = np.flatnonzero((electrons == 0) & (step_free_energies_eV > 0))
    steps = step_free_energies_eV + electrons * potential_V
    return Ladder(
        step_free_energies_eV=steps,
        levels_eV=np.concatenate([[0.0], np.cumsum(steps)]),
        electrons=electrons,
        potential_V=potential_V,
        equilibrium_potential_V=float(-step_free_energies_eV.sum() / electrons.sum()),
        limiting_potential_V=float(potentials[limiting]),
        limiting_step=int(charged[limiting]) + 1,
        uphill_chemical_steps=tuple(int(step) + 1 for step in uphill),
    )


@takes(
    hydroxide_free_energy_eV=FINITE.single,
    oxide_free_energy_eV=FINITE.single,
    hydroperoxide_free_energy_eV=FINITE.single,
    potential_V=FINITE.single,
)
def oxygen_reduction_ladder(
    hydroxide_free_energy_eV: float,
    oxide_free_energy_eV: float,
    hydroperoxide_free_energy_eV: float,
    potential_V: float = 0.0,
) -> Ladder:
    r"""Ladder of the reduction of oxygen to water by four electrons, as at the cathode of a metal-air battery.

    Parameters
    ----------
    hydroxide_free_energy_eV, oxide_free_energy_eV, hydroperoxide_free_energy_eV : float
        Free energies of OH*, O* and OOH* against water and hydrogen at 0 V in eV, each of any sign.
    potential_V : float
        Potential against the reversible hydrogen electrode in V, of any sign.

    Returns
    -------
    Ladder
        Steps O2 to OOH*, to O*, to OH*, to water.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math::

        \Delta G_1 = \Delta G_\mathrm{OOH} - 4.92, \quad \Delta G_2 = \Delta G_\mathrm{O} - \Delta G_\mathrm{OOH}, \quad
        \Delta G_3 = \Delta G_\mathrm{OH} - \Delta G_\mathrm{O}, \quad \Delta G_4 = -\Delta G_\mathrm{OH}

    each plus :math:`e U`. The energy of O2 is not calculated but taken from the potential of 1.23 V. In an alkaline
    electrolyte water takes the place of protons; against the reversible hydrogen electrode the energies are the same.

    References
    ----------
    J. K. Nørskov, J. Rossmeisl, A. Logadottir, L. Lindqvist, J. R. Kitchin, T. Bligaard and H. Jónsson, Origin of the
    overpotential for oxygen reduction at a fuel-cell cathode, J. Phys. Chem. B 108 (2004) 17886-17892,
    https://doi.org/10.1021/jp047349j.

    Examples
    --------
    A surface that binds OH* by 0.2 eV too strongly (illustrative):

    >>> ladder = oxygen_reduction_ladder(0.66, 1.5, 3.86, 1.23)
    >>> np.round(ladder.step_free_energies_eV, 2)
    array([ 0.17, -1.13,  0.39,  0.57])
    >>> round(ladder.limiting_potential_V, 2), ladder.limiting_step, round(ladder.overpotential_V, 2)
    (0.66, 4, 0.57)
    """
    levels = np.array(
        [
            WATER_SPLITTING_ENERGY_eV,
            hydroperoxide_free_energy_eV,
            oxide_free_energy_eV,
            hydroxide_free_energy_eV,
            0.0,
        ]
    )
    return free_energy_ladder(np.diff(levels), np.ones(4), potential_V)


@takes(
    hydroxide_free_energy_eV=FINITE.single,
    oxide_free_energy_eV=FINITE.single,
    hydroperoxide_free_energy_eV=FINITE.single,
    potential_V=FINITE.single,
)
def oxygen_evolution_ladder(
    hydroxide_free_energy_eV: float,
    oxide_free_energy_eV: float,
    hydroperoxide_free_energy_eV: float,
    potential_V: float = 0.0,
) -> Ladder:
    r"""Ladder of the oxidation of water to oxygen by four electrons, as in a metal-air battery that is charged.

    Parameters
    ----------
    hydroxide_free_energy_eV, oxide_free_energy_eV, hydroperoxide_free_energy_eV : float
        Free energies of OH*, O* and OOH* against water and hydrogen at 0 V in eV, each of any sign.
    potential_V : float
        Potential against the reversible hydrogen electrode in V, of any sign.

    Returns
    -------
    Ladder
        Steps water to OH*, to O*, to OOH*, to O2.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The steps of :func:`oxygen_reduction_ladder` backwards, each minus :math:`e U`. Surfaces whose own oxygen takes part
    follow another path.

    References
    ----------
    J. Rossmeisl, Z.-W. Qu, H. Zhu, G.-J. Kroes and J. K. Nørskov, Electrolysis of water on oxide surfaces, J.
    Electroanal. Chem. 607 (2007) 83-89, https://doi.org/10.1016/j.jelechem.2006.11.008.

    Examples
    --------
    The best surface that obeys the scaling of 3.2 eV:

    >>> ladder = oxygen_evolution_ladder(0.86, 2.46, 4.06)
    >>> round(ladder.limiting_potential_V, 2), round(ladder.overpotential_V, 2)
    (1.6, 0.37)
    """
    levels = np.array(
        [
            0.0,
            hydroxide_free_energy_eV,
            oxide_free_energy_eV,
            hydroperoxide_free_energy_eV,
            WATER_SPLITTING_ENERGY_eV,
        ]
    )
    return free_energy_ladder(np.diff(levels), -np.ones(4), potential_V)


@takes(hydroperoxide_free_energy_eV=FINITE.single, potential_V=FINITE.single)
def peroxide_ladder(hydroperoxide_free_energy_eV: float, potential_V: float = 0.0) -> Ladder:
    r"""Ladder of the reduction of oxygen to hydrogen peroxide by two electrons, the unwanted side path.

    Parameters
    ----------
    hydroperoxide_free_energy_eV : float
        Free energy of OOH* against water and hydrogen at 0 V in eV, of any sign.
    potential_V : float
        Potential against the reversible hydrogen electrode in V, of any sign.

    Returns
    -------
    Ladder
        Steps O2 to OOH*, to hydrogen peroxide.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Delta G_1 = \Delta G_\mathrm{OOH} - 4.92 + e U, \quad \Delta G_2 = 3.52 - \Delta G_\mathrm{OOH} + e U

    3.52 eV is 4.92 eV minus two times the 0.70 eV of the peroxide. A surface with :math:`\Delta G_\mathrm{OOH}` of
    4.22 eV makes peroxide without overpotential.

    References
    ----------
    V. Viswanathan, H. A. Hansen, J. Rossmeisl and J. K. Nørskov, Unifying the 2e- and 4e- reduction of oxygen on metal
    surfaces, J. Phys. Chem. Lett. 3 (2012), https://doi.org/10.1021/jz301476w.

    Examples
    --------
    >>> ladder = peroxide_ladder(4.22)
    >>> round(ladder.limiting_potential_V, 2), round(ladder.overpotential_V, 6) + 0.0
    (0.7, 0.0)
    """
    peroxide = WATER_SPLITTING_ENERGY_eV - 2.0 * PEROXIDE_POTENTIAL_V
    levels = np.array([WATER_SPLITTING_ENERGY_eV, hydroperoxide_free_energy_eV, peroxide])
    return free_energy_ladder(np.diff(levels), np.ones(2), potential_V)


@takes(step_free_energy_eV=FINITE, potential_V=FINITE, electrons=POSITIVE)
def leveling_potential_V(step_free_energy_eV: Numbers, potential_V: Numbers, electrons: Numbers = 1.0) -> Numbers:
    r"""Potential at which a step of a reduction, whose free energy is known at one potential, becomes level.

    Parameters
    ----------
    step_free_energy_eV : float or array
        Free energy of the step at the given potential in eV, of any sign.
    potential_V : float or array
        That potential in V, of any sign.
    electrons : float or array
        Electrons that the step takes up, greater than 0.

    Returns
    -------
    float or array
        Potential in V against the same reference. For the most uphill step it is the limiting potential.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: U_0 = U - \frac{\Delta G(U)}{n e}

    The printed number must be a difference of free energies of two intermediates. A barrier in the sense of kinetics,
    the top between them, changes with the potential by less than :math:`n e U`, and the formula does not apply.

    References
    ----------
    J. K. Nørskov, J. Rossmeisl, A. Logadottir, L. Lindqvist, J. R. Kitchin, T. Bligaard and H. Jónsson, Origin of the
    overpotential for oxygen reduction at a fuel-cell cathode, J. Phys. Chem. B 108 (2004) 17886-17892,
    https://doi.org/10.1021/jp047349j.

    Examples
    --------
    Review A (section 4.3, Figure 7C) reports 0.59 eV for the rate-determining step on FeN4 and 0.46 eV next to Fe5
    clusters. Read as free energies at 1.23 V, the limiting potential rises from

    >>> round(leveling_potential_V(0.59, 1.23), 2), round(leveling_potential_V(0.46, 1.23), 2)
    (0.64, 0.77)
    """
    return potential_V - step_free_energy_eV / electrons


# ---------------------------------------------------------------- illustrations of the d band


@takes(d_band_center_eV=FINITE, band_width_eV=POSITIVE)
def rectangular_band_filling(d_band_center_eV: Numbers, band_width_eV: Numbers) -> Numbers:
    r"""Illustration: occupied part of a d band with a constant density of states.

    Parameters
    ----------
    d_band_center_eV : float or array
        Center of the band minus Fermi level in eV, of any sign.
    band_width_eV : float or array
        Width of the band from edge to edge in eV, greater than 0.

    Returns
    -------
    float or array
        Filling from 0 to 1: 0 if the whole band lies above the Fermi level, 1 if it lies below.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: f = \frac{1}{2} - \frac{\varepsilon_d}{W}

    between the band edges. Friedel's band; real d bands have structure. Zero temperature.

    References
    ----------
    A. P. Sutton, Electronic Structure of Materials, Oxford University Press 1993, chapter 9.

    Examples
    --------
    >>> rectangular_band_filling(0.0, 6.0), rectangular_band_filling(-2.0, 5.0)
    (0.5, 0.9)
    """
    return cast("Numbers", np.clip(0.5 - d_band_center_eV / band_width_eV, 0.0, 1.0))


@takes(filling=FRACTION, band_width_eV=POSITIVE)
def rectangular_band_center_eV(filling: Numbers, band_width_eV: Numbers) -> Numbers:
    r"""Illustration: how the center of a d band moves when strain changes its width and its electrons stay.

    Parameters
    ----------
    filling : float or array
        Occupied part of the band, from 0 to 1.
    band_width_eV : float or array
        Width of the band from edge to edge in eV, greater than 0.

    Returns
    -------
    float or array
        Center of the band minus Fermi level in eV.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \varepsilon_d = W \left( \tfrac{1}{2} - f \right)

    Stretching narrows the band. If it is more than half full, as on late transition metals, its center then moves up;
    if it is less than half full, down. Review A (section 2.3) says only that strain alters the center. Friedel's band
    with a fixed number of electrons; charge transfer across the interface is left out.

    References
    ----------
    J. K. Nørskov, F. Studt, F. Abild-Pedersen and T. Bligaard, Fundamental Concepts in Heterogeneous Catalysis, Wiley
    2014, chapter 8.

    Examples
    --------
    A band filled to 90 percent that narrows from 5.0 to 4.5 eV:

    >>> round(rectangular_band_center_eV(0.9, 5.0), 2), round(rectangular_band_center_eV(0.9, 4.5), 2)
    (-2.0, -1.8)
    """
    return band_width_eV * (0.5 - filling)


@takes(d_band_center_eV=FINITE, band_width_eV=POSITIVE)
def semi_elliptic_band_filling(d_band_center_eV: Numbers, band_width_eV: Numbers) -> Numbers:
    r"""Illustration: occupied part of a d band whose density of states is half an ellipse.

    Parameters
    ----------
    d_band_center_eV : float or array
        Center of the band minus Fermi level in eV, of any sign.
    band_width_eV : float or array
        Width of the band from edge to edge in eV, greater than 0.

    Returns
    -------
    float or array
        Filling from 0 to 1: 0 if the whole band lies above the Fermi level, 1 if it lies below.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math::

        f = \frac{1}{2} + \frac{1}{\pi} \left( x \sqrt{1 - x^2} + \arcsin x \right), \qquad
        x = -\frac{2 \varepsilon_d}{W}

    between the band edges; the band of :func:`chemisorption_energy_eV`.

    References
    ----------
    D. M. Newns, Self-consistent model of hydrogen chemisorption, Phys. Rev. 178 (1969) 1123-1135.

    Examples
    --------
    >>> semi_elliptic_band_filling(0.0, 6.0), round(semi_elliptic_band_filling(-2.0, 5.0), 3)
    (0.5, 0.948)
    """
    x = np.clip(-2.0 * d_band_center_eV / band_width_eV, -1.0, 1.0)
    return cast("Numbers", 0.5 + (x * np.sqrt((1.0 - x) * (1.0 + x)) + np.arcsin(x)) / np.pi)


@takes(d_band_center_eV=FINITE, adsorbate_level_eV=FINITE, coupling_eV=NON_NEGATIVE, filling=FRACTION)
def two_level_bond_energy_eV(
    d_band_center_eV: Numbers, adsorbate_level_eV: Numbers, coupling_eV: Numbers, filling: Numbers
) -> Numbers:
    r"""Illustration: bond between a level of a molecule and a d band that is taken as one level.

    Parameters
    ----------
    d_band_center_eV : float or array
        Center of the band minus Fermi level in eV, of any sign.
    adsorbate_level_eV : float or array
        Level of the molecule minus Fermi level in eV, of any sign.
    coupling_eV : float or array
        Matrix element between the two in eV, at least 0.
    filling : float or array
        Occupied part of the antibonding state, taken as that of the d band, from 0 to 1.

    Returns
    -------
    float or array
        Energy in eV, negative for a bond.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math::

        E = -2 (1 - f) \left( \sqrt{\tfrac{1}{4} (\varepsilon_d - \varepsilon_a)^2 + V^2}
            - \tfrac{1}{2} |\varepsilon_d - \varepsilon_a| \right)
        \approx -2 (1 - f) \frac{V^2}{|\varepsilon_d - \varepsilon_a|}

    Two electrons with opposite spin; the level of the molecule lies below the d band, so that the bonding state is full
    and the antibonding state is mostly d. The formula does not hold for an empty level above the band, such as the
    antibonding orbital of CO or O2, which gains :math:`-2 f V^2 / |\varepsilon_d - \varepsilon_a|` instead. An emptier d band leaves the antibonding state emptier
    and the bond stronger: that is the rule "a higher d-band center binds more strongly". The repulsion of filled
    orbitals and the s electrons, which bind everywhere alike, are left out.

    References
    ----------
    B. Hammer and J. K. Nørskov, Why gold is the noblest of all the metals, Nature 376 (1995) 238-240,
    https://doi.org/10.1038/376238a0.

    Examples
    --------
    >>> round(two_level_bond_energy_eV(-2.0, -5.0, 1.0, 0.9), 4)
    -0.0606
    >>> round(two_level_bond_energy_eV(-1.5, -5.0, 1.0, 0.8), 4)
    -0.1062
    """
    half = np.abs(d_band_center_eV - adsorbate_level_eV) / 2.0
    # hypot(h, V) - h without cancellation for weak coupling
    root = np.hypot(half, coupling_eV) + half
    gain = np.where(root > 0, coupling_eV**2 / np.where(root > 0, root, 1.0), 0.0)
    return cast("Numbers", -2.0 * (1.0 - filling) * gain)


# Logarithmic grid on the imaginary axis. The integrand is analytic in the logarithm, so that the sum converges
# exponentially with the step; what lies outside the ends is below 1e-15 of the result.
_LOG_GRID_STEP = 0.125
_LOG_GRID = np.arange(-45.0, 45.0, _LOG_GRID_STEP)


@takes(d_band_center_eV=FINITE, band_width_eV=POSITIVE, adsorbate_level_eV=FINITE, coupling_eV=NON_NEGATIVE)
def chemisorption_energy_eV(
    d_band_center_eV: Numbers, band_width_eV: Numbers, adsorbate_level_eV: Numbers, coupling_eV: Numbers
) -> Numbers:
    r"""Illustration: bond between a level of a molecule and a d band of half-elliptic shape (Newns and Anderson).

    Parameters
    ----------
    d_band_center_eV : float or array
        Center of the band minus Fermi level in eV, of any sign.
    band_width_eV : float or array
        Width of the band from edge to edge in eV, greater than 0.
    adsorbate_level_eV : float or array
        Level of the molecule minus Fermi level in eV, of any sign.
    coupling_eV : float or array
        Matrix element between level and band in eV, at least 0.

    Returns
    -------
    float or array
        Energy in eV, zero or negative, both spins together.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    With the half width :math:`w = W/2`, the Green function of the band is

    .. math:: g(z) = \frac{2}{\zeta + \sqrt{\zeta - w} \sqrt{\zeta + w}}, \qquad \zeta = z - \varepsilon_d

    and the energy of all occupied states changes by

    .. math:: E = -\frac{2}{\pi} \int_0^\infty \ln \left| 1 - \frac{V^2 g(i y)}{i y - \varepsilon_a} \right| dy

    Levels are filled up to a fixed Fermi level before and after. Repulsion of electrons on the molecule, of filled
    orbitals, and the s electrons are left out. As the band rises from below the Fermi level, antibonding states empty and the bond gets stronger; as the band empties
    and moves away, the bond gets weaker again: the rule "a higher d-band center binds more strongly" holds on one
    side only.

    References
    ----------
    D. M. Newns, Self-consistent model of hydrogen chemisorption, Phys. Rev. 178 (1969) 1123-1135.

    Examples
    --------
    >>> centers_eV = np.array([-2.0, -1.0, 0.0, 1.0, 2.0, 4.0])
    >>> np.round(chemisorption_energy_eV(centers_eV, 5.0, -1.0, 1.0), 2)
    array([-0.18, -0.43, -0.58, -0.65, -0.65, -0.41])
    """
    # In units of the largest energy, so that the grid fits meV and MeV alike.
    center, width, level, coupling = (
        np.asarray(value)[..., np.newaxis]
        for value in (d_band_center_eV, band_width_eV, adsorbate_level_eV, coupling_eV)
    )
    unit = np.maximum(np.maximum(np.abs(center), width), np.maximum(np.abs(level), coupling))
    y = 1j * np.exp(_LOG_GRID)
    above_center = y - center / unit
    half = width / unit / 2.0
    green = 2.0 / (above_center + np.sqrt(above_center - half) * np.sqrt(above_center + half))
    change = -((coupling / unit) ** 2) * green / (y - level / unit)
    # ln |1 + c| from |1 + c|^2 - 1, exact for small c
    log_size = 0.5 * np.log1p(2.0 * change.real + np.abs(change) ** 2)
    integral = np.sum(log_size * np.exp(_LOG_GRID), axis=-1) * _LOG_GRID_STEP
    return cast("Numbers", -2.0 / np.pi * unit[..., 0] * integral)
