"""Fermi levels, carriers and alignment, compared with published values, other programs and laws.

Published values are those of the textbooks named beside them. Where a textbook rounds its constants, the tolerance is
the rounding of the printed value.
"""

from __future__ import annotations

import dataclasses

import mpmath
import numpy as np
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, optimize

from heterostructures.physics.bands import (
    ALIGNMENT_WORDS,
    Alignment,
    Metal,
    Semiconductor,
    align,
    align_stack,
    band_edge_density_per_cm3,
    built_in_field_direction,
    carrier_densities,
    conduction_edge_above_fermi_level_eV,
    contact_potential_V,
    electron_transfer,
    fermi_level_depth_kT,
    flat_bands,
    intrinsic_density_per_cm3,
    is_degenerate,
    thermal_energy_eV,
    work_function_eV,
)

UNITS = pint.UnitRegistry()
SILICON = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
GERMANIUM = Semiconductor("Ge", 0.66, 4.13, 16.0, 1e16, 1.04e19, 6.0e18)
GALLIUM_ARSENIDE = Semiconductor("GaAs", 1.42, 4.07, 13.1, -1e17, 4.7e17, 7.0e18)
# Electron affinities of the Ioffe data collection; the standard example of a broken gap.
INDIUM_ARSENIDE = Semiconductor("InAs", 0.354, 4.90, 15.15, 1e16, 8.7e16, 6.6e18)
GALLIUM_ANTIMONIDE = Semiconductor("GaSb", 0.726, 4.06, 15.7, -1e16, 2.1e17, 1.8e19)
# Work functions of polycrystalline metals: H. B. Michaelson, J. Appl. Phys. 48, 1977, page 4729.
ALUMINIUM, COPPER, GOLD, TIN = Metal("Al", 4.28), Metal("Cu", 4.65), Metal("Au", 5.1), Metal("Sn", 4.42)

semiconductors = st.builds(
    Semiconductor,
    name=st.just("any"),
    gap_eV=st.floats(0.3, 4.0),
    electron_affinity_eV=st.floats(2.0, 6.0),
    relative_permittivity=st.floats(2.0, 80.0),
    net_doping_per_cm3=st.one_of(st.just(0.0), st.floats(1e13, 1e19), st.floats(-1e19, -1e13)),
    conduction_density_300K_per_cm3=st.floats(1e17, 1e21),
    valence_density_300K_per_cm3=st.floats(1e17, 1e21),
)
metals = st.builds(Metal, name=st.just("any metal"), work_function_eV=st.floats(2.0, 7.0))
materials = st.one_of(semiconductors, metals)
temperatures = st.floats(100.0, 1000.0)


def doped(material: Semiconductor, net_doping_per_cm3: float) -> Semiconductor:
    return dataclasses.replace(material, net_doping_per_cm3=net_doping_per_cm3)


# ---------------------------------------------------------------- one material


def test_the_thermal_energy_agrees_with_an_independent_unit_library():
    with_units = (1 * UNITS.boltzmann_constant * 350 * UNITS.kelvin).to("eV").magnitude
    assert thermal_energy_eV(350) == pytest.approx(with_units, rel=1e-9, abs=0)


def test_the_band_edge_density_agrees_with_an_independent_unit_library():
    mass = 0.55 * UNITS.electron_mass
    per_volume = (
        2 * (2 * np.pi * mass * UNITS.boltzmann_constant * (400 * UNITS.kelvin) / UNITS.planck_constant**2) ** 1.5
    )
    assert band_edge_density_per_cm3(0.55, 400) == pytest.approx(per_volume.to("cm**-3").magnitude, rel=1e-6, abs=0)


@pytest.mark.parametrize(
    ("mass", "printed"),
    # D. A. Neamen, Semiconductor Physics and Devices, table 4.1: silicon 2.8e19 with a mass of 1.08,
    # gallium arsenide 4.7e17 with 0.067; the last printed digit is uncertain by one half, the masses by 1 percent.
    [(1.08, 2.8e19), (0.067, 4.35e17)],
)
def test_the_band_edge_density_of_known_masses_is_the_published_one(mass, printed):
    assert band_edge_density_per_cm3(mass, 300) == pytest.approx(printed, rel=0.02, abs=0)


def test_the_band_edge_density_is_the_boltzmann_integral_over_a_parabolic_band():
    # Integrate the density of states (2 m)^1.5 sqrt(E) / (2 pi^2 hbar^3) times exp(-E/kT), with mpmath's own integrator.
    kT = mpmath.mpf("1.380649e-23") * 300
    mass, hbar = mpmath.mpf("9.1093837139e-31"), mpmath.mpf("6.62607015e-34") / (2 * mpmath.pi)
    integral = mpmath.quad(lambda x: mpmath.sqrt(x) * mpmath.exp(-x), [0, 1, 10, 60])
    per_m3 = (2 * mass) ** 1.5 / (2 * mpmath.pi**2 * hbar**3) * kT**1.5 * integral
    assert band_edge_density_per_cm3(1.0, 300) == pytest.approx(float(per_m3) * 1e-6, rel=1e-8, abs=0)


@pytest.mark.parametrize(
    ("material", "printed", "tolerance"),
    [
        # S. M. Sze and K. K. Ng, 3rd ed., appendix G: GaAs 2.1e6. With the printed gap and densities of states the
        # formula gives 2.1e6 to 5 percent.
        (GALLIUM_ARSENIDE, 2.1e6, 0.05),
        # By hand: sqrt(2.8e19 * 1.04e19) = 1.7065e19; exp(-1.12 / (2 * 0.0258520)) = exp(-21.6618) = 3.912e-10.
        (SILICON, 1.7065e19 * 3.912e-10, 1e-3),
        # By hand: sqrt(1.04e19 * 6.0e18) = 7.899e18; exp(-0.66 / 0.0517040) = exp(-12.7650) = 2.859e-6.
        (GERMANIUM, 7.899e18 * 2.859e-6, 1e-3),
    ],
)
def test_the_intrinsic_density_is_the_published_one(material, printed, tolerance):
    assert intrinsic_density_per_cm3(material) == pytest.approx(printed, rel=tolerance)


def test_the_intrinsic_density_underflows_to_zero_and_never_to_nan():
    assert intrinsic_density_per_cm3(Semiconductor("wide", 9.0, 1.0, 4.0, 0.0), 1.0) == 0.0


def test_the_fermi_level_solves_neutrality_found_by_bisection():
    material = doped(SILICON, 3e10)  # so little that both carriers matter

    def net_charge(below_conduction_band_eV: float) -> float:
        electrons = 2.8e19 * np.exp(-below_conduction_band_eV / thermal_energy_eV(300))
        holes = 1.04e19 * np.exp(-(1.12 - below_conduction_band_eV) / thermal_energy_eV(300))
        return holes - electrons + 3e10

    expected = optimize.bisect(net_charge, 0.0, 1.12, xtol=1e-14)
    assert conduction_edge_above_fermi_level_eV(material) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("doping", "expected"),
    # D. A. Neamen, chapter 4: E_C - E_F = kT ln(N_C / N_D); by hand 0.0258520 ln(2.8e19 / 1e16) = 0.20520 eV.
    # p-type: E_g - kT ln(N_V / N_A) = 1.12 - 0.0258520 ln(1.04e19 / 1e17) = 1.12 - 0.12008 eV.
    [(1e16, 0.20520), (-1e17, 0.99992)],
)
def test_the_fermi_level_of_doped_silicon_is_the_textbook_one(doping, expected):
    assert conduction_edge_above_fermi_level_eV(doped(SILICON, doping)) == pytest.approx(expected, abs=2e-5)


def test_the_work_function_adds_affinity_and_fermi_level():
    # 4.05 + 0.2052, see above.
    assert work_function_eV(SILICON) == pytest.approx(4.2552, abs=1e-4)
    assert work_function_eV(GOLD, 77.0) == 5.1


def test_minority_carriers_of_doped_silicon_follow_mass_action():
    # By hand: n_i^2 / N = (6.676e9)^2 / 1e16 = 4456.
    found = carrier_densities(SILICON)
    assert found.electrons_per_cm3 == pytest.approx(1e16, rel=1e-12, abs=0)
    assert found.holes_per_cm3 == pytest.approx(4456, rel=1e-3, abs=0)


@settings(deadline=None, max_examples=50)
@given(semiconductors, temperatures)
def test_carriers_are_neutral_and_obey_mass_action(material, temperature):
    found = carrier_densities(material, temperature)
    both = found.electrons_per_cm3 + found.holes_per_cm3
    charge = found.holes_per_cm3 - found.electrons_per_cm3 + material.net_doping_per_cm3
    assert abs(charge) <= 1e-11 * both
    intrinsic = intrinsic_density_per_cm3(material, temperature)
    assert found.electrons_per_cm3 * found.holes_per_cm3 == pytest.approx(intrinsic**2, rel=1e-10, abs=0)


@settings(deadline=None, max_examples=30)
@given(semiconductors, temperatures)
def test_opposite_doping_and_exchanged_bands_exchange_the_carriers(material, temperature):
    mirrored = dataclasses.replace(
        material,
        net_doping_per_cm3=-material.net_doping_per_cm3,
        conduction_density_300K_per_cm3=material.valence_density_300K_per_cm3,
        valence_density_300K_per_cm3=material.conduction_density_300K_per_cm3,
    )
    here, there = carrier_densities(material, temperature), carrier_densities(mirrored, temperature)
    assert here.electrons_per_cm3 == pytest.approx(there.holes_per_cm3, rel=1e-10, abs=0)


def fermi_dirac_density(depth_kT: float) -> float:
    """Carriers in units of the density of states, by numerical integration of the Fermi-Dirac distribution."""
    integral = integrate.quad(lambda x: np.sqrt(x) / (1 + np.exp(x + depth_kT)), 0, 80, limit=200)[0]
    return 2 / np.sqrt(np.pi) * integral


@pytest.mark.parametrize(("depth", "too_much"), [(3.0, 0.0174), (0.0, 0.307)])
def test_boltzmann_statistics_err_as_much_as_the_documentation_says(depth, too_much):
    assert np.exp(-depth) / fermi_dirac_density(depth) - 1 == pytest.approx(too_much, abs=1e-3)


@pytest.mark.parametrize("sign", [1, -1])
def test_degenerate_doping_is_told_from_moderate_doping(sign):
    # The limit for the conduction band of silicon: N_C exp(-3) = 2.8e19 * 0.0498 = 1.39e18; valence band 5.2e17.
    limit = 1.394e18 if sign > 0 else 5.178e17
    assert not is_degenerate(doped(SILICON, sign * limit * 0.99))
    assert is_degenerate(doped(SILICON, sign * limit * 1.01))
    assert fermi_level_depth_kT(doped(SILICON, sign * limit)) == pytest.approx(3.0, abs=1e-3)


def test_a_narrow_gap_is_degenerate_in_the_heat_without_any_doping():
    assert not is_degenerate(doped(GERMANIUM, 0.0), 300)
    assert is_degenerate(doped(GERMANIUM, 0.0), 1500)  # half the gap is 0.33 eV, 3 kT is 0.39 eV


# ---------------------------------------------------------------- two materials


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        # Types as in the textbooks: GaAs/AlGaAs straddling, InAs/GaSb broken.
        (GALLIUM_ARSENIDE, Semiconductor("Al0.3Ga0.7As", 1.80, 3.74, 12.0, 5e16), "I"),
        (INDIUM_ARSENIDE, GALLIUM_ANTIMONIDE, "III"),
        # By hand: edges -4.0/-5.1 against -4.5/-8.1: both lower on the right, overlap from -4.5 to -5.1.
        (Semiconductor("SnS", 1.1, 4.0, 15.0, -1e17), Semiconductor("SnO2", 3.6, 4.5, 12.0, 1e18), "II"),
    ],
)
def test_known_pairs_have_the_known_type_of_alignment(left, right, kind):
    assert align(left, right).type == kind
    assert align(right, left).type == kind
    assert align(left, right).type_in_words == ALIGNMENT_WORDS[kind]


def test_the_broken_gap_of_indium_arsenide_and_gallium_antimonide_has_the_published_size():
    # Conduction band of InAs about 0.1 to 0.15 eV below the valence band of GaSb; with these affinities
    # -4.90 - (-4.786) = -0.114 eV.
    found = align(INDIUM_ARSENIDE, GALLIUM_ANTIMONIDE)
    assert found.interface_gap_eV == pytest.approx(-0.114, abs=1e-12)
    assert found.lower_conduction_edge == "left"
    assert found.higher_valence_edge == "right"


def test_germanium_on_gallium_arsenide_has_the_offsets_of_anderson():
    # Affinity rule by hand: 4.13 - 4.07 = 0.06 eV; valence (4.13 + 0.66) - (4.07 + 1.42) = -0.70 eV.
    found = align(GERMANIUM, GALLIUM_ARSENIDE)
    assert found.conduction_offset_eV == pytest.approx(0.06, abs=1e-12)
    assert found.valence_offset_eV == pytest.approx(-0.70, abs=1e-12)
    assert found.lower_conduction_edge == "left"
    assert found.higher_valence_edge == "left"


def test_level_edges_count_as_straddling_and_touching_gaps_as_staggered():
    level = align(Semiconductor("a", 1.0, 4.0, 10, 1e16), Semiconductor("b", 2.0, 4.0, 10, 1e16))
    assert (level.type, level.lower_conduction_edge) == ("I", "neither")
    touching = align(Semiconductor("a", 1.0, 5.0, 10, 1e16), Semiconductor("b", 1.0, 4.0, 10, 1e16))
    assert (touching.type, touching.interface_gap_eV) == ("II", 0.0)


def test_equal_materials_give_zero_everywhere():
    found = align(SILICON, SILICON)
    assert (found.conduction_offset_eV, found.valence_offset_eV, found.contact_potential_V) == (0.0, 0.0, 0.0)
    assert (found.type, found.electron_transfer, found.field_direction) == ("I", "none", 0)
    assert found.interface_gap_eV == pytest.approx(1.12, abs=1e-12)


def test_work_functions_that_differ_by_rounding_move_no_electrons():
    left = Semiconductor("a", 0.1 + 0.2, 4.0, 10, 0.0)
    right = Semiconductor("b", 0.3, 4.0, 10, 0.0)
    assert left.gap_eV != right.gap_eV
    assert electron_transfer(left, right) == "none"
    assert built_in_field_direction(left, right) == 0


@settings(deadline=None, max_examples=50)
@given(semiconductors, semiconductors)
def test_the_offsets_of_the_two_bands_differ_by_the_gaps(left, right):
    found = align(left, right)
    difference = found.conduction_offset_eV - found.valence_offset_eV
    assert difference == pytest.approx(right.gap_eV - left.gap_eV, abs=1e-12)


@settings(deadline=None, max_examples=50)
@given(semiconductors, semiconductors)
def test_the_type_follows_from_how_far_the_gaps_overlap(left, right):
    # A definition by counting: the intervals of forbidden energy, one inside the other, overlapping, or apart.
    lows = [-m.ionization_energy_eV for m in (left, right)]
    highs = [-m.electron_affinity_eV for m in (left, right)]
    overlap = min(highs) - max(lows)
    smaller = min(left.gap_eV, right.gap_eV)
    expected = "III" if overlap < -1e-9 else "I" if overlap > smaller - 1e-9 else "II"
    assert align(left, right).type == expected


@settings(deadline=None, max_examples=50)
@given(semiconductors, semiconductors, temperatures)
def test_swapping_the_sides_mirrors_the_alignment(left, right, temperature):
    here, there = align(left, right, temperature), align(right, left, temperature)
    mirrored = {"left": "right", "right": "left", "neither": "neither"}
    turned = {"to left": "to right", "to right": "to left", "none": "none"}
    assert there.conduction_offset_eV == -here.conduction_offset_eV
    assert there.valence_offset_eV == -here.valence_offset_eV
    assert there.contact_potential_V == -here.contact_potential_V
    assert there.interface_gap_eV == here.interface_gap_eV
    assert there.lower_conduction_edge == mirrored[here.lower_conduction_edge]
    assert there.higher_valence_edge == mirrored[here.higher_valence_edge]
    assert there.electron_transfer == turned[here.electron_transfer]
    assert there.field_direction == -here.field_direction


@settings(deadline=None, max_examples=50)
@given(materials, materials, temperatures)
def test_electrons_flow_to_the_larger_work_function_and_the_field_points_after_them(left, right, temperature):
    step = work_function_eV(right, temperature) - work_function_eV(left, temperature)
    expected = ("none", 0) if abs(step) < 1e-9 else ("to right", 1) if step > 0 else ("to left", -1)
    assert (
        electron_transfer(left, right, temperature),
        built_in_field_direction(left, right, temperature),
    ) == expected


def test_the_contact_potential_of_a_silicon_p_n_junction_is_the_published_one():
    # By hand: kT/e ln(N_A N_D / n_i^2) = 0.0258520 ln(1e18 * 1e15 / (6.676e9)^2) = 0.0258520 * 30.747 = 0.7949 V.
    found = contact_potential_V(doped(SILICON, -1e18), doped(SILICON, 1e15))
    assert found == pytest.approx(0.7949, abs=2e-4)


def test_the_contact_potential_of_doped_silicon_falls_with_the_temperature():
    # The Fermi levels move to the middle of the gap: kT/e ln(N_A N_D / n_i^2) at 400 K with n_i by hand:
    # sqrt(2.8e19 * 1.04e19) (4/3)^1.5 exp(-1.12 / (2 * 0.0344693)) = 2.6273e19 * 8.798e-8 = 2.3115e12;
    # 0.0344693 * ln(1e33 / 5.343e24) = 0.0344693 * 19.047 = 0.6565 V.
    found = contact_potential_V(doped(SILICON, -1e18), doped(SILICON, 1e15), 400)
    assert found == pytest.approx(0.6565, abs=3e-4)


def test_a_reviewed_paper_has_the_electrons_right_and_the_field_the_wrong_way_round():
    # A published review gives 5.18 eV for MoS2 and 6.11 eV for ZnIn2S4, lets electrons flow from MoS2 to ZnIn2S4 and
    # MoS2 become positive, and then says that the field points from ZnIn2S4 to MoS2. It points from plus to minus.
    molybdenum_sulfide, zinc_indium_sulfide = Metal("MoS2", 5.18), Metal("ZnIn2S4", 6.11)
    assert electron_transfer(molybdenum_sulfide, zinc_indium_sulfide) == "to right"
    assert built_in_field_direction(molybdenum_sulfide, zinc_indium_sulfide) == 1
    assert contact_potential_V(molybdenum_sulfide, zinc_indium_sulfide) == pytest.approx(-0.93, abs=1e-12)


def test_tin_on_aluminium_gains_electrons():
    # A published review compares Sn (4.42 eV) with Al (4.28 eV).
    assert electron_transfer(ALUMINIUM, TIN) == "to right"
    assert contact_potential_V(ALUMINIUM, TIN) == pytest.approx(-0.14, abs=1e-12)


# ---------------------------------------------------------------- several materials


@settings(deadline=None, max_examples=50)
@given(st.lists(materials, min_size=2, max_size=6), temperatures)
def test_the_potential_between_the_ends_is_independent_of_what_lies_between(stack, temperature):
    # Volta's law of successive contacts.
    found = align_stack(stack, temperature)
    assert found.total_potential_V == pytest.approx(contact_potential_V(stack[0], stack[-1], temperature), abs=1e-12)
    assert sum(found.contact_potentials_V) == pytest.approx(found.total_potential_V, abs=1e-12)


@settings(deadline=None, max_examples=30)
@given(st.lists(materials, min_size=2, max_size=5), temperatures)
def test_in_a_stack_the_fermi_level_is_the_same_everywhere(stack, temperature):
    # Fermi level = -(work function) - e (potential of the bulk).
    found = align_stack(stack, temperature)
    levels = -np.array(found.work_functions_eV) - np.array(found.bulk_potentials_V)
    assert np.ptp(levels) < 1e-12


def test_each_step_of_a_stack_is_what_the_pair_alone_would_have():
    stack = align_stack([SILICON, GOLD, GALLIUM_ARSENIDE, COPPER])
    pairs = [(SILICON, GOLD), (GOLD, GALLIUM_ARSENIDE), (GALLIUM_ARSENIDE, COPPER)]
    assert stack.contact_potentials_V == pytest.approx([contact_potential_V(*pair) for pair in pairs], abs=1e-12)
    assert stack.electron_transfers == tuple(electron_transfer(*pair) for pair in pairs)
    assert stack.field_directions == tuple(built_in_field_direction(*pair) for pair in pairs)


@pytest.mark.parametrize("function", [align_stack, lambda stack: flat_bands(stack, [1.0] * len(stack))])
def test_one_material_is_no_stack(function):
    with pytest.raises(ValueError, match="materials holds 1; it must hold at least 2"):
        function([SILICON])


def test_bands_before_contact_stand_at_the_textbook_levels():
    found = flat_bands([SILICON, GOLD, GALLIUM_ARSENIDE], [20, 5, 10])
    assert found.position_nm.tolist() == [0, 20, 20, 25, 25, 35]
    assert found.layer.tolist() == [0, 0, 1, 1, 2, 2]
    assert found.conduction_band_eV.tolist() == [-4.05, -4.05, -5.1, -5.1, -4.07, -4.07]
    assert found.valence_band_eV == pytest.approx([-5.17, -5.17, -5.1, -5.1, -5.49, -5.49], abs=1e-12)
    assert found.fermi_level_eV[0] == pytest.approx(-4.2552, abs=1e-4)
    assert not found.vacuum_level_eV.any()


def test_flat_bands_show_the_offsets_of_the_alignment():
    found = flat_bands([GERMANIUM, GALLIUM_ARSENIDE], [1, 1])
    alignment: Alignment = align(GERMANIUM, GALLIUM_ARSENIDE)
    assert found.conduction_band_eV[2] - found.conduction_band_eV[1] == pytest.approx(alignment.conduction_offset_eV)
    assert found.valence_band_eV[2] - found.valence_band_eV[1] == pytest.approx(alignment.valence_offset_eV)
    assert found.fermi_level_eV[1] - found.fermi_level_eV[2] == pytest.approx(-alignment.contact_potential_V)


def test_there_must_be_one_thickness_for_each_layer():
    with pytest.raises(ValueError, match="thickness_nm has 3 values; it must have one for each of the 2 materials"):
        flat_bands([SILICON, GOLD], [1, 2, 3])


def test_a_mass_beyond_all_numbers_is_a_value_error_and_not_an_overflow():
    with pytest.raises(ValueError, match="too large or undefined"):
        band_edge_density_per_cm3(1e250)
