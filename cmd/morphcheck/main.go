// Command morphcheck holds a language's paradigms and endings against a list of words, one a line: how many of the words with an ending
// attached come down to a dictionary form that the lexicon or the list itself has. What does not is printed for a linguist to read: a paradigm
// or an ending is missing, or the word only looks inflected.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
	"github.com/bakhar/bakhar/packs"
)

func main() {
	code := flag.String("language", "mr", "language code of the list")
	show := flag.Int("show", 0, "print about this many of the words that come down to nothing, spread over the list")
	least := flag.Float64("least", 0, "fail where the share is less than this")
	flag.Usage = func() {
		fmt.Fprint(os.Stderr, "usage: morphcheck [-language CODE] [-show N] [-least SHARE] WORDS.txt\n")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Arg(0), *code, *show, *least); err != nil {
		fmt.Fprintln(os.Stderr, "morphcheck:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, file, code string, show int, least float64) error {
	words, err := read(file)
	if err != nil {
		return err
	}
	common, err := lang.LoadCommon(packs.FS, plover.Load())
	if err != nil {
		return err
	}
	pack, err := lang.Load(packs.FS, code, common)
	if err != nil {
		return err
	}
	r := Check(pack, words)
	fmt.Fprintf(out, "%d words, %d with an ending: %d of the lexicon, %d of the list, %d of neither; share %.4f\n",
		r.Words, r.Inflected(), r.Lexicon, r.List, len(r.Neither), r.Share())
	if show > 0 {
		step := max(1, len(r.Neither)/show)
		for i := 0; i < len(r.Neither); i += step {
			fmt.Fprintln(out, r.Neither[i])
		}
	}
	if r.Share() < least {
		return fmt.Errorf("share %.4f is less than %.4f", r.Share(), least)
	}
	return nil
}

// read gives the words of a file, folded, each once, that are written in one script without signs or digits.
func read(file string) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	seen := map[string]bool{}
	var out []string
	for sc := bufio.NewScanner(f); sc.Scan(); {
		if w := text.Fold(sc.Text()); plain(w) && !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	sort.Strings(out)
	return out, nil
}

// plain tells whether a word is Devanagari letters and nothing else.
func plain(w string) bool {
	for _, r := range w {
		if r < 0x0900 || r > 0x0963 || !text.IsDevanagari(r) {
			return false
		}
	}
	return utf8.RuneCountInString(w) > 2
}
