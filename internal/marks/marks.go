// Package marks lays what was read out of an article over its text: paragraphs of segments, each with the marks that stand over it, so that
// a reader can show the words that carry every claim without knowing bytes, encodings or scripts.
//
// Segments are cut on grapheme clusters: a mark that ends inside क्ष or before a vowel sign takes the whole letter, as half of one is no
// text. Marks may nest and cross (an actor inside words that say so, one name as recipient of two events); each segment lists all that
// stand over it, the outermost first. Nothing of the text is replaced or lost but what is no text: broken UTF-8 is shown as one U+FFFD a run, with the number of its
// bytes, and characters that would turn the line or hide are segments of their own, with their name, so that whoever draws them can make them visible.
//
// A text of unknown origin may be one word of a megabyte, or one letter with a thousand accents: what is that long is told (Block.Long) or cut
// (clusterMax), and what is beyond TextMax is left to those who read the original. How marks look, and in which language they are explained, is the
// business of the web interface.
package marks

import (
	"cmp"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/text"
)

// The limits on what one page of a reader is made of.
const (
	TextMax     = 4 << 20 // bytes of an article that are laid out
	MarksMax    = 50_000  // marks on an article; those of later reports are left out
	SegmentsMax = 100_000 // segments of an article; what follows them is not laid out
	overMax     = 200     // marks that are listed for one segment
	wordMax     = 2000    // letters without white space that no paper prints
	clusterMax  = 128     // bytes of one letter with all its signs
)

// Kind says what a mark shows.
type Kind string

// The kinds of mark, in the order in which those of one stretch nest.
const (
	Damage    Kind = "defect"
	Says      Kind = "says"
	Trigger   Kind = "trigger"
	Actor     Kind = "actor"
	Recipient Kind = "recipient"
	Place     Kind = "place"
	Time      Kind = "time"
	Quantity  Kind = "quantity"
)

// Kinds are all kinds of mark.
var Kinds = []Kind{Damage, Says, Trigger, Actor, Recipient, Place, Time, Quantity}

// Mark is one stretch of the original, [Start,End) in bytes, that a field of a report or a defect stands for.
type Mark struct {
	Kind   Kind   `json:"kind" enum:"defect,says,trigger,actor,recipient,place,time,quantity"`
	Report string `json:"report,omitempty"` // whose field it is; empty for a defect
	Defect *int   `json:"defect,omitempty"` // the number of the defect in the article's list, from 0
	Label  string `json:"label,omitempty"`  // in codes and names: ASSAULT/drone, "IND GOV Narendra Modi", 2026-03-04, dead, the kind of a defect
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// Segment is a stretch of one paragraph over which the same marks stand.
type Segment struct {
	Text   string `json:"text"`
	Marks  []int  `json:"marks"`            // indices into Page.Marks, the outermost first; never null
	Hidden string `json:"hidden,omitempty"` // Text is one character, or several times the same, that shows nothing of itself or turns the line: its number, as U+202E
	Broken int    `json:"broken,omitempty"` // Text is U+FFFD and stands for so many bytes that are no UTF-8
}

// Block is a paragraph: a line of the original that is not empty, [Start,End) in bytes.
type Block struct {
	Start    int       `json:"start"`
	End      int       `json:"end"`
	Long     bool      `json:"long,omitempty"` // it has a word so long that it is no word: to be shown folded
	Segments []Segment `json:"segments"`
}

// Page is an article's text as a reader shows it.
type Page struct {
	Blocks []Block `json:"blocks"`
	Marks  []Mark  `json:"marks"` // by start; of those that start together the longest first
	Rest   int     `json:"rest"`  // bytes at the end that are beyond TextMax or SegmentsMax and not laid out
}

// Blocks lays reports and defects over the original text that they were read from. Fields without words, or with bytes that the text does not have, get no
// mark. The same arguments give the same page.
func Blocks(original string, reports []article.Report, defects []article.Defect) Page {
	shown := original
	if len(shown) > TextMax {
		end := TextMax
		for k := 0; k < 3 && end > 0 && original[end]&0xC0 == 0x80; k++ { // not inside a character
			end--
		}
		shown = original[:end]
	}
	p := Page{Blocks: []Block{}, Marks: gather(len(shown), reports, defects), Rest: len(original) - len(shown)}
	l := layer{s: shown, marks: p.Marks}
	for start := 0; start < len(shown); {
		end, next := lineEnd(shown, start)
		b := l.block(start, end)
		if len(b.Segments) > 0 {
			p.Blocks = append(p.Blocks, b)
		}
		if l.made > SegmentsMax {
			p.Rest = len(original) - b.End
			break
		}
		start = next
	}
	return p
}

// gather makes the marks of reports and defects in the order of the text, each once.
func gather(size int, reports []article.Report, defects []article.Defect) []Mark {
	out := []Mark{}
	add := func(m Mark, s text.Span) {
		if m.Start, m.End = s.Start, min(s.End, size); 0 <= m.Start && m.Start < m.End && len(out) < MarksMax {
			out = append(out, m)
		}
	}
	for i, d := range defects {
		n := i
		add(Mark{Kind: Damage, Defect: &n, Label: d.Kind}, d.Span)
		add(Mark{Kind: Damage, Defect: &n, Label: d.Kind}, d.Other)
	}
	for i := range reports {
		fields(&reports[i], add)
	}
	slices.SortStableFunc(out, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)))
	})
	type stretch struct {
		kind       Kind
		report     string
		start, end int
	}
	seen := make(map[stretch]bool, len(out))
	return slices.DeleteFunc(out, func(m Mark) bool {
		k := stretch{m.Kind, m.Report, m.Start, m.End}
		twice := m.Defect == nil && seen[k]
		seen[k] = true
		return twice
	})
}

// fields gives the stretches of a report's fields.
func fields(r *article.Report, add func(Mark, text.Span)) {
	put := func(k Kind, label string, w article.Words) { add(Mark{Kind: k, Report: r.ID, Label: label}, w.Span()) }
	code := string(r.Type)
	if len(r.Modes) > 0 {
		code += "/" + r.Modes[0]
	}
	for _, w := range r.Trigger {
		put(Trigger, code, w)
	}
	for _, x := range r.Actors {
		put(Actor, party(&x), x.Words)
	}
	for _, x := range r.Recipients {
		put(Recipient, party(&x), x.Words)
	}
	for _, x := range r.Attribution {
		put(Says, party(&x.Party), x.Words)
	}
	if r.Place != nil {
		put(Place, r.Place.Name, r.Place.Words)
	}
	if r.DateText != nil {
		day := r.Date.Start.String()
		if r.Date.End != r.Date.Start {
			day += "/" + r.Date.End.String()
		}
		put(Time, day, *r.DateText)
	}
	for _, q := range r.Quantities {
		put(Quantity, q.Kind, q.Words)
	}
}

// party is a party in codes, with its name where the gazetteer has it.
func party(p *article.Party) string {
	out := p.Country
	for _, s := range []string{p.Sector, p.Name} {
		if s != "" && out != "" {
			out += " "
		}
		out += s
	}
	return out
}
