"""Charts and small calculations of the page on lattice strain: energies, critical thickness, matches, correlations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import altair as alt
import numpy as np
import pandas as pd
from scipy import special

from heterostructures import dataset, tables
from heterostructures.charts import ACCENT, INK, PAPER, SERIES, SOFT_INK
from heterostructures.notation import subscripted, subscripted_html
from heterostructures.physics import coincidence, strain
from heterostructures.physics.coincidence import PlanarLattice
from heterostructures.references import reference_label
from heterostructures.views import live

# Illustrative values of the page: no source in the dataset gives elastic constants or Burgers vectors.
MODULUS_GPa = 100.0
BURGERS_nm = 0.4
POISSON = 0.25
# An edge dislocation whose Burgers vector lies in the interface.
EDGE_DEGREES, IN_PLANE_DEGREES = 90.0, 0.0
UNCAPPED = "uncapped layer"
GEOMETRIES = tuple(strain.MATTHEWS_BLAKESLEE_FACTORS)
# What one search for common cells may use.
LARGEST_AREA_NM2, LARGEST_STRAIN = 2.5, 0.03
ANGSTROM_PER_NM = 10.0
NEWTON_STEPS = 9
DASHES = [[1, 0], [7, 3], [2, 2], [9, 3, 2, 3]]
PLAIN = "datum.value<.01||datum.value>1e5?format(datum.value,'.0e'):''+datum.value"
HALF = {"width": 290, "height": 250}


def significant(values: Sequence[float] | np.ndarray, digits: int = 4) -> list[float]:
    """Round to some significant digits, to keep the page light.

    Examples
    --------
    >>> significant([1.23456, 0.00098765], 3)
    [1.23, 0.000988]
    """
    return [float(f"{value:.{digits}g}") for value in np.atleast_1d(values)]


def printed(measurement_id: str) -> float:
    """Return the number of one row of the dataset.

    Examples
    --------
    >>> printed("A066")
    0.34
    """
    rows = dataset.measurements()
    return float(rows.loc[rows["measurement_id"] == measurement_id, "value"].item())


def line_rows(x: np.ndarray, y: np.ndarray, **constant: object) -> dict[str, object]:
    """Pack a line into one row; the chart unfolds it."""
    return {"x": significant(x), "y": significant(y), **constant}


def reading(expression: str, line: int = 0) -> alt.Chart:
    """A line of text above a panel that reads out numbers; line 1 stands above line 0."""
    return (
        alt.Chart(alt.Data(values=[{"x": 0}]))
        .transform_calculate(words=expression)
        .mark_text(align="left", fontWeight=600, dy=-9 - 16 * line)
        .encode(x=alt.value(0), y=alt.value(0), text=alt.Text("words:N"))
    )


def with_data_and_controls(chart: alt.ConcatChart, data: alt.Data, controls: live.Controls) -> alt.ConcatChart:
    """Return the chart with the rows and controls that its panels share.

    Set last and at the top: Altair's own way copies them into every layer and back, which takes most of the time.
    """
    chart.data = data
    chart.params = [parameter.param for parameter in controls.parameters]
    return chart


def log_axis(title: str, values: Sequence[float]) -> dict[str, object]:
    """Title, scale and axis of a logarithmic direction."""
    return {
        "title": title,
        "scale": alt.Scale(type="log", domain=[values[0], values[-1]], nice=False),
        "axis": alt.Axis(values=list(values), labelExpr=PLAIN, grid=False, ticks=False),
    }


# ---------------------------------------------------------------- strain energy


@dataclass(frozen=True)
class PrintedStrain:
    """The four printed numbers on one interface, and what follows from them alone.

    Parameters
    ----------
    misfit, energy_J_per_m2, absorbed : float
        Mismatch, strain energy, and the share of the work of expansion, as printed.
    stiffness_N_per_m : float
        Biaxial modulus times thickness that mismatch and energy imply.
    work_J_per_m2 : float
        Work of expansion that energy and share imply.
    clamped_expansion : float
        Linear expansion that a film of the same stiffness would have to be denied for that work.
    """

    misfit: float
    energy_J_per_m2: float
    absorbed: float
    stiffness_N_per_m: float
    work_J_per_m2: float
    clamped_expansion: float


def printed_strain() -> PrintedStrain:
    """Read the numbers of section 2.3 of Review A and combine them.

    Returns
    -------
    PrintedStrain
        Neither modulus nor thickness enters.

    Examples
    --------
    >>> found = printed_strain()
    >>> round(found.stiffness_N_per_m), round(found.work_J_per_m2, 3), round(100 * found.clamped_expansion, 2)
    (771, 2.125, 5.25)
    """
    misfit, energy, absorbed = printed("A065") / 100, printed("A066"), printed("A067") / 100
    return PrintedStrain(
        misfit, energy, absorbed, energy / misfit**2, energy / absorbed, misfit / float(np.sqrt(absorbed))
    )


def clamped_energy_ratio(misfit: float, expansion: float) -> float:
    """Energy of a film that is denied an expansion, relative to the same film without mismatch.

    Parameters
    ----------
    misfit : float
        Positive if the film is the larger one, so that it is compressed from the start.
    expansion : float
        Linear expansion that the partner denies.

    Returns
    -------
    float
        Squares of the strains, because modulus and thickness cancel.

    Examples
    --------
    >>> round(clamped_energy_ratio(0.021, 0.0525), 2), round(clamped_energy_ratio(-0.021, 0.0525), 2)
    (1.96, 0.36)
    """
    unit = strain.coherent_strain_energy_J_per_m2(1.0, -expansion, 1.0)
    return float(strain.coherent_strain_energy_J_per_m2(1.0, -(misfit + expansion), 1.0) / unit)


def critical_nm(misfit: float, geometry: str = UNCAPPED) -> float:
    """Critical thickness with the illustrative dislocation of the page."""
    return float(strain.critical_thickness_nm(misfit, BURGERS_nm, POISSON, EDGE_DEGREES, IN_PLANE_DEGREES, geometry))


def critical_line(geometry: str, thickness_nm: np.ndarray) -> np.ndarray:
    """Critical misfit in percent against thickness, with the illustrative dislocation of the page."""
    return 100 * np.asarray(
        strain.critical_misfit(thickness_nm, BURGERS_nm, POISSON, EDGE_DEGREES, IN_PLANE_DEGREES, geometry)
    )


MODULI_GPa = (50.0, 100.0, 200.0)
MAP_THICKNESS_nm = (0.4, 1, 3, 10, 30, 100)
MAP_MISFIT = (0.1, 0.3, 1, 3, 10)


def energy_map_chart(found: PrintedStrain) -> alt.LayerChart:
    """Map of mismatch and thickness: where films are coherent, and where they have the printed energy.

    Parameters
    ----------
    found : PrintedStrain
        Printed numbers.

    Returns
    -------
    altair.LayerChart
        Two borders, and for each modulus a line of equal energy with a dot at the printed mismatch.
    """
    x = alt.X("x:Q", **log_axis("Mismatch (%)", MAP_MISFIT))
    y = alt.Y("y:Q", **log_axis("Thickness of the strained film (nm)", MAP_THICKNESS_nm))

    # Title and axis are written once; the other layers share them.
    plain = (alt.X("x:Q"), alt.Y("y:Q"))

    def line(x_values: np.ndarray, y_values: np.ndarray, colour: str, dash: list[int], x_y=plain) -> alt.Chart:
        return (
            alt.Chart(alt.Data(values=[line_rows(x_values, y_values)]))
            .transform_flatten(["x", "y"])
            .mark_line(strokeWidth=2.2, color=colour, strokeDash=dash, clip=True)
            .encode(*x_y, order=alt.Order("y:Q"))
        )

    thickness = np.geomspace(BURGERS_nm, 100, 30)
    layers = [
        line(critical_line(UNCAPPED, thickness), thickness, SERIES[0], [1, 0], (x, y)),
        line(critical_line("superlattice", thickness), thickness, SERIES[2], [7, 3]),
    ]
    points = []
    for modulus in MODULI_GPa:
        # M f^2 h = constant is a straight line on this map; it is drawn where the map is.
        thin = strain.thickness_from_strain_energy_nm(found.energy_J_per_m2, modulus, MAP_MISFIT[-1] / 100)
        ends = np.array([max(MAP_THICKNESS_nm[0], float(thin)), MAP_THICKNESS_nm[-1]])
        same = strain.strain_from_strain_energy(found.energy_J_per_m2, modulus, ends)
        layers.append(line(100 * same, ends, ACCENT, [2, 2]))
        implied = float(strain.thickness_from_strain_energy_nm(found.energy_J_per_m2, modulus, found.misfit))
        points.append({"x": round(100 * found.misfit, 3), "y": round(implied, 2), "t": f"{modulus:g} GPa"})
    dots = alt.Chart(alt.Data(values=points))
    words = [
        {"x": 0.12, "y": 1.2, "t": "one film:"},
        {"x": 0.12, "y": 0.85, "t": "coherent below the solid line"},
    ]
    return alt.layer(
        *layers,
        dots.mark_point(size=80, filled=True, color=INK, opacity=1).encode(
            x=alt.X("x:Q"),
            y=alt.Y("y:Q"),
            tooltip=[
                alt.Tooltip("t:N", title="Modulus (illustrative)"),
                alt.Tooltip("x:Q", title="Mismatch printed (%)"),
                alt.Tooltip("y:Q", title="Thickness implied (nm)"),
            ],
        ),
        dots.mark_text(align="left", dx=9, dy=-5, stroke=PAPER, strokeWidth=4).encode(
            x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("t:N")
        ),
        dots.mark_text(align="left", dx=9, dy=-5).encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("t:N")),
        alt.Chart(alt.Data(values=[{"x": 9.6, "y": 70}]))
        .mark_text(text=["dashed: limit of", "a stack of layers"], align="right", fontStyle="italic")
        .encode(x=alt.X("x:Q"), y=alt.Y("y:Q")),
        reading(f"'Dotted: the printed strain energy, {found.energy_J_per_m2:g} J/m²'"),
        alt.Chart(alt.Data(values=words))
        .mark_text(align="left", fontStyle="italic")
        .encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("t:N")),
    ).properties(width=430, height=300)


# ---------------------------------------------------------------- sliders: strain


def strain_sliders(prefix: str = "st") -> alt.ConcatChart:
    """A strained film with sliders: energy, critical thickness, dislocations.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Two panels. The signals ``energy_J_per_m2``, ``critical_nm``, ``critical_misfit``, ``implied_nm``,
        ``spacing_nm`` and ``stress_GPa`` follow the functions of :mod:`heterostructures.physics.strain` for a film
        with a free surface and edge dislocations in the interface.
    """
    found = printed_strain()
    c = live.Controls(prefix)
    modulus = c.slider("modulus_GPa", "Biaxial modulus (GPa)", 5, 400, 5, MODULUS_GPa)
    percent = c.slider("misfit_percent", "Mismatch (%)", 0.1, 6, 0.05, round(100 * found.misfit, 3))
    thickness = c.slider("thickness_nm", "Thickness of the film (nm)", 0.5, 60, 0.1, 7.7)
    burgers = c.slider("burgers_nm", "Burgers vector (nm)", 0.2, 0.5, 0.01, BURGERS_nm)
    poisson = c.slider("poisson", "Poisson's ratio", 0, 0.45, 0.01, POISSON)

    misfit = c.compute("misfit", f"{percent} / 100")
    energy = c.compute("energy_J_per_m2", f"{modulus} * {misfit} * {misfit} * {thickness}")
    c.compute("stress_GPa", f"{modulus} * {misfit}")
    implied = c.compute("implied_nm", f"{found.energy_J_per_m2!r} / ({modulus} * {misfit} * {misfit})")
    factor = c.compute("largest_misfit", f"1 / ((1 + {poisson}) * 8 * PI)")
    ratio = c.compute("ratio", f"{factor} / {misfit}")
    # Newton's method on x = ratio (ln x + 1), from the right of the larger root.
    x = c.compute("x0", f"{ratio} > 1 ? {ratio} * (2 * log({ratio}) + 4) : 1")
    for step in range(NEWTON_STEPS):
        x = c.compute(f"x{step + 1}", f"{ratio} > 1 ? {ratio} * {x} * log({x}) / ({x} - {ratio}) : 1")
    critical = c.compute("critical_nm", f"{ratio} > 1 ? {x} * {burgers} : 0")
    limit = c.compute(
        "critical_misfit",
        f"{thickness} > {burgers} ? {factor} * {burgers} / {thickness} * (log({thickness} / {burgers}) + 1) : {factor}",
    )
    coherent = c.compute("coherent", f"{misfit} <= {limit}")
    kept = c.compute("kept_misfit", f"min({misfit}, {limit})")
    relaxed = c.compute("relaxed_energy_J_per_m2", f"{modulus} * {kept} * {kept} * {thickness}")
    spacing = c.compute("spacing_nm", f"{coherent} ? 0 : {burgers} / ({misfit} - {limit})")

    # Thicknesses from 0.5 to 60 nm, equally spaced on the logarithmic axis.
    along = (
        alt.Chart()
        .transform_calculate(h="0.5 * pow(120, datum.u)")
        .transform_calculate(coherent=f"{modulus} * {misfit} * {misfit} * datum.h")
        .transform_calculate(
            limit=f"datum.h > {burgers} ? {factor} * {burgers} / datum.h * (log(datum.h / {burgers}) + 1) : {factor}"
        )
        .transform_calculate(kept=f"min({misfit}, datum.limit)")
        .transform_calculate(relaxed=f"{modulus} * datum.kept * datum.kept * datum.h", percent="100 * datum.limit")
    )
    h_axis = {
        "title": "Thickness (nm)",
        "scale": alt.Scale(type="log", domain=[0.5, 60], nice=False),
        "axis": alt.Axis(values=[0.5, 1, 3, 10, 30, 60], grid=False, ticks=False),
    }
    e_axis = {
        "title": "Energy (J/m²)",
        "scale": alt.Scale(type="log", domain=[0.001, 100]),
        "axis": alt.Axis(values=[0.001, 0.01, 0.1, 1, 10, 100], labelExpr=PLAIN, ticks=False),
    }
    x_h = alt.X("h:Q", **h_axis)
    energies = alt.layer(
        along.mark_line(strokeWidth=2.4, clip=True, color=SERIES[0], strokeDash=[7, 3]).encode(
            x=x_h, y=alt.Y("coherent:Q", **e_axis)
        ),
        along.mark_line(strokeWidth=2.4, clip=True, color=SERIES[2]).encode(x=alt.X("h:Q"), y=alt.Y("relaxed:Q")),
    )
    printed_data = alt.Chart(
        alt.Data(values=[{"e": found.energy_J_per_m2, "t": f"printed, {found.energy_J_per_m2:g} J/m²"}])
    )
    printed_level = printed_data.mark_rule(color=ACCENT, strokeDash=[3, 3]).encode(y=alt.Y("e:Q"))
    printed_text = printed_data.mark_text(align="left", dx=4, dy=-7, color=ACCENT).encode(
        x=alt.value(0), y=alt.Y("e:Q"), text=alt.Text("t:N")
    )
    chosen = alt.Chart(alt.Data(values=[{"k": 0}])).transform_calculate(h=thickness, e=energy, r=relaxed, f=percent)
    dot = chosen.mark_point(size=90, clip=True, filled=True, color=SERIES[0], opacity=1).encode(
        x=alt.X("h:Q"), y=alt.Y("e:Q")
    )
    relaxed_dot = chosen.mark_point(size=90, clip=True, shape="square", filled=True, color=SERIES[2], opacity=1).encode(
        x=alt.X("h:Q"), y=alt.Y("r:Q")
    )
    number = "format({}, '.3~g')".format
    first = alt.layer(
        energies,
        printed_level,
        printed_text,
        relaxed_dot,
        dot,
        reading(f"'Coherent (dashed): ' + {number(energy)} + ' J/m²; relaxed: ' + {number(relaxed)}", 1),
        reading(f"'{found.energy_J_per_m2:g} J/m² needs ' + {number(implied)} + ' nm'"),
    ).properties(**HALF)

    f_axis = {
        "title": "Mismatch (%)",
        "scale": alt.Scale(type="log", domain=[0.1, 6], nice=False),
        "axis": alt.Axis(values=[0.1, 0.3, 1, 3, 6], grid=False, ticks=False),
    }
    border = along.mark_line(strokeWidth=2.4, clip=True, color=SERIES[0]).encode(x=x_h, y=alt.Y("percent:Q", **f_axis))
    place = chosen.mark_point(size=110, filled=True, color=INK, opacity=1).encode(x=alt.X("h:Q"), y=alt.Y("f:Q"))
    names = alt.Chart(
        alt.Data(values=[{"h": 0.6, "f": 0.14, "t": "coherent"}, {"h": 11, "f": 4.6, "t": "dislocations"}])
    )
    names = names.mark_text(align="left", fontStyle="italic").encode(
        x=alt.X("h:Q"), y=alt.Y("f:Q"), text=alt.Text("t:N")
    )
    verdict = (
        f"{coherent} ? 'Stays coherent in equilibrium' :"
        f" 'Dislocations every ' + {number(spacing)} + ' nm, in both directions'"
    )
    thickest = f"{ratio} > 1 ? 'Critical thickness ' + {number(critical)} + ' nm' : 'No film this strained is coherent in equilibrium'"
    second = alt.layer(border, place, names, reading(thickest, 1), reading(verdict)).properties(**HALF)
    both = alt.concat(first, second, columns=2).resolve_scale(x="independent", y="independent")
    return with_data_and_controls(both, alt.sequence(0, 1.001, 1 / 32, as_="u"), c)


# ---------------------------------------------------------------- lattices that meet


@dataclass(frozen=True)
class Face:
    """The face that the page chooses for a material, from its lattice constants.

    Parameters
    ----------
    phase : str
        As in ``materials.csv``.
    words : str
        Name of the face.
    lattice : PlanarLattice
        Its lattice.
    bib_key : str
        Source of the lattice constants.
    layered : bool
        Whether neighbours across the face are held by van der Waals forces.
    """

    phase: str
    words: str
    lattice: PlanarLattice
    bib_key: str
    layered: bool


# Kind of face, phase in materials.csv and source where there are several, and whether the crystal is layered there.
CHOSEN = {
    "MoS2": ("basal", "2H (molybdenite), P63/mmc", "schonfeld1983", True),
    "WS2": ("basal", "2H (tungstenite), P63/mmc", "schutte1987", True),
    "SnS2": ("basal", "2T polytype (berndtite), P-3m1, at 1 atm", "hazen1978", True),
    "Bi2Te3": ("basal", "tellurobismuthite, R-3m, hexagonal axes, synthetic", "nakajima1963", True),
    "Sb2Te3": ("basal", "tellurantimony, R-3m, hexagonal axes, synthetic", "anderson1974", True),
    "graphene": ("basal", "monolayer", "standata", True),
    "CuS": ("basal", "covellite, P63/mmc, natural", "evans1976", False),
    "Cu2S": ("basal", "high chalcocite, hexagonal P63/mmc, at 300 C", "will2002", False),
    "Fe2O3": ("basal", "hematite (alpha), R-3c, hexagonal axes, synthetic", "maslen1994", False),
    "Sb": ("basal", "A7, R-3m, hexagonal axes", "schiferl1969", False),
    "Co": ("basal", "hcp", "ase_reference_states", False),
    "Zn": ("basal", "hcp", "wyckoff1963", False),
    "FeS2": ("cube", "pyrite, Pa-3, synthetic", "rieder2007", False),
    "CoS2": ("cube", "pyrite type (cattierite), Pa-3", "nowack1989", False),
    "NiS2": ("cube", "pyrite type (vaesite), Pa-3", "nowack1989", False),
    "CoSe2": ("cube", "pyrite type (trogtalite), Pa-3, synthetic", "furuseth1969", False),
    "NiSe2": ("cube", "pyrite type (penroseite), Pa-3, synthetic", "furuseth1969", False),
    "ZnS": ("fcc", "zincblende (sphalerite), F-43m, synthetic", "skinner1961", False),
    "ZnSe": ("fcc", "zincblende (stilleite), F-43m", "wyckoff1963", False),
    "Ni": ("fcc", "fcc", "wyckoff1963", False),
    "Cu": ("fcc", "fcc", "otte1961", False),
    "Al": ("fcc", "fcc", "wyckoff1963", False),
    "SnO2": ("square", "rutile type (cassiterite), P42/mnm, synthetic", "bolzan1997", False),
    "Sn": ("square", None, None, False),
    "SnS": ("ac", "orthorhombic (herzenbergite), Pbnm setting", "wyckoff1963", True),
    "MoO3": ("ac", "alpha (molybdite), Pbnm setting, synthetic", "kihlborg1963", True),
    "MoO2": ("ab", "monoclinic (tugarinovite), P21/c", "wyckoff1963", False),
    "Sb2S3": ("bc", "stibnite, Pnma setting", "bayliss1972", False),
    "Bi2S3": ("bc", "bismuthinite, Pnma setting", "kyono2004", False),
}
# What the contact is, by the number of layered sides.
CONTACTS = ("bonds", "van der Waals on one side", "van der Waals on both sides")
# Names of components that mean one of the materials above.
SAME_AS = {"WS2-x": "WS2", "WS2−x": "WS2", "MoS2-x": "MoS2"}


@cache
def _lattice_constants() -> list[tuple[str, str, str, str, float]]:
    """Material, axis, phase, source and length in nm of all lattice constants of the dataset."""
    rows = dataset.load("materials")
    rows = rows[rows["property"].str.startswith("lattice_constant_")]
    return [
        (row.material, row.property[-1], str(row.phase), row.bib_key, round(float(row.value) / ANGSTROM_PER_NM, 7))
        for row in rows.itertuples()
    ]


def lattice_nm(material: str, axis: str) -> tuple[float, str, str]:
    """Look up one lattice constant of the chosen phase.

    Parameters
    ----------
    material : str
        Formula as in the dataset.
    axis : str
        ``a``, ``b`` or ``c``.

    Returns
    -------
    tuple of float, str and str
        Length in nm, phase, and key of the source.

    Examples
    --------
    >>> lattice_nm("MoS2", "a")
    (0.3161, '2H (molybdenite), P63/mmc', 'schonfeld1983')
    """
    _, phase, source, _ = CHOSEN[material]
    return next(
        (length, its_phase, its_source)
        for its_material, its_axis, its_phase, its_source, length in _lattice_constants()
        if (its_material, its_axis) == (material, axis)
        and (phase is None or (its_phase, its_source) == (phase, source))
    )


def face(material: str, beside_hexagonal: bool) -> Face:
    """Build the face of a material that the page compares.

    Parameters
    ----------
    material : str
        Formula as in the dataset.
    beside_hexagonal : bool
        Cubic crystals show their (111) face to a hexagonal partner, otherwise (001).

    Returns
    -------
    Face
        Geometry only: which faces really meet is seldom printed.
    """
    kind, _, _, layered = CHOSEN[material]
    a, phase, source = lattice_nm(material, "a")
    if kind == "basal":
        return Face(phase, "(001)", PlanarLattice.hexagonal(a), source, layered)
    if kind in ("cube", "fcc"):
        # The lattice points of a primitive cube are farther apart in (111) than those of a face-centred one.
        if beside_hexagonal:
            side = a * np.sqrt(2) if kind == "cube" else a / np.sqrt(2)
            return Face(phase, "(111)", PlanarLattice.hexagonal(side), source, layered)
        return Face(phase, "(001)", PlanarLattice.square(a if kind == "cube" else a / np.sqrt(2)), source, layered)
    if kind == "square":
        return Face(phase, "(001)", PlanarLattice.square(a), source, layered)
    first, second = (lattice_nm(material, axis)[0] for axis in kind)
    words = {"ac": "(010)", "ab": "(001)", "bc": "(100)"}[kind]
    return Face(phase, words, PlanarLattice.rectangular(first, second), source, layered)


def named_pairs() -> list[tuple[str, str, list[str]]]:
    """Return each pair of components with known lattices, and the heterostructures that hold it.

    Returns
    -------
    list of tuple
        Two materials and the names of the heterostructures of both reviews.
    """
    pairs: dict[tuple[str, str], list[str]] = {}
    for row in dataset.load("heterostructures").itertuples():
        parts = [SAME_AS.get(part.strip(), part.strip()) for part in str(row.components).split(";")]
        known = [part for part in parts if part in CHOSEN]
        for i, first in enumerate(known):
            for second in known[i + 1 :]:
                key = (first, second) if (second, first) not in pairs else (second, first)
                pairs.setdefault(key, []).append(f"{row.name} ({row.review})")
    return [(first, second, names) for (first, second), names in pairs.items()]


def shortest_nm(lattice: PlanarLattice) -> float:
    """Shortest side of a cell; all cells of the page have sides at 90 or 120 degrees."""
    return min(lattice.a_nm, lattice.b_nm)


def best_cell(first: PlanarLattice, second: PlanarLattice) -> coincidence.CoincidenceCell | None:
    """Return the smallest common cell within the limits of the page, or None."""
    # The smallest cell comes first, and the number of trials grows with the square of the area: begin with small ones.
    for area_nm2 in (LARGEST_AREA_NM2 / 4, LARGEST_AREA_NM2 / 2, LARGEST_AREA_NM2):
        cells = coincidence.coincidence_cells(first, second, area_nm2, LARGEST_STRAIN)
        if cells:
            return cells[0]
    return None


@cache
def pair_table() -> pd.DataFrame:
    """Compare the lattices of all named pairs.

    Returns
    -------
    pandas.DataFrame
        One row a pair: faces, shortest repeats, their mismatch relative to the mean, and the smallest common cell
        of up to 2.5 nm2 and 3 % of strain.
    """
    rows = []
    for first, second, names in named_pairs():
        hexagonal = [CHOSEN[one][0] == "basal" for one in (first, second)]
        cubic = [CHOSEN[one][0] in ("cube", "fcc") for one in (first, second)]
        one = face(first, hexagonal[1] and cubic[0])
        other = face(second, hexagonal[0] and cubic[1])
        a, b = shortest_nm(one.lattice), shortest_nm(other.lattice)
        cell = best_cell(one.lattice, other.lattice)
        rows.append(
            {
                "pair": f"{first}/{second}",
                "faces": f"{one.words} on {other.words}",
                "first_nm": round(a, 4),
                "second_nm": round(b, 4),
                "mismatch_percent": round(100 * abs(float(strain.lattice_mismatch(a, b, "mean"))), 2),
                "area_nm2": round(cell.area_nm2, 2) if cell else np.nan,
                "cells": f"{cell.first_count} : {cell.second_count}" if cell else None,
                "strain_percent": round(100 * cell.largest_strain, 2) if cell else np.nan,
                "contact": CONTACTS[int(one.layered) + int(other.layered)],
                "n": len(names),
                "sources": f"{one.bib_key}; {other.bib_key}",
                "phases": f"{one.phase} / {other.phase}",
            }
        )
    table = pd.DataFrame(rows)
    return table.sort_values("mismatch_percent", ignore_index=True)


def pairs_chart(table: pd.DataFrame) -> alt.LayerChart:
    """Mismatch of the shortest repeats, and strain of the smallest common cell, for each pair.

    Parameters
    ----------
    table : pandas.DataFrame
        Result of :func:`pair_table`.

    Returns
    -------
    altair.LayerChart
        One row a pair.
    """
    rows = []
    for row in table.to_dict("records"):
        one = {"p": subscripted(row["pair"]), "f": row["mismatch_percent"], "c": CONTACTS.index(row["contact"])}
        if row["strain_percent"] == row["strain_percent"]:
            one["e"] = row["strain_percent"]
        rows.append(one)
    data = alt.Data(values=rows)
    y = alt.Y("p:N", sort=[row["p"] for row in rows], title=None, axis=alt.Axis(ticks=False, labelLimit=140))
    x_axis = {
        "title": "Mismatch or strain (%)",
        "scale": alt.Scale(type="log", domain=[0.1, 120], nice=False),
        "axis": alt.Axis(values=[0.1, 1, 10, 100], labelExpr=PLAIN, ticks=False),
    }
    tooltip = [
        alt.Tooltip("p:N", title="Pair"),
        alt.Tooltip("f:Q", title="Mismatch (%)"),
        alt.Tooltip("e:Q", title="Strain of the common cell (%)"),
        alt.Tooltip("c:Q", title="Layered sides"),
    ]
    base = alt.Chart(data)
    direct = base.mark_point(size=75, filled=True, color=SERIES[0], opacity=1).encode(
        x=alt.X("f:Q", **x_axis), y=y, tooltip=tooltip
    )
    cell = (
        base.transform_filter("isValid(datum.e)")
        .mark_point(size=75, shape="diamond", filled=False, strokeWidth=2, color=ACCENT, opacity=1)
        .encode(x=alt.X("e:Q"), y=y, tooltip=tooltip)
    )
    limit = (
        alt.Chart(
            alt.Data(
                values=[
                    {
                        "x": 100
                        * float(
                            strain.critical_misfit(
                                BURGERS_nm, BURGERS_nm, POISSON, EDGE_DEGREES, IN_PLANE_DEGREES, UNCAPPED
                            )
                        )
                    }
                ]
            )
        )
        .mark_rule(color=SOFT_INK, strokeDash=[4, 3])
        .encode(x=alt.X("x:Q"))
    )
    legend = reading("'● shortest repeats   ◇ common cell'")
    limit_words = reading("'Dashed: limit of a coherent film'", 1)
    return alt.layer(limit, direct, cell, legend, limit_words).properties(width=430, height=alt.Step(17))


def show_pairs(table: pd.DataFrame) -> tables.ShownTable:
    """Bring the table of pairs to the page, folded."""
    words = [
        f"{cells}, {area:g} nm², {strained:g} %" if isinstance(cells, str) else None
        for cells, area, strained in zip(table["cells"], table["area_nm2"], table["strain_percent"], strict=True)
    ]
    sources = [", ".join(dict.fromkeys(reference_label(key) for key in keys.split("; "))) for keys in table["sources"]]
    shown = tables.show(
        table.assign(
            cell=words,
            source=sources,
            repeats=[f"{a:g}, {b:g}" for a, b in zip(table["first_nm"], table["second_nm"], strict=True)],
        ),
        caption="Lattices of the named pairs: sourced lattice constants, faces chosen by us, mismatch and common cells computed",
        headers={
            "pair": "Pair",
            "faces": "Faces",
            "repeats": "Shortest repeats (nm)",
            "mismatch_percent": "Mismatch (%)",
            "cell": "Common cell: cells, area, strain",
            "source": "Lattice constants",
        },
        cells={"pair": subscripted_html},
        row_header="pair",
        missing="none",
        wrap=True,
    )
    return tables.folded("All pairs as a table", shown)


def telluride_mismatches() -> pd.DataFrame:
    """Mismatch of Bi2Te3 against Sb2Te3 in percent, for each source and each reference length.

    Returns
    -------
    pandas.DataFrame
        Columns bib_key, substrate, film and mean.
    """
    rows = dataset.load("materials")
    rows = rows[rows["property"] == "lattice_constant_a"]
    substrate = float(rows.loc[rows["material"] == "Sb2Te3", "value"].iloc[0])
    return pd.DataFrame(
        [
            {"bib_key": row.bib_key}
            | {r: 100 * float(strain.lattice_mismatch(row.value, substrate, r)) for r in strain.REFERENCES_OF_MISMATCH}
            for row in rows[rows["material"] == "Bi2Te3"].itertuples()
        ]
    )


# ---------------------------------------------------------------- what a coefficient of determination says


def chance_of_fit(determination: float, points: np.ndarray | int) -> np.ndarray:
    """Chance that unrelated normal data fit a straight line at least as well.

    Parameters
    ----------
    determination : float
        Coefficient of determination R2, between 0 and 1.
    points : int or array of int
        Number of points, at least 3.

    Returns
    -------
    array
        Two-sided p-value of the correlation.

    Notes
    -----
    With n - 2 degrees of freedom, t = r sqrt((n - 2)/(1 - r^2)).

    Examples
    --------
    >>> [round(float(chance_of_fit(0.93, n)), 3) for n in (3, 4, 5)]
    [0.17, 0.036, 0.008]
    """
    n = np.asarray(points)
    t = np.sqrt(determination * (n - 2) / (1 - determination))
    return 2 * special.stdtr(n - 2, -t)


def interval_of_fit(determination: float, points: int, level: float = 0.95) -> tuple[float, float]:
    """Confidence interval of R2 after Fisher, for at least four points.

    Examples
    --------
    >>> [round(edge, 2) for edge in interval_of_fit(0.93, 5)]
    [0.3, 1.0]
    """
    if points < 4:
        raise ValueError(f"points is {points}; it must be at least 4, or Fisher's interval has no width")
    middle = np.arctanh(np.sqrt(determination))
    half = special.ndtri(0.5 + level / 2) / np.sqrt(points - 3)
    # A correlation of the other sign would count as R2 too; below zero the interval is cut.
    return float(np.tanh(max(middle - half, 0.0)) ** 2), float(np.tanh(middle + half) ** 2)


FIT_POINTS = (3, 4, 5, 6, 8, 10, 12)


def fit_chart(determination: float) -> alt.LayerChart:
    """Interval of a printed R2 against the unknown number of points, with the chance of such a fit.

    Parameters
    ----------
    determination : float
        Coefficient of determination.

    Returns
    -------
    altair.LayerChart
        One panel; three points have no interval.
    """
    rows = []
    for n in FIT_POINTS:
        chance = 100 * float(chance_of_fit(determination, n))
        row: dict[str, object] = {"n": n, "p": f"{chance:.2g}" if chance >= 0.1 else "<0.1"}
        row |= dict(zip(("lo", "hi"), significant(interval_of_fit(determination, n), 3), strict=True)) if n > 3 else {}
        rows.append(row)
    base = alt.Chart(alt.Data(values=rows))
    x = alt.X("n:O", title="Number of points", axis=alt.Axis(labelAngle=0, ticks=False))
    bars = (
        base.transform_filter("isValid(datum.lo)")
        .mark_rule(strokeWidth=6, color=SERIES[0])
        .encode(
            x=x,
            y=alt.Y(
                "lo:Q",
                title="R², 95 % interval",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(ticks=False, tickCount=5),
            ),
            y2=alt.Y2("hi:Q"),
            tooltip=[
                alt.Tooltip("n:O", title="Points"),
                alt.Tooltip("lo:Q", title="From"),
                alt.Tooltip("hi:Q", title="To"),
            ],
        )
    )
    none = (
        base.transform_filter("!isValid(datum.lo)")
        .mark_text(text=["no", "interval"], baseline="middle")
        .encode(x=x, y=alt.value(110))
    )
    chances = base.mark_text(fontWeight=600, dy=-9).encode(x=x, y=alt.value(0), text=alt.Text("p:N"))
    level = alt.Chart(alt.Data(values=[{"y": determination}]))
    level_line = level.mark_rule(color=ACCENT, strokeDash=[6, 3], strokeWidth=1.6).encode(y=alt.Y("y:Q"))
    level_words = level.mark_text(
        text=["printed", f"{determination:g}"], align="left", baseline="top", dx=3, dy=6, color=ACCENT
    ).encode(x=alt.value(0), y=alt.Y("y:Q"))
    return alt.layer(
        bars, none, chances, level_line, level_words, reading("'Chance (%) of such a fit between unrelated data:'", 1)
    ).properties(width=430, height=250)
