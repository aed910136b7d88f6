package cli

import (
	"io"
	"os"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// paint colours text; a plain one leaves it as it is.
type paint bool

// paint is on for a terminal whose user has not asked for no colour (no-color.org).
func (a *app) paint() paint {
	return paint(isTerminal(a.out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb")
}

// The SGR codes of the table.
const (
	bold = "1"
	dim  = "2"
)

// quads colour the four quadrants of PLOVER: talk and deeds, friendly and hostile.
var quads = map[int]string{1: "32", 2: "1;32", 3: "33", 4: "1;31"}

func (p paint) in(code, s string) string {
	if !p || code == "" || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// printable makes text from outside safe on a terminal: no control characters, which could move the cursor or change its
// title, and none that turn the direction of writing. Joiners stay, as Devanagari needs them.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029:
			return ' '
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// progressFrom is the number of texts beyond which a bar is worth its line.
const progressFrom = 20

// progress shows how far a batch is, on standard error. It draws only if that is a terminal and the results are going
// elsewhere: results on the same terminal show it themselves. Messages are written through it, above the bar.
type progress struct {
	w     io.Writer
	on    bool
	bytes int64        // of all input, 0 where unknown
	texts atomic.Int64 // read by the bar's own goroutine
	pool  *mpb.Progress
	bar   *mpb.Bar
}

func (a *app) progress(args []string) *progress {
	p := &progress{w: a.errw, on: isTerminal(a.errw) && !isTerminal(a.out)}
	if p.on {
		p.bytes = a.reader().Size(args)
	}
	return p
}

// Write prints messages above the bar.
func (p *progress) Write(b []byte) (int, error) {
	if p.pool != nil {
		return p.pool.Write(b)
	}
	return p.w.Write(b)
}

// step counts a text that is done, up to a byte of the input.
func (p *progress) step(read int64) {
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

// end takes the bar away.
func (p *progress) end() {
	if p.pool != nil {
		p.bar.Abort(true)
		p.pool.Wait()
		p.pool = nil
	}
}
