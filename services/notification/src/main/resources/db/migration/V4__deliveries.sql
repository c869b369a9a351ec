-- What came back of the mails, and which addresses are left alone because of it.

-- Keyed hash of the address that a member is written to now: it is compared, and shows no address.
create table address_hash (
    member_id uuid primary key,
    hash      bytea not null
);
create index address_hash_of on address_hash (hash);

-- Stands in the envelope sender in place of the member, so that a report names its mail (VERP); random, says nothing.
alter table dispatch add column return_token text not null default replace(cast(gen_random_uuid() as text), '-', '');
create unique index dispatch_by_token on dispatch (return_token);
-- Keyed hash of the address that the last attempt went to: a report means that address, not a later one.
alter table dispatch add column sent_to bytea;
-- When it was last told that the recipient's server defers it and the relay goes on trying.
alter table dispatch add column delayed_at timestamptz;
-- Times that it came back for a passing reason and was queued again.
alter table dispatch add column soft_bounces integer not null default 0;
alter table dispatch drop constraint dispatch_state_check;
-- bounced and blocked: came back for good, for want of a mailbox or by a policy; suppressed: its address is left alone.
alter table dispatch add constraint dispatch_state_check check (state in
    ('queued', 'sending', 'accepted', 'failed', 'without-address', 'withdrawn', 'unsent',
     'bounced', 'blocked', 'suppressed'));
create index dispatch_suppressed on dispatch (entry_id) where state = 'suppressed';
create index dispatch_bounced on dispatch (ballot, entry_id) where state = 'bounced';
create index dispatch_troubled on dispatch (ballot)
    where state in ('failed', 'blocked') or delayed_at is not null or (state = 'queued' and attempts > 0);

-- One model for what relay, bounce mailbox and providers tell of a mail. No address, and nothing of a remote's own words.
create table delivery_report (
    id          uuid primary key,
    -- null: no mail of ours was found that it is about; kept aside, and counted
    dispatch_id uuid,
    ballot      text,
    kind        text not null check (kind in ('hard', 'soft', 'blocked', 'delayed', 'complaint')),
    -- enhanced status code (RFC 3463); empty when the report has none
    status      text not null,
    -- stable code of what the status means
    diagnostic  text not null,
    -- relay, mailbox, or the name of a provider
    source      text not null,
    -- hash of what makes the report itself: the same one twice counts once
    report_key  text not null unique,
    received_at timestamptz not null,
    check ((dispatch_id is null) = (ballot is null))
);
create index delivery_report_by_ballot on delivery_report (ballot, id);
create index delivery_report_by_dispatch on delivery_report (dispatch_id);
create index delivery_report_unmatched on delivery_report (received_at) where dispatch_id is null;

-- Addresses that get no more mails of a class until somebody lifts it. A corrected address has another hash.
create table suppression (
    hash        bytea not null,
    mail_class  text not null check (mail_class in ('notice', 'reminder', 'campaign')),
    reason      text not null check (reason in ('hard-bounce', 'complaint')),
    -- the mail that a report was about
    dispatch_id uuid not null,
    since       timestamptz not null,
    primary key (hash, mail_class)
);
create index suppression_by_age on suppression (since);

-- Who was suppressed and lifted, when, by whom and why.
create table suppression_log (
    id         uuid primary key,
    ballot     text not null,
    entry_id   uuid not null,
    mail_class text not null,
    action     text not null check (action in ('suppressed', 'lifted')),
    -- reason of the suppression, or what the person wrote who lifted it
    reason     text not null,
    -- who lifted it
    done_by    text,
    done_at    timestamptz not null
);
create index suppression_log_by_entry on suppression_log (ballot, entry_id);
