# Every command of the project. `make run` and `make test` need Python 3.11 to 3.13, make and git.

PYTHON ?= python3
HOME_DIR ?= var
INPUT ?=
BIN := .venv/bin
# pip does this unless it is told not to; without it every start compiles all libraries anew.
COMPILE = -@$(BIN)/python -m compileall -qq -j 0 .venv/lib

.PHONY: help run dev test lint bench torture spark lock docs clean

help:  ## show the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 10

run: .venv/installed  ## run the pipeline on INPUT=folder, or on a generated demo company
ifeq ($(INPUT),)
	@test -e $(HOME_DIR)/demo/truth || $(BIN)/progression demo --out $(HOME_DIR)/demo
	$(BIN)/progression run --input $(HOME_DIR)/demo --home $(HOME_DIR) --as-of 2026-06-30
else
	$(BIN)/progression run --input $(INPUT) --home $(HOME_DIR)
endif

dev: .venv/installed  ## the Dagster UI on http://127.0.0.1:3000, same assets, same home
	PROGRESSION_HOME=$(HOME_DIR) PROGRESSION_INPUT=$(or $(INPUT),$(HOME_DIR)/demo) $(BIN)/python -m orchestration.dev

test: .venv/installed-dev  ## all tests
	$(BIN)/python -m pytest

lint: .venv/installed-dev  ## style, types, repeated SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/installed-dev  ## time, CPU and memory of each layer: make bench ACCOUNTS=1000 PEOPLE=10000 TOUCHES=1000000
	$(BIN)/python -m tests.bench --accounts $(or $(ACCOUNTS),1000) --people $(or $(PEOPLE),10000) --touches $(or $(TOUCHES),1000000) $(if $(CHANNELS),--channels $(CHANNELS))

torture: .venv/installed-dev  ## the longer trials
	ORACLE_CASES=1000 $(BIN)/python -m pytest -m "torture or pipeline" --override-ini "addopts=-q -n 2 --dist loadfile --no-loadscope-reorder"

spark: .venv/installed-spark  ## the models on a local Spark beside DuckDB; needs Java 17
	$(BIN)/python -m pytest -m spark -n 0 -s tests/spark

docs: .venv/installed  ## write docs/columns.md from the models' YAML
	$(BIN)/python -m orchestration.column_docs

lock: .venv/installed-dev  ## resolve the pinned requirements anew
	$(BIN)/uv pip compile pyproject.toml --extra build --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra build --extra dev --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q -c requirements.lock -o requirements-dev.lock

	$(BIN)/uv pip compile pyproject.toml --extra build --extra dev --extra spark --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q -c requirements-dev.lock -o requirements-spark.lock

clean:  ## remove the environment and caches, keep the home folder
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/python:
	$(PYTHON) -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" || (echo "Python 3.11 to 3.13 is needed: make PYTHON=python3.12 ..."; exit 1)
	$(PYTHON) -m venv .venv
	touch $@

.venv/installed: .venv/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(COMPILE)
	touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	$(COMPILE)
	touch $@

.venv/installed-spark: .venv/installed-dev requirements-spark.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-spark.lock
	touch $@
