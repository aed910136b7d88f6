// Package doc is the working memory of one article's coding: the readings of its words, its phrases and predicates,
// and how they hang together. Stages read and write it; nothing of it leaves the pipeline but what they put on the
// Article. It stands between lang and the stages because phrases and predicates speak the packs' language
// (marks, features, entries), which the plain Article does not.
package doc

import (
	"slices"
	"sort"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/gaz"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/rule"
	"github.com/bakhar/bakhar/internal/text"
)

// Doc is one article at work.
type Doc struct {
	Art    *article.Article
	Pack   *lang.Pack
	KB     *kb.KB
	Gaz    *gaz.Index // nil where there are no tables
	Rules  *rule.Set
	Words  []*lang.Word      // what each token may be by its form alone
	An     [][]lang.Analysis // readings by token, shared by all tokens of one form: read them only
	Names  []Name            // names by first token
	At     []int             // token to index into Names, or -1
	Sents  []Sent
	Times  []Time  // in text order
	Counts []Count // in text order

	work *work // memory for what stands above, from the document before
}

// Time is an expression of time and the days it means.
type Time struct {
	First, Last int // tokens [First,Last)
	Interval    article.Interval
	Other       article.Interval // the days on the other side of now, where only the tense chose between the two
	Mark        lang.Mark        // the preposition, postposition or ending that ties it to its clause
	Attr        bool             // modifies the noun after it: मंगळवारच्या हल्ल्यात, Tuesday's attack
	Resolved    bool             // false where published is needed and unknown
	Grain       string           // day week month year decade hour
	Part        string           // night or dawn, which others tell as the next day or the night before
	Rule        string
	Dateline    bool
}

// Anchored tells whether a time is that of an act from which another is counted: "six days after its Guards seized the ship".
func (t *Time) Anchored() bool {
	_, rule, _ := strings.Cut(t.Rule, ".date.")
	return rule == "anchored"
}

// Counted tells whether a time is counted from now or from another time, even where it names no day: "some days ago".
func (t *Time) Counted() bool {
	_, rule, _ := strings.Cut(t.Rule, ".date.")
	return rule == "ago" || strings.HasPrefix(rule, "relative-") || rule == "festival"
}

// Count is a number with what it counts.
type Count struct {
	First, Last int
	Quantity    article.Quantity
	Kind        string // dead injured arrested displaced person weapon money distance percent item, or empty
}

// Name is a run of tokens that names a record of the knowledge base.
type Name struct {
	First, Last int // tokens [First,Last)
	Rec         *kb.Record
	Use         kb.Use
	Weak        bool
	Plural      bool         // the plural of a nation's adjective: Algerians
	Others      []*kb.Record // other records of the same name
	Found       *Found       // how the gazetteer had it, where the knowledge base did not
}

// Found is how a place was found among those of the gazetteer.
type Found struct {
	Why        string // the evidence that the words are a place
	Candidates []Candidate
}

// Tell says in steps how a place was found, and which others its name may mean.
func (nm *Name) Tell() []article.Step {
	if nm.Found == nil {
		return nil
	}
	out := []article.Step{{Kind: article.StepFound, Why: nm.Found.Why}}
	for _, c := range nm.Found.Candidates {
		out = append(out, article.Step{Kind: article.StepPossible, Place: &article.Candidate{Name: c.Name, Admin1: c.Admin1, Country: c.Country, Class: c.Class,
			Population: int(c.Population), GeoNames: int(c.ID), Cost: c.Total, Exact: c.Exact, Spelling: c.Spelling, Off: float64(c.Distance)}})
	}
	return out
}

// Candidate is a place that the words may mean; the less its total, the likelier.
type Candidate struct {
	gaz.Candidate
	Total float64
}

// Sent is the analysis of one sentence.
type Sent struct {
	Phrases []*Phrase
	Preds   []*Pred // in text order
}

// Phrase is a noun phrase with what ties it to its predicate.
type Phrase struct {
	First, Last int // its own tokens [First,Last), without modifiers
	Head        int // head token
	E           *lang.Entry
	Mark, Mark2 lang.Mark
	MarkWord    string // the preposition or postposition itself
	Attr        bool
	Direct      bool // a genitive that goes only with a noun without case: रशियाचा … हल्ला
	Hon         bool // a courtesy pronoun carries its case: अध्यक्ष पुतीन यांना
	Plural      bool
	Mods        []*Phrase // phrases that modify it
	Conj        []*Phrase // further members where it is a coordination
	Pred        *Pred     // where the head is an event noun or a verbal noun
	Names       []int     // indices into Doc.Names
	Pron        bool
	Demo        bool
	Time        bool
	After       bool // stands after the predicate
	Used        bool
	Quoted      bool
	Of          *Phrase // the phrase it is in apposition with
	Owns        bool    // a genitive: whose the thing is that the predicate acts on
	Ents        []article.Entity
	Resolved    bool
}

// Form is how a predicate stands in its sentence.
type Form uint8

// The forms of predicates.
const (
	Finite Form = iota
	RelPart
	Infinitive
	Converb
	Conditional
	Nominal
)

// String names the form.
func (f Form) String() string {
	return [...]string{"finite", "relative", "infinitive", "converb", "conditional", "nominal"}[f]
}

// Pred is a predicate: a verb, a noun with a light verb, an event noun, a participle.
type Pred struct {
	Tokens  []int // the words that express it
	E       *lang.Entry
	Classes []string
	Form    Form
	F       lang.Feat
	Neg     bool
	Light   string      // which light verb carries a noun
	VerbE   *lang.Entry // the light verb itself
	Args    []*Phrase
	Comps   []*Pred // content clauses
	Gov     *Pred   // the predicate whose content this is
	Head    *Phrase // the noun that a participle modifies
	Subj    *Phrase // set where the parser knows it
	Obj     *Phrase
	Sent    int
	Clause  int
	Cond    bool // stands under if
	Aside   bool // told in a relative clause
	Content bool // its content may be a clause beside it
	Phrase  *Phrase
	Sources []article.Source // who says so, outermost first
}

// Timed tells whether a clause only says when another is: "since …", "before …", "after …".
func (p *Pred) Timed() bool {
	if p.Form != Infinitive || p.Phrase == nil {
		return false
	}
	switch p.Phrase.Mark {
	case lang.From, lang.Before, lang.After, lang.Until:
		return true
	}
	return false
}

// Factual tells whether a clause says that something was so, and not that it should, might or shall be.
func (p *Pred) Factual() bool {
	if p.Form != Finite && !(p.Form == Infinitive && p.F.Has(lang.Perf)) || p.Cond {
		return false
	}
	return p.F&(lang.Perf|lang.Past) != 0 && p.F&(lang.Should|lang.Must|lang.Subj|lang.Fut|lang.Would|lang.May|lang.Can|lang.Imp|lang.Pros) == 0
}

// Read fills Words where they are not filled yet, An, At and Names as where there are no names.
func (d *Doc) Read() {
	toks := d.Art.Tokens
	if len(d.Words) != len(toks) {
		d.Words = make([]*lang.Word, len(toks))
	}
	w := d.memory()
	d.An, d.At, d.Names = sized(w.an, len(toks)), sized(w.at, len(toks)), w.names[:0]
	for i := range toks {
		d.At[i] = -1
		t := &toks[i]
		switch {
		case d.Words[i] != nil:
		case t.Kind == article.Punct:
			d.Words[i] = d.Pack.Mark(t.Text)
		case t.Kind == article.Word || strings.IndexByte(t.Text, '.') < 0:
			d.Words[i] = d.Pack.Word(t.Text)
		default: // a number keeps its full stop, which folding would take from it
			d.Words[i] = &lang.Word{Norm: t.Norm}
			d.Pack.Read(d.Words[i])
		}
		d.An[i] = d.Words[i].An
	}
}

// TimesFrom gives the time expressions that begin at a token or later, in text order.
func (d *Doc) TimesFrom(first int) []Time {
	return d.Times[sort.Search(len(d.Times), func(i int) bool { return d.Times[i].First >= first }):]
}

// CountsFrom gives the counts that begin at a token or later, in text order.
func (d *Doc) CountsFrom(first int) []Count {
	return d.Counts[sort.Search(len(d.Counts), func(i int) bool { return d.Counts[i].First >= first }):]
}

// NamesFrom gives the names that begin at a token or later, in text order.
func (d *Doc) NamesFrom(first int) []Name {
	return d.Names[sort.Search(len(d.Names), func(i int) bool { return d.Names[i].First >= first }):]
}

// Span is the bytes of a run of tokens in the original.
func (d *Doc) Span(first, last int) text.Span {
	if first >= last || last > len(d.Art.Tokens) {
		return text.Span{}
	}
	return d.Art.View.ToOriginal(text.ViewSpan{Start: d.Art.Tokens[first].VSpan.Start, End: d.Art.Tokens[last-1].VSpan.End})
}

// Text is the view's text of a run of tokens.
func (d *Doc) Text(first, last int) string {
	if first >= last || last > len(d.Art.Tokens) {
		return ""
	}
	return d.Art.View.Text[d.Art.Tokens[first].VSpan.Start:d.Art.Tokens[last-1].VSpan.End]
}

// Kind gives the first reading of a token that is of a kind.
func (d *Doc) Kind(i int, k lang.Kind) *lang.Analysis {
	if i < 0 || i >= len(d.An) || !d.Words[i].Kinds.Has(k) {
		return nil
	}
	for j := range d.An[i] {
		if a := &d.An[i][j]; a.E != nil && a.E.Kind == k {
			return a
		}
	}
	return nil
}

// Class tells whether the predicate may be of a class or of one below it.
func (p *Pred) Class(name string) bool {
	for _, c := range p.Classes {
		if c == name || len(c) > len(name) && c[:len(name)] == name && c[len(name)] == '.' {
			return true
		}
	}
	return false
}

// Purpose tells whether a state stands in a headline only as that for which something is done, so that those who act are not of it: पाकिस्तानसाठी हेरगिरी.
func (d *Doc) Purpose(nm *Name) bool {
	if !d.Pack.Final || nm.Rec.Kind != "state" || !d.Art.Sentences[0].Headline || nm.First >= d.Art.Sentences[0].Last || nm.Rec.Country == d.Pack.Home {
		return false
	}
	has := func(ph *Phrase) bool { return ph.First <= nm.First && nm.First < ph.Last && ph.Mark == lang.For }
	return slices.ContainsFunc(d.Sents[0].Phrases, has) || slices.ContainsFunc(d.Sents[0].Preds, func(pr *Pred) bool { return slices.ContainsFunc(pr.Args, has) })
}
