package coder

import (
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// orElse gives the threat with which somebody is told to do something: "told Iran to leave | or face sanctions", "to disarm | or be killed".
func (c *coder) orElse(pr *doc.Pred) *meaning {
	if pr.Gov == nil || !c.elseOf(pr) {
		return nil
	}
	g := c.mean(pr.Gov, 0)
	if g == nil || g.typ != "REQUEST" && g.typ != "THREATEN" || g.status != article.Actual || len(g.actor) == 0 {
		return nil
	}
	out := &meaning{pred: pr, class: "threaten", typ: "THREATEN", status: article.Actual, actor: g.actor, recip: g.recip, from: g, bound: true, rule: c.d.Rules.For("threaten", "THREATEN")}
	common := c.d.Pack.Common
	for _, o := range c.objects(pr, 0) {
		if cp, ok := common.Compose("threaten", o.class, o.typ, o.kind); ok {
			if t, mode, _ := strings.Cut(cp.Result, ":"); plover.Type(t) == out.typ {
				out.mode = mode
				break
			}
		}
	}
	if m := c.memo[pr]; m != nil && out.mode == "" {
		if cp, ok := common.Compose("threaten", m.class, m.typ, m.kind(common)); ok {
			_, out.mode, _ = strings.Cut(cp.Result, ":")
		}
	}
	return out
}

// elseOf tells whether an infinitive says what befalls somebody else, or otherwise: "… or face sanctions".
func (c *coder) elseOf(pr *doc.Pred) bool {
	if c.d.Pack.Final || pr.Form != doc.Infinitive || len(pr.Tokens) == 0 || pr.Tokens[0] == 0 || !pr.Class("suffer") && !pr.F.Has(lang.Pass) {
		return false
	}
	at := pr.Tokens[0] - 1
	for at > 0 && c.d.Kind(at, lang.Aux) != nil {
		at--
	}
	or := c.d.Kind(at, lang.Conj)
	return or != nil && or.E.Has(lang.Or)
}
