package html

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/source/html/labels"
)

// body is enough text to be an article, in Marathi.
const body = `<p>नाशिक : कांद्याच्या निर्यातीवर शुल्क लावण्याच्या निर्णयाच्या निषेधार्थ शेतकऱ्यांनी शुक्रवारी महामार्ग रोखून धरला. आंदोलनात दोन हजार शेतकरी सहभागी झाले होते.</p>
<p>जिल्हाधिकाऱ्यांनी शिष्टमंडळाशी चर्चा केल्यानंतर आंदोलन मागे घेण्यात आले, असे पोलिसांनी सांगितले आहे.</p>`

const headline = "नाशिकमध्ये शेतकऱ्यांचा रास्ता रोको"

func extract(t *testing.T, page string, src Source) Page {
	t.Helper()
	p, err := Extract([]byte(page), src)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPublished(t *testing.T) {
	page := func(head, near string) string {
		return `<html lang="mr"><head><title>` + headline + `</title>` + head + `</head><body><div>२० मार्च २०२६</div><h1>` + headline + `</h1>` + near + body +
			`<div>आणखी: १ जानेवारी २०२५</div></body></html>`
	}
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for _, c := range []struct{ name, head, near, address, want string }{
		{"data", ld(`{"@type":"NewsArticle","datePublished":"2026-03-14T10:32:00+05:30","dateModified":"2026-03-15T10:32:00+05:30"}`), "", "", "2026-03-14T10:32:00+05:30"},
		{"data with a line break in a text", ld("{\"@type\":\"NewsArticle\",\"description\":\"a\nb\",\"datePublished\":\"2026-03-14T10:32:00+05:30\"}"), "", "", "2026-03-14T10:32:00+05:30"},
		{"UTC is told in the time of the press", ld(`{"@type":"NewsArticle","datePublished":"2026-03-14T20:00:00Z"}`), "", "", "2026-03-15T01:30:00+05:30"},
		{"hour in words", `<meta property="article:published_time" content="2026-03-14">`, "<p>१४ मार्च २०२६, सकाळी ९.०५</p>", "", "2026-03-14T09:05:00+05:30"},
		{"published before updated", "", "<div>अपडेट: १५ मार्च २०२६, १०:०० | प्रकाशित: १४ मार्च २०२६, ०९:००</div>", "", "2026-03-14T09:00:00+05:30"},
		{"only updated", "", "<div>Last Updated: 15 Mar 2026, 10:32 IST</div>", "", ""},
		{"time element", "", `<time datetime="2026-03-14T10:32:00+05:30">शनिवार</time>`, "", "2026-03-14T10:32:00+05:30"},
		{"time element of a change", "", `<span>Updated</span><time datetime="2026-03-15T10:32:00+05:30">15 Mar</time><p>प्रकाशित: १४ मार्च २०२६</p>`, "", "2026-03-14"},
		{"address", "", "", "https://x.in/2026/03/14/a.html", "2026-03-14"},
		{"address by names", "", "", "https://x.in/2026/mar/14/a.html", "2026-03-14"},
		{"masthead", "", "", "", "2026-03-20"},
	} {
		p := extract(t, page(c.head, c.near), Source{Address: c.address})
		if got := p.Published.String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	bare := `<title>x</title><h1>` + headline + `</h1>` + body
	if got := extract(t, bare, Source{Address: "https://x.in/2026/03/14/a.html"}).Published.String(); got != "2026-03-14" {
		t.Errorf("by address: %s", got)
	}
	if got := extract(t, bare+`<p>Last Updated: 15 Mar 2026</p>`, Source{}).Published; !got.IsZero() {
		t.Errorf("a page without a date has %s", got)
	}
	us := `<html lang="en"><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-11-09T01:30:00Z"}</script><h1>Mayor calls for talks with union leaders</h1>
<p>November 8, 2023 at 7:30 PM</p><p>The mayor on Wednesday called for talks with the leaders of the union that has stopped all buses in the city.</p>`
	if got := extract(t, us, Source{}).Published.String(); got != "2023-11-08T19:30:00-06:00" {
		t.Errorf("a zone that is told by the hour shown: %s", got)
	}
}

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ name, head, address, want string }{
		{"link", `<link rel="canonical" href="https://www.x.in/a">`, "https://m.x.in/a?utm_source=f", "https://www.x.in/a"},
		{"relative", `<link rel="canonical" href="/a">`, "https://www.x.in/b", "https://www.x.in/a"},
		{"og:url", `<meta property="og:url" content="https://www.x.in/a#top">`, "https://www.x.in/b", "https://www.x.in/a"},
		{"no address known", `<link rel="canonical" href="https://www.x.in/a">`, "", "https://www.x.in/a"},
		{"another's site", `<link rel="canonical" href="https://evil.example/a">`, "https://www.x.in/b", ""},
		{"another's blog", `<link rel="canonical" href="https://a.blogspot.com/a">`, "https://b.blogspot.com/a", ""},
		{"another's site, then one's own", `<link rel="canonical" href="https://evil.example/a"><meta property="og:url" content="https://x.in/a">`, "https://x.in/a", "https://x.in/a"},
		{"front page", `<link rel="canonical" href="https://www.x.in/">`, "https://www.x.in/b", ""},
		{"script", `<link rel="canonical" href="javascript:alert(1)">`, "https://www.x.in/b", ""},
		{"file", `<link rel="canonical" href="file:///etc/passwd">`, "", ""},
		{"address of a machine", `<link rel="canonical" href="http://169.254.169.254/latest">`, "", ""},
		{"password", `<link rel="canonical" href="https://u:p@www.x.in/a">`, "https://www.x.in/b", ""},
	} {
		p := extract(t, `<head>`+c.head+`</head><h1>`+headline+`</h1>`+body, Source{Address: c.address})
		if p.Canonical != c.want {
			t.Errorf("%s: %q, want %q", c.name, p.Canonical, c.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	mr := body
	hi := "<p>पुलिस ने बताया कि हमले में तीन लोग घायल हुए हैं और उन्हें अस्पताल में भर्ती कराया गया है।</p>"
	en := "<p>Police said that three people were hurt in the attack and that they had been taken to the hospital in the city.</p>"
	fr := "<p>La police a annoncé que trois personnes avaient été blessées dans une attaque contre un commissariat de la capitale.</p>"
	for _, c := range []struct{ lang, text, want string }{
		{"mr", mr, "mr"}, {"hi-IN", hi, "hi"}, {"en-GB", en, "en"}, {"", mr, "mr"}, {"", hi, "hi"}, {"", en, "en"}, {"", "<p>९८२३ ००१</p>", ""},
		{"en-US", mr, "mr"}, {"hi", mr, "mr"}, {"mr", hi, "hi"}, {"fr", en, "en"}, {"fr", fr, "fr"}, {"FR_fr", fr, "fr"},
	} {
		if p := extract(t, `<html lang="`+c.lang+`"><h1>`+headline+`</h1>`+c.text, Source{}); p.Language != c.want {
			t.Errorf("%q over %.40q: %q, want %q", c.lang, c.text, p.Language, c.want)
		}
	}
}

// TestFurniture puts one thing into an article and sees that it alone is left out, or that it is kept.
func TestFurniture(t *testing.T) {
	for _, c := range []struct {
		in   string
		kept bool
	}{
		{`<p><strong>हेही वाचा : <a href="/1">लिलाव बंद</a></strong></p>`, false},
		{`<p>यह भी पढ़ेंः <a href="/1">मंडी बंद</a></p>`, false},
		{`<p>ALSO READ | <a href="/1">Markets shut</a></p>`, false},
		{`<p>हेही वाचा - लिलाव बंद, व्यापारी संपावर</p>`, false},
		{`<p>आमच्या व्हॉट्सॲप ग्रुपमध्ये सामील होण्यासाठी येथे क्लिक करा</p>`, false},
		{`<p>देश-दुनिया की खबरों के लिए हमें <a href="/f">फेसबुक</a> पर फॉलो करें</p>`, false},
		{`<p>जाहिरात</p>`, false},
		{`<figure><img src="x.jpg"><figcaption>महामार्गावर कांदा ओतताना शेतकरी.</figcaption></figure>`, false},
		{`<p>(छायाचित्र : अमोल साने)</p>`, false},
		{`<p>टॅग्स : <a href="/1">नाशिक</a> <a href="/2">कांदा</a></p>`, false},
		{`<div class="share_buttons"><p>ही बातमी आपल्या मित्रांना पाठवा आणि चर्चेत सहभागी व्हा, असे आम्ही सुचवतो.</p></div>`, false},
		{`<h3>ट्रेंडिंग</h3><ul><li><a href="/1">सोन्याच्या दरात पुन्हा वाढ</a></li><li><a href="/2">बिबट्याच्या हल्ल्यात एक जखमी</a></li></ul>`, false},
		{`<p>11:48 AM IST, 14 मार्च 2026</p>`, false},
		{`<blockquote class="twitter-tweet"><p>शेतकऱ्यांच्या आंदोलनाला आमचा पाठिंबा आहे, असे आम्ही जाहीर करतो.</p></blockquote>`, false},
		{`<p>वाचा पुस्तके, असे आवाहन मुख्याध्यापकांनी विद्यार्थ्यांना केले आणि ग्रंथालय खुले केले.</p>`, true},
		{`<p>आरोपीने व्हॉट्सअॅप ग्रुपवर संदेश पाठवून जमावाला चिथावणी दिली, असे पोलिसांनी न्यायालयात सांगितले. त्याला अटक करण्यात आली.</p>`, true},
		{`<p>१४ मार्च २०२६ रोजी दोन्ही देशांनी करारावर स्वाक्षरी केली.</p>`, true},
		{`<p><a href="/1">पोलिसांनी</a> आठ जणांना अटक केली.</p>`, true},
		{`<h2>पोलिसांची भूमिका</h2><p>कोणालाही अटक करण्यात आलेली नाही, असे पोलिसांनी सांगितले.</p>`, true},
		{`<ul><li>निर्यात शुल्क रद्द करावे.</li><li>हमीभाव जाहीर करावा.</li></ul>`, true},
		{`<p>“आम्ही जगायचे कसे?”</p>`, true},
	} {
		first, second, _ := strings.Cut(body, "\n")
		p := extract(t, `<title>`+headline+`</title><h1>`+headline+`</h1><div>`+first+c.in+second+`</div>`, Source{})
		if kept := len(p.Paragraphs) > 2; kept != c.kept || len(p.Paragraphs) < 2 {
			t.Errorf("%s: kept %v, want %v; got\n%s", c.in, kept, c.kept, p.Text())
		}
	}
}

// TestScriptedPage: where the text stands in the data alone, it is taken from there.
func TestScriptedPage(t *testing.T) {
	p := extract(t, `<html lang="mr"><title>`+headline+`</title><script type="application/ld+json">[{"@type":["NewsArticle"],"headline":"`+headline+
		`","articleBody":"नाशिक : शेतकऱ्यांनी शुक्रवारी महामार्ग रोखून धरला.\nआंदोलनात दोन हजार शेतकरी सहभागी झाले होते."}]</script><div id="root"></div>`, Source{})
	if want := "नाशिक : शेतकऱ्यांनी शुक्रवारी महामार्ग रोखून धरला.\nआंदोलनात दोन हजार शेतकरी सहभागी झाले होते."; p.Text() != want {
		t.Errorf("got %q", p.Text())
	}
}

// TestHarmful: pages that are built to take all time or memory end in an error or a page. Where one of them took time by the square of its
// length, this test would not end within the time of all tests.
func TestHarmful(t *testing.T) {
	var fonts, objects strings.Builder
	for i := range 500 {
		fmt.Fprintf(&fonts, `<font size=%d>`, i)
		fmt.Fprintf(&objects, `{"mainEntity":`)
	}
	text := "<h1>" + headline + "</h1>" + body
	for name, page := range map[string]string{
		"nested":              strings.Repeat("<div>", 200_000) + text,
		"nested and closed":   strings.Repeat("<div>", 100_000) + text + strings.Repeat("</div>", 100_000),
		"formats":             fonts.String() + strings.Repeat("<p>x</p>", 20_000) + text,
		"formats in blocks":   strings.Repeat("<p>"+fonts.String()[:2000], 200) + text,
		"tables":              strings.Repeat("<table><tr><td>", 5000) + text,
		"one element, 1 MB":   text + "<p>" + strings.Repeat("क", 300_000),
		"attributes":          "<div " + strings.Repeat("a=b ", 100_000) + ">" + text,
		"classes":             `<div class="` + strings.Repeat("also-read ", 50_000) + `">` + text,
		"links":               text + strings.Repeat(`<a href="/x">y</a> `, 50_000),
		"dates":               text + "<p>" + strings.Repeat("१४ मार्च २०२६ ", 10_000),
		"data":                `<script type="application/ld+json">` + strings.Repeat(objects.String(), 100) + `</script>` + text,
		"data, many":          strings.Repeat(`<script type="application/ld+json">[{"@type":"NewsArticle","headline":"x"}]</script>`, 5000) + text,
		"metas":               "<head>" + strings.Repeat(`<meta name="date" content="x">`, 20_000) + "</head>" + text,
		"headings":            text + strings.Repeat("<h1>"+headline+"</h1><p>"+strings.Repeat("शब्द ", 40)+"</p>", 1000),
		"articles":            strings.Repeat("<article>"+text+"</article>", 500),
		"comment without end": text + "<!-- " + strings.Repeat("x", 100_000),
	} {
		p, err := Extract([]byte(page), Source{})
		if err == nil && !strings.Contains(p.Text(), "दोन हजार शेतकरी") {
			t.Errorf("%s: the text is lost: %.200q", name, p.Text())
		}
	}
	if _, err := Extract(make([]byte, BytesMax+1), Source{}); err == nil || !strings.Contains(err.Error(), "more than the limit") {
		t.Errorf("a page over the limit: %v", err)
	}
	if _, err := Extract([]byte(strings.Repeat("<i></i>", 700_000)), Source{}); err == nil || !strings.Contains(err.Error(), "elements") {
		t.Errorf("a page of too many elements: %v", err)
	}
	if _, err := Extract(nil, Source{}); err == nil {
		t.Error("no page at all is no error")
	}
}

// sound holds what any page gives to what readers of it rely on.
func sound(t *testing.T, data []byte, src Source) {
	t.Helper()
	p, err := Extract(data, src)
	if err != nil {
		if strings.Contains(err.Error(), "BUG") {
			t.Fatal(err)
		}
		return
	}
	again, _ := Extract(data, src)
	if fmt.Sprint(p) != fmt.Sprint(again) {
		t.Fatal("the same bytes give another page")
	}
	for _, s := range append([]string{p.Title, p.Author, p.Publisher, p.Canonical}, p.Paragraphs...) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\r\x00") || s != strings.TrimSpace(s) {
			t.Fatalf("%q is no line of text", s)
		}
	}
	for _, s := range p.Paragraphs {
		if s == "" {
			t.Fatal("an empty paragraph")
		}
	}
	if w := p.Published; !w.IsZero() && (w.Time.Year() < labels.YearMin-1 || w.Time.Year() > labels.YearMax+1) {
		t.Fatalf("published %v", w)
	}
}

// TestBroken cuts the saved pages and leaves parts of them out.
func TestBroken(t *testing.T) {
	for i, p := range corpus(t) {
		n := len(p.data)
		for k := range 4 {
			cut := (i*7919 + k*n/4 + 13) % n
			sound(t, p.data[:cut], Source{Address: p.Address})
			sound(t, append(append([]byte{}, p.data[:cut/2]...), p.data[cut:]...), Source{Address: p.Address})
		}
	}
}

func FuzzExtract(f *testing.F) {
	for _, p := range corpus(f) {
		f.Add(p.data, p.Address, "text/html; charset=utf-8")
	}
	f.Add([]byte("<h1>x</h1><p>\xff\xfe"), "http://", "charset=\"")
	f.Fuzz(func(t *testing.T, data []byte, address, contentType string) {
		sound(t, data, Source{Address: address, ContentType: contentType})
	})
}
