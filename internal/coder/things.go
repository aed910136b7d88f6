package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
)

// money tells whether a phrase is a sum: "$45 million".
func (c *coder) money(ph *doc.Phrase) bool {
	return slices.ContainsFunc(c.d.Counts, func(n doc.Count) bool { return n.Kind == "money" && n.First < ph.Last && ph.First < n.Last })
}

// named reads names as things acted on: a place that armed men leave or take is territory, a man who is handed over is a captive.
func (c *coder) named(pr *doc.Pred) []object {
	if c.d.Pack.Final {
		return nil
	}
	leaves, takes, hands := pr.Class("leave") || pr.Class("pull_out"), pr.Class("take"), pr.Class("hand_over")
	if !leaves && !takes && !hands {
		return nil
	}
	s := c.subject(pr)
	armedSubject := s != nil && armed(s.Ents)
	var out []object
	for _, a := range append(c.object(pr), c.marked(pr, "from")...) {
		if len(a.Names) > 0 && a.Head < c.d.Names[a.Names[len(a.Names)-1]].Last { // the name is the head
			nm := c.d.Names[a.Names[len(a.Names)-1]]
			place := nm.Use == kb.Locality || nm.Use == kb.Capital
			if armedSubject && (takes && place || leaves && (place || nm.Rec.Kind == "state")) && nm.Use != kb.Demonym {
				out = append(out, object{class: "o.territory", kind: "obj", ph: a})
			}
		}
		if hands && len(a.Ents) > 0 && captive(a) {
			out = append(out, object{class: "o.prisoner", kind: "obj", ph: a})
		}
	}
	return out
}

// captive tells whether a phrase names people, no body and no thing.
func captive(ph *doc.Phrase) bool {
	if ph.Pron || ph.Pred != nil || ph.E != nil && len(ph.E.Classes) > 0 {
		return false
	}
	return slices.ContainsFunc(ph.Ents, func(e article.Entity) bool { return e.Human() || e.How == "agent" && e.Sector != "GOV" })
}

// byParticiple lends an event noun the one who acts in a participle on it: "the march | staged by students".
func (c *coder) byParticiple(m *meaning) {
	pr := m.pred
	if len(m.actor) > 0 || pr.Form != doc.Nominal || pr.Phrase == nil {
		return
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form != doc.RelPart || q.Obj != pr.Phrase || !q.Class("begin") && !q.Class("impose") && !q.Class("attempt") {
			continue
		}
		for _, ph := range c.marked(q, "by") {
			if len(ph.Ents) > 0 {
				m.actor = ph.Ents
				return
			}
		}
	}
}

// underCondition finds whom a threat is meant for in the condition that goes with it: "threatened to leave the talks if the US …".
func (c *coder) underCondition(m *meaning) []article.Entity {
	if m.typ != "THREATEN" {
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if !q.Cond || q.Form != doc.Finite || q.Tokens[0] < m.pred.Tokens[0] {
			continue
		}
		if s := c.subject(q); s != nil && !s.Pron && len(s.Ents) > 0 {
			return minus(s.Ents, m.actor)
		}
	}
	return nil
}
