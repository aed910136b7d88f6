// Package lang loads a language pack, checks it, and answers what a word may be. All knowledge of a language is in
// the pack's files; this package knows only their formats (docs/formats/pack.md).
package lang

import (
	"sort"
	"strings"

	"github.com/bakhar/bakhar/internal/byword"
)

// Feat is a set of morphological features.
type Feat uint64

// The features that paradigms may name.
const (
	Dir Feat = 1 << iota
	Obl
	Voc
	Sg
	Pl
	Masc
	Fem
	Neut
	Root
	Perf
	Impf
	Pros
	Fut
	Inf
	Conv
	Rel
	AgentF
	Cond
	Subj
	Imp
	Hab
	Pres
	Past
	P1
	P2
	P3
	Pass
	Caus
	Prog
	Part
	Vec
	NegF
	May
	Must
	Should
	Would
	Can
	Begin
	Hon
	GenF
	Cmp
	Sup
	Allow
	Attempt
	Order
	Want
	StopF
)

var featNames = map[string]Feat{
	"dir": Dir, "obl": Obl, "voc": Voc, "sg": Sg, "pl": Pl, "m": Masc, "f": Fem, "n": Neut, "root": Root, "perf": Perf,
	"impf": Impf, "pros": Pros, "fut": Fut, "inf": Inf, "conv": Conv, "rel": Rel, "agent": AgentF, "cond": Cond, "subj": Subj,
	"imp": Imp, "hab": Hab, "pres": Pres, "past": Past, "1": P1, "2": P2, "3": P3, "pass": Pass, "caus": Caus, "prog": Prog,
	"part": Part, "vec": Vec, "neg": NegF, "may": May, "must": Must, "should": Should, "would": Would, "can": Can,
	"modal=may": May, "modal=must": Must, "modal=should": Should, "modal=would": Would, "modal=can": Can,
	"begin": Begin, "allow": Allow, "attempt": Attempt, "order": Order, "cause": Order, "want": Want, "stop": StopF, "comp": Cmp, "hon": Hon, "gen": GenF, "cmp": Cmp, "sup": Sup, "any": 0, "-": 0,
}

// Has tells whether all of x are set.
func (f Feat) Has(x Feat) bool { return f&x == x }

// String lists the features by name, sorted.
func (f Feat) String() string {
	var out []string
	for name, x := range featNames {
		if x != 0 && f.Has(x) && !strings.Contains(name, "=") {
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return strings.Join(out, " ")
}

// Mark is how a noun phrase is tied to its predicate: a case, a postposition or a preposition, under one name in all languages.
type Mark uint8

// The marks. Nom is the absence of any.
const (
	Nom Mark = iota
	Erg
	Dat
	Gen
	On
	In
	To
	From
	With
	Against
	By
	For
	About
	Between
	AccTo
	Via
	Before
	After
	Like
	Than
	Without
	At
	Into
	Over
	Under
	Among
	Towards
	Near
	Until
	Despite
	Because
	Instead
	During
	Of
	As
	Including
	Through
	Loc
	Obj // only in rules: direct object by position or by absence of a mark
	Sub // only in rules: subject
	markMax
)

var markNames = [markMax]string{"nom", "erg", "dat", "gen", "on", "in", "to", "from", "with", "against", "by", "for", "about", "between",
	"accto", "via", "before", "after", "like", "than", "without", "at", "into", "over", "under", "among", "towards", "near", "until", "despite",
	"because", "instead", "during", "of", "as", "including", "through", "loc", "obj", "subj"}

// String is the mark's name.
func (m Mark) String() string { return markNames[m] }

// markAlias are second names for marks, for those who write a preposition where its mark is meant.
var markAlias = map[string]Mark{"toward": Towards, "upon": On, "onto": On, "amid": During, "within": In, "inside": In, "around": Near, "across": In, "outside": Near, "behind": After, "off": From, "beside": Near, "onboard": On, "throughout": In}

// markOf has marks by name, one more than they are: 0 is no name of any.
var markOf = func() (out byword.Table[Mark]) {
	for n, m := range markAlias {
		out.Put(n, m+1)
	}
	for i, n := range markNames {
		out.Put(n, Mark(i)+1)
	}
	return out
}()

// ParseMark finds a mark by name.
func ParseMark(name string) (Mark, bool) {
	m := markOf.Get(name)
	return max(m, 1) - 1, m > 0
}

// Kind is the part of speech of an entry.
type Kind uint8

// The kinds of entry.
const (
	Noun Kind = iota
	Verb
	Adj
	Adv
	Name
	Post
	Prep
	Conj
	Comp
	SubConj
	RelPron
	Det
	Pron
	Demo
	HonPron
	Neg
	Aux
	Modal
	Particle
	Time
	Num
	kindMax
)

var kindNames = [kindMax]string{"n", "v", "adj", "adv", "name", "post", "prep", "conj", "comp", "sub", "rel", "det", "pron", "demo", "hon", "neg",
	"aux", "modal", "part", "time", "num"}

// String is the kind's name in the pack files.
func (k Kind) String() string { return kindNames[k] }

// Kinds is a set of kinds.
type Kinds uint32

// Has tells whether k is in the set.
func (ks Kinds) Has(k Kind) bool { return ks>>k&1 != 0 }

// KindSet makes a set of kinds.
func KindSet(kinds ...Kind) Kinds {
	var out Kinds
	for _, k := range kinds {
		out |= 1 << k
	}
	return out
}

// Flag is a bare tag of an entry.
type Flag uint32

// The flags that entries may carry.
const (
	Patient Flag = 1 << iota
	Mutual
	Title
	Org
	Head
	Spokes
	Weaponized
	AttrFlag
	And
	Or
	But
	CondFlag
	AfterFlag
	BeforeFlag
	While
	BecauseFlag
	Concess
	Purpose
	Poss
	Refl
	Third
	SgFlag
	PlFlag
	Human
	Dbl
	Intr
	AfterGen
	Collective
	Need
	NearFlag
)

var flagNames = map[string]Flag{"patient": Patient, "mutual": Mutual, "title": Title, "org": Org, "head": Head, "spokes": Spokes,
	"weaponized": Weaponized, "attr": AttrFlag, "and": And, "or": Or, "but": But, "cond": CondFlag, "after": AfterFlag, "before": BeforeFlag,
	"while": While, "because": BecauseFlag, "concess": Concess, "purpose": Purpose, "poss": Poss, "refl": Refl, "3": Third, "sg": SgFlag,
	"pl": PlFlag, "hum": Human, "dbl": Dbl, "intr": Intr, "collective": Collective, "need": Need, "near": NearFlag}

// Entry is one line of a lexicon.
type Entry struct {
	// What is asked of nearly every entry stands together, so that one look into memory brings all of it.
	Toks    []string // folded
	Classes []string
	Kind    Kind
	Mark    Mark
	KB      bool // added from the knowledge base
	Part    bool // no more than the last word of a phrase: the काँग्रेस of युवक काँग्रेस
	Act     bool // one of its classes reports or governs an act, not only an object of one
	Flags   Flag
	Second  Sign // of a phrase: its second word; 0 where any form will do

	Head  int // index in Toks of the inflecting word
	Agent string
	Light string
	In    Lists  // Lists, as a set
	Any   []bool // Toks[i] may stand in any of its forms
	Gap   int    // index in Toks of a "_" gap, or -1
	Word  string
	Par   string
	Also  []string
	Actor []Mark
	Recip []Mark
	Feats Feat // of an auxiliary or modal
	Place string
	Lists []string
	Ctx   []string
	Tags  map[string]string // the rest: time and number tags, irregular forms
	Gloss string
	File  string
	Line  int

	Before, Rest Sign // of a phrase: its last word but one, all but the one that inflects; 0 where any form will do
	field        bool // a word of contexts.tsv: it gives contexts, no reading
	Field        Contexts
	ends         []*Entry // of the last word of field phrases: the phrases
}

// Has tells whether all the flags are set.
func (e *Entry) Has(f Flag) bool { return e.Flags&f == f }

// Is tells whether the entry is of a class.
func (e *Entry) Is(class string) bool {
	for _, c := range e.Classes {
		if c == class {
			return true
		}
	}
	return false
}

// Phrase tells whether the entry has more than one word.
func (e *Entry) Phrase() bool { return len(e.Toks) > 1 }

// Analysis is one reading of a word form.
type Analysis struct {
	E     *Entry // nil for an unknown word
	Stem  string // the folded form up to the endings
	F     Feat
	Mark  Mark
	Mark2 Mark // the mark under an attributive one: चर्चेतील is Gen-like over In
	Attr  bool // modifies the next noun: रशियाच्या, सीमेवरील
	Cli   bool
}
