"""Executes the notebooks of the book side by side, before Sphinx reads them one after the other.

Sphinx finds the results in the execution cache. A notebook that fails is left to Sphinx, which executes it again and
reports the failing cell at its place in the page.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from myst_nb.core.config import NbParserConfig
from myst_nb.core.read import NbReader, create_nb_reader
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

logger = logging.getLogger(__name__)


def execute_notebooks_side_by_side(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Execute the notebooks that Sphinx is about to read and that the cache does not hold.

    Parameters
    ----------
    app : sphinx.application.Sphinx
        The running build.
    env : sphinx.environment.BuildEnvironment
        Its environment, which knows the settings of the notebooks.
    docnames : list of str
        The pages that will be read.
    """
    settings: NbParserConfig = env.mystnb_config
    if settings.execution_mode != "cache":
        return
    cache = get_cache(settings.execution_cache_path)
    waiting = {}
    for docname in docnames:
        path = Path(env.doc2path(docname))
        text = path.read_text(encoding="utf-8")
        reader = create_nb_reader(str(path), env.myst_config, settings, text)
        if reader is None:
            continue
        notebook = reader.read(text)
        # A page with settings of its own is left to Sphinx, which knows how to apply them.
        if settings.metadata_key not in notebook.metadata and not _is_cached(cache, notebook):
            waiting[path] = (reader, notebook)
    if len(waiting) < 2:
        return
    workers = min(os.cpu_count() or 1, len(waiting))
    logger.info("executing %d notebooks, %d at a time", len(waiting), workers)

    def execute(path: Path) -> ExecutionResult:
        result = single_nb_execution(
            waiting[path][1],
            cwd=str(path.parent),
            allow_errors=settings.execution_allow_errors,
            timeout=settings.execution_timeout,
        )
        state = "Executed notebook in" if result.err is None else "Failed after"
        logger.info("%s %.2f seconds: %s", state, result.time, path.relative_to(env.srcdir).as_posix())
        return result

    with ThreadPoolExecutor(workers) as pool:
        results = dict(zip(waiting, pool.map(execute, waiting), strict=True))
    for path, result in results.items():
        if result.err is None:
            _store(cache, path, waiting[path][0], result)


def _is_cached(cache: JupyterCacheAbstract, notebook: NotebookNode) -> bool:
    try:
        cache.match_cache_notebook(notebook)
    except KeyError:
        return False
    return True


def _store(cache: JupyterCacheAbstract, path: Path, reader: NbReader, result: ExecutionResult) -> None:
    record = cache.add_nb_to_project(str(path), **({"read_data": reader.read_fmt} if reader.read_fmt else {}))
    bundle = CacheBundleIn(result.nb, record.uri, data={"execution_seconds": result.time})
    cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
