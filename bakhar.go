// Package bakhar reads news in Marathi, Hindi and English and says who did what to whom, when, where, and according to
// whom, in the PLOVER ontology. Every field points to the bytes of the text that say it and names the rule that read them.
//
// A Coder is made once and may be used by many goroutines. Coding is a function of the article, the language data and the
// version: no network, no clock, no randomness, so that the same input gives the same output on every machine.
//
//	coder, err := bakhar.New(bakhar.Options{})
//	…
//	coded, err := coder.Code(bakhar.Article{Published: "2025-08-15", Text: text})
//
// This package is a door: the work is done in internal/pipeline, and the shape of what comes out is that of internal/export.
package bakhar

import (
	"fmt"
	"io/fs"
	"iter"
	"slices"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/packs"
)

// Version is the version of the coder. Two coders of one version and one Lexicon code the same text alike.
const Version = "0.1.0"

// Options says what a Coder is made of. The zero value is what most need: all that is built in.
type Options struct {
	Packs     fs.FS // language packs, laid out as docs/formats/pack.md says; nil for those built in
	Gazetteer fs.FS // states, bodies, people, places; nil for the one built in
}

// Article is one text as received. Only Text is needed; what is left empty is found (ID, Language) or stays unknown.
type Article struct {
	ID        string // a hash of Text where empty
	Language  string // ISO 639-1: mr, hi, en; detected where empty
	Published string // YYYY-MM-DD; without it "on Friday" means no day
	Publisher string
	URL       string
	Title     string
	Text      string // any bytes; broken UTF-8 is legal
}

// Coded is what an article tells: its events, the parties to them, and where the text itself is damaged. It is the record of
// `bakhar code --format articles`, and marshals to that JSON.
type Coded = export.Article

// The parts of a Coded. An empty field means that the text does not tell.
type (
	// Event is one thing that an article says happened, will, might, or did not (Status).
	Event = export.Event
	// EventType is a PLOVER event type, as "CONSULT".
	EventType = plover.Type
	// Entity is a party to an event, or who says so: the words that name it, and country, sector, office where they are known.
	Entity = export.Entity
	// Place is where an event happened.
	Place = export.Place
	// Quantity is a count. A nil Min or Max is no bound: "at least 10" has no Max.
	Quantity = export.Quantity
	// Sentence is the sentence that tells an event.
	Sentence = export.Sentence
	// Mentioned is a party with all places where events name it.
	Mentioned = export.Mentioned
	// Defect is damage in a text, or two places of it that disagree.
	Defect = export.Defect
	// Span is a stretch of an article: Text is Article.Text[Start:End].
	Span = export.Span
)

// Coder codes articles. It is read-only once made.
type Coder struct {
	pipe *pipeline.Pipeline
	meta export.Meta
}

// New loads the language data. A mistake in the data is an error that names every one as file:line:col.
func New(o Options) (*Coder, error) {
	if o.Packs == nil {
		o.Packs = packs.FS
	}
	if o.Gazetteer == nil {
		o.Gazetteer = gazetteer.FS
	}
	p, err := pipeline.New(pipeline.Data{Packs: o.Packs, Gazetteer: o.Gazetteer})
	if err != nil {
		return nil, fmt.Errorf("load language data: %w", err)
	}
	return &Coder{p, export.Meta{Coder: "bakhar " + Version, Lexicon: p.Lexicon, Say: p.Say("en")}}, nil
}

// Code codes one article. Damage in the text is no error but a Defect; errors are a date that is none, a language that no pack
// reads, a text that is too long.
func (c *Coder) Code(a Article) (Coded, error) {
	j := job(a)
	if j.Err == nil {
		j.Doc, j.Err = c.pipe.Code(j.Art, j.Text)
	}
	return c.coded(&j, a.ID)
}

// CodeAll codes each article as Code does, and gives what came of them in order: an error is that of its article, and the rest goes on. Some are coded
// together, which takes a fifth less time where they are short. All is done in the goroutine that asks.
func (c *Coder) CodeAll(arts []Article) iter.Seq2[Coded, error] {
	return func(yield func(Coded, error) bool) {
		for part := range slices.Chunk(arts, jobsMax) {
			jobs := make([]pipeline.Job, len(part))
			for i, a := range part {
				jobs[i] = job(a)
			}
			for i, j := range c.pipe.CodeAll(jobs) {
				if !yield(c.coded(j, part[i].ID)) {
					return
				}
			}
		}
	}
}

// jobsMax is how many articles are held at a time.
const jobsMax = 256

// job is an article as the pipeline takes it.
func job(a Article) pipeline.Job {
	art := &article.Article{ID: a.ID, Language: a.Language, Publisher: a.Publisher, URL: a.URL, Title: a.Title}
	j := pipeline.Job{Art: art, Text: a.Text}
	if a.Published != "" {
		if art.Published, j.Err = article.ParseDate(a.Published); j.Err != nil {
			j.Err = fmt.Errorf("published: %w", j.Err)
		}
	}
	return j
}

// coded is the record of what came of an article.
func (c *Coder) coded(j *pipeline.Job, id string) (Coded, error) {
	if j.Err != nil {
		return Coded{}, fmt.Errorf("code article %q: %w", id, j.Err)
	}
	j.Doc.Done()
	return export.OneArticle(j.Art, c.pipe.Onto, c.meta), nil
}

// Languages are the ISO 639-1 codes that the Coder reads, sorted.
func (c *Coder) Languages() []string { return c.pipe.Languages() }

// Lexicon names the language data: "sha256:" and a hash of all its files.
func (c *Coder) Lexicon() string { return c.pipe.Lexicon }
