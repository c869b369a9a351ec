-- Another publication policy after approval: proposed by one person, confirmed by another, kept for good.

ALTER TABLE proposal DROP CONSTRAINT proposal_kind_check;
ALTER TABLE proposal
    ADD CONSTRAINT proposal_kind_check CHECK (kind IN ('EXTENSION', 'CANCELLATION', 'POLICY')),
    ADD COLUMN turnout          text,
    ADD COLUMN result           text,
    ADD COLUMN breakdown        text,
    ADD COLUMN minimum_cast     integer,
    ADD COLUMN minimum_entitled integer;

CREATE TABLE policy_change (
    ballot           text        NOT NULL REFERENCES ballot (uuid),
    number           integer     NOT NULL CHECK (number >= 1),
    changed_at       timestamptz NOT NULL,
    reason           text        NOT NULL,
    turnout          text        NOT NULL,
    result           text        NOT NULL,
    breakdown        text        NOT NULL,
    minimum_cast     integer     NOT NULL,
    minimum_entitled integer     NOT NULL,
    PRIMARY KEY (ballot, number)
);
-- What was decided is not rewritten, not even by the service itself.
REVOKE UPDATE, DELETE ON policy_change FROM ballot_app;
