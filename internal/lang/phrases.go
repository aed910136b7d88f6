package lang

// Phrases are the entries of several words whose inflecting word has this folded dictionary form.
func (p *Pack) Phrases(head string) []*Entry { return p.phrases[head] }

// Phrasal is a phrase that starts with its verb. Of its entry it has what tells at most places that it does not stand there.
type Phrasal struct {
	Size int  // words
	Rest Sign // of all but the verb
	E    *Entry
}

// Phrasals are the phrases that start with a verb, given by its folded dictionary form.
func (p *Pack) Phrasals(verb string) []Phrasal { return p.phrasals[verb] }

// Idioms are the phrases of a head-final language that end in one verb, by the dictionary form of the word before it.
type Idioms map[string][]*Entry

// Idioms are the phrases that end in a verb, given by its dictionary form.
func (p *Pack) Idioms(verb string) Idioms { return p.idioms[verb] }

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
	p.phrases[head] = append(p.phrases[head], e)
	if e.Kind == Verb && e.Head == 0 {
		p.phrasals[head] = append(p.phrasals[head], Phrasal{len(e.Toks), e.Rest, e})
	}
	if p.Final && e.Kind == Verb && e.Head > 0 {
		if p.idioms[head] == nil {
			p.idioms[head] = Idioms{}
		}
		before := e.Toks[e.Head-1]
		p.idioms[head][before] = append(p.idioms[head][before], e)
		p.befores[before] = true
	}
	if key := (wordKind{head, e.Kind}); !known[key] {
		known[key] = true
		p.addForms(&Entry{Word: head, Toks: []string{head}, Kind: e.Kind, Par: e.Par, Tags: e.Tags, Flags: e.Flags & Dbl, Gap: -1, Part: true, File: e.File, Line: e.Line})
	}
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
