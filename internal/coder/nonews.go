package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What a headline only seems to tell: what would have been, what is only named as a cause or a purpose, and cries before the news itself.

// noNews tells whether an act of a headline is none that happened, will, or may.
func (c *coder) noNews(m *meaning) bool {
	if !c.finalHead(m) || c.d.Pack.Shared {
		return false
	}
	pr := m.pred
	switch {
	case pr.Form == doc.Finite && pr.F.Has(lang.Cond) && pr.F.Has(lang.Perf): // राजीनामा घेतला असता
		return true
	case pr.Cond && m.status == article.Hypothetical && m.typ != "THREATEN": // शरण आला तरच चर्चा
		return true
	case m.class == "suspect" && pr.Form == doc.Nominal && len(m.actor) == 0: // टीप दिल्याचा संशय: why
		return true
	case m.status == article.Hypothetical && len(m.actor) == 0 && pr.F.Has(lang.Imp): // कारवाई करा
		return true
	case m.typ == "THREATEN" && m.class == "warn" && len(m.recip) == 0 && !anySector(m.actor, "PTY", "OPP", "LEG", "ELI", "AGR", "LAB", "SOC") && c.worded(m.pred.Sent, "advice"):
		return true // वापरकर्त्यांनो सावधान! सरकारचा इशारा
	case m.typ == "ACCUSE" && (len(m.recip) == 0 || pr.Form == doc.Nominal && !m.bound) && concerned(m): // WHO नेही व्यक्त केली चिंता
		return true
	case c.worded(pr.Sent, "versus") && m.typ != "ASSAULT" && m.typ != "MOBILIZE" && m.typ != "THREATEN" && !slices.ContainsFunc(slices.Concat(m.actor, m.recip, m.coactor), func(e article.Entity) bool { return publicSector(e.Sector) }): // IND vs BAR: sides of a match
		return true
	}
	if c.nothingYet(m) {
		return true
	}
	if pr.Form != doc.Nominal || pr.Phrase == nil {
		return false
	}
	switch pr.Phrase.Mark {
	case lang.During: // युद्धादरम्यान … अपघात
		return m.typ == "ASSAULT" && mutual(m.rule, pr) && len(m.actor)+len(m.coactor)+len(m.recip) < 2
	case lang.From: // गँगवॉरमधून … खून
		return m.class == "clash"
	case lang.For: // प्रत्यार्पणासाठी दाखल
		return len(m.actor) == 0 && (m.typ == "COOPERATE" || m.typ == "CONSULT" || m.typ == "AID")
	}
	return false
}

// nothingYet tells whether a headline only begins to prepare something, asks what an act was, or says what somebody always has to do.
func (c *coder) nothingYet(m *meaning) bool {
	pr := m.pred
	switch m.typ {
	case "AGREE": // ब्रिटनने सुरू केली तयारी
		return pr.Class("begin") && len(m.recip)+len(m.coactor) == 0
	case "PROTEST": // मुख्यमंत्र्यांचा उठाव होता की …
		return pr.Form == doc.Converb && anySector(m.actor, "GOV")
	case "CONSULT": // पवारांना दौरे करावे लागतात, जनतेला भेटणारे मुख्यमंत्री
		return pr.Form == doc.RelPart && pr.F.Has(lang.AgentF) || m.mode == "visit" && len(m.actor) == 0 && pr.F.Has(lang.Must) && pr.F.Has(lang.Pres)
	case "THREATEN": // धमकीला फाट्यावर मारत
		return pr.Form == doc.Nominal && pr.Phrase != nil && pr.Phrase.Mark == lang.Dat && len(m.recip) == 0 && pr.Gov != nil && c.memo[pr.Gov] != nil && c.memo[pr.Gov].typ == "REJECT"
	}
	return false
}

// concerned tells whether criticism is no more than worry.
func concerned(m *meaning) bool {
	for x := m; x != nil; x = x.content {
		if x.pred.E != nil && slices.Contains(x.pred.E.Lists, "concern") {
			return true
		}
	}
	return false
}

// worded tells whether one of the pieces of a headline has a word of a list.
func (c *coder) worded(si int, list string) bool {
	set := c.d.Pack.ListSet([]string{list})
	from, to := c.cuts(si)
	for i := from; i < to; i++ {
		if c.lists[i]&set != 0 {
			return true
		}
	}
	return false
}

// cries takes out what a headline cries before it tells what was done: "रशियाचा पलटवार! … निर्बंध घातले".
func (c *coder) cries() {
	if !c.d.Pack.Final || c.d.Pack.Shared {
		return
	}
	c.out = slices.DeleteFunc(c.out, func(m *meaning) bool {
		if !c.finalHead(m) {
			return false
		}
		if m.class == "incursion" && len(m.recip) == 0 { // उत्तर कोरियाने काढली खोडी; … क्षेपणास्त्रे डागली
			return slices.ContainsFunc(c.out, func(o *meaning) bool {
				return o != m && o.pred.Sent == m.pred.Sent && (o.typ == "MOBILIZE" || o.typ == "ASSAULT") && sameCountry(o.actor, m.actor)
			})
		}
		if m.class == "order" && m.pred.Form == doc.Nominal && len(m.recip) == 0 && len(m.actor) == 1 && m.content == nil { // न्यायालयाचे आदेश: whose notice another piece tells
			return slices.ContainsFunc(c.out, func(o *meaning) bool {
				return o != m && o.pred.Sent == m.pred.Sent && len(o.actor) == 1 && o.actor[0].Span == m.actor[0].Span
			})
		}
		if m.pred.Form != doc.Nominal || len(m.recip) > 0 || len(m.actor) == 0 || m.typ != "ACCUSE" && m.class != "coerce" {
			return false
		}
		last := c.d.Art.Sentences[m.pred.Sent].Last - 1
		if last <= endOf(m.pred) || c.d.Art.Tokens[last].Text != "!" || endOf(m.pred)+1 != last {
			return false
		}
		_, to := c.cuts(m.pred.Sent)
		return slices.ContainsFunc(c.out, func(o *meaning) bool {
			return o.pred.Sent > m.pred.Sent && o.pred.Sent < to && sameCountry(o.actor, m.actor)
		})
	})
}

// byWho gives an act of a word with more than one meaning the class that who acts shows: hackers attack computers, courts grant relief and promise nothing, a
// politician whom another challenges is criticised.
func (c *coder) byWho(m *meaning) {
	if !c.d.Pack.Final || c.d.Pack.Shared {
		return
	}
	class := ""
	switch {
	case m.class == "attack" && c.hacked(m):
		class = "cyber"
	case m.class == "promise" && anySector(m.actor, "JUD") && m.content == nil:
		class = "ease"
	case m.class == "defy" && civil(m.actor) && civil(m.recip) && len(m.actor) > 0 && len(m.recip) > 0:
		class = "criticize"
	}
	if k := c.d.Pack.Common.Class(class); k != nil {
		c.become(m, k)
	}
}

// hacked tells whether those who attack are hackers.
func (c *coder) hacked(m *meaning) bool {
	set := c.d.Pack.ListSet([]string{"hacker"})
	return c.lists[m.pred.Sent]&set != 0 && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.E != nil && a.E.In&set != 0 && (a.Mark == lang.Gen || a.Mark == lang.Erg || a.Mark == lang.By)
	})
}

// nonetheless are the lists whose words beside an act of a headline do not keep it from being told: a murder is none by chance, whatever else is spoken of.
func (c *coder) nonetheless(m *meaning) lang.Lists {
	if !c.d.Pack.Final && c.d.Art.Sentences[m.pred.Sent].Headline && m.typ == "ASSAULT" && slices.ContainsFunc(m.recip, func(e article.Entity) bool { return e.Sector == "REB" && e.KB != "" }) {
		return c.d.Pack.ListSet([]string{"accident", "market"}) // "… killed in airstrike, army | shares | video"
	}
	if m.pred.E == nil || !slices.Contains(m.pred.E.Lists, "murder") || !c.finalHead(m) {
		return 0
	}
	return c.d.Pack.ListSet([]string{"accident"})
}
