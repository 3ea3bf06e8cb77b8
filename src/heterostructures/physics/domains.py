"""What each argument of a physics function may be, written down once and checked at every call.

A function states the range of each argument in its decorator::

    @takes(temperature_K=POSITIVE, bias_V=FINITE)
    def example(temperature_K: Numbers, bias_V: Numbers = 0.0) -> Numbers: ...

The decorator turns numbers, lists and arrays into floats, refuses what lies outside the range with the name
of the argument, its value and the range, sees that arrays fit together, and refuses to hand back a result
that is not finite. The tests read the same ranges to try every function with wrong input, and compare them
with the words of the docstrings.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
# A single number, or an array on which a closed formula works element by element.
Numbers = float | FloatArray

# Beyond it exponentials leave the range in which floating-point numbers keep their digits.
LARGEST_EXPONENT = 300.0 * math.log(10.0)

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


@dataclass(frozen=True)
class Domain:
    """The permitted range of a number and, where it matters, its shape.

    Parameters
    ----------
    words : str
        The range as messages and docstrings say it, such as ``greater than 0``.
    low, high : float
        Limits of the range.
    low_allowed, high_allowed : bool
        Whether the limits themselves are permitted.
    whole : bool
        Whether only whole numbers are permitted.
    dimensions : int or None
        0 for a single number, 1 for a series; None for any shape that fits the other arguments.
    """

    words: str
    low: float = -math.inf
    high: float = math.inf
    low_allowed: bool = False
    high_allowed: bool = False
    whole: bool = False
    dimensions: int | None = None

    def check(self, name: str, value: object) -> float | int | FloatArray:
        """Return the value as float (int if whole) or array of floats, or say why it is refused."""
        try:
            given = np.array(value)
        except ValueError:  # lists of different lengths
            given = np.array(None)
        if given.dtype.kind not in "iuf":
            raise ValueError(f"{name} is {_short(value)}; it must be a number {self.words}")
        numbers = given.astype(float)
        if self.dimensions is not None and numbers.ndim != self.dimensions:
            wanted = "a single number" if self.dimensions == 0 else f"a series of numbers ({self.dimensions} dimension)"
            raise ValueError(f"{name} has the shape {numbers.shape}; it must be {wanted}, each {self.words}")
        if numbers.size == 0:
            raise ValueError(f"{name} is empty; it must hold at least one number {self.words}")
        wrong = ~self._holds(numbers)
        if wrong.any():
            raise ValueError(
                f"{name} is {self._shown(numbers[wrong].flat[0])}; it must be a finite number {self.words}"
            )
        if numbers.ndim:
            return numbers
        return int(numbers) if self.whole else float(numbers)

    def _shown(self, number: float) -> str:
        """Write a refused number with so many digits that it does not look like a permitted one."""
        text = f"{number:g}"
        return repr(float(number)) if self._holds(np.array(float(text))).all() else text

    def _holds(self, numbers: FloatArray) -> NDArray[np.bool_]:
        inside = np.isfinite(numbers)
        inside &= numbers >= self.low if self.low_allowed else numbers > self.low
        inside &= numbers <= self.high if self.high_allowed else numbers < self.high
        if self.whole:
            inside &= numbers == np.round(numbers)
        return inside

    @property
    def single(self) -> Domain:
        """The same range for one number instead of an array."""
        return dataclasses.replace(self, dimensions=0)

    @property
    def series(self) -> Domain:
        """The same range for a one-dimensional series of numbers."""
        return dataclasses.replace(self, dimensions=1)


FINITE = Domain("of any sign")
POSITIVE = Domain("greater than 0", low=0)
NON_NEGATIVE = Domain("at least 0", low=0, low_allowed=True)
WHOLE_POSITIVE = Domain("that is whole and at least 1", low=1, low_allowed=True, whole=True)
AT_LEAST_ONE = Domain("at least 1", low=1, low_allowed=True)
FRACTION = Domain("from 0 to 1", low=0, high=1, low_allowed=True, high_allowed=True)
OPEN_FRACTION = Domain("between 0 and 1", low=0, high=1)
# Below 1 K carriers freeze out and the exponentials of this package overflow; above 5000 K electrodes are vapour.
TEMPERATURE = Domain("from 1 to 5000", low=1, high=5000, low_allowed=True, high_allowed=True)


@dataclass(frozen=True)
class OneOf:
    """An argument that must be one of a few words."""

    choices: tuple[str, ...]

    @property
    def words(self) -> str:
        """The choices, as messages and docstrings list them."""
        return "one of " + ", ".join(repr(choice) for choice in self.choices)

    def check(self, name: str, value: object) -> str:
        """Return the word, or say which words are permitted."""
        if not isinstance(value, str) or value not in self.choices:
            raise ValueError(f"{name} is {_short(value)}; it must be {self.words}")
        return value


@dataclass(frozen=True)
class Kind:
    """An argument that must be an object of one type (or one of several), or a series of such objects."""

    types: type | tuple[type, ...]
    many: bool = False

    @property
    def words(self) -> str:
        """The names of the types."""
        types = self.types if isinstance(self.types, tuple) else (self.types,)
        names = " or ".join({"str": "text", "bool": "True or False"}.get(t.__name__, t.__name__) for t in types)
        return f"series of {names}" if self.many else names

    def check(self, name: str, value: object) -> object:
        """Return the object (a tuple of them for a series), or say which type is wanted."""
        if not self.many:
            if not isinstance(value, self.types):
                raise ValueError(f"{name} is {_short(value)}; it must be of the type {self.words}")
            return value
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise ValueError(f"{name} is {_short(value)}; it must be a {self.words}")
        parts = tuple(value)
        for part in parts:
            if not isinstance(part, self.types):
                raise ValueError(f"{name} holds {_short(part)}; it must be a {self.words}")
        if not parts:
            raise ValueError(f"{name} is empty; it must be a {self.words}")
        return parts


TEXT = Kind(str)
SWITCH = Kind(bool)

Rule = Domain | OneOf | Kind


def takes(**rules: Rule) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function check its arguments before, and its result after, each call.

    Parameters
    ----------
    **rules : Domain, OneOf or Kind
        For each argument of the function, what it may be. An argument whose default is None may be None.

    Returns
    -------
    callable
        The decorator. The decorated function carries the rules as its attribute ``rules``.

    Raises
    ------
    TypeError
        If the rules and the arguments of the function do not have the same names.

    Examples
    --------
    >>> @takes(length_nm=POSITIVE)
    ... def area_nm2(length_nm):
    ...     return length_nm**2
    >>> area_nm2(3)
    9.0
    >>> area_nm2(-3)
    Traceback (most recent call last):
    ValueError: length_nm is -3; it must be a finite number greater than 0
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(function)
        if set(signature.parameters) != set(rules):
            raise TypeError(f"{function.__name__}: the rules name {sorted(rules)}, not {sorted(signature.parameters)}")

        @functools.wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            bound = signature.bind(*args, **kwargs)
            arguments = {
                name: value
                if value is None and signature.parameters[name].default is None
                else rules[name].check(name, value)
                for name, value in bound.arguments.items()
            }
            _require_fitting_shapes(arguments, rules)
            try:
                with np.errstate(all="ignore"):
                    result = function(**arguments)  # type: ignore[call-arg, arg-type]
            except ArithmeticError as error:  # Python numbers raise where those of numpy become infinite
                raise _out_of_range(function.__name__) from error
            _require_finite(function.__name__, result)
            return _plain(result)

        checked.rules = rules  # type: ignore[attr-defined]
        return checked

    return decorate


def with_checked_fields(**rules: Rule) -> Callable[[type[T]], type[T]]:
    """Make a frozen dataclass check its fields when an object is made.

    Parameters
    ----------
    **rules : Domain, OneOf or Kind
        What each field may be. A field whose default is None may be None.

    Returns
    -------
    callable
        The decorator; it stands below ``@dataclass(frozen=True)``. The class carries the rules as its
        attribute ``rules``. What several fields must fulfil together goes in a method ``_check_together``.

    Raises
    ------
    TypeError
        If the rules and the fields of the class do not have the same names.

    Examples
    --------
    >>> @dataclass(frozen=True)
    ... @with_checked_fields(length_nm=POSITIVE.single)
    ... class Wire:
    ...     length_nm: float
    >>> Wire(2)
    Wire(length_nm=2.0)
    >>> Wire(0)
    Traceback (most recent call last):
    ValueError: length_nm is 0; it must be a finite number greater than 0
    """

    def decorate(cls: type[T]) -> type[T]:
        fields = [name for name in inspect.get_annotations(cls) if not name.startswith("_")]
        if set(fields) != set(rules):
            raise TypeError(f"{cls.__name__}: the rules name {sorted(rules)}, not {sorted(fields)}")

        def check_fields(self: T) -> None:
            for name, rule in rules.items():
                value = getattr(self, name)
                if not (value is None and getattr(cls, name, rule) is None):
                    # The object is frozen for everybody but its maker.
                    object.__setattr__(self, name, rule.check(name, value))
            if hasattr(self, "_check_together"):
                self._check_together()

        cls.__post_init__ = check_fields  # type: ignore[attr-defined]
        cls.rules = rules  # type: ignore[attr-defined]
        return cls

    return decorate


def exponential(exponent: Numbers, name: str, value: Numbers, instead: str) -> Numbers:
    """Return exp(exponent), or say which argument drives the result out of the range of numbers.

    Parameters
    ----------
    exponent : float or array
        The exponent.
    name : str
        Argument that is to be named if the result cannot be written as a number.
    value : float or array
        Its value.
    instead : str
        What the reader should do instead, as a sentence.

    Returns
    -------
    float or array
        The exponential.

    Raises
    ------
    ValueError
        If a result would lie outside 1e-300 to 1e300.

    Examples
    --------
    >>> exponential(0.0, "barrier_eV", 0.0, "Check the barrier.")
    1.0
    """
    wrong = np.abs(exponent) > LARGEST_EXPONENT
    if np.any(wrong):
        values, exponents = np.broadcast_arrays(value, exponent)
        power = exponents[wrong].flat[0] / math.log(10.0)
        raise ValueError(
            f"{name} is {values[wrong].flat[0]:g}; with the other arguments it means a factor of 10^{power:.0f}, "
            f"which must lie between 10^-300 and 10^300. {instead}"
        )
    found: Numbers = _plain(np.exp(exponent))
    return found


def _require_fitting_shapes(arguments: dict[str, Any], rules: dict[str, Rule]) -> None:
    arrays = {
        name: np.shape(value)
        for name, value in arguments.items()
        if isinstance(rule := rules[name], Domain) and rule.dimensions is None and value is not None
    }
    try:
        np.broadcast_shapes(*arrays.values())
    except ValueError:
        shapes = ", ".join(f"{name} {shape}" for name, shape in arrays.items() if shape)
        raise ValueError(f"the arrays do not fit together: {shapes}; they must have the same shape") from None


def _out_of_range(name: str) -> ValueError:
    return ValueError(f"{name}: the result is too large or undefined for these arguments; check their units")


def _require_finite(name: str, result: object) -> None:
    """Refuse a result with a number that overflowed or is undefined, however deep it stands."""
    if isinstance(result, (float, complex, np.ndarray, np.number)):
        if not np.isfinite(np.asarray(result)).all():
            raise _out_of_range(name)
    elif dataclasses.is_dataclass(result) and not isinstance(result, type):
        for field in dataclasses.fields(result):
            _require_finite(f"{name}, {field.name}", getattr(result, field.name))
    elif isinstance(result, (tuple, list)):
        for part in result:
            _require_finite(name, part)


def _plain(result: T) -> T:
    """Return a Python number for a single number, anything else as it is."""
    if isinstance(result, np.generic) or (isinstance(result, np.ndarray) and result.ndim == 0):
        return result.item()  # type: ignore[no-any-return]
    return result


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
