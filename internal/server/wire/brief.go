package wire

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/accounts"
)

// brief is of a card what a line needs; the rest is not read. Cards of events that many tell are long, and most of them is what each account says: a page of such
// events took seconds when all of it was read.
type brief struct {
	DateBasis string                     `json:"date_basis"`
	Actor     []accounts.Party           `json:"actor"`
	Recipient []accounts.Party           `json:"recipient"`
	Loc       *accounts.Place            `json:"event_loc"`
	Figures   []accounts.Range           `json:"figures"`
	Counts    accounts.Counts            `json:"counts"`
	Languages map[string]json.RawMessage `json:"languages"`
	Articles  []titled                   `json:"articles"` // those that headlines may need
}

// titled is an article as headlines need it.
type titled struct {
	ID        string `json:"id"`
	Language  string `json:"language"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
}

// The ends of a card's parts, as its encoder writes them. They can stand in no string, where quotation marks are escaped, and first stand where they are looked for.
var (
	reportsBegin       = []byte(`,"reports":[`)
	articlesBegin      = []byte(`],"articles":[`)
	accountsBegin      = []byte(`],"accounts":[`)
	disagreementsBegin = []byte(`],"disagreements":[`)
)

// read reads a card up to its articles, and of these as many as there are languages to find. A card that is written otherwise is read whole.
func (b *brief) read(body []byte) error {
	head := bytes.Index(body, reportsBegin)
	if head < 0 {
		return json.Unmarshal(body, b)
	}
	rest := bytes.Index(body[head:], articlesBegin)
	if rest < 0 {
		return json.Unmarshal(body, b)
	}
	if err := json.Unmarshal(append(body[:head:head], '}'), b); err != nil {
		return err
	}
	b.Articles = nil
	d := json.NewDecoder(bytes.NewReader(body[head+rest+len(articlesBegin)-1:]))
	if _, err := d.Token(); err != nil { // the bracket
		return err
	}
	had := map[string]bool{}
	for d.More() && len(had) < len(b.Languages) {
		var a titled
		if err := d.Decode(&a); err != nil {
			return err
		}
		if a.Title != "" && !had[a.Language] {
			had[a.Language] = true
			b.Articles = append(b.Articles, a)
		}
	}
	return nil
}

// headlines gives the first of each language, in the order of languages. A card's articles stand in order of publication.
func (b *brief) headlines() []Headline {
	first := map[string]Headline{}
	for _, a := range b.Articles {
		if _, had := first[a.Language]; !had && a.Title != "" {
			first[a.Language] = Headline{Language: a.Language, Title: a.Title, Publisher: a.Publisher, Article: a.ID}
		}
	}
	out := make([]Headline, 0, len(first))
	for _, language := range slices.Sorted(maps.Keys(first)) {
		out = append(out, first[language])
	}
	return out
}

// matters reads of a card on which matters its accounts differ.
func matters(body []byte) (list []accounts.Disagreement, err error) {
	if from := bytes.Index(body, accountsBegin); from >= 0 { // and so it is written as expected
		at := bytes.LastIndex(body[from:], disagreementsBegin)
		if at < 0 {
			return nil, nil
		}
		err = json.NewDecoder(bytes.NewReader(body[from+at+len(disagreementsBegin)-1:])).Decode(&list)
		return list, err
	}
	var b struct {
		Disagreements []accounts.Disagreement `json:"disagreements"`
	}
	err = json.Unmarshal(body, &b)
	return b.Disagreements, err
}
