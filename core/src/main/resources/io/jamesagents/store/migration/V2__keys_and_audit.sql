-- The inboxes that a key is limited to, as a JSON array of ids; NULL for all of its organisation.
ALTER TABLE api_key ADD COLUMN inbox_ids TEXT;
ALTER TABLE api_key ADD COLUMN revoked_at BIGINT;

-- Ids, names of fields and numbers only: nothing about a person.
CREATE TABLE audit (
    id         VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64) NOT NULL,
    actor      VARCHAR(64) NOT NULL,
    action     VARCHAR(64) NOT NULL,
    subject    VARCHAR(64),
    details    TEXT,
    created_at BIGINT      NOT NULL
);
CREATE INDEX audit_by_org ON audit (org_id, created_at, id);

-- What the JSON Schema of an inbox's extraction is: {name, description, schema, enabled}.
ALTER TABLE inbox ADD COLUMN extraction_schema TEXT;
