// Package sentence is test help for single stages: it builds documents from sentences with the packs as they are shipped.
package sentence

import (
	"sync"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/segment"
	"github.com/bakhar/bakhar/internal/text"
	"github.com/bakhar/bakhar/packs"
)

var loaded struct {
	sync.Mutex
	common *lang.Common
	packs  map[string]*lang.Pack
}

// Pack loads a language's pack once. Mistakes in a pack are the lint's to report: here they are logged, not fatal.
func Pack(t testing.TB, code string) *lang.Pack {
	t.Helper()
	loaded.Lock()
	defer loaded.Unlock()
	if p := loaded.packs[code]; p != nil {
		return p
	}
	var err error
	if loaded.common == nil {
		if loaded.common, err = lang.LoadCommon(packs.FS, plover.Load()); err != nil {
			t.Logf("packs/common: %v", err)
		}
		loaded.packs = map[string]*lang.Pack{}
	}
	p, err := lang.Load(packs.FS, code, loaded.common)
	if p == nil {
		t.Fatalf("load pack %s: %v", code, err)
	}
	loaded.packs[code] = p
	return p
}

// Doc cuts a text into tokens and sentences and gives every token its readings. Published is YYYY-MM-DD or empty.
func Doc(t testing.TB, code, published, original string) *doc.Doc {
	t.Helper()
	art := &article.Article{Language: code, View: text.NewView(original)}
	if published != "" {
		day, err := article.ParseDate(published)
		if err != nil {
			t.Fatal(err)
		}
		art.Published = day
	}
	d := &doc.Doc{Art: art, Pack: Pack(t, code)}
	d.Words = segment.Run(art, d.Pack, nil, nil)
	d.Read()
	return d
}
