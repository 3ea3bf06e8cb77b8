"""Checks the built site: every internal link, anchor and file exists, and no page asks another host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Elements and attributes by which a page loads something, as opposed to linking to it.
_LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "input": "src",
}
_LINK_RELATIONS_THAT_LOAD = {
    "stylesheet",
    "preload",
    "icon",
    "shortcut",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
}


@dataclass
class Page:
    """What a page of the site defines and refers to."""

    anchors: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    loads: list[tuple[int, str]] = field(default_factory=list)
    images_without_text: list[tuple[int, str]] = field(default_factory=list)


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        line = self.getpos()[0]
        for name in ("id", "name") if tag == "a" else ("id",):
            if given.get(name):
                self.page.anchors.add(given[name])
        if tag in {"a", "area"} and "href" in given:
            self.page.links.append((line, given["href"]))
        if tag in _LOADS and given.get(_LOADS[tag]):
            self.page.loads.append((line, given[_LOADS[tag]]))
        if tag == "link" and _LINK_RELATIONS_THAT_LOAD.intersection(given.get("rel", "").split()):
            self.page.loads.append((line, given.get("href", "")))
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh" and "url=" in given.get("content", ""):
            self.page.links.append((line, given["content"].split("url=", 1)[1]))
        if tag == "img" and not _is_useful_text(given.get("alt"), given.get("src", "")):
            self.page.images_without_text.append((line, given.get("src", "")))

    handle_startendtag = handle_starttag


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
    """List dead internal links and anchors, loads from other hosts, and images without a useful text.

    Parameters
    ----------
    site : pathlib.Path
        The built site.

    Returns
    -------
    list of str
        One line for each problem; empty when all is well. A site without pages is a problem.
    """
    pages = read_pages(site)
    if not pages:
        return [f"{site} has no page"]
    return [problem for path in pages for problem in _problems_of_page(site, path, pages)]


def _problems_of_page(site: Path, path: Path, pages: dict[Path, Page]) -> Iterator[str]:
    page, name = pages[path], path.relative_to(site)
    for line, address in page.loads:
        if _is_outside(address):
            yield f"{name}, line {line}: loads {address} from another host; serve it from the site"
        elif not address.startswith(("data:", "blob:")) and not _target(site, path, address).is_file():
            yield f"{name}, line {line}: loads {address}, which does not exist"
    for line, address in page.links:
        if _is_outside(address) or address.startswith(("mailto:", "data:", "javascript:")):
            continue
        target, anchor = _target(site, path, address), unquote(urlsplit(address).fragment)
        if not target.is_file():
            yield f"{name}, line {line}: the link {address} leads nowhere; there is no {target.name}"
        elif anchor and target in pages and anchor not in pages[target].anchors:
            yield f"{name}, line {line}: the link {address} leads to an anchor that {target.name} does not have"
    for line, source in page.images_without_text:
        yield f"{name}, line {line}: the image {source[:80]} has no text alternative, or only its file name"


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
