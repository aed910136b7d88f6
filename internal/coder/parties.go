package coder

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
)

// Sets of parties.

func anySector(es []article.Entity, want ...string) bool {
	for _, e := range es {
		for _, w := range want {
			if e.Sector == w {
				return true
			}
		}
	}
	return false
}

func without(es []article.Entity, ph *doc.Phrase, thing bool) []article.Entity {
	var out []article.Entity
	for _, e := range es {
		own := false
		for _, x := range ph.Ents {
			own = own || x.Span == e.Span && x.Country == e.Country && (thing || e.How == "possessor")
		}
		if !own {
			out = append(out, e)
		}
	}
	return out
}

// minus takes away the parties that are the same as one of others.
func minus(es, others []article.Entity) []article.Entity {
	var out []article.Entity
	for _, e := range es {
		if !among(e, others) {
			out = append(out, e)
		}
	}
	return out
}

func among(e article.Entity, es []article.Entity) bool {
	for _, x := range es {
		if x.Span == e.Span && x.Country == e.Country && (x.KB == e.KB || x.KB == "" || e.KB == "") || x.KB != "" && x.KB == e.KB {
			return true
		}
		if (x.Country != "" || owned(e)) && x.Country == e.Country && x.Sector == e.Sector && x.Name == e.Name { // of an unknown land only what is his: their weapons
			return true
		}
	}
	return false
}
