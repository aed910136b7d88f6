package numbers

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/golden/sentence"
)

// show writes a count as "text = min..max unit kind (of)".
func show(d *doc.Doc, c doc.Count) string {
	q := c.Quantity
	s := bound(q.Min)
	if q.Min == nil || q.Max == nil || *q.Min != *q.Max {
		s += ".." + bound(q.Max)
	}
	return fmt.Sprintf("%s = %s %s %s (%s)", d.Art.View.Original()[q.Span.Start:q.Span.End], s, q.Unit, c.Kind, q.Of)
}

// bound writes one end of a count; none is empty.
func bound(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// Each case is a language, a sentence, and what a reader counts in it.
var cases = []struct {
	code, text string
	want       []string
}{
	// Marathi
	{"mr", "किमान १० हजार सैनिक सीमेवर पाठवले.", []string{"किमान १० हजार सैनिक = 10000.. person person (सैनिक)"}},
	{"mr", "या हल्ल्यात १२ जण ठार झाले.", []string{"१२ जण = 12 person dead (जण)"}},
	{"mr", "हल्ल्यात १२ ठार, २० जखमी", []string{"१२ = 12 person dead ()", "२० = 20 person injured ()"}},
	{"mr", "१२ जणांचा मृत्यू झाला, तर २० जण जखमी झाले.", []string{"१२ जणांचा = 12 person dead (जणांचा)", "२० जण = 20 person injured (जण)"}},
	{"mr", "शंभराहून अधिक लोक ठार झाले.", []string{"शंभराहून अधिक लोक = 100.. person dead (लोक)"}},
	{"mr", "१००हून अधिक नागरिक जखमी झाले.", []string{"१००हून अधिक नागरिक = 100.. person injured (नागरिक)"}},
	{"mr", "दहापेक्षा जास्त सैनिक ठार झाले.", []string{"दहापेक्षा जास्त सैनिक = 10.. person dead (सैनिक)"}},
	{"mr", "सुमारे ५० नागरिकांना अटक करण्यात आली.", []string{"सुमारे ५० नागरिकांना = 50 person arrested (नागरिकांना)"}},
	{"mr", "अमेरिकेने दीड अब्ज डॉलरची मदत दिली.", []string{"दीड अब्ज डॉलरची = 1500000000 USD money (डॉलरची)"}},
	{"mr", "सरकारने २.५ लाख रुपये दिले.", []string{"२.५ लाख रुपये = 250000 INR money (रुपये)"}},
	{"mr", "सरकारने १,००,००० रुपये दिले.", []string{"१,००,००० रुपये = 100000 INR money (रुपये)"}},
	{"mr", "अडीच कोटी रुपये मंजूर झाले.", []string{"अडीच कोटी रुपये = 25000000 INR money (रुपये)"}},
	{"mr", "साडेतीन लाख लोक विस्थापित झाले.", []string{"साडेतीन लाख लोक = 350000 person displaced (लोक)"}},
	{"mr", "साडे तीनशे सैनिक आले.", []string{"साडे तीनशे सैनिक = 350 person person (सैनिक)"}},
	{"mr", "पावणेदोन कोटी रुपये मिळाले.", []string{"पावणेदोन कोटी रुपये = 17500000 INR money (रुपये)"}},
	{"mr", "सव्वा लाख सैनिक तैनात केले.", []string{"सव्वा लाख सैनिक = 125000 person person (सैनिक)"}},
	{"mr", "एकशे वीस सैनिक परतले.", []string{"एकशे वीस सैनिक = 120 person person (सैनिक)"}},
	{"mr", "दोन लाख कोटी रुपयांची तरतूद केली.", []string{"दोन लाख कोटी रुपयांची = 2000000000000 INR money (रुपयांची)"}},
	{"mr", "शेकडो नागरिक रस्त्यावर उतरले.", []string{"शेकडो नागरिक = 100.. person person (नागरिक)"}},
	{"mr", "हजारो शेतकऱ्यांनी मोर्चा काढला.", []string{"हजारो शेतकऱ्यांनी = 1000.. person person (शेतकऱ्यांनी)"}},
	{"mr", "१० ते १२ सैनिक ठार झाले.", []string{"१० ते १२ सैनिक = 10..12 person dead (सैनिक)"}},
	{"mr", "१०-१२ हजार सैनिक आले.", []string{"१०-१२ हजार सैनिक = 10000..12000 person person (सैनिक)"}},
	{"mr", "दोन-तीन सैनिक जखमी झाले.", []string{"दोन-तीन सैनिक = 2..3 person injured (सैनिक)"}},
	{"mr", "आयातीवर ५० टक्के शुल्क लादले.", []string{"५० टक्के = 50 percent percent ()"}},
	{"mr", "किंमत १०% वाढली.", []string{"१०% = 10 percent percent ()"}},
	{"mr", "सैन्य ५ किमी पुढे गेले.", []string{"५ किमी = 5 km distance (किमी)"}},
	{"mr", "रशियाने २० क्षेपणास्त्रे डागली.", []string{"२० क्षेपणास्त्रे = 20 item weapon (क्षेपणास्त्रे)"}},
	{"mr", "तिघांना अटक केली.", []string{"तिघांना = 3 person arrested (तिघांना)"}},
	{"mr", "फक्त ५ सैनिक आले.", []string{"फक्त ५ सैनिक = 5 person person (सैनिक)"}},
	{"mr", "तीन दिवसांचा दौरा सुरू झाला.", []string{"तीन दिवसांचा = 3 day  (दिवसांचा)"}},
	{"mr", "५०० टन गहू पाठवला.", []string{"५०० टन गहू = 500 tonne  (गहू)"}},
	{"mr", "पाच जण ठार झाले.", []string{"पाच जण = 5 person dead (जण)"}},
	{"mr", "पाच रशियन सैनिक ठार झाले.", []string{"पाच रशियन सैनिक = 5 person dead (सैनिक)"}},
	{"mr", "१२ पोलीस अधिकारी जखमी झाले.", []string{"१२ पोलीस अधिकारी = 12 person injured (पोलीस अधिकारी)"}},
	{"mr", "२५ जणांना अटक, तर ४० जण जखमी", []string{"२५ जणांना = 25 person arrested (जणांना)", "४० जण = 40 person injured (जण)"}},
	{"mr", "१४ हजार ९८३ जणांनी चाचणी केली.", []string{"१४ हजार ९८३ जणांनी = 14983 person person (जणांनी)"}},
	{"mr", "पोलिसांनी ६६ लाखांचा ६५८ किलो गांजा पकडला.", []string{"६५८ किलो गांजा = 658 kg  (गांजा)"}},
	{"mr", "पोलिसांनी २० कोटींचे कोकेन पकडले.", []string{"२० कोटींचे = 200000000 INR money ()"}},
	{"mr", "सभेला २० हजारांची गर्दी जमली.", nil},
	{"hi", "700 करोड़ की संपत्ति जब्त की गई।", []string{"700 करोड़ = 7000000000 INR money ()"}},
	{"hi", "रैली में 20 हजार की भीड़ जुटी।", nil},
	{"mr", "त्यांनी तीन वेळा फोन केला.", nil},
	{"mr", "एक जवान शहीद झाला.", []string{"एक जवान = 1 person dead (जवान)"}},
	{"mr", "२०१९-२० मध्ये करार झाला.", nil},
	{"mr", "दुपारी २ ते ४ वाजेपर्यंत बैठक झाली.", nil},
	{"mr", "१५ ऑगस्ट २०२५ रोजी भेट झाली.", nil},
	{"mr", "२०१८ मध्ये करार झाला.", nil},
	{"mr", "सकाळी १० वाजता बैठक झाली.", nil},
	{"mr", "सकाळी १०:३० वाजता बैठक झाली.", nil},
	{"mr", "दोन्ही नेत्यांची भेट झाली.", nil},
	{"mr", "एफ-१६ विमाने आली.", nil},
	{"mr", "२५ वर्षीय तरुणाला अटक केली.", nil},
	{"mr", "कलम ३७० रद्द केले.", nil},
	{"mr", "तीन दिवसांपूर्वी चर्चा झाली.", nil},
	{"mr", "गेल्या तीन दिवसांत चर्चा झाली.", nil},
	{"mr", "१५व्या बैठकीत निर्णय झाला.", nil},
	{"mr", "पहिल्या बैठकीत निर्णय झाला.", nil},
	{"mr", "दूरध्वनी ०२२-२३४५६७८९ वर संपर्क साधा.", nil},
	{"mr", "एका अधिकाऱ्याने सांगितले.", nil},
	{"mr", "भारताने सामना ३-१ जिंकला.", nil},
	// Hindi
	{"hi", "हमले में कम से कम 12 लोग मारे गए।", []string{"कम से कम 12 लोग = 12.. person dead (लोग)"}},
	{"hi", "हमले में 20 लोग घायल हुए।", []string{"20 लोग = 20 person injured (लोग)"}},
	{"hi", "10 से ज्यादा सैनिक घायल हो गए।", []string{"10 से ज्यादा सैनिक = 10.. person injured (सैनिक)"}},
	{"hi", "100 से अधिक लोगों को गिरफ्तार किया गया।", []string{"100 से अधिक लोगों = 100.. person arrested (लोगों)"}},
	{"hi", "10 से 12 सैनिक आए।", []string{"10 से 12 सैनिक = 10..12 person person (सैनिक)"}},
	{"hi", "करीब 50 हजार लोगों ने प्रदर्शन किया।", []string{"करीब 50 हजार लोगों = 50000 person person (लोगों)"}},
	{"hi", "डेढ़ लाख लोग बेघर हो गए।", []string{"डेढ़ लाख लोग = 150000 person displaced (लोग)"}},
	{"hi", "ढाई करोड़ रुपये दिए।", []string{"ढाई करोड़ रुपये = 25000000 INR money (रुपये)"}},
	{"hi", "साढ़े तीन अरब डॉलर की मदद दी।", []string{"साढ़े तीन अरब डॉलर = 3500000000 USD money (डॉलर)"}},
	{"hi", "साढ़े तीन सौ सैनिक आए।", []string{"साढ़े तीन सौ सैनिक = 350 person person (सैनिक)"}},
	{"hi", "सवा लाख सैनिक तैनात किए।", []string{"सवा लाख सैनिक = 125000 person person (सैनिक)"}},
	{"hi", "पौने दो करोड़ रुपये मिले।", []string{"पौने दो करोड़ रुपये = 17500000 INR money (रुपये)"}},
	{"hi", "दो सौ पचास सैनिक आए।", []string{"दो सौ पचास सैनिक = 250 person person (सैनिक)"}},
	{"hi", "एक लाख बीस हजार सैनिक आए।", []string{"एक लाख बीस हजार सैनिक = 120000 person person (सैनिक)"}},
	{"hi", "हजारों किसानों ने प्रदर्शन किया।", []string{"हजारों किसानों = 1000.. person person (किसानों)"}},
	{"hi", "सैकड़ों लोग सड़कों पर उतरे।", []string{"सैकड़ों लोग = 100.. person person (लोग)"}},
	{"hi", "दर्जनों सैनिक मारे गए।", []string{"दर्जनों सैनिक = 24.. person dead (सैनिक)"}},
	{"hi", "20 प्रतिशत शुल्क लगाया।", []string{"20 प्रतिशत = 20 percent percent ()"}},
	{"hi", "रूस ने 30 मिसाइलें दागीं।", []string{"30 मिसाइलें = 30 item weapon (मिसाइलें)"}},
	{"hi", "सेना 15 किलोमीटर आगे बढ़ी।", []string{"15 किलोमीटर = 15 km distance (किलोमीटर)"}},
	{"hi", "हमले में 12 की मौत, 20 घायल", []string{"12 = 12 person dead ()", "20 = 20 person injured ()"}},
	{"hi", "पुलिस ने 5 को गिरफ्तार किया।", []string{"5 = 5 person arrested ()"}},
	{"hi", "उन्होंने 3 बार फोन किया।", nil},
	{"hi", "दो-तीन सैनिक घायल हुए।", []string{"दो-तीन सैनिक = 2..3 person injured (सैनिक)"}},
	{"hi", "तीन दिन का दौरा शुरू हुआ।", []string{"तीन दिन = 3 day  (दिन)"}},
	{"hi", "5 लाख से कम लोग आए।", []string{"5 लाख से कम लोग = ..500000 person person (लोग)"}},
	{"hi", "12 लोगों की मौत हो गई और 30 लोग घायल हैं।", []string{"12 लोगों = 12 person dead (लोगों)", "30 लोग = 30 person injured (लोग)"}},
	{"hi", "अमेरिका ने 20 अरब अमेरिकी डॉलर दिए।", []string{"20 अरब अमेरिकी डॉलर = 20000000000 USD money (डॉलर)"}},
	{"hi", "सेना के 12 जवान शहीद हुए।", []string{"12 जवान = 12 person dead (जवान)"}},
	{"hi", "एक सैनिक मारा गया।", []string{"एक सैनिक = 1 person dead (सैनिक)"}},
	{"hi", "आधे घंटे बाद बैठक हुई।", nil},
	{"hi", "1998 से 2004 तक वे मंत्री रहे।", nil},
	{"hi", "15 अगस्त को समझौता हुआ।", nil},
	{"hi", "2018 में समझौता हुआ।", nil},
	{"hi", "सुबह 10 बजे बैठक हुई।", nil},
	{"hi", "तीन दिन पहले बातचीत हुई।", nil},
	{"hi", "पिछले तीन दिनों में बातचीत हुई।", nil},
	{"hi", "अनुच्छेद 370 हटाया गया।", nil},
	{"hi", "25 वर्षीय युवक को गिरफ्तार किया गया।", nil},
	{"hi", "दोनों नेताओं की मुलाकात हुई।", nil},
	{"hi", "15वीं बैठक हुई।", nil},
	{"hi", "जी-20 सम्मेलन हुआ।", nil},
	{"hi", "मिग-21 विमान गिरा।", nil},
	{"hi", "एक अधिकारी ने कहा।", nil},
	{"hi", "धारा 144 लागू की गई।", nil},
	// English
	{"en", "At least 12 people were killed and 20 others wounded.", []string{"At least 12 people = 12.. person dead (people)", "20 others = 20 person injured (others)"}},
	{"en", "More than 100 soldiers were killed.", []string{"More than 100 soldiers = 100.. person dead (soldiers)"}},
	{"en", "The attack killed 12 people.", []string{"12 people = 12 person dead (people)"}},
	{"en", "Up to 5,000 troops will be deployed.", []string{"Up to 5,000 troops = ..5000 person person (troops)"}},
	{"en", "About 50 protesters were arrested.", []string{"About 50 protesters = 50 person arrested (protesters)"}},
	{"en", "The US gave $5 million to Kenya.", []string{"$5 million = 5000000 USD money ()"}},
	{"en", "The US gave nearly US$20bn to Kenya.", []string{"nearly US$20bn = 20000000000 USD money ()"}},
	{"en", "India sanctioned Rs 500 crore.", []string{"Rs 500 crore = 5000000000 INR money ()"}},
	{"en", "They paid 500 million dollars.", []string{"500 million dollars = 500000000 USD money (dollars)"}},
	{"en", "Two hundred and five hostages were freed.", []string{"Two hundred and five hostages = 205 person person (hostages)"}},
	{"en", "Twenty-five soldiers died.", []string{"Twenty-five soldiers = 25 person dead (soldiers)"}},
	{"en", "Dozens of protesters gathered.", []string{"Dozens of protesters = 24.. person person (protesters)"}},
	{"en", "Thousands of people fled.", []string{"Thousands of people = 1000.. person person (people)"}},
	{"en", "Hundreds of thousands of people marched.", []string{"Hundreds of thousands of people = 100000.. person person (people)"}},
	{"en", "Between raids, 10-12 soldiers were wounded.", []string{"10-12 soldiers = 10..12 person injured (soldiers)"}},
	{"en", "Two to three million people fled.", []string{"Two to three million people = 2000000..3000000 person person (people)"}},
	{"en", "They moved 15 km north.", []string{"15 km = 15 km distance (km)"}},
	{"en", "Tariffs of 50% were imposed.", []string{"50% = 50 percent percent ()"}},
	{"en", "Tariffs rose 25 per cent.", []string{"25 per cent = 25 percent percent ()"}},
	{"en", "Russia fired 30 ballistic missiles.", []string{"30 ballistic missiles = 30 item weapon (missiles)"}},
	{"en", "He sent 500 tonnes of food.", []string{"500 tonnes of food = 500 tonne  (food)"}},
	{"en", "A three-day visit began.", []string{"three-day = 3 day  (day)"}},
	{"en", "20 or more soldiers were killed.", []string{"20 or more soldiers = 20.. person dead (soldiers)"}},
	{"en", "The raid left 12 dead.", []string{"12 = 12 person dead ()"}},
	{"en", "Half a million people fled.", []string{"Half a million people = 500000 person person (people)"}},
	{"en", "12 police officers were killed.", []string{"12 police officers = 12 person dead (police officers)"}},
	{"en", "Police arrested 12 suspected militants.", []string{"12 suspected militants = 12 person arrested (militants)"}},
	{"en", "At least 20 Russian soldiers died.", []string{"At least 20 Russian soldiers = 20.. person dead (soldiers)"}},
	{"en", "One soldier was killed.", []string{"One soldier = 1 person dead (soldier)"}},
	{"en", "Nearly 2,000 homes were destroyed.", []string{"Nearly 2,000 homes = 2000 item item (homes)"}},
	{"en", "The bomb killed at least three and wounded 12 others.", []string{"at least three = 3.. person dead ()", "12 others = 12 person injured (others)"}},
	{"en", "They met four times.", nil},
	{"en", "He was jailed for 10 years.", []string{"10 years = 10 year  (years)"}},
	{"en", "On August 15, 2025 they met.", nil},
	{"en", "They met on 15 August.", nil},
	{"en", "They met in 1998.", nil},
	{"en", "They met at 10 am.", nil},
	{"en", "A 20-year-old man was arrested.", nil},
	{"en", "India bought F-16 jets.", nil},
	{"en", "The G20 leaders met.", nil},
	{"en", "Article 370 was scrapped.", nil},
	{"en", "They met three days ago.", nil},
	{"en", "In the last three days they met.", nil},
	{"en", "Both leaders met.", nil},
	{"en", "The 2018 election was held.", nil},
	{"en", "The 15th meeting was held.", nil},
	{"en", "One official said so.", nil},
	{"en", "They won 3-1 on Sunday.", nil},
	{"en", "He was 45 years old.", nil},
}

func TestRun(t *testing.T) {
	for _, c := range cases {
		d := sentence.Doc(t, c.code, "2025-08-15", c.text)
		Run(d)
		var got []string
		for _, x := range d.Counts {
			got = append(got, show(d, x))
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: %s\n got %q\nwant %q", c.code, c.text, got, c.want)
		}
	}
}

// Fuzz: no input panics, and every span lies in the text.
func FuzzRun(f *testing.F) {
	for _, c := range cases {
		f.Add(c.code, c.text)
	}
	f.Fuzz(func(t *testing.T, code, s string) {
		if code != "mr" && code != "hi" && code != "en" {
			code = "en"
		}
		s = "x " + s // a text that begins with a full stop is the segmenter's to test
		d := sentence.Doc(t, code, "2025-08-15", s)
		Run(d)
		last := 0
		for _, c := range d.Counts {
			if c.First < last || c.Last <= c.First || c.Last > len(d.Art.Tokens) {
				t.Fatalf("count at tokens %d-%d after %d", c.First, c.Last, last)
			}
			last = c.Last
			if q := c.Quantity; q.Span.End > len(s) || q.Min == nil && q.Max == nil || q.Unit == "" {
				t.Fatalf("bad quantity %+v", q)
			}
		}
	})
}

func BenchmarkRun(b *testing.B) {
	d := sentence.Doc(b, "mr", "2025-08-15", strings.Repeat("१२ जणांचा मृत्यू झाला, तर २० जण जखमी झाले. अमेरिकेने दीड अब्ज डॉलरची मदत दिली. ", 40))
	b.SetBytes(int64(len(d.Art.View.Original())))
	b.ReportAllocs()
	for b.Loop() {
		Run(d)
	}
}
