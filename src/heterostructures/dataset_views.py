"""How the book shows its dataset: each function turns rows or descriptions into a chart or a table."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from heterostructures import dataset, tables
from heterostructures.charts import INK, SERIES
from heterostructures.dataset.views import CONDITIONS
from heterostructures.notation import readable_unit, subscripted_html
from heterostructures.references import reference_anchor, reference_label

# How a printed number is qualified, in one sign before it.
QUALIFIER_SIGNS = {"about": "≈ ", "above": "> ", "below": "< ", "up to": "up to ", "at least": "≥ "}
NUMBERS = "numbers"
DIRECTIONS = "directions without a number"


def readable(term: str) -> str:
    """Return a term of the dataset as words, for example ``diffusion barrier``.

    Parameters
    ----------
    term : str
        A term with underscores.

    Returns
    -------
    str
        The term with blanks.

    Examples
    --------
    >>> readable("diffusion_barrier")
    'diffusion barrier'
    """
    return term.replace("_", " ")


def _plain(number: float) -> str:
    """Write a number without superfluous zeros, and very small or large ones as powers of ten."""
    if number != 0 and not 1e-4 <= abs(number) < 1e7:
        exponent = math.floor(math.log10(abs(number)))
        return f"{number / 10**exponent:g} × 10^{exponent}"
    return f"{number:.10g}".replace("-", "−")


def value_words(row: Mapping[str, Any]) -> str:
    """Write the value of a measurement as the review prints it, with its qualifier and unit.

    Parameters
    ----------
    row : mapping
        A row of the measurements.

    Returns
    -------
    str
        For example ``≈ 0.34 J/m²``.

    Examples
    --------
    >>> value_words({"printed": "2.10–2.12", "qualifier": "range", "unit": "angstrom"})
    '2.10–2.12 Å'
    """
    if pd.isna(row["printed"]):  # derived rows of the view, such as potentials of reactions
        value = _plain(row["value"])
        if not pd.isna(row["value_max"]):
            value += f" to {_plain(row['value_max'])}"
    else:
        value = row["printed"] if row["qualifier"] == "range" else row["printed"].replace("-", "−")
    unit = readable_unit(row["unit"])
    return f"{QUALIFIER_SIGNS.get(row['qualifier'], '')}{value}{' ' + unit if unit else ''}"


def direction_words(row: Mapping[str, Any]) -> str:
    """Write the direction of a claim with the sides that it names.

    Parameters
    ----------
    row : mapping
        A row of the measurements.

    Returns
    -------
    str
        For example ``from MoS2 to Fe9S10``.

    Examples
    --------
    >>> direction_words({"direction": "transfer", "from_side": "MoS2", "to_side": "Fe9S10"})
    'from MoS2 to Fe9S10'
    """
    match row["direction"]:
        case "transfer":
            return f"from {row['from_side']} to {row['to_side']}"
        case "accumulation":
            return f"gathers at {row['to_side']}"
        case "depletion":
            return f"lost from {row['to_side']}"
        case direction:
            return str(direction)


def conditions_words(row: Mapping[str, Any]) -> str:
    """Write the conditions of a measurement that are printed.

    Parameters
    ----------
    row : mapping
        A row of the measurements.

    Returns
    -------
    str
        For example ``2 A/g, 1000 cycles``; empty where none is printed.

    Examples
    --------
    >>> conditions_words({**dict.fromkeys(CONDITIONS), "current_density_A_per_g": 2.0, "cycle_number": 1000})
    '2 A/g, 1000 cycles'
    """
    known = {column: form for column, form in CONDITIONS.items() if not pd.isna(row[column])}
    return ", ".join(
        form.format(row[column] if isinstance(row[column], str) else _plain(row[column]))
        for column, form in known.items()
    )


def _place(row: Mapping[str, Any]) -> str:
    return row["section_id"] if pd.isna(row["figure_or_table_id"]) else row["figure_or_table_id"]


def _references_html(keys: str, to_references: str) -> str:
    return ", ".join(
        f'<a href="{to_references}#{html.escape(reference_anchor(key), quote=True)}">{html.escape(reference_label(key))}</a>'
        for key in keys.split("; ")
    )


def rows_table(
    rows: pd.DataFrame, *, of_numbers: bool, caption: str, to_references: str, searchable: bool = True
) -> tables.ShownTable:
    """Show measurements as a table, either those with a number or those with a direction.

    Parameters
    ----------
    rows : pandas.DataFrame
        Measurements, as stored or as :func:`heterostructures.dataset.measurements` joins them.
    of_numbers : bool
        True for the rows with a number, False for those with a direction.
    caption : str
        What the table holds.
    to_references : str
        Address of the bibliography, seen from the page.
    searchable : bool, default True
        Give the table a search field and sortable columns.

    Returns
    -------
    ShownTable
        One row per measurement.
    """
    names = dataset.load_heterostructures().set_index("heterostructure_id")["name"]
    chosen = rows[rows["value"].notna() == of_numbers]
    records = chosen.to_dict("records")
    shown = pd.DataFrame(
        {
            "row": chosen["measurement_id"].to_numpy(),
            "quantity": [readable(row["quantity"]) for row in records],
            "heterostructure": chosen["heterostructure_id"].map(names).to_numpy(dtype=object),
            "subject": [_with_note(row["subject"], row["note"]) for row in records],
            "reported": [value_words(row) if of_numbers else direction_words(row) for row in records],
            "conditions": [conditions_words(row) or None for row in records],
            "method": chosen["method"].to_numpy(dtype=object),
            "place": [_place(row) for row in records],
            "references": chosen["bib_keys"].to_numpy(),
        }
    )
    headers = {
        "row": "Row",
        "quantity": "Quantity",
        "heterostructure": "Study of",
        "subject": "Of what",
        "reported": "Value as printed" if of_numbers else "Direction",
        "conditions": "Conditions",
        "method": "Method",
        "place": "Where",
        "references": "Source",
    }
    if not of_numbers:
        del headers["conditions"], headers["method"]
    return tables.show(
        shown,
        caption=caption,
        headers=headers,
        cells={
            "heterostructure": subscripted_html,
            "subject": _with_note_html,
            "reported": subscripted_html if not of_numbers else _value_html,
            "references": lambda keys: _references_html(keys, to_references),
        },
        searchable=searchable,
        row_header="row",
        missing="",
        wrap=True,
    )


# Between a subject and the note on it; the rules for text cells keep it out of the data.
_NOTE = "\n"


def _with_note(subject: str, note: Any) -> str:
    return subject if pd.isna(note) else f"{subject}{_NOTE}{note}"


def _with_note_html(text: str) -> str:
    subject, _, note = text.partition(_NOTE)
    return subscripted_html(subject) + (f" <small>{subscripted_html(note)}</small>" if note else "")


def _plain_with_note_html(text: str) -> str:
    """Space groups such as P63/mmc must not be typeset like formulas."""
    phase, _, note = text.partition(_NOTE)
    return html.escape(phase) + (f" <small>{html.escape(note)}</small>" if note else "")


def _value_html(text: str) -> str:
    return re.sub(r"10\^([−-]?\d+)", r"10<sup>\1</sup>", html.escape(text))


def by_section(counts: pd.DataFrame) -> alt.LayerChart:
    """Draw how many numbers and how many bare directions each section of the reviews gives.

    Parameters
    ----------
    counts : pandas.DataFrame
        One row per section, in printed order, with ``section`` (name), ``review``, ``numbers`` and ``directions``.

    Returns
    -------
    altair.LayerChart
        Bars for both, beside each other.
    """
    long = counts.melt(["section", "review", "order"], ["numbers", "directions"], var_name="kind", value_name="rows")
    long["kind"] = long["kind"].map({"numbers": NUMBERS, "directions": DIRECTIONS})
    order = counts.sort_values("order")["section"].tolist()
    base = alt.Chart(long).encode(
        y=alt.Y(
            "section:N",
            sort=order,
            title=None,
            axis=alt.Axis(labelLimit=alt.ExprRef("containerSize()[0] < 500 ? 130 : 330")),
        ),
        yOffset=alt.YOffset("kind:N", sort=[NUMBERS, DIRECTIONS]),
        x=alt.X("rows:Q", title="Rows in the dataset"),
        tooltip=[
            alt.Tooltip("section:N", title="Section"),
            alt.Tooltip("kind:N", title="Kind"),
            alt.Tooltip("rows:Q", title="Rows"),
        ],
    )
    bars = base.mark_bar(height=7).encode(
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=[NUMBERS, DIRECTIONS], range=SERIES[:2]),
            legend=alt.Legend(orient="top", title=None, columns=1, labelLimit=300),
        )
    )
    labels = base.mark_text(align="left", dx=3, color=INK, fontSize=10).encode(text="rows:Q")
    return alt.layer(bars, labels).properties(width="container", height=alt.Step(11))


def pairs_table(pairs: pd.DataFrame, *, caption: str, to_references: str) -> tables.ShownTable:
    """Show what the reviews print with and without a heterostructure, as difference and ratio.

    Parameters
    ----------
    pairs : pandas.DataFrame
        As returned by :func:`heterostructures.dataset.pairs`.
    caption : str
        What the table holds.
    to_references : str
        Address of the bibliography, seen from the page.

    Returns
    -------
    ShownTable
        One row per comparison.
    """
    printed = dataset.load_measurements().set_index("measurement_id")

    def side(row: Mapping[str, Any], which: str) -> str:
        source = printed.loc[row[f"{which}_id"]]
        return f"{source['subject']}: {value_words(source)}"

    records = pairs.to_dict("records")
    shown = pd.DataFrame(
        {
            "rows": [f"{row['changed_id']}, {row['reference_id']}" for row in records],
            "quantity": [readable(row["quantity"]) for row in records],
            "reference": [side(row, "reference") for row in records],
            "changed": [side(row, "changed") for row in records],
            "difference": [
                None if pd.isna(row["difference"]) else f"{row['difference']:+.3g} {readable_unit(row['unit'])}"
                for row in records
            ],
            "ratio": [None if pd.isna(row["ratio"]) else f"{row['ratio']:.2f}" for row in records],
            "section": pairs["section_id"].to_numpy(),
            "references": pairs["bib_keys"].to_numpy(),
        }
    )
    return tables.show(
        shown,
        caption=caption,
        headers={
            "rows": "Rows",
            "quantity": "Quantity",
            "reference": "Without, or before",
            "changed": "With, or after",
            "difference": "Difference",
            "ratio": "Ratio",
            "section": "Where",
            "references": "Source",
        },
        cells={
            "reference": subscripted_html,
            "changed": subscripted_html,
            "difference": lambda text: html.escape(text.replace("-", "−")),
            "references": lambda keys: _references_html(keys, to_references),
        },
        wrap=True,
    )


def files_table(caption: str) -> tables.ShownTable:
    """Show the files of the dataset with their numbers of rows and what they hold.

    Parameters
    ----------
    caption : str
        What the table holds.

    Returns
    -------
    ShownTable
        One row per file.
    """
    resources = dataset.resource_descriptors()
    shown = pd.DataFrame(
        {
            "file": [resource["path"] for resource in resources],
            "rows": [resource["expectedRows"] for resource in resources],
            "content": [resource["description"] for resource in resources],
        }
    )
    return tables.show(
        shown,
        caption=caption,
        headers={"file": "File", "rows": "Rows", "content": "What it holds"},
        cells={"file": lambda name: f'<a href="../dataset/{html.escape(name)}">{html.escape(name)}</a>'},
        row_header="file",
        wrap=True,
    )


def _need_words(need: str) -> str:
    """Write what a component lacks; three properties place its bands, and any one of them would do."""
    if need == "electron_affinity or work_function or ionization_energy":
        return "position of the bands (electron affinity, work function or ionization energy)"
    if need == "relative_permittivity_static or relative_permittivity_optical":
        return "relative permittivity"
    return readable(need)


def missing_table(caption: str) -> tables.ShownTable:
    """Show which properties of which components have no source.

    Parameters
    ----------
    caption : str
        What the table holds.

    Returns
    -------
    ShownTable
        One row per component.
    """
    missing = dataset.missing_materials()
    shown = pd.DataFrame(
        {
            "material": list(missing),
            "properties": ["; ".join(_need_words(name) for name in names) for names in missing.values()],
        }
    )
    return tables.show(
        shown,
        caption=caption,
        headers={"material": "Component", "properties": "Without a source"},
        cells={"material": subscripted_html},
        row_header="material",
        wrap=True,
    )


def _limits(field: Mapping[str, Any]) -> str:
    constraints = field.get("constraints", {})
    words = ["never empty"] if constraints.get("required") else []
    if "minimum" in constraints or "maximum" in constraints:
        words.append(f"{constraints.get('minimum', '…')} to {constraints.get('maximum', '…')}")
    if "vocabulary" in field:
        words.append(f"terms of {readable(field['vocabulary'])}")
    if "listOf" in field and field["listOf"] == "bibliography":
        words.append("keys of the bibliography")
    return "; ".join(words)


def dictionary(name: str) -> tables.ShownTable:
    """Show the columns of one file: type, unit, limits and meaning.

    Parameters
    ----------
    name : str
        Name of the resource.

    Returns
    -------
    ShownTable
        One row per column.
    """
    resource = dataset.resource_descriptor(name)
    fields = resource["schema"]["fields"]
    shown = pd.DataFrame(
        {
            "column": [field["name"] for field in fields],
            "type": [field["type"] for field in fields],
            "unit": [readable_unit(field.get("unit", "")) or None for field in fields],
            "limits": [_limits(field) or None for field in fields],
            "meaning": [field["description"] for field in fields],
        }
    )
    return tables.show(
        shown,
        caption=f"Columns of {resource['path']}",
        headers={"column": "Column", "type": "Type", "unit": "Unit", "limits": "Limits", "meaning": "Meaning"},
        row_header="column",
        missing="",
        wrap=True,
    )


def quantities_table(caption: str) -> tables.ShownTable:
    """Show every quantity with its unit, its plausible range and how much there is of it.

    Parameters
    ----------
    caption : str
        What the table holds.

    Returns
    -------
    ShownTable
        A searchable table, one row per quantity.
    """
    quantities = dataset.load_quantities()
    counts = dataset.counts("quantity").set_index("quantity")
    properties = dataset.load_materials()["property"].value_counts()
    records = quantities.to_dict("records")

    def span(row: Mapping[str, Any]) -> str | None:
        return None if pd.isna(row["minimum"]) else f"{_plain(row['minimum'])} to {_plain(row['maximum'])}"

    shown = pd.DataFrame(
        {
            "quantity": [readable(row["quantity"]) for row in records],
            "unit": [None if pd.isna(row["unit"]) else readable_unit(row["unit"]) or "1" for row in records],
            "range": [span(row) for row in records],
            "numbers": [int(counts["numbers"].get(row["quantity"], 0)) for row in records],
            "directions": [int(counts["directions"].get(row["quantity"], 0)) for row in records],
            "properties": [int(properties.get(row["quantity"], 0)) for row in records],
            "definition": quantities["definition"].to_numpy(),
        }
    )
    return tables.show(
        shown,
        caption=caption,
        headers={
            "quantity": "Quantity",
            "unit": "Unit",
            "range": "Range",
            "numbers": "Numbers",
            "directions": "Directions",
            "properties": "Properties",
            "definition": "Meaning",
        },
        searchable=True,
        row_header="quantity",
        missing="",
        wrap=True,
    )


def vocabularies_table(caption: str) -> tables.ShownTable:
    """Show every term of the controlled vocabularies with its definition.

    Parameters
    ----------
    caption : str
        What the table holds.

    Returns
    -------
    ShownTable
        A searchable table, one row per term.
    """
    terms = dataset.load_vocabularies()
    return tables.show(
        terms.assign(vocabulary=[readable(name) for name in terms["vocabulary"]]),
        caption=caption,
        headers={"vocabulary": "Vocabulary", "term": "Term", "definition": "Meaning"},
        searchable=True,
        wrap=True,
    )


def counts_table(counts: pd.DataFrame, first: str, caption: str) -> tables.ShownTable:
    """Show numbers, directions and heterostructures for each value of a column.

    Parameters
    ----------
    counts : pandas.DataFrame
        First column: the value; then ``numbers``, ``directions`` and ``heterostructures``.
    first : str
        Title of the first column.
    caption : str
        What the table holds.

    Returns
    -------
    ShownTable
        One row per value.
    """
    column = counts.columns[0]
    return tables.show(
        counts.assign(**{column: counts[column].fillna("general statements")}),
        caption=caption,
        headers={
            column: first,
            "numbers": "Numbers",
            "directions": "Directions",
            "heterostructures": "Heterostructures with a row",
        },
        row_header=column,
    )


def heterostructures_table(caption: str, to_references: str) -> tables.ShownTable:
    """Show every heterostructure that the reviews name.

    Parameters
    ----------
    caption : str
        What the table holds.
    to_references : str
        Address of the bibliography, seen from the page.

    Returns
    -------
    ShownTable
        A searchable table, one row per heterostructure.
    """
    named = dataset.load_heterostructures()
    return tables.show(
        named.assign(name=[_with_note(*pair) for pair in zip(named["name"], named["note"], strict=True)]),
        caption=caption,
        headers={
            "name": "Name",
            "components": "Components",
            "battery": "Battery",
            "role": "Role",
            "junction_type": "Junction, as claimed",
            "mechanisms": "Mechanisms credited",
            "section_id": "Where",
            "bib_keys": "Source",
        },
        cells={
            "name": _with_note_html,
            "components": subscripted_html,
            "battery": subscripted_html,
            "bib_keys": lambda keys: _references_html(keys, to_references),
        },
        searchable=True,
        row_header="name",
        missing="",
        wrap=True,
    )


def reactions_table(caption: str, to_references: str) -> tables.ShownTable:
    """Show every reaction as printed and as balanced, with its potential.

    Parameters
    ----------
    caption : str
        What the table holds.
    to_references : str
        Address of the bibliography, seen from the page.

    Returns
    -------
    ShownTable
        A searchable table, one row per reaction or step.
    """
    reactions = dataset.load_reactions()

    def potential(row: Mapping[str, Any]) -> str | None:
        if pd.isna(row["potential_min_V"]):
            return None
        upper = "" if pd.isna(row["potential_max_V"]) else f" to {row['potential_max_V']:g}"
        return f"{QUALIFIER_SIGNS.get(row['potential_qualifier'], '')}{row['potential_min_V']:g}{upper}"

    records = reactions.to_dict("records")
    return tables.show(
        reactions.assign(
            as_printed=[_with_note(row["as_printed"], row["note"]) for row in records],
            potential=[potential(row) for row in records],
        ),
        caption=caption,
        headers={
            "reaction_id": "Row",
            "process": "When",
            "as_printed": "As printed, or in our words",
            "balanced": "Balanced",
            "potential": "Potential (V)",
            "section_id": "Where",
            "bib_keys": "Source",
        },
        cells={
            "as_printed": _with_note_html,
            "balanced": _reaction_html,
            "bib_keys": lambda keys: _references_html(keys, to_references),
        },
        searchable=True,
        row_header="reaction_id",
        missing="",
        wrap=True,
    )


def _reaction_html(text: str) -> str:
    """Typeset a balanced reaction: amounts in braces become subscripts, charges superscripts."""
    typeset = subscripted_html(text.replace("<->", "⇄").replace("->", "→"))
    typeset = re.sub(r"\{([^{}]*)\}", r"<sub>\1</sub>", typeset)
    typeset = re.sub(r"\^(\d*[+-])", r"<sup>\1</sup>", typeset)
    typeset = re.sub(r"(?<=[A-Za-z>])([+-])(?=\s|$)", r"<sup>\1</sup>", typeset)
    return typeset.replace("-</sup>", "−</sup>")


def materials_table(caption: str, to_references: str) -> tables.ShownTable:
    """Show every sourced property of a component or ion.

    Parameters
    ----------
    caption : str
        What the table holds.
    to_references : str
        Address of the bibliography, seen from the page.

    Returns
    -------
    ShownTable
        A searchable table, one row per value.
    """
    materials = dataset.load_materials()
    records = materials.to_dict("records")

    def value(row: Mapping[str, Any]) -> str:
        uncertainty = "" if pd.isna(row["uncertainty"]) else f" ± {row['uncertainty']:g}"
        unit = readable_unit(row["unit"])
        return f"{_plain(row['value'])}{uncertainty}{' ' + unit if unit else ''}"

    def how(row: Mapping[str, Any]) -> str:
        parts = [row["method"], row["technique"], row["direction"]]
        words = [str(part) for part in parts if not pd.isna(part)]
        if not pd.isna(row["temperature_K"]):
            words.append(f"{row['temperature_K']:g} K")
        return ", ".join(words)

    return tables.show(
        materials.assign(
            phase=[_with_note("" if pd.isna(row["phase"]) else row["phase"], row["note"]) for row in records],
            property=[readable(name) for name in materials["property"]],
            value=[value(row) for row in records],
            how=[how(row) for row in records],
        ),
        caption=caption,
        headers={
            "material": "Material",
            "phase": "Phase or surface",
            "property": "Property",
            "value": "Value",
            "how": "How",
            "bib_key": "Source",
        },
        cells={
            "material": _ion_html,
            "phase": _plain_with_note_html,
            "bib_key": lambda key: _references_html(key, to_references),
        },
        searchable=True,
        row_header="material",
        missing="",
        wrap=True,
    )


def _ion_html(name: str) -> str:
    """Typeset a formula or an ion such as Fe2+."""
    ion = re.fullmatch(r"([A-Z][a-z]?)(\d*)([+-])", name)
    if ion is None:
        return subscripted_html(name)
    sign = "+" if ion[3] == "+" else "−"
    return f"{ion[1]}<sup>{ion[2]}{sign}</sup>"
