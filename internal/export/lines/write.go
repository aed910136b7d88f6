// Package lines writes events as JSON lines in PLOVER's exchange shape and reads them again: one event a line, its card (docs/formats/event.md)
// with the records of its reports (docs/formats/record.md). A line holds all that a store needs to have the event again, so that a chronicle
// can be handed on, and what was read and written again is the same to the byte.
//
// The card is copied as it is kept, not decoded and encoded: so it is exact whatever version made it.
package lines

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/bakhar/bakhar/internal/export/rows"
	"github.com/bakhar/bakhar/internal/plover"
)

// recordsField begins what stands on a line after the card.
const recordsField = `,"records":[`

// Writer writes one line an event.
type Writer struct {
	to    io.Writer
	onto  *plover.Ontology
	texts bool
	b     bytes.Buffer
	rows  int
}

// NewWriter writes lines; with texts, each record carries the original text of its article.
func NewWriter(to io.Writer, texts bool) *Writer {
	return &Writer{to: to, onto: plover.Load(), texts: texts}
}

// Put writes an event with its reports.
func (w *Writer) Put(e *rows.Event) error {
	body := bytes.TrimRight(e.Row.Body, " \r\n\t")
	if len(body) < 2 || body[0] != '{' || body[len(body)-1] != '}' || bytes.IndexByte(body, '\n') >= 0 {
		return fmt.Errorf("event %s: its body is no JSON object on one line", e.Row.ID)
	}
	w.b.Reset()
	w.b.Write(body[:len(body)-1])
	w.b.WriteString(recordsField)
	enc := json.NewEncoder(&w.b)
	enc.SetEscapeHTML(false)
	for i := range e.Reports {
		if i > 0 {
			w.b.WriteByte(',')
		}
		if err := enc.Encode(record(&e.Reports[i], w.onto, w.texts)); err != nil {
			return fmt.Errorf("report %s: %w", e.Reports[i].ID, err)
		}
		w.b.Truncate(w.b.Len() - 1) // the line break that Encode adds
	}
	w.b.WriteString("]}\n")
	w.rows++
	_, err := w.to.Write(w.b.Bytes())
	return err
}

// Close gives the number of lines.
func (w *Writer) Close() (int, error) { return w.rows, nil }
