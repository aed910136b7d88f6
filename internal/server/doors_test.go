package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/server/wire"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

// TestDoors: every operation but the log-in is shut to those who are nobody, and what changes anything to those who only read.
func TestDoors(t *testing.T) {
	s := serve(t, options{})
	ask := func(method, path, from string, headers ...string) *httptest.ResponseRecorder {
		path = strings.NewReplacer("{id}", "1234", "{report}", "abcd", "{lang}", "mr").Replace(path)
		r := httptest.NewRequest(strings.ToUpper(method), "http://localhost:8350"+path, nil)
		r.RemoteAddr = from
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		s.srv.Handler().ServeHTTP(w, r)
		return w
	}
	seen := 0
	for path, ops := range openapi(t).Paths {
		for method := range ops {
			at := method + " " + path
			w := ask(method, path, "192.0.2.7:4000")
			if open := strings.HasSuffix(path, "/session"); (w.Code == 401) == open && at != "post /api/v1/session" {
				t.Errorf("%s from elsewhere without a token: %d", at, w.Code)
			}
			if strings.Contains(path, "/corrections") && method == "post" {
				if w := ask(method, path, "127.0.0.1:4000"); w.Code != 403 {
					t.Errorf("%s from the own machine, which is not trusted: %d", at, w.Code)
				}
				seen++
			}
			if w := ask(method, path, "127.0.0.1:4000", "Sec-Fetch-Site", "cross-site"); w.Code != 403 {
				t.Errorf("%s by another site's page: %d", at, w.Code)
			}
		}
	}
	if seen != 2 {
		t.Errorf("%d operations change anything", seen)
	}
	if w := ask("GET", "/api/v1/openapi.json", "192.0.2.7:4000"); w.Code != 200 {
		t.Errorf("the document from elsewhere: %d", w.Code)
	}
	if w := ask("GET", "/api/v1/", "192.0.2.7:4000"); w.Code != 404 {
		t.Errorf("what is not there, from elsewhere: %d", w.Code)
	}
}

// TestSession: a token handed in makes a session, by which its owner corrects under the token's name and no other.
func TestSession(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tokens")
	secret, err := guard.Add(file, "A. Kulkarni", guard.Analyst, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	admin, err := guard.Add(file, "desk", guard.Admin, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := guard.OpenTokens(file)
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, options{address: own(t), guard: guard.Config{Tokens: tokens}})
	d := openapi(t)
	in := s.ask("POST", "/api/v1/session", fmt.Sprintf(`{"token":%q}`, secret))
	d.fits(t, "POST", "/api/v1/session", in)
	me := read[wire.Session](t, in.body)
	cookie, _, _ := strings.Cut(in.header.Get("Set-Cookie"), ";")
	if in.status != 200 || me.Role != "analyst" || me.Name != "A. Kulkarni" || me.CSRF == "" || me.Until == "" || cookie == "" {
		t.Fatalf("%d %s %v", in.status, in.body, in.header)
	}
	if strings.Contains(s.log.String(), secret) || !strings.Contains(s.log.String(), "session begins") {
		t.Errorf("the log: %s", s.log)
	}
	event := seizure(s)
	correct := func(analyst string, headers ...string) answer {
		return s.ask("POST", "/api/v1/corrections", fmt.Sprintf(`{"kind":"accept","events":[%q],"reason":"read","analyst":%q}`, event, analyst), headers...)
	}
	if a := correct("", "Cookie: "+cookie); a.status != 403 {
		t.Errorf("without the secret of the session: %d", a.status)
	}
	if a := correct("somebody else", "Cookie: "+cookie, "X-CSRF-Token: "+me.CSRF); a.status != 422 {
		t.Errorf("in another's name: %d %s", a.status, a.body)
	}
	if a := correct("", "Cookie: "+cookie, "X-CSRF-Token: "+me.CSRF); a.status != 200 {
		t.Errorf("with the secret: %d %s", a.status, a.body)
	}
	if c := get[wire.CorrectionPage](s, "/corrections?limit=1").Corrections[0]; c.Analyst != "A. Kulkarni" {
		t.Errorf("the correction stands under %q", c.Analyst)
	}
	if a := correct("B. Patil", "Authorization: Bearer "+admin); a.status != 200 {
		t.Errorf("an admin in another's name: %d %s", a.status, a.body)
	}
	if out := s.ask("DELETE", "/api/v1/session", "", "Cookie: "+cookie, "X-CSRF-Token: "+me.CSRF); out.status != 200 || read[wire.Session](t, out.body).Role != "reader" {
		t.Errorf("logged out: %d %s", out.status, out.body)
	}
	if a := correct("", "Cookie: "+cookie, "X-CSRF-Token: "+me.CSRF); a.status != 403 {
		t.Errorf("after logging out: %d", a.status)
	}
}

// TestStoresAgree: SQLite and PostgreSQL give the same answers.
func TestStoresAgree(t *testing.T) {
	address := storetest.Postgres(t)
	if err := fill(address); err != nil {
		t.Fatal(err)
	}
	lite, post := serve(t, options{}), serve(t, options{address: address})
	event := seizure(lite)
	for _, path := range []string{"/events?limit=200", "/events?order=loudest&party=IND", "/events/" + event, "/events/" + event + "/why", "/disagreements", "/reports/" + event,
		"/articles?limit=200", "/actors", "/places", "/places?level=country", "/timeline?step=week", "/timeline?a=THA&b=KHM", "/network", "/search?text=Iran", "/search?text=%E0%A4%AE%E0%A5%81%E0%A4%82%E0%A4%AC%E0%A4%88", "/corrections", "/export?format=csv"} {
		a, b := lite.ask("GET", "/api/v1"+path, ""), post.ask("GET", "/api/v1"+path, "")
		if a.status != 200 || string(a.body) != string(b.body) {
			t.Errorf("%s\nSQLite:     %d %s\nPostgreSQL: %d %s", path, a.status, brief(a.body), b.status, brief(b.body))
		}
	}
}

// TestSlowBody: a body may come in pieces, leaves the connection as it was, and has an end.
func TestSlowBody(t *testing.T) {
	s := serve(t, options{guard: guard.Config{TrustLocal: true}})
	conn, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	in := bufio.NewReader(conn)
	send := func(text string) {
		t.Helper()
		if _, err := io.WriteString(conn, text); err != nil {
			t.Fatal(err)
		}
	}
	read := func() int {
		t.Helper()
		res, err := http.ReadResponse(in, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, res.Body)
		return res.StatusCode
	}
	send("POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 35\r\n\r\n")
	for _, part := range []string{`{"text":"Iran`, ` seized a tan`, `ker."}   `} {
		time.Sleep(50 * time.Millisecond)
		send(part)
	}
	if got := read(); got != 200 {
		t.Errorf("a body in three pieces: %d", got)
	}
	send("GET /api/v1/events?limit=1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
	if got := read(); got != 200 {
		t.Errorf("the next on this connection: %d", got)
	}
	send("POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
	go func() { // 2 MB in pieces, of which the server takes what it wants
		for range 40 {
			if _, err := io.WriteString(conn, "c350\r\n"+strings.Repeat("x", 50000)+"\r\n"); err != nil {
				return
			}
		}
	}()
	if got := read(); got != 413 {
		t.Errorf("a body without end: %d", got)
	}
}
