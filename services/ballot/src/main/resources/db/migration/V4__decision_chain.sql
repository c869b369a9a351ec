-- The decision log becomes public: each line an exact text that names the hash of the one before it, later ones signed.

ALTER TABLE decision
    ADD COLUMN number    integer,
    ADD COLUMN actor     text,
    ADD COLUMN entry     text,
    ADD COLUMN hash      text,
    ADD COLUMN signature text;

-- Lines from before take their places in the chain, in the order in which they were written.
DO $$
DECLARE
    line     decision%ROWTYPE;
    latest   text := '';
    previous text;
    instant  text;
    moves    boolean;
BEGIN
    FOR line IN SELECT * FROM decision ORDER BY decision.ballot, decision.id LOOP
        IF line.ballot <> latest THEN
            latest := line.ballot;
            previous := encode(sha256(convert_to('tellers-decisions|' || latest, 'UTF8')), 'hex');
            line.number := 1;
        ELSE
            line.number := (SELECT count(*) + 1 FROM decision d WHERE d.ballot = line.ballot AND d.id < line.id);
        END IF;
        line.actor := CASE
            WHEN line.who_subject IS NULL THEN 'platform'
            WHEN line.action = 'approved' THEN 'approver'
            WHEN line.action = 'scrutineer-key-registered' THEN 'scrutineer'
            ELSE 'officer' END;
        instant := to_char(line.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US');
        -- As java.time.Instant writes it: no fraction, or three digits, or six.
        instant := regexp_replace(regexp_replace(instant, '000$', ''), '\.000$', '') || 'Z';
        moves := line.from_state IS DISTINCT FROM line.to_state;
        line.entry := '{"number":' || line.number
            || ',"previous":"' || previous
            || '","at":"' || instant
            || '","who":"' || line.actor
            || '","what":"' || line.action || '"'
            || CASE WHEN moves AND line.from_state IS NOT NULL THEN ',"from":"' || line.from_state || '"' ELSE '' END
            || CASE WHEN moves THEN ',"to":"' || line.to_state || '"' ELSE '' END
            || CASE WHEN line.why IS NOT NULL
                THEN ',"why":' || replace(to_json(line.why)::text, chr(127), '\u007f') ELSE '' END
            || '}';
        previous := encode(sha256(convert_to(line.entry, 'UTF8')), 'hex');
        UPDATE decision d
            SET number = line.number, actor = line.actor, entry = line.entry, hash = previous
            WHERE d.id = line.id;
    END LOOP;
END $$;

ALTER TABLE decision
    ALTER COLUMN number SET NOT NULL,
    ALTER COLUMN actor SET NOT NULL,
    ALTER COLUMN entry SET NOT NULL,
    ALTER COLUMN hash SET NOT NULL,
    ADD UNIQUE (ballot, number);
DROP INDEX decision_of_ballot;

-- The key that signs a ballot's lines; the private part sealed under a key outside the database.
CREATE TABLE decision_key (
    ballot     text  PRIMARY KEY REFERENCES ballot (uuid),
    public_key text  NOT NULL,
    sealed     bytea NOT NULL
);

-- What was decided is not rewritten, not even by the service itself.
REVOKE UPDATE, DELETE ON decision, decision_key, ballot_documents FROM ballot_app;
