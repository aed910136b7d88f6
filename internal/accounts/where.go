package accounts

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
)

const (
	nearKm    = 30  // two places may be as far apart and told of one spot: a town and the village beside it
	regionKm  = 100 // and as far where papers name places in their own voice, the town of the district beside the village
	letterMin = 4   // letters by which two names may be one: "Bijapur", "Bijāpur district"
)

// fine tells whether a place is more exact than a province.
func fine(p *article.Spot) bool {
	return p.Precision == "point" || p.Precision == "city" || p.Precision == "" && p.Name != ""
}

// same tells whether two places are one, or so near that texts name either.
func same(a, b *article.Spot) bool {
	if a == b || a.Country == b.Country && a.Name != "" && a.Name == b.Name { // most often, and no folding
		return true
	}
	if a.GeoNames != 0 && a.GeoNames == b.GeoNames {
		return true
	}
	if a.Country == b.Country && namesake(a, b) {
		return true
	}
	return fine(a) && fine(b) && located(a) && located(b) && km(a, b) <= nearKm
}

func onMap(p *article.Spot) bool { return located(p) || p.GeoNames != 0 }

// namesake tells whether a name or the words of one place begin as those of another: two entries of a table for what may be one place.
func namesake(a, b *article.Spot) bool {
	for _, x := range []string{a.Name, a.Text} {
		for _, y := range []string{b.Name, b.Text} {
			x, y := firstWord(x), firstWord(y)
			if x == y && utf8.RuneCountInString(x) >= letterMin {
				return true
			}
		}
	}
	return a.Name != "" && fold(a.Name) == fold(b.Name)
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(fold(s), " ")
	return w
}

func located(p *article.Spot) bool { return p.Lat != nil && p.Lon != nil }

// contains tells whether a is b, or a larger place that b lies in.
func contains(a, b *article.Spot) bool {
	if same(a, b) {
		return true
	}
	if a.Country != b.Country {
		return false
	}
	switch a.Precision {
	case "country":
		return true
	case "admin1":
		return b.Precision != "country" && b.Admin1 != "" && (fold(b.Admin1) == fold(a.Admin1) || fold(b.Admin1) == fold(a.Name))
	}
	return false
}

// apart tells whether two places cannot both be right. A place that no table has lies in its country by guess, and contradicts nothing.
func apart(a, b *article.Spot) bool {
	if contains(a, b) || contains(b, a) || fine(a) && !onMap(a) || fine(b) && !onMap(b) {
		return false
	}
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		return true
	}
	if located(a) && located(b) && fine(a) && fine(b) {
		return true // same has seen that they are not near
	}
	return a.Admin1 != "" && b.Admin1 != "" && fold(a.Admin1) != fold(b.Admin1)
}

// km is the distance over the globe.
func km(a, b *article.Spot) float64 {
	const radius = 6371
	rad := func(x float64) float64 { return x * math.Pi / 180 }
	dLat, dLon := rad(*b.Lat-*a.Lat), rad(*b.Lon-*a.Lon)
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(rad(*a.Lat))*math.Cos(rad(*b.Lat))*math.Pow(math.Sin(dLon/2), 2)
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// width is the number of days after the first.
func (t *Told) width() int { return t.Start.Days(t.End) }

func (t *Told) oneDay() bool { return t.Start == t.End }

// holds tells whether a stretch of days holds all of another.
func (t *Told) holds(u *Told) bool { return !u.Start.Before(t.Start) && !t.End.Before(u.End) }
