# The verbs of this house. Each is a line here and, where it takes more, a script that can be read.
.DEFAULT_GOAL := help
.PHONY: help setup run test journeys check bless build bench where

help: ## what can be done here
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

setup: ## everything that running and testing need
	@scripts/setup test

run: ## build, and open the demonstration world at http://127.0.0.1:8080
	@scripts/run

test: ## all tests, on both databases, over HTTP and in Chromium
	@scripts/test

journeys: ## the tests from outside alone; NAME=... picks some
	@scripts/test --test journeys $(if $(NAME),-- $(NAME))

check: ## format, lints, and the house's checks on itself
	@scripts/timed "format" cargo fmt --all --check
	@scripts/timed "lints" cargo clippy --locked --quiet --workspace --all-targets -- -D warnings
	@scripts/timed "tests of the checks" cargo test --locked --quiet -p xtask
	@scripts/timed "the house" cargo run --locked --quiet -p xtask -- check

bless: ## rewrite generated documents (law, drawings, policy tables, API) from the code
	@GONGXU_BLESS=1 scripts/test

build: ## the release binary, browser files embedded
	@scripts/timed "setup" scripts/setup run
	@scripts/timed "browser build" scripts/site
	@scripts/timed "release build" cargo build --locked --release --bin gongxu

bench: build ## what the release binary sustains on this machine, on SQLite (Linux)
	@GONGXU_BIN=$${CARGO_TARGET_DIR:-target}/release/gongxu cargo run --locked --quiet --release --bin bench

where: ## the files of one room on every floor: make where ROOM=contracts
	@cargo run --locked --quiet -p xtask -- where $(ROOM)
