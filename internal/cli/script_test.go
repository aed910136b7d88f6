package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/bakhar/bakhar/internal/pipeline"
)

func TestMain(m *testing.M) {
	if os.Getenv("BAKHAR_RUN_MAIN") != "" { // a test runs this binary as the program, and wants to know when its work begins
		a := &app{in: os.Stdin, out: os.Stdout, errw: os.Stderr}
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
			"exits": exits,
			"bytes": writeBytes,
			"long":  long,
			"lines": lines,
			"many":  many,
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
