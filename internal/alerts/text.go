package alerts

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/brief"
	"github.com/bakhar/bakhar/internal/ui"
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

// tongue says things in the language of an alert.
type tongue struct {
	words map[string]string
	codes bool // types and kinds are told by their codes
}

// speech gives the tongue of an alert.
func speech(a *Alert) tongue {
	if a.Language == "" {
		return tongue{ui.Words(codesIn), true}
	}
	return tongue{words: ui.Words(a.Language)}
}

// codesIn is the language where none is asked for: that of the codes.
const codesIn = "en"

// say fills the pairs of names and values into the text of a key.
func (t tongue) say(key string, fill ...string) string {
	for i := 0; i < len(fill); i += 2 {
		fill[i] = "{" + fill[i] + "}"
	}
	return strings.NewReplacer(fill...).Replace(t.words[key])
}

// count is say for a number of things.
func (t tongue) count(key string, n int) string {
	if n == 1 {
		return t.say(key+".one", "count", strconv.Itoa(n))
	}
	return t.say(key+".other", "count", strconv.Itoa(n))
}

// word is the word for a code; the code itself where it has none, or codes are wanted.
func (t tongue) word(family, code string) string {
	if w := t.words[family+"."+code]; w != "" && !t.codes {
		return w
	}
	return code[strings.LastIndexByte(code, '.')+1:]
}

// about says what accounts differ on.
func (t tongue) about(kinds []string) string {
	out := make([]string, len(kinds))
	for i, k := range kinds {
		out[i] = t.word("disagreement", k)
	}
	return strings.Join(out, ", ")
}

// headline says what is new in a line: "COERCE/seize: IRGC (IRN MIL) → IND CVL, Strait of Hormuz, 2026-03-02".
func (t tongue) headline(n *News) string {
	e := n.Event
	typ := string(e.Line.Event)
	code := t.word("type", typ)
	for i, m := range e.Mode {
		code += map[bool]string{true: "/", false: "+"}[i == 0] + t.word("mode", typ+"."+m)
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
		parts = append(parts, "["+t.word("status", string(e.Status))+"]")
	}
	s := strings.Join(parts, ", ")
	if n.Kind == NewDisagreement {
		s = "≠ " + t.about(n.Disagreements) + " — " + s
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
func (t tongue) details(n *News) []string {
	e := n.Event
	out := []string{t.say("alert.facts", "sources", strconv.Itoa(e.Counts.Sources), "articles", strconv.Itoa(e.Counts.Articles), "publishers", strconv.Itoa(e.Counts.Publishers),
		"languages", strings.Join(e.Languages, " "), "confidence", strconv.FormatFloat(e.Confidence, 'f', 2, 64))}
	if len(e.Disagreements) > 0 {
		out = append(out, t.say("alert.parted", "about", t.about(e.Disagreements)))
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
	return append(out, t.say("alert.event", "id", e.ID))
}
