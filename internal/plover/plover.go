// Package plover knows PLOVER 2.0: event types, modes, contexts, sectors and scores, and which of them go together.
// It reads the tables of package ontology once; it knows nothing about language.
package plover

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/ontology"
)

// Type is a PLOVER event type such as "ASSAULT".
type Type string

// Info is what the ontology says of a type.
type Info struct {
	Quad           int     // 1 verbal cooperation … 4 material conflict
	Score          float64 // -10 … +10
	NeedsRecipient bool
	Modes          map[string]float64 // mode to score
}

// Ontology is the whole of PLOVER. It is read-only.
type Ontology struct {
	Types    map[Type]Info
	Contexts map[string]bool
	Sectors  map[string]string
}

// Load reads the embedded tables. They are part of the binary, so a mistake in them is a bug.
func Load() *Ontology {
	o := &Ontology{Types: map[Type]Info{}, Contexts: map[string]bool{}, Sectors: map[string]string{}}
	for _, f := range rows("plover.tsv") {
		info, ok := o.Types[Type(f[0])]
		if !ok {
			info = Info{Quad: int(number(f[1])), Score: number(f[2]), NeedsRecipient: f[3] == "yes", Modes: map[string]float64{}}
		}
		if f[4] != "-" {
			info.Modes[f[4]] = number(f[5])
		}
		o.Types[Type(f[0])] = info
	}
	for _, f := range rows("contexts.tsv") {
		o.Contexts[f[0]] = true
	}
	for _, f := range rows("sectors.tsv") {
		o.Sectors[f[0]] = f[1]
	}
	return o
}

// TypeNames gives the names of all types, sorted.
func (o *Ontology) TypeNames() []string {
	out := make([]string, 0, len(o.Types))
	for t := range o.Types {
		out = append(out, string(t))
	}
	slices.Sort(out)
	return out
}

// ModeNames gives the modes of all types, sorted, each once.
func (o *Ontology) ModeNames() []string {
	all := map[string]bool{}
	for _, info := range o.Types {
		for m := range info.Modes {
			all[m] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// Score is the value of a type with its modes: the first mode's where there is one.
func (o *Ontology) Score(t Type, modes []string) float64 {
	info := o.Types[t]
	for _, m := range modes {
		if s, ok := info.Modes[m]; ok {
			return s
		}
	}
	return info.Score
}

// Check says what is wrong with a type and its mode, or nothing.
func (o *Ontology) Check(t Type, mode string) error {
	info, ok := o.Types[t]
	if !ok {
		return fmt.Errorf("no PLOVER type %q", t)
	}
	if _, ok := info.Modes[mode]; mode != "" && !ok {
		return fmt.Errorf("PLOVER type %s has no mode %q", t, mode)
	}
	return nil
}

func rows(name string) [][]string {
	data, err := fs.ReadFile(ontology.FS, name)
	if err != nil {
		panic("BUG: " + err.Error())
	}
	var out [][]string
	for _, line := range strings.Split(string(data), "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

func number(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic("BUG: ontology: " + err.Error())
	}
	return f
}
