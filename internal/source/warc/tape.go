package warc

import (
	"bufio"
	"io"
)

const (
	tapeKeep   = 16 << 20 // of what was read of a member, so that a search can begin right behind its first byte
	tapeFree   = 64 << 20 // may be read twice in any archive; beyond, what is read twice is never more than what was read once
	tapeBuffer = 64 << 10
	tapeTrim   = 1 << 20 // what is no longer needed is dropped in pieces of this size
)

// tape is the archive as it is stored: a buffered reader that knows its offset, and can go back to where the current member began.
// Going back is needed because a decompressor that was led astray by one damaged byte reads on into the members behind.
type tape struct {
	*bufio.Reader // over feed
	feed          feed
}

// feed gives the bytes of the source and keeps the last of them.
type feed struct {
	src    io.Reader
	next   int64 // offset of the byte that Read gives next
	read   int64 // offset behind the last byte that came from the source, for progress
	kept   []byte
	keptAt int64 // offset of kept[0]; kept ends where the source stands
	again  int64 // bytes that were or may be read twice
	err    error // of the source, io.EOF too
}

func newTape(src io.Reader, offset int64) *tape {
	t := &tape{feed: feed{src: src, next: offset, read: offset, keptAt: offset}}
	t.Reader = bufio.NewReaderSize(&t.feed, tapeBuffer)
	return t
}

func (f *feed) Read(p []byte) (int, error) {
	if i := f.next - f.keptAt; i < int64(len(f.kept)) {
		n := copy(p, f.kept[i:])
		f.next += int64(n)
		return n, nil
	}
	if f.err != nil {
		return 0, f.err
	}
	n, err := f.src.Read(p)
	if len(f.kept)+n > tapeKeep {
		f.drop(f.keptAt + int64(len(f.kept))/2)
	}
	f.kept = append(f.kept, p[:n]...)
	f.next += int64(n)
	f.read = max(f.read, f.next)
	f.err = err
	return n, err
}

// drop forgets what was read before an offset.
func (f *feed) drop(before int64) {
	n := min(before-f.keptAt, int64(len(f.kept)))
	if n <= 0 {
		return
	}
	f.kept = f.kept[:copy(f.kept, f.kept[n:])]
	f.keptAt += n
}

// offset is where the next byte is in the archive.
func (t *tape) offset() int64 { return t.feed.next - int64(t.Buffered()) }

// forget says that nobody will go back behind an offset.
func (t *tape) forget(offset int64) {
	if offset-t.feed.keptAt > tapeTrim {
		t.feed.drop(offset)
	}
}

// back goes to an offset that was read already, or as near behind it as is still to be had. Where that would make a hostile archive be
// read again and again it stays where it is.
func (t *tape) back(offset int64) {
	f := &t.feed
	seeker, ok := f.src.(io.Seeker)
	if !ok || offset >= f.keptAt {
		offset = max(offset, f.keptAt)
	}
	twice := t.offset() - offset
	if twice <= 0 || f.again+twice > f.read+tapeFree {
		return
	}
	if offset < f.keptAt {
		if _, err := seeker.Seek(offset, io.SeekStart); err != nil { // a pipe that calls itself a file
			return
		}
		f.kept, f.keptAt, f.err = f.kept[:0], offset, nil
	}
	f.again += twice
	f.next = offset
	t.Reset(f)
}
