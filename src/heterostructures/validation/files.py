"""Reading: everything that the validator looks at, and each data file as rows that know their place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from heterostructures.validation.problem import Problem

DESCRIPTION = "datapackage.json"
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
LIST_SEPARATOR = "; "


@dataclass(frozen=True)
class Sources:
    """The files of a dataset as they stand on disk; a test replaces one and validates the rest again.

    Attributes
    ----------
    data : mapping of str to bytes
        Content of each file of the data folder, by its path in it.
    bibliography : bytes
        Content of the BibTeX file.
    pages : mapping of str to str, optional
        Text of the pages of the book, by path without ending, such as ``notebooks/index``.
        None outside of a checkout, where there are no pages to compare with.
    data_name, bibliography_name : str
        How messages call the data folder and the BibTeX file.
    """

    data: Mapping[str, bytes]
    bibliography: bytes
    pages: Mapping[str, str] | None = None
    data_name: str = "data"
    bibliography_name: str = "references.bib"

    def file(self, name: str) -> str:
        """Return how messages call a file of the data folder."""
        return f"{self.data_name}/{name}"


def read_data(directory: Path) -> dict[str, bytes]:
    """Read every file of the data folder.

    Parameters
    ----------
    directory : pathlib.Path
        Folder with ``datapackage.json`` and the data files.

    Returns
    -------
    dict of str to bytes
        Content by path in the folder. In an installed package the bibliography lies in the same
        folder; it is not a data file.
    """
    # Editors and file managers leave hidden files, such as the lock of an open spreadsheet.
    paths = sorted(path for path in directory.rglob("*") if path.is_file() and not path.name.startswith("."))
    contents = {path.relative_to(directory).as_posix(): path.read_bytes() for path in paths}
    contents.pop("references.bib", None)
    return contents


def read_pages(checkout: Path) -> dict[str, str] | None:
    """Read the pages of the book.

    Parameters
    ----------
    checkout : pathlib.Path
        The folder above the data folder.

    Returns
    -------
    dict of str to str, or None
        Text of each page by path without ending; None where there are no pages.
    """
    folders = [checkout / name for name in ("notebooks", "book") if (checkout / name).is_dir()]
    if not folders:
        return None
    paths = sorted(path for folder in folders for path in folder.rglob("*.md"))
    return {
        path.relative_to(checkout).with_suffix("").as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in paths
    }


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a data file; the cells are the text as written."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def number(self, column: str) -> Decimal | None:
        """Return the number in a cell, or None if the cell is empty or holds no plain number."""
        return _decimal(self.cells[column])

    def items(self, column: str) -> list[str]:
        """Return the items of a list cell; an empty cell has none."""
        text = self.cells[column]
        return text.split(LIST_SEPARATOR) if text else []

    def problem(self, column: str, rule: str) -> Problem:
        """Return a problem of one cell of this row."""
        return Problem(self.file, rule, line=self.line, column=column, value=self.cells[column] or None)


@lru_cache(maxsize=50_000)
def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True)
class Table:
    """A data file: its rows in order, and the description of its columns."""

    name: str
    file: str
    fields: Mapping[str, Mapping[str, object]]
    rows: Sequence[Row] = field(repr=False)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> list[str]:
        """Return the cells of one column that are not empty."""
        return [row[name] for row in self.rows if row[name]]


def undecodable(content: bytes, file: str) -> Problem | None:
    """Say where a file stops being UTF-8 text with line breaks.

    Parameters
    ----------
    content : bytes
        The file.
    file : str
        Its name, for the message.

    Returns
    -------
    Problem or None
        What is wrong.
    """
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        damaged = repr(content[error.start : error.start + 4])
        return Problem(
            file, "must be UTF-8 text; save the file as UTF-8 without byte order mark", line=line, value=damaged
        )
    if content.startswith(b"\xef\xbb\xbf"):
        return Problem(file, "must be UTF-8 without byte order mark", line=1)
    if not content.endswith(b"\n"):
        return Problem(file, "must end with a line break; the file may be cut off")
    return None


# Lines of a file with their cells; the first is the header.
Records = tuple[tuple[int, tuple[str, ...]], ...]


@lru_cache(maxsize=64)
def read_records(content: bytes, file: str) -> tuple[Records, Problem | None]:
    """Split a data file into lines of cells. This is the only place that does.

    Parameters
    ----------
    content : bytes
        The file.
    file : str
        Its name, for the message.

    Returns
    -------
    records : tuple of (int, tuple of str)
        Line number and cells of each record, the header included.
    problem : Problem or None
        Why the file cannot be read, if so.
    """
    unreadable = undecodable(content, file)
    if unreadable:
        return (), unreadable
    # Strict: a quotation mark that is never closed would otherwise swallow the rest of the file.
    reader = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    records = []
    line = 1
    try:
        for cells in reader:
            records.append((line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        return (), Problem(
            file, f"the quotation marks or line breaks from here on cannot be understood ({error})", line=line
        )
    if not records or not any(records[0][1]):
        return (), Problem(file, "must begin with a header that names the columns", line=1)
    return tuple(records), None


@lru_cache(maxsize=64)
def read_rows(content: bytes, file: str, columns: tuple[str, ...]) -> tuple[Row, ...] | None:
    """Return the rows of a data file, or None where the header is not the described one.

    Parameters
    ----------
    content : bytes
        The file.
    file : str
        Its name, for messages about its cells.
    columns : tuple of str
        Names of the columns in their order.

    Returns
    -------
    tuple of Row, or None
        A row with too few cells is filled with empty ones; the schema check reports it.
    """
    records, problem = read_records(content, file)
    if problem or records[0][1] != columns:
        return None
    width = len(columns)
    return tuple(
        Row(file, line, dict(zip(columns, (*cells, *[""] * (width - len(cells))), strict=False)))
        for line, cells in records[1:]
        if cells
    )
