"""The door to the page: what it writes, and what it refuses."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import altair as alt
import pandas as pd
import pytest

from heterostructures import charts, sib_table1_views
from heterostructures.charts import ChartRefused, show, static_svg
from heterostructures.dataset import load_sib_table1, resource_descriptor
from heterostructures.pictures import compact_svg
from heterostructures.sib_table1 import conditions_by_class, short_class, with_readable_conditions

DESCRIPTION = "Three points on a rising line: y is twice x, for x from one to three."


@pytest.fixture
def chart():
    return alt.Chart(pd.DataFrame({"x": [1, 2, 3], "y": [2, 4, 6]})).mark_point().encode(x="x", y="y")


@pytest.fixture
def in_book(monkeypatch):
    monkeypatch.setenv(charts.BOOK_BUILD_VARIABLE, "1")
    monkeypatch.setattr(charts, "_shared_on_page", set())


def page_html(chart, **options) -> str:
    data, _ = show(chart, description=DESCRIPTION, **options)._repr_mimebundle_()
    return data["text/html"]


@pytest.mark.parametrize("description", ["", "   ", "A chart.", None, 7])
def test_a_chart_without_a_useful_description_is_refused(chart, description):
    with pytest.raises(ChartRefused, match="no useful description"):
        show(chart, description=description)


def test_a_description_cannot_be_left_out(chart):
    with pytest.raises(TypeError, match="description"):
        show(chart)


@pytest.mark.parametrize(
    "make",
    [
        lambda: alt.Chart("https://example.org/data.csv").mark_point().encode(x="a:Q"),
        lambda: alt.Chart(alt.UrlData("//example.org/data.json")).mark_point().encode(x="a:Q"),
        lambda: alt.Chart("data.csv").mark_point().encode(x="a:Q"),
        lambda: alt.Chart(alt.Data(values=[{"a": 1}])).mark_image(url="https://example.org/a.png").encode(x="a:Q"),
        lambda: alt.Chart(alt.Data(values=[{"u": "https://example.org/a.png"}])).mark_image().encode(url="u:N"),
        lambda: alt.Chart(alt.Data(values=[{"a": 1}])).mark_image().encode(url=alt.value("https://example.org/a.png")),
        lambda: (
            alt.Chart(alt.Data(values=[{"a": 1}])).mark_bar(fill="url(https://example.org/a.svg#x)").encode(x="a:Q")
        ),
        lambda: alt.Chart(alt.Data(values=[{"a": 1}]), usermeta={"embedOptions": {"patch": "x.json"}}).mark_bar(),
        lambda: alt.layer(
            alt.Chart(alt.Data(values=[{"a": 1}])).mark_point().encode(x="a:Q"),
            alt.Chart("https://example.org/data.csv").mark_line().encode(x="a:Q"),
        ),
        lambda: (
            alt.Chart(alt.Data(values=[{"a": 1}]))
            .mark_point()
            .encode(x="a:Q")
            .transform_lookup("a", alt.LookupData(alt.UrlData("https://example.org/b.csv"), "a", ["b"]))
        ),
    ],
)
def test_a_chart_that_loads_from_elsewhere_is_refused(make):
    with pytest.raises(ChartRefused, match="would load"):
        show(make(), description=DESCRIPTION)


def test_an_address_in_the_data_is_only_text():
    data = pd.DataFrame({"url": ["https://example.org"], "y": [1]})
    show(alt.Chart(data).mark_point().encode(x="url", y="y"), description=DESCRIPTION)


@pytest.mark.parametrize("name", ["Big", "1st", "a b", "a_b", ""])
def test_a_name_that_is_no_identifier_is_refused(chart, name):
    with pytest.raises(ChartRefused, match="must be lower-case"):
        show(chart, description=DESCRIPTION, name=name)


def test_the_page_gets_picture_description_and_specification(chart, in_book):
    text = page_html(chart, name="rising")
    assert '<div class="hs-chart" id="rising" data-state="static">' in text
    assert f'role="img" aria-label="{DESCRIPTION}"' in text
    picture = re.search(r"<svg.*?</svg>", text, flags=re.DOTALL)[0]
    ElementTree.fromstring(picture)
    assert picture.count("<use ") >= 3
    specification = json.loads(re.search(r'specification">(.*?)</script>', text)[1])
    assert specification["description"] == DESCRIPTION
    assert "datasets" not in specification
    assert "http" not in picture.replace("http://www.w3.org/", "")


def test_a_page_carries_each_dataset_and_the_theme_once(chart, in_book):
    first, second = page_html(chart), page_html(chart.mark_line())
    assert first.count('class="hs-dataset"') == 2
    assert first.count('data-name="config-') == 1
    assert second.count('class="hs-dataset"') == 0
    assert "labelFontSize" not in second.split("hs-chart-specification")[1]
    name = re.search(r'data-name="([^"]+)"', first)[1]
    assert name in second


def test_text_cannot_leave_its_place(in_book):
    evil = "</script><script>alert(1)</script>"
    data = pd.DataFrame({"x": [evil], "y": [1]})
    described = f'{DESCRIPTION} " onload="alert(1) <b>'
    text = show(alt.Chart(data).mark_point().encode(x="x", y="y"), description=described)._repr_mimebundle_()[0][
        "text/html"
    ]
    elements = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attributes: elements.append((tag, dict(attributes)))
    reader.feed(text)
    assert not any("onload" in attributes for _, attributes in elements)
    assert "b" not in {tag for tag, _ in elements}
    assert all(attributes.get("type") == "application/json" for tag, attributes in elements if tag == "script")


def test_pictures_on_a_page_share_no_identifier(chart):
    pictures = [static_svg(chart.to_dict(), "one"), static_svg(chart.to_dict(), "two")]
    identifiers = [
        set(re.findall(r'\bid="([^"]*)"', compact_svg(p, name)))
        for p, name in zip(pictures, ("one", "two"), strict=True)
    ]
    assert identifiers[0]
    assert not identifiers[0] & identifiers[1]


def test_references_inside_a_picture_lead_to_something(chart):
    text = compact_svg(static_svg(chart.to_dict(), "one"), "one")
    defined = set(re.findall(r'\bid="([^"]*)"', text))
    referred = set(re.findall(r'href="#([^"]*)"', text)) | set(re.findall(r"url\(#([^)]*)\)", text))
    assert referred <= defined


def test_jupyterlab_gets_a_live_chart_and_a_picture(chart, monkeypatch):
    monkeypatch.delenv(charts.BOOK_BUILD_VARIABLE, raising=False)
    data, metadata = show(chart, description=DESCRIPTION)._repr_mimebundle_()
    assert data["application/vnd.vegalite.v5+json"]["datasets"]
    assert metadata["application/vnd.vegalite.v5+json"]["embed_options"]["renderer"] == "svg"
    assert data["image/svg+xml"].startswith("<svg")
    # JupyterLab shows the picture as an image, where the variables of the page are unknown.
    assert "#0072b2" in data["image/svg+xml"]
    assert data["text/plain"] == DESCRIPTION


def test_the_bundle_keeps_its_names_to_itself():
    """Sphinx's scripts declare names of their own, such as the underscore; a second declaration is an error."""
    bundle = charts.vega_bundle()
    assert bundle.startswith("(() => {")
    assert bundle.endswith("})();")
    assert "window.heterostructuresVega" in bundle


def relative_luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((relative_luminance(first), relative_luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("selector", "paper"), [(r":root", "#ffffff"), (r'html\[data-theme="dark"\]', "#121212")])
def test_colours_stand_out_in_both_modes(root, selector, paper):
    """WCAG 2: 3:1 for marks, 4.5:1 for text."""
    css = (root / "book" / "_static" / "book.css").read_text(encoding="utf-8")
    block = re.search(selector + r" \{([^}]*)\}", css)[1]
    colours = dict(re.findall(r"(--hs-[a-z0-9-]+): (#[0-9a-f]{6})", block))
    series = {name: colour for name, colour in colours.items() if "series" in name}
    assert len(series) == len(charts.SERIES)
    assert all(contrast(colour, paper) >= 3 for colour in series.values())
    assert contrast(colours["--hs-ink"], paper) >= 7
    assert contrast(colours["--hs-ink-soft"], paper) >= 4.5


def test_light_colours_of_the_page_are_the_fallbacks_of_the_charts(root):
    css = (root / "book" / "_static" / "book.css").read_text(encoding="utf-8")
    for colour in [*charts.SERIES, charts.INK, charts.SOFT_INK, charts.GRID, charts.PAPER]:
        variable = re.match(r"var\((--hs-[a-z0-9-]+)", colour)[1]
        fallback = re.search(r"#[0-9a-f]{6}", colour)[0]
        assert f"{variable}: {fallback};" in css


# ---------------------------------------------------------------- the charts of Table 1


@pytest.fixture(scope="module")
def table():
    return with_readable_conditions(load_sib_table1())


@pytest.mark.parametrize(
    "make",
    [
        sib_table1_views.explorer,
        lambda table: sib_table1_views.windows_by_class(conditions_by_class(table)),
        sib_table1_views.rate_against_cycling,
        lambda table: sib_table1_views.cycling_time(table, [52]),
        sib_table1_views.duration_calculator,
    ],
)
def test_every_chart_is_drawn_and_names_its_quantities_with_units(table, make):
    specification = show(make(table), description=DESCRIPTION).specification
    picture = static_svg(specification, "test")
    assert "NaN" not in picture
    assert len(re.findall(r"<path[^>]*\bd=", picture)) > 10
    titles = set(re.findall(r'"title": "([^"]+)"', json.dumps(specification, ensure_ascii=False)))
    quantities = [title for title in titles if re.search("[Cc]apacity|[Cc]urrent density|Time under", title)]
    assert quantities or "Voltage window" in titles
    assert all(re.search(r"\((mAh/g|A/g|days)\)| / |ratio$", title) for title in quantities)


def test_ratios_computed_in_the_page_are_those_of_the_helper(table):
    import vl_convert

    from heterostructures.sib_table1 import rate_against_cycling

    specification = show(sib_table1_views.rate_against_cycling(table), description=DESCRIPTION).specification
    scene = vl_convert.vegalite_to_scenegraph(specification, vl_version="6.4")
    text = json.dumps(scene)
    assert (
        text.count('"shape": "triangle-up"')
        == (rate_against_cycling(table)["reading"] == "more at a higher current").sum()
    )


def test_every_value_lies_inside_the_axes(table):
    """Axes have fixed ends, so that filters do not move them; a later value beyond an end must not be lost silently."""
    capacities = table[["cycling_capacity_mAh_per_g", "rate_capacity_mAh_per_g"]].stack().dropna()
    currents = table[["cycling_current_density_A_per_g", "rate_current_density_A_per_g"]].stack().dropna()
    assert capacities.between(0, 800).all()
    assert currents.between(0.1, 30).all()
    assert table["cycles"].between(100, 10000).all()
    assert table["cycling_time_d"].between(1, 300).all()
    assert table["initial_coulombic_efficiency_percent"].dropna().between(40, 100).all()


def test_classes_are_those_of_the_dataset():
    fields = {field["name"]: field for field in resource_descriptor("sib_table1")["schema"]["fields"]}
    classes = [short_class(name) for name in fields["heterostructure_class"]["constraints"]["enum"]]
    assert classes == sib_table1_views.CLASS_ORDER


def test_series_repeat_one_dataset(table, in_book):
    """Four charts of the same rows must not carry them four times: pages stay small."""
    shown = [
        show(chart, description=DESCRIPTION)._repr_mimebundle_()[0]["text/html"]
        for chart in (
            sib_table1_views.explorer(table),
            sib_table1_views.rate_against_cycling(table),
            sib_table1_views.cycling_time(table, [52]),
            sib_table1_views.duration_calculator(table),
        )
    ]
    assert "".join(shown).count('"name":{"words":[') == 1


def test_data_stand_in_columns_and_words_once(in_book):
    rows = [{"x": 1.0, "y": None, "kind": "even"}, {"x": 2.5, "y": 3, "kind": "odd"}, {"x": 3, "y": 4, "kind": "even"}]
    assert charts._in_columns(rows) == {
        "columns": {"x": [1, 2.5, 3], "y": [None, 3, 4], "kind": {"words": ["even", "odd"], "at": [0, 1, 0]}}
    }
    uneven = [{"x": 1}, {"x": 1, "y": 2}]
    assert charts._in_columns(uneven) is uneven
    assert charts._in_columns([1, 2]) == [1, 2]
    assert charts._in_columns([]) == []


def test_the_picture_keeps_the_numbers_of_labels():
    """Coordinates are shortened; a label such as 0.133 is not."""
    rows = alt.Data(values=[{"x": 0.123456, "words": "0.133 eV"}])
    chart = alt.Chart(rows).mark_text().encode(x="x:Q", text="words:N")
    svg = static_svg(chart.to_dict(), "numbers")
    assert ">0.133 eV<" in svg
    assert not re.search(r'="[^"]*\.\d{3}', svg)
