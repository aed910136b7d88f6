package watch_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/source/html"
	"github.com/bakhar/bakhar/internal/source/opml"
	"github.com/bakhar/bakhar/internal/source/polite"
	"github.com/bakhar/bakhar/internal/source/press"
	"github.com/bakhar/bakhar/internal/source/watch"
	"github.com/bakhar/bakhar/internal/source/web"
)

// extract gives the article of a page as source/html finds it.
func extract(p watch.Page) (watch.Text, error) {
	page, err := html.Extract(p.Body, html.Source{Address: p.URL, ContentType: p.ContentType})
	if err != nil {
		return watch.Text{}, err
	}
	return watch.Text{Title: page.Title, Author: page.Author, Publisher: page.Publisher, Language: page.Language,
		Published: page.Published.String(), Canonical: page.Canonical, Text: page.Text()}, nil
}

// How the parts go together: a client, manners, a list, a saved state, and what to do with an article.
func Example() {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			io.WriteString(w, `<rss><channel><title>दैनिक उदाहरण</title><language>mr</language><item><title>बातमी</title><link>/story/1?utm_source=rss</link></item></channel></rss>`)
		case "/story/1":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, press.Story("1"))
		default:
			http.NotFound(w, r)
		}
	}))
	defer site.Close()

	feeds, problems := opml.Parse([]byte(`<opml version="2.0"><body><outline xmlUrl="` + site.URL + `/feed"/></body></opml>`))
	for _, p := range problems {
		log.Print(p)
	}
	client, err := web.New(web.Config{
		Version: "1.0", Contact: "https://example.org/about-our-crawler",
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, AnyPort: true, // for this example alone
	})
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	w := watch.New(watch.Config{
		Fetcher: polite.New(polite.Config{Client: client, Clock: polite.System{}, Seed: 1, Pause: time.Millisecond}),
		Clock:   polite.System{}, Seed: 1, Spread: time.Millisecond,
		Extract: extract,
		Deliver: func(_ context.Context, a watch.Article) error {
			first, _, _ := strings.Cut(a.Text, ",")
			fmt.Printf("%s, %s, %s: %s\n%s\n", a.Publisher, a.Language, a.Published, a.Title, first)
			stop()
			return nil
		},
	}, feeds, nil)
	w.Run(ctx)

	// Output:
	// दैनिक उदाहरण, mr, 2026-02-19T10:00:00+05:30: बातमी 1
	// काठमांडू : नेपाळ सरकारने सीमेवर अडवून ठेवलेल्या भारतीय ट्रकचालकांना मंगळवारी सोडून दिले
}
