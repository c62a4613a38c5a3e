# Each of these sets everything up by itself: make watch, make demo, make browse, make test.

PYTHON ?= python3
BIN := .venv/bin
# after `make demo` alone there is only the demo's database to browse
DATABASE ?= $(firstword $(wildcard data/osecwatch.db data/demo.db) data/osecwatch.db)
PORT ?= 8001
# what stands before every address behind a web server that passes only a part of them on: BASE_URL=/archive/
BASE_URL ?= /
READING_ROOM := storage/datasette
SERVE = $(BIN)/python -m datasette serve "$(DATABASE)" -h 127.0.0.1 -p $(PORT) \
	--template-dir $(READING_ROOM)/templates --plugins-dir $(READING_ROOM)/plugins --static static:$(READING_ROOM)/static \
	--setting suggest_facets off --setting facet_time_limit_ms 1500 --setting sql_time_limit_ms 5000 \
	--setting truncate_cells_html 160 --setting default_page_size 50 --setting allow_download off \
	--setting base_url "$(BASE_URL)" --setting max_returned_rows 2000 --setting num_sql_threads 5

.PHONY: help setup watch demo browse browse-public backup restore schedule doctor test test-slow test-patterns test-kill bench bench-stories bench-browse bench-attack bench-conduct bench-engine floors screenshots lint lock

help:
	@echo "make watch    crawl every source in spiders/sources/sources.toml into data/osecwatch.db"
	@echo "make browse   read the database in the browser at http://127.0.0.1:$(PORT)/"
	@echo "make demo     the same watch over the sample web, without the network"
	@echo "make backup   copy both databases, while they are in use, into data/backups"
	@echo "make restore  go back to the last back-up, or to the one named by BACKUP="
	@echo "make schedule show what is to be run when, ask, install it: CONTACT=you@example.org"
	@echo "make doctor   see whether all is well, with a remedy for what is not"
	@echo "make test     run the tests"
	@echo "make test-slow, make test-kill, make bench, make bench-stories, make bench-browse, make bench-conduct, make bench-engine, make floors: longer checks"
	@echo "make lint     check style and types"
	@echo "make lock     renew requirements.txt from pyproject.toml"

setup: .venv/native

# What a compiler makes quicker; without one the Python version serves.
.venv/native: .venv/ready native/anchors.c native/page_words.c native/setup.py
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index ./native || echo "the native part of the prefilter could not be built: pages are refused more slowly, by the same rules"
	@touch .venv/native

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.12"; exit 1; }
	@echo "setting up .venv with the locked dependencies"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch .venv/ready

watch: setup
	@mkdir -p -m 700 data
	@$(BIN)/scrapy watch

demo: setup
	@mkdir -p -m 700 data
	@$(BIN)/python tests/sampleweb/demo.py

browse: setup
	@test -f "$(DATABASE)" || { echo "there is no $(DATABASE) yet; run make watch or make demo first"; exit 1; }
	@$(SERVE) --metadata $(READING_ROOM)/metadata.yaml

# Refuses to start without an account; how to add one: docs/reading-room.md
browse-public: setup
	@test -f "$(DATABASE)" || { echo "there is no $(DATABASE) yet; run make watch or make demo first"; exit 1; }
	@$(SERVE) --metadata $(READING_ROOM)/public.yaml

backup: setup
	@$(BIN)/scrapy backup

restore: setup
	@$(BIN)/scrapy restore $(BACKUP)

# shows what is to be run when, asks, installs it for this user: make schedule CONTACT=you@example.org
schedule: setup
	@$(BIN)/scrapy schedule $(if $(CONTACT),-s CONTACT="$(CONTACT)")

doctor: setup
	@$(BIN)/scrapy doctor

# tests start many processes, which start sooner from compiled modules
test test-slow test-kill: export PYTHONDONTWRITEBYTECODE =

test: setup
	@$(BIN)/python -m pytest -m "not slow"

test-slow: setup
	@$(BIN)/python -m pytest -m "slow and not kill"

# every regular expression in the code against inputs made of its own repeats, a quarter of a minute
test-patterns: setup
	@$(BIN)/python -m pytest --numprocesses=0 tests/test_pattern_cost.py

# three hundred kills in a row, and four dozen with many machines, about half an hour
test-kill: setup
	@$(BIN)/python -m pytest -m kill

# what the engine of many machines costs, and stands: needs PostgreSQL; KILLS=0 kills nothing
bench-engine: setup
	@$(BIN)/python -m tests.benchmarks.engine --kills $(or $(KILLS),15)

bench: setup
	@$(BIN)/python -m tests.benchmarks.extraction $(wildcard ../shared/bench/extraction/cases/*)

bench-browse: setup
	@$(BIN)/python -m tests.benchmarks.browse

bench-attack: setup
	@$(BIN)/python -m tests.benchmarks.attack

bench-conduct: setup
	@$(BIN)/python -m tests.benchmarks.conduct

# the shared benchmarks, where they are beside this folder, against the floors in tests/benchmarks/floors.py
floors: setup
	@$(BIN)/python -m tests.benchmarks.floors

screenshots: setup
	@$(BIN)/python -m tests.benchmarks.screenshots "$(DATABASE)" docs/screenshots

bench-stories: setup
	@$(BIN)/python -m tests.benchmarks.stories

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# Without index addresses, and for every platform: the same lock serves Debian and macOS.
lock: setup
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade --quiet --output-file requirements.txt
