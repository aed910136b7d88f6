package warc

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// frame passes the bytes of one zstd frame and ends where it ends. The decoder alone would read on into the frames behind, and nobody
// could say where a record begins. Format: RFC 8878, 3.1.1.
type frame struct {
	r     *bufio.Reader
	left  int  // bytes of the piece being passed
	part  part // which piece comes next
	check bool // a checksum follows the last block
	err   error
}

type part int

const (
	frameHeader part = iota
	blockHeader
	checksum
	frameEnd
)

func (f *frame) done() bool { return f.part == frameEnd && f.left == 0 }

// Read gives the next bytes of the frame.
func (f *frame) Read(p []byte) (int, error) {
	if f.err != nil || len(p) == 0 {
		return 0, f.err
	}
	if f.left == 0 {
		if f.err = f.advance(); f.err != nil {
			return 0, f.err
		}
	}
	n, err := f.r.Read(p[:min(len(p), f.left)])
	f.left -= n
	f.err = noEOF(err)
	return n, f.err
}

var errFrame = errors.New("zstd: the frame's structure is damaged")

// advance looks at the next piece, without taking it, and says how long it is.
func (f *frame) advance() error {
	switch f.part {
	case frameHeader:
		head, err := f.r.Peek(5)
		if err != nil {
			return noEOF(err)
		}
		n, check, ok := headerSize(head[4])
		if !ok {
			return errFrame
		}
		f.left, f.check, f.part = n, check, blockHeader
	case blockHeader:
		head, err := f.r.Peek(3)
		if err != nil {
			return noEOF(err)
		}
		size, last, ok := blockSize(head)
		if !ok {
			return errFrame
		}
		f.left = 3 + size
		if last && f.check {
			f.part = checksum
		} else if last {
			f.part = frameEnd
		}
	case checksum:
		f.left, f.part = 4, frameEnd
	case frameEnd:
		return io.EOF
	}
	return nil
}

// headerSize is how many bytes a frame's header has, magic included, by its descriptor.
func headerSize(descriptor byte) (n int, check, ok bool) {
	single := descriptor&0x20 != 0
	n = 5 + []int{0, 1, 2, 4}[descriptor&3]
	if !single {
		n++ // window descriptor
	}
	switch descriptor >> 6 {
	case 0:
		if single {
			n++
		}
	case 1:
		n += 2
	case 2:
		n += 4
	case 3:
		n += 8
	}
	return n, descriptor&4 != 0, descriptor&8 == 0
}

// blockMax is the most that a block may have, packed or not.
const blockMax = 128 << 10

func blockSize(head []byte) (size int, last, ok bool) {
	v := uint32(head[0]) | uint32(head[1])<<8 | uint32(head[2])<<16
	size = int(v >> 3)
	switch v >> 1 & 3 {
	case 1: // one byte, to be repeated
		return 1, v&1 != 0, size <= blockMax
	case 3: // reserved
		return 0, false, false
	}
	return size, v&1 != 0, size <= blockMax
}

// validFrame tells whether a frame may begin with these bytes.
func validFrame(head []byte) bool {
	if len(head) < 5 || binary.LittleEndian.Uint32(head) != binary.LittleEndian.Uint32(zstdMagic) {
		return false
	}
	n, _, ok := headerSize(head[4])
	if !ok || len(head) < n+3 {
		return false
	}
	_, _, ok = blockSize(head[n:])
	return ok
}
