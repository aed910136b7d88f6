package cli

import (
	"bytes"
	"regexp"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
)

// described is a line of help that has a name on the left and what it is on the right: "  --store address   the chronicle's address".
var described = regexp.MustCompile(`(?m)^( +\S(?:.*?\S)??  +)(\S)`)

// fitHelp makes help fit the screen: what a command or flag is goes on under itself.
func (a *app) fitHelp(root *cobra.Command) {
	whole := root.HelpFunc()
	root.SetHelpFunc(func(c *cobra.Command, args []string) {
		var b bytes.Buffer
		c.SetOut(&b)
		whole(c, args)
		c.SetOut(nil)
		_ = a.show(described.ReplaceAll(b.Bytes(), []byte("${1}"+terminal.Hang+"${2}"))) // what cannot be written is told when the screen is flushed
	})
}
