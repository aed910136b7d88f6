package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// amiss tells whether an act cannot be one of politics with the parties that it has.
func (c *coder) amiss(m *meaning) bool {
	if m.typ == "REJECT" && m.status == article.Negated && m.pred.Class("refuse") && c.d.Pack.Final {
		return true // मदद देने से इनकार नहीं किया है
	}
	if m.class == "rescue" && anySector(m.recip, "CRM") {
		return true // दोषियों को बचा रही है
	}
	if m.pred.E != nil && slices.Contains(m.pred.E.Lists, "civil") && !(ofPolitics(m.actor) && ofPolitics(m.recip)) {
		return true // "targets 20% growth", "targets the hospital": words only between politicians
	}
	if !c.d.Pack.Final {
		return c.lone(m)
	}
	if m.status == article.Actual && (m.pred.F.Has(lang.Imp) || c.bidden(m.pred)) && !speech(m.typ) && m.typ != "CONSULT" {
		return true // हत्यारे को फांसी पर चढ़ाओ: what is called for
	}
	if m.typ == "PROTEST" && m.pred.Form == doc.Converb && anySector(m.actor, "COP") {
		return true // मोर्चा पोहोचताच पोलिसांनी: who comes is not who waits
	}
	if c.hollow(m) {
		return true
	}
	switch m.class {
	case "coerce": // रेलवे ने की बड़ी कार्रवाई: on its own
		return (len(m.recip) == 0 || onlyPlaces(m.recip)) && known(m.actor) && !armed(m.actor) && anySector(m.actor, "GOV", "BUS", "EDU", "PTY") && c.d.Art.Sentences[m.pred.Sent].Headline
	case "rescue": // मंत्री को बचा रहे: from the law
		return len(m.recip) > 0 && anySector(m.recip, "GOV", "PTY", "LEG", "OPP") && !armed(m.actor)
	case "sign": // मां ने कराए थे दस्तखत
		if len(m.actor) == 1 && len(m.recip)+len(m.coactor) == 0 && m.actor[0].How == "agent" && m.actor[0].Sector == "CVL" {
			return true
		}
		return len(m.actor) > 0 && !political(m.actor) && !political(m.recip) && !political(m.coactor)
	case "rally": // कांग्रेस और अकाली दल की रैलियां: they campaign
		return m.pred.Form == doc.Nominal && len(m.recip) == 0 && len(m.actor) > 0 && !slices.ContainsFunc(m.actor, func(e article.Entity) bool {
			return e.Sector != "PTY" && e.Sector != "OPP" && e.Sector != "GOV"
		})
	case "clash": // पार्टी में बगावत, राज्यपाल और सरकार में टकराव
		if all := slices.Concat(m.actor, m.coactor, m.recip); len(all) > 0 && !slices.ContainsFunc(all, func(e article.Entity) bool {
			return e.Sector != "GOV" && e.Sector != "LEG" && e.Sector != "JUD" || e.Country != all[0].Country
		}) {
			return true
		}
		return m.pred.Form == doc.Nominal && m.pred.E != nil && !m.pred.E.Phrase() && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
			return a.Mark == lang.In && !a.Plural && (anySector(a.Ents, "PTY", "OPP") || a.E != nil && a.E.Agent == "PTY")
		})
	case "beat": // निवडणुकीत पक्षाला मार खावा लागला: a party is beaten at the polls
		return len(m.actor) == 0 && len(m.recip) == 1 && m.recip[0].How == "body" && anySector(m.recip, "PTY", "OPP")
	case "resign": // पिता की देखभाल के लिए छोड़ी नौकरी
		return !known(m.actor)
	case "convict": // पति ने दी सजा: who is no court only takes revenge
		return known(m.actor) && anySector(m.actor, "CVL", "CRM", "EDU", "BUS", "LAB") && !anySector(m.actor, "JUD", "GOV") || m.pred.Form == doc.Nominal && len(m.actor) == 0 && c.takenFrom(m) // महिलाओं से शादी पर सजा
	case "plan": // टैक्स बढ़ाने की तैयारी में सरकार
		return m.mode == "restrict" && m.pred.Form == doc.Nominal && len(m.recip) == 0
	case "ready": // मेहमानों के लिए दिल्ली तैयार
		return len(m.actor) > 0 && (m.actor[0].How == "capital" || place(m.actor[0])) && m.content == nil && m.pred.Form == doc.Nominal
	case "suspect": // गड़बड़ी का शक
		return len(m.recip) == 1 && m.recip[0].How == "unknown"
	case "renege": // कभी पलटती है गाड़ी
		return m.pred.F.Has(lang.Hab) && m.pred.F.Has(lang.Pres)
	case "seize": // हाइवे पर लूटपाट
		return m.pred.Form == doc.Nominal && len(m.actor) == 0 && onlyPlaces(m.recip)
	case "praise": // film stars wish ministers a happy birthday
		return !known(m.actor)
	}
	return false
}

// bidden tells whether a noun of an act stands with a verb that only bids somebody: फांसी | पर चढ़ाओ.
func (c *coder) bidden(pr *doc.Pred) bool {
	if pr.Form != doc.Nominal {
		return false
	}
	end := c.d.Art.Sentences[pr.Sent].Last
	for i := endOf(pr) + 1; i < end && i <= endOf(pr)+2; i++ {
		if c.d.Art.Tokens[i].Kind == article.Punct {
			return false
		}
		bids := false
		for _, a := range c.d.An[i] {
			if a.E == nil || a.E.Kind != lang.Verb {
				continue
			}
			if !a.F.Has(lang.Imp) {
				return false
			}
			bids = true
		}
		if bids {
			return true
		}
	}
	return false
}

// alone tells whether one single person without a name makes the scene that a headline tells of.
func (c *coder) alone(m *meaning) bool {
	if !c.d.Art.Sentences[m.pred.Sent].Headline || m.actor[0].How != "agent" || m.actor[0].Sector != "CVL" || !m.pred.F.Has(lang.Sg) || m.pred.F.Has(lang.Pl) {
		return false
	}
	return slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return len(a.Ents) > 0 && a.Ents[0].Span == m.actor[0].Span && !a.Plural && a.E != nil && !a.E.Has(lang.Org) && len(a.Conj) == 0
	})
}

// hollow tells whether the words around an act make it none that a headline reports: readers who praise, a reproach, a wish, a column, the way of another act.
func (c *coder) hollow(m *meaning) bool {
	if m.typ == "PROTEST" && len(m.recip) == 0 && len(m.actor) == 1 && c.alone(m) {
		return true // दुल्हन करने लगी हंगामा
	}
	if (m.typ == "SUPPORT" || m.typ == "ACCUSE") && len(m.recip) == 0 && m.mode != "investigate" && len(m.actor) == 1 && m.actor[0].How == "agent" && m.actor[0].Sector == "CVL" && c.d.Art.Sentences[m.pred.Sent].Headline && m.pred.F.Has(lang.Begin) {
		return true // खिंचाई करने लगे लोग: whoever reads it
	}
	if m.pred.Neg && c.d.Art.Sentences[m.pred.Sent].Headline && (c.reproach(m.pred) || m.pred.Form == doc.Infinitive && m.pred.Gov == nil && !speech(m.typ) || c.nobodyDoes(m)) {
		return true // इस्तीफा क्यों नहीं देते आप
	}
	if m.class == "raid" && m.pred.Form == doc.Converb && len(m.recip) == 0 {
		return true // छापा मारकर छुड़ाया: how it was done
	}
	if m.class == "rescue" && m.status == article.Hypothetical && len(m.actor) == 0 && c.d.Art.Sentences[m.pred.Sent].Headline {
		return true // बर्बाद होने से बचा लें: what is asked
	}
	if m.pred.Form == doc.RelPart && c.column(m.pred) {
		return true
	}
	if m.pred.Form == doc.Nominal && (c.whatever(m.pred) || c.column(m.pred)) {
		return true
	}
	return false
}

// whatever tells whether a noun of an act stands behind a word for any one there may be: "कोई भी हमला अस्वीकार्य".
func (c *coder) whatever(pr *doc.Pred) bool {
	set := c.d.Pack.ListSet([]string{"any"})
	for i, n := pr.Tokens[0]-1, 0; i >= c.d.Art.Sentences[pr.Sent].First && n < 3; i, n = i-1, n+1 {
		if c.d.Art.Tokens[i].Kind == article.Punct {
			return false
		}
		if c.d.Words[i].Lists&set != 0 {
			return true
		}
	}
	return false
}

// column tells whether a headline names a column before its colon, which discusses acts and reports none: "…का लेख : … घुसपैठ का यथार्थ".
func (c *coder) column(pr *doc.Pred) bool {
	s := c.d.Art.Sentences[pr.Sent]
	if !s.Headline {
		return false
	}
	set, seen := c.d.Pack.ListSet([]string{"column"}), false
	for i := s.First; i < pr.Tokens[0] && i < s.First+columnReach; i++ {
		seen = seen || c.d.Words[i].Lists&set != 0
		if c.d.Art.Tokens[i].Text == ":" {
			return seen
		}
	}
	return false
}

// columnReach bounds the words of a column's name and its writer's.
const columnReach = 10

// takenFrom tells whether the one whom an act falls on only stands with "from".
func (c *coder) takenFrom(m *meaning) bool {
	return len(m.recip) > 0 && markedBy(m.pred, lang.From, m.recip[0])
}

// ofPolitics tells whether all are parties, governments, legislators or those who were: there is somebody, and no state or army among them.
func ofPolitics(es []article.Entity) bool {
	for _, e := range es {
		switch e.Sector {
		case "GOV", "PTY", "OPP", "LEG", "ELI":
		default:
			return false
		}
	}
	return len(es) > 0
}

// reproach tells whether "why" stands with a negated act, which asks for it: "युद्ध में हिस्सा क्यों नहीं ले रही".
func (c *coder) reproach(pr *doc.Pred) bool {
	set := c.d.Pack.ListSet([]string{"why"})
	for i := max(pr.Tokens[0]-2, c.d.Art.Sentences[pr.Sent].First); i <= endOf(pr); i++ {
		if c.d.Words[i].Lists&set != 0 {
			return true
		}
	}
	return false
}

// nobodyDoes tells whether who does not act is no one there may be: "उन्हें कोई बचाने नहीं आएगा".
func (c *coder) nobodyDoes(m *meaning) bool {
	set := c.d.Pack.ListSet([]string{"any"})
	s := c.subject(m.pred)
	return s != nil && s.Pron && c.d.Words[s.Head].Lists&set != 0
}
