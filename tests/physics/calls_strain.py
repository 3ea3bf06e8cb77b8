"""One valid call of every public function of heterostructures.physics.strain."""

CUBIC = {"c11_GPa": 165.8, "c12_GPa": 63.9}
ISOTROPIC = {"youngs_modulus_GPa": 130.0, "poisson_ratio": 0.28}
DISLOCATION = {
    "burgers_vector_nm": 0.387,
    "poisson_ratio": 0.278,
    "burgers_to_line_degrees": 60.0,
    "burgers_to_normal_degrees": 60.0,
    "geometry": "uncapped layer",
}
SUBSTRATE = {"film_thickness_nm": 100.0, "substrate_biaxial_modulus_GPa": 180.5, "substrate_thickness_um": 1000.0}

CALLS = {
    "lattice_mismatch": {
        "film_lattice_constant_nm": 0.4395,
        "substrate_lattice_constant_nm": 0.4264,
        "relative_to": "substrate",
    },
    "bulk_modulus_GPa": ISOTROPIC,
    "shear_modulus_GPa": ISOTROPIC,
    "biaxial_modulus_isotropic_GPa": ISOTROPIC,
    "biaxial_modulus_cubic_001_GPa": CUBIC,
    "biaxial_modulus_cubic_111_GPa": {**CUBIC, "c44_GPa": 79.6},
    "biaxial_modulus_hexagonal_basal_GPa": {"c11_GPa": 238.0, "c12_GPa": 54.0, "c13_GPa": 23.0, "c33_GPa": 52.0},
    "youngs_modulus_cubic_100_GPa": CUBIC,
    "poisson_ratio_cubic_100": CUBIC,
    "tetragonal_distortion_cubic_001": CUBIC,
    "film_stress_GPa": {"biaxial_modulus_GPa": 100.0, "strain": -0.021},
    "coherent_strain_energy_J_per_m2": {"biaxial_modulus_GPa": 100.0, "strain": 0.021, "thickness_nm": 7.7},
    "strain_from_strain_energy": {"energy_J_per_m2": 0.34, "biaxial_modulus_GPa": 100.0, "thickness_nm": 10.0},
    "thickness_from_strain_energy_nm": {"energy_J_per_m2": 0.34, "biaxial_modulus_GPa": 100.0, "strain": 0.021},
    "energy_per_area_eV_per_nm2": {"energy_J_per_m2": 0.34},
    "energy_per_interface_cell_eV": {"energy_J_per_m2": 0.34, "cell_area_nm2": 0.1465},
    "strain_energy_per_formula_eV": {"biaxial_modulus_GPa": 100.0, "strain": 0.021, "molar_volume_cm3_per_mol": 30.6},
    "shared_misfit": {
        "misfit": 0.02,
        "first_biaxial_modulus_GPa": 100.0,
        "first_thickness_nm": 5.0,
        "second_biaxial_modulus_GPa": 150.0,
        "second_thickness_nm": 15.0,
    },
    "critical_thickness_nm": {"misfit": 0.00836, **DISLOCATION},
    "critical_misfit": {"thickness_nm": 20.0, **DISLOCATION},
    "misfit_dislocation_spacing_nm": {
        "relieved_misfit": 0.021,
        "burgers_vector_nm": 0.4,
        "burgers_to_normal_degrees": 60.0,
    },
    "stoney_curvature_per_m": {"film_stress_GPa": -1.42, **SUBSTRATE},
    "stoney_stress_GPa": {"curvature_per_m": -0.00472, **SUBSTRATE},
    "strained_gap_eV": {"gap_eV": 1.82, "gap_shift_eV_per_strain": -4.5, "strain": 0.01},
    "barrier_shift_eV": {"stress_GPa": 1.4, "activation_volume_nm3": 0.005},
}
