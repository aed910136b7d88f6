package mcp

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
)

// TestSafe: what nobody sees goes and is counted; what readers of Marathi, Hindi and English see stays; the result stays JSON.
func TestSafe(t *testing.T) {
	tags := "" // "ignore" in the characters of language tags, which no font shows
	for _, r := range "ignore" {
		tags += string(rune(0xe0000) + r)
	}
	for _, c := range []struct {
		in, want string
		hidden   int
	}{
		{"र्\u200dहाऊंड आणि क\u200cष \"x\" \\n C:\\u0041 <b>&amp;", "र्\u200dहाऊंड आणि क\u200cष \"x\" \\n C:\\u0041 <b>&amp;", 0},
		{"first\nsecond\tthird", "first\nsecond\tthird", 0},
		{"a" + tags + "b", "ab", 6},
		{"pay\u202eyap\u2066 x\u200bx\ufeff\u00ad", "payyap xx", 5},
		{"a \u200d\u200cb", "a b", 2},
		{"x\ufe0f\U000e0101y\u3164z", "xyz", 3},
		{"bad \xff byte", "bad \ufffd byte", 0},
		{"nul\x00 bell\x07 esc\x1b[31m line\u2028sep del\x7f", "nul bell esc[31m linesep del", -1},
	} {
		data, hidden, err := safe(map[string]string{"k": c.in})
		var back map[string]string
		if err != nil || json.Unmarshal(data, &back) != nil {
			t.Fatalf("%q: %v, %s", c.in, err, data)
		}
		if back["k"] != c.want {
			t.Errorf("%q becomes %q, want %q", c.in, back["k"], c.want)
		}
		if c.hidden >= 0 && hidden != c.hidden || c.hidden < 0 && hidden == 0 {
			t.Errorf("%q: %d hidden, want %d", c.in, hidden, c.hidden)
		}
	}
}

// TestPiece: pieces of a text follow one another without a gap or a cut character, whatever its bytes.
func TestPiece(t *testing.T) {
	for _, text := range []string{"", "x", "काठमांडू :नेपाळने १४ भारतीय ट्रकचालकांची सुटका केली.", "a\xff\xfe\x80\x80\x80\x80\x80b", strings.Repeat("\x80", 50)} {
		for n := range 12 {
			at := 0
			for i := 0; at < len(text); i++ {
				p := piece(text, at, n)
				if p.End <= at || i > len(text) {
					t.Fatalf("%q from %d: %+v does not go on", text, at, p)
				}
				if utf8.ValidString(text) && (p.Start != at || text[p.Start:p.End] != p.Text) {
					t.Fatalf("%q from %d: %+v", text, at, p)
				}
				at = p.End
			}
		}
	}
}

// TestShrink: a card of any size is answered, and says what it left out; the card that was given to it stays whole in its counts.
func TestShrink(t *testing.T) {
	c := &accounts.Card{ID: "x", Counts: accounts.Counts{Reports: 2000}}
	words := article.Words{Text: strings.Repeat("शब्द ", 60)}
	for range 40 {
		a := accounts.Account{}
		for range 50 {
			a.Statements = append(a.Statements, accounts.Statement{Sentence: words, Trigger: []article.Words{words}})
			c.Articles = append(c.Articles, accounts.Article{Title: words.Text, URL: "https://example.org/" + strings.Repeat("x", 80)})
			c.Reports = append(c.Reports, accounts.Report{ID: "0123456789abcdef"})
		}
		c.Accounts = append(c.Accounts, a)
	}
	side := accounts.Side{}
	for range 2000 {
		side.Quotes = append(side.Quotes, accounts.Quote{Words: words})
	}
	c.Disagreements = []accounts.Disagreement{{Positions: []accounts.Position{{Sides: []accounts.Side{side, side}}}}}
	r := &reply{result: eventOut{Event: c}}
	shrink(c, r)
	data, err := r.json()
	if err != nil || len(data) > replyBytesMax {
		t.Fatalf("%v, %d bytes", err, len(data))
	}
	if len(c.Accounts) == 0 || len(c.Accounts[0].Statements) == 0 || len(c.Articles) == 0 || c.Counts.Reports != 2000 {
		t.Errorf("nothing is left of %d accounts, %d articles", len(c.Accounts), len(c.Articles))
	}
	if left := strings.Join(r.left, "\n"); !strings.Contains(left, "statements of accounts: ") || !strings.Contains(left, "quotes of disagreements: ") || !strings.Contains(left, "`parts`") {
		t.Errorf("left out: %s", left)
	}
}
