// Package coder makes events of predicates. A predicate's classes and its content decide the type (a threat to attack is
// THREATEN, a refusal to meet REJECT), the language's rules decide which argument is which party, and tense, mood
// and negation decide the status. What a word means is the lexicon's; what two meanings make together is compose.tsv's.
package coder

import (
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/rule"
)

// meaning is what a predicate tells: a class with its parties, before it becomes an event.
type meaning struct {
	pred    *doc.Pred
	class   string // own class, empty where compose.tsv gave a type
	typ     plover.Type
	mode    string
	actor   []article.Entity
	recip   []article.Entity
	coactor []article.Entity
	poss    []article.Entity
	status  article.Status
	rule    *rule.Rule
	content *meaning
	bound   bool // an argument of its own fills the recipient
	emit    bool // the content is an event as well
	trace   []string
	planned bool
	from    *meaning // what it was composed of
}

func (m *meaning) kind(c *lang.Common) string {
	if k := c.Classes[m.class]; k != nil {
		return k.Kind
	}
	return "act"
}

type coder struct {
	d    *doc.Doc
	memo map[*doc.Pred]*meaning
	busy map[*doc.Pred]bool
	out  []*meaning
}

// depthMax bounds how deep content is followed.
const depthMax = 6

// mean gives the meaning of a predicate, or nil where it tells no event.
func (c *coder) mean(pr *doc.Pred, depth int) *meaning {
	if m, ok := c.memo[pr]; ok {
		return m
	}
	if c.busy[pr] || depth > depthMax {
		return nil
	}
	c.busy[pr] = true
	m := c.build(pr, depth)
	delete(c.busy, pr)
	c.memo[pr] = m
	return m
}

func (c *coder) build(pr *doc.Pred, depth int) *meaning {
	common := c.d.Pack.Common
	var best *meaning
	for _, name := range pr.Classes {
		k := common.Classes[name]
		if k == nil || k.Kind == "obj" || k.Kind == "say" {
			continue
		}
		m := c.class(pr, k, depth)
		if m != nil && name == "refuse" && m.from == nil && pr.Class("deny") {
			continue // a bare denial is no event
		}
		if m != nil && (best == nil || m.from != nil && best.from == nil) {
			best = m
		}
	}
	if best == nil && c.tells(pr) {
		best = c.class(pr, common.Classes["urge"], depth)
	}
	if best == nil {
		return nil
	}
	return c.modality(pr, best)
}

// frees tells whether hostages are what a predicate acts on.
func (c *coder) frees(pr *doc.Pred) bool {
	for _, o := range c.objects(pr, depthMax) {
		if o.class == "o.hostage" {
			return true
		}
	}
	return false
}

// countries counts the distinct countries of parties.
func countries(lists ...[]article.Entity) int {
	seen := map[string]bool{}
	for _, es := range lists {
		for _, e := range es {
			if e.Country != "" {
				seen[e.Country] = true
			}
		}
	}
	return len(seen)
}

// tells is whether a verb of speech tells somebody to do something: "हटाने को कहा", "told the troops to leave".
func (c *coder) tells(pr *doc.Pred) bool {
	if pr.Form == doc.Nominal || !pr.Class("say") || c.d.Pack.Common.Classes["urge"] == nil {
		return false
	}
	for _, q := range pr.Comps {
		if q.Form == doc.Finite && !q.Cond && q.F&(lang.Should|lang.Must|lang.Subj) != 0 && c.subject(q) != nil && q.Gov == pr {
			return true // "… must leave, he said"
		}
		if q.Form != doc.Infinitive {
			continue
		}
		if q.Phrase != nil && (q.Phrase.Mark == lang.Dat || q.Phrase.Mark == lang.To) && !q.F.Has(lang.Perf) {
			return true
		}
		if q.Phrase == nil && q.F.Has(lang.Inf) && len(c.object(pr)) > 0 {
			return true
		}
	}
	return false
}

// class reads a predicate in one of its classes.
func (c *coder) class(pr *doc.Pred, k *lang.Class, depth int) *meaning {
	m := &meaning{pred: pr, class: k.Name, typ: k.Type, mode: k.Mode, status: article.Actual}
	c.roles(m)
	if pr.E != nil && pr.E.Has(lang.Need) && !m.bound {
		return nil // मिलना is "meet" only with somebody
	}
	if k.Name == "exercise" && countries(m.actor, m.recip, m.coactor) > 1 {
		if j := c.d.Pack.Common.Classes["joint_exercise"]; j != nil { // an exercise of two states is their co-operation
			m.class, m.typ, m.mode, m.rule = j.Name, j.Type, j.Mode, c.d.Rules.For(j.Name, string(j.Type))
		}
	}
	if k.Name == "release" && anySector(m.actor, "COP", "MIL") && c.frees(pr) {
		if r := c.d.Pack.Common.Classes["rescue"]; r != nil { // the police free hostages: a rescue; the captors: a release
			m.class, m.typ, m.mode, m.rule = r.Name, r.Type, r.Mode, c.d.Rules.For(r.Name, string(r.Type))
		}
	}
	if k.Name == "host" && known(m.recip) { // the visitor acts, the host receives
		m.actor, m.recip = m.recip, m.actor
	}
	m.note("%s: class %s", c.words(pr), k.Name)
	if got := c.compose(m, k.Name, depth); got != nil {
		return got
	}
	if k.Name == "travel" {
		return c.journey(m)
	}
	if k.Kind == "verb" || k.Kind == "aspect" || m.typ == "" {
		return nil
	}
	if k.Name == "wound" && pr.E != nil && pr.E.Has(lang.Patient) && len(m.actor) == 0 {
		return nil // people are hurt in accidents too
	}
	if k.Kind == "gov" && c.blockedContent(m, depth) {
		return nil
	}
	return m
}

// journey makes a visit of an official's arrival in another state.
func (c *coder) journey(m *meaning) *meaning {
	visit := c.d.Pack.Common.Classes["visit"]
	if visit == nil || len(m.actor) == 0 || !human(m.actor[0]) || !anySector(m.actor, "GOV", "MIL") || m.pred.Form != doc.Finite {
		return nil
	}
	for _, a := range m.pred.Args {
		switch a.Mark {
		case lang.In, lang.To, lang.Into, lang.At, lang.Dat, lang.Obj, lang.Nom:
		default:
			continue
		}
		for _, e := range a.Ents {
			if (e.How == "state" || e.How == "capital" || e.How == "place") && e.Country != "" && e.Country != m.actor[0].Country {
				m.class, m.typ, m.mode, m.recip = visit.Name, visit.Type, visit.Mode, a.Ents
				m.rule = c.d.Rules.For(visit.Name, string(visit.Type))
				return m
			}
		}
	}
	return nil
}

func human(e article.Entity) bool { return e.How == "person" || e.How == "title" }

// blockedContent tells whether compose.tsv says that this governor with this content is no event.
func (c *coder) blockedContent(m *meaning, depth int) bool {
	for _, o := range c.objects(m.pred, depth) {
		if cp, ok := c.d.Pack.Common.Compose(m.class, o.class, o.typ, o.kind); ok && cp.Result == "none" {
			return true
		}
	}
	return false
}

// object is a candidate for what a predicate acts on.
type object struct {
	class string
	typ   plover.Type
	kind  string
	m     *meaning
	ph    *doc.Phrase
}

// objects lists what a predicate may act on, the likeliest first: content clauses and nouns, then its arguments.
func (c *coder) objects(pr *doc.Pred, depth int) []object {
	common := c.d.Pack.Common
	var out, bare []object
	for _, q := range pr.Comps {
		if q.Form == doc.Nominal && q.Phrase != nil && aside(q.Phrase.Mark) {
			continue
		}
		if m := c.mean(q, depth+1); m != nil {
			out = append(out, object{m.class, m.typ, m.kind(common), m, q.Phrase})
		} else if q.Form == doc.Nominal && q.Class("say") {
			out = append(out, object{class: "say", kind: "say", ph: q.Phrase}) // a claim
		} else if q.Form != doc.Nominal {
			bare = append(bare, object{kind: "clause", m: c.bare(q), ph: q.Phrase})
		}
	}
	var add func(ph *doc.Phrase)
	add = func(ph *doc.Phrase) {
		if ph == nil {
			return
		}
		for _, m := range ph.Mods { // tonnes of flour, trucks of food
			if m.Mark == lang.Of && (ph.E == nil || ph.E.Agent == "") {
				add(m)
			}
		}
		if ph.E == nil {
			return
		}
		for _, name := range ph.E.Classes {
			k := common.Classes[name]
			if k == nil || k.Kind != "obj" {
				continue
			}
			out = append(out, object{class: name, kind: "obj", ph: ph})
		}
	}
	for _, a := range pr.Args {
		for _, q := range append([]*doc.Phrase{a}, a.Conj...) {
			if q.Pred != nil && q.Pred != pr && !contains(pr.Comps, q.Pred) && objectMark(a.Mark) {
				if m := c.mean(q.Pred, depth+1); m != nil {
					out = append(out, object{m.class, m.typ, m.kind(common), m, q})
				}
			}
		}
	}
	if pr.Subj != nil && pr.Subj.Pred != nil && pr.Subj.Pred != pr { // "a suicide bombing killed 12"
		if m := c.mean(pr.Subj.Pred, depth+1); m != nil {
			out = append(out, object{m.class, m.typ, m.kind(common), m, pr.Subj})
		}
	}
	if pr.Obj != nil {
		add(pr.Obj)
	}
	for _, a := range pr.Args {
		if objectMark(a.Mark) {
			add(a)
			for _, q := range a.Conj {
				add(q)
			}
		}
	}
	if pr.Head != nil {
		add(pr.Head)
	}
	for _, b := range bare { // "allowed the UN to use two crossings"
		if b.m.pred.Form == doc.Infinitive {
			for _, a := range b.m.pred.Args {
				if objectMark(a.Mark) {
					add(a)
				}
			}
		}
	}
	if pr.Phrase != nil { // the idiom's or light verb's own noun with what modifies it
		for _, m := range pr.Phrase.Mods {
			add(m)
		}
	}
	return append(out, bare...)
}

// bare gives the parties of a content clause that is no event by itself: who is asked, accused, warned.
func (c *coder) bare(pr *doc.Pred) *meaning {
	m := &meaning{pred: pr, class: "*", status: article.Actual}
	c.roles(m)
	return m
}

func contains(ps []*doc.Pred, p *doc.Pred) bool {
	for _, x := range ps {
		if x == p {
			return true
		}
	}
	return false
}

// aside tells whether a phrase with this mark only stands beside an act: after talks, despite a ban.
func aside(m lang.Mark) bool {
	switch m {
	case lang.After, lang.Before, lang.Until, lang.Despite, lang.AccTo, lang.Instead, lang.Than, lang.Without, lang.Like, lang.Near:
		return true
	}
	return false
}

// objectMark tells whether a phrase with this mark may be what a predicate acts on.
func objectMark(m lang.Mark) bool {
	switch m {
	case lang.Nom, lang.Dat, lang.Gen, lang.On, lang.From, lang.Obj, lang.Of, lang.To, lang.In, lang.With, lang.About, lang.Against, lang.For, lang.Because, lang.By, lang.During, lang.At:
		return true
	}
	return false
}

// compose finds what the governor makes of its content.
func (c *coder) compose(m *meaning, head string, depth int) *meaning {
	common := c.d.Pack.Common
	for _, o := range c.objects(m.pred, depth) {
		cp, ok := common.Compose(head, o.class, o.typ, o.kind)
		if head == "refuse" && m.pred.Class("deny") && o.m != nil && o.m.pred.Form != doc.Nominal && (o.m.pred.Form == doc.Finite || o.m.pred.F.Has(lang.Perf)) {
			continue // "denied that it had": no refusal
		}
		if o.kind == "clause" && head == "refuse" && m.pred.Class("deny") && (o.m.pred.Light == "be" || o.m.pred.F.Has(lang.Perf)) {
			continue // "denied that he was": no refusal
		}
		if !ok || cp.Result == "none" || cp.Result == "=" && (o.m == nil || o.kind == "clause") || cp.Flags["deny"] {
			continue
		}
		if got := c.apply(m, cp, o); got != nil {
			return got
		}
	}
	return nil
}

// apply makes the composed meaning.
func (c *coder) apply(m *meaning, cp lang.Compose, o object) *meaning {
	common := c.d.Pack.Common
	out := &meaning{pred: m.pred, status: article.Actual, actor: m.actor, coactor: m.coactor, rule: m.rule, content: o.m, from: m, emit: cp.Flags["emit"], planned: cp.Flags["planned"]}
	switch t, mode, typed := strings.Cut(cp.Result, ":"); {
	case cp.Result == "=":
		out.class, out.typ, out.mode = o.m.class, o.m.typ, o.m.mode
		if len(out.actor) == 0 {
			out.actor = o.m.actor
		}
		out.coactor = o.m.coactor
		if o.m.rule != nil && len(out.actor) > 0 {
			out.rule = o.m.rule
		}
		out.recip = o.m.recip
		out.emit = false
		c.lend(out, m, o.m)
	case typed:
		out.typ, out.mode = plover.Type(t), mode
	default:
		k := common.Classes[cp.Result]
		out.class, out.typ, out.mode = k.Name, k.Type, k.Mode
		if k.Type == "" {
			return nil
		}
	}
	if cp.Flags["passive"] {
		out.recip, out.actor = m.actor, o.m.actor
	}
	if cp.Flags["victim"] {
		out.recip, out.actor = m.recip, o.m.actor
		if len(out.actor) == 0 {
			out.actor = m.actor
		}
	}
	if len(out.recip) == 0 {
		out.recip = c.recipient(m, cp, o, out)
	}
	if cp.Flags["test"] && len(out.recip) == 0 {
		k := common.Classes["deploy_weapons"]
		out.class, out.typ, out.mode = k.Name, k.Type, k.Mode
	}
	if cp.Flags["mil"] && !anySector(out.actor, "MIL", "REB", "PRM", "UAF") {
		return nil
	}
	if out.class != "" {
		if r := c.d.Rules.For(out.class, string(out.typ)); r != nil {
			out.rule = r
		}
	}
	what := o.class
	if what == "" {
		what = string(o.typ)
	}
	out.trace = append(append(out.trace, m.trace...), "")[:len(m.trace)]
	out.note("%s with %s makes %s", m.class, what, cp.Result)
	return out
}

// lend gives the content the parties that stand with the verb that carries it: "X आणि Y यांच्यात युद्ध सुरू आहे".
func (c *coder) lend(out, m, content *meaning) {
	if m.pred == content.pred || len(content.actor) > 0 && len(content.recip) > 0 {
		return
	}
	alt := &meaning{pred: m.pred, class: content.class, typ: content.typ}
	c.roles(alt)
	if len(content.actor) == 0 && len(alt.actor) > 0 {
		out.actor = alt.actor
	}
	if len(out.recip) == 0 {
		out.recip = minus(alt.recip, out.actor)
	}
	if len(out.coactor) == 0 {
		out.coactor = alt.coactor
	}
}

func anySector(es []article.Entity, want ...string) bool {
	for _, e := range es {
		for _, w := range want {
			if e.Sector == w {
				return true
			}
		}
	}
	return false
}

// recipient follows the list of compose.tsv: the governor's own, else the content's.
func (c *coder) recipient(m *meaning, cp lang.Compose, o object, out *meaning) []article.Entity {
	for _, from := range cp.Recip {
		var es []article.Entity
		switch {
		case from == "own":
			es = m.recip
			if o.ph != nil { // the object itself is no recipient
				es = without(es, o.ph)
			}
		case from == "c.recip" && o.m != nil:
			es = o.m.recip
		case from == "c.actor" && o.m != nil:
			es = o.m.actor
		case from == "c.coactor" && o.m != nil:
			es = append(append([]article.Entity{}, o.m.coactor...), o.m.actor...)
		case from == "c.poss":
			es = c.possessor(m, o)
		}
		if es = minus(es, out.actor); len(es) > 0 {
			return es
		}
	}
	return nil
}

// possessor is the party behind the object: its modifiers, or the party that the noun itself projects.
func (c *coder) possessor(m *meaning, o object) []article.Entity {
	if o.ph == nil {
		return nil
	}
	var out []article.Entity
	out = append(out, o.ph.Ents...)
	for _, md := range o.ph.Mods {
		out = append(out, md.Ents...)
	}
	if len(out) == 0 {
		return m.poss
	}
	return out
}

func without(es []article.Entity, ph *doc.Phrase) []article.Entity {
	var out []article.Entity
	for _, e := range es {
		own := false
		for _, x := range ph.Ents {
			own = own || x.Span == e.Span && x.Country == e.Country && e.How == "possessor"
		}
		if !own {
			out = append(out, e)
		}
	}
	return out
}

// minus takes away the parties that are the same as one of others.
func minus(es, others []article.Entity) []article.Entity {
	var out []article.Entity
	for _, e := range es {
		if !among(e, others) {
			out = append(out, e)
		}
	}
	return out
}

func among(e article.Entity, es []article.Entity) bool {
	for _, x := range es {
		if x.Span == e.Span && x.Country == e.Country || x.KB != "" && x.KB == e.KB || x.Country != "" && x.Country == e.Country && x.Sector == e.Sector && x.Name == e.Name {
			return true
		}
	}
	return false
}

// modality applies tense, negation and mood.
func (c *coder) modality(pr *doc.Pred, m *meaning) *meaning {
	common := c.d.Pack.Common
	fut := pr.F.Has(lang.Fut) || pr.F.Has(lang.Pros)
	switch {
	case pr.Cond || pr.Form == doc.Conditional:
		m.status = article.Hypothetical
		return m
	case pr.F.Has(lang.May) || pr.F.Has(lang.Can) && !pr.Neg || pr.F.Has(lang.Would) && !c.said(pr):
		if m.typ != "" && pr.F.Has(lang.May) || pr.F.Has(lang.Can) {
			m.status = article.Hypothetical
			return c.future(pr, m, "FUT", common)
		}
		fut = true
	case pr.F.Has(lang.Would):
		fut = true
	}
	switch {
	case fut && pr.Neg:
		return c.future(pr, m, "NEGFUT", common)
	case fut && pr.Form != doc.RelPart:
		return c.future(pr, m, "FUT", common)
	case pr.Neg:
		m.status = article.Negated
	case pr.F.Has(lang.Subj) || pr.F.Has(lang.Should) || pr.F.Has(lang.Must) || pr.F.Has(lang.Imp):
		if pr.Gov == nil {
			m.status = article.Hypothetical
		}
	}
	return m
}

func (c *coder) said(pr *doc.Pred) bool {
	return pr.Gov != nil
}

func (c *coder) future(pr *doc.Pred, m *meaning, key string, common *lang.Common) *meaning {
	cp, ok := common.Compose(key, m.class, m.typ, m.kind(common))
	if !ok || cp.Result == "none" {
		if m.status == article.Actual {
			m.status = article.Planned
		}
		return m
	}
	if cp.Result == "=" {
		if m.status == article.Actual {
			m.status = article.Planned
		}
		return m
	}
	out := c.apply(m, cp, object{m.class, m.typ, m.kind(common), m, pr.Phrase})
	if out == nil {
		return m
	}
	out.content, out.emit = m.content, m.emit
	if m.status == article.Hypothetical {
		out.status = article.Hypothetical
	} else if cp.Flags["planned"] {
		out.status = article.Planned
	}
	return out
}
