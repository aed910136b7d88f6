package gaz

import (
	"testing"

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
