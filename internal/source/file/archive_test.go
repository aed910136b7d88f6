package file

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"

	"github.com/bakhar/bakhar/internal/source/look"
)

// member is one gzip member with a page, or with what kind says.
func member(t *testing.T, kind, name, html string) string {
	t.Helper()
	block, media := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+html, "application/http; msgtype=response"
	if kind == "conversion" {
		block, media = html, "text/plain"
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	fmt.Fprintf(w, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:%s>\r\nWARC-Target-URI: https://example.org/%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, name, name, media, len(block), block)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// story is a page with an article of its own name.
func story(lang, name string) string {
	return "<html lang=" + lang + "><title>" + name + "</title><article><h1>" + name + "</h1><p>" + strings.Repeat(name+" पोलिसांनी मंगळवारी मुंबईत दोघांना अटक केली. ", 8) + "</p></article>"
}

// TestArchive: the texts of an archive come in its order whatever the number of workers, with their place; what is no text is counted; what is
// wrong is told where it is, and reading goes on.
func TestArchive(t *testing.T) {
	var data strings.Builder
	var want []string
	add := func(s, line string) {
		if line != "" {
			want = append(want, strings.ReplaceAll(line, "@", fmt.Sprint(data.Len())))
		}
		data.WriteString(s)
	}
	for i := range 40 {
		name := fmt.Sprintf("n%d", i)
		add(member(t, "response", name, story("en", name)), "urn:"+name+" https://example.org/"+name+" mr @")
	}
	add(member(t, "response", "ru", "<html lang=ru><p>Полиция"), "")
	add(member(t, "revisit", "old", ""), "")
	add(member(t, "response", "start", "<html lang=mr><title>Start</title><body><script>x</script>"), "")
	add(member(t, "response", "long", "<html lang=mr>"+strings.Repeat("x", 9000)), "! a.warc.gz: byte @: https://example.org/long: too-large: the page is longer than the limit of 8000 bytes")
	damaged := []byte(member(t, "response", "damaged", story("mr", "d")))
	damaged[len(damaged)/2] ^= 0xff
	add(string(damaged), "! a.warc.gz: byte @: …")
	add(member(t, "conversion", "text", strings.Repeat("पोलिसांनी अटक केली. ", 10)), "urn:text https://example.org/text mr @")
	add(member(t, "conversion", "other", strings.Repeat("पोलिसांनी अन्य ", 10)), "")
	path := write(t, "a.warc.gz", data.String())
	for _, workers := range []int{0, 1, 3} {
		var tally Tally
		r := Reader{BytesMax: 8000, Workers: workers, Languages: &look.Languages{Codes: []string{"mr"}, Scripts: []*unicode.RangeTable{unicode.Devanagari}},
			Detect: func(s string) (string, error) {
				if strings.Contains(s, "अन्य") {
					return "", errors.New("another language")
				}
				return "mr", nil
			},
			Archive: func(_ string, tl Tally) { tally = tl }}
		var got []string
		last := int64(0)
		for txt, err := range r.Texts([]string{path}) {
			if err != nil {
				_, line, _ := strings.Cut(err.Error(), "a.warc.gz: ")
				if strings.Contains(line, ": damaged: ") || strings.Contains(line, ": cut: ") {
					line = strings.Join(strings.SplitAfter(line, ": ")[:1], "") + "…"
				}
				got = append(got, "! a.warc.gz: "+line)
				continue
			}
			got = append(got, fmt.Sprintf("%s %s %s %d", txt.ID, txt.URL, txt.Language, txt.Offset))
			if txt.Read < last || txt.Read > int64(data.Len()) || !txt.Extracted {
				t.Errorf("%s: %d bytes read of %d, after %d", txt.ID, txt.Read, data.Len(), last)
			}
			last = txt.Read
		}
		equal(t, got, want...)
		if s := tally.String(); s != "46 records: 41 texts; passed over: 2 other language, 1 no article, 1 revisit" || tally.Problems != 2 {
			t.Errorf("%s, %d problems", s, tally.Problems)
		}
	}
	for range (Reader{BytesMax: 8000}).Texts([]string{path}) { // who stops early is not kept waiting
		break
	}
}

// TestArchiveGoesOn: an archive is read on from the mark of any of its texts, and gives that text and what follows, with the same marks and places; another
// archive, or the same one read in another way, is another source.
func TestArchiveGoesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.warc.gz")
	write := func(extra string) {
		var b strings.Builder
		for i := range 9 {
			b.WriteString(member(t, "response", fmt.Sprint("p", i), story("mr", fmt.Sprint("बातमी", i))))
		}
		if err := os.WriteFile(path, []byte(b.String()+extra), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("")
	read := func(how string, from int64) (texts []Text, begun Mark) {
		r := Reader{BytesMax: 1 << 20, Workers: 2, How: how, Marked: func(m Mark) int64 { begun = m; return from }}
		for text, err := range r.Texts([]string{path}) {
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, text)
		}
		return texts, begun
	}
	all, begun := read("", 0)
	if len(all) != 9 || begun.Name != "news.warc.gz" || begun.Done != 0 || begun.Size == 0 {
		t.Fatalf("%d texts, begun with %+v", len(all), begun)
	}
	for i, x := range all {
		if x.Mark == nil || x.Mark.Source != begun.Source || x.Mark.Done != x.Offset {
			t.Fatalf("text %d at %d: mark %+v", i, x.Offset, x.Mark)
		}
		rest, _ := read("", x.Mark.Done)
		if d := cmp.Diff(all[i:], rest); d != "" {
			t.Fatalf("from text %d on (-want +got):\n%s", i, d)
		}
	}
	if _, other := read("only Hindi", 0); other.Source == begun.Source {
		t.Error("read in another way it is the same source")
	}
	if rest, _ := read("", begun.Size+1); len(rest) != 9 {
		t.Errorf("from behind its end: %d texts", len(rest))
	}
	write(member(t, "response", "more", story("mr", "आणखी")))
	if _, other := read("", 0); other.Source == begun.Source {
		t.Error("an archive that has grown is the same source")
	}
}
