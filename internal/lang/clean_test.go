package lang

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/bakhar/bakhar/internal/plover"
)

func toyClean(credits, clean string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, data := range map[string]string{"common/classes.tsv": "", "common/compose.tsv": "", "common/credits.tsv": credits, "xx/pack.tsv": "code\txx\n",
		"xx/morph/paradigms.tsv": "", "xx/morph/endings.tsv": "", "xx/morph/groups.tsv": "", "xx/clean.tsv": clean} {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return fsys
}

// TestCleanProblems: every malformed line is named with its place.
func TestCleanProblems(t *testing.T) {
	_, err := LoadCommon(toyClean("agency\tAFP||AP\nwire\tX\nimage\n", ""), plover.Load())
	for _, want := range []string{"common/credits.tsv:1:8:", "common/credits.tsv:2:1:", "common/credits.tsv:3:7:"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want a problem at %s, got %v", want, err)
		}
	}
	fsys := toyClean("", "# head\nopener\tread more|\nopnr\tx\nunit\tkm\tlength\nprompt\tfollow + \nline\t-\n")
	common, err := LoadCommon(fsys, plover.Load())
	if err != nil {
		t.Fatal(err)
	}
	_, err = Load(fsys, "xx", common)
	for _, want := range []string{"xx/clean.tsv:2:8:", "xx/clean.tsv:3:1:", "xx/clean.tsv:4:9:", "xx/clean.tsv:5:8:", "xx/clean.tsv:6:6:"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want a problem at %s, got %v", want, err)
		}
	}
}

func TestCredits(t *testing.T) {
	common, err := LoadCommon(toyClean("agency\tReuters|रॉयटर्स\nimage\tGetty|Getty Images\n", ""), plover.Load())
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string]string{"Getty ImagesThe": "Getty Images", "GETTY IMAGES": "GETTY IMAGES", "Getty x": "Getty", "रॉयटर्सने": "रॉयटर्स", "Rex": ""} {
		if a, _ := common.Credits.At(s); a.Name != want {
			t.Errorf("At(%q) = %q, want %q", s, a.Name, want)
		}
	}
}
