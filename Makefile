# Two commands: make run, make test; make demo shows a made-up landlord with more data.
# Everything else is a part of them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA := $(or $(DATA_DIR),data)

# The demo's releases lie apart from the sample's and the landlord's own.
DEMO := .demo

# Four for two cores: tests in a browser mostly wait. Whole files, because their tests
# share what they publish, and the browser's first, because they take longest.
WORKERS := -n 4 --dist loadfile --no-loadscope-reorder

.PHONY: run demo test cover check fix bench fuzz clean

# Start the dashboard on http://localhost:8501, on the sample if nothing is published.
run: $(VENV)/.run
	@test -f "$(DATA)/releases/CURRENT" || $(BIN)/python -m analytics publish data/sample
	$(BIN)/streamlit run app.py

# The same on the demo landlord, wholly made up, in a data folder of its own.
demo: export DATA_DIR := $(DEMO)
demo: $(VENV)/.run
	@test -f "$(DEMO)/releases/CURRENT" || $(BIN)/python -m analytics publish data/demo
	$(BIN)/streamlit run app.py

# Every check and every test.
test: $(VENV)/.dev chromium check
	$(BIN)/python -m pytest $(WORKERS) tests

# The same tests, and which lines they reach: a third slower.
cover: $(VENV)/.dev chromium
	$(BIN)/python -m pytest $(WORKERS) --cov --cov-report=term tests

# What needs no running: layout, types, SQL.
check: $(VENV)/.dev
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/sqlfluff lint --disable-progress-bar --nocolor -q analytics/release/sql \
		analytics/profiles/sql

# Mend what can be mended without thought.
fix: $(VENV)/.dev
	$(BIN)/ruff format --quiet .
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/sqlfluff fix --disable-progress-bar -q analytics/release/sql \
		analytics/profiles/sql

# Figures for the README, never a test: see benchmarks/.
bench: $(VENV)/.dev chromium
	$(BIN)/python benchmarks/run.py

# Damaged exports and killed publishes, many more than the tests try: see tests/fuzz/.
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz

# A browser for the tests: the machine's own, else Debian's, else Playwright's.
.PHONY: chromium
chromium: $(VENV)/.dev
	@$(BIN)/python tests/browser/find_chromium.py --install

$(VENV)/.run: requirements.txt constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		-r requirements.txt -c constraints.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		-r requirements-dev.txt -c constraints.txt
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
