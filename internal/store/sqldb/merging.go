package sqldb

import (
	"fmt"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
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

// Near gives the nodes that stand under one of the keys on one of its days.
func (t *Tx) Near(keys []store.Key) (list []store.Node, err error) {
	seen := map[int64]bool{}
	var nums []int64
	for _, k := range slices.Compact(slices.SortedFunc(slices.Values(keys), compareKeys)) {
		for w := range widths {
			if err := t.Query(func(scan func(...any) error) error {
				var num int64
				if err := scan(&num); err != nil {
					return err
				}
				if !seen[num] {
					seen[num] = true
					nums = append(nums, num)
				}
				return nil
			}, "SELECT node FROM node_key WHERE hash = ? AND width = ? AND from_day BETWEEN ? AND ? AND to_day >= ?",
				k.Hash, w, k.From-widths[w], k.To, k.From); err != nil {
				return nil, err
			}
		}
	}
	err = In(t, nums, func(scan func(...any) error) error {
		n, err := scanNode(scan)
		list = append(list, n)
		return err
	}, "SELECT "+nodeColumns+" FROM node n JOIN article a ON a.num = n.article WHERE n.num IN ?")
	return ordered(list, nodeID), err
}

func compareKeys(a, b store.Key) int {
	if c := compare(a.Hash, b.Hash); c != 0 {
		return c
	}
	if c := compare(int64(a.From), int64(b.From)); c != 0 {
		return c
	}
	return compare(int64(a.To), int64(b.To))
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
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
	return numbers(list)
}

func unkeys(b []byte) ([]store.Key, error) {
	list, err := unnumbers(b)
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
	err = In(t, cleanAll(ids), whole(&list), "SELECT "+nodeColumns+", n.keys FROM node n JOIN article a ON a.num = n.article WHERE n.id IN ?")
	return ordered(list, nodeID), err
}

// NodesOf gives the nodes of an article, with Keys.
func (t *Tx) NodesOf(articleID string) (list []store.Node, err error) {
	err = t.Query(whole(&list), "SELECT "+nodeColumns+", n.keys FROM article a JOIN node n ON n.article = a.num WHERE a.id = ? ORDER BY n.id", clean(articleID))
	return list, err
}

// Members gives the nodes of an event, with Keys.
func (t *Tx) Members(eventID string) (list []store.Node, err error) {
	err = t.Query(whole(&list), "SELECT "+nodeColumns+", n.keys FROM node n JOIN article a ON a.num = n.article WHERE n.event = ? ORDER BY n.id", clean(eventID))
	return list, err
}

// PutNodes keeps nodes with their Keys, whole.
func (t *Tx) PutNodes(nodes []store.Node) error {
	if err := t.DropNodes(ids(nodes)); err != nil {
		return err
	}
	var keys [][]any
	articles := map[string]int64{}
	for i := range nodes {
		n := &nodes[i]
		article, ok := articles[n.Article]
		if !ok {
			var err error
			if article, err = t.number(n.Article); err != nil {
				return err
			}
			articles[n.Article] = article
		}
		var num int64
		if err := t.returning([]any{&num}, "INSERT INTO node (id, article, rank, sketch, event, link, keys) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING num",
			clean(n.ID), article, clean(n.Rank), append([]byte{}, n.Sketch...), clean(n.Event), clean(n.Link), packKeys(n.Keys)); err != nil {
			return err
		}
		for _, k := range n.Keys {
			keys = append(keys, []any{k.Hash, width(k), k.From, num, k.To})
		}
	}
	return t.Insert("INSERT INTO node_key (hash, width, from_day, node, to_day)", keys, " ON CONFLICT DO NOTHING")
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
	for i := range nodes {
		n, err := t.Exec("UPDATE node SET event = ?, link = ? WHERE id = ?", clean(nodes[i].Event), clean(nodes[i].Link), clean(nodes[i].ID))
		if err == nil && n == 0 {
			err = notFound("report", nodes[i].ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// DropNodes lets nodes go, with their keys; of those that are not there nothing is said.
func (t *Tx) DropNodes(ids []string) error {
	type row struct {
		num  int64
		keys []store.Key
	}
	var rows []row
	if err := In(t, cleanAll(ids), func(scan func(...any) error) error {
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
