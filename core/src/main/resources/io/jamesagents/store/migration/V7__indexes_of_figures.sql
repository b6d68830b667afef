-- The figures of deliveries and webhooks are read from indexes alone.
CREATE INDEX message_outbound_by_inbox ON message (inbox_id, created_at, delivery_status) WHERE direction = 'outbound';
CREATE INDEX message_outbound_by_domain ON message (org_id, domain_id, created_at, delivery_status)
    WHERE direction = 'outbound';
CREATE INDEX webhook_delivery_by_state ON webhook_delivery (org_id, state);
