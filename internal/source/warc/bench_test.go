package warc

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/klauspost/compress/gzip"

	"github.com/bakhar/bakhar/internal/source/look"
)

const (
	marathi = "पोलिसांनी मंगळवारी मुंबईत दोघांना अटक केली. न्यायालयाने त्यांना कोठडी दिली."
	russian = "Полиция во вторник задержала двух человек в городе. Суд отправил их под стражу до понедельника."
	german  = "Die Polizei hat am Dienstag zwei Männer in der Stadt festgenommen. Ein Gericht schickte sie für eine Woche ins Gefängnis, so die Richterin."
	spanish = "La policía detuvo el martes a dos hombres en la ciudad. Un tribunal los envió a la cárcel por una semana, según la jueza del caso."
	menu    = "<nav><a>Home</a><a>World</a><a>Politics</a><a>Business</a><a>Sport</a><a>Video</a><a>Opinion</a><a>Tech</a><a>Science</a></nav>"
)

// press is an archive like those of the press: 95 of 100 pages are in other languages, some records are no pages.
func press(n int) []rec {
	rng := rand.New(rand.NewPCG(11, 13))
	texts := []string{german, spanish, russian, german, spanish}
	langs := []string{"de", "es", "ru", "nl", "fr"}
	var list []rec
	for i := range n {
		k := rng.IntN(len(texts))
		text, lang := texts[k], langs[k]
		if i%20 == 0 {
			text, lang = marathi, "mr"
		}
		var b strings.Builder
		b.WriteString("<!DOCTYPE html><html lang=" + lang + "><head><title>" + string([]rune(text)[:40]) + "</title>")
		for range 30 {
			fmt.Fprintf(&b, "<script>var a%d = {%x};</script><link rel=stylesheet href=/%d>", rng.Uint32(), rng.Uint64(), rng.Uint32())
		}
		b.WriteString("</head><body>" + menu)
		for range 80 {
			all := strings.Fields(text)
			b.WriteString("<p class=story>")
			for range 60 {
				b.WriteString(all[rng.IntN(len(all))] + " ")
			}
			b.WriteString("</p>\n")
		}
		list = append(list, page("https://example.org/"+lang, b.String(), "Server: nginx", "Date: Thu, 19 Feb 2026 06:30:00 GMT", "X-Cache: HIT"))
		list[len(list)-1].fields = append(list[len(list)-1].fields, "WARC-Payload-Digest: sha1:ABCDEFGH", "WARC-Identified-Payload-Type: text/html")
	}
	return list
}

func size(list []rec) (n int64) {
	for _, r := range list {
		n += int64(len(r.bytes()))
	}
	return n
}

// BenchmarkRead holds the reader against the bare library on the same bytes. "look" finds each page and looks at its language too.
func BenchmarkRead(b *testing.B) {
	list := press(400)
	gzipped, _ := gzipEach(b, list)
	each := float64(len(list))
	b.Run("gzip library", func(b *testing.B) {
		b.SetBytes(size(list))
		b.ReportAllocs()
		buf := make([]byte, chunk)
		for b.Loop() {
			z, err := gzip.NewReader(bufio.NewReaderSize(bytes.NewReader(gzipped), tapeBuffer))
			if err != nil {
				b.Fatal(err)
			}
			for err == nil {
				_, err = z.Read(buf)
			}
			if err != io.EOF {
				b.Fatal(err)
			}
		}
	})
	for _, name := range []string{"gzip", "zstd", "zstd dictionary", "plain"} {
		data, _ := packers[name](b, list)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size(list))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n = drain(b, data, nil)
			}
			b.ReportMetric(float64(b.N)*each/b.Elapsed().Seconds(), "records/s")
			if n != len(list) {
				b.Fatal(n)
			}
		})
	}
	b.Run("gzip look", func(b *testing.B) {
		b.SetBytes(size(list))
		b.ReportAllocs()
		n := 0
		for b.Loop() {
			n = drain(b, gzipped, &look.Languages{Codes: []string{"mr"}, Scripts: []*unicode.RangeTable{unicode.Devanagari}, Words: map[string]bool{"the": true}})
		}
		if n != len(list)/20 {
			b.Fatal(n)
		}
	})
}

// drain reads an archive and counts the records, or the pages that are wanted.
func drain(b testing.TB, data []byte, l *look.Languages) (n int) {
	r := New(bytes.NewReader(data), Limits{})
	defer r.Close()
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return n
		} else if err != nil {
			b.Fatal(err)
		}
		if l == nil {
			n++
			continue
		}
		p, skip, err := rec.Page()
		if err != nil {
			b.Fatal(err)
		}
		if skip == Kept && l.Wants(p.Head(look.HeadBytes), p.Plain) {
			n++
		}
	}
}

// TestAllocs: what a record costs does not follow its size.
func TestAllocs(t *testing.T) {
	data, _ := gzipEach(t, press(100))
	few, _ := gzipEach(t, press(50))
	more := testing.AllocsPerRun(3, func() { drain(t, data, nil) }) - testing.AllocsPerRun(3, func() { drain(t, few, nil) })
	if each := more / 50; each > 12 {
		t.Errorf("%.1f allocations a record", each)
	}
}
