"""The table of atomic weights, compared with three other tables."""

from __future__ import annotations

import molmass
import pytest
from chempy.util import periodic
from pymatgen.core import Element

from heterostructures.physics.atomic_masses import NATURAL_INTERVALS, STANDARD_ATOMIC_WEIGHTS
from heterostructures.physics.formulas import ELEMENTS

SYMBOLS = sorted(STANDARD_ATOMIC_WEIGHTS)
CHEMPY = dict(zip(periodic.symbols, periodic.relative_atomic_masses, strict=True))
# Revised in 2024 (C&EN 102, issue 34): later than the tables below.
REVISED = {"Zr": (91.222, 0.003), "Gd": (157.249, 0.002), "Lu": (174.96669, 0.00005)}


def test_84_elements_have_a_standard_atomic_weight():
    """The number that the commission names; the others have no isotope that lives long enough."""
    assert len(STANDARD_ATOMIC_WEIGHTS) == 84
    assert set(STANDARD_ATOMIC_WEIGHTS) < ELEMENTS
    assert not {"Tc", "Pm", "Po", "At", "Rn", "Ra", "Pu", "Og"} & set(STANDARD_ATOMIC_WEIGHTS)


def test_14_elements_vary_in_nature_and_their_value_lies_in_or_beside_the_interval():
    assert set(NATURAL_INTERVALS) == set("H Li B C N O Mg Si S Cl Ar Br Tl Pb".split())
    for symbol, (low, high) in NATURAL_INTERVALS.items():
        value, uncertainty = STANDARD_ATOMIC_WEIGHTS[symbol]
        assert low < high
        assert low - uncertainty <= value <= high + uncertainty
        # The abridged value with its uncertainty covers the interval.
        assert value - uncertainty <= low
        assert high <= value + uncertainty * 1.05


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_chempy_has_the_same_value(symbol):
    """Chempy uses a table of about 2018: later changes are below 1e-6, but for the revision of 2024."""
    ours = STANDARD_ATOMIC_WEIGHTS[symbol].value
    tolerance = 3 * REVISED[symbol][1] / ours if symbol in REVISED else 1e-6
    assert ours == pytest.approx(CHEMPY[symbol], rel=max(tolerance, 4e-5 if symbol in REVISED else 0))


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_molmass_agrees_within_the_uncertainty(symbol):
    """Molmass sums up isotopes (table of 2013). Uncertainties of that table are up to a few times larger than ours."""
    value, uncertainty = STANDARD_ATOMIC_WEIGHTS[symbol]
    assert molmass.ELEMENTS[symbol].mass == pytest.approx(value, abs=1.5 * uncertainty, rel=3e-5)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_pymatgen_agrees_to_five_parts_in_ten_thousand(symbol):
    """Pymatgen uses a table before 2007, in which zinc is 65.409 (ours: 65.38) and germanium 72.64 (72.630)."""
    assert float(Element(symbol).atomic_mass) == pytest.approx(STANDARD_ATOMIC_WEIGHTS[symbol].value, rel=5e-4)


@pytest.mark.parametrize(("symbol", "weight"), [(s, w) for s, (w, _) in REVISED.items()])
def test_the_revision_of_2024_is_in_it(symbol, weight):
    assert STANDARD_ATOMIC_WEIGHTS[symbol].value == weight


def test_zinc_is_not_the_outdated_value_of_older_tables():
    assert STANDARD_ATOMIC_WEIGHTS["Zn"].value == 65.38
    assert float(Element("Zn").atomic_mass) == 65.409
