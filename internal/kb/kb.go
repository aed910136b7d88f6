// Package kb is the knowledge base: states, bodies, people with dated offices, and places, under their names in all
// languages. It answers which record a run of words names, and who held which office on a day. Whether a word is a
// name at all is for the stages to decide from the text.
package kb

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

// Use is what a name says of its record.
type Use uint8

// The uses of a name.
const (
	Proper   Use = iota // the record's own name
	Demonym             // adjective or people of a state: रशियन, Russians
	Capital             // a capital: the city, or the government
	Metonym             // a government by its seat: क्रेमलिन
	Locality            // a place
)

// Role is an office held for a time; From and To are zero where open.
type Role struct {
	From, To article.Date
	Country  string
	Sector   string
	Also     []string
	Title    string
}

// Record is one entry of the knowledge base.
type Record struct {
	ID       string
	Kind     string // state, person, or a kind of actors.tsv or places.tsv
	Name     string // in English
	Country  string
	Sector   string
	Also     []string
	Wikidata string
	Roles    []Role
	Capital  string // of a state, in English
	Admin1   string
	Lat, Lon float64
	HasPoint bool
	GeoNames int                    // id; 0 where unknown
	Called   [len(Languages)]string // the usual name in each of Languages; empty where the tables have none
	Demonym  [len(Languages)]string // of a state: Thai, थाई; the usual one
}

// Languages are those of the columns of names, in their order.
var Languages = [...]string{"en", "mr", "hi"}

// Person tells whether the record is a human being.
func (r *Record) Person() bool { return r.Kind == "person" }

// RoleOn gives the office held on a day, that in the government where there are several: a party's leader who is minister. Where the day is unknown
// or no office fits, ok is false.
func (r *Record) RoleOn(d article.Date) (held Role, ok bool) {
	if d.Zero() {
		return Role{}, false
	}
	for _, ro := range r.Roles {
		if (ro.From.Zero() || !d.Before(ro.From)) && (ro.To.Zero() || !ro.To.Before(d)) && (!ok || ro.Sector == "GOV" && held.Sector != "GOV") {
			held, ok = ro, true
		}
	}
	return held, ok
}

// Name is one way to write a record's name.
type Name struct {
	Rec  *Record
	Use  Use
	Many bool // the plural of the adjective before it: "Algerian|Algerians"
	Weak bool // also an ordinary word or many people's name: counts only with evidence
	Text string
}

// edge leads from a node by a word, given by its number.
type edge struct{ node, word int32 }

// way leads by a word to a node.
type way struct{ word, node int32 }

// KB is read-only once loaded.
type KB struct {
	Records []*Record
	Names   []Name
	words   map[string]int32 // the words that names are made of, numbered
	first   []int32          // by word, the node after Start; 0 where no name starts with it
	ways    []way            // from all other nodes, those of one node together and by word
	from    []int32          // by node, where its ways begin; and where the last one's end
	ends    [][]int32        // by node, the names that end there
	last    []string         // the last words of names
	byID    map[string]*Record
	sounds  map[string]int32   // people's full names by sound; -1 where several people share one
	states  map[string]*Record // by ISO code, the first row of a code
}

// Splitter cuts a name into folded tokens as running text is cut.
type Splitter func(string) []string

// State gives the record of a country code, or nil.
func (k *KB) State(code string) *Record { return k.states[code] }

// wordsAbout is about how many words names are made of; a better guess only saves a little time.
const wordsAbout = 1 << 15

// Load reads the tables of fsys.
func Load(fsys fs.FS, split Splitter, o *plover.Ontology) (*KB, error) {
	k := &KB{words: make(map[string]int32, wordsAbout), ends: [][]int32{nil}, sounds: map[string]int32{}, byID: map[string]*Record{}, states: map[string]*Record{}}
	l := &loader{kb: k, split: split, fsys: fsys, onto: o, last: make(map[int32]bool, wordsAbout), edges: make(map[edge]int32, wordsAbout)}
	l.states()
	l.actors()
	l.people()
	l.places()
	l.overlay()
	l.links()
	l.pave()
	if len(l.errs) > 0 {
		return k, fmt.Errorf("%s", strings.Join(l.errs, "\n"))
	}
	return k, nil
}

// Start is the node from which a walk begins.
const Start int32 = 0

// Word gives the number of a folded word that stands in a name.
func (k *KB) Word(s string) (int32, bool) {
	n, ok := k.words[s]
	return n, ok
}

// Step follows one word, given by its number, from a node.
func (k *KB) Step(n, word int32) (int32, bool) {
	if word < 0 {
		return 0, false
	}
	if n == Start {
		return k.first[word], k.first[word] != 0
	}
	ways := k.ways[k.from[n]:k.from[n+1]]
	if len(ways) > fewWays {
		i, ok := slices.BinarySearchFunc(ways, word, func(w way, word int32) int { return cmp.Compare(w.word, word) })
		if !ok {
			return 0, false
		}
		return ways[i].node, true
	}
	for _, w := range ways {
		if w.word == word {
			return w.node, true
		}
	}
	return 0, false
}

// fewWays is up to how many ways are looked through one by one: nearly all nodes have none or one.
const fewWays = 8

// grow follows a word from a node, and makes the way where there is none.
func (l *loader) grow(n int32, word string) int32 {
	k := l.kb
	w, ok := k.words[word]
	if !ok {
		w = int32(len(k.words))
		k.words[word] = w
		k.first = append(k.first, 0)
	}
	next, ok := l.edges[edge{n, w}]
	if n == Start {
		next, ok = k.first[w], k.first[w] != 0
	}
	if ok {
		return next
	}
	next = int32(len(k.ends))
	k.ends = append(k.ends, nil)
	if n == Start {
		k.first[w] = next
	} else {
		l.edges[edge{n, w}] = next
	}
	return next
}

// pave lays the ways that loading found side by side.
func (l *loader) pave() {
	k := l.kb
	k.from = make([]int32, len(k.ends)+1)
	for e := range l.edges {
		k.from[e.node+1]++
	}
	for n := range k.ends {
		k.from[n+1] += k.from[n]
	}
	k.ways = make([]way, len(l.edges))
	next := slices.Clone(k.from)
	for e, to := range l.edges {
		k.ways[next[e.node]] = way{e.word, to}
		next[e.node]++
	}
	for n := range k.ends {
		if ways := k.ways[k.from[n]:k.from[n+1]]; len(ways) > 1 {
			slices.SortFunc(ways, func(a, b way) int { return cmp.Compare(a.word, b.word) })
		}
	}
}

// At gives the names that end at a node.
func (k *KB) At(n int32) []int32 { return k.ends[n] }

type loader struct {
	kb    *KB
	split Splitter
	fsys  fs.FS
	onto  *plover.Ontology
	last  map[int32]bool // the words in kb.last
	edges map[edge]int32 // the ways from all nodes but Start
	errs  []string
}

type row struct {
	file string
	line int
	f    []string
}

func (r row) at() string { return fmt.Sprintf("%s:%d:1", r.file, r.line) }

func (r row) get(i int) string {
	if i >= len(r.f) || r.f[i] == "-" {
		return ""
	}
	return r.f[i]
}

func (l *loader) rows(name string, cols int) []row {
	data, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.errs = append(l.errs, fmt.Sprintf("%s:1:1: the file is missing", name))
		return nil
	}
	var out []row
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimRight(line, "\r ")
		if line == "" || line[0] == '#' {
			continue
		}
		r := row{name, i + 1, strings.Split(line, "\t")}
		if len(r.f) < cols-1 {
			l.errs = append(l.errs, fmt.Sprintf("%s: %d columns wanted, this line has %d", r.at(), cols, len(r.f)))
			continue
		}
		out = append(out, r)
	}
	return out
}

func (l *loader) names(rec *Record, use Use, cell string) {
	for _, s := range strings.Split(cell, "|") {
		s = strings.TrimSpace(s)
		weak := strings.HasSuffix(s, "?")
		s = strings.TrimSpace(strings.TrimSuffix(s, "?"))
		if s == "" {
			continue
		}
		toks := words(l.split, s)
		if len(toks) == 0 {
			continue
		}
		n := Start
		for _, t := range toks {
			n = l.grow(n, t)
		}
		final := toks[len(toks)-1]
		dup := false
		for _, i := range l.kb.ends[n] {
			other := &l.kb.Names[i]
			dup = dup || other.Rec == rec && other.Use == use
			if other.Rec != rec && !weak && !other.Weak && use == Proper && other.Use == Proper && twice(rec, other.Rec) {
				l.errs = append(l.errs, fmt.Sprintf("%q names both %s and %s of %s: keep one, or mark the name with ?", s, other.Rec.ID, rec.ID, rec.Country))
			}
		}
		if dup {
			continue
		}
		l.kb.ends[n] = append(l.kb.ends[n], int32(len(l.kb.Names)))
		many := use == Demonym && len(s) > 1 && s[len(s)-1] < 0x80 && strings.Contains("|"+cell+"|", "|"+s[:len(s)-1]+"|")
		l.kb.Names = append(l.kb.Names, Name{Rec: rec, Use: use, Many: many, Weak: weak, Text: s})
		if w := l.kb.words[final]; !l.last[w] {
			l.last[w] = true
			l.kb.last = append(l.kb.last, final)
		}
		if rec.Person() {
			l.addSound(toks, int32(len(l.kb.Names)-1))
		}
	}
}

// twice tells whether two records of one name are likely one body or state that stands in the tables twice: no people, no places, of one country.
func twice(a, b *Record) bool {
	for _, r := range []*Record{a, b} {
		if r.Person() || r.Country == "" || r.Kind == "people" || r.Kind == "region" || strings.HasPrefix(r.ID, "place:") {
			return false
		}
	}
	return a.Country == b.Country && (a.Kind == "state") == (b.Kind == "state")
}

var brackets = strings.NewReplacer("(", " ", ")", " ", "&", " ", "'s ", " ", "' ", " ")

// words cuts a name into words, without hyphens, ampersands, brackets and the endings of genitives: running text prints some names with them and without.
func words(split Splitter, name string) []string {
	if !strings.ContainsAny(name, "(-'&") {
		return split(name)
	}
	return slices.DeleteFunc(split(brackets.Replace(name)), func(t string) bool { return t == "-" })
}

func (l *loader) record(r row, rec *Record) *Record {
	if rec.Sector != "" && l.onto.Sectors[rec.Sector] == "" {
		l.errs = append(l.errs, fmt.Sprintf("%s: there is no sector %q", r.at(), rec.Sector))
	}
	if l.kb.byID[rec.ID] != nil {
		l.errs = append(l.errs, fmt.Sprintf("%s: the id %q stands twice", r.at(), rec.ID))
	}
	l.kb.byID[rec.ID] = rec
	l.kb.Records = append(l.kb.Records, rec)
	return rec
}

func first(cell string) string {
	s, _, _ := strings.Cut(cell, "|")
	return strings.TrimSuffix(strings.TrimSpace(s), "?")
}

// called gives the first name of each language from the columns that begin at one.
func called(r row, column int) (out [len(Languages)]string) {
	for i := range out {
		out[i] = first(r.get(column + i))
	}
	return out
}

func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ",")
}

func (l *loader) states() {
	for _, r := range l.rows("states.tsv", 15) {
		code := r.get(0)
		id := "state:" + code
		if l.kb.byID[id] != nil {
			id += ":" + first(r.get(2))
		}
		rec := l.record(r, &Record{ID: id, Kind: "state", Name: first(r.get(2)), Country: code, Wikidata: r.get(1), Capital: first(r.get(8)), Called: called(r, 2), Demonym: called(r, 5)})
		if l.kb.states[code] == nil {
			l.kb.states[code] = rec
		}
		for i := range 3 {
			l.names(rec, Proper, r.get(2+i))
			l.names(rec, Demonym, r.get(5+i))
			l.names(rec, Capital, r.get(8+i))
			l.names(rec, Metonym, r.get(11+i))
		}
	}
}

func (l *loader) actors() {
	for _, r := range l.rows("actors.tsv", 9) {
		rec := l.record(r, &Record{ID: r.get(0), Kind: r.get(1), Country: r.get(2), Sector: r.get(3), Also: list(r.get(4)), Wikidata: r.get(5), Name: first(r.get(6)), Called: called(r, 6)})
		for i := range 3 {
			l.names(rec, Proper, r.get(6+i))
		}
	}
}

func (l *loader) people() {
	for _, r := range l.rows("people.tsv", 5) {
		rec := l.record(r, &Record{ID: r.get(0), Kind: "person", Wikidata: r.get(1), Name: first(r.get(2)), Called: called(r, 2)})
		for i := range 3 {
			l.names(rec, Proper, r.get(2+i))
		}
	}
	for _, r := range l.rows("roles.tsv", 7) {
		rec := l.kb.byID[r.get(0)]
		if rec == nil {
			l.errs = append(l.errs, fmt.Sprintf("%s: there is no record %q in people.tsv or actors.tsv", r.at(), r.get(0)))
			continue
		}
		from, err := partial(r.get(1), false)
		if err != nil {
			l.errs = append(l.errs, fmt.Sprintf("%s: %v", r.at(), err))
		}
		to, err := partial(r.get(2), true)
		if err != nil {
			l.errs = append(l.errs, fmt.Sprintf("%s: %v", r.at(), err))
		}
		rec.Roles = append(rec.Roles, Role{From: from, To: to, Country: r.get(3), Sector: r.get(4), Also: list(r.get(5)), Title: r.get(6)})
		if rec.Person() && (rec.Country == "" || rec.Sector == "ELI" || r.get(4) != "ELI") { // in a text without a day the last office is the likeliest
			rec.Country, rec.Sector = r.get(3), r.get(4)
		}
	}
}

// partial reads YYYY, YYYY-MM or YYYY-MM-DD; last chooses the end of a year or month.
func partial(s string, last bool) (article.Date, error) {
	switch {
	case s == "":
		return article.Date{}, nil
	case len(s) == 4 && last:
		s += "-12-31"
	case len(s) == 4:
		s += "-01-01"
	case len(s) == 7:
		d, err := article.ParseDate(s + "-01")
		if err == nil && last {
			d = d.MonthEnd()
		}
		return d, err
	}
	return article.ParseDate(s)
}

// LastWords lists the final word of every name, for the language packs to inflect.
func (k *KB) LastWords() []string { return k.last }
