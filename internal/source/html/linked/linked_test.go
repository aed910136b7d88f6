package linked

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, data, title, want string }{
		{"graph with ids", `{"@graph":[{"@type":"NewsArticle","headline":"A","datePublished":"2026-03-14","author":{"@id":"#p"},"publisher":{"@id":"#o"}},
			{"@type":"Person","@id":"#p","name":"P"},{"@type":"Organization","@id":"#o","name":"O"}]}`, "A", "A|2026-03-14|P|O"},
		{"list, two authors", `[{"@type":"BreadcrumbList"},{"@type":["Thing","Article"],"headline":"A","author":[{"name":"P"},"Q"]}]`, "A", "A||P, Q|"},
		{"the one that the page heads", `[{"@type":"NewsArticle","headline":"Other happening elsewhere"},{"@type":"NewsArticle","headline":"Floods in Assam"}]`, "Floods in Assam - Site", "Floods in Assam|||"},
		{"posts of a live blog are none", `{"@type":"LiveBlogPosting","headline":"A","liveBlogUpdate":[{"@type":"BlogPosting","headline":"B","datePublished":"2026-01-01"}]}`, "B", "A|||"},
		{"page and site stand in", `{"@graph":[{"@type":"WebPage","datePublished":"2026-03-14"},{"@type":"WebSite","name":"S"}]}`, "A", "|2026-03-14||S"},
		{"entities", `{"@type":"NewsArticle","headline":"A &amp; B"}`, "", "A & B|||"},
		{"line break in a text, comment around", "<!-- {\"@type\":\"NewsArticle\",\"description\":\"a\nb\",\"headline\":\"A\"} -->", "", "A|||"},
		{"two values", `{"@type":"WebSite","name":"S"} {"@type":"NewsArticle","headline":"A"}`, "", "A|||S"},
		{"broken", `{"@type":"NewsArticle","headline":`, "", "|||"},
		{"types that are none", `{"@type":5,"headline":["A"],"author":7,"publisher":[[]]}`, "", "|||"},
	} {
		root, err := html.Parse(strings.NewReader(`<script type="application/ld+json">` + c.data + `</script>`))
		if err != nil {
			t.Fatal(err)
		}
		d := Read(root, c.title)
		if got := strings.Join([]string{d.Headline, d.Published, d.Author, d.Publisher}, "|"); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
