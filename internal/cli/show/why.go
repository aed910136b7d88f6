package show

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/store"
)

// against says what keeps a report out of an event.
var against = map[string]string{
	"points": "too little speaks for it", "more-alike": "one of the two resembles another report more", "apart": "an analyst holds them apart",
	"day": "another day", "place": "another place", "counterpart": "another party on the other side", "roles": "the roles are reversed",
	"status": "planned against done", "article": "one article tells both", "best-witness": "it contradicts the event's best witness",
}

// Why writes why the reports of an event were merged, and which came near. reports and articles are those that x names, by id.
func Why(x chronicle.Explanation, reports map[string]article.Report, articles map[string]store.Article, p terminal.Paint) []byte {
	var b bytes.Buffer
	line := func(id string) string {
		r := reports[id]
		a := articles[r.Article]
		return fmt.Sprintf("%s  "+terminal.Hang+"%s  %s", short(id), p.In(terminal.Dim, strings.TrimSpace(a.Day.String()+" "+terminal.Printable(a.Publisher)+" ("+a.Language+")")), telling(&r))
	}
	fmt.Fprintf(&b, "event %s: two reports need %d points\n\n", x.Event, x.Needed)
	for _, m := range x.Members {
		fmt.Fprintf(&b, "%s\n", line(m.Report))
		switch {
		case m.Link == "":
			b.WriteString("      the best witness\n")
		case m.Tied:
			fmt.Fprintf(&b, "      follows %s: an analyst holds them together\n", short(m.Link))
		default:
			fmt.Fprintf(&b, "      "+terminal.Hang+"follows %s by %d points: %s\n", short(m.Link), m.Points, points(m.Parts))
		}
	}
	if len(x.Near) > 0 {
		fmt.Fprintf(&b, "\n%s\n", p.In(terminal.Bold, "near, and not of it"))
	}
	for _, m := range x.Near {
		why := against[m.Why]
		if why == "" {
			why = m.Why
		}
		fmt.Fprintf(&b, "%s\n      "+terminal.Hang+"%d points with %s (%s); %s; it is of event %s\n", line(m.Report), m.Points, short(m.Member), points(m.Parts), why, short(m.Event))
	}
	return b.Bytes()
}

func points(parts []chronicle.Part) string {
	out := make([]string, len(parts))
	for i, x := range parts {
		out[i] = fmt.Sprintf("%s %+d", x.Name, x.Points)
	}
	return strings.Join(out, ", ")
}
