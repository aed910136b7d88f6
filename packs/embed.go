// Package packs holds the language data: one folder a language, and common. Cases are left out of the binary.
package packs

import "embed"

// FS holds the packs as docs/formats/pack.md describes them.
//
//go:embed common/*.tsv */pack.tsv */clean.tsv */beside.tsv */contexts.tsv */messages.tsv */translation.tsv */morph/*.tsv */lexicon/*.tsv */rules/*.rules
var FS embed.FS
