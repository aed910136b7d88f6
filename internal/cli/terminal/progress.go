package terminal

import (
	"io"
	"strconv"
	"sync/atomic"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progressFrom is the number of texts beyond which a bar is worth its line.
const progressFrom = 20

// Progress shows how far a batch is, on standard error. It draws only if that is a terminal and the results are going
// elsewhere: results on the same terminal show it themselves. Messages are written through it, above the bar.
type Progress struct {
	w     io.Writer
	on    bool
	bytes int64        // of all input, 0 where unknown
	texts atomic.Int64 // read by the bar's own goroutine
	pool  *mpb.Progress
	bar   *mpb.Bar
}

// NewProgress shows work on errw that writes results to out; size gives the bytes of all input, or what else is counted, 0 where unknown.
func NewProgress(errw, out io.Writer, size func() int64) *Progress {
	p := &Progress{w: errw, on: IsTerminal(errw) && !IsTerminal(out)}
	if p.on {
		p.bytes = size()
	}
	return p
}

// Write prints messages above the bar.
func (p *Progress) Write(b []byte) (int, error) {
	if p.pool != nil {
		return p.pool.Write(b)
	}
	return p.w.Write(b)
}

// Step counts a text that is done, up to a byte of the input.
func (p *Progress) Step(read int64) {
	if n := p.texts.Add(1); !p.on || n <= progressFrom {
		return
	}
	if p.pool == nil {
		p.pool = mpb.New(mpb.WithOutput(p.w))
		texts := decor.Any(func(decor.Statistics) string { return strconv.FormatInt(p.texts.Load(), 10) + " texts" }, decor.WCSyncSpaceR)
		if p.bytes > 0 {
			p.bar = p.pool.AddBar(p.bytes, mpb.PrependDecorators(texts), mpb.AppendDecorators(decor.Percentage(), decor.AverageETA(decor.ET_STYLE_GO, decor.WCSyncSpace)), mpb.BarRemoveOnComplete())
		} else {
			p.bar = p.pool.AddSpinner(0, mpb.AppendDecorators(texts), mpb.BarRemoveOnComplete())
		}
	}
	p.bar.SetCurrent(read)
}

// End takes the bar away.
func (p *Progress) End() {
	if p.pool != nil {
		p.bar.Abort(true)
		p.pool.Wait()
		p.pool = nil
	}
}
