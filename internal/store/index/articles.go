package index

import (
	"math"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sign"
	"github.com/bakhar/bakhar/internal/store/sqltx"
	"github.com/bakhar/bakhar/internal/store/tally"
	"github.com/bakhar/bakhar/internal/store/words"
)

// PutArticle keeps what filters ask of an article that counts, whose place in the list is num, with the number of its reports and the kinds of its defects. Of an
// article's face Sources are its defects, Confidence its health, Scale its reports, and Quad is 1 where it is a copy.
func (t *Index) PutArticle(num int64, a *store.Article, reports int, defects map[string]int) error {
	signs, err := t.numbered(sign.OfArticle(a, defects))
	if err != nil {
		return err
	}
	slices.Sort(signs)
	f := &face.Face{Num: num, Sources: max(a.Defects, 0), Confidence: a.Health, Scale: min(reports, math.MaxInt16), Signs: slices.Compact(signs)}
	if a.Group != a.ID {
		f.Quad = 1
	}
	if a.Day.Zero() {
		f.Span = -1
	}
	t.articles.put(num, f)
	return nil
}

// PutArticleWords keeps the words by which a new article is found.
func (t *Index) PutArticleWords(num int64, text string) {
	t.articles.putDoc(num, words.New(num, text), false)
}

// DropArticle lets go what is known of an article that counts no more.
func (t *Index) DropArticle(num int64) {
	t.articles.put(num, nil)
	t.articles.putDoc(num, nil, true)
}

// FindArticles gives the places in the list of the articles that a filter wants, and the cursor of the next page.
func (t *Index) FindArticles(f *store.ArticleFilter) (nums []int64, next string, err error) {
	p, possible, err := t.planArticles(f)
	if err != nil || !possible {
		return nil, "", err
	}
	return t.page(p)
}

func (t *Index) planArticles(f *store.ArticleFilter) (p *plan, possible bool, err error) {
	p = &plan{Wanted: face.Wanted{Days: f.Days, Confidence: math.Inf(-1), ConfidenceMax: f.HealthMax}, list: &t.articles}
	if possible, err = t.begin(p, f.After, f.Limit, f.Text); err != nil {
		return nil, false, err
	}
	exactly := func(kind string) func(string) ([]face.Sign, error) {
		return func(v string) ([]face.Sign, error) { return t.exactly(kind, v) }
	}
	fits, err := t.all(p, []clause{{f.Languages, exactly(sign.Language)}, {f.Publishers, exactly(sign.Publisher)}, {values(f.Defects, anyKind), exactly(sign.Defect)}})
	return p, possible && fits, err
}

// Desks counts the articles that a filter wants by publisher and language.
func (t *Index) Desks(f *store.ArticleFilter) ([]store.Desk, error) {
	all := *f
	all.After, all.Limit = "", 0
	p, possible, err := t.planArticles(&all)
	if err != nil || !possible {
		return nil, err
	}
	if len(p.text) > 0 {
		if err := t.fetch(p); err != nil {
			return nil, err
		}
	}
	desks := tally.NewDesks()
	var fit face.Places
	if err := t.blocks(p.list, 0, false, func(l face.Look) (bool, error) {
		n, err := p.fits(l, &fit)
		if err == nil && n > 0 {
			desks.Add(l, &fit)
		}
		return true, err
	}); err != nil {
		return nil, err
	}
	m, err := t.meanings()
	if err != nil {
		return nil, err
	}
	return desks.Done(m), nil
}

// Count counts what a question asks.
func (t *Index) Count(q *store.Question) (c store.Counted, err error) {
	if t.Writes() {
		return t.count(q)
	}
	v, err := t.current()
	if err != nil {
		return c, err
	}
	key := string(sqltx.JSON(q))
	if c, ok := t.kept.answers.get(v, key); ok {
		return c, nil
	}
	if c, err = t.count(q); err == nil {
		t.kept.answers.put(v, key, c)
	}
	return c, err
}

func (t *Index) count(q *store.Question) (c store.Counted, err error) {
	p, possible, err := t.planAll(&q.Filter)
	if err != nil {
		return c, err
	}
	m, err := t.meanings()
	if err != nil {
		return c, err
	}
	count, err := tally.New(q, m)
	if err != nil || !possible {
		return c, err
	}
	if err := t.blocks(p.list, 0, false, func(l face.Look) (bool, error) {
		n, err := p.fits(l, count.Fit())
		if err == nil && n > 0 {
			count.Add(l)
		}
		return true, err
	}); err != nil {
		return c, err
	}
	return count.Done(), nil
}
