package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// kills is how often an ingestion is killed; killWithin bounds, in milliseconds, how long each may work.
const (
	kills      = 100
	killWithin = 300
)

// TestKilled kills `bakhar ingest` with SIGKILL at random moments, again and again until it comes through: nothing is lost, nothing is
// there twice, and the chronicle is that of an ingestion that nobody disturbed.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program a hundred times")
	}
	dir := t.TempDir()
	texts := filepath.Join(dir, "texts.jsonl")
	n := manyTexts(t, texts, 3)
	want := ingested(t, filepath.Join(dir, "whole.db"), texts)
	if !strings.HasPrefix(want.stats, fmt.Sprintf("%d articles", n)) {
		t.Fatalf("undisturbed: %s", want.stats)
	}
	const lanes = 2
	for lane := range lanes {
		t.Run(fmt.Sprint(lane), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(uint64(lane), 1))
			killed, rounds, inTime := 0, 0, 0
			for killed < kills/lanes {
				rounds++
				db := filepath.Join(dir, fmt.Sprintf("killed-%d-%d.db", lane, rounds))
				for killed < kills/lanes {
					if !killedOnce(t, r, db, texts) {
						inTime++
						break
					}
					killed++
				}
				if got := ingested(t, db, texts); got != want {
					t.Fatalf("after %d kills the chronicle differs: %d bytes of events, want %d\n%s\nwant\n%s", killed, len(got.events), len(want.events), got.stats, want.stats)
				}
			}
			t.Logf("%d kills in %d databases, %d came through before", killed, rounds, inTime)
		})
	}
}

// killedOnce starts an ingestion and kills it at a random moment of its work; false where it was done before.
func killedOnce(t *testing.T, r *rand.Rand, db, texts string) bool {
	cmd := program("ingest", "--store", db, "--workers", "1", "--batch", "8", texts)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, len("ready\n"))); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(time.Duration(r.IntN(killWithin))*time.Millisecond, func() { cmd.Process.Kill() })
	defer timer.Stop()
	io.Copy(io.Discard, out) // to its end: the pipe closes with the program
	err = cmd.Wait()
	var xe *exec.ExitError
	if errors.As(err, &xe) && xe.ExitCode() < 0 { // by a signal
		return true
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	return false
}

// chronicleState is all that a user can see of a chronicle, as text.
type chronicleState struct{ stats, events string }

// ingested ingests once more, undisturbed, and reads everything.
func ingested(t *testing.T, db, texts string) chronicleState {
	t.Helper()
	run(t, "ingest", texts, "--store", db)
	return chronicleOf(t, db)
}

// chronicleOf reads everything.
func chronicleOf(t *testing.T, db string) chronicleState {
	t.Helper()
	kept := strings.Split(run(t, "stats", "--store", db), "\n")
	kept = append(kept[:2], kept[3:]...) // the size of the file may differ
	return chronicleState{strings.Join(kept, "\n"), run(t, "events", "--format", "jsonl", "--limit", "0", "--order", "oldest", "--store", db)}
}

// run runs the program to its end, and gives what it prints.
func run(t testing.TB, args ...string) string {
	t.Helper()
	cmd := program(args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, stderr.String())
	}
	return strings.TrimPrefix(string(out), "ready\n")
}

// program is the program itself, run by the test's own binary.
func program(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "BAKHAR_RUN_MAIN=1")
	return cmd
}

// manyTexts writes the demonstration week several times over, each time on other days, so that there is enough to be killed in.
func manyTexts(t testing.TB, path string, weeks int) (n int) {
	t.Helper()
	data, err := os.ReadFile("../../examples/week.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for week := range weeks {
		for _, line := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
			var a map[string]any
			if err := json.Unmarshal(line, &a); err != nil {
				t.Fatal(err)
			}
			day, err := time.Parse("2006-01-02", a["published"].(string)[:10])
			if err != nil {
				t.Fatal(err)
			}
			a["id"] = fmt.Sprintf("%s-%d", a["id"], week)
			a["url"] = fmt.Sprintf("%s?week=%d", a["url"], week)
			a["published"] = day.AddDate(0, 0, 7*week).Format("2006-01-02")
			line, err := json.Marshal(a)
			if err != nil {
				t.Fatal(err)
			}
			out.Write(append(line, '\n'))
			n++
		}
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return n
}
