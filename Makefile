# Two commands do all the set-up: 'make book' builds and checks the site, 'make test' runs every test.
# On Windows see README.md.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.installed

.PHONY: book test serve validate bench lab lock clean help

help:
	@echo "make book      build the book and check it"
	@echo "make serve     read the built book at http://127.0.0.1:8000/"
	@echo "make test      run every test, browser tests included"
	@echo "make validate  check the data and the bibliography"
	@echo "make bench     time the physics and the loading of the data"
	@echo "make lab       open the notebooks in JupyterLab"
	@echo "make lock      renew requirements.lock from pyproject.toml"
	@echo "make clean     remove what was built; the environment stays"

# The environment is made once for each state of the lock file.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "The book needs Python 3.11, 3.12 or 3.13. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making the environment $(VENV) from requirements.lock (about a minute, once)"
	@$(PYTHON) -m venv $(VENV)
	@# The lock file names every package, so pip has nothing to resolve; older ones would look for newer versions.
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(RUN) -m pip check --disable-pip-version-check >/dev/null || \
	  { echo "requirements.lock does not fit pyproject.toml. Run 'make lock'."; $(RUN) -m pip check; exit 1; }
	@touch $@

book: $(READY)
	@$(RUN) -m heterostructures build

# The tests read the built book, so it is built first; that takes a second if nothing changed.
test: book
	@$(RUN) -m pytest

serve: $(READY)
	@$(RUN) -m heterostructures serve

validate: $(READY)
	@$(RUN) -m heterostructures validate

bench: $(READY)
	@$(RUN) benchmarks/physics.py
	@$(RUN) benchmarks/loading.py

lab: $(READY)
	@$(RUN) -m jupyter lab --notebook-dir=notebooks

lock: $(READY)
	@$(RUN) -m pip install --quiet --disable-pip-version-check uv
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(RUN) -m uv pip compile pyproject.toml --all-extras --universal \
	  --python-version 3.11 --generate-hashes --quiet --output-file requirements.lock
	@echo "requirements.lock is renewed. Run 'make book' and 'make test', then commit it."

clean:
	@rm -rf _build
