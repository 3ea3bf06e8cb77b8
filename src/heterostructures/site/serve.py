"""Serves the built book on this machine only."""

from __future__ import annotations

import functools
import http.server
from pathlib import Path


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Keep the terminal free of a line for each file."""


def make_server(site: Path, port: int) -> http.server.ThreadingHTTPServer:
    """Return a server of a folder on the loopback address.

    Parameters
    ----------
    site : pathlib.Path
        The folder to serve.
    port : int
        The port, or 0 for any free one.

    Returns
    -------
    http.server.ThreadingHTTPServer
        Bound, not yet serving.
    """
    handler = functools.partial(_QuietHandler, directory=str(site))
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
