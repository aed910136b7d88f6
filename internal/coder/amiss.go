package coder

import "github.com/bakhar/bakhar/internal/doc"

// amiss tells whether an act cannot be one of politics with the parties that it has.
func (c *coder) amiss(m *meaning) bool {
	if m.class == "rescue" && anySector(m.recip, "CRM") {
		return true // दोषियों को बचा रही है
	}
	if !c.d.Pack.Final {
		return false
	}
	switch m.class {
	case "resign": // पिता की देखभाल के लिए छोड़ी नौकरी
		return !known(m.actor)
	case "convict": // पति ने दी सजा: who is no court only takes revenge
		return known(m.actor) && anySector(m.actor, "CVL", "CRM", "EDU", "BUS", "LAB") && !anySector(m.actor, "JUD", "GOV")
	case "seize": // हाइवे पर लूटपाट
		return m.pred.Form == doc.Nominal && len(m.actor) == 0 && onlyPlaces(m.recip)
	case "praise": // film stars wish ministers a happy birthday
		return !known(m.actor)
	}
	return m.typ == "PROTEST" && m.pred.Form == doc.Converb && anySector(m.actor, "COP") // मोर्चा पोहोचताच पोलिसांनी: who comes is not who waits
}
