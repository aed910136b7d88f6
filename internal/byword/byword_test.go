package byword

import (
	"fmt"
	"testing"
)

// Words of every length up to long ones, with the same beginning and end, with blanks, in two scripts: each has its own value.
func TestTable(t *testing.T) {
	var words []string
	for i := range 3000 {
		words = append(words, fmt.Sprint(i), fmt.Sprintf("प्रति%dकरणे", i), fmt.Sprintf("the word %d and its end", i), fmt.Sprintf("प्रतिबंध %d घातल्याचे जाहीर करणे", i))
	}
	words = append(words, "a", "b", "ab", "ba", "abc", "o", "o.x", "aaaaaaaa", "aaaaaaaaa")
	var all Table[int]
	if got := all.Get("a"); got != 0 || all.Len() != 0 {
		t.Errorf("an empty table gave %d and has %d keys", got, all.Len())
	}
	for i, w := range words {
		all.Put(w, i+1)
	}
	for i, w := range words {
		if got := all.Get(w); got != i+1 {
			t.Fatalf("%q: got %d, want %d", w, got, i+1)
		}
	}
	if all.Len() != len(words) {
		t.Errorf("%d keys, want %d", all.Len(), len(words))
	}
	for _, w := range []string{"", "x", "3000", "प्रति3000करणे", "the word 12 and its enD"} {
		if got := all.Get(w); got != 0 {
			t.Errorf("%q was never put, but gave %d", w, got)
		}
	}
	all.Put("a", 7)
	all.Put("", 8)
	if all.Get("a") != 7 || all.Get("") != 0 || all.Len() != len(words) {
		t.Errorf("put again: %d, empty key: %d, %d keys", all.Get("a"), all.Get(""), all.Len())
	}
}

func BenchmarkGet(b *testing.B) {
	var all Table[int]
	for i := range 200 {
		all.Put(fmt.Sprintf("class%d", i), i)
	}
	for b.Loop() {
		all.Get("class77")
		all.Get("nothing")
	}
}

func BenchmarkMap(b *testing.B) {
	all := map[string]int{}
	for i := range 200 {
		all[fmt.Sprintf("class%d", i)] = i
	}
	n := 0
	for b.Loop() {
		n += all["class77"] + all["nothing"]
	}
}
