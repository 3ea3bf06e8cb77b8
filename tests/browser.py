"""Finding a Chromium, and looking at a page with it: what it asked, logged, drew and left inaccessible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

NAMES_ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WCAG_2_A_AND_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
DRAWING_TIME_MS = 15_000
REDRAWING_TIME_MS = 5_000


class NoBrowser(RuntimeError):
    """No Chromium was found and none could be installed."""


def chromium_executable(
    find: Callable[[str], str | None] = shutil.which,
    run: Callable[..., subprocess.CompletedProcess] = subprocess.run,
) -> str | None:
    """Return the path of a Chromium: from PATH, else from Debian's package, else None for Playwright's own.

    Raises NoBrowser, in words for a person, when none of the three ways works.
    """

    def on_path() -> str | None:
        return next((path for path in map(find, NAMES_ON_PATH) if path), None)

    if found := on_path():
        return found
    tried = [f"none of {', '.join(NAMES_ON_PATH)} is on PATH"]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if find("apt-get") and (is_root or find("sudo")):
        prefix = [] if is_root else ["sudo", "-n"]
        print("Installing Debian's chromium package for the browser tests ...", flush=True)
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            # Workers that test side by side wait for each other's apt-get instead of failing.
            run(
                [*prefix, *command, "-o", "DPkg::Lock::Timeout=300"],
                check=False,
                capture_output=True,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
        if found := on_path():
            return found
        tried.append("apt-get could not install the package chromium")
    print("Installing Playwright's Chromium for the browser tests ...", flush=True)
    if (
        run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, capture_output=True).returncode
        == 0
    ):
        return None
    tried.append("'python -m playwright install chromium' failed; is there a network?")
    raise NoBrowser(
        f"The browser tests need Chromium: {'; '.join(tried)}. "
        "Install Chromium or Google Chrome so that it is on PATH, then run 'make test' again."
    )


@dataclass
class Visit:
    """A page that was opened with all outside requests blocked."""

    page: Page
    outside_requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def draw_everything(self) -> None:
        """Scroll every chart into view and wait until it is live or has failed."""
        self.page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        for chart in self.page.locator(".hs-chart").all():
            chart.evaluate("chart => chart.scrollIntoView({block: 'center'})")
            self.page.wait_for_function(
                "id => document.getElementById(id).dataset.state !== 'static'",
                arg=chart.get_attribute("id"),
                timeout=DRAWING_TIME_MS,
            )
        self.page.evaluate("window.scrollTo(0, 0)")

    def undrawn_charts(self) -> list[str]:
        """Name the charts that are not live, or whose live drawing has no mark in it.

        A chart whose width has just changed is being drawn anew; on a busy machine that takes a moment.
        """
        undrawn = """() => [...document.querySelectorAll('.hs-chart')].filter(chart => chart.dataset.state !== 'live'
            || chart.querySelectorAll('.hs-chart-stage svg path[d], .hs-chart-stage svg text').length < 5)
            .map(chart => chart.id)"""
        with suppress(PlaywrightTimeoutError):
            self.page.wait_for_function(f"() => ({undrawn})().length === 0", timeout=REDRAWING_TIME_MS)
        return self.page.evaluate(undrawn)

    def untypeset_formulas(self) -> list[str]:
        """Return the text of formulas that MathJax has not turned into glyphs, or has turned into an error."""
        self.page.wait_for_function("!window.MathJax || window.MathJax.startup?.promise", timeout=DRAWING_TIME_MS)
        self.page.evaluate("window.MathJax?.startup?.promise")
        return self.page.evaluate(
            """[...document.querySelectorAll('.math')].filter(formula => !formula.querySelector('mjx-container mjx-c')
               || formula.querySelector('mjx-merror')).map(formula => formula.textContent)"""
        )

    def images_without_text(self) -> list[str]:
        """Name images, charts and drawings that are exposed to assistive technology without a useful text."""
        return self.page.evaluate(
            r"""[
              ...[...document.images].filter(i => !i.hasAttribute('alt') || /\.(png|svg|jpe?g|gif|webp)$/.test(i.alt)),
              ...[...document.querySelectorAll('[role=img]')].filter(e => !e.closest('[aria-hidden=true]')
                   && (e.getAttribute('aria-label') ?? '').length < 10),
              ...[...document.querySelectorAll('svg')].filter(s => !s.closest('[aria-hidden=true], [role=img][aria-label], button, summary')
                   && !s.querySelector('title') && !s.getAttribute('aria-label')),
            ].map(e => e.outerHTML.slice(0, 120))"""
        )

    def accessibility_violations(self) -> list[str]:
        """Return one line for each WCAG 2 A or AA violation that axe finds."""
        # Without preloading, axe reads the style sheets that the page has loaded and requests none itself.
        report = Axe().run(self.page, options={"runOnly": WCAG_2_A_AND_AA, "preload": False})
        return [
            f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:160]}"
            for violation in report.response["violations"]
            for node in violation["nodes"]
        ]

    def horizontal_overflow_px(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def charts_wider_than_their_place(self) -> list[str]:
        """Name the charts whose drawing is cut off at the side."""
        return self.page.evaluate(
            """[...document.querySelectorAll('.hs-chart')].filter(chart => {
                 const drawing = chart.querySelector('.hs-chart-stage svg');
                 return drawing && drawing.getBoundingClientRect().right > chart.getBoundingClientRect().right + 1;
               }).map(chart => chart.id)"""
        )


@contextmanager
def visit(
    browser: Browser, url: str, *, width: int = 1280, theme: str = "light", javascript: bool = True
) -> Iterator[Visit]:
    """Open a page with every request to another address blocked and recorded."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
    context.add_init_script(f"localStorage.setItem('mode', '{theme}'); localStorage.setItem('theme', '{theme}')")
    page = context.new_page()
    page.set_default_timeout(DRAWING_TIME_MS)
    seen = Visit(page)
    origin = url.split("/", 3)[2]

    def admit(route) -> None:
        requested = route.request.url
        if requested.startswith(("data:", "blob:")) or requested.split("/", 3)[2] == origin:
            route.continue_()
        else:
            seen.outside_requests.append(requested)
            route.abort()

    context.route("**/*", admit)
    page.on("console", lambda message: seen.console_errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.console_errors.append(str(error)))
    try:
        page.goto(url)
        if javascript:
            # The address of the site itself leads on to the landing page.
            page.wait_for_function("!document.querySelector('meta[http-equiv=refresh]')")
        page.wait_for_load_state("load")
        yield seen
    finally:
        context.close()
