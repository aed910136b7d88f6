package nats

import (
	"errors"
	"os"
	"syscall"

	"github.com/bakhar/bakhar/internal/queue"
)

// errSharing is ERROR_SHARING_VIOLATION.
const errSharing = syscall.Errno(32)

// lockFile keeps other programs out until the function it gives is called or this program ends, however it ends: a file that is opened
// without sharing cannot be opened again.
func lockFile(name string) (unlock func() error, err error) {
	p, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(p, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errSharing) {
		return nil, queue.ErrInUse
	}
	if err != nil {
		return nil, err
	}
	return unlockOf(os.NewFile(uintptr(h), name)), nil
}
