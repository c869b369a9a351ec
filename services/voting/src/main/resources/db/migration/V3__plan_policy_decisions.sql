-- What is published beside the archive (protocol.md, What we add, 6): changes of the publication policy, the decision log,
-- the disclosure plan, the strong proofs of the declared result; and, for the audit pack only, its cells.

CREATE TABLE policy_change (
    ballot           text COLLATE "C" NOT NULL,
    changed_at       timestamptz NOT NULL,
    turnout          text NOT NULL,
    result           text NOT NULL,
    breakdown        text NOT NULL,
    minimum_cast     integer NOT NULL,
    minimum_entitled integer NOT NULL,
    reason           text NOT NULL,
    PRIMARY KEY (ballot, changed_at)
);

CREATE TABLE decision (
    ballot    text COLLATE "C" NOT NULL,
    number    integer NOT NULL CHECK (number > 0),
    line      text NOT NULL,
    hash      text NOT NULL,
    signature text,
    PRIMARY KEY (ballot, number)
);

-- One plan for each ballot, accepted once and for all; formed when its sums are announced.
CREATE TABLE plan (
    ballot    text COLLATE "C" PRIMARY KEY,
    hash      text NOT NULL,
    content   text NOT NULL,
    signature text NOT NULL,
    formed    boolean NOT NULL DEFAULT false
);

ALTER TABLE document DROP CONSTRAINT document_kind_check;
ALTER TABLE document ADD CHECK (kind IN ('ELECTION', 'TRUSTEES', 'CHARTER', 'STRONG_PROOFS', 'AUDIT'));

-- Where each event of the archive ends, counted without the archive's header: who asks for the rest of an archive gets it
-- without the server reading the part before.
ALTER TABLE ballot ADD COLUMN archive_size bigint NOT NULL DEFAULT 0;
ALTER TABLE chain_event ADD COLUMN ends bigint;
UPDATE chain_event e SET ends = placed.ends FROM (
    SELECT ballot, height, sum(size) OVER (PARTITION BY ballot ORDER BY height) AS ends FROM (
        SELECT ballot, height, 512 + (octet_length(content) + 511) / 512 * 512 + coalesce(
            (SELECT sum(512 + (octet_length(d.content) + 511) / 512 * 512) FROM chain_data d
             WHERE d.ballot = c.ballot AND d.height = c.height), 0) AS size
        FROM chain_event c) sized) placed
    WHERE placed.ballot = e.ballot AND placed.height = e.height;
UPDATE ballot b SET archive_size = coalesce((SELECT max(ends) FROM chain_event e WHERE e.ballot = b.uuid), 0);
ALTER TABLE chain_event ALTER COLUMN ends SET NOT NULL;
CREATE INDEX chain_event_ends ON chain_event (ballot, ends);
