-- What was read of a file on a mail: one row when that was tried, whatever came of it.
CREATE TABLE attachment_text (
    attachment_id VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id        VARCHAR(64) NOT NULL,
    message_id    VARCHAR(64) NOT NULL,
    state         VARCHAR(16) NOT NULL,
    text          TEXT        NOT NULL,
    truncated     SMALLINT    NOT NULL,
    reason        VARCHAR(32),
    created_at    BIGINT      NOT NULL
);
CREATE INDEX attachment_text_by_message ON attachment_text (message_id);
CREATE INDEX attachment_text_by_org ON attachment_text (org_id);
