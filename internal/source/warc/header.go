package warc

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Field is one named field of a record's header, or of the HTTP header in it.
type Field struct{ Name, Value string }

// Header is the fields in their order. Names are compared without case.
type Header []Field

// Get gives the first value of a field, empty where there is none.
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// headerEnd is how many bytes a header has with the empty line behind it, 0 where its end is not in b.
func headerEnd(b []byte) int {
	for at := 0; ; {
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			return 0
		}
		at += i + 1
		switch {
		case bytes.HasPrefix(b[at:], []byte("\n")):
			return at + 1
		case bytes.HasPrefix(b[at:], []byte("\r\n")):
			return at + 2
		}
	}
}

// fields reads the lines of a header into h, which is used again. A line that begins with a blank goes on with the one before (folding); one without
// colon is left out, as browsers do.
func fields(b []byte, h Header, most int) (Header, error) {
	h = h[:0]
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		b = rest
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			continue
		}
		if line[0] == ' ' || line[0] == '\t' {
			if n := len(h) - 1; n >= 0 {
				h[n].Value = strings.TrimSpace(h[n].Value + " " + string(bytes.TrimSpace(line)))
			}
			continue
		}
		name, value, found := bytes.Cut(line, []byte(":"))
		if !found {
			continue
		}
		if len(h) == most {
			return h, fmt.Errorf("more than %d fields", most)
		}
		h = append(h, Field{known(bytes.TrimSpace(name)), string(bytes.TrimSpace(value))})
	}
	return h, nil
}

// names are those of common fields: they are not allocated for each record.
var names = func() map[string]string {
	m := map[string]string{}
	for name := range strings.FieldsSeq(`WARC-Type WARC-Date WARC-Record-ID WARC-Target-URI WARC-Payload-Digest WARC-Block-Digest WARC-Concurrent-To
		WARC-IP-Address WARC-Warcinfo-ID WARC-Identified-Payload-Type WARC-Truncated WARC-Refers-To WARC-Filename WARC-Profile Content-Length
		Content-Type Content-Encoding Transfer-Encoding Date Server Cache-Control Expires Vary ETag Last-Modified Set-Cookie Connection`) {
		m[name] = name
		m[strings.ToLower(name)] = strings.ToLower(name)
	}
	return m
}()

func known(name []byte) string {
	if s, ok := names[string(name)]; ok {
		return s
	}
	return string(name)
}

// headerAt tells whether a record's header begins at b[i]: "WARC/1.0" or the like on a line of its own, and a field behind it. b may end in
// the middle of it.
func headerAt(b []byte, i int) bool {
	if i > 0 && b[i-1] != '\n' || !bytes.HasPrefix(b[i:], warcMagic) {
		return false
	}
	first, rest, found := bytes.Cut(b[i:min(len(b), i+headerLook)], []byte("\n"))
	minor := bytes.TrimRight(first[len(warcMagic):], "\r")
	if !found || len(minor) == 0 || len(minor) > 2 || minor[0] < '0' || minor[0] > '9' {
		return false
	}
	name, _, found := bytes.Cut(rest, []byte(":"))
	return found && (hasFold(name, "WARC-") || hasFold(name, "Content-"))
}

const headerLook = 64 // bytes that show whether a header begins

func hasFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && strings.EqualFold(string(b[:len(prefix)]), prefix)
}

// findHeader is where the next record's header begins in b, -1 where none does.
func findHeader(b []byte) int {
	for at := 0; ; at++ {
		i := bytes.Index(b[at:], warcMagic)
		if i < 0 {
			return -1
		}
		if at += i; headerAt(b, at) {
			return at
		}
	}
}

// read fills a record from its header, the first line and the fields.
func (rec *Record) read(b []byte, most int) error {
	first, rest, _ := bytes.Cut(b, []byte("\n"))
	rec.Version = string(bytes.TrimRight(first, "\r")[len("WARC/"):])
	var err error
	if rec.Header, err = fields(rest, rec.Header, most); err != nil {
		return err
	}
	h := rec.Header
	rec.Type = strings.ToLower(h.Get("WARC-Type"))
	rec.ID = strings.Trim(h.Get("WARC-Record-ID"), "<>")
	rec.Target = strings.Trim(h.Get("WARC-Target-URI"), "<>") // some writers put the brackets of ids around it
	rec.ContentType = h.Get("Content-Type")
	rec.PayloadType = h.Get("WARC-Identified-Payload-Type")
	rec.Truncated = strings.ToLower(h.Get("WARC-Truncated"))
	rec.Date = time.Time{}
	if at, err := time.Parse(time.RFC3339Nano, h.Get("WARC-Date")); err == nil { // to the second in WARC 1.0, finer in 1.1
		rec.Date = at.UTC()
	}
	length := h.Get("Content-Length")
	if length == "" {
		return errors.New("the record does not tell its Content-Length")
	}
	if rec.Length, err = strconv.ParseInt(length, 10, 64); err != nil || rec.Length < 0 {
		return fmt.Errorf("the record's Content-Length is no number of bytes: %.40q", length)
	}
	if rec.Type == "" {
		return errors.New("the record does not tell its WARC-Type")
	}
	return nil
}
