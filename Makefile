PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One process a core; a file stays in one process, so that its servers start once.
PYTEST := $(BIN)/pytest --numprocesses auto --dist loadfile
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.PHONY: run test setup check unit cover attack crash bench clean

# The main job: both flows over the bundled sample newsroom.
run: $(VENV)/.run
	$(BIN)/cpecwatch demo

test: setup check cover

setup: $(VENV)/.test

$(VENV)/.run: pyproject.toml constraints.txt
	$(PY) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.test: $(VENV)/.run
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

unit: setup
	$(PYTEST) -m 'not slow and not attack and not crash and not soak'

# claims at 100 % line and branch, extractors at 95 %
cover: setup
	$(PYTEST) -m 'not attack and not crash and not soak' --cov --cov-report=
	$(BIN)/coverage report --include='claims/*' --fail-under=100 --show-missing --skip-covered
	$(BIN)/coverage report --include='extractors/*' --fail-under=95 --show-missing --skip-covered

# the attack and fault matrix, with a table of memory and time
attack: setup
	$(BIN)/pytest tests/flows/edges/test_attacks.py -m 'attack or not attack'

# 300 killed passes, 100 pairs of passes, 100 passes during a review: on SQLite and on PostgreSQL
crash: setup
	$(BIN)/pytest tests/crash -m crash

# each prints a table, its bars, the machine and how to run it again
bench: setup
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .coverage
