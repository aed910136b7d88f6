package kb

import "testing"

func TestSound(t *testing.T) {
	for _, same := range [][]string{
		{"Zelensky", "Zelenskyy", "झेलेन्स्की", "जेलेंस्की", "ज़ेलेंस्की"},
		{"Trump", "ट्रम्प", "ट्रंप"},
		{"Putin", "पुतीन", "पुतिन", "पुटिन"},
		{"Modi", "मोदी"},
		{"Sharif", "शरीफ", "शरीफ़"},
	} {
		for _, w := range same[1:] {
			if Sound(w) != Sound(same[0]) {
				t.Errorf("%s sounds %q, %s sounds %q", same[0], Sound(same[0]), w, Sound(w))
			}
		}
	}
	for _, differ := range [][2]string{{"Modi", "Merz"}, {"पुतीन", "पवार"}, {"किम", "खान"}, {"Ali", "हाली"}, {"मिडीया", "मोदी"}, {"Shah", "Sah"}} {
		if Sound(differ[0]) == Sound(differ[1]) {
			t.Errorf("%s and %s both sound %q", differ[0], differ[1], Sound(differ[0]))
		}
	}
}
