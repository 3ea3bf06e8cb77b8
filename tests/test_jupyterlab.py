"""Charts are live in JupyterLab, too, in its light and its dark theme."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import nbformat
import pytest
from browser import visit

START_SECONDS = 60
CODE = """
import altair as alt
from heterostructures import charts
points = alt.Data(values=[{"x": 1, "y": 2}, {"x": 2, "y": 4}])
charts.show(
    alt.Chart(points).mark_point().encode(x="x:Q", y="y:Q"),
    description="Two points on a rising line, drawn by JupyterLab itself.",
)
"""


@pytest.fixture
def jupyterlab(tmp_path: Path):
    """A JupyterLab on the loopback address, with settings of its own, that shows one notebook."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CODE.strip())])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, tmp_path / "chart.ipynb")
    environment = {
        **{name: value for name, value in os.environ.items() if name != "HETEROSTRUCTURES_BOOK_BUILD"},
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
    }
    options = [
        f"--notebook-dir={tmp_path}",
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        "--port=0",
        "--expose-app-in-browser",
    ]
    log = tmp_path / "jupyterlab.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "lab", *options, "--IdentityProvider.token=", "--ServerApp.password="],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield tmp_path, _address_in(log)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _address_in(log: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = re.search(r"http://127\.0\.0\.1:\d+/", log.read_text(encoding="utf-8"))
        if found:
            try:
                urllib.request.urlopen(f"{found[0]}api", timeout=5)
                return found[0]
            except urllib.error.URLError:
                pass
        time.sleep(0.3)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}")


def test_a_chart_is_live_in_jupyterlab_in_both_themes(browser, jupyterlab):
    folder, address = jupyterlab
    settings = folder / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    for theme, ink in (("JupyterLab Light", "rgba(0, 0, 0, 0.87)"), ("JupyterLab Dark", "rgb(255, 255, 255)")):
        (settings / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}), encoding="utf-8")
        with visit(browser, f"{address}lab/tree/chart.ipynb") as seen:
            page = seen.page
            page.set_default_timeout(120_000)
            page.wait_for_function(
                "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
            )
            page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
            chart = page.locator(".vega-embed svg")
            chart.wait_for()
            assert chart.locator(".mark-symbol path").count() == 2
            assert chart.locator("text").first.evaluate("text => getComputedStyle(text).fill") == ink
            assert seen.outside_requests == []
