// Package coder makes events of predicates. A predicate's classes and its content decide the type (a threat to attack is
// THREATEN, a refusal to meet REJECT), the language's rules decide which argument is which party, and tense, mood
// and negation decide the status. What a word means is the lexicon's; what two meanings make together is compose.tsv's.
package coder

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/rule"
	"slices"
)

// meaning is what a predicate tells: a class with its parties, before it becomes an event.
type meaning struct {
	pred           *doc.Pred
	class          string // own class, empty where compose.tsv gave a type
	typ            plover.Type
	mode           string
	actor          []article.Entity
	recip          []article.Entity
	coactor        []article.Entity
	poss           []article.Entity
	status         article.Status
	rule           *rule.Rule
	content        *meaning
	bound          bool // an argument of its own fills the recipient
	own            bool // what fills the recipient is the actor
	emit           bool // the content is an event as well
	trace          []article.Step
	planned        bool
	from           *meaning   // what it was composed of
	on             string     // class of the thing or act that it was composed with
	told           []*meaning // further tellings that were joined with it
	toldIn         int        // the sentence that tells its time
	seated, placed bool       // of its place only the land is known of those who act; its clause tells it
	timed          bool       // its clause tells a time, though perhaps no day
}

func (m *meaning) kind(c *lang.Common) string {
	if k := c.Class(m.class); k != nil {
		return k.Kind
	}
	return "act"
}

type coder struct {
	d    *doc.Doc
	work *work
	memo map[*doc.Pred]*meaning
	out  []*meaning

	lists   []lang.Lists       // by sentence
	events  []int              // how many each sentence tells
	field   lang.Contexts      // the fields that run through the text
	bySent  [][]*meaning       // by sentence, the events that it tells or tells again
	counts  map[*meaning][]int // numbers in Doc.Counts that each event owns
	buf     []byte             // for what an event's id is made of
	placer  *placer            // where events were
	acted   []object           // what actedOf was composed with, the last that was
	actedOf *meaning
	owner   []*doc.Pred // by time, the predicate that it belongs to
}

// depthMax bounds how deep content is followed.
const depthMax = 6

// mean gives the meaning of a predicate, or nil where it tells no event.
func (c *coder) mean(pr *doc.Pred, depth int) *meaning {
	if m, ok := c.memo[pr]; ok {
		return m
	}
	if depth > depthMax {
		return nil
	}
	c.memo[pr] = nil // while it is built it tells nothing to what is built for it
	m := c.build(pr, depth)
	c.memo[pr] = m
	return m
}

func (c *coder) build(pr *doc.Pred, depth int) *meaning {
	common := c.d.Pack.Common
	if c.denies(pr) || c.bodily(pr) {
		return nil
	}
	if pr.F.Has(lang.Allow) && !pr.Class("allow") {
		return c.notLet(pr, depth) // who lets others do something does not do it
	}
	var best *meaning
	for _, name := range pr.Classes {
		k := common.Class(name)
		if k == nil || k.Kind == "obj" || k.Kind == "say" || (name == "reject" || name == "stop") && pr.Class("dismiss") && c.dismisses(pr) || name == "criticize" && c.rebuts(pr) {
			continue
		}
		if name == "criticize" && pr.Class("attack") && c.d.Pack.Final && c.armedWith(pr) {
			continue // चाकू से वार
		}
		if name == "riot" && pr.Class("attack") && c.d.Pack.Final && len(c.marked(pr, "between")) > 0 {
			continue // दो समुदायों के बीच हिंसा: they fight
		}
		if (name == "admit" || name == "accept" || name == "demand" && pr.Class("say")) && c.reports(pr) {
			continue
		}
		m := c.class(pr, k, depth)
		if m != nil && name == "dismiss" && len(m.recip) == 0 && pr.Class("stop") && c.d.Pack.Final && c.suspends(pr) {
			continue // मोबाइल सेवा निलंबित कर दी
		}
		if m != nil && name == "refuse" && pr.Class("deny") && (m.from == nil || pr.Form == doc.RelPart && pr.Obj != nil) {
			continue // a bare denial is no event: "an allegation that Belgrade denied"
		}
		if m != nil && name == "admit" && pr.Class("claim") && armed(m.actor) { // विस्फोट की जिम्मेदारी ली: whose act it was
			if best = m.content; best != nil && best.typ == "ASSAULT" {
				own := *best
				own.actor, own.pred = m.actor, pr
				best = &own
			} else {
				best = nil
			}
			continue
		}
		if m != nil && c.otherSense(pr, name, m) {
			continue
		}
		if m != nil && name == "urge" && best != nil && best.class == "meet" && m.content != nil && m.content.typ == "CONSULT" && (m.content.pred.Form != doc.Infinitive || len(c.object(m.content.pred)) > 0) {
			continue // who calls on somebody to discuss something meets him
		}
		if m != nil && (best == nil || m.from != nil && best.from == nil) {
			best = m
		}
	}
	if best == nil && c.tells(pr) {
		best = c.class(pr, common.Class("urge"), depth)
	}
	if best == nil {
		return c.notLet(pr, depth)
	}
	return c.modality(pr, best)
}

// bodily tells whether an event noun is what a body is, which its name tells beside it: "the United Nations peacekeeping mission, MONUSCO,".
func (c *coder) bodily(pr *doc.Pred) bool {
	return pr.Form == doc.Nominal && pr.Phrase != nil && slices.ContainsFunc(pr.Phrase.Mods, func(q *doc.Phrase) bool {
		return q.Of == pr.Phrase && len(q.Ents) > 0 && q.Ents[0].How == "body"
	})
}

// wish tells whether the content of a predicate says what somebody must do.
func (c *coder) wish(pr *doc.Pred) bool {
	for _, q := range pr.Comps {
		if q.Form == doc.Finite && (q.F.Has(lang.Imp) || c.should(q, pr)) {
			return true
		}
	}
	return false
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

// moved gives the forces that a passive or a noun of movement names: "सैन्य तैनात करण्यात आले", "पोलिसांचा बंदोबस्त".
func (c *coder) moved(pr *doc.Pred) []article.Entity {
	var try func(ph *doc.Phrase, depth int) []article.Entity
	try = func(ph *doc.Phrase, depth int) []article.Entity {
		if ph == nil || depth > 2 {
			return nil
		}
		if ph.Pred == nil && armed(ph.Ents) {
			return ph.Ents
		}
		for _, md := range ph.Mods {
			if md.Mark == lang.Gen || md.Mark == lang.Of {
				if es := try(md, depth+1); len(es) > 0 {
					return es
				}
			}
		}
		return nil
	}
	for _, ph := range append(c.object(pr), pr.Phrase) {
		if es := try(ph, 0); len(es) > 0 {
			return es
		}
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Gen || a.Mark == lang.Nom || a.Mark == lang.Of {
			if es := try(a, 0); len(es) > 0 {
				return es
			}
		}
	}
	return c.ownForces(pr)
}

// sentOut makes of forces that are sent, nobody says by whom to whom, the ones who go: नौसेना के पोत भेजे गए.
func (c *coder) sentOut(out, m *meaning) {
	k := c.d.Pack.Common.Class("deploy")
	if k == nil || out.class != "send_troops_help" && out.class != "arm" || !m.pred.Class("send") || len(m.actor) > 0 || !armed(out.recip) || hasArg(m.pred, lang.Dat) {
		return
	}
	c.become(out, k)
	out.actor, out.recip = out.recip, nil
}

// ownForces gives the forces that the words of the act itself name, of the country that stands beside them: "पोलीस फौजफाटा तैनात करण्यात आला".
func (c *coder) ownForces(pr *doc.Pred) []article.Entity {
	for _, t := range pr.Tokens {
		a := c.d.Kind(t, lang.Noun)
		if a == nil || !armed([]article.Entity{{Sector: a.E.Agent}}) {
			continue
		}
		e := article.Entity{Span: c.d.Span(t, t+1), Sector: a.E.Agent, Sectors: a.E.Also, How: "agent"}
		for _, ph := range pr.Args {
			if (ph.Mark == lang.Gen || ph.Mark == lang.In) && len(ph.Ents) > 0 && e.Country == "" {
				e.Country = ph.Ents[0].Country
			}
		}
		return []article.Entity{e}
	}
	return nil
}

// become makes a meaning one of another class, its parties kept.
func (c *coder) become(m *meaning, k *lang.Class) {
	m.class, m.typ, m.mode, m.rule = k.Name, k.Type, k.Mode, c.d.Rules.For(k.Name, string(k.Type))
}

// packed gives the class of what a package that is announced or approved holds: a package of sanctions helps nobody (निर्बंधांचे नवे पॅकेज जाहीर केले).
func (c *coder) packed(pr *doc.Pred, k *lang.Class) *lang.Class {
	if k.Name != "fund" || !c.d.Pack.Final || !slices.ContainsFunc(pr.Comps, func(q *doc.Pred) bool { return q.Form == doc.Nominal && q.Class("sanction") }) {
		return k
	}
	if s := c.d.Pack.Common.Class("sanction"); s != nil {
		return s
	}
	return k
}

// concluded gives the class of talks that came to an end, with a result or without, and that nobody broke off: दोनों के बीच वार्ता बिना नतीजे के समाप्त हुई.
func (c *coder) concluded(pr *doc.Pred, k *lang.Class) *lang.Class {
	if k.Name != "stop" || !c.d.Pack.Shared || pr.Form != doc.Finite || pr.Light != "be" || pr.Neg || pr.F&(lang.Fut|lang.Should|lang.Must) != 0 {
		return k
	}
	for _, q := range pr.Comps {
		if q.Form != doc.Nominal || q.Phrase == nil || q.Phrase.Mark != lang.Nom || !gathering(q) {
			continue
		}
		for _, name := range q.Classes {
			if t := c.d.Pack.Common.Class(name); t != nil && t.Type == "CONSULT" {
				return t
			}
		}
	}
	return k
}

// class reads a predicate in one of its classes.
func (c *coder) class(pr *doc.Pred, k *lang.Class, depth int) *meaning {
	m := c.work.meanings.New()
	k = c.concluded(pr, c.packed(pr, k))
	m.pred, m.class, m.typ, m.mode, m.status = pr, k.Name, k.Type, k.Mode, article.Actual
	c.roles(m)
	c.byParticiple(m)
	c.turn(m)
	if pr.E != nil && pr.E.Has(lang.Intr) && c.onThing(pr) {
		return nil // who demonstrates a product does not protest
	}
	if pr.E != nil && pr.E.Has(lang.Need) && (k.Kind == "gov" && len(pr.Comps) == 0 || k.Kind != "gov" && (!m.bound || c.gets(pr)) && !c.meetEach(m)) {
		return nil // मिलना is "meet" only with somebody, an oath a promise only to do something
	}
	c.jointly(m)
	c.clashing(m)
	c.mission(m)
	ownersOut(m)
	if m.typ == "MOBILIZE" && len(m.actor) == 0 {
		m.actor = c.moved(pr)
		m.recip = minus(m.recip, m.actor)
	}
	k = c.fellIn(m, c.freeing(m, k))
	c.suffer(m)
	k = c.felledBy(m, k)
	if k.Name == "host" && !c.d.Pack.Final && !human(m.recip) && (pr.Form == doc.RelPart || known(m.recip) && m.recip[0].How == "body") {
		return nil // "the SCO summit hosted by India": a body is no guest
	}
	if k.Name == "host" && known(m.recip) && (pr.Obj == nil || pr.Obj.Pred == nil) { // the visitor acts, the host receives
		m.actor, m.recip = m.recip, m.actor
	}
	if c.d.Art.Traced {
		c.note(m, article.Step{Kind: article.StepClass, Words: c.words(pr), Class: k.Name})
	}
	if got := c.compose(m, k.Name, depth); got != nil {
		if c.barricade(got); c.posted(got) {
			return nil
		}
		if c.tongue(got); c.quarrel(got) {
			c.become(got, c.d.Pack.Common.Class("criticize"))
		}
		return got
	}
	if c.notHeld(m, k) {
		return m
	}
	if got, decided := c.byParties(m, k.Name); decided {
		return got
	}
	if k.Kind == "verb" || k.Kind == "aspect" || m.typ == "" {
		return nil
	}
	if k.Name == "wound" && pr.E != nil && pr.E.Has(lang.Patient) && len(m.actor) == 0 {
		return nil // people are hurt in accidents too
	}
	if c.inanimate(m) || (k.Name == "kill" || k.Name == "wound") && c.byThing(pr) {
		return nil
	}
	if c.quarrel(m) {
		if q := c.d.Pack.Common.Class("criticize"); q != nil {
			c.become(m, q)
		}
	}
	if m.class == k.Name && c.blockedContent(m, depth) {
		return nil
	}
	return m
}

// conversation makes talks of two statesmen who spoke: "Putin and Kim spoke before the summit". One who speaks, or speaks to the press
// or to a crowd, or says something, holds none.
func (c *coder) conversation(m *meaning) *meaning {
	talk := c.d.Pack.Common.Class("talk")
	if talk == nil || m.pred.Form == doc.Nominal || m.pred.Cond || slices.ContainsFunc(m.pred.Comps, said) {
		return nil
	}
	var sides []article.Entity
	for _, e := range slices.Concat(m.actor, m.coactor, m.recip) {
		if e.Human() && e.Country != "" && e.Name != "" && !slices.ContainsFunc(sides, func(s article.Entity) bool { return s.Country == e.Country }) {
			sides = append(sides, e)
		}
	}
	if len(sides) < 2 {
		return nil
	}
	other := func(e article.Entity) bool { return !e.Human() }
	m.actor, m.coactor, m.recip = slices.DeleteFunc(slices.Clone(m.actor), other), slices.DeleteFunc(slices.Clone(m.coactor), other), slices.DeleteFunc(slices.Clone(m.recip), other)
	c.become(m, talk)
	return m
}

// said tells whether a content clause is what somebody says, and not when or what for.
func said(q *doc.Pred) bool {
	if q.Form == doc.Nominal {
		return false
	}
	return q.Phrase == nil || q.Phrase.Mark != lang.From && q.Phrase.Mark != lang.For && !aside(q.Phrase.Mark)
}

// blockedContent tells whether compose.tsv says that this governor with this content is no event.
func (c *coder) blockedContent(m *meaning, depth int) bool {
	list := c.acted
	if c.actedOf != m {
		list = c.objects(m.pred, depth)
	}
	for _, o := range list {
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
	out := c.work.objects.Take(4)[:0]
	var bare []object
	for _, q := range pr.Comps {
		if q.Phrase != nil && (aside(q.Phrase.Mark) || c.causes(q, pr)) || c.elseOf(q) {
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
	if len(out) > 1 && common.AnyKind(pr.Classes, "aspect") { // "युद्ध से जर्जर X को मदद जारी रखना": the aid goes on, not the war
		slices.SortStableFunc(out, func(x, y object) int { return besides(x.ph) - besides(y.ph) })
	}
	for _, a := range pr.Args {
		for _, q := range append([]*doc.Phrase{a}, a.Conj...) {
			if q.Pred != nil && q.Pred != pr && !slices.Contains(pr.Comps, q.Pred) && objectMark(a.Mark) {
				if m := c.mean(q.Pred, depth+1); m != nil {
					out = append(out, object{m.class, m.typ, m.kind(common), m, q})
				}
			}
		}
	}
	if o := pr.Obj; o != nil && o.Pred != nil && o.Pred != pr && (pr.Form == doc.RelPart || !c.d.Pack.Final && !slices.Contains(pr.Comps, o.Pred)) { // "a charge Cairo rejected", "a curfew was clamped"
		if m := c.mean(o.Pred, depth+1); m != nil {
			out = append(out, object{m.class, m.typ, m.kind(common), m, o})
		}
	}
	if pr.Subj != nil && pr.Subj.Pred != nil && pr.Subj.Pred != pr { // "a suicide bombing killed 12"
		if m := c.mean(pr.Subj.Pred, depth+1); m != nil {
			out = append(out, object{m.class, m.typ, m.kind(common), m, pr.Subj})
		}
	}
	return append(c.things(out, pr, bare), bare...)
}

// besides is 1 for a noun that only says whence, where or with what something is, else 0.
func besides(ph *doc.Phrase) int {
	if ph == nil {
		return 0
	}
	switch ph.Mark {
	case lang.From, lang.In, lang.At, lang.With, lang.During, lang.Because, lang.By, lang.Erg, lang.Against:
		return 1
	}
	return 0
}

// things adds the classed things that a predicate and its bare contents act on: visas, funds, a border.
func (c *coder) things(out []object, pr *doc.Pred, bare []object) []object {
	if pr.Obj != nil {
		out = c.thing(out, pr.Obj)
	}
	out = append(append(append(out, c.named(pr)...), c.forces(pr)...), c.blows(pr)...)
	marked := func(args []*doc.Phrase, lists bool) {
		for _, a := range args {
			if !objectMark(a.Mark) || a.Mark == lang.During && a.E != nil && a.E.Agent != "" { // in whose presence
				continue
			}
			out = c.thing(out, a)
			if lists {
				for _, q := range a.Conj {
					out = c.thing(out, q)
				}
			}
		}
	}
	marked(pr.Args, true)
	if pr.Head != nil {
		out = c.thing(out, pr.Head)
	}
	for _, b := range bare { // "allowed the UN to use two crossings"
		if b.m.pred.Form == doc.Infinitive {
			marked(b.m.pred.Args, false)
		}
	}
	out = append(out, c.gifts(pr)...)
	if pr.Phrase != nil { // the idiom's or light verb's own noun with what modifies it
		for _, m := range pr.Phrase.Mods {
			out = c.thing(out, m)
		}
	}
	return out
}

// thing adds what the phrase names to out, and what its "of" names: tonnes of flour, trucks of food.
func (c *coder) thing(out []object, ph *doc.Phrase) []object {
	for _, m := range ph.Mods {
		if m.Mark == lang.Of && (ph.E == nil || ph.E.Agent == "") || m.Mark == lang.Gen && c.d.Pack.Final && ph.E != nil && ph.E.Kind == lang.Noun && ph.E.Agent == "" && (len(ph.E.Classes) == 0 || slices.Contains(ph.E.Lists, "measure")) {
			out = c.thing(out, m)
		}
	}
	if ph.E == nil {
		return out
	}
	if c.d.Pack.Final && ph.E.Kind == lang.Noun && len(ph.E.Classes) == 0 && ph.E.Agent == "" && ph.Mark == lang.Nom && !ph.Attr && c.counted(ph) && !c.measured(ph) {
		out = append(out, object{class: "o.goods", kind: "obj", ph: ph})
	}
	if c.money(ph) {
		out = append(out, object{class: "o.money", kind: "obj", ph: ph})
	}
	for _, name := range ph.E.Classes {
		if k := c.d.Pack.Common.Class(name); k != nil && k.Kind == "obj" && k.Type == "" {
			out = append(out, object{class: name, kind: "obj", ph: ph})
		}
	}
	return out
}

// bare gives the parties of a content clause that is no event by itself: who is asked, accused, warned.
func (c *coder) bare(pr *doc.Pred) *meaning {
	m := c.work.meanings.New()
	m.pred, m.class, m.status = pr, "*", article.Actual
	c.roles(m)
	return m
}

// objectMark tells whether a phrase with this mark may be what a predicate acts on.
func objectMark(m lang.Mark) bool {
	switch m {
	case lang.Nom, lang.Dat, lang.Gen, lang.On, lang.From, lang.Obj, lang.Of, lang.To, lang.In, lang.With, lang.About, lang.Against, lang.For, lang.Because, lang.By, lang.During, lang.At:
		return true
	}
	return false
}
