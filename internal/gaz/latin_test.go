package gaz

import "testing"

// TestLatin holds names of places against the spellings on their own road signs.
func TestLatin(t *testing.T) {
	for name, want := range map[string]string{
		"तुंग": "Tung", "बोरगाव": "Borgaon", "हिरेबागेवाडी": "Hirebagewadi", "लासलगाव": "Lasalgaon", "शिरोळ": "Shirol",
		"बुर्गी": "Burgi", "चुलडेरा": "Chuldera", "उभ्भा": "Ubhbha", "नया टोला": "Naya Tola", "मधुबन": "Madhuban",
		"अकलूज": "Akluj", "पड़रौना": "Parrauna", "गढ़ी": "Garhi", "फ़तेहपुर": "Fatehpur", "वाई": "Vai", "खेड": "Khed", "तळ": "Tal",
		"Vashi": "Vashi", "": "", "रा": "Ra",
	} {
		if got := Latin(name); got != want {
			t.Errorf("Latin(%q) = %q, want %q", name, got, want)
		}
	}
}
