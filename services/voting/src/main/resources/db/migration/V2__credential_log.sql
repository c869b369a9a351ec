-- The log of activations and revocations, published in sorted batches without person, reason or time. A commitment hides
-- the constituency of an activated credential until the box is closed; its nonce leaves this database only to those who
-- check the sums, and only then.

ALTER TABLE ballot
    -- Batches that are published; changes since then belong to the one under way, which has this number.
    ADD COLUMN log_batches integer NOT NULL DEFAULT 0,
    ADD COLUMN log_head    text;

ALTER TABLE credential ADD COLUMN nonce text;
UPDATE credential SET nonce = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
    WHERE state <> 'RESERVE';
ALTER TABLE credential ADD CHECK ((state = 'RESERVE') = (nonce IS NULL));

CREATE TABLE credential_log_entry (
    ballot text COLLATE "C" NOT NULL,
    batch  integer NOT NULL,
    kind   text NOT NULL CHECK (kind IN ('ACTIVATED', 'REVOKED', 'COMMITMENT')),
    value  text COLLATE "C" NOT NULL,
    PRIMARY KEY (ballot, batch, kind, value)
);
INSERT INTO credential_log_entry (ballot, batch, kind, value)
    SELECT ballot, 0, 'ACTIVATED', credential FROM credential WHERE state <> 'RESERVE';
INSERT INTO credential_log_entry (ballot, batch, kind, value)
    SELECT ballot, 0, 'REVOKED', credential FROM credential WHERE state = 'REVOKED';

CREATE TABLE credential_log_batch (
    ballot text COLLATE "C" NOT NULL,
    batch  integer NOT NULL,
    head   text NOT NULL,
    PRIMARY KEY (ballot, batch)
);

-- The latest roll by constituency: the denominators that a disclosure plan has to state.
CREATE TABLE constituency (
    ballot       text COLLATE "C" NOT NULL,
    constituency text COLLATE "C" NOT NULL,
    name         text NOT NULL,
    entitled     integer NOT NULL,
    PRIMARY KEY (ballot, constituency)
);
CREATE TABLE constituency_group (
    ballot       text COLLATE "C" NOT NULL,
    constituency text COLLATE "C" NOT NULL,
    name         text NOT NULL,
    PRIMARY KEY (ballot, constituency)
);
