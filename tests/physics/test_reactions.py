"""Chemical equations: what balances, what does not and by how much, and what cannot be read."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heterostructures.physics.reactions import CHARGE, ELEMENTS, imbalance, read_side


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
