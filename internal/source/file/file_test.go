package file

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

const limit = 200

// read gives what a reader makes of args: the texts, and the problems as a user sees them, in one list.
func read(t *testing.T, stdin string, args ...string) []string {
	t.Helper()
	var out []string
	r := Reader{Stdin: iotest.OneByteReader(strings.NewReader(stdin)), BytesMax: limit}
	for txt, err := range r.Texts(args) {
		var p *Problem
		switch {
		case errors.As(err, &p):
			p.File = filepath.Base(p.File)
			out = append(out, "! "+p.Error())
		case err != nil:
			t.Fatalf("%v is no Problem", err)
		default:
			out = append(out, fmt.Sprintf("%s|%s|%s|%d|%d", txt.ID, txt.Title, txt.Text, txt.Line, txt.Offset))
		}
	}
	return out
}

func write(t *testing.T, name, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestFiles(t *testing.T) {
	long := strings.Repeat("क", limit)
	for _, c := range []struct{ name, file, data, want string }{
		{"text", "a.txt", "पहिली ओळ\nदुसरी", "||पहिली ओळ\nदुसरी|0|0"},
		{"broken UTF-8 is text", "a.txt", "\xff\xe0\xa4 x", "||\xff\xe0\xa4 x|0|0"},
		{"empty", "a.txt", "", "! a.txt: byte 0: the file is empty"},
		{"blank", "a.txt", " \n\t\n", "! a.txt: byte 0: the file has no text, only blanks or markup"},
		{"binary", "a.txt", "ab\x00c", "! a.txt: byte 2: this is binary data, not text: it has a NUL byte here"},
		{"binary far in", "a.txt", strings.Repeat("x", limit-1) + "\x00", fmt.Sprintf("! a.txt: byte %d: this is binary data, not text: it has a NUL byte here", limit-1)},
		{"UTF-16", "a.txt", "\xff\xfeA\x00", "! a.txt: byte 3: the text is UTF-16: convert it first, with iconv -f UTF-16 -t UTF-8"},
		{"too long", "a.txt", "x\n" + long, "! a.txt:2: byte 200: the text is longer than the limit of 200 bytes: give one article a text"},
		{"just not too long", "a.txt", strings.Repeat("x", limit), "||" + strings.Repeat("x", limit) + "|0|0"},
		{"archive", "a.warc.gz", "\x1f\x8b\x00", "! a.warc.gz: byte 0: damaged: this is no WARC archive: no record is found in it"},
		{"sniffed JSON", "a.json", "\xef\xbb\xbf \n{\"text\":\"x\"}", "||x|2|5"},
		{"sniffed text", "a.md", "# x", "||# x|0|0"},
		{"html", "a.html", "<html><head><title> A\n title</title><style>p{}</style></head><body><p>One <b>two</b>, three<br>four</p><script>x()</script><div>five<p>six</div><!-- no --></body>",
			"|A title|One two, three\nfour\nfive\nsix|0|0"},
		{"html without text", "a.html", "<html><script>x</script>", "! a.html: byte 0: the file has no text, only blanks or markup"},
	} {
		t.Run(c.name, func(t *testing.T) { equal(t, read(t, "", write(t, c.file, c.data)), c.want) })
	}
}

func TestLines(t *testing.T) {
	data := "{\"id\":\"a\",\"text\":\"x\",\"title\":\"T\"}\n" +
		"\n" +
		"not json\n" +
		"[1]\n" +
		"{\"text\":5}\n" +
		"{\"title\":\"no text\"}\n" +
		"{\"text\":\" \"}\n" +
		"{\"text\":\"" + strings.Repeat("x", limit) + "\"}\n" +
		"{\"text\":\"a\x00b\"}\n" +
		"{\"text\":\"x\",\"published\":\"yesterday\"}\n" +
		"{\"text\":\"\xff\"}\r\n" +
		"{\"id\":12,\"html\":\"<title>H</title><p>y\"}"
	want := []string{
		"a|T|x|1|0",
		"! x.jsonl:3: byte 36: not JSON: invalid character 'o' in literal null (expecting 'u')",
		`! x.jsonl:4: byte 44: the line is a JSON array: an object such as {"text": "…"} is wanted`,
		`! x.jsonl:5: byte 56: "text" is a JSON number: a string is wanted`,
		`! x.jsonl:6: byte 59: the line has neither "text" nor "html"`,
		"! x.jsonl:7: byte 79: the text is empty",
		"! x.jsonl:8: byte 92: the line is longer than the limit of 200 bytes: give one article a text",
		"! x.jsonl:9: byte 314: this is binary data, not text: it has a NUL byte here",
		`! x.jsonl:10: byte 319: "published": "yesterday" is not a date of the form YYYY-MM-DD`,
		"||\ufffd|11|356",
		"12|H|y|12|370",
	}
	// A NUL among the first bytes makes the whole file binary, so the line with one must stand further in.
	pad := strings.Repeat("\n", sniffBytes)
	t.Run("file", func(t *testing.T) {
		got := read(t, "", write(t, "x.jsonl", pad+data))
		equal(t, shift(got, sniffBytes), want...)
	})
	t.Run("stdin", func(t *testing.T) {
		got := read(t, data, "-")
		if len(got) != len(want) || got[0] != want[0] || !strings.HasPrefix(got[1], "! -:3: byte 36: not JSON") {
			t.Errorf("got\n%s", strings.Join(got, "\n"))
		}
	})
}

// shift takes n off the line numbers and offsets of results.
func shift(list []string, n int) []string {
	out := make([]string, len(list))
	for i, s := range list {
		var line, off int
		if at := strings.Index(s, ": byte "); at >= 0 {
			head := s[strings.LastIndexByte(s[:at], ':')+1 : at]
			rest := s[at+len(": byte "):]
			num, tail, _ := strings.Cut(rest, ":")
			fmt.Sscan(head, &line)
			fmt.Sscan(num, &off)
			out[i] = fmt.Sprintf("%s%d: byte %d:%s", s[:at-len(head)], line-n, off-n, tail)
			continue
		}
		f := strings.Split(s, "|")
		fmt.Sscan(f[3], &line)
		fmt.Sscan(f[4], &off)
		out[i] = fmt.Sprintf("%s|%d|%d", strings.Join(f[:3], "|"), line-n, off-n)
	}
	return out
}

func TestNames(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"b.txt": "B", "a.txt": "A", "[x].txt": "X"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	equal(t, read(t, "", at("?.txt")), "||A|0|0", "||B|0|0")
	equal(t, read(t, "", at("[x].txt")), "||X|0|0")
	equal(t, read(t, "", at("*.md")), "! *.md: no file matches")
	equal(t, read(t, "", at("none.txt"), at("a.txt")), "! none.txt: there is no such file", "||A|0|0")
	equal(t, read(t, "text from a pipe", "-"), "||text from a pipe|0|0")
	equal(t, read(t, "", "-"), "! -: byte 0: the file is empty")
	got := read(t, "", dir)
	if len(got) != 1 || !strings.HasSuffix(got[0], "this is a directory: name the files in it, such as "+at("*.txt")) {
		t.Errorf("directory: %q", got)
	}
	if got := (Reader{}).Size([]string{at("?.txt"), "-", at("none")}); got != 2 {
		t.Errorf("size %d, want 2", got)
	}
}

// TestFolders: a folder stands for the texts in it and below it in the order of their names, hidden folders and other files left out.
func TestFolders(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"b.txt": "B", "a/z.txt": "Z", "a/y.jsonl": "{\"text\":\"Y\"}", "c.html": "<p>C", "d.bin": "D", ".git/e.txt": "E", "none/x.png": "X"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := Reader{BytesMax: limit, Folders: true}
	var got []string
	for txt, err := range r.Texts([]string{dir, filepath.Join(dir, "none")}) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, txt.Text)
	}
	if len(got) != 5 || strings.Join(got[:4], "") != "YZBC" || !strings.Contains(got[4], "there is no text in this folder") {
		t.Errorf("got %q", got)
	}
	if n := r.Size([]string{dir}); n != 18 {
		t.Errorf("size %d, want 18", n)
	}
}

// TestLongLineIsNotHeld: a line of 64 MiB takes no more memory than the limit.
func TestLongLineIsNotHeld(t *testing.T) {
	in := strings.NewReader("{\"text\":\"" + strings.Repeat("x", 64<<20) + "\"}\n{\"text\":\"y\"}\n")
	r := Reader{Stdin: in, BytesMax: limit}
	var got []string
	allocs := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			in.Seek(0, 0)
			got = nil
			for txt, err := range r.Texts([]string{"-"}) {
				got = append(got, fmt.Sprint(txt.Text, err))
			}
		}
	})
	if n := allocs.AllocedBytesPerOp(); n > 1<<20 {
		t.Errorf("%d bytes allocated", n)
	}
	if len(got) != 2 || !strings.HasPrefix(got[0], "-:1: byte 0: the line is longer") || got[1] != "y<nil>" {
		t.Errorf("got %q", got)
	}
}
