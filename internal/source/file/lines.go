package file

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
)

// lines reads JSON lines. Line numbers count every line, blank ones too.
func (rd *reading) lines(b *bufio.Reader) bool {
	var line []byte
	n, texts := 0, 0
	for {
		n++
		start := rd.at
		var long bool
		var err error
		line, long, err = rd.line(b, line[:0])
		if n == 1 {
			line = bytes.TrimPrefix(line, bom)
		}
		switch {
		case err != nil && err != io.EOF:
			return rd.bad(n, rd.at, cause(err))
		case long:
			texts++
			if !rd.bad(n, start, rd.long("line")) {
				return false
			}
		case len(bytes.TrimSpace(line)) > 0:
			texts++
			if !rd.one(n, start, line) {
				return false
			}
		}
		if err == io.EOF {
			break
		}
	}
	if texts == 0 {
		return rd.bad(0, 0, errors.New("the file has no text, only blanks"))
	}
	return true
}

// line reads up to the next line break into buf. Of a line over the limit it keeps nothing but reads to its end.
func (rd *reading) line(b *bufio.Reader, buf []byte) (line []byte, long bool, err error) {
	for {
		part, err := b.ReadSlice('\n')
		rd.at += int64(len(part))
		if !long && len(buf)+len(part) > rd.BytesMax+1 { // the line break is not counted
			buf, long = buf[:0], true
		}
		if !long {
			buf = append(buf, part...)
		}
		if err != bufio.ErrBufferFull {
			return buf, long, err
		}
	}
}

// record is a line of input. A field of the wrong type is a mistake, but for ids, which many files have as numbers.
type record struct {
	ID        label   `json:"id"`
	Language  string  `json:"language"`
	Published string  `json:"published"`
	Publisher string  `json:"publisher"`
	URL       string  `json:"url"`
	Title     string  `json:"title"`
	Text      *string `json:"text"`
	HTML      *string `json:"html"`
}

// label is a string or a number, kept as written.
type label string

// UnmarshalJSON reads a label.
func (l *label) UnmarshalJSON(data []byte) error {
	var s string
	switch {
	case string(data) == "null":
		return nil
	case data[0] == '"':
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
	case data[0] == '-' || data[0] >= '0' && data[0] <= '9':
		s = string(data)
	default:
		return errors.New(`"id" must be a string or a number`)
	}
	*l = label(s)
	return nil
}

func (rd *reading) one(n int, start int64, line []byte) bool {
	if i := bytes.IndexByte(line, 0); i >= 0 {
		return rd.bad(n, start+int64(i), binary(nil))
	}
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		off, err := explain(err)
		return rd.bad(n, start+off, err)
	}
	if r.Published != "" {
		if _, err := article.ParseDate(r.Published); err != nil {
			return rd.bad(n, start, fmt.Errorf(`"published": %w`, err))
		}
	}
	t := Text{ID: string(r.ID), Language: r.Language, Published: r.Published, Publisher: r.Publisher, URL: r.URL, Title: r.Title, Line: n, Offset: start}
	switch {
	case r.Text != nil:
		t.Text = *r.Text
	case r.HTML != nil:
		if err := t.fill([]byte(*r.HTML), "text/html; charset=utf-8"); err != nil {
			return rd.bad(n, start, err)
		}
	default:
		return rd.bad(n, start, errors.New(`the line has neither "text" nor "html"`))
	}
	if strings.TrimSpace(t.Text) == "" {
		return rd.bad(n, start, errors.New("the text is empty"))
	}
	return rd.text(t)
}

// explain says in plain words what is wrong with a line, and at which of its bytes.
func explain(err error) (offset int64, plain error) {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return max(0, syntax.Offset-1), fmt.Errorf("not JSON: %w", err)
	case errors.As(err, &typ) && typ.Field == "":
		return 0, fmt.Errorf("the line is a JSON %s: an object such as {\"text\": \"…\"} is wanted", typ.Value)
	case errors.As(err, &typ):
		return max(0, typ.Offset-1), fmt.Errorf("%q is a JSON %s: a %s is wanted", typ.Field, typ.Value, typ.Type)
	}
	return 0, err
}
