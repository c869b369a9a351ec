-- Tables of libs/events. Rights of the service's role come from the owner's default privileges.

-- Facts to be sent. Columns as Debezium's outbox event router expects them by default, so that change-data-capture can
-- take over; seq gives the order, record_time replaces the time of sending where that would tell too much.
CREATE TABLE outbox (
    seq           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id            uuid NOT NULL,
    aggregatetype text NOT NULL,
    aggregateid   text NOT NULL,
    type          text NOT NULL,
    payload       text,
    record_time   timestamptz
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- Ids of facts whose effect is done. A day, not a time: enough for retention, and it tells less.
CREATE TABLE inbox (
    id          uuid PRIMARY KEY,
    topic       text NOT NULL,
    received_on date NOT NULL DEFAULT current_date
);
CREATE INDEX inbox_received_on ON inbox (received_on);

-- Facts that wait for their subject to become known, in the order in which they came.
CREATE TABLE parked_fact (
    seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject    text NOT NULL,
    id         uuid NOT NULL,
    topic      text NOT NULL,
    record_key text NOT NULL,
    type       text NOT NULL,
    payload    text NOT NULL
);
CREATE INDEX parked_fact_subject ON parked_fact (subject, seq);
