-- What was uploaded and is on no mail yet. The row goes when a mail takes the file over, with its id, as an attachment.
CREATE TABLE upload (
    id         VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64) NOT NULL,
    filename   TEXT        NOT NULL,
    mime_type  TEXT        NOT NULL,
    size       BIGINT      NOT NULL,
    created_at BIGINT      NOT NULL,
    content    BYTEA       NOT NULL
);
CREATE INDEX upload_by_org ON upload (org_id, size);
CREATE INDEX upload_by_age ON upload (created_at);

-- The Content-ID of a part without brackets (RFC 2392), by which HTML shows an image.
ALTER TABLE attachment ADD COLUMN content_id TEXT;
