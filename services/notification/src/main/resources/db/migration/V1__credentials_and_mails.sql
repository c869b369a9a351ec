-- The notification service: what it knows of ballots, rolls and contacts, the credentials and the mails.
-- Facts of different topics arrive in any order, so every projection can begin with any of them: hence the nulls.

create table contact (
    member_id         uuid primary key,
    membership_number text not null,
    title             text,
    first_name        text,
    last_name         text not null,
    preferred         text,
    personal_email    text,
    work_email        text,
    language          text not null
);
create index contact_by_number on contact (membership_number);

create table ballot (
    uuid                    text primary key,
    name                    text,
    fingerprint             text,
    charter                 text,
    opens_at                timestamptz,
    closes_at               timestamptz,
    reserve_percent         integer,
    reserve_minimum         integer,
    -- entries of roll version 1, told by RollFrozen
    frozen_entries          integer,
    opened                  boolean     not null default false,
    ended                   text check (ended in ('closed', 'cancelled')),
    -- progress of the credential authority
    credentials_wanted      integer,
    credentials_made        integer     not null default 0,
    chunks_listed           integer     not null default 0,
    listed_up_to            text,
    setup_complete          boolean     not null default false,
    reserve_warned          boolean     not null default false,
    invitations_requested   boolean     not null default false,
    invitations_not_before  timestamptz
);

create table roll_entry (
    entry_id     uuid primary key,
    ballot       text    not null,
    member_id    uuid,
    admission_id uuid,
    version      integer,
    -- random place in the order of assignment, so that no other order says anything of a person
    lot          bigint  not null,
    excluded     boolean not null default false,
    -- the activation of its first credential was asked for, was granted; its invitation was queued
    assigned     boolean not null default false,
    activated    boolean not null default false,
    invited      boolean not null default false
);
create index roll_entry_by_ballot on roll_entry (ballot, version);
create index roll_entry_unassigned on roll_entry (ballot, lot) where not assigned;
create index roll_entry_uninvited on roll_entry (ballot, entry_id) where activated and not invited and not excluded;
create index roll_entry_excluded on roll_entry (ballot) where excluded;
create index roll_entry_by_member on roll_entry (member_id);

create table credential (
    ballot            text not null,
    public_credential text collate "C" not null,
    -- random place in the order of assignment, so that no other order says anything of a person
    lot               bigint not null,
    state             text not null check (state in ('reserve', 'assigned', 'active', 'revoked', 'used')),
    entry_id          uuid,
    -- AES-GCM under a key outside this database; gone when used, revoked or at the close
    sealed            bytea,
    primary key (ballot, public_credential)
);
create unique index credential_reserve on credential (ballot, lot) where state = 'reserve';
create index credential_by_entry on credential (entry_id) where entry_id is not null;
create index credential_sealed on credential (ballot) where sealed is not null;

-- What was asked of voting, which alone decides which credentials live.
create table credential_request (
    id                uuid primary key,
    ballot            text not null,
    kind              text not null check (kind in ('activation', 'replacement', 'revocation')),
    entry_id          uuid not null,
    credential        text not null,
    replacement       text,
    state             text not null check (state in ('pending', 'done', 'refused')),
    refusal           text,
    -- of a replacement: who asked, when and why
    asked_by          text,
    asked_at          timestamptz,
    reason            text
);
create index credential_request_by_entry on credential_request (entry_id);
create index credential_request_by_ballot on credential_request (ballot, kind, state);
create unique index one_pending_replacement on credential_request (entry_id)
    where kind = 'replacement' and state = 'pending';
create unique index one_revocation on credential_request (ballot, credential) where kind = 'revocation';

create table dispatch (
    id           uuid primary key,
    ballot       text not null,
    entry_id     uuid not null,
    kind         text not null check (kind in ('invitation', 'replacement')),
    issue        integer not null,
    message_id   text not null unique,
    state        text not null
        check (state in ('queued', 'sending', 'accepted', 'failed', 'without-address', 'withdrawn')),
    reason       text,
    attempts     integer not null default 0,
    due_at       timestamptz not null,
    leased_until timestamptz,
    queued_at    timestamptz not null,
    settled_at   timestamptz,
    unique (ballot, entry_id, kind, issue)
);
create index dispatch_due on dispatch (ballot, kind, due_at) where state = 'queued';
create index dispatch_in_flight on dispatch (leased_until) where state = 'sending';
create index dispatch_without_address on dispatch (entry_id) where state = 'without-address';
create index dispatch_by_ballot on dispatch (ballot, id);
create index dispatch_by_entry on dispatch (entry_id);

-- Answers to writes that must not happen twice (Idempotency-Key).
create table remembered_answer (
    operation text not null,
    key       text not null,
    request   text not null,
    body      text not null,
    made_at   timestamptz not null,
    primary key (operation, key)
);
