package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/store"
)

func (a *app) goldCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "gold",
		Short: "Take what analysts have judged out of the chronicle as gold",
	}
	cmd.AddCommand(a.goldExportCmd())
	return cmd
}

func (a *app) goldExportCmd() *cobra.Command {
	c := &desk{app: a}
	var partly bool
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the articles whose reports are all judged as gold, one a line",
		Long: `Write the articles of which every report was accepted, edited or rejected as JSON lines
in the format of corpus/GUIDELINES.md, with the corrected events: gold that 'bakhar eval' and
'bakhar calibrate' read. What the coder missed is not in it, so that it measures what was
coded, not what was overlooked; damage is not judged and not written.`,
		Example: `  bakhar gold export > gold.jsonl
  bakhar gold export --partly | jq -r 'select(.partly) | .id'`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			return c.view(func(tx store.Tx) error {
				n, err := corrections.ExportGold(tx, c.out, partly)
				if err != nil {
					return err
				}
				fmt.Fprintf(c.errw, "%s with %s", terminal.Plural(n.Texts, "article"), terminal.Plural(n.Events, "event"))
				switch {
				case n.Partly > 0 && partly:
					fmt.Fprintf(c.errw, ", %d of them judged in part", n.Partly)
				case n.Partly > 0:
					fmt.Fprintf(c.errw, "; %d are judged in part and left out: --partly writes them too", n.Partly)
				}
				fmt.Fprintln(c.errw)
				return nil
			})
		},
	}
	c.flags(cmd)
	cmd.Flags().BoolVar(&partly, "partly", false, "write also articles of which only some reports are judged, marked \"partly\"")
	return cmd
}
