package lang

import (
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/text"
)

// Beside is what a word says of the number or date that it stands beside: beside.tsv of a pack, signs.tsv of common.
type Beside struct {
	Unit string // a measure or currency: km, INR, percent
	Kind string // what befell the counted: dead, injured, arrested, displaced

	Person bool // counted people
	Bare   bool // a number word for people that may stand before its noun: दोघे दहशतवादी
	Label  bool // the number after it is part of a name: Article 370
	Age    bool
	Clock  bool   // an hour of the day
	Range  bool   // joins two numbers
	Whole  bool   // a definite whole, no count: both
	Times  bool   // how often, no count
	Nth    bool   // after figures it makes an ordinal: 12 वी
	Amount bool   // only says that there are so many: हजारों की संख्या में
	Group  bool   // people counted by the group, not by the head: families
	Days   int    // of how many days a stretch of time is that is no week or month: a fortnight
	Away   bool   // after a distance it says where something is: 50 किमी दूर
	Worth  string // with a great number in the genitive before it, that many of this currency: 700 करोड़ की संपत्ति
	Opens  bool   // opens a range of two numbers: between 10 and 12
	One    bool   // an article that counts as one before a stretch of time: an hour
	Long   bool   // glued to a stretch of time it says how long: week-long
	Spot   bool   // a place that is counted, though elsewhere it is a word of grammar: ३० ठिकाणी

	Date      bool // a word for "date" beside a day of the month
	DateRange bool // joins two dates
	Decade    bool // glued to figures it makes a decade: 1990s
	DateName  bool // beside a weekday or month it makes a name of it: रविवार पेठ, Black Friday, Sunday Times
	DateEdge  bool // the beginning, middle or end of a stretch of time: गेल्या आठवड्याच्या सुरुवातीला
	Future    bool // makes an infinitive before it mean what will be: करने वाला
}

// set adds one tag; false where there is no such tag.
func (b *Beside) set(tag string) bool {
	key, value, has := strings.Cut(tag, "=")
	switch key {
	case "unit":
		b.Unit = value
		return value != ""
	case "days":
		b.Days, _ = strconv.Atoi(value)
		return b.Days > 0
	case "worth":
		b.Worth = value
		return value != ""
	case "kind":
		b.Kind = value
		return value != ""
	}
	flag := map[string]*bool{
		"person": &b.Person, "bare": &b.Bare, "label": &b.Label, "age": &b.Age, "clock": &b.Clock, "range": &b.Range,
		"all": &b.Whole, "times": &b.Times, "spot": &b.Spot, "one": &b.One, "long": &b.Long, "opens": &b.Opens,
		"nth": &b.Nth, "group": &b.Group, "away": &b.Away, "amount": &b.Amount,
		"date": &b.Date, "date-range": &b.DateRange, "decade": &b.Decade, "date-edge": &b.DateEdge,
		"date-name": &b.DateName, "future": &b.Future,
	}[key]
	if flag == nil || has {
		return false
	}
	*flag = true
	return true
}

// besides reads rows of tag and words; bad reports a mistake in a column.
func besides(rows []Row, bad func(r Row, col int, format string, args ...any)) map[string]Beside {
	out := map[string]Beside{}
	for _, r := range rows {
		words := strings.Fields(r.Field(1))
		if len(words) == 0 {
			bad(r, 1, "the line has no words: write tag, a tab, and words with blanks between them")
			continue
		}
		for _, w := range words {
			key := text.Fold(strings.ReplaceAll(w, "_", " "))
			b := out[key]
			if !b.set(r.Fields[0]) {
				bad(r, 0, "there is no tag %q: the tags are listed in docs/formats/pack.md under beside.tsv", r.Fields[0])
				break
			}
			out[key] = b
		}
	}
	return out
}
