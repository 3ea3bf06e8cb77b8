"""What several test modules share: the checkout, the built site, a server and a browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chromium_executable
from playwright.sync_api import Browser, sync_playwright

from heterostructures.site.build import site_directory
from heterostructures.site.serve import make_server

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def site(root: Path) -> Path:
    """The built book. 'make test' builds it first; without it the browser tests have nothing to test and fail."""
    directory = site_directory(root)
    if not (directory / "index.html").is_file():
        pytest.fail("There is no built book. Run 'make book' first, or 'make test', which does both.")
    return directory


@pytest.fixture
def data_copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the dataset that a test may damage."""
    return Path(shutil.copytree(root / "data", tmp_path / "data"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium_executable(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def serve() -> Iterator:
    """A function that serves a folder on the loopback address and returns its address."""
    servers = []

    def start(folder: Path) -> str:
        server = make_server(folder, port=0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(serve, site: Path) -> str:
    return serve(site)
