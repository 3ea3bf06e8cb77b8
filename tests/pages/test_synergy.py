"""The page on synergy: what the page counts and computes is what pandas and the helpers give."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls
from scipy import stats

from heterostructures import dataset
from heterostructures.physics import electrochemistry
from heterostructures.views import synergy, synergy_evidence, synergy_models

PAGE = "notebooks/mechanisms/synergy.html"

# ---------------------------------------------------------------- counts


def test_the_map_holds_every_heterostructure_and_every_mechanism():
    rows, catalogue = synergy.claims(), dataset.load_heterostructures()
    assert rows["heterostructure_id"].tolist() == catalogue["heterostructure_id"].tolist()
    lists = catalogue["mechanisms"].fillna("").str.split("; ")
    assert rows["mechanisms"].map(list).tolist() == [[name for name in one if name] for one in lists]
    semicolons = catalogue["mechanisms"].dropna().str.count(";")
    assert len(synergy.mentions(rows)) == int(semicolons.sum()) + len(catalogue)
    for groups, column in ((synergy.ROLES, "role"), (synergy.BATTERIES, "battery")):
        terms = [term for one in groups.values() for term in one]
        assert len(terms) == len(set(terms))
        assert set(catalogue[column]) <= set(terms)


def test_what_is_printed_for_a_heterostructure_is_the_best_of_its_rows():
    rows = synergy.claims().set_index("heterostructure_id")["reported"]
    assert rows["a_moo3_coherent"] == "pair"
    assert rows["b_vs2_mos2"] == "name"  # named in a caption, no row
    stored = dataset.measurements()
    assert stored[stored["heterostructure_id"] == "b_vs2_mos2"].empty
    table_only = dataset.load_heterostructures().query("named_in == 'table'")["heterostructure_id"]
    assert (rows[table_only] == "number").all()
    assert set(rows.index[rows == "pair"]) == set(dataset.pairs()["heterostructure_id"])


@pytest.mark.parametrize(("battery", "review"), [("all", "all"), ("Li-S", "A"), ("Na-ion", "B"), ("K-ion", "all")])
def test_as_many_mentions_enter_a_column_as_leave_it(battery, review):
    rows = synergy.chosen(synergy.claims(), battery, review)
    links = synergy.links(rows)
    assert links.groupby("stage")["n"].sum().tolist() == [len(synergy.mentions(rows))] * 3
    for stage in (0, 1):
        entering = links[links["stage"] == stage].groupby("target")["n"].sum()
        leaving = links[links["stage"] == stage + 1].groupby("source")["n"].sum()
        assert entering.to_dict() == leaving.to_dict()


def test_co_occurrence_is_counted_and_tested():
    rows = synergy.claims()
    table = synergy.co_occurrence(rows)
    pair = table.set_index(["first", "second"]).loc[("buffering", "conductive support")]
    text = dataset.load_heterostructures()["mechanisms"].dropna()
    both = text.str.contains("buffering") & text.str.contains("conductive support")
    assert pair["together"] == both.sum()
    assert pair["n"] == len(text)
    assert pair["expected"] == pytest.approx(pair["n_first"] * pair["n_second"] / pair["n"], rel=1e-12, abs=0)
    # Fisher's two-sided p: all tables that are no more probable than the one found.
    law = stats.hypergeom(int(pair["n"]), int(pair["n_first"]), int(pair["n_second"]))
    every = law.pmf(np.arange(0, pair["n_second"] + 1))
    assert pair["p_value"] == pytest.approx(
        every[every <= law.pmf(pair["together"]) * (1 + 1e-9)].sum(), rel=1e-6, abs=0
    )
    by_review = synergy.co_occurrence_by_review(rows)
    assert (by_review["A"]["together"] + by_review["B"]["together"]).tolist() == by_review["all"]["together"].tolist()


def test_holm_adjusts_a_known_example():
    assert synergy.holm_adjusted([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02], rel=1e-12)
    assert synergy.holm_adjusted([0.9, 0.8]) == [1.0, 1.0]


def test_structure_and_kinetics_add_up_and_know_their_mechanisms():
    rows = synergy.claims()
    assert sum(synergy.structure_and_kinetics(rows).values()) == len(rows)
    terms = dataset.load_vocabularies().query("vocabulary == 'mechanism'")["term"]
    assert set(synergy.STRUCTURE) < set(terms)
    example = pd.DataFrame({"mechanisms": [["buffering"], ["catalysis"], ["strain", "adsorption"], []]})
    assert synergy.structure_and_kinetics(example) == {"structure": 1, "kinetics": 1, "both": 1, "none": 1}


def test_counts_named_together_are_shown_above_the_expected_ones_and_bold_where_frequent():
    table = synergy.co_occurrence(synergy.claims())
    names = list(dict.fromkeys([*table["first"], *table["second"]]))
    text = synergy.together_matrix(table).html_text
    frequent = table[(table["together"] >= synergy.FREQUENT) & (table["together"] >= 2 * table["expected"])]
    assert text.count("<b>") == len(frequent) > 0
    assert text.count("<br>") == len(table)
    for number, name in enumerate(names, 1):
        assert f">{number} {name} (" in text
    extremes = synergy.together_extremes(synergy.co_occurrence_by_review(synergy.claims())).html_text
    assert "buffering + conductive support" in extremes
    assert extremes.count("<br>") == 3 * 8


# ---------------------------------------------------------------- comparisons and advantages


def test_every_pair_is_shown_and_its_control_is_known():
    table = synergy_evidence.comparisons()
    assert len(table) == len(dataset.pairs())
    known = {(row.changed_id, row.reference_id) for row in table.itertuples()}
    assert set(synergy_evidence.OTHER_CONTROLS) <= known
    shown = table.dropna(subset=["shown_ratio"])
    expected = shown["changed_value"] / shown["reference_value"]
    assert shown["shown_ratio"].tolist() == pytest.approx(expected.tolist(), rel=1e-9, abs=0)
    html = synergy_evidence.comparisons_table(table, "x").html_text
    assert html.count("<tr>") == len(table) + 1
    assert html.count("no ratio") == len(table) - len(shown)


def test_a_fourth_electrode_would_be_counted(monkeypatch):
    assert synergy_evidence.four_electrode_count()["four"] == 0
    stored = dataset.load_measurements()
    row = stored[stored["measurement_id"] == "B101"].assign(subject="mixture of MoS2 and NiS2")
    monkeypatch.setattr(dataset, "load_measurements", lambda: pd.concat([stored, row]))
    counts = synergy_evidence.four_electrode_count()
    assert (counts["mixture_numbers"], counts["four"]) == (1, 1)


def test_advantages_count_the_rows_of_their_quantities():
    quantities = [name for _, _, names in synergy_evidence.ADVANTAGES.values() for name in names]
    assert len(quantities) == len(set(quantities))
    assert set(quantities) <= set(dataset.load_quantities()["quantity"])
    table = synergy_evidence.advantages()
    stored = dataset.load_measurements()
    part = stored[stored["quantity"].isin(quantities)]
    directions = table[["directions_a", "directions_b"]].to_numpy().sum()
    assert directions == part["direction"].notna().sum()
    assert table["numbers"].sum() == part["value"].notna().sum() == table[["numbers_a", "numbers_b"]].to_numpy().sum()
    assert (table[["experiment", "calculation", "otherwise"]].sum(axis=1) == table["numbers"]).all()


def test_reactions_of_the_capacities_are_those_of_the_dataset():
    stored = dataset.load_reactions().set_index("reaction_id")["balanced"]
    for material, (reaction, row) in synergy_models.ACTIVE.items():
        letters = {"x": 3.0} if "{x}" in stored[row] else None
        here = electrochemistry.electrons_per_formula(reaction, material)
        assert here == electrochemistry.electrons_per_formula(stored[row], material, letters), material


def test_the_limit_of_mos2_is_the_printed_one():
    printed = dataset.load_measurements().set_index("measurement_id").loc["B228"]
    assert (printed["subject"], printed["quantity"]) == ("MoS2", "theoretical_specific_capacity")
    computed = synergy_models.capacities().set_index("material").loc["MoS2", "capacity_mAh_per_g"]
    assert computed == pytest.approx(printed["value"], rel=1e-3, abs=0)


# ---------------------------------------------------------------- models


@pytest.mark.parametrize("resistances", [(45, 45, 10), (1, 100, 1), (50, 50, 100), (7, 3, 1)])
@pytest.mark.parametrize("factors", [(10, 10), (2, 50), (1, 5)])
def test_series_gives_more_and_parallel_less_than_the_product(resistances, factors):
    r1, r2, r3 = resistances
    f1, f2 = factors
    row = synergy_models.two_improvements(resistances, factors, synergy_models.SERIES_WAY)
    assert row.both == pytest.approx((r1 + r2 + r3) / (r1 / f1 + r2 / f2 + r3), rel=1e-9, abs=0)
    assert row.interaction >= 1 - 1e-12
    side = synergy_models.two_improvements(resistances, factors, synergy_models.PARALLEL_WAY)
    assert side.both == pytest.approx((f1 / r1 + f2 / r2 + 1 / r3) / (1 / r1 + 1 / r2 + 1 / r3), rel=1e-9, abs=0)
    assert side.interaction <= 1 + 1e-12
    if 1 in factors:
        assert row.interaction == pytest.approx(1, rel=1e-9) == side.interaction


def test_an_unknown_arrangement_is_refused():
    with pytest.raises(ValueError, match="arrangement"):
        synergy_models.two_improvements((1, 1, 1), (2, 2), "in a ring")


@pytest.mark.parametrize(
    ("conductor", "current", "gain"), [(0, 10, 100), (150, 10, 100), (0, 0.1, 100), (0, 100, 1000), (100, 1, 1)]
)
def test_the_best_fraction_is_the_best_and_break_even_breaks_even(conductor, current, gain):
    found = synergy_models.balance(670, conductor, current, gain, 0.3)
    fractions = np.linspace(0, 1, 2001)[:-1]
    charges = [synergy_models.balance(670, conductor, current, gain, w).capacity_mAh_per_g for w in fractions]
    assert found.best_mAh_per_g >= max(charges) - 1e-9
    assert found.best_mAh_per_g == pytest.approx(max(charges), rel=1e-5, abs=0)
    even = 0.7 * found.break_even * 670 + 0.3 * conductor
    assert even == pytest.approx(found.bare_mAh_per_g, rel=1e-9, abs=0)


def test_slope_and_share_are_one():
    rate, step = 0.3, 1e-5

    def current(v):
        return 0.4 * v + 0.6 * np.sqrt(v)

    slope = (math.log(current(rate * (1 + step))) - math.log(current(rate))) / math.log(1 + step)
    found = synergy_models.sweep(0.4, rate, 20.0, 1e-14)
    assert found.b_value == pytest.approx(slope, rel=1e-5, abs=0)
    assert found.share == pytest.approx(0.4 * rate / current(rate), rel=1e-12, abs=0)
    # (20e-7 cm)^2 / 1e-14 cm2/s = 400 s for 1 V.
    assert found.filled_below_mV_per_s == pytest.approx(2.5, rel=1e-9, abs=0)


def test_three_electrodes_are_those_of_the_dataset():
    stored = dataset.load_measurements().set_index("measurement_id")["value"]
    known = synergy_models.three_electrodes()
    ohm, charge = known["charge_transfer_resistance"], known["deposition_capacity"]
    assert (ohm.heterostructure, ohm.first, ohm.second) == tuple(stored[["B100", "B101", "B102"]])
    assert (charge.heterostructure, charge.first, charge.second) == tuple(stored[["A255", "A256", "A257"]])
    assert synergy_models.mixture_resistance_ohm(1, 33.6, 18.6) == pytest.approx(33.6, rel=1e-12)
    assert synergy_models.mixture_resistance_ohm(0.5, 33.6, 18.6) == pytest.approx(2 / (1 / 33.6 + 1 / 18.6), rel=1e-12)


# ---------------------------------------------------------------- in the page


def _drawn_links(seen):
    levels = synergy.map_levels()
    rows = [row for row in drawn_rows(seen, "syn-map", "symbol") if "from_words" in row]
    assert all(row["from_words"] == levels[row["k"]][row["a"]] for row in rows)
    return {(row["k"], row["from_words"], row["to_words"]): row["n"] for row in rows}


CHOICES = [("all", "all"), ("Li-S", "all"), ("all", "B"), ("K-ion", "A"), ("K-ion", "B"), ("other", "A")]


def test_the_map_counts_what_pandas_counts(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for battery, review in CHOICES:
            rows = synergy.chosen(synergy.claims(), battery, review)
            set_controls(seen, "syn-map", {"net_battery": battery, "net_review": review})
            links = synergy.links(rows)
            assert _drawn_links(seen) == {(row.stage, row.source, row.target): row.n for row in links.itertuples()}
            text = seen.page.locator("#syn-map .hs-chart-stage svg").text_content()
            assert "NaN" not in text
            assert "undefined" not in text
            if len(rows):
                assert f"{len(synergy.mentions(rows))} mentions of {len(rows)} heterostructure" in text
            else:
                assert "No heterostructure of this choice is named" in text


def test_a_marked_path_holds_its_mentions(browser, address, site):
    every = synergy.gathered(synergy.claims())
    levels = synergy.map_levels()
    columns = ["mechanism", "role", "battery", "reported"]
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for marked in ("built-in field", "Na-ion", "pair", "rarer ones", "nothing"):
            single = every[(every[["mechanism", "battery", "reported"]] == marked).any(axis=1)]
            set_controls(seen, "syn-map", {"net_marked": marked})
            rows = [row for row in drawn_rows(seen, "syn-map", "symbol") if "S" in row]
            found = {(row["k"], levels[row["k"]][row["a"]], levels[row["k"] + 1][row["c"]]): row["S"] for row in rows}
            expected = {
                (stage, *names): n
                for stage in range(3)
                for names, n in single.groupby([columns[stage], columns[stage + 1]]).size().items()
            }
            assert found == expected, marked
            assert (marked == "nothing") == (not found)


def test_pointing_at_a_band_marks_the_paths_through_it(browser, address, site):
    single = synergy.gathered(synergy.claims())
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        set_controls(seen, "syn-map", {"net_marked": "nothing"})
        seen.page.locator("#syn-map .hs-chart-stage").scroll_into_view_if_needed()
        # The widest band of the first stage leads straight to the right from the upper left corner.
        place = seen.page.evaluate(
            """() => { const view = document.getElementById('syn-map').heterostructuresView;
               const box = view.container().querySelector('svg').getBoundingClientRect();
               const [x, y] = view.origin(); return [box.x + x, box.y + y, view.width()]; }"""
        )
        seen.page.mouse.move(place[0] + 0.3 * place[2], place[1] + 12)
        seen.page.wait_for_timeout(300)
        rows = [row for row in drawn_rows(seen, "syn-map", "symbol") if "S" in row]
        through = single[(single["mechanism"] == "ion diffusion") & (single["role"] == "anode")]
        assert sum(row["S"] for row in rows if row["k"] == 0) == len(through) > 0
        assert sum(row["S"] for row in rows if row["k"] == 2) == len(through)


TWO = [
    {},
    {"two_r1_ohm": 1, "two_r2_ohm": 100, "two_r3_ohm": 1, "two_f1": 50, "two_f2": 2},
    {"two_way": synergy_models.PARALLEL_WAY, "two_r3_ohm": 100, "two_f2": 50},
    {"two_f1": 1, "two_f2": 1},
    {"two_way": synergy_models.SERIES_WAY, "two_r1_ohm": 100, "two_r3_ohm": 100, "two_f1": 50, "two_f2": 50},
]


def test_two_improvements_in_the_page(browser, address, site):
    setting = {"way": synergy_models.SERIES_WAY, "r1_ohm": 45, "r2_ohm": 45, "r3_ohm": 10, "f1": 10, "f2": 10}
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for change in TWO:
            set_controls(seen, "syn-two", change)
            setting |= {name.removeprefix("two_"): value for name, value in change.items()}
            resistances = (setting["r1_ohm"], setting["r2_ohm"], setting["r3_ohm"])
            found = synergy_models.two_improvements(resistances, (setting["f1"], setting["f2"]), setting["way"])
            names = ["first", "second", "both", "product", "interaction"]
            got = read_signals(seen, "syn-two", [f"two_{name}" for name in names])
            for name in names:
                assert got[f"two_{name}"] == pytest.approx(getattr(found, name), rel=1e-6, abs=0), (name, setting)
            bars = drawn_rows(seen, "syn-two", "rect")
            drawn = [row["gain"] for row in sorted(bars, key=lambda row: row["i"])]
            assert drawn == pytest.approx([found.first, found.second, found.product, found.both], rel=1e-6, abs=0)
            lines = drawn_rows(seen, "syn-two")
            for key, factor in (("alone", 1), ("together", setting["f1"])):
                part = [row for row in lines if row["key"] == key]
                assert len(part) == 21
                for row in part[::5]:
                    gain = synergy_models.two_improvements(resistances, (factor, row["g"]), setting["way"]).both
                    assert row["gain"] == pytest.approx(gain, rel=1e-6, abs=0)


def test_the_mixture_in_the_page(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for share, area in [(0.5, 1), (0, 3), (1, 0.5), (0.23, 1.7)]:
            _compare_mixture(seen, share, area)


def _compare_mixture(seen, share, area):
    known = synergy_models.three_electrodes()
    ohm, charge = known["charge_transfer_resistance"], known["deposition_capacity"]
    resistance = synergy_models.mixture_resistance_ohm(share, ohm.first, ohm.second)
    capacity = electrochemistry.composite_capacity_mAh_per_g(
        np.array([share, 1 - share]), np.array([charge.first, charge.second])
    )
    set_controls(seen, "syn-mixture", {"mix_share": share, "mix_area": area})
    got = read_signals(
        seen, "syn-mixture", ["mix_mixture_ohm", "mix_mixture_mAh_per_g", "mix_factor_ohm", "mix_factor_mAh_per_g"]
    )
    assert list(got.values()) == pytest.approx(
        [
            resistance,
            capacity,
            resistance / (ohm.heterostructure * area),
            charge.heterostructure / area / capacity,
        ],
        rel=1e-6,
        abs=0,
    )
    lines = drawn_rows(seen, "syn-mixture")
    assert len(lines) == 42
    ends = sorted(row["v"] for row in lines if row["g"] in (0, 1))
    assert ends == pytest.approx(sorted([ohm.first, ohm.second, charge.first, charge.second]), rel=1e-6, abs=0)


BALANCES = [
    {},
    {"bal_log_current": -1},
    {"bal_material": "Sb₂S₃", "bal_fraction": 0.9, "bal_conductor": 250, "bal_log_current": 2, "bal_log_gain": 3},
    {"bal_material": "NiSe₂", "bal_fraction": 0, "bal_conductor": 250, "bal_log_current": -2, "bal_log_gain": 0},
    {"bal_material": "VS₄", "bal_fraction": 0.05, "bal_conductor": 30, "bal_log_current": 0.5, "bal_log_gain": 1.5},
]


def test_the_balance_in_the_page(browser, address, site):
    limits = synergy_models.capacities().set_index("material")["capacity_mAh_per_g"]
    plain = {"₂": "2", "₃": "3", "₄": "4"}
    setting = {"material": "MoS₂", "fraction": 0.2, "conductor": 0, "log_current": 1, "log_gain": 2}
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for change in BALANCES:
            set_controls(seen, "syn-balance", change)
            setting |= {name.removeprefix("bal_"): value for name, value in change.items()}
            material = "".join(plain.get(letter, letter) for letter in setting["material"])
            given = (
                float(limits[material]),
                setting["conductor"],
                10.0 ** setting["log_current"],
                10.0 ** setting["log_gain"],
            )
            found = synergy_models.balance(*given, setting["fraction"])
            got = read_signals(
                seen,
                "syn-balance",
                ["bal_utilization", "bal_capacity", "bal_bare", "bal_break_even", "bal_best_fraction", "bal_best"],
            )
            expected = [
                found.utilization,
                found.capacity_mAh_per_g,
                found.bare_mAh_per_g,
                found.break_even,
                found.best_fraction,
                found.best_mAh_per_g,
            ]
            assert list(got.values()) == pytest.approx(expected, rel=1e-6, abs=1e-12), setting
            drawn = [row for row in drawn_rows(seen, "syn-balance") if row.get("key") == "now"]
            assert len(drawn) > 25
            for row in drawn[::6]:
                one = synergy_models.balance(*given, row["g"])
                assert row["v"] == pytest.approx(one.capacity_mAh_per_g, rel=1e-6, abs=0)
            used = [row for row in drawn_rows(seen, "syn-balance") if row.get("key") == "used"]
            for row in used[::6]:
                assert row["v"] == pytest.approx(synergy_models.balance(*given, row["g"]).utilization, rel=1e-6, abs=0)
            assert "NaN" not in seen.page.locator("#syn-balance .hs-chart-stage svg").text_content()


SWEEPS = [
    {},
    {"cv_log_rate": 2, "cv_start": 1, "cv_size_nm": 5, "cv_log_d": -8},
    {"cv_log_rate": -2, "cv_start": 0, "cv_size_nm": 500, "cv_log_d": -16},
    {"cv_log_rate": 0.5, "cv_start": 0.37, "cv_size_nm": 20, "cv_log_d": -13.5},
]


def test_the_sweep_in_the_page(browser, address, site):
    setting = {"log_rate": -1, "start": 0.5, "size_nm": 50, "log_d": -13}
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for change in SWEEPS:
            set_controls(seen, "syn-sweep", change)
            setting |= {name.removeprefix("cv_"): value for name, value in change.items()}
            found = synergy_models.sweep(
                setting["start"], 10.0 ** setting["log_rate"], setting["size_nm"], 10.0 ** setting["log_d"]
            )
            got = read_signals(seen, "syn-sweep", ["cv_share", "cv_b_value", "cv_filled_mV_per_s"])
            expected = [found.share, found.b_value, found.filled_below_mV_per_s]
            assert list(got.values()) == pytest.approx(expected, rel=1e-6, abs=0), setting
            whole = [row for row in drawn_rows(seen, "syn-sweep") if row.get("key") == "whole"]
            assert len(whole) == 17
            for row in whole[::4]:
                current = setting["start"] * row["g"] + (1 - setting["start"]) * math.sqrt(row["g"])
                assert row["v"] == pytest.approx(current, rel=1e-6, abs=0)
            assert "NaN" not in seen.page.locator("#syn-sweep .hs-chart-stage svg").text_content()


FITTING = ("Named together", "The pairs that differ", "Heterostructures by credited")


@pytest.mark.parametrize("width", [390])
def test_counts_fit_a_phone_without_scrolling_sideways(browser, address, site, width):
    with visit(browser, address + PAGE, width=width) as seen:
        found = seen.page.evaluate(
            """() => Array.from(document.querySelectorAll('.hs-table-frame'),
               one => [one.getAttribute('aria-label'), one.scrollWidth - one.clientWidth])"""
        )
        over = {label: extra for label, extra in found if label.startswith(FITTING)}
        assert len(over) == len(FITTING)
        assert max(over.values()) <= 0, over


def test_every_item_and_every_advantage_leads_to_its_page_or_says_that_none_computes_it(browser, address, site):
    with visit(browser, address + PAGE) as seen:
        rows = seen.page.evaluate(
            """() => ['tab-syn-fig2', 'tab-syn-printed'].map(id => Array.from(
               document.querySelectorAll('#' + id + ' tbody tr'),
               row => [row.cells[0].innerText, row.cells[2].innerText, row.cells[2].querySelectorAll('a').length]))"""
        )
    items, printed = rows
    assert len(items) == 10
    assert all(links or "computed" in text for _, text, links in items)
    advantages = [row for row in printed if row[0] in ("A1", "A2", "A3", "A4")]
    assert {row[0] for row in advantages} == {"A1", "A2", "A3", "A4"}
    assert all(links for _, _, links in advantages), advantages
