package nats

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	natsgo "github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/bakhar/bakhar/internal/queue"
)

const (
	// patience is how long one request for the first item stands at the servers.
	patience = 30 * time.Second
	// linger is how long items are waited for that were there a moment ago.
	linger = 50 * time.Millisecond
	// portion is how many items are fetched at a time; it bounds by how much a batch may exceed its limit of bytes.
	portion = 32
)

// lane is what this program takes of one kind.
type lane struct {
	mu       sync.Mutex
	consumer jetstream.Consumer
	held     []*delivery // fetched, and to be given alone
}

// lane gives the lane of a kind; its consumer is made where it is not there.
func (q *Queue) lane(ctx context.Context, kind string) (*lane, error) {
	if !queue.Word(kind) {
		return nil, fmt.Errorf("%q is no kind of work", kind)
	}
	q.mu.Lock()
	l := q.lanes[kind]
	if l == nil {
		l = &lane{}
		q.lanes[kind] = l
	}
	q.mu.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.consumer != nil {
		return l, nil
	}
	err := q.retried(ctx, func(ctx context.Context) (err error) {
		l.consumer, err = q.js.CreateOrUpdateConsumer(ctx, q.stream(work), jetstream.ConsumerConfig{
			Durable: kind, FilterSubject: q.subject(work, kind, "*"), AckPolicy: jetstream.AckExplicitPolicy, AckWait: q.wait,
			MaxDeliver:    -1, // we count, and set aside; the server would leave such an item in the stream, never to be given
			MaxAckPending: atWorkMax,
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("consumer of %s: %w", kind, err)
	}
	return l, nil
}

// Take gives items; see queue.Queue.
func (q *Queue) Take(ctx context.Context, kind string, limit queue.Limit) ([]queue.Delivery, error) {
	l, err := q.lane(ctx, kind)
	if err != nil {
		return nil, err
	}
	for pause := pauseMin; ; {
		if d, err := q.suspect(ctx, l); d != nil || err != nil {
			return one(d), err
		}
		first, err := q.first(ctx, l)
		if ctx.Err() != nil {
			q.handBack(first)
			return nil, ctx.Err()
		}
		if err != nil && !passing(err) {
			return nil, fmt.Errorf("take from the queue: %w", err)
		}
		if len(first) == 0 {
			if err != nil {
				q.log.Debug("queue: nothing to be had just now", "error", err)
				if err := rest(ctx, pause); err != nil {
					return nil, err
				}
				pause = min(2*pause, pauseMax)
			}
			continue
		}
		if given := q.more(l, first, limit); len(given) > 0 {
			return given, nil
		}
	}
}

func one(d *delivery) []queue.Delivery {
	if d == nil {
		return nil
	}
	return []queue.Delivery{d}
}

// more fetches what else is there, and keeps back what must be given alone. It asks for no more than the servers have said there is, and
// for no bound of bytes: the servers' word that a request has ended, by time or by bytes, may overtake the messages themselves in a
// cluster, and those would be missing until their deadline (nats-server 2.15.2).
func (q *Queue) more(l *lane, got []*delivery, limit queue.Limit) []queue.Delivery {
	bytes := len(got[0].item.Data)
	for !got[0].again() {
		n := min(limit.Items-len(got), int(min(got[len(got)-1].behind, portion)))
		if n <= 0 || bytes >= limit.Bytes {
			break
		}
		next, err := q.fetch(l, n, jetstream.FetchMaxWait(linger))
		if err != nil {
			q.log.Debug("queue: fetched fewer than there may be", "error", err)
		}
		for _, d := range next {
			bytes += len(d.item.Data)
		}
		got = append(got, next...)
		if len(next) < n { // others take too
			break
		}
	}
	var fresh []queue.Delivery
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, d := range got {
		if d.again() {
			l.held = append(l.held, d)
		} else {
			fresh = append(fresh, d)
		}
	}
	return fresh
}

// first waits for one item; none is no error.
func (q *Queue) first(ctx context.Context, l *lane) ([]*delivery, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	got, err := q.fetch(l, 1, jetstream.FetchContext(ctx))
	if errors.Is(err, jetstream.ErrInvalidOption) { // no time is left of ctx, which ends this moment
		<-ctx.Done()
		return nil, nil
	}
	return got, err
}

// fetch asks the servers once. What it has got is given even where an error ended it.
func (q *Queue) fetch(l *lane, n int, opts ...jetstream.FetchOpt) ([]*delivery, error) {
	batch, err := l.consumer.Fetch(n, opts...)
	if err != nil {
		return nil, err
	}
	var got []*delivery
	for msg := range batch.Messages() {
		d, err := q.delivery(msg)
		if err != nil { // not ours: nobody can do anything with it
			q.log.Error("queue: foreign message dropped", "subject", msg.Subject(), "error", err)
			_ = msg.Term()
			continue
		}
		got = append(got, d)
	}
	if err = batch.Error(); errors.Is(err, context.DeadlineExceeded) {
		err = nil // there was nothing
	}
	return got, err
}

// suspect gives one of the items that were given before, after noting that it is tried; one that was tried too often is set aside.
func (q *Queue) suspect(ctx context.Context, l *lane) (*delivery, error) {
	for {
		l.mu.Lock()
		if len(l.held) == 0 {
			l.mu.Unlock()
			return nil, nil
		}
		d := l.held[0]
		l.held = l.held[1:]
		for _, other := range l.held {
			_ = other.Working()
		}
		l.mu.Unlock()
		given, err := q.try(ctx, d)
		switch {
		case err != nil && (ctx.Err() != nil || !passing(err)):
			return nil, fmt.Errorf("take from the queue: %w", err)
		case given:
			return d, nil
		}
	}
}

// try notes that an item is tried, and sets it aside instead where that has been too often. The end of ctx does not keep it from that: a trial
// that is half noted would count although nobody tried.
func (q *Queue) try(ctx context.Context, d *delivery) (given bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*answer)
	defer cancel()
	tried, err := q.tried(ctx, d.item)
	if err != nil {
		q.handBack([]*delivery{d})
		return false, err
	}
	if d.attempt = tried + 1; d.attempt <= queue.AttemptsMax {
		return true, nil
	}
	return false, d.SetAside(ctx, fmt.Errorf("tried %d times without an answer: whatever works on it dies or hangs", queue.AttemptsMax))
}

// tried adds a trial of an item and tells how many there were before. The first delivery, with others in a batch, counts as one.
func (q *Queue) tried(ctx context.Context, it queue.Item) (n int, err error) {
	n = 1
	switch msg, err := q.next(ctx, trial, 1, q.subject(trial, it.Kind, it.ID)); {
	case errors.Is(err, jetstream.ErrMsgNotFound):
	case err != nil:
		return 0, err
	default:
		if n, err = strconv.Atoi(string(msg.Data)); err != nil || n < 0 {
			return 0, fmt.Errorf("trials of %s: %q is no number", it.ID, msg.Data)
		}
	}
	return n, q.count(ctx, it, n+1)
}

// count notes how often an item was tried.
func (q *Queue) count(ctx context.Context, it queue.Item, n int) error {
	msg := natsgo.NewMsg(q.subject(trial, it.Kind, it.ID))
	msg.Data = []byte(strconv.Itoa(n))
	return q.publishOne(ctx, trial, msg)
}

// handBack gives back at once what nobody will work on.
func (q *Queue) handBack(ds []*delivery) {
	for _, d := range ds {
		_ = d.msg.Nak()
	}
}

// delivery is an item in our hands.
type delivery struct {
	q       *Queue
	msg     jetstream.Msg
	item    queue.Item
	attempt int
	number  uint64 // of the servers' deliveries
	behind  uint64 // how many waited behind it
	since   time.Time
}

func (q *Queue) delivery(msg jetstream.Msg) (*delivery, error) {
	meta, err := msg.Metadata()
	if err != nil {
		return nil, err
	}
	item, err := q.item(msg.Subject(), work, msg.Data())
	if err != nil {
		return nil, err
	}
	return &delivery{q: q, msg: msg, item: item, attempt: 1, number: meta.NumDelivered, behind: meta.NumPending, since: meta.Timestamp}, nil
}

// item makes an item of a message of one of our streams.
func (q *Queue) item(subject, what string, data []byte) (queue.Item, error) {
	rest, ok := strings.CutPrefix(subject, q.subject(what)+".")
	kind, id, _ := strings.Cut(rest, ".")
	it := queue.Item{Kind: kind, ID: id, Data: data}
	if err := it.Check(); !ok || err != nil {
		return it, fmt.Errorf("subject %q is not of this queue: %w", subject, err)
	}
	return it, nil
}

func (d *delivery) again() bool      { return d.number > 1 }
func (d *delivery) Item() queue.Item { return d.item }
func (d *delivery) Attempt() int     { return d.attempt }
func (d *delivery) Since() time.Time { return d.since }
func (d *delivery) Working() error   { return d.msg.InProgress() }
func (d *delivery) Done() error      { return d.msg.Ack() }

func (d *delivery) Return(ctx context.Context) error {
	if d.attempt > 1 {
		if err := d.q.count(ctx, d.item, d.attempt-1); err != nil {
			return err
		}
	}
	return d.msg.Nak()
}

func (d *delivery) Again(ctx context.Context, after time.Duration, reason error) error {
	if d.attempt >= queue.AttemptsMax {
		return d.SetAside(ctx, fmt.Errorf("tried %d times: %w", d.attempt, reason))
	}
	return d.msg.NakWithDelay(after)
}

// SetAside keeps the item among the dead and then takes it out of the flow. Between the two a program may die: then the item is
// given again, and set aside again under the same subject.
func (d *delivery) SetAside(ctx context.Context, reason error) error {
	if err := d.q.bury(ctx, d, reason); err != nil {
		return fmt.Errorf("set item %s aside: %w", d.item.ID, err)
	}
	return d.msg.TermWithReason("set aside")
}
