"""The table of atomic weights holds data only: there is nothing to call."""

CALLS: dict[str, dict[str, object]] = {}
