# make demo   everything from nothing to a web site on http://localhost:8000
# make test   every static check and the whole suite, the browser journeys included
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
VENDOR := src/wardmote/web/static/vendor
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
ASSETS := $(VENDOR)/.built
# The machine's own certificates, so that it works behind a council's proxy.
export UV_SYSTEM_CERTS := 1
# Compiled once here: a first command would otherwise spend seconds on it, and every one where bytecode may not be written.
export UV_COMPILE_BYTECODE := 1
export VIRTUAL_ENV := $(VENV)

.PHONY: help demo serve stop test check format bench lock assets wheel test-spark messages assurance audit-dependencies leak clean

help:
	@grep -E '^# make' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Wardmote needs Python 3.11: set PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# uv, itself from a lock with hashes, installs the rest in seconds; pip's own resolver is not needed for a lock.
$(VENV)/.uv: requirements-uv.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	touch $@

$(INSTALLED): requirements.lock pyproject.toml $(VENV)/.uv
	$(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(INSTALLED_DEV): requirements-dev.lock $(INSTALLED)
	$(BIN)/uv pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

node_modules/.installed: package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "Wardmote's pages need npm (Node 20) once, to fetch the GOV.UK styles" >&2; exit 2; }
	npm ci --no-audit --silent
	touch $@

$(ASSETS): node_modules/.installed scripts/build_assets.py $(INSTALLED)
	$(BIN)/python scripts/build_assets.py
	touch $@

assets: $(ASSETS)

demo: $(INSTALLED) $(ASSETS)
	$(BIN)/wardmote demo --port $(PORT)

stop: $(INSTALLED)
	$(BIN)/wardmote demo --stop

serve: $(INSTALLED) $(ASSETS)
	$(BIN)/wardmote serve --port $(PORT)

check: $(INSTALLED_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive src --configfile pyproject.toml
	$(BIN)/python scripts/secret_scan.py

test: check $(ASSETS)
	$(BIN)/pytest -n 2 --dist worksteal

format: $(INSTALLED_DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(INSTALLED_DEV) $(ASSETS)
	$(BIN)/python -m bench

test-spark: $(INSTALLED_DEV)
	$(BIN)/uv pip install --quiet --require-hashes -r requirements-spark.lock
	$(BIN)/pytest -m spark

wheel: $(INSTALLED_DEV) $(ASSETS)
	$(BIN)/uv build --wheel --no-build-isolation --python $(BIN)/python --out-dir dist

messages: $(INSTALLED_DEV)
	$(BIN)/python scripts/extract_messages.py

# What a council signs off, as far as it follows from the code: docs/assurance.
assurance: $(INSTALLED_DEV)
	$(BIN)/python scripts/assurance.py

# Known weaknesses of the locked packages. It asks an advisory service on the internet, so it is no part of `make check`.
audit-dependencies: $(INSTALLED_DEV)
	$(BIN)/pip-audit --requirement requirements.lock --no-deps --disable-pip

# What every member gets from every route, against an oracle; ends with "leak: N checks, D disagreements".
leak: $(INSTALLED_DEV) $(ASSETS)
	$(BIN)/pytest -m leak -n 2

# Locks carry hashes, and neither host nor index.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links
lock: $(VENV)/.uv
	$(LOCK) pyproject.toml --group build -o requirements.lock
	$(LOCK) pyproject.toml --group build --group dev -o requirements-dev.lock
	$(LOCK) pyproject.toml --group build --group dev --extra spark -o requirements-spark.lock
	echo 'uv==0.13.9' | $(LOCK) - -o requirements-uv.lock
	npm install --package-lock-only --ignore-scripts --silent

clean:
	rm -rf $(VENV) node_modules $(VENDOR) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
