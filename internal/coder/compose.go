package coder

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// compose finds what the governor makes of its content.
func (c *coder) compose(m *meaning, head string, depth int) *meaning {
	common := c.d.Pack.Common
	list := c.objects(m.pred, depth)
	for _, o := range list {
		if c.besideIt(m, head, o) {
			continue
		}
		if head == "travel" && c.idleVisit(m, o) {
			continue
		}
		if head == "order" && o.m != nil && o.m.mode == "investigate" && o.m.pred.Form == doc.Infinitive && c.d.Pack.Final && !c.d.Pack.Shared {
			o.class = "investigate" // गोळीबाराची चौकशी करण्याचे आदेश
		}
		if (head == "withdraw" || head == "yield_demand") && o.typ == "CONSULT" && (o.ph == nil || o.ph.Mark != lang.From) {
			continue // वार्ता में … हटाने पर राजी: at talks, not out of them
		}
		if (head == "refuse" || commits(head)) && o.m != nil && o.m.pred.Form == doc.Nominal && o.ph != nil && o.ph.Mark == lang.In && c.d.Pack.Final && hasInfinitive(m.pred) {
			continue // आतंकवाद के खिलाफ लड़ाई में सहयोगी … ने सैनिक भेजने से इनकार किया
		}
		head := c.willing(m, head, o)
		if c.notHandled(m, head, o) {
			continue
		}
		cp, ok := common.Compose(head, o.class, o.typ, o.kind)
		if commits(head) && o.m != nil && o.m.pred.Neg && o.m.pred.Form == doc.Infinitive { // "vowed not to return the heights"
			if c2, found := common.Compose("NEGFUT", o.class, o.typ, o.kind); found {
				cp, ok = c2, true
			}
		}
		if got := c.passage(m, head, o); got != nil {
			return got
		}
		if head == "refuse" && m.pred.Class("deny") && o.m != nil && o.m.pred.Form != doc.Nominal && (o.m.pred.Form == doc.Finite || o.m.pred.F.Has(lang.Perf)) {
			continue // "denied that it had": no refusal
		}
		if o.kind == "clause" && head == "refuse" && m.pred.Class("deny") && (o.m.pred.Light == "be" || o.m.pred.F.Has(lang.Perf)) {
			continue // "denied that he was": no refusal
		}
		if !ok || cp.Result == "none" || cp.Result == "=" && (o.m == nil || o.kind == "clause") || cp.Flags["deny"] {
			continue
		}
		if head == "stop" && (cp.Result == "call_off" || cp.Result == "ease" && armed(m.actor)) && c.theirs(m, o) {
			if cp = (lang.Compose{Result: "restrict", Recip: []string{"c.actor"}}); !armed(m.actor) || armed(o.m.actor) {
				continue
			}
		}
		if head == "order" && cp.Result == "=" && c.ordered(m.pred, o.m) {
			cp = lang.Compose{Result: "REQUEST:change", Recip: []string{"own"}}
		}
		if head == "take" && o.kind == "obj" && o.class == "o.building" && o.ph != nil && (o.ph.Mark == lang.From || o.ph.Mark == lang.To) {
			continue // taken from a hospital to an office
		}
		if head == "announce" && (o.m != nil && o.m.pred.Form != doc.Nominal || o.m == nil && (c.d.Pack.Final || o.kind != "obj")) {
			continue // what is announced in a clause is told by the clause
		}
		if head == "impose" && o.m != nil && o.m.pred.Factual() && len(o.m.actor) > 0 && common.AnyKind(m.pred.Classes, "say") {
			continue // भारताने मदत दिली आहे, अशी घोषणा केली: what somebody has done is told by its own clause
		}
		if cp.Result == "=" && o.m.pred.Form != doc.Nominal && len(o.m.actor) > 0 && common.AnyKind(m.pred.Classes, "say") {
			if planned, ok := common.Compose("plan", o.class, o.typ, o.kind); ok && c.meantToDo(o.m.pred) {
				if got := c.apply(m, planned, o); got != nil {
					return got
				}
			}
			continue // केल्याचे जाहीर केले: announced that somebody did
		}
		if head == "impose" && c.toldOfOthers(m, o) {
			continue
		}
		if cp.Flags["victim"] && m.class != "die" && len(m.actor) > 0 && len(m.recip) > 0 && o.m.rule != nil && o.m.rule.Flags["mutual"] {
			continue // "killed two rebels in a clash": who killed is told
		}
		if got := c.apply(m, cp, o); got != nil {
			return got
		}
	}
	c.acted, c.actedOf = list, m // for blockedContent
	return nil
}

// hasInfinitive tells whether what a governor acts on is told by an infinitive: भेजने से इनकार.
func hasInfinitive(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Comps, func(q *doc.Pred) bool { return q.Form == doc.Infinitive })
}

// commits tells whether a governor tells what its subject will do.
func commits(head string) bool {
	switch head {
	case "promise", "agree", "plan", "ready", "offer":
		return true
	}
	return false
}

// toldOfOthers tells whether a clause that is announced has a subject of its own, who did it or will do it for another country: घोषणा की कि | ईरान ने | कैदियों को रिहा कर दिया है.
func (c *coder) toldOfOthers(m *meaning, o object) bool {
	if !c.d.Pack.Final || o.m == nil || o.m.pred.Form != doc.Finite || len(o.m.actor) == 0 || o.m.pred.Subj != nil || !c.d.Pack.Common.AnyKind(m.pred.Classes, "say") || len(minus(o.m.actor, m.actor)) != len(o.m.actor) {
		return false
	}
	s := c.subject(o.m.pred)
	return s != nil && !s.Pron && slices.Contains(o.m.pred.Args, s) && (o.m.pred.F.Has(lang.Perf) || !sameCountry(o.m.actor, m.actor))
}

// elsewhere tells whether an entry that opens with a postposition acts on what has that postposition, and not on this phrase: तलाश में जुटना.
func (c *coder) elsewhere(pr *doc.Pred, ph *doc.Phrase) bool {
	if pr.E == nil || pr.E.Kind != lang.Verb || !pr.E.Phrase() || len(pr.Tokens) == 0 || !c.d.Pack.Final {
		return false
	}
	post := c.d.Kind(pr.Tokens[0], lang.Post)
	return post != nil && post.E.Mark == lang.In && post.E.Word == pr.E.Toks[0] && ph.Mark != lang.For && (post.E.Mark != ph.Mark || ph.Last+1 < pr.Tokens[0])
}

// handsOver tells whether a class is to give or send something.
func handsOver(head string) bool { return head == "give" || head == "send" || head == "hand_over" }

// meantToDo tells whether a predicate is an infinitive that says what somebody is going to do: मान्यता देने का ऐलान, "करण्याची घोषणा".
func (c *coder) meantToDo(pr *doc.Pred) bool {
	return c.d.Pack.Final && pr.Form == doc.Infinitive && pr.F.Has(lang.Inf) && !pr.F.Has(lang.Perf) && pr.Subj == nil && pr.Phrase != nil && pr.Phrase.Attr
}

// apply makes the composed meaning.
func (c *coder) apply(m *meaning, cp lang.Compose, o object) *meaning {
	common := c.d.Pack.Common
	out := c.work.meanings.New()
	*out = meaning{pred: m.pred, status: article.Actual, actor: m.actor, coactor: m.coactor, rule: m.rule, content: o.m, from: m, on: o.class, emit: cp.Flags["emit"], planned: cp.Flags["planned"]}
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
		if m = c.makes(out, m, common.Class(cp.Result)); m == nil {
			return nil
		}
	}
	if out.typ == "MOBILIZE" && len(out.actor) == 0 { // "security was stepped up"
		out.actor = c.moved(m.pred)
	}
	if m.class == "plan" && cp.Flags["planned"] && m.pred.Form == doc.Finite && m.pred.F&(lang.Perf|lang.Past) == 0 { // who plans to meet has not agreed to yet; who decided to, has
		out.status = article.Planned
	}
	suffered(m, cp, o, out)
	if cp.Flags["victim"] {
		c.fallen(out, m, o)
	}
	if len(out.recip) == 0 {
		out.recip = c.recipient(m, cp, o, out)
	}
	c.envoys(out, o)
	c.breaksDown(out, m, o)
	c.sentOut(out, m)
	if out.mode == "arrest" && len(out.recip) == 0 {
		c.suffer(out)
	}
	if cp.Flags["test"] && len(out.recip) == 0 {
		k := common.Class("deploy_weapons")
		out.class, out.typ, out.mode = k.Name, k.Type, k.Mode
	}
	if out.typ == "MOBILIZE" && o.typ == "ASSAULT" && len(out.actor) > 0 && civil(out.actor) && anySector(out.actor, "PTY", "OPP") {
		return nil // a party that is ready for battle means an election
	}
	if out.typ == "MOBILIZE" && o.typ == "ASSAULT" && m.class == "plan" && len(out.actor) > 0 && !powerful(out.actor) && !armed(out.actor) {
		return nil // a man who planned an attack raised no troops
	}
	c.strikeOn(out, o)
	if cp.Flags["mil"] && !anySector(out.actor, "MIL", "REB", "PRM", "UAF") {
		return nil
	}
	c.jointly(out)
	if cp.Flags["both"] && len(out.actor)+len(out.coactor)+len(out.recip) < 2 {
		return nil
	}
	if out.class != "" {
		if r := c.d.Rules.For(out.class, string(out.typ)); r != nil {
			out.rule = r
		}
	}
	if c.d.Art.Traced {
		what := o.class
		if what == "" {
			what = string(o.typ)
		}
		out.trace = slices.Clone(m.trace)
		c.note(out, article.Step{Kind: article.StepCompose, Class: m.class, With: what, Makes: cp.Result})
	}
	return out
}

// strikeOn makes an attack of a strike that a state or its army launches on somebody: "the strike that Israel launched on Gaza".
func (c *coder) strikeOn(out *meaning, o object) {
	if k := c.d.Pack.Common.Class("attack"); k != nil && o.m != nil && out.class == "strike" && c.otherSense(o.m.pred, "strike", out) {
		out.class, out.typ, out.mode = k.Name, k.Type, k.Mode
	}
}

// makes gives the composed meaning the class that comes of it. It hands back the meaning that it was made from, with the parties that stand with the
// verb where it had none of its own ("लागू हो गया": the parties of the ceasefire); nil where the class is no act.
func (c *coder) makes(out, m *meaning, k *lang.Class) *meaning {
	out.class, out.typ, out.mode = k.Name, k.Type, k.Mode
	if k.Type == "" {
		return nil
	}
	if len(out.actor) > 0 || len(out.coactor) > 0 {
		return m
	}
	alt := &meaning{pred: m.pred, class: k.Name, typ: k.Type}
	c.roles(alt)
	if out.actor, out.coactor = alt.actor, alt.coactor; len(out.actor) == 0 {
		return m
	}
	with := *m
	if with.recip = alt.recip; len(alt.actor) > 1 { // both sides are there: what else stands by is a place
		with.recip = nil
	}
	return &with
}

// suffered gives the parties of what is told from the side of those it fell on.
func suffered(m *meaning, cp lang.Compose, o object, out *meaning) {
	if cp.Flags["passive"] {
		out.recip, out.actor = m.actor, o.m.actor
	}
	if !cp.Flags["victim"] {
		return
	}
	out.recip, out.actor = belonging(m.recip, o.m.recip, o.m.actor), o.m.actor
	if len(out.recip) == 0 {
		out.recip = o.m.recip
	}
	if len(out.actor) == 0 {
		out.actor = m.actor
	}
}

// fallen gives the parties of a fight that is told by those who fell in it: they do not act. Both sides act where both are named ("clashes
// between students and police left 50 hurt"); else who fell is whom the other side acted on ("पुलिस के साथ मुठभेड़ में पांच माओवादी मारे गए").
func (c *coder) fallen(out, m *meaning, o object) {
	r := c.d.Rules.For(o.m.class, string(o.m.typ))
	kill := c.d.Pack.Common.Class("kill")
	if r == nil || !r.Flags["mutual"] || kill == nil {
		return
	}
	fell := out.recip
	if len(m.recip) == 0 && m.class == "die" && len(m.actor) > 0 { // who dies is the subject
		fell = m.actor
	}
	if len(fell) == 0 {
		return
	}
	var sides []article.Entity
	for _, es := range [][]article.Entity{o.m.actor, o.m.coactor, o.m.recip} {
		sides = append(sides, minus(minus(es, sides), fell)...)
	}
	for _, mark := range []string{"between", "with"} {
		for _, ph := range c.marked(m.pred, mark) {
			sides = append(sides, minus(minus(ph.Ents, sides), fell)...)
		}
	}
	if sides = slices.DeleteFunc(sides, place); len(sides) > 1 {
		out.actor, out.coactor, out.recip, out.rule = sides, nil, nil, r
		return
	}
	c.become(out, kill)
	out.actor, out.coactor, out.recip = sides, nil, fell
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

// recipient follows the list of compose.tsv: the governor's own, else the content's.
func (c *coder) recipient(m *meaning, cp lang.Compose, o object, out *meaning) []article.Entity {
	blames := (m.class == "condemn" || m.class == "criticize") && o.m != nil && (o.m.typ == "ASSAULT" || o.m.typ == "COERCE" || o.m.typ == "SANCTION")
	if blames && o.m.typ != "ASSAULT" && len(o.m.actor) == 0 {
		if es := c.stateWhere(m, o.m, out); len(es) > 0 {
			return es
		}
	}
	for _, from := range cp.Recip {
		var es []article.Entity
		switch {
		case from == "own":
			es = m.recip
			if (o.class == "o.suspect" || o.class == "o.prisoner") && o.kind == "obj" && o.ph != nil && len(c.handed(m.pred)) > 0 { // को भारत को सौंप दिया
				es = c.taker(m.pred, o.ph)
			}
			if o.ph != nil { // the object itself is no recipient
				es = without(es, o.ph, o.kind == "obj" && (m.kind(c.d.Pack.Common) == "verb" || out.class == "withdraw" && o.class != "o.territory"))
			}
		case from == "c.recip" && o.m != nil:
			es = o.m.recip
		case from == "c.actor" && o.m != nil && !(out.typ == "REQUEST" && inquiry(o.m) && o.m.pred.Form == doc.Nominal && (!c.d.Pack.Final || c.d.Pack.Shared)): // a probe by a judge is not asked of him
			if es = o.m.actor; out.typ == "REQUEST" {
				if to := c.orderedTo(o.m.pred); len(to) > 0 {
					es = to
				}
			}
		case from == "c.coactor" && o.m != nil:
			es = append(append([]article.Entity{}, o.m.coactor...), o.m.actor...)
		case from == "c.poss":
			es = c.possessor(m, out, o)
		}
		if from == "own" { // the chief minister accuses the government at the centre
			es = c.others(es, out.actor)
		} else {
			es = minus(es, out.actor)
		}
		if from != "own" && out.typ == "REJECT" && o.m != nil && o.m.typ == "CONSULT" && !c.d.Pack.Final { // "ruled out a meeting between Putin and Zelensky"
			es = leaving(es, func(e article.Entity) bool { return !sameCountry([]article.Entity{e}, out.actor) })
		}
		if blames {
			es = leaving(es, func(e article.Entity) bool { return among(e, o.m.recip) || owned(e) && !among(e, o.m.actor) }) // not those it fell on
		}
		if from == "c.actor" && (out.typ == "THREATEN" || m.class == "promise" && !c.d.Pack.Final) && sameCountry(es, out.actor) {
			continue // "warned that Afghanistan would defend its soil": nobody threatens his own side
		}
		if len(es) > 0 {
			return es
		}
	}
	return nil
}

// stateWhere is the one state in or from which somebody was arrested, convicted or expelled, whom nothing else says who did it: "condemned the arrest of
// journalists in Guinea", अंगोला से मिशनरियों के निष्कासन की आलोचना.
func (c *coder) stateWhere(m, content, out *meaning) []article.Entity {
	var es []article.Entity
	take := func(a *doc.Phrase) {
		if (a.Mark == lang.In || a.Mark == lang.From) && len(a.Ents) == 1 && a.Ents[0].How == "state" && !sameCountry(a.Ents, out.actor) && !sameCountry(a.Ents, es) {
			es = append(es, a.Ents[0])
		}
	}
	for _, a := range m.pred.Args {
		take(a)
	}
	for _, a := range content.pred.Args {
		take(a)
		for _, md := range a.Mods {
			take(md)
		}
	}
	if len(es) != 1 {
		return nil
	}
	return es
}

// possessor is the party behind the object: its modifiers, or the party that the noun itself projects.
func (c *coder) possessor(m, made *meaning, o object) []article.Entity {
	if o.ph == nil {
		return nil
	}
	var out []article.Entity
	out = append(out, c.near(made, o.ph)...)
	if made.class == "withdraw" && o.class != "o.territory" { // the troops go away from somebody, not from themselves
		out = without(out, o.ph, true)
	}
	hurt := !c.d.Pack.Final && (made.typ == "ACCUSE" || made.typ == "PROTEST" || made.typ == "REQUEST") && c.hurts(o.ph.Pred)
	for _, md := range o.ph.Mods {
		if !c.d.Pack.Final && aimed(made) && topical(md.Mark) || hurt && slices.ContainsFunc(o.ph.Ents, func(e article.Entity) bool { return holds(md, e) && c.hurtBy(o.ph, e) }) {
			continue
		}
		out = append(out, md.Ents...)
	}
	if len(out) == 0 {
		out = c.laidOn(made, o.ph)
	}
	if len(out) == 0 {
		return m.poss
	}
	return out
}

// modality applies tense, negation and mood.
func (c *coder) modality(pr *doc.Pred, m *meaning) *meaning {
	common := c.d.Pack.Common
	fut := pr.F.Has(lang.Fut) || pr.F.Has(lang.Pros) || c.due(pr, m)
	switch {
	case pr.Cond || pr.Form == doc.Conditional:
		if pr.Neg {
			return nil // "if it does not withdraw": what is threatened is the event
		}
		m.status = article.Hypothetical
		return m
	case c.possible(pr) && !pr.Neg:
		m.status = article.Hypothetical
		got := c.maybe(pr, m, common)
		if pr.Gov != nil && pr.Gov.Class("expect") && (got.typ == "AGREE" || got.typ == "CONCEDE") {
			got.status = article.Planned // "is expected to meet him on Monday": it is arranged
		}
		return got
	case pr.Neg && c.d.Pack.Final && pr.Class("refrain") && pr.E != nil && pr.E.Phrase(): // शक्य नाही: the words themselves deny it
		return m
	case pr.Neg && pr.F.Has(lang.Perf) && pr.F&(lang.May|lang.Can) != 0: // होऊ शकले नाही: it did not come to it
	case pr.Neg && pr.F.Has(lang.May) && m.typ == "CONSULT" && c.d.Pack.Final: // आतंक के साथ बातचीत नहीं हो सकती
		fut = true
	case pr.F.Has(lang.May) || pr.F.Has(lang.Can) && !pr.Neg || pr.F.Has(lang.Would) && !c.said(pr):
		if m.typ != "" && pr.F.Has(lang.May) || pr.F.Has(lang.Can) {
			m.status = article.Hypothetical
			return c.maybe(pr, m, common)
		}
		fut = true
	case pr.F.Has(lang.Would):
		fut = true
	}
	switch {
	case pr.Neg && pr.Class("plan") && m.from != nil && c.d.Pack.Shared:
		return c.weighedNot(pr, m)
	case fut && pr.Neg:
		if r := c.leftOpen(m); r != nil {
			return r
		}
		return c.future(pr, m, "NEGFUT", common)
	case fut && (pr.Form != doc.RelPart || !c.d.Pack.Final): // येणारा comes, or will; "who will come" tells
		return c.threatens(pr, c.future(pr, m, "FUT", common))
	case pr.Neg && pr.F.Has(lang.Should) && pr.Gov == nil && c.d.Pack.Final, m.class == "vow_force" && pr.F.Has(lang.Must) && (pr.F.Has(lang.Perf) || pr.Gov == nil):
		return nil // हमला नहीं करना चाहिए: what ought not to be; कीमत चुकानी पड़ी: nobody threatens
	case pr.Neg:
		if r := c.leftOpen(m); r != nil {
			return r
		}
		if r := c.refusal(pr, m); r != nil {
			return r
		}
		m.status = article.Negated
	case pr.F.Has(lang.Subj) || pr.F.Has(lang.Should) || pr.F.Has(lang.Must) || pr.F.Has(lang.Imp):
		if pr.Gov == nil && !(pr.F.Has(lang.Must) && pr.F.Has(lang.Perf)) { // सोडावी लागली: had to, and did
			m.status = article.Hypothetical
		}
	}
	return m
}

// maybe makes of what may be what it would be if it were planned; but who may attack does not threaten to, unless he says so himself.
func (c *coder) maybe(pr *doc.Pred, m *meaning, common *lang.Common) *meaning {
	cp, ok := common.Compose("FUT", m.class, m.typ, m.kind(common))
	if ok && strings.HasPrefix(cp.Result, "THREATEN") && !(pr.Gov != nil && c.ownWord(pr, m)) {
		return m
	}
	return c.future(pr, m, "FUT", common)
}

// ownWord tells whether the one who acts is the one who says so.
func (c *coder) ownWord(pr *doc.Pred, m *meaning) bool {
	for g, n := pr.Gov, 0; g != nil && n < depthMax; g, n = g.Gov, n+1 {
		if g.Class("possible") {
			return false
		}
		if s := c.subject(g); s != nil && len(s.Ents) > 0 && len(m.actor) > 0 {
			return among(s.Ents[0], m.actor)
		}
	}
	return false
}

func (c *coder) said(pr *doc.Pred) bool {
	return pr.Gov != nil
}

func (c *coder) future(pr *doc.Pred, m *meaning, key string, common *lang.Common) *meaning {
	cp, ok := common.Compose(key, m.class, m.typ, m.kind(common))
	if key == "FUT" && c.unlessMet(pr, m) {
		cp, ok = lang.Compose{Result: "THREATEN:relations", Recip: []string{"own", "c.recip"}}, true
	}
	if !ok || cp.Result == "none" {
		if m.status == article.Actual && m.typ != "THREATEN" {
			m.status = article.Planned
		}
		return m
	}
	if cp.Result == "=" {
		if m.status == article.Actual && m.typ != "THREATEN" { // what is threatened will be; the threat is there
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
