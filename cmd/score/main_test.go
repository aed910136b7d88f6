package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const measured = `{"file":"corpus/mr-articles.jsonl","language":"mr","result":{"level":"article","damaged":1,"article":{"gold_events":2,"F1":0.5,"full_F1":0.4,"defect_F1":0.2},"empty":{"texts":2,"events":1}}}
`

func TestRun(t *testing.T) {
	tests := []struct {
		name     string
		accepted string
		wantErr  string
		wantOut  string
	}{
		{"equal", "mr-articles.jsonl\tmr\tF1\t0.5\n", "", "new"},
		{"better", "mr-articles.jsonl\tmr\tF1\t0.45\n", "", "better"},
		{"worse", "mr-articles.jsonl\tmr\tF1\t0.501\n", "1 figures are worse", "WORSE"},
		{"more events in texts without any", "mr-articles.jsonl\tmr\tempty_events\t0\n", "1 figures are worse", "WORSE"},
		{"gold that is not here", "mr-gsr.jsonl\tmr\tfull\t0.9\n", "", "left out: mr-gsr.jsonl is not here"},
		{"a torn file", "mr-articles.jsonl\tmr\n", ":1: 2 columns", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "scores.tsv")
			if err := os.WriteFile(file, []byte(tt.accepted), 0o600); err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			err := run(file, strings.NewReader(measured), &out, false)
			if tt.wantErr == "" && err != nil || tt.wantErr != "" && (err == nil || !strings.Contains(err.Error(), tt.wantErr)) {
				t.Errorf("error %v, want one with %q", err, tt.wantErr)
			}
			if !strings.Contains(out.String(), tt.wantOut) {
				t.Errorf("output has no %q:\n%s", tt.wantOut, out.String())
			}
		})
	}
}

func TestUpdateKeepsWhatWasNotMeasured(t *testing.T) {
	file := filepath.Join(t.TempDir(), "scores.tsv")
	if err := os.WriteFile(file, []byte("# head\nmr-articles.jsonl\tmr\tF1\t0.9\nmr-gsr.jsonl\tmr\tfull\t0.9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(file, strings.NewReader(measured), &bytes.Buffer{}, true); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := "# head\n" +
		"mr-articles.jsonl\tmr\tF1\t0.5\n" +
		"mr-articles.jsonl\tmr\tdefect_F1\t0.2\n" +
		"mr-articles.jsonl\tmr\tempty_events\t1\n" +
		"mr-articles.jsonl\tmr\tfull_F1\t0.4\n" +
		"mr-gsr.jsonl\tmr\tfull\t0.9\n"
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNoFigures(t *testing.T) {
	if err := run(filepath.Join(t.TempDir(), "none.tsv"), strings.NewReader(""), &bytes.Buffer{}, false); err == nil {
		t.Error("no error for empty input")
	}
}
