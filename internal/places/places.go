// Package places finds the places that the knowledge base does not have among the many of the gazetteer. A word is a place only with
// evidence in the text: it stands where places stand, beside a noun of places, within a country, in a dateline. What it sounds like decides
// only then, and the countries that the text speaks of decide between places of one name.
package places

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/gaz"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
)

// Run adds the places it finds to d.Names.
func Run(d *doc.Doc) {
	if d.Gaz == nil {
		return
	}
	f := finders.Get().(*finder)
	defer f.done()
	f.d, f.taken = d, append(f.taken[:0], make([]bool, len(d.Art.Tokens))...)
	for _, nm := range d.Names {
		for i := nm.First; i < nm.Last; i++ {
			f.taken[i] = true
		}
		if country(nm) != "" {
			f.text[country(nm)]++
		}
		if nm.Rec.Kind == "admin1" {
			f.provinces[nm.Rec.Country+nm.Rec.Name]++
		} else if nm.Rec.Admin1 != "" {
			f.provinces[nm.Rec.Country+nm.Rec.Admin1]++
		}
	}
	for _, t := range d.Times {
		for i := t.First; i < t.Last; i++ {
			f.taken[i] = true
		}
	}
	for si := range d.Art.Sentences {
		f.sentence(si)
		f.units()
		f.elsewhere()
	}
	if len(f.found) == 0 && len(f.gone) == 0 {
		return
	}
	d.Names = slices.DeleteFunc(d.Names, func(nm doc.Name) bool { return slices.Contains(f.gone, nm.First) })
	d.Names = append(d.Names, f.found...)
	slices.SortStableFunc(d.Names, func(a, b doc.Name) int { return a.First - b.First })
	for i := range d.At {
		d.At[i] = -1
	}
	for i, nm := range d.Names {
		d.At[nm.First] = i
	}
}

// finders are used for one text after another.
var finders = sync.Pool{New: func() any { return &finder{text: map[string]int{}, provinces: map[string]int{}} }}

// done lets go of the text.
func (f *finder) done() {
	clear(f.text)
	clear(f.provinces)
	*f = finder{text: f.text, provinces: f.provinces, taken: f.taken}
	finders.Put(f)
}

type finder struct {
	d         *doc.Doc
	text      map[string]int // how often the text names places and peoples of a country
	provinces map[string]int // how often it names them, or places of them
	taken     []bool         // tokens of names and times
	found     []doc.Name
	gone      []int // the first tokens of names that mean nothing here
	sent      article.Sentence
	si        int
	title     bool // the sentence is printed with capitals throughout
}

// country is the country that a name speaks of, if it does.
func country(nm doc.Name) string {
	if nm.Weak || nm.Rec.Person() || !plover.IsState(nm.Rec.Country) {
		return ""
	}
	return nm.Rec.Country
}

// wordsMax bounds the words of a place's name.
const wordsMax = 4

func (f *finder) sentence(si int) {
	f.sent, f.si = f.d.Art.Sentences[si], si
	f.title = f.capitals()
	for i := f.sent.First; i < f.sent.Last; i++ {
		if !f.may(i) {
			continue
		}
		for last := min(i+wordsMax, f.run(i)); last > i; last-- {
			if nm, ok := f.name(i, last); ok {
				f.found = append(f.found, nm)
				if c := country(nm); c != "" {
					f.text[c]++
				}
				for k := i; k < last; k++ {
					f.taken[k] = true
				}
				i = last - 1
				break
			}
		}
	}
}

// units finds the districts whose names are words of the language, where the noun says that they are none: गया जिले में, "the Tank district". The
// table has them by that very name, at home or in a country that the text names.
func (f *finder) units() {
	for i := f.sent.First + 1; i < f.sent.Last; i++ {
		w := f.d.Words[i-1]
		if f.settlement(i) != "district" || !w.Known || f.taken[i-1] || f.d.At[i-1] >= 0 || f.d.Art.Tokens[i-1].Kind != article.Word || !f.d.Art.Tokens[i].Space {
			continue
		}
		if t := &f.d.Art.Tokens[i-1]; !f.d.Pack.Final && (!t.Cap || f.title || i-1 == f.sent.First) {
			continue
		}
		if f.d.Pack.Final && (w.Kinds.Has(lang.Det) || w.Kinds.Has(lang.Pron) || w.Kinds.Has(lang.Num) || w.Kinds.Has(lang.Adj) || w.Kinds.Has(lang.Post)) {
			continue
		}
		why := evidence{kind: noun, unit: true}
		for _, c := range f.d.Gaz.FindBy(f.d.Art.Tokens[i-1].Norm, gaz.Spelled) {
			seat := strings.HasPrefix(c.Class, "PPLA") || c.Population >= largeMin // of the district that has its name
			if c.Exact && (c.Class == "ADM2" || seat) && (f.text[c.Country] > 0 || c.Country == f.d.Pack.Home) {
				f.found = append(f.found, doc.Name{First: i - 1, Last: i, Rec: record(c.Place), Use: kb.Locality, Found: &doc.Found{Why: why.String(), Candidates: []doc.Candidate{{Candidate: c, Total: c.Score}}}})
				f.taken[i-1] = true
				break
			}
		}
	}
}

// townBefore tells whether a town of a country or its police is named before a token: पाकिस्तानी शहर क्वेटा के पास … पंजाब के मजदूर, पाकिस्तानी पुलिस ने पंजाब में.
func (f *finder) townBefore(token int, country string) bool {
	return slices.ContainsFunc(f.d.Names, func(nm doc.Name) bool {
		if nm.First >= token || nm.Weak || nm.Rec.Country != country {
			return false
		}
		police := f.d.Kind(nm.Last, lang.Noun)
		return nm.Use == kb.Locality || nm.Use == kb.Demonym && police != nil && police.E.Agent == "COP"
	})
}

// elsewhere gives the names of the sentence that stand beside another country than the known place's own the place there: "Tripoli, Lebanon",
// पाकिस्तानमधील हैदराबाद.
func (f *finder) elsewhere() {
	names := f.d.NamesFrom(f.sent.First)
	for i := range names {
		nm := &names[i]
		if nm.First >= f.sent.Last {
			break
		}
		if nm.Last > f.sent.Last || nm.Use != kb.Locality && nm.Use != kb.Capital || nm.Found != nil {
			continue
		}
		land := f.inside(nm.First, nm.Last)
		if nm.Rec.Kind == "building" && land == "" && f.foreign(nm) { // संसद भवन in the news of Kathmandu
			f.gone = append(f.gone, nm.First)
			continue
		}
		if home := f.d.Pack.Home; land == "" && nm.Use == kb.Locality && f.text[nm.Rec.Country] <= 1 {
			land = home // of two towns of one name the one at home, where nothing else speaks of the other's country
		}
		if (land == "" || land == f.d.Pack.Home && land == nm.Rec.Country && f.inside(nm.First, nm.Last) == "") && len(nm.Others) > 0 && nm.Use == kb.Locality && f.text[nm.Rec.Country] <= 1 {
			for _, o := range nm.Others { // "miners from Punjab", in news that names Pakistan and its towns
				if strings.HasPrefix(o.ID, "place:") && (f.text[o.Country] > 1 && !f.d.Pack.Final || f.d.Pack.Final && f.townBefore(nm.First, o.Country)) {
					land = o.Country
				}
			}
		}
		if land == "" && nm.Use == kb.Capital && f.text[nm.Rec.Country] <= 1 {
			for _, o := range nm.Others { // Tripoli, in news that names Lebanon and nothing else of Libya
				if o.Country != nm.Rec.Country && strings.HasPrefix(o.ID, "place:") && f.text[o.Country] > 0 {
					land = o.Country
				}
			}
		}
		if land == "" || land == nm.Rec.Country {
			f.neighbour(nm)
			continue
		}
		if o := slices.IndexFunc(nm.Others, func(o *kb.Record) bool { return o.Country == land && strings.HasPrefix(o.ID, "place:") }); o >= 0 {
			nm.Use, nm.Rec = kb.Locality, nm.Others[o]
			continue
		}
		if f.inside(nm.First, nm.Last) == "" {
			continue
		}
		why := evidence{kind: within, country: land}
		name := nm.Rec.Name
		if nm.Use == kb.Capital {
			name = nm.Rec.Capital
		}
		for _, form := range []string{text.Fold(name), f.d.Art.Tokens[nm.Last-1].Norm} {
			for _, c := range f.d.Gaz.FindBy(form, gaz.Spelled) {
				if c.Country == land && c.Exact && c.Population >= townMin {
					nm.Use, nm.Rec, nm.Found = kb.Locality, record(c.Place), &doc.Found{Why: why.String(), Candidates: []doc.Candidate{{Candidate: c, Total: c.Score}}}
					break
				}
			}
			if nm.Found != nil {
				break
			}
		}
	}
}

// neighbour takes the town of a name that lies in the province of which the text tells for the better known one elsewhere in the country, of whose
// province it names nothing else: औरंगाबाद in the news of Bihar.
func (f *finder) neighbour(nm *doc.Name) {
	if nm.Use != kb.Locality || nm.Last != nm.First+1 || nm.Rec.Admin1 == "" || nm.Rec.Kind == "district" || f.provinces[nm.Rec.Country+nm.Rec.Admin1] > 1 {
		return
	}
	why := evidence{kind: within, country: nm.Rec.Country}
	unit, least := f.settlement(nm.Last) == "district", 1
	if unit { // the Bijapur district, of Chhattisgarh: its noun says what it is, and one mention of the province is enough
		least = 0
	}
	for _, form := range f.forms(nm.First, nm.Last, why) {
		for _, c := range f.d.Gaz.FindBy(form, gaz.Spelled) {
			if !c.Exact || c.Country != nm.Rec.Country || c.Admin1 == nm.Rec.Admin1 || f.provinces[c.Country+c.Admin1] <= least {
				continue
			}
			if area := strings.HasPrefix(c.Class, "ADM"); area && unit && c.Class == "ADM2" || !area && (c.Population >= townMin || strings.HasPrefix(c.Class, "PPLA")) {
				nm.Rec, nm.Found = record(c.Place), &doc.Found{Why: why.String(), Candidates: []doc.Candidate{{Candidate: c, Total: c.Score}}}
				return
			}
		}
	}
}

// foreign tells whether a house at home has a name that others have too, in a text that speaks of another country more than of home: a parliament,
// a ministry. A name that no lexicon has a word of is that of one house.
func (f *finder) foreign(nm *doc.Name) bool {
	home := f.d.Pack.Home
	other := 0
	for c, n := range f.text {
		if c != home {
			other = max(other, n)
		}
	}
	if nm.Rec.Country != home || other < 2*(f.text[home]-1) || other == 0 {
		return false
	}
	for i := nm.First; i < nm.Last; i++ {
		if !f.d.Words[i].Known {
			return false
		}
	}
	return true
}

// capitals tells whether nearly all words of the sentence have capitals, as those of a headline in English may.
func (f *finder) capitals() bool {
	small, large := 0, 0
	for _, t := range f.d.Art.Tokens[f.sent.First:f.sent.Last] {
		switch {
		case t.Kind != article.Word || t.Text[0] >= 0x80:
		case t.Cap:
			large++
		default:
			small++
		}
	}
	return large > 2*small
}

// may tells whether a token may be a word of a place's name: in scripts with capitals it has one, in others no lexicon knows it.
func (f *finder) may(i int) bool {
	t := &f.d.Art.Tokens[i]
	if t.Kind != article.Word || f.taken[i] {
		return false
	}
	if f.d.Pack.Final { // what stands there in Latin letters is a product sooner
		return t.Text[0] >= 0x80 && !f.d.Words[i].Known
	}
	return t.Cap
}

// run is the end of the words from i on that may be of one name. Only the last may have an ending, and hyphens may stand between them.
func (f *finder) run(i int) int {
	last := i + 1
	for last < f.sent.Last {
		t := &f.d.Art.Tokens[last]
		switch {
		case t.Text == "-" && !t.Space && last+1 < f.sent.Last && !f.d.Art.Tokens[last+1].Space && f.may(last+1):
			last += 2
		case f.may(last) && t.Space:
			last++
		default:
			return last
		}
	}
	return last
}

// name tries tokens [first,last) as the name of a place.
func (f *finder) name(first, last int) (doc.Name, bool) {
	why := f.evidence(first, last)
	if why.kind == none {
		return doc.Name{}, false
	}
	best, list := f.choose(first, last, why)
	if best == nil {
		return doc.Name{}, false
	}
	return doc.Name{First: first, Last: last, Rec: record(best), Use: kb.Locality, Found: &doc.Found{Why: why.String(), Candidates: list}}, true
}

// choose looks the words up under all forms they may be of, and takes the likeliest place that the evidence is enough for.
func (f *finder) choose(first, last int, why evidence) (*gaz.Place, []doc.Candidate) {
	all := f.gather(first, last, why, gaz.Spelled)
	if len(all) == 0 && f.d.Pack.Final && why.kind > table && (why.kind >= within || !f.ordinary(last-1, why)) {
		how := gaz.Alike
		if why.kind >= within || f.abroad() {
			how = gaz.Far
		}
		all = f.gather(first, last, why, how)
	}
	if len(all) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(all, func(a, b doc.Candidate) int {
		switch {
		case a.Total < b.Total:
			return -1
		case a.Total > b.Total:
			return 1
		}
		return 0
	})
	if why.kind == table && all[0].Total > tableMax {
		return nil, nil
	}
	return all[0].Place, all[:min(len(all), candidatesMax)]
}

// gather finds the places that the evidence is enough for.
func (f *finder) gather(first, last int, why evidence, how gaz.How) []doc.Candidate {
	var all []doc.Candidate
	for _, form := range f.forms(first, last, why) {
		for _, c := range f.d.Gaz.FindBy(form, how) {
			if !f.enough(c, first, last, why) {
				continue
			}
			s := c.Score - f.bonus(c.Place, why)
			at := slices.IndexFunc(all, func(x doc.Candidate) bool { return *x.Place == *c.Place })
			switch {
			case at < 0:
				all = append(all, doc.Candidate{Candidate: c, Total: s})
			case s < all[at].Total:
				all[at] = doc.Candidate{Candidate: c, Total: s}
			}
		}
	}
	return all
}

// abroad tells whether the text names a country beside the language's own.
func (f *finder) abroad() bool {
	home := f.d.Pack.Home
	for c := range f.text {
		if c != home {
			return true
		}
	}
	return false
}

const (
	candidatesMax = 6 // that explain lists
	tableMax      = -.06
)

// forms are the words as printed and without the endings that the evidence allows, folded and joined by blanks.
func (f *finder) forms(first, last int, why evidence) []string {
	var head strings.Builder
	for i := first; i < last-1; i++ {
		if t := &f.d.Art.Tokens[i]; t.Kind == article.Word {
			head.WriteString(t.Norm)
			head.WriteByte(' ')
		}
	}
	var out []string
	put := func(s string) {
		if s = head.String() + s; !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if !why.stripped {
		put(f.d.Art.Tokens[last-1].Norm)
	}
	for _, a := range f.d.An[last-1] {
		if a.E == nil && a.Stem != "" && a.Mark != lang.Nom && (!why.stripped || a.Mark == why.mark) {
			put(a.Stem)
			for _, s := range f.d.Pack.Direct(a.Stem) {
				put(s)
			}
		}
	}
	return out
}

// bonus says how much likelier a place is because of the countries that the text names.
func (f *finder) bonus(p *gaz.Place, why evidence) float64 {
	if why.kind == noun && why.unit && strings.HasPrefix(p.Class, "ADM") {
		return .12 + f.bonus(p, evidence{kind: noun, country: why.country})
	}
	if f.provinces[p.Country+p.Admin1] > 0 {
		return .08 + f.land(p, why)
	}
	return f.land(p, why)
}

// land is the bonus for the country alone.
func (f *finder) land(p *gaz.Place, why evidence) float64 {
	switch {
	case why.country != "" && p.Country == why.country:
		return .3
	case f.text[p.Country] > 0:
		n := 0
		for _, k := range f.text {
			n += k
		}
		return .06 + .08*float64(f.text[p.Country])/float64(n)
	case p.Country == f.d.Pack.Home:
		return .04
	}
	return 0
}

func record(p *gaz.Place) *kb.Record {
	r := &kb.Record{ID: fmt.Sprintf("place:geonames:%d", p.ID), Name: p.Name, Country: p.Country, Admin1: p.Admin1, Lat: p.Lat, Lon: p.Lon, HasPoint: p.HasPoint, GeoNames: p.ID}
	switch {
	case p.Class == "ADM1":
		r.Kind, r.Admin1 = "admin1", p.Name
	case p.Class == "ADM2":
		r.Kind = "district"
	case p.Population >= cityMin || p.Class == "PPLC":
		r.Kind = "city"
	default:
		r.Kind = "town"
	}
	return r
}

// cityMin is the size from which a town is called a city.
const cityMin = 50_000
