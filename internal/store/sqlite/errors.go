package sqlite

import (
	"errors"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/bakhar/bakhar/internal/store"
)

// Kind gives the store's error that SQLite's means.
func (dialect) Kind(err error) (kind error, again bool) {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return nil, false
	}
	switch e.Code() & 0xFF {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return store.ErrLocked, false // it has waited already
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return store.ErrCorrupt, false
	case lib.SQLITE_FULL:
		return store.ErrFull, false
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM:
		return store.ErrReadOnly, false
	case lib.SQLITE_IOERR:
		return ioKind(e.Code()), false
	}
	return nil, false
}

// ioKind tells a file that is cut off from a disk that fails.
func ioKind(code int) error {
	switch code {
	case lib.SQLITE_IOERR_SHORT_READ, lib.SQLITE_IOERR_CORRUPTFS, lib.SQLITE_IOERR_DATA:
		return store.ErrCorrupt
	case lib.SQLITE_IOERR_WRITE, lib.SQLITE_IOERR_FSYNC, lib.SQLITE_IOERR_TRUNCATE, lib.SQLITE_IOERR_SHMSIZE:
		return store.ErrFull
	}
	return nil
}
