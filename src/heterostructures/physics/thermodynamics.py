r"""Equilibrium voltages from the energies of reactions, and how they move with composition and temperature.

Sign conventions: a reaction that runs by itself has a negative reaction energy, and a positive voltage if it is
written as the discharge, with the electrons on the left side. Voltages are against the metal whose ions stand in
the equation: ``MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S`` gives the potential against Na. Energies are in eV per formula
unit as the equation is written, or in kJ/mol.

Notes
-----
An ion together with its electrons counts as its metal, whose formation energy is zero: that is what it means to
measure against the metal. Voltages are those of equilibrium between bulk phases. Measured plateaus lie lower on
discharge and higher on charge, and nanometer-sized or amorphous products shift them by tenths of a volt.

Tabulated formation energies are most often enthalpies :math:`\Delta_f H` at 298 K. The voltage needs free energies
:math:`\Delta_f G = \Delta_f H - T \Delta_f S`. Between solids the difference is small, about 0.01 to 0.1 V; where a gas
takes part it is not: Li2O2 formed from O2 gas loses 0.3 V.

References
----------
- A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, chapter 2.
- D. Linden and T. B. Reddy (eds.), Handbook of Batteries, 3rd ed., McGraw-Hill 2002, chapter 2.

Examples
--------
At which potential is MoS2 converted by sodium, if measured formation enthalpies (eV per formula, 298 K, from the data
of the book) stand for free energies?

>>> enthalpies_eV = {"MoS2": -2.8620, "Na2S": -3.7944}
>>> conversion = "MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S"
>>> round(conversion_voltage_V(conversion, enthalpies_eV), 2)
1.18

Sb2S3 stores sodium in two steps. Per gram of Sb2S3, with an illustrative -2.3 eV for Na3Sb:

>>> steps = ["Sb2S3 + 6 Na+ + 6 e- -> 2 Sb + 3 Na2S", "Sb + 3 Na+ + 3 e- -> Na3Sb"]
>>> energies_eV = {"Sb2S3": -2.1247, "Na2S": -3.7944, "Na3Sb": -2.3}
>>> line = reaction_chain(steps, "Sb2S3", "Sb", energies_eV)
>>> [round(float(q)) for q in line.step_capacities_mAh_per_g], [round(float(v), 2) for v in line.voltages_V]
([473, 473], [1.54, 0.77])
>>> round(line.average_voltage_V, 2), line.runs_downhill
(1.15, True)
"""

from __future__ import annotations

import math
import numbers
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import constants

from heterostructures.physics.domains import (
    FINITE,
    POSITIVE,
    TEMPERATURE,
    TEXT,
    FloatArray,
    Kind,
    Numbers,
    takes,
)
from heterostructures.physics.electrochemistry import FARADAY_C_PER_MOL, theoretical_capacity_mAh_per_g
from heterostructures.physics.formulas import (
    charge_number,
    element_amounts,
    molar_mass_g_per_mol,
    read_formula,
    unknown_amounts,
)
from heterostructures.physics.reactions import Reaction, equation_letters, read_reaction

ROOM_TEMPERATURE_K = 298.15
KJ_PER_MOL_IN_EV = constants.kilo / FARADAY_C_PER_MOL


@takes(energy_kJ_per_mol=FINITE)
def energy_eV_per_formula(energy_kJ_per_mol: Numbers) -> Numbers:
    r"""Turn an energy in kJ/mol into eV for one formula unit.

    Parameters
    ----------
    energy_kJ_per_mol : float or array
        Energy in kJ per mole of formula units, of any sign.

    Returns
    -------
    float or array
        Energy in eV per formula unit.

    Raises
    ------
    ValueError
        If the energy is not a finite number.

    Notes
    -----
    .. math:: E_\mathrm{eV} = 1000 \, E / F

    where the Faraday constant is the charge of a mole of electrons.

    Examples
    --------
    >>> round(energy_eV_per_formula(-366.1), 4)
    -3.7944
    """
    return energy_kJ_per_mol * KJ_PER_MOL_IN_EV


@takes(energy_eV=FINITE)
def energy_kJ_per_mol(energy_eV: Numbers) -> Numbers:
    r"""Turn an energy in eV for one formula unit into kJ/mol.

    Parameters
    ----------
    energy_eV : float or array
        Energy in eV per formula unit, of any sign.

    Returns
    -------
    float or array
        Energy in kJ per mole of formula units.

    Raises
    ------
    ValueError
        If the energy is not a finite number.

    Notes
    -----
    .. math:: E = F \, E_\mathrm{eV} / 1000

    Examples
    --------
    >>> round(energy_kJ_per_mol(1.0), 3)
    96.485
    """
    return energy_eV / KJ_PER_MOL_IN_EV


@takes(free_energy_kJ_per_mol=FINITE, electrons=POSITIVE)
def voltage_from_free_energy_V(free_energy_kJ_per_mol: Numbers, electrons: Numbers) -> Numbers:
    r"""Equilibrium voltage of a reaction from its free energy.

    Parameters
    ----------
    free_energy_kJ_per_mol : float or array
        Gibbs energy of the reaction as written, in kJ/mol, of any sign; negative if it runs by itself.
    electrons : float or array
        Electrons exchanged in the reaction as written, greater than 0.

    Returns
    -------
    float or array
        Voltage in V, positive for a reaction that runs by itself.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: E = -\frac{\Delta G}{n F}

    Doubling the reaction doubles both the energy and the electrons, and leaves the voltage.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, section 2.1.

    Examples
    --------
    The hydrogen-oxygen cell, two electrons for each H2O (l):

    >>> round(voltage_from_free_energy_V(-237.1, 2), 3)
    1.229
    """
    return -free_energy_kJ_per_mol * constants.kilo / (electrons * FARADAY_C_PER_MOL)


@takes(voltage_V=FINITE, electrons=POSITIVE)
def free_energy_kJ_per_mol(voltage_V: Numbers, electrons: Numbers) -> Numbers:
    r"""Free energy of a reaction from its equilibrium voltage.

    Parameters
    ----------
    voltage_V : float or array
        Equilibrium voltage in V, of any sign.
    electrons : float or array
        Electrons exchanged in the reaction as written, greater than 0.

    Returns
    -------
    float or array
        Gibbs energy of the reaction in kJ/mol, negative for a positive voltage.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Delta G = -n F E

    A working cell delivers less: its voltage under current is not that of equilibrium.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, section 2.1.

    Examples
    --------
    >>> round(free_energy_kJ_per_mol(1.1, 2), 1)
    -212.3
    """
    return -electrons * FARADAY_C_PER_MOL * voltage_V / constants.kilo


@takes(reaction_quotient=POSITIVE, electrons=POSITIVE, temperature_K=TEMPERATURE)
def nernst_shift_V(
    reaction_quotient: Numbers, electrons: Numbers, temperature_K: Numbers = ROOM_TEMPERATURE_K
) -> Numbers:
    r"""Shift of an equilibrium voltage by the activities of the substances.

    Parameters
    ----------
    reaction_quotient : float or array
        Activities of the products over those of the reactants, each to the power of its coefficient, greater than 0.
    electrons : float or array
        Electrons exchanged in the reaction as written, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Shift in V, to be added to the standard voltage.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: E - E^0 = -\frac{R T}{n F} \ln Q

    Pure solids have the activity 1: a conversion reaction between them has a flat voltage. Concentrations stand for
    activities in dilute solutions only.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, section 2.1.

    Examples
    --------
    >>> round(nernst_shift_V(10, 1), 5)
    -0.05916
    """
    return -constants.R * temperature_K / (electrons * FARADAY_C_PER_MOL) * np.log(reaction_quotient)


@takes(entropy_J_per_mol_K=FINITE, electrons=POSITIVE)
def temperature_coefficient_V_per_K(entropy_J_per_mol_K: Numbers, electrons: Numbers) -> Numbers:
    r"""Change of an equilibrium voltage with temperature.

    Parameters
    ----------
    entropy_J_per_mol_K : float or array
        Entropy of the reaction as written in J/(mol K), of any sign.
    electrons : float or array
        Electrons exchanged in the reaction as written, greater than 0.

    Returns
    -------
    float or array
        Temperature coefficient in V/K.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \frac{dE}{dT} = \frac{\Delta S}{n F}

    at constant pressure. Times the temperature it is the difference between the voltage and the one computed
    from the enthalpy alone.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, section 2.1.

    Examples
    --------
    >>> f"{temperature_coefficient_V_per_K(-163.3, 2):.2e}"
    '-8.46e-04'
    """
    return entropy_J_per_mol_K / (electrons * FARADAY_C_PER_MOL)


@takes(enthalpy_kJ_per_mol=FINITE, entropy_J_per_mol_K=FINITE, electrons=POSITIVE, temperature_K=TEMPERATURE)
def voltage_from_enthalpy_V(
    enthalpy_kJ_per_mol: Numbers,
    entropy_J_per_mol_K: Numbers,
    electrons: Numbers,
    temperature_K: Numbers = ROOM_TEMPERATURE_K,
) -> Numbers:
    r"""Equilibrium voltage from the enthalpy and the entropy of a reaction.

    Parameters
    ----------
    enthalpy_kJ_per_mol : float or array
        Enthalpy of the reaction as written in kJ/mol, of any sign.
    entropy_J_per_mol_K : float or array
        Entropy of the reaction as written in J/(mol K), of any sign.
    electrons : float or array
        Electrons exchanged in the reaction as written, greater than 0.
    temperature_K : float or array
        Temperature in K, from 1 to 5000.

    Returns
    -------
    float or array
        Voltage in V.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: E = -\frac{\Delta H - T \Delta S}{n F}

    Enthalpy and entropy are taken as constant, which holds for some tens of kelvin and while nothing melts or changes
    its phase.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, section 2.1.

    Examples
    --------
    Hydrogen and oxygen to liquid water; without the entropy it would be 1.48 V:

    >>> round(voltage_from_enthalpy_V(-285.83, -163.3, 2), 3), round(voltage_from_enthalpy_V(-285.83, 0, 2), 3)
    (1.229, 1.481)
    """
    free_energy = enthalpy_kJ_per_mol - temperature_K * entropy_J_per_mol_K / constants.kilo
    return voltage_from_free_energy_V(free_energy, electrons)


# ---------------------------------------------------------------- reactions


@takes(equation=TEXT, formation_energies_eV=Kind(dict), amounts=Kind(dict))
def reaction_energy_eV(
    equation: str, formation_energies_eV: dict[str, float], amounts: dict[str, float] | None = None
) -> float:
    r"""Energy of a reaction from the formation energies of its substances.

    Parameters
    ----------
    equation : str
        Balanced equation, such as ``MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S`` or ``MoS2 + 4 Na -> Mo + 2 Na2S``.
    formation_energies_eV : dict of str to float
        Formation energy of each compound in eV per formula unit, under the name it has in the equation. Elements are
        zero unless they are named here.
    amounts : dict of str to float, optional
        Value of each unknown amount in the equation, at least 0, such as ``{"x": 0.5}``.

    Returns
    -------
    float
        Energy of the reaction as written, in eV; negative if energy is set free.

    Raises
    ------
    ValueError
        If the equation cannot be read or does not balance, a compound has no formation energy, or ions and electrons
        do not make up whole metal atoms.

    Notes
    -----
    .. math:: \Delta E = \sum_\mathrm{right} \nu_i \, \Delta_f E_i - \sum_\mathrm{left} \nu_i \, \Delta_f E_i

    The cations of one element count together with the electrons beside them as the metal, with energy zero (H+ counts
    as hydrogen, which gives potentials against the hydrogen electrode). Other ions need an energy. Whether the
    result is an enthalpy or a free energy is decided by what goes in; both must not be mixed. The energy of an element
    is zero in its standard state only: a formula such as O3 or a gas such as S2 has to be named with its energy.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, section 2.1.

    Examples
    --------
    >>> round(reaction_energy_eV("FeS2 + 4 Li -> Fe + 2 Li2S", {"FeS2": -1.7775, "Li2S": -4.6318}), 4)
    -7.4861
    """
    return _energy(read_reaction(equation, amounts), formation_energies_eV, amounts)


@takes(equation=TEXT, formation_energies_eV=Kind(dict), amounts=Kind(dict))
def conversion_voltage_V(
    equation: str, formation_energies_eV: dict[str, float], amounts: dict[str, float] | None = None
) -> float:
    r"""Equilibrium potential of an electrode reaction against the metal of its ions.

    Parameters
    ----------
    equation : str
        Balanced half-reaction with ions and electrons, such as ``MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S``. Written as
        oxidation, with the electrons on the right, it has the same potential.
    formation_energies_eV : dict of str to float
        Formation energy of each compound in eV per formula unit, under the name it has in the equation. Free
        energies give the voltage; enthalpies give it without the entropy.
    amounts : dict of str to float, optional
        Value of each unknown amount in the equation, at least 0, such as ``{"x": 0.5}``.

    Returns
    -------
    float
        Potential in V against the metal. A negative one means that the reaction does not run by itself.

    Raises
    ------
    ValueError
        If the equation cannot be read, does not balance or has no electrons, or a compound has no formation energy.

    Notes
    -----
    .. math:: E = -\frac{\Delta E}{n e}

    with the energy of the reaction as written for reduction and the number n of its electrons. With enthalpies the
    error is :math:`T \Delta S / n F`.

    References
    ----------
    - A. J. Bard, L. R. Faulkner and H. S. White, Electrochemical Methods, 3rd ed., Wiley 2022, section 2.1.

    Examples
    --------
    >>> energies_eV = {"FeS2": -1.7775, "Li2S": -4.6318}
    >>> round(conversion_voltage_V("FeS2 + 4 Li+ + 4 e- -> Fe + 2 Li2S", energies_eV), 2)
    1.87
    """
    reaction = read_reaction(equation, amounts)
    if not reaction.electrons:
        raise ValueError(f"equation is {equation!r}; it must show its electrons, as in 'S + 2 Na+ + 2 e- -> Na2S'")
    return -_energy(reaction, formation_energies_eV, amounts) / float(reaction.electrons)


def _energy(reaction: Reaction, given: dict[str, float], amounts: dict[str, float] | None) -> float:
    energies = _checked_energies(given)
    cations = [
        name
        for name in dict.fromkeys([*reaction.consumed, *reaction.formed])
        if name not in energies and charge_number(name, _among(amounts, unknown_amounts(name)))
    ]
    if cations:
        _require_discharge(reaction, cations, amounts)
    missing = [
        name
        for name in dict.fromkeys([*reaction.consumed, *reaction.formed])
        if name not in energies and name not in cations and not _is_element(name)
    ]
    if missing:
        raise ValueError(
            f"formation_energies_eV lacks {', '.join(missing)}; it must give the energy of each compound of "
            f"{reaction.equation!r}"
        )
    formed = math.fsum(float(nu) * energies.get(name, 0.0) for name, nu in reaction.formed.items())
    return formed - math.fsum(float(nu) * energies.get(name, 0.0) for name, nu in reaction.consumed.items())


def _checked_energies(given: dict[str, float]) -> dict[str, float]:
    energies: dict[str, float] = {}
    for name, energy in given.items():
        if isinstance(energy, bool) or not isinstance(energy, numbers.Real) or not math.isfinite(energy):
            raise ValueError(f"formation_energies_eV[{name!r}] is {energy!r}; it must be a finite number of any sign")
        if not isinstance(name, str):
            raise ValueError(f"formation_energies_eV holds the key {name!r}; it must be a formula in text")
        energies[read_formula(name).name] = float(energy)
    return energies


def _is_element(name: str) -> bool:
    formula = read_formula(name)
    return len(formula.elements) == 1 and not formula.charge


def _require_discharge(reaction: Reaction, ions: list[str], amounts: dict[str, float] | None) -> None:
    """See that the ions without an energy are one metal cation, and that the electrons discharge it."""
    if len(ions) > 1:
        raise ValueError(
            f"formation_energies_eV lacks {', '.join(ions)}; it must give the energy of each ion but one, the cation of "
            "the metal against which the potential is meant"
        )
    (ion,) = ions
    charge = charge_number(ion, _among(amounts, unknown_amounts(ion)))
    if charge < 0 or len(read_formula(ion).elements) > 1:
        raise ValueError(
            f"formation_energies_eV lacks {ion}; it must give the energy of each ion that is no cation of an element"
        )
    discharged = float(reaction.consumed.get(ion, 0) - reaction.formed.get(ion, 0)) * charge
    if not math.isclose(discharged, float(reaction.electrons), rel_tol=1e-12):
        raise ValueError(
            f"equation is {reaction.equation!r}; its electrons must discharge {ion}, but "
            f"{float(reaction.electrons):g} electrons stand beside the charge {discharged:g}"
        )


# ---------------------------------------------------------------- voltage and capacity of several steps


@dataclass(frozen=True)
class PotentialLine:
    """Plateaus of an electrode: voltage as a staircase over capacity.

    Parameters
    ----------
    voltages_V : array
        Voltage of each step in V.
    step_capacities_mAh_per_g : array
        Capacity of each step in mAh/g.
    capacity_edges_mAh_per_g : array
        Where the steps begin and end, in mAh/g: one number more than there are steps.
    average_voltage_V : float
        Voltage averaged over the charge, in V.
    """

    voltages_V: FloatArray
    step_capacities_mAh_per_g: FloatArray
    capacity_edges_mAh_per_g: FloatArray
    average_voltage_V: float

    @property
    def runs_downhill(self) -> bool:
        """Whether no step lies above the one before it.

        If one does, the substance between both steps is not stable: at equilibrium both run together, at their
        average voltage.
        """
        return bool((np.diff(self.voltages_V) <= 0).all())


@takes(voltages_V=FINITE.series, electrons_per_formula=POSITIVE.series, molar_mass_g_per_mol=POSITIVE.single)
def potential_line(
    voltages_V: FloatArray, electrons_per_formula: FloatArray, molar_mass_g_per_mol: float
) -> PotentialLine:
    r"""Draw the voltage of an electrode over its capacity from the voltage and the electrons of each step.

    Parameters
    ----------
    voltages_V : array
        Voltage of each step in V, of any sign, in the order of the steps.
    electrons_per_formula : array
        Electrons of each step for one formula unit of the active substance, greater than 0.
    molar_mass_g_per_mol : float
        Molar mass of the active substance in g/mol, greater than 0.

    Returns
    -------
    PotentialLine
        Capacities and voltages of the steps, and the average voltage.

    Raises
    ------
    ValueError
        If an argument is outside its range or the series differ in length.

    Notes
    -----
    .. math:: Q_k = \frac{n_k F}{3.6 \, M}, \qquad \bar E = \frac{\sum_k n_k E_k}{\sum_k n_k}

    Each step is flat, as between phases of fixed composition. Solid solutions slope.

    Examples
    --------
    >>> line = potential_line([1.5, 0.4], [1, 3], 160.07)
    >>> [round(float(q)) for q in line.capacity_edges_mAh_per_g], round(line.average_voltage_V, 3)
    ([0, 167, 670], 0.675)
    """
    if voltages_V.shape != electrons_per_formula.shape:
        raise ValueError(
            f"voltages_V holds {voltages_V.size} numbers; it must hold as many as electrons_per_formula, "
            f"which has {electrons_per_formula.size}"
        )
    steps = np.asarray(theoretical_capacity_mAh_per_g(electrons_per_formula, molar_mass_g_per_mol))
    average = float(voltages_V @ electrons_per_formula / electrons_per_formula.sum())
    return PotentialLine(voltages_V, steps, np.concatenate([[0.0], np.cumsum(steps)]), average)


@takes(
    equations=Kind(str, many=True),
    active_formula=TEXT,
    host_element=TEXT,
    formation_energies_eV=Kind(dict),
    amounts=Kind(dict),
)
def reaction_chain(
    equations: Sequence[str],
    active_formula: str,
    host_element: str,
    formation_energies_eV: dict[str, float],
    amounts: dict[str, float] | None = None,
) -> PotentialLine:
    r"""Draw the voltage of an electrode over its capacity from the half-reactions that it runs through.

    Parameters
    ----------
    equations : series of str
        Balanced half-reactions in their order, each written as reduction, with the electrons on the left.
    active_formula : str
        The substance at the beginning, to whose mass the capacity refers.
    host_element : str
        An element that stays in the electrode and takes part in every step, such as ``Sb`` in
        Sb2S3, Sb and Na3Sb. Its atoms say how often each step runs for one formula unit at the beginning.
    formation_energies_eV : dict of str to float
        Formation energy of each compound in eV per formula unit, under the name it has in the equations.
    amounts : dict of str to float, optional
        Value of each unknown amount in the equations, at least 0, such as ``{"x": 0.5}``.

    Returns
    -------
    PotentialLine
        Capacities and voltages of the steps, and the average voltage, which is that of the whole reaction.

    Raises
    ------
    ValueError
        If an equation cannot be read or does not balance, runs as oxidation or lacks the host element, if a step does
        not begin with what the step before has left, or if a compound has no formation energy.

    Notes
    -----
    Step k, written with :math:`n_k` electrons and :math:`h_k` atoms of the host on its left side, takes

    .. math:: n_k \, h_\mathrm{active} / h_k

    electrons for one formula unit of the active substance. The voltages are those of ``conversion_voltage_V``. All of
    the host is taken to go through every step.

    Examples
    --------
    With an illustrative -3.0 eV for Na15Sn4:

    >>> steps = ["SnS + 2 Na+ + 2 e- -> Sn + Na2S", "4 Sn + 15 Na+ + 15 e- -> Na15Sn4"]
    >>> line = reaction_chain(steps, "SnS", "Sn", {"SnS": -1.1183, "Na2S": -3.7944, "Na15Sn4": -3.0})
    >>> round(float(line.capacity_edges_mAh_per_g[-1])), round(float(line.voltages_V[0]), 2)
    (1022, 1.34)
    """
    letters = {letter for equation in equations for letter in equation_letters(equation)}
    if unused := sorted(set(amounts or {}) - letters - set(unknown_amounts(active_formula))):
        raise ValueError(f"amounts names {', '.join(unused)}; it must name unknown amounts of the equations only")
    mass = molar_mass_g_per_mol(active_formula, _among(amounts, unknown_amounts(active_formula)))
    in_active = _host_atoms(active_formula, host_element, amounts)
    if not in_active:
        raise ValueError(f"host_element is {host_element!r}; it must stand in {active_formula!r}")
    voltages, electrons = [], []
    there = {read_formula(active_formula).name}
    for equation in equations:
        own = _among(amounts, equation_letters(equation))
        reaction = read_reaction(equation, own)
        if reaction.electrons <= 0:
            raise ValueError(f"equations holds {equation!r}; it must be a reduction, with electrons on the left")
        host = sum(float(nu) * _host_atoms(name, host_element, amounts) for name, nu in reaction.consumed.items())
        if not host:
            raise ValueError(f"host_element is {host_element!r}; it must stand on the left of {equation!r}")
        starts = [name for name in reaction.consumed if _host_atoms(name, host_element, amounts)]
        if absent := [name for name in starts if name not in there]:
            raise ValueError(
                f"equations holds {equation!r}; each step must begin with what the step before has left, which is "
                f"{', '.join(sorted(there))} and not {', '.join(absent)}"
            )
        there = {name for name in reaction.formed if _host_atoms(name, host_element, amounts)}
        voltages.append(conversion_voltage_V(equation, formation_energies_eV, own))
        electrons.append(float(reaction.electrons) * in_active / host)
    return potential_line(np.array(voltages), np.array(electrons), mass)


def _among(amounts: dict[str, float] | None, letters: tuple[str, ...]) -> dict[str, float]:
    return {letter: value for letter, value in (amounts or {}).items() if letter in letters}


def _host_atoms(formula: str, host_element: str, amounts: dict[str, float] | None) -> float:
    return element_amounts(formula, _among(amounts, unknown_amounts(formula))).get(host_element, 0.0)
