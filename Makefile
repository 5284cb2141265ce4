PYTHON ?= python3

help:     ## show this list
	@grep -E '^[a-z]+: +##' Makefile | sed 's/: *##/\t/'
run:      ## set up and open the web page
	@$(PYTHON) bootstrap.py run
test:     ## set up and run the tests
	@$(PYTHON) bootstrap.py test
check:    ## linters and types
	@$(PYTHON) bootstrap.py check
bench:    ## list the measurements; python bootstrap.py bench NAME runs one
	@$(PYTHON) bootstrap.py bench
setup:    ## only set up
	@$(PYTHON) bootstrap.py setup
clean:    ## remove the environment and caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

.PHONY: help run test check bench setup clean
