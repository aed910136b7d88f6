package kb

import (
	"testing"

	"github.com/bakhar/bakhar/internal/article"
)

func TestRoleOnPrefersGovernment(t *testing.T) {
	day := func(s string) article.Date {
		d, err := article.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	r := &Record{Roles: []Role{
		{From: day("2003-09-18"), Country: "IND", Sector: "OPP", Title: "party leader"},
		{From: day("2007-05-13"), To: day("2012-03-15"), Country: "IND", Sector: "GOV", Title: "chief minister"},
	}}
	for on, want := range map[string]string{"2005-01-01": "OPP", "2010-01-01": "GOV", "2015-01-01": "OPP"} {
		if got, ok := r.RoleOn(day(on)); !ok || got.Sector != want {
			t.Errorf("RoleOn(%s) = %q, %v; want %q", on, got.Sector, ok, want)
		}
	}
	if _, ok := r.RoleOn(article.Date{}); ok {
		t.Error("RoleOn of no day finds an office")
	}
}

func TestTwice(t *testing.T) {
	party := &Record{ID: "a", Kind: "party", Country: "TUR"}
	for _, c := range []struct {
		b    *Record
		want bool
	}{
		{&Record{ID: "b", Kind: "armed", Country: "TUR"}, true},
		{&Record{ID: "c", Kind: "party", Country: "PAK"}, false},
		{&Record{ID: "place:d", Kind: "city", Country: "TUR"}, false},
		{&Record{ID: "e", Kind: "person", Country: "TUR"}, false},
	} {
		if got := twice(party, c.b); got != c.want {
			t.Errorf("twice(party of TUR, %s) = %v", c.b.ID, got)
		}
	}
}
