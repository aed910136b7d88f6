package numbers

import (
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

func currency(unit string) bool {
	if len(unit) != 3 {
		return false
	}
	for i := range len(unit) {
		if unit[i] < 'A' || unit[i] > 'Z' {
			return false
		}
	}
	return true
}

// currencyBefore reads a currency that stands before its number: $5, Rs 500, US$20.
func (r *reader) currencyBefore(i int) (string, int) {
	if i >= r.last {
		return "", i
	}
	j := i
	if r.toks[j].Kind == article.Word && j+1 < r.last && r.toks[j+1].Kind == article.Punct && !r.toks[j+1].Space && r.toks[j].Cap && len(r.toks[j].Text) <= 3 {
		j++
	}
	u := r.word(j).Unit
	if j > i {
		if own := r.any[r.toks[i].Norm+r.toks[j].Norm].Unit; own != "" { // C$
			u = own
		}
	}
	if j+1 >= r.last || !currency(u) {
		return "", i
	}
	k := j + 1
	if r.toks[k].Text == "." && !r.toks[k].Space && k+1 < r.last {
		k++
	}
	if r.toks[k].Kind != article.Number {
		return "", i
	}
	return u, k
}

// worth reads money that only a great number in the genitive names: "700 करोड़ की संपत्ति", "१२० कोटींचे ड्रग्ज".
func (r *reader) worth(f figure, end int) (counted, bool) {
	if !r.d.Pack.Final || f.scale < 1000 && !(f.vague && f.v >= 1000) || end != f.last {
		return counted{}, false
	}
	k := end
	if r.genitiveAt(k) {
		k++
	} else if !r.inflected(f.last - 1) {
		return counted{}, false
	}
	for j := k; j < r.last && j < k+3 && r.toks[j].Kind == article.Word; j++ {
		if u := r.word(j).Worth; u != "" {
			return counted{unit: u, kind: "money", last: end}, true
		}
		if !r.function(j, lang.Adj) && !r.function(j, lang.Noun) || r.closed(j) {
			break
		}
	}
	return counted{}, false
}

// national gives the currency that a nation's name before it makes of a name that several share: Canadian dollars, पाकिस्तानी रुपये.
func (r *reader) national(unit string, first, last int) string {
	for i := first; i < last; i++ {
		if i >= len(r.d.At) || r.d.At[i] < 0 {
			continue
		}
		if nm := r.d.Names[r.d.At[i]]; nm.Rec.Country != "" {
			if own := r.any[strings.ToLower(unit+"@"+nm.Rec.Country)].Unit; own != "" {
				return own
			}
		}
	}
	return unit
}
