"""The equilibrium profile against other solvers, exact relations, and the mistakes of other programs.

Oracles: scipy's solve_bvp in a first-order formulation of its own (vacuum level and displacement of each layer), the
finite-volume program DEVSIM with the equation written out here, and the first integral of the Poisson equation. Bulk
values come from the closed formulas of ``bands``, not from the solver.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import sys

import devsim_openblas
import numpy as np
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import constants, integrate
from scipy.interpolate import CubicHermiteSpline
from scipy.optimize import brentq

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


N, P, INTRINSIC = material(1e17), material(-1e17), material(0.0)
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
    "isotype n-n with strong accumulation": Stack(
        [(material(1e16, 1.2, 4.6), 400.0), (material(1e18, 2.5, 4.0), 100.0)]
    ),
    "isotype p-p": Stack([(material(-1e17, 1.4, 4.2), 300.0), (material(-1e16, 1.9, 4.0), 500.0)]),
    "intrinsic with n": Stack([(material(0.0, 0.7), 3000.0), (material(1e16, 0.7), 500.0)]),
    "intrinsic with intrinsic": Stack([(material(0.0, 0.5, 4.2), 2000.0), (material(0.0, 0.6, 4.0), 2000.0)]),
    "p-i-n": Stack([(P, 200.0), (INTRINSIC, 300.0), (N, 200.0)]),
    "n-p-n with a thin base": Stack([(N, 200.0), (P, 30.0), (N, 200.0)]),
    "three layers, gaps and affinities": Stack(
        [(material(1e17, 1.3, 4.4), 150.0), (material(1e16, 2.1, 4.0), 40.0), (material(-1e18, 1.6, 4.1), 80.0)]
    ),
    "permittivity step": Stack(
        [(material(-1e17, permittivity=5.0), 300.0), (material(1e17, permittivity=80.0), 900.0)]
    ),
    "density-of-states step": Stack(
        [(material(1e17, conduction=1e17), 300.0), (material(1e17, conduction=1e21), 300.0)]
    ),
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


def solved_by_solve_bvp(stack, guess, tolerance=1e-8):
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


def test_solve_bvp_finds_the_same_profile_with_fermi_dirac_statistics():
    # Doped twentyfold beyond the density of states; the integral itself is tested against mpmath.
    degenerate = [material(2e20), material(-1e18, affinity=4.2)]
    energy = float(thermal_energy_eV(300.0))

    def charge_per_cm3(semiconductor, level_eV):
        electrons = fermi_dirac_half((semiconductor.electron_affinity_eV - level_eV) / energy)
        holes = fermi_dirac_half((level_eV - semiconductor.ionization_energy_eV) / energy)
        return 1e19 * holes - 1e19 * electrons + semiconductor.net_doping_per_cm3

    low, high = (brentq(lambda level, m=m: charge_per_cm3(m, level), 3.0, 6.5, xtol=1e-14) for m in degenerate)
    profile = equilibrium_profile(
        [Layer(degenerate[0], 10.0), Layer(degenerate[1], 60.0)], statistics="Fermi-Dirac", tolerance_eV=1e-7
    )
    assert profile.vacuum_level_eV[[0, -1]] == pytest.approx([low, high], abs=1e-12)
    # Ten kT inside the band, where Boltzmann statistics would put the level three kT above the edge.
    assert profile.conduction_band_eV[0] < -0.2

    thickness_m, permittivity, unit = np.array([10e-9, 60e-9]), 12.0 * constants.epsilon_0, 0.01

    def slopes(s, y):
        charge = [constants.e * PER_M3 * charge_per_cm3(m, y[2 * i]) for i, m in enumerate(degenerate)]
        rows = [[y[2 * i + 1] * unit / permittivity, charge[i] / unit] for i in range(2)]
        return np.concatenate([np.array(row) * thickness_m[i] for i, row in enumerate(rows)])

    def ends(left, right):
        return np.array([left[0] - low, right[2] - high, right[0] - left[2], right[1] - left[3]])

    left, right = sides(profile)
    grids = [profile.position_nm[left] / 10.0, (profile.position_nm[right] - 10.0) / 60.0]
    mesh = np.unique(np.concatenate([grid[::4] for grid in grids]))
    y = np.empty((4, len(mesh)))
    for i, part in enumerate((left, right)):
        y[2 * i] = np.interp(mesh, grids[i], profile.vacuum_level_eV[part])
        y[2 * i + 1] = np.interp(mesh, grids[i], profile.field_V_per_m[part]) * permittivity / unit
    solution = integrate.solve_bvp(slopes, ends, mesh, y, tol=1e-7, max_nodes=20_000)
    assert solution.status == 0
    for i, part in enumerate((left, right)):
        assert np.max(np.abs(solution.sol(grids[i])[2 * i] - profile.vacuum_level_eV[part])) < 1e-6


def solved_by_devsim(layers, left_eV, right_eV, spacing_nm, sheet_per_cm2=0.0):
    """Solve with DEVSIM; return the vacuum level at the nodes of each layer. The equation is written out here."""
    if "devsim" not in sys.modules:  # it must be told where its algebra is before it is imported
        devsim_openblas.configure()
    import devsim

    energy = float(thermal_energy_eV(300.0))
    edges = np.concatenate(([0.0], np.cumsum([d for _, d in layers])))
    devsim.create_1d_mesh(mesh="mesh")
    for i, edge in enumerate(edges):
        devsim.add_1d_mesh_line(mesh="mesh", pos=float(edge * NM), ps=spacing_nm * NM, tag=f"line{i}")
    for i in range(len(layers)):
        devsim.add_1d_region(
            mesh="mesh", material=f"material{i}", region=f"layer{i}", tag1=f"line{i}", tag2=f"line{i + 1}"
        )
    for i in range(1, len(layers)):
        devsim.add_1d_interface(mesh="mesh", name=f"interface{i}", tag=f"line{i}")
    devsim.add_1d_contact(mesh="mesh", name="left", tag="line0", material="metal")
    devsim.add_1d_contact(mesh="mesh", name="right", tag=f"line{len(layers)}", material="metal")
    devsim.finalize_mesh(mesh="mesh")
    devsim.create_device(mesh="mesh", device="device")
    try:
        for i, (semiconductor, _) in enumerate(layers):
            place = {"device": "device", "region": f"layer{i}"}
            conduction, valence = density_of_states(semiconductor, 300.0)
            devsim.node_solution(**place, name="V")
            start = np.full(len(devsim.get_node_model_values(**place, name="x")), -work_function_eV(semiconductor))
            devsim.set_node_values(**place, name="V", values=start.tolist())
            devsim.edge_from_node_model(**place, node_model="V")
            electrons = f"{conduction!r} * exp((V + {semiconductor.electron_affinity_eV!r}) / {energy!r})"
            holes = f"{valence!r} * exp(-(V + {semiconductor.ionization_energy_eV!r}) / {energy!r})"
            e, doping = constants.e, semiconductor.net_doping_per_cm3 * PER_M3
            devsim.node_model(**place, name="charge", equation=f"-{e!r} * ({holes} - {electrons} + {doping!r})")
            devsim.node_model(**place, name="charge:V", equation=f"{e / energy!r} * ({holes} + {electrons})")
            permittivity = semiconductor.relative_permittivity * constants.epsilon_0
            devsim.edge_model(**place, name="D", equation=f"{permittivity!r} * (V@n0 - V@n1) * EdgeInverseLength")
            devsim.edge_model(**place, name="D:V@n0", equation=f"{permittivity!r} * EdgeInverseLength")
            devsim.edge_model(**place, name="D:V@n1", equation=f"-{permittivity!r} * EdgeInverseLength")
            devsim.equation(
                **place,
                name="Poisson",
                variable_name="V",
                node_model="charge",
                edge_model="D",
                variable_update="default",
            )
        for i in range(1, len(layers)):
            place = {"device": "device", "interface": f"interface{i}"}
            devsim.interface_model(**place, name="continuous", equation="V@r0 - V@r1")
            devsim.interface_model(**place, name="continuous:V@r0", equation="1")
            devsim.interface_model(**place, name="continuous:V@r1", equation="-1")
            devsim.interface_equation(**place, name="Poisson", interface_model="continuous", type="continuous")
        for contact, level_eV in (("left", left_eV), ("right", right_eV)):
            place = {"device": "device", "contact": contact}
            devsim.contact_node_model(**place, name=f"fixed_{contact}", equation=f"V + {level_eV!r}")
            devsim.contact_node_model(**place, name=f"fixed_{contact}:V", equation="1")
            devsim.contact_equation(**place, name="Poisson", node_model=f"fixed_{contact}")
        devsim.solve(type="dc", absolute_error=1e-9, relative_error=1e-11, maximum_iterations=100)
        return [
            (
                np.array(devsim.get_node_model_values(device="device", region=f"layer{i}", name="x")) / NM,
                -np.array(devsim.get_node_model_values(device="device", region=f"layer{i}", name="V")),
            )
            for i in range(len(layers))
        ]
    finally:
        devsim.delete_device(device="device")
        devsim.delete_mesh(mesh="mesh")


@pytest.mark.parametrize(
    ("name", "spacing_nm"),
    [("p-n, GaAs and AlGaAs", 0.4), ("three layers, gaps and affinities", 0.05), ("Schottky contact on n", 0.2)],
)
def test_devsim_finds_the_same_profile(name, spacing_nm):
    stack, profile = STACKS[name], solved(name)
    for part, (position_nm, level_eV) in zip(
        sides(profile), solved_by_devsim(stack.layers, *outer_levels(stack), spacing_nm), strict=True
    ):
        # DEVSIM is of second order: on these meshes good to 1e-6 eV. Between our nodes a cubic through value and
        # slope (the field) adds nothing.
        ours = CubicHermiteSpline(
            profile.position_nm[part], profile.vacuum_level_eV[part], profile.field_V_per_m[part] * NM
        )
        assert np.max(np.abs(ours(position_nm) - level_eV)) < 5e-6


# --- Exact relations ------------------------------------------------------------------------------------------------


def displacement_e_per_cm2(stack, profile):
    permittivity = np.concatenate(
        [
            np.full(p.stop - p.start, m.relative_permittivity)
            for p, (m, _) in zip(sides(profile), stack.layers, strict=True)
        ]
    )
    return profile.field_V_per_m * permittivity * constants.epsilon_0 / constants.e / PER_M2


@pytest.mark.parametrize("name", STACKS)
def test_the_displacement_jumps_by_the_sheet_charge_and_by_nothing_else(name):
    stack, profile = STACKS[name], solved(name)
    displacement = displacement_e_per_cm2(stack, profile)
    for part, sheet in zip(sides(profile), stack.sheets_per_cm2 or [0.0] * 9, strict=False):
        if part.stop < len(displacement):
            jump = displacement[part.stop] - displacement[part.stop - 1]
            assert jump == pytest.approx(sheet, abs=1e-6 * np.max(np.abs(displacement)))


@pytest.mark.parametrize("name", STACKS)
def test_the_whole_is_neutral_and_each_layer_holds_its_charge(name):
    stack, profile = STACKS[name], solved(name)
    scale = np.max(np.abs(displacement_e_per_cm2(stack, profile)))
    total = (
        np.sum(profile.layer_charge_per_cm2)
        + np.sum(profile.interface_charge_per_cm2)
        + profile.left_end_charge_per_cm2
        + profile.right_end_charge_per_cm2
    )
    assert total == pytest.approx(0.0, abs=1e-9 * scale)
    for part, charge in zip(sides(profile), profile.layer_charge_per_cm2, strict=True):
        # Trapezoidal rule over the charge density that is handed out, good to some thousandths.
        summed = np.trapezoid(profile.charge_density_C_per_m3[part], profile.position_nm[part] * NM)
        assert summed / constants.e / PER_M2 == pytest.approx(charge, abs=5e-3 * scale)


@pytest.mark.parametrize("name", STACKS)
def test_electrons_times_holes_is_the_intrinsic_density_squared_at_every_node(name):
    stack, profile = STACKS[name], solved(name)
    energy = float(thermal_energy_eV(stack.temperature_K))
    for part, (semiconductor, _) in zip(sides(profile), stack.layers, strict=True):
        conduction, valence = density_of_states(semiconductor, stack.temperature_K)
        expected = math.log(conduction / PER_M3) + math.log(valence / PER_M3) - semiconductor.gap_eV / energy
        found = np.log(profile.electron_density_per_cm3[part]) + np.log(profile.hole_density_per_cm3[part])
        assert found == pytest.approx(np.full(len(found), expected), abs=1e-9)


@pytest.mark.parametrize("name", STACKS)
def test_bands_carriers_and_charge_belong_to_one_flat_fermi_level(name):
    # Another program handed out band edges and densities that belonged to different Fermi levels.
    stack, profile = STACKS[name], solved(name)
    energy = float(thermal_energy_eV(stack.temperature_K))
    assert profile.potential_V[0] == 0.0
    assert profile.vacuum_level_eV + profile.potential_V == pytest.approx(profile.vacuum_level_eV[0], abs=1e-12)
    for part, (semiconductor, _) in zip(sides(profile), stack.layers, strict=True):
        conduction, valence = density_of_states(semiconductor, stack.temperature_K)
        vacuum, edge = profile.vacuum_level_eV[part], profile.conduction_band_eV[part]
        assert vacuum - edge == pytest.approx(semiconductor.electron_affinity_eV, abs=1e-12)
        assert edge - profile.valence_band_eV[part] == pytest.approx(semiconductor.gap_eV, abs=1e-12)
        expected = conduction / PER_M3 * np.exp(-edge / energy)
        assert profile.electron_density_per_cm3[part] == pytest.approx(expected, rel=1e-9)
        expected = valence / PER_M3 * np.exp(profile.valence_band_eV[part] / energy)
        assert profile.hole_density_per_cm3[part] == pytest.approx(expected, rel=1e-9)
        charge = charge_C_per_m3(semiconductor, stack.temperature_K, vacuum)
        scale = constants.e * PER_M3 * (profile.electron_density_per_cm3 + profile.hole_density_per_cm3)[part]
        assert np.all(np.abs(profile.charge_density_C_per_m3[part] - charge) <= 1e-8 * (scale + np.abs(charge)))


def pressure_J_per_m3(semiconductor, vacuum_level_eV, integral):
    """Pressure of the carriers plus the energy of the dopants in the potential."""
    energy = float(thermal_energy_eV(300.0))
    conduction, valence = density_of_states(semiconductor, 300.0)
    electrons = conduction * integral((semiconductor.electron_affinity_eV - vacuum_level_eV) / energy)
    holes = valence * integral((vacuum_level_eV - semiconductor.ionization_energy_eV) / energy)
    dopants = PER_M3 * semiconductor.net_doping_per_cm3 * vacuum_level_eV / energy
    return constants.e * energy * (electrons + holes + dopants)


@pytest.mark.parametrize(("statistics", "integral"), [("Boltzmann", np.exp), ("Fermi-Dirac", fermi_dirac_three_halves)])
@pytest.mark.parametrize("name", ["p-n, GaAs and AlGaAs", "isotype n-n", "permittivity step", "p-n, 1e20 per cm3"])
def test_the_electric_pressure_balances_that_of_the_carriers_in_each_layer(name, statistics, integral):
    # First integral: eps E^2 / 2 - P is the same everywhere in a layer, from the bulk to the interface.
    stack = STACKS[name]
    profile = stack.profile(statistics=statistics)
    for part, (semiconductor, _) in zip(sides(profile), stack.layers, strict=True):
        permittivity = semiconductor.relative_permittivity * constants.epsilon_0
        electric = permittivity * profile.field_V_per_m[part] ** 2 / 2
        carriers = pressure_J_per_m3(semiconductor, profile.vacuum_level_eV[part], integral)
        difference = electric - carriers
        assert np.max(np.abs(difference - difference[0])) < 1e-5 * np.max(electric)


def test_far_from_the_interface_the_bands_decay_with_the_debye_length():
    profile = Stack([(material(1e17, affinity=3.95), 300.0), (material(1e17, affinity=4.05), 300.0)]).profile()
    energy = float(thermal_energy_eV(300.0))
    debye_nm = math.sqrt(12.0 * constants.epsilon_0 * energy / (constants.e * 1e23)) / NM
    right = sides(profile)[1]
    bending = np.abs(profile.vacuum_level_eV[right] - profile.vacuum_level_eV[-1])
    small = (bending < 1e-4) & (bending > 1e-8)
    slope = np.polyfit(profile.position_nm[right][small], np.log(bending[small]), 1)[0]
    # Bending below 0.004 kT: the correction to the exponential law is of that order times the range, below 1e-3.
    assert -1 / slope == pytest.approx(debye_nm, rel=1e-3)


def test_a_symmetric_junction_has_the_charge_of_the_depletion_approximation_but_for_its_edges():
    # S. M. Sze and K. K. Ng, 3rd ed., section 2.2.1: with the correction of 2 kT the total charge of the depletion
    # region is sqrt(2 eps N_eff (V_bi - 2 kT/e) / e); for equal doping N_eff = N / 2.
    profile = solved("p-n of one material")
    energy = float(thermal_energy_eV(300.0))
    effective = 0.5e23
    depth_V = profile.potential_V[-1] - 2 * energy
    charge = math.sqrt(2 * 12.0 * constants.epsilon_0 * effective * depth_V / constants.e) / PER_M2
    assert profile.layer_charge_per_cm2[1] == pytest.approx(charge, rel=1e-3)


def test_the_built_in_potential_is_the_difference_of_the_work_functions():
    profile = equilibrium_profile(JUNCTION)
    assert profile.potential_V[-1] == pytest.approx(work_function_eV(GAAS) - work_function_eV(ALGAAS), abs=1e-9)
    # By hand: (4.07 + 1.424 - kT ln 70) - (3.74 + kT ln 13) with kT = 0.025852 eV: 5.38417 - 3.80631.
    assert profile.potential_V[-1] == pytest.approx(1.57786, abs=1e-5)
    assert np.all(profile.field_V_per_m < 1.0), "the field points from the donors to the acceptors, to the left"


# --- What other programs got wrong ----------------------------------------------------------------------------------


def test_calling_twice_gives_the_same_bits():
    first, second = equilibrium_profile(JUNCTION), equilibrium_profile(JUNCTION)
    solved("p-n, 1e20 per cm3")
    third = equilibrium_profile(JUNCTION)
    for other in (second, third):
        for field in dataclasses.fields(first):
            assert np.array_equal(getattr(first, field.name), getattr(other, field.name)), field.name


@pytest.mark.parametrize("name", STACKS)
def test_the_mirrored_stack_has_the_mirrored_profile(name):
    stack, profile = STACKS[name], solved(name)
    mirrored = Stack(stack.layers[::-1], stack.temperature_K, stack.sheets_per_cm2[::-1], stack.right, stack.left)
    other = mirrored.profile()
    assert other.position_nm[::-1] == pytest.approx(profile.position_nm[-1] - profile.position_nm, abs=1e-9)
    assert other.vacuum_level_eV[::-1] == pytest.approx(profile.vacuum_level_eV, abs=1e-10)
    largest = np.max(np.abs(profile.field_V_per_m))
    assert other.field_V_per_m[::-1] == pytest.approx(-profile.field_V_per_m, abs=1e-8 * largest)


@pytest.mark.parametrize("doping", [1e17, -1e13, 0.0, 1e20])
def test_equal_materials_give_zero(doping):
    profile = equilibrium_profile([Layer(material(doping), 100.0), Layer(material(doping), 300.0)])
    assert np.max(np.abs(profile.potential_V)) < 1e-13
    # In V/m, where a built-in field is of the order 1e6.
    assert np.max(np.abs(profile.field_V_per_m)) < 1e-3
    assert profile.estimated_error_eV < 1e-13


def test_a_permittivity_step_alone_changes_the_shape_but_not_the_built_in_potential():
    # Programs that solve eps V'' = -rho lose the step and came out 40 to 60 meV wrong.
    plain = Stack([(material(-1e17), 400.0), (material(1e17), 400.0)]).profile()
    stepped = Stack([(material(-1e17), 400.0), (material(1e17, permittivity=24.0), 600.0)]).profile()
    assert stepped.potential_V[-1] == pytest.approx(plain.potential_V[-1], abs=1e-12)
    before, after = (p.stop for p in sides(stepped)[:1] for _ in "ab")
    left, right = stepped.field_V_per_m[before - 1], stepped.field_V_per_m[after]
    assert left / right == pytest.approx(2.0, rel=1e-9)
    # Depletion approximation: the drops are inverse to eps N. Two kT at each edge limit it to some percent.
    drop_left = stepped.potential_V[before - 1]
    assert drop_left / (stepped.potential_V[-1] - drop_left) == pytest.approx(2.0, rel=0.05)


def test_a_gap_alone_bends_no_band_of_the_majority():
    # The step lies in the valence band only: electrons do not feel it.
    profile = Stack([(material(1e17, gap=1.4), 300.0), (material(1e17, gap=2.4), 300.0)]).profile()
    assert np.max(np.abs(profile.potential_V)) < 1e-12
    bend = profile.valence_band_eV[0] - profile.valence_band_eV[-1]
    assert bend == pytest.approx(1.0, abs=1e-12)


def test_a_density_of_states_alone_bends_the_bands_by_its_logarithm():
    profile = solved("density-of-states step")
    # Four orders of magnitude: kT ln 10^4 = 0.2381 eV at 300 K.
    assert profile.potential_V[0] - profile.potential_V[-1] == pytest.approx(0.025852 * math.log(1e4), abs=2e-6)


def test_refinement_converges_at_the_claimed_order():
    best = equilibrium_profile(JUNCTION, points=12_800, tolerance_eV=1e-9)
    errors = []
    for points in (100, 200, 400, 800, 1600):
        profile = equilibrium_profile(JUNCTION, points=points, tolerance_eV=0.01)
        interface = sides(profile)[1].start
        # The interface is a node of every mesh, and the error there is among the largest.
        errors.append(abs(profile.potential_V[interface] - best.potential_V[sides(best)[1].start]))
    orders = np.log2(np.array(errors[:-1]) / errors[1:])
    assert np.median(orders) == pytest.approx(4.0, abs=0.5)
    assert errors[3] < 4e-8


@pytest.mark.parametrize("tolerance_eV", [1e-3, 1e-5, 1e-7, 1e-9])
@pytest.mark.parametrize(
    "name", ["p-n, GaAs and AlGaAs", "isotype n-n with strong accumulation", "n-p-n with a thin base"]
)
def test_the_error_estimate_holds_what_it_says(name, tolerance_eV):
    profile = STACKS[name].profile(points=20, tolerance_eV=tolerance_eV)
    best = STACKS[name].profile(points=20_000, tolerance_eV=1e-9)
    assert profile.estimated_error_eV <= tolerance_eV
    for part, whole in zip(sides(profile), sides(best), strict=True):
        exact = CubicHermiteSpline(
            best.position_nm[whole], best.vacuum_level_eV[whole], best.field_V_per_m[whole] * NM
        )(profile.position_nm[part])
        assert np.max(np.abs(exact - profile.vacuum_level_eV[part])) <= profile.estimated_error_eV + 1e-11


# --- Ends, sheets, dipoles and pinning ------------------------------------------------------------------------------


def test_a_metal_fixes_the_barrier_by_its_work_function():
    profile = equilibrium_profile([Layer(N, 500.0)], left_end=Metal("metal", 4.9))
    assert profile.conduction_band_eV[0] == pytest.approx(4.9 - 4.0, abs=1e-12)
    same = equilibrium_profile([Layer(N, 500.0)], left_end=BarrierContact(0.9))
    assert same.vacuum_level_eV == pytest.approx(profile.vacuum_level_eV, abs=1e-11)
    # The negative charge on the metal balances the depleted donors.
    assert profile.left_end_charge_per_cm2 == pytest.approx(-profile.layer_charge_per_cm2[0], rel=1e-9)
    assert profile.left_end_charge_per_cm2 < 0


def test_a_metal_with_the_work_function_of_the_bulk_bends_nothing():
    profile = equilibrium_profile([Layer(N, 200.0)], left_end=Metal("metal", work_function_eV(N)))
    assert np.max(np.abs(profile.potential_V)) < 1e-12


@pytest.mark.parametrize("work_function", [3.6, 4.2, 5.8, 6.5])
def test_a_fixed_potential_stays_fixed_however_many_carriers_gather_there(work_function):
    # Up to 1e45 electrons per cm3, which only Boltzmann statistics takes for possible: intervals of 1e-12 nm beside
    # those of 10 nm. Pivoting once moved the fixed value by volts.
    layers = [Layer(material(-1e16, 3.7, 5.3, 2.2), 10.0), Layer(material(-1e18, 3.8, 5.2, 14.0), 10_000.0)]
    profile = equilibrium_profile(layers, left_end=Metal("metal", work_function))
    assert profile.vacuum_level_eV[0] == pytest.approx(work_function, abs=1e-12)
    mirrored = equilibrium_profile(layers[::-1], right_end=Metal("metal", work_function))
    assert mirrored.vacuum_level_eV[-1] == pytest.approx(work_function, abs=1e-12)
    assert mirrored.left_end_charge_per_cm2 == pytest.approx(profile.right_end_charge_per_cm2, abs=1e-3)


def test_a_free_surface_has_no_field_and_a_thin_stack_keeps_its_charge():
    layers = [Layer(material(1e18, affinity=3.9), 8.0), Layer(material(1e17, affinity=4.3), 8.0)]
    profile = equilibrium_profile(layers, left_end=Interface(), right_end=Interface())
    largest = np.max(np.abs(profile.field_V_per_m))
    assert profile.field_V_per_m[[0, -1]] == pytest.approx([0.0, 0.0], abs=1e-9 * largest)
    assert sum(profile.layer_charge_per_cm2) == pytest.approx(0.0, abs=1e-9 * abs(profile.layer_charge_per_cm2[0]))


def test_a_layer_too_thin_for_its_space_charge_says_what_the_contact_holds():
    thin = Stack([(material(-1e17), 20.0), (material(1e17), 400.0)]).profile()
    thick = Stack([(material(-1e17), 400.0), (material(1e17), 400.0)]).profile()
    assert abs(thick.left_end_charge_per_cm2) < 1e-3 * abs(thick.layer_charge_per_cm2[0])
    assert abs(thin.left_end_charge_per_cm2) > 0.3 * abs(thick.layer_charge_per_cm2[0])


def test_a_charged_free_surface_obeys_gauss():
    surface = Interface(sheet_charge_per_cm2=-5e11)
    profile = equilibrium_profile([Layer(N, 400.0)], left_end=surface)
    units = pint.UnitRegistry()
    charge = -5e11 * units.elementary_charge / units.cm**2
    field = (charge / (12.0 * units.vacuum_permittivity)).to("V/m")
    # The constants of pint and of scipy are of different years: CODATA values differ in the tenth digit.
    assert profile.field_V_per_m[0] == pytest.approx(field.magnitude, rel=1e-8)
    assert profile.left_end_charge_per_cm2 == pytest.approx(-5e11, rel=1e-9)


def test_a_dipole_shifts_the_bands_like_a_change_of_affinity():
    dipole = equilibrium_profile([Layer(P, 300.0), Layer(N, 300.0)], interfaces=[Interface(dipole_eV=0.2)])
    # For the bands it is the same as an affinity that is smaller by 0.2 eV.
    shifted = equilibrium_profile([Layer(P, 300.0), Layer(material(1e17, affinity=3.8), 300.0)])
    assert dipole.conduction_band_eV == pytest.approx(shifted.conduction_band_eV, abs=1e-9)
    at = sides(dipole)[1].start
    assert dipole.vacuum_level_eV[at] - dipole.vacuum_level_eV[at - 1] == pytest.approx(0.2, abs=1e-12)
    assert dipole.potential_V[at] - dipole.potential_V[at - 1] == pytest.approx(-0.2, abs=1e-12)
    assert dipole.field_V_per_m == pytest.approx(shifted.field_V_per_m, rel=1e-6, abs=1.0)


@pytest.mark.parametrize("statistics", ["Boltzmann", "Fermi-Dirac"])
def test_many_interface_states_pin_the_fermi_level(statistics):
    deviations = []
    for density in (1e12, 1e14, 1e16, 1e18):
        states = Interface(state_density_per_cm2_eV=density, neutrality_level_below_vacuum_eV=4.6)
        profile = equilibrium_profile([Layer(N, 400.0), Layer(P, 400.0)], interfaces=[states], statistics=statistics)
        level = profile.vacuum_level_eV[sides(profile)[1].start]
        deviations.append(abs(level - 4.6))
        # Their charge follows the law that is stated: +e D (E_CNL - E_F), with E_F = 0.
        assert profile.interface_charge_per_cm2[0] == pytest.approx(density * (level - 4.6), rel=1e-6)
    assert deviations[0] > 0.05
    # Complete pinning: the deviation falls as one over the density.
    assert deviations[2] < 1e-3
    assert deviations[3] == pytest.approx(deviations[2] / 100, rel=0.01)


def test_a_pinned_surface_forgets_the_work_function():
    pinned = Interface(state_density_per_cm2_eV=1e17, neutrality_level_below_vacuum_eV=4.6)
    profile = equilibrium_profile([Layer(N, 400.0)], left_end=pinned)
    assert profile.conduction_band_eV[0] == pytest.approx(0.6, abs=1e-4)
    contact = equilibrium_profile([Layer(N, 400.0)], left_end=BarrierContact(0.6))
    assert profile.left_end_charge_per_cm2 == pytest.approx(contact.left_end_charge_per_cm2, rel=1e-3)


def test_fermi_dirac_equals_boltzmann_where_the_fermi_level_is_far_from_the_bands():
    light = [Layer(material(-1e14), 4000.0), Layer(material(1e14), 4000.0)]
    boltzmann = equilibrium_profile(light)
    degenerate = equilibrium_profile(light, statistics="Fermi-Dirac")
    # n / N_C = 1e-5: the correction of the Fermi level is 1e-5 / sqrt(8) kT, 1e-7 eV.
    assert degenerate.vacuum_level_eV == pytest.approx(boltzmann.vacuum_level_eV, abs=1e-6)


# --- Refusals and robustness ----------------------------------------------------------------------------------------


def test_it_raises_instead_of_returning_what_has_not_converged():
    with pytest.raises(NotConverged, match="max_iterations is 1"):
        equilibrium_profile(JUNCTION, max_iterations=1)
    assert issubclass(NotConverged, RuntimeError)


def test_arguments_that_do_not_fit_together_are_refused():
    with pytest.raises(ValueError, match=r"^interfaces holds 2 of them; it must hold one less .* 1"):
        equilibrium_profile(JUNCTION, interfaces=[Interface(), Interface()])
    with pytest.raises(ValueError, match=r"^left_end has a dipole of 0.1 eV; it must be 0"):
        equilibrium_profile(JUNCTION, left_end=Interface(dipole_eV=0.1))
    with pytest.raises(ValueError, match=r"^neutrality_level_below_vacuum_eV is None; it must be given"):
        Interface(state_density_per_cm2_eV=1e12)


def test_what_the_profile_says_about_itself_is_small():
    for name in STACKS:
        profile = solved(name)
        assert profile.residual < 1e-8, name
        assert profile.last_step_V < 1e-9, name
        assert profile.estimated_error_eV <= 1e-6, name


def test_the_interface_stands_twice_and_the_positions_are_those_of_the_layers():
    profile = solved("four layers and sheets")
    assert list(profile.interface_position_nm) == [150.0, 175.0, 210.0]
    assert profile.position_nm[0] == 0.0
    assert profile.position_nm[-1] == 410.0
    assert np.all(np.diff(profile.position_nm) >= 0)
    assert np.count_nonzero(np.diff(profile.position_nm) == 0) == 3


def test_lengths_scale_with_the_debye_length_whatever_the_unit():
    # The equation knows x only as x sqrt(N / eps): hundredfold doping and densities of states, tenth of the lengths.
    dilute = Stack(
        [
            (material(-1e16, conduction=1e18, valence=1e18), 600.0),
            (material(1e16, conduction=1e18, valence=1e18), 600.0),
        ]
    )
    dense = Stack(
        [(material(-1e18, conduction=1e20, valence=1e20), 60.0), (material(1e18, conduction=1e20, valence=1e20), 60.0)]
    )
    wide, narrow = dilute.profile(), dense.profile()
    assert narrow.potential_V == pytest.approx(wide.potential_V, abs=1e-8)
    assert narrow.position_nm == pytest.approx(wide.position_nm / 10, rel=1e-6, abs=1e-6)
    assert narrow.field_V_per_m == pytest.approx(wide.field_V_per_m * 10, rel=1e-5, abs=1.0)


LAYERS = st.builds(
    lambda gap, affinity, permittivity, sign, doping, density, thickness: Layer(
        material(sign * 10**doping, gap, affinity, permittivity, 10**density, 10**density), 10**thickness
    ),
    gap=st.floats(0.3, 4.0),
    affinity=st.floats(3.0, 5.5),
    permittivity=st.floats(1.0, 100.0),
    sign=st.sampled_from([-1, 0, 1]),
    doping=st.floats(13.0, 20.0),
    density=st.floats(17.0, 21.0),
    thickness=st.floats(-0.3, 4.0),
)
BOUNDARIES = st.builds(
    Interface,
    sheet_charge_per_cm2=st.floats(-3e13, 3e13),
    state_density_per_cm2_eV=st.sampled_from([0.0, 1e12, 1e15]),
    neutrality_level_below_vacuum_eV=st.floats(3.5, 6.0),
)
ENDS = st.one_of(
    st.none(),
    BOUNDARIES,
    st.builds(Metal, st.just("metal"), st.floats(3.5, 6.0)),
    st.builds(BarrierContact, st.floats(0, 2)),
)


@given(st.lists(LAYERS, min_size=1, max_size=4), st.data(), st.sampled_from(["Boltzmann", "Fermi-Dirac"]))
@settings(deadline=None, max_examples=40, derandomize=True)
def test_any_stack_is_solved_or_refused_but_never_half_solved(layers, data, statistics):
    between = [data.draw(BOUNDARIES) for _ in layers[1:]] or None
    temperature_K = data.draw(st.floats(200.0, 500.0))
    ends = data.draw(ENDS), data.draw(ENDS)
    try:
        profile = equilibrium_profile(layers, temperature_K, between, *ends, statistics=statistics)
    except NotConverged:
        return
    assert profile.residual < 1e-6
    assert profile.estimated_error_eV <= 1e-6
    for field in dataclasses.fields(profile):
        assert np.isfinite(np.asarray(getattr(profile, field.name), dtype=float)).all()
    for end, level in zip(ends, profile.vacuum_level_eV[[0, -1]], strict=True):
        if isinstance(end, Metal):
            assert level == pytest.approx(end.work_function_eV, abs=1e-10)
    charges = [*profile.layer_charge_per_cm2, *profile.interface_charge_per_cm2]
    charges += [profile.left_end_charge_per_cm2, profile.right_end_charge_per_cm2]
    assert abs(sum(charges)) <= 1e-6 * max(map(abs, charges)) + 1.0


@pytest.mark.parametrize("thickness_nm", [3000.0, 3063.4, 3158.5])
def test_positions_never_run_backwards(thickness_nm):
    # A contact deep in the conduction band needs intervals near rounding; their sum once overshot the end of the layer.
    profile = equilibrium_profile([Layer(material(), thickness_nm)], right_end=Metal("illustrative", 2.8))
    assert (np.diff(profile.position_nm) >= 0).all()
    assert profile.position_nm[-1] == thickness_nm
