-- Coarser cells of a roll version, and what was too small to be a constituency.

CREATE TABLE constituency_group (
    ballot       text    NOT NULL,
    version      integer NOT NULL,
    constituency text    NOT NULL,
    name         text    NOT NULL,
    PRIMARY KEY (ballot, version, constituency),
    FOREIGN KEY (ballot, version) REFERENCES roll (ballot, version)
);

CREATE TABLE merged_constituency (
    ballot       text    NOT NULL,
    version      integer NOT NULL,
    constituency text    NOT NULL,
    name         text    NOT NULL,
    entitled     integer NOT NULL,
    merged_into  text    NOT NULL,
    PRIMARY KEY (ballot, version, constituency),
    FOREIGN KEY (ballot, version, merged_into) REFERENCES constituency (ballot, version, constituency)
);
