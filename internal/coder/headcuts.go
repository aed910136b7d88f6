package coder

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// What the pieces of a headline give each other: a headline that is cut by "!" or "?" is one telling in several sentences.

// piecesMax is how many sentences of one headline are looked at on either side of an act.
const piecesMax = 3

// cuts are the first sentence of the headline that a sentence belongs to, and the one behind its last.
func (c *coder) cuts(si int) (from, to int) {
	from, to = si, si+1
	for from > 0 && si-from < piecesMax && c.d.Art.Sentences[from-1].Headline {
		from--
	}
	for to < len(c.d.Sents) && to-si <= piecesMax && c.d.Art.Sentences[to].Headline {
		to++
	}
	return from, to
}

// finalHead tells whether an act stands in a headline of a language that has its verbs last.
func (c *coder) finalHead(m *meaning) bool {
	return c.d.Pack.Final && c.d.Art.Sentences[m.pred.Sent].Headline
}

// eachPhrase visits the phrases of a headline and what modifies them, until told to stop.
func (c *coder) eachPhrase(si int, visit func(ph *doc.Phrase) bool) {
	from, to := c.cuts(si)
	all := func(phs []*doc.Phrase) bool {
		for _, ph := range phs {
			if !visit(ph) {
				return false
			}
			for _, md := range ph.Mods {
				if !visit(md) {
					return false
				}
			}
		}
		return true
	}
	for i := from; i < to; i++ {
		if !all(c.d.Sents[i].Phrases) {
			return
		}
		for _, q := range c.d.Sents[i].Preds {
			if !all(q.Args) {
				return
			}
		}
	}
}

// begins is the first token of a phrase with all that modifies it.
func begins(ph *doc.Phrase) int {
	first := ph.First
	for _, md := range ph.Mods {
		first = min(first, begins(md))
	}
	return first
}

// besideThem adds to those whom an act falls on the ones named right before them: "बायडन यांच्यासह | अमेरिकेच्या अधिकाऱ्यांवर निर्बंध", "शिंदे सरकार,
// | भाजपवर टीका".
func (c *coder) besideThem(m *meaning) {
	if !c.finalHead(m) || c.d.Pack.Shared || len(m.recip) == 0 || m.typ != "ASSAULT" && m.typ != "SANCTION" && m.typ != "ACCUSE" && m.typ != "THREATEN" && m.typ != "COERCE" {
		return
	}
	for _, b := range m.pred.Args {
		if b.Mark != lang.On && b.Mark != lang.Dat && b.Mark != lang.Gen && b.Mark != lang.Against || !holds(b, m.recip[0]) {
			continue
		}
		for _, a := range c.d.Sents[m.pred.Sent].Phrases {
			if a == b || a.Time || a.Pred != nil || a.Pron || !known(a.Ents) || owned(a.Ents[0]) || place(a.Ents[0]) {
				continue
			}
			gap := begins(b) - a.Last
			with := a.Mark == lang.With && human(a.Ents) && (gap == 0 || gap == 1 && c.d.Kind(a.Last, lang.HonPron) != nil)
			list := a.Mark == lang.Nom && !a.Attr && m.pred.Form == doc.Nominal && gap == 1 && c.d.Art.Tokens[a.Last].Text == "," && civil(m.recip[:1]) && publicSector(a.Ents[0].Sector)
			if with || list {
				m.recip = slices.Concat(minus(minus(a.Ents, m.actor), m.recip), m.recip)
				return
			}
		}
	}
}

// rival gives a state's act in a headline that names nobody whom it is aimed at the other of the two states whose quarrel the headline is about: "China-Taiwan
// Tension: …", "चीन-तैवान तणाव; चीनने डागली क्षेपणास्त्रे".
func (c *coder) rival(m *meaning) []article.Entity {
	if !c.finalHead(m) || m.status != article.Actual || len(m.actor) != 1 || mutual(m.rule, m.pred) || len(m.coactor) > 0 {
		return nil
	}
	if m.class == "exercise" || m.class == "incursion" { // तैवानभोवती चीनची लष्करी कवायत
		for _, a := range m.pred.Args {
			if (a.Mark == lang.Near || a.Mark == lang.In) && len(a.Ents) == 1 && a.Ents[0].How == "state" && a.Ents[0].Country != m.actor[0].Country && a.Ents[0].Country != "" {
				return a.Ents
			}
		}
	}
	switch m.typ {
	case "ASSAULT", "THREATEN", "REJECT", "MOBILIZE":
	case "ACCUSE":
		if m.mode == "investigate" {
			return nil
		}
	default:
		return nil
	}
	by := m.actor[0]
	if !plover.IsState(by.Country) || by.Sector != "" && by.Sector != "MIL" && by.Sector != "GOV" {
		return nil
	}
	from, to := c.cuts(m.pred.Sent)
	first, last := c.d.Art.Sentences[from].First, c.d.Art.Sentences[to-1].Last
	var other *doc.Name
	for i := range c.d.Names {
		x := &c.d.Names[i]
		switch {
		case x.First < first || x.Weak || x.Rec.Kind != "state":
			continue
		case x.First >= last:
			return asState(c, other)
		case other != nil && x.Rec.Country != by.Country && x.Rec.Country != other.Rec.Country:
			return nil // a third state
		case other != nil || i+1 == len(c.d.Names):
			continue
		}
		y := &c.d.Names[i+1]
		if y.Weak || y.Rec.Kind != "state" || y.Rec.Country == x.Rec.Country || !c.opposed(x.Last, y.First) {
			continue
		}
		switch by.Country {
		case x.Rec.Country:
			other = y
		case y.Rec.Country:
			other = x
		default:
			return nil
		}
	}
	return asState(c, other)
}

// asState makes a party of the name of a state.
func asState(c *coder, nm *doc.Name) []article.Entity {
	if nm == nil {
		return nil
	}
	return []article.Entity{{Span: c.d.Span(nm.First, nm.Last), Name: nm.Rec.Name, Wikidata: nm.Rec.Wikidata, KB: nm.Rec.ID, Country: nm.Rec.Country, How: "state"}}
}

// opposed tells whether the names of two states stand beside each other as the sides of a quarrel: with nothing, a hyphen or "vs" between them.
func (c *coder) opposed(last, first int) bool {
	switch first - last {
	case 0:
		return c.d.Art.Tokens[last-1].Norm[0] < utf8.RuneSelf // a label in Latin letters
	case 1:
		t := c.d.Art.Tokens[last].Norm
		return t == "-" || t == "–" || strings.TrimRight(t, ".") == "vs" || strings.TrimRight(t, ".") == "v"
	}
	return false
}

// foreignOther gives the words of one state about another in a headline that names nobody else the state that it speaks of: "मुलांना रशियात नेले; झेलेन्स्की
// यांचा आरोप", "भारताविरोधात बोलण्याची हिंमत नाही; इम्रान खान यांच्याकडून स्तुती".
func (c *coder) foreignOther(m *meaning) []article.Entity {
	if !c.finalHead(m) || m.status != article.Actual || len(m.actor) != 1 || len(m.coactor) > 0 || m.pred.Form != doc.Nominal {
		return nil
	}
	by := m.actor[0]
	switch {
	case m.typ == "ACCUSE" && m.mode == "allege" && (by.Sector == "GOV" || by.Sector == "" && stateItself(by)):
	case m.typ == "SUPPORT" && m.class == "praise" && publicSector(by.Sector):
	case m.typ == "AID" && stateItself(by):
	default:
		return nil
	}
	if !plover.IsState(by.Country) || by.Country == c.d.Pack.Home && m.typ != "AID" {
		return nil
	}
	var found []article.Entity
	c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
		for _, e := range ph.Ents {
			if !plover.IsState(e.Country) || e.Country == by.Country || e.How != "state" && !place(e) {
				continue
			}
			switch {
			case ph.Mark == lang.Erg || ph.Mark == lang.By || len(found) > 0 && found[0].Country != e.Country && e.How == "state" && found[0].How == "state":
				found = nil
				return false
			case len(found) == 0 || e.How == "state" && (found[0].How != "state" || ph.Mark == lang.In):
				e.Sector = ""
				found = []article.Entity{e}
			}
		}
		return true
	})
	return found
}

// forceIn is the one police force of which another piece of a headline says that it acts: "पोलिसांकडून छडा; सहा जणांना अटक", "राऊतांच्या अटकेनंतर …; ईडी कारवाईवर बोलले".
func (c *coder) forceIn(m *meaning) []article.Entity {
	var found []article.Entity
	c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
		if ph.Time || slices.Contains(m.pred.Args, ph) || len(ph.Ents) != 1 || ph.Ents[0].Sector != "COP" || ph.Ents[0].How == "title" || among(ph.Ents[0], m.recip) {
			return true
		}
		if ph.Mark != lang.By && !c.inDeed(m.pred.Sent, ph) {
			return true
		}
		if len(found) > 0 && !among(ph.Ents[0], found) {
			found = nil
			return false
		}
		e := ph.Ents[0]
		if e.How == "possessor" {
			e.How = "body"
		}
		found = []article.Entity{e}
		return true
	})
	return found
}

// inDeed tells whether a phrase is whose action or raid a noun of a headline tells: "पोलिसांची | कारवाई", "ईडी | कारवाईवर".
func (c *coder) inDeed(si int, ph *doc.Phrase) bool {
	from, to := c.cuts(si)
	for i := from; i < to; i++ {
		for _, q := range c.d.Sents[i].Preds {
			if q.Form == doc.Nominal && (q.Class("coerce") || q.Class("raid")) && (ph.Mark == lang.Nom && q.Tokens[0] == ph.Last || ph.Mark == lang.Gen && slices.Contains(q.Args, ph)) {
				return true
			}
		}
	}
	return false
}

// hurtBeside gives violence that a headline tells without whom it fell on those who are hurt or dead in another piece: "टोळक्याची मारहाण; तरुण जखमी".
func (c *coder) hurtBeside(m *meaning) []article.Entity {
	if !c.finalHead(m) || c.d.Pack.Shared || m.typ != "ASSAULT" || m.pred.Form != doc.Nominal || mutual(m.rule, m.pred) || m.status != article.Actual {
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Tokens[0] < endOf(m.pred) || q.Neg || !harmed(q) && !q.Class("die") {
			continue
		}
		for _, a := range q.Args {
			if (a.Mark == lang.Nom || a.Mark == lang.Gen) && a.Pred == nil && human(a.Ents) && known(a.Ents) {
				return minus(a.Ents, m.actor)
			}
		}
	}
	return nil
}

// decidedBy gives a ban, a closure or an easing that a headline tells without who did it the office or body whose decision or order another piece is:
// "शाळा राहणार बंद; पालिका आयुक्त चहल यांचा निर्णय".
func (c *coder) decidedBy(m *meaning) {
	if !c.finalHead(m) || c.d.Pack.Shared || slices.ContainsFunc(m.actor, func(e article.Entity) bool { return e.Sector != "" || !owned(e) && !place(e) }) {
		return
	}
	switch {
	case m.typ == "COERCE" && m.mode != "arrest" && m.mode != "seize", m.typ == "THREATEN" && m.mode == "restrict", m.typ == "CONCEDE", m.typ == "SANCTION" && m.mode != "convict":
	default:
		return
	}
	var found []article.Entity
	c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
		if ph.E == nil || ph.Mark != lang.Nom || !ph.E.Is("plan") && !ph.E.Is("order") && !ph.E.Is("o.law") || ph.First >= m.pred.Tokens[0] && ph.First <= endOf(m.pred) {
			return true
		}
		for _, md := range ph.Mods {
			if md.Mark == lang.Gen && md.Pred == nil && len(md.Ents) == 1 && anySector(md.Ents, "GOV", "JUD", "COP", "LEG") && md.Ents[0].How != "possessor" {
				found = md.Ents
				return false
			}
		}
		return true
	})
	if len(found) > 0 {
		m.actor = minus(found, m.recip)
	}
}

// wentOn gives a deed of a headline that leaves out who did it the one who acts in the clause before it: "रशियाने घेतला बदला; युक्रेनवर डागली ८३ क्षेपणास्त्रे",
// "भाजपने घेतला बदला; शिवसेनेचा बॅनर फाडला".
func (c *coder) wentOn(m *meaning) []article.Entity {
	for _, a := range m.pred.Args {
		if a.Mark == lang.Erg || a.Mark == lang.By {
			return nil
		}
	}
	var last *doc.Phrase
	at := -1
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q == m.pred || q.Form != doc.Finite || q.Neg || endOf(q) >= m.pred.Tokens[0] || endOf(q) < at || c.d.Pack.Common.AnyKind(q.Classes, "say") {
			continue
		}
		at = endOf(q)
		for _, a := range q.Args {
			switch {
			case a.Mark == lang.Erg:
				last = a
			case a.Mark == lang.Nom && c.d.Pack.Shared || a.Mark == lang.Nom && human(a.Ents) && known(a.Ents):
				last = nil // somebody else has done something since
			}
		}
		if c.d.Pack.Shared && !hasMark(q, lang.Erg) {
			last = nil
		}
	}
	switch {
	case last == nil:
		if !c.d.Pack.Shared && m.typ == "ASSAULT" {
			return c.boldest(m)
		}
		return nil
	case len(last.Ents) == 1 && (stateItself(last.Ents[0]) || armed(last.Ents)), !c.d.Pack.Shared && known(last.Ents) && last.Ents[0].How != "possessor":
		return minus(last.Ents, m.recip)
	}
	return nil
}

func hasMark(pr *doc.Pred, mark lang.Mark) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == mark })
}

// boldest gives violence that a headline tells without who did it the one whose deed its first piece, a noun and no more, cries out: "तरुणाची दादागिरी! … केली मारहाण".
func (c *coder) boldest(m *meaning) []article.Entity {
	from, _ := c.cuts(m.pred.Sent)
	if from == m.pred.Sent || slices.ContainsFunc(c.d.Sents[from].Preds, func(q *doc.Pred) bool { return q.Form != doc.Nominal }) {
		return nil
	}
	var found []article.Entity
	for _, ph := range c.d.Sents[from].Phrases {
		if ph.Mark != lang.Nom || ph.E != nil && (ph.E.Kind != lang.Noun || ph.E.Agent != "") {
			continue
		}
		for _, md := range ph.Mods {
			if md.Mark == lang.Gen && md.Pred == nil && len(md.Ents) == 1 && md.Ents[0].How == "agent" && found == nil {
				found = minus(md.Ents, m.recip)
			}
		}
	}
	return found
}

// whoseDeed tells whether a noun of violence has a case of its own for whom it falls on, so that its genitive is who did it: "टोळक्याची मारहाण", "वृद्धाचा
// अत्याचार".
func (c *coder) whoseDeed(m *meaning) bool {
	e := m.pred.E
	return c.d.Pack.Final && !c.d.Pack.Shared && m.typ == "ASSAULT" && m.pred.Form == doc.Nominal && e != nil && e.Kind == lang.Noun && len(e.Recip) > 0 && !slices.Contains(e.Recip, lang.Gen) && !mutual(m.rule, m.pred) && slices.Contains(m.rule.Recip, "gen")
}

// saysIt tells whether somebody in the genitive stands right before a noun of words, so that it is his, whoever else acts in what he says.
func (c *coder) saysIt(m *meaning) bool {
	if !c.d.Pack.Final || c.d.Pack.Shared || !speech(m.typ) || m.mode == "investigate" || charges(m) || m.pred.Form != doc.Nominal || !hasMark(m.pred, lang.By) {
		return false
	}
	told := slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return a.Pred != nil && a.Pred.Form == doc.Infinitive }) // what is said, in which the other acts
	return told && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.Gen && a.Pred == nil && a.Last == m.pred.Tokens[0] && known(a.Ents) && (a.Ents[0].Human() || a.Ents[0].How == "body" || a.Ents[0].How == "state")
	})
}

// spokeBefore gives words of a headline that leave out who says them the politician whose words the piece before is: "संभाजीराजेंची संतप्त प्रतिक्रिया, मोदींकडे केली मागणी".
func (c *coder) spokeBefore(m *meaning) []article.Entity {
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if q == m.pred || endOf(q) >= m.pred.Tokens[0] {
			continue
		}
		x := c.memo[q]
		if x == nil || q.Form != doc.Nominal || !speech(x.typ) || len(x.actor) != 1 || !x.actor[0].Human() || x.actor[0].KB == "" {
			return nil
		}
		return minus(x.actor, m.recip)
	}
	return nil
}

// overPlace gives a noun of an act whose it is where a place stands between the two: "शेतकऱ्यांचा | नाशिक-मुंबई | लाँग मार्च".
func (c *coder) overPlace(m *meaning) {
	if !c.finalHead(m) || c.d.Pack.Shared || len(m.actor) > 0 && !onlyPlaces(m.actor) || m.pred.Form != doc.Nominal || m.rule == nil || !slices.Contains(m.rule.Actor, "gen") {
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.Nom || a.Last != m.pred.Tokens[0] || !onlyPlaces(a.Ents) {
			continue
		}
		for _, md := range a.Mods {
			if md.Mark == lang.Gen && md.Pred == nil && human(md.Ents) && known(md.Ents) {
				m.actor = minus(md.Ents, m.recip)
				return
			}
		}
	}
}

// saidToo gives words of a headline that are aimed at somebody, and that nobody says, the politician, party or court that acts in the piece before:
// "विरोधकांचा सभात्याग; अध्यक्षांवर पक्षपाताचा आरोप".
func (c *coder) saidToo(m *meaning) {
	if !c.finalHead(m) || c.d.Pack.Shared || len(m.actor) > 0 || m.pred.Form != doc.Nominal || !m.bound || !known(m.recip) || m.status != article.Actual {
		return
	}
	switch m.typ {
	case "ACCUSE", "THREATEN", "REQUEST":
		if m.mode == "investigate" || charges(m) {
			return
		}
	default:
		return
	}
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if q == m.pred || endOf(q) >= m.pred.Tokens[0] {
			continue
		}
		x := c.memo[q]
		if x == nil || len(x.actor) != 1 || len(x.coactor) > 0 || owned(x.actor[0]) || !publicSector(x.actor[0].Sector) || anySector(x.actor, "COP", "CRM", "MIL") {
			return
		}
		m.actor = minus(x.actor, m.recip)
		return
	}
}

// doing is the participle right before a word of arrest that stands for those who are held: "कट्टा बाळगणारा | जेरबंद".
func (c *coder) doing(m *meaning) (first int, ok bool) {
	t := m.pred.Tokens[0] - 1
	if !c.finalHead(m) || c.d.Pack.Shared || m.mode != "arrest" || t < c.d.Art.Sentences[m.pred.Sent].First {
		return 0, false
	}
	return t, slices.ContainsFunc(c.d.An[t], func(a lang.Analysis) bool {
		return a.E != nil && a.E.Kind == lang.Verb && a.F.Has(lang.AgentF) && a.F.Has(lang.Dir)
	})
}
