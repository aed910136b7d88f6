package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestAlertKilled: `bakhar alert run` is killed with SIGKILL while a receiver has its message and has not answered, and started again: the message comes again under
// the same id with the same news, and in the end each event has been told in one message.
func TestAlertKilled(t *testing.T) {
	dir := t.TempDir()
	db, file := filepath.Join(dir, "week.db"), filepath.Join(dir, "alerts.json")
	lines, err := os.ReadFile("../../examples/week.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	cut := len(lines)/2 + bytes.IndexByte(lines[len(lines)/2:], '\n') + 1
	for name, data := range map[string][]byte{"first.jsonl": lines[:cut], "second.jsonl": lines[cut:], "key": []byte("whsec_" + strings.Repeat("QUJD", 10))} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	events, bodies := map[string]map[string]bool{}, map[string]string{} // the messages that tell an event; by message
	came, hold := make(chan string, 1000), make(chan bool)
	var holding bool
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var m struct {
			News []struct{ Event struct{ ID string } }
		}
		id := r.Header.Get("Webhook-Id")
		mu.Lock()
		if err := json.Unmarshal(body, &m); err != nil || bodies[id] != "" && bodies[id] != string(body) {
			t.Errorf("message %s: %v, or other news than before", id, err)
		}
		bodies[id] = string(body)
		for _, n := range m.News {
			if events[n.Event.ID] == nil {
				events[n.Event.ID] = map[string]bool{}
			}
			events[n.Event.ID][id] = true
		}
		wait := holding
		mu.Unlock()
		came <- id
		if wait {
			<-hold
		}
	})}
	go srv.Serve(ln)
	t.Cleanup(func() { srv.Close() })
	told(t, "ingest", "--store", db, filepath.Join(dir, "first.jsonl"))
	config := fmt.Sprintf(`{"webhook":{"allow":["127.0.0.0/8"],"ports":[%d]},"alerts":[{"name":"all","query":{},"tell":["events"],"webhook":{"url":"http://%s/","secret_file":"key"}}]}`, ln.Addr().(*net.TCPAddr).Port, ln.Addr())
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	told(t, "alert", "run", "--once", "--store", db, "--alerts", file) // it begins here
	told(t, "ingest", "--store", db, filepath.Join(dir, "second.jsonl"))

	mu.Lock()
	holding = true
	mu.Unlock()
	var killed []string
	for range 2 {
		cmd := exec.Command(os.Args[0], "alert", "run", "--every", "1s", "--store", db, "--alerts", file)
		cmd.Env = append(os.Environ(), "BAKHAR_RUN_MAIN=plain")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		select {
		case id := <-came:
			killed = append(killed, id)
		case <-time.After(20 * time.Second):
			t.Error("no message within twenty seconds")
		}
		cmd.Process.Kill()
		cmd.Wait()
	}
	mu.Lock()
	holding = false
	mu.Unlock()
	close(hold)
	told(t, "alert", "run", "--once", "--store", db, "--alerts", file)
	told(t, "alert", "run", "--once", "--store", db, "--alerts", file)
	mu.Lock()
	defer mu.Unlock()
	if len(killed) != 2 || killed[0] != killed[1] {
		t.Errorf("the messages at work when the program was killed: %q", killed)
	}
	if len(events) < 50 {
		t.Errorf("%d events were told", len(events))
	}
	for id, messages := range events {
		if len(messages) != 1 {
			t.Errorf("event %s was told in %d messages", id, len(messages))
		}
	}
	var standing struct{ Standing []any }
	if err := json.Unmarshal([]byte(told(t, "alert", "list", "--json", "--alerts", file)), &standing); err != nil || len(standing.Standing) > 0 {
		t.Errorf("left over: %v, %v", standing, err)
	}
}
