package corrections

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// overlapMin is the part of the shorter of two triggers that must lie in the other for the two to be one act.
const overlapMin = 0.5

// AnchorOf names a report so that it is found again.
func AnchorOf(r article.Report) store.Anchor {
	start, end := hull(r)
	return store.Anchor{Article: r.Article, Start: start, End: end, Report: r.ID}
}

// hull is the stretch from the first word of the trigger to its last; without a trigger, the sentence.
func hull(r article.Report) (start, end int) {
	if len(r.Trigger) == 0 {
		return r.Sentence.Start, r.Sentence.End
	}
	start, end = r.Trigger[0].Start, r.Trigger[0].End
	for _, w := range r.Trigger[1:] {
		start, end = min(start, w.Start), max(end, w.End)
	}
	return start, end
}

// overlap is how much of two stretches is in both, 0 to 1: 0 where less than overlapMin of the shorter one is.
func overlap(start1, end1, start2, end2 int) float64 {
	both := min(end1, end2) - max(start1, start2)
	short := min(end1-start1, end2-start2)
	if both <= 0 || short <= 0 || float64(both) < overlapMin*float64(short) {
		return 0
	}
	return float64(both) / float64(max(end1, end2)-min(start1, start2))
}

// likeness is how surely a report is the one that an anchor names: 3 for its id, 2 to 3 for its type at its place, 1 to 2 for its place
// with another type, 0 for another report. Where typ is not known every type is right.
func likeness(a store.Anchor, typ []plover.Type, r article.Report) float64 {
	if a.Article != r.Article {
		return 0
	}
	if a.Report == r.ID {
		return 3
	}
	start, end := hull(r)
	x := overlap(a.Start, a.End, start, end)
	if x == 0 {
		return 0
	}
	for _, t := range typ {
		if t == r.Type {
			return 1.5 + x
		}
	}
	if len(typ) == 0 {
		return 1.5 + x
	}
	return 0.5 + x
}

func typesOf(r article.Report) []plover.Type {
	if r.Type == "" {
		return nil
	}
	return []plover.Type{r.Type}
}
