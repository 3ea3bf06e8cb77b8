r"""Common cells of two flat lattices: which supercells of two crystal faces fit each other, and at what strain.

Sign conventions: a strain stretches the first lattice until it fits the unstrained second one; it is positive if
the second lattice is the larger. Strains are logarithmic, so that swapping the lattices only changes their sign.
The rotation is the smallest angle between a shortest vector of the one and a shortest vector of the other lattice.

Notes
-----
The search is geometry. It says which interface cells are small and little strained, not which ones form: bonds,
steps and temperature decide that. Both lattices may be put down on either face. A cell is listed once, in its
smallest form; what the strain costs, and how two layers share it, is in the module ``strain``.

Examples
--------
Graphene (0.246 nm) and MoS2 (0.316 nm) meet in small cells with less than 2 % of strain:

>>> graphene, sulfide = PlanarLattice.hexagonal(0.246), PlanarLattice.hexagonal(0.316)
>>> for cell in coincidence_cells(graphene, sulfide, 1.6, 0.02):
...     print(cell.first_count, cell.second_count, f"{cell.area_nm2:.2f} nm2", end=" ")
...     print(f"{100 * cell.largest_strain:.1f} % {cell.rotation_degrees:.1f} degrees")
12 7 0.62 nm2 1.9 % 10.9 degrees
21 13 1.11 nm2 1.1 % 3.0 degrees
21 13 1.11 nm2 1.1 % 24.8 degrees
27 16 1.40 nm2 1.1 % 30.0 degrees
"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from heterostructures.physics.domains import (
    FINITE,
    POSITIVE,
    Domain,
    FloatArray,
    Kind,
    Numbers,
    takes,
    with_checked_fields,
)

IntArray = NDArray[np.int64]

# A lattice with an angle above 90 degrees has a cell below it, but both are common: 60 or 120 degrees.
CELL_ANGLE = Domain("between 0 and 180", low=0.0, high=180.0)
# Up to this strain the list of possible pairs of short vectors below is complete.
STRAIN_LIMIT = Domain("greater than 0 and at most 0.1", low=0.0, high=0.1, high_allowed=True)
# With more cells than this in one layer a search takes many seconds and finds thousands of answers.
LARGEST_COUNT = 100
# Sides that differ by more do not belong to a crystal face.
LARGEST_ASPECT = 100
# Shapes of supercells, and then strains and angles, that agree to so many digits are the same.
SHAPE_DIGITS, SAME_DIGITS = 9, 7


@dataclass(frozen=True)
@with_checked_fields(a_nm=POSITIVE.single, b_nm=POSITIVE.single, angle_degrees=CELL_ANGLE.single)
class PlanarLattice:
    """The lattice of a crystal face, by the sides and the angle of any of its cells.

    Parameters
    ----------
    a_nm, b_nm : float
        Lengths of the sides in nm, greater than 0.
    angle_degrees : float
        Angle between them in degrees, between 0 and 180.

    Raises
    ------
    ValueError
        If a field is outside its range, or the cell is a hundred times as long as wide.

    Examples
    --------
    >>> round(PlanarLattice.hexagonal(0.316).area_nm2, 4)
    0.0865
    >>> PlanarLattice.square(0.4)
    PlanarLattice(a_nm=0.4, b_nm=0.4, angle_degrees=90.0)
    """

    a_nm: float
    b_nm: float
    angle_degrees: float

    def _check_together(self) -> None:
        # Beyond it, a cell so thin is no crystal face, and the search would take all memory.
        short, long = (
            np.sqrt((_reduced(self.vectors_nm[None])[0][0] ** 2).sum(axis=1)) if self.area_nm2 > 0 else (0.0, 1.0)
        )
        if long > LARGEST_ASPECT * short:
            raise ValueError(
                f"angle_degrees is {self.angle_degrees:g}; with these sides it must give a cell whose shortest sides "
                f"differ by at most a factor of {LARGEST_ASPECT}"
            )

    @classmethod
    def hexagonal(cls, a_nm: float) -> PlanarLattice:
        """Make the lattice of graphene, MoS2 or a cubic (111) face (there a is the side of the cube over root 2)."""
        return cls(a_nm, a_nm, 120.0)

    @classmethod
    def square(cls, a_nm: float) -> PlanarLattice:
        """Make the lattice of a cubic or tetragonal (001) face."""
        return cls(a_nm, a_nm, 90.0)

    @classmethod
    def rectangular(cls, a_nm: float, b_nm: float) -> PlanarLattice:
        """Make the lattice of an orthorhombic face."""
        return cls(a_nm, b_nm, 90.0)

    @property
    def area_nm2(self) -> float:
        """Area of the cell in nm2."""
        return float(self.a_nm * self.b_nm * np.sin(np.radians(self.angle_degrees)))

    @property
    def vectors_nm(self) -> FloatArray:
        """The two sides as rows in nm, the first along x."""
        angle = np.radians(self.angle_degrees)
        return np.array([[self.a_nm, 0.0], [self.b_nm * np.cos(angle), self.b_nm * np.sin(angle)]])


@dataclass(frozen=True)
class CoincidenceCell:
    """A cell that two lattices have in common once the first one is strained.

    Parameters
    ----------
    area_nm2 : float
        Area of the cell in nm2, the geometric mean of both unstrained supercells.
    first_count, second_count : int
        Number of cells of each lattice in it.
    first_matrix, second_matrix : array
        Whole numbers: row by row, how the sides of the supercell are made from the sides of each lattice.
    principal_strains : array
        Logarithmic strains of the first lattice along the two principal directions, the larger first.
    rotation_degrees : float
        Smallest angle between a shortest vector of the one lattice and one of the other in degrees.
    """

    area_nm2: float
    first_count: int
    second_count: int
    first_matrix: IntArray
    second_matrix: IntArray
    principal_strains: FloatArray
    rotation_degrees: float

    @property
    def largest_strain(self) -> float:
        """Size of the larger principal strain."""
        return float(np.abs(self.principal_strains).max())

    @property
    def area_strain(self) -> float:
        """Logarithmic change of the area of the first lattice."""
        return float(self.principal_strains.sum())


def _reduced(vectors: FloatArray) -> tuple[FloatArray, IntArray]:
    """Return the shortest sides of cells (Gauss) and the whole numbers that make them from the given sides."""
    vectors = vectors.copy()
    steps = np.broadcast_to(np.eye(2, dtype=np.int64), vectors.shape).copy()
    while True:
        squared = (vectors**2).sum(axis=2)
        swap = squared[:, 0] > squared[:, 1] * (1.0 + 1e-12)
        vectors[swap], steps[swap] = vectors[swap, ::-1], steps[swap, ::-1]
        shorter = np.where(swap, squared[:, 1], squared[:, 0])
        multiples = (vectors[:, 0] * vectors[:, 1]).sum(axis=1) / shorter
        # Exactly one half stays as it is, or rounding errors would turn the loop for ever.
        whole = np.where(np.abs(multiples) > 0.5 + 1e-12, np.round(multiples), 0.0)
        if not (swap.any() or whole.any()):
            return vectors, steps
        vectors[:, 1] -= whole[:, None] * vectors[:, 0]
        steps[:, 1] -= whole.astype(np.int64)[:, None] * steps[:, 0]


@dataclass(frozen=True)
class _Supercells:
    """All differently shaped supercells of one lattice with up to a number of cells."""

    counts: IntArray
    matrices: IntArray
    metrics: FloatArray
    shortest: FloatArray
    areas: FloatArray


def _supercells(sides: FloatArray, largest_count: int) -> _Supercells:
    """List each sublattice once (Hermite normal form), and of those with the same shape the first."""
    matrices = np.array(
        [
            [[along, shift], [0, count // along]]
            for count in range(1, largest_count + 1)
            for along in range(1, count + 1)
            if count % along == 0
            for shift in range(count // along)
        ],
        dtype=np.int64,
    )
    vectors, steps = _reduced(matrices @ sides)
    matrices = steps @ matrices
    metrics = vectors @ vectors.transpose(0, 2, 1)
    # The sign of the angle is the choice of a side or of a face.
    signs = np.where(metrics[:, 0, 1] < 0, -1, 1)
    matrices[:, 1] *= signs[:, None]
    metrics[:, [0, 1], [1, 0]] *= signs[:, None]
    shape = np.round(metrics[:, [0, 0, 1], [0, 1, 1]] / metrics[0, 0, 0], SHAPE_DIGITS)
    _, kept = np.unique(shape, axis=0, return_index=True)
    kept = np.sort(kept)
    matrices, metrics = matrices[kept], metrics[kept]
    counts = np.abs(np.round(np.linalg.det(matrices))).astype(np.int64)
    areas = counts * abs(np.linalg.det(sides))
    return _Supercells(counts, matrices, metrics, np.sqrt(metrics[:, [0, 1], [0, 1]]), areas)


@functools.cache
def _changes_of_sides(reach: int) -> IntArray:
    """Return the whole-number matrices that may lead from one pair of shortest sides to the other, strained, one."""
    small = [(p, q, r, s) for p, q, r, s in itertools.product((-1, 0, 1), repeat=4) if abs(p * s - q * r) == 1]
    sheared = [(1, 0, shift, sign) for shift in range(-reach, reach + 1) for sign in (-1, 1)]
    # A matrix and its negative are a rotation by 180 degrees, which every lattice has.
    distinct = {max(m, (-m[0], -m[1], -m[2], -m[3])) for m in [*small, *sheared]}
    return np.array(sorted(distinct), dtype=np.int64).reshape(-1, 2, 2)


def _shortest_directions(sides: FloatArray) -> FloatArray:
    """Return the angles in degrees of all shortest vectors of a lattice."""
    reduced = _reduced(sides[None])[0][0]
    candidates = np.array([reduced[0], reduced[1], reduced[0] + reduced[1], reduced[0] - reduced[1]])
    lengths = np.hypot(*candidates.T)
    short = candidates[lengths < lengths.min() * (1.0 + 1e-9)]
    return np.asarray(np.degrees(np.arctan2(short[:, 1], short[:, 0])))


def _principal_strains(first_metrics: FloatArray, second_metrics: FloatArray, changes: IntArray) -> FloatArray:
    """Return the logarithmic strains that turn each first metric into each change of each second one."""
    changed = changes @ second_metrics[:, None] @ changes.transpose(0, 2, 1)
    product = np.linalg.inv(first_metrics)[:, None] @ changed
    half_trace = (product[..., 0, 0] + product[..., 1, 1]) / 2.0
    half_difference = (product[..., 0, 0] - product[..., 1, 1]) / 2.0
    # This form of the root keeps a strain that is equal in all directions equal to the last digit.
    root = np.sqrt(np.maximum(half_difference**2 + product[..., 0, 1] * product[..., 1, 0], 0.0))
    return np.log(np.stack([half_trace + root, half_trace - root], axis=-1)) / 2.0


def _rotations_degrees(first: FloatArray, second: FloatArray, ones: FloatArray, others: FloatArray) -> FloatArray:
    """Return, for pairs of supercells that fit, the smallest angle between shortest vectors of the two lattices."""
    # A supercell of the other hand is one of the second lattice lying on its other face.
    face = np.sign(np.linalg.det(ones) * np.linalg.det(others))
    others = others * np.stack([np.ones_like(face), face], axis=-1)[:, None, :]
    left, _, right = np.linalg.svd(np.linalg.solve(ones, others))
    rotation = left @ right  # what the fit does to the first lattice besides straining it; rows are vectors
    turned = np.degrees(np.arctan2(rotation[:, 0, 1], rotation[:, 0, 0]))
    own, its = _shortest_directions(first), _shortest_directions(second)
    difference = (turned[:, None] + own)[:, :, None] - (face[:, None] * its)[:, None, :]
    return np.asarray(np.abs((difference + 90.0) % 180.0 - 90.0).min(axis=(1, 2)))


@takes(
    first=Kind(PlanarLattice),
    second=Kind(PlanarLattice),
    largest_area_nm2=POSITIVE.single,
    largest_strain=STRAIN_LIMIT.single,
)
def coincidence_cells(
    first: PlanarLattice, second: PlanarLattice, largest_area_nm2: float, largest_strain: float
) -> tuple[CoincidenceCell, ...]:
    r"""Find the supercells of two lattices that fit each other at any rotation.

    Parameters
    ----------
    first, second : PlanarLattice
        The two lattices.
    largest_area_nm2 : float
        Largest area of the common cell in nm2, greater than 0. It may hold up to 100 cells of a lattice.
    largest_strain : float
        Largest size of a principal strain, greater than 0 and at most 0.1. It is the whole strain between the lattices;
        if they share it, each needs a part of it.

    Returns
    -------
    tuple of CoincidenceCell
        The cells, the smallest first and those of equal area by strain and rotation. It may be empty.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the search would be too long.

    Notes
    -----
    Each sublattice of both lattices is reduced to its shortest sides (Zur and McGill). With the metrics
    :math:`g_1, g_2` of two supercells the squares of the principal stretches are the eigenvalues of
    :math:`g_1^{-1} P g_2 P^\mathsf{T}` for a whole-number matrix :math:`P` of determinant 1 or -1; all :math:`P` that
    a strain of up to 0.1 allows are tried. A pair that is a multiple of a smaller common cell is left out: the
    determinants of the two by two parts of its matrices then have a common divisor.

    References
    ----------
    A. Zur and T. C. McGill, Lattice match: an application to heteroepitaxy, Journal of Applied Physics 55 (1984) 378.

    Examples
    --------
    >>> graphene, sulfide = PlanarLattice.hexagonal(0.246), PlanarLattice.hexagonal(0.316)
    >>> aligned = [c for c in coincidence_cells(graphene, sulfide, 1.6, 0.03) if c.rotation_degrees < 0.01]
    >>> [(c.first_count, c.second_count, round(c.largest_strain, 4)) for c in aligned]
    [(25, 16, 0.0273)]
    """
    cells = []
    for lattice, name in ((first, "first"), (second, "second")):
        # The strain may make the area of one supercell larger than the mean of the two.
        count = int(largest_area_nm2 * np.exp(largest_strain) / lattice.area_nm2 + 1e-9)
        if count > LARGEST_COUNT:
            limit = LARGEST_COUNT * lattice.area_nm2 / np.exp(largest_strain)
            raise ValueError(
                f"largest_area_nm2 is {largest_area_nm2:g}; it must be at most {limit:.4g}, "
                f"which holds {LARGEST_COUNT} cells of the {name} lattice"
            )
        if count == 0:
            return ()
        cells.append(_supercells(lattice.vectors_nm, count))
    one, other = cells

    tolerance = largest_strain + 1e-9
    first_sizes, second_sizes = (np.log(np.column_stack([c.shortest, c.areas**0.5])) for c in cells)
    found = []
    for count in range(1, int(one.counts.max()) + 1):
        rows = np.flatnonzero(one.counts == count)
        # Strain changes the shortest lengths and the root of the area by no more than its own factor.
        columns = np.flatnonzero(np.abs(second_sizes[:, 2] - first_sizes[rows[0], 2]) <= tolerance)
        near = np.abs(first_sizes[rows, None, :2] - second_sizes[None, columns, :2]).max(axis=2, initial=0.0)
        row, column = np.nonzero(near <= tolerance)
        if not row.size:
            continue
        i, j = rows[row], columns[column]
        aspect = float((one.shortest[i, 1] / one.shortest[i, 0]).max())
        # In a long thin cell a little shear moves the long side by several short ones.
        changes = _changes_of_sides(2 + int(2.0 * largest_strain * aspect))
        strains = _principal_strains(one.metrics[i], other.metrics[j], changes)
        pair, change = np.nonzero(np.abs(strains).max(axis=2) <= tolerance)
        found.append((one.matrices[i[pair]], changes[change] @ other.matrices[j[pair]], strains[pair, change]))
    if not found:
        return ()

    first_matrices, second_matrices, strains = (np.concatenate(part) for part in zip(*found, strict=True))
    combined = np.concatenate([first_matrices, second_matrices], axis=2)
    minors = [
        combined[:, 0, p] * combined[:, 1, q] - combined[:, 0, q] * combined[:, 1, p]
        for p in range(4)
        for q in range(p)
    ]
    first_counts, second_counts = (np.abs(np.round(np.linalg.det(m))) for m in (first_matrices, second_matrices))
    areas = np.sqrt(first_counts * first.area_nm2 * second_counts * second.area_nm2)
    kept = (np.gcd.reduce(minors) == 1) & (areas <= largest_area_nm2 * (1.0 + 1e-9))
    if not kept.any():
        return ()
    rotations = np.zeros_like(areas)
    rotations[kept] = _rotations_degrees(
        first.vectors_nm,
        second.vectors_nm,
        first_matrices[kept] @ first.vectors_nm,
        second_matrices[kept] @ second.vectors_nm,
    )
    order = np.column_stack([areas, np.abs(strains).max(axis=1), rotations, strains])
    which = np.flatnonzero(kept)[np.unique(np.round(order[kept], SAME_DIGITS) + 0.0, axis=0, return_index=True)[1]]
    return tuple(
        CoincidenceCell(
            float(areas[k]),
            int(first_counts[k]),
            int(second_counts[k]),
            first_matrices[k],
            second_matrices[k],
            strains[k],
            float(rotations[k]),
        )
        for k in which
    )


@takes(first_lattice_constant_nm=POSITIVE, second_lattice_constant_nm=POSITIVE, twist_degrees=FINITE)
def moire_period_nm(
    first_lattice_constant_nm: Numbers, second_lattice_constant_nm: Numbers, twist_degrees: Numbers
) -> Numbers:
    r"""Period of the pattern in which two similar lattices run in and out of step.

    Parameters
    ----------
    first_lattice_constant_nm, second_lattice_constant_nm : float or array
        Lattice constants of two hexagonal or of two square lattices in nm, greater than 0.
    twist_degrees : float or array
        Rotation of one against the other in degrees, of any sign.

    Returns
    -------
    float or array
        Period in nm. Without twist it is the distance of the lines of misfit.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the lattices are the same, which gives no pattern.

    Notes
    -----
    .. math:: L = \frac{a_1 a_2}{\sqrt{(a_1 - a_2)^2 + 4 a_1 a_2 \sin^2 (\theta/2)}}

    Meaningful for small mismatch and twist, where the period is much longer than the lattice constants.

    References
    ----------
    M. Yankowitz et al., Emergence of superlattice Dirac points in graphene on hexagonal boron nitride,
    Nature Physics 8 (2012) 382.

    Examples
    --------
    Graphene on hexagonal boron nitride, and twisted graphene:

    >>> round(moire_period_nm(0.246, 0.2504, 0.0), 1), round(moire_period_nm(0.246, 0.246, 1.05), 1)
    (14.0, 13.4)
    """
    product = np.asarray(first_lattice_constant_nm * second_lattice_constant_nm)
    difference = np.asarray(first_lattice_constant_nm - second_lattice_constant_nm)
    # A whole turn is no twist; the sine of pi is not exactly zero.
    whole_turn = np.remainder(twist_degrees, 360.0) == 0.0
    sine = np.where(whole_turn, 0.0, np.sin(np.radians(twist_degrees) / 2.0))
    squared = np.asarray(difference**2 + 4.0 * product * sine**2)
    if (squared == 0).any():
        wrong = np.broadcast_to(twist_degrees, squared.shape)[squared == 0].flat[0]
        raise ValueError(
            f"twist_degrees is {wrong:g}; it must be another angle for equal lattices, or there is no pattern"
        )
    return np.asarray(product / np.sqrt(squared))
