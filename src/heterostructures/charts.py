"""The one door through which a chart reaches a page: theme, description, static picture, live chart.

``show(chart, description=...)`` writes a static SVG that stands without JavaScript and in print, and
the specification from which the page draws the live chart when it comes into view. Colours are CSS
variables, so one picture serves light and dark mode. Nothing is loaded from another host.
"""

from __future__ import annotations

import hashlib
import html
import itertools
import json
import os
import re
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert

from heterostructures.pictures import compact_svg, without_fallback_colours

# Set by the book build; elsewhere (JupyterLab) the notebook's own Vega draws the chart.
BOOK_BUILD_VARIABLE = "HETEROSTRUCTURES_BOOK_BUILD"

MINIMUM_DESCRIPTION_LENGTH = 40
# The width of the static picture, and of the live chart until it knows its place, in pixels.
STATIC_WIDTH = 640
FONT = "Inter, 'Helvetica Neue', Arial, sans-serif"


def _css(variable: str, jupyterlab_variable: str | None, fallback: str) -> str:
    """Return a colour that the page sets, else JupyterLab's theme, else the fallback."""
    inner = f"var({jupyterlab_variable}, {fallback})" if jupyterlab_variable else fallback
    return f"var({variable}, {inner})"


INK = _css("--hs-ink", "--jp-content-font-color1", "#1c2430")
SOFT_INK = _css("--hs-ink-soft", "--jp-content-font-color2", "#4a5566")
GRID = _css("--hs-grid", "--jp-border-color2", "#d9dee6")
PAPER = _css("--hs-paper", "--jp-layout-color0", "#ffffff")

# Colour-blind safe after Okabe and Ito, darkened so that each has a contrast of 3:1 or more on
# white; the page's style sheet holds the brighter set for dark mode under the same variable names.
SERIES = [
    _css("--hs-series-1", None, "#0072b2"),
    _css("--hs-series-2", None, "#c75000"),
    _css("--hs-series-3", None, "#00805e"),
    _css("--hs-series-4", None, "#a8518a"),
    _css("--hs-series-5", None, "#8a6d00"),
    _css("--hs-series-6", None, "#6756c4"),
]
# A second channel beside colour, so that classes differ in grey print too.
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
ACCENT = SERIES[1]


class ChartRefused(ValueError):
    """A chart that must not reach a page, with the reason."""


@alt.theme.register("heterostructures", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Return the theme of the book's charts.

    Returns
    -------
    dict
        An Altair theme: typography, colours as CSS variables, quiet axes.
    """
    label = {"labelFont": FONT, "titleFont": FONT, "labelColor": INK, "titleColor": INK}
    return {
        "config": {
            "background": "transparent",
            "font": FONT,
            "view": {"stroke": None, "continuousWidth": STATIC_WIDTH - 80, "continuousHeight": 320},
            "axis": {
                **label,
                "labelFontSize": 12,
                "titleFontSize": 13,
                "titleFontWeight": 600,
                "titlePadding": 8,
                "gridColor": GRID,
                "domainColor": SOFT_INK,
                "tickColor": SOFT_INK,
            },
            "legend": {
                **label,
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": 600,
                "labelLimit": 320,
                "symbolSize": 90,
            },
            "title": {"font": FONT, "color": INK, "fontSize": 14, "fontWeight": 600, "anchor": "start"},
            "mark": {"color": SERIES[0]},
            "point": {"opacity": 0.9},
            "text": {"font": FONT, "fontSize": 12, "color": INK, "fill": INK},
            "rule": {"color": SOFT_INK},
            "range": {"category": SERIES, "symbol": SHAPES},
        }
    }


@dataclass(frozen=True)
class ShownChart:
    """A checked chart, ready for a page or for JupyterLab."""

    specification: dict[str, Any]
    description: str
    name: str
    min_column_width: int | None
    in_book: bool

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict, dict]:
        svg = static_svg(self.specification, id_prefix=self.name)
        if self.in_book:
            return {"text/html": self._page_html(compact_svg(svg, self.name)), "text/plain": self.description}, {}
        # JupyterLab draws this type with its own Vega and falls back to the picture. Its SVG
        # renderer understands the CSS variables of its light and dark themes; its canvas does not.
        vega_lite = "application/vnd.vegalite.v5+json"
        return (
            {vega_lite: self.specification, "image/svg+xml": svg, "text/plain": self.description},
            {vega_lite: {"embed_options": {"renderer": "svg", "actions": False}}},
        )

    def _page_html(self, svg: str) -> str:
        specification, new_datasets = _without_repeated_parts(self.specification)
        description = html.escape(self.description)
        columns = f' data-min-column-width="{self.min_column_width}"' if self.min_column_width else ""
        return (
            f'<div class="hs-chart" id="{self.name}" data-state="static"{columns}>'
            f'<div class="hs-chart-controls"></div>'
            f'<div class="hs-chart-picture" role="img" aria-label="{description}">{svg}</div>'
            f"<details><summary>Text description of this chart</summary><p>{description}</p></details>"
            f"{new_datasets}"
            f'<script type="application/json" class="hs-chart-specification">{_script_json(specification)}</script>'
            "</div>"
        )


_names = itertools.count(1)
# Names of datasets and themes that this page already carries. Each is named by the hash of what it holds,
# so the same name means the same content, and a page needs it once however many charts use it.
_shared_on_page: set[str] = set()


def show(
    chart: alt.TopLevelMixin, *, description: str, name: str | None = None, min_column_width: int | None = None
) -> ShownChart:
    """Bring a chart to the page.

    Parameters
    ----------
    chart : altair chart
        Any Altair chart whose data travel with it.
    description : str
        What the chart shows, for readers who cannot see it: what is drawn against what, and what stands out.
    name : str, optional
        Identifier of the chart on its page, in lower case with hyphens.
    min_column_width : int, optional
        For concatenated charts: the width in pixels below which the page puts fewer charts beside each other.

    Returns
    -------
    ShownChart
        An object that the notebook displays as the last expression of a cell.

    Raises
    ------
    ChartRefused
        If the description is missing or too short to describe anything, or the chart would load
        something from outside the page.

    Examples
    --------
    >>> import altair as alt
    >>> data = alt.Data(values=[{"x": 1, "y": 2}])
    >>> shown = show(alt.Chart(data).mark_point().encode(x="x:Q", y="y:Q"),
    ...              description="One point at x = 1 and y = 2, drawn as a circle.")
    >>> shown.description
    'One point at x = 1 and y = 2, drawn as a circle.'
    """
    if not isinstance(description, str) or len(description.strip()) < MINIMUM_DESCRIPTION_LENGTH:
        raise ChartRefused(
            f"The chart has no useful description (got {description!r}). Say in at least "
            f"{MINIMUM_DESCRIPTION_LENGTH} characters what is drawn against what and what stands out, "
            "for readers who cannot see it."
        )
    if name is not None and not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise ChartRefused(f"The chart name {name!r} must be lower-case letters, digits and hyphens.")
    description = " ".join(description.split())
    specification = json.loads(json.dumps(chart.to_dict()))
    _refuse_outside_resources(specification)
    specification["description"] = description
    return ShownChart(
        specification=specification,
        description=description,
        name=name or f"hs-chart-{next(_names)}",
        min_column_width=min_column_width,
        in_book=os.environ.get(BOOK_BUILD_VARIABLE) == "1",
    )


def _refuse_outside_resources(node: Any, path: str = "chart") -> None:
    """Refuse data, images and paint by address: everything that a chart draws travels with the page."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"$schema", "datasets", "values"}:
                continue
            if key in {"url", "href"} or (path, key) == ("chart", "usermeta"):
                raise ChartRefused(
                    f"The chart would load {value!r} (at {path}.{key}). Pass the data as a DataFrame: "
                    "a page of the book makes no request outside itself."
                )
            _refuse_outside_resources(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            _refuse_outside_resources(value, f"{path}[{index}]")
    elif isinstance(node, str) and ("url(" in node.lower() or "://" in node):
        raise ChartRefused(f"The chart would load {node!r} (at {path}); a page makes no request outside itself.")


def static_svg(specification: dict[str, Any], id_prefix: str) -> str:
    """Draw a Vega-Lite specification as a compact SVG text.

    Parameters
    ----------
    specification : dict
        The chart, with its data.
    id_prefix : str
        Put before every identifier, so that two pictures on a page do not share one.

    Returns
    -------
    str
        An ``<svg>`` element that scales with its container.
    """
    quiet = json.loads(json.dumps(specification))
    # The picture as a whole has the description; a label on each of its marks would be read out one by one.
    quiet.setdefault("config", {})["aria"] = False
    svg = vl_convert.vegalite_to_svg(quiet, vl_version=_vl_version(), allowed_base_urls=[])
    # Coordinates need two decimals; numbers between the tags are labels and stay as they are.
    svg = re.sub(r"<[^>]*>", lambda tag: re.sub(r"(?<=\.\d{2})\d+", "", tag[0]), svg)
    svg = re.sub(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"', "", svg)
    svg = svg.replace('<path d="M0,0h0v0h0Z"/>', "")
    svg = re.sub(r'\bid="', f'id="{id_prefix}-', svg)
    svg = re.sub(r"url\(#", f"url(#{id_prefix}-", svg)
    return svg.replace("<svg ", '<svg focusable="false" aria-hidden="true" ', 1)


def _vl_version() -> str:
    """Return the Vega-Lite version of the installed Altair, as the renderer names it."""
    major, minor, *_ = alt.SCHEMA_VERSION.lstrip("v").split(".")
    return f"{major}.{minor}"


def vega_bundle() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script that sets ``window.heterostructuresVega``.

    Returns
    -------
    str
        JavaScript from the installed renderer, the same versions that drew the static pictures.
        The wrapper keeps its names apart from those of the other scripts of a page.
    """
    snippet = "window.heterostructuresVega = { embed: vegaEmbed };"
    return f"(() => {{{vl_convert.javascript_bundle(snippet, vl_version=_vl_version())}\n}})();"


def _without_repeated_parts(specification: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Move the datasets and the theme of a chart into page-wide script elements, each written once per page."""
    shared = dict(specification.get("datasets", {}))
    slim = {key: value for key, value in specification.items() if key not in {"datasets", "config"}}
    usermeta = {**slim.get("usermeta", {}), "datasets": sorted(shared)}
    if "config" in specification:
        usermeta["config"] = f"config-{hashlib.sha256(_script_json(specification['config']).encode()).hexdigest()[:16]}"
        shared[usermeta["config"]] = specification["config"]
    scripts = []
    for name, value in shared.items():
        if name not in _shared_on_page:
            _shared_on_page.add(name)
            scripts.append(
                f'<script type="application/json" class="hs-dataset" data-name="{html.escape(name)}">'
                f"{_script_json(_in_columns(value))}</script>"
            )
    slim["usermeta"] = usermeta
    return slim, "".join(scripts)


def _in_columns(rows: Any) -> Any:
    """Write rows with the same fields as columns, and words that repeat once; ``charts.js`` makes rows of them."""
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return rows
    if any(row.keys() != rows[0].keys() for row in rows):
        return rows
    columns: dict[str, Any] = {}
    for field in rows[0]:
        values = [_short_number(row[field]) for row in rows]
        if all(isinstance(value, str) for value in values):
            words = list(dict.fromkeys(values))
            columns[field] = {"words": words, "at": [words.index(value) for value in values]}
        else:
            columns[field] = values
    return {"columns": columns}


def _short_number(value: Any) -> Any:
    """Write 30.0 as 30; JavaScript knows no difference."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _script_json(value: Any) -> str:
    """Return JSON that cannot end the script element it stands in, without the colours for pages outside the book."""
    text = without_fallback_colours(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
