package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/bakhar/bakhar/internal/gaz"
	"github.com/bakhar/bakhar/internal/text"
)

// TestSame makes the tables of the same packages twice: they are the same byte for byte, and hold what the packages say.
func TestSame(t *testing.T) {
	made := make([]string, 2)
	for i := range made {
		made[i] = t.TempDir()
		for _, file := range []string{"places.tsv"} {
			data, err := os.ReadFile(filepath.Join("testdata/gazetteer", file))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(made[i], file), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := run("testdata/sources", made[i]); err != nil {
			t.Fatal(err)
		}
	}
	files := 0
	err := fs.WalkDir(os.DirFS(made[0]), "geonames", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		a, err := os.ReadFile(filepath.Join(made[0], name))
		if err != nil {
			return err
		}
		b, err := os.ReadFile(filepath.Join(made[1], name))
		if err != nil {
			return err
		}
		if files++; !bytes.Equal(a, b) {
			t.Errorf("%s: two runs give different bytes", name)
		}
		return nil
	})
	if err != nil || files < 6 {
		t.Fatalf("%d files: %v", files, err)
	}
	check(t, made[0])
}

func check(t *testing.T, dir string) {
	t.Helper()
	ix, err := gaz.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, want, country, admin1 string
		id                          int
	}{
		{"Kharkiv", "Kharkiv", "UKR", "Kharkiv", 706483},
		{"Kharkov", "Kharkiv", "UKR", "Kharkiv", 706483},        // another name
		{"Ahilyanagar", "Ahmadnagar", "IND", "Maharashtra", 0},  // a newer list has it at the same point
		{"Gadchiroli", "Gadchiroli", "IND", "Maharashtra", 0},   // only the newer list has it
		{"गडचिरोली", "Gadchiroli", "IND", "Maharashtra", 0},     // the district's name is its seat's
		{"खारकिव", "Kharkiv", "UKR", "Kharkiv", 706483},         // GeoNames' own, by its number
		{"Maharashtra", "Maharashtra", "IND", "Maharashtra", 0}, // a province
		{"महाराष्ट्र", "Maharashtra", "IND", "Maharashtra", 0},  // and its name
	} {
		got := ix.Find(text.Fold(c.name))
		if len(got) == 0 || got[0].Name != c.want || got[0].Country != c.country || got[0].Admin1 != c.admin1 || c.id != 0 && got[0].ID != c.id || !got[0].HasPoint {
			t.Errorf("%s: %+v", c.name, got)
			if len(got) > 0 {
				t.Errorf("%+v", got[0].Place)
			}
		}
	}
	for _, wrong := range []string{"खत्म", "Ghosttown", "kharkivas"} { // does not sound so; gone; no capital: a machine's romanisation
		for _, c := range ix.Find(text.Fold(wrong)) {
			if c.Exact {
				t.Errorf("%s is %s", wrong, c.Name)
			}
		}
	}
	if !ix.Ordinary("mr", "लक्षात") || ix.Ordinary("mr", "खारकिव") {
		t.Error("ordinary words")
	}
	links, err := os.ReadFile(filepath.Join(dir, "geonames/links.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(links, []byte("\nkharkiv\t706483\tKharkiv\t")) {
		t.Errorf("links: %s", links)
	}
}
