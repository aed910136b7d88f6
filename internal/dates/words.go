package dates

// fixed are the festivals and days that fall on the same day each year, as month*100+day, under the names that packs
// give them in festival=.
var fixed = map[string]int{
	"new_year": 101, "new_year_eve": 1231, "lohri": 113, "makar_sankranti": 114, "army_day": 115,
	"republic": 126, "republic_day": 126, "valentine": 214, "shiv_jayanti": 219, "women": 308, "womens_day": 308,
	"ambedkar": 414, "ambedkar_jayanti": 414, "earth_day": 422, "labour": 501, "labour_day": 501, "may_day": 501, "maharashtra_day": 501,
	"victory_day": 509, "nakba": 515, "environment_day": 605, "juneteenth": 619, "yoga_day": 621, "july_4": 704, "bastille": 714,
	"independence": 815, "independence_day": 815, "gandhi": 1002, "gandhi_jayanti": 1002, "halloween": 1031,
	"veterans_day": 1111, "constitution_day": 1126, "navy_day": 1204, "mahaparinirvan": 1206, "christmas_eve": 1224, "christmas": 1225,
	"boxing_day": 1226,
}
