# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := build/demo
export PYTHONUTF8 = 1

.PHONY: fold help demo test check lint types layers pytest texts bench clean

help:
	@echo "make demo   close the demo förbund's third quarter in a copy under build/ and say what it made"
	@echo "make test   everything CI runs: style, types, layers, tests, a browser and a spreadsheet program"
	@echo "make fold   build/fold.pyz: folding in one file, for the parties' own machines"
	@echo "make bench  the benchmarks in benchmarks/"
	@echo "make texts  bring the Swedish catalogues in step with the source"

# The newest Python we are pinned for, else whatever python3 is.
$(BIN)/python:
	@command -v $(PYTHON) >/dev/null 2>&1 && p=$(PYTHON) || p=python3; $$p -m venv $(VENV)

$(VENV)/.runtime: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(VENV)/.runtime
	@$(BIN)/python examples/demo.py $(DEMO)

test: $(VENV)/.dev lint types layers pytest

check: test

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

pytest: $(VENV)/.dev
	$(BIN)/python -m pytest

texts: $(VENV)/.dev
	$(BIN)/python docs/texts.py

# Folding in one file, for the parties' own machines.
fold:
	@p=$$(command -v $(PYTHON) || echo python3); $$p packaging/fold_pyz.py build/fold.pyz && echo build/fold.pyz

bench: $(VENV)/.dev
	@for f in benchmarks/*.py; do echo "== $$f"; $(BIN)/python $$f || exit 1; done

clean:
	rm -rf build $(VENV)
