"""Where things are in a checkout, and a fingerprint of everything that computed numbers depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

# What a notebook computes with, apart from its own cells: helpers, data, and the versions of every library.
COMPUTED_FROM = ("src", "data", "references.bib", "requirements.lock", "pyproject.toml")
# What the pages are made of, besides.
WRITTEN_IN = ("book", "notebooks", "_config.yml", "_toc.yml")

_NOT_INPUT = {"__pycache__", ".ipynb_checkpoints"}


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


def fingerprint(root: Path, names: Iterable[str] = COMPUTED_FROM) -> str:
    """Return a hash of the names and contents of files.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    names : iterable of str, optional
        Files and folders below it; by default everything that computed numbers depend on.

    Returns
    -------
    str
        32 hexadecimal digits that change when a file is added, removed, renamed or edited.
    """
    digest = hashlib.sha256()
    for file in _files(root, names):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:32]
