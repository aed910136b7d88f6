package plover

// IsState tells whether a country code is that of a state, not of what stands between or beside states.
func IsState(country string) bool {
	switch country {
	case "", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC":
		return false
	}
	return true
}
