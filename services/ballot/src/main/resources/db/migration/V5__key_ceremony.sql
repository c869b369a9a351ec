-- Seats of key ceremonies. What the trustees send is public or enciphered for a trustee: no secret of the key is here.

CREATE TABLE ceremony_seat (
    ballot          text        NOT NULL REFERENCES ballot (uuid),
    seat            integer     NOT NULL CHECK (seat >= 1),
    subject         text        NOT NULL,
    sign_in_name    text        NOT NULL,
    name            text        NOT NULL,
    taken_at        timestamptz NOT NULL,
    headquarters    boolean     NOT NULL,
    certificate     text,
    polynomial      text,
    confirmation    text,
    rehearsed       boolean     NOT NULL,
    rehearsal_nonce text        NOT NULL,
    PRIMARY KEY (ballot, seat),
    -- Each seat is another person's, whatever the code above this table does.
    UNIQUE (ballot, subject)
);
