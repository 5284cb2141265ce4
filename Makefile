# Every target only calls bootstrap.py, which works alone where make is missing: python bootstrap.py help
# Another Python: make run PYTHON=python3.12. Further words: make test ARGS="-k stories"
PYTHON ?= python3
ARGS ?=

help:    ; @$(PYTHON) bootstrap.py help    # the list of what there is
run:     ; @$(PYTHON) bootstrap.py run $(ARGS)
test:    ; @$(PYTHON) bootstrap.py test $(ARGS)
check:   ; @$(PYTHON) bootstrap.py check
format:  ; @$(PYTHON) bootstrap.py format
bench:   ; @$(PYTHON) bootstrap.py bench $(ARGS)
faults:  ; @$(PYTHON) bootstrap.py faults $(ARGS)
screenshots: ; @$(PYTHON) bootstrap.py screenshots
setup:   ; @$(PYTHON) bootstrap.py setup $(ARGS)
clean:   ; @$(PYTHON) bootstrap.py clean

.PHONY: help run test check format bench faults screenshots setup clean
