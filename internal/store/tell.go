package store

import (
	"context"
	"fmt"
)

type tellKey struct{}

// Telling gives a context under which opening a store tells, line by line, what takes long: that it is brought to a newer schema, and how far that is.
func Telling(ctx context.Context, tell func(line string)) context.Context {
	return context.WithValue(ctx, tellKey{}, tell)
}

// Tell tells it, where anybody wants to hear of it.
func Tell(ctx context.Context, format string, args ...any) {
	if tell, ok := ctx.Value(tellKey{}).(func(string)); ok {
		tell(fmt.Sprintf(format, args...))
	}
}
