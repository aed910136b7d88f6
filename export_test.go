package bakhar

import "github.com/bakhar/bakhar/internal/article"

// Sentences is how many sentences a text has, which a record does not tell.
func (c *Coder) Sentences(a Article) (int, error) {
	art := &article.Article{Language: a.Language}
	_, err := c.pipe.Code(art, a.Text)
	return len(art.Sentences), err
}
