package segment_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/segment"
	"github.com/bakhar/bakhar/internal/text"
	"github.com/bakhar/bakhar/packs"
)

var load = sync.OnceValue(func() map[string]*lang.Pack {
	common, _ := lang.LoadCommon(packs.FS, plover.Load())
	out := map[string]*lang.Pack{}
	for _, code := range []string{"mr", "hi", "en"} {
		out[code], _ = lang.Load(packs.FS, code, common) // mistakes are the lint's to report
	}
	return out
})

func run(code, s string) *article.Article {
	art := &article.Article{Language: code, View: text.NewView(s)}
	segment.Run(art, load()[code], nil, nil)
	return art
}

func TestTokens(t *testing.T) {
	f := func(code, in, want string) {
		t.Helper()
		var got []string
		for _, tok := range segment.Tokens(text.NewView(in).Text, load()[code]) {
			got = append(got, tok.Text)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s %q: tokens %q, want %q", code, in, g, want)
		}
	}
	// abbreviations and initials keep their full stop
	f("mr", "डॉ. मनमोहन सिंग", "डॉ. मनमोहन सिंग")
	f("mr", "डॉ.मनमोहन सिंग", "डॉ. मनमोहन सिंग")
	f("mr", "श्री.मोदी आले.", "श्री. मोदी आले .")
	f("mr", "एस. जयशंकर", "एस. जयशंकर")
	f("mr", "एस.जयशंकर आले", "एस. जयशंकर आले")
	f("hi", "एस. जयशंकर ने", "एस. जयशंकर ने")
	f("hi", "एम.के.स्टालिन ने", "एम.के. स्टालिन ने")
	f("mr", "१० कि.मी. दूर", "10 कि.मी. दूर")
	f("mr", "भा.ज.प.ने", "भा.ज.प.ने")
	f("mr", "बी.जे.पी.च्या", "बी.जे.पी.च्या")
	f("mr", "यू.एस.ने", "यू.एस.ने")
	f("hi", "बी.जे.पी. ने", "बी.जे.पी. ने")
	f("en", "the U.S. and U.S.-led", "the U.S. and U.S. - led")
	f("en", "Mr. J. D. Vance", "Mr. J. D. Vance")
	f("en", "met J.D.Vance", "met J.D. Vance")
	f("en", "at 10 a.m. today", "at 10 a.m. today")
	f("en", "Gen. Smith", "Gen. Smith")
	f("en", "Washington, D.C., on", "Washington , D.C. , on")
	// a full stop that is no abbreviation's
	f("mr", "ते आले.त्यांनी", "ते आले . त्यांनी")
	f("en", "He left.", "He left .")
	f("en", "visit www.bbc.com today", "visit www . bbc . com today")
	// numbers
	f("mr", "१,००,००० लोक", "1,00,000 लोक")
	f("en", "1,00,000 people, 2.5 per cent.", "1,00,000 people , 2.5 per cent .")
	f("mr", "१५/८/२०२५ रोजी", "15/8/2025 रोजी")
	f("mr", "१०-१२ जण", "10 - 12 जण")
	f("mr", "१०–१२ जण", "10 – 12 जण")
	f("mr", "सकाळी १०:३० वाजता", "सकाळी 10:30 वाजता")
	f("mr", "२०२५. मग", "2025 . मग")
	f("en", "5th of 1990s", "5 th of 1990 s")
	f("mr", "१५ऑगस्टला", "15 ऑगस्टला")
	f("en", "Rs.500 $5", "Rs. 500 $ 5")
	// marks inside words
	f("mr", "दु:ख झाले: ते", "दु:ख झाले : ते")
	f("mr", "भारत-पाक सीमा", "भारत - पाक सीमा")
	f("en", "didn't Putin's Hamas' O'Brien", "didn't Putin 's Hamas ' O'Brien")
	f("en", "Xi’s “deal” isn’t", `Xi 's " deal " isn't`)
	f("mr", "‘सीटीके’ने", "' सीटीके ' ने")
	f("mr", "“नाही”, ते", `" नाही " , ते`)
	f("mr", "संपले॥", "संपले ।")
	f("en", "well... yes", "well ... yes")
	f("en", "_x a_b", "_x a_b")
	f("en", "😀ok", "😀 ok")
}

func TestSentences(t *testing.T) {
	f := func(code, in string, want ...string) {
		t.Helper()
		art := run(code, in)
		var got []string
		for _, s := range art.Sentences {
			got = append(got, art.View.Text[s.VSpan.Start:s.VSpan.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s %q:\n got %q\nwant %q", code, in, got, want)
		}
	}
	f("mr", "ते आले. मग गेले.", "ते आले.", "मग गेले.")
	f("mr", "ते आले.मग गेले.", "ते आले.", "मग गेले.")
	f("mr", "ते आले.. मग गेले.", "ते आले..", "मग गेले.")
	f("hi", "वे आए। फिर गए।", "वे आए।", "फिर गए।")
	f("hi", "वे आए।फिर गए।", "वे आए।", "फिर गए।")
	f("hi", "वे आए| फिर गए|", "वे आए।", "फिर गए।")
	f("hi", "क्या? हाँ! अच्छा… ठीक।", "क्या?", "हाँ!", "अच्छा…", "ठीक।")
	f("mr", "डॉ. सिंह आले. ते बोलले.", "डॉ. सिंह आले.", "ते बोलले.")
	f("mr", "श्री.मोदी आले. ते बोलले.", "श्री.मोदी आले.", "ते बोलले.")
	f("mr", "एस. जयशंकर यांनी भेट घेतली.", "एस. जयशंकर यांनी भेट घेतली.")
	f("hi", "एस. जयशंकर ने मुलाकात की।", "एस. जयशंकर ने मुलाकात की।")
	f("mr", "त्यात १.५ कोटी रुपये होते. २.५ नाही.", "त्यात 1.5 कोटी रुपये होते.", "2.5 नाही.")
	f("en", "The U.S. attacked. It won.", "The U.S. attacked.", "It won.")
	f("en", "J. D. Vance met Mr. Modi on Jan. 5 at 10 a.m. in Delhi.", "J. D. Vance met Mr. Modi on Jan. 5 at 10 a.m. in Delhi.")
	f("en", `"Stop it!" he said. "We left," she said.`, `"Stop it!" he said.`, `"We left," she said.`)
	f("en", `He said: "We will win." Then he left.`, `He said: "We will win."`, "Then he left.")
	f("en", `"Will you come?" asked Modi.`, `"Will you come?" asked Modi.`)
	f("mr", `“आम्ही हल्ला करू!” असे ते म्हणाले. मग गेले.`, `"आम्ही हल्ला करू!" असे ते म्हणाले.`, "मग गेले.")
	f("mr", `“कोण येणार?” असा सवाल त्यांनी केला.`, `"कोण येणार?" असा सवाल त्यांनी केला.`)
	f("hi", `“हम लड़ेंगे!” ऐसा उन्होंने कहा।`, `"हम लड़ेंगे!" ऐसा उन्होंने कहा।`)
	f("mr", "ते म्हणाले, “आम्ही लढू.” मग ते गेले.", `ते म्हणाले, "आम्ही लढू."`, "मग ते गेले.")
	f("mr", "(ते आले.) मग गेले.", "(ते आले.)", "मग गेले.")
	f("en", "Headline without a stop\nThe text follows. And more.", "Headline without a stop", "The text follows.", "And more.")
	f("en", "What?! No.", "What?!", "No.")
	f("en", "")
	f("en", " \n\t ")
	f("en", ".", ".")
	f("mr", "।।।", "।।।")
}

func TestHeadlineAndParagraphs(t *testing.T) {
	art := run("en", "Russia attacks Ukraine\nKyiv was hit. It burns.\n\nMore later.")
	var got []int
	for _, s := range art.Sentences {
		got = append(got, s.Paragraph)
	}
	if !slices.Equal(got, []int{0, 1, 1, 2}) {
		t.Errorf("paragraphs %v", got)
	}
	if !art.Sentences[0].Headline || art.Sentences[1].Headline {
		t.Errorf("only the first line is a headline")
	}
	if one := run("en", "Russia attacks Ukraine"); !one.Sentences[0].Headline {
		t.Errorf("a line without a full stop by itself is a headline")
	}
	if one := run("en", "Russia attacked Ukraine."); one.Sentences[0].Headline {
		t.Errorf("a sentence with its full stop is no headline")
	}
}

func TestQuotes(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		var got []string
		for _, tok := range run("en", in).Tokens {
			if tok.Quoted {
				got = append(got, tok.Text)
			}
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q: quoted %q, want %q", in, g, want)
		}
	}
	f(`He said "we won" today`, "we won")
	f(`He said “we won. They lost” today`, "we won . They lost")
	f("He said 'we won' today", "we won")
	f("It didn't say Putin's army won", "")
	f("He said \"we won\nNot quoted here", "we won") // a mark never closed ends with its paragraph
}

var seeds = []string{
	"", ".", ".NET", ".क", "।", "\"", "'", "'s", "a's", "a'", "a.b.c.", "....", "U.S.", "डॉ.", "डॉ.ब", "एस.जे.", "\u0301", "\u093E.", "1,2.3/4:5", "1,", "1.", "१.", "\u0970", "क\u0970",
	"क:ख", "क:", "\u200D.\u200D", "\xff.\xff", "a\r\n\r\nb", "\u0085\u2028a", "😀.😀", "“क!” असे", "\x00", strings.Repeat("क", 400), strings.Repeat("a.", 300), strings.Repeat(". ", 900), strings.Repeat("क ", 900), strings.Repeat("\"", 30),
}

func TestProperties(t *testing.T) {
	for code := range load() {
		for _, s := range seeds {
			check(t, code, s)
		}
		alphabet := []string{"क", "ा", "्", "डॉ", "एस", "U", "S", "Mr", "a", "the", "असे", "ते", ".", ".", "।", "?", "!", "…", "\"", "'", "’s", ",", "-", "/", ":", "(", ")", " ", " ", "\n", "\r\n",
			"1", "२", "00", "\u0301", "\u200D", "\xff", "\xe0\xa4", "\u0970", "\u0964\u0964", "_", "😀", "\u00A0", "\u3000", "\u1680"}
		rng := rand.New(rand.NewPCG(3, uint64(len(code))))
		for range 3000 {
			var b strings.Builder
			for range rng.IntN(40) {
				b.WriteString(alphabet[rng.IntN(len(alphabet))])
			}
			check(t, code, b.String())
		}
	}
}

func FuzzRun(f *testing.F) {
	for i, s := range seeds {
		f.Add([]string{"mr", "hi", "en"}[i%3], s)
	}
	f.Fuzz(func(t *testing.T, code, s string) {
		if load()[code] == nil {
			code = "mr"
		}
		check(t, code, s)
	})
}

// check holds a text against what the tokenizer and the sentence splitter promise.
func check(t *testing.T, code, s string) {
	t.Helper()
	art := run(code, s)
	v, at := art.View, 0
	legal := map[int]bool{len(s): true}
	for i := range s {
		legal[i] = true
	}
	for i, tok := range art.Tokens {
		if tok.VSpan.Start < at || tok.VSpan.End <= tok.VSpan.Start || tok.VSpan.End > len(v.Text) {
			t.Fatalf("%s %q: token %d has span %v after %d", code, s, i, tok.VSpan, at)
		}
		gap := v.Text[at:tok.VSpan.Start]
		if strings.TrimFunc(gap, unicode.IsSpace) != "" {
			t.Fatalf("%s %q: %q before token %d is in no token", code, s, gap, i)
		}
		if tok.Space != (gap != "" || i == 0) {
			t.Fatalf("%s %q: token %d %q: Space is %v after %q", code, s, i, tok.Text, tok.Space, gap)
		}
		if tok.Text != v.Text[tok.VSpan.Start:tok.VSpan.End] || !utf8.ValidString(tok.Text) || strings.ContainsFunc(tok.Text, unicode.IsSpace) {
			t.Fatalf("%s %q: token %d is %q at %v", code, s, i, tok.Text, tok.VSpan)
		}
		if o := v.ToOriginal(tok.VSpan); !legal[o.Start] || !legal[o.End] || o.Len() <= 0 {
			t.Fatalf("%s %q: token %q is %v of the original", code, s, tok.Text, o)
		}
		at = tok.VSpan.End
	}
	if strings.TrimFunc(v.Text[at:], unicode.IsSpace) != "" {
		t.Fatalf("%s %q: %q at the end is in no token", code, s, v.Text[at:])
	}
	next, para := 0, 0
	for i, sent := range art.Sentences {
		if sent.Index != i || sent.First != next || sent.Last <= sent.First || sent.Last > len(art.Tokens) {
			t.Fatalf("%s %q: sentence %d is tokens [%d,%d) after %d", code, s, i, sent.First, sent.Last, next)
		}
		if n := sent.Last - sent.First; n > 400 {
			t.Fatalf("%s: sentence %d has %d tokens", code, i, n)
		}
		if sent.Paragraph < para {
			t.Fatalf("%s %q: paragraph %d after %d", code, s, sent.Paragraph, para)
		}
		if want := (text.ViewSpan{Start: art.Tokens[sent.First].VSpan.Start, End: art.Tokens[sent.Last-1].VSpan.End}); sent.VSpan != want {
			t.Fatalf("%s %q: sentence %d has span %v, its tokens %v", code, s, i, sent.VSpan, want)
		}
		next, para = sent.Last, sent.Paragraph
	}
	if next != len(art.Tokens) {
		t.Fatalf("%s %q: %d of %d tokens are in a sentence", code, s, next, len(art.Tokens))
	}
}

// A word or a sentence without end is cut, never dropped, and costs no more than its length.
func TestLimits(t *testing.T) {
	for _, code := range []string{"mr", "en"} {
		for _, s := range []string{strings.Repeat("क", 1<<18), strings.Repeat("a", 1<<20), strings.Repeat("a.", 1<<18), strings.Repeat("क.", 1<<16), strings.Repeat("क:", 1<<16),
			strings.Repeat("डॉ.", 1<<16), strings.Repeat("1,", 1<<19), strings.Repeat("a'", 1<<18), strings.Repeat(".", 1<<20), strings.Repeat("\"", 1<<18), strings.Repeat("a ", 1<<18)} {
			art := run(code, s)
			n := 0
			for _, tok := range art.Tokens {
				n += tok.VSpan.End - tok.VSpan.Start
			}
			if want := len(strings.ReplaceAll(s, " ", "")); n != want {
				t.Errorf("%s %.6q…: the tokens have %d of %d bytes", code, s, n, want)
			}
			for _, sent := range art.Sentences {
				if sent.Last-sent.First > 400 {
					t.Errorf("%s %.6q…: a sentence of %d tokens", code, s, sent.Last-sent.First)
					break
				}
			}
		}
	}
}

var benchTexts = map[string]string{
	"mr": "रशियाने शुक्रवारी युक्रेनच्या खारकीव्ह शहरावर क्षेपणास्त्र हल्ला केला, असे अधिकाऱ्यांनी “बीबीसी”ला सांगितले. त्यात १२ जण ठार झाले.\n",
	"hi": "रूस ने शुक्रवार को यूक्रेन के खारकीव शहर पर मिसाइल हमला किया, अधिकारियों ने “बीबीसी” को बताया। इसमें १२ लोग मारे गए।\n",
	"en": "Russia attacked the Ukrainian city of Kharkiv with missiles on Friday, officials told the “BBC”. At least 12 people were killed.\n",
}

func BenchmarkRun(b *testing.B) {
	for _, code := range []string{"mr", "hi", "en"} {
		s := strings.Repeat(benchTexts[code], 20)
		art := &article.Article{Language: code, View: text.NewView(s)}
		pack := load()[code]
		b.Run(code, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				segment.Run(art, pack, nil, nil)
			}
		})
	}
}
