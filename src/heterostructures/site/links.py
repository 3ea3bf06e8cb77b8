"""Checks the built site: every internal link, anchor and file exists, and no page asks another host."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Attributes by which an element loads something, as opposed to linking to it.
_LOADING_ATTRIBUTES = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
# What a <link> element may relate to without loading it.
_LINK_RELATIONS_THAT_DO_NOT_LOAD = {
    "search",
    "index",
    "next",
    "prev",
    "canonical",
    "author",
    "license",
    "help",
    "alternate",
}
_LOADS_OF_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""", re.IGNORECASE)


def _addresses_in_style(text: str) -> list[str]:
    return [first or second for first, second in _LOADS_OF_STYLE.findall(text)]


@dataclass
class Page:
    """What a page of the site defines and refers to."""

    anchors: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    loads: list[tuple[int, str]] = field(default_factory=list)
    images_without_text: list[tuple[int, str]] = field(default_factory=list)
    charts: list[tuple[int, str]] = field(default_factory=list)
    datasets: set[str] = field(default_factory=set)
    datasets_drawn: list[tuple[int, str]] = field(default_factory=list)
    forbidden: list[tuple[int, str]] = field(default_factory=list)


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._inside = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        line, classes = self.getpos()[0], given.get("class", "").split()
        for name in ("id", "name") if tag == "a" else ("id",):
            if given.get(name):
                self.page.anchors.add(given[name])
        if tag in {"a", "area"} and "href" in given:
            self.page.links.append((line, given["href"]))
        self._note_loads(tag, given, line)
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh" and "url=" in given.get("content", ""):
            self.page.links.append((line, given["content"].split("url=", 1)[1]))
        if tag == "img" and not _is_useful_text(given.get("alt"), given.get("src", "")):
            self.page.images_without_text.append((line, given.get("src", "")))
        if tag == "base" or "srcdoc" in given:
            self.page.forbidden.append((line, "base" if tag == "base" else "srcdoc"))
        if "hs-chart" in classes:
            self.page.charts.append((line, given.get("id", "")))
        if "hs-dataset" in classes:
            self.page.datasets.add(given.get("data-name", ""))
        self._inside = tag if tag == "style" else "specification" if "hs-chart-specification" in classes else ""

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        line = self.getpos()[0]
        if self._inside == "style":
            self.page.loads += [(line, address) for address in _addresses_in_style(data)]
        elif self._inside == "specification":
            meta = json.loads(data).get("usermeta", {})
            names = [*meta.get("datasets", []), *([meta["config"]] if "config" in meta else [])]
            self.page.datasets_drawn += [(line, name) for name in names]

    def _note_loads(self, tag: str, given: dict[str, str], line: int) -> None:
        for name in _LOADING_ATTRIBUTES.get(tag, ()):
            for address in given.get(name, "").split(",") if name == "srcset" else [given.get(name, "")]:
                if address.strip():
                    self.page.loads.append((line, address.split()[0]))
        relations = set(given.get("rel", "").lower().split())
        if tag == "link" and not relations <= _LINK_RELATIONS_THAT_DO_NOT_LOAD and given.get("href"):
            self.page.loads.append((line, given["href"]))
        self.page.loads += [(line, address) for address in _addresses_in_style(given.get("style", ""))]


def _is_useful_text(alt: str | None, source: str) -> bool:
    """Tell a description from nothing and from a file path; an empty alt marks decoration and is fine."""
    if alt is None:
        return False
    return alt == "" or not (Path(alt).suffix in {".png", ".svg", ".jpg", ".jpeg", ".gif", ".webp"} or alt == source)


def read_pages(site: Path) -> dict[Path, Page]:
    """Read every HTML page of a site.

    Parameters
    ----------
    site : pathlib.Path
        The built site.

    Returns
    -------
    dict of pathlib.Path to Page
        By path of the page.
    """
    pages = {}
    for path in sorted(site.rglob("*.html")):
        if "_static" in path.relative_to(site).parts:
            continue
        reader = _PageReader()
        reader.feed(path.read_text(encoding="utf-8"))
        pages[path] = reader.page
    return pages


def problems_of_site(site: Path) -> list[str]:
    """List what is wrong with the pages of a site.

    These are dead internal links and anchors, files that do not exist, loads from other hosts,
    images without a useful text, and charts that share a name or lack their data.

    Parameters
    ----------
    site : pathlib.Path
        The built site.

    Returns
    -------
    list of str
        One line for each problem; empty when all is well. A site without pages is a problem.
    """
    site = site.resolve()
    pages = read_pages(site)
    if not pages:
        return [f"{site} has no page"]
    problems = [problem for path in pages for problem in _problems_of_page(site, path, pages)]
    for path in sorted(site.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        problems += [
            f"{path.relative_to(site)}: loads {address} from another host; serve it from the site"
            for address in _addresses_in_style(text)
            if _is_outside(address)
        ]
    return problems


def _problems_of_page(site: Path, path: Path, pages: dict[Path, Page]) -> Iterator[str]:
    page, name = pages[path], path.relative_to(site).as_posix()
    for line, address in page.loads:
        if _is_outside(address):
            yield f"{name}, line {line}: loads {address} from another host; serve it from the site"
        elif not address.startswith(("data:", "blob:", "#")) and not _target(site, path, address).is_file():
            yield f"{name}, line {line}: loads {address}, which does not exist"
    for line, address in page.links:
        if _is_outside(address) or address.startswith(("mailto:", "data:", "javascript:")):
            continue
        target, anchor = _target(site, path, address), unquote(urlsplit(address).fragment)
        if not target.is_file():
            yield f"{name}, line {line}: the link {address} leads nowhere; there is no {target.name}"
        elif not target.is_relative_to(site):
            yield f"{name}, line {line}: the link {address} leads out of the site"
        elif anchor and target in pages and anchor not in pages[target].anchors:
            yield f"{name}, line {line}: the link {address} leads to an anchor that {target.name} does not have"
    for line, source in page.images_without_text:
        yield f"{name}, line {line}: the image {source[:80]} has no text alternative, or only its file name"
    for line, what in page.forbidden:
        yield f"{name}, line {line}: {what} is not used in the book, because it hides what a page loads"
    charts = [chart for _, chart in page.charts]
    for line, chart in page.charts:
        if charts.count(chart) > 1:
            yield f"{name}, line {line}: the chart name {chart!r} is used more than once on this page"
    for line, dataset in page.datasets_drawn:
        if dataset not in page.datasets:
            yield f"{name}, line {line}: a chart draws the dataset {dataset}, which the page does not carry"


def _is_outside(address: str) -> bool:
    return address.startswith("//") or urlsplit(address).scheme in {"http", "https", "ftp", "ws", "wss"}


def _target(site: Path, page: Path, address: str) -> Path:
    path = unquote(urlsplit(address).path)
    if not path:
        return page
    target = site / path.lstrip("/") if path.startswith("/") else page.parent / path
    if path.endswith("/"):
        target = target / "index.html"
    return target.resolve()
