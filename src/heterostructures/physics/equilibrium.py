r"""The full equilibrium profile of a stack of layers: bands, field, carriers and charge, with nothing depleted by decree.

In equilibrium the Fermi level is flat, and it is the zero of every energy here. What is solved is the nonlinear
Poisson equation

.. math:: \frac{d}{dx} \left( \varepsilon \frac{dV}{dx} \right) = -\rho = -e \, (p - n + N)

with :math:`V` the potential, :math:`\varepsilon` the permittivity of each layer, :math:`n` and :math:`p` the densities
of electrons and holes, and :math:`N` the fixed doping, donors minus acceptors. Both carriers follow from the distance
between their band edge and the Fermi level, by Boltzmann or by Fermi-Dirac statistics.

Sign conventions: x runs from left to right; a field, and the displacement :math:`D`, is positive when it points to the
right; charges are in elementary charges with their sign. The vacuum level is continuous at an interface (Anderson's
rule) unless a dipole is stated, which raises the right-hand side by its value. Band edges lie at fixed distances below
the vacuum level of their layer. The potential is counted from the left end: it is the vacuum level there minus the
vacuum level at x, divided by the elementary charge.

Notes
-----
The numbers are those of equilibrium only: no bias, no current, no light. The model knows abrupt interfaces, parabolic
bands, fully ionized and immobile dopants. It does not know quantum confinement, so that carriers in a layer of a few
nanometers are only roughly where it puts them. Ions that move, as in an electrode that takes up sodium, need another
model.

Method. In each interval of the mesh the displacement at both ends is the difference quotient of the potential plus the
charge of the interval, weighted with the distance from the other end; that is exact. Simpson's rule gives the charge,
with a midpoint potential that is corrected for the curvature. So the error falls with the fourth power of the interval,
on any mesh, and Gauss's law holds for each interval. The unknown potentials at the nodes follow from one condition: the
displacement is the same on both sides of a node, or jumps by the sheet charge there. Newton's method solves it, one
tridiagonal system a step. It starts from the exact profile that each interface would have between two infinitely thick
layers (the first integral of the equation). Then every interval is halved, as often as it takes, and the difference
between two meshes gives the estimated error.

References
----------
S. Selberherr, Analysis and Simulation of Semiconductor Devices, Springer 1984, chapters 2 and 5.

S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, sections 2.2, 2.7 and 3.2.

Examples
--------
Two n-type sulfides with illustrative properties form an electrode particle. The one with the smaller work function
gives electrons to the other. Is there room in the particle for the built-in potential? A free surface on both sides
lets the layers keep all their charge:

>>> from heterostructures.physics.bands import Semiconductor
>>> donor = Semiconductor("sulfide A", 1.3, 4.0, 10.0, 1e18)
>>> acceptor = Semiconductor("sulfide B", 2.1, 4.4, 12.0, 1e17)
>>> for thickness_nm in (2.0, 20.0, 200.0):
...     layers = [Layer(donor, thickness_nm), Layer(acceptor, thickness_nm)]
...     profile = equilibrium_profile(layers, left_end=Interface(), right_end=Interface())
...     drop_V = profile.potential_V[0] - profile.potential_V[-1]
...     given_per_cm2 = profile.layer_charge_per_cm2[0]
...     print(f"{thickness_nm:5.0f} nm: potential drop {drop_V:.3f} V, electrons given {given_per_cm2:.1e} per cm2")
    2 nm: potential drop 0.007 V, electrons given 2.0e+11 per cm2
   20 nm: potential drop 0.407 V, electrons given 1.8e+12 per cm2
  200 nm: potential drop 0.460 V, electrons given 1.9e+12 per cm2

In thick layers the drop is the difference of the work functions. The thinnest donor gives all the electrons that it has,
2e11 per cm2, and they do not suffice to bend the bands by even one kT.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import constants

from heterostructures.physics.bands import (
    REFERENCE_TEMPERATURE_K,
    BandProfile,
    Metal,
    Semiconductor,
    _arsinh_of_ratio,
)
from heterostructures.physics.domains import (
    FINITE,
    NON_NEGATIVE,
    POSITIVE,
    TEMPERATURE,
    WHOLE_POSITIVE,
    Domain,
    FloatArray,
    Kind,
    OneOf,
    takes,
    with_checked_fields,
)
from heterostructures.physics.fermi_dirac import _integrals

POINTS = Domain("that is whole, from 20 to 100000", 20, 100_000, True, True, whole=True).single
TOLERANCE = Domain("from 1e-9 to 0.01", 1e-9, 0.01, True, True).single
STATISTICS = OneOf(("Boltzmann", "Fermi-Dirac"))

# Larger exponents only occur far from the solution; there the densities need not be right, only finite.
_LARGEST_EXPONENT = 300.0
# Bending in kT below which the quadratic law of Debye screening replaces the first integral, against cancellation.
_SMALL_BENDING = 1e-3
# No interval of the first mesh is shorter, in nm.
_SHORTEST_INTERVAL_NM = 1e-4
# An interval is halved by itself while (interval / Debye length) x (change of the potential in kT) is above this.
_COARSE = 0.5
_MOST_INTERVALS = 200_000
_MOST_LOCAL_REFINEMENTS = 40
# Newton steps, in kT, at which an intermediate and the final mesh count as solved. The error is the square of it.
_ROUGHLY_SOLVED, _SOLVED = 1e-4, 1e-9


class NotConverged(RuntimeError):
    """The solver gave up: too few iterations were allowed, or the stack needs a finer mesh than the solver makes."""


@dataclass(frozen=True)
@with_checked_fields(semiconductor=Kind(Semiconductor), thickness_nm=POSITIVE.single)
class Layer:
    """A layer of a stack.

    Parameters
    ----------
    semiconductor : Semiconductor
        The material with its doping.
    thickness_nm : float
        Thickness in nm, greater than 0.

    Raises
    ------
    ValueError
        If a field is outside its range.

    Examples
    --------
    >>> Layer(Semiconductor("Si", 1.12, 4.05, 11.7, 1e16), 250).thickness_nm
    250.0
    """

    semiconductor: Semiconductor
    thickness_nm: float


@dataclass(frozen=True)
@with_checked_fields(
    sheet_charge_per_cm2=FINITE.single,
    dipole_eV=FINITE.single,
    state_density_per_cm2_eV=NON_NEGATIVE.single,
    neutrality_level_below_vacuum_eV=POSITIVE.single,
)
class Interface:
    r"""What sits on an interface between two layers, or on a free surface at the end of a stack.

    Parameters
    ----------
    sheet_charge_per_cm2 : float
        Fixed charge in elementary charges per cm2, of any sign.
    dipole_eV : float
        Step of the vacuum level from the left to the right side in eV, of any sign. It must be 0 at a free surface.
    state_density_per_cm2_eV : float
        Density of interface states in 1/(cm2 eV), at least 0. Many of them pin the Fermi level.
    neutrality_level_below_vacuum_eV : float or None
        Vacuum level minus the energy up to which the states must be filled to be neutral, in eV, greater than 0.
        With a dipole the mean vacuum level of both sides counts. It must be given if there are states.

    Raises
    ------
    ValueError
        If a field is outside its range, or if there are states without a neutrality level.

    Notes
    -----
    States of the constant density :math:`D_{it}` with the neutrality level :math:`E_{CNL}` carry the charge

    .. math:: Q = -e D_{it} (E_F - E_{CNL})

    per area. For :math:`D_{it} \to \infty` the neutrality level is drawn to the Fermi level, whatever the layers are.
    The Fermi edge of the states is taken as sharp, which is exact for a constant density.

    References
    ----------
    S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., Wiley 2007, section 3.2.

    Examples
    --------
    >>> Interface(sheet_charge_per_cm2=1e12).dipole_eV
    0.0
    >>> Interface(state_density_per_cm2_eV=1e13)
    Traceback (most recent call last):
    ValueError: neutrality_level_below_vacuum_eV is None; it must be given, because there are interface states
    """

    sheet_charge_per_cm2: float = 0.0
    dipole_eV: float = 0.0
    state_density_per_cm2_eV: float = 0.0
    neutrality_level_below_vacuum_eV: float | None = None

    def _check_together(self) -> None:
        if self.state_density_per_cm2_eV > 0 and self.neutrality_level_below_vacuum_eV is None:
            raise ValueError(
                "neutrality_level_below_vacuum_eV is None; it must be given, because there are interface states"
            )


@dataclass(frozen=True)
@with_checked_fields(electron_barrier_eV=NON_NEGATIVE.single)
class BarrierContact:
    """A contact whose barrier is known, by measurement for example, instead of its work function.

    Parameters
    ----------
    electron_barrier_eV : float
        Conduction band edge at the contact minus Fermi level in eV, at least 0.

    Raises
    ------
    ValueError
        If the field is outside its range.

    Examples
    --------
    >>> BarrierContact(0.6).electron_barrier_eV
    0.6
    """

    electron_barrier_eV: float


End = Metal | BarrierContact | Interface


@dataclass(frozen=True)
class EquilibriumProfile(BandProfile):
    """The profile of a stack in equilibrium, with what the solver knows about its own accuracy.

    Energies are counted from the common Fermi level. An interface stands twice in all arrays along x, with the values
    of its left and its right side.

    Parameters
    ----------
    electron_density_per_cm3, hole_density_per_cm3 : array
        Densities of the carriers in 1/cm3.
    interface_position_nm : array
        Positions of the interfaces in nm.
    interface_charge_per_cm2 : array
        Fixed charge plus charge of the interface states, in elementary charges per cm2.
    layer_charge_per_cm2 : array
        Space charge of each layer, in elementary charges per cm2.
    left_end_charge_per_cm2, right_end_charge_per_cm2 : float
        Charge that sits on the contact or on the free surface at each end, in elementary charges per cm2. With it
        the whole is neutral. At a bulk end it is what the layer is too thin to hold: near 0 if it is thick enough.
    residual : float
        Largest charge imbalance at a node, relative to the largest displacement in the stack.
    last_step_V : float
        Largest change of the potential that one more step of Newton's method would make, in V.
    iterations : int
        Steps of Newton's method on all meshes together.
    estimated_error_eV : float
        Estimated error of the energies from the finite mesh, in eV.
    """

    electron_density_per_cm3: FloatArray
    hole_density_per_cm3: FloatArray
    interface_position_nm: FloatArray
    interface_charge_per_cm2: FloatArray
    layer_charge_per_cm2: FloatArray
    left_end_charge_per_cm2: float
    right_end_charge_per_cm2: float
    residual: float
    last_step_V: float
    iterations: int
    estimated_error_eV: float


@takes(
    layers=Kind(Layer, many=True),
    temperature_K=TEMPERATURE.single,
    interfaces=Kind(Interface, many=True),
    left_end=Kind((Metal, BarrierContact, Interface)),
    right_end=Kind((Metal, BarrierContact, Interface)),
    statistics=STATISTICS,
    points=POINTS,
    tolerance_eV=TOLERANCE,
    max_iterations=WHOLE_POSITIVE.single,
)
def equilibrium_profile(
    layers: Sequence[Layer],
    temperature_K: float = REFERENCE_TEMPERATURE_K,
    interfaces: Sequence[Interface] | None = None,
    left_end: End | None = None,
    right_end: End | None = None,
    statistics: str = "Boltzmann",
    points: int = 400,
    tolerance_eV: float = 1e-6,
    max_iterations: int = 200,
) -> EquilibriumProfile:
    r"""Bands, field, carriers and charge of a stack of layers in equilibrium.

    Parameters
    ----------
    layers : series of Layer
        The layers from left to right.
    temperature_K : float
        Temperature in K, from 1 to 5000.
    interfaces : series of Interface or None
        What sits on each interface from left to right, one less than there are layers. None: nothing on any of them;
        a single layer needs None, because it has no interface.
    left_end, right_end : Metal, BarrierContact, Interface or None
        None: the potential at the end is that of the neutral bulk. A layer that is thick compared with its space
        charge feels nothing of it; a thin one ends in an ideal ohmic contact. Metal: a Schottky contact, the vacuum
        level lies at its work function. BarrierContact: the same with a given barrier. Interface: a free surface with
        its charge, without field outside.
    statistics : str
        'Boltzmann' or 'Fermi-Dirac' (parabolic bands). Boltzmann statistics is right as long as the Fermi level stays
        about 3 kT outside the bands.
    points : int
        Number of intervals of the mesh at the least, approximately; a number that is whole, from 20 to 100000.
    tolerance_eV : float
        The mesh is halved until the estimated error is below this, in eV, from 1e-9 to 0.01.
    max_iterations : int
        Permitted steps of Newton's method on each mesh; a number that is whole and at least 1.

    Returns
    -------
    EquilibriumProfile
        The profile, with its own residual and estimated error.

    Raises
    ------
    ValueError
        If an argument is outside its range or does not fit the others.
    NotConverged
        If the equation is not solved to the tolerance.

    Notes
    -----
    .. math:: \frac{d}{dx} \left( \varepsilon \frac{dV}{dx} \right) = -e \, (p - n + N), \quad
              n = N_C \, F\!\left( \frac{E_F - E_C}{k_B T} \right), \quad
              p = N_V \, F\!\left( \frac{E_V - E_F}{k_B T} \right)

    with :math:`E_F = 0` throughout, :math:`E_C = E_{vac} - \chi`, :math:`E_V = E_C - E_g`, :math:`E_{vac} = -eV` up to
    a constant, and :math:`F` the exponential or the Fermi-Dirac integral of the order 1/2. At an interface the
    displacement jumps by the sheet charge. The method is described at the head of this module.

    The estimated error is half of the largest change that the last halving of the mesh made. Where the error falls with
    the fourth power of the interval that is eight times too much; on coarse meshes it falls more slowly. Where an
    interval is longer than two Debye lengths, the whole change of the potential along it counts. The estimate says
    nothing about the model. Boltzmann statistics is solved as asked even where the Fermi level lies inside a band:
    compare with 'Fermi-Dirac' there. Below about 250 K a stack with a large band offset, a dipole or a contact that
    draws the Fermi level far into a band may not converge with Boltzmann statistics.

    References
    ----------
    S. Selberherr, Analysis and Simulation of Semiconductor Devices, Springer 1984, chapters 2 and 5.

    Examples
    --------
    >>> gallium_arsenide = Semiconductor("p-GaAs", 1.424, 4.07, 13.1, -1e17, 4.7e17, 7e18)
    >>> alloy = Semiconductor("n-Al0.3Ga0.7As", 1.798, 3.74, 12.05, 5e16, 6.5e17, 1.1e19)
    >>> profile = equilibrium_profile([Layer(gallium_arsenide, 590), Layer(alloy, 590)])
    >>> round(float(profile.potential_V[-1]), 4)
    1.5779
    >>> profile.estimated_error_eV < 1e-6
    True
    """
    stack = _stack(tuple(layers), temperature_K, interfaces, left_end, right_end, statistics == "Fermi-Dirac")
    mesh, potential = _first_mesh(stack, points)
    solution = _newton(stack, mesh, potential, _ROUGHLY_SOLVED, max_iterations)
    iterations = solution.iterations

    # Halve the intervals that are too coarse for the solution found, until there are none.
    for _ in range(_MOST_LOCAL_REFINEMENTS):
        too_coarse = _too_coarse(mesh, solution)
        if not too_coarse.any():
            break
        mesh, potential = _halved(stack, mesh, solution, too_coarse)
        solution = _newton(stack, mesh, potential, _ROUGHLY_SOLVED, max_iterations)
        iterations += solution.iterations
    else:
        raise NotConverged(
            "the stack needs a finer mesh than is made; look for densities that no solid can hold"
            + ("" if stack.degenerate else ", and try statistics='Fermi-Dirac', which keeps them lower")
        )

    # Halve all of them, until the solution no longer changes.
    error_eV = np.inf
    while error_eV > tolerance_eV or len(mesh.width) < points:
        if 2 * len(mesh.width) > _MOST_INTERVALS:
            raise NotConverged(
                f"the estimated error is {error_eV:.1e} eV with {len(mesh.width)} intervals; "
                f"tolerance_eV is {tolerance_eV:g}"
            )
        before = solution.potential + solution.step
        mesh, potential = _halved(stack, mesh, solution, np.full(len(mesh.width), True))
        solution = _newton(stack, mesh, potential, _ROUGHLY_SOLVED, max_iterations)
        iterations += solution.iterations
        error_eV = _error(mesh, solution, before) * stack.thermal_V
    solution = _newton(stack, mesh, solution.potential + solution.step, _SOLVED, max_iterations)
    return _profile(stack, mesh, solution, iterations + solution.iterations, error_eV)


class _Medium(NamedTuple):
    """Reduced properties: arrays with one value for each layer or for each interval of the mesh.

    The potential u is counted in kT/e. Densities are multiplied by e/(eps0 kT/e), so that (eps u')' = -(p - n + N)
    with lengths in nm and eps the relative permittivity.
    """

    permittivity: FloatArray
    electron_states: FloatArray
    hole_states: FloatArray
    doping: FloatArray
    # The reduced energy of the electrons is u + electron_level, that of the holes hole_level - u.
    electron_level: FloatArray
    hole_level: FloatArray

    def of(self, layer: int) -> _Medium:
        return _Medium(*(values[layer : layer + 1] for values in self))

    def repeated(self, counts: NDArray[np.int_]) -> _Medium:
        return _Medium(*np.repeat(np.array(self), counts, axis=1))


class _Stack(NamedTuple):
    """The problem in reduced units."""

    medium: _Medium
    thickness_nm: FloatArray
    neutral: FloatArray  # potential of the neutral bulk of each layer
    neutral_slope: FloatArray  # how fast the charge falls with the potential there
    neutral_pressure: FloatArray  # pressure of the carriers there
    # The charge on each boundary, from the left end over the interfaces to the right end, is charge - slope * u.
    boundary_charge: FloatArray
    boundary_slope: FloatArray
    left: float | None  # potential at the end if it is fixed; None at a free surface
    right: float | None
    degenerate: bool
    thermal_V: float
    reference_eV: float  # vacuum level at u = 0, but for dipoles
    dipole_eV: FloatArray  # sum of the dipoles to the left of each layer
    per_cm3: float  # reduced density of 1/cm3
    per_cm2: float  # reduced charge of 1/cm2


class _Mesh(NamedTuple):
    width: FloatArray  # of each interval, in nm
    counts: NDArray[np.int_]  # intervals in each layer
    boundaries: NDArray[np.int_]  # node numbers of the ends and the interfaces
    medium: _Medium  # of each interval


class _Balance(NamedTuple):
    """What the discrete equation says about a potential."""

    imbalance: FloatArray
    below: FloatArray
    diagonal: FloatArray
    above: FloatArray
    middle: FloatArray  # potential at the middle of each interval
    left_flux: FloatArray  # eps u' at the left and the right end of each interval
    right_flux: FloatArray
    slope: FloatArray  # how fast the charge falls with the potential, the larger value of both ends


class _Solution(NamedTuple):
    """A potential, what the equation says about it, and the step that Newton's method would do next."""

    potential: FloatArray
    balance: _Balance
    step: FloatArray
    iterations: int


def _stack(
    layers: tuple[Layer, ...],
    temperature_K: float,
    interfaces: Sequence[Interface] | None,
    left_end: End | None,
    right_end: End | None,
    degenerate: bool,
) -> _Stack:
    """Turn the arguments into reduced units."""
    between = tuple(interfaces) if interfaces is not None else (Interface(),) * (len(layers) - 1)
    if len(between) != len(layers) - 1:
        raise ValueError(
            f"interfaces holds {len(between)} of them; it must hold one less than there are layers, {len(layers) - 1}"
        )
    for name, end in (("left_end", left_end), ("right_end", right_end)):
        if isinstance(end, Interface) and end.dipole_eV != 0:
            raise ValueError(f"{name} has a dipole of {end.dipole_eV:g} eV; it must be 0 at a free surface")

    thermal_V = constants.k * temperature_K / constants.e
    per_cm3 = constants.e * 1e6 / (constants.epsilon_0 * thermal_V) * 1e-18
    per_cm2 = constants.e * 1e4 / (constants.epsilon_0 * thermal_V) * 1e-9
    scale = per_cm3 * (temperature_K / REFERENCE_TEMPERATURE_K) ** 1.5
    materials = [layer.semiconductor for layer in layers]
    dipole_eV = np.cumsum([0.0, *(interface.dipole_eV for interface in between)])
    affinity_eV = np.array([m.electron_affinity_eV for m in materials]) - dipole_eV
    ionization_eV = affinity_eV + np.array([m.gap_eV for m in materials])
    # Somewhere in the middle, so that the potentials stay small numbers.
    reference_eV = float(np.mean(affinity_eV + ionization_eV) / 2.0)
    medium = _Medium(
        np.array([m.relative_permittivity for m in materials]),
        scale * np.array([m.conduction_density_300K_per_cm3 for m in materials]),
        scale * np.array([m.valence_density_300K_per_cm3 for m in materials]),
        per_cm3 * np.array([m.net_doping_per_cm3 for m in materials]),
        (affinity_eV - reference_eV) / thermal_V,
        (reference_eV - ionization_eV) / thermal_V,
    )
    neutral = _neutral(medium, degenerate)

    def fixed(end: End | None, layer: int) -> float | None:
        if end is None:
            return float(neutral[layer])
        if isinstance(end, Metal):
            return float((reference_eV + dipole_eV[layer] - end.work_function_eV) / thermal_V)
        if isinstance(end, BarrierContact):
            return float((reference_eV - affinity_eV[layer] - end.electron_barrier_eV) / thermal_V)
        return None

    free = Interface()
    ends = (
        left_end if isinstance(left_end, Interface) else free,
        right_end if isinstance(right_end, Interface) else free,
    )
    charge, slope = [], []
    mean_dipole_eV = 0.5 * (np.append(dipole_eV[0], dipole_eV) + np.append(dipole_eV, dipole_eV[-1]))
    for boundary, dipole in zip((ends[0], *between, ends[1]), mean_dipole_eV, strict=True):
        states = per_cm2 * boundary.state_density_per_cm2_eV
        level_eV = reference_eV + dipole - (boundary.neutrality_level_below_vacuum_eV or 0.0)
        charge.append(per_cm2 * boundary.sheet_charge_per_cm2 + states * level_eV)
        slope.append(states * thermal_V)
    return _Stack(
        medium,
        np.array([layer.thickness_nm for layer in layers]),
        neutral,
        _carriers(medium, neutral, degenerate)[2],
        _pressure(medium, neutral, degenerate),
        np.array(charge),
        np.array(slope),
        fixed(left_end, 0),
        fixed(right_end, -1),
        degenerate,
        thermal_V,
        reference_eV,
        dipole_eV,
        per_cm3,
        per_cm2,
    )


def _carriers(medium: _Medium, potential: FloatArray, degenerate: bool) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return electrons, holes, and how fast their difference grows with the potential."""
    electron_energy, hole_energy = potential + medium.electron_level, medium.hole_level - potential
    if degenerate:
        electrons, electron_slope = _integrals(electron_energy, (1, -1))
        holes, hole_slope = _integrals(hole_energy, (1, -1))
        slope = medium.electron_states * electron_slope + medium.hole_states * hole_slope
        return medium.electron_states * electrons, medium.hole_states * holes, slope
    electrons = medium.electron_states * np.exp(np.minimum(electron_energy, _LARGEST_EXPONENT))
    holes = medium.hole_states * np.exp(np.minimum(hole_energy, _LARGEST_EXPONENT))
    return electrons, holes, electrons + holes


def _charge(medium: _Medium, potential: FloatArray, degenerate: bool) -> tuple[FloatArray, FloatArray]:
    """Return the charge density and how fast it falls with the potential."""
    electrons, holes, slope = _carriers(medium, potential, degenerate)
    return holes - electrons + medium.doping, slope


def _pressure(medium: _Medium, potential: FloatArray, degenerate: bool) -> FloatArray:
    """Return the pressure of both carriers, whose derivative is the density of electrons minus that of holes."""
    if not degenerate:
        electrons, holes, _ = _carriers(medium, potential, degenerate)
        return electrons + holes
    electrons = _integrals(potential + medium.electron_level, (3,))[0]
    holes = _integrals(medium.hole_level - potential, (3,))[0]
    return medium.electron_states * electrons + medium.hole_states * holes


def _neutral(medium: _Medium, degenerate: bool) -> FloatArray:
    """Return the potential at which each layer is neutral."""
    # With logarithms, because the intrinsic density of a wide gap underflows.
    log_electrons = np.log(medium.electron_states) + medium.electron_level
    log_holes = np.log(medium.hole_states) + medium.hole_level
    log_intrinsic = 0.5 * (log_electrons + log_holes)
    bending = [_arsinh_of_ratio(n, d) for n, d in zip(0.5 * medium.doping, log_intrinsic, strict=True)]
    potential: FloatArray = 0.5 * (log_holes - log_electrons) + np.array(bending)
    if not degenerate:
        return potential
    # Newton's method: from here the density bends upwards, so that it overshoots at most once.
    for _ in range(100):
        charge, slope = _charge(medium, potential, degenerate)
        step = np.clip(charge / np.maximum(slope, 1e-300), -5.0, 5.0)
        potential = potential + step
        if np.max(np.abs(step)) < 1e-13 * (1.0 + np.max(np.abs(potential))):
            break
    return potential


# --- The first mesh and the first potential: each interface between infinitely thick layers -------------------------


def _flux_of_bending(stack: _Stack, layer: int, bending: FloatArray) -> FloatArray:
    """Return eps |u'| where the potential of an infinitely thick layer differs by the bending from the bulk.

    This is the first integral: eps u'^2 / 2 is the pressure of the carriers minus that in the bulk plus the energy
    of the dopants.
    """
    medium = stack.medium.of(layer)
    energy = _pressure(medium, stack.neutral[layer] + bending, stack.degenerate)
    energy -= stack.neutral_pressure[layer] + medium.doping * bending
    square = bending * bending
    energy = np.where(square < _SMALL_BENDING**2, 0.5 * stack.neutral_slope[layer] * square, energy)
    # The bulk of a wide gap may hold no carrier at all; the floor keeps its Debye length finite.
    return np.sqrt(2.0 * medium.permittivity * np.maximum(energy, 1e-60 * square))


def _potential_between_thick_layers(stack: _Stack, boundary: int) -> float:
    """Return the potential at an interface or free surface whose layers are infinitely thick.

    The jump of the displacement grows with the potential, so that a repeatedly divided range holds the one root.
    """
    sides = [layer for layer in (boundary - 1, boundary) if 0 <= layer < len(stack.neutral)]
    charge, slope = stack.boundary_charge[boundary], stack.boundary_slope[boundary]
    levels = [stack.neutral[layer] for layer in sides]
    margin = _SMALL_BENDING
    if charge != 0 or slope != 0:
        if slope > 0:
            levels.append(charge / slope)
        # A charge bends the bands at most a little beyond the gap.
        margin = 100.0 + float(np.max(-stack.medium.electron_level - stack.medium.hole_level))
    low, high = min(levels) - margin, max(levels) + margin
    parts = 256
    while True:
        tried = low + (high - low) / parts * np.arange(parts + 1.0)
        jump = slope * tried - charge
        for layer in sides:
            bending = tried - stack.neutral[layer]
            jump = jump + np.copysign(_flux_of_bending(stack, layer, bending), bending)
        place = min(max(int(np.searchsorted(jump, 0.0)), 1), parts)
        low, high = float(tried[place - 1]), float(tried[place])
        # A quarter of kT is close enough for a straight line.
        if high - low < 0.25:
            return float(np.interp(0.0, jump[place - 1 : place + 1], tried[place - 1 : place + 1]))


def _half_layer(
    stack: _Stack, layer: int, at_boundary: float, length: float, intervals: int
) -> tuple[FloatArray, FloatArray]:
    """Return mesh widths and potentials from a boundary into a layer, as if the layer were infinitely thick.

    The bending y runs from the boundary to the bulk as y = log(1 + exp(s)) with s falling evenly: in equal steps of
    the potential where the bands bend strongly, in equal fractions where they decay.
    """
    neutral = float(stack.neutral[layer])
    bending = at_boundary - neutral
    size = max(abs(bending), 0.05)
    # Coarser steps suffice for the tail.
    s = np.arange(size + np.log(-np.expm1(-size)), -16.0, -0.4)
    y = np.logaddexp(0.0, s)
    length_per_s = -np.expm1(-y) * stack.medium.permittivity[layer]
    length_per_s /= _flux_of_bending(stack, layer, np.copysign(y, bending))
    x = np.concatenate(([0.0], np.cumsum(0.2 * (length_per_s[1:] + length_per_s[:-1]))))
    # Behind the tail nothing happens: ever longer steps.
    far = x[-1] + 4.0 * length_per_s[-1] * np.expm1(0.2 * np.arange(1, len(s)))
    x, y = np.concatenate((x, far)), np.concatenate((y, np.zeros(len(s) - 1)))
    number = np.arange(len(x), dtype=float)
    chosen = np.linspace(0.0, np.interp(length, x, number), intervals + 1)
    width = np.maximum(np.diff(np.interp(chosen, number, x)), min(_SHORTEST_INTERVAL_NM, 0.1 * length / intervals))
    width *= length / np.sum(width)
    return width, neutral + bending / size * np.interp(chosen, number, y)


def _first_mesh(stack: _Stack, points: int) -> tuple[_Mesh, FloatArray]:
    """Return a mesh with half of the points that are wanted, and a first potential on it."""
    layers = len(stack.neutral)
    levels: list[float | None] = []
    for boundary in range(layers + 1):
        end = {0: stack.left, layers: stack.right}.get(boundary)
        if end is not None:
            # Nothing starts from an end with the potential of the bulk.
            is_bulk = end == stack.neutral[0 if boundary == 0 else -1]
            levels.append(None if is_bulk else end)
        elif boundary in (0, layers) and stack.boundary_charge[boundary] == 0 == stack.boundary_slope[boundary]:
            levels.append(None)
        else:
            levels.append(_potential_between_thick_layers(stack, boundary))
    starts = sum((level is not None) * (1 if i in (0, layers) else 2) for i, level in enumerate(levels))
    intervals = max(points // 2 // max(starts, 1), 6)

    widths, counts, potentials = [], [], []
    for layer, thickness in enumerate(stack.thickness_nm):
        left, right = levels[layer], levels[layer + 1]
        length = thickness if left is None or right is None else 0.5 * thickness
        pieces = []
        if left is not None:
            pieces.append(_half_layer(stack, layer, left, length, intervals))
        if right is not None:
            width, potential = _half_layer(stack, layer, right, length, intervals)
            pieces.append((width[::-1], potential[::-1]))
        if not pieces:
            pieces.append((np.full(intervals, thickness / intervals), np.full(intervals + 1, stack.neutral[layer])))
        width = np.concatenate([piece[0] for piece in pieces])
        widths.append(width)
        counts.append(len(width))
        # The last potential of a piece is the first of the next one.
        potentials += [piece[1][:-1] for piece in pieces]
        last = pieces[-1][1][-1]
    potential = np.append(np.concatenate(potentials), last)
    if stack.left is not None:
        potential[0] = stack.left
    if stack.right is not None:
        potential[-1] = stack.right
    return _mesh(stack, np.concatenate(widths), np.array(counts)), potential


def _mesh(stack: _Stack, width: FloatArray, counts: NDArray[np.int_]) -> _Mesh:
    boundaries = np.concatenate(([0], np.cumsum(counts)))
    return _Mesh(width, counts, boundaries, stack.medium.repeated(counts))


# --- The discrete equation and Newton's method ----------------------------------------------------------------------


def _balance(stack: _Stack, mesh: _Mesh, potential: FloatArray) -> _Balance:
    """Return by how much the displacement is discontinuous at each node, and the derivatives of that."""
    medium, width = mesh.medium, mesh.width
    # Two rows: the left and the right end of each interval.
    ends = np.array([potential[:-1], potential[1:]])
    charge, slope = _charge(medium, ends, stack.degenerate)

    # Potential at the middle: the mean plus what the charge bends it up. The correction is for intervals shorter than
    # the Debye length; where they are long (deep in the bulk) it is faded out, which changes the order h^6 only.
    bow = width**2 / (16.0 * medium.permittivity)
    lift, stiffness = bow * (charge[0] + charge[1]), bow * (slope[0] + slope[1])
    fade = 1.0 / (1.0 + lift**2 + stiffness**2)
    middle = 0.5 * (ends[0] + ends[1]) + lift * fade
    middle_charge, middle_slope = _charge(medium, middle, stack.degenerate)

    # Simpson's rule for the charge, weighted with the distance from the other end of the interval.
    capacitance = medium.permittivity / width
    mean_flux = capacitance * (ends[1] - ends[0])
    sixth = width / 6.0
    weighted_charge = sixth * (charge + 2.0 * middle_charge)
    left_flux, right_flux = mean_flux + weighted_charge[0], mean_flux - weighted_charge[1]
    imbalance = np.zeros(len(potential))
    imbalance[:-1] = -left_flux
    imbalance[1:] += right_flux

    bow *= fade * (1.0 - 2.0 * lift**2 * fade)
    through_middle = 2.0 * middle_slope * (0.5 - bow * slope)
    below, above = sixth * through_middle - capacitance
    own = capacitance + sixth * (through_middle + slope)
    diagonal = np.zeros(len(potential))
    diagonal[:-1] = own[0]
    diagonal[1:] += own[1]

    at = mesh.boundaries
    imbalance[at] -= stack.boundary_charge - stack.boundary_slope * potential[at]
    diagonal[at] += stack.boundary_slope
    # A fixed potential takes no step, so that its neighbour need not know of one. (With the coupling left in, the
    # pivoting of the solver would round the fixed value itself.)
    if stack.left is not None:
        imbalance[0], diagonal[0], above[0], below[0] = 0.0, 1.0, 0.0, 0.0
    if stack.right is not None:
        imbalance[-1], diagonal[-1], below[-1], above[-1] = 0.0, 1.0, 0.0, 0.0
    larger_slope = np.maximum(slope[0], slope[1])
    return _Balance(imbalance, below, diagonal, above, middle, left_flux, right_flux, larger_slope)


def _newton(stack: _Stack, mesh: _Mesh, potential: FloatArray, tolerance: float, max_iterations: int) -> _Solution:
    """Return a potential from which the next step would be smaller than the tolerance."""
    from scipy.linalg.lapack import dgtsv

    size = np.inf
    for iteration in range(1, max_iterations + 1):
        balance = _balance(stack, mesh, potential)
        *_, step, failed = dgtsv(balance.below, balance.diagonal, balance.above, -balance.imbalance)
        before, size = size, float(np.max(np.abs(step)))
        if failed or not np.isfinite(size):
            raise NotConverged("Newton's method met a singular system; check the units of the stack")
        # Rounding may keep the last steps above the goal.
        if size < tolerance or (size < 1e-6 and size > 0.5 * before):
            return _Solution(potential, balance, step, iteration)
        potential = potential + (step if size < 1.0 else _damped(mesh, potential, step))
    raise NotConverged(
        f"the potential still changed by {size * stack.thermal_V:.1e} V in step {max_iterations}; "
        f"max_iterations is {max_iterations}"
    )


def _damped(mesh: _Mesh, potential: FloatArray, step: FloatArray) -> FloatArray:
    """Shorten steps towards more carriers to their logarithm, from where the carriers outnumber the dopants.

    There the density is exponential in the potential, so that a full step would overshoot by orders of magnitude.
    """
    most = np.log(max(float(np.max(np.abs(mesh.medium.doping))), 1e-30))
    medium = mesh.medium
    high = most - np.log(medium.electron_states) - medium.electron_level
    low = medium.hole_level - most + np.log(medium.hole_states)
    high = np.concatenate((high[:1], np.minimum(high[1:], high[:-1]), high[-1:]))
    low = np.concatenate((low[:1], np.maximum(low[1:], low[:-1]), low[-1:]))
    # One kT is always free.
    high, low = np.maximum(potential, high) + 1.0, np.minimum(potential, low) - 1.0
    wanted = potential + step
    wanted = np.where(wanted > high, high + np.log1p(np.maximum(wanted - high, 0.0)), wanted)
    wanted = np.where(wanted < low, low - np.log1p(np.maximum(low - wanted, 0.0)), wanted)
    return wanted - potential


def _too_coarse(mesh: _Mesh, solution: _Solution) -> NDArray[np.bool_]:
    """Return which intervals are long compared with the Debye length of their carriers while the bands bend there."""
    inverse_debye_length = np.sqrt(solution.balance.slope / mesh.medium.permittivity)
    return mesh.width * inverse_debye_length * np.abs(np.diff(solution.potential)) > _COARSE


def _error(mesh: _Mesh, solution: _Solution, before: FloatArray) -> float:
    """Return the estimated error of a potential that had other values before the mesh was halved."""
    potential = solution.potential + solution.step
    change = float(np.max(np.abs(potential[::2] - before)))
    # An interval of more than two Debye lengths does not resolve how the bands decay; halving it shows too little.
    unresolved = mesh.width * mesh.width * solution.balance.slope > 4.0 * mesh.medium.permittivity
    decay = float(np.max(np.abs(potential[1:] - potential[:-1]), where=unresolved, initial=0.0))
    return max(0.5 * change, decay)


def _halved(stack: _Stack, mesh: _Mesh, solution: _Solution, which: NDArray[np.bool_]) -> tuple[_Mesh, FloatArray]:
    """Return the mesh with some intervals halved, and the potential on it after the next step."""
    pieces = 1 + which.astype(int)
    counts = np.add.reduceat(pieces, mesh.boundaries[:-1])
    middle = solution.balance.middle + 0.5 * (solution.step[:-1] + solution.step[1:])
    # The middle of each halved interval follows its left node.
    potential = np.insert(solution.potential + solution.step, np.flatnonzero(which) + 1, middle[which])
    return _mesh(stack, np.repeat(mesh.width / pieces, pieces), counts), potential


# --- The result -----------------------------------------------------------------------------------------------------


def _profile(stack: _Stack, mesh: _Mesh, solution: _Solution, iterations: int, error_eV: float) -> EquilibriumProfile:
    """Turn the reduced solution into units of the field, with both values at each interface."""
    potential, balance = solution.potential, solution.balance
    edges_nm = np.concatenate(([0.0], np.cumsum(stack.thickness_nm)))
    layer = np.repeat(np.arange(len(mesh.counts)), mesh.counts + 1)
    both_sides = np.arange(len(layer)) - layer  # the node of each entry: an interface node stands twice
    last = np.cumsum(mesh.counts + 1) - 1
    first = last - mesh.counts

    position_nm = np.empty(len(layer))
    flux = np.empty(len(layer))
    for number, (begin, end) in enumerate(zip(first, last, strict=True)):
        intervals = slice(begin - number, end - number)
        position_nm[begin] = edges_nm[number]
        # Rounding of the sum must not carry a position beyond the edge of its layer.
        position_nm[begin + 1 : end + 1] = np.minimum(
            edges_nm[number] + np.cumsum(mesh.width[intervals]), edges_nm[number + 1]
        )
        position_nm[end] = edges_nm[number + 1]
        flux[begin:end] = balance.left_flux[intervals]
        flux[end] = balance.right_flux[intervals][-1]
    medium = stack.medium.repeated(mesh.counts + 1)
    reduced = potential[both_sides]
    electrons, holes, slope = _carriers(medium, reduced, stack.degenerate)
    vacuum_level_eV = stack.reference_eV - stack.thermal_V * reduced + stack.dipole_eV[layer]
    affinity_eV = stack.reference_eV + stack.dipole_eV[layer] + medium.electron_level * stack.thermal_V
    # The flux that belongs to kT/e over a Debye length keeps the scale above rounding where nothing bends.
    largest_flux = float(np.max(np.abs(flux)) + np.sqrt(np.max(medium.permittivity * slope)))
    boundary = stack.boundary_charge - stack.boundary_slope * potential[mesh.boundaries]
    return EquilibriumProfile(
        position_nm=position_nm,
        potential_V=vacuum_level_eV[0] - vacuum_level_eV,
        field_V_per_m=-flux / medium.permittivity * stack.thermal_V * 1e9,
        vacuum_level_eV=vacuum_level_eV,
        conduction_band_eV=vacuum_level_eV - affinity_eV,
        valence_band_eV=-stack.thermal_V * (reduced - medium.hole_level),
        charge_density_C_per_m3=(holes - electrons + medium.doping) / stack.per_cm3 * constants.e * 1e6,
        electron_density_per_cm3=electrons / stack.per_cm3,
        hole_density_per_cm3=holes / stack.per_cm3,
        interface_position_nm=edges_nm[1:-1],
        interface_charge_per_cm2=boundary[1:-1] / stack.per_cm2,
        layer_charge_per_cm2=(flux[first] - flux[last]) / stack.per_cm2,
        left_end_charge_per_cm2=float(-flux[0] / stack.per_cm2),
        right_end_charge_per_cm2=float(flux[-1] / stack.per_cm2),
        residual=float(np.max(np.abs(balance.imbalance))) / largest_flux,
        last_step_V=float(np.max(np.abs(solution.step))) * stack.thermal_V,
        iterations=iterations,
        estimated_error_eV=error_eV,
    )
