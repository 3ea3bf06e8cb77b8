"""Jumps, diffusion, drift, layers and tunneling against hand values, tables, other solutions, and laws."""

from __future__ import annotations

import itertools
import math

import chempy.einstein_smoluchowski
import numpy as np
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import constants, integrate, special
from scipy.linalg import expm

from heterostructures.physics import kinetics, transport
from heterostructures.physics.bands import thermal_energy_eV
from heterostructures.physics.transport import DiffusionLayer, diffuse_through_layers

units = pint.UnitRegistry()
THERMAL_V = 1.380649e-23 * 298.15 / 1.602176634e-19
quick = settings(deadline=None, max_examples=40)
slow = settings(deadline=None, max_examples=25)
temperatures = st.floats(150.0, 1500.0)
diffusivities = st.floats(-16, -6).map(lambda p: 10.0**p)
# Some layers are empty; amounts that vanish among rounding errors are not tried.
concentrations = st.just(0.0) | st.floats(1e10, 1e22)
layers = st.builds(
    DiffusionLayer,
    st.floats(0.5, 50.0),
    diffusivities,
    concentrations,
    st.floats(-2, 2).map(lambda p: 10.0**p),
)


def near(expected, rel=None, abs=None):
    """Return pytest.approx without its hidden absolute tolerance of 1e-12, which would pass any small number."""
    if rel is None and abs is None:
        rel = 1e-12
    return pytest.approx(expected, rel=rel, abs=0.0 if abs is None else abs)


# Jumps


def spread_of_a_walk(right_rate, left_rate, time, reach=60):
    """Return mean and variance (in jumps) of a walker on a line, from the master equation."""
    size = 2 * reach + 1
    rates = np.diag(np.full(size - 1, right_rate), -1) + np.diag(np.full(size - 1, left_rate), 1)
    rates -= np.diag(rates.sum(axis=0))
    chance = expm(rates * time)[:, reach]
    places = np.arange(-reach, reach + 1)
    mean = chance @ places
    return mean, chance @ places**2 - mean**2


@pytest.mark.parametrize("dimensions", [1, 2, 3])
def test_jumps_spread_as_the_master_equation_says(dimensions):
    # 3 jumps/s to each of the 2 d neighbors for 10 s. Along each axis the variance is 2 D t.
    _, variance = spread_of_a_walk(3.0, 3.0, 10.0)
    length_m = 0.3e-9
    expected = variance * length_m**2 / (2 * 10.0) * 1e4
    ours = transport.hop_diffusivity_cm2_per_s(0.3, 3.0 * 2 * dimensions, dimensions)
    assert ours == near(expected, rel=1e-9)


def test_a_field_pulls_jumping_ions_as_the_master_equation_says():
    # A potential drop of 50 mV for each jump, at 300 K: rates 3 e^{+-x}, x = 0.05 / (2 * 0.0258520) = 0.967043.
    tilt = 0.05 / (2 * 0.02585200)
    mean, _ = spread_of_a_walk(3.0 * math.exp(tilt), 3.0 * math.exp(-tilt), 2.0)
    ours = transport.hopping_drift_velocity_cm_per_s(0.05 / 0.3e-9, 0.3, 6.0, 1, 300.0)
    assert ours == near(mean / 2.0 * 0.3e-7, rel=1e-6)


def test_correlation_scales_the_diffusivity():
    # Vacancies in a face-centered lattice: 0.7815 (Mehrer, Diffusion in Solids, chapter 7).
    # 0.7815 * (0.3e-7 cm)^2 * 1e8 / 6 = 1.17225e-8 cm2/s.
    assert transport.hop_diffusivity_cm2_per_s(0.3, 1e8, 3, 0.7815) == near(1.17225e-8, rel=1e-12)


@quick
@given(st.floats(0.1, 1.0), diffusivities, st.integers(1, 3), st.floats(0.1, 1.0))
def test_jump_rate_and_diffusivity_are_inverse(length, diffusivity, dimensions, correlation):
    rate = transport.jump_rate_from_diffusivity_per_s(length, diffusivity, dimensions, correlation)
    back = transport.hop_diffusivity_cm2_per_s(length, rate, dimensions, correlation)
    assert back == near(diffusivity, rel=1e-13)


def test_in_a_weak_field_jumps_give_the_mobility_of_einstein():
    # 1 kV/m is 1e-5 thermal voltages for each jump: the sinh differs from its argument by 1e-11.
    diffusivity = transport.hop_diffusivity_cm2_per_s(0.3, 1e6, 1)
    mobility = transport.mobility_cm2_per_V_s(diffusivity, 2, 320.0)
    straight = transport.drift_velocity_cm_per_s(1e3, mobility, 2)
    assert transport.hopping_drift_velocity_cm_per_s(1e3, 0.3, 1e6, 2, 320.0) == near(straight, rel=1e-9)


def test_a_field_beyond_any_crystal_is_refused():
    with pytest.raises(ValueError, match=r"^field_V_per_m is -1e\+14; .*must lie between"):
        transport.hopping_drift_velocity_cm_per_s(-1e14, 0.35, 1e6)


# Nernst-Einstein


@pytest.mark.parametrize(
    ("molar_conductivity", "diffusivity"),
    [
        # CRC Handbook of Chemistry and Physics, Ionic conductivity and diffusion at infinite dilution, 25 degrees
        # Celsius: limiting conductivity in S cm2/mol, diffusion coefficient in 1e-5 cm2/s.
        pytest.param(50.08, 1.334, id="Na+"),
        pytest.param(38.66, 1.029, id="Li+"),
        pytest.param(73.48, 1.957, id="K+"),
        pytest.param(61.9, 1.648, id="Ag+"),
    ],
)
def test_nernst_and_einstein_join_the_two_columns_of_the_handbook(molar_conductivity, diffusivity):
    per_cm3 = constants.N_A  # 1 mol in a cm3: the conductivity is then the molar one
    ours = transport.conductivity_from_diffusivity_S_per_cm(diffusivity * 1e-5, per_cm3, 1, 298.15)
    # Four printed digits: the last one is worth up to 5e-4 of 1.029.
    assert ours == near(molar_conductivity, rel=6e-4)


def test_a_divalent_ion_counts_four_times():
    # Same table: Mg2+ and others are printed per charge; here the law z^2 by hand against one charge.
    single = transport.conductivity_from_diffusivity_S_per_cm(1e-9, 1e21, 1)
    assert transport.conductivity_from_diffusivity_S_per_cm(1e-9, 1e21, 2) == near(4 * single, rel=1e-14)
    assert transport.conductivity_from_diffusivity_S_per_cm(1e-9, 1e21, 1, haven_ratio=0.5) == near(2 * single)


@quick
@given(diffusivities, st.floats(1e15, 1e23), st.integers(1, 3), temperatures, st.floats(0.2, 2))
def test_conductivity_and_diffusivity_are_inverse(diffusivity, density, charge, temperature, haven):
    conductivity = transport.conductivity_from_diffusivity_S_per_cm(diffusivity, density, charge, temperature, haven)
    back = transport.diffusivity_from_conductivity_cm2_per_s(conductivity, density, charge, temperature, haven)
    assert back == near(diffusivity, rel=1e-13)


@quick
@given(diffusivities, st.integers(1, 3), temperatures)
def test_the_mobility_agrees_with_chempy_and_turns_back(diffusivity, charge, temperature):
    ours = transport.mobility_cm2_per_V_s(diffusivity, charge, temperature)
    # chempy types its constants by hand (CODATA 2014), 6e-7 away from the exact ones.
    theirs = chempy.einstein_smoluchowski.electrical_mobility_from_D(diffusivity, charge, temperature)
    assert ours == near(theirs, rel=1e-6)
    back = transport.diffusivity_from_mobility_cm2_per_s(ours, charge, temperature)
    assert back == near(diffusivity, rel=1e-13)


def test_conductivity_is_charge_density_times_mobility():
    mobility = transport.mobility_cm2_per_V_s(3e-9, 2, 350.0)
    by_mobility = 2 * constants.e * 5e21 * mobility
    assert transport.conductivity_from_diffusivity_S_per_cm(3e-9, 5e21, 2, 350.0) == near(by_mobility)


# Times and lengths


def filling_of_a_plate(reduced_time):
    """Share of the final uptake of a plate held at its surface: the series of Crank, chapter 4."""
    odd = 2 * np.arange(200) + 1
    return 1 - np.sum(8 / (np.pi * odd) ** 2 * np.exp(-((odd * np.pi / 2) ** 2) * reduced_time))


def test_after_the_characteristic_time_a_plate_is_filled_to_93_percent():
    time = transport.diffusion_time_s(20.0, 1e-13)
    assert time == near(40.0, rel=1e-12)  # (20e-7 cm)^2 / 1e-13 cm2/s
    result = diffuse_through_layers([DiffusionLayer(20.0, 1e-13, 0.0)], [time], left_concentration_per_cm3=1e21)
    filled = result.amount_per_cm2[0, 0] / (1e21 * 20e-7)
    # By hand 1 - 8/pi^2 exp(-pi^2/4) = 1 - 0.81057 * 0.08480 = 0.93126; default mesh and steps are good to 1e-4.
    assert filling_of_a_plate(1.0) == near(0.93126, abs=1e-5)
    assert filled == near(filling_of_a_plate(1.0), abs=1e-4)


def test_after_the_characteristic_time_a_sphere_is_full_but_for_three_in_a_hundred_thousand():
    n = np.arange(1, 50)
    missing = 6 / np.pi**2 * np.sum(np.exp(-((n * np.pi) ** 2)) / n**2)  # Crank, chapter 6
    assert missing == near(3.1e-5, rel=0.02)


@quick
@given(st.floats(0.1, 1e6), diffusivities)
def test_diffusion_time_and_length_are_inverse_and_scale_with_the_square(length, diffusivity):
    time = transport.diffusion_time_s(length, diffusivity)
    assert transport.diffusion_length_nm(time, diffusivity) == near(length, rel=1e-13)
    assert transport.diffusion_time_s(3 * length, diffusivity) == near(9 * time, rel=1e-13)


def test_the_mean_square_distance_of_a_gaussian_is_the_length_put_in():
    time = transport.time_to_move_s(30.0, 1e-12, 1)
    width2 = 2 * 1e-12 * time  # cm2, variance of the spreading Gaussian
    second, _ = integrate.quad(lambda x: x**2 * math.exp(-(x**2) / 2), -12, 12)
    assert second / math.sqrt(2 * math.pi) * width2 == near((30e-7) ** 2, rel=1e-9)
    assert transport.time_to_move_s(30.0, 1e-12, 3) == near(time / 3, rel=1e-13)


def test_lengths_are_in_nanometers():
    length_m, diffusivity_m2 = 5e-8, 1e-16
    assert transport.diffusion_time_s(length_m * 1e9, diffusivity_m2 * 1e4) == near(
        length_m**2 / diffusivity_m2, rel=1e-13
    )
    assert transport.diffusion_length_nm(25.0, diffusivity_m2 * 1e4) * 1e-9 == near(length_m, rel=1e-13)
    assert transport.hop_diffusivity_cm2_per_s(0.3, 1e8) * 1e-4 == near((0.3e-9) ** 2 * 1e8 / 6, rel=1e-13)
    screening_m = 2e-9
    by_metres = screening_m * math.log(1e8 * screening_m / THERMAL_V)
    assert transport.reach_of_screened_field_nm(1e8, 2.0) * 1e-9 == near(by_metres, rel=1e-12)
    decay_m = constants.hbar / (2 * math.sqrt(2 * constants.m_e * 0.7 * constants.e))
    assert transport.tunneling_decay_length_nm(0.7) * 1e-9 == near(decay_m, rel=1e-13)


# Drift and screening


def test_drift_equals_diffusion_over_one_thermal_voltage():
    drop = transport.thermal_voltage_V(2, 300.0)
    assert drop == near(0.025852 / 2, abs=1e-6)
    assert transport.drift_to_diffusion_ratio(drop / 7e-9, 7.0, 2, 300.0) == near(1.0, rel=1e-13)


def test_the_einstein_ratio_is_that_of_the_two_fluxes():
    diffusivity, field, length_nm, density = 3e-10, -4e6, 12.0, 1e20
    mobility = transport.mobility_cm2_per_V_s(diffusivity)
    drift = density * transport.drift_velocity_cm_per_s(field, mobility)
    diffusion = diffusivity * density / (length_nm * 1e-7)
    assert transport.drift_to_diffusion_ratio(field, length_nm) == near(drift / diffusion, rel=1e-12)


def test_the_surface_potential_of_review_a_is_worth_two_and_a_half_thermal_voltages():
    # Section 4.1: 17.24 and 62.84 mV over 25.6926 mV, whatever the width of the interface.
    for width in (1.0, 10.0):
        for drop, ratio in ((17.24e-3, 0.6710), (62.84e-3, 2.4459)):
            ours = transport.drift_to_diffusion_ratio(drop / (width * 1e-9), width)
            assert ours == near(ratio, abs=1e-4)


def test_the_reach_of_a_screened_field_is_where_the_local_ratio_is_one():
    field, screening = 2e8, 3.0
    reach = transport.reach_of_screened_field_nm(field, screening)
    local = field * math.exp(-reach / screening)
    assert transport.drift_to_diffusion_ratio(local, screening) == near(1.0, rel=1e-12)
    # 1 V over any Debye length: ln(1 / 0.0256926) = 3.66155 lengths.
    assert transport.reach_of_screened_field_nm(-1.0 / 5e-9, 5.0) == near(5 * 3.66155, rel=1e-5)
    assert transport.reach_of_screened_field_nm(0.02 / 5e-9, 5.0) == 0.0


# Equilibrium across an interface


def test_a_tenth_of_an_electronvolt_is_a_factor_of_49():
    # exp(0.1 / 0.0256926) = exp(3.892171) = 49.02.
    assert transport.partition_coefficient(-0.1, 298.15) == near(49.02, rel=1e-4)
    assert transport.partition_coefficient(0.1, 298.15, 2.0) == near(2 / 49.02, rel=1e-4)


@quick
@given(st.floats(-1.0, 1.0), temperatures, st.floats(0.1, 10))
def test_partition_and_energy_step_are_inverse(step, temperature, sites):
    ratio = transport.partition_coefficient(step, temperature, sites)
    assert transport.energy_step_from_partition_eV(ratio, temperature, sites) == near(step, abs=1e-13)


def test_jump_rates_across_an_interface_are_in_the_ratio_of_the_partition():
    # The saddle point is 0.5 eV above the left sites and 0.58 eV above the right ones.
    right, left = kinetics.jump_rate_per_s(0.50, 300.0), kinetics.jump_rate_per_s(0.58, 300.0)
    assert transport.partition_coefficient(-0.08, 300.0) == near(right / left, rel=1e-12)


def test_the_adsorption_energies_of_the_reviews_fill_a_reservoir_completely():
    # Review A, section 4.4: -2.20 eV. As dilute ions that would be a ratio of 1e37, which no solid can hold.
    assert math.log10(transport.partition_coefficient(-2.20, 298.15)) == near(2200 / 59.1594, rel=1e-5)
    assert transport.occupancy_across_interface(1e-6, -2.20, 298.15) == near(1.0, abs=1e-15)
    with pytest.raises(ValueError, match=r"^energy_step_eV is -2.2; .*occupancy_across_interface"):
        transport.partition_coefficient(-2.20, 20.0)


@quick
@given(st.floats(0.001, 0.999), st.floats(-0.15, 0.15), temperatures)
def test_filled_sites_are_in_equilibrium_and_dilute_ones_partition(left, step, temperature):
    right = transport.occupancy_across_interface(left, step, temperature)
    energy = thermal_energy_eV(temperature)
    # Chemical potential of a lattice gas on both sides.
    assert math.log(left / (1 - left)) * energy == near(step + math.log(right / (1 - right)) * energy, abs=1e-9)
    # One site in 1e12 is filled on the left, at most 1e-7 on the right: that is what the dilute law leaves out.
    dilute = transport.occupancy_across_interface(1e-12, step, temperature)
    assert dilute / 1e-12 == near(transport.partition_coefficient(step, temperature), rel=2e-7)


# Two thick media in contact: the closed form


def test_equal_media_give_the_error_function():
    # Tabulated: erf(0.5) = 0.5204999; at x = sqrt(D t) the step of height 1 has fallen to (1 - 0.5204999) / 2.
    ours = transport.two_media_concentration_per_cm3(10.0, 1.0, 1.0, 0.0, 1e-12, 1e-12)
    assert ours == near((1 - 0.5204999) / 2, abs=1e-7)


@quick
@given(diffusivities, diffusivities, st.floats(0.01, 100), concentrations, concentrations)
def test_across_the_interface_concentrations_partition_and_fluxes_agree(left, right, ratio, one, other):
    arguments = (2.0, one, other, left, right, ratio)
    little = 1e-4  # of the diffusion length; the curvature there is of second order
    left_nm = little * transport.diffusion_length_nm(2.0, left)
    right_nm = little * transport.diffusion_length_nm(2.0, right)
    concentration = transport.two_media_concentration_per_cm3
    edge = concentration(0.0, *arguments)
    beyond = concentration(1e-9 * right_nm, *arguments)
    scale = max(one, other, ratio * one, other / ratio, 1.0)
    assert beyond == near(ratio * edge, abs=1e-9 * scale)
    left_flux = -left * (edge - concentration(-left_nm, *arguments)) / (left_nm * 1e-7)
    right_flux = -right * (concentration(right_nm, *arguments) - beyond) / (right_nm * 1e-7)
    flux = transport.two_media_transfer_per_cm2(*arguments) / (2 * 2.0)
    size = math.sqrt(max(left, right)) * scale
    assert left_flux == near(flux, rel=1e-6, abs=1e-9 * size)
    assert right_flux == near(flux, rel=1e-6, abs=1e-9 * size)


def test_the_closed_form_obeys_the_diffusion_equation():
    # Central differences with steps of 1e-3: errors of about 1e-6.
    def c(x, t):
        return transport.two_media_concentration_per_cm3(x, t, 1.0, 0.2, 1e-12, 4e-11, 3.0)

    for x, diffusivity in ((-7.0, 1e-12), (60.0, 4e-11)):
        curvature = (c(x * 1.001, 1.0) - 2 * c(x, 1.0) + c(x * 0.999, 1.0)) / (0.001 * x * 1e-7) ** 2
        rise = (c(x, 1.001) - c(x, 0.999)) / 0.002
        assert rise == near(diffusivity * curvature, rel=1e-5)


def test_what_has_crossed_is_what_the_profile_has_gained():
    arguments = (3.0, 1e20, 2e19, 1e-12, 2e-11, 5.0)
    gained, _ = integrate.quad(
        lambda x: transport.two_media_concentration_per_cm3(x, *arguments) - 2e19, 1e-12, 1500.0, epsrel=1e-10
    )
    assert transport.two_media_transfer_per_cm2(*arguments) == near(gained * 1e-7, rel=1e-8)


# Diffusion through layers: the solver


def two_thick_layers(cells, steps):
    """Solve the contact of two media and return concentrations with the closed form, at 1 s."""
    left, right, ratio, time = 1e-12, 1e-10, 5.0, 1.0
    widths = [8 * transport.diffusion_length_nm(time, d) for d in (left, right)]  # erfc(4) = 1.5e-8 at the ends
    stack = [DiffusionLayer(widths[0], left, 1e21), DiffusionLayer(widths[1], right, 2e20, ratio)]
    result = diffuse_through_layers(stack, [0.1, time], cells_per_layer=cells, steps_per_decade=steps)
    position = result.position_nm - widths[0]
    exact = transport.two_media_concentration_per_cm3(position, time, 1e21, 2e20, left, right, ratio)
    return result, exact


def test_the_solver_converges_to_the_closed_form_of_crank_with_second_order_in_space():
    errors = []
    for cells in (50, 100, 200):
        result, exact = two_thick_layers(cells, 200)
        errors.append(np.abs(result.concentration_per_cm3[-1] - exact).max() / 1e21)
    assert errors[-1] < 6e-5
    orders = np.log2(np.array(errors[:-1]) / errors[1:])
    assert orders == near([2.0, 2.0], abs=0.1)


def test_the_solver_converges_with_second_order_in_time():
    # Against itself with very short steps, so that the error of the mesh drops out.
    reference = two_thick_layers(60, 1000)[0].concentration_per_cm3[-1]
    errors = [
        np.abs(two_thick_layers(60, steps)[0].concentration_per_cm3[-1] - reference).max() for steps in (10, 20, 40)
    ]
    orders = np.log2(np.array(errors[:-1]) / errors[1:])
    assert orders == near([2.0, 2.0], abs=0.2)


def test_flux_and_amount_at_the_interface_are_those_of_crank():
    result, _ = two_thick_layers(200, 80)
    crossed = transport.two_media_transfer_per_cm2(result.time_s, 1e21, 2e20, 1e-12, 1e-10, 5.0)
    gained = result.amount_per_cm2[:, 1] - 2e20 * 8 * 1e-5
    # At 0.1 s the profile is three times as steep for the mesh.
    assert gained == near(crossed, rel=2e-3)
    assert result.interface_flux_per_cm2_s[:, 0] == near(crossed / (2 * result.time_s), rel=2e-3)


@slow
@given(st.lists(layers, min_size=1, max_size=4), st.floats(-6, 6))
def test_nothing_is_lost_in_a_closed_stack_and_no_concentration_is_negative(stack, log_time):
    start = sum(layer.concentration_per_cm3 * layer.thickness_nm * 1e-7 for layer in stack)
    result = diffuse_through_layers(stack, [10**log_time, 10 ** (log_time + 1)], cells_per_layer=20)
    assert result.amount_per_cm2.sum(axis=1) == near(start, rel=1e-12)
    assert result.gained_left_per_cm2.tolist() == [0, 0]
    assert (result.concentration_per_cm3 >= -1e-9 * max(layer.concentration_per_cm3 for layer in stack)).all()


@slow
@given(st.lists(layers, min_size=2, max_size=4), concentrations, concentrations)
def test_what_came_in_through_the_ends_is_in_the_stack(stack, left, right):
    start = sum(layer.concentration_per_cm3 * layer.thickness_nm * 1e-7 for layer in stack)
    result = diffuse_through_layers(stack, [1e-3, 1.0, 1e3], left, right, cells_per_layer=15)
    gained = result.gained_left_per_cm2 + result.gained_right_per_cm2
    # What passes through can be far more than what stays: rounding is measured by it.
    passed = np.abs(result.gained_left_per_cm2) + np.abs(result.gained_right_per_cm2) + start + 1e-30
    assert np.abs(result.amount_per_cm2.sum(axis=1) - start - gained).max() <= 1e-12 * passed.max()


def test_nothing_is_lost_where_diffusivities_differ_by_fourteen_orders_of_magnitude():
    stack = [DiffusionLayer(10.0, 1e-14, 0.0), DiffusionLayer(10.0, 1.0, 1e21, 50.0)]
    result = diffuse_through_layers(stack, [1e-3, 1.0, 1e4])
    assert result.amount_per_cm2.sum(axis=1) == near(1e15, rel=1e-13)
    assert result.amount_per_cm2[-1] == near([1e15 / 51, 1e15 * 50 / 51], rel=1e-9)


@slow
@given(st.lists(layers, min_size=2, max_size=3))
def test_in_the_end_all_layers_have_the_activity_of_the_mean(stack):
    thickness = np.array([layer.thickness_nm for layer in stack])
    solubility = np.array([layer.relative_solubility for layer in stack])
    start = np.array([layer.concentration_per_cm3 for layer in stack])
    activity = (start @ thickness) / (solubility @ thickness)
    # The slowest mode is slower than the slowest layer by the ratio of what the layers hold.
    total, resistance = (
        thickness @ solubility,
        sum(x.thickness_nm / x.diffusivity_cm2_per_s / x.relative_solubility for x in stack),
    )
    result = diffuse_through_layers(stack, [100 * total * resistance * 1e-14], cells_per_layer=10)
    reached = result.concentration_per_cm3[0].reshape(len(stack), 10)
    assert reached == near(np.outer(activity * solubility, np.ones(10)), rel=1e-7, abs=1e-7)


@slow
@given(st.floats(0.01, 100), diffusivities, diffusivities, st.floats(-3, 3))
def test_the_way_there_is_the_way_back_detailed_balance(ratio, left, right, log_time):
    # Particles that start on the left and are found on the right, weighted with equilibrium, are as many as those
    # that go the other way.
    def share_moved(from_left):
        stack = [
            DiffusionLayer(5.0, left, 1e20 if from_left else 0.0, 1.0),
            DiffusionLayer(8.0, right, 0.0 if from_left else 1e20, ratio),
        ]
        result = diffuse_through_layers(stack, [10**log_time], cells_per_layer=20)
        return result.amount_per_cm2[0, 1 if from_left else 0] / (1e20 * (5e-7 if from_left else 8e-7))

    assert share_moved(True) * 5.0 == near(share_moved(False) * 8.0 * ratio, rel=1e-9, abs=1e-13)


def test_equilibrium_stays_as_it_is():
    stack = [DiffusionLayer(5.0, 1e-12, 1e20, 1.0), DiffusionLayer(9.0, 1e-9, 7e20, 7.0)]
    result = diffuse_through_layers(stack, [1e-3, 1e3])
    assert result.concentration_per_cm3[:, :100] == near(1e20, rel=1e-12)
    assert result.concentration_per_cm3[:, 100:] == near(7e20, rel=1e-12)
    assert np.abs(result.interface_flux_per_cm2_s).max() < 1e-12 * 1e-12 * 1e20 / 5e-7


@slow
@given(st.lists(layers, min_size=2, max_size=3), concentrations)
def test_the_mirror_image_diffuses_as_the_mirror_image(stack, held):
    there = diffuse_through_layers(stack, [0.1, 10.0], left_concentration_per_cm3=held, cells_per_layer=12)
    back = diffuse_through_layers(stack[::-1], [0.1, 10.0], right_concentration_per_cm3=held, cells_per_layer=12)
    scale = max(held, *(layer.concentration_per_cm3 for layer in stack)) + 1e-30
    assert back.concentration_per_cm3[:, ::-1] / scale == near(there.concentration_per_cm3 / scale, abs=1e-9)
    assert back.gained_right_per_cm2 == near(there.gained_left_per_cm2, rel=1e-6, abs=1e-9 * scale * 1e-5)


@slow
@given(st.lists(layers, min_size=1, max_size=4), st.floats(1e18, 1e22), st.floats(0, 1e18))
def test_after_long_times_the_flux_is_that_of_resistances_in_series(stack, left, right):
    total = sum(x.thickness_nm * x.relative_solubility for x in stack)
    resistance = sum(x.thickness_nm / (x.diffusivity_cm2_per_s * x.relative_solubility) for x in stack)
    result = diffuse_through_layers(stack, [100 * total * resistance * 1e-14], left, right, cells_per_layer=8)
    steady = transport.steady_flux_per_cm2_s(stack, left, right)
    # One layer has no interface; then the profile is compared with the straight line.
    if len(stack) > 1:
        driving = max(left / stack[0].relative_solubility, right / stack[-1].relative_solubility)
        assert result.interface_flux_per_cm2_s[0] == near(
            np.full(len(stack) - 1, steady), abs=1e-6 * driving / (resistance * 1e-7)
        )
    else:
        line = left + (right - left) * result.position_nm / stack[0].thickness_nm
        assert result.concentration_per_cm3[0] == near(line, rel=1e-6)


def test_a_thin_slow_layer_is_a_contact_resistance():
    # Carslaw and Jaeger: a half space whose surface is fed through a resistance 1/P from concentration 1,
    # c = erfc(x / 2 sqrt(D t)) - exp(h x + h^2 D t) erfc(x / 2 sqrt(D t) + h sqrt(D t)), h = P / D.
    diffusivity, time, film_nm, film_diffusivity = 1e-12, 1.0, 0.1, 1e-14
    h_per_cm = film_diffusivity / (film_nm * 1e-7) / diffusivity
    stack = [DiffusionLayer(film_nm, film_diffusivity, 0.0), DiffusionLayer(80.0, diffusivity, 0.0)]
    result = diffuse_through_layers(stack, [time], left_concentration_per_cm3=1.0, cells_per_layer=400)
    x_cm = (result.position_nm[400:] - film_nm) * 1e-7
    reduced, root = x_cm / (2 * math.sqrt(diffusivity * time)), h_per_cm * math.sqrt(diffusivity * time)
    exact = special.erfc(reduced) - np.exp(-(reduced**2)) * special.erfcx(reduced + root)
    # The film itself stores its share of thickness, 0.1 nm of the 10 nm that diffusion reaches, hence 1e-3.
    assert result.concentration_per_cm3[0, 400:] == near(exact, abs=1e-3)


def test_a_layer_cut_in_two_is_the_same_layer():
    whole = diffuse_through_layers([DiffusionLayer(20.0, 1e-12, 0.0)], [1.0], 1e21, cells_per_layer=40)
    cut = diffuse_through_layers([DiffusionLayer(10.0, 1e-12, 0.0)] * 2, [1.0], 1e21, cells_per_layer=20)
    assert cut.concentration_per_cm3 == near(whole.concentration_per_cm3, rel=1e-10)


def test_times_must_rise():
    with pytest.raises(ValueError, match=r"^times_s has 1 after 2; each time must be later"):
        diffuse_through_layers([DiffusionLayer(1.0, 1e-12, 1e20)], [1.0, 2.0, 1.0])


def test_the_reservoir_of_review_b_gives_only_what_equilibrium_leaves():
    # Section 3.3, Sb2S3/SnS2. Equal thickness: the share on the weak side is 1 / (1 + K), however long one waits.
    for step in (0.0, 0.05, 0.1, 0.2):
        ratio = transport.partition_coefficient(-step, 298.15)
        stack = [DiffusionLayer(10.0, 1e-14, 0.0), DiffusionLayer(10.0, 1e-12, 1e21, ratio)]
        share = diffuse_through_layers(stack, [1e5]).amount_per_cm2[0, 0] / 1e15
        assert share == near(1 / (1 + math.exp(step / THERMAL_V)), rel=1e-9)


def test_with_the_fewest_steps_a_draining_layer_undershoots_zero_by_less_than_promised():
    times = np.geomspace(1e-3, 10.0, 60)
    drained = diffuse_through_layers([DiffusionLayer(10.0, 1e-11, 1e21)], times, 0.0, steps_per_decade=10)
    assert drained.concentration_per_cm3.min() >= -1e-5 * 1e21
    drained = diffuse_through_layers([DiffusionLayer(10.0, 1e-11, 1e21)], times, 0.0)
    assert drained.concentration_per_cm3.min() >= -1e-15 * 1e21


# Layers in series and in parallel


def test_steady_flux_and_effective_diffusivities_by_hand():
    stack = [DiffusionLayer(10.0, 1e-12, 0.0, 1.0), DiffusionLayer(30.0, 2e-13, 0.0, 4.0)]
    # Resistances 1e-6/1e-12 = 1e6 and 3e-6/8e-13 = 3.75e6 s/cm; activities 1e21 and 8e20/4.
    assert transport.steady_flux_per_cm2_s(stack, 1e21, 8e20) == near(8e20 / 4.75e6, rel=1e-12)
    # Mean solubility 0.25 + 3 = 3.25; mean resistivity 0.25/1e-12 + 0.75/8e-13 = 1.1875e12.
    across = transport.diffusivity_across_layers_cm2_per_s(stack)
    assert across == near(1 / (3.25 * 1.1875e12), rel=1e-12)
    # (0.25 * 1e-12 + 0.75 * 8e-13) / 3.25.
    assert transport.diffusivity_along_layers_cm2_per_s(stack) == near(8.5e-13 / 3.25, rel=1e-12)


def test_many_layers_diffuse_with_the_effective_diffusivity():
    # 20 periods of unequal layers, closed, filled in the left half at equal activity. The first mode of a uniform
    # layer would decay as exp(-pi^2 D t / L^2); compare the decay of the excess between two late times.
    period = [DiffusionLayer(1.0, 1e-12, 0.0, 1.0), DiffusionLayer(2.0, 5e-12, 0.0, 3.0)]
    effective = transport.diffusivity_across_layers_cm2_per_s(period)
    length_cm = 20 * 3e-7
    filled = [DiffusionLayer(1.0, 1e-12, 1e20, 1.0), DiffusionLayer(2.0, 5e-12, 3e20, 3.0)]
    times = np.array([0.4, 0.8]) * length_cm**2 / (np.pi**2 * effective) * np.pi
    result = diffuse_through_layers(filled * 10 + period * 10, times, cells_per_layer=6, steps_per_decade=100)
    amount = result.amount_per_cm2
    excess = amount[:, :20].sum(axis=1) - amount[:, 20:].sum(axis=1)
    rate = math.log(excess[0] / excess[1]) / (times[1] - times[0])
    assert rate * length_cm**2 / np.pi**2 == near(effective, rel=2e-3)


@quick
@given(st.lists(layers, min_size=1, max_size=5))
def test_series_is_never_faster_than_parallel_and_order_does_not_matter(stack):
    across = transport.diffusivity_across_layers_cm2_per_s(stack)
    along = transport.diffusivity_along_layers_cm2_per_s(stack)
    assert across <= along * (1 + 1e-12)
    assert transport.diffusivity_across_layers_cm2_per_s(stack[::-1]) == near(across, rel=1e-12)
    if len(stack) == 1:
        assert across == near(stack[0].diffusivity_cm2_per_s, rel=1e-12)
        assert along == near(stack[0].diffusivity_cm2_per_s, rel=1e-12)


# Tunneling


def matched_waves(energy, barrier, width_nm, mass):
    """Transmission from the four conditions of continuity, solved as linear equations."""
    unit = math.sqrt(2 * mass * constants.m_e * constants.e) / constants.hbar * 1e-9  # 1/nm for 1 eV
    k, q = unit * math.sqrt(energy), unit * np.sqrt(complex(energy - barrier))
    inside, back = np.exp(1j * q * width_nm), np.exp(-1j * q * width_nm)
    # Unknowns: reflected, two waves inside, transmitted.
    matrix = np.array(
        [
            [-1, 1, 1, 0],
            [k, q, -q, 0],
            [0, inside, back, -1],
            [0, q * inside, -q * back, -k],
        ]
    )
    return abs(np.linalg.solve(matrix, np.array([1, k, 0, 0]))[3]) ** 2


@quick
@given(st.floats(0.05, 3.0), st.floats(0.1, 2.0), st.floats(0.05, 1.5), st.floats(0.1, 2.0))
def test_the_exact_transmission_is_that_of_matched_waves(energy, barrier, width, mass):
    if abs(energy - barrier) < 1e-3:  # there the equations are nearly singular
        energy = barrier + 1e-3
    ours = transport.rectangular_barrier_transmission(energy, barrier, width, mass)
    assert ours == near(matched_waves(energy, barrier, width, mass), rel=1e-7)


def test_the_exact_transmission_passes_smoothly_over_the_top():
    at = transport.rectangular_barrier_transmission(1.0, 1.0, 0.5)
    # Limit by hand: 1 / (1 + m V d^2 / (2 hbar^2)) with m V / hbar^2 = 13.12342 / nm2: 1 / (1 + 1.640428).
    assert at == near(1 / 2.640428, rel=1e-5)
    for step in (1e-14, 1e-9, 1e-6):
        sides = transport.rectangular_barrier_transmission(np.array([1 - step, 1 + step]), 1.0, 0.5)
        assert sides == near([at, at], rel=2 * step + 1e-12)


def test_above_the_top_the_barrier_is_transparent_at_its_resonances():
    # sin(q d) = 0: q d = pi, that is E - V = (hbar pi / d)^2 / 2 m = 0.376030 eV for d = 1 nm.
    assert transport.rectangular_barrier_transmission(1.3760301, 1.0, 1.0) == near(1.0, abs=1e-10)
    assert transport.rectangular_barrier_transmission(1.1, 1.0, 1.0) < 0.9


def test_for_a_thick_barrier_wkb_lacks_only_the_known_prefactor():
    for energy in (0.1, 0.5, 0.9):
        exact = transport.rectangular_barrier_transmission(energy, 1.0, 5.0)
        wkb = transport.tunneling_probability(transport.wkb_exponent_rectangular(1.0 - energy, 5.0))
        assert exact / wkb == near(16 * energy * (1 - energy), rel=1e-6)


def test_one_decay_length_is_a_factor_of_e():
    # hbar / (2 sqrt(2 m 1 eV)) = 1.054572e-34 / (2 * 5.402e-25) m = 0.09760 nm.
    length = transport.tunneling_decay_length_nm(1.0)
    assert length == near(0.09760, rel=1e-4)
    exponents = transport.wkb_exponent_rectangular(1.0, np.array([2.0, 2.0 + length]))
    assert exponents[1] - exponents[0] == near(1.0, rel=1e-12)


def test_the_constant_of_fowler_and_nordheim():
    # Published as 6.830890 eV^-3/2 V/nm (as in the recommended form of the field emission literature).
    assert transport.wkb_exponent_triangular(1.0, 1e9) == near(6.830890, abs=5e-7)
    assert transport.wkb_exponent_triangular(4.5, -5e9) == near(6.830890 * 4.5**1.5 / 5, rel=1e-6)


@quick
@given(st.floats(0.05, 3.0), st.floats(-3.0, 3.0), st.floats(0.1, 5.0), st.floats(0.1, 2.0))
def test_a_sloping_barrier_agrees_with_quadrature(left, right, width, mass):
    unit = math.sqrt(2 * mass * constants.m_e * constants.e) / constants.hbar * 1e-9
    end = width if right >= 0 else width * left / (left - right)
    area, _ = integrate.quad(
        lambda x: math.sqrt(max(left + (right - left) * x / width, 0.0)), 0, end, epsabs=1e-12, epsrel=1e-11
    )
    ours = transport.wkb_exponent_trapezoidal(left, right, width, mass)
    assert ours == near(2 * unit * area, rel=1e-7)


def test_rectangle_and_triangle_are_limits_of_the_slope():
    slope = transport.wkb_exponent_trapezoidal
    assert slope(0.7, 0.7, 2.0, 0.4) == near(transport.wkb_exponent_rectangular(0.7, 2.0, 0.4), rel=1e-13)
    # 0.7 V fall over 2 nm; a longer slope goes on below the electron and changes nothing.
    triangle = transport.wkb_exponent_triangular(0.7, 0.7 / 2e-9, 0.4)
    assert slope(0.7, 0.0, 2.0, 0.4) == near(triangle, rel=1e-13)
    assert slope(0.7, -0.7, 4.0, 0.4) == near(triangle, rel=1e-13)


def test_a_parabolic_barrier_sampled_finely_agrees_with_its_integral():
    # sqrt of phi (1 - x/w)^2 is sqrt(phi) (1 - x/w): the integral is sqrt(phi) w / 2, half that of the rectangle.
    x = np.linspace(0.0, 3.0, 2001)
    ours = transport.wkb_exponent_of_profile(x, 0.5 * (1 - x / 3) ** 2, 0.3)
    # Straight pieces lie above the parabola by up to (h/w)^2/4 of its height.
    assert ours == near(transport.wkb_exponent_rectangular(0.5, 3.0, 0.3) / 2, rel=1e-5)


def test_only_what_rises_above_the_electron_counts():
    profile = transport.wkb_exponent_of_profile
    assert profile([0.0, 1.0, 2.0], [-0.5, -0.1, -0.3]) == 0.0
    # Up from -1 to 1 and down again: two triangles of width 0.5.
    triangle = transport.wkb_exponent_triangular(1.0, 2e9)
    assert profile([0.0, 1.0, 2.0], [-1.0, 1.0, -1.0]) == near(2 * triangle, rel=1e-12)
    # A jump: the position stands twice.
    steps = profile([0.0, 0.0, 1.0, 1.0, 2.0], [-1.0, 0.6, 0.6, 0.2, 0.2])
    by_hand = transport.wkb_exponent_rectangular(0.6, 1.0) + transport.wkb_exponent_rectangular(0.2, 1.0)
    assert steps == near(by_hand, rel=1e-12)


def test_a_profile_must_be_in_order():
    with pytest.raises(ValueError, match=r"^barrier_eV has 2 values for 3 positions"):
        transport.wkb_exponent_of_profile([0.0, 1.0, 2.0], [0.1, 0.2])
    with pytest.raises(ValueError, match=r"^position_nm has a step to the left"):
        transport.wkb_exponent_of_profile([0.0, 2.0, 1.0], [0.1, 0.2, 0.3])
    with pytest.raises(ValueError, match=r"at least two"):
        transport.wkb_exponent_of_profile([0.0], [0.1])


def test_probabilities_too_small_for_a_number_are_refused():
    exponent = transport.wkb_exponent_rectangular(1.0, 100.0)
    with pytest.raises(ValueError, match=r"^wkb_exponent is 1024.*10\^-445"):
        transport.tunneling_probability(exponent)
    with pytest.raises(ValueError, match=r"^width_nm is 100; .*wkb_exponent_rectangular"):
        transport.rectangular_barrier_transmission(0.5, 1.5, 100.0)
    with pytest.raises(ValueError, match=r"^field_V_per_m is 0; it must not be 0"):
        transport.wkb_exponent_triangular(1.0, 0.0)


# Electrons


def test_the_gap_moves_intrinsic_carriers_as_measured_in_silicon_and_germanium():
    # S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., appendix: gaps 1.12 and 0.66 eV, intrinsic
    # densities 9.65e9 and 2.33e13 per cm3: a factor of 2415. The densities of states of Ge, 1.04e19 and 6.0e18,
    # against 2.8e19 and 2.65e19 in Si make up for a factor 3.45 that this function leaves out.
    ours = transport.conductivity_ratio_from_gaps(1.12, 0.66, 300.0)
    assert ours / math.sqrt(2.8e19 * 2.65e19 / (1.04e19 * 6.0e18)) == near(2415, rel=0.15)


def test_half_the_gap_counts_as_a_barrier():
    ours = transport.conductivity_ratio_from_gaps(2.10, 1.72, 298.15)
    # Review B, section 3.3, Sb2S3 and SnS2: exp(0.38 / (2 * 0.0256926)) = exp(7.39513) = 1627.9.
    assert ours == near(1627.9, rel=1e-4)
    assert ours == near(kinetics.rate_ratio(1.05, 0.86, 298.15), rel=1e-12)
    with pytest.raises(ValueError, match="gap_after_eV is 9; "):
        transport.conductivity_ratio_from_gaps(1.0, 9.0, 50.0)


def test_the_conductivity_ratio_of_mo2c_moo3_should_grow_on_cooling_if_one_energy_made_it():
    # Review A, section 2.2: 240 at 300 K; above 50 at 230 K. By hand: exp(5.480639 * 300 / 230) = exp(7.148660).
    ours = transport.enhancement_at_other_temperature(240.0, 300.0, 230.0)
    assert ours == near(math.exp(7.148660), rel=1e-5)
    lowering = -kinetics.barrier_change_from_rate_ratio_eV(240.0, 300.0)
    assert ours == near(kinetics.rate_ratio(1.0, 1.0 - lowering, 230.0), rel=1e-9)
    with pytest.raises(ValueError, match=r"^other_temperature_K is 2; "):
        transport.enhancement_at_other_temperature(240.0, 300.0, 2.0)


@quick
@given(st.floats(1e-6, 1e6), temperatures, temperatures)
def test_an_enhancement_comes_back_from_the_other_temperature(enhancement, one, other):
    there = transport.enhancement_at_other_temperature(enhancement, one, other)
    assert transport.enhancement_at_other_temperature(there, other, one) == near(enhancement, rel=1e-11)


# Units


def test_the_units_of_transport_are_right():
    temperature, diffusivity = units.Quantity(310.0, "kelvin"), units.Quantity(2e-9, "cm^2/s")
    thermal = units.boltzmann_constant * temperature
    charge = 2 * units.elementary_charge
    density = units.Quantity(3e21, "1/cm^3")
    conductivity = (density * charge**2 * diffusivity / (0.7 * thermal)).to("S/cm").magnitude
    ours = transport.conductivity_from_diffusivity_S_per_cm(2e-9, 3e21, 2, 310.0, 0.7)
    assert ours == near(conductivity, rel=1e-12)
    mobility = (charge * diffusivity / thermal).to("cm^2/V/s")
    assert transport.mobility_cm2_per_V_s(2e-9, 2, 310.0) == near(mobility.magnitude, rel=1e-12)
    field, length = units.Quantity(4e6, "V/m"), units.Quantity(7.0, "nm")
    velocity = (mobility * field).to("cm/s").magnitude
    assert transport.drift_velocity_cm_per_s(4e6, mobility.magnitude, 2) == near(velocity, rel=1e-12)
    assert transport.drift_velocity_cm_per_s(4e6, mobility.magnitude, -2) == near(-velocity, rel=1e-12)
    ratio = (charge * field * length / thermal).to("dimensionless").magnitude
    assert transport.drift_to_diffusion_ratio(4e6, 7.0, 2, 310.0) == near(ratio, rel=1e-12)
    time = (length**2 / diffusivity).to("s").magnitude
    assert transport.diffusion_time_s(7.0, 2e-9) == near(time, rel=1e-12)
    assert transport.time_to_move_s(7.0, 2e-9, 3) == near(time / 6, rel=1e-12)
    rate = units.Quantity(5e6, "1/s")
    hops = (0.8 * length**2 * rate / 4).to("cm^2/s").magnitude
    assert transport.hop_diffusivity_cm2_per_s(7.0, 5e6, 2, 0.8) == near(hops, rel=1e-12)
    assert transport.thermal_voltage_V(2, 310.0) == near((thermal / charge).to("V").magnitude, rel=1e-12)


def test_the_units_of_tunneling_are_right():
    barrier, mass = units.Quantity(0.8, "electron_volt"), 0.3 * units.electron_mass
    wave = (2 * mass * barrier) ** 0.5 / units.dirac_constant
    width, field = units.Quantity(2.0, "nm"), units.Quantity(6e8, "V/m")
    exponent = (2 * wave * width).to("dimensionless").magnitude
    assert transport.wkb_exponent_rectangular(0.8, 2.0, 0.3) == near(exponent, rel=1e-9)
    exponent = (4 / 3 * wave * barrier / (units.elementary_charge * field)).to("dimensionless").magnitude
    assert transport.wkb_exponent_triangular(0.8, 6e8, 0.3) == near(exponent, rel=1e-9)
    assert transport.tunneling_decay_length_nm(0.8, 0.3) == near((0.5 / wave).to("nm").magnitude, rel=1e-9)


@pytest.mark.parametrize("solubilities", [(1.0, 1.0), (1.0, 3e8), (1.0, 1e12, 1.0), (1e12, 1.0, 1e12)])
@pytest.mark.parametrize("diffusivity", [1e-12, 1e-4])
def test_the_steady_flux_between_held_ends_is_exact_however_long_and_unequal(solubilities, diffusivity):
    # 3e8 is a step of 0.5 eV at room temperature. Long after the last change (a year, and far beyond it), flux,
    # profile and throughput must be those of resistances in series; the times before only add what was stored.
    stack = [DiffusionLayer(10.0, diffusivity, 0.0, solubility) for solubility in solubilities]
    year = 3e7
    settled = year * max(solubilities)
    result = diffuse_through_layers(stack, [settled, 2 * settled], 1e21, 0.0, 20, 10)
    flux = transport.steady_flux_per_cm2_s(stack, 1e21, 0.0)
    assert result.interface_flux_per_cm2_s == near(np.full((2, len(stack) - 1), flux), rel=1e-10)
    assert np.diff(result.gained_left_per_cm2)[0] == near(settled * flux, rel=1e-9)
    assert np.diff(result.gained_right_per_cm2)[0] == near(-settled * flux, rel=1e-9)
    # The activity falls by flux times resistance: half of it in each half of a layer.
    resistance = np.array([1e-6 / (diffusivity * solubility) for solubility in solubilities])
    centers = 1e21 / solubilities[0] - flux * (np.cumsum(resistance) - resistance / 2.0)
    amounts = centers * solubilities * 1e-6
    assert result.amount_per_cm2[-1] == near(amounts, rel=1e-3, abs=1e-6 * amounts.max())


def test_a_depletion_layer_reaches_further_than_a_screened_field_as_the_notes_warn():
    # 1 V falls over fixed dopants in W = L sqrt(2 V / V_T) with L the Debye length, and the field is 2 V / W (1 - x / W).
    # Drift and diffusion over L are equal where that field is V_T / L.
    debye_nm, drop_V = 10.0, 1.0
    width_nm = debye_nm * math.sqrt(2.0 * drop_V / THERMAL_V)
    field_V_per_nm = 2.0 * drop_V / width_nm
    equal_nm = width_nm * (1.0 - THERMAL_V / debye_nm / field_V_per_nm)
    assert equal_nm == near(width_nm - debye_nm)
    assert 7.5 < equal_nm / debye_nm < 8.0
    assert transport.drift_to_diffusion_ratio(field_V_per_nm * 1e9 * (1 - equal_nm / width_nm), debye_nm) == near(1.0)
    assert transport.reach_of_screened_field_nm(field_V_per_nm * 1e9, debye_nm) < 0.3 * equal_nm


# Mixtures of two conductors

conductivities = st.floats(-9, 4).map(lambda p: 10.0**p)
shares = st.floats(0.0, 1.0)


def test_layers_of_conductors_are_resistors_side_by_side_and_in_a_row():
    # A cube of 1 cm with 0.2 cm of 8 S/cm and 0.8 cm of 2 S/cm. Along: 1.6 S and 1.6 S. Across: 0.025 and 0.4 ohm.
    assert transport.conductivity_along_layers_S_per_cm(0.2, 8.0, 2.0) == near(3.2)
    assert transport.conductivity_across_layers_S_per_cm(0.2, 8.0, 2.0) == near(1 / 0.425)
    # The same rules as for diffusion.
    stack = [DiffusionLayer(20.0, 8.0, 1.0), DiffusionLayer(80.0, 2.0, 1.0)]
    assert transport.diffusivity_along_layers_cm2_per_s(stack) == near(3.2)
    assert transport.diffusivity_across_layers_cm2_per_s(stack) == near(1 / 0.425)


def dipole_of_a_coated_ball(core, shell, core_share, around):
    """Solve Laplace's equation for a ball of radius 1 with a shell in an even field; return its dipole outside."""
    a = core_share ** (1 / 3)
    # Potential r cos: core A r, shell B r + C / r^2, outside -r + D / r^2; continuous, with continuous current.
    matrix = [
        [a, -a, -1 / a**2, 0.0],
        [core, -shell, 2 * shell / a**3, 0.0],
        [0.0, 1.0, 1.0, -1.0],
        [0.0, shell, -2 * shell, 2 * around],
    ]
    return np.linalg.solve(matrix, [0.0, 0.0, -1.0, -around])[3]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.9])
@pytest.mark.parametrize(("first", "second"), [(100.0, 0.01), (0.3, 4.0), (2.0, 1.9)])
def test_a_coated_ball_is_not_seen_in_the_isotropic_limits(share, first, second):
    best = transport.largest_isotropic_conductivity_S_per_cm(share, first, second)
    worst = transport.smallest_isotropic_conductivity_S_per_cm(share, first, second)
    good_share = share if first > second else 1 - share
    good, poor = max(first, second), min(first, second)
    assert dipole_of_a_coated_ball(poor, good, 1 - good_share, best) == near(0.0, abs=1e-12)
    assert dipole_of_a_coated_ball(good, poor, good_share, worst) == near(0.0, abs=1e-12)
    # A wrong surrounding is seen.
    assert abs(dipole_of_a_coated_ball(good, poor, good_share, good)) > 1e-4


def test_limits_of_mixed_grains():
    mixed = transport.conductivity_of_mixed_grains_S_per_cm
    # Exact for a plane of two kinds in equal amounts that can be exchanged: the geometric mean
    # (A. M. Dykhne, Sov. Phys. JETP 32, 63, 1971).
    assert mixed(0.5, 1e3, 1e-5, 0.5) == near(0.1)
    # Few balls far from each other (Maxwell): 1 + 3 f (s1 - s2) / (s1 + 2 s2) = 1 + 3e-6 * 9 / 12.
    assert mixed(1e-6, 10.0, 1.0) - 1.0 == near(2.25e-6, rel=1e-4)
    # An insulator: nothing below the threshold, a straight line above it.
    assert mixed(0.6, 5.0, 1e-30, 0.2) == near(5.0 * (0.6 - 0.2) / 0.8)
    assert mixed(0.1, 5.0, 1e-30, 0.2) < 1e-29
    # A perfect conductor below its threshold: the other one over 1 - f / L.
    assert mixed(0.1, 1e30, 7.0, 0.2) == near(14.0)
    # One kind only, and grains as long or as flat as layers.
    assert mixed(np.array([0.0, 1.0]), 3.0, 2e-7) == near(np.array([2e-7, 3.0]))
    assert mixed(0.3, 8.0, 2.0, 1e-9) == near(transport.conductivity_along_layers_S_per_cm(0.3, 8.0, 2.0), rel=1e-6)
    assert mixed(0.3, 8.0, 2.0, 1 - 1e-9) == near(
        transport.conductivity_across_layers_S_per_cm(0.3, 8.0, 2.0), rel=1e-6
    )


@quick
@given(shares, conductivities, conductivities, st.floats(0.02, 0.9))
def test_grains_do_not_disturb_their_own_mean_whichever_is_called_first(share, first, second, threshold):
    found = transport.conductivity_of_mixed_grains_S_per_cm(share, first, second, threshold)
    terms = [
        part * (sigma - found) / (threshold * sigma + (1 - threshold) * found)
        for part, sigma in ((share, first), (1 - share, second))
    ]
    assert sum(terms) == near(0.0, abs=1e-9)
    swapped = transport.conductivity_of_mixed_grains_S_per_cm(1 - share, second, first, threshold)
    assert found == near(swapped, rel=1e-6)


@quick
@given(shares, conductivities, conductivities)
def test_round_grains_lie_between_the_limits_and_these_between_the_layers(share, first, second):
    arguments = (share, first, second)
    values = [
        transport.conductivity_across_layers_S_per_cm(*arguments),
        transport.smallest_isotropic_conductivity_S_per_cm(*arguments),
        transport.conductivity_of_mixed_grains_S_per_cm(*arguments),
        transport.largest_isotropic_conductivity_S_per_cm(*arguments),
        transport.conductivity_along_layers_S_per_cm(*arguments),
    ]
    assert all(low <= high * (1 + 1e-9) for low, high in itertools.pairwise(values))


@quick
@given(st.floats(0.01, 0.99), st.floats(0.02, 0.9), st.floats(-6, -1))
def test_the_share_for_a_mixture_is_the_way_back(share, threshold, log_poor):
    poor = 10.0**log_poor
    found = transport.conductivity_of_mixed_grains_S_per_cm(share, 8000.0, poor, threshold)
    assert transport.fraction_for_mixed_grains(found, 8000.0, poor, threshold) == near(share, rel=1e-6)
    assert transport.fraction_for_mixed_grains(found, poor, 8000.0, threshold) == near(1 - share, rel=1e-6)


@pytest.mark.parametrize(("wanted", "first", "second"), [(11.0, 10.0, 1.0), (0.9, 1.0, 10.0), (3.0, 3.0, 3.0)])
def test_no_mixture_conducts_better_or_worse_than_both(wanted, first, second):
    with pytest.raises(ValueError, match=r"^conductivity_S_per_cm is .* must lie between"):
        transport.fraction_for_mixed_grains(wanted, first, second)
    with pytest.raises(ValueError, match=r"^conductivity_S_per_cm is .* must lie between"):
        transport.fraction_for_mixed_grains(np.array([2.0, wanted]), first, second)
