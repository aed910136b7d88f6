package nats

import (
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// socketName is the file in a queue's folder by which other programs of the same user reach the one that has it open: so that one can look
// at a queue that is being worked on, or work on it too. No port is opened; the folder's mode keeps others out.
const socketName = "socket"

// share lets other programs in until the listener is closed. Where there can be no socket (a path too long), they are told that the queue is in use.
func share(s *server.Server, folder string, log *slog.Logger) (io.Closer, error) {
	name := filepath.Join(folder, socketName)
	if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) { // of a program that was killed; we hold the lock
		return nil, err
	}
	l, err := net.Listen("unix", name)
	if err != nil {
		return nil, err
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			inside, err := s.InProcessConn()
			if err != nil {
				log.Warn("queue: let another program in", "error", err)
				c.Close()
				continue
			}
			go pump(c, inside)
			go pump(inside, c)
		}
	}()
	return l, nil
}

// pump hands bytes on until either side ends, and then ends both.
func pump(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	_, _ = io.Copy(to, from) // how a connection ends is told by its client
}

// guest reaches the program that has a queue's folder open.
type guest struct{ folder string }

func (g guest) Dial(string, string) (net.Conn, error) {
	return net.DialTimeout("unix", filepath.Join(g.folder, socketName), time.Second)
}

// SkipTLSHandshake says that what comes through the socket is as safe as it is.
func (guest) SkipTLSHandshake() bool { return true }
