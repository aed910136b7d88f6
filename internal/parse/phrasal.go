package parse

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// phrasal looks for a fixed phrase that starts with the verb: "call off", "take _ hostage".
func (p *initialParser) phrasal(pr *doc.Pred, g *verbGroup) {
	var best *lang.Entry
	var at []int
	try := func(head string, from int) bool {
		better := false
		ahead := p.lookAhead(from)
		all := p.d.Pack.Phrasals(head)
		for k := range all {
			ph := &all[k]
			if ph.Rest&^ahead != 0 || best != nil && ph.Size < len(best.Toks) || ph.Second != "" && !p.stands(ph.Second, ph.Rest, from) {
				continue
			}
			e := ph.E
			if from == g.main && (ph.Size < 3 || e.Has(lang.Patient) || p.agentive(e)) {
				continue
			}
			if toks := p.matchPhrasal(e, from); toks != nil && (best == nil || len(toks) > len(at) || len(toks) == len(at) && len(at) > 0 && toks[len(toks)-1] < at[len(at)-1]) { // of two objects the nearer: "seized a tanker with its crew"
				best, at, better = e, toks, true
			}
		}
		return better
	}
	try(g.e.Toks[g.e.Head], g.last)
	state := false
	for _, a := range g.aux {
		state = state || p.isBe(a)
	}
	if state = state && try(p.d.Pack.Setting("copula", "be"), g.main); state {
		pr.F &^= lang.Pass // "is committed to": no passive
		pr.Tokens = nil
		for _, a := range g.aux {
			if f := a.a.F & (lang.Pres | lang.Past); f != 0 && p.isBe(a) {
				pr.F = pr.F&^lang.Perf | f // "is set to": the time is that of "is"
			}
		}
	}
	if best == nil {
		return
	}
	pr.E, pr.Classes = best, best.Classes
	pr.Tokens = append(pr.Tokens, at...)
	p.consume(at, best)
}

// ahead are the words from a token on, chained by their signs: first has the last of each sign, before the one before it with the same sign, both
// counted from 1; 0 is none.
type ahead struct {
	first  [lang.SignBits]int16
	before []int16
}

// lookAhead chains the words from a token on, and gives the signs of all.
func (p *initialParser) lookAhead(from int) lang.Sign {
	a := &p.buf.ahead
	a.first, a.before = [lang.SignBits]int16{}, a.before[:0]
	var all lang.Sign
	for i := from; i < p.last; i++ {
		s := p.d.Words[i].Sign
		all |= s
		bit := s.Bit() % lang.SignBits
		a.before = append(a.before, a.first[bit])
		a.first[bit] = int16(len(a.before))
	}
	return all
}

// stands tells whether a word of this sign stands among those of lookAhead.
func (p *initialParser) stands(word string, sign lang.Sign, from int) bool {
	for k := p.buf.ahead.first[sign.Bit()%lang.SignBits]; k > 0; k = p.buf.ahead.before[k-1] {
		if p.d.Art.Tokens[from+int(k)-1].Norm == word {
			return true
		}
	}
	return false
}

// agentive tells whether a fixed phrase ends in the preposition of the passive's agent: "be freed by".
func (p *initialParser) agentive(e *lang.Entry) bool {
	return slices.Contains(e.Actor, lang.By) || e.Toks[len(e.Toks)-1] == lang.By.String()
}

// gapMax is how many words may stand in the gap of a phrase.
const gapMax = 8

func (p *initialParser) matchPhrasal(e *lang.Entry, from int) []int {
	var out []int
	i := from
	for k := 1; k < len(e.Toks); k++ {
		limit := i
		if k == 1 { // "called Thursday on Arabs", "voted on Friday to remove him"
			i = p.pastTime(i)
			limit = i
		}
		if k == 1 {
			limit = p.pastAdverbs(limit)
		}
		if e.Gap == k {
			limit = min(i+gapMax, p.last-1)
		}
		found := -1
		for j := i; j <= limit && j < p.last; j++ {
			if (p.d.Art.Tokens[j].Norm == e.Toks[k] || e.Any[k] && lemmaIs(p.d, j, e.Toks[k])) && !p.dateWord(j) && !(e.Gap == k && j > i && p.infinitiveAt(j)) {
				found = j
				break
			}
			if j > i && p.opensClause(j) || p.namesDoer(j) { // "rescued by the army from the flood"
				break
			}
			if t := p.d.Art.Tokens[j]; t.Kind == 2 && t.Text != "'" && t.Text != "-" && !(e.Gap == k && t.Text == `"` && j+1 < p.last && p.d.Art.Tokens[j+1].Quoted && !p.d.Art.Tokens[j-1].Quoted) { // called it | "a violation"
				break
			}
		}
		if found < 0 && k == len(e.Toks)-1 && k > 0 && e.Gap < 0 {
			if found = p.objectHead(e.Toks[k], out, from); found < 0 && k == 1 && len(e.Classes) > 0 {
				found = p.parted(e.Toks[k], i)
			}
		}
		if found < 0 {
			return nil
		}
		out = append(out, found)
		i = found + 1
	}
	if len(out) > 0 && p.beforeAct(out[len(out)-1]) {
		return nil
	}
	return out
}

// pastTime gives the token behind a time that starts at token i, with or without a preposition: "voted | on Friday | to remove him"; else i.
func (p *initialParser) pastTime(i int) int {
	end, at := i, i
	if i+1 < p.last && dating(p.d, i) {
		at = i + 1
	}
	for _, t := range p.d.TimesFrom(i) {
		if t.First > at {
			break
		}
		if (t.First == i || t.First == at) && t.Last < p.last {
			end = t.Last
		}
	}
	return end
}

// infinitiveAt tells whether a word behind "to" is a verb, and so not the noun of a phrase: "ordered the government to | release them".
func (p *initialParser) infinitiveAt(j int) bool {
	t := p.d.Art.Tokens[j-1]
	return t.Norm == p.d.Pack.Setting("infinitive", "to") && slices.ContainsFunc(p.d.An[j], func(a lang.Analysis) bool { return a.E != nil && a.E.Kind == lang.Verb && a.F.Has(lang.Root) }) && p.nextOpens(j)
}

// countedAt tells whether a word is one of a number: "will give them | up to 500 million euros".
func (p *initialParser) countedAt(j int) bool {
	for k := range p.d.Counts {
		if c := &p.d.Counts[k]; c.First > j {
			return false
		} else if j < c.Last {
			return true
		}
	}
	return false
}

// dateWord tells whether a word is one of several of a date, and no word of an act: "begin an exercise on March 9".
func (p *initialParser) dateWord(j int) bool {
	for k := range p.d.Times {
		if t := &p.d.Times[k]; t.First > j {
			return false
		} else if j < t.Last && t.Last-t.First > 1 && p.d.Art.Tokens[j].Cap {
			return true
		}
	}
	return false
}

// beforeAct tells whether a word stands before the noun of another act in one phrase, which is what the verb acts on: "seek arrest warrant | suspension".
func (p *initialParser) beforeAct(t int) bool {
	for k := range p.its {
		if it := &p.its[k]; it.at > t {
			return false
		} else if ph := it.p; ph != nil && t >= it.at && t < ph.Head && ph.Pred != nil && ph.Pred.Form == doc.Nominal && len(ph.Pred.Tokens) == 1 {
			return p.d.Pack.Common.AnyKind(ph.Pred.Classes, "gov", "verb") && p.d.Art.Tokens[ph.Head].Kind == article.Word
		}
	}
	return false
}

// parted finds the particle of a verb behind its object: "handed a gunman over to prosecutors", "turned the offer down".
func (p *initialParser) parted(word string, from int) int {
	for j := from; j < p.last && j <= from+gapMax; j++ {
		t := p.d.Art.Tokens[j]
		if t.Norm == word && j > from && p.d.Kind(j, lang.Particle) != nil && p.countedAt(j) {
			return -1
		} else if t.Norm == word && j > from && p.d.Kind(j, lang.Particle) != nil {
			if j+1 == p.last || p.d.Art.Tokens[j+1].Kind == article.Punct || p.prepNext(j) || reading(p.d, j+1, lang.Time) != nil && !dating(p.d, j) {
				return j
			}
			return -1
		}
		if f := function(p.d, j); t.Kind == article.Punct && t.Text != "'" && t.Text != "-" || p.opensClause(j) || p.namesDoer(j) ||
			f != nil && (f.E.Kind == lang.Prep && f.E.Mark != lang.Of || f.E.Kind == lang.Aux || f.E.Kind == lang.Modal || f.E.Kind == lang.Conj) {
			return -1
		}
	}
	return -1
}

// dating tells whether a word is a preposition that opens a date: "called his counterpart | on Monday".
func dating(d *doc.Doc, i int) bool {
	for _, a := range d.An[i] {
		if a.E != nil && a.E.Kind == lang.Prep && (a.E.Mark == lang.On || a.E.Mark == lang.In || a.E.Mark == lang.At) {
			return true
		}
	}
	return false
}

// opensClause tells whether a word opens another clause or says when: no phrase goes on behind it.
func (p *initialParser) opensClause(i int) bool {
	f := function(p.d, i)
	if f == nil {
		return false
	}
	switch f.E.Kind {
	case lang.SubConj, lang.Comp, lang.RelPron:
		return true
	case lang.Aux:
		return !strings.HasPrefix(p.d.Art.Tokens[i].Text, "'") && !strings.HasPrefix(p.d.Art.Tokens[i].Text, "’") // "killed and two others | were wounded in an encounter", not "Moitra | 's"
	case lang.Prep:
		return f.E.Mark == lang.After || f.E.Mark == lang.Before || f.E.Mark == lang.As
	}
	return false
}

// namesDoer tells whether a word opens the phrase of who acts in a passive, which no phrase holds in its gap.
func (p *initialParser) namesDoer(i int) bool {
	f := function(p.d, i)
	return f != nil && f.E.Kind == lang.Prep && f.E.Mark == lang.By
}

// objectHead finds the last word of a fixed phrase as the head of the verb's object: "exchange prisoners" in "exchanged 103 Russian prisoners". Of the words
// before it only determiners, toks, may have been matched.
func (p *initialParser) objectHead(word string, toks []int, from int) int {
	for _, t := range toks {
		if p.d.Kind(t, lang.Det) == nil {
			return -1
		}
	}
	for k := range p.its {
		it := p.its[k]
		if it.at < from {
			continue
		}
		if it.p == nil || it.p.Mark != lang.Nom && !(it.p.Pron && it.p.Attr) || it.p.Pron && !it.p.Attr || len(it.p.Names) > 0 && p.d.Names[it.p.Names[len(it.p.Names)-1]].Last > it.p.Head {
			return -1
		}
		if it.p.Pron { // "their consulate"
			continue
		}
		if h := it.p.Head; it.at <= from+objectGapMax && p.d.Art.Tokens[h].Norm == word && h >= from {
			return h
		}
		return -1
	}
	return -1
}

// objectGapMax is how far behind the verb its object may start.
const objectGapMax = 1

// consume takes the words of a fixed phrase out of the items that are still to come.
func (p *initialParser) consume(toks []int, e *lang.Entry) {
	for _, t := range toks {
		next := slices.IndexFunc(p.its, func(it item) bool { return it.at > t })
		for k := range p.its {
			ph := p.its[k].p
			if ph != nil && k == next && ph.MarkWord == p.d.Art.Tokens[t].Norm && !slices.Contains(e.Recip, ph.Mark) && p.particle(t) {
				ph.Mark, ph.MarkWord = lang.Nom, "" // "handed over 700 kg"
			}
			if ph == nil || t < ph.First || t >= ph.Last {
				continue
			}
			if t == ph.First && t < ph.Head && p.d.At[t] < 0 {
				ph.First++ // "handed back | the pilot"
				continue
			}
			if t == ph.Head && ph.Last-ph.First == 1 || allIn(ph, toks) {
				if len(ph.Mods) > 0 || ph.E != nil && ph.E.Agent != "" { // summoned China's ambassador, beat protesters
					ph.Pred = nil
					continue
				}
				p.its[k] = item{kind: uAdv, at: ph.First}
			}
		}
	}
}

// particle tells whether a preposition may belong to the verb before it, so that what follows is the verb's object.
func (p *initialParser) particle(t int) bool {
	for _, a := range p.d.An[t] {
		if a.E != nil && a.E.Kind == lang.Prep && slices.Contains(a.E.Lists, "particle") {
			return true
		}
	}
	return false
}

func allIn(ph *doc.Phrase, toks []int) bool {
	n := 0
	for _, t := range toks {
		if t >= ph.First && t < ph.Last {
			n++
		}
	}
	return n == ph.Last-ph.First
}

// finish settles what is left: trailing speech, headlines without a verb, phrases that only wait.
func (p *initialParser) finish() {
	for _, ph := range p.out.Phrases {
		p.settle(ph)
		for _, m := range ph.Mods {
			p.settle(m)
		}
	}
	for _, two := range p.shared {
		if first, second := two[0], two[1]; !p.hasObject(first) && !governs(p.d, first) && p.hasObject(second) {
			first.Args = append(first.Args, second.Args...)
		}
	}
	for _, pr := range p.voices {
		speaks(pr)
	}
	for k, pr := range p.order {
		p.none(pr)
		if pr.Form == doc.RelPart {
			madeBy(p.d, pr, pr.Obj)
		}
		if !says(p.d, pr.Classes) || pr.Form != doc.Finite || pr.Class("pull_out") && p.hasObject(pr) {
			continue
		}
		if s := pr.Subj; s != nil && pr.Class("deny") && !s.Pron && len(s.Names) == 0 && s.E != nil && s.E.Agent == "" {
			continue // "…, a practice Warsaw denies"
		}
		if s := pr.Subj; s != nil && pr.Class("deny") && s.Pron && s.First > p.first && p.d.Art.Tokens[s.First-1].Kind == article.Word && function(p.d, s.First-1) == nil {
			continue // "on charges | he denies"
		}
		speaks(pr)
		p.inserted(pr, k)
		if len(contentOf(pr)) > 0 {
			continue
		}
		if p.nested(pr, k) {
			continue
		}
		if g := pr.Gov; g != nil && !says(p.d, g.Classes) && slices.Contains(p.order[:k], g) { // "ruled out a deployment, envoys said"
			pr.Gov = nil
			g.Comps = slices.DeleteFunc(g.Comps, func(q *doc.Pred) bool { return q == pr })
		}
		for _, q := range p.order[:k] {
			if q.Gov == nil && q != pr && q != pr.Gov {
				q.Gov = pr
				pr.Comps = append(pr.Comps, q)
			}
		}
	}
	if p.main == nil && len(p.waiting) > 0 && len(p.order) > 0 && p.order[0].Subj == nil && p.order[0].Obj == nil {
		if s := bare(p.waiting); len(s) > 0 {
			p.order[0].Obj = s[0]
		}
	}
}

// speaks makes who stands behind a verb of speech without a subject its subject: "…, said the minister".
func speaks(pr *doc.Pred) {
	if pr.Subj != nil {
		return
	}
	if o := objectOf(pr); o != nil {
		pr.Subj = o
		o.Mark = lang.Sub
	}
}

// none negates what nobody did, or did to nobody: "no troops crossed the border", "the police made no arrests".
func (p *initialParser) none(pr *doc.Pred) {
	if pr.Form != doc.Finite {
		return
	}
	if s := pr.Subj; s != nil && p.opensNone(s) {
		pr.Neg = true
	}
	o := pr.Obj
	if o == nil {
		o = objectOf(pr)
	}
	if o == nil || !p.opensNone(o) {
		return
	}
	if o.Pred != nil && o.Pred.Form == doc.Nominal {
		o.Pred.Neg = true
	} else if len(pr.Classes) > 0 && !says(p.d, pr.Classes) {
		pr.Neg = true
	}
}

// opensNone tells whether a phrase names nobody: "no soldier", "none of them".
func (p *initialParser) opensNone(ph *doc.Phrase) bool {
	if at := ph.First - 1; at >= p.first && p.d.Kind(ph.First, lang.Det) != nil && p.d.Kind(at, lang.Neg) != nil && p.d.Kind(at, lang.Det) == nil && p.d.Kind(at, lang.Aux) == nil && (at == p.first || p.d.Art.Tokens[at-1].Kind == article.Punct) {
		return true // "Not an inch of land was given"
	}
	if at := ph.First - 1; at >= p.first && len(ph.Conj) > 0 && p.d.Kind(at, lang.Neg) != nil && p.d.Kind(at, lang.Conj) != nil {
		return true // "Neither Delhi nor Dhaka has confirmed"
	}
	return p.d.Kind(ph.First, lang.Neg) != nil && (p.d.Kind(ph.First, lang.Det) != nil || p.d.Kind(ph.First, lang.Pron) != nil)
}

// nested gives a verb of speech that is itself said the clauses after it: "Reuters reported that the army said | Russia attacked".
func (p *initialParser) nested(pr *doc.Pred, k int) bool {
	g := pr.Gov
	if g == nil || !says(p.d, g.Classes) {
		return false
	}
	kept := g.Comps[:0:0]
	for _, q := range g.Comps {
		if q != pr && q.Form == doc.Finite && slices.Contains(p.order[k+1:], q) {
			q.Gov = pr
			pr.Comps = append(pr.Comps, q)
			continue
		}
		kept = append(kept, q)
	}
	g.Comps = kept
	return len(contentOf(pr)) > 0
}

// inserted frees what follows a speaker who stands between commas in the middle of what he says: "A mob burnt cars, police said, and unions have
// called a strike". A verb without a subject of its own goes on with what was said.
func (p *initialParser) inserted(pr *doc.Pred, k int) {
	toks := p.d.Art.Tokens
	end := pr.Tokens[len(pr.Tokens)-1] + 1
	if pr.Subj == nil || k == 0 || pr.Subj.First <= p.first || end >= p.last || toks[end].Text != "," {
		return
	}
	opens := pr.Subj.First - 1
	for opens > p.first && toks[opens].Kind == article.Word && opens > pr.Subj.First-4 {
		opens--
	}
	var before *doc.Pred
	for _, q := range p.order[:k] {
		if q.Gov == nil && q.Form == doc.Finite && q.Tokens[0] < pr.Subj.First {
			before = q
		}
	}
	if before == nil || toks[opens].Text != "," {
		return
	}
	kept := pr.Comps[:0]
	for _, q := range pr.Comps {
		if q.Tokens[0] > end && q.Form == doc.Finite && q.Gov == pr && q.Subj != pr.Subj {
			q.Gov = nil
			continue
		}
		kept = append(kept, q)
	}
	pr.Comps = kept
	for _, q := range p.order[k+1:] {
		if q.Subj == pr.Subj && q.Form == doc.Finite {
			q.Subj = before.Subj
			if q.Gov == nil {
				q.Gov, pr.Comps = pr, append(pr.Comps, q)
			}
		}
	}
	for _, q := range p.order[:k] {
		if q.Gov == nil && q.Form == doc.Finite && q.Tokens[0] < pr.Subj.First {
			q.Gov, pr.Comps = pr, append(pr.Comps, q)
		}
	}
}

// contentOf are the clauses among a predicate's content.
func contentOf(pr *doc.Pred) []*doc.Pred {
	var out []*doc.Pred
	for _, c := range pr.Comps {
		if c.Form != doc.Nominal {
			out = append(out, c)
		}
	}
	return out
}
