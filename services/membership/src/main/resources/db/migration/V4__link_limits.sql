-- How many links members got lately, for all replicas and over restarts; gone when it does not count any more.
CREATE TABLE link_limit (
    member_id  uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
    -- Up to when the links of this member are used up, as if they were handed out one after the other.
    used_up_to timestamptz NOT NULL
);
