-- To whom nothing is sent: an address in its canonical form, for one inbox, for the inboxes of a domain or for an organisation.
-- place is the id of the inbox or the domain, or empty; domain_id is that of an inbox, too. An entry without expires_at is
-- for good. detail is what the other side said.
CREATE TABLE suppression (
    id         VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)  NOT NULL,
    place      VARCHAR(64)  NOT NULL,
    inbox_id   VARCHAR(64),
    domain_id  VARCHAR(64),
    address    VARCHAR(320) NOT NULL,
    reason     VARCHAR(16)  NOT NULL,
    message_id VARCHAR(64),
    detail     TEXT,
    created_at BIGINT       NOT NULL,
    expires_at BIGINT
);
CREATE UNIQUE INDEX suppression_by_address ON suppression (org_id, address, place);
CREATE INDEX suppression_by_place ON suppression (org_id, place, created_at, id);
CREATE INDEX suppression_by_domain ON suppression (org_id, domain_id, created_at, id) WHERE domain_id IS NOT NULL;
CREATE INDEX suppression_by_inbox ON suppression (inbox_id) WHERE inbox_id IS NOT NULL;
CREATE INDEX suppression_by_expiry ON suppression (expires_at) WHERE expires_at IS NOT NULL;

-- How often in a row mails of an inbox to an address were given up.
CREATE TABLE soft_failure (
    inbox_id   VARCHAR(64)  NOT NULL,
    address    VARCHAR(320) NOT NULL,
    org_id     VARCHAR(64)  NOT NULL,
    failures   BIGINT       NOT NULL,
    updated_at BIGINT       NOT NULL,
    PRIMARY KEY (inbox_id, address)
);
CREATE INDEX soft_failure_by_age ON soft_failure (updated_at);

-- Whether the mails of an inbox have a link by which their recipients unsubscribe.
ALTER TABLE inbox ADD COLUMN unsubscribe SMALLINT NOT NULL DEFAULT 0;

-- Recipients to whom an organisation's mails went, and bounces and complaints that came, per minute.
CREATE TABLE sending_figure (
    org_id     VARCHAR(64) NOT NULL,
    minute     BIGINT      NOT NULL,
    recipients BIGINT      NOT NULL,
    bounced    BIGINT      NOT NULL,
    complained BIGINT      NOT NULL,
    PRIMARY KEY (org_id, minute)
);
CREATE INDEX sending_figure_by_age ON sending_figure (minute);

-- The latest time for which an organisation was stopped from sending. What lies before its end does not count again.
CREATE TABLE sending_pause (
    org_id     VARCHAR(64) NOT NULL PRIMARY KEY,
    reason     VARCHAR(16) NOT NULL,
    started_at BIGINT      NOT NULL,
    ends_at    BIGINT      NOT NULL
);

-- What an organisation asks of itself beyond what the operator asks of all; NULL for nothing more.
CREATE TABLE sending_guard (
    org_id                 VARCHAR(64) NOT NULL PRIMARY KEY,
    reputation             SMALLINT    NOT NULL,
    bounce_per_mille       BIGINT,
    complaint_per_mille    BIGINT,
    new_recipients_per_day BIGINT,
    burst                  SMALLINT    NOT NULL,
    updated_at             BIGINT      NOT NULL
);

-- The addresses to which an inbox wrote for the first time within the last day, while that is limited.
CREATE TABLE new_recipient (
    inbox_id   VARCHAR(64)  NOT NULL,
    recipient  VARCHAR(320) NOT NULL,
    org_id     VARCHAR(64)  NOT NULL,
    created_at BIGINT       NOT NULL,
    PRIMARY KEY (inbox_id, recipient)
);
CREATE INDEX new_recipient_by_inbox ON new_recipient (inbox_id, created_at);
CREATE INDEX new_recipient_by_age ON new_recipient (created_at);
CREATE INDEX outbound_recipient_by_inbox ON outbound_recipient (inbox_id, recipient);

-- For what was sent in the last seconds.
CREATE INDEX message_sent_by_org ON message (org_id, created_at) WHERE direction = 'outbound';
