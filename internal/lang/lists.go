package lang

// Lists is a set of word lists: sport, market, weather.
type Lists uint64

// listsMax is how many word lists a language can have.
const listsMax = 64

// ListSet makes a set of lists by name; what is no list of the language is in no set.
func (p *Pack) ListSet(names []string) Lists {
	var out Lists
	for _, n := range names {
		out |= p.lists.Get(n)
	}
	return out
}

// indexLists gives each list of an entry its bit, and keeps phrases by the word that inflects.
func (p *Pack) indexLists(e *Entry) {
	for _, n := range e.Lists {
		switch {
		case p.lists.Get(n) != 0:
		case p.lists.Len() == listsMax:
			p.overfull = append(p.overfull, e)
		default:
			p.lists.Put(n, 1<<p.lists.Len())
		}
	}
	e.In = p.ListSet(e.Lists)
	if len(e.Lists) > 0 && e.Kind <= Name && (e.Phrase() || e.Gap >= 0) {
		head := e.Toks[e.Head]
		p.listed[head] = append(p.listed[head], e)
	}
}
