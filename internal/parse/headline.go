package parse

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// headline tells whether the sentence is a headline, which may leave out its verb or put it first.
func (p *finalParser) headline() bool { return p.d.Art.Sentences[p.si].Headline }

// verbless reads the phrases of a headline, or of a part of one, that has no verb: event nouns stand on their own, and each takes
// every phrase that is none: "रशियाचा युक्रेनवर हल्ला; …".
func (p *finalParser) verbless() {
	for _, ph := range p.stack {
		p.settle(ph)
		if ph.Pred == nil {
			continue
		}
		p.atHouse(ph)
		for _, q := range p.stack {
			if q != ph && (q.Pred == nil || q.Pred.Form == doc.RelPart && q.Mark != lang.Nom && (!q.Attr || q.Direct)) {
				ph.Pred.Args = append(ph.Pred.Args, q)
			}
		}
	}
	for _, ph := range p.stack {
		p.unwilling(ph)
		p.manner(ph)
	}
	p.out.Phrases = append(p.out.Phrases, p.stack...)
	p.stack = p.stack[:0]
	p.clause++
}

// unwilling gives a noun of refusal what stands before it to be done: "… को स्वीकार करने से विपक्ष का इनकार".
func (p *finalParser) unwilling(ph *doc.Phrase) {
	if ph.Pred == nil || len(ph.Pred.Comps) > 0 || !slices.Contains(ph.Pred.Classes, "refuse") || !p.d.Pack.Shared {
		return
	}
	for _, q := range p.stack {
		if q.Pred != nil && q.Mark == lang.From && q.Pred.Form == doc.Infinitive && q.Pred.Gov == nil && q.Last <= ph.First {
			p.embed(ph.Pred, q.Pred)
			return
		}
	}
	for _, st := range slices.Backward(p.seq) {
		if st.pred == nil {
			return
		}
		if st.pred.Form == doc.Converb && st.pred.F.Has(lang.Inf) && st.pred.Gov == nil {
			p.embed(ph.Pred, st.pred)
			return
		}
	}
}

// fronted puts the verb of a headline that stands before its last phrases behind them: "युक्रेनवर डागली ८३ क्षेपणास्त्रे".
func (p *finalParser) fronted() {
	if !p.headline() || p.d.Pack.Setting("participles", "own") != "own" {
		return
	}
	for i := 0; i < len(p.its); i++ {
		if v := p.its[i].v; v == nil || !v.fin {
			continue
		}
		j := i + 1
		for j < len(p.its) && p.its[j].p != nil {
			j++
		}
		if j == i+1 || j < len(p.its) && (p.its[j].v != nil || p.its[j].kind != uPunct && p.its[j].kind != uComma) {
			continue
		}
		v := p.its[i]
		copy(p.its[i:], p.its[i+1:j])
		p.its[j-1] = v
		i = j - 1
	}
}

// told tells whether what stands before a comma of a headline already names its act: "…चे अपहरण, पोलिसांकडून छडा".
func (p *finalParser) told() bool {
	n := len(p.stack)
	if n == 0 || p.d.Pack.Setting("participles", "own") != "own" {
		return false
	}
	top := p.stack[n-1]
	return top.Pred != nil && top.Pred.Form == doc.Nominal && top.Mark == lang.Nom && !top.Attr && (n > 1 || len(top.Mods) > 0)
}

// newSubject tells whether a headline's clause behind the comma at item i has one who acts, so that what waits before the comma
// is none of its parties: "फिर बंद हुआ राजनयिक का माइक, भारत ने …".
func (p *finalParser) newSubject(i int) bool {
	if len(p.stack) == 0 || i+1 >= len(p.its) || hasMark(p.stack, lang.Erg) || p.rel != nil {
		return false
	}
	var named *doc.Phrase // stands without a case: the subject where another noun stands between it and the verb
	for k, it := range p.its[i+1:] {
		switch {
		case it.v != nil && !it.v.moved && p.participle(it.v, i+1+k):
		case it.v != nil:
			return it.v.fin && it.v.moved && named != nil
		case it.p == nil && it.kind != uAdv:
			return false
		case it.p == nil:
		case it.p.Mark == lang.Erg:
			return it.p.Pred == nil && !it.p.Pron
		case it.p.Mark == lang.Nom && !it.p.Attr && it.p.Pred == nil && party(it.p):
			named = it.p
		}
	}
	return false
}

// giveBack gives an event noun the party in its own case that the noun before it has taken: "आव्हाडांवर | विनयभंगाचा | आरोप".
func (p *finalParser) giveBack(ph, m *doc.Phrase) {
	if m.Pred == nil || m.Pred.Form != doc.Nominal || m.Mark != lang.Gen || ph.E == nil || len(ph.E.Recip) == 0 {
		return
	}
	for i, a := range m.Pred.Args {
		if a.Mark == lang.Gen || a.Attr || a.Pred != nil || !wants(ph.E, a.Mark) || wants(m.E, a.Mark) && !ph.E.Is("accuse") {
			continue
		}
		m.Pred.Args = slices.Delete(slices.Clone(m.Pred.Args), i, i+1)
		m.Mods = slices.DeleteFunc(slices.Clone(m.Mods), func(q *doc.Phrase) bool { return q == a })
		ph.Pred.Args = append(ph.Pred.Args, a)
		return
	}
}

// unowned tells whether a noun in a case cannot be what the genitive before it has, which then waits for the feminine noun behind: a masculine
// noun does not agree with it, and names belong to nobody: "युवक की | पत्थर से कुचलकर | हत्या", "कोर्ट की | दिल्ली पुलिस को | फटकार".
func (p *finalParser) unowned(top, ph *doc.Phrase) bool {
	if !slices.Contains(p.d.Pack.Feminines, top.MarkWord) || ph.Mark == lang.Nom || ph.Attr || ph.Pred != nil || !party(top) {
		return false
	}
	if ph.E != nil {
		if top.E != nil && top.E.Agent == "JUD" && ph.E.Agent != "" && ph.E.Agent != "JUD" && ph.E.Has(lang.Org) {
			return true // कोर्ट की | सरकार को | फटकार
		}
		return (ph.Plural || !party(ph) || ph.E.Has(lang.Org) && ph.E.Agent != "JUD") && p.masculine(ph.Head) || ph.Mark == lang.From && p.tool(ph) // but की महिला नेता
	}
	if len(ph.Names) == 0 {
		return false
	}
	rec := p.d.Names[ph.Names[len(ph.Names)-1]].Rec
	for _, n := range top.Names {
		switch owner := p.d.Names[n].Rec; {
		case owner.Kind == "party" || owner.Person() && rec.Kind == "government":
			return false // कांग्रेस की कर्नाटक सरकार को
		case rec.Kind != "state" && (owner.Kind == "state" || p.d.Names[n].Use == kb.Locality || p.d.Names[n].Use == kb.Capital):
			return false // भारत की दिल्ली में, रांची की अदालत ने
		}
	}
	return p.state(ph) || p.personal(ph)
}

// masculine tells whether a noun is so in all its readings.
func (p *finalParser) masculine(i int) bool {
	found := false
	for _, a := range p.d.An[i] {
		if a.E == nil || a.E.Kind != lang.Noun {
			continue
		}
		if !a.F.Has(lang.Masc) || a.F.Has(lang.Fem) {
			return false
		}
		found = true
	}
	return found
}

// manner gives a noun of violence without a genitive the one that stands before the participle which says how: "युवक का गला दबाकर हत्या".
func (p *finalParser) manner(ph *doc.Phrase) {
	if ph.Pred == nil || ph.Pred.Form != doc.Nominal || !ph.Pred.Class("kill") || hasMark(ph.Pred.Args, lang.Gen) || len(p.seq) == 0 {
		return
	}
	how := p.seq[len(p.seq)-1].pred
	if how == nil || how.Form != doc.Converb || len(how.Tokens) == 0 || how.Tokens[len(how.Tokens)-1]+1 != ph.First {
		return
	}
	for _, a := range how.Args {
		if a.Mark == lang.Gen && party(a) {
			ph.Pred.Args = append(ph.Pred.Args, a)
		}
	}
}

// tool tells whether a phrase names what is struck with: गोली से, हथौड़े और चाकू से.
func (p *finalParser) tool(ph *doc.Phrase) bool {
	return ph.E != nil && slices.ContainsFunc(ph.E.Classes, func(c string) bool {
		k := p.d.Pack.Common.Class(c)
		return k != nil && k.Kind == "obj" && k.Type == "ASSAULT"
	})
}

// whereTo tells whether the name of a state or town before an infinitive of going or leaving is where to, or what is left: श्रीलंका | जाने से रोका,
// नागरिकों को रूस | छोड़ने को कहा.
func (p *finalParser) whereTo(pr *doc.Pred, top *doc.Phrase) bool {
	if pr.Form != doc.Infinitive || !p.d.Pack.Shared || !pr.Class("travel") && !pr.Class("leave") || len(top.Names) == 0 || top.E != nil {
		return false
	}
	nm := p.d.Names[top.Names[len(top.Names)-1]]
	return nm.Use != kb.Demonym && (nm.Rec.Kind == "state" || nm.Rec.HasPoint)
}

// atHouse gives the house of somebody before a noun of a raid or an attack the postposition that headlines leave out: "विधायक के घर | ED का छापा".
func (p *finalParser) atHouse(ph *doc.Phrase) {
	if !p.d.Pack.Shared || !slices.ContainsFunc(ph.Pred.Classes, func(name string) bool { return name == "raid" || strings.HasPrefix(name, "attack") }) {
		return
	}
	for _, q := range p.stack {
		if q != ph && q.Mark == lang.Nom && !q.Attr && q.Pred == nil && q.E != nil && strings.HasPrefix(q.E.Place, "building") && len(q.Mods) > 0 && party(q.Mods[0]) && q.Last <= ph.First {
			q.Mark = lang.On
		}
	}
}

// atBuilding tells whether a unit is the law, or the raid or attack, that comes to the building before it.
func (p *finalParser) atBuilding(prev, u unit) bool {
	if prev.kind != uNom || !p.d.Pack.Shared || prev.a.E == nil || !strings.HasPrefix(prev.a.E.Place, "building") {
		return false
	}
	if u.kind == uName {
		rec := p.d.Names[u.name].Rec
		return rec.Sector == "COP" || rec.Kind == "agency"
	}
	return u.kind == uNom && u.a.E != nil && u.a.Mark == lang.Nom && slices.ContainsFunc(u.a.E.Classes, func(name string) bool { return name == "raid" || strings.HasPrefix(name, "attack") })
}
