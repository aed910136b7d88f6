package pipeline_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/text"
	"github.com/bakhar/bakhar/packs"
)

// BenchmarkLoad is what stands between the start and the first text.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCode is the whole way of the articles of each language, from bytes to events.
func BenchmarkCode(b *testing.B) {
	p := real(b)
	for _, code := range codes {
		ss := samples(b, code)
		b.Run(code, func(b *testing.B) {
			sentences := 0
			b.SetBytes(size(ss))
			b.ReportAllocs()
			for b.Loop() {
				for _, s := range ss {
					art := s.article()
					if _, err := p.Code(art, s.Text); err != nil {
						b.Fatal(err)
					}
					sentences += len(art.Sentences)
				}
			}
			b.ReportMetric(float64(sentences)/b.Elapsed().Seconds(), "sentences/s")
		})
	}
}

// BenchmarkStages tells how the time and the allocations of BenchmarkCode fall to the stages. A stage cannot be run twice on one document and may be
// shorter than a timer's stop and start, so all are timed by themselves within one run.
func BenchmarkStages(b *testing.B) {
	p := real(b)
	for _, code := range codes {
		ss := samples(b, code)
		b.Run(code, func(b *testing.B) {
			n := len(p.Stages)
			took, allocs, runs := make([]time.Duration, n), make([]uint64, n), 0
			b.SetBytes(size(ss))
			for b.Loop() {
				runs++
				docs := documents(p, ss)
				for k, stage := range p.Stages {
					var before, after runtime.MemStats
					runtime.ReadMemStats(&before)
					start := time.Now()
					for _, d := range docs {
						stage.Run(d)
					}
					took[k] += time.Since(start)
					runtime.ReadMemStats(&after)
					allocs[k] += after.Mallocs - before.Mallocs
				}
			}
			for k, stage := range p.Stages {
				b.ReportMetric(float64(took[k].Microseconds())/float64(runs), stage.Name+"-µs/op")
				b.ReportMetric(float64(allocs[k])/float64(runs), stage.Name+"-allocs/op")
			}
		})
	}
}

// BenchmarkView is the normalisation that comes before the stages.
func BenchmarkView(b *testing.B) {
	for _, code := range codes {
		ss := samples(b, code)
		b.Run(code, func(b *testing.B) {
			b.SetBytes(size(ss))
			b.ReportAllocs()
			for b.Loop() {
				for _, s := range ss {
					text.NewView(s.Text)
				}
			}
		})
	}
}

func size(ss []sample) int64 {
	n := 0
	for _, s := range ss {
		n += len(s.Text)
	}
	return int64(n)
}

// documents are the samples as the first stage finds them.
func documents(p *pipeline.Pipeline, ss []sample) []*doc.Doc {
	docs := make([]*doc.Doc, len(ss))
	for i, s := range ss {
		art := s.article()
		art.View = text.NewView(s.Text)
		docs[i] = &doc.Doc{Art: art, Pack: p.Packs[s.Language], KB: p.KB, Rules: p.Rules[s.Language]}
	}
	return docs
}
