-- Messages of every kind: runs to an audience, two lanes, the domain of the recipient, opt-outs, outcome of the ballot.

-- The address that the member is written to (rule R3), and its domain, for the limits per domain.
alter table contact add column address text;
alter table contact add column domain text;
alter table contact add column campaign_consent boolean not null default false;
update contact set address = case when preferred = 'work' then coalesce(work_email, personal_email)
                                  else coalesce(personal_email, work_email) end;
update contact set domain = lower(substring(address from '@([^@]*)$')) where address is not null;

create table dispatch_run (
    id          uuid primary key,
    ballot      text not null,
    kind        text not null check (kind in
        ('invitation', 'reminder', 'confirmation', 'recorded', 'result', 'campaign')),
    -- number among the runs of this kind; part of the idempotency key of its mails
    issue       integer not null,
    stage       text not null check (stage in ('waiting', 'queueing', 'queued', 'cancelled', 'over')),
    paused      boolean not null default false,
    not_before  timestamptz,
    -- of confirmations, when the next ones are queued
    next_round  timestamptz,
    -- how far into the roll its mails are queued
    after_lot   bigint not null default -9223372036854775808,
    after_entry uuid not null default '00000000-0000-0000-0000-000000000000',
    asked_by    text not null,
    asked_at    timestamptz not null,
    began_at    timestamptz,
    unique (ballot, kind, issue)
);
create index dispatch_run_at_work on dispatch_run (ballot) where stage in ('waiting', 'queueing');

-- What a campaign message says.
create table campaign_text (
    run_id   uuid not null,
    ballot   text not null,
    language text not null check (language in ('en', 'cy')),
    subject  text not null,
    body     text not null,
    primary key (run_id, language)
);

-- Who wants no more of what can be declined; reminders of one ballot, or campaign messages of any.
create table opt_out (
    member_id uuid not null,
    kind      text not null check (kind in ('reminder', 'campaign')),
    -- empty for campaign messages
    ballot    text not null,
    primary key (member_id, kind, ballot)
);

alter table ballot add column cast_at_close integer;
alter table ballot add column outcome text check (outcome in ('declared', 'withheld'));
alter table ballot add column outcome_reason text;
alter table ballot add column review_on date;

insert into dispatch_run (id, ballot, kind, issue, stage, not_before, asked_by, asked_at, began_at)
select uuidv7(), uuid, 'invitation', 1, case when ended is null then 'queueing' else 'over' end, invitations_not_before,
       '-', now(), now()
from ballot where invitations_requested;
alter table ballot drop column invitations_requested;
alter table ballot drop column invitations_not_before;

alter table dispatch drop constraint dispatch_kind_check;
alter table dispatch add constraint dispatch_kind_check check (kind in
    ('invitation', 'resend', 'replacement', 'reminder', 'confirmation', 'recorded', 'result', 'campaign'));
alter table dispatch drop constraint dispatch_state_check;
alter table dispatch add constraint dispatch_state_check check (state in
    ('queued', 'sending', 'accepted', 'failed', 'without-address', 'withdrawn', 'unsent'));
alter table dispatch add column run_id uuid;
update dispatch d set run_id = r.id from dispatch_run r
where r.ballot = d.ballot and r.kind = d.kind and r.issue = d.issue;
-- Late joiners and re-issues go before the ordinary mails, which all belong to a run.
alter table dispatch add column priority boolean not null default false;
update dispatch set priority = true where run_id is null;
alter table dispatch add constraint dispatch_in_a_lane check (priority or run_id is not null);
alter table dispatch add column domain text not null default '';
-- From just before the relay is handed it until that is settled; after a crash such a mail may have left.
alter table dispatch add column in_flight boolean not null default false;
-- Times that it was in flight when its sender died, and was sent again with the same Message-ID.
alter table dispatch add column repeats integer not null default 0;

drop index dispatch_due;
create index dispatch_due_first on dispatch (due_at, id) where state = 'queued' and priority;
create index dispatch_due on dispatch (run_id, due_at, id) where state = 'queued' and not priority;
create index dispatch_waiting on dispatch (ballot, kind) where state = 'queued';
create index dispatch_by_run on dispatch (run_id, state);
drop index roll_entry_uninvited;
create index roll_entry_uninvited on roll_entry (ballot, lot, entry_id) where activated and not excluded and not invited;
create index roll_entry_by_lot on roll_entry (ballot, lot, entry_id);
