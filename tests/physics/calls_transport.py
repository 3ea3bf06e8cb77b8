"""One valid call of every public function and class of heterostructures.physics.transport."""

from heterostructures.physics.transport import DiffusionLayer

HOP = {"jump_length_nm": 0.3, "dimensions": 2, "correlation_factor": 0.78}
CHARGES = {"density_per_cm3": 1e22, "charge_number": 1, "temperature_K": 300.0, "haven_ratio": 0.6}
TWO_MEDIA = {
    "time_s": 1.0,
    "left_concentration_per_cm3": 1e21,
    "right_concentration_per_cm3": 2e20,
    "left_diffusivity_cm2_per_s": 1e-12,
    "right_diffusivity_cm2_per_s": 1e-11,
    "partition_coefficient": 3.0,
}
LAYERS = [DiffusionLayer(10.0, 1e-13, 1e21), DiffusionLayer(5.0, 1e-12, 0.0, 3.0)]
TWO_CONDUCTORS = {"fraction": 0.3, "first_S_per_cm": 100.0, "second_S_per_cm": 0.01}
ELECTRON = {"width_nm": 1.0, "effective_mass": 0.5}

CALLS = {
    "hop_diffusivity_cm2_per_s": {**HOP, "jump_rate_per_s": 1e8},
    "jump_rate_from_diffusivity_per_s": {**HOP, "diffusivity_cm2_per_s": 1e-9},
    "conductivity_from_diffusivity_S_per_cm": {**CHARGES, "diffusivity_cm2_per_s": 1e-9},
    "diffusivity_from_conductivity_cm2_per_s": {**CHARGES, "conductivity_S_per_cm": 1e-4},
    "mobility_cm2_per_V_s": {"diffusivity_cm2_per_s": 1e-9, "charge_number": 1, "temperature_K": 300.0},
    "diffusivity_from_mobility_cm2_per_s": {"mobility_cm2_per_V_s": 1e-7, "charge_number": 1, "temperature_K": 300.0},
    "diffusion_time_s": {"length_nm": 50.0, "diffusivity_cm2_per_s": 1e-12},
    "diffusion_length_nm": {"time_s": 10.0, "diffusivity_cm2_per_s": 1e-12},
    "time_to_move_s": {"length_nm": 50.0, "diffusivity_cm2_per_s": 1e-12, "dimensions": 1},
    "drift_velocity_cm_per_s": {"field_V_per_m": 1e6, "mobility_cm2_per_V_s": 1e-7, "charge_number": 1},
    "hopping_drift_velocity_cm_per_s": {
        "field_V_per_m": 1e8,
        "jump_length_nm": 0.3,
        "jump_rate_per_s": 1e6,
        "charge_number": 1,
        "temperature_K": 300.0,
    },
    "drift_to_diffusion_ratio": {
        "field_V_per_m": 1e7,
        "length_nm": 5.0,
        "charge_number": 1,
        "temperature_K": 300.0,
    },
    "thermal_voltage_V": {"charge_number": 1, "temperature_K": 300.0},
    "reach_of_screened_field_nm": {
        "surface_field_V_per_m": 1e8,
        "screening_length_nm": 2.0,
        "charge_number": 1,
        "temperature_K": 300.0,
    },
    "partition_coefficient": {"energy_step_eV": -0.1, "temperature_K": 300.0, "site_density_ratio": 2.0},
    "energy_step_from_partition_eV": {
        "partition_coefficient": 49.0,
        "temperature_K": 300.0,
        "site_density_ratio": 2.0,
    },
    "occupancy_across_interface": {"left_occupancy": 0.1, "energy_step_eV": -0.1, "temperature_K": 300.0},
    "two_media_concentration_per_cm3": {**TWO_MEDIA, "position_nm": 5.0},
    "two_media_transfer_per_cm2": TWO_MEDIA,
    "DiffusionLayer": {
        "thickness_nm": 10.0,
        "diffusivity_cm2_per_s": 1e-12,
        "concentration_per_cm3": 1e21,
        "relative_solubility": 1.0,
    },
    "diffuse_through_layers": {
        "layers": LAYERS,
        "times_s": [0.1, 1.0],
        "left_concentration_per_cm3": 1e21,
        "right_concentration_per_cm3": 0.0,
        "cells_per_layer": 10,
        "steps_per_decade": 10,
    },
    "steady_flux_per_cm2_s": {
        "layers": LAYERS,
        "left_concentration_per_cm3": 1e21,
        "right_concentration_per_cm3": 0.0,
    },
    "diffusivity_across_layers_cm2_per_s": {"layers": LAYERS},
    "diffusivity_along_layers_cm2_per_s": {"layers": LAYERS},
    "tunneling_decay_length_nm": {"barrier_eV": 1.0, "effective_mass": 0.5},
    "wkb_exponent_rectangular": {**ELECTRON, "barrier_eV": 1.0},
    "wkb_exponent_triangular": {"barrier_eV": 1.0, "field_V_per_m": 1e9, "effective_mass": 0.5},
    "wkb_exponent_trapezoidal": {**ELECTRON, "left_barrier_eV": 1.0, "right_barrier_eV": 0.4},
    "wkb_exponent_of_profile": {
        "position_nm": [0.0, 0.5, 1.0],
        "barrier_eV": [0.2, 0.5, -0.1],
        "effective_mass": 0.5,
    },
    "tunneling_probability": {"wkb_exponent": 7.0},
    "rectangular_barrier_transmission": {**ELECTRON, "energy_eV": 0.3, "barrier_eV": 1.0},
    "conductivity_ratio_from_gaps": {"gap_before_eV": 2.1, "gap_after_eV": 1.72, "temperature_K": 300.0},
    "enhancement_at_other_temperature": {
        "enhancement": 240.0,
        "temperature_K": 300.0,
        "other_temperature_K": 230.0,
    },
    "conductivity_along_layers_S_per_cm": TWO_CONDUCTORS,
    "conductivity_across_layers_S_per_cm": TWO_CONDUCTORS,
    "largest_isotropic_conductivity_S_per_cm": TWO_CONDUCTORS,
    "smallest_isotropic_conductivity_S_per_cm": TWO_CONDUCTORS,
    "conductivity_of_mixed_grains_S_per_cm": {**TWO_CONDUCTORS, "threshold": 0.25},
    "fraction_for_mixed_grains": {
        "conductivity_S_per_cm": 1.0,
        "first_S_per_cm": 100.0,
        "second_S_per_cm": 0.01,
        "threshold": 0.25,
    },
}
