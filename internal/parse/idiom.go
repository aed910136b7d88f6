package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// idiomReach is how many tokens before its verb a fixed phrase may start.
const idiomReach = 9

// idiom finds a fixed phrase of noun and verb whose noun stands before the group, other words between allowed: the one whose noun stands
// nearest to the verb, then the longest.
func (p *finalParser) idiom(g *verbGroup) (*lang.Entry, []int) {
	head := g.e.Toks[g.e.Head]
	if of := g.e.Tags["of"]; of != "" { // नसणे is असणे, negated
		head = of
	}
	best, at := p.idiomAt(head, g.first, false)
	if best != nil && len(at) > 0 && at[len(at)-1] < g.first-1 && formOf(g) == doc.RelPart && p.sameAgain(g) {
		best, at = nil, nil
	}
	if best != nil {
		return best, at
	}
	// a phrase whose last verb is an auxiliary of the group: ठोकून काढणे, मार डालना
	for i := g.first + 1; i < g.last; i++ {
		r := reading(p.d, i, lang.Verb)
		if r == nil {
			continue
		}
		e, toks := p.idiomAt(r.E.Toks[r.E.Head], i, true)
		if e == nil || i-len(e.Toks)+1 > g.first || toks[len(toks)-1] < g.first || best != nil && len(e.Toks) <= len(best.Toks) {
			continue
		}
		best, at = e, []int{}
		for _, t := range toks {
			if t < g.first {
				at = append(at, t)
			}
		}
	}
	return best, at
}

// idiomAt finds a fixed phrase that ends in the verb at a token. Only the gap before the verb may hold other words.
func (p *finalParser) idiomAt(head string, verb int, meaning bool) (*lang.Entry, []int) {
	idioms := p.d.Pack.Idioms(head)
	if idioms.None() {
		return nil, nil
	}
	first := p.d.Art.Sentences[p.si].First
	for i := verb - 1; i >= first && verb-i <= idiomReach; i-- {
		if e := p.idiomWith(idioms, i, meaning); e != nil && (i == verb-1 || !p.postposition(i) && !p.marked(i+1) && p.d.Kind(i, lang.Neg) == nil) { // "Y के खिलाफ प्रदर्शन हुए": not खिलाफ होना; "राहिली नाही असे ते म्हणाले": not नाही म्हणणे
			return e, p.idiomSpan(i, e.Head)
		}
		if p.stops(i) && !(i == verb-1 && p.quote(i)) { // को "अवैध" | बताया
			break
		}
	}
	return nil, nil
}

// quote tells whether a token is a quotation mark.
func (p *finalParser) quote(i int) bool {
	t := &p.d.Art.Tokens[i]
	return t.Kind == article.Punct && (t.Norm == `"` || t.Norm == "'")
}

// idiomSpan lists the n tokens of a fixed phrase that end in token i, without a quotation mark between them: "आर्थिक युद्ध" करार.
func (p *finalParser) idiomSpan(i, n int) []int {
	first := p.d.Art.Sentences[p.si].First
	quoted := false
	for k := max(i-n+1, first); k < i; k++ {
		quoted = quoted || p.quote(k)
	}
	if !quoted {
		return p.d.Run(i-n+1, i+1)
	}
	out := make([]int, 0, n)
	for ; len(out) < n && i >= first; i-- {
		if len(out) > 0 && p.quote(i) {
			continue
		}
		out = append(out, i)
	}
	slices.Reverse(out)
	return out
}

// marked tells whether token i is a postposition, which makes the word before it another's: राफेल डील में हुआ.
func (p *finalParser) marked(i int) bool {
	f := function(p.d, i)
	return f != nil && f.E.Kind == lang.Post && f.E.Mark != lang.Nom && reading(p.d, i, lang.Noun) == nil && reading(p.d, i, lang.Verb) == nil
}

// idiomWith finds the longest of a verb's fixed phrases whose words before it end in token i.
func (p *finalParser) idiomWith(idioms lang.Idioms, i int, meaning bool) *lang.Entry {
	first := p.d.Art.Sentences[p.si].First
	norm := p.d.Art.Tokens[i].Norm
	if n := p.d.At[i]; n >= 0 && !p.d.Names[n].Weak && p.d.Names[n].Last > i+1 && p.d.Names[n].Rec.Kind != "state" && p.d.Names[n].Rec.Kind != "people" {
		return nil // प्रहार | संघटनेने केली: a word inside a name
	}
	var best *lang.Entry
	for _, word := range p.d.Words[i].Befores {
		literal := word == norm
		for _, e := range idioms.After(word) {
			n := e.Head
			if meaning && len(e.Classes) == 0 || best != nil && n <= best.Head || i-n+1 < first || !literal && !e.Any[n-1] && !p.clitic(i, word) {
				continue
			}
			ok := true
			t := i
			for k := n - 2; k >= 0 && ok; k-- {
				if t--; t > first && p.quote(t) {
					t--
				}
				ok = p.d.Art.Tokens[t].Norm == e.Toks[k] || e.Any[k] && lemmaIs(p.d, t, e.Toks[k]) || p.clitic(t, e.Toks[k])
			}
			if ok {
				best = e
			}
		}
	}
	if best != nil && p.opensBody(i) {
		return nil
	}
	return best
}

// opensBody tells whether a word is the last but one of the name of a body or a building: तपास | यंत्रणांचा गैरवापर करत, मदत | केंद्रावर केलेल्या हल्ल्यात.
func (p *finalParser) opensBody(i int) bool {
	if i+1 >= len(p.d.An) {
		return false
	}
	for _, a := range p.d.An[i+1] {
		if a.E == nil || a.E.Kind != lang.Noun {
			continue
		}
		for _, e := range p.d.Pack.Phrases(a.E.Toks[a.E.Head]) {
			if n := len(e.Toks); n == 2 && e.Toks[0] == p.d.Art.Tokens[i].Norm && (e.Agent != "" && e.Has(lang.Org) || e.Is("o.building") && a.Mark != lang.Nom) {
				return true
			}
		}
	}
	return false
}

// idiomFar finds a fixed phrase whose noun waits without a case, however many words stand between: "मागणी X आणि Y यांनी केली".
func (p *finalParser) idiomFar(g *verbGroup) (*lang.Entry, []int) {
	idioms := p.d.Pack.Idioms(g.e.Toks[g.e.Head])
	if formOf(g) == doc.RelPart && p.sameAgain(g) {
		return nil, nil // ठपका | लक्ष ठेवणाऱ्या संस्थेने … ठेवला
	}
	for n := len(p.stack) - 1; n >= 0; n-- {
		ph := p.stack[n]
		if ph.Mark != lang.Nom || ph.Attr || ph.Pred == nil || ph.Pred.Form != doc.Nominal || len(ph.Conj) > 0 {
			continue
		}
		if e := p.idiomWith(idioms, ph.Head, true); e != nil && ph.Head-e.Head+1 >= ph.First {
			return e, p.d.Run(ph.Head-e.Head+1, ph.Head+1)
		}
	}
	return nil, nil
}

// sameAgain tells whether the verb of a participle, before which a noun of its own stands, ends its sentence's clause once more.
func (p *finalParser) sameAgain(g *verbGroup) bool {
	if n := len(p.stack); n == 0 || p.stack[n-1].Last != g.first || p.stack[n-1].Mark != lang.Nom || p.stack[n-1].Attr {
		return false
	}
	return slices.ContainsFunc(p.its, func(it item) bool {
		return it.v != nil && it.v.fin && it.v.first > g.first && it.v.e != nil && it.v.e.Word == g.e.Word
	})
}

// idiomSplit finds a fixed phrase of three words or more whose last two stand together and whose noun waits without a case, whoever stands
// between: "उपोषण | जरांगे यांनी | मागे घेतले".
func (p *finalParser) idiomSplit(g *verbGroup) (*lang.Entry, []int) {
	before := g.first - 1
	if before < p.d.Art.Sentences[p.si].First || len(p.stack) == 0 {
		return nil, nil
	}
	for _, e := range p.d.Pack.Idioms(g.e.Toks[g.e.Head]).After(p.d.Art.Tokens[before].Norm) {
		if e.Head < 2 || len(e.Classes) == 0 {
			continue
		}
		for n := len(p.stack) - 1; n >= 0; n-- {
			ph := p.stack[n]
			first := ph.Head - (e.Head - 2)
			if ph.Mark != lang.Nom || ph.Attr || ph.Pron || ph.Last > before-1 || first < ph.First || len(ph.Conj) > 0 {
				continue
			}
			ok := true
			for k := 0; k < e.Head-1 && ok; k++ {
				t := first + k
				ok = p.d.Art.Tokens[t].Norm == e.Toks[k] || e.Any[k] && lemmaIs(p.d, t, e.Toks[k]) || p.clitic(t, e.Toks[k])
			}
			if ok {
				return e, append(p.d.Run(first, ph.Head+1), before)
			}
		}
	}
	return nil, nil
}

// postposition tells whether token i ties the noun before it to something: what follows it is not of one phrase with it.
func (p *finalParser) postposition(i int) bool {
	f := function(p.d, i)
	return f != nil && f.E.Kind == lang.Post
}

// stops tells whether a fixed phrase cannot reach over a token: a verb, a conjunction, a mark of punctuation, another party with a case.
func (p *finalParser) stops(i int) bool {
	t := p.d.Art.Tokens[i]
	if t.Kind != 0 && t.Norm != "'" {
		return t.Norm == "," || t.Norm == "।" || t.Norm == "." || t.Norm == ";" || t.Norm == ":" || t.Norm == `"`
	}
	if f := function(p.d, i); f != nil {
		return f.E.Kind == lang.Conj || f.E.Kind == lang.Comp || f.E.Kind == lang.SubConj || f.E.Kind == lang.Post && f.E.Mark == lang.Gen
	}
	return reading(p.d, i, lang.Verb) != nil && reading(p.d, i, lang.Noun) == nil
}

// clitic tells whether token i is the word with only a clitic on it: भेटही.
func (p *finalParser) clitic(i int, word string) bool {
	for _, a := range p.d.An[i] {
		if a.Cli && a.Mark == lang.Nom && a.E != nil && a.E.Toks[a.E.Head] == word {
			return true
		}
	}
	return false
}

// absorb takes the phrases that a fixed phrase's words stand in off the stack: their modifiers are arguments.
func (p *finalParser) absorb(pr *doc.Pred, toks []int) {
	for _, t := range toks {
		for i := len(p.stack) - 1; i >= 0; i-- {
			ph := p.stack[i]
			if t < ph.First || t >= ph.Last {
				continue
			}
			if t == ph.Head {
				p.stack = append(p.stack[:i], p.stack[i+1:]...)
				args := ph.Mods
				if ph.Pred != nil {
					args = ph.Pred.Args
					for _, c := range ph.Pred.Comps {
						pr.Comps = append(pr.Comps, c)
						c.Gov = pr
					}
				}
				var rest *doc.Phrase
				end := t
				for _, x := range toks {
					if ph.First <= x && x < end {
						end = x
					}
				}
				if ph.Pred != nil && ph.E != nil && ph.E.Phrase() { // विदेश मंत्रियों की बैठक | हुई: the name of an act is taken as a whole
					end = min(end, ph.Last-len(ph.E.Toks))
				}
				if ph.First < end {
					rest = p.rest(ph, end)
				}
				if rest != nil {
					p.stack = append(p.stack, rest)
				}
				if rest != nil && rest.Pred != nil {
					rest.Mods, rest.Pred.Args = ph.Mods, args
				} else {
					if rest != nil && rest.E != nil && rest.E.Agent != "" && ph.Pred == nil { // श्रीलंकेतील | जनता | रस्त्यावर उतरली: who they are
						args = slices.DeleteFunc(slices.Clone(args), func(a *doc.Phrase) bool {
							within := a.Attr && a.Mark == lang.In
							if within {
								rest.Mods = append(rest.Mods, a)
							}
							return within
						})
					}
					pr.Args = append(pr.Args, owns(pr, ph, spread(args, toks))...)
				}
				if ph.Pred != nil && pr.Phrase == nil {
					pr.Phrase = ph
				}
			}
			break
		}
	}
}

// spread puts in the place of a phrase whose own words are the fixed phrase's what modifies it: [आंदोलकांवर [अश्रुधुराच्या]] नळकांड्या.
func spread(args []*doc.Phrase, toks []int) []*doc.Phrase {
	var out []*doc.Phrase
	for _, a := range args {
		if slices.Contains(toks, a.Head) && len(a.Conj) == 0 && (a.E == nil || a.E.Agent == "") && (a.Pred == nil || a.Pred.Form == doc.Nominal) {
			out = append(out, spread(a.Mods, toks)...)
			continue
		}
		out = append(out, a)
	}
	return out
}

// rest is what stands before a fixed phrase's noun inside one run of bare words: "700 किलो औषधे | सुपूर्द केली".
func (p *finalParser) rest(ph *doc.Phrase, end int) *doc.Phrase {
	for end > ph.First && function(p.d, end-1) != nil && reading(p.d, end-1, lang.Noun) == nil {
		end--
	}
	if end <= ph.First {
		return nil
	}
	out := p.d.NewPhrase()
	*out = doc.Phrase{First: ph.First, Last: end, Head: end - 1, Quoted: ph.Quoted}
	for i := ph.First; i < end; i++ {
		if n := p.d.At[i]; n >= 0 && (p.d.Names[n].Last <= end || p.d.Names[n].Rec.Kind == "people") { // अफगान | शरणार्थियों को
			if slices.Contains(ph.Names, n) || len(ph.Names) == 0 && !p.d.Names[n].Weak && !slices.Contains(out.Names, n) {
				out.Names = append(out.Names, n)
			}
		}
	}
	if r := reading(p.d, end-1, lang.Noun); r != nil && (len(out.Names) == 0 || p.d.Names[out.Names[len(out.Names)-1]].Last < end) {
		if out.E = r.E; end-ph.First > 1 {
			if e := p.compound(ph.First, end); e != nil { // इंटरनेट सेवा | रोक दी
				out.E = e
			}
		}
	} else if r := reading(p.d, end-1, lang.Adj); r != nil && len(out.Names) == 0 {
		return nil // an adverbial adjective: पूर्ण, स्पष्ट
	}
	if out.E != nil && isEvent(p.d, out.E) {
		out.Pred = nounPred(p.d, out, p.si, end-1, end)
	}
	return out
}

// compound gives the longest noun of several words among the tokens [first,end) that ends with the last; nil where there is none.
func (p *finalParser) compound(first, end int) *lang.Entry {
	var best *lang.Entry
	before := p.d.Words[end-2].Sign
	for _, x := range p.d.Words[end-1].EndsAfter(before) {
		if x.Before&^before == 0 && end-x.Size >= first && x.E.Kind == lang.Noun && !x.E.Act && (best == nil || x.Size > len(best.Toks)) && matchBefore(p.d, end-x.Size, x.E) {
			best = x.E
		}
	}
	return best
}

// swallowed tells whether the verb right after a bare or conjunctive form makes one fixed phrase with it: पीट-पीटकर | मार डाला.
func (p *finalParser) swallowed(g *verbGroup, i int) bool {
	if !g.f.Has(lang.Root) && !g.f.Has(lang.Conv) && !p.participle(g, i) && !p.hyphenAt(g.last) || g.neg {
		return false
	}
	fin, noun := g.fin && !g.f.Has(lang.Perf), false
	for end := g.last; i+1 < len(p.its); {
		next := p.its[i+1]
		if ph := next.p; ph != nil && !noun && ph.Mark == lang.Nom && !ph.Attr && ph.First == end && ph.Last == end+1 { // रंगे | हाथ | पकड़ा
			i, end, noun = i+1, end+1, true
			continue
		}
		if next.v == nil && next.kind == uPunct && next.at == end && p.hyphenAt(end) {
			i, end, fin = i+1, end+1, false
			continue
		}
		if fin || next.v == nil || next.v.e == nil || next.v.moved || next.v.first != end {
			return false
		}
		if _, toks := p.idiom(next.v); slices.Contains(toks, g.first) {
			return true
		}
		i, end = i+1, next.v.last
	}
	return false
}

// hyphenAt tells whether a hyphen that joins two words stands at a token: दौड़ा-दौड़ाकर.
func (p *finalParser) hyphenAt(i int) bool {
	return i < len(p.d.Art.Tokens) && p.d.Art.Tokens[i].Text == "-" && !p.d.Art.Tokens[i].Space
}
