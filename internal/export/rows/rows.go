// Package rows reads what an export is made of: events in the order of the store, decoded as far as exports need them, and, for those that
// ask, their reports as corrections leave them, with articles. A card is read up to its list of reports only: that is a third of it, and all
// that a row of a table says stands there. Cards are decoded beside each other, and given in order.
//
// Memory does not grow with the number of events: a few chunks of them are held at a time. Shapes are the business of the packages beside it.
package rows

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/store"
)

// chunkSize is how many events are read, decoded and handed on together.
const chunkSize = 256

// Event is one event of an export. Row is what the store keeps of it as far as store.Sealed opens it, Body only where reports or raw cards were asked for; Head is its card without what is about single articles: the lists from
// Reports on are empty, and so are Types, Languages, Line, and the sides of parties, which no table has.
type Event struct {
	Row      store.Event
	Head     accounts.Card
	Articles []accounts.Article // where they were asked for, by publication
	Reports  []Report           // where they were asked for, in the order of the card
}

// Report is one report of an event, as corrections leave it.
type Report struct {
	article.Report
	Article        *store.Article // without its text, unless texts were asked for
	Run            store.Run      // that coded the article
	Account        string         // the key of the account that it stands in
	Judged         bool
	InEvent, InAll int // its number in its event, from 1; and among all that were read, from 1
}

// Source is where events are read: a store's transaction.
type Source interface {
	store.Articles
	store.Streams
	CorrectionsOf(articleIDs []string) ([]store.Correction, error)
	Runs() ([]store.Run, error)
}

// Want says what of each event is to be read.
type Want struct {
	Reports  bool // its reports
	Texts    bool // and the original texts of their articles
	Articles bool // the articles that its card names
	Words    bool // how texts name its parties and place
	Raw      bool // leave Head empty: only Row.Body is looked at
}

// Each gives the events that a filter finds, whole, in the order of its list, however many they are: Limit bounds them only where it is not 0.
// The error, where there is one, comes last.
func Each(ctx context.Context, tx Source, f store.Filter, want Want) iter.Seq2[*Event, error] {
	return func(yield func(*Event, error) bool) {
		r := &reader{tx: tx, want: want}
		if err := r.run(ctx, found(tx, f), yield); err != nil {
			yield(nil, err)
		}
	}
}

// found gives the events of a filter, as many as it wants.
func found(tx Source, f store.Filter) iter.Seq2[store.Sealed, error] {
	return func(yield func(store.Sealed, error) bool) {
		n := 0
		for e, err := range tx.EachFound(f) {
			if n++; !yield(e, err) || err != nil || n == f.Limit {
				return
			}
		}
	}
}

// chunk is some events on their way: opened and decoded when ready is closed.
type chunk struct {
	sealed []store.Sealed
	events []*Event
	err    error
	ready  chan struct{}
}

type reader struct {
	tx   Source
	want Want
	runs map[int64]store.Run
	all  int
}

// run reads events into chunks, has them decoded by others, and gives them in order. Reading and giving stay in this goroutine, since a
// transaction is one goroutine's.
func (r *reader) run(ctx context.Context, events iter.Seq2[store.Sealed, error], yield func(*Event, error) bool) error {
	workers, want := runtime.GOMAXPROCS(0), r.want
	todo := make(chan *chunk, workers+1)
	defer close(todo)
	for range workers {
		go func() {
			d := newDecoder(want.Words)
			for c := range todo {
				c.decode(d, want)
				close(c.ready)
			}
		}()
	}
	var waiting []*chunk
	fresh := &chunk{}
	give := func(most int) (bool, error) { // until at most so many chunks wait
		for len(waiting) > most {
			c := waiting[0]
			waiting = waiting[1:]
			if goes, err := r.give(c, yield); err != nil || !goes {
				return false, err
			}
		}
		return true, ctx.Err()
	}
	send := func() {
		fresh.ready = make(chan struct{})
		todo <- fresh
		waiting = append(waiting, fresh)
		fresh = &chunk{}
	}
	for e, err := range events {
		if err != nil {
			return err
		}
		fresh.sealed = append(fresh.sealed, e)
		if len(fresh.sealed) < chunkSize {
			continue
		}
		send()
		if goes, err := give(workers); err != nil || !goes {
			return err
		}
	}
	send()
	_, err := give(0)
	return err
}

func (r *reader) give(c *chunk, yield func(*Event, error) bool) (bool, error) {
	<-c.ready
	if c.err != nil {
		return false, c.err
	}
	if r.want.Reports {
		if err := r.reports(c.events); err != nil {
			return false, err
		}
	}
	for _, e := range c.events {
		if !yield(e, nil) {
			return false, nil
		}
		e.Row.Body, e.Reports, e.Articles = nil, nil, nil
	}
	return true, nil
}

func (c *chunk) decode(d *decoder, want Want) {
	keep := want.Reports || want.Raw
	c.events = make([]*Event, len(c.sealed))
	all := make([]Event, len(c.sealed))
	for i, s := range c.sealed {
		e := &all[i]
		c.events[i] = e
		if keep {
			d.body = nil
		}
		if e.Row, c.err = s.Open(d.body[:0]); c.err != nil {
			return
		}
		d.body = e.Row.Body
		if want.Raw && !want.Reports {
			continue
		}
		if err := d.head(e.Row.Body, &e.Head); err != nil {
			c.err = fmt.Errorf("event %s: its body is no card: %w", e.Row.ID, err)
			return
		}
		if want.Articles {
			if e.Articles, c.err = articlesOf(e.Row.Body); c.err != nil {
				c.err = fmt.Errorf("event %s: its body is no card: %w", e.Row.ID, c.err)
				return
			}
		}
		if !keep {
			e.Row.Body = nil // its array is the next one's
		}
	}
	c.sealed = nil
}

// reports fills in the reports of some events.
func (r *reader) reports(events []*Event) error {
	if r.runs == nil {
		list, err := r.tx.Runs()
		if err != nil {
			return err
		}
		r.runs = map[int64]store.Run{}
		for _, x := range list {
			r.runs[x.ID] = x
		}
	}
	var ids []string
	in := make([][]accounts.Report, len(events))
	articles := map[string]*store.Article{}
	for i, e := range events {
		var tail struct {
			Reports []accounts.Report `json:"reports"`
		}
		if err := json.Unmarshal(reportList(e.Row.Body), &tail); err != nil {
			return fmt.Errorf("event %s: its body is no card: %w", e.Row.ID, err)
		}
		in[i] = tail.Reports
		for _, x := range tail.Reports {
			ids = append(ids, x.ID)
			articles[x.Article] = nil
		}
	}
	reports, err := r.effective(ids, slices.Sorted(maps.Keys(articles)))
	if err != nil {
		return err
	}
	if err := r.articles(articles); err != nil {
		return err
	}
	for i, e := range events {
		for _, x := range in[i] {
			rep, ok := reports[x.ID]
			art := articles[x.Article]
			if !ok || art == nil {
				return fmt.Errorf("event %s: %w: its report %s is not there", e.Row.ID, store.ErrCorrupt, x.ID)
			}
			r.all++
			e.Reports = append(e.Reports, Report{Report: rep, Article: art, Run: r.runs[art.Run], Account: x.Account, Judged: x.Judged, InEvent: len(e.Reports) + 1, InAll: r.all})
		}
	}
	return nil
}

var articlesBegin = []byte(`],"articles":[`)

// articlesOf reads a card's list of articles alone.
func articlesOf(body []byte) (list []accounts.Article, err error) {
	i := bytes.Index(body, articlesBegin)
	if i < 0 {
		return nil, nil
	}
	err = json.NewDecoder(bytes.NewReader(body[i+len(articlesBegin)-1:])).Decode(&list)
	return list, err
}

// reportList is the JSON of a card's list of reports alone.
func reportList(body []byte) []byte {
	i := bytes.Index(body, reportsBegin)
	if i < 0 {
		return []byte("{}")
	}
	j := bytes.Index(body[i:], articlesBegin)
	if j < 0 {
		return body
	}
	return slices.Concat([]byte("{"), body[i+1:i+j+1], []byte("}"))
}

// effective gives reports by their ids, as corrections leave them.
func (r *reader) effective(ids, articles []string) (map[string]article.Report, error) {
	list, err := r.tx.ReportsByID(ids)
	if err != nil {
		return nil, err
	}
	out := make(map[string]article.Report, len(list))
	for _, x := range list {
		out[x.ID] = x
	}
	cs, err := r.tx.CorrectionsOf(articles)
	if err != nil || len(cs) == 0 {
		return out, err
	}
	touched := map[string]bool{}
	for _, c := range cs {
		for _, t := range c.Targets {
			touched[t.Article] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(touched)) {
		base, err := r.tx.Reports(id)
		if err != nil {
			return nil, err
		}
		of, err := r.tx.CorrectionsOf([]string{id})
		if err != nil {
			return nil, err
		}
		for _, x := range corrections.Apply(base, of) {
			if x.Article == id {
				out[x.ID] = x
			}
		}
	}
	return out, nil
}

// articles fills in those that a map names.
func (r *reader) articles(into map[string]*store.Article) error {
	ids := slices.Sorted(maps.Keys(into))
	list, err := r.tx.ArticlesByID(ids)
	if err != nil {
		return err
	}
	for i := range list {
		into[list[i].ID] = &list[i]
	}
	if !r.want.Texts {
		return nil
	}
	for _, id := range ids {
		whole, err := r.tx.Article(id)
		if err != nil {
			return err
		}
		into[id] = &whole
	}
	return nil
}

// Name is how a party is shown where there is no room for more: by its name where the gazetteer knows it, else by country and sector. No
// private person is named.
func Name(p *accounts.Party) string {
	if p.Name != "" && p.Wikidata+p.KB != "" {
		return p.Name
	}
	return strings.Trim(p.Country+"/"+p.Sector, "/")
}
