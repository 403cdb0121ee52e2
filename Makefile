# One door. `make` checks everything; `make example` and `make test` are for a first visit.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
EXAMPLE := --income 30000/year --pension 3000/year --other-children 1 --family Nicola=115 --family Sue=0 --collect-and-pay

.PHONY: all setup check format lint types layers docs-check test browser recipes coverage example fix golden docs errors caseload pictures mutants fuzz prove dist bench clean

all: check coverage

setup: $(VENV)/ready-dev

check: format lint types layers docs-check

example: $(VENV)/ready
	$(BIN)/cmscalc estimate $(EXAMPLE)
	$(BIN)/cmscalc ledger examples/two-families.toml --as-at 2026-06-30 --by quarter

test: $(VENV)/ready-dev
	$(BIN)/python -m pytest -q -n auto

browser: $(VENV)/ready-browser
	CMSCALC_BROWSER_REQUIRED=1 $(BIN)/python -m pytest -q -n auto tests/browser

# On a system without Java 17: make recipes ONLY="not spark"
recipes: $(VENV)/ready-recipes
	CMSCALC_RECIPES_REQUIRED=1 $(BIN)/python -m pytest -q tests/test_recipes.py -k "$(ONLY)"

coverage: $(VENV)/ready-dev
	$(BIN)/python -m pytest -q -n auto --cov=cmscalc.batch --cov=cmscalc.core --cov=cmscalc.law --cov=cmscalc.ledger --cov-branch --cov-report=term-missing:skip-covered

format: $(VENV)/ready-dev
	$(BIN)/ruff format --check .

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/codespell README.md CHANGELOG.md CONTRIBUTING.md docs examples src tests tools

types: $(VENV)/ready-dev
	$(BIN)/mypy

layers: $(VENV)/ready-dev
	$(BIN)/lint-imports

docs-check: $(VENV)/ready-dev
	$(BIN)/python tools/docs.py

fix: $(VENV)/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(VENV)/ready-dev
	$(BIN)/python tools/golden.py

docs: $(VENV)/ready-dev
	$(BIN)/python tools/docs.py --write

errors: $(VENV)/ready-dev
	$(BIN)/python tools/errors.py --write

caseload: $(VENV)/ready-dev
	$(BIN)/python tools/caseload.py --rows 8000 --collected -o examples/caseload.csv

pictures: $(VENV)/ready-browser
	$(BIN)/python tools/pictures.py

mutants: $(VENV)/ready-dev
	$(BIN)/mutmut run
	$(BIN)/mutmut results

fuzz: $(VENV)/ready-dev
	$(BIN)/python tools/fuzz.py 200000
	$(BIN)/python tools/fuzz_batch.py 20000

prove: $(VENV)/ready-dev
	$(BIN)/python tools/prove_batch.py

# Build the wheel, install it where nothing else is, and run the README's example from there.
dist: $(VENV)/ready-dev
	rm -rf build/dist build/bare
	$(BIN)/python -m build --wheel --outdir build/dist
	$(PYTHON) -m venv build/bare
	build/bare/bin/python -m pip install --quiet --disable-pip-version-check build/dist/*.whl
	build/bare/bin/cmscalc estimate $(EXAMPLE)
	build/bare/bin/cmscalc check examples/two-families.toml --as-at 2026-06-30
	build/bare/bin/cmscalc ledger examples/two-families.toml --as-at 2026-06-30 --summary

bench: dist
	build/bare/bin/python tools/bench.py
	build/bare/bin/python -m pip install --quiet --disable-pip-version-check "$$(ls build/dist/*.whl)[batch]"
	build/bare/bin/python tools/bench_many.py

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/ready-dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/ready

$(VENV)/ready-browser: $(VENV)/ready-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]'
	touch $@

$(VENV)/ready-recipes: $(VENV)/ready-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[recipes]'
	touch $@

clean:
	rm -rf $(VENV) build mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
