package storetest

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// NoPostgres is the variable that, where it is set, lets tests that need PostgreSQL be left out.
const NoPostgres = "BAKHAR_NO_POSTGRES"

// Postgres gives the address of a new, empty database of a real server, which the first call starts in a folder of its own, on a socket
// there: no port, nothing of the machine's own servers. It stops when the test program ends, however it ends.
func Postgres(t testing.TB) string {
	t.Helper()
	if os.Getenv(NoPostgres) != "" {
		t.Skip(NoPostgres + " is set")
	}
	s, err := server()
	if err != nil {
		t.Fatalf("%v\nThese tests run a real PostgreSQL server. Debian and Ubuntu: apt-get install postgresql (make deps does it). To leave them out: %s=1", err, NoPostgres)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.databases++
	name := fmt.Sprintf("test%d", s.databases)
	if err := s.exec(t.Context(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return s.address(name)
}

// PostgresTime is the processor time that the server of this test program has used, for connections that have ended and processes that run; 0
// where the machine does not tell.
func PostgresTime() (used time.Duration) {
	s, err := server()
	if err != nil {
		return 0
	}
	pid, err := os.ReadFile(filepath.Join(s.folder, "data", "postmaster.pid"))
	if err != nil {
		return 0
	}
	main, _, _ := strings.Cut(string(pid), "\n")
	list, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range list {
		f := processStat(name)
		switch {
		case f == nil:
		case name == "/proc/"+main+"/stat":
			used += ticks(f[11:15]) // its own time, and that of those that have ended
		case f[1] == main:
			used += ticks(f[11:13])
		}
	}
	return used
}

// ProcessTime is the processor time that a process has used; 0 where the machine does not tell.
func ProcessTime(pid int) time.Duration {
	f := processStat(fmt.Sprintf("/proc/%d/stat", pid))
	if f == nil {
		return 0
	}
	return ticks(f[11:13])
}

// processStat reads what proc(5) says of a process, from the third field on; nil where it has ended.
func processStat(name string) []string {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	if f := strings.Fields(rest); len(f) >= 15 {
		return f
	}
	return nil
}

// ticks adds up times as proc(5) gives them.
func ticks(fields []string) (used time.Duration) {
	for _, f := range fields {
		n, _ := strconv.Atoi(f)
		used += time.Duration(n) * 10 * time.Millisecond
	}
	return used
}

// server is the one server of this test program.
var server = sync.OnceValues(start)

type postgres struct {
	folder    string
	stdin     io.Closer // while it is open the server runs
	mu        sync.Mutex
	databases int
}

func (s *postgres) address(database string) string {
	q := url.Values{"host": {s.folder}, "user": {"bakhar"}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", Path: "/" + database, RawQuery: q.Encode()}).String()
}

func (s *postgres) exec(ctx context.Context, query string) error {
	conn, err := pgx.Connect(ctx, s.address("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, query)
	return err
}

// guard runs the server until its standard input ends, and then removes its folder. So the server ends with the test program, also where that
// is killed.
const guard = `"$1" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off -c log_min_messages=warning >"$2/log" 2>&1 &
cat >/dev/null
kill -QUIT $!
wait $!
rm -rf "$2"`

// start makes a database folder and starts the server. It refuses to run as root, so root runs it as the user postgres, whom the package makes.
func start() (*postgres, error) {
	initdb, err := Program("initdb")
	if err != nil {
		return nil, err
	}
	postgresql, err := Program("postgres")
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "bakhar-pg-")
	if err != nil {
		return nil, err
	}
	attr := &syscall.SysProcAttr{Setpgid: true}
	if os.Getuid() == 0 {
		u, err := user.Lookup("postgres")
		if err != nil {
			return nil, err
		}
		uid, err := strconv.ParseUint(u.Uid, 10, 32)
		if err != nil {
			return nil, err
		}
		gid, err := strconv.ParseUint(u.Gid, 10, 32)
		if err != nil {
			return nil, err
		}
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(folder, int(uid), int(gid)); err != nil {
			return nil, err
		}
	}
	run := func(name string, args ...string) *exec.Cmd {
		c := exec.Command(name, args...)
		c.Dir, c.SysProcAttr = folder, attr
		return c
	}
	if out, err := run(initdb, "-D", filepath.Join(folder, "data"), "-U", "bakhar", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", initdb, err, out)
	}
	c := run("sh", "-c", guard, "sh", postgresql, folder)
	stdin, err := c.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	s := &postgres{folder: folder, stdin: stdin}
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if err = s.exec(context.Background(), "SELECT 1"); err == nil {
			return s, nil
		}
		if time.Now().After(deadline) {
			log, _ := os.ReadFile(filepath.Join(folder, "log"))
			stdin.Close()
			return nil, fmt.Errorf("the PostgreSQL server does not answer: %w\n%s", err, log)
		}
	}
}

// Program finds a program of PostgreSQL: on the path, or where Debian puts it, the latest version.
func Program(name string) (string, error) {
	if p, err := exec.LookPath(name); err == nil {
		return p, nil
	}
	list, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil || len(list) == 0 {
		return "", fmt.Errorf("PostgreSQL is not installed: there is no %s on the path, nor /usr/lib/postgresql/*/bin/%s", name, name)
	}
	version := func(p string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(p))))
		return n
	}
	return slices.MaxFunc(list, func(a, b string) int { return version(a) - version(b) }), nil
}
