package sqldb

import (
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// codedWith is how articles are coded that are being put, so that their rows are written once and not changed at once.
type codedWith struct {
	run     int64
	codings map[string]*store.Coding // by the article's id
	done    map[int64]bool           // numbers of the articles whose rows tell it
}

// PutCoded keeps articles with what was found in them.
func (t *Tx) PutCoded(run int64, list []store.Article, codings []store.Coding) ([]store.Put, error) {
	t.coded = &codedWith{run, make(map[string]*store.Coding, len(list)), map[int64]bool{}}
	defer func() { t.coded = nil }()
	for i := range codings {
		t.coded.codings[sqltx.Clean(codings[i].Article)] = &codings[i]
	}
	puts, err := t.PutArticles(list)
	if err != nil {
		return nil, err
	}
	var fresh []store.Coding
	for i, put := range puts {
		if put != store.Same {
			fresh = append(fresh, codings[i])
		}
	}
	return puts, t.PutCodings(run, fresh)
}

// of gives what an article's row tells of its coding.
func (c *codedWith) of(a *store.Article, id string) (run any, health float64, defects int, kinds string) {
	if c == nil || c.codings[id] == nil {
		return nil, a.Health, a.Defects, "{}"
	}
	x := c.codings[id]
	return c.run, x.Health, x.Defects, string(sqltx.JSON(cleanKinds(x.Kinds)))
}

// note remembers that an article's row tells how it is coded.
func (c *codedWith) note(id string, num int64) {
	if c != nil && c.codings[id] != nil {
		c.done[num] = true
	}
}
