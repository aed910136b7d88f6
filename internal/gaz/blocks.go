package gaz

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"sort"
	"strings"
	"sync"
)

// A table is a text of lines in a .gz file that any tool unpacks, written as many members, one a block. Each member's header tells
// its length (the field BK) and its first key (the comment), so that a block can be found and unpacked without the others.
type table struct {
	r      io.ReaderAt
	blocks []block
}

type block struct {
	first string // key
	off   int64
	size  int
	text  func() string // unpacks it once
}

const (
	headMax  = 512     // bytes of a member's header that are read
	blockMax = 1 << 20 // bytes of an unpacked block, against damaged files
)

var le = binary.LittleEndian

// openTable finds the blocks of a file of size bytes.
func openTable(r io.ReaderAt, size int64) (*table, error) {
	t := &table{r: r}
	buf := make([]byte, headMax)
	for off := int64(0); off < size; {
		n, err := r.ReadAt(buf, off)
		if n < 18 || err != nil && err != io.EOF {
			return nil, fmt.Errorf("block %d: %v", len(t.blocks), err)
		}
		h := buf[:n]
		if h[0] != 0x1f || h[1] != 0x8b || h[3] != 1<<2|1<<4 || le.Uint16(h[10:]) != 8 || string(h[12:14]) != "BK" {
			return nil, fmt.Errorf("block %d: no header of a table", len(t.blocks))
		}
		end := bytes.IndexByte(h[20:], 0)
		length := int(le.Uint32(h[16:]))
		if end < 0 || length < 20 || int64(length) > size-off {
			return nil, fmt.Errorf("block %d: damaged header", len(t.blocks))
		}
		at := off // off moves on
		t.blocks = append(t.blocks, block{string(h[20 : 20+end]), off, length, sync.OnceValue(func() string { return unpack(r, at, length) })})
		off += int64(length)
	}
	return t, nil
}

// unpack gives the text of a block; a damaged one is empty.
func unpack(r io.ReaderAt, off int64, size int) string {
	data := make([]byte, size)
	if _, err := r.ReadAt(data, off); err != nil && err != io.EOF {
		return ""
	}
	z := unpackers.Get().(*unpacker)
	defer unpackers.Put(z)
	if err := z.Reset(bytes.NewReader(data)); err != nil {
		return ""
	}
	z.out.Reset()
	if _, err := z.out.ReadFrom(io.LimitReader(z, blockMax)); err != nil {
		return ""
	}
	return z.out.String()
}

// unpacker holds what unpacking a block needs, which is more than most blocks.
type unpacker struct {
	gzip.Reader
	out bytes.Buffer
}

var unpackers = sync.Pool{New: func() any { return new(unpacker) }}

// at is the block that a key stands in, if any does: keys stand in order and none is cut by the end of a block.
func (t *table) at(k string) int {
	return sort.Search(len(t.blocks), func(i int) bool { return t.blocks[i].first > k }) - 1
}

// line gives what stands behind a key.
func (t *table) line(k string) string {
	i := t.at(k)
	if i < 0 || k == "" {
		return ""
	}
	s := t.blocks[i].text()
	if !strings.HasPrefix(s, k+"\t") {
		at := strings.Index(s, "\n"+k+"\t")
		if at < 0 {
			return ""
		}
		s = s[at+1:]
	}
	s, _, _ = strings.Cut(s[len(k)+1:], "\n")
	return s
}

// Block is a part of a table to be written: whole lines, and the first one's key.
type Block struct{ First, Lines string }

// WriteTable writes a table that this package reads. The same blocks give the same bytes.
func WriteTable(w io.Writer, blocks []Block) error {
	for _, b := range blocks {
		var buf bytes.Buffer
		z, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
		if err != nil {
			return err
		}
		z.Extra = []byte{'B', 'K', 4, 0, 0, 0, 0, 0}
		z.Comment = b.First
		z.OS = 255
		if _, err := io.WriteString(z, b.Lines); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		out := buf.Bytes()
		le.PutUint32(out[16:], uint32(len(out)))
		if _, err := w.Write(out); err != nil {
			return err
		}
	}
	return nil
}
