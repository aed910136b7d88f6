package score

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/plover"
)

// set is a set of codes.
type set map[string]bool

func (s set) union(t set) set {
	out := set{}
	for k := range s {
		out[k] = true
	}
	for k := range t {
		out[k] = true
	}
	return out
}

func (s set) within(t set) bool {
	for k := range s {
		if !t[k] {
			return false
		}
	}
	return true
}

func (s set) meets(t set) bool {
	for k := range s {
		if t[k] {
			return true
		}
	}
	return false
}

func (s set) String() string {
	keys := make([]string, 0, len(s))
	for k := range s {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return strings.Join(keys, "+")
}

// countries are the parties' countries; international bodies count as one, however finely they are coded.
func countries(ps []Party) set {
	s := set{}
	for _, p := range ps {
		if p.Country != "" {
			s[country(p.Country)] = true
		}
	}
	return s
}

func country(code string) string {
	switch code {
	case "UNO", "EUR":
		return "IGO"
	}
	return code
}

// SameCountry tells whether two codes of countries count as one.
func SameCountry(a, b string) bool { return country(a) == country(b) }

func sectors(ps []Party) set {
	s := set{}
	for _, p := range ps {
		if p.Sector != "" {
			s[p.Sector] = true
		}
		for _, o := range p.Others {
			s[o] = true
		}
	}
	return s
}

// rolesOK tells whether the coded event has the countries of both gold sides. In a mutual act (CONSULT, or several actors and
// no recipient) the sides may be told either way.
func rolesOK(g *Gold, c *Event) bool {
	ga, gr := countries(g.Actor), countries(g.Recipient)
	ca, cr := countries(c.Actor), countries(c.Recipient)
	if g.Type == plover.Type("CONSULT") || len(gr) == 0 && len(ga) > 1 {
		return ga.union(gr).within(ca.union(cr))
	}
	return ga.within(ca) && gr.within(cr)
}

func sides(actor, recipient []Party) string {
	a, r := countries(actor).String(), countries(recipient).String()
	if a == "" {
		a = "?"
	}
	if r == "" {
		return a
	}
	return a + " → " + r
}

// f1 gives precision, recall and F1, each rounded to three digits; F1 is taken before rounding.
func f1(tp, fp, fn int) (p, r, f float64) {
	p, r = ratio(tp, tp+fp), ratio(tp, tp+fn)
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return round(p, 3), round(r, 3), round(f, 3)
}

// aroundBytes is how much of a text is shown on each side of the words that an error is about.
const aroundBytes = 160

// around gives the words with what stands on both sides in their paragraph.
func around(text, words string) string {
	at := strings.Index(text, words)
	if words == "" || at < 0 {
		return clip(text, 2*aroundBytes)
	}
	start := strings.LastIndexByte(text[:at], '\n') + 1
	end := len(text)
	if i := strings.IndexByte(text[at+len(words):], '\n'); i >= 0 {
		end = at + len(words) + i
	}
	before, after := "", ""
	if at-start > aroundBytes {
		start, before = runeStart(text, at-aroundBytes), "… "
	}
	if end-at-len(words) > aroundBytes {
		end, after = runeStart(text, at+len(words)+aroundBytes), " …"
	}
	return before + text[start:end] + after
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:runeStart(s, n)] + " …"
}

func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}
