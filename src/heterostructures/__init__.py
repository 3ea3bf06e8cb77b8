"""Data, physics and charts of the executable living review of heterostructure electrodes.

The modules stand on their own and importing this package loads none of them:

- :mod:`heterostructures.dataset` reads the shared dataset and joins it to one view of all measurements,
- :mod:`heterostructures.units` converts between the units in which reviews print one quantity,
- :mod:`heterostructures.sib_table1` answers questions about Table 1 of Review B,
- :mod:`heterostructures.physics` holds the physics and chemistry, one module a subject, on numpy and scipy alone,
- :mod:`heterostructures.charts` and :mod:`heterostructures.tables` bring charts and tables to a page,
- :mod:`heterostructures.validation` checks the data and the bibliography,
- :mod:`heterostructures.site` builds and checks the book.
"""

__version__ = "0.1.0"
