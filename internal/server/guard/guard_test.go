package guard_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/server/guard"
)

// door is a guard before a handler that says who asks.
type door struct {
	t       *testing.T
	g       *guard.Guard
	h       http.Handler
	now     time.Time
	tokens  string // the file
	secrets map[string]string
}

func newDoor(t *testing.T, c guard.Config) *door {
	t.Helper()
	d := &door{t: t, now: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC), tokens: filepath.Join(t.TempDir(), "tokens"), secrets: map[string]string{}}
	for _, role := range []guard.Role{guard.Reader, guard.Analyst, guard.Admin} {
		s, err := guard.Add(d.tokens, "the "+role.String(), role, d.now)
		if err != nil {
			t.Fatal(err)
		}
		d.secrets[role.String()] = s
	}
	var err error
	if c.Tokens, err = guard.OpenTokens(d.tokens); err != nil {
		t.Fatal(err)
	}
	c.Now = func() time.Time { return d.now }
	d.g = guard.New(c)
	d.h = d.g.API(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who := guard.From(r.Context())
		switch r.URL.Path {
		case "/login":
			if _, ok := d.g.Login(w.Header(), r, r.Header.Get("X-Token")); !ok {
				w.WriteHeader(http.StatusUnauthorized)
			}
			return
		case "/logout":
			who = d.g.Logout(w.Header(), r)
		case "/correct":
			if status, _ := guard.Refusal(who, guard.Analyst); status != 0 {
				w.WriteHeader(status)
				return
			}
		}
		fmt.Fprintf(w, "%s %s %v %s %s", who.Role, who.Name, who.Local, who.From, who.CSRF)
	}))
	return d
}

// ask sends a request from an address; headers are "Name: value", and Host is one of them.
func (d *door) ask(from, method, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://localhost:8350"+path, nil)
	r.RemoteAddr = from
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
			continue
		}
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	d.h.ServeHTTP(w, r)
	return w
}

const (
	own     = "127.0.0.1:5000"
	own6    = "[::1]:5000"
	away    = "192.0.2.7:5000"
	proxied = "X-Forwarded-For: 203.0.113.9"
)

// TestWho: who one is, from where one comes and with what.
func TestWho(t *testing.T) {
	d := newDoor(t, guard.Config{Hosts: []string{"bakhar.example.org"}, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
	bearer := func(role string) string { return "Authorization: Bearer " + d.secrets[role] }
	for _, x := range []struct {
		name, from string
		headers    []string
		status     int
		says       string
	}{
		{"own machine, no token", own, nil, 200, "reader  true 127.0.0.1 "},
		{"own machine by IPv6", own6, []string{"Host: [::1]:8350"}, 200, "reader  true ::1 "},
		{"another machine, no token", away, nil, 200, "none  false 192.0.2.7 "},
		{"another machine that says it is this", away, []string{"X-Forwarded-For: 127.0.0.1"}, 200, "none  false 192.0.2.7 "},
		{"through a proxy on the own machine", own, []string{proxied}, 200, "none  false 127.0.0.1 "},
		{"through such a proxy with another header", own, []string{"Forwarded: for=203.0.113.9"}, 200, "none  false"},
		{"own machine, by the server's public name", own, []string{"Host: bakhar.example.org"}, 200, "none  false"},
		{"through a proxy that is trusted", "10.0.0.3:80", []string{proxied, "Host: bakhar.example.org", bearer("reader")}, 200, "reader the reader false 203.0.113.9 "},
		{"who forges the address before the proxy", "10.0.0.3:80", []string{"X-Forwarded-For: 127.0.0.1, 203.0.113.9"}, 200, "none  false 203.0.113.9 "},
		{"a reader's token", away, []string{bearer("reader")}, 200, "reader the reader false 192.0.2.7 "},
		{"an analyst's", away, []string{bearer("analyst")}, 200, "analyst the analyst false"},
		{"an admin's", own, []string{bearer("admin")}, 200, "admin the admin false"},
		{"a token that is none", own, []string{"Authorization: Bearer bakhar_0000"}, 401, "not known"},
		{"no token at all", own, []string{"Authorization: Bearer "}, 401, "not known"},
		{"another way", own, []string{"Authorization: Basic YTpi"}, 401, "Bearer"},
		{"the hash of a token", own, []string{"Authorization: Bearer " + hashOf(t, d.tokens)}, 401, "not known"},
		{"a foreign name that means this machine", own, []string{"Host: evil.example.com"}, 403, "--host"},
		{"a name like ours", own, []string{"Host: localhost.evil.example.com:8350"}, 403, "--host"},
		{"a cookie of nobody", away, []string{"Cookie: bakhar_session=abc"}, 200, "none  false"},
		{"asked by another site's page", own, []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"}, 403, "another site"},
		{"a link on another site", own, []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"}, 200, "reader"},
		{"asked by our own page", own, []string{"Sec-Fetch-Site: same-origin"}, 200, "reader"},
	} {
		w := d.ask(x.from, "GET", "/", x.headers...)
		if w.Code != x.status || !strings.Contains(w.Body.String(), x.says) {
			t.Errorf("%s: %d %s; wanted %d %s", x.name, w.Code, w.Body, x.status, x.says)
		}
	}
}

func hashOf(t *testing.T, path string) string {
	t.Helper()
	list, err := guard.List(path)
	if err != nil {
		t.Fatal(err)
	}
	return list[0].Hash
}

// TestCorrecting: who may change anything, and by whose will.
func TestCorrecting(t *testing.T) {
	trusting, careful := newDoor(t, guard.Config{TrustLocal: true}), newDoor(t, guard.Config{})
	for _, x := range []struct {
		name    string
		d       *door
		from    string
		headers []string
		status  int
	}{
		{"own machine, not trusted", careful, own, nil, 403},
		{"own machine, trusted", trusting, own, nil, 200},
		{"another machine, where the own is trusted", trusting, away, nil, 401},
		{"a proxy on the own machine, where it is trusted", trusting, own, []string{proxied}, 401},
		{"a reader's token", careful, away, []string{"Authorization: Bearer " + careful.secrets["reader"]}, 403},
		{"a reader's token, where the own machine is trusted", trusting, own, []string{"Authorization: Bearer " + trusting.secrets["reader"]}, 403},
		{"an analyst's", careful, away, []string{"Authorization: Bearer " + careful.secrets["analyst"]}, 200},
		{"an admin's", careful, away, []string{"Authorization: Bearer " + careful.secrets["admin"]}, 200},
		{"another site's page", trusting, own, []string{"Sec-Fetch-Site: cross-site"}, 403},
		{"a page of the same site on another port", trusting, own, []string{"Sec-Fetch-Site: same-site"}, 403},
		{"another site's page in an old browser", trusting, own, []string{"Origin: https://evil.example.com"}, 403},
		{"a page without an origin", trusting, own, []string{"Origin: null"}, 403},
		{"our page in an old browser", trusting, own, []string{"Origin: http://localhost:8350"}, 200},
		{"our page", trusting, own, []string{"Sec-Fetch-Site: same-origin", "Origin: http://localhost:8350"}, 200},
	} {
		if w := x.d.ask(x.from, "POST", "/correct", x.headers...); w.Code != x.status {
			t.Errorf("%s: %d %s; wanted %d", x.name, w.Code, w.Body, x.status)
		}
	}
}

// TestFormPost: a form of another site that an old browser sends has no JSON.
func TestFormPost(t *testing.T) {
	d := newDoor(t, guard.Config{TrustLocal: true})
	for kind, want := range map[string]int{"text/plain": 403, "application/x-www-form-urlencoded": 403, "": 403, "application/json": 200, "application/json; charset=utf-8": 200} {
		r := httptest.NewRequest("POST", "http://localhost/correct", strings.NewReader(`{"a":"b"}`))
		r.RemoteAddr = own
		if kind != "" {
			r.Header.Set("Content-Type", kind)
		}
		w := httptest.NewRecorder()
		if d.h.ServeHTTP(w, r); w.Code != want {
			t.Errorf("%q: %d, wanted %d", kind, w.Code, want)
		}
	}
}

// TestSession: a token makes a cookie that scripts and other sites do not get; it changes things only with its secret; it ends with time, with
// logging out, and with its token.
func TestSession(t *testing.T) {
	d := newDoor(t, guard.Config{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
	if w := d.ask(away, "POST", "/login", "X-Token: bakhar_none"); w.Code != 401 || w.Header().Get("Set-Cookie") != "" {
		t.Errorf("no token logs in: %d %v", w.Code, w.Header())
	}
	login := func(headers ...string) *http.Cookie {
		t.Helper()
		w := d.ask("10.0.0.1:80", "POST", "/login", append(headers, "X-Token: "+d.secrets["analyst"], proxied)...)
		cs := w.Result().Cookies()
		if w.Code != 200 || len(cs) != 1 {
			t.Fatalf("%d %v", w.Code, w.Header())
		}
		if c := cs[0]; !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Domain != "" || len(c.Value) < 32 {
			t.Errorf("the cookie is %v", c)
		}
		return cs[0]
	}
	if c := login("X-Forwarded-Proto: https"); !c.Secure || !strings.HasPrefix(c.Name, "__Host-") {
		t.Errorf("with TLS the cookie is %v", c)
	}
	cookie := login()
	as := "Cookie: " + cookie.Name + "=" + cookie.Value
	w := d.ask(away, "GET", "/", as)
	f := strings.Fields(w.Body.String())
	if len(f) != 6 || f[0] != "analyst" {
		t.Fatalf("with the cookie: %s", w.Body)
	}
	csrf := "X-CSRF-Token: " + f[5]
	if w := d.ask(away, "POST", "/correct", as); w.Code != 403 {
		t.Errorf("a change without the secret: %d", w.Code)
	}
	if w := d.ask(away, "POST", "/correct", as, "X-CSRF-Token: 0000"); w.Code != 403 {
		t.Errorf("a change with another secret: %d", w.Code)
	}
	if w := d.ask(away, "POST", "/correct", as, csrf); w.Code != 200 {
		t.Errorf("a change with the secret: %d %s", w.Code, w.Body)
	}
	if w := d.ask(away, "POST", "/correct", as, csrf, "Sec-Fetch-Site: cross-site"); w.Code != 403 {
		t.Errorf("a change from another site: %d", w.Code)
	}
	gone := func(why, cookie string) {
		t.Helper()
		if w := d.ask(away, "GET", "/", cookie); !strings.HasPrefix(w.Body.String(), "none") {
			t.Errorf("%s: %s", why, w.Body)
		}
	}
	if w := d.ask(away, "DELETE", "/logout", as, csrf); w.Code != 200 || !strings.Contains(w.Header().Get("Set-Cookie"), "Max-Age=0") {
		t.Errorf("logging out: %d %v", w.Code, w.Header())
	}
	gone("logged out", as)
	cookie = login()
	as = "Cookie: " + cookie.Name + "=" + cookie.Value
	d.now = d.now.Add(13 * time.Hour)
	gone("half a day later", as)
	cookie = login()
	as = "Cookie: " + cookie.Name + "=" + cookie.Value
	if err := guard.Remove(d.tokens, "the analyst"); err != nil {
		t.Fatal(err)
	}
	gone("its token removed", as)
}

// TestRate: one client is held to the rate, others are not; addresses of one IPv6 network are one client.
func TestRate(t *testing.T) {
	d := newDoor(t, guard.Config{Rate: 2})
	many := func(from func(i int) string) (refused int) {
		for i := range 40 {
			if w := d.ask(from(i), "GET", "/"); w.Code == http.StatusTooManyRequests {
				refused++
				if w.Header().Get("Retry-After") == "" {
					t.Error("when to come back is not told")
				}
			}
		}
		return refused
	}
	if n := many(func(int) string { return away }); n != 28 {
		t.Errorf("%d of 40 requests were refused, 12 may be sent at once", n)
	}
	if n := many(func(i int) string { return fmt.Sprintf("192.0.3.%d:1", i) }); n != 0 {
		t.Errorf("%d of 40 clients were refused", n)
	}
	if n := many(func(i int) string { return fmt.Sprintf("[2001:db8::%x]:1", i) }); n != 28 {
		t.Errorf("one network of IPv6: %d of 40 refused", n)
	}
	d.now = d.now.Add(time.Second)
	if w := d.ask(away, "GET", "/"); w.Code != 200 {
		t.Errorf("a second later: %d", w.Code)
	}
}

// TestHeaders: what keeps a browser from being turned against its user.
func TestHeaders(t *testing.T) {
	d := newDoor(t, guard.Config{})
	page := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "http://localhost/mr/", nil)
	d.g.Pages(http.NotFoundHandler()).ServeHTTP(page, r)
	for name, w := range map[string]*httptest.ResponseRecorder{"the API": d.ask(own, "GET", "/"), "an error": d.ask(own, "GET", "/", "Host: evil.example.com"), "a page": page} {
		for header, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"} {
			if got := w.Header().Get(header); got != want {
				t.Errorf("%s: %s is %q", name, header, got)
			}
		}
		policy := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
			t.Errorf("%s: the policy is %q", name, policy)
		}
		if w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: other sites may read", name)
		}
	}
}

// TestTokens: the file holds no token, only hashes; what is wrong with it is told by line, and is nobody's token.
func TestTokens(t *testing.T) {
	d := newDoor(t, guard.Config{})
	data, err := os.ReadFile(d.tokens)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range d.secrets {
		if strings.Contains(string(data), s) || strings.Contains(string(data), strings.TrimPrefix(s, "bakhar_")) {
			t.Error("the file holds a token")
		}
	}
	if info, err := os.Stat(d.tokens); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file may be read by others: %v %v", info.Mode(), err)
	}
	for _, name := range []string{"the reader", "", " x", "a\tb", "a\nb", "#x", strings.Repeat("म", 101)} {
		if _, err := guard.Add(d.tokens, name, guard.Reader, d.now); err == nil {
			t.Errorf("a token of the name %q was made", name)
		}
	}
	if err := guard.Remove(d.tokens, "nobody"); err == nil {
		t.Error("the token of nobody was removed")
	}
	if again, _ := os.ReadFile(d.tokens); string(again) != string(data) {
		t.Error("what was refused has changed the file")
	}
	hash := strings.Repeat("a", 64)
	bad := "a\treader\t2026-03-10T00:00:00Z\t" + hash + "\nb\tking\t2026-03-10T00:00:00Z\t" + hash + "\nc\treader\tyesterday\t" + hash + "\nd\tadmin\t2026-03-10T00:00:00Z\tshort\nnothing\n"
	path := filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(path, []byte(bad), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = guard.OpenTokens(path)
	for _, want := range []string{path + ":2: \"king\"", path + ":3: \"yesterday\"", path + ":4:", path + ":5:"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a damaged file is told as %v; %q is missing", err, want)
		}
	}
	if err := os.WriteFile(path+".new", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := guard.Add(path, "x", guard.Reader, d.now); err == nil || !strings.Contains(err.Error(), "at work") {
		t.Errorf("two programs at work: %v", err)
	}
}
