package text

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// seeds are inputs that broke, or nearly broke, a normaliser once.
var seeds = []string{
	"",
	"a",
	"\x00",
	"\xff",
	"रशियाने युक्रेनवर हल्ला केला.",
	"अधिकाऱ्यांनी अधिकार्\u200dयांनी अधिकाऱ्यांनी",
	"पण्डित|पंडित ॥ १,००,००० “उद्धरण” ‘आत’",
	"आले.\r\nगेले.\rपुन्हा\n\r\n",
	"\uFEFFबातमी\u200B\u200C\u200D\u2060",
	"\u200D\u200D",
	"a\u0301\u0301\u0301",
	"\u0301a",      // a lone mark at the start
	"\u093E\u093F", // lone vowel signs
	"a" + strings.Repeat("\u0301", 200),
	"क" + strings.Repeat("\u094D", 200),
	"a" + strings.Repeat("\x80", 200), // continuation bytes for ever after a letter
	"क" + strings.Repeat("\x80", 200),
	"é" + strings.Repeat("\u0301\xff", 60),
	"a\u0301" + strings.Repeat("\u0323", 31) + "\xe0\xa4", // a pile that ends in half a rune at the limit
	"\u202Eअबक\u202C \u2066abc\u2069",
	"\xe0\xa4",          // half a rune at the end
	"\xe0\xa4x\xe0\xa4", // and in the middle
	"\xed\xa0\x80",      // a surrogate
	"\xf4\x90\x80\x80",  // past the last code point
	"\xc0\xaf",          // overlong
	"क़ड़ढ़ ड़ ऩ न\u093C र\u093C",
	"=\u0338 <\u0338 1\u0301",
	"\u1100\u1161\u11a8 \uac00\u11a8", // Hangul letters that compose
	"क | ख|ग ||| x | y",
	"İstanbul ﬁ Å Å Ω",
	"𝔸𝟘😀👨\u200D👩\u200D👧",
	"１２３ ३.५",
	"a\u00ADb\u00A0c\u3000d\u2028e\u0085f",
	"\u0344\u0340\u0958\u2126", // runes that normalisation replaces
}

func TestViewProperties(t *testing.T) {
	for _, s := range seeds {
		checkView(t, s)
	}
	alphabet := []string{"a", "Z", "é", "\u0301", "\u0323", "\u0338", "=", " ", "\n", "\r", "\r\n", "\x00", "|", "`", "“", "’", "१", "9", "क", "ा", "्",
		"\u093C", "\u0945", "ं", "ऱ", "\u200D", "\u200C", "\uFEFF", "\u202E", "\x80", "\xff", "\xe0", "\xa4", "\xf0\x9f", "😀", "क़", "\u1100", "\u1161", "।", "॥", "…"}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		var b strings.Builder
		for range rng.IntN(24) {
			x := alphabet[rng.IntN(len(alphabet))]
			if rng.IntN(12) == 0 {
				x = strings.Repeat(x, rng.IntN(80))
			}
			b.WriteString(x)
		}
		checkView(t, b.String())
	}
}

// stepwise makes a view without the short way for what stays as it is.
func stepwise(s string) *View {
	v := &View{original: s}
	b := builder{view: v}
	for i := 0; i < len(s); {
		i += b.next(s, i)
	}
	v.Text = b.out.String()
	return v
}

func FuzzView(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkView(t, s) })
}

// checkView holds a text against everything that a view promises.
func checkView(t *testing.T, s string) {
	if got, want := NewView(s), stepwise(s); got.Text != want.Text || !slices.Equal(got.pieces, want.pieces) {
		t.Errorf("%+q: the short way gives %+q %v, the long one %+q %v", s, got.Text, got.pieces, want.Text, want.pieces)
	}
	t.Helper()
	v := NewView(s)
	if v.Original() != s {
		t.Fatalf("%q: the original is now %q", s, v.Original())
	}
	if !utf8.ValidString(v.Text) {
		t.Fatalf("%q: the view %q is not UTF-8", s, v.Text)
	}
	if again := NewView(s); again.Text != v.Text {
		t.Fatalf("%q: twice normalised, the view is %q and %q", s, v.Text, again.Text)
	}
	checkPieces(t, s, v)
	orig, view := boundaries(s), boundaries(v.Text)
	inOrig, inView := set(orig), set(view)
	pairs(view, func(a, b int) {
		vs := ViewSpan{a, b}
		o := v.ToOriginal(vs)
		if o.Start < 0 || o.Start >= o.End || o.End > len(s) || !inOrig[o.Start] || !inOrig[o.End] {
			t.Fatalf("%q: view span %v goes to %v, not a run of whole runes of the original", s, vs, o)
		}
		if back := v.ToView(o); back.Start > vs.Start || back.End < vs.End {
			t.Fatalf("%q: view span %v goes to %v and comes back as %v", s, vs, o, back)
		}
	})
	pairs(orig, func(a, b int) {
		o := Span{a, b}
		vs := v.ToView(o)
		if vs == (ViewSpan{}) {
			return
		}
		if vs.Start < 0 || vs.Start > vs.End || vs.End > len(v.Text) || !inView[vs.Start] || !inView[vs.End] {
			t.Fatalf("%q: span %v goes to %v, not a run of whole runes of the view", s, o, vs)
		}
		if vs.Start == vs.End {
			return
		}
		if back, want := v.ToOriginal(vs), trim(v, o); !back.Contains(want) {
			t.Fatalf("%q: span %v goes to %v and comes back as %v, want at least %v", s, o, vs, back, want)
		}
	})
}

// checkPieces: they lie end to end in the view and in the original, and leave nothing out.
func checkPieces(t *testing.T, s string, v *View) {
	t.Helper()
	var view, orig int
	for _, p := range v.pieces {
		if p.view != view || p.orig != orig || p.origLen <= 0 || p.viewLen < 0 {
			t.Fatalf("%q: piece %+v does not follow view %d, original %d", s, p, view, orig)
		}
		if p.straight && v.Text[p.view:p.view+p.viewLen] != s[p.orig:p.orig+p.origLen] {
			t.Fatalf("%q: straight piece %+v is not the same on both sides", s, p)
		}
		view, orig = view+p.viewLen, orig+p.origLen
	}
	if view != len(v.Text) || orig != len(s) {
		t.Fatalf("%q: the pieces cover %d of %d bytes of the view, %d of %d of the original", s, view, len(v.Text), orig, len(s))
	}
}

// trim takes the bytes off both ends of a span that left nothing in the view.
func trim(v *View, s Span) Span {
	for _, p := range v.pieces {
		if p.viewLen == 0 && p.orig <= s.Start && p.orig+p.origLen > s.Start {
			s.Start = min(p.orig+p.origLen, s.End)
		}
	}
	for i := len(v.pieces) - 1; i >= 0; i-- {
		if p := v.pieces[i]; p.viewLen == 0 && p.orig < s.End && p.orig+p.origLen >= s.End {
			s.End = max(p.orig, s.Start)
		}
	}
	return s
}

// boundaries are the offsets at which a rune starts, and the end; a broken byte is a rune of its own.
func boundaries(s string) []int {
	var out []int
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}

func set(xs []int) map[int]bool {
	m := make(map[int]bool, len(xs))
	for _, x := range xs {
		m[x] = true
	}
	return m
}

// pairs calls f with every two of xs in order; of a long list, with those that lie near.
func pairs(xs []int, f func(a, b int)) {
	reach := len(xs)
	if reach > 60 {
		reach = 12
	}
	for i := range xs {
		for j := i + 1; j < len(xs) && j-i <= reach; j++ {
			f(xs[i], xs[j])
		}
	}
	if n := len(xs); n > 1 {
		f(xs[0], xs[n-1])
	}
}

func TestIsLetter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if want := unicode.IsLetter(r) || unicode.IsMark(r); IsLetter(r) != want {
			t.Errorf("IsLetter(%U) is %v, want %v", r, !want, want)
		}
	}
}

func TestViewText(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		if got := NewView(in).Text; got != want {
			t.Errorf("NewView(%q).Text = %q, want %q", in, got, want)
		}
	}
	f("१५ ऑगस्ट २०२५", "15 ऑगस्ट 2025")
	f("१,००,000 आणि ३.५", "1,00,000 आणि 3.5")
	f("“हो,” ते म्हणाले", `"हो," ते म्हणाले`)
	f("‘हो’ «non» „ja“", `'हो' "non" "ja"`)
	f("a\u00A0b\u2009c\u3000d", "a b c d")
	f("a\r\nb\rc\nd", "a\nb\nc\nd")
	f("\uFEFFक\u200Dख\u00AD", "कख")
	f("अधिकार्\u200Dयांनी", "अधिकार्यांनी")
	f("e\u0301cole", "école")
	f("क\u093Cलम", "क\u093Cलम") // composed क़ is excluded from NFC
	f("\u0958लम", "क\u093Cलम")
	f("गेले| मग", "गेले। मग")
	f("गेले | मग", "गेले । मग")
	f("a | b", "a | b")
	f("झाले॥", "झाले।")
	f("10–12 — x", "10–12 – x")
	f("दहा−बारा", "दहा-बारा")
	f("a\xffb", "a\uFFFDb")
	f("a\x00b\x1bc", "a b c")
	f("=\u0338", "\u2260")
}

func TestViewSpans(t *testing.T) {
	f := func(original, part, want string) {
		t.Helper()
		v := NewView(original)
		i := strings.Index(v.Text, part)
		if i < 0 {
			t.Fatalf("%q is not in the view %q", part, v.Text)
		}
		s := v.ToOriginal(ViewSpan{i, i + len(part)})
		if got := original[s.Start:s.End]; got != want {
			t.Errorf("%q of %q is %q in the original, want %q", part, original, got, want)
		}
	}
	f("ते १५ ऑगस्टला आले", "15", "१५")
	f("ते १५ ऑगस्टला आले", "5 ऑ", "५ ऑ")
	f("ते अधिकार्\u200Dयांनी सांगितले", "अधिकार्यांनी", "अधिकार्\u200Dयांनी")
	f("\uFEFFबातमी\u200B आली", "बातमी", "बातमी") // what stands at the edge and is not seen stays out
	f("une e\u0301cole", "école", "e\u0301cole")
	f("“नाही”", `"`, "“")
	f("एक.\r\nदोन.", "एक.", "एक.")
}

func TestViewBadSpans(t *testing.T) {
	v := NewView("क\u200Dख")
	for _, s := range []ViewSpan{{-1, 2}, {0, 99}, {3, 3}, {4, 2}} {
		if got := v.ToOriginal(s); got != (Span{}) {
			t.Errorf("ToOriginal(%v) = %v, want nothing", s, got)
		}
	}
	for _, s := range []Span{{-1, 2}, {0, 99}, {3, 3}, {4, 2}} {
		if got := v.ToView(s); got != (ViewSpan{}) {
			t.Errorf("ToView(%v) = %v, want nothing", s, got)
		}
	}
	if got := v.ToView(Span{3, 6}); got.Start != got.End {
		t.Errorf("the joiner goes to %v, want an empty span", got)
	}
}

// Normal text makes few pieces, and comes out in NFC.
func TestViewNFC(t *testing.T) {
	const s = "रशियाने युक्रेनवर हल्ला केला. The attack on Kharkiv, said Mr. Vu\u010Di\u0107, was »heavy«."
	v := NewView(s)
	if !norm.NFC.IsNormalString(v.Text) {
		t.Errorf("%q is not in NFC", v.Text)
	}
	if len(v.pieces) > 5 {
		t.Errorf("%d pieces for a text with two odd marks", len(v.pieces))
	}
}

// Adversarial texts of 2 MB: a step that looks back over the whole of them would not end in the test's time.
func TestViewIsLinear(t *testing.T) {
	const n = 2 << 20
	for _, unit := range []string{"|", "क|", "क |", " ", "\u0301", "a\u0301", "\u200D", "\xff", "a\x80", "\r\n", "क\u094D"} {
		s := strings.Repeat(unit, n/len(unit))
		v := NewView(s)
		for at := 0; at < len(v.Text); at += len(v.Text)/1000 + 1 {
			for at > 0 && !utf8.RuneStart(v.Text[at]) {
				at--
			}
			if o := v.ToOriginal(ViewSpan{at, len(v.Text)}); o.End > len(s) {
				t.Fatalf("%q: span %v is out of range", unit, o)
			}
		}
	}
	s := "क" + strings.Repeat(" ", n) + "|" + strings.Repeat(" ", n) + "|"
	if v := NewView(s); strings.Count(v.Text, "।") != 2 {
		t.Errorf("bars after Devanagari and a wide gap are no dandas")
	}
}

func TestSpan(t *testing.T) {
	a, b := Span{2, 5}, Span{5, 9}
	if a.Len() != 3 || a.Overlaps(b) || !a.Overlaps(Span{4, 6}) || !a.Contains(Span{2, 5}) || a.Contains(Span{2, 6}) {
		t.Errorf("span arithmetic is off for %v and %v", a, b)
	}
	if got := a.Join(b); got != (Span{2, 9}) {
		t.Errorf("Join = %v", got)
	}
	if a.Join(Span{}) != a || (Span{}).Join(a) != a {
		t.Errorf("an empty span does not join as nothing")
	}
}

var benchTexts = map[string]string{
	"mr": "रशियाने शुक्रवारी युक्रेनच्या खारकीव्ह शहरावर क्षेपणास्त्र हल्ला केला, असे अधिकाऱ्यांनी “बीबीसी”ला सांगितले. त्यात १२ जण ठार झाले.\n",
	"hi": "रूस ने शुक्रवार को यूक्रेन के खारकीव शहर पर मिसाइल हमला किया, अधिकारियों ने “बीबीसी” को बताया। इसमें १२ लोग मारे गए।\n",
	"en": "Russia attacked the Ukrainian city of Kharkiv with missiles on Friday, officials told the “BBC”. At least 12 people were killed.\n",
}

func BenchmarkNewView(b *testing.B) {
	for _, code := range []string{"mr", "hi", "en"} {
		s := strings.Repeat(benchTexts[code], 20)
		b.Run(code, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				NewView(s)
			}
		})
	}
}
