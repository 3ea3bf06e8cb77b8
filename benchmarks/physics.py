"""How fast the numerical solvers of the physics are, beside what a reader would use without them.

Run ``make bench``. The cases are timed in turn, round after round, so that a slow moment of the
machine meets all of them; the ratio is taken within each round. Each case says how wrong its result is, against a
solution on a mesh that is much finer.

To add a case, write a function that returns the case, and name it in ``CASES``.
"""

from __future__ import annotations

import argparse
import pkgutil
import platform
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy
from impedance.models.circuits import CustomCircuit
from scipy import constants, integrate

from heterostructures import physics
from heterostructures.physics.bands import Semiconductor, thermal_energy_eV, work_function_eV
from heterostructures.physics.domains import FloatArray
from heterostructures.physics.equilibrium import Layer, equilibrium_profile
from heterostructures.physics.impedance import randles_impedance_ohm
from heterostructures.physics.space_charge import film_midplane_potential_V, film_profile


@dataclass(frozen=True)
class Case:
    """Something to time."""

    name: str
    run: Callable[[], object]
    # Runs within one timing, for what takes a millisecond or less.
    times: int = 1
    # Name of the case that it is compared with: the ratio is that one's time divided by its own.
    compared_with: str | None = None
    error: str = ""


# --- p-n profile ----------------------------------------------------------------------------------------------------

# Usual values at 300 K, illustrative: p-GaAs and n-Al0.3Ga0.7As.
GAAS = Semiconductor("p-GaAs", 1.424, 4.07, 13.1, -1e17, 4.7e17, 7e18)
ALGAAS = Semiconductor("n-Al0.3Ga0.7As", 1.798, 3.74, 12.05, 5e16, 6.5e17, 1.1e19)
THICKNESS_NM = 590.0
LAYERS = [Layer(GAAS, THICKNESS_NM), Layer(ALGAAS, THICKNESS_NM)]


def with_solve_bvp(tolerance: float) -> Callable[[FloatArray], FloatArray]:
    """Solve with scipy; return the vacuum level in eV as a function of the position in nm.

    Both layers are stretched to the unit interval. The start is the step of the neutral levels, smoothed. On 51 to 401
    nodes and with a smoother or sharper step the solver takes between 0.6 and 1.3 times as long, and the error lies
    between 3e-8 and 1e-6 eV.
    """
    thickness_m = THICKNESS_NM * 1e-9
    energy = float(thermal_energy_eV(300.0))
    levels = [work_function_eV(GAAS), work_function_eV(ALGAAS)]
    permittivity = [constants.epsilon_0 * m.relative_permittivity for m in (GAAS, ALGAAS)]
    unit = 0.01  # of the displacement in C/m2, so that both unknowns are of the order 1

    def slope_of_displacement(material: Semiconductor, level_eV: FloatArray) -> FloatArray:
        electrons = np.exp((material.electron_affinity_eV - level_eV) / energy)
        holes = np.exp((level_eV - material.ionization_energy_eV) / energy)
        per_cm3 = (
            material.valence_density_300K_per_cm3 * holes
            - material.conduction_density_300K_per_cm3 * electrons
            + material.net_doping_per_cm3
        )
        return constants.e * 1e6 * per_cm3 * thickness_m / unit

    def slopes(x: FloatArray, y: FloatArray) -> FloatArray:
        return np.array(
            [
                y[1] * unit / permittivity[0] * thickness_m,
                slope_of_displacement(GAAS, y[0]),
                y[3] * unit / permittivity[1] * thickness_m,
                slope_of_displacement(ALGAAS, y[2]),
            ]
        )

    def ends(left: FloatArray, right: FloatArray) -> FloatArray:
        return np.array([left[0] - levels[0], right[2] - levels[1], right[0] - left[2], right[1] - left[3]])

    mesh = np.linspace(0.0, 1.0, 201)
    middle, half = (levels[0] + levels[1]) / 2, (levels[0] - levels[1]) / 2
    start = np.array(
        [
            middle + half * np.tanh((1.0 - mesh) / 0.15),
            np.zeros_like(mesh),
            middle - half * np.tanh(mesh / 0.15),
            np.zeros_like(mesh),
        ]
    )
    solution = integrate.solve_bvp(slopes, ends, mesh, start, tol=tolerance, max_nodes=100_000)
    if solution.status != 0:
        raise RuntimeError(solution.message)

    def level_eV(position_nm: FloatArray) -> FloatArray:
        left = position_nm <= THICKNESS_NM
        scaled = np.where(left, position_nm, position_nm - THICKNESS_NM) / THICKNESS_NM
        return np.where(left, solution.sol(scaled)[0], solution.sol(scaled)[2])

    return level_eV


def p_n_profile() -> list[Case]:
    """One p-n heterojunction with 800 intervals, by our solver and by solve_bvp."""
    fine = equilibrium_profile(LAYERS, points=51_200, tolerance_eV=1e-9)
    ours = equilibrium_profile(LAYERS, points=800)
    # 51,200 is 64 times 800, so that every node of ours is one of the fine mesh.
    once = np.append(True, np.diff(ours.position_nm) > 0)
    fine_once = np.append(True, np.diff(fine.position_nm) > 0)
    reference_eV = np.interp(ours.position_nm[once], fine.position_nm[fine_once], fine.vacuum_level_eV[fine_once])
    base = "p-n profile, solve_bvp, tolerance 1e-4"

    def error_eV(level_eV: FloatArray) -> str:
        return f"{np.max(np.abs(level_eV - reference_eV)):.0e} eV"

    def case_of_solve_bvp(tolerance: float) -> Case:
        error = error_eV(with_solve_bvp(tolerance)(ours.position_nm[once]))
        name = f"p-n profile, solve_bvp, tolerance {tolerance:.0e}".replace("e-0", "e-")
        return Case(name, lambda: with_solve_bvp(tolerance), error=error)

    def case_of_ours(points: int) -> Case:
        profile = equilibrium_profile(LAYERS, points=points)
        error = error_eV(ours.vacuum_level_eV[once]) if points == 800 else f"< {profile.estimated_error_eV:.0e} eV"
        name = f"p-n profile, {points} intervals"
        return Case(name, lambda: equilibrium_profile(LAYERS, points=points), times=5, compared_with=base, error=error)

    degenerate = Case(
        "p-n profile, 800 intervals, Fermi-Dirac",
        lambda: equilibrium_profile(LAYERS, points=800, statistics="Fermi-Dirac"),
        times=5,
        compared_with=base,
    )
    return [case_of_solve_bvp(1e-4), case_of_solve_bvp(1e-6), case_of_ours(400), case_of_ours(800), degenerate]


# --- overlapping space charge ----------------------------------------------------------------------------------------


def overlap() -> list[Case]:
    """A film as thick as its Debye length between two charged interfaces, by closed form and by solve_bvp."""
    film = {"surface_potential_V": 0.1, "thickness_nm": 2.0, "debye_length_nm": 2.0}
    thermal_V = float(thermal_energy_eV(300.0))

    def with_solve_bvp() -> Callable[[FloatArray], FloatArray]:
        # In units of kT/e and of the film's thickness, which is the Debye length.
        surface = film["surface_potential_V"] / thermal_V
        mesh = np.linspace(0.0, 1.0, 21)
        solution = integrate.solve_bvp(
            lambda x, y: np.array([y[1], np.sinh(y[0])]),
            lambda left, right: np.array([left[0] - surface, right[0] - surface]),
            mesh,
            np.array([np.full_like(mesh, surface), np.zeros_like(mesh)]),
            tol=1e-4,
        )
        return lambda x: thermal_V * solution.sol(x)[0]

    fine = film_profile(**film)
    x = fine.position_nm / film["thickness_nm"]
    error_V = np.max(np.abs(with_solve_bvp()(x) - fine.potential_V))
    base = "overlapping space charge, solve_bvp, 1e-4"
    return [
        Case(base, with_solve_bvp, error=f"{error_V:.0e} V"),
        Case(
            "overlapping space charge, middle of the film",
            lambda: film_midplane_potential_V(**film),
            times=5,
            compared_with=base,
        ),
        Case("overlapping space charge, profile", lambda: film_profile(**film), times=5, compared_with=base),
    ]


# --- impedance -------------------------------------------------------------------------------------------------------


def spectrum() -> list[Case]:
    """One spectrum of 60 points of the Randles circuit, beside the same circuit in impedance.py."""
    frequencies_Hz = np.logspace(5, -2, 60)
    values = {
        "series_resistance_ohm": 5.0,
        "charge_transfer_resistance_ohm": 11.0,
        "cpe_coefficient_S_s_a": 2e-5,
        "cpe_exponent": 0.9,
        "warburg_coefficient_ohm_per_sqrt_s": 8.0,
    }
    circuit = CustomCircuit("R0-p(R1-W1,CPE1)", initial_guess=[5.0, 11.0, 8.0, 2e-5, 0.9])
    # It warns at each call that its values are those of the start, which is what is wanted here.
    warnings.filterwarnings("ignore", message="Simulating circuit")
    theirs = circuit.predict(frequencies_Hz)
    ours = randles_impedance_ohm(frequencies_Hz, **values)
    base = "spectrum of 60 points, impedance.py"
    return [
        Case(base, lambda: circuit.predict(frequencies_Hz), times=5),
        Case(
            "spectrum of 60 points",
            lambda: randles_impedance_ohm(frequencies_Hz, **values),
            times=20,
            compared_with=base,
            error=f"{np.max(np.abs(ours - theirs)):.0e} ohm",
        ),
    ]


# --- import ----------------------------------------------------------------------------------------------------------


def imports() -> list[Case]:
    """A fresh Python that imports numpy, the package, one module of the physics, all of them."""

    def fresh(code: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", code], check=True)

    everything = ", ".join(f"{physics.__name__}.{module.name}" for module in pkgutil.iter_modules(physics.__path__))
    base = "fresh Python: import numpy"
    return [
        Case(base, fresh("import numpy")),
        Case("fresh Python: import heterostructures", fresh("import heterostructures"), compared_with=base),
        Case(
            "fresh Python: import one physics module",
            fresh("import heterostructures.physics.bands"),
            compared_with=base,
        ),
        Case("fresh Python: import all physics modules", fresh(f"import {everything}"), compared_with=base),
    ]


# --- Add cases here: a function that returns a list of cases, and its name in this list -----------------------------

CASES: list[Callable[[], list[Case]]] = [
    p_n_profile,
    overlap,
    spectrum,
    imports,
]


def timed(cases: list[Case], repeats: int) -> dict[str, list[float]]:
    """Time every case in turn, for a number of rounds; return seconds. The first round is not counted."""
    seconds: dict[str, list[float]] = {case.name: [] for case in cases}
    for _ in range(repeats + 1):
        for case in cases:
            start = time.perf_counter()
            for _ in range(case.times):
                case.run()
            seconds[case.name].append((time.perf_counter() - start) / case.times)
    return {name: values[1:] for name, values in seconds.items()}


def report(cases: list[Case], repeats: int) -> None:
    """Print medians with the range, errors and ratios."""
    seconds = timed(cases, repeats)
    print(f"{'':46}{'median (lowest to highest)':>32}  {'error':>10}  faster than its base")
    for case in cases:
        own = seconds[case.name]
        middle = f"{1e3 * statistics.median(own):8.3f} ms ({1e3 * min(own):.3f} to {1e3 * max(own):.3f})"
        line = f"{case.name:46}{middle:>32}  {case.error:>10}"
        if case.compared_with is not None:
            ratios = [other / mine for mine, other in zip(own, seconds[case.compared_with], strict=True)]
            line += f"  {statistics.median(ratios):.1f} times"
        print(line)


def main() -> None:
    """Time all cases and print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=50, help="rounds that are counted (default 50)")
    arguments = parser.parse_args()
    print(
        f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}, {platform.machine()}"
    )
    report([case for group in CASES for case in group()], arguments.repeats)


if __name__ == "__main__":
    main()
