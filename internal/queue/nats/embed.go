package nats

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/nats-io/nats-server/v2/server"
	natsgo "github.com/nats-io/nats.go"

	"github.com/bakhar/bakhar/internal/queue"
)

// embed starts a server in this process, on files in a folder and without a port, or is the guest of the program that has done so. Every message is on disk before it is acknowledged: the
// server's own way, which waits for two minutes, is for clusters, where other machines have the message too.
func (q *Queue) embed(ctx context.Context, c Config) error {
	if err := os.MkdirAll(c.Address, 0o700); err != nil {
		return fmt.Errorf("folder of the queue: %w", err)
	}
	q.name = nameDefault
	unlock, err := lockFile(filepath.Join(c.Address, "lock"))
	if errors.Is(err, queue.ErrInUse) {
		if q.conn, err = natsgo.Connect("nats://"+nameDefault, append(q.options(c), natsgo.SetCustomDialer(guest{c.Address}))...); err != nil {
			return fmt.Errorf("queue %s is %w by another program, which does not answer: %w", c.Address, queue.ErrInUse, err)
		}
		return q.prepare(ctx, 1)
	}
	if err != nil {
		return fmt.Errorf("queue %s: %w", c.Address, err)
	}
	q.unlock = unlock
	q.server, err = server.NewServer(&server.Options{
		ServerName: "bakhar", DontListen: true, JetStream: true, StoreDir: c.Address, SyncAlways: true, MaxPayload: dataMax,
		NoSigs: true, DisableJetStreamBanner: true, JetStreamMaxMemory: 64 << 20, JetStreamMaxStore: bytesMax + deadBytesMax + 1<<30,
	})
	if err != nil {
		return fmt.Errorf("queue %s: %w", c.Address, err)
	}
	q.server.SetLoggerV2(serverLog{c.Log}, false, false, false)
	q.server.Start()
	if !q.server.ReadyForConnections(answer) || !q.server.JetStreamEnabled() {
		return fmt.Errorf("queue %s: its server does not come up: see the log", c.Address)
	}
	if q.conn, err = natsgo.Connect("", append(q.options(c), natsgo.InProcessServer(q.server))...); err != nil {
		return fmt.Errorf("queue %s: %w", c.Address, err)
	}
	if err := q.prepare(ctx, 1); err != nil {
		return fmt.Errorf("queue %s: %w", c.Address, err)
	}
	if q.door, err = share(q.server, c.Address, c.Log); err != nil {
		c.Log.Debug("queue: other programs cannot look at it", "error", err)
	}
	return nil
}

// serverLog is where the embedded server logs. What it notices is detail here.
type serverLog struct{ to *slog.Logger }

func (l serverLog) Noticef(format string, v ...any) { l.to.Debug(fmt.Sprintf(format, v...)) }
func (l serverLog) Debugf(format string, v ...any)  { l.to.Debug(fmt.Sprintf(format, v...)) }
func (l serverLog) Tracef(format string, v ...any)  { l.to.Debug(fmt.Sprintf(format, v...)) }
func (l serverLog) Warnf(format string, v ...any)   { l.to.Warn("queue: " + fmt.Sprintf(format, v...)) }
func (l serverLog) Errorf(format string, v ...any)  { l.to.Error("queue: " + fmt.Sprintf(format, v...)) }
func (l serverLog) Fatalf(format string, v ...any)  { l.to.Error("queue: " + fmt.Sprintf(format, v...)) }

// unlockOf closes a locked file, which gives the lock back.
func unlockOf(f *os.File) func() error {
	return func() error {
		if err := f.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
			return err
		}
		return nil
	}
}
