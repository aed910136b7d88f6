package coder

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// spot is a place as a phrase names it: by a name of the gazetteer, with the noun of place behind it ("Mogadishu airport"), by the name of
// what it lies in ("the suburbs of Paris"), or by a name that nothing knows ("near the village of Banjska").
type spot struct {
	first, last int      // tokens of what is printed
	nm          doc.Name // Rec is nil where nothing knows the name
	kind        string   // of the noun of place: city, district, building …, or empty
	word        string   // what that noun adds to the name in English
	within      *spot    // what it lies in
	ref         bool     // named before: "in the village"
	strange     bool     // a name that nothing knows, or of two towns
	site        bool     // a building or a road there
	own         bool     // of those who act: "its border"
}

// noun gives the kind of place that a noun means and the English word for it; kind is empty where it means none.
func noun(e *lang.Entry) (kind, word string) {
	if e == nil || e.Place == "" {
		return "", ""
	}
	kind, word, ok := strings.Cut(e.Place, ":")
	if !ok && (kind == "building" || kind == "road") && e.Word[0] < 0x80 {
		word = e.Word
	}
	return kind, strings.ReplaceAll(word, "_", " ")
}

// nounOf reads the noun of place that heads a phrase, also where it is the last word of a longer one: "Syrian border".
func (c *placer) nounOf(ph *doc.Phrase) (kind, word string) {
	if ph.E == nil || ph.E.Place != "" || !ph.E.Phrase() || ph.E.Agent != "" {
		return noun(ph.E)
	}
	if a := c.d.Kind(ph.Head, lang.Noun); a != nil && len(a.E.Toks) == 1 {
		return noun(a.E)
	}
	return "", ""
}

// spotDepthMax bounds how deep the modifiers of a noun of place are read.
const spotDepthMax = 3

// locate tells which place a phrase names, apart from how it stands. Names before nouns of people and things name none: "Delhi police".
func (c *placer) locate(ph *doc.Phrase, depth int) (spot, bool) {
	if ph == nil || ph.Pron || ph.Time || depth > spotDepthMax {
		return spot{}, false
	}
	kind, word := c.nounOf(ph)
	if ph.Pred != nil {
		return spot{}, false
	}
	if ph.Plural && kind == "road" { // "the streets of Quito" are Quito
		kind, word = "part", ""
	}
	if sp, ok := c.ofName(ph, kind, depth); ok {
		return sp, true
	}
	for k := len(ph.Names) - 1; k >= 0; k-- {
		nm := c.d.Names[ph.Names[k]]
		if sp, ok := c.nameIn(ph, nm, kind, word); ok {
			sp.within = c.around(ph, depth)
			if w := sp.within; w != nil && nm.Rec.Kind == "state" && nm.Use != kb.Capital && kind == "building" { // "the US base at Pyeongtaek": whose it is, and where
				w.site = true
				return *w, true
			}
			return sp, true
		}
	}
	if sp, ok := c.doubtful(ph, kind, word); ok {
		return sp, true
	}
	if kind == "" {
		return c.unnamed(ph, depth)
	}
	if sp, ok := c.strangeBefore(ph, kind, word, depth); ok {
		return sp, true
	}
	if nm, ok := c.nameBefore(ph.First); ok { // एटापल्ली | तालुक्यातील
		return c.composed(nm, ph, kind, word), true
	}
	for k := len(ph.Mods) - 1; k >= 0; k-- {
		md := ph.Mods[k]
		if !encloses(md) {
			continue
		}
		if sp, ok := c.locate(md, depth+1); ok {
			return c.inside(sp, ph, kind, word), true
		}
		if sp, ok := c.strangeName(md, kind, depth); ok {
			return sp, true
		}
	}
	if nm, ok := c.borderWith(ph, kind); ok {
		return spot{first: ph.First, last: nm.Last, nm: nm, kind: kind, word: word}, true
	}
	return spot{first: ph.First, last: ph.Head + 1, kind: kind, word: word, ref: true, own: (kind == "border" || kind == "sea") && c.possessed(ph)}, true
}

// possessed tells whether a noun of place is that of a party by a pronoun: "along its northern border".
func (c *placer) possessed(ph *doc.Phrase) bool {
	return slices.ContainsFunc(ph.Mods, func(md *doc.Phrase) bool { return md.Pron && md.Mark == lang.Gen })
}

// doubtful reads a place's name that is also a word of the language, where it stands alone as a place does: "पटना में" is no verb.
func (c *placer) doubtful(ph *doc.Phrase, kind, word string) (spot, bool) {
	if len(ph.Names) > 0 || c.d.At[ph.First] < 0 {
		return spot{}, false
	}
	nm := c.d.Names[c.d.At[ph.First]]
	if nm.First != ph.First || !placeable(nm) {
		return spot{}, false
	}
	if kind != "" && nm.Last <= ph.Head { // बागा शहर
		return c.composed(nm, ph, kind, word), true
	}
	return spot{first: nm.First, last: nm.Last, nm: nm}, nm.Last == ph.Last && (standsAsPlace(ph.Mark) || ph.Mark == lang.On && c.d.Pack.Final)
}

// ofName reads "the South Korean island of Yeonpyeong", "the village of Banjska": the name behind the noun, not the nation before it.
func (c *placer) ofName(ph *doc.Phrase, kind string, depth int) (spot, bool) {
	port := kind == "building" && ph.E != nil && (ph.E.Place == "" || strings.HasSuffix(ph.E.Place, ":port")) // "the Black Sea port of Novorossiysk"
	switch kind {
	case "city", "village", "district", "province", "region", "capital":
	default:
		if !port {
			return spot{}, false
		}
	}
	for _, n := range ph.Names {
		if nm := c.d.Names[n]; placeable(nm) && nm.Last <= ph.Head && kind != "city" && kind != "village" && !port { // the Dantewada forests of Chhattisgarh; but the West Bank city of Jenin
			return spot{}, false
		}
	}
	for _, md := range ph.Mods {
		if md.Mark != lang.Of {
			continue
		}
		if sp, ok := c.locate(md, depth+1); ok && !sp.ref {
			if sp.kind == "" && (kind == "district" || kind == "province") {
				_, sp.word = noun(ph.E)
				sp.kind = kind
			}
			return sp, true
		}
		if sp, ok := c.strangeName(md, "village", depth); ok {
			sp.within = c.around(ph, depth)
			return sp, true
		}
	}
	return spot{}, false
}

// strangeBefore reads a word that nothing knows before a noun of place as its name: सुरीन प्रांतावर, मॉरिस चौकात, "Morris Square".
func (c *placer) strangeBefore(ph *doc.Phrase, kind, word string, depth int) (spot, bool) {
	switch kind {
	case "country", "scene", "capital", "border":
		return spot{}, false
	case "province", "district":
		if ph.Plural && c.d.Pack.Final {
			return spot{}, false // फुटीरतावादी प्रांतांमधील
		}
	case "building", "part", "region":
		if c.d.Pack.Final && ph.First == ph.Head {
			return spot{}, false // a word apart may be anything: जखमींना रुग्णालयात
		}
	}
	first := ph.Head
	if ph.E != nil && ph.E.Phrase() && len(ph.E.Toks) > 1 { // वाणिज्य दूतावास: both are the noun
		first = max(ph.First, first-len(ph.E.Toks)+1)
	}
	if a := c.d.Kind(first-1, lang.Noun); c.d.Pack.Final && (kind == "part" || kind == "region") && first-1 > ph.First && a != nil && a.Mark == lang.Nom && a.E.Place != "" {
		first-- // X थाना क्षेत्र
	}
	head := first
	for n := 0; first > 0 && n < strangeWords; n++ {
		switch {
		case c.strangeWord(first - 1):
			first--
		case first < head && first > 1 && c.d.Art.Tokens[first-1].Text == "-" && !c.d.Art.Tokens[first].Space && c.d.Art.Tokens[first-2].Kind == article.Word: // एल-फाशर शहरात
			first -= 2
		default:
			n = strangeWords
		}
	}
	if first == head {
		if first = c.crossing(ph, word); first == ph.Head {
			return spot{}, false
		}
	}
	sp := spot{first: first, last: head, strange: true, kind: kind, word: word, within: c.around(ph, depth)}
	switch kind {
	case "district", "province", "building", "road", "sea":
		sp.last = ph.Head + 1
	}
	return sp, true
}

// crossing is where the name of a crossing begins that is called after a person or a thing of the language: क्रांती चौक, गांधी चौक, not मुख्य चौक.
func (c *placer) crossing(ph *doc.Phrase, word string) int {
	if !c.d.Pack.Final || word != "Chowk" || ph.First == ph.Head || ph.Head-ph.First > strangeWords {
		return ph.Head
	}
	for i := ph.First; i < ph.Head; i++ {
		if t := c.d.Art.Tokens[i]; t.Kind != article.Word || c.d.At[i] < 0 && (c.d.Kind(i, lang.Noun) == nil || c.d.Kind(i, lang.Adj) != nil || c.d.Kind(i, lang.Num) != nil) {
			return ph.Head
		}
	}
	return ph.First
}

// strangeWords bounds a name that nothing knows.
const strangeWords = 3

// strangeWord tells whether a token may be a name that nothing knows: printed as one, in no table, without an ending.
func (c *placer) strangeWord(i int) bool {
	t := c.d.Art.Tokens[i]
	if t.Kind != article.Word || c.d.At[i] >= 0 || c.d.Words[i].Known || !t.Cap && t.Text[0] < 0x80 {
		return false
	}
	for _, nm := range c.d.NamesFrom(c.d.Art.Sentences[c.sentence(i)].First) { // inside a longer name
		if nm.First >= i {
			break
		}
		if i < nm.Last {
			return false
		}
	}
	return !c.d.Pack.Final || len([]rune(t.Text)) > 2 && !slices.ContainsFunc(c.d.An[i], func(a lang.Analysis) bool { return a.Mark == lang.Gen && a.Attr })
}

// encloses tells whether a modifier may name what its noun lies in: "of Paris", नागपूरच्या, पुण्यातील.
func encloses(md *doc.Phrase) bool {
	switch md.Mark {
	case lang.Gen, lang.Of, lang.In, lang.At, lang.Loc, lang.Near, lang.Including:
		return true
	}
	return false
}

// around is what the modifiers of a phrase say that its place lies in.
func (c *placer) around(ph *doc.Phrase, depth int) *spot {
	for k := len(ph.Mods) - 1; k >= 0; k-- {
		if md := ph.Mods[k]; encloses(md) {
			if sp, ok := c.locate(md, depth+1); ok && !sp.ref {
				return &sp
			}
		}
	}
	return nil
}

// nameIn reads a name in a phrase as a place: where it ends the phrase, or stands before a noun of place that does.
func (c *placer) nameIn(ph *doc.Phrase, nm doc.Name, kind, word string) (spot, bool) {
	if !placeable(nm) && !(nm.Use == kb.Demonym && nm.Rec.Kind == "state" && (kind == "border" || kind == "sea" || kind == "region" || kind == "part" || kind == "city" || kind == "village" || kind == "capital" || kind == "building" && !ph.E.Is("o.embassy"))) {
		return spot{}, false
	}
	end := nm.Last > ph.Head
	if !end && ph.E != nil && ph.E.Is("o.embassy") && nm.Rec.Kind == "state" && nm.Use != kb.Capital { // whose embassy it is, not where
		return spot{}, false
	}
	if !end && kind == "" || end && c.personal(ph, nm) {
		return spot{}, false
	}
	if end {
		sp := spot{first: nm.First, last: nm.Last, nm: nm}
		if a := c.d.Kind(nm.Last-1, lang.Noun); a != nil && nm.Last-nm.First > 1 { // वाघा सीमा: one name, but a border all the same
			if k, _ := noun(a.E); k == "border" || k == "road" || k == "sea" {
				sp.kind = k
			}
		}
		return sp, true
	}
	return c.composed(nm, ph, kind, word), true
}

// placeable tells whether a name may be that of a place where something is: a state by its own name, a capital, a locality.
func placeable(nm doc.Name) bool {
	return nm.Use == kb.Locality || nm.Use == kb.Capital || nm.Use == kb.Metonym && nm.Rec.Kind == "state" || nm.Use == kb.Proper && (nm.Rec.Kind == "state" || nm.Rec.Kind == "region" && (nm.Rec.HasPoint || nm.Rec.Country != "")) // "the West" is nowhere
}

// personal tells whether a place's name ends the name of a person whom nothing knows: behind a title or behind a strange word.
func (c *placer) personal(ph *doc.Phrase, nm doc.Name) bool {
	if ph.Hon {
		return true
	}
	for i := ph.First; i < nm.First; i++ {
		if c.d.At[i] >= 0 {
			return c.d.Names[c.d.At[i]].Rec.Person()
		}
		t := c.d.Art.Tokens[i]
		if t.Kind != article.Word {
			continue
		}
		for _, a := range c.d.An[i] {
			if a.E != nil && a.E.Agent != "" && a.E.Has(lang.Title) && !a.E.Has(lang.Org) {
				return true
			}
		}
		if !c.d.Words[i].Known && (t.Cap || t.Text[0] >= 0x80) && i == nm.First-1 && !inPlace(ph.Mark) {
			return true
		}
	}
	return false
}

// composed is a name with the noun of place behind it.
func (c *placer) composed(nm doc.Name, ph *doc.Phrase, kind, word string) spot {
	sp := spot{first: nm.First, last: nm.Last, nm: nm, kind: kind, word: word}
	switch kind {
	case "district", "province", "building", "road", "border", "sea":
		sp.last = ph.Head + 1
	}
	if i := nm.First - 1; kind == "road" && i > 0 && c.d.Art.Tokens[i].Text == "-" { // the Mumbai-Ahmedabad highway
		if o, ok := c.nameBefore(i); ok {
			sp.first, sp.strange = o.First, true
		}
	}
	return sp
}

// inside is the place of a noun of place of which only what it lies in has a name: "the suburbs of Paris" are Paris.
func (c *placer) inside(sp spot, ph *doc.Phrase, kind, word string) spot {
	switch {
	case sp.ref && (sp.kind == "capital" || sp.kind == "city" || sp.kind == "district"): // in three quarters of the capital
		return spot{first: ph.First, last: ph.Head + 1, kind: sp.kind, word: sp.word, ref: true, site: true}
	case sp.ref:
		return spot{first: ph.First, last: ph.Head + 1, kind: kind, word: word, ref: true}
	case kind == "building" || kind == "road": // a hospital in Kabul: of the place only the town is known
		sp.site = true
	case sp.kind != "":
	default:
		sp.kind = kind
	}
	return sp
}

// nameBefore is the name of a place that ends right before a token.
func (c *placer) nameBefore(at int) (doc.Name, bool) {
	for i := at - 1; i >= 0 && i >= at-nameTokens; i-- {
		if n := c.d.At[i]; n >= 0 {
			nm := c.d.Names[n]
			return nm, nm.Last == at && placeable(nm) && c.bareName(nm.Last-1)
		}
	}
	return doc.Name{}, false
}

// bareName tells whether a token that ends a name has no case.
func (c *placer) bareName(i int) bool {
	return !c.d.Pack.Final || len(c.d.An[i]) == 0 || slices.ContainsFunc(c.d.An[i], func(a lang.Analysis) bool { return a.E != nil && a.E.KB && a.Mark == lang.Nom && !a.Attr })
}

// nameTokens bounds the length of a place's name.
const nameTokens = 5

// unnamed reads a phrase that no table knows as a place where its mark leaves no doubt: "at Vashi", तुंग येथे.
func (c *placer) unnamed(ph *doc.Phrase, depth int) (spot, bool) {
	if ph.Attr && depth == 0 && c.d.Pack.Final && !c.onSite(ph) {
		return spot{}, false
	}
	if sp, ok := c.quarter(ph); ok {
		return sp, true
	}
	town := c.strangeTown(ph)
	if ph.E != nil && ph.E.Kind != lang.Name || len(ph.Names) > 0 || ph.Last-ph.First > 2 || len(ph.Ents) > 0 && ph.Ents[0].How != "unknown" && !((town || c.onSite(ph)) && ph.Ents[0].How == "possessor") {
		return spot{}, false
	}
	behind := c.landBehind(ph)
	if c.d.Pack.Final && !c.onSite(ph) && !town || !c.d.Pack.Final && ph.Mark != lang.At && ph.Mark != lang.In && ph.Mark != lang.Near && (ph.Mark != lang.From || behind == nil) {
		return spot{}, false
	}
	for i := ph.First; i < ph.Last; i++ {
		if t := c.d.Art.Tokens[i]; t.Kind != article.Word || !c.d.Pack.Final && !t.Cap {
			return spot{}, false
		}
	}
	within := c.around(ph, depth)
	if within == nil {
		within = behind
	}
	return spot{first: ph.First, last: ph.Last, strange: true, within: within}, true
}

// quarter reads what is near a thing in a town as in that town, whatever the thing is: नाशिकच्या | पंचवटी परिसरात.
func (c *placer) quarter(ph *doc.Phrase) (spot, bool) {
	if !c.d.Pack.Final || ph.Mark != lang.Near || ph.Attr || len(ph.Names) > 0 || ph.E != nil && ph.E.Agent != "" {
		return spot{}, false
	}
	w := c.around(ph, 0)
	if w == nil || w.nm.Rec == nil || w.grain() < 2 {
		return spot{}, false
	}
	if c.unknownWords(ph) { // a quarter by its name: कोल्हापूरच्या | शिरोळ परिसरात
		return spot{first: ph.First, last: ph.Last, strange: true, within: w}, true
	}
	w.site = true
	return *w, true
}

// unknownWords tells whether a phrase is of words that the lexicon lacks, and of few.
func (c *placer) unknownWords(ph *doc.Phrase) bool {
	if ph.E != nil && ph.E.Kind != lang.Name || ph.Last-ph.First > strangeWords-1 {
		return false
	}
	for i := ph.First; i < ph.Last; i++ {
		if !c.strangeWord(i) {
			return false
		}
	}
	return true
}

// strangeTown tells whether a phrase is one word that is in no table and no word of the language, with a mark that says where, in a place that is
// known: हरियाणा के | रेवाड़ी में, नाशिकच्या | पंचवटी परिसरात. Without what it lies in it might be anything, but where it opens the sentence: गांदरबल में | आतंकियों ने.
func (c *placer) strangeTown(ph *doc.Phrase) bool {
	if !c.d.Pack.Final || !standsAsPlace(ph.Mark) && ph.Mark != lang.From || ph.Attr || ph.E != nil && ph.E.Kind != lang.Name || ph.First != ph.Head || ph.Last != ph.Head+1 || !c.alien(ph.Head) {
		return false
	}
	if a := c.d.Kind(max(ph.First-1, 0), lang.Noun); ph.First > 0 && a != nil && a.Mark == lang.Nom && (a.E.Place == "city" || a.E.Place == "village") { // उत्तरी शहर बाव्कू में
		return true
	}
	if ph.Mark == lang.Near && ph.MarkWord == "" { // टेंभुर्णीजवळ
		return true
	}
	if ph.MarkWord != "" && ph.Mark == lang.In && len(ph.Mods) == 0 && ph.First == c.d.Art.Sentences[c.sentence(ph.First)].First {
		return true
	}
	w := c.around(ph, 0)
	return w != nil && w.nm.Rec != nil && !w.strange
}

// alien tells whether neither a word nor what is left of it without its ending is one of the language.
func (c *placer) alien(i int) bool {
	t := c.d.Art.Tokens[i]
	if t.Kind != article.Word || c.d.At[i] >= 0 || c.d.Words[i].Known || len([]rune(t.Text)) < alienMin || c.d.Gaz.Ordinary(c.d.Pack.Code, t.Norm) {
		return false
	}
	return !slices.ContainsFunc(c.d.An[i], func(a lang.Analysis) bool {
		return a.E != nil || a.Mark != lang.Nom && a.Stem != "" && c.d.Gaz.Ordinary(c.d.Pack.Code, a.Stem)
	})
}

// ordinaryStem tells whether what is left of a word without its ending is a word of the language: लोकवस्तीच्या भागात.
func (c *placer) ordinaryStem(i int) bool {
	return slices.ContainsFunc(c.d.An[i], func(a lang.Analysis) bool {
		return a.E == nil && a.Mark != lang.Nom && a.Stem != "" && c.d.Gaz.Ordinary(c.d.Pack.Code, a.Stem)
	})
}

// alienMin is the least length of the name of a town that nothing knows.
const alienMin = 3

// onSite tells whether a phrase stands before a word that follows only places: येथे.
func (c *placer) onSite(ph *doc.Phrase) bool {
	if ph.MarkWord == "" || ph.Last >= len(c.d.An) {
		return false
	}
	for _, a := range c.d.An[ph.Last] {
		if a.E != nil && a.E.Kind == lang.Post && listedIn(a.E, "site") {
			return true
		}
	}
	return false
}

func listedIn(e *lang.Entry, name string) bool { return slices.Contains(e.Lists, name) }

// strangeName reads a word that nothing knows as the name of the village, forest or quarter whose noun it stands before: बुर्गीच्या जंगलात.
func (c *placer) strangeName(md *doc.Phrase, kind string, depth int) (spot, bool) {
	switch kind {
	case "village", "part", "region":
	default:
		return spot{}, false
	}
	if md.E != nil && md.E.Kind != lang.Name || len(md.Names) > 0 || md.Pred != nil || md.Pron || md.Last-md.First > 2 || md.Hon {
		return spot{}, false
	}
	for i := md.First; i < md.Last; i++ {
		if t := c.d.Art.Tokens[i]; t.Kind != article.Word || !c.d.Pack.Final && !t.Cap || c.d.Pack.Final && c.ordinaryStem(i) {
			return spot{}, false
		}
	}
	return spot{first: md.First, last: md.Last, strange: true, within: c.around(md, depth+1)}, true
}

// inPlace tells whether a mark says where.
func inPlace(m lang.Mark) bool {
	return standsAsPlace(m) || m == lang.From || m == lang.Towards
}
