"""Access to the shared dataset. This is the only module that reads the data files for analysis.

Each loader gives one file as it is stored; columns and units are described in ``datapackage.json``.
What the reviews say about one question, from all files, is in :mod:`heterostructures.dataset.views`.
"""

from __future__ import annotations

import copy
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from heterostructures.wanted_materials import missing_properties

_CHECKOUT_DATA = Path(__file__).resolve().parents[3] / "data"
_PACKAGED_DATA = Path(__file__).resolve().parents[1] / "data"

# pandas column types for the field types of a data package; each keeps a missing value missing.
PANDAS_TYPES = {"integer": "Int64", "number": "float64", "string": "string"}


def data_directory() -> Path:
    """Return the folder that holds the dataset.

    Returns
    -------
    pathlib.Path
        The ``data`` folder of the checkout, or, when the package was installed from a wheel, the
        copy inside the package.

    Raises
    ------
    FileNotFoundError
        If neither folder holds a ``datapackage.json``.
    """
    for directory in (_CHECKOUT_DATA, _PACKAGED_DATA):
        if (directory / "datapackage.json").is_file():
            return directory
    raise FileNotFoundError(
        f"The dataset was not found: no datapackage.json in {_CHECKOUT_DATA} or {_PACKAGED_DATA}. "
        "Install the package again, or run from a complete checkout."
    )


def fingerprint(directory: Path | None = None) -> tuple[tuple[str, int, int], ...]:
    """Return what changes whenever a file of the dataset changes, so that no result outlives its data.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    tuple of (str, int, int)
        Path, time of the last change and size of the description and of every CSV file.

    Examples
    --------
    >>> fingerprint() == fingerprint()
    True
    """
    directory = directory or data_directory()
    return tuple(_stamp(path) for path in (directory / "datapackage.json", *sorted(directory.glob("*.csv"))))


def _stamp(path: Path) -> tuple[str, int, int]:
    status = path.stat()
    return str(path), status.st_mtime_ns, status.st_size


@lru_cache(maxsize=8)
def _parsed(stamp: tuple[str, int, int]) -> dict[str, Any]:
    package: dict[str, Any] = json.loads(Path(stamp[0]).read_text(encoding="utf-8"))
    return package


def _resource(name: str, directory: Path) -> dict[str, Any]:
    resources: list[dict[str, Any]] = _parsed(_stamp(directory / "datapackage.json"))["resources"]
    for resource in resources:
        if resource["name"] == name:
            return resource
    raise KeyError(f"no resource named {name!r}; the dataset has {[r['name'] for r in resources]}")


def resource_descriptor(name: str, directory: Path | None = None) -> dict[str, Any]:
    """Return the description of one data file: title, columns, types, units and constraints.

    Parameters
    ----------
    name : str
        Name of the resource, such as ``sib_table1``.
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    dict
        A copy of the resource as written in ``datapackage.json``.

    Raises
    ------
    KeyError
        If the dataset has no resource of that name.

    Examples
    --------
    >>> resource_descriptor("sib_table1")["path"]
    'sib_table1.csv'
    """
    return copy.deepcopy(_resource(name, directory or data_directory()))


def resource_descriptors(directory: Path | None = None) -> list[dict[str, Any]]:
    """Return the descriptions of all data files, in their order.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    list of dict
        Copies of the resources as written in ``datapackage.json``.

    Examples
    --------
    >>> "measurements" in [resource["name"] for resource in resource_descriptors()]
    True
    """
    resources: list[dict[str, Any]] = _parsed(_stamp((directory or data_directory()) / "datapackage.json"))["resources"]
    return copy.deepcopy(resources)


def missing_materials(directory: Path | None = None) -> dict[str, list[str]]:
    """Return which wanted properties of which components stayed out of the dataset for want of a source.

    What is wanted stands in ``datapackage.json``, property ``wanted`` of the file materials: for each group
    of components the properties, and where several would do, all of them.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    dict of str to list of str
        For each component that lacks something, the properties; alternatives are joined by ``or``.

    Examples
    --------
    >>> "Cu" in missing_materials()
    False
    """
    materials = load_materials(directory)
    present = set(zip(materials["material"], materials["property"], strict=True))
    return missing_properties(resource_descriptor("materials", directory)["wanted"], present)


def load(name: str, directory: Path | None = None) -> pd.DataFrame:
    """Read one data file with the column types of its description.

    Parameters
    ----------
    name : str
        Name of the resource, such as ``sib_table1``.
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        One row per record, a table of your own: the file is read again only when it has changed. Text is of type ``string``, whole numbers of type
        ``Int64``, other numbers ``float64``. Missing values are ``NaN`` or ``<NA>``, never zero and
        never an empty text.

    Raises
    ------
    KeyError
        If the dataset has no resource of that name.

    Examples
    --------
    >>> str(load("sib_table1")["cycles"].dtype)
    'Int64'
    """
    directory = directory or data_directory()
    resource = _resource(name, directory)
    path = directory / resource["path"]
    # A copy, so that what a caller does to its table does not reach the next one.
    return _table(_stamp(path), _stamp(directory / "datapackage.json"), name).copy()


@lru_cache(maxsize=32)
def _table(file: tuple[str, int, int], package: tuple[str, int, int], name: str) -> pd.DataFrame:
    """Read a file once for each state of it and of its description; a page asks for the materials 200 times."""
    resource = next(r for r in _parsed(package)["resources"] if r["name"] == name)
    types: Any = {field["name"]: PANDAS_TYPES[field["type"]] for field in resource["schema"]["fields"]}
    return pd.read_csv(
        file[0],
        dtype=types,
        encoding=resource["encoding"],
        keep_default_na=False,
        na_values=resource["schema"]["missingValues"],
    )


def load_reviews(directory: Path | None = None) -> pd.DataFrame:
    """Read the list of reviews: one row per review that the book reproduces.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        Columns and units as described under ``reviews`` in ``datapackage.json``.
        ``review`` is the letter by which every other file names it.

    Examples
    --------
    >>> load_reviews().set_index("review").loc["B", "bib_key"]
    'zhang_interfacial'
    """
    return load("reviews", directory)


def load_heterostructures(directory: Path | None = None) -> pd.DataFrame:
    """Read the catalogue of heterostructures: one row per electrode, coating or catalyst that a review names.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        Columns and units as described under ``heterostructures`` in ``datapackage.json``.
        ``components``, ``mechanisms`` and ``bib_keys`` are lists in one text, separated by a
        semicolon and a blank; ``table_row`` is missing where Table 1 of Review B has no such row.

    Examples
    --------
    >>> catalogue = load_heterostructures()
    >>> bool(catalogue["heterostructure_id"].is_unique)
    True
    """
    return load("heterostructures", directory)


def load_measurements(directory: Path | None = None) -> pd.DataFrame:
    """Read the printed numbers and directions: one row per number or direction in the running text of a review, as stored.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        Columns and units as described under ``measurements`` in ``datapackage.json``.
        ``value`` is in the ``unit`` of its row. Table 1 of Review B and the potentials of the reactions
        are not here: :func:`heterostructures.dataset.measurements` joins them.

    Examples
    --------
    >>> stored = load_measurements()
    >>> bool((stored["value"].notna() ^ stored["direction"].notna()).all())  # a number or a direction, never both
    True
    """
    return load("measurements", directory)


def load_sib_table1(directory: Path | None = None) -> pd.DataFrame:
    """Read Table 1 of Review B: one row per sodium-ion heterostructure anode, every number as printed.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        55 rows; columns and units as described in ``datapackage.json``.

    Examples
    --------
    >>> table = load_sib_table1()
    >>> len(table)
    55
    >>> int(table["initial_coulombic_efficiency_percent"].isna().sum())
    6
    """
    return load("sib_table1", directory)


def load_materials(directory: Path | None = None) -> pd.DataFrame:
    """Read the properties of the components: one row per sourced property of a component phase, metal or ion.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        Columns and units as described under ``materials`` in ``datapackage.json``.
        ``value`` is in the ``unit`` of its row, one source per row.

    Examples
    --------
    >>> properties = load_materials()
    >>> int(properties["bib_key"].isna().sum())  # no value without a source
    0
    """
    return load("materials", directory)


def load_reactions(directory: Path | None = None) -> pd.DataFrame:
    """Read the reactions: one row per reaction or electrochemical step that a review prints or describes.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        Columns and units as described under ``reactions`` in ``datapackage.json``.
        Potentials are in volts, ``potential_max_V`` only for a printed range; ``balanced`` is missing
        where the products are not defined well enough.

    Examples
    --------
    >>> reactions = load_reactions()
    >>> bool((reactions["potential_min_V"].dropna() < 6).all())
    True
    """
    return load("reactions", directory)


def load_coverage(directory: Path | None = None) -> pd.DataFrame:
    """Read what the book makes of every part of the reviews: one row per section, figure panel, table and printed equation of the reviews.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        Columns and units as described under ``coverage`` in ``datapackage.json``.
        ``page`` is missing while a part is still open.

    Examples
    --------
    >>> parts = load_coverage().set_index("item_id")
    >>> parts.loc["B-tab1", "kind"]
    'table'
    """
    return load("coverage", directory)


def load_quantities(directory: Path | None = None) -> pd.DataFrame:
    """Read the definitions of the quantities: one row per quantity, with unit, plausible range and definition.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        Columns and units as described under ``quantities`` in ``datapackage.json``.
        ``minimum`` and ``maximum`` are in the ``unit`` of the row.

    Examples
    --------
    >>> load_quantities().set_index("quantity").loc["specific_capacity", "unit"]
    'mAh/g'
    """
    return load("quantities", directory)


def load_vocabularies(directory: Path | None = None) -> pd.DataFrame:
    """Read the controlled vocabularies: one row per term that the other files may use, with its definition.

    Parameters
    ----------
    directory : pathlib.Path, optional
        Folder with ``datapackage.json``; the dataset of the book by default.

    Returns
    -------
    pandas.DataFrame
        Columns and units as described under ``vocabularies`` in ``datapackage.json``.
        ``vocabulary`` is the name of the list to which the ``term`` belongs.

    Examples
    --------
    >>> terms = load_vocabularies().groupby("vocabulary")["term"].agg(list)
    >>> sorted(terms["comparison_side"])
    ['changed', 'reference']
    """
    return load("vocabularies", directory)
