// Package internal holds no code, only the test that keeps the import order.
package internal

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/bakhar/bakhar"

// order says who may import whom. "a < b < c" lets b import a, and c import b and all that b may; a comma is "each of". What stands nowhere
// to the left of a package, directly or through others, it may not import. STAGES is each of stages; a stage never imports a stage,
// though the pipeline cuts words with segment to find a text's language. "x/*" is the packages below x. Everything may use text and plover's tables only
// where a line says so: an order that is written down can be read.
const order = `
	ontology < plover;
	text, plover < article < rule;
	plover, text, rule, packs < lang;
	byword < rule, lang; # values by word, faster than a map
	gazetteer, article < kb;
	text, gazetteer < gaz < doc;
	article, rule, lang, kb < doc;
	doc < STAGES;

	STAGES < pipeline;

	article < store;
	store < store/sqltx;
	text, store < store/words, store/face;
	article, store, store/words < store/sign < store/tally;
	store/face, store/sign < store/tally;
	store/sqltx, store/words, store/face, store/sign, store/tally < store/index < store/sqldb < store/sqlite, store/postgres < store/open < cli;
	text, store, store/words < store/storetest;
	article, plover, text, store < accounts < chronicle;
	article, plover, text, store < corrections < chronicle;
	article, plover, store < chronicle;
	text, store < copies < ingest;
	article, plover, store < query < server, alerts, mcp, cli; # which events users mean
	accounts, article, store < brief < alerts, mcp;
	chronicle, export, ingest, store, pipeline < mcp < cli;
	store < doctor < cli; examples < cli;
	source/web < alerts; accounts, store < alerts/outbox < alerts < cli;
	article < source < source/*;
	source < source/address, source/robots, source/decode;
	source/decode, source/address < source/feed, source/sitemap, source/opml;
	source/address < source/web; source/web, source/robots < source/polite;
	source/polite, source/feed, source/sitemap, source/opml < source/watch < ingest, cli;
	source < source/press; # test help: a local press that misbehaves
	source/address < store, ingest; # what makes two articles one
	article, source, source/html, source/warc, source/look < source/file;
	source/html/labels < source/html/tree < source/html/linked < source/html;
	article, source, source/html, source/warc < source/file;
	queue < queue/*;
	source, source/*, queue, pipeline, copies, chronicle < ingest;
	article, plover, chronicle < export;
	accounts, corrections, store < export/rows < export/tidy, export/columnar, export/feeds;
	plover, accounts, export/rows, export/tidy < export/geo, export/gdelt, export/polecat;
	plover, source/address, export/rows, chronicle < export/lines;
	export/rows, export/tidy, export/columnar, export/lines, export/geo, export/gdelt, export/polecat, export/feeds < export/shapes < server, cli;
	export/lines, copies, chronicle, accounts < restore < cli;
	article, plover < score;
	ingest, queue < metrics < cli;
	score, chronicle, keys < score/merging < cli;
	article, plover, store < chronicle/synthetic;
	chronicle, chronicle/synthetic, store, store/open < cmd/scale;
	article, text < marks; # an article's text with what was read out of it, for whoever draws it
	ui < alerts; # news in the words of the interface
	accounts, article, plover < ui; # its tests: all that can be coded has a name
	chronicle, corrections, store < decide < cli; # what analysts decide, as the command line and the API mean it
	text, kb, gaz < server/names < server;
	server/wire < server/guard < server, cli;
	server/keep < server;
	store < server/live < server;
	ingest < server;
	accounts, marks, query, store < server/wire < server;
	chronicle, export, queue, ui, marks, decide, pipeline, metrics, query < server;

	# golden reads .case files; golden/sentence builds documents for the tests of stages
	doc, score < golden;
	doc, segment, packs < golden/sentence;

	pipeline, export, packs, gazetteer < bakhar;
	ontology, packs, gazetteer, pipeline, ingest, export, score, server, source/*, store/*, queue/*, golden, bakhar < cli < cmd/bakhar, cmd/release;
	score < cmd/score;
	lang, plover, text, packs < cmd/morphcheck;
	gaz, text < cmd/mkgazetteer;
	pipeline, score < cause < cli;
	accounts, corrections, chronicle, ingest, cli/terminal < cli/show < cli;
`

const stages = "clean segment tag numbers quantities dates places parse actors attribution coder keys check confidence"

// The packages that are data or the door, beside those under internal.
var outside = []string{"ontology", "gazetteer", "packs", "examples", "cmd/bakhar", "cmd/load", "cmd/release", "cmd/scale", "cmd/score", "cmd/morphcheck", "cmd/mkgazetteer"}

// mayImport gives, for each name of the order, everything that stands to the left of it.
func mayImport(t *testing.T) map[string]map[string]bool {
	t.Helper()
	before := map[string]map[string]bool{}
	var text strings.Builder
	for line := range strings.Lines(order) {
		line, _, _ = strings.Cut(line, "#")
		text.WriteString(line + "\n")
	}
	names := func(s string) []string {
		var out []string
		for _, n := range strings.Split(s, ",") {
			if n = strings.TrimSpace(n); n == "STAGES" {
				out = append(out, strings.Fields(stages)...)
			} else {
				out = append(out, n)
			}
		}
		return out
	}
	for _, rule := range strings.Split(text.String(), ";") {
		terms := strings.Split(rule, "<")
		for i := 1; i < len(terms); i++ {
			for _, b := range names(terms[i]) {
				if before[b] == nil {
					before[b] = map[string]bool{}
				}
				for _, a := range names(terms[i-1]) {
					before[b][a] = true
				}
			}
		}
	}
	for changed := true; changed; { // and all that those may
		changed = false
		for _, as := range before {
			for a := range as {
				for x := range before[a] {
					if !as[x] {
						as[x], changed = true, true
					}
				}
			}
		}
	}
	for b, as := range before {
		if as[b] {
			t.Fatalf("the order has a circle through %s", b)
		}
	}
	return before
}

// allowed tells whether package b may import a. The packages below one, named x/*, go by the longest name that fits.
func allowed(before map[string]map[string]bool, a, b string) bool {
	for _, to := range spellings(b) {
		if before[to] == nil {
			continue
		}
		for _, from := range spellings(a) {
			if before[to][from] {
				return true
			}
		}
		return false
	}
	return false
}

func spellings(pkg string) []string {
	if dir := path.Dir(pkg); dir != "." && dir != "cmd" {
		return []string{pkg, dir + "/*"}
	}
	return []string{pkg}
}

func TestImportOrder(t *testing.T) {
	before := mayImport(t)
	for file, imports := range goImports(t, os.DirFS("..")) {
		b := name(path.Dir(file))
		for _, imp := range imports {
			if imp != module && !strings.HasPrefix(imp, module+"/") {
				continue
			}
			a := name(strings.TrimPrefix(strings.TrimPrefix(imp, module), "/"))
			if a != b && !allowed(before, a, b) {
				t.Errorf("%s imports %s: the order in internal/deps_test.go does not let %s", file, a, b)
			}
		}
	}
}

// name is how the order calls the package in a folder.
func name(dir string) string {
	if dir == "" || dir == "." {
		return "bakhar"
	}
	return strings.TrimPrefix(dir, "internal/")
}

// goImports gives the imports of each Go file that is no test.
func goImports(t *testing.T, fsys fs.FS) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || file != "." && strings.HasPrefix(d.Name(), ".")) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		if dir := path.Dir(file); dir != "." && !strings.HasPrefix(dir, "internal/") && !slices.Contains(outside, dir) {
			return fmt.Errorf("%s: no Go is expected in %s: name it in internal/deps_test.go", file, dir)
		}
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, data, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			out[file] = append(out[file], p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// pure are the packages from text up to pipeline: no files, network, clock, or randomness.
const pure = "text plover article rule doc pipeline " + stages

var impure = []string{"os", "os/exec", "net", "net/http", "math/rand", "math/rand/v2", "crypto/rand", "log", "log/slog", "io/ioutil", "path/filepath", "testing", "runtime", "context"}

func TestPure(t *testing.T) {
	for file, imports := range goImports(t, os.DirFS("..")) {
		if !slices.Contains(strings.Fields(pure+" lang kb"), name(path.Dir(file))) {
			continue
		}
		for _, imp := range imports {
			if slices.Contains(impure, imp) {
				t.Errorf("%s imports %s: from text up to pipeline there are no files, network, clock or randomness", file, imp)
			}
		}
	}
}

// The checker itself: what it must refuse.
func TestOrderRefuses(t *testing.T) {
	before := mayImport(t)
	f := func(a, b string, want bool) {
		t.Helper()
		if got := allowed(before, a, b); got != want {
			t.Errorf("%s imports %s: allowed is %v, want %v", b, a, got, want)
		}
	}
	f("text", "segment", true)
	f("ontology", "coder", true)
	f("segment", "tag", false) // a stage never imports a stage
	f("tag", "segment", false)
	f("segment", "pipeline", true)
	f("pipeline", "coder", false)
	f("lang", "rule", false)
	f("lang", "text", false)
	f("article", "text", false)
	f("doc", "kb", false)
	f("cli", "pipeline", false)
	f("source/file", "cli", true)
	f("article", "source/file", true)
	f("store", "store/sqlite", true)
	f("store/sqlite", "store", false)
	f("cli", "cmd/bakhar", true)
	f("pipeline", "cmd/bakhar", true)
	f("cli", "bakhar", false)
	f("cmd/bakhar", "cli", false)
	f("nowhere", "cli", false)
}
