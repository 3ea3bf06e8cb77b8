"""Makes the static pictures of charts small: the same drawing in about a third of the text.

The renderer nests groups that carry nothing, repeats every colour and font size on every label, and draws shapes
that cannot be seen. A page with ten pictures would be mostly that.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_XLINK_NAMESPACE = "http://www.w3.org/1999/xlink"
ElementTree.register_namespace("", SVG_NAMESPACE)
ElementTree.register_namespace("xlink", _XLINK_NAMESPACE)

# What an attribute says when it is not there.
_DEFAULTS = {
    "opacity": "1",
    "transform": "translate(0,0)",
    "text-anchor": "start",
    "stroke-dasharray": "1,0",
    "stroke-opacity": "1",
    "fill-opacity": "1",
}
# What an element takes from the group around it.
_INHERITED = ("text-anchor", "font-size", "font-weight", "font-style", "fill", "stroke", "stroke-width")
_SHAPES = {"path", "line", "rect"}


def compact_svg(svg: str, id_prefix: str) -> str:
    """Shorten a picture for a page of the book, whose style sheet sets colours and font.

    Parameters
    ----------
    svg : str
        A picture drawn by :func:`heterostructures.charts.static_svg`.
    id_prefix : str
        Put before the identifiers of repeated shapes.

    Returns
    -------
    str
        The same drawing: fallback colours, fonts, empty groups and invisible shapes are left out, coordinates keep
        a tenth of a pixel, what all members of a group share stands at the group, and a shape that repeats at
        other places is written once.
    """
    svg = without_fallback_colours(svg)
    svg = re.sub(r' font-family="[^"]*"', "", svg)
    root = ElementTree.fromstring(svg)
    _lighten(root, painted=False)
    return _repeated_shapes_once(ElementTree.tostring(root, encoding="unicode"), id_prefix)


def without_fallback_colours(text: str) -> str:
    """Shorten ``var(--hs-ink, #123456)`` to ``var(--hs-ink)``: the style sheet of the book sets the variable.

    Parameters
    ----------
    text : str
        A picture, or a specification as JSON.

    Returns
    -------
    str
        The text with the names of the variables only.

    Examples
    --------
    >>> without_fallback_colours("stroke: var(--hs-ink, var(--jp-ink, #1c2430))")
    'stroke: var(--hs-ink)'
    """
    return re.sub(r"var\((--hs-[a-z0-9-]+), (?:var\([^()]*\)|[^()]*)\)", r"var(\1)", text)


def _name(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(f"{{{SVG_NAMESPACE}}}")


def _lighten(element: ElementTree.Element, painted: bool) -> None:
    """Shorten an element and all that it holds; ``painted`` says whether a group around it sets a colour."""
    for attribute, value in list(element.attrib.items()):
        if _DEFAULTS.get(attribute) == value:
            del element.attrib[attribute]
        elif attribute in {"d", "transform"}:
            element.set(attribute, _shorter_path(value) if attribute == "d" else _tenths(value))
    if _name(element) in {"defs", "clipPath"}:
        return
    painted = painted or any(element.get(paint, "none") != "none" for paint in ("fill", "stroke"))
    kept: list[ElementTree.Element] = []
    for child in element:
        _lighten(child, painted)
        invisible = _name(child) in _SHAPES and not (
            painted or any(child.get(paint, "none") != "none" for paint in ("fill", "stroke"))
        )
        hidden = child.get("display") == "none"
        if hidden or invisible or (_name(child) == "g" and not len(child)):
            continue
        kept += list(child) if _name(child) == "g" and not child.attrib else [child]
    element[:] = kept
    _share_attributes(element)


def _share_attributes(group: ElementTree.Element) -> None:
    """Write an attribute that all members of a group share at the group."""
    if _name(group) != "g" or len(group) < 2:
        return
    for attribute in _INHERITED:
        values = {member.get(attribute) for member in group}
        if len(values) == 1 and None not in values:
            group.set(attribute, values.pop() or "")
            for member in group:
                del member.attrib[attribute]


def _tenths(text: str) -> str:
    return re.sub(r"-?\d+\.\d+", lambda found: f"{round(float(found[0]), 1):g}", text)


def _shorter_path(path: str) -> str:
    """Write a path in tenths of a pixel; one of straight lines, in steps from point to point."""
    if not re.fullmatch(r"M[-\d.,]+(?:L[-\d.,]+)+Z?", path):
        return _tenths(path)
    # Whole numbers of tenths, so that rounded steps do not add up to a shift.
    points = [
        tuple(round(10 * float(number)) for number in point.split(","))
        for point in re.split("[ML]", path.rstrip("Z"))[1:]
    ]
    steps = [
        f"{(x - before_x) / 10:g},{(y - before_y) / 10:g}"
        for (before_x, before_y), (x, y) in pairwise(points)
        if (x, y) != (before_x, before_y)
    ]
    lines = "l" + " ".join(steps or ["0,0"])
    return f"M{points[0][0] / 10:g},{points[0][1] / 10:g}{lines}{'Z' if path.endswith('Z') else ''}"


def _repeated_shapes_once(svg: str, id_prefix: str) -> str:
    svg = svg.replace(" />", "/>")
    placed_shape = re.compile(r'<(path|line) transform="([^"]*)" ([^>]*)/>')
    times = Counter((tag, shape) for tag, _, shape in placed_shape.findall(svg))
    number = {shape: index for index, (shape, n) in enumerate(times.items()) if n > 1}

    def place(match: re.Match) -> str:
        shape = (match[1], match[3])
        return f'<use href="#{id_prefix}-s{number[shape]}" transform="{match[2]}"/>' if shape in number else match[0]

    shapes = "".join(f'<{tag} id="{id_prefix}-s{index}" {rest}/>' for (tag, rest), index in number.items())
    opening, rest = placed_shape.sub(place, svg).split(">", 1)
    return f"{opening}><defs>{shapes}</defs>{rest}"
