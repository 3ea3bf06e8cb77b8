"""Access to the shared dataset. This is the only module that reads the data files for analysis."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pandas as pd

_CHECKOUT_DATA = Path(__file__).resolve().parents[2] / "data"
_PACKAGED_DATA = Path(__file__).resolve().parent / "data"

# pandas column types for the field types of a data package; each keeps a missing value missing.
_PANDAS_TYPES = {"integer": "Int64", "number": "float64", "string": "string"}


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


@cache
def _descriptor(directory: Path) -> dict:
    return json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))


def resource_descriptor(name: str, directory: Path | None = None) -> dict:
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
        The resource as written in ``datapackage.json``.

    Raises
    ------
    KeyError
        If the dataset has no resource of that name.

    Examples
    --------
    >>> resource_descriptor("sib_table1")["path"]
    'sib_table1.csv'
    """
    resources = _descriptor(directory or data_directory())["resources"]
    for resource in resources:
        if resource["name"] == name:
            return resource
    raise KeyError(f"no resource named {name!r}; the dataset has {[r['name'] for r in resources]}")


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
        One row per record. Missing values are ``NaN`` or ``<NA>``, never zero.

    Raises
    ------
    KeyError
        If the dataset has no resource of that name.
    """
    directory = directory or data_directory()
    resource = resource_descriptor(name, directory)
    types = {field["name"]: _PANDAS_TYPES[field["type"]] for field in resource["schema"]["fields"]}
    return pd.read_csv(
        directory / resource["path"],
        dtype=types,
        encoding=resource["encoding"],
        keep_default_na=False,
        na_values=resource["schema"]["missingValues"],
    )


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
