package warc

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"github.com/bakhar/bakhar/internal/source"
)

// decoder undoes the encodings of HTTP bodies. Its buffers serve all pages of an archive.
type decoder struct {
	limits  Limits
	joined  []byte    // chunks put together
	out     [2][]byte // unpacked, in turns where one encoding stands in another
	gz      *gzip.Reader
	zl      io.ReadCloser
	fl      io.ReadCloser
	zst     *zstd.Decoder
	br      *brotli.Reader
	scratch bytes.Reader
}

// codingsMax is how many encodings may stand in one another.
const codingsMax = 3

// body undoes a page's encodings and gives its first most bytes.
func (d *decoder) body(p *Page, most int) ([]byte, error) {
	data, err := p.raw, error(nil)
	if p.chunked {
		if data, err = d.join(data); err != nil {
			err = source.Wrong(source.BadEncoding, p.Address, "the chunks of the body: %w", err)
		}
	}
	if len(p.codings) > codingsMax {
		return nil, source.Wrong(source.TooDeep, p.Address, "the body is compressed more than %d times", codingsMax)
	}
	for i := len(p.codings) - 1; i >= 0; i-- {
		if len(data) == 0 {
			break
		}
		want := most
		if i > 0 { // what is packed again has to be there
			want = d.limits.PageBytes
		}
		var inner error
		if data, inner = d.unpack(p.codings[i], data, want, i&1); inner != nil && err == nil {
			var e *source.Error
			if !errors.As(inner, &e) {
				e = source.Wrong(source.BadEncoding, "", "the body, packed as %.20q: %w", p.codings[i], inner)
			}
			e.URL, err = p.Address, e
		}
	}
	return data[:min(len(data), most)], err
}

var (
	errChunk    = errors.New("a chunk's length is no number")
	errChunkEnd = errors.New("they end in the middle")
)

// join puts chunks together. Many archives keep the header that announces chunks and store a body that is none: such a body stays as it is.
func (d *decoder) join(b []byte) ([]byte, error) {
	d.joined = d.joined[:0]
	for first := true; ; first = false {
		line, rest, found := bytes.Cut(b, []byte("\n"))
		digits, _, _ := bytes.Cut(line, []byte(";")) // extensions of chunks mean nothing
		size, err := strconv.ParseUint(string(bytes.TrimSpace(digits[:min(len(digits), 24)])), 16, 62)
		switch {
		case first && (err != nil || !found || size > 0 && size < uint64(len(rest)) && !lineEnds(rest[size:])):
			return b, nil
		case len(b) == 0 || !found && err == nil:
			return d.joined, errChunkEnd
		case err != nil:
			return d.joined, errChunk
		case size == 0:
			return d.joined, nil
		case size > uint64(len(rest)):
			d.joined = append(d.joined, rest...)
			return d.joined, errChunkEnd
		}
		d.joined = append(d.joined, rest[:size]...)
		b = bytes.TrimPrefix(bytes.TrimPrefix(rest[size:], []byte("\r")), []byte("\n"))
	}
}

func lineEnds(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\r\n")) || bytes.HasPrefix(b, []byte("\n"))
}

// unpack undoes one encoding, as far as most bytes. Data that are not what they are called, but text, were unpacked by the archive's maker.
func (d *decoder) unpack(coding string, data []byte, most, turn int) ([]byte, error) {
	d.scratch.Reset(data)
	var r io.Reader
	var err error
	switch coding {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(data, gzipMagic) {
			return readable(data)
		}
		r, err = d.gzip()
	case "deflate":
		r, err = d.deflate(data)
	case "zstd":
		if !bytes.HasPrefix(data, zstdMagic) {
			return readable(data)
		}
		r, err = d.zstd()
	case "br": // which has no sign by which it is known
		if text, err := readable(data); err == nil {
			return text, nil
		}
		r, err = d.brotli()
	default:
		if text, err := readable(data); err == nil {
			return text, nil
		}
		return nil, source.Wrong(source.BadEncoding, "", "the body is packed as %.20q, which is not read", coding)
	}
	if err != nil {
		if text, e := readable(data); e == nil {
			return text, nil
		}
		return nil, err
	}
	d.out[turn], err = d.take(d.out[turn][:0], r, len(data), most)
	return d.out[turn], err
}

var errPacked = errors.New("it is something else")

// readable gives data that are text already.
func readable(data []byte) ([]byte, error) {
	head := data[:min(len(data), sniff)]
	for i := range min(len(head), utf8.UTFMax) { // the last character may be cut
		if utf8.Valid(head[:len(head)-i]) {
			head = head[:len(head)-i]
			break
		}
	}
	if len(head) == 0 || !utf8.Valid(head) {
		return nil, errPacked
	}
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			return nil, errPacked
		}
	}
	return data, nil
}

func (d *decoder) gzip() (io.Reader, error) {
	if d.gz == nil {
		d.gz = new(gzip.Reader)
	}
	return d.gz, d.gz.Reset(&d.scratch)
}

// deflate is zlib by the book, and bare deflate by some servers.
func (d *decoder) deflate(data []byte) (io.Reader, error) {
	if len(data) > 1 && data[0]&0x0f == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 {
		if d.zl == nil {
			var err error
			d.zl, err = zlib.NewReader(&d.scratch)
			return d.zl, err
		}
		return d.zl, d.zl.(zlib.Resetter).Reset(&d.scratch, nil)
	}
	if d.fl == nil {
		d.fl = flate.NewReader(&d.scratch)
		return d.fl, nil
	}
	return d.fl, d.fl.(flate.Resetter).Reset(&d.scratch, nil)
}

func (d *decoder) zstd() (io.Reader, error) {
	if d.zst == nil {
		var err error
		d.zst, err = zstd.NewReader(&d.scratch, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(uint64(max(d.limits.PageBytes, zstd.MinWindowSize))), zstd.WithDecoderLowmem(true))
		return d.zst, err
	}
	return d.zst, d.zst.Reset(&d.scratch)
}

func (d *decoder) brotli() (io.Reader, error) {
	if d.br == nil {
		d.br = brotli.NewReader(&d.scratch)
		return d.br, nil
	}
	return d.br, d.br.Reset(&d.scratch)
}

// take unpacks into buf until most bytes are there.
func (d *decoder) take(buf []byte, r io.Reader, packed, most int) ([]byte, error) {
	for len(buf) < most {
		if len(buf) == cap(buf) {
			buf = append(buf, make([]byte, chunk)...)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):min(cap(buf), most)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		} else if err != nil {
			return buf, err
		}
		if out := int64(len(buf)); out > d.limits.RatioFree && out > d.limits.Ratio*int64(packed) {
			return buf, source.Wrong(source.Bomb, "", "the body's %d bytes unpack to more than %d times as many", packed, d.limits.Ratio)
		}
	}
	return buf, nil
}
