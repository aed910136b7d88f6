package main

import (
	"bufio"
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/text"
)

// unit gives the province or district of a code: US.AK, US.AK.020.
func (w *world) unit(code string) *place {
	if p := w.units[code]; p != nil {
		return p
	}
	parts := strings.SplitN(code, ".", 3)
	name := w.admin[code]
	p := &place{name: name, country: parts[0], code1: parts[1], class: "ADM1", names: []string{name}}
	if len(parts) == 3 {
		p.class, p.code2 = "ADM2", parts[2]
	}
	for _, word := range []string{" Oblast'", " Oblast", " Province", " Region", " Governorate", " District", " County", " Raion", " Krai", " State", " Division", " Municipality"} {
		if s, ok := strings.CutSuffix(name, word); ok && s != "" {
			p.names = append(p.names, s)
		}
	}
	for _, word := range []string{"Province of ", "State of ", "Provincia de ", "Provincia del ", "Département de ", "Municipio de ", "Landkreis ", "Muḩāfaz̧at "} {
		if s, ok := strings.CutPrefix(name, word); ok && s != "" {
			p.names = append(p.names, s)
		}
	}
	w.units[code] = p
	return p
}

// adminUnits makes a place of each province and district: it lies amid its towns, by their size, and has as many people as they have.
func (w *world) adminUnits() error {
	for _, code := range sorted(w.admin) {
		w.unit(code)
	}
	for _, p := range w.places {
		if !p.point || p.class == "PPLX" {
			continue
		}
		for _, code := range []string{p.country + "." + p.code1, p.country + "." + p.code1 + "." + p.code2} {
			u := w.units[code]
			if u == nil || u.class == "ADM2" && p.code2 == "" {
				continue
			}
			u.weigh(p, float64(p.pop+1))
			u.pop += p.pop
		}
	}
	for _, code := range sorted(w.units) {
		u := w.units[code]
		if u.class == "ADM2" && u.members == 0 && u.country != "IN" {
			continue
		}
		w.places = append(w.places, u)
	}
	return nil
}

// weigh moves a unit's middle towards a town in it.
func (u *place) weigh(p *place, weight float64) {
	total := u.weight() + weight
	u.lat += (p.lat - u.lat) * weight / total
	u.lon += (p.lon - u.lon) * weight / total
	u.members++
	u.point = true
}

func (u *place) weight() float64 { return float64(u.pop + u.members) }

// districts are those of India with their names in Marathi and Hindi.
func (w *world) districts() error {
	dir, src, err := w.unpacked("coffeebeanslabs-country_state_district-*", "ISC")
	if err != nil {
		return err
	}
	src.what = "districts of India in English, Marathi and Hindi"
	type row struct {
		ID      int    `json:"id"`
		En      string `json:"en_name"`
		Mr      string `json:"mr_name"`
		Hi      string `json:"hi_name"`
		StateID int    `json:"state_id"`
	}
	var states, rows []row
	if err := readJSON(filepath.Join(dir, "package/state.json"), &states); err != nil {
		return err
	}
	if err := readJSON(filepath.Join(dir, "package/city.json"), &rows); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, s := range states {
		if u := w.named("IN", "", s.En); u != nil {
			codes[s.ID] = u.code1
			u.translate("mr", s.Mr)
			u.translate("hi", s.Hi)
		}
	}
	for _, r := range rows {
		i := slices.IndexFunc(states, func(s row) bool { return s.ID == r.StateID })
		if i < 0 {
			return fmt.Errorf("city.json: %s: there is no state %d", r.En, r.StateID)
		}
		src.rows++
		mr, hi := clean(r.Mr), clean(r.Hi)
		u := w.named("IN", codes[r.StateID], r.En)
		if u == nil {
			u = &place{name: r.En, country: "IN", code1: codes[r.StateID], class: "ADM2", names: []string{r.En}}
			w.places = append(w.places, u)
		}
		u.translate("mr", mr)
		u.translate("hi", hi)
		if t := w.town(u); t != nil { // its seat has its name
			t.translate("mr", mr)
			t.translate("hi", hi)
			if !u.point {
				u.lat, u.lon, u.point = t.lat, t.lon, true
			}
		}
	}
	return nil
}

// clean drops names that are half in another script.
func clean(s string) string {
	if s = strings.TrimSpace(s); !usable(s) {
		return ""
	}
	return s
}

// named finds a unit by its English name: a district where code1 is given, else a province.
func (w *world) named(country, code1, name string) *place {
	want := plain(name)
	for _, code := range sorted(w.units) {
		u := w.units[code]
		if u.country == country && (code1 == "" && u.class == "ADM1" || code1 != "" && u.class == "ADM2" && u.code1 == code1) &&
			slices.ContainsFunc(u.names, func(n string) bool { return plain(n) == want }) {
			return u
		}
	}
	return nil
}

// plain is a name without signs, and what is said in addition.
func plain(s string) string {
	s = text.Fold(strings.ReplaceAll(strings.ReplaceAll(s, "&", " "), " and ", " "))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' || r == '\'' }), "")
}

// town finds the largest town of a unit's name in its province.
func (w *world) town(u *place) *place {
	var best *place
	for _, p := range w.places {
		if p.country == u.country && p.code1 == u.code1 && strings.HasPrefix(p.class, "PPL") && (best == nil || p.pop > best.pop) && plain(p.name) == plain(u.name) {
			best = p
		}
	}
	return best
}

// exampleCities are the cities that CLDR names time zones after.
func (w *world) exampleCities() error {
	dir, src, err := w.unpacked("cldr-dates-full-*", "Unicode-3.0")
	if err != nil {
		return err
	}
	src.what = "names of cities in Marathi and Hindi"
	biggest := map[string]*place{}
	for _, p := range w.places {
		if k := plain(p.name); strings.HasPrefix(p.class, "PPL") && (biggest[k] == nil || p.pop > biggest[k].pop) {
			biggest[k] = p
		}
	}
	for _, lang := range []string{"mr", "hi"} {
		var l struct {
			Main map[string]struct {
				Dates struct {
					TimeZoneNames struct{ Zone map[string]map[string]any }
				}
			}
		}
		if err := readJSON(filepath.Join(dir, "package/main", lang, "timeZoneNames.json"), &l); err != nil {
			return err
		}
		zones := l.Main[lang].Dates.TimeZoneNames.Zone
		for _, area := range sorted(zones) {
			for _, zone := range sorted(zones[area]) {
				m, _ := zones[area][zone].(map[string]any)
				name, _ := m["exemplarCity"].(string)
				if p := biggest[plain(strings.ReplaceAll(zone, "_", " "))]; p != nil && name != "" && p.pop > exampleMin {
					p.translate(lang, name)
					src.rows++
				}
			}
		}
	}
	return nil
}

// exampleMin is the size of a city that is surely the one a time zone is named after.
const exampleMin = 50_000

// sort keeps what news may name and puts it in the order in which it packs best; a row's number is its place in that order.
func (w *world) sort() {
	w.places = slices.DeleteFunc(w.places, func(p *place) bool {
		return p.pop < popMin && strings.HasPrefix(p.class, "PPL") && !strings.HasPrefix(p.class, "PPLA") && p.class != "PPLC" && p.country != "IN" && p.mr == "" && p.hi == "" ||
			p.name == "" || w.codes[p.country] == ""
	})
	slices.SortFunc(w.places, func(a, b *place) int {
		return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(a.code1, b.code1), cmp.Compare(a.code2, b.code2), a.id-b.id, cmp.Compare(a.class, b.class),
			cmp.Compare(a.name, b.name), cmp.Compare(a.lat, b.lat), cmp.Compare(a.lon, b.lon))
	})
	for i, p := range w.places {
		p.row = i
	}
}

// popMin is the size below which a town outside India that is nobody's seat is left out.
const popMin = 1000

// link says which GeoNames place a place of the hand-written tables is.
type link struct {
	id, name string
	geonames int
	admin1   string
	pop      int
}

// linkKm is how far apart two records of one place may lie: the hand-written points are good to some kilometres.
const linkKm = 40

// links finds the places of places.tsv and overlay.tsv among those of GeoNames, by name, country and point.
func (w *world) links(dir string) error {
	index := map[string][]*place{}
	for _, p := range w.places {
		if p.id == 0 {
			continue
		}
		for _, n := range p.names {
			k := w.codes[p.country] + plain(n)
			if l := index[k]; len(l) == 0 || l[len(l)-1] != p {
				index[k] = append(l, p)
			}
		}
	}
	for _, file := range []string{"places.tsv", "overlay.tsv"} {
		f, err := os.Open(filepath.Join(dir, file))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return err
		}
		sc := bufio.NewScanner(f)
		for sc.Scan() {
			c := strings.Split(sc.Text(), "\t")
			if len(c) < 8 || strings.HasPrefix(c[0], "#") {
				continue
			}
			names := c[7]
			if file == "overlay.tsv" {
				names = c[6]
			}
			switch c[1] {
			case "city", "town", "village":
				w.link(index, c, names)
			}
		}
		f.Close()
		if err := sc.Err(); err != nil {
			return err
		}
	}
	slices.SortFunc(w.joins, func(a, b link) int { return cmp.Compare(a.id, b.id) })
	return nil
}

func (w *world) link(index map[string][]*place, c []string, names string) {
	lat, err1 := strconv.ParseFloat(c[4], 64)
	lon, err2 := strconv.ParseFloat(c[5], 64)
	var best *place
	bestD := float64(linkKm)
	for _, n := range strings.Split(names, "|") {
		for _, p := range index[c[2]+plain(strings.TrimSuffix(n, "?"))] {
			if err1 != nil || err2 != nil {
				break
			}
			if d := km(lat, lon, p.lat, p.lon); d < bestD || best != nil && d < linkKm && p.pop > 20*best.pop {
				best, bestD = p, d
			}
		}
	}
	if best != nil {
		w.joins = append(w.joins, link{c[0], best.name, best.id, w.admin[best.country+"."+best.code1], best.pop})
	}
}

// km is about how far two points lie apart.
func km(lat1, lon1, lat2, lon2 float64) float64 {
	const degree = 111.2
	x := (lon2 - lon1) * math.Cos((lat1+lat2)/2*math.Pi/180)
	return degree * math.Hypot(lat2-lat1, x)
}
