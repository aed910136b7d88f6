// Package nats is the queue in NATS JetStream: in this very process by default, on files beside the database and without a port, or in a
// cluster of servers by address. Both are the same code and the same streams, so that one machine and thirty differ in an address.
//
// What waits stands in a stream with one subject for each item, which takes a second message on a subject only when the first is gone:
// thus an item that is put twice is there once, however long it waits. What was set aside stands in a stream of its own. How often an item
// was tried is kept apart from the server's own count of deliveries, as that count also grows for the innocent that were in one batch with
// an item that killed its worker.
package nats

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	natsgo "github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/bakhar/bakhar/internal/queue"
)

// Config is how a queue is opened.
type Config struct {
	Address string       // nats://host,host… with the options of Address, or a folder
	Client  string       // what the servers list this program as
	Log     *slog.Logger // hears of connections that are lost and found, and of the embedded server's trouble; may be nil

	deadline time.Duration // for tests; the address's or queue.Deadline where zero
}

// The bounds of a queue. Whoever wants others creates the streams before: docs/operating.md.
const (
	itemsMax      = 100_000
	bytesMax      = 8 << 30
	deadBytesMax  = 2 << 30
	smallBytesMax = 256 << 20
	// dataMax is the greatest payload of the server that we start. Texts travel compressed: only one of 8 MB that is no text does not fit.
	dataMax = 8 << 20
	// atWorkMax is how many items may be at work in all programs together.
	atWorkMax = 50_000
	// trialLife is how long it is remembered that an item was tried.
	trialLife = 7 * 24 * time.Hour
	// publishing is how many items are on their way to the servers at a time.
	publishing = 256
	// answer is how long a server may take.
	answer = 3 * time.Second
)

// Queue is an open queue.
type Queue struct {
	conn   *natsgo.Conn
	js     jetstream.JetStream
	server *server.Server // nil in a cluster
	door   io.Closer      // by which other programs come in; nil where there is none
	unlock func() error
	log    *slog.Logger
	wait   time.Duration // of Config.deadline

	name string // the prefix of all that is ours on the servers

	mu    sync.Mutex
	lanes map[string]*lane // by kind
}

var _ queue.Queue = (*Queue)(nil)

// Open opens the queue at an address; what it needs on the servers is made where it is not there.
func Open(ctx context.Context, c Config) (*Queue, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	q := &Queue{log: c.Log, wait: cmp.Or(c.deadline, queue.Deadline), lanes: map[string]*lane{}, unlock: func() error { return nil }}
	var err error
	if strings.Contains(c.Address, "://") {
		err = q.connect(ctx, c)
	} else {
		err = q.embed(ctx, c)
	}
	if err != nil {
		return nil, errors.Join(err, q.Close())
	}
	return q, nil
}

// connect opens the queue of a cluster.
func (q *Queue) connect(ctx context.Context, c Config) error {
	a, err := ParseAddress(c.Address)
	if err != nil {
		return err
	}
	q.name = a.Name
	if c.deadline == 0 {
		q.wait = a.Deadline
	}
	opts := append(a.options(), q.options(c)...)
	if q.conn, err = natsgo.Connect(strings.Join(a.Servers, ","), opts...); err != nil {
		return fmt.Errorf("queue at %s: %w", a, err)
	}
	if err := q.prepare(ctx, a.Replicas); err != nil {
		return fmt.Errorf("queue at %s: %w", a, err)
	}
	return nil
}

// options are what every connection has.
func (q *Queue) options(c Config) []natsgo.Option {
	return []natsgo.Option{
		natsgo.Name(c.Client), natsgo.MaxReconnects(-1), natsgo.ReconnectWait(250 * time.Millisecond), natsgo.Timeout(answer),
		natsgo.DisconnectErrHandler(func(_ *natsgo.Conn, err error) {
			if err != nil {
				q.log.Warn("queue: connection lost", "error", err)
			}
		}),
		natsgo.ReconnectHandler(func(nc *natsgo.Conn) { q.log.Info("queue: connected again", "server", nc.ConnectedUrlRedacted()) }),
		natsgo.ErrorHandler(func(_ *natsgo.Conn, _ *natsgo.Subscription, err error) { q.log.Warn("queue", "error", err) }),
	}
}

// prepare makes the streams where they are not there. Whoever made them with other bounds keeps those.
func (q *Queue) prepare(ctx context.Context, replicas int) error {
	ctx, cancel := context.WithTimeout(ctx, 10*answer) // a cluster that is just starting chooses its leader first
	defer cancel()
	var err error
	if q.js, err = jetstream.New(q.conn, jetstream.WithPublishAsyncMaxPending(publishing), jetstream.WithPublishAsyncTimeout(answer)); err != nil {
		return err
	}
	for _, c := range q.streams() {
		if err := q.retried(ctx, func(ctx context.Context) error { return q.ensure(ctx, c, replicas) }); err != nil {
			return fmt.Errorf("stream %s: %w", c.Name, err)
		}
	}
	return nil
}

// streams are what is ours on the servers. None lets followers of a cluster answer (AllowDirect): they may not know yet what was said a
// moment ago.
func (q *Queue) streams() []jetstream.StreamConfig {
	return []jetstream.StreamConfig{{
		Name: q.stream(work), Subjects: []string{q.subject(work, ">")}, Description: "bakhar: what is to be done",
		Retention: jetstream.WorkQueuePolicy, MaxMsgs: itemsMax, MaxBytes: bytesMax,
		Discard: jetstream.DiscardNew, MaxMsgsPerSubject: 1, DiscardNewPerSubject: true,
	}, {
		Name: q.stream(dead), Subjects: []string{q.subject(dead, ">")}, Description: "bakhar: what was set aside",
		// a full one refuses more, so that the item stays at work: nothing is thrown away unseen
		MaxBytes: deadBytesMax, Discard: jetstream.DiscardNew, MaxMsgsPerSubject: 1,
	}, {
		Name: q.stream(trial), Subjects: []string{q.subject(trial, ">")}, Description: "bakhar: how often what came back was tried",
		MaxAge: trialLife, MaxBytes: smallBytesMax, MaxMsgsPerSubject: 1,
	}, {
		Name: q.stream(note), Subjects: []string{q.subject(note, ">")}, Description: "bakhar: how workers fare",
		MaxAge: queue.NoteLife, MaxBytes: smallBytesMax, MaxMsgsPerSubject: 1,
	}, {
		Name: q.stream(read), Subjects: []string{q.subject(read, ">")}, Description: "bakhar: how far archives are put",
		MaxBytes: smallBytesMax, MaxMsgsPerSubject: 1,
	}}
}

// codeNoCluster is the servers' error for replicas where there is no cluster.
const codeNoCluster = jetstream.ErrorCode(server.JSStreamReplicasNotSupportedErr)

// ensure makes a stream where it is not there: on as many servers as asked or, where there is no cluster at all, on the one.
func (q *Queue) ensure(ctx context.Context, c jetstream.StreamConfig, replicas int) error {
	if _, err := q.js.Stream(ctx, c.Name); !errors.Is(err, jetstream.ErrStreamNotFound) {
		return err
	}
	c.Replicas = replicas
	_, err := q.js.CreateStream(ctx, c)
	var api *jetstream.APIError
	if errors.As(err, &api) && api.ErrorCode == codeNoCluster {
		q.log.Warn("queue: one server without a cluster: its disk is the only place where the queue is", "stream", c.Name)
		c.Replicas = 1
		_, err = q.js.CreateStream(ctx, c)
	}
	if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) { // somebody was quicker
		return nil
	}
	return err
}

// retried does something that a cluster without a leader cannot do just now.
func (q *Queue) retried(ctx context.Context, f func(context.Context) error) error {
	for pause := pauseMin; ; pause = min(2*pause, pauseMax) {
		err := briefly(ctx, f)
		if err == nil || !passing(err) {
			return err
		}
		if rest(ctx, pause) != nil {
			return err
		}
	}
}

// briefly gives f no longer than a server may take: one that has no leader to ask does not answer at all.
func briefly(ctx context.Context, f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, answer)
	defer cancel()
	return f(ctx)
}

// The pauses between trials of something that may soon work.
const (
	pauseMin = 20 * time.Millisecond
	pauseMax = time.Second
)

// rest waits for a while; ctx's end is an error.
func rest(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// passing tells whether an error comes of servers that are on their way: not there, without a leader, slow.
func passing(err error) bool {
	var api *jetstream.APIError
	if errors.As(err, &api) {
		return api.Code == 503
	}
	return errors.Is(err, natsgo.ErrNoResponders) || errors.Is(err, jetstream.ErrNoStreamResponse) || errors.Is(err, natsgo.ErrTimeout) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, jetstream.ErrAsyncPublishTimeout) || errors.Is(err, jetstream.ErrNoHeartbeat) ||
		errors.Is(err, natsgo.ErrDisconnected) || errors.Is(err, natsgo.ErrConnectionReconnecting) || errors.Is(err, jetstream.ErrConsumerLeadershipChanged) ||
		errors.Is(err, jetstream.ErrServerShutdown)
}

// The streams of a queue, each with subjects of its own.
const (
	work  = "work"
	dead  = "dead"
	trial = "trial"
	note  = "note"
	read  = "read"
)

func (q *Queue) stream(what string) string { return q.name + "-" + what }

// subject is where messages of a stream stand: by kind and id.
func (q *Queue) subject(what string, tokens ...string) string {
	return strings.Join(append([]string{q.name, what}, tokens...), ".")
}

// publishOne keeps a single message, and waits until servers are there.
func (q *Queue) publishOne(ctx context.Context, what string, msg *natsgo.Msg) error {
	return q.retried(ctx, func(ctx context.Context) error {
		_, err := q.js.PublishMsg(ctx, msg, jetstream.WithExpectStream(q.stream(what)))
		return err
	})
}

// next gives the first message of a stream from a sequence number on; jetstream.ErrMsgNotFound where there is none.
func (q *Queue) next(ctx context.Context, what string, from uint64, subject string) (msg *jetstream.RawStreamMsg, err error) {
	err = q.retried(ctx, func(ctx context.Context) error {
		stream, err := q.js.Stream(ctx, q.stream(what))
		if err != nil {
			return err
		}
		msg, err = stream.GetMsg(ctx, from, jetstream.WithGetMsgSubject(subject))
		return err
	})
	return msg, err
}

// each gives the messages of a stream, in order; an error ends it.
func (q *Queue) each(ctx context.Context, what string) iter.Seq2[*jetstream.RawStreamMsg, error] {
	return func(yield func(*jetstream.RawStreamMsg, error) bool) {
		for seq := uint64(1); ; {
			msg, err := q.next(ctx, what, seq, q.subject(what, ">"))
			if errors.Is(err, jetstream.ErrMsgNotFound) {
				return
			}
			if !yield(msg, err) || err != nil {
				return
			}
			seq = msg.Sequence + 1
		}
	}
}

// Deadline is how long what somebody took is his without a sign of life.
func (q *Queue) Deadline() time.Duration { return q.wait }

// Close ends the connection, and the embedded server. What was said with Done before has reached the servers.
func (q *Queue) Close() error {
	var err error
	if q.conn != nil && !q.conn.IsClosed() {
		q.mu.Lock()
		for _, l := range q.lanes {
			l.mu.Lock()
			q.handBack(l.held)
			l.held = nil
			l.mu.Unlock()
		}
		q.mu.Unlock()
		if q.conn.IsConnected() {
			err = q.conn.FlushTimeout(answer)
		}
		q.conn.Close()
	}
	if q.door != nil {
		err = errors.Join(err, q.door.Close())
		q.door = nil
	}
	if q.server != nil {
		q.server.Shutdown()
		q.server.WaitForShutdown()
	}
	return errors.Join(err, q.unlock())
}
