-- Votes cast by the end of an hour: the curve over the window, for HQ. An hour in which fewer than five votes came in has
-- no row of its own but is part of a later one's, so that no row tells when single members voted.
create table turnout_hour (
    ballot     text not null references ballot,
    hour_end   timestamptz not null,
    votes_cast integer not null,
    primary key (ballot, hour_end)
);

-- Of ballots under way, the ends of their days so far.
insert into turnout_hour (ballot, hour_end, votes_cast)
select ballot, day_end, votes_cast
from (select ballot,
             (day + 1)::timestamp at time zone 'Europe/London' as day_end,
             votes_cast,
             votes_cast - lag(votes_cast, 1, 0) over (partition by ballot order by day) as added
      from turnout_day) as days
where added >= 5 and day_end <= now();
