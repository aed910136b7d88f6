package warc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/bakhar/bakhar/internal/source"
)

// form is how an archive is stored.
type form int

const (
	unknown form = iota
	plain
	gzipped
	zstandard
)

var (
	gzipMagic = []byte{0x1f, 0x8b, 8}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
	warcMagic = []byte("WARC/1.")
)

// formOf tells the form by how the bytes begin.
func formOf(head []byte) form {
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		return gzipped
	case bytes.HasPrefix(head, zstdMagic), skippable(head):
		return zstandard
	case bytes.HasPrefix(bytes.TrimLeft(head, "\r\n"), warcMagic):
		return plain
	}
	return unknown
}

// Likely tells whether a file that begins with head is an archive, whatever its name; head should be 4 KiB where the file has them.
func Likely(head []byte) bool {
	switch formOf(head) {
	case plain, zstandard:
		return true
	case gzipped:
		var p probe
		return p.gzip(head)
	}
	return false
}

// member is one piece of the archive that unpacks alone: a gzip member, a zstd frame, or all of an archive that is not compressed.
type member interface {
	// Read unpacks; io.EOF says that the member ended, and was whole.
	Read(p []byte) (int, error)
}

// opener makes members of the bytes at the tape's place. What it allocates serves all members of an archive.
type opener struct {
	tape   *tape
	limits Limits
	began  int64 // where the last member that was opened begins
	gz     *gzip.Reader
	zst    *zstd.Decoder
	frame  zstdMember
	dict   []byte
	probe  probe
}

// open begins the member at the tape's place. io.EOF says that there is none.
func (o *opener) open(f form) (member, error) {
	o.began = o.tape.offset()
	if _, err := o.tape.Peek(1); err != nil {
		return nil, err
	}
	switch f {
	case gzipped:
		return o.gzip()
	case zstandard:
		return o.zstd()
	}
	return o.tape, nil
}

func (o *opener) gzip() (member, error) {
	if o.gz == nil {
		o.gz = new(gzip.Reader)
	}
	if err := o.gz.Reset(o.tape.Reader); err != nil {
		return nil, noEOF(err)
	}
	o.gz.Multistream(false)
	return o.gz, nil
}

// noEOF makes an end in the middle of what it is.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// zstd begins a frame, after the skippable ones before it. A dictionary that stands in one of those serves all frames behind it.
func (o *opener) zstd() (member, error) {
	for {
		o.began = o.tape.offset()
		head, err := o.tape.Peek(4)
		switch {
		case err == io.EOF && len(head) == 0:
			return nil, io.EOF
		case err != nil:
			return nil, noEOF(err)
		case skippable(head):
			if err := o.skip(); err != nil {
				return nil, err
			}
			continue
		case !bytes.Equal(head, zstdMagic):
			return nil, errors.New("no zstd frame begins here")
		}
		if o.zst == nil {
			if err := o.decoder(); err != nil {
				return nil, err
			}
		}
		o.frame = zstdMember{o.zst, frame{r: o.tape.Reader}}
		if err := o.zst.Reset(&o.frame.f); err != nil {
			return nil, noEOF(err)
		}
		return &o.frame, nil
	}
}

func (o *opener) decoder() error {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(o.limits.WindowBytes), zstd.WithDecoderLowmem(true)}
	if len(o.dict) > 0 {
		options = append(options, zstd.WithDecoderDicts(o.dict))
	}
	var err error
	o.zst, err = zstd.NewReader(nil, options...)
	return err
}

// close frees what a decoder holds; the opener may be used again.
func (o *opener) close() {
	if o.zst != nil {
		o.zst.Close()
		o.zst = nil
	}
}

// zstdMember makes sure that a frame was read to its end: the decoder tells the end of its output, not of the frame.
type zstdMember struct {
	zst *zstd.Decoder
	f   frame
}

func (m *zstdMember) Read(p []byte) (int, error) {
	n, err := m.zst.Read(p)
	if err == io.EOF && !m.f.done() {
		err = io.ErrUnexpectedEOF
		if m.f.err != nil && m.f.err != io.EOF {
			err = m.f.err
		}
	}
	return n, err
}

// skippable tells a zstd frame that holds no content: magic 0x184D2A50 to 0x184D2A5F.
func skippable(head []byte) bool {
	return len(head) >= 4 && head[0]&0xf0 == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18
}

// dictError is a dictionary that cannot be used. Without it nothing behind can be unpacked.
type dictError struct {
	kind source.Kind
	err  error
}

func (e *dictError) Error() string { return "the archive's zstd dictionary: " + e.err.Error() }

const dictMagic = 0x5d // the low byte of the magic of a skippable frame that holds a dictionary for the whole archive

// skip passes a skippable frame, and keeps the dictionary if it holds one.
func (o *opener) skip() error {
	var head [8]byte
	if _, err := io.ReadFull(o.tape, head[:]); err != nil {
		return noEOF(err)
	}
	size := int64(binary.LittleEndian.Uint32(head[4:]))
	if head[0] != dictMagic || o.dict != nil {
		_, err := io.CopyN(io.Discard, o.tape, size)
		return noEOF(err)
	}
	if size > int64(o.limits.DictBytes) {
		return &dictError{source.TooLarge, fmt.Errorf("it is longer than the limit of %d bytes", o.limits.DictBytes)}
	}
	dict := make([]byte, size)
	if n, err := io.ReadFull(o.tape, dict); err != nil {
		return &dictError{source.Cut, fmt.Errorf("%d of its %d bytes are there", n, size)}
	}
	if bytes.HasPrefix(dict, zstdMagic) { // a dictionary may itself be compressed
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(o.limits.DictBytes)))
		if err != nil {
			return err
		}
		defer d.Close()
		if dict, err = d.DecodeAll(dict, nil); err != nil {
			return &dictError{source.Damaged, err}
		}
	}
	if _, err := zstd.InspectDictionary(dict); err != nil {
		return &dictError{source.Damaged, err}
	}
	o.dict = dict
	o.close() // the next decoder knows it
	return nil
}

// find goes to the next member of a form at or behind the tape's place. It tells whether there is one.
func (o *opener) find(f form) bool {
	for {
		window, _ := o.tape.Peek(tapeBuffer) // at the end there is less
		i := candidate(f, window)
		if i < 0 && len(window) < tapeBuffer {
			return false
		}
		if i < 0 {
			_, _ = o.tape.Discard(len(window) - len(warcMagic)) // what is buffered can be discarded
			continue
		}
		_, _ = o.tape.Discard(i)
		if head, _ := o.tape.Peek(probeBytes); o.probe.is(f, head) {
			return true
		}
		_, _ = o.tape.Discard(1)
	}
}

// candidate finds where in a window a member may begin, -1 if nowhere.
func candidate(f form, window []byte) int {
	at := -1
	for form, magic := range map[form][]byte{gzipped: gzipMagic, zstandard: zstdMagic, plain: warcMagic} {
		if f != form && f != unknown {
			continue
		}
		if i := bytes.Index(window, magic); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	return at
}

const probeBytes = 4 << 10

// probe tells whether a member begins somewhere, by unpacking its first bytes.
type probe struct {
	gz *gzip.Reader
}

func (p *probe) is(f form, head []byte) bool {
	switch got := formOf(head); {
	case f != unknown && got != f:
		return false
	case got == gzipped:
		return p.gzip(head)
	case got == zstandard:
		return validFrame(head)
	case got == plain:
		return headerAt(head, 0)
	}
	return false
}

func (p *probe) gzip(head []byte) bool {
	if p.gz == nil {
		p.gz = new(gzip.Reader)
	}
	if p.gz.Reset(bytes.NewReader(head)) != nil {
		return false
	}
	var first [16]byte
	n, _ := io.ReadFull(p.gz, first[:]) // a head may end before 16 bytes are unpacked
	return bytes.HasPrefix(bytes.TrimLeft(first[:n], "\r\n"), warcMagic)
}
