// Package ui serves the web interface: the pages' frame in the reader's language, and the scripts, styles, fonts and words that web/build.mjs
// made of web/src. All of it is embedded in the program, so that it needs no file and no other host.
//
// The frame is small HTML without content: what a page shows, its script asks of the API. Names of assets carry a hash of their content and
// are kept by browsers for ever; the frame is asked for anew each time. Where the interface was not built (`make web`), a page says so and the API
// works all the same. Security headers, sessions and the API itself are package server's.
package ui

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/text/language"
)

//go:embed all:dist
var embedded embed.FS

//go:embed strings/*.tsv
var tables embed.FS

//go:embed shell.html
var shell string

var frame = template.Must(template.New("shell").Parse(shell))

// CookieLanguage is the cookie in which the interface keeps the language that a reader chose.
const CookieLanguage = "language"

// fallback is the language of those who tell no other that there is.
const fallback = "en"

// chronicle is what the manifest calls the page whose address has no name.
const chronicle = "chronicle"

// Handler serves everything outside the API: `/` sends to the reader's language, /{language}/{page}/… is the frame of a page, /assets/{file} the
// built files. Other addresses are 404 pages. It is for GET and HEAD; a dist that is damaged is an error.
func Handler() (http.Handler, error) {
	dist, err := fs.Sub(embedded, "dist")
	if err != nil {
		return nil, err
	}
	built, err := readManifest(dist)
	if err != nil {
		return nil, err
	}
	return handler(dist, func() (*manifest, error) { return built, nil })
}

// Live is Handler for a dist folder elsewhere that may change while the server runs: what `node build.mjs --watch` keeps up to date.
func Live(dist fs.FS) (http.Handler, error) {
	return handler(dist, func() (*manifest, error) { return readManifest(dist) })
}

func handler(dist fs.FS, built func() (*manifest, error)) (http.Handler, error) {
	words, err := readStrings(tables)
	if err != nil {
		return nil, err
	}
	s := &site{words: words, codes: words.languages(), built: built}
	var tags []language.Tag
	for _, code := range s.codes {
		tags = append(tags, language.Make(code))
	}
	s.matcher = language.NewMatcher(tags)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.choose)
	mux.Handle("GET /assets/{file}", &assets{dir: dist})
	mux.HandleFunc("GET /{language}/{page...}", s.page)
	mux.HandleFunc("GET /{language}", s.bare)
	return mux, nil
}

type site struct {
	words   texts
	codes   []string                  // of the languages, sorted
	built   func() (*manifest, error) // nil where the interface was not built
	matcher language.Matcher
}

// language is what the reader chose before, or what the browser prefers.
func (s *site) language(r *http.Request) string {
	if c, err := r.Cookie(CookieLanguage); err == nil && s.words[c.Value] != nil {
		return c.Value
	}
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(wanted) == 0 {
		return fallback
	}
	if _, i, sure := s.matcher.Match(wanted...); sure >= language.High {
		return s.codes[i]
	}
	return fallback
}

func (s *site) choose(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Vary", "Accept-Language, Cookie")
	w.Header().Set("Cache-Control", "no-cache")
	to := url.URL{Path: "/" + s.language(r) + "/", RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, to.String(), http.StatusFound)
}

func (s *site) bare(w http.ResponseWriter, r *http.Request) {
	code := r.PathValue("language")
	if s.words[code] == nil {
		s.write(w, r, s.language(r), "")
		return
	}
	http.Redirect(w, r, "/"+code+"/", http.StatusMovedPermanently)
}

func (s *site) page(w http.ResponseWriter, r *http.Request) {
	code := r.PathValue("language")
	if s.words[code] == nil {
		s.write(w, r, s.language(r), "")
		return
	}
	name, _, _ := strings.Cut(r.PathValue("page"), "/")
	switch name {
	case "":
		name = chronicle
	case chronicle:
		name = "" // it has one address, the language's own
	}
	s.write(w, r, code, name)
}

// view is what the frame shows. Without Main the interface was not built.
type view struct {
	Language, Locale, Languages, Title, NoScript string
	Strings, Early, Style, Main, Icon, Licences  string
	Fonts, Scripts                               []string
}

// write answers with the frame of a page; where there is no such page, with that of a 404.
func (s *site) write(w http.ResponseWriter, r *http.Request, code, page string) {
	built, err := s.built()
	if err != nil {
		http.Error(w, "the web interface is damaged", http.StatusInternalServerError)
		return
	}
	words, status := s.words[code], http.StatusOK
	title := words["page."+page]
	if page == "" || built != nil && built.Pages[page] == nil {
		title, status = words["notfound.title"], http.StatusNotFound
	}
	v := view{Language: code, Locale: words["locale"], Languages: strings.Join(s.codes, " "), NoScript: words["noscript"],
		Title: strings.ReplaceAll(words["title"], "{page}", title)}
	if built != nil {
		v.Strings, v.Early, v.Style, v.Main, v.Icon, v.Licences = at(built.Strings[code]), at(built.Early), at(built.Style), at(built.Main), at(built.Icon), at(built.Terms)
		for _, f := range built.Fonts {
			v.Fonts = append(v.Fonts, at(f))
		}
		for _, f := range built.Pages[page] {
			if f != built.Main {
				v.Scripts = append(v.Scripts, at(f))
			}
		}
	}
	var b bytes.Buffer
	if err := frame.Execute(&b, v); err != nil {
		panic(fmt.Sprintf("BUG: shell.html: %v", err))
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", code)
	h.Set("Cache-Control", "no-cache")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(b.Bytes())
	}
}

func at(file string) string { return "/assets/" + file }
