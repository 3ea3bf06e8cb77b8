"""The page on band alignment: what its sliders compute, what its charts draw, and what it says of the reviews."""

from __future__ import annotations

import math

import numpy as np
import pytest
from browser import visit
from live_charts import drawn_rows, read_signals, set_controls

from heterostructures import dataset
from heterostructures.physics.bands import (
    Metal,
    Semiconductor,
    align,
    align_stack,
    contact_potential_V,
    is_degenerate,
    work_function_eV,
)
from heterostructures.physics.junctions import equilibrium_split, transferred_electrons_per_cm2
from heterostructures.views import band_alignment as view
from heterostructures.views.band_diagrams import LEVEL_WORDS

PAGE = "notebooks/junctions/band_alignment.html"
VACUUM, CONDUCTION, FERMI, VALENCE = LEVEL_WORDS

# Affinity, gap, kind and log10 of the doping of both sides, temperature: ordinary settings and the ends of the sliders.
SETTINGS = [
    (3.76, 1.61, "n", 17, 4.16, 2.28, "n", 17, 300),
    (4.2, 1.1, "p", 12, 3.9, 3.8, "n", 19, 200),
    (3, 0.4, "n", 19, 6, 3.8, "p", 12, 500),
    (4.5, 1.0, "p", 18.5, 4.5, 3.0, "p", 15.2, 420),
    (6, 0.4, "p", 12, 3, 0.4, "p", 12, 500),
    (4, 1.5, "n", 16, 4, 1.5, "n", 16, 250),
]


def two_materials(setting) -> tuple[Semiconductor, Semiconductor, float]:
    left_affinity, left_gap, left_kind, left_log, right_affinity, right_gap, right_kind, right_log, temperature = (
        setting
    )
    left, right = (
        Semiconductor(name, gap, affinity, 10.0, (1 if kind == "n" else -1) * 10.0**log)
        for name, gap, affinity, kind, log in (
            ("left", left_gap, left_affinity, left_kind, left_log),
            ("right", right_gap, right_affinity, right_kind, right_log),
        )
    )
    return left, right, temperature


def close(value: float):
    return pytest.approx(value, rel=1e-6, abs=1e-12)


# ---------------------------------------------------------------- the sliders


def test_two_materials_in_the_page_are_those_of_the_helper(browser, address):
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for setting in SETTINGS:
            check_two_materials(seen, setting)


def check_two_materials(seen, setting):
    left, right, temperature = two_materials(setting)
    found = align(left, right, temperature)
    set_controls(
        seen,
        "alignment-sliders",
        {
            "al_left_affinity_eV": setting[0],
            "al_left_gap_eV": setting[1],
            "al_left_log_doping": setting[3],
            "al_right_affinity_eV": setting[4],
            "al_right_gap_eV": setting[5],
            "al_right_log_doping": setting[7],
            "al_kinds": f"{setting[2]} and {setting[6]}",
            "al_temperature_K": temperature,
        },
    )
    names = ["left_work_function_eV", "right_work_function_eV", "contact_V", "conduction_offset_eV"]
    names += ["valence_offset_eV", "interface_gap_eV", "type", "transfer", "degenerate"]
    signals = read_signals(seen, "alignment-sliders", [f"al_{name}" for name in names])
    computed = {name.removeprefix("al_"): value for name, value in signals.items()}
    rows = drawn_rows(seen, "alignment-sliders", "rule")
    words = seen.page.locator("#alignment-sliders .hs-chart-stage svg text").all_text_contents()

    assert computed["left_work_function_eV"] == close(work_function_eV(left, temperature))
    assert computed["right_work_function_eV"] == close(work_function_eV(right, temperature))
    assert computed["contact_V"] == close(found.contact_potential_V)
    assert computed["conduction_offset_eV"] == close(found.conduction_offset_eV)
    assert computed["valence_offset_eV"] == close(found.valence_offset_eV)
    assert computed["interface_gap_eV"] == close(found.interface_gap_eV)
    assert computed["type"] == found.type
    assert computed["transfer"] == found.electron_transfer
    assert computed["degenerate"] == (is_degenerate(left, temperature) or is_degenerate(right, temperature))

    # What is drawn: before contact below the vacuum level, after contact above the Fermi level.
    drawn = {(row["side"], row["level"], row["start"], row["end"]): row["energy_eV"] for row in rows if "level" in row}
    assert len(drawn) == 16
    for side, one in (("left", left), ("right", right)):
        work = work_function_eV(one, temperature)
        energies = {
            VACUUM: 0.0,
            CONDUCTION: -one.electron_affinity_eV,
            FERMI: -work,
            VALENCE: -one.ionization_energy_eV,
        }
        for level, energy in energies.items():
            assert drawn[side, level, *view.BEFORE[side]] == close(energy)
            assert drawn[side, level, *view.AFTER[side]] == close(energy + work)
    arrow = {
        "to right": "Electrons go right, the field points right",
        "to left": "Electrons go left, the field points left",
    }
    assert arrow.get(found.electron_transfer, "No electrons cross, no field") in words
    assert f"Type {found.type}, {found.type_in_words}" in words


def test_three_materials_in_the_page_are_those_of_the_helper(browser, address):
    names = ["br_left_work_eV", "br_bridge_work_eV", "br_right_work_eV"]
    with visit(browser, address + PAGE) as seen:
        seen.draw_everything()
        for works in [(5.18, 5.6, 6.11), (3.4, 7, 3.4), (7, 3.4, 5), (4.28, 4.28, 4.42)]:
            stack = align_stack([Metal("a", works[0]), Metal("b", works[1]), Metal("c", works[2])])
            set_controls(seen, "bridge-sliders", dict(zip(names, works, strict=True)))
            signals = read_signals(seen, "bridge-sliders", ["br_first_step_V", "br_second_step_V", "br_total_V"])
            steps = [signals["br_first_step_V"], signals["br_second_step_V"]]
            assert steps == [close(step) for step in stack.contact_potentials_V]
            assert signals["br_total_V"] == close(stack.total_potential_V)
            rows = drawn_rows(seen, "bridge-sliders", "line")
            last = [row["potential_V"] for row in rows if row["place"] == pytest.approx(2.96)]
            assert last == [close(stack.total_potential_V)] * 2


# ---------------------------------------------------------------- computed figures


def test_levels_after_contact_share_the_fermi_level_and_keep_gap_and_affinity():
    known = view.sourced_examples()
    rows = view.contact_levels(known["Sb2S3"], known["SnS2"])
    levels = rows.set_index(["stage", "side", "level"])["energy_eV"]
    assert levels["after", "left", FERMI] == levels["after", "right", FERMI] == 0
    assert levels["before", "left", VACUUM] == levels["before", "right", VACUUM] == 0
    for side in ("left", "right"):
        for level in (CONDUCTION, VALENCE, FERMI):
            apart = levels["before", side, VACUUM] - levels["before", side, level]
            assert levels["after", side, VACUUM] - levels["after", side, level] == pytest.approx(apart, rel=1e-9)
    step = levels["after", "right", VACUUM] - levels["after", "left", VACUUM]
    potential = contact_potential_V(Metal("Sb2S3", 4.35), Metal("SnS2", 4.81))
    assert step == pytest.approx(-potential, rel=1e-9)


def test_each_sourced_pair_has_the_type_that_it_illustrates():
    rows = view.three_types()
    for kind, group in rows.groupby("type"):
        left, right = (
            Semiconductor(one.material, one.conduction_eV - one.valence_eV, -one.conduction_eV, 10.0, 1e17)
            for one in group.itertuples()
        )
        assert align(left, right).type == kind


def test_sourced_levels_are_the_rows_of_the_dataset():
    levels = view.sourced_levels()
    rows = dataset.load_materials().query("property in ['work_function', 'electron_affinity', 'ionization_energy']")
    assert len(levels) == len(rows)
    assert sorted(levels["energy_eV"]) == sorted(-rows["value"])
    assert levels["source"].str.len().min() > 2
    assert set(levels["known"]) == set(view.KINDS)


def test_a_value_must_be_named_without_doubt():
    assert view.one_value("SnS2", "work_function") == 4.81
    with pytest.raises(ValueError, match="2 values"):
        view.one_value("SnS2", "ionization_energy")


def test_doping_widens_the_share_and_not_the_total():
    sweep = view.doping_sweep()
    assert (np.diff(sweep["total_V"]) > 0).all()
    assert (np.diff(sweep["right_width_nm"]) < 0).all()
    assert (np.diff(sweep["field_MV_per_cm"]) > 0).all()
    assert (sweep["right_V"] - sweep["right_depletion_V"]).abs().max() < 0.03
    left, right = view.example_semiconductors(-1e17, 1e17)
    middle = sweep.iloc[(sweep["donors_per_cm3"] - 1e17).abs().idxmin()]
    split = equilibrium_split(left, right)
    assert middle["total_V"] == pytest.approx(split.built_in_potential_V, rel=1e-9)
    assert middle["right_V"] == pytest.approx(split.right_drop_V, rel=1e-9)
    assert middle["field_MV_per_cm"] == pytest.approx(abs(split.right_field_V_per_m) / 1e8, rel=1e-9)


def test_the_kind_of_doping_turns_the_electrons_round_and_keeps_the_type():
    rows = view.four_kinds().set_index(["left", "right"])
    assert set(rows["type"]) == {"II"}
    assert rows["transfer"].to_dict() == {
        ("n", "n"): "to right",
        ("n", "p"): "to right",
        ("p", "n"): "to left",
        ("p", "p"): "to right",
    }
    # Anderson: with the same doping of one kind on both sides only affinities or ionization energies are left.
    assert rows.loc[("n", "n"), "contact_V"] == pytest.approx(3.76 - 4.16, rel=1e-9)
    assert rows.loc[("p", "p"), "contact_V"] == pytest.approx(5.37 - 6.44, rel=1e-9)


def test_transferred_electrons_are_those_of_the_helper_and_few():
    sweep = view.transfer_sweep()
    for row in sweep.iloc[::4].itertuples():
        expected = transferred_electrons_per_cm2(*view.example_semiconductors(row.donors_per_cm3, row.donors_per_cm3))
        assert row.electrons_per_cm2 == pytest.approx(expected, rel=1e-3)
    # The charge of a fixed bending goes with the square root of the doping.
    ratio = sweep["electrons_per_cm2"].iloc[-1] / sweep["electrons_per_cm2"].iloc[0]
    assert ratio == pytest.approx(math.sqrt(1e4), rel=2e-3)
    assert sweep["electrons_per_cm2"].max() < view.atoms_per_cm2(3.638) / 100


def test_atoms_of_a_plane():
    # Graphene has two atoms per cell and 3.82e15 per cm2 at 2.461 angstrom.
    assert 2 * view.atoms_per_cm2(2.461) == pytest.approx(3.81e15, rel=3e-3)


# ---------------------------------------------------------------- what the reviews claim


def test_pairs_say_which_way_electrons_go():
    pairs = view.sourced_pairs().set_index("pair")
    assert pairs.loc["MoS2/ZnIn2S4", "electrons"] == "MoS2 → ZnIn2S4"
    assert pairs.loc["Al/Sn", "electrons"] == "Al → Sn"
    assert pairs.loc["FeS2/Fe2O3", "electrons"] == "FeS2 → Fe2O3"
    assert pairs.loc["Ti3C2Tx/SnS2", "electrons"] == "Ti3C2Tx → SnS2"
    assert pairs.loc["Ti3C2Tx/FeS2", "electrons"] == view.UNDECIDED
    for name, one in pairs.iterrows():
        if one["electrons"] != view.UNDECIDED:
            assert one["lowest_V"] > 0, name
    assert set(pairs.index[pairs["measured"]]) == {"Sb2S3/SnS2", "Sb2S3/FeS2"}


def test_claims_are_judged_by_the_printed_work_functions():
    claims = view.claimed_directions().set_index("heterostructure_id")
    zinc = claims.loc["b_mos2_znin2s4"]
    assert (zinc["electrons_verdict"], zinc["field_verdict"], zinc["consistent"]) == ("agrees", "opposite", False)
    antimony = claims.loc["b_sb2s3_sns2"]
    assert (antimony["electrons_verdict"], antimony["field_verdict"], antimony["consistent"]) == (
        "agrees",
        "agrees",
        True,
    )
    assert claims.loc["b_fe2o3_fes2", "field_verdict"] == "opposite"
    # The printed work function belongs to the other surface of ZnIn2S4.
    assert claims.loc["b_mos2_znin2s4_star", "electrons_verdict"] == "cannot be checked"
    assert claims.loc["b_fe9s10_mos2_c", "forecast"] == view.NO_VALUE


def test_equal_work_functions_give_no_direction():
    assert view.forecast([4.4], [4.4]) == view.UNDECIDED
    assert view.forecast([4.4], [4.3]) == "to first"


def test_every_number_of_the_text_is_inserted_and_the_page_is_light(root, site):
    source = (root / "notebooks" / "junctions" / "band_alignment.md").read_text(encoding="utf-8")
    page = site / PAGE
    assert page.read_text(encoding="utf-8").count('class="pasted-text"') == source.count("{glue:text}") > 80
    assert page.stat().st_size < 265_000


def test_tables_of_the_page_name_every_row():
    pairs, claims = view.sourced_pairs(), view.claimed_directions()
    shown = view.pairs_table(pairs, caption="Pairs").html_text
    assert shown.count('scope="row"') == len(pairs)
    listed = view.claims_table(claims, caption="Claims", to_references="references.html").html_text
    assert listed.count('scope="row"') == len(claims)
    assert "nan" not in listed.lower().replace("nano", "")
