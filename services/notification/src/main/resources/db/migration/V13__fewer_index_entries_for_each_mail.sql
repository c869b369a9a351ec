-- A mail is claimed, noted as leaving and settled: each step writes its row anew, with an entry in every index, unless no
-- index has what changed and the page has room. In flight are few at a time, so their leases need no order of their own.
drop index dispatch_in_flight;
create index dispatch_in_flight on dispatch (id) where state = 'sending';
alter table dispatch set (fillfactor = 70);
-- The order in which the entry comes first serves those who look for an entry's mails, too.
alter table dispatch drop constraint dispatch_ballot_entry_id_kind_issue_key;
alter table dispatch add constraint dispatch_once unique (entry_id, kind, issue, ballot);
drop index dispatch_by_entry;
