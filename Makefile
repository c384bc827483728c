# Two commands: `make run` shows the site, `make test` proves it. Nothing but python3 (3.11 or newer) and make is assumed.
PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
export UV_NO_PROGRESS := 1

.PHONY: run test check lint types format bench lock clean

run: .venv/run
	@$(PY) manage.py load_sample --prepare --address http://127.0.0.1:$(PORT)
	@exec .venv/bin/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers 1 --blocking-threads 4 \
		--log-level warning commentary.wsgi:application

test: .venv/dev
	@$(PY) tests/run.py

check: lint types test

lint: .venv/dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports

types: .venv/dev
	.venv/bin/mypy

format: .venv/dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: .venv/dev
	@for script in tests/bench/bench_*.py; do echo "== $$script"; PYTHONPATH=. $(PY) $$script || exit 1; done
	@echo "== tests/bench/run.py"; $(PY) tests/bench/run.py

lock: .venv/uv
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--constraint .ci/django.txt pyproject.toml --output-file requirements.txt
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--constraint .ci/django.txt --group dev pyproject.toml --output-file .ci/requirements-dev.txt

clean:
	rm -rf .venv var

.venv/uv:
	@$(PYTHON) -c 'import sys; sys.exit("Commentary needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Say which with: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

.venv/run: .venv/uv requirements.txt
	@VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/dev: .venv/uv requirements.txt .ci/requirements-dev.txt
	@VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --require-hashes -r .ci/requirements-dev.txt
	@touch $@ .venv/run
