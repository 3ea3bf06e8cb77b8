"""What synergy would have to mean: models of two improvements, of a mixture, of a composite and of a sweep.

Each chart computes its formulas in the page. The functions beside them are the same formulas in Python; a browser
test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from heterostructures import dataset, tables
from heterostructures.charts import ACCENT, INK, SERIES, SOFT_INK
from heterostructures.notation import subscripted, subscripted_html
from heterostructures.physics import electrochemistry, impedance, transport
from heterostructures.views import live

SERIES_WAY, PARALLEL_WAY = "one after the other", "side by side"
QUIET = {"ticks": False, "grid": False}


def _nodes(values: np.ndarray, digits: int = 4) -> list[dict[str, float]]:
    return [{"g": float(f"{value:.{digits}g}")} for value in values]


def _reading(words: str, dy: int = -24) -> alt.Chart:
    """Write text above a panel."""
    return (
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_calculate(words=words)
        .mark_text(align="left", baseline="bottom", fontWeight=600, dy=dy, lineBreak="\n")
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
    )


# ---------------------------------------------------------------- two improvements


@dataclass(frozen=True)
class TwoImprovements:
    """What two improvements give alone and together, as factors on the current.

    Parameters
    ----------
    first, second, both : float
        Gain of the current with the first, with the second and with both improvements.
    product : float
        Gain that two independent factors would give together.
    interaction : float
        ``both`` divided by ``product``; above 1 more than the product.
    """

    first: float
    second: float
    both: float
    product: float
    interaction: float


def two_improvements(
    resistances_ohm: tuple[float, float, float], factors: tuple[float, float], arrangement: str
) -> TwoImprovements:
    """Improve the first and the second of three resistances, alone and together.

    Parameters
    ----------
    resistances_ohm : tuple of float
        Three resistances; only the first two are improved.
    factors : tuple of float
        By how much the first and the second resistance are divided.
    arrangement : str
        ``one after the other`` (in series) or ``side by side`` (in parallel).

    Returns
    -------
    TwoImprovements
        Gains of the current at one voltage. No part knows of the other.

    Raises
    ------
    ValueError
        If the arrangement is unknown.
    """
    combine = {SERIES_WAY: impedance.series_impedance_ohm, PARALLEL_WAY: impedance.parallel_impedance_ohm}
    if arrangement not in combine:
        raise ValueError(f"arrangement is {arrangement!r}; it must be one of {sorted(combine)}")

    def total(first: float, second: float) -> float:
        parts = (resistances_ohm[0] / first, resistances_ohm[1] / second, resistances_ohm[2])
        return float(np.real(combine[arrangement]([complex(part) for part in parts])))

    start = total(1.0, 1.0)
    gain_first, gain_second = start / total(factors[0], 1.0), start / total(1.0, factors[1])
    gain_both = start / total(*factors)
    product = gain_first * gain_second
    return TwoImprovements(gain_first, gain_second, gain_both, product, gain_both / product)


def two_improvements_chart(prefix: str = "two") -> alt.ConcatChart:
    """Two improvements of three resistances: gains alone and together, and the gain against the second factor.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        The signals ``first``, ``second``, ``both``, ``product`` and ``interaction`` follow :func:`two_improvements`.
    """
    c = live.Controls(prefix)
    way = c.choice("way", "The resistances stand", [SERIES_WAY, PARALLEL_WAY], SERIES_WAY)
    r1 = c.slider("r1_ohm", "Electrons: R₁ (Ω)", 1, 100, 1, 45)
    r2 = c.slider("r2_ohm", "Ions: R₂ (Ω)", 1, 100, 1, 45)
    r3 = c.slider("r3_ohm", "The rest: R₃ (Ω)", 1, 100, 1, 10)
    f1 = c.slider("f1", "R₁ is divided by", 1, 50, 1, 10)
    f2 = c.slider("f2", "R₂ is divided by", 1, 50, 1, 10)

    def total(first: str, second: str) -> str:
        return (
            f"({way} == '{SERIES_WAY}' ? {r1} / ({first}) + {r2} / ({second}) + {r3} : "
            f"1 / (({first}) / {r1} + ({second}) / {r2} + 1 / {r3}))"
        )

    start = c.compute("start_ohm", total("1", "1"))
    first = c.compute("first", f"{start} / {total(f1, '1')}")
    second = c.compute("second", f"{start} / {total('1', f2)}")
    both = c.compute("both", f"{start} / {total(f1, f2)}")
    product = c.compute("product", f"{first} * {second}")
    interaction = c.compute("interaction", f"{both} / {product}")

    names = ["only R₁ improved", "only R₂ improved", "product of these two", "both improved"]
    values = [first, second, product, both]
    pick = " : ".join(f"datum.i == {index} ? {value}" for index, value in enumerate(values)) + " : 0"
    bars = alt.Chart(
        alt.Data(values=[{"i": index, "what": name} for index, name in enumerate(names)])
    ).transform_calculate(gain=pick, words=f"datum.what + ': ' + format({pick}, '.3~g')")
    bar_y = alt.Y("i:O", axis=None)
    drawn = bars.mark_bar(height=16).encode(
        y=bar_y,
        yOffset=alt.value(42),
        x=alt.X("gain:Q", title="Gain of the current", axis=alt.Axis(tickCount=4, **QUIET)),
        color=alt.Color("i:O", scale=alt.Scale(range=[SERIES[0], SERIES[2], SOFT_INK, ACCENT]), legend=None),
        tooltip=[alt.Tooltip("what:N", title="Change"), alt.Tooltip("gain:Q", title="Gain", format=".3~f")],
    )
    words = bars.mark_text(align="left", dy=-10).encode(y=bar_y, x=alt.value(2), yOffset=alt.value(34), text="words:N")
    verdict = _reading(
        f"abs({interaction} - 1) < 0.02 ? 'Both give the product: no interaction' : "
        f"'Both give ' + format({interaction}, '.3~g') + ' times the product:\\n' + "
        f"({interaction} > 1 ? 'more than the product, without any interface' : 'less than the product')"
    )
    curves = (
        alt.Chart(alt.Data(values=_nodes(np.geomspace(1, 50, 21))))
        .transform_calculate(
            alone=f"{start} / {total('1', 'datum.g')}",
            together=f"{start} / {total(f1, 'datum.g')}",
        )
        .transform_fold(["alone", "together"], as_=["key", "gain"])
        .transform_calculate(line="datum.key == 'alone' ? 'R₁ as it was' : 'R₁ improved'")
        .mark_line(strokeWidth=2.4)
        .encode(
            x=alt.X(
                "g:Q",
                title="R₂ is divided by (log scale)",
                scale=alt.Scale(type="log", nice=False),
                axis=alt.Axis(values=[1, 2, 5, 10, 20, 50], **QUIET),
            ),
            y=alt.Y(
                "gain:Q",
                title="Gain of the current (log scale)",
                scale=alt.Scale(type="log", nice=False),
                axis=alt.Axis(values=[1, 2, 5, 10, 20, 50], ticks=False),
            ),
            color=alt.Color(
                "line:N",
                scale=alt.Scale(domain=["R₁ as it was", "R₁ improved"], range=[SERIES[2], ACCENT]),
                legend=alt.Legend(title=None, orient="bottom"),
            ),
            strokeDash=alt.StrokeDash(
                "line:N", scale=alt.Scale(domain=["R₁ as it was", "R₁ improved"], range=[[6, 3], [1, 0]]), legend=None
            ),
            tooltip=[
                alt.Tooltip("line:N", title="Line"),
                alt.Tooltip("g:Q", title="R₂ divided by", format=".3~g"),
                alt.Tooltip("gain:Q", title="Gain", format=".3~g"),
            ],
        )
    )
    return (
        alt.concat(
            alt.layer(drawn, words, verdict).properties(width=290, height=230),
            alt.layer(curves).properties(width=290, height=230),
            columns=2,
        )
        .resolve_scale(color="independent", strokeDash="independent")
        .add_params(*c.parameters)
    )


# ---------------------------------------------------------------- the mixture that nobody printed


@dataclass(frozen=True)
class ThreeElectrodes:
    """A heterostructure and both of its components, in one quantity.

    Parameters
    ----------
    heterostructure, first, second : float
        The three printed values.
    names : tuple of str
        Names of the three.
    """

    heterostructure: float
    first: float
    second: float
    names: tuple[str, str, str]


def three_electrodes() -> dict[str, ThreeElectrodes]:
    """Return the comparisons in which the heterostructure and both components are printed.

    Returns
    -------
    dict of str to ThreeElectrodes
        By quantity: ``charge_transfer_resistance`` (ohm) and ``deposition_capacity`` (mAh per g of sulfur).
    """
    table = dataset.pairs()
    found = {}
    for quantity in ("charge_transfer_resistance", "deposition_capacity"):
        part = table[table["quantity"] == quantity].sort_values("reference_id")
        first, second = part.to_dict("records")
        names = tuple(
            text.removeprefix("Li2S on ")
            for text in (first["changed_subject"], first["reference_subject"], second["reference_subject"])
        )
        found[quantity] = ThreeElectrodes(
            first["changed_value"], first["reference_value"], second["reference_value"], names
        )
    return found


def mixture_resistance_ohm(share_of_first: float, first_ohm: float, second_ohm: float) -> float:
    """Resistance of an electrode whose area is shared by two materials side by side.

    Parameters
    ----------
    share_of_first : float
        Share of the area, from 0 to 1.
    first_ohm, second_ohm : float
        Resistance of an electrode of that area from either material alone.

    Returns
    -------
    float
        Resistance in ohm; the conductances add by area.
    """
    return 1.0 / (share_of_first / first_ohm + (1.0 - share_of_first) / second_ohm)


def mixture_chart(prefix: str = "mix") -> alt.ConcatChart:
    """What a plain mixture would show, beside the heterostructure that was printed.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Signals ``mixture_ohm``, ``mixture_mAh_per_g``, ``factor_ohm`` and ``factor_mAh_per_g``: the mixture follows
        :func:`mixture_resistance_ohm` and :func:`heterostructures.physics.electrochemistry.composite_capacity_mAh_per_g`,
        the factors say how far the heterostructure, at equal surface, is beyond it.
    """
    c = live.Controls(prefix)
    share = c.slider("share", "Share of NiS₂, and of CoO@CNFs, in the mixture", 0, 1, 0.01, 0.5)
    area = c.slider("area", "Surface of heterostructure / mixture", 0.5, 3, 0.05, 1)
    known = three_electrodes()
    ohm, charge = known["charge_transfer_resistance"], known["deposition_capacity"]

    def by_ohm(w: str) -> str:
        return f"1 / (({w}) / {ohm.first!r} + (1 - ({w})) / {ohm.second!r})"

    def by_charge(w: str) -> str:
        return f"({w}) * {charge.first!r} + (1 - ({w})) * {charge.second!r}"

    mixture_ohm = c.compute("mixture_ohm", by_ohm(share))
    mixture_charge = c.compute("mixture_mAh_per_g", by_charge(share))
    equal_ohm = c.compute("equal_ohm", f"{ohm.heterostructure!r} * {area}")
    equal_charge = c.compute("equal_mAh_per_g", f"{charge.heterostructure!r} / {area}")
    factor_ohm = c.compute("factor_ohm", f"{mixture_ohm} / {equal_ohm}")
    factor_charge = c.compute("factor_mAh_per_g", f"{equal_charge} / {mixture_charge}")

    def panel(
        one: ThreeElectrodes, formula: str, now: str, equal: str, factor: str, y_title: str, top: float, unit: str
    ) -> alt.LayerChart:
        names = [subscripted(name) for name in one.names]
        x = alt.X(
            "g:Q",
            title=f"Share of {names[1]}",
            scale=alt.Scale(domain=[0, 1], nice=False),
            axis=alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format="%", **QUIET),
        )
        y = alt.Y(
            "v:Q", title=y_title, scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(tickCount=4, ticks=False)
        )
        line = (
            alt.Chart(alt.Data(values=_nodes(np.linspace(0, 1, 21))))
            .transform_calculate(v=formula)
            .mark_line(strokeWidth=2.4, color=SERIES[0])
            .encode(
                x=x,
                y=y,
                tooltip=[
                    alt.Tooltip("g:Q", title=f"Share of {names[1]}", format=".0%"),
                    alt.Tooltip("v:Q", title=f"Mixture ({unit})", format=".3~g"),
                ],
            )
        )
        one_row = alt.Data(values=[{"one": 1}])
        rule = (
            alt.Chart(one_row)
            .transform_calculate(v=equal)
            .mark_rule(color=ACCENT, strokeWidth=2.4, strokeDash=[6, 3], clip=True)
            .encode(y=y)
        )
        rule_words = (
            alt.Chart(one_row)
            .transform_calculate(v=equal, words=f"'{names[0]}: ' + format({equal}, '.3~g') + ' {unit}'")
            .mark_text(align="left", dx=4, dy=-9, clip=False)
            .encode(x=alt.value(0), y=y, text="words:N")
        )
        dot = (
            alt.Chart(one_row)
            .transform_calculate(g=share, v=now)
            .mark_point(filled=True, size=90, color=SERIES[0])
            .encode(x=x, y=y)
        )
        ends = (
            alt.Chart(
                alt.Data(values=[{"g": 0, "v": one.second, "w": names[2]}, {"g": 1, "v": one.first, "w": names[1]}])
            )
            .mark_text(
                dy=-12,
                dx=alt.ExprRef("datum.g > 0 ? 0 : 5"),
                align=alt.ExprRef("datum.g > 0 ? 'right' : 'left'"),
            )
            .encode(x=x, y=y, text="w:N")
        )
        words = _reading(
            f"'Mixture: ' + format({now}, '.3~g') + ' {unit}\\n' + "
            f"(abs({factor} - 1) < 0.005 ? 'as good as the heterostructure' : "
            f"'heterostructure ' + format({factor}, '.3~g') + ' times as good')"
        )
        return alt.layer(line, rule, rule_words, dot, ends, words).properties(width=280, height=230)

    return alt.concat(
        panel(ohm, by_ohm("datum.g"), mixture_ohm, equal_ohm, factor_ohm, "Charge-transfer resistance (Ω)", 40, "Ω"),
        panel(
            charge,
            by_charge("datum.g"),
            mixture_charge,
            equal_charge,
            factor_charge,
            "Li₂S deposited (mAh/g)",
            340,
            "mAh/g",
        ),
        columns=2,
    ).add_params(*c.parameters)


# ---------------------------------------------------------------- rate and capacity


# Half-reactions of components that Review B discusses; the dataset row says where, * a completion of our own.
ACTIVE = {
    "MoS2": ("MoS2 + 4 Na+ + 4 e- -> Mo + 2 Na2S", "BR02"),
    "FeS2": ("FeS2 + 4 Na+ + 4 e- -> Fe + 2 Na2S", "BR03"),
    "Fe2O3": ("Fe2O3 + 6 Na+ + 6 e- -> 2 Fe + 3 Na2O", "BR04"),
    "Sb2S3": ("Sb2S3 + 12 Na+ + 12 e- -> 2 Na3Sb + 3 Na2S", "BR06"),
    "VS4": ("VS4 + 8 Na+ + 8 e- -> V + 4 Na2S", "BR14"),
    "Bi2S3": ("Bi2S3 + 12 Na+ + 12 e- -> 2 Na3Bi + 3 Na2S", "BR15"),
    "Fe9S10": ("Fe9S10 + 20 Na+ + 20 e- -> 9 Fe + 10 Na2S", "BR01"),
    "NiS2": ("NiS2 + 4 Na+ + 4 e- -> Ni + 2 Na2S", "BR22"),
    "NiSe2": ("NiSe2 + 4 Na+ + 4 e- -> Ni + 2 Na2Se", "BR23"),
    "CoSe2": ("CoSe2 + 4 Na+ + 4 e- -> Co + 2 Na2Se", "BR28"),
    "Cu2Se": ("Cu2Se + 2 Na+ + 2 e- -> 2 Cu + Na2Se", "BR29"),
    "SnSe2": ("SnSe2 + 4 Na+ + 4 e- -> Sn + 2 Na2Se", "BR30"),
    "SnO2": ("SnO2 + 4 Na+ + 4 e- -> Sn + 2 Na2O", "BR31"),
}
OFFERED = ("MoS2", "FeS2", "Fe2O3", "Sb2S3", "VS4", "NiSe2")


def capacities() -> pd.DataFrame:
    """Compute the theoretical capacity of components of Review B from their half-reactions.

    Returns
    -------
    pandas.DataFrame
        Columns material, reaction, row (of the reactions), electrons, molar_mass, capacity_mAh_per_g and
        per_electron (capacity for one electron).
    """
    found = []
    for material, (reaction, row) in ACTIVE.items():
        limit = electrochemistry.theoretical_capacity(reaction, material, "without ions")
        found.append(
            {
                "material": material,
                "reaction": reaction,
                "row": row,
                "electrons": limit.electrons_per_formula,
                "molar_mass": limit.molar_mass_g_per_mol,
                "capacity_mAh_per_g": limit.capacity_mAh_per_g,
                "per_electron": limit.capacity_mAh_per_g / limit.electrons_per_formula,
            }
        )
    return pd.DataFrame(found).sort_values("capacity_mAh_per_g", ascending=False, ignore_index=True)


def capacities_table(table: pd.DataFrame) -> tables.ShownTable:
    """Show electrons and capacities.

    Parameters
    ----------
    table : pandas.DataFrame
        Result of :func:`capacities`.

    Returns
    -------
    ShownTable
        One row per component.
    """
    shown = table.assign(
        electrons=table["electrons"].round().astype(int),
        molar_mass=table["molar_mass"].round(1),
        capacity_mAh_per_g=table["capacity_mAh_per_g"].round().astype(int),
        per_electron=table["per_electron"].round().astype(int),
    )
    return tables.show(
        shown,
        caption="Electrons and theoretical capacity of components of Review B, computed from complete reactions with sodium",
        headers={
            "material": "Component",
            "electrons": "Electrons",
            "molar_mass": "g/mol",
            "capacity_mAh_per_g": "mAh/g",
            "per_electron": "mAh/g for one electron",
            "row": "Reaction in the dataset",
        },
        cells={"material": subscripted_html},
        row_header="material",
    )


@dataclass(frozen=True)
class Balance:
    """Capacity of an active material with a conductor added, at one current.

    Parameters
    ----------
    utilization : float
        Share of the capacity of the active material that is used.
    capacity_mAh_per_g : float
        Per mass of both.
    bare_mAh_per_g : float
        The active material alone at the same current.
    break_even : float
        Utilization at which the composite gives as much as the bare material; above 1 it cannot.
    best_fraction, best_mAh_per_g : float
        Fraction of conductor with the largest capacity, and that capacity.
    """

    utilization: float
    capacity_mAh_per_g: float
    bare_mAh_per_g: float
    break_even: float
    best_fraction: float
    best_mAh_per_g: float


def balance(
    active_mAh_per_g: float, conductor_mAh_per_g: float, relative_current: float, gain: float, fraction: float
) -> Balance:
    """Dilute an active material with a conductor that lets more of it be used.

    Parameters
    ----------
    active_mAh_per_g, conductor_mAh_per_g : float
        Capacities; that of the conductor must be the smaller one.
    relative_current : float
        Current divided by that at which half of the bare material is used.
    gain : float
        By how much the conductance rises for each unit of mass fraction: 1 + gain * fraction.
    fraction : float
        Mass fraction of the conductor, from 0 to below 1.

    Returns
    -------
    Balance
        With the illustrative law utilization = 1 / (1 + relative_current / (1 + gain * fraction)).
    """

    def utilization(w: float) -> float:
        return 1.0 / (1.0 + relative_current / (1.0 + gain * w))

    def capacity(w: float) -> float:
        parts = np.array([utilization(w) * active_mAh_per_g, conductor_mAh_per_g])
        return electrochemistry.composite_capacity_mAh_per_g(np.array([1.0 - w, w]), parts)

    bare = capacity(0.0)
    best = 0.0
    if gain > 0:
        top = gain + 1.0 + relative_current
        at = np.sqrt(relative_current * top * active_mAh_per_g / (active_mAh_per_g - conductor_mAh_per_g))
        best = float(np.clip((at - 1.0 - relative_current) / gain, 0.0, 1.0))
    needed = (bare - fraction * conductor_mAh_per_g) / ((1.0 - fraction) * active_mAh_per_g)
    return Balance(utilization(fraction), capacity(fraction), bare, needed, best, capacity(best))


def balance_chart(prefix: str = "bal") -> alt.ConcatChart:
    """Capacity and utilization against the mass fraction of a conductor.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Signals ``utilization``, ``capacity``, ``bare``, ``break_even``, ``best_fraction`` and ``best`` follow
        :func:`balance`.
    """
    c = live.Controls(prefix)
    limits = capacities().set_index("material")["capacity_mAh_per_g"]
    labels = [subscripted(name) for name in OFFERED]
    material = c.choice("material", "Active material, Faraday limit with Na", labels, labels[0])
    fraction = c.slider("fraction", "Mass fraction of conductor", 0, 0.9, 0.01, 0.2)
    conductor = c.slider("conductor", "Capacity of the conductor (mAh/g)", 0, 250, 10, 0)
    log_current = c.slider("log_current", "log10 of x (current / half-use current)", -2, 2, 0.1, 1)
    log_gain = c.slider("log_gain", "log10 of g (conductance 1 + g w)", 0, 3, 0.1, 2)

    active = c.compute(
        "active",
        "[" + ",".join(repr(float(limits[name])) for name in OFFERED) + "]"
        f"[indexof([{','.join(repr(label) for label in labels)}], {material})]",
    )
    current = c.compute("current", f"pow(10, {log_current})")
    gain = c.compute("gain", f"pow(10, {log_gain})")

    def use(w: str, j: str = current) -> str:
        return f"(1 / (1 + {j} / (1 + {gain} * ({w}))))"

    def charge(w: str, j: str = current) -> str:
        return f"((1 - ({w})) * {use(w, j)} * {active} + ({w}) * {conductor})"

    utilization = c.compute("utilization", use(fraction))
    capacity = c.compute("capacity", charge(fraction))
    bare = c.compute("bare", charge("0"))
    needed = c.compute("break_even", f"({bare} - {fraction} * {conductor}) / ((1 - {fraction}) * {active})")
    best = c.compute(
        "best_fraction",
        f"min(1, max(0, (sqrt({current} * ({gain} + 1 + {current}) * {active} / ({active} - {conductor})) - 1 - {current})"
        f" / {gain}))",
    )
    best_charge = c.compute("best", charge(best))

    lines = ["at the current chosen", "at a very low current"]
    curves = (
        alt.Chart(alt.Data(values=_nodes(np.r_[0, np.geomspace(0.002, 0.05, 10), np.linspace(0.075, 0.9, 23)], 3)))
        .transform_calculate(now=charge("datum.g"), slow=charge("datum.g", "0"))
        .transform_fold(["now", "slow"], as_=["key", "v"])
        .transform_calculate(line=f"datum.key == 'now' ? '{lines[0]}' : '{lines[1]}'")
    )
    x = alt.X(
        "g:Q",
        title="Mass fraction of conductor",
        scale=alt.Scale(domain=[0, 0.9], nice=False),
        axis=alt.Axis(format="%", tickCount=5, **QUIET),
    )
    y = alt.Y("v:Q", title="Capacity of all mass (mAh/g)", axis=alt.Axis(tickCount=4, ticks=False))
    drawn = curves.mark_line(strokeWidth=2.4).encode(
        x=x,
        y=y,
        color=alt.Color(
            "line:N",
            scale=alt.Scale(domain=lines, range=[ACCENT, SERIES[0]]),
            legend=alt.Legend(title=None, orient="bottom", columns=1),
        ),
        strokeDash=alt.StrokeDash("line:N", scale=alt.Scale(domain=lines, range=[[1, 0], [6, 3]]), legend=None),
        tooltip=[
            alt.Tooltip("line:N", title="Line"),
            alt.Tooltip("g:Q", title="Mass fraction of conductor", format=".1%"),
            alt.Tooltip("v:Q", title="Capacity (mAh/g)", format=".0f"),
        ],
    )
    one = alt.Data(values=[{"one": 1}])
    dot = (
        alt.Chart(one)
        .transform_calculate(g=fraction, v=capacity)
        .mark_point(filled=True, size=90, color=ACCENT)
        .encode(x=x, y=y)
    )
    top = (
        alt.Chart(one)
        .transform_calculate(g=best, v=best_charge)
        .transform_filter(f"{best} <= 0.9")
        .mark_point(filled=False, size=160, strokeWidth=2, color=INK)
        .encode(x=x, y=y)
    )
    first_words = _reading(
        f"'With conductor ' + format({capacity}, '.0f') + ', bare ' + format({bare}, '.0f') + ' mAh/g\\n' + "
        f"'best: ' + format({best_charge}, '.0f') + ' mAh/g at ' + format({best}, '.1%') + ' conductor'"
    )
    uses = (
        alt.Chart(alt.Data(values=_nodes(np.r_[0, np.geomspace(0.002, 0.05, 10), np.linspace(0.075, 0.9, 23)], 3)))
        .transform_calculate(
            used=use("datum.g"),
            needed=f"({bare} - datum.g * {conductor}) / ((1 - datum.g) * {active})",
        )
        .transform_fold(["used", "needed"], as_=["key", "v"])
        .transform_filter("datum.v <= 1 && datum.v >= 0")
        .transform_calculate(line="datum.key == 'used' ? 'used in the model' : 'needed to break even'")
    )
    use_lines = ["used in the model", "needed to break even"]
    second = uses.mark_line(strokeWidth=2.4).encode(
        x=x,
        y=alt.Y(
            "v:Q",
            title="Utilization of the active part",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%", tickCount=4, ticks=False),
        ),
        color=alt.Color(
            "line:N",
            scale=alt.Scale(domain=use_lines, range=[ACCENT, SOFT_INK]),
            legend=alt.Legend(title=None, orient="bottom", columns=1),
        ),
        strokeDash=alt.StrokeDash("line:N", scale=alt.Scale(domain=use_lines, range=[[1, 0], [2, 2]]), legend=None),
        tooltip=[
            alt.Tooltip("line:N", title="Line"),
            alt.Tooltip("g:Q", title="Mass fraction of conductor", format=".1%"),
            alt.Tooltip("v:Q", title="Utilization", format=".1%"),
        ],
    )
    second_words = _reading(
        f"'Used ' + format({utilization}, '.1%') + ', needed to break even:\\n' + "
        f"({needed} > 1 ? 'more than all: the conductor costs charge' : "
        f"{needed} <= 0 ? 'none: the conductor stores enough itself' : format({needed}, '.1%'))"
    )
    return (
        alt.concat(
            alt.layer(drawn, dot, top, first_words).properties(width=290, height=240),
            alt.layer(second, second_words).properties(width=290, height=240),
            columns=2,
        )
        .resolve_scale(color="independent", strokeDash="independent")
        .add_params(*c.parameters)
    )


# ---------------------------------------------------------------- pseudocapacitance

WINDOW_V = 1.0


@dataclass(frozen=True)
class Sweep:
    """Current of a potential sweep as a capacitive and a diffusive part.

    Parameters
    ----------
    share : float
        Capacitive part of the current.
    b_value : float
        Slope of log current against log scan rate.
    filled_below_mV_per_s : float
        Scan rate below which diffusion fills a particle during the sweep.
    """

    share: float
    b_value: float
    filled_below_mV_per_s: float


def sweep(share_at_1_mV_per_s: float, scan_rate_mV_per_s: float, size_nm: float, diffusivity_cm2_per_s: float) -> Sweep:
    """Split the current of a sweep, and say where diffusion no longer limits.

    Parameters
    ----------
    share_at_1_mV_per_s : float
        Capacitive share of the current at 1 mV/s.
    scan_rate_mV_per_s : float
        Scan rate.
    size_nm : float
        Radius of the particles.
    diffusivity_cm2_per_s : float
        Diffusion coefficient in them.

    Returns
    -------
    Sweep
        From i = k1 v + k2 sqrt(v), and from the time of a sweep over 1 V (illustrative) against L^2/D.
    """
    surface = share_at_1_mV_per_s * scan_rate_mV_per_s
    inside = (1.0 - share_at_1_mV_per_s) * np.sqrt(scan_rate_mV_per_s)
    share = float(surface / (surface + inside))
    time_s = float(transport.diffusion_time_s(size_nm, diffusivity_cm2_per_s))
    return Sweep(share, 0.5 + 0.5 * share, 1e3 * WINDOW_V / time_s)


def sweep_chart(prefix: str = "cv") -> alt.ConcatChart:
    """Current and capacitive share of a sweep against the scan rate.

    Parameters
    ----------
    prefix : str
        Put before the names of the signals.

    Returns
    -------
    altair.ConcatChart
        Signals ``share``, ``b_value`` and ``filled_mV_per_s`` follow :func:`sweep`.
    """
    c = live.Controls(prefix)
    log_rate = c.slider("log_rate", "Scan rate, log10 (mV/s)", -2, 2, 0.1, -1)
    start = c.slider("start", "Capacitive share at 1 mV/s", 0, 1, 0.01, 0.5)
    size = c.slider("size_nm", "Radius of the particles (nm)", 5, 500, 5, 50)
    log_d = c.slider("log_d", "Diffusion coefficient, log10 (cm²/s)", -16, -8, 0.5, -13)

    def split(v: str) -> str:
        return f"({start} == 0 ? 0 : {start} * ({v}) / ({start} * ({v}) + (1 - {start}) * sqrt({v})))"

    rate = c.compute("rate", f"pow(10, {log_rate})")
    share = c.compute("share", split(rate))
    b = c.compute("b_value", f"0.5 + 0.5 * {share}")
    filled = c.compute("filled_mV_per_s", f"{1e3 * WINDOW_V!r} * pow(10, {log_d}) / pow({size} * 1e-7, 2)")

    base = alt.Chart(alt.Data(values=_nodes(np.logspace(-2, 2, 17)))).transform_calculate(
        surface=f"{start} * datum.g", inside=f"(1 - {start}) * sqrt(datum.g)"
    )
    names = ["whole current", "capacitive, ∝ v", "diffusive, ∝ √v"]
    x = alt.X(
        "g:Q",
        title="Scan rate v (mV/s, log scale)",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(values=[0.01, 0.1, 1, 10, 100], format="~g", **QUIET),
    )
    parts = (
        base.transform_calculate(whole="datum.surface + datum.inside")
        .transform_fold(["whole", "surface", "inside"], as_=["key", "v"])
        .transform_filter("datum.v > 0.0005")
        .transform_calculate(
            line=f"datum.key == 'whole' ? '{names[0]}' : datum.key == 'surface' ? '{names[1]}' : '{names[2]}'"
        )
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=alt.Y(
                "v:Q",
                title="Current / current at 1 mV/s (log)",
                scale=alt.Scale(type="log", nice=False),
                axis=alt.Axis(values=[0.001, 0.01, 0.1, 1, 10, 100], format="~g", ticks=False),
            ),
            color=alt.Color(
                "line:N",
                scale=alt.Scale(domain=names, range=[INK, ACCENT, SERIES[0]]),
                legend=alt.Legend(title=None, orient="bottom", columns=1),
            ),
            strokeDash=alt.StrokeDash(
                "line:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 3], [2, 2]]), legend=None
            ),
            tooltip=[
                alt.Tooltip("line:N", title="Part"),
                alt.Tooltip("g:Q", title="Scan rate (mV/s)", format=".2~g"),
                alt.Tooltip("v:Q", title="Current", format=".2~g"),
            ],
        )
    )
    now = (
        alt.Chart(alt.Data(values=[{"one": 1}]))
        .transform_calculate(g=rate)
        .mark_rule(strokeDash=[3, 3], color=INK)
        .encode(x=x)
    )
    first_words = _reading(
        f"'At ' + format({rate}, '.2~g') + ' mV/s: ' + format({share}, '.1%') + ' capacitive,\\nslope b = ' + format({b}, '.3f')"
    )
    line = (
        base.transform_calculate(v="datum.surface / (datum.surface + datum.inside)")
        .mark_line(strokeWidth=2.2, color=ACCENT)
        .encode(
            x=x,
            y=alt.Y(
                "v:Q",
                title="Capacitive share",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format="%", tickCount=4, ticks=False),
            ),
            tooltip=[
                alt.Tooltip("g:Q", title="Scan rate (mV/s)", format=".2~g"),
                alt.Tooltip("v:Q", title="Capacitive share", format=".1%"),
            ],
        )
    )
    zone = (
        alt.Chart(alt.Data(values=[{"low": 0.01}]))
        .transform_calculate(high=f"min(100, {filled})")
        .transform_filter("datum.high > 0.01")
        .mark_rect(color=SOFT_INK, opacity=0.2)
        .encode(x=alt.X("low:Q", scale=alt.Scale(type="log", nice=False, domain=[0.01, 100])), x2="high:Q")
    )
    second_words = _reading(
        f"'Grey: particles fill within the sweep\\n' + ({filled} >= 100 ? 'at every rate shown' : "
        f"{filled} <= 0.01 ? 'at no rate shown' : 'below ' + format({filled}, '.3~g') + ' mV/s')"
    )
    return alt.concat(
        alt.layer(parts, now, first_words).properties(width=290, height=240),
        alt.layer(zone, line, now, second_words).properties(width=290, height=240),
        columns=2,
    ).add_params(*c.parameters)
