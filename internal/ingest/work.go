package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
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
	workVersion = 1
	// headMax is the greatest length of what is told about a text.
	headMax = 64 << 10
	// compressFrom is the length from which an item is compressed.
	compressFrom = 1 << 10
)

// errNewerWork is returned when an item was written by a later version of the program.
var errNewerWork = errors.New("it was put by a newer version of bakhar")

// head is the first line of an item; the text follows it, byte for byte.
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
	Bytes     int          `json:"bytes"` // of the text
}

var (
	packer   = must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1)))
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

// pack makes an item of an identified article.
func pack(it *item) (queue.Item, error) {
	a := &it.art
	if len(a.Text) > pipeline.TextBytesMax {
		return queue.Item{}, fmt.Errorf("the text has %d bytes, more than the limit of %d", len(a.Text), pipeline.TextBytesMax)
	}
	line, err := json.Marshal(head{Version: workVersion, Given: a.Given, URL: a.URL, Publisher: a.Publisher, Author: a.Author, Title: a.Title,
		Language: a.Language, Published: a.Published, Day: a.Day, File: it.in.File, Line: it.in.Line, Offset: it.in.Offset, Bytes: len(a.Text)})
	if err != nil {
		return queue.Item{}, err
	}
	if len(line) > headMax {
		return queue.Item{}, fmt.Errorf("what is told about the text has %d bytes, more than the limit of %d", len(line), headMax)
	}
	data := append(append(line, '\n'), a.Text...)
	if len(data) >= compressFrom {
		data = packer.EncodeAll(data, make([]byte, 0, len(data)/3))
	}
	return queue.Item{Kind: KindArticle, ID: a.ID, Data: data}, nil
}

// unpack makes an article of an item, which may hold anything.
func unpack(from queue.Item) (art store.Article, place file.Text, err error) {
	data := from.Data
	if bytes.HasPrefix(data, zstdMagic) {
		if data, err = unpacker.DecodeAll(data, nil); err != nil {
			return art, place, fmt.Errorf("it cannot be unpacked: %w", err)
		}
	}
	line, text, ok := bytes.Cut(data, []byte{'\n'})
	if !ok || len(line) > headMax {
		return art, place, errors.New("it has no first line that tells what it is")
	}
	var h head
	if err := json.Unmarshal(line, &h); err != nil {
		return art, place, fmt.Errorf("its first line: %w", err)
	}
	switch {
	case h.Version > workVersion:
		return art, place, errNewerWork
	case h.Version < 1:
		return art, place, errors.New("its first line tells no version")
	case len(text) != h.Bytes:
		return art, place, fmt.Errorf("its text has %d bytes, its first line tells of %d", len(text), h.Bytes)
	case len(text) > pipeline.TextBytesMax:
		return art, place, fmt.Errorf("its text has %d bytes, more than the limit of %d", len(text), pipeline.TextBytesMax)
	}
	art = store.Article{Given: h.Given, URL: h.URL, Publisher: h.Publisher, Author: h.Author, Title: h.Title,
		Language: h.Language, Published: h.Published, Day: h.Day, Text: string(text)}
	store.Identify(&art)
	if art.ID != from.ID {
		return art, place, fmt.Errorf("its id is %s, by its content it would be %s", from.ID, art.ID)
	}
	return art, file.Text{File: h.File, Line: h.Line, Offset: h.Offset}, nil
}

// readable replaces what is no UTF-8 in what a source tells about a text: queues and databases keep it as text. The text itself is bytes.
func readable(fields ...*string) {
	for _, f := range fields {
		if !utf8.ValidString(*f) {
			*f = string([]rune(*f))
		}
	}
}
