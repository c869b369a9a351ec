-- When the close is extended, everyone who was invited is told (rule R8).

alter table dispatch_run drop constraint dispatch_run_kind_check;
alter table dispatch_run add constraint dispatch_run_kind_check check (kind in
    ('invitation', 'reminder', 'extension', 'confirmation', 'recorded', 'result', 'campaign'));
alter table dispatch drop constraint dispatch_kind_check;
alter table dispatch add constraint dispatch_kind_check check (kind in
    ('invitation', 'resend', 'replacement', 'reminder', 'extension', 'confirmation', 'recorded', 'result', 'campaign'));

-- What the mails of a run say of an extension.
create table extension_notice (
    run_id             uuid primary key,
    ballot             text not null,
    previous_closes_at timestamptz not null,
    closes_at          timestamptz not null,
    reason             text not null,
    -- an extension that is told twice has one run
    unique (ballot, closes_at)
);
