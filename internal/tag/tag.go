// Package tag gives every token its readings from the language pack and finds the runs of tokens that name something
// in the knowledge base. It decides nothing that needs a clause: that is the parser's.
package tag

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// Run fills d.Words, d.An, d.Names and d.At.
func Run(d *doc.Doc) {
	d.Read()
	names(d)
}

// nameTokensMax bounds a name's length.
const nameTokensMax = 12

// names finds the longest name at each place, left to right, within sentences.
func names(d *doc.Doc) {
	var some [8]candidate
	found := some[:0]
	for _, sent := range d.Art.Sentences {
		for i := sent.First; i < sent.Last; i++ {
			if d.Art.Tokens[i].Kind == article.Punct {
				continue
			}
			found = candidates(d, i, sent.Last, found[:0])
			for k := len(found) - 1; k >= 0; k-- { // the longest that is printed as a name
				if found[k].last == i+1 && inPhrase(d, i, sent.First) || found[k].last > i+1 && longerBehind(d, i, found[k].last, sent.Last) {
					continue
				}
				if nm, ok := choose(d, i, found[k].last, found[k].names); ok {
					d.At[i] = len(d.Names)
					d.Names = append(d.Names, nm)
					i = found[k].last - 1
					break
				}
			}
			if d.At[i] < 0 {
				i = bySound(d, i, sent.Last)
			}
		}
	}
}

// longerBehind tells whether an article opens a name at i while a longer name begins behind it: "the | Guardian Council" is no newspaper.
func longerBehind(d *doc.Doc, i, last, end int) bool {
	if d.Art.Tokens[i].Text[0] >= 0x80 || d.Kind(i, lang.Det) == nil || last >= end || !d.Art.Tokens[last].Cap {
		return false
	}
	var some [8]candidate
	next := candidates(d, i+1, end, some[:0])
	return len(next) > 0 && next[len(next)-1].last > last
}

// inPhrase tells whether the word at i, which the lexicon knows, ends a phrase of the lexicon: पोलीस ठाणे is a station, and not in Thane.
func inPhrase(d *doc.Doc, i, first int) bool {
	w := d.Words[i]
	if !d.Pack.Final || !w.Known {
		return false
	}
next:
	for _, end := range w.EndsAfter(d.Words[max(i-1, 0)].Sign) {
		start := i - len(end.E.Toks) + 1
		if start < first || end.E.KB {
			continue
		}
		for k := start; k < i; k++ {
			if d.At[k] >= 0 || d.Art.Tokens[k].Norm != end.E.Toks[k-start] {
				continue next
			}
		}
		return true
	}
	return false
}

// articleBytesMax is the length of the small words that a name in capitals may begin with: al, el.
const articleBytesMax = 2

// candidates adds the stretches from token i on that spell names. Only the last word of one may have an ending.
func candidates(d *doc.Doc, i, end int, found []candidate) []candidate {
	if !capital(&d.Art.Tokens[i]) && !(len(d.Art.Tokens[i].Text) <= articleBytesMax && i+1 < end && d.Art.Tokens[i+1].Cap) { // al Shabaab
		return found
	}
	n := kb.Start
	bracket := false
	for j := i; j < end && j-i < nameTokensMax; j++ {
		if j > i && joint(d, j) { // अल-सिसी, CPI (Maoist): the tables have names without these marks
			bracket = bracket || d.Art.Tokens[j].Text == "("
			continue
		}
		words := d.Words[j].Names
		if len(words) == 0 {
			break
		}
		for _, b := range words {
			if m, ok := d.KB.Step(n, b); ok && len(d.KB.At(m)) > 0 && fits(d, i, j, d.KB.At(m)) {
				last := j + 1
				if bracket && last < end && d.Art.Tokens[last].Text == ")" {
					last++
				}
				found = append(found, candidate{d.KB.At(m), last})
				break
			}
		}
		m, ok := d.KB.Step(n, words[0])
		if !ok {
			break
		}
		n = m
	}
	return found
}

// joint tells whether a token is a mark that may stand between the words of a name.
func joint(d *doc.Doc, j int) bool {
	t := &d.Art.Tokens[j]
	if !t.Space && t.Text[0] == '\'' && len(t.Text) <= 2 { // People's, Workers'
		return true
	}
	if t.Text == "&" { // J&K, Jammu & Kashmir
		return true
	}
	if t.Kind != article.Punct || j+1 >= len(d.Art.Tokens) || d.Art.Tokens[j+1].Space {
		return false
	}
	return t.Text == "-" && !t.Space || t.Text == "("
}

// bySound finds a person under a spelling that no table has, where two or more words stand together that no lexicon has
// either; it gives the last token that it took.
func bySound(d *doc.Doc, i, end int) int {
	if !strange(d, i) || i+1 >= end || !strange(d, i+1) && !joint(d, i+1) {
		return i
	}
	for last := min(i+soundTokensMax, end); last > i+1; last-- {
		if !strange(d, last-1) {
			continue
		}
		words := make([]string, 0, soundTokensMax)
		j := i
		for ; j < last && (strange(d, j) || joint(d, j)); j++ {
			if !joint(d, j) {
				words = append(words, d.Art.Tokens[j].Norm)
			}
		}
		if j < last {
			continue
		}
		nm := d.KB.BySound(words)
		for _, a := range d.An[last-1] { // with its ending off: पुटिनयांनी, जेलेन्स्कीने
			if nm == nil && a.Stem != "" && a.Mark != lang.Nom {
				nm = d.KB.BySound(append(words[:len(words)-1:len(words)-1], a.Stem))
			}
		}
		if nm != nil {
			d.At[i] = len(d.Names)
			d.Names = append(d.Names, doc.Name{First: i, Last: last, Rec: nm.Rec, Use: nm.Use})
			return last - 1
		}
	}
	return i
}

// soundTokensMax bounds a name that is found by its sound.
const soundTokensMax = 6

// strange tells whether a word is in no lexicon, though it may be part of a known name, and printed as a name is.
func strange(d *doc.Doc, i int) bool {
	return !d.Words[i].Known && d.Art.Tokens[i].Kind == article.Word && capital(&d.Art.Tokens[i])
}

// candidate is a stretch of tokens that spells names of the knowledge base.
type candidate struct {
	names []int32
	last  int
}

// capital tells whether a token can begin a name: in scripts with capitals it has one.
func capital(t *article.Token) bool { return t.Text[0] >= 0x80 || t.Cap }

// fits tells whether tokens i..j can be one of the names as they are printed: a short word that the tables have in capitals is no pronoun.
func fits(d *doc.Doc, i, j int, ids []int32) bool {
	t := &d.Art.Tokens[i]
	if i == j && t.Text[0] < 0x80 && len(t.Norm) <= 2 && !t.Caps && !strings.ContainsAny(t.Text, ".0123456789") {
		return slices.ContainsFunc(ids, func(id int32) bool { return d.KB.Names[id].Text == t.Text }) // Xi
	}
	return true
}

// dotted tells whether a name is printed as initials of a longer one than states have: I.N.D.I.A is an alliance.
func dotted(d *doc.Doc, first, last int) bool {
	t := &d.Art.Tokens[first]
	return last == first+1 && len(t.Norm) > 4 && strings.Count(t.Text, ".") >= len(t.Norm)-1
}

// joined tells whether an ampersand stands between the words of a name.
func joined(d *doc.Doc, first, last int) bool {
	for i := first + 1; i < last-1; i++ {
		if d.Art.Tokens[i].Text == "&" {
			return true
		}
	}
	return false
}

func choose(d *doc.Doc, first, last int, ids []int32) (doc.Name, bool) {
	var nm doc.Name
	for _, id := range ids {
		n := d.KB.Names[id]
		if lower(d, n.Text, last-1) || n.Rec.Kind == "state" && dotted(d, first, last) || strings.Contains(n.Text, "&") && !joined(d, first, last) || first+1 == last && (initials(d, n.Text, first) || n.Rec.Person() && namesake(d, first)) {
			continue
		}
		if nm.Rec == nil || rank(n) < rankOf(nm) {
			if nm.Rec != nil {
				nm.Others = append(nm.Others, nm.Rec)
			}
			others := nm.Others
			nm = doc.Name{First: first, Last: last, Rec: n.Rec, Use: n.Use, Weak: n.Weak, Plural: n.Many, Others: others}
		} else {
			nm.Others = append(nm.Others, n.Rec)
		}
	}
	if nm.Rec == nil || nm.Weak && office(d, first, last) {
		return nm, false
	}
	if last == first+1 && (nm.Use == kb.Capital || nm.Use == kb.Locality) && secondHalf(d, first) {
		return nm, false
	}
	if last == first+1 && !nm.Weak && d.Art.Tokens[first].Text[0] >= 0x80 && common(d, first, nm.Rec) {
		nm.Weak = true
	}
	return nm, true
}

// secondHalf tells whether a word without capitals stands behind a hyphen and a noun or a word that nothing knows, as the end of a foreign name: देव-सोल.
func secondHalf(d *doc.Doc, i int) bool {
	if i < 2 || d.Art.Tokens[i].Text[0] < 0x80 || d.Art.Tokens[i-1].Text != "-" || d.Art.Tokens[i].Space || d.Art.Tokens[i-1].Space || d.At[i-2] >= 0 {
		return false
	}
	return d.Words[i-2] != nil && (strange(d, i-2) || d.Kind(i-2, lang.Noun) != nil && d.Kind(i-2, lang.Adj) == nil)
}

// office tells whether a doubtful name is the first word of somebody's office: "Labour Minister", "Home Secretary".
func office(d *doc.Doc, first, last int) bool {
	if last != first+1 || last >= len(d.Words) || d.Words[last] == nil {
		return false
	}
	for _, end := range d.Words[last].Ends {
		if e := end.E; e.Agent != "" && len(e.Toks) == 2 && e.Toks[0] == d.Art.Tokens[first].Norm {
			return true
		}
	}
	return false
}

// lower tells whether a name that ends in a capitalised word ends in a small one here: "in Russia today" names no broadcaster.
func lower(d *doc.Doc, name string, last int) bool {
	if b := d.Art.Tokens[last].Text[0]; b < 'a' || b > 'z' {
		return false
	}
	w := name[strings.LastIndexAny(name, " -")+1:]
	return w != "" && w[0] >= 'A' && w[0] <= 'Z'
}

// initials tells whether a name of initials stands here as a mere word: "Who" names no health body, "Cars" no republic, "Let" no
// militia; "Nato" is NATO.
func initials(d *doc.Doc, name string, i int) bool {
	t := &d.Art.Tokens[i]
	if t.Caps || len(name) < 2 || t.Text[0] >= 0x80 || strings.IndexByte(name, ' ') >= 0 || strings.IndexByte(t.Text, '.') >= 0 || strings.HasPrefix(t.Text, name) || strings.ToLower(name[1:]) == name[1:] {
		return false
	}
	if len(name) <= initialsMax {
		return true
	}
	for _, a := range d.An[i] {
		if a.E != nil && !a.E.KB {
			return true
		}
	}
	return false
}

// namesake tells whether a surname stands behind a first name that nothing knows, in a script with capitals: another man.
// Mr and Dr are no first names.
func namesake(d *doc.Doc, i int) bool {
	return i > 0 && d.Art.Tokens[i].Text[0] < 0x80 && d.At[i-1] < 0 && d.Words[i-1] != nil && d.Art.Tokens[i-1].Text[0] < 0x80 && strange(d, i-1) && !d.Pack.Abbr(strings.TrimSuffix(d.Art.Tokens[i-1].Norm, "."))
}

// initialsMax is the length up to which initials are always printed in capitals.
const initialsMax = 3

// common tells whether a word without capitals is also an ordinary word of the lexicon. States and places keep their names before nouns
// of the same spelling; bodies and people do not.
func common(d *doc.Doc, i int, rec *kb.Record) bool {
	place := rec.Kind == "state" || strings.HasPrefix(rec.ID, "place:")
	for _, a := range d.An[i] {
		if a.E == nil || a.E.KB || a.E.Part {
			continue
		}
		switch k := a.E.Kind; {
		case k == lang.Verb && a.F&(lang.P1|lang.P2) != 0 && !d.Art.Tokens[i].Quoted: // करेन is a people sooner than "I shall do"
		case k == lang.Verb && place && a.F&(lang.Perf|lang.Impf|lang.Inf|lang.Fut|lang.Pros|lang.Past) == 0: // कतर is a state sooner than "clip!"
		case k == lang.Verb || k == lang.Adv || k >= lang.Post && k != lang.Time:
			return true
		case k == lang.Adj || k == lang.Noun && len(a.E.Classes) == 0 && a.E.Agent == "":
			if !place || rec.Kind != "state" && k == lang.Noun && a.F.Has(lang.Pl) && !a.F.Has(lang.Sg) {
				return true // ठाण्यांवर: posts, not the town of ठाणे
			}
		}
	}
	return false
}

func rank(n kb.Name) int {
	r := [...]int{kb.Proper: 0, kb.Demonym: 1, kb.Metonym: 1, kb.Capital: 2, kb.Locality: 3}[n.Use]
	if n.Weak {
		r += 4
	}
	return r
}

func rankOf(n doc.Name) int { return rank(kb.Name{Use: n.Use, Weak: n.Weak}) }
