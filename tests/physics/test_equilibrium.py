"""The equilibrium profile against other solvers, exact relations, and the mistakes of other programs.

Oracles: scipy's solve_bvp in a first-order formulation of its own (vacuum level and displacement of each layer), the
finite-volume program DEVSIM with the equation written out here, and the first integral of the Poisson equation. Bulk
values come from the closed formulas of ``bands``, not from the solver.
"""

from __future__ import annotations

import dataclasses
import functools
import math

import devsim_openblas
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import constants, integrate

from heterostructures.physics.bands import Metal, Semiconductor, thermal_energy_eV, work_function_eV
from heterostructures.physics.equilibrium import (
    BarrierContact,
    EquilibriumProfile,
    Interface,
    Layer,
    NotConverged,
    equilibrium_profile,
)
from heterostructures.physics.fermi_dirac import fermi_dirac_half, fermi_dirac_three_halves

PER_M3 = 1e6
PER_M2 = 1e4
NM = 1e-9


def material(doping=1e17, gap=1.4, affinity=4.0, permittivity=12.0, conduction=1e19, valence=1e19):
    return Semiconductor("illustrative", gap, affinity, permittivity, doping, conduction, valence)


# Usual values at 300 K of the problem that other programs were compared on.
GAAS = Semiconductor("p-GaAs", 1.424, 4.07, 13.1, -1e17, 4.7e17, 7e18)
ALGAAS = Semiconductor("n-Al0.3Ga0.7As", 1.798, 3.74, 12.05, 5e16, 6.5e17, 1.1e19)
JUNCTION = [Layer(GAAS, 590.0), Layer(ALGAAS, 590.0)]


@dataclasses.dataclass(frozen=True)
class Stack:
    layers: list[tuple[Semiconductor, float]]
    temperature_K: float = 300.0
    sheets_per_cm2: tuple[float, ...] = ()
    left: Metal | None = None
    right: Metal | None = None

    def profile(self, **changes) -> EquilibriumProfile:
        arguments = {
            "layers": [Layer(m, d) for m, d in self.layers],
            "temperature_K": self.temperature_K,
            "interfaces": [Interface(sheet_charge_per_cm2=q) for q in self.sheets_per_cm2] or None,
            "left_end": self.left,
            "right_end": self.right,
        }
        return equilibrium_profile(**{**arguments, **changes})


N, P, I = material(1e17), material(-1e17), material(0.0)
STACKS = {
    "p-n, GaAs and AlGaAs": Stack([(GAAS, 590.0), (ALGAAS, 590.0)]),
    "p-n of one material": Stack([(P, 400.0), (N, 400.0)]),
    "p-n, 1e13 per cm3": Stack([(material(-1e13), 4e4), (material(1e13, affinity=4.1), 4e4)]),
    "p-n, 1e20 per cm3": Stack([(material(-1e20), 12.0), (material(1e20), 12.0)]),
    "p-n, 1e13 and 1e20 per cm3": Stack([(material(-1e20), 30.0), (material(1e13), 4e4)]),
    "p-n at 200 K": Stack([(P, 400.0), (material(3e16, 1.1, 4.2), 600.0)], 200.0),
    "p-n at 500 K": Stack([(P, 400.0), (material(3e16, 1.1, 4.2), 600.0)], 500.0),
    "p-n, gap of 4 eV": Stack([(material(-1e17, 4.0, 2.5), 700.0), (material(1e17, 4.0, 2.5), 700.0)]),
    "p-n, gap of 4 eV at 200 K": Stack([(material(-1e17, 4.0, 2.5), 700.0), (material(1e17, 3.2, 2.9), 700.0)], 200.0),
    "isotype n-n": Stack([(material(1e17, 1.4, 4.2), 300.0), (material(1e16, 1.9, 3.9), 500.0)]),
    "isotype n-n with strong accumulation": Stack([(material(1e16, 1.2, 4.6), 400.0), (material(1e18, 2.5, 4.0), 100.0)]),
    "isotype p-p": Stack([(material(-1e17, 1.4, 4.2), 300.0), (material(-1e16, 1.9, 4.0), 500.0)]),
    "intrinsic with n": Stack([(material(0.0, 0.7), 3000.0), (material(1e16, 0.7), 500.0)]),
    "intrinsic with intrinsic": Stack([(material(0.0, 0.5, 4.2), 2000.0), (material(0.0, 0.6, 4.0), 2000.0)]),
    "p-i-n": Stack([(P, 200.0), (I, 300.0), (N, 200.0)]),
    "n-p-n with a thin base": Stack([(N, 200.0), (P, 30.0), (N, 200.0)]),
    "three layers, gaps and affinities": Stack(
        [(material(1e17, 1.3, 4.4), 150.0), (material(1e16, 2.1, 4.0), 40.0), (material(-1e18, 1.6, 4.1), 80.0)]
    ),
    "permittivity step": Stack([(material(-1e17, permittivity=5.0), 300.0), (material(1e17, permittivity=80.0), 900.0)]),
    "density-of-states step": Stack([(material(1e17, conduction=1e17), 300.0), (material(1e17, conduction=1e21), 300.0)]),
    "negative sheet charge": Stack([(N, 400.0), (material(1e17, affinity=3.9), 400.0)], sheets_per_cm2=(-1e12,)),
    "positive sheet charge": Stack([(P, 400.0), (material(1e17, affinity=3.9), 400.0)], sheets_per_cm2=(5e11,)),
    "Schottky contact on n": Stack([(N, 500.0)], left=Metal("metal", 4.9)),
    "ohmic contact on n": Stack([(N, 300.0)], right=Metal("metal", 3.9)),
    "metal, two layers": Stack(
        [(material(1e17), 300.0), (material(1e16, affinity=3.8), 600.0)], left=Metal("metal", 4.8)
    ),
    "layer between two metals": Stack([(material(1e16), 80.0)], left=Metal("a", 4.6), right=Metal("b", 4.4)),
    "four layers and sheets": Stack(
        [(P, 150.0), (material(1e16, 1.8, 3.8), 25.0), (material(-1e16, 1.2, 4.3), 35.0), (N, 200.0)],
        350.0,
        (2e11, -3e11, 1e11),
    ),
}


def density_of_states(semiconductor, temperature_K):
    scale = (temperature_K / 300.0) ** 1.5 * PER_M3
    return scale * semiconductor.conduction_density_300K_per_cm3, scale * semiconductor.valence_density_300K_per_cm3


def charge_C_per_m3(semiconductor, temperature_K, vacuum_level_eV):
    """Charge density at a vacuum level above the Fermi level, straight from the definitions."""
    energy = float(thermal_energy_eV(temperature_K))
    conduction, valence = density_of_states(semiconductor, temperature_K)
    electrons = conduction * np.exp(np.minimum((semiconductor.electron_affinity_eV - vacuum_level_eV) / energy, 80.0))
    holes = valence * np.exp(np.minimum((vacuum_level_eV - semiconductor.ionization_energy_eV) / energy, 80.0))
    return constants.e * (holes - electrons + PER_M3 * semiconductor.net_doping_per_cm3)


def outer_levels(stack):
    ends = [stack.left or stack.layers[0][0], stack.right or stack.layers[-1][0]]
    return [work_function_eV(end, stack.temperature_K) for end in ends]


def sides(profile):
    """Return the slices of the layers: an interface stands twice."""
    cuts = np.flatnonzero(np.diff(profile.position_nm) == 0) + 1
    return [slice(a, b) for a, b in zip([0, *cuts], [*cuts, len(profile.position_nm)], strict=True)]


def solved_by_solve_bvp(stack, guess, tolerance=1e-9):
    """Solve for vacuum level and displacement of all layers at once, each layer stretched to the unit interval."""
    count = len(stack.layers)
    thickness_m = np.array([d * NM for _, d in stack.layers])
    permittivity = constants.epsilon_0 * np.array([m.relative_permittivity for m, _ in stack.layers])
    sheets = constants.e * PER_M2 * np.array(stack.sheets_per_cm2 or [0.0] * (count - 1))
    # The displacement is counted in the largest one, so that both unknowns are of the order 1.
    unit = max(float(np.max(np.abs(guess.field_V_per_m))) * permittivity[0], 1e-6)
    low, high = outer_levels(stack)

    def slopes(s, y):
        result = np.empty_like(y)
        for i, (semiconductor, _) in enumerate(stack.layers):
            # The vacuum level is minus the potential: its slope is the field.
            result[2 * i] = y[2 * i + 1] * unit / permittivity[i] * thickness_m[i]
            charge = charge_C_per_m3(semiconductor, stack.temperature_K, y[2 * i])
            result[2 * i + 1] = charge * thickness_m[i] / unit
        return result

    def ends(left, right):
        conditions = [left[0] - low, right[-2] - high]
        for i in range(count - 1):
            conditions += [right[2 * i] - left[2 * i + 2], left[2 * i + 3] - right[2 * i + 1] - sheets[i] / unit]
        return np.array(conditions)

    start_nm = np.concatenate(([0.0], np.cumsum(thickness_m / NM)))
    grids = [
        (guess.position_nm[part] - start_nm[i]) / (start_nm[i + 1] - start_nm[i]) for i, part in enumerate(sides(guess))
    ]
    mesh = np.unique(np.concatenate([[0.0, 1.0], *[grid[::4] for grid in grids]]).clip(0, 1))
    mesh = mesh[np.append(True, np.diff(mesh) > 1e-9)]
    mesh[-1] = 1.0
    y = np.empty((2 * count, len(mesh)))
    for i, part in enumerate(sides(guess)):
        # A start that is wrong by up to 30 meV, so that solve_bvp has to find the solution itself.
        y[2 * i] = np.interp(mesh, grids[i], guess.vacuum_level_eV[part]) + 0.03 * np.sin(np.pi * mesh)
        y[2 * i + 1] = np.interp(mesh, grids[i], guess.field_V_per_m[part]) * permittivity[i] / unit
    with np.errstate(all="ignore"):
        solution = integrate.solve_bvp(slopes, ends, mesh, y, tol=tolerance, max_nodes=60_000)
    assert solution.status == 0, solution.message
    return [solution.sol(grid)[2 * i] for i, grid in enumerate(grids)]


@functools.cache
def solved(name: str) -> EquilibriumProfile:
    return STACKS[name].profile()


@pytest.mark.parametrize("name", STACKS)
def test_solve_bvp_finds_the_same_profile(name):
    profile = solved(name)
    layers = solved_by_solve_bvp(STACKS[name], profile)
    difference = max(
        float(np.max(np.abs(profile.vacuum_level_eV[part] - level)))
        for part, level in zip(sides(profile), layers, strict=True)
    )
    # The bar is 1e-5 eV; the default tolerance of the solver promises 1e-6.
    assert difference < 1.5e-6
    # The estimate of the solver itself is honest: it is not below the difference by more than solve_bvp's own error.
    assert difference < profile.estimated_error_eV + 3e-8
