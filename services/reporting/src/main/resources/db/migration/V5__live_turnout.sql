-- Votes cast when the period began in which votes were announced last: what a live turnout shows until the period ends.
alter table ballot add column votes_cast_before integer not null default 0;
update ballot set votes_cast_before = votes_cast;
