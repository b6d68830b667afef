-- A request to delete data, from the preview to the end. preview and deleted are JSON objects of counts; deleted grows in the
-- transactions that delete. failures counts attempts in a row that got nowhere.
CREATE TABLE deletion_request (
    id           VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id       VARCHAR(64) NOT NULL,
    actor        VARCHAR(64) NOT NULL,
    scope        VARCHAR(16) NOT NULL,
    inbox_id     VARCHAR(64),
    before_at    BIGINT,
    state        VARCHAR(16) NOT NULL,
    token_hmac   VARCHAR(64) NOT NULL,
    wrong_tokens BIGINT      NOT NULL,
    preview      TEXT        NOT NULL,
    deleted      TEXT        NOT NULL,
    error        TEXT,
    failures     BIGINT      NOT NULL,
    requested_at BIGINT      NOT NULL,
    confirm_by   BIGINT      NOT NULL,
    confirmed_at BIGINT,
    completed_at BIGINT,
    lease_owner  VARCHAR(64),
    lease_until  BIGINT
);
CREATE UNIQUE INDEX deletion_request_live ON deletion_request (org_id) WHERE state IN ('pending', 'executing');
CREATE INDEX deletion_request_by_lease ON deletion_request (lease_until) WHERE state = 'executing';
CREATE INDEX deletion_request_by_end ON deletion_request (completed_at) WHERE completed_at IS NOT NULL;

-- erasure is 'running' while an inbox's data is being deleted and 'done' afterwards. For a day what was on its way to the
-- inbox is looked for again, next at sweep_at; then its address is blanked.
ALTER TABLE inbox ADD COLUMN erasure VARCHAR(8);
ALTER TABLE inbox ADD COLUMN erased_at BIGINT;
ALTER TABLE inbox ADD COLUMN sweep_at BIGINT;
CREATE INDEX inbox_to_sweep ON inbox (sweep_at) WHERE sweep_at IS NOT NULL;

-- The inbox that had the address last. Mail for an address whose inbox was erased is dropped wherever it turns up.
ALTER TABLE inbox_address ADD COLUMN inbox_id VARCHAR(64);
ALTER TABLE inbox_address ADD COLUMN erased_at BIGINT;
CREATE INDEX inbox_address_by_inbox ON inbox_address (inbox_id);

-- Which message an idempotent answer is about.
ALTER TABLE idempotency ADD COLUMN message_id VARCHAR(64);
CREATE INDEX idempotency_by_message ON idempotency (message_id);

CREATE INDEX event_by_message ON event (message_id);
CREATE INDEX job_by_subject ON job (subject_id);

-- When each store was last rewritten without what was deleted.
CREATE TABLE compaction (
    store        VARCHAR(32) NOT NULL PRIMARY KEY,
    compacted_at BIGINT      NOT NULL
);
