# Two commands for a fresh machine with Python 3.11 or newer: `make html` and `make test`.
# uv is used when it is there, else venv and pip. `make PYTHON=python3.13 html` chooses the Python.

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
CATALOGS := $(wildcard extensions/nenrin/locale/*/LC_MESSAGES/nenrin.po)
SETUP := pyproject.toml hatch_build.py $(CATALOGS)

.NOTPARALLEL:
.PHONY: help html test lint types tests check clean
.DEFAULT_GOAL := help

help:
	@echo "make html    build this blog into _build/html, with dirhtml addresses"
	@echo "make test    lint, types, tests and a strict build of this blog"
	@echo "make lint    ruff: rules and format       make types   mypy, strict"
	@echo "make tests   pytest, side by side         make check   this blog, warnings as errors"
	@echo "make clean   delete what make created"
	@echo "PYTHON=...   the Python to use, e.g. make PYTHON=python3.13 html"

html: $(VENV)/.set-up
	$(BIN)/sphinx-build -b dirhtml -d _build/doctrees/html . _build/html
	@$(BIN)/python -c 'import pathlib; print("\nOpen", pathlib.Path("_build/html/index.html").resolve().as_uri())'
	@echo "or serve it, so that folder addresses work too:"
	@echo "    $(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html 8000"
	@echo "and open http://127.0.0.1:8000/"

test: lint types tests check

lint: $(VENV)/.set-up-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.set-up-test
	$(BIN)/mypy --strict

tests: $(VENV)/.set-up-test
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: $(VENV)/.set-up-test
	$(BIN)/sphinx-build -n -W -E -b dirhtml -d _build/doctrees/check . _build/check

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
