"""The command ``heterostructures``: validate the data, build, check and serve the book."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def _checkout() -> Path:
    """Return the checkout that the command works on: the current folder or the one above it that has the book."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "_config.yml").is_file() and (folder / "data" / "datapackage.json").is_file():
            return folder
    raise SystemExit("Run this inside a checkout of the book: no _config.yml with data/datapackage.json was found.")


def _validate(arguments: argparse.Namespace) -> int:
    from heterostructures.validation import read_sources, summary, validate

    root = _checkout()
    data, bibliography = root / "data", root / "references.bib"
    problems = validate(data, bibliography)
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problem(s) found.", file=sys.stderr)
        return 1
    print("\n".join(summary(read_sources(data, bibliography))))
    return 0


def _build(arguments: argparse.Namespace) -> int:
    from heterostructures.site.build import BuildFailed, book_is_at, build

    try:
        start_page = build(_checkout(), force=arguments.force)
    except BuildFailed as failure:
        print(f"\nThe book was not built. {failure}", file=sys.stderr)
        return 1
    print(f"\n{book_is_at(start_page)}")
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    from heterostructures.site.build import site_directory
    from heterostructures.site.serve import make_server

    site = site_directory(_checkout())
    if not (site / "index.html").is_file():
        print("There is no built book yet. Run 'make book' first.", file=sys.stderr)
        return 1
    try:
        server = make_server(site, arguments.port)
    except OSError as error:
        print(f"Port {arguments.port} cannot be used ({error.strerror}). Try --port 8001.", file=sys.stderr)
        return 1
    print(f"The book is at http://127.0.0.1:{server.server_port}/  (stop with Ctrl+C)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; it must be a whole number from 0 to 65535")
    return int(text)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments; those of the process by default.

    Returns
    -------
    int
        Exit status: 0 when all is well.
    """
    parser = argparse.ArgumentParser(prog="heterostructures", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    validate = commands.add_parser("validate", help="check the data and the bibliography")
    validate.set_defaults(run=_validate)
    build = commands.add_parser("build", help="check the data, execute the notebooks, write and check the pages")
    build.add_argument("--force", action="store_true", help="build even if nothing changed")
    build.set_defaults(run=_build)
    serve = commands.add_parser("serve", help="serve the built book on this machine")
    serve.add_argument("--port", type=_port, default=8000, help="port on 127.0.0.1 (default 8000)")
    serve.set_defaults(run=_serve)
    arguments = parser.parse_args(argv)
    # Material names hold signs that the old code pages of Windows terminals do not have.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    status: int = arguments.run(arguments)
    return status
