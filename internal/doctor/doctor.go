// Package doctor looks at what bakhar stands on — its chronicle, the disk, rights, the clock, certificates, a port — and says what is not as it should be
// and what to do about it. It changes nothing but a file that it makes and removes again. Whether the flow of work fares well is told by `bakhar status`.
package doctor

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/store"
)

// How something is.
const (
	OK   = "ok"
	Warn = "warn" // it works, and will not for long, or not for all
	Bad  = "bad"
)

// Finding is what was found of one thing.
type Finding struct {
	Thing string `json:"thing"`
	State string `json:"state"`
	Says  string `json:"says"`
	Mend  string `json:"mend,omitempty"` // what to do; empty where all is well
}

// Patient is what is looked at.
type Patient struct {
	Address  string                                     // of the chronicle: a file, or postgres://…
	Open     func(context.Context) (store.Store, error) // opens it
	Load     func() error                               // loads the language data
	Queue    func(context.Context) (string, int, error) // says how the queue is, and how many items are set aside; nil where there is none
	Listen   string                                     // where the server is to listen; empty for nowhere
	Now      func() time.Time
	FreeDisk func(dir string) (int64, error) // bytes; nil: the system's
}

// The limits of what is well.
const (
	freeBad  = 200 << 20 // bytes of free disk
	freeWarn = 2 << 30
	ahead    = 5 * time.Minute // that a time may lie in the future
)

// Look looks at everything, in order.
func (p *Patient) Look(ctx context.Context) []Finding {
	var out []Finding
	add := func(thing, state, mend, says string, args ...any) {
		out = append(out, Finding{thing, state, fmt.Sprintf(says, args...), mend})
	}
	if err := p.Load(); err != nil {
		add("language data", Bad, "run 'bakhar lint'; take the program anew from its package", "%v", err)
	} else {
		add("language data", OK, "", "loads")
	}
	if !strings.Contains(p.Address, "://") {
		p.file(add)
	}
	p.chronicle(ctx, add)
	p.certificates(add)
	if p.Queue != nil {
		p.queue(ctx, add)
	}
	if p.Listen != "" {
		p.port(add)
	}
	return out
}

type adder func(thing, state, mend, says string, args ...any)

// file looks at where the chronicle's file lies: rights and room.
func (p *Patient) file(add adder) {
	dir := filepath.Dir(p.Address)
	size := int64(0)
	info, err := os.Stat(p.Address)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		add("file", Bad, "'bakhar ingest FILE…' or 'bakhar serve --create' begins it; --store or BAKHAR_STORE name another", "%s is not there", p.Address)
	case err != nil:
		add("file", Bad, "give the user who runs bakhar the right to read the folder", "%v", err)
	case !info.Mode().IsRegular():
		add("file", Bad, "name a file with --store", "%s is no file", p.Address)
	case info.Mode().Perm()&0o002 != 0:
		size = info.Size()
		add("file", Warn, "chmod o-w "+p.Address, "anybody on this machine can change %s", p.Address)
	default:
		size = info.Size()
		add("file", OK, "", "%s, %s", p.Address, bytes(size))
	}
	if tmp, err := os.CreateTemp(dir, ".bakhar-doctor-*"); err != nil {
		add("folder", Bad, "give the user who runs bakhar the right to write there: a chronicle needs files beside it, also to be read", "%s cannot be written to: %v", dir, err)
	} else {
		tmp.Close()
		os.Remove(tmp.Name())
		add("folder", OK, "", "%s can be written to", dir)
	}
	free := p.FreeDisk
	if free == nil {
		free = freeDisk
	}
	switch n, err := free(dir); {
	case err != nil:
		add("disk", Warn, "look with df", "how much room %s has cannot be told: %v", dir, err)
	case n < freeBad:
		add("disk", Bad, "make room before anything is taken in", "%s free in %s", bytes(n), dir)
	case n < freeWarn || n < size:
		add("disk", Warn, "make room: a new version of the schema, and copies, need as much as the chronicle has", "%s free in %s", bytes(n), dir)
	default:
		add("disk", OK, "", "%s free in %s", bytes(n), dir)
	}
}

// chronicle opens the chronicle and looks into it; what it knows of times tells of the clock.
func (p *Patient) chronicle(ctx context.Context, add adder) {
	if _, err := os.Stat(p.Address); err != nil && !strings.Contains(p.Address, "://") {
		p.clock(time.Time{}, add)
		return // it is told, and opening would make it
	}
	st, err := p.Open(ctx)
	if err != nil {
		add("chronicle", Bad, mend(err), "%v", err)
		p.clock(time.Time{}, add)
		return
	}
	defer st.Close()
	var s store.Stats
	var last time.Time
	err = st.View(ctx, func(tx store.Tx) (err error) {
		if s, err = tx.Stats(); err != nil {
			return err
		}
		runs, err := tx.Runs()
		for _, r := range runs {
			for _, t := range []time.Time{r.Started, r.Finished} {
				if t.After(last) {
					last = t
				}
			}
		}
		if err != nil {
			return err
		}
		page, err := tx.FindEvents(store.Filter{Limit: 1, Bodies: true})
		if err == nil && len(page.Events) > 0 && !json.Valid(page.Events[0].Body) {
			err = fmt.Errorf("event %s: %w", page.Events[0].ID, store.ErrCorrupt)
		}
		return err
	})
	if err != nil {
		add("chronicle", Bad, mend(err), "%v", err)
	} else {
		add("chronicle", OK, "", "%d articles, %d events, %d corrections", s.Articles, s.Events, s.Corrections)
	}
	p.clock(last, add)
}

func mend(err error) string {
	switch {
	case errors.Is(err, store.ErrLocked):
		return "another program holds it: wait for it, or end it"
	case errors.Is(err, store.ErrNewer):
		return "use the version of bakhar that made it, or a newer one"
	case errors.Is(err, store.ErrCorrupt):
		return "restore it from a copy; docs/operating.md says how copies are made"
	case errors.Is(err, store.ErrFull):
		return "make room on the disk"
	case errors.Is(err, store.ErrReadOnly):
		return "give the user who runs bakhar the right to write to it"
	}
	return "check the address in --store, and that the database answers"
}

// clock looks whether now is later than what has been.
func (p *Patient) clock(last time.Time, add adder) {
	now := p.Now().UTC()
	switch {
	case now.Year() < 2026 || now.Year() > 2100:
		add("clock", Bad, "set the clock (timedatectl set-ntp true)", "it is %s here", now.Format(time.RFC3339))
	case last.After(now.Add(ahead)):
		add("clock", Bad, "set the clock (timedatectl set-ntp true)", "it is %s here, and the chronicle was written to at %s", now.Format(time.RFC3339), last.UTC().Format(time.RFC3339))
	default:
		add("clock", OK, "", "%s", now.Format(time.RFC3339))
	}
}

// certificates looks whether pages can be fetched over HTTPS.
func (p *Patient) certificates(add adder) {
	pool, err := x509.SystemCertPool()
	if err != nil || pool.Equal(x509.NewCertPool()) {
		add("certificates", Warn, "install ca-certificates: needed to follow the press and to reach webhooks, for nothing else", "this system has none")
		return
	}
	add("certificates", OK, "", "there")
}

func (p *Patient) queue(ctx context.Context, add adder) {
	switch says, dead, err := p.Queue(ctx); {
	case err != nil:
		add("queue", Bad, "check --queue and that its servers run; docs/operating.md says how", "%v", err)
	case dead > 0:
		add("queue", Warn, "'bakhar queue dead' says why; retry or drop them", "%s", says)
	default:
		add("queue", OK, "", "%s", says)
	}
}

// port looks whether the server can listen, or does.
func (p *Patient) port(add adder) {
	l, err := net.Listen("tcp", p.Listen)
	if err == nil {
		l.Close()
		add("port", OK, "", "%s is free", p.Listen)
		return
	}
	conn, derr := net.DialTimeout("tcp", p.Listen, time.Second)
	if derr == nil {
		conn.Close()
		add("port", Warn, "if it is 'bakhar serve', all is well; if not, serve on another with --listen", "a program answers on %s already", p.Listen)
		return
	}
	add("port", Bad, "serve on another address with --listen; ports below 1024 are the administrator's", "%v", err)
}

// bytes is a size for people.
func bytes(n int64) string {
	for _, u := range []struct {
		size int64
		name string
	}{{1 << 40, "TiB"}, {1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}} {
		if n >= u.size {
			return fmt.Sprintf("%.1f %s", float64(n)/float64(u.size), u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}
