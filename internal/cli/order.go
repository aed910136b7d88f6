package cli

import (
	"fmt"
	"iter"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/pipeline"
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

// inBatch codes every text that args name, makes something of each, and emits that in the order of the inputs. A text that fails is named on standard
// error and counted, and the rest goes on; err is emit's first.
func inBatch[R any](a *app, args []string, set *texts, workers int, render func(file.Text, *article.Article) (R, error), emit func(R) error) (failed int, err error) {
	bar, reader := a.progress(args), a.reader()
	tell := tallied(&reader)
	err = codeEach(a, inputs(reader.Texts(args)), set, workers, render, func(o output[R]) error {
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

// codeEach codes texts, several at a time, makes something of each, and emits that in their order.
func codeEach[R any](a *app, in iter.Seq[input], set *texts, workers int, render func(file.Text, *article.Article) (R, error), emit func(output[R]) error) error {
	return ingest.InPortions(in, workers,
		func(in input) int { return len(in.text.Text) },
		func(part []input) iter.Seq[output[R]] {
			return func(yield func(output[R]) bool) {
				jobs := make([]pipeline.Job, len(part))
				for i, in := range part {
					if jobs[i].Err = in.err; in.err == nil {
						jobs[i] = a.job(in.text, set)
					}
				}
				for i, j := range a.pipe.CodeAll(jobs) {
					o := output[R]{read: part[i].text.Read, err: part[i].err}
					if o.err == nil {
						o.result, o.err = rendered(part[i].text, j, render)
					}
					if !yield(o) {
						return
					}
				}
			}
		}, emit)
}

// rendered makes something of a text that is coded.
func rendered[R any](t file.Text, j *pipeline.Job, render func(file.Text, *article.Article) (R, error)) (r R, err error) {
	defer netted(t, &err)
	if j.Err != nil {
		return r, j.Err
	}
	j.Doc.Done()
	return render(t, j.Art)
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
