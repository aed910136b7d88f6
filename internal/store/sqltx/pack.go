package sqltx

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/bakhar/bakhar/internal/article"
)

// Texts and bodies are kept as they are where they are short, or packed with zstd, whose first four bytes tell. A text that itself begins with
// those bytes is always packed.

// unpackedMax is the size up to which packing is not worth it; bodyMax bounds what unpacking may make of a damaged database.
const (
	unpackedMax = 256
	bodyMax     = 256 << 20
)

var magic = []byte{0x28, 0xB5, 0x2F, 0xFD}

var encoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2), zstd.WithWindowSize(1<<20), zstd.WithEncoderCRC(false))
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return e
})

var decoder = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(bodyMax))
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return d
})

// Pack is how b is kept.
func Pack(b []byte) []byte {
	if len(b) <= unpackedMax && !bytes.HasPrefix(b, magic) {
		if b == nil {
			return []byte{} // no database's null
		}
		return b
	}
	if p := encoder().EncodeAll(b, make([]byte, 0, len(b)/2)); len(p) < len(b) || bytes.HasPrefix(b, magic) {
		return p
	}
	return b
}

// Unpack gives what Pack was given.
func Unpack(b []byte) ([]byte, error) {
	if !bytes.HasPrefix(b, magic) {
		return b, nil
	}
	return decoder().DecodeAll(b, nil)
}

// UnpackTo gives what Pack was given behind what stands in buf, in its array where there is room.
func UnpackTo(buf, b []byte) ([]byte, error) {
	if !bytes.HasPrefix(b, magic) {
		return append(buf, b...), nil
	}
	return decoder().DecodeAll(b, buf)
}

// JSON is v's JSON. What is kept are plain structs, so that it cannot fail.
func JSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("BUG: %T has no JSON: %v", v, err))
	}
	return b
}

// List is a list as kept in a column: JSON, [] where it is empty.
func List[T any](list []T) string {
	if len(list) == 0 {
		return "[]"
	}
	return string(JSON(list))
}

// Clean makes a string that every database takes: UTF-8 without NUL.
func Clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// CleanAll cleans each.
func CleanAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = Clean(s)
	}
	return out
}

// Numbers packs a list of numbers.
func Numbers(list []int64) []byte {
	b := make([]byte, 0, 9*len(list))
	for _, n := range list {
		b = binary.AppendVarint(b, n)
	}
	return b
}

// Unnumbers gives what Numbers was given.
func Unnumbers(b []byte) ([]int64, error) {
	var list []int64
	for len(b) > 0 {
		n, size := binary.Varint(b)
		if size <= 0 {
			return nil, fmt.Errorf("a packed list of numbers breaks off %d bytes before its end", len(b))
		}
		list, b = append(list, n), b[size:]
	}
	return list, nil
}

// Moment is a time as kept: RFC 3339 in UTC, to the second, empty for none.
func Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// Unmoment reads what Moment wrote.
func Unmoment(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339, s)
}

// Day reads a day as kept.
func Day(s string) (article.Date, error) {
	if s == "" {
		return article.Date{}, nil
	}
	return article.ParseDate(s)
}
