package sqlite

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

func TestStore(t *testing.T) {
	for name, path := range map[string]func(*testing.T) string{
		"file":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "a b?c#d%.db") },
		"memory": func(*testing.T) string { return Memory },
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Run(t, func(t *testing.T) store.Store {
				s, err := Open(t.Context(), path(t))
				if err != nil {
					t.Fatal(err)
				}
				return s
			})
		})
	}
}

func BenchmarkStore(b *testing.B) { bench(b, storetest.Bench) }
func BenchmarkFind(b *testing.B)  { bench(b, storetest.BenchFind) }

func BenchmarkCount(b *testing.B)    { bench(b, storetest.BenchCount) }
func BenchmarkArticles(b *testing.B) { bench(b, storetest.BenchArticles) }

func bench(b *testing.B, f func(*testing.B, store.Store)) {
	s, err := Open(b.Context(), cmp.Or(os.Getenv(storetest.BenchStore), filepath.Join(b.TempDir(), "b.db")))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	f(b, s)
}
