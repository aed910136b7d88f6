package ingest

import "iter"

// aheadPerWorker bounds how many inputs are held while an earlier one is still at work.
const aheadPerWorker = 4

// InOrder works on the inputs, n at a time, and emits what comes of them in the order of the inputs. It ends at emit's first error.
func InOrder[T, R any](in iter.Seq[T], n int, work func(T) R, emit func(R) error) error {
	type job struct {
		in  T
		out chan R
	}
	queue, jobs, stop := make(chan job, n*aheadPerWorker), make(chan job), make(chan struct{})
	defer close(stop)
	go func() {
		defer close(queue)
		defer close(jobs)
		for x := range in {
			j := job{x, make(chan R, 1)}
			select {
			case queue <- j:
			case <-stop:
				return
			}
			select {
			case jobs <- j:
			case <-stop:
				return
			}
		}
	}()
	for range n {
		go func() {
			for j := range jobs {
				j.out <- work(j.in)
			}
		}()
	}
	for j := range queue {
		if err := emit(<-j.out); err != nil {
			return err
		}
	}
	return nil
}
