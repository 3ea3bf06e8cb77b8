"""The two parts on junctions and mechanisms as a whole: what they treat, and what can be moved."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from heterostructures.dataset import load_coverage

PARTS = ("junctions", "mechanisms")
# Sections and figures of the reviews that these parts reproduce.
TREATED = re.compile(r"^(?:A-[23](?:\.|$)|A-fig[12]|B-[23](?:\.|$)|B-fig[234])")
# A slider is there to be moved; fewer than this on a page is a picture.
LEAST_CONTROLS_ON_A_PAGE = 3


def lesson_pages(root: Path) -> list[Path]:
    return sorted(page for part in PARTS for page in (root / "notebooks" / part).glob("*.md"))


def controls_of(page: Path) -> list[str]:
    """Names of the sliders and choices of all charts on a built page."""
    specifications = re.findall(
        r'<script type="application/json" class="hs-chart-specification">(.*?)</script>',
        page.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    return [p["name"] for text in specifications for p in json.loads(text).get("params", []) if "bind" in p]


def test_nothing_of_these_sections_is_left_open():
    rows = load_coverage()
    treated = rows[rows["item_id"].str.match(TREATED)]
    assert len(treated) > 40
    assert treated.loc[treated["treatment"] == "open", "item_id"].tolist() == []
    with_page = treated[treated["treatment"] != "not reproducible"]
    assert with_page["page"].str.startswith(("notebooks/junctions/", "notebooks/mechanisms/")).all()


def test_every_page_of_the_parts_is_in_the_contents_and_in_the_overview(root):
    contents = (root / "_toc.yml").read_text(encoding="utf-8")
    pages = lesson_pages(root)
    assert len(pages) == 11
    for page in pages:
        overview = (root / "book" / f"{page.parent.name}.md").read_text(encoding="utf-8")
        assert f"notebooks/{page.parent.name}/{page.stem}\n" in contents
        assert f"notebooks/{page.parent.name}/{page.name})" in overview


def test_every_page_of_the_parts_has_a_lesson(root):
    lessons = (root / "book" / "teach.md").read_text(encoding="utf-8")
    assert [page.stem for page in lesson_pages(root) if f"{page.parent.name}/{page.name}#" not in lessons] == []


def test_every_page_of_the_parts_can_be_played_with(root, site):
    for page in lesson_pages(root):
        names = controls_of(site / "notebooks" / page.parent.name / f"{page.stem}.html")
        assert len(names) == len(set(names))
        assert len(names) >= LEAST_CONTROLS_ON_A_PAGE, f"{page.name}: {names}"


@pytest.mark.parametrize("part", PARTS)
def test_the_overview_leads_to_the_exercises(site, part):
    """An overview is no lesson, but each page that it names ends with exercises."""
    overview = (site / "book" / f"{part}.html").read_text(encoding="utf-8")
    linked = set(re.findall(rf'href="\.\./notebooks/{part}/(\w+\.html)', overview))
    assert linked
    for name in linked:
        page = (site / "notebooks" / part / name).read_text(encoding="utf-8")
        assert len(re.findall(r'class="exercise admonition"', page)) >= 4, name
