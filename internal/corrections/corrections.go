// Package corrections is what analysts decide about reports, and how it wins over coding: accept, reject, edit, split, merge, undo. A
// correction is kept as it was made; what is in force follows from all of them together, the later before the earlier, so that every one can
// be undone, an undo too. It names its reports by article and bytes, and carries them as they were, so that it holds when the article is
// coded again by a version that finds the act in other words, reads it otherwise, or finds it no more (docs/corrections.md).
//
// It knows nothing of events: which reports are of one event is decided in chronicle, which asks here what must stand together and apart.
package corrections

import (
	"encoding/json"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// The kinds of correction.
const (
	Accept = "accept" // the report is right as it is
	Reject = "reject" // its article tells no such event there
	Edit   = "edit"   // it is right with these changes
	Split  = "split"  // the reports are of different events
	Merge  = "merge"  // the reports are of one event
	Undo   = "undo"   // a correction counts no more
)

// The limits of what a correction may hold.
const (
	AnalystMax = 100  // characters of a name
	ReasonMax  = 2000 // characters of a reason
	TargetsMax = 200  // reports of one split or merge: every two of them are tied
	ReportsMax = 2000 // reports that are accepted or rejected at once
	wordsMax   = 300  // bytes of a name or of words in a change
	partiesMax = 30   // parties, amounts or links in a change
)

// Body is what a correction holds beside its targets.
type Body struct {
	// Reports are the targets: of an accept as they were seen, with all corrections before; of an edit or reject as they were coded.
	Reports []article.Report `json:"reports,omitempty"`
	Changes []Change         `json:"changes,omitempty"` // of an edit
	Groups  []int            `json:"groups,omitempty"`  // of a split: for each target the number of its new event; without, each target is alone
}

// Change is one field that an edit sets. Old and New are as article.Report has the field in JSON; null is none.
type Change struct {
	Field string          `json:"field"` // of Fields
	Old   json.RawMessage `json:"old"`
	New   json.RawMessage `json:"new"`
}

// Read gives the body of a correction.
func Read(c store.Correction) (Body, error) {
	var b Body
	if len(c.Body) == 0 {
		return b, nil
	}
	if err := json.Unmarshal(c.Body, &b); err != nil {
		return Body{}, fmt.Errorf("correction %d: its body is damaged: %w", c.ID, err)
	}
	return b, nil
}

// InForce gives the corrections that count, in the order they were made: those that no undo in force names, without the undos themselves.
func InForce(cs []store.Correction) []store.Correction {
	var out []store.Correction
	for i, off := range undone(cs) {
		if !off && cs[i].Kind != Undo {
			out = append(out, cs[i])
		}
	}
	return out
}

// undone tells which corrections count no more. An undo is later than what it undoes, so the last one counts.
func undone(cs []store.Correction) []bool {
	at := map[int64]int{}
	for i, c := range cs {
		at[c.ID] = i
	}
	off := make([]bool, len(cs))
	for i := len(cs) - 1; i >= 0; i-- {
		if c := cs[i]; c.Kind == Undo && !off[i] && c.Undoes < c.ID {
			if j, ok := at[c.Undoes]; ok {
				off[j] = true
			}
		}
	}
	return off
}

// checkText refuses what is no line of plain text: broken UTF-8, control characters, signs that turn the direction of writing. The
// joiners of Indic scripts are allowed.
func checkText(what, s string, most int) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("%s is not valid UTF-8", what)
	}
	if n := utf8.RuneCountInString(s); n > most {
		return fmt.Errorf("%s has %d characters; at most %d are allowed", what, n, most)
	}
	for i, r := range s {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d' || r == '\u2028' || r == '\u2029' {
			return fmt.Errorf("%s has the control character %U at byte %d", what, r, i)
		}
	}
	return nil
}
