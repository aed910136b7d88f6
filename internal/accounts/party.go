package accounts

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
)

// organs are the sectors that speak and act for a state; what else a country has is not on its government's side by birth.
var organs = []string{"", "GOV", "MIL", "COP", "SPY", "LEG", "PRM"}

// nobody are the sectors of those who are not known, who therefore contradict nobody.
var nobody = []string{"UAF", "UNK"}

// registry knows which parties of the tellings are one, over languages.
type registry struct {
	alias   map[string]string // of a key without identity, the key of the one party that it can only mean
	parties map[string]*Party // by final key
}

// Identity is the key of a party by what is known of it alone: identity in the knowledge base, resolved name, country with sector, words.
func Identity(p article.Party) string {
	switch {
	case described(p):
	case p.Wikidata != "":
		return "wd:" + p.Wikidata
	case p.KB != "":
		return "kb:" + p.KB
	case p.Name != "":
		return "name:" + fold(p.Name)
	}
	switch {
	case p.Country != "":
		return p.Country + "/" + p.Sector
	case p.Sector != "":
		return "/" + p.Sector
	}
	return "text:" + fold(p.Text)
}

// described tells whether what is known of a party is only its state or town: "Cambodian troops" are not Cambodia, and a bare state is its
// country whether a table names it or not.
func described(p article.Party) bool {
	return strings.HasPrefix(p.KB, "state:") || strings.HasPrefix(p.KB, "place:") && p.Sector != ""
}

// fold brings the spellings of a name together.
func fold(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = text.Fold(w)
	}
	return strings.Join(words, " ")
}

// Known tells whether a party has an identity beyond its country and sector.
func Known(key string) bool {
	return strings.HasPrefix(key, "wd:") || strings.HasPrefix(key, "kb:") || strings.HasPrefix(key, "name:")
}

// identify reads the parties of all tellings. A description ("the rebels", COD/REB) means the one party of that country and sector that
// some telling names, where there is exactly one and it is not an organ of state, of which there are always several.
func identify(ts []Telling) *registry {
	r := &registry{alias: map[string]string{}, parties: map[string]*Party{}}
	named := map[string][]string{} // country/sector: keys of known parties
	each(ts, func(_ int, p article.Party) {
		if key := Identity(p); Known(key) {
			for _, s := range append([]string{p.Sector}, p.Sectors...) {
				d := p.Country + "/" + s
				if s != "" && !slices.Contains(organs, s) && !slices.Contains(named[d], key) {
					named[d] = append(named[d], key)
				}
			}
		}
	})
	for d, keys := range named {
		if len(keys) == 1 {
			r.alias[d] = keys[0]
		}
	}
	each(ts, func(_ int, p article.Party) { r.learn(p) })
	for _, p := range r.parties {
		p.Side = side(p)
	}
	return r
}

// each goes through all parties: known ones tell names first, so that a description never names a party that has a name.
func each(ts []Telling, f func(i int, p article.Party)) {
	for i := range ts {
		rep := &ts[i].Report
		for _, p := range rep.Actors {
			f(i, p)
		}
		for _, p := range rep.Recipients {
			f(i, p)
		}
		for _, a := range rep.Attribution {
			f(i, a.Party)
		}
	}
}

func (r *registry) key(p article.Party) string {
	k := Identity(p)
	if to, ok := r.alias[k]; ok {
		return to
	}
	return k
}

// learn adds what one mention tells of its party. What the first telling says stays; the words of a description do not become the name of
// somebody known.
func (r *registry) learn(p article.Party) {
	key := r.key(p)
	q := r.parties[key]
	if q == nil {
		q = &Party{Key: key}
		r.parties[key] = q
	}
	if own := Identity(p); own == key {
		if q.Name == "" && (!described(p) || p.Sector == "") {
			q.Name, q.Wikidata, q.KB, q.Role = p.Name, p.Wikidata, p.KB, p.Role
		}
		if q.Country == "" {
			q.Country = p.Country
		}
		if q.Sector == "" {
			q.Sector = p.Sector
		}
		for _, s := range p.Sectors {
			if !slices.Contains(q.Others, s) {
				q.Others = append(q.Others, s)
				slices.Sort(q.Others)
			}
		}
	}
}

// naming counts how texts of each language name a party.
type naming map[string]map[string]int

func (n naming) add(language, words string) {
	if words == "" {
		return
	}
	if n[language] == nil {
		n[language] = map[string]int{}
	}
	n[language][words]++
}

// best gives for each language the words used most; of those used as often the fullest ("the defence ministry" before "it"), but no whole phrase.
func (n naming) best() map[string]string {
	out := make(map[string]string, len(n))
	for l, words := range n {
		for _, w := range keys(words) {
			if old := out[l]; old == "" || words[w] > words[old] || words[w] == words[old] && fuller(w, old) {
				out[l] = w
			}
		}
	}
	return out
}

func fuller(a, b string) bool {
	n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	return m > nameMax && n < m || n > m && n <= nameMax
}

// nameMax is how many characters the words that stand for a party should have at most.
const nameMax = 40

// side is the camp that a party speaks for. The organs of a state are one; opposition, rebels, courts, civilians and bodies between states
// each stand apart.
func side(p *Party) string {
	opposed := slices.Contains(p.Others, "OPP") || slices.Contains(p.Others, "REB")
	switch {
	case plover.IsState(p.Country) && slices.Contains(organs, p.Sector) && !opposed:
		return p.Country
	case Known(p.Key):
		return p.Key
	case p.Country != "":
		return p.Country + "/" + p.Sector
	}
	return p.Key
}

func (r *registry) label(key string) Label {
	p := r.parties[key]
	return Label{Key: key, Name: p.Name, Country: p.Country, Sector: p.Sector}
}

// vague tells whether a party that speaks is nobody in particular: "officials", of no country that the text tells, or "a source".
func vague(p article.Party) bool {
	return !Known(Identity(p)) && (p.Country == "" && p.Sector != "" || slices.Contains(nobody, p.Sector))
}

// labels gives the parties of one role, each once, in the order of their keys.
func (r *registry) labels(ps []article.Party) []Label {
	var out []Label
	for _, p := range ps {
		out = append(out, r.label(r.key(p)))
	}
	return unique(out)
}

func unique(ls []Label) []Label {
	slices.SortFunc(ls, func(a, b Label) int { return cmp.Compare(a.Key, b.Key) })
	return slices.CompactFunc(ls, func(a, b Label) bool { return a.Key == b.Key })
}
