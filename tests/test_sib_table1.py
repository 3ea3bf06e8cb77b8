import pandas as pd
import pytest

from heterostructures.dataset import load_sib_table1
from heterostructures.sib_table1 import (
    SUMMARISED_QUANTITIES,
    conditions_by_class,
    rate_against_cycling,
    short_class,
    summary_by_class,
    with_readable_conditions,
)


@pytest.fixture(scope="module")
def table():
    return with_readable_conditions(load_sib_table1())


def test_conditions_in_words(table):
    row = table.set_index("material").loc["V1.11S2/V1.13Se2/C"]
    assert row["window"] == "0.01–3 V"
    assert row["ice"] == "not printed"
    assert row["rate_test"] == "not printed"
    assert row["cycling_test"] == "553 mAh/g after 1000 cycles at 10 A/g"
    assert row["reference"] == "[80] not identified"
    assert table.set_index("material").loc["VS4/Bi2S3@C", "reference"] == "[64] Fan et al. 2022"


def test_times_of_a_row_worked_by_hand(table):
    row = table.set_index("material").loc["SnS2 QDs/Ti3C2"]
    assert row["discharge_time_min"] == pytest.approx(207)
    assert row["cycling_time_d"] == pytest.approx(172.5)


def test_summary_counts_every_printed_value_once(table):
    summary = summary_by_class(table)
    by_class, over_all = summary.query("class_name != 'All'"), summary.query("class_name == 'All'")
    for quantity in SUMMARISED_QUANTITIES:
        assert by_class.query("quantity == @quantity")["n"].sum() == table[quantity].notna().sum()
        assert over_all.query("quantity == @quantity")["n"].item() == table[quantity].notna().sum()


def test_summary_of_a_class_worked_by_hand(table):
    # Selenides/oxides prints 94, 69.5 and 57.8 % ICE and 278.9, 322 and 245.3 mAh/g rate capacity.
    chosen = summary_by_class(table).query("class_name == 'Selenides/oxides'").set_index("quantity")
    ice = chosen.loc["initial_coulombic_efficiency_percent"]
    assert (ice["n"], ice["median"], ice["minimum"], ice["maximum"]) == (3, 69.5, 57.8, 94)
    assert chosen.loc["rate_capacity_mAh_per_g", "median"] == 278.9


def test_summary_of_nothing_has_n_zero(table):
    summary = summary_by_class(table.query("material == 'MoS2/SnS@C'"))
    ice = summary.query("quantity == 'initial_coulombic_efficiency_percent' and class_name == 'All'").iloc[0]
    assert ice["n"] == 0
    assert pd.isna(ice["median"])


def test_every_electrode_is_counted_in_one_window(table):
    counts = conditions_by_class(table)
    assert counts["electrodes"].sum() == len(table)
    assert counts.query("class_name == 'Sulfides/sulfides' and window == '0.4–2.6 V'")["electrodes"].item() == 1


def test_rate_and_cycling_tests_are_compared_row_by_row(table):
    both = rate_against_cycling(table).set_index("material")
    assert len(both) == 53
    assert "SnS2 QDs/Ti3C2" not in both.index
    row = both.loc["Fe7S8/FeS2/NCNT"]
    assert row["current_ratio"] == 4
    assert row["capacity_ratio"] == pytest.approx(536.5 / 466.7)
    assert row["reading"] == "more at a higher current"
    assert both.loc["H-NiS/NiS2@C", "reading"] == "lower current"
    assert both.loc["CoS2/NiS2", "reading"] == "same current"
    assert both.loc["MoSe2/MXene", "reading"] == "less at a higher current"
    assert both["reading"].value_counts().sum() == 53


def test_short_class_leaves_other_words_alone():
    assert short_class("Selenides/oxides heterostructures") == "Selenides/oxides"
    assert short_class("Selenides/oxides") == "Selenides/oxides"
