package lines

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// The limits of what is read: bytes of a line, records of an event, bytes of an id.
const (
	LineMax    = 256 << 20
	recordsMax = 100_000
	idMax      = 100
)

// Line is an event as it was read: its card, as it stood there, and what a store needs besides.
type Line struct {
	Number   int // from 1
	ID       string
	Card     []byte
	Reports  []article.Report
	Articles map[string]*store.Article
	Coders   map[string]Coder // by article
	Judged   map[string]bool  // by report
}

// Coder is what coded an article.
type Coder struct{ Coder, Lexicon string }

// LineError is what is wrong with one line; the others are read all the same.
type LineError struct {
	Line int
	Err  error
}

// Error is "7: it has no records".
func (e *LineError) Error() string { return fmt.Sprintf("%d: %v", e.Line, e.Err) }

// Unwrap gives what is wrong.
func (e *LineError) Unwrap() error { return e.Err }

// Read gives the events of a file that a Writer wrote, or that says the same. A line that is none gives a LineError, and reading goes on;
// any other error comes last.
func Read(from io.Reader) iter.Seq2[*Line, error] {
	return func(yield func(*Line, error) bool) {
		r := bufio.NewReaderSize(from, 1<<20)
		onto := plover.Load()
		for n := 1; ; n++ {
			raw, err := readLine(r)
			if errors.Is(err, errLong) {
				if !yield(nil, &LineError{n, err}) {
					return
				}
				continue
			}
			if line := bytes.TrimSpace(raw); len(line) > 0 {
				l, lerr := parse(line, onto)
				if lerr != nil {
					lerr = &LineError{n, lerr}
				} else {
					l.Number = n
				}
				if !yield(l, lerr) {
					return
				}
			}
			if err != nil {
				if err != io.EOF {
					yield(nil, err)
				}
				return
			}
		}
	}
}

var errLong = fmt.Errorf("the line is longer than the limit of %d bytes", LineMax)

// readLine reads up to a line break; of a line that is too long all is passed over.
func readLine(r *bufio.Reader) (line []byte, err error) {
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		if long = long || len(line) > LineMax; long {
			line = nil
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if long && err == nil {
			return nil, errLong
		}
		return line, err
	}
}

// parse reads one line.
func parse(line []byte, onto *plover.Ontology) (*Line, error) {
	if !utf8.Valid(line) {
		return nil, errors.New("it is no UTF-8")
	}
	var whole struct {
		ID      string   `json:"id"`
		Records []Record `json:"records"`
	}
	if err := json.Unmarshal(line, &whole); err != nil {
		return nil, explain(err)
	}
	if err := checkID("id", whole.ID); err != nil {
		return nil, err
	}
	switch n := len(whole.Records); {
	case n == 0:
		return nil, errors.New("it has no records: events are read as 'bakhar export --format jsonl' writes them")
	case n > recordsMax:
		return nil, fmt.Errorf("it has %d records, the limit is %d", n, recordsMax)
	}
	card, judged, err := cardOf(line, onto)
	if err != nil {
		return nil, err
	}
	l := &Line{ID: whole.ID, Card: card, Articles: map[string]*store.Article{}, Coders: map[string]Coder{}, Judged: judged}
	for i := range whole.Records {
		if err := l.take(&whole.Records[i], onto); err != nil {
			return nil, fmt.Errorf("record %d: %w", i+1, err)
		}
	}
	return l, nil
}

// cardOf gives the card of a line, as it stands there where the line is as a Writer writes it.
func cardOf(line []byte, onto *plover.Ontology) (body []byte, judged map[string]bool, err error) {
	if i := bytes.Index(line, []byte(recordsField)); i > 0 {
		var after map[string]json.RawMessage // the records must be all that follows, else another program has written it down in its own order
		if json.Unmarshal(append([]byte("{"), line[i+1:]...), &after) == nil && len(after) == 1 {
			body = append(line[:i:i], '}')
		}
	}
	var c accounts.Card
	if body == nil || json.Unmarshal(body, &c) != nil {
		if err := json.Unmarshal(line, &c); err != nil {
			return nil, nil, explain(err)
		}
		body = c.JSON()
	}
	switch {
	case len(c.Event) == 0:
		return nil, nil, errors.New("event: an event has a PLOVER type")
	case onto.Types[c.Event[0]].Modes == nil:
		return nil, nil, fmt.Errorf("event: there is no PLOVER type %q", c.Event[0])
	case c.Date.Zero() != c.EndDate.Zero() || c.EndDate.Before(c.Date):
		return nil, nil, fmt.Errorf("date, enddate: %q to %q is no stretch of days", c.Date, c.EndDate)
	case c.Confidence < 0 || c.Confidence > 1:
		return nil, nil, fmt.Errorf("confidence: %v is not between 0 and 1", c.Confidence)
	}
	judged = map[string]bool{}
	for _, r := range c.Reports {
		judged[r.ID] = r.Judged
	}
	return body, judged, nil
}

// explain says where JSON is wrong, in bytes of the line.
func explain(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("byte %d: it is no JSON: %w", syntax.Offset, err)
	case errors.As(err, &kind):
		return fmt.Errorf("byte %d: %s cannot be a %s", kind.Offset, kind.Field, kind.Value)
	}
	return err
}

func checkID(field, id string) error {
	if id == "" || len(id) > idMax || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return fmt.Errorf("%s: %.40q is no id: one has 1 to %d letters, digits and signs of ASCII", field, id, idMax)
	}
	return nil
}

// take adds a record to what was read.
func (l *Line) take(rec *Record, onto *plover.Ontology) error {
	if err := rec.check(onto); err != nil {
		return err
	}
	id := rec.Cite.ID
	if a := l.Articles[id]; a == nil || a.Text == "" {
		l.Articles[id] = rec.Cite.article(rec.Text)
		l.Coders[id] = Coder{rec.Coder, rec.Lexicon}
	}
	l.Reports = append(l.Reports, rec.report())
	return nil
}

// check says what no report can be.
func (rec *Record) check(onto *plover.Ontology) error {
	if err := errors.Join(checkID("id", rec.ID), checkID("cite_info.id", rec.Cite.ID)); err != nil {
		return err
	}
	switch {
	case len(rec.Event) != 1 || onto.Types[rec.Event[0]].Modes == nil:
		return fmt.Errorf("event: %q is not one PLOVER type", rec.Event)
	case rec.Date.Zero() != rec.EndDate.Zero() || rec.EndDate.Before(rec.Date):
		return fmt.Errorf("date, enddate: %q to %q is no stretch of days", rec.Date, rec.EndDate)
	case rec.Confidence < 0 || rec.Confidence > 1:
		return fmt.Errorf("confidence: %v is not between 0 and 1", rec.Confidence)
	case len(rec.EventText) == 0:
		return errors.New("event_text: the words that express the event are missing")
	}
	words := append([]article.Words{rec.Sentence.Words}, rec.EventText...)
	for _, ps := range [][]Party{rec.Actor, rec.Recipient, rec.Attribution} {
		for _, p := range ps {
			words = append(words, p.Words)
		}
	}
	for _, q := range rec.Quantities {
		words = append(words, q.Words)
	}
	if rec.Loc != nil {
		words = append(words, rec.Loc.Words)
	}
	if rec.DateText != nil {
		words = append(words, *rec.DateText)
	}
	for _, w := range words {
		if w.Start < 0 || w.End < w.Start {
			return fmt.Errorf("%.40q: bytes %d to %d are no stretch", w.Text, w.Start, w.End)
		}
		if rec.Text != nil && w.End > len(rec.Text.Text) {
			return fmt.Errorf("%.40q: byte %d is behind the end of the text", w.Text, w.End)
		}
	}
	return nil
}

// report is the way back.
func (rec *Record) report() article.Report {
	r := article.Report{ID: rec.ID, Article: rec.Cite.ID, Modes: orNil(rec.Mode), Contexts: orNil(rec.Context), Trigger: rec.EventText, Sentence: rec.Sentence.Words, Index: rec.Sentence.Index,
		Date: article.Interval{Start: rec.Date, End: rec.EndDate}, DateText: rec.DateText, Status: rec.Status, Quoted: rec.Quoted, Rule: rec.Rule, Confidence: rec.Confidence, Keys: rec.Keys}
	if len(rec.Event) > 0 {
		r.Type = rec.Event[0]
	}
	for _, p := range rec.Actor {
		r.Actors = append(r.Actors, p.party())
	}
	for _, p := range rec.Recipient {
		r.Recipients = append(r.Recipients, p.party())
	}
	for _, p := range rec.Attribution {
		r.Attribution = append(r.Attribution, article.Attribution{Party: p.party(), Verb: p.Verb})
	}
	if p := rec.Loc; p != nil {
		r.Place = &article.Spot{Words: p.Words, Name: p.Name, Country: p.Country, Admin1: p.Admin1, Lat: p.Lat, Lon: p.Lon, GeoNames: p.GeoNames, Precision: p.Precision}
	}
	for _, q := range rec.Quantities {
		r.Quantities = append(r.Quantities, article.Amount(q))
	}
	return r
}

func (p Party) party() article.Party {
	return article.Party{Words: p.Words, Name: p.Name, Wikidata: p.Wikidata, Country: p.Country, Sector: p.Sector, Sectors: p.Others, Role: p.Role, KB: p.KB, Assumed: p.Assumed}
}

func orNil(s []string) []string {
	if len(s) == 0 {
		return nil
	}
	return s
}

// article is the way back from a citation.
func (c *Cite) article(text *Text) *store.Article {
	a := store.Article{ID: c.ID, Given: c.Given, Key: c.Key, URL: c.URL, Publisher: c.Publisher, Author: c.Author, Title: c.Title, Language: c.Language, Published: c.Published,
		Health: c.Health, Defects: c.Defects, Group: c.Group}
	if a.Key == "" {
		a.Key = keyOf(c.URL)
	}
	if a.Group == "" {
		a.Group = a.ID
	}
	day := c.Day
	if day == "" && len(c.Published) >= len("2006-01-02") {
		day = c.Published[:len("2006-01-02")]
	}
	a.Day, _ = article.ParseDate(day) // one that is none is unknown
	if text != nil {
		a.Text = text.Text
	}
	return &a
}
