package numbers

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// nounFinal walks to the noun in a language whose modifiers and marks stand as in Marathi and Hindi.
func (r *reader) nounFinal(f figure, end int) counted {
	people := -1
	end = r.inNumbers(end)
	for k := end; k < r.last && k < end+nounTokensMax; k++ {
		t := &r.toks[k]
		if t.Kind != article.Word {
			if t.Text == "-" && r.glued(k) && r.glued(k+1) {
				continue
			}
			break
		}
		w := r.word(k)
		if w.Times {
			return counted{}
		}
		if k == end || k == end+1 && r.toks[end].Text == "-" || r.demonym(k-1) {
			if n, ok := r.measure(k); ok {
				return n
			}
		}
		if w.Spot {
			return r.headAt(k, k)
		}
		if k > end && r.joins(k) {
			continue
		}
		if n, ok := r.people(k); ok {
			return n
		}
		if r.stopsFinal(k) {
			break
		}
		if w.Person {
			return r.headAt(k, r.mateOf(k))
		}
		if j := r.nameEnd(k); j > k { // रशियन, अमेरिकेच्या
			if nm := r.d.Names[r.d.At[k]]; nm.Use != kb.Demonym && r.mark(j-1) != lang.Gen && !r.genitiveAt(j) && !r.adjective(k) {
				break
			}
			people = -1
			if r.d.Names[r.d.At[k]].Use == kb.Demonym && j == k+1 {
				people = k
			}
			k = j - 1
			if r.genitiveAt(j) {
				k = j
			}
			continue
		}
		if currency(r.word(k + 1).Unit) { // अमेरिकी डॉलर
			n, _ := r.measure(k + 1)
			return n
		}
		n, last, ok := r.wordFinal(f, k)
		if ok {
			return n
		}
		k = last
	}
	return r.natives(people, f, end)
}

// inNumbers passes over what only says that there are so many: "हजारों की संख्या में किसान", "हजारोंच्या संख्येने नागरिक".
func (r *reader) inNumbers(i int) int {
	k := i
	if r.genitiveAt(k) {
		k++
	}
	if !r.word(k).Amount {
		return i
	}
	if k++; r.postMark(k) != lang.Nom {
		k++
	}
	return k
}

// stopsFinal tells whether token k cannot stand between a figure and its noun: a word of grammar, a verb, what befell the counted.
// "दोन जखमी सैनिक" (two wounded soldiers) goes on, "दोन जखमी" does not.
func (r *reader) stopsFinal(k int) bool {
	c := r.class(k)
	if c.kind != "" && c.unit != "person" && r.class(k+1).unit == "person" && !r.stopsFinal(k+1) {
		return false
	}
	if r.closed(k) && !r.adjective(k) {
		return true
	}
	w := r.word(k)
	if w.Kind != "" && !r.function(k, lang.Noun) && !w.Person {
		return true
	}
	return c.kind != "" && c.unit != "person" && (w.Kind != "" || !r.function(k, lang.Adj))
}

// adjective tells whether a word that can also be a postposition stands before a noun, where a bare number leaves no other reading:
// "दो हजार अतिरिक्त जवान", "१६ विरोधी पक्ष".
func (r *reader) adjective(k int) bool {
	if !r.function(k, lang.Adj) || k+1 >= r.last || r.toks[k+1].Kind != article.Word || r.d.Words[k].Kinds.Has(lang.Aux) || r.function(k, lang.Pron) {
		return false
	}
	return r.function(k+1, lang.Noun) && (!r.closed(k+1) || r.class(k+1).unit == "person")
}

// joins tells whether token k only joins two modifiers of one noun: "सरकारी व निमसरकारी कर्मचारी".
func (r *reader) joins(k int) bool {
	if !r.function(k, lang.Conj) || k+2 >= r.last {
		return false
	}
	plain := func(i int) bool {
		return r.function(i, lang.Adj) && !r.function(i, lang.Noun) && !r.closed(i) && r.class(i).kind == ""
	}
	return plain(k-1) && plain(k+1)
}

// people reads a name that stands for many: तीन नक्षलवादी, ७९ रोमा. Before another noun of people it only says which ones.
func (r *reader) people(k int) (counted, bool) {
	if k >= len(r.d.At) || r.d.At[k] < 0 || r.d.Names[r.d.At[k]].First != k {
		return counted{}, false
	}
	nm := r.d.Names[r.d.At[k]]
	j := min(nm.Last, r.last)
	switch nm.Rec.Kind {
	case "people", "union":
	case "armed":
		if a := r.d.Kind(j-1, lang.Noun); a == nil || a.E.Agent == "" || a.E.Has(lang.Org) {
			return counted{}, false
		}
	default:
		return counted{}, false
	}
	if nm.Use != kb.Proper || r.mark(j-1) == lang.Nom && j < r.last && r.class(j).unit == "person" && r.class(j).kind == "" && r.function(j, lang.Noun) {
		return counted{}, false
	}
	return counted{unit: "person", kind: "person", of: r.d.Text(k, j), last: j, mark: r.mark(j - 1)}, true
}

// natives are counted persons named by their country alone: दो पाकिस्तानी, 12 Russians.
func (r *reader) natives(i int, f figure, end int) counted {
	if n := r.personAlone(f, end); i < 0 || n.unit != "" {
		return n
	}
	return counted{unit: "person", of: r.toks[i].Text, last: i + 1, mark: r.mark(i)}
}

// wordFinal judges one word between a figure and its noun: the noun itself, or a modifier to pass over. It gives the
// last token passed; past the sentence's end it ends the walk.
func (r *reader) wordFinal(f figure, k int) (counted, int, bool) {
	var none counted
	a := r.d.Kind(k, lang.Noun)
	switch {
	case a == nil && (len(r.d.An[k]) == 0 || r.d.An[k][0].E == nil):
		if r.toks[k].Text[0] < 0x80 || r.word(f.last-1).Bare || r.inflected(k) {
			return none, r.last, false
		}
		if r.class(k+1).unit == "person" && r.mark(k) == lang.Nom {
			return none, k, false // an unknown word before a person is most likely where he is from
		}
		return r.headAt(k, r.mateOf(k)), k, true
	case a == nil:
		if !r.function(k, lang.Adj) && !r.function(k, lang.Adv) && !r.function(k, lang.Name) {
			return none, r.last, false
		}
	case f.v > 1 && a.F.Has(lang.Pl) && !a.F.Has(lang.Sg) && (r.mark(k) == lang.Gen || r.genitiveAt(k+1)): // आठ प्रांतों की …
		return r.headAt(k, k), k, true
	case (a.E.Has(lang.Org) || a.E.Place != "") && (r.mark(k) == lang.Gen || r.genitiveAt(k+1)) && k+2 < r.last:
		if r.genitiveAt(k + 1) {
			return none, k + 1, false
		}
	case r.function(k, lang.Adj) && r.class(k+1).unit != "" && r.mark(k) == lang.Nom && !r.word(k+1).Times && !r.closed(k+1):
	default:
		return r.headAt(k, r.mateOf(k)), k, true
	}
	return none, k, false
}

// mateOf is the last token of the compound that begins at k: महिला कंडक्टर, पोलीस अधिकारी, संरक्षण कंपन्यांवर; k where there is none. What
// acts in an official's way rather is the next phrase: "तीन ट्रक पोलिसांनी अडवले" (police stopped three lorries).
func (r *reader) mateOf(k int) int {
	if k+1 >= r.last || r.toks[k+1].Kind != article.Word || r.mark(k) != lang.Nom || r.word(k+1).Kind != "" {
		return k
	}
	a := r.d.Kind(k+1, lang.Noun)
	if a == nil || r.closed(k+1) || r.nameEnd(k+1) > k+1 && a.E.Agent == "" {
		return k
	}
	own := r.d.Kind(k, lang.Noun)
	m := r.mark(k + 1)
	if r.class(k+1).unit == "person" {
		if own != nil && (own.E.Has(lang.Org) || own.E.Is("o.police") || own.E.Is("o.troops")) && a.E.Agent != "" && !a.E.Has(lang.Org) {
			return k + 1
		}
		switch a.E.Agent {
		case "", "COP", "MIL", "GOV", "JUD":
			return k
		}
		if r.class(k).kind2 == "weapon" || r.toks[k].Norm == r.toks[k+1].Norm {
			return k
		}
		return k + 1
	}
	if r.class(k).unit == "person" || m == lang.Nom || m == lang.Erg || m == lang.Dat || own == nil || own.E.Toks[0] != r.toks[k].Norm {
		return k
	}
	if a.E.Has(lang.Org) || len(own.E.Classes) == 0 && len(a.E.Classes) > 0 && a.E.Place == "" && r.d.Pack.Common.AnyKind(a.E.Classes, "act") {
		return k + 1
	}
	return k
}
