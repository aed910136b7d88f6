package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
)

// newspaper writes an archive of n pages as a newspaper's: the layouts of source/html's saved pages in three languages, with as many scripts and styles
// as pages have, 65 KB each. A page in three tells no happening, a page in three one, the rest two; four of five happenings no other page tells. All
// else is text without events. What stands on a page follows from its number.
func newspaper(t testing.TB, path string, n int) {
	t.Helper()
	layouts := newspaperLayouts(t)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var told []story
	for i := range n {
		rng := rand.New(rand.NewPCG(uint64(i), 17))
		l := layouts[i%len(layouts)]
		tongue := newspaperTongues[l.Language]
		var stories []string
		for range i % 3 {
			h := story{rng.IntN(len(tongue.acts)), rng.IntN(len(tongue.places)), rng.IntN(365), 3 + rng.IntN(90)}
			if len(told) > 0 && rng.IntN(5) == 0 {
				h = told[rng.IntN(len(told))]
			}
			told = append(told, h)
			stories = append(stories, tongue.tell(h))
		}
		page := l.page
		for k, p := range l.Paragraphs {
			text := tongue.idle(rng) + " " + tongue.idle(rng) + " " + tongue.idle(rng)
			if k < len(stories) {
				text = stories[k] + " " + text
			}
			page = strings.Replace(page, p, html.EscapeString(text), 1)
		}
		head, rest, _ := strings.Cut(page, "</head>")
		page = head + scripts(rng, 65<<10-len(page)) + "</head>" + rest
		writePage(t, f, i, page)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// writePage writes a page as one record, compressed by itself.
func writePage(t testing.TB, f *os.File, i int, page string) {
	t.Helper()
	z := gzip.NewWriter(f)
	answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%08x>\r\nWARC-Target-URI: https://paper%d.example.org/news/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		i, i%12, i, len(answer), answer)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

// layout is a saved page, and the paragraphs of its article as they stand in it.
type layout struct {
	Language, Title string
	Canonical       string
	Paragraphs      []string
	page            string
}

// newspaperLayouts are the saved pages whose paragraphs stand in them as they are read, which are nearly all. Headline and address are those of no happening.
func newspaperLayouts(t testing.TB) (list []layout) {
	t.Helper()
	names, err := filepath.Glob("../source/html/testdata/pages/*.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no pages", err)
	}
names:
	for _, name := range names {
		var l layout
		data, err := os.ReadFile(name)
		if err == nil {
			err = json.Unmarshal(data, &l)
		}
		if err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(strings.TrimSuffix(name, "json") + "html")
		if err != nil {
			t.Fatal(err)
		}
		l.page = string(bytes.ReplaceAll(page, []byte("</HEAD>"), []byte("</head>")))
		forms := strings.NewReplacer("&#39;", "&#x27;", "&#34;", "&quot;")
		for i, p := range l.Paragraphs {
			for _, form := range []string{p, html.EscapeString(p), forms.Replace(html.EscapeString(p))} {
				if strings.Contains(l.page, form) {
					l.Paragraphs[i] = form
					continue
				}
			}
			if !strings.Contains(l.page, l.Paragraphs[i]) {
				continue names
			}
		}
		for _, form := range []string{l.Title, html.EscapeString(l.Title), forms.Replace(html.EscapeString(l.Title))} {
			l.page = strings.ReplaceAll(l.page, form, newspaperTongues[l.Language].title)
		}
		l.page = strings.ReplaceAll(l.page, l.Canonical, "")
		list = append(list, l)
	}
	if len(list) < 40 {
		t.Fatalf("%d layouts can be used", len(list))
	}
	return list
}

// scripts are so many bytes of scripts and styles, hardly two alike.
func scripts(rng *rand.Rand, bytes int) string {
	var b strings.Builder
	for b.Len() < bytes {
		fmt.Fprintf(&b, `<script>window.__S%x={"id":"div-gpt-ad-%d","sizes":[[%d,250],[728,90]],"targeting":{"section":"news","key":"%x"}};if(1<2){__S.go=function(a){return a&&a.b%d}}</script>
<style>.card-%x__item{display:flex;margin:0 auto;padding:%dpx 8px}@media (min-width:%dpx){.card__item--wide{width:33.3%%}}</style>
<div class="sprite s%d"><svg viewBox="0 0 24 24"><path d="M12 %dC6.48 2 2 6.48 2 %ds4.48 10 10 10"/></svg></div>
`, rng.Uint32(), rng.IntN(1000), rng.IntN(1000), rng.Uint64(), rng.IntN(100), rng.Uint32(), rng.IntN(40), rng.IntN(2000), rng.IntN(100), rng.IntN(100), rng.IntN(100))
	}
	return b.String()
}

// story is what a page tells: which act, where, on which day of the year, and how many.
type story struct{ act, place, day, count int }

// tongue is how happenings are told in a language; %[1]s is the place, %[2]s the day, %[3]d the count.
type tongue struct {
	title                  string
	acts                   []string
	places, things, months []string
	day                    string
	quiet                  []string // sentences without events, with a place, two things and a number
}

// idle is a sentence that tells no happening.
func (l *tongue) idle(rng *rand.Rand) string {
	return fmt.Sprintf(l.quiet[rng.IntN(len(l.quiet))], l.places[rng.IntN(len(l.places))], l.things[rng.IntN(len(l.things))], l.things[rng.IntN(len(l.things))], 2+rng.IntN(900))
}

func (l *tongue) tell(h story) string {
	day := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, h.day)
	return fmt.Sprintf(l.acts[h.act], l.places[h.place], fmt.Sprintf(l.day, day.Day(), l.months[day.Month()-1], day.Year()), h.count)
}

var newspaperTongues = map[string]*tongue{
	"en": {
		title: "Notes from the region", day: "%[1]d %[2]s %[3]d",
		months: strings.Fields("January February March April May June July August September October November December"),
		places: strings.Fields("Nagpur Nashik Aurangabad Solapur Kolhapur Latur Amravati Jalgaon Akola Nanded Lucknow Kanpur Varanasi Patna Gaya Ranchi Bhopal Indore Jabalpur Gwalior Raipur Jaipur Jodhpur Udaipur Srinagar Imphal Guwahati Kolkata Chennai Hyderabad"),
		things: strings.Fields("library bridge garden temple lake station theatre mill school kitchen tower workshop mango loom lamp kite drum boat well orchard bazaar field river hill village mirror carpet clock window stove"),
		acts: []string{
			"Police arrested %[3]d people in %[1]s on %[2]s.",
			"A bomb exploded in a market in %[1]s on %[2]s and killed %[3]d people.",
			"Some %[3]d farmers marched through %[1]s in protest on %[2]s.",
			"Militants attacked a police post in %[1]s on %[2]s, killing %[3]d policemen.",
			"A court in %[1]s sentenced %[3]d smugglers to prison on %[2]s.",
		},
		quiet: []string{
			"The %[2]s of %[1]s has %[4]d rooms, and the %[3]s beside it is as old.",
			"In %[1]s a %[2]s is dearer than a %[3]s by %[4]d rupees this month.",
			"It was %[4]d degrees in %[1]s, and the sky above the %[2]s and the %[3]s was clear.",
			"The new timetable of %[1]s has %[4]d more buses between the %[2]s and the %[3]s.",
			"The film about a %[2]s from %[1]s has %[4]d songs, and one about a %[3]s.",
			"The museum in %[1]s has a hall about the %[2]s, and %[4]d pictures of a %[3]s.",
			"Between %[1]s and the old %[3]s there are %[4]d kilometres of road, lined by one %[2]s after another.",
		},
	},
	"hi": {
		title: "क्षेत्र की कुछ बातें", day: "%[1]d %[2]s %[3]d",
		months: strings.Fields("जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर"),
		places: strings.Fields("नागपुर नासिक औरंगाबाद सोलापुर कोल्हापुर लातूर अमरावती जलगांव अकोला नांदेड़ लखनऊ कानपुर वाराणसी पटना गया रांची भोपाल इंदौर जबलपुर ग्वालियर रायपुर जयपुर जोधपुर उदयपुर श्रीनगर इंफाल गुवाहाटी कोलकाता चेन्नई हैदराबाद"),
		things: strings.Fields("पुस्तकालय पुल बगीचा मंदिर तालाब स्टेशन रंगमंच कारखाना विद्यालय रसोईघर मीनार आम करघा दीपक पतंग ढोल कुआं बाग खेत पहाड़ दर्पण कालीन चूल्हा झरना छाता घड़ा चबूतरा आंगन बरगद नीम"),
		acts: []string{
			"पुलिस ने %[2]s को %[1]s में %[3]d लोगों को गिरफ्तार किया।",
			"%[1]s में %[2]s को बाजार में बम विस्फोट हुआ, जिसमें %[3]d लोगों की मौत हो गई।",
			"%[2]s को %[1]s में %[3]d किसानों ने विरोध प्रदर्शन किया।",
			"उग्रवादियों ने %[2]s को %[1]s में पुलिस चौकी पर हमला किया और %[3]d पुलिसकर्मियों को मार डाला।",
			"%[1]s की अदालत ने %[2]s को %[3]d तस्करों को जेल की सजा सुनाई।",
		},
		quiet: []string{
			"%[1]s के %[2]s में %[4]d कमरे हैं और उसके बगल का %[3]s उतना ही पुराना है।",
			"%[1]s में इस महीने %[2]s का दाम %[3]s से %[4]d रुपये अधिक है।",
			"%[1]s में तापमान %[4]d डिग्री रहा और %[2]s तथा %[3]s के ऊपर आसमान साफ था।",
			"%[1]s की नई समय सारिणी में %[2]s और %[3]s के बीच %[4]d बसें अधिक हैं।",
			"%[1]s के %[2]s पर बनी फिल्म में %[4]d गाने हैं और एक गाना %[3]s पर है।",
			"%[1]s के संग्रहालय में %[2]s का एक कक्ष है और %[3]s के %[4]d चित्र हैं।",
			"%[1]s और पुराने %[3]s के बीच %[4]d किलोमीटर सड़क है, जिसके किनारे %[2]s दिखते हैं।",
		},
	},
	"mr": {
		title: "परिसरातील काही गोष्टी", day: "%[1]d %[2]s %[3]d",
		months: strings.Fields("जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर"),
		places: strings.Fields("नागपूर नाशिक औरंगाबाद सोलापूर कोल्हापूर लातूर अमरावती जळगाव अकोला नांदेड लखनऊ कानपूर वाराणसी पाटणा गया रांची भोपाळ इंदूर जबलपूर ग्वाल्हेर रायपूर जयपूर जोधपूर उदयपूर श्रीनगर इंफाळ गुवाहाटी कोलकाता चेन्नई हैदराबाद"),
		things: strings.Fields("ग्रंथालय उद्यान मंदिर तळे स्थानक नाट्यगृह विद्यालय स्वयंपाकघर दालन शेत धरण फूल झाड छत्र मडके अंगण पाखरू वाद्य चित्र घड्याळ रान गवत कुरण डोंगरमाथा पुस्तक शिखर जाळे वस्त्र जहाज खेळणे"),
		acts: []string{
			"%[1]s येथे %[2]s रोजी पोलिसांनी %[3]d जणांना अटक केली.",
			"%[1]s येथे %[2]s रोजी बाजारात बॉम्बस्फोट होऊन %[3]d जणांचा मृत्यू झाला.",
			"%[1]s येथे %[2]s रोजी %[3]d शेतकऱ्यांनी मोर्चा काढला.",
			"%[1]s येथे %[2]s रोजी दहशतवाद्यांनी पोलीस चौकीवर हल्ला करून %[3]d पोलिसांना ठार केले.",
			"%[1]s येथील न्यायालयाने %[2]s रोजी %[3]d तस्करांना तुरुंगवासाची शिक्षा सुनावली.",
		},
		quiet: []string{
			"%[1]s मधील %[2]s %[4]d खोल्यांचे आहे आणि शेजारचे %[3]s तितकेच जुने आहे.",
			"%[1]s मध्ये या महिन्यात %[2]s हे %[3]s पेक्षा %[4]d रुपयांनी महाग आहे.",
			"%[1]s मध्ये तापमान %[4]d अंश होते आणि %[2]s व %[3]s यांच्यावरील आकाश निरभ्र होते.",
			"%[1]s च्या नव्या वेळापत्रकात %[2]s ते %[3]s अशा %[4]d गाड्या जास्त आहेत.",
			"%[1]s येथील %[2]s या विषयावरील चित्रपटात %[4]d गाणी असून एक गाणे %[3]s विषयी आहे.",
			"%[1]s च्या संग्रहालयात %[2]s विषयी एक दालन आहे आणि %[3]s ची %[4]d चित्रे आहेत.",
			"%[1]s आणि जुने %[3]s यांच्यामध्ये %[4]d किलोमीटरचा रस्ता असून कडेने %[2]s दिसते.",
		},
	},
}
