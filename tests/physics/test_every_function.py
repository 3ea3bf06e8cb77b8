"""What holds for every public function and class of the physics, found by walking over all of them.

For each module there is a file ``calls_<module>.py`` with one valid call of each function and class. From it
and from the ranges that the decorators state, wrong calls are made: each must be refused in clear words.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import math
import pkgutil
import re

import numpy as np
import pytest

from heterostructures import physics
from heterostructures.physics.domains import Domain, Kind, OneOf

MODULES = sorted(m.name for m in pkgutil.iter_modules(physics.__path__) if m.name != "domains")


def public_of(module_name: str) -> dict[str, object]:
    """Return the functions and the classes with checked fields that a module defines for others."""
    module = importlib.import_module(f"heterostructures.physics.{module_name}")
    return {
        name: thing
        for name, thing in vars(module).items()
        if not name.startswith("_")
        and getattr(thing, "__module__", "") == module.__name__
        and (inspect.isfunction(thing) or (inspect.isclass(thing) and hasattr(thing, "rules")))
    }


def calls_of(module_name: str) -> dict[str, dict[str, object]]:
    return importlib.import_module(f"calls_{module_name}").CALLS


EVERYTHING = [
    pytest.param(module, name, thing, id=f"{module}.{name}")
    for module in MODULES
    for name, thing in public_of(module).items()
]


def defaults_to_none(thing: object, argument: str) -> bool:
    return inspect.signature(thing).parameters[argument].default is None


def wrong_numbers(domain: Domain) -> list[object]:
    """Return what a number of this range must not be."""
    wrong: list[object] = [math.nan, math.inf, -math.inf, "much", True, 1j, [], object(), [1.0, None]]
    if domain.low > -math.inf:
        wrong += [domain.low - 1.0, domain.low - 1e6]
        wrong += [] if domain.low_allowed else [domain.low]
    if domain.high < math.inf:
        wrong += [domain.high + 1.0, domain.high * 1e6 + 1.0]
        wrong += [] if domain.high_allowed else [domain.high]
    if domain.whole:
        wrong.append(1.5)
    if domain.dimensions == 1:
        wrong += [[[1.0, 2.0], [3.0, 4.0]]]
    return wrong


def wrong_values(rule: object) -> list[object]:
    if isinstance(rule, Domain):
        return wrong_numbers(rule)
    if isinstance(rule, OneOf):
        return ["nonsense", "", 3, None]
    assert isinstance(rule, Kind)
    single = [object(), math.nan]
    return [*single, [object()], []] if rule.many else single


def test_there_are_functions_to_walk_over():
    assert len(MODULES) >= 3
    assert len(EVERYTHING) >= 15


@pytest.mark.parametrize("module_name", MODULES)
def test_nothing_that_can_be_called_escapes_the_walk(module_name):
    module = importlib.import_module(f"heterostructures.physics.{module_name}")
    assert not hasattr(module, "__path__"), "the walk does not enter packages"
    walked = public_of(module_name)
    for name, thing in vars(module).items():
        # A cached, partial or vectorized function is no function to inspect, and has no rules.
        if name.startswith("_") or not callable(thing) or getattr(thing, "__module__", "") != module.__name__:
            continue
        # Classes without rules are results, which are made by the module itself.
        assert name in walked or inspect.isclass(thing), f"{name} is not walked over"


@pytest.mark.parametrize("module", MODULES)
def test_every_function_has_a_valid_call_and_nothing_else_has(module):
    assert sorted(calls_of(module)) == sorted(public_of(module))


@pytest.mark.parametrize(("module", "name", "thing"), EVERYTHING)
def test_it_states_the_range_of_every_argument_and_takes_a_valid_call(module, name, thing):
    call = calls_of(module)[name]
    assert set(call) == set(inspect.signature(thing).parameters), "give every argument in the valid call"
    assert set(thing.rules) == set(call)
    thing(**call)


@pytest.mark.parametrize(("module", "name", "thing"), EVERYTHING)
def test_it_refuses_wrong_input_in_clear_words(module, name, thing):
    call = calls_of(module)[name]
    for argument, rule in thing.rules.items():
        attacks = wrong_values(rule)
        if not defaults_to_none(thing, argument) and not isinstance(rule, OneOf):
            attacks.append(None)
        if isinstance(rule, Domain) and rule.dimensions == 0:
            attacks.append([call[argument], call[argument]])
        if isinstance(rule, Domain) and rule.dimensions == 1:
            attacks.append(np.asarray(call[argument]).flat[0])
        for attack in attacks:
            with pytest.raises(ValueError, match=rf"^{argument} (is|holds|has)\b.*\bmust "):
                thing(**{**call, argument: attack})


@pytest.mark.parametrize(("module", "name", "thing"), EVERYTHING)
def test_arrays_of_different_length_are_refused(module, name, thing):
    call = calls_of(module)[name]
    free = [a for a, rule in thing.rules.items() if isinstance(rule, Domain) and rule.dimensions is None]
    free = [a for a in free if call[a] is not None and np.ndim(call[a]) == 0]
    if len(free) >= 2:
        with pytest.raises(ValueError, match="do not fit together"):
            thing(**{**call, free[0]: np.full(2, call[free[0]]), free[1]: np.full(3, call[free[1]])})


@pytest.mark.parametrize(("module", "name", "thing"), EVERYTHING)
def test_a_closed_formula_works_element_by_element(module, name, thing):
    call = calls_of(module)[name]
    free = [a for a, rule in thing.rules.items() if isinstance(rule, Domain) and rule.dimensions is None]
    free = [a for a in free if call[a] is not None and np.ndim(call[a]) == 0]
    if not free or inspect.isclass(thing):
        return
    single = thing(**call)
    if isinstance(single, (float, int, complex)):
        several = thing(**{**call, **{a: np.full((2, 1), call[a]) for a in free}})
        assert np.shape(several) == (2, 1)
        assert several == pytest.approx(np.full((2, 1), single), rel=1e-12, abs=0)


def numbers_in(result: object) -> list[object]:
    """Return the result, or the fields of a result with several parts that hold one number each."""
    if isinstance(result, (float, int, complex, np.ndarray)):
        return [result]
    if dataclasses.is_dataclass(result):
        return [getattr(result, field.name) for field in dataclasses.fields(result)]
    return list(result) if isinstance(result, tuple) else []


@pytest.mark.parametrize(("module", "name", "thing"), EVERYTHING)
def test_each_element_of_a_closed_formula_depends_on_its_own_arguments_only(module, name, thing):
    call = calls_of(module)[name]
    free = [a for a, rule in thing.rules.items() if isinstance(rule, Domain) and rule.dimensions is None]
    free = [a for a in free if call[a] is not None and np.ndim(call[a]) == 0 and not thing.rules[a].whole]
    if not free or inspect.isclass(thing):
        return
    first = numbers_in(thing(**call))
    for argument in free:
        # Toward the middle of the range, so that limits are kept.
        rule, value = thing.rules[argument], call[argument]
        other = value * (1.0 - 1e-3) if value * (1.0 - 1e-3) >= rule.low else value * (1.0 + 1e-3)
        try:
            second = numbers_in(thing(**{**call, argument: other}))
        except ValueError:
            continue  # with the other arguments it is not permitted
        both = numbers_in(thing(**{**call, argument: np.array([value, other])}))
        for one, two, pair in zip(first, second, both, strict=True):
            if isinstance(one, (float, int, complex)) and not isinstance(one, bool):
                pair = np.broadcast_to(pair, (2,))
                assert pair == pytest.approx(np.array([one, two]), rel=1e-9, abs=1e-300), argument


@pytest.mark.parametrize(("module", "name", "thing"), EVERYTHING)
def test_calling_twice_gives_the_same_bits(module, name, thing):
    call = calls_of(module)[name]
    assert repr(thing(**call)) == repr(thing(**call))


@pytest.mark.parametrize(("module", "name", "thing"), EVERYTHING)
def test_the_docstring_is_complete_and_says_the_ranges(module, name, thing):
    text = inspect.getdoc(thing) or ""
    for heading in ("Parameters\n---", "Raises\n---", "Examples\n---"):
        assert heading in text, f"no section {heading[:-4]}"
    assert ">>> " in text
    if inspect.isfunction(thing):
        assert "Returns\n---" in text
        for heading in ("Notes\n---",):
            assert heading in text, f"no section {heading[:-4]}"
    parameters = re.split(r"\n(?=\w+\n---)", text.split("Parameters\n----------\n", 1)[1])[0]
    entries = re.split(r"\n(?=\S)", parameters)
    for argument, rule in thing.rules.items():
        entry = [e for e in entries if re.match(rf"(\w+, )*{argument}\b[^:]* : ", e)]
        assert entry, f"{argument} is not described"
        if isinstance(rule, Domain):
            words = " ".join(entry[0].split())
            assert rule.words in words, f"{argument}: the docstring must say '{rule.words}'"
        if isinstance(rule, OneOf):
            for choice in rule.choices:
                assert choice in entry[0], f"{argument}: the docstring must name {choice!r}"
