"""A small dataset without a mistake, with a few rows in every file, into which a test puts one mistake.

Its lines stay where they are when the dataset of the book grows, so a test can name the exact line.
The description and the vocabularies are those of the book; Table 1 is too, since other files must fit it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from heterostructures.validation import Problem, Sources, validate_sources

ROOT = Path(__file__).resolve().parents[1]
A, B = "yang2026heterostructures", "zhang_interfacial"
Rows = list[dict[str, str]]


def csv_rows(path: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def coverage(item: str, kind: str, parent: str = "", **more: str) -> dict[str, str]:
    return (
        dict(item_id=item, review=item[0], kind=kind, label=f"Part {item}", parent_id=parent, treatment="open") | more
    )


def heterostructure(name: str, identifier: str, review: str, section: str, **more: str) -> dict[str, str]:
    return (
        dict(
            heterostructure_id=identifier,
            review=review,
            name=name,
            components="MoS2; carbon",
            battery="Na-ion",
            role="anode",
            junction_type="not stated",
            mechanisms="built-in field; ion diffusion",
            named_in="text",
            section_id=section,
        )
        | more
    )


def measurement(identifier: str, quantity: str, **more: str) -> dict[str, str]:
    review = identifier[0]
    row = dict(
        measurement_id=identifier,
        review=review,
        subject=f"subject of {identifier}",
        quantity=quantity,
        method="experiment",
        section_id=f"{review}-1",
        bib_keys=A if review == "A" else B,
    )
    if "value" in more:
        row |= dict(qualifier="exactly", printed=more["value"])
    return row | more


class SmallDataset:
    """The rows of each file by its name, the description, the bibliography and the pages; all may be changed."""

    def __init__(self) -> None:
        self.package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
        self.resource("materials")["wanted"] = {
            "semiconductors": ["MoS2", "SnS"],
            "properties_of_semiconductors": [
                ["band_gap"],
                ["relative_permittivity_static", "relative_permittivity_optical"],
            ],
        }
        table1 = csv_rows(ROOT / "data" / "sib_table1.csv")
        self.rows: dict[str, Rows] = {
            "reviews": [
                dict(
                    review=letter,
                    bib_key=key,
                    licence="CC BY 4.0",
                    text_version="the text that was read",
                    references_cited="126",
                    reference_list="complete",
                )
                for letter, key in (("A", A), ("B", B))
            ],
            "coverage": [
                coverage("A-1", "section"),
                coverage("A-2", "section"),
                coverage("A-2.1", "subsection", "A-2"),
                coverage("A-fig1", "figure", "A-2"),
                coverage("A-fig1A", "figure panel", "A-fig1"),
                coverage("A-eq1", "equation", "A-2"),
                coverage("B-1", "section"),
                coverage("B-tab1", "table", "B-1", treatment="computed", page="notebooks/page", anchor="rows"),
            ],
            "heterostructures": [
                heterostructure("Mo2C/MoO3", "a_mo2c_moo3", "A", "A-1", bib_keys=f"{A}_ref16"),
                *(
                    heterostructure(
                        row["material"],
                        f"b_row{row['table_row']}",
                        "B",
                        "B-1",
                        table_row=row["table_row"],
                        bib_keys=f"{B}_ref{row['reference_number']}",
                    )
                    for row in table1
                ),
            ],
            "measurements": [
                measurement("A001", "conductivity_ratio", value="240", unit="1", heterostructure_id="a_mo2c_moo3"),
                measurement(
                    "A002",
                    "capacity_retention",
                    value="42",
                    unit="%",
                    comparison_side="reference",
                    compared_with="A003; A007",
                ),
                measurement(
                    "A003",
                    "capacity_retention",
                    value="89",
                    unit="%",
                    comparison_side="changed",
                    compared_with="A002",
                    figure_or_table_id="A-fig1A",
                ),
                measurement(
                    "A004", "electron_transfer", direction="transfer", from_side="lower side", to_side="upper side"
                ),
                measurement(
                    "A005",
                    "conductivity_ratio",
                    value="100",
                    value_max="1000",
                    qualifier="range",
                    unit="1",
                    printed="10^2 - 10^3",
                ),
                measurement("A006", "interlayer_spacing", value="6.2", unit="angstrom"),
                measurement(
                    "A007",
                    "capacity_retention",
                    value="90",
                    unit="%",
                    comparison_side="changed",
                    compared_with="A002",
                ),
                measurement("B001", "ion_accumulation", direction="accumulation", to_side="the interface"),
                measurement("B002", "band_gap", direction="lowered", heterostructure_id="b_row1"),
            ],
            "sib_table1": table1,
            "materials": [
                dict(
                    material_row_id="M001",
                    material="MoS2",
                    property="band_gap",
                    value="1.29",
                    unit="eV",
                    method="experiment",
                    bib_key="handbook",
                    place_in_source="Table 1",
                    source_read="full text",
                ),
            ],
            "reactions": [
                dict(
                    reaction_id="AR01",
                    review="A",
                    process="discharge",
                    step="1",
                    printed_as="equation",
                    as_printed="MoS2 + xNa+ + xe- = NaxMoS2",
                    balanced="MoS2 + x Na+ + x e- -> Na{x}MoS2",
                    potential_min_V="0.5",
                    potential_max_V="1.5",
                    potential_qualifier="range",
                    section_id="A-1",
                    equation_id="A-eq1",
                    bib_keys=A,
                ),
                dict(
                    reaction_id="AR02",
                    review="A",
                    process="discharge",
                    step="2",
                    printed_as="words",
                    as_printed="the sulfide is converted",
                    section_id="A-1",
                    bib_keys=A,
                ),
            ],
            "quantities": [
                dict(
                    quantity=name,
                    unit=unit,
                    other_units=others,
                    minimum=low,
                    maximum=high,
                    definition=f"What {name} is meant to be.",
                )
                for name, unit, others, low, high in (
                    ("conductivity_ratio", "1", "", "0", "10000"),
                    ("capacity_retention", "%", "", "0", "1000"),
                    ("electron_transfer", "", "", "", ""),
                    ("ion_accumulation", "", "", "", ""),
                    ("interlayer_spacing", "nm", "angstrom", "0.1", "5"),
                    ("band_gap", "eV", "", "0", "12"),
                    ("relative_permittivity_static", "1", "", "1", "100"),
                    ("relative_permittivity_optical", "1", "", "1", "100"),
                )
            ],
            "vocabularies": csv_rows(ROOT / "data" / "vocabularies.csv"),
        }
        self.pages: dict[str, str] | None = {"notebooks/page": f"As computed {{cite:p}}`{A}, cited_in_page`."}
        self.bibliography = "".join(
            [
                _entry("article", A, "status = {identified}, author = {One, A.}, year = {2026}, journal = {J}"),
                _entry("misc", B, "status = {unidentified}, note = {A manuscript}"),
                _entry("misc", f"{A}_ref16", "status = {unidentified}, note = {Reference 16}"),
                _entry("misc", f"{A}_ref17", "status = {unidentified}, note = {Reference 17}, role = {background}"),
                _entry("misc", "handbook", "status = {identified}, howpublished = {A web page}"),
                _entry("misc", "cited_in_page", "status = {candidate}, note = {Cited in a page}"),
                _entry("misc", "further_reading", "status = {candidate}, note = {Not cited}, role = {background}"),
                *(
                    _entry(
                        "misc",
                        f"{B}_ref{row['reference_number']}",
                        f"status = {{unidentified}}, note = {{{row['material']}}}",
                    )
                    for row in table1
                ),
            ]
        )

    def resource(self, name: str) -> dict:
        """Return the description of one file."""
        return next(resource for resource in self.package["resources"] if resource["name"] == name)

    def field(self, name: str, column: str) -> dict:
        """Return the description of one column."""
        return next(field for field in self.resource(name)["schema"]["fields"] if field["name"] == column)

    def put(self, name: str, line: int, /, **cells: str) -> None:
        """Change cells of the row in a line, counted as in the file."""
        self.rows[name][line - 2] |= cells

    def sources(self) -> Sources:
        """Return the files; the numbers of rows in the description are made to fit."""
        data = {}
        for resource in self.package["resources"]:
            rows = self.rows[resource["name"]]
            resource["expectedRows"] = len(rows)
            columns = [field["name"] for field in resource["schema"]["fields"]]
            buffer = io.StringIO()
            writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            data[resource["path"]] = buffer.getvalue().encode()
        data["datapackage.json"] = json.dumps(self.package).encode() + b"\n"
        return Sources(data, self.bibliography.encode(), self.pages)


def _entry(kind: str, key: str, fields: str) -> str:
    return f"@{kind}{{{key},\n  title = {{{{Work {key}}}}}, {fields}}}\n"


def problems_of(change: Callable[[SmallDataset], object]) -> list[Problem]:
    """Make one change to the small dataset and return what the gate says."""
    dataset = SmallDataset()
    change(dataset)
    return validate_sources(dataset.sources())
