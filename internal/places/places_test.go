package places_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/gaz"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/text"
	"github.com/bakhar/bakhar/packs"
)

// rightMin is the share of names that must mean the right place.
const rightMin = .95

var languages = []string{"mr", "hi", "en"}

var carriers = map[string]string{"mr": "{} सोमवारी स्फोट झाला.", "hi": "{} सोमवार को धमाका हुआ।", "en": "An explosion shook a market in {} on Monday."}

func load(t testing.TB) *pipeline.Pipeline {
	t.Helper()
	p, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// row is a line of a hand-written list: a place and how each language prints it.
type row struct{ name, country, mr, hi, en string }

func rows(t testing.TB, file string) []row {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	var out []row
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			t.Fatalf("testdata/%s:%d: five columns wanted, this line has %d", file, i+1, len(f))
		}
		out = append(out, row{f[0], f[1], f[2], f[3], f[4]})
	}
	return out
}

// TestNames reads each name in a sentence, by hand-written tables and gazetteer together, and sees that it is the place that a reader takes
// it for.
func TestNames(t *testing.T) {
	p := load(t)
	for _, file := range []string{"foreign.tsv", "india.tsv"} {
		list := rows(t, file)
		for _, code := range languages {
			wrong := 0
			for _, r := range list {
				printed := map[string]string{"mr": r.mr, "hi": r.hi, "en": r.en}[code]
				d, err := p.Code(&article.Article{Language: code}, strings.Replace(carriers[code], "{}", printed, 1))
				if err != nil {
					t.Fatal(err)
				}
				if got, ok := placed(d, r); !ok {
					wrong++
					t.Logf("%s: %s: %s", code, printed, got)
				}
			}
			report(t, file+" "+code, len(list), wrong)
		}
	}
}

func report(t *testing.T, what string, n, wrong int) {
	t.Helper()
	share := float64(n-wrong) / float64(n)
	t.Logf("%s: %d of %d right (%.3f)", what, n-wrong, n, share)
	if share < rightMin {
		t.Errorf("%s: %.3f right, less than %.2f", what, share, rightMin)
	}
}

// placed tells whether one of a sentence's names is the place of a row, and which names it has.
func placed(d *doc.Doc, r row) (string, bool) {
	var got []string
	for _, nm := range d.Names {
		name := nm.Rec.Name
		if nm.Use == kb.Capital {
			name = nm.Rec.Capital
			for _, o := range nm.Others { // of a state with several
				if o.Country == nm.Rec.Country && strings.HasPrefix(o.ID, "place:") {
					name = o.Name
				}
			}
		}
		got = append(got, name+" "+nm.Rec.Country)
		if nm.Rec.Country == r.country && alike(name, r.name) {
			return "", true
		}
	}
	return strings.Join(got, ", "), false
}

// alike tells whether two English names are spellings of one.
func alike(a, b string) bool { return gaz.Unlike(text.Fold(a), text.Fold(b)) < .15 }

// TestFind looks the names up in the gazetteer alone, without their endings and without a text that could help.
func TestFind(t *testing.T) {
	ix, err := gaz.Open(gazetteer.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"foreign.tsv", "india.tsv"} {
		list := rows(t, file)
		n, wrong := 0, 0
		for _, r := range list {
			name := strings.TrimSuffix(strings.TrimSuffix(r.hi, " में"), " शहर")
			got := ix.Find(strings.Join(text.FoldAll(name), " "))
			n++
			if len(got) == 0 || got[0].Country != r.country {
				wrong++
				if len(got) > 0 {
					name += ": " + got[0].Name + " " + got[0].Country
				}
				t.Log("gazetteer alone: " + name)
			}
		}
		report(t, file+" by the gazetteer alone, Hindi", n, wrong)
	}
}

// TestWords reads sentences whose words are spelled or sound like places but are words and persons: none is a place.
func TestWords(t *testing.T) {
	p := load(t)
	for code, texts := range map[string][]string{
		"en": {
			"Reading is fun for children who like stories.", "The bill was debated in Parliament on Monday.", "He said that Mobile phones are banned in schools.",
			"PM Inaugurates Plant In Record Time.", "Shares Rise In Early Trade After Budget.", "Police found Madison at home.",
			"In Bad Weather, Flights Are Late.", "He works at Ford.",
		},
		"hi": {
			"खलिहान में आग लग गई।", "क्रिकेट में भारत ने मैच जीता।", "इस फिल्म में रोजर्स ने गाना गाया।", "बच्चों को हिंदी बोलने के लिए कहा गया।", "टेंशन खत्म हो गई।", "दराज में पैसे रखे थे।",
		},
		"mr": {
			"हे लक्षात ठेवा.", "परदेशात शिक्षण घेण्याची संधी मिळाली.", "पार्लरमध्ये केस कापले.", "जेवणात मीठ कमी होते.", "काळजात धडधड वाढली.", "रूममधील वस्तू चोरीला गेल्या.",
		},
	} {
		for _, text := range texts {
			d, err := p.Code(&article.Article{Language: code}, text)
			if err != nil {
				t.Fatal(err)
			}
			for _, nm := range d.Names {
				if nm.Found != nil {
					t.Errorf("%s: %s: %s is no place: %s", code, text, d.Text(nm.First, nm.Last), fmt.Sprint(nm.Tell()))
				}
			}
		}
	}
}

// TestContext sees that the country that a text speaks of chooses between places of one name.
func TestContext(t *testing.T) {
	p := load(t)
	for _, c := range []struct{ code, text, name, country string }{
		{"en", "Two shells hit a school in Valencia, Venezuela, on Monday.", "Valencia", "VEN"},
		{"en", "Five people were hurt in Plano, Texas, police said.", "Plano", "USA"},
		{"en", "The blast was in the village of Robotyne, Ukraine.", "Robotyne", "UKR"},
		{"en", "Protesters blocked roads in Tripoli, Lebanon, on Sunday.", "Tripoli", "LBN"},
		{"mr", "पाकिस्तानमधील हैदराबादमध्ये स्फोट झाला.", "Hyderabad", "PAK"},
		{"hi", "पाकिस्तान के हैदराबाद में धमाका हुआ।", "Hyderabad", "PAK"},
		{"mr", "हैदराबादमध्ये स्फोट झाला.", "Hyderabad", "IND"},
		{"mr", "युक्रेनमधील डोब्रोपिलिया शहरावर रशियाने हल्ला केला.", "Dobropillia", "UKR"},
		{"hi", "पाकिस्तान के सियालकोट जिले में धमाका हुआ।", "Sialkot", "PAK"},
		{"hi", "यूक्रेन के इर्पिन शहर में मातम छा गया।", "Irpin", "UKR"},
	} {
		d, err := p.Code(&article.Article{Language: c.code}, c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := placed(d, row{name: c.name, country: c.country}); !ok {
			t.Errorf("%s: %s, not %s %s", c.text, got, c.name, c.country)
		}
	}
}
