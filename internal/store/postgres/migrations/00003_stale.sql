-- +goose Up

CREATE TABLE event_stale (
    event TEXT COLLATE "C" PRIMARY KEY,
    mark  BIGINT NOT NULL
);

INSERT INTO state (name, value) VALUES ('stale', 0);

CREATE TABLE source_read (
    source TEXT COLLATE "C" PRIMARY KEY,
    name   TEXT COLLATE "C" NOT NULL,
    size   BIGINT NOT NULL,
    done   BIGINT NOT NULL
);

-- +goose Down
SELECT 1;
