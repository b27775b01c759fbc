# Two commands for a fresh machine with Python 3.11 or newer: `make html` and `make test`.
# uv is used when it is there, else venv and pip. `make PYTHON=python3.13 html` chooses the Python.

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
CATALOGS := $(wildcard extensions/nenrin/locale/*/LC_MESSAGES/nenrin.po)
SETUP := pyproject.toml hatch_build.py $(CATALOGS)
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist worksteal
PURE := posts markdown outputs search

.NOTPARALLEL:
.PHONY: help html quick test lint types tests check matrix coverage coverage-unit coverage-all clean
.DEFAULT_GOAL := help

help:
	@echo "make html    build this blog into _build/html, with dirhtml addresses"
	@echo "make quick   lint, types and the unit tests that are quick: after each change"
	@echo "make test    lint, types, tests and a strict build of this blog"
	@echo "make lint    ruff: rules and format       make types   mypy, strict"
	@echo "make tests   pytest, side by side         make check   this blog, warnings as errors"
	@echo "make coverage-unit   how much of the pure packages the unit tests run, and whether it is enough"
	@echo "make coverage-all    how much of the package all tests run;  make coverage   both"
	@echo "make matrix  some of the tests, with oldest and newest packages, on each Python of this machine; wants uv"
	@echo "make clean   delete what make created"
	@echo "PYTHON=...   the Python to use, e.g. make PYTHON=python3.13 html"
	@echo "NENRIN_LONG_TESTS=1 make tests   what takes minutes too: long sequences of changes, many random texts"

html: $(VENV)/.set-up
	$(BIN)/sphinx-build -b dirhtml -d _build/doctrees/html . _build/html
	@$(BIN)/python -c 'import pathlib; print("\nOpen", pathlib.Path("_build/html/index.html").resolve().as_uri())'
	@echo "or serve it, so that folder addresses work too:"
	@echo "    $(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html 8000"
	@echo "and open http://127.0.0.1:8000/"

quick: lint types
	$(BIN)/pytest -q tests/unit -m "not slow" $(SIDE_BY_SIDE)

test: lint types tests check

lint: $(VENV)/.set-up-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.set-up-test
	$(BIN)/mypy --strict

tests: $(VENV)/.set-up-test
	$(BIN)/pytest $(SIDE_BY_SIDE)

check: $(VENV)/.set-up-test
	$(BIN)/sphinx-build -n -W -E -b dirhtml -d _build/doctrees/check . _build/check

coverage: coverage-unit coverage-all

# The floors: 95% of the pure packages by the unit tests alone; of the package by all tests, what pyproject.toml says.
coverage-unit: $(VENV)/.set-up-test
	$(BIN)/pytest tests/unit $(SIDE_BY_SIDE) $(PURE:%=--cov=extensions/nenrin/%) --cov-fail-under=95

coverage-all: $(VENV)/.set-up-test
	$(BIN)/pytest $(SIDE_BY_SIDE) --cov

matrix: $(VENV)/.set-up-test
	$(BIN)/python tests/matrix.py

clean:
	rm -rf $(VENV) _build .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The stamps are renewed when what is installed has changed: dependencies, the build hook, the catalogs.
$(VENV)/.set-up: $(SETUP) | $(BIN)/python
	$(call install,-e .)
	@touch $@

$(VENV)/.set-up-test: $(SETUP) | $(BIN)/python
	$(call install,-e ".[test]")
	@touch $@ $(VENV)/.set-up

install = if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python $(1); \
	else $(BIN)/python -m pip install --quiet $(1); fi

# `python3` may be too old where a newer one has its own name.
$(BIN)/python:
	@rm -rf $(VENV)
	@if command -v uv >/dev/null; then uv venv --quiet $(if $(PYTHON),--python $(PYTHON)) $(VENV); exit; fi; \
	for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "$$python -m venv $(VENV)"; $$python -m venv $(VENV); exit; \
		fi; \
	done; \
	echo "Nenrin needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python" >&2; exit 1
