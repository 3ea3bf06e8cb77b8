"""What computed numbers depend on, and a fingerprint of it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import sys
from collections.abc import Iterable
from pathlib import Path

import heterostructures

# What a notebook computes with, apart from its own cells. Pages are Markdown; any other file beside
# them may be read by a cell.
COMPUTED_FROM = ("src", "data", "references.bib", "requirements.lock", "pyproject.toml", "notebooks")
# What the pages are made of, besides.
WRITTEN_IN = ("book", "notebooks", "_config.yml", "_toc.yml")

_NOT_INPUT = {"__pycache__", ".ipynb_checkpoints"}


class WrongCheckout(RuntimeError):
    """The package that would compute the book is not the one in its checkout."""


def require_own_package(root: Path) -> None:
    """Make sure that notebooks of this checkout would compute with the helpers and data of this checkout.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.

    Raises
    ------
    WrongCheckout
        If the package ``heterostructures`` was imported from somewhere else.
    """
    used = Path(heterostructures.__file__).resolve().parent
    own = (root / "src" / "heterostructures").resolve()
    if used != own:
        raise WrongCheckout(
            f"This environment uses the package in {used}, but the book to build is in {own.parents[1]}. "
            "Use the environment of that checkout ('make book' makes one)."
        )


def _files(root: Path, names: Iterable[str]) -> list[Path]:
    found = []
    for name in names:
        path = root / name
        if path.is_file():
            found.append(path)
        else:
            found += [
                file
                for file in path.rglob("*")
                if file.is_file() and not _NOT_INPUT.intersection(file.relative_to(root).parts)
            ]
    return sorted(found)


def fingerprint(root: Path, names: Iterable[str]) -> str:
    """Return a hash of the names and contents of files.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    names : iterable of str
        Files and folders below it.

    Returns
    -------
    str
        32 hexadecimal digits that change when a file is added, removed, renamed or edited.
    """
    return _hash_of(root, _files(root, names))


def computation_fingerprint(root: Path) -> str:
    """Return a hash of everything that computed numbers depend on, the cells of the pages aside.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.

    Returns
    -------
    str
        32 hexadecimal digits that change with a helper, a data file, a file beside a notebook, the
        lock file, an installed version or the version of Python.
    """
    files = [file for file in _files(root, COMPUTED_FROM) if not (_is_page(root, file))]
    versions = sorted(f"{d.metadata['Name']} {d.version}" for d in importlib.metadata.distributions())
    environment = "\n".join([sys.version, *versions])
    return hashlib.sha256(f"{_hash_of(root, files)}\n{environment}".encode()).hexdigest()[:32]


def _is_page(root: Path, file: Path) -> bool:
    return file.suffix == ".md" and file.relative_to(root).parts[0] == "notebooks"


def _hash_of(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:32]
