-- +goose Up
CREATE TABLE state (
    name  TEXT COLLATE "C" PRIMARY KEY,
    value BIGINT NOT NULL
);

ALTER TABLE event ADD COLUMN change BIGINT NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN body_sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN row_sum BIGINT NOT NULL DEFAULT 0;
UPDATE event SET change = r.n, since = r.n FROM (SELECT num, ROW_NUMBER() OVER (ORDER BY id) AS n FROM event) AS r WHERE event.num = r.num;
CREATE INDEX event_change ON event (change);
INSERT INTO state (name, value) SELECT 'version', COUNT(*) FROM event;

CREATE TABLE event_gone (
    event  TEXT COLLATE "C" PRIMARY KEY,
    change BIGINT NOT NULL,
    since  BIGINT NOT NULL
);
CREATE INDEX event_gone_change ON event_gone (change);

-- What is made of events and articles is made anew by the program that finds it old.
DROP TABLE event_block;
CREATE TABLE event_block (
    lo      BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    body    BYTEA NOT NULL
);
ALTER TABLE event_block ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX event_block_version ON event_block (version);
DELETE FROM sign_word;
DELETE FROM sign;

ALTER TABLE article ADD COLUMN kinds TEXT COLLATE "C" NOT NULL DEFAULT '{}';
ALTER TABLE article ADD COLUMN listed BIGINT;
CREATE UNIQUE INDEX article_listed ON article (listed);

CREATE TABLE article_block (
    lo      BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    body    BYTEA NOT NULL
);
ALTER TABLE article_block ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX article_block_version ON article_block (version);

CREATE TABLE article_doc (
    num BIGINT PRIMARY KEY,
    doc TSVECTOR NOT NULL
);
CREATE INDEX article_doc_doc ON article_doc USING GIN (doc);

-- +goose Down
SELECT 1;
