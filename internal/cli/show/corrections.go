package show

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/store"
)

// Corrections writes one correction a line, those that count no more dimmed, and under an edit what it changed.
func Corrections(all []store.Correction, p terminal.Paint) ([]byte, error) {
	var b bytes.Buffer
	inForce := map[int64]bool{}
	for _, c := range corrections.InForce(all) {
		inForce[c.ID] = true
	}
	for _, c := range all {
		what := fmt.Sprintf("%-6s %s", c.Kind, targets(c))
		style, note := "", ""
		switch {
		case c.Kind == corrections.Undo:
			what = fmt.Sprintf("%-6s correction %d", c.Kind, c.Undoes)
		case !inForce[c.ID]:
			style, note = terminal.Dim, " (undone)"
		}
		fmt.Fprintf(&b, "%4d  %s  "+terminal.Hang+"%s  %s: %s\n", c.ID, c.Made.Format("2006-01-02"), p.In(style, what+note), terminal.Printable(c.Analyst), terminal.Printable(terminal.OneLine(c.Reason)))
		body, err := corrections.Read(c)
		if err != nil {
			return nil, err
		}
		for _, ch := range body.Changes {
			fmt.Fprintf(&b, "        %s: "+terminal.Hang+"%s → %s\n", ch.Field, value(ch.Old), value(ch.New))
		}
	}
	return b.Bytes(), nil
}

// valueRunes bounds what is shown of a field's value.
const valueRunes = 120

func value(data []byte) string { return clip(string(data), 0, valueRunes) }

// targetsMax is how many targets of a correction are named.
const targetsMax = 3

func targets(c store.Correction) string {
	var ids []string
	for i, t := range c.Targets {
		if i == targetsMax {
			ids = append(ids, fmt.Sprintf("and %d more", len(c.Targets)-i))
			break
		}
		ids = append(ids, short(t.Report))
	}
	return strings.Join(ids, " ")
}
