package html

import (
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"github.com/bakhar/bakhar/internal/source/html/tree"
)

// When the library is asked.
const (
	stubRunes  = 150    // a text this short is none, or was not found
	shortRunes = 2000   // a text this short may have been found in part
	surely     = 0.6    // … unless this share of the page's text stands in it
	askMax     = 60_000 // elements of a page: the library takes more than twice as long for twice as many
)

// secondOpinion is what the extraction library finds on a page, as blocks.
func secondOpinion(root *html.Node) []*tree.Block {
	n := 0
	tree.Elements(root, func(*html.Node) bool { n++; return true })
	if n > askMax {
		return nil
	}
	res, err := trafilatura.ExtractDocument(root, trafilatura.Options{
		EnableFallback:   true,
		ExcludeComments:  true,
		HtmlDateOverride: &htmldate.Result{}, // the search for a date takes half of its time, and goes by the clock
	})
	if err != nil || res.ContentNode == nil {
		return nil
	}
	return tree.Blocks(res.ContentNode)
}
