package cli

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestDemo: `bakhar demo` ends with the address of a filled chronicle, and leaves nothing when it is stopped.
func TestDemo(t *testing.T) {
	tmp := t.TempDir()
	cmd := exec.Command(os.Args[0], "demo", "--listen", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), "BAKHAR_RUN_MAIN=plain", "TMPDIR="+tmp)
	stderr, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	var address, said string
	for lines := bufio.NewScanner(stderr); address == "" && lines.Scan(); {
		said += lines.Text() + "\n"
		_, address, _ = strings.Cut(lines.Text(), "the chronicle is at ")
	}
	if address == "" {
		t.Fatalf("it tells no address:\n%s", said)
	}
	res, err := http.Get(strings.TrimSpace(address) + "api/v1/stats")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var stats struct{ Articles, Events int }
	data, err := io.ReadAll(res.Body)
	if err != nil || json.Unmarshal(data, &stats) != nil || stats.Articles != 60 || stats.Events < 100 {
		t.Errorf("%v: %s", err, data)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, stderr)
	if err := cmd.Wait(); err != nil {
		t.Errorf("it ends with %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(tmp, "bakhar-demo-*")); err != nil || len(left) > 0 {
		t.Errorf("it leaves %q, %v", left, err)
	}
}
