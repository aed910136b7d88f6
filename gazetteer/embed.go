// Package gazetteer holds what bakhar knows of states, bodies, people and places, as data.
package gazetteer

import "embed"

// FS holds the tables; each opens with its columns, source and licence.
//
//go:embed *.tsv
var FS embed.FS
