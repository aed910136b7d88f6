package shapes_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/export/lines"
	"github.com/bakhar/bakhar/internal/export/shapes"
	"github.com/bakhar/bakhar/internal/restore"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/open"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

// opened is a store that is closed at the end of the test.
func opened(t *testing.T, address string) store.Store {
	t.Helper()
	st, err := open.Store(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	return st
}

func imported(t *testing.T, st store.Store, from io.Reader) restore.Result {
	t.Helper()
	r := &restore.Restore{Store: st, Now: clock, Failed: func(line int, err error) { t.Errorf("line %d: %v", line, err) }}
	res, err := r.File(t.Context(), from)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// judgedWeek is a copy of the week's chronicle with corrections of every kind.
func judgedWeek(t *testing.T) store.Store {
	week(t)
	path := filepath.Join(t.TempDir(), "judged.db")
	for _, ending := range []string{"", "-wal"} {
		b, err := os.ReadFile(filepath.Join(folder, "week.db"+ending))
		if err != nil && ending == "" {
			t.Fatal(err)
		}
		if err == nil {
			if err := os.WriteFile(path+ending, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	st := opened(t, path)
	var large store.Event
	var single []string
	if err := st.View(t.Context(), func(tx store.Tx) error {
		page, err := tx.FindEvents(store.Filter{Order: store.Loudest, Limit: 1})
		if err != nil {
			return err
		}
		large = page.Events[0]
		for e, err := range tx.EachEvent() {
			if err != nil {
				return err
			}
			if e.Reports == 1 && e.ID != large.ID {
				single = append(single, e.ID)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	correct(t, st, corrections.Request{Kind: corrections.Edit, Reports: []string{large.ID}, Changes: []corrections.Change{{Field: "status", New: []byte(`"planned"`)}}})
	correct(t, st, corrections.Request{Kind: corrections.Accept, Reports: single[:1]})
	correct(t, st, corrections.Request{Kind: corrections.Reject, Reports: single[1:2]})
	correct(t, st, corrections.Request{Kind: corrections.Merge, Reports: []string{single[2], single[3]}})
	return st
}

// TestRoundTrip: what was exported and imported is exported again to the byte, in either database, with and without texts, of all events or
// some, after corrections too; and it is found by the same questions.
func TestRoundTrip(t *testing.T) {
	judged := judgedWeek(t)
	for _, c := range []struct {
		name   string
		from   store.Store
		into   string
		filter store.Filter
		texts  bool
	}{
		{"all", week(t), "sqlite", store.Filter{}, false},
		{"texts", week(t), "sqlite", store.Filter{}, true},
		{"some", week(t), "sqlite", store.Filter{Types: []string{"ASSAULT"}, Order: store.Oldest}, false},
		{"corrected", judged, "sqlite", store.Filter{}, true},
		{"postgres", judged, "postgres", store.Filter{}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			into := filepath.Join(t.TempDir(), "new.db")
			if c.into == "postgres" {
				into = storetest.Postgres(t)
			}
			o := shapes.Options{Texts: c.texts}
			first, n := written(t, c.from, "jsonl", c.filter, o)
			st := opened(t, into)
			if res := imported(t, st, bytes.NewReader(first)); res.Events != n || n < 10 {
				t.Fatalf("%d events of %d were imported", res.Events, n)
			}
			again, _ := written(t, st, "jsonl", store.Filter{Order: c.filter.Order}, o)
			same(t, again, first)
			if res := imported(t, st, bytes.NewReader(first)); res.Articles != 0 {
				t.Errorf("importing again brought %d new articles", res.Articles)
			}
			again, _ = written(t, st, "jsonl", store.Filter{Order: c.filter.Order}, o)
			same(t, again, first)
			if c.filter.Types != nil {
				return
			}
			for _, f := range []store.Filter{{Text: "हल्ला*"}, {Text: "attack*", Order: store.Loudest}, {Party: []string{"IND/COP"}}, {Actor: []string{"Iran"}}, {Place: []string{"Kasara"}}, {Disagreement: []string{"any"}}} {
				a, n := written(t, c.from, "tsv", f, shapes.Options{})
				b, _ := written(t, st, "tsv", f, shapes.Options{})
				if !bytes.Equal(a, b) || n == 0 {
					t.Errorf("%+v finds %d events of the first chronicle, and others of the imported one", f, n)
				}
			}
		})
	}
}

// same tells the first line in which two exports differ.
func same(t *testing.T, got, want []byte) {
	t.Helper()
	a, b := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(a), len(b)) {
		if !bytes.Equal(a[i], b[i]) {
			t.Fatalf("line %d differs:\n%.3000s\n%.3000s", i+1, a[i], b[i])
		}
	}
	if len(a) != len(b) {
		t.Fatalf("%d lines, want %d", len(a), len(b))
	}
}

// TestRecordIsTheCoders: the records of reports have the fields that 'bakhar code' writes, under the same names with the same values.
func TestRecordIsTheCoders(t *testing.T) {
	out, _ := written(t, week(t), "jsonl", store.Filter{}, shapes.Options{})
	var line struct {
		Records []map[string]any
	}
	if err := json.Unmarshal(bytes.SplitN(out, []byte("\n"), 2)[0], &line); err != nil {
		t.Fatal(err)
	}
	rec := line.Records[0]
	for _, field := range strings.Fields("id coder lexicon date enddate event mode context quad_code event_scale actor recipient status quoted event_text sentence rule confidence cite_info") {
		if _, ok := rec[field]; !ok {
			t.Errorf("a record has no %s: %v", field, rec)
		}
	}
}

// TestImportMistakes: a line that is no event is named with its number and what is wrong; the others are imported.
func TestImportMistakes(t *testing.T) {
	out, _ := written(t, week(t), "jsonl", store.Filter{Limit: 2}, shapes.Options{Texts: true})
	good := strings.SplitAfter(string(out), "\n")[:2]
	change := func(from, to string) string {
		if !strings.Contains(good[0], from) {
			t.Fatalf("the line has no %s", from)
		}
		return strings.Replace(good[0], from, to, 1)
	}
	var e struct{ Records []lines.Record }
	if err := json.Unmarshal([]byte(good[0]), &e); err != nil {
		t.Fatal(err)
	}
	first := e.Records[0]
	for name, c := range map[string]struct{ line, want string }{
		"no JSON":          {"{\"id\":\"x\",,}\n", "byte 11: it is no JSON"},
		"no object":        {"[]\n", "cannot be a array"},
		"no records":       {change(`,"records":[`, `,"rekords":[`), "it has no records"},
		"no id":            {change(fmt.Sprintf(`"id":%q`, first.ID), `"id":""`), "id: \"\" is no id"},
		"an id with a gap": {strings.ReplaceAll(good[0], first.ID, "a b"), "is no id"},
		"no type":          {change(fmt.Sprintf(`"event":[%q]`, first.Event[0]), `"event":["WAR"]`), `no PLOVER type "WAR"`},
		"days turned":      {change(`"enddate":"`+first.EndDate.String(), `"enddate":"2020-01-01`), "is no stretch of days"},
		"no day":           {change(`"date":"`+first.Date.String(), `"date":"2026-02-31`), "is not a date"},
		"words elsewhere":  {strings.Replace(good[0], fmt.Sprintf(`"start":%d,"end":%d`, first.Sentence.Start, first.Sentence.End), `"start":99999999,"end":99999999`, -1), "is behind the end of the text"},
		"confidence":       {strings.ReplaceAll(good[0], `"confidence":`, `"confidence":7`), "is not between 0 and 1"},
		"no UTF-8":         {change(`"rule":"`, "\"rule\":\"\xff"), "it is no UTF-8"},
		"cut":              {good[0][:len(good[0])/2] + "\n", "it is no JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			var told []string
			r := &restore.Restore{Store: opened(t, filepath.Join(t.TempDir(), "new.db")), Now: clock, Failed: func(line int, err error) { told = append(told, fmt.Sprintf("%d: %v", line, err)) }}
			res, err := r.File(t.Context(), strings.NewReader("\n"+c.line+good[1]))
			if err != nil {
				t.Fatal(err)
			}
			if len(told) != 1 || !strings.HasPrefix(told[0], "2: ") || !strings.Contains(told[0], c.want) {
				t.Errorf("told %q, want line 2 and %q", told, c.want)
			}
			if res.Events != 1 || res.Failed != 1 {
				t.Errorf("%+v, want the other line imported", res)
			}
		})
	}
}

// TestImportConflicts: a report stands in one event only, and a chronicle of its own stays as it is.
func TestImportConflicts(t *testing.T) {
	out, _ := written(t, week(t), "jsonl", store.Filter{Limit: 1}, shapes.Options{})
	id := out[7:23]
	var told []string
	st := opened(t, filepath.Join(t.TempDir(), "new.db"))
	r := &restore.Restore{Store: st, Now: clock, Failed: func(line int, err error) { told = append(told, err.Error()) }}
	other := bytes.Replace(out, id, []byte("ffffffffffffffff"), 1)
	if res, err := r.File(t.Context(), bytes.NewReader(slices.Concat(out, other))); err != nil || res.Events != 1 || len(told) != 1 || !strings.Contains(told[0], "is in the event "+string(id)+" already") {
		t.Errorf("%+v, %v, told %q", res, err, told)
	}
	r.Store = judgedWeek(t)
	if _, err := r.File(t.Context(), bytes.NewReader(out)); !errors.Is(err, restore.ErrInUse) {
		t.Errorf("imported into a chronicle that is in use: %v", err)
	}
}

// TestReadersKeepText: a card that another program wrote down differently, with blanks and in another order, is the same event.
func TestReadersKeepText(t *testing.T) {
	out, _ := written(t, week(t), "jsonl", store.Filter{Limit: 3}, shapes.Options{})
	var other bytes.Buffer
	for line := range bytes.Lines(out) {
		var v map[string]any
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(v) // sorted keys, < as \u003c
		if err != nil {
			t.Fatal(err)
		}
		other.Write(append(b, '\n'))
	}
	st := opened(t, filepath.Join(t.TempDir(), "new.db"))
	imported(t, st, &other)
	again, _ := written(t, st, "jsonl", store.Filter{}, shapes.Options{})
	same(t, again, out)
}
