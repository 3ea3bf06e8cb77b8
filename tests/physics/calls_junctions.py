"""One valid call of every public function of heterostructures.physics.junctions."""

from heterostructures.physics.bands import Metal, Semiconductor

GOLD = Metal("Au", 5.1)
N_SILICON = Semiconductor("n-Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
P_SILICON = Semiconductor("p-Si", 1.12, 4.05, 11.7, -1e17, 2.8e19, 1.04e19)
N_OXIDE = Semiconductor("SnO2", 3.6, 4.5, 12.0, 1e18)

N_AND_N = {"left": N_SILICON, "right": N_OXIDE, "temperature_K": 300.0}
P_AND_N = {"left": P_SILICON, "right": N_SILICON, "bias_V": 0.1, "temperature_K": 300.0}
SCHOTTKY = {"bias_V": 0.1, "temperature_K": 300.0, "barrier_eV": 0.8}

CALLS = {
    "debye_length_nm": {"relative_permittivity": 11.7, "carrier_density_per_cm3": 1e16, "temperature_K": 300.0},
    "bulk_debye_length_nm": {"semiconductor": N_SILICON, "temperature_K": 300.0},
    "depletion_width_nm": {"relative_permittivity": 11.7, "doping_per_cm3": 1e16, "bending_V": 0.5},
    "bending_in_kT": {"bending_V": 0.5, "temperature_K": 300.0},
    "strong_inversion_bending_V": {"semiconductor": N_SILICON, "temperature_K": 300.0},
    "junction_kind": {"left": GOLD, "right": N_SILICON},
    "schottky_barrier_eV": {"metal": GOLD, "semiconductor": N_SILICON},
    "pinned_barrier_eV": {
        "metal": GOLD,
        "semiconductor": N_SILICON,
        "pinning_factor": 0.3,
        "neutrality_level_eV": 0.4,
    },
    "contact_behavior": {"metal": GOLD, "semiconductor": N_SILICON, "temperature_K": 300.0, "barrier_eV": 0.8},
    "schottky_contact": {"metal": GOLD, "semiconductor": N_SILICON, **SCHOTTKY},
    "schottky_profile": {"left": GOLD, "right": N_SILICON, **SCHOTTKY, "points_per_side": 11},
    "image_force_lowering_eV": {"peak_field_V_per_m": 1e7, "optical_permittivity": 11.7},
    "image_force_maximum_nm": {"peak_field_V_per_m": 1e7, "optical_permittivity": 11.7},
    "richardson_constant_A_per_cm2_per_K2": {"effective_mass": 0.5},
    "thermionic_emission_current_A_per_cm2": {
        "bias_V": 0.2,
        "barrier_eV": 0.6,
        "richardson_constant_A_per_cm2_per_K2": 110.0,
        "temperature_K": 300.0,
    },
    "thermionic_contact_resistance_ohm_cm2": {
        "barrier_eV": 0.3,
        "richardson_constant_A_per_cm2_per_K2": 110.0,
        "temperature_K": 300.0,
    },
    "long_diode_saturation_current_A_per_cm2": {
        "minority_density_per_cm3": 1e4,
        "diffusion_coefficient_cm2_per_s": 10.0,
        "diffusion_length_um": 20.0,
    },
    "ideal_diode_current_A_per_cm2": {
        "bias_V": 0.5,
        "saturation_current_A_per_cm2": 1e-11,
        "ideality_factor": 1.5,
        "temperature_K": 300.0,
    },
    "left_share_of_drop": {
        "left_relative_permittivity": 11.7,
        "left_doping_per_cm3": 1e16,
        "right_relative_permittivity": 8.0,
        "right_doping_per_cm3": 1e17,
    },
    "p_n_junction": P_AND_N,
    "p_n_profile": {**P_AND_N, "points_per_side": 11},
    "equilibrium_split": N_AND_N,
    "thick_junction_profile": {**N_AND_N, "points_per_side": 11},
    "sheet_charge_C_per_cm2": N_AND_N,
    "transferred_electrons_per_cm2": N_AND_N,
    "isotype_junction": N_AND_N,
    "high_low_drop_V": {"high_doping_per_cm3": 1e18, "low_doping_per_cm3": 1e16, "temperature_K": 300.0},
    "ternary_stack": {
        "left": GOLD,
        "middle": N_SILICON,
        "right": N_OXIDE,
        "middle_thickness_nm": 2000.0,
        "temperature_K": 300.0,
    },
    "metal_bridge": {"left": P_SILICON, "metal": GOLD, "right": N_OXIDE, "temperature_K": 300.0},
}
