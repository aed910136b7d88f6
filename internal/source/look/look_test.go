package look

import (
	"strings"
	"testing"
	"unicode"
)

// wanted are the languages of the tests: one that is written in Devanagari, one in Latin letters.
var wanted = &Languages{
	Codes: []string{"mr", "hi", "en"}, Scripts: []*unicode.RangeTable{unicode.Devanagari},
	Words: set("the of and to in a is was for on that with as by at from it has were are be he said not have its an or"),
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

const (
	marathi  = "पोलिसांनी मंगळवारी मुंबईत दोघांना अटक केली. न्यायालयाने त्यांना कोठडी दिली."
	russian  = "Полиция во вторник задержала двух человек в городе. Суд отправил их под стражу до понедельника."
	english  = "Police on Tuesday arrested two men in the city. A court sent them to jail for a week, and the case was put off by the judge."
	german   = "Die Polizei hat am Dienstag zwei Männer in der Stadt festgenommen. Ein Gericht schickte sie für eine Woche ins Gefängnis, so die Richterin."
	spanish  = "La policía detuvo el martes a dos hombres en la ciudad. Un tribunal los envió a la cárcel por una semana, según la jueza del caso."
	menu     = "<nav><a>Home</a><a>World</a><a>Politics</a><a>Business</a><a>Sport</a><a>Video</a><a>Opinion</a><a>Tech</a><a>Science</a></nav>"
	code     = "<script>if (the < of) { and = 'to in a is was'; }</script><style>.the{of:and}</style><!-- the of and to in a -->"
	tongues  = "<ul><li>Русский</li><li>العربية</li><li>中文</li><li>日本語</li><li>한국어</li><li>עברית</li><li>ไทย</li><li>Ελληνικά</li></ul>"
	numbered = "&#2346;&#2379;&#2354;&#2367;&#2360;&#x93e;&#x902;&#x928;&#x940;"
)

// TestWants: pages of the wanted languages are never turned away, whatever they declare; those of others are, as far as bytes can tell.
func TestWants(t *testing.T) {
	for name, c := range map[string]struct {
		head  string
		plain bool
		want  bool
	}{
		"Marathi":                    {`<html lang="mr-IN"><p>` + marathi, false, true},
		"Marathi, called English":    {`<html lang="en"><p>` + marathi, false, true},
		"Marathi, called French":     {`<html lang="fr"><p>` + marathi, false, true},
		"Marathi, nothing declared":  {`<html><p>` + marathi, false, true},
		"Marathi in numbers":         {`<html lang="de"><p>` + strings.Repeat(numbered+" ", 10), false, true},
		"Marathi, text":              {marathi, true, true},
		"Marathi in UTF-16":          {"\xff\xfe<\x00p\x00>\x00", false, true},
		"declared, the text below":   {"<!DOCTYPE html>\n<HTML class=x xml:lang='hi'>" + strings.Repeat("<link rel=stylesheet>", 100), false, true},
		"locale of a card":           {`<html><head><meta charset=utf-8><meta property="og:locale" content="mr_IN"></head>`, false, true},
		"English":                    {`<html lang=en-GB><p>` + english, false, true},
		"English, nothing declared":  {`<html>` + code + menu + `<p>` + english + english, false, true},
		"English, text":              {english + english, true, true},
		"English, below its menus":   {`<html>` + strings.Repeat(menu, 100) + strings.Repeat(code, 100) + `<p>` + english + english, false, true},
		"English, called French":     {`<html lang="fr">` + strings.Repeat(menu, 5) + `<p>` + english + english + `<p>` + english + english, false, true},
		"declared late":              {`<html><style>` + strings.Repeat("p{}", 40_000) + `</style><meta http-equiv="content-language" content="en"><body>` + menu, false, true},
		"English, menu of languages": {`<html lang="en">` + tongues + `<p>` + english, false, true},
		"too little to tell":         {`<html><title>Home</title>` + code, false, true},
		"Russian":                    {`<html lang="ru"><p>` + russian, false, false},
		"Russian, nothing declared":  {`<html><p>` + russian, false, false},
		"Russian, called English":    {`<html lang="en"><p>` + strings.Repeat(russian, 40), false, false},
		"Russian, text":              {russian, true, false},
		"German":                     {`<html lang="de"><p>` + german, false, false},
		"German, nothing declared":   {`<html><head><title>x</title>` + code + menu + `<p>` + german, false, false},
		"German, text":               {german, true, false},
		"Spanish, by its header":     {`<html><meta http-equiv="Content-Language" content="es"><p>` + spanish, false, false},
		"Spanish, nothing declared":  {`<html lang=""><p>` + spanish, false, false},
		"Spanish, no declaration":    {`<html data-lang-x="mr" hreflang="en"><p>` + spanish, false, false},
	} {
		if got := wanted.Wants([]byte(c.head), c.plain); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// BenchmarkLook shows what each way of telling costs.
func BenchmarkLook(b *testing.B) {
	for _, c := range []struct{ name, lang, text string }{{"declared", "de", german}, {"script", "ru", russian}, {"words", "", german}, {"ours", "en", marathi}} {
		head := []byte("<!DOCTYPE html><html lang=\"" + c.lang + "\"><head>" + code + "</head>" + strings.Repeat("<p class=story>"+c.text+"</p>\n", 500))[:HeadBytes]
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(HeadBytes)
			b.ReportAllocs()
			for b.Loop() {
				wanted.Wants(head, false)
			}
		})
	}
}

// FuzzWants: no bytes make it panic, and what was let through stays so with more of the wanted script behind it.
func FuzzWants(f *testing.F) {
	for _, s := range []string{"<html lang=mr>" + marathi, "<html lang=\"de\"><p>" + german, numbered, code + menu, "<html lang='", "<meta og:locale content=", "&#", "&#x;", "<!--", "<script", "\xff\xfe"} {
		f.Add([]byte(s), false)
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, head []byte, plain bool) {
		wanted.Wants(head, plain)
		ours, others := wanted.letters(head)
		if ours < 0 || others < 0 || ours+others > len(head) {
			t.Fatalf("%d and %d letters in %d bytes", ours, others, len(head))
		}
	})
}
