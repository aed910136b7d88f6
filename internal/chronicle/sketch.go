package chronicle

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// sketch is what merging knows of a report: all that two reports are compared by, and nothing else. It is kept in store.Node.Sketch in the
// encoding below, so that a report met again is not read again. What is a word or an id in the report is a hash here.
type sketch struct {
	typ        uint8 // index in types
	status     uint8 // index in statuses
	confidence uint8 // hundredths
	modes      []uint32
	from, to   int   // days of article.Date.Number; both 0 where no day is known
	told       bool  // the text tells the day; otherwise it is that of publication
	alts       []int // single days that the sentence names besides
	published  int
	publisher  uint32 // 0 where unknown
	actors     []party
	recipients []party
	place      spot
	figures    []figure
	signs      []sign // of the sentence and the headline, by hash
	topics     []uint32

	all, doers, targets []uint32 // countries: see countries; those of actors and recipients that are not assumed. Made of the rest by prepare
}

// party is an actor or recipient.
type party struct {
	country uint32 // 0 where the text does not tell
	sector  uint32
	id      uint32 // of the knowledge base
	assumed bool   // the country is only that of the text
}

// spot is where it happened.
type spot struct {
	country, admin1, id, name uint32
	precise                   bool // a city or a point
	latin                     bool // the name is in Latin letters, as the tables have it: two such can be told apart
	located                   bool
	lat, lon                  int32 // thousandths of a degree
}

// figure is a count by what is counted. A bound that is none is an infinity.
type figure struct {
	kind     uint32
	min, max float64
}

// sign is what the sentence names.
type sign struct {
	hash   uint32
	kind   byte // as in package keys
	weight uint8
	head   bool // only the headline names it
	party  bool // it is a party's own name
}

var types = []plover.Type{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}

var statuses = []article.Status{article.Actual, article.Planned, article.Hypothetical, article.Negated, article.Historical}

// countrySign is the hash of the sign that names a country whose own hash is c.
func countrySign(c uint32) uint32 { return c ^ countryMask }

const countryMask = 0x9e3779b9

func hash32(s string) uint32 {
	if s == "" {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(s))
	return max(h.Sum32(), 1)
}

// The bounds of a sketch. Reports of a text that is made to be large stay small.
const (
	partiesMax = 6
	figuresMax = 6
	signsMax   = 24
	topicsMax  = 16
	modesMax   = 4
	kindsMax   = 255
)

// newSketch makes the sketch of a report of an article.
func newSketch(r *article.Report, a *store.Article) *sketch {
	s := &sketch{
		typ:        uint8(max(0, slices.Index(types, r.Type))),
		status:     uint8(max(0, slices.Index(statuses, r.Status))),
		confidence: uint8(math.Round(min(max(r.Confidence, 0), 1) * 100)),
		from:       r.Date.Start.Number(), to: r.Date.End.Number(), told: r.DateText != nil,
		published: a.Day.Number(), publisher: hash32(a.Publisher),
		place: newSpot(r.Place),
	}
	if s.to < s.from {
		s.from, s.to = s.to, s.from
	}
	s.correct()
	for _, m := range r.Modes[:min(len(r.Modes), modesMax)] {
		s.modes = append(s.modes, hash32(m))
	}
	slices.Sort(s.modes)
	own := map[uint32]bool{}
	s.actors, s.recipients = parties(r.Actors, own), parties(r.Recipients, own)
	for _, q := range r.Quantities[:min(len(r.Quantities), figuresMax)] {
		f := figure{hash32(q.Kind), math.Inf(-1), math.Inf(1)}
		if q.Min != nil {
			f.min = *q.Min
		}
		if q.Max != nil {
			f.max = *q.Max
		}
		if f.kind != 0 && !math.IsNaN(f.min) && !math.IsNaN(f.max) && (q.Min != nil || q.Max != nil) {
			s.figures = append(s.figures, f)
		}
	}
	s.sign(r, own)
	s.prepare()
	return s
}

// prepare makes what is asked for in every comparison.
func (s *sketch) prepare() {
	s.doers, s.targets = countries(s.actors), countries(s.recipients)
	s.all = s.countries()
}

// backgroundDays is how long before its publication an actual happening may have ended; what is older is a time of the background.
const backgroundDays = 400

// correct drops a told day that an actual happening cannot have: one to come, or one long past and vague. Then the day is as good as untold.
func (s *sketch) correct() {
	if s.published == 0 || !s.told || s.status != actual && s.status != negated {
		return
	}
	_, _, coarse := s.window()
	if s.from > s.published || coarse && s.to < s.published-backgroundDays || coarse && s.from > 0 && s.to-s.from > backgroundDays {
		s.alts = append(s.alts, s.from)
		s.told, s.from, s.to = false, s.published, s.published
	}
}

func parties(ps []article.Party, own map[uint32]bool) []party {
	var out []party
	for i := range ps[:min(len(ps), partiesMax)] {
		p := &ps[i]
		x := party{hash32(p.Country), hash32(p.Sector), hash32(p.KB), p.Assumed}
		if x.id != 0 {
			own[hash32("k:"+p.KB)] = true
		}
		if x.country != 0 {
			own[countrySign(x.country)] = true
		}
		out = append(out, x)
	}
	return out
}

func newSpot(p *article.Spot) spot {
	if p == nil {
		return spot{}
	}
	s := spot{country: hash32(p.Country), precise: p.Precision == "city" || p.Precision == "point"}
	if p.Precision != "country" {
		s.admin1 = hash32(p.Admin1)
		if p.Precision == "admin1" {
			s.admin1 = hash32(p.Name)
		}
		if p.GeoNames > 0 {
			s.id = hash32("g:" + strconv.Itoa(p.GeoNames))
		}
		s.name, s.latin = hash32(p.Name), p.Name != "" && p.Name[0] < utf8.RuneSelf
		if p.Lat != nil && p.Lon != nil && math.Abs(*p.Lat) <= 90 && math.Abs(*p.Lon) <= 180 {
			s.located, s.lat, s.lon = true, int32(math.Round(*p.Lat*1000)), int32(math.Round(*p.Lon*1000))
		}
	}
	return s
}

// sign takes the report's keys and contexts: names and figures become signs with a weight, what is spoken of becomes topics.
func (s *sketch) sign(r *article.Report, own map[uint32]bool) {
	put := func(k string, head bool) {
		w := weigh(k)
		if w == 0 {
			return
		}
		x := sign{hash: hash32(k), kind: k[0], weight: w, head: head}
		if k[0] == 'c' {
			x.hash = countrySign(hash32(k[2:]))
		}
		x.party = own[x.hash]
		for i := range s.signs {
			if s.signs[i].hash == x.hash {
				s.signs[i].head = s.signs[i].head && head
				return
			}
		}
		s.signs = append(s.signs, x)
	}
	for _, k := range r.Keys {
		k, head := strings.CutPrefix(k, "^")
		switch {
		case len(k) < 3 || k[1] != ':':
		case k[0] == 't':
			s.time(k, head, put)
		case strings.IndexByte("waf", k[0]) >= 0:
			if !head {
				s.topics = append(s.topics, hash32(k))
			}
		default:
			put(k, head)
		}
	}
	if s.place.id != 0 && r.Place.GeoNames > 0 {
		put("g:"+strconv.Itoa(r.Place.GeoNames), false)
	}
	for _, c := range r.Contexts {
		s.topics = append(s.topics, hash32("f:"+c))
	}
	if len(s.signs) > signsMax {
		slices.SortFunc(s.signs, func(a, b sign) int { return (int(b.weight)-int(a.weight))<<33 + int(a.hash) - int(b.hash) })
		s.signs = s.signs[:signsMax]
	}
	slices.SortFunc(s.signs, func(a, b sign) int { return int(a.hash) - int(b.hash) })
	slices.Sort(s.alts)
	slices.Sort(s.topics)
	s.topics = slices.Compact(s.topics)
	s.topics = s.topics[:min(len(s.topics), topicsMax)]
}

const altsMax = 3

// time takes a time that the sentence names: near publication it may be the day of the happening, otherwise it is a sign like a name.
func (s *sketch) time(k string, head bool, put func(string, bool)) {
	start, end, _ := strings.Cut(k[2:], "/")
	from, err := article.ParseDate(start)
	if err != nil {
		return
	}
	day := from.Number()
	if s.published == 0 || day < s.published-altDays || day > s.published+altDays {
		put(k, head)
		return
	}
	if start == end && !head && len(s.alts) < altsMax && !slices.Contains(s.alts, day) && !(s.told && s.from == day && s.to == day) {
		s.alts = append(s.alts, day)
	}
}

// altDays is how far from its publication a day that a sentence names may be that of the happening.
const altDays = 14

// weigh says how much it tells that two sentences share a sign, in points; see docs/merging.md.
func weigh(k string) uint8 {
	v := k[2:]
	switch k[0] {
	case 'k', 'g':
		return 55
	case 's':
		if len(v) > 3 {
			return 55
		}
		return 35
	case 'c':
		return 25
	case 't':
		return 45
	case 'n':
		x, err := strconv.ParseFloat(v, 64)
		switch {
		case err != nil:
			return 0
		case x >= 100:
			return 40
		case x >= 20:
			return 28
		case x >= 10:
			return 18
		case x >= 5:
			return 10
		}
		return 5
	}
	return 0
}

// encoding is the first byte of an encoded sketch. A sketch of another encoding is made again from its report.
const encoding = 1

var errSketch = errors.New("not a sketch of this encoding")

// encode packs a sketch: small numbers as varints, hashes in four bytes.
func (s *sketch) encode() []byte {
	b := make([]byte, 0, 64+5*len(s.signs)+4*len(s.topics))
	b = append(b, encoding, s.typ, s.status, s.confidence, flag(s.told, 1))
	b = binary.AppendVarint(b, int64(s.from))
	b = binary.AppendVarint(b, int64(s.to-s.from))
	b = binary.AppendVarint(b, int64(s.published-s.from))
	b = append(b, byte(len(s.alts)))
	for _, d := range s.alts {
		b = binary.AppendVarint(b, int64(d-s.from))
	}
	b = word(b, s.publisher)
	b = words(b, s.modes)
	for _, ps := range [][]party{s.actors, s.recipients} {
		b = append(b, byte(len(ps)))
		for _, p := range ps {
			b = append(b, flag(p.country != 0, 1)|flag(p.sector != 0, 2)|flag(p.id != 0, 4)|flag(p.assumed, 8))
			for _, w := range []uint32{p.country, p.sector, p.id} {
				if w != 0 {
					b = word(b, w)
				}
			}
		}
	}
	p := &s.place
	b = append(b, flag(p.country != 0, 1)|flag(p.admin1 != 0, 2)|flag(p.id != 0, 4)|flag(p.precise, 8)|flag(p.located, 16)|flag(p.name != 0, 32)|flag(p.latin, 64))
	for _, w := range []uint32{p.country, p.admin1, p.id, p.name} {
		if w != 0 {
			b = word(b, w)
		}
	}
	if p.located {
		b = binary.AppendVarint(b, int64(p.lat))
		b = binary.AppendVarint(b, int64(p.lon))
	}
	b = append(b, byte(len(s.figures)))
	for _, f := range s.figures {
		b = word(b, f.kind)
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f.min))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f.max))
	}
	b = append(b, byte(len(s.signs)))
	for _, x := range s.signs {
		b = append(b, x.kind&0x7f|flag(x.head, 0x80), x.weight&0x7f|flag(x.party, 0x80))
		b = word(b, x.hash)
	}
	return words(b, s.topics)
}

func flag(on bool, bit byte) byte {
	if on {
		return bit
	}
	return 0
}

func word(b []byte, w uint32) []byte { return binary.LittleEndian.AppendUint32(b, w) }

func words(b []byte, ws []uint32) []byte {
	b = append(b, byte(len(ws)))
	for _, w := range ws {
		b = word(b, w)
	}
	return b
}

// reader unpacks; what is cut off makes it bad and gives zeroes.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	x := r.b[0]
	r.b = r.b[1:]
	return x
}

func (r *reader) varint() int {
	x, n := binary.Varint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(x)
}

func (r *reader) word(there bool) uint32 {
	if !there {
		return 0
	}
	if len(r.b) < 4 {
		r.bad, r.b = true, nil
		return 0
	}
	x := binary.LittleEndian.Uint32(r.b)
	r.b = r.b[4:]
	return x
}

func (r *reader) float() float64 {
	if len(r.b) < 8 {
		r.bad, r.b = true, nil
		return 0
	}
	x := math.Float64frombits(binary.LittleEndian.Uint64(r.b))
	r.b = r.b[8:]
	return x
}

func (r *reader) words() []uint32 {
	n := int(r.byte())
	if n*4 > len(r.b) {
		r.bad = true
		return nil
	}
	out := make([]uint32, n)
	for i := range out {
		out[i] = r.word(true)
	}
	return out
}

// decode unpacks a sketch.
func decode(b []byte) (*sketch, error) {
	if len(b) < 5 || b[0] != encoding {
		return nil, errSketch
	}
	s := &sketch{typ: b[1], status: b[2], confidence: b[3], told: b[4]&1 != 0}
	r := &reader{b: b[5:]}
	s.from = r.varint()
	s.to = s.from + r.varint()
	s.published = s.from + r.varint()
	for range r.byte() {
		s.alts = append(s.alts, s.from+r.varint())
	}
	s.publisher = r.word(true)
	s.modes = r.words()
	s.actors, s.recipients = r.parties(), r.parties()
	f := r.byte()
	s.place = spot{country: r.word(f&1 != 0), admin1: r.word(f&2 != 0), id: r.word(f&4 != 0), name: r.word(f&32 != 0), precise: f&8 != 0, located: f&16 != 0, latin: f&64 != 0}
	if s.place.located {
		s.place.lat, s.place.lon = int32(r.varint()), int32(r.varint())
	}
	s.figures = make([]figure, 0, figuresMax)
	for range r.byte() {
		s.figures = append(s.figures, figure{r.word(true), r.float(), r.float()})
	}
	n := int(r.byte())
	s.signs = make([]sign, 0, n)
	for range n {
		k, w := r.byte(), r.byte()
		s.signs = append(s.signs, sign{r.word(true), k & 0x7f, w & 0x7f, k&0x80 != 0, w&0x80 != 0})
	}
	s.topics = r.words()
	if r.bad || len(r.b) > 0 || int(s.typ) >= len(types) || int(s.status) >= len(statuses) {
		return nil, errSketch
	}
	s.prepare()
	return s, nil
}

func (r *reader) parties() []party {
	n := int(r.byte())
	out := make([]party, 0, min(n, partiesMax))
	for range n {
		f := r.byte()
		out = append(out, party{r.word(f&1 != 0), r.word(f&2 != 0), r.word(f&4 != 0), f&8 != 0})
	}
	return out
}
