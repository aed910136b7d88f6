package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// What the words before the last pause of a headline are about: whom the act behind it is aimed at, or who does it.

// spokenOf is the one politician, party or government whom the words before the last pause are about: their subject, else whose thing they
// speak of ("शिंदे गटाचं लॉजिक चालणार नाही; शिवसेनेचा टोला"). A name before the first colon is a label.
func (c *coder) spokenOf(m *meaning) []article.Entity {
	from, _ := c.cuts(m.pred.Sent)
	s := c.d.Art.Sentences[from]
	here := c.d.Art.Sentences[m.pred.Sent].First
	end := -1
	for i := m.pred.Tokens[0] - 1; i > s.First && end < 0; i-- {
		if c.pause(i) || i < here {
			end = i
		}
	}
	if end < 0 {
		return nil
	}
	words := m.typ == "ACCUSE" && !charges(m) && m.class != "sue" || m.typ == "SUPPORT" || m.typ == "THREATEN"
	if words && c.retort(m) {
		return nil
	}
	first := s.First
	for i := s.First; words && i < end && i < s.First+labelMax; i++ {
		if c.d.Art.Tokens[i].Text == ":" {
			first = i + 1
		}
	}
	var best []article.Entity
	rank := 0
	see := func(e article.Entity, n int) {
		switch {
		case n == 0 || n < rank:
		case n > rank || len(best) == 0:
			best, rank = []article.Entity{e}, n
		case best[0].KB != e.KB || best[0].Span != e.Span && e.KB == "":
			best = append(best, e)
		}
	}
	for si := from; si <= m.pred.Sent; si++ {
		for _, ph := range c.d.Sents[si].Phrases {
			if ph.First < end && ph.First >= first && !ph.Time {
				c.rankBefore(m, si, ph, words, see)
			}
		}
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds { // राऊतांनी घेतलेली मुलाखत म्हणजे …
		if words && !c.d.Pack.Shared && q.Form == doc.RelPart && endOf(q) < end && q.Tokens[0] >= first {
			for _, a := range q.Args {
				if a.Mark == lang.Erg && len(a.Ents) == 1 && c.targeted(m, a, a.Ents[0], words) {
					see(a.Ents[0], 2)
				}
			}
		}
	}
	for _, ph := range c.d.Sents[from].Phrases { // "Abdul Sattar: …; X's criticism": the label tells whom it is about
		if len(best) == 0 && ph.First < first && len(m.actor) == 1 && m.actor[0].Human() {
			c.rankBefore(m, from, ph, words, see)
		}
	}
	if len(best) != 1 {
		return nil
	}
	return best
}

// labelMax is how many tokens before its colon a headline's label may have: "Maharashtra Politics:".
const labelMax = 8

// retort tells whether a word of criticism answers that of others, so that what is said before it may be in one's own praise: पलटवार.
func (c *coder) retort(m *meaning) bool {
	return m.pred.E != nil && slices.Contains(m.pred.E.Lists, "reply")
}

// rankBefore ranks those whom a phrase before the pause names: who acts in a clause, who stands without a case, whose thing it is.
func (c *coder) rankBefore(m *meaning, si int, ph *doc.Phrase, words bool, see func(article.Entity, int)) {
	n := 0
	switch {
	case ph.Mark == lang.Erg && c.actsIn(si, ph):
		n = 4
	case ph.Mark == lang.Nom && !ph.Attr:
		n = 3
	case ph.Mark == lang.Gen || ph.Mark == lang.To || ph.Mark == lang.Of:
		n = 1
	case m.typ == "ACCUSE" && words && (ph.Mark == lang.Dat || ph.Mark == lang.Against) && !c.d.Pack.Shared && len(ph.Ents) == 1 && ph.Ents[0].How == "body" && ph.Ents[0].Sector == "PTY":
		n = 1 // भाजपला पराभव दिसत होता; पाटलांचा टोला
	}
	other := false // somebody named in another case, so that nobody can be told to be meant
	if !words && n < 3 {
		other, n = ph.Mark != lang.Gen, 0
	}
	for _, e := range ph.Ents {
		switch {
		case ph.Pred != nil || !c.targeted(m, ph, e, words):
		case other:
			see(e, 5)
			see(article.Entity{KB: "another"}, 5)
		default:
			see(e, n)
		}
	}
	if !words {
		return
	}
	for _, md := range ph.Mods {
		if md.Mark != lang.Gen || md.Pred != nil {
			continue
		}
		for _, e := range md.Ents {
			if c.targeted(m, md, e, words) {
				see(e, 2)
			}
		}
		for _, of := range md.Mods { // ठाकरेंच्या | पार्ट्यांचे | व्हिडिओ
			if of.Mark == lang.Gen && of.Pred == nil && len(of.Ents) == 1 && c.targeted(m, of, of.Ents[0], words) {
				see(of.Ents[0], 2)
			}
		}
	}
}

// actsIn tells whether a phrase is the subject of a clause, and not of a participle.
func (c *coder) actsIn(si int, ph *doc.Phrase) bool {
	return slices.ContainsFunc(c.d.Sents[si].Preds, func(q *doc.Pred) bool {
		return q.Form == doc.Finite && (q.Subj == ph || slices.Contains(q.Args, ph))
	})
}

// targeted tells whether a party can be whom criticism, praise or the law is aimed at: a politician, or in words a party or a government, other than
// who speaks.
func (c *coder) targeted(m *meaning, ph *doc.Phrase, e article.Entity, words bool) bool {
	if e.How == "possessor" || slices.ContainsFunc(m.actor, func(a article.Entity) bool {
		return a.KB == e.KB && a.Sector == e.Sector || a.KB != "" && a.KB == e.KB || a.Sector == "GOV" && e.Sector == "GOV" && e.How == "agent"
	}) {
		return false
	}
	if e.Human() && e.KB != "" || e.How == "title" {
		return !(e.KB == "" && ph.Mark == lang.Nom && m.typ == "ACCUSE") // "if I were chief minister"
	}
	if words && anySector(m.actor, "JUD") && (e.Sector == "COP" || e.Sector == "GOV") && (e.How == "body" || e.How == "agent") {
		return true // पुलिस का दावा, अदालत ने लगाई फटकार
	}
	return words && (e.How == "body" && (e.Sector == "PTY" || e.Sector == "OPP") || e.How == "agent" && e.Sector == "GOV" && ph.E != nil && ph.E.Has(lang.Org) && ph.E.Has(lang.Head))
}

// topicActs gives a clause of a headline that leaves out who acts the one whom the clause or sentence before it is about: "शरद पवार मदतीला धावले;
// शिंदेंना सुनावले".
func (c *coder) topicActs(m *meaning) {
	pr := m.pred
	host := c.metOnly(m)
	if !c.d.Pack.Final || len(m.actor)+len(m.coactor) > 0 && !host || pr.Form != doc.Finite || pr.F&(lang.Pass|lang.P1) != 0 || !pr.F.Has(lang.Perf) || pr.E == nil || pr.E.Has(lang.Patient) || pr.E.Has(lang.Intr) || !known(m.recip) && !host && m.class != "attack.shell" || !c.d.Art.Sentences[pr.Sent].Headline || pr.VerbE == nil || pr.VerbE.Light == "be" || pr.VerbE.Light == "go" || pr.VerbE.Kind != lang.Verb {
		return
	}
	switch m.typ {
	case "ACCUSE", "CONSULT", "SUPPORT", "REQUEST", "THREATEN":
	case "ASSAULT", "MOBILIZE", "PROTEST":
		m.actor = c.wentOn(m)
		return
	default:
		return
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Erg || a.Mark == lang.By {
			return
		}
	}
	var found []article.Entity
	for si := max(pr.Sent-1, 0); si <= pr.Sent; si++ {
		if !c.d.Art.Sentences[si].Headline {
			continue
		}
		for _, ph := range c.d.Sents[si].Phrases {
			if ph.First >= pr.Tokens[0] || slices.Contains(pr.Args, ph) || ph.Pred != nil || ph.Attr || ph.Mark != lang.Nom && ph.Mark != lang.Erg {
				continue
			}
			for _, e := range minus(minus(ph.Ents, m.recip), m.actor) {
				if !e.Human() && e.How != "body" || e.KB == "" || !publicSector(e.Sector) {
					continue
				}
				if len(found) > 0 && found[0].KB != e.KB {
					return
				}
				found = []article.Entity{e}
			}
		}
	}
	if len(found) == 0 && !host && !c.d.Pack.Shared {
		found = c.spokeBefore(m)
	}
	if host && len(found) > 0 {
		m.coactor = m.actor
	}
	if len(found) > 0 {
		m.actor = found
	}
}

// struckAt gives the country of the place near or in which a state's forces attack, where it is another's: "युक्रेनमधील सुमी परिसरात रशियाचा हवाई हल्ला".
func (c *coder) struckAt(m *meaning) []article.Entity {
	if !c.d.Pack.Final || len(m.actor) != 1 || !plover.IsState(m.actor[0].Country) || m.actor[0].Sector != "" && m.actor[0].Sector != "MIL" && m.actor[0].Sector != "GOV" {
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Time || a.Pred != nil || a.Mark != lang.In && a.Mark != lang.Near && a.Mark != lang.At {
			continue
		}
		for _, q := range append([]*doc.Phrase{a}, a.Mods...) {
			for _, e := range q.Ents {
				if (e.How == "state" || place(e)) && plover.IsState(e.Country) && e.Country != m.actor[0].Country {
					e.Sector = ""
					return []article.Entity{e}
				}
			}
		}
	}
	return nil
}

// handsOf gives an arrest or a seizure that a headline tells without who did it the police force whose work the headline speaks of in another
// piece: "आरोपी जेरबंद; रामनगर पोलिसांची कामगिरी", "पोलिसांकडून छडा; सहा जणांना अटक".
func (c *coder) handsOf(m *meaning) {
	charge := charges(m) && m.pred.Form == doc.Nominal && !c.d.Pack.Shared                                        // गुन्हा; मुंढवा पोलिसांची कारवाई
	charge = charge || c.d.Pack.Shared && m.mode == "investigate" && m.pred.Form == doc.Nominal && human(m.recip) // ATS ने बुलाया, पिता से भी पूछताछ
	if !c.d.Pack.Final || m.typ != "COERCE" && !charge || m.typ == "COERCE" && m.mode != "arrest" && (m.mode != "seize" || len(m.recip) > 0) || len(m.actor) > 0 || m.status != article.Actual || !c.d.Art.Sentences[m.pred.Sent].Headline {
		return
	}
	var found []article.Entity
	var in *doc.Phrase // one phrase may name several: "NIA आणि ATS ची कारवाई"
	deed := false      // of the force: "दो गिरफ्तार, पुलिस ने किया खुलासा"
	look := func(ph *doc.Phrase) {
		if in != nil && in != ph {
			return
		}
		if ph.Mark != lang.Gen && ph.Mark != lang.By && !deed || slices.Contains(m.pred.Args, ph) && ph.Mark != lang.By {
			return
		}
		for _, e := range ph.Ents {
			if (deed || c.d.Pack.Shared && ph.Mark == lang.Gen) && e.How != "body" && (ph.E == nil || !ph.E.Has(lang.Org)) {
				continue // महिला कांस्टेबल ने
			}
			if e.Sector == "COP" && (e.How == "body" || e.How == "agent" && ph.E != nil && (ph.E.Has(lang.Org) || ph.E.Is("o.police"))) && !among(e, m.recip) && !slices.ContainsFunc(found, func(x article.Entity) bool { return x.Span == e.Span }) {
				found, in = append(found, e), ph
			}
		}
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q == m.pred || c.d.Pack.Common.AnyKind(q.Classes, "say") {
			continue
		}
		for _, a := range q.Args {
			deed = a.Mark == lang.Erg && !q.Neg && !anySector(m.recip, "COP") || a.Mark == lang.Nom && !a.Attr && q.Class("investigate")
			look(a)
		}
		deed = false
	}
	for _, ph := range c.d.Sents[m.pred.Sent].Phrases { // … पोलिसांची कामगिरी, whose work is no act
		if ph.E == nil || ph.E.Kind != lang.Noun || ph.E.Agent != "" || ph.Mark != lang.Nom {
			continue
		}
		for _, md := range ph.Mods {
			look(md)
		}
	}
	if len(found) == 0 {
		found = c.forceIn(m)
	}
	m.actor = found
}

// claimedBy gives an attack that a headline tells without who did it the state that claims it in another piece, where it fell on another:
// "रशियाचं विमान पाडलं; युक्रेनचा दावा".
func (c *coder) claimedBy(m *meaning) {
	if !c.d.Pack.Final || m.typ != "ASSAULT" || len(m.actor) > 0 || len(m.recip) != 1 || m.status != article.Actual || mutual(m.rule, m.pred) || !c.d.Art.Sentences[m.pred.Sent].Headline {
		return
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form != doc.Nominal || !q.Class("say") || q.Tokens[0] < endOf(m.pred) {
			continue
		}
		for _, a := range q.Args {
			if a.Mark == lang.Gen && len(a.Ents) == 1 && (stateItself(a.Ents[0]) || anySector(a.Ents, "MIL", "REB")) && plover.IsState(a.Ents[0].Country) && plover.IsState(m.recip[0].Country) && a.Ents[0].Country != m.recip[0].Country {
				m.actor = a.Ents
				return
			}
		}
	}
}

// byWhose looks for who acts in the other pieces of a headline.
func (c *coder) byWhose(m *meaning) {
	c.claimedBy(m)
	c.announcedBy(m)
	c.reliefFor(m)
	c.topicActs(m)
	c.handsOf(m)
	c.courtOf(m)
	c.decidedBy(m)
	c.overPlace(m)
	c.saidToo(m)
	c.doesBoth(m)
	c.metToo(m)
	c.noDoer(m)
}

// courtOf gives an order that a headline tells without who gives it the court of which it speaks in another piece: "पालिकेला … करण्याचे आदेश; उच्च
// न्यायालयाचा दणका".
func (c *coder) courtOf(m *meaning) {
	order := m.typ == "REQUEST" && m.pred.Class("order") && m.pred.Form == doc.Nominal && m.bound
	law := !c.d.Pack.Shared && (m.mode == "convict" || m.mode == "investigate" && m.pred.Form == doc.Nominal)
	if !c.d.Pack.Final || !order && !law || len(m.actor) > 0 || !known(m.recip) || !c.d.Art.Sentences[m.pred.Sent].Headline {
		return
	}
	look := func(ph *doc.Phrase) bool {
		return ph.Mark == lang.Gen && ph.Pred == nil && len(ph.Ents) == 1 && ph.Ents[0].Sector == "JUD" && ph.Ents[0].How != "possessor" && !slices.Contains(m.pred.Args, ph)
	}
	for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
		for _, q := range append([]*doc.Phrase{ph}, ph.Mods...) {
			if look(q) {
				m.actor = q.Ents
				return
			}
		}
	}
}

// struckPart gives an act of violence that names nobody those whose throat or head the participle before it lays hands on: "भावाचा गळा दाबून केला खून".
func (c *coder) struckPart(m *meaning) []article.Entity {
	parts := false
	switch m.class {
	case "kill", "wound", "beat", "attack", "attack.stab":
		parts = true
	case "arrest": // चोराला | कर्नाटकात जाऊन पकडले
	default:
		return nil
	}
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if q.Form != doc.Converb || q.Neg || endOf(q) > endOf(m.pred) || q.Clause != m.pred.Clause {
			continue
		}
		for _, a := range q.Args {
			for _, md := range a.Mods {
				if parts && md.Mark == lang.Gen && a.Mark != lang.Erg && human(md.Ents) {
					if es := c.others(md.Ents, m.actor); len(es) > 0 {
						return es
					}
				}
			}
			if a.Mark == lang.Dat && human(a.Ents) && a.Ents[0].Sector != "" {
				if es := c.others(a.Ents, m.actor); len(es) > 0 {
					return es
				}
			}
		}
	}
	return nil
}

// metOnly tells whether a meeting names only whom somebody met, in the genitive: "… नाराज; शिंदेंची घेतली भेट".
func (c *coder) metOnly(m *meaning) bool {
	return m.class == "meet" && len(m.actor) == 1 && len(m.coactor)+len(m.recip) == 0 && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return (a.Mark == lang.Gen || a.Mark == lang.From && c.d.Pack.Shared) && (holds(a, m.actor[0]) || len(a.Ents) == 1 && a.Ents[0].KB != "" && a.Ents[0].KB == m.actor[0].KB)
	})
}

// metAfter gives a meeting after which somebody says or does something that somebody: "राज ठाकरेंच्या भेटीनंतर | शिंदेंची पहिली प्रतिक्रिया".
func (c *coder) metAfter(m *meaning) {
	if !c.d.Pack.Final || m.pred.Form != doc.Nominal || m.pred.Phrase == nil || m.pred.Phrase.Mark != lang.After || !c.d.Art.Sentences[m.pred.Sent].Headline || !c.metOnly(m) {
		return
	}
	var found []article.Entity
	for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
		for _, q := range append([]*doc.Phrase{ph}, ph.Mods...) {
			for _, e := range minus(q.Ents, m.actor) {
				if e.Human() && e.KB != "" && !among(e, found) {
					found = append(found, e)
				}
			}
		}
	}
	if len(found) == 1 {
		m.coactor = found
	}
}

// ofThose gives the participle that goes on after a converb and tells with it what those have done who are acted on: "मारहाण करून खंडणी
// मागणाऱ्या | चौघांना पोलिसांनी पकडले".
func (c *coder) ofThose(pr *doc.Pred) *doc.Pred {
	if !c.d.Pack.Final || pr.Form != doc.Converb || slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Erg }) {
		return nil
	}
	var next *doc.Pred
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form != doc.Nominal && q.Tokens[0] > endOf(pr) && (next == nil || q.Tokens[0] < next.Tokens[0]) {
			next = q
		}
	}
	if next == nil || next.Form != doc.RelPart || !next.F.Has(lang.AgentF) || next.Head == nil {
		return nil
	}
	for _, ph := range c.d.Sents[pr.Sent].Phrases { // who acts in the main clause, before the participle
		if ph.Mark == lang.Erg && ph.First > endOf(pr) && ph.First < next.Tokens[0] {
			return nil
		}
	}
	return next
}

// taken tells whether what stands without a case is what was taken, and not who took it: "एक गाव ताब्यात घेतल्याचा दावा".
func (c *coder) taken(pr *doc.Pred, s *doc.Phrase) bool {
	return c.d.Pack.Final && pr.Form == doc.Infinitive && pr.F.Has(lang.Perf) && s.Mark == lang.Nom && (!known(s.Ents) || owned(s.Ents[0])) && s.E != nil && s.E.Kind == lang.Noun && s.E.Agent == "" &&
		pr.E != nil && !pr.E.Has(lang.Patient) && !pr.E.Has(lang.Intr) && pr.VerbE != nil && (pr.VerbE.Light == "take" || pr.VerbE.Light == "do")
}

// ownsDeed tells whether the genitive of a bare noun of violence is who did it, as another case names who suffers: "टोळक्याची विद्यार्थ्यास मारहाण".
func (c *coder) ownsDeed(m *meaning) bool {
	inquiry := m.mode == "investigate" && !c.d.Pack.Shared                         // न्यायालयाची सरकारला नोटीस
	sanction := m.typ == "SANCTION" && m.mode == "discontinue" && !c.d.Pack.Shared // अमेरिकेचे रशियावर निर्बंध
	if !c.d.Pack.Final || m.pred.Form != doc.Nominal || m.typ != "ASSAULT" && m.mode != "arrest" && !sanction && !inquiry || m.rule == nil || !slices.Contains(m.rule.Recip, "gen") || slices.Contains(m.rule.Actor, "gen") {
		return false
	}
	dat, gen := false, false
	for _, a := range m.pred.Args {
		dat = dat || (a.Mark == lang.Dat || a.Mark == lang.On) && a.Pred == nil && slices.ContainsFunc(a.Ents, func(e article.Entity) bool { return len(m.recip) > 0 && e.Span == m.recip[0].Span })
		gen = gen || a.Mark == lang.Gen && a.Pred == nil && known(a.Ents) && (human(a.Ents) && !inquiry || (sanction || inquiry && anySector(a.Ents, "JUD", "GOV", "COP", "SPY")) && a.Ents[0].How != "possessor")
	}
	return dat && gen
}

// objectControl tells whether the governor's object is the one who acts in its content.
func objectControl(g *doc.Pred) bool {
	for _, k := range []string{"demand", "urge", "ask", "order", "force", "allow", "invite", "accuse", "blame", "suspect", "help_do"} {
		if g.Class(k) {
			return true
		}
	}
	return false
}
