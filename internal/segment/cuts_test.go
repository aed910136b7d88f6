package segment

import (
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// TestCuts: no token crosses a cut, and the word glued to a credit starts where the cut ends.
func TestCuts(t *testing.T) {
	s := "Headline\nReutersChina said (Photo: AP) so.\nRead more\nEnd."
	var cuts []text.ViewSpan
	for _, c := range []string{"Reuters", "(Photo: AP)", "Read more"} {
		i := strings.Index(s, c)
		cuts = append(cuts, text.ViewSpan{Start: i, End: i + len(c)})
	}
	art := &article.Article{View: text.NewView(s), Cuts: cuts}
	Run(art, &lang.Pack{}, nil, nil)
	var got []string
	for _, tok := range art.Tokens {
		if s[tok.VSpan.Start:tok.VSpan.End] != tok.Text {
			t.Errorf("token %q is not its span", tok.Text)
		}
		for _, c := range cuts {
			if tok.VSpan.Start < c.End && c.Start < tok.VSpan.End {
				t.Errorf("token %q lies in cut %q", tok.Text, s[c.Start:c.End])
			}
		}
		got = append(got, tok.Text)
	}
	if want := "Headline China said so . End ."; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
	if len(art.Sentences) != 3 || !art.Tokens[1].Space || art.Sentences[1].Paragraph != 1 || art.Sentences[2].Paragraph != 2 {
		t.Errorf("sentences %+v", art.Sentences)
	}
}
