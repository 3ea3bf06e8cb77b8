"""The physics and chemistry of the book as plain functions: numpy and scipy, nothing else.

Each module is one subject and can be read, imported and reused on its own. Importing this package loads none of them.

Conventions, held everywhere:

- Units stand in the names: ``gap_eV``, ``width_nm``, ``net_doping_per_cm3``. Inside, everything is SI.
- Closed formulas take numbers or arrays; profiles take single numbers and return arrays along x.
- x runs from left to right. A field is positive when it points to the right.
- Energies are those of an electron, in eV. A higher electric potential lowers them.
- Doping is signed: donors minus acceptors, so that n-type is positive and p-type negative.
- Wrong input raises ``ValueError`` with the argument, its value and the permitted range.
"""
