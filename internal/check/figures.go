package check

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// amount is a figure as it is told: its value, and half a step of its last digit that counts.
type amount struct {
	value, half float64
	next        int // the token after it
	scaled      bool
}

// figures finds figures of one sentence that cannot be right for what they count.
func (c *checker) figures(s *article.Sentence) {
	for i := s.First; i < s.Last; i++ {
		if c.toks[i].Kind != article.Number && !c.kind(i, lang.Num) {
			continue
		}
		a, ok := c.amount(i)
		if !ok {
			continue
		}
		if c.pair(i, a) {
			i = a.next
			continue
		}
		if c.toks[i].Kind == article.Number {
			c.fraction(i, a)
			c.age(i, a)
			c.percent(i, a)
		}
		i = max(i, a.next-1)
	}
}

// amount reads the number at i with a multiplier after it.
func (c *checker) amount(i int) (amount, bool) {
	a := amount{next: i + 1}
	t := &c.toks[i]
	if t.Kind == article.Number {
		s := strings.ReplaceAll(t.Text, ",", "")
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return a, false
		}
		a.value, a.half = v, halfStep(s)
	} else {
		v, ok := c.numberWord(i)
		if !ok {
			return a, false
		}
		a.value, a.half = v, 0.5
	}
	for a.next < c.last && c.word(a.next) {
		m := 0.0
		for _, an := range c.d.An[a.next] {
			if an.E != nil && an.E.Kind == lang.Num && !an.E.Phrase() {
				if x, err := strconv.ParseFloat(an.E.Tags["mult"], 64); err == nil {
					m = x
				}
			}
		}
		// "5 m" is five metres before a bracket or alone, and five million only before a noun: leave single letters to the unit
		if m == 0 || len(c.toks[a.next].Norm) == 1 {
			break
		}
		a.value, a.half, a.scaled = a.value*m, a.half*m, true
		a.next++
	}
	return a, true
}

func (c *checker) numberWord(i int) (float64, bool) {
	for _, an := range c.d.An[i] {
		if an.E == nil || an.E.Kind != lang.Num || an.E.Phrase() || an.Mark != lang.Nom {
			continue
		}
		if x, err := strconv.ParseFloat(an.E.Tags["n"], 64); err == nil {
			return x, true
		}
		if x, err := strconv.ParseFloat(an.E.Tags["frac"], 64); err == nil {
			return x, true
		}
	}
	return 0, false
}

// halfStep is half a unit of the last digit that counts: 0.5 for 16, 5 for 240, 0.05 for 1.5.
func halfStep(s string) float64 {
	if _, frac, ok := strings.Cut(s, "."); ok {
		return 0.5 * math.Pow10(-len(frac))
	}
	zeros := len(s) - len(strings.TrimRight(s, "0"))
	if zeros == len(s) {
		return 0.5
	}
	return 0.5 * math.Pow10(zeros)
}

// fraction finds parts of people and of other things that come in whole numbers: "किमान 1.5 … सैन्याला".
func (c *checker) fraction(i int, a amount) {
	if a.scaled || a.value == math.Trunc(a.value) || !strings.Contains(c.toks[i].Text, ".") || a.value > 1000 {
		return
	}
	if i > c.first && (strings.ContainsAny(c.toks[i-1].Text, "$€£¥₹₽-–/:") || c.toks[i-1].Kind == article.Number) {
		return
	}
	if c.anyListed("average", c.first, c.last) {
		return
	}
	k := c.countedNoun(a.next)
	if k < 0 {
		return
	}
	c.add("number", c.d.Span(i, k+1), text.Span{}, article.Say("number.part", c.toks[i].Text))
}

// nounReach is how many words may stand between a number and what it counts.
const nounReach = 4

// countedNoun finds the thing counted from token k on: the first noun of the list, over names and adjectives.
func (c *checker) countedNoun(k int) int {
	for n := 0; n < nounReach && k < c.last; n, k = n+1, k+1 {
		if !c.word(k) || c.unitAt(k) != (lang.Unit{}) || c.listed("percent", k) || c.kind(k, lang.Num, lang.Time, lang.Post, lang.Prep, lang.Conj, lang.Aux) {
			return -1
		}
		if c.listed("countable", k) {
			if c.compound(k) {
				return -1
			}
			return k
		}
		if !c.modifier(k) {
			return -1
		}
	}
	return -1
}

// compound tells whether the noun at k only modifies the next one: "1.5 soldier-hours", "2.5 कामगार संघटना".
func (c *checker) compound(k int) bool {
	return !c.deva && k+1 < c.last && (c.toks[k+1].Text == "-" || c.toks[k+1].Text == "'s" || c.word(k+1) && c.kind(k+1, lang.Noun) && !c.kind(k+1, lang.Verb, lang.Prep))
}

func (c *checker) modifier(k int) bool {
	if c.d.At[k] >= 0 || c.toks[k].Cap {
		return true
	}
	for _, an := range c.d.An[k] {
		if an.Attr || an.E != nil && (an.E.Kind == lang.Adj || an.E.Kind == lang.Name) {
			return true
		}
	}
	for p := k - 1; p >= 0 && p > k-nounReach; p-- { // inside a name: उत्तर कोरियाच्या
		if at := c.d.At[p]; at >= 0 {
			return c.d.Names[at].Last > k
		}
	}
	return false
}

// percent finds more than all of a whole: 120 % of the voters.
func (c *checker) percent(i int, a amount) {
	if a.value <= 100 || a.value > 100000 || a.scaled || a.next >= c.last || i > c.first && strings.ContainsAny(c.toks[i-1].Text, "-–+") {
		return
	}
	end := c.percentSign(a.next)
	if end < 0 || c.anyListed("growth", c.first, c.last) {
		return
	}
	if k := c.whole(end); k >= 0 {
		c.add("number", c.d.Span(i, k+1), text.Span{}, article.Say("number.percent", c.toks[i].Text))
		return
	}
	for k := max(c.first, i-3); k < min(c.last, end+4); k++ {
		if (k < i || k >= end) && c.listed("whole", k) {
			lo, hi := min(i, k), max(end, k+1)
			c.add("number", c.d.Span(lo, hi), text.Span{}, article.Say("number.percent", c.toks[i].Text))
			return
		}
	}
}

// whole finds the things that a share at k is of: "of the villagers". Elsewhere in a sentence they need not be what it is a share of.
func (c *checker) whole(k int) int {
	if k >= c.last || !c.kind(k, lang.Prep) {
		return -1
	}
	if k++; k < c.last && c.kind(k, lang.Det) {
		k++
	}
	if k < c.last && c.listed("countable", k) && !c.compound(k) && (k+1 == c.last || c.toks[k+1].Text != "'") {
		return k
	}
	return -1
}

// percentSign tells where a word or sign for per cent at k ends; -1 where there is none.
func (c *checker) percentSign(k int) int {
	switch {
	case c.toks[k].Text == "%":
		return k + 1
	case len(c.f.Phrases["percent"][c.toks[k].Norm]) > 0:
		if n := c.f.Phrases["percent"].Match(c.norms(k, min(k+2, c.last))); n > 0 {
			return k + n
		}
	}
	if c.listed("percent", k) {
		return k + 1
	}
	return -1
}

// unitWordsMax is how many words a unit may have: चौ. कि. मी.
const unitWordsMax = 4

func (c *checker) unitAt(k int) lang.Unit { u, _ := c.unit(k); return u }

// unit reads a unit of measure at k and tells the token after it.
func (c *checker) unit(k int) (lang.Unit, int) {
	if k >= c.last || !c.word(k) {
		return lang.Unit{}, k
	}
	ph := c.f.Phrases["unit"]
	try := func(first string) (lang.Unit, int) {
		if len(ph[first]) == 0 {
			return lang.Unit{}, k
		}
		words, at := []string{first}, []int{k + 1}
		for j := k + 1; j < min(c.last, k+2*unitWordsMax) && len(words) < unitWordsMax; j++ {
			if c.word(j) {
				words, at = append(words, c.toks[j].Norm), append(at, j+1)
			} else if c.toks[j].Text != "." && c.toks[j].Text != "/" {
				break
			}
		}
		if n := ph.Match(words); n > 0 {
			return c.f.Units[strings.Join(words[:n], " ")], at[n-1]
		}
		return lang.Unit{}, k
	}
	if u, next := try(c.toks[k].Norm); u.Dim != "" {
		return u, next
	}
	for _, an := range c.d.An[k] { // मैलांवर, किलोमीटरच्या
		stem := an.Stem
		if an.E != nil && !an.E.Phrase() {
			stem = an.E.Toks[0]
		}
		if stem != "" && stem != c.toks[k].Norm {
			if u, next := try(stem); u.Dim != "" {
				return u, next
			}
		}
	}
	return lang.Unit{}, k
}

// Tolerance of a conversion: rounding to the digits told, but no more than a share of the figure, and a little more.
const (
	roundShareMax = 0.25
	slack         = 0.03
	warmerMax     = 15 // degrees that a temperature may rise or fall by, rather than be
)

// pair checks a measure told twice: "10 km (16 miles)". It tells whether there was a pair.
func (c *checker) pair(i int, a amount) bool {
	u, k := c.unit(a.next)
	if u.Dim == "" || k >= c.last || c.toks[k].Text != "(" && c.toks[k].Text != "[" {
		return false
	}
	j := k + 1
	for j < c.last && j < k+3 && c.word(j) && c.toks[j].Kind != article.Number && !c.kind(j, lang.Num) { // about
		j++
	}
	if j >= c.last || c.toks[j].Kind != article.Number && !c.kind(j, lang.Num) {
		return false
	}
	b, ok := c.amount(j)
	if !ok {
		return false
	}
	v, end := c.unit(b.next)
	if v.Dim != u.Dim || v.Factor == u.Factor || end >= c.last || !slices.Contains([]string{")", "]", ",", ";"}, c.toks[end].Text) {
		return false
	}
	if differ(a, b, u, v, 1) && (u.Zero == v.Zero || a.value*u.Factor > warmerMax || differ(a, b, u, v, 0)) { // "2 °C (3.6 °F) warmer"
		want := (a.value*u.Factor + u.Zero - v.Zero) / v.Factor
		if c.toks[end].Text == ")" || c.toks[end].Text == "]" {
			end++
		}
		c.add("number", c.d.Span(i, end), text.Span{}, article.Say("number.pair",
			c.d.Text(i, k), strconv.FormatFloat(rounded(want), 'f', -1, 64), c.d.Text(j, b.next)))
	}
	return true
}

// differ tells whether two figures cannot be one measure. The zeros of their units count so many times.
func differ(a, b amount, u, v lang.Unit, zeros float64) bool {
	lo, hi := bounds(a, u, zeros)
	lo2, hi2 := bounds(b, v, zeros)
	return lo-slack*math.Abs(lo) > hi2 || lo2-slack*math.Abs(lo2) > hi
}

func bounds(a amount, u lang.Unit, zeros float64) (float64, float64) {
	h := math.Min(a.half, a.value*roundShareMax)
	return (a.value-h)*u.Factor + zeros*u.Zero, (a.value+h)*u.Factor + zeros*u.Zero
}

// rounded keeps three digits.
func rounded(x float64) float64 {
	if x == 0 {
		return 0
	}
	p := math.Pow(10, math.Floor(math.Log10(x))-2)
	return math.Round(math.Round(x/p)*p*1000) / 1000
}
