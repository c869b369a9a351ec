-- Members change their contact data themselves, and headquarters for them.

-- Fields of the contact data that the member, or somebody for them, has set: files do not change them (decision 7).
ALTER TABLE member ADD COLUMN held text[];
CREATE INDEX member_held ON member (id) WHERE held IS NOT NULL;

ALTER TABLE import_run
    ADD COLUMN conflict_count      integer NOT NULL DEFAULT 0,
    ADD COLUMN conflict_only_count integer NOT NULL DEFAULT 0,
    ADD COLUMN overwrite           boolean NOT NULL DEFAULT false;

-- Like search_query, but whole words: a number or an address as it is, found by the index of the search.
CREATE FUNCTION search_exactly(searched text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT string_agg(quote_literal(word), ' & ')::tsquery
            FROM regexp_split_to_table(searched COLLATE pg_unicode_fast, '[^[:alnum:]]+') AS word WHERE word <> '');

-- Who changed what of a member's contact data, when and why; never the values.
CREATE TABLE contact_change (
    id         uuid PRIMARY KEY,
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL CHECK (changed_by IN ('member', 'staff')),
    way        text NOT NULL CHECK (way IN ('self-service', 'confirmation', 'undo', 'correction')),
    person     text,
    reason     text,
    fields     text[] NOT NULL,
    CHECK ((changed_by = 'staff') = (person IS NOT NULL))
);
CREATE INDEX contact_change_member ON contact_change (member_id, changed_at);

-- What an undo puts back, as long as there is a link to undo.
CREATE TABLE contact_undo (
    change_id            uuid PRIMARY KEY REFERENCES contact_change ON DELETE CASCADE,
    member_id            uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    preferred_email_type text,
    personal_email       text,
    work_email           text,
    expires_at           timestamptz NOT NULL
);
CREATE INDEX contact_undo_member ON contact_undo (member_id);

-- A new e-mail address that has not been confirmed through itself yet; one of each kind at most.
CREATE TABLE email_change (
    id         uuid PRIMARY KEY,
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    field      text NOT NULL CHECK (field IN ('personal-email', 'work-email')),
    address    text NOT NULL,
    expires_at timestamptz NOT NULL,
    UNIQUE (member_id, field)
);

-- Who asked for a link, until it is looked up: the answer does not wait for that, so it cannot tell.
CREATE TABLE link_request (
    id         uuid PRIMARY KEY,
    identifier text NOT NULL,
    asked_at   timestamptz NOT NULL
);

-- Mails to members that are still to be sent; gone when they are. A mail with a link gets its token when it leaves.
CREATE TABLE member_mail (
    id         uuid PRIMARY KEY,
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('link', 'confirm', 'changed', 'told')),
    address    text NOT NULL,
    language   text NOT NULL,
    fields     text[] NOT NULL DEFAULT '{}',
    -- What the link is about: an email_change, or a contact_change that can be undone.
    subject_id uuid,
    moved      boolean NOT NULL DEFAULT false,
    attempts   integer NOT NULL DEFAULT 0,
    due_at     timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX member_mail_due ON member_mail (due_at);
CREATE INDEX member_mail_member ON member_mail (member_id);

-- Of the tokens in links only the SHA-256.
CREATE TABLE member_token (
    hash       bytea PRIMARY KEY CHECK (length(hash) = 32),
    purpose    text NOT NULL CHECK (purpose IN ('change', 'confirm', 'undo')),
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    subject_id uuid,
    expires_at timestamptz NOT NULL
);
CREATE INDEX member_token_member ON member_token (member_id);

-- Whose self-service rests, because somebody undid a change that was not theirs.
CREATE TABLE self_service_lock (
    member_id uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
    until     timestamptz NOT NULL
);
