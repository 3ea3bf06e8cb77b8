"""Chemical equations: what balances, what does not and by how much, and what cannot be read."""

from __future__ import annotations

import csv
import subprocess
import sys
from fractions import Fraction
from math import gcd

import pytest
from chempy import balance_stoichiometry
from hypothesis import given, settings
from hypothesis import strategies as st
from pymatgen.analysis.reaction_calculator import Reaction as PymatgenReaction
from pymatgen.core import Composition

from heterostructures.physics.reactions import (
    CHARGE,
    ELEMENTS,
    balance,
    equation_letters,
    imbalance,
    read_reaction,
    read_side,
)


@pytest.mark.parametrize(
    "equation",
    [
        "2 H2 + O2 -> 2 H2O",
        "H2 + 1/2 O2 -> H2O",
        "H2 + 0.5 O2 -> H2O",
        "2H2 + O2 <-> 2H2O",
        "MoS2 + x Na+ + x e- -> Na{x}MoS2",
        "3 Na{x}ZnIn2S4 + (10-3x) Na+ + (10-3x) e- -> 5 Na2S + In6S7 + 3 Zn",
        "Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> 2 Na2S + Mo",
        "Ti3C2T{x} + y Na+ + y e- <-> Ti3C2T{x}Na{y}",
        "[Zn(H2O)6]^2+ -> Zn^2+ + 6 H2O",
        "ZnSO4·7H2O -> Zn^2+ + SO4^{2-} + 7 H2O",
        "4 Al2Cl7^- + 3 e- -> Al + 7 AlCl4^-",
        "2 (NH4)2SO4 -> 4 NH4^+ + 2 SO4^2-",
        "Fe0.85Se + 0.15 Fe -> FeSe",
        "MoS{2-x} + x S -> MoS2",
        "2(1-x) Na -> (2-2x) Na",
        "Zn^{n+} + n e^- -> Zn",
    ],
)
def test_what_balances(equation):
    assert imbalance(equation) == {}


@pytest.mark.parametrize(
    ("equation", "difference"),
    [
        ("H2 + O2 -> H2O", {"O": -1}),
        ("Sn + S -> SnS2", {"S": 1}),
        ("MoS2 + x Na+ + x e- -> Na{y}MoS2", {"Na": "-x + y"}),
        ("MoS2 + x Na+ -> Na{x}MoS2", {CHARGE: "-x"}),
        ("Al^3+ + 2 e- -> Al", {CHARGE: -1}),
        ("S2^2- -> S^2-", {"S": -1}),
        ("3 Na{x}ZnIn2S4 + (10-2x) Na+ + (10-3x) e- -> 5 Na2S + In6S7 + 3 Zn", {"Na": "-x", CHARGE: "-x"}),
        ("Na{x}MoS2 -> x Na{x}S2 + Mo", {"Na": "-x + xx", "S": "-2 + 2x"}),
        ("0.5 O2 -> O2", {"O": 1}),
        ("1/3 O2 -> O", {"O": Fraction(1, 3)}),
    ],
)
def test_what_does_not_balance_and_by_how_much(equation, difference):
    assert imbalance(equation) == difference


@pytest.mark.parametrize(
    ("equation", "words"),
    [
        ("2 H2 + O2", "needs one arrow"),
        ("H2 -> H -> H2", "this has 2"),
        ("H2 -> ", "a substance is missing"),
        (" -> H2", "a substance is missing"),
        ("H2 + + H2 -> H2", "cannot be read|is not an amount|missing"),
        ("Xx -> Xx", "no element 'Xx'"),
        ("NaCL -> NaCL", "no element 'L'"),
        ("mos2 -> MoS2", "symbols begin with a capital letter"),
        ("xNa -> Na", "a blank follows a coefficient"),
        ("S2- -> S", "two ways"),
        ("Zn2+ -> Zn", "two ways"),
        ("Zn++ -> Zn", "behind \\^"),
        ("Zn^2 -> Zn", "behind \\^"),
        ("^2+ -> Zn", "behind \\^"),
        ("Zn{2+} -> Zn", "is not an amount"),
        ("Na{X} -> Na", "'X' cannot be read"),
        ("Na{} -> Na", "an amount is empty"),
        ("Na{1/0} -> Na", "division"),
        ("Na{(1-x} -> Na", "not closed"),
        ("Na{1)} -> Na", "one too many"),
        ("0 Na -> Na", "greater than 0"),
        ("Na{0} -> Na", "greater than 0"),
        ("(1-2) Na -> Na", "greater than 0"),
        ("Na(S -> Na", "not closed"),
        ("() Na -> Na", "a number or a letter is missing"),
        ("[] -> Na", "an element is missing"),
        ("Na)2 -> Na", "cannot be read from"),
        ("Na - S -> NaS", "is not an amount"),
        ("", "needs one arrow"),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(equation, words):
    with pytest.raises(ValueError, match=words):
        imbalance(equation)


SYMBOLS = st.sampled_from(sorted(ELEMENTS))
FORMULAS = st.lists(st.tuples(SYMBOLS, st.integers(1, 9)), min_size=1, max_size=4)


def written(formula: list[tuple[str, int]]) -> str:
    return "".join(f"{symbol}{amount}" for symbol, amount in formula)


@given(formula=FORMULAS, factor=st.integers(1, 20))
def test_elements_are_counted_and_multiplied(formula, factor):
    counts = read_side(f"{factor} {written(formula)}")
    for symbol in {symbol for symbol, _ in formula}:
        assert counts[symbol] == {(): factor * sum(amount for other, amount in formula if other == symbol)}


@given(formulas=st.lists(FORMULAS, min_size=1, max_size=4), extra=st.integers(1, 5), symbol=SYMBOLS)
def test_one_atom_too_many_is_found(formulas, extra, symbol):
    side = " + ".join(written(formula) for formula in formulas)
    assert imbalance(f"{side} -> {side}") == {}
    assert imbalance(f"{side} -> {side} + {extra} {symbol}") == {symbol: extra}
    assert imbalance(f"{side} + {extra} e- -> {side}") == {CHARGE: extra}


@given(first=st.integers(1, 9), second=st.integers(1, 9), letter=st.sampled_from("abxyz"))
def test_unknown_amounts_are_not_guessed(first, second, letter):
    """Two amounts with a letter agree only if they agree for every value of it."""
    found = imbalance(f"Na{{{first}{letter}}} -> {second} Na{{{letter}}}")
    assert bool(found) == (first != second)


def test_the_module_stands_on_its_own():
    """Of all that is installed it loads numpy alone, which states the ranges of arguments."""
    code = (
        "import sys, heterostructures.physics.reactions;"
        "print([m for m in ('numpy', 'scipy', 'pandas', 'altair', 'frictionless') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "['numpy']"


# ---------------------------------------------------------------- balancing


def without_coefficients(equation: str) -> str:
    """Keep the substances alone: what stands behind the last blank of each term."""
    arrow = "<->" if "<->" in equation else "->"
    sides = [[term.strip().split(" ")[-1] for term in side.split(" + ")] for side in equation.split(arrow)]
    return f" {arrow} ".join(" + ".join(side) for side in sides)


# The one equation whose coefficients are printed as decimals, and the same with whole ones.
DECIMAL = "NiS1.23Se0.77 + 4 Na+ + 4 e- -> Ni + 1.23 Na2S + 0.77 Na2Se"
WHOLE = "100 NiS1.23Se0.77 + 400 Na+ + 400 e- -> 100 Ni + 123 Na2S + 77 Na2Se"


def test_all_equations_of_the_dataset_are_found_again_from_their_substances(root):
    with (root / "data" / "reactions.csv").open(encoding="utf-8") as file:
        printed = [row["balanced"] for row in csv.DictReader(file) if row["balanced"]]
    assert len(printed) == 57
    for equation in printed:
        assert balance(without_coefficients(equation)) == (WHOLE if equation == DECIMAL else equation)


@pytest.mark.parametrize(
    "equation",
    [
        # Textbook equations with their known coefficients.
        "2 H2 + O2 -> 2 H2O",
        "C3H8 + 5 O2 -> 3 CO2 + 4 H2O",
        "2 KMnO4 + 16 HCl -> 2 KCl + 2 MnCl2 + 8 H2O + 5 Cl2",
        "MnO4^- + 5 Fe^2+ + 8 H+ -> Mn^2+ + 5 Fe^3+ + 4 H2O",
        "Cr2O7^2- + 14 H+ + 6 e- -> 2 Cr^3+ + 7 H2O",
        "K4[Fe(CN)6] + 6 H2SO4 + 6 H2O -> 2 K2SO4 + FeSO4 + 3 (NH4)2SO4 + 6 CO",
        "CuSO4·5H2O -> CuSO4 + 5 H2O",
        "4 Sn + 15 Na+ + 15 e- -> Na15Sn4",
        "4 Si + 15 Li+ + 15 e- -> Li15Si4",
        "Li{1-x}CoO2 + Li{x}C6 -> LiCoO2 + C6",
        "SnS{2-x}Se{x} + 4 Na+ + 4 e- -> Sn + (2-x) Na2S + x Na2Se",
        "Na{x}MoS2 -> Na{y}MoS2 + (x-y) Na+ + (x-y) e-",
        "3 Fe{1-x}S + 4 Na+ + 4 e- -> Fe{3-3x}S + 2 Na2S",
        "4 Al2Cl7^- + 3 e- -> Al + 7 AlCl4^-",
    ],
)
def test_known_coefficients_are_found(equation):
    assert balance(without_coefficients(equation)) == equation
    # Coefficients that are there do not matter.
    assert balance(equation) == equation


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["Sb2S3", "Na"], ["Na3Sb", "Na2S"]),
        (["MoS2", "Na"], ["Mo", "Na2S"]),
        (["Bi2S3", "Na"], ["Na3Bi", "Na2S"]),
        (["Fe9S10", "Na"], ["Fe", "Na2S"]),
        (["ZnIn2S4", "Na"], ["Na2S", "In6S7", "Zn"]),
        (["Sn4P3", "Na"], ["Na15Sn4", "Na3P"]),
        (["NH4VO3"], ["V2O5", "NH3", "H2O"]),
        (["KMnO4", "HCl"], ["KCl", "MnCl2", "H2O", "Cl2"]),
    ],
)
def test_two_other_programs_find_the_same_coefficients(left, right):
    reaction = read_reaction(balance(f"{' + '.join(left)} -> {' + '.join(right)}"))
    consumed, formed = balance_stoichiometry(set(left), set(right))
    assert {name: int(number) for name, number in consumed.items()} == reaction.consumed
    assert {name: int(number) for name, number in formed.items()} == reaction.formed
    other = PymatgenReaction([Composition(name) for name in left], [Composition(name) for name in right])
    ratio = abs(other.get_coeff(Composition(left[0]))) / float(reaction.consumed[left[0]])
    for name in right:
        assert other.get_coeff(Composition(name)) == pytest.approx(ratio * float(reaction.formed[name]), rel=1e-9)


def test_another_program_finds_the_same_coefficients_with_ions():
    """Chempy, which writes charges without a sign between."""
    reaction = read_reaction(balance("MnO4^- + Fe^2+ + H+ -> Mn^2+ + Fe^3+ + H2O"))
    consumed, formed = balance_stoichiometry({"MnO4-", "Fe+2", "H+"}, {"Mn+2", "Fe+3", "H2O"})
    assert [int(consumed[name]) for name in ("MnO4-", "Fe+2", "H+")] == list(reaction.consumed.values())
    assert [int(formed[name]) for name in ("Mn+2", "Fe+3", "H2O")] == list(reaction.formed.values())


@pytest.mark.parametrize(
    ("equation", "words"),
    [
        ("MoS2 + Na -> Na2S", "Mo stands on the left only"),
        ("Mo + Na -> MoNa + S", "S stands on the right only"),
        ("Mo + Na -> S", "Mo stands on the left only, Na stands on the left only, S stands on the right only"),
        ("Mo + Na -> Na + MoNa", "Na stands there twice"),
        ("H2O2 -> H2O", "no coefficients do that; it fails in H, O"),
        ("Zn^2+ -> Zn", "charge: a substance, or electrons, are missing"),
        ("Na+ + MnO2 -> NaMnO2", "it fails in .*charge"),
        ("C + O2 -> CO + CO2", "2 independent reactions are possible"),
        ("H2O2 + KMnO4 + H2SO4 -> K2SO4 + MnSO4 + H2O + O2", "2 independent reactions are possible"),
        ("MoS2 + Na+ + e- -> NaMoS2 + Mo", "Mo cannot"),
        ("FeS2 + Fe + Na -> FeS + Na2S", "2 independent reactions"),
        ("Fe3O4 + Fe2O3 + FeO -> O2 + Fe", "3 independent reactions"),
        ("Sn + SnS2 -> SnS + Sn2S3 + S8", "3 independent reactions"),
        ("H2O2 + O2 -> H2O", "that of O2 would be negative, which belongs on the other side"),
        ("MoS2 + Na + Na2S -> Mo + NaMoS2 + MoS3", "independent reactions"),
        ("NaCl + H2O -> Na+ + Cl- + H2O", "H2O stands there twice"),
        ("Na{x}S + Na2S -> Na{y}S", "linear in the unknown amounts"),
        ("H2 + O2", "needs one arrow"),
        ("mos2 -> Mo + S", "is MoS2 meant"),
    ],
)
def test_what_cannot_be_balanced_is_refused_with_the_reason(equation, words):
    with pytest.raises(ValueError, match=rf"^equation is .*({words})"):
        balance(equation)


def test_a_substance_on_the_right_side_after_all_balances():
    assert balance("H2O2 -> H2O + O2") == "2 H2O2 -> 2 H2O + O2"


METALS = st.sampled_from("Mo W Sn Sb Bi Fe Co Ni Cu Zn In V Ti Mn".split())
moderately = settings(deadline=None, max_examples=30)


@moderately
@given(
    metal=METALS,
    anion=st.sampled_from("O S Se Te".split()),
    atoms=st.integers(1, 9),
    anions=st.integers(1, 12),
    alkali=st.sampled_from("Li Na K".split()),
)
def test_a_conversion_reaction_takes_two_electrons_for_each_anion(metal, anion, atoms, anions, alkali):
    compound = f"{metal}{atoms}{anion}{anions}"
    found = read_reaction(balance(f"{compound} + {alkali}+ + e- -> {metal} + {alkali}2{anion}"))
    assert found.electrons / found.consumed[compound] == 2 * anions
    assert found.formed[metal] / found.consumed[compound] == atoms


@moderately
@given(
    metal=METALS,
    first=st.integers(1, 9),
    second=st.integers(1, 9),
    third=st.integers(1, 9),
    fourth=st.integers(1, 9),
)
def test_a_balanced_equation_balances_is_smallest_and_stays_so_from_right_to_left(metal, first, second, third, fourth):
    left, right = f"{metal}{first}S{second} + Na", f"Na{third}{metal}{fourth} + Na2S"
    found = balance(f"{left} -> {right}")
    assert imbalance(found) == {}
    reaction = read_reaction(found)
    numbers = [*reaction.consumed.values(), *reaction.formed.values()]
    assert all(number > 0 and number.denominator == 1 for number in numbers)
    assert gcd(*(int(number) for number in numbers)) == 1
    assert balance(found) == found
    backwards = read_reaction(balance(f"{right} -> {left}"))
    assert (backwards.consumed, backwards.formed) == (reaction.formed, reaction.consumed)


@moderately
@given(x=st.decimals("0.01", "3.99", places=2))
def test_a_letter_and_its_value_give_the_same_reaction(x):
    with_letter = balance("Na{x}MoS2 + Na+ + e- -> Na2S + Mo")
    with_value = read_reaction(balance(f"Na{{{x}}}MoS2 + Na+ + e- -> Na2S + Mo"))
    found = read_reaction(with_letter, {"x": float(x)})
    assert found.electrons == 4 - Fraction(x)
    assert with_value.electrons / with_value.formed["Mo"] == found.electrons


# ---------------------------------------------------------------- reactions with numbers


def test_a_reaction_is_read_with_the_values_of_its_letters():
    reaction = read_reaction("Bi2S3 + (6+2x) Na+ + (6+2x) e- -> 2 Na{x}Bi + 3 Na2S", {"x": 3})
    assert reaction.electrons == 12
    assert reaction.consumed == {"Bi2S3": 1, "Na+": 12}
    assert reaction.formed == {"Na{x}Bi": 2, "Na2S": 3}


def test_a_coefficient_that_becomes_nothing_is_left_out():
    reaction = read_reaction("Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> 2 Na2S + Mo", {"x": 4})
    assert reaction.electrons == 0
    assert set(reaction.consumed) == {"Na{x}MoS2"}


def test_subscripts_of_unicode_name_the_same_substance():
    assert read_reaction("MoS₂ + 4 Na⁺ + 4 e⁻ -> Mo + 2 Na₂S").consumed == {"MoS2": 1, "Na+": 4}
    assert read_reaction("Zn^{2+} + 2 Na^1+ -> Zn²⁺ + 2 Na^+").consumed == {"Zn^2+": 1, "Na+": 2}


def test_the_letters_of_an_equation_are_those_of_coefficients_and_formulas():
    assert equation_letters("Cu2Se -> Cu{2-x}Se + x Cu") == ("x",)
    assert equation_letters("2(1-y) Na -> (2-2y) Na") == ("y",)
    assert equation_letters("2 H2 + O2 -> 2 H2O") == ()


@pytest.mark.parametrize(
    ("equation", "amounts", "words"),
    [
        ("H2 + O2 -> H2O", None, "^equation is .*must balance, but right minus left is -1 O"),
        ("Na{x}MoS2 -> x Na + MoS2", None, "^amounts lacks x"),
        ("Na{x}MoS2 -> x Na + MoS2", {"x": 1, "y": 2}, "^amounts names y"),
        ("Na{x}MoS2 + (4-x) Na+ + (4-x) e- -> 2 Na2S + Mo", {"x": 5}, "^amounts makes the amount of .* negative"),
        ("MoS{2-x} + x S -> MoS2", {"x": 2.5}, "negative"),
    ],
)
def test_reactions_without_sensible_numbers_are_refused(equation, amounts, words):
    with pytest.raises(ValueError, match=words):
        read_reaction(equation, amounts)


def test_printed_arrows_are_read():
    assert balance("Sn + Na+ + e- → Na15Sn4") == "4 Sn + 15 Na+ + 15 e- -> Na15Sn4"
    assert balance("Sn + Na+ + e- ⇌ Na15Sn4") == "4 Sn + 15 Na+ + 15 e- <-> Na15Sn4"


def test_a_coefficient_without_a_blank_behind_it_is_named():
    with pytest.raises(ValueError, match=r"\(4-x\) stands too close; a blank must follow"):
        imbalance("Na{x}MoS2 + (4-x)Na+ + (4-x)e- -> Mo + 2Na2S")
