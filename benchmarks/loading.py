"""How long it takes to load the dataset, compared with plain ``pandas.read_csv`` of the same files.

Run ``make bench``. Two sizes: the files as they are, and every file repeated to 10,000 rows. The ways are
timed in turn, round after round, so that a slow moment of the machine meets all of them; the ratio is
taken within each round. Loading all files is to stay at or below 3. The view of all measurements does more
than read: it joins, converts and compares. It is built once for each state of the files and then kept.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from heterostructures import dataset
from heterostructures.dataset import files, views

ROWS = 10_000
GOAL = 3
# The files that the merged view is made of.
VIEW_FILES = ("measurements", "heterostructures", "sib_table1", "reactions", "quantities")


def resource_names(directory: Path) -> list[str]:
    """Return the names of the data files."""
    package = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    return [resource["name"] for resource in package["resources"]]


def repeated(source: Path, target: Path, rows: int) -> Path:
    """Copy the dataset with every file repeated to a number of rows."""
    target.mkdir()
    shutil.copy(source / "datapackage.json", target)
    for name in resource_names(source):
        header, *lines = (source / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        many = (lines * (rows // len(lines) + 1))[:rows]
        (target / f"{name}.csv").write_text("\n".join([header, *many]) + "\n", encoding="utf-8")
    return target


def ways(directory: Path) -> dict[str, tuple[str | None, Callable[[], object]]]:
    """Return what is timed, by name, each with the name of what it is compared with."""
    names = resource_names(directory)

    def plain(files: tuple[str, ...] | list[str]) -> None:
        for name in files:
            pd.read_csv(directory / f"{name}.csv")

    def load_all() -> None:
        for name in names:
            dataset.load(name, directory)

    def forget() -> None:
        files._parsed.cache_clear()
        views._view.cache_clear()
        views._dictionary.cache_clear()

    def load_all_cold() -> None:
        forget()
        load_all()

    def view_cold() -> None:
        forget()
        views.measurements(directory=directory)

    def view_warm() -> None:
        views.measurements(directory=directory)

    def filtered_warm() -> None:
        views.measurements(quantity="specific_capacity", battery="Na-ion", directory=directory)

    def filtered_cold() -> None:
        forget()
        filtered_warm()

    def pairs_warm() -> None:
        views.pairs(directory=directory)

    all_plain, view_plain = "read_csv, all files", f"read_csv, the {len(VIEW_FILES)} files of the view"
    # What clears the caches is followed by what uses them, so that each of the others finds them filled.
    return {
        all_plain: (None, lambda: plain(names)),
        "load, all files, description not yet read": (all_plain, load_all_cold),
        "load, all files, description in memory": (all_plain, load_all),
        view_plain: (None, lambda: plain(VIEW_FILES)),
        "measurements(), nothing in memory": (view_plain, view_cold),
        "measurements(quantity, battery), nothing in memory": (all_plain, filtered_cold),
        "measurements(), again": (view_plain, view_warm),
        "measurements(quantity, battery), again": (view_plain, filtered_warm),
        "pairs(), again": (view_plain, pairs_warm),
    }


def timed(directory: Path, repeats: int) -> dict[str, list[float]]:
    """Time every way in turn, for a number of rounds; return seconds. The first round is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in ways(directory)}
    for _ in range(repeats + 1):
        for name, (_, run) in ways(directory).items():
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    return {name: values[1:] for name, values in seconds.items()}


def report(directory: Path, repeats: int) -> None:
    """Print medians and ratios of one size."""
    seconds = timed(directory, repeats)
    print(f"{'':52}{'median':>10}  {'ratio: median (5 % to 95 % of rounds)':>38}")
    for name, (base, _) in ways(directory).items():
        line = f"{name:52}{1e3 * statistics.median(seconds[name]):7.1f} ms"
        if base is not None:
            ratios = [own / other for own, other in zip(seconds[name], seconds[base], strict=True)]
            middle, cuts = statistics.median(ratios), statistics.quantiles(ratios, n=20)
            line += f"  {middle:6.2f} ({cuts[0]:.2f} to {cuts[-1]:.2f}){'' if middle <= GOAL else f'  above {GOAL}'}"
        print(line)


def main() -> None:
    """Time both sizes and print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--repeats", type=int, default=30, help="rounds that are counted (default 30; fewer than 20 are a trial only)"
    )
    arguments = parser.parse_args()
    source = dataset.data_directory()
    print(f"Python {platform.python_version()}, pandas {pd.__version__}, {platform.machine()}")
    rows = sum(len(dataset.load(name)) for name in resource_names(source))
    print(f"\nThe dataset as it is: {rows} rows in {len(resource_names(source))} files, {arguments.repeats} rounds")
    report(source, arguments.repeats)
    with tempfile.TemporaryDirectory() as folder:
        print(f"\nEvery file repeated to {ROWS} rows, {arguments.repeats} rounds")
        report(repeated(source, Path(folder) / "data", ROWS), arguments.repeats)


if __name__ == "__main__":
    main()
