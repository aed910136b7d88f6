#!/bin/bash
# Holds what `make release` hands out to what docs/releasing.md promises: built twice, elsewhere and from nothing, it is the same bytes for every system; the sums fit;
# shells and man take the completions and pages; dpkg installs and removes the package, whose services systemd finds right and fenced in; the program works in an empty root.
# usage: tools/release-check.sh OS/ARCH,…     (from the root of the repository; SOURCE_DATE_EPOCH set; an hour at most on two cores)
set -euo pipefail
targets=$1
go=${GO:-go}
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
step() { echo "release-check: $* ($(date +%T))"; }

step "built here"
"$go" run ./cmd/release -out "$dir/first" -targets "$targets"

step "built elsewhere, from nothing"
elsewhere=$dir/elsewhere/deep
mkdir -p "$elsewhere"
# What git has or would take: no build, cache or tool of this folder comes along but the packages of the web interface, which only a registry could give.
git ls-files --cached --others --exclude-standard -z | tar --create --null --files-from=- --ignore-failed-read | tar --extract --directory "$elsewhere"
if [ -e internal/ui/dist/manifest.json ]; then
	cp -R web/node_modules "$elsewhere/web/"
	(cd "$elsewhere/web" && npm run --silent build)
fi
(cd "$elsewhere" && GOCACHE=$dir/cache "$go" run ./cmd/release -out ../../second -targets "$targets")
diff -r "$dir/first" "$dir/second"
rm -rf "$dir/cache" "$elsewhere" "$dir/second"
step "the same bytes: $(find "$dir/first" -maxdepth 1 -type f | wc -l) files for $targets"

(cd "$dir/first" && sha256sum --check --strict --quiet SHA256SUMS)
for f in "$dir"/first/*.tar.gz; do [ ! -e "$f" ] || tar --test-label --file "$f"; done
step "the sums are right"

native=linux/$("$go" env GOARCH)
case ",$targets," in *",$native,"*) ;; *) step "no $native among them: nothing that can be started here"; exit 0 ;; esac
mkdir "$dir/unpacked"
tar -xzf "$dir"/first/bakhar_*_"${native/\//_}".tar.gz -C "$dir/unpacked" --strip-components=1
tools/empty-root.sh "$dir/unpacked/bakhar"
tools/manual-check.sh "$dir/unpacked"
tools/deb-check.sh "$dir"/first/bakhar_*_"${native#linux/}".deb
step "all is well"
