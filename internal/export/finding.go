package export

import (
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/text"
)

// Source says where an article was read.
type Source struct {
	File   string // as the user named it
	Record int    // line of a file of JSON lines, from 1; 0 where the file is one text
	Bytes  bool   // the text is the file's own bytes: lines and columns are those of the file
}

// Position is a place in a text: line and column count from 1, columns in characters (code points).
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Span
	EndLine   int `json:"end_line"`
	EndColumn int `json:"end_column"` // the first column after the place
}

// Finding is one defect as `bakhar check` tells it.
type Finding struct {
	File   string `json:"file"`
	Record int    `json:"record,omitempty"`
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Code   string `json:"code"`
	Position
	Other   *Position `json:"other,omitempty"`
	Message string    `json:"message"`
	Bytes   bool      `json:"-"` // of Source
}

// Findings gives the defects of an article in the order of the text.
func Findings(art *article.Article, src Source, meta Meta) []Finding {
	out := make([]Finding, 0, len(art.Defects))
	at := counter{s: art.View.Original(), line: 1}
	for _, d := range art.Defects {
		f := Finding{File: src.File, Record: src.Record, ID: art.ID, Kind: d.Kind, Code: d.Message.Code, Message: meta.say(d.Message), Bytes: src.Bytes}
		f.Position = at.place(art, d.Span)
		if d.Other.Len() > 0 {
			o := at.place(art, d.Other)
			f.Other = &o
		}
		out = append(out, f)
	}
	return out
}

// counter tells lines of offsets; defects come in the order of the text, so it seldom starts again.
type counter struct {
	s    string
	at   int // where line begins
	line int
}

func (c *counter) place(art *article.Article, s text.Span) Position {
	p := Position{Span: cut(art, s)}
	p.Line, p.Column = c.of(s.Start)
	p.EndLine, p.EndColumn = c.of(s.End)
	return p
}

func (c *counter) of(offset int) (line, column int) {
	if offset < c.at {
		c.at, c.line = 0, 1
	}
	for {
		i := strings.IndexByte(c.s[c.at:offset], '\n')
		if i < 0 {
			break
		}
		c.at += i + 1
		c.line++
	}
	return c.line, utf8.RuneCountInString(c.s[c.at:offset]) + 1
}
