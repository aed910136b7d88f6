package dates

import (
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/golden/sentence"
)

// show writes a time as "text = day", "text = day..day", or "text = ?" where it is unresolved.
func show(d *doc.Doc, t doc.Time) string {
	sp := d.Span(t.First, t.Last)
	s := d.Art.View.Original()[sp.Start:sp.End] + " = "
	switch {
	case !t.Resolved:
		s += "?"
	case t.Interval.Start == t.Interval.End:
		s += t.Interval.Start.String()
	default:
		s += t.Interval.Start.String() + ".." + t.Interval.End.String()
	}
	if t.Dateline {
		s += " dateline"
	}
	return s
}

// The publication day is Friday, 15 August 2025. Each case is a language, a text, and what a reader takes from it.
var cases = []struct {
	code, text string
	want       []string
}{
	// Marathi
	{"mr", "१५ ऑगस्ट २०२५ रोजी भेट झाली.", []string{"१५ ऑगस्ट २०२५ रोजी = 2025-08-15"}},
	{"mr", "१२ ऑगस्ट रोजी भेट झाली.", []string{"१२ ऑगस्ट रोजी = 2025-08-12"}},
	{"mr", "२० नोव्हेंबरला भेट झाली.", []string{"२० नोव्हेंबरला = 2024-11-20"}},
	{"mr", "२० नोव्हेंबरला भेट होईल.", []string{"२० नोव्हेंबरला = 2025-11-20"}},
	{"mr", "१३/८/२०२५ रोजी भेट झाली.", []string{"१३/८/२०२५ रोजी = 2025-08-13"}},
	{"mr", "भेट ता. १३ रोजी झाली.", []string{"ता. १३ रोजी = 2025-08-13"}},
	{"mr", "बैठक १७ तारखेला होणार आहे.", []string{"१७ तारखेला = 2025-08-17"}},
	{"mr", "शुक्रवारी भेट झाली.", []string{"शुक्रवारी = 2025-08-15"}},
	{"mr", "सोमवारी भेट झाली.", []string{"सोमवारी = 2025-08-11"}},
	{"mr", "सोमवारी भेट होणार आहे.", []string{"सोमवारी = 2025-08-18"}},
	{"mr", "दोन्ही नेते सोमवारी भेट घेतील.", []string{"सोमवारी = 2025-08-18"}},
	{"mr", "सोमवारी झालेल्या बैठकीत ते पुढे जातील असे ठरले.", []string{"सोमवारी = 2025-08-11"}},
	{"mr", "सोमवारी होणाऱ्या बैठकीची माहिती दिली.", []string{"सोमवारी = 2025-08-18"}},
	{"mr", "गेल्या मंगळवारी दोन्ही नेत्यांची भेट झाली.", []string{"गेल्या मंगळवारी = 2025-08-12"}},
	{"mr", "गेल्या शुक्रवारी भेट झाली.", []string{"गेल्या शुक्रवारी = 2025-08-08"}},
	{"mr", "पुढील बुधवारी भेट आहे.", []string{"पुढील बुधवारी = 2025-08-20"}},
	{"mr", "शुक्रवारी रात्री हल्ला झाला.", []string{"शुक्रवारी रात्री = 2025-08-15"}},
	{"mr", "सोमवारपासून संप सुरू आहे.", []string{"सोमवारपासून = 2025-08-11..2025-08-15"}},
	{"mr", "सोमवार ते बुधवार चर्चा झाली.", []string{"सोमवार ते बुधवार = 2025-08-11..2025-08-13"}},
	{"mr", "काल भेट झाली.", []string{"काल = 2025-08-14"}},
	{"mr", "आज भेट झाली.", []string{"आज = 2025-08-15"}},
	{"mr", "उद्या भेट होणार आहे.", []string{"उद्या = 2025-08-16"}},
	{"mr", "परवा भेट झाली.", []string{"परवा = 2025-08-13"}},
	{"mr", "परवा भेट होईल.", []string{"परवा = 2025-08-17"}},
	{"mr", "काल रात्री हल्ला झाला.", []string{"काल रात्री = 2025-08-14"}},
	{"mr", "गेल्या आठवड्यात भेट झाली.", []string{"गेल्या आठवड्यात = 2025-08-04..2025-08-10"}},
	{"mr", "या आठवड्यात भेट झाली.", []string{"या आठवड्यात = 2025-08-11..2025-08-17"}},
	{"mr", "पुढील आठवड्यात भेट होईल.", []string{"पुढील आठवड्यात = 2025-08-18..2025-08-24"}},
	{"mr", "गेल्या महिन्यात करार झाला.", []string{"गेल्या महिन्यात = 2025-07-01..2025-07-31"}},
	{"mr", "गेल्या वर्षी करार झाला.", []string{"गेल्या वर्षी = 2024-01-01..2024-12-31"}},
	{"mr", "यंदा करार झाला.", []string{"यंदा = 2025-01-01..2025-12-31"}},
	{"mr", "तीन दिवसांपूर्वी भेट झाली.", []string{"तीन दिवसांपूर्वी = 2025-08-12"}},
	{"mr", "३ दिवसांपूर्वी भेट झाली.", []string{"३ दिवसांपूर्वी = 2025-08-12"}},
	{"mr", "दोन वर्षांपूर्वी करार झाला.", []string{"दोन वर्षांपूर्वी = 2023-01-01..2023-12-31"}},
	{"mr", "गेल्या तीन दिवसांत चर्चा झाली.", []string{"गेल्या तीन दिवसांत = 2025-08-12..2025-08-15"}},
	{"mr", "तीन दिवसांपासून चर्चा सुरू आहे.", []string{"तीन दिवसांपासून = 2025-08-12..2025-08-15"}},
	{"mr", "काही दिवसांपूर्वी चर्चा झाली.", []string{"दिवसांपूर्वी = ?"}},
	{"mr", "फेब्रुवारीत भेट झाली.", []string{"फेब्रुवारीत = 2025-02-01..2025-02-28"}},
	{"mr", "ऑक्टोबरमध्ये भेट होईल.", []string{"ऑक्टोबरमध्ये = 2025-10-01..2025-10-31"}},
	{"mr", "ऑक्टोबरमध्ये भेट झाली.", []string{"ऑक्टोबरमध्ये = 2024-10-01..2024-10-31"}},
	{"mr", "ऑगस्ट २०२४ मध्ये करार झाला.", []string{"ऑगस्ट २०२४ = 2024-08-01..2024-08-31"}},
	{"mr", "गेल्या वर्षी नोव्हेंबरमध्ये करार झाला.", []string{"गेल्या वर्षी नोव्हेंबरमध्ये = 2024-11-01..2024-11-30"}},
	{"mr", "२०१८ मध्ये करार झाला.", []string{"२०१८ = 2018-01-01..2018-12-31"}},
	{"mr", "२०१८मध्ये करार झाला.", []string{"२०१८ = 2018-01-01..2018-12-31"}},
	{"mr", "सन २०१६ मध्ये करार झाला.", []string{"सन २०१६ = 2016-01-01..2016-12-31"}},
	{"mr", "२०१४ ते २०१८ या काळात चर्चा झाली.", []string{"२०१४ ते २०१८ = 2014-01-01..2018-12-31"}},
	{"mr", "१९९० च्या दशकात युद्ध झाले.", []string{"१९९० च्या दशकात = 1990-01-01..1999-12-31"}},
	{"mr", "१५ ते १७ ऑगस्टला बैठक होईल.", []string{"१५ ते १७ ऑगस्टला = 2025-08-15..2025-08-17"}},
	{"mr", "स्वातंत्र्य दिनी भाषण झाले.", []string{"स्वातंत्र्य दिनी = 2025-08-15"}},
	{"mr", "क्वालालंपूर, ८ ऑगस्ट : पंतप्रधानांनी आज भेट घेतली.", []string{"८ ऑगस्ट = 2025-08-08 dateline", "आज = 2025-08-08"}},
	{"mr", "शुक्रवारी (ता. १५) भेट झाली.", []string{"शुक्रवारी (ता. १५) = 2025-08-15"}},
	{"mr", "काही महिन्यांपूर्वी करार झाला.", []string{"महिन्यांपूर्वी = ?"}},
	{"mr", "वर्षभरापूर्वी करार झाला.", []string{"वर्षभरापूर्वी = 2024-01-01..2024-12-31"}},
	{"mr", "१३ आणि १४ ऑगस्टला भेट झाली.", []string{"१३ आणि १४ ऑगस्टला = 2025-08-13..2025-08-14"}},
	{"mr", "२०१९ च्या निवडणुकीत विजय मिळाला.", []string{"२०१९ = 2019-01-01..2019-12-31"}},
	{"mr", "आयपीएल २०२३: सामना झाला.", nil},
	{"mr", "किमान २००० सैनिक आले.", nil},
	{"mr", "एफ-१६ विमाने आली.", nil},
	{"mr", "१० जण ठार झाले.", nil},
	{"mr", "३७० कलम रद्द केले.", nil},
	{"mr", "गेल्या जवानांनी मोर्चा काढला.", nil},
	{"mr", "दुसऱ्या देशात भेट झाली.", nil},
	// Hindi
	{"hi", "15 अगस्त 2025 को मुलाकात हुई।", []string{"15 अगस्त 2025 = 2025-08-15"}},
	{"hi", "12 अगस्त को मुलाकात हुई।", []string{"12 अगस्त = 2025-08-12"}},
	{"hi", "20 नवंबर को मुलाकात होगी।", []string{"20 नवंबर = 2025-11-20"}},
	{"hi", "सोमवार को मुलाकात हुई।", []string{"सोमवार = 2025-08-11"}},
	{"hi", "सोमवार को मुलाकात होगी।", []string{"सोमवार = 2025-08-18"}},
	{"hi", "सोमवार को होने वाली बैठक टल गई।", []string{"सोमवार = 2025-08-18"}},
	{"hi", "सोमवार को हुई बैठक में फैसला लिया जाएगा।", []string{"सोमवार = 2025-08-11"}},
	{"hi", "बैठक का आयोजन सोमवार को किया जाएगा।", []string{"सोमवार = 2025-08-18"}},
	{"hi", "उन्होंने सोमवार को कहा कि वह दिल्ली जाएंगे।", []string{"सोमवार = 2025-08-11"}},
	{"hi", "कल मुलाकात हुई।", []string{"कल = 2025-08-14"}},
	{"hi", "कल मुलाकात होगी।", []string{"कल = 2025-08-16"}},
	{"hi", "परसों मुलाकात हुई।", []string{"परसों = 2025-08-13"}},
	{"hi", "परसों मुलाकात होगी।", []string{"परसों = 2025-08-17"}},
	{"hi", "आज मुलाकात हुई।", []string{"आज = 2025-08-15"}},
	{"hi", "पिछले मंगलवार को मुलाकात हुई।", []string{"पिछले मंगलवार = 2025-08-12"}},
	{"hi", "अगले बुधवार को मुलाकात है।", []string{"अगले बुधवार = 2025-08-20"}},
	{"hi", "पिछले सप्ताह मुलाकात हुई।", []string{"पिछले सप्ताह = 2025-08-04..2025-08-10"}},
	{"hi", "अगले महीने मुलाकात होगी।", []string{"अगले महीने = 2025-09-01..2025-09-30"}},
	{"hi", "इस साल समझौता हुआ।", []string{"इस साल = 2025-01-01..2025-12-31"}},
	{"hi", "पिछले साल नवंबर में समझौता हुआ।", []string{"पिछले साल नवंबर = 2024-11-01..2024-11-30"}},
	{"hi", "तीन दिन पहले मुलाकात हुई।", []string{"तीन दिन पहले = 2025-08-12"}},
	{"hi", "दो साल पहले समझौता हुआ।", []string{"दो साल पहले = 2023-01-01..2023-12-31"}},
	{"hi", "चुनाव से तीन दिन पहले समझौता हुआ।", []string{"तीन दिन पहले = ?"}},
	{"hi", "पिछले तीन दिनों में बातचीत हुई।", []string{"पिछले तीन दिनों = 2025-08-12..2025-08-15"}},
	{"hi", "जनवरी में समझौता हुआ।", []string{"जनवरी = 2025-01-01..2025-01-31"}},
	{"hi", "2018 में समझौता हुआ।", []string{"2018 = 2018-01-01..2018-12-31"}},
	{"hi", "साल 2016 में समझौता हुआ।", []string{"साल 2016 = 2016-01-01..2016-12-31"}},
	{"hi", "2014 से 2018 तक बातचीत हुई।", []string{"2014 से 2018 = 2014-01-01..2018-12-31"}},
	{"hi", "90 के दशक में युद्ध हुआ।", []string{"90 के दशक = 1990-01-01..1999-12-31"}},
	{"hi", "15 से 17 अगस्त तक बैठक होगी।", []string{"15 से 17 अगस्त = 2025-08-15..2025-08-17"}},
	{"hi", "सोमवार से हड़ताल जारी है।", []string{"सोमवार = 2025-08-11..2025-08-15"}},
	{"hi", "नई दिल्ली, 14 अगस्त (भाषा) प्रधानमंत्री ने आज मुलाकात की।", []string{"14 अगस्त = 2025-08-14 dateline", "आज = 2025-08-14"}},
	{"hi", "सोमवार रात हमला हुआ।", []string{"सोमवार रात = 2025-08-11"}},
	{"hi", "20 साल बाद रिहा होंगे।", []string{"20 साल बाद = ?"}},
	{"hi", "दो दिन बाद मुलाकात होगी।", []string{"दो दिन बाद = 2025-08-17"}},
	{"hi", "शुक्रवार, 15 अगस्त को मुलाकात हुई।", []string{"शुक्रवार, 15 अगस्त = 2025-08-15"}},
	{"hi", "वे सोमवार को मिलने वाले हैं।", []string{"सोमवार = 2025-08-18"}},
	{"hi", "प्रधानमंत्री सोमवार को दौरा करने जा रहे हैं।", []string{"सोमवार = 2025-08-18"}},
	{"hi", "कुछ दिन पहले मुलाकात हुई।", []string{"कुछ दिन पहले = ?"}},
	{"hi", "पिछले सप्ताह सोमवार को मुलाकात हुई।", []string{"पिछले सप्ताह सोमवार = 2025-08-04"}},
	{"hi", "डेढ़ साल पहले समझौता हुआ।", []string{"डेढ़ साल पहले = 2024-01-01..2024-12-31"}},
	{"hi", "गणतंत्र दिवस पर परेड हुई।", []string{"गणतंत्र दिवस = 2025-01-26"}},
	{"hi", "कर्मचारियों ने मार्च में हिस्सा लिया।", nil},
	{"hi", "10 से 12 लोग मारे गए।", nil},
	{"hi", "अनुच्छेद 370 हटाया गया।", nil},
	{"hi", "मिग-21 विमान गिरा।", nil},
	// English
	{"en", "They met on 15 August 2025.", []string{"15 August 2025 = 2025-08-15"}},
	{"en", "They met on August 12.", []string{"August 12 = 2025-08-12"}},
	{"en", "They met on Aug. 12.", []string{"Aug. 12 = 2025-08-12"}},
	{"en", "On Friday, August 15, 2025, they met.", []string{"Friday, August 15, 2025 = 2025-08-15"}},
	{"en", "They met on 13/8/2025.", []string{"13/8/2025 = 2025-08-13"}},
	{"en", "They met on 2025-08-13.", []string{"2025-08-13 = 2025-08-13"}},
	{"en", "They met on the 19th of March.", []string{"19th of March = 2025-03-19"}},
	{"en", "The leaders met on Monday.", []string{"Monday = 2025-08-11"}},
	{"en", "The leaders will meet on Monday.", []string{"Monday = 2025-08-18"}},
	{"en", "On Monday, the leaders will meet.", []string{"Monday = 2025-08-18"}},
	{"en", "The minister said on Monday that they will meet.", []string{"Monday = 2025-08-11"}},
	{"en", "The minister is expected to visit Moscow on Monday.", []string{"Monday = 2025-08-18"}},
	{"en", "A man who was killed on Monday was buried.", []string{"Monday = 2025-08-11"}},
	{"en", "The leaders met last Tuesday.", []string{"last Tuesday = 2025-08-12"}},
	{"en", "The leaders met last Friday.", []string{"last Friday = 2025-08-08"}},
	{"en", "They will meet next Wednesday.", []string{"next Wednesday = 2025-08-20"}},
	{"en", "They met yesterday.", []string{"yesterday = 2025-08-14"}},
	{"en", "They will meet tomorrow.", []string{"tomorrow = 2025-08-16"}},
	{"en", "They met last week.", []string{"last week = 2025-08-04..2025-08-10"}},
	{"en", "They met last month.", []string{"last month = 2025-07-01..2025-07-31"}},
	{"en", "They met three days ago.", []string{"three days ago = 2025-08-12"}},
	{"en", "They met a week ago.", []string{"a week ago = 2025-08-04..2025-08-10"}},
	{"en", "They met two years ago.", []string{"two years ago = 2023-01-01..2023-12-31"}},
	{"en", "They fought for the last three days.", []string{"the last three days = 2025-08-12..2025-08-15"}},
	{"en", "They have been fighting since Monday.", []string{"Monday = 2025-08-11..2025-08-15"}},
	{"en", "They met in January.", []string{"January = 2025-01-01..2025-01-31"}},
	{"en", "They met in November.", []string{"November = 2024-11-01..2024-11-30"}},
	{"en", "They will meet in November.", []string{"November = 2025-11-01..2025-11-30"}},
	{"en", "They met last November.", []string{"last November = 2024-11-01..2024-11-30"}},
	{"en", "They met last August.", []string{"last August = 2024-08-01..2024-08-31"}},
	{"en", "They met in March 2024.", []string{"March 2024 = 2024-03-01..2024-03-31"}},
	{"en", "They met in November last year.", []string{"November last year = 2024-11-01..2024-11-30"}},
	{"en", "They met in 1998.", []string{"1998 = 1998-01-01..1998-12-31"}},
	{"en", "They ruled from 1998 to 2004.", []string{"1998 to 2004 = 1998-01-01..2004-12-31"}},
	{"en", "War raged in the 1990s.", []string{"1990s = 1990-01-01..1999-12-31"}},
	{"en", "They met on August 12-14.", []string{"August 12-14 = 2025-08-12..2025-08-14"}},
	{"en", "They met from Monday to Wednesday.", []string{"Monday to Wednesday = 2025-08-11..2025-08-13"}},
	{"en", "The attack came on Monday night.", []string{"Monday night = 2025-08-11"}},
	{"en", "DOHA, March 19 - The minister met the emir today.", []string{"March 19 = 2025-03-19 dateline", "today = 2025-03-19"}},
	{"en", "Monday's attack killed two soldiers.", []string{"Monday = 2025-08-11"}},
	{"en", "They celebrated Christmas.", []string{"Christmas = 2024-12-25"}},
	{"en", "PM to visit Russia on October 22.", []string{"October 22 = 2025-10-22"}},
	{"en", "Apple iPhone 16 May Have The Same Design", nil},
	{"en", "The Jan Ashirwad Yatra began.", nil},
	{"en", "They agreed to meet on Monday.", []string{"Monday = 2025-08-18"}},
	{"en", "The leaders are meeting on Monday.", []string{"Monday = 2025-08-18"}},
	{"en", "The talks, due to begin on Monday, were called off.", []string{"Monday = 2025-08-18"}},
	{"en", "They would have met on Monday.", []string{"Monday = 2025-08-11"}},
	{"en", "It was the hottest day in 7 months.", []string{"7 months = ?"}},
	{"en", "They will meet in three days.", []string{"three days = 2025-08-15..2025-08-18"}},
	{"en", "The court will rule ahead of Monday's hearing.", []string{"Monday = 2025-08-18"}},
	{"en", "They met on Monday last week.", []string{"Monday last week = 2025-08-04"}},
	{"en", "They met earlier this month.", []string{"earlier this month = 2025-08-01..2025-08-31"}},
	{"en", "They met between 2001 and 2005.", []string{"2001 and 2005 = 2001-01-01..2005-12-31"}},
	{"en", "Their pact dates from the 2014-18 war.", nil},
	{"en", "On Monday, India's leaders met.", []string{"Monday = 2025-08-11"}},
	{"en", "The vote is on Monday.", []string{"Monday = 2025-08-18"}},
	{"en", "Two soldiers have been killed since Monday.", []string{"Monday = 2025-08-11..2025-08-15"}},
	{"en", "The army chief had arrived on Monday.", []string{"Monday = 2025-08-11"}},
	{"en", "The president, who was sworn in on Monday, will travel.", []string{"Monday = 2025-08-11"}},
	{"en", "He may march to the border.", nil},
	{"en", "May I speak?", nil},
	{"en", "In 2000 villages they met.", nil},
	{"en", "The sun set and he sat.", nil},
	{"en", "At least 12 people were killed.", nil},
	{"en", "COVID-19 spread.", nil},
	{"en", "This man met the last leader.", nil},
	{"en", "The next prime minister spoke.", nil},
}

func TestRun(t *testing.T) {
	for _, c := range cases {
		d := sentence.Doc(t, c.code, "2025-08-15", c.text)
		Run(d)
		var got []string
		for _, x := range d.Times {
			got = append(got, show(d, x))
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: %s\n got %q\nwant %q", c.code, c.text, got, c.want)
		}
	}
}

// Without a publication day, relative words stay unresolved, and whole dates do not need it.
func TestUnpublished(t *testing.T) {
	for _, c := range cases2 {
		d := sentence.Doc(t, c.code, "", c.text)
		Run(d)
		var got []string
		for _, x := range d.Times {
			got = append(got, show(d, x))
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: %s\n got %q\nwant %q", c.code, c.text, got, c.want)
		}
	}
}

var cases2 = []struct {
	code, text string
	want       []string
}{
	{"mr", "काल भेट झाली.", []string{"काल = ?"}},
	{"mr", "सोमवारी भेट झाली.", []string{"सोमवारी = ?"}},
	{"hi", "पिछले सप्ताह मुलाकात हुई।", []string{"पिछले सप्ताह = ?"}},
	{"hi", "तीन दिन पहले मुलाकात हुई।", []string{"तीन दिन पहले = ?"}},
	{"en", "They met in January.", []string{"January = ?"}},
	{"en", "They met on January 5, 2024.", []string{"January 5, 2024 = 2024-01-05"}},
	{"en", "They met in 1998.", []string{"1998 = 1998-01-01..1998-12-31"}},
	{"en", "DOHA, March 19, 2024 - The minister met the emir today.", []string{"March 19, 2024 = 2024-03-19 dateline", "today = 2024-03-19"}},
}

func FuzzRun(f *testing.F) {
	for _, c := range cases {
		f.Add(c.code, "2025-08-15", c.text)
	}
	f.Fuzz(func(t *testing.T, code, published, s string) {
		if code != "mr" && code != "hi" && code != "en" {
			code = "en"
		}
		if published != "" {
			published = "2025-08-15"
		}
		s = "x " + s // a text that begins with a full stop is the segmenter's to test
		d := sentence.Doc(t, code, published, s)
		Run(d)
		last := 0
		for _, x := range d.Times {
			if x.First < last || x.Last <= x.First || x.Last > len(d.Art.Tokens) {
				t.Fatalf("%q: time at tokens %d-%d after %d", s, x.First, x.Last, last)
			}
			last = x.Last
			if x.Resolved && (!x.Interval.Start.Valid() || !x.Interval.End.Valid() || x.Interval.End.Before(x.Interval.Start)) {
				t.Fatalf("%q: bad interval %v", s, x.Interval)
			}
		}
	})
}

func BenchmarkRun(b *testing.B) {
	d := sentence.Doc(b, "mr", "2025-08-15", strings.Repeat("सोमवारी दोन्ही नेत्यांची भेट झाली. १५ ऑगस्ट २०२५ रोजी १२ जण ठार झाले. ", 40))
	b.SetBytes(int64(len(d.Art.View.Original())))
	b.ReportAllocs()
	for b.Loop() {
		Run(d)
	}
}
