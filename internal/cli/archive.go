package cli

import (
	"fmt"
	"io"
	"slices"
	"unicode"

	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/source/look"
)

// pagesOf says how pages in the languages of the packs look. It is nil where a pack's script is unknown here: then all pages are read.
func pagesOf(p *pipeline.Pipeline) *look.Languages {
	l := &look.Languages{Codes: p.Languages(), Words: map[string]bool{}}
	for _, code := range l.Codes {
		pack := p.Packs[code]
		switch script := pack.Setting("script", "Latn"); script {
		case "Latn":
			function(pack, l.Words)
		case "Deva":
			l.Scripts = with(l.Scripts, unicode.Devanagari)
		default:
			table := unicode.Scripts[script]
			if table == nil {
				return nil
			}
			l.Scripts = with(l.Scripts, table)
		}
	}
	return l
}

func with(tables []*unicode.RangeTable, table *unicode.RangeTable) []*unicode.RangeTable {
	if slices.Contains(tables, table) {
		return tables
	}
	return append(tables, table)
}

// function adds the words of a pack that hold sentences together.
func function(pack *lang.Pack, words map[string]bool) {
	for _, e := range pack.Entries {
		if len(e.Toks) == 1 && !e.KB && e.Kind >= lang.Post && e.Kind != lang.Time && e.Kind != lang.Num {
			words[e.Toks[0]] = true
		}
	}
}

// tallied keeps what became of the archives that a reader reads. The result prints it, once all is read: their texts come out later than they are read.
func tallied(r *file.Reader) (tell func(io.Writer)) {
	var lines []string
	r.Archive = func(name string, t file.Tally) { lines = append(lines, fmt.Sprintf("bakhar: %s: %s\n", name, t)) }
	return func(w io.Writer) {
		for _, line := range lines {
			_, _ = io.WriteString(w, line) // standard error: there is no other place to tell it
		}
	}
}
