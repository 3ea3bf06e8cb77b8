"""Makes the written pages lighter: the same text, links and looks in a tenth less HTML.

Sphinx wraps each name of a program in up to three elements that no style sheet of the book distinguishes, and its
theme writes the list of contents a second time, for print, where it has no page numbers.
"""

from __future__ import annotations

import re
from pathlib import Path

# Elements that change nothing about how their text looks: words of a literal; names, module names, punctuation and
# blanks in code, which have the colour of the code around them.
_PLAIN_SPAN = re.compile(r'<span class="(?:pre|n|nn|p|w)">([^<]*)</span>')
_EMPTY_SPAN = re.compile(r"<span></span>")
_LITERAL = re.compile(r'<code class="docutils literal notranslate">')
_CONTENTS_FOR_PRINT = re.compile(r'<div id="jb-print-toc">.*?</nav>\s*</div>', re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n+")


def lighter(page: str) -> str:
    """Return the HTML of a page without what shows nothing.

    Parameters
    ----------
    page : str
        A page as Sphinx wrote it.

    Returns
    -------
    str
        The page with the same text, links and looks.

    Examples
    --------
    >>> lighter('<em class="sig-param"><span class="n"><span class="pre">gap_eV</span></span></em>')
    '<em class="sig-param">gap_eV</em>'
    """
    page = _CONTENTS_FOR_PRINT.sub("", page)
    page = _LITERAL.sub('<code class="literal">', page)
    page = _EMPTY_SPAN.sub("", page)
    # Twice, because a name in a signature stands in one such element inside another.
    page = _PLAIN_SPAN.sub(r"\1", _PLAIN_SPAN.sub(r"\1", page))
    # Blank lines matter in code and nowhere around the article.
    start, end = page.find("<article"), page.find("</article>")
    if 0 < start < end:
        page = _BLANK_LINES.sub("\n", page[:start]) + page[start:end] + _BLANK_LINES.sub("\n", page[end:])
    return page


def lighten_pages(site: Path) -> None:
    """Make every page of a built site lighter.

    Parameters
    ----------
    site : pathlib.Path
        The folder with the pages.
    """
    for path in site.rglob("*.html"):
        if "_static" not in path.relative_to(site).parts:
            heavy = path.read_text(encoding="utf-8")
            light = lighter(heavy)
            if light != heavy:
                path.write_text(light, encoding="utf-8")
