"""One valid call of every public function of heterostructures.physics.expansion."""

PARTICLE = {
    "core_expansion": 0.01,
    "core_radius_nm": 50.0,
    "core_youngs_modulus_GPa": 55.0,
    "core_poisson_ratio": 0.25,
    "shell_youngs_modulus_GPa": 100.0,
    "shell_poisson_ratio": 0.2,
}
SHELL = {"shell_strength_GPa": 1.0, "inner_radius_nm": 50.0, "outer_radius_nm": 70.0}

CALLS = {
    "molar_volume_cm3_per_mol": {"molar_mass_g_per_mol": 28.085, "density_g_per_cm3": 2.329},
    "reaction_volume_change": {
        "reactant_coefficients": [1.0],
        "reactant_molar_volumes_cm3_per_mol": [23.9],
        "product_coefficients": [1.0, 2.0],
        "product_molar_volumes_cm3_per_mol": [7.1, 27.7],
    },
    "insertion_volume_change": {
        "ions_per_formula": 3.75,
        "ion_volume_cm3_per_mol": 8.9,
        "host_molar_volume_cm3_per_mol": 12.06,
    },
    "linear_strain_from_volume_change": {"volume_change": 3.0},
    "volume_change_from_linear_strain": {"linear_strain": 0.1},
    "logarithmic_strain_from_volume_change": {"volume_change": 3.0},
    "void_fraction_needed": {"volume_change": 3.0},
    "remaining_volume_change": {"active_volume_change": 1.0, "active_fraction": 0.5, "void_fraction": 0.2},
    "yolk_shell_inner_radius_nm": {"core_radius_nm": 50.0, "volume_change": 3.0},
    "core_shell_stress": {**PARTICLE, "shell_thickness_nm": 10.0},
    "shell_thickness_needed_nm": {**PARTICLE, "shell_strength_GPa": 0.8},
    "layered_sphere": {
        "outer_radii_nm": [50.0, 55.0, 75.0],
        "youngs_moduli_GPa": [55.0, 1.0, 100.0],
        "poisson_ratios": [0.25, 0.4, 0.25],
        "expansions": [0.01, 0.0, 0.0],
        "points_per_layer": 20,
    },
    "shell_yield_pressure_GPa": SHELL,
    "shell_collapse_pressure_GPa": SHELL,
    "buffer_stress_factor": {
        "active_thickness_nm": 50.0,
        "active_modulus_GPa": 55.0,
        "buffer_thickness_nm": 5.0,
        "buffer_modulus_GPa": 1.0,
    },
    "expansion_work_J_per_m2": {"pressure_GPa": 1.0, "volume_change": 0.1, "thickness_nm": 10.0},
    "energy_release_rate_J_per_m2": {
        "stress_GPa": 1.0,
        "size_nm": 250.0,
        "youngs_modulus_GPa": 80.0,
        "geometry_factor": 1.976,
    },
    "critical_size_nm": {
        "fracture_energy_J_per_m2": 8.5,
        "stress_GPa": 1.0,
        "youngs_modulus_GPa": 80.0,
        "geometry_factor": 1.976,
    },
    "fracture_energy_from_toughness_J_per_m2": {"toughness_MPa_sqrt_m": 0.75, "youngs_modulus_GPa": 70.0},
}
