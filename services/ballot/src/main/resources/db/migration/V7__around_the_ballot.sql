-- Around the ballot: what HQ tells members beside the paper, the later closes that were announced, and trigger dates.

-- Questions that members ask, with answers: each change is kept, the last one holds. Not part of what was approved.
CREATE TABLE faq_version (
    ballot     text        NOT NULL REFERENCES ballot (uuid),
    version    integer     NOT NULL CHECK (version >= 1),
    changed_at timestamptz NOT NULL,
    by_subject text        NOT NULL,
    by_name    text        NOT NULL,
    entries    text        NOT NULL,
    PRIMARY KEY (ballot, version)
);

-- Meetings about the ballot, kept likewise; a meeting that was called off stays, so that calendars learn of it.
CREATE TABLE meeting_version (
    meeting    uuid        NOT NULL,
    version    integer     NOT NULL CHECK (version >= 1),
    ballot     text        NOT NULL REFERENCES ballot (uuid),
    changed_at timestamptz NOT NULL,
    by_subject text        NOT NULL,
    by_name    text        NOT NULL,
    cancelled  boolean     NOT NULL,
    heading    text        NOT NULL,
    heading_cy text,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL CHECK (ends_at > starts_at),
    place      text,
    place_cy   text,
    url        text,
    PRIMARY KEY (meeting, version),
    CHECK (place IS NOT NULL OR url IS NOT NULL)
);
CREATE INDEX meeting_of_ballot ON meeting_version (ballot, meeting, version);

-- Later closes that two people agreed on (rule R8), for everyone to read.
CREATE TABLE close_extension (
    ballot             text        NOT NULL REFERENCES ballot (uuid),
    number             integer     NOT NULL CHECK (number >= 1),
    announced_at       timestamptz NOT NULL,
    previous_closes_at timestamptz NOT NULL,
    closes_at          timestamptz NOT NULL CHECK (closes_at > previous_closes_at),
    reason             text        NOT NULL,
    PRIMARY KEY (ballot, number)
);
-- Those from before are in the decision log.
INSERT INTO close_extension (ballot, number, announced_at, previous_closes_at, closes_at, reason)
SELECT ballot, row_number() OVER (PARTITION BY ballot ORDER BY number), at, line[1]::timestamptz, line[2]::timestamptz,
       line[3]
FROM decision, regexp_match(why, '^closesAt from (\S+) to (\S+)\. (.*)$') AS line
WHERE action = 'extended' AND line IS NOT NULL;

-- What was told and decided is not rewritten, not even by the service itself.
REVOKE UPDATE, DELETE ON faq_version, meeting_version, close_extension FROM ballot_app;

-- Trigger dates of approved ballots (rule R16): WAITING, then OPEN on the day and DONE once HQ says so; LAPSED for a
-- ballot that was cancelled.
CREATE TABLE follow_up (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ballot          text        NOT NULL REFERENCES ballot (uuid),
    number          integer     NOT NULL CHECK (number >= 1),
    due_on          date        NOT NULL,
    due_at          timestamptz NOT NULL,
    question        integer,
    text            text        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('WAITING', 'OPEN', 'DONE', 'LAPSED')),
    opened_at       timestamptz,
    done_at         timestamptz,
    done_by_subject text,
    done_by_name    text,
    note            text,
    UNIQUE (ballot, number)
);
CREATE INDEX follow_up_in_order ON follow_up (state, due_at, id);
