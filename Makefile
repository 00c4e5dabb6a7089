# Shortcuts; ./demo and ./check need no make.
.PHONY: demo test check bench
demo: ; ./demo
check: ; ./check
test: ; .venv/bin/pytest
bench: ; .venv/bin/python bench/accuracy.py DATA="$(DATA)" && .venv/bin/python bench/speed.py
