-- Roll versions after the freeze: late joiners come onto the roll, leavers go off it before they have voted.

ALTER TABLE roll
    ADD COLUMN change   text    NOT NULL DEFAULT 'freeze' CHECK (change IN ('freeze', 'supplement', 'correction')),
    ADD COLUMN added    integer NOT NULL DEFAULT 0,
    ADD COLUMN excluded integer NOT NULL DEFAULT 0,
    ADD COLUMN refused  integer NOT NULL DEFAULT 0,
    ADD COLUMN by_name  text,
    ADD COLUMN why      text;
UPDATE roll r SET added = entitled, by_name = (
    SELECT d.who FROM decision d WHERE d.ballot = r.ballot AND d.action = 'roll-frozen' ORDER BY d.number LIMIT 1);
UPDATE roll SET by_name = 'officer' WHERE by_name IS NULL;
ALTER TABLE roll
    ALTER COLUMN change DROP DEFAULT,
    ALTER COLUMN added DROP DEFAULT,
    ALTER COLUMN excluded DROP DEFAULT,
    ALTER COLUMN refused DROP DEFAULT,
    ALTER COLUMN by_name SET NOT NULL;

-- An entry that got no credential may be tried again; one whose member was excluded never is.
ALTER TABLE roll_entry
    ADD COLUMN state   text NOT NULL DEFAULT 'ENTITLED' CHECK (state IN ('ENTITLED', 'EXCLUDED', 'REFUSED')),
    -- Why it gets no credential, as notification said; the next version no longer counts it.
    ADD COLUMN refusal text,
    DROP CONSTRAINT roll_entry_ballot_member_id_key;
CREATE UNIQUE INDEX roll_entry_of_member ON roll_entry (ballot, member_id) WHERE state <> 'REFUSED';
CREATE INDEX roll_entry_to_correct ON roll_entry (ballot) WHERE state = 'ENTITLED' AND refusal IS NOT NULL;

-- What HQ asked, and what voting decided: ASKED, then REVOKED (the next version no longer counts it) and EXCLUDED, or
-- REFUSED for good.
CREATE TABLE exclusion (
    entry_id         uuid        PRIMARY KEY,
    ballot           text        NOT NULL REFERENCES ballot (uuid),
    member_id        uuid        NOT NULL,
    reason           text        NOT NULL,
    asked_by_subject text        NOT NULL,
    asked_by_name    text        NOT NULL,
    asked_at         timestamptz NOT NULL,
    state            text        NOT NULL CHECK (state IN ('ASKED', 'REVOKED', 'EXCLUDED', 'REFUSED')),
    refusal          text,
    version          integer
);
CREATE INDEX exclusion_of_ballot ON exclusion (ballot, asked_at, entry_id);
CREATE INDEX exclusion_to_correct ON exclusion (ballot) WHERE state = 'REVOKED';

-- Spare credentials as notification last counted them, with the roll version it had provided for by then.
CREATE TABLE reserve (
    ballot       text    PRIMARY KEY REFERENCES ballot (uuid),
    roll_version integer NOT NULL,
    spare        integer NOT NULL,
    spare_left   integer NOT NULL
);

-- When late joiners were last looked for by the clock.
ALTER TABLE ballot ADD COLUMN late_joiners_sought_at timestamptz;

ALTER TABLE member
    ADD COLUMN workplace          text,
    ADD COLUMN joined_at_day_only boolean NOT NULL DEFAULT false;
-- What was stored before says midnight where only the day was known.
UPDATE member SET joined_at_day_only = (joined_at AT TIME ZONE 'Europe/London')::time = '00:00'
    WHERE joined_at IS NOT NULL;
