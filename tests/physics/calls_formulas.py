"""One valid call of every public function of heterostructures.physics.formulas."""

WITH_LETTER = {"formula": "Na{x}MoS2", "amounts": {"x": 0.5}}

CALLS = {
    "read_formula": {"formula": "Na{x}MoS2"},
    "unknown_amounts": {"formula": "Na{x}MoS2"},
    "element_amounts": WITH_LETTER,
    "charge_number": WITH_LETTER,
    "molar_mass_g_per_mol": WITH_LETTER,
    "mass_fractions": WITH_LETTER,
}
