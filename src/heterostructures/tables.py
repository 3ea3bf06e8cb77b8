"""Tables on a page: plain HTML first, searchable and sortable once the page's script has run."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

Cell = Callable[[Any], str]


@dataclass(frozen=True)
class ShownTable:
    """A table as HTML."""

    html_text: str
    plain_text: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html_text, "text/plain": self.plain_text}


def show(
    table: pd.DataFrame,
    *,
    caption: str,
    headers: Mapping[str, str],
    cells: Mapping[str, Cell] | None = None,
    searchable: bool = False,
    row_header: str | None = None,
    missing: str = "—",
    wrap: bool = False,
) -> ShownTable:
    """Bring a table to the page.

    Parameters
    ----------
    table : pandas.DataFrame
        The rows to show, in their order.
    caption : str
        What the table holds; it is also its name for screen readers.
    headers : mapping of str to str
        The columns to show, in order, with their titles and units. Titles are plain text.
    cells : mapping of str to callable, optional
        For some columns, a function from the value to the HTML of the cell. All other cells are escaped text.
    searchable : bool, default False
        Give the table a search field and sortable columns.
    row_header : str, optional
        The column whose cells name their rows.
    missing : str, default "—"
        What stands for a missing value.
    wrap : bool, default False
        Break long text inside the cells, for tables of words; without it each row stays on one line.

    Returns
    -------
    ShownTable
        An object that the notebook displays as the last expression of a cell.

    Raises
    ------
    KeyError
        If a column to show is not in the table.
    ValueError
        If the caption is empty.

    Examples
    --------
    >>> import pandas as pd
    >>> shown = show(pd.DataFrame({"a": ["x<y", None]}), caption="Two rows", headers={"a": "A"})
    >>> "x&lt;y" in shown.html_text
    True
    """
    if not caption.strip():
        raise ValueError("caption is empty; say what the table holds, screen readers announce it")
    absent = [column for column in headers if column not in table.columns]
    if absent:
        raise KeyError(f"columns to show that the table does not have: {absent}")
    cells = cells or {}
    numeric = {column for column in headers if pd.api.types.is_numeric_dtype(table[column])}
    head = "".join(
        f'<th scope="col"{_class(column in numeric)}>{html.escape(title)}</th>' for column, title in headers.items()
    )
    body = "".join(
        "<tr>"
        + "".join(
            _cell_html(row[column], cells.get(column), column in numeric, column == row_header, missing)
            for column in headers
        )
        + "</tr>"
        for row in table[list(headers)].to_dict("records")
    )
    css_class = " ".join(["hs-table", *["hs-table-searchable"] * searchable, *["hs-table-wrap"] * wrap])
    label = html.escape(caption, quote=True)
    text = (
        f'<div class="hs-table-frame" role="region" aria-label="{label}" tabindex="0">'
        f'<table class="{css_class}"><caption><span>{html.escape(caption)}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    return ShownTable(html_text=text, plain_text=table[list(headers)].to_string(index=False))


def folded(title: str, *shown: ShownTable) -> ShownTable:
    """Put tables into a fold that the reader opens.

    Parameters
    ----------
    title : str
        What is inside, as plain text.
    *shown : ShownTable
        The tables.

    Returns
    -------
    ShownTable
        An object that the notebook displays as the last expression of a cell.

    Raises
    ------
    ValueError
        If the title is empty or there is no table.

    Examples
    --------
    >>> import pandas as pd
    >>> inside = show(pd.DataFrame({"a": [1]}), caption="One row", headers={"a": "A"})
    >>> folded("More & more", inside).html_text[:54]
    '<details class="hs-fold"><summary>More &amp; more</sum'
    """
    if not title.strip() or not shown:
        raise ValueError("a fold needs a title and at least one table")
    content = "".join(table.html_text for table in shown)
    return ShownTable(
        html_text=f'<details class="hs-fold"><summary>{html.escape(title)}</summary>{content}</details>',
        plain_text="\n\n".join([title, *(table.plain_text for table in shown)]),
    )


def _class(is_number: bool) -> str:
    return ' class="hs-number"' if is_number else ""


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def _cell_html(value: Any, to_html: Cell | None, is_number: bool, is_row_header: bool, missing: str) -> str:
    if _is_missing(value):
        # An order below every number keeps the missing values together when the column is sorted.
        return f'<td{_class(is_number)} data-order="-1">{html.escape(missing)}</td>'
    if to_html is not None:
        content = to_html(value)
    else:
        content = html.escape(f"{value:g}" if isinstance(value, float) else str(value))
    order = f' data-order="{value}"' if is_number else ""
    if is_row_header:
        return f'<th scope="row"{_class(is_number)}{order}>{content}</th>'
    return f"<td{_class(is_number)}{order}>{content}</td>"


def median_with_range(n: int, median: float, minimum: float, maximum: float) -> str:
    """Write a median with its range and number of values, with up to four significant digits.

    Parameters
    ----------
    n : int
        Number of values.
    median, minimum, maximum : float
        The figures, in any unit.

    Returns
    -------
    str
        For example ``80.2 (56.9–94.4), n = 3``; ``none printed, n = 0`` without values.

    Examples
    --------
    >>> median_with_range(3, 80.2, 56.9, 94.4)
    '80.2 (56.9–94.4), n = 3'
    """
    if n == 0:
        return "none printed, n = 0"
    return f"{median:.4g} ({minimum:g}–{maximum:g}), n = {n}"
