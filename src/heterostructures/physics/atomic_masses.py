"""Standard atomic weights of the elements: numbers only, with their source and their uncertainty.

The molar mass of an element in g/mol is its atomic weight times the molar mass constant, which is 1 g/mol to
within 2e-9. Elements without a stable or long-lived isotope (technetium, promethium, polonium and most of what
follows) have no standard atomic weight and are left out.

Notes
-----
For an element whose atomic weight differs between natural sources, the commission gives an interval. In the
table such an element has the single abridged value that the same report recommends, with its uncertainty; the
interval stands in ``NATURAL_INTERVALS``. Lithium of commerce can lie outside of the value given here by several
parts in a thousand, because lithium-6 is taken out of some of it.

References
----------
- T. Prohaska et al., Standard atomic weights of the elements 2021 (IUPAC Technical Report), Pure and Applied
  Chemistry 94 (2022) 573-600, table 1 and its abridged values, doi:10.1515/pac-2019-0603.
- Revision of 2024 by the Commission on Isotopic Abundances and Atomic Weights for zirconium, gadolinium and
  lutetium, as reported in Chemical & Engineering News 102 (2024) issue 34.

Examples
--------
>>> STANDARD_ATOMIC_WEIGHTS["Zn"]
AtomicWeight(value=65.38, uncertainty=0.02)
>>> "Tc" in STANDARD_ATOMIC_WEIGHTS
False
"""

from __future__ import annotations

from typing import NamedTuple


class AtomicWeight(NamedTuple):
    """A standard atomic weight and the uncertainty that the commission decided on, both without unit."""

    value: float
    uncertainty: float


STANDARD_ATOMIC_WEIGHTS: dict[str, AtomicWeight] = {
    "H": AtomicWeight(1.0080, 0.0002),
    "He": AtomicWeight(4.002602, 0.000002),
    "Li": AtomicWeight(6.94, 0.06),
    "Be": AtomicWeight(9.0121831, 0.0000005),
    "B": AtomicWeight(10.81, 0.02),
    "C": AtomicWeight(12.011, 0.002),
    "N": AtomicWeight(14.007, 0.001),
    "O": AtomicWeight(15.999, 0.001),
    "F": AtomicWeight(18.998403162, 0.000000005),
    "Ne": AtomicWeight(20.1797, 0.0006),
    "Na": AtomicWeight(22.98976928, 0.00000002),
    "Mg": AtomicWeight(24.305, 0.002),
    "Al": AtomicWeight(26.9815384, 0.0000003),
    "Si": AtomicWeight(28.085, 0.001),
    "P": AtomicWeight(30.973761998, 0.000000005),
    "S": AtomicWeight(32.06, 0.02),
    "Cl": AtomicWeight(35.45, 0.01),
    "Ar": AtomicWeight(39.95, 0.16),
    "K": AtomicWeight(39.0983, 0.0001),
    "Ca": AtomicWeight(40.078, 0.004),
    "Sc": AtomicWeight(44.955907, 0.000004),
    "Ti": AtomicWeight(47.867, 0.001),
    "V": AtomicWeight(50.9415, 0.0001),
    "Cr": AtomicWeight(51.9961, 0.0006),
    "Mn": AtomicWeight(54.938043, 0.000002),
    "Fe": AtomicWeight(55.845, 0.002),
    "Co": AtomicWeight(58.933194, 0.000003),
    "Ni": AtomicWeight(58.6934, 0.0004),
    "Cu": AtomicWeight(63.546, 0.003),
    "Zn": AtomicWeight(65.38, 0.02),
    "Ga": AtomicWeight(69.723, 0.001),
    "Ge": AtomicWeight(72.630, 0.008),
    "As": AtomicWeight(74.921595, 0.000006),
    "Se": AtomicWeight(78.971, 0.008),
    "Br": AtomicWeight(79.904, 0.003),
    "Kr": AtomicWeight(83.798, 0.002),
    "Rb": AtomicWeight(85.4678, 0.0003),
    "Sr": AtomicWeight(87.62, 0.01),
    "Y": AtomicWeight(88.905838, 0.000002),
    "Zr": AtomicWeight(91.222, 0.003),
    "Nb": AtomicWeight(92.90637, 0.00001),
    "Mo": AtomicWeight(95.95, 0.01),
    "Ru": AtomicWeight(101.07, 0.02),
    "Rh": AtomicWeight(102.90549, 0.00002),
    "Pd": AtomicWeight(106.42, 0.01),
    "Ag": AtomicWeight(107.8682, 0.0002),
    "Cd": AtomicWeight(112.414, 0.004),
    "In": AtomicWeight(114.818, 0.001),
    "Sn": AtomicWeight(118.710, 0.007),
    "Sb": AtomicWeight(121.760, 0.001),
    "Te": AtomicWeight(127.60, 0.03),
    "I": AtomicWeight(126.90447, 0.00003),
    "Xe": AtomicWeight(131.293, 0.006),
    "Cs": AtomicWeight(132.90545196, 0.00000006),
    "Ba": AtomicWeight(137.327, 0.007),
    "La": AtomicWeight(138.90547, 0.00007),
    "Ce": AtomicWeight(140.116, 0.001),
    "Pr": AtomicWeight(140.90766, 0.00001),
    "Nd": AtomicWeight(144.242, 0.003),
    "Sm": AtomicWeight(150.36, 0.02),
    "Eu": AtomicWeight(151.964, 0.001),
    "Gd": AtomicWeight(157.249, 0.002),
    "Tb": AtomicWeight(158.925354, 0.000007),
    "Dy": AtomicWeight(162.500, 0.001),
    "Ho": AtomicWeight(164.930329, 0.000005),
    "Er": AtomicWeight(167.259, 0.003),
    "Tm": AtomicWeight(168.934219, 0.000005),
    "Yb": AtomicWeight(173.045, 0.010),
    "Lu": AtomicWeight(174.96669, 0.00005),
    "Hf": AtomicWeight(178.486, 0.006),
    "Ta": AtomicWeight(180.94788, 0.00002),
    "W": AtomicWeight(183.84, 0.01),
    "Re": AtomicWeight(186.207, 0.001),
    "Os": AtomicWeight(190.23, 0.03),
    "Ir": AtomicWeight(192.217, 0.002),
    "Pt": AtomicWeight(195.084, 0.009),
    "Au": AtomicWeight(196.966570, 0.000004),
    "Hg": AtomicWeight(200.592, 0.003),
    "Tl": AtomicWeight(204.38, 0.01),
    "Pb": AtomicWeight(207.2, 1.1),
    "Bi": AtomicWeight(208.98040, 0.00001),
    "Th": AtomicWeight(232.0377, 0.0004),
    "Pa": AtomicWeight(231.03588, 0.00001),
    "U": AtomicWeight(238.02891, 0.00003),
}

# The interval that the report gives for elements of varying isotopic composition.
NATURAL_INTERVALS: dict[str, tuple[float, float]] = {
    "H": (1.00784, 1.00811),
    "Li": (6.938, 6.997),
    "B": (10.806, 10.821),
    "C": (12.0096, 12.0116),
    "N": (14.00643, 14.00728),
    "O": (15.99903, 15.99977),
    "Mg": (24.304, 24.307),
    "Si": (28.084, 28.086),
    "S": (32.059, 32.076),
    "Cl": (35.446, 35.457),
    "Ar": (39.792, 39.963),
    "Br": (79.901, 79.907),
    "Tl": (204.382, 204.385),
    "Pb": (206.14, 207.94),
}
