"""One valid call of every public function of heterostructures.physics.fermi_dirac."""

CALLS = {
    "fermi_dirac_minus_half": {"reduced_energy": 1.5},
    "fermi_dirac_half": {"reduced_energy": 1.5},
    "fermi_dirac_three_halves": {"reduced_energy": 1.5},
}
