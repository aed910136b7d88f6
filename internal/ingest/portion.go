package ingest

import (
	"context"
	"iter"
	"sync"

	"golang.org/x/sync/semaphore"
)

// The sizes of portions. Inputs are weighed in bytes, within bounds, so that between 4 and 128 of them are held for a worker until they are emitted.
const (
	portionTexts  = 32 // as many as the pipeline codes together
	portionWeight = 16 << 10
	weightMin     = portionWeight / portionTexts
	weightMax     = portionWeight
	heldMax       = aheadPerWorker * portionWeight // for a worker
)

// weighed is an input that has been read.
type weighed[T any] struct {
	in     T
	weight int64
}

// InPortions works on the inputs, n portions at a time, and emits what comes of them in the order of the inputs; work gives one result for each of its
// inputs, in order. A portion is what is there when a worker is free: nothing waits for one to fill, and inputs that come one by one are worked on one
// by one. It ends at emit's first error.
func InPortions[T, R any](in iter.Seq[T], n int, size func(T) int, work func([]T) iter.Seq[R], emit func(R) error) error {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	room := semaphore.NewWeighted(int64(n) * heldMax)
	read := make(chan weighed[T], n*heldMax/weightMin) // takes all that is held: the reader waits for room alone
	go func() {
		defer close(read)
		for x := range in {
			w := int64(min(max(size(x), weightMin), weightMax))
			if room.Acquire(ctx, w) != nil {
				return
			}
			read <- weighed[T]{x, w}
		}
	}()
	type atWork struct {
		out    chan R
		weight int64
	}
	portions := make(chan atWork, n) // in the order of the inputs
	var taking sync.Mutex
	take := func() (part []T, out chan R) {
		taking.Lock()
		defer taking.Unlock()
		part, weight := portion(read, n)
		out = make(chan R, len(part))
		if len(part) > 0 {
			select {
			case portions <- atWork{out, weight}:
			case <-ctx.Done():
				return nil, nil
			}
		}
		return part, out
	}
	var workers sync.WaitGroup
	for range n {
		workers.Go(func() {
			for part, out := take(); len(part) > 0; part, out = take() {
				for r := range work(part) {
					out <- r
				}
				close(out)
			}
		})
	}
	go func() {
		workers.Wait()
		close(portions)
	}()
	for p := range portions {
		for r := range p.out {
			if err := emit(r); err != nil {
				return err
			}
		}
		room.Release(p.weight)
	}
	return nil
}

// portion takes one worker's share of what is there, and waits only where nothing is; it takes nothing where no more comes.
func portion[T any](read <-chan weighed[T], n int) (part []T, weight int64) {
	x, more := <-read
	share := min(portionTexts, 1+len(read)/n)
	for ; more; x, more = <-read {
		part, weight = append(part, x.in), weight+x.weight
		if len(part) >= share || weight >= portionWeight {
			break
		}
	}
	return part, weight
}
