package columnar

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export/rows"
)

// Report is a row of the table reports.
type Report struct {
	Event       string    `parquet:"event_id"`
	ID          string    `parquet:"report_id"`
	Article     string    `parquet:"article_id"`
	Publisher   string    `parquet:"publisher,optional,dict"`
	Language    string    `parquet:"language,dict"`
	Published   string    `parquet:"published,optional"`
	URL         string    `parquet:"url,optional"`
	Title       string    `parquet:"title,optional"`
	CopiesOf    string    `parquet:"copies_of"`
	Health      float64   `parquet:"health"`
	Date        *int32    `parquet:"date,optional,date"`
	EndDate     *int32    `parquet:"enddate,optional,date"`
	DateWords   string    `parquet:"date_words,optional"`
	Type        string    `parquet:"type,dict"`
	Mode        []string  `parquet:"mode,list,dict"`
	Context     []string  `parquet:"context,list,dict"`
	Status      string    `parquet:"status,dict"`
	Actors      []Named   `parquet:"actors,list"`
	Recipients  []Named   `parquet:"recipients,list"`
	Place       *Place    `parquet:"place,optional"`
	Quantities  []Counted `parquet:"quantities,list"`
	Account     string    `parquet:"account,optional,dict"`
	Attribution []Named   `parquet:"attribution,list"`
	Quoted      bool      `parquet:"quoted"`
	Words       []string  `parquet:"words,list"`
	Sentence    string    `parquet:"sentence"`
	Start       int32     `parquet:"start"`
	End         int32     `parquet:"end"`
	Rule        string    `parquet:"rule,dict"`
	Confidence  float64   `parquet:"confidence"`
	Judged      bool      `parquet:"judged"`
	Coder       string    `parquet:"coder,dict"`
}

// Named is a party as an article names it.
type Named struct {
	Words    string   `parquet:"words,optional"`
	Name     string   `parquet:"name,optional,dict"`
	Wikidata string   `parquet:"wikidata_id,optional,dict"`
	Country  string   `parquet:"country,optional,dict"`
	Sector   string   `parquet:"sector,optional,dict"`
	Others   []string `parquet:"other_sectors,list,dict"`
	Office   string   `parquet:"office,optional,dict"`
	Verb     string   `parquet:"verb,optional,dict"`
}

// Counted is a count or amount.
type Counted struct {
	Kind  string   `parquet:"kind,optional,dict"`
	Unit  string   `parquet:"unit,optional,dict"`
	Min   *float64 `parquet:"min,optional"`
	Max   *float64 `parquet:"max,optional"`
	Of    string   `parquet:"of,optional"`
	Words string   `parquet:"words,optional"`
	Start int32    `parquet:"start"`
	End   int32    `parquet:"end"`
}

func reportRow(to *Report, e *rows.Event, r *rows.Report) {
	a := r.Article
	*to = Report{Event: e.Row.ID, ID: r.ID, Article: a.ID, Publisher: a.Publisher, Language: a.Language, Published: a.Published, URL: a.URL, Title: a.Title, CopiesOf: a.Group, Health: a.Health,
		Date: day(r.Date.Start), EndDate: day(r.Date.End), Type: string(r.Type), Mode: r.Modes, Context: r.Contexts, Status: string(r.Status), Actors: named(r.Actors), Recipients: named(r.Recipients),
		Account: r.Account, Quoted: r.Quoted, Sentence: r.Sentence.Text, Start: int32(r.Sentence.Start), End: int32(r.Sentence.End), Rule: r.Rule, Confidence: r.Confidence, Judged: r.Judged, Coder: r.Run.Coder}
	if r.DateText != nil {
		to.DateWords = r.DateText.Text
	}
	if p := r.Place; p != nil {
		to.Place = &Place{p.Name, p.Country, p.Admin1, p.Lat, p.Lon, p.Precision, int64(p.GeoNames)}
		if p.Name == "" {
			to.Place.Name = p.Text
		}
	}
	for _, q := range r.Quantities {
		to.Quantities = append(to.Quantities, Counted{q.Kind, q.Unit, q.Min, q.Max, q.Of, q.Text, int32(q.Start), int32(q.End)})
	}
	for _, x := range r.Attribution {
		n := nameOf(&x.Party)
		n.Verb = x.Verb
		to.Attribution = append(to.Attribution, n)
	}
	for _, w := range r.Trigger {
		to.Words = append(to.Words, w.Text)
	}
}

func named(ps []article.Party) (out []Named) {
	for i := range ps {
		out = append(out, nameOf(&ps[i]))
	}
	return out
}

func nameOf(p *article.Party) Named {
	return Named{Words: p.Text, Name: p.Name, Wikidata: p.Wikidata, Country: p.Country, Sector: p.Sector, Others: p.Sectors, Office: p.Role}
}
