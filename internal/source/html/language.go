package html

import (
	"strings"
	"unicode"

	"github.com/bakhar/bakhar/internal/source/html/labels"
	"github.com/bakhar/bakhar/internal/source/html/linked"
	"github.com/bakhar/bakhar/internal/source/html/tree"
)

// knownShare is one in how many words of a text is a small word of its language, at least.
const knownShare = 10

// language is that of the page: what its html element says where the text can be that, else what the small words of the text say. Themes
// say "en-US" over Marathi, so the script decides first.
func language(h *headers, d linked.Data, list []*tree.Block) string {
	counts, total, dev, latin := map[string]int{}, 0, 0, 0
	for _, b := range list {
		if mass(b) == 0 {
			continue
		}
		for _, r := range b.Text {
			switch {
			case unicode.Is(unicode.Devanagari, r):
				dev++
			case unicode.Is(unicode.Latin, r):
				latin++
			}
		}
		for _, w := range strings.FieldsFunc(labels.Fold(b.Text), labels.NotLetter) {
			total++
			for code, set := range labels.Words().Word {
				if set[w] {
					counts[code]++
				}
			}
		}
	}
	best := ""
	for _, code := range []string{"en", "hi", "mr"} {
		if best == "" || counts[code] > counts[best] {
			best = code
		}
	}
	for _, s := range []string{h.language, d.Language, h.first("og:locale", "content-language")} {
		code, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(s, "_", "-")), "-")
		if len(code) != 2 && len(code) != 3 {
			continue
		}
		set, known := labels.Words().Word[code]
		switch {
		case !known && dev <= latin && counts[best]*knownShare < total, // a language that the table has no words of
			known && len(set) > 0 && counts[code]*2 >= counts[best] && counts[best] > 0,
			known && counts[best] == 0:
			return code
		}
	}
	if counts[best] < 3 {
		return ""
	}
	return best
}
