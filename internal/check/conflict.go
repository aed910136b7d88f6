package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// day is a single day that the text tells, with its place.
type day struct {
	first, last int // tokens
	date        article.Date
	sent        int
}

// days are the single days told, by sentence.
func (c *checker) days() map[int][]day {
	if len(c.d.Times) == 0 {
		return nil
	}
	var out map[int][]day
	s := 0
	for _, t := range c.d.Times {
		for s+1 < len(c.d.Art.Sentences) && t.First >= c.d.Art.Sentences[s].Last {
			s++
		}
		if t.Resolved && t.Grain == "day" && t.Interval.Start == t.Interval.End && !t.Dateline {
			if out == nil {
				out = map[int][]day{}
			}
			out[s] = append(out[s], day{t.First, t.Last, t.Interval.Start, s})
		}
	}
	return out
}

// dates finds two days given to one act. Two acts of one kind on two days are the rule in news, so that the second telling
// must take the act for known: by a participle before its noun ("शनिवार को लागू हुए मार्शल लॉ"), by "the" or "this" right after
// the first telling, or by an order for the act that was given only after it was done.
func (c *checker) dates() {
	if len(c.d.Sents) < len(c.d.Art.Sentences) || len(c.d.Sents) < 2 || len(c.d.Times) < 2 {
		return
	}
	days := c.days()
	if len(days) < 2 {
		return
	}
	for i := range c.d.Sents {
		if len(days[i]) != 1 {
			continue
		}
		c.first, c.last = c.d.Art.Sentences[i].First, c.d.Art.Sentences[i].Last
		apart := c.anyListed("apart", c.first, c.last) && !c.ordered(i)
		for _, p := range c.d.Sents[i].Preds {
			c.retold(p, days[i][0], days)
			c.after(p, days[i][0], days)
			if apart {
				continue
			}
			c.known(p, days[i][0], days)
			c.late(p, days[i][0], days)
		}
	}
	c.spoken(days)
	c.once(days)
}

// ordered tells whether the sentence holds an act under an order: words such as "ahead" do not keep those apart.
func (c *checker) ordered(i int) bool {
	for _, p := range c.d.Sents[i].Preds {
		if p.Gov != nil && c.orders(p.Gov) {
			return true
		}
	}
	return false
}

// retold handles a dated participle before an event noun: the noun's act was told before, in a full clause with another day.
func (c *checker) retold(p *doc.Pred, t day, days map[int][]day) {
	if p.Form != doc.RelPart || p.Head == nil || p.Head.Pred == nil || len(p.Tokens) == 0 || c.pluperfect() {
		return
	}
	if t.last > p.Tokens[0] || p.Tokens[0]-t.last > nounReach {
		return
	}
	if c.anyListed("apart", c.first, p.Head.Last) { // "the second …": what follows the noun, as "after", keeps nothing apart
		return
	}
	c.compare(p.Head.Pred, t, days, func(q *doc.Pred) bool { return q.Form == doc.Finite })
}

// known handles an event noun with "the" or "this" in the sentence after the one that told the act.
func (c *checker) known(p *doc.Pred, t day, days map[int][]day) {
	if p.Form != doc.Nominal && p.Form != doc.Finite || len(p.Tokens) == 0 || c.pluperfect() || !c.definite(p.Tokens[0]) {
		return
	}
	if !c.inPhrase(t, p) {
		if near := c.owner(t); p.Form == doc.Finite || near == nil || near != p && !c.empty(near) {
			return
		}
	}
	c.compare(p, t, days, func(q *doc.Pred) bool { return q.Form == doc.Finite && p.Sent-q.Sent == 1 })
}

// late handles an order that was given after the act was done.
func (c *checker) late(p *doc.Pred, t day, days map[int][]day) {
	if p.Gov == nil || !c.orders(p.Gov) || p.Neg {
		return
	}
	c.compare(p, t, days, func(q *doc.Pred) bool {
		return (q.Form == doc.Finite || q.Form == doc.Converb) && q.Gov == nil && c.shared(p, q) >= 2 && days[q.Sent][0].date.Before(t.date)
	})
}

func (c *checker) orders(p *doc.Pred) bool {
	return p.Class("order") || p.Class("plan") || p.Class("decide")
}

// compare looks for the one other telling of p's act and reports it where its day differs.
func (c *checker) compare(p *doc.Pred, t day, days map[int][]day, fits func(*doc.Pred) bool) {
	var hit *doc.Pred
	for i := range c.d.Sents {
		if i == p.Sent {
			continue
		}
		for _, q := range c.d.Sents[i].Preds {
			if !c.sameClass(p, q) && !(len(p.Tokens) > 0 && c.inPhrase(t, p) && c.sameNoun(p, q)) || q.Neg || q.Cond {
				continue
			}
			if len(days[i]) == 1 && days[i][0].date == t.date { // the same day is told elsewhere: the other telling is another act
				return
			}
			if len(days[i]) != 1 || !fits(q) || c.ownDay(days[i][0], q) != nil {
				continue
			}
			if hit != nil {
				return
			}
			hit = q
		}
	}
	if hit == nil {
		return
	}
	c.twoDays(days[hit.Sent][0], t)
}

// sameClass tells whether two predicates mean the same kind of act; what happens every day (attacks, talks) must share words too.
func (c *checker) sameClass(p, q *doc.Pred) bool {
	if c.d.Pack.Common == nil {
		return false
	}
	for _, k := range p.Classes {
		cl := c.d.Pack.Common.Classes[k]
		if cl == nil || cl.Kind != "act" || !slices.Contains(q.Classes, k) {
			continue
		}
		switch cl.Type {
		case "ASSAULT", "CONSULT", "PROTEST", "ACCUSE", "REQUEST", "SUPPORT", "AID", "COOPERATE":
			return c.shared(p, q) >= 2
		}
		return true
	}
	return false
}

// ownDay tells of another predicate that the day stands nearer to than to q; nil where there is none.
func (c *checker) ownDay(t day, q *doc.Pred) *doc.Pred {
	if len(q.Tokens) == 0 {
		return nil
	}
	for _, p := range c.d.Sents[q.Sent].Preds {
		if p == q || p.Form != doc.Finite && p.Form != doc.Infinitive || len(p.Tokens) == 0 || c.empty(p) || p.Class("say") {
			continue
		}
		if c.d.Pack.Final && p.Tokens[0] > t.first && p.Tokens[0] < q.Tokens[0] || !c.d.Pack.Final && p.Tokens[0] < t.first && p.Tokens[0] > q.Tokens[0] {
			return p
		}
	}
	return nil
}

// owner is the predicate that a day belongs to: the next one where verbs come last, else the one before.
func (c *checker) owner(t day) *doc.Pred {
	var out *doc.Pred
	for _, p := range c.d.Sents[t.sent].Preds {
		if len(p.Tokens) == 0 || p.Form == doc.Nominal {
			continue
		}
		if c.d.Pack.Final {
			if p.Tokens[0] >= t.last && (out == nil || p.Tokens[0] < out.Tokens[0]) {
				out = p
			}
		} else if p.Tokens[0] < t.first && (out == nil || p.Tokens[0] > out.Tokens[0]) {
			out = p
		}
	}
	return out
}

// empty tells whether a predicate means no act by itself: be, happen, take place.
func (c *checker) empty(p *doc.Pred) bool {
	for _, k := range p.Classes {
		if cl := c.d.Pack.Common.Classes[k]; cl != nil && (cl.Kind == "act" || cl.Kind == "gov") {
			return false
		}
	}
	return true
}

// shared counts the content words that two predicates have in common among their arguments and in themselves.
func (c *checker) shared(p, q *doc.Pred) int {
	a, b := c.content(p), c.content(q)
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

func (c *checker) content(p *doc.Pred) map[string]bool {
	out := map[string]bool{}
	add := func(i int) {
		if c.word(i) && !c.kind(i, lang.Post, lang.Prep, lang.Det, lang.Conj, lang.Pron, lang.Aux, lang.HonPron) {
			out[c.stem(i)] = true
		}
	}
	for _, k := range p.Tokens[:min(1, len(p.Tokens))] {
		add(k)
	}
	for _, a := range p.Args {
		for k := a.First; k < a.Last; k++ {
			add(k)
		}
		for _, m := range a.Mods {
			for k := m.First; k < m.Last; k++ {
				add(k)
			}
		}
	}
	return out
}

// stem is the dictionary form of the token, or what is left of it without its endings.
func (c *checker) stem(i int) string {
	for _, a := range c.d.An[i] {
		if a.E != nil && !a.E.Phrase() {
			return a.E.Toks[0]
		}
	}
	if an := c.d.An[i]; len(an) > 0 && an[0].Stem != "" {
		return an[0].Stem
	}
	return c.toks[i].Norm
}

// definite tells whether the noun at i has "the" or "this" before it, over a few modifiers.
func (c *checker) definite(i int) bool {
	for k := i - 1; k >= c.first && k >= i-3; k-- {
		if !c.word(k) {
			return false
		}
		if c.f.Is("definite", c.toks[k].Norm) {
			return true
		}
		if !c.modifier(k) {
			return false
		}
	}
	return false
}

// pluperfect tells whether the sentence at hand speaks of what was before: another act, as a rule.
func (c *checker) pluperfect() bool {
	for i := c.first; i < c.last; i++ {
		if c.toks[i].Kind != article.Word || !c.f.Is("pluperfect", c.toks[i].Norm) {
			continue
		}
		if !c.d.Pack.Final || i > c.first && c.kind(i-1, lang.Verb, lang.Aux) { // "मौजूद थे" only tells what was
			return true
		}
	}
	return false
}

// told is one exact figure of the dead, the injured or the arrested.
type told struct {
	count *doc.Count
	n     float64
	sent  int
}

// counts finds two figures for one count. Figures of different sources may differ, and so may those of different acts, of a part and
// of the whole, and of an earlier and a later state; what is left is a figure told again with "this" act right after it, and a headline
// whose figure the text nowhere bears out.
func (c *checker) counts() {
	if len(c.d.Sents) < len(c.d.Art.Sentences) {
		return
	}
	byKind := map[string][]told{}
	s := 0
	for i := range c.d.Counts {
		q := &c.d.Counts[i]
		for s+1 < len(c.d.Art.Sentences) && q.First >= c.d.Art.Sentences[s].Last {
			s++
		}
		if q.Kind != "dead" && q.Kind != "injured" && q.Kind != "arrested" && q.Kind != "person" {
			continue
		}
		t := told{q, -1, s}
		if q.Quantity.Min != nil && q.Quantity.Max != nil && *q.Quantity.Min == *q.Quantity.Max {
			t.n = *q.Quantity.Min
		}
		byKind[q.Kind] = append(byKind[q.Kind], t)
	}
	for _, kind := range []string{"dead", "injured", "arrested"} {
		list := byKind[kind]
		if len(list) < 2 {
			continue
		}
		if !c.headline(list, kind) {
			c.again(list, kind)
		}
	}
	c.named(byKind)
}

// sole tells whether the sentence of list[i] tells no other figure of the kind.
func sole(list []told, i int) bool {
	return (i == 0 || list[i-1].sent != list[i].sent) && (i+1 == len(list) || list[i+1].sent != list[i].sent)
}

func (c *checker) again(list []told, kind string) {
	for i := 1; i < len(list); i++ {
		a, b := list[i-1], list[i]
		if a.n < 2 || b.n < 2 || a.n == b.n || b.sent-a.sent < 1 || b.sent-a.sent > 2 || !sole(list, i-1) || !sole(list, i) {
			continue
		}
		c.first, c.last = c.d.Art.Sentences[b.sent].First, c.d.Art.Sentences[b.sent].Last
		if c.anyListed("apart", c.first, b.count.Last) || !c.sameAct(a, b) && !c.sameWords(a, b) || !c.sameVoice(a, b) {
			continue
		}
		c.conflict(a, b, kind)
		return
	}
}

// sameAct tells whether b's clause speaks of "this" act, and a's sentence of an act of its kind; or of "this accident" right
// after a's sentence, which looks back on no other. A smaller figure after a sum may be a part of it.
func (c *checker) sameAct(a, b told) bool {
	back, sum := c.looksBack(a)
	if sum && b.n < a.n { // "so far 50 died": the act's own figure is a part of it
		return false
	}
	if b.sent-a.sent == 1 && !back && c.happening(b.count.First) {
		return true
	}
	for _, p := range c.d.Sents[b.sent].Preds {
		if len(p.Tokens) == 0 || p.Tokens[0] > b.count.Last+nounReach || !c.definite(p.Tokens[0]) || c.empty(p) {
			continue
		}
		for _, q := range c.d.Sents[a.sent].Preds {
			if slices.ContainsFunc(p.Classes, func(k string) bool {
				return slices.ContainsFunc(q.Classes, func(l string) bool { return related(k, l) })
			}) {
				return true
			}
		}
	}
	return false
}

// wordsSameMin is how many content words two tellings must share, before or around their figures, to be one act told twice.
const wordsSameMin = 3

// sameWords tells whether two sentences tell their figures with the same words: all that stand before them, where the verb comes
// last and a clause may follow it, else all.
func (c *checker) sameWords(a, b told) bool {
	x, y := c.around(a), c.around(b)
	if len(x) < wordsSameMin || len(x) != len(y) {
		return false
	}
	for w := range x {
		if !y[w] {
			return false
		}
	}
	return true
}

func (c *checker) around(t told) map[string]bool {
	s := &c.d.Art.Sentences[t.sent]
	end := s.Last
	if c.d.Pack.Final {
		end = t.count.First
	}
	out := map[string]bool{}
	for i := s.First; i < end; i++ {
		if (i < t.count.First || i >= t.count.Last) && c.toks[i].Kind != article.Punct && !c.kind(i, lang.Post, lang.Prep, lang.Det, lang.Conj, lang.Pron, lang.Aux, lang.HonPron) {
			out[c.stem(i)] = true
		}
	}
	return out
}

// happening tells whether a word such as "accident", with "this" before it, stands in the sentence at hand before token end.
func (c *checker) happening(end int) bool {
	for i := c.first; i < end; i++ {
		if c.listed("happening", i) && c.definite(i) {
			return true
		}
	}
	return false
}

// looksBack tells whether the figure's sentence tells what was before, and whether words that keep figures apart stand in it.
func (c *checker) looksBack(t told) (back, apart bool) {
	first, last := c.first, c.last
	s := &c.d.Art.Sentences[t.sent]
	c.first, c.last = s.First, s.Last
	back, apart = c.pluperfect(), c.anyListed("apart", c.first, c.last)
	c.first, c.last = first, last
	return back, apart
}

// related tells whether two classes are one, or one is a kind of the other: attack, attack.bomb.
func related(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+".") || strings.HasPrefix(b, a+".")
}

// sameVoice tells whether both figures are told by nobody but the publisher, or by the same source.
func (c *checker) sameVoice(a, b told) bool { return c.voice(a) == c.voice(b) }

func (c *checker) voice(t told) string {
	var out []string
	for _, p := range c.d.Sents[t.sent].Preds {
		for _, s := range p.Sources {
			name := s.Name
			if name == "" {
				name = s.Country + s.Sector + c.d.Art.View.Original()[s.Span.Start:s.Span.End]
			}
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
		if len(p.Sources) == 0 && p.Class("say") {
			out = append(out, "?", fmt.Sprint(t.sent)) // somebody says it, and nobody knows who
		}
	}
	slices.Sort(out)
	return strings.Join(out, "|")
}

// headline compares the figure of a headline with the first sentence that tells one.
func (c *checker) headline(list []told, kind string) bool {
	a, b := list[0], list[1]
	if len(c.d.Art.Sentences) == 0 || !c.d.Art.Sentences[0].Headline || a.sent != 0 || b.sent > 2 || !sole(list, 0) || !sole(list, 1) || a.n < 1 || b.n < 1 {
		return false
	}
	sum := 0.0
	for _, t := range list[1:] {
		if t.n < 0 || t.n == a.n {
			return false
		}
		sum += t.n
	}
	c.first, c.last = c.d.Art.Sentences[b.sent].First, c.d.Art.Sentences[b.sent].Last
	if a.n >= sum || a.n < b.n/3 || c.anyListed("apart", c.first, c.last) || !c.sameVoice(a, b) || len(list) > 2 {
		return false
	}
	c.conflict(a, b, kind)
	return true
}

func (c *checker) conflict(a, b told, kind string) {
	x, y := c.d.Text(a.count.First, a.count.Last), c.d.Text(b.count.First, b.count.Last)
	c.add("figure-conflict", c.d.Span(a.count.First, a.count.Last), c.d.Span(b.count.First, b.count.Last),
		article.Say("figure-conflict", article.Term("count."+kind), x, y))
}
