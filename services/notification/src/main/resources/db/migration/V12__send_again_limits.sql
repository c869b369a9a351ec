-- How often members had their code sent once more, for all replicas and over restarts.
create table send_again_limit (
    -- keyed hash of the roll entry: it is compared, and names nobody
    key        bytea       not null primary key,
    ballot     text        not null,
    -- up to when the times of this member are used up, as if they were handed out one after the other
    used_up_to timestamptz not null
);
create index send_again_limit_by_ballot on send_again_limit (ballot);
