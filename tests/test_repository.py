"""The repository itself: what must agree, what must be there, what must not."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import heterostructures


def tracked_files(root: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout
    return [root / name for name in listed.split("\0") if name]


def test_versions_agree(root):
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert citation["version"] == package["version"] == heterostructures.__version__
    assert f"## {heterostructures.__version__} " in changelog


def test_addresses_are_set_in_one_place_or_not_at_all(root):
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation.get("repository-code", "") == config["repository"]["url"]
    assert citation.get("url", "") == config["html"]["baseurl"]


def test_authors_are_the_contributors(root):
    names = "The contributors to the executable living review of heterostructure electrodes"
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert citation["authors"] == [{"name": names}]
    assert project["project"]["authors"] == [{"name": names}]


def test_every_pinned_package_has_a_hash_and_no_address(root):
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9._-]+)==", lock, flags=re.MULTILINE | re.IGNORECASE)
    assert len(pins) > 100
    for block in re.split(r"\n(?=[a-zA-Z0-9])", lock.split("\n", 2)[2]):
        assert "--hash=sha256:" in block, block[:80]
    assert "://" not in lock


def test_the_lock_file_answers_the_project_file(root):
    """Every direct dependency is pinned, and the theme at the versions that the configuration relies on."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (root / "requirements.lock").read_text(encoding="utf-8").lower()
    wanted = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    for requirement in wanted:
        name = re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-")
        assert re.search(rf"^{re.escape(name)}==", lock, flags=re.MULTILINE), name
        if "==" in requirement:
            assert requirement.lower() in lock


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "LICENSE-CONTENT.md",
        "CITATION.cff",
        "CHANGELOG.md",
        "Makefile",
        ".ci/run",
        ".github/workflows/ci.yml",
        "references.bib",
        "_config.yml",
        "_toc.yml",
        "data/datapackage.json",
    ],
)
def test_what_a_reader_expects_is_there(root, name):
    assert (root / name).stat().st_size > 100


def test_local_links_of_the_readme_lead_somewhere(root):
    for document in ("README.md", "CONTRIBUTING.md"):
        links = re.findall(r"\]\(([^)#]+)", (root / document).read_text(encoding="utf-8"))
        assert links
        for link in links:
            assert link.startswith("https://") or (root / link).exists(), f"{document}: {link}"


def test_the_readme_names_commands_that_exist(root):
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for command in set(re.findall(r"\bmake ([a-z]+)", (root / "README.md").read_text(encoding="utf-8"))):
        assert re.search(rf"^{command}:", makefile, flags=re.MULTILINE), command


def test_ci_runs_the_two_commands_and_the_workflow_runs_ci(root):
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert script.index("make book") < script.index("make test")
    assert "bash .ci/run" in (root / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")


def modules() -> list[str]:
    return [
        m.name
        for m in pkgutil.walk_packages(heterostructures.__path__, "heterostructures.")
        if "__main__" not in m.name
    ]


@pytest.mark.parametrize("name", modules())
def test_every_public_function_says_what_it_takes_gives_and_means(name):
    module = importlib.import_module(name)
    assert module.__doc__
    for function_name, function in inspect.getmembers(module, inspect.isfunction):
        if function_name.startswith("_") or function.__module__ != name:
            continue
        text = inspect.getdoc(function) or ""
        assert text, f"{name}.{function_name} has no docstring"
        is_hook = "app" in inspect.signature(function).parameters
        if inspect.signature(function).parameters and not is_hook and name.count(".") == 1:
            assert "Parameters\n" in text, f"{name}.{function_name} does not list its parameters"
            assert "Returns\n" in text, f"{name}.{function_name} does not say what it returns"


def test_physics_stands_on_its_own():
    """The physics can be used, and read, without pandas, altair or any part of the book."""
    code = (
        "import importlib, pkgutil, sys, heterostructures.physics as p\n"
        "names = [m.name for m in pkgutil.iter_modules(p.__path__)]\n"
        "for name in names: importlib.import_module(f'{p.__name__}.{name}')\n"
        "loaded = {m.partition('.')[0] for m in sys.modules}\n"
        "own = {m for m in sys.modules if m.startswith('heterostructures.')}\n"
        "print(len(names), sorted(loaded & {'pandas', 'altair', 'frictionless', 'sphinx', 'matplotlib'}),"
        " sorted(m for m in own if not m.startswith('heterostructures.physics')))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    count, _, rest = printed.partition(" ")
    assert int(count) > 3
    assert rest == "[] []"


def test_importing_the_package_loads_nothing():
    code = (
        "import sys, heterostructures; print([m for m in ('numpy', 'scipy', 'pandas', 'altair') if m in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


def test_types_of_the_physics_are_strict(root, tmp_path):
    """The type checker passes, and it refuses a function that mixes a number with text."""
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache")]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "from heterostructures.physics.bands import thermal_energy_eV\nthermal_energy_eV('300 K')\n", encoding="utf-8"
    )
    result = subprocess.run([*command, str(wrong)], cwd=root, capture_output=True, text=True)
    assert result.returncode == 1
    assert "wrong.py:2: error: Argument 1" in result.stdout


def test_every_physics_module_has_its_page_in_the_book(root):
    """One page a module, made from its docstrings; the private rules of arguments have none."""
    contents = (root / "_toc.yml").read_text(encoding="utf-8")
    names = [
        p.stem for p in (root / "src/heterostructures/physics").glob("*.py") if p.stem not in {"__init__", "domains"}
    ]
    assert len(names) > 3
    for name in names:
        page = root / "book" / "helpers" / f"{name}.md"
        assert f"automodule:: heterostructures.physics.{name}\n" in page.read_text(encoding="utf-8"), name
        assert f"book/helpers/{name}\n" in contents, name


def test_helpers_never_import_a_notebook_and_only_dataset_reads_data(root):
    for path in (root / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "import notebooks" not in text
        if path.parent.name not in {"dataset", "validation"}:
            assert "read_csv" not in text, path


def test_code_is_tidy(root):
    for command in (["check", "."], ["format", "--check", "."]):
        result = subprocess.run([sys.executable, "-m", "ruff", *command], cwd=root, capture_output=True, text=True)
        assert result.returncode == 0, result.stdout + result.stderr


def test_the_benchmarks_run(root):
    for script, line, times in (("loading", "read_csv, all files", 2), ("physics", "p-n profile, 800 intervals  ", 1)):
        command = [sys.executable, f"benchmarks/{script}.py", "--repeats", "2"]
        result = subprocess.run(command, cwd=root, capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
        assert result.stderr == ""
        assert result.stdout.count(line) == times


def test_nothing_large_or_built_is_tracked(root):
    files = tracked_files(root)
    assert files
    assert {f for f in files if f.is_file() and f.stat().st_size > 600_000} == set()
    assert {f for f in files if "_build" in f.parts or f.suffix == ".ipynb"} == set()


def test_the_wheel_brings_the_dataset(root, tmp_path):
    """Installed without the checkout, for example in a course, the package still has its data."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    installed = tmp_path / "installed"
    zipfile.ZipFile(next(tmp_path.glob("*.whl"))).extractall(installed)
    code = (
        "from heterostructures.sib_table1 import *; from heterostructures.dataset import *;"
        "print(data_directory(), len(with_readable_conditions(load_sib_table1())))"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == [str(installed / "heterostructures" / "data"), "55"]


# The landing page and the generated pages of the dataset are not lessons.
NOT_LESSONS = {"index", "dataset", "dataset_directions", "dataset_heterostructures", "dataset_materials"}
NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").rglob("*.md"))


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", [p for p in NOTEBOOKS if p.stem not in NOT_LESSONS], ids=lambda p: p.stem)
def test_notebook_pages_follow_the_page_plan(path):
    text = path.read_text(encoding="utf-8")
    assert "**Afterwards you can**" in text
    assert "**You need**" in text
    assert "**Time**" in text
    assert "{cite:" in text
    assert text.count("```{exercise-start}") >= 4
    assert text.count("```{exercise-start}") == text.count("```{solution-start}")
    assert "## What may and may not be concluded" in text or "## Where this model stops" in text
    for heading in (
        "## Try it",
        "## Exercises",
        "## Summary",
        "## Data used here",
    ):
        assert heading in text
