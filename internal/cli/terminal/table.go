package terminal

import (
	"bytes"
	"strings"
)

// Table is rows whose columns stand under each other, by the columns that a terminal gives them: two scripts in one column align. The last column is not
// filled up, and a row that is wider than the screen goes on under it.
type Table struct {
	Indent int
	Right  []bool // columns that end under each other, as numbers do
	rows   [][]string
}

// cellMax bounds all but the last column of a table; more of a name does not tell it from others.
const cellMax = 40

// Row adds a row. Its cells are printable, and may be coloured.
func (t *Table) Row(cells ...string) { t.rows = append(t.rows, cells) }

// Len is the number of rows.
func (t *Table) Len() int { return len(t.rows) }

// Bytes writes the rows.
func (t *Table) Bytes() []byte {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if i < len(row)-1 {
				cell = shorten(cell)
				row[i] = cell
			}
			widths[i] = max(widths[i], Cols(cell))
		}
	}
	var b bytes.Buffer
	for _, row := range t.rows {
		line := strings.Repeat(" ", t.Indent)
		for i, cell := range row {
			blanks := strings.Repeat(" ", widths[i]-Cols(cell))
			last := i == len(row)-1
			switch {
			case i < len(t.Right) && t.Right[i]:
				line += blanks + cell
			case last:
				line += Hang + cell
			default:
				line += cell + blanks
			}
			if !last {
				line += "  "
			}
		}
		b.WriteString(strings.TrimRight(line, " "+Hang) + "\n")
	}
	return b.Bytes()
}

func shorten(cell string) string {
	if Cols(cell) <= cellMax || strings.Contains(cell, "\x1b") {
		return cell
	}
	head, _ := Head(cell, cellMax-1)
	return head + "…"
}
