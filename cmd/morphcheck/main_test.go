package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRun: inflected words come down to the lexicon or to words of the list; what does not is shown.
func TestRun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "words.txt")
	list := "देशांमध्ये\nकरण्यासाठीच्या\nढमाल\nढमालाच्या\nक्षोबरांकडून\nabc\nसरकारने\n"
	if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(&out, file, "mr", 10, 0); err != nil {
		t.Fatal(err)
	}
	want := "6 words, 5 with an ending: 3 of the lexicon, 1 of the list, 1 of neither; share 0.8000\nक्षोबरांकडून\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	if err := run(&out, file, "mr", 0, 0.9); err == nil || !strings.Contains(err.Error(), "less than") {
		t.Errorf("a share that is too small: got %v", err)
	}
}

// TestTesseract holds Marathi against the words of Debian's tesseract-ocr-mar, which are not kept here: MORPHCHECK_MR names the file that
// combine_tessdata -u and dawg2wordlist make of mar.traineddata.
func TestTesseract(t *testing.T) {
	file := os.Getenv("MORPHCHECK_MR")
	if file == "" {
		t.Skip("MORPHCHECK_MR names no word list")
	}
	var out bytes.Buffer
	if err := run(&out, file, "mr", 0, 0.95); err != nil {
		t.Error(err, out.String())
	}
}
