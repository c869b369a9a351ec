-- The helpdesk: finding members, who changed an address, acts of agents, acts that wait for a second person.

alter table ballot
    -- when this service heard that roll version 1 is frozen
    add column frozen_at timestamptz;

alter table contact
    -- latest change of anything, and of the address that the member is written to
    add column changed_at         timestamptz,
    add column address_changed_at timestamptz,
    -- latest change of that address by anybody but the member; a later one by the member does not wash it clean
    add column staff_changed_at   timestamptz;

-- Search as the register has it: the words of number, name and addresses, each found by how it begins; case and accents
-- do not matter, nor do leading zeros of the number.
create function folded(text text) returns text
    language sql immutable strict parallel safe
    return casefold(translate(regexp_replace(normalize(text, NFKD), '[\u0300-\u036f]+', '', 'g'),
                              'øØłŁđĐħĦı', 'oOlLdDhHi') collate pg_unicode_fast);
create function search_words(search text) returns tsvector
    language sql immutable strict parallel safe
    return array_to_tsvector(array_remove(
        regexp_split_to_array(search collate pg_unicode_fast, '[^[:alnum:]]+')
            || ltrim(split_part(search, ' ', 1), '0'), ''));
-- What must be among a member's words for the searched ones to occur; null where they have no letter and no digit.
create function search_query(searched text) returns tsquery
    language sql immutable strict parallel safe
    return (select string_agg(quote_literal(word) || ':*', ' & ')::tsquery
            from regexp_split_to_table(searched collate pg_unicode_fast, '[^[:alnum:]]+') as word where word <> '');
alter table contact add column search text not null generated always as (folded(
    membership_number || ' ' || coalesce(first_name, '') || ' ' || last_name || ' '
    || coalesce(personal_email, '') || ' ' || coalesce(work_email, ''))) stored;
create index contact_words on contact using gin (search_words(search));
create index contact_by_personal_email on contact (lower(personal_email)) where personal_email is not null;
create index contact_by_work_email on contact (lower(work_email)) where work_email is not null;

-- What was done for members, by whom. Rows are only added, and go as wholes when their period has passed. No credential,
-- no address, no name of a member.
create table helpdesk_audit (
    id         uuid primary key,
    at         timestamptz not null,
    ballot     text not null,
    -- null for a search or a batch
    entry_id   uuid,
    action     text not null,
    -- sign-in name and the token's subject of a person; else member, import, staff, voting
    by_name    text not null,
    by_subject text,
    -- stable code of the reason, and words to it
    reason     text,
    note       text,
    -- the replacement, letter or dispatch
    ref        uuid,
    -- members found or mails queued
    amount     integer
);
create index helpdesk_audit_by_ballot on helpdesk_audit (ballot, id);
create index helpdesk_audit_by_entry on helpdesk_audit (entry_id) where entry_id is not null;
create index helpdesk_audit_by_subject on helpdesk_audit (by_subject, at) where by_subject is not null;

-- A replacement or letter that waits for a second person, and a letter until it is printed.
create table reissue (
    id               uuid primary key,
    ballot           text not null,
    entry_id         uuid not null,
    what             text not null check (what in ('replacement', 'letter')),
    reason           text not null,
    -- of a letter
    language         text check (language in ('en', 'cy')),
    -- why one person is not enough; null where one is
    second_person    text,
    state            text not null check (state in ('proposed', 'ready', 'done', 'withdrawn')),
    asked_by         text not null,
    asked_subject    text not null,
    asked_at         timestamptz not null,
    settled_by       text,
    settled_at       timestamptz
);
create unique index one_proposed_reissue on reissue (entry_id, what) where state = 'proposed';
create index reissue_by_ballot on reissue (ballot, id);
