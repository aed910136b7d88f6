package score

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// PlaceFigures say of the places of the events found what the reference scorer does not: how many are the very place, and how many of
// those coded are right. Both are "right/asked=share", and empty where nothing was asked.
type PlaceFigures struct {
	Name      string `json:"place_name,omitempty"`      // of the events whose gold has a place: the same name, or the same words
	Precision string `json:"place_precision,omitempty"` // of the events coded with a place: one in the country of the gold's
}

// places counts them.
type places struct{ name, coded field }

func (p *places) add(gold, coded *Place) {
	if gold != nil {
		p.name.add(coded != nil && samePlace(gold, coded))
	}
	if coded != nil {
		p.coded.add(gold != nil && gold.Country == coded.Country)
	}
}

func (p places) figures() *PlaceFigures {
	f := &PlaceFigures{Name: p.name.String(), Precision: p.coded.String()}
	if *f == (PlaceFigures{}) {
		return nil
	}
	return f
}

// samePlace tells whether two places have one name, apart from marks on letters and from what the gold's place lies in ("Azad Maidan,
// Mumbai"), or stand in the same words of the text.
func samePlace(gold, coded *Place) bool {
	short, _, _ := strings.Cut(gold.Name, ",")
	n := letters(coded.Name)
	return n != "" && (n == letters(gold.Name) || n == letters(short)) || coded.Text != "" && letters(coded.Text) == letters(gold.Text)
}

// letters are the letters and signs of a name without marks on Latin ones, in small letters.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x300 && unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		case r > 0x370 && (unicode.IsLetter(r) || unicode.IsMark(r)):
			return r
		}
		return -1
	}, norm.NFKD.String(s))
}
