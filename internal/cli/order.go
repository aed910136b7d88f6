package cli

import (
	"fmt"
	"iter"

	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/source/file"
)

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
	bar, reader := a.progress(args), a.reader()
	tell := tallied(&reader)
	err = ingest.InOrder(inputs(reader.Texts(args)), workers,
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
	if err == nil {
		tell(a.errw)
	}
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
