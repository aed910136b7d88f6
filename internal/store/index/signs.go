package index

import (
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sqltx"
	"github.com/bakhar/bakhar/internal/store/words"
)

// A sign is something that filters ask for: a type, a publisher, a country that acts. The table of signs gives each a number, for ever; the faces
// of events are made of those numbers. Signs of names are also found by their words.
type sign struct {
	kind  string
	value string
}

// The kinds of signs. A party's kind goes before its country, its sector after a stroke, both, or the folded words of its name. The rows of
// counts are signs too: what they say of a place or a party stands in the value (placeValue, partyValue).
const (
	signType          = "type"
	signMode          = "mode"
	signQuad          = "quad"
	signStatus        = "status"
	signLanguage      = "language"
	signPublisher     = "publisher"
	signDisagreement  = "disagreement" // without a value: there is one
	signDefect        = "defect"       // of an article; without a value: there is one
	signActor         = "actor"
	signRecipient     = "recipient"
	signCountry       = "country" // of the place
	signActorName     = "actor name"
	signRecipientName = "recipient name"
	signPlaceName     = "place name"
	signPlace         = "place"
	signParty         = "party" // that the event is held to have, in either role
	signActorParty    = "actor party"
	signRecipParty    = "recipient party"
)

// kinds are the kinds as faces have them, for ever, beginning at 1. Blocks have signs in this order: what filters ask most comes first.
var kinds = func() map[string]uint8 {
	m := map[string]uint8{}
	for i, k := range []string{signType, signMode, signQuad, signStatus, signLanguage, signPublisher, signDisagreement, signDefect, signActor, signRecipient, signCountry,
		signActorName, signRecipientName, signPlaceName, signPlace, signParty, signActorParty, signRecipParty} {
		m[k] = uint8(i + 1)
	}
	return m
}()

// nameMax bounds the words of a name by which it is found.
const nameMax = 16

func (s sign) String() string { return s.kind + " " + s.value }

// named tells whether signs of a kind are found by their words.
func named(kind string) bool { return strings.HasSuffix(kind, " name") }

// name is a name as its sign has it: its folded words.
func name(s string) string {
	var list []string
	for _, line := range words.Cut(s) {
		list = append(list, line...)
	}
	return strings.Join(list[:min(len(list), nameMax)], " ")
}

// signsOf are the signs of an event, some perhaps twice.
func signsOf(e *store.Event) (list []sign) {
	add := func(kind string, values ...string) {
		for _, v := range values {
			list = append(list, sign{kind, sqltx.Clean(v)})
		}
	}
	addName := func(kind, s string) {
		if s = name(s); s != "" {
			add(kind, s)
		}
	}
	add(signType, e.Type)
	add(signMode, e.Modes...)
	add(signQuad, strconv.Itoa(e.Quad))
	add(signStatus, string(e.Status))
	add(signLanguage, e.Languages...)
	add(signPublisher, e.Publishers...)
	if len(e.Disagreements) > 0 {
		add(signDisagreement, append([]string{""}, e.Disagreements...)...)
	}
	for _, p := range e.Parties {
		kind, nameKind := signActor, signActorName
		if p.Role == recipient {
			kind, nameKind = signRecipient, signRecipientName
		}
		if p.Country != "" {
			add(kind, p.Country)
		}
		if p.Sector != "" {
			add(kind, "/"+p.Sector, p.Country+"/"+p.Sector)
		}
		addName(nameKind, p.Name)
		if value := partyValue(&p); value != "" {
			add(signParty, value)
			add(kind+" party", value)
		}
	}
	if p := e.Place; p != nil {
		if p.Country != "" {
			add(signCountry, p.Country)
		}
		for _, s := range []string{p.Name, p.Text, p.Admin1} {
			addName(signPlaceName, s)
		}
		if value := placeValue(p); value != "" {
			add(signPlace, value)
		}
	}
	return list
}

// recipient is the role of store.EventParty that is not actor.
const recipient = "recipient"

// signsKept is how many numbers of signs a DB remembers.
const signsKept = 200_000

// numbered gives the signs with their numbers, new ones to those that have none.
func (t *Index) numbered(signs []sign) ([]face.Sign, error) {
	out := make([]face.Sign, len(signs))
	for i, s := range signs {
		key := s.String()
		num, ok := t.signs[key]
		if !ok {
			num, ok = t.known[key]
		}
		if !ok {
			var err error
			if num, err = t.signNumber(s); err != nil {
				return nil, err
			}
			if t.signs == nil {
				t.signs = Signs{}
			}
			t.signs[key] = num
		}
		out[i] = face.NewSign(kinds[s.kind], num)
	}
	return out, nil
}

func (t *Index) signNumber(s sign) (num int64, err error) {
	found, err := t.One([]any{&num}, "SELECT num FROM sign WHERE kind = ? AND value = ?", s.kind, s.value)
	if err != nil || found {
		return num, err
	}
	if err := t.Returning([]any{&num}, "INSERT INTO sign (kind, value) VALUES (?, ?) RETURNING num", s.kind, s.value); err != nil || !named(s.kind) {
		return num, err
	}
	var rows [][]any
	for _, w := range strings.Fields(s.value) {
		rows = append(rows, []any{s.kind, w, num})
	}
	return num, t.Insert("INSERT INTO sign_word (kind, word, sign)", rows, " ON CONFLICT DO NOTHING")
}

// Remember keeps the numbers of signs for transactions to come, once this one is kept.
func (t *Index) Remember() {
	if len(t.known)+len(t.signs) > signsKept {
		clear(t.known)
	}
	for k, num := range t.signs {
		t.known[k] = num
	}
}

// named gives the names of a kind that have words of s one after the other, the last by its beginning.
func (t *Index) named(kind, s string) (signs []face.Sign, err error) {
	want := name(s)
	if want == "" {
		return nil, nil
	}
	list := strings.Fields(want)
	from, to := list[0], list[0]
	if len(list) == 1 {
		to += "\U0010FFFF"
	}
	err = t.Query(func(scan func(...any) error) error {
		var num int64
		var value string
		err := scan(&num, &value)
		if strings.Contains(" "+value, " "+want) {
			signs = append(signs, face.NewSign(kinds[kind], num))
		}
		return err
	}, "SELECT s.num, s.value FROM sign_word w JOIN sign s ON s.num = w.sign WHERE w.kind = ? AND w.word >= ? AND w.word <= ?", kind, from, to)
	return signs, err
}

// exactly gives the sign of a kind with a value, where there is one.
func (t *Index) exactly(kind, value string) (signs []face.Sign, err error) {
	var num int64
	found, err := t.One([]any{&num}, "SELECT num FROM sign WHERE kind = ? AND value = ?", kind, sqltx.Clean(value))
	if found && err == nil {
		signs = append(signs, face.NewSign(kinds[kind], num))
	}
	return signs, err
}
