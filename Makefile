# Each of these sets everything up by itself: make watch, make demo, make browse, make test.

PYTHON ?= python3
BIN := .venv/bin
# after `make demo` alone there is only the demo's database to browse
DATABASE ?= $(firstword $(wildcard data/osecwatch.db data/demo.db) data/osecwatch.db)
PORT ?= 8001

.PHONY: help setup watch demo browse test lint lock

help:
	@echo "make watch    crawl every source in spiders/sources.toml into data/osecwatch.db"
	@echo "make browse   read the database in the browser at http://127.0.0.1:$(PORT)/"
	@echo "make demo     the same watch over the sample web, without the network"
	@echo "make test     run the tests"
	@echo "make lint     check style and types"
	@echo "make lock     renew requirements.txt from pyproject.toml"

setup: .venv/ready

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.12"; exit 1; }
	@echo "setting up .venv with the locked dependencies"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch .venv/ready

watch: setup
	@mkdir -p data
	@$(BIN)/scrapy watch

demo: setup
	@mkdir -p data
	@$(BIN)/python tests/sampleweb/demo.py

browse: setup
	@$(BIN)/python -m storage.datasette "$(DATABASE)" --port $(PORT)

test: setup
	@$(BIN)/python -m pytest

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# Without index addresses, and for every platform: the same lock serves Debian and macOS.
lock: setup
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade --quiet --output-file requirements.txt
