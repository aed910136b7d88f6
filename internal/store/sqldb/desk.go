package sqldb

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// PutDefects tells the kinds of defects that an article has.
func (t *Tx) PutDefects(articleID string, kinds map[string]int) error {
	num, err := t.number(articleID)
	if err != nil {
		return err
	}
	_, err = t.Exec("UPDATE article SET kinds = ? WHERE num = ?", string(sqltx.JSON(cleanKinds(kinds))), num)
	return err
}

// cleanKinds are kinds of defects as kept.
func cleanKinds(kinds map[string]int) map[string]int {
	clean := map[string]int{}
	for k, n := range kinds {
		if n > 0 {
			clean[sqltx.Clean(k)] += n
		}
	}
	return clean
}

// scanKinds reads the kinds of defects of an article.
func scanKinds(s string) (kinds map[string]int, err error) {
	if err = json.Unmarshal([]byte(s), &kinds); err != nil {
		err = fmt.Errorf("defects of an article: %w: %w", store.ErrCorrupt, err)
	}
	return kinds, err
}

// FindArticles gives a page of the articles that a filter wants.
func (t *Tx) FindArticles(f store.ArticleFilter) (page store.ArticlePage, err error) {
	limit := f.Limit
	if limit <= 0 {
		limit = store.LimitDefault
	}
	limit = min(limit, store.LimitMax)
	err = t.listed(f, func(a store.Article, _ map[string]int) bool {
		if len(page.Articles) == limit {
			last := page.Articles[limit-1]
			page.Next = last.Day.String() + " " + last.ID
			return false
		}
		page.Articles = append(page.Articles, a)
		return true
	})
	return page, err
}

// listed calls each for the articles that a filter wants, until it gives false.
func (t *Tx) listed(f store.ArticleFilter, each func(store.Article, map[string]int) bool) error {
	var where []string
	var args []any
	add := func(cond string, values ...any) { where, args = append(where, cond), append(args, values...) }
	add("a.replaced = ''")
	if !f.Days.Start.Zero() {
		add("a.day >= ?", f.Days.Start.String())
	}
	if !f.Days.End.Zero() {
		add("a.day <= ? AND a.day <> ''", f.Days.End.String())
	}
	for column, list := range map[string][]string{"a.publisher": f.Publishers, "a.language": f.Languages} {
		if len(list) > 0 {
			add(column+" IN ("+strings.TrimPrefix(strings.Repeat(",?", len(list)), ",")+")", anys(list)...)
		}
	}
	if f.HealthMax != nil {
		add("a.health <= ?", *f.HealthMax)
	}
	if f.After != "" {
		day, id, ok := strings.Cut(f.After, " ")
		if !ok {
			return fmt.Errorf("%.40q is no place to go on from in a list of articles", f.After)
		}
		add("(a.day < ? OR a.day = ? AND a.id > ?)", day, day, sqltx.Clean(id))
	}
	text := strings.ToLower(f.Text)
	enough := false
	return t.Query(func(scan func(...any) error) error {
		if enough {
			return nil
		}
		var s string
		a, err := scanArticle(scan, &s)
		if err != nil {
			return err
		}
		kinds, err := scanKinds(s)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(f.Defects, func(k string) bool { return kinds[k] > 0 || k == "any" && a.Defects > 0 }) && len(f.Defects) > 0 || !strings.Contains(strings.ToLower(a.Title), text) {
			return nil
		}
		enough = !each(a, kinds)
		return nil
	}, "SELECT "+articleColumns+", a.kinds FROM article a WHERE "+strings.Join(where, " AND ")+" ORDER BY a.day DESC, a.id", args...)
}

func anys(list []string) (out []any) {
	for _, s := range list {
		out = append(out, sqltx.Clean(s))
	}
	return out
}

// Desks tells how the articles of each publisher in each language are.
func (t *Tx) Desks(f store.ArticleFilter) (list []store.Desk, err error) {
	desks := map[[2]string]*store.Desk{}
	f.After = ""
	err = t.listed(f, func(a store.Article, kinds map[string]int) bool {
		key := [2]string{a.Publisher, a.Language}
		d := desks[key]
		if d == nil {
			d = &store.Desk{Publisher: a.Publisher, Language: a.Language, HealthMin: a.Health, First: a.Day, Last: a.Day, Kinds: map[string]int{}}
			desks[key] = d
		}
		d.Articles++
		d.Health += a.Health
		d.HealthMin = min(d.HealthMin, a.Health)
		d.Defects += a.Defects
		if a.Defects > 0 {
			d.Damaged++
		}
		for k := range kinds {
			d.Kinds[k]++
		}
		if !a.Day.Zero() {
			if d.First = a.Day; d.Last.Zero() {
				d.Last = a.Day
			}
		}
		return true
	})
	for _, d := range desks {
		d.Health /= float64(d.Articles)
		list = append(list, *d)
	}
	slices.SortFunc(list, func(a, b store.Desk) int {
		return strings.Compare(a.Publisher+"\t"+a.Language, b.Publisher+"\t"+b.Language)
	})
	return list, err
}
