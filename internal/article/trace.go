package article

import (
	"fmt"
	"strings"
)

// StepKind says what a step of a trace was.
type StepKind string

// The kinds of step, in the order in which an event comes about.
const (
	StepClass    StepKind = "class"    // the words mean a class of acts
	StepCompose  StepKind = "compose"  // a class with what it governs, or with an object, makes another
	StepNegate   StepKind = "negate"   // a class that is denied makes another
	StepPlace    StepKind = "place"    // where it was, and what speaks for it
	StepFound    StepKind = "found"    // the words were taken for a place of the gazetteer
	StepPossible StepKind = "possible" // a place that the words may mean; the less its cost, the likelier
	StepClause   StepKind = "clause"   // the predicate as it stands
	StepArgument StepKind = "argument" // a phrase of the predicate, and the parties in it
	StepRule     StepKind = "rule"     // which marks fill which role
	StepCarried  StepKind = "carried"  // the place is that of an event told before
)

// Step is one thing that the coder did on its way to an event: data, so that it can be told in any language. Fields that a kind does not need are empty.
type Step struct {
	Kind      StepKind    `json:"step"`
	Words     string      `json:"words,omitempty"` // of the text, in the view's spelling
	Start     int         `json:"start,omitempty"` // bytes of the original, of an argument or a place
	End       int         `json:"end,omitempty"`
	Class     string      `json:"class,omitempty"`     // of packs/common/classes.tsv, or a PLOVER type
	With      string      `json:"with,omitempty"`      // the class of the content or object that it is composed with
	Makes     string      `json:"makes,omitempty"`     // what comes of it: a class, TYPE:mode, or = for the content's own
	Form      string      `json:"form,omitempty"`      // finite, relative, infinitive, converb, conditional, nominal
	Features  string      `json:"features,omitempty"`  // tense, aspect, number, gender, person, in the packs' names
	Mark      string      `json:"mark,omitempty"`      // what ties an argument to its predicate: erg dat gen on with …
	Parties   []StepParty `json:"parties,omitempty"`   // whom an argument names
	Rule      string      `json:"rule,omitempty"`      // its id
	Actor     []string    `json:"actor,omitempty"`     // marks that fill the role, the first that is there first
	Recipient []string    `json:"recipient,omitempty"` // likewise
	Why       string      `json:"why,omitempty"`       // what speaks for a place, in a few fixed phrases
	Of        string      `json:"of,omitempty"`        // whose place it is, where it is not the act's own, likewise
	Before    bool        `json:"before,omitempty"`    // the words take up a place that was named before
	Place     *Candidate  `json:"place,omitempty"`
}

// StepParty is a party as an argument names it; How says what named it, as Entity.How.
type StepParty struct {
	Country string `json:"country,omitempty"`
	Sector  string `json:"sector,omitempty"`
	Name    string `json:"name,omitempty"`
	How     string `json:"how,omitempty"`
}

// Candidate is a place of the gazetteer that words may mean.
type Candidate struct {
	Name       string  `json:"name"`
	Admin1     string  `json:"admin1,omitempty"`
	Country    string  `json:"country,omitempty"`
	Class      string  `json:"class"` // GeoNames' feature code
	Population int     `json:"population"`
	GeoNames   int     `json:"geonames_id"`
	Cost       float64 `json:"cost"`     // the less, the likelier
	Exact      bool    `json:"exact"`    // spelled so; otherwise it only sounds like it
	Spelling   string  `json:"spelling"` // the spelling that it was found by
	Off        float64 `json:"off"`      // how far the sound is from it
}

// String is the step as a line of `bakhar explain`.
func (s Step) String() string {
	switch s.Kind {
	case StepClass:
		return s.Words + ": class " + s.Class
	case StepCompose:
		return s.Class + " with " + s.With + " makes " + s.Makes
	case StepNegate:
		return s.Class + ", negated, makes " + s.Makes
	case StepClause:
		return fmt.Sprintf("clause: %s, %s, features %s", s.Words, s.Form, s.Features)
	case StepArgument:
		return fmt.Sprintf("argument %s (%s): %s", s.Words, s.Mark, s.parties())
	case StepRule:
		return fmt.Sprintf("rule %s: actor from %s; recipient from %s", s.Rule, strings.Join(s.Actor, " "), strings.Join(s.Recipient, " "))
	case StepPlace:
		out := fmt.Sprintf("place %s: %s", s.Words, s.Why)
		if s.Of != "" {
			out += " of " + s.Of
		}
		if s.Before {
			out += ", named before"
		}
		return out
	case StepFound:
		return "gazetteer: a place by " + s.Why
	case StepPossible:
		return s.Place.String()
	case StepCarried:
		return "place: of " + s.Why
	}
	panic("BUG: no line for a step of kind " + string(s.Kind))
}

func (s Step) parties() string {
	var out []string
	for _, p := range s.Parties {
		out = append(out, strings.TrimSpace(p.Country+" "+p.Sector+" "+p.Name+" ["+p.How+"]"))
	}
	if len(out) == 0 {
		return "no party"
	}
	return strings.Join(out, "; ")
}

// String is the candidate as a line of `bakhar explain`.
func (c *Candidate) String() string {
	how := "spelled so"
	if !c.Exact {
		how = fmt.Sprintf("sounds like %s, %.2f off", c.Spelling, c.Off)
	}
	return fmt.Sprintf("  %.3f %s, %s, %s (%s, %d people, geonames %d): %s", c.Cost, c.Name, c.Admin1, c.Country, c.Class, c.Population, c.GeoNames, how)
}
