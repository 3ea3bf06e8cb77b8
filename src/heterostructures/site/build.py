"""Builds the book: checks the data, executes the notebooks, writes and checks the pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from heterostructures.site.layout import (
    WRITTEN_IN,
    WrongCheckout,
    computation_fingerprint,
    fingerprint,
    require_own_package,
)
from heterostructures.site.links import problems_of_site
from heterostructures.validation import validate

# Noise of tools that a reader of the build log can do nothing about.
_NOISE = re.compile(
    r"^\[IPKernelApp\] WARNING \| Kernel is running over TCP|^(myst|myst-nb) v\d|^Using jupyter-cache"
    r"|^Running |^ *(Source Folder|Config Path|Output Path):|^=+$|^Finished generating|^Your book|^You can look at"
    r"|^Or paste this|^ *(file:|_build)|^sphinx-multitoc|^building \[mo\]|^writing output\.\.\. $|^The HTML pages"
)
# Terminal colours.
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class BuildFailed(Exception):
    """The book was not built; the reason has been printed."""


def site_directory(root: Path) -> Path:
    """Return the folder of the built site."""
    return root / "_build" / "html"


def _stamp(root: Path) -> Path:
    return root / "_build" / "built-from"


def _state_of_sources(root: Path) -> str:
    return f"{computation_fingerprint(root)} {fingerprint(root, WRITTEN_IN)}"


def _state_of_site(root: Path) -> str:
    return fingerprint(root, ["_build/html"])


def _say(text: str) -> None:
    print(text, flush=True)


def build(root: Path, *, force: bool = False) -> Path:
    """Build the book, or say that it is up to date.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    force : bool, default False
        Build even if neither a source nor the built site has changed since the last build.

    Returns
    -------
    pathlib.Path
        The start page.

    Raises
    ------
    BuildFailed
        If the data, a notebook, a page or a link is wrong. The reason has been printed.
    """
    started = time.monotonic()
    try:
        require_own_package(root)
    except WrongCheckout as error:
        raise BuildFailed(str(error)) from error
    site = site_directory(root)
    stamp = _stamp(root)
    # Taken before the build: what is edited while it runs has to be built the next time.
    sources = _state_of_sources(root)
    if not force and stamp.is_file() and stamp.read_text(encoding="utf-8") == f"{sources} {_state_of_site(root)}":
        _say("Nothing changed since the last build: no notebook executed, no page written.")
        return site / "index.html"

    stamp.unlink(missing_ok=True)
    _say("1/3  Checking data and bibliography")
    problems = validate(root / "data", root / "references.bib")
    if problems:
        for problem in problems:
            _say(f"     {problem}")
        raise BuildFailed(f"{len(problems)} problem(s) in the data. No notebook was executed.")

    # Every page is written anew, so that none outlives its source.
    shutil.rmtree(site, ignore_errors=True)
    _say("2/3  Executing notebooks and writing pages")
    _run_jupyter_book(root)

    _say("3/3  Checking links, anchors, loads and text alternatives of every page")
    found = problems_of_site(site)
    if found:
        for problem in found:
            _say(f"     {problem}")
        raise BuildFailed(f"{len(found)} problem(s) in the built pages.")

    stamp.write_text(f"{sources} {_state_of_site(root)}", encoding="utf-8")
    _say(f"     done in {time.monotonic() - started:.0f} s")
    return site / "index.html"


def _run_jupyter_book(root: Path) -> None:
    run_jupyter_book = "from jupyter_book.cli.main import main; main(prog_name='jupyter-book')"
    # All pages are written anew, because a menu on one page can change with the title of another.
    # That does not execute a notebook again: its outputs come from the cache while nothing changed.
    options = ["--all", "-W", "-n", "--keep-going"]
    command = [sys.executable, "-c", run_jupyter_book, "build", str(root), *options]
    process = subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    assert process.stdout is not None
    in_repeated_traceback = cell_error_shown = False
    for raw in process.stdout:
        line = _COLOURS.sub("", raw.rstrip("\n"))
        cell_error_shown = cell_error_shown or "Executing notebook failed" in line
        in_repeated_traceback = in_repeated_traceback or (cell_error_shown and line.startswith("Exception occurred:"))
        if not in_repeated_traceback and line.strip() and not _NOISE.search(line):
            _say(f"     {line}")
    if process.wait() != 0:
        raise BuildFailed("The pages were not built; every warning counts as an error. See above.")


def book_is_at(start_page: Path) -> str:
    """Return what a person does next with the built book.

    Parameters
    ----------
    start_page : pathlib.Path
        The start page of the built site.

    Returns
    -------
    str
        Two lines.
    """
    return (
        f"The book is at {start_page}\n"
        "Open that file in a browser, or run 'make serve' to read it at http://127.0.0.1:8000/"
    )
