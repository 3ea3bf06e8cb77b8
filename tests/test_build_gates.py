"""The build refuses what is wrong and never shows old numbers: small books, really built."""

from __future__ import annotations

import csv
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from heterostructures.site.layout import computation_fingerprint

HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  name: python3
---

"""

COMPUTED_PAGE = (
    HEADER
    + """# A page

```{code-cell} python
from heterostructures.dataset import load_sib_table1
from heterostructures.physics.electrochemistry import discharge_time_h

print("helper:", discharge_time_h(1000, 1))
print("data:", load_sib_table1().loc[0, "cycles"])

from pathlib import Path

print("beside:", Path("beside.txt").read_text())
```
"""
)


@pytest.fixture
def small_book(root: Path, tmp_path: Path) -> Path:
    """A checkout of its own with one page: the real configuration, helpers and data, free to be damaged."""
    book = tmp_path / "checkout"
    ignore = shutil.ignore_patterns("__pycache__")
    for folder in ("src", "data", "book/_static"):
        shutil.copytree(root / folder, book / folder, ignore=ignore)
    for file in ("_config.yml", "references.bib", "requirements.lock", "pyproject.toml"):
        shutil.copyfile(root / file, book / file)
    without_pages(book / "data" / "coverage.csv")
    (book / "notebooks").mkdir()
    (book / "notebooks" / "beside.txt").write_text("first", encoding="utf-8")
    cite_what_only_pages_cite(book)
    (book / "_toc.yml").write_text("format: jb-book\nroot: notebooks/index\n", encoding="utf-8")
    # The chart and MathJax files take a second to make and are not what is tested here.
    vendored = root / "_build" / ".vendored"
    if vendored.is_dir():
        shutil.copytree(vendored, book / "_build" / ".vendored")
    return book


def cite_what_only_pages_cite(book: Path) -> None:
    """Cite every work that is not background, as the pages do that a small book does not have; it is not built."""
    entries = re.split(r"\n(?=@)", (book / "references.bib").read_text(encoding="utf-8"))
    keys = [
        found[1]
        for e in entries
        if not re.search(r"role\s*=\s*\{background\}", e) and (found := re.match(r"@\w+\{([^,]+),", e))
    ]
    assert keys
    text = " ".join(f"{{cite:p}}`{key}`" for key in keys)
    (book / "notebooks" / "citations.md").write_text(f"# Citations\n\n{text}\n", encoding="utf-8")


def without_pages(coverage: Path) -> None:
    """Set every part of the reviews to open: the pages that treat them are not in a small book."""
    with coverage.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["page"]:
            row.update(treatment="open", page="", anchor="")
    with coverage.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_page(book: Path, text: str) -> None:
    (book / "notebooks" / "index.md").write_text(text, encoding="utf-8")


def build(book: Path) -> subprocess.CompletedProcess:
    """Build as a person would, with the helpers of this checkout."""
    return subprocess.run(
        [sys.executable, "-m", "heterostructures", "build"],
        cwd=book,
        env={**os.environ, "PYTHONPATH": str(book / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def page(book: Path) -> str:
    return (book / "_build" / "html" / "notebooks" / "index.html").read_text(encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda book: edit(book / "src/heterostructures/physics/electrochemistry.py", "24.0", "24.1"),
        lambda book: edit(book / "data/sib_table1.csv", ",2800,", ",2801,"),
        lambda book: edit(book / "data/datapackage.json", "expectedRows", "expected_rows"),
        lambda book: edit(book / "references.bib", "2026", "2025"),
        lambda book: edit(book / "requirements.lock", "altair==6", "altair==7"),
        lambda book: edit(book / "notebooks/beside.txt", "first", "second"),
        lambda book: (book / "notebooks/more.csv").write_text("new"),
        lambda book: (book / "data/sib_table1.csv").rename(book / "data/renamed.csv"),
        lambda book: (book / "notebooks/beside.txt").unlink(),
    ],
)
def test_every_input_of_a_computation_changes_its_fingerprint(small_book, change):
    before = computation_fingerprint(small_book)
    assert computation_fingerprint(small_book) == before
    change(small_book)
    assert computation_fingerprint(small_book) != before


def test_an_installed_version_changes_the_fingerprint_and_a_page_does_not(small_book, monkeypatch):
    write_page(small_book, COMPUTED_PAGE)
    before = computation_fingerprint(small_book)
    write_page(small_book, COMPUTED_PAGE.replace("# A page", "# Another"))
    assert computation_fingerprint(small_book) == before
    monkeypatch.setattr(importlib.metadata, "distributions", list)
    assert computation_fingerprint(small_book) != before


def test_the_cache_cannot_lie(small_book):
    write_page(small_book, COMPUTED_PAGE)
    first = build(small_book)
    assert first.returncode == 0, first.stdout
    assert "Executing notebook using" in first.stdout
    assert "helper: 1.0" in page(small_book)
    assert "data: 2800" in page(small_book)

    unchanged = build(small_book)
    assert unchanged.returncode == 0
    assert "Nothing changed since the last build: no notebook executed" in unchanged.stdout
    assert "Executing notebook using" not in unchanged.stdout

    edit(
        small_book / "src/heterostructures/physics/electrochemistry.py",
        "PER_AMPERE_HOUR = 1000.0",
        "PER_AMPERE_HOUR = 500.0",
    )
    edit(small_book / "data/sib_table1.csv", ",2800,", ",2801,")
    changed = build(small_book)
    assert changed.returncode == 0, changed.stdout
    assert "helper: 2.0" in page(small_book)
    assert "data: 2801" in page(small_book)

    write_page(small_book, COMPUTED_PAGE.replace("# A page", "# Another title"))
    changed_prose = build(small_book)
    assert changed_prose.returncode == 0, changed_prose.stdout
    assert "Executing notebook using" not in changed_prose.stdout
    assert "Another title" in page(small_book)
    assert "data: 2801" in page(small_book)

    (small_book / "_build" / "html" / "notebooks" / "index.html").write_text("damaged", encoding="utf-8")
    assert build(small_book).returncode == 0
    assert "data: 2801" in page(small_book)


def test_what_is_edited_during_a_build_is_built_the_next_time(small_book):
    write_page(
        small_book,
        COMPUTED_PAGE
        + """
```{code-cell} python
Path("beside.txt").write_text("edited meanwhile")
```
""",
    )
    assert build(small_book).returncode == 0
    assert "beside: first" in page(small_book)
    second = build(small_book)
    assert "Nothing changed" not in second.stdout
    assert "beside: edited meanwhile" in page(small_book)


def test_pages_do_not_outlive_their_place_in_the_contents(small_book):
    write_page(small_book, HEADER + "# A page\n")
    (small_book / "notebooks" / "two.md").write_text("# Two\n", encoding="utf-8")
    contents = small_book / "_toc.yml"
    alone = contents.read_text(encoding="utf-8")
    contents.write_text(alone + "chapters:\n  - file: notebooks/two\n", encoding="utf-8")
    assert build(small_book).returncode == 0
    second_page = small_book / "_build" / "html" / "notebooks" / "two.html"
    assert second_page.is_file()
    contents.write_text(alone, encoding="utf-8")
    assert build(small_book).returncode == 0
    assert not second_page.exists()


def test_a_book_is_built_with_its_own_helpers_only(small_book):
    """With the package of another checkout, the pages would show numbers of other data."""
    write_page(small_book, COMPUTED_PAGE)
    result = subprocess.run(
        [sys.executable, "-m", "heterostructures", "build"],
        cwd=small_book,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 1
    assert "This environment uses the package in" in result.stderr
    assert not (small_book / "_build" / "html").exists()


def test_plain_jupyter_book_shows_new_numbers_too(small_book):
    """The cache is tied to its inputs inside Sphinx, not only in our own command."""
    command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", str(small_book), "-W"]
    environment = {**os.environ, "PYTHONPATH": str(small_book / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    write_page(small_book, COMPUTED_PAGE)
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert "data: 2800" in page(small_book)
    edit(small_book / "data/sib_table1.csv", ",2800,", ",2802,")
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert "data: 2802" in page(small_book)


def test_notebooks_execute_side_by_side_and_once(small_book):
    """Several notebooks: each is executed once, shown from the cache, and a failing one still stops the build."""
    cell = "\n```{{code-cell}} python\nopen('runs.log', 'a').write('{0} ')\n{1}\n```\n"
    runs = small_book / "notebooks" / "runs.log"
    (small_book / "_toc.yml").write_text(
        "format: jb-book\nroot: notebooks/index\nchapters:\n  - file: notebooks/two\n", encoding="utf-8"
    )

    def write(index: str, two: str) -> None:
        write_page(small_book, HEADER + "# One\n" + cell.format("one", index))
        (small_book / "notebooks" / "two.md").write_text(HEADER + "# Two\n" + cell.format("two", two), encoding="utf-8")

    write("print(2 * 111)", "print(3 * 111)")
    result = build(small_book)
    assert result.returncode == 0, result.stdout
    assert "executing 2 notebooks" in result.stdout
    assert sorted(runs.read_text().split()) == ["one", "two"]
    assert "222" in page(small_book)
    assert "333" in (small_book / "_build" / "html" / "notebooks" / "two.html").read_text(encoding="utf-8")

    runs.unlink()
    write("print(4 * 111)", "raise RuntimeError('no such material')")
    result = build(small_book)
    assert result.returncode == 1
    assert "two.md" in result.stdout
    assert "no such material" in result.stdout
    assert runs.read_text().split().count("one") == 1


def test_a_wrong_cell_stops_the_build_before_any_notebook_runs(small_book):
    write_page(small_book, COMPUTED_PAGE)
    edit(small_book / "data/sib_table1.csv", ",65,245.3,", ",650,245.3,")
    result = build(small_book)
    assert result.returncode == 1
    assert (
        "data/sib_table1.csv, line 2 (row 1), column initial_coulombic_efficiency_percent, value '650': must be at most 100"
        in result.stdout
    )
    assert "Executing notebook using" not in result.stdout
    assert not (small_book / "_build" / "html").exists()


def test_a_failing_cell_fails_the_build_with_cell_and_error_in_view(small_book):
    write_page(small_book, COMPUTED_PAGE + "\n```{code-cell} python\nquotient = 1 / (2 - 2)\n```\n")
    result = build(small_book)
    assert result.returncode == 1
    assert "notebooks/index.md: WARNING: Executing notebook failed" in result.stdout
    assert "quotient = 1 / (2 - 2)" in result.stdout
    assert "ZeroDivisionError: division by zero" in result.stdout
    assert result.stdout.count("quotient = 1 / (2 - 2)") <= 3
    assert not (small_book / "_build" / "built-from").exists()


def test_a_cell_that_warns_fails_the_build(small_book):
    write_page(
        small_book, COMPUTED_PAGE + "\n```{code-cell} python\nimport warnings\nwarnings.warn('look here')\n```\n"
    )
    result = build(small_book)
    assert result.returncode == 1
    assert "stderr was found in the cell outputs" in result.stdout


def test_dead_ends_are_refused_each_by_name(small_book):
    write_page(
        small_book,
        HEADER
        + """# A page

See {cite:p}`nobody2026nothing`, [a page](nowhere.md), [a section](#no-such-section), {term}`no such term`,
{eq}`no-such-equation` and {numref}`no-such-figure`.
""",
    )
    result = build(small_book)
    assert result.returncode == 1
    for words in (
        "nobody2026nothing",
        "nowhere.md",
        "no-such-section",
        "no such term",
        "no-such-equation",
        "no-such-figure",
    ):
        assert any(words in line and "WARNING" in line for line in result.stdout.splitlines()), (words, result.stdout)


def test_a_chart_without_description_and_a_dead_raw_anchor_fail_the_build(small_book):
    write_page(
        small_book,
        HEADER
        + """# A page

```{code-cell} python
import altair as alt
from heterostructures import charts

charts.show(alt.Chart(alt.Data(values=[{"x": 1}])).mark_point().encode(x="x:Q"), description="")
```
""",
    )
    result = build(small_book)
    assert result.returncode == 1
    assert "ChartRefused: The chart has no useful description" in result.stdout

    write_page(
        small_book,
        HEADER + '# A page\n\n<p><a href="#nowhere">to nowhere</a> <img src="https://example.org/a.png"></p>\n',
    )
    result = build(small_book)
    assert result.returncode == 1
    assert "the link #nowhere leads to an anchor that index.html does not have" in result.stdout
    assert "loads https://example.org/a.png from another host" in result.stdout
    assert "has no text alternative" in result.stdout


def test_buttons_that_need_the_repository_appear_once_it_is_known(small_book):
    write_page(small_book, HEADER + "# A page\n\nText.\n")
    assert build(small_book).returncode == 0
    unknown = page(small_book)
    assert "btn-source-edit-button" not in unknown
    assert "mybinder" not in unknown

    configuration = small_book / "_config.yml"
    configuration.write_text(
        configuration.read_text(encoding="utf-8").replace('  url: ""', "  url: https://github.com/example/book"),
        encoding="utf-8",
    )
    assert build(small_book).returncode == 0
    known = page(small_book)
    assert "https://github.com/example/book/edit/main/notebooks/index.md" in known
    assert "https://mybinder.org/v2/gh/example/book" in known
