# Two commands matter to most people:
#   make demo    a node to look at, in the browser
#   make test    everything checked, with a real browser
# The rest: make help.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ANCHORS := .venv-anchors
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
# Python compiles what is used when it is first used; compiling all of it here takes longer.
PIP_INSTALL := $(PIP) install --no-compile
# Run once, so that what is imported is compiled by now: a node whose own process compiles it keeps 5 MB of that for good.
COMPILE := $(BIN)/python -c 'import simpul.cli.main, simpul.storage.upgrading, httpcore, h11, certifi, anyascii._data'
WORKERS ?= 2
PYTEST_ARGS ?=
FUZZ_INPUTS ?= 1000000
BENCH_ARGS ?=
LOCK_FLAGS := --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock'

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo test check lint shape bench bench-detection bench-law bench-match bench-payments bench-screening faults fuzz law-tables noninterference venv docs lock upgrade chromium clean

help:
	@echo 'make demo             start a demonstration node (first time: installs what it needs into $(VENV))'
	@echo 'make test             all checks and tests, with a real browser'
	@echo 'make check            style, types, import contracts and shape only'
	@echo 'make bench            measure speed and accuracy'
	@echo 'make bench-screening  compare screening with OpenSanctions'"'"' logic-v2 (first time: installs it into $(ANCHORS))'
	@echo 'make bench-law        measure how fast questions of law are answered'
	@echo 'make bench-match      measure how fast /match answers'
	@echo 'make bench-detection  measure how well the patterns tell laundering on a published set'
	@echo 'make bench-payments   measure how many payments a node decides, and how fast their patterns are seen'
	@echo 'make faults           kill, cut and fill up a node on purpose, and count what was lost'
	@echo 'make fuzz             throw 1,000,000 broken inputs at every parser (FUZZ_INPUTS=50000 for fewer)'
	@echo 'make noninterference  look for anything a viewer could learn about what it may not see'
	@echo 'make venv             the development environment'
	@echo 'make docs             write the generated pages of the reference anew'
	@echo 'make law-tables       write the dated part of the law register anew from the public data (SIMPUL_DATA)'
	@echo 'make lock             write the lock files anew from pyproject.toml (make upgrade: with newest versions)'
	@echo 'make clean            remove caches, builds and the environment'

demo: $(VENV)/.runtime
	@$(BIN)/simpul demo

venv: $(VENV)/.dev

test: $(VENV)/.dev chromium lint
	@echo 'Testing ($(WORKERS) workers)'
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadscope --no-loadscope-reorder $(PYTEST_ARGS)

check: lint shape

lint: $(VENV)/.dev
	@echo 'Style (ruff)'
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo 'These files are not formatted: run $(BIN)/ruff format on them.'; $(BIN)/ruff format --check .; exit 1; }
	@echo 'Types (mypy --strict)'
	@$(BIN)/mypy --strict --no-error-summary
	@echo 'Import contracts (lint-imports)'
	@out=$$($(BIN)/lint-imports 2>&1) || { echo "$$out"; exit 1; }

shape: $(VENV)/.dev
	@echo 'Shape'
	@$(BIN)/python -m pytest -q -p no:cacheprovider tests/test_shape.py

bench: $(VENV)/.dev
	@$(BIN)/python -m tests.benchmarks.run

# BENCH_ARGS=--quick for minutes and wide intervals, --json FILE for another place of the figures.
bench-screening: $(VENV)/.dev $(ANCHORS)/.made
	@$(BIN)/python -m tests.benchmarks.screening.run $(BENCH_ARGS)

bench-law: $(VENV)/.dev
	@$(BIN)/python -m tests.benchmarks.law

bench-match: $(VENV)/.dev
	@$(BIN)/python -m tests.benchmarks.matching

# The patterns in the environment of the anchors, which can read the published set.
bench-payments: $(VENV)/.dev $(ANCHORS)/.made
	@$(BIN)/python -m tests.benchmarks.payments_throughput
	@$(BIN)/python -m tests.benchmarks.payments_agency
	@PYTHONPATH=src $(ANCHORS)/bin/python -m tests.benchmarks.payments_patterns $(BENCH_ARGS)

bench-detection: $(VENV)/.dev $(ANCHORS)/.made
	@PYTHONPATH=src $(ANCHORS)/bin/python -m tests.benchmarks.payments_detection $(BENCH_ARGS)

faults: $(VENV)/.dev
	@$(BIN)/python -m tests.faults.run

fuzz: $(VENV)/.dev
	@$(BIN)/python -m tests.fuzz.run --inputs $(FUZZ_INPUTS) --workers $(WORKERS)

noninterference: $(VENV)/.dev
	@$(BIN)/python -m tests.noninterference.run

# From the folder of public data, SIMPUL_DATA.
law-tables: $(VENV)/.dev
	@$(BIN)/python -m tests.lawtables

docs: $(VENV)/.dev
	@$(BIN)/python -m tests.reference_pages
	@$(BIN)/python -m tests.api_page

chromium:
	@scripts/chromium

# The development lock holds every package of the runtime lock at the same version, so one folder serves both.
$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/.made
	@echo 'Installing what Simpul runs on'
	@$(PIP_INSTALL) --require-hashes --no-deps -r requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@$(COMPILE)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/.made
	@echo 'Installing what Simpul is developed with'
	@$(PIP_INSTALL) --require-hashes --no-deps -r requirements-dev.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@$(COMPILE)
	@touch $(VENV)/.runtime $@

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Simpul needs Python 3.11 or newer; $(PYTHON) is missing or older. Try: make PYTHON=python3.11 ...'; exit 1; }
	@echo 'Making $(VENV)'
	@$(PYTHON) -m venv $(VENV) || { echo 'The module venv is missing. On Debian: apt-get install python3-venv'; exit 1; }
	@touch $@

# What Simpul is measured against, never part of it: in an environment of its own, with a lock of its own.
$(ANCHORS)/.made: requirements-anchors.lock | $(VENV)/.made
	@echo 'Making $(ANCHORS)'
	@$(BIN)/python -m venv $(ANCHORS)
	@$(ANCHORS)/bin/python -m pip --disable-pip-version-check --no-input -qq install --no-compile --require-hashes --no-deps -r requirements-anchors.lock
	@touch $@

# Both together, the larger first, so that the smaller takes the same versions.
lock: $(VENV)/.dev
	@echo 'Writing requirements-dev.lock, requirements.lock and requirements-anchors.lock'
	@$(BIN)/uv pip compile $(LOCK_FLAGS) --all-extras --group dev pyproject.toml -o requirements-dev.lock $(UPGRADE)
	@$(BIN)/uv pip compile $(LOCK_FLAGS) --group build --constraints requirements-dev.lock pyproject.toml -o requirements.lock $(UPGRADE)
	@$(BIN)/uv pip compile $(LOCK_FLAGS) --override requirements-anchors.without requirements-anchors.in -o requirements-anchors.lock $(UPGRADE)

upgrade:
	@$(MAKE) lock UPGRADE=--upgrade

clean:
	@rm -rf $(VENV) $(ANCHORS) .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
