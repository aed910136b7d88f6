// Package byword keeps values by word for tables that are filled while language data load and asked for every word of every text. It asks
// faster than a map, above all where the answer is that there is nothing: the keys come from data that can be trusted, so that a short hash of
// their beginning, middle and end will do.
package byword

import "math/bits"

// Table is a table of values by word. The zero table is empty and may be asked. Any number of goroutines may ask it while none puts.
type Table[V any] struct {
	rows []row[V] // a power of two, at most half of them filled
	n    int
}

// row is free where it has no key.
type row[V any] struct {
	key   string
	value V
}

// rowsMin is how many rows a table begins with.
const rowsMin = 8

// Len is the number of keys.
func (t *Table[V]) Len() int { return t.n }

// Get gives the value of a key, the zero value where it has none.
func (t *Table[V]) Get(key string) V {
	if t.n > 0 && key != "" {
		for i := hash(key); ; i++ {
			r := &t.rows[i&uint64(len(t.rows)-1)]
			if r.key == key {
				return r.value
			}
			if r.key == "" {
				break
			}
		}
	}
	var none V
	return none
}

// Put gives a key another value. An empty key is never found.
func (t *Table[V]) Put(key string, value V) {
	if key == "" {
		return
	}
	if 2*(t.n+1) > len(t.rows) {
		old := t.rows
		t.rows, t.n = make([]row[V], max(rowsMin, 2*len(old))), 0
		for i := range old {
			t.Put(old[i].key, old[i].value)
		}
	}
	i := hash(key)
	for ; ; i++ {
		if k := t.rows[i&uint64(len(t.rows)-1)].key; k == "" {
			t.n++
			break
		} else if k == key {
			break
		}
	}
	t.rows[i&uint64(len(t.rows)-1)] = row[V]{key, value}
}

// The primes that spread the bits of a hash.
const (
	primeLength = 0x9e3779b97f4a7c15
	primeMix    = 0xd6e8feb86659fd93
)

// hash mixes the length with the first, the last and the middle bytes of a key that is not empty.
func hash(s string) uint64 {
	n := len(s)
	x := uint64(n) * primeLength
	switch {
	case n >= 8:
		x ^= load(s[:8]) ^ bits.RotateLeft64(load(s[n-8:]), 29)
		if n > 16 {
			x ^= bits.RotateLeft64(load(s[n/2-4:]), 13)
		}
	case n >= 4:
		x ^= uint64(half(s[:4])) ^ uint64(half(s[n-4:]))<<32
	default:
		x ^= uint64(s[0]) | uint64(s[n/2])<<8 | uint64(s[n-1])<<16
	}
	hi, lo := bits.Mul64(x, primeMix)
	return hi ^ lo
}

// load is the first eight bytes of s as a number.
func load(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// half is the first four bytes of s as a number.
func half(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}
