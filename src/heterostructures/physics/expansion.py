r"""Electrodes that swell: volume changes, room for them, stress in shells and buffer layers, and fracture.

Sign conventions: a volume change is a fraction of the volume before (3 is plus 300 %); a strain is positive when
the material is stretched, a stress when it pulls, a pressure when it pushes. Moduli and stresses are in GPa,
lengths in nm. Symbols: :math:`x` volume change, :math:`e` linear expansion, :math:`E` Young's modulus,
:math:`\nu` Poisson's ratio, :math:`K` bulk modulus, :math:`G` shear modulus, :math:`a` and :math:`b` inner and
outer radius of a shell, :math:`p` pressure.

Notes
-----
Three kinds of statement, each with its own range. Volumes, linear and logarithmic strains and voids are geometry
and hold for any expansion. Elastic stresses are linear and refused beyond a linear expansion of 0.1 (a third of
the volume), because no formula of linear elasticity means anything at 300 %. What a shell can hold back at most
is set by its strength, whatever the expansion: the pressure at which it yields through and through. All bodies
are isotropic, perfectly bonded, and expand in the same way everywhere; stress from uneven concentrations
during fast charging comes on top.

Examples
--------
Antimony takes up three sodium: Sb + 3 Na -> Na3Sb. Densities of 6.69 g/cm3 and 2.67 g/cm3 (the second
illustrative) give the expansion of the antimony; the sodium comes from outside and does not count:

>>> antimony = molar_volume_cm3_per_mol(121.76, 6.69)
>>> product = molar_volume_cm3_per_mol(190.73, 2.67)
>>> change = reaction_volume_change([1], [antimony], [1], [product])
>>> round(change, 2), round(linear_strain_from_volume_change(change), 2)
(2.92, 0.58)

A particle of 50 nm radius that grows freely inside a carbon shell needs this shell, and so much void inside it:

>>> round(yolk_shell_inner_radius_nm(50.0, change), 1), round(void_fraction_needed(change), 2)
(78.9, 0.75)

Without the void, even a shell of 20 nm with a strength of 1 GPa (illustrative) yields at

>>> round(shell_collapse_pressure_GPa(1.0, 50.0, 70.0), 2)
0.67

GPa. Is a buffer of 5 nm of polymer between core and shell of use, while the core has expanded by 1 % only?

>>> bare = core_shell_stress(0.01, 50.0, 55.0, 0.25, 20.0, 100.0, 0.25)
>>> soft = layered_sphere([50.0, 55.0, 75.0], [55.0, 1.0, 100.0], [0.25, 0.4, 0.25], [0.01, 0.0, 0.0])
>>> round(bare.core_pressure_GPa, 2), round(float(soft.interface_pressure_GPa[0]), 2)
(0.46, 0.14)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from heterostructures.physics.domains import (
    FINITE,
    FRACTION,
    NON_NEGATIVE,
    POSITIVE,
    Domain,
    FloatArray,
    Numbers,
    takes,
)
from heterostructures.physics.strain import (
    J_PER_M2_IN_GPA_NM,
    POISSON,
    bulk_modulus_GPa,
    shear_modulus_GPa,
)

GREATER_THAN_MINUS_ONE = Domain("greater than -1", low=-1.0)
# A tenth of the length is a third of the volume. Beyond it a linear formula would give a number without a meaning.
LINEAR_EXPANSION = Domain(
    "from -0.1 to 0.1, where elasticity is linear (beyond, see void_fraction_needed and shell_collapse_pressure_GPa)",
    low=-0.1,
    high=0.1,
    low_allowed=True,
    high_allowed=True,
)
LINEAR_GROWTH = Domain(
    "greater than 0 and at most 0.1, where elasticity is linear (beyond, see void_fraction_needed and "
    "shell_collapse_pressure_GPa)",
    low=0.0,
    high=0.1,
    high_allowed=True,
)
POINTS = Domain("that is whole and from 2 to 10000", low=2, high=10000, low_allowed=True, high_allowed=True, whole=True)

PA_IN_GPA = 1e9
PA_IN_MPA = 1e6
NM_IN_M = 1e9


@takes(molar_mass_g_per_mol=POSITIVE, density_g_per_cm3=POSITIVE)
def molar_volume_cm3_per_mol(molar_mass_g_per_mol: Numbers, density_g_per_cm3: Numbers) -> Numbers:
    r"""Volume of one mole of formula units.

    Parameters
    ----------
    molar_mass_g_per_mol : float or array
        Molar mass in g/mol, greater than 0.
    density_g_per_cm3 : float or array
        Density in g/cm3, greater than 0.

    Returns
    -------
    float or array
        Molar volume in cm3/mol.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: V_m = \frac{M}{\rho}

    with the molar mass :math:`M` and the density :math:`\rho`.

    Take the density of the crystal, not the bulk density of a powder.

    Examples
    --------
    Silicon:

    >>> round(molar_volume_cm3_per_mol(28.085, 2.329), 2)
    12.06
    """
    return molar_mass_g_per_mol / density_g_per_cm3


@takes(
    reactant_coefficients=POSITIVE.series,
    reactant_molar_volumes_cm3_per_mol=POSITIVE.series,
    product_coefficients=POSITIVE.series,
    product_molar_volumes_cm3_per_mol=POSITIVE.series,
)
def reaction_volume_change(
    reactant_coefficients: FloatArray,
    reactant_molar_volumes_cm3_per_mol: FloatArray,
    product_coefficients: FloatArray,
    product_molar_volumes_cm3_per_mol: FloatArray,
) -> float:
    r"""Relative change of the volume of solids by a reaction.

    Parameters
    ----------
    reactant_coefficients, product_coefficients : series of float
        Stoichiometric numbers of the balanced reaction, each greater than 0.
    reactant_molar_volumes_cm3_per_mol, product_molar_volumes_cm3_per_mol : series of float
        Molar volumes in cm3/mol in the same order, each greater than 0.

    Returns
    -------
    float
        Volume of the products minus volume of the reactants, divided by that of the reactants.

    Raises
    ------
    ValueError
        If an argument is outside its range or two series do not have the same length.

    Notes
    -----
    .. math:: x = \frac{\sum_\mathrm{products} n V_m}{\sum_\mathrm{reactants} n V_m} - 1

    For the swelling of an electrode leave the alkali metal out of the reactants: it comes from the other side of the
    cell. With it, the result is the volume change of the whole cell.

    Examples
    --------
    FeS2 + 4 Li -> Fe + 2 Li2S, first the electrode, then the cell:

    >>> round(reaction_volume_change([1], [23.9], [1, 2], [7.1, 27.7]), 2)
    1.62
    >>> round(reaction_volume_change([1, 4], [23.9, 13.0], [1, 2], [7.1, 27.7]), 2)
    -0.18
    """
    for side, numbers, volumes in (
        ("reactant", reactant_coefficients, reactant_molar_volumes_cm3_per_mol),
        ("product", product_coefficients, product_molar_volumes_cm3_per_mol),
    ):
        if numbers.size != volumes.size:
            raise ValueError(
                f"{side}_molar_volumes_cm3_per_mol has {volumes.size} values; it must have one for each of the "
                f"{numbers.size} {side}_coefficients"
            )
    before = reactant_coefficients @ reactant_molar_volumes_cm3_per_mol
    after = product_coefficients @ product_molar_volumes_cm3_per_mol
    return float((after - before) / before)


@takes(ions_per_formula=NON_NEGATIVE, ion_volume_cm3_per_mol=FINITE, host_molar_volume_cm3_per_mol=POSITIVE)
def insertion_volume_change(
    ions_per_formula: Numbers, ion_volume_cm3_per_mol: Numbers, host_molar_volume_cm3_per_mol: Numbers
) -> Numbers:
    r"""Relative expansion of a host that takes up ions of a given volume.

    Parameters
    ----------
    ions_per_formula : float or array
        Ions taken up per formula unit of the host, at least 0.
    ion_volume_cm3_per_mol : float or array
        Partial molar volume of the ion with its electron in the host in cm3/mol, of any sign.
    host_molar_volume_cm3_per_mol : float or array
        Molar volume of the empty host in cm3/mol, greater than 0.

    Returns
    -------
    float or array
        Relative volume change.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if nothing of the host would be left.

    Notes
    -----
    .. math:: x = \frac{n V_\mathrm{ion}}{V_\mathrm{host}}

    In alloys of lithium with Si, Sn, Sb and many others each lithium takes about 8.9 cm3/mol, whatever the host.

    References
    ----------
    M. N. Obrovac, L. Christensen, D. B. Le and J. R. Dahn, Alloy design for lithium-ion battery anodes,
    Journal of The Electrochemical Society 154 (2007) A849.

    Examples
    --------
    Si to Li3.75Si:

    >>> round(insertion_volume_change(3.75, 8.9, 12.06), 2)
    2.77
    """
    change = np.asarray(ions_per_formula * ion_volume_cm3_per_mol / host_molar_volume_cm3_per_mol)
    if (change <= -1).any():
        wrong = np.broadcast_to(ion_volume_cm3_per_mol, change.shape)[change <= -1].flat[0]
        raise ValueError(f"ion_volume_cm3_per_mol is {wrong:g}; it must leave a volume greater than 0 to the host")
    return change


@takes(volume_change=GREATER_THAN_MINUS_ONE)
def linear_strain_from_volume_change(volume_change: Numbers) -> Numbers:
    r"""Relative change of length of a body that grows equally in all directions.

    Parameters
    ----------
    volume_change : float or array
        Relative volume change, greater than -1.

    Returns
    -------
    float or array
        Relative change of length. A third of the volume change is right for small changes only.

    Raises
    ------
    ValueError
        If the volume change is outside its range.

    Notes
    -----
    .. math:: e = (1 + x)^{1/3} - 1

    A film on a rigid collector can grow in thickness only: its thickness changes by the whole :math:`x`.

    Examples
    --------
    >>> round(linear_strain_from_volume_change(3.0), 3)
    0.587
    """
    return np.expm1(np.log1p(volume_change) / 3.0)


@takes(linear_strain=GREATER_THAN_MINUS_ONE)
def volume_change_from_linear_strain(linear_strain: Numbers) -> Numbers:
    r"""Relative change of volume of a body whose lengths all change by the same fraction.

    Parameters
    ----------
    linear_strain : float or array
        Relative change of length, greater than -1.

    Returns
    -------
    float or array
        Relative volume change.

    Raises
    ------
    ValueError
        If the strain is outside its range.

    Notes
    -----
    .. math:: x = (1 + e)^3 - 1

    Examples
    --------
    >>> round(volume_change_from_linear_strain(0.1), 3)
    0.331
    """
    return np.expm1(3.0 * np.log1p(linear_strain))


@takes(volume_change=GREATER_THAN_MINUS_ONE)
def logarithmic_strain_from_volume_change(volume_change: Numbers) -> Numbers:
    r"""Logarithmic strain of a body that grows equally in all directions.

    Parameters
    ----------
    volume_change : float or array
        Relative volume change, greater than -1.

    Returns
    -------
    float or array
        Natural logarithm of the stretch.

    Raises
    ------
    ValueError
        If the volume change is outside its range.

    Notes
    -----
    .. math:: \varepsilon_{\ln} = \tfrac{1}{3} \ln(1 + x)

    Logarithmic strains add up over several steps, and swelling and shrinking back have the same size; this is the
    measure for large expansions.

    References
    ----------
    R. Hill, The Mathematical Theory of Plasticity, Oxford University Press 1950, chapter 2.

    Examples
    --------
    >>> round(logarithmic_strain_from_volume_change(3.0), 3)
    0.462
    """
    return np.log1p(volume_change) / 3.0


@takes(volume_change=NON_NEGATIVE)
def void_fraction_needed(volume_change: Numbers) -> Numbers:
    r"""Share of void inside a shell or a pore that takes up an expansion without any stress.

    Parameters
    ----------
    volume_change : float or array
        Relative volume change of the active material, at least 0.

    Returns
    -------
    float or array
        Volume of void divided by the volume of void and active material, before the expansion.

    Raises
    ------
    ValueError
        If the volume change is outside its range.

    Notes
    -----
    .. math:: \varphi = \frac{x}{1 + x}

    Examples
    --------
    >>> void_fraction_needed(3.0)
    0.75
    """
    return volume_change / (1.0 + volume_change)


@takes(active_volume_change=NON_NEGATIVE, active_fraction=FRACTION, void_fraction=FRACTION)
def remaining_volume_change(active_volume_change: Numbers, active_fraction: Numbers, void_fraction: Numbers) -> Numbers:
    r"""Expansion of a composite after its voids are filled.

    Parameters
    ----------
    active_volume_change : float or array
        Relative volume change of the active material, at least 0.
    active_fraction : float or array
        Share of the active material in the volume of the composite, from 0 to 1.
    void_fraction : float or array
        Share of void that the active material can grow into, from 0 to 1.

    Returns
    -------
    float or array
        Relative volume change of the composite; 0 as long as the voids suffice.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if active material and void are more than the whole.

    Notes
    -----
    .. math:: x_\mathrm{composite} = \max(0, \, \varphi_\mathrm{active} x - \varphi_\mathrm{void})

    What is neither active nor void (carbon, the second phase) is taken to keep its volume.

    Examples
    --------
    Half of the volume expands by 100 % and 20 % are pores:

    >>> round(remaining_volume_change(1.0, 0.5, 0.2), 2)
    0.3
    """
    total = np.asarray(active_fraction + void_fraction)
    # The sum of two decimal fractions may miss 1 by a rounding error.
    if (total > 1.0 + 1e-12).any():
        wrong = np.broadcast_to(void_fraction, total.shape)[total > 1.0 + 1e-12].flat[0]
        raise ValueError(f"void_fraction is {wrong:g}; together with active_fraction it must be at most 1")
    return np.maximum(0.0, active_fraction * active_volume_change - void_fraction)


@takes(core_radius_nm=POSITIVE, volume_change=NON_NEGATIVE)
def yolk_shell_inner_radius_nm(core_radius_nm: Numbers, volume_change: Numbers) -> Numbers:
    r"""Inner radius of a hollow shell that the expanded core just fills.

    Parameters
    ----------
    core_radius_nm : float or array
        Radius of the core before the expansion in nm, greater than 0.
    volume_change : float or array
        Relative volume change of the core, at least 0.

    Returns
    -------
    float or array
        Inner radius of the shell in nm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: R = r (1 + x)^{1/3}

    Examples
    --------
    >>> round(yolk_shell_inner_radius_nm(50.0, 3.0), 1)
    79.4
    """
    return core_radius_nm * np.exp(np.log1p(volume_change) / 3.0)


@dataclass(frozen=True)
class CoreShellStress:
    """Stress in a core and the shell that holds it.

    Parameters
    ----------
    core_pressure_GPa : float or array
        Pressure in the core in GPa, the same everywhere in it.
    shell_hoop_stress_inner_GPa, shell_hoop_stress_outer_GPa : float or array
        Stress along the shell at its inner and outer surface in GPa, positive for tension. The inner one is the larger.
    interface_displacement_nm : float or array
        How far the interface moves outwards in nm.
    elastic_energy_J_per_m2 : float or array
        Elastic energy of core and shell, divided by the area of their interface, in J/m2.
    """

    core_pressure_GPa: Numbers
    shell_hoop_stress_inner_GPa: Numbers
    shell_hoop_stress_outer_GPa: Numbers
    interface_displacement_nm: Numbers
    elastic_energy_J_per_m2: Numbers


def _plain(value: Numbers) -> Numbers:
    """Return a Python number for a single number."""
    return float(value) if np.ndim(value) == 0 else value


@takes(
    core_expansion=LINEAR_EXPANSION,
    core_radius_nm=POSITIVE,
    core_youngs_modulus_GPa=POSITIVE,
    core_poisson_ratio=POISSON,
    shell_thickness_nm=POSITIVE,
    shell_youngs_modulus_GPa=POSITIVE,
    shell_poisson_ratio=POISSON,
)
def core_shell_stress(
    core_expansion: Numbers,
    core_radius_nm: Numbers,
    core_youngs_modulus_GPa: Numbers,
    core_poisson_ratio: Numbers,
    shell_thickness_nm: Numbers,
    shell_youngs_modulus_GPa: Numbers,
    shell_poisson_ratio: Numbers,
) -> CoreShellStress:
    r"""Elastic stress of a sphere that expands inside a bonded shell.

    Parameters
    ----------
    core_expansion : float or array
        Relative change of length that the free core would show, from -0.1 to 0.1, where elasticity is linear (beyond,
        see void_fraction_needed and shell_collapse_pressure_GPa). About a third of its volume change.
    core_radius_nm : float or array
        Radius of the core in nm, greater than 0.
    core_youngs_modulus_GPa, shell_youngs_modulus_GPa : float or array
        Young's moduli in GPa, greater than 0.
    core_poisson_ratio, shell_poisson_ratio : float or array
        Poisson's ratios, at least 0 and less than 0.5.
    shell_thickness_nm : float or array
        Thickness of the shell in nm, greater than 0.

    Returns
    -------
    CoreShellStress
        Pressure, stresses along the shell, displacement and energy.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    The shell is a thick sphere under inner pressure (Lame), the core a sphere under outer pressure. With
    :math:`q = (a/b)^3`:

    .. math::
        p = \frac{e}{\dfrac{1}{3 K_c} + \dfrac{1}{1 - q} \left( \dfrac{q}{3 K_s} + \dfrac{1}{4 G_s} \right)}, \qquad
        \sigma_\theta(a) = p \, \frac{1 + 2 q}{2 (1 - q)}, \qquad
        \sigma_\theta(b) = p \, \frac{3 q}{2 (1 - q)}

    In a very thick shell :math:`p = 12 K_c G_s e / (3 K_c + 4 G_s)`; a very thin one follows the free core and is
    stretched to :math:`\sigma_\theta = E_s e / (1 - \nu_s)`. The stresses depend on the ratio of shell to core
    only: small particles are not safer by their stress but by the short cracks that fit into them.

    References
    ----------
    S. P. Timoshenko and J. N. Goodier, Theory of Elasticity, 3rd ed., McGraw-Hill 1970, section 136.

    J. D. Eshelby, The determination of the elastic field of an ellipsoidal inclusion, and related problems,
    Proceedings of the Royal Society A 241 (1957) 376.

    Examples
    --------
    >>> stress = core_shell_stress(0.01, 50.0, 55.0, 0.25, 10.0, 100.0, 0.25)
    >>> round(stress.core_pressure_GPa, 2), round(stress.shell_hoop_stress_inner_GPa, 2)
    (0.32, 0.83)
    """
    log_ratio = 3.0 * np.log1p(shell_thickness_nm / core_radius_nm)
    filled = np.exp(-log_ratio)
    shell_share = -np.expm1(-log_ratio)
    core_softness = 1.0 / (3.0 * bulk_modulus_GPa(core_youngs_modulus_GPa, core_poisson_ratio))
    shell_softness = filled / (3.0 * bulk_modulus_GPa(shell_youngs_modulus_GPa, shell_poisson_ratio))
    shell_softness += 1.0 / (4.0 * shear_modulus_GPa(shell_youngs_modulus_GPa, shell_poisson_ratio))
    pressure_per_share = core_expansion / (core_softness * shell_share + shell_softness)
    pressure = pressure_per_share * shell_share
    return CoreShellStress(
        core_pressure_GPa=_plain(pressure),
        shell_hoop_stress_inner_GPa=_plain(pressure_per_share * (0.5 + filled)),
        shell_hoop_stress_outer_GPa=_plain(pressure_per_share * 1.5 * filled),
        interface_displacement_nm=_plain(core_radius_nm * (core_expansion - pressure * core_softness)),
        elastic_energy_J_per_m2=_plain(0.5 * pressure * core_expansion * core_radius_nm * J_PER_M2_IN_GPA_NM),
    )


@takes(
    core_expansion=LINEAR_GROWTH,
    core_radius_nm=POSITIVE,
    core_youngs_modulus_GPa=POSITIVE,
    core_poisson_ratio=POISSON,
    shell_youngs_modulus_GPa=POSITIVE,
    shell_poisson_ratio=POISSON,
    shell_strength_GPa=POSITIVE,
)
def shell_thickness_needed_nm(
    core_expansion: Numbers,
    core_radius_nm: Numbers,
    core_youngs_modulus_GPa: Numbers,
    core_poisson_ratio: Numbers,
    shell_youngs_modulus_GPa: Numbers,
    shell_poisson_ratio: Numbers,
    shell_strength_GPa: Numbers,
) -> Numbers:
    r"""Thickness at which a shell bears the expansion of its core without tearing.

    Parameters
    ----------
    core_expansion : float or array
        Relative change of length that the free core would show, greater than 0 and at most 0.1, where elasticity is
        linear (beyond, see void_fraction_needed and shell_collapse_pressure_GPa).
    core_radius_nm : float or array
        Radius of the core in nm, greater than 0.
    core_youngs_modulus_GPa, shell_youngs_modulus_GPa : float or array
        Young's moduli in GPa, greater than 0.
    core_poisson_ratio, shell_poisson_ratio : float or array
        Poisson's ratios, at least 0 and less than 0.5.
    shell_strength_GPa : float or array
        Stress along the shell that it bears in GPa, greater than 0.

    Returns
    -------
    float or array
        Thickness in nm; 0 if a shell of any thickness bears it.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if no thickness suffices.

    Notes
    -----
    The stress at the inner surface of :func:`core_shell_stress`, set equal to the strength and solved for the outer
    radius. It falls from :math:`E_s e / (1 - \nu_s)` in a thin shell to half of the pressure in an infinitely
    thick one, because a thicker shell compresses the core instead of being stretched. A strength below
    the last value is never enough.

    References
    ----------
    S. P. Timoshenko and J. N. Goodier, Theory of Elasticity, 3rd ed., McGraw-Hill 1970, section 136.

    Examples
    --------
    >>> round(shell_thickness_needed_nm(0.01, 50.0, 55.0, 0.25, 100.0, 0.25, 0.8), 1)
    11.1
    """
    core = 1.0 / (3.0 * bulk_modulus_GPa(core_youngs_modulus_GPa, core_poisson_ratio))
    volume = 1.0 / (3.0 * bulk_modulus_GPa(shell_youngs_modulus_GPa, shell_poisson_ratio))
    shear = 1.0 / (4.0 * shear_modulus_GPa(shell_youngs_modulus_GPa, shell_poisson_ratio))
    strength, lowest = np.broadcast_arrays(shell_strength_GPa, core_expansion / (2.0 * (core + shear)))
    if (strength <= lowest).any():
        wrong, limit = (part[strength <= lowest].flat[0] for part in (strength, lowest))
        raise ValueError(
            f"shell_strength_GPa is {wrong:g}; it must be above {limit:.4g}, the stress along even the thickest shell"
        )
    # Ratio of the volumes inside the outer and the inner surface.
    ratio = 2.0 * (core_expansion - shell_strength_GPa * (volume - core))
    ratio = ratio / (2.0 * shell_strength_GPa * (core + shear) - core_expansion)
    return core_radius_nm * (np.cbrt(np.maximum(ratio, 1.0)) - 1.0)


@dataclass(frozen=True)
class SphereProfile:
    """Displacement and stress along the radius of a sphere of several layers.

    An interface stands twice, once with the values of each side, because the hoop stress jumps there.

    Parameters
    ----------
    radius_nm : array
        Distances from the center in nm.
    displacement_nm : array
        Displacement outwards in nm.
    radial_stress_GPa, hoop_stress_GPa : array
        Stresses along and across the radius in GPa.
    interface_pressure_GPa : array
        Pressure at each interface from the inside to the outside in GPa.
    """

    radius_nm: FloatArray
    displacement_nm: FloatArray
    radial_stress_GPa: FloatArray
    hoop_stress_GPa: FloatArray
    interface_pressure_GPa: FloatArray


@takes(
    outer_radii_nm=POSITIVE.series,
    youngs_moduli_GPa=POSITIVE.series,
    poisson_ratios=POISSON.series,
    expansions=LINEAR_EXPANSION.series,
    points_per_layer=POINTS.single,
)
def layered_sphere(
    outer_radii_nm: FloatArray,
    youngs_moduli_GPa: FloatArray,
    poisson_ratios: FloatArray,
    expansions: FloatArray,
    points_per_layer: int = 50,
) -> SphereProfile:
    r"""Elastic stress in a sphere of bonded layers that expand differently: core, buffer, shell and so on.

    Parameters
    ----------
    outer_radii_nm : series of float
        Outer radius of each layer in nm from the core to the outside, each greater than 0 and above the one before.
    youngs_moduli_GPa : series of float
        Young's modulus of each layer in GPa, greater than 0.
    poisson_ratios : series of float
        Poisson's ratio of each layer, at least 0 and less than 0.5.
    expansions : series of float
        Relative change of length that each layer would show if it were free, from -0.1 to 0.1, where elasticity is
        linear (beyond, see void_fraction_needed and shell_collapse_pressure_GPa).
    points_per_layer : int
        Number of radii in each layer at which the result is given, a number that is whole and from 2 to 10000.

    Returns
    -------
    SphereProfile
        Displacement and stresses along the radius, and the pressure at each interface.

    Raises
    ------
    ValueError
        If an argument is outside its range, the series differ in length, or the radii do not grow.

    Notes
    -----
    In each layer the equilibrium of forces is solved by

    .. math::
        u = A r + \frac{B}{r^2}, \qquad
        \sigma_r = 3 K (A - e) - \frac{4 G B}{r^3}, \qquad
        \sigma_\theta = 3 K (A - e) + \frac{2 G B}{r^3}

    with :math:`B = 0` in the core. Displacement and radial stress are continuous, the outer surface is free: these are
    as many linear equations as unknowns.

    References
    ----------
    S. P. Timoshenko and J. N. Goodier, Theory of Elasticity, 3rd ed., McGraw-Hill 1970, section 136.

    Examples
    --------
    >>> sphere = layered_sphere([50.0, 55.0, 75.0], [55.0, 1.0, 100.0], [0.25, 0.4, 0.25], [0.01, 0.0, 0.0])
    >>> sphere.interface_pressure_GPa.round(3)
    array([0.138, 0.128])
    """
    count = outer_radii_nm.size
    for name, values in (
        ("youngs_moduli_GPa", youngs_moduli_GPa),
        ("poisson_ratios", poisson_ratios),
        ("expansions", expansions),
    ):
        if values.size != count:
            raise ValueError(f"{name} has {values.size} values; it must have one for each of the {count} layers")
    growing = np.diff(outer_radii_nm) > 0
    if not growing.all():
        wrong = outer_radii_nm[1:][~growing][0]
        raise ValueError(f"outer_radii_nm holds {wrong:g} after a radius as large; it must grow from layer to layer")
    bulk, shear = (np.asarray(f(youngs_moduli_GPa, poisson_ratios)) for f in (bulk_modulus_GPa, shear_modulus_GPa))

    # Unknowns: stretch A of each layer, then B divided by the cube of the outer radius of the layer.
    equations, right = np.zeros((2 * count, 2 * count)), np.zeros(2 * count)
    equations[0, count] = 1.0  # the core has no B
    for layer in range(count):
        row = 2 * layer + 1
        equations[row, [layer, count + layer]] = 3.0 * bulk[layer], -4.0 * shear[layer]
        right[row] = 3.0 * bulk[layer] * expansions[layer]
        if layer + 1 < count:
            outer, cubed = layer + 1, (outer_radii_nm[layer + 1] / outer_radii_nm[layer]) ** 3
            equations[row, [outer, count + outer]] = -3.0 * bulk[outer], 4.0 * shear[outer] * cubed
            right[row] -= 3.0 * bulk[outer] * expansions[outer]
            equations[row + 1, [layer, count + layer, outer, count + outer]] = 1.0, 1.0, -1.0, -cubed
    solution = np.linalg.solve(equations, right)
    solution[count] = 0.0  # exactly, or the rounding error would grow without limit towards the center

    inner_radii = np.concatenate([[0.0], outer_radii_nm[:-1]])
    radius = np.linspace(inner_radii, outer_radii_nm, points_per_layer, axis=1)
    stretch, part = solution[:count, None], solution[count:, None]
    # At the center of the core 0/0 would arise, though there the term is absent.
    scaled = np.divide(outer_radii_nm[:, None], radius, out=np.zeros_like(radius), where=radius > 0) ** 3 * part
    uniform = 3.0 * bulk[:, None] * (stretch - expansions[:, None])
    radial = uniform - 4.0 * shear[:, None] * scaled
    return SphereProfile(
        radius_nm=radius.ravel(),
        displacement_nm=(radius * (stretch + scaled)).ravel(),
        radial_stress_GPa=radial.ravel(),
        hoop_stress_GPa=(uniform + 2.0 * shear[:, None] * scaled).ravel(),
        interface_pressure_GPa=-radial[:-1, -1],
    )


def _require_a_wall(inner_radius_nm: Numbers, outer_radius_nm: Numbers) -> None:
    inner, outer = np.broadcast_arrays(inner_radius_nm, outer_radius_nm)
    if (outer <= inner).any():
        wrong, limit = (part[outer <= inner].flat[0] for part in (outer, inner))
        raise ValueError(f"outer_radius_nm is {wrong:g}; it must be above the inner radius of {limit:g} nm")


@takes(shell_strength_GPa=POSITIVE, inner_radius_nm=POSITIVE, outer_radius_nm=POSITIVE)
def shell_yield_pressure_GPa(
    shell_strength_GPa: Numbers, inner_radius_nm: Numbers, outer_radius_nm: Numbers
) -> Numbers:
    r"""Inner pressure at which a spherical shell begins to yield, at its inner surface.

    Parameters
    ----------
    shell_strength_GPa : float or array
        Yield strength of the shell in GPa, greater than 0.
    inner_radius_nm, outer_radius_nm : float or array
        Radii of the shell in nm, greater than 0; the outer one must be the larger.

    Returns
    -------
    float or array
        Pressure in GPa.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the shell has no wall.

    Notes
    -----
    .. math:: p = \frac{2 Y}{3} \left( 1 - \frac{a^3}{b^3} \right)

    The difference of the stresses along and across the radius reaches the strength :math:`Y`. However thick the
    shell, it yields at two thirds of its strength.

    References
    ----------
    R. Hill, The Mathematical Theory of Plasticity, Oxford University Press 1950, chapter 5.

    Examples
    --------
    >>> round(shell_yield_pressure_GPa(1.0, 50.0, 70.0), 3)
    0.424
    """
    _require_a_wall(inner_radius_nm, outer_radius_nm)
    wall = np.log1p((outer_radius_nm - inner_radius_nm) / inner_radius_nm)
    return -2.0 / 3.0 * shell_strength_GPa * np.expm1(-3.0 * wall)


@takes(shell_strength_GPa=POSITIVE, inner_radius_nm=POSITIVE, outer_radius_nm=POSITIVE)
def shell_collapse_pressure_GPa(
    shell_strength_GPa: Numbers, inner_radius_nm: Numbers, outer_radius_nm: Numbers
) -> Numbers:
    r"""Largest inner pressure that a ductile spherical shell can hold: it then yields through and through.

    Parameters
    ----------
    shell_strength_GPa : float or array
        Yield strength of the shell in GPa, greater than 0.
    inner_radius_nm, outer_radius_nm : float or array
        Radii of the shell in nm, greater than 0; the outer one must be the larger. For a large expansion take the
        radii that the shell has by then.

    Returns
    -------
    float or array
        Pressure in GPa.

    Raises
    ------
    ValueError
        If an argument is outside its range, or if the shell has no wall.

    Notes
    -----
    .. math:: p = 2 Y \ln \frac{b}{a}

    Without hardening. It does not depend on any elastic constant nor on the expansion, so that it remains true where
    linear elasticity fails. A brittle shell breaks earlier.

    References
    ----------
    R. Hill, The Mathematical Theory of Plasticity, Oxford University Press 1950, chapter 5.

    Examples
    --------
    >>> round(shell_collapse_pressure_GPa(1.0, 50.0, 70.0), 3)
    0.673
    """
    _require_a_wall(inner_radius_nm, outer_radius_nm)
    return 2.0 * shell_strength_GPa * np.log1p((outer_radius_nm - inner_radius_nm) / inner_radius_nm)


@takes(
    active_thickness_nm=POSITIVE,
    active_modulus_GPa=POSITIVE,
    buffer_thickness_nm=NON_NEGATIVE,
    buffer_modulus_GPa=POSITIVE,
)
def buffer_stress_factor(
    active_thickness_nm: Numbers,
    active_modulus_GPa: Numbers,
    buffer_thickness_nm: Numbers,
    buffer_modulus_GPa: Numbers,
) -> Numbers:
    r"""By which factor a compliant layer lowers the stress of an expanding layer between rigid walls.

    Parameters
    ----------
    active_thickness_nm : float or array
        Thickness of the expanding layer in nm, greater than 0.
    active_modulus_GPa, buffer_modulus_GPa : float or array
        Stress per strain of each layer along the normal in GPa, greater than 0: Young's modulus if the layers may
        widen, the larger modulus of confined compression if they may not.
    buffer_thickness_nm : float or array
        Thickness of the buffer layer in nm, at least 0.

    Returns
    -------
    float or array
        Stress with the buffer divided by stress without it: 1 without a buffer, near 0 with a thick or soft one.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    Two springs in series share one stress, and their strains make up for the expansion:

    .. math:: \frac{\sigma}{\sigma_0} = \frac{1}{1 + \dfrac{h_b M_a}{h_a M_b}}

    A buffer must be soft or thick compared with what expands. A single layer of graphene (0.34 nm, 36 GPa across
    its plane) is neither. For spheres see :func:`layered_sphere`.

    References
    ----------
    S. P. Timoshenko and J. N. Goodier, Theory of Elasticity, 3rd ed., McGraw-Hill 1970, section 6.

    Examples
    --------
    >>> round(buffer_stress_factor(50.0, 55.0, 0.34, 36.0), 3)
    0.99
    >>> round(buffer_stress_factor(50.0, 55.0, 5.0, 1.0), 3)
    0.154
    """
    return 1.0 / (1.0 + (buffer_thickness_nm / active_thickness_nm) * (active_modulus_GPa / buffer_modulus_GPa))


@takes(pressure_GPa=FINITE, volume_change=GREATER_THAN_MINUS_ONE, thickness_nm=POSITIVE)
def expansion_work_J_per_m2(pressure_GPa: Numbers, volume_change: Numbers, thickness_nm: Numbers) -> Numbers:
    r"""Work of a layer that expands against a constant pressure, per area of the layer.

    Parameters
    ----------
    pressure_GPa : float or array
        Pressure that resists in GPa, of any sign.
    volume_change : float or array
        Relative volume change of the layer, greater than -1.
    thickness_nm : float or array
        Thickness of the layer before the expansion in nm, greater than 0.

    Returns
    -------
    float or array
        Work per area in J/m2. A strain energy divided by it is the share of the work that the strain can absorb.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: W = p x h

    References
    ----------
    R. Hill, The Mathematical Theory of Plasticity, Oxford University Press 1950, chapter 2.

    Examples
    --------
    0.34 J/m2 is said to be 16 % of such a work. For a layer of 10 nm that expands by 10 %, the pressure would be

    >>> round(0.34 / 0.16 / expansion_work_J_per_m2(1.0, 0.1, 10.0), 1)
    2.1

    GPa; for one of 1000 nm it would be a hundred times smaller.
    """
    return pressure_GPa * volume_change * thickness_nm * J_PER_M2_IN_GPA_NM


@takes(stress_GPa=FINITE, size_nm=POSITIVE, youngs_modulus_GPa=POSITIVE, geometry_factor=POSITIVE)
def energy_release_rate_J_per_m2(
    stress_GPa: Numbers, size_nm: Numbers, youngs_modulus_GPa: Numbers, geometry_factor: Numbers
) -> Numbers:
    r"""Elastic energy that a growing crack sets free per area of new crack.

    Parameters
    ----------
    stress_GPa : float or array
        Stress that opens the crack in GPa, of any sign; only tension opens it.
    size_nm : float or array
        Length of the crack, or thickness of the film or particle that the crack crosses, in nm, greater than 0.
    youngs_modulus_GPa : float or array
        Young's modulus in GPa, greater than 0; in a thick body and for the films below that of plane strain,
        E / (1 - nu squared).
    geometry_factor : float or array
        Number of the geometry, greater than 0. Pi for a crack inside a large body, whose half length is the size;
        3.951 for a crack from the surface through a film, 1.976 for one that runs along the film, 0.5 for a film that
        peels off (film and substrate equally stiff). There is no default.

    Returns
    -------
    float or array
        Energy release rate in J/m2.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \mathcal{G} = Z \frac{\sigma^2 h}{E}

    The crack grows if this exceeds the fracture energy. The same stress is harmless in a small enough body.

    References
    ----------
    A. A. Griffith, The phenomena of rupture and flow in solids, Philosophical Transactions of the Royal Society A
    221 (1921) 163.

    J. W. Hutchinson and Z. Suo, Mixed mode cracking in layered materials, Advances in Applied Mechanics 29 (1992) 63.

    Examples
    --------
    >>> round(energy_release_rate_J_per_m2(1.0, 250.0, 80.0, 1.976), 2)
    6.17
    """
    return geometry_factor * stress_GPa * (stress_GPa / youngs_modulus_GPa) * size_nm * J_PER_M2_IN_GPA_NM


@takes(fracture_energy_J_per_m2=POSITIVE, stress_GPa=POSITIVE, youngs_modulus_GPa=POSITIVE, geometry_factor=POSITIVE)
def critical_size_nm(
    fracture_energy_J_per_m2: Numbers, stress_GPa: Numbers, youngs_modulus_GPa: Numbers, geometry_factor: Numbers
) -> Numbers:
    r"""Size of a crack, film or particle below which a given tension cannot break it.

    Parameters
    ----------
    fracture_energy_J_per_m2 : float or array
        Energy to make a unit area of crack in J/m2, greater than 0.
    stress_GPa : float or array
        Tension in GPa, greater than 0.
    youngs_modulus_GPa : float or array
        Young's modulus in GPa, greater than 0; in a thick body or a film that of plane strain, E / (1 - nu squared).
    geometry_factor : float or array
        Number of the geometry, greater than 0; see :func:`energy_release_rate_J_per_m2`.

    Returns
    -------
    float or array
        Critical size in nm.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: h_c = \frac{\Gamma E}{Z \sigma^2}

    If the material yields, its yield strength is the largest stress to put in.

    References
    ----------
    J. W. Hutchinson and Z. Suo, Mixed mode cracking in layered materials, Advances in Applied Mechanics 29 (1992) 63.

    M. Pharr, Z. Suo and J. J. Vlassak, Measurements of the fracture energy of lithiated silicon electrodes of Li-ion
    batteries, Nano Letters 13 (2013) 5570.

    Examples
    --------
    A film of lithiated silicon, fracture energy 8.5 J/m2, tension 1 GPa, modulus 80 GPa (the last two illustrative):

    >>> round(critical_size_nm(8.5, 1.0, 80.0, 1.976))
    344
    """
    size_m = fracture_energy_J_per_m2 / (geometry_factor * stress_GPa * PA_IN_GPA) * (youngs_modulus_GPa / stress_GPa)
    return size_m * NM_IN_M


@takes(toughness_MPa_sqrt_m=POSITIVE, youngs_modulus_GPa=POSITIVE)
def fracture_energy_from_toughness_J_per_m2(toughness_MPa_sqrt_m: Numbers, youngs_modulus_GPa: Numbers) -> Numbers:
    r"""Fracture energy from the fracture toughness that tables list.

    Parameters
    ----------
    toughness_MPa_sqrt_m : float or array
        Fracture toughness in MPa times square root of meter, greater than 0.
    youngs_modulus_GPa : float or array
        Young's modulus in GPa, greater than 0; in a thick body that of plane strain, E / (1 - nu squared).

    Returns
    -------
    float or array
        Fracture energy in J/m2.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    .. math:: \Gamma = \frac{K_{Ic}^2}{E}

    References
    ----------
    J. W. Hutchinson and Z. Suo, Mixed mode cracking in layered materials, Advances in Applied Mechanics 29 (1992) 63.

    Examples
    --------
    Soda-lime glass, 0.75 MPa m^0.5 and 70 GPa:

    >>> round(fracture_energy_from_toughness_J_per_m2(0.75, 70.0), 1)
    8.0
    """
    return (toughness_MPa_sqrt_m * PA_IN_MPA) ** 2 / (youngs_modulus_GPa * PA_IN_GPA)
