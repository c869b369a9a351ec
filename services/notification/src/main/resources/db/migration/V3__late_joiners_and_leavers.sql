-- Late joiners and leavers after the freeze of a roll, and what the ballot service was told of them.

alter table ballot
    -- latest roll version that is complete here, and the latest whose late joiners were provided for
    add column frozen_version   integer not null default 0,
    add column provided_version integer not null default 0,
    -- reserve as it was announced last
    add column reserve_told     integer;
update ballot set frozen_version = 1 where frozen_entries is not null;
update ballot set provided_version = 1 where setup_complete;

alter table roll_entry
    -- HQ asked for the exclusion and waits for an answer
    add column exclusion_asked boolean not null default false,
    -- a late joiner for whom there is no credential
    add column refused         boolean not null default false;
create index roll_entry_exclusion_asked on roll_entry (ballot) where exclusion_asked;
