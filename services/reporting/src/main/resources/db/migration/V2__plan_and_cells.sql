-- The disclosure plan, its cells, and what the close and the policy say about them.
alter table ballot
    add column holders                  text,
    add column policy_turnout           text,
    add column policy_result            text,
    add column policy_breakdown         text,
    add column policy_minimum_cast      integer,
    add column policy_minimum_entitled  integer,
    add column policy_reason            text,
    add column policy_changed_at        timestamptz,
    add column setup_listed             integer,
    add column setup_active             integer,
    add column setup_roll_version       integer,
    add column credential_log_head      text,
    add column constituencies_closed    boolean not null default false,
    add column close_roll_version       integer,
    add column close_listed             integer,
    add column close_active             integer,
    add column close_revoked            integer,
    add column close_reserve            integer,
    add column close_used               integer,
    -- The total is under the minimum: nothing of this ballot is ever decrypted.
    add column below_minimum            boolean not null default false,
    -- What went wrong after the close, in a sentence for people; no figures.
    add column count_fault              text,
    add column sums_formed_at           timestamptz;

alter table constituency add column closed_cast integer;

-- Coarser cells above the constituencies: names only, their figures are sums.
create table constituency_group (
    ballot       text not null references ballot,
    constituency text not null,
    name         text not null,
    primary key (ballot, constituency)
);

create table roll_version (
    ballot   text not null references ballot,
    version  integer not null,
    entitled integer not null,
    primary key (ballot, version)
);

create table plan (
    hash         text primary key,
    ballot       text not null references ballot,
    text         text not null,
    signature    text not null,
    published_at timestamptz not null,
    -- A plan whose figures changed before its sums were formed gives way to a later one.
    superseded   boolean not null default false
);

create unique index plan_in_force on plan (ballot) where not superseded;

create table cell (
    ballot          text not null references ballot,
    cell            text not null,
    position        integer not null,
    votes_cast      integer not null,
    encrypted_tally text not null,
    sealed_result   bytea,
    primary key (ballot, cell)
);

-- Strong proofs of the total and factors of the other cells, under the seal like the partial decryption itself.
alter table partial_decryption
    add column sealed_cells bytea,
    add column combined     boolean not null default false;

-- Shares that were refused: who, where and why, without what was sent.
create table refused_share (
    id         uuid primary key,
    ballot     text not null references ballot,
    owner      integer not null,
    cell       text not null,
    place      text not null,
    fault      text not null,
    sent_by    text not null,
    refused_at timestamptz not null
);

create table lost_key (
    ballot      text not null references ballot,
    owner       integer not null,
    reason      text not null,
    reported_by text not null,
    reported_at timestamptz not null,
    primary key (ballot, owner)
);

alter table platform_key add column restore_fault text;

-- Mails by kind and by what became of them; no dispatch, no member.
create table delivery_count (
    ballot     text not null,
    kind       text not null,
    outcome    text not null,
    dispatches integer not null,
    primary key (ballot, kind, outcome)
);
