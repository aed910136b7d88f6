package query

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// TestFilter: every field reaches the store as it was meant.
func TestFilter(t *testing.T) {
	q := Query{From: "2026-03-02", To: "2026-03-08", Type: []string{"assault/drone", "COERCE"}, Mode: []string{"seize"}, Quad: []int{4}, Status: []string{"actual"},
		Actor: []string{"RUS/MIL"}, Recipient: []string{"UKR"}, Party: []string{"मोदी"}, Place: []string{"IND"}, Language: []string{"mr"}, Publisher: []string{"लोकदर्पण"},
		Disagreement: []string{"any"}, SourcesMin: 2, Confidence: 0.5, Text: "शेतकरी*", Order: "loudest", After: "s2.1", Limit: 10}
	got, err := q.Filter()
	if err != nil {
		t.Fatal(err)
	}
	want := store.Filter{Days: article.Interval{Start: article.Date{Year: 2026, Month: 3, Day: 2}, End: article.Date{Year: 2026, Month: 3, Day: 8}}, Types: []string{"ASSAULT", "COERCE"},
		Modes: []string{"drone", "seize"}, Quads: []int{4}, Status: []article.Status{article.Actual}, Actor: []string{"RUS/MIL"}, Recipient: []string{"UKR"}, Party: []string{"मोदी"},
		Place: []string{"IND"}, Languages: []string{"mr"}, Publishers: []string{"लोकदर्पण"}, Disagreement: []string{"any"}, SourcesMin: 2, Confidence: 0.5, Text: "शेतकरी*",
		Order: store.Loudest, After: "s2.1", Limit: 10}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestMistakes: everything wrong is told at once, by field, with what would be right.
func TestMistakes(t *testing.T) {
	long := strings.Repeat("x", TextMax+1)
	_, err := Query{From: "yesterday", To: "2026-02-30", Type: []string{"WAR", "ASSAULT/visit"}, Mode: []string{"war"}, Quad: []int{5}, Status: []string{"real"}, Disagreement: []string{"loud"},
		SourcesMin: -1, Confidence: 2, Text: long, Order: "newest", After: long, Limit: -1, Party: make([]string, ValuesMax+1), Place: []string{long}}.Filter()
	var ms Mistakes
	if !errors.As(err, &ms) {
		t.Fatalf("got %v, want Mistakes", err)
	}
	wrong := map[string]string{}
	for _, m := range ms {
		wrong[m.Field] += m.Problem
	}
	for field, part := range map[string]string{"from": "2026-03-02", "to": "2026-03-02", "type": "WAR", "mode": "war", "quad": "1, 2, 3, 4", "status": "actual", "disagreement": "denied", "sources_min": "-1",
		"confidence": "between 0 and 1", "text": "1000", "order": "latest", "after": "cursor", "limit": "1000", "party": "100", "place": "300"} {
		if !strings.Contains(wrong[field], part) {
			t.Errorf("%s: %q does not tell %q", field, wrong[field], part)
		}
	}
	if _, err := (Query{From: "2026-03-02", To: "2026-03-01"}).Filter(); err == nil || !strings.Contains(err.Error(), "before") {
		t.Errorf("days the wrong way round: %v", err)
	}
}

// TestAddress: a query goes into an address and comes back, and a filter that does not exist is told.
func TestAddress(t *testing.T) {
	q := Query{From: "2026-03-02", Type: []string{"ASSAULT"}, Quad: []int{3, 4}, Party: []string{"IND", "नेपाळ & co"}, SourcesMin: 2, Confidence: 0.25, Text: `"दोन शब्द" x=y`, Limit: 7, Order: "oldest"}
	back, err := url.ParseQuery(q.Values().Encode())
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(back)
	if d := cmp.Diff(q, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	for _, bad := range []string{"partei=IND", "quad=four", "limit=1&limit=2", "confidence=high", "sources_min=1.5"} {
		v, _ := url.ParseQuery(bad)
		if _, err := Parse(v); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
	if got, err := Parse(url.Values{"type": {""}, "from": {""}}); err != nil || cmp.Diff(got, Query{}) != "" {
		t.Errorf("empty fields: %v %v", got, err)
	}
}
