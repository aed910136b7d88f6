package nats

import (
	"context"
	"errors"
	"fmt"
	"strings"

	natsgo "github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/bakhar/bakhar/internal/queue"
)

// State says how things stand; see queue.Queue.
func (q *Queue) State(ctx context.Context) (queue.State, error) {
	s, err := q.state(ctx)
	if err != nil {
		return s, fmt.Errorf("state of the queue: %w", err)
	}
	return s, nil
}

func (q *Queue) state(ctx context.Context) (s queue.State, err error) {
	stream, err := q.js.Stream(ctx, q.stream(work))
	if err != nil {
		return s, err
	}
	info := stream.CachedInfo()
	s = queue.State{Items: int(info.State.Msgs), Bytes: int64(info.State.Bytes), ItemsMax: int(info.Config.MaxMsgs), BytesMax: info.Config.MaxBytes,
		Replicas: max(1, info.Config.Replicas), InStep: 1}
	if s.Items > 0 {
		s.Oldest = info.State.FirstTime
	}
	if q.server == nil {
		s.Connected = q.conn.ConnectedServerName()
	}
	if info.Cluster != nil && info.Config.Replicas > 1 {
		s.Leader = info.Cluster.Leader
		for _, r := range info.Cluster.Replicas {
			if r.Current && !r.Offline {
				s.InStep++
			}
		}
	}
	lister := stream.ListConsumers(ctx)
	for c := range lister.Info() {
		s.Kinds = append(s.Kinds, queue.KindState{Kind: c.Name, Waiting: int(c.NumPending), AtWork: c.NumAckPending})
	}
	if err := lister.Err(); err != nil {
		return s, err
	}
	aside, err := q.js.Stream(ctx, q.stream(dead))
	if err != nil {
		return s, err
	}
	s.Dead = int(aside.CachedInfo().State.Msgs)
	return s, nil
}

// Tell keeps a note; see queue.Queue.
func (q *Queue) Tell(ctx context.Context, name string, text []byte) error {
	if !queue.Word(name) {
		return fmt.Errorf("%q is no name for a note", name)
	}
	msg := natsgo.NewMsg(q.subject(note, name))
	msg.Data = text
	return q.publishOne(ctx, note, msg)
}

// Told gives the notes; see queue.Queue.
func (q *Queue) Told(ctx context.Context) (map[string][]byte, error) {
	out := map[string][]byte{}
	for msg, err := range q.each(ctx, note) {
		if err != nil {
			return nil, fmt.Errorf("notes of the queue: %w", err)
		}
		out[strings.TrimPrefix(msg.Subject, q.subject(note)+".")] = msg.Data
	}
	return out, nil
}

// Keep keeps something small; see queue.Queue.
func (q *Queue) Keep(ctx context.Context, name string, data []byte) error {
	if !queue.Word(name) {
		return fmt.Errorf("%q is no name for what is to be kept", name)
	}
	msg := natsgo.NewMsg(q.subject(read, name))
	msg.Data = data
	return q.publishOne(ctx, read, msg)
}

// Kept gives what is kept; see queue.Queue.
func (q *Queue) Kept(ctx context.Context, name string) ([]byte, error) {
	if !queue.Word(name) {
		return nil, fmt.Errorf("%q is no name of what is kept", name)
	}
	msg, err := q.next(ctx, read, 1, q.subject(read, name))
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("ask the queue what it keeps: %w", err)
	}
	return msg.Data, nil
}
