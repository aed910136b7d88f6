// Package dates finds expressions of time and resolves them against the publication day.
package dates

import "github.com/bakhar/bakhar/internal/doc"

// Run fills d.Times.
func Run(d *doc.Doc) {}
