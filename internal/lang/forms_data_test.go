package lang_test

import (
	"os"
	"strings"
	"testing"
)

// TestHardForms holds each language to forms.tsv of its cases: hard forms with the reading that a speaker gives them, in the columns of
// table, and at least so many of them.
func TestHardForms(t *testing.T) {
	for _, code := range []string{"mr", "hi", "en"} {
		data, err := os.ReadFile("../../packs/" + code + "/cases/forms.tsv")
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for i, line := range strings.Split(string(data), "\n") {
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			f := strings.Fields(line)
			if len(f) < 4 {
				t.Errorf("packs/%s/cases/forms.tsv:%d: a form wants its lemma, kind and mark", code, i+1)
				continue
			}
			if n++; !reads(real()[code], f) {
				t.Errorf("packs/%s/cases/forms.tsv:%d: %s\n\tis read as %s", code, i+1, strings.Join(f, " "), readings(real()[code], f[0]))
			}
		}
		if n < 300 {
			t.Errorf("packs/%s/cases/forms.tsv has %d forms, want 300", code, n)
		}
	}
}
