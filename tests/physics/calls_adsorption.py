"""One valid call of every public function of heterostructures.physics.adsorption."""

STAY = {"adsorption_energy_eV": -0.8, "attempt_frequency_per_s": 1e13, "temperature_K": 298.15}
LANGMUIR = {"adsorption_free_energy_eV": -0.2, "activity": 1e-3, "temperature_K": 298.15}
OXYGEN = {
    "hydroxide_free_energy_eV": 0.66,
    "oxide_free_energy_eV": 1.5,
    "hydroperoxide_free_energy_eV": 3.86,
    "potential_V": 1.23,
}
BAND = {"d_band_center_eV": -1.5, "band_width_eV": 5.0}

CALLS = {
    "adsorption_free_energy_eV": {
        "adsorption_energy_eV": -1.15,
        "entropy_change_meV_per_K": -1.0,
        "temperature_K": 298.15,
        "zero_point_energy_change_eV": 0.05,
    },
    "translational_entropy_meV_per_K": {
        "molar_mass_g_per_mol": 31.998,
        "temperature_K": 298.15,
        "pressure_bar": 1.0,
    },
    "log10_adsorption_constant": {"adsorption_free_energy_eV": -0.85, "temperature_K": 298.15},
    "log10_binding_ratio": {
        "adsorption_energy_eV": -4.85,
        "reference_adsorption_energy_eV": -1.15,
        "temperature_K": 298.15,
    },
    "log10_residence_time_s": STAY,
    "residence_time_s": STAY,
    "langmuir_coverage": LANGMUIR,
    "langmuir_vacancy": LANGMUIR,
    "competitive_coverages": {
        "adsorption_free_energies_eV": [-0.05, -0.35],
        "activities": [10.0, 1e-3],
        "temperature_K": 298.15,
    },
    "coverages_of_site_kinds": {
        "adsorption_free_energies_eV": [-0.35, -0.15],
        "site_fractions": [0.05, 0.95],
        "activity": 1e-4,
        "temperature_K": 298.15,
    },
    "site_kinds_at_mean_coverage": {
        "adsorption_free_energies_eV": [-0.35, -0.15],
        "site_fractions": [0.05, 0.95],
        "mean_coverage": 0.1,
        "temperature_K": 298.15,
    },
    "bep_barrier_eV": {"reaction_free_energy_eV": -0.4, "bep_slope": 0.5, "intrinsic_barrier_eV": 0.7},
    "log10_sabatier_rate_per_s": {
        "adsorption_free_energy_eV": -0.3,
        "overall_free_energy_eV": -0.4,
        "bep_slope": 0.5,
        "intrinsic_barrier_eV": 0.7,
        "temperature_K": 298.15,
    },
    "hydrogen_exchange_current_mA_per_cm2": {
        "hydrogen_free_energy_eV": -0.1,
        "turnover_rate_per_s": 100.0,
        "site_density_per_cm2": 1e15,
        "temperature_K": 298.15,
    },
    "oxygen_reduction_volcano_V": {"hydroxide_free_energy_eV": 0.7, "scaling_offset_eV": 3.2},
    "oxygen_evolution_volcano_V": {"oxide_minus_hydroxide_eV": 1.4, "scaling_offset_eV": 3.2},
    "smallest_oxygen_overpotential_V": {"scaling_offset_eV": 3.2},
    "free_energy_ladder": {"step_free_energies_eV": [-2.0, 0.1, -1.0], "electrons": [1, 0, 1], "potential_V": 0.5},
    "oxygen_reduction_ladder": OXYGEN,
    "oxygen_evolution_ladder": OXYGEN,
    "peroxide_ladder": {"hydroperoxide_free_energy_eV": 4.0, "potential_V": 0.5},
    "leveling_potential_V": {"step_free_energy_eV": 0.59, "potential_V": 1.23, "electrons": 1.0},
    "rectangular_band_filling": BAND,
    "rectangular_band_center_eV": {"filling": 0.9, "band_width_eV": 5.0},
    "semi_elliptic_band_filling": BAND,
    "two_level_bond_energy_eV": {
        "d_band_center_eV": -1.5,
        "adsorbate_level_eV": -5.0,
        "coupling_eV": 1.0,
        "filling": 0.8,
    },
    "chemisorption_energy_eV": {**BAND, "adsorbate_level_eV": -5.0, "coupling_eV": 1.0},
}
