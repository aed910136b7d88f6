// Package alerts tells people and programs when something happens: saved queries are held against every change of the chronicle, and new events
// that fit, and new disagreements about them, go to a feed, a webhook or by mail.
//
// Everything arrives once in the end, whatever is killed or away. The chronicle numbers its changes; each alert remembers up to which it has looked, and
// what it finds is put into an outbox in the same transaction; from there messages go out, one after the other, until they are taken (package
// outbox). A message that was sent twice, because the program died before it could note the answer, carries the same id twice, by which its receiver
// knows it. What makes an event, and whether it fits, others decide.
package alerts

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/bakhar/bakhar/internal/alerts/outbox"
	"github.com/bakhar/bakhar/internal/store"
)

// Runner looks and delivers.
type Runner struct {
	Store   store.Store
	Box     *outbox.Box
	Now     func() time.Time
	Log     *slog.Logger
	Version string         // of the program
	Roots   *x509.CertPool // whose certificates are believed of mail servers; nil: the system's
}

// The patience with receivers.
const (
	againFirst = 5 * time.Second
	againMax   = 6 * time.Hour
	giveUp     = 5 * 24 * time.Hour // after which a message is set aside
)

// again is how long to wait after a number of attempts.
func again(tries int) time.Duration {
	d := againFirst
	for range tries {
		if d *= 4; d >= againMax {
			return againMax
		}
	}
	return d
}

// refusal is an error of a receiver that says when to come again, or that it will never take it.
type refusal struct {
	error
	after time.Duration
	final bool
}

// Once looks for every alert and delivers what is due, and tells how many messages were taken and how many not. An error of one alert holds up no other.
func (r *Runner) Once(ctx context.Context, c *Config) (sent, failed int, err error) {
	var errs []error
	for i := range c.Alerts {
		if err := r.look(ctx, c, &c.Alerts[i]); err != nil {
			errs = append(errs, fmt.Errorf("alert %s: %w", c.Alerts[i].Name, err))
		}
		if ctx.Err() != nil {
			return sent, failed, ctx.Err()
		}
	}
	stuck := map[string]bool{} // ways that did not take a message now: they get no other before their time
	for ctx.Err() == nil {
		due, err := r.Box.Due(ctx, r.Now())
		if err != nil {
			return sent, failed, errors.Join(append(errs, err)...)
		}
		due = slices.DeleteFunc(due, func(b outbox.Batch) bool { return stuck[b.Alert+" "+b.Target] })
		if len(due) == 0 {
			break
		}
		for _, b := range due {
			ok, err := r.deliver(ctx, c, b)
			switch {
			case err != nil:
				return sent, failed, errors.Join(append(errs, err)...)
			case ok:
				sent++
			default:
				failed++
				stuck[b.Alert+" "+b.Target] = true
			}
		}
	}
	return sent, failed, errors.Join(append(errs, ctx.Err())...)
}

// deliver sends one message and notes what came of it. Its error is one of the box, or that ctx ended, when nothing is noted.
func (r *Runner) deliver(ctx context.Context, c *Config, b outbox.Batch) (ok bool, err error) {
	i := slices.IndexFunc(c.Alerts, func(a Alert) bool { return a.Name == b.Alert })
	if i < 0 || !slices.Contains(c.Alerts[i].Targets(), b.Target) {
		return false, r.Box.Aside(ctx, b, errors.New("the alert has no such way any more"))
	}
	err = r.send(ctx, c, &c.Alerts[i], b)
	if err == nil {
		return true, r.Box.Delivered(ctx, b)
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	wait, final := again(b.Tries), false
	var no refusal
	if errors.As(err, &no) {
		wait, final = max(wait, no.after), no.final
	}
	log := r.Log.With("alert", b.Alert, "way", b.Target, "message", b.ID, "news", len(b.News), "tries", b.Tries+1, "error", err)
	if final || r.Now().Sub(b.First) > giveUp {
		log.Error("message set aside: 'bakhar alert retry' sends it again")
		return false, r.Box.Aside(ctx, b, err)
	}
	log.Warn("message not taken", "again_in", wait.String())
	return false, r.Box.Failed(ctx, b, r.Now().Add(wait), err)
}

// send sends one message by its way.
func (r *Runner) send(ctx context.Context, c *Config, a *Alert, b outbox.Batch) error {
	switch b.Target {
	case Feed:
		return r.writeFeed(ctx, c, a)
	case ByHook:
		list, err := read(b.News)
		if err != nil {
			return err
		}
		return r.post(ctx, c, a, message{ID: b.ID, Alert: a.Name, News: list})
	case ByMail:
		list, err := read(b.News)
		if err != nil {
			return err
		}
		return r.mail(ctx, c, a, b.ID, list)
	}
	return refusal{fmt.Errorf("there is no way %q", b.Target), 0, true}
}

func read(list []outbox.News) ([]News, error) {
	out := make([]News, len(list))
	for i, n := range list {
		if err := json.Unmarshal(n.Body, &out[i]); err != nil {
			return nil, refusal{fmt.Errorf("news %s: %w", n.ID, err), 0, true}
		}
	}
	return out, nil
}

// Test sends a message that says it is a test by every way of an alert but its feed, and gives what each says.
func (r *Runner) Test(ctx context.Context, c *Config, a *Alert, list []News) map[string]error {
	out := map[string]error{}
	id := hash("test", a.Name, r.Now().UTC().Format(time.RFC3339Nano))
	for _, target := range a.Targets() {
		switch target {
		case ByHook:
			out[target] = r.post(ctx, c, a, message{ID: id, Alert: a.Name, Test: true, News: list})
		case ByMail:
			out[target] = r.mail(ctx, c, a, id, list)
		}
	}
	return out
}
