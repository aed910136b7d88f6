package pipeline_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/packs"
)

var load = sync.OnceValues(func() (*pipeline.Pipeline, error) {
	return pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
})

func real(t testing.TB) *pipeline.Pipeline {
	t.Helper()
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var codes = []string{"mr", "hi", "en"}

// A text to code, of the corpus or of our own.
type sample struct{ ID, Language, Published, Text string }

var own = []sample{
	{"own-mr", "mr", "2025-08-15", "रशियाने शुक्रवारी युक्रेनच्या खारकीव्ह शहरावर क्षेपणास्त्र हल्ला केला, असे अधिकाऱ्यांनी “बीबीसी”ला सांगितले. त्यात १२ जण ठार झाले. भारत आणि चीनच्या परराष्ट्रमंत्र्यांनी मंगळवारी दिल्लीत चर्चा केली.\n"},
	{"own-hi", "hi", "2025-08-15", "रूस ने शुक्रवार को यूक्रेन के खारकीव शहर पर मिसाइल हमला किया, अधिकारियों ने “बीबीसी” को बताया। इसमें १२ लोग मारे गए। भारत और चीन के विदेश मंत्रियों ने मंगलवार को दिल्ली में बातचीत की।\n"},
	{"own-en", "en", "2025-08-15", "Russia attacked the Ukrainian city of Kharkiv with missiles on Friday, officials told the “BBC”. At least 12 people were killed. The foreign ministers of India and China held talks in Delhi on Tuesday.\n"},
}

// samples are the articles of the corpus in a language, or our own where the corpus is not here.
func samples(t testing.TB, code string) []sample {
	t.Helper()
	f, err := os.Open("../../corpus/" + code + "-articles.jsonl")
	if err != nil {
		return []sample{own[slices.Index(codes, code)]}
	}
	defer f.Close()
	var out []sample
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var s sample
		if err := json.Unmarshal(sc.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		s.Language = code
		out = append(out, s)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return append(out, own[slices.Index(codes, code)])
}

func (s sample) article() *article.Article {
	art := &article.Article{ID: s.ID, Language: s.Language}
	art.Published, _ = article.ParseDate(s.Published)
	return art
}

// Each stage's needs are there when it runs: given by one before it, or the view.
func TestStagesNeedsAndGives(t *testing.T) {
	given := map[string]string{"view": "the pipeline"}
	seen := map[string]bool{}
	needed := map[string]bool{}
	for _, s := range real(t).Stages {
		if s.Name == "" || s.Run == nil || seen[s.Name] {
			t.Errorf("stage %q: stages have a name of their own and something to run", s.Name)
		}
		seen[s.Name] = true
		for _, n := range s.Needs {
			needed[n] = true
			if given[n] == "" {
				t.Errorf("stage %s needs %q, which no stage before it gives", s.Name, n)
			}
		}
		for _, g := range s.Gives {
			if by := given[g]; by != "" && g != "defects" {
				t.Errorf("stage %s gives %q, which %s gives already", s.Name, g, by)
			}
			given[g] = s.Name
		}
	}
	for g, by := range given {
		if !needed[g] && g != "events" && g != "defects" && g != "confidence" && g != "keys" { // these leave the pipeline
			t.Errorf("nothing needs the %q of stage %s", g, by)
		}
	}
	if given["events"] == "" {
		t.Error("no stage gives events")
	}
}

func record(t testing.TB, p *pipeline.Pipeline, s sample) string {
	t.Helper()
	art := s.article()
	if _, err := p.Code(art, s.Text); err != nil {
		t.Errorf("%s: %v", s.ID, err)
		return ""
	}
	return written(t, p, art)
}

// written is all that is known of an article that was coded.
func written(t testing.TB, p *pipeline.Pipeline, art *article.Article) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.WriteLine(&b, export.OneArticle(art, p.Onto, export.Meta{Coder: "test", Lexicon: p.Lexicon})); err != nil {
		t.Error(err)
	}
	for _, e := range export.Events(art, p.Onto, export.Meta{Lexicon: p.Lexicon}) {
		if err := export.WriteLine(&b, e); err != nil {
			t.Error(err)
		}
	}
	for _, ev := range art.Events {
		fmt.Fprintln(&b, ev.Trace)
	}
	return b.String()
}

// The same text gives the same bytes: twice, in any order, side by side, and from data loaded again.
func TestDeterminism(t *testing.T) {
	p := real(t)
	var all []sample
	for _, code := range codes {
		all = append(all, samples(t, code)...)
	}
	want := make([]string, len(all))
	for i, s := range all {
		want[i] = record(t, p, s)
	}
	again, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
	if err != nil {
		t.Fatal(err)
	}
	if again.Lexicon != p.Lexicon {
		t.Errorf("the same data has the hashes %s and %s", p.Lexicon, again.Lexicon)
	}
	for i := len(all) - 1; i >= 0; i-- {
		if got := record(t, again, all[i]); got != want[i] {
			t.Errorf("%s: from data loaded again, in other order:\n%s\nwant\n%s", all[i].ID, firstDifference(got, want[i]), "")
		}
	}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for k := range all {
				i := (k + w*len(all)/4) % len(all)
				if got := record(t, p, all[i]); got != want[i] {
					t.Errorf("%s: side by side, %s", all[i].ID, firstDifference(got, want[i]))
				}
			}
		})
	}
	wg.Wait()
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(a), len(b))
}

// A stage that panics costs its article, not the batch.
func TestPanicBecomesDefect(t *testing.T) {
	p := *real(t)
	p.Stages = append(slices.Clone(p.Stages), pipeline.Stage{Name: "fragile", Needs: []string{"events"}, Run: func(d *doc.Doc) {
		if strings.Contains(d.Art.View.Text, "boom") {
			panic("so it goes")
		}
	}})
	bad := sample{ID: "bad", Language: "en", Text: "Russia attacked Ukraine. boom"}
	art := bad.article()
	_, err := p.Code(art, bad.Text)
	if err == nil || !strings.Contains(err.Error(), "fragile") || !strings.Contains(err.Error(), "so it goes") || !strings.Contains(err.Error(), "bad") {
		t.Errorf("the error does not name stage, text and cause: %v", err)
	}
	if len(art.Events) != 0 {
		t.Errorf("an article whose coding failed has %d events", len(art.Events))
	}
	if n := len(art.Defects); n == 0 || art.Defects[n-1].Kind != "internal" || !strings.Contains(p.Say("en")(art.Defects[n-1].Message), "fragile") {
		t.Errorf("no defect tells of it: %v", art.Defects)
	}
	next := own[2].article()
	if _, err := p.Code(next, own[2].Text); err != nil || len(next.Events) == 0 {
		t.Errorf("the next article: %d events, %v", len(next.Events), err)
	}
}

// Texts that are coded together have the bytes that each has alone, in batches of any size and of several languages.
func TestBatchSizes(t *testing.T) {
	p := real(t)
	var all []sample
	for i := range 12 { // the languages in turn
		for _, code := range codes {
			ss := samples(t, code)
			all = append(all, own[slices.Index(codes, code)], ss[i%len(ss)])
		}
	}
	want := make([]string, len(all))
	for i, s := range all {
		want[i] = record(t, p, s)
	}
	for _, n := range []int{1, 2, 32, len(all)} {
		first := 0
		for part := range slices.Chunk(all, n) {
			jobs := make([]pipeline.Job, len(part))
			for i, s := range part {
				jobs[i] = pipeline.Job{Art: s.article(), Text: s.Text}
			}
			for i, j := range p.CodeAll(jobs) {
				if j.Err != nil {
					t.Errorf("%s: %v", j.Art.ID, j.Err)
				} else if got := written(t, p, j.Art); got != want[first+i] {
					t.Errorf("%s: %d at a time, %s", j.Art.ID, n, firstDifference(got, want[first+i]))
				}
				j.Doc.Done()
			}
			first += len(part)
		}
	}
}

// Of texts that are coded together, those that are refused, and those that a stage panics on, cost only themselves.
func TestBatchErrors(t *testing.T) {
	p := *real(t)
	p.Stages = append(slices.Clone(p.Stages), pipeline.Stage{Name: "fragile", Run: func(d *doc.Doc) {
		if strings.Contains(d.Art.View.Text, "boom") {
			panic("so it goes")
		}
	}})
	before := errors.New("known before")
	texts := []struct {
		language, text string
		err            error
		want           string
	}{
		{"en", own[2].Text, nil, ""},
		{"xx", own[2].Text, nil, `no language pack "xx"`},
		{"en", "Russia attacked Ukraine. boom", nil, "stage fragile failed on text 2: so it goes"},
		{"en", own[2].Text, before, "known before"},
		{"", "123", nil, "no letters"},
		{"en", strings.Repeat("a", pipeline.TextBytesMax+1), nil, "more than the limit"},
		{"mr", own[0].Text, nil, ""},
	}
	jobs := make([]pipeline.Job, len(texts))
	for i, x := range texts {
		jobs[i] = pipeline.Job{Art: &article.Article{ID: fmt.Sprint(i), Language: x.language}, Text: x.text, Err: x.err}
	}
	next := 0
	for i, j := range p.CodeAll(jobs) {
		if i != next {
			t.Fatalf("text %d comes after %d others", i, next)
		}
		next++
		switch want := texts[i].want; {
		case want == "" && (j.Err != nil || j.Doc == nil || len(j.Art.Events) == 0):
			t.Errorf("text %d: %d events, %v", i, len(j.Art.Events), j.Err)
		case want != "" && (j.Err == nil || !strings.Contains(j.Err.Error(), want) || j.Doc != nil || len(j.Art.Events) > 0):
			t.Errorf("text %d: %d events, error %v, want %q and none", i, len(j.Art.Events), j.Err, want)
		}
	}
	if next != len(texts) {
		t.Errorf("%d of %d texts came", next, len(texts))
	}
}

func TestRefusals(t *testing.T) {
	p := real(t)
	f := func(language, text, want string) {
		t.Helper()
		_, err := p.Code(&article.Article{Language: language}, text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q in %q: error %v, want one that has %q", text[:min(20, len(text))], language, err, want)
		}
	}
	f("xx", "Russia attacked Ukraine.", `no language pack "xx"`)
	f("", "ரஷ்யா உக்ரைன் மீது தாக்குதல் நடத்தியது.", "Tamil script")
	f("", "", "no letters")
	f("", "123 ... \x00\xff", "no letters")
	f("", "Der Bundeskanzler hat gestern einen Brief geschrieben, worüber niemand sprach.", "no language that bakhar reads")
	f("en", strings.Repeat("a", pipeline.TextBytesMax+1), "more than the limit")
}

func TestDetect(t *testing.T) {
	p := real(t)
	for _, code := range codes {
		for _, s := range samples(t, code) {
			if got, err := p.Detect(s.Text); got != code {
				t.Errorf("%s: detected %q (%v), want %q", s.ID, got, err, code)
			}
		}
	}
	// cut anywhere, even inside a rune
	for i := range 40 {
		s := own[0].Text[i:]
		if got, err := p.Detect(s); got != "mr" {
			t.Errorf("%q: detected %q (%v)", s[:20], got, err)
		}
	}
}

// Texts at the limits are coded, each within them: a quadratic step would not end in the test's time.
func TestLimits(t *testing.T) {
	p := real(t)
	units := map[string][]string{
		"mr": {"क", "रशियाने युक्रेनवर हल्ला केला आणि ", "रशिया ", "रशियाच्या ", "केलेल्या ", "असे सांगितले ", "\"रशिया\" ", "१ ", "| ", "त्यांनी ", "मंगळवारी "},
		"hi": {"क", "रूस ने यूक्रेन पर हमला किया और ", "रूस ", "रूस के ", "किए गए ", "कहा कि ", "\"रूस\" ", "१ ", "उन्होंने ", "मंगलवार को "},
		"en": {"a", "Russia attacked Ukraine and ", "Russia ", "Russia's ", "attacked ", "said that ", "\"Russia\" ", "1 ", ", ", "he ", "of ", "on Tuesday ", "Vladimir Putin met Zorblat. "},
	}
	for _, code := range codes {
		for _, unit := range units[code] {
			n := 100_000 / max(1, len(strings.Fields(unit)))
			if !strings.HasSuffix(unit, " ") {
				n = (1 << 20) / len(unit)
			}
			text := strings.Repeat(unit, n)
			art := &article.Article{ID: "limit", Language: code, Published: article.Date{Year: 2025, Month: 8, Day: 15}}
			if _, err := p.Code(art, text); err != nil {
				t.Errorf("%s %q × %d: %v", code, unit, n, err)
			}
			checkArticle(t, p, art, text)
		}
	}
}
