package cli

import "github.com/bakhar/bakhar/internal/cli/terminal"

func (a *app) paint() terminal.Paint { return terminal.Painting(a.out) }

// progress shows how far the reading of args is.
func (a *app) progress(args []string) *terminal.Progress {
	return terminal.NewProgress(a.errw, a.out, func() int64 { return a.reader().Size(args) })
}
