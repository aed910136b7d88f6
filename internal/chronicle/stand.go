package chronicle

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"

	"github.com/bakhar/bakhar/internal/store"
)

// Where reports meet. A report stands under some keys and looks under some; two are compared only where one stands under a key that the
// other looks under, on a day of both. Which they are depends on each report alone, and it is the same from both sides, so that what is
// compared is a property of the pair and not of the order of arrival.
//
//	pair    the group of the type and two countries: full reports of one dyad
//	one     the type and one country: a report that tells only one party looks where full ones stand, and they look where such stand,
//	        but full reports of other dyads do not meet here
//	home    the type, a country, the sectors of both sides: what happens inside one country
//	place   the group of the type and a city or point
//	sign    a name, place or high figure: whatever the type was read as
//
// Reports whose days are vaguer than coarseDays stand apart, by the first of their days: they merge only with equals.

const (
	beforeDays = 3  // how long before its publication a happening without a day may lie
	afterDays  = 1  // how far two told days may lie apart, for tellings over midnight and time zones
	coarseDays = 45 // an interval longer than this is no day to look under
	signKeys   = 5
	pairKeys   = 4
)

// groups are the types that one act may be read as in different tellings; see related.
var groups = [...]byte{ // by index in types
	'c', 'c', 'c', 'c', 'c', 'c', 'c', // AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT
	'v', 'v', 'v', 'v', // REQUEST ACCUSE REJECT THREATEN
	'm', 'm', 'm', 'm', 'm', // PROTEST SANCTION MOBILIZE COERCE ASSAULT
}

// window is the days under which a report stands.
func (s *sketch) window() (from, to int, coarse bool) {
	switch {
	case s.from == 0 && s.to == 0:
		return 0, 0, true
	case s.to-s.from > coarseDays:
		return s.from, s.from, true
	case s.told:
		return s.from, s.to + afterDays, false
	}
	return s.from - beforeDays, s.to + afterDays, false
}

type keyring struct {
	from, to int
	coarse   bool
	out      []store.Key
}

func (k *keyring) put(kind byte, parts ...uint32) {
	h := fnv.New64a()
	b := [6]byte{kind}
	if k.coarse {
		b[5] = 1
	}
	h.Write(b[:])
	for _, p := range parts {
		h.Write([]byte{byte(p), byte(p >> 8), byte(p >> 16), byte(p >> 24)})
	}
	x := store.Key{Hash: int64(h.Sum64()), From: k.from, To: k.to}
	if !slices.Contains(k.out, x) {
		k.out = append(k.out, x)
	}
}

// keys gives where a report stands and where it looks.
func (s *sketch) keys() (stands, looks []store.Key) {
	from, to, coarse := s.window()
	both, st, lk := &keyring{from, to, coarse, nil}, &keyring{from, to, coarse, nil}, &keyring{from, to, coarse, nil}
	cs := s.all
	typ, group := uint32(s.typ), uint32(groups[s.typ])
	for i, a := range cs {
		for _, b := range cs[i+1:] {
			if len(both.out) < pairKeys {
				both.put('p', group, min(a, b), max(a, b))
			}
		}
	}
	switch {
	case len(cs) == 1:
		both.put('s', typ, cs[0]) // with its like
		lk.put('f', typ, cs[0])
		if a, r := sectorOf(s.actors), sectorOf(s.recipients); a != 0 && r != 0 {
			both.put('h', group, cs[0], a, r)
		}
	default:
		for _, c := range cs[:min(len(cs), pairKeys)] {
			st.put('f', typ, c)
			lk.put('s', typ, c)
		}
	}
	if p := &s.place; p.precise {
		for _, x := range [2]uint32{p.id, p.name} {
			if x != 0 {
				both.put('l', group, x)
			}
		}
	}
	n := 0
	for _, x := range s.best() {
		if n++; n > signKeys {
			break
		}
		both.put('n', x.hash)
	}
	s.alternatives(both, cs)
	return append(st.out, both.out...), append(lk.out, both.out...)
}

// alternatives puts the days that the sentence names and that are not the report's: under its first pair of countries and its best sign.
func (s *sketch) alternatives(k *keyring, cs []uint32) {
	best := s.best()
	for _, d := range s.alts {
		if !k.coarse && d >= k.from && d <= k.to {
			continue
		}
		alt := &keyring{d, d + afterDays, false, k.out}
		if len(cs) > 1 {
			alt.put('p', uint32(groups[s.typ]), cs[0], cs[1])
		}
		if len(best) > 0 {
			alt.put('n', best[0].hash)
		}
		k.out = alt.out
	}
}

// signMin is the weight that a sign needs to be a place where reports meet.
const signMin = 28

// best gives the signs of the sentence itself that tell most: what is no party's own name before what is.
func (s *sketch) best() []sign {
	var out []sign
	for _, x := range s.signs {
		if !x.head && x.weight >= signMin && !(x.party && x.kind == 'c') && x.kind != 't' {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b sign) int {
		if a.party != b.party {
			if a.party {
				return 1
			}
			return -1
		}
		return int(b.weight) - int(a.weight)
	})
	return out
}

// countries are those of all parties, sorted, each once; assumed ones only where there are no others.
func (s *sketch) countries() []uint32 {
	var out, assumed []uint32
	for _, ps := range [][]party{s.actors, s.recipients} {
		for _, p := range ps {
			switch {
			case p.country == 0:
			case p.assumed:
				assumed = append(assumed, p.country)
			default:
				out = append(out, p.country)
			}
		}
	}
	if len(out) == 0 {
		out = assumed
	}
	if len(out) == 0 && s.place.country != 0 {
		out = append(out, s.place.country) // no party is told, but where
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func sectorOf(ps []party) uint32 {
	for _, p := range ps {
		if p.sector != 0 {
			return p.sector
		}
	}
	return 0
}

// rank orders reports by how good a witness each is: what happened before what is planned or denied, a day told in the text, both parties, a
// place, what was read with confidence; then by id. It is a string so that it can be kept and compared as it is; a greater one is better.
func (s *sketch) rank(id string) string {
	n := 0
	switch {
	case s.status == 0:
		n = 2
	case s.status == 1 || s.status == 3:
		n = 1
	}
	told := 0
	switch {
	case s.told && s.from == s.to:
		told = 3
	case !s.told && s.from != 0:
		told = 2
	case s.told && s.to-s.from <= 7:
		told = 1
	}
	full := 0
	if known(s.actors) {
		full += 2
	}
	if known(s.recipients) || len(s.all) > 1 {
		full++
	}
	where := 0
	switch {
	case s.place.precise:
		where = 2
	case s.place.country != 0:
		where = 1
	}
	detail := min(9, len(s.figures)+len(s.best())/2)
	return strconv.Itoa(n) + strconv.Itoa(told) + strconv.Itoa(full) + strconv.Itoa(where) + fmt.Sprintf("%03d", s.confidence) + strconv.Itoa(detail) + "." + id
}

func known(ps []party) bool {
	for _, p := range ps {
		if p.country != 0 && !p.assumed || p.id != 0 {
			return true
		}
	}
	return false
}
