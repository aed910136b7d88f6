package numbers

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// counted is what a number counts; unit is empty where it counts nothing.
type counted struct {
	unit, of, kind string
	last           int // token after it
	mark           lang.Mark
}

// nounTokensMax bounds how far from its number a noun may stand.
const nounTokensMax = 7

// noun finds what a figure counts. Money told by a sign before the figure needs no noun.
func (r *reader) noun(f figure, end int, unit string) counted {
	if unit != "" {
		n := counted{unit: unit, kind: "money", last: end}
		if currency(r.word(end).Unit) { // "$5 million dollars", "US$5"
			n.last++
		}
		return n
	}
	if end >= r.last || r.word(f.last-1).Person && (!r.word(f.last-1).Bare || f.mark != lang.Nom) { // दोघांना; but "दोघा सैनिकांना"
		return r.personAlone(f, end)
	}
	if r.toks[end].Text == "%" {
		return counted{unit: "percent", kind: "percent", last: end + 1}
	}
	if end+1 < r.last && r.toks[end].Text == "-" && r.glued(end) && r.glued(end+1) {
		if u := r.timeTag(end+1, "unit"); u != "" && f.last == end { // three-day visit
			return counted{unit: u, of: r.toks[end+1].Text, last: end + 2}
		}
	}
	if r.d.Pack.Final {
		return r.nounFinal(f, end)
	}
	if n, ok := r.partOf(f, end); ok {
		return n
	}
	return r.nounInitial(f, end)
}

// genitiveAt tells whether token i is a free genitive: का, के, की.
func (r *reader) genitiveAt(i int) bool {
	if i >= r.last {
		return false
	}
	a := r.d.Kind(i, lang.Post)
	return a != nil && a.Mark == lang.Gen && a.Attr
}

// demonym tells whether token i says from which country: अमेरिकन डॉलर.
func (r *reader) demonym(i int) bool {
	if i < r.first || i >= r.last {
		return false
	}
	if i < len(r.d.At) && r.d.At[i] >= 0 {
		return r.d.Names[r.d.At[i]].Use == kb.Demonym
	}
	return r.function(i, lang.Adj)
}

// nameEnd is the token after the name that starts at i, or i.
func (r *reader) nameEnd(i int) int {
	if i < len(r.d.At) && r.d.At[i] >= 0 && r.d.Names[r.d.At[i]].First == i && !r.d.Names[r.d.At[i]].Weak {
		return min(r.d.Names[r.d.At[i]].Last, r.last)
	}
	return i
}

// closed tells whether token i has a reading as a word that never is part of a counted noun. Where a language lists a
// great many rare readings, the closed reading is the one that is meant.
func (r *reader) closed(i int) bool {
	for j := range r.d.An[i] {
		e := r.d.An[i][j].E
		if e == nil || e.Phrase() {
			continue
		}
		switch e.Kind {
		case lang.Post, lang.Prep, lang.Conj, lang.Comp, lang.SubConj, lang.RelPron, lang.Pron, lang.Demo, lang.Neg, lang.Aux, lang.Modal, lang.Particle:
			return true
		case lang.Num:
			return true
		case lang.Time:
			return r.timeTag(i, "weekday") != "" || r.timeTag(i, "month") != "" || r.timeTag(i, "day") != ""
		}
	}
	return false
}

// nounInitial walks to the noun in a language whose modifiers stand before it as in English.
func (r *reader) nounInitial(f figure, end int) counted {
	head, start, people := -1, -1, -1
	for k := end; k < r.last && k < end+nounTokensMax; k++ {
		t := &r.toks[k]
		if t.Kind != article.Word {
			if t.Text == "-" && r.glued(k) && r.glued(k+1) && (head >= 0 || k == end || k+1 < r.last && r.toks[k+1].Kind == article.Word) {
				continue
			}
			break
		}
		if k > end && r.compound(k) && !t.Cap || k == end && r.compound(k) && head < 0 && !t.Cap { // 200 anti-war activists
			k += 2
			continue
		}
		if t.Cap && k+2 < r.last && r.toks[k+1].Text == "-" && r.glued(k+1) && r.toks[k+2].Kind == article.Number && r.glued(k+2) { // 66 F-16 fighter jets
			k += 2
			continue
		}
		if k == end || k == end+1 && (r.toks[end].Text == "-" || r.demonym(end) || r.toks[end].Cap) {
			if n, ok := r.measure(k); ok {
				return n
			}
		}
		w := r.word(k)
		if w.Person && !(f.one && k == end) {
			return r.headAt(k, k)
		}
		if w.Times {
			return counted{}
		}
		if r.closed(k) || w.Clock {
			break
		}
		if n, ok := r.people(k); ok && head < 0 && r.closes(n.last) { // 79 Roma
			return n
		}
		if j := r.nameEnd(k); j > k {
			if r.d.Names[r.d.At[k]].Use == kb.Demonym && j == k+1 && head < 0 && (r.closes(j) || r.d.Names[r.d.At[k]].Plural) {
				people = k
				if r.d.Names[r.d.At[k]].Plural { // tens of thousands of Georgians
					break
				}
			}
			k = j - 1
			if head < 0 && j < r.last {
				continue
			}
			break
		}
		noun, plural, verb := r.english(k)
		switch {
		case plural:
			return r.pluralHead(start, k)
		case verb && head >= 0:
			k = r.last
		case noun && (head < 0 || !t.Cap):
			if w.Kind != "" && head < 0 && !r.nounFollows(k+1) { // 12 dead, 12 wounded
				return r.personAlone(f, end)
			}
			head = k
			if start < 0 && !t.Cap {
				start = k
			}
		case w.Kind != "" && !r.nounFollows(k+1):
			k = r.last
		case noun, t.Cap, r.function(k, lang.Adj), r.function(k, lang.Adv), r.function(k, lang.Det), r.participle(k):
			if head >= 0 {
				start = -1
			}
		default:
			k = r.last
		}
	}
	if n, ok := r.singular(f, start, head); ok {
		return n
	}
	return r.natives(people, f, end)
}

// compound tells whether token i is the first word of one with a hyphen that says of what kind the counted are: anti-war, short-range.
func (r *reader) compound(i int) bool {
	if i+2 >= r.last || r.toks[i+1].Text != "-" || !r.glued(i+1) || !r.glued(i+2) || r.toks[i+2].Kind != article.Word || r.timeTag(i, "unit") != "" {
		return false
	}
	_, plural, _ := r.english(i + 2)
	return !plural
}

// partOf reads the counted behind "of": "12 of the captives", "a dozen of them".
func (r *reader) partOf(f figure, end int) (counted, bool) {
	a := r.d.Kind(end, lang.Prep)
	if r.d.Pack.Final || a == nil || a.E.Mark != lang.Of || f.one || f.v < 2 && !f.vague || end+2 > r.last-1 || f.year() {
		return counted{}, false
	}
	k := end + 1
	if r.function(k, lang.Pron) && !r.function(k, lang.Det) && r.closes(k+1) {
		return counted{unit: "person", last: end, mark: f.mark}, r.d.Kind(k, lang.Pron).E.Has(lang.PlFlag)
	}
	if r.function(k, lang.Det) {
		k++
	} else if !f.vague {
		return counted{}, false
	}
	n := r.nounInitial(f, k)
	return n, n.unit == "person" || n.unit == "item" && n.kind == "weapon"
}

// singular makes the counted noun of one that shows no plural, which could be a verb or part of a name as well.
func (r *reader) singular(f figure, start, head int) (counted, bool) {
	if head < 0 || r.class(head).kind != "" || r.numbered(f) {
		return counted{}, false
	}
	if _, _, verb := r.english(head); verb && f.v != 1 && r.class(head).unit != "person" {
		return counted{}, false
	}
	if start < 0 {
		start = head
	}
	return r.headAt(min(start, head), head), true
}

// pluralHead makes the counted noun of a plural at k, or of the plural right after it: arms dealers.
func (r *reader) pluralHead(start, k int) counted {
	if start < 0 {
		start = k
	}
	if k+1 < r.last && r.toks[k+1].Kind == article.Word {
		if noun, plural, verb := r.english(k + 1); noun && plural && !verb && !r.closed(k+1) {
			k++
		}
	}
	return r.headAt(start, k)
}

// numbered tells whether a figure before a singular noun belongs to the name before it: iPhone 15 series, OMG 2 review.
func (r *reader) numbered(f figure) bool {
	p := f.from - 1
	if f.v == 1 || !f.figures || f.from != f.first || p < r.first || r.toks[p].Kind != article.Word || r.closed(p) {
		return false
	}
	noun, _, verb := r.english(p)
	return !verb && (noun || r.toks[p].Cap)
}

// english tells what an uninflected word may be. An unknown word in small letters is a noun.
func (r *reader) english(i int) (noun, plural, verb bool) {
	if len(r.d.An[i]) == 0 {
		return !r.toks[i].Cap, false, false
	}
	for j := range r.d.An[i] {
		a := &r.d.An[i][j]
		if a.E == nil {
			noun = true
			continue
		}
		switch a.E.Kind {
		case lang.Noun:
			noun = true
			plural = plural || a.F.Has(lang.Pl)
		case lang.Verb:
			verb = verb || a.F&(lang.Root|lang.Pres|lang.Past) != 0
		}
	}
	return noun, plural, verb
}

func (r *reader) participle(i int) bool {
	for j := range r.d.An[i] {
		if a := &r.d.An[i][j]; a.E != nil && a.E.Kind == lang.Verb && a.F&(lang.Perf|lang.Prog) != 0 {
			return true
		}
	}
	return false
}

// nounFollows tells whether the run of words at i still comes to a plural noun.
func (r *reader) nounFollows(i int) bool {
	for k := i; k < r.last && k < i+4; k++ {
		if r.toks[k].Kind != article.Word || r.closed(k) {
			return false
		}
		if _, plural, _ := r.english(k); plural || r.word(k).Person {
			return true
		}
	}
	return false
}

// headAt makes the counted noun of tokens first..head.
func (r *reader) headAt(first, head int) counted {
	c := r.class(head)
	if c.unit != "person" && head > 0 {
		c = r.phraseClass(head, c)
	}
	n := counted{unit: c.unit, kind: c.kind2, last: head + 1, of: r.d.Text(first, head+1), mark: r.mark(head)}
	if n.unit == "" {
		n.unit = "item"
	}
	if n.unit == "item" && n.kind == "" {
		n.kind = "item"
	}
	return n
}

// phraseClass sorts a noun by the phrase of the lexicon that it ends: police personnel.
func (r *reader) phraseClass(head int, c sort) sort {
	for _, p := range r.d.Words[head].Ends {
		if u, kind := thing(p.E); u == "person" && r.endsAt(p.E, head) {
			return sort{unit: u, kind: c.kind, kind2: kind}
		}
	}
	return c
}

// endsAt tells whether the words of a phrase before its inflecting one stand before token head.
func (r *reader) endsAt(e *lang.Entry, head int) bool {
	n := len(e.Toks) - 1
	if head-n < r.first {
		return false
	}
	for k := range n {
		if r.toks[head-n+k].Norm != e.Toks[k] {
			return false
		}
	}
	return true
}

// personAlone is a number without a noun that what befell them shows to count persons: १२ ठार, 12 dead, killed 12.
func (r *reader) personAlone(f figure, end int) counted {
	n := counted{unit: "person", last: end, mark: f.mark}
	if r.word(f.last - 1).Person { // दोघे, तिघांना
		n.of = r.toks[f.last-1].Text
		return n
	}
	if f.year() || f.v != float64(int(f.v)) {
		return counted{}
	}
	k := end
	if a := r.d.Kind(k, lang.Post); r.d.Pack.Final && k < r.last && a != nil && (a.Mark == lang.Gen || a.Mark == lang.Dat) { // 8 की मौत
		k++
	}
	for ; k < r.last && k <= end+2; k++ {
		if r.toks[k].Kind != article.Word {
			break
		}
		if r.class(k).kind != "" {
			return n
		}
		if !r.function(k, lang.Aux) && !r.function(k, lang.Adv) {
			break
		}
	}
	if k := f.from - 1; !r.d.Pack.Final && k >= r.first && r.class(k).kind != "" && (r.function(k, lang.Verb) || r.word(k).Kind != "") && r.closes(end) {
		return n
	}
	return counted{}
}

// closes tells whether nothing that could be counted follows: the end, a comma, a preposition.
func (r *reader) closes(i int) bool {
	return i >= r.last || r.toks[i].Kind == article.Punct || r.closed(i)
}
