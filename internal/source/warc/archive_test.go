package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/bakhar/bakhar/internal/source"
)

// rec is a record to be written. Fields are of the WARC header, each "Name: value".
type rec struct {
	kind, target string
	fields       []string
	block        string
	length       int    // instead of the block's, where not 0
	end          string // instead of the two line breaks
}

func (r rec) bytes() []byte {
	var b bytes.Buffer
	length := len(r.block)
	if r.length != 0 {
		length = r.length
	}
	fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: 2026-02-19T06:30:00Z\r\n", r.kind, r.target)
	if r.target != "" {
		fmt.Fprintf(&b, "WARC-Target-URI: %s\r\n", r.target)
	}
	for _, f := range r.fields {
		b.WriteString(f + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", length, r.block)
	if r.end == "" {
		r.end = "\r\n\r\n"
	}
	b.WriteString(r.end)
	return b.Bytes()
}

const asHTTP = "Content-Type: application/http; msgtype=response"

// page is a response record with a page.
func page(target, body string, header ...string) rec {
	head := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
	for _, h := range header {
		head += h + "\r\n"
	}
	return rec{kind: "response", target: target, fields: []string{asHTTP}, block: head + "\r\n" + body}
}

func pages(n int) []rec {
	rng := rand.New(rand.NewPCG(7, uint64(n)))
	list := []rec{{kind: "warcinfo", fields: []string{"Content-Type: application/warc-fields"}, block: "software: a test\r\n"}}
	for i := range n {
		list = append(list, page(fmt.Sprintf("https://example.org/%d", i), fmt.Sprintf("<html lang=mr><title>%d</title>%s</html>", i, words(rng, 50+rng.IntN(600)))))
	}
	return list
}

func words(rng *rand.Rand, n int) string {
	const list = "पोलिसांनी मंगळवारी मुंबईत दोघांना अटक केली <p> सरकारने the of minister said पाऊस झाला </p> <div class=story>"
	all := strings.Fields(list)
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, "%s%d ", all[rng.IntN(len(all))], rng.IntN(1000))
	}
	return b.String()
}

// The forms of an archive. Each gives the bytes, and where the member of each record begins.
type packer func(t testing.TB, list []rec) (data []byte, at []int)

var packers = map[string]packer{"gzip": gzipEach, "gzip whole": gzipWhole, "plain": bare, "zstd": zstdEach, "zstd dictionary": zstdDict}

func bare(_ testing.TB, list []rec) (data []byte, at []int) {
	for _, r := range list {
		at = append(at, len(data))
		data = append(data, r.bytes()...)
	}
	return data, at
}

func gz(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func gzipEach(t testing.TB, list []rec) (data []byte, at []int) {
	for _, r := range list {
		at = append(at, len(data))
		data = append(data, gz(t, r.bytes())...)
	}
	return data, at
}

func gzipWhole(t testing.TB, list []rec) (data []byte, at []int) {
	all, _ := bare(t, list)
	return gz(t, all), make([]int, len(list))
}

func zst(t testing.TB, b []byte, options ...zstd.EOption) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil, append(options, zstd.WithEncoderConcurrency(1))...)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll(b, nil)
}

func zstdEach(t testing.TB, list []rec) (data []byte, at []int) {
	for _, r := range list {
		at = append(at, len(data))
		data = append(data, zst(t, r.bytes())...)
	}
	return data, at
}

// zstdDict begins with a skippable frame that holds the dictionary, itself compressed.
func zstdDict(t testing.TB, list []rec) (data []byte, at []int) {
	dict := dictionary(t)
	packed := zst(t, dict)
	data = append([]byte{0x5d, 0x2a, 0x4d, 0x18, byte(len(packed)), byte(len(packed) >> 8), byte(len(packed) >> 16), 0}, packed...)
	for _, r := range list {
		at = append(at, len(data))
		data = append(data, zst(t, r.bytes(), zstd.WithEncoderDict(dict))...)
	}
	return data, at
}

func dictionary(t testing.TB) []byte {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 1))
	var samples [][]byte
	for range 40 {
		samples = append(samples, page("https://example.org/sample", words(rng, 200)).bytes())
	}
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 4711, Contents: samples, History: bytes.Join(samples[:3], nil), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	return dict
}

// readAll gives one line for each step: a record by its target, an error by its kind and place.
func readAll(t testing.TB, r *Reader) []string {
	t.Helper()
	var out []string
	for range 100_000 {
		rec, err := r.Next()
		var e *Error
		switch {
		case err == io.EOF:
			return out
		case errors.As(err, &e):
			out = append(out, fmt.Sprintf("! %s %s", e.At, source.KindOf(err)))
			if source.KindOf(err) == "" {
				t.Errorf("%v has no kind", err)
			}
		case err != nil:
			t.Fatalf("%v is no *Error", err)
		default:
			line := rec.Type
			if rec.Target != "" {
				line = strings.TrimPrefix(rec.Target, "https://example.org/")
			}
			if rec.Fault != nil {
				line += fmt.Sprintf(" (%s %d)", source.KindOf(rec.Fault), len(rec.Block))
			}
			out = append(out, line)
		}
	}
	t.Fatal("the archive does not end")
	return nil
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
