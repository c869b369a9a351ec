-- Branches and delivery units by period; the lists are given and replaced as wholes.
CREATE TABLE place (
    kind        text NOT NULL CHECK (kind IN ('BRANCH', 'DELIVERY_UNIT')),
    name        text NOT NULL,
    region      text,
    valid_from  date,
    valid_until date,
    successor   text,
    CHECK (valid_until >= valid_from),
    CHECK (successor IS NULL OR valid_until IS NOT NULL)
);
CREATE INDEX place_name ON place (kind, name);
