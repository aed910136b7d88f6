// Package decide turns what an analyst says ("these two events are one") into a correction of reports, keeps it, and brings the events up to
// date. The command line and the HTTP API decide through it, so that both mean the same by an id. What a correction is and whether it may be
// made is the business of corrections; which reports are of one event is chronicle's.
package decide

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/store"
)

// Wrong is what the one who asks can mend: an id that is none, an empty split. All other errors are the store's.
type Wrong struct{ error }

// Unwrap gives the cause.
func (w Wrong) Unwrap() error { return w.error }

func wrong(format string, args ...any) error { return Wrong{fmt.Errorf(format, args...)} }

// Event gives the id of the event that an id of an event or of one of its reports, or the beginning of one, means.
func Event(tx store.Tx, id string) (string, error) {
	whole, err := tx.EventOf(id)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return "", wrong("there is no event %q", id)
	case errors.Is(err, store.ErrAmbiguous):
		return "", wrong("several events begin with %q: give more of the id", id)
	}
	return whole, err
}

// Members gives the ids of the reports of an event.
func Members(tx store.Tx, event string) ([]string, error) {
	id, err := Event(tx, event)
	if err != nil {
		return nil, err
	}
	nodes, err := tx.Members(id)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	return ids, nil
}

// Report gives the id of the one report that an id or its beginning names. A whole id may be that of a report which no event has any more.
func Report(tx store.Tx, id string) (string, error) {
	there, err := tx.ReportsByID([]string{id})
	if err != nil || len(there) > 0 {
		return id, err
	}
	if _, err := tx.EventOf(id); errors.Is(err, store.ErrNotFound) {
		return "", wrong("there is no report %q", id)
	}
	ids, err := Members(tx, id)
	if err != nil {
		return "", err
	}
	fits := slices.DeleteFunc(ids, func(x string) bool { return !strings.HasPrefix(x, id) })
	if len(fits) != 1 {
		return "", wrong("%d reports begin with %q: give more of the id", len(fits), id)
	}
	return fits[0], nil
}

// Reports gives the ids of the reports that reports and events name, sorted, each once.
func Reports(tx store.Tx, reports, events []string) ([]string, error) {
	var out []string
	for _, id := range reports {
		whole, err := Report(tx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, whole)
	}
	for _, id := range events {
		ids, err := Members(tx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// Split asks to take reports out of an event into one of their own.
func Split(tx store.Tx, event string, out []string) (corrections.Request, error) {
	all, err := Members(tx, event)
	if err != nil {
		return corrections.Request{}, err
	}
	req := corrections.Request{Kind: corrections.Split, Reports: all, Groups: make([]int, len(all))}
	taken, err := Reports(tx, out, nil)
	if err != nil {
		return req, err
	}
	for _, id := range taken {
		i := slices.Index(all, id)
		if i < 0 {
			return req, wrong("report %s is not of event %s", id, event)
		}
		req.Groups[i] = 1
	}
	if len(taken) == 0 || len(taken) == len(all) {
		return req, wrong("these are none or all reports of the event: name those to take out of it")
	}
	return req, nil
}

// Kept is what a correction has brought about.
type Kept struct {
	Corrections []int64  // in order
	Events      []string // that the reports it speaks of are in now, sorted
}

// Keep keeps a correction, and places what it speaks of anew.
func Keep(tx store.Tx, req corrections.Request) (Kept, error) {
	ids, err := corrections.Add(tx, req)
	var refused corrections.Refused
	if errors.As(err, &refused) {
		return Kept{}, Wrong{err}
	}
	if err != nil {
		return Kept{}, err
	}
	k := Kept{Corrections: ids}
	var articles, reports []string
	for _, id := range ids {
		made, err := tx.Correction(id)
		if err != nil {
			return k, err
		}
		for _, t := range made.Targets {
			articles, reports = append(articles, t.Article), append(reports, t.Report)
		}
	}
	if err := chronicle.Refresh(tx, articles); err != nil {
		return k, err
	}
	nodes, err := tx.Nodes(reports)
	if err != nil {
		return k, err
	}
	for _, n := range nodes {
		k.Events = append(k.Events, n.Event)
	}
	slices.Sort(k.Events)
	k.Events = slices.Compact(k.Events)
	return k, nil
}
