-- +goose Up
PRAGMA application_id = 1650551656;

CREATE TABLE run (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    coder    TEXT NOT NULL,
    lexicon  TEXT NOT NULL,
    started  TEXT NOT NULL,
    finished TEXT NOT NULL DEFAULT ''
);

CREATE TABLE article (
    num       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    given     TEXT NOT NULL,
    key       TEXT NOT NULL,
    url       TEXT NOT NULL,
    publisher TEXT NOT NULL,
    author    TEXT NOT NULL,
    title     TEXT NOT NULL,
    language  TEXT NOT NULL,
    published TEXT NOT NULL,
    day       TEXT NOT NULL,
    health    REAL NOT NULL,
    defects   INTEGER NOT NULL,
    grp       TEXT NOT NULL,
    replaced  TEXT NOT NULL DEFAULT '',
    run       INTEGER REFERENCES run (id)
);
CREATE INDEX article_key ON article (key);
CREATE INDEX article_given ON article (given) WHERE given <> '';
CREATE INDEX article_grp ON article (grp);
CREATE INDEX article_replaced ON article (replaced) WHERE replaced <> '';
CREATE INDEX article_count ON article (publisher, language, replaced, day);

CREATE TABLE article_text (
    article INTEGER PRIMARY KEY REFERENCES article (num),
    body    BLOB NOT NULL
);

CREATE TABLE coding (
    run     INTEGER NOT NULL REFERENCES run (id),
    article INTEGER NOT NULL REFERENCES article (num),
    reports INTEGER NOT NULL,
    PRIMARY KEY (run, article)
) WITHOUT ROWID;

CREATE TABLE report (
    num     INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (num),
    run     INTEGER NOT NULL REFERENCES run (id),
    n       INTEGER NOT NULL,
    id      TEXT NOT NULL,
    body    BLOB NOT NULL
);
CREATE UNIQUE INDEX report_article ON report (article, run, n);
CREATE INDEX report_id ON report (id);

CREATE TABLE sketch (
    article INTEGER PRIMARY KEY REFERENCES article (num),
    bands   BLOB NOT NULL,
    body    BLOB NOT NULL
);

CREATE TABLE band (
    hash    INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;

CREATE TABLE node (
    num     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article (num),
    rank    TEXT NOT NULL,
    sketch  BLOB NOT NULL,
    event   TEXT NOT NULL,
    link    TEXT NOT NULL,
    keys    BLOB NOT NULL
);
CREATE INDEX node_article ON node (article);
CREATE INDEX node_event ON node (event);

CREATE TABLE node_key (
    hash     INTEGER NOT NULL,
    width    INTEGER NOT NULL,
    from_day INTEGER NOT NULL,
    node     INTEGER NOT NULL,
    to_day   INTEGER NOT NULL,
    PRIMARY KEY (hash, width, from_day, node, to_day)
) WITHOUT ROWID;

CREATE TABLE event (
    num           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    type          TEXT NOT NULL,
    modes         TEXT NOT NULL,
    quad          INTEGER NOT NULL,
    scale         REAL NOT NULL,
    status        TEXT NOT NULL,
    first_day     TEXT NOT NULL,
    last_day      TEXT NOT NULL,
    parties       TEXT NOT NULL,
    place         TEXT NOT NULL,
    languages     TEXT NOT NULL,
    publishers    TEXT NOT NULL,
    reports       INTEGER NOT NULL,
    articles      INTEGER NOT NULL,
    sources       INTEGER NOT NULL,
    disagreements TEXT NOT NULL,
    confidence    REAL NOT NULL,
    corrected     INTEGER NOT NULL,
    doc           INTEGER NOT NULL
);
CREATE INDEX event_type ON event (type);
CREATE INDEX event_disagreeing ON event (num) WHERE disagreements <> '[]';

CREATE TABLE event_body (
    event INTEGER PRIMARY KEY REFERENCES event (num) ON DELETE CASCADE ON UPDATE CASCADE,
    body  BLOB NOT NULL
);

CREATE VIRTUAL TABLE event_doc USING fts5 (
    doc,
    content = '',
    contentless_delete = 1,
    prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc Cf'"
);

CREATE TABLE event_words (
    event INTEGER PRIMARY KEY,
    body  BLOB NOT NULL
);

CREATE TABLE event_block (
    lo   INTEGER PRIMARY KEY,
    body BLOB NOT NULL
);

CREATE TABLE sign (
    num   INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, value)
);

CREATE TABLE sign_word (
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    sign INTEGER NOT NULL,
    PRIMARY KEY (kind, word, sign)
) WITHOUT ROWID;

CREATE TABLE correction (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    analyst TEXT NOT NULL,
    reason  TEXT NOT NULL,
    made    TEXT NOT NULL,
    body    BLOB NOT NULL,
    undoes  INTEGER NOT NULL
);

CREATE TABLE correction_target (
    correction INTEGER NOT NULL REFERENCES correction (id),
    n          INTEGER NOT NULL,
    article    TEXT NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte   INTEGER NOT NULL,
    report     TEXT NOT NULL,
    PRIMARY KEY (correction, n)
) WITHOUT ROWID;
CREATE INDEX correction_article ON correction_target (article);

-- +goose Down
SELECT 1;
