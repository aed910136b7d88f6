package lang_test

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

func loadDir(t *testing.T, fsys fs.FS) *lang.Pack {
	t.Helper()
	common, err := lang.LoadCommon(fsys, plover.Load())
	if err != nil {
		t.Fatal(err)
	}
	p, err := lang.Load(fsys, "xx", common)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLoadGood(t *testing.T) {
	p := loadDir(t, os.DirFS("testdata/good"))
	if !p.Final || p.Setting("name", "") != "Xish" || p.Setting("nothing", "x") != "x" || !p.Abbr("dr") || p.Abbr("mr") {
		t.Errorf("the settings of pack.tsv are not read: %v", p.Settings)
	}
	if got := len(p.Entries); got != 7 {
		t.Errorf("%d entries, want 7", got)
	}
	if ps := p.Phrases("danu"); len(ps) != 1 || ps[0].Word != "hamala danu" || ps[0].Head != 1 {
		t.Errorf("phrases of danu: %v", ps)
	}
	table(t, p, `
		hamala     hamala n nom dir
		hamarine   hamala n erg obl
		hamarivaka hamala n on * obl
		hamarivahi hamala n on obl
		tankene    tank n erg
		dolas      danu v nom perf
		dat        danu v nom pros
		ani        ani conj nom
	`)
	for _, w := range []string{"hamaline", "hamalane", "tankne"} { // the longer strip wins; the oblique is needed
		for _, a := range p.Analyze(w, nil) {
			if a.E != nil {
				t.Errorf("%q is read as a form of %q", w, a.E.Word)
			}
		}
	}
	for _, a := range p.Analyze("tank", nil) {
		if a.E.Agent != "MIL" {
			t.Errorf("an object class lends its agent: got %q", a.E.Agent)
		}
	}
	if g := p.Groups("yenu"); len(g) != 1 || !g[0].Feats.Has(lang.Pros) || !g[0].Gives.Has(lang.Fut) {
		t.Errorf("groups of yenu: %+v", g)
	}
}

func TestCompose(t *testing.T) {
	c := loadDir(t, os.DirFS("testdata/good")).Common
	f := func(head, object, want string) {
		t.Helper()
		k := c.Classes[object]
		m, _ := c.Compose(head, object, k.Type, k.Kind)
		if m.Result != want {
			t.Errorf("%s + %s = %q, want %q", head, object, m.Result, want)
		}
	}
	f("threaten", "attack", "THREATEN:violence")
	f("threaten", "talk", "=")
	f("attack", "talk", "")
}

// Every mistake is reported, at its place, in order; the texts are what a linguist reads.
func TestLoadBad(t *testing.T) {
	fsys := os.DirFS("testdata/bad")
	common, err := lang.LoadCommon(fsys, plover.Load())
	mistakes(t, err, `
		common/classes.tsv:2:1: a class has 6 columns, this line has 2
		common/classes.tsv:3:11: no PLOVER type "ATTACK"
		common/classes.tsv:4:11: PLOVER type ASSAULT has no mode "visit"
		common/compose.tsv:1:1: a composition has columns head, object, result, recipient, flags; this line has 2
		common/compose.tsv:2:1: there is no class "nohead"
		common/compose.tsv:3:15: there is no class "noresult": write a class of classes.tsv, TYPE:mode, = (the object's own) or none
		common/compose.tsv:4:15: PLOVER type ASSAULT has no mode "tickle"
	`)
	_, err = lang.Load(fsys, "xx", common)
	mistakes(t, err, `
		xx/lexicon/a.tsv:3:1: an entry has columns word, paradigm, tags, gloss; this line has only "attack n.a": are the blanks real tabs?
		xx/lexicon/a.tsv:4:8: there is no paradigm "n.zzz": define it in morph/paradigms.tsv or use one that is there
		xx/lexicon/a.tsv:5:1: no line of paradigm "n.a" fits the end of "haus": choose another paradigm or write the dictionary form
		xx/lexicon/a.tsv:6:1: the word is empty
		xx/lexicon/a.tsv:7:13: there is no class "kick": the classes are in packs/common/classes.tsv
		xx/lexicon/a.tsv:7:13: there is no sector "ARMY": the sectors are in ontology/sectors.tsv
		xx/lexicon/a.tsv:7:13: there is no sector "LAW": the sectors are in ontology/sectors.tsv
		xx/lexicon/a.tsv:8:12: there is no mark "onto-it": the marks are listed in docs/formats/pack.md
		xx/lexicon/a.tsv:9:14: there is no modal "perhaps": write may, must, should, would or can
		xx/lexicon/a.tsv:10:11: there is no tag "nonsense": the tags are listed in docs/formats/pack.md
		xx/lexicon/a.tsv:10:11: there is no tag "key=": the tags are listed in docs/formats/pack.md
		xx/lexicon/a.tsv:11:10: there is no mark "onn": the marks are listed in docs/formats/pack.md
		xx/lexicon/b.tsv:1:5: there is no paradigm "v.x": define it in morph/paradigms.tsv or use one that is there
		xx/morph/endings.tsv:1:8: there is no mark "ergative": the marks are listed in docs/formats/pack.md
		xx/morph/endings.tsv:2:1: an ending line has columns on, ending, gives, then, group; this one has 1
		xx/morph/endings.tsv:3:1: there is no feature "oblique": the features are listed in docs/formats/pack.md
		xx/morph/endings.tsv:4:5: the ending is empty: a stem without ending needs no line
		xx/morph/endings.tsv:5:16: there is no ending of group "nogroup": name a group of column 5
		xx/morph/endings.tsv:6:8: an ending cannot give "something": write mark=NAME, attr, clitic or a feature
		xx/morph/groups.tsv:1:1: a verb group line has columns before, verb, gives; this one has 2
		xx/morph/groups.tsv:2:1: the auxiliary is empty: write its dictionary form
		xx/morph/groups.tsv:3:6: there is no feature "rooted": the features are listed in docs/formats/pack.md
		xx/morph/groups.tsv:4:11: there is no feature "future": the features are listed in docs/formats/pack.md
		xx/morph/paradigms.tsv:2:1: a paradigm line has 4 columns (paradigm, strip, add, features); this one has 3
		xx/morph/paradigms.tsv:3:9: there is no feature "sgg": the features are listed in docs/formats/pack.md
	`)
}

func TestLoadMissing(t *testing.T) {
	common, err := lang.LoadCommon(os.DirFS("testdata/good"), plover.Load())
	if err != nil {
		t.Fatal(err)
	}
	_, err = lang.Load(fstest.MapFS{}, "xx", common)
	mistakes(t, err, `
		xx/morph/endings.tsv:1:1: the file is missing: add it, with comments only if the language has none of it
		xx/morph/groups.tsv:1:1: the file is missing: add it, with comments only if the language has none of it
		xx/morph/paradigms.tsv:1:1: the file is missing: add it, with comments only if the language has none of it
		xx/pack.tsv:1:1: the file is missing: add it, with comments only if the language has none of it
	`)
	if _, err := lang.LoadCommon(fstest.MapFS{}, plover.Load()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no packs/common: %v", err)
	}
}

func mistakes(t *testing.T, err error, want string) {
	t.Helper()
	var ps lang.Problems
	if !errors.As(err, &ps) {
		t.Fatalf("the error is %v, not a list of problems", err)
	}
	var lines []string
	for _, l := range strings.Split(strings.TrimSpace(want), "\n") {
		lines = append(lines, strings.TrimSpace(l))
	}
	got := strings.Split(err.Error(), "\n")
	for _, l := range lines {
		if !slices.Contains(got, l) {
			t.Errorf("not reported: %s", l)
		}
	}
	for _, l := range got {
		if !slices.Contains(lines, l) {
			t.Errorf("not expected: %s", l)
		}
	}
	if !t.Failed() && !slices.Equal(got, lines) {
		t.Errorf("the mistakes are not in order:\n%s", strings.Join(got, "\n"))
	}
}

// FuzzLoad: whatever a linguist's editor leaves in a file, the loader says what is wrong or takes it.
func FuzzLoad(f *testing.F) {
	names := []string{"common/classes.tsv", "common/compose.tsv", "xx/pack.tsv", "xx/morph/paradigms.tsv", "xx/morph/endings.tsv", "xx/morph/groups.tsv", "xx/lexicon/words.tsv"}
	good := os.DirFS("testdata/good")
	for i, n := range names {
		for _, dir := range []string{"testdata/good", "testdata/bad"} {
			if data, err := fs.ReadFile(os.DirFS(dir), n); err == nil {
				f.Add(uint8(i), data)
			}
		}
	}
	for i := range names {
		f.Add(uint8(i), []byte("\t\t\t\t\n-\t-\t-\t-\t-\n\xff\t\xff\t\xff\t\xff\n\u200D\tn\n~\tv\na\tn.a\n"))
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		fsys := fstest.MapFS{}
		for _, n := range names {
			d, err := fs.ReadFile(good, n)
			if err != nil {
				t.Fatal(err)
			}
			fsys[n] = &fstest.MapFile{Data: d}
		}
		fsys[names[int(which)%len(names)]] = &fstest.MapFile{Data: data}
		common, err := lang.LoadCommon(fsys, plover.Load())
		if err != nil {
			return
		}
		p, _ := lang.Load(fsys, "xx", common)
		for _, w := range []string{"", "hamarine", "\xff", "x", strings.Repeat("ne", 500)} {
			p.Analyze(w, nil)
		}
	})
}
