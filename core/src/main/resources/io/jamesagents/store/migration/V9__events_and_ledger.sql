-- Events are a log of each organisation, too: org_seq counts them in the order of their commits, and up to event_floor they
-- are removed. data is a JSON object of what the event is about.
ALTER TABLE org ADD COLUMN event_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE org ADD COLUMN event_floor BIGINT NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN org_seq BIGINT;
ALTER TABLE event ADD COLUMN data TEXT;
UPDATE event SET org_seq = (SELECT COUNT(*) FROM event e WHERE e.org_id = event.org_id
    AND (e.created_at < event.created_at OR (e.created_at = event.created_at AND e.id <= event.id)));
UPDATE org SET event_seq = COALESCE((SELECT MAX(org_seq) FROM event WHERE event.org_id = org.id), 0);
CREATE UNIQUE INDEX event_by_org ON event (org_id, org_seq);

-- What is known of each recipient of a sent mail: state, the attempt that is or was made, what the other side said last, and
-- until when it is left alone.
ALTER TABLE outbound_recipient ADD COLUMN inbox_id VARCHAR(64);
ALTER TABLE outbound_recipient ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbound_recipient ADD COLUMN remote_host TEXT;
ALTER TABLE outbound_recipient ADD COLUMN reply_code BIGINT;
ALTER TABLE outbound_recipient ADD COLUMN enhanced_status VARCHAR(16);
ALTER TABLE outbound_recipient ADD COLUMN reply_text TEXT;
ALTER TABLE outbound_recipient ADD COLUMN bounce_type VARCHAR(16);
ALTER TABLE outbound_recipient ADD COLUMN next_attempt_at BIGINT;
ALTER TABLE outbound_recipient ADD COLUMN possible_duplicate SMALLINT NOT NULL DEFAULT 0;
UPDATE outbound_recipient SET inbox_id = (SELECT inbox_id FROM message WHERE message.id = outbound_recipient.message_id);

-- What happened to sent mails, one by one, for GET /v1/delivery/events. detail is text for people, data a JSON object.
CREATE TABLE delivery_event (
    id         VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)  NOT NULL,
    inbox_id   VARCHAR(64)  NOT NULL,
    domain_id  VARCHAR(64)  NOT NULL,
    message_id VARCHAR(64)  NOT NULL,
    recipient  VARCHAR(320) NOT NULL,
    type       VARCHAR(24)  NOT NULL,
    detail     TEXT,
    data       TEXT,
    created_at BIGINT       NOT NULL
);
CREATE INDEX delivery_event_by_message ON delivery_event (message_id, created_at, id);
CREATE INDEX delivery_event_by_inbox ON delivery_event (inbox_id, created_at, id);
CREATE INDEX delivery_event_by_domain ON delivery_event (org_id, domain_id, created_at, id);
CREATE INDEX delivery_event_by_age ON delivery_event (created_at);

-- delivery_data is a JSON object of when a sent mail got which status and why; authentication one of what is known about who
-- sent a mail. An unverified message joined a thread of other people without showing that it may.
ALTER TABLE message ADD COLUMN delivery_data TEXT;
ALTER TABLE message ADD COLUMN authentication TEXT;
ALTER TABLE message ADD COLUMN unverified SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE mail_thread ADD COLUMN unverified SMALLINT NOT NULL DEFAULT 0;
