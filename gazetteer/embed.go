// Package gazetteer holds what bakhar knows of states, bodies, people and places, as data.
package gazetteer

import "embed"

// FS holds the tables; each opens with its columns, source and licence. Those in geonames are made by cmd/mkgazetteer.
//
//go:embed *.tsv geonames
var FS embed.FS
