package feed

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/bakhar/bakhar/internal/source"
)

// tagMax is the longest tag; a "<" without a ">" within it is taken for text.
const tagMax = 32 << 10

// Limits on what the library is given at once. It joins the pieces of a text one by one, so that two megabytes of "<c/>x" within
// one element cost it 21 seconds; within these limits no feed costs more than a few.
const (
	headMax = 64 << 10  // bytes before the first item
	itemMax = 512 << 10 // bytes of an item
	tagsMax = 2000      // elements of an item, or before the first
)

// outline is where the items of a feed stand.
type outline struct {
	format string // "rss" or "atom"
	root   int    // offset of the root's tag
	head   []byte // from the root's tag to the first item
	bare   string // the tags alone that are open there
	tail   string // the tags that close them
	items  []piece
}

type piece struct{ start, end int }

// scanner goes through the tags of a document. It does not check that it is well-formed: it must find its way through what is not.
type scanner struct {
	*parsing
	pos   int
	stack []element // open elements, outermost first
	tags  int       // elements since the item began, or since the root
	deep  int       // where depth went beyond the limit, for the item being read; 0: nowhere
	item  string    // name of the elements that are items, known with the root
	start int       // of the item being read; -1 outside
	level int       // depth of that item
	found int       // items seen, taken or not
	out   outline
}

type element struct {
	name       string
	start, end int // of its tag
}

// scan finds the items, and adds a problem for each one that it leaves out. nil is no feed.
func (p *parsing) scan() *outline {
	s := &scanner{parsing: p, start: -1}
	for s.next() {
	}
	switch {
	case s.out.format == "":
		if len(p.problems) == 0 || p.problems[len(p.problems)-1].Kind != source.NotFeed {
			p.add(source.NotFeed, 0, errors.New("there is no XML element and no JSON object in it"))
		}
		return nil
	case s.deep > 0 && s.start < 0 && s.found == 0:
		p.add(source.TooDeep, s.deep, fmt.Errorf("more than %d elements in each other", p.limits.Depth))
		return nil
	case s.start >= 0:
		p.add(source.BadItem, s.start, errors.New("the feed ends within this item"))
	case len(s.stack) > 0 && s.found > 0 && s.deep == 0:
		p.add(source.BadItem, len(p.doc), errors.New("the feed ends before its last tag: items may be missing"))
	}
	if s.out.head == nil { // without any item
		if s.out.head = p.doc[s.out.root:]; len(s.out.head) > headMax || s.tags > tagsMax {
			p.add(source.NotFeed, s.out.root, fmt.Errorf("there is no item in %d bytes and %d elements", len(s.out.head), s.tags))
			return nil
		}
	}
	if s.found > p.limits.Items {
		last := s.out.root
		if n := len(s.out.items); n > 0 {
			last = s.out.items[n-1].end
		}
		p.add(source.TooMuch, last, fmt.Errorf("the feed has %d items: the first %d are read, up to here", s.found, len(s.out.items)))
	}
	return &s.out
}

// next goes to the next tag. It tells whether to go on.
func (s *scanner) next() bool {
	i := bytes.IndexByte(s.doc[s.pos:], '<')
	if i < 0 {
		return false
	}
	at := s.pos + i
	rest := s.doc[at:]
	skip := func(opens, ends string) bool {
		if !bytes.HasPrefix(rest, []byte(opens)) {
			return false
		}
		if end := bytes.Index(rest[len(opens):], []byte(ends)); end >= 0 {
			s.pos = at + len(opens) + end + len(ends)
		} else {
			s.pos = len(s.doc)
		}
		return true
	}
	switch {
	case skip("<!--", "-->"), skip("<![CDATA[", "]]>"), skip("<?", "?>"):
		return true
	case len(rest) > 1 && rest[1] == '!':
		s.pos = at + declarationEnd(rest)
		return true
	case len(rest) > 2 && rest[1] == '/':
		end := bytes.IndexByte(rest[:min(len(rest), tagMax)], '>')
		if end < 0 {
			s.pos = at + 1
			return true
		}
		s.pos = at + end + 1
		s.closes(strings.TrimSpace(string(rest[2:end])))
		return true
	case len(rest) > 1 && letter(rest[1]):
		end, empty := tagEnd(rest)
		if end < 0 {
			s.pos = at + 1
			return true
		}
		s.pos = at + end
		return s.opens(tagName(rest), at, empty)
	}
	s.pos = at + 1
	return true
}

// opens takes up a start tag.
func (s *scanner) opens(name string, at int, empty bool) bool {
	if len(s.stack) == 0 && s.out.format == "" {
		if !s.rooted(name, at) {
			return false
		}
	}
	if name == s.item && s.parent() {
		if s.start >= 0 { // the one before was never closed
			s.add(source.BadItem, s.start, fmt.Errorf("the item does not end before the next one, in line %d", s.line(at)))
			s.drop()
		}
		s.begin(at)
	}
	s.tags++
	if empty {
		if s.start == at {
			s.end(s.pos)
		}
		return true
	}
	if len(s.stack) >= s.limits.Depth {
		if s.deep == 0 {
			s.deep = at
		}
		return s.start >= 0 || s.found > 0
	}
	s.stack = append(s.stack, element{name, at, s.pos})
	return true
}

// rooted tells whether the root is that of a feed.
func (s *scanner) rooted(name string, at int) bool {
	prefix, local := "", name
	if i := strings.IndexByte(name, ':'); i >= 0 {
		prefix, local = name[:i+1], name[i+1:]
	}
	switch strings.ToLower(local) {
	case "rss":
		s.out.format, s.item = "rss", prefix+"item"
	case "rdf":
		s.out.format, s.item = "rss", "item"
	case "feed":
		s.out.format, s.item = "atom", prefix+"entry"
	case "html":
		s.add(source.NotFeed, at, errors.New("this is a web page, not a feed"))
		return false
	default:
		s.add(source.NotFeed, at, fmt.Errorf("the root element is %q: rss, rdf:RDF or feed is wanted", shorten(name)))
		return false
	}
	s.out.root = at
	return true
}

// parent tells whether an item may begin here: below the root or its channel, or where another item was not closed.
func (s *scanner) parent() bool {
	return s.start >= 0 || len(s.stack) == 1 || len(s.stack) == 2 && strings.HasSuffix(strings.ToLower(s.stack[1].name), "channel")
}

func (s *scanner) begin(at int) {
	s.start, s.level, s.deep = at, len(s.stack), 0
	if s.out.head == nil {
		s.frame(at)
	}
	s.tags = 0
}

// frame remembers what stands around the items.
func (s *scanner) frame(at int) {
	s.out.head = s.doc[s.out.root:at]
	for _, e := range s.stack {
		s.out.bare += string(s.doc[e.start:e.end])
		s.out.tail = "</" + e.name + ">" + s.out.tail
	}
	if len(s.out.head) > headMax || s.tags > tagsMax {
		s.out.head = []byte(s.out.bare)
	}
}

// end closes the item being read.
func (s *scanner) end(at int) {
	s.found++
	switch {
	case s.deep > 0:
		s.add(source.TooDeep, s.deep, fmt.Errorf("more than %d elements in each other: the item that begins in line %d is left out", s.limits.Depth, s.line(s.start)))
	case at-s.start > itemMax || s.tags > tagsMax:
		s.add(source.TooLarge, s.start, fmt.Errorf("an item of %d bytes and %d elements: the limits are %d and %d; it is left out", at-s.start, s.tags, itemMax, tagsMax))
	case len(s.out.items) < s.limits.Items:
		s.out.items = append(s.out.items, piece{s.start, at})
	}
	s.start, s.deep = -1, 0
}

// drop leaves an item out.
func (s *scanner) drop() {
	s.found++
	s.stack = s.stack[:s.level]
	s.start, s.deep = -1, 0
}

// closes takes up an end tag: it closes the nearest element of its name and all that was left open within. One that closes nothing means nothing.
func (s *scanner) closes(name string) {
	for i := len(s.stack) - 1; i >= 0; i-- {
		if s.stack[i].name != name {
			continue
		}
		s.stack = s.stack[:i]
		if s.start >= 0 && i == s.level {
			s.end(s.pos)
		} else if s.start >= 0 && i < s.level {
			s.add(source.BadItem, s.start, fmt.Errorf("the item does not end before %q does", shorten(name)))
			s.found++
			s.start, s.deep = -1, 0
		}
		return
	}
}

// tagEnd is the length of a start tag, and whether it closes itself; -1 where it has no end. A ">" in quotes is part of a value.
func tagEnd(tag []byte) (n int, empty bool) {
	quote := byte(0)
	for i := 1; i < min(len(tag), tagMax); i++ {
		switch c := tag[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && bytes.HasSuffix(bytes.TrimRight(tag[:i], " \t\r\n"), []byte("=")):
			quote = c
		case c == '>':
			return i + 1, tag[i-1] == '/'
		case c == '<':
			return -1, false
		}
	}
	return -1, false
}

func tagName(tag []byte) string {
	end := bytes.IndexAny(tag, " \t\r\n/>")
	return string(tag[1:end])
}

// declarationEnd is the length of "<!DOCTYPE … [ … ]>".
func declarationEnd(rest []byte) int {
	inside := 0
	for i, c := range rest {
		switch c {
		case '[':
			inside++
		case ']':
			inside--
		case '>':
			if inside <= 0 {
				return i + 1
			}
		}
	}
	return len(rest)
}

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func shorten(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}
