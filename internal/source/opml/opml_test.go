package opml

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/source"
)

func told(feeds []Feed, problems []*source.Error) string {
	var b strings.Builder
	for _, f := range feeds {
		fmt.Fprintf(&b, "%d %s|%s|%s|%s|%s\n", f.Line, f.URL, f.Title, f.Site, f.Language, strings.Join(f.Folder, ">"))
	}
	for _, e := range problems {
		b.WriteString("! " + e.Error() + "\n")
	}
	return b.String()
}

const list = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>वृत्तपत्रे</title></head><body>
<outline text="मराठी">
  <outline text="दैनिक" type="rss" xmlUrl="https://marathi.example.org/rss?a=1&b=2" htmlUrl="https://marathi.example.org" language="mr-IN"/>
  <outline text="Pune"><outline title="X" xmlurl="http://pune.example.org/feed"></outline></outline>
</outline>
<outline text="English" xmlUrl="https://english.example.org/feed"/>
`

func TestParse(t *testing.T) {
	const feeds = "4 https://marathi.example.org/rss?a=1&b=2|दैनिक|https://marathi.example.org/|mr|मराठी\n5 http://pune.example.org/feed|X|||मराठी>Pune\n7 https://english.example.org/feed|English|||\n"
	n := len(list)
	for _, c := range []struct{ name, doc, want string }{
		{"list", list + "</body></opml>", feeds},
		{"cut", list, feeds},
		{"cut within an outline", list + `<outline text="x" xmlUrl="https://exa`, feeds + fmt.Sprintf("! bad-item: line 8, byte %d: no XML: unexpected EOF\n", n+len(`<outline text="x" xmlUrl="https://exa`))},
		{"a mistake in the middle", list + "<outline text='a' xmlUrl='https://a.example.org/' <\n<outline text='b' xmlUrl='https://b.example.org/'/>\n</body></opml>",
			feeds + "9 https://b.example.org/|b|||\n" + fmt.Sprintf("! bad-item: line 8, byte %d: no XML: expected attribute name in element\n", n+50)},
		{"addresses", list + "<outline text='a' xmlUrl='feed.xml'/>\n<outline text='b' type='rss'/>\n<outline text='c' xmlUrl='HTTPS://english.example.org:443/feed'/>\n</body></opml>",
			feeds + fmt.Sprintf("! bad-item: line 8, byte %d: address \"feed.xml\": it does not begin with https:// or http://\n", n) +
				fmt.Sprintf("! bad-item: line 9, byte %d: the outline \"b\" is of type rss and has no xmlUrl\n", n+38) +
				fmt.Sprintf("! bad-item: line 10, byte %d: the feed https://english.example.org/feed stands in line 7 already\n", n+69)},
		{"no XML", "https://example.org/feed\n", "! bad-item: line 1, byte 0: this is no OPML: it does not begin with an element <opml>\n"},
		{"nothing", "", "! bad-item: line 1, byte 0: this is no OPML: it does not begin with an element <opml>\n"},
		{"a web page", "<!doctype html>\n<html><body>", "! bad-item: line 1, byte 0: this is no OPML: it does not begin with an element <opml>\n! bad-item: line 2, byte 16: the root element is <html>\n"},
		{"too deep", "<opml>" + strings.Repeat("<outline text='a'>", 100) + "<outline xmlUrl='https://example.org/'/>", "! bad-item: line 1, byte 582: more than 32 outlines in each other: nothing is read from here on\n"},
		{"entities that expand", "<!DOCTYPE a [<!ENTITY x 'https://evil.example.org/'>]><opml><outline xmlUrl='&x;'/></opml>", "! bad-item: line 1, byte 60: address \"&x;\": it does not begin with https:// or http://\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(Parse([]byte(c.doc))); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
	var b strings.Builder
	for i := range FeedsMax + 10 {
		fmt.Fprintf(&b, "<outline xmlUrl='https://example.org/%d'/>", i)
	}
	if feeds, problems := Parse([]byte("<opml>" + b.String())); len(feeds) != FeedsMax || len(problems) != 1 {
		t.Errorf("%d feeds, %v", len(feeds), problems)
	}
}

// What is written is read again as it was, but for the lines.
func TestWrite(t *testing.T) {
	feeds, problems := Parse([]byte(list))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	feeds = append(feeds, Feed{URL: "https://example.org/<\">&", Title: `"A" & <B>`, Folder: []string{"मराठी"}})
	var b bytes.Buffer
	if err := Write(&b, "List & more", feeds); err != nil {
		t.Fatal(err)
	}
	again, problems := Parse(b.Bytes())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []Feed{feeds[0], feeds[1], feeds[3], feeds[2]} // folders stand together
	want[2].URL = "https://example.org/%3C%22%3E&"
	for i := range again {
		again[i].Line = want[i].Line
	}
	if !reflect.DeepEqual(again, want) {
		t.Errorf("got %+v\nwant %+v\n%s", again, want, b.String())
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(list))
	f.Add([]byte("<opml><outline><outline xmlUrl='http://a'<outline"))
	f.Fuzz(func(t *testing.T, data []byte) {
		feeds, problems := Parse(data)
		if len(feeds) == 0 && len(problems) == 0 && !bytes.Contains(bytes.ToLower(data), []byte("opml")) {
			t.Fatal("neither feeds nor a reason")
		}
	})
}

func BenchmarkParse(b *testing.B) {
	doc := []byte("<opml><body>" + strings.Repeat(list[strings.Index(list, "<outline"):], 1) + "</body></opml>")
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(doc)
	}
}
