package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/store"
)

// KindArticle is the kind of items that are articles to be coded (docs/formats/queue.md).
const KindArticle = "article"

const (
	textVersion = 1 // of items that are texts
	pageVersion = 2 // of items that are pages, which programs of version 1 do not know
	// headMax is the greatest length of what is told about a text.
	headMax = 64 << 10
	// compressFrom is the length from which an item is compressed.
	compressFrom = 1 << 10
)

// errNewerWork is returned when an item was written by a later version of the program.
var errNewerWork = errors.New("it was put by a newer version of bakhar")

// head is the first line of an item; the text follows it, byte for byte, or the page. Of a page it says what the page itself may know better.
type head struct {
	Version   int          `json:"v"`
	Given     string       `json:"given,omitempty"`
	URL       string       `json:"url,omitempty"`
	Publisher string       `json:"publisher,omitempty"`
	Author    string       `json:"author,omitempty"`
	Title     string       `json:"title,omitempty"`
	Language  string       `json:"language,omitempty"`
	Published string       `json:"published,omitempty"`
	Day       article.Date `json:"day,omitzero"`
	File      string       `json:"file,omitempty"`
	Line      int          `json:"line,omitempty"`
	Offset    int64        `json:"offset,omitempty"`
	Page      *markup      `json:"page,omitempty"`
	Bytes     int          `json:"bytes"` // of what follows
}

// markup says how a page is to be read.
type markup struct {
	Media string `json:"media,omitempty"`
	Plain bool   `json:"plain,omitempty"`
}

var (
	packer   = must(zstd.NewWriter(nil))
	quick    = must(zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))) // for pages, of which menus and scripts are the most
	unpacker = must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(pipeline.TextBytesMax+headMax+1)))
	// zstdMagic opens what is compressed; what is not opens with "{".
	zstdMagic = []byte{0x28, 0xB5, 0x2F, 0xFD}
)

func must[T any](v T, err error) T {
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return v
}

// pack makes an item of an identified article, or of a page that is still to be read.
func (in *Ingest) pack(it *item) (queue.Item, error) {
	if it.in.Page != nil {
		return in.packPage(it)
	}
	a := &it.art
	data, err := seal(head{Version: textVersion, Given: a.Given, URL: a.URL, Publisher: a.Publisher, Author: a.Author, Title: a.Title,
		Language: a.Language, Published: a.Published, Day: a.Day, File: it.in.File, Line: it.in.Line, Offset: it.in.Offset, Bytes: len(a.Text)}, a.Text, packer)
	return queue.Item{Kind: KindArticle, ID: a.ID, Data: data}, err
}

// packPage makes an item of a page.
func (in *Ingest) packPage(it *item) (queue.Item, error) {
	t := &it.in
	readable(&t.ID, &t.URL, &t.Page.Media)
	h := head{Version: pageVersion, Given: t.ID, URL: t.URL, Publisher: in.Publisher, Language: in.Language, Day: in.Published,
		File: t.File, Line: t.Line, Offset: t.Offset, Page: &markup{t.Page.Media, t.Page.Plain}, Bytes: len(t.Page.Body)}
	data, err := seal(h, t.Page.Body, quick)
	return queue.Item{Kind: KindArticle, ID: h.idOf(t.Page.Body), Data: data}, err
}

// seal makes the data of an item.
func seal[T string | []byte](h head, rest T, with *zstd.Encoder) ([]byte, error) {
	if len(rest) > pipeline.TextBytesMax {
		return nil, fmt.Errorf("%s has %d bytes, more than the limit of %d", h.what(), len(rest), pipeline.TextBytesMax)
	}
	line, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	if len(line) > headMax {
		return nil, fmt.Errorf("what is told about %s has %d bytes, more than the limit of %d", h.what(), len(line), headMax)
	}
	data := append(append(append(make([]byte, 0, len(line)+1+len(rest)), line...), '\n'), rest...)
	if len(data) >= compressFrom {
		data = with.EncodeAll(data, make([]byte, 0, len(data)/3))
	}
	return data, nil
}

// what names what stands in the item.
func (h *head) what() string {
	if h.Page != nil {
		return "the page"
	}
	return "the text"
}

// idOf is the id of a page: of its content and what decides how that is read, so that a page that is put twice is there once, whichever
// record it is of.
func (h *head) idOf(body []byte) string {
	sum := sha256.New()
	for _, part := range []string{"page", h.URL, h.Page.Media, strconv.FormatBool(h.Page.Plain), h.Publisher, h.Language, h.Day.String(), strconv.Itoa(len(body))} {
		sum.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
	}
	sum.Write(body)
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// unpack makes an article of an item, which may hold anything. Of a page, place is what is known of it, and art what is to be taken for told where
// the page does not tell it.
func unpack(from queue.Item) (art store.Article, place file.Text, err error) {
	data := from.Data
	if bytes.HasPrefix(data, zstdMagic) {
		if data, err = unpacker.DecodeAll(data, nil); err != nil {
			return art, place, fmt.Errorf("it cannot be unpacked: %w", err)
		}
	}
	line, rest, ok := bytes.Cut(data, []byte{'\n'})
	if !ok || len(line) > headMax {
		return art, place, errors.New("it has no first line that tells what it is")
	}
	var h head
	if err := json.Unmarshal(line, &h); err != nil {
		return art, place, fmt.Errorf("its first line: %w", err)
	}
	switch {
	case h.Version > pageVersion:
		return art, place, errNewerWork
	case h.Version < 1:
		return art, place, errors.New("its first line tells no version")
	case (h.Page != nil) != (h.Version == pageVersion):
		return art, place, fmt.Errorf("its first line tells version %d, which is not that of %s", h.Version, h.what())
	case len(rest) != h.Bytes:
		return art, place, fmt.Errorf("%s has %d bytes, its first line tells of %d", h.what(), len(rest), h.Bytes)
	case len(rest) > pipeline.TextBytesMax:
		return art, place, fmt.Errorf("%s has %d bytes, more than the limit of %d", h.what(), len(rest), pipeline.TextBytesMax)
	}
	art = store.Article{Given: h.Given, URL: h.URL, Publisher: h.Publisher, Author: h.Author, Title: h.Title,
		Language: h.Language, Published: h.Published, Day: h.Day}
	place = file.Text{File: h.File, Line: h.Line, Offset: h.Offset}
	var id string
	if h.Page == nil {
		art.Text = string(rest)
		store.Identify(&art)
		id = art.ID
	} else {
		place.ID, place.URL, place.Extracted = h.Given, h.URL, true
		place.Page = &file.Page{Media: h.Page.Media, Plain: h.Page.Plain, Body: rest}
		id = h.idOf(rest)
	}
	if id != from.ID {
		return art, place, fmt.Errorf("its id is %s, by its content it would be %s", from.ID, id)
	}
	return art, place, nil
}

// readable replaces what is no UTF-8 in what a source tells about a text: queues and databases keep it as text. The text itself is bytes.
func readable(fields ...*string) {
	for _, f := range fields {
		if !utf8.ValidString(*f) {
			*f = string([]rune(*f))
		}
	}
}
