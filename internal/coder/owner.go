package coder

import (
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// assign finds for every time the predicate that it belongs to. A time belongs to its clause: in "said on Tuesday that troops attacked on
// Sunday" Tuesday is of the saying.
func (c *coder) assign() {
	if c.owner != nil {
		return
	}
	c.owner = make([]*doc.Pred, len(c.d.Times))
	si := 0
	for i := range c.d.Times {
		t := &c.d.Times[i]
		for si+1 < len(c.d.Sents) && t.First >= c.d.Art.Sentences[si].Last {
			si++
		}
		if t.Dateline || !t.Resolved && !t.Counted() || si >= len(c.d.Sents) {
			continue
		}
		if c.d.Pack.Final {
			c.owner[i] = c.ownerFinal(t, si)
		} else {
			c.owner[i] = c.ownerInitial(t, si)
		}
	}
}

func endOf(pr *doc.Pred) int { return pr.Tokens[len(pr.Tokens)-1] }

// inOther tells whether all words of a predicate are words of a longer one: मानने in "मानने से इनकार किया".
func (c *coder) inOther(pr *doc.Pred) bool {
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q == pr || len(q.Tokens) <= len(pr.Tokens) {
			continue
		}
		n := 0
		for _, t := range pr.Tokens {
			for _, u := range q.Tokens {
				if t == u {
					n++
				}
			}
		}
		if n == len(pr.Tokens) {
			return true
		}
	}
	return false
}

// reachMax bounds how far after a time that modifies it a noun may stand: मंगळवारच्या दोन मोठ्या हल्ल्यांत.
const reachMax = 4

// described is the predicate that the noun after an attributive time expresses, or nil where it is no event: "Tuesday's paper".
func (c *coder) described(t *doc.Time, si int) *doc.Pred {
	k := t.Last
	if c.d.Kind(k, lang.Post) != nil || k < len(c.d.Art.Tokens) && c.d.Art.Tokens[k].Text == "'s" {
		k++
	}
	var best *doc.Pred
	for _, pr := range c.d.Sents[si].Preds {
		if at := pr.Tokens[0]; at >= k && at < k+reachMax && !c.inOther(pr) && (best == nil || at < best.Tokens[0]) {
			best = pr
		}
	}
	if best == nil {
		return nil
	}
	if best.Form != doc.Nominal && c.d.Pack.Common.AnyKind(best.Classes, "gov", "say") {
		return nil // "७ ऑक्टोबरची मुदत दिली": a deadline is not of the day on which it is set
	}
	for i := k; i < best.Tokens[0]; i++ {
		if best.Form != doc.Nominal && c.d.Kind(i, lang.Noun) != nil && c.d.Kind(i, lang.Adj) == nil {
			return nil // "आजच्या परीक्षा रद्द केल्या"
		}
		if c.d.Art.Tokens[i].Kind == article.Punct || c.d.Kind(i, lang.Post) != nil || c.d.Kind(i, lang.Prep) != nil {
			return nil
		}
	}
	return best
}

// ownerFinal finds the predicate of a time where verbs stand last: the next that ends a clause, or one inside of that clause.
func (c *coder) ownerFinal(t *doc.Time, si int) *doc.Pred {
	if t.Attr {
		return c.described(t, si)
	}
	var before, end *doc.Pred
	for _, pr := range c.d.Sents[si].Preds {
		if pr.Form == doc.Nominal || c.inOther(pr) {
			continue
		}
		at := endOf(pr)
		if at < t.First && (before == nil || at > endOf(before)) {
			before = pr
		}
		if (pr.Form == doc.Finite || pr.Form == doc.Conditional) && at >= t.Last && (end == nil || at < endOf(end)) {
			end = pr
		}
	}
	if end == nil || before != nil && c.cut(t.Last, endOf(end)) {
		if before != nil {
			return before
		}
		return end
	}
	best := end
	for _, pr := range c.d.Sents[si].Preds { // the first inside of the clause that takes the time
		if at := endOf(pr); pr == end || pr == best || at < t.Last || at >= endOf(end) || best != end && at > endOf(best) || c.inOther(pr) {
			continue
		}
		if c.takes(pr, end, t) {
			best = pr
		}
	}
	for n := 0; best.Form == doc.Infinitive && best.Gov != nil && n < depthMax && !c.keeps(best, t); n++ {
		best = best.Gov
	}
	return best
}

// cut tells whether a complementiser stands in [from,to): what follows it is another clause.
func (c *coder) cut(from, to int) bool {
	for i := from; i < to; i++ {
		if c.d.Kind(i, lang.Comp) != nil && c.d.Kind(i, lang.Verb) == nil {
			return true
		}
	}
	return false
}

// takes tells whether a predicate inside of a clause has the time before it, rather than the clause's own verb.
func (c *coder) takes(pr, end *doc.Pred, t *doc.Time) bool {
	switch pr.Form {
	case doc.Nominal:
		return c.held(pr) && (pr.Phrase == nil || pr.Phrase.First > t.First)
	case doc.RelPart:
		if adjacent := pr.Tokens[0] <= t.Last+1; adjacent {
			return true
		}
		if len(pr.Classes) == 0 && pr.Light != "be" && pr.Light != "do" {
			return false // "बुधवार को [सड़क किनारे रखे] बम के धमाके में"
		}
		s := c.subject(end)
		return s == nil || s.First > pr.Tokens[0] // "वाघांनी बुधवारी [स्फोटकांनी भरलेला] ट्रक आदळवला", "सोमवार को लोगों ने [काम में लगे] तीन इंजीनियरों का अपहरण किया"
	case doc.Infinitive:
		return pr.Gov != nil
	case doc.Converb:
		return true
	}
	return false
}

// held tells whether a participle of being or doing stands before an event noun: "मंगळवारी मुंबईत झालेल्या बैठकीत", हुई वार्ता.
func (c *coder) held(pr *doc.Pred) bool {
	k := pr.Tokens[0]
	if pr.Phrase != nil {
		k = min(k, pr.Phrase.First)
	}
	for i := k - 1; i >= k-2 && i >= 0; i-- {
		for j := range c.d.An[i] {
			a := &c.d.An[i][j]
			if a.E != nil && a.E.Kind == lang.Verb && a.F.Has(lang.Perf) && (a.E.Light == "be" || a.E.Light == "do") && (a.F.Has(lang.Rel) || i == k-1) {
				return true
			}
		}
	}
	return false
}

// keeps tells whether an infinitive has the time before it for itself, and not its governor. Where the governor's subject stands before
// the time, a day gone by is that of the asking, one to come that of what is asked for.
func (c *coder) keeps(pr *doc.Pred, t *doc.Time) bool {
	if _, rule, _ := strings.Cut(t.Rule, ".date."); rule == "ago" && t.Last == pr.Tokens[0] {
		return true // "४८ तास अगोदर कळवण्यास सांगितले"
	}
	if pr.Timed() {
		return true // "since … in February 2022": the day of what began
	}
	pub, subj := c.d.Art.Published, c.subject(pr.Gov)
	if pub.Zero() || subj != nil && subj.First > endOf(pr) && pr.F.Has(lang.Perf) {
		return true // "सोमवारी गोळीबार केल्याचा आरोप थायलंडने केला"
	}
	if subj != nil && subj.First > t.First && subj.First < pr.Tokens[0] {
		return false // "गेल्या महिन्यात अमेरिकेने … विकण्यास मान्यता दिली"
	}
	gone := t.Interval
	if pub.Before(gone.Start) && !t.Other.Start.Zero() && t.Other.End.Days(pub) <= nearDays && (subj == nil || subj.First < t.First) {
		gone = t.Other
	}
	return pub.Before(gone.End)
}

// ownerInitial finds the predicate of a time where verbs stand before what they act on: the one before it in its clause, else the next.
func (c *coder) ownerInitial(t *doc.Time, si int) *doc.Pred {
	if t.Attr {
		return c.described(t, si)
	}
	if t.Anchored() {
		return c.earlier(t, si)
	}
	var before, after *doc.Pred
	for _, pr := range c.d.Sents[si].Preds {
		if c.inOther(pr) {
			continue
		}
		if at := pr.Tokens[0]; at < t.First && (before == nil || at > before.Tokens[0]) {
			before = pr
		}
		if at := pr.Tokens[0]; at >= t.Last && pr.Form != doc.Nominal && (after == nil || at < after.Tokens[0]) {
			after = pr
		}
	}
	if after != nil && c.leads(t, after) {
		return after
	}
	if before == nil || after != nil && c.comma(before.Tokens[0], t.First) && before.Form != doc.Nominal && !c.tight(t) && !c.toldAfter(t, after) {
		if after == nil {
			return before
		}
		return after
	}
	for n := 0; n < depthMax; n++ {
		gov := before.Gov
		if gov == nil && (before.Form == doc.RelPart || before.Form == doc.Nominal) {
			gov = c.closing(before)
		}
		if gov == nil || gov.Tokens[0] >= t.First {
			break
		}
		switch before.Form {
		case doc.RelPart:
			if len(before.Classes) > 0 {
				return before
			}
		case doc.Nominal:
			if before.Phrase != nil && aside(before.Phrase.Mark) || c.calls(gov) {
				return before
			}
		case doc.Infinitive:
			if c.wanted(before, t) {
				return before
			}
		default:
			return before
		}
		before = gov
	}
	if c.calls(before) && t.First > endOf(before)+2 {
		return nil
	}
	return before
}

// calls tells whether a headline's verb in the present says what is to be done: "Union Calls For Strike On Thursday".
func (c *coder) calls(pr *doc.Pred) bool {
	return pr.Form == doc.Finite && pr.F.Has(lang.Pres) && !pr.F.Has(lang.Past) && c.d.Art.Sentences[pr.Sent].Headline && c.spoken(pr) && !pr.Class("condemn") && !pr.Class("accuse") && !pr.Class("say")
}

// tight tells whether a time stands behind its verb without a comma before it.
func (c *coder) tight(t *doc.Time) bool {
	for i := t.First - 1; i >= 0 && i >= t.First-3; i-- {
		if c.d.Art.Tokens[i].Kind == article.Punct {
			return false
		}
		if c.d.Kind(i, lang.Prep) == nil && c.d.Kind(i, lang.Det) == nil {
			return c.d.Kind(i, lang.Conj) == nil
		}
	}
	return false
}

// toldAfter tells whether a comma closes the time and only the speaker follows: "in Quetta, Balochistan, on Monday, police said".
func (c *coder) toldAfter(t *doc.Time, after *doc.Pred) bool {
	if !after.Class("say") || after.Subj == nil || after.Subj.First < t.Last || !c.comma(t.Last, after.Subj.First) {
		return false
	}
	for i := t.First - 1; i >= 0 && i >= t.First-2; i-- { // "…, and on Monday, police said" begins anew
		if c.d.Art.Tokens[i].Kind != article.Punct && c.d.Kind(i, lang.Prep) == nil {
			return c.d.Kind(i, lang.Conj) == nil
		}
	}
	return true
}

// leads tells whether a time stands right before the verb whose subject is before it: "Kyiv on Monday accused …", "had last week promised".
func (c *coder) leads(t *doc.Time, pr *doc.Pred) bool {
	if pr.Form != doc.Finite {
		return false
	}
	k := t.Last
	for k < pr.Tokens[0] && c.d.Kind(k, lang.SubConj) == nil && (c.d.Kind(k, lang.Adv) != nil || c.d.Kind(k, lang.Aux) != nil || c.d.Kind(k, lang.Modal) != nil || c.d.Kind(k, lang.Neg) != nil) {
		k++
	}
	return k == pr.Tokens[0]
}

// wanted tells whether a time behind an infinitive or gerund is that of what is wanted ("agreed to meet on Monday") or told of ("accused
// of attacking"), and not of its governor ("began withdrawing last week").
func (c *coder) wanted(pr *doc.Pred, t *doc.Time) bool {
	if c.d.Pack.Common.AnyKind(pr.Gov.Classes, "aspect") {
		return false
	}
	pub := c.d.Art.Published
	if pub.Zero() || !pr.F.Has(lang.Inf) {
		return true
	}
	return pub.Before(t.Interval.End) || ahead(pr.Gov)
}

// earlier is the predicate behind a time that says how long after it something was: "six days after its Guards | seized the ship".
func (c *coder) earlier(t *doc.Time, si int) *doc.Pred {
	var best *doc.Pred
	for _, pr := range c.d.Sents[si].Preds {
		if at := pr.Tokens[0]; at > t.Last && !c.inOther(pr) && (best == nil || at < best.Tokens[0]) {
			best = pr
		}
	}
	return best
}
