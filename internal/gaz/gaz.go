// Package gaz looks up places of the world by name: cities, towns, districts, provinces, as many as the tables in
// gazetteer/geonames have. A name is found by its spelling or, in either script, by its sound. Nothing is unpacked before it is
// asked for. Whether a word of a text is a place at all, and which of several is meant, is for the stages to decide from the text.
package gaz

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/text"
)

// Place is one place of the tables.
type Place struct {
	ID         int    // of GeoNames; 0 where unknown
	Name       string // in English
	Country    string // ISO alpha-3
	Admin1     string // state or province, in English
	Admin2     string // district or county
	Class      string // of GeoNames: PPLC capital, PPLA seat of a province, PPL, …, ADM1 province, ADM2 district
	Population int    // 0 where unknown
	Lat, Lon   float64
	HasPoint   bool
	Mr, Hi     string // names in Marathi and Hindi, where the tables have them
}

// Candidate is a place that a name may mean.
type Candidate struct {
	*Place
	Spelling string  // the name that it was found by, folded
	Exact    bool    // spelled so, not only sounding so
	Turned   bool    // a consonant of it was taken for another
	Distance float64 // how unlike the sounds are; 0 is alike
	Score    float64 // the less, the likelier, by sound and size alone
}

// RowsPerBlock is how many lines a block of the table of places has.
const RowsPerBlock = 256

const (
	rowsFile   = "geonames/places.tsv.gz"
	namesFile  = "geonames/names.tsv.gz"
	wordsFiles = "geonames/words.*.tsv.gz"
	ofFile     = "dependencies.tsv"

	distanceMax = .15 // what sounds less alike is no candidate
	weighed     = 48  // candidates whose rows are read
	priorWeight = .2
	nameMax     = 60 // bytes a letter group may have: longer names are in no table
)

// Index is read-only and may be used by many goroutines.
type Index struct {
	rows, names *table
	words       map[string]*wordList // by language
	of          map[string]string    // the state of a territory by its code
	found       [Far + 1]memo[[]Candidate]
}

// wordList is a table of a language's ordinary words.
type wordList struct {
	*table
	memo[bool]
}

// Open finds the tables in the gazetteer's files. Where there are none the index is nil, and finds nothing.
func Open(fsys fs.FS) (*Index, error) {
	if _, err := fs.Stat(fsys, rowsFile); err != nil {
		return nil, nil
	}
	ix := &Index{}
	var err error
	if ix.rows, err = open(fsys, rowsFile); err != nil {
		return nil, err
	}
	if ix.names, err = open(fsys, namesFile); err != nil {
		return nil, err
	}
	if ix.of, err = dependencies(fsys); err != nil {
		return nil, err
	}
	ix.words = map[string]*wordList{}
	files, err := fs.Glob(fsys, wordsFiles)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		code, _, _ := strings.Cut(strings.TrimPrefix(f, path.Dir(f)+"/words."), ".")
		t, err := open(fsys, f)
		if err != nil {
			return nil, err
		}
		ix.words[code] = &wordList{table: t}
	}
	return ix, nil
}

// dependencies reads which state the territories with a code of their own depend on; without the file they are states.
func dependencies(fsys fs.FS) (map[string]string, error) {
	data, err := fs.ReadFile(fsys, ofFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	of := map[string]string{}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		if line = strings.TrimRight(line, "\r\n"); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		code, state, ok := strings.Cut(line, "\t")
		if !ok || len(code) != 3 || len(state) != 3 {
			return nil, fmt.Errorf("%s:%d: a line is a territory's code, a tab and its state's, both of ISO 3166 alpha-3", ofFile, n)
		}
		of[code] = state
	}
	return of, nil
}

func open(fsys fs.FS, name string) (*table, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	r, ok := f.(io.ReaderAt) // files that are built in need no copy; either way they stay open as long as the program
	if !ok {
		data, err := io.ReadAll(f)
		if err != nil {
			return nil, err
		}
		r = bytes.NewReader(data)
	}
	t, err := openTable(r, info.Size())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return t, nil
}

// How far a look-up goes: each finds what those before it do.
type How uint8

// The ways to look a name up.
const (
	Spelled How = iota // by its spelling
	Alike              // or by its sound
	Far                // or by its sound with a consonant turned or lost, where none is near
)

// Find gives the places that a folded name may mean, by spelling or by sound, the likeliest first. The words of a name may be
// parted by blanks or hyphens. The result is shared: read it only.
func (ix *Index) Find(name string) []Candidate { return ix.FindBy(name, Far) }

// FindBy is Find that goes no farther than it is told.
func (ix *Index) FindBy(name string, how How) []Candidate {
	if ix == nil || len(name) > nameMax || utf8.RuneCountInString(name) < 2 {
		return nil
	}
	return ix.found[how].recall(name, func(name string) []Candidate { return ix.find(name, how) })
}

type hit struct {
	row      int
	spelling string
	exact    bool
	turned   bool
	distance float64
	score    float64
}

func (ix *Index) find(name string, how How) []Candidate {
	said := phones(name)
	plain := joined(name)
	best := map[int]hit{}
	var own []string
	for _, ph := range said {
		own = append(own, key(ph, 'd'), key(ph, 'r'))
	}
	keys := own[:1]
	switch how {
	case Alike:
		keys = slices.Compact(own)
	case Far:
		keys = keysOf(said)
	}
	for i, k := range keys {
		if i > 0 && near(best) {
			break
		}
		line := ix.names.line(k)
		for entry := range strings.SplitSeq(line, "\t") {
			spelled, rows, ok := strings.Cut(entry, ":")
			if !ok {
				continue
			}
			h := hit{spelling: spelled, turned: !slices.Contains(own, k), exact: spelled == name || joined(spelled) == plain}
			if !h.exact {
				if how == Spelled || !close(said, spelled) {
					continue
				}
				if h.distance = unlike(said, phones(spelled), distanceMax); h.distance > distanceMax {
					continue
				}
			}
			for rows != "" {
				var n int
				var size byte
				if n, size, rows, ok = number(rows); !ok {
					break
				}
				if old, seen := best[n]; !seen || h.exact && !old.exact || h.exact == old.exact && h.distance < old.distance {
					h.row, h.score = n, score(h, float64(size-'a')/2/8)
					best[n] = h
				}
			}
		}
	}
	hits := make([]hit, 0, len(best))
	for _, h := range best {
		hits = append(hits, h)
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(a.score, b.score), a.row-b.row) })
	var out []Candidate
	for _, h := range hits[:min(len(hits), weighed)] {
		p := ix.place(h.row)
		if p == nil {
			continue
		}
		out = append(out, Candidate{Place: p, Spelling: strings.Clone(h.spelling), Exact: h.exact, Turned: h.turned, Distance: h.distance, Score: score(h, prior(p))})
	}
	slices.SortStableFunc(out, func(a, b Candidate) int { return cmp.Compare(a.Score, b.Score) })
	return out
}

// close tells by the length alone whether a spelling may sound like what was said: no reading of one is twice as long as the other.
func close(said []string, spelled string) bool {
	n := len(spelled)
	if text.IsDevanagari(firstLetter(spelled)) {
		n = n * 2 / 5
	}
	return n <= 2*len(said[0])+2 && len(said[0]) <= 2*n+2
}

// near tells whether one of the hits is close enough to look no further.
func near(best map[int]hit) bool {
	for _, h := range best {
		if h.exact || h.distance < nearEnough {
			return true
		}
	}
	return false
}

const nearEnough = .06

// inexact is what it costs a candidate that it only sounds like the name.
const inexact = .02

func score(h hit, prior float64) float64 {
	s := h.distance - priorWeight*prior
	if !h.exact {
		s += inexact
	}
	return s
}

// prior says how likely a place is in the news at all.
func prior(p *Place) float64 {
	s := size(p.Population)
	switch {
	case p.Class == "PPLC":
		s += .12
	case p.Class == "PPLA":
		s += .06
	case strings.HasPrefix(p.Class, "ADM"): // the town of the same name is meant as often
		s -= .1
	case p.Class == "PPLX":
		s -= .1
	}
	return s
}

func size(population int) float64 { return math.Log10(float64(population+100)) / 8 }

// Size is a letter for a population, as the table of names has it after a row's number: a for none, two for each power of ten.
func Size(population int) byte { return 'a' + byte(2*math.Log10(float64(max(population, 0)+1))) }

// number cuts a row's number and size off a list of such.
func number(s string) (n int, size byte, rest string, ok bool) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 0 || i == len(s) || s[i] < 'a' || s[i] > 'z' {
		return 0, 0, "", false
	}
	n, err := strconv.Atoi(s[:i])
	return n, s[i], s[i+1:], err == nil
}

// unlike is the least distance between two names' readings.
func unlike(a, b []string, limit float64) float64 {
	best := 1.0
	for _, x := range a {
		for _, y := range b {
			best = min(best, distance(x, y, min(best, limit)))
		}
	}
	return best
}

// joined is a name without the marks between its words.
func joined(s string) string {
	if !strings.ContainsAny(s, " -'’") {
		return s
	}
	return joints.Replace(s)
}

// joints are the marks between the words of a name.
var joints = strings.NewReplacer(" ", "", "-", "", "'", "", "’", "")

// Unlike is how unlike two folded names sound, a sound; 0 is alike, 1 is as good as not at all.
func Unlike(a, b string) float64 { return unlike(phones(a), phones(b), 1) }

// Ordinary tells whether a folded word stands in a list of a language's words. Lists have names among them, and lack words.
func (ix *Index) Ordinary(language, word string) bool {
	if ix == nil || ix.words[language] == nil || len(word) > nameMax {
		return false
	}
	return ix.words[language].recall(word, ix.words[language].has)
}

func (l *wordList) has(word string) bool {
	for w := range strings.SplitSeq(l.line(Key(word)), "\t") {
		if w == word {
			return true
		}
	}
	return false
}

// place reads a row.
func (ix *Index) place(row int) *Place {
	b := row / RowsPerBlock
	if row < 0 || b >= len(ix.rows.blocks) {
		return nil
	}
	s := ix.rows.blocks[b].text()
	for range row % RowsPerBlock {
		_, rest, ok := strings.Cut(s, "\n")
		if !ok {
			return nil
		}
		s = rest
	}
	s, _, _ = strings.Cut(s, "\n")
	f := strings.Split(s, "\t")
	if len(f) < 11 {
		return nil
	}
	p := &Place{Name: strings.Clone(f[1]), Country: strings.Clone(f[2]), Admin1: strings.Clone(f[3]), Admin2: strings.Clone(f[4]), Class: strings.Clone(f[5]), Mr: strings.Clone(f[9]), Hi: strings.Clone(f[10])}
	if state := ix.of[p.Country]; state != "" {
		p.Country = state
	}
	p.ID, _ = strconv.Atoi(f[0])
	p.Population, _ = strconv.Atoi(f[6])
	var err1, err2 error
	p.Lat, err1 = strconv.ParseFloat(f[7], 64)
	p.Lon, err2 = strconv.ParseFloat(f[8], 64)
	p.HasPoint = err1 == nil && err2 == nil
	return p
}
