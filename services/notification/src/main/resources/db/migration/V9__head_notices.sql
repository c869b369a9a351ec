-- Who holds a key or audits, and is mailed the head of the box when it closes (protocol, What we add, 4).

alter table ballot add column closed_head text;

create table head_notice (
    ballot   text not null,
    -- the person's subject at the identity provider
    subject  text not null,
    email    text not null,
    language text not null check (language in ('en', 'cy')),
    sent_at  timestamptz,
    -- after a failure, or while a worker has it, not before
    due_at   timestamptz not null,
    attempts integer not null default 0,
    primary key (ballot, subject)
);
create index head_notice_unsent on head_notice (due_at) where sent_at is null;
