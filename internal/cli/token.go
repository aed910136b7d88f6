package cli

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/server/guard"
)

// tokensDefault is where tokens stand where neither --tokens nor BAKHAR_TOKENS says.
const tokensDefault = "bakhar.tokens"

func tokensFlag(cmd *cobra.Command, path *string) {
	file := os.Getenv("BAKHAR_TOKENS")
	if file == "" {
		file = tokensDefault
	}
	cmd.Flags().StringVar(path, "tokens", file, "the `file` with the hashes of tokens; BAKHAR_TOKENS sets it for all commands")
}

func (a *app) tokenCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Make, list and remove the tokens by which others ask 'bakhar serve'",
		Long: `Make, list and remove the tokens by which others ask 'bakhar serve'. A token has a name, under which
its owner's corrections stand, and a role: a reader reads, an analyst also corrects, an admin also
corrects in another's name. The file holds hashes only; the server sees changes of it at once.`,
		Example: `  bakhar token add --role analyst --name "A. Kulkarni"
  bakhar token list
  bakhar token remove "A. Kulkarni"`,
	}
	cmd.AddCommand(a.tokenAddCmd(), a.tokenListCmd(), a.tokenRemoveCmd())
	return cmd
}

// token is what is told of one. Its secret is told once, when it is made.
type token struct {
	Name  string     `json:"name"`
	Role  string     `json:"role"`
	Made  *time.Time `json:"made,omitempty"`
	Token string     `json:"token,omitempty"`
}

func (a *app) tokenAddCmd() *cobra.Command {
	var path, role, name string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "add",
		Short: "Make a token and print it: this once",
		Example: `  bakhar token add --role analyst --name "A. Kulkarni"
  bakhar token add --role reader --name newsroom --tokens /etc/bakhar/tokens`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if name == "" {
				return errors.New("a token needs --name NAME: corrections stand under it")
			}
			r, ok := guard.ParseRole(role)
			if !ok {
				return fmt.Errorf("--role: %q is none of reader, analyst, admin", role)
			}
			secret, err := guard.Add(path, name, r, now())
			if err != nil {
				return failure{err}
			}
			if asJSON {
				return a.json(token{Name: name, Role: role, Token: secret})
			}
			fmt.Fprintln(a.out, secret)
			a.complain("this is the token of %s, %s; it stands nowhere else: hand it over and forget it", terminal.Printable(name), role)
			return nil
		},
	}
	tokensFlag(cmd, &path)
	jsonFlag(cmd, &asJSON, "an object with name, role and the token")
	cmd.Flags().StringVar(&role, "role", "reader", "`what` its owner may do: reader, analyst or admin")
	cmd.Flags().StringVar(&name, "name", "", "its owner's `name`")
	return cmd
}

func (a *app) tokenListCmd() *cobra.Command {
	var path string
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List names, roles and when they were made",
		Example: "  bakhar token list",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := guard.List(path)
			if err != nil {
				return failure{err}
			}
			var rows terminal.Table
			for _, t := range list {
				if asJSON {
					made := t.Made.UTC()
					if err := a.json(token{Name: t.Name, Role: t.Role.String(), Made: &made}); err != nil {
						return err
					}
					continue
				}
				rows.Row(t.Role.String(), t.Made.Format("2006-01-02"), terminal.Printable(t.Name))
			}
			if len(list) == 0 {
				a.complain("there are no tokens in %s: 'bakhar token add' makes one", path)
			}
			return a.show(rows.Bytes())
		},
	}
	tokensFlag(cmd, &path)
	jsonFlag(cmd, &asJSON, "a token a line: name, role, when it was made")
	return cmd
}

func (a *app) tokenRemoveCmd() *cobra.Command {
	var path string
	cmd := &cobra.Command{
		Use:     "remove NAME",
		Short:   "Take a token away: with it its sessions end",
		Example: `  bakhar token remove "A. Kulkarni"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("remove wants one name, not %d: 'bakhar token list' shows them", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			err := guard.Remove(path, args[0])
			if errors.Is(err, guard.ErrNoToken) {
				return fmt.Errorf("%w: 'bakhar token list' shows them", err)
			}
			if err != nil {
				return failure{err}
			}
			return nil
		},
	}
	tokensFlag(cmd, &path)
	return cmd
}
