import pandas as pd
import pytest

from heterostructures import sib_table1_views, tables
from heterostructures.dataset import load_sib_table1
from heterostructures.sib_table1 import summary_by_class, with_readable_conditions

FRAME = pd.DataFrame({"name": ["a<b", "c&d"], "value": [1.5, None], "count": [3, 4]})
HEADERS = {"name": "Name", "value": "Value (V)", "count": "Count"}


def test_cells_are_escaped_and_missing_values_marked():
    text = tables.show(FRAME, caption="Two rows", headers=HEADERS, row_header="name").html_text
    assert '<th scope="row">a&lt;b</th>' in text
    assert '<td class="hs-number" data-order="1.5">1.5</td>' in text
    assert '<td class="hs-number" data-order="-1">—</td>' in text
    assert "<caption><span>Two rows</span></caption>" in text
    assert text.count('<th scope="col"') == 3


def test_the_caption_names_the_scrolling_region():
    text = tables.show(FRAME, caption='Rows of "x"', headers=HEADERS).html_text
    assert 'role="region" aria-label="Rows of &quot;x&quot;" tabindex="0"' in text


def test_an_empty_caption_and_an_unknown_column_are_refused():
    with pytest.raises(ValueError, match="caption is empty"):
        tables.show(FRAME, caption=" ", headers=HEADERS)
    with pytest.raises(KeyError, match="nothing"):
        tables.show(FRAME, caption="x", headers={"nothing": "Nothing"})


def test_notebooks_get_html_and_plain_text():
    bundle = tables.show(FRAME, caption="Two rows", headers=HEADERS)._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert "c&d" in bundle["text/plain"]


def test_the_full_table_has_every_row_and_links_every_reference():
    table = with_readable_conditions(load_sib_table1())
    text = sib_table1_views.full_table(table, bibliography_page="references.html").html_text
    assert text.count("<tr>") == 1 + len(table)
    for number in table["reference_number"]:
        assert f'<a href="references.html#ref-zhang-interfacial-ref{number}">[{number}]</a>' in text


def test_the_summary_shows_n_for_every_figure():
    summary = summary_by_class(with_readable_conditions(load_sib_table1()))
    text = sib_table1_views.summary_table(summary).html_text
    assert text.count("n = ") == len(summary)
    assert "median" in text


def test_no_values_are_said_to_be_none():
    assert tables.median_with_range(0, float("nan"), float("nan"), float("nan")) == "none printed, n = 0"
