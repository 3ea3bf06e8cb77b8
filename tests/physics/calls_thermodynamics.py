"""One valid call of every public function of heterostructures.physics.thermodynamics."""

CONVERSION = {
    "equation": "Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> Mo + 2 Na2S",
    "formation_energies_eV": {"Na{x}MoS2": -4.0, "Na2S": -3.7944},
    "amounts": {"x": 1},
}

CALLS = {
    "energy_eV_per_formula": {"energy_kJ_per_mol": -366.1},
    "energy_kJ_per_mol": {"energy_eV": -3.7944},
    "voltage_from_free_energy_V": {"free_energy_kJ_per_mol": -237.1, "electrons": 2},
    "free_energy_kJ_per_mol": {"voltage_V": 1.229, "electrons": 2},
    "nernst_shift_V": {"reaction_quotient": 10.0, "electrons": 1, "temperature_K": 298.15},
    "temperature_coefficient_V_per_K": {"entropy_J_per_mol_K": -163.3, "electrons": 2},
    "voltage_from_enthalpy_V": {
        "enthalpy_kJ_per_mol": -285.83,
        "entropy_J_per_mol_K": -163.3,
        "electrons": 2,
        "temperature_K": 298.15,
    },
    "reaction_energy_eV": CONVERSION,
    "conversion_voltage_V": CONVERSION,
    "potential_line": {"voltages_V": [1.5, 0.4], "electrons_per_formula": [1, 3], "molar_mass_g_per_mol": 160.07},
    "reaction_chain": {
        "equations": ["MoS2 + x Na+ + x e- -> Na{x}MoS2", CONVERSION["equation"]],
        "active_formula": "MoS2",
        "host_element": "Mo",
        "formation_energies_eV": {"MoS2": -2.862, "Na{x}MoS2": -4.2, "Na2S": -3.7944},
        "amounts": {"x": 1},
    },
}
