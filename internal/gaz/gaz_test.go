package gaz

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/text"
)

func TestFind(t *testing.T) {
	ix, err := Open(gazetteer.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, want string
		exact      bool
	}{
		{"Kharkiv", "Kharkiv", true}, {"Kiev", "Kyiv", true}, {"डोब्रोपिलिया", "Dobropillia", false}, {"खार्किव्ह", "Kharkiv", false}, {"कुर्स्क", "Kursk", false},
		{"शिकागो", "Chicago", true}, {"दमिश्क", "Damascus", true}, {"गडचिरोली", "Gadchiroli", true}, {"लॉस एंजेलिस", "Los Angeles", true},
	} {
		got := ix.Find(text.Fold(c.name))
		if len(got) == 0 || got[0].Name != c.want || got[0].Exact != c.exact {
			t.Errorf("%s: %+v %+v, want %s", c.name, got[:min(1, len(got))], got[0].Place, c.want)
		}
	}
	for _, none := range []string{"", "ञ", "xqzxqzxqz", "\x00", "-"} {
		if got := ix.Find(none); len(got) > 0 {
			t.Errorf("%q is %s", none, got[0].Name)
		}
	}
	var absent *Index
	if absent.Find("kharkiv") != nil {
		t.Error("an index without tables finds nothing")
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(gazetteer.FS); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFind looks names up that were never asked for, as the first article does, and tells what stays in memory when all of the tables
// has been unpacked.
func BenchmarkFind(b *testing.B) {
	ix, err := Open(gazetteer.FS)
	if err != nil {
		b.Fatal(err)
	}
	names := make([]string, 0, 1000)
	for i := range ix.names.blocks {
		for line := range strings.Lines(ix.names.blocks[i].text()) {
			_, entry, _ := strings.Cut(line, "\t")
			spelled, _, _ := strings.Cut(entry, ":")
			names = append(names, spelled)
			break
		}
	}
	for i := range ix.rows.blocks {
		ix.rows.blocks[i].text()
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	n := 0
	for b.Loop() {
		ix.find(names[n%len(names)], Far)
		n++
	}
	b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MB-heap")
}

// TestDamage sees that a damaged table is told and never breaks the look-up.
func TestDamage(t *testing.T) {
	for _, name := range []string{rowsFile, namesFile} {
		fsys := fstest.MapFS{}
		for _, f := range []string{rowsFile, namesFile} {
			data, err := gazetteer.FS.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			fsys[f] = &fstest.MapFile{Data: data}
		}
		whole := fsys[name].Data
		for _, cut := range []int{1, 17, 30, len(whole) / 2} {
			fsys[name] = &fstest.MapFile{Data: whole[:cut]}
			if _, err := Open(fsys); err == nil {
				t.Errorf("%s cut at %d: no error", name, cut)
			}
		}
		bad := bytes.Clone(whole)
		for i := 60; i < len(bad); i += 997 {
			bad[i] ^= 0x55
		}
		fsys[name] = &fstest.MapFile{Data: bad}
		if ix, err := Open(fsys); err == nil {
			ix.Find("kharkiv")
		}
	}
}
