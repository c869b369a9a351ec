-- How search compares: without case and without accents ("Siân" is found by "sian").
CREATE FUNCTION folded(text text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN casefold(translate(regexp_replace(normalize(text, NFKD), '[\u0300-\u036f]+', '', 'g'),
                              'øØłŁđĐħĦı', 'oOlLdDhHi') COLLATE pg_unicode_fast);

CREATE TABLE member (
    id                   uuid PRIMARY KEY,
    membership_number    text NOT NULL UNIQUE,
    title                text,
    first_name           text,
    last_name            text NOT NULL,
    preferred_email_type text CHECK (preferred_email_type IN ('personal', 'work')),
    personal_email       text,
    work_email           text,
    mobile               text,
    address_1            text,
    address_2            text,
    town                 text,
    postcode             text,
    section              text NOT NULL,
    branch               text,
    employer             text,
    region               text,
    pdu                  text,
    workplace            text,
    job_role             text,
    membership_class     text,
    status               text NOT NULL,
    joined_at            timestamptz,
    joined_at_day_only   boolean NOT NULL DEFAULT false,
    left_at              timestamptz,
    language             text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'cy')),
    campaign_consent     boolean,
    search               text NOT NULL GENERATED ALWAYS AS (folded(
        membership_number || ' ' || coalesce(first_name, '') || ' ' || last_name || ' '
        || coalesce(personal_email, '') || ' ' || coalesce(work_email, ''))) STORED
);

CREATE TABLE import_run (
    id              uuid PRIMARY KEY,
    mode            text NOT NULL CHECK (mode IN ('UPDATE', 'FULL')),
    state           text NOT NULL CHECK (state IN ('DRY_RUN', 'APPLIED', 'SUPERSEDED')),
    read_at         timestamptz NOT NULL,
    read_by         text NOT NULL,
    applied_at      timestamptz,
    applied_by      text,
    valid_rows_only boolean NOT NULL DEFAULT false,
    columns         text[] NOT NULL,
    unknown_columns text[] NOT NULL,
    row_count       integer NOT NULL DEFAULT 0,
    new_count       integer NOT NULL DEFAULT 0,
    changed_count   integer NOT NULL DEFAULT 0,
    left_count      integer NOT NULL DEFAULT 0,
    unchanged_count integer NOT NULL DEFAULT 0,
    invalid_count   integer NOT NULL DEFAULT 0,
    unnumbered_count integer NOT NULL DEFAULT 0,
    without_email_count integer NOT NULL DEFAULT 0
);

CREATE TABLE import_fault (
    run_id      uuid NOT NULL REFERENCES import_run ON DELETE CASCADE,
    line        integer NOT NULL,
    column_name text,
    code        text NOT NULL,
    detail      text NOT NULL
);
CREATE INDEX import_fault_line ON import_fault (run_id, line);

-- Rows of a dry run until it is applied or superseded. Leavers of a full run get negative lines.
CREATE TABLE import_row (
    run_id               uuid NOT NULL REFERENCES import_run ON DELETE CASCADE,
    line                 integer NOT NULL,
    valid                boolean NOT NULL,
    change               text CHECK (change IN ('new', 'changed', 'unchanged', 'left')),
    eligibility_changed  boolean NOT NULL DEFAULT false,
    contact_changed      boolean NOT NULL DEFAULT false,
    membership_number    text,
    title                text,
    first_name           text,
    last_name            text,
    preferred_email_type text,
    personal_email       text,
    work_email           text,
    mobile               text,
    address_1            text,
    address_2            text,
    town                 text,
    postcode             text,
    section              text,
    branch               text,
    employer             text,
    region               text,
    pdu                  text,
    workplace            text,
    job_role             text,
    membership_class     text,
    status               text,
    joined_at            timestamptz,
    joined_at_day_only   boolean NOT NULL DEFAULT false,
    left_at              timestamptz,
    language             text,
    campaign_consent     boolean,
    PRIMARY KEY (run_id, line)
);
CREATE INDEX import_row_number ON import_row (run_id, membership_number);

-- The service brings the statistics up to date after it has written a file's rows, and before it compares them.
GRANT MAINTAIN ON import_row TO membership_app;
