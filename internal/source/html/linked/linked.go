// Package linked reads what the JSON-LD of a page says of its article, from the graphs, lists and mistakes that content systems write. Whether to
// believe it is left to package html.
package linked

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/bakhar/bakhar/internal/source/html/labels"
	"github.com/bakhar/bakhar/internal/source/html/tree"
)

// What is read of the JSON-LD of a page at most.
const (
	ldBytesMax = 2 << 20
	ldDepthMax = 12
	ldNodesMax = 5000
	authorsMax = 8 // names
)

// Data is what the JSON-LD of a page says of its article; what it does not say is empty.
type Data struct {
	Headline, Published, Body, Language, Address string
	Author, Publisher                            string
	Live                                         bool // a LiveBlogPosting
}

// object is a node of JSON-LD.
type object = map[string]any

// Read reads the JSON-LD of a page. What is broken is left out: there is a page beside it.
func Read(root *html.Node, title string) Data {
	g := &graph{byID: map[string]object{}}
	bytes := 0
	tree.Elements(root, func(n *html.Node) bool {
		if n.DataAtom == atom.Script && strings.Contains(strings.ToLower(tree.Attr(n, "type")), "ld+json") && n.FirstChild != nil {
			if bytes += len(n.FirstChild.Data); bytes <= ldBytesMax {
				g.read(n.FirstChild.Data)
			}
			return false
		}
		return true
	})
	return g.article(title)
}

// graph is all nodes of a page's JSON-LD, with the articles among them.
type graph struct {
	byID     map[string]object
	articles []object
	pages    []object
	sites    []object
	nodes    int
}

func (g *graph) read(s string) {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "//<![CDATA["), "//]]>")
	dec := json.NewDecoder(strings.NewReader(tame(s)))
	for g.nodes < ldNodesMax { // some pages put several values in one element
		var v any
		if dec.Decode(&v) != nil {
			return
		}
		g.add(v, 0)
	}
}

// tame makes JSON of what content systems write: line breaks inside of strings are escaped, other control characters are blanks.
func tame(s string) string {
	var b strings.Builder
	quoted, escaped := false, false
	for _, r := range s {
		switch {
		case r == '\n' && quoted:
			b.WriteString(`\n`)
		case r < ' ':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
		quoted = quoted != (r == '"' && !escaped)
		escaped = r == '\\' && !escaped
	}
	return b.String()
}

func (g *graph) add(v any, depth int) {
	if g.nodes++; g.nodes > ldNodesMax || depth > ldDepthMax {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			g.add(x, depth+1)
		}
	case object:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			g.byID[id] = v
		}
		kind := kindOf(v)
		switch {
		case strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "BlogPosting") || kind == "LiveBlogPosting" || kind == "Report":
			g.articles = append(g.articles, v)
			return // the posts of a live blog are no articles of their own
		case strings.HasSuffix(kind, "WebPage"):
			g.pages = append(g.pages, v)
		case kind == "WebSite":
			g.sites = append(g.sites, v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "item"} {
			if x, ok := v[key]; ok {
				g.add(x, depth+1)
			}
		}
	}
}

// kindOf is a node's @type, the article's where it has several.
func kindOf(v object) string {
	switch t := v["@type"].(type) {
	case string:
		return t
	case []any:
		kind := ""
		for _, x := range t {
			if s, ok := x.(string); ok && (kind == "" || strings.HasSuffix(s, "Article")) {
				kind = s
			}
		}
		return kind
	}
	return ""
}

// article is what the graph says of the article that title heads; of several, the first.
func (g *graph) article(title string) Data {
	var d Data
	best := -1.0
	var art object
	for _, a := range g.articles {
		score := labels.Alike(g.text(a["headline"]), title)
		if g.text(a["datePublished"]) != "" {
			score += 0.1
		}
		if score > best {
			best, art = score, a
		}
	}
	if art != nil {
		d.Headline, d.Published, d.Body = g.text(art["headline"]), g.text(art["datePublished"]), g.text(art["articleBody"])
		d.Author, d.Publisher = g.names(art["author"]), g.name(art["publisher"])
		d.Language, d.Address = g.text(art["inLanguage"]), g.text(art["url"])
		d.Live = kindOf(art) == "LiveBlogPosting"
	}
	for _, p := range g.pages {
		if d.Published == "" {
			d.Published = g.text(p["datePublished"])
		}
		if d.Publisher == "" {
			d.Publisher = g.name(p["publisher"])
		}
		if d.Language == "" {
			d.Language = g.text(p["inLanguage"])
		}
	}
	for _, s := range g.sites {
		if d.Publisher == "" {
			d.Publisher = g.name(s)
		}
	}
	return d
}

func (g *graph) text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(html.UnescapeString(v))
	case []any:
		if len(v) > 0 {
			if s, ok := v[0].(string); ok {
				return g.text(s)
			}
		}
	case object:
		if s, ok := v["@value"].(string); ok {
			return g.text(s)
		}
	}
	return ""
}

// name is the name of a person or body: a text, a node, or the id of one.
func (g *graph) name(v any) string {
	switch v := v.(type) {
	case string:
		return g.text(v)
	case []any:
		if len(v) > 0 {
			return g.name(v[0])
		}
	case object:
		if s := g.text(v["name"]); s != "" {
			return s
		}
		if id, ok := v["@id"].(string); ok {
			return g.text(g.byID[id]["name"])
		}
	}
	return ""
}

// names joins the names of several authors.
func (g *graph) names(v any) string {
	list, ok := v.([]any)
	if !ok {
		return g.name(v)
	}
	var out []string
	for _, x := range list {
		if s := g.name(x); s != "" && len(out) < authorsMax {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}
