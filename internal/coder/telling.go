package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Who tells somebody what to do: a verb of speech with a content that says what must be.

// should tells whether a clause that gov has as content says what somebody must do.
func (c *coder) should(pr, gov *doc.Pred) bool {
	if pr.Light == "be" && len(pr.Classes) == 0 && (!c.d.Pack.Final || !pr.F.Has(lang.Should)) {
		return false // "he should be chief minister", मृतांची संख्या वीस असावी ask nothing of them
	}
	if c.hadTo(pr) || c.d.Pack.Final && pr.F.Has(lang.Subj|lang.Perf) {
		return false // घर सोडावे लागले, हल्ला बंडखोरांनी केला असावा: what was, or may have been
	}
	if pr.Cond || pr.Class("vow_force") || pr.F&(lang.Should|lang.Must|lang.Subj) == 0 || pr.Gov != gov {
		return false
	}
	if pr.F.Has(lang.P1) || !c.d.Pack.Final && pr.F.Has(lang.Inf) {
		return false // what the speaker himself is or must do; "Decision To Be Based On Need, Says Govt" is to come
	}
	s := c.subject(pr)
	if pr.F.Has(lang.Must) && s != nil && s.Mark == lang.Nom && len(s.Ents) == 0 && s.E != nil && pr.Light == "be" {
		return false // मकसद साथ लाना था: what the aim was
	}
	if c.d.Pack.Final && !c.d.Pack.Shared && pr.F.Has(lang.Must) && s != nil && s.Mark == lang.Nom && len(s.Ents) == 0 && !slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Dat && len(a.Ents) > 0 }) {
		return false // उत्पादन वाढवावे लागेल: what is needed, of nobody
	}
	if s == nil && c.d.Pack.Shared && pr.F.Has(lang.Pass) && pr.F.Has(lang.Subj) && len(pr.Classes) > 0 && gov.Class("say") {
		return true // कहा कि कैदियों को रिहा किया जाए
	}
	return s != nil
}

// hadTo tells whether a verb says that what had to be done was done: गोळीबार करावा लागला, करना पड़ा (had to fire).
func (c *coder) hadTo(pr *doc.Pred) bool {
	return c.d.Pack.Final && pr.F.Has(lang.Must|lang.Perf)
}

// reports tells whether what is admitted, accepted or insisted on is what somebody else did: no more is done than said.
func (c *coder) reports(pr *doc.Pred) bool {
	s := c.subject(pr)
	if s == nil || len(s.Ents) == 0 {
		return false
	}
	return slices.ContainsFunc(pr.Comps, func(q *doc.Pred) bool {
		o := c.subject(q)
		return q.Factual() && o != nil && !o.Pron && len(o.Ents) > 0 && (o.Ents[0].Country != s.Ents[0].Country || o.Ents[0].Country == "")
	})
}

// tells is whether a verb of speech tells somebody to do something: "हटाने को कहा", "told the troops to leave".
func (c *coder) tells(pr *doc.Pred) bool {
	if pr.Form == doc.Nominal || !pr.Class("say") || pr.Class("report") || c.d.Pack.Common.Class("urge") == nil {
		return false
	}
	var last *doc.Pred // of the finite clauses before it; one further back is for the last: "… पोहोचावे, यासाठी पूल खुला केला"
	for _, q := range pr.Comps {
		if q.Form == doc.Finite && q.Tokens[0] > pr.Tokens[0] && c.should(q, pr) {
			return true // "he said they must leave"
		}
		if q.Form == doc.Finite && !q.Cond && q.Tokens[0] < pr.Tokens[0] && (last == nil || q.Tokens[0] > last.Tokens[0]) {
			last = q
		}
	}
	if last != nil && c.should(last, pr) {
		return true // "… must leave, he said"
	}
	for _, q := range pr.Comps {
		if q.Form != doc.Infinitive {
			continue
		}
		if q.Phrase != nil && (q.Phrase.Mark == lang.Dat || q.Phrase.Mark == lang.To) && !q.F.Has(lang.Perf) {
			return true
		}
		if c.d.Pack.Final && q.Phrase == nil && q.F.Has(lang.Inf) && len(c.object(pr)) > 0 {
			return true
		}
	}
	return false
}

// toldWhom gives those who must do what a verb of speech tells: "कहा कि सेना को सुरक्षा सुनिश्चित करनी होगी".
func (c *coder) toldWhom(m *meaning) []article.Entity {
	if m.typ != "REQUEST" || !c.d.Pack.Final || !m.pred.Class("say") {
		return nil
	}
	for _, q := range slices.Backward(m.pred.Comps) {
		if q.Form != doc.Finite || !c.should(q, m.pred) {
			continue
		}
		if s := c.subject(q); s != nil && s.Mark == lang.Dat && known(s.Ents) {
			return minus(s.Ents, m.actor)
		}
	}
	return nil
}

// goesOnBy tells whether a noun is the subject of a clause that tells something of it as a fact: "A strike by nurses | paralysed hospitals".
func (c *coder) goesOnBy(pr *doc.Pred) bool {
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q != pr && q.Subj != nil && q.Subj == pr.Phrase && q.Factual() && !q.Neg
	})
}

// powerful tells whether a party can make good on what it says: a state, those who govern or fight, parties; not schools, doctors, companies.
func powerful(es []article.Entity) bool {
	for _, e := range es {
		if e.Sector == "" && e.Country != "" || publicSector(e.Sector) {
			return true
		}
	}
	return false
}
