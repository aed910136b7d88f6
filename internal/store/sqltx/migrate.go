package sqltx

import (
	"context"
	"fmt"

	"github.com/pressly/goose/v3"

	"github.com/bakhar/bakhar/internal/store"
)

// migrateTries is how often bringing a schema up to date is begun again. Of two programs that open a new database at the same moment one finds
// that the other has just made a table.
const migrateTries = 3

// Migrate brings a schema up to date; one that is newer than the program is left alone.
func Migrate(ctx context.Context, p *goose.Provider) (err error) {
	for range migrateTries {
		var have, know int64
		if have, know, err = p.GetVersions(ctx); err != nil {
			continue
		}
		if have > know {
			return fmt.Errorf("%w: it has schema %d, this program knows schemas up to %d", store.ErrNewer, have, know)
		}
		if have == know {
			return nil
		}
		if have > 0 { // otherwise there is nothing in it yet
			store.Tell(ctx, "the chronicle is brought from schema %d to %d, which takes minutes where it is large", have, know)
		}
		if _, err = p.Up(ctx); err == nil {
			return nil
		}
	}
	return err
}
