package ui

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// built is a dist folder as web/build.mjs makes it.
func built() fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"manifest.json": file(`{"main":"main-A.js","early":"early-B.js","style":"style-C.css","icon":"icon-D.svg","fonts":["noto-E.woff2"],
			"strings":{"en":"strings-en-1.json","hi":"strings-hi-2.json","mr":"strings-mr-3.json"},
			"pages":{"chronicle":["chronicle-F.js","main-A.js"],"map":["map-G.js"]}}`),
		"assets/main-A.js":    file(strings.Repeat("console.log(1);", 100)),
		"assets/noto-E.woff2": file("wOF2 \x00\x01\x02\x03 packed already"),
		"assets/secret.pem":   file("no kind that is served"),
	}
}

func serve(t *testing.T, dist fstest.MapFS) http.Handler {
	t.Helper()
	h, err := Live(dist)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(h http.Handler, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestLanguageIsChosen(t *testing.T) {
	h := serve(t, built())
	for _, x := range []struct{ accept, cookie, want string }{
		{"mr-IN,mr;q=0.9,en;q=0.5", "", "/mr/"},
		{"hi", "", "/hi/"},
		{"en-GB", "", "/en/"},
		{"fr-FR,hi;q=0.4", "", "/hi/"},
		{"fr", "", "/en/"},
		{"", "", "/en/"},
		{"q=;;;", "", "/en/"},
		{"hi", "language=mr", "/mr/"},
		{"hi", "language=xx", "/hi/"},
		{"hi", "language=../../etc", "/hi/"},
	} {
		w := get(h, "/?from=2026-03-02", "Accept-Language", x.accept, "Cookie", x.cookie)
		if w.Code != http.StatusFound || w.Header().Get("Location") != x.want+"?from=2026-03-02" {
			t.Errorf("Accept-Language %q, cookie %q: %d %s, want %s", x.accept, x.cookie, w.Code, w.Header().Get("Location"), x.want)
		}
		if v := w.Header().Get("Vary"); !strings.Contains(v, "Accept-Language") || !strings.Contains(v, "Cookie") {
			t.Errorf("Vary is %q: a cache would send all to one language", v)
		}
	}
}

func TestFrame(t *testing.T) {
	h := serve(t, built())
	for _, x := range []struct {
		path string
		code int
		want []string
	}{
		{"/mr/", 200, []string{`<html lang="mr"`, `data-locale="mr-IN"`, `data-strings="/assets/strings-mr-3.json"`, `<title>घटनाक्रम · बखर</title>`, `src="/assets/main-A.js"`, `href="/assets/chronicle-F.js"`}},
		{"/hi/", 200, []string{`<html lang="hi"`, `/assets/strings-hi-2.json`}},
		{"/en/map", 200, []string{`href="/assets/map-G.js"`}},
		{"/en/map/anything/below", 200, []string{`href="/assets/map-G.js"`}},
		{"/mr/nonsense", 404, []string{`<html lang="mr"`, "असे पान नाही"}},
		{"/en/chronicle", 404, nil},
		{"/xx/", 404, []string{`<html lang="en"`}},
		{"/favicon.ico", 404, nil},
		{`/en/%22%3E%3Cscript%3Ealert(1)%3C/script%3E`, 404, nil},
	} {
		w := get(h, x.path)
		body := w.Body.String()
		if w.Code != x.code {
			t.Errorf("%s: %d, want %d", x.path, w.Code, x.code)
		}
		for _, s := range x.want {
			if !strings.Contains(body, s) {
				t.Errorf("%s has no %s:\n%s", x.path, s, body)
			}
		}
		if strings.Contains(body, "alert(1)") {
			t.Errorf("%s comes back in the page", x.path)
		}
	}
	if w := get(h, "/mr"); w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != "/mr/" {
		t.Errorf("/mr: %d %s", w.Code, w.Header().Get("Location"))
	}
}

// TestFrameKeepsThePolicy holds that nothing in the frame needs 'unsafe-inline' or another host.
func TestFrameKeepsThePolicy(t *testing.T) {
	for _, dist := range []fstest.MapFS{built(), {}} {
		body := get(serve(t, dist), "/mr/").Body.String()
		for _, bad := range []string{`<script>`, `<style`, ` style=`, `javascript:`, ` onload=`, "http://", "https://"} {
			if strings.Contains(body, bad) {
				t.Errorf("the frame has %s:\n%s", bad, body)
			}
		}
		for _, m := range regexp.MustCompile(`<script[^>]*>`).FindAllString(body, -1) {
			if !strings.Contains(m, `src="/assets/`) {
				t.Errorf("a script without a file of its own: %s", m)
			}
		}
	}
}

func TestNotBuilt(t *testing.T) {
	w := get(serve(t, fstest.MapFS{".keep": {}}), "/en/")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "make web") {
		t.Errorf("%d, and nothing tells how to build it:\n%s", w.Code, w.Body)
	}
}

func TestDamagedManifest(t *testing.T) {
	for _, s := range []string{"{", `{"main":""}`, `[]`} {
		w := get(serve(t, fstest.MapFS{"manifest.json": {Data: []byte(s)}}), "/en/")
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "json") {
			t.Errorf("%q: %d %s, want 500 without internals", s, w.Code, w.Body)
		}
	}
}

func TestAssets(t *testing.T) {
	h := serve(t, built())
	js := string(built()["assets/main-A.js"].Data)
	plain, packed := get(h, "/assets/main-A.js"), get(h, "/assets/main-A.js", "Accept-Encoding", "br, gzip;q=0.8")
	if plain.Body.String() != js || plain.Header().Get("Content-Encoding") != "" {
		t.Errorf("without Accept-Encoding: %q %s", plain.Header().Get("Content-Encoding"), plain.Body)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed.Body.Bytes()))
	if err != nil {
		t.Fatalf("not gzip: %v", err)
	}
	if got, _ := io.ReadAll(z); string(got) != js {
		t.Errorf("unpacked: %s", got)
	}
	if plain.Header().Get("ETag") == packed.Header().Get("ETag") {
		t.Error("both forms have one ETag")
	}
	for _, w := range []*httptest.ResponseRecorder{plain, packed} {
		if w.Header().Get("Content-Type") != "text/javascript; charset=utf-8" || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("header %v", w.Header())
		}
	}
	if w := get(h, "/assets/main-A.js", "Accept-Encoding", "gzip;q=0"); w.Header().Get("Content-Encoding") != "" {
		t.Error("gzip was refused and is sent")
	}
	if w := get(h, "/assets/main-A.js", "If-None-Match", plain.Header().Get("ETag")); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("with its ETag: %d", w.Code)
	}
	if w := get(h, "/assets/noto-E.woff2", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "" || w.Header().Get("Content-Type") != "font/woff2" {
		t.Errorf("a font is packed already: %v", w.Header())
	}
	for _, path := range []string{"/assets/secret.pem", "/assets/none.js", "/assets/..%2fmanifest.json", "/assets/manifest.json"} {
		if w := get(h, path); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", path, w.Code)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	w := httptest.NewRecorder()
	serve(t, built()).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/mr/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
}
