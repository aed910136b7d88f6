package numbers

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// measure reads a unit of measure or of time at i.
func (r *reader) measure(i int) (counted, bool) {
	if u := r.pair(i).Unit; u != "" {
		return r.quantity(u, i, i+2), true
	}
	if r.opensNoun(i) {
		return counted{}, false
	}
	w := r.word(i)
	u := w.Unit
	if u == "" {
		u = r.timeForm(i)
	}
	for j := range r.d.An[i] {
		if e := r.d.An[i][j].E; e != nil && e.Kind == lang.Noun && e.Tags["unit"] != "" {
			u = e.Tags["unit"]
		}
	}
	if u == "" {
		u = r.timeTag(i, "unit")
		if u == "era" || u == "weekend" {
			u = ""
		}
	}
	if u == "" || r.function(i, lang.Det) {
		return counted{}, false
	}
	return r.quantity(u, i, i+1), true
}

// opensNoun tells whether a noun of several words begins at token i, whose first word only looks like a measure: 32 gram panchayats.
func (r *reader) opensNoun(i int) bool {
	if i+1 >= r.last || r.word(i).Unit == "" {
		return false
	}
	return r.pairNoun(i)
}

// pairNoun tells whether tokens i and i+1 are one noun of the lexicon: अमली पदार्थ.
func (r *reader) pairNoun(i int) bool {
	if i+1 >= r.last {
		return false
	}
	for _, p := range r.d.Words[i+1].Ends {
		if p.E.Kind == lang.Noun && len(p.E.Toks) == 2 && r.endsAt(p.E, i+1) {
			return true
		}
	}
	return false
}

// single reads a stretch of time that an article counts as one: "for an hour", "a year of protests", "a week-long strike".
func (r *reader) single(i int) (doc.Count, int, bool) {
	j := i
	if r.word(i).One {
		j++
	}
	u := r.timeTag(j, "unit")
	if u == "" || u == "weekend" || u == "era" {
		return doc.Count{}, i + 1, false
	}
	last := j + 1
	switch {
	case last+1 < r.last && r.toks[last].Text == "-" && r.word(last+1).Long:
		last += 2
	case j == i:
		return doc.Count{}, i + 1, false
	case r.hasPrep(i-1, lang.For), r.preposition(last) == lang.Of:
	default:
		return doc.Count{}, i + 1, false
	}
	one := 1.0
	if n := r.word(j).Days; n > 0 {
		u, one = "day", float64(n)
	}
	c := doc.Count{First: i, Last: last}
	c.Quantity = article.Quantity{Span: r.d.Span(i, last), Unit: u, Of: r.toks[j].Text, Min: &one, Max: &one}
	return c, last, true
}

// hasPrep tells whether a preposition can carry a mark.
func (r *reader) hasPrep(i int, m lang.Mark) bool {
	if i < r.first || i >= r.last {
		return false
	}
	return slices.ContainsFunc(r.d.An[i], func(a lang.Analysis) bool { return a.E != nil && a.E.Kind == lang.Prep && a.Mark == m })
}

func (r *reader) preposition(i int) lang.Mark {
	if i < r.first || i >= r.last {
		return lang.Nom
	}
	if a := r.d.Kind(i, lang.Prep); a != nil {
		return a.Mark
	}
	return lang.Nom
}

// away tells whether what follows a distance makes it say where something is: "240 km (150 miles) from the front", "50 किमी दूर".
func (r *reader) away(i int) bool {
	if i < r.last && r.toks[i].Text == "(" {
		for k := i + 1; k < r.last && k < i+6; k++ {
			if r.toks[k].Text == ")" {
				i = k + 1
				break
			}
		}
	} else if i < r.last && r.toks[i].Text == ")" {
		i++
	}
	if i >= r.last {
		return false
	}
	return r.word(i).Away || r.preposition(i) == lang.From
}

// timeForm is the unit of time whose noun token i is a form of, where the form itself is not among the time words.
func (r *reader) timeForm(i int) string {
	a := r.d.Kind(i, lang.Noun)
	if a == nil || a.E.Phrase() || a.E.Toks[0] == r.toks[i].Norm || !r.d.Pack.Final || r.timeTag(i, "unit") != "" {
		return ""
	}
	for _, b := range r.d.Pack.Word(a.E.Toks[0]).An {
		if b.E != nil && b.E.Kind == lang.Time && !b.E.Phrase() {
			return b.E.Tags["unit"]
		}
	}
	return ""
}

func (r *reader) quantity(u string, i, last int) counted {
	n := counted{unit: u, last: last, of: r.d.Text(i, last), mark: r.mark(i)}
	switch {
	case currency(u):
		n.kind = "money"
	case u == "percent":
		n.kind, n.of = "percent", ""
	case u == "km" || u == "mile" || u == "m" || u == "foot":
		n.kind = "distance"
	}
	if u == "tonne" || u == "kg" || u == "g" || u == "litre" || u == "barrel" || u == "quintal" {
		r.stuff(&n)
	}
	return n
}

// stuff adds what is measured: 500 tons of food, ५०० टन गहू.
func (r *reader) stuff(n *counted) {
	k := n.last
	if !r.d.Pack.Final {
		a := r.d.Kind(k, lang.Prep)
		if k >= r.last || a == nil || a.Mark != lang.Of {
			return
		}
		k++
	}
	for j := k; j < r.last && j < k+4; j++ {
		if r.toks[j].Kind != article.Word || r.closed(j) {
			return
		}
		if r.d.Pack.Final && r.pairNoun(j) {
			n.of, n.last, n.mark = r.d.Text(j, j+2), j+2, r.mark(j+1)
			return
		}
		if noun, _, _ := r.english(j); r.function(j, lang.Noun) || noun && !r.d.Pack.Final {
			last := j + 1
			if next, _, verb := r.english(min(last, r.last-1)); !r.d.Pack.Final && last < r.last && r.toks[last].Kind == article.Word && next && !verb && !r.closed(last) && !r.toks[last].Cap {
				last++ // maize flour
			}
			n.of, n.last, n.mark = r.d.Text(j, last), last, r.mark(last-1)
			return
		}
		if r.d.Pack.Final && !r.d.Words[j].Known { // २० टन कांदा
			n.of, n.last, n.mark = r.d.Text(j, j+1), j+1, r.mark(j)
			return
		}
		if !r.function(j, lang.Adj) {
			return
		}
	}
}
