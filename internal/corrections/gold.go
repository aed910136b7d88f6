package corrections

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// GoldText is a line of gold as corpus/GUIDELINES.md has it: a text and the right reading of it, made of what analysts have judged. Damage of
// the text is not judged, and therefore not told.
type GoldText struct {
	ID        string      `json:"id"`
	Language  string      `json:"language"`
	Published string      `json:"published,omitempty"`
	Publisher string      `json:"publisher,omitempty"`
	URL       string      `json:"url,omitempty"`
	Title     string      `json:"title,omitempty"`
	Text      string      `json:"text"`
	Events    []GoldEvent `json:"events"`
	Partly    bool        `json:"partly,omitempty"` // some of what was coded nobody has judged; it is left out
}

// GoldEvent is one event of a gold text.
type GoldEvent struct {
	Type        plover.Type    `json:"type"`
	Mode        []string       `json:"mode"`
	Actor       []GoldParty    `json:"actor"`
	Recipient   []GoldParty    `json:"recipient"`
	Trigger     string         `json:"trigger"`
	Sentence    int            `json:"sentence"`
	Date        *GoldDays      `json:"date,omitempty"`
	Place       *GoldPlace     `json:"place,omitempty"`
	Quantities  []GoldAmount   `json:"quantities"`
	Status      article.Status `json:"status"`
	Attribution []GoldParty    `json:"attribution"`
	Quoted      bool           `json:"quoted"`
}

// GoldParty is a party of a gold event.
type GoldParty struct {
	Text    string `json:"text"`
	Country string `json:"country"`
	Sector  string `json:"sector"`
}

// GoldDays are the days of a gold event.
type GoldDays struct {
	Start article.Date `json:"start"`
	End   article.Date `json:"end"`
	Text  string       `json:"text"`
}

// GoldPlace is the place of a gold event.
type GoldPlace struct {
	Text    string `json:"text"`
	Name    string `json:"name"`
	Country string `json:"country"`
}

// GoldAmount is a count of a gold event.
type GoldAmount struct {
	Text string   `json:"text"`
	Min  *float64 `json:"min"`
	Max  *float64 `json:"max"`
	Unit string   `json:"unit"`
	Of   string   `json:"of"`
}

// Gold gives an article as gold, base being its reports as coded and cs its corrections. ok is false where nothing of it is judged. A report
// counts as judged once it is accepted, edited or rejected; an article of which no report is left and at least one was rejected is gold of no
// event. Events that the coder has missed are not in it: it is as good as the analyst's care.
func Gold(art store.Article, base []article.Report, cs []store.Correction) (g GoldText, ok bool) {
	reports, judged := apply(base, cs)
	g = GoldText{ID: art.ID, Language: art.Language, Published: art.Day.String(), Publisher: art.Publisher, URL: art.URL, Title: art.Title, Text: art.Text, Events: []GoldEvent{}}
	if art.Given != "" {
		g.ID = art.Given
	}
	for _, r := range reports {
		switch {
		case r.Article != art.ID:
		case judged[r.ID] == "":
			g.Partly = true
		default:
			g.Events = append(g.Events, goldEvent(r))
		}
	}
	rejected := len(base) > 0 && len(reports) < len(base)
	return g, len(g.Events) > 0 || rejected
}

func goldEvent(r article.Report) GoldEvent {
	e := GoldEvent{Type: r.Type, Mode: r.Modes, Actor: goldParties(r.Actors), Recipient: goldParties(r.Recipients), Trigger: longest(r.Trigger), Sentence: r.Index, Quantities: []GoldAmount{},
		Status: r.Status, Attribution: goldParties(links(r.Attribution)), Quoted: r.Quoted}
	if e.Mode == nil {
		e.Mode = []string{}
	}
	if r.DateText != nil && !r.Date.Start.Zero() {
		e.Date = &GoldDays{r.Date.Start, r.Date.End, r.DateText.Text}
	}
	if p := r.Place; p != nil {
		e.Place = &GoldPlace{p.Text, p.Name, p.Country}
	}
	for _, q := range r.Quantities {
		e.Quantities = append(e.Quantities, GoldAmount{q.Text, q.Min, q.Max, q.Unit, q.Of})
	}
	return e
}

func goldParties(ps []article.Party) []GoldParty {
	out := []GoldParty{}
	for _, p := range ps {
		out = append(out, GoldParty{p.Text, p.Country, p.Sector})
	}
	return out
}

// longest is the piece of a trigger that says most: gold has room for one, which must stand in the text.
func longest(ws []article.Words) string {
	best := ""
	for _, w := range ws {
		if len(w.Text) > len(best) {
			best = w.Text
		}
	}
	return best
}

// Exported counts what ExportGold wrote.
type Exported struct {
	Texts, Events int
	Partly        int // articles judged in part: written only where asked for
}

// ExportGold writes the current articles of which all that was coded is judged as JSON lines of gold, in the order of ids; with partly also those
// judged in part, which say so, for reading on and not for scoring.
func ExportGold(tx store.Tx, w io.Writer, partly bool) (Exported, error) {
	var n Exported
	touched := map[string]bool{}
	for c, err := range tx.EachCorrection() {
		if err != nil {
			return n, fmt.Errorf("reading corrections: %w", err)
		}
		for _, a := range c.Targets {
			touched[a.Article] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(touched)) {
		art, err := tx.Article(id)
		if err != nil {
			return n, fmt.Errorf("reading article %q: %w", id, err)
		}
		if art.Replaced != "" {
			continue
		}
		s, err := look(tx, id)
		if err != nil {
			return n, fmt.Errorf("reading article %q: %w", id, err)
		}
		g, ok := Gold(art, s.coded, s.cs)
		if !ok {
			continue
		}
		if g.Partly {
			n.Partly++
			if !partly {
				continue
			}
		}
		if err := writeLine(w, g); err != nil {
			return n, fmt.Errorf("writing gold: %w", err)
		}
		n.Texts++
		n.Events += len(g.Events)
	}
	return n, nil
}

func writeLine(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}
