-- The public ballot box. No column tells when a vote was cast, from where, or by whom: ballots lie in the order of the
-- public chain, which anyone can read, and carry the public credential only.

-- One row for each ballot; its row lock makes every change of the box one after the other.
CREATE TABLE ballot (
    uuid           text COLLATE "C" PRIMARY KEY,
    state          text NOT NULL DEFAULT 'PREPARING'
                   CHECK (state IN ('PREPARING', 'READY', 'OPEN', 'CLOSING', 'CLOSED', 'CANCELLED')),
    name           text,
    fingerprint    text,
    -- The window of the whole ballot, from the charter and its extensions.
    opens_at       timestamptz,
    closes_at      timestamptz,
    -- The list of public credentials arrives in parts.
    chunks         integer,
    chunks_seen    integer NOT NULL DEFAULT 0,
    listed         integer,
    listed_seen    integer NOT NULL DEFAULT 0,
    -- The first roll must be admitted whole before Setup; the latest bounds the credentials that may vote.
    first_entitled integer,
    first_admitted integer NOT NULL DEFAULT 0,
    roll_version   integer,
    entitled       integer,
    -- Credentials that may vote or have voted, and those that no longer may.
    active         integer NOT NULL DEFAULT 0 CHECK (active >= 0),
    revoked        integer NOT NULL DEFAULT 0,
    setup_hash     text,
    -- The last event of the chain.
    height         integer,
    head           text,
    votes          integer NOT NULL DEFAULT 0 CHECK (votes <= active),
    declared       boolean NOT NULL DEFAULT false,
    CHECK (opens_at < closes_at),
    CHECK (state IN ('PREPARING', 'CANCELLED') OR (head IS NOT NULL AND setup_hash IS NOT NULL))
);

-- The documents that are fixed when the ballot is keyed, byte for byte.
CREATE TABLE document (
    ballot  text COLLATE "C" NOT NULL,
    kind    text NOT NULL CHECK (kind IN ('ELECTION', 'TRUSTEES', 'CHARTER')),
    content bytea NOT NULL,
    PRIMARY KEY (ballot, kind)
);

-- Parts of the list of credentials that are here; the edges show whether the parts join in order.
CREATE TABLE listed_chunk (
    ballot text COLLATE "C" NOT NULL,
    chunk  integer NOT NULL,
    size   integer NOT NULL,
    lowest text COLLATE "C" NOT NULL,
    highest text COLLATE "C" NOT NULL,
    PRIMARY KEY (ballot, chunk)
);

CREATE TABLE credential (
    ballot       text COLLATE "C" NOT NULL,
    credential   text COLLATE "C" NOT NULL,
    state        text NOT NULL DEFAULT 'RESERVE' CHECK (state IN ('RESERVE', 'ACTIVE', 'REVOKED', 'USED')),
    constituency text,
    -- Whether its use has been announced; set in the transaction that announces it.
    announced    boolean NOT NULL DEFAULT false,
    PRIMARY KEY (ballot, credential),
    CHECK ((state = 'RESERVE') = (constituency IS NULL)),
    CHECK (state = 'USED' OR NOT announced)
);
CREATE INDEX credential_unannounced ON credential (ballot) WHERE state = 'USED' AND NOT announced;

-- Admissions are checked off once. Which credential did it is not kept: the ballot service knows whose admission it is.
CREATE TABLE admission (
    ballot       text COLLATE "C" NOT NULL,
    id           uuid NOT NULL,
    constituency text NOT NULL,
    checked_off  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (ballot, id)
);

-- Answers given, so that a request that comes again gets the same one. Without the admission, for the same reason.
CREATE TABLE answered_request (
    ballot  text COLLATE "C" NOT NULL,
    id      uuid NOT NULL,
    answer  text NOT NULL,
    PRIMARY KEY (ballot, id)
);

-- The chain: every event once, and the data that precedes it in the archive.
CREATE TABLE chain_event (
    ballot  text COLLATE "C" NOT NULL,
    height  integer NOT NULL,
    type    text NOT NULL,
    payload text COLLATE "C",
    content bytea NOT NULL,
    PRIMARY KEY (ballot, height)
);
-- Finds a ballot by its tracker, and lets none in twice.
CREATE UNIQUE INDEX chain_event_ballot ON chain_event (ballot, payload) WHERE type = 'BALLOT';

CREATE TABLE chain_data (
    ballot  text COLLATE "C" NOT NULL,
    height  integer NOT NULL,
    part    integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (ballot, height, part)
);
-- Ballots do not compress: they are random numbers.
ALTER TABLE chain_data ALTER COLUMN content SET STORAGE EXTERNAL;

-- Announced turnout; the row lock makes batches one after the other.
CREATE TABLE turnout (
    ballot text COLLATE "C" PRIMARY KEY,
    batch  integer NOT NULL DEFAULT 0,
    votes  integer NOT NULL DEFAULT 0
);
CREATE TABLE constituency_turnout (
    ballot       text COLLATE "C" NOT NULL,
    constituency text NOT NULL,
    votes        integer NOT NULL,
    PRIMARY KEY (ballot, constituency)
);
