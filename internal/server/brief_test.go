package server_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/bakhar/bakhar/internal/server/names"
	"github.com/bakhar/bakhar/internal/server/wire"
	"github.com/bakhar/bakhar/internal/store"
)

// TestBrief: a line says the same of a card whether the card is read in parts, as it is kept, or whole, as where it is written otherwise.
func TestBrief(t *testing.T) {
	s := serve(t, options{})
	p, err := pipe()
	if err != nil {
		t.Fatal(err)
	}
	n := names.New(p.KB, p.Gaz)
	lines, headlines, matters := 0, 0, 0
	if err := s.store.View(t.Context(), func(tx store.Tx) error {
		for e, err := range tx.EachEvent() {
			if err != nil {
				return err
			}
			parts, err := wire.Disagreeing(&e, n)
			if err != nil {
				return err
			}
			var spaced bytes.Buffer
			if err := json.Indent(&spaced, e.Body, "", " "); err != nil {
				return err
			}
			e.Body = spaced.Bytes()
			whole, err := wire.Disagreeing(&e, n)
			if err != nil {
				return err
			}
			if !reflect.DeepEqual(parts, whole) {
				t.Errorf("event %s, in parts and whole:\n%+v\n%+v", e.ID, parts, whole)
			}
			if len(whole.Matters) > 0 != (len(e.Disagreements) > 0) {
				t.Errorf("event %s: %d matters, kinds %v", e.ID, len(whole.Matters), e.Disagreements)
			}
			lines, headlines, matters = lines+1, headlines+len(whole.Headlines), matters+len(whole.Matters)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if lines == 0 || headlines == 0 || matters == 0 {
		t.Errorf("%d lines, %d headlines and %d matters show nothing", lines, headlines, matters)
	}
}
