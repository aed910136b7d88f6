package sqltx

import (
	"slices"
	"strings"
)

// chunks are the sizes in which lists are put into statements: few, so that few statements are prepared.
var chunks = [...]int{256, 64, 16, 4, 1}

// Insert inserts rows, many with one statement. head is all before "VALUES", tail all after the values. A refused row refuses all.
func (t *Tx) Insert(head string, rows [][]any, tail string) error {
	return t.InsertReturning(head, rows, tail, nil)
}

// InsertReturning also calls row for each row of what tail returns.
func (t *Tx) InsertReturning(head string, rows [][]any, tail string, row func(scan func(...any) error) error) error {
	if !t.write {
		return errNoView
	}
	for len(rows) > 0 {
		n := 0
		for _, c := range chunks {
			if c <= len(rows) {
				n = c
				break
			}
		}
		width := len(rows[0])
		args := make([]any, 0, n*width)
		for _, r := range rows[:n] {
			args = append(args, r...)
		}
		query := head + " VALUES " + Tuples(n, width) + tail
		var err error
		if row == nil {
			_, err = t.Exec(query, args...)
		} else {
			t.wrote = true
			err = t.Query(row, query, args...)
		}
		if err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// InsertNumbers is Insert of rows of numbers into a table's columns, as whole columns where the database takes such: there are many of them. They go in in
// order, each once, which is what an index takes best; none may be there.
func (t *Tx) InsertNumbers(table string, columns []string, rows [][]int64) error {
	rows = slices.CompactFunc(slices.SortedFunc(slices.Values(rows), slices.Compare), slices.Equal)
	head := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ")"
	array := t.db.dialect.Array(int64(0))
	if array == "" {
		list := make([][]any, len(rows))
		for i, r := range rows {
			list[i] = make([]any, len(r))
			for k, n := range r {
				list[i][k] = n
			}
		}
		return t.Insert(head, list, "")
	}
	one := ", CAST(? AS " + array + ")"
	for part := range slices.Chunk(rows, arrayMax) {
		args := make([]any, len(columns))
		for k := range columns {
			column := make([]int64, len(part))
			for i, r := range part {
				column[i] = r[k]
			}
			args[k] = column
		}
		if _, err := t.Exec(head+" SELECT * FROM unnest("+strings.Repeat(one, len(columns))[2:]+")", args...); err != nil {
			return err
		}
	}
	return nil
}

// Tuples is n lists of width placeholders.
func Tuples(n, width int) string {
	one := "(?" + strings.Repeat(",?", width-1) + ")"
	return one + strings.Repeat(","+one, n-1)
}

// arrayMax is how many values one argument has that is a whole list.
const arrayMax = 5000

// In runs a query once for each part of a list; "IN ?" in it becomes the part. The order of all answers together is the caller's business.
func In[T int64 | string](t *Tx, list []T, row func(scan func(...any) error) error, query string) error {
	if len(list) == 0 {
		return nil
	}
	if array := t.db.dialect.Array(list[0]); array != "" {
		query = t.s.text(query, array, 1)
		for part := range slices.Chunk(list, arrayMax) {
			if err := t.Query(row, query, part); err != nil {
				return err
			}
		}
		return nil
	}
	for len(list) > 0 {
		n, size := min(len(list), chunks[0]), 1
		for _, c := range chunks {
			if c >= n {
				size = c
			}
		}
		args := make([]any, size)
		for i := range args {
			args[i] = list[min(i, n-1)] // the last again and again, to fill up
		}
		if err := t.Query(row, t.s.text(query, "", size), args...); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}

// ExecIn runs a statement that writes once for each part of a list; "IN ?" in it becomes the part.
func ExecIn[T int64 | string](t *Tx, list []T, query string) error {
	if !t.write {
		return errNoView
	}
	t.wrote = t.wrote || len(list) > 0
	return In(t, list, func(func(...any) error) error { return nil }, query)
}

// UpdateFrom changes rows, many with one statement, and gives how many it has changed. head is all before "FROM"; the values stand in it as v.column1,
// v.column2 …, and are of types; where says which row each changes.
func (t *Tx) UpdateFrom(head string, rows [][]any, types []string, where string) (changed int64, err error) {
	var cast strings.Builder
	for i, typ := range types {
		cast.WriteString([]string{"(", ", "}[min(i, 1)] + "CAST(? AS " + typ + ")")
	}
	for len(rows) > 0 {
		n := 1 // a power of two, so that few statements are prepared
		for 2*n <= min(len(rows), chunks[0]) {
			n *= 2
		}
		args := make([]any, 0, n*len(types))
		for _, r := range rows[:n] {
			args = append(args, r...)
		}
		values := cast.String() + ")" + strings.Repeat(","+Tuples(1, len(types)), n-1)
		k, err := t.Exec(head+" FROM (VALUES "+values+") AS v WHERE "+where, args...)
		if err != nil {
			return changed, err
		}
		changed += k
		rows = rows[n:]
	}
	return changed, nil
}
