"""Common cells of two lattices: against a published table, another program, and laws."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymatgen.analysis.interfaces.zsl import ZSLGenerator

from heterostructures.physics.coincidence import (
    CoincidenceCell,
    PlanarLattice,
    coincidence_cells,
    moire_period_nm,
)

GRAPHENE, MOS2 = PlanarLattice.hexagonal(0.246), PlanarLattice.hexagonal(0.316)
# Layer plane of alpha-MoO3 in the dataset (Kihlborg 1963).
MOO3 = PlanarLattice.rectangular(0.39628, 0.36964)
OBLIQUE, OTHER_OBLIQUE = PlanarLattice(0.3, 0.41, 77.0), PlanarLattice(0.27, 0.37, 83.0)
PAIRS = {
    "hexagonal on hexagonal": (GRAPHENE, MOS2),
    "rectangular on hexagonal": (MOO3, MOS2),
    "square on hexagonal": (PlanarLattice.square(0.384), GRAPHENE),
    "oblique on oblique": (OBLIQUE, OTHER_OBLIQUE),
    # SnS in the dataset, a face along its layers' normal, on graphene.
    "long on hexagonal": (PlanarLattice.rectangular(0.433, 1.118), GRAPHENE),
}


def as_numbers(cells: tuple[CoincidenceCell, ...], sign: int = 1) -> list[tuple[float, ...]]:
    """Return what must not depend on how the lattices are described."""
    rows = []
    for cell in cells:
        counts = (cell.first_count, cell.second_count)[::sign]
        strains = sorted((sign * cell.principal_strains).tolist())
        rows.append(tuple(round(x, 6) + 0.0 for x in (cell.area_nm2, *counts, *strains, cell.rotation_degrees)))
    return sorted(rows)


@pytest.mark.parametrize(
    ("graphene_count", "selenide_count", "rotation", "selenide_strain", "graphene_strain"),
    [(25, 9, 0.0, 0.29, -0.28), (36, 13, 13.9, 0.21, -0.21), (19, 7, 42.5, -0.28, 0.28), (43, 16, 52.4, -0.53, 0.54)],
)
def test_the_published_cells_of_graphene_on_inse(
    graphene_count, selenide_count, rotation, selenide_strain, graphene_strain
):
    # Table 2 of PMC8158824 (interlayer rotation, lattice constant and strain of graphene/InSe). Its lattice constants
    # follow from it: 12.30 / (3 * 1.0029) = 4.088 for InSe and 12.30 / (5 * 0.9972) = 2.467 angstrom for graphene.
    cells = coincidence_cells(PlanarLattice.hexagonal(0.2467), PlanarLattice.hexagonal(0.4088), 2.4, 0.013)
    # Hexagonal lattices: 42.5 degrees is 17.5, 52.4 is 7.6.
    rotation = min(rotation % 60, 60 - rotation % 60)
    match = [
        c
        for c in cells
        if (c.first_count, c.second_count) == (graphene_count, selenide_count)
        and abs(c.rotation_degrees - rotation) < 0.06
    ]
    assert len(match) == 1
    # Strain of both layers together, printed to 0.01 % each.
    assert 100 * match[0].principal_strains == pytest.approx([graphene_strain - selenide_strain] * 2, abs=0.035)


def test_five_by_five_graphene_fits_four_by_four_mos2():
    cells = coincidence_cells(GRAPHENE, MOS2, 1.6, 0.03)
    aligned = [c for c in cells if c.rotation_degrees < 0.01]
    assert [(c.first_count, c.second_count) for c in aligned] == [(25, 16)]
    # By hand: ln(4 * 0.316 / (5 * 0.246)) = ln(1.02764) = 0.02727.
    assert aligned[0].principal_strains == pytest.approx([0.02727, 0.02727], abs=5e-6)
    assert aligned[0].area_strain == pytest.approx(2 * aligned[0].largest_strain, rel=1e-9)
    # Areas 25 * 0.05241 = 1.3102 and 16 * 0.08648 = 1.3837 nm2; geometric mean 1.3465.
    assert aligned[0].area_nm2 == pytest.approx(1.3465, abs=5e-4)


def test_mos2_and_ws2_fit_cell_on_cell():
    # Lattice constants in the dataset: 0.3161 (Schonfeld 1983) and 0.31532 nm (Schutte 1987).
    cells = coincidence_cells(PlanarLattice.hexagonal(0.3161), PlanarLattice.hexagonal(0.31532), 0.5, 0.005)
    assert [(c.first_count, c.second_count) for c in cells] == [(1, 1)]
    assert cells[0].rotation_degrees == pytest.approx(0, abs=1e-9)
    assert cells[0].largest_strain == pytest.approx(math.log(0.3161 / 0.31532), rel=1e-9)


def test_twisted_graphene_has_the_known_commensurate_angles():
    # cos(angle) = (n2 + 4 n m + m2) / (2 (n2 + n m + m2)) with n2 + n m + m2 cells: 7 at 21.79 degrees, 13 at 27.80,
    # 19 at 13.17 (46.83), 31 at 17.90 (42.10), 37 at 9.43.
    cells = coincidence_cells(GRAPHENE, GRAPHENE, 37.5 * GRAPHENE.area_nm2, 1e-6)
    found = [(c.first_count, round(c.rotation_degrees, 2)) for c in cells]
    assert found == [(1, 0.0), (7, 21.79), (13, 27.8), (19, 13.17), (31, 17.9), (37, 9.43)]


def test_a_square_lattice_fits_the_one_over_root_two_turned_by_45_degrees():
    cells = coincidence_cells(PlanarLattice.square(0.4), PlanarLattice.square(0.4 * math.sqrt(2)), 0.33, 1e-6)
    assert [(c.first_count, c.second_count) for c in cells] == [(2, 1)]
    assert cells[0].rotation_degrees == pytest.approx(45)


def strains_of(first_sides: np.ndarray, second_sides: np.ndarray) -> np.ndarray:
    """Return the logarithmic principal strains between two pairs of sides, by the polar decomposition."""
    stretches = np.linalg.svd(np.linalg.solve(first_sides, second_sides), compute_uv=False)
    return np.log(stretches)


@pytest.mark.parametrize("name", PAIRS)
def test_the_matrices_make_cells_that_fit_with_the_stated_strain(name):
    first, second = PAIRS[name]
    cells = coincidence_cells(first, second, 2.5, 0.02)
    assert len(cells) >= 3
    for cell in cells:
        assert abs(round(np.linalg.det(cell.first_matrix))) == cell.first_count
        assert abs(round(np.linalg.det(cell.second_matrix))) == cell.second_count
        one, other = cell.first_matrix @ first.vectors_nm, cell.second_matrix @ second.vectors_nm
        assert strains_of(one, other) == pytest.approx(cell.principal_strains, abs=1e-9)
        assert cell.largest_strain <= 0.02 + 1e-8
        areas = abs(np.linalg.det(one) * np.linalg.det(other))
        assert cell.area_nm2 == pytest.approx(math.sqrt(areas), rel=1e-9)
        assert cell.area_nm2 <= 2.5 * (1 + 1e-8)
    assert [c.area_nm2 for c in cells] == pytest.approx(sorted(c.area_nm2 for c in cells))


def smallest_form(first: np.ndarray, second: np.ndarray) -> bool:
    """Say whether no smaller cell is common: otherwise half, third... a sum of the sides is a vector of both."""
    for parts in (2, 3, 5, 7, 11, 13):
        for i in range(parts):
            for j in range(parts):
                weights = np.array([i, j])
                whole = not ((weights @ first) % parts).any() and not ((weights @ second) % parts).any()
                if (i or j) and whole:
                    return False
    return True


@pytest.mark.parametrize("name", PAIRS)
def test_another_program_finds_the_same_cells(name):
    # The generator of Zur and McGill in pymatgen, in angstrom, with tolerances wide enough for 1.5 % of strain.
    first, second = PAIRS[name]
    largest_area, largest_strain = 1.5, 0.015
    own = coincidence_cells(first, second, largest_area, largest_strain)
    generator = ZSLGenerator(max_area=160, max_length_tol=0.05, max_angle_tol=0.08, max_area_ratio_tol=0.2)
    sides = [np.column_stack([10 * lattice.vectors_nm, [0, 0]]) for lattice in (first, second)]
    theirs = set()
    for match in generator(sides[0], sides[1]):
        film, substrate = (np.array(m) for m in (match.film_sl_vectors, match.substrate_sl_vectors))
        squared = np.linalg.eigvals(np.linalg.solve(film @ film.T, substrate @ substrate.T)).real
        strains = np.sort(np.log(squared) / 2)[::-1]
        counts = [
            round(abs(np.linalg.det(np.array(m)))) for m in (match.film_transformation, match.substrate_transformation)
        ]
        area = math.sqrt(counts[0] * first.area_nm2 * counts[1] * second.area_nm2)
        bases = [
            np.linalg.solve(s[:, :2].T, v[:, :2].T).T.round().astype(int)
            for s, v in zip(sides, (film, substrate), strict=True)
        ]
        if area <= largest_area and np.abs(strains).max() <= largest_strain and smallest_form(*bases):
            theirs.add((*counts, *(round(float(s), 5) + 0.0 for s in strains)))
    mine = {(c.first_count, c.second_count, *(round(float(s), 5) + 0.0 for s in c.principal_strains)) for c in own}
    assert theirs
    assert theirs == mine


@pytest.mark.parametrize("name", PAIRS)
def test_swapping_the_lattices_only_changes_the_sign_of_the_strain(name):
    first, second = PAIRS[name]
    there = coincidence_cells(first, second, 2.0, 0.02)
    back = coincidence_cells(second, first, 2.0, 0.02)
    assert as_numbers(there) == as_numbers(back, -1)


def other_cell(lattice: PlanarLattice, matrix: list[list[int]]) -> PlanarLattice:
    """Describe the same lattice by other sides."""
    a, b = np.array(matrix) @ lattice.vectors_nm
    lengths = np.hypot(*a), np.hypot(*b)
    return PlanarLattice(*lengths, math.degrees(math.acos(a @ b / lengths[0] / lengths[1])))


@settings(deadline=None, max_examples=25)
@given(
    st.sampled_from(sorted(PAIRS)),
    st.sampled_from([[[1, 1], [0, 1]], [[0, 1], [1, 0]], [[2, 1], [1, 1]], [[1, 0], [-3, 1]], [[1, -1], [0, -1]]]),
    st.booleans(),
)
def test_the_choice_of_the_cell_does_not_matter(name, matrix, at_first):
    first, second = PAIRS[name]
    expected = as_numbers(coincidence_cells(first, second, 1.5, 0.02))
    changed = (other_cell(first, matrix), second) if at_first else (first, other_cell(second, matrix))
    assert as_numbers(coincidence_cells(*changed, 1.5, 0.02)) == expected


@settings(deadline=None, max_examples=25)
@given(st.floats(0.2, 0.6), st.floats(1.0, 2.0), st.floats(60, 120), st.floats(0.001, 0.05))
def test_every_lattice_fits_itself_and_more_strain_allows_more(side, ratio, angle, strain):
    lattice = PlanarLattice(side, side * ratio, angle)
    cells = coincidence_cells(lattice, lattice, 4.5 * lattice.area_nm2, strain)
    first = cells[0]
    assert (first.first_count, first.second_count) == (1, 1)
    assert first.principal_strains == pytest.approx([0, 0], abs=1e-9)
    assert first.rotation_degrees == pytest.approx(0, abs=1e-6)
    more = coincidence_cells(lattice, lattice, 4.5 * lattice.area_nm2, 1.5 * strain)
    assert set(as_numbers(cells)) <= set(as_numbers(more))


def test_scaling_both_lattices_scales_the_cells():
    small = coincidence_cells(GRAPHENE, MOS2, 1.5, 0.03)
    large = coincidence_cells(PlanarLattice.hexagonal(2.46), PlanarLattice.hexagonal(3.16), 150.0, 0.03)
    assert [c.first_count for c in small] == [c.first_count for c in large]
    assert [100 * c.area_nm2 for c in small] == pytest.approx([c.area_nm2 for c in large])


@pytest.mark.parametrize("shear", [0.02, 0.07, 0.1, 0.19])
def test_a_long_thin_cell_finds_its_sheared_partner(shear):
    # The short side along x, the long one 12 times as long: the shears move its end by up to 2.3 short sides.
    thin = PlanarLattice.rectangular(0.3, 3.6)
    sheared = PlanarLattice(0.3, math.hypot(3.6, shear * 3.6), math.degrees(math.atan2(3.6, shear * 3.6)))
    cells = coincidence_cells(thin, sheared, 1.1, 0.1)
    # A simple shear g has the principal logarithmic strains plus and minus arsinh(g / 2).
    expected = math.asinh(shear / 2)
    assert any(c.principal_strains == pytest.approx([expected, -expected], rel=1e-6) for c in cells)


def test_no_cell_in_reach_gives_an_empty_answer():
    assert coincidence_cells(GRAPHENE, MOS2, 0.5, 0.001) == ()
    assert coincidence_cells(GRAPHENE, MOS2, 0.01, 0.05) == ()


def test_sb2s3_and_mos2_of_review_b_have_no_small_common_cell():
    # Review B, section 3.4. Faces of stibnite in the dataset (Bayliss 1972) that hold the direction of its ribbons, on MoS2
    # (Schonfeld 1983): nothing below 2.5 nm2 and 2 %, so no coherent interface is to be expected there.
    for long_side in (1.13107, 1.12285):
        face = PlanarLattice.rectangular(0.38363, long_side)
        assert coincidence_cells(face, PlanarLattice.hexagonal(0.3161), 2.5, 0.02) == ()


def test_a_search_that_would_take_too_long_is_refused():
    with pytest.raises(
        ValueError, match=r"^largest_area_nm2 is 50; it must be at most 5\.\d+, .* of the first lattice"
    ):
        coincidence_cells(GRAPHENE, MOS2, 50.0, 0.02)


def test_areas_and_sides_of_a_lattice_by_hand():
    # Hexagonal: a^2 sqrt(3) / 2.
    assert GRAPHENE.area_nm2 == pytest.approx(0.246**2 * math.sqrt(3) / 2, rel=1e-12)
    assert MOO3.area_nm2 == pytest.approx(0.39628 * 0.36964, rel=1e-12)
    assert abs(np.linalg.det(OBLIQUE.vectors_nm)) == pytest.approx(OBLIQUE.area_nm2, rel=1e-12)


# Moire patterns


def test_the_moire_period_of_graphene_on_boron_nitride_and_of_magic_angle_graphene():
    # About 14 nm without twist (Yankowitz and others 2012); 13.4 nm at 1.05 degrees (a / (2 sin(angle/2)) by hand).
    assert moire_period_nm(0.246, 0.2504, 0.0) == pytest.approx(14.0, abs=0.05)
    assert moire_period_nm(0.246, 0.246, 1.05) == pytest.approx(0.246 / (2 * math.sin(math.radians(0.525))), rel=1e-12)


@settings(deadline=None, max_examples=30)
@given(st.floats(0.2, 0.5), st.floats(1.001, 1.1), st.floats(-5, 5))
def test_the_moire_period_is_the_difference_of_the_reciprocal_lattices(constant, ratio, twist):
    angle = math.radians(twist)
    first = np.array([1 / constant, 0])
    second = np.array([math.cos(angle), math.sin(angle)]) / (constant * ratio)
    period = moire_period_nm(constant, constant * ratio, twist)
    assert period == pytest.approx(1 / np.hypot(*(first - second)), rel=1e-9)
    assert moire_period_nm(constant * ratio, constant, -twist) == pytest.approx(period, rel=1e-12)
    assert moire_period_nm(constant * 1e-9, constant * ratio * 1e-9, twist) == pytest.approx(period * 1e-9, rel=1e-9)


def test_equal_lattices_without_twist_have_no_moire_pattern():
    with pytest.raises(ValueError, match=r"^twist_degrees is 0; it must be another angle for equal lattices"):
        moire_period_nm(0.246, 0.246, np.array([1.0, 0.0]))


@pytest.mark.parametrize("cell", [(0.3, 0.3, 1e-12), (0.3, 1e-9, 90.0), (1e-200, 1e-200, 90.0)])
def test_a_cell_too_thin_for_a_crystal_face_is_refused(cell):
    # The search over its shears would take all memory.
    with pytest.raises(ValueError, match=r"angle_degrees is .*must give a cell"):
        PlanarLattice(*cell)


def test_a_whole_turn_of_equal_lattices_gives_no_pattern():
    with pytest.raises(ValueError, match="twist_degrees is 360; it must"):
        moire_period_nm(0.246, 0.246, 360.0)
