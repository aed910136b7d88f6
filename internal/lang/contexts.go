package lang

import (
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/bakhar/bakhar/internal/plover"
)

// Contexts is a set of PLOVER contexts, a bit each in the order of their names.
type Contexts uint64

// ContextRule is one line of common/contexts.tsv: what the parties of an event say of its field.
type ContextRule struct {
	Gives  Contexts
	Types  []string // PLOVER types, with a mode where it asks for one: REQUEST:meet; none: any
	Actor  []string // sectors, or STATE; none: not asked
	Recip  []string
	Across bool // the parties are of different countries
	Within bool // they are not
}

// State is the name in common/contexts.tsv for a country itself, its government or a body of states.
const State = "STATE"

// ContextSet makes a set of contexts by name; the name that is no context of PLOVER is given back.
func (c *Common) ContextSet(names []string) (set Contexts, unknown string) {
	for _, n := range names {
		i, ok := slices.BinarySearch(c.contexts, n)
		if !ok {
			unknown = n
			continue
		}
		set |= 1 << i
	}
	return set, unknown
}

// ContextNames lists a set's contexts by name, sorted.
func (c *Common) ContextNames(set Contexts) []string {
	var out []string
	for i, n := range c.contexts {
		if set&(1<<i) != 0 {
			out = append(out, n)
		}
	}
	return out
}

// orderedContexts gives the names of all contexts, sorted: a context's place is its bit.
func orderedContexts(o *plover.Ontology) []string {
	var out []string
	for n := range o.Contexts {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// contextRules reads common/contexts.tsv.
func (c *Common) contextRules(rows []Row, o *plover.Ontology, ps *Problems) {
	bad := func(r Row, col int, text string) { *ps = append(*ps, Problem{r.File, r.Line, r.Col(col), text}) }
	for _, r := range rows {
		var k ContextRule
		var unknown string
		if k.Gives, unknown = c.ContextSet([]string{r.Fields[0]}); unknown != "" {
			bad(r, 0, "there is no context \""+unknown+"\": the contexts are in ontology/contexts.tsv")
		}
		k.Types = alternatives(r.Field(1))
		for _, t := range k.Types {
			name, mode, _ := strings.Cut(t, ":")
			if err := o.Check(plover.Type(name), mode); err != nil {
				bad(r, 1, err.Error())
			}
		}
		k.Actor, k.Recip = alternatives(r.Field(2)), alternatives(r.Field(3))
		for i, list := range [][]string{k.Actor, k.Recip} {
			for _, s := range list {
				if s != State && o.Sectors[s] == "" {
					bad(r, 2+i, "there is no sector \""+s+"\": write a sector of ontology/sectors.tsv or "+State)
				}
			}
		}
		switch f := r.Field(4); f {
		case "":
		case "across":
			k.Across = true
		case "within":
			k.Within = true
		case "running":
			c.Running |= k.Gives
			continue
		default:
			bad(r, 4, "there is no flag \""+f+"\": write across, within, running or leave it out")
		}
		c.ContextRules = append(c.ContextRules, k)
	}
}

func alternatives(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, "|")
}

// contextWords reads contexts.tsv, the words of each field. They inflect as those of the lexicon, but are no readings: a word that is known
// here only stays unknown to the parser.
func (l *loader) contextWords(name string) {
	for _, r := range l.rows(name, false) {
		if len(r.Fields) < 3 {
			l.bad(r, 0, "a line has columns word, paradigm, contexts; this one has %d: are the blanks real tabs?", len(r.Fields))
			continue
		}
		par := r.Fields[1]
		kind, ok := kindOf(par)
		if _, has := l.pack.paradigms[par]; !ok || kind > Name || (!has && par != "adj" && par != "adj.0") {
			l.bad(r, 1, "there is no paradigm %q: use one of morph/paradigms.tsv", par)
			continue
		}
		e := &Entry{Word: r.Fields[0], Kind: kind, Par: par, File: name, Line: r.Line, Gap: -1, field: true}
		l.words(e)
		e.splitPossessive()
		e.sign()
		if len(e.Toks) == 0 || e.Gap >= 0 {
			l.bad(r, 0, "the word is empty, or has a gap")
			continue
		}
		if v := r.Fields[2]; v != "-" && l.common != nil {
			var unknown string
			if e.Field, unknown = l.common.ContextSet(strings.Split(v, ",")); unknown != "" {
				l.bad(r, 2, "there is no context %q: the contexts are in ontology/contexts.tsv", unknown)
			}
		}
		l.pack.fields = append(l.pack.fields, e)
	}
}

// splitPossessive cuts "women's" in two, as running text is cut.
func (e *Entry) splitPossessive() {
	for i := 0; i < len(e.Toks); i++ {
		if w, ok := strings.CutSuffix(e.Toks[i], "'s"); ok && w != "" {
			e.Toks = slices.Insert(slices.Clone(e.Toks), i+1, "'s")
			e.Toks[i] = w
			e.Any = slices.Insert(e.Any, i+1, false)
			e.Head = len(e.Toks) - 1
		}
	}
}

// indexFields enters the words of contexts.tsv. Phrases of one last word share its forms.
func (p *Pack) indexFields() {
	heads := map[string]*Entry{}
	for _, e := range p.fields {
		if !e.Phrase() && !e.Caps() {
			p.addForms(e)
			continue
		}
		key := e.Par + " " + e.Toks[e.Head]
		h := heads[key]
		if h == nil {
			w := e.Toks[e.Head]
			h = &Entry{Word: w, Toks: []string{w}, Kind: e.Kind, Par: e.Par, File: e.File, Line: e.Line, Gap: -1, field: true}
			heads[key] = h
			p.addForms(h)
		}
		h.ends = append(h.ends, e)
	}
}

// readFields adds what the field words that a printed word may be say of it.
func (w *Word) readFields(es []*Entry) {
	for _, e := range es {
		w.Field |= e.Field
		for _, ph := range e.ends {
			if !slices.ContainsFunc(w.FieldEnds, func(x FieldEnd) bool { return x.E == ph }) {
				w.FieldEnds = append(w.FieldEnds, FieldEnd{len(ph.Toks), ph.Before, ph.Caps(), ph})
			}
		}
	}
	slices.SortStableFunc(w.FieldEnds, func(a, b FieldEnd) int { return b.Size - a.Size })
}

// Caps tells whether a field word is written in capitals only: an abbreviation, which is told from a word of the same letters (WHO and who)
// by how it is printed.
func (e *Entry) Caps() bool {
	return len(e.Word) > 1 && strings.IndexFunc(e.Word, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' }) < 0
}

func contextsFile(code string) string { return path.Join(code, "contexts.tsv") }
