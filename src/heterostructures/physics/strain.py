r"""Strain in films that share a lattice: mismatch, energy, curvature, dislocations and what strain does to a band gap.

Sign conventions: a strain is positive when the material is stretched, a stress is positive when it pulls. A
mismatch is positive when the film has the larger lattice constant; the film is then compressed. Moduli and
stresses are in GPa, lengths in nm, energies of an interface in J/m2. Symbols: :math:`f` mismatch,
:math:`\varepsilon` strain, :math:`\sigma` stress, :math:`M` biaxial modulus, :math:`E` Young's modulus,
:math:`\nu` Poisson's ratio, :math:`h` thickness, :math:`b` length of the Burgers vector.

Notes
-----
Everything here is linear elasticity of continuous, laterally infinite, perfectly bonded films, so strains
beyond 0.1 are refused. Layers held together by van der Waals forces slip long before, and particles of a few nm
relax at their edges: for those the energies are upper bounds. The volume changes of conversion and alloying
electrodes are far larger; the module ``expansion`` has what can be said about them.

Examples
--------
A review reports a mismatch of 2.1 % at an interface of a MoO3 electrode and a strain energy of 0.34 J/m2. How
thick is the strained layer, if its biaxial modulus is 100 GPa (illustrative)?

>>> modulus_GPa, misfit = 100.0, 0.021
>>> thickness_nm = thickness_from_strain_energy_nm(0.34, modulus_GPa, misfit)
>>> round(thickness_nm, 1)
7.7

Would such a film stay coherent on a thick substrate? With a Burgers vector of 0.4 nm that lies in the interface
(illustrative), dislocations pay off from

>>> round(critical_thickness_nm(misfit, 0.4, 0.25, 90.0, 0.0, "uncapped layer"), 1)
1.3

so a layer of 7.7 nm would be partly relaxed in equilibrium. And if the partner is as stiff and as thick,
each layer takes half of the misfit and the energy is half as large:

>>> shared = shared_misfit(misfit, modulus_GPa, thickness_nm, modulus_GPa, thickness_nm)
>>> round(shared.first_strain, 4), round(shared.second_strain, 4), round(shared.energy_J_per_m2, 2)
(0.0105, -0.0105, 0.17)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import constants

from heterostructures.physics.domains import FINITE, NON_NEGATIVE, POSITIVE, Domain, Numbers, OneOf, takes

# Beyond a tenth, linear elasticity is no longer a description of any crystal.
LINEAR_STRAIN = Domain(
    "from -0.1 to 0.1, where elasticity is linear", low=-0.1, high=0.1, low_allowed=True, high_allowed=True
)
SIZE_OF_STRAIN = Domain("greater than 0 and at most 0.1", low=0.0, high=0.1, high_allowed=True)
# Incompressible (0.5) has no bulk modulus; materials that widen when pulled (below 0) are left out.
POISSON = Domain("at least 0 and less than 0.5", low=0.0, high=0.5, low_allowed=True)
ANGLE = Domain("from 0 to 90", low=0.0, high=90.0, low_allowed=True, high_allowed=True)
ANGLE_BELOW_90 = Domain("at least 0 and less than 90", low=0.0, high=90.0, low_allowed=True)

REFERENCES_OF_MISMATCH = ("substrate", "film", "mean")
# Dislocation lines that must be made, times the ratio of mismatch to strain, turn 8 pi into 4 pi and 2 pi.
MATTHEWS_BLAKESLEE_FACTORS = {"uncapped layer": 8.0 * np.pi, "capped layer": 4.0 * np.pi, "superlattice": 2.0 * np.pi}

PA_IN_GPA = 1e9
M_IN_NM = 1e-9
J_PER_M2_IN_GPA_NM = PA_IN_GPA * M_IN_NM
M2_IN_NM2 = 1e-18
M3_IN_CM3 = 1e-6
MICROMETER_IN_M = 1e-6


@takes(
    film_lattice_constant_nm=POSITIVE, substrate_lattice_constant_nm=POSITIVE, relative_to=OneOf(REFERENCES_OF_MISMATCH)
)
def lattice_mismatch(
    film_lattice_constant_nm: Numbers, substrate_lattice_constant_nm: Numbers, relative_to: str
) -> Numbers:
    r"""Relative difference of two lattice constants.

    Parameters
    ----------
    film_lattice_constant_nm, substrate_lattice_constant_nm : float or array
        Unstrained lattice constants along the same direction of the interface in nm, greater than 0.
    relative_to : str
        The length that the difference is divided by: 'substrate', 'film' or 'mean' (of the two). There is no
        default, because all three are in use and papers seldom say which one they mean.

    Returns
    -------
    float or array
        Mismatch, positive if the film has the larger lattice constant.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: f = \frac{a_\mathrm{film} - a_\mathrm{substrate}}{a_\mathrm{reference}}

    The strain of a film that is coherent with a thick substrate is the negative of the mismatch relative to the
    film. The definitions differ by up to :math:`f^2`: 0.04 % at a mismatch of 2 %, but 4 % at 20 %.

    References
    ----------
    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 1.4.

    Examples
    --------
    >>> [round(100 * lattice_mismatch(0.4395, 0.4264, r), 2) for r in ("substrate", "film", "mean")]
    [3.07, 2.98, 3.03]
    """
    difference = film_lattice_constant_nm - substrate_lattice_constant_nm
    if relative_to == "substrate":
        return difference / substrate_lattice_constant_nm
    if relative_to == "film":
        return difference / film_lattice_constant_nm
    return 2.0 * difference / (film_lattice_constant_nm + substrate_lattice_constant_nm)


@takes(youngs_modulus_GPa=POSITIVE, poisson_ratio=POISSON)
def bulk_modulus_GPa(youngs_modulus_GPa: Numbers, poisson_ratio: Numbers) -> Numbers:
    r"""Resistance of an isotropic solid against a change of volume.

    Parameters
    ----------
    youngs_modulus_GPa : float or array
        Young's modulus in GPa, greater than 0.
    poisson_ratio : float or array
        Poisson's ratio, at least 0 and less than 0.5.

    Returns
    -------
    float or array
        Bulk modulus in GPa.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: K = \frac{E}{3 (1 - 2 \nu)}

    References
    ----------
    S. P. Timoshenko and J. N. Goodier, Theory of Elasticity, 3rd ed., McGraw-Hill 1970, section 6.

    Examples
    --------
    >>> round(bulk_modulus_GPa(70.0, 0.35), 1)
    77.8
    """
    return youngs_modulus_GPa / (3.0 * (1.0 - 2.0 * poisson_ratio))


@takes(youngs_modulus_GPa=POSITIVE, poisson_ratio=POISSON)
def shear_modulus_GPa(youngs_modulus_GPa: Numbers, poisson_ratio: Numbers) -> Numbers:
    r"""Resistance of an isotropic solid against shear.

    Parameters
    ----------
    youngs_modulus_GPa : float or array
        Young's modulus in GPa, greater than 0.
    poisson_ratio : float or array
        Poisson's ratio, at least 0 and less than 0.5.

    Returns
    -------
    float or array
        Shear modulus in GPa.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: G = \frac{E}{2 (1 + \nu)}

    References
    ----------
    S. P. Timoshenko and J. N. Goodier, Theory of Elasticity, 3rd ed., McGraw-Hill 1970, section 6.

    Examples
    --------
    >>> round(shear_modulus_GPa(70.0, 0.35), 1)
    25.9
    """
    return youngs_modulus_GPa / (2.0 * (1.0 + poisson_ratio))


@takes(youngs_modulus_GPa=POSITIVE, poisson_ratio=POISSON)
def biaxial_modulus_isotropic_GPa(youngs_modulus_GPa: Numbers, poisson_ratio: Numbers) -> Numbers:
    r"""Stress per strain of an isotropic film that is stretched equally in both directions of its plane.

    Parameters
    ----------
    youngs_modulus_GPa : float or array
        Young's modulus in GPa, greater than 0.
    poisson_ratio : float or array
        Poisson's ratio, at least 0 and less than 0.5.

    Returns
    -------
    float or array
        Biaxial modulus in GPa.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: M = \frac{E}{1 - \nu}

    The surface of the film is free, so that there is no stress along the normal.

    References
    ----------
    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 2.1.

    Examples
    --------
    >>> round(biaxial_modulus_isotropic_GPa(130.0, 0.28), 1)
    180.6
    """
    return youngs_modulus_GPa / (1.0 - poisson_ratio)


def _require_stable_cubic(c11_GPa: Numbers, c12_GPa: Numbers) -> None:
    """Refuse a crystal that would gain energy by shearing or by changing its volume."""
    c11, c12 = np.broadcast_arrays(c11_GPa, c12_GPa)
    unstable = (c12 >= c11) | (c11 + 2.0 * c12 <= 0)
    if unstable.any():
        wrong, limit = c12[unstable].flat[0], c11[unstable].flat[0]
        raise ValueError(
            f"c12_GPa is {wrong:g}; a stable cubic crystal with c11_GPa = {limit:g} must have it between "
            f"{-limit / 2:g} and {limit:g}"
        )


@takes(c11_GPa=POSITIVE, c12_GPa=FINITE)
def biaxial_modulus_cubic_001_GPa(c11_GPa: Numbers, c12_GPa: Numbers) -> Numbers:
    r"""Stress per biaxial strain of a cubic film whose surface is a cube face.

    Parameters
    ----------
    c11_GPa : float or array
        Elastic constant along a cube edge in GPa, greater than 0.
    c12_GPa : float or array
        Elastic constant that couples two cube edges in GPa, of any sign, above minus half of and below ``c11_GPa``.

    Returns
    -------
    float or array
        Biaxial modulus in GPa.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the crystal would not be stable.

    Notes
    -----
    .. math:: M_{001} = C_{11} + C_{12} - \frac{2 C_{12}^2}{C_{11}}

    References
    ----------
    W. A. Brantley, Calculated elastic constants for stress problems associated with semiconductor devices,
    Journal of Applied Physics 44 (1973) 534.

    Examples
    --------
    Silicon:

    >>> round(biaxial_modulus_cubic_001_GPa(165.8, 63.9), 1)
    180.4
    """
    _require_stable_cubic(c11_GPa, c12_GPa)
    return c11_GPa + c12_GPa - 2.0 * c12_GPa**2 / c11_GPa


@takes(c11_GPa=POSITIVE, c12_GPa=FINITE, c44_GPa=POSITIVE)
def biaxial_modulus_cubic_111_GPa(c11_GPa: Numbers, c12_GPa: Numbers, c44_GPa: Numbers) -> Numbers:
    r"""Stress per biaxial strain of a cubic film whose surface is a (111) plane.

    Parameters
    ----------
    c11_GPa : float or array
        Elastic constant along a cube edge in GPa, greater than 0.
    c12_GPa : float or array
        Elastic constant that couples two cube edges in GPa, of any sign, above minus half of and below ``c11_GPa``.
    c44_GPa : float or array
        Elastic constant of shear along a cube face in GPa, greater than 0.

    Returns
    -------
    float or array
        Biaxial modulus in GPa.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the crystal would not be stable.

    Notes
    -----
    .. math:: M_{111} = \frac{6 C_{44} (C_{11} + 2 C_{12})}{C_{11} + 2 C_{12} + 4 C_{44}}

    References
    ----------
    W. A. Brantley, Calculated elastic constants for stress problems associated with semiconductor devices,
    Journal of Applied Physics 44 (1973) 534.

    Examples
    --------
    Silicon:

    >>> round(biaxial_modulus_cubic_111_GPa(165.8, 63.9, 79.6), 1)
    229.1
    """
    _require_stable_cubic(c11_GPa, c12_GPa)
    volume = c11_GPa + 2.0 * c12_GPa
    return 6.0 * c44_GPa * volume / (volume + 4.0 * c44_GPa)


@takes(c11_GPa=POSITIVE, c12_GPa=FINITE, c13_GPa=FINITE, c33_GPa=POSITIVE)
def biaxial_modulus_hexagonal_basal_GPa(
    c11_GPa: Numbers, c12_GPa: Numbers, c13_GPa: Numbers, c33_GPa: Numbers
) -> Numbers:
    r"""Stress per biaxial strain in the basal plane of a hexagonal (or trigonal) crystal, such as MoS2.

    Parameters
    ----------
    c11_GPa : float or array
        Elastic constant along the plane in GPa, greater than 0.
    c12_GPa : float or array
        Elastic constant that couples two directions of the plane in GPa, of any sign, between plus and minus
        ``c11_GPa``.
    c13_GPa : float or array
        Elastic constant that couples plane and normal in GPa, of any sign.
    c33_GPa : float or array
        Elastic constant along the normal in GPa, greater than 0.

    Returns
    -------
    float or array
        Biaxial modulus in GPa.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the crystal would not be stable.

    Notes
    -----
    .. math:: M = C_{11} + C_{12} - \frac{2 C_{13}^2}{C_{33}}

    In layered crystals the last term is small, because the layers are bonded weakly.

    References
    ----------
    J. F. Nye, Physical Properties of Crystals, Oxford University Press 1985, chapter 8.

    Examples
    --------
    Graphite (constants of the order of the measured ones):

    >>> round(biaxial_modulus_hexagonal_basal_GPa(1060.0, 180.0, 15.0, 36.5))
    1228
    """
    c11, c12 = np.broadcast_arrays(c11_GPa, c12_GPa)
    unstable = np.abs(c12) >= c11
    if unstable.any():
        raise ValueError(
            f"c12_GPa is {c12[unstable].flat[0]:g}; it must be between plus and minus c11_GPa, "
            f"{c11[unstable].flat[0]:g}, or the crystal is not stable"
        )
    modulus = c11_GPa + c12_GPa - 2.0 * c13_GPa**2 / c33_GPa
    soft = np.asarray(modulus) <= 0
    if soft.any():
        limit = np.sqrt(np.asarray((c11_GPa + c12_GPa) * c33_GPa / 2.0))
        wrong, limit = (np.broadcast_to(part, soft.shape)[soft].flat[0] for part in (c13_GPa, limit))
        raise ValueError(
            f"c13_GPa is {wrong:g}; it must be between plus and minus {limit:g}, or the crystal is not stable"
        )
    return modulus


@takes(c11_GPa=POSITIVE, c12_GPa=FINITE)
def youngs_modulus_cubic_100_GPa(c11_GPa: Numbers, c12_GPa: Numbers) -> Numbers:
    r"""Young's modulus of a cubic crystal that is pulled along a cube edge.

    Parameters
    ----------
    c11_GPa : float or array
        Elastic constant along a cube edge in GPa, greater than 0.
    c12_GPa : float or array
        Elastic constant that couples two cube edges in GPa, of any sign, above minus half of and below ``c11_GPa``.

    Returns
    -------
    float or array
        Young's modulus in GPa.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the crystal would not be stable.

    Notes
    -----
    .. math:: E_{100} = \frac{(C_{11} - C_{12}) (C_{11} + 2 C_{12})}{C_{11} + C_{12}}

    References
    ----------
    J. F. Nye, Physical Properties of Crystals, Oxford University Press 1985, chapter 8.

    Examples
    --------
    Silicon:

    >>> round(youngs_modulus_cubic_100_GPa(165.8, 63.9), 1)
    130.2
    """
    _require_stable_cubic(c11_GPa, c12_GPa)
    return (c11_GPa - c12_GPa) * (c11_GPa + 2.0 * c12_GPa) / (c11_GPa + c12_GPa)


@takes(c11_GPa=POSITIVE, c12_GPa=FINITE)
def poisson_ratio_cubic_100(c11_GPa: Numbers, c12_GPa: Numbers) -> Numbers:
    r"""Poisson's ratio of a cubic crystal that is pulled along one cube edge.

    Parameters
    ----------
    c11_GPa : float or array
        Elastic constant along a cube edge in GPa, greater than 0.
    c12_GPa : float or array
        Elastic constant that couples two cube edges in GPa, of any sign, above minus half of and below ``c11_GPa``.

    Returns
    -------
    float or array
        Poisson's ratio: contraction of the other cube edges per stretch of the one that is pulled.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the crystal would not be stable.

    Notes
    -----
    .. math:: \nu_{100} = \frac{C_{12}}{C_{11} + C_{12}}

    Not to be confused with the distortion of a film, :math:`2 C_{12} / C_{11}`: see
    :func:`tetragonal_distortion_cubic_001`, which is almost three times as large for silicon.

    References
    ----------
    J. F. Nye, Physical Properties of Crystals, Oxford University Press 1985, chapter 8.

    Examples
    --------
    Silicon:

    >>> round(poisson_ratio_cubic_100(165.8, 63.9), 3)
    0.278
    """
    _require_stable_cubic(c11_GPa, c12_GPa)
    return c12_GPa / (c11_GPa + c12_GPa)


@takes(c11_GPa=POSITIVE, c12_GPa=FINITE)
def tetragonal_distortion_cubic_001(c11_GPa: Numbers, c12_GPa: Numbers) -> Numbers:
    r"""How much a cubic (001) film thins when it is stretched in both directions of its plane.

    Parameters
    ----------
    c11_GPa : float or array
        Elastic constant along a cube edge in GPa, greater than 0.
    c12_GPa : float or array
        Elastic constant that couples two cube edges in GPa, of any sign, above minus half of and below ``c11_GPa``.

    Returns
    -------
    float or array
        Minus the strain along the normal, divided by the strain in the plane.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the crystal would not be stable.

    Notes
    -----
    .. math:: D_{001} = -\frac{\varepsilon_\perp}{\varepsilon_\parallel} = \frac{2 C_{12}}{C_{11}}
        = \frac{2 \nu_{100}}{1 - \nu_{100}}

    References
    ----------
    C. G. Van de Walle, Band lineups and deformation potentials in the model-solid theory,
    Physical Review B 39 (1989) 1871.

    Examples
    --------
    Silicon:

    >>> round(tetragonal_distortion_cubic_001(165.8, 63.9), 3)
    0.771
    """
    _require_stable_cubic(c11_GPa, c12_GPa)
    return 2.0 * c12_GPa / c11_GPa


@takes(biaxial_modulus_GPa=POSITIVE, strain=LINEAR_STRAIN)
def film_stress_GPa(biaxial_modulus_GPa: Numbers, strain: Numbers) -> Numbers:
    r"""Stress in the plane of a film that is strained equally in both directions.

    Parameters
    ----------
    biaxial_modulus_GPa : float or array
        Biaxial modulus in GPa, greater than 0.
    strain : float or array
        Strain in the plane, from -0.1 to 0.1, where elasticity is linear.

    Returns
    -------
    float or array
        Stress in GPa, positive when the film is stretched.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \sigma = M \varepsilon

    References
    ----------
    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 2.1.

    Examples
    --------
    >>> round(film_stress_GPa(100.0, -0.021), 3)
    -2.1
    """
    return biaxial_modulus_GPa * strain


@takes(biaxial_modulus_GPa=POSITIVE, strain=LINEAR_STRAIN, thickness_nm=POSITIVE)
def coherent_strain_energy_J_per_m2(biaxial_modulus_GPa: Numbers, strain: Numbers, thickness_nm: Numbers) -> Numbers:
    r"""Elastic energy of a uniformly strained film, per area of its interface.

    Parameters
    ----------
    biaxial_modulus_GPa : float or array
        Biaxial modulus in GPa, greater than 0.
    strain : float or array
        Strain in the plane, from -0.1 to 0.1, where elasticity is linear.
    thickness_nm : float or array
        Thickness of the strained film in nm, greater than 0.

    Returns
    -------
    float or array
        Energy per area in J/m2.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: U = M \varepsilon^2 h

    There is no factor 1/2, because two directions of the plane are stretched. The energy grows with the thickness:
    a strain energy per area without a thickness says little.

    References
    ----------
    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 2.1.

    Examples
    --------
    >>> round(coherent_strain_energy_J_per_m2(100.0, 0.021, 7.7), 2)
    0.34
    """
    return biaxial_modulus_GPa * strain**2 * thickness_nm * J_PER_M2_IN_GPA_NM


@takes(energy_J_per_m2=POSITIVE, biaxial_modulus_GPa=POSITIVE, thickness_nm=POSITIVE)
def strain_from_strain_energy(energy_J_per_m2: Numbers, biaxial_modulus_GPa: Numbers, thickness_nm: Numbers) -> Numbers:
    r"""Size of the biaxial strain that a reported strain energy implies.

    Parameters
    ----------
    energy_J_per_m2 : float or array
        Strain energy per area of interface in J/m2, greater than 0.
    biaxial_modulus_GPa : float or array
        Biaxial modulus in GPa, greater than 0.
    thickness_nm : float or array
        Thickness of the strained film in nm, greater than 0.

    Returns
    -------
    float or array
        Size of the strain, which is the size of the mismatch if the other side is rigid.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: |\varepsilon| = \sqrt{\frac{U}{M h}}

    A result beyond 0.1 means that the energy, the modulus or the thickness cannot be right.

    References
    ----------
    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 2.1.

    Examples
    --------
    >>> round(strain_from_strain_energy(0.34, 100.0, 10.0), 4)
    0.0184
    """
    return np.sqrt(energy_J_per_m2 / (biaxial_modulus_GPa * thickness_nm * J_PER_M2_IN_GPA_NM))


@takes(energy_J_per_m2=POSITIVE, biaxial_modulus_GPa=POSITIVE, strain=SIZE_OF_STRAIN)
def thickness_from_strain_energy_nm(energy_J_per_m2: Numbers, biaxial_modulus_GPa: Numbers, strain: Numbers) -> Numbers:
    r"""Thickness of the strained layer that a reported pair of strain energy and strain implies.

    Parameters
    ----------
    energy_J_per_m2 : float or array
        Strain energy per area of interface in J/m2, greater than 0.
    biaxial_modulus_GPa : float or array
        Biaxial modulus in GPa, greater than 0.
    strain : float or array
        Size of the strain in the plane, greater than 0 and at most 0.1.

    Returns
    -------
    float or array
        Thickness in nm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: h = \frac{U}{M \varepsilon^2}

    References
    ----------
    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 2.1.

    Examples
    --------
    >>> round(thickness_from_strain_energy_nm(0.34, 100.0, 0.021), 1)
    7.7
    """
    return energy_J_per_m2 / (biaxial_modulus_GPa * strain**2 * J_PER_M2_IN_GPA_NM)


@takes(energy_J_per_m2=FINITE)
def energy_per_area_eV_per_nm2(energy_J_per_m2: Numbers) -> Numbers:
    r"""Energy per area in the units of atoms.

    Parameters
    ----------
    energy_J_per_m2 : float or array
        Energy per area in J/m2, of any sign.

    Returns
    -------
    float or array
        Energy per area in eV/nm2.

    Raises
    ------
    ValueError
        If the energy is outside its range.

    Notes
    -----
    .. math:: 1~\mathrm{J/m^2} = \frac{10^{-18}}{e}~\mathrm{eV/nm^2} \approx 6.24~\mathrm{eV/nm^2}

    Examples
    --------
    >>> round(energy_per_area_eV_per_nm2(0.34), 2)
    2.12
    """
    return energy_J_per_m2 * M2_IN_NM2 / constants.e


@takes(energy_J_per_m2=FINITE, cell_area_nm2=POSITIVE)
def energy_per_interface_cell_eV(energy_J_per_m2: Numbers, cell_area_nm2: Numbers) -> Numbers:
    r"""Energy per area, counted for one cell of the interface.

    Parameters
    ----------
    energy_J_per_m2 : float or array
        Energy per area in J/m2, of any sign.
    cell_area_nm2 : float or array
        Area of the cell in nm2, greater than 0.

    Returns
    -------
    float or array
        Energy per cell in eV.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: E = U A

    Examples
    --------
    A cell of 0.396 nm by 0.370 nm, the area of the layer plane of alpha-MoO3:

    >>> round(energy_per_interface_cell_eV(0.34, 0.3963 * 0.3696), 2)
    0.31
    """
    return energy_J_per_m2 * M2_IN_NM2 * cell_area_nm2 / constants.e


@takes(biaxial_modulus_GPa=POSITIVE, strain=LINEAR_STRAIN, molar_volume_cm3_per_mol=POSITIVE)
def strain_energy_per_formula_eV(
    biaxial_modulus_GPa: Numbers, strain: Numbers, molar_volume_cm3_per_mol: Numbers
) -> Numbers:
    r"""Elastic energy of a biaxially strained film, per formula unit.

    Parameters
    ----------
    biaxial_modulus_GPa : float or array
        Biaxial modulus in GPa, greater than 0.
    strain : float or array
        Strain in the plane, from -0.1 to 0.1, where elasticity is linear.
    molar_volume_cm3_per_mol : float or array
        Volume of one mole of formula units in cm3/mol, greater than 0.

    Returns
    -------
    float or array
        Energy per formula unit in eV. Divided by the number of electrons that a formula unit exchanges, it is
        the shift of the electrode potential in V that the strain can cause.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: E = M \varepsilon^2 \frac{V_m}{N_A}

    Examples
    --------
    >>> round(strain_energy_per_formula_eV(100.0, 0.021, 30.6), 4)
    0.014
    """
    volume_m3 = molar_volume_cm3_per_mol * M3_IN_CM3 / constants.N_A
    return biaxial_modulus_GPa * PA_IN_GPA * strain**2 * volume_m3 / constants.e


@dataclass(frozen=True)
class SharedMisfit:
    """How two bonded films share their misfit.

    Parameters
    ----------
    first_strain, second_strain : float or array
        Strains in the plane; they have opposite signs.
    first_stress_GPa, second_stress_GPa : float or array
        Stresses in the plane in GPa.
    energy_J_per_m2 : float or array
        Elastic energy of both films per area in J/m2.
    """

    first_strain: Numbers
    second_strain: Numbers
    first_stress_GPa: Numbers
    second_stress_GPa: Numbers
    energy_J_per_m2: Numbers


@takes(
    misfit=LINEAR_STRAIN,
    first_biaxial_modulus_GPa=POSITIVE,
    first_thickness_nm=POSITIVE,
    second_biaxial_modulus_GPa=POSITIVE,
    second_thickness_nm=POSITIVE,
)
def shared_misfit(
    misfit: Numbers,
    first_biaxial_modulus_GPa: Numbers,
    first_thickness_nm: Numbers,
    second_biaxial_modulus_GPa: Numbers,
    second_thickness_nm: Numbers,
) -> SharedMisfit:
    r"""Strains of two bonded films that stay flat, from the balance of their forces.

    Parameters
    ----------
    misfit : float or array
        Strain that the first film would need to fit the unstrained second one, from -0.1 to 0.1, where
        elasticity is linear: positive if the second film has the larger lattice constant.
    first_biaxial_modulus_GPa, second_biaxial_modulus_GPa : float or array
        Biaxial moduli in GPa, greater than 0.
    first_thickness_nm, second_thickness_nm : float or array
        Thicknesses in nm, greater than 0.

    Returns
    -------
    SharedMisfit
        Strain and stress of each film and their energy.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    From :math:`\varepsilon_1 - \varepsilon_2 = f` and :math:`M_1 h_1 \varepsilon_1 + M_2 h_2 \varepsilon_2 = 0`:

    .. math::
        \varepsilon_1 = f \frac{M_2 h_2}{M_1 h_1 + M_2 h_2}, \qquad
        \varepsilon_2 = -f \frac{M_1 h_1}{M_1 h_1 + M_2 h_2}, \qquad
        U = f^2 \frac{M_1 h_1 M_2 h_2}{M_1 h_1 + M_2 h_2}

    A thick substrate leaves the whole misfit to the film. The stack is held flat; if it may bend, the mean strain of
    each film and the energy are smaller.

    References
    ----------
    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 2.2.

    Examples
    --------
    >>> shared = shared_misfit(0.02, 100.0, 5.0, 100.0, 15.0)
    >>> round(shared.first_strain, 4), round(shared.second_strain, 4)
    (0.015, -0.005)
    """
    first = first_biaxial_modulus_GPa * first_thickness_nm
    second = second_biaxial_modulus_GPa * second_thickness_nm
    # The smaller over the larger stiffness cannot overflow.
    part_of_first = 1.0 / (1.0 + first / second)
    part_of_second = 1.0 / (1.0 + second / first)
    return SharedMisfit(
        first_strain=misfit * part_of_first,
        second_strain=-misfit * part_of_second,
        first_stress_GPa=first_biaxial_modulus_GPa * misfit * part_of_first,
        second_stress_GPa=-second_biaxial_modulus_GPa * misfit * part_of_second,
        energy_J_per_m2=misfit**2 * first * part_of_first * J_PER_M2_IN_GPA_NM,
    )


def _line_tension_factor(
    poisson_ratio: Numbers, burgers_to_line_degrees: Numbers, burgers_to_normal_degrees: Numbers, geometry: str
) -> Numbers:
    """Return the misfit at which the critical thickness is one Burgers vector long."""
    line = 1.0 - poisson_ratio * np.cos(np.radians(burgers_to_line_degrees)) ** 2
    push = (1.0 + poisson_ratio) * np.cos(np.radians(burgers_to_normal_degrees))
    return line / (push * MATTHEWS_BLAKESLEE_FACTORS[geometry])


@takes(
    misfit=SIZE_OF_STRAIN,
    burgers_vector_nm=POSITIVE,
    poisson_ratio=POISSON,
    burgers_to_line_degrees=ANGLE,
    burgers_to_normal_degrees=ANGLE_BELOW_90,
    geometry=OneOf(tuple(MATTHEWS_BLAKESLEE_FACTORS)),
)
def critical_thickness_nm(
    misfit: Numbers,
    burgers_vector_nm: Numbers,
    poisson_ratio: Numbers,
    burgers_to_line_degrees: Numbers,
    burgers_to_normal_degrees: Numbers,
    geometry: str,
) -> Numbers:
    r"""Thickness up to which a film stays coherent in equilibrium, after Matthews and Blakeslee.

    Parameters
    ----------
    misfit : float or array
        Size of the mismatch, greater than 0 and at most 0.1. It must also be small enough for a solution.
    burgers_vector_nm : float or array
        Length of the Burgers vector in nm, greater than 0.
    poisson_ratio : float or array
        Poisson's ratio, at least 0 and less than 0.5.
    burgers_to_line_degrees : float or array
        Angle between Burgers vector and dislocation line in degrees, from 0 to 90: 90 for an edge, 60 for the
        usual dislocation in silicon, 0 for a screw.
    burgers_to_normal_degrees : float or array
        Angle between the Burgers vector and that direction in the interface that is normal to the dislocation
        line, in degrees, at least 0 and less than 90: 0 for an edge that lies in the interface, 60 for the usual
        dislocation in silicon.
    geometry : str
        'uncapped layer': one film with a free surface on a thick substrate (8 pi, one dislocation line); 'capped
        layer': one film between two thick crystals (4 pi, two lines); 'superlattice': one of many equally thick
        layers of two materials that share the misfit (2 pi). There is no default: the same paper is cited
        for all three, and they differ by a factor of more than five.

    Returns
    -------
    float or array
        Critical thickness in nm.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the misfit is so large that a film of one Burgers vector is
        already unstable, where the formula has no solution.

    Notes
    -----
    The misfit pushes a threading dislocation along, the tension of the dislocation lines it leaves holds it back.
    Both are equal at

    .. math:: h = \frac{b}{g f} \, \frac{1 - \nu \cos^2 \alpha}{(1 + \nu) \cos \lambda}
        \left( \ln \frac{h}{b} + 1 \right)

    with :math:`g = 8 \pi`, :math:`4 \pi` or :math:`2 \pi`, the angle :math:`\alpha` to the line and :math:`\lambda`
    to the normal. With :math:`A = h / [b (\ln (h/b) + 1)]` the larger root is :math:`h = -A b \, W_{-1}(-1/(e A))`;
    it exists for :math:`A \ge 1`. Films are found coherent far beyond this thickness if dislocations
    cannot form or move at the temperature of growth. Isotropic elasticity; the same constants on both sides.

    References
    ----------
    J. W. Matthews and A. E. Blakeslee, Defects in epitaxial multilayers: I. Misfit dislocations,
    Journal of Crystal Growth 27 (1974) 118.

    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 6.2.

    Examples
    --------
    Si0.8Ge0.2 on Si:

    >>> geometries = ("uncapped layer", "capped layer", "superlattice")
    >>> [round(critical_thickness_nm(0.00836, 0.387, 0.278, 60.0, 60.0, g), 1) for g in geometries]
    [11.9, 28.4, 65.8]
    """
    from scipy.special import lambertw

    largest = _line_tension_factor(poisson_ratio, burgers_to_line_degrees, burgers_to_normal_degrees, geometry)
    ratio = np.asarray(largest / misfit)
    rounding = 1e-12
    impossible = ratio < 1.0 - rounding
    if impossible.any():
        wrong, limit = (np.broadcast_to(part, ratio.shape)[impossible].flat[0] for part in (misfit, largest))
        raise ValueError(
            f"misfit is {wrong:g}; it must be at most {limit:.4g} for this geometry: there the critical thickness has "
            "shrunk to one Burgers vector, and with a larger misfit no film is coherent in equilibrium"
        )
    root = -ratio * np.real(lambertw(-np.exp(-1.0) / ratio, -1))
    # At its branch point the Lambert function is undefined to rounding; the thickness there is one Burgers vector.
    return np.asarray(np.where(ratio < 1.0 + rounding, 1.0, root) * burgers_vector_nm)


@takes(
    thickness_nm=POSITIVE,
    burgers_vector_nm=POSITIVE,
    poisson_ratio=POISSON,
    burgers_to_line_degrees=ANGLE,
    burgers_to_normal_degrees=ANGLE_BELOW_90,
    geometry=OneOf(tuple(MATTHEWS_BLAKESLEE_FACTORS)),
)
def critical_misfit(
    thickness_nm: Numbers,
    burgers_vector_nm: Numbers,
    poisson_ratio: Numbers,
    burgers_to_line_degrees: Numbers,
    burgers_to_normal_degrees: Numbers,
    geometry: str,
) -> Numbers:
    r"""Largest mismatch at which a film of given thickness is coherent in equilibrium.

    Parameters
    ----------
    thickness_nm : float or array
        Thickness of the film in nm, greater than 0 and not below the Burgers vector.
    burgers_vector_nm : float or array
        Length of the Burgers vector in nm, greater than 0.
    poisson_ratio : float or array
        Poisson's ratio, at least 0 and less than 0.5.
    burgers_to_line_degrees : float or array
        Angle between Burgers vector and dislocation line in degrees, from 0 to 90.
    burgers_to_normal_degrees : float or array
        Angle between the Burgers vector and the normal of the line in the interface in degrees, at least 0 and
        less than 90.
    geometry : str
        'uncapped layer' (8 pi), 'capped layer' (4 pi) or 'superlattice' (2 pi); see :func:`critical_thickness_nm`.

    Returns
    -------
    float or array
        Size of the mismatch. An uncapped or capped film with a larger mismatch keeps, in equilibrium, a strain of
        this size and gives the rest to dislocations.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the film is thinner than the Burgers vector.

    Notes
    -----
    The formula of :func:`critical_thickness_nm`, solved for the misfit.

    References
    ----------
    J. W. Matthews and A. E. Blakeslee, Defects in epitaxial multilayers: I. Misfit dislocations,
    Journal of Crystal Growth 27 (1974) 118.

    Examples
    --------
    >>> round(critical_misfit(7.7, 0.4, 0.25, 90.0, 0.0, "uncapped layer"), 4)
    0.0065
    """
    thickness, length = np.broadcast_arrays(thickness_nm, burgers_vector_nm)
    if (thickness < length).any():
        wrong, limit = (part[thickness < length].flat[0] for part in (thickness, length))
        raise ValueError(f"thickness_nm is {wrong:g}; it must be at least the Burgers vector of {limit:g} nm")
    factor = _line_tension_factor(poisson_ratio, burgers_to_line_degrees, burgers_to_normal_degrees, geometry)
    return factor * burgers_vector_nm / thickness_nm * (np.log(thickness_nm / burgers_vector_nm) + 1.0)


@takes(relieved_misfit=SIZE_OF_STRAIN, burgers_vector_nm=POSITIVE, burgers_to_normal_degrees=ANGLE_BELOW_90)
def misfit_dislocation_spacing_nm(
    relieved_misfit: Numbers, burgers_vector_nm: Numbers, burgers_to_normal_degrees: Numbers
) -> Numbers:
    r"""Distance of parallel misfit dislocations that relieve a given part of the mismatch.

    Parameters
    ----------
    relieved_misfit : float or array
        Size of the mismatch that the dislocations take up, greater than 0 and at most 0.1.
    burgers_vector_nm : float or array
        Length of the Burgers vector in nm, greater than 0.
    burgers_to_normal_degrees : float or array
        Angle between the Burgers vector and the normal of the line in the interface in degrees, at least 0 and
        less than 90.

    Returns
    -------
    float or array
        Spacing in nm. An interface has two such sets of lines, one for each direction.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: s = \frac{b \cos \lambda}{f}

    Each line shifts one crystal against the other by the component of the Burgers vector along the misfit.

    References
    ----------
    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 6.3.

    Examples
    --------
    >>> round(misfit_dislocation_spacing_nm(0.021, 0.4, 0.0), 1)
    19.0
    """
    return burgers_vector_nm * np.cos(np.radians(burgers_to_normal_degrees)) / relieved_misfit


@takes(
    film_stress_GPa=FINITE,
    film_thickness_nm=POSITIVE,
    substrate_biaxial_modulus_GPa=POSITIVE,
    substrate_thickness_um=POSITIVE,
)
def stoney_curvature_per_m(
    film_stress_GPa: Numbers,
    film_thickness_nm: Numbers,
    substrate_biaxial_modulus_GPa: Numbers,
    substrate_thickness_um: Numbers,
) -> Numbers:
    r"""Curvature that a stressed film gives to its substrate.

    Parameters
    ----------
    film_stress_GPa : float or array
        Stress in the plane of the film in GPa, of any sign, as long as the substrate is still flat.
    film_thickness_nm : float or array
        Thickness of the film in nm, greater than 0.
    substrate_biaxial_modulus_GPa : float or array
        Biaxial modulus of the substrate in GPa, greater than 0.
    substrate_thickness_um : float or array
        Thickness of the substrate in micrometers, greater than 0.

    Returns
    -------
    float or array
        Curvature, one over the radius, in 1/m; positive for a film under tension, which sits on the hollow side.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \kappa = \frac{6 \sigma h}{M_s h_s^2}

    Holds for films that are much thinner than the substrate (it is too large by about three times the ratio of the
    thicknesses if both are equally stiff) and for deflections smaller than the thickness of the substrate. The
    elastic constants of the film do not matter, which makes it the way to measure stress during cycling.

    References
    ----------
    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 2.1.

    Examples
    --------
    >>> round(stoney_curvature_per_m(-1.42, 100.0, 180.5, 1000.0), 5)
    -0.00472
    """
    force_N_per_m = film_stress_GPa * film_thickness_nm * J_PER_M2_IN_GPA_NM
    stiffness = substrate_biaxial_modulus_GPa * PA_IN_GPA * (substrate_thickness_um * MICROMETER_IN_M) ** 2
    return 6.0 * force_N_per_m / stiffness


@takes(
    curvature_per_m=FINITE,
    film_thickness_nm=POSITIVE,
    substrate_biaxial_modulus_GPa=POSITIVE,
    substrate_thickness_um=POSITIVE,
)
def stoney_stress_GPa(
    curvature_per_m: Numbers,
    film_thickness_nm: Numbers,
    substrate_biaxial_modulus_GPa: Numbers,
    substrate_thickness_um: Numbers,
) -> Numbers:
    r"""Mean stress of a film from the measured curvature of its substrate.

    Parameters
    ----------
    curvature_per_m : float or array
        Change of the curvature by the film in 1/m, of any sign.
    film_thickness_nm : float or array
        Thickness of the film in nm, greater than 0.
    substrate_biaxial_modulus_GPa : float or array
        Biaxial modulus of the substrate in GPa, greater than 0.
    substrate_thickness_um : float or array
        Thickness of the substrate in micrometers, greater than 0.

    Returns
    -------
    float or array
        Mean stress in the plane of the film in GPa.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \sigma = \frac{M_s h_s^2 \kappa}{6 h}

    See :func:`stoney_curvature_per_m` for the limits.

    References
    ----------
    L. B. Freund and S. Suresh, Thin Film Materials, Cambridge University Press 2003, section 2.1.

    Examples
    --------
    >>> round(stoney_stress_GPa(-0.00472, 100.0, 180.5, 1000.0), 2)
    -1.42
    """
    stiffness = substrate_biaxial_modulus_GPa * PA_IN_GPA * (substrate_thickness_um * MICROMETER_IN_M) ** 2
    return stiffness * curvature_per_m / (6.0 * film_thickness_nm * M_IN_NM) / PA_IN_GPA


@takes(gap_eV=NON_NEGATIVE, gap_shift_eV_per_strain=FINITE, strain=LINEAR_STRAIN)
def strained_gap_eV(gap_eV: Numbers, gap_shift_eV_per_strain: Numbers, strain: Numbers) -> Numbers:
    r"""Band gap of a strained material, to first order in the strain.

    Parameters
    ----------
    gap_eV : float or array
        Band gap without strain in eV, at least 0.
    gap_shift_eV_per_strain : float or array
        Change of the gap per unit of strain in eV, of any sign. 50 meV per percent is 5 eV. It belongs to one kind
        of strain: uniaxial, biaxial or a change of volume.
    strain : float or array
        Strain of the same kind, from -0.1 to 0.1, where elasticity is linear.

    Returns
    -------
    float or array
        Band gap in eV.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the gap would close.

    Notes
    -----
    .. math:: E_g(\varepsilon) = E_g(0) + \Xi \varepsilon

    First order only. Where another pair of band extrema takes over, as in monolayer MoS2 at about one
    percent, the slope changes.

    References
    ----------
    H. J. Conley, B. Wang, J. I. Ziegler, R. F. Haglund, S. T. Pantelides and K. I. Bolotin, Bandgap engineering of
    strained monolayer and bilayer MoS2, arXiv:1305.3880.

    Examples
    --------
    The optical gap of monolayer MoS2 shrinks by about 45 meV per percent of uniaxial strain:

    >>> round(strained_gap_eV(1.82, -4.5, 0.01), 3)
    1.775
    """
    gap = np.asarray(gap_eV + gap_shift_eV_per_strain * strain)
    if (gap < 0).any():
        wrong = np.broadcast_to(strain, gap.shape)[gap < 0].flat[0]
        raise ValueError(
            f"strain is {wrong:g}; it must be small enough to leave a gap: the linear formula gives "
            f"{gap[gap < 0].flat[0]:.3g} eV"
        )
    return gap


@takes(stress_GPa=FINITE, activation_volume_nm3=FINITE)
def barrier_shift_eV(stress_GPa: Numbers, activation_volume_nm3: Numbers) -> Numbers:
    r"""Change of the migration barrier of an ion by stress.

    Parameters
    ----------
    stress_GPa : float or array
        Mean of the three normal stresses in GPa, of any sign: positive for tension. In a film with the stress
        :math:`\sigma` in both directions of its plane it is :math:`2 \sigma / 3`.
    activation_volume_nm3 : float or array
        Volume by which the crystal swells when the ion climbs to the saddle point in nm3, of any sign.

    Returns
    -------
    float or array
        Change of the barrier in eV: tension lowers the barrier of an ion that pushes its neighbours apart.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Delta E = -\bar\sigma V^*

    First order: the ion acts as an elastic dipole whose trace is the activation volume times three bulk moduli. A
    dipole that is not the same in all directions couples to each component of the stress on its own.

    References
    ----------
    M. J. Aziz, Thermodynamics of diffusion under pressure and stress: relation to point defect mechanisms,
    Applied Physics Letters 70 (1997) 2810.

    Examples
    --------
    >>> round(barrier_shift_eV(1.4, 0.005), 3)
    -0.044
    """
    return -stress_GPa * PA_IN_GPA * activation_volume_nm3 * M_IN_NM**3 / constants.e
