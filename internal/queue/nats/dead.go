package nats

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	natsgo "github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/bakhar/bakhar/internal/queue"
)

// The headers of an item that was set aside.
const (
	headReason   = "Bakhar-Reason"
	headAttempts = "Bakhar-Attempts"
	headPut      = "Bakhar-Put"
)

// reasonMax is the greatest length of a reason, in bytes: it may quote a text of any length.
const reasonMax = 2000

// bury keeps an item among those that were set aside.
func (q *Queue) bury(ctx context.Context, d *delivery, reason error) error {
	msg := natsgo.NewMsg(q.subject(dead, d.item.Kind, d.item.ID))
	msg.Data = d.item.Data
	msg.Header.Set(headReason, line(reason.Error()))
	msg.Header.Set(headAttempts, strconv.Itoa(d.attempt))
	msg.Header.Set(headPut, d.since.UTC().Format(time.RFC3339Nano))
	if over := int64(msg.Size()) - q.conn.MaxPayload(); over > 0 { // the reason may be what is too much
		return fmt.Errorf("with its reason it is %d bytes larger than the servers take", over)
	}
	return q.publishOne(ctx, dead, msg)
}

// line makes one line of valid UTF-8 of a text of any origin: it goes into a header, and to a terminal.
func line(s string) string {
	if len(s) > reasonMax {
		s = s[:reasonMax] + "…"
	}
	s = strings.ToValidUTF8(s, "�")
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == utf8.RuneError || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, s)
}

// Dead gives the items that were set aside; see queue.Queue.
func (q *Queue) Dead(ctx context.Context) iter.Seq2[queue.Dead, error] {
	return func(yield func(queue.Dead, error) bool) {
		for msg, err := range q.each(ctx, dead) {
			if err != nil {
				yield(queue.Dead{}, fmt.Errorf("list what was set aside: %w", err))
				return
			}
			if !yield(q.deadOf(msg)) {
				return
			}
		}
	}
}

func (q *Queue) deadOf(msg *jetstream.RawStreamMsg) (queue.Dead, error) {
	item, err := q.item(msg.Subject, dead, msg.Data)
	if err != nil {
		return queue.Dead{}, err
	}
	d := queue.Dead{Item: item, Reason: msg.Header.Get(headReason), Aside: msg.Time}
	d.Attempts, _ = strconv.Atoi(msg.Header.Get(headAttempts))
	d.Put, _ = time.Parse(time.RFC3339Nano, msg.Header.Get(headPut))
	return d, nil
}

// grave finds an item that was set aside: by its id alone, as ids are unlike over kinds as well.
func (q *Queue) grave(ctx context.Context, id string) (*jetstream.RawStreamMsg, error) {
	if !queue.Word(id) {
		return nil, fmt.Errorf("%q: %w", id, queue.ErrNotFound)
	}
	msg, err := q.next(ctx, dead, 1, q.subject(dead, "*", id))
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return nil, fmt.Errorf("%s: %w", id, queue.ErrNotFound)
	}
	return msg, err
}

// raise takes a message out of those that were set aside.
func (q *Queue) raise(ctx context.Context, msg *jetstream.RawStreamMsg) error {
	return q.retried(ctx, func(ctx context.Context) error {
		stream, err := q.js.Stream(ctx, q.stream(dead))
		if err != nil {
			return err
		}
		if err = stream.DeleteMsg(ctx, msg.Sequence); errors.Is(err, jetstream.ErrMsgNotFound) { // the answer to the first trial was lost
			return nil
		}
		return err
	})
}

// Retry puts an item back to work. It goes in first and leaves the dead after, so that it is never nowhere.
func (q *Queue) Retry(ctx context.Context, id string) error {
	msg, err := q.grave(ctx, id)
	if err != nil {
		return err
	}
	item, err := q.item(msg.Subject, dead, msg.Data)
	if err != nil {
		return err
	}
	if err := q.count(ctx, item, 0); err != nil {
		return fmt.Errorf("retry %s: %w", id, err)
	}
	if _, err := q.Put(ctx, item); err != nil {
		return err
	}
	return q.raise(ctx, msg)
}

// Drop throws an item that was set aside away.
func (q *Queue) Drop(ctx context.Context, id string) error {
	msg, err := q.grave(ctx, id)
	if err != nil {
		return err
	}
	return q.raise(ctx, msg)
}
