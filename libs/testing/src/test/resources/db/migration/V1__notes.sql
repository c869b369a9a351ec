CREATE TABLE note (word text PRIMARY KEY);
