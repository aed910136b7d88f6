package chronicle

import (
	"fmt"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
)

// Explanation says why the reports of an event are in it, and which are not that come nearest.
type Explanation struct {
	Event   string   `json:"event"`
	Members []Follow `json:"members"` // the best witness first
	Near    []Miss   `json:"near"`    // the most alike first
	Needed  int      `json:"needed"`  // the points that two reports need
}

// Follow is a report of the event and the better witness that it follows.
type Follow struct {
	Report string `json:"report"`
	Link   string `json:"link,omitempty"` // empty for the best witness
	Points int    `json:"points"`
	Parts  []Part `json:"parts,omitempty"`
	Tied   bool   `json:"tied,omitempty"` // an analyst holds them together
}

// Miss is a report of another event, with the member that it resembles most.
type Miss struct {
	Report string `json:"report"`
	Event  string `json:"event"`
	Member string `json:"member"`
	Points int    `json:"points"`
	Parts  []Part `json:"parts,omitempty"`
	Why    string `json:"why"` // points day place counterpart roles status article apart best-witness more-alike
}

// What keeps a report out of an event, beside contradictions and the others of against.
const (
	whyPoints = "points"     // it resembles no member enough
	whyOther  = "more-alike" // it, or the member, follows a report that it resembles more
)

const (
	missesMax = 12
	missMin   = joinMin - 120 // the points under which a report is no near miss
)

// Why explains an event. Its error is store.ErrNotFound where there is none of that id.
func Why(tx store.Tx, event string) (Explanation, error) {
	ties, err := readTies(tx)
	if err != nil {
		return Explanation{}, err
	}
	s := &settler{hood: newHood(tx), ties: ties, waiting: map[*member]bool{}}
	ms, err := s.members(event)
	if err == nil && len(ms) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return Explanation{}, fmt.Errorf("explain event %s: %w", event, err)
	}
	slices.SortFunc(ms, func(a, b *member) int {
		if a.Rank > b.Rank {
			return -1
		}
		return 1
	})
	e := Explanation{Event: event, Needed: joinMin}
	best := map[*member]Miss{}
	for _, m := range ms {
		f := Follow{Report: m.ID, Link: m.Link}
		if link, err := s.get(m.Link); err != nil {
			return e, err
		} else if link != nil && m.Link != "" {
			p := compare(m.sk, link.sk)
			f.Points, f.Parts = p.sum(), p.parts()
			if err := ties.of(m.Article); err != nil {
				return e, err
			}
			f.Tied = slices.Contains(ties.together[m.ID], link.ID)
		}
		e.Members = append(e.Members, f)
		if err := s.misses(m, best); err != nil {
			return e, err
		}
	}
	for _, x := range best {
		e.Near = append(e.Near, x)
	}
	slices.SortFunc(e.Near, func(a, b Miss) int {
		if a.Points != b.Points {
			return b.Points - a.Points
		}
		if a.Report < b.Report {
			return -1
		}
		return 1
	})
	e.Near = e.Near[:min(len(e.Near), missesMax)]
	return e, nil
}

// misses notes the reports outside its event that a member resembles most.
func (s *settler) misses(m *member, best map[*member]Miss) error {
	near, err := s.near(m)
	if err != nil {
		return err
	}
	for _, x := range near {
		p := compare(m.sk, x.sk)
		n := p.sum()
		if x.Event == m.Event || n < missMin {
			continue
		}
		if old, ok := best[x]; ok && (old.Points > n || old.Points == n && old.Member < m.ID) {
			continue
		}
		why, err := s.kept(m, x, n)
		if err != nil {
			return err
		}
		best[x] = Miss{Report: x.ID, Event: x.Event, Member: m.ID, Points: n, Parts: p.parts(), Why: why}
	}
	return nil
}

// kept says why the weaker of two witnesses did not follow the stronger.
func (s *settler) kept(a, b *member, points int) (string, error) {
	if points < joinMin {
		return whyPoints, nil
	}
	if a.Rank > b.Rank {
		a, b = b, a
	}
	if err := s.ties.of(a.Article); err != nil {
		return "", err
	}
	why, err := s.against(a, b)
	if why == "" && err == nil {
		why = whyOther
	}
	return why, err
}
