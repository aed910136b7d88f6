//go:build unix

package nats

import (
	"errors"
	"os"
	"syscall"

	"github.com/bakhar/bakhar/internal/queue"
)

// lockFile keeps other programs out until the function it gives is called or this program ends, however it ends: two servers on the same
// files would destroy them.
func lockFile(name string) (unlock func() error, err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, queue.ErrInUse
		}
		return nil, err
	}
	return unlockOf(f), nil
}
