# Everything runs from .venv, which `make install` builds from the lock files. `make` alone lists the targets.
PYTHON ?= python3
PORT ?= 8000
RESET ?=
ARGS ?=
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

# Settings that would make .venv look for modules elsewhere.
unexport PYTHONPATH PYTHONHOME
# Where an image forbids Python to keep what it compiled, each of the many processes here would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install install-browser install-tools demo test test-services bench lint format lock messages schema

help: ## This list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

install: ## Set up .venv, fonts, scripts and translations; quick when nothing changed
	@$(PYTHON) -m conference.config.install

install-browser:
	@$(PYTHON) -m conference.config.install --browser

install-tools:
	@$(PYTHON) -m conference.config.install --tools

demo: install ## Start a conference full of examples on PORT (8000); RESET=1 begins afresh
	@$(MANAGE) demo --port $(PORT) $(if $(filter 1,$(RESET)),--reset)

test: install-browser ## The whole suite on SQLite; ARGS="-k words" chooses tests
	@echo "== tests on SQLite"
	@env -u DATABASE_URL -u REDIS_URL $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

test-services: install-browser ## The same suite on PostgreSQL and Redis (DATABASE_URL, REDIS_URL)
	@echo "== tests on PostgreSQL and Redis"
	@export DATABASE_URL="$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/test}"; \
	export REDIS_URL="$${REDIS_URL:-redis://127.0.0.1:6379/0}"; \
	$(BIN)/python -m conference.config.machine services && $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

bench: install ## What pages, registrations, tables, badges and volumes cost here; ARGS="pages --talks 200" chooses
	@$(BIN)/python -m tests.benchmarks $(ARGS)

lint: install ## Format, rules, types, imports, templates, migrations, translations, API schema
	@$(BIN)/python -m conference.config.lint

format: install ## Rewrite Python and templates in the house style
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

lock: install-tools ## Write the lock files again from pyproject.toml and package.json; ARGS=--upgrade takes newer versions
	@echo "== requirements.lock"
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev --no-header \
		--no-emit-index-url --no-annotate $(ARGS) pyproject.toml -o requirements.lock
	@echo "== package-lock.json"
	@$(BIN)/npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund --silent

messages: install ## Collect texts to translate into the catalogues
	@$(BIN)/python -m conference.core.catalogues update

schema: install ## Write docs/openapi.yaml and docs/permissions.md again
	@$(MANAGE) spectacular --file docs/openapi.yaml
	@$(MANAGE) permission_matrix
