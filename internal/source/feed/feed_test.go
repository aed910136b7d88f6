package feed

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/source"
)

const at = "https://example.org/feeds/all.xml"

// told is a feed in lines, then its problems.
func told(f *Feed, problems []*source.Error) string {
	var b strings.Builder
	if f != nil {
		fmt.Fprintf(&b, "%s %q %s %s %v\n", f.Format, f.Title, f.Link, f.Language, f.TTL)
		for _, it := range f.Items {
			fmt.Fprintf(&b, "%d %s | %s | %s", it.Line, it.ID, it.URL, it.Title)
			if !it.Published.IsZero() {
				b.WriteString(" | " + it.Published.Format(time.RFC3339))
			}
			b.WriteString("\n")
		}
	}
	for _, e := range problems {
		b.WriteString("! " + strings.TrimPrefix(e.Error(), at+": ") + "\n")
	}
	return b.String()
}

func check(t *testing.T, doc, contentType string, l Limits, want string) {
	t.Helper()
	if got := told(Parse([]byte(doc), at, contentType, l)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestRSS(t *testing.T) {
	check(t, `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss [<!ENTITY a "x">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title> दैनिक &amp;amp; साप्ताहिक</title><link>https://www.example.org/?utm_source=rss</link><language>mr-IN</language><ttl>30</ttl>
<item><title><![CDATA[नेपाळने <b>१४ भारतीय</b> ट्रकचालकांची सुटका केली]]></title><link>https://www.example.org/news/1?utm_medium=rss#top</link>
<guid isPermaLink="false">n1</guid><pubDate>Thu, 19 Feb 2026 01:15:00 +0530</pubDate><content:encoded><![CDATA[<p>मजकूर</p>]]></content:encoded></item>
<item><title>It&amp;#8217;s AT&amp;T &amp; more: 3 &lt; 4</title><link>/news/2</link><pubDate>Thu, 19 Feb 2026 01:15:00 IST</pubDate></item>
<item><guid>https://www.example.org/news/3</guid><dc:date>2026-02-18T20:00:00Z</dc:date></item>
</channel></rss>`, "text/html", Limits{}, `rss "दैनिक & साप्ताहिक" https://www.example.org/ mr 30m0s
5 n1 | https://www.example.org/news/1 | नेपाळने १४ भारतीय ट्रकचालकांची सुटका केली | 2026-02-19T01:15:00+05:30
7 https://www.example.org/news/2 | https://www.example.org/news/2 | It’s AT&T & more: 3 < 4 | 2026-02-19T01:15:00+05:30
8 https://www.example.org/news/3 | https://www.example.org/news/3 |  | 2026-02-18T20:00:00Z
`)
}

func TestLinks(t *testing.T) {
	check(t, `<rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>T</title>
<item><title>A</title><link>https://feeds.example.net/~r/x/~3/abc</link><feedburner:origLink>https://example.org/a</feedburner:origLink></item>
<item><title>B</title><link><![CDATA[https://example.org/b?x=1&amp;y=2]]></link></item>
<item><title>C</title><link>
 https://example.org/c
</link></item>
<item><title>D</title><guid>https://example.org/d</guid></item>
</channel></rss>`, "", Limits{}, `rss "T"   0s
2 https://example.org/a | https://example.org/a | A
3 https://example.org/b?x=1&y=2 | https://example.org/b?x=1&y=2 | B
4 https://example.org/c | https://example.org/c | C
7 https://example.org/d | https://example.org/d | D
`)
}

func TestRDF(t *testing.T) {
	check(t, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>T</title><link>https://example.org</link><items><rdf:Seq><rdf:li resource="a"/></rdf:Seq></items></channel>
<item rdf:about="a"><title>A</title><link>https://example.org/a</link></item>
<item rdf:about="b"><title>B</title><link>https://example.org/b</link></item>
</rdf:RDF>`, "", Limits{}, `rss "T" https://example.org/  0s
3 https://example.org/a | https://example.org/a | A
4 https://example.org/b | https://example.org/b | B
`)
}

func TestAtom(t *testing.T) {
	check(t, `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="hi"><title type="html">समाचार</title><link href="https://example.org/" rel="alternate"/><link rel="self" href="x"/>
<entry><title type="html">&lt;b&gt;एक&lt;/b&gt;</title><id>tag:1</id><link href="../1.html"/><published>2026-02-19T00:30:00+05:30</published><updated>2026-02-19T09:00:00+05:30</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>पाठ <em>यहाँ</em></p></div></content></entry>
<entry><title>दो</title><id>tag:2</id><link rel="alternate" href="https://example.org/2?fbclid=5"/></entry>
</feed>`, "", Limits{}, `atom "समाचार" https://example.org/ hi 0s
2 tag:1 | https://example.org/1.html | एक | 2026-02-19T00:30:00+05:30
4 tag:2 | https://example.org/2 | दो
`)
	f, _ := Parse([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>पाठ <em>यहाँ</em></p></div></content></entry></feed>`), at, "", Limits{})
	if f == nil || !strings.Contains(f.Items[0].Content, "<p>पाठ <em>यहाँ</em></p>") {
		t.Errorf("%+v", f)
	}
}

func TestJSON(t *testing.T) {
	check(t, ` {"version":"https://jsonfeed.org/version/1.1","title":"T","home_page_url":"https://example.org/","language":"en-IN","authors":5,
"items":[
{"id":"1","url":"https://example.org/1","title":"One","content_html":"<p>x</p>","date_published":"2026-02-19T00:30:00+05:30"},
[2,"https://example.org/2"],
{"id":"3","url":"javascript:alert(1)","title":"Three"},
{"id":"4","url":"/4","title":"Four"}], "more":1}`, "", Limits{}, `json "T" https://example.org/ en 0s
3 1 | https://example.org/1 | One | 2026-02-19T00:30:00+05:30
6 4 | https://example.org/4 | Four
! bad-item: line 4, byte 267: this item cannot be read: it has a JSON array where another type is wanted
! bad-item: line 5, byte 296: address "javascript:alert(1)": only http and https are read, not "javascript"
`)
	check(t, `{"items":[{"id":"1","url":"https://example.org/1"},{"id":"2" "url":5}]}`, "", Limits{}, `json ""   0s
1 1 | https://example.org/1 | 
! bad-item: line 1, byte 51: from here on it is no JSON: invalid character '"' after object key:value pair
`)
	check(t, `{"a":1}`, "", Limits{}, "! not-feed: line 1, byte 0: the JSON has no list \"items\"\n")
}

// Mistakes cost the item that they stand in, and are told with its place.
func TestMistakes(t *testing.T) {
	item := func(n int) string {
		return fmt.Sprintf("<item><title>T%d</title><link>https://example.org/%d</link></item>\n", n, n)
	}
	taken := func(n, line int) string {
		return fmt.Sprintf("%d https://example.org/%d | https://example.org/%d | T%d\n", line, n, n, n)
	}
	open, shut := "<rss><channel><title>C</title>\n", "</channel></rss>"
	const head = "rss \"C\"   0s\n"
	deep := strings.Repeat("<a>", 100_000) + strings.Repeat("</a>", 100_000)
	for _, c := range []struct{ name, doc, want string }{
		{"bare ampersands, unknown entities", open + "<item><title>A & B &nbsp; &lol; C</title><link>https://example.org/1?a=1&b=2</link></item>" + shut,
			head + "2 https://example.org/1?a=1&b=2 | https://example.org/1?a=1&b=2 | A & B &lol; C\n"},
		{"control bytes", open + "<item><title>A\x00\x01B</title><link>https://example.org/1</link></item>" + shut, head + "2 https://example.org/1 | https://example.org/1 | AB\n"},
		{"an item never closed", open + item(1) + "<item><title>T2</title>\n" + item(3) + shut,
			head + taken(1, 2) + taken(3, 4) + "! bad-item: line 3, byte 96: the item does not end before the next one, in line 4\n"},
		{"stray tags in an item", open + item(1) + "<item><title>a</b></title><br><link>https://example.org/2</link></item>\n" + item(3) + shut,
			head + taken(1, 2) + taken(3, 4) + "! bad-item: line 3, byte 96: the item has neither an address nor a text\n"},
		{"cut within an item", open + item(1) + item(2) + "<item><title>T3</ti", head + taken(1, 2) + taken(2, 3) + "! bad-item: line 4, byte 161: the feed ends within this item\n"},
		{"cut between items", open + item(1), head + taken(1, 2) + "! bad-item: line 3, byte 96: the feed ends before its last tag: items may be missing\n"},
		{"cut in CDATA", open + item(1) + "<item><title><![CDATA[x</title></item></channel></rss>", head + taken(1, 2) + "! bad-item: line 3, byte 96: the feed ends within this item\n"},
		{"an address that is none", open + item(1) + "<item><title>x</title><link>javascript:alert(1)</link></item>" + shut,
			head + taken(1, 2) + "! bad-item: line 3, byte 96: address \"javascript:alert(1)\": only http and https are read, not \"javascript\"\n"},
		{"an item of nothing", open + "<item/>" + item(1) + shut, head + taken(1, 2) + "! bad-item: line 2, byte 31: the item has neither an address nor a text\n"},
		{"a deep item", open + item(1) + "<item><d>" + deep + "</d></item>\n" + item(3) + shut,
			head + taken(1, 2) + taken(3, 4) + "! too-deep: line 3, byte 285: more than 64 elements in each other: the item that begins in line 3 is left out\n"},
		{"deep before any item", open + deep + item(1) + shut, "! too-deep: line 2, byte 217: more than 64 elements in each other\n"},
		{"an item of many pieces", open + item(1) + "<item><x:d>" + strings.Repeat("<c/>x", 50_000) + "</x:d></item>\n" + item(3) + shut,
			head + taken(1, 2) + taken(3, 4) + "! too-large: line 3, byte 96: an item of 250024 bytes and 50002 elements: the limits are 524288 and 2000; it is left out\n"},
		{"many pieces before the items", open + "<x:d>" + strings.Repeat("<c/>x", 300_000) + "</x:d>\n" + item(1) + shut, "rss \"\"   0s\n" + taken(1, 3)},
		{"a comment that hides items", open + "<!-- <item><title>x</title></item> -->" + item(1) + shut, head + taken(1, 2)},
		{"entities that expand", "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;\">]>\n" + open + "<item><title>T1 &lol2;</title><link>https://example.org/1</link></item>\n" + shut,
			head + "3 https://example.org/1 | https://example.org/1 | T1 &lol2;\n"},
		{"a file to include", "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n" + open + "<item><title>T1 &x;</title><link>https://example.org/1</link></item>\n" + shut,
			head + "3 https://example.org/1 | https://example.org/1 | T1 &x;\n"},
		{"a long prologue", "<!-- " + strings.Repeat("x", 10000) + " -->" + open + item(1) + shut, head + taken(1, 2)},
		{"wrong bytes", open + "<item><title>\xe0\xa4x</title><link>https://example.org/1</link></item>" + shut,
			head + "2 https://example.org/1 | https://example.org/1 | \ufffdx\n! bad-encoding: line 2, byte 44: byte 0xe0 is no UTF-8, and no other encoding is declared\n"},
		{"nothing", " \n", "! not-feed: line 1, byte 0: there is nothing in it\n"},
		{"no items", open + shut, head},
		{"a web page", "<!doctype html>\n<html><body><item/></body></html>", "! not-feed: line 2, byte 16: this is a web page, not a feed\n"},
		{"other XML", "<a><item/></a>", "! not-feed: line 1, byte 0: the root element is \"a\": rss, rdf:RDF or feed is wanted\n"},
		{"prose", "Service unavailable <b", "! not-feed: line 1, byte 0: there is no XML element and no JSON object in it\n"},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, c.doc, "", Limits{}, c.want) })
	}
}

func TestTooMany(t *testing.T) {
	var b strings.Builder
	b.WriteString("<rss><channel><title>C</title>\n")
	for i := range 100_000 {
		fmt.Fprintf(&b, "<item><title>T%d</title><link>https://example.org/%d</link></item>\n", i, i)
	}
	b.WriteString("</channel></rss>")
	f, problems := Parse([]byte(b.String()), at, "", Limits{Items: 500})
	if f == nil || len(f.Items) != 500 || f.Items[499].Title != "T499" || f.Items[499].Line != 501 {
		t.Fatalf("%d items, %v", len(f.Items), problems)
	}
	if len(problems) != 1 || problems[0].Kind != source.TooMuch || problems[0].Line != 501 || !strings.Contains(problems[0].Error(), "100000 items: the first 500") {
		t.Errorf("%v", problems)
	}
	bad := "<rss><channel>" + strings.Repeat("<item><link>javascript:x</link></item>", 1000) + "</channel></rss>"
	f, problems = Parse([]byte(bad), at, "", Limits{})
	if f == nil || len(f.Items) != 0 || len(problems) != problemsMax+1 || !strings.Contains(problems[problemsMax].Error(), "980 more") {
		t.Errorf("%d problems, the last is %v", len(problems), problems[len(problems)-1])
	}
	// None of them ends, so that none is taken.
	f, problems = Parse([]byte("<rss><channel>"+strings.Repeat("<item><title>x", 5000)), at, "", Limits{Items: 10})
	if f == nil || len(f.Items) != 0 || len(problems) < 2 || problems[0].Kind != source.TooMuch {
		t.Errorf("%v", problems)
	}
	f, problems = Parse([]byte(`{"items":[`+strings.Repeat(`{"url":"/1"},`, 1000)+`{"url":"/2"}]}`), at, "", Limits{Items: 10})
	if f == nil || len(f.Items) != 10 || len(problems) != 1 || problems[0].Kind != source.TooMuch {
		t.Errorf("%v", problems)
	}
}

// The day of publication is that of the zone that is written.
func TestWhen(t *testing.T) {
	f := func(raw, want string) {
		t.Helper()
		doc := "<rss><channel><item><link>https://example.org/1</link><pubDate>" + raw + "</pubDate></item></channel></rss>"
		feed, _ := Parse([]byte(doc), at, "", Limits{})
		if got := feed.Items[0].Published; got.Format(time.RFC3339) != want && !(want == "" && got.IsZero()) {
			t.Errorf("%q is %v, want %s", raw, got, want)
		}
	}
	f("Thu, 19 Feb 2026 01:15:00 +0530", "2026-02-19T01:15:00+05:30")
	f("Thu, 19 Feb 2026 01:15:00 IST", "2026-02-19T01:15:00+05:30")
	f("Thu, 19 Feb 2026 01:15:00 GMT", "2026-02-19T01:15:00Z")
	f("Wed, 18 Feb 2026 23:15:00 EST", "2026-02-18T23:15:00-05:00")
	f("2026-02-19T01:15:00.123+05:45", "2026-02-19T01:15:00+05:45")
	f("2026-02-19 01:15:00", "2026-02-19T01:15:00Z")
	f("19-02-2026", "2026-02-19T00:00:00Z")
	f("02/03/2026 10:00:00", "") // February or March
	f("2/3/26", "")
	f("गुरुवार", "")
	f("", "")
}

// Any bytes end in a feed or in a reason, with places inside the document.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"<rss><channel><item><title>a</title></item></channel></rss>", "<feed><entry/></feed>", `{"items":[{"id":"1"}]}`,
		"<rdf:RDF><item></rdf:RDF>", "<rss><channel><item><item/></channel></item>", "<rss a='>'><![CDATA[", "<x:rss><x:channel><x:item/>"} {
		f.Add([]byte(s), "text/xml")
	}
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		feed, problems := Parse(data, at, contentType, Limits{Items: 3, Depth: 8})
		if feed == nil && len(problems) == 0 {
			t.Fatal("neither feed nor reason")
		}
		if feed != nil && len(feed.Items) > 3 {
			t.Fatalf("%d items", len(feed.Items))
		}
		for _, e := range problems {
			if e.Offset < 0 || e.Offset > int64(len(data)*4) {
				t.Fatalf("byte %d of %d", e.Offset, len(data))
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	names, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(names) == 0 {
		b.Fatal("no feeds", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if f, _ := Parse(data, at, "", Limits{}); f == nil {
					b.Fatal("no feed")
				}
			}
		})
	}
}
