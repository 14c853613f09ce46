# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := demo

.PHONY: setup system demo test test-all lint lock clean train-names

setup: $(READY)

$(READY): requirements.lock pyproject.toml | system
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

system:
	@sh .ci/system-packages

demo: setup
	@sh .ci/demo $(BIN) $(DEMO)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -m "not slow" -n auto --dist loadfile

test-all: lint
	$(BIN)/pytest -n auto --dist loadfile

# The sets lie at UNDERCROFT_DATA; torch and faker are used here only.
train-names: setup
	test -x .train/bin/python || $(PYTHON) -m venv .train
	.train/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-train.lock
	.train/bin/python -m redaction.training

lock:
	uv pip compile pyproject.toml --group dev --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -q -o requirements.lock
	uv pip compile --group train --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -q -o requirements-train.lock

clean:
	rm -rf $(VENV) $(DEMO)
