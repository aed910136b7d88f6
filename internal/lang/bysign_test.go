package lang

import (
	"fmt"
	"slices"
	"testing"
)

// Beside any word an index gives, in their order, the phrases that a look at all would find.
func TestBySign(t *testing.T) {
	for _, n := range []int{0, 1, bySignMin, 200} {
		var all []Ending
		for i := range n {
			e := Ending{Size: i, Before: signOf(fmt.Sprint("word", i%70))}
			if i%5 == 0 {
				e.Before = 0 // any form will do
			}
			all = append(all, e)
		}
		w := Word{Ends: all, ends: newBySign(all, func(e *Ending) Sign { return e.Before })}
		for i := range 100 {
			next := signOf(fmt.Sprint("word", i))
			if i == 99 {
				next = 0
			}
			fits := func(from []Ending) (sizes []int) {
				for _, e := range from {
					if e.Before&^next == 0 {
						sizes = append(sizes, e.Size)
					}
				}
				return sizes
			}
			if got, want := fits(w.EndsAfter(next)), fits(all); !slices.Equal(got, want) {
				t.Fatalf("of %d phrases %v may stand beside word %d, want %v", n, got, i, want)
			}
		}
	}
}
