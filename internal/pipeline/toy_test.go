package pipeline_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/packs"
)

// overlay is packs/common with testdata/toy beside it.
func overlay(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	put := func(fsys fs.FS, root, as string) {
		err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			out[path.Join(as, strings.TrimPrefix(name, root))] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	put(packs.FS, "common", "common")
	put(os.DirFS("testdata"), "toy", "toy")
	return out
}

// A language is a folder: a made-up one is read without a line of Go.
func TestToyLanguage(t *testing.T) {
	p, err := pipeline.New(pipeline.Data{Packs: overlay(t), Gazetteer: gazetteer.FS})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Languages(); len(got) != 1 || got[0] != "toy" {
		t.Fatalf("languages %v", got)
	}
	f := func(text string, want ...string) {
		t.Helper()
		art := &article.Article{ID: "toy"} // the language is detected
		if _, err := p.Code(art, text); err != nil {
			t.Errorf("%s: %v", text, err)
			return
		}
		var got []string
		for _, ev := range art.Events {
			got = append(got, fmt.Sprintf("%s %s→%s %s", ev.Type, countries(ev.Actors), countries(ev.Recipients), ev.Status))
		}
		if strings.Join(got, "; ") != strings.Join(want, "; ") {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
			for _, ev := range art.Events {
				t.Log(ev.Trace)
			}
		}
		checkArticle(t, p, art, text)
	}
	f("Russiane Ukraineva hamala karlo.", "ASSAULT RUS→UKR actual")                 // Russia-by Ukraine-on attack did
	f("Ukraineva Russiane hamala karlo.", "ASSAULT RUS→UKR actual")                 // the case tells, not the place
	f("Russiaka siponne Ukraineva hamala karlo.", "ASSAULT RUS→UKR actual")         // Russia's soldiers-by
	f("Indiaka presidentone Chinamo baturahi karlo.", "CONSULT IND+CHN→ actual")    // India-of president-by China-with talks-too did
	f("Indiane Chinamo batura karlo.", "CONSULT IND+CHN→ actual")                   // India-by China-with talks did
	f("Russiane Ukraineta hamale karnyaka dhamka dalo.", "THREATEN RUS→UKR actual") // attack do-of threat gave
	f("Baro nahi.")
}

func countries(es []article.Entity) string {
	var out []string
	for _, e := range es {
		out = append(out, e.Country)
	}
	return strings.Join(out, "+")
}
