-- Which messages are to be found by search, and since when the index has each: 0 when it does not. Of a message that was deleted
-- the row stays until the index has forgotten it.
CREATE TABLE search_entry (
    message_id VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64) NOT NULL,
    indexed_at BIGINT      NOT NULL,
    removed    SMALLINT    NOT NULL
);
CREATE INDEX search_entry_by_time ON search_entry (indexed_at, message_id);
CREATE INDEX search_entry_removed ON search_entry (org_id, message_id) WHERE removed = 1;

-- The indexes there are: one that answers, and one that is being built, as far as it is.
CREATE TABLE search_index (
    name       VARCHAR(64) NOT NULL PRIMARY KEY,
    state      VARCHAR(16) NOT NULL,
    model      TEXT        NOT NULL,
    dimensions BIGINT      NOT NULL,
    built_to   VARCHAR(64) NOT NULL,
    created_at BIGINT      NOT NULL
);

INSERT INTO search_entry (message_id, org_id, indexed_at, removed) SELECT id, org_id, 0, 0 FROM message;
