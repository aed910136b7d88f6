package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/bakhar/bakhar/internal/source"
)

// json reads a JSON Feed item by item: what stands before a mistake is kept.
func (p *parsing) json() *Feed {
	dec := json.NewDecoder(bytes.NewReader(p.doc))
	head := map[string]json.RawMessage{}
	var items []json.RawMessage
	var places []int
	found, known := 0, false
	stop := func(err error) {
		p.add(source.BadItem, int(dec.InputOffset()), fmt.Errorf("from here on it is no JSON: %w", err))
	}
	_, err := dec.Token() // the brace
	for err == nil && dec.More() {
		var key json.Token
		if key, err = dec.Token(); err != nil {
			break
		}
		if key != "items" {
			var v json.RawMessage
			if err = dec.Decode(&v); err == nil {
				head[key.(string)] = v
			}
			continue
		}
		known = true
		if t, e := dec.Token(); e != nil || t != json.Delim('[') {
			err = fmt.Errorf(`"items" is no list`)
			break
		}
		for dec.More() {
			at := int(dec.InputOffset())
			var v json.RawMessage
			if err = dec.Decode(&v); err != nil {
				break
			}
			if found++; found <= p.limits.Items {
				at += bytes.IndexByte(p.doc[at:], v[0])
				items, places = append(items, v), append(places, at)
			}
		}
		if err == nil {
			_, err = dec.Token() // the bracket
		}
	}
	if !known {
		p.add(source.NotFeed, 0, fmt.Errorf(`the JSON has no list "items"`))
		return nil
	}
	if err != nil {
		stop(err)
	}
	if found > p.limits.Items {
		p.add(source.TooMuch, places[len(places)-1], fmt.Errorf("the feed has %d items: the first %d are read, up to here", found, p.limits.Items))
	}
	return p.assemble(head, items, places)
}

// assemble reads each item with the feed's head around it: types that are wrong ("id": 5) cost one item.
func (p *parsing) assemble(head map[string]json.RawMessage, items []json.RawMessage, places []int) *Feed {
	out := &Feed{Format: "json"}
	for name, v := range head {
		switch name { // what Feed has; all else may be as wrong as it likes
		case "version", "title", "home_page_url", "language":
			if len(v) == 0 || v[0] != '"' {
				delete(head, name)
			}
		default:
			delete(head, name)
		}
	}
	if len(head["version"]) == 0 {
		head["version"] = json.RawMessage(`"https://jsonfeed.org/version/1.1"`)
	}
	wrap := func(list []json.RawMessage) []byte {
		head["items"], _ = json.Marshal(list) // raw messages that the decoder has passed
		doc, _ := json.Marshal(head)
		return doc
	}
	if f, err := library(wrap(items)); err == nil && len(f.Items) == len(items) {
		out = p.head(f)
		for i, it := range f.Items {
			out.Items = p.take(out.Items, it, places[i])
		}
		return out
	}
	if f, err := library(wrap([]json.RawMessage{})); err == nil {
		out = p.head(f)
	}
	for i, v := range items {
		f, err := library(wrap([]json.RawMessage{v}))
		if err != nil || len(f.Items) != 1 {
			var wrong *json.UnmarshalTypeError
			if errors.As(err, &wrong) { // its own words name types of Go
				err = fmt.Errorf("it has a JSON %s where another type is wanted", wrong.Value)
			}
			p.add(source.BadItem, places[i], fmt.Errorf("this item cannot be read: %w", cmp.Or(err, errors.New("no single item"))))
			continue
		}
		out.Items = p.take(out.Items, f.Items[0], places[i])
	}
	return out
}
