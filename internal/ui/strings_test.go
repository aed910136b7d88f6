package ui

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

// A placeholder is a name in braces, with the case that the language gives it after a colon: {recipient:on}.
var placeholder = regexp.MustCompile(`\{([a-z]+)[:}]`)

func placeholders(text string) []string {
	var out []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func words(t *testing.T) texts {
	t.Helper()
	all, err := readStrings(tables)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 3 {
		t.Fatalf("%d languages, want 3 or more", len(all))
	}
	return all
}

// TestLanguagesAgree holds that each language has a text for every key, with the same things filled in.
func TestLanguagesAgree(t *testing.T) {
	all := words(t)
	first := all.languages()[0]
	for _, code := range all.languages()[1:] {
		for key, text := range all[code] {
			other, ok := all[first][key]
			if !ok {
				t.Errorf("%s.tsv has no %q, %s.tsv has", first, key, code)
				continue
			}
			// Names before case endings are {n} or {o}, as each language takes them.
			if a, b := placeholders(text), placeholders(other); !slices.Equal(a, b) && !strings.HasPrefix(key, "case.") {
				t.Errorf("%s: %s.tsv fills in %v, %s.tsv %v", key, code, placeholders(text), first, placeholders(other))
			}
		}
		for key := range all[first] {
			if _, ok := all[code][key]; !ok {
				t.Errorf("%s.tsv has no %q, %s.tsv has", code, key, first)
			}
		}
	}
}

// TestEveryLanguageNamesItself holds that a reader can choose each language by its own name, and that dates have a locale.
func TestEveryLanguageNamesItself(t *testing.T) {
	all := words(t)
	for code := range all {
		for _, key := range []string{"self." + code, "language." + code, "locale"} {
			if all[code][key] == "" {
				t.Errorf("%s.tsv has no %q", code, key)
			}
		}
	}
}

// TestEverythingCodedHasAName holds that whatever an event may be coded as can be read in each language.
func TestEverythingCodedHasAName(t *testing.T) {
	o := plover.Load()
	var want []string
	for typ, info := range o.Types {
		want = append(want, "type."+string(typ), "say."+string(typ), "act."+string(typ))
		for mode := range info.Modes {
			for _, family := range []string{"mode.", "say.", "act."} {
				want = append(want, family+string(typ)+"."+mode)
			}
		}
	}
	for c := range o.Contexts {
		want = append(want, "context."+c)
	}
	for s := range o.Sectors {
		want = append(want, "sector."+s, "oblique."+s)
	}
	for _, s := range []article.Status{article.Actual, article.Planned, article.Hypothetical, article.Negated, article.Historical} {
		want = append(want, "status."+string(s))
	}
	for _, k := range []string{accounts.Denied, accounts.Responsibility, accounts.FigureDiffers, accounts.DateDiffers, accounts.PlaceDiffers} {
		want = append(want, "disagreement."+k)
	}
	for _, p := range []string{"point", "city", "admin1", "country"} {
		want = append(want, "precision."+p)
	}
	for code, texts := range words(t) {
		for _, key := range want {
			if texts[key] == "" {
				t.Errorf("%s.tsv has no %q", code, key)
			}
		}
	}
}

var caseOf = regexp.MustCompile(`\{(?:actor|recipient):([a-z]+)\}`)

// TestSentences holds the templates of sentences to what web/src/sentence.ts fills in: brackets that close, cases that the language has.
func TestSentences(t *testing.T) {
	for code, texts := range words(t) {
		for key, text := range texts {
			if !strings.HasPrefix(key, "say.") && !strings.HasPrefix(key, "act.") && key != "head" {
				continue
			}
			depth := 0
			for _, r := range text {
				switch r {
				case '[':
					depth++
				case ']':
					depth--
				}
				if depth < 0 || depth > 1 {
					t.Errorf("%s.tsv: %s: brackets do not pair, or stand in each other: %s", code, key, text)
				}
			}
			if depth != 0 {
				t.Errorf("%s.tsv: %s: a bracket is not closed: %s", code, key, text)
			}
			for _, m := range caseOf.FindAllStringSubmatch(text, -1) {
				for _, kind := range []string{"group", "many", "named"} {
					if texts["case."+m[1]+"."+kind] == "" {
						t.Errorf("%s.tsv: %s asks for the case %q, and there is no case.%s.%s", code, key, m[1], m[1], kind)
					}
				}
			}
		}
		for _, s := range strings.Fields(texts["sectors.many"]) {
			if texts["sector."+s] == "" {
				t.Errorf("%s.tsv: sectors.many has %q, which is no sector", code, s)
			}
		}
	}
}

var (
	asked   = regexp.MustCompile(`(?:^|[^.\w])(tn?|has)\(\s*"([^"]+)"`)    // t("page.map"), tn("counts.sources", 3)
	family  = regexp.MustCompile("[`\"]([a-z_]+(?:\\.[a-z_]+)*\\.)\\$\\{") // t(`type.${e.event}`)
	literal = regexp.MustCompile(`"([a-z_]+(?:\.[A-Za-z0-9_-]+)*)"`)       // a key in a table
)

// TestKeysAreUsed holds that every key that the pages ask for is there, and that none is there in vain.
func TestKeysAreUsed(t *testing.T) {
	all := words(t)
	texts := all[all.languages()[0]]
	used := map[string]bool{"locale": true, "title": true, "noscript": true} // shell.html's
	var families []string
	src := os.DirFS("../../web/src")
	err := fs.WalkDir(src, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".ts" && path.Ext(file) != ".tsx" {
			return err
		}
		data, err := fs.ReadFile(src, file)
		if err != nil {
			return err
		}
		for _, m := range asked.FindAllStringSubmatch(string(data), -1) {
			key := m[2]
			if m[1] == "tn" {
				key += ".other"
			}
			if texts[key] == "" {
				t.Errorf("web/src/%s asks for %q, which no table has", file, key)
			}
			used[key] = true
			used[strings.TrimSuffix(key, ".other")+".one"] = true
		}
		for _, m := range family.FindAllStringSubmatch(string(data), -1) {
			families = append(families, m[1])
		}
		for _, m := range literal.FindAllStringSubmatch(string(data), -1) {
			used[m[1]], used[m[1]+".one"], used[m[1]+".other"] = true, true, true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var news []byte // is told in the same words
	for _, file := range []string{"../alerts/text.go", "../alerts/mail.go"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		news = append(news, data...)
	}
	for _, m := range literal.FindAllStringSubmatch(string(news), -1) {
		used[m[1]], used[m[1]+".one"], used[m[1]+".other"] = true, true, true
		if strings.HasPrefix(m[1], "alert.") && texts[m[1]] == "" && texts[m[1]+".other"] == "" {
			t.Errorf("internal/alerts asks for %q, which no table has", m[1])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if !used[key] && !slices.ContainsFunc(families, func(f string) bool { return strings.HasPrefix(key, f) }) {
			t.Errorf("%q is used nowhere in web/src and internal/alerts", key)
		}
	}
}
