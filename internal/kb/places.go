package kb

import (
	"fmt"
	"io/fs"
	"strconv"
)

func (l *loader) places() {
	for _, r := range l.rows("places.tsv", 10) {
		rec := l.place(r, first(r.get(7)))
		rec.Wikidata, rec.Called = r.get(6), called(r, 7)
		for i := range 3 {
			l.names(rec, Locality, r.get(7+i))
		}
	}
}

// place makes the record of a place; the columns up to its longitude are those of both tables.
func (l *loader) place(r row, name string) *Record {
	rec := l.record(r, &Record{ID: "place:" + r.get(0), Kind: r.get(1), Country: r.get(2), Admin1: r.get(3), Name: name})
	lat, err1 := strconv.ParseFloat(r.get(4), 64)
	lon, err2 := strconv.ParseFloat(r.get(5), 64)
	if err1 == nil && err2 == nil {
		rec.Lat, rec.Lon, rec.HasPoint = lat, lon, true
	}
	return rec
}

// overlayFile has further spellings of places, and further places; a gazetteer may lack it.
const overlayFile = "overlay.tsv"

func (l *loader) overlay() {
	if _, err := fs.Stat(l.fsys, overlayFile); err != nil {
		return
	}
	for _, r := range l.rows(overlayFile, 10) {
		rec := l.kb.byID["place:"+r.get(0)]
		switch {
		case rec == nil && r.get(1) == "":
			l.errs = append(l.errs, fmt.Sprintf("%s: places.tsv has no place %q, and this line does not say what it is", r.at(), r.get(0)))
			continue
		case rec == nil:
			rec = l.place(r, first(r.get(6)))
		case r.get(1) != "":
			l.errs = append(l.errs, fmt.Sprintf("%s: places.tsv has the place %q: change it there, and give only spellings here", r.at(), r.get(0)))
		}
		for i, name := range called(r, 6) {
			if rec.Called[i] == "" {
				rec.Called[i] = name
			}
			l.names(rec, Locality, r.get(6+i))
		}
	}
}

// linksFile says which of GeoNames' places those of places.tsv are; a gazetteer may lack it.
const linksFile = "geonames/links.tsv"

func (l *loader) links() {
	if _, err := fs.Stat(l.fsys, linksFile); err != nil {
		return
	}
	for _, r := range l.rows(linksFile, 4) {
		rec := l.kb.byID["place:"+r.get(0)]
		id, err := strconv.Atoi(r.get(1))
		if rec == nil || err != nil {
			l.errs = append(l.errs, fmt.Sprintf("%s: no place of places.tsv with a number of GeoNames: run cmd/mkgazetteer again", r.at()))
			continue
		}
		rec.GeoNames = id
		if rec.Admin1 == "" {
			rec.Admin1 = r.get(2)
		}
	}
}
