package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// ofParticiple finds whom an act falls on in a participle behind what it acts on: "rejected a plan | drawn up by Egypt", "quashed a case |
// filed against a reporter", "searched offices | linked to a senator".
func (c *coder) ofParticiple(m *meaning) []article.Entity {
	if c.d.Pack.Final || m.pred.Form == doc.Nominal {
		return nil
	}
	marks := []string{"by", "against", "on", "to", "with"}
	switch m.typ {
	case "REJECT", "SUPPORT":
		marks = marks[:1]
	case "ACCUSE":
		if marks = marks[:1]; m.mode == "investigate" {
			marks = []string{"by", "to"}
		}
	case "ASSAULT":
		if m.class != "shoot_down" { // a missile | fired by rebels
			return nil
		}
		return c.launchedBy(m)
	case "CONCEDE", "SANCTION":
	case "COERCE":
		if m.mode == "arrest" { // whom they are arrested over is not whom they are arrested with
			return nil
		}
	default:
		return nil
	}
	if m.typ == "ACCUSE" && !m.pred.F.Has(lang.Pass) { // "decries 'war crimes' | by Hamas"
		for _, ph := range c.marked(m.pred, "by") {
			if es := minus(ph.Ents, m.actor); known(es) {
				return es
			}
		}
	}
	acted := c.object(m.pred)
	if m.typ == "COERCE" { // "raids at offices | linked to a senator"
		acted = append(slices.Clone(acted), append(c.marked(m.pred, "at"), c.marked(m.pred, "in")...)...)
		acted = append(acted, c.marked(m.pred, "on")...)
	}
	for _, o := range acted {
		if o.Mark == lang.Dat {
			continue
		}
		for _, md := range o.Mods { // "decries war crimes | by Hamas"
			if es := minus(md.Ents, m.actor); md.Mark == lang.By && marks[0] == "by" && known(es) {
				return es
			}
		}
		for _, q := range c.d.Sents[m.pred.Sent].Preds {
			if q.Form != doc.RelPart || q.Obj == nil || !q.F.Has(lang.Pass) || q == m.pred || q.Obj != o && (m.typ != "ACCUSE" || !modifies(o, q.Obj)) {
				continue
			}
			for _, mk := range marks {
				for _, ph := range c.marked(q, mk) {
					if es := minus(ph.Ents, m.actor); known(es) && es[0].How != "possessor" {
						return es
					}
				}
			}
		}
	}
	return nil
}

// launchedBy gives those who fired what is shot down.
func (c *coder) launchedBy(m *meaning) []article.Entity {
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q == m.pred || q.Form != doc.RelPart && !q.F.Has(lang.Pass) || q.Tokens[0] < m.pred.Tokens[0] || !q.Class("fire") && !q.Class("send") && !q.Class("begin") {
			continue
		}
		for _, ph := range c.marked(q, "by") {
			if es := minus(ph.Ents, m.actor); known(es) {
				return es
			}
		}
	}
	return nil
}

// struck gives the state in which armed force of another falls on a thing, or is brought up: "Israeli jets bombed a depot in southern
// Lebanon", "sent warships to the waters around Taiwan".
func (c *coder) struck(m *meaning) []article.Entity {
	if m.typ == "MOBILIZE" && m.class != "exercise" {
		return c.facing(m)
	}
	if m.typ != "ASSAULT" || c.d.Pack.Final || m.pred.Form == doc.Nominal || len(m.actor) != 1 || !plover.IsState(m.actor[0].Country) || !armed(m.actor) && !stateItself(m.actor[0]) {
		return nil
	}
	thing := m.pred.E != nil && m.pred.E.Phrase() // the thing may be a word of the predicate: "set fire to | an oil terminal"
	for _, o := range c.object(m.pred) {
		if len(o.Ents) > 0 {
			return nil
		}
		thing = true
	}
	for _, a := range m.pred.Args {
		if !thing || a.Mark != lang.In && a.Mark != lang.At || a.Time || len(a.Ents) == 0 {
			continue
		}
		if e := a.Ents[0]; plover.IsState(e.Country) && e.Country != m.actor[0].Country && (e.How == "state" || e.How == "place" || e.How == "capital" || e.How == "possessor") {
			if e.How == "capital" {
				e.Sector = ""
			}
			return []article.Entity{e}
		}
	}
	return nil
}

// byWhom puts those whose words or deeds are criticised in the place of those whom these are only about: "denounces video of | hostages | released by Hamas".
func (c *coder) byWhom(m *meaning) {
	if m.typ != "ACCUSE" || m.mode == "investigate" || len(m.recip) == 0 || m.recip[0].How != "possessor" || c.d.Pack.Final {
		return
	}
	if es := c.ofParticiple(m); len(es) > 0 {
		m.recip = es
	}
}

// modifies tells whether a phrase stands under another: "a video of | hostages".
func modifies(o, md *doc.Phrase) bool {
	for _, x := range o.Mods {
		if x == md {
			return true
		}
	}
	return false
}
