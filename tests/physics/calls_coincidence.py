"""One valid call of every public function and class of heterostructures.physics.coincidence."""

from heterostructures.physics.coincidence import PlanarLattice

CALLS = {
    "PlanarLattice": {"a_nm": 0.3, "b_nm": 0.41, "angle_degrees": 77.0},
    "coincidence_cells": {
        "first": PlanarLattice.hexagonal(0.246),
        "second": PlanarLattice.hexagonal(0.316),
        "largest_area_nm2": 1.6,
        "largest_strain": 0.03,
    },
    "moire_period_nm": {
        "first_lattice_constant_nm": 0.246,
        "second_lattice_constant_nm": 0.2504,
        "twist_degrees": 0.5,
    },
}
