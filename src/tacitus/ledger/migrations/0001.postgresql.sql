CREATE EXTENSION IF NOT EXISTS postgis
-- next
CREATE TABLE archived (
    seq BIGINT NOT NULL, 
    sha256 TEXT NOT NULL, 
    size BIGINT NOT NULL, 
    PRIMARY KEY (seq), 
    UNIQUE (sha256)
)
-- next
CREATE TABLE arrival (
    seq BIGINT NOT NULL, 
    uri TEXT NOT NULL, 
    key TEXT NOT NULL, 
    identity TEXT NOT NULL, 
    document TEXT, 
    text TEXT, 
    why_not TEXT, 
    at TEXT NOT NULL, 
    by TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
-- next
CREATE INDEX arrival_identity ON arrival (identity)
-- next
CREATE INDEX arrival_text ON arrival (text)
-- next
CREATE INDEX arrival_uri ON arrival (uri)
-- next
CREATE TABLE band (
    row BIGINT NOT NULL, 
    text BIGINT NOT NULL, 
    band BIGINT NOT NULL, 
    PRIMARY KEY (row)
)
-- next
CREATE INDEX band_band ON band (band)
-- next
CREATE INDEX band_text ON band (text)
-- next
CREATE TABLE build (
    seq BIGINT NOT NULL, 
    id TEXT NOT NULL, 
    version TEXT NOT NULL, 
    encoder TEXT NOT NULL, 
    gazetteer TEXT NOT NULL, 
    tables TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
-- next
CREATE TABLE claim (
    row BIGINT NOT NULL, 
    seq BIGINT NOT NULL, 
    number BIGINT NOT NULL, 
    id TEXT NOT NULL, 
    type TEXT NOT NULL, 
    plover TEXT, 
    acled TEXT, 
    standing TEXT NOT NULL, 
    hedged BIGINT NOT NULL, 
    day_from TEXT, 
    day_to TEXT, 
    country TEXT, 
    lat DOUBLE PRECISION, 
    lon DOUBLE PRECISION, 
    place TEXT, 
    precision TEXT, 
    confidence DOUBLE PRECISION NOT NULL, 
    start BIGINT NOT NULL, 
    "end" BIGINT NOT NULL, 
    PRIMARY KEY (row)
)
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
    row BIGINT NOT NULL, 
    w DOUBLE PRECISION NOT NULL, 
    e DOUBLE PRECISION NOT NULL, 
    s DOUBLE PRECISION NOT NULL, 
    n DOUBLE PRECISION NOT NULL, 
    PRIMARY KEY (row)
)
-- next
CREATE TABLE claim_name (
    row BIGINT NOT NULL, 
    claim BIGINT NOT NULL, 
    role TEXT NOT NULL, 
    name TEXT NOT NULL, 
    alias BIGINT NOT NULL, 
    folded TEXT NOT NULL, 
    actor TEXT, 
    kind TEXT, 
    country TEXT, 
    PRIMARY KEY (row)
)
-- next
CREATE INDEX claim_name_actor ON claim_name (actor)
-- next
CREATE INDEX claim_name_claim ON claim_name (claim)
-- next
CREATE INDEX claim_name_folded ON claim_name (folded, role)
-- next
CREATE TABLE claim_words (
    row BIGINT NOT NULL, 
    words TEXT NOT NULL, 
    names TEXT NOT NULL, 
    speakers TEXT NOT NULL, 
    title TEXT NOT NULL, 
    PRIMARY KEY (row)
)
-- next
CREATE TABLE copy (
    seq BIGINT NOT NULL, 
    "left" TEXT NOT NULL, 
    "right" TEXT NOT NULL, 
    how TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
-- next
CREATE INDEX copy_left ON copy ("left")
-- next
CREATE INDEX copy_right ON copy ("right")
-- next
CREATE TABLE erased (
    row BIGINT NOT NULL, 
    id TEXT NOT NULL, 
    PRIMARY KEY (row)
)
-- next
CREATE INDEX erased_id ON erased (id)
-- next
CREATE TABLE erasure (
    seq BIGINT NOT NULL, 
    target TEXT NOT NULL, 
    why TEXT NOT NULL, 
    by TEXT NOT NULL, 
    at TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
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
    lat DOUBLE PRECISION, 
    lon DOUBLE PRECISION, 
    grade TEXT, 
    claims BIGINT NOT NULL, 
    voices BIGINT NOT NULL, 
    happened BIGINT NOT NULL, 
    body BYTEA NOT NULL, 
    PRIMARY KEY (id)
)
-- next
CREATE INDEX incident_day ON incident (day_from, id)
-- next
CREATE TABLE incident_claim (
    claim TEXT NOT NULL, 
    incident TEXT NOT NULL, 
    PRIMARY KEY (claim)
)
-- next
CREATE INDEX incident_claim_incident ON incident_claim (incident)
-- next
CREATE TABLE judgement (
    seq BIGINT NOT NULL, 
    "left" TEXT NOT NULL, 
    "right" TEXT NOT NULL, 
    verdict TEXT NOT NULL, 
    by TEXT NOT NULL, 
    at TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
-- next
CREATE INDEX judgement_left ON judgement ("left")
-- next
CREATE TABLE reading (
    seq BIGINT NOT NULL, 
    id TEXT NOT NULL, 
    text TEXT NOT NULL, 
    identity TEXT NOT NULL, 
    build TEXT NOT NULL, 
    published_from TEXT, 
    published_to TEXT, 
    basis TEXT, 
    claims BIGINT NOT NULL, 
    PRIMARY KEY (seq), 
    UNIQUE (id)
)
-- next
CREATE INDEX reading_identity ON reading (identity, seq)
-- next
CREATE INDEX reading_published ON reading (published_from, text)
-- next
CREATE INDEX reading_text ON reading (text)
-- next
CREATE TABLE record (
    seq BIGINT NOT NULL, 
    id TEXT NOT NULL, 
    kind TEXT NOT NULL, 
    body BYTEA, 
    chain TEXT NOT NULL, 
    PRIMARY KEY (seq), 
    UNIQUE (id)
)
-- next
CREATE INDEX record_kind ON record (kind, seq)
-- next
CREATE TABLE review (
    seq BIGINT NOT NULL, 
    claim TEXT NOT NULL, 
    action TEXT NOT NULL, 
    slot TEXT, 
    by TEXT NOT NULL, 
    at TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
-- next
CREATE INDEX review_action ON review (action)
-- next
CREATE INDEX review_claim ON review (claim, seq)
-- next
CREATE TABLE text (
    seq BIGINT NOT NULL, 
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
-- next
CREATE INDEX text_document ON text (document)
-- next
CREATE TABLE thread (
    id TEXT NOT NULL, 
    kind TEXT NOT NULL, 
    name TEXT NOT NULL, 
    day_from TEXT, 
    day_to TEXT, 
    body BYTEA NOT NULL, 
    PRIMARY KEY (id)
)
-- next
CREATE INDEX thread_kind ON thread (kind, day_from, id)
-- next
CREATE TABLE visit (
    seq BIGINT NOT NULL, 
    url TEXT NOT NULL, 
    at TEXT NOT NULL, 
    PRIMARY KEY (seq)
)
-- next
CREATE INDEX visit_url ON visit (url, seq)
-- next
CREATE TABLE weighing (
    name TEXT NOT NULL, 
    value TEXT NOT NULL, 
    PRIMARY KEY (name)
)
-- next
CREATE TABLE payload (
    sha256 TEXT NOT NULL PRIMARY KEY,
    packed BYTEA NOT NULL
)
-- next
CREATE INDEX claim_words_found ON claim_words USING gin ((to_tsvector('english', words || ' ' || names || ' ' || speakers || ' ' || title)))
-- next
CREATE INDEX text_found ON text USING gin ((to_tsvector('english', coalesce(title, '') || ' ' || text)))
-- next
CREATE INDEX claim_box_found ON claim_box USING gist ((ST_MakeEnvelope(w, s, e, n, 4326)))
-- next
CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a ledger only grows';
END $$
-- next
CREATE FUNCTION record_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.body IS NULL AND NEW.seq = OLD.seq AND NEW.id = OLD.id AND NEW.kind = OLD.kind AND NEW.chain = OLD.chain AND EXISTS (SELECT 1 FROM erased WHERE erased.id = OLD.id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a ledger only grows';
END $$
-- next
CREATE TRIGGER record_kept BEFORE UPDATE ON record FOR EACH ROW EXECUTE FUNCTION record_erased()
-- next
CREATE TRIGGER record_stays BEFORE DELETE OR TRUNCATE ON record EXECUTE FUNCTION only_grows()
-- next
CREATE FUNCTION row_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_of json := row_to_json(OLD);
    owner bigint := (row_of ->> TG_ARGV[0])::bigint / TG_ARGV[1]::bigint;
BEGIN
    IF (SELECT body FROM record WHERE seq = owner) IS NULL THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a ledger only grows';
END $$
-- next
CREATE TRIGGER build_kept BEFORE UPDATE ON build FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER build_stays BEFORE DELETE ON build FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER archived_kept BEFORE UPDATE ON archived FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER archived_stays BEFORE DELETE ON archived FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER text_kept BEFORE UPDATE ON text FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER text_stays BEFORE DELETE ON text FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER arrival_kept BEFORE UPDATE ON arrival FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER arrival_stays BEFORE DELETE ON arrival FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER reading_kept BEFORE UPDATE ON reading FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER reading_stays BEFORE DELETE ON reading FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER claim_kept BEFORE UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER claim_stays BEFORE DELETE ON claim FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER claim_words_kept BEFORE UPDATE ON claim_words FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER claim_words_stays BEFORE DELETE ON claim_words FOR EACH ROW EXECUTE FUNCTION row_erased('row', '100000')
-- next
CREATE TRIGGER claim_name_kept BEFORE UPDATE ON claim_name FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER claim_name_stays BEFORE DELETE ON claim_name FOR EACH ROW EXECUTE FUNCTION row_erased('claim', '100000')
-- next
CREATE TRIGGER claim_box_kept BEFORE UPDATE ON claim_box FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER claim_box_stays BEFORE DELETE ON claim_box FOR EACH ROW EXECUTE FUNCTION row_erased('row', '100000')
-- next
CREATE TRIGGER band_kept BEFORE UPDATE ON band FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER band_stays BEFORE DELETE ON band FOR EACH ROW EXECUTE FUNCTION row_erased('text', '1')
-- next
CREATE TRIGGER copy_kept BEFORE UPDATE ON copy FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER copy_stays BEFORE DELETE ON copy FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER visit_kept BEFORE UPDATE ON visit FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER visit_stays BEFORE DELETE ON visit FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER judgement_kept BEFORE UPDATE ON judgement FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER judgement_stays BEFORE DELETE ON judgement FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER review_kept BEFORE UPDATE ON review FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER review_stays BEFORE DELETE ON review FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER erasure_kept BEFORE UPDATE ON erasure FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER erasure_stays BEFORE DELETE ON erasure FOR EACH ROW EXECUTE FUNCTION row_erased('seq', '1')
-- next
CREATE TRIGGER erased_kept BEFORE UPDATE ON erased FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER erased_stays BEFORE DELETE ON erased FOR EACH ROW EXECUTE FUNCTION row_erased('row', '100000')
-- next
CREATE FUNCTION payload_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM archived WHERE archived.sha256 = OLD.sha256) THEN
        RAISE EXCEPTION 'a ledger only grows';
    END IF;
    RETURN OLD;
END $$
-- next
CREATE TRIGGER payload_kept BEFORE UPDATE ON payload FOR EACH ROW EXECUTE FUNCTION only_grows()
-- next
CREATE TRIGGER payload_stays BEFORE DELETE ON payload FOR EACH ROW EXECUTE FUNCTION payload_erased()
