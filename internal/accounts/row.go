package accounts

import (
	"bytes"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/text"
)

// The limits of what an event can be found by.
const (
	partiesMax = 64
	wordsMax   = 1 << 16 // bytes
)

func mapKeys[K comparable, V any](m map[K]V) iter.Seq[K] { return maps.Keys(m) }

// Row is the card as lists and searches need it, with the card as its Body.
func (c *Card) Row() store.Event {
	e := store.Event{ID: c.ID, Modes: c.Mode, Quad: c.Quad, Scale: c.Scale, Status: c.Status, Days: article.Interval{Start: c.Date, End: c.EndDate}, Languages: keys(c.Languages), Publishers: c.Publishers,
		Reports: c.Counts.Reports, Articles: c.Counts.Articles, Sources: c.Counts.Sources, Confidence: c.Confidence, Words: c.words}
	if len(c.Event) > 0 {
		e.Type = string(c.Event[0])
	}
	for _, p := range c.search {
		if len(e.Parties) < partiesMax {
			e.Parties = append(e.Parties, store.EventParty{Role: p.Role, Country: p.Country, Sector: p.Sector, Name: p.Name, Key: publicKey(p), Agreed: c.agreed(p)})
		}
	}
	if p := c.Loc; p != nil {
		e.Place = &article.Spot{Name: p.Name, Country: p.Country, Admin1: p.Admin1, Lat: p.Lat, Lon: p.Lon, GeoNames: p.GeoNames, Precision: p.Precision}
		for _, l := range keys(p.Text) {
			e.Place.Text = p.Text[l]
			break
		}
	}
	for _, d := range c.Disagreements {
		e.Disagreements = insert(e.Disagreements, d.Kind)
	}
	for _, r := range c.Reports {
		e.Corrected = e.Corrected || r.Judged
	}
	e.Body = c.JSON()
	return e
}

// agreed tells whether a party is one of those that the event is held to have, not only of one account.
func (c *Card) agreed(p Party) bool {
	in := c.Actor
	if p.Role == "recipient" {
		in = c.Recipient
	}
	return slices.ContainsFunc(in, func(x Party) bool { return x.Key == p.Key })
}

// JSON is the card on one line, with all letters as they are.
func (c *Card) JSON() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(c); err != nil {
		panic("BUG: " + err.Error()) // no field can fail
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// roles marks the parties of both lists by their role, for Row; what is printed keeps its office in Role.
func roles(actors, recipients []Party) []Party {
	var out []Party
	for _, p := range actors {
		p.Role = "actor"
		out = append(out, p)
	}
	for _, p := range recipients {
		p.Role = "recipient"
		out = append(out, p)
	}
	for i := range out {
		if out[i].Name == "" {
			for _, l := range keys(out[i].Text) {
				out[i].Name = out[i].Text[l]
				break
			}
		}
	}
	return out
}

// words gives what text search finds: the words of the sentences, each sentence once, and of all names; folded, in the order of the text.
func (ev *event) words(c *Card) string {
	var b strings.Builder
	seen := map[string]bool{}
	add := func(s string) {
		s = searchWords(s)
		if s == "" || seen[s] || b.Len()+len(s) > wordsMax {
			return
		}
		seen[s] = true
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	for i := range ev.tellings {
		t := &ev.tellings[i]
		add(t.Article.Title)
		add(t.Report.Sentence.Text)
		if p := t.Report.Place; p != nil {
			add(p.Name)
			add(p.Text)
		}
	}
	each(ev.tellings, func(_ int, p article.Party) {
		add(p.Name)
		add(p.Text)
	})
	return b.String()
}

// searchWords cuts a text into words and folds each, as they are found by search. A vowel sign or joiner is no separator.
func searchWords(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N) && r != '\u200c' && r != '\u200d'
	})
	for i, w := range words {
		words[i] = text.Fold(w)
	}
	return strings.Join(words, " ")
}

// line is what the card says in one line.
func (c *Card) line() Line {
	l := Line{Event: c.Event[0], Mode: c.Mode, Status: c.Status, Actor: public(c.Actor), Recipient: public(c.Recipient), Date: c.Date, EndDate: c.EndDate, Figures: c.Figures}
	if c.Loc != nil {
		l.Place, l.Country = c.Loc.Name, c.Loc.Country
	}
	return l
}

// publicKey is the key under which parties are counted, empty for one of whom neither country nor sector is known.
func publicKey(p Party) string {
	if key := public([]Party{p})[0].Key; key != "/" {
		return key
	}
	return ""
}

// public labels parties without the names of people whom no table knows.
func public(ps []Party) []Label {
	var out []Label
	for _, p := range ps {
		l := Label{Key: p.Country + "/" + p.Sector, Country: p.Country, Sector: p.Sector}
		if p.Wikidata != "" || p.KB != "" {
			l.Key, l.Name = p.Key, p.Name
		}
		out = append(out, l)
	}
	return out
}
