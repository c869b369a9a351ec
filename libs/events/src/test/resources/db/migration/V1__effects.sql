-- What the test's readers did, in the order in which they did it.
CREATE TABLE effect (
    seq  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key  text NOT NULL,
    text text NOT NULL
);
CREATE TABLE known_ballot (ballot text PRIMARY KEY);
CREATE TABLE late_check (ballot text UNIQUE DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE step (key text NOT NULL, n int NOT NULL);

-- The test's server runs without it; but a test kills the server and then counts what was committed.
ALTER DATABASE ballot SET synchronous_commit = on;
