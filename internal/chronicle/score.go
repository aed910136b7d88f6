package chronicle

import (
	"math"
	"slices"
)

// Part is one reason for or against two reports being of one happening, in points.
type Part struct {
	Name   string `json:"name"` // type status parties day place figures names topic publisher
	Points int    `json:"points"`
}

// The parts of a score, in their order.
const (
	partType = iota
	partStatus
	partParties
	partDay
	partPlace
	partFigures
	partNames
	partTopic
	partPublisher
	partCount
)

var partNamesList = [partCount]string{"type", "status", "parties", "day", "place", "figures", "names", "topic", "publisher"}

// points are the parts of one score.
type points [partCount]int

func (p *points) sum() int {
	n := 0
	for _, x := range p {
		n += x
	}
	return n
}

func (p *points) parts() []Part {
	var out []Part
	for i, x := range p {
		if x != 0 {
			out = append(out, Part{partNamesList[i], x})
		}
	}
	return out
}

const (
	joinMin   = 200 // what two reports need to be held for one happening
	leaderMin = 100 // what a report needs with the best witness of an event, where it resembles another member
)

// compare scores two reports. It is symmetric.
func compare(a, b *sketch) points {
	var p points
	p[partType] = typePoints(a, b)
	p[partStatus] = statusPoints(a, b)
	p[partParties], _ = partyPoints(a, b)
	p[partDay] = dayPoints(a, b)
	p[partPlace] = placePoints(a, b)
	p[partFigures] = figurePoints(a, b)
	p[partNames] = namePoints(a, b)
	p[partTopic] = topicPoints(a, b)
	p.dispute(a, b)
	home := len(a.all) == 1 && len(b.all) == 1
	if home && (p[partTopic] < 0 || p[partDay] == homeNext) && a.place.precise && a.place.sameAs(&b.place) {
		p[partNames] -= placeSign // in one town much is done on one day: that it is named is told by place already
	}
	if p[partNames] <= 0 && p[partPlace] < ownPlace && p[partFigures] <= 0 {
		p.bare(home)
	}
	if a.publisher != 0 && a.publisher == b.publisher {
		p[partPublisher] = -70 // one paper seldom tells one thing in two articles
	}
	return p
}

// dispute weighs less a day that differs by one where both name a person, a ship or a village besides their town: such a name says more than the day,
// on which sides may differ.
func (p *points) dispute(a, b *sketch) {
	names := p[partNames]
	if a.place.precise && a.place.sameAs(&b.place) {
		names -= placeSign
	}
	switch {
	case p[partDay] != nextDay:
	case names >= ownName:
		p[partDay] = sidesDay
	case len(a.all) == 1 && len(b.all) == 1:
		p[partDay] = homeNext
	}
}

// bare weighs less what is left where no name, place or figure speaks for two reports: what they speak of goes with the type, and inside
// one country much of one kind is done on one day.
func (p *points) bare(home bool) {
	if p[partTopic] < ownTopic && p[partDay] < sameDay || home && p[partDay] < sameDay {
		p[partNames] = min(p[partNames], bareNames)
	}
	if home {
		p[partTopic] = min(p[partTopic], homeTopic)
	}
}

const (
	ownPlace  = 30 // from here on a place is something of the happening's own
	ownTopic  = 20 // so a topic
	homeTopic = 15
	sameDay   = 60
	nextDay   = -60 // a night is of two days: see keys
	sidesDay  = -20 // the next day, of what has a name of its own: sides that differ on the day
	ownName   = 50
	homeNext  = -120 // the next day, inside one country
	bareNames = -35
	placeSign = 55 // what weigh gives a place
)

// related are pairs of types that one act is read as, by wording, language or the coder's mistake, and what that is worth; 100 is the same
// type, and so much better that a report follows another of its type where there is one. Pairs that stand nowhere count as other.
var related = map[[2]string]int{
	{"COERCE", "SANCTION"}: 20, {"ASSAULT", "COERCE"}: 10, {"COERCE", "MOBILIZE"}: -10, {"ASSAULT", "MOBILIZE"}: -10, {"ASSAULT", "PROTEST"}: -30, {"COERCE", "PROTEST"}: -40,
	{"AGREE", "CONSULT"}: -10, {"AGREE", "SUPPORT"}: 10, {"AGREE", "COOPERATE"}: 10, {"AGREE", "AID"}: 0, {"AGREE", "CONCEDE"}: 10, {"CONSULT", "SUPPORT"}: -20, {"CONSULT", "COOPERATE"}: -20,
	{"SUPPORT", "COOPERATE"}: 0, {"AID", "COOPERATE"}: 0, {"AID", "SUPPORT"}: -10, {"CONCEDE", "RETREAT"}: 20, {"AID", "RETREAT"}: -20, {"CONCEDE", "SUPPORT"}: -20,
	{"ACCUSE", "REQUEST"}: -10, {"ACCUSE", "REJECT"}: 0, {"REJECT", "REQUEST"}: -10, {"REJECT", "THREATEN"}: -10, {"REQUEST", "THREATEN"}: -10, {"ACCUSE", "THREATEN"}: -10,
	{"REJECT", "SANCTION"}: -10, {"SANCTION", "THREATEN"}: -20, {"COERCE", "THREATEN"}: -20, {"ACCUSE", "COERCE"}: -20, {"ACCUSE", "PROTEST"}: -10, {"PROTEST", "REQUEST"}: -20, {"PROTEST", "REJECT"}: -20,
	{"AGREE", "REQUEST"}: -30, {"REQUEST", "SUPPORT"}: -40, {"MOBILIZE", "THREATEN"}: -30, {"MOBILIZE", "AID"}: -20, {"RETREAT", "SANCTION"}: -20, {"CONCEDE", "REJECT"}: -40, {"ASSAULT", "THREATEN"}: -40,
}

const (
	sameType  = 100
	otherType = -100
	sameGroup = -70 // another type of the same group
)

var relation = func() (out [16][16]int) {
	for i, a := range types {
		for j, b := range types {
			x, ok := related[[2]string{string(a), string(b)}]
			if y, also := related[[2]string{string(b), string(a)}]; also {
				x, ok = y, true
			}
			switch {
			case i == j:
				x = sameType
			case !ok && groups[i] == groups[j]:
				x = sameGroup
			case !ok:
				x = otherType
			}
			out[i][j] = x
		}
	}
	return out
}()

func typePoints(a, b *sketch) int {
	n := relation[a.typ][b.typ]
	if a.typ == b.typ && len(a.modes) > 0 && len(b.modes) > 0 {
		if shares(a.modes, b.modes) {
			n += 20
		} else {
			n -= 20
		}
	}
	return n
}

// The statuses by index.
const (
	actual = iota
	planned
	hypothetical
	negated
	historical
)

// statusPoints: a denial tells of the same happening, a plan seldom does.
func statusPoints(a, b *sketch) int {
	x, y := min(a.status, b.status), max(a.status, b.status)
	switch {
	case x == y:
		return 0
	case x == actual && y == negated:
		return -10
	case y == historical:
		return -50
	}
	return -40
}

// dayPoints weighs how well the days fit within their granularities.
func dayPoints(a, b *sketch) int {
	n := fitPoints(a, b)
	if n < altPoints && altFits(a, b) {
		return altPoints
	}
	return n
}

// altPoints is for a day that one report tells and the sentence of the other names.
const altPoints = 15

// altFits tells whether the sentence of one report names the day that the other tells: the coder may have taken the wrong one.
func altFits(a, b *sketch) bool {
	return a.told && a.from == a.to && slices.Contains(b.alts, a.from) || b.told && b.from == b.to && slices.Contains(a.alts, b.from)
}

func fitPoints(a, b *sketch) int {
	if a.told && !b.told {
		a, b = b, a // a is the vaguer
	}
	_, _, ca := a.window()
	_, _, cb := b.window()
	if ca || cb {
		switch {
		case a.from == b.from && a.to == b.to && a.from != 0:
			return 50
		case ca && cb:
			return 0
		}
		return -40
	}
	gap := between(a, b)
	narrow := a.to-a.from <= 1 && b.to-b.from <= 1
	switch {
	case a.told && b.told && narrow:
		switch gap {
		case 0:
			return sameDay
		case 1:
			return nextDay
		}
		return -120
	case a.told && b.told:
		if gap == 0 {
			return 20
		}
		return -80
	case b.told: // a is of publication: what is told lies on that day or shortly before
		switch d := a.from - b.to; {
		case b.from <= a.to && d <= 0 && !narrow:
			return 15
		case d == 0, d == 1:
			return 35
		case d == 2:
			return 10
		case d == 3, d == -1:
			return -10
		}
		return -80
	}
	switch gap {
	case 0:
		return 25
	case 1:
		return 15
	case 2:
		return 0
	}
	return -25
}

// between is the number of days between two intervals, 0 where they meet.
func between(a, b *sketch) int { return max(0, a.from-b.to, b.from-a.to) }

// The distances in kilometres within which two places may be one happening's, and beyond which they may not.
const (
	nearKm   = 25
	farKm    = 80
	remoteKm = 300 // where one is as large as a sea
)

func placePoints(a, b *sketch) int {
	p, q := &a.place, &b.place
	switch {
	case p.country == 0 || q.country == 0: // a sea, or a crossing between two states
		if p.remote(q) {
			return -100
		}
		return 0
	case p.country != q.country && p.disputed(q):
		return 30
	case p.country != q.country:
		if a.tells(q) || b.tells(p) {
			return -40
		}
		return -70
	case p.precise && q.precise:
		n := spotPoints(p, q)
		if n < -20 && (a.tells(q) || b.tells(p)) {
			return -20
		}
		return n
	case p.admin1 != 0 && p.admin1 == q.admin1, p.sameAs(q):
		return 30
	case p.admin1 != 0 && q.admin1 != 0:
		return -40
	}
	return 5 // one of them only tells the country
}

// tells says whether a sentence names a place that the other report gives as its own: the coder may have taken the wrong one.
func (s *sketch) tells(p *spot) bool {
	if p.precise {
		return p.id != 0 && s.has(p.id)
	}
	return p.id != 0 && s.has(p.id) || s.names([]uint32{p.country})
}

// has tells whether the sentence has a sign.
func (s *sketch) has(hash uint32) bool {
	i, ok := slices.BinarySearchFunc(s.signs, hash, func(x sign, h uint32) int { return int(x.hash) - int(h) })
	return ok && !s.signs[i].head
}

// disputed tells whether two places of one name lie in two countries only because no table has them: a pass on a border, a village whose country
// the coder took from what the text names besides.
func (p *spot) disputed(q *spot) bool {
	return p.precise && q.precise && p.name != 0 && p.name == q.name && !(p.located && q.located)
}

// remote tells whether two places of which one lies in no one country are too far apart for one happening.
func (p *spot) remote(q *spot) bool {
	return p.located && q.located && p.name != 0 && q.name != 0 && !p.sameAs(q) && distance(p, q) > remoteKm
}

// sameAs tells whether two places have one id or one name.
func (p *spot) sameAs(q *spot) bool {
	return p.id != 0 && p.id == q.id || p.name != 0 && p.name == q.name
}

// spotPoints compares two cities or points of one country.
func spotPoints(p, q *spot) int {
	if p.sameAs(q) {
		return 55
	}
	if p.located && q.located {
		switch km := distance(p, q); {
		case km <= nearKm:
			return 30
		case km <= farKm:
			return -20
		}
		return -100
	}
	switch {
	case p.latin && q.latin, p.admin1 != 0 && q.admin1 != 0 && p.admin1 != q.admin1:
		return -35 // two names, but where one of them lies is not known: it may be a quarter of the other
	case p.admin1 != 0 && p.admin1 == q.admin1:
		return 15
	}
	return 5
}

// distance is in kilometres, near enough for places that may be one. The conversions keep the sums from being fused, which not all machines do alike.
func distance(p, q *spot) float64 {
	lat := float64(float64(p.lat)+float64(q.lat)) / 2000 * math.Pi / 180
	dlon := math.Abs(float64(p.lon - q.lon))
	dlon = min(dlon, 360_000-dlon)
	y := float64(float64(p.lat-q.lat) * .1112)
	x := float64(float64(dlon*.1112) * math.Cos(lat))
	return math.Sqrt(float64(y*y) + float64(x*x))
}

// figurePoints: the same count is good evidence, another one little against: tolls grow, and sides count differently.
func figurePoints(a, b *sketch) int {
	n, bad := 0, 0
	for _, f := range a.figures {
		for _, g := range b.figures {
			if f.kind != g.kind {
				continue
			}
			switch {
			case f.min == g.min && f.max == g.max:
				n += 15
			case f.min > g.max || g.min > f.max:
				bad -= 20
			default:
				n += 8 // "at least five", then seven
			}
		}
	}
	if n > 0 {
		return min(n, 30)
	}
	return max(bad, -40)
}

// namePoints adds what shared signs are worth, and takes off where both name much and share little of it.
func namePoints(a, b *sketch) int {
	shared, rare := 0, 0 // rare: of names of people, bodies, places
	for i, j := 0, 0; i < len(a.signs) && j < len(b.signs); {
		x, y := &a.signs[i], &b.signs[j]
		switch {
		case x.hash < y.hash:
			i++
			continue
		case x.hash > y.hash:
			j++
			continue
		}
		i, j = i+1, j+1
		w := int(min(x.weight, y.weight))
		if x.party || y.party {
			if x.kind == 'c' {
				continue // parties tells
			}
			w = w * 2 / 3
		}
		if x.head || y.head {
			w /= 2
		}
		shared += w
		if isName(x.kind) {
			rare += w
		}
	}
	n := min(shared, 180)
	if a.place.precise && a.place.sameAs(&b.place) {
		rare += 55 // told by place, but named all the same
	}
	if least := min(named(a), named(b)); least > 0 {
		switch {
		case rare == 0:
			n -= 45
		case 3*rare < least:
			n -= 25
		}
	}
	return n
}

func isName(kind byte) bool { return kind == 'k' || kind == 'g' || kind == 's' }

// named is the weight of the names in the sentence that the tables have; what only sounds like a name may be a word that no lexicon has.
func named(s *sketch) int {
	n := 0
	for _, x := range s.signs {
		if !x.head && (x.kind == 'k' || x.kind == 'g') {
			n += int(x.weight)
		}
	}
	return n
}

// topicPoints weighs what is spoken of: the share of the smaller set that the other has too.
func topicPoints(a, b *sketch) int {
	least := min(len(a.topics), len(b.topics))
	if least == 0 {
		return 0
	}
	n := 0
	for i, j := 0, 0; i < len(a.topics) && j < len(b.topics); {
		switch x, y := a.topics[i], b.topics[j]; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			i, j, n = i+1, j+1, n+1
		}
	}
	x := (n*120/least - 55)
	return x * min(least, 4) / 4
}

func shares(a, b []uint32) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}
