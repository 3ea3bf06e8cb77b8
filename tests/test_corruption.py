"""Hundreds of random mistakes in every file of the dataset: each is refused, and named where it stands.

Each kind of mistake is one function below. It draws where the mistake goes, and returns the damaged file
with the place that the gate must name. :data:`EXAMPLES` says how often each kind is drawn; every test counts
what it ran. The files are read once and validated by the function that the command calls; only what depends
on the damaged file is done again.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from heterostructures.validation import Problem, Sources, read_sources, validate_sources
from heterostructures.validation.units import conversion_factor

ROOT = Path(__file__).resolve().parents[1]
SOURCES = read_sources(ROOT / "data", ROOT / "references.bib")
BIBLIOGRAPHY = "references.bib"
DESCRIPTION = "datapackage.json"
RESOURCES = {resource["name"]: resource for resource in json.loads(SOURCES.data[DESCRIPTION])["resources"]}
FIELDS = {name: {f["name"]: f for f in resource["schema"]["fields"]} for name, resource in RESOURCES.items()}
# The lines of each data file as lists of cells, the header first.
LINES = {name: list(csv.reader(io.StringIO(SOURCES.data[f"{name}.csv"].decode()))) for name in RESOURCES}
Draw = Callable[[st.SearchStrategy], object]


@dataclass(frozen=True)
class Damage:
    """A damaged file, and the place that must be named; what is None or empty may be anything."""

    file: str
    content: bytes
    lines: frozenset[int] = frozenset()
    column: str | None = None
    named_in: str | None = None
    words: str = ""

    def sources(self) -> Sources:
        if self.file == BIBLIOGRAPHY:
            return dataclasses.replace(SOURCES, bibliography=self.content)
        return dataclasses.replace(SOURCES, data={**SOURCES.data, self.file: self.content})

    def is_named_by(self, problem: Problem) -> bool:
        file = self.named_in or (self.file if self.file == BIBLIOGRAPHY else f"data/{self.file}")
        return (
            problem.file.startswith(file)
            and (not self.lines or problem.line in self.lines)
            and (self.column is None or problem.column == self.column)
            and self.words in problem.rule
        )


# ---------------------------------------------------------------- drawing a place and writing a file


def written(lines: list[list[str]], **options) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n", **options).writerows(lines)
    return buffer.getvalue().encode()


def columns(fits: Callable[[str, dict], bool]) -> list[tuple[str, str]]:
    """The columns that a kind of mistake can go into, in all files."""
    return [(name, column) for name in LINES for column, f in FIELDS[name].items() if fits(name, f)]


def cell(name: str, line: int, column: str) -> str:
    return LINES[name][line - 1][list(FIELDS[name]).index(column)]


def filled(name: str, column: str) -> list[int]:
    """The lines in which a column is not empty."""
    index = list(FIELDS[name]).index(column)
    return [line for line, cells in enumerate(LINES[name][1:], start=2) if cells[index]]


def place(draw: Draw, choice: list[tuple[str, str]]) -> tuple[str, str, int, str]:
    """Draw a filled cell: file, column, line and what stands there."""
    name, column = draw(st.sampled_from([place for place in choice if filled(*place)]))
    line = draw(st.sampled_from(filled(name, column)))
    return name, column, line, cell(name, line, column)


def changed(name: str, line: int, /, **cells: str) -> bytes:
    lines = list(LINES[name])
    row = dict(zip(FIELDS[name], lines[line - 1], strict=True)) | cells
    lines[line - 1] = list(row.values())
    return written(lines)


def in_cell(name: str, line: int, column: str, text: str, **more) -> Damage:
    assume(text != LINES[name][line - 1][list(FIELDS[name]).index(column)])
    return Damage(f"{name}.csv", changed(name, line, **{column: text}), frozenset({line}), column, **more)


def rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    for line, cells in enumerate(LINES[name][1:], start=2):
        yield line, dict(zip(FIELDS[name], cells, strict=True))


def any_file(draw: Draw) -> str:
    return draw(st.sampled_from([*(f"{name}.csv" for name in LINES), DESCRIPTION, BIBLIOGRAPHY]))


def content_of(file: str) -> bytes:
    return SOURCES.bibliography if file == BIBLIOGRAPHY else SOURCES.data[file]


# ---------------------------------------------------------------- mistakes in a cell

TEXT = columns(lambda name, f: f["type"] == "string")
NUMBERS = columns(lambda name, f: f["type"] != "string")
FORMULAS = ["=1+1", "=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\uff1d1+1", "=cmd|' /C calc'!A0"]
NO_NUMBERS = [
    "x",
    "1e3",
    "NaN",
    "inf",
    "1,000",
    "3 V",
    "≈3",
    "<5",
    "--",
    "0x10",
    "1_000",
    "１０",
    "007",
    "-0",
    "1/3",
    "2.",
    ".",
]


def no_number(draw: Draw) -> Damage:
    name, column, line, _ = place(draw, NUMBERS)
    return in_cell(name, line, column, draw(st.sampled_from(NO_NUMBERS)))


def number_outside_of_the_schema(draw: Draw) -> Damage:
    name, column, line, _ = place(
        draw, columns(lambda name, f: {"minimum", "maximum"} & f.get("constraints", {}).keys())
    )
    limits = FIELDS[name][column]["constraints"]
    beyond = draw(st.integers(1, 10**6))
    low, high = limits.get("minimum"), limits.get("maximum")
    outside = [Decimal(str(low)) - beyond] if low is not None else []
    outside += [Decimal(str(high)) + beyond] if high is not None else []
    return in_cell(name, line, column, f"{draw(st.sampled_from(outside)):f}")


def number_outside_of_its_quantity(draw: Draw) -> Damage:
    """Ten times too much, or a slip of the unit: printed alike, but not plausible."""
    quantities = {row["quantity"]: row for _, row in rows("quantities")}
    name, column = draw(st.sampled_from([("measurements", "quantity"), ("materials", "property")]))
    line, row = draw(st.sampled_from([(n, r) for n, r in rows(name) if r["value"] and not r.get("value_max")]))
    quantity = quantities[row[column]]
    factor = conversion_factor(row["unit"], quantity["unit"])
    limit = Fraction(quantity[draw(st.sampled_from(["minimum", "maximum"]))]) / factor
    beyond = draw(st.integers(1, 10**6))
    number = str(
        int(limit) + 1 + beyond if limit == Fraction(quantity["maximum"]) / factor else int(limit) - 1 - beyond
    )
    cells = {"value": number} | ({"printed": number} if name == "measurements" else {})
    return Damage(f"{name}.csv", changed(name, line, **cells), frozenset({line}), "value", words="must lie from")


def number_that_is_not_printed(draw: Draw) -> Damage:
    line, row = draw(st.sampled_from([(n, r) for n, r in rows("measurements") if r["value"]]))
    digit = draw(st.sampled_from([i for i, character in enumerate(row["value"]) if character.isdigit()]))
    other = draw(st.sampled_from([d for d in "123456789" if d != row["value"][digit]]))
    return in_cell("measurements", line, "value", row["value"][:digit] + other + row["value"][digit + 1 :])


def wrong_unit(draw: Draw) -> Damage:
    units = {row["quantity"]: {row["unit"], *row["other_units"].split("; ")} for _, row in rows("quantities")}
    name, column = draw(st.sampled_from([("measurements", "quantity"), ("materials", "property")]))
    line, row = draw(st.sampled_from([(n, r) for n, r in rows(name) if r["unit"]]))
    every = sorted({unit for known in units.values() for unit in known} - units[row[column]] - {""})
    return in_cell(name, line, "unit", draw(st.sampled_from([*every, "furlong", row["unit"].upper() + "x"])))


def unknown_term(draw: Draw) -> Damage:
    name, column, line, text = place(draw, columns(lambda name, f: "vocabulary" in f))
    items = text.split("; ") if "listOf" in FIELDS[name][column] else [text]
    index = draw(st.integers(0, len(items) - 1))
    item = items[index]
    items[index] = draw(
        st.sampled_from([item + "s", item.swapcase(), item[:-1], "magic", item.replace(" ", "-") + "-"])
    )
    known = {row["term"] for _, row in rows("vocabularies") if row["vocabulary"] == FIELDS[name][column]["vocabulary"]}
    assume(items[index] not in known and items[index])
    return in_cell(name, line, column, "; ".join(items))


REFERRING = columns(
    lambda name, f: [f["name"]] in [k["fields"] for k in RESOURCES[name]["schema"].get("foreignKeys", [])]
)


def broken_link(draw: Draw) -> Damage:
    """A row names a row of another file that does not exist."""
    name, column, line, text = place(draw, REFERRING)
    key = next(k for k in RESOURCES[name]["schema"]["foreignKeys"] if k["fields"] == [column])
    other, (other_column,) = key["reference"]["resource"], key["reference"]["fields"]
    known = {row[other_column] for _, row in rows(other)}
    text = draw(st.sampled_from([text + "9", text[:-1] + "0", text[::-1], "9999"]))
    assume(text and text not in known)
    return in_cell(name, line, column, text)


def broken_reference(draw: Draw) -> Damage:
    name, column, line, text = place(draw, columns(lambda name, f: f.get("listOf") == "bibliography"))
    items = text.split("; ")
    index = draw(st.integers(0, len(items) - 1))
    items[index] = draw(st.sampled_from([items[index] + "0000", items[index] + "x", items[index].upper(), "lost2026"]))
    return in_cell(name, line, column, "; ".join(items))


def reference_of_the_other_review(draw: Draw) -> Damage:
    name, column, line, text = place(
        draw, columns(lambda name, f: f["name"] == "bib_keys" and "review" in FIELDS[name])
    )
    a, b = (row["bib_key"] for _, row in rows("reviews"))
    other = b if text.startswith(a) else a
    return in_cell(name, line, column, other, words="not a key of Review")


def wrong_number_of_a_reference(draw: Draw) -> Damage:
    line = draw(st.sampled_from(filled("sib_table1", "reference_number")))
    return in_cell("sib_table1", line, "reference_number", str(draw(st.integers(1, 999))))


def formula(draw: Draw) -> Damage:
    name, column, line, _ = place(draw, TEXT)
    return in_cell(name, line, column, draw(st.sampled_from(FORMULAS)))


def script(draw: Draw) -> Damage:
    name, column, line, text = place(draw, TEXT)
    at = draw(st.integers(0, len(text)))
    markup = draw(st.sampled_from(["<script>alert(1)</script>", "<img src=x onerror=1>", "</td>", "<!--", "< b>"]))
    return in_cell(name, line, column, text[:at] + markup + text[at:])


def invisible_or_foreign_character(draw: Draw) -> Damage:
    name, column, line, text = place(draw, TEXT)
    at = draw(st.integers(0, len(text)))
    character = draw(st.sampled_from(["\u200b", "\u00a0", "\u202e", "\ufeff", "\x07", "\t", "\u0430", "\u2028", "  "]))
    return in_cell(name, line, column, text[:at] + character + text[at:])


def emptied_cell(draw: Draw) -> Damage:
    name, column, line, _ = place(draw, columns(lambda name, f: f.get("constraints", {}).get("required")))
    return in_cell(name, line, column, "")


def endless_text(draw: Draw) -> Damage:
    name, column, line, _ = place(draw, columns(lambda name, f: "maxLength" in f.get("constraints", {})))
    length = FIELDS[name][column]["constraints"]["maxLength"] + draw(st.integers(1, 2000))
    return in_cell(name, line, column, "n" * length)


def broken_list(draw: Draw) -> Damage:
    name, column, line, text = place(draw, columns(lambda name, f: "listOf" in f))
    first = text.split("; ")[0]
    ways = [text + "; ", text + ";", "; " + text, text + "; ; " + first, text + "; " + first, text + ";" + first]
    return in_cell(name, line, column, draw(st.sampled_from(ways)))


# ---------------------------------------------------------------- mistakes between cells and rows


def value_and_direction(draw: Draw) -> Damage:
    line, row = draw(st.sampled_from(list(rows("measurements"))))
    if row["value"]:
        return in_cell("measurements", line, "direction", "raised")
    column = draw(st.sampled_from(["qualifier", "unit", "printed", "direction"]))
    text = {"qualifier": "about", "unit": "eV", "printed": "1", "direction": ""}[column]
    damage = in_cell("measurements", line, column, text)
    return dataclasses.replace(damage, column="value" if column == "direction" else column)


def range_without_end(draw: Draw) -> Damage:
    line, row = draw(st.sampled_from([(n, r) for n, r in rows("measurements") if r["value"]]))
    if row["value_max"]:
        return in_cell("measurements", line, "value_max", draw(st.sampled_from(["", row["value"], "-999999"])))
    return in_cell("measurements", line, "value_max", str(int(Decimal(row["value"])) + draw(st.integers(1, 99))))


def claim_without_sides(draw: Draw) -> Damage:
    needing = {"transfer", "accumulation", "depletion"}
    line = draw(st.sampled_from([n for n, r in rows("measurements") if r["direction"] in needing]))
    return in_cell("measurements", line, "to_side", "")


def one_sided_comparison(draw: Draw) -> Damage:
    """One row no longer names the other, which still names it."""
    line, row = draw(st.sampled_from([(n, r) for n, r in rows("measurements") if r["compared_with"]]))
    others = row["compared_with"].split("; ")
    dropped = draw(st.sampled_from(others))
    left = "; ".join(other for other in others if other != dropped)
    content = changed("measurements", line, compared_with=left)
    named = next(n for n, r in rows("measurements") if r["measurement_id"] == dropped)
    return Damage("measurements.csv", content, frozenset({named}), "compared_with", words="one-sided")


def comparison_on_one_side(draw: Draw) -> Damage:
    line, row = draw(st.sampled_from([(n, r) for n, r in rows("measurements") if r["comparison_side"]]))
    other = draw(st.sampled_from(["", {"changed": "reference", "reference": "changed"}[row["comparison_side"]]]))
    damage = in_cell("measurements", line, "comparison_side", other)
    return dataclasses.replace(damage, column="compared_with" if other else "comparison_side")


def other_review(draw: Draw) -> Damage:
    name, column, line, text = place(draw, columns(lambda name, f: f["name"] == "review" and name != "reviews"))
    damage = in_cell(name, line, column, {"A": "B", "B": "A"}[text])
    return dataclasses.replace(damage, column=None)


def equation_that_does_not_balance(draw: Draw) -> Damage:
    line, row = draw(st.sampled_from([(n, r) for n, r in rows("reactions") if r["balanced"]]))
    equation = row["balanced"]
    ways = [
        f"{equation} + Na",
        f"2 Na+ + {equation}",
        f"{equation} + e-",
        equation.replace("->", "="),
        equation + " + Xx",
    ]
    return in_cell("reactions", line, "balanced", draw(st.sampled_from(ways)))


def part_in_a_wrong_part(draw: Draw) -> Damage:
    line, row = draw(st.sampled_from([(n, r) for n, r in rows("coverage") if r["parent_id"]]))
    kinds = {"figure panel": {"section", "subsection", "table"}}.get(row["kind"], {"figure panel", "equation"})
    choice = [r["item_id"] for _, r in rows("coverage") if r["kind"] in kinds and r["review"] == row["review"]]
    return in_cell("coverage", line, "parent_id", draw(st.sampled_from([*choice, row["item_id"]])))


def page_that_does_not_exist(draw: Draw) -> Damage:
    line = draw(st.integers(2, len(LINES["coverage"])))
    page = draw(st.sampled_from(["notebooks/lost", "book/lost", "lost", "notebooks/../etc", "/etc/passwd", ""]))
    return in_cell("coverage", line, "page", page)


def wrong_range_of_a_quantity(draw: Draw) -> Damage:
    line, row = draw(st.sampled_from([(n, r) for n, r in rows("quantities") if r["unit"]]))
    column = draw(st.sampled_from(["minimum", "maximum"]))
    content = changed("quantities", line, maximum=row["minimum"]) if column == "maximum" else None
    if content is None:
        return in_cell("quantities", line, column, "")
    return Damage("quantities.csv", content, frozenset({line}), column)


def renamed_in_table1_only(draw: Draw) -> Damage:
    line, row = draw(st.sampled_from([(n, r) for n, r in rows("heterostructures") if r["table_row"]]))
    return in_cell("heterostructures", line, "name", row["name"] + draw(st.sampled_from(["@C", "-x", "2"])))


def repeated_identifier(draw: Draw) -> Damage:
    name = draw(st.sampled_from(sorted(LINES)))
    keys = RESOURCES[name]["schema"]["primaryKey"]
    first, second = sorted(draw(st.lists(st.integers(2, len(LINES[name])), min_size=2, max_size=2, unique=True)))
    content = changed(name, second, **{key: cell(name, first, key) for key in keys})
    return Damage(f"{name}.csv", content, frozenset({second}))


def repeated_row(draw: Draw) -> Damage:
    name = draw(st.sampled_from(sorted(LINES)))
    line = draw(st.integers(2, len(LINES[name])))
    return Damage(f"{name}.csv", written([*LINES[name], LINES[name][line - 1]]), frozenset({len(LINES[name]) + 1}))


def deleted_row(draw: Draw) -> Damage:
    name = draw(st.sampled_from(sorted(LINES)))
    line = draw(st.integers(2, len(LINES[name])))
    lines = [cells for number, cells in enumerate(LINES[name], start=1) if number != line]
    return Damage(f"{name}.csv", written(lines), words=f"has {len(lines) - 1} rows")


def cell_too_many_or_too_few(draw: Draw) -> Damage:
    name = draw(st.sampled_from(sorted(LINES)))
    line = draw(st.integers(2, len(LINES[name])))
    lines = list(LINES[name])
    cells = lines[line - 1]
    at = draw(st.integers(0, len(cells) - 1))
    lines[line - 1] = draw(st.sampled_from([[*cells, "x"], cells[:at], [*cells[:at], "x", *cells[at:]]]))
    return Damage(f"{name}.csv", written(lines), frozenset({line}))


# ---------------------------------------------------------------- mistakes of a whole file


def swapped_columns(draw: Draw) -> Damage:
    name = draw(st.sampled_from(sorted(LINES)))
    first, second = draw(
        st.lists(st.integers(0, len(FIELDS[name]) - 1), min_size=2, max_size=2, unique=True).map(sorted)
    )
    header_only = draw(st.booleans())

    def swapped(cells: list[str]) -> list[str]:
        cells = list(cells)
        cells[first], cells[second] = cells[second], cells[first]
        return cells

    rest = LINES[name][1:] if header_only else [swapped(cells) for cells in LINES[name][1:]]
    return Damage(f"{name}.csv", written([swapped(LINES[name][0]), *rest]), frozenset({1}), words="header")


def other_separator(draw: Draw) -> Damage:
    name = draw(st.sampled_from(sorted(LINES)))
    separator = draw(st.sampled_from([";", "\t", "|"]))
    return Damage(f"{name}.csv", written(LINES[name], delimiter=separator), frozenset({1}), words="header")


def content_of_another_file(draw: Draw) -> Damage:
    name, other = draw(st.lists(st.sampled_from(sorted(LINES)), min_size=2, max_size=2, unique=True))
    return Damage(f"{name}.csv", SOURCES.data[f"{other}.csv"], frozenset({1}), words="header")


def truncated_file(draw: Draw) -> Damage:
    file = any_file(draw)
    content = content_of(file)
    # Behind the last cited entry of the bibliography nothing may be missed.
    end = (
        content.rfind(b"\n@", 0, content.rfind(b"role"))
        if file == BIBLIOGRAPHY and b"role" in content
        else len(content) - 1
    )
    cut = content[: draw(st.integers(0, max(end, 1)))]
    return Damage(file, cut, named_in="" if file == BIBLIOGRAPHY else None)


def wrong_encoding(draw: Draw) -> Damage:
    file = any_file(draw)
    content = content_of(file)
    way = draw(st.sampled_from(["utf-16", "utf-8-sig", "latin-1", "utf-16-le", "cp437"]))
    if way in {"latin-1", "cp437"}:
        ends = [0, *(found.end() for found in re.finditer(rb"\n", content[:-1]))]
        line = draw(st.integers(1, len(ends)))
        damaged = content[: ends[line - 1]] + "é ö".encode(way, errors="replace") + content[ends[line - 1] :]
        return Damage(file, damaged, frozenset({line}), words="UTF-8")
    return Damage(file, content.decode().encode(way), words="UTF-8" if way != "utf-16-le" else "")


def quotation_mark_too_many(draw: Draw) -> Damage:
    name = draw(st.sampled_from(sorted(LINES)))
    text = SOURCES.data[f"{name}.csv"].decode()
    line = draw(st.integers(1, len(LINES[name])))
    lines = text.split("\n")
    lines[line - 1] = '"' + lines[line - 1].replace('"', "")
    return Damage(f"{name}.csv", "\n".join(lines).encode())


def blank_line(draw: Draw) -> Damage:
    name = draw(st.sampled_from(sorted(LINES)))
    line = draw(st.integers(2, len(LINES[name])))
    lines = SOURCES.data[f"{name}.csv"].decode().split("\n")
    lines.insert(line - 1, "")
    return Damage(f"{name}.csv", "\n".join(lines).encode(), frozenset({line}))


# ---------------------------------------------------------------- mistakes in the description and the bibliography


def weaker_description(draw: Draw) -> Damage:
    package = json.loads(SOURCES.data[DESCRIPTION])
    resource = draw(st.sampled_from(package["resources"]))
    schema = resource["schema"]
    field = draw(st.sampled_from(schema["fields"]))
    way = draw(st.integers(0, 7))
    if way == 0:
        schema.pop("primaryKey")
    elif way == 1:
        assume(schema.get("foreignKeys"))
        schema["foreignKeys"].pop(draw(st.integers(0, len(schema["foreignKeys"]) - 1)))
    elif way == 2:
        field.update(type="any", constraints={})
    elif way == 3:
        resource.pop(draw(st.sampled_from(["expectedRows", "schema", "path"])))
    elif way == 4:
        resource["name"] += "_old"
    elif way == 5:
        resource["expectedRows"] += draw(st.sampled_from([-1, 1, 100]))
    elif way == 6:
        schema["fields"].remove(field)
    else:
        assume("vocabulary" in field and FIELDS[resource["name"]])
        field["vocabulary"] += "_old"
    return Damage(DESCRIPTION, json.dumps(package).encode() + b"\n", named_in="data/")


ENTRIES = [(found.start(), found[1]) for found in re.finditer(r"^@\w+\{([^,]+),", SOURCES.bibliography.decode(), re.M)]


def wrong_entry(draw: Draw) -> Damage:
    text = SOURCES.bibliography.decode()
    number = draw(st.integers(0, len(ENTRIES) - 1))
    start, _ = ENTRIES[number]
    end = ENTRIES[number + 1][0] if number + 1 < len(ENTRIES) else len(text)
    entry = text[start:end]
    line = text[:start].count("\n") + 1
    changes = [
        re.sub(r"^@\w+", "@website", entry),
        re.sub(r"(\bstatus\s*=\s*)\{\w+\}", r"\1{known}", entry),
        re.sub(r"\btitle(\s*=)", r"titel\1", entry, count=1),
        re.sub(r"(\btitle\s*=\s*)\{", r"\1{<script>alert(1)</script>", entry, count=1),
        re.sub(r"(\byear\s*=\s*)\{\d+\}", r"\1{20x6}", entry),
        re.sub(r"(\bdoi\s*=\s*)\{", r"\1{https://doi.org/", entry),
        re.sub(r"\bdoi(\s*=)", r"unconfirmed_doi\1", entry),
        re.sub(r"(\brole\s*=\s*)\{\w+\}", r"\1{main}", entry),
    ]
    changes = [change for change in changes if change != entry]
    return Damage(
        BIBLIOGRAPHY, (text[:start] + draw(st.sampled_from(changes)) + text[end:]).encode(), frozenset({line})
    )


def unreadable_or_repeated_entry(draw: Draw) -> Damage:
    text = SOURCES.bibliography.decode()
    start, key = draw(st.sampled_from(ENTRIES))
    end = text.index("\n}", start) + 2
    ways = [
        text[: end - 1] + text[end:],  # the closing brace is lost
        text[:start] + text[start:].replace("{", "", 1),  # or the opening one
        text + "\n" + text[start:end] + "\n",  # the same key again
        text + "\n" + text[start:end].replace(key, key + "_again", 1) + "\n",  # the same work again
        text[:start] + text[start:].replace("title", "ti\u200btle", 1),
    ]
    return Damage(BIBLIOGRAPHY, draw(st.sampled_from(ways)).encode())


BACKGROUND = re.findall(
    r"@\w+\{([^,]+),(?:(?!\n@).)*?role\s*=\s*\{background\}", SOURCES.bibliography.decode(), re.DOTALL
)


def renamed_entry(draw: Draw) -> Damage:
    """The key of a cited entry changes, in the bibliography only."""
    text = SOURCES.bibliography.decode()
    start, key = draw(st.sampled_from([entry for entry in ENTRIES if entry[1] not in BACKGROUND]))
    return Damage(BIBLIOGRAPHY, (text[:start] + text[start:].replace(key, key + "x", 1)).encode(), named_in="")


# How many mistakes of each kind are drawn. Kinds with many places get more.
EXAMPLES = {
    no_number: 15,
    number_outside_of_the_schema: 15,
    number_outside_of_its_quantity: 15,
    number_that_is_not_printed: 15,
    wrong_unit: 15,
    unknown_term: 15,
    broken_link: 15,
    broken_reference: 15,
    reference_of_the_other_review: 15,
    wrong_number_of_a_reference: 15,
    formula: 15,
    script: 15,
    invisible_or_foreign_character: 15,
    emptied_cell: 15,
    endless_text: 12,
    broken_list: 15,
    value_and_direction: 15,
    range_without_end: 12,
    claim_without_sides: 12,
    one_sided_comparison: 12,
    comparison_on_one_side: 12,
    other_review: 15,
    equation_that_does_not_balance: 12,
    part_in_a_wrong_part: 15,
    page_that_does_not_exist: 10,
    wrong_range_of_a_quantity: 12,
    renamed_in_table1_only: 10,
    repeated_identifier: 12,
    repeated_row: 12,
    deleted_row: 15,
    cell_too_many_or_too_few: 15,
    swapped_columns: 15,
    other_separator: 8,
    content_of_another_file: 8,
    truncated_file: 15,
    wrong_encoding: 15,
    quotation_mark_too_many: 12,
    blank_line: 10,
    weaker_description: 15,
    wrong_entry: 15,
    unreadable_or_repeated_entry: 15,
    renamed_entry: 12,
}
HARMLESS_EXAMPLES = 6


def run(times: int, example: Callable[[Draw], None]) -> int:
    """Run an example a number of times with other draws, the same ones each time; return how often it ran through."""
    ran = 0

    # The phase that looks for a smaller failing example is left out: each place is as good as another.
    @settings(
        max_examples=times,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def examples(data):
        nonlocal ran
        example(data.draw)
        ran += 1

    examples()
    return ran


def test_the_dataset_to_be_damaged_is_in_order():
    assert [str(problem) for problem in validate_sources(SOURCES)] == []


def test_at_least_500_mistakes_are_made():
    """Each test below asserts that it ran as often as this list says."""
    assert sum(EXAMPLES.values()) >= 500


@pytest.mark.parametrize("kind", EXAMPLES, ids=lambda kind: kind.__name__)
def test_a_mistake_is_refused_where_it_stands(kind):
    def example(draw: Draw) -> None:
        damage = kind(draw)
        found = validate_sources(damage.sources())
        assert any(damage.is_named_by(problem) for problem in found), (
            f"expected {damage.named_in or damage.file}, line {sorted(damage.lines)}, column {damage.column}, "
            f"{damage.words!r}; found {[str(problem) for problem in found[:10]]}"
        )

    assert run(EXAMPLES[kind], example) >= EXAMPLES[kind]


# ---------------------------------------------------------------- what does no harm


def windows_line_ends(draw: Draw) -> Sources:
    file = any_file(draw)
    return Damage(file, content_of(file).replace(b"\n", b"\r\n")).sources()


def other_quotation_marks(draw: Draw) -> Sources:
    name = draw(st.sampled_from(sorted(LINES)))
    return Damage(f"{name}.csv", written(LINES[name], quoting=csv.QUOTE_ALL)).sources()


def reworded_note(draw: Draw) -> Sources:
    name, column, line, text = place(draw, columns(lambda name, f: f["name"] in {"note", "definition"}))
    words = draw(st.sampled_from(["Checked again.", "See also the caption: α-phase, 5 °C.", "20 % – as printed"]))
    assume(len(text) + len(words) < 590)
    return Damage(f"{name}.csv", changed(name, line, **{column: f"{text} {words}"})).sources()


def files_in_another_order(draw: Draw) -> Sources:
    names = draw(st.permutations(sorted(SOURCES.data)))
    return dataclasses.replace(SOURCES, data={name: SOURCES.data[name] for name in names})


def description_in_another_order(draw: Draw) -> Sources:
    package = json.loads(SOURCES.data[DESCRIPTION])
    package["resources"] = draw(st.permutations(package["resources"]))
    return Damage(DESCRIPTION, json.dumps(package, indent=draw(st.integers(0, 4))).encode() + b"\n").sources()


def rows_in_another_order(draw: Draw) -> Sources:
    """Rows without a printed or running order may stand in any."""
    name = draw(st.sampled_from(["coverage", "heterostructures", "quantities", "vocabularies", "reviews"]))
    header, *rest = LINES[name]
    return Damage(f"{name}.csv", written([header, *draw(st.permutations(rest))])).sources()


def entries_in_another_order(draw: Draw) -> Sources:
    text = SOURCES.bibliography.decode()
    starts = [start for start, _ in ENTRIES]
    entries = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return Damage(BIBLIOGRAPHY, "".join(draw(st.permutations(entries))).encode()).sources()


def more_words_on_a_page(draw: Draw) -> Sources:
    page = draw(st.sampled_from(sorted(SOURCES.pages)))
    return dataclasses.replace(SOURCES, pages={**SOURCES.pages, page: SOURCES.pages[page] + "\nOne more sentence.\n"})


@pytest.mark.parametrize(
    "kind",
    [
        windows_line_ends,
        other_quotation_marks,
        reworded_note,
        files_in_another_order,
        description_in_another_order,
        rows_in_another_order,
        entries_in_another_order,
        more_words_on_a_page,
    ],
    ids=lambda kind: kind.__name__,
)
def test_what_does_no_harm_is_accepted(kind):
    def example(draw: Draw) -> None:
        assert [str(problem) for problem in validate_sources(kind(draw))] == []

    # There may be fewer pages than examples wanted, and a page is not drawn twice.
    assert run(HARMLESS_EXAMPLES, example) >= min(HARMLESS_EXAMPLES, len(SOURCES.pages))
