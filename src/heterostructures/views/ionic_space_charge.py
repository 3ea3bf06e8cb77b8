"""Charts and small calculations of the page on the space charge of ions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import constants, interpolate, optimize

from heterostructures import dataset, tables
from heterostructures.charts import ACCENT, INK, SERIES, SOFT_INK
from heterostructures.notation import subscripted
from heterostructures.physics import kinetics, space_charge, transport
from heterostructures.physics.space_charge import IonContact, SpaceChargeProfile
from heterostructures.views import live

ROOM_K = 300.0
THERMAL_V = constants.k * ROOM_K / constants.e
# Sites for an ion in a dense solid: an illustrative round number.
SITES_PER_CM3 = 2e22
V_PER_M_IN_MV_PER_CM = 1e-8
DASHES = [[1, 0], [7, 3], [2, 2], [9, 3, 2, 3]]
PANEL = {"width": 300, "height": 220}
# Labels of logarithmic axes as one would write them; very large and small numbers with an exponent.
PLAIN = (
    "datum.value<.01||datum.value>1e5?{'-5':'10⁻⁵','-4':'10⁻⁴','-3':'10⁻³',15:'10¹⁵',17:'10¹⁷',19:'10¹⁹',21:'10²¹'}"
    "[round(log(datum.value)/LN10)]||format(datum.value,'.0e'):''+datum.value"
)


def significant(values: NDArray[np.float64] | Sequence[float], digits: int = 4) -> list[float]:
    """Round numbers to some significant digits, to keep the page light.

    Parameters
    ----------
    values : array
        Numbers.
    digits : int
        Significant digits to keep.

    Returns
    -------
    list of float
        The rounded numbers.
    """
    return [float(f"{value:.{digits}g}") for value in np.atleast_1d(values)]


def _rows(x: NDArray[np.float64], y: NDArray[np.float64], **constant: object) -> list[dict[str, object]]:
    """One row for a whole line; the chart unfolds it, which keeps its specification small."""
    return [{"x": significant(x), "y": significant(y), **constant}]


def _data(rows: list[dict[str, object]]) -> alt.Chart:
    return alt.Chart(alt.Data(values=rows)).transform_flatten(["x", "y"])


def _decades(rows: list[dict[str, object]]) -> list[float]:
    """Powers of ten for a logarithmic axis, at most five, so that an axis does not label every ninth of a decade."""
    values = [value for row in rows for value in row["y"]]  # type: ignore[attr-defined]
    low, high = int(np.floor(np.log10(min(values)))), int(np.ceil(np.log10(max(values))))
    if high - low <= 2:
        return [m * 10.0**e for e in range(low, high + 1) for m in (1, 3)]
    step = -(-(high - low) // 4)
    return [10.0**e for e in range(low, high + 1, step)]


def _scales(names: Sequence[str], first_colour: int = 0, legend: bool = True) -> tuple[alt.Color, alt.StrokeDash]:
    """Colour and dashes of named lines, with one legend for both."""
    colours = [SERIES[(first_colour + i) % len(SERIES)] for i in range(len(names))]
    # On a phone two long names do not fit beside each other.
    columns = 1 if max(map(len, names)) > 20 else 2
    shown = alt.Legend(title=None, orient="bottom", columns=columns, symbolSize=300, symbolStrokeWidth=2.4)
    order = list(names)
    return (
        alt.Color("name:N", scale=alt.Scale(domain=order, range=colours), legend=shown if legend else None),
        alt.StrokeDash(
            "name:N", scale=alt.Scale(domain=order, range=DASHES[: len(order)]), legend=shown if legend else None
        ),
    )


def _line_panel(
    rows: list[dict[str, object]],
    names: Sequence[str],
    x_title: str,
    y_title: str,
    *,
    log_x: bool = False,
    log_y: bool = False,
    title: str | None = None,
    below: Sequence[alt.Chart] = (),
    legend: bool = True,
    y_domain: Sequence[float] | None = None,
    x_values: Sequence[float] | None = None,
    shared: bool = False,
) -> alt.LayerChart:
    # Panels after the first of a chart share its scales and legend.
    colour, dash = ("name:N", "name:N") if shared else _scales(names, 0, legend)
    x_axis = alt.Axis(ticks=False, grid=False, tickCount=4)
    if x_values:
        x_axis = alt.Axis(ticks=False, labelExpr=PLAIN, grid=False, values=list(x_values))
    y_scale: dict[str, object] = {"type": "log"} if log_y else {"zero": False}
    if y_domain is not None:
        y_scale["domain"] = list(y_domain)
    y_axis = (
        alt.Axis(ticks=False, labelExpr=PLAIN, values=_decades(rows)) if log_y else alt.Axis(ticks=False, tickCount=3)
    )
    x_scale = alt.Scale(type="log", nice=False) if log_x else alt.Scale(nice=False)
    lines = (
        _data(rows)
        .mark_line(strokeWidth=2.2)
        .encode(
            x=alt.X("x:Q", title=x_title, scale=x_scale, axis=x_axis),
            y=alt.Y("y:Q", title=y_title, scale=alt.Scale(**y_scale), axis=y_axis),
            color=colour,
            strokeDash=dash,
        )
    )
    properties = {**PANEL, "title": title} if title else PANEL
    return alt.layer(*below, lines).properties(**properties)


def _band(low: float, high: float, words: str) -> list[alt.Chart]:
    """A horizontal band, with words at its lower edge."""
    data = alt.Data(values=[{"low": low, "high": high, "words": words}])
    band = alt.Chart(data).mark_rect(opacity=0.16, color=SOFT_INK).encode(y="low:Q", y2="high:Q")
    text = (
        alt.Chart(data)
        .mark_text(align="right", baseline="top", dx=-5, dy=4, fontStyle="italic")
        .encode(x=alt.value("width"), y="high:Q", text="words:N")
    )
    return [band, text]


# ---------------------------------------------------------------- Debye length


def static_permittivities(materials: pd.DataFrame) -> pd.DataFrame:
    """Pick the static permittivities from the table of materials.

    Parameters
    ----------
    materials : pandas.DataFrame
        The file ``materials.csv`` as loaded by the dataset.

    Returns
    -------
    pandas.DataFrame
        Columns material, name (with phase and direction), permittivity, method and source.
    """
    rows = materials[materials["property"] == "relative_permittivity_static"]
    direction = rows["direction"].fillna("").map(lambda text: f", {text}" if text else "")
    return pd.DataFrame(
        {
            "material": rows["material"].map(str),
            "name": rows["material"].map(subscripted) + " (" + rows["phase"].map(str) + direction + ")",
            "permittivity": rows["value"].astype(float),
            "method": rows["method"].map(str),
            "source": rows["bib_key"].map(str),
        }
    ).reset_index(drop=True)


LABELLED = ("Na2S", "FeS2", "TiO2")


def debye_chart(permittivities: pd.DataFrame) -> alt.ConcatChart:
    """Debye length against carrier density for named materials, and against permittivity for three densities.

    Parameters
    ----------
    permittivities : pandas.DataFrame
        Result of :func:`static_permittivities`.

    Returns
    -------
    altair.ConcatChart
        Two panels.
    """
    density = np.geomspace(1e15, 1e22, 15)
    picked = permittivities.drop_duplicates("material", keep="last").set_index("material").loc[list(LABELLED)]
    names, rows = [], []
    for material in picked.itertuples():
        name = f"{subscripted(str(material.Index))}, ε {material.permittivity:g}"
        names.append(name)
        rows += _rows(density, space_charge.debye_length_nm(density, material.permittivity, ROOM_K), name=name)
    name = f"{names[1]}, fixed background"
    names.append(name)
    background = space_charge.debye_length_with_fixed_background_nm(density, picked.iloc[1]["permittivity"], ROOM_K)
    rows += _rows(density, background, name=name)
    sizes = _band(5, 100, "particles of 5 to 100 nm")
    left = _line_panel(
        rows,
        names,
        "Density of each carrier (1/cm³)",
        "Debye length at 300 K (nm)",
        log_x=True,
        log_y=True,
        x_values=[1e15, 1e17, 1e19, 1e21],
        below=sizes,
    ).properties(height=280)
    permittivity = np.geomspace(5, 200, 10)
    densities = (1e16, 1e18, 1e20)
    lines = []
    for c, words in zip(densities, ("10¹⁶ /cm³", "10¹⁸ /cm³", "10²⁰ /cm³"), strict=True):
        lines += _rows(permittivity, space_charge.debye_length_nm(c, permittivity, ROOM_K), words=words)
    x = alt.X(
        "x:Q",
        title="Static relative permittivity",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(ticks=False, values=[5, 10, 20, 50, 100, 200], grid=False),
    )
    y = alt.Y(
        "y:Q",
        title="Debye length at 300 K (nm)",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(ticks=False, labelExpr=PLAIN, values=[0.1, 1, 10, 100]),
    )
    line = _data(lines).mark_line(color=SOFT_INK, strokeWidth=1.6).encode(x=x, y=y, detail="words:N")
    ends = alt.Data(values=[{"x": 200, "y": row["y"][-1], "words": row["words"]} for row in lines])
    label = alt.Chart(ends).mark_text(align="right", dy=-8, dx=-2).encode(x="x:Q", y="y:Q", text="words:N")
    one_each = permittivities.drop_duplicates("material")
    points = [
        {"x": row["permittivity"], "y": length, "name": row["name"], "source": row["source"]}
        for row, length in zip(
            one_each.to_dict("records"),
            significant(space_charge.debye_length_nm(1e18, one_each["permittivity"].to_numpy(), ROOM_K), 3),
            strict=True,
        )
    ]
    dots = (
        alt.Chart(alt.Data(values=points))
        .mark_point(filled=True, size=60, color=ACCENT, opacity=0.8)
        .encode(
            x="x:Q",
            y="y:Q",
            tooltip=[
                alt.Tooltip("name:N", title="Material"),
                alt.Tooltip("x:Q", title="Static permittivity"),
                alt.Tooltip("y:Q", title="Debye length (nm) with 10¹⁸ /cm³"),
                alt.Tooltip("source:N", title="Source"),
            ],
        )
    )
    right = alt.layer(line, label, dots).properties(width=300, height=280)
    return alt.concat(left, right, columns=2)


# ---------------------------------------------------------------- two solids in contact


SITE_ENERGY, ION_LEVEL = "energy of an interstitial site", "electrochemical potential of Na⁺"


def contact_chart(
    contact: IonContact, step_V: float, left: str, right: str, site_above_level_eV: float
) -> alt.ConcatChart:
    """Energy of an ion before and after contact, with charge and field.

    Parameters
    ----------
    contact : IonContact
        Result of :func:`heterostructures.physics.space_charge.ion_contact`.
    step_V : float
        The step that was given to it.
    left, right : str
        Names of the solids.
    site_above_level_eV : float
        Energy of an interstitial site above the electrochemical potential of the ion in the bulk.

    Returns
    -------
    altair.ConcatChart
        Four panels.
    """
    x = contact.position_nm
    half = len(x) // 2
    start = np.where(np.arange(len(x)) < half, step_V, 0.0)
    title = "Position (nm), interface at 0"

    def panel(
        lines: dict[str, NDArray[np.float64]], y_title: str, words: str, labels: Sequence[float], **more: object
    ) -> alt.LayerChart:
        rows = []
        for name, y in lines.items():
            straight = np.ptp(y[:half]) == 0 and np.ptp(y[half:]) == 0
            drawn = [0, half - 1, half, len(x) - 1] if straight else slice(None)
            rows += _rows(x[drawn], y[drawn], name=name)
        chart = _line_panel(rows, list(lines), title, y_title, legend=False, **more)
        rule = alt.Chart(alt.Data(values=[{"x": 0}])).mark_rule(strokeDash=[3, 3]).encode(x="x:Q")
        side = alt.Chart(alt.Data(values=[{"x": float(x[0]) / 2, "t": left}, {"x": float(x[-1]) / 2, "t": right}]))
        text = side.mark_text(dy=-8, fontWeight=600).encode(x="x:Q", y=alt.value(0), text="t:N")
        at = [{"y": y, "t": name} for name, y in zip(lines, labels, strict=False)]
        label = (
            alt.Chart(alt.Data(values=at))
            .mark_text(align="left", dx=5, dy=-8)
            .encode(x=alt.value(0), y="y:Q", text="t:N")
        )
        return alt.layer(chart, rule, text, label).properties(title=alt.Title(words, offset=16), **PANEL)

    step = start
    after = step + contact.potential_V
    level = np.full_like(x, step_V)
    energy = "Energy of Na⁺ (eV)"
    return alt.concat(
        panel(
            {SITE_ENERGY: step + site_above_level_eV, ION_LEVEL: step},
            energy,
            "Before contact",
            [step_V + site_above_level_eV - 0.07, step_V],
            y_domain=[-0.05, step_V + site_above_level_eV + 0.2],
        ),
        panel(
            {SITE_ENERGY: after + site_above_level_eV, ION_LEVEL: level},
            energy,
            "After contact",
            [step_V + site_above_level_eV - 0.07, step_V],
            y_domain=[-0.05, step_V + site_above_level_eV + 0.2],
        ),
        panel({"charge": contact.charge_C_per_cm3}, "Charge density (C/cm³)", "Charge", []),
        panel({"field": contact.field_V_per_m * V_PER_M_IN_MV_PER_CM}, "Field (MV/cm)", "Field", []),
        columns=2,
    ).resolve_scale(color="independent", strokeDash="independent")


# ---------------------------------------------------------------- one layer in three models


BOTH_MOVE, ONE_MOVES, SHARP_EDGE = (
    "both carriers move (Gouy-Chapman)",
    "one moves, full solution",
    "one moves, depletion approximation",
)
MODELS = [BOTH_MOVE, ONE_MOVES, SHARP_EDGE]


def three_models(
    surface_potential_V: float, debye_length_nm: float, temperature_K: float = ROOM_K
) -> dict[str, SpaceChargeProfile]:
    """Compute one positive interface in three models of the solid beside it.

    Parameters
    ----------
    surface_potential_V : float
        Potential of the interface relative to the bulk, above 0.
    debye_length_nm : float
        Debye length of a pair.
    temperature_K : float
        Temperature.

    Returns
    -------
    dict
        A profile for each model.
    """
    width = float(space_charge.mott_schottky_width_nm(surface_potential_V, debye_length_nm, temperature_K))
    exact = space_charge.depleted_layer_profile(surface_potential_V, debye_length_nm, temperature_K, points=18)
    reach = float(exact.position_nm[-1])
    near = np.linspace(0.0, 1.0, 19)
    edge = np.concatenate([np.linspace(0.0, width, 11), [reach]])
    return {
        BOTH_MOVE: space_charge.gouy_chapman_profile(
            reach * near**3, surface_potential_V, debye_length_nm, temperature_K
        ),
        ONE_MOVES: exact,
        SHARP_EDGE: space_charge.mott_schottky_profile(edge, surface_potential_V, width, temperature_K),
    }


def models_chart(models: dict[str, SpaceChargeProfile]) -> alt.ConcatChart:
    """Potential, field, charge and carriers of one interface in three models.

    Parameters
    ----------
    models : dict
        Result of :func:`three_models`.

    Returns
    -------
    altair.ConcatChart
        Four panels.
    """
    title = "Distance from the interface (nm)"

    def rows(values: dict[str, NDArray[np.float64]]) -> list[dict[str, object]]:
        return [row for name in MODELS for row in _rows(models[name].position_nm, values[name], name=name)]

    potential = rows({name: 1e3 * layer.potential_V for name, layer in models.items()})
    field = rows({name: layer.field_V_per_m * V_PER_M_IN_MV_PER_CM for name, layer in models.items()})
    charge = {name: 1.0 - layer.positive_ratio for name, layer in models.items()}
    charge[BOTH_MOVE] = models[BOTH_MOVE].negative_ratio - models[BOTH_MOVE].positive_ratio
    charge[SHARP_EDGE] = np.where(models[SHARP_EDGE].potential_V > 0, 1.0, 0.0)
    charge_rows = []
    for name in MODELS:
        # Zero has no place on a logarithmic axis.
        drawn = charge[name] > 1e-2
        charge_rows += _rows(models[name].position_nm[drawn], charge[name][drawn], name=name)
    carriers = rows({name: layer.positive_ratio for name, layer in models.items()})
    return alt.concat(
        _line_panel(potential, MODELS, title, "Potential (mV)", title="Potential"),
        _line_panel(field, MODELS, title, "Field (MV/cm)", title="Field", shared=True),
        _line_panel(
            charge_rows, MODELS, title, "Negative charge (multiples of ec)", log_y=True, title="Charge", shared=True
        ),
        _line_panel(
            carriers,
            MODELS,
            title,
            "Positive carrier (multiples of c)",
            log_y=True,
            title="Repelled carrier",
            shared=True,
        ),
        columns=2,
    )


# ---------------------------------------------------------------- films


def overlap_chart(weak_V: float = 0.01, strong_V: float = 0.3) -> alt.ConcatChart:
    """Potential across films of several thicknesses, for a weak and a strong interface, and for unequal faces.

    Parameters
    ----------
    weak_V, strong_V : float
        Potential of the faces.

    Returns
    -------
    altair.ConcatChart
        Four panels.
    """
    sizes = (0.25, 1.0, 6.0)
    names = [f"d = {size:g} λ" for size in sizes]
    # More points where the potential is steep.
    take = np.array([0, 1, 2, 4, 7, 11, 17, 25, 36, 50, 66, 83, 100])
    take = np.concatenate([take, 200 - take[::-1][1:]])
    panels = []
    for unequal, potential, words in (
        (False, weak_V, "weak"),
        (False, strong_V, "strong"),
        (True, weak_V, "weak"),
    ):
        rows: list[dict[str, object]] = []
        for size, name in zip(sizes, names, strict=True):
            film = film_on_shared_positions(potential, size, unequal)
            rows += _rows(take / 200.0, np.round(film[take] / potential, 4), name=name)
        right = "\u2212" if unequal else "+"
        faces = f"+{1e3 * potential:g} and {right}{1e3 * potential:g} mV"
        panels.append(
            _line_panel(
                rows,
                names,
                "Position (parts of the thickness)",
                "Potential / face potential",
                title=f"{words}: {faces}",
                shared=bool(panels),
            )
        )
    return alt.concat(*panels, columns=2)


def film_on_shared_positions(potential_V: float, size: float, unequal: bool = False) -> NDArray[np.float64]:
    """Potential at 201 equal steps across a film at 300 K.

    Parameters
    ----------
    potential_V : float
        Potential of the left face.
    size : float
        Thickness in Debye lengths.
    unequal : bool
        Whether the right face has the opposite potential; otherwise it has the same.

    Returns
    -------
    array
        Potential in V at 0, 1/200, ... of the thickness.
    """
    if unequal:
        film = space_charge.film_profile_between_unequal_interfaces(potential_V, -potential_V, size, 1.0, ROOM_K)
    else:
        film = space_charge.film_profile(potential_V, size, 1.0, ROOM_K)
    # The helpers choose their positions; between them the field is known too, so that a cubic is exact enough.
    at, first = np.unique(film.position_nm, return_index=True)
    slope = -film.field_V_per_m[first] * constants.nano
    return np.asarray(interpolate.CubicHermiteSpline(at, film.potential_V[first], slope)(np.linspace(0.0, size, 201)))


def mean_field_V_per_Debye_length(potential_V: float, size: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Mean size of the field in a film between two faces with the same potential, at 300 K.

    Parameters
    ----------
    potential_V : float
        Potential of both faces.
    size : float or array
        Thickness in Debye lengths.

    Returns
    -------
    array
        From each face to the middle the potential falls by the same amount: twice this fall divided by the thickness.
    """
    middle = space_charge.film_midplane_potential_V(potential_V, size, 1.0, ROOM_K)
    return np.asarray(2.0 * (potential_V - middle) / size)


def thickness_of_largest_mean_field(potential_V: float) -> float:
    """Thickness, in Debye lengths, at which the mean field in a film between equal faces is largest.

    Parameters
    ----------
    potential_V : float
        Potential of both faces.

    Returns
    -------
    float
        Thickness in Debye lengths at 300 K.
    """
    found = optimize.minimize_scalar(
        lambda log_size: -float(mean_field_V_per_Debye_length(potential_V, float(np.exp(log_size)))),
        bounds=(np.log(1e-6), np.log(20.0)),
        method="bounded",
        options={"xatol": 1e-9},
    )
    return float(np.exp(found.x))


SIZES = np.geomspace(0.1, 30.0, 17)


def size_chart() -> alt.ConcatChart:
    """What a smaller size does: middle potential, mean enhancement, mean field, and fixed charge.

    Returns
    -------
    altair.ConcatChart
        Four panels against the thickness in Debye lengths; the sphere has this diameter.
    """
    names = ["film, 10 mV", "film, 100 mV", "film, 300 mV", "sphere, 100 mV"]
    x_title = "Thickness or diameter / Debye length"
    middle, mean, field, charged = [], [], [], []
    for name, potential in zip(names, (0.01, 0.1, 0.3), strict=False):
        left = space_charge.film_midplane_potential_V(potential, SIZES, 1.0, ROOM_K) / potential
        middle += _rows(SIZES, left, name=name)
        mean += _rows(
            SIZES, space_charge.film_mean_concentration_ratio("negative", potential, SIZES, 1.0, ROOM_K), name=name
        )
        field += _rows(SIZES, mean_field_V_per_Debye_length(potential, SIZES) / THERMAL_V, name=name)
        charge = space_charge.gouy_chapman_surface_charge_C_per_m2(potential, 1.0, 10.0, ROOM_K)
        held = space_charge.film_surface_potential_V(charge, SIZES, 1.0, 10.0, ROOM_K)
        charged += _rows(SIZES, held * 1e3, name=name)
    diameters = np.geomspace(0.1, 30.0, 9)
    spheres = [space_charge.sphere_profile(0.1, size / 2.0, 1.0, ROOM_K).potential_V[0] / 0.1 for size in diameters]
    ratios = [
        space_charge.sphere_mean_concentration_ratio("negative", 0.1, size / 2.0, 1.0, ROOM_K) for size in diameters
    ]
    middle += _rows(diameters, np.array(spheres), name=names[3])
    mean += _rows(diameters, np.array(ratios), name=names[3])
    more = {"log_x": True, "x_values": [0.1, 1, 10]}
    one = (alt.Chart(alt.Data(values=[{"x": 1}])).mark_rule(strokeDash=[3, 3]).encode(x="x:Q"),)
    return alt.concat(
        _line_panel(middle, names, x_title, "Middle / face potential", title="Left in the middle", below=one, **more),
        _line_panel(
            mean,
            names,
            x_title,
            "Mean density (multiples of bulk)",
            log_y=True,
            title="Mean of the collected carrier",
            shared=True,
            below=[*one, *_band(100, 1000, "ratio 100 to 1000")],
            **more,
        ),
        _line_panel(
            field,
            names,
            x_title,
            "Mean field (kT/e per λ)",
            log_y=True,
            title="Mean size of the field",
            shared=True,
            below=one,
            **more,
        ),
        _line_panel(
            charged,
            names,
            x_title,
            "Face potential (mV)",
            log_y=True,
            title="If the charge is fixed instead",
            shared=True,
            below=one,
            **more,
        ),
        columns=2,
    )


# ---------------------------------------------------------------- conduction


def composite_ratio(
    grain_size_nm: NDArray[np.float64] | float, potential_V: float, length_nm: float
) -> NDArray[np.float64]:
    """Conductivity of an ion conductor with a third of its volume in insulating grains, relative to the bulk.

    Parameters
    ----------
    grain_size_nm : float or array
        Size of the grains.
    potential_V : float
        Potential of their surface, which collects the carrier.
    length_nm : float
        Debye length of the conductor.

    Returns
    -------
    array
        Ratio, with half of the interfaces on continuous paths.
    """
    area = space_charge.interface_area_per_volume_per_nm(0.3, grain_size_nm)
    excess = space_charge.gouy_chapman_excess_nm("negative", potential_V, length_nm, ROOM_K)
    return np.asarray(space_charge.composite_conductivity_ratio(0.3, area, excess, 0.5))


def conduction_chart(potential_V: float = 0.2, length_nm: float = 2.0) -> alt.ConcatChart:
    """Conductivity of a film along and across its layers, and of a composite.

    Parameters
    ----------
    potential_V : float
        Potential of the faces.
    length_nm : float
        Debye length for the composite.

    Returns
    -------
    altair.ConcatChart
        Two panels.
    """
    film_rows, names = [], []
    for carrier, words in (("negative", "collected"), ("positive", "repelled")):
        for direction in ("along", "across"):
            name = f"{words}, {direction}"
            names.append(name)
            ratio = space_charge.film_conductivity_ratio(direction, carrier, potential_V, SIZES, 1.0, ROOM_K)
            film_rows += _rows(SIZES, ratio, name=name)
    grains = np.geomspace(5 * length_nm, 1e4, 15)
    composite_names = ["grains, 100 mV", "grains, 200 mV", "grains, 300 mV"]
    rows = []
    for name, potential in zip(composite_names, (0.1, 0.2, 0.3), strict=True):
        rows += _rows(grains, composite_ratio(grains, potential, length_nm), name=name)
    band = _band(100, 1000, "ratio 100 to 1000")
    return alt.concat(
        _line_panel(
            film_rows,
            names,
            "Film thickness / Debye length",
            "Conductivity / bulk",
            log_x=True,
            log_y=True,
            x_values=[0.1, 1, 10],
            title="Film, both faces at 200 mV",
            below=band,
        ),
        _line_panel(
            rows,
            composite_names,
            "Grain size (nm)",
            "Conductivity / bulk",
            log_x=True,
            log_y=True,
            x_values=[10, 100, 1000, 10000],
            title="Composite with insulating grains",
            below=band,
        ),
        columns=2,
    ).resolve_scale(color="independent", strokeDash="independent")


# ---------------------------------------------------------------- temperature


def ratio_at(
    temperature_K: NDArray[np.float64], warm_ratio: float, warm_K: float, difference_eV: float
) -> NDArray[np.float64]:
    """Ratio of two conductivities against temperature, if their activation energies differ by a constant.

    Parameters
    ----------
    temperature_K : array
        Temperatures.
    warm_ratio, warm_K : float
        Known ratio and its temperature.
    difference_eV : float
        Activation energy of the enhanced path less that of the bulk.

    Returns
    -------
    array
        Ratios.
    """
    per_K = 1.0 / np.asarray(temperature_K) - 1.0 / warm_K
    return warm_ratio * np.exp(-difference_eV * constants.e / constants.k * per_K)


def temperature_chart(warm: tuple[float, float], cold: tuple[float, float]) -> alt.LayerChart:
    """Ratio of conductivities against reciprocal temperature: two printed values and what models make of the first.

    Parameters
    ----------
    warm, cold : pair of float
        Ratio and temperature; the cold ratio is a lower limit.

    Returns
    -------
    altair.LayerChart
        One panel.
    """
    temperatures = np.linspace(220.0, 320.0, 11)
    x = 1e3 / temperatures
    fixed = transport.enhancement_at_other_temperature(warm[0], warm[1], temperatures)
    difference = float(space_charge.activation_energy_difference_eV(warm[0], warm[1], cold[0], cold[1]))
    lines = {
        "fixed potential step": fixed,
        "same activation energy": np.full_like(x, warm[0]),
        f"path needs {1e3 * difference:.0f} meV more": ratio_at(temperatures, warm[0], warm[1], difference),
    }
    rows = [row for name, y in lines.items() for row in _rows(x, y, name=name)]
    chart = _line_panel(
        rows,
        list(lines),
        "1000 / temperature (1/K)",
        "Conductivity of the interface / bulk",
        log_y=True,
    ).properties(width=560, height=300)
    points = pd.DataFrame(
        {
            "x": significant([1e3 / warm[1], 1e3 / cold[1]]),
            "y": [warm[0], cold[0]],
            "words": [f"{warm[0]:g} at {warm[1]:g} K, printed", f"above {cold[0]:g} at {cold[1]:g} K, printed"],
            "shape": ["circle", "triangle-up"],
            "dx": [8, 0],
        }
    )
    base = alt.Chart(points)
    marks = base.mark_point(filled=True, size=130, color=INK, opacity=1).encode(
        x="x:Q", y="y:Q", shape=alt.Shape("shape:N", scale=None), tooltip=[alt.Tooltip("words:N", title="Review A")]
    )
    left = (
        base.transform_filter("datum.dx > 0")
        .mark_text(align="left", dx=-40, dy=36)
        .encode(x="x:Q", y="y:Q", text="words:N")
    )
    right = (
        base.transform_filter("datum.dx == 0")
        .mark_text(align="right", dx=-12, dy=8)
        .encode(x="x:Q", y="y:Q", text="words:N")
    )
    return alt.layer(chart, marks, left, right).properties(width=560, height=300)


# ---------------------------------------------------------------- field and barrier


def barrier_chart(jump_nm: float, needed: dict[str, float], layers: dict[str, float]) -> alt.LayerChart:
    """Barrier lowering by a field against the field, with fields of layers and what claims would need.

    Parameters
    ----------
    jump_nm : float
        Distance from site to site.
    needed : dict
        Names of claims with the lowering in eV that they need.
    layers : dict
        Names of layers with the field at their interface in V/m.

    Returns
    -------
    altair.LayerChart
        One panel with logarithmic axes.
    """
    field = np.geomspace(1e6, 1e10, 5)
    x = alt.X(
        "x:Q",
        title="Field along the jump (MV/cm)",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(ticks=False, labelExpr=PLAIN, values=[0.01, 0.1, 1, 10, 100], grid=False),
    )
    y = alt.Y(
        "y:Q",
        title="Lowering of the barrier (eV)",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(ticks=False, labelExpr=PLAIN, values=[1e-4, 1e-3, 0.01, 0.1, 1]),
    )
    line_rows = _rows(field * V_PER_M_IN_MV_PER_CM, kinetics.barrier_lowering_by_field_eV(field, jump_nm))
    line = _data(line_rows).mark_line(color=SERIES[0], strokeWidth=2.4).encode(x=x, y=y)
    points = [
        {
            "x": significant([value * V_PER_M_IN_MV_PER_CM], 3)[0],
            "y": significant([float(kinetics.barrier_lowering_by_field_eV(value, jump_nm))], 3)[0],
            "words": name,
        }
        for name, value in layers.items()
    ]
    dots = (
        alt.Chart(alt.Data(values=points))
        .mark_point(filled=True, size=90, color=ACCENT, opacity=1)
        .encode(
            x="x:Q",
            y="y:Q",
            tooltip=[
                alt.Tooltip("words:N", title="Layer"),
                alt.Tooltip("x:Q", title="Field (MV/cm)"),
                alt.Tooltip("y:Q", title="Lowering (eV)"),
            ],
        )
    )
    dot_words = (
        alt.Chart(alt.Data(values=points)).mark_text(align="left", dx=4, dy=18).encode(x="x:Q", y="y:Q", text="words:N")
    )
    levels = [
        {"y": significant([value], 3)[0], "words": f"{name}: {1e3 * value:.0f} meV"} for name, value in needed.items()
    ]
    rules = alt.Chart(alt.Data(values=levels)).mark_rule(strokeDash=[4, 3]).encode(y="y:Q")
    rule_words = (
        alt.Chart(alt.Data(values=levels))
        .mark_text(align="left", dx=4, dy=-7)
        .encode(x=alt.value(0), y="y:Q", text="words:N")
    )
    limit = alt.Chart(alt.Data(values=[{"x": 10}])).mark_rule(color=SOFT_INK, strokeDash=[2, 2]).encode(x="x:Q")
    limit_words = (
        alt.Chart(alt.Data(values=[{"x": 10, "t": "1 V/nm"}]))
        .mark_text(align="left", dx=4, dy=-4, baseline="bottom")
        .encode(x="x:Q", y=alt.value(320), text="t:N")
    )
    return alt.layer(rules, limit, line, dots, rule_words, dot_words, limit_words).properties(width=560, height=320)


# ---------------------------------------------------------------- sliders: one layer


def gouy_chapman_sliders(prefix: str = "gc") -> alt.ConcatChart:
    """One interface with sliders: potential, field, carriers and charge, computed in the page.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Four panels. The signals ``length_nm``, ``surface_ratio``, ``surface_field_V_per_m``,
        ``surface_charge_C_per_m2`` and ``excess_nm`` follow the functions of
        :mod:`heterostructures.physics.space_charge`; the excess is that of the collected carrier.
    """
    c = live.Controls(prefix)
    log_density = c.slider("log_density", "Density of each carrier, log10 (1/cm³)", 15, 21, 0.25, 18)
    permittivity = c.slider("permittivity", "Relative permittivity", 4, 100, 1, 11)
    temperature = c.slider("temperature_K", "Temperature (K)", 200, 600, 10, 300)
    surface_mV = c.slider("surface_mV", "Potential of the interface (mV)", -400, 400, 5, 150)
    charge = c.slider("charge_number", "Charge number of both carriers", 1, 3, 1, 1)

    density = c.compute("density_per_cm3", f"pow(10, {log_density})")
    unit = c.compute("unit_V", f"{live.BOLTZMANN_EV_PER_K} * {temperature} / {charge}")
    # kT/(ze) is a voltage, so that the length is sqrt(eps V / (2 z e c)).
    length = c.compute(
        "length_nm",
        f"1e9 * sqrt({permittivity} * {live.VACUUM_PERMITTIVITY_F_PER_M} * {unit}"
        f" / (2 * {charge} * {live.ELEMENTARY_CHARGE_C} * {density} * 1e6))",
    )
    sign = c.compute("sign", f"{surface_mV} < 0 ? -1 : 1")
    surface = c.compute("surface_reduced", f"abs({surface_mV}) / 1000 / {unit}")
    root = c.compute("root", f"exp({surface} / 2)")
    ratio = c.compute("surface_ratio", f"{root} * {root}")
    field = c.compute("surface_field_V_per_m", f"{sign} * {unit} / ({length} * 1e-9) * ({root} - 1 / {root})")
    c.compute("surface_charge_C_per_m2", f"{permittivity} * {live.VACUUM_PERMITTIVITY_F_PER_M} * {field}")
    excess = c.compute("excess_nm", f"2 * {length} * ({root} - 1)")
    filled = c.compute("share_of_sites", f"{ratio} * {density} / {SITES_PER_CM3!r}")

    # Seen from the interface: 1 - tanh(phi/4) starts at 2/(root + 1) and rises to 1.
    rows = [{"u": float(f"{6.0 * s**3:.4g}")} for s in np.linspace(0, 1, 31)]
    rest = f"(2 / ({root} + 1) + (1 - 2 / ({root} + 1)) * (1 - exp(-datum.u)))"
    computed = (
        alt.Chart()
        .transform_calculate(x=f"datum.u * {length}", rest=rest)
        .transform_calculate(phi="2 * log((2 - datum.rest) / datum.rest)")
        .transform_calculate(
            potential=f"{sign} * 1000 * {unit} * datum.phi",
            field=f"{sign} * {unit} / ({length} * 1e-9) * (exp(datum.phi / 2) - exp(-datum.phi / 2)) / 1e8",
            negative=f"exp({sign} * datum.phi)",
            positive=f"exp(-{sign} * datum.phi)",
            charge=f"-{sign} * {charge} * {live.ELEMENTARY_CHARGE_C} * {density} * (exp(datum.phi) - exp(-datum.phi))",
        )
    )
    x = alt.X(
        "x:Q",
        title="Distance from the interface (nm)",
        scale=alt.Scale(nice=False),
        axis=alt.Axis(ticks=False, grid=False, tickCount=4),
    )

    def panel(key: str, title: str, colour: str) -> alt.Chart:
        return computed.mark_line(strokeWidth=2.4, color=colour).encode(
            x=x,
            y=alt.Y(f"{key}:Q", title=title, axis=alt.Axis(ticks=False, tickCount=4)),
        )

    words = {"negative": "negative carrier", "positive": "positive carrier"}
    colour, dash = _scales(list(words.values()), 2)
    carriers = (
        computed.transform_fold(list(words), as_=["key", "density"])
        .transform_calculate(name=f"datum.key == 'negative' ? '{words['negative']}' : '{words['positive']}'")
        .mark_line(strokeWidth=2.4)
        .encode(
            x=x,
            y=alt.Y(
                "density:Q",
                title="Density (multiples of bulk)",
                scale=alt.Scale(type="log"),
                axis=alt.Axis(ticks=False, tickCount=4, labelExpr=PLAIN),
            ),
            color=colour,
            strokeDash=dash,
        )
    )
    reading = _reading(f"'λ = ' + format({length}, '.3~g') + ' nm; interface: ' + format({ratio}, ',.3~r') + ' × bulk'")
    more = _reading(f"'Excess equals ' + format({excess}, '.3~g') + ' nm of bulk'")
    limit = _reading(
        f"{filled} > 0.1 ? 'Not dilute: ' + ({filled} > 1 ? 'more ions than sites' :"
        f" format({filled}, '.0%') + ' of the sites taken') : 'Dilute: ' + format(100 * {filled}, '.2~g') + ' % of the sites taken'",
    )
    size = {"width": 300, "height": 220}
    return alt.concat(
        alt.layer(panel("potential", "Potential (mV)", SERIES[0]), reading).properties(**size),
        alt.layer(carriers, limit).properties(**size),
        alt.layer(panel("field", "Field (MV/cm)", ACCENT), more).properties(**size),
        panel("charge", "Charge density (C/cm³)", SERIES[3]).properties(**size),
        columns=2,
        data=alt.Data(values=rows),
    ).add_params(*c.parameters)


def _reading(expression: str) -> alt.Chart:
    """A line of text above a panel that reads out numbers."""
    return (
        alt.Chart(alt.Data(values=[{"x": 0}]))
        .transform_calculate(words=expression)
        .mark_text(align="left", fontWeight=600, dy=-8)
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
    )


# ---------------------------------------------------------------- sliders: a film, precomputed

GRID_SIZES = (0.1, 0.3, 1.0, 2.0, 4.0, 10.0)
GRID_MV = (10, 50, 100, 200, 400)
GRID_STEPS = (0, 1, 2, 4, 7, 12, 19, 29, 43, 60, 80, 100)
FACES = ("the same potential", "the opposite potential")


def _node(size: int, potential: int, faces: int) -> int:
    return (faces * len(GRID_SIZES) + size) * len(GRID_MV) + potential


@lru_cache(maxsize=1)
def film_nodes() -> tuple[list[dict[str, object]], dict[str, list[float]]]:
    """Precompute the films of the chart with choices.

    Returns
    -------
    rows : list of dict
        For each position in the left half, ``s`` (part of the thickness) and ``p`` (potential in mV at each node).
    means : dict
        Mean density of the negative carrier, potential in the middle and fall to it in mV at each node.
    """
    potentials, mean, middle, fall = [], [], [], []
    for unequal in (False, True):
        for size in GRID_SIZES:
            for millivolts in GRID_MV:
                volts = millivolts / 1e3
                film = film_on_shared_positions(volts, size, unequal)
                potentials.append(np.round(1e3 * film[list(GRID_STEPS)], 2))
                if unequal:
                    whole = space_charge.film_profile_between_unequal_interfaces(volts, -volts, size, 1.0, ROOM_K)
                    mean.append(float(np.trapezoid(whole.negative_ratio, whole.position_nm) / size))
                    middle.append(0.0)
                else:
                    mean.append(float(space_charge.film_mean_concentration_ratio("negative", volts, size, 1.0, ROOM_K)))
                    middle.append(1e3 * float(space_charge.film_midplane_potential_V(volts, size, 1.0, ROOM_K)))
                fall.append(millivolts - middle[-1])
    table = np.array(potentials)
    rows = [{"s": step / 200, "p": table[:, i].tolist()} for i, step in enumerate(GRID_STEPS)]
    return rows, {"mean": significant(mean, 7), "middle": significant(middle, 7), "fall": significant(fall, 7)}


def film_sliders(prefix: str = "film") -> alt.ConcatChart:
    """A film between two interfaces with choices of thickness and potential, precomputed at 300 K.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Potential and carriers. The signals ``mean_ratio``, ``middle_mV``, ``mean_field_V_per_m`` and
        ``thickness_nm`` read out the chosen node.
    """
    rows, means = film_nodes()
    c = live.Controls(prefix)
    size_words, potential_words = [f"{size:g}" for size in GRID_SIZES], [f"{mV}" for mV in GRID_MV]
    size = c.choice("size", "Thickness d / Debye length λ", size_words, "1")
    potential = c.choice("face_mV", "Potential of the left face (mV)", potential_words, "200")
    faces = c.choice("faces", "The right face has", FACES, FACES[0])
    length = c.slider("length_nm", "Debye length λ (nm)", 0.5, 50, 0.5, 5)
    opposite = c.compute("opposite", f"{faces} == '{FACES[1]}' ? 1 : 0")
    node = c.compute(
        "node",
        f"({opposite} * {len(GRID_SIZES)} + indexof({size_words!r}, {size})) * {len(GRID_MV)}"
        f" + indexof({potential_words!r}, {potential})",
    )
    mean = c.compute("mean_ratio", f"{means['mean']!r}[{node}]")
    middle = c.compute("middle_mV", f"{means['middle']!r}[{node}]")
    thickness = c.compute("thickness_nm", f"toNumber({size}) * {length}")
    field = c.compute(
        "mean_field_V_per_m",
        f"2 * {means['fall']!r}[{node}] / 1000 / ({thickness} * 1e-9)",
    )
    computed = (
        alt.Chart()
        .transform_calculate(side="[0, 1]", left=f"datum.p[{node}]")
        .transform_flatten(["side"])
        .transform_calculate(
            x=f"(datum.side ? 1 - datum.s : datum.s) * {thickness}",
            potential=f"datum.side && {opposite} ? -datum.left : datum.left",
        )
        .transform_calculate(
            negative=f"exp(datum.potential / {1e3 * THERMAL_V!r})",
            positive=f"exp(-datum.potential / {1e3 * THERMAL_V!r})",
        )
    )
    x = alt.X(
        "x:Q",
        title="Position in the film (nm)",
        scale=alt.Scale(nice=False),
        axis=alt.Axis(ticks=False, grid=False, tickCount=4),
    )
    curve = computed.mark_line(strokeWidth=2.4, color=SERIES[0]).encode(
        x=x,
        y=alt.Y(
            "potential:Q", title="Potential (mV)", scale=alt.Scale(zero=True), axis=alt.Axis(ticks=False, tickCount=4)
        ),
    )
    words = {"negative": "negative carrier", "positive": "positive carrier"}
    colour, dash = _scales(list(words.values()), 2)
    carriers = (
        computed.transform_fold(list(words), as_=["key", "density"])
        .transform_calculate(name=f"datum.key == 'negative' ? '{words['negative']}' : '{words['positive']}'")
        .mark_line(strokeWidth=2.4)
        .encode(
            x=x,
            y=alt.Y(
                "density:Q",
                title="Density (multiples of bulk)",
                scale=alt.Scale(type="log"),
                axis=alt.Axis(ticks=False, tickCount=4, labelExpr=PLAIN),
            ),
            color=colour,
            strokeDash=dash,
        )
    )
    left_words = _reading(
        f"'Middle ' + format({middle}, '.3~g') + ' mV; mean field ' + format({field} / 1e8, '.2~g') + ' MV/cm'",
    )
    right_words = _reading(f"'Mean, negative carrier: ' + format({mean}, ',.4~r') + ' × bulk'")
    size_of_panel = {"width": 300, "height": 250}
    return alt.concat(
        alt.layer(curve, left_words).properties(**size_of_panel),
        alt.layer(carriers, right_words).properties(**size_of_panel),
        columns=2,
        data=alt.Data(values=rows),
    ).add_params(*c.parameters)


# ---------------------------------------------------------------- what the reviews print

# Charge of what moves, by the first word of its name in the dataset.
CHARGES = {"Li+": 1, "Na+": 1, "K+": 1, "Li2S6": 0}


def barrier_table(pairs: Sequence[dict[str, Any]], jump_nm: float, temperature_K: float = ROOM_K) -> pd.DataFrame:
    """Set printed pairs of barriers beside what they mean for a rate, and which field alone would explain them.

    Parameters
    ----------
    pairs : sequence of dict
        Rows of :func:`heterostructures.dataset.pairs` for diffusion barriers.
    jump_nm : float
        Distance from site to site.
    temperature_K : float
        Temperature of the rate.

    Returns
    -------
    pandas.DataFrame
        One row a pair; the field is missing for what carries no charge.
    """
    rows = []
    for pair in pairs:
        high, low = float(pair["reference_value"]), float(pair["changed_value"])
        charge = CHARGES[str(pair["changed_subject"]).split()[0]]
        field = float(kinetics.field_for_barrier_lowering_V_per_m(high - low, jump_nm, charge)) if charge else np.nan
        rows.append(
            {
                "changed": subscripted(str(pair["changed_subject"])),
                "reference": subscripted(str(pair["reference_subject"])),
                "changed_eV": low,
                "reference_eV": high,
                "log_factor": round(float(kinetics.log10_rate_ratio(high, low, temperature_K)), 1),
                "field_V_per_nm": round(field * constants.nano, 2),
                "section": str(pair["section_id"]),
            }
        )
    return pd.DataFrame(rows)


# ---------------------------------------------------------------- the figures of the page


@dataclass(frozen=True)
class Figure:
    """A chart with its text description and the numbers that the text of the page quotes.

    Parameters
    ----------
    chart : altair chart
        The chart.
    description : str
        What it shows.
    numbers : dict
        Names and words for the text.
    """

    chart: alt.TopLevelMixin
    description: str
    numbers: dict[str, object]


def permittivity_of(permittivities: pd.DataFrame, material: str) -> float:
    """Pick the first sourced static permittivity of a material.

    Parameters
    ----------
    permittivities : pandas.DataFrame
        Result of :func:`static_permittivities`.
    material : str
        Formula as in the dataset.

    Returns
    -------
    float
        Relative permittivity.
    """
    return float(permittivities.query("material == @material")["permittivity"].iloc[0])


def debye_figure(permittivities: pd.DataFrame) -> Figure:
    """Compute the figure isc-debye of the page.

    Parameters
    ----------
    permittivities : pandas.DataFrame
        Result of :func:`static_permittivities`.

    Returns
    -------
    Figure
        Chart, description and numbers.
    """
    fes2 = permittivity_of(permittivities, "FeS2")
    reach = [float(space_charge.debye_length_nm(c, fes2, ROOM_K)) for c in (1e16, 1e18, 1e20)]
    numbers: dict[str, object] = dict(
        materials=len(permittivities),
        names=permittivities["material"].nunique(),
        least=f"{permittivities['permittivity'].min():g}",
        most=f"{permittivities['permittivity'].max():g}",
        reach_16=f"{reach[0]:.0f}",
        reach_18=f"{reach[1]:.1f}",
        reach_20=f"{reach[2]:.2f}",
        carriers_in_debye_sphere=f"{float(space_charge.carriers_in_sphere(reach[1], 1e18)):.2g}",
        density_for_10_nm=f"{float(space_charge.carrier_density_from_debye_length_per_cm3(10.0, fes2, ROOM_K)) / 1e16:.1f}",
    )
    return Figure(
        debye_chart(permittivities),
        f"""
        Two charts on logarithmic axes. Left: the Debye length falls with the square root of the carrier density; for FeS2 it
        is {reach[0]:.0f} nm at 1e16 per cubic centimeter, {reach[1]:.1f} nm at 1e18 and {reach[2]:.2f} nm at 1e20. The line
        with a fixed background lies higher by a factor of 1.41. A band marks particles of 5 to 100 nm. Right: it rises with
        the square root of the permittivity; {permittivities["material"].nunique()} materials with sourced permittivities from
        {permittivities["permittivity"].min():g} to {permittivities["permittivity"].max():g} are dots.
        """,
        numbers,
    )


def contact_figure(permittivities: pd.DataFrame) -> Figure:
    """Compute the figure isc-contact of the page.

    Parameters
    ----------
    permittivities : pandas.DataFrame
        Result of :func:`static_permittivities`.

    Returns
    -------
    Figure
        Chart, description and numbers.
    """
    step_V = 0.2
    pair = permittivity_of(permittivities, "Na2S"), permittivity_of(permittivities, "Na2Se")
    contact = space_charge.ion_contact(step_V, *pair, 1e18, 1e19, ROOM_K, points=17)
    peak = float(abs(contact.field_V_per_m).max())
    numbers: dict[str, object] = dict(
        pair_left=f"{pair[0]:g}",
        pair_right=f"{pair[1]:g}",
        contact_s=f"{step_V / THERMAL_V:.2f}",
        contact_kappa=f"{np.sqrt(10 * pair[1] / pair[0]):.2f}",
        contact_u0=f"{contact.interface_potential_V / THERMAL_V:.2f}",
        contact_share=f"{100 * contact.interface_potential_V / step_V:.0f}",
        contact_vacancies=f"{contact.negative_ratio[contact.position_nm <= 0].max():.0f}",
        contact_interstitials=f"{contact.positive_ratio[contact.position_nm >= 0].max():.0f}",
    )
    return Figure(
        contact_chart(contact, step_V, "Na₂S", "Na₂Se", 0.25),
        f"""
        Four charts along the position, Na2S left and Na2Se right of the interface. Before contact the electrochemical
        potential of the sodium ion is 0.2 eV higher on the left; after contact it is flat and the energy of an interstitial
        site bends up on the left and down on the right. The charge is negative on the left and positive on the right, the
        field points to the left with at most {peak * 1e-8:.1f} MV/cm. Vacancies rise to
        {contact.negative_ratio[contact.position_nm <= 0].max():.0f} times the bulk on the left, interstitials to
        {contact.positive_ratio[contact.position_nm >= 0].max():.0f} times on the right.
        """,
        numbers,
    )


def models_figure(permittivities: pd.DataFrame) -> Figure:
    """Compute the figure isc-models of the page.

    Parameters
    ----------
    permittivities : pandas.DataFrame
        Result of :func:`static_permittivities`.

    Returns
    -------
    Figure
        Chart, description and numbers.
    """
    znte_length = float(space_charge.debye_length_nm(1e18, permittivity_of(permittivities, "ZnTe"), ROOM_K))
    models = three_models(0.2, znte_length, ROOM_K)
    width = float(space_charge.mott_schottky_width_nm(0.2, znte_length, ROOM_K))
    first = {name: float(layer.field_V_per_m[0]) * 1e-8 for name, layer in models.items()}
    numbers: dict[str, object] = dict(
        znte_length=f"{znte_length:.1f}",
        width=f"{width:.1f}",
        field_both=f"{first[BOTH_MOVE]:.1f}",
        field_one=f"{first[ONE_MOVES]:.2f}",
        field_edge=f"{first[SHARP_EDGE]:.2f}",
        surface_ratio=f"{models[BOTH_MOVE].negative_ratio[0]:.0f}",
        edge_left_mV=f"{1e3 * float(np.interp(width, models[ONE_MOVES].position_nm, models[ONE_MOVES].potential_V)):.0f}",
    )
    return Figure(
        models_chart(models),
        f"""
        Four charts against the distance from an interface at 200 mV with a Debye length of {znte_length:.1f} nm: potential,
        field, charge and repelled carrier in three models. With both carriers mobile the potential falls within a few
        nanometers and the field starts at {first[BOTH_MOVE]:.1f} MV/cm. With one mobile carrier the full solution and
        the depletion approximation start at {first[ONE_MOVES]:.2f} and {first[SHARP_EDGE]:.2f} MV/cm and nearly
        agree, except near the sharp edge at {width:.1f} nm, beyond which only the full solution has a tail.
        """,
        numbers,
    )


def overlap_figure() -> Figure:
    """Compute the figure isc-overlap of the page.

    Returns
    -------
    Figure
        Chart, description and numbers.
    """
    middle = {V: float(space_charge.film_midplane_potential_V(V, 1.0, 1.0, ROOM_K)) / V for V in (0.01, 0.1, 0.3)}
    thin = float(space_charge.film_midplane_potential_V(0.3, 0.1, 1.0, ROOM_K)) / 0.3
    numbers: dict[str, object] = dict(
        middle_weak=f"{100 * middle[0.01]:.0f}",
        middle_strong=f"{100 * middle[0.3]:.0f}",
        middle_strong_ratio=f"{float(np.exp(0.3 * middle[0.3] / THERMAL_V)):.0f}",
        middle_thin=f"{100 * thin:.0f}",
    )
    return Figure(
        overlap_chart(),
        f"""
        Three charts of the potential across a film for thicknesses of 0.25, 1 and 6 Debye lengths. With 10 mV on both
        faces the thin films are nearly flat: {100 * middle[0.01]:.0f} percent are left in the middle of the film of one
        Debye length. With 300 mV only {100 * middle[0.3]:.0f} percent are left there. With opposite potentials on the two
        faces the thin films have a straight line from face to face, and the thick ones a flat middle at zero.
        """,
        numbers,
    )


def size_figure() -> Figure:
    """Compute the figure isc-size of the page.

    Returns
    -------
    Figure
        Chart, description and numbers.
    """
    best = {V: thickness_of_largest_mean_field(V) for V in (0.01, 0.1, 0.2)}
    mean = {
        V: float(space_charge.film_mean_concentration_ratio("negative", V, 1.0, 1.0, ROOM_K)) for V in (0.1, 0.2, 0.3)
    }
    sphere_100 = float(space_charge.sphere_mean_concentration_ratio("negative", 0.1, 0.5, 1.0, ROOM_K))
    charge_100 = space_charge.gouy_chapman_surface_charge_C_per_m2(0.1, 1.0, 10.0, ROOM_K)
    held = float(space_charge.film_surface_potential_V(charge_100, 0.1, 1.0, 10.0, ROOM_K))
    numbers: dict[str, object] = dict(
        best_weak=f"{best[0.01]:.1f}",
        best_100=f"{best[0.1]:.1f}",
        best_200=f"{best[0.2]:.2f}",
        mean_100=f"{mean[0.1]:.0f}",
        mean_200=f"{mean[0.2]:.0f}",
        mean_300=f"{mean[0.3]:.0f}",
        sphere_100=f"{sphere_100:.0f}",
        held=f"{1e3 * held:.0f}",
        **{
            f"potential_{ratio}_fold": f"{1e3 * abs(float(kinetics.barrier_change_from_rate_ratio_eV(ratio, ROOM_K))):.0f}"
            for ratio in (100, 1000)
        },
    )
    return Figure(
        size_chart(),
        f"""
        Four charts against the size in Debye lengths from 0.1 to 30, for films at 10, 100 and 300 mV and in the first two
        also a sphere at 100 mV. What is left in the middle falls from 1 to 0 around a size of 1 to 5. The mean of the
        collected carrier rises without a maximum as the film gets thinner: at one Debye length {mean[0.1]:.0f} times the
        bulk at 100 mV and {mean[0.3]:.0f} times at 300 mV. The mean field has a maximum, at {best[0.01]:.1f} Debye lengths
        for 10 mV and {best[0.1]:.1f} for 100 mV. With a fixed charge the potential rises in thin films, from 100 to
        {1e3 * held:.0f} mV at a tenth of a Debye length.
        """,
        numbers,
    )


def conduction_figure() -> Figure:
    """Compute the figure isc-conduction of the page.

    Returns
    -------
    Figure
        Chart, description and numbers.
    """
    ratio = {
        (direction, size): float(space_charge.film_conductivity_ratio(direction, "negative", 0.2, size, 1.0, ROOM_K))
        for direction in ("along", "across")
        for size in (0.1, 10.0)
    }
    blocked = float(space_charge.film_conductivity_ratio("across", "positive", 0.2, 10.0, 1.0, ROOM_K))
    composite = [float(composite_ratio(size, 0.2, 2.0)) for size in (20.0, 1000.0)]
    numbers: dict[str, object] = dict(
        along_thick=f"{ratio['along', 10.0]:.0f}",
        across_thick=f"{ratio['across', 10.0]:.1f}",
        along_thin=f"{ratio['along', 0.1]:.0f}",
        across_thin=f"{ratio['across', 0.1]:.0f}",
        blocked=f"{1 / blocked:.0f}",
        composite_small=f"{composite[0]:.0f}",
        composite_large=f"{composite[1]:.2f}",
    )
    return Figure(
        conduction_chart(),
        f"""
        Two charts on logarithmic axes. Left: conductivity of a film against its thickness. By the collected carrier it is
        {ratio["along", 10.0]:.0f} times the bulk along and {ratio["across", 10.0]:.1f} times across at 10 Debye lengths, and
        more than 1000 times in both directions at 0.1. By the repelled carrier it is below the bulk, across most of all.
        Right: conductivity of a composite against grain size; at 200 mV it falls from {composite[0]:.0f} times the bulk at
        20 nm to {composite[1]:.2f} times at 1 micrometer.
        """,
        numbers,
    )


def temperature_figure(warm: tuple[float, float], cold: tuple[float, float]) -> Figure:
    """Compute the figure isc-temperature of the page.

    Parameters
    ----------
    warm, cold : pair of float
        Printed ratios with their temperatures; the cold one is a lower limit.

    Returns
    -------
    Figure
        Chart, description and numbers.
    """
    expected = float(transport.enhancement_at_other_temperature(warm[0], warm[1], cold[1]))
    difference = float(space_charge.activation_energy_difference_eV(*warm, *cold))
    numbers: dict[str, object] = dict(
        warm_ratio=f"{warm[0]:g}",
        cold_ratio=f"{cold[0]:g}",
        expected=f"{expected:.0f}",
        difference=f"{difference:.3f}",
    )
    return Figure(
        temperature_chart(warm, cold),
        f"""
        Conductivity ratio on a logarithmic axis against 1000 divided by temperature. The printed points are {warm[0]:g} at
        {warm[1]:g} K and above {cold[0]:g} at {cold[1]:g} K. A fixed potential step makes the ratio rise on cooling, to
        {expected:.0f} at {cold[1]:g} K; equal activation energies keep it at {warm[0]:g}; a line through both points falls and
        means {1e3 * difference:.0f} meV more activation energy for the enhanced path.
        """,
        numbers,
    )


def barrier_figure(debye_length_nm: float, jump_nm: float, bulk_barrier_eV: float) -> Figure:
    """Compute the figure isc-barrier of the page.

    Parameters
    ----------
    debye_length_nm : float
        Debye length of the layers.
    jump_nm : float
        Distance from site to site.
    bulk_barrier_eV : float
        Barrier in the bulk.

    Returns
    -------
    Figure
        Chart, description and numbers.
    """
    ten_times_faster = -float(kinetics.barrier_change_from_rate_ratio_eV(10.0, ROOM_K))
    ten_times_lower = 0.9 * bulk_barrier_eV
    needed = {"coefficient × 10": ten_times_faster, "barrier ÷ 10": ten_times_lower}
    layers = {
        f"layer, {mV} mV": float(space_charge.gouy_chapman_surface_field_V_per_m(mV / 1e3, debye_length_nm, ROOM_K))
        for mV in (50, 100, 200)
    }
    lowering = {name: 1e3 * float(kinetics.barrier_lowering_by_field_eV(E, jump_nm)) for name, E in layers.items()}
    fields = {
        name: float(kinetics.field_for_barrier_lowering_V_per_m(eV, jump_nm)) * 1e-9 for name, eV in needed.items()
    }
    numbers: dict[str, object] = dict(
        lowering_100=f"{lowering['layer, 100 mV']:.1f}",
        lowering_200=f"{lowering['layer, 200 mV']:.0f}",
        faster_meV=f"{1e3 * ten_times_faster:.0f}",
        faster_field=f"{fields['coefficient × 10']:.2f}",
        lower_field=f"{fields['barrier ÷ 10']:.1f}",
        lower_factor=f"{float(kinetics.rate_ratio(bulk_barrier_eV, bulk_barrier_eV - ten_times_lower, ROOM_K)) / 1e4:.1f}",
        faster_left=f"{bulk_barrier_eV - ten_times_faster:.2f}",
    )
    return Figure(
        barrier_chart(jump_nm, needed, layers),
        f"""
        Lowering of a barrier against the field, a straight line on logarithmic axes. Layers at 50, 100 and 200 mV give
        {", ".join(f"{value:.2g}" for value in lowering.values())} meV at the interface. A coefficient ten times larger needs
        {1e3 * ten_times_faster:.0f} meV, a barrier ten times lower {1e3 * ten_times_lower:.0f} meV, which would take
        {fields["barrier ÷ 10"]:.1f} V/nm.
        """,
        numbers,
    )


def reported_barriers(jump_nm: float) -> tuple[pd.DataFrame, dict[str, object]]:
    """Collect what both reviews print on diffusion barriers and conductivity ratios.

    Parameters
    ----------
    jump_nm : float
        Distance from site to site.

    Returns
    -------
    table : pandas.DataFrame
        Result of :func:`barrier_table`.
    numbers : dict
        Counts for the text of the page.
    """
    table = barrier_table(dataset.pairs(quantity="diffusion_barrier").to_dict("records"), jump_nm)
    claims = dataset.measurements(quantity="diffusion_barrier")
    lowered = claims[claims["direction"].isin(["lowered", "lowest"])].groupby("review").size()
    numbers: dict[str, object] = {
        "pairs_n": len(table),
        "lowered_a": int(lowered["A"]),
        "lowered_b": int(lowered["B"]),
        "ratio_n": len(dataset.measurements(quantity="conductivity_ratio")),
    }
    return table, numbers


def show_barriers(table: pd.DataFrame) -> tables.ShownTable:
    """Bring the table of barriers to the page.

    Parameters
    ----------
    table : pandas.DataFrame
        Result of :func:`barrier_table`.

    Returns
    -------
    heterostructures.tables.ShownTable
        One line a pair.
    """
    return tables.show(
        table,
        caption="Diffusion barriers that the reviews print with and without a change, as printed; factor and field computed.",
        headers={
            "changed": "With",
            "reference": "Without",
            "changed_eV": "Barrier with (eV)",
            "reference_eV": "Barrier without (eV)",
            "log_factor": "Rate at 300 K, power of ten",
            "field_V_per_nm": "Field needed (V/nm)",
            "section": "Section",
        },
        row_header="changed",
        wrap=True,
    )
