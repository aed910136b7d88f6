package accounts

import (
	"maps"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
)

const sectorMedia = "JRN"

// witness is one article in the counting of sources.
type witness struct {
	tellings []int
	art      *Telling
	agency   string
	trail    []string
}

// counting joins witnesses into sources.
type counting struct {
	ts    []Telling
	ws    []witness
	up    []int            // union-find: the smallest index is the root
	ties  map[string][]int // kind and what it is of: witnesses that it joins
	order []string
}

// independent gives the sources of the tellings, and of each telling the index of its source.
func independent(ts []Telling) ([]Source, []int) {
	c := &counting{ts: ts, ties: map[string][]int{}}
	byID := map[string]int{}
	for i := range ts {
		id := ts[i].Article.ID
		w, ok := byID[id]
		if !ok {
			w = len(c.ws)
			byID[id] = w
			c.ws = append(c.ws, witness{art: &ts[i], trail: ts[i].Trail})
			c.up = append(c.up, w)
		}
		c.ws[w].tellings = append(c.ws[w].tellings, i)
	}
	c.agencies()
	for i := range c.ws {
		w := &c.ws[i]
		if g := w.art.Article.Group; g != "" {
			c.tie(TieCopy, g, i)
		}
		if p := fold(w.art.Article.Publisher); p != "" {
			c.tie(TiePublisher, p, i)
		}
		if w.agency != "" {
			c.tie(TieAgency, w.agency, i)
		}
	}
	c.translations()
	return c.give()
}

func (c *counting) root(i int) int {
	for c.up[i] != i {
		i = c.up[i]
	}
	return i
}

// tie says that a witness shares a reason with all that have it.
func (c *counting) tie(kind, of string, i int) {
	key := kind + "\x00" + of
	if c.ties[key] == nil {
		c.order = append(c.order, key)
	}
	c.ties[key] = append(c.ties[key], i)
	a, b := c.root(c.ties[key][0]), c.root(i)
	c.up[max(a, b)] = min(a, b)
}

// agencies finds the witnesses all of whose reports come from one agency, named in their text, as their author, or as their publisher.
func (c *counting) agencies() {
	names := map[string]string{} // folded: the agency's key
	for i := range c.ts {
		if a := c.ts[i].Report.Attribution; len(a) > 0 && a[0].Sector == sectorMedia {
			key := agencyKey(a[0].Party)
			names[fold(a[0].Text)] = key
			if a[0].Name != "" {
				names[fold(a[0].Name)] = key
			}
		}
	}
	for i := range c.ws {
		w := &c.ws[i]
		for n, t := range w.tellings {
			key := ""
			if a := c.ts[t].Report.Attribution; len(a) > 0 && a[0].Sector == sectorMedia {
				key = agencyKey(a[0].Party)
			}
			if n > 0 && key != w.agency {
				key = ""
			}
			if w.agency = key; key == "" {
				break
			}
		}
		for _, credit := range []string{w.art.Article.Author, w.art.Article.Publisher} {
			if key, ok := names[fold(credit)]; ok && w.agency == "" {
				w.agency = key
			}
		}
	}
}

// agencyKey names an agency by its name: two agencies of one country are two.
func agencyKey(p article.Party) string {
	if k := Identity(p); Known(k) {
		return k
	}
	return fold(p.Text)
}

func abs(n int) int { return max(n, -n) }

func (c *counting) give() ([]Source, []int) {
	number := map[int]int{}
	var out []Source
	of := make([]int, len(c.ts))
	for i := range c.ws {
		r := c.root(i)
		n, ok := number[r]
		if !ok {
			n = len(out)
			number[r] = n
			out = append(out, Source{Publishers: []string{}})
		}
		s, art := &out[n], &c.ws[i].art.Article
		s.Articles = append(s.Articles, art.ID)
		s.Publishers = insert(s.Publishers, art.Publisher)
		s.Languages = insert(s.Languages, art.Language)
		for _, t := range c.ws[i].tellings {
			of[t] = n
		}
	}
	for _, key := range c.order {
		ws := c.ties[key]
		if len(ws) < 2 {
			continue
		}
		kind, of, _ := strings.Cut(key, "\x00")
		t := Tie{Kind: kind}
		if kind == TieAgency {
			t.Of = of
		}
		for _, w := range ws {
			t.Articles = append(t.Articles, c.ws[w].art.Article.ID)
		}
		s := &out[number[c.root(ws[0])]]
		s.Why = append(s.Why, t)
	}
	return out, of
}

// insert keeps a sorted list of different words; the empty one is none.
func insert(list []string, s string) []string {
	i, found := slices.BinarySearch(list, s)
	if found || s == "" {
		return list
	}
	return slices.Insert(list, i, s)
}

func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}
