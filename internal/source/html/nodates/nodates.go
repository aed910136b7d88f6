// Package dateparser stands in the place of the library of that path, which the extraction library brings along for the dates of pages in
// any language. They are never asked of it: published.go reads them, and secondOpinion says so to the library. All the same the library's
// tables for 300 languages would be made whenever any program with it in it starts, which takes longer than loading all the
// language data of bakhar, and 40 MB.
//
// It is what github.com/markusmobius/go-htmldate needs to compile. Parse knows no date.
package dateparser

import (
	"errors"
	"time"
)

// ParserType is a way of reading a date.
type ParserType uint8

// The ways that are named where a Parser is made.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource tells on which side of now a date lies that does not say it.
type PreferredDateSource uint8

// Past is before now.
const Past PreferredDateSource = 2

// Configuration is what a Parser is asked with.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// Parser reads dates in the ways it names.
type Parser struct{ ParserTypes []ParserType }

// Date is a date that was read.
type Date struct{ Time time.Time }

var errNone = errors.New("dates of pages are read elsewhere")

// Parse finds no date in any text.
func (p *Parser) Parse(_ *Configuration, _ string, _ ...string) (Date, error) {
	return Date{}, errNone
}
