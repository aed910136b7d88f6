package file

import (
	"bufio"
	"cmp"
	"errors"
	"strings"

	"github.com/bakhar/bakhar/internal/source/html"
)

// page reads a file that is one web page.
func (rd *reading) page(b *bufio.Reader) bool {
	data, ok, more := rd.all(b)
	if !ok {
		return more
	}
	var t Text
	if err := t.fill(data, ""); err != nil {
		return rd.bad(0, 0, err)
	}
	if strings.TrimSpace(t.Text) == "" {
		return rd.bad(0, 0, errors.New("the file has no text, only blanks or markup"))
	}
	return rd.text(t)
}

// fill takes the article out of a page. What is known of the text already goes before what the page says of itself.
func (t *Text) fill(data []byte, contentType string) error {
	p, err := html.Extract(data, html.Source{Address: t.URL, ContentType: contentType})
	if err != nil {
		return err
	}
	t.Text, t.Extracted = p.Text(), true
	if p.Shown {
		t.Text = p.Title + "\n" + t.Text
	}
	t.Title = cmp.Or(t.Title, p.Title)
	t.Published = cmp.Or(t.Published, p.Published.String())
	t.Publisher = cmp.Or(t.Publisher, p.Publisher)
	t.Language = cmp.Or(t.Language, p.Language)
	t.URL = cmp.Or(t.URL, p.Canonical)
	return nil
}
