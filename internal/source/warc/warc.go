// Package warc reads web archives: WARC 1.0 and 1.1, stored plainly, as gzip (a member for each record, or one for all) or as zstd (with or
// without a dictionary of the archive's own). It is a reader of our own because those that are offered are abandoned or cannot go on after
// damage, and archives of this size always have some: a record that cannot be read is told with the offset of its first byte, and
// reading goes on at the next one that can be found.
//
// A record is handed over when it was unpacked to its end, so that its checksum was looked at. One record is held at a time. Everything that a
// hostile archive may claim is bounded by Limits. Page finds the document in a record and unpacks it, or as much of it
// as source/look wants to see. Finding the article in a page is left to source/html, what to do with it to the caller.
package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/bakhar/bakhar/internal/source"
)

// Limits bound what is taken from an archive. Zero fields mean the defaults.
type Limits struct {
	HeaderBytes  int    // of a record's header, and of the HTTP header in it
	HeaderFields int    // of each of these
	BlockBytes   int    // of a record's block that are kept; the rest is passed over
	PageBytes    int    // of a page after its encodings are undone
	Ratio        int64  // unpacked to packed bytes of a member or page, once RatioFree are unpacked
	RatioFree    int64  // bytes that may be unpacked from however few
	WindowBytes  uint64 // that a zstd frame may make us hold
	DictBytes    int    // of a zstd dictionary
	Faults       int    // in a row, with no record between them, after which an archive is given up
}

// Defaults are the limits in use. Common Crawl cuts pages at 1 MiB, later 5; deflate cannot pack tighter than 1:1032, and real pages stay below 1:40.
var Defaults = Limits{
	HeaderBytes: 64 << 10, HeaderFields: 512, BlockBytes: 16 << 20, PageBytes: 8 << 20,
	Ratio: 250, RatioFree: 8 << 20, WindowBytes: 128 << 20, DictBytes: 16 << 20, Faults: 1000,
}

func (l Limits) orDefaults() Limits {
	d := Defaults
	return Limits{
		or(l.HeaderBytes, d.HeaderBytes), or(l.HeaderFields, d.HeaderFields), or(l.BlockBytes, d.BlockBytes), or(l.PageBytes, d.PageBytes),
		or(l.Ratio, d.Ratio), or(l.RatioFree, d.RatioFree), or(l.WindowBytes, d.WindowBytes), or(l.DictBytes, d.DictBytes), or(l.Faults, d.Faults),
	}
}

func or[T comparable](a, b T) T {
	var zero T
	if a == zero {
		return b
	}
	return a
}

// Position is a place in an archive where a record begins.
type Position struct {
	Member int64 // offset in the file of the compressed member; of the record itself where the archive is not compressed
	Inside int64 // bytes unpacked from that member before it; 0 in an archive with a member for each record
}

// String is "4711", or "4711+300" for a place inside of a member.
func (p Position) String() string {
	s := strconv.FormatInt(p.Member, 10)
	if p.Inside > 0 {
		s += "+" + strconv.FormatInt(p.Inside, 10)
	}
	return s
}

// Record is one record of an archive.
type Record struct {
	Type        string    // warcinfo, response, resource, request, metadata, revisit, conversion, continuation
	ID          string    // without its brackets
	Target      string    // the address that the record is about; empty for warcinfo
	Date        time.Time // when it was captured, UTC; zero where that is not told or no date
	ContentType string    // of the block
	PayloadType string    // of what HTTP carried, as the archive's maker found out; mostly empty
	Truncated   string    // why the maker cut the block: length, time, disconnect, unspecified; empty if it is whole
	Version     string    // 1.0 or 1.1
	Header      Header    // all fields
	Length      int64     // of the block, as told by the header
	Block       []byte    // valid until the next record is read
	Cut         bool      // Block ends at Limits.BlockBytes
	At          Position
	Fault       error // what is wrong with a record that can be used all the same: an *Error, or nil

	r *Reader
}

// Error is something wrong at a place of an archive. Err wraps a *source.Error.
type Error struct {
	At  Position
	Err error
}

// Error reads "byte 4711: why"; the file's name is the caller's.
func (e *Error) Error() string { return "byte " + e.At.String() + ": " + e.Err.Error() }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Reader reads the records of one archive. It is for one goroutine.
type Reader struct {
	limits Limits
	tape   *tape
	opener opener
	form   form

	cur    member // nil between members
	start  int64  // offset of cur
	buf    []byte // what was unpacked and is still needed
	lo     int    // buf[lo:] is not read yet
	before int64  // bytes unpacked from cur before buf
	ended  bool   // cur is in buf to its end
	fed    int    // records begun in cur

	lost   bool // after damage: look for the next member
	faults int
	rec    Record
	http   Header
	decode decoder
	err    error // the end, or why there is no going on
}

// New reads an archive from its beginning. Zero limits mean Defaults.
func New(r io.Reader, limits Limits) *Reader { return at(r, 0, limits) }

// at begins to read at an offset where r stands.
func at(r io.Reader, offset int64, limits Limits) *Reader {
	rd := &Reader{limits: limits.orDefaults(), tape: newTape(r, offset)}
	rd.opener = opener{tape: rd.tape, limits: rd.limits}
	rd.decode.limits = rd.limits
	return rd
}

// Resume reads an archive from a position that Position gave, or an index has. The archive's dictionary, if there is one, is read first.
func Resume(r io.ReadSeeker, pos Position, limits Limits) (*Reader, error) {
	first := New(r, limits)
	defer first.opener.close()
	head, _ := first.tape.Peek(probeBytes) // what cannot be read is told below
	if formOf(head) == zstandard {
		if _, err := first.opener.zstd(); err != nil && err != io.EOF {
			return nil, &Error{Position{}, wrong(err, "")}
		}
	}
	if _, err := r.Seek(pos.Member, io.SeekStart); err != nil {
		return nil, err
	}
	rd := at(r, pos.Member, limits)
	rd.opener.dict = first.opener.dict
	if pos.Inside > 0 {
		if err := rd.open(); err != nil {
			return nil, err
		}
		if err := rd.pass(pos.Inside); err != nil {
			return nil, rd.fault(err)
		}
	}
	return rd, nil
}

// Close frees what the decompressor holds. It does not close the archive.
func (r *Reader) Close() { r.opener.close() }

// Position is where the next record begins: reading can be resumed there. After an error it is where the next one will be looked for.
func (r *Reader) Position() Position {
	switch {
	case r.cur == nil || r.ended && len(bytes.Trim(r.buf[r.lo:], "\r\n")) == 0:
		return Position{Member: r.tape.offset()}
	case r.form == plain:
		return Position{Member: r.start + r.before + int64(r.lo)}
	}
	return Position{r.start, r.before + int64(r.lo)}
}

// BytesRead is how many bytes of the archive were read, for progress.
func (r *Reader) BytesRead() int64 { return r.tape.feed.read }

// Next gives the next record, which is valid until Next is called again. An *Error says what is wrong at a place; Next can be called again, and goes on
// behind it. io.EOF is the end.
func (r *Reader) Next() (*Record, error) {
	if r.err != nil {
		return nil, r.err
	}
	rec, err := r.next()
	switch {
	case err == nil:
		r.faults = 0
		return rec, nil
	case err == io.EOF:
		r.err = err
		return nil, err
	}
	var e *Error
	if r.faults++; r.faults >= r.limits.Faults && errors.As(err, &e) {
		e.Err = fmt.Errorf("%w; this is the %dth error with no record between: the archive is given up", e.Err, r.faults)
		r.err = io.EOF
	}
	if cause := r.tape.feed.err; cause != nil && cause != io.EOF { // the disk or the connection, not the archive
		r.err = io.EOF
		err = r.wrong(source.Broken, Position{Member: r.tape.feed.read}, "the archive cannot be read further: %w", cause)
	}
	var d *dictError
	if errors.As(err, &d) {
		r.err = io.EOF
	}
	return nil, err
}

func (r *Reader) next() (*Record, error) {
	r.rec.Target = ""
	for {
		if r.lost && !r.search() {
			return nil, io.EOF
		}
		if r.cur == nil || r.ended && r.lo == len(r.buf) {
			if err := r.open(); err != nil {
				return nil, err
			}
		}
		if err := r.blank(); err != nil {
			return nil, r.fault(err)
		}
		if r.ended && r.lo == len(r.buf) {
			continue
		}
		return r.record()
	}
}

// search goes to the next member behind damage.
func (r *Reader) search() bool {
	r.cur, r.lost = nil, false
	return r.opener.find(r.form)
}

// open begins the next member.
func (r *Reader) open() error {
	if r.form == unknown {
		head, err := r.tape.Peek(probeBytes)
		if r.form = formOf(head); r.form == unknown && len(head) > 0 {
			r.lost = true
			if !r.opener.find(unknown) {
				r.err = io.EOF
				return r.wrong(source.Damaged, Position{}, "this is no WARC archive: no record is found in it")
			}
			head, _ = r.tape.Peek(probeBytes)
			r.form, r.lost = formOf(head), false
			return r.wrong(source.Damaged, Position{}, "no WARC record begins here; the first one is found at byte %d", r.tape.offset())
		}
		if err != nil && err != io.EOF {
			return &Error{Position{}, wrong(err, "")}
		}
	}
	r.buf, r.lo, r.before, r.ended, r.fed = r.buf[:0], 0, 0, false, 0
	r.tape.forget(r.tape.offset())
	var err error
	r.cur, err = r.opener.open(r.form)
	r.start = r.opener.began
	if err != nil {
		r.cur = nil
		if err == io.EOF {
			return err
		}
		return r.fault(err)
	}
	return nil
}

const chunk = 64 << 10 // is unpacked at a time

// fill unpacks more. io.EOF says that the member ended.
func (r *Reader) fill() error {
	if r.ended {
		return io.EOF
	}
	if r.lo > 0 && r.lo >= len(r.buf)-r.lo { // rarely enough that the copying does not count
		r.before += int64(r.lo)
		r.buf = r.buf[:copy(r.buf, r.buf[r.lo:])]
		r.lo = 0
	}
	if cap(r.buf)-len(r.buf) < chunk {
		r.buf = append(make([]byte, 0, max(4*chunk, 2*cap(r.buf))), r.buf...)
	}
	n, err := r.cur.Read(r.buf[len(r.buf) : len(r.buf)+chunk])
	r.buf = r.buf[:len(r.buf)+n]
	if r.ended = err == io.EOF; err != nil && (!r.ended || n == 0) {
		return err
	}
	if r.form == plain {
		return nil
	}
	out, in := r.before+int64(len(r.buf)), r.tape.offset()-r.start
	if out > r.limits.RatioFree && out > in*r.limits.Ratio {
		return source.Wrong(source.Bomb, "", "%d bytes unpack to more than %d times as many", in, r.limits.Ratio)
	}
	return nil
}

// more makes sure that n bytes are unpacked, or the member to its end.
func (r *Reader) more(n int) error {
	for len(r.buf)-r.lo < n {
		if err := r.fill(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

// pass leaves n bytes out, without holding them. io.ErrUnexpectedEOF says that there are not so many.
func (r *Reader) pass(n int64) error {
	for {
		have := min(n, int64(len(r.buf)-r.lo))
		r.lo += int(have)
		if n -= have; n == 0 {
			return nil
		}
		if err := r.fill(); err != nil {
			return noEOF(err)
		}
	}
}

// blank passes the empty lines between records.
func (r *Reader) blank() error {
	for {
		for r.lo < len(r.buf) && (r.buf[r.lo] == '\r' || r.buf[r.lo] == '\n') {
			r.lo++
		}
		if r.lo < len(r.buf) {
			return nil
		}
		if err := r.fill(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// here is the position of buf[i].
func (r *Reader) here(i int) Position {
	if r.form == plain {
		return Position{Member: r.start + r.before + int64(i)}
	}
	return Position{r.start, r.before + int64(i)}
}

// fault ends the current member, which is damaged or cut, and lets the next one be looked for right behind its first byte.
func (r *Reader) fault(err error) error {
	at := Position{Member: r.start}
	if r.fed > 1 { // others of the member were read
		at = r.here(r.lo)
	}
	if r.form == plain {
		at = r.here(r.lo)
	} else {
		r.tape.back(r.start + 1)
	}
	r.cur, r.buf, r.lo, r.lost = nil, r.buf[:0], 0, true
	return &Error{at, wrong(err, r.rec.Target)}
}

// wrong makes an error of a kind at a place.
func (r *Reader) wrong(kind source.Kind, at Position, format string, args ...any) *Error {
	return &Error{at, source.Wrong(kind, "", format, args...)}
}

// wrong says what a decompressor or a disk found.
func wrong(err error, url string) error {
	var e *source.Error
	var dict *dictError
	switch {
	case errors.As(err, &e):
		return err
	case errors.As(err, &dict):
		return source.Wrong(dict.kind, url, "%w", err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return source.Wrong(source.Cut, url, "the archive ends before this record does: it is cut, or damaged here")
	}
	return source.Wrong(source.Damaged, url, "the record cannot be unpacked: %w", err)
}

// record reads the record at buf[lo:].
func (r *Reader) record() (*Record, error) {
	r.fed++
	r.rec = Record{Header: r.rec.Header, r: r, At: r.here(r.lo)}
	rec := &r.rec
	if r.form == plain {
		r.tape.forget(rec.At.Member)
	}
	n, err := r.header()
	if err != nil {
		return nil, err
	}
	if err := rec.read(r.buf[r.lo:r.lo+n], r.limits.HeaderFields); err != nil {
		r.lo += n
		return nil, r.astray(rec.At, source.BadRecord, "%w", err)
	}
	return r.block(n)
}

// header unpacks the header of the record at buf[lo:] and tells its length.
func (r *Reader) header() (int, error) {
	for want := chunk / 16; ; want *= 2 {
		if err := r.more(want); err != nil {
			return 0, r.fault(err)
		}
		b := r.buf[r.lo:]
		at := r.here(r.lo)
		cut := r.ended && len(b) < headerLook && bytes.HasPrefix(b, warcMagic)
		if len(b) >= len(warcMagic) && !headerAt(b, 0) && !cut {
			return 0, r.astray(at, source.BadRecord, "no WARC record begins here")
		}
		if n := headerEnd(b[:min(len(b), r.limits.HeaderBytes)]); n > 0 {
			return n, nil
		}
		switch {
		case len(b) >= r.limits.HeaderBytes:
			r.lo++
			return 0, r.astray(at, source.TooLarge, "the record's header is longer than the limit of %d bytes", r.limits.HeaderBytes)
		case r.ended:
			r.lo = len(r.buf)
			return 0, r.wrong(source.Cut, at, "the archive ends in the header of this record")
		}
	}
}

// astray goes to the next header in the member, and tells where it is. Without one the member is done with.
func (r *Reader) astray(at Position, kind source.Kind, format string, args ...any) error {
	cause := fmt.Errorf(format, args...)
	for {
		if i := findHeader(r.buf[r.lo:]); i >= 0 {
			r.lo += i
			return r.wrong(kind, at, "%w; the next record is found at byte %s", cause, r.here(r.lo))
		}
		r.lo = max(r.lo, len(r.buf)-headerLook)
		if err := r.fill(); err == io.EOF {
			r.lo = len(r.buf)
			return r.wrong(kind, at, "%w", cause)
		} else if err != nil {
			_ = r.fault(err) // one error for one record is enough
			return r.wrong(kind, at, "%w", cause)
		}
	}
}
