package face

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
)

// BlockMax is how many faces a block has at most, so that one's place in it is a byte. A larger block makes keeping dearer, a smaller one looking.
const BlockMax = 256

// Block is faces in the order of their numbers. Packed, it is, all little-endian: the number of faces and that of signs (4 bytes each); of each face the
// number (8), span (4), sources (4), confidence (8, IEEE 754), scale (2, thousandths), quad (1) and a zero; of each sign that one has the kind (1), the
// number (4) and how many have it, less one (1), in order; and the places of those that have it (1 each), sign after sign.
type Block struct {
	faces []Face  // without Signs
	pairs []int64 // sign and place, sorted: what has what
}

const (
	headBytes = 8
	faceBytes = 28
	signBytes = 6
	placeBits = 8
)

// Change is what becomes of the face of a number: another, or none.
type Change struct {
	Num  int64
	Face *Face // nil where it goes
}

// Len is the number of faces.
func (b *Block) Len() int { return len(b.faces) }

// First is the number of the first face.
func (b *Block) First() int64 { return b.faces[0].Num }

// Changed gives the block with changes, which are sorted by number, in parts that are small enough; none where nothing is left.
func (b *Block) Changed(changes []Change) []*Block {
	var faces []Face
	var added []int64
	to := make([]int, len(b.faces)) // the new place of each old face, -1 where it is gone
	old := 0
	for len(changes) > 0 || old < len(b.faces) {
		if len(changes) == 0 || old < len(b.faces) && b.faces[old].Num < changes[0].Num {
			to[old] = len(faces)
			faces = append(faces, b.faces[old])
			old++
			continue
		}
		c := changes[0]
		changes = changes[1:]
		if old < len(b.faces) && b.faces[old].Num == c.Num {
			to[old] = -1
			old++
		}
		if f := c.Face; f != nil {
			for _, s := range f.Signs {
				added = append(added, int64(s)<<wideBits|int64(len(faces)))
			}
			g := *f
			g.Signs = nil
			faces = append(faces, g)
		}
	}
	// Places keep their order, so that what was sorted stays so.
	kept := make([]int64, 0, len(b.pairs)+len(added))
	for _, p := range b.pairs {
		if place := to[p&(1<<placeBits-1)]; place >= 0 {
			kept = append(kept, p>>placeBits<<wideBits|int64(place))
		}
	}
	slices.Sort(added)
	return parts(faces, merge(kept, added))
}

// wideBits are those of a place while there may be more than BlockMax.
const wideBits = 24

func merge(a, b []int64) []int64 {
	if len(b) == 0 {
		return a
	}
	out := make([]int64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// parts makes blocks of about half the greatest size where there are too many faces for one.
func parts(faces []Face, pairs []int64) (blocks []*Block) {
	n := 1
	if len(faces) > BlockMax {
		n = (len(faces) + BlockMax/2 - 1) / (BlockMax / 2)
	}
	size := (len(faces) + n - 1) / n
	for from := 0; from < len(faces); from += size {
		b := &Block{faces: faces[from:min(from+size, len(faces))]}
		for _, p := range pairs {
			if place := int(p&(1<<wideBits-1)) - from; place >= 0 && place < len(b.faces) {
				b.pairs = append(b.pairs, p>>wideBits<<placeBits|int64(place))
			}
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// Pack gives the block's bytes.
func (b *Block) Pack() []byte {
	le := binary.LittleEndian
	out := make([]byte, headBytes, headBytes+faceBytes*len(b.faces)+3*len(b.pairs))
	for _, f := range b.faces {
		out = le.AppendUint64(out, uint64(f.Num))
		out = le.AppendUint32(out, uint32(f.Span))
		out = le.AppendUint32(out, uint32(f.Sources))
		out = le.AppendUint64(out, math.Float64bits(f.Confidence))
		out = le.AppendUint16(out, uint16(f.Scale))
		out = append(out, byte(f.Quad), 0)
	}
	signs := 0
	for i := 0; i < len(b.pairs); signs++ {
		sign, n := b.pairs[i]>>placeBits, 0
		for ; i < len(b.pairs) && b.pairs[i]>>placeBits == sign; i++ {
			n++
		}
		out = append(le.AppendUint32(append(out, byte(sign>>32)), uint32(sign)), byte(n-1))
	}
	for _, p := range b.pairs {
		out = append(out, byte(p))
	}
	le.PutUint32(out, uint32(len(b.faces)))
	le.PutUint32(out[4:], uint32(signs))
	return out
}

var errBlock = fmt.Errorf("a block of faces: %w", store.ErrCorrupt)

// KindMax is the greatest kind of a sign.
const KindMax = 31

// Kinds tells where the signs of each kind begin in a block: how many signs, and how many places of faces, stand before them.
type Kinds [KindMax + 2]struct{ signs, places uint32 }

// Look is a packed block that is looked at.
type Look struct {
	faces, signs, places []byte
	kinds                *Kinds // nil where it is not known
}

// See looks at a packed block.
func See(b []byte) (l Look, err error) {
	if len(b) < headBytes {
		return l, errBlock
	}
	le := binary.LittleEndian
	n, m := uint64(le.Uint32(b)), uint64(le.Uint32(b[4:]))
	b = b[headBytes:]
	if n > BlockMax || n*faceBytes+m*signBytes > uint64(len(b)) {
		return l, errBlock
	}
	return Look{b[:n*faceBytes], b[n*faceBytes:][:m*signBytes], b[n*faceBytes+m*signBytes:], nil}, nil
}

// Learn finds where the kinds begin, so that Of need not look for it each time. An error tells that the block is damaged.
func (l *Look) Learn() error {
	k := &Kinds{}
	next, at := 0, *l
	for {
		before := at
		kind, _, _, ok := at.Next()
		if !ok {
			break
		}
		if kind > KindMax || int(kind)+1 < next {
			return errBlock
		}
		for ; next <= int(kind); next++ {
			k[next].signs, k[next].places = uint32(len(l.signs)-len(before.signs)), uint32(len(l.places)-len(before.places))
		}
	}
	for ; next < len(k); next++ {
		k[next].signs, k[next].places = uint32(len(l.signs)), uint32(len(l.places))
	}
	l.kinds = k
	return at.Whole()
}

// Of is the signs of one kind.
func (l *Look) Of(kind uint8) Look {
	if l.kinds != nil {
		from, to := l.kinds[kind], l.kinds[kind+1]
		return Look{nil, l.signs[from.signs:to.signs], l.places[from.places:to.places], nil}
	}
	at := *l
	for len(at.signs) >= signBytes && at.signs[0] < kind {
		if _, _, _, ok := at.Next(); !ok {
			return Look{nil, at.signs, nil, nil} // Whole tells
		}
	}
	n := 0
	for n+signBytes <= len(at.signs) && at.signs[n] == kind {
		n += signBytes
	}
	at.signs = at.signs[:n]
	return at
}

// Bytes is how large the packed block is.
func (l *Look) Bytes() int { return headBytes + len(l.faces) + len(l.signs) + len(l.places) }

// Len is the number of faces.
func (l *Look) Len() int { return len(l.faces) / faceBytes }

// At gives the face at a place, without signs.
func (l *Look) At(place int) Face {
	b := l.faces[place*faceBytes:][:faceBytes]
	le := binary.LittleEndian
	return Face{Num: int64(le.Uint64(b)), Span: int(int32(le.Uint32(b[8:]))), Sources: int(int32(le.Uint32(b[12:]))), Confidence: math.Float64frombits(le.Uint64(b[16:])),
		Scale: int(int16(le.Uint16(b[24:]))), Quad: int(min(b[26], quadMax))}
}

// quadMax is the greatest code of a quad class.
const quadMax = 4

// Weight gives the scale, in thousandths, and the quad class of the face at a place.
func (l *Look) Weight(place int) (scale int16, quad uint8) {
	b := l.faces[place*faceBytes:][:faceBytes]
	return int16(binary.LittleEndian.Uint16(b[24:])), min(b[26], quadMax)
}

// Num gives the number of the face at a place.
func (l *Look) Num(place int) int64 {
	return int64(binary.LittleEndian.Uint64(l.faces[place*faceBytes:]))
}

// Next takes the next sign off, with the places of the faces that have it; false where there is none left, or the block is damaged (Whole tells).
func (l *Look) Next() (kind uint8, num uint32, places []byte, ok bool) {
	if len(l.signs) < signBytes {
		return 0, 0, nil, false
	}
	n := int(l.signs[5]) + 1
	if n > len(l.places) {
		return 0, 0, nil, false
	}
	kind, num = l.signs[0], binary.LittleEndian.Uint32(l.signs[1:])
	places, l.places, l.signs = l.places[:n], l.places[n:], l.signs[signBytes:]
	return kind, num, places, true
}

// Whole is an error where Next has ended before the end.
func (l *Look) Whole() error {
	if len(l.signs) > 0 {
		return errBlock
	}
	return nil
}

// Unpack takes a block's bytes apart.
func Unpack(packed []byte) (*Block, error) {
	l, err := See(packed)
	if err != nil {
		return nil, err
	}
	b := &Block{faces: make([]Face, l.Len()), pairs: make([]int64, 0, len(l.places))}
	for i := range b.faces {
		b.faces[i] = l.At(i)
	}
	for {
		kind, num, places, ok := l.Next()
		if !ok {
			break
		}
		for _, p := range places {
			if int(p) >= len(b.faces) {
				return nil, errBlock
			}
			b.pairs = append(b.pairs, int64(NewSign(kind, int64(num)))<<placeBits|int64(p))
		}
	}
	if len(l.places) > 0 {
		return nil, errBlock
	}
	return b, l.Whole()
}
