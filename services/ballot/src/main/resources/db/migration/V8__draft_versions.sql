-- Every version of a draft as it was written, so that who approves can see what became different. No member is named in one.
CREATE TABLE draft_version (
    ballot     text        NOT NULL REFERENCES ballot (uuid),
    revision   integer     NOT NULL CHECK (revision >= 1),
    written_at timestamptz NOT NULL,
    by_subject text        NOT NULL,
    by_name    text        NOT NULL,
    draft      text        NOT NULL,
    PRIMARY KEY (ballot, revision)
);

-- Of the ballots so far only the last version is known, and from the decision log when it was written.
INSERT INTO draft_version (ballot, revision, written_at, by_subject, by_name, draft)
SELECT uuid, revision, coalesce((SELECT max(at) FROM decision WHERE ballot = uuid AND action IN ('drafted', 'edited')), now()),
       edited_by_subject, edited_by_name, draft
FROM ballot;

REVOKE UPDATE, DELETE ON draft_version FROM ballot_app;
