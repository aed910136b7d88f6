package attribution

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
)

// quoteWords is how long a quotation must be to be somebody's statement; shorter ones are single words that a paper keeps apart.
const quoteWords = 4

// leadIn is how many words at most stand between a verb of saying and the quotation after it: "said on Monday in Paris: …".
const leadIn = 8

// quote is a stretch of tokens inside quotation marks.
type quote struct {
	first, last int // tokens [first,last)
	chain       []article.Source
}

// quotations gives what stands in a quotation to whoever speaks it, where the sentence of the predicate itself does not say who that is.
func (f *finder) quotations() {
	var prev *quote
	toks := f.d.Art.Tokens
	for i := 0; i < len(toks); {
		if !toks[i].Quoted {
			i++
			continue
		}
		q := &quote{first: i}
		for i < len(toks) && toks[i].Quoted {
			i++
		}
		if q.last = i; words(toks[q.first:q.last]) < quoteWords {
			continue
		}
		s0, s1 := f.sentence(q.first), f.sentence(q.last-1)
		if s0 < 0 || s1 < 0 {
			continue
		}
		if q.chain = f.quoted(q, s0, s1); len(q.chain) == 0 && prev != nil && f.goesOn(prev, q, s0) {
			q.chain = prev.chain
		}
		for si := s0; si <= s1; si++ {
			for _, pr := range f.d.Sents[si].Preds {
				if at := pr.Tokens[0]; at >= q.first && at < q.last && len(q.chain) > 0 && !f.has(pr, q.chain) {
					pr.Sources = f.join(q.chain, pr.Sources)
					if !f.d.Pack.Final {
						f.firstPerson(pr, q.chain[len(q.chain)-1].Entity)
					}
				}
			}
		}
		prev = q
	}
}

func words(toks []article.Token) int {
	n := 0
	for i := range toks {
		if toks[i].Kind == article.Word {
			n++
		}
	}
	return n
}

// sentence is the index of the sentence that a token stands in.
func (f *finder) sentence(tok int) int {
	lo, hi := 0, len(f.d.Art.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		switch s := f.d.Art.Sentences[mid]; {
		case tok < s.First:
			hi = mid
		case tok >= s.Last:
			lo = mid + 1
		default:
			return mid
		}
	}
	return -1
}

// quoted finds who speaks a quotation: the verb of saying after it in its last sentence, or before it in its first.
func (f *finder) quoted(q *quote, s0, s1 int) []article.Source {
	for _, pr := range f.d.Sents[s1].Preds {
		if pr.Tokens[0] >= q.last && f.says(pr) {
			if out := f.voice(pr); len(out) > 0 {
				return out
			}
			break
		}
	}
	var before *doc.Pred
	for _, pr := range f.d.Sents[s0].Preds {
		if end := pr.Tokens[len(pr.Tokens)-1]; end < q.first && q.first-end <= leadIn && f.says(pr) {
			before = pr
		}
	}
	if before == nil {
		return nil
	}
	return f.voice(before)
}

// voice is the chain of one who speaks, with those who tell of him.
func (f *finder) voice(pr *doc.Pred) []article.Source {
	return f.join(f.chain(pr), f.speakers(pr, pr))
}

// goesOn tells whether a quotation without a speaker goes on with the one before it: it opens its sentence in the same paragraph, and nobody else has
// spoken in between.
func (f *finder) goesOn(prev, q *quote, s0 int) bool {
	p := f.sentence(prev.last - 1)
	a, b := f.d.Art.Sentences[p], f.d.Art.Sentences[s0]
	return len(prev.chain) > 0 && a.Paragraph == b.Paragraph && s0-p <= 1 && q.first-b.First <= 1
}

// has tells whether a predicate's chain ends with that of a quotation, or holds a speaker of it already.
func (f *finder) has(pr *doc.Pred, chain []article.Source) bool {
	for _, s := range pr.Sources {
		if same(s.Entity, chain[len(chain)-1].Entity) {
			return true
		}
	}
	return false
}
