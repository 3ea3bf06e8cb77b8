"""One thing that is wrong, in words: where it stands, what is there and what was expected."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_DATA_LINE = 2
# Of a longer value the message shows the beginning.
LONGEST_VALUE = 100


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what is there and what was expected.

    Attributes
    ----------
    file : str
        The file, such as ``data/measurements.csv``.
    rule : str
        What was expected, as the second half of a sentence about the cell.
    line : int, optional
        Line of the file, counted from 1.
    column : str, optional
        Column of a data file or field of a bibliography entry.
    value : str, optional
        What stands there.
    """

    file: str
    rule: str
    line: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            is_data_row = self.file.endswith(".csv") and self.line >= FIRST_DATA_LINE
            place.append(f"line {self.line}" + (f" (row {self.line - FIRST_DATA_LINE + 1})" if is_data_row else ""))
        if self.column is not None:
            place.append(f"column {self.column}")
        if self.value is not None:
            shown = self.value if len(self.value) <= LONGEST_VALUE else f"{self.value[:LONGEST_VALUE]}..."
            place.append(f"value {shown!r}")
        return f"{', '.join(place)}: {self.rule}"
