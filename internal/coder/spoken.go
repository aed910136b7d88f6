package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// Who acts in what somebody says of his own acts: a head-final language leaves the speaker out there.

// ownAct tells whether a predicate is a finished act on something in the form of what somebody says: "फेटाळल्याचे X ने सांगितले". Who did it would be in the
// ergative; a noun without a case, or a genitive, is what it fell on.
func (c *coder) ownAct(pr *doc.Pred) bool {
	if !c.d.Pack.Final || pr.Form != doc.Infinitive || !pr.F.Has(lang.Perf) || pr.F&(lang.Pass|lang.Fut) != 0 || pr.E == nil || pr.E.Has(lang.Patient) || pr.E.Has(lang.Intr) || !pr.E.Phrase() {
		return false
	}
	if v := pr.VerbE; v == nil || v.Has(lang.Intr) || v.Light == "be" || v.Light == "go" || v.Light == "come" || v.Light == "get" {
		return false
	}
	return c.teller(pr) != nil
}

// teller gives who says a content, in the ergative, if he is known: the one who may have done what he tells.
func (c *coder) teller(pr *doc.Pred) *doc.Phrase {
	if pr.Gov == nil || pr.Gov.Form == doc.Nominal || !c.d.Pack.Common.AnyKind(pr.Gov.Classes, "say") {
		return nil
	}
	for _, a := range pr.Gov.Args {
		if a.Mark == lang.Erg && a.Pred == nil && known(a.Ents) {
			return a
		}
	}
	return nil
}

// handled tells whether a phrase without a case is what a speaker tells that he acts on: "आणखी निर्वासित | स्वीकारणार नाही, असे जॉर्डनने म्हटले".
func (c *coder) handled(pr *doc.Pred, ph *doc.Phrase) bool {
	if ph.Last == pr.Tokens[0] && c.demonym(ph) && c.ownAct(pr) {
		return true
	}
	if !c.d.Pack.Final || pr.E == nil || ph.E == nil || ph.E.Agent == "" || len(ph.Names) > 0 || pr.F.Has(lang.Pass) || c.teller(pr) == nil {
		return false
	}
	return slices.ContainsFunc(pr.Classes, func(class string) bool {
		return slices.ContainsFunc(ph.E.Classes, func(thing string) bool {
			_, ok := c.d.Pack.Common.Compose(class, thing, "", "")
			return ok
		})
	})
}

// noParties takes from those whom an act of words is for what is no party to it: the speaker's own region, and the network on which he speaks (ट्विटरवर
// इशारा दिला, "hit out on Twitter").
func (c *coder) noParties(m *meaning) {
	if !speech(m.typ) || len(m.recip) == 0 {
		return
	}
	if ownRegion(m) {
		m.recip = nil
	}
	for _, a := range m.pred.Args {
		if a.Mark == lang.On && slices.ContainsFunc(a.Names, c.network) {
			m.recip = leaving(m.recip, func(e article.Entity) bool { return holds(a, e) })
		}
	}
}

// network tells whether a name is of a medium that a company runs for all to speak on.
func (c *coder) network(n int) bool {
	rec := c.d.Names[n].Rec
	return rec.Kind == "media" && rec.Sector == "BUS"
}

// demonym tells whether a phrase is the adjective of a state and no more: अमेरिकी.
func (c *coder) demonym(ph *doc.Phrase) bool {
	if len(ph.Names) != 1 {
		return false
	}
	nm := c.d.Names[ph.Names[0]]
	return nm.Use == kb.Demonym && nm.Last == ph.Last
}

// figure tells whether a phrase is a number and no more, whose noun a fixed phrase has taken: "70 | ड्रोन पाडणे".
func (c *coder) figure(ph *doc.Phrase) bool {
	for i := ph.First; i < ph.Last; i++ {
		if n := c.d.Kind(i, lang.Num); c.d.Art.Tokens[i].Kind != article.Number && (n == nil || n.E.Tags["n"] == "") {
			return false
		}
	}
	return len(ph.Ents) == 0
}

// inOrder gives the arguments that a mark means, the likeliest first.
func (f *filler) inOrder(mk string) []*doc.Phrase {
	pr := f.m.pred
	phs := f.c.partiesFirst(f.c.marked(pr, mk), mk, pr.Form == doc.Nominal)
	if !f.acts || len(phs) < 2 {
		if !f.acts && len(phs) > 1 && (mk == "dat" || mk == "obj") {
			phs = f.c.behindSubject(pr, phs)
		}
		return phs
	}
	switch {
	case mk == "gen" && pr.Form == doc.Nominal && speech(f.m.typ) && f.c.d.Pack.Final && !f.c.d.Pack.Shared: // who speaks stands next to the word: "मुख्यमंत्र्यांच्या हस्ते … माजी आमदारांचा | आरोप"
		phs = slices.Clone(phs)
		slices.SortStableFunc(phs, func(a, b *doc.Phrase) int { return b.First - a.First })
	case mk == "dat": // आरोपीला अटक करण्यात | पोलिसांना यश आले: whose success it is stands next to it
		phs = slices.Clone(phs)
		slices.Reverse(phs)
	}
	return phs
}

// voiced tells whether words of blame are told by whom they came from: "prompted condemnation | from Jordan". Whoever brought them on himself is blamed.
func (c *coder) voiced(m *meaning) bool {
	if c.d.Pack.Final || m.typ != "ACCUSE" || m.class != "criticize" && m.class != "condemn" || len(m.actor) == 0 || m.actor[0].Country == "" || m.pred.Phrase == nil {
		return false
	}
	ph := m.pred.Phrase
	if ph.Mark != lang.Nom && ph.Mark != lang.Obj && ph.Mark != lang.Despite && ph.Mark != lang.After {
		return false
	}
	from := func(a *doc.Phrase) bool {
		return a.Mark == lang.From && slices.ContainsFunc(a.Ents, func(e article.Entity) bool { return among(e, m.actor) })
	}
	if !slices.ContainsFunc(m.pred.Args, from) && !slices.ContainsFunc(ph.Mods, from) {
		return false
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q == m.pred || !slices.Contains(q.Args, ph) && q.Obj != ph {
			continue
		}
		if q.Neg || q.Cond || q.Form == doc.Infinitive {
			return false
		}
		if s := c.subject(q); s != nil && s != ph && len(m.recip) == 0 {
			m.recip = minus(s.Ents, m.actor)
		}
	}
	return true
}

// behindSubject puts those in the dative who stand behind the subject before those who stand in front of it, of whom another noun tells: "इजरायल को | हथियारों
// की बिक्री पर स्पेन ने जर्मनी को चेतावनी दी".
func (c *coder) behindSubject(pr *doc.Pred, phs []*doc.Phrase) []*doc.Phrase {
	s := c.subject(pr)
	if !c.d.Pack.Final || s == nil || s.Mark != lang.Erg || phs[0].Mark != lang.Dat || phs[0].Last > s.First || phs[0].Pron {
		return phs
	}
	told := slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return a.First >= phs[0].Last && a.Last <= s.First && (a.Pred != nil || len(a.Mods) > 0) && a.Mark != lang.Nom && a.Mark != lang.Dat
	})
	k := slices.IndexFunc(phs, func(a *doc.Phrase) bool {
		return a.Mark == lang.Dat && a.First >= s.Last && a.Pred == nil && len(a.Ents) > 0
	})
	if !told || k < 0 {
		return phs
	}
	phs = slices.Clone(phs)
	slices.SortStableFunc(phs, func(a, b *doc.Phrase) int {
		switch x, y := a.First < s.First && a.Mark == lang.Dat, b.First < s.First && b.Mark == lang.Dat; {
		case x == y:
			return 0
		case x:
			return 1
		}
		return -1
	})
	return phs
}
