package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// invert moves a verb that stands before what it acts on, as headlines have it, to the end of its clause:
// "भारत ने दी पाकिस्तान को चेतावनी", "मोदींनी घेतली पुतिन यांची भेट", "झुकी सरकार".
func (p *finalParser) invert() {
	headline := p.d.Art.Sentences[p.si].Headline
	for start := 0; start < len(p.its); {
		end := start
		for end < len(p.its) && !p.cuts(start, end, headline) {
			end++
		}
		last := !slices.ContainsFunc(p.its[min(end, len(p.its)):], func(it item) bool { return it.p != nil || it.v != nil })
		if headline || last {
			p.invertClause(start, end)
		}
		start = end + 1
	}
}

// cuts tells whether item i ends the clause that starts at start: a mark of punctuation, a conjunction or particle after a verb.
func (p *finalParser) cuts(start, i int, headline bool) bool {
	it := p.its[i]
	if it.p != nil || it.v != nil {
		return false
	}
	switch it.kind {
	case uPunct:
		return true
	case uComma:
		return headline
	case uConj, uPart, uSub:
		if i > start+1 && it.kind == uPart && p.its[i-1].p != nil && p.its[i-2].v != nil && p.its[i-2].v.fin {
			return true // साधा निशाना तो
		}
		if headline && p.whole(start, i) {
			return true // किया तस्कर को गिरफ्तार तो, मांगी सबसे माफी और
		}
		return i > start && p.its[i-1].v != nil && p.its[i-1].v.fin
	}
	return false
}

// invertClause does it for the items [start,end), where they have one finite verb and its last phrase has no case.
func (p *finalParser) invertClause(start, end int) {
	at, erg := -1, false
	for i := start; i < end; i++ {
		switch it := p.its[i]; {
		case it.v != nil && it.v.fin:
			if at >= 0 && !p.participle(p.its[at].v, at) {
				return
			}
			at = i // मां के साथ सो रहे बच्चे को उठा ले गया शख्स
		case it.kind == uConj && it.p == nil && it.v == nil && i > start && i+1 < end && p.its[i-1].p != nil && p.its[i+1].p != nil:
		case it.kind == uSub && i == start: // जब राष्ट्रपति से मिलने पहुंचा शख्स
		case it.p == nil && it.v == nil && it.kind != uAdv:
			return // a conjunction, a relative: more than one clause
		case it.p != nil && it.p.Mark == lang.Erg && at < 0:
			erg = true
		}
	}
	if at < 0 || at+1 >= end {
		return
	}
	v, obj := p.its[at].v, p.its[end-1].p
	if obj == nil || obj.Mark != lang.Nom || obj.Attr || obj.Pron || v.e == nil {
		return
	}
	switch {
	case erg: // भारत ने दी पाकिस्तान को चेतावनी
	case end > at+2 && p.describes(v): // डिनर कर रहे लोगों पर हमला, भारत आई महिला पर आरोप
		return
	case obj.Pred != nil && v.e.Light != "" && end > at+2: // आज होगी मोदी और पुतिन की मुलाकात
	case p.fixed(v, obj, at == start): // … से मांगी माफी, आदेश की उड़ा दी धज्जियां
	case (at+2 == end || p.chain(at+1, end) && (v.f.Has(lang.Pass) || party(obj))) && at > start && (len(v.e.Classes) > 0 || v.f.Has(lang.Pass)) && obj.Pred == nil: // … में मारे गए 20 लोग, रिहा किया गया … का आरोपी
	case at+2 == end && at > start && party(obj) && (len(obj.Names) > 0 || p.aimedBefore(start, at) && !obj.E.Has(lang.Org)) && !v.f.Has(lang.Pass): // … की कोशिश कर रहा चीन, बच्चे को उठा ले गया शख्स
	case at+2 == end && at > start && party(obj) && !v.f.Has(lang.Pass) && p.phrased(v) && p.nobodyActs(start, at): // सड़क पर उतरे भाजपाई
	case at+2 == end && at > start && party(obj) && v.f.Has(lang.Prog) && !v.f.Has(lang.Pass) && p.nobodyActs(start, at): // … पर विचार कर रही राज्य सरकार
	default:
		return
	}
	it := p.its[at]
	copy(p.its[at:end-1], p.its[at+1:end])
	p.its[end-1] = it
	v.fin, v.moved = true, true
}

// whole tells whether the verb before the phrases that end at item i makes a fixed phrase with the last of them, so that its clause is told.
func (p *finalParser) whole(start, i int) bool {
	if i == 0 || p.its[i-1].p == nil || p.its[i-1].p.Mark != lang.Nom {
		return false
	}
	for k := i - 2; k >= start; k-- {
		switch it := p.its[k]; {
		case it.v != nil:
			return it.v.fin && it.v.e != nil && p.fixed(it.v, p.its[i-1].p, k == start)
		case it.p == nil && it.kind != uAdv:
			return false
		}
	}
	return false
}

// aimedBefore tells whether somebody in a case of those who are acted on stands among the items [start,at), and nobody who acts.
func (p *finalParser) aimedBefore(start, at int) bool {
	found := false
	for _, it := range p.its[start:at] {
		if it.p == nil || it.p.Pred != nil {
			continue
		}
		switch it.p.Mark {
		case lang.Erg:
			return false
		case lang.Nom:
			if party(it.p) && !it.p.Attr {
				return false
			}
		case lang.Dat, lang.On:
			found = found || party(it.p)
		}
	}
	return found
}

// phrased tells whether the words before a verb make a phrase of an act with it.
func (p *finalParser) phrased(v *verbGroup) bool {
	e, toks := p.idiom(v)
	return e != nil && len(toks) > 0 && len(e.Classes) > 0
}

// nobodyActs tells whether no party among the items [start,at) stands without a case.
func (p *finalParser) nobodyActs(start, at int) bool {
	return !slices.ContainsFunc(p.its[start:at], func(it item) bool {
		return it.p != nil && it.p.Mark == lang.Nom && !it.p.Attr && party(it.p)
	})
}

// chain tells whether the items [from,to) are one phrase with the genitives that stand before it.
func (p *finalParser) chain(from, to int) bool {
	for i := from; i < to-1; i++ {
		if ph := p.its[i].p; ph == nil || !ph.Attr || ph.Mark != lang.Gen || ph.Pred != nil {
			return false
		}
	}
	return true
}

// describes tells whether a verb before a noun rather says what that noun does than what was done: in progress, or come and gone.
func (p *finalParser) describes(v *verbGroup) bool {
	return p.d.Pack.Shared && (v.f.Has(lang.Prog) || v.e.Light == "come" || v.e.Light == "go") && !v.f.Has(lang.Fut)
}

// fixed tells whether a verb makes a fixed phrase with the last word of a phrase without case. One that opens its clause has its subject
// before the clause: only where the phrase tells what that one did.
func (p *finalParser) fixed(v *verbGroup, obj *doc.Phrase, opens bool) bool {
	if opens && (v.e.Light == "be" || v.e.Light == "get") {
		return false
	}
	last := p.d.Art.Tokens[obj.Last-1].Norm
	for _, e := range p.d.Pack.Idioms(v.e.Toks[v.e.Head]).After(last) {
		if e.Head == 1 && !(opens && e.Has(lang.Patient)) {
			return true
		}
	}
	return false
}

// ofMoved finds the fixed phrase of a verb that was moved to the end: the one that stands together already, or the one with the last noun: रद्द की
// परीक्षा, उड़ा दी धज्जियां.
func (p *finalParser) ofMoved(g *verbGroup) (*lang.Entry, []int) {
	e, toks := p.idiom(g)
	if m, at := p.moved(g); e == nil || m != nil && len(toks) == 0 || len(toks) > 0 && toks[len(toks)-1] != g.first-1 {
		return m, at
	}
	return e, toks
}

// moved finds the fixed phrase, the longest, that a verb moved to the end makes with the noun that stands last, and the noun's tokens: किया गिरफ्तार.
func (p *finalParser) moved(g *verbGroup) (*lang.Entry, []int) {
	n := len(p.stack)
	if n == 0 {
		return nil, nil
	}
	last := p.stack[n-1].Head
	var best *lang.Entry
	for _, e := range p.d.Pack.Idioms(g.e.Toks[g.e.Head]).After(p.d.Art.Tokens[last].Norm) {
		if best != nil && e.Head <= best.Head || last-e.Head+1 < g.last {
			continue
		}
		ok := true
		for k := 0; k < e.Head-1 && ok; k++ {
			t := last - e.Head + 1 + k
			ok = p.d.Art.Tokens[t].Norm == e.Toks[k] || e.Any[k] && lemmaIs(p.d, t, e.Toks[k])
		}
		if ok {
			best = e
		}
	}
	if best == nil {
		return nil, nil
	}
	return best, p.d.Run(last-best.Head+1, last+1)
}
