package file

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/html"
	"github.com/bakhar/bakhar/internal/source/warc"
)

// Page is a page of an archive, unpacked.
type Page struct {
	Media string // its Content-Type, as the server sent it
	Plain bool   // text, not HTML
	Body  []byte
}

// FromPage makes the text of a page of an archive, whose address and id t tells. Most of what archives hold is nothing to code, and no error; skip
// says then why it is to be passed over. detect tells the language of a text, and an error where it is none to be coded; it may be nil.
func (t *Text) FromPage(p *Page, detect func(text string) (code string, err error)) (skip warc.Skip, err error) {
	if p.Plain {
		t.Text = strings.ToValidUTF8(string(p.Body), "\ufffd")
	} else if len(p.Body) == 0 {
		return warc.NoArticle, nil
	} else if err := t.fill(p.Body, p.Media); source.KindOf(err) == source.NotArticle {
		return warc.NoArticle, nil
	} else if err != nil {
		return warc.Kept, fmt.Errorf("%s: %w", t.URL, err)
	}
	if strings.TrimSpace(strings.TrimPrefix(t.Text, t.Title)) == "" {
		t.Text = ""
		return warc.NoArticle, nil
	}
	if detect == nil {
		return warc.Kept, nil
	}
	code, err := detect(t.Text)
	if err != nil {
		return warc.Foreign, nil
	}
	t.Language = code // what a page declares is often the default of its software
	return warc.Kept, nil
}

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
