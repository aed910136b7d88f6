package alerts

import (
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/mmcdole/gofeed"

	"github.com/bakhar/bakhar/internal/ui"
)

// TestLanguages: an alert in Marathi or Hindi tells type, status and disagreements in that language by mail and feed, links to the pages in it, and says which it is; no
// English word of ours is left.
func TestLanguages(t *testing.T) {
	for _, c := range []struct{ language, subject, differ string }{
		{"mr", "[bakhar] assaults: ≠ कोणी केले, ठिकाण — हल्ला: ?, Kursk", "कथनांत फरक: कोणी केले, ठिकाण"},
		{"hi", "[bakhar] assaults: ≠ किसने किया, जगह — हमला: ?, Kursk", "बयानों में फ़र्क: किसने किया, जगह"},
	} {
		b, o, conf := mailed(t, "")
		conf.Page = "https://chronicle.example.org"
		conf.Alerts[0].Feed, conf.Alerts[0].Language, conf.Alerts[0].Tell = "a.atom", c.language, []string{TellDisagreements}
		b.put("ASSAULT", []string{"responsibility", "place"}, "0000000000000001")
		if sent, failed := b.once(conf); sent != 2 || failed != 0 {
			t.Fatalf("%d sent, %d not", sent, failed)
		}
		m, err := mail.ReadMessage(strings.NewReader(o.taken()[0]))
		if err != nil {
			t.Fatal(err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || subject != c.subject || m.Header.Get("Content-Language") != c.language {
			t.Errorf("%s: subject %q in %q, %v", c.language, subject, m.Header.Get("Content-Language"), err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
		page := "https://chronicle.example.org/" + c.language + "/event/0000000000000001"
		if text := string(body); err != nil || !strings.Contains(text, c.differ) || !strings.Contains(text, page) || !strings.Contains(text, "घटना 0000000000000001") {
			t.Errorf("%s: %v\n%s", c.language, err, body)
		}
		data, err := os.ReadFile(filepath.Join(b.dir, "a.atom"))
		if err != nil {
			t.Fatal(err)
		}
		feed, err := gofeed.NewParser().ParseString(string(data))
		if err != nil || feed.Language != c.language || len(feed.Items) != 1 || "[bakhar] assaults: "+feed.Items[0].Title != c.subject || feed.Items[0].Link != page {
			t.Errorf("%s: %v\n%s", c.language, err, data)
		}
	}
}

// TestWordsOfNews: every key that news are told in has its text, with the same places to fill, in every language; none is left open.
func TestWordsOfNews(t *testing.T) {
	for _, language := range ui.Languages() {
		s := tongue{words: ui.Words(language)}
		for _, text := range []string{s.count("alert.news", 1), s.count("alert.news", 2), s.say("alert.more", "count", "3"), s.say("alert.of", "name", "x", "query", "y"), s.say("alert.event", "id", "z"),
			s.say("alert.parted", "about", "w"), s.say("alert.facts", "sources", "1", "articles", "2", "publishers", "3", "languages", "mr", "confidence", "0.90")} {
			if text == "" || strings.ContainsAny(text, "{}") {
				t.Errorf("%s: %q", language, text)
			}
		}
		for _, word := range []string{s.word("type", "ASSAULT"), s.word("mode", "ASSAULT.drone"), s.word("status", "planned"), s.word("disagreement", "denied")} {
			if latin := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }); latin != (language == "en") {
				t.Errorf("%s: %q", language, word)
			}
		}
	}
}
