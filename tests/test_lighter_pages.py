"""Pages lose what shows nothing, and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from heterostructures.site.lighter_pages import lighten_pages, lighter

SIGNATURE = (
    '<dt class="sig sig-object py" id="a.f"><span class="sig-name descname"><span class="pre">f</span></span>'
    '<em class="sig-param"><span class="n"><span class="pre">gap_eV</span></span><span class="o">'
    '<span class="pre">=</span></span></em><a class="headerlink" href="#a.f" title="Link">#</a></dt>'
)
CODE = (
    '<pre><span></span><span class="kn">import</span><span class="w"> </span><span class="nn">numpy</span>\n\n\n'
    '<span class="n">x</span> <span class="o">=</span> <span class="s1">&#39;&lt;span&gt;&#39;</span>\n</pre>'
)
LITERAL = (
    '<code class="docutils literal notranslate"><span class="pre">two</span> <span class="pre">words</span></code>'
)
LINKED = '<code class="xref py py-func docutils literal notranslate"><span class="pre">f()</span></code>'
DATA = '<script type="application/json">{"text":"\\u003cspan class=\\"n\\">x\\u003c/span>"}</script>'
PAGE = (
    '<head>\n\n\n</head><body><div id="jb-print-toc">\n<h2>Contents</h2><nav aria-label="Page"><ul><li>One</li></ul>'
    f"</nav>\n</div><article>{SIGNATURE}\n\n\n{CODE}{LITERAL}{LINKED}{DATA}</article>\n\n\n<footer>end</footer></body>"
)


class Shown(HTMLParser):
    """What a reader gets of a page: its words, the addresses and the targets of its links."""

    def __init__(self, page: str):
        super().__init__()
        self.words: list[str] = []
        self.links: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.links += [(name, value) for name, value in attrs if name in {"href", "id"}]

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("part", [SIGNATURE, CODE, LITERAL, LINKED, DATA])
def test_words_and_links_stay(part):
    before, after = Shown(part), Shown(lighter(part))
    assert "".join(before.words) == "".join(after.words)
    assert before.links == after.links


def test_what_shows_nothing_goes():
    light = lighter(PAGE)
    assert len(light) < 0.75 * len(PAGE)
    assert '<span class="pre">' not in light
    assert "Contents" not in light
    assert '<em class="sig-param">gap_eV<span class="o">=</span></em>' in light
    assert '<code class="literal">two words</code>' in light
    # The class of a linked name sets its looks; blank lines in code are the author's.
    assert "xref py py-func" in light
    assert "numpy\n\n\n" in light
    assert DATA in light


def test_a_second_time_changes_nothing():
    assert lighter(lighter(PAGE)) == lighter(PAGE)


def test_pages_of_a_site_are_lightened_and_templates_left(tmp_path):
    (tmp_path / "_static").mkdir()
    for path in (tmp_path / "page.html", tmp_path / "_static" / "macros.html"):
        path.write_text(PAGE, encoding="utf-8")
    lighten_pages(tmp_path)
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == lighter(PAGE)
    assert (tmp_path / "_static" / "macros.html").read_text(encoding="utf-8") == PAGE


def test_the_built_pages_are_light(site):
    page = (site / "book" / "helpers" / "strain.html").read_text(encoding="utf-8")
    assert page == lighter(page)
