package plover

import "strings"

// CAMEO gives the codes of CAMEO, which PLOVER replaced, and those that data in its shape has for countries. It is read-only.
type CAMEO struct {
	codes     map[[3]string]string // type, mode, context
	countries map[string][2]string // FIPS, CAMEO
}

// LoadCAMEO reads the embedded tables.
func LoadCAMEO() *CAMEO {
	m := &CAMEO{map[[3]string]string{}, map[string][2]string{}}
	known := func(s string) string { return strings.TrimPrefix(s, "-") }
	for _, f := range rows("cameo.tsv") {
		m.codes[[3]string{f[0], known(f[1]), known(f[2])}] = f[3]
	}
	for _, f := range rows("countries.tsv") {
		m.countries[f[0]] = [2]string{known(f[1]), known(f[2])}
	}
	return m
}

// Code is the CAMEO code of a type with modes and contexts, as precise as they tell; empty for what is no PLOVER type.
func (m *CAMEO) Code(t Type, modes, contexts []string) string {
	for _, mode := range append(append([]string{}, modes...), "") {
		for _, context := range append(append([]string{}, contexts...), "") {
			if code, ok := m.codes[[3]string{string(t), mode, context}]; ok {
				return code
			}
		}
	}
	return ""
}

// Country is CAMEO's code of a state; empty for what is none, or what CAMEO has no code for.
func (m *CAMEO) Country(code string) string { return m.countries[code][1] }

// FIPS is the code of FIPS 10-4 of a state; empty where it has none.
func (m *CAMEO) FIPS(code string) string { return m.countries[code][0] }

// Body is what CAMEO has for a body between or beside states: its type, and the group where it is one that CAMEO knows.
type Body struct{ Type, Group string }

// Body reads PLOVER's code of such a body; the zero Body for a state.
func (m *CAMEO) Body(code string) Body {
	switch code {
	case "UNO":
		return Body{"IGO", "UNO"}
	case "EUR":
		return Body{"IGO", "EEC"}
	case "IGO", "NGO", "IMG", "MNC":
		return Body{code, ""}
	case "ISM":
		return Body{"NGM", ""}
	}
	return Body{}
}

// Role is CAMEO's code of a sector; empty where it has none.
func (m *CAMEO) Role(sector string) string {
	switch sector {
	case "JRN":
		return "MED"
	case "MED":
		return "HLH"
	case "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JUD", "LAB", "LEG", "MIL", "OPP", "REB", "REF", "SPY", "UAF":
		return sector
	}
	return "" // PRM PTY PRE REL SOC UNK: CAMEO has none, or means another thing by them
}
