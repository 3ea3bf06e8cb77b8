"""One valid call of every public function of heterostructures.physics.kinetics."""

BUTLER_VOLMER = {
    "exchange_current_density_mA_per_cm2": 1.0,
    "temperature_K": 298.15,
    "anodic_coefficient": 0.4,
    "cathodic_coefficient": 0.6,
    "electrons": 1,
    "anodic_limit_mA_per_cm2": 8.0,
    "cathodic_limit_mA_per_cm2": 9.0,
}
CONCENTRATIONS = {
    "oxidized_concentration_mol_per_L": 1.0,
    "reduced_concentration_mol_per_L": 2.0,
    "cathodic_coefficient": 0.4,
    "electrons": 2,
}

CALLS = {
    "rate_ratio": {"barrier_before_eV": 0.53, "barrier_after_eV": 0.34, "temperature_K": 300.0},
    "log10_rate_ratio": {"barrier_before_eV": 0.53, "barrier_after_eV": 0.34, "temperature_K": 300.0},
    "rate_ratio_between_temperatures": {
        "barrier_eV": 0.5,
        "temperature_before_K": 300.0,
        "temperature_after_K": 250.0,
    },
    "barrier_change_from_rate_ratio_eV": {"rate_ratio": 3.0, "temperature_K": 300.0},
    "apparent_barrier_eV": {"rate_ratio": 3.0, "temperature_before_K": 300.0, "temperature_after_K": 320.0},
    "jump_rate_per_s": {"barrier_eV": 0.5, "temperature_K": 300.0, "attempt_frequency_per_s": 1e13},
    "residence_time_s": {"barrier_eV": 0.5, "temperature_K": 300.0, "attempt_frequency_per_s": 1e13},
    "barrier_from_jump_rate_eV": {"rate_per_s": 1e5, "temperature_K": 300.0, "attempt_frequency_per_s": 1e13},
    "eyring_rate_per_s": {"activation_gibbs_energy_eV": 0.5, "temperature_K": 300.0, "transmission": 0.9},
    "marcus_barrier_eV": {"reorganization_energy_eV": 0.8, "reaction_gibbs_energy_eV": -0.1},
    "marcus_rate_per_s": {
        "coupling_eV": 0.01,
        "reorganization_energy_eV": 0.8,
        "reaction_gibbs_energy_eV": -0.1,
        "temperature_K": 300.0,
    },
    "butler_volmer_current_density_mA_per_cm2": {"overpotential_V": 0.1, **BUTLER_VOLMER},
    "overpotential_V": {"current_density_mA_per_cm2": 3.0, **BUTLER_VOLMER},
    "tafel_slope_mV_per_decade": {"transfer_coefficient": 0.5, "temperature_K": 298.15, "electrons": 1},
    "tafel_overpotential_V": {
        "current_density_mA_per_cm2": 100.0,
        "exchange_current_density_mA_per_cm2": 1.0,
        "temperature_K": 298.15,
        "transfer_coefficient": 0.5,
        "electrons": 1,
    },
    "charge_transfer_resistance_ohm": {
        "exchange_current_density_mA_per_cm2": 1.0,
        "electrode_area_cm2": 1.13,
        "temperature_K": 298.15,
        "electrons": 1,
    },
    "exchange_current_density_mA_per_cm2": {
        "charge_transfer_resistance_ohm": 11.0,
        "electrode_area_cm2": 1.13,
        "temperature_K": 298.15,
        "electrons": 1,
    },
    "exchange_current_density_from_rate_constant_mA_per_cm2": {"rate_constant_cm_per_s": 1e-4, **CONCENTRATIONS},
    "rate_constant_cm_per_s": {"exchange_current_density_mA_per_cm2": 1.0, **CONCENTRATIONS},
    "limiting_current_density_mA_per_cm2": {
        "diffusivity_cm2_per_s": 1e-6,
        "concentration_mol_per_L": 1.0,
        "layer_thickness_um": 25.0,
        "electrons": 1,
    },
    "barrier_lowering_by_field_eV": {"field_V_per_m": 1e8, "jump_length_nm": 0.3, "charge_number": 1},
    "field_for_barrier_lowering_V_per_m": {"barrier_lowering_eV": 0.2, "jump_length_nm": 0.3, "charge_number": 1},
}
