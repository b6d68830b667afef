-- Events are removed by their age, and those about a thread but no message with the thread.
CREATE INDEX event_by_age ON event (created_at);
CREATE INDEX event_by_thread ON event (thread_id) WHERE message_id IS NULL;

-- Automatic mails that an inbox sent to a correspondent within the last hour or so. answer: 1 when it answered something.
CREATE TABLE loop_mail (
    message_id    VARCHAR(64)  NOT NULL,
    correspondent VARCHAR(320) NOT NULL,
    org_id        VARCHAR(64)  NOT NULL,
    inbox_id      VARCHAR(64)  NOT NULL,
    answer        SMALLINT     NOT NULL,
    sent_at       BIGINT       NOT NULL,
    PRIMARY KEY (message_id, correspondent)
);
CREATE INDEX loop_mail_by_pair ON loop_mail (inbox_id, correspondent, sent_at);
CREATE INDEX loop_mail_by_age ON loop_mail (sent_at);

-- How many sent mails have which status now, by the hour since 1970 in which they were accepted. place is the id of an inbox,
-- or of a domain: of the organisation's inboxes there.
CREATE TABLE delivery_count (
    org_id VARCHAR(64) NOT NULL,
    place  VARCHAR(64) NOT NULL,
    hour   BIGINT      NOT NULL,
    status VARCHAR(16) NOT NULL,
    mails  BIGINT      NOT NULL,
    PRIMARY KEY (org_id, place, hour, status)
);
INSERT INTO delivery_count (org_id, place, hour, status, mails)
    SELECT org_id, inbox_id, created_at / 3600000, COALESCE(delivery_status, 'queued'), COUNT(*)
    FROM message WHERE direction = 'outbound'
    GROUP BY org_id, inbox_id, created_at / 3600000, COALESCE(delivery_status, 'queued');
INSERT INTO delivery_count (org_id, place, hour, status, mails)
    SELECT org_id, domain_id, created_at / 3600000, COALESCE(delivery_status, 'queued'), COUNT(*)
    FROM message WHERE direction = 'outbound'
    GROUP BY org_id, domain_id, created_at / 3600000, COALESCE(delivery_status, 'queued');
