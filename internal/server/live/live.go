// Package live tells readers of changes of events as they come: one look at the store's change log for all of them, however many listen. Who comes back
// with the number of the last change it had is told what it has missed; who is too slow or too far behind is told to begin anew. How messages
// travel is HTTP's server-sent events; what a change means is the store's (store.Changes).
package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/bakhar/bakhar/internal/store"
)

// The limits of streams.
const (
	StreamsMax   = 200
	PerClientMax = 8
	waiting      = 64          // batches that a slow reader may be behind before it is sent away
	behindMax    = 5000        // changes that are told to who comes back; with more it begins anew
	batchMax     = 500         // changes of one look
	every        = time.Second // between looks
	heartbeat    = 20 * time.Second
	writeTime    = 10 * time.Second
	retry        = 3 * time.Second // after which a browser comes back
)

// Errors of Serve.
var (
	ErrFull   = errors.New("too many streams")    // is returned when no more streams are allowed, of all or of one client
	ErrCursor = errors.New("no number of change") // is returned when Last-Event-ID is none
)

// Message is what became of an event.
type Message struct {
	Event string `json:"event" doc:"Its id"`
	Num   int64  `json:"num" doc:"The number of the change, as the id of the message"`
}

// Hub looks for changes and tells them to all.
type Hub struct {
	st      store.Store
	changed func() // is told before the others, so that nobody asks anew and gets what was before
	log     func(error)
	mu      sync.Mutex
	streams map[*stream]bool
	clients map[string]int
	pos     int64 // up to here all was told
	done    chan struct{}
	once    sync.Once
}

type stream struct {
	out chan []message // closed when it is sent away
}

// message is one message, ready to be sent.
type message struct {
	num  int64
	text []byte
}

// New makes a hub. changed is told of each change before it is sent.
func New(st store.Store, changed func(), log func(error)) *Hub {
	return &Hub{st: st, changed: changed, log: log, streams: map[*stream]bool{}, clients: map[string]int{}, pos: -1, done: make(chan struct{})}
}

// Close ends all streams.
func (h *Hub) Close() { h.once.Do(func() { close(h.done) }) }

// Run looks for changes, while anybody listens, until ctx ends or the hub is closed.
func (h *Hub) Run(ctx context.Context) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.done:
			return
		case <-tick.C:
		}
		if err := h.look(ctx); err != nil && ctx.Err() == nil {
			h.log(err)
		}
	}
}

// look tells what has changed since the last look.
func (h *Hub) look(ctx context.Context) error {
	h.mu.Lock()
	idle, pos := len(h.streams) == 0, h.pos
	h.mu.Unlock()
	if idle || pos < 0 {
		return nil
	}
	for {
		changes, err := h.after(ctx, pos, batchMax)
		if err != nil || len(changes) == 0 {
			return err
		}
		h.changed()
		list := messages(changes, pos)
		pos = changes[len(changes)-1].Num
		h.tell(list, pos)
	}
}

func (h *Hub) after(ctx context.Context, pos int64, limit int) (list []store.Change, err error) {
	err = h.st.View(ctx, func(tx store.Tx) error {
		list, err = tx.Changes(pos, limit)
		return err
	})
	return list, err
}

// tell hands a batch to all streams; one that has not taken those before is sent away.
func (h *Hub) tell(list []message, pos int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pos = pos
	for s := range h.streams {
		select {
		case s.out <- list:
		default:
			delete(h.streams, s)
			close(s.out)
		}
	}
}

// messages are changes as they are sent to one who had all up to since.
func messages(changes []store.Change, since int64) []message {
	out := make([]message, len(changes))
	for i, c := range changes {
		kind := "changed"
		switch {
		case c.Dropped:
			kind = "dropped"
		case c.Since > since:
			kind = "new"
		}
		data, _ := json.Marshal(Message{c.Event, c.Num}) // strings and numbers always can
		out[i] = message{c.Num, fmt.Appendf(nil, "id: %d\nevent: %s\ndata: %s\n\n", c.Num, kind, data)}
	}
	return out
}

// Stream is a place among the listeners.
type Stream struct {
	hub    *Hub
	s      *stream
	client string
	missed []message
	from   int64 // messages up to this number were missed ones
	reset  bool
}

// Open makes room for a listener that had all changes up to lastID; "" is one that begins now. Its error is ErrFull or ErrCursor, or the store's.
func (h *Hub) Open(ctx context.Context, client, lastID string) (*Stream, error) {
	last := int64(-1)
	if lastID != "" {
		n, err := strconv.ParseInt(lastID, 10, 64)
		if err != nil || n < 0 {
			return nil, ErrCursor
		}
		last = n
	}
	var now int64
	err := h.st.View(ctx, func(tx store.Tx) (err error) {
		now, err = tx.Version()
		return err
	})
	if err != nil {
		return nil, err
	}
	st := &Stream{hub: h, client: client, s: &stream{out: make(chan []message, waiting)}}
	if st.from, err = h.join(st, now); err != nil {
		return nil, err
	}
	if last < 0 {
		last = st.from
	}
	if err := st.catchUp(ctx, last); err != nil {
		st.Close()
		return nil, err
	}
	return st, nil
}

// join adds a stream and gives the number up to which it hears nothing by itself.
func (h *Hub) join(st *Stream, now int64) (int64, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.streams) >= StreamsMax || h.clients[st.client] >= PerClientMax {
		return 0, ErrFull
	}
	if len(h.streams) == 0 || h.pos < 0 { // nobody listened: nothing was looked for
		h.pos = now
	}
	h.streams[st.s] = true
	h.clients[st.client]++
	return h.pos, nil
}

// catchUp reads what a listener has missed.
func (st *Stream) catchUp(ctx context.Context, last int64) error {
	if last > st.from { // of another chronicle, or one that was made anew
		st.reset = true
		return nil
	}
	for pos := last; pos < st.from; {
		changes, err := st.hub.after(ctx, pos, batchMax)
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			return nil
		}
		for _, m := range messages(changes, last) {
			if m.num <= st.from {
				st.missed = append(st.missed, m)
			}
		}
		if len(st.missed) > behindMax {
			st.missed, st.reset = nil, true
			return nil
		}
		pos = changes[len(changes)-1].Num
	}
	return nil
}

// Close gives the place back.
func (st *Stream) Close() {
	h := st.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.streams, st.s)
	if h.clients[st.client]--; h.clients[st.client] <= 0 {
		delete(h.clients, st.client)
	}
}

// Send writes messages until the reader goes, is too slow, or the hub is closed.
func (st *Stream) Send(ctx context.Context, w http.ResponseWriter) {
	defer st.Close()
	control := http.NewResponseController(w)
	send := func(b []byte) bool {
		_ = control.SetWriteDeadline(time.Now().Add(writeTime)) // a test's connection knows none
		_, err := w.Write(b)
		return err == nil && control.Flush() == nil
	}
	first := fmt.Appendf(nil, "retry: %d\n: listening\n\n", retry.Milliseconds())
	if st.reset {
		first = fmt.Appendf(first, "id: %d\nevent: reset\ndata: {}\n\n", st.from)
	}
	for _, m := range st.missed {
		first = append(first, m.text...)
	}
	if !send(first) {
		return
	}
	st.missed = nil
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		var b []byte
		select {
		case <-ctx.Done():
			return
		case <-st.hub.done:
			return
		case <-beat.C:
			b = []byte(": here\n\n")
		case list, ok := <-st.s.out:
			if !ok {
				return // too slow: it comes back with its last number
			}
			for _, m := range list {
				if m.num > st.from {
					b = append(b, m.text...)
				}
			}
		}
		if len(b) > 0 && !send(b) {
			return
		}
	}
}
