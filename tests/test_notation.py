import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heterostructures.dataset import load_sib_table1
from heterostructures.notation import readable_unit, subscripted, subscripted_html


@pytest.mark.parametrize(
    ("printed", "typeset"),
    [
        ("WS2/MoS2/Ti3C2Tx", "WS₂/MoS₂/Ti₃C₂Tₓ"),
        ("Co1−xS-CoS2/CNF", "Co₁₋ₓS-CoS₂/CNF"),
        ("MoS2-ZnIn2S4", "MoS₂-ZnIn₂S₄"),
        ("CoS2-xSex@SG", "CoS₂₋ₓSeₓ@SG"),
        ("1T/2H MoS2@SnO2", "1T/2H MoS₂@SnO₂"),
        ("V1.11S2/V1.13Se2/C", "V₁.₁₁S₂/V₁.₁₃Se₂/C"),
        ("ZnSe/2(CoSe2)@NC", "ZnSe/2(CoSe₂)@NC"),
        ("Fex−1Sex/MXene", "Feₓ₋₁Seₓ/MXene"),
        ("VS2/VOx", "VS₂/VOₓ"),
        ("Ca(OH)2", "Ca(OH)₂"),
        ("Bi2S3@Co9S8 CHPs", "Bi₂S₃@Co₉S₈ CHPs"),
        ("plain words", "plain words"),
        ("P2/Zig-Zag", "P2/Zig-Zag"),
        ("O2/O3 biphasic oxide, O2 in air", "O2/O3 biphasic oxide, O₂ in air"),
        ("Co/Co2P and Zn3P2", "Co/Co₂P and Zn₃P₂"),
    ],
)
def test_amounts_become_subscripts(printed, typeset):
    assert subscripted(printed) == typeset


@pytest.mark.parametrize("name", load_sib_table1()["material"])
def test_html_reads_as_printed_when_tags_are_taken_away(name):
    """Search on the page works with the plain name, so the text must not change."""
    assert re.sub("</?sub>", "", subscripted_html(name)) == name


@given(st.text())
def test_nothing_but_subscripts_is_markup(text):
    without_subscripts = re.sub("</?sub>", "", subscripted_html(text))
    assert "<" not in without_subscripts
    assert ">" not in without_subscripts


@pytest.mark.parametrize(
    ("unit", "readable"),
    [("cm2/s", "cm²/s"), ("mAh/g", "mAh/g"), ("angstrom", "Å"), ("1", ""), ("m2 K/W", "m² K/W"), ("g/cm3", "g/cm³")],
)
def test_units_are_written_as_they_are_read(unit, readable):
    assert readable_unit(unit) == readable
