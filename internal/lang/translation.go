package lang

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/text"
)

// Signal is one mark of text that a machine translated and nobody read again. One alone proves nothing: good writers use each of them,
// less often.
type Signal struct {
	Name        string
	Weight      float64 // of the score that the signal alone can bring
	Usual, Full float64 // how often it stands in a thousand words of a native text, and where it counts in full; Full below Usual: its lack is the signal
	Defect      string  // it is counted by defects of this kind
}

// Translation are the signals of a language.
type Translation struct {
	Signals  []Signal
	byWord   map[string][]pattern // patterns that begin with a word
	verbs    []pattern            // patterns that begin with a finite verb
	others   []pattern            // those that begin with the start or the end of a word
	starting []pattern            // patterns that begin a sentence
}

// pattern is a row of elements; signal is the number of the signal that it shows.
type pattern struct {
	signal int
	el     []element
	second Sign // of its second word; 0 where that is no single word
}

// element is one word of a pattern: a folded word, its start or end, or any finite verb.
type element struct {
	kind byte // of the constants below
	text string
}

const (
	literal = byte(iota)
	prefix
	suffix
	finite
)

// Reader gives the words of one sentence to Find: norm is empty past its end.
type Reader interface {
	Word(i int) *Word
	Norm(i int) string
	Finite(i int) bool
}

// Find tells which signals begin at word i of a sentence that starts at first, and how many words each takes.
func (t *Translation) Find(r Reader, i, first int, found func(signal, n int)) {
	w := r.Word(i)
	if len(w.signals) == 0 && len(t.verbs) == 0 && (i != first || len(t.starting) == 0) {
		return
	}
	var next Sign
	if x := r.Norm(i + 1); x != "" {
		next = r.Word(i + 1).Sign
	}
	try := func(ps []pattern, from int) {
		for k := range ps {
			if p := &ps[k]; p.second&^next == 0 && p.fits(r, i, from) {
				found(p.signal, len(p.el))
			}
		}
	}
	try(w.signals, 1)
	if len(t.verbs) > 0 && r.Finite(i) {
		try(t.verbs, 1)
	}
	if i == first {
		try(t.starting, 0)
	}
}

// first gives the patterns whose first word a word is, but for those that begin with any finite verb or only at the start of a sentence.
func (t *Translation) first(norm string) []pattern {
	out := t.byWord[norm]
	for _, p := range t.others {
		if p.el[0].is(norm) {
			out = append(slices.Clip(out), p)
		}
	}
	return out
}

// is tells whether a word is what the element stands for; finite verbs are told by the reader.
func (e *element) is(norm string) bool {
	switch e.kind {
	case literal:
		return norm == e.text
	case prefix:
		return strings.HasPrefix(norm, e.text)
	case suffix:
		return len(norm) > len(e.text) && strings.HasSuffix(norm, e.text)
	}
	return norm != ""
}

func (p *pattern) fits(r Reader, i, from int) bool {
	for k := from; k < len(p.el); k++ {
		if e := &p.el[k]; !e.is(r.Norm(i+k)) || e.kind == finite && !r.Finite(i+k) {
			return false
		}
	}
	return true
}

// translation reads translation.tsv, which a language may do without.
func (l *loader) translation(name string) {
	rows := l.rows(name, false)
	if len(rows) == 0 {
		return
	}
	t := &Translation{byWord: map[string][]pattern{}}
	for _, r := range rows {
		if len(r.Fields) < 5 {
			l.bad(r, 0, "a signal has 5 columns (signal, weight, usual, full, patterns); this one has %d", len(r.Fields))
			continue
		}
		s := Signal{Name: r.Field(0)}
		for i, x := range []*float64{&s.Weight, &s.Usual, &s.Full} {
			n, err := strconv.ParseFloat(r.Field(i+1), 64)
			if err != nil || n < 0 {
				l.bad(r, i+1, "%q is not a number of 0 or more", r.Field(i+1))
			}
			*x = n
		}
		switch {
		case !slices.Contains(article.Signals, s.Name):
			l.bad(r, 0, "there is no signal %q: choose one of %s", s.Name, strings.Join(article.Signals, ", "))
		case s.Weight > 1:
			l.bad(r, 1, "the weight is a share: 1 at most")
		case s.Usual == s.Full:
			l.bad(r, 3, "usual and full are the same: the signal would never count")
		}
		for _, alt := range strings.Split(r.Field(4), "|") {
			l.signalPattern(t, r, &s, alt)
		}
		t.Signals = append(t.Signals, s)
	}
	l.pack.Translation = t
}

func (l *loader) signalPattern(t *Translation, r Row, s *Signal, words string) {
	if kind, ok := strings.CutPrefix(strings.TrimSpace(words), "defect:"); ok {
		if !slices.Contains(article.Kinds, kind) {
			l.bad(r, 4, "there is no kind of defect %q: choose one of %s", kind, strings.Join(article.Kinds, ", "))
		}
		s.Defect = kind
		return
	}
	p := pattern{signal: len(t.Signals)}
	start := false
	for i, w := range strings.Fields(words) {
		switch {
		case w == "^" && i == 0:
			start = true
		case w == "<v>":
			p.el = append(p.el, element{finite, ""})
		case strings.HasPrefix(w, "*"):
			p.el = append(p.el, element{suffix, text.Fold(w[1:])})
		case strings.HasSuffix(w, "*"):
			p.el = append(p.el, element{prefix, text.Fold(w[:len(w)-1])})
		default:
			p.el = append(p.el, element{literal, text.Fold(w)})
		}
	}
	if len(p.el) > 1 && p.el[1].kind == literal {
		p.second = signOf(p.el[1].text)
	}
	switch {
	case len(p.el) == 0:
		l.bad(r, 4, "a pattern is empty: write words, ^ for the start of a sentence, *end, start*, <v> for a finite verb")
	case start:
		t.starting = append(t.starting, p)
	case p.el[0].kind == literal:
		t.byWord[p.el[0].text] = append(t.byWord[p.el[0].text], p)
	case p.el[0].kind == finite:
		t.verbs = append(t.verbs, p)
	default:
		t.others = append(t.others, p)
	}
}
