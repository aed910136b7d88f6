package sqldb

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

const eventColumns = `e.id, e.type, e.modes, e.quad, e.scale, e.status, e.first_day, e.last_day, e.parties, e.place, e.languages, e.publishers,
	e.reports, e.articles, e.sources, e.disagreements, e.confidence, e.corrected`

func scanEvent(scan func(...any) error, more ...any) (e store.Event, err error) {
	var first, last, modes, parties, spot, languages, publishers, disagreements string
	if err := scan(append([]any{&e.ID, &e.Type, &modes, &e.Quad, &e.Scale, &e.Status, &first, &last, &parties, &spot, &languages, &publishers,
		&e.Reports, &e.Articles, &e.Sources, &disagreements, &e.Confidence, &e.Corrected}, more...)...); err != nil {
		return e, err
	}
	if e.Days.Start, err = sqltx.Day(first); err != nil {
		return e, err
	}
	if e.Days.End, err = sqltx.Day(last); err != nil {
		return e, err
	}
	for _, f := range []struct {
		text string
		into any
	}{{modes, &e.Modes}, {parties, &e.Parties}, {languages, &e.Languages}, {publishers, &e.Publishers}, {disagreements, &e.Disagreements}, {spot, &e.Place}} {
		if f.text == "[]" || f.text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(f.text), f.into); err != nil {
			return e, fmt.Errorf("event %s: %w: %w", e.ID, store.ErrCorrupt, err)
		}
	}
	return e, nil
}

// PutEvent keeps an event: a new one, or in the place of the one of its id.
func (t *Tx) PutEvent(e store.Event) error { return t.PutEvents([]store.Event{e}) }

// writing is an event on its way into the tables.
type writing struct {
	e        *store.Event
	was, now kept
	row      []any // of eventPut, and the id
}

// PutEvents keeps events, as PutEvent, with few statements for many. What is there as it is to be is left alone.
func (t *Tx) PutEvents(events []store.Event) error {
	events = slices.Clone(events)
	ids := make([]string, len(events))
	for i := range events {
		e := &events[i]
		if e.ID == "" {
			return errors.New("an event without id cannot be kept")
		}
		if e.Days.Start.Zero() != e.Days.End.Zero() || e.Days.End.Before(e.Days.Start) {
			return fmt.Errorf("event %s: its days, %s to %s, are no stretch", e.ID, e.Days.Start, e.Days.End)
		}
		e.ID = sqltx.Clean(e.ID)
		ids[i] = e.ID
	}
	there, err := t.keptAll(ids)
	if err != nil {
		return err
	}
	var list []*writing
	for i := range events {
		e := &events[i]
		w := &writing{e: e, was: kept{num: -1}, row: eventRow(e)}
		if was, ok := there[e.ID]; ok {
			w.was = was
		}
		w.now = kept{doc: hash(e.Words), body: hash(string(e.Body)), row: rowSum(w.row[1:], e.Body)}
		if w.was.num < 0 || w.was.row != w.now.row {
			list = append(list, w)
		}
	}
	if err := t.assign(list); err != nil {
		return err
	}
	if err := t.follow(list); err != nil {
		return err
	}
	return t.write(list)
}

// assign gives each event its number: the one it has, where its day has not changed, otherwise one that no event has.
func (t *Tx) assign(list []*writing) error {
	var wants []int64
	var moving []*writing
	for _, w := range list {
		w.now.num = face.Number(w.e)
		if w.was.num >= 0 && face.Day(w.was.num) == face.Day(w.now.num) {
			w.now.num = w.was.num
		} else {
			moving, wants = append(moving, w), append(wants, w.now.num)
		}
	}
	if err := t.freeAll("SELECT num FROM event WHERE num IN ?", "SELECT id FROM event WHERE num = ?", wants); err != nil {
		return err
	}
	for i, w := range moving {
		w.now.num = wants[i]
	}
	return nil
}

// follow enters the events into the log of changes.
func (t *Tx) follow(list []*writing) error {
	var fresh []string
	for _, w := range list {
		if w.was.num < 0 {
			fresh = append(fresh, w.e.ID)
		}
	}
	if err := sqltx.ExecIn(t.Tx, fresh, "DELETE FROM event_gone WHERE event IN ?"); err != nil {
		return err
	}
	for _, w := range list {
		var err error
		if w.now.change, w.now.since, err = t.changed(w.e.ID, &w.was, &w.now, w.e.Body); err != nil {
			return err
		}
	}
	return nil
}

// write writes events into the tables.
func (t *Tx) write(list []*writing) error {
	var rows, bodies [][]any
	for _, w := range list {
		n := len(w.row) - 1
		w.row[0], w.row[n-4], w.row[n-3], w.row[n-2], w.row[n-1] = w.now.num, w.now.change, w.now.since, w.now.body, w.now.row
		if w.was.num >= 0 && w.was.num != w.now.num {
			if _, err := t.Exec(eventMove, w.row...); err != nil {
				return err
			}
		} else {
			rows = append(rows, w.row)
		}
		bodies = append(bodies, []any{w.now.num, sqltx.Pack(w.e.Body)})
	}
	if err := t.Insert("INSERT INTO event ("+eventPut+", id)", rows, eventSet); err != nil {
		return err
	}
	if err := t.Insert("INSERT INTO event_body (event, body)", bodies, " ON CONFLICT (event) DO UPDATE SET body = excluded.body"); err != nil {
		return err
	}
	for _, w := range list {
		stays := w.was.num == w.now.num
		if w.was.num >= 0 && !stays {
			t.index.Drop(w.was.num, w.was.doc != 0)
		}
		if !stays || w.was.doc != w.now.doc {
			t.index.PutWords(w.now.num, w.e.Words, stays && w.was.doc != 0)
		}
		if err := t.index.Put(w.now.num, w.e); err != nil {
			return err
		}
	}
	return nil
}

// eventRow is what eventPut names, and the id; number, changes and sums are left to be filled in.
func eventRow(e *store.Event) []any {
	place := ""
	if e.Place != nil {
		place = sqltx.Clean(string(sqltx.JSON(e.Place)))
	}
	return []any{int64(0), sqltx.Clean(e.Type), sqltx.List(e.Modes), e.Quad, e.Scale, sqltx.Clean(string(e.Status)), e.Days.Start.String(), e.Days.End.String(), sqltx.List(e.Parties), place,
		sqltx.List(e.Languages), sqltx.List(e.Publishers), e.Reports, e.Articles, e.Sources, sqltx.List(e.Disagreements), e.Confidence, flag(e.Corrected), hash(e.Words), 0, 0, 0, 0, e.ID}
}

// hash tells two texts of words apart, to spare cutting and writing one that is there already; that of none is 0.
func hash(words string) int64 {
	if words == "" {
		return 0
	}
	sum := sha256.Sum256([]byte(words))
	return int64(binary.BigEndian.Uint64(sum[:]) | 1)
}

// eventPut are the columns that PutEvent writes.
const eventPut = "num, type, modes, quad, scale, status, first_day, last_day, parties, place, languages, publishers, reports, articles, sources, disagreements, confidence, corrected, doc, change, since, body_sum, row_sum"

var (
	eventMove = "UPDATE event SET " + strings.ReplaceAll(eventPut, ",", " = ?,") + " = ? WHERE id = ?"
	// eventSet writes an event over itself. Its number, to which other tables refer, is left alone.
	eventSet = func() string {
		var set []string
		for _, column := range strings.Split(eventPut, ", ")[1:] {
			set = append(set, column+" = excluded."+column)
		}
		return " ON CONFLICT (num) DO UPDATE SET " + strings.Join(set, ", ")
	}()
)

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// freeAll makes numbers such as nothing has by two queries, which of a list are taken, and who has one: each stays or becomes one soon after it. Two
// events of a day whose ids begin alike in forty bits are rare.
func (t *Tx) freeAll(list, one string, wants []int64) error {
	taken := map[int64]bool{}
	if err := sqltx.In(t.Tx, wants, func(scan func(...any) error) error {
		var num int64
		err := scan(&num)
		taken[num] = true
		return err
	}, list); err != nil {
		return err
	}
	for i := range wants {
		for taken[wants[i]] {
			wants[i]++
			var id string
			found, err := t.One([]any{&id}, one, wants[i])
			if err != nil {
				return err
			}
			taken[wants[i]] = taken[wants[i]] || found
		}
		taken[wants[i]] = true
	}
	return nil
}

// DropEvent lets an event go; where it is not there nothing happens.
func (t *Tx) DropEvent(id string) error {
	id = sqltx.Clean(id)
	was, err := t.kept(id)
	if err != nil || was.num < 0 {
		return err
	}
	if _, err := t.Exec("DELETE FROM event WHERE num = ?", was.num); err != nil {
		return err
	}
	t.index.Drop(was.num, was.doc != 0)
	return t.gone(id, was)
}

// Event gives an event by its id, whole but for Words.
func (t *Tx) Event(id string) (store.Event, error) {
	list, err := t.events("e.id = ?", sqltx.Clean(id))
	if err != nil {
		return store.Event{}, err
	}
	if len(list) == 0 {
		return store.Event{}, sqltx.NotFound("event", id)
	}
	return list[0], nil
}

// eventsWhole asks for events with their bodies.
const eventsWhole = "SELECT " + eventColumns + ", b.body, e.num FROM event e JOIN event_body b ON b.event = e.num WHERE "

// scanWhole reads a row of eventsWhole.
func scanWhole(scan func(...any) error) (e store.Event, num int64, err error) {
	var body []byte
	if e, err = scanEvent(scan, &body, &num); err != nil {
		return e, num, err
	}
	if e.Body, err = sqltx.Unpack(body); err != nil {
		err = fmt.Errorf("body of event %s: %w: %w", e.ID, store.ErrCorrupt, err)
	}
	return e, num, err
}

func (t *Tx) events(where string, args ...any) (list []store.Event, err error) {
	err = t.Query(func(scan func(...any) error) error {
		e, _, err := scanWhole(scan)
		list = append(list, e)
		return err
	}, eventsWhole+where, args...)
	return list, err
}

// EachEvent gives all, whole but for Words, in the order of ids.
func (t *Tx) EachEvent() iter.Seq2[store.Event, error] {
	return pages(func(last *store.Event) ([]store.Event, error) {
		after := ""
		if last != nil {
			after = last.ID
		}
		return t.events("e.id > ? ORDER BY e.id LIMIT ?", after, pageTexts)
	})
}

// EventOf gives the id of the event that an event's or report's id, or its beginning, belongs to.
func (t *Tx) EventOf(name string) (string, error) {
	name = sqltx.Clean(name)
	var id string
	for _, q := range []string{"SELECT id FROM event WHERE id = ?", "SELECT event FROM node WHERE id = ?"} {
		if found, err := t.One([]any{&id}, q, name); err != nil || found {
			return id, err
		}
	}
	if name == "" {
		return "", sqltx.NotFound("event", name)
	}
	const most = 4 // enough to tell what a beginning may mean
	found := map[string]bool{}
	for _, q := range []string{"SELECT id FROM event WHERE id > ? AND id < ? ORDER BY id LIMIT ?", "SELECT DISTINCT event FROM node WHERE id > ? AND id < ? ORDER BY event LIMIT ?"} {
		if err := t.Query(func(scan func(...any) error) error {
			err := scan(&id)
			found[id] = true
			return err
		}, q, name, name+"\U0010FFFF", most); err != nil {
			return "", err
		}
	}
	switch list := slices.Sorted(maps.Keys(found)); len(list) {
	case 0:
		return "", sqltx.NotFound("event", name)
	case 1:
		return list[0], nil
	default:
		return "", fmt.Errorf("%q is the beginning of %s: %w", name, strings.Join(list[:min(len(list), most-1)], ", "), store.ErrAmbiguous)
	}
}
