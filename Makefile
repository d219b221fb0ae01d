# Two commands matter: make run, make test. Everything they need, they install.
SHELL := /bin/bash
PYTHON ?= python3
PY := .venv/bin/python
UV := .uv/bin/uv
export PYTHONPATH := platform

.PHONY: run test bench elasticsearch install dev lock lint types clean

run: install .env
	@$(PY) manage.py setup --demo
	@exec $(PY) manage.py run_site

test: dev .env
	@bash tests/services/run_all

# An hour of two cores, in a folder of its own: see bench/README.md.
bench: install
	@$(PY) -m bench

# A real node on this machine (Java 21, Maven), in .elasticsearch; prints the ELASTICSEARCH_URL to run the site with.
elasticsearch:
	@tests/elasticsearch_node/start

# The environment. uv comes by pip into a folder of its own: no venv module and no system package is needed.
$(UV):
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .uv uv

.venv/.installed: requirements.txt | $(UV)
	@test -x $(PY) || $(UV) venv --quiet --python $(PYTHON) .venv
	@$(UV) pip sync --quiet --require-hashes --python $(PY) requirements.txt
	@rm -f .venv/.dev; touch $@

.venv/.dev: requirements.txt requirements-dev.txt | $(UV)
	@test -x $(PY) || $(UV) venv --quiet --python $(PYTHON) .venv
	@$(UV) pip sync --quiet --require-hashes --python $(PY) requirements-dev.txt
	@touch $@ .venv/.installed

install: .venv/.installed
dev: .venv/.dev

# A working machine's own settings, never committed: manage.py reads them when the environment says nothing else.
.env: | .venv/.installed
	@$(PY) -c "import secrets; print('DEBUG=on'); print('SECRET_KEY=' + secrets.token_urlsafe(48))" > $@

lock: | $(UV)
	$(UV) pip compile --quiet --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	$(UV) pip compile --quiet --generate-hashes --no-header --python-version 3.11 pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

lint: dev
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/djlint templates --lint --quiet
	@.venv/bin/lint-imports --no-cache

types: dev .env
	@.venv/bin/mypy

clean:
	rm -rf .venv .uv data staticfiles .mypy_cache .ruff_cache .pytest_cache
