package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html"
	"mime"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/address"
	"github.com/bakhar/bakhar/internal/source/web"
)

// Page is a web page, for Extract.
type Page struct {
	URL         string
	ContentType string
	Body        []byte // HTML in any encoding
}

// Text is what Extract finds on a page. What the page does not tell is empty.
type Text struct {
	Title     string
	Author    string
	Publisher string
	Language  string // ISO 639-1
	Published string // RFC 3339, or YYYY-MM-DD where only the day is told
	Canonical string // the page's own word for its address
	Text      string // paragraphs, one a line
}

// Article is one article as received. What neither page nor feed tells is empty.
type Article struct {
	Feed      string // address of the feed, as in the list
	URL       string // of the article, after redirects
	Key       string // its identity (address.Key); empty where the feed gives no address
	Title     string
	Author    string
	Publisher string
	Language  string
	Published string // RFC 3339, or YYYY-MM-DD where only the day is known
	Text      string
	Fetched   time.Time
	FromFeed  bool // the text is the feed's own
	Partial   bool // and is only its summary, as the page cannot be had
	Again     bool // its feed has changed it since it was handed over
}

// summaryRunes is how much text a feed's summary must have to stand for an article whose page cannot be had.
const summaryRunes = 150

// handOver goes through the items and hands over what is new or changed.
func (w *Watcher) handOver(ctx context.Context, e *watched, items []item, r *result) {
	handed := 0
	for i, it := range items {
		items[i].Content, items[i].Summary = "", "" // going through all may take long, and texts are large
		m, todo := w.look(e, it)
		if !todo || !m.Done && w.elsewhere(e, it) {
			continue
		}
		if handed >= w.Articles || ctx.Err() != nil {
			r.undone = true
			continue
		}
		art, err := w.article(ctx, e, it)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			w.missed(e, it, m, err, r)
			continue
		}
		art.Again = m.Done
		if err := w.Deliver(ctx, art); err != nil {
			w.wrong(e, &source.Error{Kind: source.Later, URL: art.URL, Err: fmt.Errorf("the article is not taken: %w", err)})
			r.undone = true
			break // what stands behind is full or broken: the rest would fare no better
		}
		handed++
		r.news++
		w.done(e, it)
	}
	w.mu.Lock()
	e.state.trim(items, r.part)
	w.mu.Unlock()
}

// missed remembers that an article could not be had: for good, or until the next poll. That its host is left alone at the moment is no try.
func (w *Watcher) missed(e *watched, it item, m Mark, err error, r *result) {
	var why *source.Error
	if errors.As(err, &why) && why.Kind == source.Later {
		r.undone = true
		r.fresh = max(r.fresh, min(why.Until.Sub(w.Clock.Now()), w.ErrorMax))
		return
	}
	w.wrong(e, err)
	again := source.KindOf(err).OfHost() && int(m.Tries)+1 < w.Tries
	r.undone = r.undone || again
	w.mu.Lock()
	defer w.mu.Unlock()
	e.state.mark(it, func(m *Mark) {
		if again {
			m.Tries++
		} else {
			m.Done, m.Tries = true, 0
		}
	})
}

// elsewhere marks an item whose article another feed has lately brought: papers put one article into many feeds.
func (w *Watcher) elsewhere(e *watched, it item) bool {
	key, err := address.Key(it.URL)
	if err != nil {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.lately.has(hash(key)) {
		return false
	}
	e.state.mark(it, func(m *Mark) { m.Done = true })
	return true
}

// recent is a set of the numbers that were added last.
type recent struct {
	set  map[uint64]bool
	ring []uint64
	at   int
}

// recentMax is how many articles are remembered over all feeds.
const recentMax = 1 << 16

func (r *recent) has(n uint64) bool { return r.set[n] }

func (r *recent) add(n uint64) {
	if r.set[n] {
		return
	}
	if r.set == nil {
		r.set = map[uint64]bool{}
	}
	if len(r.ring) < recentMax {
		r.ring = append(r.ring, n)
	} else {
		delete(r.set, r.ring[r.at])
		r.ring[r.at] = n
		r.at = (r.at + 1) % recentMax
	}
	r.set[n] = true
}

// look tells whether an item must be handed over, and what is known of it.
func (w *Watcher) look(e *watched, it item) (Mark, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := slices.IndexFunc(e.state.Seen, func(m Mark) bool { return m.ID == it.id })
	if i < 0 {
		return Mark{}, true
	}
	m := e.state.Seen[i]
	return m, !m.Done || m.Version != it.version && m.Changes < changesMax
}

// done marks an item that was handed over.
func (w *Watcher) done(e *watched, it item) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e.state.Articles++
	if key, err := address.Key(it.URL); err == nil {
		w.lately.add(hash(key))
	}
	e.state.mark(it, func(m *Mark) {
		if m.Done {
			m.Changes++
		}
		m.Done, m.Tries = true, 0
	})
}

// article makes an article of an item: of the feed's own text where that is the whole, otherwise of the page; and of what the feed has where
// the page cannot be had.
func (w *Watcher) article(ctx context.Context, e *watched, it item) (Article, error) {
	art := Article{Feed: e.URL, URL: it.URL, Title: it.Title, Author: it.Author, Publisher: it.publisher, Language: e.Language, FromFeed: true, Fetched: w.Clock.Now()}
	if !it.Published.IsZero() {
		art.Published = it.Published.Format(time.RFC3339)
	}
	err := w.text(ctx, &art, it)
	art.Language = cmp.Or(art.Language, it.language)
	return art, err
}

// text finds the text of an article.
func (w *Watcher) text(ctx context.Context, art *Article, it item) error {
	if w.whole(it.Content) || it.URL == "" {
		if err := w.own(art, cmp.Or(it.Content, it.Summary)); err == nil || it.URL == "" {
			return err
		}
	}
	err := w.fetch(ctx, art)
	if err == nil {
		return nil
	}
	if kind := source.KindOf(err); kind == source.Robots || kind == source.Status4xx || kind == source.NotArticle {
		text := cmp.Or(it.Content, it.Summary)
		if utf8.RuneCountInString(plain(text)) >= summaryRunes && w.own(art, text) == nil {
			art.Partial = true
			return nil
		}
	}
	return err
}

// whole tells whether a feed's content is the article, and not its beginning.
func (w *Watcher) whole(content string) bool {
	if len(content) < w.FullRunes {
		return false
	}
	text := plain(content)
	end := strings.TrimRight(text, " ])>»")
	return utf8.RuneCountInString(text) >= w.FullRunes && !strings.HasSuffix(end, "…") && !strings.HasSuffix(end, "...")
}

// plain is the text of HTML, blanks joined.
func plain(content string) string {
	var b strings.Builder
	z := nethtml.NewTokenizer(strings.NewReader(content))
	for tt := z.Next(); tt != nethtml.ErrorToken; tt = z.Next() {
		if tt == nethtml.TextToken {
			b.Write(z.Text())
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
}

// own takes the feed's text for the article's.
func (w *Watcher) own(art *Article, content string) error {
	title := html.EscapeString(art.Title)
	page := "<!doctype html><html><head><meta charset=utf-8><title>" + title + "</title></head><body><article><h1>" + title + "</h1>\n" + content + "</article></body></html>"
	text, err := w.extract(Page{art.URL, "text/html; charset=utf-8", []byte(page)})
	if err != nil {
		return err
	}
	text.Canonical, text.Published = "", "" // those of a page that we made
	art.take(text)
	return nil
}

// extract finds the text of a page. Pages are made by strangers, and one that makes Extract panic costs itself.
func (w *Watcher) extract(p Page) (text Text, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = source.Wrong(source.NotArticle, p.URL, "BUG: its text could not be found: %v", r)
		}
	}()
	text, err = w.Extract(p)
	if err == nil && strings.TrimSpace(text.Text) == "" {
		err = fmt.Errorf("there is no text on it")
	}
	if err != nil {
		return Text{}, &source.Error{Kind: source.NotArticle, URL: p.URL, Err: err}
	}
	return text, nil
}

// fetch gets the page of an article.
func (w *Watcher) fetch(ctx context.Context, art *Article) error {
	page, err := w.Fetcher.Get(ctx, web.Request{URL: art.URL, Accept: acceptPage, BodyBytes: pageBytes})
	if err != nil {
		return err // half a page is no article
	}
	switch media, _, err := mime.ParseMediaType(page.ContentType); {
	case err != nil, media == "text/html", media == "application/xhtml+xml", media == "text/plain": // what is wrongly declared, Extract will see
	default:
		return source.Wrong(source.NotArticle, page.URL, "the page is %q, not HTML", media)
	}
	text, err := w.extract(Page{page.URL, page.ContentType, page.Body})
	if err != nil {
		return err
	}
	art.FromFeed, art.Fetched = false, w.Clock.Now()
	if art.URL, err = address.Clean(page.URL); err != nil {
		panic(fmt.Sprintf("BUG: %q was fetched: %v", page.URL, err))
	}
	art.take(text)
	return nil
}

// take fills in what was found on the page. The page knows best what feed and list know of it, but for the language that the list names: feeds say
// "en-US" of whatever their program is set to.
func (art *Article) take(t Text) {
	art.Text = t.Text
	art.Title, art.Author, art.Publisher = cmp.Or(t.Title, art.Title), cmp.Or(t.Author, art.Author), cmp.Or(t.Publisher, art.Publisher)
	art.Language = cmp.Or(art.Language, t.Language)
	if !strings.HasPrefix(art.Published, t.Published) { // the feed may know the hour of the page's day
		art.Published = t.Published
	}
	if key, err := address.Key(cmp.Or(t.Canonical, art.URL)); err == nil {
		art.Key = key
	}
}
