package parse

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// initial parses a sentence of a language whose subject comes first and whose complements follow the verb.
func initial(d *doc.Doc, si int, b *buffers) doc.Sent {
	s := d.Art.Sentences[si]
	p := &initialParser{d: d, si: si, buf: b, us: b.us[:0], its: b.its[:0], first: start(d, si), last: s.Last}
	p.out = doc.Sent{Phrases: d.List(phrasesUsual), Preds: d.Preds(predsUsual)}
	p.order = d.Preds(predsUsual)
	p.tags()
	p.chunk()
	p.headline = s.Headline || p.titleCase() || !p.hasFinite()
	p.run()
	p.finish()
	b.us, b.its = p.us, p.its
	return p.out
}

type initialParser struct {
	d           *doc.Doc
	si          int
	first, last int
	buf         *buffers
	us          []unit
	its         []item
	out         doc.Sent
	headline    bool

	cur     *doc.Pred     // the predicate that takes what follows
	main    *doc.Pred     // the last finite predicate
	waiting []*doc.Phrase // phrases before their verb
	gov     *doc.Pred     // governor of the clause that is open
	cond    bool
	yet     bool           // the clause is what something is done before or until
	rel     *doc.Phrase    // antecedent of an open relative clause
	struck  *doc.Phrase    // the other antecedent that it has, behind a comma and a place, if it tells of harm
	fresh   *doc.Phrase    // the phrase that opens a new clause of a headline behind a comma
	held    []*doc.Phrase  // a subject whose verb comes after a clause about it: "the man who …, said"
	ahead   []*doc.Pred    // clauses without a subject before their main clause, whose subject is theirs: "After bombing the port, …"
	shared  [][2]*doc.Pred // verbs joined by "and" that may share what follows the second
	voices  []*doc.Pred    // verbs of speech that stand before their subject: "…, warned the minister"
	clause  int
	order   []*doc.Pred
	conj    bool
	comma   bool
	quote   bool
}

// chunk groups units into phrases with their prepositions, and verb groups.
func (p *initialParser) chunk() {
	us := p.us
	var prep *unit
	for i := 0; i < len(us); {
		u := us[i]
		switch u.kind {
		case uNom, uName, uDet:
			j := p.phraseEnd(i)
			if k := p.measure(i, j, prep); k > j {
				i = k
				continue
			}
			ph, end := p.disposed(i, j, prep)
			if ph != nil {
				p.its = append(p.its, item{p: ph, at: us[i].first})
			}
			i, prep = end, nil
			continue
		case uPron:
			if u.a.E != nil && u.a.E.Has(lang.Poss) && i+1 < len(us) && (us[i+1].kind == uNom || us[i+1].kind == uName || us[i+1].kind == uDet) {
				i = p.owner(i, prep)
				prep = nil
				continue
			}
			p.its = append(p.its, item{p: p.pron(u, prep), at: u.first})
			prep = nil
		case uPost, uPart:
			if k := p.toVerb(i); k > 0 {
				g, next := p.verbGroup(k)
				g.first, g.f, g.fin, g.neg = u.first, g.f|lang.Inf, false, g.neg || u.neg
				p.its = append(p.its, item{v: g, at: u.first})
				prep = nil
				i = next
				continue
			}
			if u.kind == uPost && !p.bound(u) {
				prep = &us[i]
			}
		case uVerb, uAux, uModal, uNeg:
			if u.kind == uNeg { // "not to return"; a lone "not" belongs to no verb
				if i+1 < len(us) && p.isTo(us[i+1]) && p.verbNext(i+2) {
					us[i+1].neg = true
					i++
					continue
				}
			}
			g, next := p.verbGroup(i)
			if prep != nil {
				g.mark, g.fin = prep.a.Mark, false
				prep = nil
			}
			if g.e != nil || len(g.aux) > 0 {
				p.its = append(p.its, item{v: g, at: u.first})
			}
			i = next
			continue
		case uTime:
			prep = nil
		case uAdv:
		default:
			if k := p.passQuote(i, prep); k > i {
				i = k
				continue
			}
			prep = nil
			p.its = append(p.its, item{kind: u.kind, e: u.e, at: u.first})
		}
		i++
	}
}

// owner takes up a possessive pronoun, with the phrase after it where a preposition prep stands before;
// it gives the next unit.
func (p *initialParser) owner(i int, prep *unit) int {
	u := p.us[i]
	ph := p.pron(u, nil)
	ph.Mark, ph.Attr = lang.Gen, true
	p.its = append(p.its, item{p: ph, at: u.first})
	i++
	if prep == nil {
		return i
	}
	j := p.phraseEnd(i)
	if q := p.nounPhrase(p.us[i:j], prep); q != nil {
		q.Mods = append(q.Mods, ph)
		p.its[len(p.its)-1].p = q
	}
	return j
}

// toVerb is the unit behind "to" at which its verb opens, also inside a quotation ("promises to 'restore' a ban"); 0 where there is none.
func (p *initialParser) toVerb(i int) int {
	k := i + 1
	if k < len(p.us) && p.us[k].kind == uQuote {
		k++
	}
	if !p.isTo(p.us[i]) || k >= len(p.us) || !p.verbNext(k) {
		return 0
	}
	return k
}

func (p *initialParser) verbNext(i int) bool {
	for i < len(p.us) && p.us[i].kind == uAdv {
		i++
	}
	return i < len(p.us) && (p.us[i].kind == uVerb && (p.us[i].a.F.Has(lang.Root) || p.us[i].a.F.Has(lang.Perf)) || p.us[i].kind == uAux)
}

// phraseEnd finds where a noun phrase that starts at unit i ends.
func (p *initialParser) phraseEnd(i int) int {
	j := i
	for j < len(p.us) {
		u := p.us[j]
		if j > i && p.us[j-1].kind == uName && u.kind == uNom && p.figure(u) && !p.d.Art.Tokens[p.us[j-1].last].Cap {
			break // "send Ukraine | three more systems"
		}
		if j > i && p.figure(u) && p.manyOf(p.us[j-1]) {
			break // "pulled troops | 20 km back"
		}
		if j > i && u.kind == uName && p.us[i].kind == uDet && p.us[j-1].kind == uNom && j+1 < len(p.us) && p.us[j+1].kind == uVerb && p.ordinary(p.us[j-1]) {
			break // "a charge | Cairo rejected"
		}
		if u.kind != uNom && u.kind != uName && !(u.kind == uDet && j == i) {
			if u.kind == uPunct && p.d.Art.Tokens[u.first].Text == "-" && j > i && j+1 < len(p.us) && !p.d.Art.Tokens[u.first].Space && (p.us[j+1].kind == uTime || p.us[j+1].kind == uNom || p.us[j+1].kind == uName || p.us[j+1].kind == uVerb && !p.d.Art.Tokens[p.us[j+1].first].Space) {
				j += 2
				continue
			}
			if k := p.quoteWithin(j); k > 0 && j > i && p.owns(p.us[j-1]) {
				j = k // "Modi's | 'chiefs of fools' | jibe"
				continue
			}
			if u.kind == uAdv && j+1 < len(p.us) && j > i && p.us[j-1].kind == uDet && p.us[j+1].kind == uNom {
				j++
				continue
			}
			if u.kind == uDet && j > i && (p.us[j-1].kind == uDet || p.figure(p.us[j-1]) && u.a.E != nil && slices.Contains(u.a.E.Lists, "counted")) { // 18 more people
				j++
				continue
			}
			break
		}
		j++
	}
	return max(j, i+1)
}

func (p *initialParser) pron(u unit, prep *unit) *doc.Phrase {
	ph := &doc.Phrase{First: u.first, Last: u.last, Head: u.last - 1, E: u.a.E, Pron: true, Plural: u.a.E != nil && u.a.E.Has(lang.PlFlag), Quoted: p.d.Art.Tokens[u.first].Quoted}
	if prep != nil {
		ph.Mark, ph.MarkWord = prep.a.Mark, prep.a.E.Word
	}
	return ph
}

// nounPhrase makes a phrase; possessives inside it become modifiers, coordinated adjectives of nations stay inside.
func (p *initialParser) nounPhrase(us []unit, prep *unit) *doc.Phrase {
	var mods []*doc.Phrase
	start := 0
	for k := range us {
		if p.owns(us[k]) || us[k].a.Attr && us[k].a.Mark == lang.Gen {
			end := k
			if us[k].a.Attr && us[k].a.Mark == lang.Gen && !p.owns(us[k]) {
				end = k + 1
			}
			if end > start {
				m := p.plain(us[start:end])
				m.Mark, m.Attr, m.Mods = lang.Gen, true, mods
				mods = []*doc.Phrase{m}
			}
			start = k + 1
		}
	}
	if start >= len(us) {
		if len(mods) == 0 {
			return nil
		}
		ph := mods[0] // "Iraq's" with its noun left out
		ph.Attr = false
		return ph
	}
	ph := p.plain(us[start:])
	if own := ph.Mods; len(own) > 0 && p.between(ph.Pred, own[0]) { // "cancels | Israel visit": a fixed phrase may take the noun away
		ph.Mods = append(mods, own...)
	} else {
		ph.Mods = mods
	}
	if ph.Pred != nil {
		ph.Pred.Args = append(ph.Pred.Args, mods...)
	}
	if prep != nil {
		ph.Mark, ph.MarkWord = prep.a.Mark, prep.a.E.Word
	}
	return ph
}

func (p *initialParser) plain(us []unit) *doc.Phrase {
	h := us[len(us)-1]
	ph := p.d.NewPhrase()
	ph.First, ph.Last, ph.Head, ph.E, ph.Plural = us[0].first, h.last, h.last-1, h.a.E, h.a.F.Has(lang.Pl) && !h.a.F.Has(lang.Sg)
	if h.e != nil {
		ph.E = h.e
	}
	if h.kind == uName || p.proper(ph) {
		ph.E = nil
	}
	ph.Quoted = p.d.Art.Tokens[ph.Head].Quoted
	for _, u := range us {
		if u.name >= 0 {
			ph.Names = append(ph.Names, u.name)
			continue
		}
		for i := u.first; u.last-u.first > 1 && i < u.last && !continental(u); i++ {
			if n := p.d.At[i]; n >= 0 && p.d.Names[n].Last <= u.last {
				ph.Names = append(ph.Names, n)
			}
		}
	}
	if ph.E != nil && ph.E.Kind == lang.Noun && isEvent(p.d, ph.E) {
		ph.Pred = nounPred(p.d, ph, p.si, h.first, h.last)
		// a nation before the event noun acts: "Russian attack"; a people or thing before it may suffer: "refugee killings"
		if len(us) > 1 {
			m := p.plain(us[:len(us)-1])
			if m.Pred == nil && (len(m.Names) > 0 || m.E != nil && m.E.Agent != "") {
				m.Mark, m.Attr = lang.Gen, true
				ph.Pred.Args = append(ph.Pred.Args, m)
				ph.Mods = append(ph.Mods, m)
				ph.First = h.first
				ph.Names = nil
			} else if m.Pred != nil && m.E != nil && len(ph.E.Classes) > 0 { // "bomb attack": the first noun narrows the second
				narrow(ph.Pred, m.E)
				if p.d.Pack.Common.AnyKind(ph.Pred.Classes, "verb") && m.Pred.Gov == nil { // "warrant suspension": what is suspended
					m.Pred.Gov = ph.Pred
					ph.Pred.Comps = append(ph.Pred.Comps, m.Pred)
				}
			}
		}
		if m := forceBefore(p.d, ph, h.first); m != nil {
			ph.Pred.Args = append(ph.Pred.Args, m)
			ph.Mods = append(ph.Mods, m)
		}
	}
	return ph
}

// continental tells whether a unit is an adjective of a continent, whose words name no state: "Latin American".
func continental(u unit) bool {
	return u.e != nil && u.e.Kind == lang.Adj && slices.Contains(u.e.Lists, "continent")
}

// narrow lets a noun before an event noun choose a sub-class: bomb + attack.
func narrow(pr *doc.Pred, e *lang.Entry) {
	for _, c := range e.Classes {
		if pr.Class("attack") && strings.HasPrefix(c, "attack.") {
			pr.Classes = []string{c}
			return
		}
	}
}

// auxUsual is how many auxiliaries most verbs have at most.
const auxUsual = 2

// verbGroup gathers auxiliaries, negation and the main verb from unit i on.
func (p *initialParser) verbGroup(i int) (*verbGroup, int) {
	us := p.us
	g := p.buf.groups.New()
	g.first, g.last, g.main = us[i].first, us[i].last, us[i].first
	aux := p.buf.aux.Take(auxUsual)[:0]
	j := i
	for ; j < len(us); j++ {
		u := us[j]
		switch u.kind {
		case uAux, uModal:
			aux = append(aux, u)
		case uNeg:
			g.neg = true
		case uAdv, uTime, uNom:
			if !p.inGroup(j, aux) {
				goto done
			}
			continue
		case uVerb:
			if g.e != nil {
				goto done
			}
			if len(aux) > 0 && !g.takes(u.a.F, p, aux) {
				goto done
			}
			g.e, g.main, g.mainF = u.a.E, u.first, u.a.F
			g.f |= u.a.F
			g.last = u.last
			j++
			goto done
		case uPost, uPart, uSub:
			if u.last == u.first+1 && g.e == nil && len(aux) > 0 && j+1 < len(us) && us[j+1].kind == uVerb && us[j+1].a.F&(lang.Perf|lang.Past) != 0 && us[j-1].kind == uAux && p.sinceWord(u) {
				us[j+1].a = *p.afterAux(&us[j+1].a, us[j+1].first, us[j-1]) // "has | since | lodged"
				continue
			}
			if p.isTo(u) && g.e == nil && len(aux) > 0 && p.verbNext(j+1) { // is to, has to, going to
				g.f |= lang.Fut
				continue
			}
			goto done
		default:
			goto done
		}
		g.last = u.last
	}
done:
	g.aux = aux
	for _, a := range aux {
		p.auxiliary(g, a)
	}
	if g.e == nil && len(aux) > 0 { // the auxiliary is the verb: "is ready", "has"
		if r := reading(p.d, aux[len(aux)-1].first, lang.Verb); r != nil {
			g.e = r.E
		}
	}
	g.fin = len(aux) > 0 || g.f.Has(lang.Past) || g.f.Has(lang.P3) || g.f.Has(lang.Root) && !g.f.Has(lang.Inf)
	if len(aux) == 0 && (g.mainF.Has(lang.Prog) || g.mainF.Has(lang.Perf) && !g.mainF.Has(lang.Past)) {
		g.fin = false
	}
	if g.hasDone() { // "Having failed, …"
		g.fin, g.f = false, g.f|lang.Prog
	}
	return g, max(j, i+1)
}

// hasDone tells whether a verb group is a participle by its auxiliary: having failed, being held.
func (g *verbGroup) hasDone() bool {
	return len(g.aux) > 0 && g.e != nil && g.aux[0].a.F.Has(lang.Prog) && g.mainF.Has(lang.Perf)
}

// inGroup tells whether unit j stands inside a verb group: adverbs do, and what comes between an auxiliary and its participle:
// "has once again outright rejected", "was on Friday arrested".
func (p *initialParser) inGroup(j int, aux []unit) bool {
	us := p.us
	if us[j].kind == uAdv && j+1 < len(us) && (us[j+1].kind == uVerb || us[j+1].kind == uAux || us[j+1].kind == uNeg) {
		return true
	}
	for k := j; k < len(us) && k < j+4; k++ {
		switch u := us[k]; u.kind {
		case uAdv:
		case uTime:
			if len(aux) == 0 {
				return false
			}
		case uNom:
			if len(aux) == 0 || u.a.E == nil || u.a.E.Kind != lang.Adj {
				return false
			}
		case uVerb:
			return us[j].kind == uAdv && len(aux) == 0 || u.a.F.Has(lang.Perf) && !u.a.F.Has(lang.Root)
		case uNeg, uAux:
			return us[j].kind == uAdv
		default:
			return false
		}
	}
	return false
}

// takes tells whether a verb form can follow the auxiliaries.
func (g *verbGroup) takes(f lang.Feat, p *initialParser, aux []unit) bool {
	last := aux[len(aux)-1]
	if last.kind == uModal || last.a.E != nil && last.a.E.Tags["of"] == "do" {
		return f.Has(lang.Root)
	}
	if g.f.Has(lang.Fut) {
		return f.Has(lang.Root) || f.Has(lang.Perf)
	}
	return !p.isBe(last) || f.Has(lang.Perf) || f.Has(lang.Prog) // "is ready" is no verb "to ready"
}

func (p *initialParser) auxiliary(g *verbGroup, u unit) {
	e := u.a.E
	if e == nil {
		return
	}
	if u.kind == uModal {
		g.f |= e.Feats
	}
	lemma := e.Tags["of"]
	if lemma == "" {
		if r := reading(p.d, u.first, lang.Verb); r != nil {
			lemma = r.E.Toks[0]
		} else {
			lemma = e.Toks[0]
		}
	}
	if strings.HasSuffix(p.d.Art.Tokens[u.first].Norm, "n't") || e.Tags["neg"] != "" || e.Feats.Has(lang.NegF) {
		g.neg = true
	}
	for _, gr := range p.d.Pack.Groups(lemma) {
		if gr.Before == lemma && g.mainF.Has(gr.Feats) {
			if gr.Gives.Has(lang.Perf) && lemma != "be" {
				g.f &^= 0
			}
			g.f |= gr.Gives
			return
		}
	}
	g.f |= e.Feats
}
