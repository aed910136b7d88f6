package warc

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/bakhar/bakhar/internal/source"
)

// FuzzReader: no bytes make the reader panic, hang, or hold more than its limits, and each error has a kind and a place in the archive.
func FuzzReader(f *testing.F) {
	list := append(pages(2), page("https://example.org/p", chunked(string(gz(f, []byte(story))), 50), "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
		rec{kind: "conversion", target: "https://example.org/c", fields: []string{"Content-Type: text/plain"}, block: story})
	list[1].block = list[1].block[:200]
	list[2].length = 77
	for name, pack := range packers {
		if name != "zstd dictionary" { // its entropy tables leave the fuzzer nothing to find
			data, _ := pack(f, list)
			f.Add(data)
			f.Add(data[:len(data)/2])
		}
	}
	limits := Limits{HeaderBytes: 2000, HeaderFields: 20, BlockBytes: 4000, PageBytes: 3000, Ratio: 20, RatioFree: 10_000, WindowBytes: 1 << 20, DictBytes: 1000, Faults: 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		Likely(data)
		r := New(bytes.NewReader(data), limits)
		defer r.Close()
		steps := 0
		for ; ; steps++ {
			rec, err := r.Next()
			var e *Error
			if err == io.EOF {
				break
			}
			if err != nil {
				if !errors.As(err, &e) || source.KindOf(err) == "" || e.At.Member < 0 || e.At.Member > int64(len(data)) || e.At.Inside < 0 {
					t.Fatalf("%T %v", err, err)
				}
				continue
			}
			if rec.At.Member < 0 || rec.At.Member >= int64(len(data)) || len(rec.Block) > limits.BlockBytes+chunk || cap(r.buf) > 8*chunk {
				t.Fatalf("record at %s, %d bytes, buffer %d", rec.At, len(rec.Block), cap(r.buf))
			}
			p, skip, err := rec.Page()
			if err != nil || skip != Kept {
				continue
			}
			p.Head(1000)
			body, err := p.Body()
			if len(body) > limits.PageBytes || err != nil && source.KindOf(err) == "" {
				t.Fatalf("%d bytes, %v", len(body), err)
			}
		}
		if steps > 2*len(data)+20 {
			t.Fatalf("%d steps in %d bytes", steps, len(data))
		}
	})
}
