"""Junctions compared with textbooks, with other programs (DEVSIM, mpmath, scipy's solve_bvp) and with laws.

Textbook examples use constants rounded to two or three digits, such as e = 1.6e-19 C and kT/e = 0.0259 V; the tolerance
is then half a percent to one percent. Everything computed here with other means agrees to many more digits. Values in SI
are small: ``abs=0`` stands beside each relative tolerance, because approx otherwise accepts any error below 1e-12.
"""

from __future__ import annotations

import dataclasses
import itertools

import devsim_openblas
import mpmath
import numpy as np
import pint
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import constants, integrate

from heterostructures.physics.bands import (
    Metal,
    Semiconductor,
    carrier_densities,
    contact_potential_V,
    work_function_eV,
)
from heterostructures.physics.equilibrium import Layer, equilibrium_profile
from heterostructures.physics.junctions import (
    bending_in_kT,
    bulk_debye_length_nm,
    contact_behavior,
    debye_length_nm,
    depletion_width_nm,
    equilibrium_split,
    high_low_drop_V,
    ideal_diode_current_A_per_cm2,
    image_force_lowering_eV,
    image_force_maximum_nm,
    isotype_junction,
    junction_kind,
    left_share_of_drop,
    long_diode_saturation_current_A_per_cm2,
    metal_bridge,
    p_n_junction,
    p_n_profile,
    pinned_barrier_eV,
    richardson_constant_A_per_cm2_per_K2,
    schottky_barrier_eV,
    schottky_contact,
    schottky_profile,
    sheet_charge_C_per_cm2,
    strong_inversion_bending_V,
    ternary_stack,
    thermionic_contact_resistance_ohm_cm2,
    thermionic_emission_current_A_per_cm2,
    thick_junction_profile,
    transferred_electrons_per_cm2,
)

devsim_openblas.configure()
import devsim  # noqa: E402  (only after the line above it finds its linear algebra)

UNITS = pint.UnitRegistry()
VT = constants.k * 300 / constants.e
# Silicon with the intrinsic density 1.5e10 that older textbooks use: N_C N_V exp(-E_g / kT) = 2.25e20.
GAP_OF_OLD_SILICON = VT * np.log(2.8e19 * 1.04e19 / 1.5e10**2)
OLD_SILICON = Semiconductor("Si", GAP_OF_OLD_SILICON, 4.01, 11.7, 1e16, 2.8e19, 1.04e19)
SILICON = Semiconductor("Si", 1.12, 4.05, 11.7, 1e16, 2.8e19, 1.04e19)
P_GALLIUM_ARSENIDE = Semiconductor("GaAs", 1.424, 4.07, 13.1, -1e17, 4.7e17, 9.0e18)
N_MIXED = Semiconductor("Al0.3Ga0.7As", 1.80, 3.74, 12.05, 5e16, 6.5e17, 1.1e19)
# Battery sulfides and oxides: illustrative values.
N_MOS2 = Semiconductor("MoS2", 1.3, 4.0, 7.0, 1e17)
N_SNS2 = Semiconductor("SnS2", 2.2, 4.3, 10.0, 1e17)
P_SNS = Semiconductor("SnS", 1.1, 4.0, 15.0, -1e18)
N_SNO2 = Semiconductor("SnO2", 3.6, 4.5, 12.0, 1e18)
P_NIO = Semiconductor("NiO", 3.6, 1.5, 11.9, -1e17)
P_CU2S = Semiconductor("Cu2S", 1.2, 3.7, 9.0, -5e18)
TUNGSTEN, GOLD, ALUMINIUM, MAGNESIUM = Metal("W", 4.55), Metal("Au", 5.1), Metal("Al", 4.28), Metal("Mg", 3.66)

magnitudes = st.floats(1e14, 1e19)


def semiconductors(sign: int | None = None) -> st.SearchStrategy[Semiconductor]:
    doping = magnitudes.map(lambda n: n * sign) if sign else magnitudes.flatmap(lambda n: st.sampled_from([n, -n]))
    return st.builds(
        Semiconductor,
        name=st.just("any"),
        gap_eV=st.floats(0.6, 3.5),
        electron_affinity_eV=st.floats(3.0, 5.0),
        relative_permittivity=st.floats(3.0, 50.0),
        net_doping_per_cm3=doping,
    )


temperatures = st.floats(200.0, 600.0)
few = settings(deadline=None, max_examples=30)


def doped(material: Semiconductor, net_doping_per_cm3: float) -> Semiconductor:
    return dataclasses.replace(material, net_doping_per_cm3=net_doping_per_cm3)


# ---------------------------------------------------------------- oracles

MESH_NAMES = itertools.count()


def devsim_stack(layers: list[tuple[Semiconductor, float]], finest_nm: float = 0.05):
    """Solve the nonlinear Poisson equation of a stack in equilibrium with DEVSIM, with expressions written here.

    Returns for each layer positions in nm, potentials in V and displacements in C/m2 in the middles between them. The
    potential is 0 at the left end and the work function difference at the right end.
    """
    device = f"stack{next(MESH_NAMES)}"
    ends_cm = np.concatenate([[0.0], np.cumsum([thickness for _, thickness in layers])]) * 1e-7
    devsim.create_1d_mesh(mesh=device)
    for number, end in enumerate(ends_cm):
        devsim.add_1d_mesh_line(mesh=device, pos=end, ps=finest_nm * 1e-7, tag=f"end{number}")
    for start, end in itertools.pairwise(ends_cm):
        devsim.add_1d_mesh_line(mesh=device, pos=(start + end) / 2, ps=(end - start) / 100, tag="")
    for number in range(len(layers)):
        devsim.add_1d_region(
            mesh=device, material="any", region=f"layer{number}", tag1=f"end{number}", tag2=f"end{number + 1}"
        )
    for name, tag in (("left", 0), ("right", len(layers))):
        devsim.add_1d_contact(mesh=device, name=name, tag=f"end{tag}", material="metal")
    for number in range(1, len(layers)):
        devsim.add_1d_interface(mesh=device, name=f"interface{number}", tag=f"end{number}")
    devsim.finalize_mesh(mesh=device)
    devsim.create_device(mesh=device, device=device)
    first_work = work_function_eV(layers[0][0])
    bulks = [first_work - work_function_eV(material) for material, _ in layers]
    for number, (material, _) in enumerate(layers):
        region = {"device": device, "region": f"layer{number}"}
        bulk = carrier_densities(material)
        permittivity = material.relative_permittivity * constants.epsilon_0 * 1e-2  # F/cm
        electrons = f"{bulk.electrons_per_cm3!r}*exp((Potential-({bulks[number]!r}))/{VT!r})"
        holes = f"{bulk.holes_per_cm3!r}*exp(-(Potential-({bulks[number]!r}))/{VT!r})"
        devsim.node_solution(**region, name="Potential")
        devsim.edge_from_node_model(**region, node_model="Potential")
        size = len(devsim.get_node_model_values(**region, name="x"))
        devsim.set_node_values(**region, name="Potential", values=[bulks[number]] * size)
        e = repr(constants.e)
        devsim.node_model(
            **region, name="Charge", equation=f"-{e}*({holes}-{electrons}+({material.net_doping_per_cm3!r}))"
        )
        devsim.node_model(**region, name="Charge:Potential", equation=f"{e}/{VT!r}*({holes}+{electrons})")
        flux = f"{permittivity!r}*(Potential@n0-Potential@n1)*EdgeInverseLength"
        devsim.edge_model(**region, name="Flux", equation=flux)
        devsim.edge_model(**region, name="Flux:Potential@n0", equation=f"{permittivity!r}*EdgeInverseLength")
        devsim.edge_model(**region, name="Flux:Potential@n1", equation=f"-{permittivity!r}*EdgeInverseLength")
        devsim.equation(
            **region,
            name="Poisson",
            variable_name="Potential",
            node_model="Charge",
            edge_model="Flux",
            variable_update="log_damp",
        )
    for number in range(1, len(layers)):
        interface = {"device": device, "interface": f"interface{number}"}
        devsim.interface_model(**interface, name="same", equation="Potential@r0-Potential@r1")
        devsim.interface_model(**interface, name="same:Potential@r0", equation="1")
        devsim.interface_model(**interface, name="same:Potential@r1", equation="-1")
        devsim.interface_equation(**interface, name="Poisson", interface_model="same", type="continuous")
    for name, potential in (("left", bulks[0]), ("right", bulks[-1])):
        devsim.contact_node_model(device=device, contact=name, name=f"{name}bc", equation=f"Potential-({potential!r})")
        devsim.contact_node_model(device=device, contact=name, name=f"{name}bc:Potential", equation="1")
        devsim.contact_equation(
            device=device, contact=name, name="Poisson", node_model=f"{name}bc", edge_current_model=""
        )
    try:
        devsim.solve(type="dc", absolute_error=1e-10, relative_error=1e-6, maximum_iterations=100)
        result = []
        for number in range(len(layers)):
            region = {"device": device, "region": f"layer{number}"}
            positions = np.array(devsim.get_node_model_values(**region, name="x")) * 1e7
            potentials = np.array(devsim.get_node_model_values(**region, name="Potential"))
            displacements = np.array(devsim.get_edge_model_values(**region, name="Flux")) * 1e4
            result.append((positions, potentials, displacements))
        return result
    finally:  # a device left behind would be solved along with the next one
        devsim.delete_device(device=device)
        devsim.delete_mesh(mesh=device)


def displacement_at_interface(left, right) -> float:
    """Extrapolate DEVSIM's displacements, known in the middles of the steps, to the interface from both sides."""
    found = []
    for (positions, _, displacements), interface in ((left, -1), (right, 0)):
        middles = (positions[1:] + positions[:-1]) / 2
        near = slice(-4, None) if interface == -1 else slice(None, 4)
        line = np.polynomial.Polynomial.fit(middles[near], displacements[near], 2)
        found.append(line(positions[interface]))
    assert found[0] == pytest.approx(found[1], rel=1e-3, abs=0)
    return float(np.mean(found))


def exact_split_with_many_digits(left: Semiconductor, right: Semiconductor) -> tuple[float, float]:
    """Left drop and size of the displacement at 300 K by bisection with 150 digits, from the bulk up."""
    with mpmath.workdps(150):
        k, e = mpmath.mpf("1.380649e-23"), mpmath.mpf("1.602176634e-19")
        vt = k * 300 / e

        def bulk(m: Semiconductor):
            band = [mpmath.mpf(m.conduction_density_300K_per_cm3), mpmath.mpf(m.valence_density_300K_per_cm3)]
            intrinsic = mpmath.sqrt(band[0] * band[1]) * mpmath.exp(-mpmath.mpf(m.gap_eV) / (2 * vt))
            doping = mpmath.mpf(m.net_doping_per_cm3)
            root = mpmath.sqrt(doping**2 / 4 + intrinsic**2)
            electrons = root + doping / 2
            holes = root - doping / 2
            work = mpmath.mpf(m.electron_affinity_eV) + vt * mpmath.log(band[0] / electrons)
            return electrons * 10**6, holes * 10**6, work, mpmath.mpf(m.relative_permittivity) * constants.epsilon_0

        def square(side, u):
            electrons, holes, _, permittivity = side
            pressure = electrons * (mpmath.exp(u) - 1 - u) + holes * (mpmath.exp(-u) - 1 + u)
            return 2 * permittivity * k * 300 * pressure

        sides = bulk(left), bulk(right)
        total = (sides[0][2] - sides[1][2]) / vt
        low, high = mpmath.mpf(0), mpmath.mpf(1)
        for _ in range(180):
            middle = (low + high) / 2
            if square(sides[0], total * middle) < square(sides[1], -total * (1 - middle)):
                low = middle
            else:
                high = middle
        return float(total * low * vt), float(mpmath.sqrt(square(sides[0], total * low)))


# ---------------------------------------------------------------- lengths and yardsticks


def test_the_debye_length_of_silicon_is_the_textbook_one():
    # Sze and Ng, section 2.2: about 41 nm at 1e16 per cm3. By hand: 11.7 * 8.854e-12 * 0.025852 / (1.6022e-19 * 1e22)
    # = 1.6716e-15 m2, whose root is 40.88 nm.
    assert debye_length_nm(11.7, 1e16) == pytest.approx(40.88, rel=1e-3, abs=0)


def test_the_debye_length_agrees_with_an_independent_unit_library():
    # A published program mixes k in eV/K with e2 in C2 here and gets meters instead of nanometers.
    with_units = np.sqrt(
        15
        * UNITS.vacuum_permittivity
        * UNITS.boltzmann_constant
        * 350
        * UNITS.kelvin
        / (UNITS.elementary_charge**2 * 2e18 / UNITS.centimeter**3)
    )
    assert debye_length_nm(15, 2e18, 350) == pytest.approx(with_units.to("nm").magnitude, rel=1e-8, abs=0)


def test_the_debye_length_is_the_same_computed_in_meters():
    meters = np.sqrt(11.7 * constants.epsilon_0 * constants.k * 300 / (constants.e**2 * 1e22))
    assert debye_length_nm(11.7, 1e16) * 1e-9 == pytest.approx(meters, rel=1e-12, abs=0)


def test_the_debye_length_of_intrinsic_material_counts_both_carriers():
    # n + p = 2 n_i = 3.0e10 per cm3.
    assert bulk_debye_length_nm(doped(OLD_SILICON, 0.0)) == pytest.approx(
        debye_length_nm(11.7, 3.0e10), rel=1e-10, abs=0
    )


def test_the_debye_length_is_the_decay_length_of_a_small_bending():
    # The exact profile of a weak junction: slope of ln(bending) against the position, far below kT.
    other = dataclasses.replace(SILICON, electron_affinity_eV=4.052)
    profile = thick_junction_profile(other, SILICON, points_per_side=101)
    right = slice(101, 201)
    bending = profile.potential_V[right] - contact_potential_V(other, SILICON)
    slope = np.polyfit(profile.position_nm[right][50:], np.log(np.abs(bending[50:])), 1)[0]
    assert -1 / slope == pytest.approx(debye_length_nm(11.7, 1e16), rel=1e-3, abs=0)


def test_the_depletion_width_agrees_with_an_independent_unit_library():
    with_units = np.sqrt(
        2 * 12.9 * UNITS.vacuum_permittivity * 0.9 * UNITS.volt / (UNITS.elementary_charge * 3e16 / UNITS.centimeter**3)
    )
    assert depletion_width_nm(12.9, 3e16, 0.9) == pytest.approx(with_units.to("nm").magnitude, rel=1e-8, abs=0)
    assert depletion_width_nm(12.9, 3e16, 0.9) * 1e-9 == pytest.approx(with_units.to("m").magnitude, rel=1e-8, abs=0)


def test_a_depletion_region_is_root_of_twice_the_bending_in_kT_times_the_debye_length():
    # What the documentation says against the rule of thumb that the Debye length limits the built-in field.
    ratio = depletion_width_nm(11.7, 1e16, 0.8) / debye_length_nm(11.7, 1e16)
    assert ratio == pytest.approx(np.sqrt(2 * bending_in_kT(0.8)), rel=1e-12, abs=0)
    assert ratio == pytest.approx(7.87, abs=0.01)


def test_the_bending_in_kT_has_no_sign():
    # 0.7 V / 25.852 mV = 27.08.
    assert bending_in_kT(-0.7, 300) == bending_in_kT(0.7, 300) == pytest.approx(27.08, abs=0.01)


def test_strong_inversion_of_silicon_begins_at_the_textbook_bending():
    # Twice kT/e ln(N / n_i): 2 * 0.025852 * ln(1e16 / 1.5e10) = 0.6934 V (Neamen, chapter 10: phi_F = 0.347 V).
    assert strong_inversion_bending_V(OLD_SILICON) == pytest.approx(0.6934, abs=2e-4)
    assert strong_inversion_bending_V(doped(OLD_SILICON, -1e16)) == pytest.approx(0.6934, abs=2e-4)
    assert strong_inversion_bending_V(doped(OLD_SILICON, 0.0)) == 0.0


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (P_SNS, N_SNO2, "p-n"),
        (N_MOS2, N_SNS2, "n-n"),
        (GOLD, P_SNS, "metal-p"),
        (doped(SILICON, 0.0), GOLD, "intrinsic-metal"),
    ],
)
def test_junctions_are_called_by_their_doping(left, right, kind):
    assert junction_kind(left, right) == kind


# ---------------------------------------------------------------- metal and semiconductor


def test_tungsten_on_silicon_is_the_textbook_contact():
    # D. A. Neamen, Semiconductor Physics and Devices, chapter 9, example on W / n-Si, 1e16 per cm3: barrier 0.54 V,
    # built-in potential 0.33 V, width 0.207 um, peak field 3.2e4 V/cm (V_bi rounded before use).
    contact = schottky_contact(TUNGSTEN, OLD_SILICON)
    assert contact.barrier_eV == pytest.approx(0.54, abs=1e-12)
    assert contact.built_in_potential_V == pytest.approx(0.334, abs=2e-3)
    assert contact.depletion_width_nm == pytest.approx(207, rel=0.01, abs=0)
    assert contact.peak_field_V_per_m == pytest.approx(3.2e6, rel=0.01, abs=0)


def test_a_contact_on_p_type_mirrors_one_on_n_type():
    # The same distances below the vacuum level, seen from the other band.
    n_type = Semiconductor("n", 1.0, 4.0, 10.0, 1e16, 2e19, 5e19)
    p_type = Semiconductor("p", 1.0, 4.0, 10.0, -1e16, 5e19, 2e19)
    on_n = schottky_contact(Metal("high", 4.7), n_type, bias_V=0.1)
    on_p = schottky_contact(Metal("low", 4.3), p_type, bias_V=0.1)
    for field in ("barrier_eV", "built_in_potential_V", "depletion_width_nm", "peak_field_V_per_m"):
        assert getattr(on_p, field) == pytest.approx(getattr(on_n, field), rel=1e-12, abs=0), field


@few
@given(semiconductors(), st.floats(2.0, 7.0), temperatures)
def test_barriers_for_electrons_and_holes_add_up_to_the_gap(material, work, temperature):
    metal = Metal("any", work)
    both = schottky_barrier_eV(metal, material) + schottky_barrier_eV(
        metal, doped(material, -material.net_doping_per_cm3)
    )
    assert both == pytest.approx(material.gap_eV, abs=1e-12)


@few
@given(semiconductors(), st.floats(2.0, 7.0), temperatures)
def test_a_contact_rectifies_if_the_majority_carriers_leave(material, work, temperature):
    # Electrons leave n-type material for the larger work function; holes leave p-type material for the smaller one.
    step = work - work_function_eV(material, temperature)
    if abs(step) > 1e-6:
        expected = "rectifying" if step * material.net_doping_per_cm3 > 0 else "ohmic"
        assert contact_behavior(Metal("any", work), material, temperature) == expected


@pytest.mark.parametrize(
    ("metal", "semiconductor", "message"),
    [
        (MAGNESIUM, SILICON, r"^metal is 'Mg' .* must be above 4\.255 eV: this contact is ohmic"),
        (GOLD, doped(SILICON, -1e16), r"^metal is 'Au' .* must be below 4\.990 eV: this contact is ohmic"),
        (GOLD, doped(SILICON, 0.0), r"^semiconductor is 'Si' without net doping; it must be n-type or p-type"),
    ],
)
def test_an_ohmic_contact_has_no_depletion_width_and_says_so(metal, semiconductor, message):
    with pytest.raises(ValueError, match=message):
        schottky_contact(metal, semiconductor)
    with pytest.raises(ValueError, match=message):
        schottky_profile(metal, semiconductor)


def test_a_barrier_that_is_too_low_is_refused_in_its_own_words():
    with pytest.raises(ValueError, match=r"barrier_eV is 0\.1; it must be above 0\.205 eV"):
        schottky_contact(GOLD, SILICON, barrier_eV=0.1)
    assert contact_behavior(GOLD, SILICON, barrier_eV=0.1) == "ohmic"


def test_forward_bias_stops_at_the_built_in_potential():
    with pytest.raises(ValueError, match=r"bias_V is 0\.9; it must be below the built-in potential of 0\.845 V"):
        schottky_contact(GOLD, SILICON, bias_V=np.array([0.0, 0.9]))


def test_pinning_goes_from_bardeen_to_schottky_and_mott():
    # Silicon with a neutrality level 0.3 eV above the valence band: fully pinned, the barrier is 1.12 - 0.3 = 0.82 eV
    # for every metal; for holes it is 0.3 eV.
    for metal in (ALUMINIUM, GOLD):
        assert pinned_barrier_eV(metal, SILICON, 1.0, 0.3) == pytest.approx(schottky_barrier_eV(metal, SILICON))
        assert pinned_barrier_eV(metal, SILICON, 0.0, 0.3) == pytest.approx(0.82)
        assert pinned_barrier_eV(metal, doped(SILICON, -1e16), 0.0, 0.3) == pytest.approx(0.3)
    # Sze and Ng, section 3.2: for silicon phi_n = 0.27 W - 0.52, so that the slope is 0.27.
    slope = pinned_barrier_eV(GOLD, SILICON, 0.27, 0.3) - pinned_barrier_eV(ALUMINIUM, SILICON, 0.27, 0.3)
    assert slope / (5.1 - 4.28) == pytest.approx(0.27)


def test_inverse_square_capacitance_is_linear_in_the_bias_with_the_slope_of_the_doping():
    bias = np.linspace(-5, 0.2, 14)
    contact = schottky_contact(TUNGSTEN, OLD_SILICON, bias)
    slope, intercept = np.polyfit(bias, np.asarray(contact.capacitance_F_per_cm2) ** -2, 1)
    permittivity = 11.7 * constants.epsilon_0 / 100  # F/cm
    assert -2 / (constants.e * permittivity * slope) == pytest.approx(1e16, rel=1e-9, abs=0)
    assert -intercept / slope == pytest.approx(contact.built_in_potential_V, rel=1e-9, abs=0)


def test_the_capacitance_is_the_derivative_of_the_charge():
    step = 1e-5
    low, high = (schottky_contact(TUNGSTEN, OLD_SILICON, b) for b in (-1 - step, -1 + step))
    derivative = (low.charge_C_per_cm2 - high.charge_C_per_cm2) / (2 * step)
    capacitance = schottky_contact(TUNGSTEN, OLD_SILICON, -1.0).capacitance_F_per_cm2
    assert capacitance == pytest.approx(derivative, rel=1e-8, abs=0)


def test_the_image_force_lowers_the_barrier_of_gallium_arsenide_as_in_the_textbook():
    # Neamen, chapter 9: GaAs with a field of 6.8e4 V/cm: 0.0273 V, maximum at 20 angstrom.
    assert image_force_lowering_eV(6.8e6, 13.1) == pytest.approx(0.0273, abs=5e-5)
    assert image_force_maximum_nm(6.8e6, 13.1) == pytest.approx(2.0, abs=0.05)


def test_the_image_force_is_the_maximum_of_the_potential_found_numerically():
    field, permittivity = 3e7, 6.0 * constants.epsilon_0
    x = np.linspace(0.05e-9, 20e-9, 400_001)
    energy = -constants.e / (16 * np.pi * permittivity * x) - field * x  # in eV
    assert image_force_lowering_eV(field, 6.0) == pytest.approx(-energy.max(), rel=1e-7, abs=0)
    assert image_force_maximum_nm(field, 6.0) * 1e-9 == pytest.approx(x[energy.argmax()], rel=1e-4, abs=0)


def test_the_richardson_constant_of_the_free_electron_is_the_published_one():
    # CODATA does not list it; the value printed in handbooks is 120.173 A/(cm2 K2).
    assert richardson_constant_A_per_cm2_per_K2(1.0) == pytest.approx(120.173, abs=1e-3)
    with_units = 4 * np.pi * UNITS.elementary_charge * 0.5 * UNITS.electron_mass
    with_units = with_units * UNITS.boltzmann_constant**2 / UNITS.planck_constant**3
    expected = with_units.to("A/cm**2/K**2").magnitude
    assert richardson_constant_A_per_cm2_per_K2(0.5) == pytest.approx(expected, rel=1e-6, abs=0)


def test_the_reverse_current_over_a_barrier_is_the_textbook_one():
    # Neamen, chapter 9: W on Si, barrier 0.67 V, A* = 114: J_0 = 114 * 300^2 * exp(-0.67 / 0.0259) = 5.98e-5 A/cm2.
    # With kT/e = 0.025852 V the exponent is 25.917, and J_0 = 5.70e-5.
    assert thermionic_emission_current_A_per_cm2(-1.0, 0.67, 114) == pytest.approx(-5.70e-5, rel=3e-3, abs=0)


def test_the_thermionic_current_is_the_flux_of_electrons_above_the_barrier():
    # Integrate e v_x over a Maxwell-Boltzmann distribution above the barrier, in momentum space: m / (2 pi^2 hbar^3)
    # per area of energy states, times the energy integral.
    kT = constants.k * 400
    barrier = 0.5 * constants.e
    prefactor = constants.m_e / (2 * np.pi**2 * constants.hbar**3) * constants.e * kT
    integral = integrate.quad(lambda x: np.exp(-x), barrier / kT, barrier / kT + 60, epsabs=0)[0] * kT
    expected = prefactor * integral / 1e4
    constant = richardson_constant_A_per_cm2_per_K2(1.0)
    assert thermionic_emission_current_A_per_cm2(-5.0, 0.5, constant, 400) == pytest.approx(-expected, rel=1e-8, abs=0)


@pytest.mark.parametrize("bias", [-1e-9, 1e-9, 0.3, 2.0, -100.0])
def test_the_thermionic_current_keeps_its_digits_from_tiny_to_huge_voltages(bias):
    with mpmath.workdps(50):
        vt = mpmath.mpf("1.380649e-23") * 300 / mpmath.mpf("1.602176634e-19")
        exact = 110 * 300**2 * mpmath.exp(-mpmath.mpf(0.67) / vt) * (mpmath.exp(mpmath.mpf(bias) / vt) - 1)
    assert thermionic_emission_current_A_per_cm2(bias, 0.67, 110) == pytest.approx(float(exact), rel=1e-11, abs=0)
    assert thermionic_emission_current_A_per_cm2(0.0, 0.67, 110) == 0.0


def test_the_contact_resistance_is_the_inverse_slope_of_the_current_at_zero():
    step = 1e-6
    currents = [thermionic_emission_current_A_per_cm2(b, 0.4, 110, 350) for b in (-step, step)]
    expected = 2 * step / (currents[1] - currents[0])
    assert thermionic_contact_resistance_ohm_cm2(0.4, 110, 350) == pytest.approx(expected, rel=1e-8, abs=0)


def test_the_saturation_current_of_a_silicon_diode_is_the_textbook_one():
    # Neamen, chapter 8: N_a = N_d = 1e16, n_i = 1.5e10, D_n = 25, D_p = 10 cm2/s, lifetimes 5e-7 s: 4.15e-11 A/cm2.
    minority = 1.5e10**2 / 1e16
    currents = [long_diode_saturation_current_A_per_cm2(minority, d, np.sqrt(d * 5e-7) * 1e4) for d in (25.0, 10.0)]
    assert sum(currents) == pytest.approx(4.15e-11, rel=5e-3, abs=0)
    # The same with a forward voltage of 0.65 V: 3.29 A/cm2 there with kT/e = 0.0259 V.
    with_rounded_kT = 0.0259 / VT * 300
    assert ideal_diode_current_A_per_cm2(0.65, 4.15e-11, 1.0, with_rounded_kT) == pytest.approx(3.29, rel=5e-3, abs=0)


@few
@given(st.floats(-0.5, 0.5), st.floats(1.0, 2.0), temperatures)
def test_the_diode_equation_is_inverted_by_a_logarithm(bias, ideality, temperature):
    current = ideal_diode_current_A_per_cm2(bias, 1.0, ideality, temperature)
    energy = constants.k * temperature / constants.e
    assert ideality * energy * np.log1p(current) == pytest.approx(bias, rel=1e-5, abs=1e-12)


@few
@given(semiconductors(), st.floats(3.0, 6.5), st.floats(-3.0, 0.0))
def test_a_schottky_profile_holds_gauss_law_and_the_barrier(material, work, bias):
    metal = Metal("any", work)
    assume(contact_behavior(metal, material) == "rectifying")
    contact = schottky_contact(metal, material, bias)
    profile = schottky_profile(material, metal, bias, points_per_side=40)
    charge = np.trapezoid(profile.charge_density_C_per_m3, profile.position_nm * 1e-9)
    assert charge == pytest.approx(
        profile.field_V_per_m[39] * material.relative_permittivity * constants.epsilon_0, rel=1e-9, abs=0
    )
    band = profile.conduction_band_eV if material.is_n_type else -profile.valence_band_eV
    metal_level = profile.conduction_band_eV[-1]  # energies are counted from the metal, the right-hand bulk
    assert metal_level == pytest.approx(0.0, abs=1e-12)
    assert band[39] == pytest.approx(contact.barrier_eV, abs=1e-9)


@pytest.mark.parametrize("semiconductor", [N_MOS2, P_SNS])
@pytest.mark.parametrize("barrier", [None, 0.7])
def test_a_schottky_profile_seen_from_behind_is_the_mirrored_one(semiconductor, barrier):
    metal = Metal("any", 4.6)
    here = schottky_profile(metal, semiconductor, -0.5, barrier_eV=barrier, points_per_side=10)
    there = schottky_profile(semiconductor, metal, -0.5, barrier_eV=barrier, points_per_side=10)
    assert there.position_nm[::-1] == pytest.approx(-here.position_nm, abs=1e-12)
    assert there.field_V_per_m[::-1] == pytest.approx(-here.field_V_per_m, rel=1e-12, abs=0)
    for name in ("potential_V", "vacuum_level_eV", "conduction_band_eV", "valence_band_eV"):
        difference = getattr(there, name)[::-1] - getattr(here, name)
        assert np.ptp(difference) < 1e-12, name  # only the zero of the scale differs


def test_a_given_barrier_stands_in_the_profile_and_needs_a_dipole():
    profile = schottky_profile(GOLD, SILICON, barrier_eV=0.8, points_per_side=10)
    assert profile.conduction_band_eV[10] - profile.conduction_band_eV[9] == pytest.approx(0.8)
    # Schottky and Mott would say 1.05 eV: the vacuum level jumps by the difference, downwards to the right.
    assert profile.vacuum_level_eV[10] - profile.vacuum_level_eV[9] == pytest.approx(0.8 - 1.05)
    assert profile.vacuum_level_eV[0] - profile.valence_band_eV[0] == pytest.approx(5.1)


def test_a_schottky_profile_needs_one_metal():
    with pytest.raises(ValueError, match="right is 'Au'; one of left and right must be a Metal"):
        schottky_profile(ALUMINIUM, GOLD)


# ---------------------------------------------------------------- p-n heterojunction


def test_a_silicon_p_n_junction_is_the_textbook_one():
    # Neamen, chapter 7: N_a = 1e16, N_d = 1e15, n_i = 1.5e10: V_bi = 0.635 V, x_n = 0.864 um, x_p = 0.086 um,
    # W = 0.951 um.
    junction = p_n_junction(doped(OLD_SILICON, -1e16), doped(OLD_SILICON, 1e15))
    assert junction.built_in_potential_V == pytest.approx(0.635, abs=2e-3)
    assert junction.left_width_nm == pytest.approx(86.4, rel=5e-3, abs=0)
    assert junction.right_width_nm == pytest.approx(864, rel=5e-3, abs=0)
    assert junction.width_nm == pytest.approx(951, rel=5e-3, abs=0)


def test_a_reverse_biased_silicon_junction_is_the_textbook_one():
    # The same at 5 V reverse: W = 2.83 um, C = 3.66e-9 F/cm2.
    junction = p_n_junction(doped(OLD_SILICON, -1e16), doped(OLD_SILICON, 1e15), bias_V=-5.0)
    assert junction.width_nm == pytest.approx(2830, rel=5e-3, abs=0)
    assert junction.capacitance_F_per_cm2 == pytest.approx(3.66e-9, rel=5e-3, abs=0)


def test_a_one_sided_silicon_junction_agrees_with_the_one_sided_formula():
    # By hand with n_i = 6.676e9: V_bi = 0.025852 ln(1e19 * 1e16 / 4.457e19) = 0.9138 V;
    # W = sqrt(2 * 1.03594e-10 F/m * 0.9138 / (1.60218e-19 * 1e22)) = 0.3438 um; E = e N W / eps = 5.317e6 V/m.
    junction = p_n_junction(doped(SILICON, -1e19), SILICON)
    assert junction.built_in_potential_V == pytest.approx(0.9138, abs=2e-4)
    assert junction.width_nm == pytest.approx(343.8, rel=1e-3, abs=0)
    assert abs(junction.left_peak_field_V_per_m) == pytest.approx(5.317e6, rel=1e-3, abs=0)


def test_the_p_n_heterojunction_agrees_with_formulas_carried_by_a_unit_library():
    # Textbook form: x_1 = sqrt(2 eps1 eps2 N2 V / (e N1 (eps1 N1 + eps2 N2))).
    junction = p_n_junction(P_GALLIUM_ARSENIDE, N_MIXED)
    n1, n2 = 1e17 / UNITS.centimeter**3, 5e16 / UNITS.centimeter**3
    e1, e2 = 13.1 * UNITS.vacuum_permittivity, 12.05 * UNITS.vacuum_permittivity
    volts = junction.built_in_potential_V * UNITS.volt
    x1 = np.sqrt(2 * e1 * e2 * n2 * volts / (UNITS.elementary_charge * n1 * (e1 * n1 + e2 * n2)))
    x2 = np.sqrt(2 * e1 * e2 * n1 * volts / (UNITS.elementary_charge * n2 * (e1 * n1 + e2 * n2)))
    capacitance = np.sqrt(UNITS.elementary_charge * n1 * n2 * e1 * e2 / (2 * (e1 * n1 + e2 * n2) * volts))
    assert junction.left_width_nm == pytest.approx(x1.to("nm").magnitude, rel=1e-8, abs=0)
    assert junction.right_width_nm * 1e-9 == pytest.approx(x2.to("m").magnitude, rel=1e-8, abs=0)
    assert junction.capacitance_F_per_cm2 == pytest.approx(capacitance.to("F/cm**2").magnitude, rel=1e-8, abs=0)
    assert abs(junction.left_peak_field_V_per_m) == pytest.approx(
        (UNITS.elementary_charge * n1 * x1 / e1).to("V/m").magnitude, rel=1e-8, abs=0
    )


@few
@given(semiconductors(-1), semiconductors(1), st.floats(-3.0, 0.0))
def test_the_p_n_junction_holds_its_laws(left, right, bias):
    assume(contact_potential_V(left, right) > 0.05)
    junction = p_n_junction(left, right, bias)
    assert junction.left_drop_V + junction.right_drop_V == pytest.approx(junction.drop_V, rel=1e-12, abs=0)
    assert junction.drop_V == pytest.approx(junction.built_in_potential_V - bias, rel=1e-12, abs=0)
    # As many acceptors as donors are uncovered.
    assert left.net_doping_per_cm3 * junction.left_width_nm == pytest.approx(
        -right.net_doping_per_cm3 * junction.right_width_nm, rel=1e-12, abs=0
    )
    # The displacement is continuous although the permittivity jumps: two published solvers fail here.
    assert junction.left_peak_field_V_per_m * left.relative_permittivity == pytest.approx(
        junction.right_peak_field_V_per_m * right.relative_permittivity, rel=1e-12, abs=0
    )
    # Each drop is the area of the triangle of its field.
    assert -junction.left_peak_field_V_per_m * junction.left_width_nm * 1e-9 / 2 == pytest.approx(
        junction.left_drop_V, rel=1e-12, abs=0
    )
    share = left_share_of_drop(
        left.relative_permittivity, -left.net_doping_per_cm3, right.relative_permittivity, right.net_doping_per_cm3
    )
    assert share == pytest.approx(junction.left_drop_V / junction.drop_V, rel=1e-12, abs=0)


@few
@given(semiconductors(-1), semiconductors(1), st.floats(-3.0, 0.04))
def test_n_p_is_the_mirror_image_of_p_n(p_side, n_side, bias):
    assume(contact_potential_V(p_side, n_side) > 0.05)
    here, there = p_n_junction(p_side, n_side, bias), p_n_junction(n_side, p_side, bias)
    assert there.drop_V == -here.drop_V
    assert (there.left_width_nm, there.right_width_nm) == pytest.approx((here.right_width_nm, here.left_width_nm))
    assert there.left_peak_field_V_per_m == pytest.approx(-here.right_peak_field_V_per_m)
    assert there.electrons_to_right_per_cm2 == pytest.approx(-here.electrons_to_right_per_cm2)
    assert there.capacitance_F_per_cm2 == pytest.approx(here.capacitance_F_per_cm2)


def test_varying_the_permittivity_alone_moves_the_split():
    # From Gauss's law by hand: with equal dopings the drops are as 1 to eps.
    base = Semiconductor("a", 1.0, 4.0, 10.0, -1e17)
    for permittivity in (5.0, 10.0, 20.0):
        other = Semiconductor("b", 1.0, 4.0, permittivity, 1e17)
        junction = p_n_junction(base, other)
        assert junction.left_drop_V / junction.right_drop_V == pytest.approx(permittivity / 10.0, rel=1e-12, abs=0)
        assert junction.left_width_nm == pytest.approx(junction.right_width_nm, rel=1e-12, abs=0)


def test_forward_bias_narrows_and_reverse_bias_widens_the_junction():
    bias = np.array([-5.0, -1.0, 0.0, 0.5, 1.0, 1.5])
    junction = p_n_junction(P_GALLIUM_ARSENIDE, N_MIXED, bias)
    assert (np.diff(junction.width_nm) < 0).all()
    assert (np.diff(junction.capacitance_F_per_cm2) > 0).all()
    slope = np.polyfit(bias, np.asarray(junction.capacitance_F_per_cm2) ** -2, 1)[0]
    eps = constants.epsilon_0 / 100
    reduced = 1 / (13.1 * eps * 1e17) + 1 / (12.05 * eps * 5e16)
    assert slope == pytest.approx(-2 / constants.e * reduced, rel=1e-9, abs=0)


def test_the_bias_must_stay_below_the_built_in_potential():
    for pair in ((P_GALLIUM_ARSENIDE, N_MIXED), (N_MIXED, P_GALLIUM_ARSENIDE)):
        with pytest.raises(ValueError, match=r"bias_V is 1\.6; it must be below the built-in potential of 1\.57 V"):
            p_n_junction(*pair, bias_V=1.6)


def test_junctions_that_are_not_p_n_are_refused():
    with pytest.raises(ValueError, match="right is 'SnS2', n-type like 'MoS2' on the left; one side must be p-type"):
        p_n_junction(N_MOS2, N_SNS2)
    with pytest.raises(ValueError, match="right is 'Si' without net doping"):
        p_n_junction(P_SNS, doped(SILICON, 0.0))
    # p-GaSb on n-InAs: the electrons of the acceptors flow into the conduction band of the other side.
    antimonide = Semiconductor("GaSb", 0.726, 4.06, 15.7, -1e16, 2.1e17, 1.8e19)
    arsenide = Semiconductor("InAs", 0.354, 4.90, 15.15, 1e16, 8.7e16, 6.6e18)
    with pytest.raises(ValueError, match="both sides accumulate carriers and have no depletion width"):
        p_n_junction(antimonide, arsenide)
    split = equilibrium_split(antimonide, arsenide)
    assert (split.left_state, split.right_state) == ("accumulation", "accumulation")


@few
@given(semiconductors(-1), semiconductors(1), st.floats(-2.0, 0.04), st.integers(4, 60), st.booleans())
def test_a_p_n_profile_is_neutral_and_its_field_is_the_slope_of_the_potential(p_side, n_side, bias, points, turned):
    assume(contact_potential_V(p_side, n_side) > 0.05)
    left, right = (n_side, p_side) if turned else (p_side, n_side)
    junction = p_n_junction(left, right, bias)
    profile = p_n_profile(left, right, bias, points_per_side=points)
    x = profile.position_nm * 1e-9
    assert len(x) == 2 * points
    assert (np.diff(x) >= 0).all()
    assert x[points - 1] == x[points] == 0.0
    charge = np.trapezoid(profile.charge_density_C_per_m3, x)
    assert abs(charge) < 1e-9 * abs(junction.displacement_C_per_m2)
    # The field is linear between the positions: the trapezoidal rule is exact.
    drop = -np.trapezoid(profile.field_V_per_m, x)
    assert drop == pytest.approx(junction.drop_V, rel=1e-9, abs=0)
    assert profile.potential_V[-1] - profile.potential_V[0] == pytest.approx(junction.drop_V, rel=1e-12, abs=0)
    assert profile.potential_V[points - 1] == pytest.approx(profile.potential_V[points], rel=1e-9, abs=0)
    assert profile.conduction_band_eV - profile.valence_band_eV == pytest.approx(
        np.repeat([left.gap_eV, right.gap_eV], points), abs=1e-9
    )
    assert profile.conduction_band_eV[points] - profile.conduction_band_eV[points - 1] == pytest.approx(
        left.electron_affinity_eV - right.electron_affinity_eV, abs=1e-9
    )


@pytest.mark.parametrize("bias", [0.0, 0.6, -2.0])
def test_under_bias_the_fermi_levels_of_the_bulks_differ_by_the_bias(bias):
    for left, right, sign in ((P_SNS, N_MIXED, -1), (N_MIXED, P_SNS, 1)):
        profile = p_n_profile(left, right, bias)
        left_level = profile.vacuum_level_eV[0] - work_function_eV(left)
        assert left_level == pytest.approx(sign * bias, abs=1e-9)
        assert profile.vacuum_level_eV[-1] == pytest.approx(work_function_eV(right), abs=1e-12)


# ---------------------------------------------------------------- exact split in equilibrium

PAIRS = [
    pytest.param(P_GALLIUM_ARSENIDE, N_MIXED, id="p-n with a step of the permittivity"),
    pytest.param(N_MIXED, P_GALLIUM_ARSENIDE, id="n-p"),
    pytest.param(N_MOS2, N_SNS2, id="n-n"),
    pytest.param(P_SNS, P_CU2S, id="p-p"),
    pytest.param(doped(SILICON, 0.0), SILICON, id="intrinsic-n"),
    pytest.param(doped(SILICON, 1e19), doped(SILICON, 1e14), id="n+-n"),
    pytest.param(P_NIO, N_SNO2, id="wide gaps: minority carriers of 1e-42 per cm3 and less"),
]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_exact_split_agrees_with_a_bisection_of_many_digits(left, right):
    split = equilibrium_split(left, right)
    drop, displacement = exact_split_with_many_digits(left, right)
    # The work functions are known to 1e-15 eV: that is what limits the drops.
    assert split.left_drop_V == pytest.approx(drop, rel=1e-10, abs=0)
    assert abs(split.displacement_C_per_m2) == pytest.approx(displacement, rel=1e-9, abs=0)
    assert split.left_drop_V + split.right_drop_V == pytest.approx(split.built_in_potential_V, rel=1e-12, abs=0)


@pytest.mark.parametrize(
    ("left", "right", "thickness_nm"),
    [
        pytest.param(P_GALLIUM_ARSENIDE, N_MIXED, 450.0, id="p-n"),
        pytest.param(N_MOS2, N_SNS2, 160.0, id="n-n"),
        pytest.param(P_SNS, P_CU2S, 60.0, id="p-p"),
    ],
)
def test_split_field_and_profile_agree_with_devsim(left, right, thickness_nm):
    # DEVSIM solves the Poisson equation with finite volumes: its error is of second order in steps of 0.05 nm to
    # 1 percent of the layer.
    on_left, on_right = devsim_stack([(left, thickness_nm), (right, thickness_nm)])
    split = equilibrium_split(left, right)
    assert on_left[1][-1] == pytest.approx(split.left_drop_V, abs=1e-4)
    assert displacement_at_interface(on_left, on_right) == pytest.approx(split.displacement_C_per_m2, rel=1e-3, abs=0)
    profile = thick_junction_profile(left, right, points_per_side=401)
    for (positions, potentials, _), part in ((on_left, slice(0, 401)), (on_right, slice(401, None))):
        inside = np.abs(positions - thickness_nm) < 0.9 * np.abs(profile.position_nm[part]).max()
        ours = np.interp(positions[inside] - thickness_nm, profile.position_nm[part], profile.potential_V[part])
        assert ours == pytest.approx(potentials[inside], abs=3e-4)


@pytest.mark.parametrize(
    ("left", "right"), [pytest.param(P_GALLIUM_ARSENIDE, N_MIXED, id="p-n"), pytest.param(N_MOS2, N_SNS2, id="n-n")]
)
def test_the_full_solver_of_thick_layers_finds_the_same_profile(left, right):
    # Written independently, with another method; its own tolerance is 1e-6 eV.
    full = equilibrium_profile([Layer(left, 500.0), Layer(right, 500.0)])
    profile = thick_junction_profile(left, right, points_per_side=3001)
    for side in (-1, 1):
        ours = side * profile.position_nm > 0
        theirs = (side * (full.position_nm - 500) > 0) & (
            np.abs(full.position_nm - 500) < np.abs(profile.position_nm[ours]).max()
        )
        interpolated = np.interp(
            full.position_nm[theirs] - 500, profile.position_nm[ours], profile.conduction_band_eV[ours]
        )
        assert interpolated == pytest.approx(full.conduction_band_eV[theirs], abs=1e-5)


def test_the_isotype_profile_agrees_with_a_boundary_value_solver():
    # Both sides folded onto one interval; unknowns: potential and displacement on each side, in kT/e and C/m2.
    # Only majority carriers: minority carriers are 1e-5 of them and less.
    length_m = 150e-9
    step = contact_potential_V(N_MOS2, N_SNS2) / VT
    eps = [m.relative_permittivity * constants.epsilon_0 for m in (N_MOS2, N_SNS2)]
    charge = constants.e * 1e23
    displacement_scale = 1e-3

    # x runs from the left end to the interface for the first pair, from the right end to it for the second pair, so
    # that the signs of the second pair are those of a mirrored axis.
    def left_slopes(y):
        return np.array([-y[1] / eps[0] / VT, charge * (1 - np.exp(y[0]))])

    def right_slopes(y):
        return -np.array([-y[1] / eps[1] / VT, charge * (1 - np.exp(y[0] - step))])

    def both(x, y):
        return np.vstack([left_slopes(y[:2]), right_slopes(y[2:])])

    def ends(a, b):
        return np.array([a[0], a[2] - step, b[0] - b[2], (b[1] - b[3]) / displacement_scale])

    x = length_m * (1 - np.geomspace(1, 1e-4, 400))
    x = np.append(x, length_m)
    guess = np.zeros((4, len(x)))
    guess[0] = 0.8 * step * np.exp(-(length_m - x) / 20e-9)
    guess[2] = step - 0.2 * step * np.exp(-(length_m - x) / 5e-9)
    solved = integrate.solve_bvp(both, ends, x, guess, tol=1e-6, max_nodes=50_000)
    assert solved.success, solved.message
    split = equilibrium_split(N_MOS2, N_SNS2)
    assert solved.y[0, -1] * VT == pytest.approx(split.left_drop_V, abs=1e-6)
    assert solved.y[1, -1] == pytest.approx(split.displacement_C_per_m2, rel=1e-5, abs=0)
    profile = thick_junction_profile(N_MOS2, N_SNS2)
    near = profile.position_nm[:201] > -100
    theirs = solved.sol(length_m + profile.position_nm[:201][near] * 1e-9)[0] * VT
    assert profile.potential_V[:201][near] == pytest.approx(theirs, abs=2e-6)


@few
@given(semiconductors(), semiconductors(), temperatures)
def test_swapping_the_sides_mirrors_the_exact_split(left, right, temperature):
    here, there = equilibrium_split(left, right, temperature), equilibrium_split(right, left, temperature)
    assert there.left_drop_V == pytest.approx(-here.right_drop_V, rel=1e-9, abs=1e-300)
    assert there.left_field_V_per_m == pytest.approx(-here.right_field_V_per_m, rel=1e-9, abs=1e-300)
    assert there.electrons_to_right_per_cm2 == pytest.approx(-here.electrons_to_right_per_cm2, rel=1e-9, abs=0)
    assert (there.left_state, there.right_state) == (here.right_state, here.left_state)
    assert there.interface_is_degenerate == here.interface_is_degenerate


@few
@given(semiconductors(), semiconductors(), temperatures)
def test_the_field_of_the_exact_split_points_after_the_electrons(left, right, temperature):
    split = equilibrium_split(left, right, temperature)
    if abs(split.built_in_potential_V) > 1e-6:
        assert np.sign(split.electrons_to_right_per_cm2) == -np.sign(split.built_in_potential_V)
        assert np.sign(split.left_field_V_per_m) == np.sign(split.electrons_to_right_per_cm2)
    assert split.left_field_V_per_m * left.relative_permittivity == pytest.approx(
        split.right_field_V_per_m * right.relative_permittivity, rel=1e-12, abs=0
    )


def test_equal_materials_give_zero():
    split = equilibrium_split(N_MOS2, N_MOS2)
    assert (split.left_drop_V, split.right_drop_V, split.displacement_C_per_m2) == (0.0, 0.0, 0.0)
    assert (split.left_state, split.right_state) == ("flat", "flat")
    profile = thick_junction_profile(N_MOS2, N_MOS2, points_per_side=5)
    assert not profile.field_V_per_m.any()
    assert not profile.charge_density_C_per_m3.any()
    assert isotype_junction(N_MOS2, N_MOS2).depleted_side == "none"
    assert isotype_junction(N_MOS2, N_MOS2).depletion_width_nm == 0.0
    assert transferred_electrons_per_cm2(N_MOS2, N_MOS2) == 0.0


def test_the_sheet_charge_is_what_the_unit_library_makes_of_the_field():
    split = equilibrium_split(N_MOS2, N_SNS2)
    field = split.left_field_V_per_m * UNITS.volt / UNITS.meter
    charge = (field * 7.0 * UNITS.vacuum_permittivity).to("C/cm**2")
    assert sheet_charge_C_per_cm2(N_MOS2, N_SNS2) == pytest.approx(charge.magnitude, rel=1e-8, abs=0)
    assert transferred_electrons_per_cm2(N_MOS2, N_SNS2) == pytest.approx(
        (charge / UNITS.elementary_charge).to("cm**-2").magnitude, rel=1e-8, abs=0
    )
    assert sheet_charge_C_per_cm2(N_MOS2, N_SNS2) > 0  # MoS2 has the smaller work function and loses electrons


def test_the_depletion_approximation_is_the_exact_result_less_kT_on_each_side():
    # From the first integral: D^2 = 2 eps e N (V - kT/e) in depletion. With both sides, the total drop is short of
    # 2 kT/e (Sze and Ng, section 2.2: V_bi - 2kT/q).
    split = equilibrium_split(P_GALLIUM_ARSENIDE, N_MIXED)
    corrected = p_n_junction(P_GALLIUM_ARSENIDE, N_MIXED, bias_V=2 * VT)
    assert abs(split.displacement_C_per_m2) == pytest.approx(abs(corrected.displacement_C_per_m2), rel=1e-5, abs=0)
    assert split.left_drop_V == pytest.approx(corrected.left_drop_V + VT, abs=1e-5)


def test_the_part_of_the_charge_that_the_depletion_approximation_misses_is_as_documented():
    # sqrt(1 - 1/u) with u in kT: 5 percent at 10 kT, 18 percent at 3 kT, on a metal so that one side has it all.
    for kT, missing in ((10, 0.05), (3, 0.18)):
        metal = Metal("any", work_function_eV(N_SNO2) + kT * VT)
        exact = equilibrium_split(metal, N_SNO2).displacement_C_per_m2 * 1e-4
        approximate = schottky_contact(metal, N_SNO2).charge_C_per_cm2
        assert 1 - abs(exact) / approximate == pytest.approx(missing, abs=0.01)


@pytest.mark.parametrize(
    ("metal", "semiconductor", "state"),
    [
        (Metal("high", 4.8), N_SNO2, "depletion"),
        (Metal("low", 4.4), N_SNO2, "accumulation"),
        (GOLD, doped(SILICON, 1e14), "inversion"),
        (Metal("low", 4.5), P_SNS, "depletion"),
        (GOLD, P_SNS, "accumulation"),
    ],
)
def test_on_a_metal_the_semiconductor_takes_the_whole_drop_in_its_own_way(metal, semiconductor, state):
    split = equilibrium_split(metal, semiconductor)
    assert (split.left_state, split.right_state) == ("metal", state)
    assert (split.left_drop_V, split.right_drop_V) == (0.0, split.built_in_potential_V)
    assert split.left_field_V_per_m == 0.0
    # The first integral written out, for the drop u in kT.
    bulk, u = carrier_densities(semiconductor), -split.right_drop_V / VT
    pressure = bulk.electrons_per_cm3 * (np.exp(u) - 1 - u) + bulk.holes_per_cm3 * (np.exp(-u) - 1 + u)
    eps = semiconductor.relative_permittivity * constants.epsilon_0
    expected = np.sqrt(2 * eps * constants.k * 300 * pressure * 1e6)
    assert abs(split.displacement_C_per_m2) == pytest.approx(expected, rel=1e-10, abs=0)
    turned = equilibrium_split(semiconductor, metal)
    assert turned.displacement_C_per_m2 == pytest.approx(-split.displacement_C_per_m2, rel=1e-12, abs=0)


@pytest.mark.parametrize("step_eV", [1e-8, 1e-6, 2e-4, 3e-4, 0.02, 0.5, 0.9])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_first_integral_keeps_its_digits_from_tiny_to_large_bending(step_eV, sign):
    # exp(u) - 1 - u loses all its digits for a small u; with 60 digits it does not.
    split = equilibrium_split(Metal("any", work_function_eV(N_MOS2) + sign * step_eV), N_MOS2)
    with mpmath.workdps(60):
        kT = mpmath.mpf("1.380649e-23") * 300
        u = -mpmath.mpf(split.right_drop_V) * mpmath.mpf("1.602176634e-19") / kT
        bulk = carrier_densities(N_MOS2)
        pressure = bulk.electrons_per_cm3 * (mpmath.exp(u) - 1 - u) + bulk.holes_per_cm3 * (mpmath.exp(-u) - 1 + u)
        expected = float(mpmath.sqrt(2 * 7 * mpmath.mpf(constants.epsilon_0) * kT * pressure * 10**6))
    assert abs(split.displacement_C_per_m2) == pytest.approx(expected, rel=1e-12, abs=0)


def test_two_metals_have_no_space_charge_to_solve_for():
    with pytest.raises(ValueError, match="right is the metal 'Al' like 'Au' on the left; at least one side must be"):
        equilibrium_split(GOLD, ALUMINIUM)


def test_a_crowded_interface_is_reported_as_degenerate():
    assert not equilibrium_split(N_MOS2, N_SNS2).interface_is_degenerate
    assert equilibrium_split(Metal("very low", 3.9), N_SNO2).interface_is_degenerate


@pytest.mark.parametrize("temperature", [1.0, 20.0, 5000.0])
def test_extreme_temperatures_give_numbers_or_a_clear_refusal(temperature):
    for left, right in itertools.permutations([N_MOS2, P_SNS, N_SNO2, doped(N_SNS2, 0.0)], 2):
        split = equilibrium_split(left, right, temperature)
        assert split.left_drop_V + split.right_drop_V == pytest.approx(split.built_in_potential_V, rel=1e-9, abs=0)


# ---------------------------------------------------------------- exact profiles


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_an_exact_profile_is_neutral_and_obeys_gauss_and_poisson(left, right):
    points = 3001
    profile = thick_junction_profile(left, right, points_per_side=points)
    x = profile.position_nm * 1e-9
    split = equilibrium_split(left, right)
    assert (np.diff(x) >= 0).all()
    for part, field, eps in (
        (slice(0, points), split.left_field_V_per_m, left.relative_permittivity),
        (slice(points, None), split.right_field_V_per_m, right.relative_permittivity),
    ):
        charge = np.trapezoid(profile.charge_density_C_per_m3[part], x[part])
        sign = 1 if part.start == 0 else -1
        assert charge == pytest.approx(sign * field * eps * constants.epsilon_0, rel=1e-4, abs=0)
        drop = -np.trapezoid(profile.field_V_per_m[part], x[part])
        assert drop == pytest.approx(np.ptp(profile.potential_V[part]) * np.sign(drop), rel=1e-4, abs=0)
    total = np.trapezoid(profile.charge_density_C_per_m3, x)
    assert abs(total) < 2e-4 * abs(split.displacement_C_per_m2)
    assert profile.potential_V[-1] == pytest.approx(split.built_in_potential_V, abs=1e-6)
    assert profile.vacuum_level_eV[-1] == pytest.approx(work_function_eV(right), abs=1e-6)
    assert profile.vacuum_level_eV[0] == pytest.approx(work_function_eV(left) + 0.0, abs=1e-6)


def test_the_positions_of_an_exact_profile_are_independent_of_their_number():
    coarse = thick_junction_profile(P_GALLIUM_ARSENIDE, N_MIXED, points_per_side=5)
    fine = thick_junction_profile(P_GALLIUM_ARSENIDE, N_MIXED, points_per_side=401)
    assert coarse.position_nm[-5:] == pytest.approx(fine.position_nm[-401::100], rel=1e-9, abs=0)
    assert coarse.potential_V[-5:] == pytest.approx(fine.potential_V[-401::100], rel=1e-9, abs=0)


@pytest.mark.parametrize(("left", "right"), [(GOLD, N_MOS2), (N_MOS2, GOLD), (P_SNS, ALUMINIUM)])
def test_the_exact_profile_on_a_metal_starts_at_the_barrier(left, right):
    profile = thick_junction_profile(left, right, points_per_side=50)
    semiconductor, metal = (right, left) if isinstance(left, Metal) else (left, right)
    index = 50 if isinstance(left, Metal) else 49
    band = profile.conduction_band_eV if semiconductor.is_n_type else -profile.valence_band_eV
    assert band[index] == pytest.approx(schottky_barrier_eV(metal, semiconductor), abs=1e-6)
    turned = thick_junction_profile(right, left, points_per_side=50)
    assert turned.field_V_per_m[::-1] == pytest.approx(-profile.field_V_per_m, rel=1e-9, abs=0)
    assert turned.position_nm[::-1] == pytest.approx(-profile.position_nm, rel=1e-9, abs=0)


# ---------------------------------------------------------------- isotype junctions


def test_in_an_isotype_junction_one_side_depletes_and_the_other_accumulates():
    # A published review puts depletion regions on n-n and p-p interfaces as on p-n ones; there is only one, and for
    # p-type material it is on the side with the larger work function.
    assert work_function_eV(N_MOS2) < work_function_eV(N_SNS2)
    electrons = isotype_junction(N_MOS2, N_SNS2)
    assert (electrons.depleted_side, electrons.accumulated_side) == ("left", "right")
    assert work_function_eV(P_SNS) > work_function_eV(P_CU2S)
    holes = isotype_junction(P_SNS, P_CU2S)
    assert (holes.depleted_side, holes.accumulated_side) == ("left", "right")
    assert (holes.split.left_state, holes.split.right_state) == ("depletion", "accumulation")


@few
@given(semiconductors(1), semiconductors(1), temperatures)
def test_isotype_junctions_never_deplete_both_sides(left, right, temperature):
    for sign in (1, -1):
        sides = [doped(m, sign * m.net_doping_per_cm3) for m in (left, right)]
        junction = isotype_junction(*sides, temperature)
        if abs(junction.split.built_in_potential_V) > 1e-6:
            assert {junction.depleted_side, junction.accumulated_side} == {"left", "right"}
            states = {"left": junction.split.left_state, "right": junction.split.right_state}
            assert states[junction.depleted_side] in ("depletion", "inversion", "flat")
            assert states[junction.accumulated_side] in ("accumulation", "flat")


def test_the_width_of_an_isotype_junction_holds_its_charge():
    junction = isotype_junction(N_MOS2, N_SNS2)
    # By hand: D / (e N), and close to the depletion width for the drop less kT/e.
    expected = depletion_width_nm(7.0, 1e17, abs(junction.split.left_drop_V) - VT)
    assert junction.depletion_width_nm == pytest.approx(expected, rel=1e-3, abs=0)
    assert junction.left_debye_length_nm == pytest.approx(debye_length_nm(7.0, 1e17), rel=1e-9, abs=0)
    assert junction.right_debye_length_nm == pytest.approx(debye_length_nm(10.0, 1e17), rel=1e-9, abs=0)


def test_isotype_junctions_of_different_types_are_refused():
    with pytest.raises(ValueError, match="right is 'SnO2'; it must be p-type like 'SnS' on the left"):
        isotype_junction(P_SNS, N_SNO2)
    with pytest.raises(ValueError, match="left is 'Si' without net doping"):
        isotype_junction(doped(SILICON, 0.0), SILICON)


@few
@given(magnitudes, st.floats(0.0, 12.0), st.sampled_from([1, -1]))
def test_the_high_low_junction_is_the_closed_form(low, log_ratio, sign):
    high = low * np.exp(log_ratio)
    wide = Semiconductor("wide", 3.0, 4.0, 10.0, 0.0)  # no minority carriers to speak of
    split = equilibrium_split(doped(wide, sign * high), doped(wide, sign * low))
    assert abs(split.left_drop_V) == pytest.approx(high_low_drop_V(high, low), rel=1e-6, abs=1e-14)


def test_the_limits_of_the_high_low_junction_are_half_and_kT():
    assert high_low_drop_V(1e30, 1e10) == pytest.approx(VT, rel=1e-12, abs=0)
    nearly = high_low_drop_V(1e16 * (1 + 1e-7), 1e16)
    assert nearly == pytest.approx(VT * 1e-7 / 2, rel=1e-6, abs=0)
    assert high_low_drop_V(1e16, 1e16) == 0.0
    # The series and the closed form meet where one takes over from the other.
    around = high_low_drop_V(1e16 * np.exp([0.99999e-4, 1.00001e-4]), 1e16)
    assert around[1] / around[0] == pytest.approx(1.00001 / 0.99999, rel=1e-8, abs=0)
    with pytest.raises(ValueError, match=r"high_doping_per_cm3 is 1e\+15; it must be at least .* of 1e\+16"):
        high_low_drop_V([1e17, 1e15], 1e16)


# ---------------------------------------------------------------- three materials


def test_a_ternary_stack_agrees_with_devsim_on_the_whole_stack():
    # DEVSIM solves all three layers at once. The middle layer is 80 nm thick, space charges need 48 nm.
    stack = ternary_stack(P_SNS, doped(N_MOS2, 1e18), N_SNO2, 80.0)
    layers = [(P_SNS, 100.0), (doped(N_MOS2, 1e18), 80.0), (N_SNO2, 60.0)]
    first, middle, last = devsim_stack(layers)
    assert displacement_at_interface(first, middle) == pytest.approx(
        stack.left_junction.displacement_C_per_m2, rel=2e-3, abs=0
    )
    assert displacement_at_interface(middle, last) == pytest.approx(
        stack.right_junction.displacement_C_per_m2, rel=2e-3, abs=0
    )
    assert first[1][-1] == pytest.approx(stack.left_junction.left_drop_V, abs=2e-4)
    # The neutral core stands at the potential that the alignment gives.
    assert np.interp(140.0, middle[0], middle[1]) == pytest.approx(stack.alignment.bulk_potentials_V[1], abs=1e-3)


def test_the_charges_of_a_ternary_stack_add_up_to_zero():
    stack = ternary_stack(P_SNS, N_MOS2, GOLD, 300.0)
    total = stack.left_charge_C_per_cm2 + stack.middle_charge_C_per_cm2 + stack.right_charge_C_per_cm2
    assert total == pytest.approx(0.0, abs=1e-20)
    assert stack.left_charge_C_per_cm2 == pytest.approx(sheet_charge_C_per_cm2(P_SNS, N_MOS2), rel=1e-12, abs=0)
    assert stack.right_charge_C_per_cm2 == pytest.approx(sheet_charge_C_per_cm2(GOLD, N_MOS2), rel=1e-12, abs=0)


@few
@given(semiconductors(), semiconductors(), semiconductors())
def test_the_total_potential_of_a_ternary_stack_is_independent_of_the_middle(left, middle, right):
    stack = ternary_stack(left, middle, right, 1e7)
    assert stack.total_potential_V == pytest.approx(contact_potential_V(left, right), abs=1e-12)


def test_the_reach_is_where_a_twentieth_of_kT_is_left():
    stack = ternary_stack(P_SNS, N_MOS2, N_SNO2, 1000.0)
    profile = thick_junction_profile(P_SNS, N_MOS2, points_per_side=2001)
    bending = np.abs(profile.potential_V[2001:] - contact_potential_V(P_SNS, N_MOS2)) / VT
    expected = np.interp(-np.log(0.05), -np.log(bending), profile.position_nm[2001:])
    assert stack.left_reach_nm == pytest.approx(expected, rel=1e-5, abs=0)


def test_a_thin_middle_layer_is_refused_with_the_thickness_it_needs():
    stack = ternary_stack(P_SNS, N_MOS2, N_SNO2, 1000.0)
    needed = stack.left_reach_nm + stack.right_reach_nm
    ternary_stack(P_SNS, N_MOS2, N_SNO2, needed * 1.001)
    with pytest.raises(ValueError, match=r"middle_thickness_nm is 20; it must be at least \d+.*physics\.equilibrium"):
        ternary_stack(P_SNS, N_MOS2, N_SNO2, 20.0)


@few
@given(semiconductors(), semiconductors(), st.floats(2.5, 6.5), temperatures)
def test_a_metal_bridge_leaves_the_potential_between_the_semiconductors_alone(left, right, work, temperature):
    bridge = metal_bridge(left, Metal("bridge", work), right, temperature)
    assert bridge.total_potential_V == pytest.approx(contact_potential_V(left, right, temperature), abs=1e-12)
    assert bridge.left_behavior == contact_behavior(Metal("bridge", work), left, temperature)
    assert bridge.right_behavior == contact_behavior(Metal("bridge", work), right, temperature)
    charges = [bridge.left_charge_C_per_cm2, bridge.metal_charge_C_per_cm2, bridge.right_charge_C_per_cm2]
    assert abs(sum(charges)) <= 1e-12 * max(map(abs, charges))


@pytest.mark.parametrize(
    ("work", "behaviors"),
    [
        # Work functions 4.08 (MoS2) and 4.44 eV (a sulfide with an affinity of 4.3): below both, between, above both.
        (4.0, ("ohmic", "ohmic")),
        (4.3, ("rectifying", "ohmic")),
        (5.0, ("rectifying", "rectifying")),
    ],
)
def test_a_bridge_of_intermediate_work_function_between_two_n_type_sides_still_rectifies_once(work, behaviors):
    # A published review calls a conductor of intermediate work function a bridge between the electronic pathways.
    bridge = metal_bridge(N_MOS2, Metal("bridge", work), N_SNS2)
    assert (bridge.left_behavior, bridge.right_behavior) == behaviors


def test_barriers_of_a_metal_bridge_are_those_of_its_two_contacts():
    # By hand: 4.5 - 4.0 = 0.5 eV for electrons of MoS2; (4.0 + 1.1) - 4.5 = 0.6 eV for holes of SnS.
    bridge = metal_bridge(N_MOS2, Metal("bridge", 4.5), P_SNS)
    assert bridge.left_barrier_eV == pytest.approx(0.5)
    assert bridge.right_barrier_eV == pytest.approx(0.6)
    assert bridge.left_built_in_potential_V == pytest.approx(work_function_eV(N_MOS2) - 4.5)
    assert bridge.right_built_in_potential_V == pytest.approx(4.5 - work_function_eV(P_SNS))


def test_in_an_isotype_junction_with_a_heavily_doped_donor_side_most_of_the_potential_falls_on_the_accumulated_side():
    # Only with similar dopings does the depleted side take most. By hand: equal bands, v = ln(1e18 / 1e15) = 6.908, so
    # that the depleted side takes (1 - v / (e^v - 1)) / v = 0.144 of the whole.
    heavy = Semiconductor("heavy", 1.5, 4.0, 10.0, 1e18, 1e20, 1e20)
    light = Semiconductor("light", 1.5, 4.0, 10.0, 1e15, 1e20, 1e20)
    junction = isotype_junction(heavy, light)
    assert junction.depleted_side == "left"
    assert junction.split.left_drop_V / junction.split.built_in_potential_V == pytest.approx(0.144, abs=1e-3)


def test_permittivity_and_density_that_have_changed_places_are_refused():
    with pytest.raises(ValueError, match=r"relative_permittivity is 1e\+18; .*changed places"):
        debye_length_nm(1e18, 20.0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        # exp(0.8 eV / (k x 12 K)) = 10^336, exp(2 V e / (k x 20 K)) = 10^504: kT/e is 1.0341 and 1.7235 meV.
        (lambda: thermionic_contact_resistance_ohm_cm2(0.8, 120.0, 12.0), r"barrier_eV is 0\.8; .*10\^336"),
        (lambda: ideal_diode_current_A_per_cm2(2.0, 1e-12, 1.0, 20.0), r"bias_V is 2; .*10\^504"),
    ],
)
def test_an_exponential_out_of_range_names_the_argument_behind_it(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_huge_reverse_bias_leaves_the_saturation_current():
    assert ideal_diode_current_A_per_cm2(-1e5, 1e-12) == pytest.approx(-1e-12, rel=1e-12, abs=0)
