"""Access to the shared dataset: one loader for each file, one view of all measurements, and the comparisons.

``files`` reads the data files, each as it is stored. ``views`` joins them: Table 1 of Review B and the
potentials of the reactions appear as measurements, and what a review prints with and without a
heterostructure stands side by side.
"""

from heterostructures.dataset.files import (
    data_directory,
    fingerprint,
    load,
    load_coverage,
    load_heterostructures,
    load_materials,
    load_measurements,
    load_quantities,
    load_reactions,
    load_reviews,
    load_sib_table1,
    load_vocabularies,
    missing_materials,
    resource_descriptor,
    resource_descriptors,
)
from heterostructures.dataset.views import counts, measurements, pairs

__all__ = [
    "counts",
    "data_directory",
    "fingerprint",
    "load",
    "load_coverage",
    "load_heterostructures",
    "load_materials",
    "load_measurements",
    "load_quantities",
    "load_reactions",
    "load_reviews",
    "load_sib_table1",
    "load_vocabularies",
    "measurements",
    "missing_materials",
    "pairs",
    "resource_descriptor",
    "resource_descriptors",
]
