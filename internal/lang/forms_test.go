package lang_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
	"github.com/bakhar/bakhar/packs"
)

var real = sync.OnceValue(func() map[string]*lang.Pack {
	common, _ := lang.LoadCommon(packs.FS, plover.Load())
	out := map[string]*lang.Pack{}
	for _, code := range []string{"mr", "hi", "en"} {
		out[code], _ = lang.Load(packs.FS, code, common) // mistakes are the lint's to report
	}
	return out
})

// table checks lines of: form lemma kind mark [*] [features]. One of the readings must be all of that; "*" is a reading that modifies the
// noun after it; an underscore in a lemma is a blank.
func table(t *testing.T, p *lang.Pack, lines string) {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		if f := strings.Fields(line); len(f) >= 4 && !reads(p, f) {
			t.Errorf("%s: %s\n\tis read as %s", p.Code, strings.Join(f, " "), readings(p, f[0]))
		}
	}
}

func reads(p *lang.Pack, f []string) bool {
	for _, a := range p.Analyze(text.Fold(f[0]), nil) {
		if a.E == nil || a.E.Word != strings.ReplaceAll(f[1], "_", " ") || a.E.Kind.String() != f[2] || a.Mark.String() != f[3] {
			continue
		}
		has, attr := " "+a.F.String()+" ", false
		ok := true
		for _, x := range f[4:] {
			if x == "*" {
				attr = true
			} else if !strings.Contains(has, " "+x+" ") {
				ok = false
			}
		}
		if ok && attr == a.Attr {
			return true
		}
	}
	return false
}

func readings(p *lang.Pack, w string) string {
	var out []string
	for _, a := range p.Analyze(text.Fold(w), nil) {
		s := "?" + a.Stem
		if a.E != nil {
			s = a.E.Word + " " + a.E.Kind.String()
		}
		s += " " + a.Mark.String()
		if a.Attr {
			s += " *"
		}
		out = append(out, s+" "+a.F.String())
	}
	return strings.Join(out, " | ")
}

func TestMarathiForms(t *testing.T) {
	table(t, real()["mr"], `
		देशाच्या            देश n gen * obl sg
		देशातील             देश n in * obl sg
		देशांनी             देश n erg pl
		देशांमधूनही         देश n from pl
		सैनिकांवर           सैनिक n on pl
		सैन्याने            सैन्य n erg sg
		हल्ल्यात            हल्ला n in sg
		हल्ल्यामुळे         हल्ला n because sg
		हल्ल्यांमध्ये       हल्ला n in pl
		हल्ल्यानंतरच        हल्ला n after sg
		चर्चेसाठी           चर्चा n for sg
		चर्चेतून            चर्चा n from sg
		चर्चेतील            चर्चा n in * sg
		भेटीदरम्यान         भेट n during sg
		भेटीनंतर            भेट n after sg
		संघटनेच्या          संघटना n gen * sg
		संघटनांकडून         संघटना n by pl
		सीमेवरील            सीमा n on * sg
		सीमेजवळ             सीमा n near sg
		कराराच्या           करार n gen * sg
		निर्बंधांमुळे       निर्बंध n because pl
		पोलिसांकडून         पोलीस n by pl
		मंत्र्यांनी         मंत्री n erg pl
		मंत्र्यांच्या       मंत्री n gen * pl
		नेत्यांशी           नेता n with pl
		नेत्याला            नेता n dat sg
		अधिकाऱ्यांनी        अधिकारी n erg pl
		अधिकाऱ्याच्या       अधिकारी n gen * sg
		पंतप्रधानांसोबत     पंतप्रधान n with pl
		राष्ट्राध्यक्षांशी  राष्ट्राध्यक्ष n with pl
		मुलांना             मूल n dat pl
		मुलांना             मुलगा n dat pl
		महिलांवर            महिला n on pl
		लोकांचा             लोक n gen * pl
		घरात                घर n in sg
		शहरातील             शहर n in * sg
		गावांत              गाव n in pl
		नद्यांच्या          नदी n gen * pl
		माणसाने             माणूस n erg sg
		बंदुकीने            बंदूक n erg sg
		बंडखोरांविरुद्ध     बंडखोर n against pl
		दहशतवाद्यांविरोधात  दहशतवादी n against pl
		आंदोलकांवर          आंदोलक n on pl
		विद्यार्थ्यांनी     विद्यार्थी n erg pl
		शेतकऱ्यांच्या       शेतकरी n gen * pl
		कर्मचाऱ्यांना       कर्मचारी n dat pl
		मजुरांचा            मजूर n gen * pl
		परिषदेत             परिषद n in sg
		बैठकीनंतर           बैठक n after sg
		निवडणुकीत           निवडणूक n in sg
		निवडणुकांमध्ये      निवडणूक n in pl
		सरकारने             सरकार n erg sg
		युद्धामुळे          युद्ध n because sg
		स्फोटांमध्ये        स्फोट n in pl
		राजीनाम्याची        राजीनामा n gen * sg
		इशाऱ्यानंतर         इशारा n after sg
		दौऱ्यावर            दौरा n on sg
		दौऱ्यादरम्यान       दौरा n during sg
		करण्यासाठी          करणे v for inf
		करण्यासाठीच्या      करणे v for * inf
		करण्यात             करणे v in inf
		करण्याची            करणे v gen * inf
		करणाऱ्या            करणे v nom agent rel
		केलेल्या            करणे v nom perf rel
		केल्याबद्दल         करणे v about perf
		केल्याचे            करणे v gen * perf
		केल्यानंतर          करणे v after perf
		केल्यास             करणे v nom cond
		करताना              करणे v nom conv
		करून                करणे v nom conv
		केलं                करणे v nom perf n
		करतील               करणे v nom fut pl
		करणार               करणे v nom pros
		घेतली               घेणे v nom perf f
		घेऊन                घेणे v nom conv
		दिला                देणे v nom perf m
		दिल्याचा            देणे v gen * perf
		गेलेल्या            जाणे v nom perf rel
		जाण्याची            जाणे v gen * inf
		जाईल                जाणे v nom fut
		झालेल्या            होणे v nom perf rel
		होणाऱ्या            होणे v nom agent
		म्हणाले             म्हणणे v nom perf
		सांगितलं            सांगणे v nom perf
		पाठविले             पाठवणे v nom perf
		पाठवलेल्या          पाठवणे v nom perf rel
		फेटाळण्यात          फेटाळणे v in inf
		आणलेल्या            आणणे v nom perf rel
		मिळाल्यास           मिळणे v nom cond
		आलेल्या             येणे v nom perf rel
		येतील               येणे v nom fut
	`)
	// one word, three spellings
	for _, w := range []string{"अधिकार्\u200Dयांनी", "अधिकार्यांनी", "अधिकार\u093C्यांनी"} {
		table(t, real()["mr"], w+" अधिकारी n erg pl")
	}
}

func TestHindiForms(t *testing.T) {
	table(t, real()["hi"], `
		अधिकारियों       अधिकारी n nom obl pl
		देशों            देश n nom obl pl
		नेताओं           नेता n nom obl pl
		लड़कों           लड़का n nom obl pl
		मंत्रियों        मंत्री n nom obl pl
		सैनिकों          सैनिक n nom obl pl
		हमलों            हमला n nom obl pl
		हमले             हमला n nom obl sg
		हत्याओं          हत्या n nom obl pl
		महिलाओं          महिला n nom obl pl
		नदियों           नदी n nom obl pl
		शहरों            शहर n nom obl pl
		विद्रोहियों      विद्रोही n nom obl pl
		आतंकियों         आतंकी n nom obl pl
		प्रदर्शनकारियों  प्रदर्शनकारी n nom obl pl
		छात्राओं         छात्रा n nom obl pl
		भाषाएँ           भाषा n nom dir pl
		भाषाएं           भाषा n nom dir pl
		किताबें          किताब n nom dir pl
		सड़कें           सड़क n nom dir pl
		चिड़ियां         चिड़िया n nom dir pl
		डाकुओं           डाकू n nom obl pl
		बैठकें           बैठक n nom dir pl
		वार्ताओं         वार्ता n nom obl pl
		रुपये            रुपया n nom dir pl
		रुपए             रुपया n nom dir pl
		व्यक्तियों       व्यक्ति n nom obl pl
		पार्टियाँ        पार्टी n nom dir pl
		पार्टियों        पार्टी n nom obl pl
		सरकारों          सरकार n nom obl pl
		समझौते           समझौता n nom obl sg
		समझौतों          समझौता n nom obl pl
		धमाकों           धमाका n nom obl pl
		मुद्दों          मुद्दा n nom obl pl
		मांगें           मांग n nom dir pl
		माँगें           मांग n nom dir pl
		किया             करना v nom perf m sg
		किये             करना v nom perf m pl
		किए              करना v nom perf m pl
		की               करना v nom perf f
		गया              जाना v nom perf m sg
		गयी              जाना v nom perf f
		गए               जाना v nom perf m pl
		दिया             देना v nom perf m
		दी               देना v nom perf f
		ली               लेना v nom perf f
		हुई              होना v nom perf f
		मारे             मारना v nom perf m pl
		मारने            मारना v nom inf obl
		करते             करना v nom impf m pl
		करेगा            करना v nom fut m sg
		करेंगी           करना v nom fut f pl
		जायेगा           जाना v nom fut m
		होगी             होना v nom fut f
		हैं              होना v nom pres pl
		थीं              होना v nom past f pl
		बताया            बताना v nom perf m
		कही              कहना v nom perf f
		भेजी             भेजना v nom perf f
		उड़ाया           उड़ाना v nom perf m
		पहुँचे           पहुंचना v nom perf m pl
		मिलेंगे          मिलना v nom fut m pl
		देंगे            देना v nom fut m pl
		करके             करना v nom conv
		करवाया           करवाना v nom perf m
		रोका             रोकना v nom perf m
		बढ़ाई            बढ़ाना v nom perf f
		तोड़े            तोड़ना v nom perf m pl
		ठुकराया          ठुकराना v nom perf m
		आएंगे            आना v nom fut m pl
		सकता             सकना v nom impf m
		रहे              रहना v nom perf m pl
		बड़े             बड़ा adj nom obl sg
		नयी              नया adj nom f
		नए               नया adj nom m
		ने               ने post erg
		को               को post dat
		पर               पर post on
		द्वारा           द्वारा post by
	`)
}

func TestEnglishForms(t *testing.T) {
	table(t, real()["en"], `
		attacks      attack n nom pl
		attacks      attack v nom pres 3 sg
		attacked     attack v nom past
		attacked     attack v nom perf
		attacking    attack v nom prog
		officials    official n nom pl
		countries    country n nom pl
		armies       army n nom pl
		crises       crisis n nom pl
		men          man n nom pl
		women        woman n nom pl
		children     child n nom pl
		allies       ally n nom pl
		policies     policy n nom pl
		embassies    embassy n nom pl
		forces       force n nom pl
		threats      threat n nom pl
		met          meet v nom past
		met          meet v nom perf
		meeting      meeting n nom sg
		meeting      meet v nom prog
		fought       fight v nom past
		killed       kill v nom perf
		dying        die v nom prog
		died         die v nom past
		lying        lie v nom prog
		stopped      stop v nom past
		stopping     stop v nom prog
		planned      plan v nom past
		agreed       agree v nom perf
		referred     refer v nom past
		refused      refuse v nom past
		refusing     refuse v nom prog
		hit          hit v nom past
		hit          hit n nom sg
		hitting      hit v nom prog
		shot         shoot v nom past
		shooting     shoot v nom prog
		struck       strike v nom past
		struck       strike v nom perf
		sought       seek v nom past
		fled         flee v nom past
		flew         fly v nom past
		flown        fly v nom perf
		withdrew     withdraw v nom past
		withdrawn    withdraw v nom perf
		sent         send v nom past
		left         leave v nom past
		led          lead v nom past
		began        begin v nom past
		begun        begin v nom perf
		broke        break v nom past
		broken       break v nom perf
		gave         give v nom past
		given        give v nom perf
		took         take v nom past
		taken        take v nom perf
		said         say v nom past
		paid         pay v nom past
		bought       buy v nom past
		brought      bring v nom past
		caught       catch v nom past
		threatened   threaten v nom past
		denies       deny v nom pres 3
		denied       deny v nom past
		carried      carry v nom past
		accused      accuse v nom past
		signed       sign v nom past
		banned       ban v nom past
		expelled     expel v nom past
		expelling    expel v nom prog
		vetoes       veto v nom pres 3
		vetoed       veto v nom past
		vowed        vow v nom past
		cutting      cut v nom prog
		put          put v nom past
		bombed       bomb v nom past
		freeing      free v nom prog
		seized       seize v nom past
		held         hold v nom past
		sworn        swear v nom perf
		wounded      wound v nom past
		wrote        write v nom past
		spoken       speak v nom perf
		forbidden    forbid v nom perf
		overthrew    overthrow v nom past
		undertook    undertake v nom past
		against      against prep against
	`)
}

// Readings that must not come out.
func TestNoForms(t *testing.T) {
	f := func(code, form, lemma string) {
		t.Helper()
		for _, a := range real()[code].Analyze(text.Fold(form), nil) {
			if a.E != nil && a.E.Word == lemma {
				t.Errorf("%s: %q is read as a form of %q (%s %s)", code, form, lemma, a.Mark, a.F)
			}
		}
	}
	f("mr", "देशांतर्गत", "देश") // domestic: a word of its own
	f("mr", "वरील", "वर")
	f("mr", "सैनिक", "सैन्य")
	f("mr", "मारा", "मारणारा")
	f("hi", "करनाल", "करना") // a town
	f("hi", "सड़क", "सड़ना")
	f("en", "news", "new")
	f("en", "united", "unit")
	f("en", "being", "bee")
	f("en", "fed", "fee")
}

// Endings of words that no lexicon has.
func TestGuess(t *testing.T) {
	f := func(form, stem, mark string, attr bool) {
		t.Helper()
		for _, a := range real()["mr"].Analyze(text.Fold(form), nil) {
			if a.E == nil && a.Stem == text.Fold(stem) && a.Mark.String() == mark && a.Attr == attr {
				return
			}
		}
		t.Errorf("%s: want stem %s with %s, got %s", form, stem, mark, readings(real()["mr"], form))
	}
	f("झाकारोव्हांनी", "झाकारोव्हां", "erg", false)
	f("ग्लॅमिस्तानमधीलच", "ग्लॅमिस्तान", "in", true)
	f("ग्लॅमिस्तानविरोधात", "ग्लॅमिस्तान", "against", false)
	f("ग्लॅमिस्तानसाठीच्या", "ग्लॅमिस्तान", "for", true)
	f("ग्लॅमिस्तानच्या", "ग्लॅमिस्तान", "gen", true)
}

// Every form that an entry generates is read back as a form of it, with what the ending gives. Every 61st entry of each pack.
func TestFormsReadBack(t *testing.T) {
	for code, p := range real() {
		n := 0
		for i := 0; i < len(p.Entries); i += 61 {
			e := p.Entries[i]
			if e.Phrase() || e.Gap >= 0 {
				continue
			}
			forms := p.Forms(e)
			if len(forms) == 0 {
				t.Errorf("%s:%d: %q has no forms", e.File, e.Line, e.Word)
			}
			for k := 0; k < len(forms); k += 1 + len(forms)/40 {
				n++
				if !readBack(p, e, forms[k]) {
					t.Errorf("%s:%d: %q of %q is read as %s", e.File, e.Line, forms[k], e.Word, readings(p, forms[k]))
				}
			}
		}
		if n < 200 {
			t.Errorf("%s: only %d forms tested", code, n)
		}
	}
}

func readBack(p *lang.Pack, e *lang.Entry, form string) bool {
	for _, a := range p.Analyze(form, nil) {
		if a.E != nil && a.E.Kind == e.Kind && a.E.Toks[a.E.Head] == e.Toks[e.Head] {
			return true
		}
	}
	return false
}

// Every dictionary form is found, that of phrases by their inflecting word, that of fixed phrases by their first.
func TestDictionaryForms(t *testing.T) {
	for _, p := range real() {
		for i := 0; i < len(p.Entries); i += 7 {
			e := p.Entries[i]
			found := false
			switch {
			case !e.Phrase() && e.Gap < 0:
				found = readBack(p, e, e.Toks[0])
			case e.Kind > lang.Name || e.Kind == lang.Adv:
				for _, x := range p.Literal(e.Toks[0]) {
					found = found || x == e
				}
			default:
				for _, x := range p.Phrases(e.Toks[e.Head]) {
					found = found || x == e
				}
			}
			if !found {
				t.Errorf("%s:%d: %q is not found", e.File, e.Line, e.Word)
			}
		}
	}
}

func TestLiteralLongestFirst(t *testing.T) {
	for _, p := range real() {
		for _, e := range p.Entries {
			if e.Kind <= lang.Name || !e.Phrase() {
				continue
			}
			es := p.Literal(e.Toks[0])
			for i := 1; i < len(es); i++ {
				if len(es[i].Toks) > len(es[i-1].Toks) {
					t.Fatalf("%s: of the phrases with %q, %q stands after %q", p.Code, e.Toks[0], es[i].Word, es[i-1].Word)
				}
			}
		}
	}
}

var benchTexts = map[string]string{
	"mr": "रशियाने शुक्रवारी युक्रेनच्या खारकीव्ह शहरावर क्षेपणास्त्र हल्ला केला असे अधिकाऱ्यांनी बीबीसीला सांगितले त्यात अनेक जण ठार झाले",
	"hi": "रूस ने शुक्रवार को यूक्रेन के खारकीव शहर पर मिसाइल हमला किया अधिकारियों ने बीबीसी को बताया इसमें कई लोग मारे गए",
	"en": "russia attacked the ukrainian city of kharkiv with missiles on friday officials told the bbc at least several people were killed",
}

func BenchmarkAnalyze(b *testing.B) {
	for _, code := range []string{"mr", "hi", "en"} {
		p, words := real()[code], text.FoldAll(benchTexts[code])
		b.Run(code, func(b *testing.B) {
			b.SetBytes(int64(len(benchTexts[code])))
			b.ReportAllocs()
			var an []lang.Analysis
			for b.Loop() {
				for _, w := range words {
					an = p.Analyze(w, an[:0])
				}
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, code := range []string{"mr", "hi", "en"} {
		common, _ := lang.LoadCommon(packs.FS, plover.Load())
		b.Run(code, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if p, _ := lang.Load(packs.FS, code, common); p == nil {
					b.Fatal("no pack")
				}
			}
		})
	}
}
