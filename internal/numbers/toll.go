package numbers

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// A toll counts without naming the counted beside the figure: "the death toll rose to 19", मृतांची संख्या १९ वर पोहोचली, घायलों की संख्या 45 हो गई.

const (
	tollMax = 6 // how many words behind its noun a toll's figure stands at most
	fateMax = 4 // and how many words from the noun the word that says of whom it is
)

// toll reads the figure of a toll at i.
func (r *reader) toll(i int, a amount) (doc.Count, int, bool) {
	if a.unit != "" || a.lo != float64(int(a.lo)) || r.word(a.last).Unit != "" || a.end < r.last && (r.toks[a.end].Text == "%" || currency(r.word(a.end).Unit)) {
		return doc.Count{}, 0, false
	}
	kind := r.tollKind(a.from)
	if kind == "" {
		return doc.Count{}, 0, false
	}
	from := a.from
	if a.b == atMost && r.d.Pack.Final { // आंकड़ा 30 तक पहुंच गया: it is that
		a.b = exact
	}
	if a.opened { // "rose from 11 to 19"
		a.lo = a.hi
	}
	c := doc.Count{First: from, Last: a.end, Kind: kind}
	c.Quantity = article.Quantity{Span: r.d.Span(from, a.end), Unit: "person"}
	c.Quantity.Min, c.Quantity.Max = ends(a.b, a.lo, a.hi)
	return c, a.end, true
}

// tollKind is what befell those whom the noun of a toll before token at counts, or empty.
func (r *reader) tollKind(at int) string {
	if p := r.preposition(at - 1); !r.d.Pack.Final && (p == lang.By || p == lang.From || p == lang.In) { // rose by six
		return ""
	}
	for k := at - 1; k >= r.first && k >= at-tollMax; k-- {
		switch t := &r.toks[k]; {
		case t.Kind == article.Punct || t.Kind == article.Number:
			return ""
		case !r.d.Pack.Final && r.listedIn(k, "deaths"):
			if r.function(k+1, lang.Noun) && !r.function(k+1, lang.Verb) { // toll plaza
				return ""
			}
			return "dead"
		case r.listedIn(k, "toll"):
			return r.befell(k)
		}
	}
	return ""
}

// befell is what the words beside the noun of a toll say has befallen those whom it counts.
func (r *reader) befell(k int) string {
	step, end := -1, max(r.first, k-fateMax)-1
	if !r.d.Pack.Final { // the number of the dead
		step, end = 1, min(r.last, k+1+fateMax)
	}
	for j := k + step; j != end; j += step {
		if r.toks[j].Kind != article.Word {
			break
		}
		if r.listedIn(j, "deaths") {
			return "dead"
		}
		if s := r.class(j); s.kind != "" {
			return s.kind
		}
		for n := range r.d.An[j] { // मरने वालों की संख्या
			if e := r.d.An[j][n].E; e != nil && fate(e) != "" {
				return fate(e)
			}
		}
	}
	return ""
}

// listedIn tells whether a word at a token is of a named list.
func (r *reader) listedIn(i int, name string) bool {
	set := r.d.Pack.ListSet([]string{name})
	return r.d.Words[i].Lists&set != 0 || slices.ContainsFunc(r.d.An[i], func(a lang.Analysis) bool { return a.E != nil && a.E.In&set != 0 && !a.E.Phrase() })
}
