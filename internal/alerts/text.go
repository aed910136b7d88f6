package alerts

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/brief"
)

// lineMax is the longest line that is made of words of articles, in characters.
const lineMax = 300

// plain makes one line of words from outside: no line breaks, which would end a header, nothing that nobody sees or that turns the direction
// of writing; joiners stay, as Devanagari needs them.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200c' || r == '\u200d':
			return r
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > lineMax {
		s = string(r[:lineMax]) + "…"
	}
	return s
}

// headline says what is new in a line: "COERCE/seize: IRGC (IRN MIL) → IND CVL, Strait of Hormuz, 2026-03-02".
func headline(n *News) string {
	e := n.Event
	code := string(e.Line.Event)
	if len(e.Mode) > 0 {
		code += "/" + strings.Join(e.Mode, "+")
	}
	parts := []string{code + ": " + who(e)}
	if e.Place != "" {
		parts = append(parts, e.Place)
	} else if e.Country != "" {
		parts = append(parts, e.Country)
	}
	if !e.Date.Zero() {
		day := e.Date.String()
		if e.EndDate != e.Date && !e.EndDate.Zero() {
			day += "/" + e.EndDate.String()
		}
		parts = append(parts, day)
	}
	if e.Status != "actual" {
		parts = append(parts, "["+string(e.Status)+"]")
	}
	s := strings.Join(parts, ", ")
	if n.Kind == NewDisagreement {
		s = "≠ " + strings.Join(n.Disagreements, ", ") + " — " + s
	}
	return plain(s)
}

func who(e *brief.Event) string {
	from, to := labels(e.Actor), labels(e.Recipient)
	switch {
	case to == "" && from == "":
		return "?"
	case to == "":
		return from
	case from == "":
		from = "?"
	}
	return from + " → " + to
}

func labels(list []accounts.Label) string {
	var out []string
	for _, l := range list {
		code := strings.TrimSpace(l.Country + " " + l.Sector)
		switch {
		case l.Name == "":
			out = append(out, code)
		case code == "":
			out = append(out, l.Name)
		default:
			out = append(out, l.Name+" ("+code+")")
		}
	}
	return strings.Join(out, " + ")
}

// details are the lines below a headline: who says so, the words, where to read.
func details(n *News) []string {
	e := n.Event
	out := []string{fmt.Sprintf("independent sources: %d; articles: %d; publishers: %d; languages: %s; confidence: %.2f", e.Counts.Sources, e.Counts.Articles, e.Counts.Publishers, strings.Join(e.Languages, " "), e.Confidence)}
	if len(e.Disagreements) > 0 {
		out = append(out, "accounts disagree: "+strings.Join(e.Disagreements, ", "))
	}
	if e.Evidence != nil {
		out = append(out, "“"+plain(e.Evidence.Sentence.Text)+"”")
	}
	for _, a := range e.Articles {
		out = append(out, plain(strings.Join(strings.Fields("— "+a.Publisher+" "+a.Published+" "+a.URL), " ")))
	}
	if e.Page != "" {
		out = append(out, e.Page)
	}
	return append(out, "event "+e.ID)
}
