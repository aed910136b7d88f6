package keep

import (
	"context"
	"sync"
	"time"
)

// Pulse tells the version of the chronicle without asking for it at each request: what it last heard holds for a moment.
type Pulse struct {
	ask  func(context.Context) (int64, error)
	now  func() time.Time
	mu   sync.Mutex
	last int64
	at   time.Time
}

// moment is how long a version is believed. What a program changes itself it tells at once (Forget).
const moment = 250 * time.Millisecond

// NewPulse makes one that asks so.
func NewPulse(ask func(context.Context) (int64, error), now func() time.Time) *Pulse {
	return &Pulse{ask: ask, now: now}
}

// Version is that of a moment ago at most. Those who ask at the same time wait for one answer.
func (p *Pulse) Version(ctx context.Context) (int64, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if d := p.now().Sub(p.at); !p.at.IsZero() && d >= 0 && d < moment {
		return p.last, nil
	}
	v, err := p.ask(ctx)
	if err != nil {
		return 0, err
	}
	p.last, p.at = v, p.now()
	return v, nil
}

// Forget makes the next one ask.
func (p *Pulse) Forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at = time.Time{}
}
