-- +goose Up
CREATE TABLE event_stale (
    event TEXT PRIMARY KEY,
    mark  INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO state (name, value) VALUES ('stale', 0);

CREATE TABLE source_read (
    source TEXT PRIMARY KEY,
    name   TEXT NOT NULL,
    size   INTEGER NOT NULL,
    done   INTEGER NOT NULL
) WITHOUT ROWID;

-- +goose Down
SELECT 1;
