package keys_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/keys"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/packs"
)

var shipped = sync.OnceValues(func() (*pipeline.Pipeline, error) {
	return pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
})

func coded(t testing.TB, language, text string) (*article.Article, *doc.Doc) {
	t.Helper()
	p, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	art := &article.Article{ID: "t", Language: language, Published: article.Date{Year: 2026, Month: 2, Day: 19}, Keyed: true}
	d, err := p.Code(art, text)
	if err != nil {
		t.Fatal(err)
	}
	return art, d
}

// One happening told in three languages carries the same names, figures and days, whatever else it carries.
func TestKeysAlike(t *testing.T) {
	f := func(want string, texts ...string) {
		t.Helper()
		for i, language := range []string{"en", "mr", "hi"} {
			art, _ := coded(t, language, texts[i])
			if len(art.Events) == 0 {
				t.Errorf("%q: no event", texts[i])
				continue
			}
			for _, k := range strings.Fields(want) {
				if !slices.Contains(art.Events[0].Keys, k) {
					t.Errorf("%q: the keys %v lack %s", texts[i], art.Events[0].Keys, k)
				}
			}
		}
	}
	f("c:NPL c:IND n:14 t:2026-02-17/2026-02-17",
		"Nepal released 14 Indian truck drivers on Tuesday.",
		"नेपाळने १४ भारतीय ट्रकचालकांची मंगळवारी सुटका केली.",
		"नेपाल ने मंगलवार को 14 भारतीय ट्रक चालकों को रिहा किया।")
	f("k:russian-army c:UKR n:37 s:yrmlnck w:attack",
		"Russian forces attacked a Ukrainian depot with 37 drones, the governor Yarmolenchuk said.",
		"रशियन सैन्याने ३७ ड्रोनने युक्रेनच्या डेपोवर हल्ला केला, असे राज्यपाल यार्मोलेंचुक यांनी सांगितले.",
		"रूसी सेना ने 37 ड्रोन से यूक्रेन के डिपो पर हमला किया, गवर्नर यार्मोलेंचुक ने कहा।")
	f("s:yormlnck c:IND", // a name that no table has
		"Police arrested the trade unionist Yurmalenchok in Delhi.",
		"पोलिसांनी दिल्लीत कामगार नेते युरमालेंचोक यांना अटक केली.",
		"पुलिस ने दिल्ली में मजदूर नेता युरमालेंचोक को गिरफ्तार किया।")
}

// What the headline names is told apart from what the sentence names.
func TestKeysHeadline(t *testing.T) {
	art, _ := coded(t, "en", "Nepal frees Indian drivers\nThe cabinet in Kathmandu met on Monday.\nPolice released the 14 men on Tuesday.")
	last := art.Events[len(art.Events)-1]
	if !slices.Contains(last.Keys, keys.Headline+"c:IND") || slices.Contains(last.Keys, "c:IND") {
		t.Errorf("keys %v: want the headline's India, marked, and not as the sentence's", last.Keys)
	}
}

// A hostile sentence of thousands of names stays bounded, and what tells most is kept.
func TestKeysBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("Vladimir Putin attacked ")
	for i := range 3000 {
		b.WriteString("the Zarko" + strings.Repeat("v", i%7) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + "nik and ")
	}
	b.WriteString("Ukraine.")
	art, _ := coded(t, "en", b.String())
	for _, ev := range art.Events {
		if n := len(ev.Keys); n > 60 {
			t.Errorf("%d keys", n)
		}
		if !slices.IsSorted(ev.Keys) {
			t.Errorf("keys %v are not sorted", ev.Keys)
		}
	}
	if len(art.Events) == 0 {
		t.Error("no event, so nothing was tested")
	}
}

func BenchmarkRun(b *testing.B) {
	text := strings.Repeat("Russian forces attacked a Ukrainian depot near Kharkiv with 37 drones on Tuesday, the governor Yarmolenchuk said. ", 20)
	_, d := coded(b, "en", text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		keys.Run(d)
	}
}

// A night is of two days, in any language; the day of an act that another is counted from is nobody else's.
func TestKeysNight(t *testing.T) {
	has := func(language, text, sign string, want bool) {
		t.Helper()
		art, _ := coded(t, language, text)
		if len(art.Events) == 0 {
			t.Fatalf("%q: no event", text)
		}
		if got := slices.Contains(art.Events[0].Keys, sign); got != want {
			t.Errorf("%q: %s in %v is %v, want %v", text, sign, art.Events[0].Keys, got, want)
		}
	}
	has("en", "Russian forces attacked Odesa on Monday night.", "t:2026-02-17/2026-02-17", true)
	has("hi", "रूसी सेना ने सोमवार की रात ओडेसा पर हमला किया।", "t:2026-02-17/2026-02-17", true)
	has("mr", "रशियन सैन्याने सोमवारी रात्री ओडेसावर हल्ला केला.", "t:2026-02-17/2026-02-17", true)
	has("en", "Russian forces attacked Odesa before dawn on Tuesday.", "t:2026-02-16/2026-02-16", true)
	has("en", "Russian forces attacked Odesa on Monday.", "t:2026-02-17/2026-02-17", false)
	has("en", "Russian forces attacked Odesa on Tuesday, a day after rebels attacked Goma.", "t:2026-02-16/2026-02-16", false)
}
