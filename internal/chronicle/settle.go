package chronicle

import (
	"container/heap"
	"slices"
	"strings"
)

// settler puts nodes into events, in order of rank. Where a node goes depends only on nodes of greater rank: on those that it resembles,
// on the events that these are in, and on which of its own article, or held apart from it, are in those events. So when something changes,
// the nodes that may be touched by it are looked at again, the best witness first, each once; what they change touches only nodes of lower
// rank still.
type settler struct {
	*hood
	ties    *ties
	queue   queue
	waiting map[*member]bool
	looked  int // nodes that were placed, for tests of how far a change reaches
}

// queue gives the node of greatest rank first.
type queue []*member

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].Rank > q[j].Rank }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(*member)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

func (s *settler) push(m *member) {
	if m != nil && !s.waiting[m] {
		s.waiting[m] = true
		heap.Push(&s.queue, m)
	}
}

// candidate is a better witness that a report resembles enough.
type candidate struct {
	m     *member
	score int
}

func better(a, b candidate) bool {
	return a.score > b.score || a.score == b.score && a.m.Rank > b.m.Rank
}

// settle works until nothing waits.
func (s *settler) settle() error {
	for len(s.queue) > 0 {
		m := heap.Pop(&s.queue).(*member)
		delete(s.waiting, m)
		if s.all[m.ID] != m {
			continue // it has gone
		}
		s.looked++
		if err := s.ties.of(m.Article); err != nil {
			return err
		}
		if err := s.look(m); err != nil {
			return err
		}
		near, err := s.near(m)
		if err != nil {
			return err
		}
		event, link, err := s.choose(m, near)
		if err != nil {
			return err
		}
		moved := event != m.Event
		m.Event, m.Link = event, link
		if moved {
			if err := s.touch(m, near); err != nil {
				return err
			}
		}
	}
	return nil
}

// look loads what stands near a node, and near those that wait, so that the store is asked once for many.
func (s *settler) look(m *member) error {
	if _, ok := s.articles[m.Article]; !ok {
		articles := []string{m.Article}
		for _, x := range s.queue[:min(len(s.queue), waitingMax)] {
			articles = append(articles, x.Article)
		}
		if err := s.families(unique(articles)); err != nil {
			return err
		}
	}
	if !s.missing(m) {
		return nil
	}
	keys := slices.Clone(m.looks)
	for _, x := range s.queue[:min(len(s.queue), waitingMax)] {
		if s.missing(x) {
			keys = append(keys, x.looks...)
		}
	}
	return s.load(keys)
}

// waitingMax bounds for how many waiting nodes the neighbourhood is loaded ahead.
const waitingMax = 200

// choose gives the event and link of a node, as those of greater rank have them.
func (s *settler) choose(m *member, near []*member) (event, link string, err error) {
	bound, err := s.bound(m)
	if err != nil {
		return "", "", err
	}
	if bound != nil {
		return bound.Event, bound.ID, nil
	}
	var cs []candidate
	for _, x := range near {
		if x.Rank > m.Rank {
			if p := compare(m.sk, x.sk); p.sum() >= joinMin {
				cs = append(cs, candidate{x, p.sum()})
			}
		}
	}
	slices.SortFunc(cs, func(a, b candidate) int {
		if better(a, b) {
			return -1
		}
		return 1
	})
	for _, c := range cs {
		why, err := s.against(m, c.m)
		if err != nil {
			return "", "", err
		}
		if why == "" {
			return c.m.Event, c.m.ID, nil
		}
	}
	return m.ID, "", nil
}

// Why a report that resembles another does not follow it, beside contradictions.
const (
	againstArticle = "article"      // the event has another report of its article, of another act
	againstApart   = "apart"        // an analyst holds it apart from a member
	againstWitness = "best-witness" // it resembles a member, but the best witness too little
)

// against says why a node may not follow another into its event, or "".
func (s *settler) against(m, x *member) (string, error) {
	if why := contradiction(m.sk, x.sk); why != "" {
		return why, nil
	}
	leader, err := s.get(x.Event)
	if err != nil {
		return "", err
	}
	if leader != nil && leader != x {
		if why := contradiction(m.sk, leader.sk); why != "" {
			return why, nil
		}
		if p := compare(m.sk, leader.sk); p.sum() < leaderMin {
			return againstWitness, nil
		}
	}
	sibs, err := s.siblings(m.Article)
	if err != nil {
		return "", err
	}
	for _, b := range sibs {
		if b.Rank > m.Rank && b.Event == x.Event && !oneAct(m.sk, b.sk) {
			return againstArticle, nil
		}
	}
	for _, id := range s.ties.apart[m.ID] {
		b, err := s.get(id)
		if err != nil {
			return "", err
		}
		if b != nil && b.Rank > m.Rank && b.Event == x.Event {
			return againstApart, nil
		}
	}
	return "", nil
}

// bound gives the best witness of those that analysts hold together with a node, where that is not the node itself.
func (s *settler) bound(m *member) (*member, error) {
	best := m
	for _, id := range s.ties.together[m.ID] {
		x, err := s.get(id)
		if err != nil {
			return nil, err
		}
		if x != nil && x.Rank > best.Rank {
			best = x
		}
	}
	if best == m {
		return nil, nil
	}
	return best, nil
}

// touch makes those wait whose place may depend on a node that is new or has moved: nodes of lower rank that resemble it at least as much
// as what they follow now, those of its article, and those tied to it.
func (s *settler) touch(m *member, near []*member) error {
	type pair struct {
		x *member
		c candidate
	}
	var unsure []pair
	var links []string
	for _, x := range near {
		if x.Rank >= m.Rank || s.waiting[x] {
			continue
		}
		p := compare(x.sk, m.sk)
		switch score := p.sum(); {
		case score < joinMin:
		case x.Link == "" || x.Link == m.ID:
			s.push(x)
		default:
			unsure = append(unsure, pair{x, candidate{m, score}})
			links = append(links, x.Link)
		}
	}
	if err := s.fetch(links); err != nil {
		return err
	}
	for _, u := range unsure {
		link, err := s.get(u.x.Link)
		if err != nil {
			return err
		}
		if link == nil {
			s.push(u.x)
			continue
		}
		p := compare(u.x.sk, link.sk)
		if better(u.c, candidate{link, p.sum()}) {
			s.push(u.x)
		}
	}
	return s.touchKin(m)
}

// touchKin makes the siblings and the tied of a node wait.
func (s *settler) touchKin(m *member) error {
	if err := s.ties.of(m.Article); err != nil {
		return err
	}
	sibs, err := s.siblings(m.Article)
	if err != nil {
		return err
	}
	for _, b := range sibs {
		if b.Rank < m.Rank {
			s.push(b)
		}
	}
	for _, ids := range [][]string{s.ties.apart[m.ID], s.ties.together[m.ID]} {
		for _, id := range ids {
			b, err := s.get(id)
			if err != nil {
				return err
			}
			if b != nil && b.Rank < m.Rank {
				s.push(b)
			}
		}
	}
	return nil
}

// leave takes a node out, and makes wait what may depend on it.
func (s *settler) leave(m *member) error {
	ms, err := s.members(m.Event)
	if err != nil {
		return err
	}
	for _, x := range ms {
		if x == m {
			continue
		}
		if x.Link == m.ID || m.leads() {
			s.push(x)
		}
		if m.leads() { // reports that the old best witness kept out of the event may be let in by a new one of the same id
			near, err := s.near(x)
			if err != nil {
				return err
			}
			if err := s.touch(x, near); err != nil {
				return err
			}
		}
	}
	if err := s.touchKin(m); err != nil {
		return err
	}
	s.drop(m)
	if sibs, ok := s.articles[m.Article]; ok {
		s.articles[m.Article] = slices.DeleteFunc(sibs, func(x *member) bool { return x == m })
	}
	return nil
}

// join enters a node that is new; its place is found when its turn comes.
func (s *settler) join(m *member) error {
	s.enter(m)
	sibs, err := s.siblings(m.Article)
	if err != nil {
		return err
	}
	if !slices.Contains(sibs, m) {
		sibs = append(sibs, m)
		slices.SortFunc(sibs, func(a, b *member) int { return strings.Compare(a.ID, b.ID) })
		s.articles[m.Article] = sibs
	}
	s.push(m)
	return nil
}
