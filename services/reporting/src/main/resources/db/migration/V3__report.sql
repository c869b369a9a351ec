-- The report of a declared ballot and the signatures under it.
alter table ballot add column setup_hash text;

-- Exact JSON text, which the signatures are over; made anew only when the publication policy became stricter.
create table report (
    id                uuid primary key,
    ballot            text not null references ballot,
    text              text not null,
    sha256            text not null,
    policy_changed_at timestamptz,
    made_at           timestamptz not null
);

create table report_signature (
    id        uuid primary key,
    ballot    text not null references ballot,
    sha256    text not null,
    person    text not null,
    role      text not null,
    name      text,
    statement text,
    signed_at timestamptz not null,
    -- Each person signs a report once.
    unique (ballot, person, sha256)
);

-- Every attempt to sign, taken or refused. No reference to the ballot: a refusal is noted beside a locked ballot.
create table report_signing_log (
    id      uuid primary key,
    ballot  text not null,
    person  text not null,
    role    text not null,
    outcome text not null,
    sha256  text not null,
    at      timestamptz not null
);

-- What was signed, and that it was, is not changed any more.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% only takes new rows', tg_table_name;
end
$$;

create trigger report_signature_stays before update or delete on report_signature
    for each row execute function refuse_change();
create trigger report_signing_log_stays before update or delete on report_signing_log
    for each row execute function refuse_change();
