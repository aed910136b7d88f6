package warc

import (
	"bytes"
	"io"
	"slices"

	"github.com/bakhar/bakhar/internal/source"
)

// block gives the record whose header is the next n bytes, with its block.
func (r *Reader) block(n int) (*Record, error) {
	rec := &r.rec
	keep := int(min(rec.Length, int64(r.limits.BlockBytes)))
	if err := r.more(n + keep + 8); err != nil { // 8: what follows shows whether the length was right
		return nil, r.fault(err)
	}
	begin, have := n, len(r.buf)-r.lo-n // of the block
	if have < keep {
		return r.short(begin)
	}
	rec.Block = r.buf[r.lo+begin : r.lo+begin+keep]
	if int64(keep) < rec.Length {
		return r.long(begin, keep)
	}
	if r.follows(begin + keep) {
		r.lo += begin + keep
		return rec, nil
	}
	return r.misled(begin)
}

// follows tells whether a record may end at buf[lo+i]: the two line breaks are there, or the next record or the end, with fewer between.
func (r *Reader) follows(i int) bool {
	b := r.buf[r.lo+i:]
	if bytes.HasPrefix(b, []byte("\r\n\r\n")) {
		return true
	}
	b = bytes.TrimLeft(b, "\r\n")
	return len(b) == 0 && r.ended || bytes.HasPrefix(b, warcMagic[:min(4, len(b))]) && len(b) > 0
}

// lengthWrong notes that a record's length was wrong, how long its block is held to be, and why.
func (r *Reader) lengthWrong(block []byte, why string) *Record {
	rec := &r.rec
	for range 2 { // the line breaks that end a record
		block = bytes.TrimSuffix(bytes.TrimSuffix(block, []byte("\n")), []byte("\r"))
	}
	rec.Block = block
	rec.Fault = &Error{rec.At, source.Wrong(source.BadRecord, rec.Target, "the record's Content-Length says %d bytes, but %s after %d", rec.Length, why, len(block))}
	return rec
}

const (
	nextBegins = "the next record begins"
	memberEnds = "its member ends"
)

// short gives a record whose member ended before its block did. begin is where the block begins behind buf[lo].
func (r *Reader) short(begin int) (*Record, error) {
	rec := &r.rec
	rest := r.buf[r.lo+begin:]
	if i := findHeader(rest); i >= 0 {
		r.lo += begin + i
		return r.lengthWrong(rest[:i], nextBegins), nil
	}
	r.lo = len(r.buf)
	if r.form == plain || r.fed > 1 { // no checksum says that this is all there was
		return nil, &Error{rec.At, source.Wrong(source.Cut, rec.Target, "the archive ends before this record does: %d of %d bytes are there", len(rest), rec.Length)}
	}
	return r.lengthWrong(rest, memberEnds), nil
}

// misled gives a record that is not followed by the next one: its length is wrong, and its block ends where the next header is.
func (r *Reader) misled(begin int) (*Record, error) {
	for looked := begin; ; {
		if i := findHeader(r.buf[r.lo+looked:]); i >= 0 {
			block := r.buf[r.lo+begin : r.lo+looked+i]
			r.lo += looked + i
			return r.lengthWrong(block, nextBegins), nil
		}
		looked = max(looked, len(r.buf)-r.lo-headerLook)
		if len(r.buf)-r.lo-begin > r.limits.BlockBytes {
			at := r.rec.At
			r.lo += begin
			return nil, r.astray(at, source.BadRecord, "the record's Content-Length says %d bytes, but neither its end nor the next record follows", r.rec.Length)
		}
		if err := r.fill(); err == io.EOF {
			block := r.buf[r.lo+begin:]
			r.lo = len(r.buf)
			return r.lengthWrong(block, memberEnds), nil
		} else if err != nil {
			return nil, r.fault(err)
		}
	}
}

// long gives a record with the first bytes of a block that is over the limit, and passes the others.
func (r *Reader) long(begin, keep int) (*Record, error) {
	rec := &r.rec
	rec.Block, rec.Cut = slices.Clone(rec.Block), true // passing uses the buffer
	r.lo += begin + keep
	err := r.pass(rec.Length - int64(keep))
	if err == nil {
		if err = r.more(8); err == nil && r.follows(0) {
			return rec, nil
		}
	}
	switch {
	case err != nil && err != io.ErrUnexpectedEOF:
		return nil, r.fault(err)
	case r.form == plain: // what was passed may have been other records
		r.tape.back(rec.At.Member + int64(begin))
		r.cur, r.buf, r.lo, r.lost = nil, r.buf[:0], 0, true
	case err == nil:
		return nil, r.astray(rec.At, source.BadRecord, "the record's Content-Length says %d bytes, but no record ends there", rec.Length)
	}
	return nil, &Error{rec.At, source.Wrong(source.BadRecord, rec.Target, "the record's Content-Length says %d bytes, but no record ends there", rec.Length)}
}
