"""Static pictures are small, and still the same drawing."""

from __future__ import annotations

import io
import re
from pathlib import Path

import altair as alt
import pytest
from PIL import Image, ImageChops

from heterostructures.charts import static_svg
from heterostructures.pictures import compact_svg

ROWS = [{"x": x, "y": (x - 7) ** 2 / 3 + 0.123, "kind": "even" if x % 2 == 0 else "odd"} for x in range(15)]
BASE = alt.Chart(alt.Data(values=ROWS)).encode(
    x=alt.X("x:Q", title="Position (nm)"), y=alt.Y("y:Q", title="Energy (eV)"), color="kind:N"
)
CHARTS = {
    "lines": BASE.mark_line(strokeDash=[4, 2]),
    "points": BASE.mark_point(filled=True, opacity=0.6).encode(shape="kind:N"),
    "bars": BASE.mark_bar(),
    "areas and labels": BASE.mark_area(opacity=0.4) + BASE.mark_text(angle=30, fontWeight="bold").encode(text="y:Q"),
    "rules side by side": alt.hconcat(BASE.mark_rule(), BASE.mark_tick()),
    "clipped": alt.Chart(alt.Data(values=ROWS))
    .mark_line(clip=True)
    .encode(x=alt.X("x:Q", scale=alt.Scale(domain=[3, 9])), y="y:Q"),
}


@pytest.fixture
def draw(browser, root: Path):
    """A function that draws a picture with the colours of the book, as an image in grey."""
    style = (root / "book" / "_static" / "book.css").read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": 900, "height": 500})

    def drawn(svg: str) -> Image.Image:
        page.set_content(
            f"<html data-theme='light'><style>{style}</style><body style='margin:0;background:white'>"
            f"<div class='hs-chart'><div class='hs-chart-picture' style='width:660px'>{svg}</div></div>"
        )
        return Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")

    yield drawn
    page.close()


def share_of_ink_that_differs(first: Image.Image, second: Image.Image) -> float:
    assert first.size == second.size
    ink = sum(first.histogram()[:200])
    assert ink > 1000
    return sum(ImageChops.difference(first, second).histogram()[100:]) / ink


@pytest.mark.parametrize("name", CHARTS)
def test_a_compact_picture_is_the_same_drawing_in_less_text(draw, name):
    full = static_svg(CHARTS[name].to_dict(), "full")
    compact = compact_svg(full, "compact")
    assert len(compact) < 0.6 * len(full)
    assert share_of_ink_that_differs(draw(full), draw(compact)) < 0.05


def test_the_comparison_notices_a_missing_mark(draw):
    svg = compact_svg(static_svg(CHARTS["lines"].to_dict(), "one"), "one")
    lines = re.findall(r'<path d="[^"]{40,}"[^>]*/>', svg)
    assert len(lines) == 2
    assert share_of_ink_that_differs(draw(svg), draw(svg.replace(lines[0], ""))) > 0.05


def test_rounded_steps_do_not_add_up_to_a_shift():
    """A line of a thousand points ends where the last point is, within a tenth of a pixel."""
    points = [(0.04 * step, 0.06 * step) for step in range(1000)]
    path = "M" + "L".join(f"{x:.3f},{y:.3f}" for x, y in points)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{path}" stroke="red"/></svg>'
    compact = re.search(r' d="M([^l]+)l([^"]+)"', compact_svg(svg, "one"))
    steps = [tuple(map(float, pair.split(","))) for pair in [compact[1], *compact[2].split(" ")]]
    assert sum(x for x, _ in steps) == pytest.approx(points[-1][0], abs=0.051)
    assert sum(y for _, y in steps) == pytest.approx(points[-1][1], abs=0.051)
