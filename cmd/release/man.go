package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bakhar/bakhar"
)

// manual gives a page of section 1 for each command: man bakhar, man bakhar-events.
func manual(root *cobra.Command, date time.Time) (pages []file, err error) {
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Hidden || c.Name() == "help" {
			return
		}
		name := strings.ReplaceAll(c.CommandPath(), " ", "-")
		pages = append(pages, file{"man/" + name + ".1", page(c, name, date), 0o644})
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	root.InitDefaultCompletionCmd()
	walk(root)
	return pages, nil
}

// page writes one page in man's own language.
func page(c *cobra.Command, name string, date time.Time) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, ".TH %q 1 %q %q %q\n.nh\n.ad l\n", strings.ToUpper(name), date.Format("2006-01-02"), "bakhar "+bakhar.Version, "bakhar")
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", escape(name), escape(c.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", escape(c.UseLine()))
	long := c.Long
	if long == "" {
		long = c.Short + "."
	}
	b.WriteString(".SH DESCRIPTION\n")
	paragraphs(&b, long)
	flags(&b, "OPTIONS", c.NonInheritedFlags())
	flags(&b, "GLOBAL OPTIONS", c.InheritedFlags())
	if c.Example != "" {
		fmt.Fprintf(&b, ".SH EXAMPLES\n.nf\n%s\n.fi\n", escape(c.Example))
	}
	var also []string
	if c.HasParent() {
		also = append(also, strings.ReplaceAll(c.Parent().CommandPath(), " ", "-"))
	}
	for _, sub := range c.Commands() {
		if !sub.Hidden && sub.Name() != "help" {
			also = append(also, strings.ReplaceAll(sub.CommandPath(), " ", "-"))
		}
	}
	for i, s := range also {
		if i == 0 {
			b.WriteString(".SH SEE ALSO\n")
		} else {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, ".BR %s (1)", escape(s))
	}
	b.WriteByte('\n')
	return b.Bytes()
}

func paragraphs(b *bytes.Buffer, text string) {
	for i, p := range strings.Split(text, "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		b.WriteString(escape(p) + "\n")
	}
}

func flags(b *bytes.Buffer, head string, set *pflag.FlagSet) {
	if !set.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(b, ".SH %s\n", head)
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		fmt.Fprintf(b, ".TP\n\\fB%s\\fP", escape(name))
		if value != "" {
			fmt.Fprintf(b, " \\fI%s\\fP", escape(value))
		}
		fmt.Fprintf(b, "\n%s\n", escape(usage))
	})
}

var roff = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`)

// escape makes text of a page: no letter of it is a command, at the beginning of a line either.
func escape(s string) string {
	lines := strings.Split(roff.Replace(s), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}

// completions gives what shells read.
func completions(root *cobra.Command) ([]file, error) {
	var out []file
	for _, s := range []struct {
		name  string
		write func(*bytes.Buffer) error
	}{
		{"bakhar.bash", func(b *bytes.Buffer) error { return root.GenBashCompletionV2(b, true) }},
		{"_bakhar", func(b *bytes.Buffer) error { return root.GenZshCompletion(b) }},
		{"bakhar.fish", func(b *bytes.Buffer) error { return root.GenFishCompletion(b, true) }},
		{"bakhar.ps1", func(b *bytes.Buffer) error { return root.GenPowerShellCompletionWithDesc(b) }},
	} {
		var b bytes.Buffer
		if err := s.write(&b); err != nil {
			return nil, err
		}
		out = append(out, file{"completions/" + s.name, b.Bytes(), 0o644})
	}
	return out, nil
}
