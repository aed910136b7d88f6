package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// sceneMax is how many sentences on a scene lasts: what was done next was done on the same day.
const sceneMax = 2

// carry lets an event without a day or place of its own have those of the event told before it in the same paragraph, where the two
// share a party, and a headline the day on which the text dates its event.
func (c *coder) carry() {
	evs := c.d.Art.Events
	for i := range evs {
		ev := &evs[i]
		c.headlineDay(i)
		c.session(i)
		for j := i - 1; j >= 0; j-- {
			prev := &evs[j]
			apart := c.d.Art.Sentences[ev.Sentence].Paragraph - c.d.Art.Sentences[prev.Sentence].Paragraph
			if apart > 1 {
				break
			}
			if apart > 0 && ev.Sentence > prev.Sentence+1 && !sameActor(ev, prev) {
				continue
			}
			if prev.Status == article.Historical && apart == 0 && c.backThen(i, prev) {
				ev.Status = article.Historical
				break
			}
			if prev.Status != ev.Status || ev.Status != article.Actual {
				continue
			}
			if c.sameScene(j, i) {
				ev.Date, ev.DateSpan, c.out[i].toldIn = prev.Date, prev.DateSpan, c.out[j].toldIn
			}
			if !shares(ev, prev) && !(ev.Sentence == prev.Sentence && landless(ev)) || apart > 0 && !c.placer.goesOn(ev, prev) && !(ev.Sentence <= prev.Sentence+sceneMax && c.placer.onTheSpot(ev, prev, c.out[i].seated, c.placer.office(c.out[i]))) {
				continue
			}
			if prev.Place.Span.Len() == 0 && verbal(prev) {
				continue
			}
			if !c.placer.untold(c.out[i].pred) {
				c.placer.carry(ev, prev, c.out[i].seated, c.placer.office(c.out[i]))
			}
			break
		}
	}
}

// backThen tells whether event i, which has no time, is said to have followed what was long ago: "२०१२ मध्ये … ताबा मिळवला होता. त्यानंतर फ्रान्सने … पाठवले होते".
func (c *coder) backThen(i int, prev *article.Event) bool {
	ev := &c.d.Art.Events[i]
	return c.d.Pack.Final && ev.Status == article.Actual && !c.out[i].timed && ev.DateSpan.Len() == 0 && ev.Sentence-prev.Sentence <= 1 && c.out[i].pred.F.Has(lang.Past) && (ev.Sentence == prev.Sentence || c.follows(ev.Sentence))
}

// sameScene tells whether event i, which has no time, was on the day of event j before it: told in the simple past right behind it, of
// the same parties; or said to follow it ("after this meeting", इसके बाद).
func (c *coder) sameScene(j, i int) bool {
	ev, prev := &c.d.Art.Events[i], &c.d.Art.Events[j]
	if c.out[i].timed || ev.DateSpan.Len() > 0 || prev.DateSpan.Len() == 0 || prev.Date.End.Days(prev.Date.Start) != 0 {
		return false
	}
	n := ev.Sentence - c.out[j].toldIn
	if n > 0 && n <= sceneMax && c.simplePast(j) && (c.follows(ev.Sentence) || c.again(j, i)) {
		return true
	}
	return n <= sceneMax && !(c.out[i].placed && elsewhere(ev.Place, prev.Place)) && !verbal(ev) && !verbal(prev) && (shares(ev, prev) || prev.Type == "PROTEST" && anySector(ev.Actors, "COP", "MIL")) && c.simplePast(i) && c.simplePast(j)
}

// simplePast tells whether an event is told as something that happened at a time: "arrested", not "has arrested" or "had arrested".
func (c *coder) simplePast(i int) bool {
	pr := c.out[i].pred
	if pr.Form == doc.Infinitive && pr.Gov != nil && c.spoken(pr.Gov) {
		return false // "गोळीबार केल्याचा आरोप": done at whatever time
	}
	if pr.Form == doc.Nominal || pr.F&(lang.Perf|lang.Past) == 0 {
		return true
	}
	if c.d.Pack.Final {
		for j := range c.d.An[endOf(pr)] { // तैनात केला असून
			if a := &c.d.An[endOf(pr)][j]; a.E != nil && a.E.Kind == lang.Verb && a.F.Has(lang.Conv) {
				return false
			}
		}
		return pr.F&(lang.Pres|lang.Past) == 0
	}
	return pr.F&lang.Perf == 0
}

// follows tells whether a sentence says in its beginning that it comes after what was told before: "या भेटीनंतर", इसके बाद, then.
func (c *coder) follows(si int) bool {
	s := c.d.Art.Sentences[si]
	for i := s.First; i < s.Last && i < s.First+followMax; i++ {
		if i <= s.First+1 && c.next(i, s.Last) {
			return true
		}
		if !c.points(i) {
			continue
		}
		for k := i + 1; k < s.Last && k <= i+followMax; k++ {
			if c.d.Art.Tokens[k].Kind == article.Punct {
				break
			}
			for j := range c.d.An[k] {
				if a := &c.d.An[k][j]; a.Mark == lang.After {
					return true
				}
			}
		}
	}
	return false
}

// next tells whether a word or words for "after that" stand at i.
func (c *coder) next(i, last int) bool {
	for _, e := range c.d.Words[i].Opens {
		if e.Kind == lang.Adv && e.Has(lang.AfterFlag) && len(e.Toks) > 1 && i+len(e.Toks) <= last && c.d.Art.Tokens[i+1].Norm == e.Toks[1] {
			return true
		}
	}
	for j := range c.d.An[i] {
		if e := c.d.An[i][j].E; e != nil && !e.Phrase() && e.Has(lang.AfterFlag) && (e.Kind == lang.Adv || e.Kind == lang.SubConj && c.d.Kind(i, lang.Pron) != nil) {
			return true
		}
	}
	return false
}

// again tells whether the sentence of event i names event j, known from before, as what it was at or after: "सोमवारी बैठक झाली. … असे
// बैठकीनंतर सांगितले".
func (c *coder) again(j, i int) bool {
	was, is := c.out[j].pred, c.out[i].pred
	for _, q := range c.d.Sents[is.Sent].Preds {
		if q == is || q.Form != doc.Nominal || q.Phrase == nil {
			continue
		}
		switch q.Phrase.Mark {
		case lang.After, lang.During, lang.In, lang.At:
		default:
			continue
		}
		for _, name := range was.Classes {
			if q.Class(name) && c.out[j].class == name {
				return true
			}
		}
	}
	return false
}

// points tells whether token i points to what was told just before: this, या, इस.
func (c *coder) points(i int) bool {
	for j := range c.d.An[i] {
		if e := c.d.An[i][j].E; e != nil && (e.Kind == lang.Det || e.Kind == lang.Pron || e.Kind == lang.Demo) && e.Has(lang.NearFlag) {
			return true
		}
	}
	return false
}

const followMax = 4

// headlineDay gives an event of a headline the day of the event of its type and parties that the text dates.
func (c *coder) headlineDay(i int) {
	ev := &c.d.Art.Events[i]
	if !c.d.Art.Sentences[ev.Sentence].Headline || ev.DateSpan.Len() > 0 || c.out[i].timed {
		return
	}
	for j := i + 1; j < len(c.d.Art.Events); j++ {
		x := &c.d.Art.Events[j]
		if x.Type == ev.Type && x.Status == ev.Status && x.DateSpan.Len() > 0 && shares(ev, x) {
			ev.Date, ev.DateSpan = x.Date, x.DateSpan
			return
		}
	}
}

// verbal tells whether an event is done by words, which need not be spoken where and when the deed before them was done.
func verbal(ev *article.Event) bool { return speech(ev.Type) }

// speech tells whether acts of a type are done by words.
func speech(t plover.Type) bool {
	switch t {
	case "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE":
		return true
	}
	return false
}

// landless tells whether nobody who takes part in an event has a country: "the army has been deployed".
func landless(ev *article.Event) bool {
	return !slices.ContainsFunc(slices.Concat(ev.Actors, ev.Recipients), func(e article.Entity) bool { return e.Country != "" })
}

// sameActor tells whether two events have the same actor: the police charged, and arrested.
func sameActor(a, b *article.Event) bool {
	for _, x := range a.Actors {
		for _, y := range b.Actors {
			if x.KB != "" && x.KB == y.KB || x.Sector != "" && x.Sector == y.Sector && x.Country == y.Country {
				return true
			}
		}
	}
	return false
}

// shares tells whether two events have a party in common, or parties of one country or sector.
func shares(a, b *article.Event) bool {
	for _, xs := range [2][]article.Entity{a.Actors, a.Recipients} {
		for i := range xs {
			for _, ys := range [2][]article.Entity{b.Actors, b.Recipients} {
				for j := range ys {
					x, y := &xs[i], &ys[j]
					if x.Country != "" && x.Country == y.Country || x.KB != "" && x.KB == y.KB || x.Sector != "" && x.Sector == y.Sector {
						return true
					}
				}
			}
		}
	}
	return false
}
