"""One valid call of every public function and class of heterostructures.physics.bands."""

from heterostructures.physics.bands import Metal, Semiconductor

SILICON = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
GALLIUM_ARSENIDE = Semiconductor("GaAs", 1.424, 4.07, 12.9, -1e17, 4.7e17, 9.0e18)
ALUMINIUM = Metal("Al", 4.28)

BULK = {"semiconductor": SILICON, "temperature_K": 300.0}
CONTACT = {"left": SILICON, "right": ALUMINIUM, "temperature_K": 300.0}

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
    "conduction_edge_above_fermi_level_eV": BULK,
    "work_function_eV": {"material": ALUMINIUM, "temperature_K": 300.0},
    "intrinsic_density_per_cm3": BULK,
    "carrier_densities": BULK,
    "fermi_level_depth_kT": BULK,
    "is_degenerate": BULK,
    "contact_potential_V": CONTACT,
    "electron_transfer": CONTACT,
    "built_in_field_direction": CONTACT,
    "align": {"left": SILICON, "right": GALLIUM_ARSENIDE, "temperature_K": 300.0},
    "align_stack": {"materials": [SILICON, ALUMINIUM, GALLIUM_ARSENIDE], "temperature_K": 300.0},
    "flat_bands": {
        "materials": [SILICON, ALUMINIUM],
        "thickness_nm": [20.0, 10.0],
        "temperature_K": 300.0,
    },
}
