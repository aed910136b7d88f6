package server_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/server/wire"
)

// problem is what an error says.
type problem struct {
	Title  string
	Status int
	Detail string
	Errors []struct{ Location, Message string }
}

// TestBadInput: what cannot be taken is told by status, place and what to mend; nothing of the inside shows.
func TestBadInput(t *testing.T) {
	s := serve(t, options{guard: guard.Config{TrustLocal: true}})
	const post = "POST "
	event := seizure(s)
	for _, x := range []struct {
		ask, body string
		status    int
		says      string // stands in the answer
	}{
		{"/events?type=WAR", "", 422, "query.type"},
		{"/events?type=ASSAULT/kiss", "", 422, "query.type"},
		{"/events?mode=none", "", 422, "query.mode"},
		{"/events?quad=5", "", 422, "query.quad"},
		{"/events?quad=x", "", 422, "query.quad"},
		{"/events?status=maybe", "", 422, "query.status"},
		{"/events?disagreement=all", "", 422, "query.disagreement"},
		{"/events?from=yesterday", "", 422, "query.from"},
		{"/events?from=2026-02-30", "", 422, "query.from"},
		{"/events?from=2026-03-05&to=2026-03-01", "", 422, "query.to"},
		{"/events?limit=0", "", 422, "query.limit"},
		{"/events?limit=100000", "", 422, "query.limit"},
		{"/events?limit=many", "", 422, "query.limit"},
		{"/events?order=best", "", 422, "query.order"},
		{"/events?confidence=2", "", 422, "query.confidence"},
		{"/events?confidence=NaN", "", 422, "query.confidence"},
		{"/events?after=%27%3B+DROP+TABLE+event", "", 422, "query.after"},
		{"/events?after=" + strings.Repeat("z", 300), "", 422, "query.after"},
		{"/events?text=" + strings.Repeat("a", 2000), "", 422, "query.text"},
		{"/events?party=" + strings.Repeat("a", 2000), "", 422, "query.party"},
		{"/events?" + strings.Repeat("party=a&", 60), "", 422, "query.party"},
		{"/events?colour=red", "", 422, "query.colour"},
		{"/events/zz", "", 422, "path.id"},
		{"/events/../../etc/passwd", "", 404, "openapi.json"},
		{"/events/0123456789abcdef", "", 404, "no event"},
		{"/events/%00%ff%fe%fd", "", 422, "path.id"},
		{"/events/0", "", 422, "path.id"},
		{"/events/" + strings.Repeat("a", 5000), "", 422, "path.id"},
		{"/reports/0123456789abcdef", "", 404, "no report"},
		{"/articles/0123456789abcdef", "", 404, "no article"},
		{"/articles/0123456789abcdef/text", "", 404, "no article"},
		{"/articles?health_max=7", "", 422, "query.health_max"},
		{"/articles?defect=ugly", "", 422, "query.defect"},
		{"/articles?after=x", "", 422, "query.after"},
		{"/timeline?step=hour", "", 422, "query.step"},
		{"/timeline?a=IRN&b=IND&party=USA", "", 422, "query.party"},
		{"/events?with=IRN", "", 422, "query.with"},
		{"/places?level=street", "", 422, "query.level"},
		{"/network?limit=1", "", 422, "query.limit"},
		{"/search", "", 422, "query.text"},
		{"/names/klingon", "", 422, "path.lang"},
		{"/names/fr", "", 404, "en, mr, hi"},
		{"/corrections?after=-1", "", 422, "query.after"},
		{"/export?format=xml", "", 422, "jsonl"},
		{"/export?format=csv&column=colour", "", 422, "colour"},
		{"/export?format=csv&table=chairs", "", 422, "chairs"},
		{"/stream?since=x", "", 422, "Last-Event-ID"},
		{"/nowhere", "", 404, "openapi.json"},
		{post + "/events", "{}", 405, "GET"},
		{post + "/code", "", 400, "body"},
		{post + "/code", "{", 400, ""},
		{post + "/code", `{"text":""}`, 422, "body.text"},
		{post + "/code", `{"text":7}`, 422, "body.text"},
		{post + "/code", `{"text":"x","colour":"red"}`, 422, "body.colour"},
		{post + "/code", `{"text":"x","language":"fr"}`, 422, "body.language"},
		{post + "/code", `{"text":"x","published":"today"}`, 422, "body.published"},
		{post + "/code", `{"text":"` + strings.Repeat("क", 250_000) + `"}`, 422, "body.text"},
		{post + "/code", `{"text":"` + strings.Repeat("a", 2<<20) + `"}`, 413, ""},
		{post + "/code", strings.Repeat("[", 100_000), 400, ""},
		{post + "/corrections", `{"kind":"praise","reason":"x","analyst":"AK"}`, 422, "body.kind"},
		{post + "/corrections", `{"kind":"accept","reports":["ffffffffffffffff"],"reason":"x","analyst":"AK"}`, 422, "no report"},
		{post + "/corrections", `{"kind":"accept","reason":"x","analyst":"AK"}`, 422, "accept"},
		{post + "/corrections", `{"kind":"split","events":["EVENT"],"reports":[],"reason":"x","analyst":"AK"}`, 422, "none or all"},
		{post + "/corrections", `{"kind":"accept","events":["EVENT"],"analyst":"AK"}`, 422, "reason"},
		{post + "/corrections", `{"kind":"accept","events":["EVENT"],"reason":"x"}`, 422, "body.analyst"},
		{post + "/corrections", `{"kind":"edit","reports":["EVENT"],"changes":[{"field":"type","value":"WAR"}],"reason":"x","analyst":"AK"}`, 422, "WAR"},
		{post + "/corrections", `{"kind":"edit","reports":["EVENT"],"changes":[{"field":"place","new":{"name":5}}],"reason":"x","analyst":"AK"}`, 422, "place"},
		{post + "/corrections/1/undo", `{"reason":"x","analyst":"AK"}`, 404, "no correction"},
		{post + "/corrections/0/undo", `{"reason":"x","analyst":"AK"}`, 422, "path.id"},
		{post + "/session", `{"token":"' OR 1=1"}`, 401, "not known"},
	} {
		method, path := "GET", x.ask
		if rest, ok := strings.CutPrefix(x.ask, post); ok {
			method, path = "POST", rest
		}
		a := s.ask(method, "/api/v1"+path, strings.ReplaceAll(x.body, "EVENT", event))
		name := fmt.Sprintf("%s %.80s %.60s", method, path, x.body)
		if a.status != x.status || !strings.Contains(string(a.body), x.says) {
			t.Errorf("%s: %d %s\nwanted %d with %q", name, a.status, brief(a.body), x.status, x.says)
		}
		if kind := a.header.Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%s: an error of type %q", name, kind)
			continue
		}
		p := read[problem](t, a.body)
		if p.Status != a.status || p.Title == "" || p.Detail == "" {
			t.Errorf("%s: what to mend is not told: %s", name, brief(a.body))
		}
		if len(a.body) > 4000 {
			t.Errorf("%s: an error of %d bytes", name, len(a.body))
		}
		for _, inside := range []string{"sql", "SQL", "/work", ".go:", "goroutine", "json:", "strconv", "BUG"} {
			if strings.Contains(string(a.body), inside) {
				t.Errorf("%s: the answer shows %q: %s", name, inside, brief(a.body))
			}
		}
	}
	if strings.Contains(s.log.String(), "BUG") {
		t.Error(s.log.String())
	}
}

// TestPages: the pages of a list make the list, each event once, by any order and filter.
func TestPages(t *testing.T) {
	s := serve(t, options{})
	for _, filter := range []string{"", "party=IND", "order=oldest", "order=loudest&language=mr"} {
		whole := get[wire.EventPage](s, "/events?limit=200&"+filter)
		if whole.Next != "" {
			rest := get[wire.EventPage](s, "/events?limit=200&after="+url.QueryEscape(whole.Next)+"&"+filter)
			whole.Events = append(whole.Events, rest.Events...)
		}
		var ids []string
		after := ""
		for n := 0; n == 0 || after != ""; n++ {
			page := get[wire.EventPage](s, "/events?limit=23&after="+url.QueryEscape(after)+"&"+filter)
			for _, e := range page.Events {
				if slices.Contains(ids, e.ID) {
					t.Errorf("%s: %s stands on two pages", filter, e.ID)
				}
				ids = append(ids, e.ID)
			}
			after = page.Next
		}
		if len(ids) != len(whole.Events) || len(ids) < 10 {
			t.Errorf("%s: %d events by pages, %d at once", filter, len(ids), len(whole.Events))
		}
	}
}

// TestNamesOfAll: a party is found by its code, its key, and its name in each language, and answers name it in each.
func TestNamesOfAll(t *testing.T) {
	s := serve(t, options{})
	want := get[wire.EventPage](s, "/events?party=IRN&limit=200")
	if len(want.Events) < 5 {
		t.Fatalf("only %d events with Iran in the week", len(want.Events))
	}
	for _, name := range []string{"IRN/", "wd:Q794", "इराण", "ईरान"} {
		got := get[wire.EventPage](s, "/events?limit=200&party="+url.QueryEscape(name))
		for _, e := range want.Events {
			if !slices.ContainsFunc(got.Events, func(x wire.EventLine) bool { return x.ID == e.ID }) {
				t.Errorf("party=%s does not find %s", name, e.ID)
			}
		}
	}
	found := get[wire.Found](s, "/search?text="+url.QueryEscape("होर्मुझ"))
	if len(found.Events) == 0 {
		t.Error("a search for Hormuz in Marathi finds no event")
	}
	for _, a := range get[wire.ActorList](s, "/actors?text="+url.QueryEscape("भारत")).Actors {
		if a.Key == "IND/" && a.Names["mr"] == "भारत" && a.Names["en"] == "India" {
			return
		}
	}
	t.Error("actors of the name भारत have no India among them")
}

// TestCounts: what the overviews count is what lists list.
func TestCounts(t *testing.T) {
	s := serve(t, options{})
	all := get[wire.Stats](s, "/stats").Events
	line := get[wire.Timeline](s, "/timeline?step=month")
	sum := line.Undated
	for _, b := range line.Buckets {
		sum += b.Events
		if q := b.ByQuad; q.VerbalConflict+q.VerbalCooperation+q.MaterialConflict+q.MaterialCooperation != b.Events {
			t.Errorf("%v: quadrants do not add up to %d", b.Start, b.Events)
		}
	}
	if sum != all || line.Events != all {
		t.Errorf("months and undated have %d events, the timeline says %d, there are %d", sum, line.Events, all)
	}
	for _, a := range get[wire.ActorList](s, "/actors?limit=10").Actors {
		got := 0
		for after, n := "", 0; n == 0 || after != ""; n++ {
			page := get[wire.EventPage](s, "/events?limit=200&party="+url.QueryEscape(a.Key)+"&after="+url.QueryEscape(after))
			got, after = got+len(page.Events), page.Next
		}
		if got < a.Events {
			t.Errorf("%s has %d events, its filter finds %d", a.Key, a.Events, got)
		}
	}
	net := get[wire.Network](s, "/network?limit=20")
	keys := map[string]bool{}
	for _, n := range net.Nodes {
		keys[n.Key] = true
	}
	for _, e := range net.Edges {
		if !keys[e.From] || !keys[e.To] {
			t.Errorf("an edge from %s to %s without its nodes", e.From, e.To)
		}
		if two := get[wire.Timeline](s, "/timeline?party="+url.QueryEscape(e.From)+"&with="+url.QueryEscape(e.To)); two.Events < e.Events {
			t.Errorf("%s did %d things to %s, the filter for both finds %d", e.From, e.Events, e.To, two.Events)
		}
	}
	if len(net.Nodes) != 20 || len(net.Edges) == 0 || net.More == 0 {
		t.Errorf("the network has %d parties, %d edges, %d more", len(net.Nodes), len(net.Edges), net.More)
	}
}

// TestReader: the segments of an article are its text, its marks stand on their words, and each report is explained.
func TestReader(t *testing.T) {
	s := serve(t, options{})
	for _, line := range get[wire.ArticlePage](s, "/articles?limit=200").Articles[:12] {
		art := get[wire.Marked](s, "/articles/"+line.ID)
		text := s.ask("GET", "/api/v1/articles/"+line.ID+"/text", "")
		if kind := text.header.Get("Content-Type"); kind != "text/plain; charset=utf-8" {
			t.Errorf("an original of type %q", kind)
		}
		if len(text.body) != art.Bytes {
			t.Errorf("%s: %d bytes of %d", line.ID, len(text.body), art.Bytes)
		}
		for _, b := range art.Blocks {
			var all strings.Builder
			for _, seg := range b.Segments {
				all.WriteString(seg.Text)
			}
			if got := string(text.body[b.Start:b.End]); got != all.String() {
				t.Errorf("%s: a block is %q, the text %q", line.ID, all.String(), got)
			}
		}
		marked := map[string]bool{}
		for _, m := range art.Marks {
			marked[m.Report] = true
		}
		for _, r := range art.Reports {
			if !marked[r.ID] || r.Event == "" {
				t.Errorf("%s: the report %s has no mark or no event", line.ID, r.ID)
			}
			x := get[export.Explained](s, "/articles/"+line.ID+"/explain/"+r.ID)
			if x.Event.ID != r.ID || len(x.Trace) == 0 || len(x.Confidence.Grounds) == 0 {
				t.Errorf("%s: the report %s is not explained", line.ID, r.ID)
			}
		}
	}
}

// TestKept: an answer has an ETag that holds until the chronicle changes, whoever asks, packed or not.
func TestKept(t *testing.T) {
	s := serve(t, options{address: own(t), guard: guard.Config{TrustLocal: true}})
	const path = "/api/v1/events?limit=20&party=IRN"
	first := s.ask("GET", path, "")
	tag := first.header.Get("ETag")
	if tag == "" || first.header.Get("Cache-Control") != "private, no-cache" {
		t.Fatalf("headers %v", first.header)
	}
	if a := s.ask("GET", path, "", "If-None-Match: "+tag); a.status != http.StatusNotModified || len(a.body) > 0 {
		t.Errorf("the same asked for with its ETag: %d %s", a.status, brief(a.body))
	}
	if a := s.ask("GET", "/api/v1/events?party=IRN&limit=20", "", "If-None-Match: "+tag); a.status != http.StatusNotModified {
		t.Errorf("the order of parameters changes the ETag: %d", a.status)
	}
	if a := s.ask("GET", "/api/v1/events?limit=21&party=IRN", "", "If-None-Match: "+tag); a.status != 200 {
		t.Errorf("another question with this ETag: %d", a.status)
	}
	packed := s.ask("GET", path, "", "Accept-Encoding: gzip")
	if packed.header.Get("Content-Encoding") != "gzip" || !strings.Contains(packed.header.Get("Vary"), "Accept-Encoding") {
		t.Errorf("not packed: %v", packed.header)
	}
	if z, err := gzip.NewReader(strings.NewReader(string(packed.body))); err != nil {
		t.Error(err)
	} else if body, err := io.ReadAll(z); err != nil || string(body) != string(first.body) {
		t.Errorf("unpacked it is another: %v", err)
	}
	if plain := s.ask("GET", path, "", "Accept-Encoding: identity"); string(plain.body) != string(first.body) || plain.header.Get("Content-Encoding") != "" {
		t.Error("who takes nothing packed gets another answer")
	}
	event := read[wire.EventPage](t, first.body).Events[0].ID
	if a := s.ask("POST", "/api/v1/corrections", fmt.Sprintf(`{"kind":"accept","events":[%q],"reason":"read","analyst":"AK"}`, event)); a.status != 200 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	after := s.ask("GET", path, "", "If-None-Match: "+tag)
	if after.status != 200 || after.header.Get("ETag") == tag {
		t.Errorf("after a correction the old ETag holds: %d", after.status)
	}
	if !read[wire.EventPage](t, after.body).Events[0].Corrected {
		t.Error("who has corrected does not see it at once")
	}
}

// TestCorrect: accept, edit, undo; split and merge; each seen in the event, and told in the log with who and from where.
func TestCorrect(t *testing.T) {
	s := serve(t, options{address: own(t), guard: guard.Config{TrustLocal: true}})
	decide := func(body string) wire.Decided {
		t.Helper()
		a := s.ask("POST", "/api/v1/corrections", body)
		if a.status != 200 {
			t.Fatalf("%d %s\n%s", a.status, a.body, body)
		}
		return read[wire.Decided](t, a.body)
	}
	id := seizure(s)
	card := get[wire.Card](s, "/events/"+id)
	if card.Status != "actual" || card.Counts.Reports < 3 {
		t.Fatalf("the event has another shape: %+v", card.Counts)
	}
	rep := card.Reports[0]
	edit := decide(fmt.Sprintf(`{"kind":"edit","reports":[%q],"changes":[{"field":"actor","value":"IRN/COP@Iran's Revolutionary Guards"},{"field":"quantities","new":null}],"reason":"police","analyst":"A. Kulkarni"}`, rep.ID))
	edited := get[wire.Report](s, "/reports/"+rep.ID)
	marked := get[wire.Marked](s, "/articles/"+rep.Article)
	for _, m := range marked.Reports {
		if m.ID == rep.ID && (m.Judged != "edit" || m.Actor[0].Sector != "COP") {
			t.Errorf("after an edit the reader shows %+v", m)
		}
	}
	if edited.Judged != "edit" || edited.Actors[0].Sector != "COP" || edited.Actors[0].Text != "Iran's Revolutionary Guards" || len(edited.Quantities) > 0 {
		t.Errorf("after an edit the report is %+v", edited)
	}
	a := s.ask("POST", fmt.Sprintf("/api/v1/corrections/%d/undo", edit.Corrections[0]), `{"reason":"no","analyst":"B. Patil"}`)
	if a.status != 200 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if r := get[wire.Report](s, "/reports/"+rep.ID); r.Judged != "" || r.Actors[0].Sector != "MIL" {
		t.Errorf("after the undo the report is %+v", r)
	}
	if a := s.ask("POST", fmt.Sprintf("/api/v1/corrections/%d/undo", edit.Corrections[0]), `{"reason":"no","analyst":"B. Patil"}`); a.status != 422 || !strings.Contains(string(a.body), "undone already") {
		t.Errorf("undone twice: %d %s", a.status, a.body)
	}
	split := decide(fmt.Sprintf(`{"kind":"split","events":[%q],"reports":[%q],"reason":"another ship","analyst":"AK"}`, id, rep.ID))
	if len(split.Events) != 2 {
		t.Errorf("a split leaves the events %v", split.Events)
	}
	merge := decide(fmt.Sprintf(`{"kind":"merge","events":[%q,%q],"reason":"the same after all","analyst":"AK"}`, split.Events[0], split.Events[1]))
	if len(merge.Events) != 1 || get[wire.Card](s, "/events/"+merge.Events[0]).Counts.Reports != card.Counts.Reports {
		t.Errorf("merged again there are the events %v", merge.Events)
	}
	reject := decide(fmt.Sprintf(`{"kind":"reject","reports":[%q],"reason":"a film","analyst":"AK"}`, rep.ID))
	if r := get[wire.Report](s, "/reports/"+rep.ID); r.Judged != "reject" || r.Event != "" {
		t.Errorf("after a reject the report is %s of %q", r.Judged, r.Event)
	}
	list := get[wire.CorrectionPage](s, "/corrections?limit=2")
	if len(list.Corrections) != 2 || list.Next == "" || list.Corrections[0].ID != reject.Corrections[0] || !list.Corrections[0].InForce {
		t.Errorf("the list begins %+v", list)
	}
	rest := get[wire.CorrectionPage](s, "/corrections?after="+list.Next)
	if len(rest.Corrections) != 3 || rest.Next != "" || rest.Corrections[2].InForce || len(rest.Corrections[2].Changes) != 2 {
		t.Errorf("the list ends %+v", rest)
	}
	for _, want := range []string{"correction kept", `analyst="A. Kulkarni"`, "kind=edit", "from=127.0.0.1", "request="} {
		if !strings.Contains(s.log.String(), want) {
			t.Errorf("the log has no %q:\n%s", want, s.log.String())
		}
	}
}

// TestExport: an export is all events that fit, whole.
func TestExport(t *testing.T) {
	s := serve(t, options{})
	a := s.ask("GET", "/api/v1/export?format=jsonl&order=oldest", "")
	lines := 0
	for range strings.Lines(string(a.body)) {
		lines++
	}
	if want := get[wire.Stats](s, "/stats").Events; lines != want || a.header.Get("Content-Disposition") != `attachment; filename="events.jsonl"` {
		t.Errorf("%d lines of %d events; %v", lines, want, a.header)
	}
	csv := s.ask("GET", "/api/v1/export?format=csv&party=IRN&column=event_id&column=type", "")
	if head, _, _ := strings.Cut(string(csv.body), "\n"); strings.TrimSpace(head) != "event_id,type" {
		t.Errorf("columns %q", head)
	}
}

// TestStream: changes come as they are made; who comes back is told what it has missed; streams end with the server.
func TestStream(t *testing.T) {
	s := serve(t, options{address: own(t), guard: guard.Config{TrustLocal: true}})
	listen := func(last string) (*bufio.Scanner, func()) {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), "GET", s.URL+"/api/v1/stream", nil)
		if err != nil {
			t.Fatal(err)
		}
		if last != "" {
			req.Header.Set("Last-Event-ID", last)
		}
		res, err := s.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != 200 || res.Header.Get("Content-Type") != "text/event-stream" {
			t.Fatalf("%d %v", res.StatusCode, res.Header)
		}
		return bufio.NewScanner(res.Body), func() { res.Body.Close() }
	}
	next := func(in *bufio.Scanner) (id, kind, data string) {
		t.Helper()
		for in.Scan() {
			name, value, _ := strings.Cut(in.Text(), ": ")
			switch {
			case name == "id":
				id = value
			case name == "event":
				kind = value
			case name == "data":
				data = value
			case in.Text() == "" && kind != "":
				return id, kind, data
			}
		}
		return "", "", ""
	}
	in, end := listen("")
	event := seizure(s)
	told := get[wire.Card](s, "/events/"+event).Reports[0].ID
	change := func() {
		t.Helper()
		if a := s.ask("POST", "/api/v1/corrections", fmt.Sprintf(`{"kind":"accept","events":[%q],"reason":"read","analyst":"AK"}`, event)); a.status != 200 {
			t.Fatalf("%d %s", a.status, a.body)
		}
	}
	change()
	id, kind, data := next(in)
	if kind != "changed" || !strings.Contains(data, event) || id == "" {
		t.Fatalf("a change is told as %s %s %s", id, kind, data)
	}
	end()
	if a := s.ask("POST", "/api/v1/corrections", `{"kind":"reject","reports":["`+told+`"],"reason":"no","analyst":"AK"}`); a.status != 200 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	in, end = listen(id)
	missed, kind, data := next(in)
	if missed <= id || kind != "changed" || !strings.Contains(data, event) {
		t.Errorf("who comes back is told %s %s %s", missed, kind, data)
	}
	end()
	in, end = listen("999999999")
	defer end()
	if _, kind, _ := next(in); kind != "reset" {
		t.Errorf("who comes from another chronicle is told %q", kind)
	}
	s.srv.Close()
	done := make(chan bool)
	go func() {
		for in.Scan() {
		}
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		t.Error("a stream outlives its server")
	}
}

// seizure is the id of the event of the week that most sources tell of the tanker, which is that of a report of it too.
func seizure(s *site) string {
	s.t.Helper()
	events := get[wire.EventPage](s, "/events?type=COERCE/seize&sources_min=3&limit=1").Events
	if len(events) != 1 {
		s.t.Fatal("the week has no seizure that three sources tell")
	}
	return events[0].ID
}
