// Package outbox keeps what alerts have to tell until it is delivered: how far each alert has looked, what it has told of which event, and the
// news that wait. It is a file of its own (SQLite), so that the chronicle is only read, and whoever follows it never waits for those who write.
//
// What makes news arrive once and no more often: looking ahead, remembering what was told and putting news into the box is one transaction; a message keeps
// its id and its news through all attempts; it leaves the box only when its receiver has taken it. A program killed between the two sends the
// same message again, under the same id, by which the receiver knows it.
package outbox

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver
)

// ErrInUse is returned when another program delivers from the box.
var ErrInUse = errors.New("another program delivers from it")

// format is the number of the file's format; a newer file is refused.
const format = 2

// keep is how many delivered news of a feed stay, to write it anew.
const keep = 200

const schema = `
CREATE TABLE IF NOT EXISTS looked (alert TEXT PRIMARY KEY, num INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (alert TEXT NOT NULL, event TEXT NOT NULL, kinds TEXT NOT NULL, PRIMARY KEY (alert, event)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS place (alert TEXT NOT NULL, article TEXT NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL, report TEXT NOT NULL, event TEXT NOT NULL,
    PRIMARY KEY (alert, article, lo, hi, report)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS news (
    num    INTEGER PRIMARY KEY AUTOINCREMENT,
    id     TEXT NOT NULL,
    alert  TEXT NOT NULL,
    target TEXT NOT NULL,
    batch  TEXT NOT NULL,
    due    INTEGER NOT NULL,
    made   INTEGER NOT NULL,
    tries  INTEGER NOT NULL DEFAULT 0,
    error  TEXT NOT NULL DEFAULT '',
    state  INTEGER NOT NULL DEFAULT 0,
    body   BLOB NOT NULL,
    UNIQUE (alert, target, id)
);
CREATE INDEX IF NOT EXISTS news_state ON news (state, alert, target, num);
`

// The states of news.
const (
	waiting   = 0
	delivered = 1
	aside     = 2
)

// Box is an open outbox. It may be used by many goroutines.
type Box struct{ db, lock *sql.DB }

// Open opens the box in a file, and makes it where there is none.
func Open(ctx context.Context, file string) (*Box, error) {
	db, err := sql.Open("sqlite", dsn(file, 5000)+"&_pragma=journal_mode(WAL)")
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", file, err)
	}
	db.SetMaxOpenConns(1)
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err == nil && version <= format {
		_, err = db.ExecContext(ctx, fmt.Sprintf("%s; PRAGMA user_version = %d", schema, format))
		if err == nil {
			return &Box{db: db}, nil
		}
		db.Close()
		return nil, fmt.Errorf("open %s: %w", file, err)
	} else if err != nil {
		db.Close()
		return nil, fmt.Errorf("open %s: %w", file, err)
	}
	db.Close()
	return nil, fmt.Errorf("%s was made by a newer version of bakhar", file)
}

// dsn names a file to SQLite, and how many milliseconds to wait for another who writes.
func dsn(file string, wait int) string {
	return "file:" + strings.NewReplacer("?", "%3f", "#", "%23").Replace(file) + fmt.Sprintf("?_txlock=immediate&_pragma=busy_timeout(%d)&_pragma=synchronous(FULL)", wait)
}

// Own makes this program the one that delivers, until it closes the box or ends in whatever way. Its error is ErrInUse where another one does.
func (b *Box) Own(ctx context.Context, file string) error {
	lock, err := sql.Open("sqlite", dsn(file+".lock", 0))
	if err != nil {
		return err
	}
	lock.SetMaxOpenConns(1)
	if _, err := lock.ExecContext(ctx, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE"); err != nil {
		lock.Close()
		if strings.Contains(err.Error(), "locked") || strings.Contains(err.Error(), "SQLITE_BUSY") {
			return fmt.Errorf("%s: %w", file, ErrInUse)
		}
		return fmt.Errorf("lock %s: %w", file, err)
	}
	b.lock = lock
	return nil
}

// Close closes the box.
func (b *Box) Close() error {
	if b.lock != nil {
		b.lock.Close()
	}
	return b.db.Close()
}

// Looked gives the number of the last change that an alert has looked at; false where it has never looked.
func (b *Box) Looked(ctx context.Context, alert string) (num int64, ok bool, err error) {
	err = b.db.QueryRowContext(ctx, "SELECT num FROM looked WHERE alert = ?", alert).Scan(&num)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return num, err == nil, err
}

// chunk is how many values one statement takes.
const chunk = 500

// Told gives what an alert has told of those of some events of which it has told anything: the kinds of disagreement.
func (b *Box) Told(ctx context.Context, alert string, events []string) (map[string][]string, error) {
	out := map[string][]string{}
	for part := range slices.Chunk(events, chunk) {
		args := []any{alert}
		for _, e := range part {
			args = append(args, e)
		}
		rows, err := b.db.QueryContext(ctx, "SELECT event, kinds FROM told WHERE alert = ? AND event IN (?"+strings.Repeat(",?", len(part)-1)+")", args...)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var event, kinds string
			if err := rows.Scan(&event, &kinds); err != nil {
				rows.Close()
				return nil, err
			}
			out[event] = strings.Fields(kinds)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Place is where a report stands: the words of an article that tell the event.
type Place struct {
	Report, Article string
	Start, End      int // bytes
}

// At is a report, at some words, of an event of which an alert has told.
type At struct{ Report, Event string }

// ToldAt gives of what an alert has told anything by words that some places share, even in part.
func (b *Box) ToldAt(ctx context.Context, alert string, places []Place) (list []At, err error) {
	for _, p := range places {
		rows, err := b.db.QueryContext(ctx, "SELECT report, event FROM place WHERE alert = ? AND article = ? AND lo < ? AND hi > ?", alert, p.Article, p.End, p.Start)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var x At
			if err := rows.Scan(&x.Report, &x.Event); err != nil {
				rows.Close()
				return nil, err
			}
			list = append(list, x)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Told is what an alert has told of an event.
type Told struct {
	Kinds  []string // of disagreements
	Places []Place  // of its reports
}

// News is one thing to tell by one way.
type News struct {
	ID     string // the same for the same thing, however often it is found
	Target string // the way: feed, webhook, mail
	Batch  string // the id of the message that it goes out in
	Due    time.Time
	Made   time.Time
	Body   []byte
}

// Put notes what an alert has found by looking up to a change: what it has told of events, and news for its ways. All of it or nothing is kept. News that are in
// the box already are passed over.
func (b *Box) Put(ctx context.Context, alert string, looked int64, told map[string]Told, news []News) error {
	return b.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO looked VALUES (?, ?) ON CONFLICT (alert) DO UPDATE SET num = excluded.num", alert, looked); err != nil {
			return err
		}
		for event, t := range told {
			if _, err := tx.ExecContext(ctx, "INSERT INTO told VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET kinds = excluded.kinds", alert, event, strings.Join(t.Kinds, " ")); err != nil {
				return err
			}
			for _, p := range t.Places {
				if _, err := tx.ExecContext(ctx, "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET event = excluded.event", alert, p.Article, p.Start, p.End, p.Report, event); err != nil {
					return err
				}
			}
		}
		for _, n := range news {
			if _, err := tx.ExecContext(ctx, "INSERT INTO news (id, alert, target, batch, due, made, body) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
				n.ID, alert, n.Target, n.Batch, n.Due.Unix(), n.Made.Unix(), n.Body); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *Box) update(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

// Batch is one message: news of one alert by one way, which go out together or not at all.
type Batch struct {
	Alert, Target, ID string
	Tries             int
	First             time.Time // when the first of its news was made
	News              []News
}

// Due gives, for each alert and way, the message that is next to go out, if its time has come. One that failed holds up those behind it.
func (b *Box) Due(ctx context.Context, now time.Time) ([]Batch, error) {
	rows, err := b.db.QueryContext(ctx, `
		SELECT n.alert, n.target, n.batch, n.tries FROM news n
		JOIN (SELECT alert, target, MIN(num) AS num FROM news WHERE state = 0 GROUP BY alert, target) AS first ON n.num = first.num
		WHERE n.due <= ? ORDER BY n.alert, n.target`, now.Unix())
	if err != nil {
		return nil, err
	}
	var list []Batch
	for rows.Next() {
		var x Batch
		if err := rows.Scan(&x.Alert, &x.Target, &x.ID, &x.Tries); err != nil {
			rows.Close()
			return nil, err
		}
		list = append(list, x)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	for i := range list {
		if list[i].News, err = b.news(ctx, "alert = ? AND target = ? AND batch = ? AND state = 0 ORDER BY num", list[i].Alert, list[i].Target, list[i].ID); err != nil {
			return nil, err
		}
		list[i].First = list[i].News[0].Made
	}
	return list, nil
}

func (b *Box) news(ctx context.Context, where string, args ...any) (list []News, err error) {
	rows, err := b.db.QueryContext(ctx, "SELECT id, target, batch, due, made, body FROM news WHERE "+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n News
		var due, made int64
		if err := rows.Scan(&n.ID, &n.Target, &n.Batch, &due, &made, &n.Body); err != nil {
			return nil, err
		}
		n.Due, n.Made = time.Unix(due, 0).UTC(), time.Unix(made, 0).UTC()
		list = append(list, n)
	}
	return list, rows.Err()
}

// Wait gives when the next message is due; false where none waits.
func (b *Box) Wait(ctx context.Context) (time.Time, bool, error) {
	var due sql.NullInt64
	err := b.db.QueryRowContext(ctx, `SELECT MIN(n.due) FROM news n
		JOIN (SELECT MIN(num) AS num FROM news WHERE state = 0 GROUP BY alert, target) AS first ON n.num = first.num`).Scan(&due)
	return time.Unix(due.Int64, 0).UTC(), due.Valid, err
}

// Latest gives the latest news of an alert by a way, delivered or not, the latest first, as many as a feed holds.
func (b *Box) Latest(ctx context.Context, alert, target string) ([]News, error) {
	return b.news(ctx, fmt.Sprintf("alert = ? AND target = ? ORDER BY num DESC LIMIT %d", keep), alert, target)
}

// Delivered says that a message has been taken. Its bodies go, but for the latest: what a feed is written of.
func (b *Box) Delivered(ctx context.Context, x Batch) error {
	return b.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE news SET state = ?, error = '' WHERE alert = ? AND target = ? AND batch = ?", delivered, x.Alert, x.Target, x.ID); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf(`DELETE FROM news WHERE alert = ?1 AND target = ?2 AND state = 1 AND num <=
			(SELECT num FROM news WHERE alert = ?1 AND target = ?2 ORDER BY num DESC LIMIT 1 OFFSET %d)`, keep), x.Alert, x.Target)
		return err
	})
}

// Failed says that a message was not taken, and when it is to be tried again.
func (b *Box) Failed(ctx context.Context, x Batch, again time.Time, why error) error {
	_, err := b.db.ExecContext(ctx, "UPDATE news SET tries = ?, due = ?, error = ? WHERE alert = ? AND target = ? AND batch = ?", x.Tries+1, again.Unix(), short(why), x.Alert, x.Target, x.ID)
	return err
}

// Aside takes a message out of the way of others; Retry brings it back.
func (b *Box) Aside(ctx context.Context, x Batch, why error) error {
	_, err := b.db.ExecContext(ctx, "UPDATE news SET tries = ?, state = ?, error = ? WHERE alert = ? AND target = ? AND batch = ?", x.Tries+1, aside, short(why), x.Alert, x.Target, x.ID)
	return err
}

// errorMax is how much of an error is kept, in bytes.
const errorMax = 500

func short(err error) string {
	s := strings.ToValidUTF8(err.Error(), "\ufffd")
	return strings.ToValidUTF8(s[:min(len(s), errorMax)], "")
}

// Retry puts what was set aside of an alert back, due at once, and tells how many news that are.
func (b *Box) Retry(ctx context.Context, alert string, now time.Time) (int64, error) {
	res, err := b.db.ExecContext(ctx, "UPDATE news SET state = ?, tries = 0, due = ?, made = ? WHERE alert = ? AND state = ?", waiting, now.Unix(), now.Unix(), alert, aside)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// Forget drops all that is kept of an alert.
func (b *Box) Forget(ctx context.Context, alert string) error {
	return b.update(ctx, func(tx *sql.Tx) error {
		for _, table := range []string{"looked", "told", "place", "news"} {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE alert = ?", alert); err != nil {
				return err
			}
		}
		return nil
	})
}

// Standing is how one way of an alert stands.
type Standing struct {
	Alert   string `json:"alert"`
	Target  string `json:"target"`
	Waiting int    `json:"waiting"`   // news
	Aside   int    `json:"set_aside"` // news
	Tries   int    `json:"tries"`     // of the message that waits longest for its receiver
	Error   string `json:"error,omitempty"`
}

// Standings tells of all ways by which anything waits or is set aside.
func (b *Box) Standings(ctx context.Context) ([]Standing, error) {
	rows, err := b.db.QueryContext(ctx, `SELECT alert, target, SUM(state = 0), SUM(state = 2), MAX(tries), MAX(error) FROM news WHERE state <> 1 GROUP BY alert, target ORDER BY alert, target`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Standing
	for rows.Next() {
		var s Standing
		if err := rows.Scan(&s.Alert, &s.Target, &s.Waiting, &s.Aside, &s.Tries, &s.Error); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}
