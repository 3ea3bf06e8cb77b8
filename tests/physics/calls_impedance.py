"""One valid call of every public function of heterostructures.physics.impedance."""

FREQUENCIES_HZ = [1000.0, 300.0, 100.0, 30.0, 10.0, 3.0]
REAL_PARTS_OHM = [5.5, 6.0, 8.0, 11.0, 14.0, 15.5]
IMAGINARY_PARTS_OHM = [-1.0, -2.5, -4.0, -5.0, -3.5, -1.5]
BOUNDED = {
    "frequency_Hz": 10.0,
    "series_resistance_ohm": 5.0,
    "charge_transfer_resistance_ohm": 11.0,
    "cpe_coefficient_S_s_a": 2e-5,
    "diffusion_resistance_ohm": 30.0,
    "diffusion_time_s": 50.0,
    "boundary": "transmissive",
    "cpe_exponent": 0.9,
}

CALLS = {
    "spectrum_frequencies_Hz": {"highest_Hz": 1e5, "lowest_Hz": 0.01, "number_of_points": 60},
    "resistor_impedance_ohm": {"frequency_Hz": 10.0, "resistance_ohm": 5.0},
    "capacitor_impedance_ohm": {"frequency_Hz": 10.0, "capacitance_F": 2e-5},
    "inductor_impedance_ohm": {"frequency_Hz": 10.0, "inductance_H": 1e-6},
    "constant_phase_impedance_ohm": {"frequency_Hz": 10.0, "cpe_coefficient_S_s_a": 2e-5, "cpe_exponent": 0.8},
    "warburg_impedance_ohm": {"frequency_Hz": 10.0, "warburg_coefficient_ohm_per_sqrt_s": 5.0},
    "reflecting_diffusion_impedance_ohm": {
        "frequency_Hz": 10.0,
        "diffusion_resistance_ohm": 30.0,
        "diffusion_time_s": 50.0,
    },
    "transmissive_diffusion_impedance_ohm": {
        "frequency_Hz": 10.0,
        "diffusion_resistance_ohm": 30.0,
        "diffusion_time_s": 50.0,
    },
    "gerischer_impedance_ohm": {"frequency_Hz": 10.0, "resistance_ohm": 10.0, "reaction_time_s": 0.1},
    "porous_electrode_impedance_ohm": {
        "frequency_Hz": 10.0,
        "ionic_resistance_ohm": 6.0,
        "double_layer_capacitance_F": 1e-3,
        "charge_transfer_resistance_ohm": 100.0,
    },
    "series_impedance_ohm": {"impedances_ohm": [5.0, 10.0 - 2.0j]},
    "parallel_impedance_ohm": {"impedances_ohm": [5.0, 10.0 - 2.0j]},
    "randles_impedance_ohm": {
        "frequency_Hz": 10.0,
        "series_resistance_ohm": 5.0,
        "charge_transfer_resistance_ohm": 11.0,
        "cpe_coefficient_S_s_a": 2e-5,
        "warburg_coefficient_ohm_per_sqrt_s": 5.0,
        "cpe_exponent": 0.9,
    },
    "bounded_randles_impedance_ohm": BOUNDED,
    "two_arc_impedance_ohm": {
        "frequency_Hz": 10.0,
        "series_resistance_ohm": 5.0,
        "film_resistance_ohm": 20.0,
        "film_cpe_coefficient_S_s_a": 1e-6,
        "charge_transfer_resistance_ohm": 30.0,
        "cpe_coefficient_S_s_a": 2e-5,
        "warburg_coefficient_ohm_per_sqrt_s": 5.0,
        "film_cpe_exponent": 0.95,
        "cpe_exponent": 0.9,
    },
    "warburg_coefficient_ohm_per_sqrt_s": {
        "diffusivity_cm2_per_s": 1e-5,
        "concentration_mol_per_L": 1.0,
        "area_cm2": 1.13,
        "electrons": 1.0,
        "temperature_K": 298.15,
    },
    "diffusivity_from_warburg_cm2_per_s": {
        "warburg_coefficient_ohm_per_sqrt_s": 20.0,
        "concentration_mol_per_L": 1.0,
        "area_cm2": 1.13,
        "electrons": 1.0,
        "temperature_K": 298.15,
    },
    "insertion_warburg_coefficient_ohm_per_sqrt_s": {
        "diffusivity_cm2_per_s": 1e-11,
        "potential_slope_V": 1.0,
        "molar_volume_cm3_per_mol": 32.0,
        "area_cm2": 10.0,
        "charge_number": 1.0,
    },
    "insertion_diffusivity_cm2_per_s": {
        "warburg_coefficient_ohm_per_sqrt_s": 20.0,
        "potential_slope_V": 1.0,
        "molar_volume_cm3_per_mol": 32.0,
        "area_cm2": 10.0,
        "charge_number": 1.0,
    },
    "diffusion_resistance_ohm": {"warburg_coefficient_ohm_per_sqrt_s": 5.0, "diffusion_time_s": 50.0},
    "double_layer_capacitance_F": {"specific_capacitance_uF_per_cm2": 20.0, "area_cm2": 10.0},
    "brug_capacitance_F": {
        "cpe_coefficient_S_s_a": 5e-5,
        "cpe_exponent": 0.85,
        "series_resistance_ohm": 5.0,
        "charge_transfer_resistance_ohm": 11.0,
    },
    "hsu_mansfeld_capacitance_F": {"cpe_coefficient_S_s_a": 5e-5, "cpe_exponent": 0.85, "resistance_ohm": 11.0},
    "apex_frequency_Hz": {"resistance_ohm": 11.0, "cpe_coefficient_S_s_a": 2e-5, "cpe_exponent": 0.9},
    "apex_height_ohm": {"resistance_ohm": 11.0, "cpe_exponent": 0.9},
    "find_arcs": {
        "frequency_Hz": FREQUENCIES_HZ,
        "real_part_ohm": REAL_PARTS_OHM,
        "imaginary_part_ohm": IMAGINARY_PARTS_OHM,
    },
    "fitted_warburg_coefficient_ohm_per_sqrt_s": {
        "frequency_Hz": FREQUENCIES_HZ,
        "real_part_ohm": REAL_PARTS_OHM,
    },
    "kramers_kronig_check": {
        "frequency_Hz": FREQUENCIES_HZ,
        "real_part_ohm": REAL_PARTS_OHM,
        "imaginary_part_ohm": IMAGINARY_PARTS_OHM,
        "number_of_elements": 3,
    },
}
