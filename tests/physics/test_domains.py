"""The ranges of arguments: what the decorators refuse, and in which words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from test_every_function import wrong_values

from heterostructures.physics.domains import (
    AT_LEAST_ONE,
    FINITE,
    FRACTION,
    NON_NEGATIVE,
    OPEN_FRACTION,
    POSITIVE,
    SWITCH,
    TEMPERATURE,
    TEXT,
    WHOLE_POSITIVE,
    Kind,
    OneOf,
    takes,
    with_checked_fields,
)


@takes(width_nm=POSITIVE, height_nm=POSITIVE, rounds=WHOLE_POSITIVE.single, side=OneOf(("left", "right")))
def area_nm2(width_nm, height_nm=2.0, rounds=1, side="left"):
    return width_nm * height_nm * rounds


def test_numbers_lists_and_arrays_become_floats_and_single_results_plain_numbers():
    assert area_nm2(3) == 6.0
    assert type(area_nm2(3)) is float
    assert area_nm2([1, 2]).tolist() == [2.0, 4.0]
    assert area_nm2(np.float32(3), height_nm=np.int64(2)) == 6.0
    assert area_nm2(np.ones((2, 1)), np.ones(3)).shape == (2, 3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"width_nm": -3}, "width_nm is -3; it must be a finite number greater than 0"),
        ({"width_nm": [1, 2, -0.5]}, "width_nm is -0.5; it must be a finite number greater than 0"),
        ({"width_nm": float("nan")}, "width_nm is nan; it must be a finite number greater than 0"),
        ({"width_nm": "3 nm"}, "width_nm is '3 nm'; it must be a number greater than 0"),
        ({"width_nm": [[1], [1, 2]]}, "width_nm is [[1], [1, 2]]; it must be a number greater than 0"),
        ({"width_nm": 1, "rounds": 1.5}, "rounds is 1.5; it must be a finite number that is whole and at least 1"),
        ({"width_nm": 1, "rounds": [1, 2]}, "rounds has the shape (2,); it must be a single number"),
        ({"width_nm": 1, "side": "top"}, "side is 'top'; it must be one of 'left', 'right'"),
        ({"width_nm": []}, "width_nm is empty; it must hold at least one number greater than 0"),
        ({"width_nm": [1, 2], "height_nm": [1, 2, 3]}, "the arrays do not fit together: width_nm (2,), height_nm (3,)"),
        ({"width_nm": 1e300, "height_nm": 1e300}, "area_nm2: the result is too large or undefined"),
    ],
)
def test_a_refusal_names_the_argument_the_value_and_the_range(arguments, message):
    with pytest.raises(ValueError) as error:
        area_nm2(**arguments)
    assert message in str(error.value)


def test_the_callers_array_is_left_alone():
    @takes(values=FINITE)
    def first_set_to_zero(values):
        values[0] = 0.0
        return values

    given = np.array([1.0, 2.0])
    first_set_to_zero(given)
    assert given.tolist() == [1.0, 2.0]


def test_none_is_permitted_where_it_is_the_default_and_only_there():
    @takes(a=POSITIVE, b=POSITIVE)
    def either(a, b=None):
        return a if b is None else b

    assert either(1, None) == 1.0
    with pytest.raises(ValueError, match="a is None"):
        either(None)


def test_a_result_that_is_not_finite_is_refused_however_deep_it_stands():
    @dataclass(frozen=True)
    class Profile:
        values: np.ndarray

    @takes(a=FINITE.single)
    def profile(a):
        return (Profile(np.array([1.0, 0.0]) / a),)

    assert profile(2)[0].values.tolist() == [0.5, 0.0]
    with pytest.raises(ValueError, match="profile, values: the result is too large or undefined"):
        profile(0)


def test_rules_must_name_the_arguments():
    with pytest.raises(TypeError, match="the rules name"):
        takes(a=POSITIVE)(lambda b: b)
    with pytest.raises(TypeError, match="the rules name"):

        @with_checked_fields(length=POSITIVE)
        class Wire:
            width: float


def test_fields_are_checked_one_by_one_and_together():
    @dataclass(frozen=True)
    @with_checked_fields(low=FINITE.single, high=FINITE.single, name=TEXT, note=TEXT)
    class Range:
        low: float
        high: float
        name: str = "range"
        note: str | None = None

        def _check_together(self):
            if self.high <= self.low:
                raise ValueError(f"high is {self.high:g}; it must be above low, {self.low:g}")

    assert Range(1, 2).high == 2.0
    with pytest.raises(ValueError, match="high is 1; it must be above low, 1"):
        Range(1, 1)
    with pytest.raises(ValueError, match="name is None"):
        Range(1, 2, None)
    with pytest.raises(ValueError, match="note is 3; it must be of the type text"):
        Range(1, 2, "r", 3)


@pytest.mark.parametrize(
    ("rule", "good"),
    [
        (POSITIVE, [1e-300, 1e300]),
        (NON_NEGATIVE, [0.0, 5.0]),
        (FINITE, [-1e300, 0.0]),
        (AT_LEAST_ONE, [1.0, 2.5]),
        (FRACTION, [0.0, 1.0]),
        (OPEN_FRACTION, [1e-12, 0.5]),
        (TEMPERATURE, [1.0, 5000.0]),
        (WHOLE_POSITIVE, [1, 7]),
        (POSITIVE.series, [[1.0], [1.0, 2.0]]),
        (OneOf(("a", "b")), ["a", "b"]),
        (Kind((int, str)), [1, "a"]),
        (Kind(str, many=True), [["a", "b"], ("a",)]),
        (SWITCH, [True, False]),
    ],
)
def test_each_rule_takes_what_it_should_and_refuses_every_attack_of_the_walker(rule, good):
    for value in good:
        rule.check("argument", value)
    attacks = wrong_values(rule)
    assert len(attacks) >= 2
    for attack in attacks:
        with pytest.raises(ValueError, match=r"^argument "):
            rule.check("argument", attack)


def test_the_walker_notices_a_function_that_lets_wrong_input_through():
    """The attacks are real: a function without the decorator takes at least one of them without complaint."""

    def careless(width_nm):
        return 2 * width_nm

    passed = []
    for attack in wrong_values(POSITIVE):
        try:
            careless(attack)
        except (TypeError, ValueError):
            continue
        passed.append(attack)
    assert len(passed) >= 5


def test_a_number_just_outside_the_range_is_shown_with_all_its_digits():
    with pytest.raises(ValueError, match=r"share is 1\.0000000001; it must"):
        FRACTION.check("share", 1.0000000001)


def test_overflow_and_division_by_zero_of_python_numbers_are_refused_in_the_same_words():
    @takes(number=FINITE)
    def inverse(number):
        return 1.0 / number

    @takes(number=FINITE)
    def square(number):
        return number**2

    for function, number in ((inverse, 0.0), (square, 1e300)):
        with pytest.raises(ValueError, match="too large or undefined"):
            function(number)
