-- The second part of an operation names its ballot: what was answered is forgotten with the ballot's mail events.
alter table remembered_answer
    add column ballot text not null generated always as (split_part(operation, '/', 2)) stored;
create index remembered_answer_by_ballot on remembered_answer (ballot);
