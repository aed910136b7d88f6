// Package cli is the command line: flags, exit codes, and what is printed where. It wires the other packages together and
// holds no knowledge of its own; what can be computed is computed elsewhere.
//
// Exit codes: 0 all was done; 1 some text could not be coded, or lint found mistakes; 2 wrong use. Standard output carries results
// only; whatever went wrong goes to standard error.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar"
	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/packs"
)

// Version is the coder's name and version as every record carries it.
const Version = "bakhar " + bakhar.Version

// The exit codes of the program.
const (
	exitDone  = 0
	exitSome  = 1
	exitUsage = 2
)

// errReported is returned when what went wrong has been printed already.
var errReported = errors.New("reported")

// failure is an error that is not the user's way of calling.
type failure struct{ error }

// Unwrap gives the cause.
func (f failure) Unwrap() error { return f.error }

// app is one run of the program.
type app struct {
	in   io.Reader
	out  io.Writer
	errw io.Writer
	pipe *pipeline.Pipeline // loaded by the commands that need it

	colour terminal.Colour
	screen *terminal.Screen // what people read goes through it, into out
}

// Main runs the program and gives its exit code.
func Main(args []string, in io.Reader, out, errw io.Writer) int {
	return newApp(in, out, errw).main(args)
}

func newApp(in io.Reader, out, errw io.Writer) *app {
	return &app{in: in, out: out, errw: errw, colour: terminal.Auto, screen: terminal.NewScreen(out)}
}

func (a *app) main(args []string) int {
	root := a.root()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errw)
	cmd, err := root.ExecuteC()
	if ferr := a.screen.Flush(); err == nil && ferr != nil {
		err = failure{ferr}
	}
	var f failure
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errReported):
		return exitSome
	case errors.As(err, &f):
		a.complain("%v", err)
		return exitSome
	}
	if name := commandName(args); cmd == root && strings.HasPrefix(err.Error(), "unknown command") && name != "" {
		err = unknownCommand(root, name)
	}
	a.complain("%s", strings.TrimSpace(err.Error()))
	if len(args) > 0 && cmd == root {
		if _, serr := os.Stat(args[0]); serr == nil {
			fmt.Fprintf(a.errw, "To code a file: bakhar code %s\n", args[0])
		}
	}
	fmt.Fprintf(a.errw, "Run '%s --help' for its use, with examples.\n", cmd.CommandPath())
	return exitUsage
}

// commandName is the first argument that is no flag.
func commandName(args []string) string {
	for _, arg := range args {
		if !strings.HasPrefix(arg, "-") {
			return arg
		}
	}
	return ""
}

// complain prints one message of the program to standard error.
func (a *app) complain(format string, args ...any) {
	fmt.Fprintf(a.errw, "bakhar: "+format+"\n", args...)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "bakhar",
		Short: "Read news in Marathi, Hindi and English and write down who did what to whom",
		Long: `bakhar reads news in Marathi, Hindi and English and writes down political events in
the PLOVER scheme: who did what to whom, when, where, and who says so, each with
the words of the text that say it. It keeps what it read and merges the reports of
one happening into one event, with every account of it.

Exit codes: 0 all was coded; 1 some text could not be (each is named on standard
error); 2 wrong use.`,
		Example: `  bakhar code article.mr.txt --published 2025-08-13
  bakhar explain article.mr.txt --event 1
  bakhar ingest news.jsonl && bakhar events --order loudest`,
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		DisableSuggestions:         true, // unknownCommand says them
	}
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().Var(&a.colour, "color", "colours: auto (on a terminal, unless NO_COLOR is set), always, never")
	for _, g := range []struct {
		id, title string
		commands  []*cobra.Command
	}{
		{"texts", "Read texts:", []*cobra.Command{a.codeCmd(), a.explainCmd(), a.checkCmd()}},
		{"chronicle", "Keep a chronicle:", []*cobra.Command{a.ingestCmd(), a.eventsCmd(), a.eventCmd(), a.whyCmd(), a.correctCmd(), a.statsCmd(), a.recodeCmd(), a.diffCmd()}},
		{"tools", "Take it into other tools:", []*cobra.Command{a.exportCmd(), a.importCmd(), a.alertCmd(), a.mcpCmd()}},
		{"serve", "Let others read it:", []*cobra.Command{a.serveCmd(), a.demoCmd(), a.tokenCmd(), a.openapiCmd()}},
		{"press", "Follow the press, on one machine or many:", []*cobra.Command{a.watchCmd(), a.workerCmd(), a.queueCmd(), a.statusCmd()}},
		{"data", "Measure and mend:", []*cobra.Command{a.evalCmd(), a.calibrateCmd(), a.goldCmd(), a.lintCmd(), a.doctorCmd(), a.versionCmd()}},
	} {
		root.AddGroup(&cobra.Group{ID: g.id, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.id
			root.AddCommand(c)
		}
	}
	root.InitDefaultCompletionCmd()
	helpCommand(root)
	groups(root)
	a.fitHelp(root)
	return root
}

// load loads the language data that is built in.
func (a *app) load() (*pipeline.Pipeline, error) {
	if a.pipe == nil {
		// what loading leaves behind is little beside what stays: to collect it again and again takes a quarter of the time
		defer debug.SetGCPercent(debug.SetGCPercent(-1))
		p, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
		if err != nil {
			return nil, failure{fmt.Errorf("the built-in language data does not load: run 'bakhar lint'\n%w", err)}
		}
		a.pipe = p
	}
	return a.pipe, nil
}

func (a *app) meta() export.Meta {
	return export.Meta{Coder: Version, Lexicon: a.pipe.Lexicon, Say: a.pipe.Say("en")}
}

func (a *app) versionCmd() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the coder's version, the hash of its language data and the languages it reads",
		Long: `Print the coder's version, the hash of its language data and the languages it
reads. Two programs that print the same code the same text alike; every record
carries both.`,
		Example: "  bakhar version",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := a.load()
			if err != nil {
				return err
			}
			if asJSON {
				return a.json(struct {
					Coder     string   `json:"coder"`
					Lexicon   string   `json:"lexicon"`
					Languages []string `json:"languages"`
				}{Version, p.Lexicon, p.Languages()})
			}
			fmt.Fprintf(a.screen, "%s\nlexicon %s\nlanguages %s\n", Version, p.Lexicon, strings.Join(p.Languages(), " "))
			return nil
		},
	}
	jsonFlag(cmd, &asJSON, "an object")
	return cmd
}

// Commands gives all commands, for those who write of them: the manual, completions.
func Commands() *cobra.Command {
	return newApp(strings.NewReader(""), io.Discard, io.Discard).root()
}
