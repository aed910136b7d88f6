package ingest

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// The rate is that of the last minute, or of the time since the start; faults are counted by host and kind, of which there is no end.
func TestTally(t *testing.T) {
	start := time.Date(2026, 2, 19, 12, 0, 0, 0, time.UTC)
	tally := NewTally("worker", "alpha", 7, "bakhar test", start)
	at := func(seconds int) time.Time { return start.Add(time.Duration(seconds) * time.Second) }
	rate := func(seconds int, want float64) {
		t.Helper()
		if got := tally.Note(at(seconds)).Rate; got < want-0.01 || got > want+0.01 {
			t.Errorf("after %d s: %.2f articles a second, want %.2f", seconds, got, want)
		}
	}
	tally.Add(Done{Result: Result{New: 20, Same: 10}}, at(5))
	rate(10, 3)
	for s := 10; s <= 300; s += 10 {
		tally.Add(Done{Result: Result{New: 50}}, at(s))
	}
	rate(300, 5)
	rate(330, 2.5)
	rate(1000, 0)
	for i := range 1000 {
		tally.Add(Done{Result: Result{Failed: 1}, Faults: []Fault{{fmt.Sprintf("host%d.example", i), FaultCoding}, {"often.example", FaultStore}}}, at(1000))
	}
	note, err := ReadNote(tally.Note(at(1001)).JSON())
	if err != nil {
		t.Fatal(err)
	}
	if note.New != 20+30*50 || note.Same != 10 || note.Aside != 1000 || note.Program != "worker" || note.Host != "alpha" || note.PID != 7 {
		t.Errorf("%+v", note)
	}
	if len(note.Faults) > faultsMax+2 || note.Faults[0] != (Counted{"often.example", FaultStore, 1000}) || note.Faults[1].Host != otherHosts {
		t.Errorf("%d kinds of faults, first %+v", len(note.Faults), note.Faults[:2])
	}
	sum := Faults([]Note{note, note})
	if sum[0].Times != 2000 {
		t.Errorf("two programs: %+v", sum[0])
	}
	for _, bad := range []string{"", "rubbish", `{"v":9}`, strings.Repeat(" ", noteMax+1)} {
		if _, err := ReadNote([]byte(bad)); err == nil {
			t.Errorf("%.20q was read", bad)
		}
	}
}
