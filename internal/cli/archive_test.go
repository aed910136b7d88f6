package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/source/look"
)

// TestPagesOf: by their first bytes, none of the saved pages in the languages of the packs is turned away.
func TestPagesOf(t *testing.T) {
	a := newApp(strings.NewReader(""), io.Discard, io.Discard)
	p, err := a.load()
	if err != nil {
		t.Fatal(err)
	}
	l := pagesOf(p)
	if l == nil || len(l.Scripts) == 0 || !l.Words["the"] || l.Words["police"] {
		t.Fatalf("the packs' languages are not known: %+v", l)
	}
	pages, err := filepath.Glob("../source/html/testdata/pages/*.html")
	if err != nil || len(pages) < 40 {
		t.Fatal(len(pages), err)
	}
	for _, name := range pages {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !l.Wants(data[:min(len(data), look.HeadBytes)], false) {
			t.Errorf("%s is turned away", filepath.Base(name))
		}
	}
}
