package postgres

import (
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
