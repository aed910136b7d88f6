package alerts

import (
	"context"
	"errors"
	"os"
	"time"
)

// Follow looks and delivers until ctx ends: every so often, and when a message is due. The file of alerts is read anew when it changes; one with mistakes is
// told and the last good one stays in force. An error of the chronicle or of the box is told and tried again: programs that follow outlive those they follow.
func (r *Runner) Follow(ctx context.Context, file string, every time.Duration) error {
	c, read, err := r.reload(file, nil, time.Time{})
	if err != nil {
		return err
	}
	for {
		if next, at, err := r.reload(file, c, read); err != nil {
			if at != read {
				r.Log.Error("the file of alerts has mistakes: what was read before stays in force", "error", err)
			}
			read = at
		} else {
			c, read = next, at
		}
		if _, _, err := r.Once(ctx, c); err != nil && !errors.Is(err, context.Canceled) {
			r.Log.Error("not all was looked at or delivered: it is tried again", "error", err)
		}
		wait := every
		if due, ok, err := r.Box.Wait(ctx); err == nil && ok {
			wait = min(wait, max(due.Sub(r.Now()), time.Second))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// reload reads the file of alerts where it is not as it was.
func (r *Runner) reload(file string, c *Config, read time.Time) (*Config, time.Time, error) {
	info, err := os.Stat(file)
	if err != nil {
		return c, read, err
	}
	if c != nil && info.ModTime().Equal(read) {
		return c, read, nil
	}
	next, err := Read(file)
	return next, info.ModTime(), err
}
