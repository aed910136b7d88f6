package accounts

import (
	"math"

	"github.com/bakhar/bakhar/internal/article"
)

// nearKm is how far apart two places may be that are told of one spot: a town and the village beside it.
const nearKm = 30

// fine tells whether a place is more exact than a province.
func fine(p *article.Spot) bool {
	return p.Precision == "point" || p.Precision == "city" || p.Precision == "" && p.Name != ""
}

// same tells whether two places are one, or so near that texts name either.
func same(a, b *article.Spot) bool {
	if a.GeoNames != 0 && a.GeoNames == b.GeoNames {
		return true
	}
	if a.Country == b.Country && a.Name != "" && fold(a.Name) == fold(b.Name) {
		return true
	}
	return fine(a) && fine(b) && located(a) && located(b) && km(a, b) <= nearKm
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

// apart tells whether two places cannot both be right. Places of which too little is known are never apart.
func apart(a, b *article.Spot) bool {
	if contains(a, b) || contains(b, a) {
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
