-- What the operator decides about an organisation: limits in the place of its tier's (NULL: the tier's), and why it is suspended.
ALTER TABLE org ADD COLUMN hour_limit BIGINT;
ALTER TABLE org ADD COLUMN day_limit BIGINT;
ALTER TABLE org ADD COLUMN suspended_reason TEXT;
CREATE INDEX org_by_time ON org (created_at, id);

-- When an inbox was made of a James user who was there before, and stays when the inbox goes.
ALTER TABLE inbox ADD COLUMN adopted_at BIGINT;

-- Given up webhook deliveries of all organisations.
CREATE INDEX webhook_delivery_dead ON webhook_delivery (created_at, id) WHERE state = 'dead';
