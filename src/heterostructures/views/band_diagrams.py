"""How the book draws the bands of a junction: apart, in contact, and along the position."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from heterostructures.charts import INK, PAPER, SERIES, SOFT_INK
from heterostructures.physics.bands import BandProfile, FlatBands

# The levels of a band diagram: name in the data, words on the chart, colour, dashes.
LEVELS = {
    "vacuum_level_eV": ("vacuum level", SOFT_INK, [2, 3]),
    "conduction_band_eV": ("conduction band edge", SERIES[0], [1, 0]),
    "fermi_level_eV": ("Fermi level", INK, [6, 3]),
    "valence_band_eV": ("valence band edge", SERIES[1], [1, 0]),
}
LEVEL_WORDS = [words for words, _, _ in LEVELS.values()]
LEVEL_COLOUR = alt.Scale(domain=LEVEL_WORDS, range=[colour for _, colour, _ in LEVELS.values()])
LEVEL_DASH = alt.Scale(domain=LEVEL_WORDS, range=[dash for _, _, dash in LEVELS.values()])
POSITION_DIGITS = 3
ENERGY_DIGITS = 4


def levels_of(bands: BandProfile | FlatBands, left: str, right: str, fermi_level_eV: float = 0.0) -> pd.DataFrame:
    """Turn a profile into rows for a chart: one row for each position and level.

    Parameters
    ----------
    bands : BandProfile or FlatBands
        Bands after or before contact, with the interface twice, at 0. Other positions may stand twice as well, such as
        the edge of a depletion layer.
    left, right : str
        Names of the two materials, for the tooltip.
    fermi_level_eV : float
        Where the Fermi level lies, if the bands do not say so themselves.

    Returns
    -------
    pandas.DataFrame
        Columns position_nm, energy_eV, level and material. The row number keeps the order of an interface, which
        stands twice.

    Raises
    ------
    ValueError
        If no position stands twice.
    """
    position = np.round(bands.position_nm, POSITION_DIGITS)
    doubled = np.flatnonzero(np.diff(bands.position_nm) == 0)
    if not len(doubled):
        raise ValueError("the bands hold no position twice; the interface must stand twice, once for each side")
    # The second of the two positions of the interface begins the right side.
    interface = int(doubled[np.argmin(np.abs(bands.position_nm[doubled]))]) + 1
    material = np.where(np.arange(len(position)) < interface, left, right)
    parts = []
    for column, (words, _, _) in LEVELS.items():
        energy = getattr(bands, column, np.full(len(position), fermi_level_eV))
        parts.append(
            pd.DataFrame(
                {
                    "position_nm": position,
                    "energy_eV": np.round(energy, ENERGY_DIGITS),
                    "level": words,
                    "material": material,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _level_lines(rows: pd.DataFrame, x_title: str, y_title: str, show_positions: bool) -> alt.LayerChart:
    """Draw the levels of one diagram, with their names at the right end."""
    x = alt.X(
        "position_nm:Q",
        title=x_title,
        scale=alt.Scale(nice=False),
        axis=alt.Axis(labels=show_positions, ticks=show_positions, grid=False),
    )
    y = alt.Y("energy_eV:Q", title=y_title, scale=alt.Scale(zero=False))
    base = alt.Chart(rows)
    colour = alt.Color("level:N", scale=LEVEL_COLOUR, legend=alt.Legend(title=None, orient="bottom", columns=2))
    dash = alt.StrokeDash("level:N", scale=LEVEL_DASH, legend=None)
    lines = base.mark_line(strokeWidth=2.2).encode(
        x=x,
        y=y,
        color=colour,
        strokeDash=dash,
        detail="material:N",
        tooltip=[
            alt.Tooltip("material:N", title="Material"),
            alt.Tooltip("level:N", title="Level"),
            alt.Tooltip("position_nm:Q", title="Position (nm)", format=".3~g"),
            alt.Tooltip("energy_eV:Q", title="Energy (eV)", format=".3f"),
        ],
    )
    names = (
        base.transform_filter("datum.level == 'conduction band edge'")
        .transform_aggregate(position_nm="mean(position_nm)", energy_eV="max(energy_eV)", groupby=["material"])
        .mark_text(dy=-10, fontWeight=600, stroke=PAPER, strokeWidth=3, strokeJoin="round")
        .encode(x=x, y=y, text="material:N")
    )
    front = names.mark_text(dy=-10, fontWeight=600)
    return alt.layer(lines, names, front)


def before_and_after(before: FlatBands, after: BandProfile, left: str, right: str) -> alt.ConcatChart:
    """Draw the bands of two materials apart and in contact.

    Parameters
    ----------
    before : FlatBands
        Bands before contact, on the common vacuum level.
    after : BandProfile
        Bands after contact, counted from the common Fermi level.
    left, right : str
        Names of the materials.

    Returns
    -------
    altair.ConcatChart
        Two band diagrams side by side.
    """
    first = _level_lines(levels_of(before, left, right), "Before contact", "Energy from the vacuum level (eV)", False)
    second = _level_lines(
        levels_of(after, left, right), "Position (nm), interface at 0", "Energy above the Fermi level (eV)", True
    )
    return alt.concat(
        first.properties(width=250, height=300), second.properties(width=250, height=300), columns=2
    ).resolve_scale(x="independent", y="independent", color="shared")
