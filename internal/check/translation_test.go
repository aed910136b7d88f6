package check_test

import (
	"testing"

	"github.com/bakhar/bakhar/internal/article"
)

// TestTranslation: prose put over word for word is told by its signs, which are named; prose as native papers write it is not.
func TestTranslation(t *testing.T) {
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang, text string
		signals    []string // those that must be among the signs; none: the score stays low
	}{
		{"mr", "हा एक अनपेक्षित निर्णय होता ज्याने बाजाराला धक्का दिला. तो मंत्र्यांद्वारे घोषित करण्यात आला. कंपनीद्वारे एक निवेदन जारी केले गेले. हे स्पष्ट नाही की किती कामगारांना काढले जाईल. " +
			"ते म्हणाले की सरकार मदत प्रदान करते, जी गरिबांसाठी आहे. ही एक मोठी समस्या आहे, जी सर्वांना प्रभावित करते. हा असा काळ होता जेव्हा लोक घाबरले होते. त्यांनी आपल्या वचनबद्धतेची पुष्टी केली.",
			[]string{"agent-by", "indefinite-one", "relative-after", "calque"}},
		{"mr", "अनपेक्षित निर्णयामुळे बाजाराला धक्का बसला. मंत्र्यांनी काल ही घोषणा केली. कंपनीने निवेदन प्रसिद्ध केले असून किती कामगारांना काढणार याचा खुलासा झालेला नाही. " +
			"गरिबांसाठी सरकार मदत देते, असे मंत्र्यांनी सांगितले. ज्यांना घर नाही त्यांना जागा दिली जाईल. जेव्हा पाऊस पडतो तेव्हा रस्ते बंद होतात. मदतीचे आश्वासन त्यांनी पुन्हा दिले.", nil},
		{"hi", "यह एक अप्रत्याशित निर्णय था, जो कि मंत्रियों के द्वारा लिया गया था। यह एक गंभीर समस्या है, जो कि सभी को प्रभावित करती है। कंपनी के द्वारा बयान दिया गया। " +
			"यह स्पष्ट नहीं है कि कितने श्रमिक हटाए जाएंगे। सरकार सहायता प्रदान करती है। उन्होंने अपनी प्रतिबद्धता की पुष्टि की। दूसरे शब्दों में, यह एक संकट है।",
			[]string{"agent-by", "indefinite-one", "relative-after", "calque"}},
		{"hi", "मंत्रियों के इस अचानक फैसले से सब हैरान हैं। समस्या गंभीर है और इसका असर सब पर पड़ रहा है। कंपनी ने बयान में यह नहीं बताया कि कितने मजदूर हटाए जाएंगे। " +
			"सरकार मदद दे रही है। जब बारिश होती है तो सड़कें बंद हो जाती हैं। मुख्यमंत्री ने मदद का भरोसा फिर दिलाया।", nil},
		{"en", "Let us tell you that police arrested accused from village. It is being said that he came to know about matter from neighbour. According to the information received, case has been registered against him till now. " +
			"It is worth mentioning that sensation spread in area due to which traders closed shops. Minister took a jibe at opposition in this regard.",
			[]string{"calque", "few-articles"}},
		{"en", "The police arrested the suspect in a village on Monday. He had heard of the case from a neighbour, officers said. A complaint was filed on Tuesday. The traders of the area closed their shops, and the minister " +
			"blamed the opposition for the unrest.", nil},
	} {
		art := &article.Article{Language: c.lang}
		if _, err := p.Code(art, c.text); err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{}
		for _, s := range art.Translation.Signals {
			got[s.Name] = true
			if len(s.Places) != min(s.Count, 20) && s.Name != "few-articles" {
				t.Errorf("%s: %d places of %d are shown", s.Name, len(s.Places), s.Count)
			}
		}
		if c.signals == nil && art.Translation.Score > 0.25 {
			t.Errorf("%s: native prose has a score of %.2f: %v", c.lang, art.Translation.Score, art.Translation.Signals)
		}
		if c.signals != nil && art.Translation.Score < 0.5 {
			t.Errorf("%s: a raw translation has a score of %.2f: %v", c.lang, art.Translation.Score, art.Translation.Signals)
		}
		for _, s := range c.signals {
			if !got[s] {
				t.Errorf("%s: %s is not among the signs %v", c.lang, s, art.Translation.Signals)
			}
		}
		if want := 1 - 0.5*art.Translation.Score; art.Health.Translation != want {
			t.Errorf("%s: health takes the translation for %.2f, want %.2f", c.lang, art.Health.Translation, want)
		}
	}
}
