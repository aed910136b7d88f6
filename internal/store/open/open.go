// Package open is the door to the stores: an address in, an open store out. It is the only place that knows how many kinds there are.
package open

import (
	"context"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqlite"
)

// Store opens the store at an address: the path of an SQLite file, which is made where it is not there, or ":memory:". Its schema is brought
// up to date. Errors are those of the store: store.ErrLocked, store.ErrCorrupt, store.ErrReadOnly, store.ErrNewer, store.ErrFull.
func Store(ctx context.Context, address string) (store.Store, error) {
	s, err := sqlite.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	return s, nil
}
