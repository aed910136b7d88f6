package sqldb

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/source/address"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// pageRows and pageTexts are how many rows, or whole texts, an iterator asks for at a time. Between two pages no statement is open.
const (
	pageRows  = 256
	pageTexts = 32
)

const articleColumns = "a.id, a.given, a.url, a.key, a.publisher, a.author, a.title, a.language, a.published, a.day, a.health, a.defects, a.grp, a.replaced, COALESCE(a.run, 0)"

// scanArticle reads articleColumns and what follows them.
func scanArticle(scan func(...any) error, more ...any) (a store.Article, err error) {
	var d string
	dest := []any{&a.ID, &a.Given, &a.URL, &a.Key, &a.Publisher, &a.Author, &a.Title, &a.Language, &a.Published, &d, &a.Health, &a.Defects, &a.Group, &a.Replaced, &a.Run}
	if err = scan(append(dest, more...)...); err != nil {
		return a, err
	}
	a.Day, err = sqltx.Day(d)
	return a, err
}

// PutArticle keeps an article.
func (t *Tx) PutArticle(a store.Article) (store.Put, error) {
	if a.ID == "" || a.Key == "" {
		return 0, fmt.Errorf("an article without id or key cannot be kept")
	}
	var num int64
	if found, err := t.One([]any{&num}, "SELECT num FROM article WHERE id = ?", sqltx.Clean(a.ID)); err != nil || found {
		return store.Same, err
	}
	put := store.New
	replaced := ""
	head, err := t.heads(a.Key)
	if err != nil {
		return 0, err
	}
	if head.ID != "" {
		put = store.Changed
		if later(head, a) {
			replaced = head.ID
		}
	}
	if err := t.insertArticles([]store.Article{a}, replaced); err != nil {
		return 0, err
	}
	if put == store.Changed && replaced == "" {
		if err := t.unlist(head.ID); err != nil {
			return 0, err
		}
		_, err = t.Exec("UPDATE article SET replaced = ? WHERE key = ? AND id <> ?", sqltx.Clean(a.ID), sqltx.Clean(a.Key), sqltx.Clean(a.ID))
	}
	return put, err
}

// PutArticles keeps articles, one after the other; those that are new under keys that no other has go into few statements.
func (t *Tx) PutArticles(list []store.Article) ([]store.Put, error) {
	ids, keys := make([]string, len(list)), make([]string, len(list))
	times := map[string]int{} // a key, and an id, is in the list
	for i, a := range list {
		ids[i], keys[i] = sqltx.Clean(a.ID), sqltx.Clean(a.Key)
		times["id "+ids[i]]++
		times["key "+keys[i]]++
	}
	known := map[string]bool{}
	note := func(kind string) func(scan func(...any) error) error {
		return func(scan func(...any) error) error {
			var s string
			err := scan(&s)
			known[kind+s] = true
			return err
		}
	}
	if err := sqltx.In(t.Tx, ids, note("id "), "SELECT id FROM article WHERE id IN ?"); err != nil {
		return nil, err
	}
	if err := sqltx.In(t.Tx, keys, note("key "), "SELECT key FROM article WHERE key IN ?"); err != nil {
		return nil, err
	}
	puts := make([]store.Put, len(list))
	var fresh []store.Article
	for i, a := range list {
		switch id, key := "id "+ids[i], "key "+keys[i]; {
		case known[id]:
			puts[i] = store.Same
		case !known[key] && times[id] == 1 && times[key] == 1 && ids[i] != "" && keys[i] != "":
			puts[i] = store.New
			fresh = append(fresh, a)
		default:
			var err error
			if puts[i], err = t.PutArticle(a); err != nil {
				return nil, fmt.Errorf("article %s: %w", a.ID, err)
			}
		}
	}
	return puts, t.insertArticles(fresh, "")
}

// insertArticles inserts articles that are not there, with their texts.
func (t *Tx) insertArticles(list []store.Article, replaced string) error {
	places := make([]int64, len(list))
	for i := range list {
		places[i] = face.Place(list[i].Day, list[i].ID)
	}
	if err := t.freePlaces(places); err != nil {
		return err
	}
	rows := make([][]any, len(list))
	at := make(map[string]int, len(list))
	for i, a := range list {
		id := sqltx.Clean(a.ID)
		at[id] = i
		run, health, defects, kinds := t.coded.of(&list[i], id)
		rows[i] = []any{id, sqltx.Clean(a.Given), sqltx.Clean(a.URL), sqltx.Clean(a.Key), sqltx.Clean(a.Publisher), sqltx.Clean(a.Author), sqltx.Clean(a.Title),
			sqltx.Clean(a.Language), sqltx.Clean(a.Published), a.Day.String(), health, defects, id, replaced, places[i], run, kinds}
	}
	if t.articleNums == nil {
		t.articleNums = map[string]int64{}
	}
	texts := make([][]any, len(list))
	if err := t.InsertReturning("INSERT INTO article (id, given, url, key, publisher, author, title, language, published, day, health, defects, grp, replaced, listed, run, kinds)", rows, " RETURNING num, id",
		func(scan func(...any) error) error {
			var num int64
			var id string
			if err := scan(&num, &id); err != nil {
				return err
			}
			i := at[id]
			t.articleNums[list[i].ID] = num
			t.coded.note(id, num)
			texts[i] = []any{num, sqltx.Pack([]byte(list[i].Text))}
			if replaced == "" {
				t.touch(num)
				t.index.PutArticleWords(places[i], list[i].Title+"\n"+list[i].Text)
			}
			return nil
		}); err != nil {
		return err
	}
	return t.Insert("INSERT INTO article_text (article, body)", texts, "")
}

// heads gives the article of a key that counts.
func (t *Tx) heads(key string) (head store.Article, err error) {
	err = t.Query(func(scan func(...any) error) (err error) {
		head, err = scanArticle(scan)
		return err
	}, "SELECT "+articleColumns+" FROM article a WHERE a.key = ? AND a.replaced = ''", sqltx.Clean(key))
	return head, err
}

// later tells whether a was published after b: by the hour where both tell it, by the day otherwise.
func later(a, b store.Article) bool {
	ta, erra := time.Parse(time.RFC3339, a.Published)
	tb, errb := time.Parse(time.RFC3339, b.Published)
	if erra == nil && errb == nil {
		return ta.After(tb)
	}
	return a.Day.String() > b.Day.String()
}

// Article gives the article of an id, with its text.
func (t *Tx) Article(id string) (store.Article, error) {
	list, err := t.articles("a.id = ?", 1, sqltx.Clean(id))
	if err != nil {
		return store.Article{}, err
	}
	if len(list) == 0 {
		return store.Article{}, sqltx.NotFound("article", id)
	}
	return list[0], nil
}

// articles gives whole articles that fit a condition, in the order of ids.
func (t *Tx) articles(where string, limit int, args ...any) (list []store.Article, err error) {
	err = t.Query(func(scan func(...any) error) error {
		var body []byte
		a, err := scanArticle(scan, &body)
		if err != nil {
			return err
		}
		if body, err = sqltx.Unpack(body); err != nil {
			return fmt.Errorf("text of article %s: %w: %w", a.ID, store.ErrCorrupt, err)
		}
		a.Text = string(body)
		list = append(list, a)
		return nil
	}, "SELECT "+articleColumns+", x.body FROM article a JOIN article_text x ON x.article = a.num WHERE "+where+" ORDER BY a.id LIMIT ?", append(args, limit)...)
	return list, err
}

// ArticlesByID gives those that are there, without their texts.
func (t *Tx) ArticlesByID(ids []string) (list []store.Article, err error) {
	err = sqltx.In(t.Tx, sqltx.CleanAll(ids), func(scan func(...any) error) error {
		a, err := scanArticle(scan)
		list = append(list, a)
		return err
	}, "SELECT "+articleColumns+" FROM article a WHERE a.id IN ?")
	return ordered(list, func(a store.Article) string { return a.ID }), err
}

// ordered sorts by id and drops what is there twice, which lists in parts may bring.
func ordered[T any](list []T, id func(T) string) []T {
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(id(a), id(b)) })
	return slices.CompactFunc(list, func(a, b T) bool { return id(a) == id(b) })
}

// EachArticle gives the articles with ids greater than after.
func (t *Tx) EachArticle(after string) iter.Seq2[store.Article, error] {
	return pages(func(last *store.Article) ([]store.Article, error) {
		if last != nil {
			after = last.ID
		}
		return t.articles("a.id > ?", pageTexts, sqltx.Clean(after))
	})
}

// pages makes an iterator of what gives one page at a time, after the last of the page before; an empty page is the end.
func pages[T any](next func(last *T) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var last *T
		for {
			page, err := next(last)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for i := range page {
				if !yield(page[i], nil) {
					return
				}
			}
			if len(page) == 0 {
				return
			}
			last = &page[len(page)-1]
		}
	}
}

// FindArticle gives the article of an id, a given id, or a URL: the one that counts, where there are several.
func (t *Tx) FindArticle(name string) (store.Article, error) {
	var id string
	key, err := address.Key(name)
	if err != nil { // no URL: an article's own key may still be meant
		key = name
	}
	for _, q := range []struct{ where, value string }{{"id = ?", name}, {"given = ? AND given <> ''", name}, {"key = ?", key}} {
		found, err := t.One([]any{&id}, "SELECT id FROM article WHERE "+q.where+" ORDER BY CASE replaced WHEN '' THEN 0 ELSE 1 END, id LIMIT 1", sqltx.Clean(q.value))
		if err != nil {
			return store.Article{}, err
		}
		if found {
			return t.Article(id)
		}
	}
	return store.Article{}, sqltx.NotFound("article", name)
}

// ReplacedBy gives the ids of the articles that an article replaced.
func (t *Tx) ReplacedBy(articleID string) (ids []string, err error) {
	err = t.Query(func(scan func(...any) error) error {
		ids = append(ids, "")
		return scan(&ids[len(ids)-1])
	}, "SELECT id FROM article WHERE replaced = ? AND replaced <> '' ORDER BY id", sqltx.Clean(articleID))
	return ids, err
}

// number gives the number by which rows refer to an article.
func (t *Tx) number(articleID string) (num int64, err error) {
	if num, ok := t.articleNums[articleID]; ok {
		return num, nil
	}
	found, err := t.One([]any{&num}, "SELECT num FROM article WHERE id = ?", sqltx.Clean(articleID))
	if err == nil && !found {
		err = sqltx.NotFound("article", articleID)
	}
	if err != nil {
		return 0, err
	}
	if t.articleNums == nil {
		t.articleNums = map[string]int64{}
	}
	t.articleNums[articleID] = num
	return num, nil
}

// PutReports makes reports the current ones of an article under a run.
func (t *Tx) PutReports(run int64, articleID string, health float64, defects int, reports []article.Report) error {
	return t.PutCodings(run, []store.Coding{{Article: articleID, Health: health, Defects: defects, Reports: reports}})
}

// PutCodings makes reports the current ones of several articles under a run.
func (t *Tx) PutCodings(run int64, codings []store.Coding) error {
	nums := make([]int64, len(codings))
	var coded, reports [][]any
	if t.bodies == nil {
		t.bodies = map[string][][]byte{}
	}
	for i, c := range codings {
		var err error
		if nums[i], err = t.number(c.Article); err != nil {
			return err
		}
		coded = append(coded, []any{run, nums[i], len(c.Reports)})
		bodies := make([][]byte, len(c.Reports))
		for n := range c.Reports {
			bodies[n] = sqltx.JSON(&c.Reports[n])
			reports = append(reports, []any{nums[i], run, n, sqltx.Clean(c.Reports[n].ID), sqltx.Pack(bodies[n])})
		}
		t.bodies[sqltx.Clean(c.Article)] = bodies
	}
	var again []int64 // coded by this run before
	if err := sqltx.In(t.Tx, nums, func(scan func(...any) error) error {
		again = append(again, 0)
		return scan(&again[len(again)-1])
	}, "SELECT article FROM coding WHERE run = "+strconv.FormatInt(run, 10)+" AND article IN ?"); err != nil {
		return err
	}
	if err := sqltx.ExecIn(t.Tx, again, "DELETE FROM report WHERE run = "+strconv.FormatInt(run, 10)+" AND article IN ?"); err != nil {
		return err
	}
	if err := t.Insert("INSERT INTO coding (run, article, reports)", coded, " ON CONFLICT (run, article) DO UPDATE SET reports = excluded.reports"); err != nil {
		return err
	}
	if err := t.Insert("INSERT INTO report (article, run, n, id, body)", reports, ""); err != nil {
		return err
	}
	var rows [][]any
	for i, c := range codings {
		t.touch(nums[i])
		if t.coded != nil && t.coded.run == run && t.coded.done[nums[i]] {
			continue
		}
		var kinds any // null leaves what there is
		if c.Kinds != nil {
			kinds = string(sqltx.JSON(cleanKinds(c.Kinds)))
		}
		rows = append(rows, []any{nums[i], run, c.Health, c.Defects, kinds})
	}
	_, err := t.UpdateFrom("UPDATE article SET run = v.column2, health = v.column3, defects = v.column4, kinds = COALESCE(v.column5, kinds)", rows,
		[]string{"BIGINT", "BIGINT", "DOUBLE PRECISION", "INTEGER", "TEXT"}, "article.num = v.column1")
	return err
}

// scanReport reads a report's body, and what stands before it.
func scanReport(scan func(...any) error, before ...any) (r article.Report, err error) {
	var body []byte
	if err = scan(append(before, &body)...); err != nil {
		return r, err
	}
	if body, err = sqltx.Unpack(body); err == nil {
		err = json.Unmarshal(body, &r)
	}
	if err != nil {
		err = fmt.Errorf("body of a report: %w: %w", store.ErrCorrupt, err)
	}
	return r, err
}

// Reports gives the current reports of articles, as coded.
func (t *Tx) Reports(articleIDs ...string) (list []article.Report, err error) {
	type place struct {
		article string
		n       int
	}
	var places []place
	var asked []string
	for _, id := range unique(sqltx.CleanAll(articleIDs)) {
		bodies, ok := t.bodies[id]
		if !ok {
			asked = append(asked, id)
		}
		for n, body := range bodies {
			var r article.Report
			if err := json.Unmarshal(body, &r); err != nil {
				return nil, fmt.Errorf("body of a report: %w", err)
			}
			list, places = append(list, r), append(places, place{id, n})
		}
	}
	if err := sqltx.In(t.Tx, asked, func(scan func(...any) error) error {
		var p place
		r, err := scanReport(scan, &p.article, &p.n)
		list, places = append(list, r), append(places, p)
		return err
	}, "SELECT a.id, r.n, r.body FROM article a JOIN report r ON r.article = a.num AND r.run = a.run WHERE a.id IN ?"); err != nil {
		return nil, err
	}
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(strings.Compare(places[i].article, places[j].article), cmp.Compare(places[i].n, places[j].n))
	})
	sorted := make([]article.Report, 0, len(list))
	for i, at := range order {
		if i > 0 && places[at] == places[order[i-1]] {
			continue // a list in parts is filled up with its last
		}
		sorted = append(sorted, list[at])
	}
	if len(sorted) == 0 {
		return nil, nil
	}
	return sorted, nil
}

func unique(ids []string) []string {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// ReportsByID gives those that are there. Of a report that several runs have coded it is the current one, otherwise the last run's.
func (t *Tx) ReportsByID(ids []string) (list []article.Report, err error) {
	type version struct {
		report  article.Report
		current bool
		run     int64
	}
	best := map[string]version{}
	err = sqltx.In(t.Tx, sqltx.CleanAll(ids), func(scan func(...any) error) error {
		var v version
		var id string
		if v.report, err = scanReport(scan, &id, &v.current, &v.run); err != nil {
			return err
		}
		if b, ok := best[id]; !ok || v.current && !b.current || v.current == b.current && v.run > b.run {
			best[id] = v
		}
		return nil
	}, "SELECT r.id, CASE r.run WHEN a.run THEN 1 ELSE 0 END, r.run, r.body FROM report r JOIN article a ON a.num = r.article WHERE r.id IN ?")
	for _, v := range best {
		list = append(list, v.report)
	}
	return ordered(list, func(r article.Report) string { return r.ID }), err
}
