// Package clean finds damage in a text: credits glued to the body, broken characters, doubled phrases, page furniture.
package clean

import "github.com/bakhar/bakhar/internal/doc"

// Run adds the defects that the characters alone show.
func Run(d *doc.Doc) {}
