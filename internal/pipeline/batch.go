package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/text"
)

// Texts that are coded together all go through one stage before the first of them goes through the next: the code of a stage stays in the processor's
// cache for them, which that of all stages does not fit into. Single sentences take a fifth to a quarter less time than one by one; 8 at a time save
// less, 166 save no more. Whichever of these is reached first ends a batch; a longer text goes alone.
const (
	batchTexts = 32
	batchBytes = 16 << 10
)

// Job is a text to be coded, and what came of it.
type Job struct {
	Art  *article.Article // what is known of the text; it is coded in place
	Text string
	Doc  *doc.Doc // what it was read as, which whoever has done with it calls Done on; nil where there is an error
	Err  error    // why it was not coded; what has one beforehand is not coded
}

// Code codes one article in place, and gives the document it was read as, which whoever has done with it calls Done on. A stage that panics is a bug:
// the article gets a defect that says so.
func (p *Pipeline) Code(art *article.Article, original string) (*doc.Doc, error) {
	jobs := [1]Job{{Art: art, Text: original}}
	p.batch(jobs[:])
	return jobs[0].Doc, jobs[0].Err
}

// CodeAll codes each text as Code does, some of them together, and gives all in order with what came of them. No more documents are at work at a time
// than those of a batch, where each is let go of (Done) before the next is asked for.
func (p *Pipeline) CodeAll(jobs []Job) iter.Seq2[int, *Job] {
	return func(yield func(int, *Job) bool) {
		for first := 0; first < len(jobs); {
			last := first + portion(jobs[first:])
			p.batch(jobs[first:last])
			for ; first < last; first++ {
				if !yield(first, &jobs[first]) {
					return
				}
			}
		}
	}
}

// portion is how many of the next texts make a batch.
func portion(jobs []Job) int {
	n, bytes := 1, len(jobs[0].Text)
	for n < min(len(jobs), batchTexts) && bytes+len(jobs[n].Text) <= batchBytes {
		bytes += len(jobs[n].Text)
		n++
	}
	return n
}

// batch codes some texts together.
func (p *Pipeline) batch(jobs []Job) {
	for i := range jobs {
		if j := &jobs[i]; j.Err == nil {
			p.open(j)
		}
	}
	for i := range p.Stages {
		for k := range jobs {
			if j := &jobs[k]; j.Doc != nil {
				j.run(&p.Stages[i])
			}
		}
	}
	for i := range jobs {
		if j := &jobs[i]; j.Doc != nil {
			j.finish()
		}
	}
}

// open makes the document of a text, or tells why it is refused.
func (p *Pipeline) open(j *Job) {
	if len(j.Text) > TextBytesMax {
		j.Err = fmt.Errorf("the text has %d bytes, more than the limit of %d", len(j.Text), TextBytesMax)
		return
	}
	stage := "view"
	defer func() { j.caught(stage, recover()) }()
	j.Art.View = text.NewView(j.Text)
	stage = "language"
	if j.Art.Language == "" {
		if j.Art.Language, j.Err = p.Detect(j.Art.View.Text); j.Err != nil {
			return
		}
	}
	pack := p.Packs[j.Art.Language]
	if pack == nil {
		j.Err = fmt.Errorf("there is no language pack %q: bakhar reads %s", j.Art.Language, strings.Join(p.Languages(), ", "))
		return
	}
	if j.Art.ID == "" {
		sum := sha256.Sum256([]byte(j.Text))
		j.Art.ID = hex.EncodeToString(sum[:8])
	}
	j.Doc = &doc.Doc{Art: j.Art, Pack: pack, KB: p.KB, Gaz: p.Gaz, Rules: p.Rules[j.Art.Language]}
}

// run takes a text through a stage.
func (j *Job) run(s *Stage) {
	defer func() { j.caught(s.Name, recover()) }()
	s.Run(j.Doc)
}

// finish adds up what the stages have found.
func (j *Job) finish() {
	defer func() { j.caught("health", recover()) }()
	j.Art.Entities = entities(j.Art)
	j.Art.Health = health(j.Art)
}

// caught makes a panic an error of the text that it happened on, and of no other.
func (j *Job) caught(stage string, cause any) {
	if cause == nil {
		return
	}
	j.Doc, j.Art.Events = nil, nil
	j.Art.Defects = append(j.Art.Defects, article.Defect{Kind: "internal", Message: article.Say("internal", stage, fmt.Sprint(cause))})
	j.Err = fmt.Errorf("BUG: stage %s failed on text %s: %v", stage, j.Art.ID, cause)
}
