package chronicle

import "slices"

// conflict is how the parties of two reports cannot be those of one act.
type conflict uint8

const (
	noConflict  conflict = iota
	counterpart          // another country stands on the other side
	opposite             // who does it in one has it done to it in the other
)

// The points of parties.
const (
	sidePoints    = 50 // a side with a country in common
	homePoints    = 40 // all sides are of one country
	singlePoints  = 40 // one country in common, where a report tells only one
	otherPoints   = -70
	namedPoints   = -25 // as otherPoints, but the sentence names the other's party too: the coder may have taken the wrong one
	swappedPoints = -100
	sectorPoints  = 10
	idPoints      = 20
	personPoints  = 60 // of two meetings: others met
)

// exchangeable are the types whose sides papers do not keep apart: who met whom. By index in types.
var exchangeable = [16]bool{0: true, 1: true, 4: true} // AGREE CONSULT COOPERATE

// consult is the index of CONSULT in types.
const consult = 1

// partyPoints weighs who did it and to whom.
func partyPoints(a, b *sketch) (int, conflict) {
	ca, cb := a.all, b.all
	n, why := 0, noConflict
	switch {
	case len(ca) == 0 || len(cb) == 0:
	case exchangeable[a.typ] || exchangeable[b.typ] || mutual(a) || mutual(b):
		n, why = together(a, b, ca, cb)
	default:
		n, why = bySides(a, b, ca, cb)
	}
	if home := len(ca) == 1 && len(cb) == 1 && ca[0] == cb[0]; home {
		n = min(n, homePoints) + homeSectors(a, b)
		if turned(a, b) {
			n, why = swappedPoints, opposite
		}
	} else if why == noConflict {
		n += sectors(a, b)
	}
	if sameID(a.actors, b.actors) || sameID(a.recipients, b.recipients) || n > 0 && (sameID(a.actors, b.recipients) || sameID(a.recipients, b.actors)) {
		n += idPoints
	} else if otherMeeting(a, b) {
		n -= personPoints
	}
	return n, why
}

// otherMeeting tells whether two reports are of meetings at which, by name, different people met.
func otherMeeting(a, b *sketch) bool {
	return a.typ == consult && b.typ == consult && (otherID(a, b) || otherID(b, a)) && !sameID(a.actors, b.actors) && !sameID(a.recipients, b.recipients)
}

// otherID tells whether somebody known by name takes part in a where somebody else of the same country and kind is known by name in b.
func otherID(a, b *sketch) bool {
	for _, p := range slices.Concat(a.actors, a.recipients) {
		for _, q := range slices.Concat(b.actors, b.recipients) {
			if p.id != 0 && q.id != 0 && p.id != q.id && p.country == q.country && p.sector == q.sector {
				return true
			}
		}
	}
	return false
}

// mutual tells whether several parties of different countries did it together.
func mutual(s *sketch) bool {
	return len(s.recipients) == 0 && len(s.doers) > 1
}

func countries(ps []party) []uint32 {
	var out []uint32
	for _, p := range ps {
		if p.country != 0 && !p.assumed && !slices.Contains(out, p.country) {
			out = append(out, p.country)
		}
	}
	return out
}

// together compares the parties as one set.
func together(a, b *sketch, ca, cb []uint32) (int, conflict) {
	n := 0
	for _, c := range ca {
		if slices.Contains(cb, c) {
			n++
		}
	}
	switch {
	case n >= 2:
		return 2 * sidePoints, noConflict
	case n == 1 && (len(ca) == 1 || len(cb) == 1):
		return singlePoints, noConflict
	case a.names(cb) && b.names(ca) || bodies(ca) || bodies(cb):
		return namedPoints, noConflict
	}
	if n == 1 {
		n = otherPoints + singlePoints
	} else {
		n = otherPoints
	}
	if (a.names(cb) || b.names(ca)) && topicPoints(a, b) >= sureTopic {
		return n, noConflict
	}
	return n, counterpart
}

// sureTopic is what two sentences must share in topic for another counterpart to be the coder's mistake, where only one of them names it.
const sureTopic = 30

// beside are the codes of what stands between or beside states: papers name the body, or a state that speaks for it.
var beside = func() map[uint32]bool {
	out := map[uint32]bool{}
	for _, c := range []string{"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"} {
		out[hash32(c)] = true
	}
	return out
}()

// bodies tells whether none of the codes is a state's.
func bodies(cs []uint32) bool {
	return !slices.ContainsFunc(cs, func(c uint32) bool { return !beside[c] })
}

// names tells whether the sentence names all the countries, as parties or otherwise.
func (s *sketch) names(cs []uint32) bool {
	own := s.all
	for _, c := range cs {
		if slices.Contains(own, c) {
			continue
		}
		if !s.has(countrySign(c)) {
			return false
		}
	}
	return true
}

// bySides compares doer with doer and target with target.
func bySides(a, b *sketch, ca, cb []uint32) (int, conflict) {
	aa, ab, ra, rb := a.doers, b.doers, a.targets, b.targets
	if len(aa) > 0 && len(ra) > 0 && len(ab) > 0 && len(rb) > 0 && !shares(aa, ab) && !shares(ra, rb) && shares(aa, rb) && shares(ra, ab) {
		return swappedPoints, opposite
	}
	n, why := 0, noConflict
	for _, side := range [2][2][]uint32{{aa, ab}, {ra, rb}} {
		x, y := side[0], side[1]
		switch {
		case len(x) == 0 || len(y) == 0:
		case shares(x, y):
			n += sidePoints
		case a.names(y) && b.names(x) || bodies(x) || bodies(y):
			n += namedPoints
		default:
			n += otherPoints
			if !(a.names(y) || b.names(x)) || topicPoints(a, b) < sureTopic {
				why = counterpart
			}
		}
	}
	if n == 0 && why == noConflict && shares(ca, cb) { // each tells another side, or only assumes it
		n = singlePoints / 2
	}
	return n, why
}

// sectors is for or against by what the parties are.
func sectors(a, b *sketch) int {
	n := 0
	for _, side := range [2][2][]party{{a.actors, b.actors}, {a.recipients, b.recipients}} {
		told, same := false, false
		for _, p := range side[0] {
			for _, q := range side[1] {
				if p.sector != 0 && q.sector != 0 {
					told, same = true, same || p.sector == q.sector
				}
			}
		}
		switch {
		case same:
			n += sectorPoints
		case told:
			n -= sectorPoints
		}
	}
	return n
}

// homeSectors is for or against by what the parties are inside one country, where nothing else of them is known: twice what it is worth between countries,
// and four times against, since farmers and lorry drivers do much of one kind on one day.
func homeSectors(a, b *sketch) int {
	n := 2 * sectors(a, b)
	if n < 0 {
		n *= 2
	}
	return n
}

// turned tells whether, inside one country, what does it in one report has it done to it in the other: rebels attack soldiers, soldiers rebels.
func turned(a, b *sketch) bool {
	if exchangeable[a.typ] || exchangeable[b.typ] || len(a.recipients) == 0 || len(b.recipients) == 0 {
		return false
	}
	if !sameID(a.actors, b.actors) && !sameID(a.recipients, b.recipients) && (sameID(a.actors, b.recipients) || sameID(b.actors, a.recipients)) {
		return true
	}
	return !sameSector(a.actors, b.actors) && !sameSector(a.recipients, b.recipients) && (sameSector(a.actors, b.recipients) || sameSector(b.actors, a.recipients))
}

func sameSector(ps, qs []party) bool {
	for _, p := range ps {
		for _, q := range qs {
			if p.sector != 0 && p.sector == q.sector {
				return true
			}
		}
	}
	return false
}

func sameID(ps, qs []party) bool {
	for _, p := range ps {
		for _, q := range qs {
			if p.id != 0 && p.id == q.id {
				return true
			}
		}
	}
	return false
}

// Contradictions, by the words that Why tells them in.
const (
	againstDay         = "day"
	againstPlace       = "place"
	againstCounterpart = "counterpart"
	againstRoles       = "roles"
	againstStatus      = "status"
)

// strongMin is the confidence, in hundredths, under which a report contradicts nobody by its parties.
const strongMin = 50

// contradiction says why two reports cannot be of one happening, or "". It is symmetric. Only what both tell counts.
func contradiction(a, b *sketch) string {
	_, _, ca := a.window()
	_, _, cb := b.window()
	switch gap := between(a, b); {
	case altFits(a, b):
	case ca != cb, ca && (a.from != b.from || a.to != b.to):
		return againstDay
	case a.told && b.told && (gap > afterDays || gap > 0 && otherMeeting(a, b)):
		return againstDay
	case a.told != b.told && (a.told && (b.from-a.to > beforeDays || a.from-b.to > afterDays) || b.told && (a.from-b.to > beforeDays || b.from-a.to > afterDays)):
		return againstDay
	case !a.told && !b.told && gap > beforeDays+afterDays:
		return againstDay
	}
	if placesApart(&a.place, &b.place) && !a.tells(&b.place) && !b.tells(&a.place) {
		return againstPlace
	}
	if a.confidence >= strongMin && b.confidence >= strongMin {
		switch _, why := partyPoints(a, b); why {
		case opposite:
			return againstRoles
		case counterpart:
			return againstCounterpart
		}
	}
	if x, y := min(a.status, b.status), max(a.status, b.status); x == actual && y == planned && !(a.typ == b.typ && spoken[a.typ] && !plan(a, b).told) && !(a.told && b.told && between(a, b) == 0 && soon(a) && soon(b)) {
		return againstStatus
	}
	return ""
}

// spoken are the types in which a plan is itself the act, so that one paper's "will" is another's "agreed to"; but a plan that tells a day tells
// that of the act to come. By index in types.
var spoken = [16]bool{0: true, 3: true, 10: true} // AGREE CONCEDE THREATEN

// plan is the one of two reports that is planned.
func plan(a, b *sketch) *sketch {
	if a.status == planned {
		return a
	}
	return b
}

// soon tells whether a report came out on the day that it tells of, or about then: "will meet today" may be of the meeting that others saw.
func soon(s *sketch) bool {
	return s.published == 0 || s.from == s.to && s.from-s.published <= 0
}

// oneAct tells whether two reports of one article can only be of one act that the coder has read twice, in headline and text or of a verb and its
// noun: a deed of one type and mode, by and to the same, on one day, nothing of which differs. Of words (demands, promises, charges) an
// article may well tell several that look alike here, and of two attacks it tells two places or two counts.
func oneAct(a, b *sketch) bool {
	if a.typ != b.typ || groups[a.typ] != 'm' || a.status != b.status || len(a.modes) > 0 && len(b.modes) > 0 && !shares(a.modes, b.modes) {
		return false
	}
	if a.told && b.told && (a.from != b.from || a.to != b.to) || contradiction(a, b) != "" || figurePoints(a, b) < 0 {
		return false
	}
	if !a.place.sameAs(&b.place) && a.place.precise && b.place.precise {
		return false
	}
	return sameSides(a.actors, b.actors) && sameSides(a.recipients, b.recipients)
}

// sameSides tells whether no party of one side is of another country or kind than all of the other.
func sameSides(ps, qs []party) bool {
	return shares(countries(ps), countries(qs)) && sameSector(ps, qs) || len(ps) == 0 || len(qs) == 0
}

// placesApart tells whether two places cannot be one happening's: far from one another, or of two countries.
func placesApart(p, q *spot) bool {
	switch {
	case p.country == 0 || q.country == 0:
		return p.remote(q)
	case !p.precise || !q.precise:
		return false
	case p.country != q.country:
		return !p.disputed(q)
	}
	return !p.sameAs(q) && p.located && q.located && distance(p, q) > farKm
}
