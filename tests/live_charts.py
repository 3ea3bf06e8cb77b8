"""Moving the controls of a live chart in a real browser, and reading what it computes."""

from __future__ import annotations

import json
from typing import Any

from browser import Visit


def set_controls(seen: Visit, chart: str, settings: dict[str, Any]) -> None:
    """Move the sliders and choices of a chart, as a reader would, to the given values of its signals."""
    place = seen.page.locator(f"#{chart}")
    specification = json.loads(place.locator("script.hs-chart-specification").text_content())
    labels = {p["name"]: p["bind"]["name"] for p in specification["params"] if "bind" in p}
    for signal, value in settings.items():
        control = place.get_by_label(labels[signal], exact=True)
        if control.evaluate("element => element.tagName") == "SELECT":
            control.select_option(str(value))
        else:
            control.fill(str(value))
    seen.page.wait_for_timeout(150)


def read_signals(seen: Visit, chart: str, names: list[str]) -> dict[str, float]:
    """Return the values that the chart has computed."""
    return seen.page.evaluate(
        """([chart, names]) => { const view = document.getElementById(chart).heterostructuresView;
           return Object.fromEntries(names.map(name => [name, view.signal(name)])); }""",
        [chart, names],
    )


def drawn_rows(seen: Visit, chart: str, mark: str = "line") -> list[dict[str, Any]]:
    """Return the rows behind the marks of one kind, as they are drawn now."""
    return seen.page.evaluate(
        """([chart, mark]) => { const view = document.getElementById(chart).heterostructuresView;
           const rows = [];
           const walk = item => { if (item.mark?.marktype === mark && item.datum) rows.push({...item.datum});
             (item.items ?? []).forEach(walk); };
           walk(view.scenegraph().root);
           return JSON.parse(JSON.stringify(rows)); }""",
        [chart, mark],
    )
