-- +goose Up
CREATE TABLE state (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

ALTER TABLE event ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN body_sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN row_sum INTEGER NOT NULL DEFAULT 0;
UPDATE event SET change = r.n, since = r.n FROM (SELECT num, ROW_NUMBER() OVER (ORDER BY id) AS n FROM event) AS r WHERE event.num = r.num;
CREATE INDEX event_change ON event (change);
INSERT INTO state (name, value) SELECT 'version', COUNT(*) FROM event;

CREATE TABLE event_gone (
    event  TEXT PRIMARY KEY,
    change INTEGER NOT NULL,
    since  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX event_gone_change ON event_gone (change);

-- What is made of events and articles is made anew by the program that finds it old.
DROP TABLE event_block;
CREATE TABLE event_block (
    lo      INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    body    BLOB NOT NULL
);
CREATE INDEX event_block_version ON event_block (version);
DELETE FROM sign_word;
DELETE FROM sign;

ALTER TABLE article ADD COLUMN kinds TEXT NOT NULL DEFAULT '{}';
ALTER TABLE article ADD COLUMN listed INTEGER;
CREATE UNIQUE INDEX article_listed ON article (listed);

CREATE TABLE article_block (
    lo      INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    body    BLOB NOT NULL
);
CREATE INDEX article_block_version ON article_block (version);

CREATE VIRTUAL TABLE article_doc USING fts5 (
    doc,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc Cf'"
);

-- +goose Down
SELECT 1;
