package file

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/bakhar/bakhar/internal/source/look"
	"github.com/bakhar/bakhar/internal/source/warc"
)

// Tally counts what became of the records of one archive.
type Tally struct {
	Records   int // that could be read
	Texts     int // handed over, or pages of which others find out whether they are texts
	Truncated int // of these, how many the archive's maker had cut
	Problems  int
	Unread    bool              // Texts are pages
	Passed    map[warc.Skip]int // records that hold no text to code, by why
}

// passedOrder is how the reasons are printed.
var passedOrder = []warc.Skip{warc.Foreign, warc.NoArticle, warc.BadStatus, warc.Revisit, warc.Other}

// String is one line: "30112 records: 412 texts (3 cut); passed over: 26480 other language, 12 revisit, 3208 no page".
func (t Tally) String() string {
	var b strings.Builder
	what := "text"
	if t.Unread {
		what = "page"
	}
	fmt.Fprintf(&b, "%d %s: %d %s", t.Records, plural("record", t.Records), t.Texts, plural(what, t.Texts))
	if t.Truncated > 0 {
		fmt.Fprintf(&b, " (%d cut by the archive's maker)", t.Truncated)
	}
	sep := "; passed over: "
	for _, why := range passedOrder {
		if n := t.Passed[why]; n > 0 {
			fmt.Fprintf(&b, "%s%d %s", sep, n, why)
			sep = ", "
		}
	}
	return b.String()
}

func plural(word string, n int) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// archived tells by a file's name whether it is a web archive: .warc, .warc.gz, .warc.zst, and Common Crawl's .warc.wet.gz.
func archived(name string) bool {
	name = strings.ToLower(name)
	for _, packed := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	return strings.HasSuffix(strings.TrimSuffix(name, ".wet"), ".warc")
}

// step is what became of one record, in the order of the archive. Its text is known once ready is closed.
type step struct {
	ready     chan struct{}
	text      Text
	page      *Page
	truncated bool
	record    bool // not only an error between records
	skip      warc.Skip
	problems  []*Problem
	read      int64 // bytes of the archive up to here
}

// archive reads the texts of a web archive. Its pages are unpacked one after the other, and read by Workers at a time, a few ahead of what is handed over.
func (rd *reading) archive(in io.Reader) bool {
	return rd.pages(warc.New(in, warc.Limits{PageBytes: rd.BytesMax}))
}

// resume reads an archive from the byte at which a record begins.
func (rd *reading) resume(f io.ReadSeeker, from int64) bool {
	r, err := warc.Resume(f, warc.Position{Member: from}, warc.Limits{PageBytes: rd.BytesMax})
	if err != nil {
		return rd.yield(Text{}, rd.faulty(err))
	}
	rd.at = from
	return rd.pages(r)
}

// pages reads the texts of an archive.
func (rd *reading) pages(r *warc.Reader) bool {
	n := max(1, rd.Workers)
	queue, jobs, stop := make(chan *step, n*aheadPerWorker), make(chan *step), make(chan struct{})
	defer close(stop)
	go rd.records(r, queue, jobs, stop)
	for range n {
		go func() {
			for s := range jobs {
				rd.extract(s)
				close(s.ready)
			}
		}()
	}
	tally := Tally{Unread: rd.Unread, Passed: map[warc.Skip]int{}}
	for s := range queue {
		<-s.ready
		rd.at = s.read
		if !rd.hand(s, &tally) {
			return false
		}
	}
	if rd.Archive != nil {
		rd.Archive(rd.name, tally)
	}
	return true
}

// aheadPerWorker bounds how many pages are held while an earlier one is still at work.
const aheadPerWorker = 4

// hand gives on what became of a record, and counts it.
func (rd *reading) hand(s *step, tally *Tally) bool {
	if s.record {
		tally.Records++
	}
	for _, p := range s.problems {
		tally.Problems++
		if !rd.yield(Text{}, p) {
			return false
		}
	}
	switch {
	case !s.record:
	case s.skip != warc.Kept:
		tally.Passed[s.skip]++
	case len(s.text.Text) > 0 || s.text.Page != nil:
		tally.Texts++
		if s.truncated {
			tally.Truncated++
		}
		return rd.text(s.text)
	}
	return true
}

// records reads the archive, and gives its pages to be read. It ends where the archive does, or where stop is closed.
func (rd *reading) records(r *warc.Reader, queue, jobs chan *step, stop chan struct{}) {
	defer close(queue)
	defer close(jobs)
	defer r.Close()
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return
		}
		s := &step{ready: make(chan struct{}), read: r.BytesRead()}
		if err != nil {
			s.problems = append(s.problems, rd.faulty(err))
		} else {
			rd.record(rec, s)
		}
		work := s.page != nil
		if !work {
			close(s.ready)
		}
		select {
		case queue <- s:
		case <-stop:
			return
		}
		if !work {
			continue
		}
		select {
		case jobs <- s:
		case <-stop:
			return
		}
	}
}

// faulty makes a Problem of what is wrong in an archive.
func (rd *reading) faulty(err error) *Problem {
	var e *warc.Error
	if !errors.As(err, &e) {
		return &Problem{rd.name, 0, -1, err}
	}
	if e.At.Inside > 0 {
		return &Problem{rd.name, 0, e.At.Member, fmt.Errorf("%d bytes unpacked: %w", e.At.Inside, e.Err)}
	}
	return &Problem{rd.name, 0, e.At.Member, e.Err}
}

// record takes the page out of a record, where it has one that may be wanted.
func (rd *reading) record(rec *warc.Record, s *step) {
	s.record = true
	if rec.Fault != nil {
		s.problems = append(s.problems, rd.faulty(rec.Fault))
	}
	p, skip, err := rec.Page()
	if err != nil {
		s.problems = append(s.problems, rd.faulty(err))
	}
	if s.skip = skip; p == nil {
		return
	}
	if rd.Languages != nil && !rd.Languages.Wants(p.Head(look.HeadBytes), p.Plain) {
		s.skip = warc.Foreign
		return
	}
	body, err := p.Body()
	if err != nil { // half a page is no page: who wants it looks at the archive
		s.problems = append(s.problems, rd.faulty(err))
		return
	}
	// the record's memory is used again
	s.page, s.truncated = &Page{Media: p.ContentType, Plain: p.Plain, Body: append(make([]byte, 0, len(body)+1), body...)}, p.Truncated != ""
	s.text = Text{ID: rec.ID, URL: rec.Target, Extracted: true, Offset: rec.At.Member}
	if rd.mark != nil && rec.At.Inside == 0 {
		mark := *rd.mark
		mark.Done = rec.At.Member
		s.text.Mark = &mark
	}
}

// extract makes the text of a page, or leaves the page for others to read.
func (rd *reading) extract(s *step) {
	page := s.page
	s.page = nil
	if rd.Unread {
		s.text.Page = page
		return
	}
	var err error
	if s.skip, err = s.text.FromPage(page, rd.Detect); err != nil {
		s.problems = append(s.problems, &Problem{rd.name, 0, s.text.Offset, err})
	}
}
