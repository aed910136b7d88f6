package sqldb

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// PutDefects tells the kinds of defects that an article has.
func (t *Tx) PutDefects(articleID string, kinds map[string]int) error {
	num, err := t.number(articleID)
	if err != nil {
		return err
	}
	t.touch(num)
	_, err = t.Exec("UPDATE article SET kinds = ? WHERE num = ?", string(sqltx.JSON(cleanKinds(kinds))), num)
	return err
}

// cleanKinds are kinds of defects as kept.
func cleanKinds(kinds map[string]int) map[string]int {
	clean := map[string]int{}
	for k, n := range kinds {
		if k = sqltx.Clean(k); n > 0 && k != "" {
			clean[k] += n
		}
	}
	return clean
}

// touch remembers that an article's face is to be made anew at the end of the transaction.
func (t *Tx) touch(num int64) {
	if t.touched == nil {
		t.touched = map[int64]bool{}
	}
	t.touched[num] = true
}

// touchAll is touch for articles by their ids.
func (t *Tx) touchAll(ids []string) error {
	return sqltx.In(t.Tx, sqltx.CleanAll(ids), func(scan func(...any) error) error {
		var num int64
		err := scan(&num)
		t.touch(num)
		return err
	}, "SELECT num FROM article WHERE id IN ?")
}

// flushArticles makes the faces of the articles that were touched.
func (t *Tx) flushArticles() error {
	nums := slices.Sorted(maps.Keys(t.touched))
	t.touched = nil
	var list []listed
	if err := sqltx.In(t.Tx, nums, func(scan func(...any) error) error {
		l, err := scanListed(scan)
		list = append(list, l)
		return err
	}, "SELECT "+listedColumns+" FROM article a WHERE a.num IN ?"); err != nil {
		return err
	}
	for i := range list {
		if l := &list[i]; l.Replaced == "" {
			if err := t.index.PutArticle(l.place, &l.Article, l.reports, l.kinds); err != nil {
				return err
			}
		}
	}
	return nil
}

// listed is an article with its place in the list of articles, and the kinds of its defects.
type listed struct {
	store.Article
	place   int64
	reports int
	kinds   map[string]int
}

const listedColumns = articleColumns + ", COALESCE(a.listed, -1), COALESCE((SELECT c.reports FROM coding c WHERE c.run = a.run AND c.article = a.num), 0), a.kinds"

func scanListed(scan func(...any) error, more ...any) (l listed, err error) {
	var kinds string
	if l.Article, err = scanArticle(scan, append([]any{&l.place, &l.reports, &kinds}, more...)...); err != nil {
		return l, err
	}
	if err = json.Unmarshal([]byte(kinds), &l.kinds); err != nil {
		err = fmt.Errorf("defects of article %s: %w: %w", l.ID, store.ErrCorrupt, err)
	}
	return l, err
}

// place gives an article its place in the list.
func (t *Tx) place(a *store.Article) (int64, error) {
	places := []int64{face.Place(a.Day, a.ID)}
	err := t.freePlaces(places)
	return places[0], err
}

// freePlaces makes of the places that articles want such as no article has.
func (t *Tx) freePlaces(places []int64) error {
	return t.freeAll("SELECT listed FROM article WHERE listed IN ?", "SELECT id FROM article WHERE listed = ?", places)
}

// unlist takes an article that counts no more out of the list.
func (t *Tx) unlist(id string) error {
	var place int64
	if _, err := t.One([]any{&place}, "SELECT COALESCE(listed, -1) FROM article WHERE id = ?", sqltx.Clean(id)); err != nil {
		return err
	}
	t.index.DropArticle(place)
	return nil
}

// FindArticles gives a page of the articles that a filter wants.
func (t *Tx) FindArticles(f store.ArticleFilter) (page store.ArticlePage, err error) {
	if err := t.flushArticles(); err != nil {
		return page, err
	}
	nums, next, err := t.index.FindArticles(&f)
	if err != nil || len(nums) == 0 {
		return page, err
	}
	at := make(map[int64]int, len(nums))
	for i, num := range nums {
		at[num] = i
	}
	page = store.ArticlePage{Articles: make([]store.Article, len(nums)), Next: next}
	return page, sqltx.In(t.Tx, nums, func(scan func(...any) error) error {
		var num int64
		a, err := scanArticle(scan, &num)
		page.Articles[at[num]] = a
		return err
	}, "SELECT "+articleColumns+", a.listed FROM article a WHERE a.listed IN ?")
}

// Desks tells how the articles of each publisher in each language are.
func (t *Tx) Desks(f store.ArticleFilter) ([]store.Desk, error) {
	if err := t.flushArticles(); err != nil {
		return nil, err
	}
	return t.index.Desks(&f)
}
