r"""Junctions of two or three materials: built-in potential, its split between the sides, widths, fields and charge.

Two descriptions stand side by side:

- the *depletion approximation*: closed forms for Schottky contacts and p-n heterojunctions, also under bias;
- the *first integral* of the Poisson-Boltzmann equation: the exact split of the potential in equilibrium between any
  two thick materials, depleted, accumulated or inverted, from one scalar equation.

Sign conventions, beyond those of the package:

- The built-in potential is the potential of the right bulk minus that of the left bulk. So are the drops on the two
  sides, which add up to it. The one exception is :class:`SchottkyContact`, which knows no left and right: its
  built-in potential is the size of the band bending.
- Forward bias is positive: it makes the p side, or the metal on n-type material, positive (the metal on p-type
  material negative), and lowers the built-in potential.
- Profiles have the interface at x = 0, the potential is 0 in the left bulk, and energies are counted from the Fermi
  level of the right bulk.
- Transferred electrons are positive when they have gone to the right. The left side then carries the same number of
  positive charges, and the field points to the right.

Notes
-----
All models are one-dimensional, with abrupt interfaces, uniform doping, full ionization, Boltzmann statistics and
Anderson's rule. They know no interface charge, no dipole, no tunneling and no mobile ions; in a battery electrode the
last is the boldest of these assumptions. Both sides must be thicker than their space charge. A nanosheet often is
not: compare the widths with the size of the particle before you speak of a built-in potential inside it.

References
----------
S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, chapters 2 and 3.

E. H. Rhoderick and R. H. Williams, Metal-Semiconductor Contacts, 2nd ed., Clarendon Press 1988.

Examples
--------
Tin sulfide (p-type) on tin dioxide (n-type), a pair used in sodium-ion anodes. All numbers are illustrative:

>>> from heterostructures.physics.bands import Semiconductor, align
>>> tin_sulfide = Semiconductor("SnS", 1.1, 4.0, 15.0, -1e17)
>>> tin_dioxide = Semiconductor("SnO2", 3.6, 4.5, 12.0, 1e18)
>>> alignment = align(tin_sulfide, tin_dioxide)
>>> alignment.type_in_words, alignment.electron_transfer, alignment.field_direction
('staggered gap', 'to left', -1)

The junction: the less doped side takes most of the potential and is depleted further:

>>> junction = p_n_junction(tin_sulfide, tin_dioxide)
>>> round(junction.built_in_potential_V, 2), round(junction.left_drop_V, 2), round(junction.right_drop_V, 2)
(0.37, 0.33, 0.04)
>>> round(junction.left_width_nm), round(junction.right_width_nm)
(74, 7)

Is the approximation good? The bending on the right is only 1.6 kT, so ask for the exact split too:

>>> round(bending_in_kT(junction.right_drop_V, 300), 1)
1.6
>>> exact = equilibrium_split(tin_sulfide, tin_dioxide)
>>> round(exact.left_drop_V, 2), round(exact.right_drop_V, 2)
(0.31, 0.06)

About 7e11 electrons per square centimeter have moved: one for every thousand or so surface atoms. A sheet of SnS
20 nm thick is far thinner than the 74 nm it would take to hold the whole drop:

>>> f"{exact.electrons_to_right_per_cm2:.1e}"
'-6.9e+11'
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import constants

from heterostructures.physics.bands import (
    DEGENERATE_WITHIN_KT,
    PER_CM3_IN_PER_M3,
    REFERENCE_TEMPERATURE_K,
    SAME_LEVEL_EV,
    BandProfile,
    Metal,
    Semiconductor,
    StackAlignment,
    _log_carrier_densities_per_cm3,
    _require_real_permittivity,
    align_stack,
    conduction_edge_above_fermi_level_eV,
    contact_potential_V,
    thermal_energy_eV,
    work_function_eV,
)
from heterostructures.physics.domains import (
    AT_LEAST_ONE,
    FINITE,
    FRACTION,
    NON_NEGATIVE,
    POSITIVE,
    TEMPERATURE,
    Domain,
    FloatArray,
    Kind,
    Numbers,
    exponential,
    takes,
)

NM = 1e-9
CM = 1e-2
UM = 1e-6
CM2 = CM**2
# A depletion profile needs the outer end, both sides of the edge of the depletion region, and the interface.
POINTS = Domain("that is whole and at least 4", low=4, low_allowed=True, whole=True, dimensions=0)
# A space charge is taken to end where this much of kT is left of the bending (1.3 meV at 300 K).
END_OF_SPACE_CHARGE_KT = 0.05
# Exact profiles go on until this much of kT is left, or this part of the bending at the interface if it is small.
END_OF_PROFILE_KT = 1e-5

Material = Semiconductor | Metal
MATERIAL = Kind((Semiconductor, Metal))


# ---------------------------------------------------------------- lengths and yardsticks


@takes(relative_permittivity=AT_LEAST_ONE, carrier_density_per_cm3=POSITIVE, temperature_K=TEMPERATURE)
def debye_length_nm(
    relative_permittivity: Numbers,
    carrier_density_per_cm3: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
) -> Numbers:
    r"""Debye length: how far carriers let a small disturbance of the potential reach.

    Parameters
    ----------
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    carrier_density_per_cm3 : float or array
        Density of all mobile carriers together in 1/cm3, greater than 0; for a doped semiconductor its net doping.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

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
    .. math:: L_D = \sqrt{\frac{\varepsilon k_B T}{e^2 N}}

    A bending of less than kT decays by a factor e in each Debye length. A depletion region with bending V is wider,
    by :math:`\sqrt{2 e V / k_B T}`: the range of a built-in field of 0.8 V at 300 K is eight Debye lengths, not one.

    :func:`heterostructures.physics.space_charge.debye_length_nm` has the same name but takes the density first, and
    the density is that of *each* carrier of a mobile pair: for the same number its result is smaller by the square
    root of 2. Write the names of the arguments when you use both.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.2.

    Examples
    --------
    >>> round(debye_length_nm(11.7, 1e16), 1)
    40.9
    """
    _require_real_permittivity(relative_permittivity)
    thermal_J = constants.k * temperature_K
    per_m3 = carrier_density_per_cm3 * PER_CM3_IN_PER_M3
    return np.sqrt(relative_permittivity * constants.epsilon_0 * thermal_J / (constants.e**2 * per_m3)) / NM


@takes(semiconductor=Kind(Semiconductor), temperature_K=TEMPERATURE.single)
def bulk_debye_length_nm(semiconductor: Semiconductor, temperature_K: float = REFERENCE_TEMPERATURE_K) -> float:
    r"""Debye length in the bulk of a semiconductor, from its electrons and holes.

    Parameters
    ----------
    semiconductor : Semiconductor
        The material with its doping.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float
        Debye length in nm.

    Raises
    ------
    ValueError
        If an argument is outside its range, or there are no carriers left to screen (a wide gap in the cold).

    Notes
    -----
    As :func:`debye_length_nm` with :math:`N = n + p`. It holds for intrinsic material too.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.2.

    Examples
    --------
    >>> round(bulk_debye_length_nm(Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)), 1)
    40.9
    """
    return _HalfSpace.of(semiconductor, temperature_K).debye_length_m / NM


@takes(relative_permittivity=AT_LEAST_ONE, doping_per_cm3=POSITIVE, bending_V=NON_NEGATIVE)
def depletion_width_nm(relative_permittivity: Numbers, doping_per_cm3: Numbers, bending_V: Numbers) -> Numbers:
    r"""Width of a depletion region with a given drop of the potential inside it.

    Parameters
    ----------
    relative_permittivity : float or array
        Static relative permittivity, at least 1.
    doping_per_cm3 : float or array
        Density of ionized dopants in 1/cm3, greater than 0, for n-type and p-type alike.
    bending_V : float or array
        Drop of the potential across the depletion region in V, at least 0.

    Returns
    -------
    float or array
        Width in nm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: w = \sqrt{\frac{2 \varepsilon V}{e N}}

    The depletion approximation: no mobile carriers inside, none missing outside. It needs a bending of several kT; see
    :func:`bending_in_kT`. Beyond :func:`strong_inversion_bending_V` minority carriers take over and the region stops
    growing.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.2.

    Examples
    --------
    >>> round(depletion_width_nm(11.7, 1e16, 0.33), 1)
    206.6
    """
    permittivity = relative_permittivity * constants.epsilon_0
    return np.sqrt(2.0 * permittivity * bending_V / (constants.e * doping_per_cm3 * PER_CM3_IN_PER_M3)) / NM


@takes(bending_V=FINITE, temperature_K=TEMPERATURE)
def bending_in_kT(bending_V: Numbers, temperature_K: Numbers = REFERENCE_TEMPERATURE_K) -> Numbers:
    r"""Size of a band bending in units of kT: the measure of how good the depletion approximation is.

    Parameters
    ----------
    bending_V : float or array
        Drop of the potential on one side in V, of any sign.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Size of the bending divided by the thermal energy.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: u = \frac{e |V|}{k_B T}

    The carriers that remain in a depleted side lower its charge by the factor :math:`\sqrt{1 - 1/u}`: by 5 percent at
    10 kT, by 18 percent at 3 kT. Below about 3 kT speak of screening, not of depletion.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.2.

    Examples
    --------
    >>> round(bending_in_kT(-0.7, 300), 1)
    27.1
    """
    return np.abs(bending_V) / thermal_energy_eV(temperature_K)


@takes(semiconductor=Kind(Semiconductor), temperature_K=TEMPERATURE.single)
def strong_inversion_bending_V(semiconductor: Semiconductor, temperature_K: float = REFERENCE_TEMPERATURE_K) -> float:
    r"""Band bending at which minority carriers become as dense at the interface as majority carriers are in the bulk.

    Parameters
    ----------
    semiconductor : Semiconductor
        The material with its doping.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float
        Bending in V, without sign; 0 for intrinsic material.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: V_{inv} = \frac{2 k_B T}{e} \operatorname{arsinh} \frac{|N|}{2 n_i}

    In equilibrium a depletion region with more bending than this is lined with minority carriers and hardly widens.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 4.2.

    Examples
    --------
    >>> round(strong_inversion_bending_V(Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)), 3)
    0.735
    """
    log_electrons, log_holes = _log_carrier_densities_per_cm3(semiconductor, temperature_K)
    return float(thermal_energy_eV(temperature_K)) * abs(log_electrons - log_holes)


def _letter(material: Material) -> str:
    if isinstance(material, Metal):
        return "metal"
    if material.is_n_type:
        return "n"
    return "p" if material.is_p_type else "intrinsic"


@takes(left=MATERIAL, right=MATERIAL)
def junction_kind(left: Material, right: Material) -> str:
    r"""What a junction is called, from left to right.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two materials.

    Returns
    -------
    str
        Two of the words ``n``, ``p``, ``intrinsic`` and ``metal`` with a hyphen, such as ``p-n`` or ``metal-n``.

    Raises
    ------
    ValueError
        If an argument is not a material.

    Notes
    -----
    Junctions of one type of doping (n-n, p-p) are called isotype. The name says nothing about the size of the
    built-in potential.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.7.

    Examples
    --------
    >>> junction_kind(Metal("Au", 5.1), Semiconductor("MoS2", 1.3, 4.2, 7.0, 1e17))
    'metal-n'
    """
    return f"{_letter(left)}-{_letter(right)}"


# ---------------------------------------------------------------- metal and semiconductor


def _require_doped(name: str, semiconductor: Semiconductor) -> None:
    if semiconductor.net_doping_per_cm3 == 0:
        raise ValueError(
            f"{name} is {semiconductor.name!r} without net doping; it must be n-type or p-type, "
            "because an intrinsic semiconductor has no majority carriers"
        )


def _majority_band_depth_eV(semiconductor: Semiconductor, temperature_K: float) -> float:
    """Return the distance between the Fermi level and the band of the majority carriers in the bulk."""
    below_conduction_band_eV = conduction_edge_above_fermi_level_eV(semiconductor, temperature_K)
    if semiconductor.is_n_type:
        return below_conduction_band_eV
    return semiconductor.gap_eV - below_conduction_band_eV


@takes(metal=Kind(Metal), semiconductor=Kind(Semiconductor))
def schottky_barrier_eV(metal: Metal, semiconductor: Semiconductor) -> float:
    r"""Ideal barrier between a metal and the majority carriers of a semiconductor (Schottky-Mott rule).

    Parameters
    ----------
    metal : Metal
        The metal.
    semiconductor : Semiconductor
        The semiconductor; it must be doped.

    Returns
    -------
    float
        Barrier in eV, seen from the metal. A negative value means that there is none; a value above the gap means
        that the metal's Fermi level lies beyond the other band.

    Raises
    ------
    ValueError
        If an argument is of the wrong type or the semiconductor has no net doping.

    Notes
    -----
    For electrons in n-type and holes in p-type material:

    .. math:: \phi_n = W - \chi, \qquad \phi_p = \chi + E_g - W

    Real contacts follow the rule in part only; see :func:`pinned_barrier_eV`.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.2.

    Examples
    --------
    Tungsten on n-type silicon:

    >>> round(schottky_barrier_eV(Metal("W", 4.55), Semiconductor("Si", 1.12, 4.01, 11.7, 1e16)), 2)
    0.54
    """
    _require_doped("semiconductor", semiconductor)
    if semiconductor.is_n_type:
        return metal.work_function_eV - semiconductor.electron_affinity_eV
    return semiconductor.ionization_energy_eV - metal.work_function_eV


@takes(
    metal=Kind(Metal),
    semiconductor=Kind(Semiconductor),
    pinning_factor=FRACTION,
    neutrality_level_eV=FINITE,
)
def pinned_barrier_eV(
    metal: Metal, semiconductor: Semiconductor, pinning_factor: Numbers, neutrality_level_eV: Numbers
) -> Numbers:
    r"""Barrier between a metal and a semiconductor whose interface states pin the Fermi level.

    Parameters
    ----------
    metal : Metal
        The metal.
    semiconductor : Semiconductor
        The semiconductor; it must be doped.
    pinning_factor : float or array
        Change of the barrier with the work function of the metal, from 0 to 1: 1 without interface states
        (Schottky-Mott), 0 for complete pinning (Bardeen).
    neutrality_level_eV : float or array
        Charge neutrality level of the interface states above the valence band edge in eV, of any sign.

    Returns
    -------
    float or array
        Barrier for the majority carriers in eV.

    Raises
    ------
    ValueError
        If an argument is outside its range or the semiconductor has no net doping.

    Notes
    -----
    With pinning factor S and neutrality level :math:`\phi_0` above the valence band:

    .. math:: \phi_n = S (W - \chi) + (1 - S) (E_g - \phi_0), \qquad \phi_p = E_g - \phi_n

    The full solver counts the same level from the vacuum level (see
    :class:`heterostructures.physics.equilibrium.Interface`), where it lies at :math:`\chi + E_g - \phi_0`.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.2.

    Examples
    --------
    >>> silicon = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16)
    >>> round(pinned_barrier_eV(Metal("Au", 5.1), silicon, 0.27, 0.3), 3)
    0.882
    """
    _require_doped("semiconductor", semiconductor)
    ideal_eV = metal.work_function_eV - semiconductor.electron_affinity_eV
    pinned_eV = semiconductor.gap_eV - neutrality_level_eV
    electron_barrier_eV = pinning_factor * ideal_eV + (1.0 - pinning_factor) * pinned_eV
    return electron_barrier_eV if semiconductor.is_n_type else semiconductor.gap_eV - electron_barrier_eV


@takes(
    metal=Kind(Metal),
    semiconductor=Kind(Semiconductor),
    temperature_K=TEMPERATURE.single,
    barrier_eV=FINITE.single,
)
def contact_behavior(
    metal: Metal,
    semiconductor: Semiconductor,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    barrier_eV: float | None = None,
) -> str:
    r"""Whether a contact of metal and semiconductor rectifies or is ohmic.

    Parameters
    ----------
    metal : Metal
        The metal.
    semiconductor : Semiconductor
        The semiconductor; it must be doped.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    barrier_eV : float, optional
        A measured or pinned barrier in eV, of any sign. Without it the Schottky-Mott rule holds.

    Returns
    -------
    str
        ``rectifying`` if majority carriers are depleted at the interface, ``ohmic`` if they are accumulated there or
        the bands stay flat.

    Raises
    ------
    ValueError
        If an argument is outside its range or the semiconductor has no net doping.

    Notes
    -----
    The bands of the semiconductor bend by the barrier less the distance of the majority band from the Fermi level.
    Without pinning a metal makes a rectifying contact with n-type material if its work function is the larger one, and
    with p-type material if it is the smaller one. A thin barrier on heavily doped material is rectifying by this rule,
    but lets electrons tunnel and acts as an ohmic contact.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, sections 3.2 and 3.6.

    Examples
    --------
    >>> silicon = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> contact_behavior(Metal("Au", 5.1), silicon), contact_behavior(Metal("Mg", 3.66), silicon)
    ('rectifying', 'ohmic')
    """
    _require_doped("semiconductor", semiconductor)
    bending_V = _schottky_bending_V(metal, semiconductor, temperature_K, barrier_eV)
    return "rectifying" if bending_V > SAME_LEVEL_EV else "ohmic"


def _schottky_bending_V(
    metal: Metal, semiconductor: Semiconductor, temperature_K: float, barrier_eV: float | None
) -> float:
    """Return the band bending at zero bias, positive for depletion."""
    if barrier_eV is None:
        barrier_eV = schottky_barrier_eV(metal, semiconductor)
    return barrier_eV - _majority_band_depth_eV(semiconductor, temperature_K)


@dataclass(frozen=True)
class SchottkyContact:
    """A rectifying contact of a metal and a semiconductor, in the depletion approximation.

    Fields that depend on the bias are arrays if the bias is one.

    Parameters
    ----------
    metal : Metal
        The metal.
    semiconductor : Semiconductor
        The semiconductor.
    barrier_eV : float
        Barrier that majority carriers meet from the metal, in eV, without image force.
    built_in_potential_V : float
        Band bending in the semiconductor without bias, in V, greater than 0.
    bending_V : float or array
        Band bending under bias in V.
    depletion_width_nm : float or array
        Width of the depletion region in nm.
    peak_field_V_per_m : float or array
        Size of the field at the interface in V/m.
    capacitance_F_per_cm2 : float or array
        Depletion capacitance in F/cm2.
    charge_C_per_cm2 : float or array
        Size of the charge on either side in C/cm2.
    electrons_per_cm2 : float or array
        The same charge as a number of elementary charges per cm2.
    """

    metal: Metal
    semiconductor: Semiconductor
    barrier_eV: float
    built_in_potential_V: float
    bending_V: Numbers
    depletion_width_nm: Numbers
    peak_field_V_per_m: Numbers
    capacitance_F_per_cm2: Numbers
    charge_C_per_cm2: Numbers
    electrons_per_cm2: Numbers


def _tidy(value: Numbers) -> Numbers:
    """Return a Python float for a single number, an array as it is."""
    return float(value) if np.ndim(value) == 0 else value


def _require_below(bias_V: Numbers, built_in_V: float) -> None:
    wrong = np.asarray(bias_V)[np.asarray(bias_V) >= built_in_V]
    if wrong.size:
        raise ValueError(
            f"bias_V is {wrong.flat[0]:g}; it must be below the built-in potential of {built_in_V:.3g} V, "
            "where the depletion region vanishes"
        )


@takes(
    metal=Kind(Metal),
    semiconductor=Kind(Semiconductor),
    bias_V=FINITE,
    temperature_K=TEMPERATURE.single,
    barrier_eV=FINITE.single,
)
def schottky_contact(
    metal: Metal,
    semiconductor: Semiconductor,
    bias_V: Numbers = 0.0,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    barrier_eV: float | None = None,
) -> SchottkyContact:
    r"""Depletion region of a rectifying contact between a metal and a doped semiconductor.

    Parameters
    ----------
    metal : Metal
        The metal.
    semiconductor : Semiconductor
        The semiconductor; it must be doped.
    bias_V : float or array
        Applied voltage in V, of any sign; forward is positive.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    barrier_eV : float, optional
        A measured or pinned barrier in eV, of any sign. Without it the Schottky-Mott rule holds.

    Returns
    -------
    SchottkyContact
        Barrier, built-in potential, width, field, capacitance and charge.

    Raises
    ------
    ValueError
        If an argument is outside its range, the semiconductor has no net doping, the contact is ohmic, or the forward
        bias reaches the built-in potential.

    Notes
    -----
    With the distance :math:`\delta` between the majority band and the Fermi level in the bulk:

    .. math:: V_{bi} = \frac{\phi - \delta}{e}, \qquad w = \sqrt{\frac{2 \varepsilon (V_{bi} - V)}{e |N|}}, \qquad
              E_{max} = \frac{e |N| w}{\varepsilon}, \qquad C = \frac{\varepsilon}{w}

    Depletion approximation: it needs a bending of several kT and less than :func:`strong_inversion_bending_V`. For the
    exact charge in equilibrium, of an ohmic contact too, use :func:`equilibrium_split`.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.2.

    Examples
    --------
    Tungsten on n-type silicon:

    >>> silicon = Semiconductor("Si", 1.12, 4.01, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> contact = schottky_contact(Metal("W", 4.55), silicon)
    >>> round(contact.built_in_potential_V, 2), round(contact.depletion_width_nm)
    (0.33, 208)
    """
    _require_doped("semiconductor", semiconductor)
    barrier = schottky_barrier_eV(metal, semiconductor) if barrier_eV is None else barrier_eV
    built_in_V = _schottky_bending_V(metal, semiconductor, temperature_K, barrier_eV)
    if built_in_V <= SAME_LEVEL_EV:
        _refuse_ohmic_contact(metal, semiconductor, temperature_K, barrier_eV)
    _require_below(bias_V, built_in_V)
    bending_V = built_in_V - bias_V
    doping = abs(semiconductor.net_doping_per_cm3)
    width_m = depletion_width_nm(semiconductor.relative_permittivity, doping, bending_V) * NM
    permittivity = semiconductor.relative_permittivity * constants.epsilon_0
    charge = constants.e * doping * PER_CM3_IN_PER_M3 * width_m
    return SchottkyContact(
        metal=metal,
        semiconductor=semiconductor,
        barrier_eV=barrier,
        built_in_potential_V=built_in_V,
        bending_V=_tidy(bending_V),
        depletion_width_nm=_tidy(width_m / NM),
        peak_field_V_per_m=_tidy(charge / permittivity),
        capacitance_F_per_cm2=_tidy(permittivity / width_m * CM2),
        charge_C_per_cm2=_tidy(charge * CM2),
        electrons_per_cm2=_tidy(charge * CM2 / constants.e),
    )


def _refuse_ohmic_contact(
    metal: Metal, semiconductor: Semiconductor, temperature_K: float, barrier_eV: float | None
) -> None:
    kind = "n-type" if semiconductor.is_n_type else "p-type"
    if barrier_eV is not None:
        depth_eV = _majority_band_depth_eV(semiconductor, temperature_K)
        raise ValueError(
            f"barrier_eV is {barrier_eV:g}; it must be above {depth_eV:.3g} eV, the distance of the band from the Fermi "
            f"level in the bulk of {semiconductor.name!r}: below, the contact is ohmic and has no depletion width"
        )
    comparison = "above" if semiconductor.is_n_type else "below"
    raise ValueError(
        f"metal is {metal.name!r} with a work function of {metal.work_function_eV:g} eV; for a depletion region in "
        f"{kind} {semiconductor.name!r} it must be {comparison} {work_function_eV(semiconductor, temperature_K):.3f} eV: "
        "this contact is ohmic and has no depletion width"
    )


@takes(peak_field_V_per_m=NON_NEGATIVE, optical_permittivity=AT_LEAST_ONE)
def image_force_lowering_eV(peak_field_V_per_m: Numbers, optical_permittivity: Numbers) -> Numbers:
    r"""How much the image force lowers a Schottky barrier (Schottky effect).

    Parameters
    ----------
    peak_field_V_per_m : float or array
        Size of the field at the interface in V/m, at least 0.
    optical_permittivity : float or array
        Relative permittivity at high frequency, at least 1, because the electron passes too fast for the lattice to
        follow. It is the square of the refractive index.

    Returns
    -------
    float or array
        Lowering in eV.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Delta \phi = \sqrt{\frac{e^3 E}{4 \pi \varepsilon}}

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.2.

    Examples
    --------
    >>> round(image_force_lowering_eV(6.8e6, 13.1), 4)
    0.0273
    """
    return np.sqrt(constants.e * peak_field_V_per_m / (4.0 * np.pi * optical_permittivity * constants.epsilon_0))


@takes(peak_field_V_per_m=POSITIVE, optical_permittivity=AT_LEAST_ONE)
def image_force_maximum_nm(peak_field_V_per_m: Numbers, optical_permittivity: Numbers) -> Numbers:
    r"""Distance from the metal at which a barrier with image force has its maximum.

    Parameters
    ----------
    peak_field_V_per_m : float or array
        Size of the field at the interface in V/m, greater than 0.
    optical_permittivity : float or array
        Relative permittivity at high frequency, at least 1.

    Returns
    -------
    float or array
        Distance in nm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: x_m = \sqrt{\frac{e}{16 \pi \varepsilon E}}

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.2.

    Examples
    --------
    >>> round(image_force_maximum_nm(6.8e6, 13.1), 1)
    2.0
    """
    permittivity = optical_permittivity * constants.epsilon_0
    return np.sqrt(constants.e / (16.0 * np.pi * permittivity * peak_field_V_per_m)) / NM


# ---------------------------------------------------------------- currents


@takes(effective_mass=POSITIVE)
def richardson_constant_A_per_cm2_per_K2(effective_mass: Numbers) -> Numbers:
    r"""Richardson constant of thermionic emission.

    Parameters
    ----------
    effective_mass : float or array
        Effective mass for the Richardson constant as a multiple of the free electron mass, greater than 0.

    Returns
    -------
    float or array
        Richardson constant in A/(cm2 K2).

    Raises
    ------
    ValueError
        If the argument is outside its range.

    Notes
    -----
    .. math:: A^* = \frac{4 \pi e m^* k_B^2}{h^3}

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.3.

    Examples
    --------
    >>> round(richardson_constant_A_per_cm2_per_K2(1.0), 1)
    120.2
    """
    mass_kg = effective_mass * constants.m_e
    return 4.0 * np.pi * constants.e * mass_kg * constants.k**2 / constants.h**3 * CM2


@takes(
    bias_V=FINITE,
    barrier_eV=NON_NEGATIVE,
    richardson_constant_A_per_cm2_per_K2=POSITIVE,
    temperature_K=TEMPERATURE,
)
def thermionic_emission_current_A_per_cm2(
    bias_V: Numbers,
    barrier_eV: Numbers,
    richardson_constant_A_per_cm2_per_K2: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
) -> Numbers:
    r"""Current density over a Schottky barrier.

    Parameters
    ----------
    bias_V : float or array
        Applied voltage in V, of any sign; forward is positive.
    barrier_eV : float or array
        Barrier in eV, at least 0, already lowered by the image force if that matters.
    richardson_constant_A_per_cm2_per_K2 : float or array
        Richardson constant in A/(cm2 K2), greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Current density in A/cm2, positive in forward direction.

    Raises
    ------
    ValueError
        If an argument is outside its range or the current is too large for a number.

    Notes
    -----
    .. math:: J = A^* T^2 \exp \left( -\frac{\phi}{k_B T} \right)
                  \left[ \exp \left( \frac{e V}{k_B T} \right) - 1 \right]

    No series resistance, no tunneling. Beyond a forward bias equal to the built-in potential the barrier is gone and
    the formula no longer holds.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.3.

    Examples
    --------
    >>> f"{thermionic_emission_current_A_per_cm2(0.3, 0.67, 110):.3g}"
    '6.02'
    """
    energy = thermal_energy_eV(temperature_K)
    forward = np.maximum(bias_V, 0.0)
    # exp(-phi)(exp(V) - 1) with the larger exponential taken out, so that neither 0 nor infinity stands alone.
    size = np.exp((forward - barrier_eV) / energy) * -np.expm1(-np.abs(bias_V) / energy)
    found: Numbers = richardson_constant_A_per_cm2_per_K2 * temperature_K**2 * np.sign(bias_V) * size
    return found


@takes(barrier_eV=NON_NEGATIVE, richardson_constant_A_per_cm2_per_K2=POSITIVE, temperature_K=TEMPERATURE)
def thermionic_contact_resistance_ohm_cm2(
    barrier_eV: Numbers,
    richardson_constant_A_per_cm2_per_K2: Numbers,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
) -> Numbers:
    r"""Resistance of a contact for small voltages, times its area, if carriers pass over the barrier.

    Parameters
    ----------
    barrier_eV : float or array
        Barrier in eV, at least 0.
    richardson_constant_A_per_cm2_per_K2 : float or array
        Richardson constant in A/(cm2 K2), greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Specific contact resistance in ohm cm2.

    Raises
    ------
    ValueError
        If an argument is outside its range or the resistance is too large for a number.

    Notes
    -----
    The slope of the thermionic current at zero bias:

    .. math:: R_c = \left( \frac{dJ}{dV} \right)^{-1}_{V=0} = \frac{k_B}{e A^* T} \exp \frac{\phi}{k_B T}

    Heavy doping makes the barrier thin; tunneling then lowers the resistance by orders of magnitude.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.6.

    Examples
    --------
    >>> f"{thermionic_contact_resistance_ohm_cm2(0.3, 120):.2e}"
    '2.62e-04'
    """
    energy = thermal_energy_eV(temperature_K)
    factor = exponential(barrier_eV / energy, "barrier_eV", barrier_eV, "So cold, no carrier passes over the barrier.")
    return energy / (richardson_constant_A_per_cm2_per_K2 * temperature_K**2) * factor


@takes(
    minority_density_per_cm3=NON_NEGATIVE,
    diffusion_coefficient_cm2_per_s=POSITIVE,
    diffusion_length_um=POSITIVE,
)
def long_diode_saturation_current_A_per_cm2(
    minority_density_per_cm3: Numbers, diffusion_coefficient_cm2_per_s: Numbers, diffusion_length_um: Numbers
) -> Numbers:
    r"""Share of one side in the saturation current of a long p-n diode.

    Parameters
    ----------
    minority_density_per_cm3 : float or array
        Minority carriers in the neutral bulk of that side in 1/cm3, at least 0.
    diffusion_coefficient_cm2_per_s : float or array
        Their diffusion coefficient in cm2/s, greater than 0.
    diffusion_length_um : float or array
        Their diffusion length in micrometers, greater than 0.

    Returns
    -------
    float or array
        Current density in A/cm2. The saturation current of the diode is the sum over its two sides.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: J_0 = \frac{e D n_0}{L}

    Both sides are much longer than the diffusion length; nothing recombines in the depletion region, and no band
    offset hinders the carriers.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.3.

    Examples
    --------
    >>> f"{long_diode_saturation_current_A_per_cm2(2.25e4, 10, 22.36):.3g}"
    '1.61e-11'
    """
    per_m3 = minority_density_per_cm3 * PER_CM3_IN_PER_M3
    return constants.e * diffusion_coefficient_cm2_per_s * CM2 * per_m3 / (diffusion_length_um * UM) * CM2


@takes(
    bias_V=FINITE,
    saturation_current_A_per_cm2=NON_NEGATIVE,
    ideality_factor=AT_LEAST_ONE,
    temperature_K=TEMPERATURE,
)
def ideal_diode_current_A_per_cm2(
    bias_V: Numbers,
    saturation_current_A_per_cm2: Numbers,
    ideality_factor: Numbers = 1.0,
    temperature_K: Numbers = REFERENCE_TEMPERATURE_K,
) -> Numbers:
    r"""Current density of an ideal diode (Shockley equation).

    Parameters
    ----------
    bias_V : float or array
        Applied voltage in V, of any sign; forward is positive.
    saturation_current_A_per_cm2 : float or array
        Saturation current density in A/cm2, at least 0.
    ideality_factor : float or array
        Ideality factor, at least 1: 1 for diffusion, 2 for recombination in the depletion region.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Current density in A/cm2, positive in forward direction.

    Raises
    ------
    ValueError
        If an argument is outside its range or the current is too large for a number.

    Notes
    -----
    .. math:: J = J_0 \left[ \exp \left( \frac{e V}{m k_B T} \right) - 1 \right]

    with the ideality factor m. Low injection, no series resistance, no breakdown.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.3.

    Examples
    --------
    >>> round(ideal_diode_current_A_per_cm2(0.65, 4.15e-11), 2)
    3.45
    """
    exponent = bias_V / (ideality_factor * thermal_energy_eV(temperature_K))
    # In reverse direction the exponential may vanish; in forward direction it must stay a number.
    exponential(
        np.maximum(exponent, 0.0), "bias_V", bias_V, "No diode conducts so much: the formula has no resistance."
    )
    return saturation_current_A_per_cm2 * np.expm1(exponent)


# ---------------------------------------------------------------- p-n heterojunction


@takes(
    left_relative_permittivity=AT_LEAST_ONE,
    left_doping_per_cm3=POSITIVE,
    right_relative_permittivity=AT_LEAST_ONE,
    right_doping_per_cm3=POSITIVE,
)
def left_share_of_drop(
    left_relative_permittivity: Numbers,
    left_doping_per_cm3: Numbers,
    right_relative_permittivity: Numbers,
    right_doping_per_cm3: Numbers,
) -> Numbers:
    r"""Part of the potential drop of a p-n junction that falls on its left side.

    Parameters
    ----------
    left_relative_permittivity, right_relative_permittivity : float or array
        Static relative permittivities, at least 1.
    left_doping_per_cm3, right_doping_per_cm3 : float or array
        Densities of ionized dopants in 1/cm3, greater than 0.

    Returns
    -------
    float or array
        Share between 0 and 1; the rest falls on the right side. It is independent of the bias.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    Equal charges on both sides and a continuous displacement give

    .. math:: \frac{V_{left}}{V} = \frac{\varepsilon_{right} N_{right}}
                                        {\varepsilon_{left} N_{left} + \varepsilon_{right} N_{right}}

    Depletion approximation on both sides.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.7.

    Examples
    --------
    >>> round(left_share_of_drop(10, 1e17, 10, 9e17), 6)
    0.9
    """
    left = left_relative_permittivity * left_doping_per_cm3
    right = right_relative_permittivity * right_doping_per_cm3
    return right / (left + right)


@dataclass(frozen=True)
class PNJunction:
    """A p-n or n-p heterojunction in the depletion approximation.

    Potentials and fields carry signs: drops are right minus left, fields are positive to the right. Fields of this
    class that depend on the bias are arrays if the bias is one.

    Parameters
    ----------
    left, right : Semiconductor
        The two sides.
    kind : str
        ``p-n`` or ``n-p``.
    built_in_potential_V : float
        Potential of the right bulk minus potential of the left bulk without bias, in V.
    drop_V : float or array
        The same under bias.
    left_drop_V, right_drop_V : float or array
        Parts of the drop on either side, in V.
    left_width_nm, right_width_nm, width_nm : float or array
        Depletion widths of the sides and of both together, in nm.
    left_peak_field_V_per_m, right_peak_field_V_per_m : float or array
        Fields on both sides of the interface in V/m.
    displacement_C_per_m2 : float or array
        Electric displacement at the interface in C/m2; it is the charge of the left side per area.
    capacitance_F_per_cm2 : float or array
        Depletion capacitance in F/cm2.
    electrons_to_right_per_cm2 : float or array
        Electrons that have gone from the left to the right side per cm2; negative if to the left.
    """

    left: Semiconductor
    right: Semiconductor
    kind: str
    built_in_potential_V: float
    drop_V: Numbers
    left_drop_V: Numbers
    right_drop_V: Numbers
    left_width_nm: Numbers
    right_width_nm: Numbers
    width_nm: Numbers
    left_peak_field_V_per_m: Numbers
    right_peak_field_V_per_m: Numbers
    displacement_C_per_m2: Numbers
    capacitance_F_per_cm2: Numbers
    electrons_to_right_per_cm2: Numbers


@takes(left=Kind(Semiconductor), right=Kind(Semiconductor), bias_V=FINITE, temperature_K=TEMPERATURE.single)
def p_n_junction(
    left: Semiconductor,
    right: Semiconductor,
    bias_V: Numbers = 0.0,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
) -> PNJunction:
    r"""Depletion regions of a p-n heterojunction; the p side may be the left or the right one.

    Parameters
    ----------
    left, right : Semiconductor
        The two sides: one p-type, one n-type. Equal materials with different doping make a homojunction.
    bias_V : float or array
        Applied voltage in V, of any sign; forward (p side positive) is positive.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    PNJunction
        Built-in potential, split, widths, fields, capacitance and transferred charge.

    Raises
    ------
    ValueError
        If an argument is outside its range, the sides are not one p-type and one n-type, the offsets make both sides
        accumulate, or the forward bias reaches the built-in potential.

    Notes
    -----
    With the size of the total drop, :math:`V_t = |V_{bi}| - V`, permittivities :math:`\varepsilon_1, \varepsilon_2` and
    dopant densities :math:`N_1, N_2`:

    .. math:: w_1 = \sqrt{\frac{2 \varepsilon_1 \varepsilon_2 N_2 V_t}
                               {e N_1 (\varepsilon_1 N_1 + \varepsilon_2 N_2)}}, \qquad N_1 w_1 = N_2 w_2, \qquad
              \varepsilon_1 E_1 = \varepsilon_2 E_2 = e N_1 w_1, \qquad
              \frac{1}{C} = \frac{w_1}{\varepsilon_1} + \frac{w_2}{\varepsilon_2}

    The drop on each side should be several kT and less than its :func:`strong_inversion_bending_V`;
    :func:`equilibrium_split` has neither limit, but no bias.

    References
    ----------
    R. L. Anderson, Experiments on Ge-GaAs heterojunctions, Solid-State Electronics 5, 1962, page 341.

    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, sections 2.2 and 2.7.

    Examples
    --------
    >>> gallium_arsenide = Semiconductor("GaAs", 1.424, 4.07, 12.9, -1e17, 4.7e17, 9.0e18)
    >>> mixed = Semiconductor("Al0.3Ga0.7As", 1.80, 3.74, 12.0, 5e16, 6.5e17, 1.1e19)
    >>> junction = p_n_junction(gallium_arsenide, mixed)
    >>> junction.kind, round(junction.built_in_potential_V, 2)
    ('p-n', 1.57)
    >>> round(junction.left_width_nm), round(junction.right_width_nm)
    (84, 169)
    """
    _require_p_and_n(left, right)
    built_in_V = contact_potential_V(left, right, temperature_K)
    # Positive if the p side is the left one: donors on the right make the right-hand potential the higher one.
    sign = 1.0 if left.is_p_type else -1.0
    if sign * built_in_V <= SAME_LEVEL_EV:
        raise ValueError(
            f"left is {left.name!r} and right is {right.name!r}: the work function of the p side must be above that of "
            f"the n side for a depletion region, but is {-sign * built_in_V:.3g} eV below; both sides accumulate "
            "carriers and have no depletion width: use equilibrium_split"
        )
    _require_below(bias_V, sign * built_in_V)
    total_V = sign * built_in_V - bias_V
    left_doping, right_doping = abs(left.net_doping_per_cm3), abs(right.net_doping_per_cm3)
    share = left_share_of_drop(left.relative_permittivity, left_doping, right.relative_permittivity, right_doping)
    # Not 1 - share: the smaller of the two keeps all its digits.
    other_share = left_share_of_drop(right.relative_permittivity, right_doping, left.relative_permittivity, left_doping)
    left_width = depletion_width_nm(left.relative_permittivity, left_doping, share * total_V) * NM
    right_width = depletion_width_nm(right.relative_permittivity, right_doping, other_share * total_V) * NM
    left_permittivity = left.relative_permittivity * constants.epsilon_0
    right_permittivity = right.relative_permittivity * constants.epsilon_0
    displacement = -sign * constants.e * left_doping * PER_CM3_IN_PER_M3 * left_width
    return PNJunction(
        left=left,
        right=right,
        kind=junction_kind(left, right),
        built_in_potential_V=built_in_V,
        drop_V=_tidy(sign * total_V),
        left_drop_V=_tidy(sign * share * total_V),
        right_drop_V=_tidy(sign * other_share * total_V),
        left_width_nm=_tidy(left_width / NM),
        right_width_nm=_tidy(right_width / NM),
        width_nm=_tidy((left_width + right_width) / NM),
        left_peak_field_V_per_m=_tidy(displacement / left_permittivity),
        right_peak_field_V_per_m=_tidy(displacement / right_permittivity),
        displacement_C_per_m2=_tidy(displacement),
        capacitance_F_per_cm2=_tidy(CM2 / (left_width / left_permittivity + right_width / right_permittivity)),
        electrons_to_right_per_cm2=_tidy(displacement * CM2 / constants.e),
    )


def _require_p_and_n(left: Semiconductor, right: Semiconductor) -> None:
    for name, side in (("left", left), ("right", right)):
        _require_doped(name, side)
    if left.is_n_type == right.is_n_type:
        kind = "n-type" if left.is_n_type else "p-type"
        raise ValueError(
            f"right is {right.name!r}, {kind} like {left.name!r} on the left; one side must be p-type and the other "
            "n-type: use isotype_junction or equilibrium_split"
        )


# ---------------------------------------------------------------- the first integral


@dataclass(frozen=True)
class _HalfSpace:
    """A thick uniform semiconductor with both carriers, in SI units; densities as logarithms."""

    log_electrons: float
    log_holes: float
    permittivity: float
    thermal_V: float

    @classmethod
    def of(cls, semiconductor: Semiconductor, temperature_K: float) -> _HalfSpace:
        log_electrons, log_holes = _log_carrier_densities_per_cm3(semiconductor, temperature_K)
        log_unit = float(np.log(PER_CM3_IN_PER_M3))
        return cls(
            log_electrons + log_unit,
            log_holes + log_unit,
            semiconductor.relative_permittivity * constants.epsilon_0,
            float(thermal_energy_eV(temperature_K)),
        )

    @property
    def debye_length_m(self) -> float:
        log_carriers = np.logaddexp(self.log_electrons, self.log_holes)
        return float(np.sqrt(self.permittivity * self.thermal_V / constants.e) * np.exp(-0.5 * log_carriers))

    def log_displacement(self, sign: float, log_bending: Numbers) -> Numbers:
        """Return the logarithm of |D| in C/m2 where the potential deviates from the bulk by sign * exp(log_bending) kT.

        The first integral of the Poisson-Boltzmann equation: the pressure of the field, E D / 2, is the pressure that
        the carriers have gained.
        """
        log_pressure = np.logaddexp(
            self.log_electrons + _log_exponential_excess(sign, log_bending),
            self.log_holes + _log_exponential_excess(-sign, log_bending),
        )
        found: Numbers = 0.5 * (np.log(2.0 * self.permittivity * constants.e * self.thermal_V) + log_pressure)
        return found

    def charge_density(self, bending_V: FloatArray) -> FloatArray:
        """Return the space charge in C/m3 where the potential deviates from the bulk by bending_V."""
        u = bending_V / self.thermal_V
        # Each carrier by what it has more than in the bulk: the dopants then need not be added.
        return constants.e * (_change(self.log_holes, -u) - _change(self.log_electrons, u))


def _change(log_density: float, u: FloatArray) -> FloatArray:
    """Return exp(log_density) (exp(u) - 1) without overflow of exp(u) alone."""
    return np.where(
        u > 0, np.exp(log_density + np.abs(u)) * -np.expm1(-np.abs(u)), np.exp(log_density) * np.expm1(-np.abs(u))
    )


def _log_exponential_excess(sign: float, log_size: Numbers) -> Numbers:
    """Return log(exp(u) - 1 - u) for u = sign * exp(log_size), for tiny and huge u alike."""
    u = sign * np.exp(log_size)
    small = 2.0 * np.asarray(log_size) - np.log(2.0) + np.log1p(u / 3 + u**2 / 12 + u**3 / 60 + u**4 / 360)
    middle = np.log(np.expm1(u) - u)
    large = u + np.log1p(-(1.0 + u) * np.exp(-u))
    found: FloatArray = np.where(np.abs(u) < 0.01, small, np.where(u > 30.0, large, middle))
    return found


@dataclass(frozen=True)
class EquilibriumSplit:
    """A junction of two thick materials in equilibrium, exact within Boltzmann statistics.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two sides.
    temperature_K : float
        Temperature in K.
    kind : str
        Kind of the junction, such as ``n-n``.
    built_in_potential_V : float
        Potential of the right bulk minus potential of the left bulk, in V.
    left_drop_V, right_drop_V : float
        Potential of the interface minus that of the left bulk, and of the right bulk minus that of the interface,
        in V. A metal takes no part of the drop.
    left_field_V_per_m, right_field_V_per_m : float
        Fields on both sides of the interface in V/m, positive to the right; 0 in a metal.
    displacement_C_per_m2 : float
        Electric displacement at the interface in C/m2; it is the charge of the left side per area.
    electrons_to_right_per_cm2 : float
        Electrons that have gone from the left to the right side per cm2; negative if to the left.
    left_state, right_state : str
        ``accumulation``, ``depletion``, ``inversion``, ``flat`` or ``metal``.
    interface_is_degenerate : bool
        Whether the Fermi level comes closer than 3 kT to a band edge at the interface. Boltzmann statistics then
        overestimate the carriers there and, in strong accumulation, the charge by far.
    """

    left: Material
    right: Material
    temperature_K: float
    kind: str
    built_in_potential_V: float
    left_drop_V: float
    right_drop_V: float
    left_field_V_per_m: float
    right_field_V_per_m: float
    displacement_C_per_m2: float
    electrons_to_right_per_cm2: float
    left_state: str
    right_state: str
    interface_is_degenerate: bool


def _state(material: Material, bending_V: float, temperature_K: float) -> str:
    """Name what a bending (potential of the interface minus that of the bulk) does to the carriers."""
    if isinstance(material, Metal):
        return "metal"
    if abs(bending_V) < SAME_LEVEL_EV:
        return "flat"
    if material.net_doping_per_cm3 * bending_V >= 0:  # also intrinsic material: one carrier always gathers
        return "accumulation"
    return "inversion" if abs(bending_V) > strong_inversion_bending_V(material, temperature_K) else "depletion"


def _log_weights(t: float) -> tuple[float, float]:
    """Return the logarithms of 1 / (1 + exp(-t)) and of the rest to 1, each with all its digits."""
    return float(-np.logaddexp(0.0, -t)), float(-np.logaddexp(0.0, t))


def _split_drop(left: _HalfSpace, right: _HalfSpace, built_in_V: float) -> tuple[float, float, float]:
    """Return the drops on both sides in V and the size of the displacement in C/m2."""
    from scipy import optimize

    sign = float(np.sign(built_in_V))
    log_total = float(np.log(abs(built_in_V) / left.thermal_V))

    def log_displacements(t: float) -> tuple[float, float]:
        log_left, log_right = _log_weights(t)
        # Seen from its bulk, the interface of the right side deviates the other way.
        return (
            float(left.log_displacement(sign, log_total + log_left)),
            float(right.log_displacement(-sign, log_total + log_right)),
        )

    def mismatch(t: float) -> float:
        on_left, on_right = log_displacements(t)
        return on_left - on_right

    # The mismatch rises with t, the logarithm of the ratio of the drops. Beyond the limits a drop is smaller than any
    # number of a computer: then the other side takes it all.
    limit = 700.0
    if mismatch(limit) < 0:
        t = limit
    elif mismatch(-limit) > 0:
        t = -limit
    else:
        t = float(optimize.brentq(mismatch, -limit, limit, xtol=1e-14, rtol=1e-14, maxiter=500))
    log_left, log_right = _log_weights(t)
    on_left, on_right = log_displacements(t)
    displacement = float(np.exp(on_left if log_left > log_right else on_right))
    return built_in_V * float(np.exp(log_left)), built_in_V * float(np.exp(log_right)), displacement


@takes(left=MATERIAL, right=MATERIAL, temperature_K=TEMPERATURE.single)
def equilibrium_split(
    left: Material, right: Material, temperature_K: float = REFERENCE_TEMPERATURE_K
) -> EquilibriumSplit:
    r"""How the built-in potential of any junction in equilibrium divides between its sides, without approximation.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two sides, both thick: p-n, n-n, p-p, intrinsic, or one of them a metal.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    EquilibriumSplit
        Drops, fields and state of both sides, and the transferred charge.

    Raises
    ------
    ValueError
        If an argument is outside its range or both sides are metals.

    Notes
    -----
    In a thick uniform side with bulk densities n and p, the Poisson-Boltzmann equation has a first integral. Where the
    potential deviates from that of the bulk by u kT/e,

    .. math:: \frac{D^2}{2 \varepsilon} = k_B T \left[ n \left( e^{u} - 1 - u \right)
                                                     + p \left( e^{-u} - 1 + u \right) \right]

    The displacement D is the same on both sides of the interface. As it rises with the drop on its own side, one scalar
    equation has exactly one solution, which is found here by bracketing. Majority and minority carriers are both
    included, so that inversion needs no extra care. Strong accumulation or inversion may take the carriers at the
    interface beyond Boltzmann statistics even if the bulk is not degenerate.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 4.2 (field and potential of
    a surface).

    Examples
    --------
    An n-n junction: the right side has the larger work function and gains electrons:

    >>> molybdenum_sulfide = Semiconductor("MoS2", 1.3, 4.0, 7.0, 1e17)
    >>> tin_sulfide = Semiconductor("SnS2", 2.2, 4.3, 10.0, 1e17)
    >>> split = equilibrium_split(molybdenum_sulfide, tin_sulfide)
    >>> split.left_state, split.right_state
    ('depletion', 'accumulation')
    >>> round(split.built_in_potential_V, 3), round(split.left_drop_V, 3), round(split.right_drop_V, 3)
    (-0.3, -0.243, -0.057)
    """
    built_in_V = contact_potential_V(left, right, temperature_K)
    left_drop_V, right_drop_V, displacement = 0.0, 0.0, 0.0
    if isinstance(left, Metal) and isinstance(right, Metal):
        raise ValueError(
            f"right is the metal {right.name!r} like {left.name!r} on the left; at least one side must be a "
            "Semiconductor: between metals the charge sits in the outermost atoms"
        )
    if built_in_V != 0.0:
        if isinstance(left, Semiconductor) and isinstance(right, Semiconductor):
            left_drop_V, right_drop_V, displacement = _split_drop(
                _HalfSpace.of(left, temperature_K), _HalfSpace.of(right, temperature_K), built_in_V
            )
        else:
            displacement = _displacement_on_metal(left, right, built_in_V, temperature_K)
            left_drop_V, right_drop_V = (0.0, built_in_V) if isinstance(left, Metal) else (built_in_V, 0.0)
    displacement = float(-np.sign(built_in_V) * displacement) + 0.0  # without the sign of -0.0
    return EquilibriumSplit(
        left=left,
        right=right,
        temperature_K=temperature_K,
        kind=junction_kind(left, right),
        built_in_potential_V=built_in_V,
        left_drop_V=left_drop_V,
        right_drop_V=right_drop_V,
        left_field_V_per_m=_field_V_per_m(left, displacement),
        right_field_V_per_m=_field_V_per_m(right, displacement),
        displacement_C_per_m2=displacement,
        electrons_to_right_per_cm2=displacement * CM2 / constants.e,
        left_state=_state(left, left_drop_V, temperature_K),
        right_state=_state(right, -right_drop_V, temperature_K),
        interface_is_degenerate=(
            _is_degenerate_at(left, left_drop_V, temperature_K)
            or _is_degenerate_at(right, -right_drop_V, temperature_K)
        ),
    )


def _is_degenerate_at(material: Material, bending_V: float, temperature_K: float) -> bool:
    if isinstance(material, Metal):
        return False
    below_conduction_band_eV = conduction_edge_above_fermi_level_eV(material, temperature_K) - bending_V
    depth_eV = min(below_conduction_band_eV, material.gap_eV - below_conduction_band_eV)
    return bool(depth_eV < DEGENERATE_WITHIN_KT * thermal_energy_eV(temperature_K))


def _displacement_on_metal(left: Material, right: Material, built_in_V: float, temperature_K: float) -> float:
    semiconductor, sign = (left, 1.0) if isinstance(left, Semiconductor) else (right, -1.0)
    assert isinstance(semiconductor, Semiconductor)
    half_space = _HalfSpace.of(semiconductor, temperature_K)
    log_bending = float(np.log(abs(built_in_V) / half_space.thermal_V))
    return float(np.exp(half_space.log_displacement(sign * float(np.sign(built_in_V)), log_bending)))


def _field_V_per_m(material: Material, displacement: float) -> float:
    if isinstance(material, Metal):
        return 0.0
    return displacement / (material.relative_permittivity * constants.epsilon_0)


@takes(left=MATERIAL, right=MATERIAL, temperature_K=TEMPERATURE.single)
def sheet_charge_C_per_cm2(left: Material, right: Material, temperature_K: float = REFERENCE_TEMPERATURE_K) -> float:
    r"""Charge per area that the left side carries after contact; the right side carries the opposite charge.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two sides, both thick; at most one a metal.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float
        Charge of the left side in C/cm2.

    Raises
    ------
    ValueError
        If an argument is outside its range or both sides are metals.

    Notes
    -----
    Gauss's law: the charge of the left side is the displacement at the interface. See :func:`equilibrium_split`.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 4.2.

    Examples
    --------
    >>> n_silicon = Semiconductor("n-Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> f"{sheet_charge_C_per_cm2(n_silicon, Metal('W', 4.55)):.2e}"
    '2.99e-08'
    """
    return equilibrium_split(left, right, temperature_K).displacement_C_per_m2 * CM2


@takes(left=MATERIAL, right=MATERIAL, temperature_K=TEMPERATURE.single)
def transferred_electrons_per_cm2(
    left: Material, right: Material, temperature_K: float = REFERENCE_TEMPERATURE_K
) -> float:
    r"""Number of electrons per area that go from the left to the right side on contact.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two sides, both thick; at most one a metal.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float
        Electrons per cm2; negative if they go to the left.

    Raises
    ------
    ValueError
        If an argument is outside its range or both sides are metals.

    Notes
    -----
    The sheet charge divided by the elementary charge. A dense atomic plane has about 1e15 atoms per cm2: the transfer
    between doped semiconductors is a matter of one electron per hundred or thousand surface atoms. The charges of
    several tenths of an electron per atom that calculations of thin slabs report include the polarization of
    interface bonds.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 4.2.

    Examples
    --------
    >>> n_silicon = Semiconductor("n-Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> f"{transferred_electrons_per_cm2(n_silicon, Metal('W', 4.55)):.2e}"
    '1.86e+11'
    """
    return equilibrium_split(left, right, temperature_K).electrons_to_right_per_cm2


# ---------------------------------------------------------------- isotype junctions


@dataclass(frozen=True)
class IsotypeJunction:
    """An n-n or p-p junction in equilibrium.

    Parameters
    ----------
    split : EquilibriumSplit
        Drops, fields and transferred charge.
    kind : str
        ``n-n`` or ``p-p``.
    depleted_side, accumulated_side : str
        ``left``, ``right``, or ``none`` if the bands are flat.
    depletion_width_nm : float
        Width of a fully depleted layer with the same charge, in nm; 0 if the bands are flat.
    left_debye_length_nm, right_debye_length_nm : float
        Debye lengths of both bulks in nm.
    """

    split: EquilibriumSplit
    kind: str
    depleted_side: str
    accumulated_side: str
    depletion_width_nm: float
    left_debye_length_nm: float
    right_debye_length_nm: float


@takes(left=Kind(Semiconductor), right=Kind(Semiconductor), temperature_K=TEMPERATURE.single)
def isotype_junction(
    left: Semiconductor, right: Semiconductor, temperature_K: float = REFERENCE_TEMPERATURE_K
) -> IsotypeJunction:
    r"""Junction of two n-type or two p-type semiconductors in equilibrium.

    Parameters
    ----------
    left, right : Semiconductor
        The two sides, both n-type or both p-type.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    IsotypeJunction
        The split of the potential, which side is depleted, and the widths.

    Raises
    ------
    ValueError
        If an argument is outside its range or the sides are not of the same type.

    Notes
    -----
    One side is depleted, and the other one accumulates the carriers that the first has lost: unlike in a p-n junction,
    there are never two depletion regions. For n-type material the side with the smaller work function is depleted, for
    p-type the side with the larger one. Accumulated carriers sit in a layer thinner than the Debye length. With similar
    doping and a built-in potential of many kT most of the potential therefore falls on the depleted side. If that side
    is doped much more heavily, most of it falls on the accumulated side (:func:`high_low_drop_V` is the extreme case).
    The split is exact; the width is an estimate,

    .. math:: w = \frac{|D|}{e |N|}

    with the doping N of the depleted side. If that side is inverted (see ``split``), minority carriers hold part of
    the charge and the depleted layer is narrower.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.7 (isotype
    heterojunctions).

    Examples
    --------
    >>> molybdenum_sulfide = Semiconductor("MoS2", 1.3, 4.0, 7.0, 1e17)
    >>> tin_sulfide = Semiconductor("SnS2", 2.2, 4.3, 10.0, 1e17)
    >>> junction = isotype_junction(molybdenum_sulfide, tin_sulfide)
    >>> junction.kind, junction.depleted_side, round(junction.depletion_width_nm)
    ('n-n', 'left', 41)
    """
    for name, side in (("left", left), ("right", right)):
        _require_doped(name, side)
    if left.is_n_type != right.is_n_type:
        wanted = "n-type" if left.is_n_type else "p-type"
        raise ValueError(
            f"right is {right.name!r}; it must be {wanted} like {left.name!r} on the left: use p_n_junction"
        )
    split = equilibrium_split(left, right, temperature_K)
    depleted, accumulated, width_m = "none", "none", 0.0
    if abs(split.built_in_potential_V) >= SAME_LEVEL_EV:
        left_is_positive = split.displacement_C_per_m2 > 0
        # Positive space charge is what donors leave behind when electrons go.
        left_is_depleted = left_is_positive == left.is_n_type
        depleted, accumulated = ("left", "right") if left_is_depleted else ("right", "left")
        doping = abs((left if left_is_depleted else right).net_doping_per_cm3) * PER_CM3_IN_PER_M3
        width_m = abs(split.displacement_C_per_m2) / (constants.e * doping)
    return IsotypeJunction(
        split=split,
        kind=split.kind,
        depleted_side=depleted,
        accumulated_side=accumulated,
        depletion_width_nm=width_m / NM,
        left_debye_length_nm=bulk_debye_length_nm(left, temperature_K),
        right_debye_length_nm=bulk_debye_length_nm(right, temperature_K),
    )


@takes(high_doping_per_cm3=POSITIVE, low_doping_per_cm3=POSITIVE, temperature_K=TEMPERATURE)
def high_low_drop_V(
    high_doping_per_cm3: Numbers, low_doping_per_cm3: Numbers, temperature_K: Numbers = REFERENCE_TEMPERATURE_K
) -> Numbers:
    r"""Drop of the potential on the heavily doped side of an n+-n (or p+-p) homojunction.

    Parameters
    ----------
    high_doping_per_cm3 : float or array
        Doping of the heavily doped side in 1/cm3, greater than 0 and at least that of the other side.
    low_doping_per_cm3 : float or array
        Doping of the lightly doped side in 1/cm3, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Drop on the heavily doped, depleted side in V, without sign.

    Raises
    ------
    ValueError
        If an argument is outside its range or the high doping is below the low one.

    Notes
    -----
    With equal permittivities and bands, the electrons at the interface drop out of the first integral, and with
    :math:`v = \ln(N_{high} / N_{low})`

    .. math:: V_{high} = \frac{k_B T}{e} \left( 1 - \frac{v}{e^v - 1} \right)

    It is half of the built-in potential for nearly equal dopings and never more than kT/e: a homojunction n+-n keeps nearly
    all of its potential on the lightly doped side, and that in accumulation. Minority carriers are neglected.

    References
    ----------
    Derived here from the first integral in S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed.,
    Wiley 2007, section 4.2.

    Examples
    --------
    >>> round(high_low_drop_V(1e18, 1e16), 4)
    0.0246
    """
    if np.any(np.asarray(high_doping_per_cm3) < np.asarray(low_doping_per_cm3)):
        high, low = np.broadcast_arrays(high_doping_per_cm3, low_doping_per_cm3)
        worst = int(np.argmax(high < low))
        raise ValueError(
            f"high_doping_per_cm3 is {high.flat[worst]:g}; it must be at least the low doping of {low.flat[worst]:g} 1/cm3"
        )
    ratio = np.log(np.asarray(high_doping_per_cm3) / low_doping_per_cm3)
    # Where the ratio is tiny, the series of v / (exp(v) - 1) does not cancel.
    share = np.where(ratio < 1e-4, ratio / 2.0 - ratio**2 / 12.0, 1.0 - ratio / np.expm1(np.maximum(ratio, 1e-4)))
    found: Numbers = thermal_energy_eV(temperature_K) * share
    return found


# ---------------------------------------------------------------- profiles


@dataclass(frozen=True)
class _Part:
    """What one side adds to a profile, from left to right, in SI units; the potential is counted from the left bulk."""

    material: Material
    position: FloatArray
    potential: FloatArray
    field: FloatArray
    charge_density: FloatArray


def _flat_part(material: Material, start: float, end: float, potential: float, points: int) -> _Part:
    zero = np.zeros(points)
    return _Part(material, np.linspace(start, end, points), np.full(points, potential), zero, zero)


def _mirrored(part: _Part) -> _Part:
    """Return a part seen from behind: the field changes its sign, potential and charge do not."""
    return _Part(
        part.material,
        -part.position[::-1],
        part.potential[::-1],
        -part.field[::-1] + 0.0,
        part.charge_density[::-1],
    )


def _joined(left: _Part, right: _Part, temperature_K: float) -> BandProfile:
    right_bulk_V = right.potential[-1]
    right_work_eV = work_function_eV(right.material, temperature_K)
    conduction, valence, vacuum = [], [], []
    for part in (left, right):
        level_eV = right_work_eV - (part.potential - right_bulk_V)
        vacuum.append(level_eV)
        if isinstance(part.material, Semiconductor):
            conduction.append(level_eV - part.material.electron_affinity_eV)
            valence.append(level_eV - part.material.ionization_energy_eV)
        else:
            conduction.append(level_eV - part.material.work_function_eV)
            valence.append(level_eV - part.material.work_function_eV)
    return BandProfile(
        position_nm=np.concatenate([left.position, right.position]) / NM,
        potential_V=np.concatenate([left.potential, right.potential]),
        field_V_per_m=np.concatenate([left.field, right.field]),
        vacuum_level_eV=np.concatenate(vacuum),
        conduction_band_eV=np.concatenate(conduction),
        valence_band_eV=np.concatenate(valence),
        charge_density_C_per_m3=np.concatenate([left.charge_density, right.charge_density]),
    )


def _depleted_part(semiconductor: Semiconductor, width: float, margin: float, bulk_V: float, points: int) -> _Part:
    """Return the right-hand side of a junction: from the interface at 0 through its depletion region into the bulk."""
    density = constants.e * semiconductor.net_doping_per_cm3 * PER_CM3_IN_PER_M3
    permittivity = semiconductor.relative_permittivity * constants.epsilon_0
    inside = np.linspace(0.0, width, points - 2)
    # The edge of the depletion region stands twice, because the charge density jumps there.
    position = np.concatenate([inside, [width, width + margin]])
    to_edge = np.maximum(width - position, 0.0)
    charge = np.concatenate([np.full(points - 2, density), [0.0, 0.0]])
    return _Part(
        semiconductor,
        position,
        bulk_V - density * to_edge**2 / (2.0 * permittivity),
        -density * to_edge / permittivity + 0.0,
        charge,
    )


@takes(
    left=Kind(Semiconductor),
    right=Kind(Semiconductor),
    bias_V=FINITE.single,
    temperature_K=TEMPERATURE.single,
    points_per_side=POINTS,
)
def p_n_profile(
    left: Semiconductor,
    right: Semiconductor,
    bias_V: float = 0.0,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    points_per_side: int = 101,
) -> BandProfile:
    r"""Bands, field and charge of a p-n heterojunction in the depletion approximation.

    Parameters
    ----------
    left, right : Semiconductor
        The two sides: one p-type, one n-type.
    bias_V : float
        Applied voltage in V, of any sign; forward (p side positive) is positive.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    points_per_side : int
        Number of positions on each side that is whole and at least 4.

    Returns
    -------
    BandProfile
        Profile with the interface, twice, at x = 0. The edges of the depletion region stand twice too, and each side
        ends with a piece of neutral bulk.

    Raises
    ------
    ValueError
        As :func:`p_n_junction`.

    Notes
    -----
    In a depletion region with edge at the distance w from the interface and bulk potential :math:`V_b`:

    .. math:: V(x) = V_b - \frac{e N (w - |x|)^2}{2 \varepsilon}

    with the signed doping N. Under bias the Fermi level of the left bulk lies above that of the right bulk by the bias
    if the left side is n-type, and below it if the left side is p-type.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, sections 2.2 and 2.7.

    Examples
    --------
    >>> p_side = Semiconductor("p-Si", 1.12, 4.05, 11.7, -1e17, 2.8e19, 1.04e19)
    >>> n_side = Semiconductor("n-Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> profile = p_n_profile(p_side, n_side)
    >>> round(float(profile.conduction_band_eV[0] - profile.conduction_band_eV[-1]), 3)
    0.795
    """
    junction = p_n_junction(left, right, bias_V, temperature_K)
    margin = 0.25 * float(junction.width_nm) * NM
    left_part = _mirrored(_depleted_part(left, float(junction.left_width_nm) * NM, margin, 0.0, points_per_side))
    right_part = _depleted_part(
        right, float(junction.right_width_nm) * NM, margin, float(junction.drop_V), points_per_side
    )
    return _joined(left_part, right_part, temperature_K)


@takes(
    left=MATERIAL,
    right=MATERIAL,
    bias_V=FINITE.single,
    temperature_K=TEMPERATURE.single,
    barrier_eV=FINITE.single,
    points_per_side=POINTS,
)
def schottky_profile(
    left: Material,
    right: Material,
    bias_V: float = 0.0,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    barrier_eV: float | None = None,
    points_per_side: int = 101,
) -> BandProfile:
    r"""Bands, field and charge of a rectifying contact in the depletion approximation; the metal may be on either side.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two sides: one metal, one doped semiconductor.
    bias_V : float
        Applied voltage in V, of any sign; forward is positive.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    barrier_eV : float, optional
        A measured or pinned barrier in eV, of any sign. Without it the Schottky-Mott rule holds.
    points_per_side : int
        Number of positions on each side that is whole and at least 4.

    Returns
    -------
    BandProfile
        Profile with the interface, twice, at x = 0. In the metal both band edges stand at its Fermi level. Its charge
        has no thickness and is not part of the charge density.

    Raises
    ------
    ValueError
        As :func:`schottky_contact`, or if not one side is a metal and the other one a semiconductor.

    Notes
    -----
    The same parabola as in :func:`p_n_profile`. A barrier other than that of Schottky and Mott needs a dipole at the
    interface: potential and vacuum level then jump there. Image force is not included.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.2.

    Examples
    --------
    The barrier is the conduction band at the interface above the Fermi level:

    >>> silicon = Semiconductor("Si", 1.12, 4.01, 11.7, 1e16, 2.8e19, 1.04e19)
    >>> profile = schottky_profile(Metal("W", 4.55), silicon)
    >>> round(float(profile.conduction_band_eV[101]), 3)
    0.54
    """
    if isinstance(left, Metal) and isinstance(right, Semiconductor):
        metal, semiconductor = left, right
    elif isinstance(left, Semiconductor) and isinstance(right, Metal):
        metal, semiconductor = right, left
    else:
        raise ValueError(f"right is {right.name!r}; one of left and right must be a Metal, the other a Semiconductor")
    contact = schottky_contact(metal, semiconductor, bias_V, temperature_K, barrier_eV)
    width = float(contact.depletion_width_nm) * NM
    sign = 1.0 if semiconductor.is_n_type else -1.0
    # Potential of the semiconductor bulk minus that of the metal: unbiased, the Fermi levels are equal.
    bulk_minus_metal_V = contact_potential_V(metal, semiconductor, temperature_K) - sign * bias_V
    # Built with the metal on the left; the potential is counted from the bulk that ends up on the left.
    metal_V, bulk_V = (0.0, bulk_minus_metal_V) if metal is left else (-bulk_minus_metal_V, 0.0)
    metal_part = _flat_part(metal, -0.25 * width, 0.0, metal_V, points_per_side)
    part = _depleted_part(semiconductor, width, 0.25 * width, bulk_V, points_per_side)
    if metal is left:
        return _joined(metal_part, part, temperature_K)
    return _joined(_mirrored(part), _mirrored(metal_part), temperature_K)


def _levels_of_bending(first: float, last: float, points: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return bendings in kT from first down to last, and nodes and weights of a quadrature over each step between.

    The bendings are evenly spaced in ln u + c u: by ratio in the tail, evenly close to the interface. The nodes come
    as logarithms of the bending, the weights for an integral over the bending.
    """
    from scipy import special

    slope = min(0.5, 20.0 / first)

    def log_bending(z: FloatArray) -> FloatArray:
        found: FloatArray = z - special.wrightomega(z + np.log(slope))
        return found

    start, end = np.log(first) + slope * first, np.log(last) + slope * last
    pieces = int(np.ceil(400 / (points - 1)))
    edges = np.linspace(start, end, pieces * (points - 1) + 1)
    node, weight = np.polynomial.legendre.leggauss(8)
    half_step = (edges[0] - edges[1]) / 2.0
    z = (edges[:-1] + edges[1:])[:, None] / 2.0 + half_step * node
    log_u = log_bending(z)
    weights = half_step * weight * np.exp(log_u) / (1.0 + slope * np.exp(log_u))
    shape = (points - 1, pieces * len(node))
    return np.exp(log_bending(edges[::pieces])), log_u.reshape(shape), weights.reshape(shape)


def _exact_part(
    semiconductor: Semiconductor, temperature_K: float, interface_V: float, bulk_V: float, points: int
) -> _Part:
    """Return the right-hand side of a junction by quadrature of the first integral: dx = dV / E."""
    half_space = _HalfSpace.of(semiconductor, temperature_K)
    bending_V = interface_V - bulk_V
    if bending_V == 0.0:
        return _flat_part(semiconductor, 0.0, 10.0 * half_space.debye_length_m, bulk_V, points)
    sign = float(np.sign(bending_V))
    first = abs(bending_V) / half_space.thermal_V
    last = END_OF_PROFILE_KT * min(first, 1.0)
    u, log_nodes, weights = _levels_of_bending(first, last, points)
    u[0] = first
    permittivity = half_space.permittivity
    slowness = np.exp(-half_space.log_displacement(sign, log_nodes)) * permittivity * half_space.thermal_V
    position = np.concatenate([[0.0], np.cumsum((slowness * weights).sum(axis=1))])
    field = sign * np.exp(half_space.log_displacement(sign, np.log(u))) / permittivity
    deviation = sign * u * half_space.thermal_V
    return _Part(semiconductor, position, bulk_V + deviation, field, half_space.charge_density(deviation))


@takes(left=MATERIAL, right=MATERIAL, temperature_K=TEMPERATURE.single, points_per_side=POINTS)
def thick_junction_profile(
    left: Material, right: Material, temperature_K: float = REFERENCE_TEMPERATURE_K, points_per_side: int = 201
) -> BandProfile:
    r"""Bands, field and charge of any junction of two thick materials in equilibrium, by quadrature.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The two sides, both thick; at most one a metal.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    points_per_side : int
        Number of positions on each side that is whole and at least 4.

    Returns
    -------
    BandProfile
        Profile with the interface, twice, at x = 0. The positions are close where the potential changes fast, and end
        where 1e-5 kT of the bending is left. In a metal both band edges stand at its Fermi level, and its charge is not
        part of the charge density.

    Raises
    ------
    ValueError
        If an argument is outside its range or both sides are metals.

    Notes
    -----
    The first integral (see :func:`equilibrium_split`) gives the field E at each potential V; the position is

    .. math:: x = \int_V^{V_{interface}} \frac{dV'}{E(V')}

    so that potential, field and charge density are exact at each position, and the position has the small error of a
    Gauss-Legendre quadrature. For thin layers, more than two layers, interface charge or Fermi-Dirac statistics use
    :mod:`heterostructures.physics.equilibrium`.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 4.2.

    Examples
    --------
    >>> molybdenum_sulfide = Semiconductor("MoS2", 1.3, 4.0, 7.0, 1e17)
    >>> tin_sulfide = Semiconductor("SnS2", 2.2, 4.3, 10.0, 1e17)
    >>> profile = thick_junction_profile(molybdenum_sulfide, tin_sulfide)
    >>> round(float(profile.potential_V[200]), 3), round(float(profile.potential_V[-1]), 3)
    (-0.243, -0.3)
    """
    split = equilibrium_split(left, right, temperature_K)
    total_V = split.built_in_potential_V
    if isinstance(left, Semiconductor) and isinstance(right, Semiconductor):
        left_part = _exact_part(left, temperature_K, split.left_drop_V, 0.0, points_per_side)
        right_part = _exact_part(right, temperature_K, -split.right_drop_V, 0.0, points_per_side)
        return _joined(_mirrored(left_part), _shifted(right_part, total_V), temperature_K)
    semiconductor = left if isinstance(left, Semiconductor) else right
    assert isinstance(semiconductor, Semiconductor)
    if semiconductor is left:
        part = _exact_part(semiconductor, temperature_K, total_V, 0.0, points_per_side)
        metal_part = _flat_part(right, 0.0, 0.25 * part.position[-1], total_V, points_per_side)
        return _joined(_mirrored(part), metal_part, temperature_K)
    part = _exact_part(semiconductor, temperature_K, -total_V, 0.0, points_per_side)
    metal_part = _flat_part(left, -0.25 * part.position[-1], 0.0, 0.0, points_per_side)
    return _joined(metal_part, _shifted(part, total_V), temperature_K)


def _shifted(part: _Part, by_V: float) -> _Part:
    return _Part(part.material, part.position, part.potential + by_V, part.field, part.charge_density)


# ---------------------------------------------------------------- three materials


@dataclass(frozen=True)
class TernaryStack:
    """Three materials in series whose middle layer keeps a neutral core.

    Parameters
    ----------
    alignment : StackAlignment
        Work functions and contact potentials of the three.
    left_junction, right_junction : EquilibriumSplit
        The junctions left and right of the middle layer.
    left_reach_nm, right_reach_nm : float
        How far the space charge of either junction reaches into the middle layer, in nm.
    left_charge_C_per_cm2, middle_charge_C_per_cm2, right_charge_C_per_cm2 : float
        Charge of each layer per area in C/cm2; they add up to 0.
    total_potential_V : float
        Potential of the right bulk minus potential of the left bulk, in V.
    """

    alignment: StackAlignment
    left_junction: EquilibriumSplit
    right_junction: EquilibriumSplit
    left_reach_nm: float
    right_reach_nm: float
    left_charge_C_per_cm2: float
    middle_charge_C_per_cm2: float
    right_charge_C_per_cm2: float
    total_potential_V: float


def _reach_m(semiconductor: Semiconductor, temperature_K: float, bending_V: float) -> float:
    """Return the distance from the interface at which the bending has nearly gone."""
    half_space = _HalfSpace.of(semiconductor, temperature_K)
    first = abs(bending_V) / half_space.thermal_V
    if first <= END_OF_SPACE_CHARGE_KT:
        return 0.0
    _, log_nodes, weights = _levels_of_bending(first, END_OF_SPACE_CHARGE_KT, 2)
    log_displacement = half_space.log_displacement(float(np.sign(bending_V)), log_nodes)
    slowness = np.exp(-log_displacement) * half_space.permittivity * half_space.thermal_V
    return float((slowness * weights).sum())


@takes(
    left=MATERIAL,
    middle=Kind(Semiconductor),
    right=MATERIAL,
    middle_thickness_nm=POSITIVE.single,
    temperature_K=TEMPERATURE.single,
)
def ternary_stack(
    left: Material,
    middle: Semiconductor,
    right: Material,
    middle_thickness_nm: float,
    temperature_K: float = REFERENCE_TEMPERATURE_K,
) -> TernaryStack:
    r"""Three materials in series in equilibrium, if the middle layer is thick enough for two separate junctions.

    Parameters
    ----------
    left, right : Semiconductor or Metal
        The outer materials, both thick.
    middle : Semiconductor
        The material between them.
    middle_thickness_nm : float
        Thickness of the middle layer in nm, greater than 0 and at least what both space charges need.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    TernaryStack
        Both junctions, the charge of each layer and the total potential.

    Raises
    ------
    ValueError
        If an argument is outside its range or the space charges of both junctions overlap in the middle layer.

    Notes
    -----
    Each junction is solved exactly by :func:`equilibrium_split`, as if the middle layer were infinitely thick. A space
    charge is taken to end where 0.05 kT of the bending is left. With the displacements :math:`D_1, D_2` at the two
    interfaces, Gauss's law gives the charges :math:`D_1`, :math:`D_2 - D_1` and :math:`-D_2` of the layers. The total
    potential is independent of the middle layer.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 2.7.

    Examples
    --------
    >>> tin_sulfide = Semiconductor("SnS", 1.1, 4.0, 15.0, -1e18)
    >>> molybdenum_sulfide = Semiconductor("MoS2", 1.3, 4.2, 7.0, 1e18)
    >>> tin_dioxide = Semiconductor("SnO2", 3.6, 4.5, 12.0, 1e18)
    >>> stack = ternary_stack(tin_sulfide, molybdenum_sulfide, tin_dioxide, 60)
    >>> stack.left_junction.kind, stack.right_junction.kind
    ('p-n', 'n-n')
    >>> round(stack.left_reach_nm), round(stack.right_reach_nm), round(stack.total_potential_V, 2)
    (27, 21, 0.43)
    """
    left_junction = equilibrium_split(left, middle, temperature_K)
    right_junction = equilibrium_split(middle, right, temperature_K)
    left_reach = _reach_m(middle, temperature_K, -left_junction.right_drop_V) / NM
    right_reach = _reach_m(middle, temperature_K, right_junction.left_drop_V) / NM
    if left_reach + right_reach > middle_thickness_nm:
        raise ValueError(
            f"middle_thickness_nm is {middle_thickness_nm:g}; it must be at least {left_reach + right_reach:.3g}, because "
            f"the space charges of both junctions ({left_reach:.3g} and {right_reach:.3g} nm) would overlap: use the full "
            "equilibrium solver heterostructures.physics.equilibrium"
        )
    alignment = align_stack((left, middle, right), temperature_K)
    left_charge = left_junction.displacement_C_per_m2 * CM2
    right_charge = -right_junction.displacement_C_per_m2 * CM2 + 0.0
    return TernaryStack(
        alignment=alignment,
        left_junction=left_junction,
        right_junction=right_junction,
        left_reach_nm=left_reach,
        right_reach_nm=right_reach,
        left_charge_C_per_cm2=left_charge,
        middle_charge_C_per_cm2=-(left_charge + right_charge) + 0.0,
        right_charge_C_per_cm2=right_charge,
        total_potential_V=alignment.total_potential_V,
    )


@dataclass(frozen=True)
class MetalBridge:
    """Two semiconductors joined by a metal: two contacts back to back.

    Parameters
    ----------
    left, right : Semiconductor
        The semiconductors.
    metal : Metal
        The bridge.
    left_barrier_eV, right_barrier_eV : float
        Schottky-Mott barriers in eV for the majority carriers of either side.
    left_built_in_potential_V : float
        Potential of the metal minus potential of the left bulk, in V.
    right_built_in_potential_V : float
        Potential of the right bulk minus potential of the metal, in V.
    left_behavior, right_behavior : str
        ``rectifying`` or ``ohmic``.
    left_charge_C_per_cm2, metal_charge_C_per_cm2, right_charge_C_per_cm2 : float
        Charge of each part per area in C/cm2; they add up to 0.
    total_potential_V : float
        Potential of the right bulk minus potential of the left bulk, in V; the same for every metal.
    """

    left: Semiconductor
    metal: Metal
    right: Semiconductor
    left_barrier_eV: float
    right_barrier_eV: float
    left_built_in_potential_V: float
    right_built_in_potential_V: float
    left_behavior: str
    right_behavior: str
    left_charge_C_per_cm2: float
    metal_charge_C_per_cm2: float
    right_charge_C_per_cm2: float
    total_potential_V: float


@takes(left=Kind(Semiconductor), metal=Kind(Metal), right=Kind(Semiconductor), temperature_K=TEMPERATURE.single)
def metal_bridge(
    left: Semiconductor, metal: Metal, right: Semiconductor, temperature_K: float = REFERENCE_TEMPERATURE_K
) -> MetalBridge:
    r"""Two semiconductors with a metallic layer between them.

    Parameters
    ----------
    left, right : Semiconductor
        The semiconductors, both thick and doped.
    metal : Metal
        The bridge, such as a carbide, a nitride or carbon. It may be thin: a metal screens within a few atoms.
    temperature_K : float
        Temperature in K, from 1 to 5000.

    Returns
    -------
    MetalBridge
        Barriers, built-in potentials and behavior of both contacts, and the charges.

    Raises
    ------
    ValueError
        If an argument is outside its range or a semiconductor has no net doping.

    Notes
    -----
    .. math:: V_{left} = \frac{W_{left} - W_{metal}}{e}, \qquad V_{right} = \frac{W_{metal} - W_{right}}{e}, \qquad
              V_{left} + V_{right} = \frac{W_{left} - W_{right}}{e}

    The bridge cannot change the potential between the semiconductors; it decides where the potential falls. Two
    rectifying contacts back to back block the current both ways. A bridge helps electrons if both contacts are ohmic.
    For two n-type semiconductors its work function must then be no larger than either of theirs, for two p-type ones
    no smaller. Between p-type and n-type material a work function between theirs makes both contacts ohmic only if
    that of the p-type side is the smaller one.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.2.

    Examples
    --------
    A bridge with a work function between those of two n-type sulfides rectifies on one side:

    >>> left = Semiconductor("MoS2", 1.3, 4.0, 7.0, 1e17)
    >>> right = Semiconductor("SnS2", 2.2, 4.4, 10.0, 1e17)
    >>> bridge = metal_bridge(left, Metal("bridge", 4.4), right)
    >>> bridge.left_behavior, bridge.right_behavior, round(bridge.total_potential_V, 2)
    ('rectifying', 'ohmic', -0.4)
    """
    _require_doped("left", left)
    _require_doped("right", right)
    left_charge = sheet_charge_C_per_cm2(left, metal, temperature_K)
    right_charge = -sheet_charge_C_per_cm2(metal, right, temperature_K) + 0.0
    left_V = contact_potential_V(left, metal, temperature_K)
    right_V = contact_potential_V(metal, right, temperature_K)
    return MetalBridge(
        left=left,
        metal=metal,
        right=right,
        left_barrier_eV=schottky_barrier_eV(metal, left),
        right_barrier_eV=schottky_barrier_eV(metal, right),
        left_built_in_potential_V=left_V,
        right_built_in_potential_V=right_V,
        left_behavior=contact_behavior(metal, left, temperature_K),
        right_behavior=contact_behavior(metal, right, temperature_K),
        left_charge_C_per_cm2=left_charge,
        metal_charge_C_per_cm2=-(left_charge + right_charge) + 0.0,
        right_charge_C_per_cm2=right_charge,
        total_potential_V=left_V + right_V,
    )
