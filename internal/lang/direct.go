package lang

import "strings"

// Direct gives the dictionary forms that an oblique stem of a name outside the lexicon may be of, by the paradigm of names: पुण्या → पुणे.
func (p *Pack) Direct(stem string) []string {
	var out []string
	for _, ln := range p.paradigms[namePar] {
		if !ln.f.Has(Obl) || ln.add == "" || ln.strip == ln.add {
			continue
		}
		if base, ok := strings.CutSuffix(stem, ln.add); ok && base != "" {
			out = append(out, base+ln.strip)
		}
	}
	return out
}

// namePar is the paradigm of names.
const namePar = "name"
