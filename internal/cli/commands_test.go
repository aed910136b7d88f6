package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
)

// leaves are the commands that do something, by their names.
func leaves(c *cobra.Command, into map[string]*cobra.Command) map[string]*cobra.Command {
	for _, sub := range c.Commands() {
		switch {
		case sub.Hidden || sub.Name() == "help" || sub.Name() == "completion":
		case sub.HasSubCommands():
			leaves(sub, into)
		default:
			into[sub.CommandPath()] = sub
		}
	}
	return into
}

// TestCommandsDocument: docs/commands.md has every command once, and tells of each whether it writes JSON.
func TestCommandsDocument(t *testing.T) {
	doc, err := os.ReadFile("../../docs/commands.md")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `(bakhar [a-z ]+)` \\| [^|]+ \\| ([^|]+) \\|$").FindAllStringSubmatch(string(doc), -1) {
		if _, twice := told[row[1]]; twice {
			t.Errorf("%s stands twice", row[1])
		}
		told[row[1]] = row[2] != "–"
	}
	commands := leaves(Commands(), map[string]*cobra.Command{})
	for name, c := range commands {
		writes, there := told[name]
		if has := c.Flags().Lookup("json") != nil; !there || writes != has {
			t.Errorf("%s: in the document %t, there said to write JSON %t, --json %t", name, there, writes, has)
		}
	}
	for name := range told {
		if commands[name] == nil {
			t.Errorf("%s: there is no such command", name)
		}
	}
}

// TestJSON: every command that has --json writes JSON with it, and nothing else, on a chronicle that has what it shows.
func TestJSON(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	store, queue, alerts, tokens := "--store="+at("week.db"), "--queue="+at("queue"), "--alerts="+at("alerts.json"), "--tokens="+at("tokens")
	for name, text := range map[string]string{
		"a.txt": "India's foreign minister met his Japanese counterpart in Tokyo on Wednesday.", "b.txt": "नेपाळने 31 जून रोजी १४ भारतीय ट्रकचालकांची सुटका केली.",
		"gold.jsonl": `{"id":"g1","language":"en","published":"2026-03-05","text":"Russian forces attacked the city of Kharkiv on Tuesday.","events":[{"gsr_type":"ASSAULT","actor":[{"country":"RUS"}],"recipient":[{"country":"UKR"}]}]}` + "\n",
	} {
		if err := os.WriteFile(at(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tested := map[string]bool{}
	// json runs a command and gives what it wrote, a value a line; the status command writes its object over several.
	write := func(codes string, args ...string) (values []map[string]any) {
		t.Helper()
		var out, errw bytes.Buffer
		code := Main(append(args, "--json"), strings.NewReader(""), &out, &errw)
		if !strings.ContainsRune(codes, rune('0'+code)) {
			t.Fatalf("bakhar %s: exit code %d\n%s", strings.Join(args, " "), code, errw.String())
		}
		d := json.NewDecoder(&out)
		for {
			var v map[string]any
			err := d.Decode(&v)
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("bakhar %s: %v after %d values", strings.Join(args, " "), err, len(values))
			}
			values = append(values, v)
		}
		for n := min(len(args), 2); n > 0; n-- {
			tested["bakhar "+strings.Join(args[:n], " ")] = true
		}
		return values
	}
	one := func(name string, args ...string) any {
		t.Helper()
		got := write("0", args...)
		if len(got) != 1 || got[0][name] == nil {
			t.Fatalf("bakhar %s: %d values, the first %.300v: one with %q is wanted", strings.Join(args, " "), len(got), first1(got), name)
		}
		return got[0][name]
	}
	each := func(least int, name string, args ...string) []map[string]any {
		t.Helper()
		got := write("0", args...)
		if len(got) < least || len(got) > 0 && got[0][name] == nil {
			t.Fatalf("bakhar %s: %d values, the first %.300v: %d with %q are wanted", strings.Join(args, " "), len(got), first1(got), least, name)
		}
		return got
	}

	if n := one("new", "ingest", store, "../../examples/week.jsonl"); n != 60.0 {
		t.Errorf("%v articles are new", n)
	}
	events := each(5, "id", "events", store, "--limit", "5", "--order", "loudest")
	id := events[0]["id"].(string)
	one("accounts", "event", store, id)
	one("members", "why", store, id)
	one("articles", "stats", store)
	each(1, "lexicon", "diff", store)
	each(0, "rule", "diff", store, "1", "1")
	one("articles", "recode", store)

	report := events[0]["reports"].([]any)[0].(map[string]any)["id"].(string)
	one("corrections", "correct", "edit", store, "--analyst=AK", "--reason=read", report, "--set", "mode=arrest")
	one("corrections", "correct", "undo", store, "--analyst=AK", "--reason=read", "1")
	judge := []string{store, "--analyst=AK", "--reason=read", id, "--event"}
	one("corrections", append([]string{"correct", "accept"}, judge...)...)
	one("corrections", append([]string{"correct", "reject"}, judge...)...)
	one("corrections", "correct", "split", store, "--analyst=AK", "--reason=read", events[1]["id"].(string), events[1]["reports"].([]any)[0].(map[string]any)["id"].(string))
	one("corrections", "correct", "merge", store, "--analyst=AK", "--reason=read", events[2]["id"].(string), events[3]["id"].(string))
	if list := each(6, "analyst", "correct", "list", store); list[0]["in_force"] != false {
		t.Errorf("the correction that was undone: %v", list[0])
	}

	one("files", "export", store, "--output", at("week.jsonl"))
	each(100, "id", "export", store)
	one("events", "import", "--store="+at("copy.db"), at("week.jsonl"))
	one("name", "alert", "add", alerts, "hormuz", "--text=Hormuz", "--feed=hormuz.atom")
	one("alerts", "alert", "list", alerts)
	one("events", "alert", "test", alerts, store, "hormuz")
	one("news", "alert", "retry", alerts, "hormuz")
	one("token", "token", "add", tokens, "--name=अनुजा", "--role=analyst")
	each(1, "made", "token", "list", tokens)

	one("new", "ingest", queue, at("a.txt"))
	one("set_aside", "queue", "status", queue)
	each(0, "reason", "queue", "dead", queue)
	one("items", "queue", "retry", queue, "--all")
	one("items", "queue", "drop", queue, "--all")
	one("programs", "status", queue, store)

	each(1, "event", "code", at("a.txt"), "--published=2026-03-05")
	each(1, "event", "explain", at("a.txt"), "--published=2026-03-05")
	if got := write("1", "check", at("b.txt")); len(got) == 0 || got[0]["kind"] == nil {
		t.Errorf("check writes %v", got)
	}
	each(1, "file", "eval", at("gold.jsonl"))
	one("base", "calibrate", at("gold.jsonl"))
	one("looked_at", "lint")
	one("coder", "version")
	if got := write("01", "doctor", store, "--listen="); len(got) < 3 || got[0]["state"] == nil {
		t.Errorf("doctor writes %v", got)
	}

	for name, c := range leaves(Commands(), map[string]*cobra.Command{}) {
		if c.Flags().Lookup("json") != nil && !tested[name] {
			t.Errorf("%s has --json, and nothing here holds what it writes", name)
		}
	}
}

func first1(list []map[string]any) any {
	if len(list) == 0 {
		return nil
	}
	return slices.Sorted(maps.Keys(list[0]))
}

// TestWidths: in a terminal of 60, 80 and 120 columns no line is wider, and nothing of a line is lost; without one, lines are as long as they are.
func TestWidths(t *testing.T) {
	store := "--store=" + filepath.Join(t.TempDir(), "week.db")
	told(t, "ingest", store, "../../examples/week.jsonl")
	id := strings.Fields(told(t, "events", store, "--order=loudest", "--limit=1"))[0]
	for _, args := range [][]string{
		{"events", store, "--order=loudest"}, {"events", store, "--language=mr"}, {"event", store, id}, {"why", store, id}, {"stats", store}, {"diff", store},
		{"--help"}, {"events", "--help"}, {"help", "watch"}, {"correct"}, {"code", "../../examples/week.jsonl"}, {"explain", "../../examples/week.jsonl", "--event=1"}, {"doctor", store, "--listen="},
	} {
		t.Setenv("COLUMNS", "")
		whole := told(t, args...)
		for _, columns := range []string{"60", "80", "120"} {
			t.Setenv("COLUMNS", columns)
			got := told(t, args...)
			n := map[string]int{"60": 60, "80": 80, "120": 120}[columns]
			for line := range strings.Lines(got) {
				if w := terminal.Cols(strings.TrimSuffix(line, "\n")); w > n {
					t.Fatalf("bakhar %s: %d columns of %d: %s", args[0], w, n, line)
				}
			}
			if args[0] != "doctor" && squeezed(got) != squeezed(whole) { // the doctor tells the time
				t.Errorf("bakhar %s: something is lost at %d columns", args[0], n)
			}
		}
	}
}

// squeezed is text without blanks and ends of lines.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// TestColour: colours only where they are asked for, as no-color.org has it.
func TestColour(t *testing.T) {
	store := "--store=" + filepath.Join(t.TempDir(), "week.db")
	told(t, "ingest", store, "../../examples/week.jsonl")
	const escape = "\x1b["
	for _, c := range []struct {
		noColor, when string
		want          bool
	}{{"", "", false}, {"", "auto", false}, {"", "always", true}, {"1", "always", true}, {"1", "never", false}} {
		t.Setenv("NO_COLOR", c.noColor)
		args := []string{"events", store, "--limit=3"}
		if c.when != "" {
			args = append(args, "--color", c.when)
		}
		if got := strings.Contains(told(t, args...), escape); got != c.want {
			t.Errorf("NO_COLOR=%q --color %q: colours %t", c.noColor, c.when, got)
		}
		if strings.Contains(told(t, append(args, "--json")...), escape) {
			t.Errorf("NO_COLOR=%q --color %q: colours in JSON", c.noColor, c.when)
		}
	}
}
