package marks

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/text"
)

// at finds words in a text.
func at(t *testing.T, s, words string) article.Words {
	t.Helper()
	i := strings.Index(s, words)
	if i < 0 {
		t.Fatalf("%q does not stand in %q", words, s)
	}
	return article.Words{Text: words, Start: i, End: i + len(words)}
}

// lines draws a page: each segment with the kinds that stand over it.
func lines(p Page) []string {
	var out []string
	for _, b := range p.Blocks {
		var sb strings.Builder
		for _, g := range b.Segments {
			if len(g.Marks) == 0 {
				sb.WriteString(g.Text)
				continue
			}
			names := make([]string, len(g.Marks))
			for i, m := range g.Marks {
				names[i] = string(p.Marks[m].Kind)
			}
			fmt.Fprintf(&sb, "[%s|%s]", strings.Join(names, ","), g.Text)
		}
		out = append(out, sb.String())
	}
	return out
}

func expect(t *testing.T, p Page, want ...string) {
	t.Helper()
	if got := lines(p); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// Marks nest and cross; each segment lists the outermost first.
func TestNested(t *testing.T) {
	s := "पुणे : पोलिसांनी १९ शेतकऱ्यांना ताब्यात घेतले, असे मंत्र्यांनी सांगितले.\n\nThe end."
	r := article.Report{ID: "r1", Type: "COERCE", Modes: []string{"arrest"}, Trigger: []article.Words{at(t, s, "ताब्यात घेतले")},
		Actors:      []article.Party{{Words: at(t, s, "पोलिसांनी"), Country: "IND", Sector: "COP"}},
		Recipients:  []article.Party{{Words: at(t, s, "१९ शेतकऱ्यांना"), Country: "IND", Sector: "AGR"}},
		Quantities:  []article.Amount{{Words: at(t, s, "१९"), Kind: "arrested"}},
		Attribution: []article.Attribution{{Party: article.Party{Words: at(t, s, "मंत्र्यांनी"), Name: "Somebody"}}}}
	crossing := article.Report{ID: "r2", Type: "MAKE", Trigger: []article.Words{at(t, s, "शेतकऱ्यांना ताब्यात")}}
	p := Blocks(s, []article.Report{r, crossing}, []article.Defect{{Kind: "glued", Span: at(t, s, "पुणे : ").Span(), Other: at(t, s, "end").Span()}})
	expect(t, p, "[defect|पुणे : ][actor|पोलिसांनी] [recipient,quantity|१९][recipient| ][recipient,trigger|शेतकऱ्यांना][trigger| ][trigger,trigger|ताब्यात][trigger| घेतले], असे [says|मंत्र्यांनी] सांगितले.",
		"The [defect|end].")
	labels := map[Kind]string{}
	for _, m := range p.Marks {
		if m.Report != "r2" {
			labels[m.Kind] = m.Label
		}
		if m.Kind == Damage && (m.Defect == nil || *m.Defect != 0) {
			t.Errorf("the mark of a defect names the defect %v, not 0", m.Defect)
		}
	}
	for k, want := range map[Kind]string{Trigger: "COERCE/arrest", Actor: "IND COP", Recipient: "IND AGR", Quantity: "arrested", Says: "Somebody", Damage: "glued"} {
		if labels[k] != want {
			t.Errorf("the mark %s is labelled %q, want %q", k, labels[k], want)
		}
	}
}

// A mark that begins or ends inside a letter takes the whole letter.
func TestWholeLetters(t *testing.T) {
	f := func(s string, start, end int, want string) {
		t.Helper()
		expect(t, Blocks(s, nil, []article.Defect{{Kind: "glued", Span: text.Span{Start: start, End: end}}}), want)
	}
	f("क्षमा", 0, 3, "[defect|क्ष]मा")                       // क of क्ष
	f("पक्षी", 3, 9, "प[defect|क्षी]")                       // without its vowel sign
	f("घेतले", 9, 12, "घेत[defect|ले]")                      // ल without े
	f("कर्\u200Dया", 3, 6, "क[defect|र्\u200Dया]")           // eyelash ra is one with what it stands on
	f("a\u0301b", 0, 1, "[defect|a\u0301]b")                 // the accent goes with its letter
	f("👩\u200D👩\u200D👧!", 0, 4, "[defect|👩\u200D👩\u200D👧]!") // a family is one
	f("ab", 1, 1, "ab")
	f("ab", 1, 99, "a[defect|b]")
	f("ab", -1, 1, "ab")
}

// What is no text is told apart, and nothing else of it is touched.
func TestHostile(t *testing.T) {
	s := "प\xE0\xA4 <script>alert(1)</script> a\u202Ecod.exe\u202C \x00b\uFEFF"
	p := Blocks(s, nil, nil)
	var got []string
	for _, g := range p.Blocks[0].Segments {
		switch {
		case g.Broken > 0:
			got = append(got, fmt.Sprintf("broken %d", g.Broken))
		case g.Hidden != "":
			got = append(got, g.Hidden)
		default:
			got = append(got, g.Text)
		}
	}
	want := []string{"प", "broken 2", " <script>alert(1)</script> a", "U+202E", "cod.exe", "U+202C", " ", "U+0000", "b", "U+FEFF"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	data, err := json.Marshal(p)
	if err != nil || !utf8.Valid(data) || strings.Contains(string(data), "<script>") {
		t.Errorf("as JSON: %v: %.200q", err, data)
	}
}

// A word of a megabyte, a letter with half a million accents, a text of nothing but controls: bounded, told, and quick.
func TestBounded(t *testing.T) {
	if p := Blocks("x "+strings.Repeat("अ", 350_000)+" y", nil, nil); len(p.Blocks) != 1 || !p.Blocks[0].Long || len(p.Blocks[0].Segments) != 1 {
		t.Errorf("a word of a megabyte is not told as long")
	}
	if p := Blocks("a"+strings.Repeat("\u0301", 500_000), nil, nil); !p.Blocks[0].Long {
		t.Errorf("a letter of a megabyte is not told as long")
	}
	if p := Blocks(strings.Repeat("word ", 100_000), nil, nil); p.Blocks[0].Long {
		t.Errorf("many words are told as one long word")
	}
	s := strings.Repeat("a\u202E", 300_000)
	p := Blocks(s, nil, nil)
	n := 0
	for _, b := range p.Blocks {
		n += len(b.Segments)
	}
	if n > SegmentsMax || p.Rest != len(s)-p.Blocks[0].End || p.Rest == 0 {
		t.Errorf("%d segments and a rest of %d: want at most %d, and a rest", n, p.Rest, SegmentsMax)
	}
	if p := Blocks(strings.Repeat("क", TextMax/3+10), nil, nil); p.Rest == 0 || p.Blocks[0].End+p.Rest != 3*(TextMax/3+10) || p.Blocks[0].Segments[0].Broken > 0 {
		t.Errorf("a text beyond TextMax leaves a rest of %d", p.Rest)
	}
	many := make([]article.Report, MarksMax+10)
	for i := range many {
		many[i] = article.Report{ID: fmt.Sprint(i), Trigger: []article.Words{{Start: 0, End: 2}}}
	}
	if p := Blocks("abc", many, nil); len(p.Marks) != MarksMax || len(p.Blocks[0].Segments[0].Marks) != overMax {
		t.Errorf("%d marks and %d over one segment", len(p.Marks), len(p.Blocks[0].Segments[0].Marks))
	}
}

func TestLines(t *testing.T) {
	expect(t, Blocks("one\r\n\r\ntwo\rthree\u2028four\n \t\u00A0\nfive\n", nil, []article.Defect{{Span: text.Span{Start: 2, End: 12}}}),
		"on[defect|e]", "[defect|two]", "[defect|t]hree", "four", "five")
	if p := Blocks("", nil, nil); p.Blocks == nil || p.Marks == nil || len(p.Blocks)+len(p.Marks) > 0 {
		t.Errorf("an empty text gives %v", p)
	}
}

// check holds a page against its text: every byte of a line in one segment, cuts between letters, and over each segment the marks that
// stand there, in order.
func check(t *testing.T, s string, p Page) {
	t.Helper()
	for _, b := range p.Blocks {
		i := b.Start
		for k, g := range b.Segments {
			n := len(g.Text)
			if g.Broken > 0 {
				n = g.Broken
			} else if i+n > b.End || s[i:i+n] != g.Text {
				t.Fatalf("%q: at %d stands the segment %q", s, i, g.Text)
			}
			for m, mark := range p.Marks {
				if want, got := mark.Start < i+n && i < mark.End, slices.Contains(g.Marks, m); want != got {
					t.Fatalf("%q: over the segment [%d,%d) the mark [%d,%d) is %v, want %v", s, i, i+n, mark.Start, mark.End, got, want)
				}
			}
			if !slices.IsSorted(g.Marks) || !utf8.ValidString(g.Text) {
				t.Fatalf("%q: segment %d: marks %v, text %+q", s, k, g.Marks, g.Text)
			}
			i += n
		}
		if i != b.End {
			t.Fatalf("%q: the segments of [%d,%d) end at %d", s, b.Start, b.End, i)
		}
		if utf8.ValidString(s[b.Start:b.End]) {
			checkLetters(t, s[b.Start:b.End], b)
		}
	}
	for i, m := range p.Marks[:max(len(p.Marks)-1, 0)] {
		if n := p.Marks[i+1]; n.Start < m.Start || n.Start == m.Start && n.End > m.End {
			t.Fatalf("%q: the mark %v stands before %v", s, m, n)
		}
	}
}

// checkLetters: the cuts of a line are cuts between letters as Unicode has them, or beside what hides.
func checkLetters(t *testing.T, line string, b Block) {
	t.Helper()
	cuts := map[int]bool{0: true}
	for it := graphemes.FromString(line); it.Next(); {
		cuts[it.End()] = true
	}
	at := 0
	for k, g := range b.Segments {
		if !cuts[at] && g.Hidden == "" && b.Segments[k-1].Hidden == "" {
			t.Fatalf("%q: a letter is cut at %d, before %q", line, at, g.Text)
		}
		at += len(g.Text)
	}
}

func TestProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pool := []string{"a", "b", " ", "\n", "क", "्", "ष", "ि", "े", "ं", "ऱ", "\u200D", "\u200C", "़", "e", "\u0301", "👩", "\u202E", "\x80", "\xE0", "\xA4", "\r", "\u2028", "।", "१", "\x00", "한", "🇮", "🇳", "\uFE0F"}
	for range 20_000 {
		var sb strings.Builder
		for range rng.IntN(14) {
			sb.WriteString(pool[rng.IntN(len(pool))])
		}
		s := sb.String()
		var ds []article.Defect
		var rs []article.Report
		for range rng.IntN(5) {
			a, b := rng.IntN(len(s)+2)-1, rng.IntN(len(s)+3)-1
			ds = append(ds, article.Defect{Kind: "glued", Span: text.Span{Start: a, End: b}})
			a, b = rng.IntN(len(s)+1), rng.IntN(len(s)+1)
			rs = append(rs, article.Report{ID: "r", Trigger: []article.Words{{Start: a, End: b}}})
		}
		check(t, s, Blocks(s, rs, ds))
	}
}

func FuzzBlocks(f *testing.F) {
	f.Add("क्षमा\nab", 0, 3)
	f.Fuzz(func(t *testing.T, s string, a, b int) {
		if len(s) < 2000 {
			check(t, s, Blocks(s, nil, []article.Defect{{Span: text.Span{Start: a, End: b}}}))
		}
	})
}

func BenchmarkBlocks(b *testing.B) {
	s := strings.Repeat("पोलिसांनी १९ शेतकऱ्यांना ताब्यात घेतले, असे मंत्र्यांनी सांगितले. The end of it.\n", 100)
	var rs []article.Report
	for i, r := range s {
		if r == 'श' && unicode.IsLetter(r) {
			rs = append(rs, article.Report{ID: fmt.Sprint(i), Trigger: []article.Words{{Start: i, End: i + 30}}, Actors: []article.Party{{Words: article.Words{Start: i - 20, End: i + 9}}}})
		}
	}
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Blocks(s, rs, nil)
	}
}
