// Package tree makes a tree of a page's bytes, in any encoding and however badly nested, within limits, and cuts it into blocks of text. What
// a block means is left to package html.
package tree

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

// headBytes is how far into a page its own word about its encoding is looked for; browsers stop at 1 KiB, old pages do not.
const headBytes = 64 << 10

// Decode makes UTF-8 of a page's bytes and names the encoding they were in. What is told counts less than what can be seen:
// bytes that are UTF-8 are UTF-8, whatever the server says, as no other encoding comes out so by chance.
func Decode(data []byte, contentType string) (text, name string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return valid(data[3:]), "utf-8"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16(data[2:], unicode.BigEndian), "utf-16be"
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16(data[2:], unicode.LittleEndian), "utf-16le"
	}
	if len(data) >= 4 && data[0] == 0 && data[1] == '<' && data[2] == 0 {
		return utf16(data, unicode.BigEndian), "utf-16be"
	}
	if len(data) >= 4 && data[0] == '<' && data[1] == 0 && data[3] == 0 {
		return utf16(data, unicode.LittleEndian), "utf-16le"
	}
	letters, broken := multibyte(data)
	if broken*10 <= letters && (letters > 0 || !escaped(data)) {
		return valid(data), "utf-8"
	}
	for _, label := range []string{told(contentType), toldInside(data)} {
		enc, name := charset.Lookup(label)
		if enc == nil || strings.HasPrefix(name, "utf-") || name == "replacement" {
			continue
		}
		if out, err := enc.NewDecoder().Bytes(data); err == nil {
			return valid(out), name
		}
	}
	if letters > broken {
		return valid(data), "utf-8"
	}
	enc, name := charset.Lookup("windows-1252") // which browsers take for what says nothing
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil { // it has a letter for every byte
		return valid(data), "utf-8"
	}
	return valid(out), name
}

// valid replaces what is no UTF-8 and leaves out NUL bytes, which mean nothing in a page.
func valid(data []byte) string {
	if bytes.IndexByte(data, 0) >= 0 {
		data = bytes.ReplaceAll(data, []byte{0}, nil)
	}
	return strings.ToValidUTF8(string(data), "\ufffd")
}

func utf16(data []byte, order unicode.Endianness) string {
	out, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
	if err != nil {
		return valid(data)
	}
	return valid(out)
}

// escaped tells whether bytes are ASCII only because their encoding shifts by escapes, as ISO-2022-JP does.
func escaped(data []byte) bool { return bytes.IndexByte(data, 0x1b) >= 0 }

// multibyte counts the letters of more than one byte and the bytes that belong to none. A page cut in the middle of a letter, or with
// one line from elsewhere, is still UTF-8.
func multibyte(data []byte) (letters, broken int) {
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			broken++
		} else {
			letters++
		}
		data = data[n:]
	}
	return letters, broken
}

// told is the encoding of a Content-Type: "text/html; charset=ISO-8859-1".
func told(contentType string) string {
	_, label, ok := strings.Cut(strings.ToLower(contentType), "charset=")
	if !ok {
		return ""
	}
	return label0(label)
}

func label0(s string) string {
	s = strings.TrimLeft(s, " \"'")
	if end := strings.IndexAny(s, " \"';/>"); end >= 0 {
		s = s[:end]
	}
	return s
}

// toldInside is the encoding that a page's own meta element or XML declaration names.
func toldInside(data []byte) string {
	head := bytes.ToLower(data[:min(len(data), headBytes)])
	if bytes.HasPrefix(head, []byte("<?xml")) {
		if decl, _, ok := bytes.Cut(head, []byte("?>")); ok {
			if _, label, ok := bytes.Cut(decl, []byte("encoding=")); ok {
				return label0(string(label))
			}
		}
	}
	for {
		_, rest, ok := bytes.Cut(head, []byte("<meta"))
		if !ok {
			return ""
		}
		tag, _, _ := bytes.Cut(rest, []byte(">"))
		if _, label, ok := bytes.Cut(bytes.ReplaceAll(tag, []byte(" "), nil), []byte("charset=")); ok {
			return label0(string(label))
		}
		head = rest
	}
}
