package polite

import (
	"context"
	"time"
)

// System is the clock of the machine.
type System struct{}

// Now is the machine's time.
func (System) Now() time.Time { return time.Now() }

// Sleep waits for d, or until ctx ends.
func (System) Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
