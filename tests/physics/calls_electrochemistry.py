"""One valid call of every public function and class of heterostructures.physics.electrochemistry."""

from heterostructures.physics.electrochemistry import FullCell

HALF_REACTION = "Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> Mo + 2 Na2S"
CELL = {
    "cathode_first_charge_mAh_per_g": 120.0,
    "cathode_reversible_mAh_per_g": 115.0,
    "cathode_voltage_V": 3.4,
    "anode_reversible_mAh_per_g": 500.0,
    "anode_voltage_V": 1.2,
    "anode_efficiency_percent": 75.0,
    "anode_mass_per_cathode_mass": 0.3,
    "added_sodium_mAh_per_g": 10.0,
}

CALLS = {
    "theoretical_capacity_mAh_per_g": {"electrons_per_formula": 4, "molar_mass_g_per_mol": 160.07},
    "implied_electrons_per_formula": {"capacity_mAh_per_g": 670.0, "molar_mass_g_per_mol": 160.07},
    "electrons_per_formula": {"half_reaction": HALF_REACTION, "formula": "Na{x}MoS2", "amounts": {"x": 1}},
    "theoretical_capacity": {
        "half_reaction": HALF_REACTION,
        "active_formula": "Na{x}MoS2",
        "mass_of": "without ions",
        "amounts": {"x": 1},
    },
    "volumetric_capacity_mAh_per_cm3": {"capacity_mAh_per_g": 372.0, "density_g_per_cm3": 2.26},
    "share_of_faraday_limit": {"reported_capacity_mAh_per_g": 600.0, "theoretical_capacity_mAh_per_g": 670.0},
    "composite_capacity_mAh_per_g": {"mass_fractions": [0.2, 0.8], "capacities_mAh_per_g": [3579.0, 372.0]},
    "implied_mass_fraction": {
        "reported_capacity_mAh_per_g": 1000.0,
        "component_capacity_mAh_per_g": 3579.0,
        "other_capacity_mAh_per_g": 372.0,
    },
    "implied_mass_fraction_bounds": {
        "reported_capacity_mAh_per_g": 500.0,
        "component_capacity_mAh_per_g": 670.0,
        "lowest_other_capacity_mAh_per_g": 0.0,
        "highest_other_capacity_mAh_per_g": 250.0,
    },
    "discharge_time_h": {"capacity_mAh_per_g": 400.0, "current_density_A_per_g": 5.0},
    "current_per_capacity_per_h": {"current_density_A_per_g": 5.0, "capacity_mAh_per_g": 400.0},
    "current_density_A_per_g": {"c_rate_per_h": 2.0, "capacity_mAh_per_g": 372.0},
    "areal_capacity_mAh_per_cm2": {"capacity_mAh_per_g": 500.0, "loading_mg_per_cm2": 1.5},
    "areal_current_mA_per_cm2": {"current_density_A_per_g": 5.0, "loading_mg_per_cm2": 1.5},
    "cycling_time_d": {"capacity_mAh_per_g": 400.0, "current_density_A_per_g": 5.0, "cycles": 6000},
    "initial_coulombic_efficiency_percent": {"given_back_mAh_per_g": 400.0, "taken_up_mAh_per_g": 500.0},
    "first_cycle_loss_mAh_per_g": {
        "first_charge_capacity_mAh_per_g": 400.0,
        "initial_coulombic_efficiency_percent": 80.0,
    },
    "cumulative_coulombic_efficiency_percent": {"efficiencies_percent": [80.0, 98.0, 99.5]},
    "capacity_retention_percent": {"final_capacity_mAh_per_g": 400.0, "initial_capacity_mAh_per_g": 500.0},
    "decay_per_cycle_percent": {"retention_percent": 80.0, "cycles": 1000, "reading": "compound"},
    "retention_after_percent": {"decay_percent": 0.05, "cycles": 1000, "reading": "linear"},
    "cycles_to_retention": {"retention_percent": 80.0, "decay_percent": 0.1, "reading": "compound"},
    "energy_density_Wh_per_L": {"volumetric_capacity_mAh_per_cm3": 600.0, "voltage_V": 3.4},
    "energy_density_Wh_per_kg": {"capacity_mAh_per_g": 170.0, "voltage_V": 3.4},
    "average_voltage_V": {"capacities_mAh_per_g": [0.0, 100.0, 300.0], "voltages_V": [3.0, 2.0, 2.0]},
    "np_ratio": {"anode_areal_mAh_per_cm2": 2.2, "cathode_areal_mAh_per_cm2": 2.0},
    "anode_mass_per_cathode_mass": {
        "np_ratio": 1.1,
        "anode_capacity_mAh_per_g": 440.0,
        "cathode_capacity_mAh_per_g": 120.0,
    },
    "FullCell": CELL,
    "full_cell_balance": {"cell": FullCell(**CELL)},
}
