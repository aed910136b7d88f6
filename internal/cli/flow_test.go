package cli

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/bakhar/bakhar/internal/queue/queuetest"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

// TestFlow puts texts and the pages of an archive into a queue of three NATS servers, from which workers, programs of their own, take them into one PostgreSQL database.
// In mid-flow a worker is killed, the server that leads the queue goes away and comes back, and all connections of the database are cut.
// Nothing is lost, nothing is there twice, and the chronicle is that of an ingestion that nobody disturbed, without queue, into SQLite.
func TestFlow(t *testing.T) {
	if testing.Short() {
		t.Skip("starts three NATS servers, PostgreSQL and six programs")
	}
	t.Parallel()
	dir := t.TempDir()
	texts := filepath.Join(dir, "press")
	if err := os.Mkdir(texts, 0o700); err != nil {
		t.Fatal(err)
	}
	manyTexts(t, filepath.Join(texts, "texts.jsonl"), 3)
	newspaper(t, filepath.Join(texts, "news.warc.gz"), 120)
	want := ingested(t, filepath.Join(dir, "whole.db"), texts)

	cluster := queuetest.NewCluster(t, 3)
	queue := cluster.Address() + "?deadline=3s"
	db := storetest.Postgres(t)
	run(t, "ingest", "--queue", queue, texts)

	killed := startWorker(t, queue, db)
	killed.await(2)
	killed.cmd.Process.Kill()
	<-killed.ended

	first, second := startWorker(t, queue, db), startWorker(t, queue, db)
	first.await(2)
	leader := cluster.Leader("bakhar-work")
	if leader < 0 {
		t.Fatal("the queue has no leader")
	}
	cluster.Stop(leader)
	away(t, db, func() bool {
		if first.over() && second.over() {
			t.Fatalf("the workers have ended before the store went away\n%s\n%s", first.tail(), second.tail())
		}
		return strings.Contains(first.tail()+second.tail(), "the store is away")
	})
	cluster.Start(leader)
	for _, w := range []*workerProgram{first, second} {
		if err := <-w.ended; err != nil {
			t.Errorf("a worker ends: %v\n%s", err, w.tail())
		}
	}
	if dead := run(t, "queue", "dead", "--queue", queue); !strings.HasPrefix(dead, "nothing was set aside") {
		t.Errorf("set aside: %s", dead)
	}
	if got := chronicleOf(t, db); got != want {
		t.Errorf("the chronicle differs: %d bytes of events, want %d\n%s\nwant\n%s", len(got.events), len(want.events), got.stats, want.stats)
	}
}

// away ends all connections to a database and lets nobody in until somebody has noticed.
func away(t *testing.T, db string, noticed func() bool) {
	t.Helper()
	config, err := pgx.ParseConfig(db)
	if err != nil {
		t.Fatal(err)
	}
	name := config.Database
	config.Database = "postgres"
	conn, err := pgx.ConnectConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	do := func(statement string) {
		if _, err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	do("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false")
	for !noticed() {
		do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'")
		time.Sleep(10 * time.Millisecond)
	}
	do("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true")
}

// workerProgram is a worker, a program of its own, whose log is read.
type workerProgram struct {
	t     testing.TB
	cmd   *exec.Cmd
	ended chan error
	batch chan struct{} // gets one for each batch that is through; closed at the end

	first, last time.Time     // when it said that it begins, and that a batch was through
	loading     time.Duration // the processor time it had used when it began; 0 where the machine does not tell

	mu  sync.Mutex
	log bytes.Buffer
}

func startWorker(t testing.TB, queue, db string, more ...string) *workerProgram {
	t.Helper()
	w := &workerProgram{t: t, ended: make(chan error, 1), batch: make(chan struct{}, 10000),
		cmd: program(append([]string{"worker", "--queue", queue, "--store", db, "--workers", "1", "--batch", "8", "--idle", "500ms"}, more...)...)}
	w.cmd.Env = append(w.cmd.Env, "GOMAXPROCS=1")
	stderr, err := w.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.cmd.Process.Kill() })
	go func() {
		for lines := bufio.NewScanner(stderr); lines.Scan(); {
			w.mu.Lock()
			w.log.WriteString(lines.Text() + "\n")
			w.mu.Unlock()
			if strings.Contains(lines.Text(), `msg="worker begins"`) {
				w.first, w.loading = time.Now(), storetest.ProcessTime(w.cmd.Process.Pid)
			}
			if strings.Contains(lines.Text(), "msg=batch") {
				w.last = time.Now()
				w.batch <- struct{}{}
			}
		}
		close(w.batch)
		w.ended <- w.cmd.Wait()
	}()
	return w
}

// await waits for some batches more.
func (w *workerProgram) await(n int) {
	w.t.Helper()
	for range n {
		if _, ok := <-w.batch; !ok {
			w.t.Fatalf("the worker has ended before it was to be disturbed\n%s", w.tail())
		}
	}
}

// over tells whether the worker has ended.
func (w *workerProgram) over() bool { return len(w.ended) > 0 }

func (w *workerProgram) tail() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.log.String()
}
