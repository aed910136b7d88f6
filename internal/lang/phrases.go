package lang

import "github.com/bakhar/bakhar/internal/byword"

// Phrases are the entries of several words whose inflecting word has this folded dictionary form.
func (p *Pack) Phrases(head string) []*Entry { return p.phrases.Get(head) }

// Phrasal is a phrase that starts with its verb. Of its entry it has what tells at most places that it does not stand there.
type Phrasal struct {
	Size   int    // words
	Rest   Sign   // of all but the verb
	Second string // of two words: the second, where it can only stand as it is written
	E      *Entry
}

// Phrasals are the phrases that start with a verb, given by its folded dictionary form.
func (p *Pack) Phrasals(verb string) []Phrasal { return p.phrasals.Get(verb) }

// Idioms are the phrases of a head-final language that end in one verb, by the dictionary form of the word before it.
type Idioms struct{ before *byword.Table[[]*Entry] }

// None tells whether no phrase ends in the verb.
func (s Idioms) None() bool { return s.before == nil }

// After gives the phrases that have a word before the verb.
func (s Idioms) After(word string) []*Entry {
	if s.before == nil {
		return nil
	}
	return s.before.Get(word)
}

// Idioms are the phrases that end in a verb, given by its dictionary form.
func (p *Pack) Idioms(verb string) Idioms { return p.idioms.Get(verb) }

// Literal are the uninflected phrases that start with a word, the longest first.
func (p *Pack) Literal(first string) []*Entry { return p.literal[first] }

func (p *Pack) indexPhrase(e *Entry, known map[wordKind]bool) {
	if !e.Phrase() && e.Gap < 0 {
		return
	}
	e.sign()
	if e.Kind > Name || e.Kind == Adv { // its last word alone is none: "in response"
		p.literal[e.Toks[0]] = insertLongest(p.literal[e.Toks[0]], e)
		return
	}
	head := e.Toks[e.Head]
	p.phrases.Put(head, append(p.phrases.Get(head), e))
	if e.Kind == Verb && e.Head == 0 {
		p.phrasals.Put(head, append(p.phrasals.Get(head), e.phrasal()))
	}
	if p.Final && e.Kind == Verb && e.Head > 0 {
		of := p.idioms.Get(head)
		if of.before == nil {
			of.before = &byword.Table[[]*Entry]{}
			p.idioms.Put(head, of)
		}
		before := e.Toks[e.Head-1]
		of.before.Put(before, append(of.before.Get(before), e))
		p.befores[before] = true
	}
	if key := (wordKind{head, e.Kind}); !known[key] {
		known[key] = true
		p.addForms(&Entry{Word: head, Toks: []string{head}, Kind: e.Kind, Par: e.Par, Tags: e.Tags, Flags: e.Flags & Dbl, Gap: -1, Part: true, File: e.File, Line: e.Line})
	}
}

func (e *Entry) phrasal() Phrasal {
	out := Phrasal{Size: len(e.Toks), Rest: e.Rest, E: e}
	if out.Size == 2 && !e.Any[1] {
		out.Second = e.Toks[1]
	}
	return out
}

func insertLongest(es []*Entry, e *Entry) []*Entry {
	i := 0
	for i < len(es) && len(es[i].Toks) >= len(e.Toks) {
		i++
	}
	es = append(es, nil)
	copy(es[i+1:], es[i:])
	es[i] = e
	return es
}
