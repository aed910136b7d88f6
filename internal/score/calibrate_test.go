package score_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"github.com/bakhar/bakhar/internal/score"
)

// samples makes n events of which a share is right, all with the same grounds.
func samples(from, n int, share float64, grounds ...string) []score.Sample {
	var out []score.Sample
	for i := range n {
		id := fmt.Sprintf("en-%d", from+i)
		out = append(out, score.Sample{Label: score.Label{Text: id, Event: "e", Right: float64(i%10)/10 < share}, Language: "en", Grounds: grounds})
	}
	return out
}

// The fit says of each kind of event about the share of it that is right, and ranks grounds as they are.
func TestFitConfidence(t *testing.T) {
	all := append(samples(0, 400, 0.9, "form.finite"), samples(400, 400, 0.3, "form.nominal")...)
	all = append(all, samples(800, 5, 0, "form.rare")...)
	f := score.FitConfidence(all)
	w := map[string]score.Weight{}
	for _, x := range f.Weights {
		w[x.Ground] = x
	}
	if _, ok := w["form.rare"]; ok {
		t.Error("a ground of five events got a weight")
	}
	for ground, want := range map[string]float64{"form.finite": 0.9, "form.nominal": 0.3} {
		got := 1 / (1 + math.Exp(-f.Base-w[ground].Weight))
		if math.Abs(got-want) > 0.03 {
			t.Errorf("%s: confidence %.2f, want about %.2f", ground, got, want)
		}
		if w[ground].N != 400 {
			t.Errorf("%s: %d events, want 400", ground, w[ground].N)
		}
	}
	if f.Error > 0.05 {
		t.Errorf("calibration error %v of what can be told exactly", f.Error)
	}
	if again := score.FitConfidence(all); !reflect.DeepEqual(again, f) {
		t.Error("the same samples give another fit")
	}
}

// Where nothing tells right from wrong, the fit is as good as saying one share of all, and no better.
func TestFitConfidenceNothing(t *testing.T) {
	f := score.FitConfidence(samples(0, 200, 0.5))
	if math.Abs(f.Brier-f.Plain) > 0.01 {
		t.Errorf("mean squared error %v, want about %v", f.Brier, f.Plain)
	}
	if f = score.FitConfidence(nil); f.Base != 0 || len(f.Weights) > 0 {
		t.Errorf("a fit of nothing: %+v", f)
	}
}
