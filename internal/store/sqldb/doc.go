package sqldb

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/text"
)

// A Doc is what the full text index of the database knows of an event: its words, and signs that stand for its type, its parties and all else
// that filters ask for. So any combination of filters is one question to one index that keeps its lists in the order of events' numbers, and
// is answered by walking those lists side by side. Words are cut and folded here, so that both databases find the same, and neither cuts
// at a vowel sign; signs begin with a character for private use, which no word has.
type Doc struct {
	Num        int64
	Tokens     []string
	First      string // day, sources and confidence once more, as figures, for what signs do not tell exactly
	Sources    int
	Confidence float64
}

// What of an event's words can be found: the rest of a text with more is not, nor a word's further places.
const (
	wordsMax   = 12_000 // PostgreSQL knows 16,383 places
	placesMax  = 240    // PostgreSQL knows 255 of one word
	lettersMax = 64     // longer words are cut off
)

// The marks that signs begin with.
const (
	gap = '\uE000' + iota // stands between lines, so that no phrase crosses one
	markType
	markMode
	markQuad
	markStatus
	markLanguage
	markPublisher
	markDisagreement
	markSpan
	markSources
	markTenth
	markHundredth
	markCountry // of the place
	markPlace   // a word of its names
	markActor   // country, sector or both
	markActorName
	markRecipient
	markRecipientName
)

// The least numbers of days, and of sources, of each class that has a sign. Below sourcesExact each number has its own.
var (
	spans        = [...]int{0, 1, 2, 8, 32}
	sourcesFrom  = [...]int{16, 32, 64, 128}
	sourcesExact = 16
)

// Words cuts a text into folded words; lines are kept apart.
func Words(s string) [][]string {
	var lines [][]string
	for line := range strings.SplitSeq(norm.NFC.String(strings.ToValidUTF8(s, " ")), "\n") {
		if words := cut(line); len(words) > 0 {
			lines = append(lines, words)
		}
	}
	return lines
}

func cut(line string) (words []string) {
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return !inWord(r) }) {
		if w = short(text.Fold(w)); w != "" {
			words = append(words, w)
		}
	}
	return words
}

// inWord holds for letters, digits and all that stands on them, and for the joiners that folding drops.
func inWord(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N, unicode.Mn, unicode.Mc) || r == '\u200C' || r == '\u200D'
}

// short drops what folding may leave that is in no word, and cuts off what is too long.
func short(w string) string {
	n := 0
	for i, r := range w {
		if !unicode.In(r, unicode.L, unicode.N, unicode.Mn, unicode.Mc) {
			return strings.Map(func(r rune) rune {
				if unicode.In(r, unicode.L, unicode.N, unicode.Mn, unicode.Mc) {
					return r
				}
				return -1
			}, w[:min(len(w), 4*lettersMax)])
		}
		if n++; n > lettersMax {
			return w[:i]
		}
	}
	return w
}

// sign is a token for a value. Values that look alike to an index that knows no capitals stay apart.
func sign(mark rune, value string) string {
	plain, upper := len(value) <= 24, value != ""
	for i := range len(value) {
		c := value[i]
		plain = plain && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
		upper = upper && len(value) <= 24 && c >= 'A' && c <= 'Z'
	}
	switch {
	case plain:
		return string(mark) + value
	case upper:
		return string(mark) + "u\uE000" + strings.ToLower(value)
	}
	sum := sha256.Sum256([]byte(value))
	return string(mark) + "h\uE000" + hex.EncodeToString(sum[:8])
}

func class(n int, from []int) int {
	c := 0
	for i, least := range from {
		if n >= least {
			c = i
		}
	}
	return c
}

// span is the class of an event's number of days.
func span(days article.Interval) int {
	if days.End.Zero() {
		return 0
	}
	return class(days.Start.Days(days.End), spans[:])
}

// spanSign is the sign of a class of spans.
func spanSign(c int) string { return sign(markSpan, strconv.Itoa(c)) }

// sourcesSign is the sign of a number of sources.
func sourcesSign(n int) string {
	if n < sourcesExact {
		return sign(markSources, strconv.Itoa(max(n, 0)))
	}
	return sign(markSources, strconv.Itoa(sourcesFrom[class(n, sourcesFrom[:])])+"up")
}

// percent is a confidence in hundredths, rounded down.
func percent(c float64) int { return min(max(int(c*100+1e-9), 0), 99) }

func newDoc(num int64, e *store.Event) *Doc {
	d := &Doc{Num: num, First: e.Days.Start.String(), Sources: e.Sources, Confidence: e.Confidence}
	d.facts(e)
	for i := range e.Parties {
		d.party(&e.Parties[i])
	}
	if p := e.Place; p != nil {
		if p.Country != "" {
			d.add(sign(markCountry, p.Country))
		}
		for _, name := range []string{p.Name, p.Text, p.Admin1} {
			d.name(markPlace, name)
		}
	}
	d.words(e.Words)
	return d
}

func (d *Doc) add(tokens ...string) { d.Tokens = append(d.Tokens, tokens...) }

// facts are all that filters ask for but parties and places.
func (d *Doc) facts(e *store.Event) {
	d.add(sign(markType, e.Type), sign(markQuad, strconv.Itoa(e.Quad)), sign(markStatus, string(e.Status)), spanSign(span(e.Days)), sourcesSign(e.Sources),
		sign(markTenth, strconv.Itoa(percent(e.Confidence)/10)), sign(markHundredth, strconv.Itoa(percent(e.Confidence))))
	for _, l := range []struct {
		mark   rune
		values []string
	}{{markMode, e.Modes}, {markLanguage, e.Languages}, {markPublisher, e.Publishers}, {markDisagreement, e.Disagreements}} {
		for _, v := range l.values {
			d.add(sign(l.mark, v))
		}
	}
	if len(e.Disagreements) > 0 {
		d.add(string(markDisagreement))
	}
}

func (d *Doc) party(p *store.EventParty) {
	mark, name := rune(markActor), rune(markActorName)
	if p.Role == recipient {
		mark, name = markRecipient, markRecipientName
	}
	if p.Country != "" {
		d.add(sign(mark, p.Country))
	}
	if p.Sector != "" {
		d.add(sign(mark, "/"+p.Sector))
		if p.Country != "" {
			d.add(sign(mark, p.Country+"/"+p.Sector))
		}
	}
	d.name(name, p.Name)
}

// recipient is the role of EventParty that is not actor.
const recipient = "recipient"

// name adds the words of a name, in order, each with its mark.
func (d *Doc) name(mark rune, name string) {
	d.add(string(gap))
	for _, line := range Words(name) {
		for _, w := range line {
			d.add(string(mark) + w)
		}
	}
}

func (d *Doc) words(s string) {
	places := map[string]int{}
	n := 0
	for _, line := range Words(s) {
		d.add(string(gap))
		for _, w := range line {
			if n++; n > wordsMax {
				return
			}
			if places[w]++; places[w] > placesMax {
				w = string(gap)
			}
			d.add(w)
		}
	}
}

// hash tells two docs apart, to spare writing one that is there already.
func (d *Doc) hash() int64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %g %q", d.First, d.Sources, d.Confidence, d.Tokens))
	return int64(binary.BigEndian.Uint64(sum[:]))
}
