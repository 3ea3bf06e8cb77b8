"""Which numbers a review prints, and where: read from its text, without the text itself.

The texts of the reviews are not part of the repository. What the tests need of them is: which
numbers stand in which section or caption. Those are kept in ``numbers_in_reviews.csv``. Whoever has
the texts can write that file again and so check it::

    REVIEW_TEXTS=/path/to/texts python tests/review_numbers.py

The folder must hold one text for each review: ``*_A.txt`` and ``*_B.txt``, or two ``.txt`` files that
sort in this order.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NUMBERS_FILE = Path(__file__).parent / "numbers_in_reviews.csv"
COLUMNS = ("review", "part", "printed")

# First words of the lines that are headings, with the part of coverage.csv that they open.
HEADINGS = {
    "A": {
        "Abstract": "A-abstract",
        "¹Confucius": "",
        "INTRODUCTION": "A-1",
        "BASIC PROPERTIES OF HETEROSTRUCTURES": "A-2",
        "Fundamental natures of heterostructures": "A-2.1",
        "Built-in electric fields effect": "A-2.2",
        "Lattice strain and defect concentration": "A-2.3",
        "Interface buffering effect": "A-2.4",
        "THE ADVANTAGES OF HETEROSTRUCTURES": "A-3",
        "Regulation of reaction kinetics": "A-3.1",
        "Interfacial built-in fields": "A-3.2",
        "Reaction pathway optimization": "A-3.3",
        "Structural buffering effect": "A-3.4",
        "Synergistic interfacial effects": "A-3.5",
        "THE APPLICATIONS OF": "A-4",
        "Metal-ion batteries": "A-4.1",
        "Lithium-sulfur batteries": "A-4.2",
        "Metal-air batteries": "A-4.3",
        "Aqueous batteries": "A-4.4",
        "CONCLUSION AND OUTLOOK": "A-5",
        "DECLARATIONS": "",
    },
    "B": {
        "Abstract:": "B-abstract",
        "1. Introduction": "B-1",
        "2. The definition": "B-2",
        "2.1 Schottky": "B-2.1",
        "2.2 p-n": "B-2.2",
        "2.3 p-p": "B-2.3",
        "3. The roles": "B-3",
        "3.1 ": "B-3.1",
        "3.2 ": "B-3.2",
        "3.3 ": "B-3.3",
        "3.4 ": "B-3.4",
        "3.5 ": "B-3.5",
        "4. Applications": "B-4",
        "Table 1.": "B-tab1",
        "4.1 Metal": "B-4.1",
        "4.2 Metal": "B-4.2",
        "4.3 Metal": "B-4.3",
        "4.4 Metal": "B-4.4",
        "4.5 Metal": "B-4.5",
        "4.6. Chalc": "B-4.6",
        "5. Summary": "B-5",
    },
}
CAPTION = re.compile(r"Figure (\d+)\. ")
CAPTION_GOES_ON = ("Reproduced", "Copyright")

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
# A sign belongs to a number if nothing stands directly before it; else it is a dash, as in 1.3-1.4 or MoS2-600.
NUMBER = re.compile(r"(?:(?<![^\s(~=$])[-−])?\d+(?:,\d{3})*(?:\.\d+)?")

# What is not a printed value, in the order in which it is taken out.
NOT_VALUES = (
    (r"\^\[[^\]]*\]", "a citation of Review A"),
    (r"\[\d[\d,\s\-–]*\]", "a citation of Review B"),
    (r"<https?://[^>]*>|\(#\)", "an address"),
    (r"Copyright\s+(?:©\s+)?\d{4}", "a year of copyright"),
    (r"CC BY 4\.0", "the name of a licence"),
    (r"(?:Figure|Table)s?\s+\d+[A-Za-z]?(?:\s*,\s*[a-z]\b)*", "the number of a figure"),
    (r"(?<=[A-Za-zÅ°])(?:\^\{?-?\d\}?|[−–-]\d\b(?!\.\d)|⁻?[¹²³])", "the power of a unit"),
    (r"\(\d\)(?=\s|$)", "the number of an equation or of a list"),
)


@dataclass(frozen=True)
class PrintedNumber:
    """A number as it stands in a part of a review."""

    review: str
    part: str
    printed: str


def parts_of(review: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a review: the running text of each section and each caption."""
    part, caption, lines = "", "", [line.strip() for line in text.splitlines() if line.strip()]
    for index, line in enumerate(lines):
        opened = next((p for words, p in HEADINGS[review].items() if line.startswith(words)), None)
        if opened is not None:
            part, caption = opened, ""
            line = line.removeprefix(next(words for words, p in HEADINGS[review].items() if p == opened))
        found = CAPTION.match(line)
        if found:
            caption = f"{review}-fig{found[1]}"
        if caption or part:
            yield caption or part, line
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if caption and line.endswith(".") and not following.startswith(CAPTION_GOES_ON):
            caption = ""


def values_in(text: str) -> list[str]:
    """Return the numbers in a text that are values, as printed: no citations, formulas, exponents of units."""
    for pattern, _ in NOT_VALUES:
        text = re.sub(pattern, " ", text)
    text = text.translate(SUPERSCRIPTS)
    found = []
    for match in NUMBER.finditer(text):
        before = text[: match.start()]
        # A whole number that follows a letter, a closing bracket or an underscore counts atoms.
        counts_atoms = re.search(r"[A-Za-zα-ω_)\]}]\Z|_\{\Z|\\text\{\Z", before) is not None
        if counts_atoms and "." not in match[0]:
            continue
        found.append(match[0])
    return found


def numbers_in(review: str, text: str) -> list[PrintedNumber]:
    """Return every printed value of a review with its part."""
    whole: dict[str, list[str]] = {}
    for part, line in parts_of(review, text):
        whole.setdefault(part, []).append(line)
    return [
        PrintedNumber(review, part, printed)
        for part, lines in whole.items()
        if part != "B-tab1"
        for printed in values_in("\n".join(lines))
    ]


def review_texts() -> dict[str, str]:
    """Read the texts from the folder that the variable REVIEW_TEXTS names; empty without it."""
    folder = os.environ.get("REVIEW_TEXTS")
    if not folder:
        return {}
    files = sorted(Path(folder).glob("*.txt"))
    return {review: file.read_text(encoding="utf-8") for review, file in zip("AB", files, strict=True)}


def read_numbers() -> list[PrintedNumber]:
    """Read the numbers that are kept in the repository."""
    with NUMBERS_FILE.open(encoding="utf-8", newline="") as file:
        return [PrintedNumber(*(row[column] for column in COLUMNS)) for row in csv.DictReader(file)]


def main() -> None:
    """Write the file again from the texts."""
    texts = review_texts()
    if not texts:
        raise SystemExit("Set REVIEW_TEXTS to the folder that holds the texts of the reviews.")
    with NUMBERS_FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for review, text in texts.items():
            writer.writerows((n.review, n.part, n.printed) for n in numbers_in(review, text))
    print(f"Wrote {NUMBERS_FILE}")


if __name__ == "__main__":
    main()
