package server

import (
	"context"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/server/wire"
)

// about opens the document.
const about = `Events that news in Marathi, Hindi and English tells, in the PLOVER scheme: who did what to whom, when, where, and who says so.
Lists take the filters of the command line, go on by cursor, and carry an ETag that changes when the chronicle does. Errors are problem
details (RFC 9457) that say what to mend. See docs/api.md.`

// The parts of the document.
var tags = []*huma.Tag{
	{Name: "events", Description: "What happened, and who says so"},
	{Name: "articles", Description: "The texts, with what was read in them"},
	{Name: "overview", Description: "Counts of events by party, place and time"},
	{Name: "corrections", Description: "What analysts decide about reports"},
	{Name: "service", Description: "Sessions, coding a text, export, changes as they come"},
}

// listsAreLists says to huma that no list is ever null.
var listsAreLists = sync.OnceFunc(func() { huma.DefaultArrayNullable = false })

// apiConfig says how the document is made.
func apiConfig(coder string) huma.Config {
	listsAreLists()
	_, version, _ := strings.Cut(coder, " ")
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI:    "3.1.0",
			Info:       &huma.Info{Title: "bakhar", Version: version, Description: about, License: &huma.License{Name: "MIT", Identifier: "MIT"}},
			Servers:    []*huma.Server{{URL: "/"}},
			Tags:       tags,
			Components: &huma.Components{Schemas: registry, SecuritySchemes: schemes},
		},
		OpenAPIPath:                  Base + "/openapi",
		Formats:                      huma.DefaultFormats,
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true, // a filter that is passed over finds too much
		Transformers:                 []huma.Transformer{shorten},
	}
}

// schemes are the ways to show who one is.
var schemes = map[string]*huma.SecurityScheme{
	"token":   {Type: "http", Scheme: "bearer", Description: "A token that `bakhar token add` made. From the own machine readers need none"},
	"session": {Type: "apiKey", In: "cookie", Name: "bakhar_session", Description: "POST /session makes it of a token; what changes anything needs the header X-CSRF-Token too"},
}

// schemaName names the schema of a type: its own name, with that of its package before it where it is not one of wire's.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	pkg := path.Base(t.PkgPath())
	if t.Name() == "" || pkg == "wire" || pkg == "server" || pkg == "v2" || pkg == "." {
		return name
	}
	if pkg == "accounts" {
		pkg = "card"
	}
	return strings.ToUpper(pkg[:1]) + pkg[1:] + name
}

// valueShown is how many bytes of a wrong value an error repeats.
const valueShown = 100

// shorten keeps errors from repeating long values.
func shorten(_ huma.Context, _ string, v any) (any, error) {
	e, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	for _, d := range e.Errors {
		switch x := d.Value.(type) {
		case string:
			if len(x) > valueShown {
				d.Value = strings.ToValidUTF8(x[:valueShown], "") + "…"
			}
		case nil, bool, float64, int, int64:
		default:
			d.Value = nil
		}
	}
	return e, nil
}

// op is an operation: what the document says of it, what it may answer with, and how it is let in.
type op struct {
	method, path, id, tag, summary, text string
	errors                               []int // beside those of all
	role                                 guard.Role
	kept                                 bool // its answer is a function of the chronicle and the address
	heavy                                bool // only some at once
	stream                               bool // it goes on for as long as its reader
}

// add puts an operation into the server, and gives it as the document has it.
func (s *Server) add(o op) huma.Operation {
	s.ops[o.method+" "+Base+o.path] = o
	out := huma.Operation{Method: o.method, Path: Base + o.path, OperationID: o.id, Tags: []string{o.tag}, Summary: o.summary, Description: o.text,
		MaxBodyBytes: guard.BodyMax, Errors: slices.Concat([]int{http.StatusForbidden, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable}, o.errors)}
	if o.role > guard.Nobody {
		out.Errors = append(out.Errors, http.StatusUnauthorized)
		out.Security = []map[string][]string{{"token": {}}, {"session": {}}}
	}
	if o.role == guard.Reader {
		out.Security = append(out.Security, map[string][]string{}) // from the own machine without
	}
	if o.kept {
		out.Description = strings.TrimSpace(out.Description + "\n\nHas an ETag: If-None-Match is answered with 304 while the chronicle has not changed.")
	}
	return out
}

// body is an answer that is all JSON.
type body[T any] struct{ Body T }

// get adds a question to the API whose answer is kept.
func get[I, O any](s *Server, o op, f func(ctx context.Context, in *I) (O, error)) {
	o.method, o.kept = http.MethodGet, true
	do(s, o, f)
}

// do adds an operation.
func do[I, O any](s *Server, o op, f func(ctx context.Context, in *I) (O, error)) {
	if o.path != sessionPath {
		o.role = max(o.role, guard.Reader)
	}
	huma.Register(s.api, s.add(o), func(ctx context.Context, in *I) (*body[O], error) {
		out, err := f(ctx, in)
		if err != nil {
			return nil, s.answer(ctx, err)
		}
		return &body[O]{out}, nil
	})
}

// nowhere answers for paths that are none, and for methods that a path does not take.
func (s *Server) nowhere(w http.ResponseWriter, r *http.Request) {
	var allowed []string
	for _, m := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
		try := r.Clone(r.Context())
		try.Method = m
		if _, pattern := s.mux.Handler(try); pattern != "/" {
			allowed = append(allowed, m)
		}
	}
	if len(allowed) == 0 {
		problem(w, http.StatusNotFound, "there is no such path; "+Base+"/openapi.json lists all")
		return
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	problem(w, http.StatusMethodNotAllowed, "this path takes "+strings.Join(allowed, ", "))
}

// problem writes an error outside of the API's own operations, in the same shape.
func problem(w http.ResponseWriter, status int, detail string) {
	wire.WriteProblem(w, status, detail)
}
