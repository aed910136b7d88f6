package nats

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats-server/v2/server"
	natsgo "github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/bakhar/bakhar/internal/queue"
)

// codeStoreFailed is the servers' error for a message that a stream has no room for; which bound it was is in words only.
const codeStoreFailed = jetstream.ErrorCode(server.JSStreamStoreFailedF)

// outcome is what became of a message that was published.
type outcome uint8

const (
	kept outcome = iota
	there
	full
	later // the servers are on their way
	failed
)

func outcomeOf(err error) outcome {
	var api *jetstream.APIError
	switch {
	case err == nil:
		return kept
	case errors.As(err, &api) && api.ErrorCode == codeStoreFailed:
		switch api.Description {
		case server.ErrMaxMsgsPerSubject.Error():
			return there
		case server.ErrMaxMsgs.Error(), server.ErrMaxBytes.Error():
			return full
		}
		return failed
	case passing(err):
		return later
	}
	return failed
}

// Put adds items; see queue.Queue. A message whose answer was lost is published again: if the first one arrived and waits, the second is
// refused; if it was worked on meanwhile, the work is done twice, which is harmless.
func (q *Queue) Put(ctx context.Context, items ...queue.Item) (fresh int, err error) {
	var errs []error
	var msgs []*natsgo.Msg
	for _, it := range items {
		if err := it.Check(); err != nil {
			errs = append(errs, err)
			continue
		}
		msg := natsgo.NewMsg(q.subject(work, it.Kind, it.ID))
		msg.Data = it.Data
		if bound := q.conn.MaxPayload(); int64(msg.Size()) > bound {
			errs = append(errs, &queue.TooLarge{ID: it.ID, Bytes: int64(msg.Size()), Max: bound})
			continue
		}
		msgs = append(msgs, msg)
	}
	for pause := pauseMin; len(msgs) > 0; {
		n, again, err := q.publish(ctx, msgs)
		fresh += n
		if err != nil {
			return fresh, errors.Join(append(errs, err)...)
		}
		if len(again) < len(msgs) {
			pause = pauseMin
		}
		if msgs = again; len(msgs) > 0 {
			if err := rest(ctx, pause); err != nil {
				return fresh, errors.Join(append(errs, err)...)
			}
			pause = min(2*pause, pauseMax)
		}
	}
	return fresh, errors.Join(errs...)
}

// publish sends messages and waits for what becomes of each; again are those for which there is no room or no server just now.
func (q *Queue) publish(ctx context.Context, msgs []*natsgo.Msg) (fresh int, again []*natsgo.Msg, err error) {
	for len(msgs) > 0 {
		part := msgs[:min(len(msgs), publishing)]
		msgs = msgs[len(part):]
		futures := make([]jetstream.PubAckFuture, len(part))
		for i, msg := range part {
			f, err := q.js.PublishMsgAsync(msg, jetstream.WithExpectStream(q.stream(work)))
			if err != nil && !passing(err) {
				return fresh, nil, fmt.Errorf("put into the queue: %w", err)
			}
			futures[i] = f // nil where it was not sent
		}
		for i, f := range futures {
			switch err := answered(ctx, f); outcomeOf(err) {
			case kept:
				fresh++
			case there:
			case full, later:
				again = append(again, part[i])
			default:
				return fresh, nil, fmt.Errorf("put into the queue: %w", err)
			}
		}
		if len(again) > 0 { // the rest would fare no better
			return fresh, append(again, msgs...), ctx.Err()
		}
	}
	return fresh, nil, nil
}

func answered(ctx context.Context, f jetstream.PubAckFuture) error {
	if f == nil {
		return natsgo.ErrDisconnected
	}
	select {
	case <-f.Ok():
		return nil
	case err := <-f.Err():
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
