package text

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Spellings of one word that must meet.
func TestFoldJoins(t *testing.T) {
	for _, words := range [][]string{
		{"पण्डित", "पंडित", "पँडित", "पण्\u200Dडित"},
		{"बँक", "बॅंक", "बॅँक"},
		{"अधिकाऱ्या", "अधिकार्\u200Dया", "अधिकार्या", "अधिकार\u093C्या"},
		{"दौऱ्यावर", "दौर्\u200Dयावर"},
		{"क\u093Cलम", "कलम", "\u0958लम"},
		{"अफ\u093Cग\u093Cानिस्तान", "अफगानिस्तान"},
		{"ज\u093Cमीन", "जमीन", "\u095Bमीन"},
		{"हिन्दी", "हिंदी"},
		{"सम्बन्ध", "संबंध"},
		{"गङ्गा", "गंगा"},
		{"चञ्चल", "चंचल"},
		{"अॅड", "ॲड", "अ\u200Dॅड", "ऍड"},
		{"ॲंटनी", "अँटनी", "अॅंटनी", "अॅण्टनी"},
		{"काँग्रेस", "कॉंग्रेस", "कांग्रेस"},
		{"ऑंध्र", "आंध्र", "आँध्र"},
		{"हाँ", "हां"},
		{"गऽ", "ग"},
		{"Vučić", "vucic", "VUČIĆ", "Vuc\u030Cic\u0301"},
		{"İstanbul", "istanbul", "ISTANBUL"},
		{"Straße", "strasse", "STRASSE", "STRAẞE"},
		{"Erdoğan", "erdogan"},
		{"Łódź", "lodz"},
		{"Đilas", "dilas"},
		{"Søren", "soren"},
		{"Æthel", "aethel"},
		{"Nguyễn", "nguyen"},
		{"U.S.", "us", "U.S", "US"},
		{"डॉ.", "डॉ"},
		{"КИЕВ", "киев"},
	} {
		want := Fold(words[0])
		for _, w := range words[1:] {
			if got := Fold(w); got != want {
				t.Errorf("Fold(%q) = %q, want %q as of %q", w, got, want, words[0])
			}
		}
	}
}

// Words that must stay apart.
func TestFoldParts(t *testing.T) {
	for _, w := range [][2]string{
		{"सड\u093Cक", "सडक"}, // ड़ is a letter of its own
		{"पढ\u093Cना", "पढना"},
		{"कॉल", "काल"},
		{"कॉल", "कोल"},
		{"बॅट", "बट"},
		{"मान", "मां"},
		{"सन्मान", "संमान"}, // न before म is no stop of its class
		{"जन्म", "जंम"},
		{"अन्य", "अंय"},
		{"पन", "पण"},
		{"लोक", "लोका"},
		{"दिन", "दीन"},
	} {
		if a, b := Fold(w[0]), Fold(w[1]); a == b {
			t.Errorf("%q and %q both fold to %q", w[0], w[1], a)
		}
	}
	if got, want := Fold("\u095C"), "ड\u093C"; got != want {
		t.Errorf("Fold(%q) = %q, want %q", "\u095C", got, want)
	}
	if got := Fold("."); got != "." {
		t.Errorf("a full stop by itself folds to %q", got)
	}
}

// checkFold: what is folded is UTF-8 and folding it again changes nothing, so lexicons and texts meet whichever way a word came.
func checkFold(t *testing.T, s string) {
	t.Helper()
	s = norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD"))
	once := Fold(s)
	if !utf8.ValidString(once) {
		t.Fatalf("Fold(%q) = %q is not UTF-8", s, once)
	}
	if twice := Fold(once); twice != once && once != "" {
		t.Fatalf("Fold(%q) = %q, and that folds to %q", s, once, twice)
	}
}

func TestFoldProperties(t *testing.T) {
	for _, s := range seeds {
		for _, w := range strings.Fields(s) {
			checkFold(t, w)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 4096 {
			checkFold(t, s)
		}
		Fold(s) // broken bytes too
	})
}

func TestFoldAll(t *testing.T) {
	if got := strings.Join(FoldAll("  Vučić  पण्डित U.S. "), "|"); got != "vucic|पंडित|us" {
		t.Errorf("FoldAll = %q", got)
	}
}

// What needs no folding is told without folding it.
func TestFolded(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 200_000 {
		rs := make([]rune, rng.IntN(6))
		for i := range rs {
			switch rng.IntN(8) {
			case 0:
				rs[i] = []rune("aZ.-\u200Déİ")[rng.IntN(7)]
			case 1:
				rs[i] = []rune("ङञणनम")[rng.IntN(5)]
			case 2:
				rs[i] = '\u094D'
			default:
				rs[i] = 0x0900 + rng.Int32N(0x80)
			}
		}
		if s := string(rs); folded(s) && fold(s) != s {
			t.Fatalf("%+q folds to %+q, though folded says that it is folded", s, fold(s))
		}
	}
}

func BenchmarkFold(b *testing.B) {
	for _, code := range []string{"mr", "hi", "en"} {
		words := strings.Fields(benchTexts[code])
		b.Run(code, func(b *testing.B) {
			b.SetBytes(int64(len(benchTexts[code])))
			b.ReportAllocs()
			for b.Loop() {
				for _, w := range words {
					Fold(w)
				}
			}
		})
	}
}
