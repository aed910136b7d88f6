// Package decode brings bytes of a stranger's document into UTF-8. Servers, declarations and bytes contradict each other; who is believed, in
// this order: a byte order mark; the zero bytes of UTF-16; the bytes themselves, where they are UTF-8 beyond ASCII, which text in no other
// encoding is by chance; the XML declaration; the Content-Type. What cannot be read stands as U+FFFD and is told, with its place: an
// encoding that is not declared is not guessed. Pages, whose declarations stand in HTML, are left to source/html.
package decode

import (
	"bytes"
	"fmt"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/bakhar/bakhar/internal/source"
)

// declMax is how far into a document an XML declaration is looked for.
const declMax = 1 << 10

var declaration = regexp.MustCompile(`^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// UTF8 gives data as valid UTF-8 without a byte order mark. contentType is the server's header, or empty. The error tells what could not be
// read, and where; the text stands beside it. Line and offset are those of the result.
func UTF8(data []byte, contentType string) ([]byte, *source.Error) {
	label := declared(data, contentType)
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return valid(data[3:], "utf-8")
	case bytes.HasPrefix(data, []byte("\xff\xfe")), utf16(data, 1):
		return wide(data, unicode.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")), utf16(data, 0):
		return wide(data, unicode.BigEndian)
	}
	if utf8.Valid(data) {
		return data, nil
	}
	enc, name := charset.Lookup(label)
	if enc == nil || name == "utf-8" || strings.HasPrefix(name, "utf-16") { // UTF-16 would have shown
		return valid(data, label)
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return valid(data, label)
	}
	return valid(out, label)
}

// declared is the encoding that the document or the server names.
func declared(data []byte, contentType string) string {
	if m := declaration.FindSubmatch(data[:min(len(data), declMax)]); m != nil {
		return string(m[1])
	}
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return params["charset"]
	}
	return ""
}

// utf16 tells whether every other one of the first bytes is zero: at 1 for little endian, at 0 for big endian. Markup begins with ASCII.
func utf16(data []byte, zero int) bool {
	const look = 4
	if len(data) < look {
		return false
	}
	for i, c := range data[:look] {
		if (c == 0) != (i%2 == zero) {
			return false
		}
	}
	return true
}

func wide(data []byte, order unicode.Endianness) ([]byte, *source.Error) {
	out, _, err := transform.Bytes(unicode.UTF16(order, unicode.UseBOM).NewDecoder(), data)
	if err != nil {
		return nil, source.Wrong(source.BadEncoding, "", "UTF-16: %w", err)
	}
	return valid(out, "utf-16")
}

// valid puts U+FFFD where bytes are no UTF-8, and tells the first such place.
func valid(data []byte, label string) ([]byte, *source.Error) {
	if utf8.Valid(data) {
		if i := bytes.IndexRune(data, utf8.RuneError); i >= 0 && label != "utf-8" && label != "" {
			return data, at(data, i, fmt.Errorf("there are bytes that mean nothing in the declared encoding %q", label))
		}
		return data, nil
	}
	first := 0
	for first < len(data) {
		r, n := utf8.DecodeRune(data[first:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		first += n
	}
	what := fmt.Errorf("byte %#02x is no UTF-8, and no other encoding is declared", data[first])
	if label != "" {
		what = fmt.Errorf("byte %#02x is no text in the declared encoding %q", data[first], label)
	}
	out := bytes.ToValidUTF8(data, []byte("\ufffd"))
	return out, at(out, first, what)
}

func at(data []byte, offset int, err error) *source.Error {
	return &source.Error{Kind: source.BadEncoding, Line: 1 + bytes.Count(data[:offset], []byte("\n")), Offset: int64(offset), Err: err}
}
