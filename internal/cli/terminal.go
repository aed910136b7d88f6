package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/export"
)

func (a *app) paint() terminal.Paint { return terminal.Painting(a.out, a.colour) }

// show writes what people read.
func (a *app) show(data []byte) error {
	_, err := a.screen.Write(data)
	return err
}

// json writes a value as a line of JSON.
func (a *app) json(v any) error {
	if err := export.WriteLine(a.out, v); err != nil {
		return failure{fmt.Errorf("write results: %w", err)}
	}
	return nil
}

// jsonFlag gives a command the flag that all have which show something; docs/commands.md lists what each writes.
func jsonFlag(cmd *cobra.Command, to *bool, what string) {
	cmd.Flags().BoolVar(to, "json", false, "write JSON: "+what)
}

// progress shows how far the reading of args is.
func (a *app) progress(args []string) *terminal.Progress {
	return terminal.NewProgress(a.errw, a.out, func() int64 { return a.reader().Size(args) })
}
