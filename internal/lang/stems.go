package lang

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/text"
)

// Inflected forms are not spelled out: a stem is kept once with the table of what its paradigm puts after it, and a word is
// read by trying its beginnings as stems and what follows in their tables. That keeps a language of a million forms small and
// quick to load.

// table is what may follow a stem: the text put there and the features it gives.
type table struct {
	adds map[string][]Feat
	max  int // length of the longest
}

func (t *table) put(add string, f Feat) {
	t.adds[add] = append(t.adds[add], f)
	t.max = max(t.max, len(add))
}

// ref is one use of a stem.
type ref struct {
	e    *Entry
	t    *table
	next int32 // the next use of the same stem in Pack.refs, 0 for none
}

// refs are the first and the last use of a stem, counted from 1: few stems have several, and a slice for each would be as big again.
type refs struct{ first, last int32 }

// uses are the uses of a stem in words that give readings, in the order in which they were entered.
func (p *Pack) uses(stem string) iter.Seq[ref] {
	return func(yield func(ref) bool) {
		for i := p.stems[stem].first; i > 0; i = p.refs[i-1].next {
			if r := p.refs[i-1]; !r.e.field && !yield(r) {
				return
			}
		}
	}
}

// strip is a paradigm's lines with one strip, for the words that it fits.
type strip struct {
	text    string
	all     *table
	changed *table // only the lines that add something or are oblique: where a long vowel may shorten
}

// addForms enters the stems of an entry; for a phrase, of its inflecting word.
func (p *Pack) addForms(e *Entry) {
	lemma := e.Toks[e.Head]
	lines := p.lines(e)
	if len(lines) == 0 {
		p.addWhole(e, lemma, Dir)
		return
	}
	fit := p.fittingLines(e, lines, lemma)
	if len(fit) == 0 {
		p.formless = append(p.formless, e)
		return
	}
	if len(e.Tags) > 0 && spelledOut(e) { // irregular words are few: enter them form by form
		for _, f := range p.generate(e) {
			p.addWhole(e, f.text, f.f)
		}
		return
	}
	for _, s := range p.stripsOf(fit) {
		stem := lemma[:len(lemma)-len(s.text)]
		if stem == "" {
			for _, ln := range fit {
				if ln.strip == s.text {
					p.addWhole(e, ln.add, ln.f)
				}
			}
			continue
		}
		p.addRef(stem, e, s.all)
		if e.Kind == Noun && s.changed != nil {
			if short, ok := shorten(stem); ok {
				p.addRef(short, e, s.changed)
			}
		}
	}
}

// lines are the paradigm lines of an entry.
func (p *Pack) lines(e *Entry) []paradigmLine {
	if e.Has(Dbl) {
		if lines := p.paradigms[e.Par+".dbl"]; len(lines) > 0 {
			return lines
		}
	}
	return p.paradigms[e.Par]
}

// spelledOut tells whether an entry gives forms of its own.
func spelledOut(e *Entry) bool {
	for _, k := range []string{"perf", "past", "pp", "ing", "pl", "pres"} {
		if e.Tags[k] != "" {
			return true
		}
	}
	return false
}

func (p *Pack) addRef(stem string, e *Entry, t *table) {
	p.refs = append(p.refs, ref{e: e, t: t})
	n := int32(len(p.refs))
	of := p.stems[stem]
	if of.first == 0 {
		of.first = n
	} else {
		p.refs[of.last-1].next = n
	}
	of.last = n
	p.stems[stem] = of
	p.stemMax = max(p.stemMax, len(stem))
}

// addWhole enters a form that nothing but endings may follow.
func (p *Pack) addWhole(e *Entry, form string, f Feat) {
	t := p.single[f]
	if t == nil {
		t = &table{adds: map[string][]Feat{"": {f}}}
		p.single[f] = t
	}
	p.addRef(form, e, t)
}

// stripsOf groups fitting lines by strip. The lines of words with one ending are one slice, so its tables are made once.
func (p *Pack) stripsOf(fit []paradigmLine) []strip {
	if got, ok := p.tables[&fit[0]]; ok {
		return got
	}
	var out []strip
	at := map[string]int{}
	for _, ln := range fit {
		i, ok := at[ln.strip]
		if !ok {
			i = len(out)
			at[ln.strip] = i
			out = append(out, strip{text: ln.strip, all: &table{adds: map[string][]Feat{}}})
		}
		out[i].all.put(ln.add, ln.f)
		if ln.f.Has(Obl) || ln.add != "" {
			if out[i].changed == nil {
				out[i].changed = &table{adds: map[string][]Feat{}}
			}
			out[i].changed.put(ln.add, ln.f)
		}
	}
	p.tables[&fit[0]] = out
	return out
}

// Analyze gives the readings of a folded word that the lexicon supports, and for a word outside the lexicon the readings that
// its endings allow (with E nil). It appends to out.
func (p *Pack) Analyze(norm string, out []Analysis) []Analysis { return p.analyze(norm, out, nil) }

// analyze is Analyze; the field words that norm may be are added to fields, where the caller wants them.
func (p *Pack) analyze(norm string, out []Analysis, fields *[]*Entry) []Analysis {
	n := len(out)
	for i := 0; i < len(norm) && i < p.stemMax; {
		_, w := utf8.DecodeRuneInString(norm[i:])
		i += w
		for k := p.stems[norm[:i]].first; k > 0; k = p.refs[k-1].next {
			if r := p.refs[k-1]; !r.e.field {
				out = p.fromStem(r, norm, i, out)
			} else if fields != nil && len(p.fromStem(r, norm, i, nil)) > 0 {
				*fields = append(*fields, r.e)
			}
		}
	}
	if len(out) == n {
		out = p.guess(norm, out)
	}
	return out
}

// fromStem reads norm as the stem norm[:i] with one of its table's additions, and endings after that.
func (p *Pack) fromStem(r ref, norm string, i int, out []Analysis) []Analysis {
	for j := i; ; {
		for _, f := range r.t.adds[norm[i:j]] {
			out = p.read(r.e, f, norm, j, out)
		}
		if j == len(norm) || j-i >= r.t.max {
			return out
		}
		_, w := utf8.DecodeRuneInString(norm[j:])
		j += w
	}
}

// read adds the readings of norm whose form of e ends at i.
func (p *Pack) read(e *Entry, f Feat, norm string, i int, out []Analysis) []Analysis {
	a := Analysis{E: e, Stem: norm[:i], F: f, Mark: e.Mark, Attr: e.Has(AttrFlag)}
	if i < len(norm) {
		out = p.chain(norm[i:], "case", a, f, 0, out)
		return p.chain(norm[i:], "clitic", a, f, 0, out)
	}
	return append(out, a)
}

// perfStem replaces the stem of perfective lines where an entry names one: perf=केल.
func perfStem(e *Entry, ln paradigmLine, stem string) (string, bool) {
	irr := e.Tags["perf"]
	if irr == "" || !ln.f.Has(Perf) || stem == "" { // a line for this very word knows better
		return "", false
	}
	irr = text.Fold(irr)
	return irr + dropPerfMark(ln.add, irr), true
}

// wholeForms are the irregular forms that stand in place of a line's.
func wholeForms(e *Entry, f Feat) []string {
	if w := irregular(e, f); w != "" {
		return strings.Split(w, "|")
	}
	return nil
}

// NameEntries makes the entries that all packs share of the last words of names.
func NameEntries(last []string) []Entry {
	out := make([]Entry, len(last))
	for i := range last {
		out[i] = Entry{Word: last[i], Toks: last[i : i+1 : i+1], Kind: Name, Par: "name", Gap: -1, KB: true}
	}
	return out
}
