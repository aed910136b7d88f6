package bakhar_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bakhar/bakhar"
	"github.com/bakhar/bakhar/internal/cli"
)

var loaded = sync.OnceValues(func() (*bakhar.Coder, error) { return bakhar.New(bakhar.Options{}) })

func coder(t testing.TB) *bakhar.Coder {
	t.Helper()
	c, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func examples(t testing.TB) []bakhar.Article {
	t.Helper()
	f, err := os.Open("examples/articles.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []bakhar.Article
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a bakhar.Article // encoding/json takes keys in any case
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(out) != 6 {
		t.Fatalf("%d examples, want 6", len(out))
	}
	return out
}

func code(t testing.TB, a bakhar.Article) []byte {
	t.Helper()
	coded, err := coder(t).Code(a)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(coded)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestExamples holds that the language of every bundled article is found, and that it has events with parties.
func TestExamples(t *testing.T) {
	for _, a := range examples(t) {
		t.Run(a.ID, func(t *testing.T) {
			want := a.Language
			a.Language = ""
			coded, err := coder(t).Code(a)
			if err != nil {
				t.Fatal(err)
			}
			if coded.Language != want {
				t.Errorf("language %q, want %q", coded.Language, want)
			}
			if len(coded.Events) < 5 {
				t.Errorf("%d events, want 5 or more", len(coded.Events))
			}
			for _, e := range coded.Events {
				if len(e.Actor)+len(e.Recipient) == 0 {
					t.Errorf("%s at %d has no party", e.Event[0], e.Sentence.Start)
				}
			}
		})
	}
}

// TestSpans holds that whatever has a text and offsets, anywhere in the record, is the text between them.
func TestSpans(t *testing.T) {
	for _, a := range examples(t) {
		var record any
		if err := json.Unmarshal(code(t, a), &record); err != nil {
			t.Fatal(err)
		}
		if n := spans(t, a.Text, record); n < 20 {
			t.Errorf("%s: %d spans, want 20 or more", a.ID, n)
		}
	}
}

func spans(t *testing.T, original string, v any) (n int) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			n += spans(t, original, x)
		}
	case map[string]any:
		start, ok1 := v["start"].(float64)
		end, ok2 := v["end"].(float64)
		if ok1 && ok2 {
			n++
			if s, e := int(start), int(end); s >= e || e > len(original) || original[s:e] != v["text"] {
				t.Errorf("span [%d:%d) is not %q", s, e, v["text"])
			}
		}
		for _, x := range v {
			n += spans(t, original, x)
		}
	}
	return n
}

// TestCodeAll holds that articles coded together are coded as one by one: the same bytes, however many there are, in whichever languages, and beside
// ones that are refused.
func TestCodeAll(t *testing.T) {
	arts := examples(t)
	arts = append(arts, bakhar.Article{ID: "day", Published: "yesterday", Text: "Russia attacked Ukraine."}, bakhar.Article{ID: "tongue", Language: "xx", Text: "Russia attacked Ukraine."},
		bakhar.Article{ID: "short", Language: "en", Published: "2025-08-15", Text: "Russia attacked Ukraine on Tuesday."}, bakhar.Article{Text: "भारताने मालदीवला मदत दिली."})
	all := slices.Repeat(arts, 8)
	for _, n := range []int{1, 2, 7, len(all)} {
		i := 0
		for part := range slices.Chunk(all, n) {
			for got, err := range coder(t).CodeAll(part) {
				want, wrong := coder(t).Code(all[i])
				a, _ := json.Marshal(got)
				b, _ := json.Marshal(want)
				if !bytes.Equal(a, b) || fmt.Sprint(err) != fmt.Sprint(wrong) {
					t.Errorf("%d at a time: article %d (%s) is\n%s (%v)\nand alone\n%s (%v)", n, i, all[i].ID, a, err, b, wrong)
				}
				i++
			}
		}
		if i != len(all) {
			t.Errorf("%d at a time: %d of %d articles", n, i, len(all))
		}
	}
	for range coder(t).CodeAll(all) { // who wants no more is given no more
		break
	}
}

// TestSameBytes holds that coding is a function: again, side by side, and by another Coder gives the same bytes.
func TestSameBytes(t *testing.T) {
	arts := examples(t)
	var want [][]byte
	for _, a := range arts {
		want = append(want, code(t, a))
	}
	other, err := bakhar.New(bakhar.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if other.Lexicon() != coder(t).Lexicon() {
		t.Errorf("the same data has two hashes: %s, %s", other.Lexicon(), coder(t).Lexicon())
	}
	var wg sync.WaitGroup
	for range 2 {
		for i, a := range arts {
			wg.Go(func() {
				coded, err := other.Code(a)
				if err != nil {
					t.Error(err)
					return
				}
				if got, err := json.Marshal(coded); err != nil || !bytes.Equal(got, want[i]) {
					t.Errorf("%s: coded twice, it differs (%v)", a.ID, err)
				}
			})
		}
	}
	wg.Wait()
}

func TestErrors(t *testing.T) {
	tests := []struct {
		name string
		a    bakhar.Article
		want string
	}{
		{"date", bakhar.Article{ID: "x", Published: "15/08/2025", Text: "Russia attacked Ukraine."}, `code article "x": published: "15/08/2025" is not a date`},
		{"language", bakhar.Article{Language: "ta", Text: "Russia attacked Ukraine."}, `"ta"`},
		{"script", bakhar.Article{Text: "ரஷ்யா உக்ரைனைத் தாக்கியது. போர் தொடர்கிறது."}, "Tamil"},
		{"length", bakhar.Article{Language: "en", Text: strings.Repeat("a ", 5<<20)}, "limit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := coder(t).Code(tt.a)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

// TestAnyBytes holds that no text is illegal: damage is told, never refused.
func TestAnyBytes(t *testing.T) {
	for _, text := range []string{"", "\xff\xfe", "रशिया\xe0\xa4 ने", "\x00\x00", "।।।", strings.Repeat("(", 10_000)} {
		if _, err := coder(t).Code(bakhar.Article{Language: "mr", Text: text}); err != nil {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

// TestVersion holds that program and library tell one version.
func TestVersion(t *testing.T) {
	var out bytes.Buffer
	if code := cli.Main([]string{"version"}, strings.NewReader(""), &out, io.Discard); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	if want := "bakhar " + bakhar.Version + "\n"; !strings.HasPrefix(out.String(), want) {
		t.Errorf("version prints %q, want it to begin with %q", out.String(), want)
	}
}
