package dates

import "github.com/bakhar/bakhar/internal/article"

// fixed are the festivals and days that fall on the same day each year, as month*100+day, under the names that packs give them in
// festival=. What follows a moon (Diwali, Eid, Holi) has no rule here and stays unresolved.
var fixed = map[string]int{
	"new_year": 101, "new_year_eve": 1231, "epiphany": 106, "orthodox_christmas": 107, "army_day": 115,
	"republic": 126, "republic_day": 126, "valentine": 214, "shiv_jayanti": 219, "marathi_day": 227, "women": 308, "womens_day": 308,
	"ambedkar": 414, "ambedkar_jayanti": 414, "earth_day": 422, "labour": 501, "labour_day": 501, "may_day": 501, "maharashtra_day": 501,
	"victory_day": 509, "nakba": 515, "environment_day": 605, "juneteenth": 619, "yoga_day": 621, "july_4": 704, "bastille": 714,
	"kargil": 726, "quit_india": 809, "independence": 815, "independence_day": 815, "teachers_day": 905, "hindi_day": 914, "marathwada_day": 917,
	"gandhi": 1002, "gandhi_jayanti": 1002, "air_force_day": 1008, "unity_day": 1031, "halloween": 1031, "veterans_day": 1111, "childrens_day": 1114,
	"constitution_day": 1126, "aids_day": 1201, "navy_day": 1204, "mahaparinirvan": 1206, "human_rights_day": 1210,
	"christmas_eve": 1224, "christmas": 1225, "boxing_day": 1226,
}

// ruled are the days that a rule gives for each year.
var ruled = map[string]func(year int) article.Date{
	"easter":         easter,
	"easter_monday":  func(y int) article.Date { return easter(y).Add(1) },
	"good_friday":    func(y int) article.Date { return easter(y).Add(-2) },
	"palm_sunday":    func(y int) article.Date { return easter(y).Add(-7) },
	"ash_wednesday":  func(y int) article.Date { return easter(y).Add(-46) },
	"mlk_day":        func(y int) article.Date { return nth(y, 1, 1, 3) },
	"presidents_day": func(y int) article.Date { return nth(y, 2, 1, 3) },
	"mothers_day":    func(y int) article.Date { return nth(y, 5, 7, 2) },
	"memorial_day":   func(y int) article.Date { return nth(y, 6, 1, 0) },
	"labor_day":      func(y int) article.Date { return nth(y, 9, 1, 1) },
	"thanksgiving":   func(y int) article.Date { return nth(y, 11, 4, 4) },
}

// easter is Easter Sunday of the Western churches, by the rule of Gauss as amended by Lichtenberg.
func easter(y int) article.Date {
	k := y / 100
	m := 15 + (3*k+3)/4 - (8*k+13)/25
	s := 2 - (3*k+3)/4
	a := y % 19
	d := (19*a + m) % 30
	r := (d + a/11) / 29
	og := 21 + d - r
	sz := 7 - (y+y/4+s)%7
	oe := 7 - (og-sz)%7
	return date(y, 3, 1).Add(og + oe - 1)
}

// nth is the n-th weekday wd of a month; 0 is the last of the month before.
func nth(y, month, wd, n int) article.Date {
	first := date(y, month, 1)
	return first.Add((wd-first.Weekday()+7)%7 + 7*(n-1))
}
