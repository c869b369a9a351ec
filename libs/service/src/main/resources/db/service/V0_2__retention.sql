-- What was erased because its period had passed. Never changed, never removed: it names no person.
CREATE TABLE retention_certificate (
    id     uuid        PRIMARY KEY,
    rule   text        NOT NULL,
    erases text        NOT NULL,
    ballot text        NOT NULL,
    period text        NOT NULL,
    erased bigint      NOT NULL,
    run_by text        NOT NULL,
    at     timestamptz NOT NULL,
    UNIQUE (rule, ballot)
);
