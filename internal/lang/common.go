package lang

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/byword"
	"github.com/bakhar/bakhar/internal/plover"
)

// Class is what a word can mean: an act, a governor, a generic verb, a kind of speech or a kind of object.
type Class struct {
	Name    string
	Kind    string // act gov verb aspect say obj
	Type    plover.Type
	Mode    string
	Context Contexts
	Means   string
	Agent   string // sector of those whom an object class names, where they can act themselves
}

// Compose is one line of compose.tsv: what a governor or generic verb makes of what it acts on.
type Compose struct {
	Head, Object, Result string
	Recip                []string // where the recipient comes from, first that is there: own, c.recip, c.actor, c.poss
	Flags                map[string]bool
	Line                 int
}

// Common is what the packs share.
type Common struct {
	Classes      map[string]*Class
	Credits      *Credits          // agencies as they are printed
	Signs        map[string]Beside // signs and codes beside numbers that no language owns: $, km
	classes      byword.Table[*Class]
	composes     byword.Table[[]Compose] // by head
	sectors      map[string]string
	contexts     []string // names, sorted
	Running      Contexts // fields that a text can be about, beside those of its acts
	ContextRules []ContextRule
	Weights      Weights // how much what an event rests on counts
}

// LoadCommon reads packs/common.
func LoadCommon(fsys fs.FS, o *plover.Ontology) (*Common, error) {
	c := &Common{Classes: map[string]*Class{}, sectors: o.Sectors, contexts: orderedContexts(o)}
	var ps Problems
	rows, err := Rows(fsys, "common/classes.tsv")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if len(r.Fields) < 6 {
			ps = append(ps, Problem{r.File, r.Line, 1, fmt.Sprintf("a class has 6 columns, this line has %d", len(r.Fields))})
			continue
		}
		k := &Class{Name: r.Fields[0], Kind: r.Fields[1], Type: plover.Type(r.Field(2)), Mode: r.Field(3), Means: r.Fields[5], Agent: r.Field(6)}
		if s := r.Field(4); s != "" {
			var unknown string
			if k.Context, unknown = c.ContextSet(strings.Split(s, ",")); unknown != "" {
				ps = append(ps, Problem{r.File, r.Line, r.Col(4), fmt.Sprintf("there is no context %q: the contexts are in ontology/contexts.tsv", unknown)})
			}
		}
		if k.Type != "" {
			if err := o.Check(k.Type, k.Mode); err != nil {
				ps = append(ps, Problem{r.File, r.Line, r.Col(2), err.Error()})
			}
		}
		c.Classes[k.Name] = k
		c.classes.Put(k.Name, k)
	}
	rows, err = Rows(fsys, "common/compose.tsv")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		c.addCompose(r, o, &ps)
	}
	c.credits(fsys, &ps)
	if rows, err = Rows(fsys, "common/contexts.tsv"); err != nil {
		rows = nil // none are needed
	}
	c.contextRules(rows, o, &ps)
	if rows, err = Rows(fsys, "common/confidence.tsv"); err != nil {
		rows = nil // none are needed
	}
	c.Weights = weights(rows, &ps)
	if rows, err = Rows(fsys, "common/signs.tsv"); err != nil {
		rows = nil // none are needed
	}
	c.Signs = besides(rows, func(r Row, col int, format string, args ...any) {
		ps = append(ps, Problem{r.File, r.Line, r.Col(col), fmt.Sprintf(format, args...)})
	})
	if len(ps) > 0 {
		return c, ps.sorted()
	}
	return c, nil
}

func (c *Common) addCompose(r Row, o *plover.Ontology, ps *Problems) {
	if len(r.Fields) < 3 {
		*ps = append(*ps, Problem{r.File, r.Line, 1, fmt.Sprintf("a composition has columns head, object, result, recipient, flags; this line has %d", len(r.Fields))})
		return
	}
	res := r.Fields[2]
	if t, mode, ok := strings.Cut(res, ":"); ok {
		if err := o.Check(plover.Type(t), mode); err != nil {
			*ps = append(*ps, Problem{r.File, r.Line, r.Col(2), err.Error()})
		}
	} else if res != "=" && res != "none" && c.Classes[res] == nil {
		*ps = append(*ps, Problem{r.File, r.Line, r.Col(2), fmt.Sprintf("there is no class %q: write a class of classes.tsv, TYPE:mode, = (the object's own) or none", res)})
	}
	m := Compose{Object: r.Fields[1], Result: res, Recip: strings.Fields(r.Field(3)), Flags: map[string]bool{}, Line: r.Line}
	for _, f := range strings.Fields(r.Field(4)) {
		m.Flags[f] = true
	}
	for _, h := range strings.Split(r.Fields[0], ",") {
		m.Head = h
		if c.Classes[h] == nil && strings.ToUpper(h) != h {
			*ps = append(*ps, Problem{r.File, r.Line, 1, fmt.Sprintf("there is no class %q", h)})
		}
		for _, ob := range strings.Split(r.Fields[1], ",") {
			m.Object = ob
			c.composes.Put(h, append(c.composes.Get(h), m))
		}
	}
}

// Compose finds what head makes of an object: by the object's class, its parent class, its type, its kind ("act"), and "*".
func (c *Common) Compose(head, object string, t plover.Type, kind string) (Compose, bool) {
	list := c.composes.Get(head)
	if len(list) == 0 {
		return Compose{}, false
	}
	for _, key := range []string{object, parent(object), string(t), kind, "*"} {
		if key == "" {
			continue
		}
		for _, m := range list {
			if m.Object == key {
				return m, true
			}
		}
	}
	return Compose{}, false
}

// Class gives a class by name, nil where there is none.
func (c *Common) Class(name string) *Class { return c.classes.Get(name) }

func parent(class string) string {
	if p, _, ok := strings.Cut(class, "."); ok && p != "o" {
		return p
	}
	return ""
}

// AnyType tells whether one of the classes tells an act of one of the types.
func (c *Common) AnyType(classes []string, types ...plover.Type) bool {
	for _, name := range classes {
		if k := c.classes.Get(name); k != nil && slices.Contains(types, k.Type) {
			return true
		}
	}
	return false
}

// AnyKind tells whether one of the classes is of one of the kinds: AnyKind(p.Classes, "say") whether a predicate says something.
func (c *Common) AnyKind(classes []string, kinds ...string) bool {
	for _, name := range classes {
		if k := c.classes.Get(name); k != nil && slices.Contains(kinds, k.Kind) {
			return true
		}
	}
	return false
}
