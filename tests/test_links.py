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


def test_an_empty_site_does_not_pass(tmp_path):
    assert problems_of_site(tmp_path) == [f"{tmp_path} has no page"]
