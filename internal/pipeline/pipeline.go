// Package pipeline runs the stages over one article in their order. Coding is a pure function of the text, its
// metadata and the loaded data: no clock, no files, no goroutines; articles may be coded side by side.
package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/bakhar/bakhar/internal/actors"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/attribution"
	"github.com/bakhar/bakhar/internal/check"
	"github.com/bakhar/bakhar/internal/clean"
	"github.com/bakhar/bakhar/internal/coder"
	"github.com/bakhar/bakhar/internal/confidence"
	"github.com/bakhar/bakhar/internal/dates"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/gaz"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/keys"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/numbers"
	"github.com/bakhar/bakhar/internal/parse"
	"github.com/bakhar/bakhar/internal/places"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/rule"
	"github.com/bakhar/bakhar/internal/segment"
	"github.com/bakhar/bakhar/internal/tag"
	"github.com/bakhar/bakhar/internal/text"
)

// TextBytesMax is the longest text that is coded; a longer one is refused as a whole.
const TextBytesMax = 8 << 20

// Stage is one step: what it needs on the document and what it gives.
type Stage struct {
	Name  string
	Needs []string
	Gives []string
	Run   func(*doc.Doc)
}

// Pipeline holds the loaded data; it is read-only and may be used by many goroutines.
type Pipeline struct {
	Packs   map[string]*lang.Pack
	Rules   map[string]*rule.Set
	KB      *kb.KB
	Gaz     *gaz.Index
	Onto    *plover.Ontology
	Lexicon string // "sha256:…" of all data files
	Stages  []Stage
}

// Data are the file systems that hold packs, knowledge base: each as laid out in docs/formats.
type Data struct{ Packs, Gazetteer fs.FS }

// New loads all languages of data. A mistake in the data is an error that lists every one.
func New(data Data) (*Pipeline, error) {
	p := &Pipeline{Packs: map[string]*lang.Pack{}, Rules: map[string]*rule.Set{}, Onto: plover.Load()}
	common, err := lang.LoadCommon(data.Packs, p.Onto)
	if err != nil {
		return nil, fmt.Errorf("load packs/common:\n%w", err)
	}
	codes, err := languages(data.Packs)
	if err != nil {
		return nil, fmt.Errorf("list packs: %w", err)
	}
	// the knowledge base and the languages do not need one another until names are entered: load them side by side
	loaded := make([]language, len(codes))
	var wg sync.WaitGroup
	for i, code := range codes {
		wg.Go(func() { loaded[i] = p.load(data.Packs, code, common) })
	}
	p.KB, err = kb.Load(data.Gazetteer, lang.Split, p.Onto)
	wg.Wait()
	if err == nil {
		p.Gaz, err = gaz.Open(data.Gazetteer)
	}
	if err != nil {
		return nil, fmt.Errorf("load gazetteer:\n%w", err)
	}
	var problems []string
	names := lang.NameEntries(p.KB.LastWords())
	for i, code := range codes {
		l := loaded[i]
		problems = append(problems, l.problems...)
		if l.pack != nil {
			wg.Go(func() {
				l.pack.AddNames(names)
				l.pack.SetNames(p.KB.Word)
			})
			p.Packs[code], p.Rules[code] = l.pack, l.rules
		}
	}
	wg.Wait()
	if len(problems) > 0 {
		return nil, fmt.Errorf("%s", strings.Join(problems, "\n"))
	}
	p.Lexicon, err = hash(data.Packs, data.Gazetteer)
	if err != nil {
		return nil, err
	}
	p.Stages = p.stages()
	return p, nil
}

// language is what loading one pack gives.
type language struct {
	pack     *lang.Pack
	rules    *rule.Set
	problems []string
}

func (p *Pipeline) load(fsys fs.FS, code string, common *lang.Common) language {
	var l language
	pack, err := lang.Load(fsys, code, common)
	if err != nil {
		l.problems = append(l.problems, err.Error())
		return l
	}
	rules, errs := rule.Load(fsys, code, func(c string) bool {
		return c == "*" || common.Classes[c] != nil || p.Onto.Types[plover.Type(c)].Quad > 0
	}, func(m string) bool { _, ok := lang.ParseMark(m); return ok }, nil)
	for _, e := range errs {
		l.problems = append(l.problems, e.Error())
	}
	l.pack, l.rules = pack, rules
	return l
}

func languages(fsys fs.FS) ([]string, error) {
	files, err := fs.Glob(fsys, "*/pack.tsv")
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range files {
		out = append(out, path.Dir(f))
	}
	sort.Strings(out)
	return out, nil
}

// hash names the data: the same files give the same hash on every machine.
func hash(systems ...fs.FS) (string, error) {
	h := sha256.New()
	for _, fsys := range systems {
		err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			fmt.Fprintf(h, "%s %d\n", name, len(data))
			h.Write(data)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("hash data: %w", err)
		}
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil)), nil
}

func (p *Pipeline) stages() []Stage {
	return []Stage{
		{"clean", []string{"view"}, []string{"defects"}, clean.Run},
		{"segment", []string{"view"}, []string{"tokens", "sentences"}, words},
		{"tag", []string{"tokens", "sentences"}, []string{"readings", "names"}, tag.Run},
		{"numbers", []string{"readings"}, []string{"counts"}, numbers.Run},
		{"dates", []string{"readings", "counts"}, []string{"times"}, dates.Run},
		{"places", []string{"readings", "names", "times"}, []string{"places"}, places.Run},
		{"parse", []string{"readings", "names", "places", "times"}, []string{"phrases", "predicates"}, parse.Run},
		{"actors", []string{"phrases", "names"}, []string{"parties"}, actors.Run},
		{"attribution", []string{"predicates", "parties"}, []string{"sources"}, attribution.Run},
		{"coder", []string{"predicates", "parties", "sources", "times", "counts", "defects"}, []string{"events"}, func(d *doc.Doc) { coder.Run(d) }},
		{"keys", []string{"readings", "names", "places", "times", "counts", "phrases", "events"}, []string{"keys"}, keys.Run},
		{"check", []string{"sentences", "readings", "names", "times", "events"}, []string{"defects"}, check.Run},
		{"confidence", []string{"events", "defects"}, []string{"confidence"}, confidence.Run},
	}
}

func words(d *doc.Doc) {
	toks, words := d.Room()
	d.Words = segment.Run(d.Art, d.Pack, toks, words)
}

// Say gives what puts messages into the words of a language: "en" where the language has none of its own.
func (p *Pipeline) Say(code string) func(article.Message) string {
	for _, c := range []string{code, "en"} {
		if pack := p.Packs[c]; pack != nil && pack.Messages != nil {
			return pack.Messages.Say
		}
	}
	return lang.Messages(nil).Say
}

// Languages are the codes of the loaded packs, sorted.
func (p *Pipeline) Languages() []string {
	var out []string
	for c := range p.Packs {
		out = append(out, c)
	}
	sort.Strings(out)
	return out
}

// entities are the distinct parties of the events.
func entities(art *article.Article) []article.Entity {
	n := 0
	for i := range art.Events {
		n += len(art.Events[i].Actors) + len(art.Events[i].Recipients)
	}
	if n == 0 {
		return nil
	}
	out := make([]article.Entity, 0, n)
	seen := map[text.Span]bool{}
	named := func(span text.Span) bool { // few are looked through one by one
		if n > fewEntities {
			was := seen[span]
			seen[span] = true
			return was
		}
		for i := range out {
			if out[i].Span == span {
				return true
			}
		}
		return false
	}
	add := func(es []article.Entity) {
		for i := range es {
			if !named(es[i].Span) {
				out = append(out, es[i])
			}
		}
	}
	for i := range art.Events {
		add(art.Events[i].Actors)
		add(art.Events[i].Recipients)
	}
	slices.SortFunc(out, func(a, b article.Entity) int { return a.Span.Start - b.Span.Start })
	return out
}

// fewEntities is up to how many need no index.
const fewEntities = 16

// The shares that one contradiction, and a translation score of 1, take from the health of a text.
const (
	conflictCost    = 0.15
	translationCost = 0.5
)

// health weighs what is wrong with a text.
func health(art *article.Article) article.Health {
	h := article.Health{Damage: 1, Consistency: 1, Translation: 1 - translationCost*art.Translation.Score}
	damaged := 0
	for _, d := range art.Defects {
		if d.Kind == "date-conflict" || d.Kind == "figure-conflict" {
			h.Consistency *= 1 - conflictCost
		} else {
			damaged++
		}
	}
	if n := len(art.Sentences); n > 0 {
		h.Damage = 1 - float64(damaged)/float64(n+damaged)
	}
	h.Score = h.Damage * h.Consistency * h.Translation
	return h
}
