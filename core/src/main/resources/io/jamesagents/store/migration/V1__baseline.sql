-- One schema for SQLite and PostgreSQL. Ids are VARCHAR, times BIGINT epoch milliseconds (UTC), flags SMALLINT,
-- JSON is TEXT. Every table that belongs to an organisation carries org_id, and every statement takes it.

CREATE TABLE org (
    id         VARCHAR(64) NOT NULL PRIMARY KEY,
    name       TEXT        NOT NULL,
    slug       VARCHAR(64) NOT NULL UNIQUE,
    tier       VARCHAR(16) NOT NULL,
    status     VARCHAR(16) NOT NULL,
    created_at BIGINT      NOT NULL,
    updated_at BIGINT      NOT NULL
);

CREATE TABLE api_key (
    id           VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id       VARCHAR(64) NOT NULL,
    name         TEXT        NOT NULL,
    key_prefix   VARCHAR(16) NOT NULL,
    secret_hmac  VARCHAR(64) NOT NULL UNIQUE,
    scopes       TEXT        NOT NULL,
    status       VARCHAR(16) NOT NULL,
    expires_at   BIGINT,
    last_used_at BIGINT,
    created_at   BIGINT      NOT NULL
);
CREATE INDEX api_key_by_org ON api_key (org_id, created_at);

-- org_id is NULL for the domain that all organisations share.
CREATE TABLE mail_domain (
    id         VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64),
    name       VARCHAR(255) NOT NULL,
    status     VARCHAR(24)  NOT NULL,
    region     TEXT,
    created_at BIGINT       NOT NULL
);
CREATE UNIQUE INDEX mail_domain_verified ON mail_domain (name) WHERE status = 'verified';
CREATE INDEX mail_domain_by_org ON mail_domain (org_id, created_at, id);

CREATE TABLE inbox (
    id               VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id           VARCHAR(64)  NOT NULL,
    domain_id        VARCHAR(64)  NOT NULL,
    domain_name      VARCHAR(255) NOT NULL,
    local_part       VARCHAR(64)  NOT NULL,
    address          VARCHAR(320) NOT NULL,
    mailbox_user     VARCHAR(320) NOT NULL,
    display_name     TEXT,
    agent            TEXT,
    status           VARCHAR(16)  NOT NULL,
    webhook_endpoint TEXT,
    webhook_events   TEXT,
    webhook_secret   TEXT,
    tag_rules        TEXT         NOT NULL,
    event_seq        BIGINT       NOT NULL,
    created_at       BIGINT       NOT NULL,
    deleted_at       BIGINT
);
CREATE UNIQUE INDEX inbox_live_address ON inbox (address) WHERE deleted_at IS NULL;
CREATE INDEX inbox_by_mailbox_user ON inbox (mailbox_user);
CREATE INDEX inbox_by_org ON inbox (org_id, created_at, id);

-- Whose an address is, for good: it is never given to another organisation, whatever becomes of its inbox.
CREATE TABLE inbox_address (
    address    VARCHAR(320) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)  NOT NULL,
    created_at BIGINT       NOT NULL
);

CREATE TABLE mail_thread (
    id               VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id           VARCHAR(64) NOT NULL,
    inbox_id         VARCHAR(64) NOT NULL,
    domain_id        VARCHAR(64) NOT NULL,
    subject          TEXT,
    snippet          TEXT,
    first_message_at BIGINT      NOT NULL,
    last_message_at  BIGINT      NOT NULL,
    message_count    BIGINT      NOT NULL,
    last_direction   VARCHAR(8)  NOT NULL,
    has_attachments  SMALLINT    NOT NULL,
    status           VARCHAR(16) NOT NULL,
    assigned_to      TEXT,
    routing_token    VARCHAR(32) NOT NULL,
    updated_at       BIGINT      NOT NULL
);
CREATE INDEX mail_thread_by_inbox ON mail_thread (inbox_id, last_message_at, id);
CREATE INDEX mail_thread_by_domain ON mail_thread (org_id, domain_id, last_message_at, id);
CREATE INDEX mail_thread_by_token ON mail_thread (inbox_id, routing_token);

CREATE TABLE thread_tag (
    thread_id VARCHAR(64) NOT NULL,
    tag       VARCHAR(64) NOT NULL,
    org_id    VARCHAR(64) NOT NULL,
    position  BIGINT      NOT NULL,
    PRIMARY KEY (thread_id, tag)
);
CREATE INDEX thread_tag_by_tag ON thread_tag (org_id, tag, thread_id);

-- A thread that was merged into another stays addressable under its old id and old routing token.
CREATE TABLE thread_alias (
    old_id        VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id        VARCHAR(64) NOT NULL,
    inbox_id      VARCHAR(64) NOT NULL,
    thread_id     VARCHAR(64) NOT NULL,
    routing_token VARCHAR(32) NOT NULL
);
CREATE INDEX thread_alias_by_thread ON thread_alias (thread_id);
CREATE INDEX thread_alias_by_token ON thread_alias (inbox_id, routing_token);

-- Every Message-ID that an inbox's mail has or names, seen or not yet seen, and the thread it belongs to.
CREATE TABLE thread_reference (
    inbox_id   VARCHAR(64) NOT NULL,
    message_key VARCHAR(32) NOT NULL,
    org_id     VARCHAR(64) NOT NULL,
    thread_id  VARCHAR(64) NOT NULL,
    PRIMARY KEY (inbox_id, message_key)
);
CREATE INDEX thread_reference_by_thread ON thread_reference (thread_id);

CREATE TABLE message (
    id              VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id          VARCHAR(64) NOT NULL,
    inbox_id        VARCHAR(64) NOT NULL,
    domain_id       VARCHAR(64) NOT NULL,
    thread_id       VARCHAR(64) NOT NULL,
    direction       VARCHAR(8)  NOT NULL,
    rfc_message_id  TEXT,
    message_key     VARCHAR(32),
    in_reply_to     TEXT,
    reference_ids   TEXT        NOT NULL,
    subject         TEXT,
    subject_key     VARCHAR(32),
    prefixed        SMALLINT    NOT NULL,
    orphan_reply    SMALLINT    NOT NULL,
    sender          VARCHAR(320),
    participants    TEXT        NOT NULL,
    snippet         TEXT        NOT NULL,
    attachment_count BIGINT     NOT NULL,
    size            BIGINT      NOT NULL,
    marks           TEXT        NOT NULL,
    delivery_status VARCHAR(16),
    sent_at         BIGINT,
    created_at      BIGINT      NOT NULL,
    ingest_id       VARCHAR(128),
    body_hash       VARCHAR(64),
    mailbox         VARCHAR(64) NOT NULL,
    uid_validity    BIGINT      NOT NULL,
    uid             BIGINT      NOT NULL
);
CREATE INDEX message_by_thread ON message (thread_id, created_at, id);
CREATE INDEX message_by_inbox ON message (inbox_id, created_at, id);
CREATE INDEX message_by_domain ON message (org_id, domain_id, created_at, id);
CREATE INDEX message_by_sender ON message (org_id, sender, created_at, id);
CREATE INDEX message_by_key ON message (inbox_id, message_key);
CREATE INDEX message_by_subject ON message (inbox_id, subject_key, sent_at) WHERE subject_key IS NOT NULL;
CREATE UNIQUE INDEX message_by_uid ON message (inbox_id, mailbox, uid_validity, uid);

CREATE TABLE message_body (
    message_id VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64) NOT NULL,
    text       TEXT        NOT NULL,
    html       TEXT
);

CREATE TABLE attachment (
    id         VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64) NOT NULL,
    message_id VARCHAR(64) NOT NULL,
    part       BIGINT      NOT NULL,
    filename   TEXT        NOT NULL,
    mime_type  TEXT        NOT NULL,
    size       BIGINT      NOT NULL
);
CREATE INDEX attachment_by_message ON attachment (message_id, part);

-- One row per mail and agent recipient: what has been done about it, so that doing it again changes nothing.
CREATE TABLE ingest (
    ingest_id    VARCHAR(128) NOT NULL,
    inbox_id     VARCHAR(64)  NOT NULL,
    org_id       VARCHAR(64)  NOT NULL,
    state        VARCHAR(16)  NOT NULL,
    attempts     BIGINT       NOT NULL,
    after_uid    BIGINT       NOT NULL,
    message_id   VARCHAR(64),
    reason       TEXT,
    created_at   BIGINT       NOT NULL,
    updated_at   BIGINT       NOT NULL,
    PRIMARY KEY (ingest_id, inbox_id)
);
CREATE INDEX ingest_by_state ON ingest (state, updated_at);

-- How far the reconciler has compared an inbox's mailboxes with the messages known here.
CREATE TABLE mailbox_position (
    inbox_id     VARCHAR(64) NOT NULL,
    mailbox      VARCHAR(64) NOT NULL,
    org_id       VARCHAR(64) NOT NULL,
    uid_validity BIGINT      NOT NULL,
    last_uid     BIGINT      NOT NULL,
    compared_at  BIGINT      NOT NULL,
    PRIMARY KEY (inbox_id, mailbox)
);

CREATE TABLE event (
    id         VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64) NOT NULL,
    inbox_id   VARCHAR(64) NOT NULL,
    seq        BIGINT      NOT NULL,
    type       VARCHAR(32) NOT NULL,
    thread_id  VARCHAR(64),
    message_id VARCHAR(64),
    created_at BIGINT      NOT NULL
);
CREATE UNIQUE INDEX event_by_inbox ON event (inbox_id, seq);

CREATE TABLE job (
    id          VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id      VARCHAR(64) NOT NULL,
    kind        VARCHAR(32) NOT NULL,
    subject_id  VARCHAR(64) NOT NULL,
    state       VARCHAR(16) NOT NULL,
    attempts    BIGINT      NOT NULL,
    run_at      BIGINT      NOT NULL,
    lease_owner VARCHAR(64),
    lease_until BIGINT,
    last_error  TEXT,
    created_at  BIGINT      NOT NULL,
    finished_at BIGINT
);
CREATE INDEX job_due ON job (kind, run_at) WHERE state = 'ready';
CREATE INDEX job_leased ON job (lease_until) WHERE state = 'leased';

-- The bytes of a webhook, stored once and sent with every attempt.
CREATE TABLE webhook_payload (
    event_id   VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64) NOT NULL,
    body       TEXT        NOT NULL,
    created_at BIGINT      NOT NULL
);

CREATE TABLE webhook_delivery (
    id                  VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id              VARCHAR(64) NOT NULL,
    inbox_id            VARCHAR(64) NOT NULL,
    message_id          VARCHAR(64),
    event_id            VARCHAR(64) NOT NULL,
    endpoint            TEXT        NOT NULL,
    state               VARCHAR(16) NOT NULL,
    attempt_count       BIGINT      NOT NULL,
    max_attempts        BIGINT      NOT NULL,
    next_attempt_at     BIGINT,
    lease_owner         VARCHAR(64),
    lease_until         BIGINT,
    last_status_code    BIGINT,
    last_error          TEXT,
    delivery_latency_ms BIGINT,
    created_at          BIGINT      NOT NULL,
    delivered_at        BIGINT,
    dead_at             BIGINT
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint, next_attempt_at) WHERE state IN ('pending', 'failed');
CREATE INDEX webhook_delivery_by_org ON webhook_delivery (org_id, created_at, id);
CREATE INDEX webhook_delivery_by_inbox ON webhook_delivery (inbox_id, created_at, id);
CREATE INDEX webhook_delivery_by_event ON webhook_delivery (event_id);

CREATE TABLE webhook_attempt (
    delivery_id  VARCHAR(64) NOT NULL,
    attempt      BIGINT      NOT NULL,
    org_id       VARCHAR(64) NOT NULL,
    status_code  BIGINT,
    error        TEXT,
    latency_ms   BIGINT      NOT NULL,
    attempted_at BIGINT      NOT NULL,
    PRIMARY KEY (delivery_id, attempt)
);

-- A mail that is being put into a Sent mailbox but is not accepted yet: a copy that a crash leaves is taken out again.
CREATE TABLE send_intent (
    message_id VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64) NOT NULL,
    inbox_id   VARCHAR(64) NOT NULL,
    after_uid  BIGINT      NOT NULL,
    created_at BIGINT      NOT NULL
);
CREATE INDEX send_intent_by_age ON send_intent (created_at);

-- One row per recipient of a mail that an agent sends; 'accepted' until it is in the mail queue.
CREATE TABLE outbound_recipient (
    message_id VARCHAR(64)  NOT NULL,
    recipient  VARCHAR(320) NOT NULL,
    org_id     VARCHAR(64)  NOT NULL,
    role       VARCHAR(4)   NOT NULL,
    state      VARCHAR(16)  NOT NULL,
    updated_at BIGINT       NOT NULL,
    PRIMARY KEY (message_id, recipient)
);
CREATE INDEX outbound_recipient_accepted ON outbound_recipient (updated_at) WHERE state = 'accepted';

CREATE TABLE idempotency (
    org_id       VARCHAR(64)  NOT NULL,
    idem_key     VARCHAR(255) NOT NULL,
    request_hash VARCHAR(64)  NOT NULL,
    response     TEXT         NOT NULL,
    created_at   BIGINT       NOT NULL,
    PRIMARY KEY (org_id, idem_key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);

-- Mails accepted from an organisation per minute: the sliding hour and day are sums over these rows.
CREATE TABLE send_usage (
    org_id VARCHAR(64) NOT NULL,
    minute BIGINT      NOT NULL,
    used   BIGINT      NOT NULL,
    PRIMARY KEY (org_id, minute)
);
