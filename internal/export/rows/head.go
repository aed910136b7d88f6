package rows

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

// The head of a card is read by a scanner of its own, some eight times as fast as encoding/json (BenchmarkHead), since the time of an export
// to tables is the time of reading cards. It reads what the encoder of cards writes and nothing else: whatever it does not expect makes it give
// up, and encoding/json reads the card instead, so that speed changes no result (TestHead, FuzzHead).

var reportsBegin = []byte(`,"reports":[`)

// head is the JSON of a card without what stands from its list of reports on. The bytes sought can stand in no string, where quotation
// marks are escaped, and the other fields of this name hold numbers.
func head(body []byte) []byte {
	i := bytes.Index(body, reportsBegin)
	if i < 0 {
		return body
	}
	return append(body[:i:i], '}')
}

// decoder reads heads; it remembers short strings, which are codes and come again and again.
type decoder struct {
	words bool // how texts name parties and places is read too
	known map[string]string
	body  []byte // room for the body that is read
	b     []byte
	at    int
	lost  bool // what stands here is not what was expected
}

// The limits of what is remembered.
const (
	knownMax     = 10_000
	knownMaxSize = 48
)

func newDecoder(words bool) *decoder { return &decoder{words: words, known: map[string]string{}} }

// head reads the head of a card.
func (d *decoder) head(body []byte, c *accounts.Card) error {
	if d.fast(body, c) {
		return nil
	}
	*c = accounts.Card{}
	if err := json.Unmarshal(head(body), c); err != nil {
		return err
	}
	c.Types, c.Languages, c.Line = nil, nil, accounts.Line{} // as the scanner passes them over
	for _, ps := range [][]accounts.Party{c.Actor, c.Recipient} {
		for i := range ps {
			ps[i].Side = ""
			if !d.words {
				ps[i].Text = nil
			}
		}
	}
	if c.Loc != nil && !d.words {
		c.Loc.Text = nil
	}
	return nil
}

// fast reads it, or gives up.
func (d *decoder) fast(body []byte, c *accounts.Card) bool {
	d.b, d.at, d.lost = body, 0, false
	if i := bytes.Index(body, reportsBegin); i >= 0 {
		d.b = body[:i+1] // with the comma, in whose place the end of the object is taken to stand
	}
	d.object(func(key string) {
		switch key {
		case "id":
			c.ID = d.text()
		case "event":
			c.Event = nil
			d.array(func() { c.Event = append(c.Event, plover.Type(d.text())) })
		case "mode":
			c.Mode = d.texts()
		case "context":
			c.Context = d.texts()
		case "quad_code":
			c.Quad = d.whole()
		case "event_scale":
			c.Scale = d.number()
		case "status":
			c.Status = article.Status(d.text())
		case "actor":
			c.Actor = d.parties()
		case "recipient":
			c.Recipient = d.parties()
		case "date":
			c.Date = d.day()
		case "enddate":
			c.EndDate = d.day()
		case "date_basis":
			c.DateBasis = d.text()
		case "date_certainty":
			c.DateShare = d.number()
		case "event_loc":
			c.Loc = d.place()
		case "figures":
			c.Figures = nil
			d.array(func() { c.Figures = append(c.Figures, d.figure()) })
		case "confidence":
			c.Confidence = d.number()
		case "counts":
			c.Counts = d.counts()
		case "first_published":
			c.First = d.text()
		case "last_published":
			c.Last = d.text()
		case "types", "line", "languages":
			d.skip()
		default:
			d.lost = true
		}
	})
	return !d.lost && d.at == len(d.b)
}

func (d *decoder) parties() []accounts.Party {
	list := []accounts.Party{}
	d.array(func() {
		list = append(list, accounts.Party{})
		p := &list[len(list)-1]
		d.object(func(key string) {
			switch key {
			case "key":
				p.Key = d.text()
			case "name":
				p.Name = d.text()
			case "wikidata_id":
				p.Wikidata = d.text()
			case "country":
				p.Country = d.text()
			case "sector":
				p.Sector = d.text()
			case "other_sectors":
				p.Others = d.texts()
			case "role":
				p.Role = d.text()
			case "text":
				p.Text = d.dict()
			case "reports":
				p.Reports = d.whole()
			case "independent_sources":
				p.Sources = d.whole()
			case "kb_id":
				p.KB = d.text()
			case "side":
				d.skip()
			default:
				d.lost = true
			}
		})
	})
	return list
}

func (d *decoder) place() *accounts.Place {
	p := &accounts.Place{}
	d.object(func(key string) {
		switch key {
		case "name":
			p.Name = d.text()
		case "country":
			p.Country = d.text()
		case "admin1":
			p.Admin1 = d.text()
		case "lat":
			p.Lat = d.bound()
		case "lon":
			p.Lon = d.bound()
		case "geonames_id":
			p.GeoNames = d.whole()
		case "precision":
			p.Precision = d.text()
		case "text":
			p.Text = d.dict()
		case "certainty":
			p.Share = d.number()
		default:
			d.lost = true
		}
	})
	return p
}

func (d *decoder) figure() (f accounts.Range) {
	d.object(func(key string) {
		switch key {
		case "kind":
			f.Kind = d.text()
		case "unit":
			f.Unit = d.text()
		case "min":
			f.Min = d.bound()
		case "max":
			f.Max = d.bound()
		default:
			d.lost = true
		}
	})
	return f
}

func (d *decoder) counts() (c accounts.Counts) {
	d.object(func(key string) {
		switch key {
		case "reports":
			c.Reports = d.whole()
		case "articles":
			c.Articles = d.whole()
		case "publishers":
			c.Publishers = d.whole()
		case "independent_sources":
			c.Sources = d.whole()
		default:
			d.lost = true
		}
	})
	return c
}

// take passes over a byte that must stand here.
func (d *decoder) take(c byte) {
	if d.at >= len(d.b) || d.b[d.at] != c {
		d.lost = true
		return
	}
	d.at++
}

func (d *decoder) is(c byte) bool { return d.at < len(d.b) && d.b[d.at] == c }

// object calls f at each value; f must read it.
func (d *decoder) object(f func(key string)) {
	d.take('{')
	for n := 0; !d.lost && !d.is('}'); n++ {
		if n > 0 {
			d.take(',')
		}
		if d.at == len(d.b) && n > 0 && !d.lost { // the head ends here
			return
		}
		key := d.text()
		if d.take(':'); !d.lost {
			f(key)
		}
	}
	d.take('}')
}

// array calls f at each value; f must read it.
func (d *decoder) array(f func()) {
	d.take('[')
	for n := 0; !d.lost && !d.is(']'); n++ {
		if n > 0 {
			d.take(',')
		}
		f()
	}
	d.take(']')
}

// text reads a string without escapes.
func (d *decoder) text() string {
	if d.take('"'); d.lost {
		return ""
	}
	n := bytes.IndexByte(d.b[d.at:], '"')
	if n < 0 {
		d.lost = true
		return ""
	}
	raw := d.b[d.at : d.at+n]
	d.at += n + 1
	if s, ok := d.known[string(raw)]; ok {
		return s
	}
	for _, c := range raw {
		if c < ' ' || c == '\\' {
			d.lost = true
			return ""
		}
	}
	if !utf8.Valid(raw) {
		d.lost = true
		return ""
	}
	s := string(raw)
	if len(s) <= knownMaxSize && len(d.known) < knownMax {
		d.known[s] = s
	}
	return s
}

func (d *decoder) texts() []string {
	list := []string{}
	d.array(func() { list = append(list, d.text()) })
	return list
}

func (d *decoder) dict() map[string]string {
	if !d.words {
		d.skip()
		return nil
	}
	m := map[string]string{}
	d.object(func(key string) { m[key] = d.text() })
	return m
}

// literal gives the bytes of a number or name.
func (d *decoder) literal() []byte {
	from := d.at
	for d.at < len(d.b) {
		switch d.b[d.at] {
		case ',', '}', ']':
			return d.b[from:d.at]
		}
		d.at++
	}
	return d.b[from:]
}

// whole reads a whole number that is not negative, as counts are.
func (d *decoder) whole() (n int) {
	raw := d.literal()
	if len(raw) == 0 || len(raw) > 15 || raw[0] == '0' && len(raw) > 1 {
		d.lost = true
		return 0
	}
	for _, c := range raw {
		if c < '0' || c > '9' {
			d.lost = true
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}

func (d *decoder) number() float64 {
	raw := d.literal()
	if !decimal(raw) {
		d.lost = true
		return 0
	}
	x, err := strconv.ParseFloat(string(raw), 64)
	d.lost = d.lost || err != nil
	return x
}

// decimal tells whether a number is written as JSON wants it, without exponent.
func decimal(raw []byte) bool {
	if len(raw) > 0 && raw[0] == '-' {
		raw = raw[1:]
	}
	whole, part, point := bytes.Cut(raw, []byte("."))
	digits := func(b []byte) bool {
		for _, c := range b {
			if c < '0' || c > '9' {
				return false
			}
		}
		return len(b) > 0
	}
	return digits(whole) && (whole[0] != '0' || len(whole) == 1) && (!point || digits(part))
}

// bound reads a number or null.
func (d *decoder) bound() *float64 {
	if bytes.HasPrefix(d.b[d.at:], []byte("null")) {
		d.at += len("null")
		return nil
	}
	x := d.number()
	return &x
}

// day reads YYYY-MM-DD, or the empty string.
func (d *decoder) day() (x article.Date) {
	const form = len("2006-01-02")
	if bytes.HasPrefix(d.b[d.at:], []byte(`""`)) {
		d.at += 2
		return x
	}
	if d.take('"'); d.lost || len(d.b)-d.at < form+1 || d.b[d.at+4] != '-' || d.b[d.at+7] != '-' {
		d.lost = true
		return x
	}
	part := func(from, to int) (n int) {
		for _, c := range d.b[d.at+from : d.at+to] {
			if c < '0' || c > '9' {
				d.lost = true
			}
			n = n*10 + int(c-'0')
		}
		return n
	}
	x = article.Date{Year: part(0, 4), Month: part(5, 7), Day: part(8, 10)}
	d.at += form
	d.take('"')
	d.lost = d.lost || !x.Valid()
	return x
}

// skip passes over a value of the same writing; only its brackets and strings are looked at.
func (d *decoder) skip() {
	depth := 0
	for d.at < len(d.b) {
		switch c := d.b[d.at]; {
		case c == '"':
			if d.string(); d.lost {
				return
			}
			if depth == 0 {
				return
			}
			continue
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth == 0 {
				return // what a number stands in ends
			}
			if depth--; depth == 0 {
				d.at++
				return
			}
		case c == ',' && depth == 0:
			return
		}
		d.at++
	}
}

// string passes over a string, escapes and all.
func (d *decoder) string() {
	d.at++
	for d.at < len(d.b) {
		switch d.b[d.at] {
		case '"':
			d.at++
			return
		case '\\':
			d.at++
		}
		d.at++
	}
	d.lost = true
}
