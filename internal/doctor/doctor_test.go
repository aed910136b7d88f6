package doctor

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqlite"
)

// well is a patient whom nothing ails, in a folder of its own.
func well(t *testing.T) *Patient {
	t.Helper()
	file := filepath.Join(t.TempDir(), "c.db")
	st, err := sqlite.Open(t.Context(), file)
	if err == nil {
		err = st.Update(t.Context(), func(tx store.Tx) error {
			_, err := tx.StartRun(store.Run{Kind: "ingest", Started: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)})
			return err
		})
	}
	if err = errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	return &Patient{Address: file, Load: func() error { return nil }, Open: func(ctx context.Context) (store.Store, error) { return sqlite.Open(ctx, file) },
		Now: func() time.Time { return time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC) }, FreeDisk: func(string) (int64, error) { return 1 << 40, nil }}
}

// told gives the finding of one thing.
func told(t *testing.T, p *Patient, thing string) Finding {
	t.Helper()
	for _, f := range p.Look(t.Context()) {
		if f.Thing == thing {
			if (f.State == OK) != (f.Mend == "") {
				t.Errorf("%+v: what is not well has something to do, and nothing else", f)
			}
			return f
		}
	}
	t.Fatalf("nothing is said of the %s", thing)
	return Finding{}
}

// TestWell: nothing ails a chronicle that is as it should be, and looking leaves no file.
func TestWell(t *testing.T) {
	p := well(t)
	p.Listen = "127.0.0.1:0"
	for _, f := range p.Look(t.Context()) {
		if f.State != OK && f.Thing != "certificates" { // the machine of the test may have none
			t.Errorf("%+v", f)
		}
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(p.Address), ".bakhar-doctor*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q %v", left, err)
	}
}

// TestIll: each illness is found by its name, with what to do.
func TestIll(t *testing.T) {
	want := func(thing, state, mend string, ill func(*Patient)) {
		t.Helper()
		p := well(t)
		ill(p)
		if f := told(t, p, thing); f.State != state || !strings.Contains(f.Mend, mend) {
			t.Errorf("%s: %+v, want %s, and %q to be done", thing, f, state, mend)
		}
	}
	want("language data", Bad, "lint", func(p *Patient) { p.Load = func() error { return errors.New("x") } })
	want("file", Bad, "ingest", func(p *Patient) { p.Address += "x" })
	want("file", Warn, "chmod", func(p *Patient) { os.Chmod(p.Address, 0o666) })
	want("file", Bad, "name a file", func(p *Patient) { p.Address = filepath.Dir(p.Address) })
	want("folder", Bad, "right to write", func(p *Patient) { p.Address = filepath.Join(filepath.Dir(p.Address), "none", "c.db") })
	want("disk", Bad, "room", func(p *Patient) { p.FreeDisk = func(string) (int64, error) { return 1 << 20, nil } })
	want("disk", Warn, "room", func(p *Patient) { p.FreeDisk = func(string) (int64, error) { return 1 << 30, nil } })
	want("chronicle", Bad, "copy", func(p *Patient) { os.WriteFile(p.Address, []byte(strings.Repeat("no database ", 1000)), 0o600) })
	want("chronicle", Bad, "newer", func(p *Patient) { p.Open = func(context.Context) (store.Store, error) { return nil, store.ErrNewer } })
	want("clock", Bad, "set the clock", func(p *Patient) { p.Now = func() time.Time { return time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC) } })
	want("clock", Bad, "set the clock", func(p *Patient) { p.Now = func() time.Time { return time.Unix(0, 0) } })
	want("queue", Bad, "--queue", func(p *Patient) {
		p.Queue = func(context.Context) (string, int, error) { return "", 0, errors.New("away") }
	})
	want("queue", Warn, "queue dead", func(p *Patient) {
		p.Queue = func(context.Context) (string, int, error) { return "3 set aside", 3, nil }
	})
	want("port", Warn, "--listen", func(p *Patient) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		p.Listen = l.Addr().String()
	})
	want("port", Bad, "--listen", func(p *Patient) { p.Listen = "192.0.2.1:8350" })
	if n, err := freeDisk(t.TempDir()); err != nil || n <= 0 {
		t.Errorf("the disk of this machine: %d, %v", n, err)
	}
}
