package clean

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
	"github.com/bakhar/bakhar/packs"
)

func load(t testing.TB) map[string]*lang.Pack {
	t.Helper()
	common, err := lang.LoadCommon(packs.FS, plover.Load())
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*lang.Pack{}
	for _, code := range []string{"mr", "hi", "en"} {
		p, err := lang.Load(packs.FS, code, common)
		if err != nil {
			t.Fatal(err)
		}
		out[code] = p
	}
	return out
}

func run(pack *lang.Pack, s string) *article.Article {
	art := &article.Article{Language: pack.Code, View: text.NewView(s)}
	Run(&doc.Doc{Art: art, Pack: pack})
	return art
}

func show(art *article.Article) string {
	var out []string
	for _, d := range art.Defects {
		out = append(out, fmt.Sprintf("%s %q", d.Kind, art.View.Original()[d.Span.Start:d.Span.End]))
	}
	return strings.Join(out, "; ")
}

// TestPassages runs damaged passages and sound ones that look like them.
func TestPassages(t *testing.T) {
	pack := load(t)
	data, err := os.ReadFile("testdata/passages.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		art := run(pack[f[0]], strings.ReplaceAll(f[3], `\n`, "\n"))
		want := fmt.Sprintf("%s %q", f[1], f[2])
		if f[1] == "-" {
			want = ""
		}
		if got := show(art); got != want {
			t.Errorf("passages.tsv:%d: %s\n got  %s\n want %s", i+1, f[3], got, want)
		}
	}
}

// TestCuts is what the later stages read of a page with a credit and furniture.
func TestCuts(t *testing.T) {
	pack := load(t)["mr"]
	art := run(pack, "मोर्चा निघाला\nरॉयटर्स/गेटी इमेजेसचीनने सोमवारी मोर्चा काढला (फोटो : पीटीआय) होता.\nहेही वाचा : पाऊस\nशेवट झाला.")
	left, at := "", 0
	for _, c := range art.Cuts {
		left += art.View.Text[at:c.Start]
		at = c.End
	}
	left += art.View.Text[at:]
	if want := "मोर्चा निघाला\nचीनने सोमवारी मोर्चा काढला  होता.\n\nशेवट झाला."; left != want {
		t.Errorf("got %q, want %q", left, want)
	}
}

func FuzzRun(f *testing.F) {
	pack := load(f)
	for _, s := range []string{"रॉयटर्स/गेटी इमेजेसचीनने", "Rodrigo Salas/AFP via Getty ImagesThe", "à¤®à¤¾â€™Ã", "(फोटो : ", "हेही वाचा", "�\xff\u200d\u200dा", "AP", "&#821;&nbsp;", "Image source, Getty", "इमेज स्रोत, गेटी"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range pack {
			art := run(p, s)
			for _, d := range art.Defects {
				if d.Span.Start < 0 || d.Span.End > len(s) || d.Span.Start > d.Span.End {
					t.Fatalf("%s: span %v outside of %q", d.Kind, d.Span, s)
				}
				if utf8.ValidString(s) && (!start(s, d.Span.Start) || !start(s, d.Span.End)) {
					t.Fatalf("%s: span %v of %q splits a character", d.Kind, d.Span, s)
				}
			}
			at := 0
			for _, c := range art.Cuts {
				if c.Start < at || c.End <= c.Start || c.End > len(art.View.Text) || !start(art.View.Text, c.Start) || !start(art.View.Text, c.End) {
					t.Fatalf("cut %v of %q", c, s)
				}
				at = c.End
			}
			if again := run(p, s); show(again) != show(art) {
				t.Fatalf("twice differs: %q", s)
			}
		}
	})
}

func start(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

func BenchmarkRun(b *testing.B) {
	pack := load(b)["mr"]
	s := strings.Repeat("चीनने सोमवारी तैवान सामुद्रधुनीत जवळपास 90 युद्धनौका आणि तटरक्षक जहाजे तैनात केली आहेत, असे मंत्रालयाने म्हटले आहे.\n", 20)
	art := &article.Article{Language: pack.Code, View: text.NewView(s)}
	d := &doc.Doc{Art: art, Pack: pack}
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		art.Defects, art.Cuts = nil, nil
		Run(d)
	}
}
