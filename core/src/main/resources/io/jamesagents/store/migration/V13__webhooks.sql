-- Webhooks: a secret that was rotated signs beside its successor until webhook_old_secret_until; with webhook_disabled_at
-- the endpoint is called no more; webhook_seq is the number of deliveries that the inbox ever had.
ALTER TABLE inbox ADD COLUMN webhook_old_secret TEXT;
ALTER TABLE inbox ADD COLUMN webhook_old_secret_until BIGINT;
ALTER TABLE inbox ADD COLUMN webhook_disabled_at BIGINT;
ALTER TABLE inbox ADD COLUMN webhook_disabled_reason TEXT;
ALTER TABLE inbox ADD COLUMN webhook_seq BIGINT NOT NULL DEFAULT 0;
CREATE INDEX inbox_with_disabled_webhook ON inbox (org_id) WHERE webhook_disabled_at IS NOT NULL;

-- delivery_seq counts the deliveries of an inbox without gaps, event_seq is the event's; older rows have no delivery_seq.
ALTER TABLE webhook_delivery ADD COLUMN delivery_seq BIGINT;
ALTER TABLE webhook_delivery ADD COLUMN event_seq BIGINT;
ALTER TABLE webhook_delivery ADD COLUMN event_type VARCHAR(32);
UPDATE webhook_delivery SET event_type = 'inbound',
    event_seq = (SELECT seq FROM event WHERE event.id = webhook_delivery.event_id);
UPDATE webhook_delivery SET max_attempts = 10 WHERE state IN ('pending', 'failed') AND max_attempts = 8;
CREATE INDEX webhook_delivery_to_replay ON webhook_delivery (inbox_id, state, created_at, id);

-- The endpoints whose last attempt failed, for as long as that lasts: how often in a row, since when, and last when.
CREATE TABLE webhook_failing (
    inbox_id VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id   VARCHAR(64) NOT NULL,
    endpoint TEXT        NOT NULL,
    failures BIGINT      NOT NULL,
    since_at BIGINT      NOT NULL,
    last_at  BIGINT      NOT NULL
);
CREATE INDEX webhook_failing_by_org ON webhook_failing (org_id);
