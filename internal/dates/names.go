package dates

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// name tells whether the words beside tokens [first,last) make a name of a day: रविवार पेठ, Black Friday, the Sunday Times.
func (s *scanner) name(first, last int) bool {
	latin := s.toks[first].Text[0] < 0x80
	for _, k := range [...]int{first - 1, last} {
		if k >= s.first && k < s.last && s.own[s.toks[k].Norm].DateName && s.toks[k].Kind == article.Word && (!latin || s.toks[k].Cap) {
			return true
		}
	}
	return false
}

// given tells whether a month in Latin letters is the given name of a person: April Jones.
func (s *scanner) given(e *expr) bool {
	k := e.last
	if e.first != s.first || s.toks[e.first].Text[0] >= 0x80 || k >= s.last || s.toks[k].Kind != article.Word || !s.toks[k].Cap {
		return false
	}
	for j := range s.d.An[k] {
		if a := &s.d.An[k][j]; a.E != nil && !a.E.KB && a.E.Kind != lang.Adj && (a.E.Kind != lang.Noun || len(a.E.Classes)+len(a.E.Agent) > 0 || a.F.Has(lang.Pl)) {
			return false
		}
	}
	return true
}

// alone tells whether a month that is also an event noun stands as a time: "मार्च में समझौता हुआ", but not "मार्च में हिस्सा लिया", पैदल मार्च में.
func (s *scanner) alone(e *expr) bool {
	k := e.last
	if m, _, ok := s.post(k); !ok || m != lang.In && m != lang.Until {
		return false
	}
	if p := e.first - 1; p >= s.first && s.toks[p].Kind == article.Word && !s.kind(p, lang.Time) {
		if m, attr, ok := s.post(p); !ok || attr || m == lang.Nom {
			return false
		}
	}
	for k++; k+1 < s.last && k < e.last+4; k++ {
		if _, _, v := s.verb(k + 1); v != nil && slices.ContainsFunc(s.d.Pack.Idioms(v.Toks[0]).After(s.toks[k].Norm), func(x *lang.Entry) bool {
			return slices.Contains(x.Classes, "join")
		}) {
			return false
		}
	}
	return true
}
