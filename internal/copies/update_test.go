package copies_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/copies"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqlite"
)

func open(t *testing.T) store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// take keeps a text and updates the groups; it gives the articles whose group changed.
func take(t *testing.T, s store.Store, a store.Article) (moved []string) {
	t.Helper()
	err := s.Update(context.Background(), func(tx store.Tx) error {
		_, err := tx.PutArticle(a)
		if err == nil {
			moved, err = copies.Update(tx, a.ID, a.Text, a.Language)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return moved
}

func groups(t *testing.T, s store.Store) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := s.View(context.Background(), func(tx store.Tx) error {
		for a, err := range tx.EachArticle("") {
			if err != nil {
				return err
			}
			out[a.ID] = a.Group
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func written(url, language, text string, day int) store.Article {
	a := store.Article{URL: "https://example.org/" + url, Publisher: url, Language: language, Text: text, Day: article.Date{Year: 2026, Month: 3, Day: day}}
	a.Published = a.Day.String()
	store.Identify(&a)
	return a
}

// Families of copies, some of which only a text in the middle ties together, end in the same groups whatever order they come in, and the
// groups named as moved are those that moved.
func TestUpdateAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var all []store.Article
	for _, language := range []string{"en", "mr", "hi"} {
		for i, l := range lines(t, "../../corpus/"+language+"-articles.jsonl")[:3] {
			text := l.Text
			for k := range 5 { // each copied from the one before
				all = append(all, written(fmt.Sprintf("%s%d%d", language, i, k), language, text, 3))
				text = edited(rng, text, .12)
			}
		}
	}
	var want map[string]string
	for round := range 4 {
		s := open(t)
		now := map[string]string{}
		for _, a := range all {
			now[a.ID] = a.ID
		}
		for _, a := range all {
			moved := take(t, s, a)
			got := groups(t, s)
			var changed []string
			for id, g := range got {
				if now[id] != g {
					changed = append(changed, id)
					now[id] = g
				}
			}
			slices.Sort(changed)
			if !slices.Equal(moved, changed) {
				t.Fatalf("%v are said to have moved, %v have", moved, changed)
			}
			if again := take(t, s, a); len(again) > 0 {
				t.Fatalf("the same text again moved %v", again)
			}
		}
		got := groups(t, s)
		if round == 0 {
			want = got
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("another order made the groups\n%v\nwant\n%v", got, want)
		}
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	sizes := map[string]int{}
	for _, g := range want {
		sizes[g]++
	}
	if len(sizes) < 9 || len(sizes) > 20 {
		t.Errorf("%d groups of 45 texts of 9 families", len(sizes))
	}
}

// A text that ties two others goes: they are copies no more. It comes back, and they are.
func TestUpdateRemoval(t *testing.T) {
	long := lines(t, "../../corpus/en-articles.jsonl")
	first, second := long[0].Text, long[1].Text
	s := open(t)
	a, b := written("a", "en", first, 3), written("b", "en", second, 3)
	both := written("both", "en", first+"\n"+second, 3)
	for _, x := range []store.Article{a, b, both} {
		take(t, s, x)
	}
	least := min(a.ID, b.ID, both.ID)
	if g := groups(t, s); g[a.ID] != least || g[b.ID] != least || g[both.ID] != least {
		t.Fatalf("groups %v, want all in %s", g, least)
	}
	other := written("both", "en", long[2].Text, 4)
	take(t, s, other)
	if g := groups(t, s); g[a.ID] != a.ID || g[b.ID] != b.ID || g[both.ID] != both.ID || g[other.ID] != other.ID {
		t.Fatalf("groups %v after the text between was replaced: want none together", g)
	}
	back := written("both", "en", first+"\n"+second+" ", 5)
	take(t, s, back)
	least = min(a.ID, b.ID, back.ID)
	if g := groups(t, s); g[a.ID] != least || g[b.ID] != least || g[back.ID] != least {
		t.Fatalf("groups %v after it came back, want all in %s", g, least)
	}
}
