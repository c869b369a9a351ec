-- The same for each constituency; a figure that was announced before is one of a period that is over.
alter table constituency add column turnout_as_at timestamptz;
alter table constituency add column votes_cast_before integer not null default 0;
