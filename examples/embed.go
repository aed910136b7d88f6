// Package examples is the demonstration week: sixty articles of eight days in three languages, written for bakhar (README.md).
package examples

import _ "embed" // for the week

// Week is the demonstration week, JSON lines as 'bakhar ingest' reads them.
//
//go:embed week.jsonl
var Week []byte
