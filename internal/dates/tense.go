package dates

import (
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// future tells whether the clause of tokens [first,last) speaks of what is to come.
func (s *scanner) future(first, last int) bool {
	if s.side != 0 {
		return s.side > 0
	}
	if s.mark(last-1) == lang.For {
		return true // बुधवारसाठी बंदची हाक
	}
	if m, _, ok := s.post(last); ok && m == lang.For && s.d.Pack.Final {
		return true
	}
	if s.d.Pack.Final {
		return s.futureFinal(last)
	}
	if s.meantFor(first - 1) {
		return true
	}
	if s.text(last) == "'s" {
		return s.ahead(first)
	}
	if s.ahead(first) {
		return true
	}
	return s.futureInitial(first, last)
}

// meantFor tells whether the preposition at k may say what day something is meant for: called a strike for Wednesday.
func (s *scanner) meantFor(k int) bool {
	if k < s.first {
		return false
	}
	for j := range s.d.An[k] {
		if a := &s.d.An[k][j]; a.E != nil && a.E.Kind == lang.Prep && a.Mark == lang.For {
			return true
		}
	}
	return false
}

const function = 1<<lang.Post | 1<<lang.Prep | 1<<lang.Conj | 1<<lang.Comp | 1<<lang.Particle | 1<<lang.Time | 1<<lang.Num | 1<<lang.Pron | 1<<lang.Det | 1<<lang.Demo

// verb is the features that the verbal readings of token i have together, and which kinds of reading there are.
func (s *scanner) verb(i int) (f lang.Feat, kinds uint64, e *lang.Entry) {
	if i < s.first || i >= s.last {
		return 0, 0, nil
	}
	for j := range s.d.An[i] {
		a := &s.d.An[i][j]
		if a.E == nil || a.E.Phrase() {
			continue
		}
		kinds |= 1 << a.E.Kind
		if a.E.Kind == lang.Verb || a.E.Kind == lang.Aux && e == nil {
			f |= a.F | a.E.Feats
			e = a.E
		}
	}
	return f, kinds, e
}

// futureFinal looks for the first verb after the expression that decides; converbs and infinitives hand on to the next.
func (s *scanner) futureFinal(last int) bool {
	for k := last; k < s.last; k++ {
		f, kinds, e := s.verb(k)
		if kinds&(1<<lang.Comp) != 0 && kinds&(1<<lang.Verb) == 0 {
			return false
		}
		if e == nil || kinds&function != 0 {
			continue
		}
		if f&(lang.Fut|lang.Pros) != 0 || f.Has(lang.Rel|lang.AgentF) {
			return f&lang.Perf == 0 || f&lang.Fut != 0
		}
		if kinds&(1<<lang.Noun|1<<lang.Adj) != 0 && kinds&(1<<lang.Aux) == 0 {
			continue
		}
		switch {
		case f&lang.Inf != 0 && f&(lang.Perf|lang.Pres|lang.Past|lang.Subj|lang.Impf) == 0:
			if s.intent(k, f) {
				return true
			}
			continue
		case f&lang.Conv != 0 && f&(lang.Perf|lang.Pres|lang.Past|lang.Impf|lang.Root) == 0:
			continue
		}
		return s.group(k, f)
	}
	return false
}

// intent tells whether an infinitive means what is to come: होने वाली, करने जा रहे हैं, भेट घेण्याचे मान्य केले.
func (s *scanner) intent(k int, f lang.Feat) bool {
	if k+1 < s.last && s.own[s.toks[k+1].Norm].Future {
		return true
	}
	if _, _, e := s.verb(k + 1); e != nil {
		for _, g := range s.d.Pack.Groups(e.Toks[0]) {
			if g.Gives.Has(lang.Fut) && g.Feats != 0 && f.Has(g.Feats) {
				return true
			}
		}
	}
	for j := k + 1; j < s.last && j <= k+4; j++ {
		if s.governs(j) {
			return true
		}
	}
	return false
}

// governs tells whether token j is of a class that takes what is to come as its content: plan, promise, demand.
func (s *scanner) governs(j int) bool {
	for i := range s.d.An[j] {
		e := s.d.An[j][i].E
		if e == nil || s.d.Pack.Common == nil {
			continue
		}
		for _, c := range e.Classes {
			switch c {
			case "condemn", "accuse", "blame", "admit", "suspect", "force":
			default:
				if k := s.d.Pack.Common.Classes[c]; k != nil && k.Kind == "gov" {
					return true
				}
			}
		}
	}
	return false
}

// group reads the auxiliaries after a verb: किया जाएगा is future, किया होगा is not; करें is what should be.
func (s *scanner) group(k int, f lang.Feat) bool {
	if f&(lang.Subj|lang.Imp) != 0 && f&(lang.Perf|lang.Past|lang.Pres|lang.Impf|lang.Root|lang.Conv) == 0 {
		return true
	}
	for j := k + 1; j < s.last && j < k+5; j++ {
		g, kinds, e := s.verb(j)
		if e == nil {
			if kinds&(1<<lang.Neg|1<<lang.Particle) != 0 {
				continue
			}
			return false
		}
		if g&(lang.Fut|lang.Pros) != 0 {
			for _, r := range s.d.Pack.Groups(e.Toks[0]) {
				if f.Has(lang.Perf) && r.Feats == lang.Perf && r.Gives.Has(lang.Perf) {
					return false
				}
			}
			return true
		}
		f = g
	}
	return false
}

// ahead tells whether an expression follows a word for "before": ahead of Friday's talks.
func (s *scanner) ahead(first int) bool {
	k := first - 1
	for k > s.first && s.kind(k, lang.Det) {
		k--
	}
	if k < s.first {
		return false
	}
	if s.text(first) == "" {
		return false
	}
	if k-1 >= s.first {
		for _, e := range s.d.Words[k-1].Opens {
			if e.Kind == lang.Prep && len(e.Toks) == 2 && e.Toks[1] == s.toks[k].Norm && e.Mark == lang.Before {
				return true
			}
		}
	}
	return false
}

// Bounds on how far the verb of an expression is looked for.
const verbTokensMax = 30

// comes tells whether the verb before an amount of time, where verbs stand there, is in the future.
func (s *scanner) comes(e *expr) bool {
	if s.d.Pack.Final {
		return s.futureFinal(e.last)
	}
	fut, _ := s.futureBefore(e.first)
	return fut
}

// futureInitial looks for the verb before the expression, and where there is none, for the first after it.
func (s *scanner) futureInitial(first, last int) bool {
	if fut, ok := s.futureBefore(first); ok {
		return fut
	}
	for k := last; k < s.last && k < last+verbTokensMax; k++ {
		if fut, ok := s.decides(k); ok {
			return fut
		}
	}
	return false
}

func (s *scanner) futureBefore(first int) (fut, ok bool) {
	for k := first - 1; k >= s.first && k > first-verbTokensMax; k-- {
		t := &s.toks[k]
		if t.Kind == article.Punct {
			if t.Text == ";" || t.Text == "." {
				break
			}
			continue
		}
		if k < first-1 && (s.kind(k, lang.Comp) && !s.kind(k, lang.Prep) || s.kind(k, lang.RelPron) || s.kind(k, lang.SubConj) && !s.kind(k, lang.Prep)) {
			break
		}
		if fut, ok := s.decides(k); ok {
			return fut, true
		}
	}
	return false, false
}

// decides tells whether token k settles the tense of its clause, and as what.
func (s *scanner) decides(k int) (fut, ok bool) {
	f, kinds, e := s.verb(k)
	aux := kinds & (1<<lang.Aux | 1<<lang.Modal)
	if s.toks[k].Norm == "'s" || kinds == 0 || kinds&(1<<lang.Time) != 0 && kinds&(1<<lang.Modal) == 0 {
		return false, false
	}
	if aux != 0 {
		return s.auxiliary(k, f)
	}
	if e == nil || kinds&(1<<lang.Prep|1<<lang.Conj|1<<lang.Pron|1<<lang.Det|1<<lang.Particle) != 0 {
		return false, false
	}
	p := k - 1
	for p >= s.first && (s.kind(p, lang.Adv) || s.kind(p, lang.Neg)) && !s.kind(p, lang.Aux) && !s.kind(p, lang.Modal) && !s.kind(p, lang.Prep) {
		p--
	}
	switch {
	case f&(lang.Past|lang.Perf) != 0 && f&lang.Root == 0:
		if _, pk, _ := s.verb(p); pk&(1<<lang.Aux|1<<lang.Modal) != 0 {
			return false, false // the auxiliary decides
		}
		if kinds&(1<<lang.Adj) != 0 && f&lang.Past == 0 {
			return false, false
		}
		return false, f&lang.Past != 0
	case f&lang.Root != 0 && p >= s.first && s.infinitive(p):
		_, qk, q := s.verb(p - 1)
		if q != nil && qk&(1<<lang.Noun|1<<lang.Adj|1<<lang.Aux) == 0 && !s.governs(p-1) {
			return false, false
		}
		return true, qk&(1<<lang.Aux) == 0 || s.governs(p-1)
	}
	return false, false
}

// infinitive tells whether token p is the sign of the infinitive.
func (s *scanner) infinitive(p int) bool {
	if !s.kind(p, lang.Prep) || !s.kind(p, lang.Particle) {
		return false
	}
	for j := range s.d.An[p] {
		if a := &s.d.An[p][j]; a.E != nil && a.E.Kind == lang.Prep && a.Mark == lang.To {
			return true
		}
	}
	return false
}

// auxiliary tells what an auxiliary or modal makes of its clause: will, is to, is expected to, may; was, has.
func (s *scanner) auxiliary(k int, f lang.Feat) (fut, ok bool) {
	be, have := false, false
	for j := range s.d.An[k] {
		e := s.d.An[k][j].E
		if e == nil || e.Phrase() || e.Kind != lang.Aux && e.Kind != lang.Modal {
			continue
		}
		of := e.Tags["of"]
		if of == "" {
			of = e.Toks[0]
		}
		for _, g := range s.d.Pack.Groups(of) {
			if !s.follows(k, g.Before) {
				continue
			}
			if g.Gives.Has(lang.Fut) {
				return true, true
			}
			if g.Gives&(lang.Would|lang.May|lang.Must|lang.Should) != 0 && of == g.Before && !s.perfect(k+1) {
				return true, true
			}
			be = be || g.Before == of && g.Gives.Has(lang.Prog)
			have = have || g.Before == of && g.Gives.Has(lang.Perf)
		}
	}
	switch {
	case f&lang.Past != 0:
		return false, true
	case have && !be:
		return false, true
	case be && f&lang.Root == 0 && f&lang.Perf == 0 && f&lang.Pres != 0:
		return true, true
	}
	return false, false
}

// perfect tells whether the word at i makes a perfect of the modal before it: would have met.
func (s *scanner) perfect(i int) bool {
	for k := i; k < s.last && k < i+2; k++ {
		for j := range s.d.An[k] {
			e := s.d.An[k][j].E
			if e == nil || e.Kind != lang.Aux {
				continue
			}
			for _, g := range s.d.Pack.Groups(e.Toks[0]) {
				if g.Before == e.Toks[0] && g.Gives.Has(lang.Perf) {
					return true
				}
			}
		}
	}
	return false
}

// follows tells whether the words after the first of a group's auxiliary stand after token k; an adverb may come between.
func (s *scanner) follows(k int, before string) bool {
	_, rest, more := strings.Cut(before, " ")
	for more {
		var w string
		w, rest, more = strings.Cut(rest, " ")
		k++
		if k < s.last && s.toks[k].Norm != w && s.kind(k, lang.Adv) {
			k++
		}
		if k >= s.last || s.toks[k].Norm != w {
			return false
		}
	}
	return true
}
