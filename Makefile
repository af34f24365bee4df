# make demo: install into .venv and explain the seed article.   make test: the whole suite.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml $(shell find bilingual lexicons -type f -not -name '*.pyc')

.PHONY: demo test evaluate lint clean

demo: $(VENV)/installed
	$(BIN)/bilingual process seeds/latin-times-el-mencho.txt --out demo

test: $(VENV)/installed-test
	$(BIN)/pytest

# The scores on the written articles, as a table; the gate in the suite compares them.
evaluate: $(VENV)/installed-test
	$(BIN)/python tests/evaluation

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

clean:
	rm -rf $(VENV) demo build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python $(SOURCES)
	$(BIN)/python -m pip install .
	touch $@

$(VENV)/installed-test: $(VENV)/bin/python $(SOURCES)
	$(BIN)/python -m pip install '.[test]'
	touch $@ $(VENV)/installed
