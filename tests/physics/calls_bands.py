"""One valid call of every public function and class of heterostructures.physics.bands."""

from heterostructures.physics.bands import Metal, Semiconductor

SILICON = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
ALUMINIUM = Metal("Al", 4.28)

CALLS = {
    "thermal_energy_eV": {"temperature_K": 300.0},
    "band_edge_density_per_cm3": {"effective_mass": 0.5, "temperature_K": 300.0},
    "Semiconductor": {
        "name": "Si",
        "gap_eV": 1.12,
        "electron_affinity_eV": 4.05,
        "relative_permittivity": 11.7,
        "net_doping_per_cm3": 1e16,
        "conduction_density_300K_per_cm3": 2.8e19,
        "valence_density_300K_per_cm3": 1.04e19,
    },
    "Metal": {"name": "Al", "work_function_eV": 4.28},
    "conduction_edge_above_fermi_level_eV": {"semiconductor": SILICON, "temperature_K": 300.0},
    "work_function_eV": {"material": ALUMINIUM, "temperature_K": 300.0},
}
