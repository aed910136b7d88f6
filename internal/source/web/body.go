package web

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"github.com/bakhar/bakhar/internal/source"
)

// limitError is a limit that a body crossed.
type limitError struct {
	kind source.Kind
	msg  string
}

func (e *limitError) Error() string { return e.msg }

func crossed(kind source.Kind, format string, args ...any) error {
	return &limitError{kind, fmt.Sprintf(format, args...)}
}

// meter counts the bytes of a body as they come in, and stops it at a limit.
type meter struct {
	r     io.Reader
	left  int64
	total atomic.Int64
}

// errWire is returned when a body is longer than what may be sent to us.
var errWire = errors.New("longer than may be sent")

func (m *meter) Read(p []byte) (int, error) {
	if m.left < 0 {
		return 0, errWire
	}
	if int64(len(p)) > m.left+1 {
		p = p[:m.left+1]
	}
	n, err := m.r.Read(p)
	m.left -= int64(n)
	if m.left < 0 {
		n-- // the one byte too many only tells that there are more
		m.total.Add(int64(n))
		return n, errWire
	}
	m.total.Add(int64(n))
	return n, err
}

// watch cancels the request when fewer bytes than the limit came within a window. The result stops watching.
func (m *meter) watch(l Limits, cancel context.CancelCauseFunc) (stop func()) {
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(l.SlowWindow)
		defer tick.Stop()
		for last := int64(0); ; {
			select {
			case <-done:
				return
			case <-tick.C:
				now := m.total.Load()
				if now-last < l.SlowBytes {
					cancel(errSlow)
					return
				}
				last = now
			}
		}
	}()
	return func() { close(done) }
}

// read reads a body to its end or to a limit, whichever is first, and gives what came in either case.
func read(wire *meter, coding string, l Limits) ([]byte, error) {
	switch coding := strings.ToLower(strings.TrimSpace(coding)); coding {
	case "", "identity":
		body, err := copyMax(wire, l.BodyBytes, nil)
		return body, named(err, l)
	case "gzip", "x-gzip":
		body, err := inflate(wire, l, wire.total.Load)
		return body, named(err, l)
	case "br":
		body, err := unbrotli(wire, l, wire.total.Load)
		return body, named(err, l)
	default:
		return nil, crossed(source.BadEncoding, "the body is compressed as %q, which we did not ask for", short(coding))
	}
}

// named turns the end of a meter into an error that says the limit.
func named(err error, l Limits) error {
	if errors.Is(err, errWire) {
		return crossed(source.TooLarge, "the body is longer than the limit of %d bytes as sent", l.WireBytes)
	}
	return err
}

// Inflate decompresses a gzip file that came as a body (a sitemap called news.xml.gz). Limits that are zero are those of Defaults. What could be
// read is given beside an error.
func Inflate(url string, data []byte, l Limits) ([]byte, error) {
	r := bytes.NewReader(data)
	body, err := inflate(r, l.orDefaults(), func() int64 { return int64(len(data) - r.Len()) })
	if err != nil {
		return body, &source.Error{Kind: kind(err), URL: url, Err: err}
	}
	return body, nil
}

// Gzipped tells whether data begins as a gzip file does.
func Gzipped(data []byte) bool { return len(data) > 2 && data[0] == 0x1f && data[1] == 0x8b }

// inflate decompresses gzip members until the limits. in tells how many compressed bytes went in. What follows the last member and is none
// is left out, as browsers do.
func inflate(r io.Reader, l Limits, in func() int64) ([]byte, error) {
	br := bufio.NewReaderSize(r, 16<<10)
	z, err := gzip.NewReader(br)
	if err == io.EOF {
		return nil, nil // an empty body, as some servers send with a header that promises one
	}
	if err != nil {
		return nil, gzipError(err)
	}
	defer z.Close()
	var out []byte
	for {
		z.Multistream(false)
		part, err := copyMax(z, l.BodyBytes-int64(len(out)), func(n int64) error { return bomb(n+int64(len(out)), in(), l) })
		if out == nil {
			out = part
		} else {
			out = append(out, part...)
		}
		var limit *limitError
		if errors.As(err, &limit) || errors.Is(err, errWire) {
			return out, err
		} else if err != nil {
			return out, gzipError(err)
		}
		if head, err := br.Peek(3); err != nil || !Gzipped(head) {
			return out, nil
		}
		if err := z.Reset(br); err != nil {
			return out, gzipError(err)
		}
	}
}

// unbrotli decompresses a brotli stream until the limits, as inflate; what follows its end is left out. The decoder holds a window of 16 MB at most.
func unbrotli(r io.Reader, l Limits, in func() int64) ([]byte, error) {
	br := bufio.NewReaderSize(r, 16<<10)
	if _, err := br.Peek(1); err == io.EOF {
		return nil, nil // an empty body, as some servers send with a header that promises one
	}
	out, err := copyMax(brotli.NewReader(br), l.BodyBytes, func(n int64) error { return bomb(n, in(), l) })
	switch {
	case err == nil:
	case err.Error() == brotliBehind:
		err = nil
	case strings.HasPrefix(err.Error(), "brotli:"):
		err = crossed(source.BadEncoding, "the body is said to be brotli and is not, or is damaged: %v", err)
	}
	return out, err
}

// brotliBehind is what the library says of bytes behind the end of a stream.
const brotliBehind = "brotli: excessive input"

// bomb is the error of a body that unpacks too far.
func bomb(unpacked, sent int64, l Limits) error {
	if unpacked > ratioFree && unpacked > l.Ratio*sent {
		return crossed(source.Bomb, "%d bytes were sent and already unpack to %d, more than %d times as many", sent, unpacked, l.Ratio)
	}
	return nil
}

// gzipError keeps what the connection did apart from what the data are.
func gzipError(err error) error {
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || strings.Contains(err.Error(), "flate: corrupt") {
		return crossed(source.BadEncoding, "the body is said to be gzip and is not, or is damaged: %v", err)
	}
	return err
}

// copyMax reads to the end, or until it has most bytes and there are more. check, where given, is asked after each read with the bytes so far.
func copyMax(r io.Reader, most int64, check func(int64) error) ([]byte, error) {
	buf := make([]byte, 0, min(most, 32<<10)+1)
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if int64(len(buf)) > most {
			return buf[:most], crossed(source.TooLarge, "the body is longer than the limit of %d bytes", most)
		}
		if check != nil {
			if err := check(int64(len(buf))); err != nil {
				return buf, err
			}
		}
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
}

func short(s string) string {
	if len(s) > 60 {
		return s[:60] + "…"
	}
	return s
}
