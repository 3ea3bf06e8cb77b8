"""One valid call of every public function and class of heterostructures.physics.equilibrium."""

from heterostructures.physics.bands import Metal, Semiconductor
from heterostructures.physics.equilibrium import BarrierContact, Interface, Layer

ACCEPTOR = Semiconductor("p", 1.4, 4.1, 13.0, -1e17)
DONOR = Semiconductor("n", 1.8, 3.7, 12.0, 5e16)

CALLS = {
    "Layer": {"semiconductor": DONOR, "thickness_nm": 300.0},
    "Interface": {
        "sheet_charge_per_cm2": 1e11,
        "dipole_eV": 0.1,
        "state_density_per_cm2_eV": 1e12,
        "neutrality_level_below_vacuum_eV": 4.8,
    },
    "BarrierContact": {"electron_barrier_eV": 0.5},
    "equilibrium_profile": {
        "layers": [Layer(ACCEPTOR, 300.0), Layer(DONOR, 300.0)],
        "temperature_K": 300.0,
        "interfaces": [Interface()],
        "left_end": Metal("metal", 5.0),
        "right_end": BarrierContact(0.5),
        "statistics": "Boltzmann",
        "points": 100,
        "tolerance_eV": 1e-5,
        "max_iterations": 100,
    },
}
