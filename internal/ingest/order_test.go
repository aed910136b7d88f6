package ingest

import (
	"errors"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

// TestInOrder: what takes longer is not overtaken in the output, and an error of the writer ends the work.
func TestInOrder(t *testing.T) {
	work := func(n int) int {
		for range rand.IntN(50) {
			runtime.Gosched()
		}
		return n
	}
	for _, workers := range []int{1, 2, 9} {
		next := 0
		err := InOrder(slices.Values(numbers(500)), workers, work, func(n int) error {
			if n != next {
				t.Fatalf("%d workers: got %d, want %d", workers, n, next)
			}
			next++
			return nil
		})
		if err != nil || next != 500 {
			t.Errorf("%d workers: %d results, error %v", workers, next, err)
		}
	}
	full := errors.New("disk full")
	var endless iter.Seq[int] = func(yield func(int) bool) {
		for yield(1) {
		}
	}
	n := 0
	err := InOrder(endless, 2, work, func(int) error {
		if n++; n == 10 {
			return full
		}
		return nil
	})
	if err != full || n != 10 {
		t.Errorf("error %v after %d", err, n)
	}
}

func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
