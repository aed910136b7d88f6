package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError says which flag was probably meant, and what a value should have been; cobra does the first for commands only, and tells of
// values what Go's libraries say.
func flagError(cmd *cobra.Command, err error) error {
	if given := cmd.Flags().Args(); cmd.HasSubCommands() && len(given) > 0 {
		return unknownCommand(cmd, given[0]) // the flags are those of a command that is not there
	}
	var value *pflag.InvalidValueError
	if errors.As(err, &value) {
		return valueError(value)
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	flags := &cobra.Command{SuggestionsMinimumDistance: 2}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		flags.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
	})
	near := flags.SuggestionsFor(unknown.GetSpecifiedName())
	if len(near) == 0 {
		return err
	}
	return fmt.Errorf("%w: did you mean --%s?", err, strings.Join(near, " or --"))
}

func valueError(err *pflag.InvalidValueError) error {
	f := err.GetFlag()
	is := map[string]string{"int": "is no whole number", "int64": "is no whole number", "intSlice": "is no whole number, nor several joined by commas", "float64": "is no number",
		"duration": "is no time such as 30s, 5m, 1h30m", "bool": "is neither true nor false"}[f.Value.Type()]
	if is == "" {
		return fmt.Errorf("--%s: %w", f.Name, errors.Unwrap(err))
	}
	return fmt.Errorf("--%s: %q %s", f.Name, err.GetValue(), is)
}

// unknownCommand says which command was probably meant.
func unknownCommand(cmd *cobra.Command, name string) error {
	cmd.SuggestionsMinimumDistance = 2
	near := cmd.SuggestionsFor(name)
	if len(near) == 0 {
		return fmt.Errorf("unknown command %q for %q", name, cmd.CommandPath())
	}
	return fmt.Errorf("unknown command %q for %q: did you mean %s?", name, cmd.CommandPath(), strings.Join(near, " or "))
}

// groups makes commands that only hold others say so of a name that none of them has; cobra would print their help, as if all was well.
func groups(cmd *cobra.Command) {
	for _, c := range cmd.Commands() {
		groups(c)
		if !c.HasSubCommands() {
			continue
		}
		c.DisableFlagsInUseLine = true
		c.Args = func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return nil
		}
		c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	}
}

// helpCommand makes help of a command that is not there an error.
func helpCommand(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	help, _, err := root.Find([]string{"help"})
	if err != nil {
		panic("BUG: " + err.Error())
	}
	show := help.Run
	help.Run = nil
	help.RunE = func(c *cobra.Command, args []string) error {
		for at, i := root, 0; i < len(args); i++ {
			sub, _, err := at.Find(args[i : i+1])
			if err != nil || sub == at {
				return unknownCommand(at, args[i])
			}
			at = sub
		}
		show(c, args)
		return nil
	}
}

// noArgs is for commands that take flags alone.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if cmd.Flags().Lookup("text") != nil {
		return fmt.Errorf("%q: %s takes flags alone; to look for words: --text %q", args[0], cmd.Name(), args[0])
	}
	return fmt.Errorf("%q: %s takes flags alone", args[0], cmd.Name())
}

// upToOne is for commands that take one thing or none.
func upToOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return fmt.Errorf("%s takes one %s, not %d", cmd.Name(), what, len(args))
		}
		return nil
	}
}

// opened makes the error of opening a file say what users need: a file that is not there is the commonest.
func opened(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: this user may not read it", name)
	}
	return err
}

// present tells whether any of the files that a new chronicle is to be made of is there, so that none is begun for a mistyped name.
func (a *app) present(args []string) bool {
	for _, arg := range args {
		if arg == "-" {
			return true
		}
		if _, err := os.Stat(arg); err == nil {
			return true
		}
		if found, err := filepath.Glob(arg); err == nil && len(found) > 0 {
			return true
		}
	}
	for _, arg := range args {
		a.complain("%s: there is no such file", arg)
	}
	return false
}

// checkListen reads the address that a server is to listen on.
func checkListen(address string) error {
	_, port, err := net.SplitHostPort(address)
	if err == nil {
		if n, nerr := strconv.Atoi(port); nerr == nil && n >= 0 && n <= 65535 {
			return nil
		}
	}
	return fmt.Errorf("--listen: %q is no address and port such as 127.0.0.1:8350 or :8350", address)
}

// wrongMax is how many lines of one error are shown: a file of another kind is wrong in each.
const wrongMax = 10

// firstWrong shows the first lines of a long error.
func firstWrong(err error) error {
	lines := strings.Split(err.Error(), "\n")
	if len(lines) <= wrongMax {
		return err
	}
	return fmt.Errorf("%s\n… and %d more lines that are wrong", strings.Join(lines[:wrongMax], "\n"), len(lines)-wrongMax)
}
