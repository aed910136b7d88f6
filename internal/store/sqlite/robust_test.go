package sqlite

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

// childMode is the variable that makes this test program one that children parts of tests run: its value is what to do.
const childMode = "BAKHAR_STORE_CHILD"

func TestMain(m *testing.M) {
	if mode := os.Getenv(childMode); mode != "" {
		if err := children[mode](os.Args[1]); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// children are what a child process can do with the store at a path.
var children = map[string]func(path string) error{
	"open": func(path string) error {
		s, err := Open(context.Background(), path)
		if err != nil {
			fmt.Println("read-only:", errors.Is(err, store.ErrReadOnly))
			return err
		}
		return s.Close()
	},
	"write": func(path string) error {
		s, err := Open(context.Background(), path)
		if err != nil {
			return err
		}
		for i := 0; ; i++ {
			n, err := add(context.Background(), s)
			if err != nil {
				return err
			}
			fmt.Println("kept", n)
		}
	},
}

// add keeps one more article with a report, a node and an event, in one transaction, and gives how many there are now.
func add(ctx context.Context, s store.Store) (n int, err error) {
	err = s.Update(ctx, func(tx store.Tx) error {
		st, err := tx.Stats()
		if err != nil {
			return err
		}
		n = st.Articles + 1
		a := storetest.Text(fmt.Sprintf("https://example.org/%d", n), "2026-03-02", strings.Repeat("मजकूर ", 200))
		if _, err := tx.PutArticle(a); err != nil {
			return err
		}
		run, err := tx.StartRun(store.Run{Kind: "ingest", Started: time.Unix(0, 0)})
		if err != nil {
			return err
		}
		id := fmt.Sprintf("%016x", n)
		e := storetest.Event(id, "2026-03-02")
		e.Words = "मजकूर " + id
		return errors.Join(tx.PutReports(run, a.ID, 1, 0, []article.Report{{ID: id, Article: a.ID, Rule: strings.Repeat("x", 2000)}}),
			tx.PutNodes([]store.Node{{ID: id, Article: a.ID, Event: id, Keys: []store.Key{{Hash: 1, From: n, To: n}}}}), tx.PutEvent(e))
	})
	return n, err
}

// whole fails where a store that only add has written is not what n adds make.
func whole(t *testing.T, path string, n int) {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.View(t.Context(), func(tx store.Tx) error {
		st, err := tx.Stats()
		if err != nil {
			return err
		}
		if st.Articles != n || st.Reports != n || st.Events != n {
			t.Errorf("%d articles, %d reports, %d events, want %d", st.Articles, st.Reports, st.Events, n)
		}
		for i := 1; i <= n; i++ {
			id := fmt.Sprintf("%016x", i)
			page, err := tx.FindEvents(store.Filter{Text: id})
			near, err2 := tx.Near([]store.Key{{Hash: 1, From: i, To: i}})
			if err := errors.Join(err, err2); err != nil {
				return err
			}
			if len(page.Events) != 1 || len(near) != 1 || near[0].ID != id {
				t.Errorf("report %d: %d events and %d nodes are found", i, len(page.Events), len(near))
			}
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	check(t, path)
}

// check asks SQLite itself whether a file is sound.
func check(t *testing.T, path string) {
	t.Helper()
	pool, err := sql.Open("sqlite", address(path, usual))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var verdict string
	if err := pool.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity: %s %v", verdict, err)
	}
	if _, err := pool.Exec("INSERT INTO event_doc (event_doc) VALUES ('integrity-check')"); err != nil {
		t.Errorf("full text index: %v", err)
	}
}

// child starts this test program as another process.
func child(t *testing.T, mode, path string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, path)
	c.Env = append(os.Environ(), childMode+"="+mode)
	return c
}

// filled makes a store with n adds and gives its path.
func filled(t *testing.T, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "store.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		if _, err := add(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestKilled: a program that is killed in the middle loses nothing that it had been told was kept, and half of nothing is there.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	r := rand.New(rand.NewPCG(1, 2))
	kept := 0
	for range 12 {
		c := child(t, "write", path)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 1 + r.IntN(4) { // until some are kept; then soon
			if lines.Scan(); strings.HasPrefix(lines.Text(), "kept ") {
				kept, _ = strconv.Atoi(lines.Text()[5:])
			} else {
				t.Fatalf("the child says %q", lines.Text())
			}
		}
		time.Sleep(time.Duration(r.IntN(8000)) * time.Microsecond)
		if err := c.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // what it could still say
			if strings.HasPrefix(lines.Text(), "kept ") {
				kept, _ = strconv.Atoi(lines.Text()[5:])
			}
		}
		c.Wait()
		n := count(t, path)
		if n != kept && n != kept+1 { // one may be kept that was not yet told
			t.Fatalf("%d are there, %d were kept", n, kept)
		}
		kept = n
	}
	whole(t, path, kept)
}

func count(t *testing.T, path string) (n int) {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.View(t.Context(), func(tx store.Tx) error {
		st, err := tx.Stats()
		n = st.Articles
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestFull: where no space is left the transaction fails, what was kept stays, and the store can be read, and written to again once there is space.
func TestFull(t *testing.T) {
	for name, place := range map[string]func(*testing.T) (path string, set settings){
		"pages": func(t *testing.T) (string, settings) {
			return filepath.Join(t.TempDir(), "store.db"), settings{wait: usual.wait, pagesMax: 120}
		},
		"disk": func(t *testing.T) (string, settings) {
			dir := t.TempDir()
			if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
				t.Skipf("a small disk can be mounted by root only: %v", err)
			}
			t.Cleanup(func() { syscall.Unmount(dir, 0) })
			return filepath.Join(dir, "store.db"), usual
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, set := place(t)
			s, err := open(t.Context(), path, set)
			if err != nil {
				t.Fatal(err)
			}
			kept := 0
			for {
				n, err := add(t.Context(), s)
				if err != nil {
					if !errors.Is(err, store.ErrFull) || !strings.Contains(err.Error(), path+" is out of space") {
						t.Errorf("a full disk: %v", err)
					}
					break
				}
				if kept = n; kept > 5000 {
					t.Fatal("it is never full")
				}
			}
			if _, err := add(t.Context(), s); !errors.Is(err, store.ErrFull) {
				t.Errorf("again: %v", err)
			}
			if err := s.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
			elsewhere := filepath.Join(t.TempDir(), "store.db") // with space
			for _, end := range []string{"", "-wal"} {
				if b, err := os.ReadFile(path + end); err == nil {
					if err := os.WriteFile(elsewhere+end, b, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
			whole(t, elsewhere, kept)
			s, err = Open(t.Context(), elsewhere)
			if err != nil {
				t.Fatal(err)
			}
			if n, err := add(t.Context(), s); n != kept+1 || err != nil {
				t.Errorf("with space again: %d, %v", n, err)
			}
			s.Close()
		})
	}
}

// TestReadOnly: a folder or a file that may not be written to is told. Root may write everywhere, so as root another user tries it.
func TestReadOnly(t *testing.T) {
	path := filled(t, 1)
	before := read(t, path)
	dir, err := os.MkdirTemp("", "bakhar-ro-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		os.Chmod(dir, 0o755)
		os.RemoveAll(dir)
	})
	there := filepath.Join(dir, "there.db")
	program := filepath.Join(dir, "program")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(there, before, 0o444), copyFile(program, self), os.Chmod(dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{there, filepath.Join(dir, "new.db")} {
		c := exec.Command(program, path)
		c.Env = append(os.Environ(), childMode+"=open")
		c.Dir = "/"
		if os.Getuid() == 0 {
			c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		out, err := c.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "read-only: true") || !strings.Contains(string(out), path+" is read-only") {
			t.Errorf("%s: %v\n%s", path, err, out)
		}
	}
	if !bytes.Equal(read(t, there), before) {
		t.Error("the file has changed")
	}
}

func copyFile(to, from string) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close())
}

// TestLocked: a database that another program holds is told after the wait, for writing; reading goes on.
func TestLocked(t *testing.T) {
	path := filled(t, 1)
	set := settings{wait: 50 * time.Millisecond}
	s, err := open(t.Context(), path, set)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other, err := sql.Open("sqlite", address(path, usual))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if _, err := add(t.Context(), s); !errors.Is(err, store.ErrLocked) || !strings.Contains(err.Error(), path+" is in use") {
		t.Errorf("writing beside another writer: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := add(ctx, s); !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, store.ErrLocked) {
		t.Errorf("writing beside another writer, called off: %v", err)
	}
	if n := count(t, path); n != 1 {
		t.Errorf("%d are read beside a writer", n)
	}
	if _, err := other.Exec("COMMIT"); err != nil {
		t.Fatal(err)
	}
	if n, err := add(t.Context(), s); n != 2 || err != nil {
		t.Errorf("after it: %d, %v", n, err)
	}
}

// TestInside: a database in memory has one connection, so that a View inside an Update could only wait for it; it is told so.
func TestInside(t *testing.T) {
	s, err := open(t.Context(), Memory, settings{wait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(t.Context(), func(store.Tx) error {
		return s.View(t.Context(), func(store.Tx) error { return nil })
	}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("a view inside an update: %v", err)
	}
	if err := s.View(t.Context(), func(store.Tx) error { return nil }); err != nil {
		t.Errorf("after it: %v", err)
	}
}
