"""The link gate: what it finds on pages made for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from heterostructures.site.links import problems_of_site


def site_with(tmp_path: Path, body: str, head: str = "") -> Path:
    (tmp_path / "a.html").write_text(f"<html><head>{head}</head><body>\n{body}\n</body></html>", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.html").write_text(
        '<h1 id="top">B</h1><a name="old">x</a><a href="../a.html">a</a>', encoding="utf-8"
    )
    (tmp_path / "picture.png").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    "body",
    [
        '<a href="sub/b.html">page</a>',
        '<a href="sub/b.html#top">anchor</a> <a href="sub/b.html#old">old anchor</a>',
        '<p id="here"></p><a href="#here">here</a> <a href="#">top</a>',
        '<a href="sub/b.html?highlight=x#top">query</a>',
        '<a href="https://example.org/">outside links are fine</a> <a href="mailto:a@b.c">mail</a>',
        '<img src="picture.png" alt="A rising line"> <img src="picture.png" alt="">',
        '<img src="data:image/png;base64,AA==" alt="A dot">',
    ],
)
def test_what_is_right_passes(tmp_path, body):
    assert problems_of_site(site_with(tmp_path, body)) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<a href="nowhere.html">x</a>', "the link nowhere.html leads nowhere"),
        ('<a href="sub/b.html#bottom">x</a>', "leads to an anchor that b.html does not have"),
        ('<a href="#nothing">x</a>', "leads to an anchor that a.html does not have"),
        ('<a href="data.csv">x</a>', "there is no data.csv"),
        ('<img src="lost.png" alt="A lost drawing">', "loads lost.png, which does not exist"),
        ('<img src="picture.png">', "has no text alternative"),
        ('<img src="picture.png" alt="picture.png">', "only its file name"),
        ('<img src="picture.png" alt="../_images/abc.png">', "only its file name"),
        ('<script src="https://cdn.example.org/x.js"></script>', "from another host"),
        ('<svg><image href="https://example.org/x.png"></image></svg>', "from another host"),
        ('<img src="picture.png" srcset="https://example.org/x.png 2x" alt="A drawing">', "from another host"),
        ('<video poster="https://example.org/x.png"></video>', "from another host"),
        ('<p style="background: url(https://example.org/x.png)">x</p>', "from another host"),
        ("<style>@import 'https://example.org/x.css';</style>", "from another host"),
        ('<link rel="Stylesheet" href="https://example.org/x.css">', "from another host"),
        ('<link rel="apple-touch-icon" href="https://example.org/x.png">', "from another host"),
        ('<base href="https://example.org/">', "base is not used"),
        ('<iframe srcdoc="text"></iframe>', "srcdoc is not used"),
        ('<script class="hs-chart-specification">{"usermeta":{"datasets":["rows"]}}</script>', "does not carry"),
        ('<script class="hs-chart-specification">{"usermeta":{"config":"theme"}}</script>', "does not carry"),
        ('<img src="//example.org/x.png" alt="A drawing elsewhere">', "from another host"),
        ('<iframe src="https://example.org/"></iframe>', "from another host"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path, body, words):
    problems = problems_of_site(site_with(tmp_path, body))
    assert len(problems) == 1
    assert problems[0].startswith("a.html, line 2: ")
    assert words in problems[0]


def test_style_sheets_and_fonts_from_elsewhere_are_refused(tmp_path):
    head = '<link rel="stylesheet" href="https://fonts.example.org/x.css"><link rel="canonical" href="https://example.org/">'
    assert len(problems_of_site(site_with(tmp_path, "", head))) == 1


def test_style_sheets_of_the_site_load_nothing_from_elsewhere(tmp_path):
    site = site_with(tmp_path, "")
    (site / "own.css").write_text(
        "@font-face { src: url('https://fonts.example.org/x.woff2') } p { background: url(a.png) }"
    )
    assert problems_of_site(site) == [
        "own.css: loads https://fonts.example.org/x.woff2 from another host; serve it from the site"
    ]


def test_a_link_out_of_the_site_is_refused(tmp_path):
    (tmp_path / "outside.md").write_text("x")
    (tmp_path / "site").mkdir()
    assert "leads out of the site" in problems_of_site(site_with(tmp_path / "site", '<a href="../outside.md">x</a>'))[0]


def test_a_dead_anchor_is_found_through_a_symbolic_link(tmp_path):
    (tmp_path / "site").mkdir()
    site_with(tmp_path / "site", '<a href="sub/b.html#bottom">x</a>')
    (tmp_path / "link").symlink_to(tmp_path / "site")
    assert len(problems_of_site(tmp_path / "link")) == 1


def test_two_charts_of_one_name_are_refused(tmp_path):
    chart = '<div class="hs-chart" id="same"></div>'
    assert "used more than once" in problems_of_site(site_with(tmp_path, chart + chart))[0]


def test_an_empty_site_does_not_pass(tmp_path):
    assert problems_of_site(tmp_path) == [f"{tmp_path} has no page"]
