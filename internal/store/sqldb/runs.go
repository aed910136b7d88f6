package sqldb

import (
	"fmt"
	"iter"
	"time"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// StartRun keeps a new run and gives its number.
func (t *Tx) StartRun(r store.Run) (id int64, err error) {
	err = t.Returning([]any{&id}, "INSERT INTO run (kind, coder, lexicon, started, finished) VALUES (?, ?, ?, ?, ?) RETURNING id",
		sqltx.Clean(r.Kind), sqltx.Clean(r.Coder), sqltx.Clean(r.Lexicon), sqltx.Moment(r.Started), sqltx.Moment(r.Finished))
	return id, err
}

// FinishRun is idempotent: the last time counts.
func (t *Tx) FinishRun(id int64, at time.Time) error {
	n, err := t.Exec("UPDATE run SET finished = ? WHERE id = ?", sqltx.Moment(at), id)
	if err == nil && n == 0 {
		err = sqltx.NotFound("run", fmt.Sprint(id))
	}
	return err
}

// Runs gives all, in order.
func (t *Tx) Runs() (list []store.Run, err error) {
	err = t.Query(func(scan func(...any) error) error {
		var r store.Run
		var started, finished string
		err := scan(&r.ID, &r.Kind, &r.Coder, &r.Lexicon, &started, &finished, &r.Articles, &r.Reports)
		if err == nil {
			r.Started, err = sqltx.Unmoment(started)
		}
		if err == nil {
			r.Finished, err = sqltx.Unmoment(finished)
		}
		list = append(list, r)
		return err
	}, `SELECT r.id, r.kind, r.coder, r.lexicon, r.started, r.finished, COALESCE(c.articles, 0), COALESCE(c.reports, 0)
		FROM run r LEFT JOIN (SELECT run, COUNT(*) AS articles, SUM(reports) AS reports FROM coding GROUP BY run) c ON c.run = r.id ORDER BY r.id`)
	return list, err
}

// Recoded gives the articles that both runs have coded.
func (t *Tx) Recoded(run1, run2 int64) iter.Seq2[store.Recoding, error] {
	return pages(func(last *store.Recoding) (list []store.Recoding, err error) {
		after := ""
		if last != nil {
			after = last.Article
		}
		var nums []int64
		at := map[int64]int{}
		if err := t.Query(func(scan func(...any) error) error {
			var r store.Recoding
			var num int64
			err := scan(&num, &r.Article)
			at[num] = len(list)
			nums, list = append(nums, num), append(list, r)
			return err
		}, `SELECT a.num, a.id FROM article a JOIN coding c ON c.article = a.num AND c.run = ? JOIN coding d ON d.article = a.num AND d.run = ?
			WHERE a.id > ? ORDER BY a.id LIMIT ?`, run1, run2, after, pageTexts); err != nil {
			return nil, err
		}
		for i, run := range []int64{run1, run2} {
			if err := sqltx.In(t.Tx, nums, func(scan func(...any) error) error {
				var num, of int64
				r, err := scanReport(scan, &num, &of)
				if err != nil || of != run {
					return err
				}
				to := &list[at[num]]
				into := [...]*[]article.Report{&to.Before, &to.After}[i]
				*into = append(*into, r)
				return nil
			}, "SELECT article, run, body FROM report WHERE article IN ? ORDER BY article, run, n"); err != nil {
				return nil, err
			}
		}
		return list, nil
	})
}

// Pending gives ids of current articles, in order, that a run has not coded.
func (t *Tx) Pending(run int64, after string, limit int) (ids []string, err error) {
	err = t.Query(func(scan func(...any) error) error {
		ids = append(ids, "")
		return scan(&ids[len(ids)-1])
	}, `SELECT a.id FROM article a WHERE a.id > ? AND a.replaced = '' AND NOT EXISTS (SELECT 1 FROM coding c WHERE c.run = ? AND c.article = a.num)
		ORDER BY a.id LIMIT ?`, sqltx.Clean(after), run, limit)
	return ids, err
}

// PutRead notes how far a source was read in.
func (t *Tx) PutRead(r store.Read) error {
	_, err := t.Exec("INSERT INTO source_read (source, name, size, done) VALUES (?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET name = excluded.name, size = excluded.size, done = excluded.done",
		sqltx.Clean(r.Source), sqltx.Clean(r.Name), r.Size, r.Done)
	return err
}

// ReadOf gives how far a source was read in.
func (t *Tx) ReadOf(source string) (r store.Read, err error) {
	_, err = t.One([]any{&r.Source, &r.Name, &r.Size, &r.Done}, "SELECT source, name, size, done FROM source_read WHERE source = ?", sqltx.Clean(source))
	return r, err
}
