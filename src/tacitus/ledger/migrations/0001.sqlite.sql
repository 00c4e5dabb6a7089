CREATE TABLE archived (
    seq INTEGER NOT NULL, 
    sha256 TEXT NOT NULL, 
    size INTEGER NOT NULL, 
    PRIMARY KEY (seq), 
    UNIQUE (sha256)
)
 STRICT
-- next
CREATE TABLE arrival (
    seq INTEGER NOT NULL, 
    uri TEXT NOT NULL, 
    "key" TEXT NOT NULL, 
    identity TEXT NOT NULL, 
    document TEXT, 
    text TEXT, 
    why_not TEXT, 
    at TEXT NOT NULL, 
    "by" TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
 STRICT
-- next
CREATE INDEX arrival_identity ON arrival (identity)
-- next
CREATE INDEX arrival_text ON arrival (text)
-- next
CREATE INDEX arrival_uri ON arrival (uri)
-- next
CREATE TABLE band (
    "row" INTEGER NOT NULL, 
    text INTEGER NOT NULL, 
    band INTEGER NOT NULL, 
    PRIMARY KEY ("row")
)
 STRICT
-- next
CREATE INDEX band_band ON band (band)
-- next
CREATE INDEX band_text ON band (text)
-- next
CREATE TABLE build (
    seq INTEGER NOT NULL, 
    id TEXT NOT NULL, 
    version TEXT NOT NULL, 
    encoder TEXT NOT NULL, 
    gazetteer TEXT NOT NULL, 
    tables TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
 STRICT
-- next
CREATE TABLE claim (
    "row" INTEGER NOT NULL, 
    seq INTEGER NOT NULL, 
    number INTEGER NOT NULL, 
    id TEXT NOT NULL, 
    type TEXT NOT NULL, 
    plover TEXT, 
    acled TEXT, 
    standing TEXT NOT NULL, 
    hedged INTEGER NOT NULL, 
    day_from TEXT, 
    day_to TEXT, 
    country TEXT, 
    lat REAL, 
    lon REAL, 
    place TEXT, 
    precision TEXT, 
    confidence REAL NOT NULL, 
    start INTEGER NOT NULL, 
    "end" INTEGER NOT NULL, 
    PRIMARY KEY ("row")
)
 STRICT
-- next
CREATE INDEX claim_day ON claim (day_from, day_to)
-- next
CREATE INDEX claim_id ON claim (id)
-- next
CREATE INDEX claim_seq ON claim (seq)
-- next
CREATE INDEX claim_type ON claim (type)
-- next
CREATE TABLE claim_box (
    "row" INTEGER NOT NULL, 
    w REAL NOT NULL, 
    e REAL NOT NULL, 
    s REAL NOT NULL, 
    n REAL NOT NULL, 
    PRIMARY KEY ("row")
)
 STRICT
-- next
CREATE TABLE claim_name (
    "row" INTEGER NOT NULL, 
    claim INTEGER NOT NULL, 
    role TEXT NOT NULL, 
    name TEXT NOT NULL, 
    alias INTEGER NOT NULL, 
    folded TEXT NOT NULL, 
    actor TEXT, 
    kind TEXT, 
    country TEXT, 
    PRIMARY KEY ("row")
)
 STRICT
-- next
CREATE INDEX claim_name_actor ON claim_name (actor)
-- next
CREATE INDEX claim_name_claim ON claim_name (claim)
-- next
CREATE INDEX claim_name_folded ON claim_name (folded, role)
-- next
CREATE TABLE claim_words (
    "row" INTEGER NOT NULL, 
    words TEXT NOT NULL, 
    names TEXT NOT NULL, 
    speakers TEXT NOT NULL, 
    title TEXT NOT NULL, 
    PRIMARY KEY ("row")
)
 STRICT
-- next
CREATE TABLE copy (
    seq INTEGER NOT NULL, 
    "left" TEXT NOT NULL, 
    "right" TEXT NOT NULL, 
    how TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
 STRICT
-- next
CREATE INDEX copy_left ON copy ("left")
-- next
CREATE INDEX copy_right ON copy ("right")
-- next
CREATE TABLE erased (
    "row" INTEGER NOT NULL, 
    id TEXT NOT NULL, 
    PRIMARY KEY ("row")
)
 STRICT
-- next
CREATE INDEX erased_id ON erased (id)
-- next
CREATE TABLE erasure (
    seq INTEGER NOT NULL, 
    target TEXT NOT NULL, 
    why TEXT NOT NULL, 
    "by" TEXT NOT NULL, 
    at TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
 STRICT
-- next
CREATE INDEX erasure_target ON erasure (target)
-- next
CREATE TABLE incident (
    id TEXT NOT NULL, 
    type TEXT NOT NULL, 
    day_from TEXT, 
    day_to TEXT, 
    country TEXT, 
    place TEXT, 
    lat REAL, 
    lon REAL, 
    grade TEXT, 
    claims INTEGER NOT NULL, 
    voices INTEGER NOT NULL, 
    happened INTEGER NOT NULL, 
    body BLOB NOT NULL, 
    PRIMARY KEY (id)
)
 STRICT
-- next
CREATE INDEX incident_day ON incident (day_from, id)
-- next
CREATE TABLE incident_claim (
    claim TEXT NOT NULL, 
    incident TEXT NOT NULL, 
    PRIMARY KEY (claim)
)
 STRICT
-- next
CREATE INDEX incident_claim_incident ON incident_claim (incident)
-- next
CREATE TABLE judgement (
    seq INTEGER NOT NULL, 
    "left" TEXT NOT NULL, 
    "right" TEXT NOT NULL, 
    verdict TEXT NOT NULL, 
    "by" TEXT NOT NULL, 
    at TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
 STRICT
-- next
CREATE INDEX judgement_left ON judgement ("left")
-- next
CREATE TABLE reading (
    seq INTEGER NOT NULL, 
    id TEXT NOT NULL, 
    text TEXT NOT NULL, 
    identity TEXT NOT NULL, 
    build TEXT NOT NULL, 
    published_from TEXT, 
    published_to TEXT, 
    basis TEXT, 
    claims INTEGER NOT NULL, 
    PRIMARY KEY (seq), 
    UNIQUE (id)
)
 STRICT
-- next
CREATE INDEX reading_identity ON reading (identity, seq)
-- next
CREATE INDEX reading_published ON reading (published_from, text)
-- next
CREATE INDEX reading_text ON reading (text)
-- next
CREATE TABLE record (
    seq INTEGER NOT NULL, 
    id TEXT NOT NULL, 
    kind TEXT NOT NULL, 
    body BLOB, 
    chain TEXT NOT NULL, 
    PRIMARY KEY (seq), 
    UNIQUE (id)
)
 STRICT
-- next
CREATE INDEX record_kind ON record (kind, seq)
-- next
CREATE TABLE review (
    seq INTEGER NOT NULL, 
    claim TEXT NOT NULL, 
    action TEXT NOT NULL, 
    slot TEXT, 
    "by" TEXT NOT NULL, 
    at TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
 STRICT
-- next
CREATE INDEX review_action ON review (action)
-- next
CREATE INDEX review_claim ON review (claim, seq)
-- next
CREATE TABLE text (
    seq INTEGER NOT NULL, 
    id TEXT NOT NULL, 
    document TEXT NOT NULL, 
    identity TEXT NOT NULL, 
    title TEXT, 
    publisher TEXT, 
    agency TEXT, 
    text TEXT NOT NULL, 
    PRIMARY KEY (seq), 
    UNIQUE (id)
)
 STRICT
-- next
CREATE INDEX text_document ON text (document)
-- next
CREATE TABLE thread (
    id TEXT NOT NULL, 
    kind TEXT NOT NULL, 
    name TEXT NOT NULL, 
    day_from TEXT, 
    day_to TEXT, 
    body BLOB NOT NULL, 
    PRIMARY KEY (id)
)
 STRICT
-- next
CREATE INDEX thread_kind ON thread (kind, day_from, id)
-- next
CREATE TABLE visit (
    seq INTEGER NOT NULL, 
    url TEXT NOT NULL, 
    at TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
 STRICT
-- next
CREATE INDEX visit_url ON visit (url, seq)
-- next
CREATE TABLE weighing (
    name TEXT NOT NULL, 
    value TEXT NOT NULL, 
    PRIMARY KEY (name)
)
 STRICT
-- next
CREATE VIRTUAL TABLE claim_fts USING fts5(words, names, speakers, title, content=claim_words, content_rowid=row, tokenize="porter unicode61 remove_diacritics 2")
-- next
CREATE VIRTUAL TABLE text_fts USING fts5(title, text, content=text, content_rowid=seq, tokenize="porter unicode61 remove_diacritics 2")
-- next
CREATE VIRTUAL TABLE claim_rtree USING rtree(row, w, e, s, n)
-- next
CREATE TRIGGER claim_words_found AFTER INSERT ON claim_words BEGIN
    INSERT INTO claim_fts(rowid, words, names, speakers, title) VALUES (NEW.row, NEW.words, NEW.names, NEW.speakers, NEW.title);
END
-- next
CREATE TRIGGER claim_words_lost AFTER DELETE ON claim_words BEGIN
    INSERT INTO claim_fts(claim_fts, rowid, words, names, speakers, title) VALUES ('delete', OLD.row, OLD.words, OLD.names, OLD.speakers, OLD.title);
END
-- next
CREATE TRIGGER text_found AFTER INSERT ON text BEGIN
    INSERT INTO text_fts(rowid, title, text) VALUES (NEW.seq, NEW.title, NEW.text);
END
-- next
CREATE TRIGGER text_lost AFTER DELETE ON text BEGIN
    INSERT INTO text_fts(text_fts, rowid, title, text) VALUES ('delete', OLD.seq, OLD.title, OLD.text);
END
-- next
CREATE TRIGGER claim_box_found AFTER INSERT ON claim_box BEGIN
    INSERT INTO claim_rtree VALUES (NEW.row, NEW.w, NEW.e, NEW.s, NEW.n);
END
-- next
CREATE TRIGGER claim_box_lost AFTER DELETE ON claim_box BEGIN
    DELETE FROM claim_rtree WHERE row = OLD.row;
END
-- next
CREATE TRIGGER record_kept BEFORE UPDATE ON record
WHEN NOT (NEW.body IS NULL AND NEW.seq = OLD.seq AND NEW.id = OLD.id AND NEW.kind = OLD.kind AND NEW.chain = OLD.chain AND EXISTS (SELECT 1 FROM erased WHERE erased.id = OLD.id))
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER record_stays BEFORE DELETE ON record BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER build_kept BEFORE UPDATE ON build BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER build_stays BEFORE DELETE ON build
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER archived_kept BEFORE UPDATE ON archived BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER archived_stays BEFORE DELETE ON archived
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER text_kept BEFORE UPDATE ON text BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER text_stays BEFORE DELETE ON text
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER arrival_kept BEFORE UPDATE ON arrival BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER arrival_stays BEFORE DELETE ON arrival
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER reading_kept BEFORE UPDATE ON reading BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER reading_stays BEFORE DELETE ON reading
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER claim_kept BEFORE UPDATE ON claim BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER claim_stays BEFORE DELETE ON claim
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER claim_words_kept BEFORE UPDATE ON claim_words BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER claim_words_stays BEFORE DELETE ON claim_words
WHEN (SELECT body FROM record WHERE seq = OLD.row / 100000) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER claim_name_kept BEFORE UPDATE ON claim_name BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER claim_name_stays BEFORE DELETE ON claim_name
WHEN (SELECT body FROM record WHERE seq = OLD.claim / 100000) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER claim_box_kept BEFORE UPDATE ON claim_box BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER claim_box_stays BEFORE DELETE ON claim_box
WHEN (SELECT body FROM record WHERE seq = OLD.row / 100000) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER band_kept BEFORE UPDATE ON band BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER band_stays BEFORE DELETE ON band
WHEN (SELECT body FROM record WHERE seq = OLD.text) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER copy_kept BEFORE UPDATE ON copy BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER copy_stays BEFORE DELETE ON copy
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER visit_kept BEFORE UPDATE ON visit BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER visit_stays BEFORE DELETE ON visit
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER judgement_kept BEFORE UPDATE ON judgement BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER judgement_stays BEFORE DELETE ON judgement
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER review_kept BEFORE UPDATE ON review BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER review_stays BEFORE DELETE ON review
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER erasure_kept BEFORE UPDATE ON erasure BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER erasure_stays BEFORE DELETE ON erasure
WHEN (SELECT body FROM record WHERE seq = OLD.seq) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER erased_kept BEFORE UPDATE ON erased BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
-- next
CREATE TRIGGER erased_stays BEFORE DELETE ON erased
WHEN (SELECT body FROM record WHERE seq = OLD.row / 100000) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a ledger only grows');
END
