package postgres

import (
	"os"
	"testing"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		s, err := Open(t.Context(), storetest.Postgres(t))
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func BenchmarkStore(b *testing.B) { bench(b, storetest.Bench) }
func BenchmarkFind(b *testing.B)  { bench(b, storetest.BenchFind) }

func BenchmarkCount(b *testing.B)    { bench(b, storetest.BenchCount) }
func BenchmarkArticles(b *testing.B) { bench(b, storetest.BenchArticles) }

func bench(b *testing.B, f func(*testing.B, store.Store)) {
	address := os.Getenv(storetest.BenchStore)
	if address == "" {
		address = storetest.Postgres(b)
	}
	s, err := Open(b.Context(), address)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	f(b, s)
}
