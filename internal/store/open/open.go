// Package open is the door to the stores: an address in, an open store out. It is the only place that knows how many kinds there are.
package open

import (
	"context"
	"fmt"
	"strings"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/postgres"
	"github.com/bakhar/bakhar/internal/store/sqldb"
	"github.com/bakhar/bakhar/internal/store/sqlite"
)

// Store opens the store at an address: the path of an SQLite file, which is made where it is not there, ":memory:", or the address of a
// PostgreSQL database (postgres://user:password@host/database), which must be there. Its schema is brought up to date. Errors are those of the store: store.ErrLocked, store.ErrCorrupt, store.ErrReadOnly, store.ErrNewer, store.ErrFull, store.ErrAway.
func Store(ctx context.Context, address string) (store.Store, error) {
	var s *sqldb.DB
	var err error
	if scheme, _, ok := strings.Cut(address, "://"); ok && (scheme == "postgres" || scheme == "postgresql") {
		s, err = postgres.Open(ctx, address)
	} else if ok && scheme != "" {
		return nil, fmt.Errorf("store %s: there is no kind %q: a store is a file, or postgres://user@host/database", address, scheme)
	} else {
		s, err = sqlite.Open(ctx, address)
	}
	if err != nil {
		return nil, err // no store in an interface that is not nil
	}
	return s, nil
}
