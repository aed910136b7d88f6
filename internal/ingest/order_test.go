package ingest

import (
	"errors"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync/atomic"
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

var endless iter.Seq[int] = func(yield func(int) bool) {
	for yield(1) {
	}
}

// TestInPortions: the same, where a worker takes many inputs at a time, short ones and long ones.
func TestInPortions(t *testing.T) {
	work := func(part []int) iter.Seq[int] {
		return func(yield func(int) bool) {
			for _, n := range part {
				for range rand.IntN(20) {
					runtime.Gosched()
				}
				if !yield(n) {
					return
				}
			}
		}
	}
	for _, workers := range []int{1, 2, 9} {
		for _, size := range []int{0, 1 << 10, 1 << 30} {
			next, most := 0, atomic.Int64{}
			err := InPortions(slices.Values(numbers(2000)), workers, func(int) int { return size },
				func(part []int) iter.Seq[int] {
					if n := int64(len(part)); n > most.Load() {
						most.Store(n)
					}
					return work(part)
				}, func(n int) error {
					if n != next {
						t.Fatalf("%d workers: got %d, want %d", workers, n, next)
					}
					next++
					return nil
				})
			if err != nil || next != 2000 {
				t.Errorf("%d workers: %d results, error %v", workers, next, err)
			}
			if n := most.Load(); n > portionTexts || size >= portionWeight && n != 1 {
				t.Errorf("%d workers, inputs of %d bytes: a portion of %d", workers, size, n)
			}
		}
	}
	full := errors.New("disk full")
	n := 0
	err := InPortions(endless, 2, func(int) int { return 1 }, work, func(int) error {
		if n++; n == 10 {
			return full
		}
		return nil
	})
	if err != full || n != 10 {
		t.Errorf("error %v after %d", err, n)
	}
}

// TestInPortionsPrompt: what comes one by one is emitted one by one, and nothing is read far ahead of what is emitted.
func TestInPortionsPrompt(t *testing.T) {
	emitted := make(chan int)
	var slow iter.Seq[int] = func(yield func(int) bool) {
		for i := range 100 {
			if !yield(i) {
				return
			}
			if got := <-emitted; got != i { // the next input does not come before this one is out
				t.Errorf("got %d, want %d", got, i)
			}
		}
	}
	err := InPortions(slow, 3, func(int) int { return 100 }, func(part []int) iter.Seq[int] { return slices.Values(part) }, func(n int) error {
		emitted <- n
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	var given atomic.Int64
	var counted iter.Seq[int] = func(yield func(int) bool) {
		for i := range 5000 {
			given.Store(int64(i + 1))
			if !yield(i) {
				return
			}
		}
	}
	for _, size := range []int{1, portionWeight} {
		const workers = 3
		limit := int64(workers*heldMax/max(size, weightMin)) + 1
		err = InPortions(counted, workers, func(int) int { return size }, func(part []int) iter.Seq[int] { return slices.Values(part) }, func(n int) error {
			if ahead := given.Load() - int64(n); ahead > limit+portionTexts {
				t.Errorf("%d inputs of %d bytes are held, want %d at most", ahead, size, limit)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
