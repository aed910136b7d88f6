package bakhar_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/cli"
)

var update = flag.Bool("update", false, "write the real output of the README's commands into it; read the diff")

var (
	consoleBlock = regexp.MustCompile("(?ms)^```console\n(\\$ [^\n]*\n)(.*?)^```$")
	echoInto     = regexp.MustCompile(`^\$ echo '([^']*)' \| bakhar (.*)$`)
	plain        = regexp.MustCompile(`^\$ bakhar ([^|]*)$`)
)

// TestReadme holds that the README shows what the program prints.
func TestReadme(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("BAKHAR_STORE", filepath.Join(t.TempDir(), "week.db"))
	blocks := 0
	fresh := consoleBlock.ReplaceAllStringFunc(string(data), func(block string) string {
		blocks++
		command := consoleBlock.FindStringSubmatch(block)[1]
		m := echoInto.FindStringSubmatch(strings.TrimSpace(command))
		if p := plain.FindStringSubmatch(strings.TrimSpace(command)); p != nil {
			m = []string{"", "", p[1]}
		}
		if m == nil {
			t.Errorf("this test cannot run %s", command)
			return block
		}
		var out, errw bytes.Buffer
		if code := cli.Main(strings.Fields(m[2]), strings.NewReader(m[1]+"\n"), &out, &errw); code != 0 && !(code == 1 && strings.HasPrefix(m[2], "check ")) { // check says by 1 that it found damage
			t.Errorf("%sexit code %d: %s", command, code, errw.String())
		}
		return "```console\n" + command + strings.TrimRight(out.String(), "\n") + "\n```"
	})
	if blocks == 0 {
		t.Fatal("the README shows no command with its output")
	}
	if fresh == string(data) {
		return
	}
	if !*update {
		t.Fatal("the README shows what the program no longer prints: go test . -run TestReadme -update, then read the diff")
	}
	if err := os.WriteFile("README.md", []byte(fresh), 0o644); err != nil {
		t.Fatal(err)
	}
}
