# Every command there is. It needs python3 with venv and pip, and make; all else it brings.
.DEFAULT_GOAL := help
UV := .venv-uv/bin/uv
VENV := .venv/bin
# Behind a proxy that inspects traffic, the machine's own certificates are the ones to trust.
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(UV):
	python3 -m venv .venv-uv
	.venv-uv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.8'

.venv/.installed: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --quiet --compile-bytecode
	@$(VENV)/python -m compileall -q answerable # so that the first command does not pay for it
	@touch $@

install: .venv/.installed ## leave .venv/bin/answerable

run: install ## the demonstration, in a browser: made-up people and cases (Ctrl-C stops it)
	@ANSWERABLE_DEMONSTRATION=1 $(VENV)/answerable run

stop: install ## end what a killed `make run` left behind
	@$(VENV)/answerable stop

demo: install ## what the rules find in the cases that the inspectors described
	@$(VENV)/answerable demo

test: install ## the tests
	$(VENV)/pytest

sweep: install ## the tests of every form, every address and every page, one by one
	$(VENV)/pytest -m "sweep and not prove"

check: install ## style, types, import contracts, and that the docs are current
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports --no-cache
	$(VENV)/python -m docs.write --check

docs: install ## write what is made from code
	$(VENV)/python -m docs.write

figures: install ## work out the demonstration's figures again
	$(VENV)/python -m answerable.config.demonstration.figures

welsh: install ## what the victim reads and has no Welsh yet
	@$(VENV)/python -m docs.welsh

manifest: install ## write down what keeps people out, after a migration
	@$(VENV)/python -m docs.manifest

vendor: install ## bring the design systems' built files again (needs npm)
	$(VENV)/python -m answerable.web.vendor

bench: install | $(UV) ## speed and memory, against a floor and against peers
	$(UV) sync --frozen --quiet --group bench
	$(VENV)/python -m benchmarks.run
	$(VENV)/python -m benchmarks.analysis
	$(VENV)/python -m benchmarks.public_logs
	$(VENV)/python -m benchmarks.record
	$(VENV)/python -m benchmarks.throughput
	$(VENV)/python -m benchmarks.million # an hour, and 35 GB of disk

prove: install | $(UV) ## the longer proofs, and those that need another engine (Java for Spark)
	$(UV) sync --frozen --quiet --group spark --group sql --group bench
	$(VENV)/pytest -m prove -n 0 tests
	ANSWERABLE_PROVE=1 $(VENV)/pytest -m "not prove" tests/rules/test_paths_agree.py tests/events/test_shapes.py \
		tests/rules/test_parquet_columns.py tests/commands/test_large_logs.py \
		tests/analysis/test_measures.py tests/analysis/test_audit.py tests/analysis/test_attrition.py \
		tests/reading/test_streaming.py tests/record/test_round_trip.py \
		tests/worklist tests/portal/test_pages.py

clean: ## forget what was installed and made
	rm -rf .venv .venv-uv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: help install run stop demo test sweep check docs figures welsh manifest vendor bench prove clean
