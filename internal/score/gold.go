package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

// Party is an entity of a gold or a coded event.
type Party struct {
	Text    string   `json:"text"`
	Country string   `json:"country"`
	Sector  string   `json:"sector"`
	Others  []string `json:"other_sectors"`
}

// Text is one line of a gold file: a text and the right reading of it.
type Text struct {
	ID        string   `json:"id"`
	Language  string   `json:"language"`
	Published string   `json:"published"`
	Publisher string   `json:"publisher"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Text      string   `json:"text"`
	SourceID  string   `json:"source_id"` // in parallel gold: the id of the text that it tells the same happening as
	Events    []Gold   `json:"events"`
	Defects   []Defect `json:"defects"`
}

// Gold is one event as the annotators read it. Pointers are nil where the gold says nothing.
type Gold struct {
	Type        plover.Type   `json:"type"`
	Also        []plover.Type `json:"also"` // other types that the guidelines allow
	GSRType     *string       `json:"gsr_type"`
	Mode        []string      `json:"mode"`
	Actor       []Party       `json:"actor"`
	Recipient   []Party       `json:"recipient"`
	Trigger     string        `json:"trigger"`
	Keys        Keys          `json:"text"` // sentence-level gold: words of the act, some of which stand in the text
	Sentence    int           `json:"sentence"`
	Date        *Day          `json:"date"`
	Place       *Place        `json:"place"`
	Quantities  []Quantity    `json:"quantities"`
	Status      string        `json:"status"`
	Attribution []Party       `json:"attribution"`
	Context     []string      `json:"context"`
	Happening   string        `json:"happening"` // in gold of merging: what it tells of
}

// Keys are the key words of an act: one string of them, or a list.
type Keys []string

// UnmarshalJSON reads either form.
func (k *Keys) UnmarshalJSON(data []byte) error {
	var list []string
	if json.Unmarshal(data, &list) != nil {
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		list = []string{s}
	}
	*k = nil
	for _, s := range list {
		*k = append(*k, strings.Fields(s)...)
	}
	return nil
}

// Day is a gold event's date; only its first day is scored.
type Day struct {
	Start string `json:"start"`
	End   string `json:"end"`
	Text  string `json:"text"`
}

// Place is where an event happened.
type Place struct {
	Text    string `json:"text"`
	Name    string `json:"name"`
	Country string `json:"country"`
}

// Quantity is a count; only its lower bound is scored.
type Quantity struct {
	Min *float64 `json:"min"`
	Max *float64 `json:"max"`
}

// Defect is damage in a text.
type Defect struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// Coded is one line of `bakhar code --format articles`, as far as it is scored.
type Coded struct {
	ID      string   `json:"id"`
	Events  []Event  `json:"events"`
	Defects []Defect `json:"defects"`
}

// Event is a coded event.
type Event struct {
	ID          string        `json:"id"`
	Types       []plover.Type `json:"event"`
	Mode        []string      `json:"mode"`
	Actor       []Party       `json:"actor"`
	Recipient   []Party       `json:"recipient"`
	Date        string        `json:"date"`
	Loc         *Place        `json:"event_loc"`
	Quantities  []Quantity    `json:"quantities"`
	Status      string        `json:"status"`
	Attribution []Party       `json:"attribution"`
	EventText   []Words       `json:"event_text"`
	Sentence    struct {
		Index int    `json:"index"`
		Text  string `json:"text"`
	} `json:"sentence"`
	Rule       string  `json:"rule"`
	Confidence float64 `json:"confidence"`
}

// Words is one of the stretches that express a coded event.
type Words struct {
	Text string `json:"text"`
}

func (e *Event) typ() plover.Type {
	if len(e.Types) == 0 {
		return ""
	}
	return e.Types[0]
}

func (e *Event) words() string {
	parts := make([]string, len(e.EventText))
	for i, w := range e.EventText {
		parts[i] = w.Text
	}
	return strings.Join(parts, " … ")
}

func (g *Gold) Accepts(t plover.Type) bool { return t == g.Type || slices.Contains(g.Also, t) }

// ReadGold reads a gold file; name is for messages. Every line that is wrong is told, and the rest is given all the same.
func ReadGold(r io.Reader, name string) ([]Text, error) {
	texts, err := read[Text](r, name, func(t Text) error {
		if t.ID == "" {
			return fmt.Errorf("the gold text has no id")
		}
		if t.Published != "" {
			if _, err := article.ParseDate(t.Published); err != nil {
				return fmt.Errorf("published: %w", err)
			}
		}
		return nil
	})
	// A sentence without its event has no place in sentence-level gold: the reference scorer cannot score it.
	if level(texts) == SentenceLevel {
		for _, t := range texts {
			if len(t.Events) == 0 {
				err = errors.Join(err, fmt.Errorf("%s: text %q has no event, which sentence-level gold (events with \"gsr_type\") must have", name, t.ID))
			}
		}
		texts = slices.DeleteFunc(texts, func(t Text) bool { return len(t.Events) == 0 })
	}
	return texts, err
}

// ReadCoded reads coded articles as `bakhar code --format articles` writes them.
func ReadCoded(r io.Reader, name string) ([]Coded, error) {
	return read[Coded](r, name, func(Coded) error { return nil })
}

func read[T any](r io.Reader, name string, check func(T) error) ([]T, error) {
	var out []T
	var errs []error
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			var t T
			e := json.Unmarshal(line, &t)
			if e == nil {
				e = check(t)
			}
			if e != nil {
				errs = append(errs, fmt.Errorf("%s:%d: %w", name, n, e))
			} else {
				out = append(out, t)
			}
		}
		if err == io.EOF {
			return out, errors.Join(errs...)
		}
		if err != nil {
			return out, errors.Join(append(errs, fmt.Errorf("%s:%d: %w", name, n, err))...)
		}
	}
}
