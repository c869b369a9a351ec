-- Who holds which key of the count, by the number of the key in the archive; shown beside the key's fingerprint.
CREATE TABLE holder (
    ballot text COLLATE "C" NOT NULL,
    owner  integer NOT NULL,
    name   text NOT NULL,
    PRIMARY KEY (ballot, owner)
);
