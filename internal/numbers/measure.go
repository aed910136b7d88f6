package numbers

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// measure reads a unit of measure or of time at i.
func (r *reader) measure(i int) (counted, bool) {
	if u := r.pair(i).Unit; u != "" {
		return r.quantity(u, i, i+2), true
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

// timeForm is the unit of time whose noun token i is a form of, where the form itself is not among the time words.
func (r *reader) timeForm(i int) string {
	a := r.d.Kind(i, lang.Noun)
	if a == nil || a.E.Phrase() || a.E.Toks[0] == r.toks[i].Norm || !r.d.Pack.Final || r.timeTag(i, "unit") != "" {
		return ""
	}
	var buf [4]lang.Analysis
	for _, b := range r.d.Pack.Analyze(a.E.Toks[0], buf[:0]) {
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
		if r.function(j, lang.Noun) {
			n.of, n.last, n.mark = r.d.Text(j, j+1), j+1, r.mark(j)
			return
		}
		if !r.function(j, lang.Adj) {
			return
		}
	}
}
