package sitemap

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/source"
)

const at = "https://example.org/news.xml"

func told(m *Map, problems []*source.Error) string {
	var b strings.Builder
	if m != nil {
		fmt.Fprintf(&b, "index %v\n", m.Index)
		for _, e := range m.Entries {
			fmt.Fprintf(&b, "%d %s|%s|%s|%s", e.Line, e.URL, e.Title, e.Publisher, e.Language)
			for _, t := range []time.Time{e.Published, e.Modified} {
				if !t.IsZero() {
					b.WriteString("|" + t.Format(time.RFC3339))
				}
			}
			b.WriteString("\n")
		}
	}
	for _, e := range problems {
		b.WriteString("! " + strings.TrimPrefix(e.Error(), at+": ") + "\n")
	}
	return b.String()
}

const news = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by a CMS -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://example.org/1?a=1&b=2</loc><lastmod>2026-02-19</lastmod><news:news><news:publication><news:name>दैनिक
 उदाहरण</news:name><news:language>mr</news:language></news:publication><news:publication_date>2026-02-19T00:30:00+05:30</news:publication_date>
<news:title><![CDATA[नेपाळने १४ & ट्रकचालकांची]]></news:title></news:news><image:image><image:loc>https://example.org/1.jpg</image:loc><image:title>no</image:title></image:image></url>
<url><loc> /2?utm_source=x </loc><lastmod>soon</lastmod></url>
<url><lastmod>2026-02-19</lastmod></url>
<url><loc>ftp://example.org/4</loc></url>
`

func TestParse(t *testing.T) {
	const entries = "index false\n4 https://example.org/1?a=1&b=2|नेपाळने १४ & ट्रकचालकांची|दैनिक उदाहरण|mr|2026-02-19T00:30:00+05:30|2026-02-19T00:00:00Z\n7 https://example.org/2|||\n"
	n := strings.Index(news, "</url>\n<url><loc>ftp")
	bad := fmt.Sprintf("! bad-item: line 8, byte %d: an entry without an address\n! bad-item: line 9, byte %d: address \"ftp://example.org/4\": only http and https are read, not \"ftp\"\n", n, strings.LastIndex(news, "</url>"))
	for _, c := range []struct{ name, doc, want string }{
		{"news", news + "</urlset>", entries + bad},
		{"cut", news + "<url><loc>https://exa", entries + bad + fmt.Sprintf("! bad-item: line 10, byte %d: from here on it cannot be read: XML syntax error on line 10: unexpected EOF\n", len(news)+len("<url><loc>https://exa"))},
		{"index", `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://example.org/a.xml.gz</loc><lastmod>2026-02-19T10:00Z</lastmod></sitemap></sitemapindex>`,
			"index true\n1 https://example.org/a.xml.gz||||2026-02-19T10:00:00Z\n"},
		{"empty", "<urlset/>", "index false\n"},
		{"a feed", "<rss><channel/></rss>", "! not-feed: line 1, byte 5: the root element is neither urlset nor sitemapindex\n"},
		{"nothing", "", "! not-feed: line 1, byte 0: the root element is neither urlset nor sitemapindex\n"},
		{"too deep", "<urlset><url><loc>https://example.org/1</loc></url>" + strings.Repeat("<a>", 100), "index false\n1 https://example.org/1|||\n! bad-item: line 1, byte 99: more than 16 elements in each other\n"},
		{"entities that expand", `<!DOCTYPE a [<!ENTITY x "https://example.org/evil">]><urlset><url><loc>https://example.org/&x;</loc></url></urlset>`, "index false\n1 https://example.org/&x;|||\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(Parse([]byte(c.doc), at, "", 100)); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestTooMany(t *testing.T) {
	doc := "<urlset>\n" + strings.Repeat("<url><loc>https://example.org/1</loc></url>\n", 100_000) + "</urlset>"
	m, problems := Parse([]byte(doc), at, "", 1000)
	if len(m.Entries) != 1000 || len(problems) != 1 || problems[0].Kind != source.TooMuch || problems[0].Line != 1002 {
		t.Errorf("%d entries, %v", len(m.Entries), problems)
	}
	if m, _ := Parse([]byte(doc), at, "", 1<<30); len(m.Entries) != EntriesMax {
		t.Errorf("%d entries", len(m.Entries))
	}
}

func TestIs(t *testing.T) {
	for doc, want := range map[string]bool{news: true, "\ufeff <sitemapindex>": true, "<s:urlset xmlns:s='x'>": true, "<rss>": false, "": false, "<!-- x": false, "{}": false, "<!-- <urlset> --><rss>": false} {
		if Is([]byte(doc)) != want {
			t.Errorf("%.30q: want %v", doc, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(news))
	f.Add([]byte("<urlset></url><url></urlset></a>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		Is(data)
		m, problems := Parse(data, at, "", 3)
		if m == nil && len(problems) == 0 || m != nil && len(m.Entries) > 3 {
			t.Fatal(m, problems)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	doc := []byte("<urlset>\n" + strings.Repeat("<url><loc>https://example.org/news/maharashtra/1</loc><lastmod>2026-02-19T00:30:00+05:30</lastmod></url>\n", 1000) + "</urlset>")
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if m, _ := Parse(doc, at, "", EntriesMax); len(m.Entries) != 1000 {
			b.Fatal("entries")
		}
	}
}
