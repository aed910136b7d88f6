package alerts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/alerts/outbox"
	"github.com/bakhar/bakhar/internal/brief"
	"github.com/bakhar/bakhar/internal/store"
)

// The sizes of one step.
const (
	changesMax = 500 // changes that are looked at in one transaction
	batchMax   = 100 // news in one message
)

// News is one thing that an alert tells: what a webhook gets in its list, and the other ways are written of (docs/alerts.md).
type News struct {
	ID            string       `json:"id"` // the same for the same news, whatever happens
	Alert         string       `json:"alert"`
	Kind          string       `json:"kind"` // event, disagreement
	Disagreements []string     `json:"new_disagreements,omitempty"`
	Change        int64        `json:"change"` // the number of the change of the chronicle that brought it
	Event         *brief.Event `json:"event"`
	Made          time.Time    `json:"made"` // when it was seen here, in UTC, to the second
}

// The kinds of news.
const (
	NewEvent        = "event"
	NewDisagreement = "disagreement"
)

// look finds what is new for an alert since it last looked, and puts it into the box. An alert that has never looked begins at the end.
func (r *Runner) look(ctx context.Context, c *Config, a *Alert) error {
	f, err := a.Query.Filter()
	if err != nil {
		return err
	}
	for {
		from, ok, err := r.Box.Looked(ctx, a.Name)
		if err != nil {
			return err
		}
		var step step
		err = r.Store.View(ctx, func(tx store.Tx) error {
			step, err = changes(tx, f, from, ok)
			return err
		})
		if err != nil {
			return err
		}
		if ok && step.to == from {
			return nil
		}
		if ok && step.to < from {
			r.Log.Warn("the chronicle is older than it was: the alert goes on from its end", "alert", a.Name, "looked", from, "chronicle", step.to)
		}
		if err := r.note(ctx, c, a, step); err != nil {
			return err
		}
		if !step.more {
			return nil
		}
	}
}

// step is what one look at the change log has found.
type step struct {
	to     int64 // the last change that was looked at
	more   bool
	events []changed // that fit the query, in the order of changes
}

type changed struct {
	num    int64
	e      store.Event
	ids    []string // of the event and its reports
	places []outbox.Place
}

// changes looks at the changes after a number; where nobody has looked before, at none, from the last.
func changes(tx store.Tx, f store.Filter, from int64, looked bool) (s step, err error) {
	version, err := tx.Version()
	if err != nil || !looked || version < from {
		return step{to: version}, err
	}
	list, err := tx.Changes(from, changesMax)
	if err != nil {
		return s, err
	}
	if s.to = version; len(list) == changesMax {
		s.to, s.more = list[len(list)-1].Num, true
	}
	nums := map[string]int64{}
	f.IDs = []string{}
	for _, ch := range list {
		if !ch.Dropped {
			nums[ch.Event] = ch.Num
			f.IDs = append(f.IDs, ch.Event)
		}
	}
	if len(f.IDs) == 0 {
		return s, nil
	}
	f.Order, f.After, f.Limit, f.Bodies = store.Oldest, "", store.LimitMax, true
	page, err := tx.FindEvents(f)
	if err != nil {
		return s, err
	}
	for _, e := range page.Events {
		ch := changed{num: nums[e.ID], e: e}
		if err := ch.where(tx); err != nil {
			return s, err
		}
		s.events = append(s.events, ch)
	}
	slices.SortFunc(s.events, func(a, b changed) int { return int(a.num - b.num) })
	return s, nil
}

// where fills in the ids of an event's reports, and the words of articles that tell it.
func (ch *changed) where(tx store.Tx) error {
	card, err := brief.Card(&ch.e)
	if err != nil {
		return err
	}
	ch.ids = []string{ch.e.ID}
	for _, rep := range card.Reports {
		if rep.ID != ch.e.ID {
			ch.ids = append(ch.ids, rep.ID)
		}
	}
	reports, err := tx.ReportsByID(ch.ids)
	if err != nil {
		return err
	}
	for _, rep := range reports {
		for _, w := range rep.Trigger {
			ch.places = append(ch.places, outbox.Place{Report: rep.ID, Article: rep.Article, Start: w.Start, End: w.End})
		}
	}
	return nil
}

// note decides what of a step is news, and puts it into the box with how far was looked.
func (r *Runner) note(ctx context.Context, c *Config, a *Alert, s step) error {
	told := map[string]outbox.Told{}
	var news []outbox.News
	var fresh []News
	now := r.Now().UTC().Truncate(time.Second)
	for _, ch := range s.events {
		n, kinds, err := r.weigh(ctx, a, &ch)
		if err != nil {
			return err
		}
		told[ch.e.ID] = outbox.Told{Kinds: kinds, Places: ch.places}
		if n == nil {
			continue
		}
		if n.Event, err = brief.Of(&ch.e, c.Page); err != nil {
			return err
		}
		if a.Language != "" {
			n.Event.In(c.Page, a.Language)
		}
		n.Change, n.Made = ch.num, now
		fresh = append(fresh, *n)
	}
	for _, target := range a.Targets() {
		for part := range slices.Chunk(fresh, batchMax) {
			due, batch := now, hash("batch", a.Name, target, part[0].ID, part[len(part)-1].ID)
			if target == ByMail && a.Mail.Digest != "" {
				due = nextDigest(now, a.Mail.Digest, c.zone)
				batch = hash("digest", a.Name, due.Format(time.RFC3339))
			}
			for i := range part {
				body, err := json.Marshal(part[i])
				if err != nil {
					return err
				}
				news = append(news, outbox.News{ID: part[i].ID, Target: target, Batch: batch, Due: due, Made: now, Body: body})
			}
		}
	}
	return r.Box.Put(ctx, a.Name, s.to, told, news)
}

// weigh says what is new about an event that has changed: nil where nothing is. kinds are the disagreements of which the alert has then told. An event goes by the
// ids of all its reports, as those are what it had as its own before others came to it: two events that turn out to be one are no new event. Where no id is
// known, it goes by its words, in case it was coded anew.
func (r *Runner) weigh(ctx context.Context, a *Alert, ch *changed) (n *News, kinds []string, err error) {
	e := &ch.e
	told, err := r.Box.Told(ctx, a.Name, ch.ids)
	if err == nil && len(told) == 0 {
		told, err = r.reread(ctx, a, ch.places)
	}
	if err != nil {
		return nil, nil, err
	}
	for _, ks := range told {
		kinds = append(kinds, ks...)
	}
	var more []string
	for _, k := range e.Disagreements {
		if !slices.Contains(kinds, k) {
			more = append(more, k)
		}
	}
	kinds = append(kinds, more...)
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	switch {
	case len(told) == 0 && a.tells(TellEvents):
		n = &News{Kind: NewEvent}
	case len(more) > 0 && a.tells(TellDisagreements):
		n = &News{Kind: NewDisagreement, Disagreements: more}
	default:
		return nil, kinds, nil
	}
	n.Alert, n.ID = a.Name, hash("news", a.Name, n.Kind, e.ID, strings.Join(n.Disagreements, " "))
	return n, kinds, nil
}

// reread gives what was told of events whose reports stood at the same words and are no more: another version of the coder reads those words as another
// report. A report that is still there and shares words with this one tells another event of them, and says nothing.
func (r *Runner) reread(ctx context.Context, a *Alert, places []outbox.Place) (map[string][]string, error) {
	near, err := r.Box.ToldAt(ctx, a.Name, places)
	if err != nil || len(near) == 0 {
		return nil, err
	}
	there := map[string]bool{}
	err = r.Store.View(ctx, func(tx store.Tx) error {
		ids := make([]string, len(near))
		for i, x := range near {
			ids[i] = x.Report
		}
		nodes, err := tx.Nodes(ids)
		for _, n := range nodes {
			there[n.ID] = true
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	var events []string
	for _, x := range near {
		if !there[x.Report] {
			events = append(events, x.Event)
		}
	}
	return r.Box.Told(ctx, a.Name, events)
}

// hash names something by what it is made of: 32 hex digits.
func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s\n", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// nextDigest is the next time that a clock in a zone shows an hour.
func nextDigest(now time.Time, hour string, zone *time.Location) time.Time {
	at, err := time.Parse("15:04", hour)
	if err != nil {
		panic("BUG: " + err.Error()) // Check has read it
	}
	local := now.In(zone)
	due := time.Date(local.Year(), local.Month(), local.Day(), at.Hour(), at.Minute(), 0, 0, zone)
	if !due.After(now) {
		due = time.Date(local.Year(), local.Month(), local.Day()+1, at.Hour(), at.Minute(), 0, 0, zone)
	}
	return due.UTC()
}
