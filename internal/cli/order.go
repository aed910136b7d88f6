package cli

import (
	"fmt"
	"iter"

	"github.com/bakhar/bakhar/internal/source/file"
)

// aheadPerWorker bounds how many inputs are held while an earlier one is still at work.
const aheadPerWorker = 4

// inOrder works on the inputs, n at a time, and emits what comes of them in the order of the inputs. It ends at emit's first error.
func inOrder[T, R any](in iter.Seq[T], n int, work func(T) R, emit func(R) error) error {
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

// input is one step of a reader.
type input struct {
	text file.Text
	err  error
}

// output is what came of an input.
type output[R any] struct {
	result R
	read   int64
	err    error
}

// inBatch works on every text that args name and emits the results in the order of the inputs. A text that fails is named on standard
// error and counted, and the rest goes on; err is emit's first.
func inBatch[R any](a *app, args []string, workers int, work func(file.Text) (R, error), emit func(R) error) (failed int, err error) {
	bar := a.progress(args)
	err = inOrder(inputs(a.reader().Texts(args)), workers,
		func(in input) output[R] {
			if in.err != nil {
				return output[R]{err: in.err}
			}
			r, err := work(in.text)
			return output[R]{r, in.text.Read, err}
		},
		func(o output[R]) error {
			if o.err != nil {
				failed++
				fmt.Fprintf(bar, "bakhar: %v\n", o.err)
				return nil
			}
			bar.Step(o.read)
			return emit(o.result)
		})
	bar.End()
	return failed, err
}

// inputs makes one value of each step of a reader.
func inputs(seq iter.Seq2[file.Text, error]) iter.Seq[input] {
	return func(yield func(input) bool) {
		for t, err := range seq {
			if !yield(input{t, err}) {
				return
			}
		}
	}
}
