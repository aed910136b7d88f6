package cause_test

import (
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/cause"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/score"
	"github.com/bakhar/bakhar/packs"
)

// TestOf asks for the cause of an error that gold would see in a sentence, where it is known by hand.
func TestOf(t *testing.T) {
	p, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
	if err != nil {
		t.Fatal(err)
	}
	usa, iran := score.Party{Text: "The United States", Country: "USA"}, score.Party{Text: "Iran", Country: "IRN"}
	for _, c := range []struct {
		name, text string
		gold       score.Gold
		kind, want string
	}{
		{"a word that nobody knows", "The United States glorbed Iran.", score.Gold{Type: "ASSAULT", Trigger: "glorbed", Actor: []score.Party{usa}}, score.Miss, cause.Morphology},
		{"a word that is no act", "The United States has a table for Iran.", score.Gold{Type: "ASSAULT", Trigger: "table", Actor: []score.Party{usa}}, score.Miss, cause.Lexicon},
		{"another type was coded from the words", "The United States attacked Iran.", score.Gold{Type: "AID", Trigger: "attacked", Actor: []score.Party{usa}}, score.Miss, cause.Governor},
		{"found, with the parties the wrong way round", "The United States attacked Iran.", score.Gold{Type: "ASSAULT", Trigger: "attacked", Actor: []score.Party{iran}}, score.Roles, cause.Role},
		{"a party without its country", "Gunmen attacked Iran.", score.Gold{Type: "ASSAULT", Trigger: "attacked", Actor: []score.Party{{Text: "Gunmen", Country: "IRQ"}}}, score.Roles, cause.Country},
		{"a party that the text does not name", "Gunmen attacked Iran.", score.Gold{Type: "ASSAULT", Trigger: "attacked", Actor: []score.Party{{Text: "Iraq", Country: "IRQ"}}}, score.Roles, cause.Coreference},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := p.Code(&article.Article{ID: "x", Language: "en"}, c.text)
			if err != nil {
				t.Fatal(err)
			}
			g := &score.Text{ID: "x", Text: c.text, Events: []score.Gold{c.gold}}
			if got := cause.Of(d, g, &score.Error{Kind: c.kind, ID: "x"}, p.Onto); got != c.want {
				t.Errorf("%q: cause of the %s: got %q, want %q", c.text, c.kind, got, c.want)
			}
		})
	}
}

// TestSpurious tells an act with another actor and a second telling from an event that gold does not know at all.
func TestSpurious(t *testing.T) {
	g := &score.Text{Events: []score.Gold{{Type: "ASSAULT", Sentence: 0}, {Type: "AID", Sentence: 2}}}
	for typ, want := range map[string]string{"ASSAULT": cause.Twice, "AID": cause.Role, "SUPPORT": cause.Extra} {
		if got := cause.Of(nil, g, &score.Error{Kind: score.Spurious, Coded: typ, Sentence: 2}, nil); got != want {
			t.Errorf("spurious %s: got %q, want %q", typ, got, want)
		}
	}
}
