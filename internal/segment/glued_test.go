package segment

import (
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
	"github.com/bakhar/bakhar/packs"
)

// TestUnglue: where a page lost the break, the sentence ends after its verb; words that only look so stay whole.
func TestUnglue(t *testing.T) {
	common, err := lang.LoadCommon(packs.FS, plover.Load())
	if err != nil {
		t.Fatal(err)
	}
	for code, tests := range map[string][][2]string{
		"mr": {
			{"निर्णय घेतला आहेत्यामुळे ते गेले", "निर्णय घेतला आहे | त्यामुळे ते गेले"},
			{"दर वाढले आहेतगुजरातमध्येही वाढ होते", "दर वाढले आहेत | गुजरातमध्येही वाढ होते"},
			{"आदेश दिलासरकारने बैठक घेतली", "आदेश दिला | सरकारने बैठक घेतली"},
			{"काम झाले नाहीReuters सांगते", "काम झाले नाही | Reuters सांगते"},
			{"ते होतेगुलेरिया यांनी सांगितलेराज्यात पाऊस आला", "ते होते | गुलेरिया यांनी सांगितले | राज्यात पाऊस आला"},
			{"आलेगावात केलेली नाहीतर होणाऱ्या", "आलेगावात केलेली नाहीतर होणाऱ्या"},
			{"आहेरात होणारच दिलासादायक करण्यासाठीच्या", "आहेरात होणारच दिलासादायक करण्यासाठीच्या"},
			{"केळकरांनी आहेच असे झालेल्यांना", "केळकरांनी आहेच असे झालेल्यांना"},
		},
		"hi": {
			{"हमला हुआ हैं", "हमला हुआ हैं"},
			{"फैसला किया गयाउन्होंने कहा", "फैसला किया गया | उन्होंने कहा"},
			{"करनेवाले दिलाया गयाजी", "करनेवाले दिलाया गयाजी"},
		},
	} {
		pack, err := lang.Load(packs.FS, code, common)
		if err != nil {
			t.Fatal(err)
		}
		for _, tt := range tests {
			art := &article.Article{View: text.NewView(tt[0])}
			Run(art, pack, nil, nil)
			var sents []string
			for _, s := range art.Sentences {
				var words []string
				for _, tok := range art.Tokens[s.First:s.Last] {
					words = append(words, tok.Text)
				}
				sents = append(sents, strings.Join(words, " "))
			}
			if got := strings.Join(sents, " | "); got != tt[1] {
				t.Errorf("%s: got %q, want %q", code, got, tt[1])
			}
		}
	}
}
