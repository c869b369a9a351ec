-- What reporting knows of a ballot, from facts of other services that arrive in any order: every part may be missing.
create table ballot (
    uuid                   text primary key,
    name                   text,
    opens_at               timestamptz,
    closes_at              timestamptz,
    election               text,
    trustees               text,
    charter                text,
    fingerprint            text,
    cancelled              boolean not null default false,
    roll_version           integer not null default 0,
    entitled               integer,
    turnout_batch          integer not null default 0,
    votes_cast             integer not null default 0,
    turnout_as_at          timestamptz,
    closed_head            text,
    closed_cast            integer,
    encrypted_tally        text,
    sized_encrypted_tally  text,
    sealed_result          bytea,
    counted_at             timestamptz
);

create table constituency (
    ballot       text not null references ballot,
    constituency text not null,
    name         text not null,
    entitled     integer not null,
    votes_cast   integer not null default 0,
    primary key (ballot, constituency)
);

-- Votes cast at the end of each London day: the figure a "daily" turnout publishes.
create table turnout_day (
    ballot     text not null references ballot,
    day        date not null,
    votes_cast integer not null,
    primary key (ballot, day)
);

create table platform_key (
    ballot             text primary key references ballot,
    trustee            text not null,
    sealed_private_key bytea not null,
    rehearsed_at       timestamptz
);

create table partial_decryption (
    ballot      text not null references ballot,
    owner       integer not null,
    sealed      bytea not null,
    received_by text not null,
    received_at timestamptz not null,
    primary key (ballot, owner)
);

create table declaration (
    id           uuid primary key,
    ballot       text not null references ballot,
    decision     text not null,
    reason       text,
    review_on    date,
    proposed_by  text not null,
    proposed_at  timestamptz not null,
    confirmed_by text,
    confirmed_at timestamptz
);

-- At most one open proposal a ballot.
create unique index declaration_open on declaration (ballot) where confirmed_at is null;

-- Who looked at sealed figures, and when: part of the public decision log's evidence.
create table sealed_view (
    id        uuid primary key,
    ballot    text not null references ballot,
    viewer    text not null,
    what      text not null,
    viewed_at timestamptz not null
);
