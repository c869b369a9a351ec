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
SELECT b.uuid, b.revision,
       coalesce((SELECT max(d.at) FROM decision d WHERE d.ballot = b.uuid AND d.action IN ('drafted', 'edited')), now()),
       b.edited_by_subject, b.edited_by_name, b.draft
FROM ballot b;

REVOKE UPDATE, DELETE ON draft_version FROM ballot_app;
