package article

import "strconv"

// Message says what is wrong with a text: a code, whose words every language has (packs/*/messages.tsv), and what fills them in.
type Message struct {
	Code string
	Args []any // string: words of the text or figures; Term: a code of its own
}

// Term is an argument that each language has a word for, such as "month.8".
type Term string

// Say makes a Message.
func Say(code string, args ...any) Message { return Message{code, args} }

// Messages are the codes that stages say, with the number of their arguments.
var Messages = map[string]int{
	"boilerplate.byline": 0, "boilerplate.label": 0, "boilerplate.link": 0, "boilerplate.prompt": 0, "boilerplate.stamp": 0,
	"credit.body": 0, "credit.brackets": 0, "credit.glued": 0, "credit.line": 0,
	"date-conflict":   4, // words and day of both
	"encoding.entity": 1, "encoding.half": 0, "encoding.joiners": 0, "encoding.legacy": 0, "encoding.lookalike": 0, "encoding.lost": 0,
	"encoding.mojibake": 2, // what stands there, what was meant
	"encoding.orphan":   1, "encoding.script": 0, "encoding.twice": 0,
	"figure-conflict": 3, // what is counted, both figures
	"foreign.ending":  1, "foreign.script": 1, "foreign.word": 1,
	"glued":          2, // both words
	"internal":       2, // stage, error
	"number.age":     1,
	"number.no-date": 3,                          // day, month, year in figures
	"number.no-day":  2, "number.no-day-year": 3, // month, year, day
	"number.pair": 3, // a measure, what it converts to, what the text says
	"number.part": 1, "number.percent": 1,
	"number.weekday":     5, // day, month, year, the weekday it was, the weekday told
	"repeat.alternative": 1, "repeat.phrase": 1, "repeat.sentence": 0, "repeat.word": 1,
	"translation": 2, // score, signals
	"truncated":   0,
	"other-place": 0, // where the second of two conflicting places stands
}

// Kinds are the kinds of defect.
var Kinds = []string{"boilerplate", "credit", "date-conflict", "encoding", "figure-conflict", "foreign-word", "glued", "internal", "number", "repetition", "truncated"}

// Signals are the names of the signs of unedited machine translation.
var Signals = []string{"agent-by", "indefinite-one", "relative-after", "when-after", "pronoun-first", "calque", "untranslated", "doubled", "few-articles"}

// Terms are the codes that stand as arguments of others: what is counted, kinds of defect, months and weekdays (1 is Monday).
func Terms() []string {
	out := []string{"count.dead", "count.injured", "count.arrested"}
	for _, k := range Kinds {
		out = append(out, "kind."+k)
	}
	for _, s := range Signals {
		out = append(out, "signal."+s)
	}
	for i := 1; i <= 12; i++ {
		out = append(out, "month."+strconv.Itoa(i))
	}
	for i := 1; i <= 7; i++ {
		out = append(out, "weekday."+strconv.Itoa(i))
	}
	return out
}
