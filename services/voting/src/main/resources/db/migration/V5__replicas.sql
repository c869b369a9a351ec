-- Processes of this service at work, since when each was seen without a gap, and of which boxes it has answered every ballot
-- that it received before the close.
CREATE TABLE replica (
    name         uuid PRIMARY KEY,
    seen_at      timestamptz NOT NULL,
    steady_since timestamptz NOT NULL
);
CREATE TABLE replica_settled (
    replica   uuid NOT NULL REFERENCES replica ON DELETE CASCADE,
    ballot    text COLLATE "C" NOT NULL,
    closes_at timestamptz NOT NULL,
    PRIMARY KEY (replica, ballot)
);

-- What is done once in each interval, whatever the number of processes, and when the last one began in which it was done.
CREATE TABLE turn (
    work     text PRIMARY KEY,
    began_at timestamptz NOT NULL
);
