-- Who took addresses out of the register, when and why; the list itself is kept nowhere.
CREATE TABLE address_list (
    id        uuid        PRIMARY KEY,
    taken_at  timestamptz NOT NULL,
    taken_by  text        NOT NULL,
    reason    text        NOT NULL,
    asked     integer     NOT NULL
);
-- What was taken is not unsaid, not even by the service itself.
REVOKE UPDATE, DELETE ON address_list FROM membership_app;
