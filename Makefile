# make run     make a chronicle of the bundled week of news, show it, and serve it; make stop ends that
# make test    everything that must hold, from a clean clone
# make check   the same without fetching anything first
# make web     the web interface alone (make build does it too, where npm is)
# make score   the coder against gold; make score-accept writes the figures to corpus/scores.tsv
# make calibrate   fit the weights of confidences to the gold anew (never to the held-out texts), and build with them
# make bench   all benchmarks
# make release what is handed out: archives for six systems, Debian packages, checksums, list of parts, in dist/ (docs/releasing.md)
# make release-check   the same source built twice, elsewhere and from nothing, gives the same bytes; the program works in an empty root without network
# make scale   what merging costs in a chronicle of a million reports
SHELL := /bin/bash -o pipefail
GO ?= go
# The program says its version itself; a clone whose owner git does not trust builds as well.
export GOFLAGS := $(strip $(GOFLAGS) -buildvcs=false)

# Gold that is not part of this repository; where it is absent, it is left out and named.
GOLD ?= ../shared/gold
# The happenings and the week measure merging (corpus/README.md): they are neither scored nor calibrated on.
gold = $(filter-out corpus/happenings% corpus/tellings% corpus/week%,$(wildcard corpus/*.jsonl)) $(wildcard $(GOLD)/*-gsr.jsonl)

.PHONY: run stop browser chromium test check score score-accept calibrate bench scale build web web-deps web-check deps postgresql readers r fmt vet staticcheck lint gotest race clean

# The chronicle is served in the background, until `make stop`.
ADDRESS ?= 127.0.0.1:8350
run: build stop
	@rm -f bin/week.db bin/week.db-*
	bin/bakhar ingest --store bin/week.db examples/week.jsonl
	bin/bakhar events --store bin/week.db --order loudest --limit 20
	bin/bakhar event --store bin/week.db --text Hormuz --order loudest
	@bin/bakhar serve --store bin/week.db --listen $(ADDRESS) --trust-local </dev/null >bin/serve.log 2>&1 & echo $$! >bin/serve.pid; \
	for i in 1 2 3 4 5 6 7 8 9 10; do grep -q 'http://' bin/serve.log && break; kill -0 $$(cat bin/serve.pid) 2>/dev/null || break; sleep 0.5; done; \
	if grep -q 'http://' bin/serve.log; then echo; echo "the chronicle: http://$(ADDRESS)/   (make stop ends it)"; else cat bin/serve.log; rm -f bin/serve.pid; exit 1; fi

stop:
	@if [ -f bin/serve.pid ]; then \
	if ps -p $$(cat bin/serve.pid) -o args= 2>/dev/null | grep -q 'bakhar serve'; then kill $$(cat bin/serve.pid); fi; rm -f bin/serve.pid; fi

build: web
	$(GO) build -trimpath -o bin/bakhar ./cmd/bakhar

# The web interface, built into internal/ui/dist and from there into the program. Where npm is missing the program is built without it, and says so.
web:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory internal/ui/dist/manifest.json; \
	else echo "web: no npm here (Node 20 or later): the program is built without its web interface"; fi

internal/ui/dist/manifest.json: web/build.mjs web/node_modules/.package-lock.json $(shell find web/src web/map internal/ui/strings -type f)
	cd web && npm run --silent build

web-deps web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm ci --no-progress
	@touch web/node_modules/.package-lock.json

# Types of the web interface, held against what the server says of its API.
web-check: web
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory web/api.d.ts && cd web && npm run --silent check && npm test --silent; fi

web/api.d.ts: web/node_modules/.package-lock.json $(shell find internal/server internal/export internal/marks -name '*.go')
	$(GO) run ./cmd/bakhar openapi > web/openapi.json
	cd web && node_modules/.bin/openapi-typescript openapi.json -o api.d.ts >/dev/null

test: deps check

check: fmt vet staticcheck lint score web-check gotest browser

deps: postgresql chromium readers
	$(GO) mod download
	$(GO) mod download -modfile=tools/go.mod

# A real server for the tests of the store: Debian's package, where none is there. They start one of their own from it, and leave the machine's alone.
postgresql:
	@if [ -n "$$BAKHAR_NO_POSTGRES" ]; then echo "postgresql: left out (BAKHAR_NO_POSTGRES)"; \
	elif command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then :; \
	elif ! command -v apt-get >/dev/null; then echo "postgresql: install PostgreSQL 14 or later (initdb on the path), or set BAKHAR_NO_POSTGRES=1 to leave its tests out"; \
	elif [ "$$(id -u)" = 0 ]; then apt-get install -y --no-install-recommends postgresql; \
	elif command -v sudo >/dev/null; then sudo apt-get install -y --no-install-recommends postgresql; \
	else echo "postgresql: as root, apt-get install postgresql; or set BAKHAR_NO_POSTGRES=1 to leave its tests out"; fi

# What reads exports in the tests, being no part of what writes them, and runs docs/analysis: DuckDB, Arrow, pandas, GDAL and others from PyPI in a folder of their own, R from Debian.
readers:
	@if [ -n "$$BAKHAR_NO_READERS" ]; then echo "readers: left out (BAKHAR_NO_READERS)"; else $(MAKE) --no-print-directory bin/readers/made r; fi

bin/readers/made: tools/readers.txt
	@command -v python3 >/dev/null || { echo "readers: install Python 3.10 or later with venv, or set BAKHAR_NO_READERS=1 to leave its tests out"; exit 1; }
	python3 -m venv bin/readers && bin/readers/bin/python -m pip install --quiet --disable-pip-version-check -r tools/readers.txt && touch $@

r:
	@if command -v Rscript >/dev/null; then :; \
	elif ! command -v apt-get >/dev/null; then echo "readers: install R (Rscript on the path), or set BAKHAR_NO_READERS=1 to leave its tests out"; exit 1; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq --no-install-recommends r-base-core >/dev/null; \
	elif command -v sudo >/dev/null; then sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends r-base-core >/dev/null; \
	else echo "readers: as root, apt-get install r-base-core; or set BAKHAR_NO_READERS=1 to leave its tests out"; exit 1; fi

# A real browser for the tests of the web interface: Debian's package, where none is there.
chromium:
	@if [ -n "$$BAKHAR_NO_BROWSER" ]; then echo "chromium: left out (BAKHAR_NO_BROWSER)"; \
	elif [ -n "$$CHROMIUM" ] || command -v chromium chromium-browser google-chrome >/dev/null; then :; \
	elif ! command -v apt-get >/dev/null; then echo "chromium: install it, or set CHROMIUM to a Chromium, or BAKHAR_NO_BROWSER=1 to leave the tests of the web interface out"; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y --no-install-recommends chromium; \
	elif command -v sudo >/dev/null; then sudo apt-get update -qq && sudo apt-get install -y --no-install-recommends chromium; \
	else echo "chromium: as root, apt-get install chromium; or set BAKHAR_NO_BROWSER=1 to leave the tests of the web interface out"; fi

# Every page in three languages, an analyst's hour, hostile articles: in a real browser.
browser: build
	@if [ -n "$$BAKHAR_NO_BROWSER" ]; then echo "browser: left out (BAKHAR_NO_BROWSER)"; \
	elif ! command -v npm >/dev/null; then echo "browser: no npm here: the tests of the web interface are left out"; \
	else cd web && npm run --silent browser; fi

fmt:
	@bad=$$(gofmt -l .); if [ -n "$$bad" ]; then echo "gofmt would change:"; echo "$$bad"; exit 1; fi

vet:
	$(GO) vet ./...

staticcheck:
	$(GO) tool -modfile=tools/go.mod staticcheck ./...

# The language data as it lies here, not as it was built in.
lint: build
	bin/bakhar lint packs

# Unit tests, the import order (internal/deps_test.go) and the cases of every rule (packs/*/cases).
gotest:
	$(GO) test ./...

race:
	$(GO) test -race ./...

score: build
	bin/bakhar eval --json $(gold) | $(GO) run ./cmd/score corpus/scores.tsv

score-accept: build
	bin/bakhar eval --json $(gold) | $(GO) run ./cmd/score -update corpus/scores.tsv

calibrate: build
	bin/bakhar calibrate $(filter-out %-heldout.jsonl,$(gold)) --table packs/common/confidence.tsv
	$(MAKE) build

# What merging costs when a chronicle is large: REPORTS made-up reports in a new SQLite file. Takes long at a million; CI has internal/chronicle: TestScale.
REPORTS ?= 1000000
scale:
	dir=$$(mktemp -d) && $(GO) run ./cmd/scale -reports $(REPORTS) -store $$dir/scale.db; code=$$?; rm -rf "$$dir"; exit $$code

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

clean:
	$(MAKE) --no-print-directory stop
	rm -rf bin internal/ui/dist/assets internal/ui/dist/manifest.json

# The day of a release is that of its last commit: whoever has the source has it too.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 315532800)
TARGETS ?= linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64
.PHONY: release release-check
release: web
	$(GO) run ./cmd/release -out dist -targets $(TARGETS)

# All systems, twice, the second time from nothing: the time of two builds for each.
release-check: web
	GO=$(GO) tools/release-check.sh $(TARGETS)
