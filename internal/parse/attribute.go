package parse

import (
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Which noun an attributive phrase belongs to.

// modifies tells whether an attributive phrase belongs to the noun after it.
func (p *finalParser) modifies(top, ph *doc.Phrase) bool {
	if ph.Pron || p.unowned(top, ph) {
		return false
	}
	if top.Direct && (ph.Mark != lang.Nom || ph.Attr) && !ph.Hon && !p.tie(ph) && (ph.E != nil || p.state(ph) || p.longCase(ph) || p.personal(ph) || top.Pred != nil) { // रशियाचा | युक्रेनवर | हल्ला, केल्याचे | काश्मीरमधील
		return false
	}
	if n := len(ph.Mods); top.Direct && n > 0 && ph.Mods[0].Direct && ph.Mods[0].Mark == lang.Gen && top.Mark == lang.Gen && !p.d.Pack.Shared && p.lastLetter(top) != p.lastLetter(ph.Mods[0]) {
		return false // ग्रामस्थांची | पोलिसांचे खबरी …: of another gender than the noun
	}
	if top.Pred != nil && top.Pred.Form == doc.Infinitive { // करण्याची धमकी, but not केल्याचे त्यांनी
		return !p.inList(top) && len(ph.Names) == 0 && (ph.E == nil || ph.E.Agent == "") && ph.E != nil
	}
	return true
}

// lastLetter is the last letter of a phrase, by which a genitive agrees with its noun.
func (p *finalParser) lastLetter(ph *doc.Phrase) rune {
	r, _ := utf8.DecodeLastRuneInString(p.d.Art.Tokens[ph.Last-1].Norm)
	return r
}

// longCase tells whether the head of a phrase, though no lexicon has it, ends in a postposition too long to be part of a name: मालाडमध्ये.
func (p *finalParser) longCase(ph *doc.Phrase) bool {
	const lettersMin = 4
	for _, a := range p.d.An[ph.Head] {
		if a.E == nil && a.Mark == ph.Mark && a.Mark != lang.Nom && utf8.RuneCountInString(p.d.Art.Tokens[ph.Head].Norm[len(a.Stem):]) >= lettersMin {
			return true
		}
	}
	return false
}

// state tells whether a phrase is only the name of a state or place.
func (p *finalParser) state(ph *doc.Phrase) bool { return len(ph.Names) > 0 && !p.person(ph) }

// personal tells whether a phrase is only the name of a person, without an office: निलेश राणेंचा | ठाकरेंवर | घणाघात, but भारताचे पंतप्रधान मोदींना.
func (p *finalParser) personal(ph *doc.Phrase) bool {
	if len(ph.Names) == 0 {
		return false
	}
	n := p.d.Names[ph.Names[len(ph.Names)-1]]
	for i := ph.First; i < n.First; i++ { // शिंदे-फडणवीसांना
		if reading(p.d, i, lang.Noun) != nil {
			return false
		}
	}
	return n.Rec.Person() && n.Last == ph.Last
}

// hyphen tells whether a hyphen inside a word holds a phrase together: अल-थानी, भारत-पाकिस्तान.
func (p *finalParser) hyphen(us []unit, i int) bool {
	toks := p.d.Art.Tokens
	u := us[i]
	return toks[u.first].Text == "-" && !toks[u.first].Space && i+1 < len(us) && !toks[us[i+1].first].Space && (us[i+1].kind == uNom || us[i+1].kind == uName)
}

// direct tells whether token i has the ending of such a genitive.
func (p *finalParser) direct(i int) bool {
	w := p.d.Art.Tokens[i].Norm
	for _, end := range p.d.Pack.Directs {
		if strings.HasSuffix(w, end) && w != end {
			return true
		}
	}
	return false
}

// pointed tells whether a word that points at the noun behind it stands right after a thing, or somebody, that is no part of its phrase: विनाशिका | या भागात
// पाठवली, पुलिस | उन आरोपों की जांच कर रही है.
func (p *finalParser) pointed(prev, u unit) bool {
	return u.kind == uDet && prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Noun && prev.a.Mark == lang.Nom && !prev.a.Attr && (prev.a.E.Has(lang.Weaponized) || prev.a.E.Agent != "" && p.d.Pack.Shared || p.d.Pack.Common.AnyKind(prev.a.E.Classes, "obj"))
}
