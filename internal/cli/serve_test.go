package cli

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestServe starts the program on the demonstration week, asks it for a page, an answer and a stream, and ends it as an administrator does: what
// listens is told so, and the program ends well.
func TestServe(t *testing.T) {
	db := filepath.Join(t.TempDir(), "week.db")
	week(t, db)
	cmd := exec.Command(os.Args[0], "serve", "--store", db, "--listen", "127.0.0.1:0", "--tokens", filepath.Join(t.TempDir(), "tokens"), "--metrics", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), "BAKHAR_RUN_MAIN=plain")
	errs, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	var log strings.Builder
	find := func(pattern string, in *bufio.Scanner) string {
		t.Helper()
		for in.Scan() {
			log.WriteString(in.Text() + "\n")
			if m := regexp.MustCompile(pattern).FindStringSubmatch(in.Text()); m != nil {
				return m[1]
			}
		}
		t.Fatalf("%s was never told:\n%s", pattern, log.String())
		return ""
	}
	lines := bufio.NewScanner(errs)
	metrics := "http://" + find(`address=(\S+)`, lines)
	site := strings.TrimSuffix(find(`(http://\S+)`, lines), "/")
	get := func(url string) (*http.Response, string) {
		t.Helper()
		res, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res, string(body)
	}
	if res, body := get(site + "/mr/"); res.StatusCode != 200 || !strings.Contains(body, `lang="mr"`) || res.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("the page in Marathi: %d %v %.200s", res.StatusCode, res.Header, body)
	}
	if res, body := get(site + "/api/v1/stats"); res.StatusCode != 200 || !strings.Contains(body, `"articles":60`) {
		t.Errorf("the counts: %d %.200s", res.StatusCode, body)
	}
	if _, body := get(metrics + "/metrics"); !strings.Contains(body, `bakhar_request_seconds_count{operation="getStats",status="200"} 1`) || !strings.Contains(body, `bakhar_answers_total{how="made"} 1`) {
		t.Errorf("the metrics do not count the request:\n%s", body)
	}
	if res, _ := get(metrics + "/healthz"); res.StatusCode != 200 {
		t.Errorf("not well: %d", res.StatusCode)
	}
	stream, err := http.Get(site + "/api/v1/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if rest, err := io.ReadAll(stream.Body); err != nil || !strings.Contains(string(rest), "listening") {
		t.Errorf("the stream ends with %v: %q", err, rest)
	}
	for lines.Scan() { // until the program closes it
		log.WriteString(lines.Text() + "\n")
	}
	if err := cmd.Wait(); err != nil || time.Since(begun) > shutdownTime {
		t.Errorf("ended after %v: %v\n%s", time.Since(begun), err, log.String())
	}
}
