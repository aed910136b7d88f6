package sqldb

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// widths are the greatest lengths in days of the classes of keys. An index by hash and first day finds the keys of a class that reach a day by
// looking back as many days as its longest; without classes one key of a year would make every search look back a year.
var widths = [...]int{2, 31, 366, 1 << 22}

func width(k store.Key) int {
	for i, w := range widths {
		if k.To-k.From <= w {
			return i
		}
	}
	return len(widths) - 1
}

const nodeColumns = "n.id, a.id, n.rank, n.sketch, n.event, n.link"

func scanNode(scan func(...any) error, more ...any) (n store.Node, err error) {
	err = scan(append([]any{&n.ID, &n.Article, &n.Rank, &n.Sketch, &n.Event, &n.Link}, more...)...)
	return n, err
}

func nodeID(n store.Node) string { return n.ID }

// keysMax is how many keys go into one question.
const keysMax = 64

// Near gives the nodes that stand under one of the keys on one of its days.
func (t *Tx) Near(keys []store.Key) (list []store.Node, err error) {
	keys = slices.Compact(slices.SortedFunc(slices.Values(keys), compareKeys))
	seen := map[int64]bool{}
	var nums []int64
	for part := range slices.Chunk(keys, keysMax) {
		n := 1 // a power of two, so that few statements are prepared
		for n < len(part) {
			n *= 2
		}
		args := make([]any, 0, 5*len(widths)*n)
		for i := range n {
			k := part[min(i, len(part)-1)]
			for w := range widths {
				args = append(args, k.Hash, w, k.From-widths[w], k.To, k.From)
			}
		}
		if err := t.Query(func(scan func(...any) error) error {
			var num int64
			err := scan(&num)
			if !seen[num] {
				seen[num] = true
				nums = append(nums, num)
			}
			return err
		}, nearQueries[n], args...); err != nil {
			return nil, err
		}
	}
	err = sqltx.In(t.Tx, nums, func(scan func(...any) error) error {
		n, err := scanNode(scan)
		list = append(list, n)
		return err
	}, "SELECT "+nodeColumns+" FROM node n JOIN article a ON a.num = n.article WHERE n.num IN ?")
	return ordered(list, nodeID), err
}

// nearQueries ask for 1, 2, 4 … keysMax keys at once, each in all its classes.
var nearQueries = func() map[int]string {
	queries := map[int]string{}
	for n := 1; n <= keysMax; n *= 2 {
		values := strings.Replace(sqltx.Tuples(n*len(widths), 5), "(?,?,?,?,?)", "(CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT))", 1)
		queries[n] = "SELECT k.node FROM (VALUES " + values + ") AS v CROSS JOIN node_key k WHERE k.hash = v.column1 AND k.width = v.column2 AND k.from_day BETWEEN v.column3 AND v.column4 AND k.to_day >= v.column5"
	}
	return queries
}()

func compareKeys(a, b store.Key) int {
	return cmp.Or(cmp.Compare(a.Hash, b.Hash), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
}

// whole reads nodes with their keys.
func whole(list *[]store.Node) func(func(...any) error) error {
	return func(scan func(...any) error) error {
		var keys []byte
		n, err := scanNode(scan, &keys)
		if err != nil {
			return err
		}
		if n.Keys, err = unkeys(keys); err != nil {
			return err
		}
		*list = append(*list, n)
		return nil
	}
}

// packKeys keeps a node's keys with it too: so they need no second index to be found by node.
func packKeys(keys []store.Key) []byte {
	list := make([]int64, 0, 3*len(keys))
	for _, k := range keys {
		list = append(list, k.Hash, int64(k.From), int64(k.To-k.From))
	}
	return sqltx.Numbers(list)
}

func unkeys(b []byte) ([]store.Key, error) {
	list, err := sqltx.Unnumbers(b)
	if err == nil && len(list)%3 != 0 {
		err = fmt.Errorf("keys of a node: %w", store.ErrCorrupt)
	}
	if err != nil || len(list) == 0 {
		return nil, err
	}
	keys := make([]store.Key, 0, len(list)/3)
	for i := 0; i < len(list); i += 3 {
		keys = append(keys, store.Key{Hash: list[i], From: int(list[i+1]), To: int(list[i+1] + list[i+2])})
	}
	return keys, nil
}

// Nodes gives those that are there, with Keys.
func (t *Tx) Nodes(ids []string) (list []store.Node, err error) {
	err = sqltx.In(t.Tx, sqltx.CleanAll(ids), whole(&list), "SELECT "+nodeColumns+", n.keys FROM node n JOIN article a ON a.num = n.article WHERE n.id IN ?")
	return ordered(list, nodeID), err
}

// NodesOf gives the nodes of articles, with Keys.
func (t *Tx) NodesOf(articleIDs ...string) (list []store.Node, err error) {
	err = sqltx.In(t.Tx, sqltx.CleanAll(articleIDs), whole(&list), "SELECT "+nodeColumns+", n.keys FROM article a JOIN node n ON n.article = a.num WHERE a.id IN ?")
	return ordered(list, nodeID), err
}

// Members gives the nodes of events, with Keys.
func (t *Tx) Members(eventIDs ...string) (list []store.Node, err error) {
	err = sqltx.In(t.Tx, sqltx.CleanAll(eventIDs), whole(&list), "SELECT "+nodeColumns+", n.keys FROM node n JOIN article a ON a.num = n.article WHERE n.event IN ?")
	return ordered(list, nodeID), err
}

// PutNodes keeps nodes with their Keys, whole.
func (t *Tx) PutNodes(nodes []store.Node) error {
	if err := t.DropNodes(ids(nodes)); err != nil {
		return err
	}
	rows := make([][]any, len(nodes))
	at := make(map[string]int, len(nodes))
	for i := range nodes {
		n := &nodes[i]
		article, err := t.number(n.Article)
		if err != nil {
			return err
		}
		at[sqltx.Clean(n.ID)] = i
		rows[i] = []any{sqltx.Clean(n.ID), article, sqltx.Clean(n.Rank), append([]byte{}, n.Sketch...), sqltx.Clean(n.Event), sqltx.Clean(n.Link), packKeys(n.Keys)}
	}
	var keys [][]int64
	if err := t.InsertReturning("INSERT INTO node (id, article, rank, sketch, event, link, keys)", rows, " RETURNING num, id", func(scan func(...any) error) error {
		var num int64
		var id string
		if err := scan(&num, &id); err != nil {
			return err
		}
		for _, k := range nodes[at[id]].Keys {
			keys = append(keys, []int64{k.Hash, int64(width(k)), int64(k.From), num, int64(k.To)})
		}
		return nil
	}); err != nil {
		return err
	}
	return t.InsertNumbers("node_key", []string{"hash", "width", "from_day", "node", "to_day"}, keys)
}

func ids(nodes []store.Node) []string {
	out := make([]string, len(nodes))
	for i := range nodes {
		out[i] = nodes[i].ID
	}
	return out
}

// MoveNodes changes Event and Link.
func (t *Tx) MoveNodes(nodes []store.Node) error {
	rows := make([][]any, len(nodes))
	for i, x := range nodes {
		rows[i] = []any{sqltx.Clean(x.ID), sqltx.Clean(x.Event), sqltx.Clean(x.Link)}
	}
	n, err := t.UpdateFrom("UPDATE node SET event = v.column2, link = v.column3", rows, []string{"TEXT", "TEXT", "TEXT"}, "node.id = v.column1")
	if err == nil && n != int64(len(nodes)) {
		err = fmt.Errorf("%d of %d reports to be moved: %w", int64(len(nodes))-n, len(nodes), store.ErrNotFound)
	}
	return err
}

// DropNodes lets nodes go, with their keys; of those that are not there nothing is said.
func (t *Tx) DropNodes(ids []string) error {
	type row struct {
		num  int64
		keys []store.Key
	}
	var rows []row
	if err := sqltx.In(t.Tx, sqltx.CleanAll(ids), func(scan func(...any) error) error {
		var r row
		var keys []byte
		err := scan(&r.num, &keys)
		if err == nil {
			r.keys, err = unkeys(keys)
		}
		rows = append(rows, r)
		return err
	}, "SELECT num, keys FROM node WHERE id IN ?"); err != nil {
		return err
	}
	for _, r := range rows {
		for _, k := range r.keys {
			if _, err := t.Exec("DELETE FROM node_key WHERE hash = ? AND width = ? AND from_day = ? AND node = ?", k.Hash, width(k), k.From, r.num); err != nil {
				return err
			}
		}
		if _, err := t.Exec("DELETE FROM node WHERE num = ?", r.num); err != nil {
			return err
		}
	}
	return nil
}
