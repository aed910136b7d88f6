package index

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/words"
)

// PutArticle keeps what filters ask of an article that counts, whose place in the list is num. Of an article's face Sources are its defects, Confidence its health.
func (t *Index) PutArticle(num int64, a *store.Article, defects map[string]int) error {
	list := []sign{{signPublisher, a.Publisher}, {signLanguage, a.Language}}
	if a.Defects > 0 || len(defects) > 0 {
		list = append(list, sign{signDefect, ""})
	}
	for _, k := range slices.Sorted(maps.Keys(defects)) {
		list = append(list, sign{signDefect, k})
	}
	signs, err := t.numbered(list)
	if err != nil {
		return err
	}
	slices.Sort(signs)
	f := &face.Face{Num: num, Sources: max(a.Defects, 0), Confidence: a.Health, Signs: slices.Compact(signs)}
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
	fits, err := t.all(p, []clause{{f.Languages, exactly(signLanguage)}, {f.Publishers, exactly(signPublisher)}, {values(f.Defects, anyKind), exactly(signDefect)}})
	return p, possible && fits, err
}

// desk is a store.Desk that is being counted.
type desk struct {
	store.Desk
	kinds map[uint32]int
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
	v, err := t.allValues()
	if err != nil {
		return nil, err
	}
	desks := map[uint64]*desk{}
	var fit face.Places
	if err := t.blocks(p.list, 0, false, func(body []byte) (bool, error) {
		l, n, err := t.look(p, body, &fit)
		if err == nil && n > 0 {
			addDesks(l, &fit, desks)
		}
		return true, err
	}); err != nil {
		return nil, err
	}
	var list []store.Desk
	for of, d := range desks {
		d.Publisher, d.Language = v.value[of>>32], v.value[uint32(of)]
		d.Health /= float64(d.Articles)
		d.Kinds = map[string]int{}
		for num, n := range d.kinds {
			if k := v.value[num]; k != "" {
				d.Kinds[k] = n
			}
		}
		list = append(list, d.Desk)
	}
	slices.SortFunc(list, func(a, b store.Desk) int {
		return strings.Compare(a.Publisher+"\x00"+a.Language, b.Publisher+"\x00"+b.Language)
	})
	return list, nil
}

// addDesks counts the articles of a block. Each has one publisher and one language, be they empty.
func addDesks(l face.Look, fit *face.Places, desks map[uint64]*desk) {
	var of [face.BlockMax]uint64
	var at [face.BlockMax]*desk
	signs := l
	for {
		kind, num, places, ok := signs.Next()
		if !ok {
			break
		}
		for _, p := range places {
			switch kind {
			case kinds[signPublisher]:
				of[p] |= uint64(num) << 32
			case kinds[signLanguage]:
				of[p] |= uint64(num)
			}
		}
	}
	for i := range l.Len() {
		if !fit[i] {
			continue
		}
		f, day := l.At(i), face.Date(l.Num(i))
		d := desks[of[i]]
		if d == nil {
			d = &desk{Desk: store.Desk{HealthMin: f.Confidence, Last: day}, kinds: map[uint32]int{}}
			desks[of[i]] = d
		}
		at[i] = d
		d.Articles++
		d.Health += f.Confidence
		d.HealthMin = min(d.HealthMin, f.Confidence)
		d.Defects += f.Sources
		if f.Sources > 0 {
			d.Damaged++
		}
		if !day.Zero() {
			d.First = day // the latest come first
		}
	}
	for signs = l; ; {
		kind, num, places, ok := signs.Next()
		if !ok {
			return
		}
		for _, p := range places {
			if kind == kinds[signDefect] && at[p] != nil {
				at[p].kinds[num]++
			}
		}
	}
}
