package numbers

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// amount is a figure or a range of two with what bounds it.
type amount struct {
	figure
	lo, hi float64
	b      bounds
	unit   string // a currency before it
	end    int    // token after it and its bounds
	opened bool   // it stands after "between" or "from"
	ranged bool
}

// amount reads a figure at i. Where ok is false, end tells how far it looked.
func (r *reader) amount(i int) (a amount, ok bool) {
	var j int
	a.b, j = r.boundsBefore(i)
	if a.opened = r.word(j).Opens; a.opened {
		j++
	}
	a.unit, j = r.currencyBefore(j)
	f, ok := r.figure(j)
	if a.end = max(i+1, f.last); !ok {
		return a, false
	}
	if a.unit == "" && r.partOfName(f.first) && r.tollKind(f.first) == "" || r.word(f.first).Whole {
		return a, false
	}
	f.from = i
	g, ranged := r.rangeEnd(&f, a.opened)
	if a.opened && !ranged {
		a.end = i + 1 // the number is read again without "between"
		return a, false
	}
	a.lo, a.hi = f.v, f.v
	if a.ranged = ranged; ranged {
		if a.end = g.last; g.v < f.v || g.v == f.v && !r.d.Pack.Final { // 3-1, a score; but "20-20 साल" is twenty each
			return a, false
		}
		a.hi, f.last, f.one, f.scale = g.v, g.last, false, g.scale
		f.plain = f.plain && g.plain
		f.mark = g.mark
	} else if f.vague {
		a.b = atLeast
	}
	if b2, k := r.boundsAfter(a.end, f.mark); k > a.end {
		a.b, a.end = b2, k
	}
	a.figure = f
	return a, !r.excluded(f, a.end)
}

// count reads a count at i and tells where to go on.
func (r *reader) count(i int) (doc.Count, int, bool) {
	var c doc.Count
	a, ok := r.amount(i)
	if !ok {
		if a.end == i+1 && !r.d.Pack.Final {
			if c, last, ok := r.single(i); ok {
				return c, last, true
			}
		}
		return c, a.end, false
	}
	if c, next, ok := r.toll(i, a); ok {
		return c, next, true
	}
	n := r.noun(a.figure, a.end, a.unit)
	if w, ok := r.worth(a.figure, a.end); ok && (n.unit == "item" || n.unit == "") {
		n = w
	}
	if n.unit == "" || (n.unit == "item" || n.unit == "person") && a.hi != float64(int(a.hi)) { // a magnitude of 7.2
		return c, a.end, false
	}
	if b2, k := r.boundsAfter(n.last, n.mark); k > n.last && !(b2 == atMost && (a.ranged || extent(n))) {
		a.b, n.last = b2, k
	}
	if r.idle(&a, n) {
		return c, n.last, false
	}
	if a.opened && r.preposition(i) == lang.From && (n.kind == "percent" || n.kind == "money") { // raised from 5 to 25 per cent
		a.lo = a.hi
	}
	if n.kind == "money" {
		n.unit = r.national(n.unit, a.last, n.last)
	}
	c = doc.Count{First: i, Last: n.last, Kind: r.kind(i, n)}
	if a.one && (n.unit == "item" && !r.listed(n.last) || n.unit == "person" && (c.Kind == "person" || r.acts(n))) { // "one" is mostly an article
		return doc.Count{}, n.last, false
	}
	c.Quantity = article.Quantity{Span: r.d.Span(i, n.last), Unit: n.unit, Of: n.of}
	c.Quantity.Min, c.Quantity.Max = ends(a.b, a.lo, a.hi)
	return c, n.last, true
}

// idle tells whether a figure with its noun tells no extent: a year, a price without its money, a name, a whole that a part is taken of,
// where something is, someday.
func (r *reader) idle(a *amount, n counted) bool {
	switch {
	case n.unit == "item" && a.b == exact && a.scale > 100 && r.d.Pack.Final && r.inflected(a.last-1): // "२० हजारांची गर्दी"
		return true
	case a.year() && (a.b == exact && (n.unit == "item" || n.unit == "year") || a.b == atMost && n.unit == "item"): // २००१ साली, २०४७ पर्यंत
		return true
	case n.mark == lang.Among || r.d.Pack.Final && n.mark == lang.Of || r.postMark(n.last) == lang.Among: // ४६९० प्रतिनिधींपैकी
		return true
	case n.kind == "distance" && (r.away(n.last) && !r.moved(a.from) || r.d.Pack.Final && n.mark == lang.On): // ४० मैलांवर
		return true
	case a.one && r.d.Pack.Final && r.timeTag(n.last-1, "unit") == "day":
		return r.timeMark(n.last-1) == lang.Nom && !r.genitiveAt(n.last)
	case a.one && !r.d.Pack.Final && (a.from == r.first || r.toks[a.from-1].Kind != article.Word) && r.timeTag(n.last-1, "unit") != "": // one day …
		return true
	}
	return r.named(a.figure, n, a.b)
}

// moved tells whether a distance is how far somebody went: "pulled back 15 kilometres from the border", not "lies 15 kilometres from it".
func (r *reader) moved(i int) bool {
	if r.d.Pack.Final {
		return false
	}
	k := i - 1
	if k > r.first && (r.function(k, lang.Particle) || r.function(k, lang.Adv)) && !r.function(k, lang.Aux) && !r.function(k, lang.Verb) {
		return r.function(k-1, lang.Verb)
	}
	if k < r.first {
		return false
	}
	for j := range r.d.An[k] {
		if e := r.d.An[k][j].E; e != nil && e.Kind == lang.Verb && len(e.Classes) > 0 {
			return true
		}
	}
	return false
}

// listed tells whether another count is joined at token i: "one rifle and 20 rounds".
func (r *reader) listed(i int) bool {
	if i+1 >= r.last || r.toks[i].Text != "," && !r.and(i) {
		return false
	}
	_, ok := r.figure(i + 1)
	return ok
}

// acts tells whether the counted do something, rather than suffer it: "एक बुजुर्ग ने गोली मार दी".
func (r *reader) acts(n counted) bool {
	if n.mark == lang.Erg {
		return true
	}
	a := r.d.Kind(n.last, lang.Post)
	return n.last < r.last && a != nil && a.Mark == lang.Erg
}

// named tells whether a figure before a thing belongs to the unknown name before it: अपोलो ११ मोहीम.
func (r *reader) named(f figure, n counted, b bounds) bool {
	p := f.from - 1
	if b != exact || n.unit != "item" || !f.plain || p < r.first || !r.d.Pack.Final || r.toks[p].Kind != article.Word || r.d.Words[p].Known {
		return false
	}
	a := r.d.Kind(n.last-1, lang.Noun)
	return r.mark(p) == lang.Nom && a != nil && a.E.Toks[0] == r.toks[n.last-1].Norm
}

// extent tells whether what is counted is a stretch of time or way, which "until" fills rather than bounds: "तीन दिन तक" (for three days).
func extent(n counted) bool {
	switch n.unit {
	case "minute", "hour", "day", "week", "month", "year", "decade":
		return true
	}
	return n.kind == "distance"
}

// ends turns a figure and its bound into the ends that the text tells.
func ends(b bounds, lo, hi float64) (*float64, *float64) {
	switch b {
	case atLeast:
		return &lo, nil
	case atMost:
		return nil, &hi
	}
	return &lo, &hi
}
