// Package ontology holds the PLOVER tables as data.
package ontology

import "embed"

// FS holds plover.tsv, contexts.tsv and sectors.tsv.
//
//go:embed *.tsv
var FS embed.FS
