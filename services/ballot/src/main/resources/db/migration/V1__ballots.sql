-- Ballots, their keys, rolls and decision log. Never a member's name or address, a credential, a vote.

CREATE TABLE ballot (
    uuid               text        PRIMARY KEY,
    position           bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    state              text        NOT NULL CHECK (state IN ('DRAFT', 'APPROVED', 'KEYED', 'READY', 'OPEN', 'CLOSED',
                                                             'COUNTED', 'DECLARED', 'WITHHELD', 'CANCELLED')),
    revision           integer     NOT NULL CHECK (revision >= 1),
    draft              text        NOT NULL,
    opens_at           timestamptz NOT NULL,
    closes_at          timestamptz NOT NULL CHECK (closes_at > opens_at),
    edited_by_subject  text        NOT NULL,
    edited_by_name     text        NOT NULL,
    approved_by_subject text,
    approved_by_name   text,
    roll_version       integer     NOT NULL DEFAULT 0,
    setup_hash         text,
    head               text,
    ballots_cast       integer,
    -- The second person is another one, whatever the code above this table does.
    CHECK (approved_by_subject IS NULL OR approved_by_subject <> edited_by_subject)
);

-- What is fixed when a ballot is keyed: exact texts.
CREATE TABLE ballot_documents (
    ballot      text PRIMARY KEY REFERENCES ballot (uuid),
    charter     text NOT NULL,
    election    text NOT NULL,
    trustees    text NOT NULL,
    fingerprint text NOT NULL
);

CREATE TABLE trustee_key (
    ballot                text        NOT NULL REFERENCES ballot (uuid),
    owner                 integer     NOT NULL,
    name                  text        NOT NULL,
    public_key            text        NOT NULL,
    registered_by_subject text,
    registered_by_name    text,
    registered_at         timestamptz NOT NULL,
    PRIMARY KEY (ballot, owner)
);

-- What one person proposed and a second has yet to confirm.
CREATE TABLE proposal (
    ballot     text        NOT NULL REFERENCES ballot (uuid),
    kind       text        NOT NULL CHECK (kind IN ('EXTENSION', 'CANCELLATION')),
    by_subject text        NOT NULL,
    by_name    text        NOT NULL,
    at         timestamptz NOT NULL,
    reason     text        NOT NULL,
    closes_at  timestamptz,
    PRIMARY KEY (ballot, kind)
);

CREATE TABLE decision (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ballot      text        NOT NULL REFERENCES ballot (uuid),
    at          timestamptz NOT NULL,
    who         text        NOT NULL,
    who_subject text,
    action      text        NOT NULL,
    from_state  text,
    to_state    text        NOT NULL,
    why         text
);
CREATE INDEX decision_of_ballot ON decision (ballot, id);

-- The register as far as eligibility needs it: no name, no contact data.
CREATE TABLE member (
    member_id          uuid        PRIMARY KEY,
    section            text        NOT NULL,
    branch             text,
    employer           text,
    region             text,
    membership_class   text,
    status             text        NOT NULL,
    joined_at          timestamptz,
    left_at            timestamptz
);

CREATE TABLE roll (
    ballot    text        NOT NULL REFERENCES ballot (uuid),
    version   integer     NOT NULL CHECK (version >= 1),
    frozen_at timestamptz NOT NULL,
    entitled  integer     NOT NULL,
    PRIMARY KEY (ballot, version)
);

CREATE TABLE constituency (
    ballot       text    NOT NULL,
    version      integer NOT NULL,
    constituency text    NOT NULL,
    name         text    NOT NULL,
    entitled     integer NOT NULL,
    PRIMARY KEY (ballot, version, constituency),
    FOREIGN KEY (ballot, version) REFERENCES roll (ballot, version)
);

CREATE TABLE roll_entry (
    entry_id     uuid    PRIMARY KEY,
    ballot       text    NOT NULL REFERENCES ballot (uuid),
    member_id    uuid    NOT NULL,
    admission_id uuid    NOT NULL UNIQUE,
    constituency text    NOT NULL,
    version      integer NOT NULL,
    UNIQUE (ballot, member_id)
);

-- Votes cast so far, as voting last announced them; only the total, for the overview.
CREATE TABLE turnout (
    ballot text    PRIMARY KEY REFERENCES ballot (uuid),
    batch  integer NOT NULL,
    votes  integer NOT NULL
);

CREATE TABLE answered_request (
    ballot  text        NOT NULL REFERENCES ballot (uuid),
    action  text        NOT NULL,
    key     text        NOT NULL,
    subject text        NOT NULL,
    answer  text        NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (ballot, action, key)
);
