"""The Sphinx extension of the book.

It does seven things: ties the execution cache to the helpers, the data and the lock file; executes notebooks
side by side; puts the vendored scripts into the site so that no page asks another host; loads each script only on pages
that use it; mends what the theme leaves inaccessible; and fits docstrings to the pages of their modules;
and leaves out of the pages what shows nothing.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting.unsrt import Style as UnsortedStyle
from pybtex.style.labels import BaseLabelStyle
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from heterostructures import __version__
from heterostructures.charts import BOOK_BUILD_VARIABLE, vega_bundle
from heterostructures.dataset import data_directory
from heterostructures.references import reference_label
from heterostructures.site.execution import execute_notebooks_side_by_side
from heterostructures.site.layout import WrongCheckout, computation_fingerprint, require_own_package
from heterostructures.site.lighter_pages import lighten_pages

logger = logging.getLogger(__name__)

# MathJax as one script, the fonts that it sets, and the parts that it loads when a page needs them.
MATHJAX_PARTS = ("tex-chtml.js", "output/chtml/fonts", "input/tex/extensions", "a11y/assistive-mml.js")


def tie_cache_to_inputs(app: Sphinx, config: Any) -> None:
    """Give every state of helpers, data and lock file its own execution cache.

    The notebook cache itself looks only at the text of the cells. Here the folder is named by a
    fingerprint of everything else, and Sphinx re-reads every page when the fingerprint changes.
    """
    root = Path(app.srcdir)
    try:
        require_own_package(root)
    except WrongCheckout as error:
        raise ExtensionError(str(error)) from error
    state = computation_fingerprint(root)
    config.heterostructures_computed_from = state
    caches = Path(app.outdir).parent / ".execution_cache"
    if caches.is_dir():
        for old in caches.iterdir():
            if old.name != state:
                shutil.rmtree(old)
    config.nb_execution_cache_path = str(caches / state)
    # Inherited by the notebook kernels: charts then write themselves for a page of the book.
    os.environ[BOOK_BUILD_VARIABLE] = "1"


def show_repository_buttons_once_known(app: Sphinx, config: Any) -> None:
    """Turn on edit, issue and launch buttons when `_config.yml` names the repository, and only then."""
    options = config.html_theme_options
    known = bool(options.get("repository_url"))
    for button in ("use_repository_button", "use_edit_page_button", "use_issues_button"):
        options[button] = known
    launch = {"notebook_interface": "jupyterlab"}
    if known:
        launch["binderhub_url"] = "https://mybinder.org"
    options["launch_buttons"] = launch


def colour_code_legibly(app: Sphinx, config: Any) -> None:
    """Choose colours of code with a contrast of 7:1, in both modes."""
    config.html_theme_options["pygments_light_style"] = "a11y-high-contrast-light"
    config.html_theme_options["pygments_dark_style"] = "a11y-high-contrast-dark"


def _uses(doctree: nodes.document | None, css_class: str) -> bool:
    if doctree is None:
        return False
    return any(css_class in node.astext() for node in doctree.findall(nodes.raw))


def load_scripts_where_used(
    app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None
) -> None:
    """Add the scripts of charts, searchable tables, wide formulas and wide tables to the pages that have them."""
    if doctree is not None and any(doctree.findall(lambda node: isinstance(node, (nodes.math_block, nodes.table)))):
        app.add_js_file("wide.js", loading_method="defer")
    if _uses(doctree, "hs-chart"):
        app.add_js_file("charts.js", loading_method="defer")
    if _uses(doctree, "hs-table-searchable"):
        app.add_css_file("vendor/datatables.css")
        app.add_js_file("vendor/datatables.js", loading_method="defer")
        app.add_js_file("tables.js", loading_method="defer")


def mend_accessibility(
    app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None
) -> None:
    """Give the bibliography the roles of a list; its writer uses a role that has been withdrawn."""
    if "body" in context:
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


def mend_docstrings(app: Sphinx, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
    """Fit a docstring to the page of its module.

    A line that begins with an author's initial, `S. M. Sze`, is not item S of a list, and the example of a whole
    module is the worked example of its page.
    """
    for number, line in enumerate(lines):
        if what == "module" and line == ".. rubric:: Examples":
            lines[number] = ".. rubric:: Worked example"
        else:
            lines[number] = re.sub(r"^((?:[*-] +)?)([A-Z])\. ", r"\1\\\2. ", line)


def write_start_page(app: Sphinx, exception: Exception | None) -> None:
    """Make the address of the site lead to the landing page, with a title, a language and a link."""
    if exception is not None or app.builder.format != "html" or app.config.root_doc == "index":
        return
    target = f"{app.config.root_doc}.html"
    Path(app.outdir, "index.html").write_text(
        f'<!DOCTYPE html>\n<html lang="{app.config.language}">\n<head><meta charset="utf-8">'
        f"<title>{app.config.html_title or app.config.project}</title>"
        f'<meta http-equiv="refresh" content="0; url={target}"></head>\n'
        f'<body><main><p><a href="{target}">Open the book</a></p></main></body>\n</html>\n',
        encoding="utf-8",
    )


def write_vendored_files(app: Sphinx, exception: Exception | None) -> None:
    """Copy Vega, MathJax and DataTables from the installed packages into the site, and the dataset beside them."""
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    _write_vega(static / "vega-bundle.js", Path(app.outdir).parent / ".vendored")
    _write_mathjax(static / "mathjax")
    _write_datatables(static / "vendor")
    _write_dataset(Path(app.outdir) / "dataset")


def _write_vega(target: Path, kept: Path) -> None:
    # Bundling takes about two seconds; the text depends only on the installed versions.
    versions = "-".join(importlib.metadata.version(name) for name in ("altair", "vl-convert-python"))
    bundle = kept / f"vega-bundle-{versions}.js"
    if not bundle.is_file():
        kept.mkdir(parents=True, exist_ok=True)
        bundle.write_text(vega_bundle(), encoding="utf-8")
    shutil.copyfile(bundle, target)


def _write_mathjax(target: Path) -> None:
    files = importlib.metadata.files("sphinx-mathjax-offline") or []
    root = next(Path(str(file.locate())).parent for file in files if file.as_posix().endswith("mathjax/tex-chtml.js"))
    for part in MATHJAX_PARTS:
        source, copy = root / part, target / part
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, copy)


def _write_datatables(target: Path) -> None:
    files = importlib.metadata.files("itables") or []
    bundle = {Path(str(f)).name: Path(str(f.locate())) for f in files if f.as_posix().startswith("itables/html/dt_")}
    target.mkdir(parents=True, exist_ok=True)
    target.joinpath("datatables.js").write_text(
        classic_script(bundle["dt_bundle.js"].read_text(encoding="utf-8")), encoding="utf-8"
    )
    shutil.copyfile(bundle["dt_bundle.css"], target / "datatables.css")


def classic_script(module: str) -> str:
    """Turn the DataTables module into a plain script that sets ``window.DataTable``.

    A module cannot be loaded from a file on disk, and the book is to work there too.
    """
    export = re.compile(r"export\{[^{}]*?(\w+) as default[^{}]*\};?")
    found = export.findall(module)
    if len(found) != 1 or re.search(r"^\s*import\b[^(]", module, flags=re.MULTILINE):
        raise RuntimeError("the DataTables bundle has another form than expected; see classic_script")
    return f"(() => {{{export.sub(f'window.DataTable = {found[0]};', module)}\n}})();"


def _write_dataset(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    files = sorted(p for p in data_directory().iterdir() if p.suffix in {".csv", ".json"})
    for file in files:
        shutil.copyfile(file, target / file.name)
    with zipfile.ZipFile(target / "heterostructure-electrodes-data.zip", "w") as package:
        for file in files:
            # A fixed time, so that the same data give the same file.
            entry = zipfile.ZipInfo(file.name, (2026, 1, 1, 0, 0, 0))
            package.writestr(entry, file.read_bytes(), compress_type=zipfile.ZIP_DEFLATED)


class ReferenceNumberLabels(BaseLabelStyle):
    """Labels that tell the reader where a work is cited: B52 is reference 52 of Review B."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterator[str]:
        for entry in sorted_entries:
            yield reference_label(entry.key)


class BibliographyStyle(UnsortedStyle):
    """Entries in the order of the file, with the labels above."""

    default_label_style = ReferenceNumberLabels


def lighten_written_pages(app: Sphinx, error: Exception | None) -> None:
    """Leave out of the written pages what shows nothing."""
    if error is None and app.builder.name == "html":
        lighten_pages(Path(app.outdir))


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.add_config_value("heterostructures_computed_from", "", "env")
    # Jupyter Book sets this value for sphinx_comments, which we do not load; Sphinx warns of unknown values.
    app.add_config_value("comments_config", {}, "")
    app.connect("config-inited", tie_cache_to_inputs)
    app.connect("config-inited", show_repository_buttons_once_known)
    app.connect("config-inited", colour_code_legibly)
    # After napoleon, which turns the sections of a docstring into rubrics.
    app.connect("autodoc-process-docstring", mend_docstrings, priority=600)
    app.connect("env-before-read-docs", execute_notebooks_side_by_side)
    app.connect("html-page-context", load_scripts_where_used)
    app.connect("html-page-context", mend_accessibility)
    app.connect("build-finished", write_vendored_files)
    app.connect("build-finished", lighten_written_pages)
    # After sphinx_external_toc, which writes a bare redirect.
    app.connect("build-finished", write_start_page, priority=900)
    app.add_css_file("book.css")
    register_plugin("pybtex.style.formatting", "heterostructures", BibliographyStyle)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
