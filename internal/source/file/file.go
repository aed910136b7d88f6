// Package file reads texts from files and standard input: plain text, JSON lines, HTML and web archives. It streams: a text is handed over
// as soon as it is read, and no more than one text and one buffer are held, of archives a few pages. Whatever is wrong with one text or one file is
// handed over in its place as a Problem, and reading goes on; damaged bytes inside a text are no problem, as any byte string can
// be coded. Finding the article of a web page among its menus is left to source/html.
package file

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/source/look"
	"github.com/bakhar/bakhar/internal/source/warc"
)

// Text is one text as a source tells it. What the source does not tell is empty.
type Text struct {
	ID        string
	Language  string
	Published string // as written; the reader has checked that it is a date
	Publisher string
	URL       string
	Title     string
	Text      string

	Extracted bool // taken out of markup: Text is not the file's own bytes

	File   string // as named by the user; "-" is standard input
	Line   int    // from 1; 0 where the whole file is the text
	Offset int64  // of the text's first byte, or its line's, in the file
	Read   int64  // bytes of all files read so far, for progress
	Mark   *Mark  // how far its archive is read; nil where reading cannot go on there
	Page   *Page  // still to be read, by FromPage, where the reader was asked to leave that to others
}

// Mark says that an archive is read up to a byte: all that begins before it has been handed over.
type Mark struct {
	Source string // what is read, and how: a hash of its size, its first bytes and Reader.How
	Name   string // of the file
	Size   int64
	Done   int64 // where the record begins that the text is of
}

// Problem is why a text or file could not be read, and where.
type Problem struct {
	File   string
	Line   int   // 0 where no line is meant
	Offset int64 // in bytes from the start of the file; -1 where none is meant
	Err    error
}

// Error reads "news.jsonl:3: byte 1204: why".
func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": ")
	if p.Offset >= 0 {
		fmt.Fprintf(&b, "byte %d: ", p.Offset)
	}
	return b.String() + p.Err.Error()
}

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Reader reads the texts of files.
type Reader struct {
	Stdin    io.Reader
	BytesMax int  // of one text, and of one line of JSON
	Folders  bool // a folder stands for the texts in it and below it

	// Of web archives, which hold anything: what cannot be coded is passed over and counted, and is no Problem.
	Languages *look.Languages                            // whose pages are read; nil means all
	Detect    func(text string) (code string, err error) // the language of a page's text, an error where it is none to be coded; nil leaves it open
	Workers   int                                        // pages that are read at a time; the order is the archive's
	Archive   func(name string, tally Tally)             // is told at an archive's end what became of it; may be nil
	Marked    func(Mark) int64                           // gives the byte at which an archive is to be gone on with, 0 for its beginning; nil: no texts have marks
	How       string                                     // what decides beside the file which texts come of it, for Mark.Source
	Unread    bool                                       // its pages are handed over as they came, as Text.Page
}

// sniffBytes is how much of a file is looked at to tell text from binary, and JSON lines from plain text.
const sniffBytes = 8 << 10

// Texts reads what args name, in their order: files, globs, and "-" for standard input. Each step gives a text or a *Problem.
func (r Reader) Texts(args []string) iter.Seq2[Text, error] {
	return func(yield func(Text, error) bool) {
		rd := &reading{Reader: r, yield: yield}
		for _, arg := range args {
			for _, name := range r.expand(arg) {
				if !rd.file(name) {
					return
				}
			}
		}
	}
}

// Size is how many bytes Texts will read from args as far as can be told beforehand.
func (r Reader) Size(args []string) int64 {
	var n int64
	for _, arg := range args {
		for _, name := range r.expand(arg) {
			if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
				n += info.Size()
			}
		}
	}
	return n
}

// kinds are the endings of files that are read in folders.
var kinds = []string{".txt", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".warc", ".warc.gz", ".warc.zst"}

func readable(path string) bool {
	return archived(path) || slices.Contains(kinds, strings.ToLower(filepath.Ext(path)))
}

// expand gives the files that an argument means.
func (r Reader) expand(arg string) []string {
	var out []string
	for _, name := range matches(arg) {
		if info, err := os.Stat(name); !r.Folders || err != nil || !info.IsDir() {
			out = append(out, name)
			continue
		}
		before := len(out)
		// what cannot be read below it is told when its turn comes: WalkDir goes in the order of names
		_ = filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				out = append(out, path)
				return fs.SkipDir
			case d.IsDir() && path != name && strings.HasPrefix(d.Name(), "."):
				return fs.SkipDir
			case d.Type().IsRegular() && readable(path):
				out = append(out, path)
			}
			return nil
		})
		if len(out) == before { // opening it says what is wrong
			out = append(out, name)
		}
	}
	return out
}

// matches gives the files that a glob matches. A file that is there under the very name is that file, brackets and all; a glob
// without match stays, and fails to open.
func matches(arg string) []string {
	if arg == "-" || !strings.ContainsAny(arg, "*?[") {
		return []string{arg}
	}
	if _, err := os.Lstat(arg); err == nil {
		return []string{arg}
	}
	if names, err := filepath.Glob(arg); err == nil && len(names) > 0 {
		return names
	}
	return []string{arg}
}

// reading is one run over a list of files. Its methods tell whether to go on.
type reading struct {
	Reader
	yield func(Text, error) bool
	name  string // the file being read
	done  int64  // bytes of the files before it
	at    int64  // bytes of it that are read
	mark  *Mark  // of the archive being read, where it can be gone on with
}

func (rd *reading) bad(line int, offset int64, err error) bool {
	return rd.yield(Text{}, &Problem{rd.name, line, offset, err})
}

func (rd *reading) text(t Text) bool {
	t.File, t.Read = rd.name, rd.done+rd.at
	return rd.yield(t, nil)
}

func (rd *reading) file(name string) bool {
	rd.name, rd.at = name, 0
	defer func() { rd.done += rd.at }()
	if name == "-" {
		return rd.read(rd.Stdin)
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(name, "*?["):
		return rd.bad(0, -1, errors.New("no file matches"))
	case errors.Is(err, fs.ErrNotExist):
		return rd.bad(0, -1, errors.New("there is no such file"))
	case err == nil && info.IsDir() && rd.Folders:
		return rd.bad(0, -1, fmt.Errorf("there is no text in this folder: no file that ends in %s", strings.Join(kinds, ", ")))
	case err == nil && info.IsDir():
		return rd.bad(0, -1, fmt.Errorf("this is a directory: name the files in it, such as %s", example(name)))
	}
	f, err := os.Open(name)
	if err != nil {
		return rd.bad(0, -1, cause(err))
	}
	defer f.Close()
	if rd.mark = nil; rd.Marked != nil && info.Mode().IsRegular() && archived(name) {
		if rd.mark, err = identify(f, info, rd.How); err != nil {
			return rd.bad(0, -1, cause(err))
		}
		if done := rd.Marked(*rd.mark); done > 0 && done < info.Size() {
			return rd.resume(f, done)
		}
	}
	return rd.read(f)
}

// identify gives the mark of the beginning of an archive, which is read from its beginning afterwards.
func identify(f *os.File, info fs.FileInfo, how string) (*Mark, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%d %s\n", info.Size(), len(how), how)
	if _, err := io.CopyN(h, f, headBytes); err != nil && err != io.EOF {
		return nil, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return &Mark{Source: hex.EncodeToString(h.Sum(nil)[:16]), Name: filepath.Base(info.Name()), Size: info.Size()}, nil
}

// headBytes is how much of an archive, with its size, tells it from others.
const headBytes = 256 << 10

// cause leaves out the file's name, which the problem already tells.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("cannot %s: %w", pe.Op, pe.Err)
	}
	return err
}

// example is a glob that finds texts in a directory.
func example(dir string) string {
	entries, _ := os.ReadDir(dir) // an unreadable directory still gets the plain advice
	for _, ext := range []string{".txt", ".jsonl", ".html"} {
		if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return filepath.Ext(e.Name()) == ext }) {
			return filepath.Join(dir, "*"+ext)
		}
	}
	return filepath.Join(dir, "*.txt")
}

// read reads one open file by what its name says it is or, where that says nothing, by how it begins.
func (rd *reading) read(in io.Reader) bool {
	b := bufio.NewReaderSize(in, sniffBytes)
	head, err := peek(b)
	if err != nil && err != io.EOF {
		return rd.bad(0, 0, cause(err))
	}
	ext := strings.ToLower(filepath.Ext(rd.name))
	switch {
	case len(head) == 0:
		return rd.bad(0, 0, errors.New("the file is empty"))
	case archived(rd.name), warc.Likely(head):
		return rd.archive(b)
	}
	switch ext {
	case ".html", ".htm", ".xhtml":
		return rd.page(b)
	}
	if i := bytes.IndexByte(head, 0); i >= 0 {
		return rd.bad(0, int64(i), binary(head))
	}
	switch ext {
	case ".jsonl", ".ndjson":
		return rd.lines(b)
	case ".txt":
		return rd.whole(b)
	}
	if first := bytes.TrimLeft(bytes.TrimPrefix(head, bom), " \t\r\n"); len(first) > 0 && first[0] == '{' {
		return rd.lines(b)
	}
	return rd.whole(b)
}

// peek gives what a file begins with, without waiting for more of a slow stream than is needed to see something beside blanks.
func peek(b *bufio.Reader) ([]byte, error) {
	for n := 1; ; n = b.Buffered() + 1 {
		_, err := b.Peek(n)
		head, _ := b.Peek(b.Buffered())
		if err != nil || len(head) == sniffBytes || len(bytes.TrimSpace(head)) > len(bom) {
			return head, err
		}
	}
}

var bom = []byte("\xef\xbb\xbf")

// binary says what a file with NUL bytes probably is.
func binary(head []byte) error {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return errors.New("the text is UTF-16: convert it first, with iconv -f UTF-16 -t UTF-8")
	}
	return errors.New("this is binary data, not text: it has a NUL byte here")
}

// whole reads a file that is one text.
func (rd *reading) whole(b *bufio.Reader) bool {
	data, ok, more := rd.all(b)
	if !ok {
		return more
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return rd.bad(0, int64(i), binary(data))
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return rd.bad(0, 0, errors.New("the file has no text, only blanks or markup"))
	}
	return rd.text(Text{Text: string(data)})
}

// all reads the rest of a file that is one text or page. Where it is not ok, the problem has been handed over, and more is whether to go on.
func (rd *reading) all(b *bufio.Reader) (data []byte, ok, more bool) {
	data, err := io.ReadAll(io.LimitReader(b, int64(rd.BytesMax)+1))
	rd.at += int64(len(data))
	switch {
	case err != nil:
		return nil, false, rd.bad(0, rd.at, cause(err))
	case len(data) > rd.BytesMax:
		return nil, false, rd.bad(bytes.Count(data, []byte("\n"))+1, int64(rd.BytesMax), rd.long("text"))
	}
	return data, true, true
}

func (rd *reading) long(what string) error {
	return fmt.Errorf("the %s is longer than the limit of %d bytes: give one article a text", what, rd.BytesMax)
}
