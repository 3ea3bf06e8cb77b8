"""The built book in a real browser: complete without a network, accessible, and right in what it shows."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from browser import visit
from playwright.sync_api import expect

from heterostructures import dataset
from heterostructures.dataset import load_sib_table1
from heterostructures.physics.electrochemistry import cycling_time_d, discharge_time_h
from heterostructures.sib_table1 import with_readable_conditions
from heterostructures.site.build import site_directory
from heterostructures.site.links import problems_of_site

ROOT = Path(__file__).resolve().parents[1]
LARGEST_PAGE_BYTES = 310_000
MEDIAN_PAGE_BYTES = 105_000
TABLE1 = "notebooks/sodium_chalcogenides/table1_explored.html"


def page_names() -> list[str]:
    """Every page of the built site; a placeholder that fails when there is none."""
    site = site_directory(ROOT)
    pages = [p.relative_to(site).as_posix() for p in site.rglob("*.html") if "_static" not in p.relative_to(site).parts]
    return sorted(pages) or ["the book is not built"]


# ---------------------------------------------------------------- every page


@pytest.mark.parametrize("name", page_names())
def test_page_is_complete_without_a_network(browser, address, site, name):
    with visit(browser, address + name) as seen:
        seen.draw_everything()
        assert seen.undrawn_charts() == [], seen.console_errors
        assert seen.untypeset_formulas() == []
        assert seen.images_without_text() == []
        assert seen.outside_requests == []
        assert seen.console_errors == []


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (1280, "dark"), (390, "dark")])
@pytest.mark.parametrize("name", page_names())
def test_page_is_accessible_and_fits(browser, address, site, name, width, theme):
    with visit(browser, address + name, width=width, theme=theme) as seen:
        seen.draw_everything()
        # Solutions and code are folded away; what is inside counts too.
        seen.page.add_style_tag(content="* { animation: none !important; transition: none !important; }")
        seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        seen.page.evaluate("document.querySelectorAll('.toggle-button').forEach(b => b.click())")
        assert seen.accessibility_violations() == []
        assert seen.horizontal_overflow_px() <= 0
        assert seen.charts_wider_than_their_place() == []


def test_pages_are_light_enough(site):
    sizes = {name: (site / name).stat().st_size for name in page_names()}
    assert {name: size for name, size in sizes.items() if size > LARGEST_PAGE_BYTES} == {}
    assert sorted(sizes.values())[len(sizes) // 2] <= MEDIAN_PAGE_BYTES


def test_links_anchors_and_loads_of_every_page(site):
    assert problems_of_site(site) == []


def test_book_also_works_when_opened_as_files(browser, site):
    context = browser.new_context()
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / TABLE1).as_uri())
    page.locator("#windows").scroll_into_view_if_needed()
    page.wait_for_function("document.getElementById('windows').dataset.state === 'live'")
    assert page.locator(".math mjx-container").count() > 0
    assert page.locator("div.dt-search input").count() == 1
    assert errors == []
    context.close()


# ---------------------------------------------------------------- without JavaScript, in print


@pytest.mark.parametrize("name", ["notebooks/index.html", TABLE1])
def test_static_pictures_stand_without_javascript(browser, address, site, name):
    with visit(browser, address + name, javascript=False) as seen:
        pictures = seen.page.locator(".hs-chart-picture > svg")
        assert pictures.count() == seen.page.locator(".hs-chart").count() > 0
        for picture in pictures.all():
            box = picture.bounding_box()
            assert box["width"] > 300
            assert box["height"] > 150
            assert picture.locator("path, use").count() > 20
        assert all(
            len(chart.get_attribute("aria-label")) > 40 for chart in seen.page.locator(".hs-chart-picture").all()
        )
        if name == TABLE1:
            assert seen.page.locator("table.hs-table-searchable tbody tr").count() == 55


# ---------------------------------------------------------------- Table 1, explored


@pytest.fixture(scope="module")
def table():
    return with_readable_conditions(load_sib_table1())


# Points that pass the filter have the colour of their class; the others are grey and have no outline.
POINTS_OF_FIRST_VIEW = "#explorer .concat_0_group .mark-symbol path[stroke*='--hs-series']"


def counts_shown(page) -> list[str]:
    return page.locator("#explorer .hs-chart-stage svg text", has_text="n = ").all_text_contents()


def test_filters_act_on_all_four_views(browser, address, site, table):
    with visit(browser, address + TABLE1) as seen:
        seen.draw_everything()
        assert counts_shown(seen.page) == ["n = 55", "n = 53", "n = 55", "n = 49"]

        seen.page.get_by_label("Class", exact=True).select_option("Sulfides/sulfides")
        seen.page.get_by_label("Voltage window", exact=True).select_option("0.01–3 V")
        chosen = table.query("class_name == 'Sulfides/sulfides' and window == '0.01–3 V'")
        assert counts_shown(seen.page) == [
            f"n = {chosen[column].notna().sum()}"
            for column in ("cycles", "rate_capacity_mAh_per_g", "cycles", "initial_coulombic_efficiency_percent")
        ]

        slider = seen.page.locator("#explorer input[type=range]")
        slider.fill("5")
        fast = chosen.query("cycling_current_density_A_per_g >= 5")
        assert counts_shown(seen.page)[0] == f"n = {len(fast)}"
        assert 0 < len(fast) < len(chosen)


def test_a_picked_point_is_marked_in_every_view_with_tooltip(browser, address, site, table):
    with visit(browser, address + TABLE1) as seen:
        seen.draw_everything()
        page = seen.page
        page.locator("#explorer").evaluate("chart => chart.scrollIntoView({block: 'start'})")
        # VS2/VOx has the highest capacity of both tests, so no other point covers it.
        highest = table.loc[table["cycling_capacity_mAh_per_g"].idxmax()]
        points = page.locator(POINTS_OF_FIRST_VIEW)
        boxes = [(point.bounding_box()["y"], point) for point in points.all()]
        point = min(boxes, key=lambda pair: pair[0])[1]
        point.hover()
        tooltip = page.locator("#vg-tooltip-element")
        tooltip.wait_for(state="visible")
        text = tooltip.inner_text()
        for words in (
            highest["name"],
            highest["window"],
            highest["cycling_test"],
            highest["rate_test"],
            highest["reference"],
        ):
            assert words in text
        assert page.locator("#explorer .hs-chart-stage svg text", has_text=highest["name"]).count() == 0
        point.click()
        page.wait_for_timeout(200)
        # A rim and the name in each of the four views.
        assert page.locator("#explorer .hs-chart-stage svg text", has_text=highest["name"]).count() == 8


def test_an_electrode_can_be_marked_from_the_keyboard(browser, address, site):
    with visit(browser, address + TABLE1) as seen:
        seen.draw_everything()
        choice = seen.page.get_by_label("Mark an electrode")
        choice.focus()
        choice.select_option(label="VS₄/Bi₂S₃@C")
        seen.page.wait_for_timeout(200)
        marked = seen.page.locator("#explorer .hs-chart-stage svg text", has_text="VS₄/Bi₂S₃@C")
        assert marked.count() == 8


@pytest.mark.parametrize(
    ("capacity", "current", "cycles"), [(400, 1, 1000), (50, 0.05, 10000), (800, 20, 100), (330, 2.35, 2700)]
)
def test_sliders_compute_what_the_helper_computes(browser, address, site, capacity, current, cycles):
    with visit(browser, address + TABLE1) as seen:
        seen.draw_everything()
        controls = seen.page.locator("#duration input[type=range]")
        for control, value in zip(controls.all(), (capacity, current, cycles), strict=True):
            control.fill(str(value))
        seen.page.wait_for_timeout(200)
        shown = seen.page.evaluate(
            """(() => { const view = document.getElementById('duration').heterostructuresView;
               return [view.signal('chosen_time_d'), view.signal('chosen_discharge_min')]; })()"""
        )
        assert shown[0] == pytest.approx(cycling_time_d(capacity, current, cycles), rel=1e-6)
        assert shown[1] == pytest.approx(60 * discharge_time_h(capacity, current), rel=1e-6)
        days = f"{cycling_time_d(capacity, current, cycles):.3g}"
        assert seen.page.locator("#duration svg text", has_text=f"{float(days):g} days").count() == 2


def test_drawn_points_are_those_of_the_table(browser, address, site, table):
    """Read the drawn positions back through the axes and compare them with the data."""
    with visit(browser, address + TABLE1) as seen:
        seen.draw_everything()
        drawn = seen.page.evaluate(
            """(() => { const view = document.getElementById('cycling-time').heterostructuresView;
               const [x, y] = [view.scale('x'), view.scale('y')];
               const items = [];
               const walk = item => { if (item.mark?.marktype === 'symbol' && item.datum?.table_row)
                   items.push([item.datum.table_row, x.invert(item.x), y.invert(item.y)]);
                 (item.items ?? []).forEach(walk); };
               walk(view.scenegraph().root);
               return items; })()"""
        )
        assert len(drawn) == len(table)
        for row, cycles, days in drawn:
            expected = table.loc[table["table_row"] == row].iloc[0]
            assert cycles == pytest.approx(expected["cycles"], rel=1e-6)
            assert days == pytest.approx(expected["cycling_time_d"], rel=1e-6)


def test_table_can_be_searched_and_sorted(browser, address, site, table):
    with visit(browser, address + TABLE1) as seen:
        page = seen.page
        rows = page.locator("table.hs-table-searchable tbody tr")
        assert rows.count() == 55
        page.get_by_label("Search the table").fill("MXene")
        assert rows.count() == table["class_name"].str.contains("MXene").sum()
        page.get_by_label("Search the table").fill("MoS2")
        assert rows.count() == table["material"].str.contains("MoS2").sum()
        page.get_by_label("Search the table").fill("")
        by_ice = page.locator("table.hs-table-searchable thead th", has_text="ICE")
        # Sorting runs after the click has returned, so the test waits for its result.
        by_ice.click()
        expect(rows.first).to_contain_text("—")
        by_ice.click()
        expect(rows.first).to_contain_text(f"{table['initial_coulombic_efficiency_percent'].max():g}")
        expect(rows.last).to_contain_text("—")


def test_numbers_in_the_text_come_from_the_data(root, site, table):
    """Every number that the source inserts stands on the page, and none of the insertions is left over."""
    source = (root / "notebooks" / "sodium_chalcogenides" / "table1_explored.md").read_text(encoding="utf-8")
    text = (site / TABLE1).read_text(encoding="utf-8")
    inserted = source.count("{glue:text}")
    assert inserted > 60
    assert text.count('class="pasted-text"') == inserted
    longest = table.loc[table["cycling_time_d"].idxmax()]
    assert f'class="pasted-text">{longest["cycling_time_d"]:.1f}</span>' in text


def test_dark_mode_changes_the_colours_of_charts(browser, address, site):
    colours = {}
    for theme in ("light", "dark"):
        with visit(browser, address + "notebooks/index.html", theme=theme) as seen:
            seen.draw_everything()
            colours[theme] = seen.page.evaluate(
                """[...document.querySelectorAll('#index-cycling-time .hs-chart-stage text')].map(t => getComputedStyle(t).fill)[0]"""
            )
    assert colours["light"] == "rgb(28, 36, 48)"
    assert colours["dark"] == "rgb(232, 236, 242)"


def test_resizing_keeps_what_the_reader_has_set(browser, address, site):
    with visit(browser, address + TABLE1) as seen:
        seen.draw_everything()
        page = seen.page
        page.get_by_label("Class", exact=True).select_option("Sulfides/oxides")
        page.get_by_label("Mark an electrode").select_option(label="VS₂/VOₓ")
        page.locator("#duration input[type=range]").first.fill("600")
        point = page.locator(POINTS_OF_FIRST_VIEW).first
        point.scroll_into_view_if_needed()
        point.click()
        picked = "document.getElementById('explorer').heterostructuresView.data('picked_store').length"
        assert page.evaluate(picked) == 1
        page.get_by_label("Mark an electrode").focus()
        for width in (900, 700, 500, 820):  # faster than a drawing takes
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(250)
        page.wait_for_function(
            """[...document.querySelectorAll('.hs-chart')].every(c => Math.abs(c.clientWidth - c.dataset.drawnWidth) <= 8)"""
        )
        assert page.get_by_label("Class", exact=True).input_value() == "Sulfides/oxides"
        assert page.evaluate(picked) == 1
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Mark an electrode"
        assert page.locator("#duration input[type=range]").first.input_value() == "600"
        assert page.locator(".hs-chart-stage").count() == page.locator(".hs-chart").count()
        assert seen.charts_wider_than_their_place() == []
        assert seen.console_errors == []


def test_live_charts_fit_the_sheet_in_print(browser, address, site):
    with visit(browser, address + TABLE1) as seen:
        seen.draw_everything()
        seen.page.emulate_media(media="print")
        seen.page.set_viewport_size({"width": 620, "height": 900})
        assert seen.charts_wider_than_their_place() == []
        assert seen.page.locator(".hs-chart-controls").first.is_hidden()


def test_a_lost_library_leaves_the_pictures(browser, address, site):
    with visit(browser, address + TABLE1) as seen:
        seen.page.context.route("**/vega-bundle.js", lambda route: route.abort())
        seen.page.reload()
        seen.draw_everything()
        assert len(seen.undrawn_charts()) == seen.page.locator(".hs-chart").count()
        assert seen.page.locator(".hs-chart-picture > svg").count() == seen.page.locator(".hs-chart").count()
        assert any("could not be loaded" in error for error in seen.console_errors)


# ---------------------------------------------------------------- the gates refuse what is broken

BROKEN_PAGE = """<!DOCTYPE html><html><head><title>Broken</title>
<script src="https://cdn.example.org/vega.js"></script></head><body>
<img src="chart.png" alt="chart.png"><div role="img"></div>
<div class="hs-chart" id="never-drawn" data-state="failed"><div class="hs-chart-picture"></div></div>
<span class="math">\\(E = mc^2\\)</span>
<div style="width: 3000px">wide</div><button></button>
<script>undefined_function();</script>
</body></html>"""


def test_each_browser_gate_refuses_a_broken_page(browser, serve, tmp_path):
    (tmp_path / "broken.html").write_text(BROKEN_PAGE, encoding="utf-8")
    with visit(browser, serve(tmp_path) + "broken.html") as seen:
        seen.draw_everything()
        assert seen.outside_requests == ["https://cdn.example.org/vega.js"]
        assert any("undefined_function" in error for error in seen.console_errors)
        assert seen.undrawn_charts() == ["never-drawn"]
        assert seen.untypeset_formulas() == ["\\(E = mc^2\\)"]
        assert len(seen.images_without_text()) == 2
        violations = " ".join(seen.accessibility_violations())
        assert "button-name" in violations
        assert "html-has-lang" in violations
        assert seen.horizontal_overflow_px() > 1000


def test_a_chart_wider_than_its_place_is_noticed(browser, serve, tmp_path):
    (tmp_path / "wide.html").write_text(
        """<!DOCTYPE html><div class="hs-chart" id="wide" data-state="live" style="width: 200px">
        <div class="hs-chart-stage"><svg width="500" height="9"></svg></div></div>""",
        encoding="utf-8",
    )
    with visit(browser, serve(tmp_path) + "wide.html") as seen:
        assert seen.charts_wider_than_their_place() == ["wide"]


def test_every_treated_part_of_the_reviews_leads_to_a_page_and_an_anchor_that_exist(site):
    coverage = dataset.load_coverage()
    treated = coverage[coverage["page"].notna()]
    assert len(treated) > 0
    for row in treated.to_dict("records"):
        page = site / f"{row['page']}.html"
        assert page.is_file(), row["item_id"]
        if isinstance(row["anchor"], str):
            assert f'id="{row["anchor"]}"' in page.read_text(encoding="utf-8"), row["item_id"]


def test_the_dataset_page_shows_every_number_and_its_searches_work(browser, address):
    rows = dataset.load_measurements()
    numbers = rows[rows["value"].notna()]
    with visit(browser, address + "notebooks/dataset.html") as seen:
        table = seen.page.locator("table.hs-table-searchable").first
        assert table.locator("tbody tr").count() == len(numbers)
        search = seen.page.locator(".dt-search input").first
        search.fill("surface potential")
        found = int((numbers["quantity"] == "surface_potential_difference").sum())
        expect(table.locator("tbody tr")).to_have_count(found)
        search.fill("A999")
        expect(seen.page.get_by_text("No row").first).to_be_visible()
    with visit(browser, address + "notebooks/dataset_directions.html") as seen:
        assert seen.page.locator("table.hs-table-searchable tbody tr").count() == len(rows) - len(numbers)


def test_the_downloads_are_the_data(site):
    assert list(Path(site / "_downloads").rglob("sib_table1.csv"))
    with zipfile.ZipFile(site / "dataset" / "heterostructure-electrodes-data.zip") as package:
        names = {resource["path"] for resource in dataset.resource_descriptors()} | {"datapackage.json"}
        assert set(package.namelist()) == names
        for name in names:
            assert package.read(name) == (dataset.data_directory() / name).read_bytes()
            assert (site / "dataset" / name).read_bytes() == (dataset.data_directory() / name).read_bytes()
