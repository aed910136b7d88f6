package lang

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
)

// Messages are a language's words for what is wrong with a text, by code: {1} stands for the first argument.
type Messages map[string]string

// Say puts a message into words. A code that the language has no words for is given as it is, with its arguments.
func (ms Messages) Say(m article.Message) string {
	s, ok := ms[m.Code]
	if !ok {
		return strings.TrimSpace(m.Code + " " + strings.Join(ms.args(m.Args), " "))
	}
	pairs := make([]string, 0, 2*len(m.Args))
	for i, a := range ms.args(m.Args) {
		pairs = append(pairs, placeholder(i+1), a)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

func (ms Messages) args(args []any) []string {
	out := make([]string, len(args))
	for i, a := range args {
		if t, ok := a.(article.Term); ok {
			if out[i], ok = ms[string(t)]; !ok {
				out[i] = string(t)
			}
			continue
		}
		out[i] = fmt.Sprint(a)
	}
	return out
}

func placeholder(i int) string { return "{" + strconv.Itoa(i) + "}" }

// messages reads messages.tsv, which a language may do without; one that has it has words for every code.
func (l *loader) messages(name string) {
	rows := l.rows(name, false)
	if len(rows) == 0 {
		return
	}
	want := maps.Clone(article.Messages)
	for _, t := range article.Terms() {
		want[t] = 0
	}
	ms := Messages{}
	for _, r := range rows {
		code, words := r.Field(0), r.Field(1)
		n, known := want[code]
		switch {
		case !known:
			l.bad(r, 0, "there is no message %q: the messages are listed in docs/formats/pack.md", code)
		case ms[code] != "":
			l.bad(r, 0, "the message %q stands twice", code)
		case words == "":
			l.bad(r, 1, "the message %q has no words", code)
		case strings.Contains(words, placeholder(n+1)):
			l.bad(r, 1, "the message %q has %d arguments; %s is none", code, n, placeholder(n+1))
		}
		ms[code] = words
	}
	for _, code := range slices.Sorted(maps.Keys(want)) {
		if ms[code] == "" {
			l.bad(rows[len(rows)-1], 0, "the message %q is missing: add a line for it", code)
		}
	}
	l.pack.Messages = ms
}
