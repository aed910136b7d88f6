package numbers

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// sort is what kind of thing a word names.
type sort struct{ unit, kind, kind2 string }

// class sorts the thing or state that token i names: persons, weapons, and what has befallen the counted (kind).
func (r *reader) class(i int) sort {
	var s sort
	if i < r.first || i >= r.last {
		return s
	}
	w := r.word(i)
	if s.kind = w.Kind; s.kind == "" {
		s.kind = r.pair(i).Kind
	}
	if w.Group {
		s.unit, s.kind2 = "item", "item"
		return s
	}
	if w.Person {
		s.unit, s.kind2 = "person", "person"
		return s
	}
	for j := range r.d.An[i] {
		e := r.d.An[i][j].E
		if e == nil {
			continue
		}
		if k := fate(e); k != "" && s.kind == "" && !r.d.An[i][j].F.Has(lang.Inf) && (e.Kind != lang.Noun || r.d.Pack.Final) {
			s.kind = k
		}
		if e.Kind != lang.Noun {
			continue
		}
		u, k := thing(e)
		if s.unit == "" || s.unit == "item" && u == "person" {
			s.unit, s.kind2 = u, k
		}
	}
	return s
}

// thing sorts a noun by its classes.
func thing(e *lang.Entry) (unit, kind string) {
	switch {
	case e.Has(lang.Weaponized), e.Is("o.weapon"), e.Is("o.missile"), e.Is("o.shot"):
		return "item", "weapon"
	case e.Agent != "" && !e.Has(lang.Org):
		return "person", "person"
	case e.Has(lang.Org):
		return "item", "item"
	}
	for _, c := range e.Classes {
		switch c {
		case "o.troops", "o.police", "o.militia", "o.peacekeeper", "o.prisoner", "o.hostage", "o.suspect", "o.diplomat", "o.migrant":
			return "person", "person"
		}
	}
	return "item", "item"
}

// fate is what a verb or adjective says has befallen those counted.
func fate(e *lang.Entry) string {
	for _, c := range e.Classes {
		switch c {
		case "die", "kill", "assassinate", "cleanse":
			return "dead"
		case "wound":
			return "injured"
		case "arrest":
			return "arrested"
		case "displace", "deport":
			return "displaced"
		}
	}
	return ""
}

// kind tells what the counted are or what befell them.
func (r *reader) kind(first int, n counted) string {
	if n.unit != "person" {
		return n.kind
	}
	if r.does(n) {
		return "person"
	}
	for k := n.last - 1; k >= first && k > n.last-6; k-- { // 12 wounded soldiers
		if c := r.class(k); c.kind != "" {
			return c.kind
		}
	}
	if k := first - 1; !r.d.Pack.Final && r.class(k).kind != "" && r.toks[max(k, 0)].Kind == article.Word {
		return r.class(k).kind
	}
	from := r.besides(n.last)
	for k := from; k < r.last && k < from+kindTokensMax; k++ {
		t := &r.toks[k]
		if t.Kind == article.Number || t.Text == "," || t.Text == ";" || k > from && r.boundary(k) {
			break
		}
		if c := r.class(k); c.kind != "" {
			return c.kind
		}
	}
	if !r.d.Pack.Final {
		for k := first - 1; k >= r.first && k >= first-4; k-- {
			if t := &r.toks[k]; t.Kind != article.Word || r.boundary(k) {
				break
			}
			if c := r.class(k); c.kind != "" {
				return c.kind
			}
		}
	}
	return "person"
}

// besides passes over an aside that only says who of the counted were: "17 people, including five policemen, were injured".
func (r *reader) besides(i int) int {
	if r.d.Pack.Final || i+1 >= r.last || r.toks[i].Text != "," {
		return i
	}
	a := r.d.Kind(i+1, lang.Prep)
	if a == nil || a.E.Mark != lang.Including && a.E.Mark != lang.Among {
		return i
	}
	for k := i + 2; k < r.last && k < i+asideMax; k++ {
		if r.toks[k].Text == "," {
			return k + 1
		}
	}
	return i
}

// asideMax is how many tokens an aside has at most.
const asideMax = 10

// does tells whether the mark of the counted says that what follows befalls others: "तीन बदमाशों ने हत्या की", "7 जवानों पर हत्या का मामला".
func (r *reader) does(n counted) bool {
	if !r.d.Pack.Final {
		return false
	}
	m := n.mark
	if p := r.postMark(n.last); p != lang.Nom {
		m = p
	}
	switch m {
	case lang.Erg, lang.On, lang.Against, lang.With, lang.By, lang.AccTo:
		return true
	}
	return false
}

// boundary tells whether a clause or another member begins at token i.
func (r *reader) boundary(i int) bool {
	return r.function(i, lang.Conj) || r.function(i, lang.Comp) || r.function(i, lang.RelPron) || r.function(i, lang.SubConj)
}

// kindTokensMax bounds how far from the counted the word stands that says what befell them.
const kindTokensMax = 6
