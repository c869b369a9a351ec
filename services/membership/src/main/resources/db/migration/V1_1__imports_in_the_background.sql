-- An import runs in the background: the upload rests here until it is applied, so that any process can take it up again.

ALTER TABLE import_run DROP CONSTRAINT import_run_state_check;
ALTER TABLE import_run
    ADD CONSTRAINT import_run_state_check CHECK (state IN ('MAPPING', 'READING', 'DRY_RUN', 'APPLYING', 'APPLIED',
                                                           'UNDOING', 'UNDONE', 'FAILED', 'SUPERSEDED')),
    ADD COLUMN encoding        text NOT NULL DEFAULT 'UTF_8',
    ADD COLUMN separator       text NOT NULL DEFAULT ',',
    -- Parallel: what the file calls each column, which of ours it is ('' for none), and who said so.
    ADD COLUMN headings        text[] NOT NULL DEFAULT '{}',
    ADD COLUMN sources         text[] NOT NULL DEFAULT '{}',
    ADD COLUMN phase           text,
    ADD COLUMN done_count      integer NOT NULL DEFAULT 0,
    ADD COLUMN expected_count  integer NOT NULL DEFAULT 0,
    -- How often the present step was begun: one that kills its process each time must end some day.
    ADD COLUMN attempts        integer NOT NULL DEFAULT 0,
    ADD COLUMN problem_code    text,
    ADD COLUMN problem_line    integer,
    ADD COLUMN problem_detail  text,
    ADD COLUMN duplicate_count integer NOT NULL DEFAULT 0,
    ADD COLUMN warning_count   integer NOT NULL DEFAULT 0,
    ADD COLUMN undoable        boolean NOT NULL DEFAULT false,
    ADD COLUMN undone_at       timestamptz,
    ADD COLUMN undone_by       text,
    ADD COLUMN kept_count      integer NOT NULL DEFAULT 0;
ALTER TABLE import_run DROP COLUMN unknown_columns;

-- Dry runs of the version before have no upload to read again.
UPDATE import_run SET state = 'SUPERSEDED' WHERE state = 'DRY_RUN';

CREATE TABLE import_upload (
    part  integer PRIMARY KEY,
    bytes bytea NOT NULL
);
-- Parts are written once and read once; compressing them would cost more than it saves.
ALTER TABLE import_upload ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Rows of one run at a time, written in bulk and always read whole: no index, and nothing lost with them that the upload
-- does not have.
DROP TABLE import_row;
CREATE UNLOGGED TABLE import_row (
    line                 integer NOT NULL,
    valid                boolean NOT NULL,
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
    campaign_consent     boolean
);

ALTER TABLE import_fault ADD COLUMN warning boolean NOT NULL DEFAULT false;

-- The figures of a dry run by section, branch, employer and region.
CREATE TABLE import_total (
    run_id        uuid NOT NULL REFERENCES import_run ON DELETE CASCADE,
    level         text NOT NULL,
    value         text NOT NULL,
    row_count     integer NOT NULL,
    new_count     integer NOT NULL,
    changed_count integer NOT NULL,
    left_count    integer NOT NULL,
    PRIMARY KEY (run_id, level, value)
);

-- Every change of a member's record counts, so that an undo knows what was changed since.
ALTER TABLE member ADD COLUMN revision integer NOT NULL DEFAULT 1;
CREATE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := OLD.revision + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER member_revision BEFORE UPDATE ON member FOR EACH ROW EXECUTE FUNCTION count_revision();

-- What the last applied run did to each member: what to announce, and what an undo puts back.
CREATE TABLE import_change (
    member_id           uuid NOT NULL,
    change              text NOT NULL CHECK (change IN ('new', 'changed', 'left')),
    eligibility_changed boolean NOT NULL,
    contact_changed     boolean NOT NULL,
    revision            integer NOT NULL,
    before              jsonb
);

-- Which of our columns a heading of the union's files means, as somebody said; '' for none.
CREATE TABLE column_memory (
    heading     text PRIMARY KEY,
    column_name text NOT NULL
);

GRANT MAINTAIN, TRUNCATE ON import_row, import_upload, import_change TO membership_app;
