"""Rules of the bibliography: readable entries, what each type needs, how well a work is known, and who cites it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bibtexparser import Library
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry, ExplicitComment, ImplicitComment

from heterostructures.validation.cells import invisible_rule, markup_rule
from heterostructures.validation.files import undecodable
from heterostructures.validation.problem import Problem

# For each type of entry the fields that it needs; of a group in parentheses one is enough.
REQUIRED_FIELDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "article": (("title",), ("journal",)),
    "book": (("title",), ("publisher",), ("year",)),
    "incollection": (("title",), ("booktitle",), ("publisher",), ("year",)),
    "inproceedings": (("title",), ("booktitle",), ("year",)),
    "misc": (("title",), ("note", "howpublished")),
    "phdthesis": (("author",), ("title",), ("school",), ("year",)),
    "techreport": (("title",), ("institution",), ("year",)),
    "unpublished": (("author",), ("title",), ("note",)),
}
STATUSES = {"identified", "candidate", "unidentified"}
BACKGROUND = "background"
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}]+")
_CITED_IN_PAGE = re.compile(r"\{cite(?::\w+)*\}`([^`]+)`")


@dataclass(frozen=True)
class _Entry:
    """One entry with its fields, and how to say what is wrong with it."""

    file: str
    key: str
    type: str
    line: int | None
    fields: Mapping[str, str]

    def problem(self, field: str, rule: str) -> Problem:
        """Return a problem of one field."""
        return Problem(
            self.file, f"{rule} (entry {self.key})", line=self.line, column=field, value=self.fields.get(field)
        )


def _entry_from(entry: Entry, file: str) -> _Entry:
    line = entry.start_line + 1 if entry.start_line is not None else None
    return _Entry(file, entry.key, entry.entry_type, line, {field.key.lower(): field.value for field in entry.fields})


@lru_cache(maxsize=16)
def read_library(content: bytes, file: str) -> tuple[Mapping[str, _Entry], tuple[Problem, ...]]:
    """Read a bibliography and check each entry.

    Parameters
    ----------
    content : bytes
        The BibTeX file.
    file : str
        Its name, for the messages.

    Returns
    -------
    entries : dict of str to entry
        By key.
    problems : tuple of Problem
        What is wrong with the file or an entry.
    """
    unreadable = undecodable(content, file)
    if unreadable:
        return {}, (unreadable,)
    # The parser also logs what it puts into failed_blocks; once is enough.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    text = content.decode("utf-8").replace("\r\n", "\n")
    library = parse_string(text)
    entries = {entry.key: _entry_from(entry, file) for entry in library.entries}
    return entries, (*validate_bibliography(library, file), *_invisible_characters(text, file))


def _invisible_characters(text: str, file: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        wrong = invisible_rule(line.replace("\t", " "))
        if wrong:
            yield Problem(file, wrong, line=number, value=line.strip())


def validate_bibliography(library: Library, file: str) -> list[Problem]:
    """Check a bibliography: readable entries, unique keys, required fields, DOI syntax, no duplicates.

    Parameters
    ----------
    library : bibtexparser.Library
        The bibliography as read by :func:`heterostructures.references.read_bibliography`.
    file : str
        Name of its file, for the messages.

    Returns
    -------
    list of Problem
        Empty when all is well.
    """
    problems = [
        Problem(
            file=file,
            line=block.start_line + 1 if block.start_line is not None else None,
            value=(getattr(block, "key", None) or block.raw or "").strip().split("\n")[0],
            rule=f"cannot be read as a BibTeX entry: {getattr(block, 'error', 'unknown reason')}",
        )
        for block in library.failed_blocks
    ]
    problems += _text_between_entries(library, file)
    if not library.entries:
        problems.append(Problem(file=file, rule="has no entry"))
    entries = [_entry_from(entry, file) for entry in library.entries]
    for entry in entries:
        for check in (_fields_of_type, _fields_of_doi, _fields_of_status, _harmless_fields):
            problems += check(entry)
    return [*problems, *_repeated_works(entries)]


def _text_between_entries(library: Library, file: str) -> Iterator[Problem]:
    """Between entries stand comments only; an entry that lost its opening brace would pass for one."""
    for block in library.blocks:
        if isinstance(block, ExplicitComment):
            first = block.start_line + 1 if block.start_line is not None else None
            yield Problem(file, "comments are lines that begin with %, not @comment", line=first)
        elif isinstance(block, ImplicitComment):
            for number, line in enumerate(block.comment.split("\n"), start=(block.start_line or 0) + 1):
                if line.strip() and not line.startswith("%"):
                    yield Problem(
                        file,
                        "is neither an entry nor a comment; entries begin with @ and a brace, comments with %",
                        line=number,
                        value=line.strip(),
                    )


def _fields_of_type(entry: _Entry) -> Iterator[Problem]:
    """An entry has the fields that its type needs."""
    if entry.type not in REQUIRED_FIELDS:
        kinds = ", ".join(sorted(REQUIRED_FIELDS))
        yield Problem(entry.file, f"entry type must be one of {kinds}", line=entry.line, value=entry.type)
    for group in REQUIRED_FIELDS.get(entry.type, ()):
        if not any(entry.fields.get(name, "").strip() for name in group):
            instead = f", or {' or '.join(group[1:])}" if group[1:] else ""
            yield entry.problem(group[0], f"is required in an entry of type {entry.type}{instead}")


def _fields_of_doi(entry: _Entry) -> Iterator[Problem]:
    """A DOI is written without address, and stands in the field doi only once it is verified."""
    for name in ("doi", "unconfirmed_doi"):
        if name in entry.fields and not _DOI.fullmatch(entry.fields[name]):
            yield entry.problem(name, "must be a DOI such as 10.20517/energyz.2026.15, without address")
    if "doi" in entry.fields and entry.fields.get("doi_status") != "verified":
        yield entry.problem("doi_status", "must be verified for a doi; keep others in unconfirmed_doi")
    if entry.fields.get("doi_status") == "verified" and "doi" not in entry.fields:
        yield entry.problem("doi_status", "is verified, but the entry has no doi")


def _fields_of_status(entry: _Entry) -> Iterator[Problem]:
    """What an entry claims to be known must be there, and nothing more."""
    status, year, role = (entry.fields.get(name) for name in ("status", "year", "role"))
    if status not in STATUSES:
        yield entry.problem("status", f"must be one of {', '.join(sorted(STATUSES))}")
    if year is not None and not re.fullmatch(r"[12][0-9]{3}|accepted manuscript", year):
        yield entry.problem("year", "must be a year of four digits, or 'accepted manuscript'")
    # A web page has no author or year of its own; how it is published says where it is.
    if status == "identified" and "howpublished" not in entry.fields:
        for name in ("author", "year"):
            if name not in entry.fields:
                yield entry.problem(name, "is required once a work is identified")
    if status == "unidentified" and "doi" in entry.fields:
        yield entry.problem("status", "must be identified if the entry has a verified DOI")
    if role not in {None, BACKGROUND}:
        yield entry.problem("role", f"must be {BACKGROUND}, or be left out")


def _harmless_fields(entry: _Entry) -> Iterator[Problem]:
    """No field holds markup."""
    for name, value in entry.fields.items():
        wrong = markup_rule(value)
        if wrong:
            yield entry.problem(name, wrong)


def _repeated_works(entries: list[_Entry]) -> Iterator[Problem]:
    """No work stands in two entries."""
    dois: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for entry in entries:
        for doi in sorted({entry.fields.get("doi", ""), entry.fields.get("unconfirmed_doi", "")} - {""}):
            dois[doi.lower()] += 1
            if dois[doi.lower()] == 2:
                yield entry.problem("doi", f"repeats the DOI {doi} of another entry")
        title = re.sub(r"\W+", " ", entry.fields.get("title", "")).casefold().strip()
        titles[title] += 1
        if title and titles[title] == 2:
            yield entry.problem("title", "repeats the title of another entry")


# ---------------------------------------------------------------- who cites it


def keys_in_pages(pages: Mapping[str, str]) -> set[str]:
    """Return the keys that pages cite.

    Parameters
    ----------
    pages : mapping of str to str
        Text of each page.

    Returns
    -------
    set of str
        Keys in roles such as ``{cite:p}``.

    Examples
    --------
    >>> sorted(keys_in_pages({"book/a": "as shown {cite:p}`one, two` and {cite}`three`"}))
    ['one', 'three', 'two']
    """
    found = _CITED_IN_PAGE.findall("\n".join(pages.values()))
    return {key.strip() for keys in found for key in keys.split(",")}


def problems_of_roles(
    entries: Mapping[str, _Entry], in_data: set[str], pages: Mapping[str, str] | None
) -> Iterator[Problem]:
    """Check that each entry is cited, or says that it is background; not both.

    Parameters
    ----------
    entries : mapping of str to entry
        The bibliography.
    in_data : set of str
        Keys that a data file cites.
    pages : mapping of str to str, optional
        The pages of the book. Without them it is not known that an entry is not cited.

    Yields
    ------
    Problem
        For each entry whose role does not fit.
    """
    cited = in_data | keys_in_pages(pages or {})
    for key, entry in entries.items():
        background = entry.fields.get("role") == BACKGROUND
        if background and key in cited:
            yield entry.problem("role", "must be left out: a data file or a page cites the entry")
        elif not background and key not in cited and pages is not None:
            yield entry.problem("role", f"must be {BACKGROUND}: neither a data file nor a page cites the entry")
