package sqldb

import (
	"context"
	"fmt"

	"github.com/pressly/goose/v3"

	"github.com/bakhar/bakhar/internal/store"
)

// Migrate brings a schema up to date; one that is newer than the program is left alone.
func Migrate(ctx context.Context, p *goose.Provider) error {
	have, know, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if have > know {
		return fmt.Errorf("%w: it has schema %d, this program knows schemas up to %d", store.ErrNewer, have, know)
	}
	if have == know {
		return nil
	}
	_, err = p.Up(ctx)
	return err
}
