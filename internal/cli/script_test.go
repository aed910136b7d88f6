package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/bakhar/bakhar/internal/pipeline"
)

func TestMain(m *testing.M) {
	if os.Getenv("BAKHAR_RUN_MAIN") == "plain" { // a test runs this binary as the program, and speaks with it
		os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	if os.Getenv("BAKHAR_RUN_MAIN") != "" { // a test runs this binary as the program, and wants to know when its work begins
		a := newApp(os.Stdin, os.Stdout, os.Stderr)
		if _, err := a.load(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exitSome)
		}
		fmt.Println("ready")
		os.Exit(a.main(os.Args[1:]))
	}
	testscript.Main(m, map[string]func(){
		"bakhar": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the scripts of testdata/script. They say how the program behaves whatever the lexicons hold: exit codes,
// messages, which texts are still coded.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"bytes":   writeBytes,
			"long":    long,
			"lines":   lines,
			"many":    many,
			"warc":    archive,
			"cut":     cut,
			"first":   first,
			"capture": capture,
		},
	})
}

// exits CODE PROGRAM ARGS… runs a program and checks its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	got := 0
	err := ts.Exec(args[1], args[2:]...)
	var xe *exec.ExitError
	switch {
	case errors.As(err, &xe):
		got = xe.ExitCode()
	case err != nil:
		ts.Fatalf("run %s: %v", args[1], err)
	}
	if want := args[0]; strconv.Itoa(got) != want {
		ts.Fatalf("exit code %d, want %s", got, want)
	}
}

// capture NAME FILE PATTERN sets a variable to what the first group of a pattern finds in a file, stdout or stderr.
func capture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: capture NAME FILE PATTERN")
	}
	m := regexp.MustCompile(args[2]).FindStringSubmatch(ts.ReadFile(args[1]))
	if len(m) < 2 {
		ts.Fatalf("%s does not stand in %s", args[2], args[1])
	}
	ts.Setenv(args[0], m[1])
}

// bytes FILE QUOTED writes bytes that a script cannot hold, as a Go string literal without its quotes.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE QUOTED")
	}
	s, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o600))
}

// long FILE writes JSON lines of which the second is over the limit.
func long(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: long FILE")
	}
	const good = `{"id":"good","language":"en","text":"Nothing happened."}` + "\n"
	over := `{"id":"over","text":"` + strings.Repeat("x", pipeline.TextBytesMax) + `"}` + "\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(good+over+strings.Replace(good, "good", "better", 1)), 0o600))
}

// many FROM TO N writes N lines, those of a file again and again, each with its number for an id.
func many(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: many FROM TO N")
	}
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	list := strings.Split(strings.TrimSpace(ts.ReadFile(args[0])), "\n")
	var b bytes.Buffer
	for i := range n {
		b.WriteString(strings.Replace(list[i%len(list)], "{", `{"id":"`+strconv.Itoa(i)+`",`, 1) + "\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o600))
}

// lines FILE N checks how many lines a file has.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines FILE N")
	}
	if got := strings.Count(ts.ReadFile(args[0]), "\n"); strconv.Itoa(got) != args[1] {
		ts.Fatalf("%s has %d lines, want %s", args[0], got, args[1])
	}
}

// warc FILE PART… writes a web archive by its name's ending. A part is a file: .html is a response, .txt a conversion, "revisit" a revisit record.
func archive(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: warc FILE PART…")
	}
	var out bytes.Buffer
	for _, part := range args[1:] {
		kind, media, block := "response", "application/http; msgtype=response", ""
		switch filepath.Ext(part) {
		case ".html":
			block = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + ts.ReadFile(part)
		case ".txt":
			kind, media, block = "conversion", "text/plain", ts.ReadFile(part)
		default:
			kind = part
		}
		record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:test:%s>\r\nWARC-Date: 2026-02-19T06:30:00Z\r\nWARC-Target-URI: https://example.org/%s\r\n"+
			"Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, part, part, media, len(block), block)
		var w io.WriteCloser
		switch filepath.Ext(args[0]) {
		case ".gz":
			w = gzip.NewWriter(&out)
		case ".zst":
			var err error
			w, err = zstd.NewWriter(&out)
			ts.Check(err)
		default:
			out.WriteString(record)
			continue
		}
		_, err := io.WriteString(w, record)
		ts.Check(err)
		ts.Check(w.Close())
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o600))
}

// cut FROM TO N writes a file without its last N bytes.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: cut FROM TO N")
	}
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	data := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(data[:len(data)-n]), 0o600))
}

// first NAME sets a variable to the first word of what was printed: an id, which depends on how the text was coded.
func first(ts *testscript.TestScript, neg bool, args []string) {
	words := strings.Fields(ts.ReadFile("stdout"))
	if neg || len(args) != 1 || len(words) == 0 {
		ts.Fatalf("usage: first NAME, after something was printed")
	}
	ts.Setenv(args[0], words[0])
}
