"""What the tests of the physics share."""

from __future__ import annotations

import pytest

_approx = pytest.approx
# Numbers this small have lost their digits.
SUBNORMAL = 1e-300


def _without_hidden_tolerance(expected, rel=None, abs=None, nan_ok=False):
    return _approx(expected, rel=rel, abs=SUBNORMAL if rel is not None and abs is None else abs, nan_ok=nan_ok)


@pytest.fixture(autouse=True)
def compare_small_numbers_too(monkeypatch):
    """Let a relative tolerance mean what it says: pytest adds an absolute one of 1e-12, which is more than many
    quantities in SI units are."""
    monkeypatch.setattr(pytest, "approx", _without_hidden_tolerance)
