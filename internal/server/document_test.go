package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/bakhar/bakhar/internal/server"
	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/server/wire"
)

// document is the OpenAPI document as far as tests look at it.
type document struct {
	raw        map[string]any
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]any }
	known      map[string]*jsonschema.Resolved
}

type operation struct {
	OperationID string `json:"operationId"`
	Responses   map[string]struct {
		Content map[string]struct{ Schema any }
	}
}

func openapi(t *testing.T) *document {
	t.Helper()
	data, err := server.Document(coder)
	if err != nil {
		t.Fatal(err)
	}
	d := &document{known: map[string]*jsonschema.Resolved{}}
	if err := json.Unmarshal(data, d); err != nil {
		t.Fatal(err)
	}
	d.raw = read[map[string]any](t, data)
	return d
}

// TestDocument: the OpenAPI document is one, by the schema of the OpenAPI Initiative; the same each time; and as it is served.
func TestDocument(t *testing.T) {
	data, err := os.ReadFile("testdata/openapi-3.1.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	schema := read[*jsonschema.Schema](t, data)
	resolved, err := schema.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	d := openapi(t)
	if err := resolved.Validate(d.raw); err != nil {
		t.Error(err)
	}
	delete(d.raw, "info")
	if err := resolved.Validate(d.raw); err == nil {
		t.Error("a document without info is valid: the schema holds nothing")
	}
	a, _ := server.Document(coder)
	b, _ := server.Document(coder)
	if string(a) != string(b) {
		t.Error("two documents of one version differ")
	}
	s := serve(t, options{})
	var served, made any
	if err := json.Unmarshal(s.ask("GET", "/api/v1/openapi.json", "").body, &served); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(a, &made); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(served) != fmt.Sprint(made) {
		t.Error("the document that is served is not the one that is printed")
	}
}

// TestOperationsNamed: each operation has a summary, and an id of its own.
func TestOperationsNamed(t *testing.T) {
	seen := map[string]string{}
	for path, ops := range openapi(t).Paths {
		for method, o := range ops {
			at := method + " " + path
			if o.OperationID == "" || seen[o.OperationID] != "" {
				t.Errorf("%s: the id %q is empty or that of %s", at, o.OperationID, seen[o.OperationID])
			}
			seen[o.OperationID] = at
		}
	}
}

// fits holds an answer to the schema that the document has for it.
func (d *document) fits(t *testing.T, method, path string, a answer) {
	t.Helper()
	o, ok := d.Paths[path][strings.ToLower(method)]
	if !ok {
		t.Errorf("the document has no %s %s", method, path)
		return
	}
	res, ok := o.Responses[fmt.Sprint(a.status)]
	if !ok {
		t.Errorf("%s %s: the document has no answer %d: %s", method, path, a.status, brief(a.body))
		return
	}
	kind, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
	content, ok := res.Content[kind]
	if !ok {
		t.Errorf("%s %s %d: the document has no %s, only %v", method, path, a.status, kind, slices.Collect(maps.Keys(res.Content)))
		return
	}
	if content.Schema == nil || !strings.HasSuffix(kind, "json") {
		return
	}
	var body any
	if err := json.Unmarshal(a.body, &body); err != nil {
		t.Errorf("%s %s: %v in %s", method, path, err, brief(a.body))
		return
	}
	if err := d.resolve(t, content.Schema).Validate(body); err != nil {
		t.Errorf("%s %s %d: %v\n%s", method, path, a.status, err, brief(a.body))
	}
}

// resolve makes a schema that can be held against a body, with all of the document's beside it.
func (d *document) resolve(t *testing.T, schema any) *jsonschema.Resolved {
	t.Helper()
	key := fmt.Sprint(schema)
	if r := d.known[key]; r != nil {
		return r
	}
	whole := map[string]any{"$defs": d.Components.Schemas}
	maps.Copy(whole, schema.(map[string]any))
	data, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(data), "#/components/schemas/", "#/$defs/")
	r, err := read[*jsonschema.Schema](t, []byte(text)).Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	d.known[key] = r
	return r
}

// TestAnswersFitDocument: every path of the document answers on the week's chronicle, with a body that fits its schema; errors too.
func TestAnswersFitDocument(t *testing.T) {
	d := openapi(t)
	s := serve(t, options{address: own(t), guard: guard.Config{TrustLocal: true}})
	disagreeing := get[wire.EventPage](s, "/events?disagreement=any&order=loudest&limit=1").Events[0].ID
	lone := get[wire.EventPage](s, "/events?order=loudest&limit=100").Events
	card := get[wire.Card](s, "/events/"+disagreeing)
	rep, art := card.Reports[0].ID, card.Reports[0].Article
	sick := get[wire.ArticlePage](s, "/articles?health_max=0.99&limit=1").Articles[0].ID
	type try struct{ method, path, url, body string }
	tries := []try{
		{"GET", "/events", "/events?limit=200", ""},
		{"GET", "/events", "/events?quad=7", ""},
		{"GET", "/events", "/events?wat=7", ""},
		{"GET", "/events/{id}", "/events/" + disagreeing, ""},
		{"GET", "/events/{id}", "/events/" + rep[:12], ""},
		{"GET", "/events/{id}", "/events/ffffffffffffffff", ""},
		{"GET", "/events/{id}/why", "/events/" + disagreeing + "/why", ""},
		{"GET", "/disagreements", "/disagreements", ""},
		{"GET", "/reports/{id}", "/reports/" + rep, ""},
		{"GET", "/reports/{id}", "/reports/ffffffffffffffff", ""},
		{"GET", "/articles", "/articles?limit=200", ""},
		{"GET", "/articles/{id}", "/articles/" + art, ""},
		{"GET", "/articles/{id}", "/articles/" + sick, ""},
		{"GET", "/articles/{id}", "/articles/ffffffffffffffff", ""},
		{"GET", "/articles/{id}/text", "/articles/" + art + "/text", ""},
		{"GET", "/articles/{id}/text", "/articles/ffffffffffffffff/text", ""},
		{"GET", "/articles/{id}/explain/{report}", "/articles/" + art + "/explain/" + rep, ""},
		{"GET", "/articles/{id}/explain/{report}", "/articles/" + art + "/explain/ffffffff", ""},
		{"GET", "/actors", "/actors", ""},
		{"GET", "/places", "/places", ""},
		{"GET", "/places", "/places?level=country", ""},
		{"GET", "/timeline", "/timeline?a=IRN&b=IND", ""},
		{"GET", "/network", "/network", ""},
		{"GET", "/search", "/search?text=Iran", ""},
		{"GET", "/search", "/search", ""},
		{"GET", "/stats", "/stats", ""},
		{"GET", "/desk", "/desk", ""},
		{"GET", "/session", "/session", ""},
		{"GET", "/names/{lang}", "/names/mr", ""},
		{"GET", "/names/{lang}", "/names/xx", ""},
		{"GET", "/export", "/export?format=jsonl&party=IRN", ""},
		{"GET", "/export", "/export?format=nothing", ""},
		{"POST", "/session", "/session", `{"token":"bakhar_none"}`},
		{"DELETE", "/session", "/session", ""},
		{"POST", "/code", "/code", `{"text":"Iran seized a tanker near Hormuz on Monday, the Navy said.","published":"2026-03-03"}`},
		{"POST", "/code", "/code", `{"txt":"Iran"}`},
		{"POST", "/corrections", "/corrections", fmt.Sprintf(`{"kind":"accept","reports":[%q],"reason":"read it","analyst":"AK"}`, rep)},
		{"POST", "/corrections", "/corrections", fmt.Sprintf(`{"kind":"edit","reports":[%q],"changes":[{"field":"status","value":"planned"}],"reason":"not yet","analyst":"AK"}`, rep)},
		{"POST", "/corrections", "/corrections", fmt.Sprintf(`{"kind":"split","events":[%q],"reports":[%q],"reason":"another","analyst":"AK"}`, disagreeing, card.Reports[1].ID)},
		{"POST", "/corrections", "/corrections", fmt.Sprintf(`{"kind":"merge","events":[%q,%q],"reason":"one","analyst":"AK"}`, lone[len(lone)-1].ID, lone[len(lone)-2].ID)},
		{"POST", "/corrections", "/corrections", `{"kind":"reject","reports":["ffffffffffffffff"],"reason":"no","analyst":"AK"}`},
		{"POST", "/corrections/{id}/undo", "/corrections/2/undo", `{"reason":"it was right","analyst":"AK"}`},
		{"POST", "/corrections/{id}/undo", "/corrections/99/undo", `{"reason":"it was right","analyst":"AK"}`},
		{"GET", "/corrections", "/corrections", ""},
	}
	well := map[string]bool{"get /api/v1/stream": true} // TestStream
	for _, x := range tries {
		a := s.ask(x.method, "/api/v1"+x.url, x.body)
		if a.status < 400 {
			well[strings.ToLower(x.method)+" /api/v1"+x.path] = true
		}
		if a.status >= 500 {
			t.Errorf("%s %s: %d %s", x.method, x.url, a.status, a.body)
		}
		d.fits(t, x.method, "/api/v1"+x.path, a)
	}
	for path, ops := range d.Paths {
		for method := range ops {
			if at := method + " " + path; !well[at] && at != "post /api/v1/session" { // TestSession
				t.Errorf("%s: no request of this test was answered", at)
			}
		}
	}
	page := d.Paths["/api/v1/events"]["get"].Responses["200"].Content["application/json"].Schema
	for _, bad := range []string{`{"events":null}`, `{"events":[{"id":1}]}`, `{"events":[],"more":1}`} {
		if err := d.resolve(t, page).Validate(read[any](t, []byte(bad))); err == nil {
			t.Errorf("%s fits a page of events: the schemas hold nothing", bad)
		}
	}
	if s.log.Len() > 0 && strings.Contains(s.log.String(), "BUG") {
		t.Error(s.log.String())
	}
}
