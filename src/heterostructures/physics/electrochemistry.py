r"""Capacities, currents, cycle life and cell balance: what the numbers of a cell test mean, and what they cannot be.

Specific capacities are per mass of one electrode material unless a name says otherwise. *Charge* and *discharge* are
avoided where they mean opposite things for anode and cathode; electrodes take up and give back.

Notes
-----
Theoretical capacities are Faraday's law for a reaction that the caller writes down; whether the reaction runs to its
end, and whether surfaces, electrolyte or carbon add to it, is not known here. A capacity above the Faraday limit
therefore means that the reaction, the mass or the number is not what it was taken for. Fading is described, not
explained.

References
----------
- A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, chapter 1.
- D. Linden and T. B. Reddy (eds.), Handbook of Batteries, 3rd ed., McGraw-Hill 2002, chapter 1.

Examples
--------
A composite anode of 80 % MoS2 and 20 % carbon is reported with 640 mAh/g in a sodium half-cell. Is that possible?

>>> limit = theoretical_capacity("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", "MoS2", "without ions")
>>> limit.electrons_per_formula, round(limit.capacity_mAh_per_g)
(4.0, 670)
>>> from_both = composite_capacity_mAh_per_g([0.8, 0.2], [limit.capacity_mAh_per_g, 250])
>>> round(from_both), round(640 / from_both, 2)
(586, 1.09)

With 250 mAh/g from carbon (an illustrative value) the composite ends at 586 mAh/g. To reach 640 mAh/g it would have to
be almost pure MoS2:

>>> round(implied_mass_fraction(640, limit.capacity_mAh_per_g, 250), 2)
0.93

Its first cycle returns 75 % of the charge. A cathode pays for that:

>>> round(first_cycle_loss_mAh_per_g(640, 75), 1)
213.3
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy import constants

from heterostructures.physics.domains import (
    FRACTION,
    NON_NEGATIVE,
    POSITIVE,
    TEXT,
    Domain,
    FloatArray,
    Kind,
    Numbers,
    OneOf,
    takes,
    with_checked_fields,
)
from heterostructures.physics.formulas import (
    charge_number,
    element_amounts,
    molar_mass_g_per_mol,
    read_formula,
    unknown_amounts,
)
from heterostructures.physics.reactions import read_reaction

MILLIAMPERE_HOURS_PER_AMPERE_HOUR = 1000.0
HOURS_PER_DAY = 24.0
FARADAY_C_PER_MOL = constants.N_A * constants.e
FARADAY_MAH_PER_MOL = FARADAY_C_PER_MOL / constants.hour * MILLIAMPERE_HOURS_PER_AMPERE_HOUR

PERCENT = Domain("greater than 0 and at most 100", low=0, high=100, high_allowed=True)
DECAY_PERCENT = Domain("at least 0 and below 100", low=0, high=100, low_allowed=True)
READING = OneOf(("linear", "compound"))
MASS_OF = OneOf(("without ions", "with ions"))
# Mass fractions that are rounded to percent may miss 1 by this much.
ROUNDING_OF_FRACTIONS = 1e-6


# ---------------------------------------------------------------- Faraday


@takes(electrons_per_formula=POSITIVE, molar_mass_g_per_mol=POSITIVE)
def theoretical_capacity_mAh_per_g(electrons_per_formula: Numbers, molar_mass_g_per_mol: Numbers) -> Numbers:
    r"""Charge that a mass of active material can hold, from Faraday's law.

    Parameters
    ----------
    electrons_per_formula : float or array
        Electrons that one formula unit takes up, greater than 0.
    molar_mass_g_per_mol : float or array
        Molar mass to which the capacity shall refer, in g/mol, greater than 0.

    Returns
    -------
    float or array
        Specific capacity in mAh/g.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Q = \frac{n F}{3.6 \, M}

    with the Faraday constant in C/mol. The factor 3.6 turns C/g into mAh/g.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, chapter 1.

    Examples
    --------
    >>> round(theoretical_capacity_mAh_per_g(1, 6 * 12.011))
    372
    """
    return electrons_per_formula * FARADAY_MAH_PER_MOL / molar_mass_g_per_mol


@takes(capacity_mAh_per_g=POSITIVE, molar_mass_g_per_mol=POSITIVE)
def implied_electrons_per_formula(capacity_mAh_per_g: Numbers, molar_mass_g_per_mol: Numbers) -> Numbers:
    r"""Electrons per formula unit that a reported capacity would need.

    Parameters
    ----------
    capacity_mAh_per_g : float or array
        Reported capacity per mass of the material, in mAh/g, greater than 0.
    molar_mass_g_per_mol : float or array
        Molar mass of the material in g/mol, greater than 0.

    Returns
    -------
    float or array
        Electrons per formula unit.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: n = \frac{3.6 \, Q M}{F}

    All charge is booked on the one material; electrolyte reduction, carbon and capacitive charge are not taken off.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, chapter 1.

    Examples
    --------
    >>> round(implied_electrons_per_formula(1022, 150.77), 2)
    5.75
    """
    return capacity_mAh_per_g * molar_mass_g_per_mol / FARADAY_MAH_PER_MOL


@takes(half_reaction=TEXT, formula=TEXT, amounts=Kind(dict))
def electrons_per_formula(half_reaction: str, formula: str, amounts: dict[str, float] | None = None) -> float:
    r"""Electrons exchanged for each formula unit of one substance of a half-reaction.

    Parameters
    ----------
    half_reaction : str
        Balanced half-reaction with electrons, such as ``Sb + 3 Na+ + 3 e- -> Na3Sb``.
    formula : str
        The substance, as it stands in the half-reaction, on either side.
    amounts : dict of str to float, optional
        Value of each unknown amount in the half-reaction, at least 0, such as ``{"x": 0.5}``.

    Returns
    -------
    float
        Electrons per formula unit, positive for taking up as well as for giving back.

    Raises
    ------
    ValueError
        If the half-reaction cannot be read, does not balance or has no electrons, or if the formula does not stand
        in it.

    Notes
    -----
    .. math:: n = |\nu_{e^-}| / \nu_\mathrm{formula}

    Counting is all that is done: the half-reaction decides whether the storage is intercalation, conversion or
    alloying, and how far it goes.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, chapter 1.

    Examples
    --------
    >>> electrons_per_formula("4 Sn + 15 Na+ + 15 e- -> Na15Sn4", "Sn")
    3.75
    >>> electrons_per_formula("MoS2 + x Na+ + x e- -> Na{x}MoS2", "MoS2", {"x": 0.5})
    0.5
    """
    reaction = read_reaction(half_reaction, amounts)
    substance = read_formula(formula).name
    coefficient = reaction.consumed.get(substance) or reaction.formed.get(substance)
    if not coefficient:
        there = ", ".join([*reaction.consumed, *reaction.formed])
        raise ValueError(f"formula is {formula!r}; it must stand in the half-reaction, which has {there}")
    if not reaction.electrons:
        raise ValueError(f"half_reaction is {half_reaction!r}; it must show its electrons, as in 'Na+ + e- -> Na'")
    return float(abs(reaction.electrons) / coefficient)


@dataclass(frozen=True)
class TheoreticalCapacity:
    """A theoretical capacity together with what it rests on.

    Parameters
    ----------
    capacity_mAh_per_g : float
        Specific capacity in mAh/g.
    electrons_per_formula : float
        Electrons for each formula unit of the active substance.
    molar_mass_g_per_mol : float
        Mass of a mole of formula units in the chosen state, in g/mol.
    mass_of : str
        ``without ions`` or ``with ions``: the state whose mass is meant.
    """

    capacity_mAh_per_g: float
    electrons_per_formula: float
    molar_mass_g_per_mol: float
    mass_of: str


@takes(half_reaction=TEXT, active_formula=TEXT, mass_of=MASS_OF, amounts=Kind(dict))
def theoretical_capacity(
    half_reaction: str, active_formula: str, mass_of: str, amounts: dict[str, float] | None = None
) -> TheoreticalCapacity:
    r"""Theoretical capacity of an active substance from the half-reaction that it undergoes.

    Parameters
    ----------
    half_reaction : str
        Balanced half-reaction with its ions and electrons, such as ``C6 + Li+ + e- -> LiC6``.
    active_formula : str
        The active substance on the left side of the half-reaction.
    mass_of : str
        ``without ions`` for the mass of the state before the ions are taken up (C6, FePO4), ``with ions`` for that
        after it (LiC6, LiFePO4). Anodes are usually quoted without, cathodes with them.
    amounts : dict of str to float, optional
        Value of each unknown amount in the half-reaction, at least 0, such as ``{"x": 0.5}``.

    Returns
    -------
    TheoreticalCapacity
        The capacity with the electrons and the mass on which it rests.

    Raises
    ------
    ValueError
        If the half-reaction cannot be read, does not balance or has no electrons or no ions whose charge is that of
        the electrons; if the active substance does not stand on its left side, or does not hold the ions that are
        set free.

    Notes
    -----
    .. math:: Q = \frac{n F}{3.6 \, M}, \qquad
        M = M_\mathrm{active} \; (\pm \, \nu_\mathrm{ion} M_\mathrm{ion} / \nu_\mathrm{active})

    The ions are the cations that enter or leave together with the electrons. If the active substance as written
    takes ions up, its own mass is that without ions; if it gives them back, its own mass is that with ions.

    References
    ----------
    - D. Linden and T. B. Reddy (eds.), Handbook of Batteries, 3rd ed., McGraw-Hill 2002, section 1.4.

    Examples
    --------
    >>> lithiation = "4 Si + 15 Li+ + 15 e- -> Li15Si4"
    >>> round(theoretical_capacity(lithiation, "Si", "without ions").capacity_mAh_per_g)
    3579
    >>> round(theoretical_capacity(lithiation, "Si", "with ions").capacity_mAh_per_g)
    1857
    """
    reaction = read_reaction(half_reaction, amounts)
    active = read_formula(active_formula).name
    if active not in reaction.consumed:
        there = ", ".join(reaction.consumed)
        raise ValueError(f"active_formula is {active_formula!r}; it must stand on the left side, which has {there}")
    electrons = electrons_per_formula(half_reaction, active_formula, amounts)
    takes_up = reaction.electrons > 0
    beside_electrons = reaction.consumed if takes_up else reaction.formed
    charges = {
        name: charge_number(name, _those_in(name, amounts)) * float(coefficient)
        for name, coefficient in beside_electrons.items()
        if name != active
    }
    ions = [name for name, charge in charges.items() if charge > 0]
    charge = sum(charges[name] for name in ions)
    if not np.isclose(charge, float(abs(reaction.electrons)), rtol=1e-12):
        raise ValueError(
            f"half_reaction is {half_reaction!r}; the cations beside the electrons must carry the opposite charge of "
            f"{float(abs(reaction.electrons)):g}, and they carry {charge:g}"
        )
    active_mass = molar_mass_g_per_mol(active, _those_in(active, amounts))
    if not takes_up:
        _require_ions_in(
            active_formula, active, {n: beside_electrons[n] / reaction.consumed[active] for n in ions}, amounts
        )
    ion_mass = sum(
        float(beside_electrons[name] / reaction.consumed[active]) * molar_mass_g_per_mol(name, _those_in(name, amounts))
        for name in ions
    )
    mass = active_mass
    if takes_up and mass_of == "with ions":
        mass = active_mass + ion_mass
    if not takes_up and mass_of == "without ions":
        mass = active_mass - ion_mass
    return TheoreticalCapacity(float(theoretical_capacity_mAh_per_g(electrons, mass)), electrons, mass, mass_of)


def _require_ions_in(given: str, active: str, ions: dict[str, Fraction], amounts: dict[str, float] | None) -> None:
    """See that the active substance holds the ions it is said to give back: Mo of Mo + 2 Na2S does not."""
    has = element_amounts(active, _those_in(active, amounts))
    for ion, per_active in ions.items():
        for element, number in element_amounts(ion, _those_in(ion, amounts)).items():
            if has.get(element, 0.0) < float(per_active) * number * (1.0 - 1e-12):
                raise ValueError(
                    f"active_formula is {given!r}; it must hold the ions that the half-reaction sets free, "
                    f"{float(per_active):g} {ion} for each formula unit, or another substance gives them"
                )


def _those_in(formula: str, amounts: dict[str, float] | None) -> dict[str, float]:
    """Return the values of those letters that stand in one formula of an equation."""
    letters = unknown_amounts(formula)
    return {letter: value for letter, value in (amounts or {}).items() if letter in letters}


@takes(capacity_mAh_per_g=POSITIVE, density_g_per_cm3=POSITIVE)
def volumetric_capacity_mAh_per_cm3(capacity_mAh_per_g: Numbers, density_g_per_cm3: Numbers) -> Numbers:
    r"""Capacity per volume of material.

    Parameters
    ----------
    capacity_mAh_per_g : float or array
        Specific capacity in mAh/g, greater than 0.
    density_g_per_cm3 : float or array
        Density in g/cm3, greater than 0, of the state whose mass the capacity refers to.

    Returns
    -------
    float or array
        Volumetric capacity in mAh/cm3.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Q_V = Q \rho

    With the density of the crystal this is an upper limit: pores, binder and carbon take room too. The swollen
    electrode needs the density and the capacity *with ions*.

    References
    ----------
    - D. Linden and T. B. Reddy (eds.), Handbook of Batteries, 3rd ed., McGraw-Hill 2002, section 1.4.

    Examples
    --------
    >>> round(volumetric_capacity_mAh_per_cm3(372, 2.26))
    841
    """
    return capacity_mAh_per_g * density_g_per_cm3


@takes(reported_capacity_mAh_per_g=POSITIVE, theoretical_capacity_mAh_per_g=POSITIVE)
def share_of_faraday_limit(reported_capacity_mAh_per_g: Numbers, theoretical_capacity_mAh_per_g: Numbers) -> Numbers:
    r"""Reported capacity divided by the theoretical one; above 1 it exceeds the Faraday limit.

    Parameters
    ----------
    reported_capacity_mAh_per_g : float or array
        Reported capacity in mAh/g, greater than 0.
    theoretical_capacity_mAh_per_g : float or array
        Capacity of the assumed reaction per same mass, in mAh/g, greater than 0.

    Returns
    -------
    float or array
        Ratio of both.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Q_\mathrm{reported} / Q_\mathrm{theoretical}

    A ratio above 1 is no proof of an error. It says that the reaction assumed is not the whole story: electrolyte
    decomposition in the first cycle, charge in carbon or on surfaces, or a mass that leaves parts out.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, chapter 1.

    Examples
    --------
    >>> share_of_faraday_limit(737, 670)
    1.1
    """
    return reported_capacity_mAh_per_g / theoretical_capacity_mAh_per_g


# ---------------------------------------------------------------- composites


@takes(mass_fractions=FRACTION.series, capacities_mAh_per_g=NON_NEGATIVE.series)
def composite_capacity_mAh_per_g(mass_fractions: FloatArray, capacities_mAh_per_g: FloatArray) -> float:
    r"""Capacity of a composite whose parts store charge independently.

    Parameters
    ----------
    mass_fractions : array
        Mass fraction of each part, from 0 to 1; together they must be 1.
    capacities_mAh_per_g : array
        Specific capacity of each part in mAh/g, at least 0.

    Returns
    -------
    float
        Capacity per mass of composite, in mAh/g.

    Raises
    ------
    ValueError
        If an argument is outside its range, the series differ in length or the mass fractions do not add up to 1.

    Notes
    -----
    .. math:: Q = \sum_i w_i Q_i

    What an interface adds, such as storage in a space-charge layer, is not in it. The difference to a measurement
    is the place to look for such an effect, after the uncertainty of the mass fractions.

    Examples
    --------
    >>> round(composite_capacity_mAh_per_g([0.2, 0.8], [3579, 372]), 1)
    1013.4
    """
    if mass_fractions.shape != capacities_mAh_per_g.shape:
        raise ValueError(
            f"mass_fractions holds {mass_fractions.size} numbers; it must hold as many as capacities_mAh_per_g, "
            f"which has {capacities_mAh_per_g.size}"
        )
    total = float(mass_fractions.sum())
    if abs(total - 1.0) > ROUNDING_OF_FRACTIONS:
        raise ValueError(f"mass_fractions has the sum {total:g}; it must be 1: name every part, also the inactive ones")
    return float(mass_fractions @ capacities_mAh_per_g)


@takes(
    reported_capacity_mAh_per_g=NON_NEGATIVE,
    component_capacity_mAh_per_g=NON_NEGATIVE,
    other_capacity_mAh_per_g=NON_NEGATIVE,
)
def implied_mass_fraction(
    reported_capacity_mAh_per_g: Numbers, component_capacity_mAh_per_g: Numbers, other_capacity_mAh_per_g: Numbers
) -> Numbers:
    r"""Mass fraction of a component that a reported capacity implies, if there is one other component.

    Parameters
    ----------
    reported_capacity_mAh_per_g : float or array
        Capacity per mass of composite in mAh/g, at least 0.
    component_capacity_mAh_per_g : float or array
        Capacity of the component in mAh/g, at least 0.
    other_capacity_mAh_per_g : float or array
        Capacity of everything else in mAh/g, at least 0.

    Returns
    -------
    float or array
        Mass fraction, from 0 to 1.

    Raises
    ------
    ValueError
        If an argument is outside its range, both parts have the same capacity, or the reported capacity is not
        between those of the parts, so that no mixture explains it.

    Notes
    -----
    .. math:: w = \frac{Q - Q_\mathrm{other}}{Q_\mathrm{component} - Q_\mathrm{other}}

    Assumes that both parts reach their full capacity and nothing else stores charge.

    Examples
    --------
    >>> round(implied_mass_fraction(1013.4, 3579, 372), 6)
    0.2
    """
    reported, component, other = np.broadcast_arrays(
        reported_capacity_mAh_per_g, component_capacity_mAh_per_g, other_capacity_mAh_per_g
    )
    if (same := component == other).any():
        raise ValueError(
            f"other_capacity_mAh_per_g is {other[same].flat[0]:g}; it must differ from that of the component, "
            "otherwise every mixture has the same capacity"
        )
    low, high = np.minimum(component, other), np.maximum(component, other)
    if (outside := (reported < low) | (reported > high)).any():
        raise ValueError(
            f"reported_capacity_mAh_per_g is {reported[outside].flat[0]:g}; it must be from {low[outside].flat[0]:g} to "
            f"{high[outside].flat[0]:g}, the capacities of the two parts: no mixture of them gives it"
        )
    fraction: Numbers = (reported - other) / (component - other)
    return fraction


@takes(
    reported_capacity_mAh_per_g=NON_NEGATIVE.single,
    component_capacity_mAh_per_g=NON_NEGATIVE.single,
    lowest_other_capacity_mAh_per_g=NON_NEGATIVE.single,
    highest_other_capacity_mAh_per_g=NON_NEGATIVE.single,
)
def implied_mass_fraction_bounds(
    reported_capacity_mAh_per_g: float,
    component_capacity_mAh_per_g: float,
    lowest_other_capacity_mAh_per_g: float,
    highest_other_capacity_mAh_per_g: float,
) -> tuple[float, float]:
    r"""Bounds of the mass fraction of a component, if the capacity of the rest is only known to lie in a range.

    Parameters
    ----------
    reported_capacity_mAh_per_g : float
        Capacity per mass of composite in mAh/g, at least 0.
    component_capacity_mAh_per_g : float
        Capacity of the component in mAh/g, at least 0.
    lowest_other_capacity_mAh_per_g, highest_other_capacity_mAh_per_g : float
        Range of the capacity of everything else in mAh/g, at least 0.

    Returns
    -------
    tuple of float
        Smallest and largest mass fraction of the component that some mixture with the reported capacity has.

    Raises
    ------
    ValueError
        If an argument is outside its range, the range is upside down, or no mixture has the reported capacity.

    Notes
    -----
    With :math:`Q = w Q_c + (1 - w) Q_o` the fraction is :math:`w = 1 - (Q - Q_c) / (Q_o - Q_c)`. Its extremes over all
    :math:`Q_o` of the range with :math:`0 \le w \le 1` are returned. Several other components are covered: their
    joint capacity lies between the lowest and the highest of them.

    Examples
    --------
    How much MoS2 (670 mAh/g) stands behind 500 mAh/g, if the carbon stores between nothing and 250 mAh/g?

    >>> low, high = implied_mass_fraction_bounds(500, 670, 0, 250)
    >>> round(low, 2), round(high, 2)
    (0.6, 0.75)
    """
    reported, component = reported_capacity_mAh_per_g, component_capacity_mAh_per_g
    lowest, highest = lowest_other_capacity_mAh_per_g, highest_other_capacity_mAh_per_g
    if highest < lowest:
        raise ValueError(
            f"highest_other_capacity_mAh_per_g is {highest:g}; it must be at least the lowest, which is {lowest:g}"
        )
    if not min(component, lowest) <= reported <= max(component, highest):
        raise ValueError(
            f"reported_capacity_mAh_per_g is {reported:g}; it must be from {min(component, lowest):g} to "
            f"{max(component, highest):g}, the capacities of the parts: no mixture of them gives it"
        )
    if reported == component:
        return (0.0, 1.0) if lowest <= component <= highest else (1.0, 1.0)
    # The rest must lie beyond the reported capacity, seen from the component; far off it needs the smallest share.
    above = reported > component
    far = highest if above else lowest
    near = max(lowest, reported) if above else min(highest, reported)
    return tuple(  # type: ignore[return-value]
        max(0.0, 1.0 - (reported - component) / (other - component)) for other in (near, far)
    )


# ---------------------------------------------------------------- currents and times


@takes(capacity_mAh_per_g=POSITIVE, current_density_A_per_g=POSITIVE)
def discharge_time_h(capacity_mAh_per_g: Numbers, current_density_A_per_g: Numbers) -> Numbers:
    r"""Time that one discharge (or one charge) takes at constant current.

    Parameters
    ----------
    capacity_mAh_per_g : float or array
        Charge passed per mass of electrode material, in mAh/g, greater than 0.
    current_density_A_per_g : float or array
        Constant current per mass of electrode material, in A/g, greater than 0.

    Returns
    -------
    float or array
        Time in hours.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: t = Q / j

    with Q in Ah/g. It is the definition of constant current; it assumes
    that both numbers refer to the same mass. Rests and constant-voltage steps come on top.

    Examples
    --------
    >>> discharge_time_h(400, 5)
    0.08
    """
    return capacity_mAh_per_g / (MILLIAMPERE_HOURS_PER_AMPERE_HOUR * current_density_A_per_g)


@takes(current_density_A_per_g=POSITIVE, capacity_mAh_per_g=POSITIVE)
def current_per_capacity_per_h(current_density_A_per_g: Numbers, capacity_mAh_per_g: Numbers) -> Numbers:
    r"""Current divided by a capacity: the C-rate.

    Parameters
    ----------
    current_density_A_per_g : float or array
        Constant current per mass of electrode material, in A/g, greater than 0.
    capacity_mAh_per_g : float or array
        Capacity in mAh/g, greater than 0: the one measured at that current for the rate that was really reached, or
        a nominal one.

    Returns
    -------
    float or array
        Discharges per hour, in 1/h. A value of 10 means that a discharge took a tenth of an hour.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: C = j / Q = 1 / t

    Many papers divide by a theoretical or nominal capacity; that C-rate is lower than the one really reached
    whenever the electrode delivers less than nominal.

    Examples
    --------
    >>> current_per_capacity_per_h(5, 400)
    12.5
    """
    return MILLIAMPERE_HOURS_PER_AMPERE_HOUR * current_density_A_per_g / capacity_mAh_per_g


@takes(c_rate_per_h=POSITIVE, capacity_mAh_per_g=POSITIVE)
def current_density_A_per_g(c_rate_per_h: Numbers, capacity_mAh_per_g: Numbers) -> Numbers:
    r"""Current per mass that belongs to a C-rate.

    Parameters
    ----------
    c_rate_per_h : float or array
        C-rate in 1/h, greater than 0: 2 for a discharge in half an hour.
    capacity_mAh_per_g : float or array
        Capacity that defines the rate of 1 per hour, in mAh/g, greater than 0.

    Returns
    -------
    float or array
        Current in A/g.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: j = C Q

    Which capacity defines the rate is a convention that papers must state.

    Examples
    --------
    >>> current_density_A_per_g(10, 372)
    3.72
    """
    return c_rate_per_h * capacity_mAh_per_g / MILLIAMPERE_HOURS_PER_AMPERE_HOUR


@takes(capacity_mAh_per_g=POSITIVE, loading_mg_per_cm2=POSITIVE)
def areal_capacity_mAh_per_cm2(capacity_mAh_per_g: Numbers, loading_mg_per_cm2: Numbers) -> Numbers:
    r"""Capacity per area of electrode.

    Parameters
    ----------
    capacity_mAh_per_g : float or array
        Specific capacity in mAh/g, greater than 0.
    loading_mg_per_cm2 : float or array
        Mass of the same material per area in mg/cm2, greater than 0.

    Returns
    -------
    float or array
        Areal capacity in mAh/cm2.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: Q_A = Q m_A

    Commercial electrodes hold a few mAh/cm2; many laboratory electrodes hold less than 1.

    Examples
    --------
    >>> areal_capacity_mAh_per_cm2(500, 1.5)
    0.75
    """
    return capacity_mAh_per_g * loading_mg_per_cm2 * constants.milli


@takes(current_density_A_per_g=POSITIVE, loading_mg_per_cm2=POSITIVE)
def areal_current_mA_per_cm2(current_density_A_per_g: Numbers, loading_mg_per_cm2: Numbers) -> Numbers:
    r"""Current per area of electrode.

    Parameters
    ----------
    current_density_A_per_g : float or array
        Current per mass in A/g, greater than 0.
    loading_mg_per_cm2 : float or array
        Mass of the same material per area in mg/cm2, greater than 0.

    Returns
    -------
    float or array
        Current per area in mA/cm2.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: i = j m_A

    1 A/g is 1 mA/mg, so that no factor is left. A high current per mass is easy to reach with a thin electrode; the
    current per area is what the electrolyte and the counter electrode see.

    Examples
    --------
    >>> areal_current_mA_per_cm2(5, 1.2)
    6.0
    """
    return current_density_A_per_g * loading_mg_per_cm2


@takes(capacity_mAh_per_g=POSITIVE, current_density_A_per_g=POSITIVE, cycles=POSITIVE)
def cycling_time_d(capacity_mAh_per_g: Numbers, current_density_A_per_g: Numbers, cycles: Numbers) -> Numbers:
    r"""Time under current of a cycling test, if every half cycle passed the given capacity.

    Parameters
    ----------
    capacity_mAh_per_g : float or array
        Capacity of each half cycle, in mAh/g, greater than 0.
    current_density_A_per_g : float or array
        Constant current per mass of electrode material, in A/g, greater than 0.
    cycles : float or array
        Number of full cycles, greater than 0; each is one discharge and one charge.

    Returns
    -------
    float or array
        Time in days.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: t = 2 n Q / j

    Reviews print the capacity that is left at the end of the test.
    Put in here, it gives the duration of a test whose capacity never changed: a lower estimate for
    an electrode that faded, an upper one for an electrode whose capacity rose. Rests, formation
    cycles at other currents and constant-voltage steps are not included.

    Examples
    --------
    >>> cycling_time_d(400, 5, 6000)
    40.0
    """
    return 2.0 * cycles * discharge_time_h(capacity_mAh_per_g, current_density_A_per_g) / HOURS_PER_DAY


# ---------------------------------------------------------------- efficiency and fading


@takes(given_back_mAh_per_g=POSITIVE, taken_up_mAh_per_g=POSITIVE)
def initial_coulombic_efficiency_percent(given_back_mAh_per_g: Numbers, taken_up_mAh_per_g: Numbers) -> Numbers:
    r"""Share of the charge of the first half cycle that the second one returns.

    Parameters
    ----------
    given_back_mAh_per_g : float or array
        Charge of the second half cycle in mAh/g, greater than 0 (for an anode: desodiation).
    taken_up_mAh_per_g : float or array
        Charge of the first half cycle in mAh/g, greater than 0 (for an anode: sodiation).

    Returns
    -------
    float or array
        Initial Coulombic efficiency in percent.

    Raises
    ------
    ValueError
        If an argument is outside its range, or more is given back than was taken up.

    Notes
    -----
    .. math:: \mathrm{ICE} = 100 \, Q_\mathrm{back} / Q_\mathrm{in}

    Examples
    --------
    >>> initial_coulombic_efficiency_percent(400, 500)
    80.0
    """
    back, up = np.broadcast_arrays(given_back_mAh_per_g, taken_up_mAh_per_g)
    if (wrong := back > up).any():
        raise ValueError(
            f"given_back_mAh_per_g is {back[wrong].flat[0]:.10g}; it must be at most what was taken up, "
            f"{up[wrong].flat[0]:.10g} mAh/g"
        )
    efficiency: Numbers = 100.0 * back / up
    return efficiency


@takes(first_charge_capacity_mAh_per_g=POSITIVE, initial_coulombic_efficiency_percent=PERCENT)
def first_cycle_loss_mAh_per_g(
    first_charge_capacity_mAh_per_g: Numbers, initial_coulombic_efficiency_percent: Numbers
) -> Numbers:
    r"""Charge that the first discharge takes up and the first charge does not give back.

    Parameters
    ----------
    first_charge_capacity_mAh_per_g : float or array
        Capacity given back by the anode in the first cycle (desodiation), in mAh/g, greater than 0.
    initial_coulombic_efficiency_percent : float or array
        Charge given back divided by charge taken up in the first cycle, in percent, greater than 0 and at most 100.

    Returns
    -------
    float or array
        Lost charge per mass of anode material, in mAh/g.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    With efficiency e = Q_back / Q_in, the loss is

    .. math:: Q_\mathrm{in} - Q_\mathrm{back} = Q_\mathrm{back} (1/e - 1)

    In a full cell this charge comes from the sodium of the cathode.

    Examples
    --------
    >>> first_cycle_loss_mAh_per_g(400, 80)
    100.0
    """
    return first_charge_capacity_mAh_per_g * (100.0 / initial_coulombic_efficiency_percent - 1.0)


@takes(efficiencies_percent=PERCENT.series)
def cumulative_coulombic_efficiency_percent(efficiencies_percent: FloatArray) -> float:
    r"""Share of the ions that is left after a series of cycles without any reserve.

    Parameters
    ----------
    efficiencies_percent : array
        Coulombic efficiency of each cycle in percent, greater than 0 and at most 100.

    Returns
    -------
    float
        Product of the efficiencies, in percent.

    Raises
    ------
    ValueError
        If an efficiency is outside its range.

    Notes
    -----
    .. math:: e = \prod_k e_k

    This is the capacity left in a full cell whose only ions are those of one electrode and whose losses are all
    irreversible. In a half-cell the metal electrode hides the losses.

    Examples
    --------
    >>> round(cumulative_coulombic_efficiency_percent([80, 98, 99.5, 99.9]), 2)
    77.93
    """
    return float(100.0 * np.exp(np.log(efficiencies_percent / 100.0).sum()))


@takes(final_capacity_mAh_per_g=NON_NEGATIVE, initial_capacity_mAh_per_g=POSITIVE)
def capacity_retention_percent(final_capacity_mAh_per_g: Numbers, initial_capacity_mAh_per_g: Numbers) -> Numbers:
    r"""Capacity left, in percent of the one at the beginning.

    Parameters
    ----------
    final_capacity_mAh_per_g : float or array
        Capacity at the end in mAh/g, at least 0.
    initial_capacity_mAh_per_g : float or array
        Capacity at the beginning in mAh/g, greater than 0.

    Returns
    -------
    float or array
        Retention in percent; above 100 if the capacity rose.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: r = 100 \, Q_n / Q_0

    It depends on which cycle is taken as the beginning: the first, or one after activation.

    Examples
    --------
    >>> capacity_retention_percent(400, 500)
    80.0
    """
    return 100.0 * final_capacity_mAh_per_g / initial_capacity_mAh_per_g


@takes(retention_percent=PERCENT, cycles=POSITIVE, reading=READING)
def decay_per_cycle_percent(retention_percent: Numbers, cycles: Numbers, reading: str) -> Numbers:
    r"""Decay per cycle that a retention after many cycles amounts to.

    Parameters
    ----------
    retention_percent : float or array
        Capacity left in percent of the initial one, greater than 0 and at most 100.
    cycles : float or array
        Number of cycles, greater than 0.
    reading : str
        ``linear``: each cycle loses the same part of the initial capacity. ``compound``: each cycle loses the same
        part of what is left.

    Returns
    -------
    float or array
        Decay per cycle in percent.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: d_\mathrm{linear} = \frac{100 - r}{n}, \qquad
        d_\mathrm{compound} = 100 \left( 1 - (r / 100)^{1/n} \right)

    Papers print such a number without saying which of both it is. For small losses they agree; after 1000 cycles
    with 0.1 % each, one means an empty cell and the other 37 %.

    Examples
    --------
    >>> decay_per_cycle_percent(80, 1000, "linear")
    0.02
    >>> round(decay_per_cycle_percent(80, 1000, "compound"), 6)
    0.022312
    """
    if reading == "linear":
        return (100.0 - retention_percent) / cycles
    return -100.0 * np.expm1(np.log(retention_percent / 100.0) / cycles)


@takes(decay_percent=DECAY_PERCENT, cycles=NON_NEGATIVE, reading=READING)
def retention_after_percent(decay_percent: Numbers, cycles: Numbers, reading: str) -> Numbers:
    r"""Capacity left after a number of cycles with a given decay per cycle.

    Parameters
    ----------
    decay_percent : float or array
        Decay per cycle in percent, at least 0 and below 100.
    cycles : float or array
        Number of cycles, at least 0.
    reading : str
        ``linear``: percent of the initial capacity. ``compound``: percent of what is left.

    Returns
    -------
    float or array
        Capacity left in percent of the initial one.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the linear reading would leave less than nothing.

    Notes
    -----
    .. math:: r_\mathrm{linear} = 100 - n d, \qquad r_\mathrm{compound} = 100 \, (1 - d / 100)^n

    Examples
    --------
    >>> retention_after_percent(0.05, 1000, "linear")
    50.0
    >>> round(retention_after_percent(0.05, 1000, "compound"), 1)
    60.6
    """
    if reading == "compound":
        return 100.0 * np.exp(cycles * np.log1p(-decay_percent / 100.0))
    decay, number = np.broadcast_arrays(decay_percent, cycles)
    # Rounding must not make 0.1 % in 1000 cycles less than nothing.
    lost = np.where(np.isclose(decay * number, 100.0, rtol=1e-12), 100.0, decay * number)
    if (empty := lost > 100.0).any():
        raise ValueError(
            f"cycles is {number[empty].flat[0]:g}; with a linear decay of {decay[empty].flat[0]:g} % it must be at most "
            f"{100.0 / decay[empty].flat[0]:g}, when nothing is left"
        )
    left: Numbers = 100.0 - lost
    return left


@takes(retention_percent=PERCENT, decay_percent=Domain("between 0 and 100", low=0, high=100), reading=READING)
def cycles_to_retention(retention_percent: Numbers, decay_percent: Numbers, reading: str) -> Numbers:
    r"""Number of cycles after which a given retention is reached.

    Parameters
    ----------
    retention_percent : float or array
        Capacity left in percent of the initial one, greater than 0 and at most 100; often 80.
    decay_percent : float or array
        Decay per cycle in percent, between 0 and 100.
    reading : str
        ``linear``: percent of the initial capacity. ``compound``: percent of what is left.

    Returns
    -------
    float or array
        Number of cycles, not rounded.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: n_\mathrm{linear} = \frac{100 - r}{d}, \qquad n_\mathrm{compound} = \frac{\ln (r / 100)}{\ln (1 - d / 100)}

    With 100 minus the Coulombic efficiency as decay, the compound reading is the life of a full cell without reserve.
    Decay that speeds up, the usual end of a cell, is in neither reading.

    Examples
    --------
    >>> round(cycles_to_retention(80, 0.1, "linear"), 9)
    200.0
    >>> round(cycles_to_retention(80, 0.1, "compound"))
    223
    """
    if reading == "linear":
        return (100.0 - retention_percent) / decay_percent
    return np.log(retention_percent / 100.0) / np.log1p(-decay_percent / 100.0) + 0.0  # 0, not -0


# ---------------------------------------------------------------- energy and full cells


@takes(capacity_mAh_per_g=POSITIVE, voltage_V=POSITIVE)
def energy_density_Wh_per_kg(capacity_mAh_per_g: Numbers, voltage_V: Numbers) -> Numbers:
    r"""Energy per mass from capacity and average voltage.

    Parameters
    ----------
    capacity_mAh_per_g : float or array
        Capacity in mAh/g, greater than 0, per the mass to which the energy shall refer.
    voltage_V : float or array
        Average voltage of the discharge in V, greater than 0.

    Returns
    -------
    float or array
        Energy density in Wh/kg.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: E = Q V

    1 mAh/g times 1 V is 1 Wh/kg. A whole cell, with electrolyte, collectors and case, has a fraction of what its active
    materials alone would give.

    References
    ----------
    - D. Linden and T. B. Reddy (eds.), Handbook of Batteries, 3rd ed., McGraw-Hill 2002, section 1.4.

    Examples
    --------
    >>> round(energy_density_Wh_per_kg(170, 3.4), 9)
    578.0
    """
    return capacity_mAh_per_g * voltage_V


@takes(volumetric_capacity_mAh_per_cm3=POSITIVE, voltage_V=POSITIVE)
def energy_density_Wh_per_L(volumetric_capacity_mAh_per_cm3: Numbers, voltage_V: Numbers) -> Numbers:
    r"""Energy per volume from volumetric capacity and average voltage.

    Parameters
    ----------
    volumetric_capacity_mAh_per_cm3 : float or array
        Capacity in mAh/cm3, greater than 0, per the volume to which the energy shall refer; see
        :func:`volumetric_capacity_mAh_per_cm3`.
    voltage_V : float or array
        Average voltage of the discharge in V, greater than 0.

    Returns
    -------
    float or array
        Energy density in Wh/L.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: E = Q V

    1 mAh/cm3 times 1 V is 1 Wh/L. State which volume is meant: a material that swells has a smaller value when it is
    full, and pores count too.

    References
    ----------
    - D. Linden and T. B. Reddy (eds.), Handbook of Batteries, 3rd ed., McGraw-Hill 2002, section 1.4.

    Examples
    --------
    >>> round(energy_density_Wh_per_L(600, 3.4), 9)
    2040.0
    """
    return volumetric_capacity_mAh_per_cm3 * voltage_V


@takes(capacities_mAh_per_g=NON_NEGATIVE.series, voltages_V=Domain("of any sign").series)
def average_voltage_V(capacities_mAh_per_g: FloatArray, voltages_V: FloatArray) -> float:
    r"""Voltage of a measured curve, averaged over charge.

    Parameters
    ----------
    capacities_mAh_per_g : array
        Charge passed at each point in mAh/g, at least 0, rising.
    voltages_V : array
        Voltage at each point in V, of any sign.

    Returns
    -------
    float
        Average voltage in V. Times the capacity it is the energy density.

    Raises
    ------
    ValueError
        If an argument is outside its range, the series differ in length, or the charge does not rise.

    Notes
    -----
    .. math:: \bar V = \frac{\int V \, dQ}{\int dQ}

    by the trapezoidal rule. The average over time is the same only at constant current.

    Examples
    --------
    >>> average_voltage_V([0, 100, 300], [3.0, 2.0, 2.0])
    2.1666666666666665
    """
    if capacities_mAh_per_g.shape != voltages_V.shape:
        raise ValueError(
            f"capacities_mAh_per_g holds {capacities_mAh_per_g.size} numbers; it must hold as many as voltages_V, "
            f"which has {voltages_V.size}"
        )
    steps = np.diff(capacities_mAh_per_g)
    if steps.size == 0 or (steps < 0).any() or capacities_mAh_per_g[-1] == capacities_mAh_per_g[0]:
        raise ValueError("capacities_mAh_per_g has no rise throughout; it must rise from point to point")
    return float(np.trapezoid(voltages_V, capacities_mAh_per_g) / steps.sum())


@takes(anode_areal_mAh_per_cm2=POSITIVE, cathode_areal_mAh_per_cm2=POSITIVE)
def np_ratio(anode_areal_mAh_per_cm2: Numbers, cathode_areal_mAh_per_cm2: Numbers) -> Numbers:
    r"""Capacity of the negative electrode divided by that of the positive one.

    Parameters
    ----------
    anode_areal_mAh_per_cm2 : float or array
        Reversible capacity of the anode per area in mAh/cm2, greater than 0.
    cathode_areal_mAh_per_cm2 : float or array
        Reversible capacity of the cathode per area in mAh/cm2, greater than 0.

    Returns
    -------
    float or array
        N/P ratio.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: N/P = Q_{A,\mathrm{anode}} / Q_{A,\mathrm{cathode}}

    Below 1 metal is plated on the anode when the cathode is emptied. Much above 1 the anode is dead weight, and
    loses more sodium in its first cycle.

    Examples
    --------
    >>> round(np_ratio(2.2, 2.0), 9)
    1.1
    """
    return anode_areal_mAh_per_cm2 / cathode_areal_mAh_per_cm2


@takes(np_ratio=POSITIVE, anode_capacity_mAh_per_g=POSITIVE, cathode_capacity_mAh_per_g=POSITIVE)
def anode_mass_per_cathode_mass(
    np_ratio: Numbers, anode_capacity_mAh_per_g: Numbers, cathode_capacity_mAh_per_g: Numbers
) -> Numbers:
    r"""Mass of anode material for each gram of cathode material at a given N/P ratio.

    Parameters
    ----------
    np_ratio : float or array
        Capacity of the anode divided by that of the cathode, greater than 0.
    anode_capacity_mAh_per_g : float or array
        Reversible capacity of the anode material in mAh/g, greater than 0.
    cathode_capacity_mAh_per_g : float or array
        Reversible capacity of the cathode material in mAh/g, greater than 0.

    Returns
    -------
    float or array
        Mass ratio in g/g.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \frac{m_a}{m_c} = \frac{N}{P} \, \frac{Q_c}{Q_a}

    Examples
    --------
    >>> round(anode_mass_per_cathode_mass(1.1, 440, 120), 9)
    0.3
    """
    return np_ratio * cathode_capacity_mAh_per_g / anode_capacity_mAh_per_g


@dataclass(frozen=True)
@with_checked_fields(
    cathode_first_charge_mAh_per_g=POSITIVE.single,
    cathode_reversible_mAh_per_g=POSITIVE.single,
    cathode_voltage_V=POSITIVE.single,
    anode_reversible_mAh_per_g=POSITIVE.single,
    anode_voltage_V=NON_NEGATIVE.single,
    anode_efficiency_percent=PERCENT.single,
    anode_mass_per_cathode_mass=POSITIVE.single,
    added_sodium_mAh_per_g=NON_NEGATIVE.single,
)
class FullCell:
    """The two electrodes of a full cell whose sodium comes from the cathode, but for what is added beforehand.

    Parameters
    ----------
    cathode_first_charge_mAh_per_g : float
        Charge that the fresh cathode gives up, in mAh/g of cathode, greater than 0.
    cathode_reversible_mAh_per_g : float
        Charge that the cathode can take back, in mAh/g of cathode, greater than 0.
    cathode_voltage_V : float
        Average potential of the cathode during discharge, against the metal, in V, greater than 0.
    anode_reversible_mAh_per_g : float
        Charge that the anode gives back, in mAh/g of anode, greater than 0.
    anode_voltage_V : float
        Average potential of the anode during discharge, against the metal, in V, at least 0.
    anode_efficiency_percent : float
        Initial Coulombic efficiency of the anode in percent, greater than 0 and at most 100.
    anode_mass_per_cathode_mass : float
        Grams of anode material for each gram of cathode material, greater than 0.
    added_sodium_mAh_per_g : float
        Sodium put into the anode beforehand (presodiation), in mAh/g of anode, at least 0.

    Raises
    ------
    ValueError
        If a field is outside its range, the cathode takes back more than it gave, or the anode lies above it.

    Examples
    --------
    >>> cell = FullCell(120, 115, 3.4, 500, 1.2, 75, 0.3)
    >>> round(full_cell_balance(cell).capacity_mAh_per_g_cathode, 1)
    70.0
    """

    cathode_first_charge_mAh_per_g: float
    cathode_reversible_mAh_per_g: float
    cathode_voltage_V: float
    anode_reversible_mAh_per_g: float
    anode_voltage_V: float
    anode_efficiency_percent: float
    anode_mass_per_cathode_mass: float
    added_sodium_mAh_per_g: float = 0.0

    def _check_together(self) -> None:
        if self.cathode_reversible_mAh_per_g > self.cathode_first_charge_mAh_per_g:
            raise ValueError(
                f"cathode_reversible_mAh_per_g is {self.cathode_reversible_mAh_per_g:g}; it must be at most what the "
                f"fresh cathode gives up, {self.cathode_first_charge_mAh_per_g:g} mAh/g"
            )
        if self.anode_voltage_V >= self.cathode_voltage_V:
            raise ValueError(
                f"anode_voltage_V is {self.anode_voltage_V:g}; it must be below that of the cathode, "
                f"{self.cathode_voltage_V:g} V"
            )


@dataclass(frozen=True)
class CellBalance:
    """What a full cell delivers after its first charge, and what limits it.

    Parameters
    ----------
    capacity_mAh_per_g_cathode : float
        Reversible capacity per mass of cathode material, in mAh/g.
    capacity_mAh_per_g_both : float
        Reversible capacity per mass of both active materials, in mAh/g.
    voltage_V : float
        Average voltage of the discharge in V.
    energy_density_Wh_per_kg : float
        Energy per mass of both active materials, in Wh/kg.
    np_ratio : float
        Reversible capacity of the anode divided by that of the cathode.
    sodium_lost_mAh_per_g_cathode : float
        Sodium of the cathode that the first cycle of the anode consumes, in mAh/g of cathode.
    limit : str
        ``cathode``, ``anode`` or ``sodium inventory``.
    """

    capacity_mAh_per_g_cathode: float
    capacity_mAh_per_g_both: float
    voltage_V: float
    energy_density_Wh_per_kg: float
    np_ratio: float
    sodium_lost_mAh_per_g_cathode: float
    limit: str


@takes(cell=Kind(FullCell))
def full_cell_balance(cell: FullCell) -> CellBalance:
    r"""Reversible capacity and energy of a full cell, from its sodium inventory.

    Parameters
    ----------
    cell : FullCell
        The two electrodes and their mass ratio.

    Returns
    -------
    CellBalance
        Capacity, voltage, energy density, N/P ratio and what limits the cell.

    Raises
    ------
    ValueError
        If the argument is no FullCell, or if the anode consumes more sodium in its first cycle than the cathode has.

    Notes
    -----
    For each gram of cathode, with the mass ratio :math:`r` and the efficiency :math:`e` of the anode,

    .. math::
        Q_\mathrm{lost} &= \max(0, \; r \, (Q_a (1/e - 1) - Q_\mathrm{added})) \\
        Q &= \min(Q_{c,\mathrm{rev}}, \; r Q_a, \; Q_{c,1} - Q_\mathrm{lost})

    The three terms are the cathode, the anode and the sodium that is left. The losses of cathode and anode
    do not add: sodium that the cathode cannot take back stays in the anode. Later losses, a reserve of metal in the
    electrolyte, electrolyte, collectors and case are not counted. If the anode is the limit, metal is plated
    unless charging is stopped. The potentials are averages, so that the voltage is as good as they are.

    Examples
    --------
    >>> wasteful = FullCell(120, 115, 3.4, 500, 1.2, 75, 0.3)
    >>> balance = full_cell_balance(wasteful)
    >>> balance.limit, round(balance.sodium_lost_mAh_per_g_cathode, 1), round(balance.energy_density_Wh_per_kg)
    ('sodium inventory', 50.0, 118)
    """
    ratio = cell.anode_mass_per_cathode_mass
    anode = ratio * cell.anode_reversible_mAh_per_g
    first_loss = float(first_cycle_loss_mAh_per_g(cell.anode_reversible_mAh_per_g, cell.anode_efficiency_percent))
    lost = max(0.0, ratio * (first_loss - cell.added_sodium_mAh_per_g))
    inventory = cell.cathode_first_charge_mAh_per_g - lost
    if inventory <= 0:
        raise ValueError(
            f"cell is without sodium after the first cycle: the anode consumes {lost:g} mAh for each gram of cathode; "
            f"that must be below the {cell.cathode_first_charge_mAh_per_g:g} mAh which the cathode gives up"
        )
    limits = {"cathode": cell.cathode_reversible_mAh_per_g, "anode": anode, "sodium inventory": inventory}
    limit = min(limits, key=lambda name: limits[name])
    voltage = cell.cathode_voltage_V - cell.anode_voltage_V
    of_both = limits[limit] / (1.0 + ratio)
    return CellBalance(
        capacity_mAh_per_g_cathode=limits[limit],
        capacity_mAh_per_g_both=of_both,
        voltage_V=voltage,
        energy_density_Wh_per_kg=float(energy_density_Wh_per_kg(of_both, voltage)),
        np_ratio=float(np_ratio(anode, cell.cathode_reversible_mAh_per_g)),
        sodium_lost_mAh_per_g_cathode=lost,
        limit=limit,
    )
